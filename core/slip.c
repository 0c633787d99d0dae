#include "core/slip.h"

#include "core/numbering.h"
#include "core/row.h"
#include "core/utf8.h"

#define SLIP_BYTES 5 /* of the longer word; shorter ones are too near to each other */

/* Words a slip away from another word, which the background of English may not have. */
static const char *const doublets[] = {
	"angel", "angle", "bared", "barred", "boarder", "border", "bother", "breath", "breathe",
	"bride", "bridge", "brother", "calvary", "carton", "cartoon", "casual", "causal",
	"cavalry", "choose", "chose", "clothes", "cloths", "coral", "corral", "country", "county",
	"course", "curse", "dairy", "desert", "dessert", "diary", "diner", "dinner", "discreet",
	"discrete", "fiend", "form", "friend", "from", "genteel", "gentle", "hoping", "hopping",
	"immoral", "immorality", "immortal", "immortality", "later", "latter", "loose", "lose",
	"marital", "martial", "moral", "morale", "mortal", "personal", "personnel", "planed",
	"planned", "pubic", "public", "quiet", "quite", "reign", "resign", "sacred", "scared",
	"sever", "severe", "silver", "sliver", "solder", "soldier", "stared", "staring", "starred",
	"starring", "statue", "statute", "thorough", "though", "through", "trail", "trial",
	"united", "untied",
};

static bool
is_word(struct span word)
{
	return numbering_is_known(word) || ROW_HALVE(doublets, word) != NULL;
}

/* The first and the last character are what a reader holds on to. */
static bool
is_inner_letter(struct span word, size_t at, size_t end)
{
	size_t	 next = at;

	if (at == 0 || end >= word.n || at >= end || ((unsigned char)word.p[at] & 0xC0) == 0x80)
		return false;
	utf8_next(word, &next);
	return next == end;
}

bool
slip_is(struct span a, struct span b)
{
	const struct span	 longer = a.n > b.n ? a : b, shorter = a.n > b.n ? b : a;
	size_t			 from = 0, behind = 0;
	bool			 slip;

	if (longer.n < SLIP_BYTES)
		return false;
	while (from < shorter.n && longer.p[from] == shorter.p[from])
		from++;
	while (behind < shorter.n - from &&
	    longer.p[longer.n - 1 - behind] == shorter.p[shorter.n - 1 - behind])
		behind++;
	if (from + behind == shorter.n)
		slip = is_inner_letter(longer, from, longer.n - behind);
	else
		slip = longer.n == shorter.n && from > 0 && from + behind + 2 == longer.n &&
		    ((unsigned char)longer.p[from] | (unsigned char)shorter.p[from]) < 0x80 &&
		    longer.p[from] == shorter.p[from + 1] && longer.p[from + 1] == shorter.p[from];
	return slip && !(is_word(a) && is_word(b));
}

/* The columns of a mended alignment, and where both texts stand in it. */
struct mending {
	const struct comparison	*c;
	struct align_column	*columns;
	size_t			 count, a, b;
};

static bool
is_word_of_its_own(const struct side *s, size_t i)
{
	return s->units.items[i].length == 1 && !(s->units.items[i].flags & UNIT_NUMBER) &&
	    side_token_edge(s, i) && side_token_edge(s, i + 1);
}

static bool
are_slips(const struct comparison *c, size_t a, size_t b)
{
	const struct side	*r = &c->reference, *v = &c->variant;

	return is_word_of_its_own(r, a) && is_word_of_its_own(v, b) &&
	    slip_is(r->tokens.items[r->units.items[a].at].word,
		v->tokens.items[v->units.items[b].at].word);
}

static bool
are_same(const struct comparison *c, size_t a, size_t b)
{
	return align_same(&c->reference.units.pairs[a], &c->variant.units.pairs[b]);
}

static void
mend_pair(struct mending *m)
{
	const enum align_op	 op = are_same(m->c, m->a, m->b) ? ALIGN_KEEP : ALIGN_KIN;

	m->columns[m->count++] = (struct align_column) { op, m->a++, m->b++ };
}

static void
mend_pairs(struct mending *m, size_t count)
{
	for (size_t i = 0; i < count; i++)
		mend_pair(m);
}

static void
mend_gap(struct mending *m, size_t a_end, size_t b_end)
{
	for (; m->a < a_end; m->a++)
		m->columns[m->count++] = (struct align_column) { ALIGN_DELETE, m->a, m->b };
	for (; m->b < b_end; m->b++)
		m->columns[m->count++] = (struct align_column) { ALIGN_INSERT, m->a, m->b };
}

/* Do all words that one text has here stand among the other's, in order? */
static bool
are_among(const struct mending *m, size_t a_end, size_t b_end)
{
	const bool	 fewer = b_end - m->b < a_end - m->a;
	size_t		 a = m->a, b = m->b;

	while (a < a_end && b < b_end) {
		const bool	 same = are_same(m->c, a, b);

		a += same || fewer;
		b += same || !fewer;
	}
	return fewer ? b == b_end : a == a_end;
}

/*
 * Words between two pairs. A few small ones do not hold a path against two
 * gaps; but where they are all that one text has, nothing was put in their place.
 */
static void
mend_inside(struct mending *m, size_t a_end, size_t b_end)
{
	const bool	 among = are_among(m, a_end, b_end);
	const bool	 fewer = b_end - m->b < a_end - m->a;

	while (among && m->a < a_end && m->b < b_end) {
		if (are_same(m->c, m->a, m->b))
			mend_pair(m);
		else
			mend_gap(m, m->a + fewer, m->b + !fewer);
	}
	mend_gap(m, a_end, b_end);
}

static void
mend_block(struct mending *m, const struct block *b)
{
	const size_t	 lost = b->a_end - b->a, gained = b->b_end - b->b;
	const size_t	 n = lost < gained ? lost : gained;
	size_t		 front = 0, back = 0;

	while (!b->leading && front < n &&
	    (are_slips(m->c, b->a + front, b->b + front) ||
		(front > 0 && are_same(m->c, b->a + front, b->b + front))))
		front++;
	while (!b->trailing && back < n - front &&
	    (are_slips(m->c, b->a_end - 1 - back, b->b_end - 1 - back) ||
		(back > 0 && are_same(m->c, b->a_end - 1 - back, b->b_end - 1 - back))))
		back++;
	mend_pairs(m, front);
	if (b->leading || b->trailing)
		mend_gap(m, b->a_end - back, b->b_end - back);
	else
		mend_inside(m, b->a_end - back, b->b_end - back);
	mend_pairs(m, back);
}

/* In place: a mended block has fewer columns than it had. */
void
slip_mend(struct comparison *c)
{
	struct alignment	*alignment = &c->alignment;
	struct mending		 m = { .c = c, .columns = alignment->columns };
	struct block		 b;
	size_t			 from = 0;

	if (alignment->first >= alignment->count)
		return;
	for (size_t at = 0; comparison_block(c, &at, &b); from = at) {
		for (; alignment->columns[from].op <= ALIGN_KIN; from++)
			m.columns[m.count++] = alignment->columns[from];
		m.a = b.a;
		m.b = b.b;
		mend_block(&m, &b);
	}
	for (; from < alignment->count; from++)
		m.columns[m.count++] = alignment->columns[from];
	alignment->count = m.count;
	align_find_ends(alignment);
}
