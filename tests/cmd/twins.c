/* One page under many addresses is one article, seen from outside; a copy elsewhere is another. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "tests/fixture.h"

#define WORDS "\\\"We will rebuild the harbour bridge before the first frost of winter,\\\" said Mara Holt."
#define PAGE(url, link) \
	"{\"url\":\"" url "\",\"captured\":\"2022-03-05T08:00:00Z\",\"outlet\":\"Harbour News\"," \
	"\"published\":\"2022-03-01\",\"html\":\"" link "<h1>Bridge</h1><p>" WORDS "</p>\"}\n"
#define CANONICAL "<link rel=canonical href=https://www.one.example/bridge>"

static const char *const twins[] = {
	PAGE("https://www.one.example/bridge", ""),
	PAGE("https://www.one.example/bridge?utm_source=feed&utm_medium=rss", ""),
	PAGE("https://www.one.example/bridge#comments", ""),
	PAGE("https://WWW.One.example:443/bridge", CANONICAL),
	PAGE("https://amp.one.example/bridge", CANONICAL),
};
static const char	 copy[] = PAGE("https://two.example/wire/bridge", CANONICAL);

static void
write_file(const char *path, const char *const *lines, size_t count, bool backwards)
{
	FILE	*file = fopen(path, "w");

	cr_assert_not_null(file, "%s", path);
	for (size_t i = 0; i < count; i++)
		fputs(lines[backwards ? count - 1 - i : i], file);
	fclose(file);
}

/* The records of `report --format ndjson`, in the arena-free way of a list. */
static json_t *
read_report(struct fixture *fixture)
{
	json_t	*list = json_array();

	cr_assert_eq(fixture_run(fixture, "report", "--format", "ndjson", NULL), EXIT_FOUND, "%s",
	    fixture->err);
	for (const char *line = fixture->out; *line != '\0';) {
		size_t	 n = strcspn(line, "\n");

		json_array_append_new(list, json_loadb(line, n, 0, NULL));
		line += n + (line[n] == '\n');
	}
	return list;
}

Test(twins, are_one_article_with_aliases_in_any_order)
{
	char	*ids[2];

	for (int backwards = 0; backwards < 2; backwards++) {
		struct fixture	 fixture;
		json_t		*records, *record;
		char		 path[300];

		fixture_begin(&fixture);
		snprintf(path, sizeof path, "%s.ndjson", fixture.database);
		write_file(path, twins, LEN(twins), backwards == 1);
		cr_assert_eq(fixture_run(&fixture, "batch", path, NULL), EXIT_FOUND, "%s",
		    fixture.err);
		records = read_report(&fixture);
		cr_assert_eq(json_array_size(records), 1, "%zu records", json_array_size(records));
		record = json_array_get(records, 0);
		cr_expect_str_eq(json_text(record, "url"), "https://www.one.example/bridge");
		cr_expect_eq(json_array_size(json_object_get(record, "aliases")), 4);
		ids[backwards] = strdup(fixture.out);
		json_decref(records);
		remove(path);
		fixture_end(&fixture);
	}
	cr_expect_str_eq(ids[0], ids[1], "order leaves a trace");
	free(ids[0]);
	free(ids[1]);
}

Test(twins, do_not_swallow_a_copy_that_names_its_original)
{
	const char	*lines[] = { twins[0], copy };
	struct fixture	 fixture;
	json_t		*records;
	size_t		 found = 0;
	char		 path[300];

	fixture_begin(&fixture);
	snprintf(path, sizeof path, "%s.ndjson", fixture.database);
	write_file(path, lines, LEN(lines), false);
	cr_assert_eq(fixture_run(&fixture, "batch", path, NULL), EXIT_FOUND, "%s", fixture.err);
	records = read_report(&fixture);
	cr_assert_eq(json_array_size(records), 2, "%zu records", json_array_size(records));
	for (size_t i = 0; i < 2; i++) {
		json_t	*record = json_array_get(records, i);

		if (strcmp(json_text(record, "url"), "https://two.example/wire/bridge") != 0)
			continue;
		found++;
		cr_expect_str_eq(json_text(record, "canonical"), "https://www.one.example/bridge");
	}
	cr_expect_eq(found, 1);
	json_decref(records);
	remove(path);
	fixture_end(&fixture);
}

Test(twins, keep_their_address_as_given_where_nothing_is_stored)
{
	for (size_t i = 0; i < LEN(twins); i++) {
		struct fixture	 fixture;
		json_t		*given = json_loads(twins[i], 0, NULL), *record;
		char		 path[300];

		fixture_begin(&fixture);
		snprintf(path, sizeof path, "%s.ndjson", fixture.database);
		write_file(path, &twins[i], 1, false);
		cr_assert_eq(fixture_run(&fixture, "extract", path, NULL), EXIT_FOUND, "%s",
		    fixture.err);
		record = fixture_json(&fixture);
		cr_expect_str_eq(json_text(record, "url"), json_text(given, "url"));
		json_decref(record);
		json_decref(given);
		remove(path);
		fixture_end(&fixture);
	}
}
