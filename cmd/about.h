/*
 * The program about itself: help, manual pages and what teaches a shell to
 * complete. All of it is made from the tables of cmd/command.c.
 */
#ifndef CMD_ABOUT_H
#define CMD_ABOUT_H

#include "cmd/cli.h"

/* --help, as wide as the terminal: of one command, and of the whole. */
void about_help(const struct cli *cli, FILE *to, const struct command *command);
void about_overview(const struct cli *cli, FILE *to);

/* A manual page of section 1, roff for man(7): of one command, or with NULL of the whole. */
void about_manual(FILE *to, const struct command *command);

/*
 * A script for one of the shells of about_words("completion") that completes
 * commands, options and the words an option may take.
 */
void about_completion(FILE *to, const char *shell);

/* The words the options of every command take, as struct command's words(). */
const char *about_words(const char *option, size_t i);

#endif
