/* When the versions of an article were seen, and which of them is newest. Private to store/. */
#ifndef STORE_VERSION_H
#define STORE_VERSION_H

#include "store/query.h"

/* Its text was seen at this time, too; DATE_UNKNOWN says nothing. */
bool version_seen(struct store *store, int64_t version, int64_t at, struct fault *f) MUST_CHECK;

/* An article's only version is its newest, and is numbered already. */
bool version_first(struct store *store, int64_t article, int64_t version, struct fault *f)
    MUST_CHECK;

/*
 * Number the versions of an article again and name its newest. *changed becomes
 * true when that moved anything, else it stays.
 */
bool versions_renew(struct store *store, int64_t article, bool *changed, struct fault *f) MUST_CHECK;

#endif
