/* extract: articles with their quotations, nothing stored. */
#include <string.h>

#include "cmd/cli.h"
#include "cmd/intake.h"
#include "cmd/output.h"
#include "cmd/record.h"
#include "cmd/terminal.h"

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
	struct buf		 out = BUF(RECORD_BYTES_MAX);

	if (record_article(&out, reading->article, reading->quotes, reading->arena, f))
		return json_print(&out, cli->out, f);
	buf_free(&out);
	return false;
}

static void
print_line(const struct cli *cli, const char *label, struct span value)
{
	if (value.n == 0)
		return;
	fprintf(cli->out, "  %-10s", label);
	terminal_write(cli, cli->out, value);
	fputc('\n', cli->out);
}

/* Text of a page between words of ours. */
static void
print_between(const struct cli *cli, const char *before, struct span text, const char *after)
{
	fputs(before, cli->out);
	terminal_write(cli, cli->out, text);
	fputs(after, cli->out);
}

/* Who, how sure and where: one line under a quotation. */
static void
print_speaker(const struct cli *cli, const struct quote *quote)
{
	struct span	 name = quote->speaker.n > 0 ? quote->speaker : quote->mention;

	print_between(cli, "      ", name.n > 0 ? name : SPAN("nobody named"), "");
	if (quote->speaker.n > 0 && quote->mention.n > 0 && !span_eq(quote->speaker, quote->mention))
		print_between(cli, " (as \"", quote->mention, "\")");
	if (quote->venue.n > 0)
		print_between(cli, ", ", quote->venue, "");
	fprintf(cli->out, "  [%s, %s, %s%s%s]\n", quote_form_names[quote->form],
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

	print_between(cli, "", article_identity(article), "\n");
	print_line(cli, "title", article->title);
	print_line(cli, "outlet", article->outlet);
	print_line(cli, "byline", article->byline);
	print_line(cli, "published", article->published.day);
	for (size_t i = 0; i < article->ncredits; i++)
		print_line(cli, "credit", article->credits[i].name);
	for (size_t i = 0; i < quotes->count; i++) {
		fprintf(cli->out, "  %3zu ", i + 1);
		print_between(cli, "\"", quotes->items[i].text, "\"\n");
		print_speaker(cli, &quotes->items[i]);
	}
	fputc('\n', cli->out);
	return output_sound(cli->out, f);
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
