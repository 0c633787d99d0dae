#define _XOPEN_SOURCE 700 /* symlink() and mkfifo() beside the rest */

#include "fetch/source.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "core/buf.h"
#include "tests/loopback.h"

static char		*folder;
static struct buf	 told = BUF((size_t)1 << 20); /* "article NAME\n", "failed LINE\n" */
static size_t		 articles, failures, stop_after;

static void
set_up(void)
{
	folder = folder_new();
	cr_assert(chdir(folder) == 0);
}

static void
tear_down(void)
{
	cr_assert(chdir("/") == 0);
	folder_remove(folder);
	buf_free(&told);
}

TestSuite(source, .init = set_up, .fini = tear_down, .timeout = 120);

static bool
on_article(void *context, const struct source_reading *reading, struct fault *f)
{
	struct span	 name = article_identity(reading->article);

	(void)context;
	articles++;
	buf_print(&told, "article %.*s\n", SPAN_ARG(name));
	return stop_after == 0 || articles + failures < stop_after ||
	    fault_set(f, FAULT_INTERRUPTED, "enough");
}

static bool
on_failed(void *context, const struct source_visit *visit, const struct fault *why, struct fault *f)
{
	(void)context;
	failures++;
	cr_expect(why->kind != FAULT_NONE, "%s", why->text);
	cr_expect(span_starts(span_of(why->text), visit->named),
	    "\"%s\" does not begin with its source %.*s", why->text, SPAN_ARG(visit->named));
	cr_expect(strchr(why->text, '\n') == NULL);
	buf_print(&told, "failed %s\n", why->text);
	return stop_after == 0 || articles + failures < stop_after ||
	    fault_set(f, FAULT_INTERRUPTED, "enough");
}

static bool
on_progress(void *context, const struct source_count *count, struct fault *f)
{
	(void)context;
	(void)f;
	cr_expect_eq(count->done, articles + failures);
	cr_expect(count->known >= count->done, "%zu of %zu", count->done, count->known);
	return true;
}

static const struct source_events events = { .article = on_article,
	.failed = on_failed,
	.progress = on_progress };

static struct source_options
options_of(enum source_kind as)
{
	struct source_options	 options = { .as = as,
		.ordered = true,
		.crawl = crawl_defaults,
		.crew = crew_defaults,
		.now = 1700000000 };

	options.crawl.delay_ms = 0;
	options.crawl.retries_max = 0;
	return options;
}

static void
forget(void)
{
	buf_cut(&told, 0);
	articles = failures = 0;
}

/* Read sources (to the first NULL) and hold what was told against a list of lines. */
static void
expect_told(const char *const *names, enum source_kind as, const char *expected)
{
	struct source_options	 options = options_of(as);
	struct span		 sources[8];
	struct fault		 f = FAULT_INIT;
	size_t			 n = 0;

	while (names[n] != NULL) {
		sources[n] = span_of(names[n]);
		n++;
	}
	forget();
	cr_expect(source_read(sources, n, &options, &events, NULL, &f), "%s: %s", names[0], f.text);
	cr_expect_str_eq(told.n > 0 ? told.p : "", expected, "%s told:\n%s", names[0],
	    told.n > 0 ? told.p : "");
}

#define READ(expected, ...) \
	expect_told((const char *const[]) { __VA_ARGS__, NULL }, SOURCE_AUTO, expected)
#define READ_AS(as, expected, ...) \
	expect_told((const char *const[]) { __VA_ARGS__, NULL }, as, expected)

static void
keep(const char *name, const char *text)
{
	folder_write(".", name, text, strlen(text));
}

#define TEXT "\"We will stay,\" said Ana Moro of Eastgate.\n"
#define PAGE "<!doctype html><title>Stay</title><p>\"We will stay,\" said Ana Moro of Eastgate."

