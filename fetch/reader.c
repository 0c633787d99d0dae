#include "fetch/reader.h"

#include <stdlib.h>

#include "fetch/url.h"

#define ORDER_WINDOW 1024u		     /* errands that may wait for the first of them */
#define HELD_BYTES_MAX ((size_t)64 << 20)    /* texts of articles that do */
#define DRAWS_MAX 64			     /* sources looked at before the others are served again */
#define WAIT_MS 200

/* --- telling ----------------------------------------------------------------------------- */

/* In a line that begins with the source as people know it, whoever found the fault. */
static bool
tell_failure(struct reader *r, const struct errand *errand)
{
	const struct source_visit	*visit = &errand->visit;
	const struct fault		*why = errand->why;
	struct span			 text = span_of(why->text);
	struct span			 source = span_cut(visit->source, 0, DOCUMENT_NAME_SHOWN);
	struct fault			 told = FAULT_INIT;

	if (why->kind == FAULT_INTERRUPTED)
		return fault_set(r->f, why->kind, "%s", why->text);
	if (source.n > 0 && span_starts(text, source) &&
	    !span_starts(text, span_cut(visit->named, 0, DOCUMENT_NAME_SHOWN)))
		fault_set(&told, why->kind, "%.*s%s", SPAN_ARG(visit->named), why->text + source.n);
	else
		document_blame(visit->named, why, &told);
	return r->events->failed(r->events->context, visit, &told, r->f);
}

static bool
tell(struct reader *r, const struct errand *errand)
{
	const struct source_events	*events = r->events;
	struct source_reading		 reading = { .visit = &errand->visit,
		.article = errand->article,
		.quotes = errand->quotes,
		.arena = errand->arena };

	switch (errand->state) {
	case ERRAND_READ:
		return events->article(events->context, &reading, r->f);
	case ERRAND_UNCHANGED:
		return events->unchanged == NULL ||
		    events->unchanged(events->context, &errand->visit, r->f);
	case ERRAND_OPENED:
		return events->opened == NULL ||
		    events->opened(events->context, &errand->visit, r->f);
	case ERRAND_FAILED:
		return tell_failure(r, errand);
	default:
		return true;
	}
}

static size_t
weight(const struct errand *errand)
{
	return errand->article != NULL ? errand->article->text.n : 0;
}

/* Tell one errand and be done with it. Its arena becomes the one to read into. */
static bool
tell_and_free(struct reader *r, struct errand *errand)
{
	bool	 ok = tell(r, errand);

	r->count.done += errand->state != ERRAND_OPENED;
	if (errand->arena != NULL) {
		arena_free(r->arena);
		r->arena = errand->arena;
		errand->arena = NULL;
	}
	errand_free(&r->line, errand);
	return ok || fault_set(r->f, FAULT_INTERRUPTED, "stopped");
}

bool
reader_finish(struct reader *r, struct errand *errand, enum errand_state state)
{
	errand->state = state;
	if (!r->options->ordered)
		return tell_and_free(r, errand);
	r->held += weight(errand);
	while (r->line.first != NULL && r->line.first->state != ERRAND_WAITING) {
		r->held -= weight(r->line.first);
		if (!tell_and_free(r, r->line.first))
			return false;
	}
	return true;
}

bool
reader_fail(struct reader *r, struct errand *errand, const struct fault *why)
{
	errand->why = malloc(sizeof *errand->why);
	if (errand->why == NULL)
		return fault_set(r->f, FAULT_MEMORY, "out of memory");
	*errand->why = *why;
	return reader_finish(r, errand, ERRAND_FAILED);
}

/* --- documents --------------------------------------------------------------------------- */

/* The article is the errand's, with the arena it was read into. */
static bool
keep_reading(struct reader *r, struct errand *errand, const struct article *article,
    const struct quote_list *quotes)
{
	errand->article = arena_take(r->arena, 1, sizeof *article, r->f);
	errand->quotes = arena_take(r->arena, 1, sizeof *quotes, r->f);
	if (errand->article == NULL || errand->quotes == NULL)
		return false;
	*errand->article = *article;
	*errand->quotes = *quotes;
	errand->arena = r->arena;
	r->arena = arena_new(PAGE_ARENA_MAX);
	if (r->arena == NULL)
		return fault_set(r->f, FAULT_MEMORY, "out of memory");
	return reader_finish(r, errand, ERRAND_READ);
}

