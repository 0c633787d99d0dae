/* What hosts allow: one robots.txt for each origin, kept for a day. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/buf.h"
#include "core/token.h"
#include "fetch/crawl_parts.h"
#include "fetch/url.h"

static struct origin *
origin_of_node(struct table_node *node)
{
	return (struct origin *)(void *)((char *)node - offsetof(struct origin, node));
}

void
origin_free(struct origin *origin)
{
	trip_end(&origin->trip);
	free(origin->words);
	free(origin);
}

static bool
origin_new(struct crawl *crawl, const struct url *parts, struct span name, struct origin **origin,
    struct fault *f)
{
	const struct span	 path = SPAN("/robots.txt");
	struct origin	*met = calloc(1, sizeof *met + name.n + path.n + 1);

	if (met == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	memcpy(met->bytes, name.p, name.n);
	memcpy(met->bytes + name.n, path.p, path.n);
	met->name = (struct span) { met->bytes, name.n };
	met->trip.url = (struct span) { met->bytes, name.n + path.n };
	met->trip.robots = true;
	if (!hosts_get(&crawl->hosts, parts->host, &met->host, f) ||
	    !table_add(&crawl->origins, &met->node, token_hash_more(crawl->seed, name), f)) {
		origin_free(met);
		return false;
	}
	*origin = met;
	return true;
}

bool
origin_get(struct crawl *crawl, struct span url, struct origin **origin, struct fault *f)
{
	struct url		 parts;
	struct table_node	*node;
	struct span		 name;

	url_split(url, &parts);
	name = span_join(parts.scheme, parts.authority);
	node = table_find(&crawl->origins, token_hash_more(crawl->seed, name));
	for (; node != NULL; node = table_next(node)) {
		*origin = origin_of_node(node);
		if (span_eq((*origin)->name, name))
			return true;
	}
	if (crawl->origins.count >= CRAWL_HOSTS_MAX)
		return fault_set(f, FAULT_LIMIT, "%.*s: more than %zu hosts in one run",
		    SPAN_ARG(url), CRAWL_HOSTS_MAX);
	return origin_new(crawl, &parts, name, origin, f);
}

/* --- learning ------------------------------------------------------------------------------- */

static void
forget(void *context, struct table_node *node)
{
	struct origin	*origin = origin_of_node(node);

	(void)context;
	if (origin->state == ORIGIN_KNOWN)
		origin->state = ORIGIN_UNKNOWN;
}

/* The rules and nothing else of what was parsed. */
static bool
keep_rules(struct arena *arena, const struct robots *parsed, struct robots *kept, struct fault *f)
{
	struct robots_rule	*rules = arena_take(arena, parsed->nrules, sizeof *rules, f);

	if (rules == NULL)
		return false;
	for (size_t i = 0; i < parsed->nrules; i++) {
		rules[i].allow = parsed->rules[i].allow;
		if (!span_in(arena, parsed->rules[i].path, &rules[i].path, f))
			return false;
	}
	*kept = (struct robots) { .rules = rules, .nrules = parsed->nrules };
	return true;
}

/* A delay that was clamped is said once of a host, whatever number of origins it has. */
static void
keep_delay(struct crawl *crawl, struct origin *origin, int64_t delay_ms)
{
	struct host	*host = origin->host;
	int64_t		 clamped = delay_ms;
	char		 line[512];

	if (delay_ms > CRAWL_DELAY_MAX_MS) {
		clamped = CRAWL_DELAY_MAX_MS;
		snprintf(line, sizeof line,
		    "%.*s: robots.txt asks for %" PRId64 " s between two requests (Crawl-delay); "
		    "%d s are kept",
		    SPAN_ARG(host->name), delay_ms / 1000, CRAWL_DELAY_MAX_MS / 1000);
		if (!host->clamped && crawl->events.notice != NULL)
			crawl->events.notice(crawl->events.context, line);
		host->clamped = true;
	}
	host_slow_down(&crawl->hosts, host, crawl_pace_ms(clamped), crawl->now_ms);
}

static bool
learn(struct crawl *crawl, struct origin *origin, struct span body, int64_t fetched, struct fault *f)
{
	struct robots	 parsed = { .delay_ms = -1 };
	struct fault	 full = FAULT_INIT;

	if (body.n > 0 && !robots_parse(body, SPAN(ROBOTS_AGENT), crawl->scratch, &parsed, f))
		return false;
	origin->robots = (struct robots) { .nrules = 0 };
	if (parsed.nrules > 0 && !keep_rules(crawl->rules, &parsed, &origin->robots, &full)) {
		table_each(&crawl->origins, forget, NULL);
		arena_reset(crawl->rules);
		if (!keep_rules(crawl->rules, &parsed, &origin->robots, f))
			return false;
	}
	origin->state = ORIGIN_KNOWN;
	origin->fetched = fetched;
	if (parsed.delay_ms > 0)
		keep_delay(crawl, origin, parsed.delay_ms);
	return true;
}

