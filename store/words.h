/*
 * Words on their way into the full-text index. SQLite writes what is new in
 * such an index out at every savepoint, and merges it again later; so words wait
 * in memory until the transaction ends that adds them, and go in together.
 * Private to store/.
 */
#ifndef STORE_WORDS_H
#define STORE_WORDS_H

#include "store/query.h"

/* Put the folded words of a row in line; `sql` is the statement that indexes them. */
bool words_add(struct store *store, enum sql sql, int64_t row, struct span folded, struct fault *f)
    MUST_CHECK;

/* Index what waits: before anything is looked up or taken out, and before a commit. */
bool words_flush(struct store *store, struct fault *f) MUST_CHECK;

/* A call begins; when it fails, all of this is again as it was then. */
void words_mark(struct store *store);
void words_take_back(struct store *store);

/* Do so many wait that they are better indexed at once? */
bool words_are_many(const struct store *store);

/* All is committed, or nothing of it is there. */
void words_forget(struct store *store);

#endif
