/*
 * The Markdown report, for an issue or a memo: answer, occurrences, wording,
 * travel as a Mermaid graph, warnings, what was searched. Page text is escaped
 * so that it stays text in CommonMark and in GitHub's tables.
 */
#include "cmd/finding.h"
#include "cmd/markdown.h"
#include "cmd/output.h"
#include "cmd/report.h"
#include "cmd/route.h"
#include "cmd/wording.h"

#include "core/version.h"

#define DRAWN_MAX 60 /* ways in the drawing */
#define FAMILY_BYTES_MAX ((size_t)64 << 20)

bool
md_begin(struct printer *printer, struct fault *f)
{
	struct buf	 out = BUF(FAMILY_BYTES_MAX);
	bool		 ok;

	buf_add(&out, SPAN("# Quotation provenance"));
	if (printer->query.n > 0) {
		buf_add(&out, SPAN(": \""));
		markdown_add(&out, printer->query);
		buf_char(&out, '"');
	}
	buf_add(&out, SPAN("\n"));
	ok = output_flush(&out, printer->out, f);
	buf_free(&out);
	return ok;
}

/* --- answer -------------------------------------------------------------- */

static void
add_fact(struct buf *out, const char *label, struct span value, struct span how)
{
	if (value.n == 0 && how.n == 0)
		return;
	buf_print(out, "- **%s:** ", label);
	markdown_add(out, value.n > 0 ? value : SPAN("not stated"));
	if (how.n > 0) {
		buf_add(out, SPAN(" ("));
		markdown_add(out, how);
		buf_char(out, ')');
	}
	buf_char(out, '\n');
}

static void
add_answer(struct buf *out, const struct model *model)
{
	buf_add(out, SPAN("\n## \xE2\x80\x9C"));
	markdown_add(out, model->title);
	buf_add(out, SPAN("\xE2\x80\x9D\n\n**"));
	buf_print(out, "%s.** ", verdict_names[model->family->verdict]);
	markdown_add(out, model->sentence);
	if (model->doubt.n > 0) {
		buf_char(out, ' ');
		markdown_add(out, model->doubt);
	}
	buf_add(out, SPAN("\n\n"));
	add_fact(out, "Speaker", model->speaker, model->speaker_how);
	add_fact(out, "Office", model->office, SPAN_NONE);
	add_fact(out, "Said", model->said.line, model->said.how);
	add_fact(out, "Language", model->said.language, SPAN_NONE);
	buf_print(out, "- **Family:** `%.*s`, ", SPAN_ARG(model->id));
	finding_spread(out, model);
	buf_char(out, '\n');
}

/* --- occurrences --------------------------------------------------------- */

/* "; AP: query" */
static void
add_judgement(struct buf *out, const struct house *house, const struct drift *drift)
{
	struct house_opinion	 opinion;

	house_judge(house, drift, &opinion);
	buf_add(out, SPAN("; "));
	markdown_add(out, house->title);
	buf_print(out, ": %s", house_judgement_names[opinion.judgement]);
}

static void
add_occurrences(struct buf *out, const struct model *model)
{
	buf_add(out,
	    SPAN("\n### Occurrences\n\n"
		 "| # | Published | Outlet | How we know | Where | Wording |\n"
		 "|--:|---|---|---|---|---|\n"));
	for (size_t i = 0; i < model->nmembers; i++) {
		const struct member	*member = &model->members[i];

		buf_print(out, "| %zu | ", i + 1);
		markdown_add(out, member->when);
		buf_add(out, SPAN(" | "));
		markdown_add_link(out, member->outlet.n > 0 ? member->outlet : member->place,
		    member->link);
		if (member->republisher.n > 0) {
			buf_add(out, SPAN(", via "));
			markdown_add(out, member->republisher);
		}
		buf_add(out, SPAN(" | "));
		markdown_add(out, member->how);
		if (member->change.n > 0) {
			buf_add(out, SPAN("; **"));
			markdown_add(out, member->change);
			buf_add(out, SPAN("**"));
		}
		buf_print(out, " | %s, ", region_names[member->filed->quote.region]);
		markdown_add(out, member->place);
		buf_add(out, SPAN(" | "));
		finding_drift(out, member);
		if (member->house != NULL)
			add_judgement(out, member->house, &member->drift);
		buf_add(out, SPAN(" |\n"));
	}
}

