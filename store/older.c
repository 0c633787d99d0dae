#include "store/older.h"

#include <stdlib.h>

#include "core/numbering.h"
#include "core/pile.h"
#include "store/gram.h"
#include "store/words.h"

#define TERMS_MAX 4   /* rare words of a text */
#define WORDS_READ 64 /* of a text, among which they are chosen */
#define ROWS_MAX 32   /* articles that have a word, beyond which it tells nothing */
#define SHARED_MIN 2  /* words that an article has of those that tell, where there are as many */
#define OLDER_MAX 2   /* articles for each text */

/* A word that is sought for a text. */
struct term {
	struct span	 word;
	double		 bits;
	uint32_t	 text;
};

/* An article that has a word of a text. */
struct holder {
	uint32_t	 text, shared;
	int64_t		 version;
};

struct seeking {
	struct store	*store;
	struct arena	*arena;
	struct term	*terms;
	struct holder	*holders;
	uint32_t	*told; /* one a text: its words that tell something */
	size_t		 nterms, terms_room, nholders, holders_room;
};

static bool
has_word(const struct term *terms, size_t count, struct span word)
{
	for (size_t i = 0; i < count; i++) {
		if (span_eq(terms[i].word, word))
			return true;
	}
	return false;
}

/* The rarest words of a text, each once. */
static size_t
choose_terms(struct span folded, uint32_t text, struct term best[TERMS_MAX])
{
	size_t	 count = 0;

	for (size_t i = 0; i < WORDS_READ && folded.n > 0; i++) {
		struct term	 term = { .word = token_next(&folded), .text = text };
		size_t		 at = count;

		term.bits = numbering_background(term.word);
		while (at > 0 && best[at - 1].bits < term.bits)
			at--;
		if (at == TERMS_MAX || has_word(best, count, term.word))
			continue;
		count += count < TERMS_MAX;
		memmove(best + at + 1, best + at, (count - at - 1) * sizeof *best);
		best[at] = term;
	}
	return count;
}

static bool
list_terms(struct seeking *x, const struct span *folded, size_t count, struct fault *f)
{
	for (size_t i = 0; i < count; i++) {
		struct term	 best[TERMS_MAX];
		const size_t	 n = choose_terms(folded[i], (uint32_t)i, best);

		if (!pile_grow(&x->terms, x->nterms, n, &x->terms_room, sizeof *best, f))
			return false;
		for (size_t k = 0; k < n; k++)
			x->terms[x->nterms++] = best[k];
	}
	return true;
}

static int
by_word(const void *left, const void *right)
{
	const struct term	*a = left, *b = right;
	const int		 order = span_cmp(a->word, b->word);

	return order != 0 ? order : (a->text > b->text) - (a->text < b->text);
}

/* Terms from..to are one word, which is looked up once. */
static bool
look_up(struct seeking *x, size_t from, size_t to, struct fault *f)
{
	struct rows	 rows;

	arena_reset(x->store->scratch);
	if (!articles_with(x->store, x->terms[from].word, ROWS_MAX + 1, x->store->scratch, &rows, f))
		return false;
	if (rows.count == 0 || rows.count > ROWS_MAX)
		return true;
	for (size_t i = from; i < to; i++) {
		const uint32_t	 text = x->terms[i].text;

		if (!pile_grow(&x->holders, x->nholders, rows.count, &x->holders_room,
			sizeof *x->holders, f))
			return false;
		for (size_t k = 0; k < rows.count; k++)
			x->holders[x->nholders++] = (struct holder) { text, 1, rows.items[k] };
		x->told[text]++;
	}
	return true;
}

static int
by_version(const void *left, const void *right)
{
	const struct holder	*a = left, *b = right;

	if (a->text != b->text)
		return a->text < b->text ? -1 : 1;
	return (a->version > b->version) - (a->version < b->version);
}

/* Those that have most of its words first. */
static int
by_share(const void *left, const void *right)
{
	const struct holder	*a = left, *b = right;

	if (a->text != b->text)
		return a->text < b->text ? -1 : 1;
	if (a->shared != b->shared)
		return a->shared > b->shared ? -1 : 1;
	return (a->version > b->version) - (a->version < b->version);
}

/* Each article once for each text, if it has enough of its words. */
static void
join_holders(struct seeking *x)
{
	size_t	 kept = 0;

	if (x->nholders > 1)
		qsort(x->holders, x->nholders, sizeof *x->holders, by_version);
	for (size_t i = 0, next; i < x->nholders; i = next) {
		struct holder	 one = x->holders[i];

		for (next = i + 1; next < x->nholders && by_version(&x->holders[next], &one) == 0;
		     next++)
			one.shared++;
		if (one.shared >= SHARED_MIN || one.shared == x->told[one.text])
			x->holders[kept++] = one;
	}
	x->nholders = kept;
	if (kept > 1)
		qsort(x->holders, kept, sizeof *x->holders, by_share);
}

static bool
seek(struct seeking *x, const struct span *folded, size_t count, struct row_list *versions,
    struct fault *f)
{
	if (!words_flush(x->store, f) || !list_terms(x, folded, count, f))
		return false;
	if (x->nterms > 1)
		qsort(x->terms, x->nterms, sizeof *x->terms, by_word);
	for (size_t i = 0, next; i < x->nterms; i = next) {
		for (next = i + 1;
		     next < x->nterms && span_eq(x->terms[next].word, x->terms[i].word); next++)
			;
		if (!look_up(x, i, next, f))
			return false;
	}
	join_holders(x);
	for (size_t i = 0; i < x->nholders; i++) {
		if (i >= OLDER_MAX && x->holders[i].text == x->holders[i - OLDER_MAX].text)
			continue;
		if (!row_list_add(versions, x->holders[i].version, x->arena, f))
			return false;
	}
	return true;
}

bool
older_find(struct store *store, const struct span *folded, size_t count, struct row_list *versions,
    struct arena *arena, struct fault *f)
{
	struct seeking	 x = { .store = store, .arena = arena };
	bool		 ok;

	x.told = arena_take(arena, count, sizeof *x.told, f);
	ok = x.told != NULL && seek(&x, folded, count, versions, f);
	free(x.terms);
	free(x.holders);
	return ok;
}
