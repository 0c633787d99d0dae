#include "fetch/http.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

#include <curl/curl.h>

#include "core/buf.h"
#include "core/date.h"
#include "core/utf8.h"
#include "core/version.h"
#include "fetch/private.h"

#define URL_MAX ((size_t)8000) /* bytes; longer is refused, as by most servers (RFC 9110, 4.1) */
#define HEADERS_MAX ((size_t)256 * 1024)
#define SLOW_BYTES_PER_S 64L
#define SLOW_S 30L

const struct http_options http_defaults = {
	.connect_timeout_ms = 10000,
	.timeout_ms = 60000,
	.redirects_max = 10,
	.body_max_bytes = (size_t)16 << 20,
	.unpacked_max_bytes = (size_t)32 << 20,
};

/* What broke a transfer off that libcurl would only call an aborted callback. */
enum cause {
	CAUSE_NONE,
	CAUSE_BODY,	/* more than body_max_bytes as sent */
	CAUSE_UNPACKED, /* more than unpacked_max_bytes, or no memory for it */
	CAUSE_HEADERS,
	CAUSE_PRIVATE,
	CAUSE_STOP,
};

struct http {
	CURL			*curl;
	struct http_options	 options;
	char			 agent[256];

	/* Of the exchange that is under way. */
	struct buf		 body;
	size_t			 header_bytes;
	enum cause		 cause;
	bool			 was_public; /* an earlier hop was answered from a public address */
	char			 problem[CURL_ERROR_SIZE];
};

static bool
may_connect(struct http *http, bool private)
{
	if (http->was_public && private && !http->options.allow_private) {
		http->cause = CAUSE_PRIVATE;
		return false;
	}
	return true;
}

static curl_socket_t
on_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
	(void)purpose;
	if (!may_connect(context, private_address(&address->addr)))
		return CURL_SOCKET_BAD;
	return socket(address->family, address->socktype, address->protocol);
}

/* A connection that is used again opens no socket, so it is judged here. */
static int
/* NOLINTNEXTLINE(readability-non-const-parameter): the type is libcurl's. */
on_request(void *context, char *remote, char *local, int remote_port, int local_port)
{
	(void)local;
	(void)remote_port;
	(void)local_port;
	return may_connect(context, private_digits(remote)) ? CURL_PREREQFUNC_OK :
							      CURL_PREREQFUNC_ABORT;
}

static bool
body_too_large(struct http *http, curl_off_t sent)
{
	if (sent < 0 || (uintmax_t)sent <= http->options.body_max_bytes)
		return false;
	http->cause = CAUSE_BODY;
	return true;
}

static int
on_progress(void *context, curl_off_t total, curl_off_t now, curl_off_t up_total, curl_off_t up_now)
{
	struct http	*http = context;

	(void)total;
	(void)up_total;
	(void)up_now;
	if (http->options.stop != NULL && *http->options.stop) {
		http->cause = CAUSE_STOP;
		return 1;
	}
	return body_too_large(http, now) ? 1 : 0;
}

/* What comes here is unpacked already: a bomb is counted as it unfolds. */
static size_t
/* NOLINTNEXTLINE(readability-non-const-parameter): the type is libcurl's. */
on_body(char *bytes, size_t size, size_t count, void *context)
{
	struct http	*http = context;
	size_t		 n = size * count;
	curl_off_t	 sent = 0;

	curl_easy_getinfo(http->curl, CURLINFO_SIZE_DOWNLOAD_T, &sent);
	if (body_too_large(http, sent))
		return n + 1;
	buf_add(&http->body, (struct span) { bytes, n });
	if (http->body.failed != FAULT_NONE) {
		http->cause = CAUSE_UNPACKED;
		return n + 1;
	}
	return n;
}

static size_t
/* NOLINTNEXTLINE(readability-non-const-parameter): the type is libcurl's. */
on_header(char *bytes, size_t size, size_t count, void *context)
{
	struct http	*http = context;

	(void)bytes;
	http->header_bytes += size * count;
	if (http->header_bytes > HEADERS_MAX) {
		http->cause = CAUSE_HEADERS;
		return 0;
	}
	return size * count;
}

