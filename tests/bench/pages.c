/*
 * How fast HTML pages become articles with their dates, credits and quotations,
 * in this process, on one core, beside the parser alone on the same bytes; the
 * page that takes longest; and pages of a megabyte that mean harm. Time is the
 * processor's.
 *
 *   pages FILE...          reads the files again and again and prints all that
 *   pages --peak COMMAND   runs it; prints what its largest process had resident
 */
#define _DEFAULT_SOURCE /* wait4() */
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/quote.h"
#include "fetch/charset.h"
#include "fetch/document.h"
#include "fetch/dom.h"
#include "tests/bench/bench.h"

#define ENOUGH_SECONDS 1.0
#define HOSTILE_BYTES ((size_t)1 << 20)

struct page {
	const char	*name;
	struct span	 bytes;
};

struct bench {
	struct quote_finder	*finder;
	struct arena		*arena;
	size_t			 articles, quotes, slowest;
	double			 longest; /* seconds, of the slowest */
};

static struct span
read_file(const char *path)
{
	FILE		*file = fopen(path, "r");
	struct buf	 bytes = BUF(PAGE_BYTES_MAX);
	char		 block[65536];
	size_t		 n;

	if (file == NULL)
		die(path, "cannot be opened");
	while ((n = fread(block, 1, sizeof block, file)) > 0)
		buf_add(&bytes, (struct span) { block, n });
	fclose(file);
	return buf_span(&bytes); /* lives as long as the program */
}

/* The least that has to be done: bytes to text, text to a tree. */
static void
parse(struct bench *bench, const struct page *page)
{
	struct fault	 f = FAULT_INIT;
	struct decoded	 decoded;
	struct dom	 dom;

	(void)!(charset_decode(page->bytes, SPAN_NONE, true, bench->arena, &decoded, &f) &&
	    dom_parse(decoded.text, NULL, bench->arena, &dom, &f));
}

/* A page that is no article is read like any other. */
static void
read_whole(struct bench *bench, const struct page *page)
{
	const struct document document = { .kind = DOCUMENT_HTML,
		.name = span_of(page->name),
		.hints = { .captured = DATE_UNKNOWN,
		    .last_modified = DATE_UNKNOWN,
		    .now = DATE_UNKNOWN,
		    .file = span_of(page->name) },
		.bytes = page->bytes };
	struct article		 article;
	struct quote_list	 quotes = { .count = 0 };
	struct fault		 f = FAULT_INIT;

	bench->articles +=
	    document_read(&document, bench->finder, bench->arena, &article, &quotes, &f);
	bench->quotes += quotes.count;
}

/* Seconds that one round over all pages takes, of as many rounds as make them certain. */
static double
measure(struct bench *bench, const struct page *pages, size_t count, double enough,
    void (*read)(struct bench *, const struct page *))
{
	const double	 began = seconds_used();
	double		 last = began;
	size_t		 rounds = 0;

	bench->longest = 0;
	do {
		bench->articles = bench->quotes = 0;
		for (size_t i = 0; i < count; i++) {
			double	 before = last;

			read(bench, &pages[i]);
			arena_reset(bench->arena);
			last = seconds_used();
			if (rounds > 0 && last - before > bench->longest) {
				bench->longest = last - before;
				bench->slowest = i;
			}
		}
		rounds++;
	} while (last - began < enough || rounds < 2);
	return (last - began) / (double)rounds;
}

static void
print_pages(struct bench *bench, const struct page *pages, size_t count)
{
	double	 parser, whole, bytes = 0;

	for (size_t i = 0; i < count; i++)
		bytes += (double)pages[i].bytes.n;
	parser = measure(bench, pages, count, ENOUGH_SECONDS, parse);
	printf("the parser alone    %7.0f pages/s %7.1f MB/s\n", (double)count / parser,
	    bytes / parser / 1e6);
	whole = measure(bench, pages, count, ENOUGH_SECONDS, read_whole);
	printf("page to quotations  %7.0f pages/s %7.1f MB/s, %zu articles and %zu quotations in "
	       "%zu pages of %.1f MB\n",
	    (double)count / whole, bytes / whole / 1e6, bench->articles, bench->quotes, count,
	    bytes / 1e6);
	printf("the slowest page    %7.1f ms, %zu KB: %s\n", bench->longest * 1e3,
	    pages[bench->slowest].bytes.n / 1000, pages[bench->slowest].name);
}

