#include "fetch/flow.h"

#include "core/utf8.h"

enum gap { GAP_NONE, GAP_SPACE, GAP_LINE };

/* The nearest block element above each node, and what its text is. */
struct place {
	uint32_t	 block;
	bool		 linked, bold, lines;
};

/* A piece under way, and the text of all of them. */
struct reader {
	const struct dom	*dom;
	struct arena	*arena;
	struct buf	 text;
	struct piece	*pieces;
	size_t		*starts;  /* of each piece in the text, which may still move */
	size_t		 count, room, start_room;
	struct piece	 open;	  /* its node is 0 while there is none */
	size_t		 begun;	  /* where the open piece starts in the text */
	enum gap	 gap;
	unsigned	 breaks;  /* <br> in a row */
	uint32_t	 quoted;  /* the <q> we are in, or 0 */
	bool		 drawn;	  /* its opening mark is in the text */
	bool		 reserve; /* <noscript> and <template> are read too */
};

#define ANCHORED_MIN 120u /* bytes of a link to its own page that is no entry of a list */
#define ANCHORED_NODES 64u /* of it that are looked at */
#define RESERVE_MIN 250u /* letters of a text that stands in them */

/* Elements whose content is no text of the page. */
static bool
is_silent(enum dom_tag tag)
{
	switch (tag) {
	case DOM_AUDIO:
	case DOM_CANVAS:
	case DOM_EMBED:
	case DOM_HEAD:
	case DOM_IFRAME:
	case DOM_OBJECT:
	case DOM_OPTION:
	case DOM_RP:
	case DOM_RT:
	case DOM_SCRIPT:
	case DOM_SELECT:
	case DOM_STYLE:
	case DOM_SVG:
	case DOM_TEXTAREA:
	case DOM_TITLE:
	case DOM_VIDEO:
		return true;
	default:
		return false;
	}
}

/* Does an element keep its content from readers for whom no script runs? */
static bool
is_unseen(const struct reader *r, uint32_t i)
{
	enum dom_tag	 tag = r->dom->nodes[i].tag;

	if (tag == DOM_NOSCRIPT)
		return !r->reserve;
	if (tag == DOM_TEMPLATE)
		return !r->reserve && !dom_has_attr(r->dom, i, "shadowrootmode");
	return is_silent(tag);
}

static bool
is_wide(uint32_t c)
{
	return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
	    (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x20000 && c <= 0x3FFFF);
}

static uint32_t
weight(uint32_t c)
{
	if (is_wide(c))
		return 3;
	return utf8_is_word(c);
}

/* Close the open piece; one without a letter or digit is dropped again. */
static bool
close_piece(struct reader *r, struct fault *f)
{
	bool	 kept = r->open.node != 0 && r->open.size > 0;

	r->gap = GAP_NONE;
	r->breaks = 0;
	if (r->open.node != 0 && !kept)
		buf_cut(&r->text, r->begun);
	if (kept) {
		if (!arena_grow(r->arena, &r->pieces, r->count, &r->room, sizeof *r->pieces, f) ||
		    !arena_grow(r->arena, &r->starts, r->count, &r->start_room, sizeof *r->starts, f))
			return false;
		r->open.text.n = r->text.n - r->begun;
		r->starts[r->count] = r->begun;
		r->pieces[r->count++] = r->open;
	}
	r->open.node = 0;
	return true;
}

/* Characters without a space between them, and what they weigh. */
static void
add_word(struct reader *r, struct span word, uint32_t size, const struct place *place)
{
	if (r->gap != GAP_NONE && r->text.n > r->begun)
		buf_char(&r->text, r->gap == GAP_LINE ? '\n' : ' ');
	r->gap = GAP_NONE;
	r->breaks = 0;
	buf_add(&r->text, word);
	r->open.size += size;
	r->open.linked += place->linked ? size : 0;
	r->open.bold += place->bold ? size : 0;
}

static void
add_text(struct reader *r, struct span s, const struct place *place)
{
	for (size_t from = 0, at = 0; at < s.n; from = at) {
		uint32_t	 size = 0, c = 0;
		size_t		 to = at;

		while (at < s.n && !utf8_is_space(c = utf8_next(s, &at))) {
			size += weight(c);
			to = at;
		}
		if (to > from)
			add_word(r, span_cut(s, from, to), size, place);
		if (to == at)
			break;
		if (c == '\n' && place->lines)
			r->gap = GAP_LINE;
		else if (r->gap == GAP_NONE)
			r->gap = GAP_SPACE;
	}
}

