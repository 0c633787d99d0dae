/*
 * Who gathered the words: agencies, republishers, contributors.
 *
 * credit_find() reads cues where PROVENANCE-style credits stand: bylines,
 * datelines, the tail of the body, captions; credit_order() turns what was
 * found into the chain from the origin to the nearest hand.
 */
#ifndef CORE_CREDIT_H
#define CORE_CREDIT_H

#include "core/article.h"

/* Short standard name of an agency or outlet ("The Associated Press" gives "AP"), or s itself when unknown. */
struct span credit_standard_name(struct span s);

/* True when s names a news agency of the table. */
bool credit_is_agency(struct span s);

/*
 * Find every credit cue in the article: byline, dateline, head lines, body
 * tail, captions. Needs text, blocks, byline and outlet; fills
 * article->credits in chain order, without the outlet itself (by its standard
 * name) and without doubles. Photo credits are kept with their role.
 */
bool credit_find(struct article *article, struct arena *arena, struct fault *f) MUST_CHECK;

/* The article's lineage: name of the origin of its copy (first agency or republished credit), else its outlet, else its identity. */
struct span credit_lineage(const struct article *article);

#endif
