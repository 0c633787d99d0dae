#include "fetch/url.h"

#include <criterion/criterion.h>

#include "core/buf.h"
#include "tests/arena_suite.h"

ARENA_SUITE(url, (size_t)16 << 20);

static const struct {
	const char	*url, *scheme, *user, *host, *port, *path, *query, *fragment;
} splits[] = {
	{ "http://www.example.org/a/b#c", "http", "", "www.example.org", "", "/a/b", "", "c" },
	{ "https://u:p@h:8080/p?q#f", "https", "u:p", "h", "8080", "/p", "q", "f" },
	{ "http://a@b@c/", "http", "a@b", "c", "", "/", "", "" },
	{ "http://[2001:db8::7]:80/c=GB", "http", "", "[2001:db8::7]", "80", "/c=GB", "", "" },
	{ "http://[::1]", "http", "", "[::1]", "", "", "", "" },
	{ "http://[::1]:", "http", "", "[::1]", "", "", "", "" },
	{ "http://h:/", "http", "", "h", "", "/", "", "" },
	{ "http://h?q/#f?g", "http", "", "h", "", "", "q/", "f?g" },
	{ "http://:80/", "http", "", "", "80", "/", "", "" },
	{ "mailto:a@b", "mailto", "", "", "", "a@b", "", "" },
	{ "urn:a:b", "urn", "", "", "", "a:b", "", "" },
	{ "//h/p", "", "", "h", "", "/p", "", "" },
	{ "/p//q?r?s", "", "", "", "", "/p//q", "r?s", "" },
	{ "p/q:r", "", "", "", "", "p/q:r", "", "" },
	{ ":x", "", "", "", "", ":x", "", "" },
	{ "#", "", "", "", "", "", "", "" },
	{ "", "", "", "", "", "", "", "" },
};

Test(url, any_string_splits)
{
	for (size_t i = 0; i < LEN(splits); i++) {
		struct url		 u;
		const struct span	*const found[] = { &u.scheme, &u.user, &u.host, &u.port, &u.path,
			&u.query, &u.fragment };
		const char	*const expected[] = { splits[i].scheme, splits[i].user, splits[i].host,
			splits[i].port, splits[i].path, splits[i].query, splits[i].fragment };

		url_split(span_of(splits[i].url), &u);
		for (size_t k = 0; k < LEN(found); k++)
			cr_expect(span_eq(*found[k], span_of(expected[k])),
			    "%s: \"%.*s\" for \"%s\"", splits[i].url, SPAN_ARG(*found[k]),
			    expected[k]);
	}
}

Test(url, an_empty_component_is_not_an_absent_one)
{
	struct url	 empty, absent;

	url_split(SPAN("http://@h?#"), &empty);
	cr_expect(empty.has_authority && empty.has_user && empty.has_query && empty.has_fragment);
	url_split(SPAN("file:h"), &absent);
	cr_expect(!absent.has_authority && !absent.has_user);
	cr_expect(!absent.has_query && !absent.has_fragment);
}

static const struct {
	const char	*url;
	bool		 web;
} claims[] = {
	{ "http://example.org", true },
	{ "HTTPS://EXAMPLE.ORG/", true },
	{ " http://example.org/ \n", true },
	{ "http://127.0.0.1:65535/", true },
	{ "http://[::1]:0/", true },
	{ "http://h:/", true },
	{ "http://h:00080/", true },
	{ "http://user:secret@h/", true },
	{ "http://h:65536/", false },
	{ "http://h:4294967376/", false },
	{ "http://h:8O/", false },
	{ "http://h:-1/", false },
	{ "http://", false },
	{ "http:///path", false },
	{ "http:/example.org", false },
	{ "http:example.org", false },
	{ "http://:80/", false },
	{ "http://good.example\\@evil.example/", false },
	{ "ftp://example.org/", false },
	{ "file:///etc/passwd", false },
	{ "javascript:alert(1)", false },
	{ "//example.org/", false },
	{ "example.org/a", false },
	{ "httpx://example.org/", false },
	{ "", false },
};

