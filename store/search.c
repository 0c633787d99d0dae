/*
 * Finding articles by words.
 *
 * Of a phrase the words that few wordings have are looked up, in the index of
 * quotations first, which tells at once how many that are. A word weighs the
 * bits by which it is rarer than one in 2^20 articles; one that too many have
 * tells nothing. Weights are whole numbers and ties go to the smaller
 * identity, so articles are chosen alike whatever the order of arrival.
 */
#include "store/store.h"

#include <stdlib.h>

#include "core/buf.h"
#include "store/gram.h"
#include "store/words.h"

#define WORDS_MAX 8    /* rare words looked up; more would not narrow it down */
#define ROWS_MAX 500   /* articles that have a telling word at most */
#define TRIED_MAX 2    /* words that more have; those behind them are more common still */
#define LOOKED_MAX 40  /* articles chosen from, unless more share most words, and not only one */
#define WEIGHT_BITS 20
#define MATCH_BYTES_MAX ((size_t)4 << 20)

/* A word of the phrase. */
struct asked {
	struct span	 word;
	size_t		 size; /* of its list of wordings, in the database */
};

/* An article that has some of the words. */
struct sharer {
	int64_t		 row;
	struct span	 identity; /* of its newest version; empty: not asked for yet */
	size_t		 shared, weight;
};

struct finding {
	struct store	*store;
	struct arena	*arena;
	struct asked	*asked;
	struct sharer	*sharers; /* by row */
	size_t		 nasked, asked_room, nsharers;
	size_t		 told; /* words that tell something */
	size_t		 common; /* words that too many have */
	size_t		 passed; /* sharers that were not chosen */
};

static int
rarest_first(const void *left, const void *right)
{
	const struct asked	*a = left, *b = right;

	return a->size != b->size ? (a->size > b->size) - (a->size < b->size) :
				    span_cmp(a->word, b->word);
}

static int
heaviest_first(const void *left, const void *right)
{
	const struct sharer	*a = left, *b = right;

	return a->weight != b->weight ? (a->weight < b->weight) - (a->weight > b->weight) :
					span_cmp(a->identity, b->identity);
}

static int
by_identity(const void *left, const void *right)
{
	return span_cmp(((const struct sharer *)left)->identity,
	    ((const struct sharer *)right)->identity);
}

/* The words of the phrase, each once, the rarest first. */
static bool
ask_words(struct finding *x, struct span folded, struct fault *f)
{
	while (folded.n > 0 && x->nasked < STORE_QUERY_WORDS) {
		struct asked	 asked = { .word = token_next(&folded) };

		for (size_t i = 0; i < x->nasked && asked.word.n > 0; i++) {
			if (span_eq(x->asked[i].word, asked.word))
				asked.word = SPAN_NONE;
		}
		if (asked.word.n == 0)
			continue;
		if (!gram_size(x->store, gram_word(asked.word), &asked.size, f) ||
		    !arena_grow(x->arena, &x->asked, x->nasked, &x->asked_room, sizeof asked, f))
			return false;
		x->asked[x->nasked++] = asked;
	}
	if (x->nasked > 0)
		qsort(x->asked, x->nasked, sizeof *x->asked, rarest_first);
	return true;
}

/* A word as FTS5 takes it: in double quotes, those inside doubled. */
static bool
print_match(struct span word, struct arena *arena, struct span *match, struct fault *f)
{
	struct buf	 out = BUF(MATCH_BYTES_MAX);
	bool		 ok;

	buf_char(&out, '"');
	for (size_t i = 0; i < word.n; i++) {
		if (word.p[i] == '"')
			buf_char(&out, '"');
		buf_char(&out, word.p[i]);
	}
	buf_char(&out, '"');
	ok = buf_end(&out, arena, match, f);
	buf_free(&out);
	return ok;
}

/* Bits by which a word in `rows` articles is rarer than one in all 2^WEIGHT_BITS; at least 1. */
static size_t
weight_of(size_t rows)
{
	size_t	 bits = WEIGHT_BITS;

	for (; rows > 1 && bits > 1; rows /= 2)
		bits--;
	return bits;
}

bool
articles_with(struct store *store, struct span word, size_t most, struct arena *arena,
    struct rows *versions, struct fault *f)
{
	struct query	 q;
	struct span	 match;

	if (!print_match(word, arena, &match, f))
		return false;
	q = query_begin(store, SQL_ARTICLES_MATCH);
	query_text(&q, ":match", match);
	query_size(&q, ":most", most);
	return load_rows(&q, arena, versions, f);
}

