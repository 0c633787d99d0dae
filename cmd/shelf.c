#include "cmd/shelf.h"

#include <pthread.h>
#include <stdlib.h>

#define SLOTS 4096 /* a power of two */

struct kept {
	struct span	 request;
	struct reply	 reply;
	struct kept	*next;		 /* in its slot */
	struct kept	*newer, *older;	 /* by when it was last asked for */
};

struct shelf {
	pthread_mutex_t	 lock;
	struct kept	*slots[SLOTS];
	struct kept	*newest, *oldest;
	size_t		 bytes, cap;
	uint64_t	 age; /* how often it was cleared */
};

/* FNV-1a; what is asked for is no secret, and a full slot only costs a walk. */
static size_t
slot_of(struct span request)
{
	uint64_t	 hash = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < request.n; i++)
		hash = (hash ^ (unsigned char)request.p[i]) * UINT64_C(0x100000001b3);
	return (size_t)(hash ^ hash >> 32) & (SLOTS - 1);
}

static size_t
size_of(const struct kept *kept)
{
	return sizeof *kept + kept->request.n + kept->reply.n;
}

static void
unchain(struct shelf *shelf, struct kept *kept)
{
	*(kept->newer != NULL ? &kept->newer->older : &shelf->newest) = kept->older;
	*(kept->older != NULL ? &kept->older->newer : &shelf->oldest) = kept->newer;
}

static void
chain_newest(struct shelf *shelf, struct kept *kept)
{
	kept->newer = NULL;
	kept->older = shelf->newest;
	*(shelf->newest != NULL ? &shelf->newest->newer : &shelf->oldest) = kept;
	shelf->newest = kept;
}

static void
drop_oldest(struct shelf *shelf)
{
	struct kept	*kept = shelf->oldest, **link = &shelf->slots[slot_of(kept->request)];

	while (*link != NULL && *link != kept)
		link = &(*link)->next;
	if (*link == kept)
		*link = kept->next;
	shelf->oldest = kept->newer;
	*(kept->newer != NULL ? &kept->newer->older : &shelf->newest) = NULL;
	shelf->bytes -= size_of(kept);
	free(kept->reply.body);
	free(kept);
}

static struct kept *
find(const struct shelf *shelf, struct span request)
{
	struct kept	*kept = shelf->slots[slot_of(request)];

	while (kept != NULL && !span_eq(kept->request, request))
		kept = kept->next;
	return kept;
}

static bool
copy_reply(const struct reply *from, struct reply *to)
{
	*to = *from;
	to->body = malloc(from->n + 1);
	if (to->body == NULL)
		return false;
	if (from->n > 0)
		memcpy(to->body, from->body, from->n);
	return true;
}

struct shelf *
shelf_new(size_t cap_bytes)
{
	struct shelf	*shelf = calloc(1, sizeof *shelf);

	if (shelf == NULL)
		return NULL;
	shelf->cap = cap_bytes;
	pthread_mutex_init(&shelf->lock, NULL);
	return shelf;
}

void
shelf_clear(struct shelf *shelf)
{
	pthread_mutex_lock(&shelf->lock);
	while (shelf->oldest != NULL)
		drop_oldest(shelf);
	shelf->age++;
	pthread_mutex_unlock(&shelf->lock);
}

void
shelf_free(struct shelf *shelf)
{
	if (shelf == NULL)
		return;
	shelf_clear(shelf);
	pthread_mutex_destroy(&shelf->lock);
	free(shelf);
}

bool
shelf_get(struct shelf *shelf, struct span request, struct reply *reply, uint64_t *age)
{
	struct kept	*kept;
	bool		 found;

	pthread_mutex_lock(&shelf->lock);
	*age = shelf->age;
	kept = find(shelf, request);
	found = kept != NULL && copy_reply(&kept->reply, reply);
	if (found) {
		unchain(shelf, kept);
		chain_newest(shelf, kept);
	}
	pthread_mutex_unlock(&shelf->lock);
	return found;
}

void
shelf_put(struct shelf *shelf, struct span request, const struct reply *reply, uint64_t age)
{
	struct kept	*kept = malloc(sizeof *kept + request.n);
	size_t		 slot = slot_of(request);

	if (kept == NULL)
		return;
	memcpy(kept + 1, request.p, request.n);
	kept->request = (struct span) { (const char *)(kept + 1), request.n };
	if (!copy_reply(reply, &kept->reply)) {
		free(kept);
		return;
	}
	pthread_mutex_lock(&shelf->lock);
	if (age == shelf->age && size_of(kept) <= shelf->cap && find(shelf, request) == NULL) {
		while (shelf->oldest != NULL && shelf->bytes + size_of(kept) > shelf->cap)
			drop_oldest(shelf);
		kept->next = shelf->slots[slot];
		shelf->slots[slot] = kept;
		chain_newest(shelf, kept);
		shelf->bytes += size_of(kept);
		kept = NULL;
	}
	pthread_mutex_unlock(&shelf->lock);
	if (kept != NULL)
		free(kept->reply.body);
	free(kept);
}
