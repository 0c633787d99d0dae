/*
 * The octets of a URL: which stand for themselves, which are percent-encoded,
 * and one form for both.
 * Source: RFC 3986, section 2.
 */
#ifndef FETCH_OCTET_H
#define FETCH_OCTET_H

#include "core/buf.h"
#include "core/span.h"

/* Means the same bare and encoded: a letter, a digit, "-", ".", "_" or "~". */
bool octet_is_unreserved(int octet);

/* May stand bare in a path or query: unreserved, or a delimiter, which encoded is another thing. */
bool octet_is_bare(int octet);

/*
 * The octet at *at, bare or as "%41", which moves behind it. *encoded, which may
 * be NULL, says which. A "%" that begins no encoding is bare.
 */
int octet_next(struct span s, size_t *at, bool *encoded);

/* In lower case when it is an ASCII letter. */
char octet_lower(char c);

/*
 * Append s in its one form: unreserved octets bare, delimiters as they stand, all
 * others encoded, in upper case. At most 3 bytes for each of s. Again gives the same.
 */
void octet_fold(struct span s, struct buf *out);

/* Without blanks and control characters at both ends; s may be any bytes. */
struct span octet_trim(struct span s);

#endif
