/*
 * A page as the lines a reader sees: text between two block borders, white
 * space collapsed, in document order, each knowing where it stands.
 */
#ifndef FETCH_FLOW_H
#define FETCH_FLOW_H

#include "fetch/dom.h"

struct piece {
	struct span	 text;	 /* trimmed; a newline where a single <br> stands */
	uint32_t	 node;	 /* the block element it stands in */
	uint32_t	 first, last; /* its first and last text node */
	uint32_t	 size;	 /* letters and digits; an ideograph or kana counts three */
	uint32_t	 linked; /* how much of size stands in links */
	uint32_t	 bold;	 /* how much of it is bold */
};

struct flow {
	const struct piece *pieces;
	uint32_t	 count;
	const uint32_t	*before; /* for node i, how many pieces begin before it; dom->count + 1 entries */
};

#define FLOW_TEXT_MAX ((size_t)64 << 20) /* bytes; more is FAULT_LIMIT */

/*
 * Read the visible text of a page. Scripts, styles, forms' choices, embedded
 * media and the like hold none; nor do <noscript> and <template>, unless the
 * page's whole text stands there. Words of adjoining blocks never touch. The
 * marks a browser draws around <q> are printed. Everything lives in the arena.
 */
bool flow_read(const struct dom *dom, struct arena *arena, struct flow *flow, struct fault *f)
    MUST_CHECK;

/* The pieces below a block element are [flow->before[i], flow->before[dom->nodes[i].end]). */

#endif
