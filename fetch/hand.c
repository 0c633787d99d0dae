#include "fetch/hand.h"

#include <errno.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fetch/worker.h"

#define CHUNK_BYTES ((size_t)64 * 1024)
#define SOCKET_BYTES (1 << 20) /* so that whole pages lie ready; the system may give less */
#define KEPT_BYTES ((size_t)4 << 20)

/* --- life -------------------------------------------------------------------------------- */

static bool
open_sockets(int ends[2], struct fault *f)
{
	const int	 room = SOCKET_BYTES;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return fault_set(f, FAULT_MEMORY, "no socket to a worker: %s", strerror(errno));
	for (int i = 0; i < 2; i++)
		(void)setsockopt(ends[i], SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
	return true;
}

/* Tell the queue what there is to wait for: an answer that is whole waits for nobody. */
static void
watch(struct hand *hand, int operation)
{
	struct epoll_event	 event = { .events = 0, .data.ptr = hand };
	struct span		 parcel;

	if (!hand_answered(hand, &parcel))
		event.events |= EPOLLIN;
	for (size_t i = 0; i < hand->njobs && !hand->deaf; i++) {
		if (hand->jobs[i]->message.n > 0 && hand->jobs[i]->sent < hand->jobs[i]->message.n)
			event.events |= EPOLLOUT;
	}
	if (operation == EPOLL_CTL_MOD && event.events == hand->watched)
		return;
	hand->watched = event.events;
	(void)epoll_ctl(hand->queue, operation, hand->socket, &event);
}

bool
hand_start(struct hand *hand, int queue, const struct crew_options *options,
    const struct quote_finder *finder, struct fault *f)
{
	const pid_t	 self = getpid();
	int		 ends[2];
	pid_t		 pid;

	if (!open_sockets(ends, f))
		return false;
	pid = fork();
	if (pid == 0)
		worker_run(ends[1], self, options, finder);
	close(ends[1]);
	if (pid < 0) {
		fault_set(f, FAULT_MEMORY, "no process for a worker: %s", strerror(errno));
		close(ends[0]);
		return false;
	}
	*hand = (struct hand) { .pid = pid,
		.socket = ends[0],
		.queue = queue,
		.answer = BUF(MESSAGE_MAX) };
	watch(hand, EPOLL_CTL_ADD);
	return true;
}

/* A process that ended already keeps the status it ended with. */
void
hand_end(struct hand *hand, int *status)
{
	pid_t	 reaped;

	*status = 0;
	(void)epoll_ctl(hand->queue, EPOLL_CTL_DEL, hand->socket, NULL);
	close(hand->socket);
	kill(hand->pid, SIGKILL);
	do
		reaped = waitpid(hand->pid, status, 0);
	while (reaped < 0 && errno == EINTR);
	buf_free(&hand->answer);
	hand->pid = 0;
}

/* --- jobs -------------------------------------------------------------------------------- */

void
hand_give(struct hand *hand, struct job *job, int64_t now_ms)
{
	if (hand->njobs == 0)
		hand->since_ms = now_ms;
	job->state = JOB_GIVEN;
	job->sent = 0;
	hand->jobs[hand->njobs++] = job;
	hand_send(hand);
}

void
hand_next(struct hand *hand, int64_t now_ms)
{
	hand->njobs--;
	for (size_t i = 0; i < hand->njobs; i++)
		hand->jobs[i] = hand->jobs[i + 1];
	hand->since_ms = now_ms;
	buf_cut(&hand->answer, 0);
	if (hand->answer.room > KEPT_BYTES)
		buf_free(&hand->answer);
	hand_send(hand);
}

/* --- bytes ------------------------------------------------------------------------------- */

static void
send_job(struct hand *hand, struct job *job)
{
	while (job->sent < job->message.n && !hand->deaf) {
		ssize_t	 n = send(hand->socket, job->message.p + job->sent,
		    job->message.n - job->sent, MSG_NOSIGNAL | MSG_DONTWAIT);

		if (n >= 0) {
			job->sent += (size_t)n;
		} else if (errno == EAGAIN || errno == EWOULDBLOCK) {
			return;
		} else if (errno != EINTR) {
			/* It is gone; what it said before is still to be received. */
			hand->deaf = true;
		}
	}
}

void
hand_send(struct hand *hand)
{
	for (size_t i = 0; i < hand->njobs; i++) {
		struct job	*job = hand->jobs[i];

		send_job(hand, job);
		if (job->sent < job->message.n)
			break;
		if (i == 0)
			buf_free(&job->message);
	}
	watch(hand, EPOLL_CTL_MOD);
}

/* Bytes that the answer still lacks, as far as is known; it never takes in some of the next. */
static uint64_t
missing(const struct hand *hand)
{
	if (hand->answer.n < MESSAGE_HEAD)
		return MESSAGE_HEAD - hand->answer.n;
	return message_length(hand->answer.p) + MESSAGE_HEAD - hand->answer.n;
}

bool
hand_answered(const struct hand *hand, struct span *parcel)
{
	if (hand->answer.n < MESSAGE_HEAD || missing(hand) > 0)
		return false;
	*parcel = span_cut(buf_span(&hand->answer), MESSAGE_HEAD, hand->answer.n);
	return true;
}

/* Nobody answers what he was not asked, or before he has heard all of it. */
static bool
is_answering(const struct hand *hand)
{
	return hand->answer.failed == FAULT_NONE && hand->njobs > 0 &&
	    hand->jobs[0]->message.n == 0 &&
	    (hand->answer.n < MESSAGE_HEAD ||
		message_length(hand->answer.p) <= MESSAGE_MAX - MESSAGE_HEAD);
}

bool
hand_receive(struct hand *hand)
{
	char	 chunk[CHUNK_BYTES];
	uint64_t want;

	while ((want = missing(hand)) > 0) {
		ssize_t	 n = recv(hand->socket, chunk,
		    want < sizeof chunk ? (size_t)want : sizeof chunk, MSG_DONTWAIT);

		if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			return true;
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		buf_add(&hand->answer, (struct span) { chunk, (size_t)n });
		hand->babbles = !is_answering(hand);
		if (hand->babbles)
			return false;
	}
	watch(hand, EPOLL_CTL_MOD);
	return true;
}
