/* Progress of long work: redrawn in place on a terminal, else a plain line every ten seconds. */
#ifndef CMD_PROGRESS_H
#define CMD_PROGRESS_H

#include "cmd/cli.h"

struct progress {
	const struct cli *cli;
	int64_t		 began_ms, told_ms;
	bool		 drawn;
};

void progress_begin(struct progress *progress, const struct cli *cli);

/* Is it time to say something? Never when told to be quiet. */
bool progress_due(const struct progress *progress);

int64_t progress_elapsed_ms(const struct progress *progress);

/* Say it: on a terminal in the place of what was said before, else after the time of day. */
void progress_say(struct progress *progress, struct span line);

/* Clear the line, so that what comes next starts clean. */
void progress_end(struct progress *progress);

/* "00:00:02" into out, for a number of seconds. */
#define PROGRESS_TIME_MAX 16
void progress_time(int64_t seconds, char out[PROGRESS_TIME_MAX]);

#endif
