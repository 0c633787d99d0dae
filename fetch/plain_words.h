/* The words by which lines of a page are known for what they are. For fetch/plain_look.c alone. */
#ifndef FETCH_PLAIN_WORDS_H
#define FETCH_PLAIN_WORDS_H

#include "core/span.h"

enum phrase_at {
	PHRASE_WHOLE,  /* the line is this, but for marks, counts and spaces */
	PHRASE_STARTS, /* the line begins with it, as whole words */
};

struct phrase {
	const char	*words; /* small letters; of PHRASE_WHOLE letters alone */
	enum phrase_at	 at;
	unsigned	 looks;
};

extern const struct phrase plain_phrases[];
extern const size_t plain_phrases_count;

#endif
