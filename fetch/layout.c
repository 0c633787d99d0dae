#include "fetch/layout.h"

#include "core/utf8.h"
#include "fetch/card.h"
#include "fetch/notice.h"

/* One long paragraph is no better evidence of an article than this much of it. */
#define WORTH_MAX 800
/* A box called teaser that is a lead instead: how much text, and in how many pieces. */
#define LEAD_MIN 50u
#define LEAD_PIECES_MAX 4u
#define VOICE_PIECES_MIN 3u /* paragraphs of an article in a box that is named for comments */
#define SUMMARY_MAX 160u /* running text that is no article yet */
#define BRIEF_MAX 120u	/* running text that a footer has on the shortest of pages */
#define TEASER_MAX 200u	/* running text in a box that links nowhere */

bool
layout_is_prose(const struct piece *piece)
{
	return piece->size >= LAYOUT_PROSE_MIN && piece->linked * 2 < piece->size;
}

bool
layout_ends_sentence(struct span s)
{
	while (s.n > 0) {
		size_t		 at = s.n;
		uint32_t	 c = utf8_prev(s, &at);

		if (c == '.' || c == '!' || c == '?' || c == ':' || c == 0x3002 || c == 0x2026 ||
		    c == 0xFF01 || c == 0xFF1F || c == 0x061F || c == 0x0964)
			return true;
		if (c != '"' && c != '\'' && c != ')' && c != 0xBB && (c < 0x2018 || c > 0x201F))
			return false;
		s.n = at;
	}
	return false;
}

bool
layout_is_foreign(enum hint hint)
{
	return hint >= HINT_FURNITURE;
}

bool
layout_holds(const struct layout *layout, uint32_t above, uint32_t node)
{
	return node >= above && node < layout->dom->nodes[above].end;
}

/* What lies below node of something summed up before each piece. */
static uint64_t
below(const struct layout *layout, const uint64_t *sums, uint32_t node)
{
	const uint32_t	*before = layout->flow->before;

	return sums[before[layout->dom->nodes[node].end]] - sums[before[node]];
}

uint64_t
layout_prose(const struct layout *layout, uint32_t node)
{
	return below(layout, layout->prose, node);
}

uint64_t
layout_text(const struct layout *layout, uint32_t node)
{
	return below(layout, layout->text, node);
}

int64_t
layout_worth(const struct layout *layout, uint32_t node)
{
	const uint32_t	*before = layout->flow->before;

	return layout->worth[before[layout->dom->nodes[node].end]] - layout->worth[before[node]];
}

static bool
sum_prose(struct layout *layout, struct arena *arena, struct fault *f)
{
	uint32_t	 count = layout->flow->count;
	uint64_t	*prose = arena_take(arena, (size_t)count + 1, sizeof *prose, f);

	if (prose == NULL)
		return false;
	for (uint32_t i = 0; i < count; i++) {
		const struct piece	*piece = &layout->flow->pieces[i];

		prose[i + 1] = prose[i] + (layout_is_prose(piece) ? piece->size : 0);
	}
	layout->prose = prose;
	return true;
}

/* How much of the text stands in links, before each piece. */
static bool
sum_links(struct layout *layout, struct arena *arena, struct fault *f)
{
	uint32_t	 count = layout->flow->count;
	uint64_t	*links = arena_take(arena, (size_t)count + 1, sizeof *links, f);

	if (links == NULL)
		return false;
	for (uint32_t i = 0; i < count; i++)
		links[i + 1] = links[i] + layout->flow->pieces[i].linked;
	layout->links = links;
	return true;
}

/* Is an element called an article, with or without its surroundings? */
static bool
is_called(const struct layout *layout, uint32_t node)
{
	enum dom_tag	 tag = layout->dom->nodes[node].tag;

	return tag == DOM_ARTICLE ||
	    (layout->hints[node].trust == 1 && dom_is_block(tag) && tag != DOM_BODY);
}

/* The one element called so that lies in no other and has none beside it; 0 when they are many. */
static uint32_t
only_called(const struct layout *layout)
{
	const struct dom	*dom = layout->dom;
	uint32_t		 found = 0;

	for (uint32_t i = 1; i < dom->count; i++) {
		if (dom->nodes[i].tag == DOM_TEXT || !is_called(layout, i))
			continue;
		if (found != 0)
			return 0;
		found = i;
		i = dom->nodes[i].end - 1;
	}
	return found;
}

