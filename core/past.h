/*
 * Past tenses of English, by the word alone: "took", "ended". A participle
 * looks the same, and so may a noun; who asks knows what stands around it.
 */
#ifndef CORE_PAST_H
#define CORE_PAST_H

#include "core/span.h"

bool past_is(struct span word); /* case aside */
bool past_is_irregular(struct span word); /* no participle that ends in "ed" */

#endif
