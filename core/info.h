/*
 * How much a shared word says. A word everybody uses says little, and so does
 * the fourth word of a phrase everybody uses: the information of a matched word
 * is its surprisal under counts of words, pairs and triples, taken once a
 * family so that a line quoted a thousand times does not become a common one.
 * A background of English words stands behind the counts, so that five
 * documents are judged as a million would be. Source: Shannon 1948; linear
 * interpolation after Jelinek and Mercer 1980; the counts a family are ours.
 */
#ifndef CORE_INFO_H
#define CORE_INFO_H

#include <stdint.h>

#include "core/fault.h"
#include "core/span.h"
#include "core/token.h"

struct background_word {
	const char	*word;
	int		 tenths; /* of a bit: -10 log2 of its share of running text */
};
extern const struct background_word background_words[]; /* in byte order */
extern const size_t background_word_count;

#define INFO_CAP 14.0 /* bits; no single word says more */
#define INFO_GRAM 3

/* Bits of a word by the background alone, at most INFO_CAP. */
double info_background(struct span word);

struct info;

/* NULL and a fault when there is no memory. max_bytes bounds its tables. */
struct info *info_new(size_t max_bytes, struct fault *f);
void info_free(struct info *info);

/*
 * The number of a word, from 1, in one spelling for all ("colour" is "color"). 0 and a fault
 * when memory ends.
 */
uint32_t info_word(struct info *info, const struct token *token, struct fault *f);

/* Bits of a word by background and counts. And what it hashes to, whatever its number. */
double info_bits(const struct info *info, uint32_t word);
uint64_t info_hash(const struct info *info, uint32_t word);

/* A row of n words (1 to INFO_GRAM) as one key. */
uint64_t info_gram(const struct info *info, const uint32_t *words, size_t n);

/*
 * What is known of a row of words: in how many families it occurs, and the
 * first of a list of wordings that hold it. Valid until the next info_gram_add().
 */
struct gram {
	uint64_t	 key;
	uint32_t	 families;
	uint32_t	 list; /* caller's; 0 none */
	uint32_t	 speaker; /* caller's: who used it when it was last counted, */
	int32_t		 day;	  /* and when */
};
const struct gram *info_gram_find(const struct info *info, uint64_t key);
struct gram *info_gram_add(struct info *info, uint64_t key, struct fault *f);

/* Forget every list; the counts stay. */
void info_clear_lists(struct info *info);

/* One more family uses the word. */
void info_count(struct info *info, uint32_t word);

/* How many families the next surprisals leave out: those that may be under test. 1 at birth. */
void info_leave_out(struct info *info, uint32_t families);

/*
 * Surprisal in bits of words[at] behind `context` matched words (0 to 2) that
 * stand directly before it, without the counts of the families under test.
 */
double info_surprisal(const struct info *info, const uint32_t *words, size_t at, size_t context);

#endif
