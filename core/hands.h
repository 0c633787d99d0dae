/*
 * Work that may be shared out. The core starts no threads: whoever has some
 * lends them, and a piece of work comes in parts that can be done in any order
 * or at once. What comes of it never depends on how many hands there were.
 */
#ifndef CORE_HANDS_H
#define CORE_HANDS_H

#include <stddef.h>

#include "core/fault.h"

/* One part of a piece of work. Parts share what they only read; f is the part's own. */
typedef bool hands_part(void *work, size_t part, struct fault *f);

struct hands {
	size_t	 count; /* parts that can be done at once */
	bool	(*share)(const struct hands *hands, hands_part *do_part, void *work, size_t parts,
	    struct fault *f);
	void	(*rest)(const struct hands *hands); /* NULL: nothing to let go of */
	void	*lender; /* theirs who lends them */
};

/*
 * Do parts 0 to parts-1 of the work, with NULL for hands one after the other.
 * False with the fault of the first part, in their order, that failed; later
 * ones may then be left undone.
 */
bool hands_share(const struct hands *hands, hands_part *do_part, void *work, size_t parts,
    struct fault *f) MUST_CHECK;

/* A part that waits for what another one has begun lets that go on. */
void hands_rest(const struct hands *hands);

/* At least 1; NULL has one hand. */
size_t hands_count(const struct hands *hands);

/* Where part `part` of `parts` equal ones begins, in a list of that many. */
size_t hands_from(size_t count, size_t part, size_t parts);

#endif
