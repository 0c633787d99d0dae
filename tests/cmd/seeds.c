/*
 * Five real articles about one order: every fact that was worked out by hand
 * must come out. Their texts are read where they stand and are not part of the
 * project; without them the tests are skipped and say so.
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "tests/fixture.h"

static struct fixture	 fixture;
static char		*seeds[5];

static void
read_seeds(void)
{
	fixture_begin(&fixture);
	if (!fixture_seeds(seeds)) {
		cr_skip_test("the five articles are not at hand");
		return;
	}
	cr_assert_eq(fixture_run_list(&fixture, "batch", (const char *const *)seeds, 5), EXIT_FOUND,
	    "%s", fixture.err);
}

static void
forget_seeds(void)
{
	fixture_end(&fixture);
	for (size_t i = 0; i < 5; i++)
		free(seeds[i]);
}

TestSuite(seeds, .init = read_seeds, .fini = forget_seeds);

/* "000" of ".../000_915d7ab6cd68ed57.txt". */
static bool
is_document(const json_t *occurrence, const char *document)
{
	const char	*file = strrchr(json_text(occurrence, "file"), '/');

	return file != NULL && strncmp(file + 1, document, strlen(document)) == 0;
}

static json_t *
trace_one(const char *query)
{
	json_t	*answer, *families, *family;

	cr_assert_eq(fixture_run(&fixture, "trace", query, "--format", "json", NULL), EXIT_FOUND,
	    "%s: %s", query, fixture.err);
	answer = fixture_json(&fixture);
	families = json_object_get(answer, "families");
	cr_assert_geq(json_array_size(families), 1, "%s: no family", query);
	family = json_incref(json_array_get(families, 0));
	json_decref(answer);
	return family;
}

/* The n-th occurrence of a document whose text holds these words. */
static json_t *
occurrence_of(const json_t *family, const char *document, const char *words, size_t n)
{
	json_t	*occurrence;
	size_t	 i;

	json_array_foreach(json_object_get(family, "occurrences"), i, occurrence)
	{
		if (is_document(occurrence, document) &&
		    strstr(json_text(occurrence, "text"), words) != NULL && n-- == 0)
			return occurrence;
	}
	return NULL;
}

static const struct {
	const char	*query, *speaker, *members[5], *verdicts;
} families[] = {
	{ "should be rescinded", "Antony Blinken", { "000", "000", "001", "002" }, "likely tied" },
	{ "shoot to kill without warning", "Kassym-Jomart Tokayev", { "000", "003", "004", "004" },
	    "likely" },
	{ "real concerns about the state of emergency", "Antony Blinken", { "000", "001" },
	    "likely tied" },
	{ "we expect the Kazakh government to deal with protesters", "Antony Blinken",
	    { "000", "001" }, "likely tied" },
	{ "asking for clarification on that", "Antony Blinken", { "000", "002" }, "likely tied" },
};

Test(seeds, five_families_have_exactly_their_members)
{
	for (size_t i = 0; i < LEN(families); i++) {
		json_t	*family = trace_one(families[i].query), *occurrence;
		size_t	 k, expected = 0;

		while (expected < 5 && families[i].members[expected] != NULL)
			expected++;
		cr_expect_eq(json_array_size(json_object_get(family, "occurrences")), expected,
		    "%s: %zu members", families[i].query,
		    json_array_size(json_object_get(family, "occurrences")));
		json_array_foreach(json_object_get(family, "occurrences"), k, occurrence)
		{
			bool	 known = false;

			for (size_t m = 0; m < expected; m++)
				known |= is_document(occurrence, families[i].members[m]);
			cr_expect(known, "%s: %s of %s is no member", families[i].query,
			    json_text(occurrence, "text"), json_text(occurrence, "file"));
		}
		cr_expect_str_eq(json_text(family, "speaker"), families[i].speaker,
		    "%s: said by %s", families[i].query, json_text(family, "speaker"));
		cr_expect_not_null(strstr(families[i].verdicts, json_text(family, "verdict")),
		    "%s: %s", families[i].query, json_text(family, "verdict"));
		json_decref(family);
	}
}

static const struct { const char *query, *document, *words; const char *region, *speaker, *venue, *class; int severity; } printings[] = {
	{ "shoot to kill without warning", "003", "given the order", "body", "Kassym-Jomart Tokayev",
	    "televised address", NULL, 0 },
	{ "shoot to kill without warning", "004", "and the army", "body", "Kassym-Jomart Tokayev", NULL,
	    "inserted-content", 4 },
	{ "shoot to kill without warning", "000", "given the order", "body", "Kassym-Jomart Tokayev",
	    "televised address", "verbatim", 0 },
	{ "shoot to kill without warning", "004", "shoot to kill without warning.", "teaser", NULL, NULL,
	    "fragment", 2 },
	{ "should be rescinded", "002", "The shoot-to-kill order", "body", "Antony Blinken", "ABC", NULL,
	    0 },
	{ "should be rescinded", "000", "That is something", NULL, "Antony Blinken", NULL, "expanded", 1 },
	{ "should be rescinded", "001", "That is something", "body", "Antony Blinken", "ABC, This Week",
	    "expanded", 1 },
	{ "asking for clarification on that", "000", "asking", "body", "Antony Blinken", "CNN", "verbatim",
	    0 },
	{ "asking for clarification on that", "002", "asking", "body", "Antony Blinken", "", NULL, 0 },
};

