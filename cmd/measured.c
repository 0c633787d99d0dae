#include "cmd/measured.h"

#include <pthread.h>
#include <stdlib.h>

#define SLOTS ((size_t)8192)	 /* twice as many would spare one measurement in a hundred */
#define LOCKS ((size_t)64)	 /* each of its share of the slots */
#define BYTES_MAX ((size_t)4096) /* of a text and what is kept with it */

struct slot {
	uint64_t	 hash;
	size_t		 family;
	bool		 spliced;
	struct drift	 drift;
	char		*bytes; /* the text, and behind it the rest; NULL: free */
	size_t		 ntext, nrest, room;
};

struct measured {
	struct slot	 slots[SLOTS];
	pthread_mutex_t	 locks[LOCKS];
	size_t		 nlocks;
};

struct measured *
measured_new(struct fault *f)
{
	struct measured	*m = calloc(1, sizeof *m);

	while (m != NULL && m->nlocks < LOCKS && pthread_mutex_init(&m->locks[m->nlocks], NULL) == 0)
		m->nlocks++;
	if (m != NULL && m->nlocks == LOCKS)
		return m;
	measured_free(m);
	fault_set(f, FAULT_MEMORY, "out of memory");
	return NULL;
}

void
measured_free(struct measured *m)
{
	if (m == NULL)
		return;
	for (size_t i = 0; i < SLOTS; i++)
		free(m->slots[i].bytes);
	for (size_t i = 0; i < m->nlocks; i++)
		pthread_mutex_destroy(&m->locks[i]);
	free(m);
}

static uint64_t
hash_of(const struct measured_key *key)
{
	return token_hash_mix(token_hash_text(key->text), key->family * 2 + key->spliced);
}

static struct slot *
lock_slot(struct measured *m, uint64_t hash)
{
	const size_t	 at = (size_t)(hash >> 20) % SLOTS;

	pthread_mutex_lock(&m->locks[at % LOCKS]);
	return &m->slots[at];
}

static void
unlock_slot(struct measured *m, const struct slot *slot)
{
	pthread_mutex_unlock(&m->locks[(size_t)(slot - m->slots) % LOCKS]);
}

static bool
is_of(const struct slot *slot, uint64_t hash, const struct measured_key *key)
{
	return slot->bytes != NULL && slot->hash == hash && slot->family == key->family &&
	    slot->spliced == key->spliced &&
	    span_eq((struct span) { slot->bytes, slot->ntext }, key->text);
}

bool
measured_get(struct measured *m, const struct measured_key *key, struct drift *drift,
    struct buf *rest)
{
	const uint64_t		 hash = hash_of(key);
	const struct slot	*slot = lock_slot(m, hash);
	const bool		 known = is_of(slot, hash, key);

	if (known) {
		*drift = slot->drift;
		buf_add(rest, (struct span) { slot->bytes + slot->ntext, slot->nrest });
	}
	unlock_slot(m, slot);
	return known;
}

static bool
make_room(struct slot *slot, size_t room)
{
	char	*bytes = slot->room >= room ? slot->bytes : realloc(slot->bytes, room);

	if (bytes == NULL)
		return false;
	slot->room = slot->room > room ? slot->room : room;
	slot->bytes = bytes;
	return true;
}

void
measured_keep(struct measured *m, const struct measured_key *key, const struct drift *drift,
    struct span rest)
{
	const uint64_t	 hash = hash_of(key);
	struct slot	*slot;

	if (key->text.n == 0 || key->text.n + rest.n > BYTES_MAX)
		return;
	slot = lock_slot(m, hash);
	if (make_room(slot, key->text.n + rest.n)) {
		slot->hash = hash;
		slot->family = key->family;
		slot->spliced = key->spliced;
		slot->drift = *drift;
		slot->drift.edits = NULL;
		slot->drift.nedits = 0;
		slot->ntext = key->text.n;
		slot->nrest = rest.n;
		memcpy(slot->bytes, key->text.p, key->text.n);
		memcpy(slot->bytes + key->text.n, rest.p, rest.n);
	}
	unlock_slot(m, slot);
}
