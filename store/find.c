/*
 * Finding quotations by words. The index of words and pairs proposes,
 * core/trail.h judges.
 *
 * A phrase stands only where all of its pairs stand, which the words of a
 * wording then confirm. A near variant has a part of the pairs: it weighs what
 * they tell, a pair the more the fewer have it. Of what is proposed so, most
 * lacks the other words; those that few wordings have tell which it cannot have,
 * and what cannot be a variant without them is never read. Wordings are numbered
 * by family and id, so candidates come in one order whatever the order of arrival.
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
	uint64_t	 has;	 /* those of the grams, a bit for each */
	uint64_t	 lacks;	 /* words that it has not, a bit for each */
};

/* The wordings of one gram. */
struct shared_gram {
	struct gram_list list;
	uint64_t	 bit; /* of the first pair the lowest */
};

struct finding {
	struct store		*store;
	struct arena		*arena;
	struct shared_gram	 lists[STORE_QUERY_WORDS]; /* the shortest first */
	size_t			 nlists;
	struct span		 words;	  /* those that the lists are of */
	struct sharer		*sharers; /* by number */
	struct sharer		*spare;	  /* room for as many */
	size_t			 nsharers;
	struct span		 asked[STORE_QUERY_WORDS]; /* words that a near variant may lack */
	double			 bits[STORE_QUERY_WORDS];
	size_t			 nasked;
	bool			 longer;  /* there are more words behind them */
	struct store_candidate	*items;
	size_t			 count, room, most, total;
};

static int
compare_lengths(const void *left, const void *right)
{
	const struct shared_gram	*a = left, *b = right;

	return (a->list.count > b->list.count) - (a->list.count < b->list.count);
}

