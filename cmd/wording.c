#include "cmd/wording.h"

#include "cmd/model_parts.h"

#define CELL_MAX ((size_t)64 << 10)
#define PAIR_COLUMNS 12 /* around an edit that are shown: six words and the gaps before them */

struct grid {
	struct span		 reference;
	struct token_list	 words; /* of the reference */
	size_t			 ncolumns;
};

/* Printed words from..from+count of a text, marks included. */
static struct span
printed(struct span text, const struct token_list *words, size_t from, size_t count)
{
	if (count == 0 || from + count > words->count)
		return SPAN_NONE;
	return model_words(text, words, from, from + count - 1);
}

static void
fill_edit(const struct grid *grid, struct wording_cell *cells, const struct edit *edit,
    struct span text, const struct token_list *words)
{
	struct span	 reference = grid->reference;
	struct span	 added = printed(text, words, edit->variant_at, edit->variant_length);

	switch (edit->op) {
	case EDIT_KEEP:
		for (size_t k = 0; k < edit->length && k < edit->variant_length; k++)
			cells[2 * (edit->at + k) + 1] = (struct wording_cell) { .op = EDIT_KEEP,
				.text = printed(text, words, edit->variant_at + k, 1) };
		break;
	case EDIT_INSERT:
	case EDIT_MOVE:
		cells[2 * edit->at] = (struct wording_cell) { .op = EDIT_INSERT,
			.text = added,
			.marked = edit->marked,
			.edge = edit->edge };
		break;
	case EDIT_DELETE:
		for (size_t k = 0; k < edit->length; k++)
			cells[2 * (edit->at + k) + 1] = (struct wording_cell) { .op = EDIT_DELETE,
				.text = printed(reference, &grid->words, edit->at + k, 1),
				.edge = edit->edge,
				.opens = k == 0,
				.closes = k + 1 == edit->length,
				.marked = edit->marked };
		break;
	default:
		cells[2 * edit->at + 1] = (struct wording_cell) { .op = EDIT_SUBSTITUTE,
			.text = added,
			.was = printed(reference, &grid->words, edit->at, edit->length),
			.marked = edit->marked };
	}
}

/* An edit that does not fit the words it claims to cover is left out rather than trusted. */
static bool
fits(const struct grid *grid, const struct edit *edit, const struct token_list *words)
{
	return edit->at + edit->length <= grid->words.count &&
	    edit->variant_at + edit->variant_length <= words->count;
}

static bool
fill_row(const struct grid *grid, struct span text, const struct drift *drift, struct arena *arena,
    struct wording_row *row, struct fault *f)
{
	struct wording_cell	*cells = arena_take(arena, grid->ncolumns, sizeof *cells, f);
	struct token_list	 words;

	if (cells == NULL || !token_read(text, arena, &words, f))
		return false;
	row->cells = cells;
	if (drift == NULL) {
		for (size_t i = 0; i < grid->words.count; i++)
			cells[2 * i + 1] = (struct wording_cell) { .op = EDIT_KEEP,
				.text = printed(text, &words, i, 1) };
		return true;
	}
	for (size_t i = 0; i < drift->nedits; i++) {
		if (fits(grid, &drift->edits[i], &words))
			fill_edit(grid, cells, &drift->edits[i], text, &words);
	}
	return true;
}

/* Same edits with the same words: kept words are the reference's in any case. */
static bool
same_row(const struct wording_row *a, const struct wording_row *b, size_t ncolumns)
{
	for (size_t i = 0; i < ncolumns; i++) {
		const struct wording_cell	*x = &a->cells[i], *y = &b->cells[i];

		if ((x->text.n == 0) != (y->text.n == 0) ||
		    (x->text.n > 0 && (x->op != y->op || x->marked != y->marked)))
			return false;
		if (x->text.n > 0 && x->op != EDIT_KEEP && !span_eq_case(x->text, y->text))
			return false;
	}
	return true;
}

static bool
add_row(struct wording *wording, const struct wording_row *row, size_t number, struct arena *arena,
    struct fault *f)
{
	struct wording_row	*into = wording->rows;

	/* The reference keeps its own row's place; copies of it join it. */
	while (into < wording->rows + wording->nrows && !same_row(into, row, wording->ncolumns))
		into++;
	if (into == wording->rows + wording->nrows) {
		*into = *row;
		wording->nrows++;
	}
	into->is_reference |= row->is_reference;
	if (!arena_grow(arena, &into->members, into->nmembers, &into->room, sizeof *into->members, f))
		return false;
	into->members[into->nmembers++] = number;
	return true;
}

