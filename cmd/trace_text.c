/*
 * The answer on a terminal: earliest and verdict, timeline, how each date is
 * known, aligned wording, travel, warnings, what was searched. Marks carry the
 * meaning; colour only helps. Everything fits the width it is given.
 */
#include <ctype.h>

#include "cmd/report.h"
#include "cmd/terminal.h"
#include "cmd/timeline.h"
#include "cmd/wording.h"
#include "core/buf.h"

#define NEAR_SHOWN 3
#define ASIDES_SHOWN 8 /* documents; of each the closest sentence */
#define WORDINGS_SHOWN 12
#define WHEN_COLUMNS 24 /* of a date in the table of occurrences, unless one is longer */
#define WHEN_MOST 40

struct page {
	const struct cli	*cli;
	FILE			*out;
	size_t			 width;
	struct arena		*arena;
	struct fault		*f;
	bool			 all;
};

/* --- words on a page ----------------------------------------------------- */

static void
put(const struct page *page, enum ink ink, struct span text)
{
	fputs(ink == INK_PLAIN ? "" : terminal_ink(page->cli, ink), page->out);
	terminal_write(page->cli, page->out, text);
	fputs(ink == INK_PLAIN ? "" : terminal_ink(page->cli, INK_PLAIN), page->out);
}

static void
pad(const struct page *page, size_t columns)
{
	for (size_t i = 0; i < columns; i++)
		fputc(' ', page->out);
}

/* A cell of a table: cut with an ellipsis, or filled with spaces. */
static void
put_cell(const struct page *page, enum ink ink, struct span text, size_t columns)
{
	struct span	 shown = terminal_fit(text, columns);
	bool		 cut = shown.n < text.n && columns > 3;

	if (cut)
		shown = span_trim(terminal_fit(text, columns - 3));
	put(page, ink, shown);
	if (cut)
		put(page, ink, SPAN("..."));
	pad(page, columns - terminal_columns(shown) - (cut ? 3 : 0));
}

/* A paragraph wrapped at spaces: it goes on at `column`, later lines are indented. */
static void
put_wrapped_at(const struct page *page, struct span text, size_t column, size_t indent)
{
	size_t	 blanks = 0;

	for (size_t at = 0, end; at < text.n; at = end + 1, blanks++) {
		struct span	 word;

		end = at;
		while (end < text.n && text.p[end] != ' ' && text.p[end] != '\n')
			end++;
		word = span_cut(text, at, end);
		if (word.n == 0)
			continue;
		if (column > indent && column + blanks + terminal_columns(word) > page->width) {
			fputc('\n', page->out);
			pad(page, indent);
			column = indent;
		} else {
			pad(page, blanks);
			column += blanks;
		}
		put(page, INK_PLAIN, word);
		column += terminal_columns(word);
		blanks = 0;
	}
	fputc('\n', page->out);
}

static void
put_wrapped(const struct page *page, struct span text, size_t indent)
{
	put_wrapped_at(page, text, indent, indent);
}

static void
heading(const struct page *page, const char *title)
{
	fputc('\n', page->out);
	put(page, INK_BOLD, span_of(title));
	fputc('\n', page->out);
}

/* "  label     text text text", wrapped under the text. */
static void
labelled(const struct page *page, const char *label, struct span text)
{
	fprintf(page->out, "%-10s", label);
	put_wrapped(page, text, 10);
}

static bool
print_label(const struct page *page, const char *label, struct span a, const char *between,
    struct span b)
{
	struct span	 text;

	if (!span_print(page->arena, &text, page->f, "%.*s%s%.*s", SPAN_ARG(a),
		b.n > 0 ? between : "", SPAN_ARG(b)))
		return false;
	labelled(page, label, text);
	return true;
}

/* --- the sections -------------------------------------------------------- */

/* Who is said to have said it, where, when and in which language. */
static bool
print_claims(const struct page *page, const struct model *model)
{
	struct span	 speaker = SPAN("nobody named");

	if (model->speaker.n > 0 &&
	    !span_print(page->arena, &speaker, page->f, "%.*s%s%.*s", SPAN_ARG(model->speaker),
		model->office.n > 0 ? ", " : "", SPAN_ARG(model->office)))
		return false;
	if (!print_label(page, "Speaker", speaker, "   ", model->speaker_how) ||
	    !print_label(page, "Said",
		model->said.line.n > 0 ? model->said.line : SPAN("no document states where or when"),
		"   ", model->said.how))
		return false;
	if (model->said.language.n > 0)
		labelled(page, "Language", model->said.language);
	return true;
}

