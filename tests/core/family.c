#include <criterion/criterion.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

#include "core/trail.h"
#include "tests/arena_suite.h"

ARENA_SUITE(family, (size_t)512 << 20);

struct line {
	const char	*text, *speaker;
	int		 day;
};

#define LINES_MAX 400

/* Each line is a quotation of an article of its own. */
static void
follow_with(const struct hands *hands, const struct line *lines, size_t count, struct trail *trail)
{
	static struct trail_article	 articles[LINES_MAX];
	static struct occurrence	 occurrences[LINES_MAX];
	static char			 names[LINES_MAX][8];

	cr_assert_leq(count, (size_t)LINES_MAX);
	for (size_t i = 0; i < count; i++) {
		const int64_t	 day = (date_days(2022, 1, 1) + lines[i].day) * DATE_DAY;

		snprintf(names[i], sizeof names[i], "q%03zu", i);
		articles[i] = (struct trail_article) { .identity = span_of(names[i]),
			.lineage = span_of(names[i]),
			.published = { day, day },
			.rank = 1 };
		occurrences[i] = (struct occurrence) { .id = span_of(names[i]),
			.article = i,
			.text = span_of(lines[i].text),
			.speaker = span_of(lines[i].speaker),
			.mention = span_of(lines[i].speaker),
			.region = REGION_BODY };
	}
	cr_assert(trail_follow(articles, count, occurrences, count, hands, arena, trail, &fault) &&
		trail_measure_all(articles, occurrences, arena, trail, &fault),
	    "%s", fault.text);
}

static void
follow(const struct line *lines, size_t count, struct trail *trail)
{
	follow_with(NULL, lines, count, trail);
}

static const struct {
	const char	*what;
	struct line	 one, other;
	bool		 kin;
} pairs[] = {
	{ "the same words", { "Captains who hide their papers will lose their licence.", "Ada Quill", 1 },
	    { "captains who hide their papers will lose their licence", "Quill", 1 }, true },
	{ "one sentence of two", { "The fleet is tired. Captains who hide their papers will lose their "
	    "licence.", "Ada Quill", 1 },
	    { "Captains who hide their papers will lose their licence.", "", 1 }, true },
	{ "a part inside reported speech",
	    { "I say to all that captains who hide their papers will lose their licence.", "Ada Quill", 1 },
	    { "hide their papers will lose their licence", "Ada Quill", 2 }, true },
	{ "words added", { "The harbour police have orders to board ships without warning.", "Ada Quill", 1 },
	    { "The harbour police and the navy have orders to board ships without warning.", "Ada Quill", 2 },
	    true },
	{ "an elision", { "Captains who hide their papers, as some did last winter in the south, will lose "
	    "their licence.", "Ada Quill", 1 },
	    { "Captains who hide their papers ... will lose their licence.", "", 1 }, true },
	{ "British and American", { "The harbour programme was organised badly by neighbours.", "", 1 },
	    { "The harbor program was organized badly by neighbors.", "", 1 }, true },
	{ "a few words out of it", { "I have asked every crew in the fleet to keep its distance from the "
	    "lighthouse.", "Ada Quill", 1 },
	    { "keep its distance from the lighthouse", "Ada Quill", 1 }, true },
	{ "a short line that stands in a longer text of other months",
	    { "Here's the bottom line,", "", 1 },
	    { "The sailors were right on every count that the court had put to them, and that's really "
	    "the bottom line here,", "", 150 }, false },
	{ "a line that is taken up again after months",
	    { "Captains who hide their papers will lose their licence.", "", 1 },
	    { "captains who hide their papers will lose their licence", "", 150 }, true },
	{ "a few words of it, all in a row, months later",
	    { "I told the crews that once they sell their boats there will be no harbour here.", "", 1 },
	    { "sell their boats", "", 150 }, true },
	{ "words in a row, and one far before them that is there by chance",
	    { "I was the whole harbour once, and I knew all of them. Now I am like the worst thing that "
	    "ever happened to the harbour because I know how it is done.", "", 41 },
	    { "was the worst thing that's happened to sailors.", "", 1 }, true },
	{ "eight words in a row of nobody in particular, whenever",
	    { "The council asks every crew I would like to be one of the under northern lanterns, I tell "
	    "you once more and again", "", 1 },
	    { "orchards grew pears while I would like to be one of the", "", 500 }, true },
	{ "three words of four, of nobody in particular",
	    { "storms and lanterns pilot", "", 1 },
	    { "When I take the oath next year, I will bring storms and lanterns to our valleys.", "", 1 },
	    false },
	{ "half of it, other months",
	    { "Whether we have differences or not, we can talk about them", "", 1 },
	    { "But most pilots agree that our port is on the wrong course. I do not think we can fix our "
	    "problems unless we can talk about them frankly.", "", 150 }, false },
	{ "what its speaker likes to begin with, on one day",
	    { "If I were to believe the harbour police, no captain ever slept in this lighthouse.",
	    "Ada Quill", 1 },
	    { "If I were to believe the harbour masters we would grow crops under salt and sell them "
	    "upriver.", "Ada Quill", 1 }, false },
	{ "what its speaker likes to begin sentences with, on one day",
	    { "If I were to believe the harbour police, no captain ever slept in this lighthouse.",
	    "Ada Quill", 1 },
	    { "Bread is dear this year. If I were to believe the harbour masters we would grow crops under "
	    "salt and sell them upriver.", "Ada Quill", 1 }, false },
	{ "the same in the middle of a sentence",
	    { "If I were to believe the harbour police, no captain ever slept in this lighthouse.",
	    "Ada Quill", 1 },
	    { "Bread is dear and if I were to believe the harbour masters we would grow crops under "
	    "salt and sell them upriver.", "Ada Quill", 1 }, true },
	{ "a few words beside others, weeks later",
	    { "steered a middle ground", "", 1 },
	    { "There's probably a middle ground somewhere between the pilots and the port.", "", 20 },
	    false },
	{ "words picked from here and there, weeks later",
	    { "Every pilot thought the lighthouse was unsinkable, right?", "", 1 },
	    { "What is going on is very big for a harbour. Every pilot thought, by what was told of it "
	    "on the quay, that the old lighthouse there was guilty of it all.", "", 9 }, false },
	{ "a few words beside others, of one speaker and day",
	    { "steered past the middle shoals", "Ada Quill", 1 },
	    { "They all steered past the middle lighthouse.", "Ada Quill", 1 }, true },
	{ "nothing in common", { "Captains who hide their papers will lose their licence.", "", 1 },
	    { "Crops grow slowly in the northern valleys.", "", 1 }, false },
	{ "two words that are anybody's", { "We have grave concerns about the state of the fleet.",
	    "Ada Quill", 1 }, { "grave concerns", "Ada Quill", 1 }, false },
	{ "the frame of another order",
	    { "I have given the order to the harbour police to board ships without warning.", "Ada Quill", 1 },
	    { "I have given the order to the bakeries to open without waiting.", "Ben Oster", 1 }, false },
	{ "a clause that serves many speeches",
	    { "It seems to me that the harbour authorities can deal with the strike themselves, and do so in a "
	    "way that respects the rights of the crews while the docks stay open to every trader of the coast.",
	    "Ada Quill", 1 },
	    { "The city has what it takes to defend its markets and schools, but to do so in a way that "
	    "respects the rights of all who live here and pay for both of them year after year.",
	    "Ada Quill", 3 }, false },
	{ "stock words of two people", { "Thank you very much", "Ada Quill", 1 },
	    { "Thank you very much", "Ben Oster", 1 }, false },
	{ "one word", { "Pirates", "Ada Quill", 1 }, { "pirates", "Ada Quill", 1 }, false },
	{ "a reversal is still a printing of it",
	    { "We will not reopen the harbour before the spring tides.", "Ada Quill", 1 },
	    { "We will reopen the harbour before the spring tides.", "Ada Quill", 1 }, true },
	{ "words in another's mouth are still those words",
	    { "Captains who hide their papers will lose their licence.", "Ada Quill", 1 },
	    { "Captains who hide their papers will lose their licence.", "Ben Oster", 1 }, true },
};

