/* What is known about outlets from outside their pages: standard name and zone. */
#ifndef CORE_OUTLET_H
#define CORE_OUTLET_H

#include "core/span.h"

struct outlet_profile {
	const char	*name;	/* as article->outlet or a credit prints it, compared without case */
	const char	*zone;	/* IANA name of the zone its dates are printed in */
};

/* NULL when nothing is known: no zone is assumed then. */
const struct outlet_profile *outlet_profile(struct span outlet);

#endif
