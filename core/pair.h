/*
 * Quotation marks of one paragraph and the stretches between them.
 *
 * A mark opens or closes by what stands beside it, for outlets turn curly
 * marks the wrong way round; its glyph decides only where the neighbours do
 * not. Outermost pairs only. Pairs of marks: the Unicode Standard, section 6.2.
 */
#ifndef CORE_PAIR_H
#define CORE_PAIR_H

#include <stdint.h>

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"

enum pair_state {
	PAIR_CLOSED,
	PAIR_OPEN,   /* runs to the end of the paragraph: continued there, or its closing mark is missing */
	PAIR_CUT,    /* its closing mark is missing and the next one opens */
	PAIR_ORPHAN, /* only the closing mark; the stretch is the paragraph before it */
	PAIR_PASSED, /* one of too many: it stands among the words, and is no quotation (quote.h) */
};

struct pair {
	struct span	 inner; /* the words, without marks and without white space at their ends; never empty */
	struct span	 whole; /* from mark to mark, both included */
	enum pair_state	 state;
	bool		 single; /* single marks, or kin of them */
	bool		 line;	 /* no marks: the line of a transcript behind its label (unmarked.h) */
};

struct pair_list {
	struct pair	*items;
	size_t		 count;
};

#define PAIR_MAX_BYTES ((size_t)1 << 30)

/*
 * Find the pairs of one paragraph, in reading order; they do not overlap.
 *
 *   next      the paragraph behind it: when that begins with a mark, one of its kind left
 *             open here goes on there. Empty when none follows.
 *   scratch   working room, reset by the caller; it may be the arena.
 *
 * Fails with FAULT_LIMIT past PAIR_MAX_BYTES, and FAULT_MEMORY.
 */
bool pair_find(struct span paragraph, struct span next, struct arena *scratch, struct arena *arena,
    struct pair_list *pairs, struct fault *f) MUST_CHECK;

/* Is this character a quotation mark of any kind, apostrophes included? */
bool pair_is_mark(uint32_t c);

#endif
