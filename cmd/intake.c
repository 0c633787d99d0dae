#include "cmd/intake.h"

#include <string.h>

#include "cmd/progress.h"
#include "core/buf.h"
#include "fetch/cage.h"

#define LINE_BYTES_MAX 1000
#define MIB ((size_t)1 << 20)

struct run {
	const struct cli	*cli;
	const struct intake	*intake;
	struct intake_tally	*tally;
	struct progress		 progress;
};

/* --- options ----------------------------------------------------------------------------- */

const char *
intake_words(const char *option, size_t i)
{
	if (strcmp(option, "as") == 0 && i + 1 < SOURCE_KINDS)
		return source_kind_names[i + 1];
	return NULL;
}

static void
read_kind(const struct args *args, enum source_kind *kind)
{
	const char	*as = args_get(args, "as");

	*kind = SOURCE_AUTO;
	for (int i = SOURCE_AUTO + 1; as != NULL && i < SOURCE_KINDS; i++) {
		if (strcmp(as, source_kind_names[i]) == 0)
			*kind = (enum source_kind)i;
	}
}

static bool
read_limits(const struct args *args, struct crawl_options *crawl, size_t *workers, struct fault *f)
{
	struct exchange_options	*exchange = &crawl->exchange;
	int64_t			 connect_ms, timeout_ms;
	long			 hosts, retries, redirects, slow, body, unpacked, processes;

	if (!args_number(args, "hosts", 1, 1024, (long)crawl->hosts_max, &hosts, f) ||
	    !args_number(args, "retries", 0, 100, crawl->retries_max, &retries, f) ||
	    !args_number(args, "max-redirects", 0, 100, crawl->redirects_max, &redirects, f) ||
	    !args_number(args, "min-speed", 0, 1000000, exchange->slow_bytes_per_s, &slow, f) ||
	    !args_number(args, "max-body", 1, 1024, (long)(exchange->body_max_bytes / MIB), &body,
		f) ||
	    !args_number(args, "max-unpacked", 1, 1024, (long)(exchange->unpacked_max_bytes / MIB),
		&unpacked, f) ||
	    !args_number(args, "workers", 1, 256, 0, &processes, f) ||
	    !args_duration(args, "delay", crawl->delay_ms, &crawl->delay_ms, f) ||
	    !args_duration(args, "connect-timeout", exchange->connect_timeout_ms, &connect_ms, f) ||
	    !args_duration(args, "timeout", exchange->timeout_ms, &timeout_ms, f))
		return false;
	crawl->hosts_max = (size_t)hosts;
	crawl->retries_max = (int)retries;
	crawl->redirects_max = (int)redirects;
	exchange->slow_bytes_per_s = slow;
	exchange->body_max_bytes = (size_t)body * MIB;
	exchange->unpacked_max_bytes = (size_t)unpacked * MIB;
	exchange->connect_timeout_ms = (long)connect_ms;
	exchange->timeout_ms = (long)timeout_ms;
	*workers = (size_t)processes;
	return true;
}

bool
intake_options(const struct cli *cli, const struct args *args, struct source_options *options,
    struct fault *f)
{
	struct exchange_options	*exchange = &options->crawl.exchange;

	*options = (struct source_options) { .crawl = crawl_defaults,
		.crew = crew_defaults,
		.url = span_of(args_get(args, "url")),
		.database = cli->database,
		.now = cli->now };
	options->crawl.stop = cli->stop;
	options->crew.settings = &cli->outlets;
	exchange->contact = args_get(args, "contact");
	exchange->proxy = args_get(args, "proxy");
	exchange->cacert = args_get(args, "cacert");
	exchange->insecure = args_get(args, "insecure") != NULL;
	exchange->allow_private = args_get(args, "allow-private") != NULL;
	read_kind(args, &options->as);
	if (!read_limits(args, &options->crawl, &options->crew.workers, f))
		return false;
	if (exchange->insecure)
		cli_say(cli,
		    "warning: --insecure: certificates are not verified, "
		    "so a page may come from anybody");
	if (cli->verbose && !cage_possible())
		cli_say(cli, "this system cannot cage the processes that read (seccomp)");
	return true;
}

/* --- events ------------------------------------------------------------------------------ */

/* What an article has too much of is told with its name. */
static void
tell_passed(struct run *run, const struct source_reading *reading)
{
	if (reading->quotes->passed == 0)
		return;
	progress_end(&run->progress);
	cli_say(run->cli, "%.*s: %zu quotations passed over: prose has fewer than one in %u bytes",
	    SPAN_ARG(reading->visit->named), reading->quotes->passed, QUOTE_BYTES);
}

static bool
on_article(void *context, const struct source_reading *reading, struct fault *f)
{
	struct run	*run = context;

	run->tally->read++;
	if (run->cli->verbose) {
		progress_end(&run->progress);
		cli_say(run->cli, "read %.*s", SPAN_ARG(reading->visit->named));
	}
	tell_passed(run, reading);
	return run->intake->article(run->intake->context, reading, f);
}

