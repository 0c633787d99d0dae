#include "cmd/graph.h"

#include <stdlib.h>

#include "cmd/cell.h"

const char *const graph_kind_names[GRAPH_KINDS] = { "speaker", "occurrence", "outlet" };
const char *const graph_way_names[GRAPH_WAYS] = { "credited", "inferred", "wording" };

static int
by_bytes(const void *left, const void *right)
{
	return span_cmp(*(const struct span *)left, *(const struct span *)right);
}

/* Every origin and hand of the travels, each once. */
static bool
list_outlets(struct graph *graph, struct arena *arena, struct fault *f)
{
	const struct model	*model = graph->model;
	size_t			 most = 1, n = 0, kept = 0;
	struct span		*names;

	for (size_t i = 0; i < model->ntravels; i++)
		most += model->travels[i].nhands + 1;
	names = arena_take(arena, most, sizeof *names, f);
	if (names == NULL)
		return false;
	for (size_t i = 0; i < model->ntravels; i++) {
		const struct travel	*travel = &model->travels[i];

		if (travel->from.n > 0)
			names[n++] = travel->from;
		for (size_t k = 0; k < travel->nhands; k++)
			names[n++] = travel->hands[k];
	}
	qsort(names, n, sizeof *names, by_bytes);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || !span_eq(names[i], names[kept - 1]))
			names[kept++] = names[i];
	}
	graph->outlets = names;
	graph->noutlets = kept;
	return true;
}

static size_t
outlet_node(const struct graph *graph, struct span name)
{
	const struct span	*found =
	    bsearch(&name, graph->outlets, graph->noutlets, sizeof name, by_bytes);

	return 1 + graph->model->nmembers + (size_t)(found - graph->outlets);
}

static void
add_edge(struct graph *graph, size_t from, size_t to, enum graph_way way)
{
	if (from != to)
		graph->edges[graph->nedges++] = (struct graph_edge) { from, to, way };
}

static void
add_travel(struct graph *graph, const struct travel *travel)
{
	enum graph_way	 way = travel->credited ? GRAPH_CREDITED : GRAPH_INFERRED;
	size_t		 at = 0, next;

	for (size_t i = 0; i <= travel->nhands; i++) {
		struct span	 name = i == 0 ? travel->from : travel->hands[i - 1];

		if (name.n == 0)
			continue;
		next = outlet_node(graph, name);
		add_edge(graph, at, next, way);
		at = next;
	}
	add_edge(graph, at, 1 + travel->member, way);
}

/* Which member an occurrence of the family is. */
static bool
add_wordings(struct graph *graph, struct arena *arena, struct fault *f)
{
	const struct model	*model = graph->model;
	size_t			*members, parent;

	members = arena_take(arena, model->filed->corpus.nquotes + 1, sizeof *members, f);
	if (members == NULL)
		return false;
	for (size_t i = 0; i < model->nmembers; i++)
		members[model->members[i].occurrence] = i;
	for (size_t i = 0; i < model->nmembers; i++) {
		parent = model->filed->trail.placements[model->members[i].occurrence].parent;
		if (parent != TRAIL_NONE)
			add_edge(graph, 1 + members[parent], 1 + i, GRAPH_WORDING);
	}
	return true;
}

static int
by_ends(const void *left, const void *right)
{
	const struct graph_edge	*a = left, *b = right;

	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	if (a->to != b->to)
		return a->to < b->to ? -1 : 1;
	return (int)a->way - (int)b->way;
}

/* A way is told once, and as credited where any page credits it. */
static bool
is_told(const struct graph_edge *told, const struct graph_edge *edge)
{
	return told->from == edge->from && told->to == edge->to &&
	    (told->way == edge->way || edge->way == GRAPH_INFERRED);
}

static void
join_edges(struct graph *graph)
{
	size_t	 kept = 0;

	qsort(graph->edges, graph->nedges, sizeof *graph->edges, by_ends);
	for (size_t i = 0; i < graph->nedges; i++) {
		if (kept == 0 || !is_told(&graph->edges[kept - 1], &graph->edges[i]))
			graph->edges[kept++] = graph->edges[i];
	}
	graph->nedges = kept;
}

bool
graph_build(const struct model *model, struct arena *arena, struct graph *graph, struct fault *f)
{
	size_t	 most = model->nmembers + 1;

	*graph = (struct graph) { .model = model };
	for (size_t i = 0; i < model->ntravels; i++)
		most += model->travels[i].nhands + 2;
	graph->edges = arena_take(arena, most, sizeof *graph->edges, f);
	if (graph->edges == NULL || !list_outlets(graph, arena, f))
		return false;
	for (size_t i = 0; i < model->ntravels; i++)
		add_travel(graph, &model->travels[i]);
	if (!add_wordings(graph, arena, f))
		return false;
	join_edges(graph);
	return true;
}

size_t
graph_nodes(const struct graph *graph)
{
	return 1 + graph->model->nmembers + graph->noutlets;
}

enum graph_kind
graph_kind(const struct graph *graph, size_t node)
{
	return node == 0 ? GRAPH_SPEAKER :
	    node <= graph->model->nmembers ? GRAPH_OCCURRENCE :
					     GRAPH_OUTLET;
}

const struct member *
graph_member(const struct graph *graph, size_t node)
{
	return graph_kind(graph, node) == GRAPH_OCCURRENCE ? &graph->model->members[node - 1] : NULL;
}

void
graph_id(struct buf *out, const struct graph *graph, size_t node)
{
	const struct member	*member = graph_member(graph, node);

	buf_add(out, member != NULL ? member->filed->id : graph->model->id);
	if (node == 0)
		buf_add(out, SPAN(".speaker"));
	else if (member == NULL)
		buf_print(out, ".outlet%zu", node - graph->model->nmembers);
}

void
graph_label(struct buf *out, const struct graph *graph, size_t node, size_t columns)
{
	const struct model	*model = graph->model;
	const struct member	*member = graph_member(graph, node);
	struct span		 name;

	if (member != NULL)
		name = member->outlet.n > 0 ? member->outlet : member->place;
	else if (node == 0)
		name = model->speaker.n > 0 ? model->speaker : SPAN("speaker not named");
	else
		name = graph->outlets[node - 1 - model->nmembers];
	cell_add(out, name, columns);
}
