/* What libcurl asks and tells on the way: whom to connect to, what comes, when it is enough. */
#include <errno.h>

#include "fetch/exchange_parts.h"
#include "fetch/private.h"

#define DRAIN_MAX ((size_t)64 * 1024) /* of a body nobody wants, read to keep its connection */
#define SMALL_BODY ((size_t)1 << 20) /* finds room all the same */

/* Behind a proxy the address is the proxy's and says nothing. */
static bool
may_connect(const struct exchange *x, bool private)
{
	const struct exchange_options	*options = &x->home->options;

	return !private || x->chain == NULL || !x->chain->was_public || options->allow_private ||
	    options->proxy != NULL;
}

static curl_socket_t
on_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct exchange	*x = context;
	curl_socket_t	 s;

	(void)purpose;
	if (!may_connect(x, private_address(&address->addr))) {
		x->cause = CAUSE_PRIVATE;
		return CURL_SOCKET_BAD;
	}
	s = socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
	if (s == CURL_SOCKET_BAD)
		x->socket_error = errno;
	return s;
}

/*
 * A connection that is used again opens no socket, so it is judged here; and
 * of several addresses one that was refused is forgotten for one that serves.
 */
static int
/* NOLINTNEXTLINE(readability-non-const-parameter): the type is libcurl's. */
on_request(void *context, char *remote, char *local, int remote_port, int local_port)
{
	struct exchange	*x = context;

	(void)local;
	(void)remote_port;
	(void)local_port;
	x->cause = may_connect(x, private_digits(remote)) ? CAUSE_NONE : CAUSE_PRIVATE;
	return x->cause == CAUSE_NONE ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

long
exchange_status(const struct exchange *x)
{
	long	 status = 0;

	curl_easy_getinfo(x->curl, CURLINFO_RESPONSE_CODE, &status);
	return status;
}

/* The body of an answer that is not 200 is only read so that the connection can be kept. */
static bool
body_too_large(struct exchange *x, curl_off_t sent)
{
	bool	 wanted = exchange_status(x) == 200;
	size_t	 max = wanted ? x->home->options.body_max_bytes : DRAIN_MAX;

	if (sent < 0 || (uintmax_t)sent <= max)
		return false;
	x->cause = wanted ? CAUSE_BODY : CAUSE_ENOUGH;
	return true;
}

static int
on_progress(void *context, curl_off_t total, curl_off_t now, curl_off_t up_total, curl_off_t up_now)
{
	struct exchange	*x = context;

	(void)total;
	(void)up_total;
	(void)up_now;
	return x->headers_end && body_too_large(x, now) ? 1 : 0;
}

/* Keep what came, within what one body and all of them together may take. */
static void
keep(struct exchange *x, struct span came)
{
	struct exchanges	*home = x->home;

	if (x->keep_bytes > 0)
		came = span_cut(came, 0, x->keep_bytes - x->body.n);
	buf_add(&x->body, came);
	x->held += came.n;
	home->body_bytes += came.n;
	if (x->body.failed != FAULT_NONE) {
		x->cause = CAUSE_UNPACKED;
	} else if (x->keep_bytes > 0 && x->body.n >= x->keep_bytes) {
		x->cause = CAUSE_ENOUGH;
	} else if (home->body_bytes > home->bodies_max && x->body.n > SMALL_BODY) {
		x->cause = CAUSE_CROWD; /* its room is the others' at once */
		home->body_bytes -= x->held;
		x->held = 0;
		buf_free(&x->body);
	}
}

/* What comes here is unpacked already: a bomb is counted as it unfolds. */
static size_t
/* NOLINTNEXTLINE(readability-non-const-parameter): the type is libcurl's. */
on_body(char *bytes, size_t size, size_t count, void *context)
{
	struct exchange	*x = context;
	curl_off_t	 sent = 0;

	curl_easy_getinfo(x->curl, CURLINFO_SIZE_DOWNLOAD_T, &sent);
	if (!body_too_large(x, sent) && exchange_status(x) == 200)
		keep(x, (struct span) { bytes, size * count });
	return x->cause == CAUSE_NONE ? size * count : size * count + 1;
}

/* Codings that are undone on the way in; any other was not asked for. */
static const char *const codings[] = { "gzip", "x-gzip", "deflate", "br" };

/* Count the codings of a list that change the bytes. */
static void
look_at_codings(struct exchange *x, struct span list)
{
	while (list.n > 0) {
		size_t		 end = span_find(list, SPAN(",")), i = 0;
		struct span	 one = span_trim(span_cut(list, 0, end));

		list = span_cut(list, end + 1, list.n);
		if (one.n == 0 || span_eq_case(one, SPAN("identity")) ||
		    span_eq_case(one, SPAN("none")) || span_eq_case(one, SPAN("chunked")))
			continue;
		while (i < LEN(codings) && !span_eq_case(one, span_of(codings[i])))
			i++;
		if (i == LEN(codings))
			x->cause = CAUSE_UNASKED;
		else if (++x->codings > CODINGS_MAX)
			x->cause = CAUSE_CODINGS;
	}
}

/* One line of the headers; what was packed in an interim answer (1xx) is forgotten. */
static void
look_at_header(struct exchange *x, struct span line)
{
	size_t		 colon = span_find(line, SPAN(":"));
	struct span	 name = span_cut(line, 0, colon);
	curl_off_t	 length = -1;

	if (x->header_bytes > HEADERS_MAX)
		x->cause = CAUSE_HEADERS;
	if (x->headers_end) /* a trailer */
		return;
	if (span_starts(line, SPAN("HTTP/"))) {
		x->codings = 0;
	} else if (span_eq_case(name, SPAN("Content-Encoding")) ||
	    span_eq_case(name, SPAN("Transfer-Encoding"))) {
		look_at_codings(x, span_cut(line, colon + 1, line.n));
	} else if (span_eq_case(name, SPAN("Set-Cookie"))) {
		x->cookie_bytes += line.n;
		if (x->cookie_bytes > COOKIES_SET_MAX)
			x->cause = CAUSE_COOKIES;
	} else if (span_trim(line).n == 0 && exchange_status(x) >= 200) {
		x->headers_end = true;
		curl_easy_getinfo(x->curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
		if (x->keep_bytes == 0 && exchange_status(x) != 304)
			body_too_large(x, length);
	}
}

static size_t
/* NOLINTNEXTLINE(readability-non-const-parameter): the type is libcurl's. */
on_header(char *bytes, size_t size, size_t count, void *context)
{
	struct exchange	*x = context;

	x->header_bytes += size * count;
	look_at_header(x, (struct span) { bytes, size * count });
	return x->cause == CAUSE_NONE ? size * count : size * count + 1;
}

void
exchange_watch(struct exchange *x)
{
	CURL	*curl = x->curl;

	curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, on_socket);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, x);
	curl_easy_setopt(curl, CURLOPT_PREREQFUNCTION, on_request);
	curl_easy_setopt(curl, CURLOPT_PREREQDATA, x);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, x);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, x);
	curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress);
	curl_easy_setopt(curl, CURLOPT_XFERINFODATA, x);
}
