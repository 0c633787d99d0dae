#include "cmd/cli.h"

#include <poll.h>
#include <stdarg.h>

static int
precedence(enum exit_status status)
{
	static const enum exit_status rising[] = { EXIT_FOUND, EXIT_NOTHING, EXIT_SOURCES,
		EXIT_THROTTLED, EXIT_DATABASE, EXIT_INTERRUPTED, EXIT_USAGE };

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
	va_list	 args;

	/* What was printed so far belongs before what is said now. */
	fflush(cli->out);
	fputs("quotrail: ", cli->err);
	va_start(args, fmt);
	vfprintf(cli->err, fmt, args);
	va_end(args);
	fputc('\n', cli->err);
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
	if (f->kind == FAULT_IO && cli_reader_left(cli))
		return EXIT_FOUND;
	cli_say(cli, "%s", f->text);
	return exit_for(f);
}