/* Is this an element that holds an article and nothing beside it, by the publisher's word? */
static bool
is_named(const struct layout *layout, uint32_t node, uint32_t only)
{
	enum dom_tag	 tag = layout->dom->nodes[node].tag;

	if (node == only || (layout->hints[node].trust >= 2 && dom_is_block(tag)))
		return true;
	return (tag == DOM_MAIN || is_called(layout, node)) && layout_has_title(layout, node);
}

/* What a piece adds to the words of an article: running text, or a short sentence. */
static uint64_t
speech_of(const struct piece *piece)
{
	bool	 sentence = piece->linked == 0 && layout_ends_sentence(piece->text);

	return sentence || layout_is_prose(piece) ? piece->size : 0;
}

/* Words before each piece that stand in elements named so. */
static bool
sum_named(struct layout *layout, struct arena *arena, struct fault *f)
{
	const struct dom	*dom = layout->dom;
	uint32_t		 count = layout->flow->count, next = 0, only = only_called(layout);
	uint64_t		*named = arena_take(arena, (size_t)count + 1, sizeof *named, f);

	if (named == NULL)
		return false;
	for (uint32_t i = 1; i < dom->count; i++) {
		if (dom->nodes[i].tag == DOM_TEXT || !is_named(layout, i, only))
			continue;
		for (; next < layout->flow->before[i]; next++)
			named[next + 1] = named[next];
		for (; next < layout->flow->before[dom->nodes[i].end]; next++)
			named[next + 1] = named[next] + speech_of(&layout->flow->pieces[next]);
		i = dom->nodes[i].end - 1;
	}
	for (; next < count; next++)
		named[next + 1] = named[next];
	layout->named = named;
	return true;
}

static bool
count_titles(struct layout *layout, struct arena *arena, struct fault *f)
{
	const struct dom	*dom = layout->dom;
	uint32_t		*titles = arena_take(arena, (size_t)dom->count + 1, sizeof *titles, f);

	if (titles == NULL)
		return false;
	for (uint32_t i = 0; i < dom->count; i++)
		titles[i + 1] = titles[i] + (dom->nodes[i].tag == DOM_H1);
	layout->titles = titles;
	return true;
}

bool
layout_has_title(const struct layout *layout, uint32_t node)
{
	return layout->titles[layout->dom->nodes[node].end] > layout->titles[node];
}

/*
 * The one hint an element's bits come to. A name for a body beats a name for
 * furniture beside it; frames of the page never are furniture; and comments
 * do not hold the headline.
 */
static enum hint
own_hint(const struct layout *layout, uint32_t node)
{
	enum dom_tag	 tag = layout->dom->nodes[node].tag;
	struct hints	 h = layout->hints[node];

	if (layout->lifted != HINT_NONE && hint_of_tag(tag) != layout->lifted)
		h.bits &= ~(1u << layout->lifted);
	/* A teaser leads elsewhere, and is short. */
	if ((h.bits & 1u << HINT_TEASER) != 0 && layout_prose(layout, node) >= TEASER_MAX &&
	    below(layout, layout->links, node) == 0)
		h.bits &= ~(1u << HINT_TEASER);
	if (h.hidden)
		return HINT_FURNITURE;
	/* A quotation from a "social" network is one. */
	if (tag == DOM_BLOCKQUOTE)
		h.bits &= ~(1u << HINT_FURNITURE);
	/* An article's own head is none of the page's. */
	if (tag == DOM_HEADER && (h.bits & ~1u) == 1u << HINT_FURNITURE &&
	    dom_holder(layout->dom, node, DOM_ARTICLE) != 0)
		return HINT_NONE;
	if (tag == DOM_HTML || tag == DOM_BODY || tag == DOM_MAIN)
		return HINT_NONE;
	if ((h.bits & 1u << HINT_COMMENT) != 0 && !layout_has_title(layout, node) &&
	    (layout->voice == 0 || !layout_holds(layout, node, layout->voice)))
		return HINT_COMMENT;
	if ((h.bits & 1u << HINT_BODY) != 0 && tag != DOM_ASIDE && tag != DOM_FOOTER)
		return HINT_NONE;
	for (int hint = HINT_TEASER; hint > HINT_BODY; hint--) {
		if ((h.bits & 1u << hint) != 0)
			return (enum hint)hint;
	}
	return HINT_NONE;
}

