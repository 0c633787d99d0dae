#include "store/lead.h"

#include <stdlib.h>

#include "core/pile.h"
#include "core/token.h"
#include "store/gram.h"

#define LISTS_BYTES_MAX ((size_t)1 << 30) /* of so many texts' grams, however long and common */
#define TOGETHER ((size_t)32768) /* texts whose lists are read together */
#define CANDIDATES_MAX 8  /* wordings that share most with one that is new */
#define LISTED_MAX 64	  /* wordings that have a gram, beyond which it is common */
#define PAIRS_MAX 64	  /* of a quotation that are looked up; more would not tell it better */
#define WHOLE_WEIGHT 8.0F /* of all words, against pairs that nobody else has */
#define ENOUGH_SHARED 2	  /* grams, or one in LITTLE of those that anything has */
#define LITTLE 4
#define LEADS_TOGETHER ((size_t)65536) /* whose lists are read together */
#define LEADS_LISTED 128    /* wordings of a lead that are looked at, */
#define LED_MAX ((size_t)8) /* and that are asked for their family */
#define LED_READ ((size_t)2) /* wordings of one family in which the run stands, read whole */

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
	struct span	 rest = folded, before = token_next(&rest);

	if (!visit(x, gram_whole(folded), WHOLE_WEIGHT, f))
		return false;
	for (size_t pairs = 0; rest.n > 0 && pairs < PAIRS_MAX; pairs++) {
		const struct span	 word = token_next(&rest);

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
lead(struct leading *x, struct span folded, bool *led, struct fault *f)
{
	struct vote	 best[CANDIDATES_MAX];
	size_t		 count;

	x->nvotes = 0;
	x->told = 0;
	if (!each_gram(x, folded, vote_if_rare, f) ||
	    (x->nvotes == 0 && !each_gram(x, folded, vote_if_common, f)))
		return false;
	count = count_votes(x, best);
	*led = count > 0;
	for (size_t i = 0; i < count; i++) {
		if (!row_list_add(x->numbers, best[i].number, x->arena, f))
			return false;
	}
	return true;
}

static bool
lead_some(struct leading *x, const struct span *folded, size_t count, bool *led, struct fault *f)
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
		if (!lead(x, folded[i], &led[i], f))
			return false;
	}
	return true;
}

static bool
add_printings(struct leading *x, struct row_list *quotes, struct fault *f)
{
	row_list_sort(x->numbers);
	for (size_t i = 0; i < x->numbers->count; i++) {
		struct wording_row led;

		if (!wording_read(x->store, x->numbers->items[i], &led, f) ||
		    (led.quote != 0 && !row_list_add(quotes, led.quote, x->arena, f)))
			return false;
	}
	return true;
}

bool
lead_from_words(struct store *store, const struct span *folded, size_t count, bool *led,
    struct row_list *quotes, struct arena *arena, struct fault *f)
{
	struct row_list	 numbers = { NULL, 0, 0 };
	struct leading	 x = { .store = store, .arena = arena, .numbers = &numbers };
	bool		 ok;

	x.lists_arena = arena_new(LISTS_BYTES_MAX);
	ok = x.lists_arena != NULL || fault_set(f, FAULT_MEMORY, "out of memory");
	for (size_t from = 0; ok && from < count; from += TOGETHER) {
		const size_t	 left = count - from;

		ok = lead_some(&x, folded + from, left < TOGETHER ? left : TOGETHER, led + from, f);
	}
	ok = ok && add_printings(&x, quotes, f);
	gram_lists_free(&x.lists);
	arena_free(x.lists_arena);
	free(x.votes);
	return ok;
}

/* --- prose --------------------------------------------------------------------- */

/* What leads are looked up with. */
struct prose_leading {
	struct store	*store;
	struct arena	*arena, *lists_arena;
	struct gram_lists lists;
	struct wording_row *led; /* by number */
	size_t		 nled;
};

static void
sort_leads(struct lead_list *leads)
{
	size_t	 kept = 0;

	if (leads->count > 1)
		qsort(leads->items, leads->count, sizeof *leads->items, token_hash_compare);
	for (size_t i = 0; i < leads->count; i++) {
		if (kept == 0 || leads->items[kept - 1] != leads->items[i])
			leads->items[kept++] = leads->items[i];
	}
	leads->count = kept;
}