Test(seeds, each_printing_has_its_speaker_place_and_drift)
{
	for (size_t i = 0; i < LEN(printings); i++) {
		json_t		*family = trace_one(printings[i].query);
		json_t		*found = occurrence_of(family, printings[i].document, printings[i].words, 0);
		const json_t	*drift;

		cr_expect_not_null(found, "%s: not in %s", printings[i].words,
		    printings[i].document);
		if (found == NULL) {
			json_decref(family);
			continue;
		}
		drift = json_object_get(found, "drift");
		if (printings[i].region != NULL)
			cr_expect_str_eq(json_text(found, "region"), printings[i].region,
			    "%s in %s: %s", printings[i].words, printings[i].document,
			    json_text(found, "region"));
		if (printings[i].speaker != NULL)
			cr_expect_str_eq(json_text(found, "speaker"), printings[i].speaker,
			    "%s in %s: %s (%s)", printings[i].words, printings[i].document,
			    json_text(found, "speaker"), json_text(found, "speaker_rule"));
		if (printings[i].venue != NULL)
			cr_expect_str_eq(json_text(found, "venue_name"), printings[i].venue,
			    "%s in %s: %s", printings[i].words, printings[i].document,
			    json_text(found, "venue_name"));
		if (printings[i].class == NULL)
			cr_expect(json_is_null(drift), "%s in %s is not the reference",
			    printings[i].words, printings[i].document);
		else {
			cr_expect_str_eq(json_text(drift, "class"), printings[i].class,
			    "%s in %s: %s", printings[i].words, printings[i].document,
			    json_text(drift, "class"));
			cr_expect_eq(json_integer_value(json_object_get(drift, "severity")),
			    printings[i].severity, "%s in %s: severity %lld", printings[i].words,
			    printings[i].document,
			    (long long)json_integer_value(json_object_get(drift, "severity")));
		}
		json_decref(family);
	}
}

Test(seeds, the_order_overlaps_by_seventeen_hours)
{
	json_t		*family = trace_one("shoot to kill without warning");
	const json_t	*first = json_array_get(json_object_get(family, "occurrences"), 0);

	cr_expect(is_document(first, "003"), "the earliest is %s", json_text(first, "file"));
	cr_expect_str_eq(json_text(family, "verdict"), "likely");
	cr_expect_eq(json_integer_value(json_object_get(family, "overlap_hours")), 17);
	cr_expect_eq(json_integer_value(json_object_get(family, "lineages")), 3);
	json_decref(family);
}

/* An unstated bound is null; an inferred day is no date of the document's own. */
static const struct { const char *document, *outlet, *credits, *date, *earliest, *latest, *modified; } articles[] = {
	{ "000", "Saudi Press", "", NULL, NULL, "2025-02-23", NULL },
	{ "001", "Asian Lite News", "ANI", "2022-01-10", "2022-01-09T10:00", "2022-01-11T11:59", NULL },
	{ "002", "TASS", "", "2022-01-09", "2022-01-09T16:00:00Z", "2022-01-09T16:00:59Z",
	    "2022-01-09T16:09:00Z" },
	{ "003", "GlobalSecurity.org", "AP Reuters AFP VOA", "2022-01-07", "2022-01-07T05:00:00Z",
	    "2022-01-08T04:59:59Z", NULL },
	{ "004", "News Break", "AP FOX 16", NULL, "2022-01-07T12:00:00Z", NULL, NULL },
};

static void
check_bound(const json_t *dating, const char *key, const char *expected, const char *document)
{
	if (expected == NULL)
		cr_expect(json_is_null(json_object_get(dating, key)) || dating == NULL ||
			json_is_null(dating),
		    "%s: %s is %s", document, key, json_text(dating, key));
	else
		cr_expect(strncmp(json_text(dating, key), expected, strlen(expected)) == 0,
		    "%s: %s is %s", document, key, json_text(dating, key));
}

