/* report: every family that passes the filter, through one of the formats of the table. */
#include "cmd/report.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

#include "cmd/fact.h"
#include "cmd/output.h"
#include "cmd/profile.h"
#include "cmd/schema.h"
#include "core/pattern.h"

#define FAMILY_BYTES_MAX ((size_t)512 << 20) /* what one family may take in memory */

const struct option_row report_options[] = {
	{ "format", 'f', "FORMAT", "how to write it" },
	{ "output", 'o', "FILE", "write here instead of standard output (-); replaced once it is whole" },
	{ "family", 0, "ID", "only the family with this id, or that of this occurrence" },
	{ "speaker", 0, "NAME", "only families whose speaker's name holds NAME, or matches /PATTERN/" },
	{ "outlet", 0, "NAME", "only families with a printing by an outlet whose name holds NAME, or matches /PATTERN/" },
	{ "since", 0, "TIME", "only families with a printing dated TIME or later" },
	{ "until", 0, "TIME", "only families with a printing dated TIME or earlier" },
	{ "min-severity", 0, "N", "only families whose drift is at least this severe (0 to 5)" },
	{ "min-occurrences", 0, "N", "only families of at least this size (machine formats 1, others 2)" },
	PROFILE_OPTION,
	{ "all", 'a', NULL, "titles, scare quotes and paraphrases too" },
	{ "schema", 0, NULL, "say what the format looks like, and do nothing else" },
	{ NULL, 0, NULL, NULL },
};

const struct report_format report_formats[] = {
	{ "html", ".html .htm", html_begin, html_family, html_end, html_line, FAMILIES_WORST_FIRST, false, false,
	    "One page for a browser that loads nothing: answers, timelines, printings, wordings, ways.\n"
	    "Its data stand in it as JSON (<script id=\"data\">, see --format json) and as JSON-LD.\n",
	    NULL },
	{ "json", ".json", json_begin, json_family, json_end, NULL, FAMILIES_WORST_FIRST, true, false,
	    "One JSON object: families, their occurrences, what was searched.\n", "report" },
	{ "ndjson", ".ndjson .jsonl", NULL, ndjson_family, NULL, NULL, FAMILIES_BY_ID, true, false,
	    "One occurrence a line, as JSON.\n", "line" },
	{ "csv", ".csv", csv_begin, csv_family, NULL, NULL, FAMILIES_BY_ID, true, true,
	    "CSV as in RFC 4180: a header, one occurrence a row, UTF-8, lines that end in CRLF. A cell\n"
	    "that a spreadsheet would run as a formula begins with an apostrophe that was not printed;\n"
	    "controls and marks of direction are left out. An empty cell is unknown. New columns come\n"
	    "behind the others.\n",
	    NULL },
	{ "md", ".md .markdown", md_begin, md_family, md_end, NULL, FAMILIES_WORST_FIRST, false, false,
	    "CommonMark with the tables of GitHub: a section for each family, with its answer,\n"
	    "printings, wordings, and the way they went as a Mermaid graph.\n",
	    NULL },
	{ "prov", ".prov .provjson .prov.json", prov_begin, prov_family, prov_end, NULL, FAMILIES_BY_ID, true, true,
	    "PROV-JSON (W3C). Entities: quotrail:ID, an occurrence with its facts as quotrail:NAME;\n"
	    "quotrail:FAMILY-utterance. Agents: outlets and speakers. An occurrence wasDerivedFrom its\n"
	    "parent (prov:type prov:Quotation) and, where the verdict is proven or likely, from the\n"
	    "family's earliest (prov:PrimarySource); it wasAttributedTo its outlet (quotrail:Publisher)\n"
	    "and, when another, the origin of the copy (quotrail:Origin); an utterance to its speaker\n"
	    "(quotrail:Speaker). An occurrence is a specializationOf its utterance.\n",
	    NULL },
	{ "jsonld", ".jsonld", jsonld_begin, jsonld_family, jsonld_end, NULL, FAMILIES_BY_ID, true, false,
	    "JSON-LD in the words of schema.org. Of a family a Quotation (#FAMILY-quotation) and a Claim\n"
	    "with firstAppearance, where the verdict is proven or likely, and every appearance; of an\n"
	    "occurrence a Quotation (#ID) with isPartOf its NewsArticle and isBasedOn its parent. Behind\n"
	    "them a Dataset (#searched): what was searched, and how far it is linked.\n",
	    NULL },
	{ "dot", ".dot .gv", dot_begin, dot_family, dot_end, NULL, FAMILIES_WORST_FIRST, false, false,
	    "A drawing for Graphviz, a cluster for each family. Nodes and edges have a class: speaker,\n"
	    "outlet, occurrence; credited (solid), inferred (dotted), wording (dashed, from an earlier\n"
	    "carrier of the words). The label of the whole says what was searched, and how far it is linked.\n",
	    NULL },
	{ "graphml", ".graphml", graphml_begin, graphml_family, graphml_end, NULL, FAMILIES_BY_ID, true, true,
	    "GraphML 1.1, directed. Nodes have a kind (speaker, outlet, occurrence) and a label;\n"
	    "occurrences have their facts. Edges have a kind: credited or inferred, how the words\n"
	    "travelled; wording, from an earlier carrier of the words.\n",
	    NULL },
	{ NULL, NULL, NULL, NULL, NULL, NULL, FAMILIES_BY_ID, false, false, NULL, NULL },
};

