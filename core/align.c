#include "core/align.h"

#include <limits.h>

#define GAIN_KIN 20
#define GAP_OPEN 80
#define GAP_EXTEND 1
#define GAP_MARKED 8 /* a whole gap where an ellipsis stands */
#define GAIN_ANCHOR 80 /* for a pair that begins, or ends, both texts */
#define NEVER (INT_MIN / 2)

/* How the best value of a cell came about; two more bits say whether a gap was already open. */
enum {
	FROM_START = 0,
	FROM_PAIR = 1,
	FROM_DELETE = 2,
	FROM_INSERT = 3,
	FROM_MASK = 3,
	DELETE_OPEN = 4,
	INSERT_OPEN = 8,
	INSERT_BEHIND_DELETE = 16, /* words replaced by others: one gap, not two */
};

/*
 * The table: a row for each unit of the shorter text ("down"), a column for each
 * unit of the longer one ("across"), and of every row only a band of columns.
 */
struct table {
	const struct align_unit	*across, *downwards;
	size_t			 nacross, ndown;
	size_t			 width;	   /* columns kept of each row */
	ptrdiff_t		 diagonal; /* the middle of the band in row 0 */
	unsigned char		*from;	   /* (ndown + 1) * width */
	int *best, *down,
	    *side; /* of the last row: best value, best with a gap down or across open; NEVER behind it */
	int			*gains; /* of the present row: what a pair would add */
	size_t			 end_across, end_down;
	int			 top;
};

bool
align_same(const struct align_unit *a, const struct align_unit *b)
{
	return a->hash == b->hash || a->other == b->hash || a->hash == b->other;
}

static size_t
band_start(const struct table *t, size_t row)
{
	ptrdiff_t	 start = t->diagonal + (ptrdiff_t)row - (ptrdiff_t)(t->width / 2);
	ptrdiff_t	 last = (ptrdiff_t)(t->nacross + 1 - t->width);

	return start < 0 ? 0 : (size_t)(start > last ? last : start);
}

static uint64_t
trigram(const struct align_unit *u)
{
	return (u[0].hash * 31 + u[1].hash) * 31 + u[2].hash;
}

#define VOTERS 4096

/* The diagonal on which most trigrams of the shorter text meet those of the longer. */
static bool
vote_diagonal(struct table *t, struct arena *arena, struct fault *f)
{
	size_t		*where, *votes, most = 0, step;
	const size_t	 buckets = 512;
	size_t		 span = t->nacross + t->ndown + 1;

	where = arena_take(arena, VOTERS, sizeof *where, f);
	votes = arena_take(arena, buckets + 1, sizeof *votes, f);
	if (where == NULL || votes == NULL)
		return false;
	t->diagonal = 0;
	if (t->ndown < 3)
		return true;
	step = t->ndown / VOTERS + 1;
	for (size_t i = 0; i + 2 < t->ndown; i += step)
		where[trigram(t->downwards + i) % VOTERS] = i + 1;
	for (size_t i = 0; i + 2 < t->nacross; i++) {
		size_t	 j = where[trigram(t->across + i) % VOTERS];

		if (j == 0 || trigram(t->across + i) != trigram(t->downwards + j - 1))
			continue;
		votes[(i + t->ndown - (j - 1)) * buckets / span]++;
	}
	for (size_t i = 0; i < buckets; i++) {
		if (votes[i] > most) {
			most = votes[i];
			t->diagonal =
			    (ptrdiff_t)((2 * i + 1) * span / (2 * buckets)) - (ptrdiff_t)t->ndown;
		}
	}
	return true;
}

static int
pair_gain(const struct align_unit *a, const struct align_unit *b)
{
	if (a->hash == b->hash || align_same(a, b))
		return a->gain < b->gain ? a->gain : b->gain;
	return a->stem == b->stem && a->stem != 0 ? GAIN_KIN : NEVER;
}

#define MEETINGS_MAX 8 /* behind words that differ; with more, the texts are not alike */
#define PASSED_MAX 40  /* words of both that are passed over to the next one, */
#define PASSED_DOWN_MAX 8 /* of those, of the shorter text */

