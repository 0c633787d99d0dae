#include <criterion/criterion.h>

#include "core/wordlist.h"
#include "core/words.h"

/* Every list starts its rows with the word. */
static void
expect_order(const char *list, const void *rows, size_t count, size_t size)
{
	for (size_t i = 1; i < count; i++) {
		const char	*before, *word;

		memcpy(&before, (const char *)rows + (i - 1) * size, sizeof before);
		memcpy(&word, (const char *)rows + i * size, sizeof word);
		cr_expect_lt(strcmp(before, word), 0, "%s: %s, %s", list, before, word);
	}
}

#define EXPECT_ORDER(rows, count) expect_order(#rows, (rows), (count), sizeof *(rows))

Test(words, lists_are_in_byte_order_without_doubles)
{
	EXPECT_ORDER(lexemes, lexeme_count);
	EXPECT_ORDER(spellings, spelling_count);
	EXPECT_ORDER(irregulars, irregular_count);
	EXPECT_ORDER(contractions, contraction_count);
	EXPECT_ORDER(abbreviations, abbreviation_count);
	EXPECT_ORDER(number_words, number_word_count);
}

Test(words, a_standard_spelling_is_its_own_standard)
{
	char	 room[WORD_ROOM];

	for (size_t i = 0; i < spelling_count; i++) {
		struct span	 standard = word_standard(span_of(spellings[i].other), room);

		cr_expect(span_eq(standard, span_of(spellings[i].other)), "%s: %.*s",
		    spellings[i].other, SPAN_ARG(standard));
	}
}

static const struct { const char *word, *standard; } spelled[] = {
	{ "colour", "color" }, { "honoured", "honored" }, { "neighbours", "neighbors" },
	{ "hour", "hour" }, { "four", "four" }, { "your", "your" },
	{ "organised", "organized" }, { "organisation", "organization" }, { "rise", "rise" },
	{ "travelled", "traveled" }, { "filled", "filled" }, { "analysed", "analyzed" },
	{ "centre", "center" }, { "defence", "defense" }, { "govt", "government" }, { "%", "percent" },
};

Test(words, british_and_american_spellings_meet)
{
	for (size_t i = 0; i < LEN(spelled); i++) {
		char		 room[WORD_ROOM];
		struct span	 standard = word_standard(span_of(spelled[i].word), room);

		cr_expect(span_eq(standard, span_of(spelled[i].standard)), "%s: %.*s",
		    spelled[i].word, SPAN_ARG(standard));
	}
}

static const struct { const char *a, *b; bool same; } stems[] = {
	{ "leave", "leaving", true }, { "leave", "left", true }, { "stopped", "stop", true },
	{ "carry", "carried", true }, { "agree", "agreed", true }, { "is", "were", true },
	{ "soldier", "soldiers", true }, { "city", "cities", true }, { "woman", "women", true },
	{ "police", "policy", false }, { "concerns", "questions", false }, { "the", "they", false },
};

Test(words, inflections_share_a_stem)
{
	for (size_t i = 0; i < LEN(stems); i++) {
		bool same =
		    word_stem_hash(span_of(stems[i].a)) == word_stem_hash(span_of(stems[i].b));

		cr_expect_eq(same, stems[i].same, "%s, %s", stems[i].a, stems[i].b);
	}
}

static const struct { const char *words[6]; size_t taken; int64_t value; bool ordinal; } numbers[] = {
	{ { "two" }, 1, 2000, false },
	{ { "twenty", "one", "men" }, 2, 21000, false },
	{ { "two", "hundred", "and", "ten", "men" }, 4, 210000, false },
	{ { "two", "million", "people" }, 2, 2000000000, false },
	{ { "1.5", "million" }, 2, 1500000000, false },
	{ { "20000", "men" }, 1, 20000000, false },
	{ { "3rd" }, 1, 3000, true },
	{ { "twenty", "first" }, 2, 21000, true },
	{ { "five", "six" }, 1, 5000, false },
	{ { "two", "and", "two" }, 1, 2000, false },
	{ { "a380" }, 0, 0, false },
	{ { "2022x" }, 0, 0, false },
	{ { "99999999999999999999" }, 0, 0, false },
};

Test(words, numbers_are_read_in_words_and_digits)
{
	for (size_t i = 0; i < LEN(numbers); i++) {
		struct span	 words[6];
		size_t		 n = 0, taken;
		int64_t		 value = 0;
		bool		 ordinal;

		for (; n < LEN(words) && numbers[i].words[n] != NULL; n++)
			words[n] = span_of(numbers[i].words[n]);
		taken = word_number(words, n, &value, &ordinal);
		cr_expect_eq(taken, numbers[i].taken, "%s: %zu words", numbers[i].words[0], taken);
		if (taken == 0)
			continue;
		cr_expect_eq(value, numbers[i].value, "%s: %lld", numbers[i].words[0],
		    (long long)value);
		cr_expect_eq(ordinal, numbers[i].ordinal, "%s", numbers[i].words[0]);
	}
}

Test(words, qualifiers_may_be_phrases)
{
	const struct span	 yes[] = { SPAN("to"), SPAN("the"), SPAN("extent"), SPAN("it") };
	const struct span	 no[] = { SPAN("to"), SPAN("the"), SPAN("square") };

	cr_expect_eq(word_qualifier_phrase(yes, LEN(yes)), 3);
	cr_expect_eq(word_qualifier_phrase(no, LEN(no)), 0);
	cr_expect_eq(word_qualifier_phrase(yes, 2), 0);
	cr_expect_eq(word_qualifier_phrase(NULL, 0), 0);
}

Test(words, contractions_open_into_their_parts)
{
	struct span	 parts[WORD_PARTS_MAX];

	cr_assert_eq(word_expand(SPAN("won't"), parts), 2);
	cr_expect(span_eq(parts[0], SPAN("will")));
	cr_expect(span_eq(parts[1], SPAN("not")));
	cr_expect_eq(word_expand(SPAN("wont"), parts), 0);
}

/* They are gone through no further than the first letter sought. */
Test(words, lists_that_are_searched_by_first_letter_stand_in_byte_order)
{
	for (size_t i = 1; i < qualifier_phrase_count; i++)
		cr_expect_leq(strcmp(qualifier_phrases[i - 1].words[0],
				  qualifier_phrases[i].words[0]),
		    0, "%s", qualifier_phrases[i].words[0]);
	for (size_t i = 1; i < our_stem_count; i++)
		cr_expect_lt(strcmp(our_stems[i - 1], our_stems[i]), 0, "%s", our_stems[i]);
	for (size_t i = 1; i < doubling_stem_count; i++)
		cr_expect_lt(strcmp(doubling_stems[i - 1], doubling_stems[i]), 0, "%s",
		    doubling_stems[i]);
}
