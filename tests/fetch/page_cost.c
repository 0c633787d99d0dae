/*
 * What a page costs: in proportion to its bytes, whatever they mean to do. A
 * reader that looks back over all it has read takes sixteen times as long for
 * four times the page.
 */
#include <criterion/criterion.h>
#include <time.h>

#include "core/buf.h"
#include "fetch/page.h"

#define SMALL ((size_t)64 << 10)
#define TIMES 4.0
#define SLACK 2.0	/* how much worse than in proportion is no proof yet */
#define NOISE 0.05	/* seconds */

/* A head, a unit to the end, and a "#" for a number that counts up. */
static const struct {
	const char	*what, *head, *unit;
} shapes[] = {
	{ "boxes in boxes", "", "<div>" },
	{ "bold in bold", "", "<b>" },
	{ "bold over paragraphs", "", "<b><p>" },
	{ "fonts over paragraphs", "", "<font><p>x" },
	{ "attributes of one tag", "<p ", "a#=1 " },
	{ "choices", "<select>", "<option>x" },
	{ "text in a list of choices", "<select>", "x<p>" },
	{ "tables in tables", "", "<table>" },
	{ "text between rows", "<table>", "x<tr>" },
	{ "text between columns", "<table>", "x<col>" },
	{ "text between comments of a table", "<table>", "x<!---->" },
	{ "text between ends of nothing", "<p>", "x</i>" },
	{ "items in items", "", "<li>" },
	{ "links in links", "", "<a href=x>y " },
	{ "headings", "", "<h1>x</h1>" },
	{ "quoted in quoted", "", "<q>x" },
	{ "quotations", "", "<p>\"x y z,\" he said. " },
	{ "marks that open", "", "\u201C" },
	{ "figures in figures", "", "<figure><figcaption>x y z" },
	{ "asides in asides", "", "<aside><p>x. " },
	{ "cards in cards", "", "<div class='card teaser'><a href=x>A headline of some length</a> text" },
	{ "articles", "", "<article class=post><h1>x</h1><p>It is long enough to be read as running text, and is.</p>" },
	{ "bodies in bodies", "", "<div class=article-body><p>It is long enough to be read as running text, and so is.</p>" },
	{ "headers in articles", "<article>", "<header>x" },
	{ "words of names", "", "<p class='article-body-related-share-article-body-related-share'>x" },
	{ "bylines", "", "<p>By Ada Quay</p>" },
	{ "date lines", "", "<p>7 January 2022</p>" },
	{ "a title of bars", "<title>", "x - y | " },
	{ "signs of a wall", "", "<p>page cookie consent we and our page not found </p>" },
	{ "links to itself", "", "<a href=#x><table><td>x" },
	{ "comments in comments", "", "<div class=comment><p>It is long enough to be read as running text, and so is." },
	{ "a page that hides", "", "<noscript><p>x</noscript>" },
	{ "data of a program", "<title>x</title><script type='application/json'>", "{\"title\":[" },
	{ "programs", "<title>x</title>", "<script>s={\"title\":\"x\",\"body\":[\"It is long enough to be looked at here.\"]}</script>" },
	{ "assignments", "<title>x</title><script>", "\"title\"={" },
	{ "strings to parse", "<title>x</title><script>", "JSON.parse(\"\\\"title\\\"" },
	{ "lists in JSON-LD", "<script type='application/ld+json'>", "[" },
	{ "blocks of JSON-LD", "",
	    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"articleBody\":\"y\"}</script>" },
};

static struct span
page_of(const char *head, const char *unit, size_t bytes, struct arena *arena)
{
	struct buf	 b = BUF(bytes * 2 + 4096);
	struct span	 page = SPAN_NONE;
	struct fault	 f = FAULT_INIT;
	const char	*mark = strchr(unit, '#');

	buf_add(&b, span_of(head));
	for (unsigned i = 0; b.n < bytes; i++) {
		if (mark == NULL)
			buf_add(&b, span_of(unit));
		else
			buf_print(&b, "%.*s%u%s", (int)(mark - unit), unit, i, mark + 1);
	}
	cr_assert(buf_end(&b, arena, &page, &f), "%s", f.text);
	return page;
}

/* Seconds of the processor, the better of two. Refused is as good as read. */
static double
cost_of(const char *head, const char *unit, size_t bytes)
{
	struct arena		*pages = arena_new((size_t)1 << 24);
	struct page_hints	 hints = { .captured = DATE_UNKNOWN, .last_modified = DATE_UNKNOWN };
	double			 best = 1e9;
	struct span		 page;

	cr_assert_not_null(pages);
	page = page_of(head, unit, bytes, pages);
	for (int i = 0; i < 2; i++) {
		struct arena	*arena = arena_new(PAGE_ARENA_MAX);
		struct fault	 f = FAULT_INIT;
		struct article	 article;
		clock_t		 begun = clock();
		double		 took;

		cr_assert_not_null(arena);
		if (!page_read(page, &hints, arena, &article, &f))
			cr_expect_neq(f.kind, FAULT_MEMORY, "%s%s...: %s", head, unit, f.text);
		took = (double)(clock() - begun) / CLOCKS_PER_SEC;
		best = took < best ? took : best;
		arena_free(arena);
	}
	arena_free(pages);
	return best;
}

Test(page_cost, grows_as_the_page_does)
{
	for (size_t i = 0; i < LEN(shapes); i++) {
		double	 small = cost_of(shapes[i].head, shapes[i].unit, SMALL);
		double	 large = cost_of(shapes[i].head, shapes[i].unit, (size_t)(SMALL * TIMES));

		cr_expect_leq(large, small * TIMES * SLACK + NOISE,
		    "%s: %.3f s, and %.3f s for %.0f times", shapes[i].what, small, large, TIMES);
	}
}
