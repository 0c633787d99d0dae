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

/*
 * Short standard name of an agency or outlet: "The Associated Press" and
 * "apnews.com" give "AP", "FOX 16 News" gives "FOX 16"; s itself when unknown.
 */
struct span credit_standard_name(struct span s);

/* True when s names a news agency of the table. */
bool credit_is_agency(struct span s);

/*
 * Is this paragraph nothing but a credit: who contributed, who holds the
 * copyright, where it first appeared? A body paragraph that ends in
 * "(with inputs from ...)" is not.
 */
bool credit_is_line(struct span paragraph);

/*
 * The agency of a dateline that opens this paragraph: "MOSCOW (AP) -",
 * "NEW YORK, January 9. /TASS/.", "(Reuters) -". *found is what stands between
 * the brackets or slashes. False when it opens with none.
 */
bool credit_dateline(struct span paragraph, struct span *found);

#define CREDITS_MAX 32 /* of one article; what comes behind is not looked at */

/*
 * Find every credit cue in the article: byline, dateline, head lines, body
 * tail, captions. Needs text, blocks, byline and outlet; fills
 * article->credits in chain order, without the outlet itself (by its standard
 * name) and without doubles: origins, then contributors, inputs, sources at
 * second hand, republishers, and photo credits last. A source that is only
 * named in the prose ("..., CNN reported") is a second hand where nothing
 * stronger says where the words come from.
 */
bool credit_find(struct article *article, struct arena *arena, struct fault *f) MUST_CHECK;

/*
 * The article's lineage: the origin of its copy (first agency or republished
 * credit), else its outlet by its standard name, else its identity.
 */
struct span credit_lineage(const struct article *article);

#endif
