/*
 * Asking many hosts for many pages, politely.
 *
 * One request at a time to a host, a pause between two, no more than robots.txt
 * allows; what is throttled waits while the others go on. Hosts are told
 * apart by name, whatever the port. A redirect is another request and keeps
 * the manners of the host it leads to.
 *
 * Tried again, retries_max times a page, is what may pass: no answer in time,
 * a broken connection, 429, 502, 503, 504. For 429 and 503 the whole host
 * waits meanwhile, else the page alone; Retry-After makes the wait longer. When
 * CRAWL_REFUSALS pages in a row have used up their tries with one of those two,
 * or without a connection, their host is set aside: the other pages of it are
 * answered without being asked for, for that reason. When nothing is left but pages that servers put off for longer than
 * backoff_max_ms, these are answered, too: add what there is before stepping.
 *
 * A page takes (redirects_max + 1) + retries_max exchanges at most, each bounded
 * by exchange.timeout_ms; the time between them belongs to the others.
 *
 * A robots.txt that says nothing (4xx, or redirects that lead nowhere) allows
 * all. One that cannot be had (5xx, no answer) after retries closes its origin:
 * FAULT_THROTTLED; but a host that cannot be reached at all is said to be so.
 * Source: RFC 9309 (robots.txt), RFC 9110 (Retry-After, 10.2.3; conditional
 * requests, 13), RFC 6585 (429).
 */
#ifndef FETCH_CRAWL_H
#define FETCH_CRAWL_H

#include "fetch/exchange.h"

struct crawl_options {
	struct exchange_options	 exchange;
	size_t			 hosts_max;	/* in flight, default 32; EXCHANGES_MAX at most */
	int64_t			 delay_ms;	/* between two requests to a host, from the end of the
						   first to the start of the second; default 1000 */
	int			 retries_max;	/* of one page, default 3 */
	int64_t			 backoff_ms, backoff_max_ms; /* 1000 doubling, with jitter, to 60000 */
	int			 redirects_max; /* default 10 */
	const volatile int	*stop;		/* set by a signal: break off; NULL for none */
};
extern const struct crawl_options crawl_defaults;

/* A Crawl-delay above this is taken as this, and said. */
#define CRAWL_DELAY_MAX_MS 60000
/* One page may be what a server is too busy for; so many in a row are what it says of itself. */
#define CRAWL_REFUSALS 3u
/* Pages that wait to be asked for; crawl_room() says how many more. */
#define CRAWL_PAGES_MAX ((size_t)1 << 18)
/* Hosts met in one run, each port counting; what leads to more of them is not asked. */
#define CRAWL_HOSTS_MAX ((size_t)200000)
/* robots.txt counts for a day (RFC 9309, section 2.4). */
#define CRAWL_ROBOTS_S 86400

/* What was learnt of a host's robots.txt: its bytes, empty when it allows all (4xx). */
struct crawl_robots {
	struct span	 origin; /* "https://example.org" */
	struct span	 body;
	int64_t		 fetched;
};

/* All may be NULL. */
struct crawl_events {
	/* *found when it was fetched less than CRAWL_ROBOTS_S ago; spans in the arena */
	bool	(*robots_recall)(void *context, struct span origin, struct arena *arena,
	    struct crawl_robots *robots, bool *found, struct fault *f);
	bool (*robots_remember)(void *context, const struct crawl_robots *robots, struct fault *f);
	void	(*notice)(void *context, const char *line); /* for people: a delay that was clamped */
	void	 *context;
};

struct crawl_page {
	uint64_t		 ticket; /* chosen by the caller, below UINT64_MAX; the answer bears it */
	struct span		 url;	 /* a normal web URL */
	struct exchange_validators	 known;	 /* of an earlier visit ... */
	struct span		 known_url; /* ... and the normal URL, after redirects, that gave them */
};

struct crawl_answer {
	uint64_t		 ticket;
	struct exchange_response	 response; /* of the last hop: status 200 or 304 unless `why` says why
						      not; its own `why` and `owner` mean nothing */
	bool			 moved;	   /* there were redirects; response.url is where they led */
	struct fault		 why;	   /* FAULT_NONE; else FAULT_BLOCKED (robots.txt), FAULT_THROTTLED
					      and those of exchange.h, in a line that begins with the URL */
};

struct crawl_count {
	size_t	 waiting;  /* pages not yet answered, those under way included */
	size_t	 running;  /* requests under way */
	size_t	 hosts;	   /* met so far */
	size_t	 requests, retries, redirects;
	size_t	 parked;   /* hosts that asked to be left alone for a while */
	int64_t	 wait_ms;  /* until the next request may start; 0 when one may */
};

/* Events, or NULL for none, are copied; what the options point to outlives the crawl. */
struct crawl;
struct crawl *crawl_new(const struct crawl_options *options, const struct crawl_events *events,
    struct fault *f);
void crawl_free(struct crawl *crawl);

size_t crawl_room(const struct crawl *crawl);

/*
 * Put a page in the line of its host; spans are copied. FAULT_LIMIT when there
 * is no room, for the page or for one host more; FAULT_INPUT when it is no web URL.
 */
bool crawl_add(struct crawl *crawl, const struct crawl_page *page, struct fault *f) MUST_CHECK;

/* Start no request but for this page, until it is answered or released by UINT64_MAX. */
void crawl_only(struct crawl *crawl, uint64_t ticket);

/*
 * Go on for at most wait_ms, until a page is answered (*any, spans in the
 * arena, which needs room for a whole body beside its headers) or one of the
 * fds can be read; without pages and fds, return at once. Every page added is
 * answered once, as they come.
 * False: out of memory, an event failed, or FAULT_INTERRUPTED by *stop.
 */
bool crawl_step(struct crawl *crawl, int wait_ms, const int *fds, size_t nfds, struct arena *arena,
    struct crawl_answer *answer, bool *any, struct fault *f) MUST_CHECK;

void crawl_count(const struct crawl *crawl, struct crawl_count *count);

#endif
