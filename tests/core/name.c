#include <stdio.h>

#include <criterion/criterion.h>

#include "core/lexicon.h"
#include "core/cue.h"
#include "core/name.h"
#include "tests/core/story.h"

/* Whom the last quotation's mention means. */
static const struct {
	const char	*what, *story, *speaker;
} rows[] = {
	{ "a surname", "Ada Quill came.\n\"We go,\" Quill said.", "Ada Quill" },
	{ "a surname before the full name", "\"We go,\" Quill said.\nAda Quill left.", "Ada Quill" },
	{ "a family name that comes first", "Chinese President Lin Baoshan came.\n\"We go,\" Lin said.",
	    "Lin Baoshan" },
	{ "the fullest printing", "Ada Quill came.\nAda Jane Quill left.\n\"We go,\" Quill said.",
	    "Ada Jane Quill" },
	{ "a nickname in marks", "Harbour master Ben 'The Rudder' Oster came.\n\"We go,\" Oster said.",
	    "Ben Oster" },
	{ "words in marks between two people", "Ben Oster called \"the rudder\" Quill's idea.\n\"We go,\" "
	    "Oster said.", "Ben Oster" },
	{ "particles", "Ursula van der Berg came.\n\"We go,\" van der Berg said.", "Ursula van der Berg" },
	{ "courtesy tells bearers of one surname apart",
	    "Ada Quill and Ben Quill came.\n\"We go,\" Mr. Quill said.", "Ben Quill" },
	{ "a pronoun of her gender", "Ada Quill met Ben Oster.\n\"We go,\" she said.", "Ada Quill" },
	{ "a pronoun of his gender", "Ada Quill met Ben Oster.\n\"We go,\" he said.", "Ben Oster" },
	{ "the subject before the object", "Carl Quill met Ben Oster.\n\"We go,\" he said.", "Carl Quill" },
	{ "who just spoke", "\"We go,\" Carl Quill said, adding that he met Ben Oster.\n\"Now,\" he said.",
	    "Carl Quill" },
	{ "who just spoke under his office",
	    "Wick President Carl Quill came.\nHe said the port was \"in good hands\", adding that he saw "
	    "Minister Ben Oster.\n\"We go,\" he added.",
	    "Carl Quill" },
	{ "a pronoun with a capital", "Ada Quill came. She said the port was \"in very good hands\".",
	    "Ada Quill" },
	{ "the office", "Wick President Ada Quill came.\n\"We go,\" the president said.", "Ada Quill" },
	{ "the office of a country, by its adjective",
	    "Estonian President Ada Quill met Latvian President Ben Oster.\n\"We go,\" Latvia's president said.",
	    "Ben Oster" },
	{ "an office in an apposition", "Ada Quill, the Wick commission president, came.\n\"We go,\" the "
	    "commission president said.", "Ada Quill" },
	{ "a shortened office", "Sen. Ada Quill came.\n\"We go,\" the senator said.", "Ada Quill" },
	{ "an office printed as a name", "US Secretary of State Ada Quill came.\n\"We go,\" Secretary of "
	    "State said.", "Ada Quill" },
	{ "the top diplomat", "US Secretary of State Ada Quill came.\n\"We go,\" the top US diplomat said.",
	    "Ada Quill" },
	{ "a name behind the comma", "\"We go,\" his wife, Ada Quill, said.", "Ada Quill" },
	{ "an office nobody holds here", "Ada Quill came.\n\"We go,\" the senator said.", "" },
	{ "a pronoun nobody fits", "Ada Quill came.\n\"We go,\" he said.", "" },
	{ "a headline's verb is no name", "# Ada Quill Says Port Is Shut\n\"We go,\" Quill said.",
	    "Ada Quill" },
};

Test(name, knows_whom_a_mention_means)
{
	for (size_t i = 0; i < LEN(rows); i++) {
		struct story		 story;
		const struct quote	*q;

		story_read(&story, rows[i].story);
		q = story_quote(&story, story.quotes.count - 1);
		cr_expect(same(q->speaker, rows[i].speaker), "%s: [%.*s]", rows[i].what,
		    SPAN_ARG(q->speaker));
		story_end(&story);
	}
}

