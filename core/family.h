/*
 * Which quotations are printings of one utterance. Equal words are one
 * wording; a wording joins the family of the wording that shares the most
 * information with it, beyond what chance and stock phrases would share; no
 * two families are ever united through a third wording.
 *
 * Wordings are placed by date, and within days those that many printed first,
 * then the longest: a copy then meets what it may have been made from. The order
 * depends on dates, printings and words alone, so the same set gives the same
 * families in any order. A long wording is never let in by a fragment of a
 * family, by a phrase that its speaker uses again in other statements, or by a
 * splice that was printed after it.
 */
#ifndef CORE_FAMILY_H
#define CORE_FAMILY_H

#include "core/wording.h"

struct families {
	struct wordings	 wordings; /* family, second, by and bits filled in */
	size_t		 count;	   /* families, numbered from 0; before they are found, those that are settled */
	struct near_miss *
	    near; /* between the first occurrences of two wordings: of each founder the closest at most */
	size_t		 nnear;
};

/*
 * Find the families of all wordings, which have been read; families_free() them, found or not.
 * Wordings that have a family before are settled: they stay there, and the others are placed
 * among them. In the arena: near.
 */
bool family_find(struct families *families, const struct hands *hands, struct arena *arena,
    struct fault *f) MUST_CHECK;
void families_free(struct families *families);

#endif
