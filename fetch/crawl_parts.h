/*
 * The inside of the crawl. Known to fetch/crawl.c (pages, and whose turn it
 * is), fetch/crawl_trip.c (requests, tries and redirects, alike for pages and
 * robots.txt), fetch/crawl_robots.c (what a host allows) and nobody else.
 */
#ifndef FETCH_CRAWL_PARTS_H
#define FETCH_CRAWL_PARTS_H

#include "fetch/crawl.h"
#include "fetch/host.h"
#include "fetch/robots.h"

/* Rules of all robots.txt kept in memory. When they are more, all are recalled or asked for again. */
#define CRAWL_RULES_BYTES ((size_t)32 << 20)
/* RFC 9309, 2.3.1.2: at least five hops are followed. */
#define CRAWL_ROBOTS_REDIRECTS 5

/* For lines that name two URLs. */
#define SHORT_ARG(s) ((s).n > 150 ? 150 : (int)(s).n), ((s).p != NULL ? (s).p : "")

/* An URL that a redirect led to; the one before it behind it. */
struct hop {
	struct hop	*before;
	struct span	 url;
	char		 bytes[];
};

/* The way of a page, or of a robots.txt, from its first request to its answer. */
struct trip {
	struct call		 call;
	struct origin		*origin; /* of url */
	struct span		 url;	 /* asked for now or next */
	struct exchange_chain	*chain;
	struct hop		*hops;	 /* the newest first; NULL when there was no redirect */
	int			 retries;
	bool			 robots; /* lies in a struct origin, else in a struct page */
	bool			 again;	 /* the next request is a retry */
	bool			 conditional; /* the last one asked whether it changed */
};

struct page {
	struct trip			 trip;
	struct table_node		 node; /* by ticket */
	uint64_t			 ticket;
	struct span			 url, known_url;
	struct exchange_validators	 known;
	char				 bytes[];
};

enum origin_state {
	ORIGIN_UNKNOWN,
	ORIGIN_ASKED,  /* its robots.txt is under way */
	ORIGIN_KNOWN,  /* robots has the rules */
	ORIGIN_CLOSED, /* its pages are answered with `kind` and `words` */
};

/* Scheme, host and port: what a robots.txt counts for. */
struct origin {
	struct trip		 trip; /* of its robots.txt */
	struct table_node	 node;
	struct host		*host;
	struct span		 name; /* "https://example.org" */
	enum origin_state	 state;
	enum fault_kind		 kind;
	char			*words;
	struct robots		 robots;
	int64_t			 fetched; /* seconds since 1970; holds for CRAWL_ROBOTS_S */
	struct line		 waiting; /* pages, while it is asked */
	char			 bytes[];
};

struct crawl {
	struct crawl_options	 options;
	struct crawl_events	 events;
	struct exchanges	*exchanges;
	struct hosts		 hosts;
	struct table		 origins, pages;
	struct page		*only;
	struct arena		*scratch; /* of one answer */
	struct arena		*rules;
	struct crawl_count	 count;
	size_t			 running;
	uint64_t		 seed;
	int64_t			 now_ms; /* of the monotonic clock */
};

/* --- crawl.c ------------------------------------------------------------------------------ */

/*
 * A delay and a little more: a server is done with a request some moments after
 * we have its answer, and by its clock the pause is to be kept, too.
 */
int64_t crawl_pace_ms(int64_t delay_ms);

/* --- crawl_trip.c ------------------------------------------------------------------------- */

/* Ask for trip->url. *why is set when that cannot even begin. */
bool trip_begin(struct crawl *crawl, struct trip *trip, const struct exchange_validators *known,
    struct fault *why, struct fault *f) MUST_CHECK;

/* Is another try worth it, by the answer and by how many there were? */
bool trip_may_retry(const struct crawl *crawl, const struct trip *trip,
    const struct exchange_response *response);

/* Try again after a while; the host waits along when it asked us to. */
bool trip_retry(struct crawl *crawl, struct trip *trip, const struct exchange_response *response,
    struct fault *f) MUST_CHECK;

/* The page is given up for what sets a host aside, now or after some more of them. */
void trip_refused(struct crawl *crawl, const struct trip *trip,
    const struct exchange_response *response);

/* Go where the answer points, at most redirects_max times; *why says why not. */
bool trip_follow(struct crawl *crawl, struct trip *trip, const struct exchange_response *response,
    int redirects_max, struct fault *why, struct fault *f) MUST_CHECK;

/* Does the server ask to be left alone (429, 503)? Then the whole host is. */
bool trip_throttled(const struct exchange_response *response);

/* Did no connection come about that another try might bring? Then the host ails, not the page. */
bool trip_unreached(const struct exchange_response *response);

/* What an answer that brings nothing means: words->text names no URL. */
void trip_explain(const struct trip *trip, const struct exchange_response *response,
    struct fault *words);

/* The same of a trip whose turn is not waited for: its host refuses, or asks to wait too long. */
void trip_explain_wait(const struct crawl *crawl, const struct trip *trip, struct fault *words);

/* Words as a fault of the URL where the trip began, which names the one where it ended. */
void trip_fault(const struct trip *trip, enum fault_kind kind, const char *words, struct fault *why);

/* Forget where it led to. */
void trip_end(struct trip *trip);

/* --- crawl_robots.c ----------------------------------------------------------------------- */

/* The origin of a normal URL, met now when it was not before. FAULT_MEMORY, FAULT_LIMIT. */
bool origin_get(struct crawl *crawl, struct span url, struct origin **origin, struct fault *f)
    MUST_CHECK;

/* Bring origin->state up to date: what was learnt a day ago is forgotten, what others kept recalled. */
bool origin_look(struct crawl *crawl, struct origin *origin, struct fault *f) MUST_CHECK;

/* May a page be asked for, by its origin that is known or closed? Else *why. */
bool origin_allows(const struct trip *trip, struct fault *why);

/* An answer to the request for the origin's robots.txt, or that none can be had. */
bool origin_hear(struct crawl *crawl, struct origin *origin,
    const struct exchange_response *response, struct fault *f) MUST_CHECK;
bool origin_close(struct crawl *crawl, struct origin *origin, enum fault_kind kind,
    const char *words, struct fault *f) MUST_CHECK;

void origin_free(struct origin *origin);

#endif
