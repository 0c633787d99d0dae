#define _GNU_SOURCE
#include "fetch/crew.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
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

/* Processes made by this one, by the kernel's list. */
static size_t
list_children(pid_t pids[], size_t most)
{
	char	 path[64];
	FILE	*file;
	size_t	 n = 0;
	int	 pid;

	snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)getpid(), (int)getpid());
	file = fopen(path, "r");
	cr_assert_not_null(file);
	while (n < most && fscanf(file, "%d", &pid) == 1)
		pids[n++] = pid;
	fclose(file);
	return n;
}

/* Is it still running? A zombie is not. */
static bool
is_alive(pid_t pid)
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

static bool
all_gone(const pid_t pids[], size_t n, int64_t within_ms)
{
	const struct timespec	 nap = { 0, 10000000 };
	int64_t			 until = clock_ms() + within_ms;
	size_t			 alive;

	do {
		alive = 0;
		for (size_t i = 0; i < n; i++)
			alive += is_alive(pids[i]);
		if (alive > 0)
			nanosleep(&nap, NULL);
	} while (alive > 0 && clock_ms() < until);
	return alive == 0;
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

/* Under a sanitizer there is no limit to hit, and the machine's memory is not ours to eat. */
#if !defined(__SANITIZE_ADDRESS__)
Test(crew, memory_that_a_document_may_not_have_costs_that_document)
{
	struct crew_options options = { .workers = 1,
		.memory_max_bytes = (size_t)512 << 20,
		.read = read_badly };
	struct crew_reading	 bad, next;

	hire(&options);
	give(1, "bad.txt", SPAN("EAT all"));
	give(2, "good.txt", SPAN(good));
	take(&bad);
	take(&next);
	cr_expect_eq(bad.why.kind, FAULT_MEMORY, "%s", bad.why.text);
	cr_expect_str_eq(bad.why.text, "bad.txt: out of memory");
	cr_expect_eq(next.ticket, 2);
}
#endif

/* --- many -------------------------------------------------------------------------------- */

static const char *const names[] = { "Ines Okoro", "Bo Lund", "Ada Pires", "Jo Ek" };
static const char *const endings[] = { "before winter", "by hand", "“stone by stone”", "alone" };

static struct span
write_document(size_t i)
{
	struct span	 text;

	cr_assert(span_print(arena, &text, &fault,
	    "Storm %zu over the harbour\n\nBy A. Writer\nJanuary %zu, 2022\n\n"
	    "PORTO (AP) — “We will rebuild pier %zu %s,” said Mayor %s.\n\n"
	    "It was the %zuth storm of the year.\n",
	    i, i % 28 + 1, i, endings[i / 4 % 4], names[i % 4], i));
	return text;
}

static struct span
dump(const struct article *article, const struct quote_list *quotes)
{
	struct buf	 out = BUF((size_t)1 << 20);
	struct span	 text;

	dump_reading(&out, article, quotes);
	cr_assert(buf_end(&out, arena, &text, &fault), "%s", fault.text);
	return text;
}

/* What reading it in this process gives. */
static struct span
read_here(const struct quote_finder *finder, size_t i)
{
	struct document		 document = document_of(SPAN("many.txt"), write_document(i));
	struct article		 article;
	struct quote_list	 quotes;

	cr_assert(document_read(&document, finder, arena, &article, &quotes, &fault), "%s",
	    fault.text);
	cr_assert_eq(quotes.count > 0, true);
	return dump(&article, &quotes);
}

Test(crew, each_of_many_comes_back_once_as_if_it_were_read_here)
{
	struct crew_options	 options = crew_defaults;
	struct quote_finder	*finder = quote_finder_new(&fault);
	unsigned char		 seen[MANY] = { 0 };
	size_t			 given = 0, taken = 0;

	options.workers = 2;
	hire(&options);
	while (taken < MANY) {
		struct crew_reading	 reading;

		arena_reset(arena);
		while (given < MANY && crew_room(crew) > 0) {
			give(given, "many.txt", write_document(given));
			given++;
		}
		cr_assert_eq(crew_busy(crew), given - taken);
		take(&reading);
		cr_assert_lt(reading.ticket, MANY);
		cr_expect_eq(++seen[reading.ticket], 1, "%llu", (unsigned long long)reading.ticket);
		cr_expect_eq(reading.why.kind, FAULT_NONE, "%s", reading.why.text);
		cr_expect(span_eq(dump(&reading.article, &reading.quotes),
			      read_here(finder, reading.ticket)),
		    "%llu differs", (unsigned long long)reading.ticket);
		taken++;
	}
	cr_expect_eq(crew_busy(crew), 0);
	quote_finder_free(finder);
}

/* Beyond what any socket holds, beside small ones that are not held up by it. */
Test(crew, a_document_may_be_large)
{
	struct crew_options	 options = crew_defaults;
	struct buf		 large = BUF((size_t)16 << 20);
	size_t			 characters = 0;

	while (large.n < (size_t)8 << 20)
		buf_add(&large,
		    SPAN("The harbour was quiet again, and the ferries sailed on time.\n\n"));
	options.workers = 2;
	hire(&options);
	give(0, "large.txt", buf_span(&large));
	for (uint64_t i = 1; i < 3; i++)
		give(i, "small.txt", SPAN(good));
	for (size_t i = 0; i < 3; i++) {
		struct crew_reading	 reading;

		take(&reading);
		cr_expect_eq(reading.why.kind, FAULT_NONE, "%s", reading.why.text);
		cr_expect_eq(reading.ticket == 0, i == 2, "the large one comes last");
		characters += reading.article.text.n;
	}
	cr_expect_eq(characters, large.n + 2 * strlen(good));
	buf_free(&large);
}

/* --- beginnings and ends ----------------------------------------------------------------- */

Test(crew, workers_are_started_when_there_is_work_for_them)
{
	struct crew_options	 options = { .workers = 3, .read = read_badly };
	struct crew_reading	 reading;
	pid_t			 pids[8];

	hire(&options);
	cr_expect_eq(crew_room(crew), 6);
	cr_expect_eq(list_children(pids, LEN(pids)), 0);
	give(1, "good.txt", SPAN("SLOW one"));
	cr_expect_eq(list_children(pids, LEN(pids)), 1);
	take(&reading);
	give(2, "good.txt", SPAN("SLOW one"));
	cr_expect_eq(list_children(pids, LEN(pids)), 1, "one is idle and does it");
	give(3, "good.txt", SPAN("SLOW one"));
	cr_expect_eq(list_children(pids, LEN(pids)), 2);
	take(&reading);
	take(&reading);
}

Test(crew, is_let_go_whatever_its_workers_do)
{
	static const char *const work[] = { "HANG now", "SLOW one", "ABORT now" };
	struct crew_options	 options = { .workers = 3, .read = read_badly };
	pid_t			 pids[8];
	size_t			 n;

	hire(&options);
	for (uint64_t i = 0; i < 6; i++)
		give(i, "some.txt", span_of(work[i % 3]));
	n = list_children(pids, LEN(pids));
	crew_free(crew);
	crew = NULL;
	cr_expect_eq(count_children(), 0);
	cr_expect(all_gone(pids, n, 0));
}

/* A process with a crew whose workers hang, in a group of its own; its workers are told. */
static pid_t
start_other(pid_t workers[2])
{
	int	 ends[2];
	pid_t	 other;

	cr_assert_eq(pipe(ends), 0);
	other = fork();
	cr_assert_geq(other, 0);
	if (other == 0) {
		struct crew_options options = { .workers = 2, .read = read_badly };

		setpgid(0, 0);
		hire(&options);
		give(1, "bad.txt", SPAN("HANG now"));
		give(2, "bad.txt", SPAN("HANG now"));
		if (list_children(workers, 2) == 2)
			(void)!write(ends[1], workers, 2 * sizeof *workers);
		for (;;)
			pause();
	}
	close(ends[1]);
	cr_assert_eq(read(ends[0], workers, 2 * sizeof *workers), (ssize_t)(2 * sizeof *workers));
	close(ends[0]);
	return other;
}

Test(crew, workers_end_with_the_process_that_made_them)
{
	pid_t	 workers[2], other = start_other(workers);

	cr_assert(is_alive(workers[0]) && is_alive(workers[1]));
	kill(other, SIGKILL);
	waitpid(other, NULL, 0);
	cr_expect(all_gone(workers, 2, 1000), "an orphan reads on");
}

/* From the keyboard a signal goes to the whole group; what becomes of the work is the parent's to say. */
Test(crew, workers_leave_interruptions_to_the_process_that_made_them)
{
	static const int	 asked[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
	struct crew_options	 options = { .workers = 1, .read = read_badly };
	struct crew_reading	 reading;
	pid_t			 worker;

	hire(&options);
	for (size_t i = 0; i < LEN(asked); i++) {
		give(i, "good.txt", SPAN("SLOW one"));
		if (i == 0) { /* until it says something it may still be getting ready */
			take(&reading);
			give(i, "good.txt", SPAN("SLOW one"));
		}
		cr_assert_eq(list_children(&worker, 1), 1);
		kill(worker, asked[i]);
		take(&reading);
		cr_expect_eq(reading.why.kind, FAULT_NONE, "%s", reading.why.text);
	}
}

Test(crew, an_idle_worker_that_dies_costs_nothing)
{
	struct crew_options	 options = { .workers = 1, .read = read_badly };
	struct crew_reading	 reading;
	pid_t			 worker;
	bool			 any = true;

	hire(&options);
	give(1, "good.txt", SPAN(good));
	take(&reading);
	cr_assert_eq(list_children(&worker, 1), 1);
	kill(worker, SIGKILL);
	cr_assert(all_gone(&worker, 1, 1000));
	cr_assert(crew_take(crew, 500, arena, &reading, &any, &fault), "%s", fault.text);
	cr_expect_not(any);
	cr_expect_eq(count_children(), 0, "it is taken leave of");
	give(2, "good.txt", SPAN(good));
	take(&reading);
	cr_expect_eq(reading.why.kind, FAULT_NONE, "%s", reading.why.text);
}

/* A caller that waits for other things too. */
Test(crew, says_what_to_wait_on)
{
	struct crew_options	 options = { .workers = 2, .read = read_badly };
	struct buf		 large = BUF((size_t)8 << 20);
	size_t			 taken = 0, looks = 0;
	struct pollfd		 wait = { .events = POLLIN };

	while (large.n < (size_t)2 << 20)
		buf_add(&large,
		    SPAN("The harbour was quiet again, and the ferries sailed on time.\n\n"));
	hire(&options);
	cr_assert_eq(crew_fds(crew, &wait.fd, 0), 0);
	cr_assert_eq(crew_fds(crew, &wait.fd, 1), 1);
	give(1, "large.txt", buf_span(&large));
	give(2, "slow.txt", SPAN("SLOW one"));
	give(3, "slow.txt", SPAN("SLOW one"));
	for (; taken < 3 && looks < 10000; looks++) {
		struct crew_reading	 reading;
		bool			 any;

		cr_expect_eq(poll(&wait, 1, 5000), 1, "nothing to wait for");
		do {
			cr_assert(crew_take(crew, 0, arena, &reading, &any, &fault));
			taken += any;
		} while (any);
	}
	cr_expect_eq(taken, 3);
	buf_free(&large);
}

/* Let this process open so many more files and no more; returns what stood before. */
static struct rlimit
leave_files(int more)
{
	struct rlimit	 before = { 0 }, few;
	int		 fds[8];

	cr_assert_eq(getrlimit(RLIMIT_NOFILE, &before), 0);
	fds[0] = dup(0);
	few = (struct rlimit) { (rlim_t)fds[0], before.rlim_max };
	for (int i = 1; i <= more; i++)
		fds[i] = dup(0);
	if (more > 0)
		few.rlim_cur = (rlim_t)fds[more];
	for (int i = 0; i <= more; i++)
		close(fds[i]);
	cr_assert_eq(setrlimit(RLIMIT_NOFILE, &few), 0);
	return before;
}

Test(crew, makes_do_with_the_workers_that_the_system_gives)
{
	struct crew_options	 options = { .workers = 8, .read = read_badly };
	struct rlimit		 files;
	uint64_t		 given = 0, taken = 0;
	pid_t			 pids[8];

	hire(&options);
	files = leave_files(3);
	while (given < 4) {
		give(given, "slow.txt", SPAN("SLOW one"));
		given++;
	}
	cr_assert_eq(setrlimit(RLIMIT_NOFILE, &files), 0);
	cr_expect_eq(list_children(pids, LEN(pids)), 2);
	cr_expect_eq(crew_room(crew), 0, "two for each of two");
	for (; taken < given; taken++) {
		struct crew_reading	 reading;

		take(&reading);
		cr_expect_eq(reading.why.kind, FAULT_NONE, "%s", reading.why.text);
	}
}

Test(crew, says_so_when_the_system_gives_no_worker_at_all)
{
	struct crew_options	 options = { .workers = 1, .read = read_badly };
	struct document		 document = document_of(SPAN("a.txt"), SPAN(good));
	struct rlimit		 files;

	hire(&options);
	files = leave_files(0);
	cr_expect_not(crew_give(crew, 1, &document, &fault));
	cr_assert_eq(setrlimit(RLIMIT_NOFILE, &files), 0);
	cr_expect_eq(fault.kind, FAULT_MEMORY, "%s", fault.text);
	cr_expect_eq(crew_busy(crew), 0);
	fault_clear(&fault);
	cr_expect(crew_give(crew, 1, &document, &fault), "%s", fault.text);
}

/* --- what a worker has ------------------------------------------------------------------- */

/* Tells in a fault what it finds in its own house. */
static bool
read_house(const struct document *document, const struct quote_finder *finder, struct arena *a,
    struct article *article, struct quote_list *quotes, struct fault *f)
{
	size_t		 open = 0, sockets = 0;
	struct rlimit	 core, space;

	(void)document, (void)finder, (void)a, (void)article, (void)quotes;
	for (int fd = 0; fd < 1024; fd++) {
		struct stat	 st;

		if (fstat(fd, &st) != 0)
			continue;
		open++;
		sockets += S_ISSOCK(st.st_mode) && fd != STDERR_FILENO;
	}
	getrlimit(RLIMIT_CORE, &core);
	getrlimit(RLIMIT_AS, &space);
	return fault_set(f, FAULT_INPUT, "%zu open, %zu socket, core %llu, space %llu MiB", open,
	    sockets, (unsigned long long)core.rlim_max, (unsigned long long)space.rlim_max >> 20);
}

Test(crew, a_worker_holds_its_socket_and_standard_error_alone)
{
	struct crew_options options = { .workers = 2,
		.memory_max_bytes = (size_t)4 << 40,
		.read = read_house };

	for (int i = 0; i < 20; i++)
		cr_assert_geq(dup(0), 0);
	hire(&options);
	for (uint64_t i = 0; i < 4; i++)
		give(i, "house", SPAN("whatever"));
	for (uint64_t i = 0; i < 4; i++) {
		struct crew_reading	 reading;

		take(&reading);
		cr_expect(span_starts(span_of(reading.why.text),
			      SPAN("house: 2 open, 1 socket, core 0, space ")),
		    "%s", reading.why.text);
	}
}
