/*
 * Filing what is read: articles, failures and what servers said go into the
 * database, some of them together, so that a killed run loses little and a disk is not
 * asked to sync for each. Shared by batch and trace --from.
 */
#ifndef CMD_FILING_H
#define CMD_FILING_H

#include "cmd/intake.h"
#include "store/queue.h"
#include "store/store.h"

/* What one run filed, counted while it ran. */
struct filing_count {
	struct intake_tally	 tally;
	size_t			 unchanged, versions; /* the same text again; another text at a known address */
	size_t			 resumed, fresh; /* not asked for: done earlier in this run; younger than max_age */
	size_t			 forms[QUOTE_FORMS], regions[REGIONS];
	size_t			 quotes;
};

struct filing {
	struct cli	*cli;
	struct store	*store;
	int64_t		 since;	  /* visits from then on belong to this run; DATE_UNKNOWN: it is a new one */
	int64_t		 max_age_ms; /* pages visited less than this ago are not asked for; 0: all are */
	bool		 retry;	  /* ask only for what gave nothing the last time */
	FILE		*failures; /* a list of what failed, for another run; NULL: none is wanted */
	struct filing_count count;

	/* Of its own. */
	struct arena	*arena;
	struct seen	*listed; /* among the failures */
	size_t		 held;	  /* calls since the last commit */
	int64_t		 held_ms; /* when the first of them was made */
};

/* Make the events of `intake` file into filing->store; `cli` and `store` are set, the rest may be. */
bool filing_begin(struct filing *filing, struct intake *intake, struct fault *f) MUST_CHECK;

/* Commit what is not yet; also after a failure, whose fault then stands. */
bool filing_end(struct filing *filing, struct fault *f) MUST_CHECK;

#endif
