/* Elements made to hold a date: microdata, <time>, microformats. */
#include "core/dating.h"
#include "fetch/page_date_parts.h"

#define HEAD_LINES 3u	   /* of the body, that may be its date line */
#define STAMPS_MAX 40u	   /* dated elements looked at */
#define ITEM_LINK_MAX 18u
#define ITEM_SIZE_MAX 60u  /* letters and digits */
#define BOX_NODES_MAX 600u /* a larger box is a column of the page, not one item of a list */

/* One dated element. */
struct stamp {
	struct span property; /* of microdata */
	uint32_t	 node;
	enum evidence_kind kind;
	enum evidence_says says;
	bool		 own;	   /* it stands with the article, not with another of a list */
	bool		 change;   /* its class names a change, and no publication */
};

static const struct {
	const char	*name;
	enum evidence_says	 says;
} properties[] = {
	{ "datePublished", SAYS_PUBLISHED },
	{ "dateCreated", SAYS_PUBLISHED },
	{ "pubdate", SAYS_PUBLISHED },
	{ "dateModified", SAYS_MODIFIED },
};

/* Class names that mean a date of publication wherever they stand: hAtom, h-entry, WordPress. */
static const char *const published_classes[] = { "published", "dt-published", "entry-date",
	"post-date", "posted-on", "published-date", "publish-date", "pubdate" };
static const char *const change_classes[] = { "updated", "modified", "dt-updated", "last-updated",
	"last-modified", "date-modified", "dateModified", "updated-date" };

/* Attributes that hold the date an element shows, the more exact first. */
static const char *const value_keys[] = { "datetime", "content", "data-utime", "data-timestamp",
	"data-datetime", "data-date", "data-time", "title", "aria-label" };

static bool
has_class(const struct dom *dom, uint32_t node, const char *const *names, size_t count)
{
	struct span	 list = dom_attr(dom, node, "class");
	size_t	 from = 0;

	for (size_t i = 0; i <= list.n; i++) {
		if (i < list.n && (unsigned char)list.p[i] > ' ')
			continue;
		for (size_t k = 0; k < count && i > from; k++) {
			if (span_is_case(span_cut(list, from, i), names[k]))
				return true;
		}
		from = i + 1;
	}
	return false;
}

/* The piece an element's text stands in; flow->count when it shows none. */
static uint32_t
piece_of(const struct page_view *view, uint32_t node)
{
	const struct flow	*flow = view->layout->flow;
	uint32_t	 piece = flow->before[node];

	if (piece > 0 && flow->pieces[piece - 1].last >= node)
		return piece - 1;
	return piece < flow->count && flow->pieces[piece].first < view->dom->nodes[node].end ?
	    piece :
	    flow->count;
}

/* Where an element stands. */
static enum region
region_near(const struct page_view *view, uint32_t node)
{
	uint32_t	 piece = piece_of(view, node);

	return piece < view->layout->flow->count ? (enum region)view->regions->of[piece] :
						   REGION_FURNITURE;
}

/* The text node a piece begins with; dom->count, below nothing, when there is no such piece. */
static uint32_t
first_of(const struct page_view *view, uint32_t piece)
{
	const struct flow	*flow = view->layout->flow;

	return piece < flow->count ? flow->pieces[piece].first : view->dom->count;
}

/* Has a box a heading of its own, as the items of a list of stories have? */
static bool
has_heading(const struct dom *dom, uint32_t box)
{
	for (uint32_t i = box + 1; i < dom->nodes[box].end; i++) {
		if (dom->nodes[i].tag >= DOM_H1 && dom->nodes[i].tag <= DOM_H6)
			return true;
	}
	return false;
}

/* More words in an item of a list than a date and a name take, or a longer link, are a story's. */
static bool
is_item(const struct page_view *view, uint32_t box)
{
	const struct flow	*flow = view->layout->flow;
	uint32_t size = 0, linked = 0;

	if (view->dom->nodes[box].tag != DOM_LI)
		return false;
	for (uint32_t i = flow->before[box]; i < flow->before[view->dom->nodes[box].end]; i++) {
		size += flow->pieces[i].size;
		linked += flow->pieces[i].linked;
	}
	return size > ITEM_SIZE_MAX || linked > ITEM_LINK_MAX;
}

/*
 * Does a dated element stand with the article? It lies near the headline or
 * right behind the body, and up from it, to the first box that holds the
 * headline or the body's first line, there is no item of a list of stories.
 */
static bool
is_own(const struct page_view *view, const struct around *around, uint32_t node)
{
	const struct dom	*dom = view->dom;
	uint32_t	 headline = first_of(view, view->regions->headline);
	uint32_t	 body = first_of(view, around->first);
	uint32_t	 piece = view->layout->flow->before[node];

	if (piece < around->from || piece > around->to)
		return false;

	for (uint32_t box = dom->nodes[node].parent; box != 0; box = dom->nodes[box].parent) {
		if (layout_holds(view->layout, box, headline) ||
		    layout_holds(view->layout, box, body))
			return true;
		if (dom->nodes[box].tag == DOM_ARTICLE || dom_has_attr(dom, box, "itemscope") ||
		    is_item(view, box) ||
		    (dom->nodes[box].end - box < BOX_NODES_MAX && has_heading(dom, box)))
			return false;
	}
	return true;
}

