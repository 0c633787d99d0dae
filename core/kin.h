/*
 * How much of one wording stands in another, and what that says: the best
 * local path of equal words, each worth its information, each jump at a price.
 */
#ifndef CORE_KIN_H
#define CORE_KIN_H

#include "core/arena.h"
#include "core/info.h"

enum {
	KIN_GAP = 1,
	KIN_BRACKET = 2
}; /* an ellipsis before the word; the word in editor's brackets */

/* A row of words by number. */
struct kin_words {
	const uint32_t	*words;
	const unsigned char *marks; /* KIN_*, one a word */
	size_t		 count;
	size_t		 plain; /* words outside brackets */
};

struct kinship {
	double	 bits;	  /* information of the matched words, jumps paid for */
	size_t	 matched; /* words */
	size_t	 from, to;	 /* stretch of the first row that is covered, to exclusive */
	size_t	 other_from, other_to; /* and of the second */
	double	 coverage; /* matched over the words of the shorter, bracketed ones left out */
	double	 density; /* matched over the longer of the two stretches */
};

#define KIN_CELLS ((size_t)2 << 20) /* longer pairs are compared by their beginnings */

/*
 * Compare two rows. False with a fault only when memory ends; nothing shared is bits 0. scratch
 * is the caller's to reset.
 */
bool kin_compare(const struct info *info, const struct kin_words *a, const struct kin_words *b,
    struct arena *scratch, struct kinship *kinship, struct fault *f) MUST_CHECK;

#endif