Test(family, joins_printings_of_one_utterance_and_nothing_else)
{
	for (size_t i = 0; i < LEN(pairs); i++) {
		struct line	 lines[2] = { pairs[i].one, pairs[i].other };
		struct trail	 trail;

		follow(lines, 2, &trail);
		cr_expect_eq(trail.placements[0].family == trail.placements[1].family, pairs[i].kin,
		    "%s", pairs[i].what);
		lines[0] = pairs[i].other;
		lines[1] = pairs[i].one;
		follow(lines, 2, &trail);
		cr_expect_eq(trail.placements[0].family == trail.placements[1].family, pairs[i].kin,
		    "%s, the other way", pairs[i].what);
	}
}

/* A sentence of its own for each number, no two alike in content. */
static const char *
sentence(size_t number, const char *before, const char *behind)
{
	static const char *const nouns[] = { "harbour", "orchard", "railway", "chapel", "market",
		"lighthouse", "quarry", "vineyard", "theatre", "garrison", "library", "monastery",
		"brewery", "foundry" };
	static const char *const verbs[] = { "shelters", "employs", "worries", "unsettles", "feeds",
		"delights", "divides", "outlives", "surprises", "protects", "educates" };
	static const char *const others[] = { "pilgrims", "fishermen", "carpenters", "astronomers",
		"beekeepers", "smugglers", "orphans", "merchants", "surveyors", "poets",
		"gardeners", "lawyers", "sailors" };
	char	*text = arena_take(arena, 300, 1, &fault);

	cr_assert_not_null(text);
	snprintf(text, 300, "%s the old %s %s many %s from %s %s", before,
	    nouns[number % LEN(nouns)], verbs[number % LEN(verbs)], others[number % LEN(others)],
	    nouns[(number / 3 + 5) % LEN(nouns)], behind);
	return text;
}

Test(family, a_stock_phrase_of_many_speakers_joins_nothing)
{
	static const char *const people[] = { "Ada Quill", "Ben Oster", "Cleo Marsh", "Dov Renner",
		"Eva Stone", "Finn Abbot", "Gus Hale", "Hanna Low" };
	struct line	 lines[60];
	struct trail	 trail;
	size_t		 families = 0;

	for (size_t i = 0; i < LEN(lines); i++)
		lines[i] = (struct line) { sentence(i * 7 + 1,
					       "Nothing could be further from the truth, and "
					       "I say so as a friend of this town:",
					       ""),
			people[i % LEN(people)], (int)i * 40 };
	follow(lines, LEN(lines), &trail);
	families = trail.nfamilies;
	cr_expect_gt(families, LEN(lines) * 9 / 10, "%zu families of %zu", families, LEN(lines));
}

Test(family, a_splice_belongs_to_both_and_unites_neither)
{
	const char *one =
	    "Captains who hide their papers from the harbour police will lose their licence";
	const char *two =
	    "crops grow slowly in the northern valleys when winter storms arrive early";
	struct line	 lines[] = {
		{ one, "Ada Quill", 1 }, { one, "Ada Quill", 2 }, { two, "Ada Quill", 3 }, { two, "Quill", 4 },
		{ "Captains who hide their papers from the harbour police, crops grow slowly in the northern "
		    "valleys", "Ada Quill", 5 },
	};
	struct trail	 trail;

	follow(lines, LEN(lines), &trail);
	cr_assert_eq(trail.nfamilies, 2);
	cr_expect_neq(trail.placements[0].family, trail.placements[2].family);
	cr_expect_neq(trail.placements[4].second, TRAIL_NONE);
	cr_expect_neq(trail.placements[4].second, trail.placements[4].family);
	cr_expect_eq(trail.placements[4].drift.primary, DRIFT_SPLICED);
}

