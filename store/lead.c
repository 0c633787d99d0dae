#include "store/lead.h"

#include <stdlib.h>

#include "core/pile.h"
#include "store/gram.h"

#define LISTS_BYTES_MAX ((size_t)256 << 20) /* of so many texts' grams */
#define TOGETHER ((size_t)2048) /* texts whose lists are read together */
#define CANDIDATES_MAX 8  /* wordings that share most with one that is new */
#define LISTED_MAX 64	  /* wordings that have a gram, beyond which it is common */
#define PAIRS_MAX 64	  /* of a quotation that are looked up; more would not tell it better */
#define WHOLE_WEIGHT 8.0F /* of all words, against pairs that nobody else has */
#define ENOUGH_SHARED 2	  /* grams, or one in LITTLE of those that anything has */
#define LITTLE 4

/* A wording on the list of a gram, and what that is worth. */
struct vote {
	uint32_t	 number;
	uint32_t	 shared; /* grams */
	float		 weight;
};

struct leading {
	struct store	*store;
	struct arena	*lists_arena;
	struct gram_lists lists;
	struct vote	*votes; /* for what shares words with one text */
	size_t		 nvotes, room;
	uint32_t	 told;	/* grams of it that brought any */
	struct row_list	*numbers; /* of the wordings it leads to */
	struct arena	*arena;
};

/* --- the grams of a text ----------------------------------------------------- */

/* The whole of it, then its pairs: visit() with each key and what a list of one is worth. */
static bool
each_gram(struct leading *x, struct span folded,
    bool (*visit)(struct leading *x, uint64_t key, float most, struct fault *f), struct fault *f)
{
	struct span	 rest = folded, before = gram_next(&rest);

	if (!visit(x, gram_whole(folded), WHOLE_WEIGHT, f))
		return false;
	for (size_t pairs = 0; rest.n > 0 && pairs < PAIRS_MAX; pairs++) {
		const struct span	 word = gram_next(&rest);

		if (!visit(x, gram_pair(before, word), 1, f))
			return false;
		before = word;
	}
	return true;
}

static bool
ask(struct leading *x, uint64_t key, float most, struct fault *f)
{
	(void)most;
	return gram_lists_ask(&x->lists, key, f);
}

static bool
add_votes(struct leading *x, const struct gram_list *list, float most, struct fault *f)
{
	const float	 weight = most / (1.0F + (float)list->count);

	if (!pile_grow(&x->votes, x->nvotes, list->count, &x->room, sizeof *x->votes, f))
		return false;
	for (size_t i = 0; i < list->count; i++)
		x->votes[x->nvotes++] =
		    (struct vote) { list->items[i], most > 1 ? ENOUGH_SHARED : 1, weight };
	x->told += list->count > 0;
	return true;
}

static bool
vote_if_rare(struct leading *x, uint64_t key, float most, struct fault *f)
{
	const struct gram_list	*list = gram_lists_find(&x->lists, key);

	return !list->whole || add_votes(x, list, most, f);
}

static bool
vote_if_common(struct leading *x, uint64_t key, float most, struct fault *f)
{
	const struct gram_list	*list = gram_lists_find(&x->lists, key);

	return list->whole || add_votes(x, list, most, f);
}

/* --- what shares most ---------------------------------------------------------- */

static int
by_number(const void *left, const void *right)
{
	const struct vote	*a = left, *b = right;

	if (a->number != b->number)
		return a->number < b->number ? -1 : 1;
	return (a->weight < b->weight) - (a->weight > b->weight);
}

/* The best by the sum of their votes; ties to the smaller number. */
static size_t
count_votes(struct leading *x, struct vote best[CANDIDATES_MAX])
{
	size_t	 count = 0;

	if (x->nvotes > 1)
		qsort(x->votes, x->nvotes, sizeof *x->votes, by_number);
	for (size_t i = 0, next; i < x->nvotes; i = next) {
		struct vote	 sum = x->votes[i];
		size_t		 at = count;

		for (next = i + 1; next < x->nvotes && x->votes[next].number == sum.number; next++) {
			sum.weight += x->votes[next].weight;
			sum.shared += x->votes[next].shared;
		}
		if (sum.shared < ENOUGH_SHARED && sum.shared * LITTLE < x->told)
			continue;
		while (at > 0 && best[at - 1].weight < sum.weight)
			at--;
		if (at == CANDIDATES_MAX)
			continue;
		count += count < CANDIDATES_MAX;
		memmove(best + at + 1, best + at, (count - at - 1) * sizeof *best);
		best[at] = sum;
	}
	return count;
}

/* What has all of the words, or some of the pairs: of rare ones, or of common ones only. */
static bool
lead(struct leading *x, struct span folded, struct fault *f)
{
	struct vote	 best[CANDIDATES_MAX];
	size_t		 count;

	x->nvotes = 0;
	x->told = 0;
	if (!each_gram(x, folded, vote_if_rare, f) ||
	    (x->nvotes == 0 && !each_gram(x, folded, vote_if_common, f)))
		return false;
	count = count_votes(x, best);
	for (size_t i = 0; i < count; i++) {
		if (!row_list_add(x->numbers, best[i].number, x->arena, f))
			return false;
	}
	return true;
}

static bool
lead_some(struct leading *x, const struct span *folded, size_t count, struct fault *f)
{
	arena_reset(x->lists_arena);
	gram_lists_empty(&x->lists);
	for (size_t i = 0; i < count; i++) {
		if (!each_gram(x, folded[i], ask, f))
			return false;
	}
	if (!gram_lists_read(x->store, &x->lists, LISTED_MAX, x->lists_arena, f))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!lead(x, folded[i], f))
			return false;
	}
	return true;
}

static bool
add_printings(struct leading *x, struct row_list *quotes, struct fault *f)
{
	row_list_sort(x->numbers);
	for (size_t i = 0; i < x->numbers->count; i++) {
		struct query	 q = query_begin(x->store, SQL_WORDING_QUOTE);

		query_int(&q, ":number", x->numbers->items[i]);
		if (query_row(&q) && !row_list_add(quotes, query_take_int(&q), x->arena, &q.fault))
			return query_end(&q, f);
		if (!query_end(&q, f))
			return false;
	}
	return true;
}

bool
lead_from_words(struct store *store, const struct span *folded, size_t count,
    struct row_list *quotes, struct arena *arena, struct fault *f)
{
	struct row_list	 numbers = { NULL, 0, 0 };
	struct leading	 x = { .store = store, .arena = arena, .numbers = &numbers };
	bool		 ok;

	x.lists_arena = arena_new(LISTS_BYTES_MAX);
	ok = x.lists_arena != NULL || fault_set(f, FAULT_MEMORY, "out of memory");
	for (size_t from = 0; ok && from < count; from += TOGETHER) {
		const size_t	 left = count - from;

		ok = lead_some(&x, folded + from, left < TOGETHER ? left : TOGETHER, f);
	}
	ok = ok && add_printings(&x, quotes, f);
	gram_lists_free(&x.lists);
	arena_free(x.lists_arena);
	free(x.votes);
	return ok;
}
