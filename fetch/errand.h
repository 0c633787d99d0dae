/*
 * What is under way between being named and being told: a line of errands, in
 * the order in which their sources stand.
 */
#ifndef FETCH_ERRAND_H
#define FETCH_ERRAND_H

#include "fetch/source.h"

struct errand {
	struct errand		*before, *after; /* in line */
	struct source_visit	 visit;
	const struct evidence	*given; /* of a feed that named it */
	size_t			 ngiven;
	enum source_kind	 as;	/* what it is said to be */
	unsigned		 depth; /* of feeds it was named through */
	void			*kept[2]; /* what the spans point into: as named, as answered */

	/* What came of it. */
	enum errand_state {
		ERRAND_WAITING,	 /* in the crawl's line, or with a worker, or a branch under way */
		ERRAND_READ,	 /* article and quotes stand in the arena */
		ERRAND_UNCHANGED,
		ERRAND_FAILED,	 /* why */
		ERRAND_OPENED,	 /* a branch that has come to its end */
	} state;
	bool			 crawled; /* still in the crawl's line */
	struct arena		*arena;
	struct article		*article;
	struct quote_list	*quotes;
	struct fault		*why;
};

struct errands {
	struct errand	*first, *last;
	size_t		 count;
};

/* A new errand in line before `next`, or at the end when it is NULL; spans of the visit and evidence are copied. */
struct errand *errand_new(struct errands *line, struct errand *next,
    const struct source_visit *visit, const struct evidence *given, size_t ngiven, struct fault *f);

/* Copy what the server said of it: found, validators, time. */
bool errand_answered(struct errand *errand, const struct source_visit *visit, struct fault *f)
    MUST_CHECK;

/* Take it out of the line with all it holds. */
void errand_free(struct errands *line, struct errand *errand);

#endif
