/*
 * Words outside quotation marks that are those of a known quotation: a
 * transcript, a press release, a headline. Eight words in a row are no chance,
 * nor are fewer that say as much; with less nothing is found. Source: reuse of
 * long passages by shared runs, as in Schleimer, Wilkerson and Aiken, "Winnowing"
 * (SIGMOD 2003), every run kept.
 */
#ifndef CORE_UNQUOTED_H
#define CORE_UNQUOTED_H

#include "core/trail.h"

struct unquoted_index;

/*
 * The runs of words of quotations that were followed, splices left out; a run
 * of two families tells neither. Occurrences and trail must outlive it. NULL is
 * freed as well. Fails with FAULT_MEMORY.
 */
bool unquoted_index_new(const struct occurrence *occurrences, size_t count,
    const struct trail *trail, struct unquoted_index **index, struct fault *f) MUST_CHECK;
void unquoted_index_free(struct unquoted_index *index);

/* A stretch of an article that carries the words of a family. */
struct unquoted {
	size_t		 occurrence; /* whose words it carries */
	size_t		 block;	     /* of the article */
	struct span	 words;	     /* as printed, from the first word of it to the last */
	size_t		 matched;    /* words */
	double		 bits;	     /* of the longest run, by the background alone */
};

/*
 * Find them in the article's main blocks, outside of `quoted`, the parts of its
 * quotations; of each family the stretch with the most words, the first of equals.
 * Fails with FAULT_MEMORY or as token_read() does.
 */
bool unquoted_find(const struct unquoted_index *index, const struct article *article,
    const struct span *quoted, size_t nquoted, struct arena *arena, struct unquoted **found,
    size_t *count, struct fault *f) MUST_CHECK;

#endif
