/*
 * Which wordings may be kin: those that share rare rows of words. Every word
 * triple of a wording, and every pair with a rare word in it, is a gram; a gram
 * keeps a short list of wordings, few of any one family, so that finding
 * candidates costs the same however often a line was quoted.
 */
#ifndef CORE_CANDIDATE_H
#define CORE_CANDIDATE_H

#include "core/info.h"

#define CANDIDATES_MAX 12 /* the best by the grams they share */

struct candidate {
	uint32_t	 wording;
	float		 votes;
};

struct candidates {
	const struct info	*info;
	uint32_t		*family; /* a wording: its family; valid once it was added */
	float			*votes;	/* a wording: for the one being placed */
	uint32_t		*voted;	/* those with votes */
	size_t			 nvoted;
	struct posting		*postings;
	size_t			 npostings, room;
};

/* Room for so many wordings; candidate_end() it, begun or not. */
bool candidate_begin(struct candidates *c, size_t nwordings, const struct info *info,
    struct fault *f) MUST_CHECK;
void candidate_end(struct candidates *c);

/*
 * The wordings that share most with this row, best first; ties to the one placed earlier.
 * Returns how many.
 */
size_t candidate_find(struct candidates *c, const struct info_row *row,
    struct candidate best[CANDIDATES_MAX]);

/* Put a wording that was placed in a family on the lists of its grams. */
bool candidate_add(struct candidates *c, uint32_t number, uint32_t family,
    const struct info_row *row, struct fault *f) MUST_CHECK;

#endif
