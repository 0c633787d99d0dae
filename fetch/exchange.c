#include "fetch/exchange.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "core/date.h"
#include "core/version.h"
#include "fetch/exchange_parts.h"
#include "fetch/private.h"

#define CONNECTIONS_MAX 512L /* kept open between exchanges, the oldest given up first */
#define DRAIN_MAX ((size_t)64 * 1024) /* of a body nobody wants, read to keep its connection */
#define COOKIES_MAX 50 /* of a chain, as many as RFC 6265, 6.1, has a client keep for a host */
#define COOKIE_BYTES_MAX ((size_t)16 * 1024)

const struct exchange_options exchange_defaults = {
	.connect_timeout_ms = 10000,
	.timeout_ms = 60000,
	.slow_bytes_per_s = 64,
	.slow_s = 30,
	.body_max_bytes = (size_t)16 << 20,
	.unpacked_max_bytes = (size_t)32 << 20,
};

/* --- what libcurl asks on the way ----------------------------------------------------------- */

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

/* A connection that is used again opens no socket, so it is judged here. */
static int
/* NOLINTNEXTLINE(readability-non-const-parameter): the type is libcurl's. */
on_request(void *context, char *remote, char *local, int remote_port, int local_port)
{
	struct exchange	*x = context;

	(void)local;
	(void)remote_port;
	(void)local_port;
	if (may_connect(x, private_digits(remote)))
		return CURL_PREREQFUNC_OK;
	x->cause = CAUSE_PRIVATE;
	return CURL_PREREQFUNC_ABORT;
}

static long
status_of(const struct exchange *x)
{
	long	 status = 0;

	curl_easy_getinfo(x->curl, CURLINFO_RESPONSE_CODE, &status);
	return status;
}

