#include <criterion/criterion.h>
#include <jansson.h>

#include "cmd/line.h"

TestSuite(line);

static const struct {
	const char	*what, *json;
	bool		 plain;
	const char	*id, *text, *published;
} rows[] = {
	{ "what link needs", "{\"id\":\"a\",\"text\":\"We sail.\",\"published\":\"2022-01-07\"}", true,
	    "a", "We sail.", "2022-01-07" },
	{ "space wherever JSON has it", "{ \"id\" : \"a\" ,\t\"text\" : \"We sail.\" }", true, "a",
	    "We sail.", "" },
	{ "other fields of any plain kind",
	    "{\"id\":\"a\",\"n\":-12,\"zero\":0,\"yes\":true,\"no\":false,\"none\":null,\"x\":\"\",\"text\":\"\"}",
	    true, "a", "", "" },
	{ "letters beyond ASCII", "{\"id\":\"a\",\"text\":\"“Über”\"}", true, "a", "“Über”", "" },
	{ "an escape", "{\"id\":\"a\",\"text\":\"a \\\"b\\\"\"}", false, "", "", "" },
	{ "an escape in a name", "{\"i\\u0064\":\"a\",\"text\":\"b\"}", false, "", "", "" },
	{ "an object for a date", "{\"id\":\"a\",\"text\":\"b\",\"published\":{\"earliest\":\"2022\"}}",
	    false, "", "", "" },
	{ "a field of ours twice", "{\"id\":\"a\",\"id\":\"b\",\"text\":\"c\"}", false, "", "", "" },
	{ "a field that is to be replaced", "{\"id\":\"a\",\"text\":\"b\",\"drift\":null}", false, "", "", "" },
	{ "credits", "{\"id\":\"a\",\"text\":\"b\",\"credits\":[\"AP\"]}", false, "", "", "" },
	{ "a fraction", "{\"id\":\"a\",\"text\":\"b\",\"n\":1.50}", false, "", "", "" },
	{ "an integer of many digits", "{\"id\":\"a\",\"text\":\"b\",\"n\":12345678901234567890}", false, "",
	    "", "" },
	{ "a zero before a digit", "{\"id\":\"a\",\"text\":\"b\",\"n\":012}", false, "", "", "" },
	{ "a number that is not one", "{\"id\":\"a\",\"text\":\"b\",\"n\":-}", false, "", "", "" },
	{ "a list", "[1]", false, "", "", "" },
	{ "no value", "{\"id\":}", false, "", "", "" },
	{ "a comma too many", "{\"id\":\"a\",}", false, "", "", "" },
	{ "something behind it", "{\"id\":\"a\",\"text\":\"b\"} x", false, "", "", "" },
	{ "an open string", "{\"id\":\"a", false, "", "", "" },
	{ "an open object", "{\"id\":\"a\"", false, "", "", "" },
	{ "a control character", "{\"id\":\"a\tb\",\"text\":\"c\"}", false, "", "", "" },
	{ "a word that is none", "{\"id\":\"a\",\"text\":\"b\",\"n\":nul}", false, "", "", "" },
	{ "nothing", "", false, "", "", "" },
	{ "an empty object", "{}", false, "", "", "" },
};

Test(line, plain_lines_are_read_and_all_others_left_to_a_whole_parser)
{
	for (size_t i = 0; i < LEN(rows); i++) {
		struct line	 line;
		const bool	 plain = line_read(span_of(rows[i].json), &line);

		cr_expect_eq(plain, rows[i].plain, "%s", rows[i].what);
		if (!plain || !rows[i].plain)
			continue;
		cr_expect(span_eq(line.fields[LINE_ID], span_of(rows[i].id)), "%s", rows[i].what);
		cr_expect(span_eq(line.fields[LINE_TEXT], span_of(rows[i].text)), "%s",
		    rows[i].what);
		cr_expect(span_eq(line.fields[LINE_PUBLISHED], span_of(rows[i].published)), "%s",
		    rows[i].what);
	}
}

Test(line, what_is_plain_is_json)
{
	/* Each row cut short at every byte: whatever is still taken, a whole parser takes too. */
	for (size_t i = 0; i < LEN(rows); i++) {
		for (size_t n = 0; n <= strlen(rows[i].json); n++) {
			struct line	 line;
			json_t		*object;

			if (!line_read((struct span) { rows[i].json, n }, &line))
				continue;
			object = json_loadb(rows[i].json, n, 0, NULL);
			cr_expect_not_null(object, "%s, %zu bytes", rows[i].what, n);
			json_decref(object);
		}
	}
}
