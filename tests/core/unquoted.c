#include <criterion/criterion.h>

#include <stdio.h>

#include "core/unquoted.h"

#define BYTES_MAX ((size_t)64 << 20)

/* One article for each quotation; the last two share a run of words. */
static const struct occurrence occurrences[] = {
	{ .id = SPAN("q1"), .article = 0, .region = REGION_BODY,
	    .text = SPAN("We will rebuild the old harbour bridge before the first frost of winter comes") },
	{ .id = SPAN("q2"), .article = 1, .region = REGION_BODY,
	    .text = SPAN("Orchards flooded, beekeepers evacuated, glaciologists astonished, vintners bankrupt") },
	{ .id = SPAN("q3"), .article = 2, .region = REGION_BODY, .speaker = SPAN("Ada Quill"),
	    .text = SPAN("Nobody asked the ferrymen and that is what we are going to tell the minister about "
			 "his tunnel") },
	{ .id = SPAN("q4"), .article = 3, .region = REGION_BODY, .speaker = SPAN("Bo Clerk"),
	    .text = SPAN("Umbrellas were sold out and that is what we are going to remember of the long march "
			 "across frozen bays") },
};

static struct trail_article articles[] = {
	{ .identity = SPAN("a") }, { .identity = SPAN("b") }, { .identity = SPAN("c") },
	{ .identity = SPAN("d") },
};

static const struct {
	const char	*what, *text, *found; /* found: NULL when nothing is */
	enum region	 region;
} texts[] = {
	{ "a whole quotation", "He went on. We will rebuild the old harbour bridge before the first frost "
	    "of winter comes! That was all.",
	    "We will rebuild the old harbour bridge before the first frost of winter comes", REGION_BODY },
	{ "eight words in a row", "They say the old harbour bridge before the first frost will do.",
	    "the old harbour bridge before the first frost", REGION_BODY },
	{ "seven ordinary words", "They say the old harbour bridge before the first time.", NULL,
	    REGION_BODY },
	{ "six that say as much", "Beekeepers evacuated, glaciologists astonished, vintners bankrupt: a day.",
	    "Beekeepers evacuated, glaciologists astonished, vintners bankrupt", REGION_HEADLINE },
	{ "five that say less", "Beekeepers evacuated, glaciologists astonished, vintners sold out.", NULL,
	    REGION_HEADLINE },
	{ "case and glyphs", "WE WILL REBUILD THE OLD HARBOUR BRIDGE BEFORE THE FIRST SNOW",
	    "WE WILL REBUILD THE OLD HARBOUR BRIDGE BEFORE THE FIRST", REGION_HEADLINE },
	{ "a word exchanged", "We will rebuild the old harbour bridge before the last frost of winter comes.",
	    "We will rebuild the old harbour bridge before the last frost of winter comes",
	    REGION_STANDFIRST },
	{ "words in between", "We will rebuild the old harbour bridge before, he said, the first frost of "
	    "winter comes.",
	    "We will rebuild the old harbour bridge before, he said, the first frost of winter comes",
	    REGION_BODY },
	{ "other articles' words", "We will rebuild the old harbour bridge before the first frost.", NULL,
	    REGION_TEASER },
	{ "readers' words", "We will rebuild the old harbour bridge before the first frost.", NULL,
	    REGION_COMMENT },
	{ "words between marks", "\"We will rebuild the old harbour bridge before the first frost.\"", NULL,
	    REGION_BODY },
	{ "too few words", "the old harbour", NULL, REGION_BODY },
	{ "no words", "", NULL, REGION_BODY },
};

struct ground {
	struct arena		*arena;
	struct trail		 trail;
	struct unquoted_index	*index;
	struct fault		 f;
};

static void
begin(struct ground *g)
{
	*g = (struct ground) { .arena = arena_new(BYTES_MAX), .f = FAULT_INIT };
	for (size_t i = 0; i < LEN(articles); i++) {
		articles[i].published = INTERVAL_UNKNOWN;
		articles[i].outlet = articles[i].lineage = articles[i].identity;
	}
	cr_assert_not_null(g->arena);
	cr_assert(trail_follow(articles, LEN(articles), occurrences, LEN(occurrences), NULL,
		      g->arena, &g->trail, &g->f),
	    "%s", g->f.text);
	cr_assert(unquoted_index_new(occurrences, LEN(occurrences), &g->trail, &g->index, &g->f),
	    "%s", g->f.text);
}

static void
end(struct ground *g)
{
	unquoted_index_free(g->index);
	arena_free(g->arena);
}

/* Look through a text of one block; what stands between marks in it is a quotation. */
static struct unquoted *
look(struct ground *g, const char *text, enum region region, size_t *count)
{
	const struct block	 block = { .text = span_of(text), .region = region };
	const struct article article = { .text = block.text, .blocks = &block, .nblocks = 1 };
	const struct span	 part = block.text;
	struct unquoted		*found;

	cr_assert(unquoted_find(g->index, &article, &part, text[0] == '"', g->arena, &found, count,
		      &g->f),
	    "%s", g->f.text);
	return found;
}

