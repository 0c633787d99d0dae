/* From argv to args. */
#ifndef CMD_OPTIONS_H
#define CMD_OPTIONS_H

#include "cmd/cli.h"
#include "core/buf.h"

/* What the command line says about the process as a whole. */
struct globals {
	const char	*database;
	const char	*config; /* where the settings are */
	const char	*completion; /* the shell it is for */
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

/*
 * The i-th word an option of this command (NULL: of every command) may take;
 * NULL after the last, and when anything will do.
 */
const char *option_word(const struct command *command, const char *option, size_t i);

/* Is this one of them, where only some will do? FAULT_USAGE lists them. */
bool option_takes(const struct command *command, const char *option, const char *value,
    struct fault *f) MUST_CHECK;

/* All of them: "text, json or md"; nothing when anything will do. */
void option_list_words(struct buf *list, const struct command *command, const char *option);

#endif
