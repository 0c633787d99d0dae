/*
 * Where sentences end, which a full stop alone does not tell.
 * Source: the idea of UAX #29, section 5, with a list of abbreviations (core/words.h)
 * in place of its rules for what follows.
 */
#ifndef CORE_SENTENCE_H
#define CORE_SENTENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/span.h"

/*
 * Does a sentence end between the bytes before `at` and what follows in
 * text? Knows abbreviations ("Maj. Gen.", "U.S."), initials and decimal points.
 * `at` is just behind a '.', '!', '?' or their kin and closing marks. The text
 * is valid UTF-8.
 */
bool sentence_ends(struct span text, size_t at);

/* '.', '!', '?', the ellipsis and what other scripts end a sentence with. */
bool sentence_is_stop(uint32_t c);

/* Quotation marks and brackets that close behind a stop. */
bool sentence_is_closing(uint32_t c);

#endif
