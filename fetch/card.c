#include "fetch/card.h"

#define CARDS_MIN 3u	   /* fewer alike may be chance */
#define CARD_PIECES_MAX 10u
#define CARD_PROSE_MAX 600u
#define HEADLINE_MIN 15u   /* letters of a linked headline */

static bool
is_cut_short(struct span s)
{
	return span_ends(s, SPAN("...")) || span_ends(s, SPAN("\u2026")) ||
	    span_ends(s, SPAN("[\u2026]"));
}

/* A line that is one link; or that holds one, and ends where the text it leads to goes on. */
static bool
is_headline(const struct piece *piece)
{
	return piece->size >= HEADLINE_MIN &&
	    (piece->linked * 10 >= piece->size * 9 ||
		(piece->linked >= HEADLINE_MIN && is_cut_short(piece->text)));
}

/* Is this element shaped like a card? */
static bool
is_card(const struct dom *dom, const struct flow *flow, const uint64_t *prose, uint32_t node)
{
	uint32_t	 from = flow->before[node], to = flow->before[dom->nodes[node].end];
	uint32_t	 headlines = 0;

	if (from == to || to - from > CARD_PIECES_MAX || prose[to] - prose[from] > CARD_PROSE_MAX)
		return false;
	for (uint32_t i = from; i < to; i++)
		headlines += is_headline(&flow->pieces[i]);
	return headlines == 1 || (headlines == 2 && to - from <= 3);
}

static bool
made_alike(const struct dom *dom, uint32_t a, uint32_t b)
{
	return dom->nodes[a].tag == dom->nodes[b].tag &&
	    span_eq(dom_attr(dom, a, "class"), dom_attr(dom, b, "class"));
}

/* The child list of one element. */
static void
find_below(const struct dom *dom, const struct flow *flow, const uint64_t *prose, uint32_t parent,
    bool *cards)
{
	uint32_t	 last = 0, count = 0, end = dom->nodes[parent].end;
	uint64_t	 held = 0;
	bool		 cut = true;

	for (uint32_t i = parent + 1; i < end; i = dom->nodes[i].end) {
		if (!dom_is_block(dom->nodes[i].tag) || !is_card(dom, flow, prose, i) ||
		    (last != 0 && !made_alike(dom, last, i)))
			continue;
		last = i;
		count++;
		held += prose[flow->before[dom->nodes[i].end]] - prose[flow->before[i]];
		cut &= is_cut_short(flow->pieces[flow->before[dom->nodes[i].end] - 1].text);
	}
	if (count < CARDS_MIN || (!cut && held * 5 > prose[flow->count] * 2))
		return;
	for (uint32_t i = parent + 1; i < end; i = dom->nodes[i].end) {
		if (dom_is_block(dom->nodes[i].tag) && made_alike(dom, last, i) &&
		    is_card(dom, flow, prose, i))
			cards[i] = true;
	}
}

void
card_find(const struct dom *dom, const struct flow *flow, const uint64_t *prose, bool *cards)
{
	for (uint32_t i = 1; i < dom->count; i++) {
		/* A card holds no cards. */
		if (cards[i])
			i = dom->nodes[i].end - 1;
		else if (dom_is_block(dom->nodes[i].tag))
			find_below(dom, flow, prose, i, cards);
	}
}
