#include "cmd/finding.h"

#include "core/buf.h"

#define LINE_BYTES_MAX ((size_t)4096)

const struct member *
finding_member(const struct model *model)
{
	const struct member	*worst = NULL;

	for (size_t i = 0; i < model->nmembers; i++) {
		const struct member	*member = &model->members[i];

		if (!member->is_reference && member->drift.severity > 0 &&
		    (worst == NULL || member->drift.severity > worst->drift.severity))
			worst = member;
	}
	return worst;
}

int
finding_severity(const struct model *model)
{
	const struct member	*worst = finding_member(model);

	return worst != NULL ? worst->drift.severity : 0;
}

/* The changed words, the longest inner change first; a cut at an edge only when there is nothing else. */
static const struct edit *
telling_edit(const struct drift *drift)
{
	const struct edit	*best = NULL;

	for (size_t i = 0; i < drift->nedits; i++) {
		const struct edit	*edit = &drift->edits[i];

		if (edit->op == EDIT_KEEP || edit->text.n == 0)
			continue;
		if (best == NULL || (best->edge && !edit->edge) ||
		    (best->edge == edit->edge && edit->text.n > best->text.n))
			best = edit;
	}
	return best;
}

static void
add_wording(const struct member *member, struct buf *line)
{
	const struct edit	*edit = telling_edit(&member->drift);

	buf_print(line, ": %s", drift_classes[member->drift.primary].name);
	if (edit == NULL)
		return;
	if (edit->op == EDIT_SUBSTITUTE)
		buf_print(line, ", \"%.*s\" for \"%.*s\"", SPAN_ARG(edit->text), SPAN_ARG(edit->was));
	else
		buf_print(line, ", %s\"%.*s\"", edit->op == EDIT_DELETE ? "without " : "",
		    SPAN_ARG(edit->text));
}

bool
finding_line(const struct model *model, struct arena *arena, struct span *line, struct fault *f)
{
	const struct member	*worst = finding_member(model);
	const struct quote	*quote;
	struct buf		 out = BUF(LINE_BYTES_MAX);

	*line = SPAN_NONE;
	if (worst == NULL)
		return true;
	quote = &worst->filed->quote;
	buf_add(&out, span_cut(worst->outlet, 0, 200));
	if (worst->drift.wording_severity == worst->drift.severity)
		add_wording(worst, &out);
	else if (drift_attributions[worst->drift.attribution].severity == worst->drift.severity &&
	    quote->mention.n > 0)
		buf_print(&out, " gives it to \"%.*s\"", SPAN_ARG(quote->mention));
	else if (drift_attributions[worst->drift.attribution].severity == worst->drift.severity)
		buf_add(&out, SPAN(" names no speaker"));
	else
		buf_print(&out, " sets it elsewhere: \"%.*s\"", SPAN_ARG(quote->venue));
	return buf_end(&out, arena, line, f);
}
