/*
 * Finding quotations by words. The index of words and pairs proposes,
 * core/trail.h judges.
 *
 * A phrase stands only where all of its pairs stand, which the words of a
 * wording then confirm. A near variant has a part of the pairs: it weighs what
 * they tell, a pair the more the fewer have it. Of what is proposed so, most
 * lacks the other words; those that few wordings have tell which it cannot have,
 * and what cannot be a variant without them is never read. Wordings are numbered
 * in the order of ids, so candidates come in one order whatever the order of arrival.
 */
#include "store/gram.h"

#include <stdlib.h>

#include "core/numbering.h"
#include "core/trail.h"

#define NEAR_MAX 400	   /* near variants proposed */
#define PROPOSED_MAX 30000 /* wordings that the rare pairs lead to, the rarest always */
#define SHARED_PERCENT 30  /* of the pairs that a near variant has */
#define WEIGHT_BITS 24
#define TELLING_BITS 8.0   /* a word that says less is in most lists */
#define TOLD_MAX 2000	   /* wordings of a word; who has a more common one is not asked */

/* A wording that has some of the grams. */
struct sharer {
	uint32_t	 number;
	uint32_t	 shared; /* grams */
	uint32_t	 weight; /* bits by which they are rare */
	uint64_t	 lacks;	 /* words that it has not, a bit for each */
};

struct finding {
	struct store		*store;
	struct arena		*arena;
	struct gram_list	 lists[STORE_QUERY_WORDS]; /* the shortest first */
	size_t			 nlists;
	struct span		 words;	  /* those that the lists are of */
	struct sharer		*sharers; /* by number */
	struct sharer		*spare;	  /* room for as many */
	size_t			 nsharers;
	struct store_candidate	*items;
	size_t			 count, room, most, total;
};

static int
compare_lengths(const void *left, const void *right)
{
	const struct gram_list	*a = left, *b = right;

	return (a->count > b->count) - (a->count < b->count);
}

/* The lists of the pairs; of a single word its own. */
static bool
read_lists(struct finding *x, struct span folded, struct fault *f)
{
	struct span	 rest = folded, before = gram_next(&rest);

	x->words = before;
	if (rest.n == 0)
		return gram_read(x->store, gram_word(before), SIZE_MAX, x->store->scratch,
		    &x->lists[x->nlists++], f);
	while (rest.n > 0 && x->nlists + 1 < STORE_QUERY_WORDS) {
		const struct span	 word = gram_next(&rest);

		if (!gram_read(x->store, gram_pair(before, word), SIZE_MAX, x->store->scratch,
			&x->lists[x->nlists++], f))
			return false;
		before = word;
		x->words = span_join(x->words, word);
	}
	qsort(x->lists, x->nlists, sizeof *x->lists, compare_lengths);
	return true;
}

/* Bits by which a list is shorter than 2^WEIGHT_BITS; at least 1. */
static uint32_t
weight_of(const struct gram_list *list)
{
	uint32_t	 bits = WEIGHT_BITS;

	for (size_t n = list->count; n > 1 && bits > 1; n /= 2)
		bits--;
	return bits;
}

/* Those of a longer list that are known already share one gram more. */
static void
share_known(struct finding *x, const struct gram_list *list)
{
	const uint32_t	 weight = weight_of(list);
	size_t		 at = 0;

	for (size_t i = 0; i < x->nsharers; i++) {
		while (at < list->count && list->items[at] < x->sharers[i].number)
			at++;
		if (at < list->count && list->items[at] == x->sharers[i].number) {
			x->sharers[i].shared++;
			x->sharers[i].weight += weight;
		}
	}
}

/* Both lists rise, and so does what they become. */
static void
share_all(struct finding *x, const struct gram_list *list)
{
	const uint32_t	 weight = weight_of(list);
	struct sharer	*merged = x->spare;
	size_t		 n = 0, i = 0;

	for (size_t k = 0; k < list->count; k++) {
		struct sharer	 next = { list->items[k], 1, weight, 0 };

		while (i < x->nsharers && x->sharers[i].number < next.number)
			merged[n++] = x->sharers[i++];
		if (i < x->nsharers && x->sharers[i].number == next.number) {
			next.shared += x->sharers[i].shared;
			next.weight += x->sharers[i++].weight;
		}
		merged[n++] = next;
	}
	while (i < x->nsharers)
		merged[n++] = x->sharers[i++];
	x->spare = x->sharers;
	x->sharers = merged;
	x->nsharers = n;
}

/* How many of the grams a near variant has at least. */
static size_t
near_share(const struct finding *x)
{
	return (x->nlists * SHARED_PERCENT + 99) / 100;
}

/*
 * The lists, of the shorter ones, that propose: whoever has all the grams is in
 * the shortest. A near variant is in another than the longest, as many as it
 * needs not have; of those the ones that lead to too many do without.
 */
static size_t
count_telling(const struct finding *x, bool near, size_t *proposed)
{
	size_t	 telling = 1;

	*proposed = x->lists[0].count;
	while (near && telling + near_share(x) <= x->nlists &&
	    *proposed + x->lists[telling].count <= PROPOSED_MAX)
		*proposed += x->lists[telling++].count;
	return telling;
}

