/*
 * A result file that is replaced only once the new one is whole: written
 * beside it as FILE.part and renamed. A link is followed; what is no regular
 * file (a pipe, /dev/stdout) is written straight, for it cannot be replaced.
 */
#ifndef CMD_OUTPUT_H
#define CMD_OUTPUT_H

#include <stdio.h>

#include "core/buf.h"

struct output {
	FILE	*file; /* to write to; NULL: not open */
	char	*path, *part; /* of its own; part is NULL when it is written straight */
};

bool output_open(struct output *output, const char *path, struct fault *f) MUST_CHECK;

/* Before long work: can a file of this name be written? What is there stays as it is. */
bool output_possible(const char *path, struct fault *f) MUST_CHECK;

/* Put it in its place when `keep` and all was written, else take it away; a closed one is left alone. */
bool output_close(struct output *output, bool keep, struct fault *f) MUST_CHECK;

/* Was all that was printed so far taken? FAULT_IO tells why not. */
bool output_sound(FILE *to, struct fault *f) MUST_CHECK;

/* Write what was built and empty it; tells the first failure. */
bool output_flush(struct buf *out, FILE *to, struct fault *f) MUST_CHECK;

#endif
