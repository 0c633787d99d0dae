/*
 * What documents claim of the utterance itself: its day, setting, office and
 * language, and the bound that follows for printings without a date. Invented
 * articles from several countries; dates of 2026.
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/fixture.h"

#define ARTICLES_MAX 4

FIXTURE_SUITE(said);

/* An article as a record; published NULL: the page has no date. */
struct page {
	const char	*outlet, *published, *text;
};

/* Read the articles, then trace the words: the answer's first family, which the caller gives back. */
static json_t *
trace(const struct page *pages, const char *query)
{
	char	 path[300];
	FILE	*to;
	json_t	*answer, *family;

	snprintf(path, sizeof path, "%s.ndjson", fixture.database);
	to = fopen(path, "w");
	cr_assert_not_null(to, "%s", path);
	for (size_t i = 0; i < ARTICLES_MAX && pages[i].outlet != NULL; i++) {
		json_t	*record = json_pack("{s:s+, s:s, s:s?, s:s, s:s}", "url",
		    "https://paper.example/", pages[i].outlet, "outlet", pages[i].outlet,
		    "published", pages[i].published, "text", pages[i].text, "language", "en");

		cr_assert_not_null(record);
		json_dumpf(record, to, JSON_COMPACT);
		fputc('\n', to);
		json_decref(record);
	}
	fclose(to);
	fixture_run(&fixture, "batch", path, NULL);
	unlink(path);
	cr_assert_eq(fixture_run(&fixture, "trace", query, "--format", "json", NULL), EXIT_FOUND,
	    "%s: %s", query, fixture.err);
	answer = fixture_json(&fixture);
	family = json_incref(json_array_get(json_object_get(answer, "families"), 0));
	json_decref(answer);
	cr_assert_not_null(family);
	return family;
}

#define DAM "\"We have opened every gate of the lower dam and nobody will drown tonight\""

static const struct {
	const char	*what;
	struct page	 pages[ARTICLES_MAX];
	const char	*office, *date, *earliest, *zone;
	bool		 conflict, translated, may_be_translated;
} rows[] = {
	{ "an address at home, its weekday told from two days",
	    { { "Alder", "2026-05-08", "In a televised address Thursday, Brazilian President Lucia Prado said " DAM "." },
		{ "Birch", "2026-05-11", "In an address to the nation on Thursday, President Lucia Prado of Brazil said " DAM "." } },
	    "President of Brazil", "2026-05-07", "2026-05-07T02:00:00Z", "assumed Brazil", false, false, true },
	{ "said to reporters somewhere: any clock",
	    { { "Alder", "2026-05-08", DAM ", French President Lucia Prado told reporters on Thursday." } },
	    "President of France", "2026-05-07", "2026-05-06T10:00:00Z", "unknown", false, false, true },
	{ "the setting names its place",
	    { { "Alder", "2026-05-08", DAM ", French President Lucia Prado told reporters in Tokyo on Thursday." } },
	    "President of France", "2026-05-07", NULL, NULL, false, false, true },
	{ "the page speaks the speaker's language",
	    { { "Alder", "2026-05-08", DAM ", Australian Prime Minister Lucia Prado told reporters on Thursday." } },
	    "Prime Minister of Australia", "2026-05-07", "2026-05-06T10:00:00Z", "unknown", false, false, false },
	{ "two days",
	    { { "Alder", "2026-05-08", DAM ", Lucia Prado told reporters on Thursday." },
		{ "Birch", "2026-05-08", DAM ", Lucia Prado told reporters on Wednesday." } },
	    NULL, NULL, NULL, NULL, true, false, false },
	{ "a day without its year at the turn of the year",
	    { { "Alder", "2026-01-02", DAM ", Lucia Prado said on Dec. 30." } },
	    NULL, "2025-12-30", "2025-12-29T10:00:00Z", "unknown", false, false, false },
	{ "no document is dated",
	    { { "Alder", NULL, DAM ", Lucia Prado said on Thursday." } },
	    NULL, NULL, NULL, NULL, false, false, false },
	{ "a printing from before the claimed day",
	    { { "Alder", "2026-05-02", DAM ", Lucia Prado said." },
		{ "Birch", "2026-05-08", DAM ", Lucia Prado said on Thursday." } },
	    NULL, "2026-05-07", NULL, "unknown", true, false, false },
	{ "a document states the language",
	    { { "Alder", "2026-05-08", DAM ", Turkish President Lucia Prado said in Turkish on Thursday." } },
	    "President of Turkey", "2026-05-07", "2026-05-06T10:00:00Z", "unknown", false, true, false },
	{ "a document states that nothing was translated",
	    { { "Alder", "2026-05-08", DAM ", Turkish President Lucia Prado said in English on Thursday." } },
	    "President of Turkey", "2026-05-07", "2026-05-06T10:00:00Z", "unknown", false, false, false },
	{ "through an interpreter",
	    { { "Alder", "2026-05-08", DAM ", Lucia Prado said through an interpreter." } },
	    NULL, NULL, NULL, NULL, false, true, false },
};