Test(url, knows_what_can_be_asked_for)
{
	for (size_t i = 0; i < LEN(claims); i++)
		cr_expect_eq(url_is_web(span_of(claims[i].url)), claims[i].web, "%s", claims[i].url);
}

/* RFC 3986, section 5.4: the base is "http://a/b/c/d;p?q". */
static const struct {
	const char	*reference, *target;
} references[] = {
	/* 5.4.1, normal */
	{ "g:h", "g:h" },
	{ "g", "http://a/b/c/g" },
	{ "./g", "http://a/b/c/g" },
	{ "g/", "http://a/b/c/g/" },
	{ "/g", "http://a/g" },
	{ "//g", "http://g" },
	{ "?y", "http://a/b/c/d;p?y" },
	{ "g?y", "http://a/b/c/g?y" },
	{ "#s", "http://a/b/c/d;p?q#s" },
	{ "g#s", "http://a/b/c/g#s" },
	{ "g?y#s", "http://a/b/c/g?y#s" },
	{ ";x", "http://a/b/c/;x" },
	{ "g;x", "http://a/b/c/g;x" },
	{ "g;x?y#s", "http://a/b/c/g;x?y#s" },
	{ "", "http://a/b/c/d;p?q" },
	{ ".", "http://a/b/c/" },
	{ "./", "http://a/b/c/" },
	{ "..", "http://a/b/" },
	{ "../", "http://a/b/" },
	{ "../g", "http://a/b/g" },
	{ "../..", "http://a/" },
	{ "../../", "http://a/" },
	{ "../../g", "http://a/g" },
	/* 5.4.2, abnormal */
	{ "../../../g", "http://a/g" },
	{ "../../../../g", "http://a/g" },
	{ "/./g", "http://a/g" },
	{ "/../g", "http://a/g" },
	{ "g.", "http://a/b/c/g." },
	{ ".g", "http://a/b/c/.g" },
	{ "g..", "http://a/b/c/g.." },
	{ "..g", "http://a/b/c/..g" },
	{ "./../g", "http://a/b/g" },
	{ "./g/.", "http://a/b/c/g/" },
	{ "g/./h", "http://a/b/c/g/h" },
	{ "g/../h", "http://a/b/c/h" },
	{ "g;x=1/./y", "http://a/b/c/g;x=1/y" },
	{ "g;x=1/../y", "http://a/b/c/y" },
	{ "g?y/./x", "http://a/b/c/g?y/./x" },
	{ "g?y/../x", "http://a/b/c/g?y/../x" },
	{ "g#s/./x", "http://a/b/c/g#s/./x" },
	{ "g#s/../x", "http://a/b/c/g#s/../x" },
	{ "http:g", "http:g" },
	/* as pages have them */
	{ " \n g\t/h \r\n", "http://a/b/c/g/h" },
	{ "10:30-news.html", "http://a/b/c/10:30-news.html" },
	{ "10://x/y", "http://a/b/c/10://x/y" },
	{ "?", "http://a/b/c/d;p?" },
	{ "#", "http://a/b/c/d;p?q#" },
	{ "//", "http://" },
	{ "/", "http://a/" },
	{ "g//../h", "http://a/b/c/g/h" },
	{ "HTTPS://x/./y", "HTTPS://x/y" },
};

Test(url, a_reference_leads_where_section_5_4_says)
{
	for (size_t i = 0; i < LEN(references); i++) {
		struct span	 target;

		cr_assert(url_resolve(SPAN("http://a/b/c/d;p?q"), span_of(references[i].reference),
			      arena, &target, &fault),
		    "%s", fault.text);
		cr_expect(span_eq(target, span_of(references[i].target)), "\"%s\" leads to %.*s",
		    references[i].reference, SPAN_ARG(target));
	}
}

