/*
 * Which wordings may be kin: those that share rare rows of words. Every word
 * triple of a wording, and every pair with a rare word in it, is a gram; a gram
 * keeps a short list of wordings, few of any one family, so that finding
 * candidates costs the same however often a line was quoted.
 */
#ifndef CORE_CANDIDATE_H
#define CORE_CANDIDATE_H

#include "core/family.h"
#include "core/info.h"
#include "core/kin.h"

#define CANDIDATES_MAX 12 /* the best by the grams they share */

struct candidate {
	uint32_t	 wording;
	double		 votes;
};

struct candidates {
	const struct families	*families;
	struct info		*info;
	struct posting		*postings;
	size_t			 npostings, room;
	double			*votes; /* a wording: for the one being placed */
	uint32_t		*voted; /* those with votes */
	size_t			 nvoted;
	bool			 counting; /* learn which grams are common */
	struct arena		*arena;
};

/* Room for the wordings of families->wordings; everything in the arena. */
bool candidate_begin(struct candidates *c, const struct families *families, struct info *info,
    struct arena *arena, struct fault *f) MUST_CHECK;

/* Forget every list; the counts stay. */
void candidate_restart(struct candidates *c, bool counting);

/*
 * The wordings that share most with w, best first; ties to the one placed earlier. Returns how
 * many.
 */
size_t candidate_find(struct candidates *c, const struct wording *w,
    struct candidate best[CANDIDATES_MAX]);

/*
 * Put a placed wording on the lists of its grams and, while counting, count
 * them for its family. known is the part that its family had said before; NULL:
 * all of it is new.
 */
bool candidate_add(struct candidates *c, uint32_t number, const struct kinship *known,
    struct fault *f) MUST_CHECK;

#endif
