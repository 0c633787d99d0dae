#include <criterion/criterion.h>

#include "tests/core/story.h"

/* Who said the last quotation of the story. */
static const struct {
	const char	*what, *story, *mention, *speaker;
} rows[] = {
	{ "speaker, verb", "\"We go,\" Ada Quill said.", "Ada Quill", "Ada Quill" },
	{ "verb, speaker", "\"We go,\" said Ada Quill, who leads the port.", "Ada Quill", "Ada Quill" },
	{ "verb, speaker, setting", "\"We go,\" said Ada Quill on Monday.", "Ada Quill", "Ada Quill" },
	{ "speaker, verb, comma", "Ada Quill said, \"We go.\"", "Ada Quill", "Ada Quill" },
	{ "colon", "Ada Quill replied: \"We go.\"", "Ada Quill", "Ada Quill" },
	{ "a comma outside the marks", "“We go”, Ada Quill said.", "Ada Quill", "Ada Quill" },
	{ "a question", "\"Do we go?\" asked Ada Quill.", "Ada Quill", "Ada Quill" },
	{ "an apposition", "\"We go,\" Ada Quill, the harbour master, said.", "Ada Quill", "Ada Quill" },
	{ "an apposition before the verb", "Ada Quill, 61, a harbour master from Wick, said, \"We go.\"",
	    "Ada Quill", "Ada Quill" },
	{ "a relative clause", "Ada Quill, who runs the port and said little in May, told staff: \"We go.\"",
	    "Ada Quill", "Ada Quill" },
	{ "a title", "Harbour Master and Captain Ada Quill said the port was \"in very good hands\".",
	    "Harbour Master and Captain Ada Quill", "Ada Quill" },
	{ "a participle", "Ada Quill left early, saying the port was \"in very good hands\".", "Ada Quill",
	    "Ada Quill" },
	{ "a clause before", "When Ben Oster asked, Ada Quill said the port was \"in very good hands\".",
	    "Ada Quill", "Ada Quill" },
	{ "according to", "The port is \"in very good hands\", according to Ada Quill.", "Ada Quill",
	    "Ada Quill" },
	{ "an agent", "The port, described by Ada Quill as \"a very good hand\", is shut.", "Ada Quill",
	    "Ada Quill" },
	{ "the end of the sentence", "The \"very good hands\" of the port are cold, Ada Quill said.",
	    "Ada Quill", "Ada Quill" },
	{ "a source before the comma",
	    "According to Ada Quill, Ben Oster had called it \"a very good hand\".", "Ada Quill",
	    "Ada Quill" },
	{ "who declines to comment tells of nobody",
	    "Ben Oster declined to comment on a note that Ada Quill had called \"a very good hand\".",
	    "Ada Quill", "Ada Quill" },
	{ "a relative clause that runs on to the verb",
	    "A banker who advised on it and did not wish to be named said it was \"a very good hand\".",
	    "A banker", "" },
	{ "a verdict", "Ada Quill read it twice. \"We go,\" was her verdict.", "her", "Ada Quill" },
	{ "all she said", "\"We go,\" was all Ada Quill would say.", "Ada Quill", "Ada Quill" },
	{ "an asker does not answer",
	    "Ben Oster came.\nAda Quill asked him why. \"We go,\" he replied.", "he", "Ben Oster" },
	{ "a body by its pronoun", "The Harbour Trust denied it. \"We go,\" it said.", "it",
	    "Harbour Trust" },
	{ "whose words a headline's label names", "# Driver's excuse: 'We go at dawn'", "Driver", "" },
	{ "a cue behind words whose closing mark is missing",
	    "Ada Quill came.\n\"We go now. We go, Quill said.", "Quill", "Ada Quill" },
	{ "a striker goes by his trade",
	    "Ada Quill scored twice. \"We go,\" said the striker.", "the striker", "Ada Quill" },
	{ "a relation without a name", "Ben Oster came.\nHer neighbour shrugged. \"We go,\" he said.",
	    "he", "" },
	{ "an answer to a question without marks",
	    "\"We go,\" Ada Quill said.\nThe soup arrives.\nAnd then?\n\"Then we come back.\"",
	    "Ada Quill", "Ada Quill" },
	{ "a name with \"of\" in it", "The Royal College of Midwives said it was \"a very good hand\".",
	    "The Royal College of Midwives", "Royal College of Midwives" },
	{ "the outermost speaker", "Ada Quill said Ben Oster had called it \"a very good hand\".",
	    "Ada Quill", "Ada Quill" },
	{ "a second half", "\"We go,\" Ada Quill said. \"Now or never.\"", "Ada Quill", "Ada Quill" },
	{ "a later sentence of her own", "\"We go,\" Ada Quill said.\n\"We go now, all of us together.\"",
	    "Ada Quill", "Ada Quill" },
	{ "a colon at the end of the paragraph before", "Ada Quill put it like this:\n\"We go now.\"",
	    "Ada Quill", "Ada Quill" },
	{ "a floating quotation", "Ada Quill began talking to Ben Oster. \"The boat is late.\"", "Ada Quill",
	    "Ada Quill" },
	{ "a signature", "\"We go now, all of us.\" – Ada Quill", "Ada Quill", "Ada Quill" },
	{ "a label", "QUILL: \"We go now, all of us.\"", "QUILL", "QUILL" },
	{ "a possessor is not the speaker",
	    "Foreign Minister Ada Quill flew in.\n\"We go,\" Chancellor Ben Oster's top diplomat told staff.",
	    "Chancellor Ben Oster's top diplomat", "Ada Quill" },
	{ "a noun with its owner", "Ada Quill's claim that the port was \"in very good hands\" fell flat.",
	    "Ada Quill's", "Ada Quill" },
	{ "a verb nobody listed", "\"We go!\" bellowed Ada Quill.", "Ada Quill", "Ada Quill" },
	{ "a top diplomat is who holds the office, in small letters too",
	    "Nobody is as late as Ada Quill, the US secretary of state.\n"
	    "\"We go,\" the top American diplomat told staff.",
	    "the top American diplomat", "Ada Quill" },
	{ "a land is no he",
	    "The port was shut, says Ben Oster, the harbour master.\n"
	    "The United States on Sunday turned up the pressure on the port.\n\"We go,\" he added.",
	    "he", "Ben Oster" },
	{ "an order by somebody",
	    "Ben Oster has spoken out against the instruction by Mayor Ada Quill \"to shut every last door\".",
	    "Mayor Ada Quill", "Ada Quill" },
	{ "an order denounced", "Ben Oster denounced the order by Mayor Ada Quill to \"shut every last door\".",
	    "Mayor Ada Quill", "Ada Quill" },
	{ "somebody's pledge", "Ben Oster dismissed Mayor Ada Quill's pledge to \"shut every last door\".",
	    "Mayor Ada Quill's", "Ada Quill" },
	{ "what is said of a claim by somebody", "Ben Oster rejected claims by Ada Quill as \"very silly ideas\".",
	    "Ben Oster", "Ben Oster" },
	{ "a headline's label", "# Mayor Ada Quill: doors may 'shut at last'", "Mayor Ada Quill", "Ada Quill" },
	{ "a name between commas is a subject, and nearer than who spoke before",
	    "\"There is one command,\" the port's spokesman Ben Oster said.\n"
	    "A carpenter who has worked in Wick since spring, Tom Quill, reached us by phone. "
	    "\"I can see smoke,\" he said.", "he", "Tom Quill" },
	{ "a description, and next speaks a name that needs none",
	    "\"We go there at dawn,\" Wick's top diplomat told staff.\nAda Quill said no more.",
	    "Wick's top diplomat", "Ada Quill" },
	{ "a description, and next speaks a name with another office",
	    "\"We go there at dawn,\" Wick's top diplomat told staff.\nMayor Ada Quill said no more.",
	    "Wick's top diplomat", "" },
	{ "an indefinite description is nobody's",
	    "\"We go there at dawn,\" a lawyer told staff.\nAda Quill said no more.", "a lawyer", "" },
	{ "initials with a hyphen", "\"We go,\" A.-J. Quill said.", "A.-J. Quill", "A.-J. Quill" },
	{ "an organisation", "The Harbour Ministry said the port was \"in very good hands\".",
	    "The Harbour Ministry", "Harbour Ministry" },
	{ "an apposition that begins with an article",
	    "Ben Oster came.\nHis rival, the clerk Una Berg, wants more. \"We go,\" she said.", "she",
	    "Una Berg" },
	{ "a relation by a first name alone",
	    "Ben Oster came.\nHis wife, Tula, told us: \"We go there at dawn.\"", "His wife", "Tula" },
	{ "a participle with somebody else's title",
	    "Zula Quill, representing Mr Oster, came in. \"We go,\" she said.", "she", "Zula Quill" },
	{ "whom alone the sentence before names",
	    "Ben Oster sang.\nThe song was written by a clerk called Tom Quill. \"It rhymes,\" he said.",
	    "he", "Tom Quill" },
	{ "hearsay", "\"We go,\" the harbour master is supposed to have written.",
	    "the harbour master", "" },
	{ "a habit between commas", "Nobody, Ada Quill likes to say, \"ever lost money on rain\".",
	    "Ada Quill", "Ada Quill" },
	{ "who wants to know asks", "Ada Quill came. \"Do we go?\" she wanted to know.", "she", "Ada Quill" },
	{ "when and not what", "Ada Quill complained after her master, Ben Oster, told her \"This is a port.\"",
	    "Ben Oster", "Ben Oster" },
	{ "the subject of a relative clause",
	    "The plan, which Ada Quill, a welder, calls \"a very good hand\", stays.", "Ada Quill",
	    "Ada Quill" },
	{ "behind a semicolon a sentence of its own",
	    "Ben Oster said little; Ada Quill said the port was \"in very good hands\".", "Ada Quill",
	    "Ada Quill" },
	{ "a sentence that begins with when", "When Ada Quill called it \"a very good hand\", Ben Oster nodded.",
	    "Ada Quill", "Ada Quill" },
	{ "by radio is how", "Ada Quill said by radio that the port was \"in very good hands\".",
	    "Ada Quill", "Ada Quill" },
	{ "partners", "\"We go,\" Berg & Quill said.", "Berg & Quill", "Berg & Quill" },
	{ "two by turns",
	    "\"How many?\" Ada Quill asked.\n\"How many what?\" Ben Oster said.\n\"Boats.\"", "Ada Quill",
	    "Ada Quill" },
	{ "whom an interview is with",
	    "Ada Quill is late. Ada Quill sits down.\nWhy did you go?\n\"I was late.\"", "Ada Quill",
	    "Ada Quill" },
	{ "a word that tells what she is, at the beginning of a sentence",
	    "Underwriter Zula Quill is late.\n\"We go,\" Zula Quill said.", "Zula Quill", "Zula Quill" },
	{ "an office in full before the name",
	    "The harbour minister said the port was \"in very good hands\".\nThe minister, Ada Quill, left.",
	    "The harbour minister", "Ada Quill" },
	{ "of several headlines none introduces another's people",
	    "# Quill tells staff to go\n# Port is 'in very good hands', says neighbour", "neighbour", "" },
	{ "a month that is a name", "\"We go,\" said June Quill.", "June Quill", "June Quill" },
};

