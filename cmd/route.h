/*
 * The ways a family travelled as one tree: from the speaker through origins
 * and hands to the pages. Boxes of the same name under the same parent are one.
 */
#ifndef CMD_ROUTE_H
#define CMD_ROUTE_H

#include "cmd/model.h"

#define ROUTE_DEPTH_MAX 8 /* hands in a row; a longer way ends at the eighth */
#define ROUTE_NONE SIZE_MAX

struct route_node {
	struct span	 name;
	size_t		 parent, child, next; /* first child, next sibling; or ROUTE_NONE */
	size_t		 depth, row;
	size_t		 member;   /* index of the first printing that ends here, or ROUTE_NONE */
	size_t		 more;	   /* other documents that end here too */
	bool		 credited; /* the arrow that leads here stands on a page */
};

struct route {
	struct route_node *nodes; /* nodes[0] is the speaker; parents stand before children */
	size_t		 count, rows, depth;
};

/* Build the tree of the first `shown` travels; a leaf has a row of its own, a parent that of its first child. */
bool route_build(const struct model *model, size_t shown, struct arena *arena, struct route *route,
    struct fault *f) MUST_CHECK;

#endif
