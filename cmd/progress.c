#include "cmd/progress.h"

#include <time.h>

#include "cmd/terminal.h"
#include "fetch/clock.h"

#define REDRAW_MS 100
#define PLAIN_MS 10000

void
progress_begin(struct progress *progress, const struct cli *cli)
{
	*progress = (struct progress) { .cli = cli, .began_ms = clock_ms() };
	progress->told_ms = progress->began_ms;
}

bool
progress_due(const struct progress *progress)
{
	return !progress->cli->quiet &&
	    clock_ms() - progress->told_ms >= (progress->cli->live ? REDRAW_MS : PLAIN_MS);
}

int64_t
progress_elapsed_ms(const struct progress *progress)
{
	return clock_ms() - progress->began_ms;
}

void
progress_say(struct progress *progress, struct span line)
{
	char		 clock[16] = "";
	time_t		 now = time(NULL);
	struct tm	 local;

	progress->told_ms = clock_ms();
	if (progress->cli->live) {
		line = terminal_fit(line, (size_t)progress->cli->width - 2);
		fprintf(progress->cli->err, "\r\033[K %.*s", SPAN_ARG(line));
		fflush(progress->cli->err);
		progress->drawn = true;
		return;
	}
	if (localtime_r(&now, &local) != NULL)
		strftime(clock, sizeof clock, "%H:%M:%S", &local);
	cli_say(progress->cli, "%s %.*s", clock, SPAN_ARG(line));
}

void
progress_end(struct progress *progress)
{
	if (progress->drawn) {
		fputs("\r\033[K", progress->cli->err);
		fflush(progress->cli->err);
	}
	progress->drawn = false;
}

void
progress_time(int64_t seconds, char out[PROGRESS_TIME_MAX])
{
	if (seconds > 359999)
		seconds = 359999;
	snprintf(out, PROGRESS_TIME_MAX, "%02d:%02d:%02d", (int)(seconds / 3600),
	    (int)(seconds / 60 % 60), (int)(seconds % 60));
}