static const struct {
	const char	*base, *reference, *target;
} bases[] = {
	{ "http://a", "g", "http://a/g" },
	{ "http://a?q", "g", "http://a/g" },
	{ "http://a?q", "", "http://a?q" },
	{ "http://a/b/../c", "", "http://a/b/../c" },
	{ "http://a/b/../c", "?x", "http://a/b/../c?x" },
	{ "http://a/b#f", "g#h", "http://a/g#h" },
	{ "http://a/b#f", "", "http://a/b" },
	{ "https://u@a:8443/b", "/g", "https://u@a:8443/g" },
	{ "https://a/b", "//h:1/p", "https://h:1/p" },
	{ "urn:a/b", "../../../g", "urn:/g" },
	{ "urn:a", "../g", "urn:g" },
	{ "urn:a", ".", "urn:" },
	{ "file:///a/b", "c", "file:///a/c" },
	{ "", "/g", "/g" },
	{ "", "", "" },
};

Test(url, a_base_may_be_odd)
{
	for (size_t i = 0; i < LEN(bases); i++) {
		struct span	 target;

		cr_assert(url_resolve(span_of(bases[i].base), span_of(bases[i].reference), arena,
			      &target, &fault),
		    "%s", fault.text);
		cr_expect(span_eq(target, span_of(bases[i].target)), "%s and \"%s\" lead to %.*s",
		    bases[i].base, bases[i].reference, SPAN_ARG(target));
	}
}

static const struct {
	const char	*url, *normal;
} normals[] = {
	/* scheme, host, port */
	{ "HTTP://Example.ORG", "http://example.org/" },
	{ "http://example.org:80/", "http://example.org/" },
	{ "https://example.org:443/", "https://example.org/" },
	{ "http://example.org:443/", "http://example.org:443/" },
	{ "http://example.org:/", "http://example.org/" },
	{ "http://example.org:0080/a", "http://example.org/a" },
	{ "http://example.org:08080/a", "http://example.org:8080/a" },
	{ "http://user:secret@example.org/", "http://example.org/" },
	{ "http://ex%41mple.org/", "http://example.org/" },
	{ "http://r3---sn_a.example.org/", "http://r3---sn_a.example.org/" },
	{ "http://xn--a.example/", "http://xn--a.example/" },
	{ "http://example.org./", "http://example.org/" },
	{ "http://example.org%2E.:8080/", "http://example.org:8080/" },
	{ "http://[2001:0DB8:0:0:0::1]:80/", "http://[2001:db8::1]/" },
	{ "http://[::FFFF:127.0.0.1]:8080", "http://[::ffff:127.0.0.1]:8080/" },
	/* names beyond ASCII */
	{ "http://b\u00FCcher.example/", "http://xn--bcher-kva.example/" },
	{ "http://B\u00DCCHER.example/", "http://xn--bcher-kva.example/" },
	{ "http://bu\u0308cher.example/", "http://xn--bcher-kva.example/" },
	{ "http://b%C3%BCcher.example/", "http://xn--bcher-kva.example/" },
	{ "http://XN--BCHER-KVA.example/", "http://xn--bcher-kva.example/" },
	{ "http://stra\u00DFe.example/", "http://xn--strae-oqa.example/" },
	{ "http://\u4F8B\u3048\u3002example/", "http://xn--r8jz45g.example/" },
	{ "http://\uFF25xample.org/", "http://example.org/" },
	/* path */
	{ "http://h/a/./b/../c", "http://h/a/c" },
	{ "http://h/../../a", "http://h/a" },
	{ "http://h/a/..", "http://h/" },
	{ "http://h/a/.", "http://h/a/" },
	{ "http://h/a/%2e%2E/b", "http://h/b" },
	{ "http://h/a//b/", "http://h/a//b/" },
	{ "http://h//..//a", "http://h//a" },
	{ "http://h/%7Euser/%41%2d", "http://h/~user/A-" },
	{ "http://h/a%2fb%3f", "http://h/a%2Fb%3F" },
	{ "http://h/caf\u00E9", "http://h/caf%C3%A9" },
	{ "http://h/caf%c3%a9", "http://h/caf%C3%A9" },
	{ "http://h/\xE9", "http://h/%E9" },
	{ "http://h/a b", "http://h/a%20b" },
	{ "http://h/a\\b", "http://h/a%5Cb" },
	{ "http://h/100%", "http://h/100%25" },
	{ "http://h/%zz%4", "http://h/%25zz%254" },
	{ "http://h/%%34%31", "http://h/%2541" },
	{ "http://h/%2541", "http://h/%2541" },
	{ "http://h/<a>\"|^`{}", "http://h/%3Ca%3E%22%7C%5E%60%7B%7D" },
	{ "http://h/a;b=c,d!$&'()*+:@[]", "http://h/a;b=c,d!$&'()*+:@[]" },
	{ "http://h/Case", "http://h/Case" },
	/* query and fragment */
	{ "http://h?a=b", "http://h/?a=b" },
	{ "http://h/?", "http://h/" },
	{ "http://h/#", "http://h/" },
	{ "http://h/a#b?c", "http://h/a" },
	{ "http://h/?b=2&a=1", "http://h/?b=2&a=1" },
	{ "http://h/?a=1;b=2", "http://h/?a=1;b=2" },
	{ "http://h/?a=x+y&b=x%20y&c=x y", "http://h/?a=x+y&b=x%20y&c=x%20y" },
	{ "http://h/?a=b/../c", "http://h/?a=b/../c" },
	{ "http://h/?a=%26b", "http://h/?a=%26b" },
	{ "http://h/?a&&b=", "http://h/?a&&b=" },
	{ "http://h/?q=\u2603", "http://h/?q=%E2%98%83" },
	/* as people and pages have them */
	{ "  http://h/a \r\n", "http://h/a" },
	{ "ht\ntp://h\t/a\r\nb", "http://h/ab" },
};

