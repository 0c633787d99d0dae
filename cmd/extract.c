/* extract: articles with their quotations, nothing stored. */
#include <string.h>

#include "cmd/cli.h"
#include "cmd/intake.h"
#include "cmd/record.h"

const struct option_row extract_options[] = {
	{ "format", 'f', "FORMAT", "how to print articles (ndjson)" },
	INTAKE_OPTIONS,
	{ NULL, 0, NULL, NULL },
};

const char *
extract_words(const char *option, size_t i)
{
	static const char *const formats[] = { "ndjson", "text" };

	if (strcmp(option, "format") == 0)
		return i < LEN(formats) ? formats[i] : NULL;
	return intake_words(option, i);
}

static bool
print_record(void *context, const struct source_reading *reading, struct fault *f)
{
	const struct cli	*cli = context;

	return record_print(record_article(reading->article, reading->quotes, reading->arena, f),
	    cli->out, f);
}

static void
print_line(FILE *out, const char *label, struct span value)
{
	if (value.n > 0)
		fprintf(out, "  %-10s%.*s\n", label, SPAN_ARG(value));
}

/* Who, how sure and where: one line under a quotation. */
static void
print_speaker(FILE *out, const struct quote *quote)
{
	struct span	 name = quote->speaker.n > 0 ? quote->speaker : quote->mention;

	fprintf(out, "      %.*s", SPAN_ARG(name.n > 0 ? name : SPAN("nobody named")));
	if (quote->speaker.n > 0 && quote->mention.n > 0 && !span_eq(quote->speaker, quote->mention))
		fprintf(out, " (as \"%.*s\")", SPAN_ARG(quote->mention));
	if (quote->venue.n > 0)
		fprintf(out, ", %.*s", SPAN_ARG(quote->venue));
	fprintf(out, "  [%s, %s, %s%s%s]\n", quote_form_names[quote->form],
	    region_names[quote->region], speaker_state_names[quote->state],
	    quote->speaker_rule != NULL ? ": " : "",
	    quote->speaker_rule != NULL ? quote->speaker_rule : "");
}

static bool
print_text(void *context, const struct source_reading *reading, struct fault *f)
{
	const struct cli	*cli = context;
	const struct article	*article = reading->article;
	const struct quote_list	*quotes = reading->quotes;
	struct span		 name = article_identity(article);

	fprintf(cli->out, "%.*s\n", SPAN_ARG(name));
	print_line(cli->out, "title", article->title);
	print_line(cli->out, "outlet", article->outlet);
	print_line(cli->out, "byline", article->byline);
	print_line(cli->out, "published", article->published.day);
	for (size_t i = 0; i < article->ncredits; i++)
		print_line(cli->out, "credit", article->credits[i].name);
	for (size_t i = 0; i < quotes->count; i++) {
		fprintf(cli->out, "  %3zu \"%.*s\"\n", i + 1, (int)quotes->items[i].text.n,
		    quotes->items[i].text.p);
		print_speaker(cli->out, &quotes->items[i]);
	}
	fputc('\n', cli->out);
	return ferror(cli->out) == 0 || fault_set(f, FAULT_IO, "could not write the result");
}

enum exit_status
cmd_extract(struct cli *cli, const struct args *args)
{
	const char		*format = args_get(args, "format");
	struct intake		 intake = { .article = print_record, .context = cli };
	struct source_options	 options;
	struct intake_tally	 tally = { .read = 0 };
	struct fault		 f = FAULT_INIT;

	if (format != NULL && strcmp(format, "text") == 0)
		intake.article = print_text;
	if (!intake_options(cli, args, &options, &f))
		return cli_fail(cli, &f);
	options.ordered = true;
	if (!intake_read(cli, args->operands, args->noperands, &options, &intake, &tally, &f))
		return cli_fail(cli, &f);
	return intake_status(&tally);
}
