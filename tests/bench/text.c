/*
 * How fast plain text becomes quotations, in this process, on one core: the
 * articles of NDJSON files (their "text") are read again and again, and time
 * is the processor's. Beside them runs a regular expression that finds words
 * between marks and knows no speaker, the least a tool for quotations can do;
 * and text that means harm, whose bytes must cost no more than those of news.
 * Last come the rules, with the number of quotations each decided there, and
 * in the files behind "--".
 */
#include <jansson.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "core/buf.h"
#include "core/quote.h"
#include "core/rule.h"
#include "core/utf8.h"
#include "fetch/page.h"
#include "tests/bench/bench.h"

#define ENOUGH_SECONDS 0.4
#define HOSTILE_BYTES ((size_t)1 << 20)

struct texts {
	struct span	*items;
	size_t		 count, room, bytes;
};

/* What a text is read with. */
struct bench {
	struct quote_finder	*finder;
	struct arena		*arena;
	pcre2_code		*pattern;
	pcre2_match_data	*match;
	size_t			 found;
};

static void
add_text(struct texts *texts, struct span text)
{
	char	*copy = malloc(text.n + 1);

	if (texts->count == texts->room) {
		texts->room = texts->room * 2 + 64;
		texts->items = realloc(texts->items, texts->room * sizeof *texts->items);
	}
	if (copy == NULL || texts->items == NULL)
		die("texts", "out of memory");
	memcpy(copy, text.p, text.n);
	texts->items[texts->count++] = (struct span) { copy, text.n };
	texts->bytes += text.n;
}

static void
free_texts(struct texts *texts)
{
	for (size_t i = 0; i < texts->count; i++)
		free((void *)(uintptr_t)texts->items[i].p);
	free(texts->items);
}

static void
read_file(const char *path, struct texts *texts)
{
	FILE		*file = fopen(path, "r");
	json_error_t	 error;
	json_t		*record;

	if (file == NULL)
		die(path, "cannot be opened");
	while ((record = json_loadf(file, JSON_DISABLE_EOF_CHECK, &error)) != NULL) {
		const json_t	*text = json_object_get(record, "text");

		if (json_is_string(text))
			add_text(texts,
			    (struct span) { json_string_value(text), json_string_length(text) });
		json_decref(record);
	}
	fclose(file);
}

static size_t
count_lines(struct span text)
{
	size_t	 n = 1;

	for (size_t i = 0; i < text.n; i++)
		n += text.p[i] == '\n';
	return n;
}

/* Each line a paragraph, the first one the headline. */
static size_t
split(struct span text, struct arena *arena, struct article *article)
{
	struct fault	 f = FAULT_INIT;
	struct block	*blocks = arena_room(arena, count_lines(text), sizeof *blocks, &f);
	size_t		 n = 0;

	if (blocks == NULL)
		die("split", f.text);
	for (size_t from = 0, to; from < text.n; from = to + 1) {
		const char	*end = memchr(text.p + from, '\n', text.n - from);

		to = end != NULL ? (size_t)(end - text.p) : text.n;
		blocks[n] = (struct block) { .text = span_trim(span_cut(text, from, to)),
			.region = n == 0 ? REGION_HEADLINE : REGION_BODY };
		n += blocks[n].text.n > 0;
	}
	*article = (struct article) { .text = text,
		.language = SPAN("en"), /* a reader has settled it by now */
		.blocks = blocks,
		.nblocks = n };
	return n;
}

static bool
find_quotes(struct bench *bench, struct span text, struct fault *f)
{
	struct article		 article;
	struct quote_list	 quotes = { .count = 0 };
	bool			 ok;

	split(text, bench->arena, &article);
	ok = utf8_valid(text) && quote_find(bench->finder, &article, bench->arena, &quotes, f);
	bench->found += quotes.count;
	return ok;
}

/* How often each of these rules decided in the first texts, those measured, and in the others. */
static void
count_rules(struct bench *bench, const struct texts *texts, size_t nmeasured,
    const struct rule *rules, size_t n, bool form)
{
	size_t	 counts[SPEAKER_RULES + FORM_RULES][2] = { { 0 } };

	for (size_t i = 0; i < texts->count; i++) {
		struct fault		 f = FAULT_INIT;
		struct article		 article;
		struct quote_list	 quotes;

		split(texts->items[i], bench->arena, &article);
		if (!quote_find(bench->finder, &article, bench->arena, &quotes, &f))
			die("quote_find", f.text);
		for (size_t q = 0; q < quotes.count; q++) {
			const char *name =
			    form ? quotes.items[q].form_rule : quotes.items[q].speaker_rule;

			for (size_t k = 0; k < n; k++)
				counts[k][i >= nmeasured] += strcmp(rules[k].name, name) == 0;
		}
		arena_reset(bench->arena);
	}
	for (size_t k = 0; k < n; k++)
		printf("%7zu %7zu  %-42s %s\n", counts[k][0], counts[k][1], rules[k].name,
		    rules[k].meaning);
}

