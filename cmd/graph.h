/*
 * A family as a graph: its occurrences, the outlets they came through and the
 * speaker; how the words travelled, and which wording derives from which.
 * What dot and graphml draw.
 */
#ifndef CMD_GRAPH_H
#define CMD_GRAPH_H

#include "cmd/model.h"
#include "core/buf.h"

/* A node for the speaker, then one for each member in its order, then the outlets by name. */
enum graph_kind { GRAPH_SPEAKER, GRAPH_OCCURRENCE, GRAPH_OUTLET, GRAPH_KINDS };
extern const char *const graph_kind_names[GRAPH_KINDS]; /* "speaker", "occurrence", "outlet" */

enum graph_way {
	GRAPH_CREDITED, /* the way stands on the page */
	GRAPH_INFERRED, /* no credit was found */
	GRAPH_WORDING,	/* from an earlier carrier of the words to a later one */
	GRAPH_WAYS
};
extern const char *const graph_way_names[GRAPH_WAYS]; /* "credited", "inferred", "wording" */

struct graph_edge {
	size_t		 from, to; /* nodes */
	enum graph_way	 way;
};

struct graph {
	const struct model *model;
	const struct span *outlets; /* in byte order, each once */
	size_t		 noutlets;
	struct graph_edge *edges;   /* each once; credited where any page says so */
	size_t		 nedges;
};

bool graph_build(const struct model *model, struct arena *arena, struct graph *graph,
    struct fault *f) MUST_CHECK;

size_t graph_nodes(const struct graph *graph);
enum graph_kind graph_kind(const struct graph *graph, size_t node);

/* NULL unless it is an occurrence. */
const struct member *graph_member(const struct graph *graph, size_t node);

/* Append what names it in the whole report: letters, digits, '.', no more. */
void graph_id(struct buf *out, const struct graph *graph, size_t node);

/* Who it is, as one line of at most `columns`. */
void graph_label(struct buf *out, const struct graph *graph, size_t node, size_t columns);

#endif
