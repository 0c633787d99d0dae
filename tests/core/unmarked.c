/* Speech without marks: lines of transcripts, block quotations, posts; and what only looks like them. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "core/unmarked.h"

#define PARAGRAPHS_MAX 12

struct paragraph {
	const char	*text, *words; /* words NULL: nothing is spoken in it */
	bool		 block, goes_on;
};

#define PLAIN(text) { text, NULL, false, false }
#define LINE(text, words) { text, words, false, false }
#define BLOCK(text, words) { text, words, true, false }
#define BLOCK_ON(text, words) { text, words, true, true }

static const struct {
	const char	*what;
	struct paragraph paragraphs[PARAGRAPHS_MAX];
} layouts[] = {
	{ "a hearing, with asides, full names first and surnames later",
	    { PLAIN("The following is a rush transcript."),
		LINE("CHAIRWOMAN DELIA ROURKE: Good morning.", "Good morning."),
		LINE("CAPT. WALTER BRISCOE: Thank you.", "Thank you."),
		PLAIN("(LAUGHTER)"),
		LINE("ROURKE: Who signed the sheet?", "Who signed the sheet?"),
		LINE("BRISCOE: I did, ma'am.", "I did, ma'am."),
		PLAIN("The hearing goes on tomorrow.") } },
	{ "an interview with Q and A",
	    { LINE("Q: Why did it close?", "Why did it close?"),
		LINE("A: It would not have stood.", "It would not have stood."),
		LINE("Q: And now?", "And now?"),
		LINE("A: Now we build.", "Now we build.") } },
	{ "surnames in small letters that come again",
	    { LINE("Coastal Argus: Why did it close?", "Why did it close?"),
		LINE("Quill: It would not have stood.", "It would not have stood."),
		LINE("Coastal Argus: And now?", "And now?"),
		LINE("Quill: Now we build.", "Now we build.") } },
	{ "seats in brackets, offices before them",
	    { LINE("Ada Quill (North Quay): Will she go?", "Will she go?"),
		LINE("The Minister for Ports (Ida Berg): I will.", "I will."),
		LINE("Ada Quill: When?", "When?"),
		LINE("Ida Berg: Now.", "Now.") } },
	{ "a space before the colon, a small word inside the name",
	    { LINE("Journal du Plateau : Pourquoi ?", "Pourquoi ?"),
		LINE("Ada Quill : Parce que.", "Parce que."),
		LINE("Journal du Plateau : Et puis ?", "Et puis ?"),
		LINE("Ada Quill : Puis rien.", "Puis rien.") } },
	{ "a box of facts",
	    { PLAIN("Where: The pier."),
		PLAIN("When: Saturday at seven."),
		PLAIN("Tickets: Ask at the door?"),
		PLAIN("Where: The hall."),
		PLAIN("When: Sunday at nine.") } },
	{ "facts in capitals: no sentences",
	    { PLAIN("VENUE: Town hall"),
		PLAIN("DOORS: 7 pm"),
		PLAIN("VENUE: The pier?"),
		PLAIN("DOORS: 8 pm") } },
	{ "nobody asks anything",
	    { PLAIN("RADIO: We are sinking."),
		PLAIN("COAST: We hear you."),
		PLAIN("RADIO: We are going."),
		PLAIN("COAST: Hold on.") } },
	{ "two lines among much prose",
	    { PLAIN("BRISCOE: I did."),
		PLAIN("The hall was silent then."),
		PLAIN("Nobody had expected it."),
		PLAIN("ROURKE: Did you?"),
		PLAIN("The hearing was adjourned."),
		PLAIN("BRISCOE: I did."),
		PLAIN("Then all went home."),
		PLAIN("ROURKE: Good night.") } },
	{ "a block behind a colon",
	    { PLAIN("The council wrote:"),
		BLOCK_ON("We have heard you.", "We have heard you."),
		BLOCK("We will build.", "We will build."),
		PLAIN("It meets on Monday.") } },
	{ "a block with a name below",
	    { PLAIN("It was a long day."),
		BLOCK("We will build.", "We will build."),
		BLOCK("\u2014 Ann Doe, mayor", NULL),
		PLAIN("It meets on Monday.") } },
	{ "a block that nobody hands over",
	    { PLAIN("It was a long day."), BLOCK("We will build.", NULL), PLAIN("It rained.") } },
	{ "a block with marks of its own",
	    { PLAIN("The council wrote:"), BLOCK("\u201CWe will build.\u201D", NULL) } },
	{ "a post in one paragraph",
	    { PLAIN("It was a long day."),
		BLOCK("We will build. pic.twitter.com/a1 \u2014 Ann Doe (@anndoe) January 7, 2022", "We will build.") } },
	{ "a post above its signature, with links",
	    { BLOCK("We will build. https://t.co/b pic.twitter.com/a1", "We will build."),
		BLOCK("\u2014 Ann Doe (@anndoe) January 7, 2022", NULL) } },
};

Test(unmarked, layout_tells_what_is_spoken)
{
	for (size_t i = 0; i < sizeof layouts / sizeof layouts[0]; i++) {
		const struct paragraph	*rows = layouts[i].paragraphs;
		struct unmarked		 paragraphs[PARAGRAPHS_MAX];
		size_t			 n = 0;

		for (; n < PARAGRAPHS_MAX && rows[n].text != NULL; n++)
			paragraphs[n] = (struct unmarked) { .text = span_of(rows[n].text),
				.kind = rows[n].block ? BLOCK_QUOTATION : BLOCK_PARAGRAPH };
		unmarked_find(paragraphs, n);
		for (size_t k = 0; k < n; k++) {
			cr_expect(span_eq(paragraphs[k].words, span_of(rows[k].words)),
			    "%s: '%s' is '%.*s'", layouts[i].what, rows[k].text,
			    SPAN_ARG(paragraphs[k].words));
			cr_expect_eq(paragraphs[k].goes_on, rows[k].goes_on, "%s: '%s'",
			    layouts[i].what, rows[k].text);
		}
	}
}

static const struct {
	const char	*line;
	bool		 signs;
} lines[] = {
	{ "\u2014 Ann Doe (@anndoe) January 7, 2022", true },
	{ "By Ann Doe (@anndoe) January 7, 2022", false },
	{ "\u2014 January 7, 2022", false },
	{ "\u2014 and then (@anndoe) left", false },
	{ "", false },
};

Test(unmarked, a_post_is_signed_by_a_name_and_a_handle)
{
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		cr_expect_eq(unmarked_signs_post(span_of(lines[i].line)), lines[i].signs, "%s",
		    lines[i].line);
}

Test(unmarked, many_labels_cost_no_more_than_their_lines)
{
	static struct unmarked	 paragraphs[20000];
	static char		 texts[20000][24];

	for (size_t i = 0; i < sizeof paragraphs / sizeof paragraphs[0]; i++) {
		snprintf(texts[i], sizeof texts[i], "S%c%c%c: Yes. Who?", (char)('A' + i % 26),
		    (char)('A' + i / 26 % 26), (char)('A' + i / 676 % 26));
		paragraphs[i] = (struct unmarked) { .text = span_of(texts[i]) };
	}
	unmarked_find(paragraphs, sizeof paragraphs / sizeof paragraphs[0]);
	/* More speakers than labels are told apart: too little of it is known to be a transcript. */
	cr_expect_eq(paragraphs[0].words.n, 0);
}