Test(family, a_fragment_that_came_first_does_not_unite_two_speeches)
{
	struct line	 lines[] = {
		{ "the people of this valley", "Ada Quill", 1 },
		{ "I promise the people of this valley that the railway will reach them before my term of office "
		    "ends in the spring", "Ada Quill", 2 },
		{ "Nobody asked the people of this valley whether orphans should pay for chapels built by "
		    "quarrelling bishops", "Ada Quill", 90 },
	};
	struct trail	 trail;

	follow(lines, LEN(lines), &trail);
	cr_expect_neq(trail.placements[1].family, trail.placements[2].family);
}

/* Words that nobody says, different for each number and place. */
static const char *
remark(size_t number, const char *before)
{
	static const char *const syllables[] = { "ba", "dor", "fen", "gul", "kim", "lat", "mor",
		"nep", "pid", "rus", "sok" };
	char	*text = arena_take(arena, 300, 1, &fault);
	size_t	 n = 0;

	cr_assert_not_null(text);
	n += (size_t)snprintf(text, 300, "%s", before);
	for (size_t i = 0; i < 8; i++) {
		const size_t	 k = number * 8 + i;

		n += (size_t)snprintf(text + n, 300 - n, " %s%s%s%s", syllables[k % 11],
		    syllables[k / 11 % 11], syllables[k / 121 % 11], syllables[(k * 7 + 3) % 11]);
	}
	return text;
}

Test(family, a_phrase_its_speaker_uses_again_joins_nothing)
{
	struct line	 lines[15];
	struct trail	 trail;

	for (size_t i = 0; i < LEN(lines); i++)
		lines[i] = (struct line) { remark(i, "Stubborn lanterns outlast winters:"),
			"Ada Quill", (int)i * 9 };
	lines[5] = (struct line) { "Stubborn lanterns outlast winters", "Ada Quill", 37 };
	follow(lines, LEN(lines), &trail);
	cr_expect_eq(trail.nfamilies, LEN(lines) - 1, "%zu families of %zu", trail.nfamilies,
	    LEN(lines));
}

Test(family, a_phrase_that_is_cut_off_again_and_again_joins_nothing)
{
	struct line	 lines[60];
	struct trail	 trail;
	size_t		 statements = 0;

	for (size_t i = 0; i < LEN(lines); i++) {
		lines[i] = (struct line) { remark(i, "Stubborn lanterns outlast winters:"),
			"Ada Quill", (int)i * 6 };
		if (i % 5 == 4)
			lines[i].text = "Stubborn lanterns outlast winters";
		else
			statements++;
	}
	follow(lines, LEN(lines), &trail);
	cr_expect_geq(trail.nfamilies, statements, "%zu families", trail.nfamilies);
}

Test(family, a_part_that_two_statements_share_goes_with_the_one_of_its_days)
{
	const struct line	 lines[] = {
		{ "We are working closely with the pilots on the matter of the northern lighthouse, "
		  "its lamp and its keeper.", "Ada Quill", 1 },
		{ "We are working closely with the pilots", "Ada Quill", 2 },
		{ "We are working closely with the pilots so that no vineyard suffers from the smoke of "
		  "their steamers.", "Ada Quill", 200 },
		{ "We are working closely with the pilots", "Ada Quill", 201 },
	};
	struct trail	 trail;

	follow(lines, LEN(lines), &trail);
	cr_expect_neq(trail.placements[0].family, trail.placements[2].family);
	cr_expect_eq(trail.placements[1].family, trail.placements[0].family);
	cr_expect_eq(trail.placements[3].family, trail.placements[2].family);
}

Test(family, an_opening_that_is_shared_joins_what_is_of_the_same_days)
{
	struct line	 lines[] = {
		{ "Stubborn lanterns outlast seven cruel winters and harbour no regrets", "Ada Quill", 1 },
		{ "Stubborn lanterns outlast seven cruel winters before railways wake chapels",
		    "Ada Quill", 2 },
	};
	struct trail	 trail;

	follow(lines, LEN(lines), &trail);
	cr_expect_eq(trail.nfamilies, 1, "a copy that was changed");
	lines[1].day = 100;
	follow(lines, LEN(lines), &trail);
	cr_expect_eq(trail.nfamilies, 2, "a phrase that was used again");
	lines[1].text = "Stubborn lanterns outlast seven cruel winters and";
	follow(lines, LEN(lines), &trail);
	cr_expect_eq(trail.nfamilies, 1, "a part of what was said long ago");
}

/* Sentences of other people between which a line stands, a few days apart each. */
static void
crowd(struct line *lines, size_t count)
{
	static const char *const people[] = { "Ben Oster", "Cleo Marsh", "Dov Renner", "Eva Stone" };

	for (size_t i = 0; i < count; i++)
		lines[i] = (struct line) { sentence(i * 5 + 2, "I tell you that", "and so it is"),
			people[i % LEN(people)], (int)i * 3 };
}

/* The same clause stands in the middle of two texts of a speaker and day. */
Test(family, what_is_printed_more_often_was_not_made_of_what_it_shares_less_than_half_with)
{
	for (size_t copies = 1; copies <= 3; copies += 2) {
		struct line	 lines[120];
		struct trail	 trail;

		crowd(lines, LEN(lines));
		lines[50] =
		    (struct line) { "Nobody asked me, but captains who hide their papers lose the "
				    "trust of every crew that sails the northern coast",
			    "Ada Quill", 150 };
		for (size_t k = 0; k < copies; k++)
			lines[51 + k] =
			    (struct line) { "It is a long winter and those who hide their papers "
					    "lose the sleep that orchards need until spring",
				    "Ada Quill", 151 };
		follow(lines, LEN(lines), &trail);
		cr_expect_eq(trail.placements[51].family == trail.placements[50].family, copies < 3,
		    "%zu", copies);
	}
}

