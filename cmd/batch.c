/* batch: read every source, file what it says, link it all, say what came of it. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/output.h"
#include "cmd/cli.h"
#include "cmd/conclude.h"
#include "cmd/filing.h"
#include "cmd/progress.h"
#include "cmd/report.h"
#include "cmd/summary.h"
#include "core/buf.h"

#define NAMES_BYTES_MAX ((size_t)64 << 20)

const struct option_row batch_options[] = {
	{ "report", 0, "FILE", "write a report too; the ending of FILE decides the format" },
	{ "failed", 0, "FILE", "write what failed as a list, with the reasons, to be read again" },
	{ "retry-failed", 0, NULL, "ask only for what gave nothing the last time; without SOURCE, all of it" },
	{ "max-age", 0, "TIME", "do not ask for pages visited less than this ago, as 6h (0)" },
	{ "again", 0, NULL, "do not go on where an interrupted run over the same sources ended" },
	INTAKE_OPTIONS,
	{ NULL, 0, NULL, NULL },
};

const char *
batch_words(const char *option, size_t i)
{
	return intake_words(option, i);
}

struct batch {
	struct cli		*cli;
	const struct args	*args;
	struct filing		 filing;
	struct arena		*arena; /* of names */
	char			**names;
	size_t			 count, room;
	struct span		 sources; /* what a run is known by: all that was named */
};

/* --- what is to be read ------------------------------------------------------------------ */

static bool
add_name(struct batch *batch, struct span name, struct fault *f)
{
	char	*own;

	if (batch->count > 0 && span_eq(span_of(batch->names[batch->count - 1]), name))
		return true; /* several records of one file */
	own = arena_take(batch->arena, name.n + 1, 1, f);
	if (own == NULL ||
	    !arena_grow(batch->arena, &batch->names, batch->count, &batch->room,
		sizeof *batch->names, f))
		return false;
	if (name.n > 0)
		memcpy(own, name.p, name.n);
	batch->names[batch->count++] = own;
	return true;
}

static bool
add_failed(void *context, const struct visit *visit, struct fault *f)
{
	struct span	 name = visit->named.n > 0 ? visit->named : visit->source;

	/* What stood on standard input then stands there no more. */
	return span_eq(name, SPAN("-")) || add_name(context, name, f);
}

/* The operands, or with --retry-failed and none of them whatever the database says failed. */
static bool
name_sources(struct batch *batch, struct fault *f)
{
	const unsigned	 bad = 1u << VISIT_FAILED | 1u << VISIT_BLOCKED | 1u << VISIT_THROTTLED;
	const char	*as = args_get(batch->args, "as");
	struct buf	 text = BUF(NAMES_BYTES_MAX);

	for (size_t i = 0; i < batch->args->noperands; i++) {
		if (!add_name(batch, span_of(batch->args->operands[i]), f))
			return false;
	}
	if (batch->args->noperands == 0 && batch->filing.retry &&
	    !store_each_visit(batch->filing.store, bad, add_failed, batch, f))
		return false;
	buf_print(&text, "%s%s\n", as != NULL ? as : "", batch->filing.retry ? " retry" : "");
	for (size_t i = 0; i < batch->args->noperands; i++)
		buf_print(&text, "%s\n", batch->args->operands[i]);
	return buf_end(&text, batch->arena, &batch->sources, f);
}

/* Say so when an earlier run over the same sources was broken off: this one goes on with it. */
static bool
begin_run(struct batch *batch, struct fault *f)
{
	struct filing	*filing = &batch->filing;
	char		 when[DATE_TEXT_MAX];

	if (!store_run_begin(filing->store, batch->sources, batch->cli->now, &filing->since, f))
		return false;
	if (args_get(batch->args, "again") != NULL)
		filing->since = DATE_UNKNOWN;
	if (filing->since != DATE_UNKNOWN && !batch->cli->quiet) {
		date_print(filing->since, when);
		cli_say(batch->cli, "going on with the run of %s, which did not end", when);
	}
	return true;
}

/* --- the failures as a list -------------------------------------------------------------- */

/* Written aside, so that a list that is being read can be the one that is written. */
static bool
open_failures(struct batch *batch, struct output *list, struct fault *f)
{
	const char	*path = args_get(batch->args, "failed");

	*list = (struct output) { .file = NULL };
	if (path != NULL && !output_open(list, path, f))
		return false;
	batch->filing.failures = list->file;
	return true;
}

