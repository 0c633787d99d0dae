#include <criterion/criterion.h>
#include <stdio.h>

#include "core/claim.h"
#include "core/drift.h"
#include "tests/arena_suite.h"

ARENA_SUITE(drift, (size_t)256 << 20);

static struct drift
measure(const char *reference, const char *variant)
{
	struct printing	 r = { .text = span_of(reference) }, v = { .text = span_of(variant) };
	struct drift	 drift;

	cr_assert(drift_measure(&r, &v, arena, &drift, &fault), "%s", fault.text);
	return drift;
}

static bool
applies(const struct drift *drift, enum drift_class class)
{
	return (drift->all >> class & 1) != 0;
}

/* One row a habit of print; `also` is another class that has to be recorded. */
static const struct {
	const char	*habit, *reference, *variant;
	enum drift_class primary, also;
} rows[] = {
	{ "house style's comma", "The bridge stays shut until Friday.",
	    "The bridge stays shut until Friday,", DRIFT_VERBATIM, DRIFT_VERBATIM },
	{ "no stop at all", "The bridge stays shut until Friday.",
	    "The bridge stays shut until Friday", DRIFT_VERBATIM, DRIFT_VERBATIM },
	{ "a question turned into a statement", "Is the bridge shut?", "Is the bridge shut.",
	    DRIFT_TYPOGRAPHIC, DRIFT_TYPOGRAPHIC },
	{ "straight marks for curly", "We\u2019ve shut the bridge", "We've shut the bridge",
	    DRIFT_TYPOGRAPHIC, DRIFT_TYPOGRAPHIC },
	{ "capitals", "THE BRIDGE IS SHUT", "The bridge is shut", DRIFT_TYPOGRAPHIC, DRIFT_TYPOGRAPHIC },
	{ "a dash for a comma", "The bridge, I hear, is shut", "The bridge \u2013 I hear \u2013 is shut",
	    DRIFT_TYPOGRAPHIC, DRIFT_TYPOGRAPHIC },
	{ "a hyphen", "a well known bridge", "a well-known bridge", DRIFT_TYPOGRAPHIC, DRIFT_TYPOGRAPHIC },

	{ "numbers and stops", "three U.N. relief trucks", "3 UN relief trucks",
	    DRIFT_ORTHOGRAPHIC, DRIFT_ORTHOGRAPHIC },
	{ "a contraction", "We will not open it today", "We won't open it today",
	    DRIFT_ORTHOGRAPHIC, DRIFT_ORTHOGRAPHIC },
	{ "a contraction that may be has", "She's left the harbour", "She has left the harbour",
	    DRIFT_ORTHOGRAPHIC, DRIFT_ORTHOGRAPHIC },
	{ "a contraction that may be had", "They'd left the harbour", "They had left the harbour",
	    DRIFT_ORTHOGRAPHIC, DRIFT_ORTHOGRAPHIC },
	{ "British spelling", "The harbour programme was organised", "The harbor program was organized",
	    DRIFT_ORTHOGRAPHIC, DRIFT_ORTHOGRAPHIC },
	{ "per cent", "five per cent of the fleet", "5% of the fleet",
	    DRIFT_ORTHOGRAPHIC, DRIFT_ORTHOGRAPHIC },
	{ "a compound", "the cease-fire holds tonight", "the ceasefire holds tonight",
	    DRIFT_ORTHOGRAPHIC, DRIFT_ORTHOGRAPHIC },
	{ "a million in digits", "two million people cross it", "2,000,000 people cross it",
	    DRIFT_ORTHOGRAPHIC, DRIFT_ORTHOGRAPHIC },
	{ "initials of a body", "the World Trade Body must rule", "the WTB must rule",
	    DRIFT_ORTHOGRAPHIC, DRIFT_ORTHOGRAPHIC },

	{ "a letter left out", "the goverment must answer today", "the government must answer today",
	    DRIFT_ORTHOGRAPHIC, DRIFT_ORTHOGRAPHIC },
	{ "letters that changed places, at the end", "the mayor has left Almbeirg",
	    "the mayor has left Almbierg", DRIFT_ORTHOGRAPHIC, DRIFT_ORTHOGRAPHIC },
	{ "a slip in a cut", "We recieved no word from the mayor of this town last night",
	    "We received no word from the mayor", DRIFT_TRUNCATED_CLAUSE, DRIFT_ORTHOGRAPHIC },

	{ "a slip and a small word before a cut", "We shall say nothing about the mayor who recieved her keys",
	    "nothing about the mayor who received her", DRIFT_TRUNCATED_CLAUSE, DRIFT_ORTHOGRAPHIC },

	{ "a whole sentence left out", "I deny it. The tale is false.", "The tale is false.",
	    DRIFT_TRUNCATED_SENTENCE, DRIFT_TRUNCATED_SENTENCE },
	{ "the last sentence left out", "I deny it. The tale is false.", "I deny it.",
	    DRIFT_TRUNCATED_SENTENCE, DRIFT_TRUNCATED_SENTENCE },
	{ "a sentence with a negation left out whole", "I did not go. The tale is false.",
	    "The tale is false.", DRIFT_TRUNCATED_SENTENCE, DRIFT_TRUNCATED_SENTENCE },
	{ "a whole sentence more", "The tale is false.", "I deny it. The tale is false.",
	    DRIFT_EXPANDED, DRIFT_EXPANDED },
	{ "more of the sentence", "the tale is false", "I tell you the tale is false",
	    DRIFT_EXPANDED, DRIFT_EXPANDED },
	{ "cut inside a sentence", "The docks will be empty by noon as the crews have agreed",
	    "The docks will be empty by noon", DRIFT_TRUNCATED_CLAUSE, DRIFT_TRUNCATED_CLAUSE },
	{ "cut with its condition", "The docks will be empty by noon if the crews agree",
	    "The docks will be empty by noon", DRIFT_QUALIFIER_CHANGED, DRIFT_TRUNCATED_CLAUSE },
	{ "a few words", "I have asked every crew to keep its distance", "keep its distance",
	    DRIFT_FRAGMENT, DRIFT_FRAGMENT },
	{ "few words of very many",
	    "Every crew that leaves the docks this week will be told where to go and what to carry and when",
	    "every crew that leaves the docks", DRIFT_FRAGMENT, DRIFT_FRAGMENT },

	{ "cut with a modal and its verb", "The council may vote on a plan for the old harbour",
	    "on a plan for the old harbour", DRIFT_TRUNCATED_CLAUSE, DRIFT_TRUNCATED_CLAUSE },

	{ "a bracket in what a cut left", "We shut the bridge at noon as the wind was strong",
	    "[w]e shut the bridge at noon", DRIFT_BRACKETED, DRIFT_TRUNCATED_CLAUSE },
	{ "a name in brackets", "They took the depot", "[The strikers] took the depot",
	    DRIFT_BRACKETED, DRIFT_BRACKETED },
	{ "a bracket inside", "and it will open again soon", "and [the bridge] will open again soon",
	    DRIFT_BRACKETED, DRIFT_BRACKETED },
	{ "a capital in brackets", "the bridge is shut", "[T]he bridge is shut",
	    DRIFT_BRACKETED, DRIFT_BRACKETED },
	{ "an editor's sic", "the bridge are shut now", "the bridge are [sic] shut now",
	    DRIFT_BRACKETED, DRIFT_BRACKETED },
	{ "an ending in brackets", "the bridge close at night", "the bridge close[s] at night",
	    DRIFT_BRACKETED, DRIFT_BRACKETED },
	{ "an ellipsis", "Stay below, keep warm and wait", "Stay below ... and wait",
	    DRIFT_ELIDED_MARKED, DRIFT_ELIDED_MARKED },
	{ "an ellipsis in brackets over a sentence", "Stay below. Keep the hatches shut. Wait for us.",
	    "Stay below. [\u2026] Wait for us.", DRIFT_ELIDED_MARKED, DRIFT_ELIDED_MARKED },

	{ "small words gone", "we are now going to open the gate", "we are going to open the gate",
	    DRIFT_ELIDED_UNMARKED, DRIFT_ELIDED_UNMARKED },
	{ "small words added", "we are going to open the gate", "we are now going to open the gate",
	    DRIFT_INSERTED_UNMARKED, DRIFT_INSERTED_UNMARKED },
	{ "another tense", "crews are leaving", "crews were leaving", DRIFT_INFLECTED, DRIFT_INFLECTED },
	{ "another number", "the crew leaves the docks", "the crews leave the docks",
	    DRIFT_INFLECTED, DRIFT_INFLECTED },
	{ "another preposition", "we stand on the gate", "we stand at the gate",
	    DRIFT_INFLECTED, DRIFT_INFLECTED },
	{ "another pronoun at the start", "We leave the docks tonight", "They leave the docks tonight",
	    DRIFT_INFLECTED, DRIFT_INFLECTED },
	{ "clauses in another order", "Leave the docks now, or be towed",
	    "Be towed or leave the docks now", DRIFT_REORDERED, DRIFT_REORDERED },
	{ "sentences in another order", "Those who stay will be towed. I gave the word.",
	    "I gave the word. Those who stay will be towed.", DRIFT_REORDERED, DRIFT_REORDERED },

	{ "words gone on both sides of a small one", "the mayor must give us your heavy keys tonight",
	    "the mayor must us keys tonight", DRIFT_ELIDED_CONTENT, DRIFT_ELIDED_CONTENT },
	{ "words put in on both sides of a small one", "the mayor lent us keys tonight",
	    "the mayor lent old books to us and heavy keys tonight", DRIFT_INSERTED_CONTENT,
	    DRIFT_INSERTED_CONTENT },
	{ "a group of people gone", "the harbour police and the navy may board ships",
	    "the harbour police may board ships", DRIFT_ELIDED_CONTENT, DRIFT_ELIDED_CONTENT },
	{ "a group of people added", "the harbour police may board ships",
	    "the harbour police and the navy may board ships", DRIFT_INSERTED_CONTENT,
	    DRIFT_INSERTED_CONTENT },
	{ "an adverb behind the first word", "We strongly deny the tale of the town",
	    "We deny the tale of the town", DRIFT_ELIDED_CONTENT, DRIFT_ELIDED_CONTENT },
	{ "a word replaced", "we have grave doubts", "we have grave questions",
	    DRIFT_SUBSTITUTED, DRIFT_SUBSTITUTED },
	{ "a word a letter away from another", "he measured the angle of the roof",
	    "he measured the angel of the roof", DRIFT_SUBSTITUTED, DRIFT_SUBSTITUTED },
	{ "several for one", "the ship will leave the old harbour tonight",
	    "the ship will leave the quay by the mill tonight", DRIFT_SUBSTITUTED, DRIFT_SUBSTITUTED },
	{ "nothing in common", "we have grave doubts", "ships sail", DRIFT_SUBSTITUTED,
	    DRIFT_SUBSTITUTED },

	{ "a qualifying phrase gone", "The rule, to the extent it exists, is wrong",
	    "The rule is wrong", DRIFT_QUALIFIER_CHANGED, DRIFT_ELIDED_CONTENT },
	{ "a modal hardened", "the ship may leave tonight", "the ship will leave tonight",
	    DRIFT_QUALIFIER_CHANGED, DRIFT_INFLECTED },
	{ "a qualifier added", "the thief is in town", "the alleged thief is in town",
	    DRIFT_QUALIFIER_CHANGED, DRIFT_INSERTED_CONTENT },
	{ "only gone", "we board only foreign ships", "we board foreign ships",
	    DRIFT_QUALIFIER_CHANGED, DRIFT_ELIDED_UNMARKED },
	{ "a qualifier in a sentence left out whole", "Perhaps it rains. The ship will leave tonight.",
	    "The ship will leave tonight.", DRIFT_TRUNCATED_SENTENCE, DRIFT_TRUNCATED_SENTENCE },
	{ "an elision that hides a condition", "the ship will leave, if it floats, for the north",
	    "the ship will leave ... for the north", DRIFT_QUALIFIER_CHANGED, DRIFT_ELIDED_MARKED },

	{ "a nought lost", "20,000 sailors", "2,000 sailors", DRIFT_NUMBER_CHANGED, DRIFT_NUMBER_CHANGED },
	{ "a number in words", "we saw two ships at sea", "we saw three ships at sea",
	    DRIFT_NUMBER_CHANGED, DRIFT_NUMBER_CHANGED },
	{ "a number gone", "we saw forty ships at sea", "we saw ships at sea",
	    DRIFT_NUMBER_CHANGED, DRIFT_ELIDED_CONTENT },
	{ "a number vague", "we saw 40 ships at sea", "we saw many ships at sea",
	    DRIFT_NUMBER_CHANGED, DRIFT_SUBSTITUTED },

	{ "passages joined in another order", "Those who stay will be towed. \u2026 I gave the word.",
	    "I gave the word. Those who stay will be towed.", DRIFT_SPLICED, DRIFT_SPLICED },
	{ "a sentence lost between", "Those who stay will be towed. It rains at sea. I gave the word.",
	    "Those who stay will be towed. I gave the word.", DRIFT_SPLICED, DRIFT_SPLICED },
	{ "as much as a sentence lost between",
	    "The ship left the harbour with all her crew and two days of bread for the north",
	    "The ship left the harbour for the north", DRIFT_SPLICED, DRIFT_SPLICED },
	{ "the end of one and the beginning of the next",
	    "The ship left the harbour for the north. By night nobody had seen her lights",
	    "The ship left the harbour nobody had seen her lights", DRIFT_SPLICED, DRIFT_SPLICED },
	{ "broken off, and words of its own behind", "The ship left the harbour for the north with all her crew",
	    "The ship left the harbour nobody has a bell at home", DRIFT_SPLICED, DRIFT_EXPANDED },
	{ "broken off before the last words",
	    "I hear that the ship left the harbour with all her crew", "the ship left the harbour with all "
	    "nobody has a bell or a lamp at home", DRIFT_SPLICED, DRIFT_EXPANDED },
	{ "a part within a longer text",
	    "As some of you will hear the ship left the harbour for the north with her crew", "Look at the sea: the ship left the harbour for the whole town has a bell at home",
	    DRIFT_TRUNCATED_CLAUSE, DRIFT_EXPANDED },
	{ "a sentence that ends in other words, and the next", "The ship left the old harbour last night.",
	    "The ship left the old harbour this morning. Nobody has a bell at home.",
	    DRIFT_SUBSTITUTED, DRIFT_EXPANDED },
	{ "order and loss", "Those who stay will be towed. It rains at sea. I gave the word.",
	    "I gave the word. Those who stay will be towed.", DRIFT_SPLICED, DRIFT_SPLICED },

	{ "a negation gone", "The rule is not wrong.", "The rule is wrong.",
	    DRIFT_NEGATION_CHANGED, DRIFT_ELIDED_UNMARKED },
	{ "a negation inside a contraction", "We won't leave the docks", "We will leave the docks",
	    DRIFT_NEGATION_CHANGED, DRIFT_ELIDED_UNMARKED },
	{ "without for with", "to board only with warning", "to board without warning",
	    DRIFT_NEGATION_CHANGED, DRIFT_QUALIFIER_CHANGED },
	{ "never for always", "we always pay our crews", "we never pay our crews",
	    DRIFT_NEGATION_CHANGED, DRIFT_INFLECTED },
	{ "a negation cut off at the edge", "I do not say that the rule is wrong", "the rule is wrong",
	    DRIFT_NEGATION_CHANGED, DRIFT_FRAGMENT },
	{ "without cut off at the end", "They were told to board the ships without warning",
	    "They were told to board the ships", DRIFT_NEGATION_CHANGED, DRIFT_TRUNCATED_CLAUSE },
	{ "a verb that is denied cut off with its object kept",
	    "We do not comment on the loss of ships", "on the loss of ships",
	    DRIFT_NEGATION_CHANGED, DRIFT_FRAGMENT },
	{ "a denial cut off with all it denies",
	    "We found no trace of the crew on the shore where the ship went down",
	    "the ship went down", DRIFT_FRAGMENT, DRIFT_FRAGMENT },
	{ "a denial cut off with its verb", "By noon on Sunday the crews of the fleet will not leave the docks",
	    "By noon on Sunday the crews of the fleet", DRIFT_TRUNCATED_CLAUSE, DRIFT_TRUNCATED_CLAUSE },
	{ "the same in a contraction", "By noon on Sunday the crews of the fleet can't leave the docks",
	    "By noon on Sunday the crews of the fleet", DRIFT_TRUNCATED_CLAUSE, DRIFT_TRUNCATED_CLAUSE },
	{ "a denial cut off behind its verb", "By noon on Sunday the crews of the fleet will not leave",
	    "By noon on Sunday the crews of the fleet will", DRIFT_NEGATION_CHANGED,
	    DRIFT_TRUNCATED_CLAUSE },
	{ "a phrase denied by itself cut off", "The crews will paint the ships at no cost",
	    "The crews will paint the ships", DRIFT_QUALIFIER_CHANGED, DRIFT_TRUNCATED_CLAUSE },
	{ "and cut off in front", "The crews will paint at no cost the ships that left the harbour",
	    "the ships that left the harbour", DRIFT_TRUNCATED_CLAUSE, DRIFT_TRUNCATED_CLAUSE },
	{ "a phrase that denies its clause cut off",
	    "The crews will leave the ships under no circumstances", "The crews will leave the ships",
	    DRIFT_NEGATION_CHANGED, DRIFT_TRUNCATED_CLAUSE },
	{ "a denied doubt cut off", "There is no doubt that the rule about ships is wrong",
	    "the rule about ships is wrong", DRIFT_TRUNCATED_CLAUSE, DRIFT_TRUNCATED_CLAUSE },
	{ "all but a conjunction of a denied clause cut off",
	    "The mayor told the people that no ship should leave tonight", "The mayor told the people that",
	    DRIFT_TRUNCATED_CLAUSE, DRIFT_TRUNCATED_CLAUSE },
	{ "a modal cut off with its verb",
	    "The crews of these ships in the harbour may leave tonight", "The crews of these ships in the harbour",
	    DRIFT_TRUNCATED_CLAUSE, DRIFT_TRUNCATED_CLAUSE },
	{ "a modal cut off before its verb", "The crews of these ships may leave the harbour tonight for good",
	    "leave the harbour tonight for good", DRIFT_QUALIFIER_CHANGED, DRIFT_TRUNCATED_CLAUSE },
	{ "a contrast cut off", "The tax falls on the rich, not on the poor",
	    "The tax falls on the rich", DRIFT_TRUNCATED_CLAUSE, DRIFT_TRUNCATED_CLAUSE },
	{ "an ellipsis over a denial and what it denies",
	    "The ship carries no lights and no bell and will leave tonight",
	    "The ship ... will leave tonight", DRIFT_ELIDED_MARKED, DRIFT_ELIDED_MARKED },
	{ "a clause that denies something else cut off in front",
	    "The crews were not paid, and the rule is wrong", "the rule is wrong",
	    DRIFT_FRAGMENT, DRIFT_FRAGMENT },
	{ "and behind", "The rule is wrong because the crews were not paid", "The rule is wrong",
	    DRIFT_FRAGMENT, DRIFT_FRAGMENT },
	{ "two negations for none", "it is not impossible that we did not pay our crews",
	    "it is impossible that we did pay our crews", DRIFT_NEGATION_CHANGED, DRIFT_ELIDED_UNMARKED },
	{ "a negation worded another way", "we did not ever pay the crews", "we never paid the crews",
	    DRIFT_INFLECTED, DRIFT_INFLECTED },

	{ "a qualifier among words replaced throughout",
	    "The ships might leave this old harbour tonight when the crews have finished their work",
	    "The boats could quit this port tonight once the sailors have ended their work",
	    DRIFT_SUBSTITUTED, DRIFT_SUBSTITUTED },
	{ "a qualifier put in where words are replaced throughout",
	    "The ships leave this old harbour tonight when the crews finish all of their work",
	    "The boats leave this port tonight once the sailors finish perhaps all of their labour",
	    DRIFT_QUALIFIER_CHANGED, DRIFT_SUBSTITUTED },

	{ "a denial worded another way among words replaced throughout",
	    "The ships are not fit to leave this old town tonight when the crews finish their work",
	    "The ships are unfit to leave this port tonight once the sailors finish their labour",
	    DRIFT_SUBSTITUTED, DRIFT_SUBSTITUTED },
	{ "a denial put in where words are replaced throughout",
	    "The ships are said to leave this old town tonight when the crews finish their work",
	    "The ships are not said to leave this port tonight once the sailors finish all labour",
	    DRIFT_NEGATION_CHANGED, DRIFT_SUBSTITUTED },

	{ "a slip in a word that limits", "The bridge could fall into the harbour tonight.",
	    "The bridge culd fall into the harbour tonight.", DRIFT_ORTHOGRAPHIC, DRIFT_ORTHOGRAPHIC },
	{ "another word before the dots of a cut", "The mayor wants to close the bridge before the winter.",
	    "The mayor wants to close the harbour\u2026", DRIFT_SUBSTITUTED, DRIFT_TRUNCATED_CLAUSE },
	{ "another word behind the dots of a cut", "Before the winter all the sailors paint the old bridge again.",
	    "... carpenters paint the old bridge again.", DRIFT_SUBSTITUTED, DRIFT_TRUNCATED_CLAUSE },
	{ "other words with dots before them",
	    "The mayor wants to close the bridge before the winter and open it with the swallows.",
	    "The mayor wants to close the bridge ... paint", DRIFT_TRUNCATED_CLAUSE, DRIFT_EXPANDED },
	{ "goes on with words of its own up to the dots",
	    "The mayor wants to close the bridge before the first storms of the winter wash it away.",
	    "The mayor wants to close the bridge, and nobody in town has ever asked him why...",
	    DRIFT_SPLICED, DRIFT_SPLICED },
	{ "two texts without words", "...", "!", DRIFT_TYPOGRAPHIC, DRIFT_TYPOGRAPHIC },
};

