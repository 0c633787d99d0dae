/* The one table of commands: it dispatches, and usage and help are printed from it. */
#include "cmd/cli.h"

#include <string.h>

const struct option_row global_options[] = {
	{ "db", 'd', "FILE", "database; else $QUOTRAIL_DB, else quotrail.db here" },
	{ "config", 0, "FILE", "settings; else quotrail/config under $XDG_CONFIG_HOME or ~/.config" },
	{ "no-color", 0, NULL, "no colour (NO_COLOR in the environment does the same)" },
	{ "quiet", 'q', NULL, "no progress, only failures on standard error" },
	{ "verbose", 'v', NULL, "say more on standard error" },
	{ "help", 'h', NULL, "show this help" },
	{ "version", 'V', NULL, "show the version" },
	{ "man", 0, NULL, "print the manual page, or that of the command named, for man -l -" },
	{ "completion", 0, "SHELL", "print what teaches a shell to complete" },
	{ NULL, 0, NULL, NULL },
};

const struct exit_row exit_rows[] = {
	{ EXIT_FOUND, "done and found" },
	{ EXIT_NOTHING, "done, nothing matched" },
	{ EXIT_USAGE, "the command line is wrong" },
	{ EXIT_SOURCES, "done, but some sources failed; each is named with the reason" },
	{ EXIT_THROTTLED, "refused for now; run again later" },
	{ EXIT_DATABASE, "the database is missing, damaged, locked or of another version" },
	{ EXIT_DRIFT, "a quotation of the draft is as grave as --fail-on says, or graver" },
	{ EXIT_INTERRUPTED, "interrupted; running it again goes on" },
	{ EXIT_FOUND, NULL },
};

const struct command commands[] = {
	{ "batch", "SOURCE...", "read every source, file its quotations and link them",
	    "Each SOURCE is a URL, a saved page, a plain text, a list of sources (a line each),\n"
	    "a directory, an NDJSON file of articles, a WARC archive, a feed or a sitemap, packed\n"
	    "by gzip or not, or - for standard input. What a source gives is filed in the\n"
	    "database; at the end, if anything was new, all families are linked anew, with their\n"
	    "words in articles that have them without quotation marks, and a summary is printed.\n"
	    "Beyond a million quotations little news is attached to what is linked instead, and\n"
	    "every answer says how much, until news makes a tenth or `relink` links all anew.\n"
	    "A bad source is named and the others go on.\n\n"
	    "Hosts are asked for one page at a time, with a pause between two, as far as their\n"
	    "robots.txt allows; a host that says it is busy is left alone for a while. Pages read\n"
	    "before are asked for only if they changed. A run that was broken off goes on where\n"
	    "it was when the same sources are named again.\n\n"
	    "  quotrail batch urls.txt saved-pages/ --report report.html\n"
	    "  quotrail batch https://news.example.org/feed.xml --contact desk@example.org\n"
	    "  quotrail batch --retry-failed\n\n"
	    "A TIME is a number of seconds, or one with its unit: 500ms, 90s, 15m, 6h, 2d, 1w.\n",
	    batch_options, 0, SIZE_MAX, cmd_batch, batch_words },
	{ "trace", "QUOTE", "show a quotation's earliest printing and what became of it",
	    "QUOTE is a phrase, in marks or not, or the id of an occurrence or a family. From\n"
	    "five words up near variants are found too, also inside longer quotations; shorter\n"
	    "ones are searched as an exact phrase.\n\n"
	    "  quotrail trace \"shoot to kill without warning\"\n",
	    trace_options, 1, SIZE_MAX, cmd_trace, trace_words },
	{ "report", "", "print the provenance of every quotation",
	    "Families are written in a stable order; an output file is replaced only once the\n"
	    "new one is whole. Without --format the ending of the output file decides.\n\n"
	    "  quotrail report --min-severity 3 -o review.html\n",
	    report_options, 0, 0, cmd_report, report_words },
	{ "serve", "", "show the database in a browser, from here and to nobody else",
	    "The pages of `report` over HTTP: a search box for a quotation, families,\n"
	    "occurrences, documents, each as JSON too (?format=json). Nothing is written. Only\n"
	    "this machine is answered unless --bind names another of its addresses; then\n"
	    "everybody who reaches that address may read.\n\n"
	    "  quotrail serve --port 8010\n",
	    serve_options, 0, 0, cmd_serve, NULL },
	{ "extract", "SOURCE...", "print articles with their quotations; store nothing",
	    "One JSON object a line, or text for people. Needs no database.\n\n"
	    "  quotrail extract page.html --url https://www.example.org/story --format text\n",
	    extract_options, 1, SIZE_MAX, cmd_extract, extract_words },
	{ "link", "[FILE]", "link quotations given as NDJSON, without a database",
	    "Reads one quotation a line (id and text; url, outlet, published and speaker as\n"
	    "known) from FILE or standard input, and prints each with its family, source,\n"
	    "parent, verdict and drift, in the order of the input. Other fields are kept.\n\n"
	    "  quotrail link quotes.ndjson > linked.ndjson\n",
	    link_options, 0, 1, cmd_link, NULL },
	{ "check", "DRAFT", "hold each quotation of a draft against the database",
	    "DRAFT is a text, a page, Markdown, or - for standard input; it is read as every source\n"
	    "is, and nothing of it is stored. Each quotation is verbatim (equal to some printing,\n"
	    "glyphs and case aside), differs (how is shown), a fragment (a printing has more), or\n"
	    "has no antecedent, which counts as severity 5. Below it stand the draft's speaker,\n"
	    "where it is not the printings', and the earliest printing.\n\n"
	    "  quotrail check draft.md\n"
	    "  quotrail check - --fail-on 4 --format json < draft.html\n",
	    check_options, 0, 1, cmd_check, check_words },
	{ "why", "ID [OTHER]", "show what a date, a speaker, a link and a verdict rest on",
	    "ID is that of an occurrence, or of a family for its earliest; trace and report show\n"
	    "them. Each step is told with the rule that took it and the words it rests on. With\n"
	    "OTHER, another such id: why the two are linked, or are not, and how they differ.\n\n"
	    "  quotrail why qeaa63880d368\n"
	    "  quotrail why q580198ff6050 qeaa63880d368\n",
	    why_options, 0, 2, cmd_why, why_words },
	{ "relink", "", "drop the conclusions and rebuild them from the evidence",
	    "The result depends on the evidence alone, not on the order in which it came.\n",
	    relink_options, 0, 0, cmd_relink, NULL },
	{ "status", "", "show what the database holds",
	    "Documents, hosts, failures, dates, languages, families and schema.\n",
	    status_options, 0, 0, cmd_status, status_words },
	{ NULL, NULL, NULL, NULL, NULL, 0, 0, NULL, NULL },
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
