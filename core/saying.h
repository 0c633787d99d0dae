/*
 * Equal words at several places: which of them are one wording. The less words
 * say, the less likely it is that who says them later, or in another name, has
 * them from the one before.
 */
#ifndef CORE_SAYING_H
#define CORE_SAYING_H

#include "core/date.h"

/* An occurrence of a text. */
struct saying {
	uint64_t	 speaker; /* hash; 0 unknown */
	int32_t		 day;	/* by which it had surely appeared; see saying_day() */
	uint32_t	 occurrence;
};

enum saying_weight {
	SAYING_LIGHT,	 /* one wording of one speaker, while it is printed without days between */
	SAYING_MIDDLING, /* whoever is named, while it is printed without days between */
	SAYING_HEAVY	 /* whoever is named and whenever it is printed */
};

/* The day of a moment; one behind all others when it is DATE_UNKNOWN. */
int32_t saying_day(int64_t moment);

/*
 * Put the sayings of one text in order, so that those of one wording stand together, and tell
 * what they weigh in the end: however much the words say, they are light when none of their speakers
 * says half of them. Light ones without a speaker go with the commonest, and those that are
 * nobody's with the commonest of their day.
 */
enum saying_weight saying_sort(struct saying *sayings, size_t count, enum saying_weight weight);

/* How many of them, from the first on, are one wording, and whose: 0 unknown. Changes their order. */
size_t saying_run(struct saying *sayings, size_t count, enum saying_weight weight,
    uint64_t *speaker);

#endif