Test(drift, names_what_happened_to_the_words)
{
	for (size_t i = 0; i < LEN(rows); i++) {
		struct drift	 drift = measure(rows[i].reference, rows[i].variant);

		cr_expect_eq(drift.primary, rows[i].primary, "%s: read as %s", rows[i].habit,
		    drift_classes[drift.primary].name);
		cr_expect(applies(&drift, rows[i].also), "%s: not %s", rows[i].habit,
		    drift_classes[rows[i].also].name);
		cr_expect_eq(drift.severity, drift_classes[drift.primary].severity, "%s",
		    rows[i].habit);
	}
}

Test(drift, equal_words_are_of_one_kind_only)
{
	for (size_t i = 0; i < LEN(rows); i++) {
		struct drift	 drift = measure(rows[i].reference, rows[i].variant);

		if (drift.primary > DRIFT_ORTHOGRAPHIC)
			continue;
		cr_expect_eq(drift.all, (uint32_t)1 << drift.primary, "%s", rows[i].habit);
		cr_expect_eq(drift.similarity, 1.0, "%s: %f", rows[i].habit, drift.similarity);
	}
}

/* Every word of both texts lies in exactly one edit, the variant's in order. */
static void
expect_tiles(const char *what, const struct drift *drift)
{
	unsigned char	 covered[400] = { 0 };
	size_t		 at = 0, words = 0;

	cr_assert_leq(drift->reference_words, sizeof covered);
	for (size_t i = 0; i < drift->nedits; i++) {
		const struct edit	*e = &drift->edits[i];

		if (e->variant_length > 0)
			cr_expect_eq(e->variant_at, at, "%s: edit %zu", what, i);
		at += e->variant_length;
		for (size_t k = e->at; k < e->at + e->length && k < sizeof covered; k++)
			cr_expect_eq(covered[k]++, 0, "%s: word %zu twice", what, k);
		words += e->length;
	}
	cr_expect_eq(at, drift->variant_words, "%s", what);
	cr_expect_eq(words, drift->reference_words, "%s", what);
}

