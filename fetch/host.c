#include "fetch/host.h"

#include <stdlib.h>

#include "core/token.h"

void
hosts_init(struct hosts *hosts, const struct hosts_options *options)
{
	*hosts = (struct hosts) { .options = *options, .random = options->seed };
}

static struct host *
host_of_node(struct table_node *node)
{
	return (struct host *)(void *)((char *)node - offsetof(struct host, node));
}

static void
free_host(void *context, struct table_node *node)
{
	struct host	*host = host_of_node(node);

	(void)context;
	agenda_free(&host->later);
	free(host->words);
	free(host);
}

void
hosts_free(struct hosts *hosts)
{
	table_each(&hosts->names, free_host, NULL);
	table_free(&hosts->names);
	agenda_free(&hosts->agenda);
}

bool
hosts_get(struct hosts *hosts, struct span name, struct host **host, struct fault *f)
{
	/* The seed keeps names from being chosen to fall into one bucket. */
	uint64_t		 hash = token_hash_more(hosts->options.seed, name);
	struct table_node	*node = table_find(&hosts->names, hash);
	struct host		*met;

	for (; node != NULL; node = table_next(node)) {
		*host = host_of_node(node);
		if (span_eq((*host)->name, name))
			return true;
	}
	/* With room for every host in the agenda, none can fail to come back to it. */
	if (!agenda_reserve(&hosts->agenda, hosts->names.count + 1, f))
		return false;
	met = calloc(1, sizeof *met + name.n);
	if (met == NULL || !table_add(&hosts->names, &met->node, hash, f)) {
		free(met);
		return fault_set(f, FAULT_MEMORY, "out of memory");
	}
	memcpy(met->bytes, name.p, name.n);
	met->name = (struct span) { met->bytes, name.n };
	met->delay_ms = hosts->options.delay_ms;
	met->ended_ms = met->asked_ms = met->refused_ms = HOST_NEVER;
	*host = met;
	return true;
}

/* --- when ---------------------------------------------------------------------------------- */

bool
host_refuses(const struct host *host, int64_t now_ms)
{
	return now_ms < host->refused_ms;
}

