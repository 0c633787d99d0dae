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
 * "en", "de", "fr", "es", "it", "pt" or "nl", static; empty when the text is
 * too short, is in another language, or two languages come too close.
 */
struct span language_detect(struct span text);

#endif