Test(url, has_one_normal_form)
{
	for (size_t i = 0; i < LEN(normals); i++) {
		struct span	 normal = SPAN_NONE, again = SPAN_NONE;

		fault_clear(&fault);
		cr_expect(url_normal(span_of(normals[i].url), arena, &normal, &fault), "%s",
		    fault.text);
		cr_expect(span_eq(normal, span_of(normals[i].normal)), "%s: became %.*s",
		    normals[i].url, SPAN_ARG(normal));
		cr_expect(url_normal(normal, arena, &again, &fault) && span_eq(again, normal),
		    "%.*s: became %.*s", SPAN_ARG(normal), SPAN_ARG(again));
	}
}

static const char *const strangers[] = {
	"",
	"example.org",
	"ftp://example.org/",
	"http:///a",
	"http://h:99999/",
	"http://a b/",
	"http://a\\b/",
	"http://a%2Fb/",
	"http://a%00b/",
	"http://a:b:80/",
	"http://./",
	"http://a%zz/",
	"http://\xFF.example/",
	"http://a\uFF0Fb.example/",	/* a slash once IDNA has folded it */
	"http://\u00AD/",		/* nothing once IDNA has folded it */
	"http://[::1/",
	"http://[]/",
	"http://[::1%25eth0]/",
	"http://[v1.a]/",
	"http://[1:2:3:4:5:6:7:8:9:1111111111111111111111111]/",
	"http://[127.0.0.1]/",
};

Test(url, what_is_no_web_url_has_no_normal_form)
{
	for (size_t i = 0; i < LEN(strangers); i++) {
		struct span	 normal = SPAN_NONE;

		fault_clear(&fault);
		cr_expect_not(url_normal(span_of(strangers[i]), arena, &normal, &fault),
		    "%s: became %.*s", strangers[i], SPAN_ARG(normal));
		cr_expect_eq(fault.kind, FAULT_INPUT, "%s: %s", strangers[i], fault.text);
	}
}