/* What a tag says against what it inherits: a quotation or a table in a figure is no caption. */
static bool
resets(enum dom_tag tag, enum hint inherited)
{
	return inherited == HINT_CAPTION && (tag == DOM_BLOCKQUOTE || tag == DOM_TABLE);
}

static bool
is_heading(enum dom_tag tag)
{
	return tag >= DOM_H1 && tag <= DOM_H6;
}

/*
 * "Teaser" is also what some newsrooms call their article's first paragraph:
 * running text without a link or a heading leads nowhere else.
 */
static bool
is_lead(const struct layout *layout, uint32_t node)
{
	const struct flow	*flow = layout->flow;
	uint32_t		 from = flow->before[node];
	uint32_t		 to = flow->before[layout->dom->nodes[node].end];

	if (layout->dom->nodes[node].tag == DOM_TABLE || to - from > LEAD_PIECES_MAX ||
	    layout_prose(layout, node) < LEAD_MIN)
		return false;
	for (uint32_t i = from; i < to; i++) {
		if (flow->pieces[i].linked > 0 || flow->pieces[i].bold == flow->pieces[i].size ||
		    is_heading(layout->dom->nodes[flow->pieces[i].node].tag))
			return false;
	}
	return true;
}

/*
 * Does a publisher name its article's text, or an article with its headline,
 * and none of it below node?
 */
static bool
is_named_elsewhere(const struct layout *layout, uint32_t node)
{
	return below(layout, layout->named, node) == 0 &&
	    layout->named[layout->flow->count] >= LAYOUT_PROSE_MIN;
}

/* Would following this hint take too much of the running text that is left? */
static bool
takes_too_much(const struct layout *layout, uint32_t node, enum hint hint, uint64_t total)
{
	uint64_t	 share = layout_prose(layout, node);

	switch (hint) {
	case HINT_COMMENT:
		return false;
	case HINT_TEASER:
		return share * 5 > total * 2 || is_lead(layout, node);
	case HINT_FURNITURE:
		return share > BRIEF_MAX && share * 5 > total * 2 &&
		    !is_named_elsewhere(layout, node);
	case HINT_CAPTION:
		return share * 2 > total;
	default:
		return share * 4 > total;
	}
}

/* Running text outside the readers' comments. */
static uint64_t
prose_to_share(const struct layout *layout)
{
	const struct dom	*dom = layout->dom;
	uint64_t		 total = layout->prose[layout->flow->count];

	for (uint32_t i = 1; i < dom->count; i++) {
		if (dom->nodes[i].tag != DOM_TEXT && own_hint(layout, i) == HINT_COMMENT) {
			total -= layout_prose(layout, i);
			i = dom->nodes[i].end - 1;
		}
	}
	return total;
}

/* What says so where an element's own hint is followed. */
static enum region_rule
rule_of(const struct layout *layout, uint32_t node)
{
	if (layout->hints[node].hidden)
		return REGION_BY_HIDDEN;
	return layout->hints[node].card ? REGION_BY_SHAPE : REGION_BY_NAME;
}

static bool
hand_down(struct layout *layout, struct arena *arena, struct fault *f)
{
	const struct dom	*dom = layout->dom;
	unsigned char		*under = arena_take(arena, dom->count, 1, f);
	unsigned char		*by = arena_take(arena, dom->count, 1, f);
	uint64_t		 total = prose_to_share(layout);

	if (under == NULL || by == NULL)
		return false;
	for (uint32_t i = 1; i < dom->count; i++) {
		enum hint	 inherited = under[dom->nodes[i].parent], own = HINT_NONE;

		if (dom->nodes[i].tag != DOM_TEXT)
			own = own_hint(layout, i);
		if (own != HINT_NONE && takes_too_much(layout, i, own, total))
			own = HINT_NONE;
		if (resets(dom->nodes[i].tag, inherited))
			inherited = HINT_NONE;
		under[i] = (unsigned char)(own > inherited ? own : inherited);
		by[i] = own > inherited ? (unsigned char)rule_of(layout, i) :
		    inherited != HINT_NONE ? by[dom->nodes[i].parent] :
					     REGION_BY_NOTHING;
	}
	layout->under = under;
	layout->by = by;
	return true;
}

