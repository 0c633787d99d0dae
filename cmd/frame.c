#include "cmd/frame.h"

#include "cmd/assets.inc"
#include "cmd/html.h"
#include "core/version.h"

/* What stands before the title: a way past it for the keyboard, and the hatching of drawings. */
static const char before_main[] =
    "<a class=\"skip\" href=\"#main\">Skip to the answer</a>\n"
    "<svg width=\"0\" height=\"0\" class=\"defs\" aria-hidden=\"true\"><defs>"
    "<pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\""
    " patternTransform=\"rotate(45)\"><rect class=\"stripe\" width=\"2.5\" height=\"6\"/>"
    "</pattern></defs></svg>\n";

/* The way around what is served. */
static const char served_ways[] =
    "<nav aria-label=\"Pages\"><a href=\"/\">Start</a> <a href=\"/families\">Families</a> "
    "<a href=\"/sources\">Sources</a></nav>\n";

static void
add_search(struct buf *out, struct span query)
{
	buf_add(out, span_of(served_ways));
	buf_add(out,
	    SPAN("<form class=\"ask\" role=\"search\" action=\"/search\"><input type=\"search\" "
		 "name=\"q\" aria-label=\"A quotation, five words or more\" "
		 "placeholder=\"A quotation, five words or more\" required value=\""));
	html_label(out, query);
	buf_add(out, SPAN("\"><button>Trace</button></form>\n"));
}

void
frame_policy(struct buf *out, bool served)
{
	buf_add(out, SPAN("default-src 'none'; style-src "));
	html_hash(out, SPAN(asset_report_css));
	buf_add(out, SPAN("; script-src "));
	html_hash(out, SPAN(asset_report_js));
	buf_print(out, "; base-uri 'none'; form-action '%s'", served ? "self" : "none");
}

void
frame_open(struct buf *out, const struct frame *frame)
{
	struct span	 style = SPAN(asset_report_css);

	buf_add(out,
	    SPAN("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"));
	/* A served page has it in its header. */
	if (!frame->served) {
		buf_add(out, SPAN("<meta http-equiv=\"Content-Security-Policy\" content=\""));
		frame_policy(out, false);
		buf_add(out, SPAN("\">\n"));
	}
	buf_add(out,
	    SPAN("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		 "<meta name=\"referrer\" content=\"no-referrer\">\n"
		 "<meta name=\"color-scheme\" content=\"light dark\">\n"
		 "<meta name=\"generator\" content=\"quotrail " QUOTRAIL_VERSION "\">\n<title>"));
	html_label(out,
	    frame->query.n > 0	   ? frame->query :
		frame->title.n > 0 ? frame->title :
				     SPAN("Quotations and their trails"));
	buf_add(out, SPAN(" - quotrail</title>\n<style>"));
	buf_add(out, style);
	buf_add(out, SPAN("</style>\n</head>\n<body>\n"));
	buf_add(out, SPAN(before_main));
	buf_add(out, frame->served ? SPAN("<header class=\"served\">\n") : SPAN("<header>\n"));
	buf_add(out, SPAN("<p class=\"brand\">quotrail</p>\n"));
	if (frame->served)
		add_search(out, frame->query);
	buf_add(out, SPAN("<h1 class=\"title\">"));
	if (frame->query.n > 0) {
		buf_add(out, SPAN("Who printed <q>"));
		html_printed(out, frame->query);
		buf_add(out, SPAN("</q>, and what became of it"));
	} else
		html_label(out,
		    frame->title.n > 0 ?
			frame->title :
			SPAN("Who printed these words first, and what became of them"));
	buf_add(out, SPAN("</h1>\n</header>\n<main id=\"main\">\n"));
}

void
frame_close(struct buf *out)
{
	buf_add(out, SPAN("<script>"));
	buf_add(out, SPAN(asset_report_js));
	buf_add(out, SPAN("</script>\n</body>\n</html>\n"));
}
