/*
 * Pages that stand where an article should: a question for consent, a paywall
 * with nothing before it, a check for robots, a notice that says "not found"
 * with status 200. Reading one as an article would be an empty success; and a
 * report of ours, read as one, would be evidence for itself.
 */
#ifndef FETCH_GATE_H
#define FETCH_GATE_H

#include "fetch/region.h"

enum gate {
	GATE_NONE,
	GATE_MISSING,
	GATE_COUNTRY, /* refused by law */
	GATE_ROBOT,
	GATE_CONSENT,
	GATE_PAYWALL,
	GATE_REPORT, /* what quotrail itself made of articles */
	GATES
};
extern const char *const gate_names[GATES]; /* "a notice that the page was not found", ... */

/*
 * Judge a page by its title and its own lines. Each kind has to be told in
 * words that such pages use, and to leave next to no running text that speaks
 * of something else: an article with a banner beside it is an article.
 *   title      the title element
 *   generator  what made the page, as it says itself; may be empty
 */
enum gate gate_of(const struct flow *flow, const struct regions *regions, struct span title,
    struct span generator);

#endif
