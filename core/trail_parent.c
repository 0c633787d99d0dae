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
};

static size_t
slot_of(const struct positions *p, uint32_t word)
{
	size_t	 at = (size_t)(word * 2654435761u >> 7) % LCS_SLOTS;

	while (p->word[at] != 0 && p->word[at] != word)
		at = (at + 1) % LCS_SLOTS;
	return at;
}

static void
read_positions(struct positions *p, const struct wording *w)
{
	memset(p->word, 0, sizeof p->word);
	p->count = w->count < LCS_WORDS ? w->count : LCS_WORDS;
	p->blocks = (p->count + 63) / 64;
	for (size_t i = 0; i < p->count; i++) {
		size_t	 at = slot_of(p, w->words[i]);

		if (p->word[at] == 0)
			memset(p->bits[at], 0, sizeof p->bits[at]);
		p->word[at] = w->words[i];
		p->bits[at][i / 64] |= (uint64_t)1 << i % 64;
	}
}

/*
 * Length of the longest common subsequence of words. Source: Hyyrö,
 * "Bit-parallel LCS-length computation revisited" (AWOCA 2004).
 */
static size_t
common_words(const struct positions *p, const struct wording *w)
{
	uint64_t	 row[LCS_BLOCKS];
	size_t		 n = w->count < LCS_WORDS ? w->count : LCS_WORDS, length = 0;

	memset(row, 0xFF, sizeof row);
	for (size_t j = 0; j < n; j++) {
		const size_t	 at = slot_of(p, w->words[j]);
		uint64_t	 carry = 0;

		if (p->word[at] == 0)
			continue;
		for (size_t k = 0; k < p->blocks; k++) {
			const uint64_t	 u = row[k] & p->bits[at][k];
			const uint64_t	 sum = row[k] + u, total = sum + carry;

			carry = (sum < row[k]) | (total < sum);
			row[k] = total | (row[k] - u);
		}
	}
	/* Beyond the last word no bit was ever cleared. */
	for (size_t k = 0; k < p->blocks; k++)
		length += (size_t)__builtin_popcountll(~row[k]);
	return length;
}

/*
 * Words of the wording read that stand directly behind another in both: what one left out between
 * two words is left out in the other, and words met by chance have others beside them.
 */
static size_t
common_pairs(const struct positions *p, const struct wording *w)
{
	const uint64_t	*before = NULL;
	uint64_t	 row[LCS_BLOCKS] = { 0 };
	size_t		 n = w->count < LCS_WORDS ? w->count : LCS_WORDS, pairs = 0;

	for (size_t j = 0; j < n; j++) {
		const size_t	 at = slot_of(p, w->words[j]);
		const uint64_t	*here = p->word[at] == 0 ? NULL : p->bits[at];
		uint64_t	 carry = 0;

		for (size_t k = 0; before != NULL && here != NULL && k < p->blocks; k++) {
			row[k] |= (before[k] << 1 | carry) & here[k];
			carry = before[k] >> 63;
		}
		before = here;
	}
	for (size_t k = 0; k < p->blocks; k++)
		pairs += (size_t)__builtin_popcountll(row[k]);
	return pairs;
}

/* A wording of the family as the members are walked through in order. */
struct carrier {
	uint32_t	 wording;
	size_t first,
	    other; /* its earliest occurrence, and the earliest in another article; TRAIL_NONE */
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

static size_t *
place_of(const struct carriers *c, uint32_t wording)
{
	const uint32_t	*at = bsearch(&wording, c->sorted, c->nsorted, sizeof *at, compare_numbers);

	return &c->index[at - c->sorted];
}

/* The carrier's earliest occurrence outside of an article. */
static size_t
outside_of(const struct following *w, const struct carrier *c, size_t article)
{
	if (w->ledger.entries[c->first].article != article)
		return c->first;
	return c->other;
}

/*
 * The carrier whose words, in its order and side by side as there, leave the
 * fewest to be explained; ties to the earlier. What a carrier has beyond that
 * says nothing: leaving out is what copies do most, and the earliest form is
 * copied more than any other.
 */
static size_t
best_carrier(const struct following *w, const struct carriers *c, size_t member,
    struct positions *positions, size_t *carriers)
{
	const struct wording	*wording = trail_wording(w, member);
	const size_t		 article = w->ledger.entries[member].article;
	size_t			 best = TRAIL_NONE;
	size_t			 most = 0;

	read_positions(positions, wording);
	for (size_t i = 0; i < c->count; i++) {
		const struct carrier	*carrier = &c->items[i];
		const size_t		 parent = outside_of(w, carrier, article);
		const struct wording	*other;
		size_t			 shared;

		if (i >= CARRIERS_MAX && carrier->wording != wording->by)
			continue;
		if (parent == TRAIL_NONE)
			continue;
		other = &w->found.wordings.items[carrier->wording];
		shared = common_words(positions, other) + common_pairs(positions, other);
		if (best == TRAIL_NONE || shared > most) {
			best = parent;
			most = shared;
			*carriers = carrier->seen;
		}
	}
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
			0,
		};
	}
	carrier = &c->items[*place];
	carrier->seen++;
	if (carrier->other == TRAIL_NONE &&
	    w->ledger.entries[carrier->first].article != w->ledger.entries[member].article)
		carrier->other = member;
}

bool
trail_find_parents(struct following *w, const struct family *family, struct fault *f)
{
	struct carriers	 c;
	struct positions positions;

	arena_reset(w->scratch);
	if (!begin_carriers(w, family, &c, f))
		return false;
	for (size_t k = 0; k < family->nmembers; k++) {
		const size_t		 i = family->members[k];
		const size_t		*place = place_of(&c, w->found.wordings.of[i]);
		size_t			 parent = TRAIL_NONE, carriers = 0;

		if (i != family->earliest && *place != TRAIL_NONE) {
			parent = outside_of(w, &c.items[*place], w->ledger.entries[i].article);
			carriers = c.items[*place].seen;
		}
		if (i != family->earliest && parent == TRAIL_NONE)
			parent = best_carrier(w, &c, i, &positions, &carriers);
		w->parents[i] = parent == TRAIL_NONE ? FOLLOWING_NONE : (uint32_t)parent;
		w->carriers[i] = parent == TRAIL_NONE ? 0 : (uint32_t)carriers;
		/* An aside has no date: it comes last, and nobody copies it. */
		if (!w->ledger.entries[i].aside)
			add_carrier(w, &c, i);
	}
	return true;
}
