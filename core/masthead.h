/*
 * Names of outlets as they stand on a line of their own: which lines are such
 * names, when two printings mean one outlet, and the short form of one.
 */
#ifndef CORE_MASTHEAD_H
#define CORE_MASTHEAD_H

#include "core/span.h"

/*
 * Does this line name an outlet? "FOX 16 News", "The Springfield Gazette",
 * "KTVX", "example.com" do; "World News", "News Desk" and a person do not.
 */
bool masthead_is_name(struct span line);

/* Without what a station's name can spare: "FOX 16 News" gives "FOX 16"; else s itself. */
struct span masthead_short(struct span s);

/* One outlet, in whatever capitals, spacing and domain: "Asian Lite News" is "asianlite.com". */
bool masthead_same(struct span a, struct span b);

#endif
