#include <criterion/criterion.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fetch/warc.h"
#include "tests/fetch/archive.h"

/* --- bodies ------------------------------------------------------------------------------ */

static const struct {
	const char	*what, *fields;
	int		 format; /* 0: not packed */
	size_t		 body;	 /* bytes */
	enum fault_kind	 kind;
	bool		 truncated;
} bodies[] = {
	{ "as large as may be", "", 0, BODY_MAX, FAULT_NONE, false },
	{ "larger than may be", "", 0, BODY_MAX + 1, FAULT_LIMIT, false },
	{ "much larger than may be", "", 0, 10 * BODY_MAX, FAULT_LIMIT, false },
	{ "packed", "Content-Encoding: gzip\r\n", GZIP, BODY_MAX, FAULT_NONE, false },
	{ "packed by zlib", "content-encoding: deflate\r\n", ZLIB, BODY_MAX, FAULT_NONE, false },
	{ "packed raw", "Content-Encoding: deflate\r\n", RAW, BODY_MAX, FAULT_NONE, false },
	{ "packed, and nobody says so", "", GZIP, BODY_MAX, FAULT_NONE, false },
	{ "a bomb", "Content-Encoding: gzip\r\n", GZIP, 100 * BODY_MAX, FAULT_LIMIT, false },
	{ "a bomb that nobody names", "", GZIP, 100 * BODY_MAX, FAULT_LIMIT, false },
	{ "said to be packed", "Content-Encoding: gzip\r\nContent-Length: 10\r\n", 0, BODY_MAX, FAULT_NONE, false },
	{ "said to be packed by brotli", "Content-Encoding: br\r\n", 0, BODY_MAX, FAULT_NONE, false },
	{ "said to be chunked", "Transfer-Encoding: chunked\r\n", 0, BODY_MAX, FAULT_NONE, false },
	{ "less than it promises", "Content-Length: 100001\r\n", 0, BODY_MAX, FAULT_NONE, true },
};

Test(warc_body, gives_bodies_as_they_were_before_their_codings)
{
	const struct span	 good = GOOD("b");

	for (size_t i = 0; i < LEN(bodies); i++) {
		struct buf	 block = BUF(ARCHIVE_MAX), text = BUF(ARCHIVE_MAX);
		struct buf	 archive = BUF(ARCHIVE_MAX);
		struct reading	 r;

		for (size_t n = 0; n < bodies[i].body; n++)
			buf_char(&text, n % 2 == 0 ? 'a' : ' ');
		buf_print(&block, "HTTP/1.1 200 OK\r\n%s\r\n", bodies[i].fields);
		if (bodies[i].format == 0)
			buf_add(&block, buf_span(&text));
		else
			archive_add_packed(&block, buf_span(&text), (enum format)bodies[i].format);
		archive_add_record(&archive, "response", URI HTTP, buf_span(&block));
		buf_add(&archive, good);
		r = reading_only(buf_span(&archive), bodies[i].what);
		cr_expect_eq(r.why.kind, bodies[i].kind, "%s: %s", bodies[i].what, r.why.text);
		if (r.why.kind == FAULT_NONE) {
			cr_expect(span_eq(r.record.body, buf_span(&text)), "%s: %zu bytes",
			    bodies[i].what, r.record.body.n);
			cr_expect_eq(r.record.truncated, bodies[i].truncated, "%s", bodies[i].what);
		}
		cr_assert(reading_next(&r) && r.why.kind == FAULT_NONE, "%s: %s", bodies[i].what,
		    r.why.text);
		cr_expect(span_eq(r.record.body, SPAN("b")), "%s", bodies[i].what);
		reading_expect_end(&r, bodies[i].what);
		buf_free(&block);
		buf_free(&text);
		buf_free(&archive);
	}
}

/* --- files ------------------------------------------------------------------------------- */

Test(warc_body, ends_where_a_file_cannot_be_read)
{
	struct reading	 r = reading_of_file("/", NULL);

	cr_assert(reading_next(&r));
	cr_expect_eq(r.why.kind, FAULT_IO, "%s", r.why.text);
	cr_expect(span_starts(span_of(r.why.text), SPAN("cannot be read")), "%s", r.why.text);
	reading_expect_end(&r, "a directory");
}