/* A head, its piece over and over with as many of `close` behind, to a megabyte. */
static const struct {
	const char	*name, *head, *open, *close;
	size_t		 times; /* 0: as many as fit */
} hostile[] = {
	{ "elements nested without end", "<body>", "<div>", "", 1 },
	{ "formatting that nobody closes", "<p>", "<b><i>", "<p>", 200 },
	{ "tables in tables", "", "<table><tr><td>", "", 1 },
	{ "links in links", "<p>", "<a href=x>", "", 1 },
	{ "an element of many attributes", "<p ", "a=b ", "", 1 },
	{ "attributes of one name each", "<p>", "<a b1=c b2=c b3=c>d</a>", "", 1 },
	{ "list items", "<ul>", "<li>a", "", 1 },
	{ "paragraphs of one letter", "", "<p>a", "", 1 },
	{ "headings", "", "<h1>Ann Berg said</h1>", "", 1 },
	{ "breaks", "<p>", "a<br>", "", 1 },
	{ "comments", "<p>", "<!---->", "", 1 },
	{ "a comment that does not end", "<p>a<!--", "-- ", "", 1 },
	{ "a script that does not end", "<script>", "<!-- </scrip ", "", 1 },
	{ "entities", "<p>", "&amp;&nosuch;&#x110000;", "", 1 },
	{ "metadata", "", "<meta name=date content=2022-01-07>", "", 1 },
	{ "dates in the text", "", "<p>January 7, 2022</p>", "", 1 },
	{ "times", "", "<time datetime=2022-01-07>7 January</time>", "", 1 },
	{ "JSON nested without end", "<script type=application/ld+json>", "{\"a\":[", "", 1 },
	{ "JSON of many dates", "<script type=application/ld+json>[",
	    "{\"@type\":\"NewsArticle\",\"datePublished\":\"2022-01-07\"},", "", 1 },
	{ "bylines", "", "<p class=byline>By Ann Berg</p>", "", 1 },
	{ "quotations in paragraphs", "", "<p>\"We will stay,\" said Ann Berg.</p>", "", 1 },
	{ "closing tags", "<p>", "</b></i></p>", "", 1 },
	{ "no tag at all", "", "a ", "", 1 },
};

static void
print_hostile(struct bench *bench)
{
	for (size_t i = 0; i < LEN(hostile); i++) {
		struct buf	 out = BUF(2 * HOSTILE_BYTES);
		struct page	 page = { .name = hostile[i].name };

		buf_add(&out, span_of(hostile[i].head));
		while (out.n < HOSTILE_BYTES) {
			for (size_t k = 0; k < hostile[i].times; k++)
				buf_add(&out, span_of(hostile[i].open));
			buf_add(&out, span_of(hostile[i].close));
		}
		page.bytes = buf_span(&out);
		printf("%-31s %7.1f ms a megabyte\n", hostile[i].name,
		    measure(bench, &page, 1, 0, read_whole) * 1e3);
		fflush(stdout);
		buf_free(&out);
	}
}

/* The largest of a command and all that it waited for. */
static int
print_peak(char *const *command)
{
	struct rusage	 used;
	int		 status = 0;
	const pid_t	 pid = fork();

	if (pid == 0) {
		if (freopen("/dev/null", "w", stdout) != NULL)
			execvp(command[0], command);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &status, 0, &used) != pid)
		die(command[0], "cannot be run");
	printf("%.1f\n", (double)used.ru_maxrss / 1024);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
main(int argc, char **argv)
{
	struct fault	 f = FAULT_INIT;
	struct bench	 bench = { .finder = NULL };
	struct page	*pages;

	if (argc > 2 && strcmp(argv[1], "--peak") == 0)
		return print_peak(argv + 2);
	bench.arena = arena_new(PAGE_ARENA_MAX);
	bench.finder = quote_finder_new(&f);
	pages = calloc((size_t)argc, sizeof *pages);
	if (bench.finder == NULL || bench.arena == NULL || pages == NULL)
		die("pages", "out of memory");
	for (int i = 1; i < argc; i++)
		pages[i - 1] = (struct page) { argv[i], read_file(argv[i]) };
	print_pages(&bench, pages, (size_t)argc - 1);
	print_hostile(&bench);
	free(pages);
	quote_finder_free(bench.finder);
	arena_free(bench.arena);
	return EXIT_SUCCESS;
}