Test(drift, edits_tile_both_texts)
{
	for (size_t i = 0; i < LEN(rows); i++) {
		struct drift	 there = measure(rows[i].reference, rows[i].variant);
		struct drift	 back = measure(rows[i].variant, rows[i].reference);

		expect_tiles(rows[i].habit, &there);
		expect_tiles(rows[i].habit, &back);
	}
}

static size_t
words_of(const struct drift *drift, enum edit_op op, bool variant)
{
	size_t	 words = 0;

	for (size_t i = 0; i < drift->nedits; i++) {
		if (drift->edits[i].op == op)
			words += variant ? drift->edits[i].variant_length : drift->edits[i].length;
	}
	return words;
}

Test(drift, read_backwards_swaps_inserted_and_deleted)
{
	for (size_t i = 0; i < LEN(rows); i++) {
		struct drift	 there = measure(rows[i].reference, rows[i].variant);
		struct drift	 back = measure(rows[i].variant, rows[i].reference);

		cr_expect_eq(there.shared, back.shared, "%s", rows[i].habit);
		cr_expect_eq(words_of(&there, EDIT_KEEP, false), words_of(&back, EDIT_KEEP, true),
		    "%s", rows[i].habit);
	}
}

Test(drift, says_which_words_were_put_in)
{
	struct drift	 drift = measure("the harbour police may board ships",
	    "the harbour police \u201Cand the navy\u201D may board ships");

	cr_assert_eq(drift.nedits, 3);
	cr_expect_eq(drift.edits[1].op, EDIT_INSERT);
	cr_expect(span_eq(drift.edits[1].text, SPAN("and the navy")));
	cr_expect_eq(drift.edits[1].at, 3);
	cr_expect_eq(drift.edits[1].variant_at, 3);
	cr_expect_not(drift.edits[1].edge);
}

