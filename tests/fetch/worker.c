#define _GNU_SOURCE
#include "fetch/worker.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fetch/cage.h"
#include "fetch/hand.h"
#include "tests/fetch/crew_ground.h"

GROUND_SUITE(worker, false);

/* --- beginnings and ends ----------------------------------------------------------------- */

Test(worker, is_started_when_there_is_work_for_it)
{
	struct crew_options	 options = { .workers = 3, .read = ground_read };
	struct crew_reading	 reading;
	pid_t			 pids[8];

	ground_hire(&g, &options);
	cr_expect_eq(crew_room(g.crew), 3 * HAND_JOBS);
	cr_expect_eq(ground_list_children(pids, LEN(pids)), 0);
	ground_give(&g, 1, "good.txt", SPAN("SLOW one"));
	cr_expect_eq(ground_list_children(pids, LEN(pids)), 1);
	ground_take(&g, &reading);
	ground_give(&g, 2, "good.txt", SPAN("SLOW one"));
	cr_expect_eq(ground_list_children(pids, LEN(pids)), 1, "one is idle and does it");
	ground_give(&g, 3, "good.txt", SPAN("SLOW one"));
	cr_expect_eq(ground_list_children(pids, LEN(pids)), 2);
	ground_take(&g, &reading);
	ground_take(&g, &reading);
}

Test(worker, is_let_go_whatever_it_does)
{
	static const char *const work[] = { "HANG now", "SLOW one", "ABORT now" };
	struct crew_options	 options = { .workers = 3, .read = ground_read };
	pid_t			 pids[8];
	size_t			 n;

	ground_hire(&g, &options);
	for (uint64_t i = 0; i < 6; i++)
		ground_give(&g, i, "some.txt", span_of(work[i % 3]));
	n = ground_list_children(pids, LEN(pids));
	crew_free(g.crew);
	g.crew = NULL;
	cr_expect(ground_is_alone());
	cr_expect(ground_all_gone(pids, n, 0));
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
		struct crew_options options = { .workers = 2, .read = ground_read };

		setpgid(0, 0);
		ground_hire(&g, &options);
		ground_give(&g, 1, "bad.txt", SPAN("HANG now"));
		ground_give(&g, 2, "bad.txt", SPAN("HANG now"));
		if (ground_list_children(workers, 2) == 2)
			(void)!write(ends[1], workers, 2 * sizeof *workers);
		for (;;)
			pause();
	}
	close(ends[1]);
	cr_assert_eq(read(ends[0], workers, 2 * sizeof *workers), (ssize_t)(2 * sizeof *workers));
	close(ends[0]);
	return other;
}

Test(worker, ends_with_the_process_that_made_it)
{
	pid_t	 workers[2], other = start_other(workers);

	cr_assert(ground_is_alive(workers[0]) && ground_is_alive(workers[1]));
	kill(other, SIGKILL);
	waitpid(other, NULL, 0);
	cr_expect(ground_all_gone(workers, 2, 1000), "an orphan reads on");
}