/* The lists of the pairs; of a single word its own. */
static bool
read_lists(struct finding *x, struct span folded, struct fault *f)
{
	struct span	 rest = folded, before = token_next(&rest);

	x->words = before;
	if (rest.n == 0)
		return gram_read(x->store, gram_word(before), SIZE_MAX, x->store->scratch,
		    &x->lists[x->nlists++].list, f);
	while (rest.n > 0 && x->nlists + 1 < STORE_QUERY_WORDS) {
		const struct span	 word = token_next(&rest);

		struct shared_gram	*pair = &x->lists[x->nlists];

		pair->bit = (uint64_t)1 << x->nlists++;
		if (!gram_read(x->store, gram_pair(before, word), SIZE_MAX, x->store->scratch,
			&pair->list, f))
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
share_known(struct finding *x, const struct shared_gram *gram)
{
	const struct gram_list	*list = &gram->list;
	const uint32_t	 weight = weight_of(list);
	size_t		 at = 0;

	for (size_t i = 0; i < x->nsharers; i++) {
		while (at < list->count && list->items[at] < x->sharers[i].number)
			at++;
		if (at < list->count && list->items[at] == x->sharers[i].number) {
			x->sharers[i].shared++;
			x->sharers[i].weight += weight;
			x->sharers[i].has |= gram->bit;
		}
	}
}

/* Both lists rise, and so does what they become. */
static void
share_all(struct finding *x, const struct shared_gram *gram)
{
	const struct gram_list	*list = &gram->list;
	const uint32_t	 weight = weight_of(list);
	struct sharer	*merged = x->spare;
	size_t		 n = 0, i = 0;

	for (size_t k = 0; k < list->count; k++) {
		struct sharer	 next = { list->items[k], 1, weight, gram->bit, 0 };

		while (i < x->nsharers && x->sharers[i].number < next.number)
			merged[n++] = x->sharers[i++];
		if (i < x->nsharers && x->sharers[i].number == next.number) {
			next.shared += x->sharers[i].shared;
			next.has |= x->sharers[i].has;
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

	*proposed = x->lists[0].list.count;
	while (near && telling + near_share(x) <= x->nlists &&
	    *proposed + x->lists[telling].list.count <= PROPOSED_MAX)
		*proposed += x->lists[telling++].list.count;
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

/* The words of the phrase that a wording has not. */
static uint64_t
lacks_of(const struct finding *x, struct span folded)
{
	uint64_t	 lacks = UINT64_MAX;

	while (folded.n > 0) {
		const struct span	 word = token_next(&folded);

		for (size_t i = 0; i < x->nasked; i++) {
			if (span_eq(word, x->asked[i]))
				lacks &= ~((uint64_t)1 << i);
		}
	}
	return lacks;
}

/* Is what it has of the words asked enough for a variant? Those behind them it may have. */
static bool
may_be_near(const struct finding *x, const struct sharer *sharer, uint64_t lacks)
{
	return x->longer || trail_may_match(x->bits, x->nasked, lacks, ~sharer->has);
}

/* Take a wording when it holds the phrase, or when it does not and may be near, as is asked for. */
static bool
take(struct finding *x, const struct sharer *sharer, bool exact, struct fault *f)
{
	struct store_candidate	 c = { .words = SPAN_NONE };
	struct wording_row	 row;
	struct span		 words;

	if (!wording_read_words(x->store, sharer->number, x->store->scratch, &words, f))
		return false;
	if (holds_words(words, x->words) != exact ||
	    (!exact && !may_be_near(x, sharer, lacks_of(x, words))))
		return true;
	if (!wording_read(x->store, sharer->number, &row, f))
		return false;
	if (row.quote == 0)
		return true;
	c.family = row.family;
	c.quote = row.quote;
	c.printings = row.printings;
	if (!span_in(x->arena, words, &c.words, f) ||
	    !arena_grow(x->arena, &x->items, x->count, &x->room, sizeof c, f))
		return false;
	x->items[x->count++] = c;
	x->total++;
	return true;
}

static bool
take_exact(struct finding *x, struct fault *f)
{
	for (size_t i = 0; i < x->nsharers; i++) {
		if (x->sharers[i].shared < x->nlists)
			continue;
		if (x->count == x->most)
			x->total++;
		else if (!take(x, &x->sharers[i], true, f))
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

static void
ask_words(struct finding *x, struct span folded)
{
	for (; folded.n > 0 && x->nasked < STORE_QUERY_WORDS; x->nasked++) {
		x->asked[x->nasked] = token_next(&folded);
		x->bits[x->nasked] = numbering_background(x->asked[x->nasked]);
	}
	x->longer = folded.n > 0;
}

/* Forget those that lack too much of the phrase, as the lists of its rarer words tell. */
static bool
drop_lacking(struct finding *x, struct fault *f)
{
	size_t	 kept = 0;

	for (size_t i = 0; i < x->nasked; i++) {
		struct gram_list	 list;

		if (x->bits[i] < TELLING_BITS)
			continue;
		if (!gram_read(x->store, gram_word(x->asked[i]), TOLD_MAX, x->store->scratch, &list,
			f))
			return false;
		if (list.whole)
			mark_lacking(x, &list, (uint64_t)1 << i);
	}
	for (size_t i = 0; i < x->nsharers; i++) {
		if (may_be_near(x, &x->sharers[i], x->sharers[i].lacks))
			x->sharers[kept++] = x->sharers[i];
	}
	x->nsharers = kept;
	return true;
}

static bool
take_near(struct finding *x, struct span folded, struct fault *f)
{
	keep_near(x);
	ask_words(x, folded);
	if (x->nsharers > 0 && !drop_lacking(x, f))
		return false;
	if (x->nsharers > 0)
		qsort(x->sharers, x->nsharers, sizeof *x->sharers, compare_sharers);
	for (size_t i = 0; i < x->nsharers; i++) {
		if (i >= NEAR_MAX || x->count == x->most)
			x->total += x->sharers[i].shared < x->nlists;
		else if (!take(x, &x->sharers[i], false, f))
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

static bool
read_printing(struct store *store, const struct store_candidate *candidate, struct arena *arena,
    struct store_printing *printing, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_CANDIDATE_GET);

	query_int(&q, ":family", candidate->family);
	query_int(&q, ":quote", candidate->quote);
	if (query_row(&q)) {
		printing->family = query_take_text(&q, arena);
		printing->id = query_take_text(&q, arena);
		printing->text = query_take_text(&q, arena);
	}
	return query_end(&q, f);
}

bool
store_printings(struct store *store, const struct store_candidate *candidates, size_t count,
    struct arena *arena, struct store_printing **printings, struct fault *f)
{
	bool	 ok = true;

	*printings = arena_take(arena, count, sizeof **printings, f);
	if (*printings == NULL || !snapshot_begin(store, f))
		return false;
	for (size_t i = 0; i < count && ok; i++)
		ok = read_printing(store, &candidates[i], arena, &(*printings)[i], f);
	return snapshot_end(store, ok, f);
}