static bool
read_here(struct reader *r, struct errand *errand, const struct document *document)
{
	struct fault		 why = FAULT_INIT;
	struct article		 article;
	struct quote_list	 quotes = { .count = 0 };

	if (r->finder == NULL)
		r->finder = quote_finder_new(r->f);
	if (r->finder == NULL)
		return false;
	arena_reset(r->arena);
	if (!document_read(document, r->finder, r->arena, &article, &quotes, &why))
		return reader_fail(r, errand, &why);
	return keep_reading(r, errand, &article, &quotes);
}

/* What the crew or the crawl cannot take is that source's failure; without memory the run ends. */
static bool
refused(struct reader *r, struct errand *errand, const struct fault *why)
{
	if (why->kind == FAULT_MEMORY)
		return fault_set(r->f, why->kind, "%s", why->text);
	return reader_fail(r, errand, why);
}

bool
reader_give(struct reader *r, struct errand *errand, const struct document *document)
{
	struct document	 given = *document;
	struct fault	 why = FAULT_INIT;

	given.hints.given = errand->given;
	given.hints.ngiven = errand->ngiven;
	if (r->sealed)
		return read_here(r, errand, &given);
	if (r->crew == NULL)
		r->crew = crew_new(&r->options->crew, r->f);
	return r->crew != NULL &&
	    (crew_give(r->crew, (uintptr_t)errand, &given, &why) || refused(r, errand, &why));
}

/* Take back what the workers have read. */
static bool
take_readings(struct reader *r, int wait_ms, bool *moved)
{
	struct crew_reading	 reading;
	bool			 any = r->crew != NULL && crew_busy(r->crew) > 0;

	while (any) {
		struct errand	*errand;

		arena_reset(r->arena);
		if (!crew_take(r->crew, wait_ms, r->arena, &reading, &any, r->f))
			return false;
		if (!any)
			break;
		*moved = true;
		wait_ms = 0;
		errand = (struct errand *)(uintptr_t)reading.ticket; /* as crew_give() was told */
		if (!(reading.why.kind != FAULT_NONE ?
			    reader_fail(r, errand, &reading.why) :
			    keep_reading(r, errand, &reading.article, &reading.quotes)))
			return false;
	}
	return true;
}

/* --- pages ------------------------------------------------------------------------------- */

static bool
met_before(struct reader *r, struct span address, bool *again)
{
	struct fault	 why = FAULT_INIT;
	const struct crawl_events *crawl = &r->events->crawl;

	*again = false;
	if (seen_add(r->seen, address, again, &why))
		return true;
	if (why.kind == FAULT_MEMORY)
		return fault_set(r->f, why.kind, "%s", why.text);
	if (!r->full && crawl->notice != NULL)
		crawl->notice(r->events->context,
		    "too many addresses to tell which come again; "
		    "those that do are fetched again");
	r->full = true;
	return true;
}

static bool
open_crawl(struct reader *r)
{
	struct crawl_events	 events = r->events->crawl;

	events.context = r->events->context;
	if (r->crawl == NULL)
		r->crawl = crawl_new(&r->options->crawl, &events, r->f);
	return r->crawl != NULL;
}

bool
reader_ask(struct reader *r, const struct source_visit *visit, struct errand *next,
    const struct branch_step *step, enum source_kind as, unsigned depth)
{
	struct source_known	 known = { .validators.last_modified = DATE_UNKNOWN };
	struct crawl_page	 page = { .url = visit->source };
	struct fault		 why = FAULT_INIT;
	struct errand		*errand;
	bool			 again;

	if (!met_before(r, visit->source, &again))
		return false;
	r->count.again += again;
	if (again)
		return true;
	if (r->events->known != NULL &&
	    !r->events->known(r->events->context, visit->source,
		next != NULL ? next->visit.source : SPAN_NONE, r->names, &known, r->f))
		return false;
	r->count.skipped += known.skip;
	if (known.skip)
		return true;
	r->count.known++;
	r->count.asked++;
	errand = errand_new(&r->line, next, visit, step != NULL ? step->given : NULL,
	    step != NULL ? step->ngiven : 0, r->f);
	if (errand == NULL || !open_crawl(r))
		return false;
	errand->as = as;
	errand->depth = depth;
	page.ticket = (uintptr_t)errand;
	page.known = known.validators;
	page.known_url = known.found;
	errand->crawled = crawl_add(r->crawl, &page, &why);
	return errand->crawled || refused(r, errand, &why);
}

/* So much waits for the first in line that nothing but it may go on. */
static bool
crowded(const struct reader *r)
{
	return r->options->ordered &&
	    (r->line.count > ORDER_WINDOW || r->held > HELD_BYTES_MAX ||
		r->nbranches >= BRANCHES_FULL);
}

