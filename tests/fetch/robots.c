#include "fetch/robots.h"

#include <criterion/criterion.h>
#include <time.h>

#include "core/buf.h"
#include "tests/arena_suite.h"

ARENA_SUITE(robots, (size_t)64 << 20);

static struct robots
parse(struct span text, const char *agent)
{
	struct robots	 robots;

	cr_assert(robots_parse(text, span_of(agent), arena, &robots, &fault), "%s", fault.text);
	return robots;
}

static bool
allows(const char *text, const char *agent, const char *target)
{
	struct robots	 robots = parse(span_of(text), agent);

	return robots_allow(&robots, span_of(target), NULL);
}

/* One rule "Disallow: PATH" and what it catches. */
static const struct {
	const char	*path, *target;
	bool		 caught;
} paths[] = {
	/* the examples of Google's documentation */
	{ "/", "/", true },
	{ "/", "/any/page.html", true },
	{ "/*", "/any/page.html", true },
	{ "/$", "/", true },
	{ "/$", "/page.html", false },
	{ "/fish", "/fish", true },
	{ "/fish", "/fish.html", true },
	{ "/fish", "/fish/salmon.html", true },
	{ "/fish", "/fishheads", true },
	{ "/fish", "/fishheads/yummy.html", true },
	{ "/fish", "/fish.php?id=anything", true },
	{ "/fish", "/Fish.asp", false },
	{ "/fish", "/catfish", false },
	{ "/fish", "/?id=fish", false },
	{ "/fish", "/desert/fish", false },
	{ "/fish*", "/fish", true },
	{ "/fish*", "/fishheads/yummy.html", true },
	{ "/fish*", "/Fish.asp", false },
	{ "/fish*", "/catfish", false },
	{ "/fish/", "/fish/", true },
	{ "/fish/", "/fish/?id=anything", true },
	{ "/fish/", "/fish/salmon.htm", true },
	{ "/fish/", "/fish", false },
	{ "/fish/", "/fish.html", false },
	{ "/fish/", "/animals/fish/", false },
	{ "/fish/", "/Fish/Salmon.asp", false },
	{ "/fish/*", "/fish/salmon.htm", true },
	{ "/fish/*", "/fish", false },
	{ "/*.php", "/index.php", true },
	{ "/*.php", "/filename.php", true },
	{ "/*.php", "/folder/filename.php?parameters", true },
	{ "/*.php", "/folder/any.php.file.html", true },
	{ "/*.php", "/filename.php/", true },
	{ "/*.php", "/", false },
	{ "/*.php", "/windows.PHP", false },
	{ "/*.php$", "/filename.php", true },
	{ "/*.php$", "/folder/filename.php", true },
	{ "/*.php$", "/filename.php?parameters", false },
	{ "/*.php$", "/filename.php/", false },
	{ "/*.php$", "/filename.php5", false },
	{ "/*.php$", "/windows.PHP", false },
	{ "/fish*.php", "/fish.php", true },
	{ "/fish*.php", "/fishheads/catfish.php?parameters", true },
	{ "/fish*.php", "/Fish.PHP", false },
	/* RFC 9309, 2.2.3, and its table of percent-encodings in 2.2.2 */
	{ "/this/*/exactly", "/this/path/exactly", true },
	{ "/this/*/exactly", "/this/exactly", false },
	{ "/path/file-with-a-%2A.html", "/path/file-with-a-*.html", true },
	{ "/path/file-with-a-%2A.html", "/path/file-with-a-%2a.html", true },
	{ "/path/file-with-a-%2A.html", "/path/file-with-a-b.html", false },
	{ "/path/foo-%24", "/path/foo-$", true },
	{ "/path/foo-%24", "/path/foo-", false },
	{ "/foo/bar?baz=quz", "/foo/bar?baz=quz", true },
	{ "/foo/bar?baz=http://foo.bar", "/foo/bar?baz=http://foo.bar", true },
	{ "/foo/bar?baz=http://foo.bar", "/foo/bar?baz=http%3A%2F%2Ffoo.bar", true },
	{ "/foo/bar?baz=http%3a%2f%2ffoo.bar", "/foo/bar?baz=http://foo.bar", true },
	{ "/foo/bar/\u30C4", "/foo/bar/%E3%83%84", true },
	{ "/foo/bar/%E3%83%84", "/foo/bar/%E3%83%84", true },
	{ "/foo/bar/%e3%83%84", "/foo/bar/\u30C4", true },
	{ "/foo/bar/%62%61%7A", "/foo/bar/baz", true },
	{ "/foo/bar/baz", "/foo/bar/%62%61%7A", true },
	{ "/%7Ejoe", "/~joe/index.html", true },
	{ "/~joe", "/%7ejoe/index.html", true },
	{ "/a%3cd.html", "/a%3Cd.html", true },
	{ "/a<d.html", "/a%3Cd.html", true },
	{ "/a%2fb.html", "/a/b.html", false },
	{ "/a/b.html", "/a%2Fb.html", false },
	{ "/a%2fb.html", "/a%2Fb.html", true },
	{ "/a:b,c", "/a%3Ab%2Cc", true },
	{ "/a%3Fb", "/a?b", false },
	{ "/a?b", "/a%3Fb", false },
	{ "/a?b&c", "/a?b%26c", false },
	{ "/a?b%3Dc", "/a?b=c", false },
	{ "/a?b=c%3Fd", "/a?b=c?d", true },
	{ "*/print/", "/a?to=/print/", true },
	{ "*/print/", "/a?to=%2Fprint%2F", true },
	{ "*/print/", "/a%2Fprint%2F", false },
	{ "/a b", "/a%20b", true },
	{ "/100%", "/100%25", true },
	/* corners */
	{ "/a$b", "/a$b", true },
	{ "/a$b", "/a%24b", true },
	{ "/a$b", "/a", false },
	{ "/a$$", "/a$", true },
	{ "/a$$", "/a$b", false },
	{ "/a*$", "/ab", true },
	{ "/a*b*c$", "/a-b-c-b-c", true },
	{ "/a*b*c$", "/a-b-c-b", false },
	{ "/**/a", "/x/a", true },
	{ "/***", "/", true },
	{ "/*2F", "/a%2Fb", false },
	{ "/*/", "/a%2Fb", false },
	{ "*.pdf", "/a.pdf", true },
	{ "*", "/", true },
	{ "/?", "/?a", true },
	{ "/?", "/a?", false },
	{ "/x # why", "/x", true },
	{ "/x#y", "/xz", true },
	{ "x", "/x", false },
	{ "$", "/", false },
	{ "https://example.org/x", "/x", false },
	{ "", "/", false },
	{ "/", "/robots.txt", false },
	{ "/*.txt$", "/robots.txt", false },
	{ "/", "/robots.txt.html", true },
};