static bool
is_blank(struct span s)
{
	return span_trim(s).n == 0;
}

/* Browsers draw marks around <q>; an author who wrote them too gets them once. */
static void
begin_quoted(struct reader *r, struct span s, const struct place *place)
{
	size_t		 at = 0;
	uint32_t	 c;

	s = span_trim(s);
	c = utf8_next(s, &at);
	r->drawn = c != '"' && c != '\'' && c != 0xAB && (c < 0x2018 || c > 0x201F);
	if (r->drawn)
		add_word(r, SPAN("\u201C"), 0, place);
	else
		r->quoted = 0;
}

static void
end_quoted(struct reader *r)
{
	if (r->drawn && r->open.node != 0) {
		r->gap = GAP_NONE;
		add_word(r, SPAN("\u201D"), 0, &(struct place) { .linked = false });
	}
	r->drawn = false;
	r->quoted = 0;
}

/* Does a link lead to its own page, and hold whole sentences? Then it is text with an anchor. */
static bool
is_anchored(const struct dom *dom, uint32_t a)
{
	size_t	 n = 0;

	if (!span_starts(dom_attr(dom, a, "href"), SPAN("#")))
		return false;
	for (uint32_t i = a + 1; i < dom->nodes[a].end && i < a + ANCHORED_NODES; i++)
		n += dom->nodes[i].text.n;
	return n >= ANCHORED_MIN;
}

static void
locate(const struct dom *dom, uint32_t i, struct place *places)
{
	const struct dom_node	*node = &dom->nodes[i];
	struct place		 above = places[node->parent];

	places[i] = above;
	if (dom_is_block(node->tag))
		places[i].block = i;
	if (node->tag == DOM_A && dom_has_attr(dom, i, "href"))
		places[i].linked = !is_anchored(dom, i);
	if (node->tag == DOM_B || node->tag == DOM_STRONG)
		places[i].bold = true;
	if (node->tag == DOM_PRE)
		places[i].lines = true;
}

/* A line all in bold with a break behind it is a heading that was not called one. */
static bool
is_bold_line(const struct piece *piece)
{
	return piece->node != 0 && piece->size > 0 && piece->size < 200 &&
	    piece->bold == piece->size;
}

static bool
is_box(const struct dom_node *node)
{
	return (node->tag == DOM_SPAN || node->tag == DOM_A) && node->nattrs > 0;
}

/* A capital, or a mark that opens. */
static bool
begins_anew(uint32_t c)
{
	return utf8_is_upper(c) || c == 0xAB || c == 0x201C || c == 0x201E || c == 0x2018;
}

/*
 * Neighbouring links, and neighbouring spans that each have a class, are often
 * boxes to the eye: where letters or digits would run into a capital or an
 * opening mark, the border shows as a space. Neighbouring times are two times:
 * themes print one for the publication and, unseen, one for the last change.
 */
static bool
is_seam(const struct reader *r, uint32_t i)
{
	const struct dom_node	*nodes = r->dom->nodes;
	uint32_t		 here = nodes[i].parent, last = nodes[here - 1].parent;
	size_t			 end = r->text.n, at = 0;
	uint32_t		 before;

	if (r->gap != GAP_NONE || r->open.node == 0 || here + 1 != i ||
	    nodes[here - 1].tag != DOM_TEXT || nodes[last].end != here)
		return false;
	if (nodes[here].tag == DOM_TIME && nodes[last].tag == DOM_TIME)
		return true;
	if (!is_box(&nodes[here]) || !is_box(&nodes[last]))
		return false;
	before = utf8_prev(buf_span(&r->text), &end);
	return (utf8_is_lower(before) || utf8_is_digit(before)) &&
	    begins_anew(utf8_next(nodes[i].text, &at));
}

