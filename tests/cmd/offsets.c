/* Offsets count code points of the record's own text, whatever planes its characters are of. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/utf8.h"
#include "tests/fixture.h"

/* Characters from..to of a text. */
static struct span
stretch(struct span text, json_int_t from, json_int_t to)
{
	size_t	 start = 0, end;

	for (json_int_t i = 0; i < from; i++)
		utf8_next(text, &start);
	end = start;
	for (json_int_t i = from; i < to; i++)
		utf8_next(text, &end);
	return span_cut(text, start, end);
}

static void
check_quote(struct span text, const json_t *quote)
{
	const json_t	*parts = json_object_get(quote, "parts");
	struct buf	 joined = BUF(65536);
	const char	*printed = json_text(quote, "text");
	json_t		*part;
	size_t		 i;

	json_array_foreach(parts, i, part)
	{
		if (i > 0)
			buf_char(&joined, printed[joined.n] == '\n' ? '\n' : ' ');
		buf_add(&joined,
		    stretch(text, json_integer_value(json_array_get(part, 0)),
			json_integer_value(json_array_get(part, 1))));
	}
	cr_expect(span_eq(buf_span(&joined), span_of(printed)),
	    "\"%s\" is not at its offsets: \"%.*s\"", printed, SPAN_ARG(buf_span(&joined)));
	cr_expect_eq(json_integer_value(json_object_get(quote, "start")),
	    json_integer_value(json_array_get(json_array_get(parts, 0), 0)));
	cr_expect_eq(json_integer_value(json_object_get(quote, "end")),
	    json_integer_value(json_array_get(json_array_get(parts, json_array_size(parts) - 1), 1)));
	buf_free(&joined);
}

static const struct { const char *what, *text; size_t quotes; } stories[] = {
	{ "astral characters before and inside",
	    "\xF0\x9F\x8C\x89 The bridge \xF0\x9F\x98\x80\n\n\"We will \xF0\x9F\x9A\xA7 rebuild the bridge before winter,\" "
	    "Ada Quill said. \"It \xF0\x9D\x94\xB8 stays.\"\n", 2 },
	{ "an interrupted quotation",
	    "\xF0\x9F\x8C\x89\xF0\x9F\x8C\x89 \xE2\x80\x9CWe will,\xE2\x80\x9D Ada Quill said, \xE2\x80\x9Crebuild the "
	    "b\xC3\xA9ton \xF0\x9F\x98\x80 bridge before winter.\xE2\x80\x9D\n", 1 },
	{ "several paragraphs",
	    "Ada Quill said: \xE2\x80\x9CWe will rebuild \xF0\x9F\x98\x80 the bridge.\n\n\xE2\x80\x9C\xF0\x9D\x94\xB8nd we will "
	    "rebuild the harbour.\xE2\x80\x9D\n", 1 },
};

Test(offsets, are_code_points_of_the_text)
{
	for (size_t i = 0; i < LEN(stories); i++) {
		struct fixture	 fixture;
		json_t		*record, *quote;
		char		 path[300];
		FILE		*file;
		size_t		 k;

		fixture_begin(&fixture);
		snprintf(path, sizeof path, "%s.txt", fixture.database);
		file = fopen(path, "w");
		cr_assert_not_null(file);
		fputs(stories[i].text, file);
		fclose(file);
		cr_assert_eq(fixture_run(&fixture, "extract", path, NULL), EXIT_FOUND, "%s",
		    fixture.err);
		record = fixture_json(&fixture);
		cr_expect_str_eq(json_text(record, "text"), stories[i].text,
		    "%s: the text was changed", stories[i].what);
		cr_expect_eq(json_array_size(json_object_get(record, "quotes")), stories[i].quotes,
		    "%s", stories[i].what);
		json_array_foreach(json_object_get(record, "quotes"), k, quote)
		    check_quote(span_of(stories[i].text), quote);
		json_decref(record);
		remove(path);
		fixture_end(&fixture);
	}
}
