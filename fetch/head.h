/*
 * The head of a record or a message: a first line, fields, a blank line. Lines
 * end with CR LF or LF alone, and a line that begins with a blank goes on with
 * the field above it.
 * Source: ISO 28500:2017, section 4 (records); RFC 9112, sections 2.2 and 5 (messages).
 */
#ifndef FETCH_HEAD_H
#define FETCH_HEAD_H

#include <stdint.h>

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"

/* How many bytes the head at the beginning of these takes, its blank line included; 0: it does not end. */
size_t head_length(struct span bytes);

/* The line at *at, without its end; *at is then behind it. */
struct span head_line(struct span head, size_t *at);

struct head_field {
	struct span	 name;
	struct span	 value; /* as it stands behind the colon and one blank */
};

/*
 * The next field at or after *at, past lines that are none; *found is false
 * when there is none. A value over several lines is joined with blanks, in
 * the arena; else the spans point into the head. Fails with FAULT_MEMORY and FAULT_LIMIT.
 */
bool head_next(struct span head, size_t *at, struct arena *arena, struct head_field *field,
    bool *found, struct fault *f) MUST_CHECK;

/* Without blanks at both ends; empty when it is no UTF-8 or holds a NUL, as if it were not there. */
struct span head_text(struct span value);

/*
 * The time a field states, without a zone that in UTC, of a whole day its end;
 * DATE_UNKNOWN when it states none. Fails with FAULT_MEMORY.
 */
bool head_date(struct span value, struct arena *arena, int64_t *at, struct fault *f) MUST_CHECK;

/* A whole number; false when it is none or has more than 18 digits. */
bool head_number(struct span value, uint64_t *number);

#endif
