#define _GNU_SOURCE /* sched_getaffinity(), sigabbrev_np() */
#include "fetch/crew.h"

#include <assert.h>
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fetch/charset.h"
#include "fetch/clock.h"
#include "fetch/hand.h"
#include "fetch/late.h"
#include "fetch/parcel.h"
#include "fetch/worker.h"

#define WORKERS_MAX 256
#define TRIES_MAX 3    /* workers that may die before they have heard a document whole */
#define LOOK_MS 1000   /* time between two looks counts as this at most */
#define EVENTS_MAX 64
#define LINE_BYTES ((size_t)16 << 20) /* of documents; with more of them the lines are short */
#define SHORT_LINE 2

static const struct fault babble = { FAULT_INPUT, "its reader gave no answer that can be read" };

const struct crew_options crew_defaults = { .time_max_ms = 30000,
	.memory_max_bytes = (size_t)2 << 30 };

struct crew {
	struct crew_options	 options;
	struct quote_finder	*finder;
	struct charset_hold	*charsets; /* for the workers, who open no file */
	struct hand		*hands; /* options.workers of them, most with nobody at first */
	size_t			 limit; /* how many the system lets us have */
	struct job		*jobs;	/* HAND_JOBS for each hand */
	size_t			 njobs, busy, bytes; /* bytes: of the documents that are busy */
	size_t			 turn; /* the hand whose answer is taken next */
	int			 queue;
	int64_t			 now_ms, looked_ms; /* the crew's clock, and the world's when it was set */
};

/* --- time -------------------------------------------------------------------------------- */

/* A caller that was away, or a whole process group that was stopped, costs no worker its time. */
static void
look_at_clock(struct crew *crew)
{
	int64_t	 now = clock_ms(), passed = now - crew->looked_ms;

	crew->looked_ms = now;
	crew->now_ms += passed < LOOK_MS ? passed : LOOK_MS;
}

/* --- life -------------------------------------------------------------------------------- */

size_t
crew_cores(void)
{
	cpu_set_t	 cores;
	long		 online = sysconf(_SC_NPROCESSORS_ONLN);

	if (sched_getaffinity(0, sizeof cores, &cores) == 0)
		online = CPU_COUNT(&cores);
	return online > 0 ? (size_t)online : 1;
}

struct crew *
crew_new(const struct crew_options *options, struct fault *f)
{
	struct crew	*crew = calloc(1, sizeof *crew);

	if (crew == NULL) {
		fault_set(f, FAULT_MEMORY, "out of memory");
		return NULL;
	}
	crew->options = *options;
	if (options->read == NULL)
		crew->options.read = document_read;
	crew->limit = options->workers > 0 ? options->workers : crew_cores();
	if (crew->limit > WORKERS_MAX)
		crew->limit = WORKERS_MAX;
	crew->options.workers = crew->limit;
	crew->njobs = crew->limit * HAND_JOBS;
	crew->looked_ms = clock_ms();
	crew->hands = calloc(crew->limit, sizeof *crew->hands);
	crew->jobs = calloc(crew->njobs, sizeof *crew->jobs);
	if (late_load_readers(f))
		crew->finder = quote_finder_new(f);
	crew->charsets = charset_hold_new();
	crew->queue = epoll_create1(EPOLL_CLOEXEC);
	if (crew->hands == NULL || crew->jobs == NULL || crew->charsets == NULL)
		fault_set(f, FAULT_MEMORY, "out of memory");
	else if (crew->queue < 0)
		fault_set(f, FAULT_MEMORY, "nothing to wait for workers with: %s", strerror(errno));
	if (f->kind == FAULT_NONE)
		return crew;
	crew_free(crew);
	return NULL;
}

static void
free_job(struct job *job)
{
	buf_free(&job->message);
	job->state = JOB_FREE;
}

/* It was taken back. */
static void
end_job(struct crew *crew, struct job *job)
{
	free_job(job);
	crew->busy--;
	crew->bytes -= job->bytes;
}