bool
origin_look(struct crawl *crawl, struct origin *origin, struct fault *f)
{
	struct crawl_robots	 robots = { .origin = origin->name };
	bool			 found = false;
	int64_t			 now = (int64_t)time(NULL);

	if (origin->state == ORIGIN_ASKED ||
	    (origin->state != ORIGIN_UNKNOWN && now - origin->fetched < CRAWL_ROBOTS_S))
		return true;
	origin->state = ORIGIN_UNKNOWN;
	if (crawl->events.robots_recall == NULL)
		return true;
	arena_reset(crawl->scratch);
	if (!crawl->events.robots_recall(crawl->events.context, origin->name, crawl->scratch,
		&robots, &found, f))
		return false;
	if (!found || now - robots.fetched >= CRAWL_ROBOTS_S)
		return true;
	return learn(crawl, origin, robots.body, robots.fetched, f);
}

/* --- judging -------------------------------------------------------------------------------- */

bool
origin_allows(const struct trip *trip, struct fault *why)
{
	const struct origin		*origin = trip->origin;
	const struct robots_rule	*rule = NULL;
	char				 words[256];

	if (origin->state == ORIGIN_CLOSED) {
		trip_fault(trip, origin->kind, origin->words, why);
		return false;
	}
	if (robots_allow(&origin->robots, url_target(trip->url), &rule))
		return true;
	snprintf(words, sizeof words, "robots.txt asks not to read it (Disallow: %.*s)",
	    SHORT_ARG(rule->path));
	trip_fault(trip, FAULT_BLOCKED, words, why);
	return false;
}

/* --- asking --------------------------------------------------------------------------------- */

/* The pages that waited for it go back to the head of their line. */
static void
settle(struct crawl *crawl, struct origin *origin)
{
	trip_end(&origin->trip);
	host_put_back(&crawl->hosts, &origin->waiting, crawl->now_ms);
}

bool
origin_close(struct crawl *crawl, struct origin *origin, enum fault_kind kind, const char *words,
    struct fault *f)
{
	free(origin->words);
	origin->words = strdup(words);
	if (origin->words == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	origin->state = ORIGIN_CLOSED;
	origin->kind = kind;
	origin->fetched = (int64_t)time(NULL);
	settle(crawl, origin);
	return true;
}

/* Nobody says what is allowed, so nothing is (RFC 9309, 2.3.1.4). */
static bool
close_unheard(struct crawl *crawl, struct origin *origin, const struct exchange_response *response,
    struct fault *f)
{
	const struct trip	*trip = &origin->trip;
	struct fault		 said = FAULT_INIT;
	char			 words[sizeof said.text];
	bool			 page_alike;

	trip_explain(trip, response, &said);
	/* A host that cannot be reached at all would fail the page in the same way. */
	page_alike = response->status == 0 && !response->retry && trip->hops == NULL;
	if (page_alike)
		return origin_close(crawl, origin, said.kind, said.text, f);
	snprintf(words, sizeof words, "its robots.txt cannot be had: %.400s", said.text);
	return origin_close(crawl, origin, FAULT_THROTTLED, words, f);
}

/* 2xx says what is allowed; 4xx, and redirects that lead nowhere, that everything is. */
static bool
take_answer(struct crawl *crawl, struct origin *origin, const struct exchange_response *response,
    struct fault *f)
{
	struct crawl_robots robots = { .origin = origin->name,
		.body = response->body,
		.fetched = response->fetched };

	if (response->status >= 300)
		robots.body = SPAN_NONE;
	if (!learn(crawl, origin, robots.body, robots.fetched, f))
		return false;
	if (crawl->events.robots_remember != NULL &&
	    !crawl->events.robots_remember(crawl->events.context, &robots, f))
		return false;
	settle(crawl, origin);
	return true;
}

bool
origin_hear(struct crawl *crawl, struct origin *origin, const struct exchange_response *response,
    struct fault *f)
{
	struct trip	*trip = &origin->trip;
	struct fault	 why = FAULT_INIT;

	if (trip_may_retry(crawl, trip, response))
		return trip_retry(crawl, trip, response, f);
	if (response->status == 429)
		host_refuse(&crawl->hosts, trip->call.host, HOST_FOREVER, response->status,
		    crawl->now_ms);
	if (response->why.kind != FAULT_NONE || response->status == 429 || response->status >= 500)
		return close_unheard(crawl, origin, response, f);
	if (response->location.n > 0) {
		if (!trip_follow(crawl, trip, response, CRAWL_ROBOTS_REDIRECTS, &why, f))
			return false;
		if (why.kind == FAULT_NONE)
			return true;
	}
	return take_answer(crawl, origin, response, f);
}