static bool
print_head(const struct page *page, const struct model *model)
{
	struct span	 title = SPAN_NONE;
	char		 counts[96];

	if (!span_print(page->arena, &title, page->f, "\"%.*s\"", SPAN_ARG(model->title)))
		return false;
	fputs(terminal_ink(page->cli, INK_BOLD), page->out);
	put_wrapped(page, title, 0);
	fputs(terminal_ink(page->cli, INK_PLAIN), page->out);
	snprintf(counts, sizeof counts, "%zu occurrence%s in %zu document%s, %zu lineage%s",
	    model->nmembers, model->nmembers == 1 ? "" : "s", model->ndocuments,
	    model->ndocuments == 1 ? "" : "s", model->family->lineages,
	    model->family->lineages == 1 ? "" : "s");
	return print_label(page, "Family", model->id, "  ", span_of(counts)) &&
	    print_claims(page, model);
}

/* "VOA, as republished by GlobalSecurity.org   003:L5", wrapped. */
static bool
print_outlet(const struct page *page, const struct member *member)
{
	const char	*how = member->republisher.n == 0 ? "" :
	    member->counts ? ", as republished by " :
						       ", shown by ";
	struct span	 text;

	if (!span_print(page->arena, &text, page->f, "%.*s%s%.*s (%.*s)", SPAN_ARG(member->outlet),
		how, SPAN_ARG(member->republisher), SPAN_ARG(member->place)))
		return false;
	put_wrapped(page, text, 6);
	return true;
}

static bool
print_earliest(const struct page *page, const struct model *model)
{
	const struct member	*first = &model->members[0];
	struct span		 dated = SPAN_NONE;
	char			 verdict[32];
	size_t			 n;

	n = (size_t)snprintf(verdict, sizeof verdict, "verdict: %s",
	    verdict_names[model->family->verdict]);
	for (size_t i = 9; i < n; i++)
		verdict[i] = (char)toupper((unsigned char)verdict[i]);
	fputc('\n', page->out);
	put(page, INK_BOLD, SPAN("EARLIEST IN THIS CORPUS"));
	pad(page, page->width > 23 + n ? page->width - 23 - n : 1);
	put(page, model->family->verdict == VERDICT_PROVEN ? INK_GOOD : INK_WARN, span_of(verdict));
	fputc('\n', page->out);
	if (model->family->verdict == VERDICT_UNDATED) {
		fputs("  ", page->out);
		put_wrapped(page, model->sentence, 2);
		return true;
	}
	fputs("  [1] ", page->out);
	if (!print_outlet(page, first))
		return false;
	pad(page, 6);
	if (!span_print(page->arena, &dated, page->f, "%.*s   %.*s", SPAN_ARG(first->when),
		SPAN_ARG(first->how)))
		return false;
	put_wrapped(page, dated, 6);
	if (model->doubt.n > 0) {
		pad(page, 6);
		put_wrapped(page, model->doubt, 6);
	}
	return true;
}

/* "4 inserted-content, reattributed, re-venued" */
static bool
drift_words(const struct page *page, const struct member *member, struct span *text)
{
	const struct drift	*drift = &member->drift;
	struct buf		 out = BUF(256);

	if (member->is_reference)
		buf_add(&out, SPAN("reference"));
	else
		buf_print(&out, "%d %s", drift->severity, drift_classes[drift->primary].name);
	if (!member->is_reference && drift->primary == DRIFT_FRAGMENT)
		buf_print(&out, " %zu/%zu", drift->shared, drift->reference_words);
	if (!member->is_reference && drift->attribution != ATTRIBUTION_SAME)
		buf_print(&out, ", %s", drift_attributions[drift->attribution].name);
	if (!member->is_reference && drift->setting > SETTING_UNSTATED)
		buf_print(&out, ", %s", drift_settings[drift->setting].name);
	return buf_end(&out, page->arena, text, page->f);
}

