#include "fetch/seen.h"

#include <stdint.h>
#include <stdlib.h>

#include <nettle/sha2.h>

#define DIGEST_BYTES 16u
#define ROOM_FIRST ((size_t)1 << 10)

struct digest {
	uint8_t	 bytes[DIGEST_BYTES]; /* all zero: an empty place */
};

/* Open addressing, at most half full, so that a search ends soon. */
struct seen {
	struct digest	*places;
	size_t		 count, room; /* room is a power of two */
};

struct seen *
seen_new(void)
{
	struct seen	*seen = calloc(1, sizeof *seen);

	if (seen == NULL)
		return NULL;
	seen->room = ROOM_FIRST;
	seen->places = calloc(seen->room, sizeof *seen->places);
	if (seen->places != NULL)
		return seen;
	free(seen);
	return NULL;
}

void
seen_free(struct seen *seen)
{
	if (seen == NULL)
		return;
	free(seen->places);
	free(seen);
}

/* The place of a digest: where it is, or the empty one where it belongs. */
static struct digest *
find_place(struct digest *places, size_t room, const struct digest *digest)
{
	static const struct digest	 nothing;
	size_t				 at;

	memcpy(&at, digest->bytes, sizeof at);
	for (at &= room - 1; memcmp(&places[at], &nothing, sizeof nothing) != 0;
	     at = (at + 1) & (room - 1)) {
		if (memcmp(&places[at], digest, sizeof *digest) == 0)
			break;
	}
	return &places[at];
}

static bool
grow(struct seen *seen)
{
	static const struct digest	 nothing;
	size_t				 room = seen->room * 2;
	struct digest			*places = calloc(room, sizeof *places);

	if (places == NULL)
		return false;
	for (size_t i = 0; i < seen->room; i++) {
		if (memcmp(&seen->places[i], &nothing, sizeof nothing) != 0)
			*find_place(places, room, &seen->places[i]) = seen->places[i];
	}
	free(seen->places);
	seen->places = places;
	seen->room = room;
	return true;
}

bool
seen_add(struct seen *seen, struct span address, bool *again, struct fault *f)
{
	struct sha256_ctx	 sha;
	struct digest		 digest, *place;

	sha256_init(&sha);
	sha256_update(&sha, address.n, (const uint8_t *)address.p);
	sha256_digest(&sha, sizeof digest.bytes, digest.bytes);
	place = find_place(seen->places, seen->room, &digest);
	*again = memcmp(place, &digest, sizeof digest) == 0;
	if (*again)
		return true;
	if (seen->count >= SEEN_MAX)
		return fault_set(f, FAULT_LIMIT, "more than %zu addresses in one run", SEEN_MAX);
	*place = digest;
	seen->count++;
	if (seen->count * 2 > seen->room && !grow(seen))
		return fault_set(f, FAULT_MEMORY, "out of memory");
	return true;
}
