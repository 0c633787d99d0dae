/* The parts of an exchange: what fetch/exchange.c drives, and its helpers read. */
#ifndef FETCH_EXCHANGE_PARTS_H
#define FETCH_EXCHANGE_PARTS_H

#include <curl/curl.h>

#include "core/buf.h"
#include "fetch/exchange.h"

#define HEADERS_MAX ((size_t)256 * 1024) /* of one answer, all header lines together */
#define HEADER_LINE_MAX ((size_t)CURL_MAX_HTTP_HEADER) /* libcurl's own cap on one line */
#define COOKIES_SET_MAX ((size_t)64 * 1024) /* bytes of them that one answer may set */
#define CODINGS_MAX 2 /* packed once too often is a common mistake; oftener is a bomb */

/* What broke a transfer off that libcurl would only call an aborted callback. */
enum exchange_cause {
	CAUSE_NONE,
	CAUSE_ENOUGH, /* as much of the body came as was wanted: a success */
	CAUSE_BODY, /* more than body_max_bytes as sent */
	CAUSE_UNPACKED, /* more than unpacked_max_bytes, or no memory for it */
	CAUSE_HEADERS,
	CAUSE_COOKIES,
	CAUSE_CROWD, /* the bodies of all exchanges together take too much */
	CAUSE_CODINGS, /* packed more than CODINGS_MAX times */
	CAUSE_UNASKED, /* packed in a way that nobody asked for */
	CAUSE_PRIVATE,
};

struct exchange_chain {
	struct curl_slist	*cookies; /* as libcurl prints them */
	bool			 was_public; /* an earlier hop was answered from a public address */
	size_t			 running;
};

struct exchange {
	struct exchanges	*home;
	struct exchange		*next; /* of all there are */
	struct exchange		*next_idle;
	CURL			*curl;

	/* Of the exchange that is under way; all empty in an idle one. */
	bool			 running;
	struct exchange_chain	*chain;
	void			*owner;
	struct buf		 url; /* as asked for */
	struct curl_slist	*headers; /* of the request, beside libcurl's */
	size_t			 keep_bytes;
	struct buf		 body;
	size_t			 held; /* bytes of it that count among those of all */
	size_t			 header_bytes, cookie_bytes;
	unsigned		 codings;
	bool			 headers_end, had_cookies;
	enum exchange_cause	 cause;
	CURLcode		 code; /* how it ended */
	int			 socket_error; /* errno of a socket that could not be had, or 0 */
	struct name_question	*question; /* why the host was not found, while that is asked */
	int64_t			 question_ms; /* when it was put */
	int			 name_error; /* the answer: EAI_*, or 0 */
	char			 problem[CURL_ERROR_SIZE];
};

struct pollfd;
struct exchanges {
	struct exchange_options	 options;
	char			 agent[256];
	CURLM			*multi;
	struct exchange		*all, *idle;
	size_t			 running;
	size_t			 questions; /* exchanges that wait for the answer to one */
	size_t			 body_bytes, bodies_max; /* of all that run */
	const char		*accept; /* codings to ask for */
	int			 queue; /* an epoll of the sockets that libcurl watches; below 0: none */
	int64_t			 alarm_ms; /* when it wants to go on whatever they do */
	struct pollfd		*waits;
};

/*
 * The queue of a multi handle: libcurl tells it what to wait for. A turn goes
 * on with whatever is ready and waits for nothing; a wait ends with readiness,
 * an alarm, or *news, when one of the fds can be read or a signal came.
 */
bool exchange_queue_open(struct exchanges *exchanges, struct fault *f) MUST_CHECK;
void exchange_queue_close(struct exchanges *exchanges);
bool exchange_queue_turn(struct exchanges *exchanges, struct fault *f) MUST_CHECK;
bool exchange_queue_wait(struct exchanges *exchanges, int wait_ms, const int *fds, size_t nfds,
    bool *news, struct fault *f) MUST_CHECK;

/* The status that came, 0 while none did. */
long exchange_status(const struct exchange *x);

/* Have libcurl ask before it connects, and tell what comes, within the limits. */
void exchange_watch(struct exchange *x);

/* The URL as it goes over the wire, without its fragment; for curl_free(). */
bool exchange_wire_url(struct span url, char **wire, struct fault *f) MUST_CHECK;

/* Adds If-None-Match and If-Modified-Since, as far as something is known. */
bool exchange_ask_if_changed(const struct exchange_validators *known, struct curl_slist **headers,
    struct fault *f) MUST_CHECK;

/* What the headers of an answer say, its body aside. */
bool exchange_read_headers(const struct exchange *x, struct arena *arena,
    struct exchange_response *response, struct fault *f) MUST_CHECK;

/* Why a transfer failed, whether another try may fare better, and whether there was a connection. */
void exchange_explain(const struct exchange *x, bool *retry, bool *reached, struct fault *why);

/*
 * Ask the resolver for a host, in a thread of its own; NULL when that cannot be
 * begun. Answered with 0 or the EAI_* of getaddrinfo(), or not yet: false.
 * Whoever asked drops the question, answered or not.
 */
struct name_question;
struct name_question *name_ask(struct span host);
bool name_answered(const struct name_question *question, int *error);
void name_drop(struct name_question *question);

#endif
