/* Who and where, what is near but not linked, what to check, what was searched. */
#include <stdlib.h>

#include "cmd/section.h"

#include "core/version.h"

#define BESIDE_MAX 20 /* near misses of a question that a page has room for */
#define BESIDE_BYTES 200 /* of the wording of one */

/* --- who and where ------------------------------------------------------- */

/* Do two printings say the same about who spoke, where and when? Then they share a row. */
static bool
same_claim(const struct quote *a, const struct quote *b)
{
	return span_eq(a->speaker, b->speaker) && span_eq(a->mention, b->mention) &&
	    span_eq(a->venue_name, b->venue_name) && span_eq(a->said_on, b->said_on) &&
	    a->state == b->state;
}

static const struct quote *
quote_of(const struct model *model, size_t i)
{
	return &model->members[i].filed->quote;
}

static void
add_or_none(struct buf *out, const char *label, struct span text, const char *none)
{
	buf_print(out, "<td data-l=\"%s\">", label);
	if (text.n > 0)
		html_printed(out, text);
	else
		buf_print(out, "<span class=\"none\">%s</span>", none);
	buf_add(out, SPAN("</td>"));
}

/* What one printing or more say of who spoke, where and when. */
static void
add_claim(struct buf *out, const struct model *model, size_t first)
{
	const struct quote	*quote = quote_of(model, first);
	bool other = quote->speaker.n > 0 && !span_eq_case(quote->speaker, model->speaker);
	size_t			 told = 0;

	buf_add(out, SPAN("<tr>"));
	add_or_none(out, "Printed as", quote->mention, "nobody named");
	buf_add(out, SPAN("<td data-l=\"Read as\">"));
	if (quote->speaker.n > 0)
		html_printed(out, quote->speaker);
	else
		html_label(out, span_of(speaker_state_names[quote->state]));
	buf_add(out,
	    other ? SPAN(" <strong class=\"flag\">! differs</strong></td>") : SPAN("</td>"));
	add_or_none(out, "Setting", quote->venue_name, "not stated");
	add_or_none(out, "Day", quote->said_on, "not stated");
	buf_add(out, SPAN("<td data-l=\"Printings\">"));
	for (size_t k = first; k < model->nmembers; k++) {
		if (same_claim(quote, quote_of(model, k)) && told++ < SECTION_BARS_MAX) {
			section_number(out, model, k);
			buf_char(out, ' ');
		}
	}
	if (told > SECTION_BARS_MAX)
		buf_print(out, "and %zu more", told - SECTION_BARS_MAX);
	buf_add(out, SPAN("</td></tr>\n"));
}

void
section_people(struct buf *out, const struct model *model)
{
	size_t	 claims[SECTION_LINES_MAX], n = 0, left = 0;

	for (size_t i = 0; i < model->nmembers; i++) {
		size_t	 k = 0;

		while (k < n && !same_claim(quote_of(model, claims[k]), quote_of(model, i)))
			k++;
		if (k == SECTION_LINES_MAX)
			left++;
		else if (k == n)
			claims[n++] = i;
	}
	section_open(out, model, "people", "Who and where");
	buf_add(out,
	    SPAN("<table><thead><tr><th scope=\"col\">Printed as</th><th scope=\"col\">Read as</th>"
		 "<th scope=\"col\">Setting</th><th scope=\"col\">Day</th><th "
		 "scope=\"col\">Printings</th></tr></thead><tbody>\n"));
	for (size_t i = 0; i < n; i++)
		add_claim(out, model, claims[i]);
	buf_add(out, SPAN("</tbody></table>\n"));
	if (left > 0)
		buf_print(out, "<p class=\"note\">%zu more printings say it in other ways.</p>\n",
		    left);
	buf_add(out, SECTION_CLOSE);
}

/* --- near ---------------------------------------------------------------- */

void
section_asides(struct buf *out, const struct model *model)
{
	if (model->nasides == 0)
		return;
	section_open(out, model, "asides", "Not quotations, same matter");
	buf_add(out, SPAN("<ul>\n"));
	for (size_t i = 0; i < model->nasides; i++) {
		buf_add(out, SPAN("<li>"));
		html_printed(out,
		    model->asides[i].outlet.n > 0 ? model->asides[i].outlet :
						    model->asides[i].place);
		buf_add(out, SPAN(": "));
		html_printed(out, model->asides[i].sentence);
		buf_add(out, SPAN("</li>\n"));
	}
	buf_add(out, SPAN("</ul>\n"));
	buf_add(out, SECTION_CLOSE);
}

