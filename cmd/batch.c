/* batch: read every source, file what it says, link it all, say what came of it. */
#include "cmd/cli.h"
#include "cmd/conclude.h"
#include "cmd/intake.h"
#include "cmd/report.h"
#include "cmd/summary.h"

const struct option_row batch_options[] = {
	{ "report", 0, "FILE", "write a report too; the ending of FILE decides the format" },
	INTAKE_OPTIONS,
	{ NULL, 0, NULL, NULL },
};

struct batch {
	struct cli		*cli;
	struct store		*store;
	struct batch_count	 count;
};

static bool
file_article(void *context, const struct article *article, const struct quote_list *quotes,
    struct arena *arena, struct fault *f)
{
	struct batch	*batch = context;
	enum store_added added;

	(void)arena;
	if (!store_add_article(batch->store, article, quotes, &added, f))
		return false;
	batch->count.unchanged += added == STORE_UNCHANGED;
	batch->count.versions += added == STORE_NEW_VERSION;
	for (size_t i = 0; i < quotes->count; i++) {
		batch->count.forms[quotes->items[i].form]++;
		batch->count.regions[quotes->items[i].region]++;
	}
	batch->count.quotes += quotes->count;
	return true;
}

static bool
file_failure(void *context, struct span source, const struct fault *why, struct fault *f)
{
	struct batch		*batch = context;
	struct visit		 visit = { .source = source,
		.outcome = why->kind == FAULT_THROTTLED ? VISIT_THROTTLED : VISIT_FAILED,
		.reason = span_of(why->text),
		.at = batch->cli->now,
		.last_modified = DATE_UNKNOWN };

	return store_visit(batch->store, &visit, f);
}

static bool
run_batch(struct batch *batch, const struct args *args, const struct report_format *format,
    struct fault *f)
{
	struct intake		 intake = { file_article, file_failure, batch };
	struct family_filter	 filter = { .since = DATE_UNKNOWN, .until = DATE_UNKNOWN };
	struct source_options	 options;
	size_t			 families;

	if (!intake_options(batch->cli, args, &options, f) ||
	    !store_open(batch->cli->database, STORE_WRITE, &batch->store, f) ||
	    !intake_read(batch->cli, args->operands, args->noperands, &options, &intake,
		&batch->count.tally, f))
		return false;
	if (!conclude(batch->store, f) || !summary_print(batch->cli, batch->store, &batch->count, f))
		return false;
	return format == NULL ||
	    report_write(batch->cli, batch->store, format, &filter, false, args_get(args, "report"),
		&families, f);
}

enum exit_status
cmd_batch(struct cli *cli, const struct args *args)
{
	struct batch			 batch = { .cli = cli };
	const char			*path = args_get(args, "report");
	const struct report_format	*format = path != NULL ? report_format_for(path) : NULL;
	struct fault			 f = FAULT_INIT;
	enum exit_status		 status = EXIT_FOUND;

	if (path != NULL && format == NULL)
		fault_set(&f, FAULT_USAGE,
		    "--report %s: no format has this ending; see 'quotrail report --help'", path);
	if (f.kind != FAULT_NONE || !run_batch(&batch, args, format, &f))
		status = cli_fail(cli, &f);
	store_close(batch.store);
	return exit_worse(status, intake_status(&batch.count.tally));
}
