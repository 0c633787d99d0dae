#include <criterion/criterion.h>

#include "tests/core/story.h"

/* The claimed setting of the first quotation. */
static const struct {
	const char	*what, *story, *venue, *name;
} rows[] = {
	{ "an outlet that was told", "\"We go,\" Ada Quill told CNN.", "CNN", "CNN" },
	{ "an interview an outlet aired", "\"We go,\" Ada Quill said in an interview aired by CNN on Sunday.",
	    "interview aired by CNN", "CNN" },
	{ "a show", "\"We go,\" Ada Quill told ABC Sunday talk show \"This Week.\"",
	    "ABC Sunday talk show \"This Week\"", "ABC, This Week" },
	{ "an outlet's own show", "\"We go,\" Ada Quill said on NBC's Meet the Press.",
	    "NBC's Meet the Press", "NBC, Meet the Press" },
	{ "an address", "In a televised national address, Ada Quill said: \"We go.\"",
	    "televised national address", "televised address" },
	{ "the same address in other words", "In a televised address to the nation, Ada Quill said: \"We go.\"",
	    "televised address to the nation", "televised address" },
	{ "a hardline address", "In a hardline televised address Friday, Ada Quill said \"we go and stay gone\".",
	    "hardline televised address", "televised address" },
	{ "reporters", "\"We go,\" Ada Quill told reporters.", "told reporters", "press" },
	{ "a news conference", "\"We go,\" Ada Quill said at a news conference in Wick.",
	    "news conference in Wick", "press" },
	{ "a video conference", "In a video conference with leaders, Ada Quill said: \"We go.\"",
	    "video conference with leaders", "video conference" },
	{ "the verb alone", "Ada Quill tweeted: \"We go.\"", "tweeted", "Twitter" },
	{ "a newspaper", "\"We go,\" Ada Quill told The Harbour Times on Monday.", "The Harbour Times",
	    "Harbour Times" },
	{ "a second half was said there too", "\"We go,\" Ada Quill told CNN. \"Now.\"", "CNN", "CNN" },
	{ "who saw a letter is not where it was said",
	    "In a letter to staff seen by Reuters, Ada Quill wrote: \"We go.\"",
	    "letter to staff seen by Reuters", "letter" },
	{ "what follows the match is no part of it", "\"We go,\" Ada Quill told Sky News after the match.",
	    "Sky News", "Sky News" },
	{ "nothing said of it", "\"We go,\" Ada Quill said.", "", "" },
	{ "a person who was told is no setting", "\"We go,\" Ada Quill told Ben Oster.", "", "" },
	{ "the hour is no part of it",
	    "In a televised address late on Thursday, Ada Quill said that \"we go there now\".",
	    "televised address", "televised address" },
	{ "nor is the date", "\"We go,\" Ada Quill said in a statement on March 2.", "statement",
	    "statement" },
	{ "nor is the day", "\"We go,\" Ada Quill said in a speech last week.", "speech", "speech" },
	{ "a name that ends in a number", "\"We go,\" Ada Quill told the broadcaster Channel Nine.",
	    "broadcaster Channel Nine", "Channel Nine" },
	{ "who carried an address is not where it was given",
	    "\"We go,\" Ada Quill said in an address aired by Radio Wick.",
	    "address aired by Radio Wick", "address" },
	{ "the hall of those who heard it",
	    "\"We go,\" Ada Quill told the audience at the Wick Town Library.",
	    "audience at the Wick Town Library", "Wick Town Library" },
	{ "the hall the paragraph before opens with",
	    "At the Wick Town Library on Monday the talk was of bridges.\n"
	    "\"We go,\" Ada Quill told the audience.", "Wick Town Library", "Wick Town Library" },
	{ "the sentence before opens with it",
	    "In a televised address, Mayor Ada Quill was blunt. \"We go,\" she said.",
	    "televised address", "televised address" },
	{ "the paragraph before opens with it",
	    "In a televised address, Mayor Ada Quill was blunt. Nobody cheered.\n\"We go,\" Quill said.",
	    "televised address", "televised address" },
	{ "another's setting is not hers",
	    "In a televised address, Mayor Ben Oster was blunt.\n\"We go,\" Ada Quill said.", "", "" },
	{ "her own setting goes before an earlier one",
	    "In a televised address, Mayor Ada Quill was blunt.\n\"We go,\" Quill told CNN.", "CNN", "CNN" },
	{ "to call on somebody is a verb",
	    "Ada Quill had \"a real concern\" about why he felt compelled to call on the Port Treaty Club.",
	    "", "" },
	{ "to call in somebody is a verb",
	    "Ada Quill asked \"why they needed\" to call in Wick-led forces.", "", "" },
	{ "to call is a verb", "Ada Quill went on to call the port \"a very good hand\".", "", "" },
};

Test(venue, reads_the_setting_as_printed_and_under_one_name)
{
	for (size_t i = 0; i < LEN(rows); i++) {
		struct story		 story;
		const struct quote	*q;

		story_read(&story, rows[i].story);
		q = story_quote(&story, 0);
		cr_expect(same(q->venue, rows[i].venue), "%s: [%.*s]", rows[i].what,
		    SPAN_ARG(q->venue));
		cr_expect(same(q->venue_name, rows[i].name), "%s: named [%.*s]", rows[i].what,
		    SPAN_ARG(q->venue_name));
		story_end(&story);
	}
}