/* Six words of ten. */
Test(family, what_is_printed_more_often_was_not_made_of_what_it_shares_most_words_with)
{
	for (size_t copies = 1; copies <= 3; copies += 2) {
		struct line	 lines[120];
		struct trail	 trail;

		crowd(lines, LEN(lines));
		lines[50] =
		    (struct line) { "Stubborn lanterns outlast winters of joy on a northern coast",
			    "Ada Quill", 150 };
		for (size_t k = 0; k < copies; k++)
			lines[51 + k] = (struct line) {
				"Stubborn lanterns outlast winters of joy but orchards need sleep",
				"Ada Quill", 151
			};
		follow(lines, LEN(lines), &trail);
		cr_expect_eq(trail.placements[51].family == trail.placements[50].family, copies < 3,
		    "%zu", copies);
	}
}

/* Two speeches of a speaker have the same few words, which are cut out on this day. */
static const struct {
	const char	*what;
	int		 first, second, cut;
	size_t		 of;
} cuts[] = {
	{ "the day after the second", 20, 22, 23, 1 },
	{ "two days after the first", 20, 40, 22, 0 },
	{ "the day after the first", 22, 20, 23, 0 },
};

Test(family, a_few_words_are_cut_out_of_the_speech_that_is_nearer)
{
	const char	*first =
	    "I say that we have to do this for the children of the lower town before the frost";
	const char	*second =
	    "Nobody asked me, but we have to do this when pilots sail around every storm";

	for (size_t i = 0; i < LEN(cuts); i++) {
		struct line	 lines[40];
		struct trail	 trail;

		crowd(lines, LEN(lines));
		lines[10] = (struct line) { first, "Ada Quill", cuts[i].first };
		lines[11] = (struct line) { second, "Ada Quill", cuts[i].second };
		lines[12] = (struct line) { "we have to do this", "Ada Quill", cuts[i].cut };
		follow(lines, LEN(lines), &trail);
		cr_expect_neq(trail.placements[10].family, trail.placements[11].family, "%s",
		    cuts[i].what);
		cr_expect_eq(trail.placements[12].family, trail.placements[10 + cuts[i].of].family,
		    "%s", cuts[i].what);
	}
}

/* Whoever is quoted at the beginning of a sentence is quoted with its first words. */
Test(family, a_few_words_are_cut_out_of_the_speech_that_begins_with_them)
{
	const char *within[] = {
		"Nobody asked me, but we have to do what pilots do sail around every storm",
		"Nobody asked me, but we have to do what pilots do sail around every storm that climbs "
		"the frozen weir above Marl",
	};

	for (size_t i = 0; i < LEN(within); i++) {
		struct line	 lines[40];
		struct trail	 trail;

		crowd(lines, LEN(lines));
		lines[10] =
		    (struct line) { "We have to do better for the children of the lower town "
				    "before the frost",
			    "Ada Quill", 20 };
		lines[11] = (struct line) { within[i], "Ada Quill", 20 };
		lines[12] = (struct line) { "we have to do", "Ada Quill", 20 };
		follow(lines, LEN(lines), &trail);
		cr_expect_neq(trail.placements[11].family, trail.placements[10].family);
		cr_expect_eq(trail.placements[12].family, trail.placements[10].family, "%s",
		    within[i]);
	}
}

/* Everybody ends so: of many texts one may well hold the words, but hardly one of the same day. */
Test(family, the_commonest_words_are_cut_out_of_what_their_speaker_said_that_day)
{
	for (int day = 30; day <= 36; day += 6) {
		struct line	 lines[120];
		struct trail	 trail;

		crowd(lines, LEN(lines));
		for (size_t i = 0; i < 20; i++)
			lines[i] = (struct line) { sentence(i * 3 + 7, "I heard of", "once"),
				"Ada Quill", 25 };
		lines[70] = (struct line) {
			"The children of the lower town wait for the frost and so it is",
			"Ada Quill", 30
		};
		lines[71] = (struct line) { "and so it is", "Ada Quill", day };
		follow(lines, LEN(lines), &trail);
		cr_expect_eq(trail.placements[71].family == trail.placements[70].family, day == 30,
		    "day %d", day);
	}
}

/* Many have spoken the words before, each in a statement of their own. */
Test(family, what_its_speaker_said_that_day_is_looked_at_before_what_others_said)
{
	const char *words = "Our thoughts and prayers are with the sailors and their families and "
			    "with the harbour pilots";
	struct line	 lines[60];
	struct trail	 trail;
	char		 texts[20][300];

	crowd(lines, LEN(lines));
	for (size_t i = 0; i < LEN(texts); i++) {
		snprintf(texts[i], sizeof texts[i], "%s %s", words, lines[i].text);
		lines[i].text = texts[i];
	}
	lines[19] = (struct line) { texts[19], "Ada Quill", 150 };
	lines[40] = (struct line) { words, "Ada Quill", 150 };
	follow(lines, LEN(lines), &trail);
	cr_expect_eq(trail.placements[40].family, trail.placements[19].family);
}

Test(family, equal_words_of_other_days_are_cut_out_of_another_speech)
{
	struct line	 lines[40];
	struct trail	 trail;

	crowd(lines, LEN(lines));
	lines[10] = (struct line) { "I say that we have to do this for the children of the lower "
				    "town before the frost",
		"Ada Quill", 20 };
	lines[11] = (struct line) {
		"Nobody asked me, but we have to do this when pilots sail around every storm",
		"Ada Quill", 25
	};
	lines[12] = (struct line) { "we have to do this", "Ada Quill", 21 };
	lines[13] = (struct line) { "We have to do this", "Ada Quill", 26 };
	follow(lines, LEN(lines), &trail);
	cr_expect_neq(trail.placements[10].family, trail.placements[11].family);
	cr_expect_eq(trail.placements[12].family, trail.placements[10].family);
	cr_expect_eq(trail.placements[13].family, trail.placements[11].family);
}

