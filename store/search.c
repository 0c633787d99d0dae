/*
 * Finding articles by words.
 *
 * A word weighs the bits by which it is rarer than one in 2^20 rows; rare
 * words are taken until the rows they lead to would be too many. Weights are
 * whole numbers and ties go to the smaller id, so candidates come in one order
 * whatever the order of arrival.
 */
#include "store/store.h"

#include "core/buf.h"
#include "store/load.h"
#include "store/words.h"

#define WORDS_MAX 32		/* rare words asked for; more would not narrow it down */
#define QUERY_WORDS_MAX 1000	/* words of a query looked at */
#define ROWS_MAX 2000		/* articles the rare words may lead to: a word of more tells nothing */
#define WEIGHT_BITS 20
#define JSON_BYTES_MAX ((size_t)4 << 20)

/* Append a word as FTS5 takes it: in double quotes, those inside doubled. */
static void
print_match(struct buf *out, struct span word)
{
	buf_char(out, '"');
	for (size_t i = 0; i < word.n; i++) {
		if (word.p[i] == '"')
			buf_char(out, '"');
		buf_char(out, word.p[i]);
	}
	buf_char(out, '"');
}

/* Append text as a JSON string. */
static void
print_json(struct buf *out, struct span text)
{
	buf_char(out, '"');
	for (size_t i = 0; i < text.n; i++) {
		unsigned char	 c = (unsigned char)text.p[i];

		if (c == '"' || c == '\\')
			buf_char(out, '\\');
		if (c < 0x20)
			buf_print(out, "\\u%04x", c);
		else
			buf_char(out, text.p[i]);
	}
	buf_char(out, '"');
}

static bool
buf_in_arena(struct buf *out, struct arena *arena, struct span *text, struct fault *f)
{
	bool	 ok = buf_end(out, arena, text, f);

	buf_free(out);
	return ok;
}

/* The folded words of a query as a JSON list. */
static bool
list_words(struct span folded, struct arena *arena, struct span *json, struct fault *f)
{
	struct buf	 out = BUF(JSON_BYTES_MAX);
	size_t		 count = 0;

	buf_char(&out, '[');
	for (size_t at = 0; at < folded.n && count < QUERY_WORDS_MAX; count++) {
		struct span	 rest = span_cut(folded, at, folded.n);
		struct span	 word = span_cut(rest, 0, span_find(rest, SPAN(" ")));

		if (count > 0)
			buf_char(&out, ',');
		print_json(&out, word);
		at += word.n + 1;
	}
	buf_char(&out, ']');
	return buf_in_arena(&out, arena, json, f);
}

/* Bits by which a word in `rows` rows is rarer than one in all 2^WEIGHT_BITS; at least 1. */
static int
weight(int64_t rows)
{
	int	 bits = WEIGHT_BITS;

	for (; rows > 1 && bits > 1; rows /= 2)
		bits--;
	return bits;
}

/* The rarest words as [["match",weight],...]; *count says how many were taken. */
static bool
choose_words(struct store *store, struct span folded, struct arena *arena, struct span *json,
    size_t *count, struct fault *f)
{
	struct buf	 out = BUF(JSON_BYTES_MAX), match = BUF(JSON_BYTES_MAX);
	struct query	 q;
	struct span	 words;
	int64_t		 total = 0;
	bool		 ok;

	*count = 0;
	if (!list_words(folded, arena, &words, f))
		return false;
	q = query_begin(store, SQL_ARTICLE_FREQUENCIES);
	query_text(&q, ":words", words);
	query_int(&q, ":most", ROWS_MAX);
	buf_char(&out, '[');
	while (*count < WORDS_MAX && query_row(&q)) {
		struct span	 word = query_take_text(&q, arena);
		int64_t		 rows = query_take_int(&q);

		total += rows;
		if (*count > 0 && total > ROWS_MAX)
			break;
		buf_cut(&match, 0);
		print_match(&match, word);
		buf_add(&out, *count > 0 ? SPAN(",[") : SPAN("["));
		print_json(&out, buf_span(&match));
		buf_print(&out, ",%d]", weight(rows));
		(*count)++;
	}
	buf_char(&out, ']');
	ok = buf_in_arena(&out, arena, json, f) && buf_ok(&match, f);
	buf_free(&match);
	return query_end(&q, f) && ok;
}

static bool
find_articles(struct store *store, struct span folded, size_t most, struct arena *arena,
    struct corpus *corpus, struct fault *f)
{
	struct rows	 versions = { NULL, 0 };
	size_t		 count, room = 0;
	struct span	 words;
	struct query	 q;

	if (!words_flush(store, f) ||
	    !choose_words(store, folded, store->scratch, &words, &count, f))
		return false;
	if (count == 0)
		return true;
	q = query_begin(store, SQL_ARTICLES_FIND);
	query_text(&q, ":words", words);
	query_size(&q, ":least", (count + 2) / 3);
	query_size(&q, ":most", most);
	while (query_row(&q)) {
		if (!arena_grow(arena, &versions.items, versions.count, &room,
			sizeof *versions.items, &q.fault))
			break;
		versions.items[versions.count++] = query_take_int(&q);
	}
	if (!query_end(&q, f) || !load_articles(store, &versions, STORE_WHOLE, arena, corpus, f))
		return false;
	for (size_t i = 0; i < corpus->narticles; i++) {
		if (!load_quoted(store, arena, &corpus->articles[i], f))
			return false;
	}
	return true;
}

bool
store_find_articles(struct store *store, struct span folded, size_t most, struct arena *arena,
    struct corpus *corpus, struct fault *f)
{
	*corpus = (struct corpus) { NULL, 0, NULL, 0 };
	arena_reset(store->scratch);
	if (!snapshot_begin(store, f))
		return false;
	return snapshot_end(store, find_articles(store, folded, most, arena, corpus, f), f);
}
