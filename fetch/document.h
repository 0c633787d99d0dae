/*
 * One document as bytes, and what reading it gives: an article with its
 * quotations. Reading knows no file, no net and no clock, so it can be done
 * anywhere, by any of the workers (fetch/crew.h).
 */
#ifndef FETCH_DOCUMENT_H
#define FETCH_DOCUMENT_H

#include "core/quote.h"
#include "fetch/page.h"

enum document_kind {
	DOCUMENT_HTML,
	DOCUMENT_TEXT,
	DOCUMENT_RECORD, /* a line of NDJSON */
	DOCUMENT_KINDS
};

#define DOCUMENT_NAME_SHOWN 400 /* bytes of a name that a fault has room for, as SPAN_ARG() cuts it */

struct document {
	enum document_kind	 kind;
	struct span		 name; /* what faults call it */
	struct page_hints	 hints;
	struct span		 bytes;
};

/*
 * Read it with everything in the arena; the article's spans may point into the
 * bytes and the hints. Faults begin with the document's name, a limit hit
 * while looking for quotations among them: it is that document's failure, as is
 * FAULT_LIMIT for a quotation of more than TOKEN_MAX_TEXT bytes (core/token.h).
 */
bool document_read(const struct document *document, const struct quote_finder *finder,
    struct arena *arena, struct article *article, struct quote_list *quotes, struct fault *f)
    MUST_CHECK;

/* Pass a fault on, behind the document's name where it does not begin with it. Always false. */
bool document_blame(struct span name, const struct fault *inner, struct fault *f);

#endif
