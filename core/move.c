#include "core/move.h"

#define TABLE_MAX ((size_t)1 << 20) /* cells; beyond, nothing is sought */
#define RUNS_MAX 16
#define REST_MAX 256 /* units that are matched one by one */

/*
 * The two texts in an order of their own, so that reading a drift backwards
 * finds the same passages, and the unpaired units of each, in order.
 */
struct search {
	struct comparison	*c;
	struct side		*first, *second;
	size_t			*loose, *other; /* units of first and of second */
	size_t			 nloose, nother;
	size_t			*row;
	bool			 partial; /* some unpaired units are in no list */
};

static void
collect_block(struct search *s, const struct block *b)
{
	const struct side	*r = &s->c->reference, *v = &s->c->variant;
	const bool		 straight = s->first == r;

	/* A block that begins or ends inside a token cannot be told apart from it. */
	if (!side_token_edge(r, b->a) || !side_token_edge(r, b->a_end) ||
	    !side_token_edge(v, b->b) || !side_token_edge(v, b->b_end)) {
		s->partial = true;
		return;
	}
	for (size_t i = b->a; i < b->a_end; i++) {
		if (straight)
			s->loose[s->nloose++] = i;
		else
			s->other[s->nother++] = i;
	}
	for (size_t i = b->b; i < b->b_end; i++) {
		if (straight)
			s->other[s->nother++] = i;
		else
			s->loose[s->nloose++] = i;
	}
}

static bool
collect(struct search *s, struct arena *arena, struct fault *f)
{
	struct block	 b;

	s->loose = arena_take(arena, s->first->units.count, sizeof *s->loose, f);
	s->other = arena_take(arena, s->second->units.count, sizeof *s->other, f);
	if (s->loose == NULL || s->other == NULL)
		return false;
	for (size_t at = 0; comparison_block(s->c, &at, &b);)
		collect_block(s, &b);
	return true;
}

/* A run of units that stands at a in the first text and at b in the second. */
struct run {
	size_t	 a, b, length;
};

static bool
whole_tokens(const struct search *s, struct run *run)
{
	const struct side	*x = s->first, *y = s->second;

	while (run->length > 0 && !(side_token_edge(x, run->a) && side_token_edge(y, run->b))) {
		run->a++;
		run->b++;
		run->length--;
	}
	while (run->length > 0 &&
	    !(side_token_edge(x, run->a + run->length) && side_token_edge(y, run->b + run->length)))
		run->length--;
	for (size_t i = 0; i < run->length; i++) {
		if (x->units.items[run->a + i].flags & UNIT_CONTENT)
			return run->length >= MOVE_MIN;
	}
	return false;
}

static bool
same_loose(const struct search *s, size_t a, size_t b)
{
	return s->first->partner[a] == MOVE_NONE && s->second->partner[b] == MOVE_NONE &&
	    align_same(&s->first->units.pairs[a], &s->second->units.pairs[b]);
}

/*
 * The longest run of loose units that both texts hold; the earliest in the first, then in the
 * second.
 */
static struct run
longest_run(const struct search *s)
{
	struct run	 best = { 0, 0, 0 };

	memset(s->row, 0, (s->nother + 1) * sizeof *s->row);
	for (size_t i = 0; i < s->nloose; i++) {
		const size_t	 a = s->loose[i];

		for (size_t j = s->nother; j-- > 0;) {
			const size_t	 b = s->other[j];
			size_t		 length = 0;

			if (same_loose(s, a, b)) {
				length = 1;
				if (i > 0 && j > 0 && s->loose[i - 1] + 1 == a &&
				    s->other[j - 1] + 1 == b)
					length += s->row[j];
			}
			s->row[j + 1] = length;
			if (length > best.length ||
			    (length == best.length && length > 0 && a + 1 - length == best.a &&
				b + 1 - length < best.b))
				best = (struct run) { a + 1 - length, b + 1 - length, length };
		}
	}
	return best;
}

static void
move_run(const struct search *s, const struct run *run)
{
	for (size_t i = 0; i < run->length; i++) {
		s->first->partner[run->a + i] = run->b + i;
		s->second->partner[run->b + i] = run->a + i;
	}
	s->c->moves = true;
}

/* How many pairs a move from a to b crosses. */
static size_t
crossed(const struct search *s, size_t a, size_t b)
{
	const bool	 straight = s->first == &s->c->reference;
	size_t		 count = 0;

	for (size_t i = 0; i < s->c->alignment.count; i++) {
		const struct align_column	*column = &s->c->alignment.columns[i];
		const size_t	 x = straight ? column->a : column->b;
		const size_t	 y = straight ? column->b : column->a;

		count += column->op <= ALIGN_KIN && (x < a) != (y < b);
	}
	return count;
}

/*
 * An unpaired, whole token of the second text that equals unit a of the first; nother when
 * there is none.
 */
static size_t
find_equal(const struct search *s, size_t a, const size_t *found)
{
	const struct side	*x = s->first, *y = s->second;
	size_t			 j = 0;

	while (j < s->nother &&
	    (found[j] != MOVE_NONE || !align_same(&x->units.pairs[a], &y->units.pairs[s->other[j]])))
		j++;
	if (j < s->nother && side_token_edge(x, a) && side_token_edge(x, a + 1) &&
	    side_token_edge(y, s->other[j]) && side_token_edge(y, s->other[j] + 1))
		return j;
	return s->nother;
}

/*
 * When each loose unit of one text has an equal in the other, the two are the
 * same words in another order, provided some move crosses MOVE_MIN of them.
 */
static bool
match_rest(const struct search *s, struct arena *arena, struct fault *f)
{
	size_t	*found;
	bool	 far = s->c->moves;

	if (s->partial || s->nloose != s->nother || s->nloose > REST_MAX)
		return true;
	found = arena_take(arena, s->nother, sizeof *found, f);
	if (found == NULL)
		return false;
	for (size_t j = 0; j < s->nother; j++)
		found[j] = s->second->partner[s->other[j]];
	for (size_t i = 0; i < s->nloose; i++) {
		const size_t	 a = s->loose[i];
		size_t		 j;

		if (s->first->partner[a] != MOVE_NONE)
			continue;
		j = find_equal(s, a, found);
		if (j == s->nother)
			return true;
		found[j] = a;
		far = far || crossed(s, a, s->other[j]) >= MOVE_MIN;
	}
	for (size_t j = 0; far && j < s->nother; j++)
		move_run(s, &(struct run) { found[j], s->other[j], 1 });
	return true;
}

bool
move_find(struct comparison *c, struct arena *arena, struct fault *f)
{
	struct search	 s = { .c = c, .first = &c->reference, .second = &c->variant };

	if (!align_leads(c->reference.units.pairs, c->reference.units.count, c->variant.units.pairs,
		c->variant.units.count)) {
		s.first = &c->variant;
		s.second = &c->reference;
	}
	if (!collect(&s, arena, f))
		return false;
	if (s.nloose == 0 || s.nother == 0 || s.nloose > TABLE_MAX / s.nother)
		return true;
	s.row = arena_take(arena, s.nother + 1, sizeof *s.row, f);
	if (s.row == NULL)
		return false;
	for (size_t i = 0; i < RUNS_MAX; i++) {
		struct run	 run = longest_run(&s);

		if (run.length < MOVE_MIN || !whole_tokens(&s, &run))
			break;
		move_run(&s, &run);
	}
	return match_rest(&s, arena, f);
}
