/*
 * Which printings of a large family stand on a page that has room for a few:
 * the first by date, the reference, and of the rest the furthest drifted.
 * Numbers stay those of the family, and whoever leaves some out says so.
 */
#ifndef CMD_PICK_H
#define CMD_PICK_H

#include "cmd/model.h"

/* At most `most` of them, three in five by date; all when there are no more than that, or most is 0. */
bool pick_members(const struct model *model, size_t most, struct arena *arena, struct pick *pick,
    struct fault *f) MUST_CHECK;

bool pick_holds(const struct pick *pick, size_t member);

#endif
