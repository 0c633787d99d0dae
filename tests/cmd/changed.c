/* A page captured twice with other words: told in every answer, with both moments and what changed. */
#include <criterion/criterion.h>
#include <string.h>
#include <unistd.h>

#include "tests/fixture.h"

#define CAPTURES_MAX 4
#define GATES "\"We have opened every gate of the lower dam and nobody will drown tonight\""
#define ALMOST "\"We have opened every gate of the lower dam and almost nobody will drown tonight\""
#define BRIDGE "\"The bridge stays closed until the water falls below the third mark\""
#define QUERY "gate of the lower dam"

FIXTURE_SUITE(changed);

struct capture {
	const char	*page, *captured, *modified, *text;
};

static void
read_captures(const struct capture *captures)
{
	char	 path[300];
	FILE	*to;

	snprintf(path, sizeof path, "%s.ndjson", fixture.database);
	to = fopen(path, "w");
	cr_assert_not_null(to, "%s", path);
	for (size_t i = 0; i < CAPTURES_MAX && captures[i].page != NULL; i++) {
		json_t	*record = json_pack("{s:s+, s:s, s:s, s:s?, s:s?, s:s, s:s}", "url",
		    "https://paper.example/", captures[i].page, "outlet", captures[i].page,
		    "published", "2026-03-02T09:00:00Z", "captured", captures[i].captured,
		    "modified", captures[i].modified, "text", captures[i].text, "language", "en");

		cr_assert_not_null(record);
		json_dumpf(record, to, JSON_COMPACT);
		fputc('\n', to);
		json_decref(record);
	}
	fclose(to);
	fixture_run(&fixture, "batch", path, NULL);
	unlink(path);
}

static json_t *
trace(const char *query)
{
	json_t	*answer, *family;

	cr_assert_eq(fixture_run(&fixture, "trace", query, "--format", "json", NULL), EXIT_FOUND,
	    "%s", fixture.err);
	answer = fixture_json(&fixture);
	family = json_incref(json_array_get(json_object_get(answer, "families"), 0));
	json_decref(answer);
	return family;
}

static const struct capture changed[CAPTURES_MAX] = {
	{ "Alder", "2026-03-02T10:00:00Z", NULL, "The dam is old.\n\n" GATES ", Lucia Prado said." },
	{ "Alder", "2026-03-02T14:00:00Z", NULL, "The dam is old.\n\n" ALMOST ", Lucia Prado said." },
	{ "Birch", "2026-03-03T10:00:00Z", NULL, "The dam is old.\n\n" GATES ", Lucia Prado said." },
};

/* What each answer shows of the change. */
static const struct {
	const char	*command, *format, *shown;
} answers[] = {
	{ "trace", "text", "changed by the outlet between 2026-03-02 10:00Z and 2026-03-02 14:00Z; now [" },
	{ "trace", "text", "! paper.example" },
	{ "trace", "text", "{+almost+} nobody" },
	{ "trace", "md", "changed by the outlet between 2026-03-02 10:00Z and 2026-03-02 14:00Z: now reads" },
	{ "trace", "html", "changed by the outlet between 2026-03-02 10:00Z and 2026-03-02 14:00Z: now reads" },
	{ "trace", "json", "\"changes\":[{\"was\":" },
	{ "report", "md", "changed by the outlet between 2026-03-02 10:00Z and 2026-03-02 14:00Z: now reads" },
	{ "report", "html", "changed by the outlet between 2026-03-02 10:00Z and 2026-03-02 14:00Z: now reads" },
	{ "report", "ndjson", "\"changed\":[{\"was\":" },
	{ "report", "json", "\"changes\":[{\"was\":" },
};

Test(changed, every_answer_tells_it)
{
	read_captures(changed);
	cr_expect_not_null(strstr(fixture.out, "Alder changed it between 2026-03-02 10:00Z"), "%s",
	    fixture.out);
	for (size_t i = 0; i < LEN(answers); i++) {
		if (strcmp(answers[i].command, "trace") == 0)
			fixture_run(&fixture, "trace", QUERY, "--format", answers[i].format, NULL);
		else
			fixture_run(&fixture, "report", "--format", answers[i].format, NULL);
		cr_assert_eq(fixture.status, EXIT_FOUND, "%s", fixture.err);
		cr_expect_not_null(strstr(fixture.out, answers[i].shown), "%s %s: no %s",
		    answers[i].command, answers[i].format, answers[i].shown);
	}
}

Test(changed, moments_of_one_minute_are_told_to_the_second)
{
	static const struct capture captures[CAPTURES_MAX] = {
		{ "Alder", "2026-03-02T10:00:07Z", NULL, "The dam is old.\n\n" GATES ", Lucia Prado said." },
		{ "Alder", "2026-03-02T10:00:41Z", NULL, "The dam is old.\n\n" ALMOST ", Lucia Prado said." },
	};
	static const char between[] = "between 2026-03-02 10:00:07Z and 2026-03-02 10:00:41Z";

	read_captures(captures);
	cr_expect_not_null(strstr(fixture.out, between), "%s", fixture.out);
	cr_assert_eq(fixture_run(&fixture, "trace", QUERY, NULL), EXIT_FOUND);
	cr_expect_not_null(strstr(fixture.out, between), "%s", fixture.out);
}

