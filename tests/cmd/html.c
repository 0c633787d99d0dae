/* The HTML report: whatever a page printed stays text, and the file is whole by itself. */
#include <criterion/criterion.h>
#include <jansson.h>
#include <stdlib.h>

#include "cmd/html.h"
#include "tests/cmd/made.h"

#define NOON INT64_C(1641556800) /* 7 January 2022, 12:00 UTC */

static const struct made calm[] = {
	{ .outlet = "Northwire", .url = "https://www.northwire.example/order", .title = "An order",
	    .text = "He spoke. \"The gates stay shut until Monday and nobody leaves,\" Aida Bek said.",
	    .words = "The gates stay shut until Monday and nobody leaves,", .speaker = "Aida Bek",
	    .mention = "Aida Bek", .venue = "televised address", .found = "7 January 2022, 12:00 UTC",
	    .day = "2022-01-07", .earliest = NOON, .latest = NOON, .region = REGION_BODY },
	{ .outlet = "KVLT 6", .url = "https://kvlt6.example/gates", .title = "Gates", .credit = "Northwire",
	    .text = "\"The gates stay shut until Monday and nobody leaves,\" the mayor said.",
	    .words = "The gates stay shut until Monday and nobody leaves,", .speaker = "Aida Bek",
	    .mention = "the mayor", .found = "8 January 2022", .day = "2022-01-08",
	    .earliest = NOON + 3600, .latest = NOON + 50 * 3600, .region = REGION_BODY },
	{ .outlet = "The Ninefold Review", .url = "essay.html", .title = "On gates",
	    .text = "It was said: \"The gates stay open until Monday and nobody leaves\".",
	    .words = "The gates stay open until Monday and nobody leaves", .region = REGION_BODY },
};

/* Everything a page can print is an attempt to become markup. */
#define EVIL "</script><script>alert(1)</script><img src=x onerror='alert(2)'>\"'&<!--"
#define TURN "\xE2\x80\xAE"   /* right-to-left override */
#define UNTURN "\xE2\x80\xAC" /* ends it; a literal must close what it opens */
static const char turn[] = { '\xE2', '\x80', '\xAE', '\0' };
static const struct made hostile[] = {
	{ .outlet = "Evil " EVIL, .url = "javascript:alert(3)", .title = EVIL,
	    .text = "Look: The gates stay shut until " EVIL TURN " Monday. " UNTURN EVIL,
	    .words = "The gates stay shut until " EVIL TURN " Monday. " UNTURN, .speaker = EVIL,
	    .mention = "the " EVIL, .venue = EVIL, .found = EVIL, .day = EVIL, .earliest = NOON,
	    .latest = NOON, .region = REGION_BODY },
	{ .outlet = TURN "desrever " UNTURN EVIL, .url = "https://evil.example/\"><script>alert(4)</script>",
	    .title = TURN EVIL UNTURN, .credit = EVIL, .text = "The gates stay shut " EVIL " until Monday.",
	    .words = "The gates stay shut " EVIL " until Monday.", .speaker = "<b>Other</b>",
	    .mention = EVIL, .found = TURN EVIL UNTURN, .earliest = NOON, .latest = NOON + 86400,
	    .region = REGION_BODY },
	{ .outlet = "data", .url = "data:text/html,<script>alert(5)</script>", .title = "x",
	    .text = "\"The gates stay shut until Monday\"", .words = "The gates stay shut until Monday",
	    .region = REGION_TEASER },
};

#define DAY(text) "<span class=\"day\">" text "</span>"

