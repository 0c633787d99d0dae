/*
 * The body of an answer without its codings, as far as it really has them.
 *
 * What archives say of codings is often no longer true, so the bytes decide: a
 * coding that they do not unpack by is passed over, and a gzip stream that
 * nobody speaks of is unpacked.
 * Source: RFC 9112, section 7.1 (chunked); RFC 9110, section 8.4 (codings);
 * RFC 1952, 1950 and 1951 by zlib, RFC 7932 by brotli.
 */
#ifndef FETCH_PAYLOAD_H
#define FETCH_PAYLOAD_H

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"

#define PAYLOAD_CODINGS_MAX 8

/* Codings in the order in which they were applied. */
struct payload_codings {
	struct span	 names[PAYLOAD_CODINGS_MAX];
	size_t		 count;
	bool		 many; /* more than there is room for */
};

/* Add those of one field: "gzip, br". The spans point into it. */
void payload_add(struct payload_codings *codings, struct span field);

/*
 * Undo what Content-Encoding (`content`) and then Transfer-Encoding
 * (`transfer`) say was done. *cut is set when the bytes break off within a
 * coding; what came before is the body then. The body lies in the arena.
 * Fails with FAULT_LIMIT when there is more than max_bytes of it at any
 * step, or too many codings, and with FAULT_MEMORY.
 */
bool payload_read(struct span stored, const struct payload_codings *content,
    const struct payload_codings *transfer, size_t max_bytes, struct arena *arena,
    struct span *body, bool *cut, struct fault *f) MUST_CHECK;

#endif
