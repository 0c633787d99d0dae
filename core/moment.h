/*
 * A date as its parts were printed, and what that comes to in time. Shared by
 * the readers of machine dates and of phrases; nobody else needs it.
 */
#ifndef CORE_MOMENT_H
#define CORE_MOMENT_H

#include "core/date.h"
#include "core/zone.h"

struct moment {
	int	 year, month, day;	/* year 0: not printed */
	int	 weekday;		/* as printed; 0 when not */
	int	 hour, minute, second;	/* -1: not printed */
	bool	 order_unknown;		/* day and month may be the other way round: 01/07/2022 */

	const struct zone *zone;	/* as printed: "Moscow time"; else NULL */
	bool		   offset_stated; /* `offset` was printed: "+06:00", "EST" */
	struct zone_range  offset;
};

#define MOMENT_YEAR_MIN 1000 /* a year outside of these is some other number */
#define MOMENT_YEAR_MAX 2199

#define MOMENT_INIT { 0, 0, 0, 0, -1, -1, -1, false, NULL, false, { 0, 0 } }

/* Does such a day and time exist? A missing year is taken as a leap year. */
bool moment_exists(const struct moment *m);

/* The other order of day and month, when order_unknown. */
struct moment moment_swapped(const struct moment *m);

/* The zone to assume of a date that states none; NULL when nobody knows. */
const struct zone *moment_home(const struct date_context *context);

/*
 * Fill e's when, day and zone. Without a year the one nearest to the context's
 * anchor is taken, on the printed weekday when there is one; without an anchor
 * `when` stays unknown. A zone that is not stated is assumed from the outlet's
 * profile, else the whole span of zones is left open.
 */
bool moment_settle(const struct moment *m, const struct date_context *context, struct arena *arena,
    struct evidence *e, struct fault *f) MUST_CHECK;

#endif