/* What of a sentence of ours is isolated: stretches from right to left, and nothing beside them. */
static const struct { const char *what, *told, *wanted; } sentences[] = {
	{ "no such letter", "It is Northwire (7 January).", "It is Northwire (7 January)." },
	{ "a day", "It is Northwire (2022-01-07).", "It is Northwire (" DAY("2022-01-07") ")." },
	{ "two days", "2022-01-07-2022-01-08", DAY("2022-01-07") "-" DAY("2022-01-08") },
	{ "a day that was inferred", "from ~2022-01-07", "from " DAY("~2022-01-07") },
	{ "a time behind it", "2022-01-07 12:00Z", DAY("2022-01-07") " 12:00Z" },
	{ "longer numbers", "12022-01-07, 2022-01-071, 22-01-07", "12022-01-07, 2022-01-071, 22-01-07" },
	{ "a name before a day", "It is \u05E9\u05DC\u05D5\u05DD (2022-01-07).",
	    "It is <bdi dir=\"auto\">\u05E9\u05DC\u05D5\u05DD</bdi> (" DAY("2022-01-07") ")." },
	{ "two words are one stretch", "\u0635\u062D \u0627\u0644\u0645: 1 of 2",
	    "<bdi dir=\"auto\">\u0635\u062D \u0627\u0644\u0645</bdi>: 1 of 2" },
	{ "marks on a letter belong to it", "\u0628\u064E\u064E, x",
	    "<bdi dir=\"auto\">\u0628\u064E\u064E</bdi>, x" },
	{ "two stretches", "\u05D0 for \u05D1",
	    "<bdi dir=\"auto\">\u05D0</bdi> for <bdi dir=\"auto\">\u05D1</bdi>" },
	{ "markup", "\u05D0<b>", "<bdi dir=\"auto\">\u05D0</bdi>&lt;b&gt;" },
	{ "nothing", "", "" },
};

Test(html, words_from_right_to_left_take_nothing_of_a_sentence_along)
{
	for (size_t i = 0; i < LEN(sentences); i++) {
		struct buf	 out = BUF((size_t)1 << 12);
		char		 wanted[256];

		html_told(&out, span_of(sentences[i].told));
		buf_char(&out, '\0');
		snprintf(wanted, sizeof wanted, "<bdi dir=\"ltr\">%s</bdi>", sentences[i].wanted);
		cr_expect_str_eq(out.p, wanted, "%s: %s", sentences[i].what, out.p);
		buf_free(&out);
	}
}

static char *
print_html(const struct made *rows, size_t n, enum verdict verdict)
{
	struct fault	 f = FAULT_INIT;
	char		*page = made_report(report_format_named("html"), rows, n, verdict, &f);

	cr_assert_not_null(page, "%s", f.text);
	return page;
}

static size_t
count_of(const char *page, const char *what)
{
	size_t	 n = 0;

	for (const char *at = page; (at = strstr(at, what)) != NULL; at += strlen(what))
		n++;
	return n;
}

static bool
is_void(struct span name)
{
	static const char *const names[] = { "meta", "br", "link", "input", "!DOCTYPE" };

	for (size_t i = 0; i < LEN(names); i++) {
		if (span_eq(name, span_of(names[i])))
			return true;
	}
	return false;
}

/* Walk the tags of our own dialect (every ">" of text is escaped) and hold them against a stack. */
static void
expect_nested(const char *page)
{
	struct span	 open[64] = { SPAN_NONE };
	size_t		 depth = 0;

	for (const char *at = page; (at = strchr(at, '<')) != NULL;) {
		const char	*name = at + 1, *end = strchr(at, '>');
		bool		 closes = *name == '/';
		struct span	 tag;

		cr_assert_not_null(end);
		name += closes;
		tag = (struct span) { name, strcspn(name, " \n/>") };
		at = end + 1;
		if (closes) {
			cr_assert(depth > 0 && span_eq(open[depth - 1], tag),
			    "</%.*s> closes <%.*s>: %.80s", SPAN_ARG(tag),
			    SPAN_ARG(open[depth > 0 ? depth - 1 : 0]), name);
			depth--;
			continue;
		}
		if (is_void(tag) || end[-1] == '/')
			continue;
		cr_assert_lt(depth, LEN(open));
		open[depth++] = tag;
		/* What stands in these is not markup. */
		if (span_eq(tag, SPAN("script")))
			at = strstr(at, "</script>");
		else if (span_eq(tag, SPAN("style")))
			at = strstr(at, "</style>");
		cr_assert_not_null(at);
	}
	cr_expect_eq(depth, 0u, "%zu elements are left open", depth);
}

Test(html, elements_open_and_close_in_order)
{
	char	*page = print_html(calm, LEN(calm), VERDICT_LIKELY);

	expect_nested(page);
	free(page);
}

