/*
 * Words by number. A word has one number in all its spellings ("colour" is
 * "color"), and with it what the background of English knows of it.
 */
#ifndef CORE_NUMBERING_H
#define CORE_NUMBERING_H

#include <stdint.h>

#include "core/fault.h"
#include "core/span.h"
#include "core/token.h"

/* A word stands in its row: the addresses of so many would have to be settled at every start. */
struct background_word {
	char		 word[22];
	short		 tenths; /* of a bit: -10 log2 of its share of running text */
};
extern const struct background_word background_words[]; /* in byte order */
extern const size_t background_word_count;

#define NUMBERING_CAP 14.0 /* bits; no single word says more */

/* Bits of a word by the background alone, at most NUMBERING_CAP. */
double numbering_background(struct span word);

/* The background has this word. */
bool numbering_is_known(struct span word);

struct numbered {
	uint64_t	 hash;	/* of the standard spelling, never 0 */
	float		 share;	/* of running text, by the background */
	float		 bits;	/* by the background alone, at most NUMBERING_CAP */
};

struct numbering {
	struct numbered	*words;	/* by number; 0 is no word */
	size_t		 count, room; /* numbers run from 1 to count - 1 */
	struct spelling	*spellings; /* open addressing */
	size_t		 nspellings, spellings_room;
};

#define NUMBERING_EMPTY ((struct numbering) { .words = NULL })
void numbering_free(struct numbering *v);

/* The number of a word as a text has it. 0 and a fault when memory ends. */
uint32_t numbering_read(struct numbering *v, const struct token *token, struct fault *f);

/* The number here of a word of another numbering. 0 and a fault when memory ends. */
uint32_t numbering_take(struct numbering *v, const struct numbered *word, struct fault *f);

#endif
