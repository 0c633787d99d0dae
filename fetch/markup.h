/*
 * Markup inside a page's data: an article's text with its tags as a string.
 */
#ifndef FETCH_MARKUP_H
#define FETCH_MARKUP_H

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"

/* Has a text tags or character references in it? */
bool markup_is(struct span s);

/*
 * Its text, a line for each paragraph or line break, in the arena; scratch is
 * working room. Fails as dom_parse() and flow_read() do.
 */
bool markup_text(struct span markup, struct arena *scratch, struct arena *arena, struct span *text,
    struct fault *f) MUST_CHECK;

#endif