static bool
meets(const struct table *t, size_t i, size_t j)
{
	return i < t->nacross && j < t->ndown && align_same(&t->across[i], &t->downwards[j]) &&
	    (i + 1 == t->nacross || j + 1 == t->ndown ||
		align_same(&t->across[i + 1], &t->downwards[j + 1]));
}

/* How many words to pass over until the texts go on alike, *down of the shorter; 0: too many. */
static size_t
pass_over(const struct table *t, size_t i, size_t j, size_t *down)
{
	for (size_t passed = 1; passed <= PASSED_MAX; passed++) {
		for (*down = 0; *down <= passed && *down <= PASSED_DOWN_MAX; ++*down) {
			if (meets(t, i + passed - *down, j + *down))
				return passed;
		}
	}
	return 0;
}

/* What one path is worth, the one that goes straight on wherever it can: the best is worth no less. */
static int
straight_worth(const struct table *t)
{
	size_t	 i = 0, j = 0, meetings = 0, down, passed;
	int	 worth = 0, most = 0;

	while (i < t->nacross && j < t->ndown) {
		const int	 gain = pair_gain(&t->downwards[j], &t->across[i]);

		if (gain > 0) {
			const bool	 first = i + j == 0;
			const bool	 last = i + 1 == t->nacross && j + 1 == t->ndown && !first;

			worth += gain + (first || last ? GAIN_ANCHOR : 0);
			most = worth > most ? worth : most;
			i++;
			j++;
			continue;
		}
		passed = meetings++ < MEETINGS_MAX ? pass_over(t, i, j, &down) : 0;
		if (passed == 0)
			break;
		worth -= GAP_OPEN + GAP_EXTEND * ((int)passed - 1);
		worth = worth < 0 ? 0 : worth;
		i += passed - down;
		j += down;
	}
	return most;
}

/*
 * Of rows of alike words only a band is needed. A path that leaves the
 * diagonals between both beginnings and both ends by so many columns has at
 * least so many words of the shorter text without a partner: when it cannot be
 * worth what another path is, it is not the best, nor as good.
 */
static void
narrow(struct table *t)
{
	int	 most = 2 * GAIN_ANCHOR;
	size_t	 beyond;

	for (size_t j = 0; j < t->ndown; j++)
		most += t->downwards[j].gain;
	beyond = (size_t)(most - straight_worth(t)) / ALIGN_FUNCTION;
	if (beyond * 2 >= t->ndown)
		return;
	t->width = t->nacross - t->ndown + 2 * beyond + 1;
	t->diagonal = (ptrdiff_t)(t->width / 2) - (ptrdiff_t)beyond;
}

/* What pairs of this row would gain, by column of the band. */
static void
find_gains(struct table *t, size_t row, size_t start)
{
	const struct align_unit	*unit = &t->downwards[row - 1];

	t->gains[0] = start == 0 ? NEVER : pair_gain(unit, &t->across[start - 1]);
	for (size_t k = 1; k < t->width; k++)
		t->gains[k] = pair_gain(unit, &t->across[start + k - 1]);
	if (row == 1 && start == 0 && t->width > 1)
		t->gains[1] += GAIN_ANCHOR;
	if (row == t->ndown && start + t->width == t->nacross + 1 && !(row == 1 && t->nacross == 1))
		t->gains[t->width - 1] += GAIN_ANCHOR;
}

/* A cell while it is filled: values so far, and how they came about. */
struct cell {
	int		 best, down, side;
	unsigned char	 how;
};

/* The best way to have a gap down open in a cell, from the cell above. */
static inline void
open_down(struct cell *c, struct cell above, bool marked)
{
	const int	 extend = marked ? 0 : GAP_EXTEND;

	c->down = above.best - (marked ? GAP_MARKED : GAP_OPEN);
	if (above.down - extend >= c->down) {
		c->down = above.down - extend;
		c->how = INSERT_OPEN;
	}
	if (above.side - extend > c->down) {
		c->down = above.side - extend;
		c->how = INSERT_BEHIND_DELETE;
	}
}

/* The best way to have a gap across open, from the cell to the left. */
static inline void
open_side(struct cell *c, struct cell left, bool marked)
{
	const int	 opened = left.best - (marked ? GAP_MARKED : GAP_OPEN);
	const int	 extended = left.side - (marked ? 0 : GAP_EXTEND);

	c->side = extended >= opened ? extended : opened;
	c->how |= extended >= opened ? DELETE_OPEN : 0;
}

