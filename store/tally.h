/*
 * The counts of store_status(), kept. What happened to sources changes with
 * every visit and is no part of it. Private to store/.
 */
#ifndef STORE_TALLY_H
#define STORE_TALLY_H

#include "store/query.h"
#include "store/store.h"

/* Fill what was kept; *known is false, and nothing filled, when something was written since. */
bool tally_read(struct store *store, struct arena *arena, struct store_status *status, bool *known,
    struct fault *f) MUST_CHECK;

/* Count everything anew and keep it, within the transaction under way. */
bool tally_write(struct store *store, struct fault *f) MUST_CHECK;

/* Walk the database for what the tally holds. */
bool status_walk(struct store *store, struct arena *arena, struct store_status *status,
    struct fault *f) MUST_CHECK;

#endif