/* Wordings from end to end of each list tell whether it is of one family: they lie by family. */
static size_t
count_asked(const struct gram_list *list)
{
	return list->count < LED_MAX ? list->count : LED_MAX;
}

static uint32_t
asked_of(const struct gram_list *list, size_t i)
{
	const size_t	 last = count_asked(list) - 1;

	return list->items[last > 0 ? i * (list->count - 1) / last : 0];
}

static bool
read_wordings(struct prose_leading *x, struct fault *f)
{
	struct row_list	 numbers = { NULL, 0, 0 };

	for (size_t i = 0; i < x->lists.count; i++) {
		const struct gram_list	*list = &x->lists.items[i].list;

		for (size_t k = 0; k < count_asked(list); k++) {
			if (!row_list_add(&numbers, asked_of(list, k), x->lists_arena, f))
				return false;
		}
	}
	row_list_sort(&numbers);
	x->led = arena_take(x->lists_arena, numbers.count, sizeof *x->led, f);
	if (x->led == NULL)
		return false;
	for (x->nled = 0; x->nled < numbers.count; x->nled++) {
		if (!wording_read(x->store, numbers.items[x->nled], &x->led[x->nled], f))
			return false;
	}
	return true;
}

static int
compare_led(const void *left, const void *right)
{
	const struct wording_row *a = left, *b = right;

	return (a->number > b->number) - (a->number < b->number);
}

static const struct wording_row *
led_by(const struct prose_leading *x, uint32_t number)
{
	const struct wording_row asked = { .number = number };

	return bsearch(&asked, x->led, x->nled, sizeof asked, compare_led);
}

static bool
follow_lead(const struct prose_leading *x, uint64_t lead, struct lead_list *shunned,
    struct row_list *quotes, struct fault *f)
{
	const struct gram_list	*list = gram_lists_find(&x->lists, gram_lead(lead));
	const size_t		 asked = count_asked(list);

	for (size_t i = 1; i < asked; i++) {
		if (led_by(x, asked_of(list, i))->family == led_by(x, asked_of(list, 0))->family)
			continue;
		if (!arena_grow(x->arena, &shunned->items, shunned->count, &shunned->room,
			sizeof lead, f))
			return false;
		shunned->items[shunned->count++] = lead;
		return true;
	}
	for (size_t i = 0; i < asked && i < LED_READ; i++) {
		if (!row_list_add(quotes, led_by(x, asked_of(list, i))->quote, x->arena, f))
			return false;
	}
	return true;
}

static bool
follow_some(struct prose_leading *x, const uint64_t *leads, size_t count, struct lead_list *shunned,
    struct row_list *quotes, struct fault *f)
{
	arena_reset(x->lists_arena);
	gram_lists_empty(&x->lists);
	for (size_t i = 0; i < count; i++) {
		if (!gram_lists_ask(&x->lists, gram_lead(leads[i]), f))
			return false;
	}
	if (!gram_lists_read(x->store, &x->lists, LEADS_LISTED, x->lists_arena, f) ||
	    !read_wordings(x, f))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!follow_lead(x, leads[i], shunned, quotes, f))
			return false;
	}
	return true;
}

bool
lead_from_prose(struct store *store, struct lead_list *leads, struct lead_list *shunned,
    struct row_list *quotes, struct arena *arena, struct fault *f)
{
	struct prose_leading	 x = { .store = store, .arena = arena };
	bool			 ok;

	sort_leads(leads);
	x.lists_arena = arena_new(LISTS_BYTES_MAX);
	ok = x.lists_arena != NULL || fault_set(f, FAULT_MEMORY, "out of memory");
	for (size_t from = 0; ok && from < leads->count; from += LEADS_TOGETHER) {
		const size_t	 left = leads->count - from;

		ok = follow_some(&x, leads->items + from,
		    left < LEADS_TOGETHER ? left : LEADS_TOGETHER, shunned, quotes, f);
	}
	gram_lists_free(&x.lists);
	arena_free(x.lists_arena);
	return ok;
}
