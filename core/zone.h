/*
 * Time zones as far as news pages need them: offsets of named zones with their
 * summer time, and the abbreviations printed behind a time of day.
 *
 * What is not known for certain (a country that moves its clocks by decree, a
 * year before the table begins) is a range of offsets, so that a bound made
 * from it still holds. Names and rules as in the IANA time zone database.
 */
#ifndef CORE_ZONE_H
#define CORE_ZONE_H

#include <stdint.h>

#include "core/span.h"

struct zone;

/* Seconds east of UTC, both inclusive; equal when the offset is known. */
struct zone_range {
	int	 least, most;
};

/* A page that names no zone may mean any: UTC-12 to UTC+14. */
#define ZONE_ANY ((struct zone_range) { -12 * 3600, 14 * 3600 })

/* "Europe/Moscow", compared without case; NULL when the table has none of that name. */
const struct zone *zone_named(struct span name);

/*
 * The zone people call by a city or a region: "Moscow", "New York", "Beijing", "Eastern";
 * NULL when unknown.
 */
const struct zone *zone_called(struct span city);

const char *zone_name(const struct zone *zone);

/* The offset at a moment (seconds since 1970 UTC). */
struct zone_range zone_at(const struct zone *zone, int64_t at);

/*
 * The offset when the zone's clocks show `local` (seconds since 1970 as if the
 * clock stood at UTC). An hour that comes twice, or never, gives both offsets.
 */
struct zone_range zone_at_local(const struct zone *zone, int64_t local);

/*
 * What an abbreviation in capitals means: "EST", "MSK", "ET". One that several
 * places use ("IST") gives their range, unless `home` is one of them. `zone`
 * is the zone it names, or NULL when it is a plain offset. False when unknown.
 */
struct zone_meaning {
	const struct zone *zone;
	struct zone_range  range; /* without meaning when zone is set */
};
bool zone_abbreviation(struct span s, const struct zone *home, struct zone_meaning *meaning);

#endif
