#include "cmd/cli.h"

#include <poll.h>
#include <stdarg.h>

#include "cmd/terminal.h"
#include "core/utf8.h"

#define LINE_BYTES_MAX 4096 /* as told; more is cut */

static int
precedence(enum exit_status status)
{
	static const enum exit_status rising[] = { EXIT_FOUND, EXIT_NOTHING, EXIT_DRIFT,
		EXIT_SOURCES, EXIT_THROTTLED, EXIT_DATABASE, EXIT_INTERRUPTED, EXIT_USAGE };

	for (size_t i = 0; i < LEN(rising); i++) {
		if (rising[i] == status)
			return (int)i;
	}
	return (int)LEN(rising);
}

enum exit_status
exit_worse(enum exit_status a, enum exit_status b)
{
	return precedence(a) >= precedence(b) ? a : b;
}

enum exit_status
exit_for(const struct fault *f)
{
	switch (f->kind) {
	case FAULT_NONE:
		return EXIT_FOUND;
	case FAULT_USAGE:
		return EXIT_USAGE;
	case FAULT_THROTTLED:
		return EXIT_THROTTLED;
	case FAULT_DATABASE:
	case FAULT_CHANGED:
	case FAULT_SCHEMA:
		return EXIT_DATABASE;
	case FAULT_INTERRUPTED:
		return EXIT_INTERRUPTED;
	default:
		return EXIT_SOURCES;
	}
}

void
cli_say(const struct cli *cli, const char *fmt, ...)
{
	struct buf	 line = BUF((size_t)LINE_BYTES_MAX * 3);
	char		 text[LINE_BYTES_MAX];
	va_list		 args;

	/* What was printed so far belongs before what is said now. */
	fflush(cli->out);
	fputs("quotrail: ", cli->err);
	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	/* A name in it may be a stranger's, and cut within a character. */
	utf8_repair(span_of(text), &line);
	terminal_write(cli, cli->err, buf_span(&line));
	fputc('\n', cli->err);
	buf_free(&line);
}

bool
cli_reader_left(const struct cli *cli)
{
	struct pollfd	 output = { .fd = fileno(cli->out) };

	return ferror(cli->out) != 0 && output.fd >= 0 && poll(&output, 1, 0) > 0 &&
	    (output.revents & POLLERR) != 0;
}

enum exit_status
cli_fail(const struct cli *cli, const struct fault *f)
{
	/* What became of stdout is told once, when the command has ended. */
	if (f->kind == FAULT_IO && ferror(cli->out) != 0)
		return cli_reader_left(cli) ? EXIT_FOUND : EXIT_SOURCES;
	cli_say(cli, "%s", f->text);
	return exit_for(f);
}