/* The lowest element that holds all of a piece. */
static uint32_t
holder(const struct dom *dom, const struct piece *piece)
{
	uint32_t	 node = dom->nodes[piece->first].parent;

	while (node != 0 && dom->nodes[node].end <= piece->last)
		node = dom->nodes[node].parent;
	return node;
}

/*
 * What a piece is worth to an article: its length when it is running text,
 * half of that when it is a short sentence; links and foreign words cost,
 * other short lines cost little, headings nothing.
 */
static int64_t
worth_of(const struct layout *layout, uint32_t i)
{
	const struct piece	*piece = &layout->flow->pieces[i];
	enum hint		 hint = layout->of[i];

	if (layout_is_foreign(hint))
		return -10;
	if (piece->linked * 2 >= piece->size)
		return -10 - (int64_t)piece->size / 4;
	if (hint != HINT_NONE || is_heading(layout->dom->nodes[piece->node].tag))
		return 0;
	if (layout_is_prose(piece))
		return piece->size < WORTH_MAX ? piece->size : WORTH_MAX;
	if (piece->linked == 0 && layout_ends_sentence(piece->text))
		return piece->size / 2;
	return -5;
}

/* What a piece adds to an element that is named for an article: its words, however few. */
static uint64_t
text_of(const struct layout *layout, uint32_t i)
{
	const struct piece	*piece = &layout->flow->pieces[i];

	if (layout_is_foreign(layout->of[i]) || piece->linked * 2 >= piece->size ||
	    is_heading(layout->dom->nodes[piece->node].tag))
		return 0;
	return piece->size < WORTH_MAX ? piece->size : WORTH_MAX;
}

static bool
weigh(struct layout *layout, struct arena *arena, struct fault *f)
{
	uint32_t	 count = layout->flow->count;
	unsigned char	*of = arena_take(arena, (size_t)count + 1, 1, f);
	unsigned char	*shown = arena_take(arena, (size_t)count + 1, 1, f);
	int64_t		*worth = arena_take(arena, (size_t)count + 1, sizeof *worth, f);
	uint64_t	*text = arena_take(arena, (size_t)count + 1, sizeof *text, f);

	if (of == NULL || shown == NULL || worth == NULL || text == NULL)
		return false;
	layout->of = of;
	layout->shown = shown;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t	 node = holder(layout->dom, &layout->flow->pieces[i]);

		of[i] = layout->under[node];
		shown[i] = layout->by[node];
		worth[i + 1] = worth[i] + worth_of(layout, i);
		text[i + 1] = text[i] + text_of(layout, i);
	}
	layout->text = text;
	layout->worth = worth;
	return true;
}

/* Is this a hint that leaves words in the article? */
static bool
is_own(enum hint hint)
{
	return !layout_is_foreign(hint) && hint != HINT_BYLINE;
}

uint64_t
layout_own(const struct layout *layout)
{
	uint64_t	 own = 0;

	for (uint32_t i = 0; i < layout->flow->count; i++) {
		const struct piece	*piece = &layout->flow->pieces[i];

		if (layout_is_prose(piece) && is_own((enum hint)layout->of[i]) &&
		    notice_of(piece->text) == NOTICE_NONE)
			own += piece->size;
	}
	return own;
}

/* One voice: several paragraphs, and none in a box below that is named for comments too. */
static bool
is_voice(const struct layout *layout, uint32_t node)
{
	const struct flow	*flow = layout->flow;
	uint32_t		 to = flow->before[layout->dom->nodes[node].end], paragraphs = 0;

	for (uint32_t i = flow->before[node]; i < to; i++)
		paragraphs += layout_is_prose(&flow->pieces[i]);
	if (paragraphs < VOICE_PIECES_MIN || layout->hints[node].hidden)
		return false;
	for (uint32_t i = node + 1; i < layout->dom->nodes[node].end; i++) {
		if (layout->dom->nodes[i].tag != DOM_TEXT && own_hint(layout, i) == HINT_COMMENT &&
		    layout_prose(layout, i) > 0)
			return false;
	}
	return true;
}