bool
report_describe(FILE *to, const struct report_format *format, struct fault *f)
{
	if (format != NULL && format->schema != NULL)
		return schema_print(to, format->schema, f);
	if (format != NULL) {
		fputs(format->meaning, to);
		if (format->facts) {
			fputs("\nThe facts of an occurrence:\n", to);
			fact_describe(to);
		}
	} else {
		for (format = report_formats; format->name != NULL; format++)
			fprintf(to, "%s (%s)\n%s\n", format->name, format->endings, format->meaning);
		fputs("--schema with --format NAME tells more.\n", to);
	}
	return output_sound(to, f);
}

const char *
report_words(const char *option, size_t i)
{
	return strcmp(option, "format") == 0 && i < LEN(report_formats) ? report_formats[i].name :
									  NULL;
}

const struct report_format *
report_format_named(const char *name)
{
	for (const struct report_format *format = report_formats; format->name != NULL; format++) {
		if (strcmp(format->name, name) == 0)
			return format;
	}
	return NULL;
}

/* How many bytes of the path's end are one of the endings in the list; 0 when none is. */
static size_t
ending_of(const char *path, const char *endings)
{
	size_t	 n = strlen(path), longest = 0;

	for (size_t length; *endings != '\0'; endings += length + (endings[length] == ' ')) {
		length = strcspn(endings, " ");
		if (length < n && length > longest &&
		    strncasecmp(path + n - length, endings, length) == 0)
			longest = length;
	}
	return longest;
}

/* ".prov.json" is no ".json": the longest ending that fits decides. */
const struct report_format *
report_format_for(const char *path)
{
	const struct report_format	*found = NULL;
	size_t				 longest = 0;

	for (const struct report_format *format = report_formats; format->name != NULL; format++) {
		size_t	 length = ending_of(path, format->endings);

		if (length > longest) {
			longest = length;
			found = format;
		}
	}
	return found;
}

void
printer_drop(struct printer *printer)
{
	if (printer->drop != NULL)
		printer->drop(printer->state);
	printer->state = NULL;
	printer->drop = NULL;
}

static bool
write_whole(struct printer *printer, const struct report_format *format, struct span id,
    const struct reference *reference, struct arena *arena, struct fault *f)
{
	struct filed_family	 filed;
	struct model		 model;

	if (!store_family(printer->store, id, reference->brief ? STORE_OUTLINE : STORE_WHOLE,
		printer->read, arena, &filed, f) ||
	    !model_build(&filed, printer->query, reference, arena, &model, f))
		return false;
	model.standing = printer->searched->standing;
	return format->family(printer, &model, arena, f);
}

bool
report_family(struct printer *printer, const struct report_format *format, struct span id,
    const struct reference *reference, struct arena *arena, struct fault *f)
{
	bool	 taken = false;

	if (*printer->cli->stop)
		return fault_set(f, FAULT_INTERRUPTED, "interrupted");
	arena_reset(arena);
	if (format->line != NULL && !format->line(printer, id, arena, &taken, f))
		return false;
	if (!taken && !write_whole(printer, format, id, reference, arena, f))
		return false;
	printer->printed++;
	return true;
}

struct writing {
	struct printer			*printer;
	const struct report_request	*request;
	struct arena			*arena;
};

static bool
write_family(void *context, struct span id, struct fault *f)
{
	struct writing			*writing = context;
	const struct report_request	*request = writing->request;

	return report_family(writing->printer, request->format, id, &request->reference,
	    writing->arena, f);
}

static bool
write_all(struct writing *writing, const struct family_filter *filter, struct fault *f)
{
	const struct report_format	*format = writing->request->format;
	struct printer			*printer = writing->printer;
	bool				 ok;

	ok = (format->begin == NULL || format->begin(printer, f)) &&
	    store_each_family(printer->store, filter, format->order, write_family, writing, f) &&
	    (format->end == NULL || format->end(printer, f));
	printer_drop(printer);
	return ok && (fflush(printer->out) == 0 || output_sound(printer->out, f));
}

/* A reader never sees half a report, and a failure leaves the old one. */
static bool
write_file(struct writing *writing, const struct family_filter *filter, const char *path,
    struct fault *f)
{
	struct output	 output;
	struct fault	 why = FAULT_INIT;
	bool		 ok;

	if (!output_open(&output, path, f))
		return false;
	writing->printer->out = output.file;
	ok = write_all(writing, filter, &why) ||
	    fault_set(f, why.kind, "%s%s%s", why.kind == FAULT_IO ? path : "",
		why.kind == FAULT_IO ? ": " : "", why.text);
	return output_close(&output, ok, f) && ok;
}