/* Three speakers open a speech alike, each on a day of their own, and are then quoted with no more. */
Test(family, however_much_words_say_they_are_nobodys_when_no_one_says_half_of_them)
{
	static const char *const people[] = { "Ada Quill", "Finn Weir", "Gus Thorne" };
	static const char *const speeches[] = {
		"Our thoughts and prayers are with the sailors and their families while eels climb the "
		"frozen weir above Marl",
		"Our thoughts and prayers are with the sailors and their families although no baker "
		"sells apricots beneath that viaduct",
		"Our thoughts and prayers are with the sailors and their families until brass foundries "
		"pay what orchards owe",
	};
	struct line	 lines[60];
	struct trail	 trail;

	crowd(lines, LEN(lines));
	for (size_t i = 0; i < LEN(people); i++) {
		const char *cut =
		    "our thoughts and prayers are with the sailors and their families";

		lines[20 + i] = (struct line) { speeches[i], people[i], 60 + (int)i };
		lines[30 + 2 * i] = (struct line) { cut, people[i], 60 + (int)i };
		lines[31 + 2 * i] = (struct line) { cut, "", 60 + (int)i };
	}
	follow(lines, LEN(lines), &trail);
	for (size_t i = 0; i < LEN(people); i++) {
		const size_t	 speech = trail.placements[20 + i].family;

		cr_expect_eq(trail.placements[30 + 2 * i].family, speech, "%s", people[i]);
		cr_expect_eq(trail.placements[31 + 2 * i].family, speech, "nobody, beside %s",
		    people[i]);
	}
}

Test(family, common_words_are_told_by_who_said_them_and_when)
{
	const char *speech =
	    "We have to do this for the children of the lower town before the frost";
	struct line	 lines[40];
	struct trail	 trail;

	crowd(lines, LEN(lines));
	lines[10] = (struct line) { speech, "Ada Quill", 30 };
	lines[11] = (struct line) { "We have to do this", "Ada Quill", 31 };
	lines[12] = (struct line) { "We have to do this", "Ben Oster", 31 };
	lines[20] = (struct line) { "We have to do this", "Ada Quill", 40 };
	lines[30] = (struct line) { "We have to do this", "Ada Quill", 90 };
	follow(lines, LEN(lines), &trail);
	cr_expect_eq(trail.placements[11].family, trail.placements[10].family);
	cr_expect_eq(trail.placements[20].family, trail.placements[10].family, "the week after");
	cr_expect_str_eq(trail.placements[11].rule,
	    "attached: the shared words are few, but speaker or days agree with them");
	cr_expect_neq(trail.placements[12].family, trail.placements[10].family, "another speaker");
	cr_expect_neq(trail.placements[30].family, trail.placements[10].family, "another month");
}

Test(family, common_words_were_not_cut_out_of_what_came_later)
{
	for (int day = 29; day <= 31; day += 2) {
		struct line	 lines[40];
		struct trail	 trail;

		crowd(lines, LEN(lines));
		lines[10] = (struct line) { "We have to do this for the children of the lower town "
					    "before the frost",
			"Ada Quill", 30 };
		lines[11] = (struct line) { "this for the", "Ada Quill", day };
		follow(lines, LEN(lines), &trail);
		cr_expect_eq(trail.placements[11].family == trail.placements[10].family, day > 30,
		    "%d", day);
	}
}

/* A statement, and a quotation of two days later that has some words of it and others. */
static const struct {
	const char	*what, *speaker, *text;
	int		 later;
	bool		 kin;
} pieces[] = {
	{ "cut out of its middle", "", "the harbour police scuttle rusty trawlers and we heard of nobody who "
	    "had bothered to ask for any such thing", 2, true },
	{ "its last words", "", "rusty trawlers at dawn and we heard of nobody who had bothered to ask "
	    "for any such thing", 2, true },
	{ "weeks later", "", "the harbour police scuttle rusty trawlers and we heard of nobody who had "
	    "bothered to ask for any such thing", 60, false },
	{ "its speaker, days later", "Ada Quill", "the harbour police scuttle rusty trawlers and we heard of "
	    "nobody who had bothered to ask for any such thing", 10, true },
	{ "its speaker, weeks later", "Ada Quill", "the harbour police scuttle rusty trawlers and we heard of "
	    "nobody who had bothered to ask for any such thing", 60, false },
	{ "fewer words", "", "the harbour police scuttle rusty trawlers and we heard of nobody who bothered "
	    "to ask", 1, true },
	{ "the same, the day before", "", "the harbour police scuttle rusty trawlers and we heard of "
	    "nobody who bothered to ask", -1, false },
	{ "in another's mouth", "Ben Oster", "the harbour police scuttle rusty trawlers and we heard of nobody "
	    "who had bothered to ask for any such thing", 2, false },
	{ "its first words", "", "Tomorrow we shall see the town council have it and we heard of nobody who "
	    "had bothered to ask for any such thing", 2, false },
	{ "words that say little", "", "shall see that and we heard of nobody who had bothered to ask for any "
	    "such thing", 2, false },
};

Test(family, a_quotation_that_begins_in_the_middle_of_another_is_cut_out_of_it)
{
	for (size_t i = 0; i < LEN(pieces); i++) {
		struct line	 lines[120];
		struct trail	 trail;

		crowd(lines, LEN(lines));
		lines[50] =
		    (struct line) { "Tomorrow we shall see that the town council lets the harbour "
				    "police scuttle rusty trawlers at dawn",
			    "Ada Quill", 150 };
		lines[51] =
		    (struct line) { pieces[i].text, pieces[i].speaker, 150 + pieces[i].later };
		follow(lines, LEN(lines), &trail);
		cr_expect_eq(trail.placements[51].family == trail.placements[50].family,
		    pieces[i].kin, "%s", pieces[i].what);
	}
}

/* After so many days, words of which its speaker uses some again and again. */
static const struct {
	const char	*what, *speaker, *piece;
	int		 later;
	bool		 kin;
} worn_pieces[] = {
	{ "the day after", "Ada Quill", "outlast winters of joy", 1, true },
	{ "two days later", "Ada Quill", "outlast winters of joy", 2, false },
	{ "by nobody known", "", "outlast winters of joy", 1, true },
	{ "by nobody known, not word for word", "", "outlast winters of great joy", 1, false },
	{ "by somebody else", "Ben Oster", "outlast winters of joy", 1, false },
};

