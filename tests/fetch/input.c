#include "fetch/input.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "tests/fetch/archive.h"

#define NAME SPAN("stream")

/* One gzip member in memory that is to be freed. */
static struct span
packed(struct span bytes)
{
	struct buf	 out = BUF(ARCHIVE_MAX);

	archive_add_packed(&out, bytes, GZIP);
	return buf_span(&out);
}

static struct span
joined(struct span a, struct span b)
{
	char	*out = malloc(a.n + b.n + 1);

	cr_assert(out != NULL);
	memcpy(out, a.p, a.n);
	memcpy(out + a.n, b.p, b.n);
	return (struct span) { out, a.n + b.n };
}

static void
drop(struct span s)
{
	void	*bytes;

	memcpy(&bytes, &s.p, sizeof bytes);
	free(bytes);
}

static struct input *
input_from(struct span bytes)
{
	struct input	*input;
	struct fault	 f = FAULT_INIT;

	cr_assert(input_of(NAME, bytes, &input, &f), "%s", f.text);
	return input;
}

static const struct {
	struct span	 bytes;
	const char	*lines[4];
} streams[] = {
	{ { "", 0 }, { NULL } },
	{ { "one", 3 }, { "one" } },
	{ { "one\n", 4 }, { "one" } },
	{ { "one\n\ntwo\r\n", 10 }, { "one", "", "two" } },
	{ { "\n", 1 }, { "" } },
	{ { "a\rb\n\r\n", 6 }, { "a\rb", "" } },
};

/* Read to the end and hold every line against the row. */
static void
expect_lines(struct span bytes, size_t row, const char *how)
{
	struct input		*input = input_from(bytes);
	struct input_line	 line;
	struct fault		 f = FAULT_INIT;
	size_t			 n = 0;

	for (;;) {
		cr_assert(input_next(input, 100, &line, &f), "%s", f.text);
		if (line.end)
			break;
		cr_assert(n < LEN(streams[row].lines) && streams[row].lines[n] != NULL,
		    "row %zu %s: one line too many", row, how);
		cr_expect(span_eq(line.text, span_of(streams[row].lines[n])),
		    "row %zu %s, line %zu", row, how, n);
		cr_expect_eq(line.number, ++n);
		cr_expect(!line.cut);
	}
	cr_expect_eq(streams[row].lines[n], NULL, "row %zu %s: a line is missing", row, how);
	input_close(input);
}

Test(input, gives_lines_with_either_end)
{
	for (size_t i = 0; i < LEN(streams); i++) {
		struct span	 gzip = packed(streams[i].bytes);

		expect_lines(streams[i].bytes, i, "as it is");
		expect_lines(gzip, i, "packed");
		drop(gzip);
	}
}

Test(input, reads_members_one_behind_the_other)
{
	struct span		 a = packed(SPAN("{\"a\"")), b = packed(SPAN(":1}\nnext"));
	struct span		 both = joined(a, b), padded = joined(both, SPAN("\0\0\0\0"));
	struct input		*input = input_from(padded);
	struct input_line	 line;
	struct fault		 f = FAULT_INIT;

	cr_assert(input_next(input, 100, &line, &f), "%s", f.text);
	cr_expect(span_eq(line.text, SPAN("{\"a\":1}")));
	cr_assert(input_next(input, 100, &line, &f), "%s", f.text);
	cr_expect(span_eq(line.text, SPAN("next")));
	cr_assert(input_next(input, 100, &line, &f), "%s", f.text);
	cr_expect(line.end, "padding is no line");
	input_close(input);
	drop(a);
	drop(b);
	drop(both);
	drop(padded);
}