/* A contact with line ends in it would be a header of its own. */
static void
write_agent(struct http *http)
{
	struct buf	 agent = BUF(sizeof http->agent - 1);

	buf_print(&agent, "quotrail/%s", QUOTRAIL_VERSION);
	if (http->options.contact != NULL && http->options.contact[0] != '\0')
		buf_print(&agent, " (+%.200s)", http->options.contact);
	for (size_t i = 0; i < agent.n; i++) {
		unsigned char	 c = (unsigned char)agent.p[i];

		http->agent[i] = agent.p[i];
		if (c < 0x20 || c == 0x7f)
			http->agent[i] = ' ';
	}
	buf_free(&agent);
}

static void
set_up(struct http *http)
{
	CURL	*curl = http->curl;

	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(curl, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L); /* http_get() follows, and looks first */
	curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(curl, CURLOPT_USERAGENT, http->agent);
	curl_easy_setopt(curl, CURLOPT_COOKIEFILE, "");
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, http->options.connect_timeout_ms);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, SLOW_BYTES_PER_S);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, SLOW_S);
	curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)http->options.body_max_bytes);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, http->problem);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, on_socket);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, http);
	curl_easy_setopt(curl, CURLOPT_PREREQFUNCTION, on_request);
	curl_easy_setopt(curl, CURLOPT_PREREQDATA, http);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, http);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, http);
	curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress);
	curl_easy_setopt(curl, CURLOPT_XFERINFODATA, http);
}

struct http *
http_new(const struct http_options *options, struct fault *f)
{
	struct http	*http;

	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
		fault_set(f, FAULT_NETWORK, "the HTTP library could not be started");
		return NULL;
	}
	http = calloc(1, sizeof *http);
	if (http != NULL)
		http->curl = curl_easy_init();
	if (http == NULL || http->curl == NULL) {
		fault_set(f, FAULT_MEMORY, "out of memory");
		free(http);
		curl_global_cleanup();
		return NULL;
	}
	http->options = *options;
	write_agent(http);
	set_up(http);
	return http;
}

void
http_free(struct http *http)
{
	if (http == NULL)
		return;
	curl_easy_cleanup(http->curl);
	buf_free(&http->body);
	free(http);
	curl_global_cleanup();
}

