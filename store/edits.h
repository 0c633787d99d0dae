/*
 * The edits of a drift as the database holds them, in one cell:
 *
 *	[["keep",at,length,variant_at,variant_length,edge,marked,
 *	    side,from,to,side,from,to], ...]
 *
 * Numbers count words; edge and marked are 0 or 1. The two stretches are the
 * words and those they stand for, by side (1 the quotation, 2 its reference,
 * 0 none) and bytes in it. Private to store/.
 */
#ifndef STORE_EDITS_H
#define STORE_EDITS_H

#include "core/drift.h"
#include "store/query.h"

/* The cell, in the arena. */
bool edits_print(const struct drift *drift, struct span variant, struct span reference,
    struct arena *arena, struct span *cell, struct fault *f) MUST_CHECK;

/*
 * The edits of a cell, in the arena; their words point into variant and
 * reference. An empty reference is one that is no longer there to point into.
 * Any other text than edits_print() makes is damage, told by query_end().
 */
void edits_read(struct query *q, struct span cell, struct span variant, struct span reference,
    struct arena *arena, struct drift *drift);

#endif
