/*
 * What part a word plays in its sentence, as far as the word and its
 * neighbours can tell: no parser, no model.
 */
#ifndef CORE_GRAMMAR_H
#define CORE_GRAMMAR_H

#include "core/phrase.h"

bool grammar_adverb(const struct phrase *phrase, size_t i); /* also "flatly", by its ending */
bool grammar_time(const struct phrase *phrase, size_t i);   /* ends "last week", "two years ago" */
bool grammar_day_lead(const struct phrase *phrase, size_t i); /* before a day: "late on", "last" */
bool grammar_finite(const struct phrase *phrase, size_t i); /* some finite verb, cue or not */

/* Can it be a subject, so that what follows is its verb? */
bool grammar_governs(const struct phrase *phrase, size_t i);

/* Is word i, in a sentence of words from..to, a cue verb and not a noun, a name or a passive? */
bool grammar_cue(const struct phrase *phrase, size_t from, size_t to, size_t i);

/* One behind the word that stands before the verb's adverbs and auxiliaries. */
size_t grammar_before_verb(const struct phrase *phrase, size_t from, size_t verb, bool *passive);

/* "Berg had "q", a jury was told": words of somebody whom the court heard, quoted at item `at`. */
bool grammar_court_heard(const struct phrase *phrase, size_t at);

/* What a subject cannot reach across: commas, conjunctions, other verbs. */
bool grammar_boundary(const struct phrase *phrase, size_t i);

#endif
