#include "core/row.h"

#include <criterion/criterion.h>

#include "core/cue.h"
#include "core/lexicon.h"
#include "core/outlet.h"
#include "core/wordlist.h"

struct colour {
	const char *word;
	int number;
};

static const struct colour colours[] = {
	{ "blue", 1 },
	{ "blues", 2 },
	{ "grün", 3 },
	{ "red", 4 },
};

Test(row, halves_to_the_row_of_a_word)
{
	static const char *const absent[] = { "", "a", "blu", "bluet", "Red", "gr", "zebra" };

	for (size_t i = 0; i < LEN(colours); i++)
		cr_expect_eq(ROW_HALVE(colours, span_of(colours[i].word)), &colours[i], "%s",
		    colours[i].word);
	for (size_t i = 0; i < LEN(absent); i++)
		cr_expect_null(ROW_HALVE(colours, span_of(absent[i])), "%s", absent[i]);
	cr_expect_null(row_halve(colours, 0, sizeof colours[0], SPAN("red")));
}

/* Every row is where its index says, and nothing else is: what core/index.awk made, C finds. */
static void
expect_indexed(const struct row_table *table, size_t count, const char *name)
{
	size_t filled = 0;

	for (size_t i = 0; i < count; i++) {
		const void *row = (const char *)table->rows + i * table->size;
		const char *word;

		memcpy(&word, row, sizeof word);
		cr_expect_eq(row_find(table, span_of(word)), row, "%s: %s", name, word);
		cr_expect_eq(row_find_case(table, span_of(word)), row, "%s: %s", name, word);
	}
	for (size_t i = 0; i < table->nslots; i++)
		filled += table->slots[i] != 0;
	cr_expect_eq(filled, count, "%s: %zu slots for %zu rows", name, filled, count);
	cr_expect_null(row_find(table, SPAN_NONE), "%s", name);
	cr_expect_null(row_find(table, SPAN("such a word is in no table")), "%s", name);
}

Test(row, finds_every_word_of_an_indexed_list)
{
	expect_indexed(&lexemes_rows, lexeme_count, "lexemes");
	expect_indexed(&spellings_rows, spelling_count, "spellings");
	expect_indexed(&irregulars_rows, irregular_count, "irregulars");
	expect_indexed(&contractions_rows, contraction_count, "contractions");
	expect_indexed(&abbreviations_rows, abbreviation_count, "abbreviations");
	expect_indexed(&number_words_rows, number_word_count, "number words");
}

/* Lists that keep their index to themselves are asked through their own functions. */
#define EXPECT_FOUND(list, count, find) \
	for (size_t i = 0; i < (count); i++) \
	cr_expect_eq((find), &(list)[i], "%s", (list)[i].name)

Test(row, finds_every_word_of_the_lexicon)
{
	const struct lexicon_word *words;
	const struct title *titles;
	const struct given_name *givens;
	const struct place *places;
	const struct cue *cues;
	enum cue_tense tense;
	size_t count = lexicon_list(&words);

	for (size_t i = 0; i < count; i++)
		cr_expect_eq(lexicon_bits(span_of(words[i].name)), words[i].bits, "%s",
		    words[i].name);
	count = title_list(&titles);
	EXPECT_FOUND(titles, count, title_find(span_of(titles[i].name)));
	count = given_list(&givens);
	EXPECT_FOUND(givens, count, given_find(span_of(givens[i].name)));
	count = place_list(&places);
	EXPECT_FOUND(places, count, place_find(span_of(places[i].name)));
	count = cue_list(&cues);
	EXPECT_FOUND(cues, count, cue_find(span_of(cues[i].name), &tense));
}

Test(row, finds_an_outlet_in_any_capitals)
{
	const struct outlet_profile *profile = outlet_profile(SPAN("le monde"));

	cr_assert_not_null(profile);
	cr_expect_str_eq(profile->name, "Le Monde");
	cr_expect_eq(outlet_profile(SPAN(" www.LEMONDE.fr")), outlet_profile(SPAN("lemonde.fr")));
	cr_expect_not_null(outlet_profile(SPAN("ČTK")));
	cr_expect_null(outlet_profile(SPAN("lemonde.example")));
	cr_expect_null(outlet_profile(SPAN_NONE));
}
