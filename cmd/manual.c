/* Manual pages: roff for man(7), a page for the whole and one for each command. */
#include <ctype.h>
#include <string.h>

#include "cmd/about.h"
#include "cmd/options.h"
#include "core/version.h"

#define LIST_BYTES_MAX 1024

/* Text for roff: its own signs escaped, also where a line begins with one. */
static void
print_roff(FILE *to, struct span text)
{
	bool	 begins = true;

	for (size_t i = 0; i < text.n; i++) {
		char	 c = text.p[i];

		if (c == '\\')
			fputs("\\e", to);
		else if (c == '-')
			fputs("\\-", to);
		else if (begins && (c == '.' || c == '\''))
			fprintf(to, "\\&%c", c);
		else
			fputc(c, to);
		begins = c == '\n';
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

		if (n == 0)
			fputs(".PP\n", to);
		else if (set_in != literal)
			fputs(set_in ? ".nf\n" : ".fi\n", to);
		literal = n == 0 ? literal : set_in;
		print_roff(to, (struct span) { details, n });
		if (n > 0)
			fputc('\n', to);
		details += n + (details[n] == '\n');
	}
	if (literal)
		fputs(".fi\n", to);
}

static void
print_option(FILE *to, const struct command *command, const struct option_row *row)
{
	struct buf	 list = BUF(LIST_BYTES_MAX);

	fputs(".TP\n\\fB", to);
	if (row->letter != 0)
		fprintf(to, "\\-%c\\fR, \\fB", row->letter);
	fputs("\\-\\-", to);
	print_roff(to, span_of(row->name));
	if (row->argument != NULL)
		fprintf(to, "\\fR \\fI%s", row->argument);
	fputs("\\fR\n", to);
	option_list_words(&list, command, row->name);
	print_roff(to, span_of(row->help));
	fputs(list.n > 0 ? ": " : "", to);
	print_roff(to, buf_span(&list));
	fputc('\n', to);
	buf_free(&list);
}

static void
print_options(FILE *to, const struct command *command, const char *heading,
    const struct option_row *options)
{
	if (options == NULL || options[0].name == NULL)
		return;
	fprintf(to, ".SH %s\n", heading);
	for (const struct option_row *row = options; row->name != NULL; row++)
		print_option(to, command, row);
}

static void
print_exits(FILE *to)
{
	fputs(".SH EXIT STATUS\n", to);
	for (const struct exit_row *row = exit_rows; row->means != NULL; row++)
		fprintf(to, ".TP\n.B %d\n%s\n", (int)row->status, row->means);
}

/* The other pages, each with a comma behind it but the last. */
static void
print_see_also(FILE *to, const struct command *but)
{
	fputs(".SH SEE ALSO\n", to);
	if (but != NULL)
		fputs(".BR quotrail (1),\n", to);
	for (const struct command *command = commands; command->name != NULL; command++) {
		const struct command	*next = command + 1 == but ? command + 2 : command + 1;

		if (command != but)
			fprintf(to, ".BR quotrail\\-%s (1)%s\n", command->name,
			    next->name != NULL ? "," : "");
	}
}

static void
print_command(FILE *to, const struct command *command)
{
	fputs(".TH QUOTRAIL\\-", to);
	for (const char *p = command->name; *p != '\0'; p++)
		fputc(toupper((unsigned char)*p), to);
	fprintf(to, " 1 \"\" \"quotrail %s\"\n.SH NAME\nquotrail\\-%s \\- ", QUOTRAIL_VERSION,
	    command->name);
	print_roff(to, span_of(command->summary));
	fprintf(to, "\n.SH SYNOPSIS\n.B quotrail %s\n[\\fIOPTION\\fR]... \\fI%s\\fR\n",
	    command->name, command->operands);
	fputs(".SH DESCRIPTION\n", to);
	print_details(to, command->details);
	print_options(to, command, "OPTIONS", command->options);
}

static void
print_whole(FILE *to)
{
	fprintf(to,
	    ".TH QUOTRAIL 1 \"\" \"quotrail %s\"\n.SH NAME\n"
	    "quotrail \\- who printed these words first, and what became of them since\n"
	    ".SH SYNOPSIS\n.B quotrail\n[\\fIOPTION\\fR]... \\fICOMMAND\\fR ...\n"
	    ".SH DESCRIPTION\n"
	    "Reads articles, finds the quotations in them, links every printing of the same words "
	    "to\n"
	    "the earliest one it can date, and shows how wording, speaker and setting changed on "
	    "the\n"
	    "way. It tells who printed words first among the documents it was given, never who "
	    "said\n"
	    "them first.\n.SH COMMANDS\n",
	    QUOTRAIL_VERSION);
	for (const struct command *command = commands; command->name != NULL; command++) {
		fprintf(to, ".TP\n.BR quotrail\\-%s (1)\n", command->name);
		print_roff(to, span_of(command->summary));
		fputc('\n', to);
	}
}

void
about_manual(FILE *to, const struct command *command)
{
	if (command != NULL)
		print_command(to, command);
	else
		print_whole(to);
	print_options(to, NULL, "OPTIONS OF EVERY COMMAND", global_options);
	fputs(".SH ENVIRONMENT\n.TP\n.B QUOTRAIL_DB\nthe database, when no option names one\n"
	      ".TP\n.B NO_COLOR\nwhen it is set and not empty, output has no colour\n",
	    to);
	fputs(".SH FILES\n.TP\n.I $XDG_CONFIG_HOME/quotrail/config\n"
	      "What an option is when the command line does not say, a line each: a long option, "
	      "\"=\"\n"
	      "and its value, which for a flag is yes or no. Lines before the first section are "
	      "for\n"
	      "every command that has the option; those behind [trace] are for that command and "
	      "stand\n"
	      "over them. Lines that begin with # are passed over. Without $XDG_CONFIG_HOME it is\n"
	      "looked for under ~/.config.\n"
	      ".IP\n"
	      "A section [outlet DOMAIN], or [outlet NAME] as pages print it, says of one outlet "
	      "what\n"
	      "to call it (name), in which zone it prints dates that state none (zone, as IANA "
	      "names\n"
	      "it; for pages read from then on), and whose rules judge its printings where no "
	      "--house\n"
	      "does (house, as --house takes it).\n",
	    to);
	print_exits(to);
	print_see_also(to, command);
}
