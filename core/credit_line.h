/*
 * The shapes in which agencies sign a paragraph: datelines, brackets at its
 * end, lines of names. Between the files of core/credit.
 */
#ifndef CORE_CREDIT_LINE_H
#define CORE_CREDIT_LINE_H

#include "core/span.h"

#define CREDIT_LOOK_MAX 4000 /* bytes of one paragraph that are looked at */

/* Words between spaces. */
size_t credit_words(struct span s);

/* The end of a paragraph, where credits stand: its last CREDIT_LOOK_MAX bytes. */
struct span credit_end(struct span s);

/*
 * How many agencies s names, when it holds nothing but agencies, what joins
 * them ("AP, Reuters and AFP") and a desk's letters behind ("dpa/lby"); else 0.
 */
size_t credit_only_agencies(struct span s);

/* What stands behind "with", "avec" and their kin at the start of s; empty when none does. */
struct span credit_helper(struct span s);

/* Does s end with such a word? */
bool credit_ends_with_helper(struct span s);

/* Inside the bracket a paragraph ends with; empty when it ends with none. */
struct span credit_last_bracket(struct span s);

/* The few bytes behind a paragraph's last sentence: "- AFP", "/dpa"; empty when there are none. */
struct span credit_last_words(struct span s);

#endif
