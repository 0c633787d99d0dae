#include <criterion/criterion.h>
#include <stdio.h>

#include "core/following.h"
#include "core/info.h"

static struct arena	*arena;
static struct fault	 fault;

static void
setup(void)
{
	fault_clear(&fault);
	arena = arena_new((size_t)64 << 20);
}

static void
teardown(void)
{
	arena_free(arena);
}

TestSuite(info, .init = setup, .fini = teardown);

struct line {
	const char	*text, *speaker;
	int		 day;
};

#define LINES_MAX 400

/* Each line is a quotation of an article of its own; what was learned from them all. */
struct world {
	struct following following;
	struct info	*info;
};

static struct wordings *
wordings_of(struct world *world)
{
	return &world->following.found.wordings;
}

static void
learn(struct world *world, const struct line *lines, size_t count, const struct hands *hands)
{
	static struct trail_article	 articles[LINES_MAX];
	static struct occurrence	 occurrences[LINES_MAX];
	static char			 names[LINES_MAX][8];

	cr_assert_leq(count, (size_t)LINES_MAX);
	for (size_t i = 0; i < count; i++) {
		const int64_t	 day = (date_days(2022, 1, 1) + lines[i].day) * DATE_DAY;

		snprintf(names[i], sizeof names[i], "q%03zu", i);
		articles[i] = (struct trail_article) { .identity = span_of(names[i]),
			.published = { day, day },
			.rank = 1 };
		occurrences[i] = (struct occurrence) { .id = span_of(names[i]),
			.article = i,
			.text = span_of(lines[i].text),
			.speaker = span_of(lines[i].speaker) };
	}
	world->info = NULL;
	cr_assert(following_read(&world->following, articles, count, occurrences, count, hands,
		      &fault) &&
		wordings_end(wordings_of(world), &world->following.ledger, NULL, &fault) &&
		info_new(wordings_of(world), hands, &world->info, &fault),
	    "%s", fault.text);
}

static void
forget(struct world *world)
{
	info_free(world->info);
	following_free(&world->following);
}

/* Bits of word `at` of the first line behind as many words as it may look back on. */
static double
surprisal_in(const struct line *lines, size_t count, size_t at)
{
	struct world		 world;
	struct info_rows	 rows = { .items = NULL };
	const struct wording	*w;
	double			 bits;

	learn(&world, lines, count, NULL);
	w = &wordings_of(&world)->items[wordings_of(&world)->of[0]];
	cr_assert(info_rows_begin(&rows, w, 1, &fault), "%s", fault.text);
	info_look_up(world.info, &rows.items[0], w);
	bits = info_surprisal(world.info, &rows.items[0], at, at < 2 ? at : 2);
	info_rows_free(&rows);
	forget(&world);
	return bits;
}

Test(info, the_background_stands_in_byte_order)
{
	cr_assert_gt(background_word_count, 3000);
	for (size_t i = 1; i < background_word_count; i++)
		cr_expect_lt(strcmp(background_words[i - 1].word, background_words[i].word), 0,
		    "%s", background_words[i].word);
}

Test(info, a_common_word_says_less_than_a_rare_one)
{
	cr_expect_lt(numbering_background(SPAN("the")), 6.0);
	cr_expect_gt(numbering_background(SPAN("harbour")), numbering_background(SPAN("people")));
	cr_expect_gt(numbering_background(SPAN("people")), numbering_background(SPAN("and")));
	cr_expect_eq(numbering_background(SPAN("grobulizont")), NUMBERING_CAP);
}

Test(info, a_word_has_one_number_in_every_spelling)
{
	struct numbering	 v = NUMBERING_EMPTY;
	struct token_list	 tokens;
	uint32_t		 words[5];

	cr_assert(token_read(SPAN("Colour color COLOURS colors harbour"), arena, &tokens, &fault));
	cr_assert_eq(tokens.count, LEN(words));
	for (size_t i = 0; i < LEN(words); i++)
		words[i] = numbering_read(&v, &tokens.items[i], &fault);
	cr_expect_eq(words[0], words[1]);
	cr_expect_eq(words[2], words[3]);
	cr_expect_neq(words[0], words[2]);
	cr_expect_neq(words[0], words[4]);
	numbering_free(&v);
}

Test(info, equal_words_have_the_marks_that_all_their_printings_have)
{
	static const struct line lines[] = {
		{ "the harbour police ... may board ships", "", 1 },
		{ "the harbour police may board ships", "", 2 },
	};
	const struct line	 turned[] = { lines[1], lines[0] };
	const struct line	*orders[] = { lines, turned };

	for (size_t i = 0; i < LEN(orders); i++) {
		struct world	 world;

		learn(&world, orders[i], LEN(lines), NULL);
		cr_assert_eq(wordings_of(&world)->count, 1);
		cr_expect_eq(wording_mark(wordings_of(&world)->items, 3), 0, "order %zu", i);
		forget(&world);
	}
}