static void
keep_packed(const char *name, const char *text)
{
	char	 path[256];
	gzFile	 file;

	snprintf(path, sizeof path, "./%s", name);
	file = gzopen(path, "wb");
	cr_assert(file != NULL);
	cr_assert(gzwrite(file, text, (unsigned)strlen(text)) == (int)strlen(text));
	cr_assert_eq(gzclose(file), Z_OK);
}

Test(source, is_recognised_by_what_it_is)
{
	keep("text", TEXT);
	keep("page.txt", PAGE);
	keep("records",
	    "{\"url\":\"http://a.example/1\",\"text\":\"One.\"}\n\n"
	    "{\"url\":\"http://a.example/2\",\"html\":\"<p>Two.\"}");
	keep_packed("records.gz", "{\"url\":\"http://a.example/1\",\"text\":\"One.\"}\n");
	keep_packed("page.gz", PAGE);
	keep("list", "# ours\n\ntext\r\n  ./page.txt  \n");
	READ("article text\n", "text");
	READ("article page.txt\n", "page.txt");
	READ("article http://a.example/1\narticle http://a.example/2\n", "records");
	READ("article http://a.example/1\n", "records.gz");
	READ("article page.gz\n", "page.gz");
	READ("article text\narticle page.txt\n", "list");
	READ("article text\narticle text\narticle page.txt\n", "text", "list");
	READ_AS(SOURCE_TEXT, "article list\n", "list");
	READ_AS(SOURCE_HTML, "article text\n", "text");
}

Test(source, failures_name_the_source_and_stop_no_other)
{
	keep("empty", "");
	keep("blank", " \n\t\n");
	keep("array.json", "[{\"url\":\"http://a.example/1\"}]");
	keep("spread.json", "{\n\"url\":\"http://a.example/1\"\n}\n");
	keep("a.warc", "WARC/1.0\r\nWARC-Type: warcinfo\r\n");
	keep("feed", "<?xml version=\"1.0\"?><rss version=\"2.0\"></rss>");
	keep("doc", "%PDF-1.4\n");
	folder_write(".", "nul", "a\0b", 3);
	keep("good", TEXT);
	READ("failed empty: empty\n"
	     "failed blank: empty\n"
	     "failed array.json: a JSON array; one object a line is read (jq -c '.[]' makes that)\n"
	     "failed spread.json: a JSON object over several lines; one object a line is read "
	     "(jq -c . makes that)\n"
	     "article good\n",
	    "empty", "blank", "array.json", "spread.json", "good");
	READ("failed a.warc:0: the archive ends within the record's header\n"
	     "failed feed: a feed that names no pages\n"
	     "failed doc: not a page or a text: a PDF document\n"
	     "failed nul: not a page or a text: binary data\n"
	     "article good\n",
	    "a.warc", "feed", "doc", "nul", "good");
	READ("failed absent.html: no such file (and no http or https address)\n"
	     "failed ftp://a.example/x: only http and https addresses are read\n"
	     "failed http://: no http or https URL\n"
	     "article good\n",
	    "absent.html", "ftp://a.example/x", "http://", "good");
}

Test(source, bad_lines_are_named_and_the_rest_is_read)
{
	keep("r",
	    "{\"url\":\"http://a.example/1\",\"text\":\"One.\"}\n"
	    "{\"url\":\n"
	    "not json\n"
	    "[1]\n"
	    "{\"text\":\"whose?\"}\n"
	    "{\"url\":\"http://a.example/2\"}\n"
	    "{\"url\":\"http://a.example/3\",\"text\":3}\n"
	    "{\"url\":\"http://a.example/4\",\"text\":\"\\udc00\"}\n"
	    "{\"url\":\"http://a.example/5\",\"text\":\"\xe9\"}\n"
	    "{\"url\":\"http://a.example/6\",\"text\":\"Six.\"}\n");
	READ("article http://a.example/1\n"
	     "failed r:2: the line ends in the middle of a value (byte 7)\n"
	     "failed r:3: the line is not valid JSON (byte 3)\n"
	     "failed r:4: the line is JSON but no object (byte 0)\n"
	     "failed r:5: the record has neither \"url\" nor \"file\"\n"
	     "failed r:6: the record has neither \"html\" nor \"text\"\n"
	     "failed r:7: \"text\" is no string\n"
	     "failed r:8: the line is not valid JSON (byte 43)\n"
	     "failed r:9: the line is not valid UTF-8 (byte 36)\n"
	     "article http://a.example/6\n",
	    "r");
}