static bool
print_occurrences(const struct page *page, const struct model *model)
{
	size_t	 when = WHEN_COLUMNS;

	/* The longest date decides, so that none is cut. */
	for (size_t i = 0; i < model->nmembers; i++) {
		size_t	 columns = terminal_columns(model->members[i].when);

		when = columns > when && columns <= WHEN_MOST ? columns : when;
	}
	heading(page, "OCCURRENCES");
	for (size_t i = 0; i < model->nmembers; i++) {
		const struct member	*member = &model->members[i];
		struct span		 drift = SPAN_NONE;

		if (!drift_words(page, member, &drift))
			return false;
		put_cell(page, INK_PLAIN, member->when,
		    when + 6 - (size_t)fprintf(page->out, "  [%zu] ", i + 1));
		fputc(' ', page->out);
		put_cell(page, INK_PLAIN, span_of(region_names[member->filed->quote.region]), 10);
		fputc(' ', page->out);
		fputs(member->is_reference || member->drift.severity < 4 ?
			"" :
			terminal_ink(page->cli, INK_WARN),
		    page->out);
		put_wrapped_at(page, drift, when + 18, when + 18);
		fputs(terminal_ink(page->cli, INK_PLAIN), page->out);
		pad(page, 6);
		if (!print_outlet(page, member))
			return false;
		pad(page, 6);
		put_wrapped(page, member->how, 6);
		if (member->change.n > 0) {
			pad(page, 6);
			fputs(terminal_ink(page->cli, INK_WARN), page->out);
			put_wrapped(page, member->change, 6);
			fputs(terminal_ink(page->cli, INK_PLAIN), page->out);
		}
		if (member->link.n > 0) {
			pad(page, 6);
			put(page, INK_DIM, member->link);
			fputc('\n', page->out);
		}
	}
	return true;
}

/* "[1] [3]" or "[1] +7". */
static void
row_label(const struct wording_row *row, char *label, size_t size)
{
	size_t	 n = 0, k = 0;

	for (; k < row->nmembers && k < 2; k++)
		n += (size_t)snprintf(label + n, size - n, "[%zu] ", row->members[k]);
	if (k < row->nmembers)
		snprintf(label + n, size - n, "+%zu ", row->nmembers - k);
}

static enum ink
cell_ink(const struct wording_cell *cell)
{
	switch (cell->op) {
	case EDIT_INSERT:
	case EDIT_SUBSTITUTE:
		return INK_ADDED;
	case EDIT_DELETE:
		return INK_DROPPED;
	default:
		return INK_PLAIN;
	}
}

/* Words joined by a hyphen stay joined: "shoot-to-kill" is three columns. */
static size_t
gap_before(const struct wording *wording, size_t column)
{
	const struct wording_cell	*cells = wording->rows[0].cells;

	return column >= 2 && cells[column].text.n > 0 && cells[column - 1].text.n == 0 &&
		span_ends(cells[column - 2].text, SPAN("-")) ?
	    0 :
	    1;
}

/* Columns from..to of every row, each as wide as its widest cell. */
static void
print_columns(const struct page *page, const struct wording *wording, struct span *cells,
    const size_t *widths, size_t from, size_t to)
{
	for (size_t r = 0; r < wording->nrows && r < WORDINGS_SHOWN; r++) {
		char	 label[64];
		bool	 any = false;

		for (size_t c = from; c < to; c++)
			any |= cells[r * wording->ncolumns + c].n > 0;
		if (!any && from > 0)
			continue;
		row_label(&wording->rows[r], label, sizeof label);
		if (!any)
			label[strlen(label) - 1] = '\0';
		fprintf(page->out, any ? "  %-13s" : "  %s", label);
		for (size_t c = from, blank = 0, seen = 0; c < to && any; c++) {
			struct span	 cell = terminal_fit(cells[r * wording->ncolumns + c], widths[c]);

			if (widths[c] == 0)
				continue;
			blank += seen++ > 0 ? gap_before(wording, c) : 0;
			if (cell.n > 0) {
				pad(page, blank);
				put(page, cell_ink(&wording->rows[r].cells[c]), cell);
				blank = 0;
			}
			blank += widths[c] - terminal_columns(cell);
		}
		fputc('\n', page->out);
	}
}

