/*
 * The HTML report: one file that loads nothing, whose style and script are
 * allowed by their hashes alone, with its data in two islands. Families arrive
 * one at a time and the page begins with a table of them all, so what is made
 * of each waits in unnamed files until the end is known.
 */
#include <stdlib.h>

#include "cmd/assets.inc"
#include "cmd/finding.h"
#include "cmd/linked.h"
#include "cmd/part.h"
#include "cmd/pick.h"
#include "cmd/record.h"
#include "cmd/report.h"
#include "cmd/section.h"

#include "core/version.h"

#define FAMILY_HTML_MAX ((size_t)256 << 20)
#define FAMILY_DATA_MAX ((size_t)256 << 20)

/* What a page is put together from. */
enum piece { PART_OVERVIEW, PART_SECTIONS, PART_DATA, PART_LINKED, PARTS };

struct page {
	struct part	 parts[PARTS];
	size_t	 linked; /* objects in the JSON-LD graph so far */
};

static bool
add_buf(struct page *page, enum piece part, const struct buf *bytes, struct fault *f)
{
	return buf_ok(bytes, f) && part_add(&page->parts[part], buf_span(bytes), f);
}

static void
page_free(void *state)
{
	struct page	*page = state;

	for (int i = 0; i < PARTS; i++)
		part_close(&page->parts[i]);
	free(page);
}

/* --- data ---------------------------------------------------------------- */

