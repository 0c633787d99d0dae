#include "cmd/cell.h"

#include "cmd/terminal.h"
#include "core/utf8.h"

/* A line of a table is short; what a label or a page puts into it may not be. */
#define LINE_BYTES_MAX ((size_t)1 << 20)

static size_t
width_of(uint32_t c)
{
	char	 bytes[4];
	size_t	 n = utf8_put(c, bytes);

	return terminal_columns((struct span) { bytes, n });
}

size_t
cell_add(struct buf *out, struct span text, size_t columns)
{
	size_t	 used = 0, fits = 0, fits_bytes = out->n;
	bool	 space = false, any = false;

	for (size_t at = 0; at < text.n;) {
		uint32_t c = utf8_next(text, &at);
		size_t	 width;

		if (utf8_is_space(c)) {
			space = any;
			continue;
		}
		if (utf8_acts(c))
			continue;
		width = width_of(c) + (space ? 1 : 0);
		if (used + width > columns) {
			buf_cut(out, fits_bytes);
			buf_add(out, span_cut(SPAN("..."), 0, columns));
			return fits + (columns < 3 ? columns : 3);
		}
		if (space)
			buf_char(out, ' ');
		buf_utf8(out, c);
		used += width;
		space = false;
		any = true;
		if (used + 3 <= columns) {
			fits = used;
			fits_bytes = out->n;
		}
	}
	return used;
}

void
cell_pad(struct buf *out, struct span text, size_t columns, bool right)
{
	struct buf	 cell = BUF(LINE_BYTES_MAX);
	size_t		 used = cell_add(&cell, text, columns);

	if (right)
		buf_print(out, "%*s", (int)(columns - used), "");
	buf_add(out, buf_span(&cell));
	if (!right)
		buf_print(out, "%*s", (int)(columns - used), "");
	buf_free(&cell);
}
