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

/*
 * Texts that share eight words in a row have a lead in common: of every four
 * runs of five words side by side the one with the smallest hash is a lead of
 * both. So a database may keep few runs of each quotation, and be asked for few
 * of an article. Source: "winnowing", as above, section 3.
 */
#define UNQUOTED_SEED 5	  /* words in a row that lead to a quotation */
#define UNQUOTED_WINDOW 4 /* of those, of which one is a lead */
struct unquoted_winnow {
	uint64_t	 words[UNQUOTED_SEED], seeds[UNQUOTED_WINDOW]; /* the last ones, each in its turn */
	size_t		 nwords, nseeds, chosen; /* all of them; the seed that was the last lead, from 1 */
};
#define UNQUOTED_WINNOW_EMPTY ((struct unquoted_winnow) { .nwords = 0 })

/* Take the hash of the next word (core/token.h): is another run a lead now? */
bool unquoted_winnow_next(struct unquoted_winnow *winnow, uint64_t word, uint64_t *lead);

/* A text of fewer than eight words has one lead, if it has five. Empties the winnow. */
bool unquoted_winnow_end(struct unquoted_winnow *winnow, uint64_t *lead);

/* The leads of an article's own words, those that unquoted_find() looks through. In the arena. */
bool unquoted_leads(const struct article *article, const struct span *quoted, size_t nquoted,
    struct arena *arena, uint64_t **leads, size_t *count, struct fault *f) MUST_CHECK;

/* These runs stand in several families, whether or not the index knows those: they tell none. */
void unquoted_shun(struct unquoted_index *index, const uint64_t *leads, size_t count);

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
