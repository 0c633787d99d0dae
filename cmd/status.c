/* status: what the database holds, for people and as JSON. */
#include <string.h>

#include "cmd/cli.h"
#include "cmd/model.h"
#include "cmd/record.h"
#include "cmd/sheet.h"
#include "core/utf8.h"
#include "store/store.h"

#define STATUS_BYTES_MAX ((size_t)64 << 20)
#define LINE_BYTES_MAX ((size_t)64 << 10)
#define FAILURES_SHOWN 10
#define INDENT 15

const struct option_row status_options[] = {
	{ "format", 'f', "FORMAT", "how to print it (text)" },
	{ NULL, 0, NULL, NULL },
};

/* --- for people ---------------------------------------------------------- */

static void
print_line(const struct sheet *sheet, const char *label, struct buf *line)
{
	sheet_labelled(sheet, label, INDENT, buf_span(line));
	buf_cut(line, 0);
}

static void
print_counts(const struct sheet *sheet, const char *label, const struct store_count *counts,
    size_t n, const char *unnamed, struct buf *line)
{
	for (size_t i = 0; i < n; i++) {
		struct span	 name = counts[i].name.n > 0 ? counts[i].name : span_of(unnamed);

		buf_print(line, "%s%.*s %lld", i > 0 ? ", " : "", SPAN_ARG(name),
		    (long long)counts[i].count);
	}
	if (n > 0)
		print_line(sheet, label, line);
}

/* "2022-01-07T07:41:00Z to 2022-01-11T10:00:00Z", or what is known of it. */
static void
print_window(const struct sheet *sheet, const char *label, int64_t first, int64_t last,
    const char *unknown, struct buf *line)
{
	char	 from[DATE_TEXT_MAX], to[DATE_TEXT_MAX];

	date_print(first, from);
	date_print(last, to);
	if (first == DATE_UNKNOWN && last == DATE_UNKNOWN)
		buf_add(line, span_of(unknown));
	else
		buf_print(line, "%s to %s", from[0] != '\0' ? from : "?", to[0] != '\0' ? to : "?");
	print_line(sheet, label, line);
}

static void
print_failures(const struct sheet *sheet, const struct store_status *status)
{
	int64_t		 silent = status->failed + status->blocked + status->throttled;
	struct buf	 line = BUF(LINE_BYTES_MAX);
	size_t		 shown = 0;

	for (; shown < status->nfailures && shown < FAILURES_SHOWN; shown++) {
		const struct store_failure	*failure = &status->failures[shown];

		buf_cut(&line, 0);
		/* A reason that names its source already is not made to say it twice. */
		if (!span_starts(failure->reason, failure->source))
			buf_print(&line, "%.*s: ", SPAN_ARG(failure->source));
		buf_add(&line, failure->reason);
		sheet_labelled(sheet, "  !", 4, buf_span(&line));
	}
	if (silent > (int64_t)shown)
		fprintf(sheet->out,
		    "%4sand %lld more; quotrail status --format json lists up to 100\n", "",
		    (long long)(silent - (int64_t)shown));
	buf_free(&line);
}

static void
print_text(const struct sheet *sheet, const struct store_status *status)
{
	struct buf	 line = BUF(LINE_BYTES_MAX);

	utf8_repair(span_of(sheet->cli->database), &line);
	sheet_put(sheet, INK_BOLD, buf_span(&line));
	buf_cut(&line, 0);
	fprintf(sheet->out, "   schema %d\n", status->schema);
	buf_print(&line, "%lld in %lld version%s, from %lld host%s, %lld lineage%s",
	    (long long)status->articles, (long long)status->versions,
	    status->versions == 1 ? "" : "s", (long long)status->hosts,
	    status->hosts == 1 ? "" : "s", (long long)status->lineages,
	    status->lineages == 1 ? "" : "s");
	print_line(sheet, "  Documents", &line);
	buf_print(&line, "%lld in marks, %lld of them speech", (long long)status->quotes,
	    (long long)status->speech);
	print_line(sheet, "  Quotations", &line);
	print_counts(sheet, "  Forms", status->forms, status->nforms, "unknown", &line);
	print_counts(sheet, "  Where", status->regions, status->nregions, "unknown", &line);
	buf_print(&line, "%lld, of which %lld in 2 or more documents; ",
	    (long long)status->families, (long long)status->linked);
	standing_print(&line, status);
	print_line(sheet, "  Families", &line);
	buf_print(&line, "%lld undated, %lld relative, %lld inferred from other documents",
	    (long long)status->undated, (long long)status->relative, (long long)status->inferred);
	print_line(sheet, "  Dates", &line);
	print_window(sheet, "  Published", status->published_first, status->published_last,
	    "no document is dated", &line);
	print_window(sheet, "  Captured", status->captured_first, status->captured_last,
	    "no capture time is known", &line);
	print_counts(sheet, "  Languages", status->languages, status->nlanguages, "unknown", &line);
	buf_print(&line, "%lld failed, %lld blocked by robots.txt, %lld throttled at the last visit",
	    (long long)status->failed, (long long)status->blocked, (long long)status->throttled);
	print_line(sheet, "  Sources", &line);
	print_failures(sheet, status);
	buf_free(&line);
}

