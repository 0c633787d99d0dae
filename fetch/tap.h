/*
 * The bytes of a file, of standard input or of memory as they come, with a
 * look back: some of what was taken can be put back. Faults do not begin with
 * the name of the file, which only the caller knows.
 */
#ifndef FETCH_TAP_H
#define FETCH_TAP_H

#include <stdint.h>

#include "core/fault.h"
#include "core/span.h"

struct tap {
	struct span	 given; /* read and not yet taken */
	uint64_t	 at; /* where it begins: bytes from the start */
	bool		 dry; /* nothing comes behind it */

	/* The tap's own. */
	size_t			 back; /* bytes right before `given` that still stand there */
	int			 fd; /* -1: memory only */
	const volatile int	*stop;
	char			*room;
	size_t			 size; /* of it */
};

/* The most that tap_draw() can be asked for, and the least that tap_back() puts back where it was taken. */
#define TAP_DRAW_MAX ((size_t)4096)
#define TAP_BACK_BYTES ((size_t)128 * 1024)

/*
 * Open a file; "-" is standard input. A read that a signal broke off goes on
 * unless *stop is set; stop may be NULL. Whatever comes of it, tap_close() ends it.
 * Faults: FAULT_MISSING, FAULT_IO, FAULT_INPUT (a path with a NUL), FAULT_MEMORY.
 */
bool tap_open(struct tap *tap, struct span path, const volatile int *stop, struct fault *f)
    MUST_CHECK;

/* Bytes in memory, which outlive the tap. */
void tap_of(struct tap *tap, struct span bytes);

void tap_close(struct tap *tap);

/* Have at least `least` bytes in `given`, unless the file ends before. FAULT_IO, FAULT_INTERRUPTED. */
bool tap_draw(struct tap *tap, size_t least, struct fault *f) MUST_CHECK;

void tap_take(struct tap *tap, size_t n);

/* Put back what was taken last, n bytes or as many as still stand there. */
void tap_back(struct tap *tap, size_t n);

/* Put back bytes that were taken last, however many. */
bool tap_return(struct tap *tap, struct span bytes, struct fault *f) MUST_CHECK;

#endif
