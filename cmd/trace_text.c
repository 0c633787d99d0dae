/*
 * The answer on a terminal: earliest and verdict, timeline, how each date is
 * known, aligned wording, travel, warnings, what was searched. Marks carry the
 * meaning; colour only helps. Everything fits the width it is given.
 */
#include <ctype.h>

#include "cmd/finding.h"
#include "cmd/output.h"
#include "cmd/pick.h"
#include "cmd/place.h"
#include "cmd/profile.h"
#include "cmd/timeline.h"
#include "cmd/trace_page.h"
#include "cmd/wording.h"
#include "core/buf.h"

#define NEAR_SHOWN 3
#define ASIDES_SHOWN 8 /* documents; of each the closest sentence */
#define WORDINGS_SHOWN 12
#define LABEL_COLUMNS 10
#define WHEN_COLUMNS 24 /* of a date in the table of occurrences, unless one is longer */
#define WHEN_MOST 40

static bool
print_label(const struct page *page, const char *label, struct span a, const char *between,
    struct span b)
{
	struct span	 text;

	if (!span_print(page->arena, &text, page->f, "%.*s%s%.*s", SPAN_ARG(a),
		b.n > 0 ? between : "", SPAN_ARG(b)))
		return false;
	sheet_labelled(&page->sheet, label, LABEL_COLUMNS, text);
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
		sheet_labelled(&page->sheet, "Language", LABEL_COLUMNS, model->said.language);
	return true;
}

static bool
print_head(const struct page *page, const struct model *model)
{
	struct span	 title = SPAN_NONE;
	struct buf	 counts = BUF(SPREAD_BYTES_MAX);
	bool		 ok;

	if (!span_print(page->arena, &title, page->f, "\"%.*s\"", SPAN_ARG(model->title)))
		return false;
	fputs(terminal_ink(page->sheet.cli, INK_BOLD), page->sheet.out);
	sheet_wrap(&page->sheet, title, 0);
	fputs(terminal_ink(page->sheet.cli, INK_PLAIN), page->sheet.out);
	finding_spread(&counts, model);
	ok = buf_ok(&counts, page->f) &&
	    print_label(page, "Family", model->id, "  ", buf_span(&counts));
	buf_free(&counts);
	return ok &&
	    (model->extent.n == 0 ||
		print_label(page, "Read", model->extent, " ", SPAN("--all reads every one."))) &&
	    print_claims(page, model);
}

/* "VOA, as republished by GlobalSecurity.org   003:L5", wrapped. */
static bool
print_outlet(const struct page *page, const struct model *model, const struct member *member)
{
	struct page	 linked = *page;
	const char	*how = member->republisher.n == 0 ? "" :
	    member->counts ? ", as republished by " :
						       ", shown by ";
	struct span	 text;

	linked.sheet.link = member->link;
	linked.sheet.number = (size_t)(member - model->members) + 1;
	if (!span_print(page->arena, &text, page->f, "%.*s%s%.*s (%.*s)", SPAN_ARG(member->outlet),
		how, SPAN_ARG(member->republisher), SPAN_ARG(member->place)))
		return false;
	sheet_wrap(&linked.sheet, text, 6);
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
	fputc('\n', page->sheet.out);
	sheet_put(&page->sheet, INK_BOLD, SPAN("EARLIEST IN THIS CORPUS"));
	sheet_pad(&page->sheet, page->sheet.width > 23 + n ? page->sheet.width - 23 - n : 1);
	sheet_put(&page->sheet, model->family->verdict == VERDICT_PROVEN ? INK_GOOD : INK_WARN,
	    span_of(verdict));
	fputc('\n', page->sheet.out);
	if (model->family->verdict == VERDICT_UNDATED) {
		fputs("  ", page->sheet.out);
		sheet_wrap(&page->sheet, model->sentence, 2);
		return true;
	}
	fputs("  [1] ", page->sheet.out);
	if (!print_outlet(page, model, first))
		return false;
	sheet_pad(&page->sheet, 6);
	if (!span_print(page->arena, &dated, page->f, "%.*s   %.*s", SPAN_ARG(first->when),
		SPAN_ARG(first->how)))
		return false;
	sheet_wrap(&page->sheet, dated, 6);
	if (model->doubt.n > 0) {
		sheet_pad(&page->sheet, 6);
		sheet_wrap(&page->sheet, model->doubt, 6);
	}
	return true;
}