Test(input, gives_whole_lines_before_it_tells_of_a_break)
{
	struct span	 gzip = packed(SPAN("first\nsecond\nthird, which no one will see whole"));
	struct span	 junk = joined(gzip, SPAN("something else"));
	struct span	 damaged = joined(span_cut(gzip, 0, gzip.n - 8), SPAN("checksum"));
	const struct {
		struct span	 bytes;
		const char	*says;
	} breaks[] = {
		{ span_cut(gzip, 0, gzip.n - 12), "ends early" },
		{ junk, "something else" },
		{ damaged, "damaged" },
		{ span_cut(gzip, 0, 12), "ends early" },
		{ span_cut(gzip, 0, 2), "ends early" },
	};

	for (size_t i = 0; i < LEN(breaks); i++) {
		struct input		*input = input_from(breaks[i].bytes);
		struct input_line	 line;
		struct fault		 f = FAULT_INIT;
		size_t			 whole = 0;

		while (input_next(input, 100, &line, &f) && !line.end)
			whole++;
		cr_expect_eq(f.kind, FAULT_INPUT, "%zu: %s", i, f.text);
		cr_expect(strstr(f.text, breaks[i].says) != NULL, "%zu: %s", i, f.text);
		cr_expect(span_starts(span_of(f.text), NAME), "%zu: %s", i, f.text);
		cr_expect(whole == (i < 3 ? 2u : 0u), "%zu: %zu lines came", i, whole);
		input_close(input);
	}
	drop(gzip);
	drop(junk);
	drop(damaged);
}

Test(input, skips_a_line_past_the_cap_and_goes_on)
{
	char			*bytes = malloc(400000);
	struct input		*input;
	struct input_line	 line;
	struct fault		 f = FAULT_INIT;

	cr_assert(bytes != NULL);
	memset(bytes, 'x', 400000);
	memcpy(bytes, "ok\n", 3);
	memcpy(bytes + 399995, "\nend\n", 5);
	input = input_from((struct span) { bytes, 400000 });
	cr_assert(input_next(input, 1000, &line, &f), "%s", f.text);
	cr_expect(span_eq(line.text, SPAN("ok")));
	cr_assert(input_next(input, 1000, &line, &f), "%s", f.text);
	cr_expect(line.cut && !line.end && line.number == 2 && line.text.n == 0);
	cr_assert(input_next(input, 1000, &line, &f), "%s", f.text);
	cr_expect(span_eq(line.text, SPAN("end")) && line.number == 3);
	cr_assert(input_next(input, 1000, &line, &f), "%s", f.text);
	cr_expect(line.end);
	input_close(input);
	free(bytes);
}

Test(input, gives_a_line_as_long_as_the_cap)
{
	struct input		*input = input_from(SPAN("12345\n123456\n12345"));
	struct input_line	 line;
	struct fault		 f = FAULT_INIT;

	for (size_t i = 1; i <= 3; i++) {
		cr_assert(input_next(input, 5, &line, &f), "%s", f.text);
		cr_expect_eq(line.cut, i == 2, "line %zu", i);
	}
	input_close(input);
}

Test(input, shows_its_head_without_taking_it)
{
	struct span	 gzip = packed(SPAN("<!doctype html>"));
	struct input	*input = input_from(gzip);
	struct span	 head;
	struct fault	 f = FAULT_INIT;

	cr_assert(input_head(input, 5, &head, &f), "%s", f.text);
	cr_expect(span_eq(head, SPAN("<!doc")));
	cr_assert(input_head(input, 500, &head, &f), "%s", f.text);
	cr_expect_eq(head.n, 15);
	cr_assert(input_rest(input, 15, &head, &f), "%s", f.text);
	cr_expect(span_eq(head, SPAN("<!doctype html>")));
	input_close(input);
	input = input_from(gzip);
	cr_expect(!input_rest(input, 14, &head, &f));
	cr_expect_eq(f.kind, FAULT_LIMIT);
	input_close(input);
	drop(gzip);
}

