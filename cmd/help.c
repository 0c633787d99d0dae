/* --help, wrapped to the terminal. */
#include <string.h>

#include "cmd/about.h"
#include "cmd/options.h"
#include "cmd/sheet.h"

#define HELP_COLUMN 29 /* where an option's explanation begins */
#define SUMMARY_COLUMN 22
#define EXIT_COLUMN 7
#define USAGE_COLUMN 7
#define LINE_BYTES_MAX 4096

/* The label in front, or above where it takes the room of the text. */
static void
print_item(const struct sheet *sheet, struct buf *label, size_t indent, struct span text)
{
	if (label->n >= indent) {
		fprintf(sheet->out, "%.*s\n", SPAN_ARG(buf_span(label)));
		buf_cut(label, 0);
	}
	buf_char(label, '\0');
	sheet_labelled(sheet, label->p, indent, text);
	buf_free(label);
}

static void
print_option(const struct sheet *sheet, const struct command *command, const struct option_row *row)
{
	struct buf	 label = BUF(LINE_BYTES_MAX), text = BUF(LINE_BYTES_MAX);

	buf_print(&label, "  %c%c%c --%s%s%s", row->letter ? '-' : ' ',
	    row->letter ? row->letter : ' ', row->letter ? ',' : ' ', row->name,
	    row->argument != NULL ? " " : "", row->argument != NULL ? row->argument : "");
	buf_print(&text, "%s%s", row->help, option_word(command, row->name, 0) != NULL ? ": " : "");
	option_list_words(&text, command, row->name);
	print_item(sheet, &label, HELP_COLUMN, buf_span(&text));
	buf_free(&text);
}

static void
print_options(const struct sheet *sheet, const struct command *command,
    const struct option_row *options)
{
	for (const struct option_row *row = options; row != NULL && row->name != NULL; row++)
		print_option(sheet, command, row);
}

static void
print_exits(const struct sheet *sheet)
{
	fputs("Exit status\n", sheet->out);
	for (const struct exit_row *row = exit_rows; row->means != NULL; row++) {
		struct buf	 label = BUF(LINE_BYTES_MAX);

		buf_print(&label, "  %3d", (int)row->status);
		print_item(sheet, &label, EXIT_COLUMN, span_of(row->means));
	}
}

/* Paragraphs flow; lines that are set in by blanks stand as they are. */
static void
print_details(const struct sheet *sheet, const char *details)
{
	while (*details != '\0') {
		const char	*end = details;
		size_t		 n = strcspn(details, "\n");

		if (n == 0 || details[0] == ' ') {
			fprintf(sheet->out, "%.*s\n", (int)n, details);
			details += n + (details[n] == '\n');
			continue;
		}
		while (*end != '\0' && *end != '\n' && *end != ' ') {
			end += strcspn(end, "\n");
			end += *end == '\n';
		}
		sheet_wrap(sheet, (struct span) { details, (size_t)(end - details) }, 0);
		details = end;
	}
}

static void
print_title(const struct sheet *sheet, const struct command *command)
{
	struct buf	 text = BUF(LINE_BYTES_MAX);

	if (command == NULL)
		buf_print(&text,
		    "quotrail: who printed these words first, and what became of them since?");
	else
		buf_print(&text, "quotrail %s: %s", command->name, command->summary);
	sheet_wrap(sheet, buf_span(&text), 0);
	fputc('\n', sheet->out);
	buf_free(&text);
}

static void
print_usage(const struct sheet *sheet, const struct command *command)
{
	struct buf	 label = BUF(LINE_BYTES_MAX), text = BUF(LINE_BYTES_MAX);

	buf_print(&label, "usage:");
	if (command == NULL)
		buf_print(&text,
		    "quotrail [--db FILE] [--no-color] [--quiet|--verbose] COMMAND ...");
	else
		buf_print(&text, "quotrail %s [OPTION]... %s", command->name, command->operands);
	print_item(sheet, &label, USAGE_COLUMN, buf_span(&text));
	fputc('\n', sheet->out);
	buf_free(&text);
}

void
about_help(const struct cli *cli, FILE *to, const struct command *command)
{
	const struct sheet	 own = sheet_of(cli, to), *sheet = &own;

	print_title(sheet, command);
	print_usage(sheet, command);
	print_details(sheet, command->details);
	fputc('\n', sheet->out);
	if (command->options != NULL && command->options[0].name != NULL) {
		fputs("Options\n", sheet->out);
		print_options(sheet, command, command->options);
		fputc('\n', sheet->out);
	}
	fputs("Options of every command\n", sheet->out);
	print_options(sheet, NULL, global_options);
	fputc('\n', sheet->out);
	print_exits(sheet);
}

void
about_overview(const struct cli *cli, FILE *to)
{
	const struct sheet	 own = sheet_of(cli, to), *sheet = &own;

	print_title(sheet, NULL);
	print_usage(sheet, NULL);
	fputs("Commands\n", sheet->out);
	for (const struct command *command = commands; command->name != NULL; command++) {
		struct buf	 label = BUF(LINE_BYTES_MAX);

		buf_print(&label, "  %-9s%s", command->name, command->operands);
		print_item(sheet, &label, SUMMARY_COLUMN, span_of(command->summary));
	}
	fputs("\nOptions\n", sheet->out);
	print_options(sheet, NULL, global_options);
	fputc('\n', sheet->out);
	print_exits(sheet);
	fputs("\n'quotrail COMMAND --help' shows a command's own options.\n", sheet->out);
}
