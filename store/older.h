/*
 * Articles whose prose may carry words that were never printed between marks
 * before: a transcript that came before those who quote it. They are found by
 * the words that are rare in English, as far as few articles have those, so
 * that a text costs the same in a large database. Private to store/.
 */
#ifndef STORE_OLDER_H
#define STORE_OLDER_H

#include "store/news.h"

/* Add to versions a few articles for each of the texts of folded words. */
bool older_find(struct store *store, const struct span *folded, size_t count,
    struct row_list *versions, struct arena *arena, struct fault *f) MUST_CHECK;

#endif