/* Milliseconds that pass whatever is done to the wall clock. */
static int64_t
clock_ms(void)
{
	struct timespec	 now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Why a connection failed. */
static const char *
connect_words(int error)
{
	switch (error) {
	case ECONNREFUSED:
		return "connection refused";
	case ECONNRESET:
		return "connection reset";
	case EHOSTUNREACH:
		return "no route to the host";
	case ENETUNREACH:
		return "network unreachable";
	case ETIMEDOUT:
		return "no answer";
	default:
		return "no address answers";
	}
}

static bool
cause_fault(const struct http *http, struct span url, struct fault *f)
{
	switch (http->cause) {
	case CAUSE_BODY:
		return fault_set(f, FAULT_LIMIT, "%.*s: body larger than %zu bytes as sent",
		    SPAN_ARG(url), http->options.body_max_bytes);
	case CAUSE_UNPACKED:
		if (http->body.failed == FAULT_MEMORY)
			return fault_set(f, FAULT_MEMORY, "%.*s: out of memory", SPAN_ARG(url));
		return fault_set(f, FAULT_LIMIT, "%.*s: body larger than %zu bytes unpacked",
		    SPAN_ARG(url), http->options.unpacked_max_bytes);
	case CAUSE_HEADERS:
		return fault_set(f, FAULT_LIMIT, "%.*s: headers larger than %zu bytes",
		    SPAN_ARG(url), HEADERS_MAX);
	case CAUSE_PRIVATE:
		return fault_set(f, FAULT_NETWORK,
		    "%.*s: a private address that a public one redirects to (see --allow-private)",
		    SPAN_ARG(url));
	default:
		return fault_set(f, FAULT_INTERRUPTED, "%.*s: interrupted", SPAN_ARG(url));
	}
}

static bool
timeout_fault(const struct http *http, struct span url, struct fault *f)
{
	curl_off_t	 connected = 0, sent = 0;

	curl_easy_getinfo(http->curl, CURLINFO_CONNECT_TIME_T, &connected);
	curl_easy_getinfo(http->curl, CURLINFO_SIZE_DOWNLOAD_T, &sent);
	if (connected == 0)
		return fault_set(f, FAULT_NETWORK, "%.*s: could not connect: no answer in time",
		    SPAN_ARG(url));
	if (sent == 0)
		return fault_set(f, FAULT_NETWORK, "%.*s: connected, but no answer in time",
		    SPAN_ARG(url));
	return fault_set(f, FAULT_NETWORK, "%.*s: too slow: %lld bytes came before time was up",
	    SPAN_ARG(url), (long long)sent);
}

/* What libcurl found, in words for people; codes that need more to say it are not here. */
static const struct {
	CURLcode	 code;
	enum fault_kind	 kind;
	const char	*words;
} transfers[] = {
	{ CURLE_URL_MALFORMAT,		FAULT_INPUT,	"not a URL that can be fetched" },
	{ CURLE_UNSUPPORTED_PROTOCOL,	FAULT_INPUT,	"only http and https are fetched" },
	{ CURLE_LOGIN_DENIED,		FAULT_INPUT,	"a URL with a user in it is not fetched" },
	{ CURLE_COULDNT_RESOLVE_HOST,	FAULT_MISSING,	"no such host" },
	{ CURLE_GOT_NOTHING,		FAULT_NETWORK,	"the server hung up without an answer" },
	{ CURLE_BAD_CONTENT_ENCODING,	FAULT_NETWORK,
	    "the body is not packed as its Content-Encoding says" },
	{ CURLE_OUT_OF_MEMORY,		FAULT_MEMORY,	"out of memory" },
};

static bool
transfer_fault(const struct http *http, CURLcode code, struct span url, struct fault *f)
{
	const char	*words = http->problem[0] != '\0' ? http->problem : curl_easy_strerror(code);
	long		 error = 0;

	for (size_t i = 0; i < LEN(transfers); i++) {
		if (transfers[i].code == code)
			return fault_set(f, transfers[i].kind, "%.*s: %s", SPAN_ARG(url),
			    transfers[i].words);
	}
	switch (code) {
	case CURLE_COULDNT_CONNECT:
		curl_easy_getinfo(http->curl, CURLINFO_OS_ERRNO, &error);
		return fault_set(f, FAULT_NETWORK, "%.*s: could not connect: %s", SPAN_ARG(url),
		    connect_words((int)error));
	case CURLE_OPERATION_TIMEDOUT:
		return timeout_fault(http, url, f);
	case CURLE_PARTIAL_FILE:
	case CURLE_RECV_ERROR:
		return fault_set(f, FAULT_NETWORK, "%.*s: the connection broke after %zu bytes",
		    SPAN_ARG(url), http->body.n);
	case CURLE_PEER_FAILED_VERIFICATION:
		return fault_set(f, FAULT_NETWORK, "%.*s: the certificate is not to be trusted: %s",
		    SPAN_ARG(url), words);
	case CURLE_SSL_CONNECT_ERROR:
		return fault_set(f, FAULT_NETWORK, "%.*s: no secure connection: %s", SPAN_ARG(url),
		    words);
	default:
		return fault_set(f, FAULT_NETWORK, "%.*s: %s", SPAN_ARG(url), words);
	}
}

/* Statuses that people meet, in the words of RFC 9110, section 15. */
static const struct {
	long		 status;
	const char	*words;
	enum fault_kind	 kind;
} statuses[] = {
	{ 400, "bad request", FAULT_NETWORK },
	{ 401, "wants a login", FAULT_NETWORK },
	{ 402, "wants payment", FAULT_NETWORK },
	{ 403, "forbidden", FAULT_NETWORK },
	{ 404, "not found", FAULT_MISSING },
	{ 410, "gone", FAULT_MISSING },
	{ 429, "too many requests", FAULT_THROTTLED },
	{ 451, "unavailable for legal reasons", FAULT_NETWORK },
	{ 500, "internal server error", FAULT_NETWORK },
	{ 502, "bad gateway", FAULT_NETWORK },
	{ 503, "service unavailable", FAULT_THROTTLED },
	{ 504, "gateway timeout", FAULT_NETWORK },
};

static bool
status_fault(long status, struct span url, struct fault *f)
{
	for (size_t i = 0; i < LEN(statuses); i++) {
		if (statuses[i].status == status)
			return fault_set(f, statuses[i].kind, "%.*s: the server answers %ld (%s)",
			    SPAN_ARG(url), status, statuses[i].words);
	}
	return fault_set(f, FAULT_NETWORK, "%.*s: the server answers %ld", SPAN_ARG(url), status);
}

/* The URL as it goes over the wire: blanks and letters beyond ASCII escaped, no fragment. */
static bool
wire_url(struct span url, struct arena *arena, struct span *wire, struct fault *f)
{
	CURLU		*parts = NULL;
	char		*whole = NULL;
	struct span	 copy;
	bool		 ok = false;

	if (url.n > URL_MAX)
		return fault_set(f, FAULT_INPUT, "%.100s...: a URL longer than %zu bytes", url.p,
		    URL_MAX);
	if (memchr(url.p, '\0', url.n) != NULL)
		return fault_set(f, FAULT_INPUT, "%.*s: not a URL that can be fetched",
		    SPAN_ARG(url));
	if (!span_in(arena, url, &copy, f))
		return false;
	parts = curl_url();
	if (parts == NULL) {
		fault_set(f, FAULT_MEMORY, "%.*s: out of memory", SPAN_ARG(url));
		goto done;
	}
	if (curl_url_set(parts, CURLUPART_URL, copy.p, CURLU_URLENCODE) != CURLUE_OK ||
	    curl_url_set(parts, CURLUPART_FRAGMENT, NULL, 0) != CURLUE_OK ||
	    curl_url_get(parts, CURLUPART_URL, &whole, 0) != CURLUE_OK) {
		fault_set(f, FAULT_INPUT, "%.*s: not a URL that can be fetched", SPAN_ARG(url));
		goto done;
	}
	ok = span_in(arena, span_of(whole), wire, f);
done:
	curl_free(whole);
	curl_url_cleanup(parts);
	return ok;
}

/* One request and its answer, without following where it points. */
static bool
exchange(struct http *http, struct span url, int64_t deadline_ms, struct fault *f)
{
	int64_t		 left = deadline_ms - clock_ms();
	char		*remote = NULL;
	curl_off_t	 sent = 0;
	struct buf	 empty = BUF(http->options.unpacked_max_bytes);
	CURLcode	 code;

	buf_free(&http->body);
	http->body = empty;
	http->header_bytes = 0;
	http->cause = CAUSE_NONE;
	http->problem[0] = '\0';
	if (left <= 0)
		return fault_set(f, FAULT_NETWORK, "%.*s: redirects took all the time there was",
		    SPAN_ARG(url));
	curl_easy_setopt(http->curl, CURLOPT_URL, url.p);
	curl_easy_setopt(http->curl, CURLOPT_TIMEOUT_MS, (long)left);
	code = curl_easy_perform(http->curl);
	if (code == CURLE_FILESIZE_EXCEEDED)
		http->cause = CAUSE_BODY;
	if (http->cause != CAUSE_NONE)
		return cause_fault(http, url, f);
	if (code != CURLE_OK)
		return transfer_fault(http, code, url, f);
	curl_easy_getinfo(http->curl, CURLINFO_SIZE_DOWNLOAD_T, &sent);
	if (body_too_large(http, sent))
		return cause_fault(http, url, f);
	curl_easy_getinfo(http->curl, CURLINFO_PRIMARY_IP, &remote);
	if (remote != NULL && !private_digits(remote))
		http->was_public = true;
	return true;
}

/* The URLs of an exchange so far; one that comes for the third time leads nowhere. */
struct hops {
	struct span	*items;
	size_t		 count, room;
};

/*
 * Some servers send a reader back to the same address once, to hand over a
 * cookie on the way. Twice is a loop.
 */
static bool
add_hop(struct hops *hops, struct span url, struct arena *arena, struct fault *f)
{
	size_t	 seen = 0;

	for (size_t i = 0; i < hops->count; i++)
		seen += span_eq(hops->items[i], url);
	if (seen > 1)
		return fault_set(f, FAULT_NETWORK, "%.*s: redirects in a circle, back to %.*s",
		    SPAN_ARG(hops->items[0]), SPAN_ARG(url));
	if (!arena_grow(arena, &hops->items, hops->count, &hops->room, sizeof *hops->items, f))
		return false;
	hops->items[hops->count++] = url;
	return true;
}

/* Where the answer points, when it does; empty when it is the last one. */
static bool
next_hop(struct http *http, const struct hops *hops, struct arena *arena, struct span *next,
    struct fault *f)
{
	struct span	 first = hops->items[0], target;
	char		*location = NULL;

	*next = SPAN_NONE;
	curl_easy_getinfo(http->curl, CURLINFO_REDIRECT_URL, &location);
	if (location == NULL)
		return true;
	target = span_of(location);
	if (!span_eq_case(span_cut(target, 0, 7), SPAN("http://")) &&
	    !span_eq_case(span_cut(target, 0, 8), SPAN("https://")))
		return fault_set(f, FAULT_NETWORK,
		    "%.*s: redirects to %.100s, which is neither http nor https", SPAN_ARG(first),
		    location);
	if (hops->count > (size_t)http->options.redirects_max)
		return fault_set(f, FAULT_NETWORK, "%.*s: more than %ld redirects", SPAN_ARG(first),
		    http->options.redirects_max);
	return wire_url(target, arena, next, f);
}

/* A header of the last answer; one that is no text counts as not sent. */
static struct span
header(const struct http *http, const char *name)
{
	struct curl_header	*found;

	if (curl_easy_header(http->curl, name, 0, CURLH_HEADER, -1, &found) != CURLHE_OK ||
	    !utf8_valid(span_of(found->value)))
		return SPAN_NONE;
	return span_trim(span_of(found->value));
}

static int64_t
header_date(const struct http *http, const char *name)
{
	struct span	 value = header(http, name);
	time_t		 at = value.n > 0 ? curl_getdate(value.p, NULL) : -1;

	return at < 0 ? DATE_UNKNOWN : (int64_t)at;
}

/* "text/html; charset=\"utf-8\"" comes apart (RFC 9110, 8.3). */
static void
read_type(struct span value, struct span *type, struct span *charset)
{
	size_t		 end = span_find(value, SPAN(";"));
	struct span	 rest = span_cut(value, end + 1, value.n);

	*type = span_trim(span_cut(value, 0, end));
	*charset = SPAN_NONE;
	while (rest.n > 0) {
		struct span	 one;

		end = span_find(rest, SPAN(";"));
		one = span_trim(span_cut(rest, 0, end));
		rest = span_cut(rest, end + 1, rest.n);
		if (!span_eq_case(span_cut(one, 0, 8), SPAN("charset=")))
			continue;
		one = span_trim(span_cut(one, 8, one.n));
		if (one.n > 0 && (one.p[0] == '"' || one.p[0] == '\''))
			one = span_cut(one, 1, one.n - (one.n > 1 && one.p[one.n - 1] == one.p[0]));
		*charset = one;
		return;
	}
}

static bool
read_response(struct http *http, struct arena *arena, struct http_response *response,
    struct fault *f)
{
	struct span	 type, charset;

	response->date = header_date(http, "Date");
	response->last_modified = header_date(http, "Last-Modified");
	response->fetched = (int64_t)time(NULL);
	read_type(header(http, "Content-Type"), &type, &charset);
	return span_in(arena, type, &response->content_type, f) &&
	    span_in(arena, charset, &response->charset, f) &&
	    span_in(arena, header(http, "ETag"), &response->etag, f) &&
	    buf_end(&http->body, arena, &response->body, f);
}

bool
http_get(struct http *http, struct span url, struct arena *arena, struct http_response *response,
    struct fault *f)
{
	struct hops	 hops = { NULL, 0, 0 };
	struct span	 hop = SPAN_NONE, last = SPAN_NONE;
	int64_t		 deadline = clock_ms() + http->options.timeout_ms;

	*response = (struct http_response) { .date = DATE_UNKNOWN, .last_modified = DATE_UNKNOWN };
	http->was_public = false;
	curl_easy_setopt(http->curl, CURLOPT_COOKIELIST, "ALL");
	if (!wire_url(url, arena, &hop, f))
		return false;
	while (hop.n > 0) {
		last = hop;
		if (!add_hop(&hops, hop, arena, f) || !exchange(http, hop, deadline, f) ||
		    !next_hop(http, &hops, arena, &hop, f))
			return false;
	}
	curl_easy_getinfo(http->curl, CURLINFO_RESPONSE_CODE, &response->status);
	if (response->status != 200)
		return status_fault(response->status, last, f);
	response->moved = hops.count > 1;
	return span_in(arena, response->moved ? last : url, &response->url, f) &&
	    read_response(http, arena, response, f);
}