/* "4 inserted-content, reattributed, re-venued" */
bool
page_drift(const struct page *page, const struct member *member, struct span *text)
{
	struct buf	 out = BUF(256);

	finding_drift(&out, member);
	return buf_end(&out, page->arena, text, page->f);
}

/* What the house says to it, by the rule that speaks first. */
static bool
print_judgement(const struct page *page, const struct member *member)
{
	struct span	 line;

	if (member->house == NULL)
		return true;
	if (!profile_line(member->house, &member->drift, page->arena, &line, page->f))
		return false;
	sheet_pad(&page->sheet, 6);
	sheet_wrap(&page->sheet, line, 6);
	return true;
}

/* One printing: when and how its words differ, who has it, how that is known. */
static bool
print_occurrence(const struct page *page, const struct model *model, size_t i, size_t when)
{
	const struct member	*member = &model->members[i];
	struct span		 drift = SPAN_NONE;

	if (!page_drift(page, member, &drift))
		return false;
	sheet_cell(&page->sheet, INK_PLAIN, member->when,
	    when + 6 - (size_t)fprintf(page->sheet.out, "  [%zu] ", i + 1));
	fputc(' ', page->sheet.out);
	sheet_cell(&page->sheet, INK_PLAIN, span_of(region_names[member->filed->quote.region]), 10);
	fputc(' ', page->sheet.out);
	fputs(member->is_reference || member->drift.severity < 4 ?
		"" :
		terminal_ink(page->sheet.cli, INK_WARN),
	    page->sheet.out);
	sheet_wrap_at(&page->sheet, drift, when + 18, when + 18);
	fputs(terminal_ink(page->sheet.cli, INK_PLAIN), page->sheet.out);
	sheet_pad(&page->sheet, 6);
	if (!print_outlet(page, model, member))
		return false;
	sheet_pad(&page->sheet, 6);
	sheet_wrap(&page->sheet, member->how, 6);
	if (!print_judgement(page, member))
		return false;
	if (member->change.n > 0) {
		sheet_pad(&page->sheet, 6);
		fputs(terminal_ink(page->sheet.cli, INK_WARN), page->sheet.out);
		sheet_wrap(&page->sheet, member->change, 6);
		fputs(terminal_ink(page->sheet.cli, INK_PLAIN), page->sheet.out);
	}
	if (page->context > 0)
		sheet_paragraphs(&page->sheet, INK_DIM,
		    place_context(&member->article->article, &member->filed->quote,
			page->context - 1),
		    8);
	/* A terminal with links has it under the outlet's name. */
	if (member->link.n > 0 && !page->sheet.cli->links) {
		sheet_pad(&page->sheet, 6);
		sheet_put(&page->sheet, INK_DIM, member->link);
		fputc('\n', page->sheet.out);
	}
	return true;
}

void
page_left_out(const struct page *page, size_t left, const char *what)
{
	char	 text[160];

	if (left == 0)
		return;
	snprintf(text, sizeof text,
	    "and %zu more %s; the first and the furthest drifted stand here, "
	    "--all shows every one",
	    left, what);
	fputs("  ", page->sheet.out);
	sheet_wrap(&page->sheet, span_of(text), 2);
}

size_t
page_when(const struct page *page, const struct model *model, size_t least)
{
	size_t	 when = least;

	for (size_t i = 0; i < page->pick.n; i++) {
		size_t	 columns = terminal_columns(model->members[page->pick.members[i]].when);

		when = columns > when && columns <= WHEN_MOST ? columns : when;
	}
	return when;
}

