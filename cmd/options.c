#include "cmd/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/about.h"
#include "cmd/guess.h"
#include "core/date.h"

#define WORDS_BYTES_MAX 1024
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

const char *
option_word(const struct command *command, const char *option, size_t i)
{
	if (command == NULL)
		return about_words(option, i);
	return command->words != NULL ? command->words(option, i) : NULL;
}

void
option_list_words(struct buf *list, const struct command *command, const char *option)
{
	const char	*word = option_word(command, option, 0), *next;

	for (size_t i = 1; word != NULL; word = next, i++) {
		next = option_word(command, option, i);
		buf_print(list, "%s%s", i == 1 ? "" : next != NULL ? ", " : " or ", word);
	}
}

bool
option_takes(const struct command *command, const char *option, const char *value, struct fault *f)
{
	struct buf	 list = BUF(WORDS_BYTES_MAX);
	const char	*word;
	bool		 any = option_word(command, option, 0) == NULL;

	for (size_t i = 0; !any && (word = option_word(command, option, i)) != NULL; i++)
		any = strcmp(word, value) == 0;
	if (any)
		return true;
	option_list_words(&list, command, option);
	fault_set(f, FAULT_USAGE, "%s%s--%s takes %.*s, not '%s'",
	    command != NULL ? command->name : "", command != NULL ? " " : "", option,
	    SPAN_ARG(buf_span(&list)), value);
	buf_free(&list);
	return false;
}

static bool
take_global(struct globals *globals, int row, const char *value, struct fault *f)
{
	const char	*name = global_options[row].name;

	if (strcmp(name, "db") == 0)
		globals->database = value;
	else if (strcmp(name, "config") == 0)
		globals->config = value;
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
	else if (strcmp(name, "completion") == 0)
		globals->completion = value;
	else
		globals->version = true;
	return value == NULL || option_takes(NULL, name, value, f);
}

/* Put a value down in its row, once. */
static bool
take_own(struct args *args, size_t row, const char *value, struct fault *f)
{
	const char	*name = args->command->options[row].name;

	if (value != NULL && args->values[row] != NULL)
		return fault_set(f, FAULT_USAGE, "--%s is given twice", name);
	args->values[row] = value != NULL ? value : "";
	return value == NULL || option_takes(args->command, name, value, f);
}

static void
offer_names(struct guess *guess, const struct option_row *options)
{
	for (size_t i = 0; i < rows(options); i++)
		guess_offer(guess, options[i].name);
}

/* What getopt stumbled over. Of letters in a row it names the one; a long option is the word before. */
static bool
bad_option(int answer, char **argv, const struct command *command, struct fault *f)
{
	const char	*word = optind > 0 ? argv[optind - 1] : "";
	const char	 letter[] = { '-', (char)optopt, '\0' };
	bool		 is_letter = answer == '?' && optopt > ' ' && optopt < GLOBAL_BASE;
	struct guess	 guess = { .typed = word + strspn(word, "-") };

	if (!is_letter && answer == '?' && optopt == 0) {
		offer_names(&guess, command != NULL ? command->options : NULL);
		offer_names(&guess, global_options);
	}
	return fault_set(f, FAULT_USAGE, "%s %s%s%s%s; see 'quotrail %s%s--help'",
	    answer == ':'		  ? "a value is missing behind" :
		!is_letter && optopt != 0 ? "no value belongs to" :
					    "unknown option",
	    is_letter ? letter : word, guess.best != NULL ? " (did you mean --" : "",
	    guess.best != NULL ? guess.best : "", guess.best != NULL ? "?)" : "",
	    command != NULL ? command->name : "", command != NULL ? " " : "");
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
			return bad_option(answer, argv, NULL, f);
		if (!take_global(globals, answer - GLOBAL_BASE, optarg, f))
			return false;
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
			return bad_option(answer, argv, command, f);
		if (answer >= GLOBAL_BASE ? !take_global(globals, answer - GLOBAL_BASE, optarg, f) :
					    !take_own(args, (size_t)answer - 1, optarg, f))
			return false;
	}
	args->operands = argv + optind;
	args->noperands = (size_t)(argc - optind);
	if (globals->help || globals->version || globals->man || globals->completion != NULL)
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