/* The body of an answer that is not 200 is only read so that the connection can be kept. */
static bool
body_too_large(struct exchange *x, curl_off_t sent)
{
	bool	 wanted = status_of(x) == 200;
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

/* What comes here is unpacked already: a bomb is counted as it unfolds. */
static size_t
/* NOLINTNEXTLINE(readability-non-const-parameter): the type is libcurl's. */
on_body(char *bytes, size_t size, size_t count, void *context)
{
	struct exchange	*x = context;
	struct span	 came = { bytes, size * count };
	curl_off_t	 sent = 0;

	curl_easy_getinfo(x->curl, CURLINFO_SIZE_DOWNLOAD_T, &sent);
	if (body_too_large(x, sent))
		return came.n + 1;
	if (status_of(x) != 200)
		return came.n;
	if (x->keep_bytes > 0)
		came = span_cut(came, 0, x->keep_bytes - x->body.n);
	buf_add(&x->body, came);
	if (x->body.failed != FAULT_NONE)
		x->cause = CAUSE_UNPACKED;
	else if (x->keep_bytes > 0 && x->body.n >= x->keep_bytes)
		x->cause = CAUSE_ENOUGH;
	return x->cause == CAUSE_NONE ? size * count : size * count + 1;
}

/* Names in a list of codings that change the bytes. */
static unsigned
count_codings(struct span list)
{
	unsigned	 count = 0;

	while (list.n > 0) {
		size_t		 end = span_find(list, SPAN(","));
		struct span	 one = span_trim(span_cut(list, 0, end));

		count += one.n > 0 && !span_eq_case(one, SPAN("identity")) &&
		    !span_eq_case(one, SPAN("chunked"));
		list = span_cut(list, end + 1, list.n);
	}
	return count;
}

/* One line of the headers; an interim answer (1xx) is forgotten when the next begins. */
static void
look_at_header(struct exchange *x, struct span line)
{
	size_t		 colon = span_find(line, SPAN(":"));
	struct span	 name = span_cut(line, 0, colon);
	curl_off_t	 length = -1;

	if (span_starts(line, SPAN("HTTP/"))) {
		x->headers_end = false;
		x->codings = 0;
	} else if (span_eq_case(name, SPAN("Content-Encoding")) ||
	    span_eq_case(name, SPAN("Transfer-Encoding"))) {
		x->codings += count_codings(span_cut(line, colon + 1, line.n));
	} else if (span_trim(line).n == 0 && status_of(x) >= 200) {
		x->headers_end = true;
		curl_easy_getinfo(x->curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
		if (x->keep_bytes == 0 && status_of(x) != 304)
			body_too_large(x, length);
	}
	if (x->codings > CODINGS_MAX)
		x->cause = CAUSE_CODINGS;
	if (x->header_bytes > HEADERS_MAX)
		x->cause = CAUSE_HEADERS;
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

/* --- the house of exchanges ----------------------------------------------------------------- */

/* A contact with line ends in it would be a header of its own. */
static void
write_agent(struct exchanges *exchanges)
{
	struct buf	 agent = BUF(sizeof exchanges->agent - 1);
	const char	*contact = exchanges->options.contact;

	buf_print(&agent, "quotrail/%s", QUOTRAIL_VERSION);
	if (contact != NULL && contact[0] != '\0')
		buf_print(&agent, " (+%.200s)", contact);
	for (size_t i = 0; i < agent.n; i++) {
		unsigned char	 c = (unsigned char)agent.p[i];

		exchanges->agent[i] = agent.p[i];
		if (c < 0x20 || c == 0x7f)
			exchanges->agent[i] = ' ';
	}
	buf_free(&agent);
}

struct exchanges *
exchanges_new(const struct exchange_options *options, struct fault *f)
{
	struct exchanges	*exchanges;

	if (options->cacert != NULL && access(options->cacert, R_OK) != 0) {
		fault_set(f, FAULT_IO, "%s: no certificates can be read there", options->cacert);
		return NULL;
	}
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
		fault_set(f, FAULT_NETWORK, "the HTTP library could not be started");
		return NULL;
	}
	exchanges = calloc(1, sizeof *exchanges);
	if (exchanges != NULL)
		exchanges->multi = curl_multi_init();
	if (exchanges == NULL || exchanges->multi == NULL) {
		fault_set(f, FAULT_MEMORY, "out of memory");
		free(exchanges);
		curl_global_cleanup();
		return NULL;
	}
	exchanges->options = *options;
	write_agent(exchanges);
	curl_multi_setopt(exchanges->multi, CURLMOPT_MAXCONNECTS, CONNECTIONS_MAX);
	return exchanges;
}

/*
 * Forget one exchange, so that its handle can serve another. One that was
 * given cookies counts them on after a reset, and soon takes no more.
 */
static void
retire(struct exchange *x)
{
	struct exchanges	*home = x->home;

	if (x->running) {
		curl_multi_remove_handle(home->multi, x->curl);
		home->running--;
		if (x->chain != NULL)
			x->chain->running--;
	}
	curl_easy_setopt(x->curl, CURLOPT_COOKIEFILE, NULL); /* cookies would survive a reset */
	curl_easy_reset(x->curl);
	if (x->had_cookies) {
		curl_easy_cleanup(x->curl);
		x->curl = NULL;
	}
	curl_slist_free_all(x->headers);
	buf_free(&x->url);
	buf_free(&x->body);
	*x = (struct exchange) { .home = home, .next = x->next, .curl = x->curl };
	x->next_idle = home->idle;
	home->idle = x;
}

void
exchanges_free(struct exchanges *exchanges)
{
	struct exchange	*x, *next;

	if (exchanges == NULL)
		return;
	for (x = exchanges->all; x != NULL; x = next) {
		next = x->next;
		if (x->running)
			retire(x);
		curl_easy_cleanup(x->curl);
		free(x);
	}
	curl_multi_cleanup(exchanges->multi);
	free(exchanges->waits);
	free(exchanges);
	curl_global_cleanup();
}

size_t
exchanges_running(const struct exchanges *exchanges)
{
	return exchanges->running;
}

struct exchange_chain *
exchange_chain_new(struct fault *f)
{
	struct exchange_chain	*chain = calloc(1, sizeof *chain);

	if (chain == NULL)
		fault_set(f, FAULT_MEMORY, "out of memory");
	return chain;
}

void
exchange_chain_free(struct exchange_chain *chain)
{
	if (chain == NULL)
		return;
	assert(chain->running == 0);
	curl_slist_free_all(chain->cookies);
	free(chain);
}

/* --- beginning ------------------------------------------------------------------------------ */

static struct exchange *
take_idle(struct exchanges *exchanges, struct fault *f)
{
	struct exchange	*x = exchanges->idle;

	if (x == NULL) {
		x = calloc(1, sizeof *x);
		if (x == NULL) {
			fault_set(f, FAULT_MEMORY, "out of memory");
			return NULL;
		}
		x->home = exchanges;
		x->next = exchanges->all;
		exchanges->all = exchanges->idle = x;
	}
	if (x->curl == NULL)
		x->curl = curl_easy_init();
	if (x->curl == NULL) {
		fault_set(f, FAULT_MEMORY, "out of memory");
		return NULL;
	}
	exchanges->idle = x->next_idle;
	x->next_idle = NULL;
	return x;
}

/* What every exchange has: manners, limits, and who is asked on the way. */
static void
set_up(struct exchange *x)
{
	const struct exchange_options	*options = &x->home->options;
	CURL				*curl = x->curl;

	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L); /* a resolver that hangs is left behind */
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(curl, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS);
	curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "gzip, deflate, br");
	curl_easy_setopt(curl, CURLOPT_USERAGENT, x->home->agent);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, options->connect_timeout_ms);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, options->timeout_ms);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, options->slow_bytes_per_s);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, options->slow_s);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, x->problem);
	curl_easy_setopt(curl, CURLOPT_PRIVATE, x);
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