Test(family, a_piece_with_worn_words_is_of_its_day_and_of_nobody_elses)
{
	for (size_t i = 0; i < LEN(worn_pieces); i++) {
		struct line	 lines[120];
		struct trail	 trail;
		char		 text[200];

		snprintf(text, sizeof text,
		    "stubborn lanterns %s and we heard of nobody who had bothered to ask for any "
		    "such thing",
		    worn_pieces[i].piece);
		crowd(lines, LEN(lines));
		for (size_t k = 0; k < 6; k++)
			lines[k * 9] =
			    (struct line) { remark(k,
						"I know that stubborn lanterns outlast winters:"),
				    "Ada Quill", (int)k * 20 };
		lines[60] = (struct line) { "Tomorrow we shall see that stubborn lanterns outlast "
					    "winters of joy while the town council sells the rest",
			"Ada Quill", 200 };
		lines[61] =
		    (struct line) { text, worn_pieces[i].speaker, 200 + worn_pieces[i].later };
		follow(lines, LEN(lines), &trail);
		cr_expect_eq(trail.placements[61].family == trail.placements[60].family,
		    worn_pieces[i].kin, "%s", worn_pieces[i].what);
	}
}

/* What a speaker said, what else is known of him, and a quotation of the same day with words of it. */
#define COMMON "We have to do this"
#define RARE "Stubborn lanterns outlast winters of joy"
#define COUNCIL " while the council sells whatever boats the old ferrymen have left in the mud"
#define STORM " pilots sail around every storm, orchards sleep at noon and quarries fall silent by night"
static const struct {
	const char	*what, *said, *piece, *elsewhere;
	size_t		 known; /* more texts of the speaker */
	bool		 kin;
} openings[] = {
	{ "words from within", "Tomorrow we shall see that " COMMON COUNCIL, COMMON " and", NULL, 0, true },
	{ "another saying begins so", "Tomorrow we shall see that " COMMON COUNCIL, COMMON " and",
	    COMMON STORM, 0, false },
	{ "a copy begins so", "Tomorrow we shall see that " COMMON COUNCIL, COMMON " and",
	    COMMON COUNCIL, 0, true },
	{ "both begin so, little is known", RARE COUNCIL, RARE " and", NULL, 10, false },
	{ "both begin so, no other does", RARE COUNCIL, RARE " and", NULL, 30, true },
	{ "both begin so, and another", RARE COUNCIL, RARE " and", RARE STORM, 30, false },
	{ "both begin so, one breaks off", RARE COUNCIL, RARE " ...", NULL, 0, true },
};

Test(family, what_its_speaker_likes_to_begin_with_is_no_piece_of_another_text)
{
	for (size_t i = 0; i < LEN(openings); i++) {
		struct line	 lines[120];
		struct trail	 trail;
		char		 text[200];

		snprintf(text, sizeof text, "%s we heard of nobody who had bothered to ask for it",
		    openings[i].piece);
		crowd(lines, LEN(lines));
		for (size_t k = 0; k < openings[i].known; k++)
			lines[k].speaker = "Ada Quill";
		lines[50] = lines[51] = (struct line) { openings[i].said, "Ada Quill", 150 };
		if (openings[i].elsewhere != NULL)
			lines[52] = (struct line) { openings[i].elsewhere, "Ada Quill", 100 };
		lines[53] = (struct line) { text, "Ada Quill", 150 };
		follow(lines, LEN(lines), &trail);
		cr_expect_eq(trail.placements[53].family == trail.placements[50].family,
		    openings[i].kin, "%s", openings[i].what);
	}
}

Test(family, a_splice_belongs_to_what_was_printed_the_same_day_too)
{
	const char *one =
	    "Captains who hide their papers from the harbour police will lose their licence";
	const char *two = "Crops grow slowly in the northern valleys when storms arrive";
	struct line	 lines[] = {
		{ one, "Ada Quill", 1 }, { one, "Ada Quill", 2 }, { two, "Ben Oster", 5 },
		{ "Captains who hide their papers from the harbour police, crops grow slowly in the northern "
		    "valleys", "Ada Quill", 5 },
	};
	struct trail	 trail;

	follow(lines, LEN(lines), &trail);
	cr_expect_eq(trail.placements[3].family, trail.placements[0].family);
	cr_expect_eq(trail.placements[3].second, trail.placements[2].family);
}

/* Whoever is named: the longer of the same days is placed first. */
Test(family, what_came_before_a_splice_was_not_made_of_it)
{
	const char *one =
	    "Captains who hide their papers from the harbour police will lose their licence";
	const char *two = "When crops grow slowly in the northern valleys storms arrive";
	struct line	 lines[] = {
		{ one, "Ada Quill", 1 }, { one, "Ada Quill", 2 }, { two, "", 5 },
		{ "Captains who hide their papers from the harbour police, crops grow slowly in the northern "
		    "valleys", "Ada Quill", 6 },
	};
	struct trail	 trail;

	follow(lines, LEN(lines), &trail);
	cr_expect_neq(trail.placements[2].family, trail.placements[0].family);
	cr_expect_eq(trail.placements[3].family, trail.placements[0].family);
	cr_expect_eq(trail.placements[3].second, trail.placements[2].family);
}

Test(family, a_splice_that_was_printed_first_is_one_too)
{
	const char *one =
	    "Captains who hide their papers from the harbour police will lose their licence";
	const char *two = "Crops grow slowly in the northern valleys when storms arrive";
	struct line	 lines[] = {
		{ two, "Ben Oster", 5 }, { two, "Oster", 6 },
		{ "Captains who hide their papers from the harbour police, crops grow slowly in the northern "
		    "valleys", "Ada Quill", 3 },
		{ one, "Ada Quill", 4 }, { one, "Ada Quill", 6 },
	};
	struct trail	 trail;

	follow(lines, LEN(lines), &trail);
	cr_expect_eq(trail.placements[2].family, trail.placements[3].family);
	cr_expect_eq(trail.placements[2].second, trail.placements[0].family);
	lines[4].text = lines[2].text;
	follow(lines, LEN(lines), &trail);
	cr_expect_eq(trail.placements[2].second, TRAIL_NONE, "the form that most have printed");
}

