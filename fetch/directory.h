/*
 * The files of a directory, in byte order of their paths: the order in which
 * `LC_ALL=C sort` would put the paths of a walk.
 */
#ifndef FETCH_DIRECTORY_H
#define FETCH_DIRECTORY_H

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"

struct directory {
	struct span	*paths; /* directory and name, each with a NUL behind it; a folder's ends in "/" */
	size_t		 count;
};

/* What the names of one directory may take in memory: some two million of them. */
#define DIRECTORY_BYTES_MAX ((size_t)256 << 20)

/*
 * Read one directory, not those below it. Hidden files ("." in front) are left
 * out. `path` begins each path found; `name` is what faults call it.
 * Fails with FAULT_MISSING, FAULT_IO (it may not be read) or FAULT_MEMORY.
 */
bool directory_read(struct span name, struct span path, struct arena *arena,
    struct directory *directory, struct fault *f) MUST_CHECK;

#endif