/* Let the json printer write into memory, and file what it wrote. */
static bool
add_data(struct printer *printer, const struct model *model, struct arena *arena,
    bool (*begin_or_end)(struct printer *, struct fault *), struct fault *f)
{
	struct page	*page = printer->state;
	struct printer	 json = *printer;
	char		*text = NULL;
	size_t		 n = 0;
	bool		 ok;

	json.out = open_memstream(&text, &n);
	if (json.out == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	ok = model != NULL ? json_family(&json, model, arena, f) : begin_or_end(&json, f);
	if (fclose(json.out) != 0 && ok)
		ok = fault_set(f, FAULT_MEMORY, "out of memory");
	ok = ok && part_add(&page->parts[PART_DATA], (struct span) { text, n }, f);
	free(text);
	return ok;
}

static bool
add_linked(struct page *page, const struct model *model, struct fault *f)
{
	json_t		*graph = json_array();
	struct buf	 out = BUF(FAMILY_DATA_MAX);
	bool		 ok;

	linked_add(graph, model);
	for (size_t i = 0; i < json_array_size(graph); i++) {
		buf_add(&out, page->linked++ > 0 ? SPAN(",\n") : SPAN(""));
		record_add(&out, json_array_get(graph, i));
	}
	json_decref(graph);
	ok = add_buf(page, PART_LINKED, &out, f);
	buf_free(&out);
	return ok;
}

/* --- families ------------------------------------------------------------ */

static void
add_overview(struct buf *out, const struct model *model)
{
	const struct member	*first = &model->members[0];
	bool			 dated = model->family->verdict != VERDICT_UNDATED;

	buf_print(out, "<tbody><tr><td data-l=\"Drift\" data-v=\"%d\">", model->family->severity);
	section_severity(out, model->family->severity);
	buf_print(out, "</td><th scope=\"row\" data-l=\"Quotation\"><a href=\"#%.*s\">",
	    SPAN_ARG(model->id));
	html_printed(out, model->title);
	buf_add(out, SPAN("</a></th><td data-l=\"Speaker\">"));
	html_printed(out, model->speaker.n > 0 ? model->speaker : SPAN("not named"));
	buf_print(out,
	    "</td><td data-l=\"Printings\" data-v=\"%zu\">%zu in %zu</td>"
	    "<td data-l=\"Earliest\">",
	    model->nmembers, model->nmembers, model->ndocuments);
	html_printed(out, dated ? first->outlet : SPAN("none dated"));
	buf_add(out, SPAN("</td><td data-l=\"Verdict\">"));
	section_verdict(out, model->family->verdict);
	buf_add(out, SPAN("</td></tr></tbody>\n"));
}

static bool
add_sections(struct buf *out, const struct model *model, struct arena *arena, struct fault *f)
{
	buf_print(out, "<article class=\"family\" id=\"%.*s\">\n", SPAN_ARG(model->id));
	if (!section_answer(out, model, arena, f))
		return false;
	section_warnings(out, model);
	section_timeline(out, model);
	section_occurrences(out, model);
	if (!section_wording(out, model, arena, f) || !section_travel(out, model, arena, f))
		return false;
	section_people(out, model);
	section_house(out, model);
	section_asides(out, model);
	section_near(out, model);
	buf_add(out, SPAN("</article>\n"));
	return true;
}

bool
html_begin(struct printer *printer, struct fault *f)
{
	struct page	*page = malloc(sizeof *page);

	if (page == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	*page = (struct page) { .linked = 0 };
	printer->state = page;
	printer->drop = page_free;
	for (int i = 0; i < PARTS; i++) {
		if (!part_open(&page->parts[i], f))
			return false;
	}
	return add_data(printer, NULL, NULL, json_begin, f);
}

bool
html_family(struct printer *printer, const struct model *model, struct arena *arena, struct fault *f)
{
	struct page	*page = printer->state;
	struct model	 shown = *model;
	struct buf	 out = BUF(FAMILY_HTML_MAX);
	bool		 ok;

	if (!pick_members(model, SECTION_ROWS_MAX, arena, &shown.pick, f))
		return false;
	add_overview(&out, model);
	ok = add_buf(page, PART_OVERVIEW, &out, f);
	buf_cut(&out, 0);
	ok = ok && add_sections(&out, &shown, arena, f) && add_buf(page, PART_SECTIONS, &out, f) &&
	    add_data(printer, model, arena, NULL, f) && add_linked(page, model, f);
	buf_free(&out);
	return ok;
}

/* --- the page ------------------------------------------------------------ */

/* What stands before the title: a way past it for the keyboard, and the hatching of drawings. */
static const char before_main[] =
    "<a class=\"skip\" href=\"#main\">Skip to the answer</a>\n"
    "<svg width=\"0\" height=\"0\" class=\"defs\" aria-hidden=\"true\"><defs>"
    "<pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\""
    " patternTransform=\"rotate(45)\"><rect class=\"stripe\" width=\"2.5\" height=\"6\"/>"
    "</pattern></defs></svg>\n"
    "<header>\n<p class=\"brand\">quotrail</p>\n<p class=\"title\">";

static void
add_head(struct buf *out, const struct printer *printer)
{
	struct span	 style = SPAN(asset_report_css), script = SPAN(asset_report_js);

	buf_add(out,
	    SPAN("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		 "style-src "));
	html_hash(out, style);
	buf_add(out, SPAN("; script-src "));
	html_hash(out, script);
	buf_add(out,
	    SPAN("; base-uri 'none'; form-action 'none'\">\n"
		 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		 "<meta name=\"referrer\" content=\"no-referrer\">\n"
		 "<meta name=\"color-scheme\" content=\"light dark\">\n"
		 "<meta name=\"generator\" content=\"quotrail " QUOTRAIL_VERSION "\">\n<title>"));
	html_label(out, printer->query.n > 0 ? printer->query : SPAN("Quotations and their trails"));
	buf_add(out, SPAN(" - quotrail</title>\n<style>"));
	buf_add(out, style);
	buf_add(out, SPAN("</style>\n</head>\n<body>\n"));
	buf_add(out, SPAN(before_main));
	if (printer->query.n > 0) {
		buf_add(out, SPAN("Who printed <q>"));
		html_printed(out, printer->query);
		buf_add(out, SPAN("</q>, and what became of it"));
	} else
		buf_add(out, SPAN("Who printed these words first, and what became of them"));
	buf_add(out, SPAN("</p>\n</header>\n<main id=\"main\">\n"));
}

static const char overview_head[] =
    "<section class=\"overview\" aria-labelledby=\"overview\">\n"
    "<h2 id=\"overview\">%zu quotations, furthest drift first</h2>\n"
    "<table class=\"sortable\"><thead><tr>"
    "<th scope=\"col\" data-sort=\"number\">Drift</th>"
    "<th scope=\"col\" data-sort=\"text\">Quotation</th>"
    "<th scope=\"col\" data-sort=\"text\">Speaker</th>"
    "<th scope=\"col\" data-sort=\"number\">Printings</th>"
    "<th scope=\"col\" data-sort=\"text\">Earliest</th>"
    "<th scope=\"col\" data-sort=\"text\">Verdict</th>"
    "</tr></thead>\n";

static bool
print_islands(const struct printer *printer, struct page *page, struct fault *f)
{
	FILE	*out = printer->out;

	fputs("<script type=\"application/json\" id=\"data\">", out);
	if (!part_copy(&page->parts[PART_DATA], html_island, out, f))
		return false;
	fputs("</script>\n<script type=\"application/ld+json\" "
	      "id=\"linked\">{\"@context\":\"" LINKED_CONTEXT "\",\"@graph\":[",
	    out);
	if (!part_copy(&page->parts[PART_LINKED], html_island, out, f))
		return false;
	fputs("]}</script>\n<script>", out);
	fputs(asset_report_js, out);
	fputs("</script>\n</body>\n</html>\n", out);
	return !ferror(out) || fault_set(f, FAULT_IO, "could not write the report");
}

static bool
print_page(struct printer *printer, struct page *page, struct fault *f)
{
	struct buf	 out = BUF(FAMILY_HTML_MAX);
	bool		 ok;

	add_head(&out, printer);
	if (printer->printed == 0)
		buf_add(&out, SPAN("<p>No quotation matches.</p>\n"));
	if (printer->printed > 1)
		buf_print(&out, overview_head, printer->printed);
	ok = buf_ok(&out, f);
	fwrite(out.p, 1, out.n, printer->out);
	if (ok && printer->printed > 1) {
		ok = part_copy(&page->parts[PART_OVERVIEW], NULL, printer->out, f);
		fputs("</table>\n</section>\n", printer->out);
	}
	ok = ok && part_copy(&page->parts[PART_SECTIONS], NULL, printer->out, f);
	buf_cut(&out, 0);
	section_searched(&out, printer->searched);
	buf_add(&out,
	    SPAN("</main>\n<footer id=\"downloads\"><p>This file carries its data as JSON and "
		 "JSON-LD, and loads nothing from the network.</p></footer>\n"));
	ok = ok && buf_ok(&out, f);
	fwrite(out.p, 1, out.n, printer->out);
	buf_free(&out);
	return ok && print_islands(printer, page, f);
}

bool
html_end(struct printer *printer, struct fault *f)
{
	return add_data(printer, NULL, NULL, json_end, f) && print_page(printer, printer->state, f);
}