#define STOCK "nothing could be further from the truth"

static const struct {
	const char	*what;
	const char	*speakers[2];
	int		 days; /* from one to the next */
	bool		 begins, ends; /* with another word each time */
	bool		 common;
} uses[] = {
	{ "other speakers", { "Ada Quill", "Ben Oster" }, 0, false, true, true },
	{ "other seasons", { "Ada Quill", "Ada Quill" }, 70, false, true, true },
	{ "other speakers in other words", { "Ada Quill", "Ben Oster" }, 0, true, true, true },
	{ "one speech in other words", { "", "" }, 0, true, true, false },
	{ "one speech with other ends", { "", "" }, 0, false, true, false },
	{ "one speech with other beginnings", { "Ada Quill", "Ada Quill" }, 1, true, false, false },
};

Test(info, a_phrase_is_common_when_it_is_used_and_not_when_it_is_copied)
{
	const struct line	 alone[] = { { STOCK, "Ada Quill", 0 } };
	const double		 fresh = surprisal_in(alone, 1, 3);

	for (size_t i = 0; i < LEN(uses); i++) {
		struct line	 lines[40] = { alone[0] };
		double		 bits;

		for (size_t k = 1; k < LEN(lines); k++) {
			char	*text = arena_take(arena, 3, 60, &fault), before[20], behind[20];

			cr_assert_not_null(text);
			/* Words that are printed differently, so that the lines are not one wording. */
			snprintf(before, sizeof before, "w%zu ", k);
			snprintf(behind, sizeof behind, " x%zu", k);
			snprintf(text, 180, "%s" STOCK "%s", uses[i].begins ? before : "",
			    uses[i].ends ? behind : "");
			lines[k] =
			    (struct line) { text, uses[i].speakers[k % 2], uses[i].days * (int)k };
		}
		bits = surprisal_in(lines, LEN(lines), 3);
		if (uses[i].common)
			cr_expect_lt(bits, fresh / 2, "%s: %f, %f", uses[i].what, bits, fresh);
		else
			cr_expect_float_eq(bits, fresh, 0.5, "%s: %f, %f", uses[i].what, bits,
			    fresh);
	}
}

Test(info, few_documents_are_judged_as_many)
{
	const struct line	 lines[] = {
		{ "the harbour police may board ships", "Ada Quill", 0 },
		{ "the harbour police may not", "Ben Oster", 0 },
		{ "a harbour in the north", "Cleo Marsh", 0 },
	};
	struct world		 one, three;

	learn(&one, lines, 1, NULL);
	learn(&three, lines, LEN(lines), NULL);
	cr_expect_lt(info_bits(one.info, wordings_of(&one)->items[0].words[1]) -
		info_bits(three.info,
		    wordings_of(&three)->items[wordings_of(&three)->of[0]].words[1]),
	    1.5);
	forget(&one);
	forget(&three);
}

static bool
share_backwards(const struct hands *hands, hands_part *do_part, void *work, size_t parts,
    struct fault *f)
{
	(void)hands;
	while (parts-- > 0) {
		if (!do_part(work, parts, f))
			return false;
	}
	return true;
}

Test(info, counts_do_not_depend_on_who_counts)
{
	const struct hands	 three = { .count = 3, .share = share_backwards };
	struct line		 lines[60];
	struct world		 alone, shared;

	for (size_t i = 0; i < LEN(lines); i++) {
		char	*text = arena_take(arena, 120, 1, &fault);

		cr_assert_not_null(text);
		snprintf(text, 120, "word%zu said that %s in town %zu", i % 7, STOCK, i % 11);
		lines[i] = (struct line) { text, i % 3 ? "Ada Quill" : "Ben Oster", (int)i };
	}
	learn(&alone, lines, LEN(lines), NULL);
	learn(&shared, lines, LEN(lines), &three);
	cr_assert_eq(wordings_of(&alone)->count, wordings_of(&shared)->count);
	for (size_t i = 0; i < wordings_of(&alone)->count; i++) {
		const struct wording *a = &wordings_of(&alone)->items[i],
				     *b = &wordings_of(&shared)->items[i];

		cr_assert_eq(a->hash, b->hash);
		for (size_t k = 0; k < a->count; k++)
			cr_expect_eq(info_bits(alone.info, a->words[k]),
			    info_bits(shared.info, b->words[k]), "wording %zu, word %zu", i, k);
	}
	forget(&alone);
	forget(&shared);
}
