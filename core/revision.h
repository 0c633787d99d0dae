/*
 * What an outlet did to its quotations from one version of a page to the next:
 * which new wording stands in the place of which old one.
 *
 * The words decide, then the words around them: a quotation is changed where
 * it stands, and what is around it mostly stays.
 */
#ifndef CORE_REVISION_H
#define CORE_REVISION_H

#include <stdint.h>

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"

#define REVISION_NONE SIZE_MAX
#define REVISION_PAIRS_MAX ((size_t)1 << 20) /* compared; of more, those that stand far apart are not */
#define REVISION_WORDS_MAX 512 /* of a quotation that are compared */

/* A quotation of one version. */
struct revised {
	struct span	 host;	  /* the text it stands in */
	struct span	 whole;	  /* its stretch of that text, marks and all */
	struct span	 text;	  /* its words */
	struct span	 speaker; /* empty when nobody is named */
	size_t		 family, second; /* any numbers; REVISION_NONE: in none */
};

/*
 * Pair the quotations that only the older version has with those that only the
 * newer has; both in reading order. by[i] becomes the index of the one that
 * stands in place of older[i], REVISION_NONE when it was dropped. No newer one
 * is given twice.
 *
 * A pair shares a family, or half of its words, or a word that matters and some
 * words around both, or its named speaker and many words around both; without
 * a family, two speakers of different names need nearly all words. Of several the best goes first: family, words, place, then
 * reading order.
 *
 * Fails with FAULT_MEMORY.
 */
bool revision_pair(const struct revised *older, size_t nolder, const struct revised *newer,
    size_t nnewer, struct arena *arena, size_t *by, struct fault *f) MUST_CHECK;

#endif
