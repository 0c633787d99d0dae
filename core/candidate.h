/*
 * Which wordings may be kin: those that share rare rows of words. Every word
 * triple of a wording, and every pair with a rare word in it, is a gram; a gram
 * keeps a short list of wordings, few of any one family, so that finding
 * candidates costs the same however often a line was quoted.
 *
 * One hand adds while others find: what they find may then lack some of what is
 * added meanwhile, which candidate_changed() tells.
 */
#ifndef CORE_CANDIDATE_H
#define CORE_CANDIDATE_H

#include "core/info.h"
#include "core/posting.h"

#define CANDIDATES_MAX 24 /* the best by the grams they share */

struct candidate {
	uint32_t	 wording;
	float		 votes;
};

struct candidates {
	const struct info	*info;
	uint32_t		*family; /* a wording: its family; valid once it was added */
	struct postings		 postings; /* of the grams */
	_Atomic uint32_t	 added;	/* wordings so far; with the next, lists are marked as the next one's */
};

/* Working room of one who looks for candidates: votes by wording, in a table as small as the row. */
struct votes {
	struct vote	*slots; /* open addressing; all free between two searches */
	uint32_t	*voted;	/* slots that are not */
	size_t		 nslots; /* a power of two */
};

/* Room for rows of so many words among so many wordings; votes_free() it, begun or not. */
bool votes_begin(struct votes *votes, size_t nwordings, size_t longest, struct fault *f) MUST_CHECK;
void votes_free(struct votes *votes);

/* Room for so many wordings; candidate_end() it, begun or not. */
bool candidate_begin(struct candidates *c, size_t nwordings, const struct info *info,
    struct fault *f) MUST_CHECK;
void candidate_end(struct candidates *c);

/*
 * The wordings that share most with this row, best first; ties to the one placed earlier.
 * Returns how many. Several hands may look at once, each with votes of its own.
 */
size_t candidate_find(const struct candidates *c, const struct info_row *row, struct votes *votes,
    struct candidate best[CANDIDATES_MAX]);

/* Has a list of this row changed since so many were added? candidate_find() may then find others. */
bool candidate_changed(const struct candidates *c, const struct info_row *row, uint32_t since);

/* A row is soon asked about: let its grams be on their way from memory. */
void candidate_fetch(const struct info_row *row);

/* Put a wording that was placed in a family on the lists of its grams. */
bool candidate_add(struct candidates *c, uint32_t number, uint32_t family,
    const struct info_row *row, struct fault *f) MUST_CHECK;

#endif
