/* The table of many families: one row each, with what filters ask for at hand. */
#include <stdlib.h>

#include "cmd/section.h"

static int
by_name(const void *left, const void *right)
{
	return span_cmp(*(const struct span *)left, *(const struct span *)right);
}

/* Whoever printed it, each once: what the filter for outlets looks at. */
static bool
add_outlets(struct buf *out, const struct model *model, struct arena *arena, struct fault *f)
{
	struct span	*names = arena_take(arena, model->nmembers, sizeof *names, f);

	if (names == NULL)
		return false;
	for (size_t i = 0; i < model->nmembers; i++)
		names[i] = model->members[i].outlet;
	if (model->nmembers > 1)
		qsort(names, model->nmembers, sizeof *names, by_name);
	buf_add(out, SPAN(" data-f=\""));
	for (size_t i = 0; i < model->nmembers; i++) {
		if (i > 0 && span_eq(names[i], names[i - 1]))
			continue;
		html_label(out, names[i]);
		buf_char(out, ';');
	}
	buf_char(out, '"');
	return true;
}

/* The first and the last day on which it may have been printed, of printings with a date. */
static void
add_days(struct buf *out, const struct model *model)
{
	int64_t	 first = DATE_UNKNOWN, last = DATE_UNKNOWN;
	char	 text[DATE_TEXT_MAX];

	for (size_t i = 0; i < model->nmembers; i++) {
		struct interval	 date = model->members[i].date;

		if (date.earliest != DATE_UNKNOWN && (first == DATE_UNKNOWN || date.earliest < first))
			first = date.earliest;
		if (date.latest != DATE_UNKNOWN && date.latest > last)
			last = date.latest;
	}
	date_print(first, text);
	buf_print(out, " data-from=\"%.10s\"", text);
	date_print(last, text);
	buf_print(out, " data-to=\"%.10s\"", text);
}

bool
section_overview_row(struct buf *out, const struct model *model, const char *address,
    struct arena *arena, struct fault *f)
{
	const struct member	*first = &model->members[0];
	bool			 dated = model->family->verdict != VERDICT_UNDATED;

	buf_print(out, "<tbody><tr><td data-l=\"Drift\" data-v=\"%d\">", model->family->severity);
	section_severity(out, model->family->severity);
	buf_add(out, SPAN("</td><th scope=\"row\" data-l=\"Quotation\">"));
	if (address != NULL)
		buf_print(out, "<a href=\"%s%.*s\">", address, SPAN_ARG(model->id));
	html_printed(out, model->title);
	if (address != NULL)
		buf_add(out, SPAN("</a>"));
	else
		buf_print(out, " <small><code>%.*s</code></small>", SPAN_ARG(model->id));
	buf_add(out, SPAN("</th><td data-l=\"Speaker\">"));
	html_printed(out, model->speaker.n > 0 ? model->speaker : SPAN("not named"));
	buf_print(out,
	    "</td><td data-l=\"Printings\" data-v=\"%zu\">%zu in %zu</td>"
	    "<td data-l=\"Earliest\"",
	    model->printings, model->printings, model->ndocuments);
	if (!add_outlets(out, model, arena, f))
		return false;
	add_days(out, model);
	buf_char(out, '>');
	html_printed(out, dated ? first->outlet : SPAN("none dated"));
	if (dated) {
		buf_add(out, SPAN(" <small>"));
		html_told(out, first->when);
		buf_add(out, SPAN("</small>"));
	}
	buf_add(out, SPAN("</td><td data-l=\"Verdict\">"));
	section_verdict(out, model->family->verdict);
	buf_add(out, SPAN("</td></tr></tbody>\n"));
	return true;
}

/* data-sort and data-filter tell the script what a column holds. */
static void
add_head(struct buf *out)
{
	buf_add(out,
	    SPAN("<table class=\"sortable\"><thead><tr>"
		 "<th scope=\"col\" data-sort=\"number\" data-filter=\"least\">Drift</th>"
		 "<th scope=\"col\" data-sort=\"text\" data-filter=\"text\">Quotation</th>"
		 "<th scope=\"col\" data-sort=\"text\" data-filter=\"text\">Speaker</th>"
		 "<th scope=\"col\" data-sort=\"number\">Printings</th>"
		 "<th scope=\"col\" data-sort=\"text\" data-filter=\"text since until\" "
		 "data-name=\"Outlet\">Earliest</th>"
		 "<th scope=\"col\" data-sort=\"text\" data-filter=\"choice\">Verdict</th>"
		 "</tr></thead>\n"));
}

static const char open_overview[] =
    "<section class=\"overview\" aria-labelledby=\"overview\">\n<h2 id=\"overview\">";

void
section_overview_open(struct buf *out, size_t families, bool asked)
{
	buf_print(out, "%s%zu quotation%s, %s first</h2>\n", open_overview, families,
	    families == 1 ? "" : "s", asked ? "closest match" : "furthest drift");
	add_head(out);
}

void
section_overview_part(struct buf *out, size_t first, size_t families)
{
	buf_print(out,
	    "%sQuotations %zu to %zu, furthest drift first</h2>\n"
	    "<p class=\"note\">The table is a part of a longer list; it is sorted and filtered by "
	    "itself.</p>\n",
	    open_overview, first, first + families - 1);
	add_head(out);
}
