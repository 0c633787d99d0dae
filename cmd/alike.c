#include "cmd/alike.h"

#include <stdlib.h>

struct placed {
	struct alike	 thing;
	size_t		 place;
};

/* Any order in which likes stand side by side does; the first by place leads them. */
static int
likes_together(const void *left, const void *right)
{
	const struct placed	*a = left, *b = right;
	struct span		 x = a->thing.name, y = b->thing.name;

	if (a->thing.number != b->thing.number)
		return a->thing.number < b->thing.number ? -1 : 1;
	if (x.n != y.n)
		return x.n < y.n ? -1 : 1;
	for (size_t i = 0; i < x.n; i++) {
		if (span_lower(x.p[i]) != span_lower(y.p[i]))
			return span_lower(x.p[i]) < span_lower(y.p[i]) ? -1 : 1;
	}
	return (a->place > b->place) - (a->place < b->place);
}

bool
alike_firsts(const struct alike *things, size_t count, struct arena *arena, size_t **firsts,
    struct fault *f)
{
	struct placed	*sorted = arena_take(arena, count, sizeof *sorted, f), *first = sorted;

	*firsts = arena_take(arena, count, sizeof **firsts, f);
	if (sorted == NULL || *firsts == NULL)
		return false;
	for (size_t i = 0; i < count; i++)
		sorted[i] = (struct placed) { things[i], i };
	qsort(sorted, count, sizeof *sorted, likes_together);
	for (size_t i = 0; i < count; i++) {
		if (sorted[i].thing.number != first->thing.number ||
		    !span_eq_case(sorted[i].thing.name, first->thing.name))
			first = &sorted[i];
		(*firsts)[sorted[i].place] = first->place;
	}
	return true;
}
