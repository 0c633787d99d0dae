/* Lines that fit a terminal, whatever a page put into them. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "cmd/sheet.h"

#define WIDTH 30

/* What a paragraph behind a label of nine columns becomes. */
static const struct { const char *what, *text, *wanted; bool utf8; } paragraphs[] = {
	{ "words", "one two three four\nfive six seven",
	    "  Dates  one two three four\n         five six seven\n", true },
	{ "a word that fills its line", "123456789012345678901 end",
	    "  Dates  123456789012345678901\n         end\n", true },
	{ "a word that no line holds", "12345678901234567890123 end",
	    "  Dates  123456789012345678901\n         23 end\n", true },
	{ "the same behind another", "an 1234567890123456789012345678901234567890123 end",
	    "  Dates  an\n         123456789012345678901\n         234567890123456789012\n         3 end\n", true },
	{ "an address", "at https://www.outlet.example/a/long/way now",
	    "  Dates  at\n         https://www.outlet.example/a/long/way\n         now\n", true },
	{ "wide letters without a space", "\u6E2F\u306E\u53E4\u3044\u58C1\u304C\u76F4\u308B\u307E\u3067\u51FA",
	    "  Dates  \u6E2F\u306E\u53E4\u3044\u58C1\u304C\u76F4\u308B\u307E\u3067\n         \u51FA\n", true },
	{ "an escape sequence", "\033[31mred", "  Dates  ?[31mred\n", true },
	{ "marks in ASCII", "\u201Ca \u2014 b\u201D", "  Dates  \"a - b\"\n", false },
	{ "letters with accents in ASCII", "Toka\u00EFev e\u0301t\u00E9", "  Dates  Tokaiev ete\n", false },
	{ "letters that have no ASCII", "\u6E2F\u00F8", "  Dates  ??\n", false },
	{ "nothing", "", "  Dates  \n", true },
};

Test(sheet, a_paragraph_is_wrapped_behind_its_label)
{
	for (size_t i = 0; i < LEN(paragraphs); i++) {
		struct cli	 cli = { .width = WIDTH, .utf8 = paragraphs[i].utf8 };
		char		*text = NULL;
		size_t		 n;
		FILE		*to = open_memstream(&text, &n);
		struct sheet	 sheet = sheet_of(&cli, to);

		sheet_labelled(&sheet, "  Dates", 9, span_of(paragraphs[i].text));
		fclose(to);
		cr_expect_str_eq(text, paragraphs[i].wanted, "%s: %s", paragraphs[i].what, text);
		free(text);
	}
}
