/*
 * What is known about outlets from outside their pages: standard name and zone;
 * and what a person sets down about them, which stands over it.
 */
#ifndef CORE_OUTLET_H
#define CORE_OUTLET_H

#include <stddef.h>

#include "core/span.h"

struct outlet_profile {
	const char	*name;	/* as article->outlet or a credit prints it, compared without case */
	const char	*zone;	/* IANA name of the zone its dates are printed in */
};

/* NULL when nothing is known: no zone is assumed then. */
const struct outlet_profile *outlet_profile(struct span outlet);

struct house;

/* What a person says of one outlet. Empty and NULL: nothing. */
struct outlet_setting {
	struct span	 key;	/* a domain ("example.org"), or a name as pages print it */
	struct span	 name;	/* what to call it */
	struct span	 zone;	/* as in outlet_profile */
	const struct house *house; /* whose rules it prints by (core/house.h) */
};

/* Lives as long as whoever made it; hands on, never copied. */
struct outlet_settings {
	const struct outlet_setting *items;
	size_t			 count;
};

/*
 * The setting for an outlet by its host or its name; either may be empty. A
 * domain stands for the hosts below it, and the longest counts; without case.
 * NULL when nothing is said, or settings is NULL.
 */
const struct outlet_setting *outlet_setting(const struct outlet_settings *settings,
    struct span host, struct span name);

#endif
