/* What stands outside the article: teasers with a label, a heading and a line each. */
#include <criterion/criterion.h>

#include "core/quote.h"

static const struct {
	const char	*what, *text, *outlet, *words, *speaker;
	enum quote_form	 form;
} teasers[] = {
	{ "a label is no first name", "Harbour Post\nQuill: bridge stays\nAda Quill said, \"We will rebuild the bridge before winter.\"",
	    "Harbour Post", "We will rebuild the bridge before winter.", "Ada Quill", QUOTE_UTTERANCE },
	{ "a mark left open ends with its line",
	    "Harbour Post\nAda Quill said, \"We will rebuild the bridge before...\nPOLITICS", "Harbour Post",
	    "We will rebuild the bridge before...", "Ada Quill", QUOTE_UNCLOSED },
	{ "a label names who printed it", "From the Harbour Post: \"We will rebuild the bridge before winter.\"",
	    "Harbour Post", "We will rebuild the bridge before winter.", "", QUOTE_UTTERANCE },
};

Test(quote_outside, a_teaser_is_read_line_by_line)
{
	for (size_t i = 0; i < LEN(teasers); i++) {
		struct block		 block = { .text = span_of(teasers[i].text),
			.region = REGION_TEASER,
			.outlet = span_of(teasers[i].outlet) };
		struct article		 article = { .text = SPAN(""),
			.language = SPAN("en"),
			.outside = &block,
			.noutside = 1 };
		struct arena		*arena = arena_new((size_t)16 << 20);
		struct fault		 f = FAULT_INIT;
		struct quote_finder	*finder = quote_finder_new(&f);
		struct quote_list	 quotes;

		cr_assert(quote_find(finder, &article, arena, &quotes, &f), "%s", f.text);
		cr_expect_eq(quotes.count, 1, "%s: %zu quotations", teasers[i].what, quotes.count);
		if (quotes.count == 1) {
			const struct quote	*q = &quotes.items[0];

			cr_expect(span_eq(q->text, span_of(teasers[i].words)), "%s: \"%.*s\"",
			    teasers[i].what, SPAN_ARG(q->text));
			cr_expect(span_eq(q->speaker, span_of(teasers[i].speaker)),
			    "%s: said by \"%.*s\"", teasers[i].what, SPAN_ARG(q->speaker));
			cr_expect_eq(q->form, teasers[i].form, "%s: %s", teasers[i].what,
			    quote_form_names[q->form]);
			cr_expect_eq(q->outside, 0);
		}
		quote_finder_free(finder);
		arena_free(arena);
	}
}