/* All that an article is read for: regions, language, dates, credits; then its quotations. */
static bool
read_article(struct bench *bench, struct span text, struct fault *f)
{
	const struct page_hints	 hints = { .captured = DATE_UNKNOWN,
		.last_modified = DATE_UNKNOWN,
		.now = DATE_UNKNOWN };
	struct article		 article;
	struct quote_list	 quotes = { .count = 0 };
	bool			 ok;

	ok = plain_read(text, &hints, bench->arena, &article, f) &&
	    quote_find(bench->finder, &article, bench->arena, &quotes, f);
	bench->found += quotes.count;
	return ok;
}

static bool
match_marks(struct bench *bench, struct span text, struct fault *f)
{
	const size_t	*ends = pcre2_get_ovector_pointer(bench->match);

	for (size_t at = 0; at < text.n; at = ends[1]) {
		if (pcre2_match(bench->pattern, (PCRE2_SPTR)text.p, text.n, at, PCRE2_NO_UTF_CHECK,
			bench->match, NULL) < 0)
			break;
		bench->found++;
	}
	return f->kind == FAULT_NONE;
}

/* Megabytes a second at which all texts are read; 0 when one of them cannot be. */
static double
measure(struct bench *bench, const struct texts *texts,
    bool (*read)(struct bench *, struct span, struct fault *))
{
	struct fault	 f = FAULT_INIT;
	double	 began = seconds_used(), took;
	size_t	 rounds = 0;

	do {
		bench->found = 0;
		for (size_t i = 0; i < texts->count; i++) {
			if (!read(bench, texts->items[i], &f)) {
				fprintf(stderr, "%s\n", f.text);
				arena_reset(bench->arena);
				return 0;
			}
			arena_reset(bench->arena);
		}
		rounds++;
		took = seconds_used() - began;
	} while (took < ENOUGH_SECONDS);
	return (double)(texts->bytes * rounds) / took / 1e6;
}

/* A piece, in which each '$' is a word that no other piece has. */
static void
add_piece(struct buf *out, const char *piece, size_t serial)
{
	for (; *piece != '\0'; piece++) {
		if (*piece != '$') {
			buf_add(out, (struct span) { piece, 1 });
			continue;
		}
		for (size_t rest = serial; rest > 0; rest /= 26)
			buf_add(out, (struct span) { &"abcdefghijklmnopqrstuvwxyz"[rest % 26], 1 });
	}
}

/* Somebody is quoted first, so that names are looked for in the whole. */
#define OPENING "\"The bridge will open,\" said Ann Berg.\n"

/* One text of a megabyte: its pieces over and over, with `close` as often behind `open`. */
static struct texts
repeat(const char *open, const char *close, size_t times)
{
	struct texts	 texts = { NULL, 0, 0, 0 };
	struct buf	 out = BUF(2 * HOSTILE_BYTES);
	size_t		 serial = 26 * 26;

	buf_add(&out, SPAN(OPENING));
	while (buf_span(&out).n < HOSTILE_BYTES) {
		for (size_t i = 0; i < times; i++)
			add_piece(&out, open, serial++);
		for (size_t i = 0; i < times; i++)
			buf_add(&out, span_of(close));
	}
	add_text(&texts, buf_span(&out));
	buf_free(&out);
	return texts;
}

static const struct {
	const char	*name, *open, *close;
	size_t		 times;
} hostile[] = {
	{ "a million straight marks", "\"", "", 1 },
	{ "a million single marks", "'", "", 1 },
	{ "marks and spaces", "\" ", "", 1 },
	{ "single marks and spaces", "' ", "", 1 },
	{ "quotations of one word", "\"a\" ", "", 1 },
	{ "quotations without a space", "\"a\"", "", 1 },
	{ "guillemets of one word", "\xC2\xAB" "a\xC2\xBB ", "", 1 },
	{ "low marks of one word", "\xE2\x80\x9E" "a\xE2\x80\x9C ", "", 1 },
	{ "single marks of one word", "'ab' ", "", 1 },
	{ "doubled single marks of one word", "``a'' ", "", 1 },
	{ "quotations that nobody closes", "\xE2\x80\x9C" "a ", "", 1 },
	{ "quotations nested 10,000 deep", "\xE2\x80\x9C" "a ", " a\xE2\x80\x9D", 10000 },
	{ "brackets nested 10,000 deep", "(a ", ")", 10000 },
	{ "no space", "a", "", 1 },
	{ "no space, hyphens", "Ab-", "", 1 },
	{ "no space, dots", "a.", "", 1 },
	{ "capital words", "Aba ", "", 1 },
	{ "names", "Ann Berg, ", "", 1 },
	{ "bearers of one surname", "A$ Berg, ", "", 1 },
	{ "as many and the surname alone", "A$ Berg. Berg said. ", "", 1 },
	{ "surnames of one first name", "Ann B$, ", "", 1 },
	{ "names of one word", "to A$, ", "", 1 },
	{ "labels", "A$B: a\n", "", 1 },
	{ "initials", "A. B. C. ", "", 1 },
	{ "numbers", "12 ", "", 1 },
	{ "titles and names", "the president Ann Berg, ", "", 1 },
	{ "ministers and names", "the $ minister A$ ", "", 1 },
	{ "verbs of saying", "said ", "", 1 },
	{ "who said it, over and over", "he said, \"a,\" ", "", 1 },
	{ "commas", "a, ", "", 1 },
	{ "tags that nobody closes", "<a ", "", 1 },
	{ "full stops", ". ", "", 1 },
	{ "colons", ":", "", 1 },
	{ "brackets", "[", "", 1 },
	{ "apostrophes", "a'", "", 1 },
	{ "combining marks", "a\xCC\x81", "", 1 },
	{ "words far apart", "a                               ", "", 1 },
	{ "marks of every kind", "\"'\xE2\x80\x9C\xE2\x80\x98\xC2\xAB\xE2\x80\x9E", "", 1 },
	{ "letters of two bytes", "\xC3\xA9", "", 1 },
	{ "words of one letter", "a ", "", 1 },
	{ "lines of one letter", "a\n", "", 1 },
	{ "lines of one mark", "\"a\n", "", 1 },
	{ "lines of one mark and a verb", "\" said $\n", "", 1 },
	{ "lines of one quotation", "\"a\"\n", "", 1 },
	{ "paragraphs of one quotation", "\"a\"\n\n", "", 1 },
	{ "paragraphs of one mark", "\xE2\x80\x9C\n\n", "", 1 },
};

