#include "fetch/exchange.h"

#include <assert.h>
#include <netdb.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "core/date.h"
#include "core/version.h"
#include "fetch/clock.h"
#include "fetch/exchange_parts.h"
#include "fetch/private.h"
#include "fetch/url.h"

#define CONNECTIONS_MAX 512L /* kept open between exchanges, the oldest given up first */
#define BODIES_MAX ((size_t)192 << 20) /* of all bodies under way, but two of the largest fit */
#define QUESTION_MS 20		       /* between two looks at an answer from the resolver */
#define COOKIES_MAX 50 /* of a chain, as many as RFC 6265, 6.1, has a client keep for a host */
#define COOKIE_BYTES_MAX ((size_t)16 * 1024)

const struct exchange_options exchange_defaults = EXCHANGE_DEFAULTS;

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

static const char *const proxies[] = { "http", "https", "socks4", "socks4a", "socks5", "socks5h" };

/* A proxy that none can be is said here once, not by every exchange. */
static bool
is_proxy(const char *url)
{
	CURLU	*parts = curl_url();
	char	*scheme = NULL;
	bool	 is = false;

	if (parts != NULL &&
	    curl_url_set(parts, CURLUPART_URL, url,
		CURLU_DEFAULT_SCHEME | CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK)
		curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0);
	for (size_t i = 0; scheme != NULL && i < LEN(proxies); i++)
		is = is || strcmp(scheme, proxies[i]) == 0;
	curl_free(scheme);
	curl_url_cleanup(parts);
	return is;
}

static bool
check_options(const struct exchange_options *options, struct fault *f)
{
	if (options->cacert != NULL && access(options->cacert, R_OK) != 0)
		return fault_set(f, FAULT_USAGE, "%s: no certificates can be read there",
		    options->cacert);
	if (options->proxy != NULL && !is_proxy(options->proxy))
		return fault_set(f, FAULT_USAGE,
		    "%s: not a proxy that can be asked (http, https, socks)", options->proxy);
	return true;
}

struct exchanges *
exchanges_new(const struct exchange_options *options, struct fault *f)
{
	struct exchanges	*exchanges;

	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
		fault_set(f, FAULT_NETWORK, "the HTTP library (libcurl) could not be started");
		return NULL;
	}
	if (!check_options(options, f)) {
		curl_global_cleanup();
		return NULL;
	}
	exchanges = calloc(1, sizeof *exchanges);
	if (exchanges == NULL) {
		fault_set(f, FAULT_MEMORY, "out of memory");
		curl_global_cleanup();
		return NULL;
	}
	exchanges->queue = -1;
	exchanges->multi = curl_multi_init();
	if (exchanges->multi == NULL)
		fault_set(f, FAULT_MEMORY, "out of memory");
	if (f->kind != FAULT_NONE || !exchange_queue_open(exchanges, f)) {
		exchanges_free(exchanges);
		return NULL;
	}
	exchanges->options = *options;
	exchanges->bodies_max = BODIES_MAX;
	if (exchanges->bodies_max / 2 < options->unpacked_max_bytes)
		exchanges->bodies_max = 2 * options->unpacked_max_bytes;
	exchanges->accept = "gzip, deflate";
	if ((curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_BROTLI) != 0)
		exchanges->accept = "gzip, deflate, br";
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

	home->body_bytes -= x->held;
	if (x->question != NULL)
		home->questions--;
	name_drop(x->question);
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
	exchange_queue_close(exchanges);
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
	curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, x->home->accept);
	curl_easy_setopt(curl, CURLOPT_USERAGENT, x->home->agent);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, options->connect_timeout_ms);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, options->timeout_ms);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, options->slow_bytes_per_s);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, options->slow_s);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, x->problem);
	curl_easy_setopt(curl, CURLOPT_PRIVATE, x);
	exchange_watch(x);
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
is_answer(const struct exchange *x)
{
	return x->headers_end &&
	    (x->code == CURLE_OK || x->cause == CAUSE_ENOUGH ||
		(x->cause == CAUSE_NONE && exchange_status(x) != 200));
}

static bool
read_answer(struct exchange *x, struct arena *arena, struct exchange_response *response,
    struct fault *f)
{
	*response = (struct exchange_response) { .owner = x->owner,
		.validators.last_modified = DATE_UNKNOWN,
		.date = DATE_UNKNOWN,
		.retry_at = DATE_UNKNOWN,
		.fetched = (int64_t)time(NULL) };
	if (!span_in(arena, buf_span(&x->url), &response->url, f))
		return false;
	if (x->headers_end) {
		response->status = exchange_status(x);
		if (!exchange_read_headers(x, arena, response, f))
			return false;
		if (x->chain != NULL)
			note_hop(x);
	}
	if (is_answer(x))
		return buf_end(&x->body, arena, &response->body, f);
	exchange_explain(x, &response->retry, &response->reached, &response->why);
	return true;
}

/* A name that was not found: is there none, or did nobody answer? True while that is asked. */
static bool
question_name(struct exchange *x)
{
	struct url	 parts;

	if (x->code != CURLE_COULDNT_RESOLVE_HOST)
		return false;
	url_split(buf_span(&x->url), &parts);
	x->name_error = EAI_NONAME;
	if (span_ends(parts.host, SPAN(".invalid"))) /* by rule (RFC 6761, 6.4), whoever is asked */
		return false;
	x->name_error = 0;
	x->question = name_ask(parts.host);
	x->question_ms = clock_ms();
	x->home->questions += x->question != NULL;
	return x->question != NULL;
}

static bool
is_answered(struct exchange *x)
{
	if (x->question == NULL)
		return false;
	if (!name_answered(x->question, &x->name_error)) {
		if (clock_ms() - x->question_ms < x->home->options.connect_timeout_ms)
			return false;
		x->name_error = EAI_AGAIN;
	}
	name_drop(x->question);
	x->question = NULL;
	x->home->questions--;
	return true;
}

static struct exchange *
find_ended(struct exchanges *exchanges)
{
	const CURLMsg	*message;
	struct exchange	*x = NULL;
	int		 left;

	while ((message = curl_multi_info_read(exchanges->multi, &left)) != NULL) {
		if (message->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&x);
		x->code = message->data.result;
		if (!question_name(x))
			return x;
	}
	for (x = exchanges->questions > 0 ? exchanges->all : NULL; x != NULL; x = x->next) {
		if (is_answered(x))
			return x;
	}
	return NULL;
}

bool
exchanges_step(struct exchanges *exchanges, int wait_ms, const int *fds, size_t nfds,
    struct arena *arena, struct exchange_response *response, bool *ended, struct fault *f)
{
	int64_t		 deadline = clock_ms() + wait_ms, left;
	struct exchange	*x;
	bool		 news = false, ok;

	*ended = false;
	while ((x = find_ended(exchanges)) == NULL) {
		if (!exchange_queue_turn(exchanges, f))
			return false;
		x = find_ended(exchanges);
		left = deadline - clock_ms();
		if (x != NULL)
			break;
		if (news || left <= 0)
			return true;
		if (exchanges->questions > 0 && left > QUESTION_MS)
			left = QUESTION_MS;
		if (!exchange_queue_wait(exchanges, (int)left, fds, nfds, &news, f))
			return false;
	}
	ok = read_answer(x, arena, response, f);
	retire(x);
	*ended = ok;
	return ok;
}