void
crew_free(struct crew *crew)
{
	int	 status;

	if (crew == NULL)
		return;
	for (size_t i = 0; crew->hands != NULL && i < crew->options.workers; i++) {
		if (crew->hands[i].pid != 0)
			hand_end(&crew->hands[i], &status);
	}
	for (size_t i = 0; crew->jobs != NULL && i < crew->njobs; i++)
		free_job(&crew->jobs[i]);
	if (crew->queue >= 0)
		close(crew->queue);
	quote_finder_free(crew->finder);
	charset_hold_free(crew->charsets);
	free(crew->hands);
	free(crew->jobs);
	free(crew);
}

size_t
crew_room(const struct crew *crew)
{
	size_t	 most = crew->limit * (crew->bytes > LINE_BYTES ? SHORT_LINE : HAND_JOBS);

	return crew->busy < most ? most - crew->busy : 0;
}

size_t
crew_busy(const struct crew *crew)
{
	return crew->busy;
}

size_t
crew_fds(const struct crew *crew, int *fds, size_t most)
{
	if (most == 0)
		return 0;
	fds[0] = crew->queue;
	return 1;
}

/* --- giving ------------------------------------------------------------------------------ */

static size_t
count_hands(const struct crew *crew)
{
	size_t	 count = 0;

	for (size_t i = 0; i < crew->options.workers; i++)
		count += crew->hands[i].pid != 0;
	return count;
}

/* Somebody new; the system may say that there are enough, and then those must do. */
static bool
start_hand(struct crew *crew, struct hand **hand, struct fault *f)
{
	size_t		 count = count_hands(crew);
	struct fault	 why = FAULT_INIT;
	struct hand	*seat = crew->hands;

	*hand = NULL;
	if (count >= crew->limit)
		return true;
	while (seat->pid != 0)
		seat++;
	if (hand_start(seat, crew->queue, &crew->options, crew->finder, &why)) {
		*hand = seat;
		return true;
	}
	if (count == 0)
		return fault_set(f, why.kind, "%s", why.text);
	crew->limit = count;
	return true;
}

/* Who has the fewest documents, and then the fewest bytes of them, is likely to be done first. */
static bool
is_shorter(const struct hand *a, const struct hand *b)
{
	if (b == NULL || a->njobs != b->njobs)
		return b == NULL || a->njobs < b->njobs;
	return a->njobs > 0 && a->jobs[0]->bytes < b->jobs[0]->bytes;
}

static struct hand *
shortest_line(struct crew *crew)
{
	struct hand	*best = NULL;

	for (size_t i = 0; i < crew->options.workers; i++) {
		struct hand	*hand = &crew->hands[i];

		if (hand->pid != 0 && hand->njobs < HAND_JOBS && !hand->deaf &&
		    is_shorter(hand, best))
			best = hand;
	}
	return best;
}

/* Give every waiting document to whoever is idle, to somebody new, or to a line. */
static bool
assign(struct crew *crew, struct fault *f)
{
	for (size_t i = 0; i < crew->njobs; i++) {
		struct hand	*hand, *fresh = NULL;

		if (crew->jobs[i].state != JOB_WAITING)
			continue;
		hand = shortest_line(crew);
		if ((hand == NULL || hand->njobs > 0) && !start_hand(crew, &fresh, f))
			return false;
		if (fresh != NULL)
			hand = fresh;
		if (hand == NULL)
			break;
		hand_give(hand, &crew->jobs[i], crew->now_ms);
	}
	return true;
}

bool
crew_give(struct crew *crew, uint64_t ticket, const struct document *document, struct fault *f)
{
	struct job	*job = crew->jobs;
	struct span	 name = span_cut(document->name, 0, DOCUMENT_NAME_SHOWN);
	struct fault	 why = FAULT_INIT;

	assert(crew_room(crew) > 0);
	while (job->state != JOB_FREE)
		job++;
	*job = (struct job) { .state = JOB_WAITING,
		.ticket = ticket,
		.name_bytes = name.n,
		.bytes = document->bytes.n,
		.message = BUF(MESSAGE_MAX) };
	if (name.n > 0)
		memcpy(job->name, name.p, name.n);
	message_begin(&job->message);
	parcel_document(document, &job->message);
	message_end(&job->message);
	look_at_clock(crew);
	if (!buf_ok(&job->message, &why)) {
		free_job(job);
		return document_blame(name, &why, f);
	}
	if (!assign(crew, f)) {
		free_job(job);
		return false;
	}
	crew->busy++;
	crew->bytes += job->bytes;
	return true;
}

