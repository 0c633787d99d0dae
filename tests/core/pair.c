#include <criterion/criterion.h>

#include "core/buf.h"
#include "core/pair.h"

/* What is between the marks, one pair after the other, "|" between them. */
static const struct {
	const char	*habit, *paragraph, *inner;
} habits[] = {
	{ "straight marks", "\"We go,\" she said. \"Now.\"", "We go,|Now." },
	{ "curly marks", "“We go,” she said.", "We go," },
	{ "curly marks the wrong way round", "”We go,“ she said. She called it ”late“.", "We go,|late" },
	{ "two single marks in a row", "''We go,'' she said.", "We go," },
	{ "grave accents and single marks", "``We go,'' she said.", "We go," },
	{ "French guillemets", "« On y va », dit-elle.", "On y va" },
	{ "guillemets that face in", "»Wir gehen«, sagte sie.", "Wir gehen" },
	{ "low and high marks", "Sie sagte: „Wir gehen“, und ging.", "Wir gehen" },
	{ "corner brackets", "彼は「行く」と言った", "行く" },
	{ "a space before the closing mark", "He had “doubts about it ” then.", "doubts about it" },
	{ "a dash before the opening mark", "The plan—\"a farce\"—fell.", "a farce" },
	{ "brackets around the marks", "The plan (\"a farce\") fell.", "a farce" },
	{ "single marks in a headline", "Mayor: 'We go', says aide", "We go" },
	{ "single marks and an apostrophe", "'I don't think so,' he said. 'It's wrong.'",
	    "I don't think so,|It's wrong." },
	{ "curly single marks and an apostrophe", "‘I don’t think so,’ he said.", "I don’t think so," },
	{ "apostrophes alone", "The troops' boots weren't the miners' own, goin' by '90s looks.", "" },
	{ "a shortened word is no opening mark", "Rock 'n' roll 'til dawn, 'twas said.", "" },
	{ "a plural's apostrophe inside single marks", "'The miners' pay is low,' she said.",
	    "The miners' pay is low," },
	{ "double marks inside single ones", "'She said \"no\" to me,' he said.", "She said \"no\" to me," },
	{ "single marks inside double ones", "\"She said 'no' to me,\" he said.", "She said 'no' to me," },
	{ "double marks inside double ones", "“She said “no” to me,” he said.", "She said “no” to me," },
	{ "three marks at the end", "He said: ''She told me 'no.'''", "She told me 'no.'" },
	{ "a missing closing mark harms nobody else", "\"We go, she said. \"Now.\"", "We go, she said.|Now." },
	{ "a mark in left-over markup", "<a href=\"x.html\">He</a> said \"no\".", "no" },
	{ "signs that begin no tag", "<x \"We go,\" she said, 3 < 4 \"but late.\"", "We go,|but late." },
	{ "a double mark that a single one closes", "\"We go now,' she said. She did.", "We go now," },
	{ "no words between the marks", "He typed \"\" and \" \".", "" },
};

static struct pair_list
pairs_of(const char *paragraph, const char *next, struct arena *arena)
{
	struct fault		 f = FAULT_INIT;
	struct pair_list	 pairs = { NULL, 0 };

	cr_assert(pair_find(span_of(paragraph), span_of(next), arena, arena, &pairs, &f), "%s",
	    f.text);
	return pairs;
}

Test(pair, finds_what_stands_between_marks_of_every_habit)
{
	for (size_t i = 0; i < LEN(habits); i++) {
		struct arena		*arena = arena_new(1 << 20);
		struct pair_list	 pairs = pairs_of(habits[i].paragraph, "", arena);
		struct buf		 found = BUF(1024);

		for (size_t k = 0; k < pairs.count; k++) {
			if (k > 0)
				buf_char(&found, '|');
			buf_add(&found, pairs.items[k].inner);
		}
		cr_expect(span_eq(buf_span(&found), span_of(habits[i].inner)), "%s: [%.*s]",
		    habits[i].habit, SPAN_ARG(buf_span(&found)));
		buf_free(&found);
		arena_free(arena);
	}
}

Test(pair, leaves_a_pair_open_only_to_the_end_of_its_paragraph)
{
	struct arena		*arena = arena_new(1 << 20);
	struct pair_list	 pairs = pairs_of("She said: \"We go. And then", "", arena);

	cr_assert_eq(pairs.count, 1);
	cr_expect_eq(pairs.items[0].state, PAIR_OPEN);
	cr_expect(span_eq(pairs.items[0].inner, SPAN("We go. And then")));
	pairs = pairs_of("\"We go, she said. \"Now.\"", "", arena);
	cr_assert_eq(pairs.count, 2);
	cr_expect_eq(pairs.items[0].state, PAIR_CUT);
	cr_expect_eq(pairs.items[1].state, PAIR_CLOSED);
	arena_free(arena);
}

static const struct {
	const char	*next;
	bool		 reopens;
} nexts[] = {
	{ "  “And now.”", true },
	{ "''And now.''", true },
	{ "And \"now.\"", false },
	{ "'tis late.", false },
	{ "   ", false },
	{ "", false },
};

Test(pair, keeps_quotations_inside_one_that_the_next_paragraph_reopens)
{
	for (size_t i = 0; i < LEN(nexts); i++) {
		struct arena		*arena = arena_new(1 << 20);
		struct pair_list	 pairs =
		    pairs_of("\"They said \"no\" and left.", nexts[i].next, arena);

		cr_assert_eq(pairs.count, nexts[i].reopens ? 1 : 2, "[%s]", nexts[i].next);
		cr_expect_eq(pairs.items[0].state, nexts[i].reopens ? PAIR_OPEN : PAIR_CUT);
		cr_expect(span_eq(pairs.items[0].inner,
		    nexts[i].reopens ? SPAN("They said \"no\" and left.") : SPAN("They said")));
		arena_free(arena);
	}
}
