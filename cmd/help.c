/* --help, wrapped to the terminal. */
#include <string.h>

#include "cmd/about.h"
#include "cmd/cell.h"
#include "cmd/options.h"
#include "cmd/terminal.h"

#define HELP_COLUMN 29 /* where an option's explanation begins */
#define SUMMARY_COLUMN 22
#define EXIT_COLUMN 7
#define USAGE_COLUMN 7
#define WIDTH_MAX 100 /* longer lines are hard to read */
#define LINE_BYTES_MAX 4096

static size_t
width(void)
{
	size_t	 columns = (size_t)terminal_width();

	return columns < WIDTH_MAX ? columns : WIDTH_MAX;
}

/* The label in front, or above where it takes the room of the text. */
static void
print_item(FILE *to, struct buf *label, size_t indent, struct span text)
{
	if (label->n >= indent) {
		fprintf(to, "%.*s\n", SPAN_ARG(buf_span(label)));
		buf_cut(label, 0);
	}
	buf_char(label, '\0');
	cell_wrap(to, label->p, indent, width(), text);
	buf_free(label);
}

static void
print_option(FILE *to, const struct command *command, const struct option_row *row)
{
	struct buf	 label = BUF(LINE_BYTES_MAX), text = BUF(LINE_BYTES_MAX);

	buf_print(&label, "  %c%c%c --%s%s%s", row->letter ? '-' : ' ',
	    row->letter ? row->letter : ' ', row->letter ? ',' : ' ', row->name,
	    row->argument != NULL ? " " : "", row->argument != NULL ? row->argument : "");
	buf_print(&text, "%s%s", row->help, option_word(command, row->name, 0) != NULL ? ": " : "");
	option_list_words(&text, command, row->name);
	print_item(to, &label, HELP_COLUMN, buf_span(&text));
	buf_free(&text);
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
	for (const struct exit_row *row = exit_rows; row->means != NULL; row++) {
		struct buf	 label = BUF(LINE_BYTES_MAX);

		buf_print(&label, "  %3d", (int)row->status);
		print_item(to, &label, EXIT_COLUMN, span_of(row->means));
	}
}

/* Paragraphs flow; lines that are set in by blanks stand as they are. */
static void
print_details(FILE *to, const char *details)
{
	while (*details != '\0') {
		const char	*end = details;
		size_t		 n = strcspn(details, "\n");

		if (n == 0 || details[0] == ' ') {
			fprintf(to, "%.*s\n", (int)n, details);
			details += n + (details[n] == '\n');
			continue;
		}
		while (*end != '\0' && *end != '\n' && *end != ' ') {
			end += strcspn(end, "\n");
			end += *end == '\n';
		}
		cell_wrap(to, "", 0, width(), (struct span) { details, (size_t)(end - details) });
		details = end;
	}
}

static void
print_title(FILE *to, const struct command *command)
{
	struct buf	 text = BUF(LINE_BYTES_MAX);

	if (command == NULL)
		buf_print(&text,
		    "quotrail: who printed these words first, and what became of them since?");
	else
		buf_print(&text, "quotrail %s: %s", command->name, command->summary);
	cell_wrap(to, "", 0, width(), buf_span(&text));
	fputc('\n', to);
	buf_free(&text);
}

static void
print_usage(FILE *to, const struct command *command)
{
	struct buf	 label = BUF(LINE_BYTES_MAX), text = BUF(LINE_BYTES_MAX);

	buf_print(&label, "usage:");
	if (command == NULL)
		buf_print(&text, "quotrail [--db FILE] [--no-color] [--quiet|--verbose] COMMAND ...");
	else
		buf_print(&text, "quotrail %s [OPTION]... %s", command->name, command->operands);
	print_item(to, &label, USAGE_COLUMN, buf_span(&text));
	fputc('\n', to);
	buf_free(&text);
}

void
about_help(FILE *to, const struct command *command)
{
	print_title(to, command);
	print_usage(to, command);
	print_details(to, command->details);
	fputc('\n', to);
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
	print_title(to, NULL);
	print_usage(to, NULL);
	fputs("Commands\n", to);
	for (const struct command *command = commands; command->name != NULL; command++) {
		struct buf	 label = BUF(LINE_BYTES_MAX);

		buf_print(&label, "  %-9s%s", command->name, command->operands);
		print_item(to, &label, SUMMARY_COLUMN, span_of(command->summary));
	}
	fputs("\nOptions\n", to);
	print_options(to, NULL, global_options);
	fputc('\n', to);
	print_exits(to);
	fputs("\n'quotrail COMMAND --help' shows a command's own options.\n", to);
}
