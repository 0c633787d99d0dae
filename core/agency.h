/*
 * News agencies, and the outlets that other outlets credit, by every spelling
 * they go by: full names, letters, other scripts, domains.
 */
#ifndef CORE_AGENCY_H
#define CORE_AGENCY_H

#include "core/span.h"

enum agency_kind {
	AGENCY_WIRE,   /* sells its copy: a credit to it names an origin */
	AGENCY_OUTLET, /* prints for itself, and is reprinted */
	AGENCY_PHOTO,  /* sells pictures only */
};

/* One spelling. Sorted by spelling with ASCII letters folded, then by bytes. */
struct agency {
	const char	*spelling;
	const char	*name; /* short standard name */
	enum agency_kind kind;
};
extern const struct agency agencies[];
extern const size_t agencies_count;

/* The agency spelled like all of s, in any capitals; NULL when there is none. */
const struct agency *agency_get(struct span s);

/*
 * The next agency named in s at or after byte *at, standing as a word of its
 * own, the longest spelling first; *at moves behind it and *found is the name
 * as printed. Names are met in their own capitals or all in capitals, so that
 * "the times" and "an ap" are nobody. NULL when none is left.
 */
const struct agency *agency_find(struct span s, size_t *at, struct span *found);

#endif
