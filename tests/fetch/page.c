#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/buf.h"
#include "core/utf8.h"
#include "fetch/page.h"
#include "tests/arena_suite.h"

#define NOW 1642204800 /* 2022-01-15 */

ARENA_SUITE(page, PAGE_ARENA_MAX);

static struct span
read_file(const char *directory, const char *name, const char *ending)
{
	const char	*root = getenv("ROOT");
	struct buf	 bytes = BUF((size_t)1 << 24);
	struct span	 s = SPAN_NONE;
	struct fault	 f = FAULT_INIT;
	char		 path[512], chunk[4096];
	size_t		 n;
	FILE		*file;

	snprintf(path, sizeof path, "%s/tests/data/%s/%s%s", root != NULL ? root : ".", directory,
	    name, ending);
	file = fopen(path, "rb");
	cr_assert_not_null(file, "%s is missing", path);
	while ((n = fread(chunk, 1, sizeof chunk, file)) > 0)
		buf_add(&bytes, (struct span) { chunk, n });
	fclose(file);
	cr_assert(buf_end(&bytes, arena, &s, &f), "%s", f.text);
	return s;
}

static struct article
read_page(struct span html, const char *url)
{
	struct page_hints	 hints = { .url = span_of(url),
		.captured = DATE_UNKNOWN,
		.last_modified = DATE_UNKNOWN,
		.now = NOW };
	struct article		 a;
	struct fault		 f = FAULT_INIT;

	cr_assert(page_read(html, &hints, arena, &a, &f), "%s", f.text);
	return a;
}

/* Where a page says it lives, and what we believe. */
static const struct {
	const char	*why, *html, *url, *canonical;
} addresses[] = {
	{ "as it stands", "<link rel=canonical href=https://a.example/x>", "https://b.example/y",
	    "https://a.example/x" },
	{ "without its fragment", "<link rel='amphtml canonical' href=https://a.example/x#top>", "",
	    "https://a.example/x" },
	{ "against the page's own", "<link rel=canonical href=/x?id=1>", "https://a.example/y/z",
	    "https://a.example/x?id=1" },
	{ "beside it", "<link rel=canonical href=x>", "https://a.example/y/z?q=1", "https://a.example/y/x" },
	{ "of the same scheme", "<link rel=canonical href=//b.example/x>", "https://a.example/",
	    "https://b.example/x" },
	{ "og:url after the link", "<meta property=og:url content=https://a.example/x>", "",
	    "https://a.example/x" },
	{ "a front page is no article's", "<link rel=canonical href=https://a.example/>",
	    "https://a.example/x", "" },
	{ "but its own", "<link rel=canonical href=https://a.example/>", "https://a.example/index.html",
	    "https://a.example/" },
	{ "a query right behind the host is a page", "<link rel=canonical href=https://a.example?p=7>",
	    "https://a.example/x", "https://a.example?p=7" },
	{ "up and across", "<link rel=canonical href=../b/./c>", "https://a.example/x/y/z",
	    "https://a.example/x/b/c" },
	{ "a host that is none", "<link rel=canonical href='https://:80/x'>", "https://a.example/x", "" },
	{ "another scheme", "<link rel=canonical href=javascript:alert(1)>", "https://a.example/x", "" },
	{ "nowhere to resolve against", "<link rel=canonical href=/x>", "", "" },
};

Test(page, believes_an_address_it_can_use)
{
	for (size_t i = 0; i < LEN(addresses); i++) {
		struct article	 a = read_page(span_of(addresses[i].html), addresses[i].url);

		cr_expect(span_eq(a.canonical, span_of(addresses[i].canonical)), "%s: \"%.*s\"",
		    addresses[i].why, SPAN_ARG(a.canonical));
	}
}

