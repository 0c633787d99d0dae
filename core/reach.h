/*
 * Whether a word that came or went speaks about what both texts have. A cut
 * may take a negation along with all that it denies; then nothing that is left
 * says the opposite. English denies forwards, within a clause (Quirk et al., A
 * Comprehensive Grammar of the English Language, 1985, 10.64: the scope of
 * negation); conditions and prepositions speak about what stands before them. A
 * phrase that is denied by itself ("at no cost"; 10.66, local negation) limits
 * its clause and does not deny it; "without" counts as denying it.
 */
#ifndef CORE_REACH_H
#define CORE_REACH_H

#include "core/comparison.h"

enum reach {
	REACH_NOTHING, /* what it speaks about came or went with it */
	REACH_LIMIT,   /* of a negator: its phrase came or went whole, and limits what is kept */
	REACH_MEANING,
};

/* How far unit i, which pairs with nothing, speaks about units that do. */
enum reach reach_kept(const struct side *s, size_t i);

#endif
