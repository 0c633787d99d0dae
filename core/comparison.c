#include "core/comparison.h"

#include "core/move.h"
#include "core/slip.h"

#define EDGE_SUBSTITUTE 3 /* units at an end that count as replaced rather than cut and put before */
#define JOINED_WORDS 8 /* left out between two passages: as much as a sentence, */
#define JOINED_ENDS 4  /* or where a sentence ends between them */
#define JOINED_SHARE 4 /* times what was put in their place */
#define GOES_ON_WORDS 4 /* of its own, more than those it leaves out there, if they are few */

bool
side_token_edge(const struct side *s, size_t i)
{
	const struct unit	*items = s->units.items;

	return i == 0 || i >= s->units.count || items[i - 1].at + items[i - 1].length <= items[i].at;
}

size_t
side_changed(const struct side *s, size_t from, size_t to)
{
	size_t	 count = 0;

	for (size_t i = from; i < to; i++)
		count += !s->kept[i];
	return count;
}

size_t
side_flagged(const struct side *s, size_t from, size_t to, unsigned flag)
{
	size_t	 count = 0;

	for (size_t i = from; i < to; i++)
		count += !s->kept[i] && (s->units.items[i].flags & flag) != 0;
	return count;
}

bool
side_begins_sentence(const struct side *s, size_t i)
{
	return i >= s->units.count || (s->units.items[i].flags & UNIT_SENTENCE) != 0;
}

bool
side_foreign(const struct side *s, size_t i)
{
	return s->sentence_kept[s->units.items[i].sentence] == 0;
}

bool
side_gap(const struct side *s, size_t from, size_t to)
{
	for (size_t i = from; i <= to; i++) {
		if (i < s->units.count ? (s->units.items[i].flags & UNIT_GAP) != 0 :
					 s->tokens.gap_at_end)
			return true;
	}
	return false;
}

bool
comparison_gap(const struct comparison *c, const struct block *b)
{
	const struct side	*v = &c->variant;
	const size_t		 from = b->b + (b->b == 0), to = b->b_end - (b->b_end == v->units.count);

	return from <= to && side_gap(v, from, to);
}

bool
side_holds_sentence(const struct side *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		size_t	 end = i + 1;

		if (!side_begins_sentence(s, i) || !side_foreign(s, i))
			continue;
		while (!side_begins_sentence(s, end))
			end++;
		if (end <= to)
			return true;
	}
	return false;
}

/* A sentence ends among units from..to, the last of which is another text's next. */
static bool
ends_sentence(const struct side *s, size_t from, size_t to)
{
	for (size_t i = from + 1; i <= to; i++) {
		if (side_begins_sentence(s, i))
			return true;
	}
	return false;
}

bool
comparison_joins(const struct comparison *c, const struct block *b)
{
	const struct side	*r = &c->reference, *v = &c->variant;
	const size_t		 lost = side_changed(r, b->a, b->a_end);
	const size_t		 gained = side_changed(v, b->b, b->b_end);

	if (side_holds_sentence(r, b->a, b->a_end))
		return true;
	if (lost < gained * JOINED_SHARE)
		return false;
	return lost >= JOINED_WORDS ||
	    (lost >= JOINED_ENDS && ends_sentence(r, b->a, b->a_end) &&
		!ends_sentence(v, b->b, b->b_end) && !side_begins_sentence(v, b->b));
}

bool
side_bracketed(const struct side *s, size_t from, size_t to)
{
	size_t	 changed = side_changed(s, from, to);

	return changed > 0 && side_flagged(s, from, to, UNIT_BRACKETED) == changed;
}

bool
comparison_block(const struct comparison *c, size_t *at, struct block *block)
{
	const struct alignment	*alignment = &c->alignment;
	size_t			 i = *at;

	while (i < alignment->count && alignment->columns[i].op <= ALIGN_KIN)
		i++;
	if (i >= alignment->count)
		return false;
	block->a = block->a_end = alignment->columns[i].a;
	block->b = block->b_end = alignment->columns[i].b;
	block->leading = i < alignment->first;
	block->trailing = alignment->first < alignment->count && i > alignment->last;
	for (; i < alignment->count && alignment->columns[i].op > ALIGN_KIN; i++) {
		block->a_end += alignment->columns[i].op == ALIGN_DELETE;
		block->b_end += alignment->columns[i].op == ALIGN_INSERT;
	}
	*at = i;
	return true;
}