static void
check_text(const json_t *object, const char *key, const char *expected, const char *what)
{
	if (expected == NULL)
		cr_expect(json_is_null(json_object_get(object, key)), "%s: %s is %s", what, key,
		    json_text(object, key));
	else
		cr_expect_str_eq(json_text(object, key), expected, "%s: %s is %s", what, key,
		    json_text(object, key));
}

Test(said, documents_tell_when_and_by_whom_and_in_which_language)
{
	for (size_t i = 0; i < LEN(rows); i++) {
		json_t		*family, *said;
		const json_t	*language;
		const char	*what = rows[i].what;

		fixture_end(&fixture);
		fixture_begin(&fixture);
		family = trace(rows[i].pages, "nobody will drown tonight");
		said = json_object_get(family, "said");
		language = json_object_get(said, "language");
		check_text(family, "speaker_office", rows[i].office, what);
		check_text(said, "date", rows[i].date, what);
		if (rows[i].earliest != NULL || rows[i].conflict || rows[i].date == NULL)
			check_text(said, "earliest", rows[i].earliest, what);
		if (rows[i].zone != NULL)
			check_text(said, "zone", rows[i].zone, what);
		cr_expect_eq(json_is_true(json_object_get(said, "conflict")), rows[i].conflict,
		    "%s: %s", what, json_text(said, "how"));
		cr_expect_eq(json_is_true(json_object_get(language, "translated")),
		    rows[i].translated, "%s: %s", what, json_text(language, "line"));
		cr_expect_eq(json_is_true(json_object_get(language, "may_be_translated")),
		    rows[i].may_be_translated, "%s: %s", what, json_text(language, "line"));
		json_decref(family);
	}
}

/* The verdict, and what stands for the date of the page without one. */
Test(said, the_day_of_the_utterance_bounds_an_undated_printing_and_judges_nothing)
{
	static const struct page with[ARTICLES_MAX] = {
		{ "Alder", "2026-05-08T12:00:00Z", "In a televised address Thursday, Chilean President Lucia Prado said " DAM "." },
		{ "Birch", NULL, DAM ", Lucia Prado said." },
	};
	static const struct page without[ARTICLES_MAX] = {
		{ "Alder", "2026-05-08T12:00:00Z", "In a televised address, Chilean President Lucia Prado said " DAM "." },
		{ "Birch", NULL, DAM ", Lucia Prado said." },
	};
	json_t	*family = trace(with, "nobody will drown tonight");
	char	*verdict = strdup(json_text(family, "verdict"));
	const json_t	*undated = json_array_get(json_object_get(family, "occurrences"), 1);

	cr_expect_str_eq(json_text(undated, "outlet"), "Birch");
	cr_expect_str_eq(json_text(undated, "lineage_not_before"), "2026-05-07T03:00:00Z");
	cr_expect(json_is_null(json_object_get(undated, "published")), "it stays undated");
	json_decref(family);
	cr_assert_eq(fixture_run(&fixture, "trace", "nobody will drown tonight", NULL), EXIT_FOUND);
	cr_expect_not_null(strstr(fixture.out, "unknown, >= 2026-05-07 03:00Z"), "%s", fixture.out);
	cr_expect_null(strstr(fixture.out, "undated"), "%s", fixture.out);
	cr_expect_not_null(strstr(fixture.out, "Lucia Prado, President of Chile"), "%s",
	    fixture.out);
	cr_expect_not_null(strstr(fixture.out, "televised address, Thu 7 May 2026"), "%s",
	    fixture.out);
	fixture_end(&fixture);
	fixture_begin(&fixture);
	family = trace(without, "nobody will drown tonight");
	cr_expect_str_eq(json_text(family, "verdict"), verdict);
	cr_expect(
	    json_is_null(json_object_get(json_array_get(json_object_get(family, "occurrences"), 1),
		"lineage_not_before")));
	json_decref(family);
	free(verdict);
	cr_assert_eq(fixture_run(&fixture, "trace", "nobody will drown tonight", NULL), EXIT_FOUND);
	cr_expect_not_null(strstr(fixture.out, "undated"), "%s", fixture.out);
}

