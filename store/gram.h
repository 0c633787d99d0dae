/*
 * The index by which quotations are found: of every wording its words, and its
 * pairs of words side by side. A phrase stands in wordings that have all of its
 * pairs; one with a word exchanged has the others. Private to store/.
 */
#ifndef STORE_GRAM_H
#define STORE_GRAM_H

#include "store/load.h"

/* The key of one folded word, or of two in a row: 36 bits, the rest is 0. */
uint64_t gram_word(struct span word);
uint64_t gram_pair(struct span first, struct span second);

/* Take the first of folded words that stand with a space between; empty at the end. */
struct span gram_next(struct span *folded);

/* Wordings by number, rising. */
struct gram_list {
	uint32_t	*items;
	size_t		 count;
};

/* The wordings that have this gram, in the arena. */
bool gram_read(struct store *store, uint64_t key, struct arena *arena, struct gram_list *list,
    struct fault *f) MUST_CHECK;

/*
 * Write the wordings of a corpus and all their grams, in place of what stood
 * there. order: the quotations by row; trail: that of this corpus.
 */
bool grams_write(struct store *store, const struct corpus *corpus, const struct trail *trail,
    const struct row_index *order, struct arena *arena, struct fault *f) MUST_CHECK;

#endif
