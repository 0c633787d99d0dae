/* Things that are the same, and the first of them. */
#include <criterion/criterion.h>

#include "cmd/alike.h"

#define THINGS 6

/* clang-format off */
static const struct {
	const char	*things;
	struct { size_t number; const char *name; } rows[THINGS];
	size_t		 firsts[THINGS];
} sets[] = {
	{ "all differ", { { 0, "a" }, { 0, "b" }, { 1, "a" }, { 1, "b" }, { 2, "" }, { 3, "" } }, { 0, 1, 2, 3, 4, 5 } },
	{ "one name", { { 0, "Ab" }, { 0, "aB" }, { 0, "AB" }, { 0, "ab" }, { 0, "Ab" }, { 0, "aB" } }, { 0, 0, 0, 0, 0, 0 } },
	{ "names of other lengths", { { 0, "abc" }, { 0, "ab" }, { 0, "abc" }, { 0, "ab" }, { 0, "abcd" }, { 0, "" } }, { 0, 1, 0, 1, 4, 5 } },
	{ "numbers alone", { { 7, "" }, { 5, "" }, { 7, "" }, { 5, "" }, { 9, "" }, { 5, "" } }, { 0, 1, 0, 1, 4, 1 } },
	{ "case of ASCII only", { { 0, "\u00e9t\u00e9" }, { 0, "\u00c9t\u00e9" }, { 0, "\u00e9T\u00e9" }, { 1, "x" }, { 1, "X" }, { 2, "x" } }, { 0, 1, 0, 3, 3, 5 } },
};
/* clang-format on */

Test(alike, the_first_of_its_likes_leads_each)
{
	for (size_t i = 0; i < LEN(sets); i++) {
		struct arena	*arena = arena_new((size_t)1 << 16);
		struct fault	 f = FAULT_INIT;
		struct alike	 things[THINGS];
		size_t		*firsts;

		for (size_t k = 0; k < THINGS; k++)
			things[k] = (struct alike) { sets[i].rows[k].number,
				span_of(sets[i].rows[k].name) };
		cr_assert(alike_firsts(things, THINGS, arena, &firsts, &f), "%s", f.text);
		for (size_t k = 0; k < THINGS; k++)
			cr_expect_eq(firsts[k], sets[i].firsts[k], "%s: %zu leads %zu",
			    sets[i].things, firsts[k], k);
		cr_expect(alike_firsts(things, 0, arena, &firsts, &f), "%s: none", sets[i].things);
		arena_free(arena);
	}
}
