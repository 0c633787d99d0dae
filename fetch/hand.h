/*
 * One worker of a crew (fetch/crew.h), seen from the crew: its process, the
 * socket to it, what it was given and what it answers. Nothing here waits.
 */
#ifndef FETCH_HAND_H
#define FETCH_HAND_H

#include <sys/types.h>

#include "core/buf.h"
#include "fetch/crew.h"

enum job_state {
	JOB_FREE,
	JOB_WAITING, /* for a worker */
	JOB_GIVEN,   /* to one */
	JOB_FAILED,  /* and `why` says how */
};

/* A document handed to the crew, until it is taken back. */
struct job {
	enum job_state	 state;
	uint64_t	 ticket;
	char		 name[DOCUMENT_NAME_SHOWN]; /* cut, no NUL */
	size_t		 name_bytes;
	size_t		 bytes;	  /* of the document */
	struct buf	 message; /* freed once it is in work */
	size_t		 sent;	  /* bytes of it */
	unsigned	 tries;	  /* workers that died before they had heard it whole */
	struct fault	 why;
};

#define HAND_JOBS 8 /* one in work, the others to go on with while the crew waits for a disk */

struct hand {
	pid_t		 pid; /* 0: nobody stands here */
	int		 socket;
	int		 queue; /* of epoll */
	unsigned	 watched; /* what events the queue tells of */
	struct job	*jobs[HAND_JOBS]; /* in work first */
	size_t		 njobs;
	int64_t		 since_ms; /* it works on the first job, by the crew's clock */
	struct buf	 answer;
	bool		 deaf; /* its end of the socket takes no more */
	bool		 babbles; /* it says what is no answer */
};

/* Start a process; `hand` is zeroed. FAULT_MEMORY when the system has none to give. */
bool hand_start(struct hand *hand, int queue, const struct crew_options *options,
    const struct quote_finder *finder, struct fault *f) MUST_CHECK;

/* End it whatever it does; *status is as waitpid() tells it, 0 when nobody knows. The jobs stay. */
void hand_end(struct hand *hand, int *status);

/* Put a job at the end of its line; there must be room. */
void hand_give(struct hand *hand, struct job *job, int64_t now_ms);

/* The first job is done: forget it and the answer, and go on. */
void hand_next(struct hand *hand, int64_t now_ms);

/* Send what the socket takes. */
void hand_send(struct hand *hand);

/* Receive what is there; false when it is gone or babbles. */
bool hand_receive(struct hand *hand);

/* Is the answer to the first job whole? Then this is the parcel in it. */
bool hand_answered(const struct hand *hand, struct span *parcel);

#endif