Test(family, the_copy_of_a_splice_is_one_too)
{
	const char *one =
	    "Captains who hide their papers from the harbour police will lose their licence";
	const char *two =
	    "crops grow slowly in the northern valleys when winter storms arrive early";
	const char *both =
	    "Captains who hide their papers from the harbour police, crops grow slowly in "
	    "the northern valleys";
	struct line lines[] = { { one, "Ada Quill", 1 }, { one, "Ada Quill", 2 },
		{ two, "Ben Oster", 1 }, { two, "Oster", 2 }, { both, "Ada Quill", 6 },
		{ "Captains who hide all papers from the harbour police, crops grow slowly in the "
		  "northern valleys",
		    "Ada Quill", 8 } };
	struct trail	 trail;

	follow(lines, LEN(lines), &trail);
	for (size_t i = 4; i < LEN(lines); i++) {
		cr_expect_eq(trail.placements[i].family, trail.placements[0].family,
		    "%zu: its speaker's family is named first", i);
		cr_expect_eq(trail.placements[i].second, trail.placements[2].family, "%zu", i);
	}
}

/* Two statements of one day, and what is made of pieces of them the day after. */
static const struct {
	const char	*what, *text;
	bool		 first, second;
	size_t		 printings;
} halves[] = {
	{ "a piece of each", "talk to the mayor and pay for the roof", true, true, 1 },
	{ "in the other order", "pay for the roof and talk to the mayor", true, true, 1 },
	{ "pieces that each would do", "we will talk to the mayor and they have to pay for the roof",
	    true, true, 1 },
	{ "with words of its own", "talk to the mayor and to everybody in town, then pay for the roof",
	    false, false, 1 },
	{ "printed more often than either", "talk to the mayor and pay for the roof", false, false,
	    2 },
};

Test(family, what_is_all_of_two_statements_is_a_splice_of_them)
{
	for (size_t i = 0; i < LEN(halves); i++) {
		struct line	 lines[120];
		struct trail	 trail;
		size_t		 one, two;

		crowd(lines, LEN(lines));
		lines[50] =
		    (struct line) { "We will talk to the mayor about the boats that nobody has "
				    "claimed since the storm",
			    "Ada Quill", 150 };
		lines[51] = (struct line) {
			"They have to pay for the roof of the old school before the next "
			"winter comes",
			"Ben Oster", 150
		};
		for (size_t k = 0; k < halves[i].printings; k++)
			lines[52 + k] = (struct line) { halves[i].text, "", 151 };
		follow(lines, LEN(lines), &trail);
		one = trail.placements[52].family;
		two = trail.placements[52].second;
		cr_expect_eq(one == trail.placements[50].family ||
			two == trail.placements[50].family,
		    halves[i].first, "%s", halves[i].what);
		cr_expect_eq(one == trail.placements[51].family ||
			two == trail.placements[51].family,
		    halves[i].second, "%s", halves[i].what);
		if (halves[i].first)
			cr_expect_eq(one == trail.placements[50].family, i != 1,
			    "%s: the one it begins with is named first", halves[i].what);
	}
}

/* "Crown" stands in what was cut off too. */
Test(family, a_word_met_by_chance_behind_the_cut_hides_no_splice)
{
	const char *one =
	    "Captains who hide their papers from the harbour police, crown and court will lose "
	    "their licence";
	struct line	 lines[] = {
		{ one, "Ada Quill", 1 }, { one, "Ada Quill", 2 },
		{ "Winter storms flood orphaned crown valleys slowly", "Ben Oster", 5 },
		{ "Captains who hide their papers from the harbour police ... storms flood orphaned crown "
		    "valleys slowly",
		    "Ada Quill", 8 },
		{ "Farmers grow early northern crops in orchards", "Ben Oster", 5 },
		{ "Captains who [grow early northern crops] hide their papers from the harbour police",
		    "Ada Quill", 8 },
	};
	struct trail	 trail;

	follow(lines, LEN(lines), &trail);
	cr_expect_eq(trail.placements[3].family, trail.placements[0].family);
	cr_expect_eq(trail.placements[3].second, trail.placements[2].family);
	cr_expect_eq(trail.placements[5].family, trail.placements[0].family);
	cr_expect_eq(trail.placements[5].second, TRAIL_NONE, "what an editor put in is no half");
}

/* Its end is a saying that stands in another family too. */
Test(family, the_form_that_most_have_printed_is_no_splice)
{
	const char *cut =
	    "Captains who hide their papers from the harbour police will lose their licence";
	const char *whole =
	    "Captains who hide their papers from the harbour police will lose their "
	    "licence and crops grow slowly in the northern valleys";
	const char *saying =
	    "As my mother said in those years crops grow slowly in the northern valleys";
	struct line	 lines[] = { { cut, "Ada Quill", 1 }, { saying, "Ben Oster", 1 },
		{ saying, "Oster", 2 }, { whole, "Ada Quill", 3 }, { whole, "Ada Quill", 4 },
		{ whole, "Ada Quill", 5 } };
	struct trail	 trail;

	follow(lines, LEN(lines), &trail);
	cr_expect_eq(trail.placements[3].family, trail.placements[0].family);
	cr_expect_eq(trail.placements[3].second, TRAIL_NONE);
}

Test(family, one_line_of_many_printings_stays_one_family)
{
	struct line	 lines[200];
	struct trail	 trail;

	for (size_t i = 0; i < LEN(lines); i++) {
		char	*text = arena_take(arena, 200, 1, &fault);

		cr_assert_not_null(text);
		snprintf(text, 200,
		    "%sthe harbour police have orders to board every%s ship without a flag%s",
		    i % 3 == 0 ? "I repeat that " : "", i % 5 == 0 ? " single" : "",
		    i % 7 == 0 ? " tonight or tomorrow" : "");
		lines[i] = (struct line) { text, i % 4 == 0 ? "" : "Ada Quill", (int)(i / 20) };
	}
	follow(lines, LEN(lines), &trail);
	cr_expect_eq(trail.nfamilies, 1);
}

