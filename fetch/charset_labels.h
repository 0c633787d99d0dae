/*
 * The encodings of the Web and the labels pages give them.
 * Source: WHATWG Encoding Standard, 4.2 "Names and labels".
 */
#ifndef FETCH_CHARSET_LABELS_H
#define FETCH_CHARSET_LABELS_H

#include "core/span.h"

struct charset {
	const char	*name;	 /* as the standard names it, in lower case */
	const char	*iconv;	 /* what the C library's iconv_open() calls it */
	const char	*labels; /* in lower case, with single spaces between them */
};

/* The encoding behind a label, compared without case and outer space; NULL when it is none. */
const struct charset *charset_of_label(struct span label);

/* All of them, one after the other; NULL past the last. */
const struct charset *charset_row(size_t row);

#endif
