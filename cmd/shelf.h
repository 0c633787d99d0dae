/*
 * Replies that were given before, for whoever asks for the same again. They
 * stay as long as the data they were made from; of those that are not asked
 * for, the ones asked for least lately make room. Threads may share a shelf.
 */
#ifndef CMD_SHELF_H
#define CMD_SHELF_H

#include "cmd/desk.h"

struct shelf;

struct shelf *shelf_new(size_t cap_bytes); /* NULL when there is no memory */
void shelf_free(struct shelf *shelf);

/* The data are no longer what they were: all goes. */
void shelf_clear(struct shelf *shelf);

/*
 * A copy of the reply to this request, its body from malloc; false when there
 * is none. *age is to be handed to shelf_put() then.
 */
bool shelf_get(struct shelf *shelf, struct span request, struct reply *reply, uint64_t *age);

/* Keep a copy; one that was begun before the last shelf_clear() is not kept. */
void shelf_put(struct shelf *shelf, struct span request, const struct reply *reply, uint64_t age);

#endif
