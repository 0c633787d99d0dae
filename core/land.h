/*
 * Countries as a text names them, and the offsets their clocks may show: what
 * turns "Friday night" in a story about a country into a moment it cannot
 * precede.
 */
#ifndef CORE_LAND_H
#define CORE_LAND_H

#include "core/span.h"

struct land {
	const char	*name;	     /* "Kazakhstan" */
	int		 least, most; /* minutes east of UTC, over all its zones and seasons since 2000 */
};

/* The table, in byte order of names; NULL behind the last row. */
size_t land_count(void);
const struct land *land_row(size_t i);

/* What "Kazakhstan", "Kazakh" or "Almaty" belongs to, compared with case; NULL when unknown. */
const struct land *land_named(struct span name);

/*
 * The next country, people or city of the table in text at or after byte *at, which moves
 * behind it; NULL when there is none left.
 */
const struct land *land_next(struct span text, size_t *at);

/* Of all lands a text names the one whose clocks may be furthest ahead; NULL when it names none. */
const struct land *land_eastmost(struct span text);

#endif