/* By which address a page is this document and no other. */
static const struct {
	const char	*why, *html, *url, *identity;
} identities[] = {
	{ "its own", "x", "https://a.example/x?id=1", "https://a.example/x?id=1" },
	{ "without who clicked", "x", "https://a.example/x?utm_source=feed&id=1&fbclid=Ab", "https://a.example/x?id=1" },
	{ "without its fragment", "x", "https://a.example/x#top", "https://a.example/x" },
	{ "of a host in any case, a port nobody needs", "x", "HTTPS://A.Example:443/x", "https://a.example/x" },
	{ "as an archive kept it", "x", "https://a.example/x ", "https://a.example/x" },
	{ "an AMP page's article", "<link rel=canonical href=https://www.a.example/x?utm_medium=amp>",
	    "https://amp.a.example/x", "https://www.a.example/x" },
	{ "what a cache of AMP pages shows", "<link rel=canonical href=https://a.example/x>",
	    "https://a-example.cdn.ampproject.org/c/s/a.example/x/amp", "https://a.example/x" },
	{ "a copy at another outlet is its own", "<link rel=canonical href=https://a.example/x>",
	    "https://b.example/y", "https://b.example/y" },
	{ "a front page is no article's", "<meta property=og:url content=https://a.example/home/>",
	    "https://a.example/x", "https://a.example/x" },
	{ "its word where nothing else is known", "<link rel=canonical href=https://A.example/x#y>", "",
	    "https://a.example/x" },
	{ "its file's name", "x", "", "saved/x.html" },
};

Test(page, is_known_by_one_address)
{
	for (size_t i = 0; i < LEN(identities); i++) {
		struct page_hints	 hints = { .url = span_of(identities[i].url),
			.file = SPAN("saved/x.html"),
			.captured = DATE_UNKNOWN,
			.last_modified = DATE_UNKNOWN,
			.now = NOW };
		struct article		 a;
		struct fault		 f = FAULT_INIT;

		cr_assert(page_read(span_of(identities[i].html), &hints, arena, &a, &f), "%s",
		    f.text);
		cr_expect(span_eq(article_identity(&a), span_of(identities[i].identity)),
		    "%s: \"%.*s\"", identities[i].why, SPAN_ARG(article_identity(&a)));
		cr_expect(span_eq(a.url, hints.url), "%s: url \"%.*s\"", identities[i].why,
		    SPAN_ARG(a.url));
	}
}

#define P "<p>The harbour was shut on that morning, and the pilots had nothing to do but to wait.</p>"
#define LD(json) "<script type='application/ld+json'>" json "</script>"

/* Which day a page is of. */
static const struct {
	const char	*why, *html, *url, *day;
} dated[] = {
	{ "by its JSON-LD", LD("{\"@type\":\"NewsArticle\",\"datePublished\":\"2022-01-07T09:00Z\"}") P, "",
	    "2022-01-07" },
	{ "whose commas trail", LD("{\"@type\":\"Article\",\"x\":[1,],\"datePublished\":\"2022-01-07\",}") P,
	    "", "2022-01-07" },
	{ "whose strings hold tabs",
	    LD("{\"@type\":\"Article\",\"headline\":\"a\tb\",\"datePublished\":\"2022-01-07\"}") P, "",
	    "2022-01-07" },
	{ "that is broken for good", LD("{\"datePublished\": \"2022-01-07\", \"x\": \"\"no\"\"}") P, "",
	    "2022-01-07" },
	{ "in a graph, under a comment",
	    LD("<!-- {\"@graph\":[{\"@type\":[\"NewsArticle\"],\"datePublished\":\"2022-01-07\"}]} -->") P,
	    "", "2022-01-07" },
	{ "of this article and not another",
	    LD("[{\"@type\":\"NewsArticle\",\"url\":\"https://a.example/y\",\"datePublished\":\"2021-01-01\"},"
	    "{\"@type\":\"NewsArticle\",\"url\":\"https://a.example/x\",\"datePublished\":\"2022-01-07\"}]") P,
	    "https://www.a.example/x/", "2022-01-07" },
	{ "by a meta", "<meta name=parsely-pub-date content=2022-01-07T10:00:00Z>" P, "", "2022-01-07" },
	{ "by microdata", "<time itemprop=datePublished datetime=2022-01-07>x</time>" P, "", "2022-01-07" },
	{ "by its time element", "<h1>Ice</h1><time datetime=2022-01-07>Friday</time>" P, "", "2022-01-07" },
	{ "by its date line", "<h1>Ice</h1><div>January 7, 2022</div>" P, "", "2022-01-07" },
	{ "by its address", P, "https://a.example/2022/01/07/ice", "2022-01-07" },
	{ "not by a number in its address", P, "https://a.example/2022/13/07/ice", "" },
	{ "not by a part of a title", P, "https://a.example/2022/01/3-ways-to-skate", "" },
	{ "not by a teaser's time",
	    P "<div class=related><a href=/y>Older ice</a><time datetime=2022-01-02>x</time></div>", "", "" },
	{ "not by a comment's time",
	    P "<div class=comments><p>Brr! <time datetime=2022-01-09>x</time></p></div>", "", "" },
	{ "not by an age nobody anchors", "<h1>Ice</h1><div>3 days ago</div>" P, "", "" },
};

