/* Noun phrases: where they end, which of them is a subject. */
#ifndef CORE_NOUN_H
#define CORE_NOUN_H

#include "core/phrase.h"

/* Words from..to. */
struct noun {
	size_t	 from, to;
};

/* Behind the words that open a sentence before its subject: "But", "Later". */
size_t noun_lead(const struct phrase *phrase, size_t from, size_t to);

/* Without adverbs and days at its end. */
size_t noun_trim(const struct phrase *phrase, size_t from, size_t to);

/* One behind the noun phrase that begins at word `at`. */
size_t noun_end(const struct phrase *phrase, size_t at, size_t to);

/* Of a stretch that begins with a preposition only its last noun phrase can be a subject: where it begins. */
size_t noun_last(const struct phrase *phrase, size_t from, size_t to);

/* Where the last noun phrase of words from..to begins. */
size_t noun_final(const struct phrase *phrase, size_t from, size_t to);

/* The first noun phrase of a sentence that can be its subject. */
bool noun_subject(const struct phrase *phrase, size_t from, size_t to, struct noun *noun);

/* "X, the nominee, who lost, said": from the comma before the verb to the noun all of it hangs on. */
bool noun_before(const struct phrase *phrase, size_t from, size_t comma, struct noun *noun);

#endif
