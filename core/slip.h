/*
 * A word with a slip of the pen: a letter left out, doubled or put in, or two
 * that changed places (Damerau, "A technique for computer detection and
 * correction of spelling errors", CACM 1964; a letter typed for another is left
 * out, for that makes other words). Two known words are not slips of each other.
 */
#ifndef CORE_SLIP_H
#define CORE_SLIP_H

#include "core/comparison.h"

/* Folded words, as in token.word. Symmetric; equal words are no slip. */
bool slip_is(struct span a, struct span b);

/* Let words that stand in each other's place beside what pairs, and are slips of each other, pair. */
void slip_mend(struct comparison *c);

#endif
