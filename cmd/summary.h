/* The batch summary: what was read, what was found, which families to look at first. */
#ifndef CMD_SUMMARY_H
#define CMD_SUMMARY_H

#include "cmd/cli.h"
#include "cmd/intake.h"
#include "store/store.h"

/* What one batch did, counted while it ran. */
struct batch_count {
	struct intake_tally	 tally;
	size_t			 unchanged, versions;
	size_t			 forms[QUOTE_FORMS], regions[REGIONS];
	size_t			 quotes;
};

bool summary_print(struct cli *cli, struct store *store, const struct batch_count *count,
    struct fault *f) MUST_CHECK;

#endif
