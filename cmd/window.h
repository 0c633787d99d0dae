/*
 * Lines of a file, by where they begin. A window holds one line and what was
 * read with it; nothing else of the file is in memory, and what is read in
 * order is read once.
 */
#ifndef CMD_WINDOW_H
#define CMD_WINDOW_H

#include <stdint.h>

#include "core/fault.h"
#include "core/span.h"

#define WINDOW_LINE_MAX ((size_t)1 << 30)

struct window {
	int	 from;	/* a file that can be read at any place; the caller's */
	uint64_t end;	/* bytes of it */
	char	*bytes; /* what stands at `at` */
	size_t	 n, room;
	uint64_t at;
};

void window_free(struct window *w);

/*
 * The line that begins at `at`, without its end, and where the next one begins;
 * valid until the next call. FAULT_LIMIT, with *next known, when it has more than
 * WINDOW_LINE_MAX bytes. What the file no longer holds is not in the line.
 */
bool window_line(struct window *w, uint64_t at, struct span *line, uint64_t *next, struct fault *f)
    MUST_CHECK;

#endif
