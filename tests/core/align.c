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

#define ROW_MAX 16
#define GAP 80 /* and one for each word behind the first */
#define ANCHOR 80
#define TRIALS 3000

static size_t
roll(uint64_t *seed, size_t below)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (size_t)(*seed >> 33) % below;
}

static struct align_unit
unit_of(size_t word)
{
	return (struct align_unit) { .hash = word + 1,
		.other = word + 1,
		.stem = word / 2 + 1,
		.gain = word % 3 == 0 ? ALIGN_FUNCTION : ALIGN_CONTENT };
}

/* A row, and another with some of its words cut, exchanged and put in. */
static size_t
write_rows(uint64_t *seed, struct align_unit *a, size_t na, struct align_unit *b)
{
	const size_t	 words = 2 + roll(seed, 30), rate = 2 + roll(seed, 12);
	size_t		 nb = 0;

	for (size_t i = 0; i < na; i++)
		a[i] = unit_of(roll(seed, words));
	for (size_t i = roll(seed, na); i < na && nb < ROW_MAX; i++) {
		const size_t	 what = roll(seed, 3 * rate);

		if (what < 2)
			b[nb++] = unit_of(roll(seed, words));
		if (what != 0 && what != 2 && nb < ROW_MAX)
			b[nb++] = a[i];
	}
	return nb;
}

/* As documented: a pair's gain, more where it begins or ends both rows. */
static int
gain_of(const struct align_unit *a, size_t na, const struct align_unit *b, size_t nb, size_t i,
    size_t j)
{
	const bool	 first = i + j == 0, last = i + 1 == na && j + 1 == nb && !first;
	const int	 gain = a[i].hash == b[j].hash ? a[i].gain : a[i].stem == b[j].stem ? 20 : -10000;

	return gain + (first || last ? ANCHOR : 0);
}

static int
gap_of(size_t words)
{
	return words == 0 ? 0 : GAP + (int)words - 1;
}

/* The best of all paths, from every pair to every one behind it. */
static int
best_worth(const struct align_unit *a, size_t na, const struct align_unit *b, size_t nb)
{
	int	 worth[ROW_MAX][ROW_MAX], best = 0;

	for (size_t i = 0; i < na; i++) {
		for (size_t j = 0; j < nb; j++) {
			int	 before = 0;

			for (size_t k = 0; k < i; k++) {
				for (size_t l = 0; l < j; l++) {
					const int here = worth[k][l] - gap_of(i - k - 1 + j - l - 1);

					before = here > before ? here : before;
				}
			}
			worth[i][j] = before + gain_of(a, na, b, nb, i, j);
			best = worth[i][j] > best ? worth[i][j] : best;
		}
	}
	return best;
}

/* What the path that was found is worth; every unit stands in it once, in order. */
static int
found_worth(const struct align_unit *a, size_t na, const struct align_unit *b, size_t nb,
    const struct alignment *alignment)
{
	size_t	 i = 0, j = 0, gap = 0;
	int	 worth = 0;

	for (size_t n = 0; n < alignment->count; n++) {
		const struct align_column	*c = &alignment->columns[n];

		cr_assert(c->a == i && c->b == j);
		i += c->op != ALIGN_INSERT;
		j += c->op != ALIGN_DELETE;
		if (c->op > ALIGN_KIN) {
			gap++;
			continue;
		}
		worth += gain_of(a, na, b, nb, c->a, c->b);
		worth -= n > alignment->first ? gap_of(gap) : 0;
		gap = 0;
	}
	cr_assert(i == na && j == nb);
	return worth;
}

Test(align, no_path_is_worth_more_than_the_one_found)
{
	struct align_unit	 a[ROW_MAX], b[ROW_MAX];
	uint64_t		 seed = 11;
	size_t			 unlike = 0;

	for (size_t trial = 0; trial < TRIALS; trial++) {
		const size_t		 na = 1 + roll(&seed, ROW_MAX);
		const size_t		 nb = write_rows(&seed, a, na, b);
		const int		 best = best_worth(a, na, b, nb);
		struct alignment	 straight, exchanged;

		arena_reset(arena);
		cr_assert(align_rows(a, na, b, nb, arena, &straight, &fault));
		cr_assert(align_rows(b, nb, a, na, arena, &exchanged, &fault));
		cr_expect_eq(found_worth(a, na, b, nb, &straight), best, "trial %zu", trial);
		cr_expect_eq(found_worth(b, nb, a, na, &exchanged), best, "trial %zu", trial);
		unlike += best == 0;
	}
	cr_assert_lt(unlike, (size_t)TRIALS / 2);
}