/* Let the crawl go on, and take an answer when there are hands for it. */
static bool
step_crawl(struct reader *r, int wait_ms, bool *moved)
{
	struct crawl_answer	 answer;
	struct errand		*errand;
	int			 fd;
	size_t			 nfds = r->crew != NULL ? crew_fds(r->crew, &fd, 1) : 0;
	bool			 any;
	const struct errand	*first = r->line.first;

	crawl_only(r->crawl,
	    crowded(r) && first != NULL && first->crawled ? (uintptr_t)first : UINT64_MAX);
	arena_reset(r->answers);
	if (!crawl_step(r->crawl, wait_ms, &fd, nfds, r->answers, &answer, &any, r->f))
		return false;
	if (!any)
		return true;
	*moved = true;
	errand = (struct errand *)(uintptr_t)answer.ticket;
	errand->crawled = false;
	if (!source_answer(r, errand, &answer))
		return false;
	if (r->answers == NULL) /* a branch took it */
		r->answers = arena_new(ANSWER_BYTES_MAX);
	return r->answers != NULL || fault_set(r->f, FAULT_MEMORY, "out of memory");
}

/* --- branches ---------------------------------------------------------------------------- */

bool
reader_branch(struct reader *r, struct errand *errand, const struct branch_origin *origin)
{
	struct fault		 why = FAULT_INIT;
	struct reader_branch	*more = r->branches;
	struct branch		*branch;

	if (!branch_open(origin, r->options, &branch, &why))
		return reader_fail(r, errand, &why);
	if (r->nbranches == r->branches_room) {
		more = realloc(more, (r->branches_room + BRANCHES_FULL) * sizeof *more);
		if (more == NULL) {
			branch_free(branch);
			return fault_set(r->f, FAULT_MEMORY, "out of memory");
		}
		r->branches = more;
		r->branches_room += BRANCHES_FULL;
	}
	r->count.known--; /* it stands for what it holds */
	r->branches[r->nbranches++] = (struct reader_branch) { branch, errand, 0 };
	return true;
}

static bool
end_branch(struct reader *r, size_t i)
{
	struct errand	*errand = r->branches[i].errand;
	struct fault	 why = FAULT_INIT;
	bool		 barren = r->branches[i].items == 0;

	branch_free(r->branches[i].branch);
	r->nbranches--;
	for (; i < r->nbranches; i++)
		r->branches[i] = r->branches[i + 1];
	if (!barren)
		return reader_finish(r, errand, ERRAND_OPENED);
	r->count.known++;
	fault_set(&why, FAULT_INPUT, "holds no page and no record of one");
	return reader_fail(r, errand, &why);
}

/* An address that a feed names. */
static bool
take_address(struct reader *r, struct errand *feed, const struct branch_step *step)
{
	struct source_visit	 visit = { .named = step->url, .at = DATE_UNKNOWN };
	struct fault		 why = FAULT_INIT;
	struct errand		*errand;
	unsigned		 depth = feed->depth + (step->feed ? 1 : 0);

	arena_reset(r->names);
	if (r->sealed)
		fault_set(&why, FAULT_INPUT, "named by bytes in memory, not fetched");
	else if (depth > SOURCE_DEPTH_MAX)
		fault_set(&why, FAULT_LIMIT, "sitemaps nested deeper than %d", SOURCE_DEPTH_MAX);
	else if (url_normal(step->url, r->names, &visit.source, &why))
		return reader_ask(r, &visit, feed, step, step->feed ? SOURCE_FEED : SOURCE_AUTO,
		    depth);
	visit.source = step->url;
	r->count.known++;
	errand = errand_new(&r->line, feed, &visit, NULL, 0, r->f);
	return errand != NULL && reader_fail(r, errand, &why);
}

/* A document or a failure within a branch. */
static bool
take_part(struct reader *r, struct errand *whole, const struct branch_step *step,
    const struct fault *why)
{
	struct source_visit	 visit = { .source = step->name,
		.named = step->name,
		.within = whole->visit.named,
		.at = DATE_UNKNOWN };
	struct errand		*errand;

	r->count.known++;
	errand = errand_new(&r->line, whole, &visit, NULL, 0, r->f);
	if (errand == NULL)
		return false;
	return step->what == BRANCH_FAULT ? reader_fail(r, errand, why) :
					    reader_give(r, errand, &step->document);
}