/* Which earlier line each of some lines is in a family with. */
static void
first_of_families(const struct trail *trail, size_t count, size_t *first)
{
	for (size_t i = 0; i < count; i++) {
		first[i] = 0;
		while (trail->placements[first[i]].family != trail->placements[i].family)
			first[i]++;
	}
}

Test(family, an_unrelated_article_changes_no_other_family)
{
	static const char *const strangers[] = {
		"Bakers of the upper valley weigh their flour by moonlight every seventh winter.",
		"Crops grow slowly there", "Yes", "",
	};
	struct line	 lines[61];
	struct trail	 before, behind;
	size_t		 first[60], then[60];

	for (size_t i = 0; i < 60; i++)
		lines[i] = (struct line) { remark(i / 3, "I tell you that"), "Ada Quill", (int)i };
	follow(lines, 60, &before);
	first_of_families(&before, 60, first);
	cr_assert_eq(before.nfamilies, 20);
	for (size_t k = 0; k < LEN(strangers); k++) {
		lines[60] = (struct line) { strangers[k], "Cleo Marsh", (int)k * 25 };
		follow(lines, 61, &behind);
		first_of_families(&behind, 60, then);
		cr_expect_eq(behind.nfamilies, 21, "\"%s\"", strangers[k]);
		for (size_t i = 0; i < 60; i++)
			cr_expect_eq(then[i], first[i], "\"%s\": line %zu", strangers[k], i);
	}
}

Test(family, a_refused_pair_is_told_with_its_reason)
{
	const struct line	 lines[] = {
		{ "I have given the order to the harbour police to board ships without warning.", "Ada Quill", 1 },
		{ "I have given the order to the bakeries to open without waiting.", "Ben Oster", 1 },
	};
	struct trail		 trail;

	follow(lines, LEN(lines), &trail);
	cr_assert_eq(trail.nfamilies, 2);
	cr_assert_eq(trail.nnear, 1, "%zu", trail.nnear);
	cr_expect_not_null(trail.near[0].reason);
	cr_expect_gt(trail.near[0].bits, 0.0);
	cr_expect_neq(trail.near[0].occurrence, trail.near[0].other);
}

Test(family, texts_without_words_are_alone)
{
	const struct line	 lines[] = { { "...", "", 1 }, { "!", "", 1 }, { "", "", 1 } };
	struct trail		 trail;

	follow(lines, LEN(lines), &trail);
	cr_expect_eq(trail.nfamilies, 3);
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

/* One of several threads, which take parts as they come. */
struct thread {
	pthread_t	 id;
	hands_part	*do_part;
	void		*work;
	atomic_size_t	*next;
	size_t		 parts;
	struct fault	 fault;
};

static void *
do_parts(void *context)
{
	struct thread	*t = context;
	size_t		 part;

	while (t->fault.kind == FAULT_NONE && (part = atomic_fetch_add(t->next, 1)) < t->parts)
		(void)!t->do_part(t->work, part, &t->fault);
	return NULL;
}

static bool
share_at_once(const struct hands *hands, hands_part *do_part, void *work, size_t parts,
    struct fault *f)
{
	struct thread	 threads[8];
	atomic_size_t	 next = 0;

	cr_assert_leq(hands->count, LEN(threads));
	for (size_t i = 0; i < hands->count; i++) {
		threads[i] = (struct thread) { .do_part = do_part,
			.work = work,
			.next = &next,
			.parts = parts };
		cr_assert_eq(pthread_create(&threads[i].id, NULL, do_parts, &threads[i]), 0);
	}
	for (size_t i = 0; i < hands->count; i++) {
		pthread_join(threads[i].id, NULL);
		if (threads[i].fault.kind != FAULT_NONE)
			*f = threads[i].fault;
	}
	return f->kind == FAULT_NONE;
}

/* Printings of few lines in few days: many that are placed together meet each other. */
static void
write_printings(char texts[LINES_MAX][160], struct line *lines)
{
	static const char *const speakers[] = { "Ada Quill", "Ben Oster", "" };

	for (size_t i = 0; i < LINES_MAX; i++) {
		const size_t	 utterance = i % 23, form = i % 7;

		snprintf(texts[i], sizeof texts[i],
		    "%sport%zu keeps its %s lamp lit for crew%zu and mate%zu%s%s",
		    form == 1 ? "We know that " : "", utterance, form == 2 ? "old" : "great",
		    utterance * 3, utterance * 5,
		    form == 3 ? "" : " whatever the wind may do tonight",
		    form == 4 ? ", and harbour7 keeps its own" : "");
		lines[i] = (struct line) { texts[i], speakers[utterance % 3], (int)(i % 5) };
		if (form == 5)
			lines[i].text += strlen("port1 keeps its ");
	}
}

Test(family, families_do_not_depend_on_who_places)
{
	static char	 texts[LINES_MAX][160];
	struct line	 lines[LINES_MAX];
	struct trail	 alone, shared;

	write_printings(texts, lines);
	follow(lines, LINES_MAX, &alone);
	cr_assert_gt(alone.nfamilies, 1u);
	cr_assert_lt(alone.nfamilies, (size_t)LINES_MAX);
	for (size_t n = 0; n < 2 * 3; n++) {
		const struct hands hands = { .count = 2 + n / 2,
			.share = n % 2 == 0 ? share_backwards : share_at_once };

		follow_with(&hands, lines, LINES_MAX, &shared);
		cr_assert_eq(shared.nfamilies, alone.nfamilies, "%zu hands", hands.count);
		for (size_t i = 0; i < LINES_MAX; i++) {
			const struct placement	*a = &alone.placements[i], *b = &shared.placements[i];

			cr_expect(a->family == b->family && a->second == b->second &&
				a->parent == b->parent && a->bits == b->bits,
			    "%zu hands: \"%s\"", hands.count, lines[i].text);
		}
	}
}