Test(html, text_of_a_page_never_becomes_markup)
{
	char	*page = print_html(hostile, LEN(hostile), VERDICT_TIED);

	expect_nested(page);
	cr_expect_eq(count_of(page, "<script"), 3u, "two islands and one script are ours");
	cr_expect_eq(count_of(page, "</script"), 3u);
	cr_expect_eq(count_of(page, "<img"), 0u);
	cr_expect_eq(count_of(page, "<b>Other"), 0u);
	cr_expect_eq(count_of(page, "<!--"), 0u);
	free(page);
}

Test(html, only_web_addresses_become_links)
{
	char	*page = print_html(hostile, LEN(hostile), VERDICT_TIED);

	cr_expect_gt(count_of(page, "rel=\"noreferrer\""), 0u, "the https page is linked");
	for (const char *at = page; (at = strstr(at, "href=\"")) != NULL; at += 6)
		cr_expect(at[6] == '#' || strncmp(at + 6, "https://", 8) == 0, "a link to %.40s",
		    at + 6);
	free(page);
}

Test(html, a_character_that_turns_the_direction_is_shown_and_does_not_act)
{
	char	*page = print_html(hostile, LEN(hostile), VERDICT_TIED);
	char	*island = strstr(page, "<script type=\"application/json\"");

	cr_assert_not_null(island);
	cr_expect_gt(count_of(page, "U+202E"), 0u);
	cr_expect(strstr(page, turn) == NULL || strstr(page, turn) > island,
	    "it stands in the page itself");
	free(page);
}

/* The text between the first `open` after `from` and `close`. */
static struct span
between(const char *from, const char *open, const char *close)
{
	const char	*start = strstr(from, open), *end;

	cr_assert_not_null(start, "no %s", open);
	start += strlen(open);
	end = strstr(start, close);
	cr_assert_not_null(end, "no %s", close);
	return (struct span) { start, (size_t)(end - start) };
}

Test(html, the_policy_allows_its_own_style_and_script_and_nothing_else)
{
	char		*page = print_html(calm, LEN(calm), VERDICT_LIKELY);
	struct span	 policy = between(page, "Content-Security-Policy\" content=\"", "\"");
	struct buf	 wanted = BUF((size_t)4096);

	buf_add(&wanted, SPAN("default-src 'none'; style-src "));
	html_hash(&wanted, between(page, "<style>", "</style>"));
	buf_add(&wanted, SPAN("; script-src "));
	html_hash(&wanted, between(page, "<script>", "</script>"));
	buf_add(&wanted, SPAN("; base-uri 'none'; form-action 'none'"));
	cr_expect(span_eq(policy, buf_span(&wanted)), "%.*s\nis not\n%.*s", SPAN_ARG(policy),
	    SPAN_ARG(buf_span(&wanted)));
	cr_expect_lt(between(page, "<script>", "</script>").n, 10u * 1024u, "the script is small");
	cr_expect_eq(count_of(page, " style=\""), 0u, "the policy would refuse them");
	cr_expect_eq(count_of(page, " src=\""), 0u, "nothing is loaded");
	buf_free(&wanted);
	free(page);
}

Test(html, a_hash_is_that_of_the_standard)
{
	struct buf	 hash = BUF((size_t)128);

	/* The example of Content Security Policy Level 3, section 8.4. */
	html_hash(&hash, SPAN("alert('Hello, world.');"));
	cr_expect(
	    span_eq(buf_span(&hash), SPAN("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='")));
	buf_free(&hash);
}

static json_t *
island(const char *page, const char *open)
{
	struct span	 text = between(page, open, "</script>");
	json_error_t	 error;
	json_t		*value = json_loadb(text.p, text.n, 0, &error);

	cr_assert_not_null(value, "%s", error.text);
	return value;
}

Test(html, the_data_of_a_hostile_page_is_read_back_as_it_was_printed)
{
	char	*page = print_html(hostile, LEN(hostile), VERDICT_TIED);
	json_t	*data = island(page, "id=\"data\">"), *family, *one;

	family = json_array_get(json_object_get(data, "families"), 0);
	one = json_array_get(json_object_get(family, "occurrences"), 0);
	cr_expect_str_eq(json_string_value(json_object_get(one, "text")), hostile[0].words);
	cr_expect_str_eq(json_string_value(json_object_get(one, "outlet")), hostile[0].outlet);
	json_decref(data);
	free(page);
}