/* An office ties each of many bearers of one surname to their name: the limit of them and one more. */
static const struct {
	unsigned	 bearer;
	const char	*speaker;
} bearers[] = { { 0, "Bko Quill" }, { 31, "Bpp Quill" }, { 32, "" } };

Test(name, tells_so_many_bearers_of_one_surname_apart_and_no_more)
{
	char	 text[2048] = "";
	size_t	 n = 0;

	for (unsigned i = 0; i <= NAME_MAX_BEARERS; i++)
		n += (size_t)snprintf(text + n, sizeof text - n, "B%c%c Quill came. ",
		    (char)('k' + i / 6), (char)('o' + i % 6));
	for (size_t i = 0; i < LEN(bearers); i++) {
		const unsigned	 k = bearers[i].bearer;
		struct story	 story;
		const struct quote *q;

		snprintf(text + n, sizeof text - n, "\n\"We go,\" B%c%c Quill said.",
		    (char)('k' + k / 6), (char)('o' + k % 6));
		story_read(&story, text);
		q = story_quote(&story, 0);
		cr_expect(same(q->speaker, bearers[i].speaker), "%u: [%.*s]", k,
		    SPAN_ARG(q->speaker));
		cr_expect_gt(q->mention.n, 0, "%u has no mention", k);
		story_end(&story);
	}
}

#define EXPECT_ORDER(list, n)                                                               \
	do {                                                                                \
		for (size_t i = 1; i < (n); i++)                                            \
			cr_expect_lt(span_cmp(span_of((list)[i - 1].name),                  \
			    span_of((list)[i].name)), 0, "%s", (list)[i].name);             \
	} while (0)

Test(name, tables_stand_in_byte_order_without_a_word_twice)
{
	const struct lexicon_word	*words;
	const struct title		*titles;
	const struct given_name		*givens;
	const struct place		*places;
	const struct cue		*cues;
	size_t				 n;

	n = lexicon_list(&words);
	EXPECT_ORDER(words, n);
	n = title_list(&titles);
	EXPECT_ORDER(titles, n);
	n = given_list(&givens);
	EXPECT_ORDER(givens, n);
	n = place_list(&places);
	EXPECT_ORDER(places, n);
	n = cue_list(&cues);
	EXPECT_ORDER(cues, n);
}

static const struct {
	const char	*form, *base;
	enum cue_tense	 tense;
} forms[] = {
	{ "said", "say", CUE_PAST }, { "says", "say", CUE_PRESENT }, { "told", "tell", CUE_PAST },
	{ "writing", "write", CUE_ING }, { "replied", "reply", CUE_PAST },
	{ "replies", "reply", CUE_PRESENT }, { "stressed", "stress", CUE_PAST },
	{ "stresses", "stress", CUE_PRESENT }, { "quipped", "quip", CUE_PAST },
	{ "announcing", "announce", CUE_ING }, { "warn", "warn", CUE_BASE },
};

Test(name, knows_cue_verbs_in_all_their_forms)
{
	enum cue_tense	 tense;

	for (size_t i = 0; i < LEN(forms); i++) {
		const struct cue	*cue = cue_find(span_of(forms[i].form), &tense);

		cr_assert_not_null(cue, "%s", forms[i].form);
		cr_expect_str_eq(cue->name, forms[i].base, "%s", forms[i].form);
		cr_expect_eq(tense, forms[i].tense, "%s", forms[i].form);
	}
	cr_expect_null(cue_find(SPAN("tables"), &tense));
	cr_expect_null(cue_find(SPAN("thing"), &tense));
}

Test(name, folds_words_as_the_tables_spell_them)
{
	struct lexicon_room	 room;

	cr_expect(same(lexicon_fold(SPAN("José"), &room), "jose"));
	cr_expect(same(lexicon_fold(SPAN("Sen."), &room), "sen"));
	cr_expect(same(lexicon_fold(SPAN("isn’t"), &room), "isn't"));
	cr_expect_eq(lexicon_fold(SPAN("Donaudampfschifffahrtselektrizitaetenhauptbetriebswerk"),
			 &room)
			 .n,
	    0);
}