static inline void
choose_best(struct cell *c, int pair)
{
	if (pair > 0 && pair >= c->side && pair >= c->down) {
		c->best = pair;
		c->how |= FROM_PAIR;
	} else if (c->side > 0 && c->side >= c->down) {
		c->best = c->side;
		c->how |= FROM_DELETE;
	} else if (c->down > 0) {
		c->best = c->down;
		c->how |= FROM_INSERT;
	}
}

/* Fill one row from the one above it (Gotoh's recurrences, kept above zero). */
static void
fill_row(struct table *t, size_t row)
{
	const size_t	 start = band_start(t, row), shift = start - band_start(t, row - 1);
	const size_t	 width = t->width, nacross = t->nacross;
	const struct align_unit	*across = t->across + start;
	const bool	 marked = row < t->ndown && t->downwards[row].gap_before;
	const int	*gains = t->gains;
	int		*best = t->best, *down = t->down, *side = t->side, top = t->top;
	unsigned char	*from = t->from + row * width;
	struct cell	 left = { NEVER, NEVER, NEVER, FROM_START };
	int		 corner = start > 0 && shift > 0 ? best[shift - 1] : NEVER;

	find_gains(t, row, start);
	for (size_t k = 0; k < width; k++) {
		const struct cell above = { best[k + shift], down[k + shift], side[k + shift], 0 };
		struct cell	 c = { 0, NEVER, NEVER, FROM_START };

		open_down(&c, above, start + k < nacross && across[k].gap_before);
		open_side(&c, left, marked);
		choose_best(&c, corner + gains[k]);
		corner = above.best;
		left = c;
		best[k] = c.best;
		down[k] = c.down;
		side[k] = c.side;
		from[k] = c.how;
		if (c.best > top) {
			top = c.best;
			t->end_across = start + k;
			t->end_down = row;
		}
	}
	t->top = top;
}

static bool
fill_table(struct table *t, struct arena *arena, struct fault *f)
{
	t->width = t->nacross + 1;
	narrow(t);
	if (t->width > ALIGN_CELLS / (t->ndown + 1)) {
		t->width = ALIGN_CELLS / (t->ndown + 1) + 1;
		if (!vote_diagonal(t, arena, f))
			return false;
	}
	t->from = arena_take(arena, t->ndown + 1, t->width, f);
	t->best = arena_take(arena, t->width + 1, sizeof *t->best, f);
	t->down = arena_take(arena, t->width + 1, sizeof *t->down, f);
	t->side = arena_take(arena, t->width + 1, sizeof *t->side, f);
	t->gains = arena_take(arena, t->width, sizeof *t->gains, f);
	if (t->from == NULL || t->best == NULL || t->down == NULL || t->side == NULL ||
	    t->gains == NULL)
		return false;
	for (size_t k = 0; k <= t->width; k++)
		t->down[k] = t->side[k] = NEVER;
	t->best[t->width] = NEVER;
	for (size_t row = 1; row <= t->ndown; row++)
		fill_row(t, row);
	return true;
}

/* Columns in the table's own orientation, written backwards: end to start. */
struct path {
	struct align_column	*columns;
	size_t			 at; /* the first one written */
};

static void
step_back(struct path *p, enum align_op op, size_t a, size_t b)
{
	p->columns[--p->at] = (struct align_column) { op, a, b };
}

/* Edges: deletions stand before insertions, so backwards they come last. */
static void
edge_back(struct path *p, size_t a_from, size_t a_to, size_t b_from, size_t b_to)
{
	for (size_t j = b_to; j > b_from; j--)
		step_back(p, ALIGN_INSERT, a_to, j - 1);
	for (size_t i = a_to; i > a_from; i--)
		step_back(p, ALIGN_DELETE, i - 1, b_from);
}