static json_t *
of_type(json_t *graph, const char *type)
{
	json_t	*one;
	size_t	 i;

	json_array_foreach(graph, i, one)
	{
		if (strcmp(json_string_value(json_object_get(one, "@type")), type) == 0)
			return one;
	}
	return NULL;
}

Test(html, a_first_appearance_is_claimed_only_when_the_dates_allow_it)
{
	static const struct { enum verdict verdict; bool claimed; } rows[] = {
		{ VERDICT_PROVEN, true }, { VERDICT_LIKELY, true },
		{ VERDICT_TIED, false }, { VERDICT_UNDATED, false },
	};

	for (size_t i = 0; i < LEN(rows); i++) {
		char	*page = print_html(calm, LEN(calm), rows[i].verdict);
		json_t	*data = island(page, "id=\"linked\">");
		json_t	*claim = of_type(json_object_get(data, "@graph"), "Claim");
		json_t	*quotation = of_type(json_object_get(data, "@graph"), "Quotation");

		cr_assert(claim != NULL && quotation != NULL);
		cr_expect_eq(json_object_get(claim, "firstAppearance") != NULL, rows[i].claimed,
		    "%s", verdict_names[rows[i].verdict]);
		cr_expect_eq(json_array_size(json_object_get(claim, "appearance")), LEN(calm));
		cr_expect_str_eq(json_string_value(
				     json_object_get(json_object_get(quotation, "spokenByCharacter"),
					 "name")),
		    "Aida Bek");
		json_decref(data);
		free(page);
	}
}

Test(html, the_verdict_is_a_word_and_a_date_its_evidence)
{
	char	*page = print_html(calm, LEN(calm), VERDICT_LIKELY);

	cr_expect_gt(count_of(page, "likely</strong>"), 0u);
	cr_expect_gt(count_of(page, "7 January 2022, 12:00 UTC"), 0u, "the date as printed");
	cr_expect_gt(count_of(page, "in this corpus"), 0u, "never first without where");
	cr_expect_gt(count_of(page, "<i>[-</i>shut<i>-]</i>"), 0u, "marks survive without colour");
	cr_expect_gt(count_of(page, "<i>{+</i>open<i>+}</i>"), 0u);
	free(page);
}

static const struct { const char *what, *printed, *label, *text; } escapes[] = {
	{ "markup", "<b>&\"'", "&lt;b&gt;&amp;&quot;&#39;", "&lt;b&gt;&amp;&quot;&#39;" },
	{ "letters", "caf\xC3\xA9", "caf\xC3\xA9", "caf\xC3\xA9" },
	{ "a control character", "a\x1B[2Jb", "a\xEF\xBF\xBD[2Jb", "a\xEF\xBF\xBD[2Jb" },
	{ "a line break", "a\nb", "a\nb", "a\nb" },
	{ "an override", (const char[]) { 'a', '\xE2', '\x80', '\xAE', 'b', '\0' }, "ab",
	    "a<span class=\"turn\" title=\"a character that turns the writing direction\">U+202E</span>b" },
	{ "a plain direction mark", "a\xE2\x80\x8F" "b", "a\xE2\x80\x8F" "b", "a\xE2\x80\x8F" "b" },
};

Test(html, escapes_what_acts_and_keeps_what_is_read)
{
	for (size_t i = 0; i < LEN(escapes); i++) {
		struct buf	 label = BUF((size_t)4096), text = BUF((size_t)4096);

		html_label(&label, span_of(escapes[i].printed));
		html_stretch(&text, span_of(escapes[i].printed));
		cr_expect(span_eq(buf_span(&label), span_of(escapes[i].label)),
		    "%s as a label: %.*s", escapes[i].what, SPAN_ARG(buf_span(&label)));
		cr_expect(span_eq(buf_span(&text), span_of(escapes[i].text)), "%s as text: %.*s",
		    escapes[i].what, SPAN_ARG(buf_span(&text)));
		buf_free(&label);
		buf_free(&text);
	}
}