Test(unquoted, finds_the_words_of_a_quotation_without_its_marks)
{
	struct ground	 g;

	begin(&g);
	for (size_t i = 0; i < LEN(texts); i++) {
		size_t			 count;
		const struct unquoted	*found = look(&g, texts[i].text, texts[i].region, &count);

		cr_expect_eq(count, texts[i].found != NULL, "%s: %zu found", texts[i].what, count);
		if (count == 1 && texts[i].found != NULL)
			cr_expect(span_eq(found[0].words, span_of(texts[i].found)), "%s: %.*s",
			    texts[i].what, SPAN_ARG(found[0].words));
	}
	end(&g);
}

Test(unquoted, a_run_of_two_families_tells_neither)
{
	struct ground	 g;
	size_t		 count;

	begin(&g);
	cr_assert_neq(g.trail.placements[2].family, g.trail.placements[3].family);
	look(&g, "He came in, and that is what we are going to hear of.", REGION_BODY, &count);
	cr_expect_eq(count, 0);
	look(&g, "It is what we are going to tell the minister about his tunnel, too.", REGION_BODY,
	    &count);
	cr_assert_eq(count, 1, "what only one of them has tells it");
	end(&g);
}

Test(unquoted, of_a_family_the_longest_stretch_stands_for_the_article)
{
	static const char text[] =
	    "The old harbour bridge before the first frost is a wish. But we "
	    "will rebuild the old harbour bridge before the first frost of winter.";
	const struct unquoted	*found;
	struct ground		 g;
	size_t			 count;

	begin(&g);
	found = look(&g, text, REGION_BODY, &count);
	cr_assert_eq(count, 1);
	cr_expect_eq(found[0].matched, 13);
	cr_expect(span_starts(found[0].words, SPAN("we will rebuild")));
	end(&g);
}

/* Words of their own, settled in one family; the third in another. */
static const struct occurrence printings[] = {
	{ .id = SPAN("p1"), .article = 0, .region = REGION_BODY,
	    .text = SPAN("We will rebuild the old harbour bridge before the first frost of winter comes") },
	{ .id = SPAN("p2"), .article = 1, .region = REGION_BODY,
	    .text = SPAN("Entirely other words that somebody settled here for reasons of their own") },
	{ .id = SPAN("p3"), .article = 2, .region = REGION_BODY,
	    .text = SPAN("We will rebuild the old harbour bridge before the first frost of winter") },
};

Test(trail_settle, families_are_what_they_are_said_to_be)
{
	static const struct placement settled[] = {
		{ .family = 1, .second = TRAIL_NONE, .rule = "known", .bits = 7 },
		{ .family = 1, .second = 0, .rule = "known", .bits = 7 },
		{ .family = 0, .second = TRAIL_NONE, .rule = "known", .bits = 7 },
	};
	struct ground	 g;
	struct trail	 trail;

	begin(&g);
	cr_assert(trail_settle(articles, LEN(articles), printings, LEN(printings), settled, 2, NULL,
		      g.arena, &trail, &g.f),
	    "%s", g.f.text);
	cr_assert_eq(trail.nfamilies, 2);
	for (size_t i = 0; i < LEN(printings); i++) {
		cr_expect_str_eq(trail.placements[i].rule, "known");
		cr_expect_float_eq(trail.placements[i].bits, 7, .01);
	}
	cr_expect_eq(trail.placements[0].family, trail.placements[1].family);
	cr_expect_neq(trail.placements[2].family, trail.placements[0].family);
	cr_expect_eq(trail.placements[1].second, trail.placements[2].family);
	cr_expect_eq(trail.families[trail.placements[0].family].nmembers, 2);
	end(&g);
}

/* The first is open: its words are those of the third; or all words of the second, settled otherwise. */
Test(trail_settle, what_is_open_is_placed_among_what_is_settled)
{
	static const struct placement settled[] = {
		{ .family = TRAIL_NONE, .second = TRAIL_NONE },
		{ .family = 1, .second = TRAIL_NONE, .rule = "known", .bits = 7 },
		{ .family = 0, .second = TRAIL_NONE, .rule = "known", .bits = 7 },
	};
	struct ground	 g;
	struct trail	 trail;

	begin(&g);
	cr_assert(trail_settle(articles, LEN(articles), printings, LEN(printings), settled, 2, NULL,
		      g.arena, &trail, &g.f),
	    "%s", g.f.text);
	cr_assert_eq(trail.nfamilies, 2);
	cr_expect_eq(trail.placements[0].family, trail.placements[2].family);
	cr_expect_neq(trail.placements[0].family, trail.placements[1].family);
	cr_expect_gt(trail.placements[0].bits, 20, "it was attached by what it shares");
	cr_expect_str_eq(trail.placements[2].rule, "known");
	end(&g);
}