static bool
print_wording(const struct page *page, const struct model *model)
{
	struct wording	 wording;
	struct span	*cells;
	size_t		*widths, room = page->width - 15;

	if (!wording_build(model, page->arena, &wording, page->f))
		return false;
	cells =
	    arena_take(page->arena, wording.nrows * wording.ncolumns + 1, sizeof *cells, page->f);
	widths = arena_take(page->arena, wording.ncolumns, sizeof *widths, page->f);
	if (cells == NULL || widths == NULL)
		return false;
	for (size_t r = 0; r < wording.nrows; r++) {
		for (size_t c = 0; c < wording.ncolumns; c++) {
			struct span	*cell = &cells[r * wording.ncolumns + c];
			size_t		 columns;

			if (!wording_cell_text(&wording.rows[r].cells[c], page->arena, cell, page->f))
				return false;
			columns = terminal_columns(*cell);
			if (r < WORDINGS_SHOWN && columns > widths[c])
				widths[c] = columns < room ? columns : room;
		}
	}
	heading(page, "WORDING");
	for (size_t from = 0, to; from < wording.ncolumns; from = to) {
		size_t	 used = 0;

		for (to = from; to < wording.ncolumns; to++) {
			if (used > 0 && widths[to] > 0 && used + widths[to] + 1 > room)
				break;
			used += widths[to] > 0 ? widths[to] + 1 : 0;
		}
		if (from > 0)
			fputc('\n', page->out);
		print_columns(page, &wording, cells, widths, from, to);
	}
	if (wording.nrows > WORDINGS_SHOWN)
		fprintf(page->out, "  and %zu more wordings\n", wording.nrows - WORDINGS_SHOWN);
	fprintf(page->out, "  Measured against %s", model->reference_name);
	if (model->reference != TRAIL_NONE)
		fprintf(page->out, " [%zu]", model->reference + 1);
	fputs(".", page->out);
	if (model->fullest != model->reference)
		fprintf(page->out, " Fullest form: [%zu].", model->fullest + 1);
	fputc('\n', page->out);
	if (model->agreement.n > 0) {
		fputs("  ", page->out);
		put_wrapped(page, model->agreement, 2);
	}
	return true;
}

static bool
print_travel(const struct page *page, const struct model *model)
{
	heading(page, "HOW IT TRAVELLED  (-- credited on the page, .. inferred)");
	for (size_t i = 0; i < model->ntravels; i++) {
		const struct travel	*travel = &model->travels[i];
		struct buf		 line = BUF(8192);
		struct span		 text;

		if (travel->from.n > 0)
			buf_add(&line, travel->from);
		for (size_t k = 0; k < travel->nhands; k++)
			buf_print(&line, "%s%.*s", line.n > 0 ? " --> " : "",
			    SPAN_ARG(travel->hands[k]));
		if (travel->note.n > 0)
			buf_print(&line, "  (%.*s)", SPAN_ARG(travel->note));
		buf_print(&line, "  [%zu]", travel->member + 1);
		if (!buf_end(&line, page->arena, &text, page->f))
			return false;
		fprintf(page->out, "  %s ", travel->credited ? "--" : "..");
		put_wrapped(page, text, 5);
	}
	return true;
}

static void
print_asides(const struct page *page, const struct model *model)
{
	size_t	 shown = 0;

	if (model->nasides == 0)
		return;
	heading(page, "NOT QUOTATIONS, SAME MATTER");
	for (size_t i = 0; i < model->nasides; i++) {
		const struct aside	*aside = &model->asides[i];

		if (!page->all && (!aside->leads || shown == ASIDES_SHOWN))
			continue;
		shown++;
		fputs("  ", page->out);
		put(page, INK_DIM, aside->place);
		fputs(" paraphrase: ", page->out);
		put_wrapped_at(page, aside->sentence, 15 + terminal_columns(aside->place), 6);
	}
	if (model->nasides > shown)
		fprintf(page->out, "  and %zu more; --all shows them\n", model->nasides - shown);
}

