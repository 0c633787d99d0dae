/* The alignment of two texts as stretches of whole words, for people and records. */
#ifndef CORE_EDIT_H
#define CORE_EDIT_H

#include "core/comparison.h"
#include "core/drift.h"

/*
 * Fill drift->edits: every word of both texts in exactly one stretch, in
 * reading order of the variant. In the arena.
 */
bool edit_list(const struct comparison *c, struct arena *arena, struct drift *drift,
    struct fault *f) MUST_CHECK;

#endif
