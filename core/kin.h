/*
 * How much of one wording stands in another, and what that says: the best
 * local path of equal words, each worth its information, each jump at a price.
 * One wording is made ready and then held against many.
 */
#ifndef CORE_KIN_H
#define CORE_KIN_H

#include "core/info.h"

struct kinship {
	double	 bits;	  /* information of the matched words, jumps paid for */
	double	 worn;	 /* of them, those of rows of words that elsewhere go on in other ways */
	size_t	 nworn;	 /* matched words of such rows */
	size_t	 forms;	 /* wordings that have such a row, of the one that most have */
	size_t	 matched; /* words */
	size_t	 from, to;	 /* stretch of the first wording that is covered, to exclusive */
	size_t	 other_from, other_to; /* and of the second */
	size_t	 firm_from, firm_to; /* of the first, without words at its ends that stand apart */
	double	 coverage; /* matched over the words of the shorter, bracketed ones left out */
	double	 density; /* matched over the longer of the two stretches */
};

#define KIN_POINTS ((size_t)2 << 20) /* pairs of equal words; beyond them the ends are not compared */

struct kin;

/* longest: words of the longest wording. info must outlive it. NULL and a fault without memory. */
struct kin *kin_new(const struct info *info, size_t nwords, size_t longest, struct fault *f);
void kin_free(struct kin *kin);

/* The wording to be held against others, and its grams; its words and its row must live as long. */
void kin_begin(struct kin *kin, const struct wording *w, const struct info_row *row);

/* No more than this can kin_compare() give in bits. */
double kin_bound(const struct kin *kin, const struct wording *other);

/* False with a fault only when memory ends; nothing shared is bits 0. */
bool kin_compare(struct kin *kin, const struct wording *other, struct kinship *kinship,
    struct fault *f) MUST_CHECK;

#endif
