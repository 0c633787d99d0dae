/*
 * Pieces of a report that stand elsewhere in it than the order in which they
 * are made. A small one waits in memory, a larger one in a file without a
 * name, so that a report of a million families needs the memory of one.
 */
#ifndef CMD_PART_H
#define CMD_PART_H

#include <stdio.h>

#include "core/buf.h"

struct part {
	struct buf	 held; /* until there is a file; see part_begin() */
	FILE		*file; /* NULL: none yet */
};

struct part part_begin(void);
void part_close(struct part *part);

bool part_add(struct part *part, struct span bytes, struct fault *f) MUST_CHECK;

/* Copy all of it to a file; `change`, when there is one, writes each block anew on the way. */
bool part_copy(struct part *part, void (*change)(struct buf *out, struct span block), FILE *to,
    struct fault *f) MUST_CHECK;

#endif
