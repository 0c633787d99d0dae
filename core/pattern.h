/*
 * Patterns as people type them: "/Tok(ay|a)ev/" where a name may stand too.
 *
 * Perl's regular expressions by PCRE2, over UTF-8, with Unicode's properties,
 * upper and lower case alike, found anywhere in a text. A pattern is what a
 * stranger may have written: matching has a limit, and hitting it is a fault,
 * never "no match".
 * Source: pcre2pattern(3), pcre2api(3).
 */
#ifndef CORE_PATTERN_H
#define CORE_PATTERN_H

#include "core/fault.h"
#include "core/span.h"

#define PATTERN_BYTES_MAX 1000

/* Is what was typed a pattern, between two slashes, rather than a name? */
bool pattern_is(struct span typed);

struct pattern;

/* Compile what was typed, slashes and all. FAULT_USAGE says what is wrong with it, and where; NULL then. */
struct pattern *pattern_new(struct span typed, struct fault *f);
void pattern_free(struct pattern *pattern);

/*
 * Does it match somewhere in the text? FAULT_LIMIT when that takes too long to
 * tell, FAULT_INPUT when the text is no UTF-8. One at a time may ask a pattern.
 */
bool pattern_find(const struct pattern *pattern, struct span text, bool *found, struct fault *f)
    MUST_CHECK;

#endif