/* One node; *next is where to go on. */
static bool
read_node(struct reader *r, uint32_t i, struct place *places, uint32_t *next, struct fault *f)
{
	const struct dom_node	*node = &r->dom->nodes[i];
	struct place		*place = &places[i];

	*next = i + 1;
	locate(r->dom, i, places);
	if (dom_is_block(node->tag) && !close_piece(r, f))
		return false;
	if (is_unseen(r, i)) {
		*next = node->end;
		if (r->gap == GAP_NONE && node->tag != DOM_SCRIPT)
			r->gap = GAP_SPACE;
		return true;
	}
	if (node->tag == DOM_BR) {
		r->gap = GAP_LINE;
		return (++r->breaks < 2 && !is_bold_line(&r->open)) || close_piece(r, f);
	}
	if (node->tag != DOM_TEXT)
		return true;
	if (r->open.node != place->block && !is_blank(node->text)) {
		if (!close_piece(r, f))
			return false;
		r->open = (struct piece) { SPAN_NONE, place->block, i, i, 0, 0, 0 };
		r->begun = r->text.n;
	}
	if (r->quoted != 0 && !r->drawn && !is_blank(node->text))
		begin_quoted(r, node->text, place);
	if (is_seam(r, i))
		r->gap = GAP_SPACE;
	if (r->open.node != 0) {
		add_text(r, node->text, place);
		if (!is_blank(node->text))
			r->open.last = i;
	}
	return true;
}

/* Which pieces begin before each node. */
static void
count_before(const struct reader *r, uint32_t *before)
{
	size_t	 piece = 0;

	for (uint32_t i = 0; i <= r->dom->count; i++) {
		while (piece < r->count && r->pieces[piece].first < i)
			piece++;
		before[i] = (uint32_t)piece;
	}
}

static bool
read_all(struct reader *r, struct place *places, struct fault *f)
{
	const struct dom	*dom = r->dom;
	uint32_t		 next;

	for (uint32_t i = 1; i < dom->count; i = next) {
		if (r->quoted != 0 && i >= dom->nodes[r->quoted].end)
			end_quoted(r);
		if (dom->nodes[i].tag == DOM_Q && r->quoted == 0)
			r->quoted = i;
		if (!read_node(r, i, places, &next, f))
			return false;
	}
	return close_piece(r, f);
}

/* How much text there is. */
static uint64_t
size_of(const struct reader *r)
{
	uint64_t	 size = 0;

	for (size_t i = 0; i < r->count; i++)
		size += r->pieces[i].size;
	return size;
}

/* Read a page that shows next to nothing once more, with what it keeps for those who run no script. */
static bool
read_reserve(struct reader *r, struct place *places, struct fault *f)
{
	struct reader	 again = { .dom = r->dom,
		.arena = r->arena,
		.text = BUF(FLOW_TEXT_MAX),
		.reserve = true };
	bool		 ok;

	if (size_of(r) >= RESERVE_MIN)
		return true;
	ok = read_all(&again, places, f);
	if (ok && size_of(&again) >= size_of(r) + RESERVE_MIN) {
		struct buf	 text = r->text;

		r->text = again.text;
		again.text = text;
		r->pieces = again.pieces;
		r->starts = again.starts;
		r->count = again.count;
	}
	buf_free(&again.text);
	return ok;
}

bool
flow_read(const struct dom *dom, struct arena *arena, struct flow *flow, struct fault *f)
{
	struct reader	 r = { .dom = dom, .arena = arena, .text = BUF(FLOW_TEXT_MAX) };
	struct place	*places = arena_take(arena, dom->count, sizeof *places, f);
	uint32_t	*before = arena_take(arena, (size_t)dom->count + 1, sizeof *before, f);
	struct span	 text;
	bool		 ok = false;

	*flow = (struct flow) { NULL, 0, NULL };
	if (places == NULL || before == NULL || !read_all(&r, places, f) ||
	    !read_reserve(&r, places, f) || !buf_end(&r.text, arena, &text, f))
		goto done;
	for (size_t i = 0; i < r.count; i++)
		r.pieces[i].text = span_cut(text, r.starts[i], r.starts[i] + r.pieces[i].text.n);
	count_before(&r, before);
	*flow = (struct flow) { r.pieces, (uint32_t)r.count, before };
	ok = true;
done:
	buf_free(&r.text);
	return ok;
}