bool
report_write(struct cli *cli, struct store *store, const struct report_request *request,
    const char *path, size_t *families, struct fault *f)
{
	struct arena		*arena = arena_new(FAMILY_BYTES_MAX), *status = arena_new(FAMILY_BYTES_MAX);
	struct family_filter	 chosen = *request->filter;
	struct searched		 searched;
	struct printer printer = { .out = cli->out,
		.cli = cli,
		.searched = request->searched != NULL ? request->searched : &searched,
		.all = request->all,
		.served = request->served,
		.read = request->read,
		.store = store };
	struct writing		 writing = { .printer = &printer, .request = request, .arena = arena };
	bool			 ok = false;

	if (chosen.min_occurrences == 0)
		chosen.min_occurrences = request->format->singles ? 1 : 2;
	if (arena == NULL || status == NULL)
		fault_set(f, FAULT_MEMORY, "out of memory");
	else if (request->searched != NULL || model_searched(store, status, &searched, f))
		ok = path != NULL ? write_file(&writing, &chosen, path, f) :
				    write_all(&writing, &chosen, f);
	*families = printer.printed;
	arena_free(arena);
	arena_free(status);
	return ok;
}

/* A pattern that is none is told before anything is opened. */
static bool
read_name(const struct args *args, const char *option, struct span *name, struct fault *f)
{
	struct pattern	*pattern;

	*name = span_of(args_get(args, option));
	if (!pattern_is(*name))
		return true;
	pattern = pattern_new(*name, f);
	pattern_free(pattern);
	return pattern != NULL;
}

bool
report_filter(const struct args *args, struct family_filter *filter, struct fault *f)
{
	long	 severity, occurrences;

	*filter = (struct family_filter) {
		.family = span_of(args_get(args, "family")),
	};
	if (!read_name(args, "speaker", &filter->speaker, f) ||
	    !read_name(args, "outlet", &filter->outlet, f) ||
	    !args_time(args, "since", &filter->since, f) ||
	    !args_time(args, "until", &filter->until, f) ||
	    !args_number(args, "min-severity", 0, 5, 0, &severity, f) ||
	    !args_number(args, "min-occurrences", 1, 1000000000, 0, &occurrences, f))
		return false;
	filter->min_severity = (int)severity;
	filter->min_occurrences = (size_t)occurrences;
	return true;
}

/* By name, else by the ending of the file; NULL with f set when neither tells. */
static const struct report_format *
chosen_format(const char *name, const char *path, struct fault *f)
{
	const struct report_format	*format;

	if (name != NULL)
		return report_format_named(name);
	if (path == NULL) {
		fault_set(f, FAULT_USAGE, "name a format with --format, or a file with -o");
		return NULL;
	}
	format = report_format_for(path);
	if (format == NULL)
		fault_set(f, FAULT_USAGE, "%s: no format has this ending; name one with --format",
		    path);
	return format;
}

/* Why there is nothing, and what would show more. */
static void
say_nothing(const struct cli *cli, const struct args *args, const struct report_format *format)
{
	static const char *const selectors[] = { "family", "speaker", "outlet", "since", "until",
		"min-severity", "min-occurrences" };

	for (size_t i = 0; i < LEN(selectors); i++) {
		if (args_get(args, selectors[i]) == NULL)
			continue;
		cli_say(cli,
		    "no family is what was asked for; 'quotrail status' tells what there is");
		return;
	}
	cli_say(cli,
	    format->singles ?
		"the database holds no quotation yet; 'quotrail batch' reads some" :
		"no quotation stands in two places yet; --min-occurrences 1 takes those "
		"that were seen once");
}

enum exit_status
cmd_report(struct cli *cli, const struct args *args)
{
	const char			*name = args_get(args, "format"), *path = args_get(args, "output");
	const struct report_format	*format;
	struct family_filter		 filter;
	struct store			*store = NULL;
	struct report_request request = { .filter = &filter,
		.reference = { .outlets = &cli->outlets },
		.all = args_get(args, "all") != NULL };
	struct arena			*arena;
	struct fault			 f = FAULT_INIT;
	size_t				 families = 0;
	bool				 ok;

	if (path != NULL && strcmp(path, "-") == 0)
		path = NULL;
	if (args_get(args, "schema") != NULL) {
		format = name != NULL ? report_format_named(name) : NULL;
		return report_describe(cli->out, format, &f) ? EXIT_FOUND : cli_fail(cli, &f);
	}
	arena = arena_new(FAMILY_BYTES_MAX);
	if (arena == NULL)
		fault_set(&f, FAULT_MEMORY, "out of memory");
	request.format = chosen_format(name, path, &f);
	ok = f.kind == FAULT_NONE && request.format != NULL && report_filter(args, &filter, &f) &&
	    profile_read(args, true, arena, &request.reference.house, &f) &&
	    store_open(cli->database, STORE_READ, &store, &f) &&
	    report_write(cli, store, &request, path, &families, &f);
	store_close(store);
	arena_free(arena);
	if (!ok)
		return cli_fail(cli, &f);
	if (families == 0)
		say_nothing(cli, args, request.format);
	return families > 0 ? EXIT_FOUND : EXIT_NOTHING;
}
