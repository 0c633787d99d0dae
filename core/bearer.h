/*
 * The names of one article by the words they are called by: which of them a
 * printing is another printing of, and whom one word alone means.
 *
 * A name stands in two chains, under its last word and, once all full names
 * are known, under its first. A chain holds NAME_MAX_BEARERS names at most, so
 * that a look at it costs no more however an article is made.
 */
#ifndef CORE_BEARER_H
#define CORE_BEARER_H

#include "core/name.h"

struct bearer;

struct bearers {
	struct name_table	*table; /* whose names these are; they are added there */
	struct arena		*arena;
	size_t			 nslots;   /* of the two that follow: a power of two */
	uint16_t		*by_last;  /* slot of the last word -> newest name + 1 */
	uint16_t		*by_first; /* slot of the first word -> a name + 1 */
	struct bearer		*links;	   /* of each name */
	size_t			 names_room, links_room;
};

/* How an article prints a name. */
struct printing {
	struct span	 full, last; /* all of it; the word it is called by */
	enum gender	 title;	     /* of what stands before it */
	bool		 doubtful;   /* its first word begins a sentence, and may only say what somebody is */
};

/* For an article of so many words, whose table has no names yet. Everything lies in the arena. */
bool bearers_begin(struct bearers *b, struct name_table *table, size_t words, struct arena *arena,
    struct fault *f) MUST_CHECK;

/* The slot of a word, case and diacritics aside: looked up once for all that is asked of it. */
size_t bearers_slot(const struct bearers *b, struct span word);

/*
 * The name that is printed so, and the slot of whose last word is given: one of
 * the table, which keeps its fullest printing, a doubtful first word aside
 * ("Skipper Ada Quill" is "Ada Quill" elsewhere), or a new one. NAME_NONE past
 * NAME_MAX_NAMES and NAME_MAX_BEARERS, and on a fault.
 */
size_t bearers_add(struct bearers *b, size_t slot, const struct printing *as, struct fault *f);

/* Of names that begin alike the first goes by that word alone: the one at `at`, or all, unless another does. */
void bearers_lead(struct bearers *b, size_t at, size_t slot);
void bearers_lead_all(struct bearers *b);

/* The name that one word alone means: its last word, else its first; NAME_NONE when there is none. */
size_t bearers_complete(const struct bearers *b, size_t slot, struct span word, enum gender gender);

#endif
