/*
 * Completion scripts. Each is written out whole from the tables, so that a
 * shell completes without running the program.
 *
 * Sources: bash(1) "Programmable Completion"; zshcompsys(1), _arguments;
 * fish complete(1).
 */
#include <string.h>

#include "cmd/about.h"
#include "cmd/options.h"
#include "core/house.h"

/* An argument that is a file, or may be one. */
static bool
is_file(const char *argument)
{
	return strncmp(argument, "FILE", 4) == 0 || strncmp(argument, "SOURCE", 6) == 0 ||
	    strcmp(argument, "[FILE]") == 0 || strcmp(argument, "DRAFT") == 0;
}

/* Text between two of the shell's own quotation marks; the shells differ in how one stands inside. */
static void
print_quoted(FILE *to, const char *text, const char *mark, const char *escaped)
{
	for (const char *p = text; *p != '\0'; p++) {
		if (*p == '\'')
			fputs(mark, to);
		else if (strchr(escaped, *p) != NULL)
			fprintf(to, "\\%c", *p);
		else
			fputc(*p, to);
	}
}

/* What --house may begin with. */
static const char *
house_word(size_t i)
{
	struct house	 house;

	if (i >= houses_count())
		return i == houses_count() ? "own:" : NULL;
	house_at(i, &house);
	return house.name.p;
}

static const char *
against_word(size_t i)
{
	static const char *const words[] = { "earliest", "fullest", "transcript:" };

	return i < LEN(words) ? words[i] : NULL;
}

/* The i-th word that is offered behind an option: one it may take, or the beginning of one. */
static const char *
offered(const struct command *command, const char *option, size_t i)
{
	if (strcmp(option, "house") == 0)
		return house_word(i);
	if (strcmp(option, "against") == 0)
		return against_word(i);
	return option_word(command, option, i);
}

/* A colon has a meaning of its own for one of the shells. */
static void
print_words(FILE *to, const struct command *command, const char *option, const char *colon)
{
	const char	*word;

	for (size_t i = 0; (word = offered(command, option, i)) != NULL; i++) {
		size_t	 n = strcspn(word, ":");

		fprintf(to, "%s%.*s%s", i > 0 ? " " : "", (int)n, word, word[n] == ':' ? colon : "");
	}
}

static void
print_commands(FILE *to)
{
	for (const struct command *command = commands; command->name != NULL; command++)
		fprintf(to, "%s%s", command == commands ? "" : " ", command->name);
}

/* --- bash -------------------------------------------------------------------------------- */

static void
bash_values(FILE *to, const struct command *command, const struct option_row *options)
{
	const char	*name = command != NULL ? command->name : "*";

	for (const struct option_row *row = options; row != NULL && row->name != NULL; row++) {
		if (row->argument == NULL)
			continue;
		fprintf(to, "\t%s--%s", name, row->name);
		if (row->letter != 0)
			fprintf(to, "|%s-%c", name, row->letter);
		fputs(") ", to);
		if (offered(command, row->name, 0) != NULL) {
			fputs("words='", to);
			print_words(to, command, row->name, ":");
			fputs("' ;;\n", to);
		} else
			fputs(is_file(row->argument) ? "return ;;\n" :
						       "compopt +o default; return ;;\n",
			    to);
	}
}

static void
bash_options(FILE *to, const struct option_row *options)
{
	for (const struct option_row *row = options; row != NULL && row->name != NULL; row++)
		fprintf(to, " --%s", row->name);
}

/* Options that take what stands behind them: "-d|--db". */
static void
bash_takers(FILE *to, const struct option_row *options)
{
	const char	*bar = "";

	for (const struct option_row *row = options; row->name != NULL; row++) {
		if (row->argument == NULL)
			continue;
		if (row->letter != 0)
			fprintf(to, "%s-%c|--%s", bar, row->letter, row->name);
		else
			fprintf(to, "%s--%s", bar, row->name);
		bar = "|";
	}
}

/* Without an answer of ours, "-o default" completes names of files. */
static void
print_bash(FILE *to)
{
	fputs("# bash completion for quotrail\n"
	      "_quotrail()\n{\n"
	      "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= "
	      "words= i\n"
	      "\tif [[ $cur == = ]]; then cur=\n"
	      "\telif [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
	      "\tCOMPREPLY=()\n"
	      "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	      "\t\tcase ${COMP_WORDS[i]} in\n"
	      "\t\t",
	    to);
	bash_takers(to, global_options);
	fputs(") ((i++)) ;;\n"
	      "\t\t-*|=) ;;\n"
	      "\t\t*) command=${COMP_WORDS[i]}; break ;;\n"
	      "\t\tesac\n\tdone\n"
	      "\tcase $command$prev in\n",
	    to);
	for (const struct command *command = commands; command->name != NULL; command++)
		bash_values(to, command, command->options);
	bash_values(to, NULL, global_options);
	fputs("\t*) case $command$cur in\n\t\t-*) words='", to);
	bash_options(to, global_options);
	fputs("' ;;\n", to);
	for (const struct command *command = commands; command->name != NULL; command++) {
		fprintf(to, "\t\t%s-*) words='", command->name);
		bash_options(to, command->options);
		bash_options(to, global_options);
		fputs("' ;;\n", to);
	}
	fputs("\t\t*) [[ $command ]] || words='", to);
	print_commands(to);
	fputs("' ;;\n\t\tesac ;;\n\tesac\n"
	      "\t[[ $words ]] && COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
	      "\treturn 0\n}\ncomplete -o default -F _quotrail quotrail\n",
	    to);
}

