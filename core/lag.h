/*
 * How long others take to print what one has printed. Half of them have done
 * so within eight hours, of the rest half within the next sixteen: the share
 * that waited no longer than x hours is x / (x + 8), the log-logistic law of
 * shape one, whose tail is long enough for weeklies and anniversaries. From it
 * follows how likely it is that a printing of a vague date came before one of
 * a certain hour: a page "of the 7th" is no likely source of what others
 * printed by the dozen at two in the morning of that day. Sources: the rise
 * within hours and slow decay of news phrases, Leskovec, Backstrom and
 * Kleinberg, "Meme-tracking and the Dynamics of the News Cycle" (KDD 2009);
 * the law, Bennett, "Log-logistic regression models for survival data" (1983).
 */
#ifndef CORE_LAG_H
#define CORE_LAG_H

#include <stddef.h>

#include "core/date.h"

/* Printings of one date. */
struct lag_date {
	struct interval	 when;
	double		 printings; /* those it stands for; no whole number where it stands for neighbours */
};

#define LAG_DATES_MAX 64

/*
 * Sum up the dates of all printings, which come in order: the first ones whole, of the later
 * ones every so many as a sample. Room is for LAG_DATES_MAX. How many were written.
 */
size_t lag_sum_up(const struct interval *dates, size_t count, struct lag_date *out);

/*
 * Natural logarithm of how likely these dates are, but for a factor common to all, when one
 * of the date `first`, which is among them, is the source of all others; -INFINITY where
 * another surely came before it. The moment within `first` is not known, so all are weighed.
 */
double lag_likelihood(const struct lag_date *dates, size_t count, struct interval first);

#endif