Test(source, a_list_names_what_fails_by_its_line)
{
	keep("in/a.txt", TEXT);
	keep("in/list", "a.txt\nabsent.txt\nftp://a.example/x\nhttp://127.0.0.1:1/\n../b\n");
	keep("b", TEXT);
	READ("article in/a.txt\n"
	     "failed in/list:2: in/absent.txt: no such file\n"
	     "failed in/list:3: ftp://a.example/x: only http and https addresses are read\n"
	     "failed http://127.0.0.1:1/: could not connect: connection refused\n"
	     "article in/../b\n",
	    "in/list");
	keep("in/list",
	    "a.txt\na stray remark\nhttp://127.0.0.1:1/a b\nhttp://127.0.0.1:1/\n../b\n");
	READ("article in/a.txt\n"
	     "failed in/list:2: in/a stray remark: no such file\n"
	     "failed in/list:3: http://127.0.0.1:1/a b: an address holds no blanks\n"
	     "failed http://127.0.0.1:1/: could not connect: connection refused\n"
	     "article in/../b\n",
	    "in/list");
	keep("in/text", "Read more:\nhttp://127.0.0.1:1/\nhttp://127.0.0.1:1/b\n");
	READ("article in/text\n", "in/text");
	keep("remarks", "# nothing\n\n# at all\n");
	READ("failed remarks: a list that names nothing\n", "remarks");
	keep("words", "Unity\nb\nWork\nProgress\n");
	READ("article words\n", "words");
}

Test(source, lists_and_directories_nest_without_circles)
{
	keep("d/one.txt", TEXT);
	keep("a.list", "b.list\nd\n");
	keep("b.list", "d/one.txt\na.list\n");
	READ("article d/one.txt\n"
	     "failed a.list: named in a circle: a.list > b.list > a.list\n"
	     "article d/one.txt\n",
	    "a.list");
	keep("self/list", "../self\n");
	READ("failed self/../self: named in a circle: self > self/list > self/../self\n", "self");
	for (int i = 0; i < 12; i++) {
		char	 name[16], next[16];

		snprintf(name, sizeof name, "l%d", i);
		snprintf(next, sizeof next, "l%d\n", i + 1);
		keep(name, next);
	}
	keep("l12", TEXT);
	READ("failed l8: lists nested deeper than 8\n", "l0");
	READ("article l12\n", "l4");
}

Test(source, a_directory_is_its_files_in_byte_order)
{
	keep("d/b.txt", TEXT);
	keep("d/a/z.txt", TEXT);
	keep("d/a-b.txt", TEXT);
	keep("d/a.txt", TEXT);
	keep("d/.hidden", TEXT);
	keep("d/.git/config", TEXT);
	keep("d/B.txt", TEXT);
	cr_assert(symlink(".", "d/again") == 0 && symlink("..", "d/a/up") == 0);
	READ("article d/B.txt\narticle d/a-b.txt\narticle d/a.txt\narticle d/a/z.txt\narticle "
	     "d/b.txt\n",
	    "d");
	READ("article d/B.txt\narticle d/a-b.txt\narticle d/a.txt\narticle d/a/z.txt\narticle "
	     "d/b.txt\n",
	    "d/");
}

