/* The batch summary and status, on the invented press. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "cmd/terminal.h"
#include "tests/fixture.h"

FIXTURE_SUITE(summary);

static enum exit_status
batch(const char *name)
{
	char	 path[512];

	snprintf(path, sizeof path, "%s/tests/data/press/%s", fixture_root(), name);
	return fixture_run(&fixture, "batch", path, NULL);
}

static void
expect_says(const char *what)
{
	cr_expect_not_null(strstr(fixture.out, what), "no \"%s\" in\n%s", what, fixture.out);
}

static void
expect_narrower_than(size_t columns)
{
	char	*rest = fixture.out;

	for (char *line = rest; line != NULL; line = rest) {
		size_t	 n = strcspn(line, "\n");

		/* A command is for copying and is never broken. */
		if (strstr(line, "quotrail --db ") == NULL ||
		    strstr(line, "quotrail --db ") > line + n)
			cr_expect_leq(terminal_columns((struct span) { line, n }), columns, "%.*s",
			    (int)n, line);
		rest = line[n] == '\n' ? line + n + 1 : NULL;
	}
}

Test(summary, counts_pages_quotations_families_and_says_where_to_look)
{
	cr_assert_eq(batch("paths.txt"), EXIT_FOUND, "%s", fixture.err);
	expect_says("BATCH SUMMARY\n");
	expect_says("17 read");
	expect_says("0 failed");
	expect_says("in 17 documents");
	expect_says("Northwire > KVLT 6 > NewsPool");
	expect_says("FAMILIES   worst first\n");
	expect_says("LOOK AT THESE FIRST\n");
	expect_says(" trace q");
	expect_narrower_than(100);
}

Test(summary, a_second_run_finds_everything_unchanged)
{
	cr_assert_eq(batch("paths.txt"), EXIT_FOUND, "%s", fixture.err);
	cr_assert_eq(batch("paths.txt"), EXIT_FOUND, "%s", fixture.err);
	expect_says("17 unchanged");
}

Test(summary, one_page_has_nothing_to_compare)
{
	cr_assert_eq(batch("ninefold/on-warnings.html"), EXIT_FOUND, "%s", fixture.err);
	expect_says("1 read");
	cr_expect_null(strstr(fixture.out, "LOOK AT THESE FIRST"));
}

Test(summary, a_document_with_a_doubtful_date_is_named_once_whatever_it_carries)
{
	static const char	 warning[] = "newspool.example: \"3 days ago\" without a capture time";
	char			 pool[512], wire[512], ledger[512];
	const char		*first;

	snprintf(pool, sizeof pool, "%s/tests/data/press/newspool/0xkz7.html", fixture_root());
	snprintf(wire, sizeof wire, "%s/tests/data/press/northwire/kz-order.html", fixture_root());
	snprintf(ledger, sizeof ledger,
	    "%s/tests/data/press/harbourledger/tokayev-shoot-to-kill.html", fixture_root());
	cr_assert_eq(fixture_run(&fixture, "batch", pool, wire, ledger, NULL), EXIT_FOUND, "%s",
	    fixture.err);
	first = strstr(fixture.out, warning);
	cr_assert_not_null(first, "%s", fixture.out);
	cr_expect_null(strstr(first + 1, warning), "%s", fixture.out);
}

Test(summary, a_source_that_fails_is_counted_and_listed_by_status)
{
	json_t	*status;

	cr_assert_eq(batch("no-such-page.html"), EXIT_SOURCES);
	expect_says("1 failed");
	cr_assert_eq(fixture_run(&fixture, "status", NULL), EXIT_FOUND, "%s", fixture.err);
	expect_says("no-such-page.html");
	cr_assert_eq(fixture_run(&fixture, "status", "--format", "json", NULL), EXIT_FOUND);
	status = fixture_json(&fixture);
	cr_expect_eq(json_integer_value(json_object_get(status, "quotrail")), 1);
	cr_expect_eq(json_integer_value(json_object_get(status, "failed")), 1);
	cr_expect_eq(json_integer_value(json_object_get(status, "documents")), 0);
	cr_expect(json_is_null(json_object_get(status, "published_first")));
	cr_expect_eq(json_array_size(json_object_get(status, "failures")), 1u);
	json_decref(status);
}

Test(summary, status_of_a_database_that_is_not_there_makes_none)
{
	cr_expect_eq(fixture_run(&fixture, "status", NULL), EXIT_DATABASE);
	cr_expect_eq(fixture_run(&fixture, "status", NULL), EXIT_DATABASE, "the first run made one");
	cr_expect_eq(fixture_run(&fixture, "status", "--format", "xml", NULL), EXIT_USAGE);
}