Test(robots, a_path_catches_what_begins_like_it)
{
	for (size_t i = 0; i < LEN(paths); i++) {
		struct span	 text;
		struct robots	 robots;

		cr_assert(span_print(arena, &text, &fault, "User-agent: *\nDisallow: %s\n",
		    paths[i].path));
		robots = parse(text, ROBOTS_AGENT);
		cr_expect_eq(robots_allow(&robots, span_of(paths[i].target), NULL),
		    !paths[i].caught, "%s: %s", paths[i].path, paths[i].target);
	}
}

/* "+" allows, "-" disallows; the rules stand in both orders. */
static const struct {
	const char	*one, *other, *target;
	bool		 allowed;
} contests[] = {
	{ "-/example/page/", "+/example/page/disallowed.gif", "/example/page/disallowed.gif", true },
	{ "+/example/page/", "-/example/page/disallowed.gif", "/example/page/disallowed.gif", false },
	{ "+/p", "-/", "/page", true },
	{ "+/folder", "-/folder", "/folder/page", true },
	{ "+/page", "-/*.htm", "/page.htm", false },
	{ "+/page", "-/*.ph", "/page.php5", true },
	{ "+/$", "-/", "/", true },
	{ "+/$", "-/", "/page.htm", false },
	{ "-/x/page.html", "+/x/", "/x/page.html", false },
	{ "-/%7Eabc", "+/~abcd", "/~abcd", true },
	{ "+/\u30C4", "-/%E3%83%84", "/\u30C4", true },
	{ "+/a*", "-/ab", "/ab", true },
	{ "+", "-/a", "/a", false },
	{ "-", "-/a", "/a", false },
};

