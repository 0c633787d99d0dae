#include "fetch/marks.h"

#include "core/masthead.h"
#include "core/utf8.h"

#define BOX_PIECES_MAX 6u
#define HOUSE_MIN 2u /* pieces in a style that make it the house's */

/* Bits, for a piece may mix them. */
enum style { STYLE_STRAIGHT = 1, STYLE_CURLY = 2, STYLE_ANGLED = 4, STYLE_CORNERED = 8 };
#define STYLE_ALL (STYLE_STRAIGHT | STYLE_CURLY | STYLE_ANGLED | STYLE_CORNERED)

/* The styles of double marks in a piece; single ones are apostrophes as often. */
static unsigned
style_of(struct span s)
{
	unsigned	 style = 0;

	for (size_t at = 0; at < s.n;) {
		uint32_t	 c = utf8_next(s, &at);

		if (c == '"')
			style |= STYLE_STRAIGHT;
		else if (c >= 0x201C && c <= 0x201F)
			style |= STYLE_CURLY;
		else if (c == 0xAB || c == 0xBB)
			style |= STYLE_ANGLED;
		else if (c >= 0x300C && c <= 0x300F)
			style |= STYLE_CORNERED;
	}
	return style;
}

/* The style in which most of the pieces that quote do so; 0 when none leads. */
static unsigned
house_style(const struct flow *flow, uint32_t first, uint32_t last)
{
	uint32_t	 counts[STYLE_ALL + 1] = { 0 }, quoting = 0;

	for (uint32_t i = first; i < last; i++) {
		unsigned	 style = style_of(flow->pieces[i].text);

		counts[style]++;
		quoting += style != 0;
	}
	for (unsigned style = 1; style <= STYLE_ALL; style++) {
		if (counts[style] >= HOUSE_MIN && counts[style] * 2 > quoting)
			return style;
	}
	return 0;
}

/* The element around a piece that holds more than it, if it is small. 0 when there is none. */
static uint32_t
box_around(const struct layout *layout, uint32_t piece)
{
	const struct dom	*dom = layout->dom;
	const uint32_t		*before = layout->flow->before;
	uint32_t		 node = layout->flow->pieces[piece].node, held = 0;

	while (node != 0 && (held = before[dom->nodes[node].end] - before[node]) < 2)
		node = dom->nodes[node].parent;
	return held <= BOX_PIECES_MAX ? node : 0;
}

/* Does a box lead elsewhere, and quote in no other way than that? */
static bool
is_others(const struct flow *flow, uint32_t from, uint32_t to, unsigned house)
{
	bool	 leads = false;

	for (uint32_t i = from; i < to; i++) {
		const struct piece	*piece = &flow->pieces[i];

		if ((style_of(piece->text) & house) != 0)
			return false;
		leads |= piece->linked == piece->size || masthead_is_name(piece->text);
	}
	return leads;
}

void
marks_find(const struct layout *layout, uint32_t first, uint32_t last, bool *other)
{
	const struct flow	*flow = layout->flow;
	unsigned		 house = house_style(flow, first, last);

	for (uint32_t i = first; i < last && house != 0; i++) {
		unsigned	 style = style_of(flow->pieces[i].text);
		uint32_t	 box, from, to;

		if (other[i] || style == 0 || (style & house) != 0)
			continue;
		box = box_around(layout, i);
		from = flow->before[box];
		to = flow->before[layout->dom->nodes[box].end];
		if (box == 0 || from < first || to > last || !is_others(flow, from, to, house))
			continue;
		for (uint32_t k = from; k < to; k++)
			other[k] = true;
	}
}
