/* Wordings one under the other with the marks of wdiff, and how many lineages have each word. */
#include "cmd/model_parts.h"
#include "cmd/section.h"

#include "core/token.h"

#define AGAIN_MAX 200 /* printings up to which they are compared with the fullest form too */

static void
add_marked(struct buf *out, const char *tag, const char *open, struct span words, const char *close)
{
	buf_print(out, "<%s><i>%s</i>", tag, open);
	html_stretch(out, words);
	buf_print(out, "<i>%s</i></%s>", close, tag);
}

static void
add_edits(struct buf *out, const struct drift *drift)
{
	buf_add(out, SPAN("<bdi dir=\"auto\">"));
	for (size_t i = 0; i < drift->nedits; i++) {
		const struct edit	*edit = &drift->edits[i];

		if (i > 0)
			buf_char(out, ' ');
		if (edit->op == EDIT_KEEP) {
			html_stretch(out, edit->text);
			continue;
		}
		if (edit->op == EDIT_DELETE || edit->op == EDIT_SUBSTITUTE)
			add_marked(out, "del", "[-", edit->op == EDIT_DELETE ? edit->text : edit->was, "-]");
		if (edit->op == EDIT_SUBSTITUTE)
			buf_char(out, ' ');
		if (edit->op != EDIT_DELETE)
			add_marked(out, "ins", "{+", edit->text, "+}");
	}
	buf_add(out, SPAN("</bdi>"));
}

/* One wording: its number, who printed it, the words. drift NULL is the reference itself. */
static void
add_line(struct buf *out, const struct model *model, size_t i, struct span reference,
    const struct drift *drift)
{
	bool	 same = drift == NULL || drift->wording_severity == 0;

	buf_print(out, "<li%s><span class=\"who\"><a href=\"#%.*s-%zu\">[%zu]</a> ",
	    same ? " class=\"same\"" : "", SPAN_ARG(model->id), i + 1, i + 1);
	section_outlet(out, &model->members[i]);
	if (drift == NULL)
		buf_add(out, SPAN(" <span class=\"sev ref\">reference</span>"));
	buf_add(out, SPAN("</span>\n<p>"));
	if (drift == NULL)
		html_printed(out, reference);
	else
		add_edits(out, drift);
	buf_add(out, SPAN("</p></li>\n"));
}

static void
add_stack(struct buf *out, const struct model *model)
{
	size_t	 shown = model->nmembers < SECTION_ROWS_MAX ? model->nmembers : SECTION_ROWS_MAX;

	buf_add(out, SPAN("<ol class=\"wordings\">\n"));
	if (model->reference == TRAIL_NONE) {
		buf_add(out, SPAN("<li class=\"same\"><span class=\"who\">transcript <span class=\"sev ref\">"
		    "reference</span></span>\n<p>"));
		html_printed(out, model->reference_words);
		buf_add(out, SPAN("</p></li>\n"));
	}
	for (size_t i = 0; i < shown; i++)
		add_line(out, model, i, model->reference_words,
		    model->members[i].is_reference ? NULL : &model->members[i].drift);
	buf_add(out, SPAN("</ol>\n"));
}

/* --- the other way round ------------------------------------------------- */

/* Measured from the fullest form, an expansion turns into the others' cut: both are true. */
static bool
add_against_fullest(struct buf *out, const struct model *model, struct arena *arena,
    struct fault *f)
{
	const struct member	*fullest = NULL;
	struct printing		 against;

