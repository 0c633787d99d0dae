#define _GNU_SOURCE /* close_range() */
#include "fetch/worker.h"

#include <errno.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "fetch/cage.h"
#include "fetch/dom.h"
#include "fetch/parcel.h"

#define CHUNK_BYTES ((size_t)64 * 1024)
#define KEPT_BYTES ((size_t)4 << 20) /* room of a large document is given back */
#define WORKER_NICE 5		     /* so much less urgent than who feeds them */
#define FILES_MAX 65536		     /* closed one by one where the kernel has no better way */
#define CPU_GRACE_S 3		     /* the crew's own clock comes first */

struct worker {
	int				 socket;
	const struct crew_options	*options;
	const struct quote_finder	*finder;
	struct arena			*arena; /* one document at a time */
	struct dom_parser		*parser;
	struct buf			 request, answer;
};

/* --- messages ---------------------------------------------------------------------------- */

void
message_begin(struct buf *message)
{
	static const char	 head[MESSAGE_HEAD];

	buf_cut(message, 0);
	buf_add(message, (struct span) { head, sizeof head });
}

void
message_end(struct buf *message)
{
	uint64_t	 length = message->n - MESSAGE_HEAD;

	if (message->failed == FAULT_NONE)
		memcpy(message->p, &length, sizeof length);
}

uint64_t
message_length(const char head[MESSAGE_HEAD])
{
	uint64_t	 length;

	memcpy(&length, head, sizeof length);
	return length;
}

/* False when the crew has closed its end. */
static bool
receive(int socket, struct buf *message, size_t want)
{
	char	 chunk[CHUNK_BYTES];

	while (want > 0) {
		ssize_t	 n = read(socket, chunk, want < sizeof chunk ? want : sizeof chunk);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		buf_add(message, (struct span) { chunk, (size_t)n });
		want -= (size_t)n;
	}
	return true;
}

static bool
receive_message(int socket, struct buf *message)
{
	buf_cut(message, 0);
	return receive(socket, message, MESSAGE_HEAD) && message->failed == FAULT_NONE &&
	    receive(socket, message, (size_t)message_length(message->p));
}

static bool
send_message(int socket, struct span bytes)
{
	for (size_t at = 0; at < bytes.n;) {
		ssize_t	 n = write(socket, bytes.p + at, bytes.n - at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		at += (size_t)n;
	}
	return true;
}

/* --- what a worker may ------------------------------------------------------------------- */

static void
close_between(int first, int last)
{
	if (first > last || close_range((unsigned)first, (unsigned)last, 0) == 0)
		return;
	for (int fd = first; fd <= last && fd < FILES_MAX; fd++)
		close(fd);
}

/* Databases, connections, other workers: what was open stays the crew's alone. */
static void
close_files(int kept)
{
	int	 low = kept < STDERR_FILENO ? kept : STDERR_FILENO;
	int	 high = kept < STDERR_FILENO ? STDERR_FILENO : kept;

	close_between(0, low - 1);
	close_between(low + 1, high - 1);
	close_between(high + 1, INT32_MAX);
}

/* For good: a worker cannot take back what it gave up. */
static void
confine(unsigned resource, rlim_t most)
{
	struct rlimit	 now;

	if (getrlimit(resource, &now) != 0)
		return;
	if (now.rlim_max > most)
		now.rlim_max = most;
	now.rlim_cur = now.rlim_max;
	setrlimit(resource, &now);
}

/*
 * Signals from the keyboard are the crew's to answer: it ends its workers when
 * it is done, and the kernel does when it is gone. The signals of a crash stay
 * as they are, since a sanitizer has its own.
 */
static void
settle_signals(void)
{
	static const int	 ignored[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE };
	static const int	 crashes[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };
	struct sigaction	 plain = { .sa_handler = SIG_DFL };
	sigset_t		 kept, none;

	sigemptyset(&none);
	sigemptyset(&kept);
	for (size_t i = 0; i < LEN(crashes); i++)
		sigaddset(&kept, crashes[i]);
	for (int number = 1; number <= SIGRTMAX; number++) {
		if (sigismember(&kept, number) == 0)
			sigaction(number, &plain, NULL);
	}
	plain.sa_handler = SIG_IGN;
	for (size_t i = 0; i < LEN(ignored); i++)
		sigaction(ignored[i], &plain, NULL);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* All that a worker may do to the world is settled here, before it sees a document. */
static void
worker_confine(const struct worker *w, pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent) /* it went before it was asked to tell */
		_exit(EXIT_SUCCESS);
	settle_signals();
	close_files(w->socket);
	confine(RLIMIT_CORE, 0);
	/* Who keeps the net and the workers busy goes first where cores are short. */
	(void)setpriority(PRIO_PROCESS, 0, WORKER_NICE);
	if (!WORKER_SANITIZED && w->options->memory_max_bytes > 0)
		confine(RLIMIT_AS, w->options->memory_max_bytes);
	if (!WORKER_SANITIZED && !cage_close(w->socket))
		_exit(EXIT_FAILURE);
}

/* Of one document. A worker whose crew no longer looks ends by itself. */
static void
limit_time(const struct worker *w)
{
	struct rlimit	 now;
	struct timespec	 used;

	if (w->options->time_max_ms <= 0 || getrlimit(RLIMIT_CPU, &now) != 0 ||
	    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) != 0)
		return;
	now.rlim_cur = (rlim_t)(used.tv_sec + w->options->time_max_ms / 1000 + CPU_GRACE_S);
	setrlimit(RLIMIT_CPU, &now);
}

