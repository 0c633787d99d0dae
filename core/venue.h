/*
 * Where it was said, as the article claims: "told CNN", "in a televised
 * address to the nation", "an interview aired by ABC". Different printings of
 * one setting get one normalised name.
 */
#ifndef CORE_VENUE_H
#define CORE_VENUE_H

#include "core/arena.h"
#include "core/phrase.h"

/*
 * Find the setting claimed in words from..to of a paragraph; verb..verb_end is
 * the cue, empty when there is none. Both spans stay empty when none is stated.
 */
bool venue_find(const struct phrase *phrase, size_t from, size_t to, size_t verb, size_t verb_end,
    struct arena *arena, struct span *venue, struct span *venue_name, struct fault *f) MUST_CHECK;

#endif
