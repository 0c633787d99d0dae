#include "core/edit.h"

#include "core/move.h"

/* How neighbouring deletions and insertions are read. */
enum joint { JOINT_PAIR, JOINT_REPLACED, JOINT_APART };

/* A column of the alignment with what its block says about it. */
struct step {
	struct align_column	 column;
	enum joint		 joint;
	bool			 edge, marked;
};

/*
 * Steps of both texts in one list; edges reordered so that what was cut stands outside of what
 * was replaced.
 */
struct steps {
	struct step	*items;
	size_t		 count;
};

/* A stretch under construction: words from..to of each text. */
struct stretch {
	size_t		 r, r_end, v, v_end;
	size_t		 next_r, next_v; /* units behind those it holds; 0 while it holds none */
	bool		 any, changed, lost, gained, moved;
	bool		 kin, edge, marked;
	enum joint	 joint;
};

struct lister {
	const struct comparison	*c;
	struct edit		*edits;
	size_t			 count, room;
	enum joint		 last; /* joint of the last edit */
	bool			 last_kin;
	struct arena		*arena;
};

static void
add_steps(struct steps *s, enum align_op op, size_t from, size_t to, const struct step *how)
{
	for (size_t i = from; i < to; i++) {
		s->items[s->count] = *how;
		s->items[s->count++].column = (struct align_column) { op, i, i };
	}
}

static void
add_block(const struct comparison *c, struct steps *s, const struct block *b, enum joint joint)
{
	struct step	 how = { .joint = joint, .edge = b->leading || b->trailing };

	how.marked = (joint == JOINT_REPLACED ? comparison_gap(c, b) :
						side_gap(&c->variant, b->b, b->b_end)) ||
	    (b->b == b->b_end && side_bracketed(&c->reference, b->a, b->a_end));
	if (side_bracketed(&c->variant, b->b, b->b_end))
		how.marked = true;
	add_steps(s, ALIGN_DELETE, b->a, b->a_end, &how);
	how.marked =
	    side_bracketed(&c->variant, b->b, b->b_end) || side_gap(&c->reference, b->a, b->a_end);
	add_steps(s, ALIGN_INSERT, b->b, b->b_end, &how);
}

static void
add_inner(const struct comparison *c, struct steps *s, const struct block *b)
{
	bool	 marked = side_gap(&c->variant, b->b, b->b_end);

	add_block(c, s, b, marked || comparison_joins(c, b) ? JOINT_APART : JOINT_REPLACED);
}

static void
list_steps(const struct comparison *c, struct steps *s)
{
	size_t	 i = 0, at = 0;

	while (i < c->alignment.count) {
		struct block	 b, rest;

		if (c->alignment.columns[i].op <= ALIGN_KIN) {
			s->items[s->count++] =
			    (struct step) { c->alignment.columns[i], JOINT_PAIR, false, false };
			i++;
			continue;
		}
		at = i;
		if (!comparison_block(c, &at, &b))
			break;
		i = at;
		if (c->alignment.first >= c->alignment.count || !(b.leading || b.trailing)) {
			add_inner(c, s, &b);
			continue;
		}
		comparison_split(c, &b, &rest);
		if (b.leading)
			add_block(c, s, &rest, JOINT_APART);
		add_block(c, s, &b, JOINT_REPLACED);
		if (b.trailing)
			add_block(c, s, &rest, JOINT_APART);
	}
}

/* Printed text of words from..to-1, with what stands between them. */
static struct span
printed(const struct token_list *tokens, size_t from, size_t to)
{
	return from >= to ? SPAN_NONE :
			    span_join(tokens->items[from].printed, tokens->items[to - 1].printed);
}

/* May the stretch just added be one with the edit before it? */
static bool
joins(const struct lister *l, const struct edit *last, const struct edit *e, const struct stretch *s)
{
	if (last->at + last->length != e->at && e->length > 0 && last->length > 0)
		return false;
	if (last->edge != e->edge || last->marked != e->marked)
		return false;
	if (last->op == EDIT_KEEP || last->op == EDIT_MOVE)
		return last->op == e->op;
	if (last->op == e->op && l->last == s->joint)
		return e->op != EDIT_SUBSTITUTE || (!l->last_kin && !s->kin);
	return l->last == JOINT_REPLACED && s->joint == JOINT_REPLACED && !l->last_kin && !s->kin &&
	    last->op != EDIT_KEEP && e->op != EDIT_KEEP && last->op != EDIT_MOVE &&
	    e->op != EDIT_MOVE;
}

static void
join(struct edit *last, const struct edit *e)
{
	if (last->op != e->op)
		last->op = EDIT_SUBSTITUTE;
	if (last->length == 0)
		last->at = e->at;
	if (last->variant_length == 0)
		last->variant_at = e->variant_at;
	last->length += e->length;
	last->variant_length += e->variant_length;
}

static bool
add_edit(struct lister *l, const struct stretch *s, struct fault *f)
{
	struct edit	 e = {
		.at = s->r, .length = s->r_end - s->r,
		.variant_at = s->v, .variant_length = s->v_end - s->v,
		.edge = s->edge, .marked = s->marked,
	};

	if (s->moved)
		e.op = EDIT_MOVE;
	else if (!s->changed)
		e.op = EDIT_KEEP;
	else if (e.length > 0 && e.variant_length > 0)
		e.op = EDIT_SUBSTITUTE;
	else
		e.op = e.length > 0 ? EDIT_DELETE : EDIT_INSERT;
	if (l->count > 0 && joins(l, &l->edits[l->count - 1], &e, s)) {
		join(&l->edits[l->count - 1], &e);
		return true;
	}
	if (!arena_grow(l->arena, &l->edits, l->count, &l->room, sizeof e, f))
		return false;
	l->edits[l->count++] = e;
	l->last = s->joint;
	l->last_kin = s->kin;
	return true;
}

