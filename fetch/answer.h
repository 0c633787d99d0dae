/*
 * An HTTP response as an archive keeps it: bytes from the status line to the
 * end of the body, which may be coded, and may be less than was sent.
 * Source: RFC 9112, sections 2 to 6; RFC 9110, sections 8 and 15.2.
 */
#ifndef FETCH_ANSWER_H
#define FETCH_ANSWER_H

#include <stdint.h>

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"
#include "fetch/payload.h"

struct answer {
	long			 status;
	struct span		 location, content_type, charset; /* empty when not said */
	int64_t			 date, last_modified; /* DATE_UNKNOWN when not said */
	struct payload_codings	 content, transfer;
	struct span		 body; /* as stored */
	bool			 short_of_length; /* less of it than Content-Length says, or not even a whole head */
};

/* Do these bytes begin as a response does? */
bool answer_begins(struct span bytes);

/*
 * Read what begins so; interim responses (1xx) before the final one are passed
 * over. Spans point into the bytes or lie in the arena. Fails with FAULT_INPUT
 * (no status), FAULT_LIMIT and FAULT_MEMORY.
 */
bool answer_read(struct span bytes, struct arena *arena, struct answer *answer, struct fault *f)
    MUST_CHECK;

#endif