static bool
find_sharers(struct finding *x, bool near, struct fault *f)
{
	size_t	 proposed, telling = count_telling(x, near, &proposed);

	x->sharers = arena_room(x->store->scratch, proposed, sizeof *x->sharers, f);
	x->spare = arena_room(x->store->scratch, proposed, sizeof *x->spare, f);
	if (x->sharers == NULL || x->spare == NULL)
		return false;
	for (size_t i = 0; i < telling; i++)
		share_all(x, &x->lists[i]);
	for (size_t i = telling; i < x->nlists; i++)
		share_known(x, &x->lists[i]);
	return true;
}

/* Do the words stand in these folded words, with nothing but spaces at their ends? */
static bool
holds_words(struct span folded, struct span words)
{
	for (size_t at = 0; at + words.n <= folded.n;) {
		at += span_find(span_cut(folded, at, folded.n), words);
		if (at + words.n > folded.n)
			return false;
		if ((at == 0 || folded.p[at - 1] == ' ') &&
		    (at + words.n == folded.n || folded.p[at + words.n] == ' '))
			return true;
		at++;
	}
	return false;
}

/* Take a wording when it holds the phrase, or does not, as is asked for. */
static bool
take(struct finding *x, uint32_t number, bool exact, struct fault *f)
{
	struct query		 q = query_begin(x->store, SQL_WORDING_GET);
	struct store_candidate	 c;

	query_int(&q, ":number", number);
	if (query_row(&q) && holds_words(query_take_text(&q, x->store->scratch), x->words) == exact) {
		c.printings = query_take_size(&q);
		c.id = query_take_text(&q, x->arena);
		c.family = query_take_text(&q, x->arena);
		c.text = query_take_text(&q, x->arena);
		if (arena_grow(x->arena, &x->items, x->count, &x->room, sizeof c, &q.fault))
			x->items[x->count++] = c;
		x->total++;
	}
	return query_end(&q, f);
}

static bool
take_exact(struct finding *x, struct fault *f)
{
	for (size_t i = 0; i < x->nsharers; i++) {
		if (x->sharers[i].shared < x->nlists)
			continue;
		if (x->count == x->most)
			x->total++;
		else if (!take(x, x->sharers[i].number, true, f))
			return false;
	}
	return true;
}

static int
compare_sharers(const void *left, const void *right)
{
	const struct sharer	*a = left, *b = right;

	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

/* Those that share enough of the grams to be near variants; others are forgotten. */
static void
keep_near(struct finding *x)
{
	const size_t	 asked = near_share(x);
	size_t		 count = 0;

	for (size_t i = 0; i < x->nsharers; i++) {
		if (x->sharers[i].shared >= asked)
			x->sharers[count++] = x->sharers[i];
	}
	x->nsharers = count;
}

/* Mark those that are not in the list of a word. */
static void
mark_lacking(struct finding *x, const struct gram_list *list, uint64_t word)
{
	size_t	 at = 0;

	for (size_t i = 0; i < x->nsharers; i++) {
		while (at < list->count && list->items[at] < x->sharers[i].number)
			at++;
		if (at == list->count || list->items[at] != x->sharers[i].number)
			x->sharers[i].lacks |= word;
	}
}

/* Forget those that lack too much of the phrase; what is behind the words asked they may have. */
static bool
drop_lacking(struct finding *x, struct span folded, struct fault *f)
{
	double	 bits[STORE_QUERY_WORDS];
	size_t	 words = 0, kept = 0;

	for (; folded.n > 0 && words < STORE_QUERY_WORDS; words++) {
		const struct span	 word = gram_next(&folded);
		struct gram_list	 list;

		bits[words] = numbering_background(word);
		if (bits[words] < TELLING_BITS)
			continue;
		if (!gram_read(x->store, gram_word(word), TOLD_MAX, x->store->scratch, &list, f))
			return false;
		if (list.whole)
			mark_lacking(x, &list, (uint64_t)1 << words);
	}
	for (size_t i = 0; i < x->nsharers; i++) {
		if (folded.n > 0 || trail_may_match(bits, words, x->sharers[i].lacks))
			x->sharers[kept++] = x->sharers[i];
	}
	x->nsharers = kept;
	return true;
}

static bool
take_near(struct finding *x, struct span folded, struct fault *f)
{
	keep_near(x);
	if (x->nsharers > 0 && !drop_lacking(x, folded, f))
		return false;
	if (x->nsharers > 0)
		qsort(x->sharers, x->nsharers, sizeof *x->sharers, compare_sharers);
	for (size_t i = 0; i < x->nsharers; i++) {
		if (i >= NEAR_MAX || x->count == x->most)
			x->total += x->sharers[i].shared < x->nlists;
		else if (!take(x, x->sharers[i].number, false, f))
			return false;
	}
	return true;
}

static bool
find(struct finding *x, struct span folded, struct fault *f)
{
	bool	 near;

	if (!read_lists(x, folded, f))
		return false;
	near = x->nlists + 1 >= STORE_NEAR_WORDS;
	return find_sharers(x, near, f) && take_exact(x, f) && (!near || take_near(x, folded, f));
}

bool
store_find(struct store *store, struct span folded, size_t most, struct arena *arena,
    struct store_candidate **found, size_t *count, size_t *total, struct fault *f)
{
	struct finding	 x = { .store = store, .arena = arena, .most = most };
	bool		 ok = true;

	arena_reset(store->scratch);
	if (folded.n > 0) {
		if (!snapshot_begin(store, f))
			return false;
		ok = snapshot_end(store, find(&x, folded, f), f);
	}
	*found = x.items;
	*count = x.count;
	*total = x.total;
	return ok;
}
