#include "fetch/document.h"

#include "core/token.h"
#include "fetch/record.h"

static bool
read_article(const struct document *document, struct arena *arena, struct article *article,
    struct fault *f)
{
	switch (document->kind) {
	case DOCUMENT_HTML:
		return page_read(document->bytes, &document->hints, arena, article, f);
	case DOCUMENT_RECORD:
		return record_read(document->bytes, &document->hints, arena, article, f);
	case DOCUMENT_TEXT:
	case DOCUMENT_KINDS:
		break;
	}
	return plain_read(document->bytes, &document->hints, arena, article, f);
}

bool
document_blame(struct span name, const struct fault *inner, struct fault *f)
{
	name = span_cut(name, 0, DOCUMENT_NAME_SHOWN);
	if (name.n == 0 || span_starts(span_of(inner->text), name))
		return fault_set(f, inner->kind, "%s", inner->text);
	return fault_set(f, inner->kind, "%.*s: %s", SPAN_ARG(name), inner->text);
}

/* A quotation too long to be held against another would keep all others from being linked. */
static bool
can_be_compared(const struct quote_list *quotes, struct fault *f)
{
	for (size_t i = 0; i < quotes->count; i++) {
		const size_t	 n = quotes->items[i].text.n;

		if (n > TOKEN_MAX_TEXT)
			return fault_set(f, FAULT_LIMIT,
			    "quotation of %zu bytes: too long to compare", n);
	}
	return true;
}

bool
document_read(const struct document *document, const struct quote_finder *finder,
    struct arena *arena, struct article *article, struct quote_list *quotes, struct fault *f)
{
	struct fault	 inner = FAULT_INIT;

	*article = (struct article) { .captured = DATE_UNKNOWN };
	*quotes = (struct quote_list) { .count = 0 };
	return (read_article(document, arena, article, &inner) &&
		   quote_find(finder, article, arena, quotes, &inner) &&
		   can_be_compared(quotes, &inner)) ||
	    document_blame(document->name, &inner, f);
}