/* Where another quotation is told, or what to ask for it by. */
static void
add_family(struct buf *out, const char *address, struct span id)
{
	if (address != NULL)
		buf_print(out, "<a href=\"%s%.*s\">all its printings</a>", address, SPAN_ARG(id));
	else
		buf_print(out, "<code>%.*s</code>", SPAN_ARG(id));
}

void
section_near(struct buf *out, const struct model *model, const char *address)
{
	const struct filed_family	*filed = model->filed;

	if (filed->nnear == 0)
		return;
	section_open(out, model, "near", "Near, but not linked");
	buf_add(out,
	    SPAN("<p class=\"note\">These came close and were refused. You may judge "
		 "otherwise.</p>\n<ul>\n"));
	for (size_t i = 0; i < filed->nnear && i < SECTION_LINES_MAX; i++) {
		const struct filed_near	*near = &filed->near[i];

		buf_add(out, SPAN("<li><q>"));
		html_printed(out, near->other_text);
		buf_add(out, SPAN("</q> "));
		if (near->other_outlet.n > 0)
			html_printed(out, near->other_outlet);
		buf_add(out, SPAN(" <small>"));
		add_family(out, address,
		    near->other_family.n > 0 ? near->other_family : near->other);
		buf_add(out, SPAN(": "));
		html_label(out, near->reason);
		buf_print(out, "; %.1f bits shared, %.0f %% covered</small></li>\n", near->bits,
		    near->coverage * 100);
	}
	buf_add(out, SPAN("</ul>\n"));
	if (filed->nnear > SECTION_LINES_MAX)
		buf_print(out, "<p class=\"note\">The closest %d of %zu.</p>\n", SECTION_LINES_MAX,
		    filed->nnear);
	buf_add(out, SECTION_CLOSE);
}

void
section_warnings(struct buf *out, const struct model *model)
{
	if (model->nwarnings == 0)
		return;
	section_open(out, model, "warnings", "Check before you rely on this");
	buf_add(out, SPAN("<ul>\n"));
	for (size_t i = 0; i < model->nwarnings; i++) {
		buf_add(out, SPAN("<li><strong>"));
		html_printed(out, model->warnings[i].document);
		buf_add(out, SPAN("</strong> "));
		html_told(out, model->warnings[i].text);
		buf_add(out, SPAN("</li>\n"));
	}
	buf_add(out, SPAN("</ul>\n"));
	buf_add(out, SECTION_CLOSE);
}

/* --- beside the answer --------------------------------------------------- */

void
section_beside(struct buf *out, const struct inquiry *inquiry, const char *address)
{
	size_t	 beside = inquiry->nfound - inquiry->answers;

	if (beside == 0)
		return;
	buf_add(out,
	    SPAN("<section class=\"near\" aria-labelledby=\"beside\">\n<h2 id=\"beside\">"
		 "Close, but not these words</h2>\n<ul class=\"plain\">\n"));
	for (size_t i = 0; i < beside && i < BESIDE_MAX; i++) {
		const struct found	*found = &inquiry->found[inquiry->answers + i];

		buf_add(out, SPAN("<li><q>"));
		html_printed(out, span_fit(found->text, BESIDE_BYTES));
		buf_add(out,
		    found->text.n > BESIDE_BYTES ? SPAN(" \xE2\x80\xA6</q> <small>") :
						   SPAN("</q> <small>"));
		html_told(out, found->near);
		buf_add(out, SPAN("; "));
		add_family(out, address, found->family);
		buf_add(out, SPAN("</small></li>\n"));
	}
	buf_add(out, SPAN("</ul>\n"));
	if (beside > BESIDE_MAX)
		buf_print(out, "<p class=\"note\">The closest %d of %zu.</p>\n", BESIDE_MAX, beside);
	buf_add(out, SECTION_CLOSE);
}

/* --- nothing ------------------------------------------------------------- */

