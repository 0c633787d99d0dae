/*
 * Which quotations new words lead to, by the index of store/gram.h: a list of a
 * gram is read as far as its first stretch, so that a phrase costs the same
 * however often it was printed, and lists and wordings are read in the order
 * in which they stand, each once for many words. Private to store/.
 */
#ifndef STORE_LEAD_H
#define STORE_LEAD_H

#include "store/news.h"

/*
 * Add to quotes a printing of each of the wordings that share most with a text
 * of folded words. A wording of which only one pair is shared comes only where
 * there is little else to share: chance brings most of those. led[i]: text i
 * leads to some.
 */
bool lead_from_words(struct store *store, const struct span *folded, size_t count, bool *led,
    struct row_list *quotes, struct arena *arena, struct fault *f) MUST_CHECK;

/* Leads of prose, see core/unquoted.h. */
struct lead_list {
	uint64_t	*items;
	size_t		 count, room;
};

/*
 * Add to quotes printings of the families to which leads bring; those of
 * several families, which tell none, to shunned. The leads are sorted, each
 * once, on the way.
 */
bool lead_from_prose(struct store *store, struct lead_list *leads, struct lead_list *shunned,
    struct row_list *quotes, struct arena *arena, struct fault *f) MUST_CHECK;

#endif