/* --- zsh --------------------------------------------------------------------------------- */

static void
zsh_options(FILE *to, const struct command *command, const struct option_row *options)
{
	for (const struct option_row *row = options; row != NULL && row->name != NULL; row++) {
		if (row->letter != 0)
			fprintf(to, " \\\n\t\t'(-%c --%s)'{-%c,--%s%s}'[", row->letter, row->name,
			    row->letter, row->name, row->argument != NULL ? "=" : "");
		else
			fprintf(to, " \\\n\t\t'--%s%s[", row->name,
			    row->argument != NULL ? "=" : "");
		print_quoted(to, row->help, "'\\''", "[]:\\");
		fputc(']', to);
		if (row->argument != NULL) {
			fprintf(to, ":%s:", row->argument);
			if (offered(command, row->name, 0) != NULL) {
				fputc('(', to);
				print_words(to, command, row->name, "\\:");
				fputc(')', to);
			} else if (is_file(row->argument))
				fputs("_files", to);
		}
		fputc('\'', to);
	}
}

static void
print_zsh(FILE *to)
{
	fputs("#compdef quotrail\n_quotrail() {\n\tlocal context state state_descr line\n"
	      "\ttypeset -A opt_args\n\t_arguments -C -A '-*'",
	    to);
	zsh_options(to, NULL, global_options);
	fputs(" \\\n\t\t'1:command:->command' '*::argument:->argument'\n"
	      "\tcase $state in\n\tcommand)\n\t\tlocal -a commands=(",
	    to);
	for (const struct command *command = commands; command->name != NULL; command++) {
		fprintf(to, "\n\t\t\t'%s:", command->name);
		print_quoted(to, command->summary, "'\\''", ":\\");
		fputc('\'', to);
	}
	fputs(")\n\t\t_describe command commands ;;\n\targument) case $words[1] in\n", to);
	for (const struct command *command = commands; command->name != NULL; command++) {
		fprintf(to, "\t%s) _arguments", command->name);
		zsh_options(to, command, command->options);
		zsh_options(to, NULL, global_options);
		fprintf(to, " \\\n\t\t'*:%s:%s' ;;\n", command->operands,
		    is_file(command->operands) ? "_files" : "");
	}
	fputs("\tesac ;;\n\tesac\n}\n_quotrail \"$@\"\n", to);
}

/* --- fish -------------------------------------------------------------------------------- */

static void
fish_options(FILE *to, const struct command *command, const struct option_row *options)
{
	for (const struct option_row *row = options; row != NULL && row->name != NULL; row++) {
		fputs("complete -c quotrail", to);
		if (command != NULL)
			fprintf(to, " -n '__fish_seen_subcommand_from %s'", command->name);
		fprintf(to, " -l %s", row->name);
		if (row->letter != 0)
			fprintf(to, " -s %c", row->letter);
		if (row->argument != NULL && offered(command, row->name, 0) != NULL) {
			fputs(" -x -a '", to);
			print_words(to, command, row->name, ":");
			fputc('\'', to);
		} else if (row->argument != NULL)
			fputs(is_file(row->argument) ? " -r -F" : " -x", to);
		fputs(" -d '", to);
		print_quoted(to, row->help, "\\'", "\\");
		fputs("'\n", to);
	}
}

static void
print_fish(FILE *to)
{
	fputs("# fish completion for quotrail\ncomplete -c quotrail -n __fish_use_subcommand -f\n",
	    to);
	fish_options(to, NULL, global_options);
	for (const struct command *command = commands; command->name != NULL; command++) {
		fprintf(to, "complete -c quotrail -n __fish_use_subcommand -a %s -d '",
		    command->name);
		print_quoted(to, command->summary, "\\'", "\\");
		fputs("'\n", to);
		if (!is_file(command->operands))
			fprintf(to, "complete -c quotrail -n '__fish_seen_subcommand_from %s' -f\n",
			    command->name);
		fish_options(to, command, command->options);
	}
}

/* --- the shells --------------------------------------------------------------------------- */

static const struct {
	const char	*name;
	void (*print)(FILE *to);
} shells[] = {
	{ "bash", print_bash },
	{ "zsh", print_zsh },
	{ "fish", print_fish },
};

const char *
about_words(const char *option, size_t i)
{
	return strcmp(option, "completion") == 0 && i < LEN(shells) ? shells[i].name : NULL;
}

void
about_completion(FILE *to, const char *shell)
{
	for (size_t i = 0; i < LEN(shells); i++) {
		if (strcmp(shells[i].name, shell) == 0)
			shells[i].print(to);
	}
}
