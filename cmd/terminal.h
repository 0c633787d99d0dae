/* What a terminal can show: width, colour, characters. */
#ifndef CMD_TERMINAL_H
#define CMD_TERMINAL_H

#include "cmd/cli.h"

/* Columns of stdout: $COLUMNS, else what the terminal says, else 100; at least 60. */
int terminal_width(void);

/* Columns a text takes: combining marks none, East Asian wide characters two. */
size_t terminal_columns(struct span text);

/* As much of the text's start as fits into so many columns. */
struct span terminal_fit(struct span text, size_t columns);

/*
 * Write a text of a page to people: control characters become '?', so that no
 * page can steer the terminal, and without UTF-8 marks and dashes become ASCII.
 */
void terminal_write(const struct cli *cli, FILE *out, struct span text);

enum ink { INK_PLAIN, INK_BOLD, INK_DIM, INK_ADDED, INK_DROPPED, INK_WARN, INK_GOOD };

/* The escape that begins an ink, or ends it (INK_PLAIN); "" when there is no colour. */
const char *terminal_ink(const struct cli *cli, enum ink ink);

#endif