Test(drift, a_substitution_tells_both_sides)
{
	struct drift	 drift = measure("we have grave doubts today", "we have grave questions today");

	cr_assert_eq(drift.nedits, 3);
	cr_expect_eq(drift.edits[1].op, EDIT_SUBSTITUTE);
	cr_expect(span_eq(drift.edits[1].text, SPAN("questions")));
	cr_expect(span_eq(drift.edits[1].was, SPAN("doubts")));
}

Test(drift, dots_at_the_end_show_a_cut_and_no_substitution)
{
	struct drift	 drift =
	    measure("The mayor wants to close the bridge today.", "The mayor wants to paint ...");

	cr_assert_eq(drift.nedits, 3);
	cr_expect_eq(drift.edits[1].op, EDIT_SUBSTITUTE);
	cr_expect_not(drift.edits[1].marked, "replaced");
	cr_expect_eq(drift.edits[2].op, EDIT_DELETE);
	cr_expect(drift.edits[2].marked, "left out");
}

Test(drift, a_moved_passage_is_one_edit)
{
	struct drift	 drift = measure("Those who stay will be towed. I gave the word.",
	    "I gave the word. Those who stay will be towed.");

	cr_assert_eq(drift.nedits, 2);
	cr_expect(drift.edits[0].op == EDIT_MOVE || drift.edits[1].op == EDIT_MOVE);
	cr_expect_eq(drift.similarity, 1.0);
}

