/* The words by which lines of a page are known for what they are. For fetch/plain_look.c alone. */
#ifndef FETCH_PLAIN_WORDS_H
#define FETCH_PLAIN_WORDS_H

#include "core/row.h"

struct phrase {
	const char	*words; /* small letters */
	unsigned	 looks;
};

/* The line is this, but for marks, counts and spaces: letters alone. */
extern const struct phrase plain_wholes[];
extern const size_t plain_wholes_count;
extern const struct row_table plain_wholes_rows;

/* The line begins with it, as whole words. */
extern const struct phrase plain_starts[];
extern const size_t plain_starts_count;

#endif
