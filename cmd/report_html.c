/*
 * The HTML report: one file that loads nothing, whose style and script are
 * allowed by their hashes alone, with its data in two islands. Families arrive
 * one at a time and the page begins with a table of them all, so what is made
 * of each waits until the end is known.
 */
#include <stdlib.h>

#include "cmd/frame.h"
#include "cmd/linked.h"
#include "cmd/output.h"
#include "cmd/part.h"
#include "cmd/pick.h"
#include "cmd/report.h"
#include "cmd/section.h"

#define FAMILY_HTML_MAX ((size_t)256 << 20)
#define FAMILY_DATA_MAX ((size_t)256 << 20)

/* What a page is put together from. */
enum piece { PIECE_OVERVIEW, PIECE_SECTIONS, PIECE_DATA, PIECE_LINKED, PIECES };

/*
 * How far each may grow: a browser should show the page in a second and a mail
 * should carry it. Families come worst first, so what is left out is what
 * matters least; the page says how many that are, and how to see them.
 */
static const size_t piece_max[PIECES] = {
	[PIECE_OVERVIEW] = (size_t)6 << 20,
	[PIECE_SECTIONS] = (size_t)8 << 20,
	[PIECE_DATA] = (size_t)8 << 20,
	[PIECE_LINKED] = (size_t)2 << 20,
};

struct page {
	struct part	 parts[PIECES];
	size_t		 bytes[PIECES], families[PIECES]; /* that are in it */
	bool		 full[PIECES]; /* nothing more is put in, however small */
	bool		 linked;       /* the JSON-LD graph has begun */
	bool		 cut;	       /* a family is too large for all its printings to stand here */
	bool		 outlets_cut;  /* or for all its outlets to stand in its row */
};

static void
page_free(void *state)
{
	struct page	*page = state;

	for (int i = 0; i < PIECES; i++)
		part_close(&page->parts[i]);
	free(page);
}

/* Put one family's share into a piece, whole or not at all. */
static bool
add_share(struct page *page, enum piece piece, struct span share, struct fault *f)
{
	if (page->bytes[piece] + share.n > piece_max[piece])
		page->full[piece] = true;
	if (page->full[piece])
		return true;
	page->bytes[piece] += share.n;
	page->families[piece]++;
	return part_add(&page->parts[piece], share, f);
}

/* --- data ---------------------------------------------------------------- */

