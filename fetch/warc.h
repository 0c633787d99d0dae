/*
 * Web archives, record by record, with memory bounded by one record.
 *
 * Read are WARC 1.0 and 1.1, gzipped record by record, as a whole or not at
 * all. Bodies are given without transfer and content coding. Headers lie
 * (archives made before May 2019 by a well-known crawl keep the
 * Content-Encoding and Transfer-Encoding of a body they stored decoded), so
 * the bytes decide: what does not unpack as said is taken as it stands.
 * Source: ISO 28500:2017; RFC 9112 (chunked); RFC 1952, 1950, 1951, 7932.
 */
#ifndef FETCH_WARC_H
#define FETCH_WARC_H

#include <stdint.h>

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"
#include "fetch/input.h"

enum warc_kind {
	WARC_PAGE,     /* a response of status 200, or a resource: body is what the server sent */
	WARC_TEXT,     /* a conversion: body is plain UTF-8 text of the page at uri */
	WARC_REDIRECT, /* a response of status 3xx */
	WARC_REVISIT,  /* the same body as at an earlier visit; body is empty */
	WARC_REFUSED,  /* a response of another status */
	WARC_OTHER,    /* warcinfo, request, metadata, dns, a later segment (WARC-Segment-Number)
			  and whatever else is no page */
};

struct warc_record {
	enum warc_kind	 kind;
	struct span	 uri;	  /* WARC-Target-URI as given, without the brackets of WARC 1.0; where
				     that is no UTF-8 or has control characters, percent-encoded */
	struct span	 location; /* of a redirect, as sent */
	struct span	 content_type, charset; /* "text/html"; "utf-8"; empty when not said */
	struct span	 body;
	int64_t		 captured; /* WARC-Date; DATE_UNKNOWN when missing or none */
	int64_t		 last_modified; /* the header of the response */
	long		 status;   /* of a response, else 0 */
	uint64_t	 offset;   /* of the record in the file: of its gzip member where it has its own */
	bool		 truncated; /* WARC-Truncated, or fewer bytes than the response promised */
};

struct warc;

/*
 * Read from an input that nothing was taken from but a look at its head; it
 * must outlive the reader. A body above body_max_bytes, as stored or unpacked,
 * is a broken record.
 */
bool warc_new(struct input *input, size_t body_max_bytes, struct warc **warc, struct fault *f)
    MUST_CHECK;
void warc_free(struct warc *warc);

/*
 * The next record. Spans lie in the arena, which the caller resets. *end is
 * set when there was none any more. False for a record that is broken or cut
 * short, with record->offset set: the fault says what is wrong (without the
 * file's name), and the next call goes on behind it, at the next beginning of a
 * record that can be found. FAULT_IO and FAULT_INTERRUPTED end the reading.
 */
bool warc_next(struct warc *warc, struct arena *arena, struct warc_record *record, bool *end,
    struct fault *f) MUST_CHECK;

#endif