Test(trail_settle, equal_words_stay_in_all_families_they_are_settled_in)
{
	static const struct placement settled[] = {
		{ .family = 1, .second = TRAIL_NONE, .rule = "known" },
		{ .family = 0, .second = TRAIL_NONE, .rule = "known" },
		{ .family = TRAIL_NONE, .second = TRAIL_NONE },
		{ .family = 2, .second = TRAIL_NONE, .rule = "known" },
		{ .family = TRAIL_NONE, .second = TRAIL_NONE },
	};
	struct occurrence	 twins[] = { printings[0], printings[0], printings[1], printings[2],
		printings[0] };
	struct ground		 g;
	struct trail		 trail;

	twins[1].id = SPAN("p4");
	twins[1].article = 2;
	twins[4].id = SPAN("p5");
	twins[4].article = 1;
	begin(&g);
	cr_assert(trail_settle(articles, LEN(articles), twins, LEN(twins), settled, 3, NULL,
		      g.arena, &trail, &g.f),
	    "%s", g.f.text);
	cr_assert_eq(trail.nfamilies, 4);
	cr_expect_neq(trail.placements[0].family, trail.placements[1].family);
	cr_expect_eq(trail.placements[4].family, trail.placements[1].family,
	    "the one of smaller number");
	cr_expect_str_eq(trail.placements[0].rule, "known");
	for (size_t k = 2; k <= 3; k++) {
		cr_expect_neq(trail.placements[k].family, trail.placements[0].family);
		cr_expect_neq(trail.placements[k].family, trail.placements[1].family);
	}
	for (size_t i = 0; i < trail.nfamilies; i++)
		cr_expect_gt(trail.families[i].nmembers, 0);
	end(&g);
}

/* The leads of words in a row. */
static size_t
leads_of(const char *text, struct arena *arena, uint64_t leads[64])
{
	struct unquoted_winnow	 winnow = UNQUOTED_WINNOW_EMPTY;
	struct token_list	 words;
	struct fault		 f = FAULT_INIT;
	size_t			 n = 0;

	cr_assert(token_read(span_of(text), arena, &words, &f), "%s", f.text);
	cr_assert_lt(words.count, 64);
	for (size_t i = 0; i < words.count; i++)
		n += unquoted_winnow_next(&winnow, words.items[i].hash, &leads[n]);
	return n + unquoted_winnow_end(&winnow, &leads[n]);
}

/* The law of winnowing: eight words in a row, wherever they stand, have a lead with their text in common. */
Test(unquoted, eight_words_in_a_row_share_a_lead_with_their_text)
{
	struct arena	*arena = arena_new(BYTES_MAX);
	struct fault	 f = FAULT_INIT;

	for (size_t i = 0; i < LEN(occurrences); i++) {
		struct token_list	 words;
		uint64_t		 whole[64], part[64];
		const size_t		 n = leads_of(occurrences[i].text.p, arena, whole);

		cr_assert(token_read(occurrences[i].text, arena, &words, &f));
		for (size_t from = 0; from + 8 <= words.count; from++) {
			char	 text[400];
			size_t	 count, shared = 0;

			snprintf(text, sizeof text, "x %.*s y",
			    SPAN_ARG(span_join(words.items[from].printed,
				words.items[from + 7].printed)));
			count = leads_of(text, arena, part);
			for (size_t k = 0; k < n * count; k++)
				shared += whole[k % n] == part[k / n];
			cr_expect_gt(shared, 0, "%s", text);
		}
	}
	arena_free(arena);
}

Test(unquoted, a_text_of_five_words_has_one_lead_and_of_four_none)
{
	struct arena	*arena = arena_new(BYTES_MAX);
	uint64_t	 leads[64];

	cr_expect_eq(leads_of("", arena, leads), 0);
	cr_expect_eq(leads_of("Four words are few", arena, leads), 0);
	cr_expect_eq(leads_of("Five words are just enough", arena, leads), 1);
	cr_expect_eq(leads_of("Seven words in a row have one", arena, leads), 1);
	arena_free(arena);
}

Test(unquoted, a_run_that_is_shunned_tells_nothing)
{
	static const char *const seeds[] = { "the old harbour bridge before",
		"old harbour bridge before the", "harbour bridge before the first",
		"bridge before the first frost" };
	static const char text[] =
	    "They say the old harbour bridge before the first frost will do.";
	struct ground		 g;
	size_t			 count;

	begin(&g);
	look(&g, text, REGION_BODY, &count);
	cr_assert_eq(count, 1);
	for (size_t i = 0; i < LEN(seeds); i++) {
		uint64_t	 leads[64];

		cr_assert_eq(leads_of(seeds[i], g.arena, leads), 1);
		unquoted_shun(g.index, leads, 1);
		look(&g, text, REGION_BODY, &count);
		cr_expect_eq(count, i + 1 < LEN(seeds), "%s", seeds[i]);
	}
	end(&g);
}