/* What stands before the next line or member that begins with "##", and where that is. */
static const struct {
	struct span	 front, rest;
	bool		 packed; /* the front is a member */
	bool		 found, skipped;
	size_t		 taken;
} seeks[] = {
	{ { "", 0 }, { "## a", 4 }, false, true, false, 0 },
	{ { "\r\n\n", 3 }, { "## a", 4 }, false, true, false, 3 },
	{ { "one\n", 4 }, { "## a", 4 }, false, true, true, 4 },
	{ { "one ##\n", 7 }, { "## a", 4 }, false, true, true, 7 },
	{ { "one", 3 }, { "## a", 4 }, false, false, true, 7 },
	{ { "one\n", 4 }, { "#", 1 }, false, false, true, 5 },
	{ { "one\n", 4 }, { "## a", 4 }, true, true, true, 4 },
	{ { "one", 3 }, { "## a", 4 }, true, true, true, 3 },
	{ { "one", 3 }, { "two\n## a", 8 }, true, true, true, 7 },
	{ { "", 0 }, { "", 0 }, true, false, false, 0 },
};

Test(input, goes_on_where_a_sign_stands)
{
	for (size_t i = 0; i < LEN(seeks); i++) {
		struct span		 gzip = packed(seeks[i].front);
		struct span		 bytes = joined(seeks[i].packed ? gzip : seeks[i].front, seeks[i].rest);
		struct input		*input = input_from(bytes);
		struct input_passage	 passed;
		struct span		 head;
		struct fault		 f = FAULT_INIT;

		cr_assert(input_seek(input, SPAN("##"), &passed, &f), "%s", f.text);
		cr_expect_eq(passed.found, seeks[i].found, "%zu", i);
		cr_expect_eq(passed.skipped, seeks[i].skipped, "%zu", i);
		cr_expect(!passed.broke, "%zu", i);
		cr_expect_eq(input_taken(input), seeks[i].taken, "%zu: %zu", i,
		    (size_t)input_taken(input));
		if (passed.found) {
			cr_assert(input_head(input, 100, &head, &f), "%s", f.text);
			cr_expect(span_eq(head, SPAN("## a")), "%zu: %.*s", i, SPAN_ARG(head));
			cr_expect_eq(input_offset(input), bytes.n - 4, "%zu", i);
		}
		input_close(input);
		drop(bytes);
		drop(gzip);
	}
}

Test(input, goes_on_behind_a_broken_member)
{
	struct span		 a = packed(SPAN("## a")), b = packed(SPAN("## b"));
	struct span		 broken = span_cut(a, 0, a.n - 9), both = joined(broken, b);
	struct input		*input = input_from(both);
	struct input_passage	 passed;
	struct span		 head;
	struct fault		 f = FAULT_INIT;

	cr_assert(input_head(input, 100, &head, &f), "%s", f.text);
	cr_expect(span_starts(SPAN("## a"), head));
	cr_expect_eq(input_break(input)->kind, FAULT_INPUT);
	input_take(input, 1);
	cr_assert(input_seek(input, SPAN("##"), &passed, &f), "%s", f.text);
	cr_expect(passed.found && passed.broke && passed.from == 0);
	cr_expect_eq(input_break(input)->kind, FAULT_NONE);
	cr_expect_eq(input_offset(input), broken.n);
	cr_assert(input_head(input, 100, &head, &f), "%s", f.text);
	cr_expect(span_eq(head, SPAN("## b")));
	cr_expect(input_begins(input, 0));
	cr_expect(!input_begins(input, 1));
	input_close(input);
	drop(a);
	drop(b);
	drop(both);
}

static const struct {
	struct span	 path;
	enum fault_kind	 kind;
	const char	*says;
} unreadable[] = {
	{ { "/nowhere/at/all", 15 }, FAULT_MISSING, "no such file" },
	{ { "/dev/null/below", 15 }, FAULT_MISSING, "no such file" },
	{ { "", 0 }, FAULT_INPUT, "not a path" },
	{ { "a\0b", 3 }, FAULT_INPUT, "not a path" },
};

Test(input, says_why_a_file_cannot_be_read)
{
	for (size_t i = 0; i < LEN(unreadable); i++) {
		struct input	*input;
		struct fault	 f = FAULT_INIT;

		cr_expect(!input_open(SPAN("name"), unreadable[i].path, NULL, &input, &f));
		cr_expect_null(input);
		cr_expect_eq(f.kind, unreadable[i].kind, "%s", f.text);
		cr_expect(strstr(f.text, unreadable[i].says) != NULL, "%s", f.text);
		input_close(input);
	}
}
