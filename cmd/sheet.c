#include "cmd/sheet.h"

#define WIDTH_MAX 100 /* longer lines are harder to read */

struct sheet
sheet_of(const struct cli *cli, FILE *out)
{
	return (struct sheet) { .cli = cli,
		.out = out,
		.width = (size_t)(cli->width > WIDTH_MAX ? WIDTH_MAX : cli->width) };
}

void
sheet_put(const struct sheet *sheet, enum ink ink, struct span text)
{
	fputs(ink == INK_PLAIN ? "" : terminal_ink(sheet->cli, ink), sheet->out);
	terminal_write(sheet->cli, sheet->out, text);
	fputs(ink == INK_PLAIN ? "" : terminal_ink(sheet->cli, INK_PLAIN), sheet->out);
}

void
sheet_pad(const struct sheet *sheet, size_t columns)
{
	for (size_t i = 0; i < columns; i++)
		fputc(' ', sheet->out);
}

void
sheet_cell(const struct sheet *sheet, enum ink ink, struct span text, size_t columns)
{
	struct span	 shown = terminal_fit(text, columns);
	bool		 cut = shown.n < text.n && columns > 3;

	if (cut)
		shown = span_trim(terminal_fit(text, columns - 3));
	sheet_put(sheet, ink, shown);
	if (cut)
		sheet_put(sheet, ink, SPAN("..."));
	sheet_pad(sheet, columns - terminal_columns(shown) - (cut ? 3 : 0));
}

static void
break_line(const struct sheet *sheet, size_t indent)
{
	terminal_link_end(sheet->cli, sheet->out, sheet->link);
	fputc('\n', sheet->out);
	sheet_pad(sheet, indent);
	terminal_link_begin(sheet->cli, sheet->out, sheet->link, sheet->number);
}

/* One word, on as many lines as it takes. Returns the column behind it. */
static size_t
put_word(const struct sheet *sheet, struct span word, size_t column, size_t indent)
{
	size_t	 room = sheet->width > indent ? sheet->width - indent : 1;
	bool	 whole = span_starts(word, SPAN("http://")) || span_starts(word, SPAN("https://"));

	while (!whole && terminal_columns(word) > room) {
		struct span	 head = terminal_fit(word, room);

		if (head.n == 0)
			break;
		sheet_put(sheet, INK_PLAIN, head);
		break_line(sheet, indent);
		word = span_cut(word, head.n, word.n);
		column = indent;
	}
	sheet_put(sheet, INK_PLAIN, word);
	return column + terminal_columns(word);
}

void
sheet_wrap_at(const struct sheet *sheet, struct span text, size_t column, size_t indent)
{
	size_t	 blanks = 0;

	terminal_link_begin(sheet->cli, sheet->out, sheet->link, sheet->number);
	for (size_t at = 0, end; at < text.n; at = end + 1, blanks++) {
		struct span	 word;

		end = at;
		while (end < text.n && text.p[end] != ' ' && text.p[end] != '\n')
			end++;
		word = span_cut(text, at, end);
		if (word.n == 0)
			continue;
		if (column > indent && column + blanks + terminal_columns(word) > sheet->width) {
			break_line(sheet, indent);
			column = indent;
		} else {
			sheet_pad(sheet, blanks);
			column += blanks;
		}
		column = put_word(sheet, word, column, indent);
		blanks = 0;
	}
	terminal_link_end(sheet->cli, sheet->out, sheet->link);
	fputc('\n', sheet->out);
}

void
sheet_wrap(const struct sheet *sheet, struct span text, size_t indent)
{
	sheet_wrap_at(sheet, text, indent, indent);
}

void
sheet_paragraphs(const struct sheet *sheet, enum ink ink, struct span text, size_t indent)
{
	while (text.n > 0) {
		size_t	 end = span_find(text, SPAN("\n"));

		if (end > 0) {
			sheet_pad(sheet, indent);
			fputs(terminal_ink(sheet->cli, ink), sheet->out);
			sheet_wrap(sheet, span_cut(text, 0, end), indent);
			fputs(terminal_ink(sheet->cli, INK_PLAIN), sheet->out);
		}
		text = span_cut(text, end + 1, text.n);
	}
}

void
sheet_heading(const struct sheet *sheet, const char *title)
{
	fputc('\n', sheet->out);
	sheet_put(sheet, INK_BOLD, span_of(title));
	fputc('\n', sheet->out);
}

void
sheet_labelled(const struct sheet *sheet, const char *label, size_t indent, struct span text)
{
	fprintf(sheet->out, "%-*s", (int)indent, label);
	sheet_wrap(sheet, text, indent);
}
