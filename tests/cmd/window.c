#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmd/window.h"

static FILE		*file;
static struct fault	 fault;

static void
setup(void)
{
	fault_clear(&fault);
	file = tmpfile();
	cr_assert_not_null(file);
}

static void
teardown(void)
{
	fclose(file);
}

TestSuite(window, .init = setup, .fini = teardown);

static struct window
window_on(const char *text, size_t n)
{
	cr_assert_eq(fwrite(text, 1, n, file), n);
	cr_assert_eq(fflush(file), 0);
	return (struct window) { .from = fileno(file), .end = n };
}

static const struct {
	const char	*what, *text;
	size_t		 count;
	const char	*lines[4];
} rows[] = {
	{ "lines with their ends", "one\ntwo\nthree\n", 3, { "one", "two", "three" } },
	{ "the last without its end", "one\ntwo", 2, { "one", "two" } },
	{ "empty ones", "\n\none\n\n", 4, { "", "", "one", "" } },
	{ "nothing", "", 0, { NULL } },
};

Test(window, shows_every_line_in_its_order)
{
	for (size_t i = 0; i < LEN(rows); i++) {
		struct window	 w;
		uint64_t	 at = 0;
		size_t		 count = 0;

		rewind(file);
		w = window_on(rows[i].text, strlen(rows[i].text));
		for (struct span line; at < w.end; count++) {
			cr_assert(window_line(&w, at, &line, &at, &fault), "%s", fault.text);
			cr_assert_lt(count, rows[i].count, "%s", rows[i].what);
			cr_expect(span_eq(line, span_of(rows[i].lines[count])), "%s: line %zu",
			    rows[i].what, count);
		}
		cr_expect_eq(count, rows[i].count, "%s", rows[i].what);
		window_free(&w);
	}
}

#define MANY 5000 /* lines, of which the longest is longer than what is read at once */

static size_t
length_of(size_t i)
{
	return i == MANY / 2 ? 300000 : i * 37 % 200;
}

Test(window, shows_any_line_whatever_was_shown_before)
{
	static uint64_t	 begins[MANY];
	char		*text = malloc(MANY * 201 + 300000);
	struct window	 w;
	size_t		 n = 0;

	cr_assert_not_null(text);
	for (size_t i = 0; i < MANY; i++) {
		begins[i] = n;
		memset(text + n, 'a' + (int)(i % 26), length_of(i));
		n += length_of(i);
		text[n++] = '\n';
	}
	w = window_on(text, n);
	for (size_t k = 0, i = 0; k < MANY; k++, i = (i + 1873) % MANY) {
		struct span	 line;
		uint64_t	 next;

		cr_assert(window_line(&w, begins[i], &line, &next, &fault), "%s", fault.text);
		cr_assert_eq(line.n, length_of(i), "line %zu", i);
		cr_expect(line.n == 0 || memcmp(line.p, text + begins[i], line.n) == 0, "line %zu",
		    i);
		cr_expect_eq(next, begins[i] + line.n + 1, "line %zu", i);
	}
	window_free(&w);
	free(text);
}

Test(window, a_file_that_was_cut_short_ends_where_it_ends)
{
	struct window	 w = window_on("one\ntwo\nthree\n", 14);
	struct span	 line;
	uint64_t	 next;

	cr_assert_eq(ftruncate(fileno(file), 6), 0);
	cr_assert(window_line(&w, 4, &line, &next, &fault), "%s", fault.text);
	cr_expect(span_eq(line, SPAN("tw")));
	cr_expect_eq(next, 6);
	cr_assert(window_line(&w, 8, &line, &next, &fault), "%s", fault.text);
	cr_expect_eq(line.n, 0);
	window_free(&w);
}
