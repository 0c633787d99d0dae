#include "cmd/yardstick.h"

#include <stdlib.h>

#define PART_BYTES_MAX ((size_t)64 << 30) /* no more than the input has */
#define SCRATCH_MAX ((size_t)4 << 30)	  /* for one line */

struct loading {
	const struct quotations	*q;
	struct yardsticks	*y;
};

void
yardsticks_free(struct yardsticks *y)
{
	for (size_t i = 0; i < y->narenas; i++)
		arena_free(y->arenas[i]);
	free(y->arenas);
	free(y->items);
	*y = YARDSTICKS_EMPTY;
}

static int
compare_numbers(const void *left, const void *right)
{
	const struct yardstick	*a = left, *b = right;

	return (a->number > b->number) - (a->number < b->number);
}

static bool
list_them(const struct following *w, struct yardsticks *y, struct fault *f)
{
	y->items = calloc(w->nfamilies * 2 + 1, sizeof *y->items);
	if (y->items == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	for (size_t i = 0; i < w->nfamilies; i++) {
		const struct family	*family = &w->families[i];

		if (family->nmembers < 2)
			continue;
		y->items[y->count++].number = family->earliest;
		if (family->fullest != family->earliest)
			y->items[y->count++].number = family->fullest;
	}
	qsort(y->items, y->count, sizeof *y->items, compare_numbers);
	return true;
}

static bool
read_part(void *work, size_t part, struct fault *f)
{
	const struct loading	*l = work;
	struct yardsticks	*y = l->y;
	struct window		 window = quotations_window(l->q);
	struct arena		*scratch = arena_new(SCRATCH_MAX);
	const size_t		 to = hands_from(y->count, part + 1, y->narenas);
	bool			 ok = scratch != NULL || fault_set(f, FAULT_MEMORY, "out of memory");

	for (size_t i = hands_from(y->count, part, y->narenas); ok && i < to; i++) {
		struct yardstick	*stick = &y->items[i];
		struct quotation	 again;

		arena_reset(scratch);
		ok = quotations_again(l->q, stick->number, &window, scratch, &again, f) &&
		    span_in(y->arenas[part], again.said.text, &stick->text, f) &&
		    span_in(y->arenas[part], again.said.speaker, &stick->speaker, f);
	}
	arena_free(scratch);
	window_free(&window);
	return ok;
}

bool
yardsticks_read(const struct quotations *q, const struct hands *hands, struct yardsticks *y,
    struct fault *f)
{
	const size_t	 nparts = hands_count(hands);
	struct loading	 l = { q, y };

	if (!list_them(&q->following, y, f))
		return false;
	y->arenas = calloc(nparts, sizeof(struct arena *));
	if (y->arenas == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	for (; y->narenas < nparts; y->narenas++) {
		y->arenas[y->narenas] = arena_new(PART_BYTES_MAX);
		if (y->arenas[y->narenas] == NULL)
			return fault_set(f, FAULT_MEMORY, "out of memory");
	}
	return hands_share(hands, read_part, &l, nparts, f);
}

struct printing
yardsticks_get(const struct yardsticks *y, size_t number)
{
	const struct yardstick	*stick, key = { .number = number };

	stick = bsearch(&key, y->items, y->count, sizeof *y->items, compare_numbers);
	return (struct printing) { .text = stick->text,
		.speaker = stick->speaker,
		.mention = stick->speaker };
}
