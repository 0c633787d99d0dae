/* Which printings of a large family stand on a page. */
#include <criterion/criterion.h>

#include "cmd/pick.h"

#define MEMBERS_MAX 60

static const struct {
	const char	*family;
	size_t		 members, reference, most;
	size_t		 severe[3]; /* members that drifted far; 0 none */
	size_t		 n, first, holds[3];
} picks[] = {
	{ "a small one is shown whole", 4, 0, 10, { 2 }, 4, 4, { 0, 2, 3 } },
	{ "no limit shows all", 50, 0, 0, { 2 }, 50, 50, { 0, 2, 49 } },
	{ "the first, and the furthest drifted", 50, 0, 10, { 30, 49 }, 10, 6, { 5, 30, 49 } },
	{ "a reference far behind", 50, 40, 10, { 30, 49 }, 10, 6, { 30, 40, 49 } },
	{ "room for one: the reference", 50, 0, 1, { 49 }, 1, 1, { 0, 0, 0 } },
};

Test(pick, shows_the_first_and_the_worst_in_their_order)
{
	for (size_t i = 0; i < LEN(picks); i++) {
		struct arena	*arena = arena_new((size_t)1 << 20);
		struct fault	 f = FAULT_INIT;
		struct member	 members[MEMBERS_MAX] = { { .occurrence = 0 } };
		struct model	 model = { .members = members,
			.nmembers = picks[i].members,
			.reference = picks[i].reference };
		struct pick	 pick;

		for (size_t k = 0; k < 3 && picks[i].severe[k] > 0; k++)
			members[picks[i].severe[k]].drift.severity = 4;
		cr_assert(pick_members(&model, picks[i].most, arena, &pick, &f), "%s", f.text);
		cr_expect_eq(pick.n, picks[i].n, "%s: %zu", picks[i].family, pick.n);
		for (size_t k = 0; k < picks[i].first; k++)
			cr_expect_eq(pick.members[k], k, "%s: the first by date", picks[i].family);
		for (size_t k = 1; k < pick.n; k++)
			cr_expect_lt(pick.members[k - 1], pick.members[k], "%s: order",
			    picks[i].family);
		for (size_t k = 0; k < LEN(picks[i].holds); k++)
			cr_expect(pick_holds(&pick, picks[i].holds[k]), "%s: lacks %zu",
			    picks[i].family, picks[i].holds[k]);
		cr_expect_not(pick_holds(&pick, picks[i].members), "%s: past the end",
		    picks[i].family);
		arena_free(arena);
	}
}
