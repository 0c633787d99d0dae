/* Wordings one under the other with the marks of wdiff, and how many lineages have each word. */
#include "cmd/model_parts.h"
#include "cmd/section.h"
#include "cmd/wording.h"

#define TURNS_MAX 12 /* other forms that a stack is turned to */
#define WHO_MAX SECTION_BARS_MAX
#define SHADES 4 /* of words by the share of lineages that have them: h0 to h4 */

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
	/* The printing says itself that words are missing here. */
	if (cell->closes && cell->marked && !cell->edge)
		buf_add(out, SPAN(" \xE2\x80\xA6"));
}

static void
add_words(struct buf *out, const struct wording_row *row, size_t ncolumns)
{
	struct span	 before = SPAN_NONE;
	bool		 kept = false;

	buf_add(out, SPAN("<bdi dir=\"auto\">"));
	for (size_t i = 0; i < ncolumns; i++) {
		const struct wording_cell	*cell = &row->cells[i];

		if (cell->text.n == 0)
			continue;
		if (kept && cell->op != EDIT_KEEP)
			buf_add(out, SPAN("</span>"));
		/* The parts of a hyphenated word stay together. */
		if (before.n > 0 && (before.n == 1 || !span_ends(before, SPAN("-"))))
			buf_char(out, ' ');
		before = cell->text;
		if (!kept && cell->op == EDIT_KEEP)
			buf_add(out, SPAN("<span class=\"k\">"));
		kept = cell->op == EDIT_KEEP;
		if (kept)
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
	buf_add(out, kept ? SPAN("</span></bdi>") : SPAN("</bdi>"));
}

/* Who prints these words: numbers that lead to the table, with their outlets. */
static void
add_who(struct buf *out, const struct model *model, size_t number, size_t *told)
{
	if ((*told)++ >= WHO_MAX)
		return;
	buf_add(out, *told > 1 ? SPAN(", ") : SPAN(""));
	section_number(out, model, number - 1);
	buf_char(out, ' ');
	section_outlet(out, &model->members[number - 1]);
}

/*
 * The stack of a wording. In a stack that is turned to another reference each
 * member stands for a row of the first, `turned`, and speaks with its numbers.
 */
static void
add_stack(struct buf *out, const struct model *model, const struct wording *wording,
    const struct wording *turned)
{
	for (size_t i = 0; i < wording->nrows && i < SECTION_LINES_MAX; i++) {
		const struct wording_row	*row = &wording->rows[i];
		size_t				 told = 0;

		buf_print(out, "<li%s><span class=\"who\">",
		    row->is_reference ? " class=\"same\"" : "");
		for (size_t k = 0; k < row->nmembers; k++) {
			const struct wording_row	*of =
			    turned != NULL ? &turned->rows[row->members[k] - 1] : NULL;

			for (size_t m = 0; m < (of != NULL ? of->nmembers : 1); m++)
				add_who(out, model, of != NULL ? of->members[m] : row->members[k],
				    &told);
		}
		if (told > WHO_MAX)
			buf_print(out, " and %zu more", told - WHO_MAX);
		if (row->is_reference)
			buf_add(out, SPAN(" <span class=\"sev ref\">reference</span>"));
		buf_add(out, SPAN("</span>\n<p>"));
		add_words(out, row, wording->ncolumns);
		buf_add(out, SPAN("</p></li>\n"));
	}
	if (wording->nrows > SECTION_LINES_MAX)
		buf_print(out, "<li>and %zu more wordings</li>\n",
		    wording->nrows - SECTION_LINES_MAX);
}

static void
add_first_stack(struct buf *out, const struct model *model, const struct wording *wording)
{
	buf_add(out, SPAN("<ol class=\"wordings\">\n"));
	if (model->reference == TRAIL_NONE) {
		buf_add(out,
		    SPAN("<li><span class=\"who\">transcript <span class=\"sev ref\">"
			 "reference</span></span>\n<p>"));
		html_printed(out, model->reference_words);
		buf_add(out, SPAN("</p></li>\n"));
	}
	add_stack(out, model, wording, NULL);
	buf_add(out, SPAN("</ol>\n"));
}

/* --- the other way round ------------------------------------------------- */

/* The wordings of a family, each by its first member, measured from one of them. */
static bool
turn_to(const struct model *model, const struct wording *wording, size_t reference,
    struct arena *arena, struct model *turned, struct fault *f)
{
	size_t		 n = wording->nrows < SECTION_LINES_MAX ? wording->nrows : SECTION_LINES_MAX;
	struct member	*members = arena_take(arena, n, sizeof *members, f);
	struct printing	 against;

	if (members == NULL)
		return false;
	for (size_t i = 0; i < n; i++)
		members[i] = model->members[wording->rows[i].members[0] - 1];
	against = model_printing(&members[reference]);
	for (size_t i = 0; i < n; i++) {
		struct printing	 variant = model_printing(&members[i]);

		members[i].is_reference = i == reference;
		if (i != reference && !drift_measure(&against, &variant, arena, &members[i].drift, f))
			return false;
	}
	*turned = *model;
	turned->members = members;
	turned->nmembers = n;
	turned->reference = reference;
	turned->reference_words = against.text;
	return true;
}

/* Measured from another form, an expansion turns into the others' cut: both are true. */
static bool
add_turned(struct buf *out, const struct model *model, const struct wording *wording,
    size_t reference, struct arena *arena, struct fault *f)
{
	size_t		 first = wording->rows[reference].members[0] - 1;
	struct model	 turned;
	struct wording	 again;

	if (!turn_to(model, wording, reference, arena, &turned, f) ||
	    !wording_build(&turned, arena, &again, f))
		return false;
	buf_print(out, "<details class=\"turned\"><summary>Compared with [%zu] ", first + 1);
	html_printed(out, model->members[first].outlet);
	buf_add(out, first == model->fullest ? SPAN(", the fullest form") : SPAN(""));
	buf_add(out, SPAN("</summary>\n<ol class=\"wordings\">\n"));
	add_stack(out, model, &again, wording);
	buf_add(out, SPAN("</ol></details>\n"));
	return true;
}

/* Does this wording hold a printing as long as the fullest? Then it is worth a turn before others. */
static bool
holds_fullest(const struct model *model, const struct wording_row *row)
{
	for (size_t i = 0; i < row->nmembers; i++) {
		if (row->members[i] == model->fullest + 1)
			return true;
	}
	return false;
}

static bool
add_switch(struct buf *out, const struct model *model, const struct wording *wording,
    struct arena *arena, struct fault *f)
{
	size_t	 turned = 0, left = 0;

	for (int fullest = 1; fullest >= 0; fullest--) {
		for (size_t i = 0; i < wording->nrows && i < SECTION_LINES_MAX; i++) {
			if (wording->rows[i].is_reference ||
			    holds_fullest(model, &wording->rows[i]) != (fullest == 1))
				continue;
			if (turned == TURNS_MAX) {
				left++;
				continue;
			}
			turned++;
			if (!add_turned(out, model, wording, i, arena, f))
				return false;
		}
	}
	if (left > 0)
		buf_print(out,
		    "<p class=\"note\">and %zu more forms to compare with: <code>quotrail trace "
		    "%.*s --against ID --format html</code></p>\n",
		    left, SPAN_ARG(model->id));
	return true;
}

/* --- agreement ----------------------------------------------------------- */

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
	const size_t		*voter;
	size_t			*having, voters;

	if (!token_read(model->reference_words, arena, &words, f) ||
	    !model_voters(model, arena, &voter, &voters, f))
		return false;
	having = arena_take(arena, words.count + 1, sizeof *having, f);
	if (having == NULL)
		return false;
	for (size_t i = 0; i < voters; i++)
		count_words(&model->members[voter[i]], words.count, having);
	if (voters < 2)
		return true;
	buf_print(out,
	    "<p class=\"strip\"><span class=\"who\">Word by word, of %zu independent "
	    "lineages</span> <bdi dir=\"auto\">",
	    voters);
	for (size_t from = 0, to; from < words.count; from = to) {
		for (to = from + 1; to < words.count && having[to] == having[from];)
			to++;
		buf_print(out, "<span class=\"h%zu\">", having[from] * SHADES / voters);
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
	struct wording	 wording;

	section_open(out, model, "wording", "Wording");
	buf_print(out,
	    "<p class=\"note\">Compared with <b>the %s form</b>. "
	    "<ins><i>{+</i>added<i>+}</i></ins> "
	    "<del><i>[-</i>dropped<i>-]</i></del></p>\n",
	    model->reference_name);
	if (!wording_build(model, arena, &wording, f))
		return false;
	add_first_stack(out, model, &wording);
	if (model->agreement.n > 0) {
		buf_add(out, SPAN("<p>"));
		html_told(out, model->agreement);
		buf_add(out, SPAN("</p>\n"));
	}
	if (!add_strip(out, model, arena, f) || !add_switch(out, model, &wording, arena, f))
		return false;
	buf_add(out, SECTION_CLOSE);
	return true;
}
