#include "core/trail_parts.h"

#include <stdlib.h>

#define CARRIERS_MAX 64 /* wordings a new wording is compared with: the earliest of the family */
#define LCS_WORDS 512	/* longer wordings are compared by their beginnings */
#define LCS_BLOCKS (LCS_WORDS / 64)
#define LCS_SLOTS (2 * LCS_WORDS)

/* Where the words of one wording stand, as bits, for the longest common subsequence. */
struct positions {
	uint32_t	 word[LCS_SLOTS]; /* 0: a free slot */
	uint64_t	 bits[LCS_SLOTS][LCS_BLOCKS];
	size_t		 count, blocks;
	size_t		 nslots; /* a power of two, that a short wording need not clear all */
};

static size_t
slot_of(const struct positions *p, uint32_t word)
{
	const size_t	 mask = p->nslots - 1;
	size_t		 at = (size_t)(word * 2654435761u >> 7) & mask;

	while (p->word[at] != 0 && p->word[at] != word)
		at = (at + 1) & mask;
	return at;
}

static void
read_positions(struct positions *p, const struct wording *w)
{
	p->count = w->count < LCS_WORDS ? w->count : LCS_WORDS;
	p->blocks = (p->count + 63) / 64;
	for (p->nslots = 64; p->nslots < 2 * p->count; p->nslots *= 2)
		;
	memset(p->word, 0, p->nslots * sizeof *p->word);
	for (size_t i = 0; i < p->count; i++) {
		size_t	 at = slot_of(p, w->words[i]);

		if (p->word[at] == 0)
			memset(p->bits[at], 0, sizeof p->bits[at]);
		p->word[at] = w->words[i];
		p->bits[at][i / 64] |= (uint64_t)1 << i % 64;
	}
}

/*
 * How much of the wording read stands in another: the length of the longest
 * common subsequence of words, and the words that stand directly behind another
 * in both: what one left out between two words is left out in the other, and
 * words met by chance have others beside them. Source: Hyyrö, "Bit-parallel
 * LCS-length computation revisited" (AWOCA 2004).
 */
static size_t
shared_words(const struct positions *p, const struct wording *w)
{
	static const uint64_t	 nowhere[LCS_BLOCKS];
	const uint64_t		*before = nowhere;
	uint64_t		 row[LCS_BLOCKS], behind[LCS_BLOCKS] = { 0 };
	const size_t		 n = w->count < LCS_WORDS ? w->count : LCS_WORDS;
	size_t			 shared = 0;

	memset(row, 0xFF, sizeof row);
	for (size_t j = 0; j < n; j++) {
		const size_t	 at = slot_of(p, w->words[j]);
		const uint64_t	*here = p->word[at] == 0 ? nowhere : p->bits[at];
		uint64_t	 carry = 0, shifted = 0;

		for (size_t k = 0; here != nowhere && k < p->blocks; k++) {
			const uint64_t	 u = row[k] & here[k];
			const uint64_t	 sum = row[k] + u, total = sum + carry;

			carry = (sum < row[k]) | (total < sum);
			row[k] = total | (row[k] - u);
			behind[k] |= (before[k] << 1 | shifted) & here[k];
			shifted = before[k] >> 63;
		}
		before = here;
	}
	/* Beyond the last word no bit was ever cleared. */
	for (size_t k = 0; k < p->blocks; k++)
		shared += (size_t)(__builtin_popcountll(~row[k]) + __builtin_popcountll(behind[k]));
	return shared;
}

/* A wording of the family as the members are walked through in order. */
struct carrier {
	uint32_t	 wording;
	size_t first,
	    other, /* its earliest occurrence, and the earliest in another article; TRAIL_NONE */
	    sure; /* the one that was printed by the earliest hour; TRAIL_NONE: none has such a bound */
	size_t		 seen;	 /* occurrences so far */
};