/* Let the json printer write into memory: the beginning, a family or the end. */
static bool
print_json(const struct printer *printer, const struct model *model, struct arena *arena,
    bool (*begin_or_end)(struct printer *, struct fault *), char **text, size_t *n, struct fault *f)
{
	const struct page	*page = printer->state;
	struct printer		 json = *printer;
	bool			 ok;

	json.printed = page->families[PIECE_DATA];
	json.left_out = printer->printed - page->families[PIECE_DATA];
	json.most = SECTION_ROWS_MAX;
	json.out = open_memstream(text, n);
	if (json.out == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	ok = model != NULL ? json_family(&json, model, arena, f) : begin_or_end(&json, f);
	if (fclose(json.out) != 0 && ok)
		ok = fault_set(f, FAULT_MEMORY, "out of memory");
	return ok;
}

static bool
add_frame(struct printer *printer, bool (*begin_or_end)(struct printer *, struct fault *),
    struct fault *f)
{
	struct page	*page = printer->state;
	char		*text = NULL;
	size_t		 n = 0;
	bool		 ok;

	ok = print_json(printer, NULL, NULL, begin_or_end, &text, &n, f) &&
	    part_add(&page->parts[PIECE_DATA], (struct span) { text, n }, f);
	free(text);
	return ok;
}

static bool
add_data(struct printer *printer, const struct model *model, struct arena *arena, struct fault *f)
{
	struct page	*page = printer->state;
	char		*text = NULL;
	size_t		 n = 0;
	bool		 ok;

	if (page->full[PIECE_DATA])
		return true;
	ok = print_json(printer, model, arena, NULL, &text, &n, f) &&
	    add_share(page, PIECE_DATA, (struct span) { text, n }, f);
	free(text);
	return ok;
}

static bool
add_linked(struct page *page, const struct model *model, struct fault *f)
{
	struct buf	 out = BUF(FAMILY_DATA_MAX);
	bool		 ok;

	if (page->full[PIECE_LINKED])
		return true;
	buf_add(&out, page->linked ? SPAN(",\n") : SPAN(""));
	page->linked = true;
	linked_add(&out, model);
	ok = buf_ok(&out, f) && add_share(page, PIECE_LINKED, buf_span(&out), f);
	buf_free(&out);
	return ok;
}

/* --- families ------------------------------------------------------------ */

/* What is out of sight is not laid out: by this a browser guesses how much there is to scroll. */
static const char *
height_class(const struct model *model)
{
	static const struct { size_t rows; const char *name; } heights[] = {
		{ 24, " rows32" },
		{ 12, " rows16" },
		{ 6, " rows8" },
		{ 3, " rows4" },
	};

	for (size_t i = 0; i < LEN(heights); i++) {
		if (model->pick.n >= heights[i].rows)
			return heights[i].name;
	}
	return "";
}

static bool
add_sections(const struct printer *printer, const struct model *model, struct arena *arena,
    struct fault *f)
{
	struct page	*page = printer->state;
	struct buf	 out = BUF(FAMILY_HTML_MAX);
	bool		 ok;

	if (page->full[PIECE_SECTIONS])
		return true;
	buf_print(&out, "<article class=\"family%s\" id=\"%.*s\">\n", height_class(model),
	    SPAN_ARG(model->id));
	ok = section_answer(&out, model, arena, f);
	section_warnings(&out, model);
	section_timeline(&out, model);
	section_occurrences(&out, model);
	ok = ok && section_wording(&out, model, arena, f) && section_travel(&out, model, arena, f);
	section_people(&out, model);
	section_house(&out, model);
	section_asides(&out, model);
	section_near(&out, model, printer->served ? SERVED_FAMILY : NULL);
	buf_add(&out, SPAN("</article>\n"));
	ok = ok && buf_ok(&out, f) && add_share(page, PIECE_SECTIONS, buf_span(&out), f);
	buf_free(&out);
	return ok;
}

/* A family that is told in full below is led to there; a served one has a page of its own. */
static bool
add_overview(struct printer *printer, struct span id, struct span title, bool below,
    struct arena *arena, struct fault *f)
{
	struct page	*page = printer->state;
	struct buf	 out = BUF(FAMILY_HTML_MAX);
	const char	*address = below ? "#" : printer->served ? SERVED_FAMILY : NULL;
	struct listed	 listed;
	bool		 ok = true;

	if (page->full[PIECE_OVERVIEW] || printer->store == NULL)
		return true;
	if (!listed_read(printer->store, id, arena, &listed, f))
		return false;
	if (title.n > 0)
		listed.title = title;
	if (!store_outlets(printer->store, id, LISTED_OUTLETS_MAX + 1, arena, &listed.outlets,
		&listed.noutlets, f))
		return false;
	page->outlets_cut |= listed.noutlets > LISTED_OUTLETS_MAX;
	section_overview_row(&out, &listed, address);
	ok = buf_ok(&out, f) && add_share(page, PIECE_OVERVIEW, buf_span(&out), f);
	buf_free(&out);
	return ok;
}

bool
html_begin(struct printer *printer, struct fault *f)
{
	struct page	*page = malloc(sizeof *page);

	if (page == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	*page = (struct page) { .linked = false };
	printer->state = page;
	printer->drop = page_free;
	for (int i = 0; i < PIECES; i++)
		page->parts[i] = part_begin();
	return add_frame(printer, json_begin, f);
}

bool
html_family(struct printer *printer, const struct model *model, struct arena *arena, struct fault *f)
{
	struct page	*page = printer->state;
	struct model	 shown = *model;

	if (!pick_members(model, SECTION_ROWS_MAX, arena, &shown.pick, f))
		return false;
	page->cut |= shown.pick.n < model->printings;
	/* Of an answer the row has the words that were asked for. */
	return add_sections(printer, &shown, arena, f) &&
	    add_overview(printer, model->id, printer->query.n > 0 ? model->title : SPAN_NONE,
		!page->full[PIECE_SECTIONS], arena, f) &&
	    add_data(printer, model, arena, f) && add_linked(page, &shown, f);
}

bool
html_line(struct printer *printer, struct span id, struct arena *arena, bool *taken, struct fault *f)
{
	const struct page	*page = printer->state;

	*taken = page->full[PIECE_SECTIONS] && page->full[PIECE_DATA] && page->full[PIECE_LINKED];
	return !*taken || add_overview(printer, id, SPAN_NONE, false, arena, f);
}

/* --- the page ------------------------------------------------------------ */

/* What the page left out, and where it is. */
static void
add_left_out(struct buf *out, size_t all, const struct page *page)
{
	if (page->families[PIECE_OVERVIEW] < all)
		buf_print(out,
		    "<p class=\"note\">The table has the first %zu; <code>quotrail report</code> "
		    "with "
		    "<code>--min-severity</code>, <code>--speaker</code> or <code>--outlet</code> "
		    "asks "
		    "for fewer.</p>\n",
		    page->families[PIECE_OVERVIEW]);
	if (page->families[PIECE_SECTIONS] < all)
		buf_print(out,
		    "<p class=\"note\">The first %zu of %zu are told in full below; <code>quotrail "
		    "trace ID --format html</code> tells any other, and <code>quotrail report "
		    "--format json</code> all of them.</p>\n",
		    page->families[PIECE_SECTIONS], all);
}

/* The overview, where there is more than one family to look over, or one that is too large to tell. */
static bool
print_overview(const struct printer *printer, struct page *page, struct fault *f)
{
	struct buf	 out = BUF(FAMILY_HTML_MAX);
	bool		 ok;

	if (printer->printed == 0 || (printer->printed == 1 && page->families[PIECE_SECTIONS] == 1))
		return true;
	section_overview_open(&out, printer->printed, printer->inquiry != NULL);
	ok = output_flush(&out, printer->out, f) &&
	    part_copy(&page->parts[PIECE_OVERVIEW], NULL, printer->out, f);
	buf_add(&out, SPAN("</table>\n"));
	add_left_out(&out, printer->printed, page);
	if (page->outlets_cut)
		buf_print(&out,
		    "<p class=\"note\">Of a family with more than %d outlets the table has some to "
		    "filter by.</p>\n",
		    LISTED_OUTLETS_MAX);
	buf_add(&out, SECTION_CLOSE);
	ok = ok && output_flush(&out, printer->out, f);
	buf_free(&out);
	return ok;
}

static void
add_foot(struct buf *out, const struct printer *printer, const struct page *page)
{
	section_searched(out, printer->searched);
	buf_add(out,
	    SPAN("</main>\n<footer id=\"downloads\"><p>This page carries its data as JSON and "
		 "JSON-LD, and loads nothing from the network."));
	if (page->families[PIECE_DATA] < printer->printed)
		buf_print(out, " The data is that of the first %zu of %zu quotations.",
		    page->families[PIECE_DATA], printer->printed);
	if (page->cut)
		buf_print(out, " Of a large family it has the %d printings that the page has.",
		    SECTION_ROWS_MAX);
	if (page->families[PIECE_LINKED] < printer->printed)
		buf_print(out, " JSON-LD has the first %zu.", page->families[PIECE_LINKED]);
	buf_add(out, SPAN("</p></footer>\n"));
}

static bool
print_islands(const struct printer *printer, struct page *page, struct fault *f)
{
	FILE	*out = printer->out;

	fputs("<script type=\"application/json\" id=\"data\">", out);
	if (!part_copy(&page->parts[PIECE_DATA], html_island, out, f))
		return false;
	fputs("</script>\n<script type=\"application/ld+json\" "
	      "id=\"linked\">{\"@context\":\"" LINKED_CONTEXT "\",\"@graph\":[",
	    out);
	if (!part_copy(&page->parts[PIECE_LINKED], html_island, out, f))
		return false;
	fputs("]}</script>\n", out);
	return output_sound(out, f);
}

static bool
print_page(struct printer *printer, struct page *page, struct fault *f)
{
	const struct frame frame = { .query = printer->query, .served = printer->served };
	struct buf	 out = BUF(FAMILY_HTML_MAX);
	bool		 ok;

	frame_open(&out, &frame);
	if (printer->printed == 0)
		section_nothing(&out, printer->searched, printer->query.n > 0);
	for (size_t i = 0; i < printer->nnotices; i++) {
		buf_add(&out, SPAN("<p class=\"note\">"));
		html_told(&out, printer->notices[i]);
		buf_add(&out, SPAN("</p>\n"));
	}
	ok = output_flush(&out, printer->out, f) && print_overview(printer, page, f) &&
	    part_copy(&page->parts[PIECE_SECTIONS], NULL, printer->out, f);
	if (printer->inquiry != NULL)
		section_beside(&out, printer->inquiry, printer->served ? SERVED_FAMILY : NULL);
	add_foot(&out, printer, page);
	ok = ok && output_flush(&out, printer->out, f) && print_islands(printer, page, f);
	frame_close(&out);
	ok = ok && output_flush(&out, printer->out, f);
	buf_free(&out);
	return ok;
}

bool
html_end(struct printer *printer, struct fault *f)
{
	return add_frame(printer, json_end, f) && print_page(printer, printer->state, f);
}