static bool
on_failed(void *context, const struct source_visit *visit, const struct fault *why, struct fault *f)
{
	struct run		*run = context;
	struct intake_tally	*tally = run->tally;

	if (why->kind == FAULT_THROTTLED)
		tally->throttled++;
	else if (why->kind == FAULT_BLOCKED)
		tally->blocked++;
	else
		tally->failed++;
	progress_end(&run->progress);
	cli_say(run->cli, "%s", why->text);
	return run->intake->failed == NULL ||
	    run->intake->failed(run->intake->context, visit, why, f);
}

static bool
on_unchanged(void *context, const struct source_visit *visit, struct fault *f)
{
	struct run	*run = context;

	return run->intake->unchanged == NULL ||
	    run->intake->unchanged(run->intake->context, visit, f);
}

static bool
on_opened(void *context, const struct source_visit *visit, struct fault *f)
{
	struct run	*run = context;

	return run->intake->opened == NULL || run->intake->opened(run->intake->context, visit, f);
}

static bool
on_known(void *context, struct span source, struct span feed, struct arena *arena,
    struct source_known *known, struct fault *f)
{
	struct run	*run = context;

	return run->intake->known == NULL ||
	    run->intake->known(run->intake->context, source, feed, arena, known, f);
}

static bool
on_recall(void *context, struct span origin, struct arena *arena, struct crawl_robots *robots,
    bool *found, struct fault *f)
{
	struct run	*run = context;

	*found = false;
	return run->intake->robots_recall == NULL ||
	    run->intake->robots_recall(run->intake->context, origin, arena, robots, found, f);
}

static bool
on_remember(void *context, const struct crawl_robots *robots, struct fault *f)
{
	struct run	*run = context;

	return run->intake->robots_remember == NULL ||
	    run->intake->robots_remember(run->intake->context, robots, f);
}

static void
on_notice(void *context, const char *line)
{
	struct run	*run = context;

	progress_end(&run->progress);
	cli_say(run->cli, "%s", line);
}

/* --- progress ---------------------------------------------------------------------------- */

/* How far it is, how fast it goes and how long it takes, of pages or of what archives hold. */
static void
print_progress(const struct run *run, const struct source_count *count, struct buf *line)
{
	const struct crawl_count *crawl = &count->crawl;
	double	 seconds = (double)progress_elapsed_ms(&run->progress) / 1000.0;
	double	 rate = seconds > 0 ? (double)count->done / seconds : 0;
	double	 wait = crawl->running == 0 ? (double)crawl->wait_ms / 1000.0 : 0, left;
	size_t	 bad = run->tally->failed + run->tally->blocked + run->tally->throttled;
	char	 eta[PROGRESS_TIME_MAX];

	if (crawl->requests > 0)
		buf_print(line, "fetched %zu/%zu, ", count->asked - crawl->waiting, count->asked);
	buf_print(line, "extracted %zu/%zu", run->tally->read, count->known);
	if (crawl->requests > 0)
		buf_print(line, ", hosts %zu, 304s %zu, retries %zu", crawl->hosts,
		    count->unchanged, crawl->retries);
	buf_print(line, ", failed %zu, %.1f/s", bad, rate);
	if (rate > 0 && count->known > count->done) {
		left = (double)(count->known - count->done) / rate;
		progress_time((int64_t)(left > wait ? left : wait), eta);
		buf_print(line, ", eta %s", eta);
	}
	if (wait >= 1)
		buf_print(line, ", waiting %.0f s", wait);
}

static bool
on_progress(void *context, const struct source_count *count, struct fault *f)
{
	struct run	*run = context;
	struct buf	 line = BUF(LINE_BYTES_MAX);

	if (run->intake->idle != NULL && !run->intake->idle(run->intake->context, f))
		return false;
	if (!progress_due(&run->progress))
		return true;
	print_progress(run, count, &line);
	progress_say(&run->progress, buf_span(&line));
	buf_free(&line);
	return true;
}

/* --- the run ----------------------------------------------------------------------------- */

bool
intake_read(const struct cli *cli, char *const *names, size_t count,
    const struct source_options *options, const struct intake *intake, struct intake_tally *tally,
    struct fault *f)
{
	struct run		 run = { .cli = cli, .intake = intake, .tally = tally };
	struct source_events	 events = { .article = on_article,
		.failed = on_failed,
		.unchanged = on_unchanged,
		.opened = on_opened,
		.known = on_known,
		.progress = on_progress,
		.crawl = { on_recall, on_remember, on_notice, NULL },
		.context = &run };
	struct arena		*memory = arena_new(count * sizeof(struct span) + 4096);
	struct span		*sources;
	bool			 ok = false;

	if (memory == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	progress_begin(&run.progress, cli);
	sources = arena_take(memory, count, sizeof *sources, f);
	if (sources == NULL)
		goto done;
	for (size_t i = 0; i < count; i++)
		sources[i] = span_of(names[i]);
	ok = source_read(sources, count, options, &events, &tally->count, f);
	tally->interrupted = *cli->stop != 0;
done:
	progress_end(&run.progress);
	arena_free(memory);
	return ok;
}

enum exit_status
intake_status(const struct intake_tally *tally)
{
	enum exit_status status = EXIT_FOUND;

	if (tally->failed + tally->blocked > 0)
		status = exit_worse(status, EXIT_SOURCES);
	if (tally->throttled > 0)
		status = exit_worse(status, EXIT_THROTTLED);
	if (tally->interrupted)
		status = exit_worse(status, EXIT_INTERRUPTED);
	return status;
}