Test(seeds, each_article_has_its_outlet_credits_and_dates)
{
	for (size_t i = 0; i < LEN(articles); i++) {
		json_t		*record, *credit;
		const json_t	*published;
		struct buf	 joined = BUF(1024);
		const char	*names;
		size_t		 k;

		cr_assert_eq(fixture_run(&fixture, "extract", seeds[i], NULL), EXIT_FOUND, "%s",
		    fixture.err);
		record = fixture_json(&fixture);
		published = json_object_get(record, "published");
		json_array_foreach(json_object_get(record, "credits"), k, credit)
		{
			buf_print(&joined, "%s%s", k > 0 ? " " : "", json_string_value(credit));
		}
		names = joined.n > 0 ? joined.p : "";
		cr_expect_str_eq(json_text(record, "outlet"), articles[i].outlet, "%s: outlet %s",
		    articles[i].document, json_text(record, "outlet"));
		cr_expect(strncmp(names, articles[i].credits, strlen(articles[i].credits)) == 0 &&
			(articles[i].credits[0] != '\0' || names[0] == '\0'),
		    "%s: credits %s", articles[i].document, names);
		check_bound(published, "date", articles[i].date, articles[i].document);
		check_bound(published, "earliest", articles[i].earliest, articles[i].document);
		check_bound(published, "latest", articles[i].latest, articles[i].document);
		check_bound(json_object_get(record, "modified"), "earliest", articles[i].modified,
		    articles[i].document);
		buf_free(&joined);
		json_decref(record);
	}
}

Test(seeds, the_undated_twin_is_dated_by_its_family_and_says_so)
{
	json_t		*family = trace_one("asking for clarification on that");
	const json_t	*twin = occurrence_of(family, "000", "asking", 0), *inferred;

	cr_assert_not_null(twin);
	inferred = json_object_get(twin, "inferred");
	cr_expect_not_null(inferred, "no inferred date");
	/* The Sunday is 9 January; without a zone it begins at 10:00 UTC the day before. */
	cr_expect_str_eq(json_text(inferred, "earliest"), "2022-01-08T10:00:00Z");
	cr_expect_str_eq(json_text(inferred, "latest"), "2022-01-10T11:59:59Z");
	json_decref(family);
}

/* Who said what, in single articles: surnames, pronouns, offices. */
static const struct { size_t seed; const char *words, *speaker; } speakers[] = {
	{ 0, "That is something", "Antony Blinken" },
	{ 0, "been clear that we expect", "Antony Blinken" },
	{ 0, "asking for clarification", "Antony Blinken" },
	{ 2, "condemn that statement", "Antony Blinken" },
	{ 2, "The shoot-to-kill order", "Antony Blinken" },
	{ 3, "Terrorists continue", "Kassym-Jomart Tokayev" },
	{ 3, "What nonsense", "Kassym-Jomart Tokayev" },
	{ 3, "The United States and, frankly", "Ned Price" },
	{ 4, "given the order", "Kassym-Jomart Tokayev" },
	{ 4, "People demonstrating", "Stephane Dujarric" },
	{ 4, "fraternal neighbor", "Xi Jinping" },
	{ 4, "It would seem to me", "Antony Blinken" },
};

Test(seeds, speakers_are_resolved_over_the_article)
{
	for (size_t i = 0; i < LEN(speakers); i++) {
		json_t	*record, *quote;
		size_t	 k;
		bool	 found = false;

		cr_assert_eq(fixture_run(&fixture, "extract", seeds[speakers[i].seed], NULL),
		    EXIT_FOUND);
		record = fixture_json(&fixture);
		json_array_foreach(json_object_get(record, "quotes"), k, quote)
		{
			if (found || strstr(json_text(quote, "text"), speakers[i].words) == NULL)
				continue;
			found = true;
			cr_expect_str_eq(json_text(quote, "speaker"), speakers[i].speaker,
			    "%s: %s (%s)", speakers[i].words, json_text(quote, "speaker"),
			    json_text(quote, "speaker_rule"));
		}
		cr_expect(found, "%s: not found", speakers[i].words);
		json_decref(record);
	}
}

/* Titles and names in marks, which nobody said. */
static const struct { size_t seed; const char *words; } titles[] = {
	{ 0, "This Week." },
	{ 1, "This Week" },
	{ 1, "Don Quixote" },
	{ 4, "Belt and Road" },
	{ 4, "Leader of the Nation" },
};

Test(seeds, titles_are_no_speech)
{
	for (size_t i = 0; i < LEN(titles); i++) {
		json_t	*record, *quote;
		size_t	 k;

		cr_assert_eq(fixture_run(&fixture, "extract", seeds[titles[i].seed], NULL),
		    EXIT_FOUND);
		record = fixture_json(&fixture);
		json_array_foreach(json_object_get(record, "quotes"), k, quote)
		{
			const char	*form = json_text(quote, "form");

			if (strcmp(json_text(quote, "text"), titles[i].words) == 0)
				cr_expect(strcmp(form, "title") == 0 || strcmp(form, "scare") == 0,
				    "%s: %s", titles[i].words, form);
		}
		json_decref(record);
	}
}

