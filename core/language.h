/*
 * Which language a text is written in, by a vote of its commonest words.
 * Source of the idea: Grefenstette, "Comparing two language identification
 * schemes" (JADT 1995): short words decide well from about ten words up.
 */
#ifndef CORE_LANGUAGE_H
#define CORE_LANGUAGE_H

#include "core/span.h"

#define LANGUAGE_WORDS_MAX 400 /* words looked at; more would not change the vote */

/*
 * A code such as "en", static; empty when the text is too short or its language
 * is none of ours, or two come too close. Latin letters: en, de, fr, es, it, pt
 * and nl. Scripts that one language prints nearly all of, or that have letters
 * to tell by: ja, ko, zh, ar, fa, ur, he, el, th, hi, ru, uk.
 */
struct span language_detect(struct span text);

/*
 * The declared language, unless the text is plainly in another: templates that
 * say "en" whatever is printed are common. A language that could not have been
 * detected stands as it is declared; an empty one gives what is detected. The
 * code is static, or `declared` itself.
 */
struct span language_settle(struct span declared, struct span text);

/* Has it the commonest words of a neighbour of our languages, Swedish or Polish, so that it is surely not English? */
bool language_is_foreign(struct span text);

#endif
