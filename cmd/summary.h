/* The batch summary: what was read, what was found, which families to look at first. */
#ifndef CMD_SUMMARY_H
#define CMD_SUMMARY_H

#include "cmd/cli.h"
#include "cmd/filing.h"

bool summary_print(struct cli *cli, struct store *store, const struct filing_count *count,
    struct fault *f) MUST_CHECK;

#endif