bool
wording_build(const struct model *model, struct arena *arena, struct wording *wording,
    struct fault *f)
{
	struct grid	 grid = { .reference = model->reference_words };

	*wording = (struct wording) { .nrows = 0 };
	if (!token_read(model->reference_words, arena, &grid.words, f))
		return false;
	grid.ncolumns = wording->ncolumns = 2 * grid.words.count + 1;
	wording->rows = arena_take(arena, model->nmembers, sizeof *wording->rows, f);
	if (wording->rows == NULL)
		return false;
	for (size_t i = 0; i < model->nmembers; i++) {
		const struct member	*member = &model->members[i];
		struct wording_row	 row = { .is_reference = member->is_reference };

		if (!fill_row(&grid,
			member->is_reference ? model->reference_words : member->filed->quote.text,
			member->is_reference ? NULL : &member->drift, arena, &row, f) ||
		    !add_row(wording, &row, i + 1, arena, f))
			return false;
	}
	return true;
}

bool
wording_cell_text(const struct wording_cell *cell, struct arena *arena, struct span *text,
    struct fault *f)
{
	struct buf	 out = BUF(CELL_MAX);

	switch (cell->op) {
	case EDIT_INSERT:
		buf_print(&out, "{+%.*s+}", SPAN_ARG(cell->text));
		break;
	case EDIT_DELETE:
		/* What an ellipsis stands for was shown to be left out. */
		if (!cell->edge && cell->marked)
			buf_add(&out, cell->opens ? SPAN("...") : SPAN_NONE);
		else if (!cell->edge)
			buf_print(&out, "%s%.*s%s", cell->opens ? "[-" : "", SPAN_ARG(cell->text),
			    cell->closes ? "-]" : "");
		break;
	case EDIT_SUBSTITUTE:
		buf_print(&out, "[-%.*s-]", SPAN_ARG(cell->was));
		buf_print(&out, "{+%.*s+}", SPAN_ARG(cell->text));
		break;
	default:
		buf_add(&out, cell->text);
	}
	if (cell->text.n == 0)
		buf_cut(&out, 0);
	return buf_end(&out, arena, text, f);
}

/* Is column i a word that stayed, further than `near` columns from every one that did not? */
static bool
is_far(const struct wording_cell *cells, size_t ncolumns, size_t i, size_t near)
{
	size_t	 from = i > near ? i - near : 0, to = i + near + 1;

	for (size_t k = from; k < to && k < ncolumns; k++) {
		if (cells[k].text.n > 0 && cells[k].op != EDIT_KEEP)
			return false;
	}
	return true;
}

/* One cell behind the words before it; the parts of a hyphenated word stay together. */
static bool
add_cell(struct buf *out, struct wording_cell cell, struct arena *arena, struct fault *f)
{
	struct span	 text;

	/* What is cut off at an edge is no blank here: nothing stands above or below it. */
	cell.edge = false;
	if (!wording_cell_text(&cell, arena, &text, f))
		return false;
	if (text.n > 0 && out->n > 0 && !span_ends(buf_span(out), SPAN("-")))
		buf_char(out, ' ');
	buf_add(out, text);
	return true;
}

bool
wording_pair(struct span was, struct span now, const struct drift *drift, struct arena *arena,
    struct span *text, struct fault *f)
{
	struct grid		 grid = { .reference = was };
	struct wording_row	 row;
	struct buf		 out = BUF(CELL_MAX);
	bool			 far = false;

	if (!token_read(was, arena, &grid.words, f))
		return false;
	grid.ncolumns = 2 * grid.words.count + 1;
	if (!fill_row(&grid, now, drift, arena, &row, f))
		return false;
	for (size_t i = 0; i < grid.ncolumns; i++) {
		if (row.cells[i].text.n == 0)
			continue;
		if (!is_far(row.cells, grid.ncolumns, i, PAIR_COLUMNS)) {
			if (!add_cell(&out, row.cells[i], arena, f)) {
				buf_free(&out);
				return false;
			}
			far = false;
		} else if (!far) {
			buf_add(&out, out.n > 0 ? SPAN(" ...") : SPAN("..."));
			far = true;
		}
	}
	return buf_end(&out, arena, text, f);
}