static size_t
unit_end(const struct unit *u)
{
	return u->at + u->length;
}

/* A token is cut in two by the end of the stretch: its next unit has to come in as well. */
static bool
is_open(const struct comparison *c, const struct stretch *s)
{
	const struct unit_list	*r = &c->reference.units, *v = &c->variant.units;

	return (s->next_r > 0 && s->next_r < r->count && r->items[s->next_r].at < s->r_end) ||
	    (s->next_v > 0 && s->next_v < v->count && v->items[s->next_v].at < s->v_end);
}

static void
widen(size_t *from, size_t *to, const struct unit *u)
{
	if (*to == *from)
		*from = u->at;
	if (unit_end(u) > *to)
		*to = unit_end(u);
}

/* Take a step into the stretch, or say that a new one begins with it. */
static bool
extend(const struct comparison *c, struct stretch *s, const struct step *step)
{
	const struct align_column	*column = &step->column;

	if (s->any && !is_open(c, s))
		return false;
	if (column->op != ALIGN_INSERT) {
		widen(&s->r, &s->r_end, &c->reference.units.items[column->a]);
		s->next_r = column->a + 1;
	}
	if (column->op != ALIGN_DELETE) {
		widen(&s->v, &s->v_end, &c->variant.units.items[column->b]);
		s->next_v = column->b + 1;
	}
	s->changed |= column->op != ALIGN_KEEP;
	s->kin |= column->op == ALIGN_KIN || (s->any && s->changed);
	s->edge |= step->edge;
	s->marked |= step->marked;
	s->joint = step->joint;
	s->any = true;
	return true;
}

/* A passage that moved is told where the variant has it, and not where the reference had it. */
static bool
add_move(struct lister *l, const struct step *step, struct fault *f)
{
	const struct side	*r = &l->c->reference, *v = &l->c->variant;
	const struct unit	*to = &v->units.items[step->column.b];
	const struct unit	*from = &r->units.items[v->partner[step->column.b]];
	struct stretch		 s = {
		.r = from->at, .r_end = unit_end(from), .v = to->at, .v_end = unit_end(to),
		.any = true, .changed = true, .moved = true, .joint = JOINT_APART,
	};
	struct edit		*last = l->count > 0 ? &l->edits[l->count - 1] : NULL;

	/* The second unit of a contraction, on either side, belongs to the token before. */
	if (last != NULL && last->op == EDIT_MOVE && s.r >= last->at && s.v >= last->variant_at &&
	    (s.r < last->at + last->length || s.v < last->variant_at + last->variant_length)) {
		if (s.r_end > last->at + last->length)
			last->length = s.r_end - last->at;
		if (s.v_end > last->variant_at + last->variant_length)
			last->variant_length = s.v_end - last->variant_at;
		return true;
	}
	return add_edit(l, &s, f);
}

static bool
is_moved(const struct comparison *c, const struct align_column *column)
{
	if (column->op == ALIGN_DELETE)
		return c->reference.partner[column->a] != MOVE_NONE;
	return column->op == ALIGN_INSERT && c->variant.partner[column->b] != MOVE_NONE;
}

static void
print_edits(struct lister *l)
{
	const struct token_list	*r = &l->c->reference.tokens, *v = &l->c->variant.tokens;

	for (size_t i = 0; i < l->count; i++) {
		struct edit	*e = &l->edits[i];
		struct span	 was = printed(r, e->at, e->at + e->length);

		e->text = printed(v, e->variant_at, e->variant_at + e->variant_length);
		if (e->op == EDIT_DELETE)
			e->text = was;
		else if (e->op == EDIT_SUBSTITUTE)
			e->was = was;
	}
}

/* The side an edit does not touch is told where it stands. */
static void
place_edits(struct lister *l)
{
	size_t	 at = 0, variant_at = 0;

	for (size_t i = 0; i < l->count; i++) {
		struct edit	*e = &l->edits[i];

		if (e->length == 0)
			e->at = at;
		if (e->variant_length == 0)
			e->variant_at = variant_at;
		if (e->op != EDIT_MOVE && e->length > 0)
			at = e->at + e->length;
		if (e->variant_length > 0)
			variant_at = e->variant_at + e->variant_length;
	}
}

bool
edit_list(const struct comparison *c, struct arena *arena, struct drift *drift, struct fault *f)
{
	struct lister	 l = { .c = c, .arena = arena };
	struct stretch	 s = { .any = false };
	struct steps	 steps = { NULL, 0 };

	steps.items = arena_take(arena, c->alignment.count, sizeof *steps.items, f);
	if (steps.items == NULL)
		return false;
	list_steps(c, &steps);
	for (size_t i = 0; i < steps.count; i++) {
		const struct step	*step = &steps.items[i];
		bool			 moved = is_moved(c, &step->column);

		if (!moved && extend(c, &s, step))
			continue;
		if (s.any && !add_edit(&l, &s, f))
			return false;
		s = (struct stretch) { .any = false };
		if (!moved)
			extend(c, &s, step);
		else if (step->column.op == ALIGN_INSERT && !add_move(&l, step, f))
			return false;
	}
	if (s.any && !add_edit(&l, &s, f))
		return false;
	place_edits(&l);
	print_edits(&l);
	drift->edits = l.edits;
	drift->nedits = l.count;
	return true;
}
