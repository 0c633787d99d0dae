/*
 * Memory for everything found in one piece of work, freed all at once. It has
 * a cap, so no input can take more than was planned for.
 *
 * A parameter named `arena` receives results; one named `scratch` is working
 * room that the caller resets.
 */
#ifndef CORE_ARENA_H
#define CORE_ARENA_H

#include <stddef.h>

#include "core/fault.h"
#include "core/span.h"

struct arena;

/* cap_bytes bounds what it hands out in all. NULL when there is no memory. */
struct arena *arena_new(size_t cap_bytes);
void arena_free(struct arena *arena);

/* Take back everything handed out; the largest block is kept for reuse. */
void arena_reset(struct arena *arena);

/* Zeroed memory for count items of size bytes, aligned for any type of that size; NULL and FAULT_MEMORY on failure. */
void *arena_take(struct arena *arena, size_t count, size_t size, struct fault *f) MUST_CHECK;

/* The same, but what lies there is anything: for what is written before it is read. */
void *arena_room(struct arena *arena, size_t count, size_t size, struct fault *f) MUST_CHECK;

/*
 * Room for one more item in a list that lives in the arena. *items holds
 * `count` of them and room for *room, which doubles; the list stays where it
 * is when nothing was taken behind it, else it moves. It may begin outside, in
 * room that the caller has.
 */
bool arena_grow(struct arena *arena, void *items, size_t count, size_t *room, size_t size,
    struct fault *f) MUST_CHECK;

/* Give back the room behind the `count` items of a full-grown list, if nothing was taken behind it. */
void arena_trim(struct arena *arena, const void *items, size_t count, size_t room, size_t size);

/* A copy of s with a NUL behind it that is not counted. An empty s gives an empty, non-NULL span. */
bool span_in(struct arena *arena, struct span s, struct span *copy, struct fault *f) MUST_CHECK;

#endif
