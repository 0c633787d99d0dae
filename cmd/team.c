#include "cmd/team.h"

#include <pthread.h>
#include <stdatomic.h>

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

static void *
do_parts(void *context)
{
	struct task	*task = context;
	size_t		 part;

	while ((part = atomic_fetch_add(&task->next, 1)) < task->parts) {
		struct fault	 f = FAULT_INIT;

		if (!task->do_part(task->work, part, &f))
			note_failure(task, part, &f);
	}
	return NULL;
}

/* A thread that cannot be had is done without: this one does all that is left. */
static bool
share(const struct hands *hands, hands_part *do_part, void *work, size_t parts, struct fault *f)
{
	struct task	 task = { .do_part = do_part, .work = work, .parts = parts, .failed = parts };
	pthread_t	 threads[TEAM_MAX];
	size_t		 begun = 0;

	if (pthread_mutex_init(&task.lock, NULL) != 0)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	while (begun + 1 < hands->count && begun + 1 < parts && begun < TEAM_MAX &&
	    pthread_create(&threads[begun], NULL, do_parts, &task) == 0)
		begun++;
	do_parts(&task);
	for (size_t i = 0; i < begun; i++)
		pthread_join(threads[i], NULL);
	pthread_mutex_destroy(&task.lock);
	if (task.failed < parts)
		*f = task.fault;
	return task.failed == parts;
}

struct hands
team_hands(void)
{
	const size_t	 cores = crew_cores();

	return (struct hands) { cores > TEAM_MAX ? TEAM_MAX : cores, share };
}
