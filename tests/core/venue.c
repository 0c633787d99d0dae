#include <criterion/criterion.h>

#include "tests/core/story.h"

/* The claimed setting of the first quotation. */
static const struct {
	const char	*what, *story, *venue, *name;
} rows[] = {
	{ "an outlet that was told", "\"We go,\" Ada Quill told CNN.", "CNN", "CNN" },
	{ "an interview an outlet aired", "\"We go,\" Ada Quill said in an interview aired by CNN on Sunday.",
	    "an interview aired by CNN", "CNN" },
	{ "a show", "\"We go,\" Ada Quill told ABC Sunday talk show \"This Week.\"",
	    "ABC Sunday talk show \"This Week.\"", "ABC, This Week" },
	{ "an outlet's own show", "\"We go,\" Ada Quill said on NBC's Meet the Press.",
	    "NBC's Meet the Press", "NBC, Meet the Press" },
	{ "an address", "In a televised national address, Ada Quill said: \"We go.\"",
	    "a televised national address", "televised address" },
	{ "the same address in other words", "In a televised address to the nation, Ada Quill said: \"We go.\"",
	    "a televised address to the nation", "televised address" },
	{ "a hardline address", "In a hardline televised address Friday, Ada Quill said \"we go and stay gone\".",
	    "a hardline televised address", "televised address" },
	{ "reporters", "\"We go,\" Ada Quill told reporters.", "told reporters", "press" },
	{ "a news conference", "\"We go,\" Ada Quill said at a news conference in Wick.",
	    "a news conference in Wick", "press" },
	{ "a video conference", "In a video conference with leaders, Ada Quill said: \"We go.\"",
	    "a video conference with leaders", "video conference" },
	{ "the verb alone", "Ada Quill tweeted: \"We go.\"", "tweeted", "Twitter" },
	{ "a newspaper", "\"We go,\" Ada Quill told The Harbour Times on Monday.", "The Harbour Times",
	    "Harbour Times" },
	{ "a second half was said there too", "\"We go,\" Ada Quill told CNN. \"Now.\"", "CNN", "CNN" },
	{ "who saw a letter is not where it was said",
	    "In a letter to staff seen by Reuters, Ada Quill wrote: \"We go.\"",
	    "a letter to staff seen by Reuters", "letter" },
	{ "what follows the match is no part of it", "\"We go,\" Ada Quill told Sky News after the match.",
	    "Sky News", "Sky News" },
	{ "nothing said of it", "\"We go,\" Ada Quill said.", "", "" },
	{ "a person who was told is no setting", "\"We go,\" Ada Quill told Ben Oster.", "", "" },
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
