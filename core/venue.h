/*
 * Where it was said, as the article claims: "told CNN", "in a televised
 * address to the nation", "an interview aired by ABC". Different printings of
 * one setting get one normalised name.
 */
#ifndef CORE_VENUE_H
#define CORE_VENUE_H

#include "core/arena.h"
#include "core/phrase.h"

struct venue {
	struct span	 printed; /* without a leading article; in the arena when it ended in "This Week." */
	struct span	 name;	  /* normalised, in the arena */
	size_t		 from, to; /* its words */
	bool		 listeners; /* "told the audience": who heard it, not yet where */
};

/*
 * Find the setting claimed in words from..to of a paragraph; verb..verb_end is
 * the cue, empty when there is none. Both spans stay empty when none is stated.
 */
bool venue_find(const struct phrase *phrase, size_t from, size_t to, size_t verb, size_t verb_end,
    struct arena *arena, struct venue *venue, struct fault *f) MUST_CHECK;

/* The setting that opens a sentence: "In an address to the nation, Berg spoke of". */
bool venue_opening(const struct phrase *phrase, size_t from, size_t to, struct arena *arena,
    struct venue *venue, struct fault *f) MUST_CHECK;

/* The place that opens a sentence: "At the Town Library on Monday". */
bool venue_place(const struct phrase *phrase, size_t from, size_t to, struct arena *arena,
    struct venue *venue, struct fault *f) MUST_CHECK;

#endif
