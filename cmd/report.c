/* report: every family that passes the filter, through one of the formats of the table. */
#include "cmd/report.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

#include "cmd/output.h"
#include "cmd/profile.h"

#define FAMILY_BYTES_MAX ((size_t)512 << 20) /* what one family may take in memory */

const struct option_row report_options[] = {
	{ "format", 'f', "FORMAT", "how to write it" },
	{ "output", 'o', "FILE", "write here instead of standard output (-); replaced once it is whole" },
	{ "family", 0, "ID", "only the family with this id, or that of this occurrence" },
	{ "speaker", 0, "NAME", "only families whose speaker's name holds NAME" },
	{ "outlet", 0, "NAME", "only families with a printing by an outlet whose name holds NAME" },
	{ "since", 0, "TIME", "only families with a printing dated TIME or later" },
	{ "until", 0, "TIME", "only families with a printing dated TIME or earlier" },
	{ "min-severity", 0, "N", "only families whose drift is at least this severe (0 to 5)" },
	{ "min-occurrences", 0, "N", "only families of at least this size (machine formats 1, others 2)" },
	PROFILE_OPTION,
	{ "all", 'a', NULL, "titles, scare quotes and paraphrases too" },
	{ NULL, 0, NULL, NULL },
};

const struct report_format report_formats[] = {
	{ "html", ".html .htm", "one file for a browser", html_begin, html_family, html_end,
	    FAMILIES_WORST_FIRST, false },
	{ "json", ".json", "one JSON object", json_begin, json_family, json_end,
	    FAMILIES_WORST_FIRST, true },
	{ "ndjson", ".ndjson .jsonl", "one occurrence a line", NULL, ndjson_family, NULL,
	    FAMILIES_BY_ID, true },
	{ "csv", ".csv", "one occurrence a row, for a spreadsheet", csv_begin, csv_family, NULL,
	    FAMILIES_BY_ID, true },
	{ "md", ".md .markdown", "Markdown with Mermaid graphs", md_begin, md_family, md_end,
	    FAMILIES_WORST_FIRST, false },
	{ "prov", ".prov .provjson .prov.json", "PROV-JSON", prov_begin, prov_family, prov_end,
	    FAMILIES_BY_ID, true },
	{ "jsonld", ".jsonld", "schema.org JSON-LD", jsonld_begin, jsonld_family, jsonld_end,
	    FAMILIES_BY_ID, true },
	{ "dot", ".dot .gv", "a drawing for Graphviz", dot_begin, dot_family, dot_end,
	    FAMILIES_WORST_FIRST, false },
	{ "graphml", ".graphml", "a graph for Gephi, yEd or networkx", graphml_begin,
	    graphml_family, graphml_end, FAMILIES_BY_ID, true },
	{ NULL, NULL, NULL, NULL, NULL, NULL, FAMILIES_BY_ID, false },
};

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

bool
report_flush(struct buf *out, FILE *to, struct fault *f)
{
	if (!buf_ok(out, f))
		return false;
	if (out->n > 0 && fwrite(out->p, 1, out->n, to) != out->n)
		return fault_set(f, FAULT_IO, "could not write the report");
	buf_cut(out, 0);
	return true;
}

struct writing {
	struct printer			*printer;
	const struct report_format	*format;
	struct store			*store;
	struct arena			*arena;
	const struct house		*house;
};

static bool
write_family(void *context, struct span id, struct fault *f)
{
	struct writing		*writing = context;
	struct reference reference = { .against = AGAINST_EARLIEST, .house = writing->house };
	struct filed_family	 filed;
	struct model		 model;

	if (*writing->printer->cli->stop)
		return fault_set(f, FAULT_INTERRUPTED, "interrupted");
	arena_reset(writing->arena);
	if (!store_family(writing->store, id, writing->arena, &filed, f) ||
	    !model_build(writing->store, &filed, SPAN_NONE, &reference, writing->arena, &model, f) ||
	    !writing->format->family(writing->printer, &model, writing->arena, f))
		return false;
	writing->printer->printed++;
	return true;
}

