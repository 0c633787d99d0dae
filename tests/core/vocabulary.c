#include "core/vocabulary.h"

#include <criterion/criterion.h>

#include "core/cue.h"

static struct fault fault;

static const struct {
	const char	*word;
	uint32_t	 is, is_not;
} words[] = {
	{ "said", WORD_CUE | WORD_SPEECH | WORD_TENSE_PAST, WORD_TITLE },
	{ "claims", WORD_CUE | WORD_CUE_NOUN | WORD_TENSE_PRESENT, WORD_TENSE_PAST },
	{ "replied", WORD_CUE | WORD_TENSE_PAST, WORD_CUE_NOUN },
	{ "replies", WORD_CUE | WORD_TENSE_PRESENT, WORD_TENSE_ING },
	{ "writing", WORD_CUE | WORD_TENSE_ING, WORD_TENSE_PAST },
	{ "putting", WORD_CUE | WORD_TENSE_ING, WORD_SPEECH },
	{ "the", WORD_DETERMINER | WORD_NOTNAME, WORD_CUE | WORD_PLACE },
	{ "president", WORD_TITLE, WORD_GIVEN },
	{ "mary", WORD_GIVEN, WORD_TITLE },
	{ "berlin", WORD_PLACE, WORD_CUE },
	{ "tolded", 0, WORD_CUE },
	{ "harbour", 0, WORD_CUE | WORD_TITLE | WORD_FUNCTION },
	{ "", 0, WORD_CUE | WORD_FUNCTION },
};

Test(vocabulary, says_all_that_a_word_can_be)
{
	struct vocabulary	*v = vocabulary_new(&fault);

	cr_assert_not_null(v, "%s", fault.text);
	for (size_t i = 0; i < LEN(words); i++) {
		const uint32_t	 bits = vocabulary_bits(v, span_of(words[i].word));

		cr_expect_eq(bits & words[i].is, words[i].is, "%s: %x", words[i].word, bits);
		cr_expect_eq(bits & words[i].is_not, 0, "%s: %x", words[i].word, bits);
	}
	vocabulary_free(v);
	vocabulary_free(NULL);
}

/* Compounds of another language, and how long they may be. */
static const struct {
	const char	*word;
	uint32_t	 is;
} compounds[] = {
	{ "hauptautorin", WORD_TITLE },
	{ "autorin", WORD_TITLE },
	{ "hauptautoring", 0 },
	{ "brueckenbauhauptversammlungsleiterinnenautorin", WORD_TITLE }, /* 46 bytes */
	{ "oberbrueckenbauhauptversammlungsleiterinnenautorin", 0 },
};

Test(vocabulary, takes_a_compound_for_what_it_ends_in_unless_it_is_longer_than_words_are)
{
	static const char	*const titles[] = { "autorin" };
	static const char	*const leads[] = { "laut" }, *const articles[] = { "die" };
	static const char	*const man[] = { "er" }, *const woman[] = { "in" };
	const struct vocabulary_more more = { .titles = titles,
		.ntitles = 1,
		.leads = leads,
		.nleads = 1,
		.articles = articles,
		.narticles = 1,
		.man_endings = man,
		.nman = 1,
		.woman_endings = woman,
		.nwoman = 1,
		.compounds = true };
	struct vocabulary	*v = vocabulary_with(&more, &fault);

	cr_assert_not_null(v, "%s", fault.text);
	for (size_t i = 0; i < LEN(compounds); i++)
		cr_expect_eq(vocabulary_bits(v, span_of(compounds[i].word)) & WORD_TITLE,
		    compounds[i].is, "%s", compounds[i].word);
	cr_expect_eq(vocabulary_bits(v, SPAN("laut")) & WORD_NOTNAME, WORD_NOTNAME);
	cr_expect_eq(vocabulary_bits(v, SPAN("die")) & WORD_NOTNAME, WORD_NOTNAME);
	cr_expect(vocabulary_is_bearer(v, SPAN("kammerer")));
	cr_expect(vocabulary_is_bearer(v, SPAN("altistin")));
	cr_expect_not(vocabulary_is_bearer(v, SPAN("holger")), "too short");
	cr_expect_not(vocabulary_is_bearer(v, SPAN("kammermusik")));
	vocabulary_free(v);
}

/* The bits that core/lexicon.c gives. */
#define LEXICAL ((WORD_NOTNAME * 2u - 1) | WORD_SETTING)

/* What the tables say one by one, the vocabulary says at once. */
static void
expect_told(const struct vocabulary *v, struct span word)
{
	enum cue_tense	 tense;
	const uint32_t	 bits = vocabulary_bits(v, word);
	const uint32_t	 listed = WORD_CUE | WORD_TITLE | WORD_TRADE | WORD_GIVEN | WORD_PLACE;
	const struct title	*title = title_find(word);
	const uint32_t	 told = (cue_find(word, &tense) != NULL ? WORD_CUE : 0u) |
	    (title == NULL				? 0u :
		    title->use == TITLE_TRADE	? WORD_TRADE :
						WORD_TITLE) |
	    (given_find(word) != NULL ? WORD_GIVEN : 0u) |
	    (place_find(word) != NULL ? WORD_PLACE : 0u);

	cr_expect_eq(bits & listed, told, "%.*s", SPAN_ARG(word));
	cr_expect_eq(bits & LEXICAL, lexicon_bits(word), "%.*s", SPAN_ARG(word));
}

/* Endings of English and some of no language, behind the word or in place of its last letter. */
static void
expect_forms_told(const struct vocabulary *v, struct span word)
{
	static const char	*const endings[] = { "", "s", "es", "d", "ed", "ing", "ies", "ied",
		"ying", "ss", "e", "y", "ding", "ming" };

	for (size_t i = 0; i < LEN(endings); i++) {
		for (size_t cut = 0; cut < 2 && cut < word.n; cut++) {
			char		 form[96];
			const size_t	 n = word.n - cut, more = strlen(endings[i]);

			cr_assert_lt(n + more, sizeof form);
			memcpy(form, word.p, n);
			memcpy(form + n, endings[i], more);
			expect_told(v, (struct span) { form, n + more });
		}
	}
}

Test(vocabulary, says_what_the_tables_say_of_every_form)
{
	struct vocabulary		*v = vocabulary_new(&fault);
	const struct cue		*cues;
	const struct title		*titles;
	const struct given_name		*given;
	const struct place		*places;
	const struct lexicon_word	*lexicon;
	size_t				 n;

	cr_assert_not_null(v, "%s", fault.text);
	n = cue_list(&cues);
	for (size_t i = 0; i < n; i++)
		expect_forms_told(v, span_of(cues[i].name));
	n = title_list(&titles);
	for (size_t i = 0; i < n; i++)
		expect_forms_told(v, span_of(titles[i].name));
	n = given_list(&given);
	for (size_t i = 0; i < n; i++)
		expect_forms_told(v, span_of(given[i].name));
	n = place_list(&places);
	for (size_t i = 0; i < n; i++)
		expect_forms_told(v, span_of(places[i].name));
	n = lexicon_list(&lexicon);
	for (size_t i = 0; i < n; i++)
		expect_forms_told(v, span_of(lexicon[i].name));
	vocabulary_free(v);
}
