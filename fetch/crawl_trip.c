#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/buf.h"
#include "core/date.h"
#include "fetch/crawl_parts.h"
#include "fetch/url.h"

static struct span
first_url(const struct trip *trip)
{
	return trip->robots ? span_of(((const struct origin *)trip)->bytes) :
			      ((const struct page *)trip)->url;
}

bool
trip_begin(struct crawl *crawl, struct trip *trip, const struct exchange_validators *known,
    struct fault *why, struct fault *f)
{
	struct exchange_request	 request = { .url = trip->url, .known = *known, .owner = trip };

	if (trip->chain == NULL && (trip->chain = exchange_chain_new(f)) == NULL)
		return false;
	request.chain = trip->chain;
	/* One byte more, so that a file that is cut can be told from one that ends there. */
	request.keep_bytes = trip->robots ? ROBOTS_BYTES_MAX + 1 : 0;
	trip->conditional = known->etag.n > 0 || known->last_modified != DATE_UNKNOWN;
	if (!exchange_start(crawl->exchanges, &request, why)) {
		if (why->kind == FAULT_MEMORY)
			*f = *why;
		return why->kind != FAULT_MEMORY;
	}
	host_begin(&crawl->hosts, trip->call.host);
	crawl->running++;
	crawl->count.requests++;
	crawl->count.retries += trip->again;
	trip->again = false;
	return true;
}

/* What a fault says behind the name it begins with, which it may have cut short. */
static const char *
behind_name(const struct fault *why, struct span name)
{
	const char	*said = why->text;
	size_t		 n = 0;

	while (n < name.n && said[n] == name.p[n])
		n++;
	if (strncmp(said + n, "...", 3) == 0)
		n += 3;
	return strncmp(said + n, ": ", 2) == 0 ? said + n + 2 : said;
}

/* --- again ---------------------------------------------------------------------------------- */

bool
trip_throttled(const struct exchange_response *response)
{
	return response->why.kind == FAULT_NONE &&
	    (response->status == 429 || response->status == 503);
}

bool
trip_unreached(const struct exchange_response *response)
{
	return response->why.kind != FAULT_NONE && response->retry && !response->reached;
}

/* For a page 500 is a fault of the page; robots.txt is asked again whatever ails the server. */
bool
trip_may_retry(const struct crawl *crawl, const struct trip *trip,
    const struct exchange_response *response)
{
	if (trip->retries >= crawl->options.retries_max)
		return false;
	if (response->why.kind != FAULT_NONE)
		return response->retry;
	return trip_throttled(response) || response->status == 502 || response->status == 504 ||
	    (trip->robots && response->status >= 500);
}

/* When to come back after so many tries, as we think or as the server says, whichever is later. */
static int64_t
come_back_ms(struct crawl *crawl, const struct exchange_response *response, int tries)
{
	int64_t	 wait_ms = hosts_backoff(&crawl->hosts, tries);

	if (response->retry_at != DATE_UNKNOWN &&
	    (response->retry_at - response->fetched) * 1000 > wait_ms)
		wait_ms = (response->retry_at - response->fetched) * 1000;
	return crawl->now_ms + wait_ms;
}

bool
trip_retry(struct crawl *crawl, struct trip *trip, const struct exchange_response *response,
    struct fault *f)
{
	struct host	*host = trip->call.host;
	int64_t		 at_ms = come_back_ms(crawl, response, ++trip->retries);

	trip->again = true;
	if (trip_throttled(response))
		host_park(&crawl->hosts, host, at_ms, response->status, crawl->now_ms);
	return host_add_later(&crawl->hosts, host, &trip->call, at_ms, crawl->now_ms, f);
}

void
trip_refused(struct crawl *crawl, const struct trip *trip, const struct exchange_response *response)
{
	struct host	*host = trip->call.host;

	if (++host->refusals >= CRAWL_REFUSALS) {
		host_refuse(&crawl->hosts, host, HOST_FOREVER, response->status, crawl->now_ms);
		if (host->words == NULL && trip_unreached(response))
			host->words = strdup(behind_name(&response->why, response->url));
	} else if (trip_throttled(response))
		host_park(&crawl->hosts, host, come_back_ms(crawl, response, 1), response->status,
		    crawl->now_ms);
}

/* --- elsewhere ------------------------------------------------------------------------------ */

/*
 * Some servers send a reader back to the same address once, to hand over a
 * cookie on the way. Twice is a loop.
 */
static bool
is_loop(const struct trip *trip, struct span target)
{
	int	 seen = span_eq(first_url(trip), target);

	for (const struct hop *hop = trip->hops; hop != NULL; hop = hop->before)
		seen += span_eq(hop->url, target);
	return seen > 1;
}

static int
count_hops(const struct trip *trip)
{
	int	 count = 0;

	for (const struct hop *hop = trip->hops; hop != NULL; hop = hop->before)
		count++;
	return count;
}

