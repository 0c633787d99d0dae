/*
 * The Markdown report, for an issue or a memo: answer, occurrences, wording,
 * travel as a Mermaid graph, warnings, what was searched. Page text is escaped
 * so that it stays text in CommonMark and in GitHub's tables.
 */
#include "cmd/finding.h"
#include "cmd/markdown.h"
#include "cmd/report.h"

#include "core/version.h"

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
	ok = markdown_flush(&out, printer->out, f);
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
	add_fact(out, "Said", model->venue, model->venue_how);
	buf_print(out, "- **Family:** `%.*s`, %zu occurrence%s in %zu document%s, %zu lineage%s\n",
	    SPAN_ARG(model->id), model->nmembers, model->nmembers == 1 ? "" : "s", model->ndocuments,
	    model->ndocuments == 1 ? "" : "s", model->family->lineages,
	    model->family->lineages == 1 ? "" : "s");
}

/* --- occurrences --------------------------------------------------------- */

static void
add_drift(struct buf *out, const struct member *member)
{
	const struct drift	*drift = &member->drift;

	if (member->is_reference) {
		buf_add(out, SPAN("reference"));
		return;
	}
	buf_print(out, "%d %s", drift->severity, drift_classes[drift->primary].name);
	if (drift->attribution != ATTRIBUTION_SAME)
		buf_print(out, ", speaker %s", drift_attributions[drift->attribution].name);
	if (drift->setting != SETTING_SAME && drift->setting != SETTING_UNSTATED)
		buf_print(out, ", setting %s", drift_settings[drift->setting].name);
}

static void
add_occurrences(struct buf *out, const struct model *model)
{
	buf_add(out, SPAN("\n### Occurrences\n\n"
	    "| # | Published | Outlet | How we know | Where | Wording |\n"
	    "|--:|---|---|---|---|---|\n"));
	for (size_t i = 0; i < model->nmembers; i++) {
		const struct member	*member = &model->members[i];

		buf_print(out, "| %zu | ", i + 1);
		markdown_add(out, member->when);
		buf_add(out, SPAN(" | "));
		markdown_add_link(out, member->outlet.n > 0 ? member->outlet : member->place, member->link);
		if (member->republisher.n > 0) {
			buf_add(out, SPAN(", via "));
			markdown_add(out, member->republisher);
		}
		buf_add(out, SPAN(" | "));
		markdown_add(out, member->how);
		buf_print(out, " | %s, ", region_names[member->filed->quote.region]);
		markdown_add(out, member->place);
		buf_add(out, SPAN(" | "));
		add_drift(out, member);
		buf_add(out, SPAN(" |\n"));
	}
}

/* --- wording ------------------------------------------------------------- */

/* Marks that survive any renderer: {+added+}, [-dropped-]; inside a code span nothing is markup. */
static void
add_edits(struct buf *out, const struct member *member)
{
	for (size_t i = 0; i < member->drift.nedits; i++) {
		const struct edit	*edit = &member->drift.edits[i];

		if (i > 0)
			buf_char(out, ' ');
		switch (edit->op) {
		case EDIT_KEEP:
			buf_add(out, edit->text);
			break;
		case EDIT_SUBSTITUTE:
			buf_add(out, SPAN("[-"));
			buf_add(out, edit->was);
			buf_add(out, SPAN("-] {+"));
			buf_add(out, edit->text);
			buf_add(out, SPAN("+}"));
			break;
		case EDIT_DELETE:
			buf_add(out, SPAN("[-"));
			buf_add(out, edit->text);
			buf_add(out, SPAN("-]"));
			break;
		default:
			buf_add(out, SPAN("{+"));
			buf_add(out, edit->text);
			buf_add(out, SPAN("+}"));
			break;
		}
	}
}

static void
add_wording(struct buf *out, const struct model *model)
{
	struct buf	 line = BUF(FAMILY_BYTES_MAX);

	buf_print(out, "\n### Wording\n\nCompared with the %s form; `{+added+}`, `[-dropped-]`.\n\n",
	    model->reference_name);
	if (model->reference == TRAIL_NONE) {
		buf_add(out, SPAN("- transcript: "));
		markdown_add_code(out, model->reference_words);
		buf_char(out, '\n');
	}
	for (size_t i = 0; i < model->nmembers; i++) {
		const struct member	*member = &model->members[i];

		buf_cut(&line, 0);
		if (member->is_reference)
			buf_add(&line, model->reference_words);
		else
			add_edits(&line, member);
		buf_print(out, "- \\[%zu\\] ", i + 1);
		markdown_add_code(out, buf_span(&line));
		buf_char(out, '\n');
	}
	if (model->agreement.n > 0) {
		buf_char(out, '\n');
		markdown_add(out, model->agreement);
		buf_char(out, '\n');
	}
	if (line.failed != FAULT_NONE)
		out->failed = line.failed;
	buf_free(&line);
}

/* --- travel -------------------------------------------------------------- */

/* A node is named by its text, so that two arrows from one agency leave from one box. */
static void
add_node(struct buf *out, struct span name)
{
	markdown_add_mermaid(out, name.n > 0 ? name : SPAN("no credit found"));
}

static void
add_travel(struct buf *out, const struct model *model)
{
	buf_add(out, SPAN("\n### How it travelled\n\nSolid: credited on the page. Dotted: inferred.\n\n"
	    "```mermaid\ngraph LR\n  utterance([\""));
	markdown_add_label(out, model->speaker.n > 0 ? model->speaker : SPAN("the speaker"));
	buf_add(out, SPAN("\"])\n"));
	for (size_t i = 0; i < model->ntravels; i++) {
		const struct travel	*travel = &model->travels[i];
		const char		*arrow = travel->credited ? " --> " : " -.-> ";

		buf_add(out, SPAN("  utterance"));
		if (travel->from.n > 0) {
			buf_add(out, span_of(arrow));
			add_node(out, travel->from);
		}
		for (size_t k = 0; k < travel->nhands; k++) {
			buf_add(out, span_of(arrow));
			add_node(out, travel->hands[k]);
		}
		if (travel->from.n == 0 && travel->nhands == 0) {
			buf_add(out, span_of(arrow));
			add_node(out, model->members[travel->member].place);
		}
		buf_char(out, '\n');
	}
	buf_add(out, SPAN("```\n\n"));
	for (size_t i = 0; i < model->ntravels; i++) {
		const struct travel	*travel = &model->travels[i];

		if (travel->note.n == 0)
			continue;
		buf_print(out, "- \\[%zu\\] ", travel->member + 1);
		markdown_add(out, travel->note);
		buf_char(out, '\n');
	}
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

	(void)arena;
	add_answer(&out, model);
	add_occurrences(&out, model);
	add_wording(&out, model);
	add_travel(&out, model);
	add_asides(&out, model);
	add_warnings(&out, model);
	ok = markdown_flush(&out, printer->out, f);
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
	ok = markdown_flush(&out, printer->out, f);
	buf_free(&out);
	return ok;
}
