/*
 * HTTP exchanges, many at a time. The only file that knows libcurl.
 *
 * One exchange is one request and its answer: who follows redirects, waits
 * between requests and tries again is fetch/crawl.h. What a chain of
 * redirects carries from hop to hop (cookies, whether a public address was
 * among them) lies in a struct exchange_chain and dies with it; connections are
 * kept and used again.
 * Source: RFC 9110, 9112, 9113 (by libcurl); content codings gzip, deflate, br.
 */
#ifndef FETCH_EXCHANGE_H
#define FETCH_EXCHANGE_H

#include <stdint.h>

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"

#define EXCHANGES_MAX 1000 /* that run at the same time */
#define EXCHANGE_URL_MAX ((size_t)8000) /* bytes; longer is refused, as by most servers */
#define EXCHANGE_RETRY_MAX_S ((int64_t)86400) /* a Retry-After further off counts as this far */

struct exchange_options {
	long		 connect_timeout_ms; /* default 10000 */
	long		 timeout_ms;	     /* one exchange, default 60000 */
	long		 slow_bytes_per_s;   /* slower than this ... default 64 */
	long		 slow_s;	     /* ... for so long is given up, default 30 */
	size_t		 body_max_bytes;     /* as sent, default 16 MiB */
	size_t		 unpacked_max_bytes; /* default 32 MiB */
	const char	*contact;	     /* put into the User-Agent; NULL for none */
	const char	*proxy;		     /* URL; NULL: none, whatever the environment says */
	const char	*cacert;	     /* file of trusted certificates; NULL: the system's */
	bool		 insecure;	     /* do not verify certificates */
	bool		 allow_private;	     /* let a public address redirect to a private or loopback one */
};
#define EXCHANGE_DEFAULTS { \
	.connect_timeout_ms = 10000, \
	.timeout_ms = 60000, \
	.slow_bytes_per_s = 64, \
	.slow_s = 30, \
	.body_max_bytes = (size_t)16 << 20, \
	.unpacked_max_bytes = (size_t)32 << 20, \
}
extern const struct exchange_options exchange_defaults;

/* By what a server tells whether its page changed; empty and DATE_UNKNOWN when not known. */
struct exchange_validators {
	struct span	 etag;
	int64_t		 last_modified;
};

/*
 * Cookies, and whether an address out on the public net was among the hops:
 * such a chain is not led to a private one (fetch/private.h) unless
 * allow_private. The address judged is the one connected to, so a name
 * cannot lie about it; a proxy hides it, and then nothing is judged.
 */
struct exchange_chain;

struct exchange_request {
	struct span		 url;	/* a normal web URL (fetch/url.h) */
	struct exchange_validators	 known; /* asks whether it changed since */
	struct exchange_chain	*chain; /* outlives the exchange; NULL for a request of its own */
	size_t			 keep_bytes; /* not 0: the first so many bytes of the body will do */
	void			*owner; /* handed back with the answer */
};

struct exchange_response {
	void		*owner;
	struct span	 url;	   /* as asked for */
	long		 status;   /* 0 when there was no answer: then `why` says why */
	struct span	 location; /* of a 3xx: where it points, absolute, not yet normal; else empty */
	struct span	 content_type, charset; /* "text/html"; "utf-8", empty when not declared */
	struct exchange_validators validators;
	int64_t		 date;	   /* DATE_UNKNOWN when not sent */
	int64_t		 retry_at; /* Retry-After in either form, as a time; DATE_UNKNOWN when none */
	int64_t		 fetched;  /* our clock when the answer was complete */
	struct span	 body;	   /* decoded from its content coding; of a 200 only */
	bool		 retry;	   /* no answer came, and another try may bring one */
	bool		 reached;  /* a connection came about, whatever came of it */
	struct fault	 why;
};

/*
 * The strings of the options stay the caller's, until exchanges_free().
 * FAULT_USAGE when the proxy is none or the certificates cannot be read.
 */
struct exchanges;
struct exchanges *exchanges_new(const struct exchange_options *options, struct fault *f);
void exchanges_free(struct exchanges *exchanges); /* breaks off what is under way */

struct exchange_chain *exchange_chain_new(struct fault *f);
void exchange_chain_free(struct exchange_chain *chain);

/*
 * Begin an exchange; spans are copied. False when it cannot even begin:
 * memory, a URL that is none (FAULT_INPUT), or EXCHANGES_MAX (FAULT_LIMIT).
 */
bool exchange_start(struct exchanges *exchanges, const struct exchange_request *request,
    struct fault *f) MUST_CHECK;

size_t exchanges_running(const struct exchanges *exchanges);

/*
 * Let the exchanges go on, for at most wait_ms, until one has ended, one of
 * the fds (may be NULL) can be read or a signal came. True and *ended: its
 * answer stands in *response, spans in the arena. An exchange that failed is
 * an answer, too: status 0 (or the status that came) and why->kind:
 * FAULT_LIMIT (body, headers, codings), FAULT_MISSING (no such host),
 * FAULT_INPUT (the file of certificates holds none), FAULT_MEMORY, else
 * FAULT_NETWORK. Bodies of all that run share a cap of 192 MiB (more when two
 * of unpacked_max_bytes would not fit): above it one breaks off, FAULT_LIMIT
 * with `retry`. False: the run cannot go on (memory).
 */
bool exchanges_step(struct exchanges *exchanges, int wait_ms, const int *fds, size_t nfds,
    struct arena *arena, struct exchange_response *response, bool *ended, struct fault *f)
    MUST_CHECK;

/* What a status other than 200, 304 and 3xx means, as the fault of a source. Always returns false. */
bool exchange_status_fault(long status, struct span url, struct fault *f);

#endif
