/*
 * An article as quotrail itself printed it, taken back: blocks, passages
 * outside, evidence of dates. Reading such a record gives the article it was
 * made from, not a new opinion of its text.
 */
#ifndef FETCH_RECALL_H
#define FETCH_RECALL_H

#include <jansson.h>

#include "core/article.h"

/*
 * Did quotrail print this record? It has our format version and blocks. A
 * record of a later version is FAULT_INPUT, with both numbers.
 */
bool recall_is_own(const json_t *object, bool *own, struct fault *f) MUST_CHECK;

/*
 * Fill in text, blocks and passages outside. The offsets of a record count
 * code points; FAULT_INPUT when they do not fit its text.
 */
bool recall_text(const json_t *object, struct arena *arena, struct article *article,
    struct fault *f) MUST_CHECK;

/* Fill in the credits, cues and places included. */
bool recall_credits(const json_t *object, struct arena *arena, struct article *article,
    struct fault *f) MUST_CHECK;

/*
 * Take evidence and combined dates as they stand in "published" and
 * "modified"; *recalled is false, and nothing changed, when neither lists evidence.
 */
bool recall_dates(const json_t *object, struct arena *arena, struct article *article,
    bool *recalled, struct fault *f) MUST_CHECK;

#endif
