/*
 * Passages that stand in both texts at different places: what alignment, which never crosses,
 * leaves over.
 */
#ifndef CORE_MOVE_H
#define CORE_MOVE_H

#include "core/comparison.h"

#define MOVE_MIN 3 /* units; shorter runs repeat by chance */

/*
 * Find them among the unpaired units of an aligned comparison; fills partner
 * and moves. A run of MOVE_MIN units or more moves by itself; shorter ones
 * do when the two texts then hold exactly the same words.
 */
bool move_find(struct comparison *c, struct arena *arena, struct fault *f) MUST_CHECK;

#endif