Test(robots, the_longest_rule_decides_and_of_equals_the_kind_one)
{
	for (size_t i = 0; i < LEN(contests); i++) {
		for (int turn = 0; turn < 2; turn++) {
			const char		*first = turn ? contests[i].other : contests[i].one;
			const char		*second = turn ? contests[i].one : contests[i].other;
			const struct robots_rule *rule;
			struct span		 text;
			struct robots		 robots;
			bool			 allowed;

			cr_assert(span_print(arena, &text, &fault,
			    "User-agent: *\n%s: %s\n%s: %s\n", *first == '+' ? "Allow" : "Disallow",
			    first + 1, *second == '+' ? "Allow" : "Disallow", second + 1));
			robots = parse(text, ROBOTS_AGENT);
			allowed = robots_allow(&robots, span_of(contests[i].target), &rule);
			cr_expect_eq(allowed, contests[i].allowed, "%s %s: %s", first, second,
			    contests[i].target);
			cr_assert_not_null(rule);
			cr_expect_eq(rule->allow, allowed);
		}
	}
}

Test(robots, without_a_rule_all_is_allowed)
{
	const struct robots_rule	*rule;
	struct robots			 robots = parse(SPAN_NONE, ROBOTS_AGENT);

	cr_expect(robots_allow(&robots, SPAN("/a"), &rule));
	cr_expect_null(rule);
	cr_expect_eq(robots.delay_ms, -1);
	robots = parse(SPAN("User-agent: *\nDisallow: /b\n"), ROBOTS_AGENT);
	cr_expect(robots_allow(&robots, SPAN("/a"), &rule));
	cr_expect_null(rule);
}

/* RFC 9309, section 5.1, with an empty group at its end. */
static const char simple[] = "User-Agent: *\n"
			     "Disallow: *.gif$\n"
			     "Disallow: /example/\n"
			     "Allow: /publications/\n"
			     "\n"
			     "User-Agent: foobot\n"
			     "Disallow:/\n"
			     "Allow:/example/page.html\n"
			     "Allow:/example/allowed.gif\n"
			     "\n"
			     "User-Agent: barbot\n"
			     "User-Agent: bazbot\n"
			     "Disallow: /example/page.html\n"
			     "\n"
			     "User-Agent: quxbot\n";

static const struct {
	const char	*agent, *target;
	bool		 allowed;
} readers[] = {
	{ "quotrail", "/x.gif", false },
	{ "quotrail", "/x.gif?a", true },
	{ "quotrail", "/example/x", false },
	{ "quotrail", "/publications/x", true },
	{ "quotrail", "/publications/x.gif", true },
	{ "foobot", "/publications/", false },
	{ "foobot", "/example/page.html", true },
	{ "foobot", "/example/allowed.gif", true },
	{ "foobot", "/", false },
	{ "FooBot/2.1 (+https://foo.example)", "/", false },
	{ "barbot", "/example/page.html", false },
	{ "bazbot", "/example/page.html", false },
	{ "bazbot", "/example/x.gif", true },
	{ "quxbot", "/example/x.gif", true },
	{ "foo", "/publications/x", true },
	{ "foobotnews", "/publications/x", true },
};

Test(robots, each_reader_minds_its_own_group)
{
	for (size_t i = 0; i < LEN(readers); i++)
		cr_expect_eq(allows(simple, readers[i].agent, readers[i].target),
		    readers[i].allowed, "%s: %s", readers[i].agent, readers[i].target);
}

