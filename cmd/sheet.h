/*
 * Lines for a terminal that fit its width: cells, headings, wrapped paragraphs.
 * Texts may be a stranger's; what could steer the terminal is shown as '?'.
 */
#ifndef CMD_SHEET_H
#define CMD_SHEET_H

#include "cmd/terminal.h"

struct sheet {
	const struct cli *cli;
	FILE		*out;
	size_t		 width; /* columns */
	struct span	 link;	/* where what is wrapped leads; empty: nowhere */
	size_t		 number; /* of that link, see terminal_link_begin() */
};

/* As wide as the terminal, up to a hundred columns. */
struct sheet sheet_of(const struct cli *cli, FILE *out);

void sheet_put(const struct sheet *sheet, enum ink ink, struct span text);

/* So many spaces. */
void sheet_pad(const struct sheet *sheet, size_t columns);

/* A cell of a table: cut with an ellipsis, or filled with spaces. */
void sheet_cell(const struct sheet *sheet, enum ink ink, struct span text, size_t columns);

/*
 * A paragraph wrapped at spaces: it goes on at `column`, later lines are
 * indented. A word that no line holds is broken where the line ends, an address
 * is not: it is there to be copied.
 */
void sheet_wrap_at(const struct sheet *sheet, struct span text, size_t column, size_t indent);

/* The same where the indent is reached already. */
void sheet_wrap(const struct sheet *sheet, struct span text, size_t indent);

/* Paragraphs, one a line of the text, each indented and wrapped. */
void sheet_paragraphs(const struct sheet *sheet, enum ink ink, struct span text, size_t indent);

/* An empty line and a title. */
void sheet_heading(const struct sheet *sheet, const char *title);

/* "label     text text text": the text begins at `indent` and is wrapped under itself. */
void sheet_labelled(const struct sheet *sheet, const char *label, size_t indent, struct span text);

#endif
