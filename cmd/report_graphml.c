/*
 * GraphML for Gephi, yEd, networkx, igraph: every occurrence with all its
 * facts, the outlets it came through, the speaker, and the ways between them.
 * Source: GraphML primer and schema 1.1 (graphml.graphdrawing.org); characters
 * as XML 1.0, section 2.2, allows them.
 */
#include "cmd/fact.h"
#include "cmd/graph.h"
#include "cmd/output.h"
#include "cmd/report.h"

#include "core/utf8.h"

#define GRAPH_BYTES_MAX ((size_t)256 << 20)

static const char *const types[FACT_TYPES] = {
	[FACT_TEXT] = "string",
	[FACT_WHOLE] = "long",
	[FACT_REAL] = "double",
	[FACT_FLAG] = "boolean",
	[FACT_TIME] = "string",
};

static void
add_xml(struct buf *out, struct span text)
{
	for (size_t at = 0; at < text.n;) {
		uint32_t c = utf8_next(text, &at);

		if (c == '<')
			buf_add(out, SPAN("&lt;"));
		else if (c == '>')
			buf_add(out, SPAN("&gt;"));
		else if (c == '&')
			buf_add(out, SPAN("&amp;"));
		else if (c == '\n' || !utf8_acts(c))
			buf_utf8(out, c == 0xFFFE || c == 0xFFFF ? UTF8_REPLACEMENT : c);
		else if (utf8_is_space(c))
			buf_char(out, ' ');
	}
}

static void
add_key(struct buf *out, const char *of, const char *name, const char *type, const char *meaning)
{
	buf_print(out, "<key id=\"%s.%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"><desc>", of,
	    name, of, name, type);
	add_xml(out, span_of(meaning));
	buf_add(out, SPAN("</desc></key>\n"));
}

bool
graphml_begin(struct printer *printer, struct fault *f)
{
	struct buf	 out = BUF(GRAPH_BYTES_MAX);
	bool		 ok;

	buf_add(&out,
	    SPAN("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		 "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\""
		 " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
		 " xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns"
		 " http://graphml.graphdrawing.org/xmlns/1.1/graphml.xsd\">\n"));
	add_key(&out, "node", "kind", "string", "speaker, occurrence or outlet");
	add_key(&out, "node", "label", "string", "who it is");
	for (const struct fact *fact = facts; fact->name != NULL; fact++)
		add_key(&out, "node", fact->name, types[fact->type], fact->meaning);
	add_key(&out, "edge", "kind", "string",
	    "credited or inferred: the way the words travelled; wording: the earlier carrier");
	buf_add(&out, SPAN("<graph id=\"quotrail\" edgedefault=\"directed\">\n"));
	ok = output_flush(&out, printer->out, f);
	buf_free(&out);
	return ok;
}

static void
add_data(struct buf *out, const char *key, struct span value)
{
	if (value.n == 0)
		return;
	buf_print(out, "<data key=\"%s\">", key);
	add_xml(out, value);
	buf_add(out, SPAN("</data>"));
}

static void
add_facts(struct buf *out, const struct model *model, const struct member *member)
{
	struct buf	 value = BUF(GRAPH_BYTES_MAX);
	char		 key[64];

	for (const struct fact *fact = facts; fact->name != NULL; fact++) {
		buf_cut(&value, 0);
		fact->add(&value, model, member);
		snprintf(key, sizeof key, "node.%s", fact->name);
		add_data(out, key, buf_span(&value));
	}
	if (value.failed != FAULT_NONE)
		out->failed = value.failed;
	buf_free(&value);
}

static void
add_node(struct buf *out, const struct graph *graph, size_t node)
{
	const struct member	*member = graph_member(graph, node);
	struct buf		 label = BUF(GRAPH_BYTES_MAX);

	buf_add(out, SPAN("<node id=\""));
	graph_id(out, graph, node);
	buf_add(out, SPAN("\">"));
	add_data(out, "node.kind", span_of(graph_kind_names[graph_kind(graph, node)]));
	graph_label(&label, graph, node, SIZE_MAX / 2);
	add_data(out, "node.label", buf_span(&label));
	if (member != NULL)
		add_facts(out, graph->model, member);
	else
		add_data(out, "node.family", graph->model->id);
	buf_add(out, SPAN("</node>\n"));
	buf_free(&label);
}

bool
graphml_family(struct printer *printer, const struct model *model, struct arena *arena,
    struct fault *f)
{
	struct buf	 out = BUF(GRAPH_BYTES_MAX);
	struct graph	 graph;
	bool		 ok = true;

	if (!graph_build(model, arena, &graph, f))
		return false;
	for (size_t i = 0; i < graph_nodes(&graph) && ok; i++) {
		add_node(&out, &graph, i);
		ok = output_flush(&out, printer->out, f);
	}
	for (size_t i = 0; i < graph.nedges && ok; i++) {
		buf_add(&out, SPAN("<edge source=\""));
		graph_id(&out, &graph, graph.edges[i].from);
		buf_add(&out, SPAN("\" target=\""));
		graph_id(&out, &graph, graph.edges[i].to);
		buf_add(&out, SPAN("\">"));
		add_data(&out, "edge.kind", span_of(graph_way_names[graph.edges[i].way]));
		buf_add(&out, SPAN("</edge>\n"));
		ok = output_flush(&out, printer->out, f);
	}
	buf_free(&out);
	return ok;
}

bool
graphml_end(struct printer *printer, struct fault *f)
{
	fputs("</graph>\n</graphml>\n", printer->out);
	return output_sound(printer->out, f);
}