Test(drift, a_translation_caps_what_is_no_reversal)
{
	struct printing r = { .text =
				  SPAN("open fire to kill anyone who stays in the square tonight"),
		.language = SPAN("en") };
	struct printing v = { .text =
				  SPAN("shoot to kill anyone who remains on the square tonight"),
		.language = SPAN("de") };
	struct drift	 drift;

	cr_assert(drift_measure(&r, &v, arena, &drift, &fault));
	cr_expect(applies(&drift, DRIFT_TRANSLATED_VARIANT));
	cr_expect_eq(drift.severity, 3);
	cr_expect_neq(drift.primary, DRIFT_TRANSLATED_VARIANT);
	v.language = SPAN("en-GB");
	cr_assert(drift_measure(&r, &v, arena, &drift, &fault));
	cr_expect_eq(drift.severity, 4);
}

static const struct {
	const char	*what, *speaker, *mention, *other_speaker, *other_mention;
	enum drift_attribution attribution;
} attributions[] = {
	{ "the same name", "Ada Quill", "Ada Quill", "Ada Quill", "Quill", ATTRIBUTION_SAME },
	{ "a surname", "Ada Quill", "", "Quill", "", ATTRIBUTION_SAME },
	{ "a title", "Gen. Quill", "", "Ada Quill", "", ATTRIBUTION_SAME },
	{ "an office before the name", "Ada Quill", "", "Mayor Ada Quill", "", ATTRIBUTION_SAME },
	{ "a surname in another spelling", "Ada Quillyev", "", "Ada Quillïev", "", ATTRIBUTION_SAME },
	{ "a surname without the sound between its vowels, two given names", "Ada-Jomart Quillayev", "",
	    "Ada-Zhomart Quillaev", "", ATTRIBUTION_SAME },
	{ "initials of two given names", "Ada-Jomart Quillayev", "", "A.-J. Quillayev", "",
	    ATTRIBUTION_SAME },
	{ "a surname with more of an ending", "Ada Oblensky", "", "Ada Oblenskiy", "", ATTRIBUTION_SAME },
	{ "a namesake in another spelling", "Ada Quillyev", "", "Ben Quillïev", "",
	    ATTRIBUTION_REATTRIBUTED },
	{ "a namesake", "Ada Quill", "", "Ben Quill", "", ATTRIBUTION_REATTRIBUTED },
	{ "another person", "Ada Quill", "", "Ben Oster", "", ATTRIBUTION_REATTRIBUTED },
	{ "an office only", "Ada Quill", "Quill", "", "the mayor", ATTRIBUTION_LESS_SPECIFIC },
	{ "a name for an office", "", "the mayor", "Ada Quill", "Quill", ATTRIBUTION_MORE_SPECIFIC },
	{ "nobody", "Ada Quill", "Quill", "", "", ATTRIBUTION_UNATTRIBUTED },
	{ "nobody on both sides", "", "", "", "", ATTRIBUTION_SAME },
};