static bool
draw_branch(struct reader *r, size_t i)
{
	struct errand		*errand = r->branches[i].errand;
	struct fault		 why = FAULT_INIT;
	struct branch_step	 step;

	if (!branch_next(r->branches[i].branch, &step, &why, r->f))
		return false;
	r->branches[i].items += step.what != BRANCH_END && step.what != BRANCH_SKIPPED;
	switch (step.what) {
	case BRANCH_END:
		return end_branch(r, i);
	case BRANCH_ADDRESS:
		return take_address(r, errand, &step);
	case BRANCH_REVISIT:
		r->count.revisits++;
		return true;
	case BRANCH_REDIRECT:
		r->count.moved++;
		return true;
	case BRANCH_SKIPPED:
		r->count.others++;
		return true;
	default:
		return take_part(r, errand, &step, &why);
	}
}

/* --- the run ----------------------------------------------------------------------------- */

static bool
stopped(const struct reader *r)
{
	return r->options->crawl.stop != NULL && *r->options->crawl.stop != 0;
}

/* Is there room for whatever the next source turns out to be? */
static bool
has_room(const struct reader *r)
{
	return (r->crew == NULL || crew_room(r->crew) > 0) &&
	    (r->crawl == NULL || crawl_room(r->crawl) > 0);
}

/* The branch to draw from: the oldest, but when all wait for the first in line, that one or none. */
static size_t
choose_branch(const struct reader *r)
{
	for (size_t i = 0; crowded(r) && i < r->nbranches; i++) {
		if (r->branches[i].errand == r->line.first)
			return i;
	}
	return r->options->ordered && r->line.count > ORDER_WINDOW ? r->nbranches : 0;
}

/* May the walk go on beside the branches? In order, what stands behind them can wait. */
static bool
walk_is_open(const struct reader *r)
{
	return r->options->ordered ? r->nbranches == 0 && !crowded(r) : r->nbranches < BRANCHES_FULL;
}

/* The next of what lists and directories name, else the next of what the person named. */
static bool
draw_walk(struct reader *r, bool *end)
{
	struct fault	 why = FAULT_INIT;
	struct item	 item;
	struct errand	*errand;

	if (walk_next(r->walk, &item, end, &why)) {
		if (!*end)
			return source_item(r, &item);
		*end = r->next == r->nsources;
		return *end || source_named(r, r->sources[r->next++]);
	}
	r->count.known++;
	errand = errand_new(&r->line, NULL,
	    &(struct source_visit) { .source = item.name,
		.named = item.line.n > 0 ? item.line : item.name,
		.at = DATE_UNKNOWN },
	    NULL, 0, r->f);
	return errand != NULL && reader_fail(r, errand, &why);
}

/* Look at the next sources, as many as there are hands for. */
static bool
draw(struct reader *r, bool *end, bool *moved)
{
	for (int n = 0; n < DRAWS_MAX && !*end && has_room(r) && walk_is_open(r); n++) {
		if (!draw_walk(r, end))
			return false;
		*moved = true;
	}
	for (int n = 0; n < DRAWS_MAX && has_room(r); n++) {
		size_t	 i = choose_branch(r);

		if (i >= r->nbranches)
			break;
		if (!draw_branch(r, i))
			return false;
		*moved = true;
	}
	return true;
}

static bool
report_progress(struct reader *r)
{
	if (r->events->progress == NULL)
		return true;
	r->count.working = r->crew != NULL ? crew_busy(r->crew) : 0;
	if (r->crawl != NULL)
		crawl_count(r->crawl, &r->count.crawl);
	return r->events->progress(r->events->context, &r->count, r->f);
}

/* May an answer be taken now? It needs a worker, and may turn out to be a branch. */
static bool
crawl_is_open(struct reader *r)
{
	const struct errand	*first = r->line.first;

	if (r->crawl == NULL)
		return false;
	crawl_count(r->crawl, &r->count.crawl);
	if (r->count.crawl.waiting == 0 || (r->crew != NULL && crew_room(r->crew) == 0))
		return false;
	return r->nbranches < BRANCHES_FULL ||
	    (r->options->ordered && first != NULL && first->crawled);
}

/*
 * Until nothing is left of the walk, of the branches and in line: look at what
 * comes next, let the crawl go on, take what was read; and wait only when none
 * of these had anything to do.
 */
bool
reader_run(struct reader *r)
{
	bool	 end = false, moved = true;

	while (!end || r->line.count > 0) {
		int	 wait_ms = moved ? 0 : WAIT_MS;

		if (stopped(r))
			return fault_set(r->f, FAULT_INTERRUPTED, "interrupted");
		moved = false;
		if (!draw(r, &end, &moved))
			return false;
		if (crawl_is_open(r)) {
			if (!step_crawl(r, moved ? 0 : wait_ms, &moved))
				return false;
			wait_ms = 0;
		}
		if (!take_readings(r, moved ? 0 : wait_ms, &moved) || !report_progress(r))
			return false;
	}
	return true;
}
