/*
 * A drawing for Graphviz: one graph, a cluster for each family, arrows solid
 * where a page credits them, dotted where they are inferred, thin and dashed
 * from an earlier wording to a later one. Source: the DOT language and
 * "Node, Edge and Graph Attributes" of the Graphviz documentation.
 */
#include "cmd/cell.h"
#include "cmd/finding.h"
#include "cmd/graph.h"
#include "cmd/html.h"
#include "cmd/output.h"
#include "cmd/report.h"

#include "core/utf8.h"

#define GRAPH_BYTES_MAX ((size_t)256 << 20)
#define LABEL_COLUMNS 40
#define TIP_COLUMNS 400

/* Text inside quotation marks: a backslash and an entity would be read as an escape there. */
static void
add_quoted(struct buf *out, struct span text)
{
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"' || text.p[i] == '\\')
			buf_char(out, '\\');
		if (text.p[i] == '&')
			buf_add(out, SPAN("&amp;"));
		else
			buf_char(out, text.p[i]);
	}
}

static void
add_line(struct buf *out, struct span text, size_t columns)
{
	struct buf	 line = BUF(GRAPH_BYTES_MAX);

	cell_add(&line, text, columns);
	add_quoted(out, buf_span(&line));
	if (line.failed != FAULT_NONE)
		out->failed = line.failed;
	buf_free(&line);
}

bool
dot_begin(struct printer *printer, struct fault *f)
{
	fputs("digraph quotrail {\n"
	      "\tgraph [rankdir=LR, charset=\"UTF-8\", fontname=\"sans-serif\"];\n"
	      "\tnode [shape=box, style=filled, fillcolor=white, fontname=\"sans-serif\"];\n"
	      "\tedge [fontname=\"sans-serif\"];\n",
	    printer->out);
	return output_sound(printer->out, f);
}

/* Light where nothing changed, darker with what the drift may mean; the number is in the label. */
static void
add_printing(struct buf *out, const struct member *member)
{
	static const char *const fills[6] = { "#f4f6f8", "#e6eef7", "#fff6d6", "#ffe3b3", "#ffc9a8",
		"#ffaaa5" };

	buf_add(out, SPAN("\\n"));
	add_line(out, member->when, LABEL_COLUMNS);
	buf_add(out, SPAN("\\n"));
	finding_drift(out, member);
	if (member->is_reference)
		buf_add(out, SPAN("\", penwidth=2, tooltip=\""));
	else
		buf_print(out, "\", fillcolor=\"%s\", tooltip=\"", fills[member->drift.severity]);
	add_line(out, member->filed->quote.text, TIP_COLUMNS);
	buf_char(out, '"');
	if (html_is_web(member->link)) {
		buf_add(out, SPAN(", URL=\""));
		add_line(out, member->link, SIZE_MAX / 2);
		buf_char(out, '"');
	}
}

static void
add_node(struct buf *out, const struct graph *graph, size_t node)
{
	static const char *const shapes[GRAPH_KINDS] = { "oval", "note", "box" };
	enum graph_kind		 kind = graph_kind(graph, node);
	struct buf		 label = BUF(GRAPH_BYTES_MAX);

	buf_add(out, SPAN("\t\t\""));
	graph_id(out, graph, node);
	buf_print(out, "\" [class=\"%s\", shape=%s, label=\"", graph_kind_names[kind], shapes[kind]);
	graph_label(&label, graph, node, LABEL_COLUMNS);
	add_quoted(out, buf_span(&label));
	if (kind == GRAPH_OCCURRENCE)
		add_printing(out, graph_member(graph, node));
	else
		buf_char(out, '"');
	buf_add(out, SPAN("];\n"));
	buf_free(&label);
}

static void
add_edge(struct buf *out, const struct graph *graph, const struct graph_edge *edge)
{
	static const char *const looks[GRAPH_WAYS] = { "style=solid", "style=dotted",
		"style=dashed, color=gray, constraint=false" };

	buf_add(out, SPAN("\t\t\""));
	graph_id(out, graph, edge->from);
	buf_add(out, SPAN("\" -> \""));
	graph_id(out, graph, edge->to);
	buf_print(out, "\" [class=\"%s\", %s];\n", graph_way_names[edge->way], looks[edge->way]);
}

bool
dot_family(struct printer *printer, const struct model *model, struct arena *arena, struct fault *f)
{
	struct buf	 out = BUF(GRAPH_BYTES_MAX);
	struct graph	 graph;
	bool		 ok;

	if (!graph_build(model, arena, &graph, f))
		return false;
	buf_print(&out, "\tsubgraph \"cluster_%.*s\" {\n\t\tlabel=\"%s: ", SPAN_ARG(model->id),
	    verdict_names[model->family->verdict]);
	add_line(&out, model->title, 2 * LABEL_COLUMNS);
	buf_add(&out, SPAN("\\n"));
	finding_spread(&out, model);
	buf_add(&out, SPAN("\";\n"));
	for (size_t i = 0; i < graph_nodes(&graph); i++)
		add_node(&out, &graph, i);
	for (size_t i = 0; i < graph.nedges; i++)
		add_edge(&out, &graph, &graph.edges[i]);
	buf_add(&out, SPAN("\t}\n"));
	ok = output_flush(&out, printer->out, f);
	buf_free(&out);
	return ok;
}

bool
dot_end(struct printer *printer, struct fault *f)
{
	struct buf	 out = BUF(GRAPH_BYTES_MAX);
	bool		 ok;

	buf_add(&out, SPAN("\tlabel=\""));
	add_line(&out, printer->searched->line, TIP_COLUMNS);
	buf_add(&out, SPAN("\";\n}\n"));
	ok = output_flush(&out, printer->out, f);
	buf_free(&out);
	return ok;
}
