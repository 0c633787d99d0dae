/*
 * One HTTP exchange. The only file that knows libcurl.
 */
#ifndef FETCH_HTTP_H
#define FETCH_HTTP_H

#include <stdint.h>

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"

struct http_options {
	long		 connect_timeout_ms; /* default 10000 */
	long		 timeout_ms;	     /* whole transfer, default 60000 */
	long		 redirects_max;	     /* default 10 */
	size_t		 body_max_bytes;     /* as sent, default 16 MiB */
	size_t		 unpacked_max_bytes; /* default 32 MiB */
	const char	*contact;	     /* put into the User-Agent; NULL for none */
	bool		 allow_private;	     /* let a public address redirect to a private or loopback one */
};
extern const struct http_options http_defaults;

struct http_response {
	long		 status;
	struct span	 url;	  /* after redirects */
	struct span	 content_type, charset; /* "text/html"; "utf-8", empty when not declared */
	struct span	 etag;
	int64_t		 date, last_modified; /* DATE_UNKNOWN when not sent */
	int64_t		 fetched; /* our clock when the answer was complete */
	struct span	 body;	  /* decoded from its content encoding */
};

struct http;
struct http *http_new(const struct http_options *options, struct fault *f);
void http_free(struct http *http);

/*
 * GET url. http and https only, redirects included. A status other than 200 is
 * a fault naming url and status: FAULT_MISSING (404, 410), FAULT_THROTTLED
 * (429, 503), FAULT_NETWORK otherwise; a body over its cap is FAULT_LIMIT.
 */
bool http_get(struct http *http, struct span url, struct arena *arena,
    struct http_response *response, struct fault *f) MUST_CHECK;

#endif
