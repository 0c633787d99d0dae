/* Each format by its ending, the cells of csv, the nodes of graphs, files that are replaced whole. */
#include <criterion/criterion.h>
#include <expat.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/fact.h"
#include "cmd/output.h"
#include "tests/cmd/made.h"
#include "tests/loopback.h"

static const struct {
	const char *path, *format;
} paths[] = {
	{ "a.html", "html" },
	{ "a.HTM", "html" },
	{ "x/a.b.json", "json" },
	{ "a.jsonl", "ndjson" },
	{ "a.prov.json", "prov" },
	{ "a.provjson", "prov" },
	{ "a.jsonld", "jsonld" },
	{ "a.gv", "dot" },
	{ "a.markdown", "md" },
	{ "a.graphml", "graphml" },
	{ "a.pdf", NULL },
	{ "csv", NULL },
	{ ".csv", NULL },
};

Test(formats, the_longest_ending_decides)
{
	for (size_t i = 0; i < LEN(paths); i++) {
		const struct report_format	*format = report_format_for(paths[i].path);

		cr_expect_str_eq(format != NULL ? format->name : "none",
		    paths[i].format != NULL ? paths[i].format : "none", "%s", paths[i].path);
	}
}

Test(formats, every_one_says_what_it_shows)
{
	for (const struct report_format *f = report_formats; f->name != NULL; f++) {
		cr_expect(f->meaning[0] != '\0' && f->meaning[strlen(f->meaning) - 1] == '\n', "%s",
		    f->name);
		cr_expect_eq(report_format_named(f->name), f, "%s", f->name);
	}
}

Test(formats, every_one_counts_lineages_and_says_how_far_it_is_linked)
{
	const struct made	 row = { .outlet = "Northwire",
		.url = "https://northwire.example/x",
		.text = "\"Nobody leaves before noon,\" she said.",
		.words = "Nobody leaves before noon,",
		.region = REGION_BODY };

	for (const struct report_format *f = report_formats; f->name != NULL; f++) {
		struct fault	 fault = FAULT_INIT;
		char		*report = made_report(f, &row, 1, VERDICT_UNDATED, &fault);

		cr_assert_not_null(report, "%s: %s", f->name, fault.text);
		cr_expect_not_null(strstr(report, "settled"), "%s: %s", f->name, report);
		cr_expect_not_null(strstr(report, "lineage"), "%s: %s", f->name, report);
		free(report);
	}
}

static const struct {
	const char *what, *title, *cell;
} cells[] = {
	{ "plain words", "Floods rise", ",Floods rise," },
	{ "a comma and marks", "Floods, \"rise\"", ",\"Floods, \"\"rise\"\"\"," },
	{ "two lines", "a\r\nb", ",\"a \nb\"," },
	{ "a formula", "=1+1", ",\"'=1+1\"," },
	{ "a sum", "+1", ",\"'+1\"," },
	{ "a dash", "-1", ",\"'-1\"," },
	{ "a macro", "@x", ",\"'@x\"," },
	{ "a formula behind a blank", " =1", ",\"' =1\"," },
	{ "a formula behind an apostrophe", "'=1", ",\"''=1\"," },
	{ "a formula in full width", "\xEF\xBC\x9D" "1", ",\"'\xEF\xBC\x9D" "1\"," },
	{ "a formula behind a mark of direction",
	    (const char[]) { '\xE2', '\x80', '\xAE', '=', '1', '\0' }, ",\"'=1\"," },
	{ "an apostrophe", "'tis", ",'tis," },
	{ "a colour", "a\033[31mb", ",a[31mb," },
};

Test(formats, a_cell_is_text_whatever_a_page_printed)
{
	for (size_t i = 0; i < LEN(cells); i++) {
		const struct made	 row = { .outlet = "Northwire",
			.url = "https://northwire.example/x",
			.title = cells[i].title,
			.text = "\"Nobody leaves before noon,\" she said.",
			.words = "Nobody leaves before noon,",
			.region = REGION_BODY };
		struct fault		 f = FAULT_INIT;
		char *report = made_report(report_format_named("csv"), &row, 1, VERDICT_UNDATED, &f);

		cr_assert_not_null(report, "%s", f.text);
		cr_expect_not_null(strstr(report, cells[i].cell), "%s: %s", cells[i].what, report);
		free(report);
	}
}

Test(formats, a_fact_has_a_name_of_its_own)
{
	for (const struct fact *a = facts; a->name != NULL; a++) {
		for (const struct fact *b = facts; b < a; b++)
			cr_expect_str_neq(a->name, b->name);
	}
}

/* Told of every element by the parser. */
static void
count_node(void *count, const XML_Char *name, const XML_Char **attributes)
{
	(void)attributes;
	*(int *)count += strcmp(name, "node") == 0;
}

Test(formats, graphml_is_xml_whatever_a_page_printed)
{
	static const struct made rows[] = {
		{ .outlet = "</data></node><node id=\"x\"/>]]>&\x01\xEF\xBF\xBF",
		    .url = "https://a.example/?a=1&b=<2>",
		    .title = "<!-- <![CDATA[",
		    .text = "\"Nobody leaves before noon,\" she said.",
		    .words = "Nobody leaves before noon,",
		    .region = REGION_BODY },
		{ .outlet = "B",
		    .url = "https://b.example/",
		    .text = "\"Nobody leaves before noon,\" she said.",
		    .words = "Nobody leaves before noon,",
		    .region = REGION_BODY },
	};
	struct fault	 f = FAULT_INIT;
	XML_Parser	 parser = XML_ParserCreate(NULL);
	int		 nodes = 0;
	char *report = made_report(report_format_named("graphml"), rows, 2, VERDICT_UNDATED, &f);

	cr_assert_not_null(report, "%s", f.text);
	XML_SetUserData(parser, &nodes);
	XML_SetStartElementHandler(parser, count_node);
	cr_expect_eq(XML_Parse(parser, report, (int)strlen(report), 1), XML_STATUS_OK, "%s",
	    XML_ErrorString(XML_GetErrorCode(parser)));
	/* The speaker, two printings and their outlets. */
	cr_expect_eq(nodes, 5);
	XML_ParserFree(parser);
	free(report);
}

static void
write_word(const char *path, const char *word, bool keep)
{
	struct output	 output;
	struct fault	 f = FAULT_INIT;

	cr_assert(output_open(&output, path, &f), "%s", f.text);
	fputs(word, output.file);
	cr_expect(output_close(&output, keep, &f), "%s", f.text);
}

static bool
holds(const char *path, const char *word)
{
	char	 text[64] = "";
	FILE	*file = fopen(path, "r");

	cr_assert_not_null(file, "%s", path);
	(void)!fread(text, 1, sizeof text - 1, file);
	fclose(file);
	return strcmp(text, word) == 0;
}

Test(formats, a_file_is_replaced_whole_or_not_at_all)
{
	char		*folder = folder_new();
	struct stat	 there;

	cr_assert_eq(chdir(folder), 0);
	write_word("a", "old", true);
	cr_assert_eq(symlink("a", "link"), 0);
	write_word("link", "new", false);
	cr_expect(holds("a", "old"), "a failure leaves the old one");
	write_word("link", "new", true);
	cr_expect(holds("a", "new"), "a link is followed");
	cr_expect(lstat("link", &there) == 0 && S_ISLNK(there.st_mode), "and stays one");
	write_word("/dev/null", "x", true);
	cr_expect(stat("/dev/null", &there) == 0 && S_ISCHR(there.st_mode), "a device stays one");
	cr_expect_neq(access("a.part", F_OK), 0, "nothing is left beside it");
	folder_remove(folder);
}