Test(page, tells_its_day)
{
	for (size_t i = 0; i < LEN(dated); i++) {
		struct article	 a = read_page(span_of(dated[i].html), dated[i].url);

		cr_expect(span_eq(a.published.day, span_of(dated[i].day)), "%s: \"%.*s\"",
		    dated[i].why, SPAN_ARG(a.published.day));
	}
}

/* What a feed said of a page; the second stretch is told of no text of this page. */
static const struct evidence given[] = {
	{ .kind = EVIDENCE_FEED, .says = SAYS_PUBLISHED, .found = SPAN("Fri, 07 Jan 2022 09:00:00 GMT"),
	    .place = SPAN("feed pubDate"), .when = { 1641546000, 1641546000 }, .day = SPAN("2022-01-07"),
	    .zone = SPAN("stated +00:00"), .used = true },
	{ .kind = EVIDENCE_FEED, .says = SAYS_MODIFIED, .found = SPAN("2022-01-08T09:00:00Z"),
	    .where = SPAN("2022"), .place = SPAN("sitemap lastmod"), .when = { 1641632400, 1641632400 },
	    .day = SPAN("2022-01-08"), .zone = SPAN("stated +00:00") },
};

static const struct {
	const char	*why, *html;
	int64_t		 earliest;
	size_t		 best; /* of the page's evidence: those given, unless it has as good itself */
} named[] = {
	{ "a page without a date", P, 1641546000, 0 },
	{ "a page with a day that people see", "<h1>Ice</h1><div>January 7, 2022</div>" P, 1641546000, 1 },
	{ "a page that says it was earlier",
	    LD("{\"@type\":\"NewsArticle\",\"datePublished\":\"2022-01-06T09:00Z\"}") P, 1641459600, 0 },
};

Test(page, takes_the_word_of_the_feed_that_named_it)
{
	for (size_t i = 0; i < LEN(named); i++) {
		struct evidence		 lent[2] = { given[0], given[1] };
		struct page_hints	 hints = { .url = SPAN("https://a.example/x"),
			.captured = DATE_UNKNOWN,
			.last_modified = DATE_UNKNOWN,
			.now = NOW,
			.given = lent,
			.ngiven = LEN(lent) };
		struct article		 a;
		struct fault		 f = FAULT_INIT;
		size_t			 from;

		cr_assert(page_read(span_of(named[i].html), &hints, arena, &a, &f), "%s", f.text);
		memset(lent, 0, sizeof lent);
		cr_expect_eq(a.published.rank, 1, "%s: rank %d", named[i].why, a.published.rank);
		cr_expect_eq(a.published.best, named[i].best, "%s: evidence %zu", named[i].why,
		    a.published.best);
		cr_expect_eq(a.published.when.earliest, named[i].earliest, "%s: %lld", named[i].why,
		    (long long)a.published.when.earliest);
		cr_expect_eq(a.modified.when.latest, 1641632400, "%s", named[i].why);
		for (from = 0; from < a.nevidence && a.evidence[from].kind != EVIDENCE_FEED;)
			from++;
		cr_assert_geq(a.nevidence, from + 2, "%s", named[i].why);
		cr_expect(span_eq(a.evidence[from].place, given[0].place) &&
			span_eq(a.evidence[from + 1].found, given[1].found),
		    "%s: something else was given", named[i].why);
		cr_expect_eq(a.evidence[from + 1].where.n, 0, "%s: it stands in the text",
		    named[i].why);
	}
}