/* The proxy and whom to trust; what the environment says of either is not looked at. */
static void
set_up_trust(struct exchange *x)
{
	const struct exchange_options	*options = &x->home->options;
	CURL				*curl = x->curl;
	char				*trusted = NULL;

	curl_easy_setopt(curl, CURLOPT_PROXY, options->proxy != NULL ? options->proxy : "");
	curl_easy_setopt(curl, CURLOPT_NOPROXY, "");
	curl_easy_setopt(curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	if (options->insecure) {
		curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
		curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0L);
		curl_easy_setopt(curl, CURLOPT_PROXY_SSL_VERIFYPEER, 0L);
		curl_easy_setopt(curl, CURLOPT_PROXY_SSL_VERIFYHOST, 0L);
	}
	if (options->cacert != NULL) {
		curl_easy_setopt(curl, CURLOPT_CAINFO, options->cacert);
		curl_easy_setopt(curl, CURLOPT_PROXY_CAINFO, options->cacert);
	}
	/* One file of certificates is read once for all connections; a directory is read for each. */
	if (options->cacert != NULL ||
	    (curl_easy_getinfo(curl, CURLINFO_CAINFO, &trusted) == CURLE_OK && trusted != NULL)) {
		curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
		curl_easy_setopt(curl, CURLOPT_PROXY_CAPATH, NULL);
	}
}

/* What this exchange has for itself. */
static bool
prepare(struct exchange *x, const struct exchange_request *request, struct fault *f)
{
	struct buf	 url = BUF(EXCHANGE_URL_MAX);
	struct buf	 body = BUF(x->home->options.unpacked_max_bytes);
	char		*wire = NULL;
	bool		 ok = false;

	if (!exchange_wire_url(request->url, &wire, f))
		return false;
	x->owner = request->owner;
	x->keep_bytes = request->keep_bytes;
	x->url = url;
	x->body = body;
	buf_add(&x->url, request->url);
	if (!buf_ok(&x->url, f) || !exchange_ask_if_changed(&request->known, &x->headers, f))
		goto done;
	set_up(x);
	set_up_trust(x);
	ok = curl_easy_setopt(x->curl, CURLOPT_URL, wire) == CURLE_OK &&
	    curl_easy_setopt(x->curl, CURLOPT_HTTPHEADER, x->headers) == CURLE_OK;
	if (request->chain != NULL) {
		curl_easy_setopt(x->curl, CURLOPT_COOKIEFILE, "");
		for (struct curl_slist *c = request->chain->cookies; c != NULL; c = c->next)
			curl_easy_setopt(x->curl, CURLOPT_COOKIELIST, c->data);
	}
	if (!ok)
		fault_set(f, FAULT_MEMORY, "%.*s: out of memory", SPAN_ARG(request->url));
done:
	curl_free(wire);
	return ok;
}

bool
exchange_start(struct exchanges *exchanges, const struct exchange_request *request, struct fault *f)
{
	struct exchange	*x;

	if (exchanges->running >= EXCHANGES_MAX)
		return fault_set(f, FAULT_LIMIT, "%.*s: %d exchanges are running already",
		    SPAN_ARG(request->url), EXCHANGES_MAX);
	x = take_idle(exchanges, f);
	if (x == NULL)
		return false;
	if (!prepare(x, request, f)) {
		retire(x);
		return false;
	}
	if (curl_multi_add_handle(exchanges->multi, x->curl) != CURLM_OK) {
		retire(x);
		return fault_set(f, FAULT_MEMORY, "%.*s: out of memory", SPAN_ARG(request->url));
	}
	x->running = true;
	exchanges->running++;
	x->chain = request->chain;
	if (x->chain != NULL)
		x->chain->running++;
	return true;
}

/* --- going on ------------------------------------------------------------------------------- */