Test(drift, compares_who_is_said_to_have_said_it)
{
	for (size_t i = 0; i < LEN(attributions); i++) {
		struct printing	 r = { .text = SPAN("the bridge is shut"),
			.speaker = span_of(attributions[i].speaker),
			.mention = span_of(attributions[i].mention) };
		struct printing	 v = { .text = SPAN("the bridge is shut"),
			.speaker = span_of(attributions[i].other_speaker),
			.mention = span_of(attributions[i].other_mention) };
		struct drift	 drift;

		cr_assert(drift_measure(&r, &v, arena, &drift, &fault));
		cr_expect_eq(drift.attribution, attributions[i].attribution, "%s: %s",
		    attributions[i].what, drift_attributions[drift.attribution].name);
		cr_expect_eq(drift.severity,
		    drift_attributions[attributions[i].attribution].severity);
		cr_expect_eq(drift.wording_severity, 0);
	}
}

static const struct {
	const char	*what, *venue, *day, *other_venue, *other_day;
	enum drift_setting setting;
} settings[] = {
	{ "the same", "ABC, This Week", "", "ABC, This Week", "", SETTING_SAME },
	{ "unstated", "ABC, This Week", "", "", "", SETTING_UNSTATED },
	{ "stated now", "", "", "CNN", "", SETTING_UNSTATED },
	{ "less of it", "ABC, This Week", "", "ABC", "", SETTING_LESS_SPECIFIC },
	{ "more of it", "ABC", "", "ABC, This Week", "", SETTING_SAME },
	{ "another medium", "televised address", "", "tweet", "", SETTING_MEDIUM_CHANGED },
	{ "another programme", "ABC, This Week", "", "CNN", "", SETTING_REVENUED },
	{ "another day", "CNN", "2022-01-07", "CNN", "2022-01-09", SETTING_DATE_CHANGED },
	{ "the same day by name", "CNN", "2022-01-07", "CNN", "Friday", SETTING_SAME },
	{ "another weekday", "CNN", "2022-01-07", "CNN", "Sunday", SETTING_DATE_CHANGED },
};

