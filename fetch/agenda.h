/*
 * Things that are due at some time: the earliest first, and of those due at
 * one time the one that was put in first.
 * Source: binary heap, Williams 1964, whose items know their places.
 */
#ifndef FETCH_AGENDA_H
#define FETCH_AGENDA_H

#include <stddef.h>
#include <stdint.h>

#include "core/fault.h"

/* Lies in the thing that is due, as its first member. Empty: in no agenda. */
struct due {
	int64_t	 at_ms;
	uint64_t order;	/* among those of one time */
	size_t	 place;	/* from 1; 0: in none */
};

struct agenda {
	struct due	**items;
	size_t		  count, room;
	uint64_t	  order; /* of the last one put in */
};

/* Room for so many in all. FAULT_MEMORY. */
bool agenda_reserve(struct agenda *agenda, size_t count, struct fault *f) MUST_CHECK;

/* Put it in, for which there is room, or move it to another time. */
void agenda_put(struct agenda *agenda, struct due *due, int64_t at_ms);

/* Take it out; nothing happens when it is not in. */
void agenda_drop(struct agenda *agenda, struct due *due);

/* NULL when there is none. */
struct due *agenda_first(const struct agenda *agenda);

/* The things themselves are somebody else's. */
void agenda_free(struct agenda *agenda);

#endif