/* --- reading ----------------------------------------------------------------------------- */

static void
answer_fault(struct worker *w, const struct fault *why)
{
	buf_free(&w->answer);
	w->answer = (struct buf)BUF(MESSAGE_MAX);
	message_begin(&w->answer);
	parcel_fault(why, &w->answer);
	message_end(&w->answer);
}

static void
answer(struct worker *w)
{
	struct span		 parcel = buf_span(&w->request);
	struct document		 document;
	struct article		 article;
	struct quote_list	 quotes;
	struct fault		 why = FAULT_INIT, large = FAULT_INIT;

	parcel = span_cut(parcel, MESSAGE_HEAD, parcel.n);
	if (!buf_ok(&w->request, &why) || !parcel_open_document(parcel, w->arena, &document, &why)) {
		answer_fault(w, &why);
		return;
	}
	document.hints.settings = w->options->settings;
	document.hints.parser = w->parser;
	if (!w->options->read(&document, w->finder, w->arena, &article, &quotes, &why)) {
		answer_fault(w, &why);
		return;
	}
	message_begin(&w->answer);
	parcel_reading(&article, &quotes, &w->answer);
	message_end(&w->answer);
	if (!buf_ok(&w->answer, &large)) {
		fault_set(&why, large.kind, "%.*s: what was read is %s", SPAN_ARG(document.name),
		    large.text);
		answer_fault(w, &why);
	}
}

/* The next document finds room as if it were the first. */
static bool
clear(struct worker *w)
{
	bool	 large = w->request.room > KEPT_BYTES || w->answer.room > KEPT_BYTES;

	if (!large && w->request.failed == FAULT_NONE) {
		arena_reset(w->arena);
		return true;
	}
	buf_free(&w->request);
	buf_free(&w->answer);
	w->request = w->answer = (struct buf)BUF(MESSAGE_MAX);
	arena_free(w->arena);
	w->arena = arena_new(PAGE_ARENA_MAX);
#ifdef __GLIBC__
	malloc_trim(0);
#endif
	return w->arena != NULL;
}

_Noreturn void
worker_run(int socket, pid_t parent, const struct crew_options *options,
    const struct quote_finder *finder)
{
	struct worker w = { .socket = socket,
		.options = options,
		.finder = finder,
		.arena = arena_new(PAGE_ARENA_MAX),
		.request = BUF(MESSAGE_MAX),
		.answer = BUF(MESSAGE_MAX) };

	struct fault	 f = FAULT_INIT;

	worker_confine(&w, parent);
	w.parser = dom_parser_new(&f);
	while (w.arena != NULL && w.parser != NULL && receive_message(socket, &w.request)) {
		limit_time(&w);
		answer(&w);
		if (!send_message(socket, buf_span(&w.answer)) || !clear(&w))
			break;
	}
	_exit(EXIT_SUCCESS);
}