/* May "quotrail" read "/a"? */
static const struct {
	const char	*why, *text;
	bool		 allowed;
} files[] = {
	{ "nobody is named", "Disallow: /\n", true },
	{ "a rule stands before the first name", "Disallow: /\nUser-agent: *\nAllow: /b\n", true },
	{ "our name counts without case", "USER-AGENT: QuoTrail\nDISALLOW: /\n", false },
	{ "our name has a version", "User-agent: quotrail/1.0\nDisallow: /\n", false },
	{ "our name has words behind it", "User-agent: quotrail (news)\nDisallow: /\n", false },
	{ "a longer name is another's", "User-agent: quotrail-news\nDisallow: /\n", true },
	{ "a longer name is another's", "User-agent: quotrail2\nDisallow: /\n", true },
	{ "a shorter name is another's", "User-agent: quot\nDisallow: /\n", true },
	{ "a name inside is another's", "User-agent: x quotrail\nDisallow: /\n", true },
	{ "a star is no part of a name", "User-agent: quot*\nDisallow: /\n", true },
	{ "an empty name is nobody", "User-agent:\nDisallow: /\n", true },
	{ "a star with words behind it", "User-agent: * (all)\nDisallow: /\n", false },
	{ "ours goes before the star", "User-agent: *\nDisallow: /\nUser-agent: quotrail\nAllow: /\n",
	    true },
	{ "ours goes before the star in any order",
	    "User-agent: quotrail\nDisallow: /\n\nUser-agent: *\nAllow: /\n", false },
	{ "ours may be empty", "User-agent: *\nDisallow: /\nUser-agent: quotrail\n", true },
	{ "ours may allow all", "User-agent: *\nDisallow: /\n\nUser-agent: quotrail\nDisallow:\n",
	    true },
	{ "groups of one name are one",
	    "User-agent: quotrail\nAllow: /b\n\nUser-agent: x\nAllow: /\n\n"
	    "User-agent: quotrail\nDisallow: /a\n", false },
	{ "groups of the star are one",
	    "User-agent: *\nAllow: /b\nUser-agent: x\nAllow: /\nUser-agent: *\nDisallow: /a\n", false },
	{ "two names share a group", "User-agent: quotrail\nUser-agent: x\nDisallow: /\n", false },
	{ "two names share a group in any order", "User-agent: x\nUser-agent: quotrail\nDisallow: /\n",
	    false },
	{ "a name and the star share a group",
	    "User-agent: quotrail\nUser-agent: *\nDisallow: /\n", false },
	{ "a rule ends the names", "User-agent: quotrail\nAllow: /b\nUser-agent: x\nDisallow: /\n",
	    true },
	{ "an empty rule ends the names", "User-agent: quotrail\nDisallow:\nUser-agent: x\nDisallow: /\n",
	    true },
	{ "empty lines end nothing", "User-agent: quotrail\n\n\nUser-agent: x\n\nDisallow: /\n", false },
	{ "a remark ends nothing", "User-agent: quotrail\n# why\nUser-agent: x\nDisallow: /\n", false },
	{ "a sitemap ends nothing",
	    "User-agent: quotrail\nSitemap: https://h/s.xml\nUser-agent: x\nDisallow: /\n", false },
	{ "an unknown line ends nothing",
	    "User-agent: quotrail\nRequest-rate: 1/5\n\nUser-agent: x\nDisallow: /\n", false },
	{ "a delay ends nothing", "User-agent: quotrail\nCrawl-delay: 5\nUser-agent: x\nDisallow: /\n",
	    false },
	{ "a delay with an empty line behind it ends its group",
	    "User-agent: quotrail\r\nCrawl-delay: 5\r\n\r\nUser-agent: x\r\nDisallow: /\r\n", true },
	{ "a delay before a rule ends nothing", "User-agent: quotrail\nCrawl-delay: 5\n\nDisallow: /\n",
	    false },
	{ "lines end with CR", "User-agent: *\rDisallow: /\r", false },
	{ "lines end with CR LF", "User-agent: *\r\nDisallow: /\r\n", false },
	{ "lines end anyhow", "User-agent: *\n\r\n\rDisallow: /", false },
	{ "a byte order mark stands first", "\uFEFFUser-agent: *\nDisallow: /\n", false },
	{ "blanks stand everywhere", " \tUser-agent \t: \t* \t\n\tDisallow\t:\t/\t\n", false },
	{ "blanks stand nowhere", "User-agent:*\nDisallow:/\n", false },
	{ "remarks stand behind", "User-agent: * # all\nDisallow: / # nothing\n", false },
	{ "a remark takes the rule", "User-agent: *\n#Disallow: /\n", true },
	{ "the hyphen is missing", "Useragent: *\nDisallow: /\n", false },
	{ "the hyphen is a blank", "User agent: *\nDisallow: /\n", false },
	{ "a letter is one too many", "User-agent: *\nDissallow: /\n", false },
	{ "the colon is missing", "User-agent *\nDisallow /\n", false },
	{ "a sentence is no rule", "User-agent: *\nDisallow / and more\n", true },
	{ "a key is no rule", "User-agent: *\nDisallow\n", true },
	{ "another key is no rule", "User-agent: *\nDisallowed: /\n", true },
	{ "a page is no robots.txt", "<!DOCTYPE html>\n<html><body>User-agent: *<br>Disallow: /\n", true },
};

