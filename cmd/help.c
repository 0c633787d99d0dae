/* --help. */
#include "cmd/about.h"
#include "cmd/options.h"

#define HELP_COLUMN 29 /* where an option's explanation begins */
#define LINE_BYTES_MAX 4096

static void
print_option(FILE *to, const struct command *command, const struct option_row *row)
{
	struct buf	 line = BUF(LINE_BYTES_MAX);

	buf_print(&line, "  %c%c%c --%s%s%s", row->letter ? '-' : ' ',
	    row->letter ? row->letter : ' ', row->letter ? ',' : ' ', row->name,
	    row->argument != NULL ? " " : "", row->argument != NULL ? row->argument : "");
	if (line.n + 1 > HELP_COLUMN)
		buf_print(&line, "\n%*s", HELP_COLUMN, "");
	else
		buf_print(&line, "%*s", (int)(HELP_COLUMN - line.n), "");
	buf_print(&line, "%s%s", row->help, option_word(command, row->name, 0) != NULL ? ": " : "");
	option_list_words(&line, command, row->name);
	fprintf(to, "%.*s\n", SPAN_ARG(buf_span(&line)));
	buf_free(&line);
}

static void
print_options(FILE *to, const struct command *command, const struct option_row *options)
{
	for (const struct option_row *row = options; row != NULL && row->name != NULL; row++)
		print_option(to, command, row);
}

static void
print_exits(FILE *to)
{
	fputs("Exit status\n", to);
	for (const struct exit_row *row = exit_rows; row->means != NULL; row++)
		fprintf(to, "  %3d  %s\n", (int)row->status, row->means);
}

void
about_help(FILE *to, const struct command *command)
{
	fprintf(to, "quotrail %s: %s\n\nusage: quotrail %s [OPTION]...%s%s\n\n%s\n", command->name,
	    command->summary, command->name, command->operands[0] != '\0' ? " " : "",
	    command->operands, command->details);
	if (command->options != NULL && command->options[0].name != NULL) {
		fputs("Options\n", to);
		print_options(to, command, command->options);
		fputc('\n', to);
	}
	fputs("Options of every command\n", to);
	print_options(to, NULL, global_options);
	fputc('\n', to);
	print_exits(to);
}

void
about_overview(FILE *to)
{
	fputs("quotrail: who printed these words first, and what became of them since?\n\n"
	      "usage: quotrail [--db FILE] [--no-color] [--quiet|--verbose] COMMAND ...\n\n"
	      "Commands\n",
	    to);
	for (const struct command *command = commands; command->name != NULL; command++)
		fprintf(to, "  %-9s%-11s%s\n", command->name, command->operands, command->summary);
	fputs("\nOptions\n", to);
	print_options(to, NULL, global_options);
	fputc('\n', to);
	print_exits(to);
	fputs("\n'quotrail COMMAND --help' shows a command's own options.\n", to);
}
