#include "cmd/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "core/date.h"
#include "core/version.h"

#define GLOBAL_BASE 1000 /* getopt values of global options start here; a command's own are row + 1 */

struct table {
	struct option	 longs[2 * OPTIONS_MAX + 1];
	char		 shorts[6 * OPTIONS_MAX];
	size_t		 nlongs, nshorts;
};

static size_t
rows(const struct option_row *table)
{
	size_t	 n = 0;

	while (table != NULL && table[n].name != NULL)
		n++;
	return n;
}

static void
add_rows(struct table *table, const struct option_row *options, int base)
{
	for (size_t i = 0; i < rows(options) && i < OPTIONS_MAX; i++) {
		int	 has = options[i].argument != NULL ? required_argument : no_argument;

		table->longs[table->nlongs++] =
		    (struct option) { options[i].name, has, NULL, base + (int)i };
		if (options[i].letter == 0)
			continue;
		table->shorts[table->nshorts++] = options[i].letter;
		if (has == required_argument)
			table->shorts[table->nshorts++] = ':';
	}
	table->longs[table->nlongs] = (struct option) { NULL, 0, NULL, 0 };
	table->shorts[table->nshorts] = '\0';
}

/* getopt answers a short option with its letter; its row is what we want. */
static int
row_of(int answer, const struct option_row *options, int base)
{
	for (size_t i = 0; i < rows(options); i++) {
		if (options[i].letter != 0 && options[i].letter == answer)
			return base + (int)i;
	}
	return answer;
}

static void
take_global(struct globals *globals, int row, const char *value)
{
	const char	*name = global_options[row].name;

	if (strcmp(name, "db") == 0)
		globals->database = value;
	else if (strcmp(name, "no-color") == 0)
		globals->no_color = true;
	else if (strcmp(name, "quiet") == 0)
		globals->quiet = true;
	else if (strcmp(name, "verbose") == 0)
		globals->verbose = true;
	else if (strcmp(name, "help") == 0)
		globals->help = true;
	else if (strcmp(name, "man") == 0)
		globals->man = true;
	else
		globals->version = true;
}

static bool
unknown_option(int answer, char **argv, struct fault *f)
{
	const char	*what = optind > 0 ? argv[optind - 1] : "";

	if (answer == ':')
		return fault_set(f, FAULT_USAGE, "option %s needs a value; see --help", what);
	return fault_set(f, FAULT_USAGE, "unknown option %s; see --help", what);
}

bool
options_global(int argc, char **argv, struct globals *globals, int *next, struct fault *f)
{
	struct table	 table = { .nlongs = 0 };
	int		 answer;

	/* "+" stops at the command's name, ":" tells a missing value from an unknown option. */
	table.shorts[table.nshorts++] = '+';
	table.shorts[table.nshorts++] = ':';
	add_rows(&table, global_options, GLOBAL_BASE);
	opterr = 0;
	optind = 0;
	while ((answer = getopt_long(argc, argv, table.shorts, table.longs, NULL)) != -1) {
		answer = row_of(answer, global_options, GLOBAL_BASE);
		if (answer < GLOBAL_BASE)
			return unknown_option(answer, argv, f);
		take_global(globals, answer - GLOBAL_BASE, optarg);
	}
	*next = optind;
	return true;
}

bool
options_command(const struct command *command, int argc, char **argv, struct globals *globals,
    struct args *args, struct fault *f)
{
	struct table	 table = { .nlongs = 0 };
	int		 answer;

	*args = (struct args) { .command = command };
	table.shorts[table.nshorts++] = ':';
	add_rows(&table, command->options, 1);
	add_rows(&table, global_options, GLOBAL_BASE);
	opterr = 0;
	optind = 0;
	while ((answer = getopt_long(argc, argv, table.shorts, table.longs, NULL)) != -1) {
		answer = row_of(answer, command->options, 1);
		answer = row_of(answer, global_options, GLOBAL_BASE);
		if (answer == '?' || answer == ':')
			return unknown_option(answer, argv, f);
		if (answer >= GLOBAL_BASE)
			take_global(globals, answer - GLOBAL_BASE, optarg);
		else if (optarg != NULL && args->values[answer - 1] != NULL)
			return fault_set(f, FAULT_USAGE, "--%s is given twice",
			    command->options[answer - 1].name);
		else
			args->values[answer - 1] = optarg != NULL ? optarg : "";
	}
	args->operands = argv + optind;
	args->noperands = (size_t)(argc - optind);
	if (globals->help || globals->version || globals->man)
		return true;
	if (args->noperands < command->operands_min)
		return fault_set(f, FAULT_USAGE, "%s needs %s; see 'quotrail %s --help'",
		    command->name, command->operands, command->name);
	if (args->noperands > command->operands_max)
		return fault_set(f, FAULT_USAGE, "%s takes no '%s'; see 'quotrail %s --help'",
		    command->name, args->operands[command->operands_max], command->name);
	return true;
}