static const struct {
	const char	*query, *kept;
} queries[] = {
	{ "?utm_source=feed&utm_medium=rss", "" },
	{ "?id=7&utm_source=feed", "?id=7" },
	{ "?utm_source=feed&id=7", "?id=7" },
	{ "?a=1&UTM_Campaign=x&b=2", "?a=1&b=2" },
	{ "?utm%5Fsource=feed&a", "?a" },
	{ "?%66bclid=I&a", "?a" },
	{ "?fbclid", "" },
	{ "?fbclid=a=b", "" },
	{ "?gclid=1&dclid=2&gbraid=3&wbraid=4&msclkid=5&twclid=6&yclid=7&igshid=8", "" },
	{ "?mc_cid=1&mc_eid=2&_ga=3&_gl=4&cmpid=5&_hsenc=6&xtor=7&__hstc=8&srsltid=9", "" },
	{ "?utm=1", "?utm=1" },
	{ "?nutm_source=1", "?nutm_source=1" },
	{ "?q=utm_source", "?q=utm_source" },
	{ "?fbclidx=1", "?fbclidx=1" },
	{ "?a=1;utm_source=2", "?a=1;utm_source=2" },
	{ "?id=1&ref=2&s=3&p=4&page=5&source=6&src=7&cid=8&share=9", NULL },
	{ "?v=1&t=2&amp=1&output=amp&lang=en&print=true&story_fbid=3", NULL },
	{ "?a_very_long_name_of_a_parameter_that_no_table_holds_and_no_buffer_should=1", NULL },
};

Test(url, what_only_tracks_the_reader_is_dropped)
{
	for (size_t i = 0; i < LEN(queries); i++) {
		const char	*kept = queries[i].kept == NULL ? queries[i].query : queries[i].kept;
		struct span	 url, normal, target;

		cr_assert(span_print(arena, &url, &fault, "http://h/a%s", queries[i].query));
		cr_assert(url_normal(url, arena, &normal, &fault), "%s", fault.text);
		target = url_target(normal);
		cr_expect(span_eq(span_cut(target, 2, target.n), span_of(kept)), "%s: left %.*s",
		    queries[i].query, SPAN_ARG(target));
	}
}

static const struct {
	const char	*url, *origin;
} origins[] = {
	{ "https://Example.org:8443/a?b", "https://example.org:8443" },
	{ "https://example.org:443", "https://example.org" },
	{ "http://u@[::1]:80/", "http://[::1]" },
	{ "http://b\u00FCcher.example#x", "http://xn--bcher-kva.example" },
};

Test(url, an_origin_is_scheme_host_and_odd_port)
{
	struct span	 origin;

	for (size_t i = 0; i < LEN(origins); i++) {
		cr_assert(url_origin(span_of(origins[i].url), arena, &origin, &fault), "%s",
		    fault.text);
		cr_expect(span_eq(origin, span_of(origins[i].origin)), "%s: %.*s", origins[i].url,
		    SPAN_ARG(origin));
	}
	cr_expect_not(url_origin(SPAN("mailto:a@b"), arena, &origin, &fault));
	cr_expect_eq(fault.kind, FAULT_INPUT);
}

Test(url, a_target_is_what_a_request_line_asks_for)
{
	cr_expect(span_eq(url_target(SPAN("http://h/a/b?c=d")), SPAN("/a/b?c=d")));
	cr_expect(span_eq(url_target(SPAN("http://h/")), SPAN("/")));
	cr_expect(span_eq(url_target(SPAN("http://h")), SPAN("/")));
	cr_expect(span_eq(url_target(SPAN("http://h/?c")), SPAN("/?c")));
}