/* What kind of dated element a node is; false when it is none. */
static bool
classify(const struct page_view *view, uint32_t node, struct stamp *stamp)
{
	const struct dom	*dom = view->dom;
	enum dom_tag	 tag = dom->nodes[node].tag;

	*stamp = (struct stamp) { .node = node, .kind = EVIDENCE_TIME, .says = SAYS_PUBLISHED };
	if (tag == DOM_TEXT || (dom->nodes[node].nattrs == 0 && tag != DOM_TIME))
		return false;
	stamp->property = dom_attr(dom, node, "itemprop");
	for (size_t k = 0; stamp->property.n > 0 && k < LEN(properties); k++) {
		if (!span_eq_case(stamp->property, span_of(properties[k].name)))
			continue;
		stamp->kind = EVIDENCE_ITEMPROP;
		stamp->says = properties[k].says;
		return true;
	}
	if (tag == DOM_META || tag == DOM_LINK)
		return false;
	return tag == DOM_TIME ||
	    (tag == DOM_ABBR && (view->layout->hints[node].bits & 1u << HINT_BYLINE) != 0) ||
	    dom_has_attr(dom, node, "data-utime") ||
	    has_class(dom, node, published_classes, LEN(published_classes)) ||
	    ((view->layout->hints[node].bits & 1u << HINT_BYLINE) != 0 &&
		(dom_has_attr(dom, node, "content") || dom_has_attr(dom, node, "datetime")));
}

/* A line of the body that is nothing but its date, and stands before the story. */
static bool
is_head(const struct page_view *view, const struct around *around, uint32_t node)
{
	uint32_t	 piece = piece_of(view, node);

	return piece < around->first + HEAD_LINES &&
	    dating_is_line(view->layout->flow->pieces[piece].text, view->meta->language);
}

static size_t
gather(const struct page_view *view, struct stamp stamps[STAMPS_MAX])
{
	const struct dom	*dom = view->dom;
	const struct around	 around = page_around(view);
	size_t	 count = 0, looked = 0;

	for (uint32_t i = 0; i < dom->count && looked < STAMPS_MAX * 2 && count < STAMPS_MAX; i++) {
		struct stamp	*stamp = &stamps[count];
		enum hint	 hint = (enum hint)view->layout->under[i];
		enum region	 region;

		if (!classify(view, i, stamp))
			continue;
		looked++;
		region = region_near(view, i);
		stamp->own = is_own(view, &around, i);
		/* A line of links is a teaser's to the eye, and an article's head has such lines too. */
		if (hint == HINT_TEASER || hint == HINT_COMMENT || region == REGION_COMMENT ||
		    (region == REGION_TEASER && !stamp->own) ||
		    (region == REGION_BODY && stamp->kind == EVIDENCE_TIME &&
			!is_head(view, &around, i)))
			continue;
		stamp->change = stamp->says == SAYS_PUBLISHED &&
		    has_class(dom, i, change_classes, LEN(change_classes)) &&
		    !has_class(dom, i, published_classes, LEN(published_classes));
		count++;
	}
	return count;
}

/* Do the words before the element's own in their line say that it is a date of change? */
static bool
is_called_change(struct adder *a, const struct stamp *stamp, bool *change)
{
	const struct flow	*flow = a->view->layout->flow;
	uint32_t	 piece = piece_of(a->view, stamp->node);
	struct span	 line, own;

	*change = false;
	if (piece == flow->count)
		return true;
	if (!dom_text(a->view->dom, stamp->node, PAGE_DATE_BYTES_MAX, a->arena, &own, a->f))
		return false;
	line = flow->pieces[piece].text;
	*change = page_says_updated(line, span_find(line, own)) || page_says_updated(own, own.n);
	return true;
}

/* The first of an element's attributes that is a date, else its text. */
static bool
add_stamp(struct adder *a, const struct stamp *stamp, enum evidence_says says)
{
	const char	*what = stamp->kind == EVIDENCE_ITEMPROP ? "itemprop" : "time";
	bool	 told = false;
	struct span	 text;

	for (size_t i = 0; i < LEN(value_keys) && !told; i++) {
		struct span	 value = dom_attr(a->view->dom, stamp->node, value_keys[i]);

		if (value.n > 0 &&
		    !page_add_value(a, value, stamp->kind, says, what, stamp->property, &told))
			return false;
	}
	if (told)
		return true;
	return dom_text(a->view->dom, stamp->node, PAGE_DATE_BYTES_MAX, a->arena, &text, a->f) &&
	    page_add_value(a, text, stamp->kind, says, what, stamp->property, &told);
}

/*
 * Themes call the only date they print "updated", as hAtom asks for one of that
 * name; it is one of change where another is called published.
 */
static bool
tells_both(const struct stamp *stamps, size_t count)
{
	bool	 change = false, publication = false;

	for (size_t i = 0; i < count; i++) {
		change |= stamps[i].own && stamps[i].change;
		publication |=
		    stamps[i].own && !stamps[i].change && stamps[i].says == SAYS_PUBLISHED;
	}
	return change && publication;
}

static bool
add_one(struct adder *a, const struct stamp *stamp, bool both)
{
	enum evidence_says	 says = stamp->says;
	bool	 change;

	if (!is_called_change(a, stamp, &change))
		return false;
	if (change || (both && stamp->change))
		says = SAYS_MODIFIED;
	return add_stamp(a, stamp, says);
}

bool
page_add_stamps(struct adder *a)
{
	struct stamp	 stamps[STAMPS_MAX];
	size_t	 count = gather(a->view, stamps);
	bool	 both = tells_both(stamps, count);

	for (size_t i = 0; i < count; i++) {
		if (stamps[i].own && !add_one(a, &stamps[i], both))
			return false;
	}
	return true;
}

bool
page_add_stamps_apart(struct adder *a)
{
	struct stamp	 stamps[STAMPS_MAX];
	size_t	 count = gather(a->view, stamps);

	for (size_t i = 0; i < count && !page_is_dated(a->article); i++) {
		if (!stamps[i].own && !add_one(a, &stamps[i], false))
			return false;
	}
	return true;
}