const char *
args_get(const struct args *args, const char *name)
{
	for (size_t i = 0; i < rows(args->command->options); i++) {
		if (strcmp(args->command->options[i].name, name) == 0)
			return args->values[i];
	}
	return NULL;
}

bool
args_number(const struct args *args, const char *name, long min, long max, long fallback,
    long *value, struct fault *f)
{
	const char	*given = args_get(args, name);
	char		*end;

	*value = fallback;
	if (given == NULL)
		return true;
	errno = 0;
	*value = strtol(given, &end, 10);
	if (errno != 0 || end == given || *end != '\0' || *value < min || *value > max)
		return fault_set(f, FAULT_USAGE,
		    "--%s takes a whole number from %ld to %ld, not '%s'", name, min, max, given);
	return true;
}

bool
args_duration(const struct args *args, const char *name, int64_t fallback_ms, int64_t *ms,
    struct fault *f)
{
	static const struct {
		const char	*unit;
		double		 ms;
	} units[] = { { "", 1e3 }, { "ms", 1 }, { "s", 1e3 }, { "m", 60e3 }, { "h", 3600e3 },
		{ "d", 86400e3 }, { "w", 7 * 86400e3 } };
	const char	*given = args_get(args, name);
	double		 value;
	char		*end;

	*ms = fallback_ms;
	if (given == NULL)
		return true;
	value = strtod(given, &end);
	for (size_t i = 0; end != given && value >= 0 && i < LEN(units); i++) {
		if (strcmp(end, units[i].unit) == 0 && value * units[i].ms <= 366 * 86400e3) {
			*ms = (int64_t)(value * units[i].ms + 0.5);
			return true;
		}
	}
	return fault_set(f, FAULT_USAGE,
	    "--%s takes a time such as 0.5, 90s, 15m, 6h or 2d, up to a year, not '%s'", name,
	    given);
}

