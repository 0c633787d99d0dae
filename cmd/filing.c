#include "cmd/filing.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "fetch/clock.h"
#include "fetch/seen.h"

#define HELD_MAX 128	/* calls that one commit takes */
#define HELD_MS 250	/* and for how long they may wait */
#define VISIT_BYTES_MAX ((size_t)1 << 20)

static bool
commit_when(struct filing *filing, bool due, struct fault *f)
{
	if (filing->held == 0 || !due)
		return true;
	filing->held = 0;
	return store_release(filing->store, f);
}

/* What is written next is committed with what was written just before. */
static bool
hold(struct filing *filing, struct fault *f)
{
	if (!commit_when(filing, filing->held >= HELD_MAX, f))
		return false;
	if (filing->held == 0)
		filing->held_ms = clock_ms();
	filing->held++;
	return store_hold(filing->store, f);
}

static bool
on_idle(void *context, struct fault *f)
{
	struct filing	*filing = context;

	return commit_when(filing, clock_ms() - filing->held_ms >= HELD_MS, f);
}

/* --- what came of a source --------------------------------------------------------------- */

/* What another run can ask for: a record's file, and what a line of a list was to name. */
static struct span
asked_by(const struct source_visit *from)
{
	if (from->within.n > 0)
		return from->within;
	return span_find(from->named, SPAN("://")) < from->named.n ? from->named : from->source;
}

static struct visit
visit_of(const struct source_visit *from, enum visit_outcome outcome)
{
	return (struct visit) { .source = from->source,
		.named = asked_by(from),
		.outcome = outcome,
		.at = from->at != DATE_UNKNOWN ? from->at : (int64_t)time(NULL),
		.found = from->found,
		.etag = from->validators.etag,
		.last_modified = from->validators.last_modified };
}

/* A record that is read needs no note, unless one says that it failed once. */
static bool
note_article(struct filing *filing, const struct source_visit *from, enum visit_outcome outcome,
    struct fault *f)
{
	struct visit	 visit, before;
	bool		 known = true;

	if (from->within.n > 0) {
		arena_reset(filing->arena);
		if (!store_visited(filing->store, from->source, filing->arena, &before, &known, f))
			return false;
	}
	visit = visit_of(from, outcome);
	return !known || store_visit(filing->store, &visit, f);
}

static void
count_quotes(struct filing_count *count, const struct quote_list *quotes)
{
	for (size_t i = 0; i < quotes->count; i++) {
		count->forms[quotes->items[i].form]++;
		count->regions[quotes->items[i].region]++;
	}
	count->quotes += quotes->count;
}

static bool
on_article(void *context, const struct source_reading *reading, struct fault *f)
{
	struct filing	*filing = context;
	enum store_added added;

	if (!hold(filing, f) ||
	    !store_add_article(filing->store, reading->article, reading->quotes, &added, f))
		return false;
	filing->count.unchanged += added == STORE_UNCHANGED;
	filing->count.versions += added == STORE_NEW_VERSION;
	count_quotes(&filing->count, reading->quotes);
	return note_article(filing, reading->visit,
	    added == STORE_UNCHANGED ? VISIT_UNCHANGED : VISIT_READ, f);
}

static bool
on_unchanged(void *context, const struct source_visit *from, struct fault *f)
{
	struct filing	*filing = context;
	struct visit	 visit = visit_of(from, VISIT_UNCHANGED);

	filing->count.unchanged++;
	return hold(filing, f) && store_unchanged(filing->store, &visit, f);
}

/* Its pages have their own visits; this one tells that they could be named. */
static bool
on_opened(void *context, const struct source_visit *from, struct fault *f)
{
	struct filing	*filing = context;
	struct visit	 visit = visit_of(from, VISIT_OPENED);

	return hold(filing, f) && store_visit(filing->store, &visit, f);
}

/* Behind the reason a line that another run can read: the address, or the path wherever it starts. */
static bool
list_failure(struct filing *filing, struct span name, struct span reason, struct fault *f)
{
	char	 folder[PATH_MAX] = "";
	bool	 relative = name.n > 0 && name.p[0] != '/' && span_find(name, SPAN("://")) == name.n;
	bool	 again = span_eq(name, SPAN("-")) || span_find(name, SPAN("\n")) < name.n;

	if (filing->failures == NULL)
		return true;
	fputs("# ", filing->failures);
	for (size_t i = 0; i < reason.n; i++)
		fputc(reason.p[i] == '\n' ? ' ' : reason.p[i], filing->failures);
	fputc('\n', filing->failures);
	if (!again && !seen_add(filing->listed, name, &again, f))
		return false;
	if (again)
		return true;
	relative = relative && getcwd(folder, sizeof folder) != NULL;
	fprintf(filing->failures, "%s%s%.*s\n", relative ? folder : "", relative ? "/" : "",
	    (int)name.n, name.p);
	return true;
}