/* Who signed. */
static const struct {
	const char	*html, *byline;
} signatures[] = {
	{ "<meta name=author content='Ada Quay'>" P, "Ada Quay" },
	{ LD("{\"@type\":\"Article\",\"author\":[{\"name\":\"Ada Quay\"},\"Bo Pier\",{\"name\":\"Ada Quay\"}]}") P,
	    "Ada Quay, Bo Pier" },
	{ "<meta property=article:author content=https://a.example/ada><h1>x</h1><p>By Ada Quay</p>" P,
	    "Ada Quay" },
	{ "<h1>x</h1><div>By ADA QUAY Some Agency</div>" P, "Ada Quay" },
	{ "<h1>x</h1><div>By Ada Quay and Bo Pier</div>" P, "Ada Quay, Bo Pier" },
	{ "<h1>x</h1><p>Von <span class=author>J\u00F6rg M\u00F6we</span></p>" P, "J\u00F6rg M\u00F6we" },
	{ "<h1>x</h1><p>By Ada Quay in Low Ferry and Bo Pier in London</p>" P, "Ada Quay, Bo Pier" },
	{ "<h1>x</h1><p>By Ada Quay ada@quay.example</p>" P, "Ada Quay" },
	{ "<h1>x</h1><p>By Ada Quay @adaquay</p>" P, "Ada Quay" },
	{ "<h1>x</h1><p class=byline>Ada Quay/Reuters</p>" P, "Ada Quay" },
	{ LD("{\"@type\":\"Article\",\"author\":[{\"@type\":\"Organization\",\"name\":\"Quay Desk\"},"
	     "{\"@type\":\"Person\",\"name\":\"Ada Quay\"}]}") P,
	    "Ada Quay" },
	{ LD("{\"@type\":\"Article\",\"author\":{\"@type\":\"Organization\",\"name\":\"Quay Desk\"}}") P,
	    "Quay Desk" },
	{ "<h1>x</h1>" P, "" },
};

Test(page, names_who_signed)
{
	for (size_t i = 0; i < LEN(signatures); i++) {
		struct article	 a = read_page(span_of(signatures[i].html), "");

		cr_expect(span_eq(a.byline, span_of(signatures[i].byline)), "%s: \"%.*s\"",
		    signatures[i].html, SPAN_ARG(a.byline));
	}
}

/* Whose copy it is when no line of the head says so. */
static const struct {
	const char	*html, *credit;
} houses[] = {
	{ "<h1>x</h1><p class=byline>Ada Quay/Reuters</p>" P, "Reuters" },
	{ LD("{\"@type\":\"Article\",\"publisher\":{\"name\":\"Quay Post\"},\"author\":[{\"@type\":\"Person\",\"name\":\"Ada Quay\"},"
	     "{\"@type\":\"NewsMediaOrganization\",\"name\":\"Reuters\"}]}") P,
	    "Reuters" },
};

Test(page, credits_the_house_that_signed_with_a_person)
{
	for (size_t i = 0; i < LEN(houses); i++) {
		struct article	 a = read_page(span_of(houses[i].html), "");

		cr_assert_gt(a.ncredits, 0, "%s", houses[i].html);
		cr_expect(span_eq(a.credits[0].name, span_of(houses[i].credit)), "%s: %.*s",
		    houses[i].html, SPAN_ARG(a.credits[0].name));
		cr_expect(span_eq(a.byline, SPAN("Ada Quay")), "%s: %.*s", houses[i].html,
		    SPAN_ARG(a.byline));
	}
}

