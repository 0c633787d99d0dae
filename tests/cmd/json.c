#include "cmd/json.h"

#include <criterion/criterion.h>

static const struct {
	const char	*what, *text, *printed;
} strings[] = {
	{ "plain words", "over and out", "\"over and out\"" },
	{ "nothing", "", "\"\"" },
	{ "marks and strokes", "say \"a\\b\"", "\"say \\\"a\\\\b\\\"\"" },
	{ "white space", "a\tb\nc\rd", "\"a\\tb\\nc\\rd\"" },
	{ "controls", "\x01\x1F\x7F", "\"\\u0001\\u001F\\u007F\"" },
	{ "letters of several bytes", "\u00E9\u4E2D\U0001F600", "\"\u00E9\u4E2D\U0001F600\"" },
	{ "the end of a line as Unicode has it", "a\u2028b", "\"a\\u2028b\"" },
	{ "bytes that are no text", "a\xFF" "b", "\"a\uFFFDb\"" },
};

Test(json, prints_strings_that_a_reader_gets_back_and_a_terminal_survives)
{
	for (size_t i = 0; i < LEN(strings); i++) {
		struct buf	 out = BUF(1000);

		json_put_string(&out, NULL, span_of(strings[i].text));
		cr_expect(span_eq(buf_span(&out), span_of(strings[i].printed)), "%s: %.*s",
		    strings[i].what, SPAN_ARG(buf_span(&out)));
		buf_free(&out);
	}
}

Test(json, an_odd_byte_is_seen_wherever_it_stands)
{
	for (unsigned c = 0; c < 0x80; c++) {
		const bool	 odd = c < 0x20 || c == '\\', plain = !odd && c != '"' && c != 0x7F;

		for (size_t at = 0; at < 20; at++) {
			struct buf	 out = BUF(1000);
			char		 text[20];
			struct span	 s = { text, sizeof text };

			memset(text, 'x', sizeof text);
			text[at] = (char)c;
			json_put_string(&out, NULL, s);
			cr_expect_eq(json_is_odd(s), odd, "byte %u at %zu", c, at);
			cr_expect_eq(buf_span(&out).n == sizeof text + 2, plain, "byte %u at %zu",
			    c, at);
			buf_free(&out);
		}
	}
}

static const struct {
	double		 value;
	const char	*printed;
} reals[] = {
	{ 0, "0.0" },
	{ 1, "1.0" },
	{ 0.95, "0.95" },
	{ -2.5, "-2.5" },
	{ 43.7, "43.7" },
	{ 1.0 / 3, "0.333333333333" },
};

Test(json, prints_reals_that_stay_reals)
{
	for (size_t i = 0; i < LEN(reals); i++) {
		struct buf	 out = BUF(1000);

		json_put_real(&out, NULL, reals[i].value);
		cr_expect(span_eq(buf_span(&out), span_of(reals[i].printed)), "%s: %.*s",
		    reals[i].printed, SPAN_ARG(buf_span(&out)));
		buf_free(&out);
	}
}

Test(json, puts_commas_between_values_and_nowhere_else)
{
	struct buf	 out = BUF(1000);

	json_open(&out, NULL, '{');
	json_open(&out, "list", '[');
	json_put_int(&out, NULL, INT64_MIN);
	json_put_size(&out, NULL, 7);
	json_open(&out, NULL, '{');
	json_close(&out, '}');
	json_put_text(&out, NULL, SPAN_NONE);
	json_close(&out, ']');
	json_put_bool(&out, "yes", true);
	json_name(&out, SPAN("a \"name\""));
	json_put_raw(&out, NULL, SPAN("[1,2]"));
	json_put_null(&out, "none");
	json_close(&out, '}');
	cr_expect(span_eq(buf_span(&out),
		      SPAN("{\"list\":[-9223372036854775808,7,{},null],\"yes\":true,"
			   "\"a \\\"name\\\"\":[1,2],\"none\":null}")),
	    "%.*s", SPAN_ARG(buf_span(&out)));
	buf_free(&out);
}

Test(json, tells_at_the_end_that_there_was_no_room)
{
	struct buf	 out = BUF(8);
	struct fault	 f = FAULT_INIT;

	json_put_string(&out, NULL, SPAN("more than eight bytes"));
	cr_expect_not(json_print(&out, stdout, &f));
	cr_expect_eq(f.kind, FAULT_LIMIT);
}
