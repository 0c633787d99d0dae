/*
 * check: each quotation of a draft against the database. The draft is read as
 * every source is; nothing of it is stored.
 */
#include "cmd/check.h"

#include <string.h>

#include "cmd/intake.h"
#include "cmd/profile.h"
#include "cmd/schema.h"

#define CHECK_BYTES_MAX ((size_t)1 << 30) /* for one quotation */
#define SEARCHED_BYTES_MAX ((size_t)64 << 20)

const struct option_row check_options[] = {
	{ "format", 'f', "FORMAT", "how to print it (text)" },
	{ "fail-on", 0, "SEVERITY", "leave with 6 when a quotation is at least this grave (1 to 5)" },
	PROFILE_OPTION,
	{ "schema", 0, NULL, "print the JSON Schema of --format json, and do nothing else" },
	INTAKE_OPTIONS,
	{ NULL, 0, NULL, NULL },
};

static const struct check_format formats[] = {
	{ "text", check_text_begin, check_text, check_text_end },
	{ "json", check_json_begin, check_json, check_json_end },
	{ "html", check_html_begin, check_html, check_html_end },
};

const char *
check_words(const char *option, size_t i)
{
	if (strcmp(option, "format") == 0)
		return i < LEN(formats) ? formats[i].name : NULL;
	return intake_words(option, i);
}

/* A draft's own speech: other people's teasers beside it are not its author's quotations. */
static bool
check_article(void *context, const struct source_reading *reading, struct fault *f)
{
	struct check	*check = context;

	for (size_t i = 0; i < reading->quotes->count; i++) {
		const struct quote	*quote = &reading->quotes->items[i];
		struct checked		 checked;

		if (quote->outside >= 0 || !quote_is_speech(quote))
			continue;
		if (*check->cli->stop)
			return fault_set(f, FAULT_INTERRUPTED, "interrupted");
		arena_reset(check->arena);
		if (!check_find(check, reading->article, quote, &checked, f) ||
		    !check->format->quotation(check, &checked, f))
			return false;
		check->counts[checked.standing]++;
		check->quotations++;
		if (checked.severity > check->worst)
			check->worst = checked.severity;
	}
	return true;
}

static bool
run_check(struct check *check, const struct args *args, struct intake_tally *tally, struct fault *f)
{
	struct intake		 intake = { .article = check_article, .context = check };
	struct source_options	 options;

	if (!intake_options(check->cli, args, &options, f))
		return false;
	options.ordered = true;
	return check->format->begin(check, f) &&
	    intake_read(check->cli, args->operands, args->noperands, &options, &intake, tally, f) &&
	    check->format->end(check, f);
}

/* A draft without a quotation has nothing wrong. */
static enum exit_status
judge(const struct check *check, long fail_on)
{
	if (fail_on > 0 && check->worst >= fail_on)
		return EXIT_DRIFT;
	return check->quotations > 0 && check->counts[STANDS_ALONE] == check->quotations ?
	    EXIT_NOTHING :
	    EXIT_FOUND;
}

enum exit_status
cmd_check(struct cli *cli, const struct args *args)
{
	const char		*name = args_get(args, "format");
	struct check		 check = { .cli = cli, .format = &formats[0] };
	struct arena		*arena = arena_new(SEARCHED_BYTES_MAX);
	struct intake_tally	 tally = { .read = 0 };
	struct fault		 f = FAULT_INIT;
	enum exit_status	 status;
	long			 fail_on = 0;

	for (size_t i = 0; name != NULL && i < LEN(formats); i++) {
		if (strcmp(formats[i].name, name) == 0)
			check.format = &formats[i];
	}
	check.arena = arena_new(CHECK_BYTES_MAX);
	if (arena == NULL || check.arena == NULL)
		fault_set(&f, FAULT_MEMORY, "out of memory");
	else if (args_get(args, "schema") != NULL)
		(void)!schema_print(cli->out, "check", &f);
	else if (args->noperands == 0)
		fault_set(&f, FAULT_USAGE, "check needs DRAFT; see 'quotrail check --help'");
	else if (args_number(args, "fail-on", 1, 5, 0, &fail_on, &f) &&
	    profile_read(args, true, arena, &check.house, &f) &&
	    store_open(cli->database, STORE_READ, &check.store, &f) &&
	    model_searched(check.store, arena, &check.searched, &f))
		(void)!run_check(&check, args, &tally, &f);
	status = f.kind != FAULT_NONE ? cli_fail(cli, &f) : judge(&check, fail_on);
	part_close(&check.body);
	store_close(check.store);
	arena_free(check.arena);
	arena_free(arena);
	return exit_worse(status, intake_status(&tally));
}