/* --- what goes wrong --------------------------------------------------------------------- */

static void
fail_job(struct job *job, const struct fault *why)
{
	struct span	 name = { job->name, job->name_bytes };

	fault_clear(&job->why);
	document_blame(name, why, &job->why);
	buf_free(&job->message);
	job->state = JOB_FAILED;
}

static void
took_too_long(const struct crew *crew, struct fault *why)
{
	long long	 most = (long long)crew->options.time_max_ms;

	if (most % 1000 == 0)
		fault_set(why, FAULT_LIMIT, "reading it took longer than %lld s", most / 1000);
	else
		fault_set(why, FAULT_LIMIT, "reading it took longer than %lld ms", most);
}

/* Why a worker is no more, from what waitpid() says. */
static void
explain(const struct crew *crew, int status, struct fault *why)
{
	int		 number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
	const char	*name = sigabbrev_np(number);

	if (number == SIGXCPU)
		took_too_long(crew, why);
	else if (number == SIGSYS)
		fault_set(why, FAULT_INPUT,
		    "its reader was stopped (SIGSYS: it asked the system "
		    "for what no page needs)");
	else if (number != 0 && name != NULL)
		fault_set(why, FAULT_INPUT, "its reader crashed (SIG%s)", name);
	else if (number != 0)
		fault_set(why, FAULT_INPUT, "its reader crashed (signal %d)", number);
	else if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
		fault_set(why, FAULT_INPUT, "its reader ended (status %d)", WEXITSTATUS(status));
	else
		fault_set(why, FAULT_INPUT, "its reader ended without an answer");
}

/*
 * End a worker. The document in work pays for it, with `why` or with what the
 * worker died of; those in line, and one it has not heard whole, wait for
 * another.
 */
static void
bury(struct crew *crew, struct hand *hand, const struct fault *why)
{
	struct fault	 death = FAULT_INIT;
	int		 status;

	hand_end(hand, &status);
	if (why == NULL)
		explain(crew, status, &death);
	for (size_t i = 0; i < hand->njobs; i++) {
		struct job	*job = hand->jobs[i];
		bool		 heard = job->message.n == 0;

		if (i == 0 && (heard || ++job->tries >= TRIES_MAX))
			fail_job(job, why != NULL ? why : &death);
		else
			job->state = JOB_WAITING;
	}
	hand->njobs = 0;
}

static void
check_times(struct crew *crew)
{
	const int64_t	 most = crew->options.time_max_ms;
	struct fault	 why = FAULT_INIT;
	struct span	 parcel;

	took_too_long(crew, &why);
	for (size_t i = 0; most > 0 && i < crew->options.workers; i++) {
		struct hand	*hand = &crew->hands[i];

		if (hand->pid != 0 && hand->njobs > 0 && crew->now_ms - hand->since_ms >= most &&
		    !hand_answered(hand, &parcel))
			bury(crew, hand, &why);
	}
}

/* --- taking ------------------------------------------------------------------------------ */

/* Give back what has failed without an answer. */
static bool
take_failed(struct crew *crew, struct crew_reading *reading)
{
	for (size_t i = 0; i < crew->njobs; i++) {
		struct job	*job = &crew->jobs[i];

		if (job->state != JOB_FAILED)
			continue;
		*reading = (struct crew_reading) { .ticket = job->ticket,
			.article.captured = DATE_UNKNOWN,
			.why = job->why };
		end_job(crew, job);
		return true;
	}
	return false;
}

