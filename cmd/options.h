/* From argv to args, and from the same tables to help. */
#ifndef CMD_OPTIONS_H
#define CMD_OPTIONS_H

#include "cmd/cli.h"

/* What the command line says about the process as a whole. */
struct globals {
	const char	*database;
	bool		 no_color, quiet, verbose, help, version, man;
};

/*
 * Parse up to the command's name. *next becomes the index of it, or argc.
 * False with FAULT_USAGE on an unknown option.
 */
bool options_global(int argc, char **argv, struct globals *globals, int *next, struct fault *f)
    MUST_CHECK;

/* Parse a command's own arguments (argv[0] is its name); global options may stand here too. */
bool options_command(const struct command *command, int argc, char **argv, struct globals *globals,
    struct args *args, struct fault *f) MUST_CHECK;

void options_help(FILE *to, const struct command *command);
void options_overview(FILE *to);

/* All of it as a manual page: roff, man(7). */
void options_manual(FILE *to);

#endif