Test(changed, both_wordings_are_one_document_and_one_voice)
{
	json_t		*family, *occurrence;
	const json_t	*change;
	size_t		 i, told = 0;

	read_captures(changed);
	family = trace(QUERY);
	change = json_array_get(json_object_get(family, "changes"), 0);
	cr_expect_eq(json_integer_value(json_object_get(family, "documents")), 2);
	cr_expect_eq(json_integer_value(json_object_get(family, "lineages")), 2);
	cr_assert_not_null(change);
	cr_expect_str_eq(json_text(change, "after"), "2026-03-02T10:00:00Z");
	cr_expect_str_eq(json_text(change, "before"), "2026-03-02T14:00:00Z");
	cr_expect_str_eq(json_text(json_object_get(change, "drift"), "class"), "qualifier-changed");
	cr_expect_not_null(strstr(json_text(family, "agreement"), "1 of 2 (Alder); without: Birch"),
	    "the outlet speaks with its newer words: %s", json_text(family, "agreement"));
	json_array_foreach(json_object_get(family, "occurrences"), i, occurrence)
	{
		bool	 is_changed = json_object_get(occurrence, "changed") != NULL;

		cr_expect_eq(is_changed, strcmp(json_text(occurrence, "outlet"), "Alder") == 0,
		    "%s", json_text(occurrence, "outlet"));
		told += is_changed;
	}
	cr_expect_eq(told, 2);
	json_decref(family);
}

Test(changed, words_taken_out_are_told_and_shown)
{
	static const struct capture captures[CAPTURES_MAX] = {
		{ "Alder", "2026-03-02T10:00:00Z", NULL, "The dam is old.\n\n" GATES ", Lucia Prado said.\n\n" BRIDGE ", she said." },
		{ "Alder", "2026-03-02T14:00:00Z", NULL, "The dam is old.\n\n" GATES ", Lucia Prado said." },
	};
	json_t		*family;
	const json_t	*change;

	read_captures(captures);
	family = trace("closed until the water falls");
	change = json_array_get(json_object_get(family, "changes"), 0);
	cr_assert_not_null(change);
	cr_expect(json_is_null(json_object_get(change, "now")));
	cr_expect(json_is_null(json_object_get(change, "drift")));
	cr_expect(strncmp(json_text(change, "line"),
		      "taken out by the outlet between 2026-03-02 10:00Z and 2026-03-02 14:00Z: it "
		      "read \"The bridge",
		      92) == 0,
	    "%s", json_text(change, "line"));
	json_decref(family);
}

Test(changed, what_stands_is_not_called_changed)
{
	static const struct capture captures[CAPTURES_MAX] = {
		{ "Alder", "2026-03-02T10:00:00Z", NULL, "The dam is old.\n\n" GATES ", Lucia Prado said." },
		{ "Alder", "2026-03-02T14:00:00Z", NULL, "The dam is very old.\n\n" GATES ", Lucia Prado said." },
		{ "Birch", "2026-03-03T10:00:00Z", NULL, "The dam is old.\n\n" ALMOST ", Lucia Prado said." },
	};
	json_t	*family;

	read_captures(captures);
	cr_expect_null(strstr(fixture.out, "changed it"), "%s", fixture.out);
	family = trace(QUERY);
	cr_expect_eq(json_array_size(json_object_get(family, "changes")), 0);
	json_decref(family);
	cr_assert_eq(fixture_run(&fixture, "trace", QUERY, NULL), EXIT_FOUND);
	cr_expect_null(strstr(fixture.out, "by the outlet"), "%s", fixture.out);
}

/* A long wording is shown around what changed; characters of several bytes stay whole. */
Test(changed, a_long_wording_is_cut_around_the_change)
{
#define LONG "Vi \xC3\xA5pner n\xC3\xA5 alle portene i den nedre demningen f\xC3\xB8r vannet stiger over den tredje merkesteinen, og "
#define TAIL " skal drukne i natt, s\xC3\xA5 lenge vi st\xC3\xA5r her sammen og holder vakt ved elven til morgenen kommer over fjellene igjen"
	static const struct capture captures[CAPTURES_MAX] = {
		{ "Alder", "2026-03-02T10:00:00Z", NULL, "The dam is old.\n\n\"" LONG "ingen" TAIL ",\" Lucia Prado said." },
		{ "Alder", "2026-03-02T14:00:00Z", NULL, "The dam is old.\n\n\"" LONG "nesten ingen" TAIL ",\" Lucia Prado said." },
	};
	json_t		*family;
	const char	*line;

	read_captures(captures);
	family = trace("den tredje merkesteinen");
	line = json_text(json_array_get(json_object_get(family, "changes"), 0), "line");
	cr_expect_not_null(strstr(line, "{+nesten+} ingen"), "%s", line);
	cr_expect_not_null(strstr(line, "\"... "), "%s", line);
	cr_expect_not_null(strstr(line, " ...\""), "%s", line);
	cr_expect_null(strstr(line, "fjellene"), "%s", line);
	json_decref(family);
}