static bool
on_failed(void *context, const struct source_visit *from, const struct fault *why, struct fault *f)
{
	struct filing	*filing = context;
	struct visit	 visit = visit_of(from,
	    why->kind == FAULT_THROTTLED ? VISIT_THROTTLED :
		why->kind == FAULT_BLOCKED ? VISIT_BLOCKED :
					     VISIT_FAILED);

	visit.reason = span_of(why->text);
	return list_failure(filing, visit.named, visit.reason, f) && hold(filing, f) &&
	    store_visit(filing->store, &visit, f);
}

/* --- what need not be asked for ---------------------------------------------------------- */

/* A failure of this run's beginning is one of its end. */
static bool
count_again(struct filing *filing, const struct visit *visit, struct fault *f)
{
	struct intake_tally	*tally = &filing->count.tally;

	tally->failed += visit->outcome == VISIT_FAILED;
	tally->blocked += visit->outcome == VISIT_BLOCKED;
	cli_say(filing->cli, "%.*s (tried before the interruption)", SPAN_ARG(visit->reason));
	return list_failure(filing, visit->named.n > 0 ? visit->named : visit->source,
	    visit->reason, f);
}

/*
 * Captures count in whole seconds: of two texts that a page had within one,
 * nobody could say which came first.
 */
static void
let_pass(int64_t second, const volatile int *stop)
{
	const struct timespec	 moment = { 0, 10000000 };

	for (int i = 0; i < 100 && (int64_t)time(NULL) == second && *stop == 0; i++)
		nanosleep(&moment, NULL);
}

/*
 * With --retry-failed, what was never asked for is passed over; but the pages of
 * a feed that could not be read failed with it.
 */
static bool
pass_over(struct filing *filing, struct span feed, struct arena *arena, bool *skip, struct fault *f)
{
	struct visit	 visit;
	bool		 met = false;

	*skip = filing->retry;
	if (!filing->retry || feed.n == 0)
		return true;
	if (!store_visited(filing->store, feed, arena, &visit, &met, f))
		return false;
	/* Opened by a run that was broken off, it is one that this run retries. */
	*skip = met && visit.outcome == VISIT_OPENED &&
	    (filing->since == DATE_UNKNOWN || visit.at < filing->since);
	return true;
}

static bool
on_known(void *context, struct span source, struct span feed, struct arena *arena,
    struct source_known *known, struct fault *f)
{
	struct filing	*filing = context;
	struct visit	 visit;
	bool		 met, good;

	if (!store_visited(filing->store, source, arena, &visit, &met, f))
		return false;
	if (!met)
		return pass_over(filing, feed, arena, &known->skip, f);
	if (visit.outcome == VISIT_OPENED)
		return true; /* what it names may be new, or wait to be asked for again */
	good = visit.outcome == VISIT_READ || visit.outcome == VISIT_UNCHANGED;
	if (filing->since != DATE_UNKNOWN && visit.at >= filing->since &&
	    visit.outcome != VISIT_THROTTLED) {
		known->skip = true;
		filing->count.resumed++;
		if (!good && !count_again(filing, &visit, f))
			return false;
	} else if (good && filing->max_age_ms > 0 &&
	    ((int64_t)time(NULL) - visit.at) * 1000 < filing->max_age_ms) {
		known->skip = true;
		filing->count.fresh++;
	} else if (good && filing->retry)
		known->skip = true;
	if (good && !known->skip)
		let_pass(visit.at, filing->cli->stop);
	known->validators.etag = visit.etag;
	known->validators.last_modified = visit.last_modified;
	known->found = visit.found;
	return true;
}

static bool
on_recall(void *context, struct span origin, struct arena *arena, struct crawl_robots *robots,
    bool *found, struct fault *f)
{
	struct filing	*filing = context;

	robots->origin = origin;
	if (!store_robots(filing->store, origin, arena, &robots->body, &robots->fetched, found, f))
		return false;
	*found = *found && (int64_t)time(NULL) - robots->fetched < CRAWL_ROBOTS_S;
	return true;
}

static bool
on_remember(void *context, const struct crawl_robots *robots, struct fault *f)
{
	struct filing	*filing = context;

	return hold(filing, f) &&
	    store_robots_add(filing->store, robots->origin, robots->body, robots->fetched, f);
}

/* --- beginning and end ------------------------------------------------------------------- */

bool
filing_begin(struct filing *filing, struct intake *intake, struct fault *f)
{
	*intake = (struct intake) { .article = on_article,
		.failed = on_failed,
		.unchanged = on_unchanged,
		.opened = on_opened,
		.known = on_known,
		.idle = on_idle,
		.robots_recall = on_recall,
		.robots_remember = on_remember,
		.context = filing };
	filing->arena = arena_new(VISIT_BYTES_MAX);
	filing->listed = filing->failures != NULL ? seen_new() : NULL;
	return (filing->arena != NULL && (filing->listed != NULL) == (filing->failures != NULL)) ||
	    fault_set(f, FAULT_MEMORY, "out of memory");
}

bool
filing_end(struct filing *filing, struct fault *f)
{
	struct fault	 late = FAULT_INIT;
	bool		 ok = filing->store == NULL || commit_when(filing, true, &late);

	arena_free(filing->arena);
	seen_free(filing->listed);
	filing->arena = NULL;
	filing->listed = NULL;
	return ok || fault_set(f, late.kind, "%s", late.text);
}