/* What shares words and is another matter. */
static const struct { const char *query; size_t documents; const char *words, *stranger; } apart[] = {
	{ "real concerns about the state of emergency", 2, "real concerns", "why they" },
	{ "It would seem to me that Kazakh authorities", 1, "It would seem", "has the ability" },
	{ "Kazakhstan has the ability to maintain law and order", 1, "has the ability",
	    "It would seem" },
};

Test(seeds, look_alikes_stay_apart)
{
	for (size_t i = 0; i < LEN(apart); i++) {
		json_t	*family = trace_one(apart[i].query), *occurrence;
		size_t	 k;

		cr_expect_eq((size_t)json_integer_value(json_object_get(family, "documents")),
		    apart[i].documents, "%s: %lld documents", apart[i].query,
		    (long long)json_integer_value(json_object_get(family, "documents")));
		json_array_foreach(json_object_get(family, "occurrences"), k, occurrence)
		    cr_expect_null(strstr(json_text(occurrence, "text"), apart[i].stranger),
			"%s: holds %s", apart[i].query, json_text(occurrence, "text"));
		json_decref(family);
	}
}

/* What the five say of the utterance, and of the printing that has no date. */
Test(seeds, the_order_was_claimed_for_a_friday_in_kazakhstan)
{
	json_t		*family = trace_one("shoot to kill without warning");
	const json_t	*said = json_object_get(family, "said"), *language, *teaser, *agency;

	language = json_object_get(said, "language");
	teaser = occurrence_of(family, "004", "shoot to kill without warning.", 0);
	agency = occurrence_of(family, "004", "and the army", 0);
	cr_assert_not_null(teaser);
	cr_assert_not_null(agency);
	cr_expect_str_eq(json_text(family, "speaker_office"), "President of Kazakhstan");
	cr_expect_str_eq(json_text(said, "setting"), "televised address to the nation");
	cr_expect_str_eq(json_text(said, "date"), "2022-01-07");
	cr_expect_str_eq(json_text(said, "earliest"), "2022-01-06T18:00:00Z");
	cr_expect(json_is_false(json_object_get(said, "conflict")), "%s", json_text(said, "how"));
	cr_expect(strncmp(json_text(said, "how"), "claimed by 3, the day by 1", 26) == 0, "%s",
	    json_text(said, "how"));
	cr_expect(json_is_true(json_object_get(language, "may_be_translated")));
	cr_expect(json_is_null(json_object_get(language, "spoken")), "nobody states it");
	cr_expect_str_eq(json_text(teaser, "lineage_not_before"), "2022-01-06T18:00:00Z");
	cr_expect_str_eq(json_text(json_object_get(agency, "most_likely"), "earliest"),
	    "2022-01-07T12:00:00Z");
	cr_expect(strncmp(json_text(json_object_get(agency, "most_likely"), "latest"), "2022-01-08",
		      10) == 0,
	    "%s", json_text(json_object_get(agency, "most_likely"), "latest"));
	cr_expect_str_eq(json_text(family, "verdict"), "likely", "none of it judges");
	json_decref(family);
}

Test(seeds, the_page_shows_what_the_documents_claim)
{
	static const char *const shown[] = { "Kassym-Jomart Tokayev, President of Kazakhstan",
		"televised address to the nation, Fri 7 Jan 2022", "no conflict",
		"not stated by any document; may be a translation", "unknown, >= 2022-01-06 18:00Z",
		"most likely 2022-01-07 or the day after", "002:L8 paraphrase", "--all shows them",
		"captured on 2022-01-11 or later" };

	cr_assert_eq(fixture_run(&fixture, "trace", "shoot to kill without warning", NULL),
	    EXIT_FOUND);
	for (size_t i = 0; i < LEN(shown); i++)
		cr_expect_not_null(strstr(fixture.out, shown[i]), "%s", shown[i]);
	cr_expect_null(strstr(fixture.out, "undated"), "every bar has a beginning");
}

/* An interview is no address: nobody knows on which clocks it was given, and nobody says when. */
Test(seeds, the_interview_has_an_office_and_no_day)
{
	json_t		*family = trace_one("should be rescinded");
	const json_t	*said = json_object_get(family, "said");

	cr_expect_str_eq(json_text(family, "speaker_office"), "US Secretary of State");
	cr_expect_str_eq(json_text(said, "setting"), "ABC, This Week");
	cr_expect(json_is_false(json_object_get(said, "conflict")), "%s", json_text(said, "how"));
	cr_expect_str_eq(json_text(json_object_get(said, "language"), "line"), "",
	    "he speaks the pages' language");
	json_decref(family);
}
