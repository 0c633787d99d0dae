#include "core/kin.h"

/* Sixteenths of a bit, so that the table holds integers. */
#define UNIT 16
#define JUMP (5 * UNIT) /* where the other text goes on has to be said */
#define JUMP_SHOWN (UNIT / 2) /* at an ellipsis or a bracket it is shown */
#define EXCHANGE (5 * UNIT) /* and more when both texts have other words there */
#define SKIP 2

/* How a cell was reached: the match in it from where, and the gap in it from where. */
enum {
	MATCH_START = 0,
	MATCH_ON = 1,
	MATCH_BEHIND_GAP = 2,
	GAP_OPENS = 0,
	GAP_DOWN = 4,
	GAP_ACROSS = 8
};

struct grid {
	const struct kin_words	*a, *b;
	size_t			 na, nb;
	const int		*gains; /* of a's words */
	unsigned char		*how;	/* (na + 1) * (nb + 1) */
	int			*match, *gap; /* of the last row */
	size_t			 end_a, end_b;
	int			 top;
};

#define NEVER (-(1 << 28))

static bool
shown(const struct grid *g, size_t i, size_t j)
{
	return (i < g->na && g->a->marks[i] != 0) || (j < g->nb && g->b->marks[j] != 0);
}

static void
fill_row(struct grid *g, size_t i)
{
	unsigned char	*how = g->how + i * (g->nb + 1);
	const uint32_t	 word = g->a->words[i - 1];
	int		 corner_match = g->match[0], corner_gap = g->gap[0];
	int		 left_gap = NEVER;

	for (size_t j = 1; j <= g->nb; j++) {
		int		 match = NEVER, gap, opened;
		unsigned char	 came = 0;

		if (g->b->words[j - 1] == word) {
			int	 before = 0;

			if (corner_match > before) {
				before = corner_match;
				came = MATCH_ON;
			}
			if (corner_gap > before) {
				before = corner_gap;
				came = MATCH_BEHIND_GAP;
			}
			match = before + g->gains[i - 1];
			if (match > g->top) {
				g->top = match;
				g->end_a = i;
				g->end_b = j;
			}
		}
		corner_match = g->match[j];
		corner_gap = g->gap[j];
		gap = corner_gap - SKIP;
		came |= GAP_DOWN;
		if (left_gap - SKIP > gap) {
			gap = left_gap - SKIP;
			came = (unsigned char)((came & 3) | GAP_ACROSS);
		}
		opened = match - (shown(g, i, j) ? JUMP_SHOWN : JUMP);
		if (opened >= gap) {
			gap = opened;
			came &= 3;
		}
		g->match[j] = match;
		g->gap[j] = left_gap = gap;
		how[j] = came;
	}
}

static bool
make_grid(struct grid *g, const struct info *info, struct arena *scratch, struct fault *f)
{
	int	*gains;

	g->na = g->a->count;
	g->nb = g->b->count;
	if (g->na > KIN_CELLS / (g->nb + 1)) {
		if (g->na > g->nb)
			g->na = KIN_CELLS / (g->nb + 1);
		if (g->nb > KIN_CELLS / (g->na + 1))
			g->nb = KIN_CELLS / (g->na + 1);
	}
	gains = arena_take(scratch, g->na, sizeof *gains, f);
	g->how = arena_take(scratch, g->na + 1, g->nb + 1, f);
	g->match = arena_take(scratch, g->nb + 1, sizeof *g->match, f);
	g->gap = arena_take(scratch, g->nb + 1, sizeof *g->gap, f);
	if (gains == NULL || g->how == NULL || g->match == NULL || g->gap == NULL)
		return false;
	for (size_t i = 0; i < g->na; i++)
		gains[i] = (int)(info_bits(info, g->a->words[i]) * UNIT) + 1;
	for (size_t j = 0; j <= g->nb; j++)
		g->match[j] = g->gap[j] = NEVER;
	g->gains = gains;
	for (size_t i = 1; i <= g->na; i++)
		fill_row(g, i);
	return true;
}

static int
price_of(bool is_shown, unsigned skipped)
{
	if (is_shown)
		return JUMP_SHOWN;
	return JUMP + (skipped == (GAP_DOWN | GAP_ACROSS) ? EXCHANGE : 0);
}

/* Walk back from the best end: each matched word counts in its context, each jump costs. */
static void
walk_back(const struct grid *g, const struct info *info, struct kinship *k)
{
	size_t	 i = g->end_a, j = g->end_b;
	bool	 in_gap = false;
	size_t	 run = 0; /* matches from the present one on, without a jump */
	int	 price = 0;
	unsigned skipped = 0; /* GAP_DOWN, GAP_ACROSS: on which sides the present gap has words */

	k->to = i;
	k->other_to = j;
	while (i > 0 && j > 0) {
		const unsigned char	 how = g->how[i * (g->nb + 1) + j];

		if (in_gap) {
			if (how & GAP_DOWN)
				i--;
			else if (how & GAP_ACROSS)
				j--;
			skipped |= how & (GAP_DOWN | GAP_ACROSS);
			in_gap = (how & (GAP_DOWN | GAP_ACROSS)) != 0;
			price += in_gap ? SKIP : price_of(shown(g, i, j), skipped);
			continue;
		}
		k->matched++;
		k->from = --i;
		k->other_from = --j;
		run++;
		if ((how & 3) == MATCH_ON)
			continue;
		/* The run begins here: its words, each behind those before it. */
		for (size_t n = 0; n < run; n++)
			k->bits += info_surprisal(info, g->a->words, i + n, n < 2 ? n : 2);
		run = 0;
		if ((how & 3) == MATCH_START)
			break;
		in_gap = true;
		skipped = 0;
	}
	k->bits -= (double)price / UNIT;
}

bool
kin_compare(const struct info *info, const struct kin_words *a, const struct kin_words *b,
    struct arena *scratch, struct kinship *kinship, struct fault *f)
{
	struct grid	 g = { .a = a, .b = b };
	size_t		 shorter, longer;

	memset(kinship, 0, sizeof *kinship);
	if (a->count == 0 || b->count == 0)
		return true;
	if (!make_grid(&g, info, scratch, f))
		return false;
	if (g.top == 0)
		return true;
	walk_back(&g, info, kinship);
	shorter = a->plain < b->plain ? a->plain : b->plain;
	longer = kinship->to - kinship->from;
	if (kinship->other_to - kinship->other_from > longer)
		longer = kinship->other_to - kinship->other_from;
	kinship->coverage = shorter == 0 ? 0 : (double)kinship->matched / (double)shorter;
	if (kinship->coverage > 1)
		kinship->coverage = 1;
	kinship->density = longer == 0 ? 0 : (double)kinship->matched / (double)longer;
	return true;
}
