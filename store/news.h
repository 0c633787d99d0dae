/* Which families there are that news may belong to. Private to store/. */
#ifndef STORE_NEWS_H
#define STORE_NEWS_H

#include "store/load.h"

/* Rows to be asked for together. */
struct row_list {
	int64_t	*items;
	size_t	 count, room;
};

bool row_list_add(struct row_list *list, int64_t row, struct arena *arena, struct fault *f)
    MUST_CHECK;

/* Each once, rising. */
void row_list_sort(struct row_list *list);

/* Where the row stands in a sorted list; TRAIL_NONE when it does not. */
size_t row_list_find(const struct row_list *list, int64_t row);

/* "[1,2,3]", as statements take it. */
bool row_list_print(const struct row_list *list, struct arena *arena, struct span *json,
    struct fault *f) MUST_CHECK;

/* Does an article, by any of its versions, print a family already? */
bool store_prints(struct store *store, int64_t version, int64_t family, bool *prints,
    struct fault *f) MUST_CHECK;

/* The families that printings of pages read anew were in. */
bool reread_families(struct store *store, struct arena *arena, struct row_list *families,
    struct fault *f) MUST_CHECK;

/*
 * Which family of the database each family of the trail is: *rows, one a family. One that holds
 * none of those that are settled is new, and has the next row that is free.
 */
bool news_rows(struct store *store, const struct store_news *news, const struct trail *trail,
    struct arena *arena, int64_t **rows, struct fault *f) MUST_CHECK;

#endif