Test(source, a_directory_fails_only_where_it_cannot_be_read)
{
	keep("d/ok.txt", TEXT);
	cr_assert(symlink("/", "d/elsewhere") == 0 && symlink("nothing", "d/lost") == 0 &&
	    mkfifo("d/pipe", 0600) == 0 && mkdir("d/void", 0700) == 0 && mkdir("bare", 0700) == 0);
	READ("failed d/elsewhere: a link to a directory elsewhere is not followed; name it to read "
	     "it\n"
	     "failed d/lost: no such file (and no http or https address)\n"
	     "article d/ok.txt\n"
	     "failed d/pipe: neither a file nor a directory\n"
	     "failed bare: no files in this directory\n",
	    "d", "bare");
}

Test(source, lines_before_a_break_are_read)
{
	char	 packed[4096];
	size_t	 n;
	FILE	*file;

	keep_packed("whole.gz",
	    "{\"url\":\"http://a.example/1\",\"text\":\"One.\"}\n"
	    "{\"url\":\"http://a.example/2\",\"text\":\"Two, and some more words to come.\"}\n");
	file = fopen("whole.gz", "rb");
	cr_assert(file != NULL);
	n = fread(packed, 1, sizeof packed, file);
	fclose(file);
	cr_assert(n > 20);
	folder_write(".", "cut.gz", packed, n - 12);
	READ("article http://a.example/1\n"
	     "failed cut.gz: gzip data ends early (cut off)\n",
	    "cut.gz");
}

/* Bytes that stand for nothing, many of them, packed small. */
static void
keep_bomb(const char *name, const char *head, char fill, size_t count)
{
	static char	 block[1 << 16];
	gzFile		 file = gzopen(name, "wb1");

	cr_assert(file != NULL);
	memset(block, fill, sizeof block);
	cr_assert(gzputs(file, head) >= 0);
	for (; count > 0; count -= sizeof block)
		cr_assert(gzwrite(file, block, sizeof block) == sizeof block);
	cr_assert_eq(gzclose(file), Z_OK);
}

Test(source, what_is_too_large_is_said_and_passed)
{
	keep_bomb("page.gz", "<!doctype html><p>", 'x', (size_t)40 << 20);
	keep_bomb("line.gz", "{\"url\":\"http://a.example/1\",\"text\":\"", 'x', (size_t)65 << 20);
	keep_bomb("deep.gz", "{\"url\":", '[', 1 << 16);
	keep_bomb("wide.gz", "{\"url\":[", ',', (size_t)4 << 20);
	READ("failed page.gz: larger than the 32 MiB that one page may have\n"
	     "failed line.gz:1: line longer than 64 MiB\n"
	     "failed deep.gz:1: JSON nested deeper than 64 (byte 70)\n"
	     "failed wide.gz:1: more than 2000000 JSON values (byte 2000006)\n",
	    "page.gz", "line.gz", "deep.gz", "wide.gz");
}

Test(source, urls_are_what_the_server_says_and_the_bytes_show)
{
	struct loopback	 server;
	struct buf	 list = BUF((size_t)1 << 16), expected = BUF((size_t)1 << 16);
	static const struct {
		const char	*path, *outcome;
	} answers[] = {
		{ "page.html", NULL },
		{ "text.txt", NULL },
		{ "page.txt", NULL },
		{ "_/no-type", NULL },
		{ "_/latin1", NULL },
		{ "_/type/image/png", "not a page: image/png" },
		{ "_/type/text/css", "not a page: text/css" },
		{ "doc.html", "not a page or a text: a PDF document" },
		{ "feed.xml", "line 1: no element found" },
		{ "array.json", "a JSON array; one object a line is read (jq -c '.[]' makes that)" },
		{ "empty.html", "empty" },
		{ "none.html", "the server answers 404 (not found)" },
		{ "r.ndjson", NULL },
		{ "_/status/503", "the server answers 503 (service unavailable)" },
		{ "late.html", "the server answers 404 (not found)" },
	};

	keep("page.html", PAGE);
	keep("page.txt", PAGE);
	keep("text.txt", TEXT);
	keep("doc.html", "%PDF-1.4");
	keep("feed.xml", "<rss>");
	keep("array.json", "[{}]");
	keep("empty.html", "\n");
	keep("r.ndjson", "{\"url\":\"http://a.example/1\",\"text\":\"One.\"}\n{\n");
	loopback_start(&server, folder);
	for (size_t i = 0; i < LEN(answers); i++) {
		buf_print(&list, "%s%s\n", server.url, answers[i].path);
		if (strcmp(answers[i].path, "r.ndjson") == 0)
			buf_print(&expected,
			    "article http://a.example/1\nfailed %sr.ndjson:2: the line ends in "
			    "the middle of a value (byte 1)\n",
			    server.url);
		else if (answers[i].outcome == NULL)
			buf_print(&expected, "article %s%s\n", server.url, answers[i].path);
		else
			buf_print(&expected, "failed %s%s: %s\n", server.url, answers[i].path,
			    answers[i].outcome);
	}
	keep("urls", list.p);
	READ(expected.p, "urls");
	loopback_stop(&server);
	buf_free(&list);
	buf_free(&expected);
}

