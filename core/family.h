/*
 * Which quotations are printings of one utterance. Equal words are one
 * wording; a wording joins the family of the wording that shares the most
 * information with it, beyond what chance and stock phrases would share; no
 * two families are ever united through a third wording.
 *
 * Wordings are placed longest first. A fragment then always meets the fuller
 * forms it may come from, and chooses among them, instead of founding a family
 * that two speeches would later both fall into; and the order depends on the
 * words alone, so the same set gives the same families in any order.
 */
#ifndef CORE_FAMILY_H
#define CORE_FAMILY_H

#include "core/trail.h"

#define WORDING_NONE UINT32_MAX

/* Equal folded words, however often they were printed. */
struct wording {
	const uint32_t	*words;	/* numbers of core/info.h; in the arena */
	const unsigned char *marks;
	uint32_t	 count, plain;
	uint64_t	 hash;	/* of the words */
	double		 own;	/* bits of its words by the background alone */
	uint64_t	 speaker; /* hash of the surname most printings give; 0 unknown */
	int64_t from,
	    to; /* when the first and the last of its printings had surely appeared; DATE_UNKNOWN */
	size_t		 first;	/* occurrence; the rest by next[] */
	size_t		 printings;
	uint32_t	 family, second; /* second: WORDING_NONE, or the other family of a splice */
	uint32_t	 by;	/* the wording it was attached by; WORDING_NONE for a founder */
	double		 bits;	/* shared with it, evidence of speaker and time left out */
};

struct families {
	struct wording	*wordings; /* in the order they were placed */
	size_t		 nwordings;
	size_t		*next;	   /* an occurrence: the next one of its wording, or TRAIL_NONE */
	uint32_t	*wording_of; /* an occurrence: its wording */
	size_t		 count;	   /* families, numbered from 0 */
	struct near_miss *near;	   /* between the first occurrences of two wordings */
	size_t		 nnear;
};

#define FAMILY_NEAR_MAX 1000 /* near misses kept in all */

/* Find the families of all occurrences. Results in the arena. */
bool family_find(const struct trail_article *articles, const struct occurrence *occurrences,
    size_t count, struct arena *arena, struct families *families, struct fault *f) MUST_CHECK;

#endif