static bool
write_all(struct writing *writing, const struct family_filter *filter, struct fault *f)
{
	const struct report_format	*format = writing->format;
	bool				 ok;

	ok = (format->begin == NULL || format->begin(writing->printer, f)) &&
	    store_each_family(writing->store, filter, format->order, write_family, writing, f) &&
	    (format->end == NULL || format->end(writing->printer, f));
	printer_drop(writing->printer);
	return ok &&
	    (fflush(writing->printer->out) == 0 ||
		fault_set(f, FAULT_IO, "could not write the report: %s", strerror(errno)));
}

/* A reader never sees half a report, and a failure leaves the old one. */
static bool
write_file(struct writing *writing, const struct family_filter *filter, const char *path,
    struct fault *f)
{
	struct output	 output;
	bool		 ok;

	if (!output_open(&output, path, f))
		return false;
	writing->printer->out = output.file;
	ok = write_all(writing, filter, f);
	return output_close(&output, ok, f) && ok;
}

bool
report_write(struct cli *cli, struct store *store, const struct report_format *format,
    const struct family_filter *filter, const struct house *house, bool all, const char *path,
    size_t *families, struct fault *f)
{
	struct arena		*arena = arena_new(FAMILY_BYTES_MAX), *status = arena_new(FAMILY_BYTES_MAX);
	struct family_filter	 chosen = *filter;
	struct searched		 searched;
	struct printer printer = { .out = cli->out,
		.cli = cli,
		.searched = &searched,
		.all = all,
		.store = store };
	struct writing		 writing = { &printer, format, store, arena, house };
	bool			 ok = false;

	if (chosen.min_occurrences == 0)
		chosen.min_occurrences = format->singles ? 1 : 2;
	if (arena == NULL || status == NULL)
		fault_set(f, FAULT_MEMORY, "out of memory");
	else if (model_searched(store, status, &searched, f))
		ok = path != NULL ? write_file(&writing, &chosen, path, f) :
				    write_all(&writing, &chosen, f);
	*families = printer.printed;
	arena_free(arena);
	arena_free(status);
	return ok;
}

static bool
read_filter(const struct args *args, struct family_filter *filter, struct fault *f)
{
	long	 severity, occurrences;

	*filter = (struct family_filter) {
		.family = span_of(args_get(args, "family")),
		.speaker = span_of(args_get(args, "speaker")),
		.outlet = span_of(args_get(args, "outlet")),
	};
	if (!args_time(args, "since", &filter->since, f) ||
	    !args_time(args, "until", &filter->until, f) ||
	    !args_number(args, "min-severity", 0, 5, 0, &severity, f) ||
	    !args_number(args, "min-occurrences", 1, 1000000000, 0, &occurrences, f))
		return false;
	filter->min_severity = (int)severity;
	filter->min_occurrences = (size_t)occurrences;
	return true;
}

enum exit_status
cmd_report(struct cli *cli, const struct args *args)
{
	const char			*name = args_get(args, "format"), *path = args_get(args, "output");
	const struct report_format	*format = NULL;
	struct family_filter		 filter;
	struct store			*store = NULL;
	const struct house		*house = NULL;
	struct arena			*arena = arena_new(FAMILY_BYTES_MAX);
	struct fault			 f = FAULT_INIT;
	size_t				 families = 0;
	bool				 ok;

	if (path != NULL && strcmp(path, "-") == 0)
		path = NULL;
	if (arena == NULL)
		fault_set(&f, FAULT_MEMORY, "out of memory");
	if (name != NULL)
		format = report_format_named(name);
	else if (path != NULL)
		format = report_format_for(path);
	if (format == NULL && path == NULL)
		fault_set(&f, FAULT_USAGE, "name a format with --format, or a file with -o");
	else if (format == NULL)
		fault_set(&f, FAULT_USAGE, "%s: no format has this ending; name one with --format",
		    path);
	ok = f.kind == FAULT_NONE && format != NULL && read_filter(args, &filter, &f) &&
	    profile_read(args, arena, &house, &f) &&
	    store_open(cli->database, STORE_READ, &store, &f) &&
	    report_write(cli, store, format, &filter, house, args_get(args, "all") != NULL, path,
		&families, &f);
	store_close(store);
	arena_free(arena);
	if (!ok)
		return cli_fail(cli, &f);
	return families > 0 ? EXIT_FOUND : EXIT_NOTHING;
}