Test(robots, reads_files_as_people_write_them)
{
	for (size_t i = 0; i < LEN(files); i++)
		cr_expect_eq(allows(files[i].text, ROBOTS_AGENT, "/a"), files[i].allowed, "%s: %s",
		    files[i].why, files[i].text);
}

Test(robots, any_bytes_give_rules)
{
	struct robots	 robots = parse(SPAN("User-agent: *\0\nDisallow: /\xFF\n\xFE\x80\n"
					  "Disallow: /a\0b\n"),
	    ROBOTS_AGENT);

	cr_assert_eq(robots.nrules, 2);
	cr_expect(span_eq(robots.rules[0].path, SPAN("/%FF")));
	cr_expect(span_eq(robots.rules[1].path, SPAN("/a%00b")));
	cr_expect_not(robots_allow(&robots, SPAN("/\xFF"), NULL));
}

static const struct {
	const char	*lines;
	int64_t		 delay_ms;
} delays[] = {
	{ "", -1 },
	{ "Crawl-delay: 10", 10000 },
	{ "crawl-delay:0", 0 },
	{ "Crawl-delay: 0.5", 500 },
	{ "Crawl-delay: .5", 500 },
	{ "Crawl-delay: 2.", 2000 },
	{ "Crawl-delay: 1.2345", 1235 },
	{ "Crawl-delay: 0.0001", 1 },
	{ "Crawl-delay: 007", 7000 },
	{ "Crawl-delay: 5 # seconds", 5000 },
	{ "Crawldelay: 5", 5000 },
	{ "Crawl-delay: 1,5", -1 },
	{ "Crawl-delay: 5s", -1 },
	{ "Crawl-delay: 1e3", -1 },
	{ "Crawl-delay: 1.2.3", -1 },
	{ "Crawl-delay: .", -1 },
	{ "Crawl-delay: -", -1 },
	{ "Crawl-delay:", -1 },
	{ "Crawl-delay: soon", -1 },
	{ "Crawl-delay: -3", 0 },
	{ "Crawl-delay: 9223372036854775", 9223372036854775000 },
	{ "Crawl-delay: 9223372036854775.807", INT64_MAX },
	{ "Crawl-delay: 9223372036854775.8079", INT64_MAX },
	{ "Crawl-delay: 9223372036854776", INT64_MAX },
	{ "Crawl-delay: 99999999999999999999999999999999999999", INT64_MAX },
	{ "Crawl-delay: 3\nCrawl-delay: 7\nCrawl-delay: 5", 7000 },
	{ "Crawl-delay: 3\nCrawl-delay: soon", 3000 },
	{ "Crawl-delay: 3\nUser-agent: x\nCrawl-delay: 20", 3000 },
	{ "Crawl-delay: 3\n\nUser-agent: *\nCrawl-delay: 20", 3000 },
	{ "Crawl-delay: 3\nDisallow: /x\nUser-agent: quotrail\nCrawl-delay: 20", 20000 },
	{ "User-agent: x\nCrawl-delay: 4", 4000 },
	{ "Disallow: /\nCrawl-delay: 4", 4000 },
	{ "Disallow: /\nUser-agent: x\nCrawl-delay: 4", -1 },
};

Test(robots, a_delay_is_a_decimal_number_of_seconds)
{
	for (size_t i = 0; i < LEN(delays); i++) {
		struct span	 text;

		cr_assert(
		    span_print(arena, &text, &fault, "User-agent: quotrail\n%s\n", delays[i].lines));
		cr_expect_eq(parse(text, ROBOTS_AGENT).delay_ms, delays[i].delay_ms, "%s: %lld",
		    delays[i].lines, (long long)parse(text, ROBOTS_AGENT).delay_ms);
	}
}

Test(robots, sitemaps_are_everyones)
{
	struct robots robots =
	    parse(SPAN("Sitemap: https://h/1.xml\nUser-agent: x\nDisallow: /\n"
		       "SITEMAP:https://h/a b.xml?c=%7e\nSitemap:\nsite-map: /3.xml # news\n"),
		ROBOTS_AGENT);

	cr_assert_eq(robots.nsitemaps, 3);
	cr_expect(span_eq(robots.sitemaps[0], SPAN("https://h/1.xml")));
	cr_expect(span_eq(robots.sitemaps[1], SPAN("https://h/a b.xml?c=%7e")));
	cr_expect(span_eq(robots.sitemaps[2], SPAN("/3.xml")));
}

