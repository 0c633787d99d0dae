#include "cmd/team.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "fetch/crew.h"

/* A piece of work, and what is left of it. */
struct task {
	hands_part	*do_part;
	void		*work;
	size_t		 parts;
	atomic_size_t	 next;
	pthread_mutex_t	 lock; /* of what follows */
	size_t		 failed; /* the first part that did; `parts` when none did */
	struct fault	 fault;
};

struct team {
	struct hands	 hands;
	pthread_t	 threads[TEAM_MAX];
	size_t		 nthreads;
	pthread_mutex_t	 lock; /* of what follows */
	pthread_cond_t	 called, done;
	struct task	*task; /* NULL: there is nothing to do */
	size_t		 busy; /* threads that do parts of it */
	bool		 ended;
};

static void
note_failure(struct task *task, size_t part, const struct fault *f)
{
	pthread_mutex_lock(&task->lock);
	if (part < task->failed) {
		task->failed = part;
		task->fault = *f;
	}
	pthread_mutex_unlock(&task->lock);
	/* What is not begun need not be; what is begun may still fail earlier. */
	atomic_store(&task->next, task->parts);
}

static void
do_parts(struct task *task)
{
	size_t	 part;

	while ((part = atomic_fetch_add(&task->next, 1)) < task->parts) {
		struct fault	 f = FAULT_INIT;

		if (!task->do_part(task->work, part, &f))
			note_failure(task, part, &f);
	}
}

static bool
has_work(const struct team *team)
{
	return team->task != NULL && atomic_load(&team->task->next) < team->task->parts;
}

/* What a thread does all its life. */
static void *
serve(void *context)
{
	struct team	*team = context;

	pthread_mutex_lock(&team->lock);
	while (!team->ended) {
		struct task	*task = team->task;

		if (!has_work(team)) {
			pthread_cond_wait(&team->called, &team->lock);
			continue;
		}
		team->busy++;
		pthread_mutex_unlock(&team->lock);
		do_parts(task);
		pthread_mutex_lock(&team->lock);
		if (--team->busy == 0)
			pthread_cond_signal(&team->done);
	}
	pthread_mutex_unlock(&team->lock);
	return NULL;
}

static void
call(struct team *team, struct task *task)
{
	pthread_mutex_lock(&team->lock);
	team->task = task;
	pthread_cond_broadcast(&team->called);
	pthread_mutex_unlock(&team->lock);
}

/* The task is off the table; whoever still has a part of it ends that. */
static void
recall(struct team *team)
{
	pthread_mutex_lock(&team->lock);
	team->task = NULL;
	while (team->busy > 0)
		pthread_cond_wait(&team->done, &team->lock);
	pthread_mutex_unlock(&team->lock);
}

static bool
share(const struct hands *hands, hands_part *do_part, void *work, size_t parts, struct fault *f)
{
	struct team	*team = hands->lender;
	struct task	 task = { .do_part = do_part, .work = work, .parts = parts, .failed = parts };

	if (pthread_mutex_init(&task.lock, NULL) != 0)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	call(team, &task);
	do_parts(&task);
	recall(team);
	pthread_mutex_destroy(&task.lock);
	if (task.failed < parts)
		*f = task.fault;
	return task.failed == parts;
}

static void
rest(const struct hands *hands)
{
	(void)hands;
	sched_yield();
}

struct team *
team_new(size_t count, struct fault *f)
{
	struct team	*team = calloc(1, sizeof *team);

	if (team == NULL || pthread_mutex_init(&team->lock, NULL) != 0) {
		free(team);
		fault_set(f, FAULT_MEMORY, "out of memory");
		return NULL;
	}
	pthread_cond_init(&team->called, NULL);
	pthread_cond_init(&team->done, NULL);
	count = count == 0 ? crew_cores() : count;
	team->hands = (struct hands) { .count = count > TEAM_MAX ? TEAM_MAX : count,
		.share = share,
		.rest = rest,
		.lender = team };
	while (team->nthreads + 1 < team->hands.count &&
	    pthread_create(&team->threads[team->nthreads], NULL, serve, team) == 0)
		team->nthreads++;
	return team;
}

void
team_free(struct team *team)
{
	if (team == NULL)
		return;
	pthread_mutex_lock(&team->lock);
	team->ended = true;
	pthread_cond_broadcast(&team->called);
	pthread_mutex_unlock(&team->lock);
	for (size_t i = 0; i < team->nthreads; i++)
		pthread_join(team->threads[i], NULL);
	pthread_cond_destroy(&team->done);
	pthread_cond_destroy(&team->called);
	pthread_mutex_destroy(&team->lock);
	free(team);
}

const struct hands *
team_hands(const struct team *team)
{
	return &team->hands;
}