void
comparison_split(const struct comparison *c, struct block *b, struct block *rest)
{
	const struct side	*r = &c->reference, *v = &c->variant;
	const size_t		 lost = b->a_end - b->a, gained = b->b_end - b->b;
	size_t			 n = lost < gained ? lost : gained;
	bool			 apart;

	if (side_changed(r, b->a, b->a_end) == 0 || side_changed(v, b->b, b->b_end) == 0)
		n = 0;

	*rest = *b;
	apart = b->leading ? side_begins_sentence(r, b->a_end) && side_begins_sentence(v, b->b_end) :
			     side_begins_sentence(r, b->a) && side_begins_sentence(v, b->b);
	if (apart || n > EDGE_SUBSTITUTE || comparison_gap(c, b) ||
	    (b->trailing && c->goes_on < v->units.count))
		n = 0;
	/* No token is cut in two. */
	while (n > 0 &&
	    !(b->leading ? side_token_edge(r, b->a_end - n) && side_token_edge(v, b->b_end - n) :
			   side_token_edge(r, b->a + n) && side_token_edge(v, b->b + n)))
		n--;
	if (n > 0 && lost <= EDGE_SUBSTITUTE && gained <= EDGE_SUBSTITUTE) {
		rest->a = rest->a_end = b->leading ? b->a : b->a_end;
		rest->b = rest->b_end = b->leading ? b->b : b->b_end;
	} else if (b->leading) {
		rest->a_end = b->a = b->a_end - n;
		rest->b_end = b->b = b->b_end - n;
	} else {
		rest->a = b->a_end = b->a + n;
		rest->b = b->b_end = b->b + n;
	}
}

static bool
prepare(struct side *s, const struct unit_text *text, const struct unit_text *other,
    struct arena *arena, struct fault *f)
{
	if (!unit_read(text, other, arena, &s->units, f))
		return false;
	s->kept = arena_take(arena, s->units.count, 1, f);
	s->partner = arena_take(arena, s->units.count, sizeof *s->partner, f);
	s->sentence_kept = arena_take(arena, s->units.sentences + 1, sizeof *s->sentence_kept, f);
	if (s->kept == NULL || s->partner == NULL || s->sentence_kept == NULL)
		return false;
	for (size_t i = 0; i < s->units.count; i++)
		s->partner[i] = MOVE_NONE;
	return true;
}

static void
keep(struct side *s, size_t i)
{
	s->kept[i] = 1;
	s->sentence_kept[s->units.items[i].sentence]++;
}

/* Between the first and the last pair are only pairs, and nothing of its own is before them. */
static bool
follows(const struct comparison *c)
{
	const struct alignment	*both = &c->alignment;

	for (size_t i = both->first; i <= both->last; i++) {
		if (both->columns[i].op > ALIGN_KIN)
			return false;
	}
	return both->columns[both->first].b == 0;
}

static bool
goes_on(const struct comparison *c, const struct block *b)
{
	const struct side	*r = &c->reference, *v = &c->variant;
	const size_t		 lost = side_changed(r, b->a, b->a_end);
	const size_t		 few = lost <= EDGE_SUBSTITUTE ? lost : 0;

	if (lost == 0 || side_changed(v, b->b, b->b_end) < few + GOES_ON_WORDS ||
	    side_begins_sentence(r, b->a) || comparison_gap(c, b) ||
	    side_bracketed(v, b->b, b->b_end))
		return false;
	/* A sentence that ends in other words, and the next. */
	if (few > 0 && ends_sentence(v, b->b, b->b + EDGE_SUBSTITUTE))
		return false;
	return follows(c);
}

static void
find_end(struct comparison *c)
{
	const struct alignment	*both = &c->alignment;
	size_t			 behind = both->last + 1;
	struct block		 b;

	c->goes_on = c->variant.units.count;
	if (both->first < both->count && comparison_block(c, &behind, &b) && goes_on(c, &b))
		c->goes_on = b.b;
}

bool
comparison_make(struct span reference, struct span variant, struct glossary *glossary,
    struct arena *arena, struct comparison *c, struct fault *f)
{
	struct unit_text	 before, behind;

	memset(c, 0, sizeof *c);
	c->reference.text = reference;
	c->variant.text = variant;
	if (!token_read(reference, arena, &c->reference.tokens, f) ||
	    !token_read(variant, arena, &c->variant.tokens, f) ||
	    !unit_text_read(&c->reference.tokens, glossary, arena, &before, f) ||
	    !unit_text_read(&c->variant.tokens, glossary, arena, &behind, f) ||
	    !prepare(&c->reference, &before, &behind, arena, f) ||
	    !prepare(&c->variant, &behind, &before, arena, f) ||
	    !align_rows(c->reference.units.pairs, c->reference.units.count, c->variant.units.pairs,
		c->variant.units.count, arena, &c->alignment, f))
		return false;
	slip_mend(c);
	if (!move_find(c, arena, f))
		return false;
	for (size_t i = 0; i < c->alignment.count; i++) {
		const struct align_column	*column = &c->alignment.columns[i];
		const bool			 pair = column->op <= ALIGN_KIN;

		if (pair ||
		    (column->op == ALIGN_DELETE && c->reference.partner[column->a] != MOVE_NONE))
			keep(&c->reference, column->a);
		if (pair ||
		    (column->op == ALIGN_INSERT && c->variant.partner[column->b] != MOVE_NONE))
			keep(&c->variant, column->b);
	}
	find_end(c);
	return true;
}
