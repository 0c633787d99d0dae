/*
 * trace: the families a quotation belongs to, each with its earliest printing
 * and what became of it.
 */
#include <stdlib.h>
#include <string.h>

#include "cmd/answer.h"
#include "cmd/conclude.h"
#include "cmd/filing.h"
#include "cmd/profile.h"

#define TRACE_BYTES_MAX ((size_t)1 << 30)
#define FAMILIES_SHOWN 3    /* as text; --all and machine formats show every one, */
#define CONTEXT_MAX 50	    /* sentences on each side */
#define PRINTINGS_READ 200  /* of each, and read all of it */

const struct option_row trace_options[] = {
	{ "format", 'f', "FORMAT", "how to print it (text)" },
	{ "from", 0, "SOURCE...", "read these first, into the database if one is named" },
	{ "against", 0, "WHAT", "compare with earliest (default), fullest, transcript:FILE or an id" },
	PROFILE_OPTION,
	{ "brief", 'b', NULL, "one line for each occurrence" },
	{ "context", 'C', "N", "the sentence each occurrence stands in, and N before and behind it" },
	{ "all", 'a', NULL, "every family found, every printing, and paraphrases in full" },
	INTAKE_OPTIONS,
	{ NULL, 0, NULL, NULL },
};

struct trace {
	struct cli		*cli;
	const struct args	*args;
	struct store		*store;
	struct arena		*arena;
	struct inquiry		 inquiry;
	struct reference	 reference;
};

/* --- the question -------------------------------------------------------- */

/* With --from the operands behind the QUOTE are sources; without it they are words of it. */
static bool
join_operands(struct trace *trace, struct fault *f)
{
	struct buf	 out = BUF(TOKEN_MAX_TEXT);
	struct span	 query;
	size_t		 words = args_get(trace->args, "from") != NULL ? 1 : trace->args->noperands;

	for (size_t i = 0; i < words; i++) {
		if (i > 0)
			buf_char(&out, ' ');
		buf_add(&out, span_of(trace->args->operands[i]));
	}
	return buf_end(&out, trace->arena, &query, f) &&
	    inquiry_read(query, trace->arena, &trace->inquiry, f);
}

/* --- sources read for this answer ---------------------------------------- */

