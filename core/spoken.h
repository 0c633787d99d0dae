/*
 * When it was said, as the article claims: "said on Friday", "in a televised
 * address late on Thursday", "told the court on Jan. 7". A day is claimed only
 * where it hangs on the cue, on the setting or on the sentence's beginning;
 * what happened on other days is part of what was said.
 */
#ifndef CORE_SPOKEN_H
#define CORE_SPOKEN_H

#include "core/arena.h"
#include "core/noun.h"
#include "core/phrase.h"

/* The words that hand a quotation over. */
struct spoken_clause {
	size_t		 from, to;	 /* its sentence */
	size_t		 verb, verb_end; /* the cue; equal when there is none */
	struct noun	 subject;	 /* who speaks */
	struct noun	 venue;		 /* the words of its setting; may be empty */
};

/*
 * The day claimed for the utterance: an English weekday in lower case,
 * "01-07", or "2022-01-07"; static or in the arena. Empty when none is.
 */
bool spoken_find(const struct phrase *phrase, const struct spoken_clause *clause,
    struct arena *arena, struct span *said_on, struct fault *f) MUST_CHECK;

#endif
