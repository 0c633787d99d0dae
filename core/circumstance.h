/*
 * Who spoke and when: what it says of two wordings, in bits, that one speaker
 * is named with both, or that both were printed in the same days. Both are
 * taken from the corpus itself: a name that everybody names says little, and so
 * do the days in which everything was printed.
 */
#ifndef CORE_CIRCUMSTANCE_H
#define CORE_CIRCUMSTANCE_H

#include "core/wording.h"

#define CIRCUMSTANCE_SPEAKER 6.0 /* bits at most when the speaker agrees, */
#define CIRCUMSTANCE_OTHERS 9.0	 /* and against it when he does not */
#define CIRCUMSTANCE_DAYS 3	 /* of one time are printings no further apart */

/* How often a speaker is named. */
struct speaker_count {
	uint64_t	 speaker;
	uint32_t	 wordings;
	uint32_t	 latest; /* the caller's; 0 at birth */
};

struct circumstances {
	struct speaker_count	*speakers; /* sorted */
	size_t			 nspeakers, nwordings;
	int64_t			*dates; /* of the wordings that have one, sorted */
	size_t			 ndates;
};

/* Learn from all wordings; circumstance_end() it, begun or not. */
bool circumstance_begin(struct circumstances *c, const struct wordings *wordings, struct fault *f)
    MUST_CHECK;
void circumstance_end(struct circumstances *c);

/* The row of a speaker; NULL when nobody is named. */
struct speaker_count *circumstance_speaker(const struct circumstances *c, uint64_t speaker);

/* Bits when another wording names this speaker too; NULL: none. */
double circumstance_agreement(const struct circumstances *c, const struct speaker_count *speaker);

/* Bits when another wording is of the same days as this one. */
double circumstance_nearby(const struct circumstances *c, const struct wording *w);

/* Bits of being so many seconds apart; the first CIRCUMSTANCE_DAYS are nearby. */
double circumstance_apart(int64_t seconds, double nearby);

/* Seconds between the printings of two wordings; DATE_UNKNOWN when one has no date. */
int64_t circumstance_between(const struct wording *a, const struct wording *b);

#endif
