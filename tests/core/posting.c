#include "core/posting.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "core/span.h"

#define LISTS 40000 /* more than stand on one sheet */

static struct postings	 postings;
static struct fault	 fault;

static void
begin(void)
{
	fault_clear(&fault);
	cr_assert(postings_begin(&postings, &fault));
}

static void
end(void)
{
	postings_end(&postings);
}

TestSuite(posting, .init = begin, .fini = end);

/* Number n of a list; none of two lists are the same. */
static uint32_t
number_of(size_t list, size_t n)
{
	return (uint32_t)(list * POSTING_MAX + n + 1);
}

static size_t
length_of(struct posting posting)
{
	size_t	 n = 0;

	while (n < posting.width && posting.numbers[n] != 0)
		n++;
	return n;
}

Test(posting, a_list_has_what_was_added_to_it_wherever_it_moves)
{
	_Atomic uint32_t	*lists = calloc(LISTS, sizeof *lists);
	size_t			 moved = 0, wrong = 0;

	cr_assert_not_null(lists);
	/* In turn, so that lists take the places that others have left. */
	for (size_t n = 0; n < POSTING_MAX; n++) {
		for (size_t i = 0; i < LISTS; i += n < 4 || i % 3 == 0 ? 1 : 2) {
			const uint32_t	 before = lists[i];

			if (length_of(posting_at(&postings, lists[i])) != n)
				continue;
			cr_assert(posting_add(&postings, &lists[i], number_of(i, n), &fault));
			moved += before != 0 && before != lists[i];
		}
	}
	for (size_t i = 0; i < LISTS; i++) {
		const struct posting	 posting = posting_at(&postings, lists[i]);

		for (size_t n = 0; n < length_of(posting); n++)
			wrong += posting.numbers[n] != number_of(i, n);
		wrong += length_of(posting) < 4;
	}
	cr_expect_eq(wrong, 0u);
	cr_expect_gt(moved, (size_t)LISTS / 4);
	free(lists);
}

Test(posting, a_place_that_was_left_is_taken_again)
{
	_Atomic uint32_t	 lists[LISTS / 100] = { 0 };
	size_t			 places;

	for (size_t i = 0; i < LEN(lists); i++) {
		for (size_t n = 0; n < 5; n++)
			cr_assert(posting_add(&postings, &lists[i], number_of(i, n), &fault));
	}
	places = postings.places[0].count;
	cr_expect_eq(places, 1u, "%zu", places);
	cr_expect_eq(postings.places[1].count, LEN(lists));
}

Test(posting, an_empty_list_has_no_numbers)
{
	cr_expect_eq(length_of(posting_at(&postings, 0)), 0u);
}
