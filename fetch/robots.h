/*
 * robots.txt: which paths of a host a reader may ask for.
 * Source: RFC 9309; Crawl-delay is no part of it, but sites write it.
 */
#ifndef FETCH_ROBOTS_H
#define FETCH_ROBOTS_H

#include <stdint.h>

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"

#define ROBOTS_BYTES_MAX ((size_t)500 * 1024) /* parsed; what stands behind it does not count */
#define ROBOTS_AGENT "quotrail"		      /* the product token that groups are chosen by */

struct robots_rule {
	struct span	 path; /* as printed, percent-encoding in one form; may hold "*" and end in "$" */
	bool		 allow;
};

struct robots {
	const struct robots_rule *rules; /* of all groups that are ours, merged */
	size_t		 nrules;
	int64_t		 delay_ms;	 /* Crawl-delay of our groups; -1 when none, or when it is no number */
	const struct span *sitemaps;	 /* of the whole file, as printed */
	size_t		 nsitemaps;
};

/*
 * Parse a robots.txt for a product token, case aside; groups for "*" count
 * only when none names us. Any bytes give rules; a line that is none is passed
 * over. Fails with FAULT_MEMORY only.
 */
bool robots_parse(struct span text, struct span agent, struct arena *arena, struct robots *robots,
    struct fault *f) MUST_CHECK;

/*
 * May `target` (path and query of a normal URL) be asked for? The longest rule
 * that matches decides, of equals the one that allows; without any it may.
 * "/robots.txt" always may. *rule, which may be NULL, is the rule that decided,
 * or NULL. Time is bounded by the product of the lengths, however many stars, and
 * by a fraction of a second: what a file leaves to judge then is judged
 * against us, each rule that forbids as one that matches.
 */
bool robots_allow(const struct robots *robots, struct span target, const struct robots_rule **rule);

#endif
