#include "cmd/route.h"

static size_t
child_named(struct route *route, size_t parent, struct span name)
{
	size_t	*link = &route->nodes[parent].child;

	while (*link != ROUTE_NONE) {
		if (span_eq_case(route->nodes[*link].name, name))
			return *link;
		link = &route->nodes[*link].next;
	}
	*link = route->count;
	route->nodes[route->count] = (struct route_node) { .name = name,
		.parent = parent,
		.child = ROUTE_NONE,
		.next = ROUTE_NONE,
		.member = ROUTE_NONE,
		.depth = route->nodes[parent].depth + 1 };
	return route->count++;
}

static void
add_travel(struct route *route, const struct model *model, const struct travel *travel)
{
	size_t	 at = 0;

	if (travel->from.n > 0) {
		at = child_named(route, at, travel->from);
		route->nodes[at].credited |= travel->credited;
	}
	for (size_t i = 0; i < travel->nhands && route->nodes[at].depth < ROUTE_DEPTH_MAX; i++) {
		at = child_named(route, at, travel->hands[i]);
		route->nodes[at].credited |= travel->credited;
	}
	if (at == 0)
		at = child_named(route, at, model->members[travel->member].place);
	if (route->nodes[at].member == ROUTE_NONE)
		route->nodes[at].member = travel->member;
	else
		route->nodes[at].more++;
}

/* The node to visit after this one when children come before siblings; ROUTE_NONE at the end. */
static size_t
next_in_order(const struct route *route, size_t at)
{
	if (route->nodes[at].child != ROUTE_NONE)
		return route->nodes[at].child;
	while (at != 0 && route->nodes[at].next == ROUTE_NONE)
		at = route->nodes[at].parent;
	return at == 0 ? ROUTE_NONE : route->nodes[at].next;
}

/* A leaf takes the next row; a parent stands level with its first child. */
static void
lay_out(struct route *route)
{
	for (size_t at = 0; at != ROUTE_NONE; at = next_in_order(route, at)) {
		struct route_node	*node = &route->nodes[at];

		node->row = route->rows;
		route->rows += node->child == ROUTE_NONE;
		route->depth = node->depth > route->depth ? node->depth : route->depth;
	}
}

bool
route_build(const struct model *model, size_t shown, struct arena *arena, struct route *route,
    struct fault *f)
{
	size_t	 most = 1;

	*route = (struct route) { .nodes = NULL };
	for (size_t i = 0; i < shown; i++)
		most += model->travels[i].nhands + 2;
	route->nodes = arena_take(arena, most, sizeof *route->nodes, f);
	if (route->nodes == NULL)
		return false;
	route->nodes[0] = (struct route_node) { .name = model->speaker,
		.parent = ROUTE_NONE,
		.child = ROUTE_NONE,
		.next = ROUTE_NONE,
		.member = ROUTE_NONE };
	route->count = 1;
	for (size_t i = 0; i < shown; i++)
		add_travel(route, model, &model->travels[i]);
	lay_out(route);
	return true;
}
