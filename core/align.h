/*
 * Pairing two rows of words: the best local path with affine gaps, what stands
 * before and behind it left as edges. Source: Smith and Waterman 1981; affine
 * gaps after Gotoh 1982. Ours: a gap at an ellipsis costs next to nothing,
 * inflected forms pair at a lower gain, and long pairs are banded around the
 * diagonal that their shared trigrams vote for.
 */
#ifndef CORE_ALIGN_H
#define CORE_ALIGN_H

#include <stdint.h>

#include "core/arena.h"
#include "core/fault.h"

/* A word as alignment sees it. */
struct align_unit {
	uint64_t hash,
	    other; /* the word, and a second reading ("'s" is "is" or "has"); else the same */
	uint64_t	 stem;	      /* equal for inflections of one word; 0 pairs with nothing */
	int		 gain;	      /* what keeping it is worth: ALIGN_CONTENT or ALIGN_FUNCTION */
	bool		 gap_before;  /* an ellipsis stands before it */
};

#define ALIGN_CONTENT 96
#define ALIGN_FUNCTION 56

enum align_op { ALIGN_KEEP, ALIGN_KIN, ALIGN_DELETE, ALIGN_INSERT };

/*
 * One step: unit a of the first row, unit b of the second; the side an op does not have stays
 * where it was.
 */
struct align_column {
	enum align_op	 op;
	size_t		 a, b;
};

struct alignment {
	struct align_column	*columns; /* every unit of both rows once, in order */
	size_t			 count;
	size_t first,
	    last; /* columns of the first and the last pair; first > last when nothing pairs */
};

#define ALIGN_CELLS ((size_t)4 << 20) /* of the table; larger pairs are banded to this */

/* Fill first and last from the columns. */
void align_find_ends(struct alignment *alignment);

bool align_same(const struct align_unit *a, const struct align_unit *b);

/* An order of two rows that does not depend on which is named first: true when a leads. */
bool align_leads(const struct align_unit *a, size_t na, const struct align_unit *b, size_t nb);

/*
 * Align. Exchanging the rows exchanges deletions and insertions and nothing
 * else. Result and working room in the arena.
 */
bool align_rows(const struct align_unit *a, size_t na, const struct align_unit *b, size_t nb,
    struct arena *arena, struct alignment *alignment, struct fault *f) MUST_CHECK;

#endif
