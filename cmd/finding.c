#include "cmd/finding.h"

#include "core/buf.h"
#include "core/words.h"

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

const struct change *
finding_change(const struct model *model)
{
	const struct change	*worst = NULL;

	for (size_t i = 0; i < model->nchanges; i++) {
		const struct change	*change = &model->changes[i];

		if (change->drift.severity > 0 &&
		    (worst == NULL || change->drift.severity > worst->drift.severity))
			worst = change;
	}
	return worst;
}

int
finding_severity(const struct model *model)
{
	const struct member	*worst = finding_member(model);
	const struct change	*change = finding_change(model);
	int			 severity = worst != NULL ? worst->drift.severity : 0;

	return change != NULL && change->drift.severity > severity ? change->drift.severity :
								     severity;
}

void
finding_axes(struct buf *out, const struct drift *drift, const char *before)
{
	if (drift->attribution != ATTRIBUTION_SAME) {
		buf_print(out, "%s%s", before, drift_attributions[drift->attribution].name);
		before = ", ";
	}
	if (drift->setting > SETTING_UNSTATED)
		buf_print(out, "%s%s", before, drift_settings[drift->setting].name);
}

void
finding_classes(struct buf *out, const struct drift *drift)
{
	buf_print(out, "%s", drift_classes[drift->primary].name);
	if (drift->primary == DRIFT_FRAGMENT)
		buf_print(out, " %zu/%zu", drift->shared, drift->reference_words);
	finding_axes(out, drift, ", ");
}

void
finding_drift(struct buf *out, const struct member *member)
{
	if (member->filed != NULL && member->filed->quote.form == QUOTE_UNQUOTED)
		buf_add(out, SPAN("unquoted, "));
	if (member->is_reference) {
		buf_add(out, SPAN("reference"));
		return;
	}
	buf_print(out, "%d ", member->drift.severity);
	finding_classes(out, &member->drift);
}

/* What makes an edit the reason for a class: a negator, a qualifier, a number among its words. */
static bool
has_reason(const struct token_list *words, enum drift_class class)
{
	for (size_t i = 0; i < words->count; i++) {
		unsigned	 kinds = word_kinds(words->items[i].word);

		if ((class == DRIFT_NEGATION_CHANGED && (kinds & WORD_NEGATOR) != 0) ||
		    (class == DRIFT_QUALIFIER_CHANGED && (kinds & WORD_QUALIFIER) != 0) ||
		    (class == DRIFT_NUMBER_CHANGED &&
			((kinds & WORD_NUMBER) != 0 || (words->items[i].flags & TOKEN_NUMBER) != 0)))
			return true;
	}
	return false;
}

static bool
rate(const struct edit *edit, enum drift_class class, struct arena *arena, int *rating,
    struct fault *f)
{
	struct token_list	 words, was;

	if (!token_read(edit->text, arena, &words, f) || !token_read(edit->was, arena, &was, f))
		return false;
	*rating = (has_reason(&words, class) || has_reason(&was, class) ? 4 : 0) +
	    (edit->edge ? 0 : 2) + (edit->marked ? 0 : 1);
	return true;
}

/* The edit that gave the class its name; of equals the longest. NULL when no words changed. */
static bool
telling_edit(const struct drift *drift, struct arena *arena, const struct edit **telling,
    struct fault *f)
{
	const struct edit	*found = NULL;
	int			 best = 0, rating;

	for (size_t i = 0; i < drift->nedits; i++) {
		const struct edit	*edit = &drift->edits[i];

		if (edit->op == EDIT_KEEP || edit->text.n == 0)
			continue;
		if (!rate(edit, drift->primary, arena, &rating, f))
			return false;
		if (found == NULL || rating > best ||
		    (rating == best && edit->text.n > found->text.n)) {
			best = rating;
			found = edit;
		}
	}
	*telling = found;
	return true;
}