/* A reader knows of no database and of no interruption, whatever it says. */
static void
believe(const struct fault *told, struct fault *why)
{
	bool	 known = told->kind == FAULT_MEMORY || told->kind == FAULT_LIMIT;

	fault_set(why, known ? told->kind : FAULT_INPUT, "%s", told->text);
}

/* Open an answer. One that cannot be opened fails its document, and a worker that talks so is ended. */
static void
open_answer(struct crew *crew, struct hand *hand, struct span parcel, struct arena *arena,
    struct crew_reading *reading)
{
	struct job	*job = hand->jobs[0];
	struct span	 name = { job->name, job->name_bytes }, bytes;
	struct fault	 told = FAULT_INIT, broken = FAULT_INIT, why = FAULT_INIT;

	*reading = (struct crew_reading) { .ticket = job->ticket };
	if (span_in(arena, parcel, &bytes, &broken) &&
	    parcel_open_reading(bytes, arena, &reading->article, &reading->quotes, &told, &broken)) {
		if (told.kind != FAULT_NONE)
			believe(&told, &why);
		hand_next(hand, crew->now_ms);
	} else if (broken.kind == FAULT_INPUT) {
		bury(crew, hand, &babble);
		why = babble;
	} else {
		why = broken;
		hand_next(hand, crew->now_ms);
	}
	if (why.kind != FAULT_NONE)
		document_blame(name, &why, &reading->why);
	end_job(crew, job);
}

/* From each in turn, so that nobody's answer waits for ever. */
static bool
take_answer(struct crew *crew, struct arena *arena, struct crew_reading *reading)
{
	for (size_t i = 0; i < crew->options.workers; i++) {
		struct hand	*hand = &crew->hands[(crew->turn + i) % crew->options.workers];
		struct span	 parcel;

		if (hand->pid == 0 || !hand_answered(hand, &parcel))
			continue;
		crew->turn = (crew->turn + i + 1) % crew->options.workers;
		open_answer(crew, hand, parcel, arena, reading);
		return true;
	}
	return false;
}

/* How long the queue may be waited on: no longer than the next worker has left. */
static int
patience(const struct crew *crew, int64_t left_ms)
{
	for (size_t i = 0; i < crew->options.workers; i++) {
		const struct hand	*hand = &crew->hands[i];
		int64_t left = hand->since_ms + crew->options.time_max_ms - crew->now_ms;

		if (hand->pid != 0 && hand->njobs > 0 && crew->options.time_max_ms > 0 &&
		    left < left_ms)
			left_ms = left;
	}
	return left_ms < 0 ? 0 : left_ms > LOOK_MS ? LOOK_MS : (int)left_ms;
}

/* Wait for the sockets, serve them, and look who takes too long. False when a signal came. */
static bool
serve(struct crew *crew, int64_t left_ms)
{
	struct epoll_event	 events[EVENTS_MAX];
	int			 count;

	look_at_clock(crew);
	count = epoll_wait(crew->queue, events, EVENTS_MAX, patience(crew, left_ms));
	look_at_clock(crew);
	for (int i = 0; i < count; i++) {
		struct hand	*hand = events[i].data.ptr;

		if ((events[i].events & EPOLLOUT) != 0)
			hand_send(hand);
		if ((events[i].events & ~(unsigned)EPOLLOUT) != 0 && !hand_receive(hand))
			bury(crew, hand, hand->babbles ? &babble : NULL);
	}
	check_times(crew);
	return count >= 0;
}

bool
crew_take(struct crew *crew, int wait_ms, struct arena *arena, struct crew_reading *reading,
    bool *any, struct fault *f)
{
	int64_t	 end = clock_ms() + wait_ms, left = wait_ms;
	bool	 last = false;

	for (;;) {
		*any = take_failed(crew, reading) || take_answer(crew, arena, reading);
		if (*any)
			return true;
		if (!assign(crew, f))
			return false;
		if (last)
			return true;
		last = left <= 0 || crew->busy == 0;
		last |= !serve(crew, last ? 0 : left);
		left = end - clock_ms();
	}
}
