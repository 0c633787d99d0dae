/*
 * A question put to the database: which families a phrase belongs to.
 *
 * Phrases are looked up by the index of words and pairs and judged by trail_match().
 * From five words up near variants are found too, and longer quotations that
 * hold the words; fewer are an exact phrase. An id of an occurrence or of a
 * family is its own answer.
 */
#ifndef CMD_INQUIRY_H
#define CMD_INQUIRY_H

#include "core/token.h"
#include "core/trail.h"
#include "store/store.h"

#define INQUIRY_PHRASE_WORDS STORE_NEAR_WORDS /* fewer words are searched as an exact phrase */

/* A family that the phrase may belong to, by its best wording. */
struct found {
	struct span	 family, text; /* text is empty when it was asked for by id */
	struct store_candidate best;
	struct trail_hit hit;
	size_t		 printings;    /* of those judged, that hold the words */
	struct span	 near;	       /* of no answer: "has 4 of the 6 words; not "never", "again"" */
};

struct inquiry {
	struct span		 query;	  /* without white space around it */
	struct token_list	 words;	  /* of the query */
	bool			 is_id;	  /* it named an occurrence or a family */
	struct found		*found;	  /* the best first */
	size_t			 nfound;
	size_t			 answers; /* of found, from the first: the rest are near misses */
	size_t judged,
	    total; /* wordings that share words: fewer judged than there are is to be said */
	size_t			 room;	  /* of found */
};

/* Fails with FAULT_USAGE when the query is not UTF-8 or holds no word. Everything is in the arena. */
bool inquiry_read(struct span query, struct arena *arena, struct inquiry *inquiry, struct fault *f)
    MUST_CHECK;

/* Nothing found is an answer. */
bool inquiry_search(struct store *store, struct inquiry *inquiry, struct arena *arena,
    struct fault *f) MUST_CHECK;

#endif
