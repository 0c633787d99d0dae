/*
 * An article's text and blocks from the pieces of its page, and what stands
 * outside it: teasers with the outlet they name, comments, furniture.
 */
#ifndef FETCH_PAGE_TEXT_H
#define FETCH_PAGE_TEXT_H

#include "fetch/region.h"

/* Fill in article->text, blocks and outside, in the arena. */
bool page_text(const struct layout *layout, const struct regions *regions, struct arena *arena,
    struct article *article, struct fault *f) MUST_CHECK;

#endif