/* --- for programs -------------------------------------------------------- */

static void
put_counts(struct buf *out, const char *name, const struct store_count *counts, size_t n)
{
	json_open(out, name, '{');
	for (size_t i = 0; i < n; i++) {
		json_name(out, counts[i].name.n > 0 ? counts[i].name : SPAN("unknown"));
		json_put_int(out, NULL, counts[i].count);
	}
	json_close(out, '}');
}

static void
put_failures(struct buf *out, const struct store_status *status)
{
	json_open(out, "failures", '[');
	for (size_t i = 0; i < status->nfailures; i++) {
		const struct store_failure	*failure = &status->failures[i];

		json_open(out, NULL, '{');
		json_put_text(out, "source", failure->source);
		json_put_string(out, "outcome", span_of(visit_outcome_names[failure->outcome]));
		json_put_text(out, "reason", failure->reason);
		json_close(out, '}');
	}
	json_close(out, ']');
}

static bool
print_record(const struct cli *cli, const struct store_status *status, struct fault *f)
{
	const struct {
		const char	*name;
		int64_t		 count;
	} counts[] = {
		{ "schema", status->schema },
		{ "documents", status->articles },
		{ "versions", status->versions },
		{ "hosts", status->hosts },
		{ "lineages", status->lineages },
		{ "quotations", status->quotes },
		{ "speech", status->speech },
		{ "families", status->families },
		{ "linked", status->linked },
		{ "undated", status->undated },
		{ "relative", status->relative },
		{ "inferred", status->inferred },
		{ "failed", status->failed },
		{ "blocked", status->blocked },
		{ "throttled", status->throttled },
	};
	struct buf	 out = BUF(RECORD_BYTES_MAX);

	json_open(&out, NULL, '{');
	json_put_int(&out, "quotrail", RECORD_FORMAT);
	json_put_text(&out, "database", span_of(cli->database));
	for (size_t i = 0; i < LEN(counts); i++)
		json_put_int(&out, counts[i].name, counts[i].count);
	json_put_bool(&out, "settled", status->settled);
	json_put_int(&out, "attached", status->attached);
	record_time(&out, "published_first", status->published_first);
	record_time(&out, "published_last", status->published_last);
	record_time(&out, "captured_first", status->captured_first);
	record_time(&out, "captured_last", status->captured_last);
	put_counts(&out, "languages", status->languages, status->nlanguages);
	put_counts(&out, "regions", status->regions, status->nregions);
	put_counts(&out, "forms", status->forms, status->nforms);
	put_failures(&out, status);
	json_close(&out, '}');
	return json_print(&out, cli->out, f);
}

const char *
status_words(const char *option, size_t i)
{
	static const char *const formats[] = { "text", "json" };

	return strcmp(option, "format") == 0 && i < LEN(formats) ? formats[i] : NULL;
}

enum exit_status
cmd_status(struct cli *cli, const struct args *args)
{
	struct arena		*arena = arena_new(STATUS_BYTES_MAX);
	struct store		*store = NULL;
	struct store_status	 status;
	struct fault		 f = FAULT_INIT;
	struct sheet		 sheet = sheet_of(cli, cli->out);
	const char		*format = args_get(args, "format");
	bool			 json = format != NULL && strcmp(format, "json") == 0, ok;

	if (arena == NULL)
		fault_set(&f, FAULT_MEMORY, "out of memory");
	ok = f.kind == FAULT_NONE && store_open(cli->database, STORE_READ, &store, &f) &&
	    store_status(store, arena, &status, &f);
	if (ok && json)
		ok = print_record(cli, &status, &f);
	else if (ok)
		print_text(&sheet, &status);
	store_close(store);
	arena_free(arena);
	return ok ? EXIT_FOUND : cli_fail(cli, &f);
}