/* The cookies that the chain takes along; of a bomb only the first few. */
static void
keep_cookies(struct exchange *x)
{
	struct curl_slist	*cookies = NULL, *last = NULL;
	size_t			 count = 0, bytes = 0;

	curl_easy_getinfo(x->curl, CURLINFO_COOKIELIST, &cookies);
	for (struct curl_slist *c = cookies; c != NULL; c = c->next) {
		bytes += strlen(c->data);
		if (++count > COOKIES_MAX || bytes > COOKIE_BYTES_MAX)
			break;
		last = c;
	}
	if (last != NULL) {
		curl_slist_free_all(last->next);
		last->next = NULL;
	} else {
		curl_slist_free_all(cookies);
		cookies = NULL;
	}
	curl_slist_free_all(x->chain->cookies);
	x->chain->cookies = cookies;
	x->had_cookies = cookies != NULL;
}

static void
note_hop(struct exchange *x)
{
	char	*remote = NULL;

	curl_easy_getinfo(x->curl, CURLINFO_PRIMARY_IP, &remote);
	if (remote != NULL && !private_digits(remote) && x->home->options.proxy == NULL)
		x->chain->was_public = true;
	keep_cookies(x);
}

/*
 * Once its headers are whole, an answer that is not 200 is one, whatever
 * becomes of a body that nobody reads.
 */
static bool
is_answer(const struct exchange *x, CURLcode code)
{
	return code == CURLE_OK || x->cause == CAUSE_ENOUGH ||
	    (x->cause == CAUSE_NONE && x->headers_end && status_of(x) != 200);
}

static bool
read_answer(struct exchange *x, CURLcode code, struct arena *arena,
    struct exchange_response *response, struct fault *f)
{
	*response = (struct exchange_response) { .owner = x->owner,
		.validators.last_modified = DATE_UNKNOWN,
		.date = DATE_UNKNOWN,
		.retry_at = DATE_UNKNOWN,
		.fetched = (int64_t)time(NULL) };
	if (!span_in(arena, buf_span(&x->url), &response->url, f))
		return false;
	if (x->headers_end) {
		response->status = status_of(x);
		if (!exchange_read_headers(x, arena, response, f))
			return false;
		if (x->chain != NULL)
			note_hop(x);
	}
	if (is_answer(x, code))
		return buf_end(&x->body, arena, &response->body, f);
	exchange_explain(x, code, &response->retry, &response->why);
	return true;
}

static struct exchange *
find_ended(struct exchanges *exchanges, CURLcode *code)
{
	const CURLMsg	*message;
	struct exchange	*x = NULL;
	int		 left;

	while ((message = curl_multi_info_read(exchanges->multi, &left)) != NULL) {
		if (message->msg != CURLMSG_DONE)
			continue;
		*code = message->data.result;
		curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&x);
		return x;
	}
	return NULL;
}

/* Sleep until something happens; *news when it is something for the caller. */
static bool
wait_for(struct exchanges *exchanges, int wait_ms, const int *fds, size_t nfds, bool *news,
    struct fault *f)
{
	int	 active = 0;

	if (nfds > exchanges->nwaits) {
		struct curl_waitfd	*grown = realloc(exchanges->waits, nfds * sizeof *grown);

		if (grown == NULL)
			return fault_set(f, FAULT_MEMORY, "out of memory");
		exchanges->waits = grown;
		exchanges->nwaits = nfds;
	}
	for (size_t i = 0; i < nfds; i++)
		exchanges->waits[i] = (struct curl_waitfd) { fds[i], CURL_WAIT_POLLIN, 0 };
	if (curl_multi_poll(exchanges->multi, exchanges->waits, (unsigned)nfds, wait_ms, &active) !=
	    CURLM_OK)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	*news = active == 0; /* a signal, or one of libcurl's timers */
	for (size_t i = 0; i < nfds; i++)
		*news = *news || exchanges->waits[i].revents != 0;
	return true;
}

static int64_t
clock_ms(void)
{
	struct timespec	 now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool
exchanges_step(struct exchanges *exchanges, int wait_ms, const int *fds, size_t nfds,
    struct arena *arena, struct exchange_response *response, bool *ended, struct fault *f)
{
	int64_t		 deadline = clock_ms() + wait_ms, left;
	struct exchange	*x;
	CURLcode	 code = CURLE_OK;
	bool		 news = false, ok;
	int		 running;

	*ended = false;
	while ((x = find_ended(exchanges, &code)) == NULL) {
		if (curl_multi_perform(exchanges->multi, &running) != CURLM_OK)
			return fault_set(f, FAULT_MEMORY, "out of memory");
		x = find_ended(exchanges, &code);
		left = deadline - clock_ms();
		if (x != NULL)
			break;
		if (news || left <= 0)
			return true;
		if (!wait_for(exchanges, (int)left, fds, nfds, &news, f))
			return false;
	}
	ok = read_answer(x, code, arena, response, f);
	retire(x);
	*ended = ok;
	return ok;
}
