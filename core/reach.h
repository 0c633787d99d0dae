/*
 * Whether a word that came or went speaks about what both texts have. A cut
 * may take a negation along with all that it denies; then nothing that is left
 * says the opposite. English denies forwards, within a clause (Quirk et al., A
 * Comprehensive Grammar of the English Language, 1985, 10.64: the scope of
 * negation); conditions and prepositions speak about what stands before them.
 */
#ifndef CORE_REACH_H
#define CORE_REACH_H

#include "core/comparison.h"

/* Does unit i, which pairs with nothing, reach a unit that does? */
bool reach_kept(const struct side *s, size_t i);

#endif