/* RFC 9309, 2.5: the first 500 KiB count; a line that is cut there says something else. */
Test(robots, what_stands_behind_500_kib_does_not_count)
{
	for (size_t over = 0; over < 3; over++) {
		struct buf	 text = BUF(ROBOTS_BYTES_MAX * 2);
		struct robots	 robots;

		buf_add(&text, SPAN("User-agent: *\nDisallow: /first\n"));
		while (text.n < ROBOTS_BYTES_MAX - 13 + over)
			buf_char(&text, text.n % 80 == 0 ? '\n' : '#');
		text.p[text.n - 1] = '\n';
		buf_add(&text, SPAN("Disallow: /ab\nDisallow: /behind\n"));
		robots = parse(buf_span(&text), ROBOTS_AGENT);
		cr_expect_not(robots_allow(&robots, SPAN("/first"), NULL));
		cr_expect_eq(robots_allow(&robots, SPAN("/ab"), NULL), over > 0, "%zu", over);
		cr_expect(robots_allow(&robots, SPAN("/a"), NULL));
		cr_expect(robots_allow(&robots, SPAN("/behind"), NULL));
		buf_free(&text);
	}
}

/* A quarter of a million stars; by backtracking this would outlast the sun. */
Test(robots, stars_do_not_explode, .timeout = 20)
{
	struct buf	 text = BUF(ROBOTS_BYTES_MAX), target = BUF(8192);
	struct robots	 robots;
	clock_t		 start = clock();

	buf_add(&text, SPAN("User-agent: *\nDisallow: /"));
	while (text.n < ROBOTS_BYTES_MAX - 16)
		buf_add(&text, SPAN("*a"));
	buf_add(&text, SPAN("*b$\n"));
	buf_add(&target, SPAN("/"));
	while (target.n < 8000)
		buf_char(&target, 'a');
	robots = parse(buf_span(&text), ROBOTS_AGENT);
	cr_assert_eq(robots.nrules, 1);
	cr_expect(robots_allow(&robots, buf_span(&target), NULL));
	cr_expect_lt((double)(clock() - start) / CLOCKS_PER_SEC, 5.0);
	buf_free(&text);
	buf_free(&target);
}

/* Half a file of rules that fit almost everywhere: the reader gives up and asks for nothing. */
Test(robots, what_costs_too_much_is_judged_against_us, .timeout = 60)
{
	static const char	*const keys[] = { "Disallow", "Allow" };
	struct buf		 target = BUF(65536);

	buf_add(&target, SPAN("/"));
	while (target.n < 60000)
		buf_char(&target, 'a');
	for (size_t k = 0; k < LEN(keys); k++) {
		struct buf			 text = BUF(ROBOTS_BYTES_MAX);
		const struct robots_rule	*rule;
		struct robots			 robots;
		clock_t				 start = clock();

		buf_add(&text, SPAN("User-agent: *\n"));
		while (text.n < ROBOTS_BYTES_MAX / 2) {
			buf_print(&text, "%s: /*", keys[k]);
			for (size_t i = 0; i < 1000; i++)
				buf_add(&text, SPAN("a"));
			buf_add(&text, SPAN("b\n"));
		}
		robots = parse(buf_span(&text), ROBOTS_AGENT);
		cr_expect_eq(robots_allow(&robots, buf_span(&target), &rule), k == 1, "%s", keys[k]);
		cr_expect_eq(rule != NULL, k == 0, "%s", keys[k]);
		cr_expect_lt((double)(clock() - start) / CLOCKS_PER_SEC, 5.0, "%s", keys[k]);
		buf_free(&text);
	}
	buf_free(&target);
}

Test(robots, too_little_memory_is_a_fault)
{
	bool	 done = false;

	for (size_t cap = 0; cap < 65536 && !done; cap += 256) {
		struct arena	*small = arena_new(cap);
		struct robots	 robots;
		struct fault	 f = FAULT_INIT;

		cr_assert_not_null(small);
		done = robots_parse(span_of(simple), SPAN(ROBOTS_AGENT), small, &robots, &f);
		cr_expect(done || f.kind == FAULT_MEMORY, "%zu: %s", cap, f.text);
		arena_free(small);
	}
	cr_expect(done);
}
