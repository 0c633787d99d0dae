/*
 * What every command is handed, and what it may answer.
 *
 * A command is a file with a table of options and a run function; the table in
 * cmd/command.c dispatches, prints usage and help. Results go to stdout,
 * everything else to stderr.
 */
#ifndef CMD_CLI_H
#define CMD_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "core/fault.h"
#include "core/outlet.h"
#include "core/span.h"

/* Exit statuses; when several apply, the one with the highest precedence in exit_worse(). */
enum exit_status {
	EXIT_FOUND = 0,
	EXIT_NOTHING = 1,
	EXIT_USAGE = 2,
	EXIT_SOURCES = 3,     /* done, but some sources failed */
	EXIT_THROTTLED = 4,   /* refused for now, run again later */
	EXIT_DATABASE = 5,
	EXIT_DRIFT = 6,	      /* drift at or above --fail-on */
	EXIT_INTERRUPTED = 130,
};

/* Falling precedence: 130, 5, 4, 3, 6, 1, 0; a usage error stands above all. */
enum exit_status exit_worse(enum exit_status a, enum exit_status b);

/* The status for a fault that ended a command. */
enum exit_status exit_for(const struct fault *f);

/* What a status means; the table ends with a row whose meaning is NULL. */
struct exit_row {
	enum exit_status status;
	const char	*means;
};

extern const struct exit_row exit_rows[];

/* One option. A table of them ends with a row whose name is NULL. */
struct option_row {
	const char	*name;	   /* long, without dashes */
	char		 letter;   /* or 0 */
	const char	*argument; /* what --help calls it; NULL for a flag */
	const char	*help;	   /* with unit and default; the words it may take are added to it */
};

struct command;

#define OPTIONS_MAX 32

/* A parsed command line: values stand at the index of their row. */
struct args {
	const struct command *command;
	const char	*values[OPTIONS_MAX];
	char		**operands;
	size_t		 noperands;
};

/* The process around a command. */
struct cli {
	FILE		*out, *err;
	bool		 color, utf8, terminal; /* of stdout */
	bool		 live;	    /* stderr is a terminal: progress redraws one line */
	bool		 links;	    /* stdout is a terminal that knows hyperlinks */
	int		 width;	    /* columns */
	bool		 quiet, verbose;
	const char	*database;
	bool		 database_named; /* by --db or $QUOTRAIL_DB, not by default */
	int64_t		 now;	    /* seconds since 1970, when the run began */
	struct outlet_settings outlets; /* what the person's settings say of outlets */
	volatile int	*stop;	    /* set by SIGINT and SIGTERM */
};

struct command {
	const char	*name, *operands, *summary;
	const char	*details; /* paragraphs for --help, with an example */
	const struct option_row *options;
	size_t		 operands_min, operands_max;
	enum exit_status (*run)(struct cli *cli, const struct args *args);

	/* The i-th word this option may take: NULL after the last, and for one that takes anything. */
	const char	*(*words)(const char *option, size_t i);
};

/* The command with this name, or NULL. */
const struct command *command_find(const char *name);
extern const struct command commands[]; /* ends with a row whose name is NULL */
extern const struct option_row global_options[];

/* Value of an option by its long name: NULL when not given, "" for a flag that was. */
const char *args_get(const struct args *args, const char *name);

/* A whole number within min..max, or `fallback` when the option was not given. */
bool args_number(const struct args *args, const char *name, long min, long max, long fallback,
    long *value, struct fault *f) MUST_CHECK;

/* A stretch of time as a person types it ("0.5", "90s", "15m", "6h", "2d"; bare numbers are seconds), up to a year. */
bool args_duration(const struct args *args, const char *name, int64_t fallback_ms, int64_t *ms,
    struct fault *f) MUST_CHECK;

/* A day or a time as a person types it ("2022-01-07", RFC 3339): its first second; DATE_UNKNOWN when not given. */
bool args_time(const struct args *args, const char *name, int64_t *value, struct fault *f)
    MUST_CHECK;

/* "quotrail: ..." on stderr. */
void cli_say(const struct cli *cli, const char *fmt, ...) PRINTF_LIKE(2, 3);

/*
 * Has whoever read our output gone (as `head` does)? Then there is nobody to
 * tell, and nothing went wrong.
 */
bool cli_reader_left(const struct cli *cli);

/* Tell a fault on stderr and give the status it ends with. */
enum exit_status cli_fail(const struct cli *cli, const struct fault *f);

enum exit_status cmd_batch(struct cli *cli, const struct args *args);
enum exit_status cmd_trace(struct cli *cli, const struct args *args);
enum exit_status cmd_report(struct cli *cli, const struct args *args);
enum exit_status cmd_extract(struct cli *cli, const struct args *args);
enum exit_status cmd_serve(struct cli *cli, const struct args *args);
enum exit_status cmd_link(struct cli *cli, const struct args *args);
enum exit_status cmd_check(struct cli *cli, const struct args *args);
enum exit_status cmd_why(struct cli *cli, const struct args *args);
enum exit_status cmd_relink(struct cli *cli, const struct args *args);
enum exit_status cmd_status(struct cli *cli, const struct args *args);

const char *batch_words(const char *option, size_t i);
const char *trace_words(const char *option, size_t i);
const char *report_words(const char *option, size_t i);
const char *extract_words(const char *option, size_t i);
const char *check_words(const char *option, size_t i);
const char *why_words(const char *option, size_t i);
const char *status_words(const char *option, size_t i);

extern const struct option_row batch_options[], trace_options[], report_options[],
    extract_options[], serve_options[], link_options[], check_options[], why_options[],
    relink_options[], status_options[];

#endif
