/* The one table of commands: it dispatches, and usage and help are printed from it. */
#include "cmd/cli.h"

#include <string.h>

const struct option_row global_options[] = {
	{ "db", 'd', "FILE", "database; else $QUOTRAIL_DB, else quotrail.db here" },
	{ "no-color", 0, NULL, "no colour (NO_COLOR in the environment does the same)" },
	{ "quiet", 'q', NULL, "no progress, only failures on standard error" },
	{ "verbose", 'v', NULL, "say more on standard error" },
	{ "help", 'h', NULL, "show this help" },
	{ "version", 'V', NULL, "show the version" },
	{ NULL, 0, NULL, NULL },
};

const struct command commands[] = {
	{ "batch", "SOURCE...", "read every source, file its quotations and link them",
	    "Each SOURCE is a URL, a saved page, a plain text, a list of sources, a directory,\n"
	    "an NDJSON file of articles (gzipped or not), or - for standard input. What a\n"
	    "source gives is filed in the database; at the end all families are linked anew\n"
	    "and a summary is printed. A bad source is named and the others go on.\n\n"
	    "  quotrail batch urls.txt saved-pages/ --report report.html\n",
	    batch_options, 1, SIZE_MAX, cmd_batch },
	{ "trace", "QUOTE", "show a quotation's earliest printing and what became of it",
	    "QUOTE is a phrase, in marks or not, or the id of an occurrence or a family. From\n"
	    "five words up near variants are found too, also inside longer quotations; shorter\n"
	    "ones are searched as an exact phrase.\n\n"
	    "  quotrail trace \"shoot to kill without warning\"\n",
	    trace_options, 1, SIZE_MAX, cmd_trace },
	{ "report", "", "print the provenance of every quotation",
	    "Families are written in a stable order; an output file is replaced only once the\n"
	    "new one is whole. Without --format the ending of the output file decides.\n\n"
	    "  quotrail report --min-severity 3 -o review.html\n",
	    report_options, 0, 0, cmd_report },
	{ "extract", "SOURCE...", "print articles with their quotations; store nothing",
	    "One JSON object a line, or text for people. Needs no database.\n\n"
	    "  quotrail extract page.html --url https://www.example.org/story --format text\n",
	    extract_options, 1, SIZE_MAX, cmd_extract },
	{ "link", "[FILE]", "link quotations given as NDJSON, without a database",
	    "Reads one quotation a line (id and text; url, outlet, published and speaker as\n"
	    "known) from FILE or standard input, and prints each with its family, source,\n"
	    "parent, verdict and drift, in the order of the input. Other fields are kept.\n\n"
	    "  quotrail link quotes.ndjson > linked.ndjson\n",
	    link_options, 0, 1, cmd_link },
	{ "relink", "", "drop the conclusions and rebuild them from the evidence",
	    "The result depends on the evidence alone, not on the order in which it came.\n",
	    relink_options, 0, 0, cmd_relink },
	{ "status", "", "show what the database holds",
	    "Documents, hosts, failures, dates, languages, families and schema.\n",
	    status_options, 0, 0, cmd_status },
	{ NULL, NULL, NULL, NULL, NULL, 0, 0, NULL },
};

const struct command *
command_find(const char *name)
{
	for (const struct command *command = commands; command->name != NULL; command++) {
		if (strcmp(command->name, name) == 0)
			return command;
	}
	return NULL;
}
