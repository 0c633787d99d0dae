#include <criterion/criterion.h>
#include <stdio.h>

#include "core/token.h"
#include "tests/arena_suite.h"

ARENA_SUITE(token, (size_t)16 << 20);

static struct token_list
read_text(const char *text)
{
	struct token_list	 tokens;

	cr_assert(token_read(span_of(text), arena, &tokens, &fault), "%s", fault.text);
	return tokens;
}

static const struct { const char *habit, *text, *folded; } foldings[] = {
	{ "case and marks go", "\"Stop,\" HE said: now!", "stop he said now" },
	{ "curly and straight apostrophes are one", "We\u2019ve seen workers\u2019 rights",
	    "we've seen workers rights" },
	{ "a hyphen parts words", "a cease-fire and non\u2011stop talks",
	    "a cease fire and non stop talks" },
	{ "commas leave numbers", "20,000 men, 1,500 dogs, 3.5 tons",
	    "20000 men 1500 dogs 3.5 tons" },
	{ "a comma of a list stays outside", "in 2019,2020 and 12,34", "in 2019 2020 and 12 34" },
	{ "no-break spaces group digits", "5\u00A0000 men", "5000 men" },
	{ "stops leave acronyms", "the U.S. and the U.N. at 9 p.m.", "the us and the un at 9 pm" },
	{ "brackets inside a word are not there", "[t]he trail[s] end", "the trails end" },
	{ "an ellipsis is no word", "stay ... home [\u2026] now . . . please",
	    "stay home now please" },
	{ "an ampersand alone is a word", "bread & butter, R&D", "bread and butter r d" },
	{ "per cent has a sign", "5% of it", "5 % of it" },
	{ "accents are composed and folded", "E\u0301COLE \u00C9cole", "\u00E9cole \u00E9cole" },
	{ "sharp s folds as Unicode folds it", "STRASSE Stra\u00DFe", "strasse strasse" },
	{ "a soft hyphen is not there", "co\u00ADoperate", "cooperate" },
	{ "ideographs are words each", "\u4E2D\u6587 text", "\u4E2D \u6587 text" },
	{ "nothing but marks", " \u2014 ... !? ", "" },
	{ "nothing at all", "", "" },
};

Test(token, folds_what_is_printed_into_what_is_compared)
{
	for (size_t i = 0; i < LEN(foldings); i++) {
		struct span	 folded;

		cr_assert(token_fold(span_of(foldings[i].text), arena, &folded, &fault), "%s",
		    fault.text);
		cr_expect(span_eq(folded, span_of(foldings[i].folded)), "%s: [%.*s]",
		    foldings[i].habit, SPAN_ARG(folded));
	}
}

Test(token, reads_the_words_of_what_was_folded)
{
	for (size_t i = 0; i < LEN(foldings); i++) {
		const struct token_list	 printed = read_text(foldings[i].text);
		struct token_list	 folded;

		cr_assert(token_unfold(span_of(foldings[i].folded), arena, &folded, &fault));
		cr_assert_eq(folded.count, printed.count, "%s: %zu words", foldings[i].habit,
		    folded.count);
		for (size_t k = 0; k < folded.count; k++) {
			cr_expect(span_eq(folded.items[k].word, printed.items[k].word));
			cr_expect_eq(folded.items[k].hash, printed.items[k].hash);
		}
	}
}

Test(token, keeps_the_printed_word_beside_the_folded_one)
{
	static const char	 text[] = "\u201CThe [protesters] shoot-to-kill \u2026 20,000.\u201D";
	static const char *const printed[] = { "The", "protesters", "shoot", "to", "kill",
		"20,000" };
	struct token_list	 tokens = read_text(text);

	cr_assert_eq(tokens.count, LEN(printed));
	for (size_t i = 0; i < LEN(printed); i++) {
		cr_expect(span_eq(tokens.items[i].printed, span_of(printed[i])), "[%.*s]",
		    SPAN_ARG(tokens.items[i].printed));
		cr_expect(span_within(tokens.items[i].printed, span_of(text)));
	}
}

