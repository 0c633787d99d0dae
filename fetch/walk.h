/*
 * The way through what a person named: lists and directories are opened in
 * their place, and what they name comes out one at a time, in order, without
 * recursion and without going in circles.
 */
#ifndef FETCH_WALK_H
#define FETCH_WALK_H

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"
#include "fetch/input.h"
#include "fetch/source.h"

struct stat;
struct walk;

/* One thing to be read. Its spans, each with a NUL behind it, die with the next step. */
struct item {
	struct span	 name;	/* what people are told: the path or address; valid UTF-8 */
	struct span	 path;	/* or address, as the system knows it; "-" is standard input only
				   when `named` */
	enum source_kind as;
	bool		 named; /* by the person, not by a list or a directory */
	struct span	 line;	/* of a line of a list that failed: where it stands, "list.txt:3" */
};

/* Something a person named, as an item. Paths may hold any bytes; its name shows U+FFFD for bad ones. */
bool item_of(struct span path, enum source_kind as, struct arena *arena, struct item *item,
    struct fault *f) MUST_CHECK;

/* NULL when there is no memory. `database`: as in struct source_options; it stays the caller's. */
struct walk *walk_new(const char *database);
void walk_free(struct walk *walk);

/*
 * What comes next in the lists and directories pushed. False with a fault when
 * that cannot be read, and then item->name says what; the walk goes on.
 * *end when nothing is left.
 */
bool walk_next(struct walk *walk, struct item *item, bool *end, struct fault *f) MUST_CHECK;

/*
 * Go into a list or a directory; what it names comes next. A list's input then
 * belongs to the walk, also on failure. st tells a circle; NULL for standard
 * input and bytes in memory.
 * Faults: FAULT_INPUT for a circle, naming it; FAULT_LIMIT past the depth;
 * those of directory_read().
 */
bool walk_into_list(struct walk *walk, const struct item *item, const struct stat *st,
    struct input *input, struct fault *f) MUST_CHECK;
bool walk_into_directory(struct walk *walk, const struct item *item, const struct stat *st,
    struct fault *f) MUST_CHECK;

#endif
