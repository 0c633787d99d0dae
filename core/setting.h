/*
 * Where and when a quotation is claimed to have been said: in the sentence
 * that hands it over, else in one shortly before it that opens with a setting
 * and has the same speaker for its subject.
 */
#ifndef CORE_SETTING_H
#define CORE_SETTING_H

#include "core/speaker.h"

/*
 * Fill venue, venue_name and said_on of a quotation.
 *   paragraph, word  where it begins.
 *   first            the first paragraph of its stretch of text.
 */
bool setting_find(const struct name_table *names, const struct attribution *by, size_t paragraph,
    size_t word, size_t first, struct arena *arena, struct quote *q, struct fault *f) MUST_CHECK;

#endif
