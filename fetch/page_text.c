#include "fetch/page_text.h"

#include <stdio.h>

#include "core/buf.h"
#include "core/masthead.h"

/* An article's text under way. */
struct writer {
	const struct dom	*dom;
	const struct flow	*flow;
	const struct layout	*layout;
	const struct regions	*regions;
	struct arena	*arena;
	struct article	*article;
	struct buf	 text;
	struct block	*blocks;
	size_t		 count, room;
};

static enum block_kind
kind_of(const struct writer *w, uint32_t piece)
{
	const struct dom	*dom = w->dom;
	uint32_t		 node = w->flow->pieces[piece].node;
	enum dom_tag		 tag = dom->nodes[node].tag;

	if (w->regions->of[piece] == REGION_CAPTION)
		return BLOCK_CAPTION;
	if (w->regions->of[piece] == REGION_HEADLINE || (tag >= DOM_H1 && tag <= DOM_H6))
		return BLOCK_HEADING;
	if (tag == DOM_BLOCKQUOTE || dom_holder(dom, node, DOM_BLOCKQUOTE) != 0)
		return BLOCK_QUOTATION;
	if (tag == DOM_LI || tag == DOM_TD || tag == DOM_TH || tag == DOM_DD || tag == DOM_DT ||
	    dom_holder(dom, node, DOM_LI) != 0)
		return BLOCK_ITEM;
	return BLOCK_PARAGRAPH;
}

/* One more block of the article's text, behind a line break. */
static bool
add_block(struct writer *w, struct block block, struct fault *f)
{
	if (!arena_grow(w->arena, &w->blocks, w->count, &w->room, sizeof *w->blocks, f))
		return false;
	if (w->count > 0)
		buf_char(&w->text, '\n');
	buf_add(&w->text, block.text);
	w->blocks[w->count++] = block;
	return true;
}

/* The lines of a text that only the page's data holds. */
static bool
add_unprinted(struct writer *w, struct fault *f)
{
	struct span	 text = w->regions->unprinted;

	for (size_t at = 0; at < text.n;) {
		struct span	 rest = span_cut(text, at, text.n);
		size_t		 n = span_find(rest, SPAN("\n"));
		struct span	 line = span_trim(span_cut(rest, 0, n));

		at += n + 1;
		if (line.n > 0 &&
		    !add_block(w,
			(struct block) { line, BLOCK_PARAGRAPH, REGION_BODY, SPAN_NONE,
			    REGION_BY_DATA },
			f))
			return false;
	}
	return true;
}

/* The article's own pieces, one a line. */
static bool
write_text(struct writer *w, struct fault *f)
{
	size_t	 from = 0;

	for (uint32_t i = 0; i < w->flow->count; i++) {
		struct block	 block = { w->flow->pieces[i].text, BLOCK_PARAGRAPH,
			(enum region)w->regions->of[i], SPAN_NONE,
			(enum region_rule)w->regions->by[i] };

		if (!w->regions->in_text[i])
			continue;
		block.kind = kind_of(w, i);
		if (!add_block(w, block, f))
			return false;
	}
	if (!add_unprinted(w, f) || !buf_end(&w->text, w->arena, &w->article->text, f))
		return false;
	for (size_t i = 0; i < w->count; i++) {
		w->blocks[i].text.p = w->article->text.p + from;
		from += w->blocks[i].text.n + 1;
	}
	w->article->blocks = w->blocks;
	w->article->nblocks = w->count;
	return true;
}

/* The box a piece of a teaser or comment stands in: one of a list, or what holds its element. */
static uint32_t
box_of(const struct writer *w, uint32_t piece)
{
	const struct dom	*dom = w->dom;
	uint32_t		 node = w->flow->pieces[piece].node, box = node;

	for (unsigned up = 0; up < 4 && box != 0; up++) {
		enum dom_tag	 tag = dom->nodes[box].tag;
		bool	 alone = w->flow->before[dom->nodes[box].end] - w->flow->before[box] <= 1;

		if (tag == DOM_LI || tag == DOM_ARTICLE ||
		    (!alone &&
			(w->layout->hints[box].bits & (1u << HINT_TEASER | 1u << HINT_COMMENT)) != 0))
			return box;
		box = dom->nodes[box].parent;
	}
	return dom->nodes[node].parent;
}