static bool
print_occurrences(const struct page *page, const struct model *model)
{
	size_t	 when = page_when(page, model, WHEN_COLUMNS);

	sheet_heading(&page->sheet, "OCCURRENCES");
	for (size_t i = 0; i < page->pick.n; i++) {
		if (!print_occurrence(page, model, page->pick.members[i], when))
			return false;
	}
	page_left_out(page, model->printings - page->pick.n, "printings");
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
		fprintf(page->sheet.out, any ? "  %-13s" : "  %s", label);
		for (size_t c = from, blank = 0, seen = 0; c < to && any; c++) {
			struct span	 cell = terminal_fit(cells[r * wording->ncolumns + c], widths[c]);

			if (widths[c] == 0)
				continue;
			blank += seen++ > 0 ? gap_before(wording, c) : 0;
			if (cell.n > 0) {
				sheet_pad(&page->sheet, blank);
				sheet_put(&page->sheet, cell_ink(&wording->rows[r].cells[c]), cell);
				blank = 0;
			}
			blank += widths[c] - terminal_columns(cell);
		}
		fputc('\n', page->sheet.out);
	}
}

static bool
print_wording(const struct page *page, const struct model *model)
{
	struct wording	 wording;
	struct span	*cells;
	size_t		*widths, room = page->sheet.width - 15;

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
	sheet_heading(&page->sheet, "WORDING");
	for (size_t from = 0, to; from < wording.ncolumns; from = to) {
		size_t	 used = 0;

		for (to = from; to < wording.ncolumns; to++) {
			if (used > 0 && widths[to] > 0 && used + widths[to] + 1 > room)
				break;
			used += widths[to] > 0 ? widths[to] + 1 : 0;
		}
		if (from > 0)
			fputc('\n', page->sheet.out);
		print_columns(page, &wording, cells, widths, from, to);
	}
	if (wording.nrows > WORDINGS_SHOWN)
		fprintf(page->sheet.out, "  and %zu more wordings\n",
		    wording.nrows - WORDINGS_SHOWN);
	fprintf(page->sheet.out, "  Measured against %s", model->reference_name);
	if (model->reference != TRAIL_NONE)
		fprintf(page->sheet.out, " [%zu]", model->reference + 1);
	fputs(".", page->sheet.out);
	if (model->fullest != model->reference)
		fprintf(page->sheet.out, " Fullest form: [%zu].", model->fullest + 1);
	fputc('\n', page->sheet.out);
	if (model->agreement.n > 0) {
		fputs("  ", page->sheet.out);
		sheet_wrap(&page->sheet, model->agreement, 2);
	}
	return true;
}

static bool
print_travel(const struct page *page, const struct model *model)
{
	size_t	 left = 0;

	sheet_heading(&page->sheet, "HOW IT TRAVELLED  (-- credited on the page, .. inferred)");
	for (size_t i = 0; i < model->ntravels; i++) {
		const struct travel	*travel = &model->travels[i];
		struct buf		 line = BUF(8192);
		struct span		 text;

		if (!pick_holds(&page->pick, travel->member)) {
			left++;
			continue;
		}
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
		fprintf(page->sheet.out, "  %s ", travel->credited ? "--" : "..");
		sheet_wrap(&page->sheet, text, 5);
	}
	page_left_out(page, left, "ways");
	return true;
}

static void
print_asides(const struct page *page, const struct model *model)
{
	size_t	 shown = 0;

	if (model->nasides == 0)
		return;
	sheet_heading(&page->sheet, "NOT QUOTATIONS, SAME MATTER");
	for (size_t i = 0; i < model->nasides; i++) {
		const struct aside	*aside = &model->asides[i];

		if (!page->all && (!aside->leads || shown == ASIDES_SHOWN))
			continue;
		shown++;
		fputs("  ", page->sheet.out);
		sheet_put(&page->sheet, INK_DIM, aside->place);
		fputs(" paraphrase: ", page->sheet.out);
		sheet_wrap_at(&page->sheet, aside->sentence, 15 + terminal_columns(aside->place), 6);
	}
	if (model->nasides > shown)
		fprintf(page->sheet.out, "  and %zu more; --all shows them\n",
		    model->nasides - shown);
}