bool
args_time(const struct args *args, const char *name, int64_t *value, struct fault *f)
{
	const char		*given = args_get(args, name);
	struct date_context	 context = { .anchor = DATE_UNKNOWN };
	struct arena		*arena;
	struct evidence		 e = { .when = INTERVAL_UNKNOWN };
	bool			 ok;

	*value = DATE_UNKNOWN;
	if (given == NULL)
		return true;
	arena = arena_new((size_t)64 * 1024);
	if (arena == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	ok = date_read(span_of(given), &context, arena, &e, f);
	if (ok && e.day.n >= 10 && strlen(given) <= 10) {
		/* A bare day begins at midnight UTC here: a selector needs one moment, not fifty hours. */
		int	 year = 0, month = 0, day = 0;

		date_civil((e.when.earliest + 14 * 3600) / DATE_DAY, &year, &month, &day);
		*value = date_days(year, month, day) * DATE_DAY;
	} else if (ok)
		*value = e.when.earliest;
	arena_free(arena);
	if (!ok && f->kind == FAULT_NONE)
		return fault_set(f, FAULT_USAGE,
		    "--%s takes a day (2022-01-07) or a time (2022-01-07T12:00:00Z), not '%s'",
		    name, given);
	return ok;
}

static void
print_row(FILE *to, const struct option_row *row)
{
	char	 left[64];
	int	 n;

	n = snprintf(left, sizeof left, "  %c%c%c --%s%s%s", row->letter ? '-' : ' ',
	    row->letter ? row->letter : ' ', row->letter ? ',' : ' ', row->name,
	    row->argument != NULL ? " " : "", row->argument != NULL ? row->argument : "");
	if (n > 28)
		fprintf(to, "%s\n%-29s%s\n", left, "", row->help);
	else
		fprintf(to, "%-29s%s\n", left, row->help);
}

static void
print_rows(FILE *to, const struct option_row *options)
{
	for (size_t i = 0; i < rows(options); i++)
		print_row(to, &options[i]);
}

static const char exits[] =
    "Exit status\n"
    "  0 done and found    1 nothing matched     2 usage\n"
    "  3 some sources failed (each is named)     4 throttled, run again later\n"
    "  5 database damaged, locked or of another version\n"
    "  130 interrupted; running it again goes on\n";

void
options_help(FILE *to, const struct command *command)
{
	fprintf(to, "quotrail %s: %s\n\nusage: quotrail %s [OPTION]...%s%s\n\n%s\n", command->name,
	    command->summary, command->name, command->operands[0] != '\0' ? " " : "",
	    command->operands, command->details);
	if (rows(command->options) > 0) {
		fputs("Options\n", to);
		print_rows(to, command->options);
		fputc('\n', to);
	}
	fputs("Options of every command\n", to);
	print_rows(to, global_options);
	fprintf(to, "\n%s", exits);
}

void
options_overview(FILE *to)
{
	fputs("quotrail: who printed these words first, and what became of them since?\n\n"
	      "usage: quotrail [--db FILE] [--no-color] [--quiet|--verbose] COMMAND ...\n\n"
	      "Commands\n",
	    to);
	for (const struct command *command = commands; command->name != NULL; command++)
		fprintf(to, "  %-9s%-11s%s\n", command->name, command->operands, command->summary);
	fputs("\nOptions\n", to);
	print_rows(to, global_options);
	fprintf(to, "\n%s\n'quotrail COMMAND --help' shows a command's own options.\n", exits);
}

/* --- the manual page --------------------------------------------------------------------- */

/* Text for roff: its own signs escaped, also where a line begins with one. */
static void
print_roff(FILE *to, const char *text)
{
	bool	 begins = true;

	for (const char *p = text; *p != '\0'; p++) {
		if (*p == '\\')
			fputs("\\e", to);
		else if (*p == '-')
			fputs("\\-", to);
		else if (begins && (*p == '.' || *p == '\''))
			fprintf(to, "\\&%c", *p);
		else
			fputc(*p, to);
		begins = *p == '\n';
	}
}

/* Paragraphs flow; lines that are set in by blanks stand as they are. */
static void
print_details(FILE *to, const char *details)
{
	bool	 literal = false;

	while (*details != '\0') {
		size_t	 n = strcspn(details, "\n");
		bool	 set_in = details[0] == ' ';
		char	 line[256];

		if (n == 0)
			fputs(".PP\n", to);
		else if (set_in != literal)
			fputs(set_in ? ".nf\n" : ".fi\n", to);
		literal = n == 0 ? literal : set_in;
		snprintf(line, sizeof line, "%.*s", (int)n, details);
		print_roff(to, line);
		if (n > 0)
			fputc('\n', to);
		details += n + (details[n] == '\n');
	}
	if (literal)
		fputs(".fi\n", to);
}

static void
print_options(FILE *to, const struct option_row *options)
{
	for (size_t i = 0; i < rows(options); i++) {
		fputs(".TP\n\\fB", to);
		if (options[i].letter != 0)
			fprintf(to, "\\-%c\\fR, \\fB", options[i].letter);
		fputs("\\-\\-", to);
		print_roff(to, options[i].name);
		if (options[i].argument != NULL)
			fprintf(to, "\\fR \\fI%s", options[i].argument);
		fputs("\\fR\n", to);
		print_roff(to, options[i].help);
		fputc('\n', to);
	}
}

void
options_manual(FILE *to)
{
	fprintf(to,
	    ".TH QUOTRAIL 1 \"\" \"quotrail %s\"\n.SH NAME\n"
	    "quotrail \\- who printed these words first, and what became of them since\n"
	    ".SH SYNOPSIS\n.B quotrail\n[\\fIOPTION\\fR]... \\fICOMMAND\\fR ...\n"
	    ".SH OPTIONS OF EVERY COMMAND\n",
	    QUOTRAIL_VERSION);
	print_options(to, global_options);
	for (const struct command *command = commands; command->name != NULL; command++) {
		fprintf(to, ".SH QUOTRAIL %s %s\n", command->name, command->operands);
		print_roff(to, command->summary);
		fputs(".\n.PP\n", to);
		print_details(to, command->details);
		print_options(to, command->options);
	}
	fputs(".SH EXIT STATUS\n.nf\n", to);
	print_roff(to, strchr(exits, '\n') + 1);
	fputs(".fi\n", to);
}
