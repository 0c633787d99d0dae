#include "core/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

#define CHUNK_MIN ((size_t)16 * 1024)
#define CHUNK_MAX ((size_t)8 << 20) /* chunks double up to here; twice that would lie half empty */

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

	/* The chunk in use is the newest and, as chunks double, as large as most. */
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

	if (size > CHUNK_MAX)
		size = CHUNK_MAX;
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

/* Is count * size more than an object can be? Small factors, as almost all are, need no division. */
static bool
is_beyond(size_t count, size_t size)
{
	return (count | size) >= (size_t)1 << (sizeof(size_t) * 4 - 1) && size != 0 &&
	    count > (SIZE_MAX / 2) / size;
}

/* Bytes to leave free behind the last ones: a type's alignment divides its size. */
static size_t
gap(const struct chunk *chunk, size_t size)
{
	const size_t	 divides = size & -size, most = alignof(max_align_t);
	const size_t	 unit = divides == 0 || divides > most ? most : divides;

	return -chunk->used & (unit - 1);
}

void *
arena_room(struct arena *arena, size_t count, size_t size, struct fault *f)
{
	struct chunk	*chunk = arena->chunks;
	size_t		 need = count * size, skipped = 0;
	void		*taken;

	if (is_beyond(count, size))
		goto full;
	if (chunk != NULL)
		need += skipped = gap(chunk, size);
	if (need > arena->cap - arena->used)
		goto full;
	if (chunk == NULL || chunk->size - chunk->used < need) {
		need = count * size;
		skipped = 0;
		chunk = add_chunk(arena, need);
		if (chunk == NULL) {
			fault_set(f, FAULT_MEMORY, "out of memory");
			return NULL;
		}
	}
	taken = chunk->data + chunk->used + skipped;
	chunk->used += need;
	arena->used += need;
	return taken;
full:
	fault_set(f, FAULT_MEMORY, "needs more than the %zu bytes allowed for it", arena->cap);
	return NULL;
}

void *
arena_take(struct arena *arena, size_t count, size_t size, struct fault *f)
{
	void	*taken = arena_room(arena, count, size, f);

	return taken != NULL ? memset(taken, 0, count * size) : NULL;
}

/* Were these bytes the last to be taken? */
static bool
is_last(const struct arena *arena, const void *taken, size_t bytes)
{
	const struct chunk	*chunk = arena->chunks;

	return taken != NULL && chunk != NULL && chunk->used >= bytes &&
	    chunk->data + (chunk->used - bytes) == taken;
}

/* As many bytes more behind the last ones; false when they do not fit. */
static bool
extend(struct arena *arena, size_t bytes)
{
	struct chunk	*chunk = arena->chunks;

	if (bytes > chunk->size - chunk->used || bytes > arena->cap - arena->used)
		return false;
	memset(chunk->data + chunk->used, 0, bytes);
	chunk->used += bytes;
	arena->used += bytes;
	return true;
}

bool
arena_grow(struct arena *arena, void *items, size_t count, size_t *room, size_t size,
    struct fault *f)
{
	size_t	 wanted = *room == 0 ? 8 : *room * 2;
	void	*old, *grown;

	if (count < *room)
		return true;
	memcpy(&old, items, sizeof old);
	if (!is_beyond(wanted, size) && is_last(arena, old, *room * size) &&
	    extend(arena, (wanted - *room) * size)) {
		*room = wanted;
		return true;
	}
	grown = arena_room(arena, wanted, size, f);
	if (grown == NULL)
		return false;
	if (count > 0)
		memcpy(grown, old, count * size);
	memset((char *)grown + count * size, 0, (wanted - count) * size);
	memcpy(items, &grown, sizeof grown);
	*room = wanted;
	return true;
}

void
arena_trim(struct arena *arena, const void *items, size_t count, size_t room, size_t size)
{
	const size_t	 spare = (room - count) * size;

	if (!is_last(arena, items, room * size))
		return;
	arena->chunks->used -= spare;
	arena->used -= spare;
}

bool
span_in(struct arena *arena, struct span s, struct span *copy, struct fault *f)
{
	char	*bytes = arena_room(arena, s.n + 1, 1, f);

	if (bytes == NULL)
		return false;
	if (s.n > 0)
		memcpy(bytes, s.p, s.n);
	bytes[s.n] = '\0';
	*copy = (struct span) { bytes, s.n };
	return true;
}