Test(speaker, finds_who_said_it)
{
	for (size_t i = 0; i < LEN(rows); i++) {
		struct story		 story;
		const struct quote	*q;

		story_read(&story, rows[i].story);
		q = story_quote(&story, story.quotes.count - 1);
		cr_expect(same(q->mention, rows[i].mention), "%s: [%.*s] by %s", rows[i].what,
		    SPAN_ARG(q->mention), q->speaker_rule);
		cr_expect(same(q->speaker, rows[i].speaker), "%s: named [%.*s]", rows[i].what,
		    SPAN_ARG(q->speaker));
		story_end(&story);
	}
}

static const struct {
	const char	*what, *story;
	enum speaker_state state;
	enum speaker_kind  kind;
} states[] = {
	{ "a name", "\"We go,\" Ada Quill said.", SPEAKER_RESOLVED, SPEAKER_PERSON },
	{ "nobody in sight", "\"We go now, all of us together.\"", SPEAKER_UNATTRIBUTED, SPEAKER_UNNAMED },
	{ "an official", "\"We go,\" a senior official said.", SPEAKER_ANONYMOUS, SPEAKER_UNNAMED },
	{ "a neighbour", "\"We go,\" a neighbour said.", SPEAKER_ANONYMOUS, SPEAKER_UNNAMED },
	{ "an office without a name", "\"We go,\" the minister said.", SPEAKER_MENTION_ONLY, SPEAKER_PERSON },
	{ "a report", "The report said the port was \"in very good hands\".", SPEAKER_MENTION_ONLY,
	    SPEAKER_DOCUMENT },
	{ "an organisation", "\"We go,\" the Harbour Ministry said.", SPEAKER_RESOLVED,
	    SPEAKER_ORGANISATION },
};

Test(speaker, says_what_is_known_of_the_speaker)
{
	for (size_t i = 0; i < LEN(states); i++) {
		struct story		 story;
		const struct quote	*q;

		story_read(&story, states[i].story);
		q = story_quote(&story, 0);
		cr_expect_eq(q->state, states[i].state, "%s: %s", states[i].what,
		    speaker_state_names[q->state]);
		cr_expect_eq(q->kind, states[i].kind, "%s: %s", states[i].what,
		    speaker_kind_names[q->kind]);
		cr_expect(q->confidence >= 0 && q->confidence <= 1, "%s: %f", states[i].what,
		    q->confidence);
		story_end(&story);
	}
}

Test(speaker, keeps_the_inner_speaker)
{
	struct story	 story;

	story_read(&story, "Ada Quill said Ben Oster had called it \"a very good hand\".");
	cr_expect(same(story_quote(&story, 0)->quoted_by, "Ben Oster"), "[%.*s]",
	    SPAN_ARG(story_quote(&story, 0)->quoted_by));
	story_end(&story);
}
