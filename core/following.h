/*
 * Quotations that are followed without being held: whoever reads them tells a
 * ledger and the wordings of each, in one order, and is told for each by number
 * where it belongs. trail_follow() does the same for a list of them.
 */
#ifndef CORE_FOLLOWING_H
#define CORE_FOLLOWING_H

#include "core/family.h"
#include "core/trail.h"

#define FOLLOWING_NONE UINT32_MAX

struct following {
	struct ledger	 ledger;
	struct families	 found; /* its wordings are read by the caller; may be freed once all is concluded */
	struct family	*families; /* by published of the earliest, then id; without lineages and speaker */
	size_t		 nfamilies;
	uint32_t *family,
	    *second; /* of an occurrence; second: FOLLOWING_NONE, or the other one of a splice */
	uint32_t	*parents; /* occurrences, or FOLLOWING_NONE */
	uint32_t	*carriers; /* how many earlier ones carry the parent's words */
	size_t		*members; /* of all families, one family after the other */
	struct arena *arena, *scratch; /* of families and members; reset by whoever uses it */
	const struct placement *settled; /* of each occurrence, see trail_settle(); NULL: none is */
	size_t			 nsettled; /* families it speaks of */
};

#define FOLLOWING_EMPTY ((struct following) { .families = NULL })
void following_free(struct following *w);

/* wordings_begin() it, with an arena for the families; following_free() it, begun or not. */
bool following_begin(struct following *w, size_t nparts, struct fault *f) MUST_CHECK;

/* following_begin(), and read a list. */
bool following_read(struct following *w, const struct trail_article *articles, size_t narticles,
    const struct occurrence *occurrences, size_t count, const struct hands *hands, struct fault *f)
    MUST_CHECK;

/* Draw all conclusions: w->ledger and w->found.wordings have been filled. */
bool following_conclude(struct following *w, const struct hands *hands, struct fault *f) MUST_CHECK;

#endif
