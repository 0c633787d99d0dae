#include "tests/fetch/crew_ground.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fetch/worker.h"
#include "tests/fetch/reading.h"

#define PATIENCE_MS 60000
#define BITE (16 << 20)
#define NOISE "nothing that is a parcel"

/* --- a crew ------------------------------------------------------------------------------ */

void
ground_begin(struct ground *g)
{
	*g = (struct ground) { .fault = FAULT_INIT };
	g->arena = arena_new((size_t)512 << 20);
	cr_assert_not_null(g->arena);
}

void
ground_end(struct ground *g)
{
	crew_free(g->crew);
	arena_free(g->arena);
	cr_expect(ground_is_alone(), "a worker was left behind");
}

struct document
ground_document(struct span name, struct span bytes)
{
	return (struct document) { .kind = DOCUMENT_TEXT,
		.name = name,
		.hints = { .file = name,
		    .captured = DATE_UNKNOWN,
		    .last_modified = DATE_UNKNOWN,
		    .now = 1780000000 },
		.bytes = bytes };
}

void
ground_hire(struct ground *g, const struct crew_options *options)
{
	g->crew = crew_new(options, &g->fault);
	cr_assert_not_null(g->crew, "%s", g->fault.text);
}

void
ground_give(struct ground *g, uint64_t ticket, const char *name, struct span bytes)
{
	struct document	 document = ground_document(span_of(name), bytes);

	cr_assert_gt(crew_room(g->crew), 0);
	cr_assert(crew_give(g->crew, ticket, &document, &g->fault), "%s", g->fault.text);
}

void
ground_take(struct ground *g, struct crew_reading *reading)
{
	int64_t	 until = ground_clock_ms() + PATIENCE_MS;
	bool	 any = false;

	while (!any) {
		cr_assert(crew_take(g->crew, 500, g->arena, reading, &any, &g->fault), "%s",
		    g->fault.text);
		cr_assert_lt(ground_clock_ms(), until, "no answer");
	}
}

/* --- processes --------------------------------------------------------------------------- */

int64_t
ground_clock_ms(void)
{
	struct timespec	 now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool
ground_is_alone(void)
{
	siginfo_t	 info = { 0 };

	return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) != 0 && errno == ECHILD;
}

size_t
ground_list_children(pid_t pids[], size_t most)
{
	char	 path[64], word[16];
	FILE	*file;
	size_t	 n = 0;

	snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)getpid(), (int)getpid());
	file = fopen(path, "r");
	cr_assert_not_null(file);
	while (n < most && fscanf(file, "%15s", word) == 1)
		pids[n++] = (pid_t)strtol(word, NULL, 10);
	fclose(file);
	return n;
}

bool
ground_is_alive(pid_t pid)
{
	char	 path[64], state = 'X';
	FILE	*file;

	snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
	file = fopen(path, "r");
	if (file == NULL)
		return false;
	if (fscanf(file, "%*d (%*[^)]) %c", &state) != 1)
		state = 'X';
	fclose(file);
	return state != 'Z' && state != 'X';
}

bool
ground_all_gone(const pid_t pids[], size_t n, int64_t within_ms)
{
	const struct timespec	 nap = { 0, 10000000 };
	int64_t			 until = ground_clock_ms() + within_ms;
	size_t			 alive;

	do {
		alive = 0;
		for (size_t i = 0; i < n; i++)
			alive += ground_is_alive(pids[i]);
		if (alive > 0)
			nanosleep(&nap, NULL);
	} while (alive > 0 && ground_clock_ms() < until);
	return alive == 0;
}

/* --- a reader that goes wrong ------------------------------------------------------------ */

/* All there is, and then it is given back. */
static void
eat(struct fault *f)
{
	struct bite {
		struct bite	*last;
		unsigned char	 bytes[BITE];
	} * bite, *last = NULL;

	while ((bite = malloc(sizeof *bite)) != NULL) {
		memset(bite, 1, sizeof *bite);
		bite->last = last;
		last = bite;
	}
	fault_set(f, FAULT_MEMORY, "out of memory");
	for (; last != NULL; last = bite) {
		bite = last->last;
		free(last);
	}
}

/* The socket is the only descriptor above standard error that a worker has; SIGPIPE it ignores. */
static void
babble(bool promise)
{
	const uint64_t	 length = promise ? UINT64_MAX : strlen(NOISE);

	for (int fd = 3; fd < 1024; fd++) {
		(void)!write(fd, &length, sizeof length);
		(void)!write(fd, NOISE, strlen(NOISE));
	}
}

bool
ground_read(const struct document *document, const struct quote_finder *finder, struct arena *arena,
    struct article *article, struct quote_list *quotes, struct fault *f)
{
	static const struct timespec	 nap = { 0, 30000000 }, night = { 3600, 0 };
	struct span			 bytes = document->bytes;

	if (span_starts(bytes, SPAN("ABORT")))
		abort();
	if (span_starts(bytes, SPAN("SEGV"))) {
		if (WORKER_SANITIZED) /* it would have a word with it, and no cage forbids to ask */
			signal(SIGSEGV, SIG_DFL);
		raise(SIGSEGV);
	}
	if (span_starts(bytes, SPAN("EXIT")))
		_exit(7);
	if (span_starts(bytes, SPAN("LEAVE")))
		_exit(0);
	if (span_starts(bytes, SPAN("HANG"))) {
		for (;;)
			nanosleep(&night, NULL);
	}
	if (span_starts(bytes, SPAN("EAT"))) {
		eat(f);
		return false;
	}
	if (span_starts(bytes, SPAN("STOP")))
		return fault_set(f, FAULT_INTERRUPTED, "everything must stop");
	if (span_starts(bytes, SPAN("BABBLE")) || span_starts(bytes, SPAN("HUGE")))
		babble(span_starts(bytes, SPAN("HUGE")));
	if (span_starts(bytes, SPAN("SLOW")))
		nanosleep(&nap, NULL);
	return document_read(document, finder, arena, article, quotes, f);
}

struct span
ground_dump(struct ground *g, const struct article *article, const struct quote_list *quotes)
{
	struct buf	 out = BUF((size_t)1 << 20);
	struct span	 text;

	dump_reading(&out, article, quotes);
	cr_assert(buf_end(&out, g->arena, &text, &g->fault), "%s", g->fault.text);
	return text;
}
