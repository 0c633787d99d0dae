#include <criterion/criterion.h>
#include <stdio.h>

#include "core/following.h"
#include "core/kin.h"

static struct fault	 fault;

TestSuite(kin, .init = NULL);

#define SAID_MAX 60

/* A quotation of an article of its own. */
struct said {
	const char	*text;
	int		 day;	/* 0: unknown */
};

/* How the first wording stands in the second, when all of them were said. */
static struct kinship
compare_among(const struct said *said, size_t count)
{
	struct trail_article	 articles[SAID_MAX];
	struct occurrence	 occurrences[SAID_MAX];
	char			 names[SAID_MAX][4];
	struct following	 following;
	const struct wordings	*all = &following.found.wordings;
	const struct wording	*a, *b;
	struct info		*info = NULL;
	struct kin		*kin;
	struct info_rows	 rows_of_a = { .items = NULL };
	struct kinship		 kinship;

	fault_clear(&fault);
	cr_assert_leq(count, (size_t)SAID_MAX);
	for (size_t i = 0; i < count; i++) {
		const int64_t	 day = (date_days(2022, 1, 1) + said[i].day) * DATE_DAY;

		snprintf(names[i], sizeof names[i], "%02zu", i);
		articles[i] = (struct trail_article) { .identity = span_of(names[i]),
			.published = { day, day },
			.rank = said[i].day > 0 };
		occurrences[i] = (struct occurrence) {
			.id = span_of(names[i]),
			.article = i,
			.text = span_of(said[i].text),
		};
	}
	cr_assert(following_read(&following, articles, count, occurrences, count, NULL, &fault) &&
		wordings_end(&following.found.wordings, &following.ledger, NULL, &fault) &&
		info_new(all, NULL, &info, &fault),
	    "%s", fault.text);
	a = &all->items[all->of[0]];
	b = &all->items[all->of[1]];
	kin = kin_new(info, all->numbering.count, 32, &fault);
	cr_assert_not_null(kin);
	cr_assert(info_rows_begin(&rows_of_a, a, 1, &fault), "%s", fault.text);
	info_look_up(info, &rows_of_a.items[0], a);
	kin_begin(kin, a, &rows_of_a.items[0]);
	cr_assert(kin_compare(kin, b, &kinship, &fault), "%s", fault.text);
	cr_expect_leq(kinship.bits, kin_bound(kin, b), "%s | %s", said[0].text, said[1].text);
	kin_free(kin);
	info_rows_free(&rows_of_a);
	info_free(info);
	following_free(&following);
	return kinship;
}

static struct kinship
compare(const char *left, const char *right)
{
	const struct said	 said[] = { { left, 0 }, { right, 0 } };

	return compare_among(said, LEN(said));
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

Test(kin, is_the_same_from_either_side)
{
	for (size_t i = 0; i < LEN(rows); i++) {
		struct kinship k = compare(rows[i].a, rows[i].b),
			       back = compare(rows[i].b, rows[i].a);

		cr_expect_eq(k.matched, back.matched, "%s", rows[i].what);
		cr_expect_float_eq(k.bits, back.bits, 0.001, "%s: %f, %f", rows[i].what, k.bits,
		    back.bits);
		cr_expect_eq(k.coverage, back.coverage, "%s", rows[i].what);
		cr_expect_eq(k.density, back.density, "%s", rows[i].what);
		cr_expect_eq(k.from, back.other_from, "%s", rows[i].what);
		cr_expect_eq(k.to, back.other_to, "%s", rows[i].what);
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

/* "They may", which others say too, and three words that open statements of one speaker. */
Test(kin, a_phrase_that_is_used_again_is_worn_to_its_end)
{
	static const struct said said[] = {
		{ "they may feed our lanterns orchards sleep at noon", 9 },
		{ "they may feed our lanterns quarries fall silent by night", 18 },
		{ "they may feed our lanterns railways turn upon islands", 27 },
		{ "they may feed our lanterns chapels burn without smoke", 36 },
		{ "they may feed our lanterns theatres close over winter", 45 },
		{ "they may feed goats", 54 },
		{ "they may feed sheep on grass", 63 },
		{ "they may feed horses with barley", 72 },
		{ "they may feed pigs from troughs", 81 },
	};
	const struct kinship	 k = compare_among(said, LEN(said));

	cr_expect_eq(k.matched, 5, "%zu", k.matched);
	cr_expect_eq(k.nworn, 5, "%zu", k.nworn);
	cr_expect_float_eq(k.worn, k.bits, 0.01, "%f of %f bits", k.worn, k.bits);
}

/* "They may feed" stands in many texts; what is before and behind it in four. */
static const struct said parted[] = {
	{ "lanterns they may feed orchards sleep at noon", 9 },
	{ "lanterns they may feed orchards fall silent by night", 18 },
	{ "lanterns they may feed orchards turn upon islands", 27 },
	{ "lanterns they may feed orchards burn without smoke", 36 },
	{ "they may feed goats", 54 },
	{ "they may feed sheep on grass", 63 },
	{ "they may feed horses with barley", 72 },
	{ "they may feed pigs from troughs", 81 },
	{ "they may feed ducks over winter", 90 },
	{ "they may feed geese in spring", 99 },
	{ "they may feed orchards that nobody planted", 108 },
	{ "they may feed orchards whose walls collapse", 117 },
};

Test(kin, a_worn_phrase_may_have_common_words_within)
{
	const struct kinship	 k = compare_among(parted, LEN(parted) - 2);

	cr_expect_eq(k.matched, 5, "%zu", k.matched);
	cr_expect_eq(k.nworn, 5, "%zu", k.nworn);
}

Test(kin, what_stands_before_common_words_is_worn_only_with_what_is_behind_them)
{
	const struct kinship	 k = compare_among(parted, LEN(parted));

	cr_expect_eq(k.matched, 5, "%zu", k.matched);
	cr_expect_eq(k.nworn, 4, "all but what stands before: %zu", k.nworn);
}

Test(kin, a_line_that_other_sentences_follow_is_not_worn)
{
	static const struct said said[] = {
		{ "Lanterns they may feed orchards. Sleep comes at noon", 9 },
		{ "Lanterns they may feed orchards. Quarries fall silent by night", 18 },
		{ "Lanterns they may feed orchards. Railways turn upon islands", 27 },
		{ "Lanterns they may feed orchards. Chapels burn without smoke", 36 },
		{ "Lanterns they may feed orchards. Theatres close over winter", 45 },
	};
	const struct kinship	 k = compare_among(said, LEN(said));

	cr_expect_eq(k.matched, 5, "%zu", k.matched);
	cr_expect_eq(k.nworn, 0, "%zu", k.nworn);
}

Test(kin, slips_in_some_of_many_printings_wear_no_line)
{
	static const char *const slips[] = { "at noon", "over winter" };
	struct said	 said[SAID_MAX];
	char		 texts[SAID_MAX][80];
	struct kinship	 k;

	for (size_t i = 0; i < LEN(said); i++) {
		snprintf(texts[i], sizeof texts[i], "%zu goats will feed our lanterns %s", i,
		    i % 30 == 7 ? slips[i / 30] : "before dawn");
		said[i] = (struct said) { texts[i], 1 + (int)i };
	}
	k = compare_among(said, LEN(said));
	cr_expect_eq(k.matched, 7, "%zu", k.matched);
	cr_expect_eq(k.nworn, 0, "%zu", k.nworn);
}
