#include "core/recall.h"

#include <stdlib.h>

#include "core/token.h"

#define SLOTS 8192    /* a power of two */
#define BYTES_MAX 242 /* of a text: with what goes with it, four lines of a cache */

struct slot {
	uint64_t	 hash;
	uint32_t	 number;
	uint16_t	 n; /* 0: free */
	char		 bytes[BYTES_MAX];
};

struct recall {
	struct slot	 slots[SLOTS];
};

struct recall *
recall_new(struct fault *f)
{
	struct recall	*recall = calloc(1, sizeof *recall);

	if (recall == NULL)
		fault_set(f, FAULT_MEMORY, "out of memory");
	return recall;
}

void
recall_free(struct recall *recall)
{
	free(recall);
}

bool
recall_find(const struct recall *recall, struct span text, uint32_t *number)
{
	const uint64_t		 hash = token_hash_text(text);
	const struct slot	*slot = &recall->slots[(hash >> 20) % SLOTS];

	if (text.n == 0 || slot->hash != hash ||
	    !span_eq(text, (struct span) { slot->bytes, slot->n }))
		return false;
	*number = slot->number;
	return true;
}

void
recall_keep(struct recall *recall, struct span text, uint32_t number)
{
	const uint64_t	 hash = token_hash_text(text);
	struct slot	*slot = &recall->slots[(hash >> 20) % SLOTS];

	if (text.n == 0 || text.n > BYTES_MAX)
		return;
	slot->hash = hash;
	slot->number = number;
	slot->n = (uint16_t)text.n;
	memcpy(slot->bytes, text.p, text.n);
}