/* Does an element's class say that it names where a teaser comes from? */
static bool
names_source(const struct writer *w, uint32_t piece)
{
	static const char *const words[] = { "source", "src", "outlet", "publisher", "provider" };
	struct span		 names = dom_attr(w->dom, w->flow->pieces[piece].node, "class");

	for (size_t i = 0; i < LEN(words); i++) {
		if (span_find(names, span_of(words[i])) < names.n)
			return true;
	}
	return false;
}

/* A name before a colon, where "Post" is a paper's rather than a person's. */
static bool
is_paper(struct span name)
{
	char	 full[80];
	int	 n = snprintf(full, sizeof full, "The %.*s", SPAN_ARG(name));

	return masthead_is_name(name) ||
	    (n > 0 && (size_t)n < sizeof full && masthead_is_name((struct span) { full, (size_t)n }));
}

/* The outlet a teaser's line names: alone, or before a colon, with or without "From the". */
static struct span
source_named(const struct writer *w, uint32_t piece)
{
	struct span	 line = w->flow->pieces[piece].text;
	size_t		 colon = span_find(line, SPAN(":"));
	struct span	 name = span_cut(line, 0, colon);

	if (colon > 60)
		return SPAN_NONE;
	if (span_starts(name, SPAN("From "))) {
		name = span_cut(name, 5, name.n);
		if (span_starts(name, SPAN("the ")))
			name = span_cut(name, 4, name.n);
		return colon < line.n || is_paper(name) ? name : SPAN_NONE;
	}
	if (line.n < 60 && (names_source(w, piece) || masthead_is_name(line)))
		return line;
	return colon < line.n && is_paper(name) ? name : SPAN_NONE;
}

/* Where the pieces of one text outside end that begins with `from`. */
static uint32_t
outside_end(const struct writer *w, uint32_t from)
{
	unsigned char	 region = w->regions->of[from];
	uint32_t	 i = from + 1;

	if (region == REGION_FURNITURE)
		return i;
	while (i < w->flow->count && !w->regions->in_text[i] && w->regions->of[i] == region &&
	    box_of(w, i) == box_of(w, from))
		i++;
	return i;
}

static bool
write_one_outside(struct writer *w, uint32_t from, uint32_t to, struct block *block, struct fault *f)
{
	struct buf	 text = BUF(FLOW_TEXT_MAX * 2);
	struct span	 source = SPAN_NONE;

	for (uint32_t i = from; i < to; i++) {
		if (i > from)
			buf_char(&text, '\n');
		buf_add(&text, w->flow->pieces[i].text);
		if (source.n == 0 && w->regions->of[i] == REGION_TEASER)
			source = source_named(w, i);
	}
	block->kind = kind_of(w, from);
	block->region = (enum region)w->regions->of[from];
	block->rule = (enum region_rule)w->regions->by[from];
	return buf_end(&text, w->arena, &block->text, f) &&
	    (source.n == 0 || span_in(w->arena, source, &block->outlet, f));
}

static bool
write_outside(struct writer *w, struct fault *f)
{
	struct block	*blocks = NULL;
	size_t		 count = 0, room = 0;
	uint32_t	 to;

	for (uint32_t i = 0; i < w->flow->count; i = to) {
		to = i + 1;
		if (w->regions->in_text[i])
			continue;
		to = outside_end(w, i);
		if (!arena_grow(w->arena, &blocks, count, &room, sizeof *blocks, f) ||
		    !write_one_outside(w, i, to, &blocks[count], f))
			return false;
		count++;
	}
	w->article->outside = blocks;
	w->article->noutside = count;
	return true;
}

bool
page_text(const struct layout *layout, const struct regions *regions, struct arena *arena,
    struct article *article, struct fault *f)
{
	struct writer	 w = { .dom = layout->dom,
		.flow = layout->flow,
		.layout = layout,
		.regions = regions,
		.arena = arena,
		.article = article,
		.text = BUF(FLOW_TEXT_MAX * 2) };
	bool		 ok = write_text(&w, f) && write_outside(&w, f);

	buf_free(&w.text);
	return ok;
}
