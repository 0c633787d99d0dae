#define _GNU_SOURCE
#include "fetch/crew.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/fetch/reading.h"

#define MANY 1000
#define PATIENCE_MS 60000

static struct crew *crew;
static struct arena *arena;
static struct fault fault;

/* --- the ground -------------------------------------------------------------------------- */

static int64_t
clock_ms(void)
{
	struct timespec	 now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Processes that are ours and not yet taken leave of; -1 when one of them is a zombie. */
static int
count_children(void)
{
	siginfo_t	 info = { 0 };

	if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) != 0)
		return errno == ECHILD ? 0 : -2;
	return info.si_pid == 0 ? 1 : -1;
}

static void
begin(void)
{
	fault_clear(&fault);
	cr_assert_not_null(arena = arena_new((size_t)512 << 20));
}

static void
end(void)
{
	crew_free(crew);
	arena_free(arena);
	cr_expect_eq(count_children(), 0, "a worker was left behind");
}

TestSuite(crew, .init = begin, .fini = end, .timeout = 120);

static struct document
document_of(struct span name, struct span bytes)
{
	return (struct document) { .kind = DOCUMENT_TEXT,
		.name = name,
		.hints = { .file = name,
		    .captured = DATE_UNKNOWN,
		    .last_modified = DATE_UNKNOWN,
		    .now = 1780000000 },
		.bytes = bytes };
}

static void
hire(const struct crew_options *options)
{
	crew = crew_new(options, &fault);
	cr_assert_not_null(crew, "%s", fault.text);
}

static void
give(uint64_t ticket, const char *name, struct span bytes)
{
	struct document	 document = document_of(span_of(name), bytes);

	cr_assert_gt(crew_room(crew), 0);
	cr_assert(crew_give(crew, ticket, &document, &fault), "%s", fault.text);
}

/* The next reading, however long it takes. */
static void
take(struct crew_reading *reading)
{
	int64_t	 until = clock_ms() + PATIENCE_MS;
	bool	 any = false;

	while (!any) {
		cr_assert(crew_take(crew, 500, arena, reading, &any, &fault), "%s", fault.text);
		cr_assert_lt(clock_ms(), until, "no answer");
	}
}

/* --- readers that go wrong --------------------------------------------------------------- */

static void
eat(struct fault *f)
{
	for (;;) {
		unsigned char	*bytes = malloc((size_t)16 << 20);

		if (bytes == NULL) {
			fault_set(f, FAULT_MEMORY, "out of memory");
			return;
		}
		memset(bytes, 1, (size_t)16 << 20);
	}
}

/* The socket is the only descriptor above standard error that it has. */
static void
babble(struct span bytes)
{
	static const uint64_t	 huge = UINT64_MAX, small = 24;
	const char		 noise[24] = "nothing that is a parcel";

	for (int fd = 3; fd < 1024; fd++) {
		if (span_starts(bytes, SPAN("HUGE")))
			(void)!send(fd, &huge, sizeof huge, MSG_NOSIGNAL);
		else
			(void)!send(fd, &small, sizeof small, MSG_NOSIGNAL);
		(void)!send(fd, noise, sizeof noise, MSG_NOSIGNAL);
	}
}

/* What the text says first decides what becomes of its reader. */
static bool
read_badly(const struct document *document, const struct quote_finder *finder, struct arena *a,
    struct article *article, struct quote_list *quotes, struct fault *f)
{
	static const struct timespec	 nap = { 0, 30000000 };
	struct span			 bytes = document->bytes;

	if (span_starts(bytes, SPAN("ABORT")))
		abort();
	if (span_starts(bytes, SPAN("SEGV")))
		raise(SIGSEGV);
	if (span_starts(bytes, SPAN("EXIT")))
		_exit(7);
	if (span_starts(bytes, SPAN("LEAVE")))
		_exit(0);
	if (span_starts(bytes, SPAN("HANG")))
		for (;;)
			pause();
	if (span_starts(bytes, SPAN("EAT"))) {
		eat(f);
		return false;
	}
	if (span_starts(bytes, SPAN("BABBLE")) || span_starts(bytes, SPAN("HUGE")))
		babble(bytes);
	if (span_starts(bytes, SPAN("SLOW")))
		nanosleep(&nap, NULL);
	return document_read(document, finder, a, article, quotes, f);
}

static const char good[] =
    "Storm over the harbour\n\n\"We will rebuild it before winter,\" said Mayor Ines Okoro.\n";

static const struct {
	const char	*what, *bytes, *told;
	enum fault_kind	 kind;
} mishaps[] = {
	{ "aborts", "ABORT now", "bad.txt: its reader crashed (SIGABRT)", FAULT_INPUT },
	{ "crashes", "SEGV now", "bad.txt: its reader crashed (SIGSEGV)", FAULT_INPUT },
	{ "leaves with a status", "EXIT now", "bad.txt: its reader ended (status 7)", FAULT_INPUT },
	{ "leaves", "LEAVE now", "bad.txt: its reader ended without an answer", FAULT_INPUT },
	{ "hangs", "HANG now", "bad.txt: reading it took longer than 200 ms", FAULT_LIMIT },
	{ "babbles", "BABBLE now", "bad.txt: its reader gave no answer that can be read",
	    FAULT_INPUT },
	{ "promises more than there is", "HUGE one",
	    "bad.txt: its reader gave no answer that can be read", FAULT_INPUT },
	{ "finds nothing to read", "   ", "bad.txt: empty", FAULT_INPUT },
};

/* One worker, so that the good document stands in line behind the bad one. */
Test(crew, a_mishap_costs_its_document_and_no_other)
{
	struct crew_options options = { .workers = 1, .time_max_ms = 200, .read = read_badly };

	hire(&options);
	for (size_t i = 0; i < LEN(mishaps); i++) {
		struct crew_reading	 bad, next;

		give(2 * i, "bad.txt", span_of(mishaps[i].bytes));
		give(2 * i + 1, "good.txt", SPAN(good));
		cr_expect_eq(crew_room(crew), 0);
		take(&bad);
		take(&next);
		cr_expect_eq(bad.ticket, 2 * i, "it %s", mishaps[i].what);
		cr_expect_str_eq(bad.why.text, mishaps[i].told, "it %s", mishaps[i].what);
		cr_expect_eq(bad.why.kind, mishaps[i].kind, "it %s", mishaps[i].what);
		cr_expect_eq(next.ticket, 2 * i + 1, "it %s", mishaps[i].what);
		cr_expect_eq(next.why.kind, FAULT_NONE, "it %s, and then: %s", mishaps[i].what,
		    next.why.text);
		cr_expect_eq(next.quotes.count, 1, "it %s", mishaps[i].what);
		cr_expect_eq(crew_busy(crew), 0);
	}
}