/* Both lists rise, and so does what they become. */
static bool
share(struct finding *x, const struct rows *rows, struct fault *f)
{
	const size_t	 weight = weight_of(rows->count);
	struct sharer	*merged;
	size_t		 n = 0, i = 0;

	merged = arena_room(x->arena, x->nsharers + rows->count, sizeof *merged, f);
	if (merged == NULL)
		return false;
	for (size_t k = 0; k < rows->count; k++) {
		struct sharer	 next = { .row = rows->items[k], .shared = 1, .weight = weight };

		while (i < x->nsharers && x->sharers[i].row < next.row)
			merged[n++] = x->sharers[i++];
		if (i < x->nsharers && x->sharers[i].row == next.row) {
			next.shared += x->sharers[i].shared;
			next.weight += x->sharers[i++].weight;
		}
		merged[n++] = next;
	}
	while (i < x->nsharers)
		merged[n++] = x->sharers[i++];
	x->sharers = merged;
	x->nsharers = n;
	return true;
}

/* The articles that have a word, unless there are too many. */
static bool
add_sharers(struct finding *x, struct span word, struct fault *f)
{
	struct rows	 rows;

	if (!articles_with(x->store, word, ROWS_MAX + 1, x->arena, &rows, f))
		return false;
	x->common += rows.count > ROWS_MAX;
	if (rows.count == 0 || rows.count > ROWS_MAX)
		return true;
	x->told++;
	return share(x, &rows, f);
}

/* Forget articles that have less than half of the words: they have no sentence that does. */
static void
keep_sharers(struct finding *x)
{
	size_t	 kept = 0;

	for (size_t i = 0; i < x->nsharers; i++) {
		if (x->sharers[i].shared * 2 >= x->told)
			x->sharers[kept++] = x->sharers[i];
	}
	x->nsharers = kept;
}

/* Keep a sharer behind those before *kept when it is the newest version of its article. */
static bool
keep_newest(struct finding *x, const struct sharer *sharer, size_t *kept, struct fault *f)
{
	struct query	 q = query_begin(x->store, SQL_NEWEST_IDENTITY);

	query_int(&q, ":version", sharer->row);
	x->sharers[*kept] = *sharer;
	if (query_row(&q))
		x->sharers[(*kept)++].identity = query_take_text(&q, x->arena);
	return query_end(&q, f);
}

/*
 * The most telling, in order of identity. Those of one weight are chosen from
 * together, or not at all where they are many: what so many share tells little,
 * and to ask each for its identity takes longer than all else.
 */
static bool
choose_sharers(struct finding *x, size_t most, struct fault *f)
{
	const size_t	 all = x->nsharers;
	size_t		 kept = 0;

	if (all > 1)
		qsort(x->sharers, all, sizeof *x->sharers, heaviest_first);
	for (size_t from = 0, to = 0; from < all && kept < most; from = to) {
		while (to < all && x->sharers[to].weight == x->sharers[from].weight)
			to++;
		if (to > LOOKED_MAX && (from > 0 || x->sharers[from].shared == 1))
			break;
		for (size_t i = from; i < to; i++) {
			if (!keep_newest(x, &x->sharers[i], &kept, f))
				return false;
		}
	}
	if (kept > 1)
		qsort(x->sharers, kept, sizeof *x->sharers, heaviest_first);
	x->nsharers = kept < most ? kept : most;
	x->passed = all - x->nsharers;
	if (x->nsharers > 1)
		qsort(x->sharers, x->nsharers, sizeof *x->sharers, by_identity);
	return true;
}

static bool
load_found(const struct finding *x, struct arena *arena, struct corpus *corpus, struct fault *f)
{
	struct rows	 versions = { NULL, x->nsharers };

	versions.items = arena_take(x->arena, x->nsharers, sizeof *versions.items, f);
	if (versions.items == NULL)
		return false;
	for (size_t i = 0; i < x->nsharers; i++)
		versions.items[i] = x->sharers[i].row;
	if (!load_articles(x->store, &versions, STORE_PROSE, arena, corpus, f))
		return false;
	for (size_t i = 0; i < corpus->narticles; i++) {
		if (!load_quoted(x->store, arena, &corpus->articles[i], f))
			return false;
	}
	return true;
}

static bool
find_articles(struct finding *x, struct span folded, size_t most, struct arena *arena,
    struct corpus *corpus, struct fault *f)
{
	if (!words_flush(x->store, f) || !ask_words(x, folded, f))
		return false;
	for (size_t i = 0; i < x->nasked && i < WORDS_MAX && x->common < TRIED_MAX; i++) {
		if (!add_sharers(x, x->asked[i].word, f))
			return false;
	}
	keep_sharers(x);
	return choose_sharers(x, most, f) && load_found(x, arena, corpus, f);
}

bool
store_find_articles(struct store *store, struct span folded, size_t most, struct arena *arena,
    struct corpus *corpus, size_t *passed, struct fault *f)
{
	struct finding	 x = { .store = store, .arena = store->scratch };
	bool		 ok;

	*corpus = (struct corpus) { NULL, 0, NULL, 0 };
	arena_reset(store->scratch);
	if (!snapshot_begin(store, f))
		return false;
	ok = snapshot_end(store, find_articles(&x, folded, most, arena, corpus, f), f);
	*passed = x.passed;
	return ok;
}
