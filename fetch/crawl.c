#include "fetch/crawl.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/date.h"
#include "core/token.h"
#include "fetch/clock.h"
#include "fetch/crawl_parts.h"
#include "fetch/url.h"

#define PACE_MORE_MS 20
#define LOOK_MS 200 /* how often *stop is looked at while nothing happens */
#define BESIDE_BODY ((size_t)32 << 20) /* of one answer: headers, or a parsed robots.txt */

const struct crawl_options crawl_defaults = {
	.exchange = EXCHANGE_DEFAULTS,
	.hosts_max = 32,
	.delay_ms = 1000,
	.retries_max = 3,
	.backoff_ms = 1000,
	.backoff_max_ms = 60000,
	.redirects_max = 10,
};

/* Where an answer goes. */
struct answering {
	struct arena		*arena;
	struct crawl_answer	*answer;
	bool			*any;
};

int64_t
crawl_pace_ms(int64_t delay_ms)
{
	return delay_ms + (delay_ms / 4 < PACE_MORE_MS ? delay_ms / 4 : PACE_MORE_MS);
}

/* Another number in every run, for jitter and for hashes; nothing secret hangs on it. */
static uint64_t
new_seed(const void *somewhere)
{
	struct timespec	 now;

	clock_gettime(CLOCK_REALTIME, &now);
	return token_hash_mix((uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec,
	    (uint64_t)(uintptr_t)somewhere);
}

struct crawl *
crawl_new(const struct crawl_options *options, const struct crawl_events *events, struct fault *f)
{
	struct crawl		*crawl = calloc(1, sizeof *crawl);
	struct hosts_options	 pace = { crawl_pace_ms(options->delay_ms), options->backoff_ms,
		options->backoff_max_ms, 0 };

	if (crawl == NULL) {
		fault_set(f, FAULT_MEMORY, "out of memory");
		return NULL;
	}
	crawl->options = *options;
	if (options->hosts_max == 0 || options->hosts_max > EXCHANGES_MAX)
		crawl->options.hosts_max = options->hosts_max == 0 ? 1 : EXCHANGES_MAX;
	if (events != NULL)
		crawl->events = *events;
	pace.seed = crawl->seed = new_seed(crawl);
	hosts_init(&crawl->hosts, &pace);
	crawl->rules = arena_new(CRAWL_RULES_BYTES);
	crawl->scratch = arena_new(options->exchange.unpacked_max_bytes + BESIDE_BODY);
	if (crawl->rules == NULL || crawl->scratch == NULL)
		fault_set(f, FAULT_MEMORY, "out of memory");
	else
		crawl->exchanges = exchanges_new(&options->exchange, f);
	if (crawl->exchanges == NULL) {
		crawl_free(crawl);
		return NULL;
	}
	return crawl;
}

static struct page *
page_of_node(struct table_node *node)
{
	return (struct page *)(void *)((char *)node - offsetof(struct page, node));
}

static void
free_page(void *context, struct table_node *node)
{
	struct page	*page = page_of_node(node);

	(void)context;
	trip_end(&page->trip);
	free(page);
}

static void
free_origin(void *context, struct table_node *node)
{
	(void)context;
	origin_free((struct origin *)(void *)((char *)node - offsetof(struct origin, node)));
}

void
crawl_free(struct crawl *crawl)
{
	if (crawl == NULL)
		return;
	/* The chains of pages outlive their exchanges. */
	exchanges_free(crawl->exchanges);
	table_each(&crawl->pages, free_page, NULL);
	table_each(&crawl->origins, free_origin, NULL);
	table_free(&crawl->pages);
	table_free(&crawl->origins);
	hosts_free(&crawl->hosts);
	arena_free(crawl->scratch);
	arena_free(crawl->rules);
	free(crawl);
}

/* --- pages ---------------------------------------------------------------------------------- */

size_t
crawl_room(const struct crawl *crawl)
{
	return CRAWL_PAGES_MAX - crawl->pages.count;
}

/* A copy of s in the room at *at, which moves on. */
static struct span
put(char **at, struct span s)
{
	struct span	 copy = { *at, s.n };

	if (s.n > 0)
		memcpy(*at, s.p, s.n);
	*at += s.n;
	return copy;
}

static uint64_t
ticket_hash(const struct crawl *crawl, uint64_t ticket)
{
	return token_hash_mix(crawl->seed, ticket);
}

bool
crawl_add(struct crawl *crawl, const struct crawl_page *page, struct fault *f)
{
	struct origin	*origin;
	struct page	*added;
	char		*at;

	if (crawl_room(crawl) == 0)
		return fault_set(f, FAULT_LIMIT, "%.*s: more than %zu pages in line",
		    SPAN_ARG(page->url), CRAWL_PAGES_MAX);
	if (!url_is_web(page->url))
		return fault_set(f, FAULT_INPUT, "%.*s: no http or https URL", SPAN_ARG(page->url));
	if (!origin_get(crawl, page->url, &origin, f))
		return false;
	added = calloc(1, sizeof *added + page->url.n + page->known_url.n + page->known.etag.n);
	if (added == NULL ||
	    !table_add(&crawl->pages, &added->node, ticket_hash(crawl, page->ticket), f)) {
		free(added);
		return fault_set(f, FAULT_MEMORY, "out of memory");
	}
	at = added->bytes;
	added->ticket = page->ticket;
	added->url = added->trip.url = put(&at, page->url);
	added->known_url = put(&at, page->known_url);
	added->known.etag = put(&at, page->known.etag);
	added->known.last_modified = page->known.last_modified;
	added->trip.origin = origin;
	host_add(&crawl->hosts, origin->host, &added->trip.call, clock_ms());
	return true;
}

void
crawl_only(struct crawl *crawl, uint64_t ticket)
{
	struct table_node	*node;

	if (crawl->only != NULL && crawl->only->ticket == ticket)
		return;
	crawl->only = NULL;
	if (ticket == UINT64_MAX)
		return;
	node = table_find(&crawl->pages, ticket_hash(crawl, ticket));
	for (; node != NULL; node = table_next(node)) {
		if (page_of_node(node)->ticket == ticket)
			crawl->only = page_of_node(node);
	}
}

/* The call that crawl_only() asks for; NULL while it is under way. */
static struct call *
only_call(const struct crawl *crawl)
{
	struct trip	*trip = &crawl->only->trip;

	if (!call_waits(&trip->call) && trip->origin->state == ORIGIN_ASKED)
		trip = &trip->origin->trip;
	return call_waits(&trip->call) ? &trip->call : NULL;
}

/* --- answers -------------------------------------------------------------------------------- */

static bool
copy_response(const struct exchange_response *from, struct arena *arena,
    struct exchange_response *to, struct fault *f)
{
	*to = *from;
	to->owner = NULL;
	return span_in(arena, from->url, &to->url, f) &&
	    span_in(arena, from->location, &to->location, f) &&
	    span_in(arena, from->content_type, &to->content_type, f) &&
	    span_in(arena, from->charset, &to->charset, f) &&
	    span_in(arena, from->validators.etag, &to->validators.etag, f) &&
	    span_in(arena, from->body, &to->body, f);
}

/* The answer of what was not asked. */
static struct exchange_response
no_response(const struct trip *trip)
{
	struct exchange_response	 none = { .url = trip->url,
		.validators.last_modified = DATE_UNKNOWN,
		.date = DATE_UNKNOWN,
		.retry_at = DATE_UNKNOWN,
		.fetched = (int64_t)time(NULL) };

	return none;
}

/* The page has come to its end, with this response or, when it is NULL, without any. */
static bool
finish(struct crawl *crawl, struct page *page, const struct exchange_response *response,
    const struct fault *why, const struct answering *to, struct fault *f)
{
	struct exchange_response	 none = no_response(&page->trip);

	*to->answer = (struct crawl_answer) {
		.ticket = page->ticket,
		.moved = page->trip.hops != NULL,
		.why = *why,
	};
	if (!copy_response(response != NULL ? response : &none, to->arena, &to->answer->response, f))
		return false;
	*to->any = true;
	if (crawl->only == page)
		crawl->only = NULL;
	table_drop(&crawl->pages, &page->node);
	free_page(NULL, &page->node);
	return true;
}

/* The turn of a trip is not waited for. */
static bool
turn_away(struct crawl *crawl, struct trip *trip, const struct answering *to, struct fault *f)
{
	struct fault	 words = FAULT_INIT, why = FAULT_INIT;
	char		 robots[sizeof words.text];

	trip_explain_wait(crawl, trip, &words);
	if (trip->robots) {
		snprintf(robots, sizeof robots, "its robots.txt cannot be had: %.400s", words.text);
		return origin_close(crawl, (struct origin *)trip, words.kind, robots, f);
	}
	trip_fault(trip, words.kind, words.text, &why);
	return finish(crawl, (struct page *)trip, NULL, &why, to, f);
}

/* What a page answers, when neither another try nor another place comes of it. */
static bool
conclude(struct crawl *crawl, struct page *page, const struct exchange_response *response,
    const struct answering *to, struct fault *f)
{
	struct trip	*trip = &page->trip;
	struct fault	 words = FAULT_INIT, why = FAULT_INIT;

	if (trip_throttled(response) || trip_unreached(response))
		trip_refused(crawl, trip, response);
	if (response->why.kind == FAULT_NONE &&
	    (response->status == 200 || (response->status == 304 && trip->conditional)))
		return finish(crawl, page, response, &why, to, f);
	trip_explain(trip, response, &words);
	trip_fault(trip, words.kind, words.text, &why);
	return finish(crawl, page, response, &why, to, f);
}

/* What comes of a response: another try, another place, or an end. */
static bool
judge(struct crawl *crawl, struct trip *trip, const struct exchange_response *response,
    const struct answering *to, struct fault *f)
{
	struct fault	 why = FAULT_INIT;

	if (trip->robots)
		return origin_hear(crawl, (struct origin *)trip, response, f);
	if (trip_may_retry(crawl, trip, response))
		return trip_retry(crawl, trip, response, f);
	if (response->why.kind != FAULT_NONE || response->status < 300 || response->status > 399 ||
	    response->status == 304)
		return conclude(crawl, (struct page *)trip, response, to, f);
	if (!trip_follow(crawl, trip, response, crawl->options.redirects_max, &why, f))
		return false;
	return why.kind == FAULT_NONE || finish(crawl, (struct page *)trip, response, &why, to, f);
}

static bool
hear(struct crawl *crawl, const struct exchange_response *response, const struct answering *to,
    struct fault *f)
{
	struct trip	*trip = response->owner;

	crawl->running--;
	host_end(&crawl->hosts, trip->call.host, crawl->now_ms);
	if (!trip->robots && response->status != 0 && !trip_throttled(response))
		trip->call.host->refusals = 0;
	return judge(crawl, trip, response, to, f);
}

/* --- turns ---------------------------------------------------------------------------------- */

/* What is known of the page counts for the URL that told it and for no other on the way. */
static const struct exchange_validators *
known_of(const struct trip *trip)
{
	static const struct exchange_validators	 nothing = { { NULL, 0 }, DATE_UNKNOWN };
	const struct page			*page = (const struct page *)trip;

	if (trip->robots || !span_eq(trip->url, page->known_url.n > 0 ? page->known_url : page->url))
		return &nothing;
	return &page->known;
}

/* A call whose turn has come: ask, or answer what need not be asked. */
static bool
set_out(struct crawl *crawl, struct call *call, const struct answering *to, struct fault *f)
{
	struct trip	*trip = (struct trip *)call;
	struct origin	*origin = trip->origin;
	struct fault	 why = FAULT_INIT;
	struct exchange_response	 none;

	if (host_refuses(call->host, crawl->now_ms) &&
	    (trip->robots || origin->state != ORIGIN_CLOSED))
		return turn_away(crawl, trip, to, f);
	if (!trip->robots && !origin_look(crawl, origin, f))
		return false;
	if (!trip->robots && (origin->state == ORIGIN_ASKED || origin->state == ORIGIN_UNKNOWN)) {
		line_add(&origin->waiting, call);
		if (origin->state == ORIGIN_ASKED)
			return true;
		origin->state = ORIGIN_ASKED;
		origin->trip.call.host = origin->host;
		trip = &origin->trip;
	} else if (!trip->robots && !origin_allows(trip, &why)) {
		return finish(crawl, (struct page *)trip, NULL, &why, to, f);
	}
	none = no_response(trip);
	return trip_begin(crawl, trip, known_of(trip), &none.why, f) &&
	    (none.why.kind == FAULT_NONE || judge(crawl, trip, &none, to, f));
}

/*
 * Nothing is under way, and all that is left waits for times the servers
 * asked for, which are too far off: what would come first is answered.
 */
static bool
give_up(struct crawl *crawl, struct call *only, const struct answering *to, bool *any,
    struct fault *f)
{
	int64_t		 until = crawl->now_ms + crawl->options.backoff_max_ms;
	struct call	*call;

	*any = crawl->running == 0 && hosts_asleep(&crawl->hosts, only, crawl->now_ms, until);
	if (!*any)
		return true;
	call = hosts_give_up(&crawl->hosts, only, crawl->now_ms);
	if (only == NULL && call->host->asked_ms > until)
		host_refuse(&crawl->hosts, call->host, call->host->asked_ms, call->host->status,
		    crawl->now_ms);
	return turn_away(crawl, (struct trip *)call, to, f);
}

/* Start what may be started, until there is an answer that needs no asking. */
static bool
start(struct crawl *crawl, const struct answering *to, struct fault *f)
{
	bool	 more = true;

	while (more && !*to->any) {
		struct call	*only = crawl->only != NULL ? only_call(crawl) : NULL, *call = NULL;

		if (crawl->only != NULL && only == NULL)
			return true;
		if (crawl->running < crawl->options.hosts_max)
			call = hosts_take(&crawl->hosts, only, crawl->now_ms);
		if (call != NULL && !set_out(crawl, call, to, f))
			return false;
		if (call == NULL && !give_up(crawl, only, to, &more, f))
			return false;
	}
	return true;
}

/* --- the loop ------------------------------------------------------------------------------- */

/* When the next request may start; HOST_FOREVER when it takes an answer first. */
static int64_t
next_ms(const struct crawl *crawl)
{
	const struct call	*only = crawl->only != NULL ? only_call(crawl) : NULL;

	if (crawl->only != NULL && only == NULL)
		return HOST_FOREVER;
	return hosts_next_ms(&crawl->hosts, only, crawl->now_ms);
}

static int
wait_until(const struct crawl *crawl, int64_t deadline)
{
	int64_t	 at = deadline, next;

	if (crawl->running < crawl->options.hosts_max) {
		next = next_ms(crawl);
		at = next < at ? next : at;
	}
	if (at > crawl->now_ms + LOOK_MS)
		at = crawl->now_ms + LOOK_MS;
	return at > crawl->now_ms ? (int)(at - crawl->now_ms) : 0;
}

static bool
readable(const int *fds, size_t nfds)
{
	for (size_t i = 0; i < nfds; i++) {
		struct pollfd	 fd = { .fd = fds[i], .events = POLLIN };

		if (poll(&fd, 1, 0) > 0)
			return true;
	}
	return false;
}

bool
crawl_step(struct crawl *crawl, int wait_ms, const int *fds, size_t nfds, struct arena *arena,
    struct crawl_answer *answer, bool *any, struct fault *f)
{
	struct answering		 to = { arena, answer, any };
	struct exchange_response	 response;
	int64_t				 deadline;
	bool				 ended = false;

	*any = false;
	crawl->now_ms = clock_ms();
	deadline = crawl->now_ms + wait_ms;
	do {
		if (crawl->options.stop != NULL && *crawl->options.stop)
			return fault_set(f, FAULT_INTERRUPTED, "interrupted");
		if (!start(crawl, &to, f))
			return false;
		if (*any || (crawl->pages.count == 0 && nfds == 0))
			return true;
		arena_reset(crawl->scratch);
		if (!exchanges_step(crawl->exchanges, wait_until(crawl, deadline), fds, nfds,
			crawl->scratch, &response, &ended, f))
			return false;
		crawl->now_ms = clock_ms();
		if (ended && !hear(crawl, &response, &to, f))
			return false;
	} while (!*any && crawl->now_ms < deadline && !readable(fds, nfds));
	return true;
}

void
crawl_count(const struct crawl *crawl, struct crawl_count *count)
{
	int64_t	 next = next_ms(crawl), now = clock_ms();

	*count = crawl->count;
	count->waiting = crawl->pages.count;
	count->running = crawl->running;
	count->hosts = crawl->hosts.names.count;
	count->parked = crawl->hosts.parked;
	count->wait_ms = next != HOST_FOREVER && next > now ? next - now : 0;
}
