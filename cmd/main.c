/* Finds the command, opens what every command needs, and turns its answer into an exit status. */
#include <langinfo.h>
#include <locale.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cmd/about.h"
#include "cmd/config.h"
#include "cmd/guess.h"
#include "cmd/options.h"
#include "cmd/output.h"
#include "cmd/terminal.h"
#include "core/version.h"

#define SETTINGS_BYTES_MAX ((size_t)4 << 20)
#define FREE_BYTES_KEPT (16 << 20) /* what was freed is soon wanted again, and fresh pages cost more */
#define LARGE_BYTES (1 << 20)	   /* from here on a piece of memory goes back at once */

static volatile int stop; /* the one thing a signal handler may touch */

static void
on_signal(int number)
{
	(void)number;
	stop = 1;
}

static void
catch_signals(void)
{
	struct sigaction action;

	memset(&action, 0, sizeof action);
	action.sa_handler = on_signal;
	/* A second Ctrl-C ends the process at once. */
	action.sa_flags = (int)SA_RESETHAND;
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	action.sa_handler = SIG_IGN;
	action.sa_flags = 0;
	sigaction(SIGPIPE, &action, NULL);
	/* A file that may grow no further is a write that fails, like a full disk. */
	sigaction(SIGXFSZ, &action, NULL);
}

static void
name_database(struct cli *cli, const struct globals *globals)
{
	const char	*environment = getenv("QUOTRAIL_DB");

	cli->database = globals->database;
	if (cli->database == NULL && environment != NULL && environment[0] != '\0')
		cli->database = environment;
	cli->database_named = cli->database != NULL;
	if (cli->database == NULL)
		cli->database = "quotrail.db";
}

static void
set_up(struct cli *cli, const struct globals *globals)
{
	const char	*no_color = getenv("NO_COLOR"), *term = getenv("TERM");

	cli->terminal = isatty(STDOUT_FILENO) != 0;
	cli->live = isatty(STDERR_FILENO) != 0 && !globals->quiet;
	cli->color = cli->terminal && !globals->no_color &&
	    (no_color == NULL || no_color[0] == '\0') && (term == NULL || strcmp(term, "dumb") != 0);
	cli->links = cli->terminal && terminal_knows_links();
	cli->quiet = globals->quiet;
	cli->verbose = globals->verbose;
	name_database(cli, globals);
}

/* What is still in stdout's buffer may not fit on the disk: that is a failure, not a success. */
static enum exit_status
finish(struct cli *cli, enum exit_status status)
{
	struct fault	 f = FAULT_INIT;

	fflush(cli->out);
	if (output_sound(cli->out, &f) || cli_reader_left(cli))
		return status;
	cli_say(cli, "standard output: %s", f.text);
	return exit_worse(status, EXIT_SOURCES);
}

/* The program about itself, or about one command; false when nothing of that was asked for. */
static bool
tell_about(const struct cli *cli, const struct globals *globals, const struct command *command)
{
	bool	 asked = true;

	if (globals->completion != NULL)
		about_completion(stdout, globals->completion);
	else if (globals->man)
		about_manual(stdout, command);
	else if (globals->help && command != NULL)
		about_help(cli, stdout, command);
	else if (globals->help)
		about_overview(cli, stdout);
	else if (globals->version)
		printf("quotrail %s\n", QUOTRAIL_VERSION);
	else
		asked = false;
	return asked;
}

/* The command, with what the person's settings say where the command line does not. */
static enum exit_status
run(struct cli *cli, struct globals *globals, struct args *args)
{
	struct arena		*settings = arena_new(SETTINGS_BYTES_MAX);
	struct fault		 f = FAULT_INIT;
	enum exit_status	 status;

	if (settings == NULL)
		fault_set(&f, FAULT_MEMORY, "out of memory");
	if (settings == NULL || !config_apply(globals, args, &cli->outlets, settings, &f))
		status = cli_fail(cli, &f);
	else {
		set_up(cli, globals);
		status = finish(cli, args->command->run(cli, args));
	}
	arena_free(settings);
	return status;
}

/* Who types a quotation where a command belongs wants it traced. */
static void
say_unknown(const struct cli *cli, const char *typed)
{
	struct guess	 guess = { .typed = typed };

	for (const struct command *command = commands; command->name != NULL; command++)
		guess_offer(&guess, command->name);
	if (guess.best != NULL)
		cli_say(cli, "no command '%s': did you mean %s? See 'quotrail --help'", typed,
		    guess.best);
	else if (strchr(typed, ' ') != NULL)
		cli_say(cli,
		    "no command '%s': to trace these words, 'quotrail trace' stands before them",
		    typed);
	else
		cli_say(cli, "no command '%s'; see 'quotrail --help'", typed);
}

int
main(int argc, char **argv)
{
	struct cli		 cli = { .out = stdout, .err = stderr, .stop = &stop };
	struct globals		 globals = { .database = NULL };
	struct args		 args;
	struct fault		 f = FAULT_INIT;
	const struct command	*command;
	int			 next;

#ifdef __GLIBC__
	mallopt(M_TRIM_THRESHOLD, FREE_BYTES_KEPT);
	mallopt(M_MMAP_THRESHOLD, LARGE_BYTES);
#endif
	/* Several processes may write to one terminal or log: what is said is written a line at a time. */
	setvbuf(stderr, NULL, _IOLBF, BUFSIZ);
	setlocale(LC_CTYPE, "");
	cli.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	cli.width = terminal_width();
	catch_signals();
	cli.now = (int64_t)time(NULL);
	if (!options_global(argc, argv, &globals, &next, &f))
		return (int)cli_fail(&cli, &f);
	command = next < argc ? command_find(argv[next]) : NULL;
	if (tell_about(&cli, &globals, command))
		return (int)finish(&cli, EXIT_FOUND);
	if (next >= argc) {
		about_overview(&cli, stderr);
		return EXIT_USAGE;
	}
	if (command == NULL) {
		say_unknown(&cli, argv[next]);
		return EXIT_USAGE;
	}
	if (!options_command(command, argc - next, argv + next, &globals, &args, &f))
		return (int)cli_fail(&cli, &f);
	if (tell_about(&cli, &globals, command))
		return (int)finish(&cli, EXIT_FOUND);
	return (int)run(&cli, &globals, &args);
}
