/*
 * The lines before many hosts, as pure state: the time is passed in, and the
 * net is somebody else's.
 *
 * A host is asked one thing at a time. It may be asked the next one when its
 * pace allows (so long after the end of the last), when a time it asked for
 * itself is over, and when something stands in its line. Of the hosts that may
 * be asked the one goes first that became so first. What is to be tried again
 * later waits beside the line and, once its time has come, goes before it.
 *
 * All times are milliseconds of one clock that never goes back.
 */
#ifndef FETCH_HOST_H
#define FETCH_HOST_H

#include "core/span.h"
#include "fetch/agenda.h"
#include "fetch/table.h"

#define HOST_NEVER INT64_MIN
#define HOST_FOREVER INT64_MAX

/* One request that is to be made; lies in what it is made for, as its first member. */
struct call {
	struct due	 due;	/* while it waits beside the line */
	struct host	*host;	/* the one it was last put in line for */
	struct call	*next, *previous;
	bool		 in_line;
};

struct line {
	struct call	*first, *last;
};

struct host {
	struct due		 due; /* when it may be asked next; in no agenda while it is busy or has no calls */
	struct table_node	 node;
	struct span		 name;
	struct line		 line;
	struct agenda		 later;
	int64_t			 delay_ms;
	int64_t			 ended_ms; /* the last request to it; HOST_NEVER before the first */
	int64_t			 asked_ms; /* it asked to be left alone until then */
	int64_t			 refused_ms; /* until then its calls are to be answered without asking */
	long			 status;   /* by which it asked or refused; 0 when it is not reached */
	char			*words;	   /* why it is not reached */
	unsigned		 refusals; /* pages in a row that nothing but that came of */
	bool			 busy, parked, clamped;
	char			 bytes[];
};

struct hosts_options {
	int64_t	 delay_ms, backoff_ms, backoff_max_ms;
	uint64_t seed; /* of the jitter */
};

struct hosts {
	struct hosts_options	 options;
	struct table		 names;
	struct agenda		 agenda;
	size_t			 parked;
	uint64_t		 random;
};

void hosts_init(struct hosts *hosts, const struct hosts_options *options);
void hosts_free(struct hosts *hosts); /* the calls are somebody else's */

/* The host of a name in lower case, which is copied; met now when it was not before. FAULT_MEMORY. */
bool hosts_get(struct hosts *hosts, struct span name, struct host **host, struct fault *f)
    MUST_CHECK;

/* Put a call at the end of the host's line, or beside it until at_ms. */
void host_add(struct hosts *hosts, struct host *host, struct call *call, int64_t now_ms);
bool host_add_later(struct hosts *hosts, struct host *host, struct call *call, int64_t at_ms,
    int64_t now_ms, struct fault *f) MUST_CHECK;

/* Put calls that were taken back to the head of their host's line, in their order. */
void host_put_back(struct hosts *hosts, struct line *calls, int64_t now_ms);

/* A line of calls that wait for something else than their host's turn. */
void line_add(struct line *line, struct call *call);

/* Does the call stand in its host's line or beside it? */
bool call_waits(const struct call *call);

/*
 * In the next three `only` is a call that waits, whose turn alone is of
 * interest, whatever stands before it; NULL for all hosts and calls.
 *
 * hosts_take() takes out a call whose turn has come, NULL when there is none:
 * then either host_begin() follows, or the call was answered without asking.
 * hosts_next_ms() is when a turn will come, HOST_FOREVER when nothing waits.
 * hosts_asleep(): something waits, and nothing of it before until_ms, by the
 * wish of the servers; a host whose pace alone keeps it from being asked does not sleep.
 */
struct call *hosts_take(struct hosts *hosts, struct call *only, int64_t now_ms);
int64_t hosts_next_ms(const struct hosts *hosts, const struct call *only, int64_t now_ms);
bool hosts_asleep(const struct hosts *hosts, const struct call *only, int64_t now_ms,
    int64_t until_ms);

/* Take out the call whose turn would come next, without waiting for it. */
struct call *hosts_give_up(struct hosts *hosts, struct call *only, int64_t now_ms);

/* A request to the host begins and ends. */
void host_begin(struct hosts *hosts, struct host *host);
void host_end(struct hosts *hosts, struct host *host, int64_t now_ms);

/* Keep at least this delay with the host. */
void host_slow_down(struct hosts *hosts, struct host *host, int64_t delay_ms, int64_t now_ms);

/* How long to wait before the next try when so many were made: doubling, between half and whole. */
int64_t hosts_backoff(struct hosts *hosts, int tries);

/* The host asks by `status` to be left alone; or it is given up until then. */
void host_park(struct hosts *hosts, struct host *host, int64_t until_ms, long status,
    int64_t now_ms);
void host_refuse(struct hosts *hosts, struct host *host, int64_t until_ms, long status,
    int64_t now_ms);
bool host_refuses(const struct host *host, int64_t now_ms);

#endif
