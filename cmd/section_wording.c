/* Wordings one under the other with the marks of wdiff, and how many lineages have each word. */
#include "cmd/model_parts.h"
#include "cmd/section.h"
#include "cmd/wording.h"

#define AGAIN_MAX 200 /* printings up to which they are compared with the fullest form too */

static void
add_marked(struct buf *out, const char *tag, const char *open, struct span words, const char *close)
{
	buf_print(out, "<%s><i>%s</i>", tag, open);
	html_stretch(out, words);
	buf_print(out, "<i>%s</i></%s>", close, tag);
}

/* Deleted words of one run share a pair of marks, which the first opens and the last closes. */
static void
add_deleted(struct buf *out, const struct wording_cell *cell)
{
	if (cell->opens)
		buf_add(out, SPAN("<del><i>[-</i>"));
	html_stretch(out, cell->text);
	if (cell->closes)
		buf_add(out, SPAN("<i>-]</i></del>"));
}

static void
add_words(struct buf *out, const struct wording_row *row, size_t ncolumns)
{
	struct span	 before = SPAN_NONE;

	buf_add(out, SPAN("<bdi dir=\"auto\">"));
	for (size_t i = 0; i < ncolumns; i++) {
		const struct wording_cell	*cell = &row->cells[i];

		if (cell->text.n == 0)
			continue;
		/* The parts of a hyphenated word stay together. */
		if (before.n > 0 && (before.n == 1 || !span_ends(before, SPAN("-"))))
			buf_char(out, ' ');
		before = cell->text;
		if (cell->op == EDIT_KEEP)
			html_stretch(out, cell->text);
		else if (cell->op == EDIT_DELETE)
			add_deleted(out, cell);
		else {
			if (cell->op == EDIT_SUBSTITUTE) {
				add_marked(out, "del", "[-", cell->was, "-]");
				buf_char(out, ' ');
			}
			add_marked(out, "ins", "{+", cell->text, "+}");
		}
	}
	buf_add(out, SPAN("</bdi>"));
}

/* Who prints these words: numbers that lead to the table, with their outlets. */
static void
add_who(struct buf *out, const struct model *model, const struct wording_row *row)
{
	buf_add(out, SPAN("<span class=\"who\">"));
	for (size_t i = 0; i < row->nmembers && i < SECTION_BARS_MAX; i++) {
		size_t	 number = row->members[i];

		buf_print(out, "%s<a href=\"#%.*s-%zu\">[%zu]</a> ", i > 0 ? ", " : "",
		    SPAN_ARG(model->id), number, number);
		section_outlet(out, &model->members[number - 1]);
	}
	if (row->nmembers > SECTION_BARS_MAX)
		buf_print(out, " and %zu more", row->nmembers - SECTION_BARS_MAX);
	if (row->is_reference)
		buf_add(out, SPAN(" <span class=\"sev ref\">reference</span>"));
	buf_add(out, SPAN("</span>\n"));
}

static bool
add_stack(struct buf *out, const struct model *model, struct arena *arena, struct fault *f)
{
	struct wording	 wording;

	if (!wording_build(model, arena, &wording, f))
		return false;
	buf_add(out, SPAN("<ol class=\"wordings\">\n"));
	if (model->reference == TRAIL_NONE) {
		buf_add(out,
		    SPAN("<li><span class=\"who\">transcript <span class=\"sev ref\">"
			 "reference</span></span>\n<p>"));
		html_printed(out, model->reference_words);
		buf_add(out, SPAN("</p></li>\n"));
	}
	for (size_t i = 0; i < wording.nrows && i < SECTION_ROWS_MAX; i++) {
		buf_add(out, SPAN("<li>"));
		add_who(out, model, &wording.rows[i]);
		buf_add(out, SPAN("<p>"));
		add_words(out, &wording.rows[i], wording.ncolumns);
		buf_add(out, SPAN("</p></li>\n"));
	}
	buf_add(out, SPAN("</ol>\n"));
	return true;
}

/* --- the other way round ------------------------------------------------- */

/* The same family measured from another of its members. */
static bool
turn_to(struct model *model, size_t reference, struct arena *arena, struct fault *f)
{
	struct member	*members = arena_take(arena, model->nmembers, sizeof *members, f);
	struct printing	 against = model_printing(&model->members[reference]);

	if (members == NULL)
		return false;
	memcpy(members, model->members, model->nmembers * sizeof *members);
	for (size_t i = 0; i < model->nmembers; i++) {
		struct printing	 variant = model_printing(&members[i]);

		members[i].is_reference = i == reference;
		if (i != reference && !drift_measure(&against, &variant, arena, &members[i].drift, f))
			return false;
	}
	model->members = members;
	model->reference = reference;
	model->reference_words = against.text;
	return true;
}

/* Measured from the fullest form, an expansion turns into the others' cut: both are true. */
static bool
add_against_fullest(struct buf *out, const struct model *model, struct arena *arena, struct fault *f)
{
	struct model	 again = *model;
	size_t		 fullest = 0;

	while (fullest < model->nmembers &&
	    model->members[fullest].occurrence != model->family->fullest)
		fullest++;
	if (fullest == model->nmembers || fullest == model->reference || model->nmembers > AGAIN_MAX)
		return true;
	if (!turn_to(&again, fullest, arena, f))
		return false;
	buf_print(out, "<details><summary>Compared with the fullest form, [%zu]</summary>\n",
	    fullest + 1);
	if (!add_stack(out, &again, arena, f))
		return false;
	buf_add(out, SPAN("</details>\n"));
	return true;
}

/* --- agreement ----------------------------------------------------------- */

/* A few words cannot show what they lack. */
static bool
long_enough(const struct member *member)
{
	return member->counts &&
	    (member->is_reference || member->drift.shared * 5 >= member->drift.reference_words * 3);
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

/* The reference's words in runs that equally many lineages have, with a fraction where some lack them. */
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
	for (size_t i = 0; i < model->nmembers && i < SECTION_ROWS_MAX; i++) {
		if (!votes(model, i))
			continue;
		voters++;
		count_words(&model->members[i], words.count, having);
	}
	if (voters < 2)
		return true;
	buf_print(out,
	    "<p class=\"strip\"><span class=\"who\">Word by word, of %zu independent "
	    "lineages</span> <bdi dir=\"auto\">",
	    voters);
	for (size_t from = 0, to; from < words.count; from = to) {
		for (to = from + 1; to < words.count && having[to] == having[from];)
			to++;
		buf_add(out,
		    having[from] == voters ? SPAN("<span>") : SPAN("<span class=\"some\">"));
		html_stretch(out, model_words(model->reference_words, &words, from, to - 1));
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
	buf_print(out,
	    "<p class=\"note\">Compared with the %s form. <ins><i>{+</i>added<i>+}</i></ins> "
	    "<del><i>[-</i>dropped<i>-]</i></del></p>\n",
	    model->reference_name);
	if (!add_stack(out, model, arena, f))
		return false;
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