/* --- the run ----------------------------------------------------------------------------- */

static bool
read_all(struct batch *batch, const struct source_options *options, struct fault *f)
{
	struct intake	 intake;
	struct output	 list = { .file = NULL };
	bool		 ok;

	ok = name_sources(batch, f) && begin_run(batch, f) && open_failures(batch, &list, f) &&
	    filing_begin(&batch->filing, &intake, f) &&
	    intake_read(batch->cli, batch->names, batch->count, options, &intake,
		&batch->filing.count.tally, f);
	ok = filing_end(&batch->filing, f) && ok;
	batch->filing.failures = NULL;
	return output_close(&list, f->kind == FAULT_NONE || *batch->cli->stop, f) && ok;
}

static bool
link_all(struct batch *batch, struct progress *progress, struct fault *f)
{
	bool	 ok = conclude_news(batch->filing.store, CONCLUDE_MOST, progress, f);

	progress_end(progress);
	return ok;
}

/* Where everything went, and how long it took. */
static void
say_done(const struct batch *batch, const struct progress *progress)
{
	const struct source_count	*count = &batch->filing.count.tally.count;
	const char			*report = args_get(batch->args, "report");

	if (batch->cli->quiet)
		return;
	cli_say(batch->cli, "done %zu/%zu in %.1f s; database %s%s%s", count->done, count->known,
	    (double)progress_elapsed_ms(progress) / 1000.0, batch->cli->database,
	    report != NULL ? "; report " : "", report != NULL ? report : "");
}

static bool
run_batch(struct batch *batch, const struct report_format *format, struct fault *f)
{
	struct family_filter	 filter = { .since = DATE_UNKNOWN, .until = DATE_UNKNOWN };
	struct filing		*filing = &batch->filing;
	struct source_options	 options;
	struct progress		 progress;
	struct report_request request = { .format = format,
		.filter = &filter,
		.reference = { .outlets = &batch->cli->outlets } };
	size_t			 families;

	progress_begin(&progress, batch->cli);
	if (!intake_options(batch->cli, batch->args, &options, f) ||
	    !args_duration(batch->args, "max-age", 0, &filing->max_age_ms, f) ||
	    !store_open(batch->cli->database, STORE_WRITE, &filing->store, f) ||
	    !read_all(batch, &options, f) || !link_all(batch, &progress, f) ||
	    !summary_print(batch->cli, filing->store, &filing->count, f))
		return false;
	if (format != NULL &&
	    !report_write(batch->cli, filing->store, &request, args_get(batch->args, "report"),
		&families, f))
		return false;
	/* Killed before this, the run goes on: whoever named the sources has not seen what came of it. */
	fflush(batch->cli->out);
	if (!store_run_end(filing->store, batch->sources, f))
		return false;
	say_done(batch, &progress);
	return true;
}

enum exit_status
cmd_batch(struct cli *cli, const struct args *args)
{
	struct batch			 batch = { .cli = cli, .args = args };
	const char			*path = args_get(args, "report");
	const struct report_format	*format = path != NULL ? report_format_for(path) : NULL;
	struct fault			 f = FAULT_INIT;
	enum exit_status		 status = EXIT_FOUND;

	batch.filing = (struct filing) { .cli = cli,
		.since = DATE_UNKNOWN,
		.retry = args_get(args, "retry-failed") != NULL };
	batch.arena = arena_new(NAMES_BYTES_MAX);
	if (batch.arena == NULL)
		fault_set(&f, FAULT_MEMORY, "out of memory");
	if (args->noperands == 0 && !batch.filing.retry)
		fault_set(&f, FAULT_USAGE, "batch wants a SOURCE; see 'quotrail batch --help'");
	if (path != NULL && format == NULL)
		fault_set(&f, FAULT_USAGE,
		    "--report %s: no format has this ending; see 'quotrail report --help'", path);
	if (f.kind != FAULT_NONE || (path != NULL && !output_possible(path, &f)) ||
	    !run_batch(&batch, format, &f))
		status = cli_fail(cli, &f);
	store_close(batch.filing.store);
	arena_free(batch.arena);
	return exit_worse(status, intake_status(&batch.filing.count.tally));
}