Test(drift, compares_where_it_is_said_to_have_been_said)
{
	for (size_t i = 0; i < LEN(settings); i++) {
		struct printing	 r = { .text = SPAN("the bridge is shut"),
			.venue = span_of(settings[i].venue),
			.said_on = span_of(settings[i].day) };
		struct printing	 v = { .text = SPAN("the bridge is shut"),
			.venue = span_of(settings[i].other_venue),
			.said_on = span_of(settings[i].other_day) };
		struct drift	 drift;

		cr_assert(drift_measure(&r, &v, arena, &drift, &fault));
		cr_expect_eq(drift.setting, settings[i].setting, "%s: %s", settings[i].what,
		    drift_settings[drift.setting].name);
		cr_expect_eq(drift.severity, drift_settings[settings[i].setting].severity);
	}
}

Test(drift, every_class_and_axis_has_a_name_and_severities_rise_along_the_classes)
{
	const char	*names[DRIFT_CLASSES];

	for (size_t i = 0; i < DRIFT_CLASSES; i++) {
		cr_expect_not_null(drift_classes[i].name);
		cr_expect_not_null(drift_classes[i].meaning);
		if (i > 0 && i < DRIFT_TRANSLATED_VARIANT)
			cr_expect_geq(drift_classes[i].severity, drift_classes[i - 1].severity);
	}
	cr_expect_eq(drift_names(((uint32_t)1 << DRIFT_CLASSES) - 1, names), (size_t)DRIFT_CLASSES);
	cr_expect_str_eq(names[0], "negation-changed");
	cr_expect_eq(drift_names((uint32_t)1 << DRIFT_FRAGMENT | 1u << DRIFT_SPLICED, names), 2);
	cr_expect_str_eq(names[1], "fragment");
}

Test(drift, fails_cleanly_at_every_size_of_its_arena)
{
	struct printing	 r = { .text = SPAN("We won't leave twenty one docks. I gave the word.") };
	struct printing	 v = { .text = SPAN("I gave the word. We will leave ... 21 docks [now].") };
	bool		 done = false;

	for (size_t cap = 0; cap < 65536 && !done; cap += 112) {
		struct arena	*small = arena_new(cap);
		struct drift	 drift;
		struct fault	 why = FAULT_INIT;

		done = drift_measure(&r, &v, small, &drift, &why);
		cr_expect_eq(why.kind, done ? FAULT_NONE : FAULT_MEMORY);
		arena_free(small);
	}
	cr_expect(done);
}