#define FEED \
	"<rss version=\"2.0\"><channel>%s<item><link>%stext.txt</link>" \
	"<pubDate>Fri, 07 Jan 2022 10:00:00 GMT</pubDate></item></channel></rss>"
#define INDEX \
	"<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap><loc>%s" \
	"</loc></sitemap><sitemap><loc>%sindex.xml</loc></sitemap></sitemapindex>"

/* Where the page that was read last says, by its feed, it was published. */
static int64_t	 dated = DATE_UNKNOWN;

static bool
on_dated(void *context, const struct source_reading *reading, struct fault *f)
{
	if (reading->article->published.rank == 1)
		dated = reading->article->published.when.earliest;
	return on_article(context, reading, f);
}

Test(source, feeds_and_sitemaps_stand_for_their_pages)
{
	struct source_events	 watching = events;
	struct source_options	 options = options_of(SOURCE_AUTO);
	struct source_count	 counted;
	struct loopback		 server;
	struct buf		 text = BUF((size_t)1 << 16), expected = BUF((size_t)1 << 16);
	struct span		 sources[2] = { SPAN("urls"), SPAN("a.txt") };
	struct fault		 f = FAULT_INIT;

	keep("text.txt", TEXT);
	keep("a.txt", TEXT);
	keep("page.html", PAGE);
	loopback_start(&server, folder);
	buf_print(&text, FEED, "<item><link>page.html#top</link></item>", server.url);
	keep("feed.xml", text.p);
	buf_cut(&text, 0);
	buf_print(&text, INDEX "%c", "feed.xml", server.url, 0);
	keep("index.xml", text.p);
	buf_cut(&text, 0);
	buf_print(&text, "%sindex.xml\n%spage.html?utm_source=list\n%sabsent\n", server.url,
	    server.url, server.url);
	keep("urls", text.p);
	buf_print(&expected,
	    "article %stext.txt\narticle %spage.html\nfailed %sabsent: the server answers 404 (not "
	    "found)\narticle a.txt\n",
	    server.url, server.url, server.url);
	watching.article = on_dated;
	forget();
	cr_expect(source_read(sources, 2, &options, &watching, &counted, &f), "%s", f.text);
	cr_expect_str_eq(told.p, expected.p);
	cr_expect_eq(dated, 1641549600, "the feed's date came with the page: %lld",
	    (long long)dated);
	cr_expect_eq(counted.again, 2, "the index itself and the page named twice, not %zu",
	    counted.again);
	cr_expect_eq(counted.done, counted.known);
	loopback_stop(&server);
	buf_free(&text);
	buf_free(&expected);
}

