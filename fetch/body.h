/*
 * Where the article's running text lies on a page.
 *
 * Two candidates and a choice. By worth: the element whose pieces sum up to
 * most, where running text counts for an article and links, short lines and
 * foreign words count against it (after Pasternack and Roth, "Extracting
 * Article Text from the Web with Maximum Subsequence Segmentation", WWW 2009,
 * on the tree instead of the token row). By name: the elements a publisher
 * calls article body, several of them when a body is split. Names win when
 * they hold what is worth most, or most of it, or when that lies elsewhere and
 * is not much more than they are: a long sidebar beside a short article.
 */
#ifndef FETCH_BODY_H
#define FETCH_BODY_H

#include "fetch/layout.h"

struct body {
	const uint32_t	*roots; /* elements in document order, none inside another */
	size_t		 count;	/* 0 when the page has no text at all */
	enum region_rule rule;	/* how they were found: by microdata, a name, as an article, by worth */
	bool		 named;	/* the first two: the publisher's own word for its article's text */
};

bool body_find(const struct layout *layout, struct arena *arena, struct body *body, struct fault *f)
    MUST_CHECK;

/* Does a piece stand in the body's elements? */
bool body_holds(const struct layout *layout, const struct body *body, uint32_t piece);

#endif
