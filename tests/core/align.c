#include <criterion/criterion.h>

#include "core/align.h"
#include "tests/arena_suite.h"

ARENA_SUITE(align, (size_t)256 << 20);

/* A letter a unit; capitals are inflections of their lower case, a '.' before one is an ellipsis. */
static size_t
units(const char *letters, struct align_unit *out)
{
	size_t	 n = 0;
	bool	 gap = false;

	for (; *letters != '\0'; letters++) {
		const uint64_t	 c = (uint64_t)(unsigned char)*letters;

		if (c == '.') {
			gap = true;
			continue;
		}
		out[n++] = (struct align_unit) { c, c, c | 32, ALIGN_CONTENT, gap };
		gap = false;
	}
	return n;
}

/* One letter a column: = keep, ~ kin, - delete, + insert. */
static void
draw(const struct alignment *a, char *out)
{
	for (size_t i = 0; i < a->count; i++)
		*out++ = "=~-+"[a->columns[i].op];
	*out = '\0';
}

static const struct { const char *what, *a, *b, *drawn; } rows[] = {
	{ "equal rows", "abcd", "abcd", "====" },
	{ "a cut at the end", "abcdef", "abc", "===---" },
	{ "a part out of the middle", "abcdef", "cd", "--==--" },
	{ "a gap inside", "abcdef", "abef", "==--==" },
	{ "an insertion", "abef", "abcdef", "==++==" },
	{ "a replaced word", "abcde", "abxde", "==-+==" },
	{ "an inflected word", "abcde", "abCde", "==~==" },
	{ "nothing in common", "abc", "xyz", "---+++" },
	{ "an empty row", "abc", "", "---" },
	{ "two empty rows", "", "", "" },
	{ "a first word that is shared", "axbcd", "abcd", "=-===" },
	{ "an elision that is shown", "abcdefghijklmnop", "ab.op", "==------------==" },
};

Test(align, pairs_what_is_equal_and_leaves_the_rest_in_blocks)
{
	for (size_t i = 0; i < LEN(rows); i++) {
		struct align_unit	 a[32], b[32];
		struct alignment	 alignment;
		char			 drawn[80];
		size_t			 na = units(rows[i].a, a), nb = units(rows[i].b, b);

		cr_assert(align_rows(a, na, b, nb, arena, &alignment, &fault), "%s", fault.text);
		draw(&alignment, drawn);
		cr_expect_str_eq(drawn, rows[i].drawn, "%s: %s", rows[i].what, drawn);
	}
}

Test(align, exchanging_the_rows_exchanges_deletions_and_insertions)
{
	for (size_t i = 0; i < LEN(rows); i++) {
		struct align_unit	 a[32], b[32];
		struct alignment	 there, back;
		size_t			 na = units(rows[i].a, a), nb = units(rows[i].b, b);
		size_t			 keeps = 0, same = 0;

		cr_assert(align_rows(a, na, b, nb, arena, &there, &fault));
		cr_assert(align_rows(b, nb, a, na, arena, &back, &fault));
		cr_assert_eq(there.count, back.count);
		for (size_t k = 0; k < there.count; k++) {
			if (there.columns[k].op > ALIGN_KIN)
				continue;
			keeps++;
			for (size_t m = 0; m < back.count; m++)
				same += back.columns[m].op == there.columns[k].op &&
				    back.columns[m].a == there.columns[k].b &&
				    back.columns[m].b == there.columns[k].a;
		}
		cr_expect_eq(keeps, same, "%s", rows[i].what);
	}
}

/* Beyond ALIGN_CELLS only a band is filled; what two long rows share in a row still pairs. */
Test(align, finds_the_diagonal_of_long_rows)
{
	const size_t		 long_row = 9000, short_row = 6000, offset = 2500;
	struct align_unit	*a = calloc(long_row, sizeof *a), *b = calloc(short_row, sizeof *b);
	struct alignment	 alignment;
	size_t			 kept = 0;

	cr_assert(a != NULL && b != NULL);
	for (size_t i = 0; i < long_row; i++)
		a[i] = (struct align_unit) { i + 1, i + 1, 0, ALIGN_CONTENT, false };
	for (size_t i = 0; i < short_row; i++)
		b[i] = i % 50 == 0 ?
		    (struct align_unit) { i + 100000, i + 100000, 0, ALIGN_CONTENT, false } :
		    a[i + offset];
	cr_assert(align_rows(a, long_row, b, short_row, arena, &alignment, &fault), "%s",
	    fault.text);
	for (size_t i = 0; i < alignment.count; i++)
		kept += alignment.columns[i].op == ALIGN_KEEP;
	cr_expect_gt(kept, short_row * 95 / 100, "%zu kept", kept);
	free(a);
	free(b);
}