static const struct {
	const char	*why, *url, *canonical, *identity;
} identities[] = {
	{ "no canonical link", "http://News.example/a?utm_source=x#top", "",
	    "http://news.example/a" },
	{ "the page's own word", "http://news.example/a?page=1", "https://news.example/a",
	    "https://news.example/a" },
	{ "the word, too, is folded", "http://news.example/a",
	    "HTTPS://NEWS.example:443/b/../a?fbclid=1", "https://news.example/a" },
	{ "another host of the domain", "https://amp.news.co.uk/a", "https://www.news.co.uk/a",
	    "https://www.news.co.uk/a" },
	{ "a syndicated copy", "https://paper.example/a", "https://agency.example/a",
	    "https://paper.example/a" },
	{ "neighbours on a public suffix", "https://a.co.uk/x", "https://b.co.uk/x",
	    "https://a.co.uk/x" },
	{ "neighbours on a host of blogs", "https://a.github.io/x", "https://b.github.io/x",
	    "https://a.github.io/x" },
	{ "two addresses in digits", "http://127.0.0.1:8001/x", "http://127.0.0.2:8001/x",
	    "http://127.0.0.1:8001/x" },
	{ "one address in digits", "http://127.0.0.1:8001/amp/x", "http://127.0.0.1:8001/x",
	    "http://127.0.0.1:8001/x" },
	{ "a mirror at a bare address", "http://127.0.0.1:8001/x", "https://news.example/a",
	    "https://news.example/a" },
	{ "a mirror on a machine by name", "http://localhost/x", "https://news.example/a",
	    "https://news.example/a" },
	{ "an archive", "https://web.archive.org/web/2022/https://news.example/a",
	    "https://news.example/a", "https://news.example/a" },
	{ "one outlet under two endings", "https://www.bbc.co.uk/news/1", "https://www.bbc.com/news/1",
	    "https://www.bbc.com/news/1" },
	{ "names that only begin alike", "https://news.example/a", "https://newsroom.example/a",
	    "https://news.example/a" },
	{ "a front page for an article", "https://news.example/a", "https://news.example/",
	    "https://news.example/a" },
	{ "a front page by file name", "https://news.example/a",
	    "https://news.example/index.html?utm_source=x", "https://news.example/a" },
	{ "the front page itself", "https://news.example/?utm_source=x", "https://www.news.example",
	    "https://www.news.example/" },
	{ "a front page with a query is a page", "https://news.example/x?p=7",
	    "https://news.example/?p=7", "https://news.example/?p=7" },
	{ "a cache of AMP pages", "https://news-example.cdn.ampproject.org/c/s/news.example/a.amp",
	    "https://news.example/a", "https://news.example/a" },
	{ "a viewer of AMP pages", "https://www.google.co.uk/amp/s/news.example/a.amp",
	    "https://news.example/a", "https://news.example/a" },
	{ "another cache", "https://news-example.bing-amp.com/c/s/news.example/a.amp",
	    "https://news.example/a", "https://news.example/a" },
	{ "no cache for all its path", "https://google.news.example/amp/s/x",
	    "https://other.example/a", "https://google.news.example/amp/s/x" },
	{ "no viewer without the path", "https://www.google.com/search?q=a",
	    "https://news.example/a", "https://www.google.com/search?q=a" },
	{ "no cache for all its name", "https://evilampproject.org/c/s/x",
	    "https://news.example/a", "https://evilampproject.org/c/s/x" },
	{ "a cache and a front page", "https://x.cdn.ampproject.org/c/s/news.example/a",
	    "https://news.example/", "https://x.cdn.ampproject.org/c/s/news.example/a" },
	{ "a word that is no URL", "https://news.example/a", "/a", "https://news.example/a" },
	{ "a word of another scheme", "https://news.example/a", "android-app://news/a",
	    "https://news.example/a" },
	{ "a page of another scheme", "ftp://news.example/a", "https://news.example/a",
	    "ftp://news.example/a" },
	{ "a saved page", "", "https://News.example/a", "https://news.example/a" },
	{ "nothing", "", "", "" },
};

Test(url, a_page_is_known_by_one_address)
{
	for (size_t i = 0; i < LEN(identities); i++) {
		struct span	 identity;

		cr_assert(url_identity(span_of(identities[i].url), span_of(identities[i].canonical),
			      arena, &identity, &fault),
		    "%s", fault.text);
		cr_expect(span_eq(identity, span_of(identities[i].identity)), "%s: %.*s",
		    identities[i].why, SPAN_ARG(identity));
	}
}

/* Every cap on memory from nothing up gives a fault that says so, until it suffices. */
Test(url, too_little_memory_is_a_fault)
{
	struct span	 url = SPAN("http://b\u00FCcher.example/a%20b");
	bool		 done = false;

	for (size_t cap = 0; cap < 65536 && !done; cap += 512) {
		struct arena	*small = arena_new(cap);
		struct span	 identity;
		struct fault	 f = FAULT_INIT;

		cr_assert_not_null(small);
		done = url_identity(url, SPAN("http://h/"), small, &identity, &f);
		cr_expect(done || f.kind == FAULT_MEMORY, "%zu: %s", cap, f.text);
		arena_free(small);
	}
	cr_expect(done);
}
