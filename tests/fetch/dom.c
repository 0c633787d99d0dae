#include <criterion/criterion.h>

#include "core/buf.h"
#include "fetch/dom.h"
#include "fetch/flow.h"
#include "tests/arena_suite.h"

/* What a reader sees of a page: its pieces, a bar between them. */
static const struct {
	const char	*why, *html, *pieces;
} pages[] = {
	{ "blocks never touch", "<p>one</p><p>two</p><div>three<p>four</div>five", "one|two|three|four|five" },
	{ "white space is one blank", "<p> a \n\t b&nbsp;&nbsp;c </p>", "a b c" },
	{ "inline elements join", "<p>wo<b>r</b>d, <i>and</i> <a href=x>on</a></p>", "word, and on" },
	{ "one break is a line, two are a border", "<div>a<br>b<br><br>c</div>", "a\nb|c" },
	{ "a bold line with a break is a heading", "<td><b>Head</b><br>text", "Head|text" },
	{ "entities", "<p>&ldquo;A&amp;B&rdquo; &#8212; &hellip;", "\u201CA&B\u201D \u2014 \u2026" },
	{ "a lone surrogate", "<p>a&#xD800;b", "a\uFFFDb" },
	{ "quotation marks a browser draws", "<p>he said <q>no</q>, twice", "he said \u201Cno\u201D, twice" },
	{ "and those the author wrote", "<p><q>\u201Cno\u201D</q>", "\u201Cno\u201D" },
	{ "what is no text", "<script>a</script><style>b</style><p>c<select><option>d</select>", "c" },
	{ "comments are none", "<p>a<!-- b -->c", "ac" },
	{ "neighbouring boxes", "<p><span class=a>19:00</span><span class=b>Updated</span>", "19:00 Updated" },
	{ "neighbouring links", "<p><a href=a>Home</a><a href=b>News</a>", "Home News" },
	{ "a word in two spans", "<p><span>Mc</span><span>Gill</span>", "McGill" },
	{ "marks alone are no piece", "<p>* * *</p><p>a</p>", "a" },
	{ "unclosed everything", "<div><p><b><i>a<table><tr><td>b<ul><li>c", "a|b|c" },
};

ARENA_SUITE(dom, (size_t)64 << 20);

static struct span
joined(const struct flow *flow)
{
	struct buf	 b = BUF(1 << 20);
	struct span	 s = SPAN_NONE;
	struct fault	 f = FAULT_INIT;

	for (uint32_t i = 0; i < flow->count; i++) {
		if (i > 0)
			buf_char(&b, '|');
		buf_add(&b, flow->pieces[i].text);
	}
	cr_assert(buf_end(&b, arena, &s, &f));
	return s;
}

Test(dom, reads_what_a_reader_sees)
{
	for (size_t i = 0; i < LEN(pages); i++) {
		struct dom	 dom;
		struct flow	 flow;
		struct fault	 f = FAULT_INIT;

		cr_assert(dom_parse(span_of(pages[i].html), NULL, arena, &dom, &f), "%s", f.text);
		cr_assert(flow_read(&dom, arena, &flow, &f), "%s", f.text);
		cr_expect(span_eq(joined(&flow), span_of(pages[i].pieces)), "%s: \"%.*s\"",
		    pages[i].why, SPAN_ARG(joined(&flow)));
	}
}

/* Parents stand before children, and a subtree is a range inside its parent's. */
static void
judge_order(const struct dom *dom, const char *what)
{
	for (uint32_t i = 1; i < dom->count; i++) {
		uint32_t	 parent = dom->nodes[i].parent;

		cr_assert(parent < i && i < dom->nodes[parent].end &&
			dom->nodes[i].end <= dom->nodes[parent].end && dom->nodes[i].end > i,
		    "%s: node %u", what, i);
	}
}

static const struct {
	const char	*what, *unit;
	size_t		 times;
	bool		 flattened;
} floods[] = {
	{ "div", "<div>x ", 20000, true },
	{ "b", "<b>x ", 20000, true },
	{ "nested tables", "<table><tr><td>x ", 5000, true },
	{ "list", "<ul><li>x ", 5000, true },
	{ "paragraphs", "<p>x ", 5000, false },
	{ "text between rows", "<table>x <tr>", 5000, true },
	{ "text behind ends of nothing", "x </i>", 20000, true },
	{ "text before tables", "<table><tr>x <!----></table>", 4000, true },
	{ "formatting over paragraphs", "<p><b><i><u><s><em><tt><big><small><code><strong>x ", 2000, true },
};