/*
 * The hint that stands over one unbroken run of several paragraphs, which is
 * most of the page's running text. No box of it alone takes too much, but all
 * together do: somebody calls paragraphs so.
 */
static enum hint
find_lifted(const struct layout *layout)
{
	const struct flow	*flow = layout->flow;
	uint64_t		 total = layout->prose[flow->count], run = 0;
	uint32_t		 paragraphs = 0;

	for (uint32_t i = 0; i < flow->count; i++) {
		enum hint	 hint = (enum hint)layout->of[i];

		if (i > 0 && layout->of[i - 1] != layout->of[i])
			run = paragraphs = 0;
		run += layout_is_prose(&flow->pieces[i]) ? flow->pieces[i].size : 0;
		paragraphs += layout_is_prose(&flow->pieces[i]);
		if ((hint == HINT_BYLINE || hint == HINT_FURNITURE || hint == HINT_TEASER) &&
		    paragraphs >= VOICE_PIECES_MIN && run * 5 > total * 3)
			return hint;
	}
	return HINT_NONE;
}

/* The only element that is named for an article's text; 0 when there are none or many. */
static uint32_t
only_named(const struct layout *layout)
{
	const struct dom	*dom = layout->dom;
	uint32_t		 found = 0;

	for (uint32_t i = 1; i < dom->count; i++) {
		if (layout->hints[i].trust < 2 || !dom_is_block(dom->nodes[i].tag) ||
		    own_hint(layout, i) == HINT_COMMENT || layout_prose(layout, i) == 0)
			continue;
		if (found != 0)
			return 0;
		found = i;
		i = dom->nodes[i].end - 1;
	}
	return found;
}

/*
 * "Comment" is also what newsrooms call an opinion piece. Where nothing else
 * on the page is running text, there is nothing to comment on: the first box
 * named so, when it is no list of such boxes, holds the article.
 */
static uint32_t
find_voice(const struct layout *layout)
{
	const struct dom	*dom = layout->dom;

	for (uint32_t i = 1; i < dom->count; i++) {
		if (dom->nodes[i].tag == DOM_TEXT || own_hint(layout, i) != HINT_COMMENT)
			continue;
		if (layout_prose(layout, i) > 0)
			return is_voice(layout, i) ? i : 0;
		i = dom->nodes[i].end - 1;
	}
	return 0;
}

/* What the elements say, and what their shape says where they do not. */
static bool
read_hints(struct layout *layout, struct hints *hints, struct arena *arena, struct fault *f)
{
	const struct dom	*dom = layout->dom;
	bool			*cards = arena_take(arena, dom->count, sizeof *cards, f);

	if (cards == NULL)
		return false;
	card_find(dom, layout->flow, layout->prose, cards);
	for (uint32_t i = 1; i < dom->count; i++) {
		if (dom->nodes[i].tag != DOM_TEXT)
			hints[i] = hint_read(dom, i);
		if (cards[i] && (hints[i].bits & 1u << HINT_TEASER) == 0) {
			hints[i].bits |= 1u << HINT_TEASER;
			hints[i].card = true;
		}
	}
	return true;
}

bool
layout_read(const struct dom *dom, const struct flow *flow, struct arena *arena,
    struct layout *layout, struct fault *f)
{
	struct hints	*hints = arena_take(arena, dom->count, sizeof *hints, f);

	*layout = (struct layout) { .dom = dom, .flow = flow, .hints = hints };
	if (hints == NULL || !count_titles(layout, arena, f) || !sum_prose(layout, arena, f) ||
	    !sum_links(layout, arena, f))
		return false;
	if (!read_hints(layout, hints, arena, f) || !sum_named(layout, arena, f))
		return false;
	layout->voice = only_named(layout);
	if (!hand_down(layout, arena, f) || !weigh(layout, arena, f))
		return false;
	if (layout_own(layout) > SUMMARY_MAX)
		return true;
	layout->voice = find_voice(layout);
	layout->lifted = layout->voice == 0 ? find_lifted(layout) : HINT_NONE;
	if (layout->voice == 0 && layout->lifted == HINT_NONE)
		return true;
	return hand_down(layout, arena, f) && weigh(layout, arena, f);
}
