/* A small text that an option names: a transcript, a profile. */
#ifndef CMD_TEXTFILE_H
#define CMD_TEXTFILE_H

#include "core/buf.h"
#include "core/fault.h"

#define TEXTFILE_MAX ((size_t)1 << 20) /* bytes; more is FAULT_LIMIT */

/*
 * The whole file as UTF-8, ill-formed bytes replaced, without white space at
 * its ends. `option` is as the person typed it, for the message: "--against
 * transcript:". A file that cannot be read is FAULT_USAGE.
 */
bool textfile_read(const char *option, const char *path, struct arena *arena, struct span *text,
    struct fault *f) MUST_CHECK;

#endif
