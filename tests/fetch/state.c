#include "fetch/state.h"

#include <criterion/criterion.h>

#include "core/buf.h"
#include "tests/arena_suite.h"

ARENA_SUITE(state, (size_t)16 << 20);

#define FILLER "\"note\":\"a field that nobody reads, so that there is enough to look at here\""

static struct state
read_page(const char *html)
{
	const struct span	 titles[] = { SPAN_NONE, SPAN("Ferry bell found in a garden") };
	struct state		 state;

	cr_assert(state_read(span_of(html), titles, LEN(titles), arena, &state, &fault), "%s: %s",
	    html, fault.text);
	return state;
}

static const struct {
	const char	*shape, *html, *published, *body;
} pages[] = {
	{ "data of a type of its own",
	    "<script id=\"__NEXT_DATA__\" type=\"application/json\">{\"props\":{" FILLER
	    ",\"article\":{\"headline\":\"Ferry bell found in a garden\",\"publishedAt\":"
	    "\"2022-03-04T08:15:00Z\",\"body\":\"<p>Under a pear tree.</p>\"}}}</script>",
	    "2022-03-04T08:15:00Z", "<p>Under a pear tree.</p>" },
	{ "an assignment, and more of the program behind it",
	    "<script>window.S = {" FILLER ",\"story\":{\"title\":\"Ferry bell found in a garden\","
	    "\"published_at\":\"2022-03-04\",\"content\":\"Under a pear tree.\"}};go();</script>",
	    "2022-03-04", "Under a pear tree." },
	{ "a value that JSON does not know",
	    "<script>window.S={" FILLER ",\"user\":undefined,\"story\":{\"title\":"
	    "\"Ferry bell found in a garden\",\"date_published\":\"2022-03-04\"}}</script>",
	    "2022-03-04", "" },
	{ "JSON in a string",
	    "<script>S = JSON.parse(\"{\\\"story\\\":{\\\"headline\\\":\\\"Ferry bell found in a "
	    "garden\\\",\\\"datePublished\\\":\\\"2022-03-04\\\"}}\")</script>",
	    "2022-03-04", "" },
	{ "a title inside an object, paragraphs in a list, seconds since 1970",
	    "<script>S={" FILLER ",\"headlines\":{\"basic\":\"Ferry bell found in a garden\"},"
	    "\"display_date\":1646381700,\"content_elements\":[{\"type\":\"text\",\"content\":"
	    "\"Under a pear tree.\"},{\"type\":\"image\",\"url\":\"x\"},\"It rang.\"]}</script>",
	    "2022-03-04T08:15:00Z", "<p>Under a pear tree.<p><p>It rang." },
	{ "words of a paragraph in a list, milliseconds, the date one object further",
	    "<script>S={" FILLER ",\"a\":{\"title\":\"Ferry bell found in a garden\",\"dates\":{"
	    "\"publishedAt\":1646381700000},\"body\":[{\"type\":\"p\",\"children\":[{\"text\":"
	    "\"Under a \"},{\"text\":\"pear\",\"bold\":true},{\"text\":\" tree.\"}]},{\"type\":"
	    "\"p\",\"children\":[{\"text\":\"It rang.\"}]}]}}</script>",
	    "2022-03-04T08:15:00Z", "<p>Under a pear tree.<p>It rang." },
	{ "another article's object",
	    "<script>S={" FILLER ",\"related\":[{\"title\":\"Goat found on a customs house\","
	    "\"publishedAt\":\"2022-03-04\",\"body\":\"On the roof.\"}]}</script>",
	    "", "" },
	{ "a number that is no time",
	    "<script>S={" FILLER ",\"title\":\"Ferry bell found in a garden\",\"published\":17}"
	    "</script>",
	    "", "" },
	{ "a program without data",
	    "<script>function f(a) { return a == { \"title\": 1 } ? \"JSON.parse(\" : g(); } /* "
	    "Ferry bell found in a garden */</script>",
	    "", "" },
	{ "an element that never ends",
	    "<script>S={" FILLER ",\"title\":\"Ferry bell found in a garden\",\"published\":", "",
	    "" },
};

Test(state, finds_the_article_in_data_as_programs_get_it)
{
	for (size_t i = 0; i < LEN(pages); i++) {
		struct state	 state = read_page(pages[i].html);

		cr_expect(span_eq(state.published.text, span_of(pages[i].published)),
		    "%s: published '%.*s'", pages[i].shape, SPAN_ARG(state.published.text));
		cr_expect(span_eq(state.body, span_of(pages[i].body)), "%s: body '%.*s'",
		    pages[i].shape, SPAN_ARG(state.body));
	}
}

Test(state, takes_lists_within_lists_as_deep_as_text_goes)
{
	struct buf	 html = BUF((size_t)1 << 20);
	struct span	 page;
	struct state	 state;

	buf_add(&html,
	    SPAN("<script>S={" FILLER ",\"title\":\"Ferry bell found in a garden\","
		 "\"body\":"));
	for (int i = 0; i < 1000; i++)
		buf_add(&html, SPAN("[\"a\","));
	buf_add(&html, SPAN("\"z\""));
	for (int i = 0; i < 1000; i++)
		buf_char(&html, ']');
	buf_add(&html, SPAN("}</script>"));
	buf_char(&html, '\0');
	cr_assert(buf_end(&html, arena, &page, &fault), "%s", fault.text);
	state = read_page(page.p);
	cr_expect(span_starts(state.body, SPAN("<p>a<p>")), "%.*s", SPAN_ARG(state.body));
	cr_expect_lt(state.body.n, 200);
}
