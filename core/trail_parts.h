/* The parts of trail_follow(), in the order in which they run. */
#ifndef CORE_TRAIL_PARTS_H
#define CORE_TRAIL_PARTS_H

#include "core/family.h"
#include "core/trail.h"

struct following {
	const struct trail_article *articles;
	size_t			 narticles;
	const struct occurrence	*occurrences;
	size_t			 count;
	struct families		 found;
	struct trail		*trail;
	size_t			*members; /* of all families, one family after the other */
	struct arena		*arena, *scratch; /* scratch is reset by whoever uses it */
};

/* Words of another article on the page, or a reader's: they have no date of their own. */
bool trail_is_aside(const struct occurrence *o);

/* Occurrence i has a date that may be the earliest: its article's own, not inferred. */
bool trail_is_dated(const struct following *w, size_t i);

/* trail->inferred, from the dated members of the families an article is in. */
bool trail_infer_dates(struct following *w, struct fault *f) MUST_CHECK;

/* Order of the members of a family: by date, unknown last, then by id. */
int trail_compare(const struct following *w, size_t a, size_t b);

/* trail_date() of occurrence i. */
struct interval trail_when(const struct following *w, size_t i, bool *inferred);

/* The words of occurrence i. */
const struct wording *trail_wording(const struct following *w, size_t i);

/*
 * earliest, verdict, overlap and rival of a family whose members stand in order. Where several
 * may be the earliest, it is the likeliest of them: the form most printed, at the likeliest hour.
 */
bool trail_judge(const struct following *w, struct family *family, struct fault *f) MUST_CHECK;

/* parent and carriers of every member, which stand in order. */
bool trail_find_parents(struct following *w, const struct family *family, struct fault *f)
    MUST_CHECK;

#endif