void
section_nothing(struct buf *out, const struct searched *searched, bool asked)
{
	const struct store_status	*status = &searched->status;

	if (status->articles == 0)
		buf_add(out,
		    SPAN("<p>The database holds no document yet: <code>quotrail batch "
			 "SOURCE</code> reads one.</p>\n"));
	else if (!asked && status->repeated == 0)
		buf_add(out,
		    SPAN("<p>No quotation stands in two places yet, so there is nothing to "
			 "compare.</p>\n"));
	else
		buf_add(out, SPAN("<p>No quotation matches.</p>\n"));
}

/* --- what was searched --------------------------------------------------- */

static void
add_count(struct buf *out, const char *label, int64_t count)
{
	buf_print(out, "<div><dt>%s</dt><dd>%lld</dd></div>\n", label, (long long)count);
}

static void
add_window(struct buf *out, const char *label, int64_t first, int64_t last)
{
	char	 from[DATE_TEXT_MAX], to[DATE_TEXT_MAX];

	date_print(first, from);
	date_print(last, to);
	buf_print(out, "<div><dt>%s</dt><dd>", label);
	if (from[0] == '\0' && to[0] == '\0')
		buf_add(out, SPAN("<span class=\"none\">unknown</span>"));
	else
		buf_print(out, "%.10s to %.10s", from[0] != '\0' ? from : "?",
		    to[0] != '\0' ? to : "?");
	buf_add(out, SPAN("</dd></div>\n"));
}

static void
add_languages(struct buf *out, const struct store_status *status)
{
	buf_add(out, SPAN("<div><dt>Languages</dt><dd>"));
	if (status->nlanguages == 0)
		buf_add(out, SPAN("<span class=\"none\">unknown</span>"));
	for (size_t i = 0; i < status->nlanguages; i++) {
		struct span	 name = status->languages[i].name;

		buf_add(out, i > 0 ? SPAN(", ") : SPAN(""));
		html_label(out, name.n > 0 ? name : SPAN("unknown"));
		buf_print(out, " %lld", (long long)status->languages[i].count);
	}
	buf_add(out, SPAN("</dd></div>\n"));
}

static void
add_failures(struct buf *out, const struct store_status *status)
{
	int64_t	 silent = status->failed + status->throttled;

	if (status->nfailures == 0)
		return;
	buf_print(out,
	    "<details><summary>Sources that gave nothing at their last visit: %lld</summary><ul>\n",
	    (long long)silent);
	for (size_t i = 0; i < status->nfailures; i++) {
		const struct store_failure	*failure = &status->failures[i];

		buf_add(out, SPAN("<li>"));
		if (!span_starts(failure->reason, failure->source)) {
			html_printed(out, failure->source);
			buf_add(out, SPAN(": "));
		}
		html_told(out, failure->reason);
		buf_add(out, SPAN("</li>\n"));
	}
	buf_add(out, SPAN("</ul></details>\n"));
}

void
section_searched(struct buf *out, const struct searched *searched)
{
	const struct store_status	*status = &searched->status;

	buf_add(out,
	    SPAN("<section class=\"searched\" aria-labelledby=\"searched\">\n"
		 "<h2 id=\"searched\">What was searched</h2>\n<p>"));
	html_told(out, searched->line);
	buf_add(out, SPAN("</p>\n<dl class=\"facts\">\n"));
	add_count(out, "Documents", status->articles);
	add_count(out, "Hosts", status->hosts);
	add_count(out, "Lineages", status->lineages);
	add_count(out, "Quotations", status->speech);
	add_count(out, "Failed sources", status->failed);
	add_count(out, "Throttled sources", status->throttled);
	add_window(out, "Published", status->published_first, status->published_last);
	add_window(out, "Captured", status->captured_first, status->captured_last);
	add_languages(out, status);
	buf_print(out, "<div><dt>Made by</dt><dd>quotrail %s</dd></div>\n</dl>\n", QUOTRAIL_VERSION);
	if (!status->settled) {
		buf_add(out, SPAN("<p class=\"flag\">! "));
		standing_print(out, status);
		buf_add(out, SPAN(".</p>\n"));
	}
	add_failures(out, status);
	buf_add(out, SECTION_CLOSE);
}
