/* Writing conclusions row by row: all of them anew, or some behind what is there. Private to store/. */
#ifndef STORE_CONCLUDE_H
#define STORE_CONCLUDE_H

#include "store/load.h"

struct concluding {
	struct store		*store;
	struct corpus		*corpus;
	const struct trail	*trail;
	struct trail_article	*articles; /* as the trail saw them, */
	struct occurrence	*occurrences;
	struct arena		*arena;
	struct row_index	 order;	  /* the quotations by row */
	size_t			*counted; /* one an article: the last family to count it, from 1 */
	const int64_t		*rows;	  /* a family of the trail: its row; NULL: its number is */
	bool			 late;	  /* added behind what is there */
};

/* The row of an occurrence; DATE_UNKNOWN for TRAIL_NONE. */
int64_t conclude_row(const struct concluding *c, size_t occurrence);

/* The row of a family of the trail; DATE_UNKNOWN for TRAIL_NONE. */
int64_t conclude_family_row(const struct concluding *c, size_t family);

/* The date to search an occurrence by. */
struct interval conclude_when(const struct concluding *c, size_t occurrence, bool *inferred);

/* A row each, for a family, an occurrence in it, where that was placed, how it drifted. */
bool conclude_family(const struct concluding *c, size_t family, struct fault *f) MUST_CHECK;
bool conclude_member(const struct concluding *c, size_t member, struct fault *f) MUST_CHECK;
bool conclude_placement(const struct concluding *c, size_t occurrence, struct fault *f) MUST_CHECK;
bool conclude_drift(const struct concluding *c, size_t occurrence, size_t reference,
    struct fault *f) MUST_CHECK;

/* What its name means. */
bool conclude_label(const struct concluding *c, size_t occurrence, struct fault *f) MUST_CHECK;

/* A refused pair by its rows; position: among those that are written together. */
struct store_near near_of(const struct near_miss *near, const struct filed_quote *quotes);
bool conclude_near(const struct concluding *c, const struct store_near *near, size_t position,
    struct fault *f) MUST_CHECK;

/* The dates that were inferred; fresh: of these articles only, NULL: of all. */
bool conclude_inferred(const struct concluding *c, const bool *fresh, struct fault *f) MUST_CHECK;

/* Conclusions made from what another process has added to since would claim too much. */
bool conclude_check_evidence(struct store *store, struct fault *f) MUST_CHECK;

#endif