Test(source, without_order_the_same_is_told)
{
	struct source_options	 options = options_of(SOURCE_AUTO);
	struct span		 sources[1] = { SPAN("d") };
	struct fault		 f = FAULT_INIT;
	size_t			 lines = 0;

	for (int i = 0; i < 60; i++) {
		char	 name[16];

		snprintf(name, sizeof name, "d/%d.txt", i);
		keep(name, i % 6 == 0 ? "" : TEXT);
	}
	options.ordered = false;
	options.crew.workers = 3;
	forget();
	cr_expect(source_read(sources, 1, &options, &events, NULL, &f), "%s", f.text);
	cr_expect_eq(articles, 50);
	cr_expect_eq(failures, 10);
	for (int i = 0; i < 60; i++) {
		char	 line[32];

		snprintf(line, sizeof line,
		    i % 6 == 0 ? "failed d/%d.txt: empty\n" : "article d/%d.txt\n", i);
		lines += strstr(told.p, line) != NULL;
	}
	cr_expect_eq(lines, 60, "each is told: %s", told.p);
}

Test(source, ends_when_it_is_told_to)
{
	struct source_options	 options = options_of(SOURCE_AUTO);
	struct span		 sources[] = { SPAN("r"), SPAN("r") };
	volatile int		 stop = 1;
	struct fault		 f = FAULT_INIT;

	keep("r",
	    "{\"url\":\"http://a.example/1\",\"text\":\"One.\"}\n{\n"
	    "{\"url\":\"http://a.example/2\",\"text\":\"Two.\"}\n");
	for (stop_after = 1; stop_after <= 4; stop_after++) {
		forget();
		fault_clear(&f);
		cr_expect(!source_read(sources, 2, &options, &events, NULL, &f));
		cr_expect_eq(articles + failures, stop_after);
		cr_expect_eq(f.kind, FAULT_INTERRUPTED);
	}
	stop_after = 0;
	forget();
	fault_clear(&f);
	options.crawl.stop = &stop;
	cr_expect(!source_read(sources, 2, &options, &events, NULL, &f));
	cr_expect_eq(f.kind, FAULT_INTERRUPTED);
	cr_expect_eq(articles + failures, 0);
}

Test(source, bytes_in_memory_open_nothing)
{
	struct source_options	 options = options_of(SOURCE_AUTO);
	struct fault		 f = FAULT_INIT;

	keep("here.txt", TEXT);
	forget();
	cr_expect(source_read_bytes(SPAN("bytes"), SPAN("here.txt\nhttp://127.0.0.1:1/\n"),
		      &options, &events, &f),
	    "%s", f.text);
	cr_expect_str_eq(told.p,
	    "failed here.txt: named by bytes in memory, not opened\n"
	    "failed http://127.0.0.1:1/: named by bytes in memory, not fetched\n");
	forget();
	cr_expect(source_read_bytes(SPAN("bytes"), SPAN(TEXT), &options, &events, &f), "%s", f.text);
	cr_expect_str_eq(told.p, "article bytes\n");
}

Test(source, a_list_that_breaks_off_ends)
{
	char	 packed[4096];
	size_t	 n;
	FILE	*file;

	keep("a.txt", TEXT);
	keep_packed("list.gz", "a.txt\na.txt\na.txt");
	file = fopen("list.gz", "rb");
	cr_assert(file != NULL);
	n = fread(packed, 1, sizeof packed, file);
	fclose(file);
	cr_assert(n > 20);
	folder_write(".", "cut.gz", packed, n - 8);
	READ("article a.txt\narticle a.txt\nfailed cut.gz: gzip data ends early (cut off)\n",
	    "cut.gz");
}

Test(source, names_that_are_no_text_are_read_and_mended)
{
	folder_write(".", "d/caf\xe9.txt", TEXT, strlen(TEXT));
	READ("article d/caf\xef\xbf\xbd.txt\n", "d");
	READ("article d/caf\xef\xbf\xbd.txt\n", "d/caf\xe9.txt");
	keep("list", "d/caf\xe9.txt\nd/na\xefve.txt\nhttp://127.0.0.1:1/\xe9\n");
	READ("article d/caf\xef\xbf\xbd.txt\n"
	     "failed list:2: d/na\xef\xbf\xbdve.txt: no such file\n"
	     "failed http://127.0.0.1:1/\xef\xbf\xbd: could not connect: connection refused\n",
	    "list");
}