static volatile int stop;

static void
on_alarm(int number)
{
	stop = number;
}

/* A good record, then half of one, then nothing comes any more. */
Test(warc_body, ends_when_it_is_told_to_stop)
{
	struct sigaction	 action = { .sa_handler = on_alarm };
	struct itimerval	 soon = { .it_value = { 0, 50000 }, .it_interval = { 0, 50000 } };
	struct span		 good = GOOD("a");
	struct reading		 r;
	int			 fds[2];

	cr_assert_eq(pipe(fds), 0);
	cr_assert_eq(write(fds[1], good.p, good.n), (ssize_t)good.n);
	cr_assert_eq(write(fds[1], good.p, good.n / 2), (ssize_t)(good.n / 2));
	cr_assert_eq(dup2(fds[0], STDIN_FILENO), STDIN_FILENO);
	cr_assert_eq(sigaction(SIGALRM, &action, NULL), 0);
	cr_assert_eq(setitimer(ITIMER_REAL, &soon, NULL), 0);
	r = reading_of_file("-", &stop);
	cr_assert(reading_next(&r));
	cr_expect_eq(r.why.kind, FAULT_NONE, "%s", r.why.text);
	cr_assert(reading_next(&r));
	cr_expect_eq(r.why.kind, FAULT_INTERRUPTED, "%s", r.why.text);
	reading_expect_end(&r, "a pipe");
}

#define STREAM_BYTES ((size_t)256 << 20)

/* Write records without end in sight. */
static void
stream(int fd, const struct buf *archive)
{
	for (size_t sent = 0; sent < STREAM_BYTES;) {
		ssize_t	 n = write(fd, archive->p, archive->n);

		if (n != (ssize_t)archive->n)
			_exit(1);
		sent += (size_t)n;
	}
	_exit(0);
}

/* A quarter of a gigabyte comes through a pipe, which cannot be read twice. */
Test(warc_body, needs_no_more_room_for_a_long_stream_than_for_a_record)
{
	struct buf	 block = BUF(ARCHIVE_MAX), record = BUF(ARCHIVE_MAX), archive = BUF(ARCHIVE_MAX);
	struct rusage	 before, after;
	struct reading	 r;
	size_t		 records = 0, bytes = 0;
	int		 fds[2];
	pid_t		 child;

	buf_add(&block, SPAN("HTTP/1.1 200 OK\r\n\r\n"));
	archive_add_noise(&block, BODY_MAX, 1);
	archive_add_record(&record, "response", URI HTTP, buf_span(&block));
	archive_add_packed(&archive, buf_span(&record), GZIP);
	cr_assert_eq(pipe(fds), 0);
	child = fork();
	cr_assert_geq(child, 0);
	if (child == 0)
		stream(fds[1], &archive);
	close(fds[1]);
	cr_assert_eq(dup2(fds[0], STDIN_FILENO), STDIN_FILENO);
	close(fds[0]);
	r = reading_of_file("-", NULL);
	cr_assert(reading_next(&r) && r.why.kind == FAULT_NONE, "%s", r.why.text);
	cr_assert_eq(getrusage(RUSAGE_SELF, &before), 0);
	for (records = 1; reading_next(&r); records++) {
		cr_assert_eq(r.why.kind, FAULT_NONE, "%zu: %s", records, r.why.text);
		cr_assert_eq(r.record.body.n, BODY_MAX);
		bytes = (size_t)r.record.offset;
	}
	cr_assert_eq(getrusage(RUSAGE_SELF, &after), 0);
	cr_expect_eq(records, (STREAM_BYTES + archive.n - 1) / archive.n);
	cr_expect_eq(bytes, (records - 1) * archive.n);
	cr_expect_leq(after.ru_maxrss - before.ru_maxrss, 4096, "%ld KiB more",
	    after.ru_maxrss - before.ru_maxrss);
	cr_assert_eq(waitpid(child, NULL, 0), child);
	reading_close(&r);
	buf_free(&block);
	buf_free(&record);
	buf_free(&archive);
}
