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
 * page can steer the terminal. Without UTF-8 quotation marks and dashes become
 * ASCII, letters lose their accents, and what is left is a '?'.
 */
void terminal_write(const struct cli *cli, FILE *out, struct span text);

/*
 * Does this terminal open hyperlinks? $FORCE_HYPERLINK answers (0 is no), else
 * what is known of the terminal that the environment names; a terminal that
 * nobody knows is not trusted with the only copy of an address.
 */
bool terminal_knows_links(void);

/*
 * What is written between begin and end leads to an http(s) address; nothing
 * happens where links are not known or the address is none. Parts of one link
 * on several lines share the number. Source: "Hyperlinks in terminal
 * emulators" (OSC 8), which allows bytes 32 to 126 in an address.
 */
void terminal_link_begin(const struct cli *cli, FILE *out, struct span address, size_t number);
void terminal_link_end(const struct cli *cli, FILE *out, struct span address);

enum ink { INK_PLAIN, INK_BOLD, INK_DIM, INK_ADDED, INK_DROPPED, INK_WARN, INK_GOOD };

/* The escape that begins an ink, or ends it (INK_PLAIN); "" when there is no colour. */
const char *terminal_ink(const struct cli *cli, enum ink ink);

#endif