/* From the keyboard a signal goes to the whole group; what becomes of the work is the parent's to say. */
Test(worker, leaves_interruptions_to_the_process_that_made_it)
{
	static const int	 asked[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
	struct crew_options	 options = { .workers = 1, .read = ground_read };
	struct crew_reading	 reading;
	pid_t			 worker;

	ground_hire(&g, &options);
	for (size_t i = 0; i < LEN(asked); i++) {
		ground_give(&g, i, "good.txt", SPAN("SLOW one"));
		if (i == 0) { /* until it says something it may still be getting ready */
			ground_take(&g, &reading);
			ground_give(&g, i, "good.txt", SPAN("SLOW one"));
		}
		cr_assert_eq(ground_list_children(&worker, 1), 1);
		kill(worker, asked[i]);
		ground_take(&g, &reading);
		cr_expect_eq(reading.why.kind, FAULT_NONE, "%s", reading.why.text);
	}
}

Test(worker, costs_nothing_when_it_dies_idle)
{
	struct crew_options	 options = { .workers = 1, .read = ground_read };
	struct crew_reading	 reading;
	pid_t			 worker;
	bool			 any = true;

	ground_hire(&g, &options);
	ground_give(&g, 1, "good.txt", SPAN(GROUND_TEXT));
	ground_take(&g, &reading);
	cr_assert_eq(ground_list_children(&worker, 1), 1);
	kill(worker, SIGKILL);
	cr_assert(ground_all_gone(&worker, 1, 1000));
	cr_assert(crew_take(g.crew, 500, g.arena, &reading, &any, &g.fault), "%s", g.fault.text);
	cr_expect_not(any);
	cr_expect(ground_is_alone(), "it is taken leave of");
	ground_give(&g, 2, "good.txt", SPAN(GROUND_TEXT));
	ground_take(&g, &reading);
	cr_expect_eq(reading.why.kind, FAULT_NONE, "%s", reading.why.text);
}

/* A caller that waits for other things too. */
Test(worker, can_be_waited_on)
{
	struct crew_options	 options = { .workers = 2, .read = ground_read };
	struct buf		 large = BUF((size_t)8 << 20);
	size_t			 taken = 0, looks = 0;
	struct pollfd		 wait = { .events = POLLIN };

	while (large.n < (size_t)1 << 20)
		buf_add(&large,
		    SPAN("The harbour was quiet again, and the ferries sailed on time.\n\n"));
	ground_hire(&g, &options);
	cr_assert_eq(crew_fds(g.crew, &wait.fd, 0), 0);
	cr_assert_eq(crew_fds(g.crew, &wait.fd, 1), 1);
	ground_give(&g, 1, "large.txt", buf_span(&large));
	ground_give(&g, 2, "slow.txt", SPAN("SLOW one"));
	ground_give(&g, 3, "slow.txt", SPAN("SLOW one"));
	for (; taken < 3 && looks < 10000; looks++) {
		struct crew_reading	 reading;
		bool			 any;

		cr_expect_eq(poll(&wait, 1, 60000), 1, "nothing to wait for");
		do {
			cr_assert(crew_take(g.crew, 0, g.arena, &reading, &any, &g.fault));
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

Test(worker, is_one_of_fewer_where_the_system_gives_no_more)
{
	struct crew_options	 options = { .workers = 8, .read = ground_read };
	struct rlimit		 files;
	uint64_t		 given = 0, taken = 0;
	pid_t			 pids[8];

	ground_hire(&g, &options);
	files = leave_files(3);
	while (given < 2 * HAND_JOBS) {
		ground_give(&g, given, "slow.txt", SPAN("SLOW one"));
		given++;
	}
	cr_assert_eq(setrlimit(RLIMIT_NOFILE, &files), 0);
	cr_expect_eq(ground_list_children(pids, LEN(pids)), 2);
	cr_expect_eq(crew_room(g.crew), 0, "a line for each of two");
	for (; taken < given; taken++) {
		struct crew_reading	 reading;

		ground_take(&g, &reading);
		cr_expect_eq(reading.why.kind, FAULT_NONE, "%s", reading.why.text);
	}
}

Test(worker, is_missed_aloud_when_the_system_gives_none)
{
	struct crew_options	 options = { .workers = 1, .read = ground_read };
	struct document		 document = ground_document(SPAN("a.txt"), SPAN(GROUND_TEXT));
	struct rlimit		 files;

	ground_hire(&g, &options);
	files = leave_files(0);
	cr_expect_not(crew_give(g.crew, 1, &document, &g.fault));
	cr_assert_eq(setrlimit(RLIMIT_NOFILE, &files), 0);
	cr_expect_eq(g.fault.kind, FAULT_MEMORY, "%s", g.fault.text);
	cr_expect_eq(crew_busy(g.crew), 0);
	fault_clear(&g.fault);
	cr_expect(crew_give(g.crew, 1, &document, &g.fault), "%s", g.fault.text);
}

/* --- what a worker has ------------------------------------------------------------------- */

/* A line of /proc about a process, with single spaces, behind its name; everybody may read these. */
static struct span
look(pid_t pid, const char *file, const char *name)
{
	char	 path[64], line[256];
	struct span found = SPAN_NONE;
	FILE	*stream;

	snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, file);
	stream = fopen(path, "r");
	cr_assert_not_null(stream, "%s", path);
	while (found.p == NULL && fgets(line, sizeof line, stream) != NULL) {
		if (span_starts(span_of(line), span_of(name)))
			cr_assert(span_in(g.arena, span_trim(span_of(line + strlen(name))), &found,
			    &g.fault));
	}
	fclose(stream);
	return found;
}

/* Start a worker, and let it read something: before, it may still be getting ready. */
static pid_t
settle(const struct crew_options *options)
{
	struct crew_reading	 reading;
	pid_t			 worker;

	ground_hire(&g, options);
	ground_give(&g, 1, "good.txt", SPAN(GROUND_TEXT));
	ground_take(&g, &reading);
	cr_expect_eq(reading.why.kind, FAULT_NONE, "%s", reading.why.text);
	cr_assert_eq(ground_list_children(&worker, 1), 1);
	return worker;
}

/* In a cage it is nobody's to look into but the superuser's. */
Test(worker, holds_its_socket_and_standard_error_alone)
{
	struct crew_options	 options = { .workers = 1 };
	size_t			 open = 0, sockets = 0;
	char			 path[64];
	DIR			*files;

	for (int i = 0; i < 20; i++)
		cr_assert_geq(dup(0), 0);
	snprintf(path, sizeof path, "/proc/%d/fd", (int)settle(&options));
	files = opendir(path);
	if (files == NULL && errno == EACCES)
		cr_skip_test("nobody may look");
	cr_assert_not_null(files, "%s", path);
	for (struct dirent *entry; (entry = readdir(files)) != NULL;) {
		char	 to[64] = "";

		if (readlinkat(dirfd(files), entry->d_name, to, sizeof to - 1) <= 0)
			continue;
		open++;
		sockets +=
		    span_starts(span_of(to), SPAN("socket:")) && strcmp(entry->d_name, "2") != 0;
	}
	closedir(files);
	cr_expect_eq(open, 2, "%zu", open);
	cr_expect_eq(sockets, 1, "%zu", sockets);
}

Test(worker, leaves_no_core_file)
{
	struct crew_options	 options = { .workers = 1 };
	struct span		 most = look(settle(&options), "limits", "Max core file size");

	cr_expect(span_starts(most, SPAN("0 ")), "%.*s", SPAN_ARG(most));
}

static const struct {
	const char *file, *name, *begins;
} bars[] = {
	{ "status",	"Seccomp:",		"2" },
	{ "status",	"NoNewPrivs:",		"1" },
	{ "limits",	"Max open files",	"0 " },
};

/* With a sanitizer it is not: see fetch/worker.h. */
Test(worker, is_caged_before_it_reads, .disabled = WORKER_SANITIZED)
{
	struct crew_options	 options = { .workers = 1 };
	pid_t			 worker = settle(&options);

	cr_assert(cage_possible(), "no cage on this system");
	for (size_t i = 0; i < LEN(bars); i++) {
		struct span	 found = look(worker, bars[i].file, bars[i].name);

		cr_expect(span_starts(found, span_of(bars[i].begins)), "%s %.*s", bars[i].name,
		    SPAN_ARG(found));
	}
}