static int64_t
later_of(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* Times are cut to whole milliseconds, so one more keeps the pause from being too short. */
static int64_t
pace_ms(const struct host *host)
{
	if (host->ended_ms == HOST_NEVER || host->delay_ms == 0)
		return HOST_NEVER;
	return host->ended_ms + host->delay_ms + 1;
}

/* When the servers' wishes let a call of the host be made; `only` one, or the first. */
static int64_t
wish_ms(const struct host *host, const struct call *only)
{
	const struct due	*due;

	if (only != NULL)
		due = only->in_line ? NULL : &only->due;
	else
		due = host->line.first != NULL ? NULL : agenda_first(&host->later);
	return due == NULL ? host->asked_ms : later_of(host->asked_ms, due->at_ms);
}

static int64_t
turn_ms(const struct host *host, const struct call *only, int64_t now_ms)
{
	if (host->busy)
		return HOST_FOREVER;
	return host_refuses(host, now_ms) ? HOST_NEVER :
					    later_of(pace_ms(host), wish_ms(host, only));
}

/*
 * Put the host where it belongs on the agenda after something changed. One
 * that can be asked already keeps its place before those that came later.
 */
static void
file(struct hosts *hosts, struct host *host, int64_t now_ms)
{
	int64_t	 at = later_of(turn_ms(host, NULL, now_ms), now_ms);

	if (host->busy || (host->line.first == NULL && host->later.count == 0))
		agenda_drop(&hosts->agenda, &host->due);
	else if (host->due.place == 0 ||
	    (at != host->due.at_ms && (at > now_ms || host->due.at_ms > now_ms)))
		agenda_put(&hosts->agenda, &host->due, at);
}

/* --- lines --------------------------------------------------------------------------------- */

void
line_add(struct line *line, struct call *call)
{
	call->next = NULL;
	call->previous = line->last;
	if (line->last != NULL)
		line->last->next = call;
	else
		line->first = call;
	line->last = call;
}

static void
line_drop(struct line *line, struct call *call)
{
	if (call->next != NULL)
		call->next->previous = call->previous;
	else
		line->last = call->previous;
	if (call->previous != NULL)
		call->previous->next = call->next;
	else
		line->first = call->next;
}

bool
call_waits(const struct call *call)
{
	return call->in_line || call->due.place > 0;
}

void
host_add(struct hosts *hosts, struct host *host, struct call *call, int64_t now_ms)
{
	call->host = host;
	call->in_line = true;
	line_add(&host->line, call);
	file(hosts, host, now_ms);
}

bool
host_add_later(struct hosts *hosts, struct host *host, struct call *call, int64_t at_ms,
    int64_t now_ms, struct fault *f)
{
	if (!agenda_reserve(&host->later, host->later.count + 1, f))
		return false;
	call->host = host;
	agenda_put(&host->later, &call->due, at_ms);
	file(hosts, host, now_ms);
	return true;
}

void
host_put_back(struct hosts *hosts, struct line *calls, int64_t now_ms)
{
	struct host	*host;

	if (calls->first == NULL)
		return;
	host = calls->first->host;
	for (struct call *call = calls->first; call != NULL; call = call->next)
		call->in_line = true;
	calls->last->next = host->line.first;
	if (host->line.first != NULL)
		host->line.first->previous = calls->last;
	else
		host->line.last = calls->last;
	host->line.first = calls->first;
	*calls = (struct line) { NULL, NULL };
	file(hosts, host, now_ms);
}

static struct call *
take(struct hosts *hosts, struct call *call, int64_t now_ms)
{
	if (call->in_line)
		line_drop(&call->host->line, call);
	call->in_line = false;
	agenda_drop(&call->host->later, &call->due);
	file(hosts, call->host, now_ms);
	return call;
}

/* Whose turn it is at the host, whether or not its time has come. */
static struct call *
first_call(const struct host *host, int64_t now_ms)
{
	struct due	*due = agenda_first(&host->later);

	if (due != NULL && (due->at_ms <= now_ms || host->line.first == NULL))
		return (struct call *)due;
	return host->line.first;
}

/* --- turns --------------------------------------------------------------------------------- */

static struct host *
first_host(const struct hosts *hosts)
{
	return (struct host *)agenda_first(&hosts->agenda);
}

int64_t
hosts_next_ms(const struct hosts *hosts, const struct call *only, int64_t now_ms)
{
	if (only != NULL)
		return turn_ms(only->host, only, now_ms);
	return hosts->agenda.count > 0 ? first_host(hosts)->due.at_ms : HOST_FOREVER;
}

struct call *
hosts_take(struct hosts *hosts, struct call *only, int64_t now_ms)
{
	return hosts_next_ms(hosts, only, now_ms) > now_ms ? NULL :
							     hosts_give_up(hosts, only, now_ms);
}

struct call *
hosts_give_up(struct hosts *hosts, struct call *only, int64_t now_ms)
{
	if (only == NULL && hosts->agenda.count > 0)
		only = first_call(first_host(hosts), now_ms);
	return only == NULL ? NULL : take(hosts, only, now_ms);
}

static bool
sleeps(const struct host *host, const struct call *only, int64_t now_ms, int64_t until_ms)
{
	return !host_refuses(host, now_ms) && wish_ms(host, only) > until_ms;
}

bool
hosts_asleep(const struct hosts *hosts, const struct call *only, int64_t now_ms, int64_t until_ms)
{
	if (only != NULL)
		return sleeps(only->host, only, now_ms, until_ms);
	for (size_t i = 0; i < hosts->agenda.count; i++) {
		if (!sleeps((struct host *)hosts->agenda.items[i], NULL, now_ms, until_ms))
			return false;
	}
	return hosts->agenda.count > 0;
}

static void
set_parked(struct hosts *hosts, struct host *host, bool parked)
{
	hosts->parked -= host->parked;
	host->parked = parked;
	hosts->parked += host->parked;
}

void
host_begin(struct hosts *hosts, struct host *host)
{
	host->busy = true;
	set_parked(hosts, host, false);
	agenda_drop(&hosts->agenda, &host->due);
}

void
host_end(struct hosts *hosts, struct host *host, int64_t now_ms)
{
	host->busy = false;
	host->ended_ms = now_ms;
	file(hosts, host, now_ms);
}

void
host_slow_down(struct hosts *hosts, struct host *host, int64_t delay_ms, int64_t now_ms)
{
	host->delay_ms = later_of(host->delay_ms, delay_ms);
	file(hosts, host, now_ms);
}

/* Source: splitmix64, Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (2014). */
static uint64_t
draw(uint64_t *state)
{
	uint64_t	 z = *state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}

int64_t
hosts_backoff(struct hosts *hosts, int tries)
{
	int64_t	 whole = hosts->options.backoff_ms, half;

	for (int i = 1; i < tries && whole < hosts->options.backoff_max_ms; i++)
		whole *= 2;
	if (whole > hosts->options.backoff_max_ms)
		whole = hosts->options.backoff_max_ms;
	half = whole / 2;
	return whole - (int64_t)(draw(&hosts->random) % ((uint64_t)half + 1));
}

void
host_park(struct hosts *hosts, struct host *host, int64_t until_ms, long status, int64_t now_ms)
{
	host->asked_ms = later_of(host->asked_ms, until_ms);
	host->status = status;
	set_parked(hosts, host, true);
	file(hosts, host, now_ms);
}

void
host_refuse(struct hosts *hosts, struct host *host, int64_t until_ms, long status, int64_t now_ms)
{
	host->refused_ms = later_of(host->refused_ms, until_ms);
	host->status = status;
	set_parked(hosts, host, false);
	file(hosts, host, now_ms);
}
