/*
 * Texts as one hand reads them, each once however often it is printed, and the texts of all hands
 * as one list. What becomes of them does not depend on how many hands there were.
 */
#ifndef CORE_TEXT_POOL_H
#define CORE_TEXT_POOL_H

#include "core/recall.h"
#include "core/wording.h"

/* Words of one text, once however often it is printed. */
struct text {
	uint64_t	 key; /* hash of the words, and of the article where they are nobody's */
	const uint32_t	*words; /* numbers: of the pool's numbering, then of all */
	const unsigned char *marks; /* WORDING_*, one a word; NULL: none anywhere */
	uint32_t	 count, number; /* words; its number among the texts of all pools */
	float		 own;	/* bits of its words by the background alone */
};

/* What one hand reads: its own words and texts, until all are made one list. */
struct text_pool {
	struct arena	*arena, *scratch; /* of the words; reset for each text */
	struct recall	*recall;	 /* by bytes: texts that are the same whoever says them where */
	struct numbering numbering;
	uint32_t	*numbers; /* a word here: its number in all */
	struct text	*texts;
	size_t		 ntexts, room;
	uint32_t	*index; /* open addressing by key: text from 1; 0 free */
	size_t		 index_room;
	uint32_t	*said; /* an occurrence: its text here ... */
	uint64_t	*speakers; /* ... and who said it */
	size_t		 count, said_room, speakers_room;
};

bool text_pool_begin(struct text_pool *pool, struct fault *f) MUST_CHECK;

/* Free all of a pool but the words; and those too. Of any state, zeroed or begun. */
void text_pool_end(struct text_pool *pool);
void text_pool_free(struct text_pool *pool);

/* The next occurrence; identity as for wordings_add(). */
bool text_pool_add(struct text_pool *pool, const struct occurrence *o, struct span identity,
    struct fault *f) MUST_CHECK;

/*
 * Make one list of all texts, by number, which the caller frees; their words are numbered in `all`.
 * A text of two pools is that of the first, and only marks that all its printings have are kept.
 */
bool text_pools_unite(struct text_pool *pools, size_t npools, struct numbering *all,
    struct text ***texts, size_t *ntexts, struct fault *f) MUST_CHECK;

#endif
