/* What a page printed fits the columns of a table and moves no cursor. */
#include <criterion/criterion.h>

#include "cmd/cell.h"
#include "cmd/terminal.h"

static const struct { const char *what, *printed; size_t columns; const char *wanted; } cells[] = {
	{ "what fits", "Northwire", 9, "Northwire" },
	{ "what is cut", "The Harbour Ledger", 10, "The Har..." },
	{ "no space before the dots", "The Harbour Ledger", 7, "The..." },
	{ "no room for dots", "Northwire", 2, ".." },
	{ "nothing", "", 5, "" },
	{ "white space", " a \n\t b\xC2\xA0 ", 5, "a b" },
	{ "an escape sequence", "\x1B[31mred", 9, "[31mred" },
	{ "an override", (const char[]) { '\xE2', '\x80', '\xAE', 'a', 'b', 'c', '\0' }, 9, "abc" },
	{ "letters of two bytes", "\xC3\xA9t\xC3\xA9", 3, "\xC3\xA9t\xC3\xA9" },
	{ "wide letters", "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E", 6, "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E" },
	{ "wide letters that are cut", "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E", 5, "\xE6\x97\xA5..." },
	{ "a mark on a letter", "e\xCC\x81" "e\xCC\x81", 2, "e\xCC\x81" "e\xCC\x81" },
};

Test(cell, holds_one_line_of_at_most_its_columns)
{
	for (size_t i = 0; i < LEN(cells); i++) {
		struct buf	 out = BUF((size_t)4096);
		size_t		 used = cell_add(&out, span_of(cells[i].printed), cells[i].columns);

		cr_expect(span_eq(buf_span(&out), span_of(cells[i].wanted)), "%s: \"%.*s\"",
		    cells[i].what, SPAN_ARG(buf_span(&out)));
		cr_expect_eq(used, terminal_columns(buf_span(&out)), "%s: counted %zu columns",
		    cells[i].what, used);
		cr_expect_leq(used, cells[i].columns, "%s", cells[i].what);
		buf_free(&out);
	}
}

Test(cell, is_padded_on_either_side)
{
	struct buf	 out = BUF((size_t)4096);

	cell_pad(&out, SPAN("ab"), 4, false);
	buf_char(&out, '|');
	cell_pad(&out, SPAN("ab"), 4, true);
	cr_expect(span_eq(buf_span(&out), SPAN("ab  |  ab")), "%.*s", SPAN_ARG(buf_span(&out)));
	buf_free(&out);
}
