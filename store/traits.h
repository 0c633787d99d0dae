/*
 * What families are chosen by: who printed them, whom they are given to, when.
 * It follows from their printings and stands beside them, so that a list of a
 * few families costs a look at a few. Private to store/.
 */
#ifndef STORE_TRAITS_H
#define STORE_TRAITS_H

#include "store/conclude.h"
#include "store/news.h"

enum trait_role { TRAIT_OUTLET, TRAIT_SPEAKER, TRAIT_ROLES };
extern const char *const trait_roles[TRAIT_ROLES];

/* Moments as the database has them: an open bound is the first or the last second there is. */
struct stretch {
	int64_t	 since, until;
};

/* Of every family of the trail, where nothing stands yet. */
bool traits_write(const struct concluding *c, struct fault *f) MUST_CHECK;

/* What these printings add to their families: rows of quotations. */
bool traits_add(struct store *store, const struct row_list *quotes, struct fault *f) MUST_CHECK;

/* Of these families anew, for they have lost some. */
bool traits_again(struct store *store, const struct row_list *families, struct fault *f) MUST_CHECK;

/* In bits, how long a stretch is: less than 2 to its power. */
int stretch_scale(struct stretch stretch);

#endif