static bool
print_near(const struct page *page, const struct model *model)
{
	const struct filed_family	*filed = model->filed;
	size_t				 most = page->all ? filed->nnear : NEAR_SHOWN;

	if (filed->nnear == 0)
		return true;
	sheet_heading(&page->sheet, "NEAR, NOT LINKED");
	for (size_t i = 0; i < filed->nnear && i < most; i++) {
		struct span	 text;

		if (!span_print(page->arena, &text, page->f,
			"%.*s (%.*s): \"%.*s\"  %.*s, %.0f bits shared",
			SPAN_ARG(filed->near[i].other), SPAN_ARG(filed->near[i].other_outlet),
			SPAN_ARG(terminal_fit(filed->near[i].other_text, 160)),
			SPAN_ARG(filed->near[i].reason), filed->near[i].bits))
			return false;
		fputs("  ", page->sheet.out);
		sheet_wrap_at(&page->sheet, text, 2, 4);
	}
	if (filed->nnear > most)
		fprintf(page->sheet.out, "  and %zu more; --all shows them\n", filed->nnear - most);
	return true;
}

static void
print_warnings(const struct page *page, const struct model *model)
{
	if (model->nwarnings == 0)
		return;
	sheet_heading(&page->sheet, "CHECK BEFORE YOU RELY ON THIS");
	for (size_t i = 0; i < model->nwarnings; i++) {
		fputs("  ! ", page->sheet.out);
		sheet_put(&page->sheet, INK_WARN, model->warnings[i].document);
		fputs("  ", page->sheet.out);
		sheet_wrap_at(&page->sheet, model->warnings[i].text,
		    6 + terminal_columns(model->warnings[i].document), 6);
	}
}

struct page
page_of(struct printer *printer, struct arena *arena, struct fault *f)
{
	return (struct page) { .sheet = sheet_of(printer->cli, printer->out),
		.arena = arena,
		.f = f,
		.all = printer->all,
		.context = printer->context };
}

bool
text_family(struct printer *printer, const struct model *model, struct arena *arena, struct fault *f)
{
	struct page	 page = page_of(printer, arena, f);

	if (!pick_members(model, page.all ? 0 : TEXT_PRINTINGS, arena, &page.pick, f))
		return false;
	if (printer->printed > 0) {
		fputc('\n', page.sheet.out);
		for (size_t i = 0; i < page.sheet.width; i++)
			fputc('-', page.sheet.out);
		fputs("\n\n", page.sheet.out);
	}
	if (!print_head(&page, model) || !print_earliest(&page, model))
		return false;
	sheet_heading(&page.sheet, "TIMELINE (UTC; = possible, # as dated or most likely)");
	if (!timeline_print(printer->cli, printer->out, model, &page.pick, page.sheet.width, arena,
		f))
		return false;
	if (!print_occurrences(&page, model) || !print_wording(&page, model) ||
	    !print_travel(&page, model))
		return false;
	print_asides(&page, model);
	if (!print_near(&page, model))
		return false;
	print_warnings(&page, model);
	return output_sound(page.sheet.out, f);
}

/* What the question found beside the answer. */
static void
print_beside(const struct page *page, const struct inquiry *inquiry)
{
	size_t	 beside = inquiry->nfound - inquiry->answers;
	size_t	 most = page->all ? beside : NEAR_SHOWN;

	if (beside > 0)
		sheet_heading(&page->sheet, "CLOSE, BUT NOT THESE WORDS");
	for (size_t i = 0; i < beside && i < most; i++) {
		const struct found	*found = &inquiry->found[inquiry->answers + i];

		fprintf(page->sheet.out, "  %.*s: ", SPAN_ARG(found->family));
		sheet_wrap_at(&page->sheet, terminal_fit(found->text, 160), found->family.n + 4, 4);
		fputs("    ", page->sheet.out);
		sheet_wrap(&page->sheet, found->near, 4);
	}
	if (beside > most)
		fprintf(page->sheet.out, "  and %zu more; --all shows them\n", beside - most);
}

bool
text_end(struct printer *printer, struct fault *f)
{
	struct page	 page = page_of(printer, NULL, f);

	if (printer->inquiry != NULL)
		print_beside(&page, printer->inquiry);
	fputc('\n', page.sheet.out);
	sheet_wrap(&page.sheet, printer->searched->line, 0);
	return output_sound(page.sheet.out, f);
}
