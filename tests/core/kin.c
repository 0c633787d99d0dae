#include <criterion/criterion.h>

#include "core/kin.h"

static struct arena	*arena;
static struct info	*info;
static struct fault	 fault;

static void
setup(void)
{
	fault_clear(&fault);
	arena = arena_new((size_t)64 << 20);
	info = info_new((size_t)64 << 20, &fault);
}

static void
teardown(void)
{
	info_free(info);
	arena_free(arena);
}

TestSuite(kin, .init = setup, .fini = teardown);

static struct kin_words
read_row(const char *text)
{
	struct token_list	 tokens;
	uint32_t		*words;
	unsigned char		*marks;
	size_t			 plain = 0;

	cr_assert(token_read(span_of(text), arena, &tokens, &fault), "%s", fault.text);
	words = arena_take(arena, tokens.count, sizeof *words, &fault);
	marks = arena_take(arena, tokens.count, 1, &fault);
	cr_assert(words != NULL && marks != NULL);
	for (size_t i = 0; i < tokens.count; i++) {
		words[i] = info_word(info, &tokens.items[i], &fault);
		marks[i] = (unsigned char)((tokens.items[i].flags & TOKEN_GAP_BEFORE ? KIN_GAP : 0) |
		    (tokens.items[i].flags & TOKEN_BRACKETED ? KIN_BRACKET : 0));
		plain += !(marks[i] & KIN_BRACKET);
	}
	return (struct kin_words) { words, marks, tokens.count, plain };
}

static struct kinship
compare(const char *left, const char *right)
{
	struct kin_words	 a = read_row(left), b = read_row(right);
	struct kinship		 kinship;

	cr_assert(kin_compare(info, &a, &b, arena, &kinship, &fault), "%s", fault.text);
	return kinship;
}

static const struct {
	const char	*what, *a, *b;
	size_t		 matched;
	double		 coverage, density;
} rows[] = {
	{ "the same", "the harbour police may board ships", "The harbour police may board ships", 6, 1, 1 },
	{ "a part of it", "the harbour police may board ships", "police may board", 3, 1, 1 },
	{ "another spelling", "the harbor police may board ships", "the harbour police may board ships",
	    6, 1, 1 },
	{ "a word exchanged", "the harbour police may board ships", "the harbour police may sink ships",
	    5, 5.0 / 6, 5.0 / 6 },
	{ "nothing", "the harbour police may board ships", "crops grow", 0, 0, 0 },
	{ "an elision", "stay below and keep the hatches shut until the morning comes",
	    "stay below ... until the morning comes", 6, 1, 6.0 / 11 },
	{ "a bracket is no word of the shorter", "and it will open again soon",
	    "and [the bridge] will open again soon", 5, 5.0 / 5, 5.0 / 7 },
};

Test(kin, finds_how_much_of_one_wording_stands_in_another)
{
	for (size_t i = 0; i < LEN(rows); i++) {
		struct kinship	 k = compare(rows[i].a, rows[i].b);

		cr_expect_eq(k.matched, rows[i].matched, "%s: %zu", rows[i].what, k.matched);
		cr_expect_float_eq(k.coverage, rows[i].coverage, 0.001, "%s: %f", rows[i].what,
		    k.coverage);
		cr_expect_float_eq(k.density, rows[i].density, 0.001, "%s: %f", rows[i].what,
		    k.density);
	}
}

Test(kin, a_jump_costs_and_one_that_is_shown_costs_less)
{
	const char	*whole = "stay below and keep the hatches shut until the morning comes";
	double		 run = compare(whole, whole).bits;
	double		 shown = compare(whole, "stay below ... until the morning comes").bits;
	double		 silent = compare(whole, "stay below until the morning comes").bits;

	cr_expect_gt(run, shown);
	cr_expect_gt(shown, silent);
}

Test(kin, words_exchanged_cost_more_than_words_left_out)
{
	const char	*whole = "the harbour police may board foreign ships tonight";

	cr_expect_gt(compare(whole, "the harbour police may board ships tonight").bits,
	    compare(whole, "the harbour police may board tiny ships tonight").bits);
}

Test(kin, empty_rows_share_nothing)
{
	struct kinship	 k = compare("", "the harbour police");

	cr_expect_eq(k.matched, 0);
	cr_expect_eq(k.bits, 0.0);
}
