/*
 * The day on which something is claimed to have been said, from the words of
 * several documents: "on Friday" means a day only beside the date of the
 * document that prints it, and one document may make clear what another
 * leaves open. Nothing here was observed; it is what documents say.
 */
#ifndef CORE_UTTERANCE_H
#define CORE_UTTERANCE_H

#include "core/date.h"
#include "core/land.h"

#define UTTERANCE_DAYS 4 /* days a claim is followed to; one that may mean more is open */

/* One document's word on the day. The caller fills the upper part. */
struct utterance_claim {
	struct span	 said_on; /* as quote.h: "friday", "01-07", "2022-01-07" */
	struct span	 day; /* of the document as its readers see it, "2022-01-07"; empty when unknown */
	struct interval	 published;
	bool	 inferred; /* `published` is a day that other documents gave it */
	int64_t	 told; /* days since 1970: the latest day an undated text tells as past, or DATE_UNKNOWN */

	int64_t	 days[UTTERANCE_DAYS]; /* what it may mean, days since 1970, rising */
	size_t	 ndays; /* 0: it cannot be told, or too many fit */
};

/*
 * Fill days and ndays of a claim. A weekday is the last such day on or before
 * the document's own, and the day after it as well where some clock of the
 * world already showed that when the document may have appeared. A date without
 * a year is the last one by the same rule. A stated year is taken as it stands.
 */
void utterance_read(struct utterance_claim *claim);

/* Can this claim, read or not, mean that day? */
bool utterance_fits(const struct utterance_claim *claim, int64_t day);

enum utterance_accord {
	UTTERANCE_UNSTATED, /* no claims */
	UTTERANCE_AGREED, /* one day fits them all */
	UTTERANCE_OPEN, /* none contradicts another, but several days fit, or no document is dated */
	UTTERANCE_CONFLICT, /* no day fits them all */
};

/* What claims that were read come to; *day only when they agree, else DATE_UNKNOWN. */
enum utterance_accord utterance_agree(const struct utterance_claim *claims, size_t count,
    int64_t *day);

/*
 * The moments at which it may have been said on that day.
 *   land   whose clocks count; NULL: any, the fifty hours of a day without a zone.
 *   least, most  seconds east of UTC of other clocks that may be meant (those of the outlets that
 *          name the day); they only widen what a land gives.
 */
struct interval utterance_bounds(int64_t day, const struct land *land, int least, int most);

/* "Fri 7 Jan 2022" */
void utterance_print(int64_t day, char out[DATE_TEXT_MAX]);

#endif