/* --- wording ------------------------------------------------------------- */

/* Marks that survive any renderer: {+added+}, [-dropped-]; inside a code span nothing is markup. */
static void
add_cell(struct buf *line, const struct wording_cell *cell)
{
	if (cell->text.n == 0)
		return;
	/* The parts of a hyphenated word stay together. */
	if (line->n == 1 ||
	    (line->n > 1 && (line->p[line->n - 1] != '-' || line->p[line->n - 2] == ' ')))
		buf_char(line, ' ');
	if (cell->op == EDIT_SUBSTITUTE) {
		buf_add(line, SPAN("[-"));
		buf_add(line, cell->was);
		buf_add(line, SPAN("-] "));
	}
	if (cell->op == EDIT_DELETE && cell->opens)
		buf_add(line, SPAN("[-"));
	if (cell->op == EDIT_INSERT || cell->op == EDIT_SUBSTITUTE)
		buf_add(line, SPAN("{+"));
	buf_add(line, cell->text);
	if (cell->op == EDIT_INSERT || cell->op == EDIT_SUBSTITUTE)
		buf_add(line, SPAN("+}"));
	if (cell->op == EDIT_DELETE && cell->closes)
		buf_add(line, SPAN("-]"));
}

static void
add_row(struct buf *out, const struct wording_row *row, size_t ncolumns)
{
	struct buf	 line = BUF(FAMILY_BYTES_MAX);

	for (size_t i = 0; i < ncolumns; i++)
		add_cell(&line, &row->cells[i]);
	buf_add(out, SPAN("-"));
	for (size_t i = 0; i < row->nmembers; i++)
		buf_print(out, " \\[%zu\\]", row->members[i]);
	buf_char(out, ' ');
	markdown_add_code(out, buf_span(&line));
	buf_char(out, '\n');
	if (line.failed != FAULT_NONE)
		out->failed = line.failed;
	buf_free(&line);
}

static bool
add_wording(struct buf *out, const struct model *model, struct arena *arena, struct fault *f)
{
	struct wording	 wording;

	if (!wording_build(model, arena, &wording, f))
		return false;
	buf_print(out, "\n### Wording\n\nCompared with the %s form; `{+added+}`, `[-dropped-]`.\n\n",
	    model->reference_name);
	if (model->reference == TRAIL_NONE) {
		buf_add(out, SPAN("- transcript: "));
		markdown_add_code(out, model->reference_words);
		buf_char(out, '\n');
	}
	for (size_t i = 0; i < wording.nrows; i++)
		add_row(out, &wording.rows[i], wording.ncolumns);
	if (model->agreement.n > 0) {
		buf_char(out, '\n');
		markdown_add(out, model->agreement);
		buf_char(out, '\n');
	}
	return true;
}

/* --- travel -------------------------------------------------------------- */

static void
add_graph(struct buf *out, const struct route *route)
{
	buf_add(out, SPAN("```mermaid\ngraph LR\n"));
	for (size_t i = 0; i < route->count; i++) {
		const struct route_node	*node = &route->nodes[i];

		buf_print(out, "  n%zu%s", i, i == 0 ? "([\"" : "[\"");
		markdown_add_label(out, node->name.n > 0 ? node->name : SPAN("speaker not named"));
		if (node->member != ROUTE_NONE)
			buf_print(out, " (%zu)", node->member + 1);
		buf_add(out, i == 0 ? SPAN("\"])\n") : SPAN("\"]\n"));
		if (i > 0)
			buf_print(out, "  n%zu %s n%zu\n", node->parent,
			    node->credited ? "-->" : "-.->", i);
	}
	buf_add(out, SPAN("```\n\n"));
}

