#include "core/move.h"

#define TABLE_MAX ((size_t)1 << 20) /* cells; beyond, nothing is sought */
#define RUNS_MAX 16

/* The unpaired units of one text, in order. */
struct loose {
	size_t	*at;
	size_t	 count;
};

static bool
collect(const struct comparison *c, enum align_op op, size_t most, struct arena *arena,
    struct loose *l, struct fault *f)
{
	l->count = 0;
	l->at = arena_take(arena, most, sizeof *l->at, f);
	if (l->at == NULL)
		return false;
	for (size_t i = 0; i < c->alignment.count; i++) {
		const struct align_column	*column = &c->alignment.columns[i];

		if (column->op == op)
			l->at[l->count++] = op == ALIGN_DELETE ? column->a : column->b;
	}
	return true;
}

/* A unit begins a token, or one ended just before it. */
static bool
token_edge(const struct unit_list *units, size_t i)
{
	return i == 0 || i >= units->count ||
	    units->items[i - 1].at + units->items[i - 1].length <= units->items[i].at;
}

/* A run of units that stands at a in the reference and at b in the variant. */
struct run {
	size_t	 a, b, length;
};

static bool
whole_tokens(const struct comparison *c, struct run *run)
{
	const struct unit_list	*r = &c->reference.units, *v = &c->variant.units;

	while (run->length > 0 && !(token_edge(r, run->a) && token_edge(v, run->b))) {
		run->a++;
		run->b++;
		run->length--;
	}
	while (run->length > 0 && !(token_edge(r, run->a + run->length) &&
	    token_edge(v, run->b + run->length)))
		run->length--;
	for (size_t i = 0; i < run->length; i++) {
		if (r->items[run->a + i].flags & UNIT_CONTENT)
			return run->length >= MOVE_MIN;
	}
	return false;
}

/* The longest run of loose units that both texts hold; the earliest in the reference, then in the variant. */
static struct run
longest_run(const struct comparison *c, const struct loose *r, const struct loose *v, size_t *row)
{
	struct run	 best = { 0, 0, 0 };

	memset(row, 0, (v->count + 1) * sizeof *row);
	for (size_t i = 0; i < r->count; i++) {
		const size_t	 a = r->at[i];

		for (size_t j = v->count; j-- > 0;) {
			const size_t	 b = v->at[j];
			size_t		 length = 0;

			if (c->reference.partner[a] == MOVE_NONE &&
			    c->variant.partner[b] == MOVE_NONE &&
			    align_same(&c->reference.units.pairs[a], &c->variant.units.pairs[b])) {
				length = 1;
				if (i > 0 && j > 0 && r->at[i - 1] + 1 == a && v->at[j - 1] + 1 == b)
					length += row[j];
			}
			row[j + 1] = length;
			if (length > best.length || (length == best.length && length > 0 &&
			    a + 1 - length == best.a && b + 1 - length < best.b))
				best = (struct run) { a + 1 - length, b + 1 - length, length };
		}
	}
	return best;
}

static void
move_run(struct comparison *c, const struct run *run)
{
	for (size_t i = 0; i < run->length; i++) {
		c->reference.partner[run->a + i] = run->b + i;
		c->variant.partner[run->b + i] = run->a + i;
	}
	c->moves = true;
}

/* How many pairs a move from a to b crosses. */
static size_t
crossed(const struct comparison *c, size_t a, size_t b)
{
	size_t	 count = 0;

	for (size_t i = 0; i < c->alignment.count; i++) {
		const struct align_column	*column = &c->alignment.columns[i];

		count += column->op <= ALIGN_KIN && (column->a < a) != (column->b < b);
	}
	return count;
}

/*
 * When each loose unit of one text has an equal in the other, the two are the
 * same words in another order, provided some move crosses MOVE_MIN of them.
 */
static bool
match_rest(struct comparison *c, const struct loose *r, const struct loose *v,
    struct arena *arena, struct fault *f)
{
	size_t		*found, left = 0;
	bool		 far = c->moves;

	found = arena_take(arena, v->count, sizeof *found, f);
	if (found == NULL)
		return false;
	for (size_t j = 0; j < v->count; j++)
		found[j] = c->variant.partner[v->at[j]];
	for (size_t i = 0; i < r->count; i++) {
		const size_t	 a = r->at[i];
		size_t		 j = 0;

		if (c->reference.partner[a] != MOVE_NONE)
			continue;
		while (j < v->count && (found[j] != MOVE_NONE ||
		    !align_same(&c->reference.units.pairs[a], &c->variant.units.pairs[v->at[j]])))
			j++;
		if (j == v->count || !token_edge(&c->reference.units, a) ||
		    !token_edge(&c->reference.units, a + 1) ||
		    !token_edge(&c->variant.units, v->at[j]) ||
		    !token_edge(&c->variant.units, v->at[j] + 1))
			return true;
		found[j] = a;
		far |= crossed(c, a, v->at[j]) >= MOVE_MIN;
		left++;
	}
	for (size_t j = 0; j < v->count; j++) {
		if (found[j] == MOVE_NONE)
			return true;
	}
	if (!far || left == 0)
		return true;
	for (size_t j = 0; j < v->count; j++)
		move_run(c, &(struct run) { found[j], v->at[j], 1 });
	return true;
}

bool
move_find(struct comparison *c, struct arena *arena, struct fault *f)
{
	struct loose	 r, v;
	size_t		*row;

	if (!collect(c, ALIGN_DELETE, c->reference.units.count, arena, &r, f) ||
	    !collect(c, ALIGN_INSERT, c->variant.units.count, arena, &v, f))
		return false;
	if (r.count == 0 || v.count == 0 || r.count > TABLE_MAX / v.count)
		return true;
	row = arena_take(arena, v.count + 1, sizeof *row, f);
	if (row == NULL)
		return false;
	for (size_t i = 0; i < RUNS_MAX; i++) {
		struct run	 run = longest_run(c, &r, &v, row);

		if (run.length < MOVE_MIN || !whole_tokens(c, &run))
			break;
		move_run(c, &run);
	}
	return match_rest(c, &r, &v, arena, f);
}