static bool
add_wording(const struct drift *drift, struct buf *line, struct arena *arena, struct fault *f)
{
	const struct edit	*edit;

	if (!telling_edit(drift, arena, &edit, f))
		return false;
	buf_print(line, ": %s", drift_classes[drift->primary].name);
	if (edit == NULL)
		return true;
	if (edit->op == EDIT_SUBSTITUTE)
		buf_print(line, ", \"%.*s\" for \"%.*s\"", SPAN_ARG(edit->text),
		    SPAN_ARG(edit->was));
	else
		buf_print(line, ", %s \"%.*s\"", edit->op == EDIT_DELETE ? "lacks" : "has",
		    SPAN_ARG(edit->text));
	return true;
}

/* Whom this printing names, as we read it and as it is printed. */
static void
add_speaker(const struct quote *quote, struct buf *line)
{
	if (quote->speaker.n == 0 && quote->mention.n == 0) {
		buf_add(line, SPAN(" names no speaker"));
		return;
	}
	buf_add(line, SPAN(" gives it to "));
	buf_add(line, quote->speaker.n > 0 ? quote->speaker : quote->mention);
	if (quote->speaker.n > 0 && quote->mention.n > 0 && !span_eq(quote->speaker, quote->mention))
		buf_print(line, " (\"%.*s\")", SPAN_ARG(quote->mention));
}

/* An outlet that changed what it had printed. */
static bool
change_line(const struct model *model, const struct change *change, struct arena *arena,
    struct span *line, struct fault *f)
{
	size_t		 at = change->member != TRAIL_NONE ? change->member : change->by;
	struct buf	 out = BUF(LINE_BYTES_MAX);

	if (at != TRAIL_NONE)
		buf_add(&out, span_cut(model->members[at].outlet, 0, 200));
	if (change->filed->ordered) {
		buf_add(&out, SPAN(" changed it "));
		buf_add(&out, change->between);
	} else
		buf_add(&out, SPAN(" printed it in two wordings"));
	if (!add_wording(&change->drift, &out, arena, f)) {
		buf_free(&out);
		return false;
	}
	return buf_end(&out, arena, line, f);
}

bool
finding_of(const struct member *member, struct arena *arena, struct span *line, struct fault *f)
{
	const struct drift	*drift = &member->drift;
	const struct quote	*quote = &member->filed->quote;
	struct buf		 out = BUF(LINE_BYTES_MAX);

	buf_add(&out, span_cut(member->outlet, 0, 200));
	if (drift->wording_severity == drift->severity) {
		if (!add_wording(drift, &out, arena, f)) {
			buf_free(&out);
			return false;
		}
	} else if (drift_attributions[drift->attribution].severity == drift->severity)
		add_speaker(quote, &out);
	else if (drift->setting == SETTING_DATE_CHANGED)
		buf_print(&out, " puts it on another day: %.*s", SPAN_ARG(quote->said_on));
	else
		buf_print(&out, " sets it elsewhere: \"%.*s\"", SPAN_ARG(quote->venue));
	return buf_end(&out, arena, line, f);
}

bool
finding_line(const struct model *model, struct arena *arena, struct span *line, struct fault *f)
{
	const struct member	*worst = finding_member(model);
	const struct change	*change = finding_change(model);

	*line = SPAN_NONE;
	if (change != NULL && change->drift.severity == finding_severity(model))
		return change_line(model, change, arena, line, f);
	return worst == NULL || finding_of(worst, arena, line, f);
}

static void
add_count(struct buf *out, size_t count, const char *what)
{
	buf_print(out, "%zu %s%s", count, what, count == 1 ? "" : "s");
}

void
finding_spread(struct buf *out, const struct model *model)
{
	add_count(out, model->printings, "occurrence");
	buf_add(out, SPAN(" in "));
	add_count(out, model->ndocuments, "document");
	buf_add(out, SPAN(", "));
	add_count(out, model->family->lineages, "lineage");
}