static const struct {
	const char	*why;
	size_t		 size;
	char		 fill;
	enum fault_kind	 kind;
} refused[] = {
	{ "nothing", 0, ' ', FAULT_INPUT },
	{ "zeros", 4096, '\0', FAULT_INPUT },
	{ "controls", 4096, '\1', FAULT_INPUT },
	{ "too much", PAGE_BYTES_MAX + 1, 'a', FAULT_LIMIT },
};

Test(page, refuses_what_is_no_page_and_says_which)
{
	for (size_t i = 0; i < LEN(refused); i++) {
		struct page_hints	 hints = { .file = SPAN("sea.html"),
			.captured = DATE_UNKNOWN,
			.last_modified = DATE_UNKNOWN,
			.now = NOW };
		char			*bytes = malloc(refused[i].size + 1);
		struct article		 a;
		struct fault		 f = FAULT_INIT;

		cr_assert_not_null(bytes);
		memset(bytes, refused[i].fill, refused[i].size);
		cr_expect_not(page_read((struct span) { bytes, refused[i].size }, &hints, arena, &a,
				  &f),
		    "%s", refused[i].why);
		cr_expect_eq(f.kind, refused[i].kind, "%s: %s", refused[i].why, f.text);
		cr_expect(span_starts(span_of(f.text), SPAN("sea.html: ")), "%s", f.text);
		free(bytes);
	}
}

Test(page, fails_cleanly_under_every_cap_until_it_succeeds)
{
	struct span		 html = read_file("pages", "harbour", ".html");
	struct page_hints	 hints = { .captured = DATE_UNKNOWN,
		.last_modified = DATE_UNKNOWN,
		.now = NOW };
	bool			 read = false;

	for (size_t cap = 0; cap < (size_t)1 << 22 && !read; cap += 700) {
		struct arena	*small = arena_new(cap);
		struct article	 a;
		struct fault	 f = FAULT_INIT;

		cr_assert_not_null(small);
		read = page_read(html, &hints, small, &a, &f);
		cr_expect(read || f.kind == FAULT_MEMORY, "%zu bytes: %s", cap, f.text);
		arena_free(small);
	}
	cr_expect(read);
}

Test(page, reads_the_invented_press_without_its_furniture)
{
	static const struct {
		const char	*name, *outlet, *title, *byline;
	} press[] = {
		{ "northwire/kz-order", "Northwire",
		    "Kazakh president orders forces to shoot to kill as Almaty counts its wounded",
		    "Aizhan Serikova, Peter Lindqvist" },
		{ "kvlt6/forces-may-shoot", "KVLT 6", "Kazakhstan's president: Forces may 'shoot to kill'",
		    "Dale Corrigan, Aizhan Serikova" },
		{ "newspool/0xkz7", "NewsPool", "Kazakhstan's president: Forces may 'shoot to kill'",
		    "Dale Corrigan, Aizhan Serikova" },
		{ "lakeshore/blinken-rescind", "Lakeshore Tribune", "Blinken wants Kazakh order withdrawn",
		    "Harriet Olmstead" },
		{ "steppepress/blinken-order", "Steppe Press",
		    "Washington\u2019s top diplomat takes issue with Kazakh order", "" },
		{ "coralbay/channel-nine-interview", "Coral Bay Standard",
		    "Tokayev goes to Channel Nine with a hard message", "Jody Farrant" },
	};

	for (size_t i = 0; i < LEN(press); i++) {
		struct article	 a = read_page(read_file("press", press[i].name, ".html"), "");

		cr_expect(span_eq(a.outlet, span_of(press[i].outlet)), "%s: %.*s", press[i].name,
		    SPAN_ARG(a.outlet));
		cr_expect(span_eq(a.title, span_of(press[i].title)), "%s: %.*s", press[i].name,
		    SPAN_ARG(a.title));
		cr_expect(span_eq(a.byline, span_of(press[i].byline)), "%s: %.*s", press[i].name,
		    SPAN_ARG(a.byline));
		cr_expect_eq(a.replaced, 0, "%s", press[i].name);
		cr_expect(span_find(a.text, SPAN("ookie")) == a.text.n, "%s keeps a cookie note",
		    press[i].name);
	}
}