static void
trace_back(const struct table *t, struct path *p)
{
	size_t	 i = t->end_across, j = t->end_down;
	int	 state = FROM_START;

	edge_back(p, i, t->nacross, j, t->ndown);
	while (t->top > 0) {
		const unsigned char	 how = t->from[j * t->width + i - band_start(t, j)];

		if (state == FROM_START)
			state = how & FROM_MASK;
		if (state == FROM_START)
			break;
		if (state == FROM_PAIR) {
			i--;
			j--;
			step_back(p,
			    align_same(&t->across[i], &t->downwards[j]) ? ALIGN_KEEP : ALIGN_KIN, i,
			    j);
			state = FROM_START;
		} else if (state == FROM_DELETE) {
			i--;
			step_back(p, ALIGN_DELETE, i, j);
			state = how & DELETE_OPEN ? FROM_DELETE : FROM_START;
		} else {
			j--;
			step_back(p, ALIGN_INSERT, i, j);
			state = how & INSERT_OPEN ? FROM_INSERT :
			    how & INSERT_BEHIND_DELETE ? FROM_DELETE :
							 FROM_START;
		}
	}
	edge_back(p, 0, i, 0, j);
}

bool
align_leads(const struct align_unit *a, size_t na, const struct align_unit *b, size_t nb)
{
	if (na != nb)
		return na > nb;
	for (size_t i = 0; i < na; i++) {
		if (a[i].hash != b[i].hash)
			return a[i].hash < b[i].hash;
	}
	return true;
}

/* Exchange the sides, and within each run of gaps put deletions first again. */
static void
exchange(struct align_column *columns, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct align_column	*c = &columns[i];
		size_t			 a = c->a;

		c->a = c->b;
		c->b = a;
		if (c->op == ALIGN_DELETE)
			c->op = ALIGN_INSERT;
		else if (c->op == ALIGN_INSERT)
			c->op = ALIGN_DELETE;
	}
}

static void
deletions_first(struct align_column *columns, size_t count)
{
	size_t	 a = 0, b = 0, from = 0;

	for (size_t i = 0; i <= count; i++) {
		size_t	 deleted = 0, inserted = 0;

		if (i < count && columns[i].op >= ALIGN_DELETE)
			continue;
		for (size_t k = from; k < i; k++) {
			deleted += columns[k].op == ALIGN_DELETE;
			inserted += columns[k].op == ALIGN_INSERT;
		}
		for (size_t k = 0; k < deleted; k++)
			columns[from + k] = (struct align_column) { ALIGN_DELETE, a + k, b };
		for (size_t k = 0; k < inserted; k++)
			columns[from + deleted + k] =
			    (struct align_column) { ALIGN_INSERT, a + deleted, b + k };
		a += deleted + 1;
		b += inserted + 1;
		from = i + 1;
	}
}

void
align_find_ends(struct alignment *alignment)
{
	alignment->first = alignment->count;
	alignment->last = 0;
	for (size_t i = 0; i < alignment->count; i++) {
		if (alignment->columns[i].op > ALIGN_KIN)
			continue;
		if (alignment->first == alignment->count)
			alignment->first = i;
		alignment->last = i;
	}
}

/* Unit for unit the same, so that no other path is worth as much as straight on. */
static bool
are_alike(const struct align_unit *a, size_t na, const struct align_unit *b, size_t nb)
{
	if (na != nb)
		return false;
	for (size_t i = 0; i < na; i++) {
		if (a[i].hash != b[i].hash || a[i].gain != b[i].gain)
			return false;
	}
	return true;
}

bool
align_rows(const struct align_unit *a, size_t na, const struct align_unit *b, size_t nb,
    struct arena *arena, struct alignment *alignment, struct fault *f)
{
	const bool	 straight = align_leads(a, na, b, nb);
	struct table	 t = {
		.across = straight ? a : b, .nacross = straight ? na : nb,
		.downwards = straight ? b : a, .ndown = straight ? nb : na,
	};
	struct path	 path;

	path.columns = arena_take(arena, na + nb, sizeof *path.columns, f);
	if (path.columns == NULL)
		return false;
	path.at = na + nb;
	if (are_alike(a, na, b, nb)) {
		for (size_t i = na; i > 0; i--)
			step_back(&path, ALIGN_KEEP, i - 1, i - 1);
	} else {
		if (!fill_table(&t, arena, f))
			return false;
		trace_back(&t, &path);
	}
	alignment->columns = path.columns + path.at;
	alignment->count = na + nb - path.at;
	if (!straight)
		exchange(alignment->columns, alignment->count);
	deletions_first(alignment->columns, alignment->count);
	align_find_ends(alignment);
	return true;
}
