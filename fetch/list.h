/*
 * A list of sources: a line each, blank lines and lines that begin with "#"
 * left out. Paths are relative to the list.
 */
#ifndef FETCH_LIST_H
#define FETCH_LIST_H

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"

enum list_entry {
	LIST_NOTHING, /* blank or a remark */
	LIST_URL,     /* http or https */
	LIST_SCHEME,  /* an address of another scheme: named, and not read */
	LIST_PATH,    /* of something that exists */
	LIST_UNKNOWN, /* none of these */
};

#define LIST_NAMES 3u

/* Is it an http or https address? */
bool list_is_url(struct span s);

/* Does it begin with a scheme and "://"? */
bool list_has_scheme(struct span s);

/*
 * What a line names.
 *   folder   what paths are relative to: "dir/" or empty
 *   path     out, in the arena: folder and line, for LIST_PATH and LIST_UNKNOWN;
 *            the address for the others
 */
bool list_read(struct span line, struct span folder, struct arena *arena, enum list_entry *entry,
    struct span *path, struct fault *f) MUST_CHECK;

/*
 * Is this text a list? It is when every line names something. A line that does
 * not is borne when it could be a name (no white space in it) and such lines are
 * the fewer, or when it is words and LIST_NAMES others name something: a list
 * with a misspelt name or a stray remark is a list, and that line fails.
 *   head    first bytes of the text
 *   whole   there are no more; else the last line may be half
 */
bool list_recognise(struct span head, bool whole, struct span folder, struct arena *scratch,
    bool *list, struct fault *f) MUST_CHECK;

#endif
