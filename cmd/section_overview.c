/* The table of many families: one row each, with what filters ask for at hand. */
#include "cmd/section.h"

/* Whoever printed it, each once: what the filter for outlets looks at. */
static void
add_outlets(struct buf *out, const struct listed *listed)
{
	if (listed->noutlets == 0)
		return;
	buf_add(out, SPAN(" data-f=\""));
	for (size_t i = 0; i < listed->noutlets; i++) {
		html_label(out, listed->outlets[i]);
		buf_char(out, ';');
	}
	buf_char(out, '"');
}

/* The first and the last day on which it may have been printed; one that is open reaches all days. */
static void
add_days(struct buf *out, const struct family_line *line)
{
	const struct interval	 printed = line->printed;
	char			 from[DATE_TEXT_MAX], to[DATE_TEXT_MAX];

	if (printed.earliest == DATE_UNKNOWN && printed.latest == DATE_UNKNOWN)
		return;
	date_print(printed.earliest, from);
	date_print(printed.latest, to);
	buf_print(out, " data-from=\"%.10s\" data-to=\"%.10s\"",
	    from[0] != '\0' ? from : "0000-01-01", to[0] != '\0' ? to : "9999-12-31");
}

void
section_overview_row(struct buf *out, const struct listed *listed, const char *address)
{
	const struct family_line	*line = &listed->line;

	buf_print(out, "<tbody><tr><td data-l=\"Drift\" data-v=\"%d\">", line->severity);
	section_severity(out, line->severity);
	buf_add(out, SPAN("</td><th scope=\"row\" data-l=\"Quotation\">"));
	if (address != NULL)
		buf_print(out, "<a href=\"%s%.*s\">", address, SPAN_ARG(line->id));
	html_printed(out, listed->title);
	if (address != NULL)
		buf_add(out, SPAN("</a>"));
	else
		buf_print(out, " <small><code>%.*s</code></small>", SPAN_ARG(line->id));
	buf_add(out, SPAN("</th><td data-l=\"Speaker\">"));
	html_printed(out, line->speaker.n > 0 ? line->speaker : SPAN("not named"));
	buf_print(out,
	    "</td><td data-l=\"Printings\" data-v=\"%zu\">%zu in %zu</td>"
	    "<td data-l=\"Earliest\"",
	    line->printings, line->printings, line->documents);
	add_outlets(out, listed);
	add_days(out, line);
	buf_char(out, '>');
	html_printed(out, listed->when.n > 0 ? line->outlet : SPAN("none dated"));
	if (listed->when.n > 0) {
		buf_add(out, SPAN(" <small>"));
		html_told(out, listed->when);
		buf_add(out, SPAN("</small>"));
	}
	buf_add(out, SPAN("</td><td data-l=\"Verdict\">"));
	section_verdict(out, line->verdict);
	buf_add(out, SPAN("</td></tr></tbody>\n"));
}

/* What a column holds, for the script: how it sorts, by what it is filtered, and under which name. */
static const struct column {
	const char	*label, *sort, *filter, *name;
} columns[] = {
	{ "Drift",	"number", "least",		NULL },
	{ "Quotation",	"text",	  "text",		NULL },
	{ "Speaker",	"text",	  "text",		NULL },
	{ "Printings",	"number", NULL,			NULL },
	{ "Earliest",	"text",	  "text since until",	"Outlet" },
	{ "Verdict",	"text",	  "choice",		NULL },
};

static void
add_head(struct buf *out, bool filtered)
{
	buf_add(out, SPAN("<table class=\"sortable\"><thead><tr>"));
	for (size_t i = 0; i < LEN(columns); i++) {
		buf_print(out, "<th scope=\"col\" data-sort=\"%s\"", columns[i].sort);
		if (filtered && columns[i].filter != NULL)
			buf_print(out, " data-filter=\"%s\"", columns[i].filter);
		if (filtered && columns[i].name != NULL)
			buf_print(out, " data-name=\"%s\"", columns[i].name);
		buf_print(out, ">%s</th>", columns[i].label);
	}
	buf_add(out, SPAN("</tr></thead>\n"));
}

static const char open_overview[] =
    "<section class=\"overview\" aria-labelledby=\"overview\">\n<h2 id=\"overview\">";

void
section_overview_open(struct buf *out, size_t families, bool asked)
{
	buf_print(out, "%s%zu quotation%s, %s first</h2>\n", open_overview, families,
	    families == 1 ? "" : "s", asked ? "closest match" : "furthest drift");
	add_head(out, true);
}

void
section_overview_part(struct buf *out, size_t first, size_t families, bool whole)
{
	if (whole)
		buf_print(out, "%s%zu quotation%s, furthest drift first</h2>\n", open_overview,
		    families, families == 1 ? "" : "s");
	else
		buf_print(out,
		    "%sQuotations %zu to %zu, furthest drift first</h2>\n"
		    "<p class=\"note\">A part of a longer list; a click on a heading sorts the "
		    "part.</p>\n",
		    open_overview, first, first + families - 1);
	add_head(out, false);
}
