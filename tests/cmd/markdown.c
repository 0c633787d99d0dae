/* Text of a stranger stays text in Markdown, and the report says what the page says. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "cmd/markdown.h"
#include "tests/cmd/made.h"

static const struct { const char *what, *printed, *wanted; } lines[] = {
	{ "plain words", "It costs 2.50, not 3 (yet).", "It costs 2.50, not 3 (yet)." },
	{ "emphasis", "*a* _b_ ~c~ `d`", "\\*a\\* \\_b\\_ \\~c\\~ \\`d\\`" },
	{ "a link", "[x](javascript:y)", "\\[x\\](javascript:y)" },
	{ "an address", "see https://x.example", "see https\\://x.example" },
	{ "an address without scheme", "www.x.example", "www\\.x.example" },
	{ "HTML", "<b>&amp;", "&#60;b&#62;&#38;amp;" },
	{ "a mention", "@someone", "&#64;someone" },
	{ "a heading", "# x #", "\\# x #" },
	{ "a list", "- x - y", "\\- x - y" },
	{ "a numbered list", "12. x 3. y", "12\\. x 3. y" },
	{ "a cell", "a|b", "a\\|b" },
	{ "a backslash", "a\\|b", "a\\\\\\|b" },
	{ "lines", " a\n\n# b\t ", "a # b" },
	{ "an override", (const char[]) { 'a', '\xE2', '\x80', '\xAE', 'b', '\0' }, "ab" },
	{ "nothing", "", "" },
};

Test(markdown, keeps_what_a_page_printed_from_becoming_markup)
{
	for (size_t i = 0; i < LEN(lines); i++) {
		struct buf	 out = BUF((size_t)4096);

		markdown_add(&out, span_of(lines[i].printed));
		cr_expect(span_eq(buf_span(&out), span_of(lines[i].wanted)), "%s: %.*s",
		    lines[i].what, SPAN_ARG(buf_span(&out)));
		buf_free(&out);
	}
}

static const struct { const char *what, *printed, *wanted; } codes[] = {
	{ "plain words", "a {+b+}", "` a {+b+} `" },
	{ "a backtick", "a`b", "`` a`b ``" },
	{ "a run of three", "```", "```` ``` ````" },
	{ "lines", "a\nb", "` a b `" },
};

Test(markdown, fences_code_with_more_backticks_than_it_holds)
{
	for (size_t i = 0; i < LEN(codes); i++) {
		struct buf	 out = BUF((size_t)4096);

		markdown_add_code(&out, span_of(codes[i].printed));
		cr_expect(span_eq(buf_span(&out), span_of(codes[i].wanted)), "%s: %.*s",
		    codes[i].what, SPAN_ARG(buf_span(&out)));
		buf_free(&out);
	}
}

static const struct {
	const char *what, *printed, *wanted;
} strips[] = {
	{ "plain words", "We [all] go (home) > soon", "We [all] go (home) > soon" },
	{ "a link", "the [old bridge](https://x.example/a) falls", "the old bridge falls" },
	{ "two links", "[a](b)[c](d)", "ac" },
	{ "a link that does not end", "the [old](https://x", "the [old](https://x" },
	{ "a quoted line", "over\n> the\n > hill", "over\n the\n  hill" },
};

Test(markdown, words_of_a_draft_are_read_without_its_links)
{
	for (size_t i = 0; i < LEN(strips); i++) {
		struct buf	 out = BUF((size_t)4096);

		markdown_strip(&out, span_of(strips[i].printed));
		cr_expect(span_eq(buf_span(&out), span_of(strips[i].wanted)), "%s: %.*s",
		    strips[i].what, SPAN_ARG(buf_span(&out)));
		buf_free(&out);
	}
}

static const struct { const char *what, *printed, *wanted; } labels[] = {
	{ "plain words", "The Ninefold Review", "The Ninefold Review" },
	{ "the end of the label", "a\"] --> b[\"", "a#34;] --#62; b[#34;" },
	{ "an entity", "#35; & x", "#35;35#59; #38; x" },
	{ "markup", "<b>", "#60;b#62;" },
	{ "what sets Mermaid up", "%%{init: {}}%%", "#37;#37;{init#58; {}}#37;#37;" },
	{ "a formula", "$$x$$", "#36;#36;x#36;#36;" },
	{ "an icon", "fa:fa-car", "fa#58;fa-car" },
	{ "what looks like a style", "style n0 fill:#f00", "style n0 fill#58;#35;f00" },
};

Test(markdown, a_label_is_nothing_but_text)
{
	for (size_t i = 0; i < LEN(labels); i++) {
		struct buf	 out = BUF((size_t)4096);

		markdown_add_label(&out, span_of(labels[i].printed));
		cr_expect(span_eq(buf_span(&out), span_of(labels[i].wanted)), "%s: %.*s",
		    labels[i].what, SPAN_ARG(buf_span(&out)));
		buf_free(&out);
	}
}

static const struct { const char *what, *address, *wanted; } links[] = {
	{ "the web", "https://x.example/a", "[x](<https://x.example/a>)" },
	{ "a bracket and a space", "http://x.example/> y", "[x](<http://x.example/%3E%20y>)" },
	{ "a script", "javascript:alert(1)", "x" },
	{ "a file", "a.html", "x" },
	{ "nothing", "", "x" },
};

Test(markdown, links_only_to_the_web)
{
	for (size_t i = 0; i < LEN(links); i++) {
		struct buf	 out = BUF((size_t)4096);

		markdown_add_link(&out, SPAN("x"), span_of(links[i].address));
		cr_expect(span_eq(buf_span(&out), span_of(links[i].wanted)), "%s: %.*s",
		    links[i].what, SPAN_ARG(buf_span(&out)));
		buf_free(&out);
	}
}

static const struct made family[] = {
	{ .outlet = "North|wire", .url = "https://northwire.example/x", .credit = "Agency",
	    .text = "\"Nobody leaves before Monday at noon,\" she said.",
	    .words = "Nobody leaves before Monday at noon,", .speaker = "Aida Bek", .mention = "she",
	    .found = "7 January 2022", .day = "2022-01-07", .earliest = 1641513600, .latest = 1641600000,
	    .region = REGION_BODY },
	{ .outlet = "A\"]\n-->x[\"B", .url = "https://b.example/x",
	    .text = "\"Nobody leaves before Tuesday at noon,\" she said.",
	    .words = "Nobody leaves before Tuesday at noon,", .region = REGION_BODY },
};

Test(markdown, a_report_has_answer_table_wording_graph_and_what_was_searched)
{
	static const char *const parts[] = {
		"**likely.** The earliest dated appearance in this corpus",
		"| 1 | 2022-01-07 |", "via North\\|wire", "[-Monday-] {+Tuesday+}", "```mermaid",
		"n0([\"Aida Bek\"])", "n0 --> n1", "Searched what was made"
	};
	struct fault	 f = FAULT_INIT;
	char *report =
	    made_report(report_format_named("md"), family, LEN(family), VERDICT_LIKELY, &f);

	cr_assert_not_null(report, "%s", f.text);
	for (size_t i = 0; i < LEN(parts); i++)
		cr_expect_not_null(strstr(report, parts[i]), "no %s in\n%s", parts[i], report);
	free(report);
}

Test(markdown, a_name_cannot_leave_its_box_in_the_graph)
{
	struct fault	 f = FAULT_INIT;
	char *report =
	    made_report(report_format_named("md"), family, LEN(family), VERDICT_LIKELY, &f);

	cr_assert_not_null(report, "%s", f.text);
	cr_expect_null(strstr(report, "x[\"B"));
	cr_expect_not_null(strstr(report, "[\"A#34;] --#62;x[#34;B"));
	free(report);
}