static bool
add_hop(struct trip *trip, struct span url, struct fault *f)
{
	struct hop	*hop = malloc(sizeof *hop + url.n);

	if (hop == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	memcpy(hop->bytes, url.p, url.n);
	hop->url = (struct span) { hop->bytes, url.n };
	hop->before = trip->hops;
	trip->hops = hop;
	trip->url = hop->url;
	return true;
}

/* May the trip go on to the target? Else a fault that names where it began. */
static bool
may_follow(const struct trip *trip, struct span target, int redirects_max, struct fault *why)
{
	struct span	 first = first_url(trip);

	if (count_hops(trip) >= redirects_max)
		return fault_set(why, FAULT_NETWORK, "%.*s: more than %d redirects",
		    SPAN_ARG(first), redirects_max);
	if (is_loop(trip, target))
		return fault_set(why, FAULT_NETWORK, "%.*s: redirects in a circle, back to %.*s",
		    SHORT_ARG(first), SHORT_ARG(target));
	return true;
}

bool
trip_follow(struct crawl *crawl, struct trip *trip, const struct exchange_response *response,
    int redirects_max, struct fault *why, struct fault *f)
{
	struct fault	 odd = FAULT_INIT;
	struct span	 first = first_url(trip), target;
	struct origin	*origin;
	char		 words[64];

	if (response->location.n == 0) {
		snprintf(words, sizeof words, "the server answers %ld without saying where to",
		    response->status);
		trip_fault(trip, FAULT_NETWORK, words, why);
		return true;
	}
	if (!url_is_web(response->location)) {
		fault_set(why, FAULT_NETWORK,
		    "%.*s: redirects to %.*s, which is neither http nor https", SHORT_ARG(first),
		    SHORT_ARG(response->location));
		return true;
	}
	if (url_normal(response->location, crawl->scratch, &target, &odd) &&
	    may_follow(trip, target, redirects_max, why) &&
	    origin_get(crawl, target, &origin, &odd) && add_hop(trip, target, &odd)) {
		trip->origin = origin;
		crawl->count.redirects++;
		return host_add_later(&crawl->hosts, origin->host, &trip->call, crawl->now_ms,
		    crawl->now_ms, f);
	}
	if (odd.kind == FAULT_MEMORY) {
		*f = odd;
		return false;
	}
	if (odd.kind != FAULT_NONE)
		fault_set(why, odd.kind, "%.*s: redirects to %s", SHORT_ARG(first), odd.text);
	return true;
}

/* --- why not -------------------------------------------------------------------------------- */

void
trip_explain(const struct trip *trip, const struct exchange_response *response, struct fault *words)
{
	struct fault	 cause = response->why;
	struct buf	 text = BUF(sizeof words->text);

	if (cause.kind == FAULT_NONE)
		exchange_status_fault(response->status, response->url, &cause);
	buf_print(&text, "%s", behind_name(&cause, response->url));
	if (trip->retries > 0)
		buf_print(&text, ", after %d tries", trip->retries + 1);
	if (trip_throttled(response) && response->retry_at > response->fetched)
		buf_print(&text, ", and asks to come back in %" PRId64 " s",
		    response->retry_at - response->fetched);
	fault_set(words, cause.kind, "%.*s", SPAN_ARG(buf_span(&text)));
	buf_free(&text);
}

void
trip_explain_wait(const struct crawl *crawl, const struct trip *trip, struct fault *words)
{
	const struct host	*host = trip->call.host;
	struct fault		 cause = FAULT_INIT;
	const char		*said;
	int64_t			 until_ms = trip->call.due.at_ms;

	if (host_refuses(host, crawl->now_ms) && host->status == 0) {
		fault_set(words, FAULT_NETWORK,
		    "%s, %u pages in a row, so this one is not asked for",
		    host->words != NULL ? host->words : "its host is not reached", CRAWL_REFUSALS);
		return;
	}
	exchange_status_fault(host->status, trip->url, &cause);
	said = behind_name(&cause, trip->url);
	if (host_refuses(host, crawl->now_ms) && host->refused_ms == HOST_FOREVER) {
		fault_set(words, FAULT_THROTTLED,
		    "%s to another request, so this page is not asked for", said);
		return;
	}
	if (host->asked_ms > until_ms)
		until_ms = host->asked_ms;
	if (host->asked_ms <= crawl->now_ms)
		said = "the server puts the page off";
	fault_set(words, FAULT_THROTTLED, "%s and asks to come back in %" PRId64 " s", said,
	    (until_ms - crawl->now_ms + 999) / 1000);
}

void
trip_fault(const struct trip *trip, enum fault_kind kind, const char *words, struct fault *why)
{
	struct span	 first = first_url(trip);

	if (trip->hops == NULL)
		fault_set(why, kind, "%.*s: %s", SPAN_ARG(first), words);
	else
		fault_set(why, kind, "%.*s: redirects to %.*s: %s", SHORT_ARG(first),
		    SHORT_ARG(trip->url), words);
}

void
trip_end(struct trip *trip)
{
	struct hop	*before;

	for (struct hop *hop = trip->hops; hop != NULL; hop = before) {
		before = hop->before;
		free(hop);
	}
	exchange_chain_free(trip->chain);
	trip->chain = NULL;
	trip->hops = NULL;
	trip->retries = 0;
	trip->again = false;
	trip->url = first_url(trip);
}
