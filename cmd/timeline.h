/* The dates of a family as bars on one axis of days, weeks, months or years. */
#ifndef CMD_TIMELINE_H
#define CMD_TIMELINE_H

#include "cmd/model.h"

/*
 * An axis that holds every bound of every member: open ends run to its edge.
 * Used by the terminal and, with other units, by the HTML report.
 */
struct axis {
	int64_t	 from, to; /* seconds since 1970, whole days */
	int64_t	 step;	   /* days between ticks */
};

/* False when no member has a bound. `ticks` is how many labels fit. */
bool axis_for(const struct model *model, size_t ticks, struct axis *axis);

/* "7 Jan", or "Jan 2022" or "2022" on longer axes. */
void axis_label(const struct axis *axis, int64_t at, char label[16]);

bool timeline_print(const struct cli *cli, FILE *out, const struct model *model, size_t width,
    struct arena *arena, struct fault *f) MUST_CHECK;

#endif
