#include "core/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

#define CHUNK_MIN ((size_t)16 * 1024)

struct chunk {
	struct chunk	*next;
	size_t		 size, used; /* bytes of data[] */
	alignas(max_align_t) unsigned char data[];
};

struct arena {
	struct chunk	*chunks; /* the one in use first */
	size_t		 cap, used;
};

struct arena *
arena_new(size_t cap_bytes)
{
	struct arena	*arena = calloc(1, sizeof *arena);

	if (arena != NULL)
		arena->cap = cap_bytes;
	return arena;
}

static void
free_chunks(struct chunk *chunk)
{
	while (chunk != NULL) {
		struct chunk	*next = chunk->next;

		free(chunk);
		chunk = next;
	}
}

void
arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	free_chunks(arena->chunks);
	free(arena);
}

void
arena_reset(struct arena *arena)
{
	struct chunk	*kept = NULL;

	/* The chunk in use is the newest and, as chunks double, the largest. */
	if (arena->chunks != NULL) {
		kept = arena->chunks;
		free_chunks(kept->next);
		kept->next = NULL;
		kept->used = 0;
	}
	arena->chunks = kept;
	arena->used = 0;
}

static struct chunk *
add_chunk(struct arena *arena, size_t need)
{
	size_t		 size = arena->chunks != NULL ? arena->chunks->size * 2 : CHUNK_MIN;
	struct chunk	*chunk;

	if (size > arena->cap && arena->cap > need)
		size = arena->cap;
	if (size < need)
		size = need;
	chunk = malloc(sizeof *chunk + size);
	if (chunk == NULL)
		return NULL;
	chunk->size = size;
	chunk->used = 0;
	chunk->next = arena->chunks;
	arena->chunks = chunk;
	return chunk;
}

void *
arena_take(struct arena *arena, size_t count, size_t size, struct fault *f)
{
	const size_t	 unit = alignof(max_align_t);
	struct chunk	*chunk = arena->chunks;
	size_t		 need;
	void		*taken;

	if (size != 0 && count > (SIZE_MAX / 2) / size)
		goto full;
	need = (count * size + unit - 1) / unit * unit;
	if (need == 0)
		need = unit;
	if (need > arena->cap - arena->used)
		goto full;
	if (chunk == NULL || chunk->size - chunk->used < need) {
		chunk = add_chunk(arena, need);
		if (chunk == NULL) {
			fault_set(f, FAULT_MEMORY, "out of memory");
			return NULL;
		}
	}
	taken = chunk->data + chunk->used;
	chunk->used += need;
	arena->used += need;
	return memset(taken, 0, need);
full:
	fault_set(f, FAULT_MEMORY, "needs more than the %zu bytes allowed for it", arena->cap);
	return NULL;
}

bool
arena_grow(struct arena *arena, void *items, size_t count, size_t *room, size_t size,
    struct fault *f)
{
	size_t	 wanted = *room == 0 ? 8 : *room * 2;
	void	*old, *grown;

	if (count < *room)
		return true;
	grown = arena_take(arena, wanted, size, f);
	if (grown == NULL)
		return false;
	memcpy(&old, items, sizeof old);
	if (count > 0)
		memcpy(grown, old, count * size);
	memcpy(items, &grown, sizeof grown);
	*room = wanted;
	return true;
}

bool
span_in(struct arena *arena, struct span s, struct span *copy, struct fault *f)
{
	char	*bytes = arena_take(arena, s.n + 1, 1, f);

	if (bytes == NULL)
		return false;
	if (s.n > 0)
		memcpy(bytes, s.p, s.n);
	*copy = (struct span) { bytes, s.n };
	return true;
}
