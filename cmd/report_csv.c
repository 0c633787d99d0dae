/*
 * One occurrence a row, for a spreadsheet: RFC 4180 with a header, in UTF-8.
 * Newlines inside a cell stay; other controls and direction marks are left out.
 */
#include "cmd/fact.h"
#include "cmd/output.h"
#include "cmd/report.h"

#include "core/utf8.h"

#define ROW_BYTES_MAX ((size_t)64 << 20)

/*
 * Would a spreadsheet run this cell? Also in full width, behind blanks, and
 * behind an apostrophe of its own: else the guard could not be told from it.
 * Source: OWASP, "CSV Injection".
 */
static bool
is_formula(struct span text)
{
	for (size_t at = 0; at < text.n;) {
		uint32_t c = utf8_next(text, &at);

		if (c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r' ||
		    c == 0xFF1D || c == 0xFF0B || c == 0xFF0D || c == 0xFF20)
			return true;
		if (c != '\'' && !utf8_is_space(c) && !utf8_acts(c))
			return false;
	}
	return false;
}

static void
add_cell(struct buf *out, struct span text)
{
	bool	 guard = is_formula(text), quoted = guard;

	for (size_t i = 0; i < text.n && !quoted; i++)
		quoted = strchr("\",\n\r", text.p[i]) != NULL;
	buf_add(out, quoted ? SPAN("\"") : SPAN(""));
	buf_add(out, guard ? SPAN("'") : SPAN(""));
	for (size_t at = 0; at < text.n;) {
		uint32_t c = utf8_next(text, &at);

		if (c == '"')
			buf_char(out, '"');
		if (c == '\n' || !utf8_acts(c))
			buf_utf8(out, c);
		else if (utf8_is_space(c))
			buf_char(out, ' ');
	}
	buf_add(out, quoted ? SPAN("\"") : SPAN(""));
}

static bool
print_row(struct buf *row, FILE *to, struct fault *f)
{
	buf_add(row, SPAN("\r\n"));
	return output_flush(row, to, f);
}

bool
csv_begin(struct printer *printer, struct fault *f)
{
	struct buf	 row = BUF(ROW_BYTES_MAX);
	bool		 ok;

	for (const struct fact *fact = facts; fact->name != NULL; fact++)
		buf_print(&row, "%s%s", fact == facts ? "" : ",", fact->name);
	ok = print_row(&row, printer->out, f);
	buf_free(&row);
	return ok;
}

bool
csv_family(struct printer *printer, const struct model *model, struct arena *arena, struct fault *f)
{
	struct buf	 row = BUF(ROW_BYTES_MAX), cell = BUF(ROW_BYTES_MAX);
	bool		 ok = true;

	(void)arena;
	for (size_t i = 0; i < model->nmembers && ok; i++) {
		for (const struct fact *fact = facts; fact->name != NULL; fact++) {
			buf_cut(&cell, 0);
			fact->add(&cell, model, &model->members[i]);
			buf_add(&row, fact == facts ? SPAN("") : SPAN(","));
			add_cell(&row, buf_span(&cell));
		}
		ok = buf_ok(&cell, f) && print_row(&row, printer->out, f);
	}
	buf_free(&cell);
	buf_free(&row);
	return ok;
}
