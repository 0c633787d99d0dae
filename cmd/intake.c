#include "cmd/intake.h"

#include <string.h>

#include "cmd/terminal.h"
#include "core/utf8.h"

#define QUOTES_BYTES_MAX ((size_t)256 << 20) /* what the quotations of one article may take */

struct reading {
	const struct cli	*cli;
	const struct intake	*intake;
	struct intake_tally	*tally;
	struct quote_finder	*finder;
	struct arena		*arena;
	struct progress		 progress;
	struct fault		*f; /* where a failing event leaves its reason */
};

bool
intake_options(const struct cli *cli, const struct args *args, struct source_options *options,
    struct fault *f)
{
	const char	*as = args_get(args, "as");
	long		 connect_s, timeout_s, redirects, body_mib;

	*options = (struct source_options) { .http = http_defaults, .now = cli->now };
	options->url = span_of(args_get(args, "url"));
	options->http.contact = args_get(args, "contact");
	options->http.allow_private = args_get(args, "allow-private") != NULL;
	if (!args_number(args, "connect-timeout", 1, 3600, 10, &connect_s, f) ||
	    !args_number(args, "timeout", 1, 86400, 60, &timeout_s, f) ||
	    !args_number(args, "max-redirects", 0, 100, 10, &redirects, f) ||
	    !args_number(args, "max-body", 1, 1024, 16, &body_mib, f))
		return false;
	options->http.connect_timeout_ms = connect_s * 1000;
	options->http.timeout_ms = timeout_s * 1000;
	options->http.redirects_max = redirects;
	options->http.body_max_bytes = (size_t)body_mib << 20;
	options->http.unpacked_max_bytes = (size_t)body_mib << 21;
	if (as == NULL)
		return true;
	for (int kind = SOURCE_AUTO + 1; kind < SOURCE_KINDS; kind++) {
		if (strcmp(as, source_kind_names[kind]) == 0) {
			options->as = (enum source_kind)kind;
			return true;
		}
	}
	return fault_set(f, FAULT_USAGE, "--as takes list, html, text or ndjson, not '%s'", as);
}

static bool
on_article(void *context, const struct article *article, struct fault *f)
{
	struct reading		*reading = context;
	struct quote_list	 quotes = { NULL, 0 };
	bool			 ok;

	arena_reset(reading->arena);
	if (!quote_find(reading->finder, article, reading->arena, &quotes, f)) {
		/* A limit hit in one article is that article's failure. */
		struct fault	 why = *f;
		struct span	 name = article_identity(article);

		if (why.kind == FAULT_NONE)
			return false;
		fault_clear(f);
		fault_set(f, why.kind, "%.*s: %s", SPAN_ARG(name), why.text);
		why = *f;
		fault_clear(f);
		reading->tally->failed++;
		cli_say(reading->cli, "%s", why.text);
		return reading->intake->failed == NULL ||
		    reading->intake->failed(reading->intake->context, name, &why, f);
	}
	ok = reading->intake->article(reading->intake->context, article, &quotes, reading->arena, f);
	if (ok)
		reading->tally->read++;
	return ok;
}

static bool
on_failed(void *context, struct span source, const struct fault *why)
{
	struct reading	*reading = context;

	if (why->kind == FAULT_THROTTLED)
		reading->tally->throttled++;
	else
		reading->tally->failed++;
	progress_end(&reading->progress);
	/* A fault that names its source already is not made to say it twice. */
	if (span_starts(span_of(why->text), source))
		cli_say(reading->cli, "%s", why->text);
	else
		cli_say(reading->cli, "%.*s: %s", SPAN_ARG(source), why->text);
	return reading->intake->failed == NULL ||
	    reading->intake->failed(reading->intake->context, source, why, reading->f);
}

static void
on_progress(void *context, struct span source, size_t done, size_t known)
{
	struct reading	*reading = context;

	progress_step(&reading->progress, "read", done, known,
	    reading->tally->failed + reading->tally->throttled);
	if (reading->cli->verbose && source.n > 0)
		cli_say(reading->cli, "reading %.*s", SPAN_ARG(source));
}

static bool
name_sources(char *const *names, size_t count, struct arena *arena, struct span **sources,
    struct fault *f)
{
	*sources = arena_take(arena, count, sizeof **sources, f);
	if (*sources == NULL)
		return false;
	for (size_t i = 0; i < count; i++)
		(*sources)[i] = span_of(names[i]);
	return true;
}

bool
intake_read(const struct cli *cli, char *const *names, size_t count,
    const struct source_options *options, const struct intake *intake, struct intake_tally *tally,
    struct fault *f)
{
	struct reading		 reading = { .cli = cli, .intake = intake, .tally = tally, .f = f };
	struct source_events	 events = { on_article, on_failed, on_progress, &reading };
	struct arena		*memory = arena_new(count * sizeof(struct span) + 4096);
	struct span		*sources = NULL;
	bool			 ok = false;

	*tally = (struct intake_tally) { .read = 0 };
	progress_begin(&reading.progress, cli);
	reading.finder = quote_finder_new(f);
	reading.arena = arena_new(QUOTES_BYTES_MAX);
	if (memory == NULL || reading.arena == NULL)
		fault_set(f, FAULT_MEMORY, "out of memory");
	if (f->kind != FAULT_NONE || !name_sources(names, count, memory, &sources, f))
		goto done;
	ok = source_read(sources, count, options, &events, cli->stop, f);
	tally->interrupted = *cli->stop != 0;
done:
	progress_end(&reading.progress);
	quote_finder_free(reading.finder);
	arena_free(reading.arena);
	arena_free(memory);
	return ok;
}

enum exit_status
intake_status(const struct intake_tally *tally)
{
	enum exit_status status = EXIT_FOUND;

	if (tally->failed > 0)
		status = exit_worse(status, EXIT_SOURCES);
	if (tally->throttled > 0)
		status = exit_worse(status, EXIT_THROTTLED);
	if (tally->interrupted)
		status = exit_worse(status, EXIT_INTERRUPTED);
	return status;
}
