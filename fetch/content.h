/*
 * What bytes are, told from how they begin. A name's ending is never asked:
 * people name files as they please.
 */
#ifndef FETCH_CONTENT_H
#define FETCH_CONTENT_H

#include "core/fault.h"
#include "core/span.h"

enum content {
	CONTENT_EMPTY, /* nothing, or white space only */
	CONTENT_HTML,
	CONTENT_NDJSON,
	CONTENT_TEXT, /* none of the others; may still be a list (fetch/list.h) */
	CONTENT_WARC,
	CONTENT_FEED, /* or a sitemap */
	/* Known, and not read; content_refuse() says so. */
	CONTENT_JSON_ARRAY,
	CONTENT_JSON_SPREAD, /* one object over several lines */
	CONTENT_BINARY,
	CONTENTS
};

/* How many bytes of the head are enough for content_recognise(). */
#define CONTENT_HEAD_BYTES ((size_t)64 * 1024)

/*
 *   head   the first bytes, unpacked: CONTENT_HEAD_BYTES, or fewer when there are no more
 *
 * Source: WHATWG MIME Sniffing, sections 3 (binary data bytes) and 7.1 (magic
 * numbers); ISO 28500 (a WARC record begins with its version); roots of feeds
 * and sitemaps from RSS 2.0, RDF Site Summary 1.0, RFC 4287 and sitemaps.org.
 */
enum content content_recognise(struct span head);

/* May bytes of this sort be read? Else a FAULT_INPUT that says what they are and what would help. */
bool content_refuse(enum content content, struct span name, struct span head, struct fault *f)
    MUST_CHECK;

/* What the transport says bytes are. */
enum content_declared {
	DECLARED_NOTHING, /* absent, or a type that servers give to anything */
	DECLARED_HTML,
	DECLARED_NDJSON,
	DECLARED_OTHER, /* no page: "image/png" */
};

/* `type` is a media type without parameters, in any case. */
enum content_declared content_declared(struct span type);

#endif