Test(dom, flattens_what_lies_too_deep_and_drops_no_word)
{
	for (size_t i = 0; i < LEN(floods); i++) {
		struct buf	 html = BUF((size_t)8 << 20);
		struct dom	 dom;
		struct flow	 flow;
		struct fault	 f = FAULT_INIT;
		size_t		 words = 0;

		for (size_t k = 0; k < floods[i].times; k++)
			buf_add(&html, span_of(floods[i].unit));
		arena_reset(arena);
		cr_assert(dom_parse(buf_span(&html), NULL, arena, &dom, &f), "%s: %s",
		    floods[i].what, f.text);
		buf_free(&html);
		judge_order(&dom, floods[i].what);
		cr_expect_eq(dom.flattened > 0, floods[i].flattened, "%s", floods[i].what);
		cr_assert(flow_read(&dom, arena, &flow, &f), "%s", f.text);
		for (uint32_t k = 0; k < flow.count; k++)
			words += flow.pieces[k].size;
		cr_expect_eq(words, floods[i].times, "%s: %zu words", floods[i].what, words);
	}
}

Test(dom, refuses_more_elements_than_it_can_hold)
{
	struct buf	 html = BUF((size_t)16 << 20);
	struct dom	 dom;
	struct fault	 f = FAULT_INIT;

	for (size_t i = 0; i <= DOM_NODES_MAX; i++)
		buf_add(&html, SPAN("<p>"));
	cr_expect_not(dom_parse(buf_span(&html), NULL, arena, &dom, &f));
	cr_expect_eq(f.kind, FAULT_LIMIT, "%s", f.text);
	buf_free(&html);
}

/* One after the other, a page that is refused between any two. */
Test(dom, a_warm_parser_gives_what_a_new_one_gives)
{
	struct dom_parser	*parser;
	struct fault		 f = FAULT_INIT;
	struct buf		 strewn = BUF((size_t)16 << 20);

	for (size_t i = 0; i <= DOM_NODES_MAX / 2; i++)
		buf_add(&strewn, SPAN("<p>a"));
	parser = dom_parser_new(&f);
	cr_assert_not_null(parser);
	for (size_t i = 0; i < 2 * LEN(pages); i++) {
		struct dom	 dom;
		struct flow	 flow;

		arena_reset(arena);
		fault_clear(&f);
		if (i % 4 == 3)
			cr_expect_not(dom_parse(buf_span(&strewn), parser, arena, &dom, &f));
		fault_clear(&f);
		cr_assert(dom_parse(span_of(pages[i % LEN(pages)].html), parser, arena, &dom, &f),
		    "%s", f.text);
		cr_assert(flow_read(&dom, arena, &flow, &f), "%s", f.text);
		cr_expect(span_eq(joined(&flow), span_of(pages[i % LEN(pages)].pieces)),
		    "%s: \"%.*s\"", pages[i % LEN(pages)].why, SPAN_ARG(joined(&flow)));
	}
	dom_parser_free(parser);
	buf_free(&strewn);
}

Test(dom, gives_attributes_decoded)
{
	struct dom	 dom;
	struct fault	 f = FAULT_INIT;
	uint32_t	 p = 0;

	cr_assert(dom_parse(SPAN("<P CLASS='a&amp;b' hidden id>x"), NULL, arena, &dom, &f), "%s",
	    f.text);
	while (p < dom.count && dom.nodes[p].tag != DOM_P)
		p++;
	cr_assert(p < dom.count);
	cr_expect(span_eq(dom_attr(&dom, p, "class"), SPAN("a&b")));
	cr_expect(dom_has_attr(&dom, p, "hidden") && dom_has_attr(&dom, p, "id"));
	cr_expect(dom_attr(&dom, p, "id").n == 0 && !dom_has_attr(&dom, p, "title"));
	cr_expect_eq(dom_holder(&dom, p + 1, DOM_P), p);
	cr_expect_eq(dom_holder(&dom, p + 1, DOM_TABLE), 0);
}
