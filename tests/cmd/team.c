#include <criterion/criterion.h>

#include "cmd/team.h"

TestSuite(team);

#define PARTS 1000
#define PIECES 50 /* of work, one after the other */

struct tally {
	int	 done[PARTS];
	size_t	 bad, worse; /* parts that fail */
};

static bool
count_part(void *work, size_t part, struct fault *f)
{
	struct tally	*tally = work;

	tally->done[part]++;
	if (part == tally->bad || part == tally->worse)
		return fault_set(f, FAULT_INPUT, "part %zu", part);
	return true;
}

Test(team, every_part_is_done_once)
{
	struct fault	 f = FAULT_INIT;
	struct team	*team = team_new(0, &f);

	cr_assert_not_null(team);
	cr_assert_geq(team_hands(team)->count, 1u);
	for (int piece = 0; piece < PIECES; piece++) {
		struct tally	 tally = { .bad = PARTS, .worse = PARTS };

		cr_assert(hands_share(team_hands(team), count_part, &tally, PARTS, &f), "%s",
		    f.text);
		for (size_t i = 0; i < PARTS; i++)
			cr_expect_eq(tally.done[i], 1, "part %zu", i);
	}
	team_free(team);
}

Test(team, the_first_part_that_fails_is_told)
{
	for (size_t count = 1; count <= TEAM_MAX; count++) {
		struct tally	 tally = { .bad = 700, .worse = 701 };
		struct fault	 f = FAULT_INIT;
		struct team	*team = team_new(count, &f);

		cr_assert_not_null(team);
		cr_expect_eq(team_hands(team)->count, count);
		cr_expect_not(hands_share(team_hands(team), count_part, &tally, PARTS, &f));
		cr_expect_str_eq(f.text, "part 700", "%zu hands: %s", count, f.text);
		team_free(team);
	}
}

Test(team, parts_of_a_list_follow_one_another)
{
	for (size_t count = 0; count < 40; count++) {
		for (size_t parts = 1; parts < 9; parts++) {
			cr_expect_eq(hands_from(count, 0, parts), 0u);
			cr_expect_eq(hands_from(count, parts, parts), count);
			for (size_t k = 0; k < parts; k++)
				cr_expect_leq(hands_from(count, k, parts),
				    hands_from(count, k + 1, parts), "%zu in %zu", count, parts);
		}
	}
}