struct carriers {
	struct carrier	*items;
	size_t		 count;
	size_t		*index; /* sorted wordings of the family give the place in items; see place_of() */
	uint32_t	*sorted;
	size_t		 nsorted;
};

static int
compare_numbers(const void *a, const void *b)
{
	const uint32_t	*x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static bool
begin_carriers(const struct following *w, const struct family *family, struct carriers *c,
    struct fault *f)
{
	size_t	 n = 0;

	c->sorted = arena_take(w->scratch, family->nmembers, sizeof *c->sorted, f);
	c->index = arena_take(w->scratch, family->nmembers, sizeof *c->index, f);
	c->items = arena_take(w->scratch, family->nmembers, sizeof *c->items, f);
	if (c->sorted == NULL || c->index == NULL || c->items == NULL)
		return false;
	for (size_t i = 0; i < family->nmembers; i++)
		c->sorted[i] = w->found.wordings.of[family->members[i]];
	qsort(c->sorted, family->nmembers, sizeof *c->sorted, compare_numbers);
	for (size_t i = 0; i < family->nmembers; i++) {
		if (n == 0 || c->sorted[n - 1] != c->sorted[i])
			c->sorted[n++] = c->sorted[i];
	}
	for (size_t i = 0; i < n; i++)
		c->index[i] = TRAIL_NONE;
	c->nsorted = n;
	c->count = 0;
	return true;
}

/* NULL: none of the family has these words. */
static size_t *
place_of(const struct carriers *c, uint32_t wording)
{
	const uint32_t	*at = bsearch(&wording, c->sorted, c->nsorted, sizeof *at, compare_numbers);

	return at == NULL ? NULL : &c->index[at - c->sorted];
}

/* When it had been printed at the latest. */
static int64_t
bound_of(const struct following *w, size_t i)
{
	bool	 inferred;

	return trail_when(w, i, &inferred).latest;
}

static bool
is_surely_before(const struct following *w, size_t a, size_t b)
{
	bool		 inferred;
	const int64_t	 from = trail_when(w, b, &inferred).earliest;

	return from != DATE_UNKNOWN && bound_of(w, a) != DATE_UNKNOWN && bound_of(w, a) <= from;
}

/*
 * The carrier's earliest occurrence outside of the member's article; where
 * that may have come after the member, one that surely did not.
 */
static size_t
outside_of(const struct following *w, const struct carrier *c, size_t member)
{
	const uint32_t	 article = w->ledger.entries[member].article;
	const size_t	 first = w->ledger.entries[c->first].article != article ? c->first : c->other;

	if (first != TRAIL_NONE && c->sure != TRAIL_NONE && !is_surely_before(w, first, member) &&
	    is_surely_before(w, c->sure, member) && w->ledger.entries[c->sure].article != article)
		return c->sure;
	return first;
}

/* The carrier chosen so far for a member. */
struct choice {
	size_t	 parent; /* its occurrence that the member may be made from; TRAIL_NONE */
	size_t	 shared; /* words */
	size_t	 carriers;
};

static void
consider(const struct following *w, const struct carrier *carrier, size_t member,
    const struct positions *positions, struct choice *best)
{
	const size_t	 parent = outside_of(w, carrier, member);
	size_t		 shared;

	if (parent == TRAIL_NONE)
		return;
	shared = shared_words(positions, &w->found.wordings.items[carrier->wording]);
	if (best->parent == TRAIL_NONE || shared > best->shared)
		*best = (struct choice) { parent, shared, carrier->seen };
}

/*
 * The carrier whose words, in its order and side by side as there, leave the
 * fewest to be explained; ties to the earlier. What a carrier has beyond that
 * says nothing: leaving out is what copies do most, and the earliest form is
 * copied more than any other.
 */
static struct choice
best_carrier(const struct following *w, const struct carriers *c, size_t member,
    struct positions *positions)
{
	const struct wording	*wording = trail_wording(w, member);
	const size_t		*by = place_of(c, wording->by);
	struct choice		 best = { .parent = TRAIL_NONE };

	read_positions(positions, wording);
	/* One that has all the words, side by side, is not surpassed. */
	for (size_t i = 0; i < c->count && i < CARRIERS_MAX &&
	     (best.parent == TRAIL_NONE || best.shared + 1 < 2 * positions->count);
	     i++)
		consider(w, &c->items[i], member, positions, &best);
	if (by != NULL && *by != TRAIL_NONE && *by >= CARRIERS_MAX)
		consider(w, &c->items[*by], member, positions, &best);
	return best;
}

static void
add_carrier(const struct following *w, struct carriers *c, size_t member)
{
	size_t		*place = place_of(c, w->found.wordings.of[member]);
	struct carrier	*carrier;

	if (*place == TRAIL_NONE) {
		*place = c->count;
		c->items[c->count++] = (struct carrier) {
			w->found.wordings.of[member],
			member,
			TRAIL_NONE,
			TRAIL_NONE,
			0,
		};
	}
	carrier = &c->items[*place];
	carrier->seen++;
	if (carrier->other == TRAIL_NONE &&
	    w->ledger.entries[carrier->first].article != w->ledger.entries[member].article)
		carrier->other = member;
	if (bound_of(w, member) != DATE_UNKNOWN &&
	    (carrier->sure == TRAIL_NONE || bound_of(w, member) < bound_of(w, carrier->sure)))
		carrier->sure = member;
}

/* A member, and when it may have been printed at the middle. */
struct turn {
	size_t	 member, place;
	int64_t	 moment;
};

static int
compare_turns(const void *a, const void *b)
{
	const struct turn	*x = a, *y = b;

	if (x->moment != y->moment)
		return x->moment < y->moment ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

/* Members in the order in which they were most likely printed: none before the earliest. */
static struct turn *
order_turns(const struct following *w, const struct family *family, struct fault *f)
{
	struct turn	*turns = arena_take(w->scratch, family->nmembers, sizeof *turns, f);
	bool		 inferred;
	const int64_t	 from = trail_when(w, family->earliest, &inferred).earliest;

	for (size_t k = 0; turns != NULL && k < family->nmembers; k++) {
		const size_t	 i = family->members[k];
		struct interval	 when = trail_when(w, i, &inferred);

		if (when.earliest != DATE_UNKNOWN && when.latest != DATE_UNKNOWN &&
		    when.earliest < from)
			when.earliest = from < when.latest ? from : when.latest;
		turns[k] =
		    (struct turn) { i, k, i == family->earliest ? INT64_MIN : trail_moment(when) };
	}
	if (turns != NULL)
		qsort(turns, family->nmembers, sizeof *turns, compare_turns);
	return turns;
}

bool
trail_find_parents(struct following *w, const struct family *family, struct fault *f)
{
	struct carriers	 c;
	struct positions positions;
	struct turn	*turns;

	arena_reset(w->scratch);
	if (!begin_carriers(w, family, &c, f) || (turns = order_turns(w, family, f)) == NULL)
		return false;
	for (size_t k = 0; k < family->nmembers; k++) {
		const size_t		 i = turns[k].member;
		const size_t		*place = place_of(&c, w->found.wordings.of[i]);
		struct choice		 best = { .parent = TRAIL_NONE };

		if (i != family->earliest && *place != TRAIL_NONE) {
			best.parent = outside_of(w, &c.items[*place], i);
			best.carriers = c.items[*place].seen;
		}
		if (i != family->earliest && best.parent == TRAIL_NONE)
			best = best_carrier(w, &c, i, &positions);
		w->parents[i] = best.parent == TRAIL_NONE ? FOLLOWING_NONE : (uint32_t)best.parent;
		w->carriers[i] = best.parent == TRAIL_NONE ? 0 : (uint32_t)best.carriers;
		/* An aside has no date: it comes last, and nobody copies it. */
		if (!w->ledger.entries[i].aside)
			add_carrier(w, &c, i);
	}
	return true;
}