Test(token, flags_what_stands_around_a_word)
{
	struct token_list	 t = read_text("We go. [They] stay ... here, half-way 7");

	cr_assert_eq(t.count, 8);
	cr_expect_eq(t.items[0].flags, TOKEN_SENTENCE | TOKEN_PARAGRAPH | TOKEN_CAPITAL);
	cr_expect_eq(t.items[1].flags, 0u);
	cr_expect_eq(t.items[2].flags, TOKEN_SENTENCE | TOKEN_CAPITAL | TOKEN_BRACKETED);
	cr_expect_eq(t.items[3].flags, 0u);
	cr_expect_eq(t.items[4].flags, (unsigned)TOKEN_GAP_BEFORE);
	cr_expect_eq(t.items[6].flags, (unsigned)TOKEN_COMPOUND);
	cr_expect_eq(t.items[7].flags, (unsigned)TOKEN_NUMBER);
	cr_expect_not(t.gap_at_end);
	cr_expect(read_text("and so on ...").gap_at_end);
}

static const struct { const char *what, *text; size_t sentences; } stops[] = {
	{ "two sentences", "We go. They stay.", 2 },
	{ "a question and an answer", "Why? Because.", 2 },
	{ "marks close behind the stop", "\"We go.\" They stay.", 2 },
	{ "a title opens no sentence", "We met Maj. Gen. Oster and Dr. Quill there.", 1 },
	{ "initials open none", "We met J. R. Oster there.", 1 },
	{ "an acronym inside a sentence", "The U.S. Army stays.", 1 },
	{ "an acronym that ends one", "We left the U.S. They stayed.", 2 },
	{ "decimals", "It grew 3.5 percent.", 1 },
	{ "a numbered thing", "He lives at No. 10 now.", 1 },
	{ "the word no", "I said no. They left.", 2 },
	{ "a month", "It was on Jan. 7 in the rain.", 1 },
	{ "a shout inside", "\"Fire!\" he said.", 1 },
	{ "the pronoun that looks like an initial", "It was I. They know.", 2 },
	{ "a stop without its space", "They let the arms drop.The rest fled.", 2 },
	{ "an address is no sentence", "See example.com for more.", 1 },
	{ "an ellipsis and a capital", "Stay home... Keep calm.", 2 },
	{ "an ellipsis inside", "Stay ... and wait.", 1 },
	{ "a full stop of another script", "\u6765\u305F\u3002\u898B\u305F\u3002", 2 },
};

Test(token, knows_where_sentences_end)
{
	for (size_t i = 0; i < LEN(stops); i++) {
		struct token_list	 tokens = read_text(stops[i].text);
		size_t			 sentences = 0;

		for (size_t k = 0; k < tokens.count; k++)
			sentences += (tokens.items[k].flags & TOKEN_SENTENCE) != 0;
		cr_expect_eq(sentences, stops[i].sentences, "%s: %zu", stops[i].what, sentences);
	}
}

Test(token, a_line_break_parts_paragraphs_behind_a_sentence_or_when_a_line_is_blank)
{
	struct token_list	 t = read_text("we go\non and on.\nThey stay\n\nhere");

	cr_assert_eq(t.count, 8);
	cr_expect_eq(t.items[2].flags & TOKEN_PARAGRAPH, 0u);
	cr_expect_neq(t.items[5].flags & TOKEN_PARAGRAPH, 0u);
	cr_expect_neq(t.items[7].flags & TOKEN_PARAGRAPH, 0u);
}

Test(token, equal_words_have_equal_hashes)
{
	struct token_list	 t = read_text("We\u2019ve WE'VE weave");

	cr_expect_eq(t.items[0].hash, t.items[1].hash);
	cr_expect_neq(t.items[0].hash, t.items[2].hash);
}

Test(token, refuses_what_is_too_long_instead_of_cutting_it)
{
	char			*text = malloc(TOKEN_MAX_TEXT + 1);
	struct token_list	 tokens;

	cr_assert_not_null(text);
	memset(text, 'a', TOKEN_MAX_TEXT + 1);
	cr_expect_not(
	    token_read((struct span) { text, TOKEN_MAX_TEXT + 1 }, arena, &tokens, &fault));
	cr_expect_eq(fault.kind, FAULT_LIMIT);
	free(text);
}

Test(token, fails_cleanly_at_every_size_of_its_arena)
{
	static const char text[] =
	    "\u201CThe [protesters] \u2026 \u00C9cole 20,000 words here.\u201D";
	bool			 done = false;

	for (size_t cap = 0; cap < 8192 && !done; cap += 16) {
		struct arena		*small = arena_new(cap);
		struct token_list	 tokens;
		struct fault		 why = FAULT_INIT;

		done = token_read(span_of(text), small, &tokens, &why);
		cr_expect_eq(why.kind, done ? FAULT_NONE : FAULT_MEMORY);
		arena_free(small);
	}
	cr_expect(done);
}