static bool
print_near(const struct page *page, const struct model *model)
{
	const struct filed_family	*filed = model->filed;
	size_t				 most = page->all ? filed->nnear : NEAR_SHOWN;

	if (filed->nnear == 0)
		return true;
	heading(page, "NEAR, NOT LINKED");
	for (size_t i = 0; i < filed->nnear && i < most; i++) {
		struct span	 text;

		if (!span_print(page->arena, &text, page->f,
			"%.*s (%.*s): \"%.*s\"  %.*s, %.0f bits shared",
			SPAN_ARG(filed->near[i].other), SPAN_ARG(filed->near[i].other_outlet),
			SPAN_ARG(terminal_fit(filed->near[i].other_text, 160)),
			SPAN_ARG(filed->near[i].reason), filed->near[i].bits))
			return false;
		fputs("  ", page->out);
		put_wrapped_at(page, text, 2, 4);
	}
	if (filed->nnear > most)
		fprintf(page->out, "  and %zu more; --all shows them\n", filed->nnear - most);
	return true;
}

static void
print_warnings(const struct page *page, const struct model *model)
{
	if (model->nwarnings == 0)
		return;
	heading(page, "CHECK BEFORE YOU RELY ON THIS");
	for (size_t i = 0; i < model->nwarnings; i++) {
		fputs("  ! ", page->out);
		put(page, INK_WARN, model->warnings[i].document);
		fputs("  ", page->out);
		put_wrapped_at(page, model->warnings[i].text,
		    6 + terminal_columns(model->warnings[i].document), 6);
	}
}

static struct page
page_of(struct printer *printer, struct arena *arena, struct fault *f)
{
	int	 width = printer->cli->width > 100 ? 100 : printer->cli->width;

	return (struct page) { .cli = printer->cli,
		.out = printer->out,
		.width = (size_t)width,
		.arena = arena,
		.f = f,
		.all = printer->all };
}

bool
text_family(struct printer *printer, const struct model *model, struct arena *arena, struct fault *f)
{
	struct page	 page = page_of(printer, arena, f);

	if (printer->printed > 0) {
		fputc('\n', page.out);
		for (size_t i = 0; i < page.width; i++)
			fputc('-', page.out);
		fputs("\n\n", page.out);
	}
	if (!print_head(&page, model) || !print_earliest(&page, model))
		return false;
	heading(&page, "TIMELINE (UTC; = possible, # as dated or most likely)");
	if (!timeline_print(printer->cli, printer->out, model, page.width, arena, f))
		return false;
	if (!print_occurrences(&page, model) || !print_wording(&page, model) ||
	    !print_travel(&page, model))
		return false;
	print_asides(&page, model);
	if (!print_near(&page, model))
		return false;
	print_warnings(&page, model);
	return ferror(page.out) == 0 || fault_set(f, FAULT_IO, "could not write the result");
}

bool
text_brief(struct printer *printer, const struct model *model, struct arena *arena, struct fault *f)
{
	struct page	 page = page_of(printer, arena, f);

	put(&page, INK_DIM, model->id);
	fputs("  ", page.out);
	put(&page, INK_BOLD, model->speaker.n > 0 ? model->speaker : SPAN("nobody named"));
	fprintf(page.out, "  %zu occurrences in %zu documents  verdict: %s\n", model->nmembers,
	    model->ndocuments, verdict_names[model->family->verdict]);
	for (size_t i = 0; i < model->nmembers; i++) {
		const struct member	*member = &model->members[i];
		const struct quote	*quote = &member->filed->quote;

		fprintf(page.out, "  [%zu] ", i + 1);
		put_cell(&page, INK_PLAIN, member->when, 24);
		put_cell(&page, INK_PLAIN, member->outlet, 20);
		fputc(' ', page.out);
		put_cell(&page, INK_DIM, member->place, 16);
		if (member->is_reference)
			fputs(" reference", page.out);
		else
			fprintf(page.out, " %d %s", member->drift.severity,
			    drift_classes[member->drift.primary].name);
		fputs(", venue: ", page.out);
		put(&page, INK_PLAIN,
		    quote->venue_name.n > 0 ? quote->venue_name : SPAN("not stated"));
		fputc('\n', page.out);
	}
	return ferror(page.out) == 0 || fault_set(f, FAULT_IO, "could not write the result");
}

bool
text_end(struct printer *printer, struct fault *f)
{
	struct page	 page = page_of(printer, NULL, f);

	fputc('\n', page.out);
	put_wrapped(&page, printer->searched->line, 0);
	return ferror(page.out) == 0 || fault_set(f, FAULT_IO, "could not write the result");
}
