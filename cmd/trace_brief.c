/* The answer on a terminal, a line for each printing. */
#include "cmd/finding.h"
#include "cmd/output.h"
#include "cmd/pick.h"
#include "cmd/trace_page.h"

#define LINES_SHOWN 100

/* "  [12] ", as wide for the largest number. */
static size_t
number_columns(const struct pick *pick)
{
	return (size_t)snprintf(NULL, 0, "  [%zu] ", pick->members[pick->n - 1] + 1);
}

/* One printing in a line, as far as the line reaches; number and date take `head` columns. */
static bool
brief_line(const struct page *page, const struct model *model, size_t i, size_t head)
{
	const struct member	*member = &model->members[i];
	struct span		 venue = member->filed->quote.venue_name, drift, rest;
	size_t			 width = page->sheet.width;
	size_t			 outlet = width < 72 ? 12 : width < 90 ? 16 : 20;
	size_t			 used = head + 1 + outlet + 1, left;

	if (!page_drift(page, member, &drift) ||
	    !span_print(page->arena, &rest, page->f, "%.*s%s%.*s  %.*s", SPAN_ARG(drift),
		venue.n > 0 ? "  venue: " : "", SPAN_ARG(venue), SPAN_ARG(member->place)))
		return false;
	sheet_cell(&page->sheet, INK_PLAIN, member->when,
	    head - (size_t)fprintf(page->sheet.out, "  [%zu] ", i + 1));
	fputc(' ', page->sheet.out);
	terminal_link_begin(page->sheet.cli, page->sheet.out, member->link, i + 1);
	sheet_cell(&page->sheet, INK_PLAIN, member->outlet, outlet);
	terminal_link_end(page->sheet.cli, page->sheet.out, member->link);
	fputc(' ', page->sheet.out);
	left = width > used ? width - used : 1;
	/* What became of the words is read before anything beside it. */
	if (terminal_columns(rest) > left && terminal_columns(drift) <= left)
		rest = drift;
	if (terminal_columns(rest) <= left)
		left = terminal_columns(rest);
	else if (left > 3) /* no blanks at the end of a line */
		left = terminal_columns(span_trim(terminal_fit(rest, left - 3))) + 3;
	sheet_cell(&page->sheet, INK_DIM, rest, left);
	fputc('\n', page->sheet.out);
	return true;
}

bool
text_brief(struct printer *printer, const struct model *model, struct arena *arena, struct fault *f)
{
	struct page	 page = page_of(printer, arena, f);
	struct span	 speaker = model->speaker.n > 0 ? model->speaker : SPAN("nobody named");
	struct buf	 spread = BUF(SPREAD_BYTES_MAX);
	size_t		 head, name = terminal_columns(speaker);
	size_t		 room = page.sheet.width - model->id.n - 2;
	bool		 ok;

	if (!pick_members(model, page.all ? 0 : LINES_SHOWN, arena, &page.pick, f))
		return false;
	sheet_put(&page.sheet, INK_DIM, model->id);
	fputs("  ", page.sheet.out);
	name = name < room ? name : room;
	sheet_cell(&page.sheet, INK_BOLD, speaker, name);
	buf_add(&spread, SPAN("  "));
	finding_spread(&spread, model);
	buf_print(&spread, "  verdict: %s", verdict_names[model->family->verdict]);
	sheet_wrap_at(&page.sheet, buf_span(&spread), model->id.n + 2 + name, 2);
	ok = buf_ok(&spread, f);
	buf_free(&spread);
	if (!ok)
		return false;
	head = number_columns(&page.pick) + page_when(&page, model, 0);
	for (size_t i = 0; i < page.pick.n; i++) {
		if (!brief_line(&page, model, page.pick.members[i], head))
			return false;
	}
	page_left_out(&page, model->printings - page.pick.n, "printings");
	return output_sound(page.sheet.out, f);
}