	for (size_t i = 0; i < model->nmembers; i++) {
		if (model->members[i].occurrence == model->family->fullest)
			fullest = &model->members[i];
	}
	if (fullest == NULL || fullest->is_reference || model->nmembers > AGAIN_MAX)
		return true;
	against = model_printing(fullest);
	buf_print(out, "<details><summary>Compared with the fullest form, [%zu]</summary>\n"
	    "<ol class=\"wordings\">\n", (size_t)(fullest - model->members) + 1);
	for (size_t i = 0; i < model->nmembers; i++) {
		struct printing	 variant = model_printing(&model->members[i]);
		struct drift	 drift;

		if (&model->members[i] != fullest && !drift_measure(&against, &variant, arena, &drift, f))
			return false;
		add_line(out, model, i, against.text, &model->members[i] == fullest ? NULL : &drift);
	}
	buf_add(out, SPAN("</ol></details>\n"));
	return true;
}

/* --- agreement ----------------------------------------------------------- */

/* A few words cannot show what they lack. */
static bool
long_enough(const struct member *member)
{
	return member->counts && (member->is_reference ||
	    member->drift.shared * 5 >= member->drift.reference_words * 3);
}

/* A lineage speaks once, through the first of its printings that is long enough. */
static bool
votes(const struct model *model, size_t i)
{
	if (!long_enough(&model->members[i]))
		return false;
	for (size_t k = 0; k < i; k++) {
		if (long_enough(&model->members[k]) &&
		    span_eq_case(model->members[k].outlet, model->members[i].outlet))
			return false;
	}
	return true;
}

static void
count_words(const struct member *member, size_t nwords, size_t *having)
{
	for (size_t w = 0; w < nwords && member->is_reference; w++)
		having[w]++;
	for (size_t k = 0; k < member->drift.nedits && !member->is_reference; k++) {
		const struct edit	*edit = &member->drift.edits[k];

		for (size_t w = edit->at; w < edit->at + edit->length && w < nwords; w++)
			having[w] += edit->op == EDIT_KEEP || edit->op == EDIT_MOVE;
	}
}

/* The reference's words in runs that equally many lineages have; a fraction stands behind a run that some lack. */
static bool
add_strip(struct buf *out, const struct model *model, struct arena *arena, struct fault *f)
{
	struct token_list	 words;
	size_t			*having, voters = 0;

	if (!token_read(model->reference_words, arena, &words, f))
		return false;
	having = arena_take(arena, words.count + 1, sizeof *having, f);
	if (having == NULL)
		return false;
	for (size_t i = 0; i < model->nmembers; i++) {
		if (!votes(model, i))
			continue;
		voters++;
		count_words(&model->members[i], words.count, having);
	}
	if (voters < 2)
		return true;
	buf_print(out, "<p class=\"strip\"><span class=\"who\">Word by word, of %zu independent "
	    "lineages</span> <bdi dir=\"auto\">", voters);
	for (size_t from = 0, to; from < words.count; from = to) {
		for (to = from + 1; to < words.count && having[to] == having[from];)
			to++;
		buf_add(out, having[from] == voters ? SPAN("<span>") : SPAN("<span class=\"some\">"));
		html_stretch(out, span_join(model_word(model->reference_words, &words.items[from]),
		    model_word(model->reference_words, &words.items[to - 1])));
		buf_add(out, SPAN("</span>"));
		if (having[from] < voters)
			buf_print(out, "<sup>%zu/%zu</sup>", having[from], voters);
		buf_char(out, ' ');
	}
	buf_add(out, SPAN("</bdi></p>\n"));
	return true;
}

bool
section_wording(struct buf *out, const struct model *model, struct arena *arena, struct fault *f)
{
	section_open(out, model, "wording", "Wording");
	buf_print(out, "<p class=\"note\">Compared with the %s form. <ins><i>{+</i>added<i>+}</i></ins> "
	    "<del><i>[-</i>dropped<i>-]</i></del></p>\n", model->reference_name);
	add_stack(out, model);
	if (model->agreement.n > 0) {
		buf_add(out, SPAN("<p>"));
		html_printed(out, model->agreement);
		buf_add(out, SPAN("</p>\n"));
	}
	if (!add_strip(out, model, arena, f) || !add_against_fullest(out, model, arena, f))
		return false;
	buf_add(out, SECTION_CLOSE);
	return true;
}
