/*
 * One HTTP exchange. The only file that knows libcurl.
 *
 * No proxy is used, whatever the environment says; nothing is remembered from
 * one exchange to the next but open connections.
 */
#ifndef FETCH_HTTP_H
#define FETCH_HTTP_H

#include <stdint.h>

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"

struct http_options {
	long		 connect_timeout_ms; /* default 10000 */
	long		 timeout_ms;	     /* whole exchange, redirects included, default 60000 */
	long		 redirects_max;	     /* default 10 */
	size_t		 body_max_bytes;     /* as sent, default 16 MiB */
	size_t		 unpacked_max_bytes; /* default 32 MiB */
	const char	*contact;	     /* put into the User-Agent; NULL for none */
	bool		 allow_private;	     /* let a public address redirect to a private or loopback one */
	const volatile int *stop;	     /* set by a signal: break off; NULL for none */
};
extern const struct http_options http_defaults;

struct http_response {
	long		 status;
	struct span	 url;	  /* after redirects; as asked for when there were none */
	bool		 moved;	  /* there were some */
	struct span	 content_type, charset; /* "text/html"; "utf-8", empty when not declared */
	struct span	 etag;
	int64_t		 date, last_modified; /* DATE_UNKNOWN when not sent */
	int64_t		 fetched; /* our clock when the answer was complete */
	struct span	 body;	  /* decoded from its content encoding */
};

/* Keeps connections open between exchanges; one exchange at a time. */
struct http;
struct http *http_new(const struct http_options *options, struct fault *f);
void http_free(struct http *http);

/*
 * GET url. http and https only, redirects included; a URL that names a user is
 * refused. A status other than 200 is a fault naming url and status:
 * FAULT_MISSING (404, 410), FAULT_THROTTLED (429, 503), FAULT_NETWORK
 * otherwise; a body over its cap is FAULT_LIMIT, a host without address
 * FAULT_MISSING, what cannot be asked for FAULT_INPUT, and *stop
 * FAULT_INTERRUPTED.
 */
bool http_get(struct http *http, struct span url, struct arena *arena,
    struct http_response *response, struct fault *f) MUST_CHECK;

#endif
