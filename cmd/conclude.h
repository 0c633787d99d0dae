/*
 * From evidence to conclusions: load, follow, file. The result is a pure
 * function of the evidence, whoever calls and however the evidence came.
 */
#ifndef CMD_CONCLUDE_H
#define CMD_CONCLUDE_H

#include "cmd/progress.h"
#include "store/store.h"

/* What relinking 1,000,000 occurrences may take. */
#define CONCLUDE_BYTES_MAX ((size_t)4 << 30)

/* Each stage of the work is told to `progress`; NULL: nobody waits for it. */
bool conclude(struct store *store, struct progress *progress, struct fault *f) MUST_CHECK;

/*
 * Attach what was filed since to what is linked, at a cost that does not grow
 * with the database. What conclude() then makes of it is as if it had not been.
 */
bool conclude_attach(struct store *store, struct progress *progress, struct fault *f) MUST_CHECK;

#define CONCLUDE_MOST 1000000 /* occurrences that every batch links anew, */
#define CONCLUDE_GROWTH 10    /* as it does when one in so many was not there the last time */

/*
 * conclude(), as long as there are at most so many occurrences or they have grown
 * by a tenth since; else conclude_attach(). Nothing when nothing was filed.
 */
bool conclude_news(struct store *store, int64_t most, struct progress *progress, struct fault *f)
    MUST_CHECK;

#endif
