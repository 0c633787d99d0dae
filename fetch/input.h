/*
 * A stream of bytes, unpacked when it is gzip (one member or many), read from
 * a file, from standard input or from memory: a look at its head, then line by
 * line, or the whole of it, or (an archive) piece by piece. Room grows with the
 * longest line or look, never with the stream.
 * Source: RFC 1952 (gzip), by zlib.
 */
#ifndef FETCH_INPUT_H
#define FETCH_INPUT_H

#include <stdint.h>

#include "core/fault.h"
#include "core/span.h"

struct input;

/*
 * Open a file; "-" is standard input. `name` is what faults call it. A read
 * that a signal broke off goes on unless *stop is set, then it is
 * FAULT_INTERRUPTED; stop may be NULL.
 * Faults: FAULT_MISSING, FAULT_IO, FAULT_INPUT (a path with a NUL).
 */
bool input_open(struct span name, struct span path, const volatile int *stop, struct input **input,
    struct fault *f) MUST_CHECK;

/* Bytes in memory, which must outlive the input. */
bool input_of(struct span name, struct span bytes, struct input **input, struct fault *f) MUST_CHECK;

void input_close(struct input *input);

/*
 * The next bytes, unpacked, without taking them: `want` of them, fewer only at
 * the end of the stream or where it breaks. The span dies with the next call.
 * False when reading fails before there is a single byte.
 */
bool input_head(struct input *input, size_t want, struct span *head, struct fault *f) MUST_CHECK;

struct input_line {
	struct span	 text; /* without its end ("\n" or "\r\n"); dies with the next call */
	size_t		 number; /* from 1 */
	bool		 cut; /* longer than the cap and skipped: text is empty */
	bool		 end; /* there was no line any more; the other fields are empty */
};

/* The next line. False only when reading or unpacking failed; every whole line before that is given. */
bool input_next(struct input *input, size_t cap_bytes, struct input_line *line, struct fault *f)
    MUST_CHECK;

/* All that is left; FAULT_LIMIT when it is more than cap_bytes. The span dies with the input. */
bool input_rest(struct input *input, size_t cap_bytes, struct span *bytes, struct fault *f)
    MUST_CHECK;

/*
 * For archives, whose pieces may be packed each on its own and go on behind
 * one that is broken. Faults of these do not begin with the input's name.
 */

/* Take n bytes that input_head() has shown; they stand where they are until the next look. */
void input_take(struct input *input, size_t n);

/* Does a gzip member begin `ahead` bytes behind the next byte? Only what was shown is known. */
bool input_begins(const struct input *input, size_t ahead);

/*
 * Where the next byte stands: in the file the gzip member that begins with it,
 * or itself when it is not packed; else in what is unpacked.
 */
uint64_t input_offset(const struct input *input);

/* How many bytes of the stream were taken. */
uint64_t input_taken(const struct input *input);

/* What the stream breaks off with, behind all that can be shown; FAULT_NONE while it does not. */
const struct fault *input_break(const struct input *input);

/* What was passed over on the way to the next record. */
struct input_passage {
	bool		 found;	  /* false: there is none any more */
	bool		 skipped; /* more than line ends */
	bool		 broke;	  /* a gzip member that is broken, ... */
	uint64_t	 from;	  /* ... which begins here in the stream */
};

/*
 * Go on at the next place, from the next byte on, where a line or a gzip member
 * begins with `sign`: in what is unpacked, behind what broke the stream, or
 * behind the gzip data or the plain bytes that end there. Fails with FAULT_IO,
 * FAULT_INTERRUPTED and FAULT_MEMORY.
 */
bool input_seek(struct input *input, struct span sign, struct input_passage *passed,
    struct fault *f) MUST_CHECK;

#endif