Test(said, every_format_tells_the_same_claims)
{
	static const struct page pages[ARTICLES_MAX] = {
		{ "Alder", "2026-05-08", "In a televised address Thursday, Peruvian President Lucia Prado said " DAM "." },
	};
	static const char *const formats[] = { "text", "md", "html", "json" };

	json_decref(trace(pages, "nobody will drown tonight"));
	for (size_t i = 0; i < LEN(formats); i++) {
		cr_assert_eq(fixture_run(&fixture, "trace", "nobody will drown tonight", "--format",
				 formats[i], NULL),
		    EXIT_FOUND);
		cr_expect_not_null(strstr(fixture.out, "President of Peru"), "%s", formats[i]);
		cr_expect_not_null(strstr(fixture.out, "Thu 7 May 2026"), "%s", formats[i]);
		cr_expect_not_null(strstr(fixture.out, "may be a translation"), "%s", formats[i]);
	}
}

/* Pages without a date: one tells of Friday night, the other has it in a caption only. */
Test(said, copy_about_a_night_is_most_likely_of_that_day_or_the_next)
{
	static const struct page pages[ARTICLES_MAX] = {
		{ "Alder", NULL,
		    "BOGOTA (AP) \xE2\x80\x94 The river rose in Colombia, and the mayor left town on Friday night.\n\n" DAM
		    ", Lucia Prado said.\n\nThe river stands high in Bogota, Colombia, Friday, May 8, 2026. (AP Photo/Tom Ray)" },
		{ "Birch", NULL,
		    "The river rose in Colombia.\n\n" DAM
		    ", Lucia Prado said.\n\nThe river stands high in Bogota, Colombia, Friday, May 8, 2026. (AP Photo/Tom Ray)" },
	};
	json_t	*family = trace(pages, "nobody will drown tonight"), *occurrence;
	size_t	 i, n = 0;

	cr_expect_str_eq(json_text(family, "verdict"), "undated", "it judges nothing");
	json_array_foreach(json_object_get(family, "occurrences"), i, occurrence)
	{
		const json_t	*likely = json_object_get(occurrence, "most_likely");
		const json_t	*published = json_object_get(occurrence, "published");

		cr_expect(json_is_null(json_object_get(published, "latest")), "the date stays open");
		if (strcmp(json_text(occurrence, "outlet"), "Birch") == 0) {
			cr_expect_null(likely, "a caption may be old");
			n++;
			continue;
		}
		/* From six in the evening of the 8th in Colombia to the end of the 9th there. */
		cr_expect_str_eq(json_text(likely, "earliest"), "2026-05-08T23:00:00Z");
		cr_expect_str_eq(json_text(likely, "latest"), "2026-05-10T04:59:59Z");
		n++;
	}
	cr_expect_eq(n, 2);
	json_decref(family);
	cr_assert_eq(fixture_run(&fixture, "trace", "nobody will drown tonight", NULL), EXIT_FOUND);
	cr_expect_not_null(strstr(fixture.out, "most likely 2026-05-08 or the day after"), "%s",
	    fixture.out);
}

#define COUNCIL "\"The council will keep the ferry running through the whole winter\""

Test(said, one_paraphrase_a_document_the_closest_first)
{
	static const struct page pages[ARTICLES_MAX] = {
		{ "Alder", "2026-05-08", COUNCIL ", Lucia Prado said." },
		{ "Birch", "2026-05-08",
		    "A ferry keeps its winter council.\n\nThe council, she said, will keep the ferry running through winter storms.\n\n"
		    "Running a ferry in winter is dear to the council, whatever it will keep." },
	};
	json_t		*family = trace(pages, "keep the ferry running through the whole winter");
	const json_t	*asides = json_object_get(family, "paraphrases");
	const char	*first = json_text(json_array_get(asides, 0), "text");

	cr_assert_geq(json_array_size(asides), 2, "%zu", json_array_size(asides));
	cr_expect(strncmp(first, "The council, she said", 21) == 0, "%s", first);
	cr_assert_eq(fixture_run(&fixture, "trace",
			 "keep the ferry running through the whole winter", NULL),
	    EXIT_FOUND);
	cr_expect_not_null(strstr(fixture.out, "more; --all shows them"), "%s", fixture.out);
	cr_expect_null(strstr(fixture.out, "is dear to the council"), "%s", fixture.out);
	cr_assert_eq(fixture_run(&fixture, "trace",
			 "keep the ferry running through the whole winter", "--all", NULL),
	    EXIT_FOUND);
	cr_expect_not_null(strstr(fixture.out, "is dear to the council"), "%s", fixture.out);
	json_decref(family);
}
