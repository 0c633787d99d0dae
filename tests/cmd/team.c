#include <criterion/criterion.h>

#include "cmd/team.h"

TestSuite(team);

#define PARTS 1000

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
	const struct hands	 hands = team_hands();
	struct tally		 tally = { .bad = PARTS, .worse = PARTS };
	struct fault		 f = FAULT_INIT;

	cr_assert_geq(hands.count, 1u);
	cr_assert(hands_share(&hands, count_part, &tally, PARTS, &f), "%s", f.text);
	for (size_t i = 0; i < PARTS; i++)
		cr_expect_eq(tally.done[i], 1, "part %zu", i);
}

Test(team, the_first_part_that_fails_is_told)
{
	struct hands	 hands = team_hands();

	for (hands.count = 1; hands.count <= TEAM_MAX; hands.count++) {
		struct tally	 tally = { .bad = 700, .worse = 701 };
		struct fault	 f = FAULT_INIT;

		cr_expect_not(hands_share(&hands, count_part, &tally, PARTS, &f));
		cr_expect_str_eq(f.text, "part 700", "%zu hands: %s", hands.count, f.text);
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
