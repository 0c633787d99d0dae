/*
 * Which of many things are the same: what would take a look at every pair is
 * told by sorting them.
 */
#ifndef CMD_ALIKE_H
#define CMD_ALIKE_H

#include "core/arena.h"

/* Two are alike when their numbers are equal and ASCII case alone tells their names apart. */
struct alike {
	size_t		 number;
	struct span	 name;
};

/* (*firsts)[i] is the index of the first that is like things[i], i itself when none stands before it; in the arena. */
bool alike_firsts(const struct alike *things, size_t count, struct arena *arena, size_t **firsts,
    struct fault *f) MUST_CHECK;

#endif
