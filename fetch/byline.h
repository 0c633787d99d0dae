/*
 * Who signed an article: the names of a byline as people print them.
 */
#ifndef FETCH_BYLINE_H
#define FETCH_BYLINE_H

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"

#define BYLINE_MAX 300 /* bytes; a longer line is no byline */

/*
 * The names of a printed byline joined by ", ": without "By" and its kin, each
 * name once, capitals made ordinary. Where a name stands in capitals, what
 * follows it in ordinary letters is its employer ("DASHA WRITER Some Agency")
 * and left out. Empty when no name is left.
 */
bool byline_names(struct span printed, struct arena *arena, struct span *names, struct fault *f)
    MUST_CHECK;

/* Does the line begin with "By", "Von", "Par" or their kin and a name? */
bool byline_begins(struct span line);

/* Does what stands behind a name join another one to it: " and Bob Ray", ", Some Agency"? */
bool byline_goes_on(struct span behind);

/* From the "by" on of "Posted on 3 May 2021 by Ann Lee"; empty when no name follows one. */
struct span byline_inside(struct span line);

#endif
