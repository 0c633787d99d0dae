#include "fetch/agenda.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "core/span.h"

#define ITEMS 500

static uint32_t
draw(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

Test(agenda, gives_the_earliest_and_of_equals_the_first)
{
	static const int64_t	 times[] = { 5, 3, 5, 1, 3, INT64_MAX, INT64_MIN, 1 };
	static const size_t	 order[] = { 6, 3, 7, 1, 4, 0, 2, 5 };
	struct agenda		 agenda = { .items = NULL };
	struct due		 due[LEN(times)] = { { 0, 0, 0 } };
	struct fault		 f = FAULT_INIT;

	cr_assert(agenda_reserve(&agenda, LEN(times), &f), "%s", f.text);
	for (size_t i = 0; i < LEN(times); i++)
		agenda_put(&agenda, &due[i], times[i]);
	for (size_t i = 0; i < LEN(order); i++) {
		cr_expect_eq(agenda_first(&agenda), &due[order[i]], "number %zu", i);
		agenda_drop(&agenda, agenda_first(&agenda));
		cr_expect_eq(due[order[i]].place, 0);
	}
	cr_expect_null(agenda_first(&agenda));
	agenda_free(&agenda);
}

Test(agenda, keeps_its_order_when_things_are_moved_and_dropped)
{
	struct agenda	 agenda = { .items = NULL };
	struct due	 due[ITEMS] = { { 0, 0, 0 } };
	struct fault	 f = FAULT_INIT;
	uint32_t	 state = 7;
	size_t		 left = 0;

	cr_assert(agenda_reserve(&agenda, ITEMS, &f), "%s", f.text);
	for (int i = 0; i < 20 * ITEMS; i++) {
		struct due	*one = &due[draw(&state) % ITEMS];

		if (draw(&state) % 3 == 0)
			agenda_drop(&agenda, one);
		else
			agenda_put(&agenda, one, draw(&state) % 100);
	}
	for (size_t i = 0; i < ITEMS; i++)
		left += due[i].place > 0;
	cr_assert_eq(agenda.count, left);
	for (struct due last = { 0, 0, 0 }; left > 0; left--) {
		struct due	*first = agenda_first(&agenda);

		cr_expect(first->at_ms > last.at_ms ||
			(first->at_ms == last.at_ms && first->order > last.order),
		    "%zu left: out of order", left);
		last = *first;
		agenda_drop(&agenda, first);
		agenda_drop(&agenda, first);
	}
	cr_expect_eq(agenda.count, 0);
	agenda_free(&agenda);
}
