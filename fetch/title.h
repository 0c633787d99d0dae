/*
 * Titles as pages print them: when two are one, and how the site's name is
 * joined to them.
 */
#ifndef FETCH_TITLE_H
#define FETCH_TITLE_H

#include "core/span.h"

/* Do two texts say the same but for case, punctuation and a cut at the end? */
bool title_alike(struct span a, struct span b);

/*
 * Is a title these words, a bar or its like, and more, which goes to *rest?
 * Houses of East Asia set the bar without blanks.
 */
bool title_begins(struct span title, struct span words, struct span *rest);

/* Does a title end in these words, behind a blank and one of these marks (or the end of a dash)? */
bool title_ends(struct span title, struct span words, const char *marks);

#endif
