/*
 * A crawl on trial: the loopback server with its log, a crawl with options to
 * be changed before it begins, and what became of its pages.
 */
#ifndef TESTS_FETCH_TRIAL_H
#define TESTS_FETCH_TRIAL_H

#include "fetch/crawl.h"
#include "tests/loopback.h"

#define TRIAL_PAGES_MAX 400

/* What became of a page. */
struct outcome {
	bool		 answered, moved;
	size_t		 order; /* from 1 */
	int64_t		 at_ms; /* since the crawl began */
	long		 status;
	enum fault_kind	 kind;
	char		 url[512], text[512];
};

/* A line of the server's log. */
struct visit {
	int64_t	 start, end; /* milliseconds of one clock */
	char	 host[64], target[256];
	unsigned status;
};

struct trial {
	struct loopback		 server;
	unsigned		 port;
	char			*folder, log[4096];
	struct arena		*arena;
	struct crawl_options	 options; /* without delay, and quick to try again */
	struct crawl_events	 events;
	struct crawl		*crawl;
	struct crawl_count	 counted; /* at the last step */
	struct outcome		 outcomes[TRIAL_PAGES_MAX]; /* by ticket, from 0 */
	size_t			 npages, nanswers;
	size_t			 logged;   /* requests of the crawls before this one */
	int64_t			 began_ms;
	struct fault		 fault;
};
extern struct trial trial;

/* Serve a folder that holds page.html. */
void trial_open(void);
void trial_close(void);
void trial_file(const char *name, const char *text);

/* A new crawl with the options and events as they are now. */
void trial_begin(void);

/*
 * Add the page at a path of the server's host 127.0.0.N, or at a whole URL. The
 * span of trial_url() lives until it is called four times more.
 */
struct span trial_url(unsigned host, const char *path);
struct outcome *trial_add(unsigned host, const char *path);
struct outcome *trial_add_page(struct span url, struct exchange_validators known,
    struct span known_url);

/* Until so many pages are answered; until all are. */
void trial_step(size_t answers);
void trial_run(void);

/* What the server was asked for, in the order in which it ended; and how often for one thing. */
size_t trial_log(struct visit *visits, size_t most);
size_t trial_visits(unsigned host, const char *target);

int64_t trial_ms(void);

#endif