static bool
read_sources(struct trace *trace, const char *source, struct intake_tally *tally, struct fault *f)
{
	struct filing		 filing = { .cli = trace->cli, .since = DATE_UNKNOWN };
	struct intake		 intake;
	struct source_options	 options;
	struct progress		 progress;
	size_t			 more = trace->args->noperands - 1;
	char			**names = calloc(more + 1, sizeof *names);
	bool			 ok = false;

	if (names == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	names[0] = strdup(source);
	memcpy(names + 1, trace->args->operands + 1, more * sizeof *names);
	if (names[0] == NULL)
		fault_set(f, FAULT_MEMORY, "out of memory");
	else if (intake_options(trace->cli, trace->args, &options, f) &&
	    store_open(trace->cli->database_named ? trace->cli->database : ":memory:", STORE_WRITE,
		&trace->store, f)) {
		filing.store = trace->store;
		ok = filing_begin(&filing, &intake, f) &&
		    intake_read(trace->cli, names, more + 1, &options, &intake, &filing.count.tally,
			f);
		progress_begin(&progress, trace->cli);
		ok = filing_end(&filing, f) && ok &&
		    conclude_news(trace->store, CONCLUDE_MOST, &progress, f);
		progress_end(&progress);
		*tally = filing.count.tally;
	}
	free(names[0]);
	free(names);
	return ok;
}

/* --- the answer ---------------------------------------------------------- */

static const struct report_format text_format = { .name = "text",
	.family = text_family,
	.end = text_end };
static const struct report_format brief_format = { .name = "text",
	.family = text_brief,
	.end = text_end };

const char *
trace_words(const char *option, size_t i)
{
	if (strcmp(option, "format") != 0)
		return intake_words(option, i);
	return i == 0 ? text_format.name : report_words(option, i - 1);
}

static const struct report_format *
chosen_format(const struct args *args)
{
	const char			*name = args_get(args, "format");

	if (name == NULL || strcmp(name, "text") == 0)
		return args_get(args, "brief") != NULL ? &brief_format : &text_format;
	return report_format_named(name);
}

/* What the answer has to add is not part of the result. */
static void
say_notices(const struct trace *trace, const struct answer *answer)
{
	for (size_t i = 0; i < answer->nnotices; i++)
		cli_say(trace->cli, "%.*s", SPAN_ARG(answer->notices[i]));
}

/* How it was searched, for those who wonder why something was not found. */
static void
say_search(const struct trace *trace)
{
	const struct inquiry	*inquiry = &trace->inquiry;

	cli_say(trace->cli, "searched %s",
	    args_get(trace->args, "from") == NULL || trace->cli->database_named ?
		trace->cli->database :
		"the sources just read");
	if (inquiry->is_id)
		cli_say(trace->cli, "\"%.*s\" is an id", SPAN_ARG(inquiry->query));
	else if (inquiry->words.count < INQUIRY_PHRASE_WORDS)
		cli_say(trace->cli, "%zu words: an exact phrase", inquiry->words.count);
	else
		cli_say(trace->cli, "%zu words: %zu wordings share some of them, %zu were compared",
		    inquiry->words.count, inquiry->total, inquiry->judged);
	cli_say(trace->cli, "families that hold it: %zu; near misses: %zu", inquiry->answers,
	    inquiry->nfound - inquiry->answers);
}

static bool
print_answer(struct trace *trace, const struct report_format *format, struct fault *f)
{
	struct searched	 searched;
	struct answer	 answer;
	struct printer printer = { .out = trace->cli->out,
		.cli = trace->cli,
		.searched = &searched,
		.store = trace->store,
		.all = args_get(trace->args, "all") != NULL };
	bool		 machine = format != &text_format && format != &brief_format;
	long		 context;
	bool		 ok;

	if (!args_number(trace->args, "context", 0, CONTEXT_MAX, -1, &context, f))
		return false;
	printer.context = (size_t)(context + 1);
	printer.read = machine || printer.all ? 0 : PRINTINGS_READ;
	trace->reference.shown = format == &text_format && !printer.all ? TEXT_PRINTINGS : 0;
	if (!inquiry_search(trace->store, &trace->inquiry, trace->arena, f) ||
	    !model_searched(trace->store, trace->arena, &searched, f))
		return false;
	if (trace->cli->verbose)
		say_search(trace);
	ok = answer_print(&trace->inquiry, &printer, format, &trace->reference,
	    machine || printer.all ? SIZE_MAX : FAMILIES_SHOWN, trace->arena, &answer, f);
	say_notices(trace, &answer);
	return ok;
}

enum exit_status
cmd_trace(struct cli *cli, const struct args *args)
{
	struct trace			 trace = { .cli = cli, .args = args };
	struct intake_tally		 tally = { .read = 0 };
	const char			*from = args_get(args, "from");
	const struct report_format	*format;
	struct fault			 f = FAULT_INIT;
	enum exit_status		 status;
	bool				 ok;

	trace.arena = arena_new(TRACE_BYTES_MAX);
	if (trace.arena == NULL)
		fault_set(&f, FAULT_MEMORY, "out of memory");
	format = chosen_format(args);
	ok = f.kind == FAULT_NONE && join_operands(&trace, &f) &&
	    reference_read(cli, args, true, trace.arena, &trace.reference, &f);
	if (ok && from != NULL)
		ok = read_sources(&trace, from, &tally, &f);
	else if (ok)
		ok = store_open(cli->database, STORE_GLANCE, &trace.store, &f);
	ok = ok && print_answer(&trace, format, &f);
	status = !ok ? cli_fail(cli, &f) : trace.inquiry.nfound > 0 ? EXIT_FOUND : EXIT_NOTHING;
	store_close(trace.store);
	arena_free(trace.arena);
	return exit_worse(status, intake_status(&tally));
}