/* Nanoseconds for each quotation found, what stands between them included. */
static double
per_quotation(const struct bench *bench, const struct texts *texts, double speed)
{
	return (double)texts->bytes / speed * 1e3 / (double)bench->found;
}

/*
 * How many times the time of ordinary text each byte takes. A text of short
 * quotations holds a hundred times as many of them; so what each takes is told too.
 */
static void
print_hostile(struct bench *bench, double ordinary, double article)
{
	for (size_t i = 0; i < LEN(hostile); i++) {
		struct texts	 one = repeat(hostile[i].open, hostile[i].close, hostile[i].times);
		double		 speed = measure(bench, &one, find_quotes);

		printf("%-32s %5.2f of the time per byte,", hostile[i].name, ordinary / speed);
		if (bench->found > 1)
			printf(" %.0f ns a quotation,", per_quotation(bench, &one, speed));
		printf(" %5.2f as an article\n", article / measure(bench, &one, read_article));
		fflush(stdout);
		free_texts(&one);
	}
}

static void
compile_marks(struct bench *bench)
{
	int	 error;
	size_t	 where;

	bench->pattern = pcre2_compile((PCRE2_SPTR) "[\"\u201C]([^\"\u201C\u201D]+)[\"\u201D]",
	    PCRE2_ZERO_TERMINATED, PCRE2_UTF, &error, &where, NULL);
	if (bench->pattern == NULL)
		die("text", "the pattern cannot be compiled");
	pcre2_jit_compile(bench->pattern, PCRE2_JIT_COMPLETE);
	bench->match = pcre2_match_data_create_from_pattern(bench->pattern, NULL);
}

int
main(int argc, char **argv)
{
	struct fault	 f = FAULT_INIT;
	struct texts	 texts = { NULL, 0, 0, 0 };
	struct bench	 bench = { quote_finder_new(&f), arena_new((size_t)1 << 30), NULL, NULL, 0 };
	double		 ordinary, article;
	size_t		 nmeasured;
	int		 file = 1;

	if (bench.finder == NULL || bench.arena == NULL)
		die("text", "out of memory");
	compile_marks(&bench);
	for (; file < argc && strcmp(argv[file], "--") != 0; file++)
		read_file(argv[file], &texts);
	if (texts.count == 0)
		die("text", "no article has a text");

	ordinary = measure(&bench, &texts, find_quotes);
	printf("text to quotations  %7.1f MB/s, %zu in %.1f MB, %.0f ns a quotation\n", ordinary,
	    bench.found, (double)texts.bytes / 1e6, per_quotation(&bench, &texts, ordinary));
	article = measure(&bench, &texts, read_article);
	printf("text to an article  %7.1f MB/s, quotations included\n", article);
	printf("a regex, no speaker %7.1f MB/s", measure(&bench, &texts, match_marks));
	printf(", %zu\n", bench.found);
	print_hostile(&bench, ordinary, article);
	puts("how often each rule decided, there and in the other files");
	nmeasured = texts.count;
	while (++file < argc)
		read_file(argv[file], &texts);
	count_rules(&bench, &texts, nmeasured, speaker_rules, SPEAKER_RULES, false);
	count_rules(&bench, &texts, nmeasured, form_rules, FORM_RULES, true);
	pcre2_match_data_free(bench.match);
	pcre2_code_free(bench.pattern);
	quote_finder_free(bench.finder);
	arena_free(bench.arena);
	free_texts(&texts);
	return EXIT_SUCCESS;
}