static bool
add_travel(struct buf *out, const struct model *model, struct arena *arena, struct fault *f)
{
	size_t		 drawn = model->ntravels < DRAWN_MAX ? model->ntravels : DRAWN_MAX;
	struct route	 route;

	if (!route_build(model, drawn, arena, &route, f))
		return false;
	buf_add(out,
	    SPAN("\n### How it travelled\n\nSolid: credited on the page. Dotted: inferred."));
	if (drawn < model->ntravels)
		buf_print(out, " The drawing shows %zu of %zu.", drawn, model->ntravels);
	buf_add(out, SPAN("\n\n"));
	add_graph(out, &route);
	for (size_t i = 0; i < model->ntravels; i++) {
		const struct travel	*travel = &model->travels[i];

		if (travel->note.n == 0)
			continue;
		buf_print(out, "- \\[%zu\\] ", travel->member + 1);
		markdown_add(out, travel->note);
		buf_char(out, '\n');
	}
	return true;
}

/* --- the rest ------------------------------------------------------------ */

static void
add_asides(struct buf *out, const struct model *model)
{
	if (model->nasides > 0)
		buf_add(out, SPAN("\n### Not quotations, same matter\n\n"));
	for (size_t i = 0; i < model->nasides; i++) {
		buf_add(out, SPAN("- "));
		markdown_add(out, model->asides[i].place);
		buf_add(out, SPAN(": "));
		markdown_add(out, model->asides[i].sentence);
		buf_char(out, '\n');
	}
	if (model->filed->nnear > 0)
		buf_add(out, SPAN("\n### Near, but not linked\n\n"));
	for (size_t i = 0; i < model->filed->nnear; i++) {
		const struct filed_near	*near = &model->filed->near[i];

		buf_add(out, SPAN("- "));
		markdown_add(out, near->other_outlet.n > 0 ? near->other_outlet : near->other);
		buf_add(out, SPAN(": \""));
		markdown_add(out, near->other_text);
		buf_add(out, SPAN("\" ("));
		markdown_add(out, near->reason);
		buf_add(out, SPAN(")\n"));
	}
}

static void
add_warnings(struct buf *out, const struct model *model)
{
	if (model->nwarnings > 0)
		buf_add(out, SPAN("\n### Check before you rely on this\n\n"));
	for (size_t i = 0; i < model->nwarnings; i++) {
		buf_add(out, SPAN("- **"));
		markdown_add(out, model->warnings[i].document);
		buf_add(out, SPAN("** "));
		markdown_add(out, model->warnings[i].text);
		buf_char(out, '\n');
	}
}

bool
md_family(struct printer *printer, const struct model *model, struct arena *arena, struct fault *f)
{
	struct buf	 out = BUF(FAMILY_BYTES_MAX);
	bool		 ok;

	add_answer(&out, model);
	add_occurrences(&out, model);
	ok = add_wording(&out, model, arena, f) && add_travel(&out, model, arena, f);
	add_asides(&out, model);
	add_warnings(&out, model);
	ok = ok && output_flush(&out, printer->out, f);
	buf_free(&out);
	return ok;
}

bool
md_end(struct printer *printer, struct fault *f)
{
	struct buf	 out = BUF(FAMILY_BYTES_MAX);
	bool		 ok;

	if (printer->printed == 0)
		buf_add(&out, SPAN("\nNo quotation matches.\n"));
	buf_add(&out, SPAN("\n---\n\n"));
	markdown_add(&out, printer->searched->line);
	buf_print(&out, " Made by quotrail %s.\n", QUOTRAIL_VERSION);
	ok = output_flush(&out, printer->out, f);
	buf_free(&out);
	return ok;
}
