/*
 * Many short lists of numbers. Each stands in one place, for a list that is
 * walked comes from memory at once, and moves to a wider place when it is full.
 * One hand adds while others walk: they may then see a list as it was, or
 * another one in its old place, but never what is no number that was added.
 */
#ifndef CORE_POSTING_H
#define CORE_POSTING_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include "core/fault.h"

#define POSTING_WIDTHS 3
#define POSTING_MAX ((size_t)16) /* numbers of a list */

/* Places for lists of one width. */
struct posting_places {
	_Atomic uint32_t **sheets; /* they never move */
	size_t		 count;
	uint32_t	*spare; /* places that lists have left */
	size_t		 nspare, room;
};

struct postings {
	struct posting_places places[POSTING_WIDTHS];
};

/* postings_end() it, begun or not. */
bool postings_begin(struct postings *p, struct fault *f) MUST_CHECK;
void postings_end(struct postings *p);

/* A list as it is walked: its numbers end with the first 0. */
struct posting {
	_Atomic uint32_t *numbers;
	size_t		 width; /* 0: the empty list */
};

/* What the caller has of a list is one number of ours, 0 as long as it is empty. */
struct posting posting_at(const struct postings *p, uint32_t list);

/* It is soon walked: let it be on its way from memory. */
void posting_fetch(const struct postings *p, uint32_t list);

/* Add a number, not 0, behind those there are, fewer than POSTING_MAX; *list changes when it moves. */
bool posting_add(struct postings *p, _Atomic uint32_t *list, uint32_t number, struct fault *f)
    MUST_CHECK;

#endif
