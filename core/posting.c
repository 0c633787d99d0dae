#include "core/posting.h"

#include <assert.h>
#include <stdlib.h>

#include "core/pile.h"
#include "core/span.h"

#define SHEET ((size_t)1 << 14) /* places */
#define PLACES_MAX (((size_t)UINT32_MAX + 1) / (POSTING_WIDTHS + 1)) /* of one width */
#define LINE 64 /* bytes that come from memory together */

/* A list is a place times POSTING_WIDTHS + 1, and which of the widths from 1. */
static const size_t widths[POSTING_WIDTHS] = { 4, 8, POSTING_MAX };

bool
postings_begin(struct postings *p, struct fault *f)
{
	*p = (struct postings) { .places = { { .sheets = NULL } } };
	for (size_t i = 0; i < LEN(widths); i++) {
		p->places[i].sheets = calloc(PLACES_MAX / SHEET, sizeof(_Atomic uint32_t *));
		if (p->places[i].sheets == NULL)
			return fault_set(f, FAULT_MEMORY, "out of memory");
	}
	return true;
}

void
postings_end(struct postings *p)
{
	for (size_t i = 0; i < LEN(widths); i++) {
		struct posting_places	*places = &p->places[i];

		for (size_t k = 0; k * SHEET < places->count; k++)
			free(places->sheets[k]);
		free(places->sheets);
		free(places->spare);
	}
}

static _Atomic uint32_t *
place_at(const struct postings *p, size_t width, size_t place)
{
	return p->places[width].sheets[place / SHEET] + place % SHEET * widths[width];
}

struct posting
posting_at(const struct postings *p, uint32_t list)
{
	const size_t	 width = list % (POSTING_WIDTHS + 1), place = list / (POSTING_WIDTHS + 1);

	if (width == 0)
		return (struct posting) { .numbers = NULL };
	return (struct posting) { place_at(p, width - 1, place), widths[width - 1] };
}

void
posting_fetch(const struct postings *p, uint32_t list)
{
	__builtin_prefetch(posting_at(p, list).numbers);
}

/* The list of a place nobody has; 0 and a fault when there is none. */
static uint32_t
take_place(struct postings *p, size_t width, struct fault *f)
{
	struct posting_places	*places = &p->places[width];
	size_t			 place = places->count;

	assert(width < LEN(widths));
	if (places->nspare > 0)
		place = places->spare[--places->nspare];
	else if (place < PLACES_MAX) {
		_Atomic uint32_t **sheet = &places->sheets[place / SHEET];

		if (*sheet == NULL)
			*sheet = aligned_alloc(LINE, SHEET * widths[width] * sizeof **sheet);
		if (*sheet == NULL) {
			fault_set(f, FAULT_MEMORY, "out of memory");
			return 0;
		}
		places->count++;
	} else {
		fault_set(f, FAULT_LIMIT, "too many rows of words to tell apart");
		return 0;
	}
	return (uint32_t)(place * (POSTING_WIDTHS + 1) + width + 1);
}

/* Nobody has the place of this list any more. */
static bool
leave_place(struct postings *p, uint32_t list, struct fault *f)
{
	const size_t		 width = list % (POSTING_WIDTHS + 1);
	struct posting_places	*left = &p->places[width - 1];

	if (!pile_grow(&left->spare, left->nspare, 1, &left->room, sizeof *left->spare, f))
		return false;
	left->spare[left->nspare++] = list / (POSTING_WIDTHS + 1);
	return true;
}

/*
 * A list that is full, and a number behind it, in a wider place. Whoever still
 * walks where it was finds numbers there, its own or others.
 */
static bool
move(struct postings *p, _Atomic uint32_t *list, uint32_t number, struct fault *f)
{
	const uint32_t		 old = *list;
	const struct posting	 from = posting_at(p, old);
	const uint32_t		 wider = take_place(p, old % (POSTING_WIDTHS + 1), f);
	const struct posting	 to = posting_at(p, wider);

	if (wider == 0)
		return false;
	for (size_t i = 0; i < to.width; i++)
		atomic_store_explicit(&to.numbers[i],
		    i < from.width ? from.numbers[i] :
			i == from.width ? number :
					  0,
		    memory_order_relaxed);
	*list = wider;
	return from.width == 0 || leave_place(p, old, f);
}

bool
posting_add(struct postings *p, _Atomic uint32_t *list, uint32_t number, struct fault *f)
{
	struct posting	 posting = posting_at(p, *list);

	for (size_t at = 0; at < posting.width; at++) {
		if (posting.numbers[at] == 0) {
			posting.numbers[at] = number;
			return true;
		}
	}
	return move(p, list, number, f);
}
