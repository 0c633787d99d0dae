/*
 * Documents and what was read from them, packed into bytes to cross from one
 * process to another and back. Packing and opening give the same value; an
 * article's spans that point into its text do so again, a quotation's into the
 * text it stands in. Whoever opens a parcel trusts nothing in it: bytes that
 * are no parcel are FAULT_INPUT, and so is a value that is no article, which
 * packing takes as it comes.
 *
 * The layout is private to one build of the program and never stored.
 */
#ifndef FETCH_PARCEL_H
#define FETCH_PARCEL_H

#include "core/buf.h"
#include "fetch/document.h"

/* Pack at the end of `out`, whose cap bounds it; failures are told by buf_ok(). */
void parcel_document(const struct document *document, struct buf *out);
void parcel_reading(const struct article *article, const struct quote_list *quotes, struct buf *out);
void parcel_fault(const struct fault *why, struct buf *out);

/* Open; spans point into the bytes or lie in the arena. */
bool parcel_open_document(struct span bytes, struct arena *arena, struct document *document,
    struct fault *f) MUST_CHECK;

/* *why is what parcel_fault() packed, or FAULT_NONE and there is an article. */
bool parcel_open_reading(struct span bytes, struct arena *arena, struct article *article,
    struct quote_list *quotes, struct fault *why, struct fault *f) MUST_CHECK;

#endif
