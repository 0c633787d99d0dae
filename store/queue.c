#include "store/queue.h"

#include "core/date.h"
#include "store/id.h"
#include "store/query.h"
#include "store/version.h"

#define VISIT_BYTES_MAX ((size_t)1 << 20) /* one visit while it is walked over */

/* The version a visit read, and what tells which of several it is. */
struct held {
	int64_t		 version, article; /* DATE_UNKNOWN: nothing is held */
	int64_t		 seen_last, ordinal;
	bool		 there; /* read at an address of the visit */
	unsigned char	 sha256[DIGEST_BYTES];
};

static const struct held nothing = { .version = DATE_UNKNOWN, .article = DATE_UNKNOWN };

/*
 * Of the articles that bear an address of a visit the version seen last stands
 * for it, best in the reading that was found there.
 */
static bool
stands_before(const struct held *a, const struct held *b)
{
	if (b->version == DATE_UNKNOWN || a->seen_last != b->seen_last)
		return b->version == DATE_UNKNOWN || b->seen_last == DATE_UNKNOWN ||
		    (a->seen_last != DATE_UNKNOWN && a->seen_last > b->seen_last);
	if (a->there != b->there)
		return a->there;
	if (a->ordinal != b->ordinal)
		return a->ordinal > b->ordinal;
	return memcmp(a->sha256, b->sha256, sizeof a->sha256) < 0;
}

/* Keep in *held the best of the versions at one address of the visit. */
static bool
look_at_address(struct store *store, const struct visit *visit, struct span address,
    struct held *held, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_VERSIONS_AT);

	query_text(&q, ":address", address);
	query_text(&q, ":source", visit->source);
	query_text(&q, ":found", visit->found);
	while (query_row(&q)) {
		struct held	 other = { .version = query_take_int(&q) };
		struct span	 sha256;

		other.article = query_take_int(&q);
		other.seen_last = query_take_time(&q);
		other.there = query_take_bool(&q);
		other.ordinal = query_take_int(&q);
		sha256 = query_take_blob(&q);
		if (sha256.n == sizeof other.sha256)
			memcpy(other.sha256, sha256.p, sha256.n);
		if (stands_before(&other, held))
			*held = other;
	}
	return query_end(&q, f);
}

/* What the addresses of a visit lead to. */
static bool
find_by_address(struct store *store, const struct visit *visit, struct held *held, struct fault *f)
{
	*held = nothing;
	return look_at_address(store, visit, visit->source, held, f) &&
	    (visit->found.n == 0 || span_eq(visit->found, visit->source) ||
		look_at_address(store, visit, visit->found, held, f));
}

/* What the last good visit of the source read, else what its addresses lead to. */
static bool
find_held(struct store *store, const struct visit *visit, struct held *held, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_VISIT_VERSION);

	*held = nothing;
	query_text(&q, ":source", visit->source);
	if (query_row(&q)) {
		held->version = query_take_int(&q);
		held->article = query_take_int(&q);
	}
	return query_end(&q, f) &&
	    (held->version != DATE_UNKNOWN || find_by_address(store, visit, held, f));
}

/* The columns that every visit has. */
static struct query
begin_visit(struct store *store, enum sql sql, const struct visit *visit)
{
	struct query	 q = query_begin(store, sql);

	query_text(&q, ":source", visit->source);
	query_text(&q, ":named", visit->named);
	query_text(&q, ":reason", visit->reason);
	query_time(&q, ":at", visit->at);
	query_text(&q, ":found", visit->found);
	return q;
}

static bool
write_good(struct store *store, enum sql sql, const struct visit *visit, enum visit_outcome outcome,
    const struct held *held, struct fault *f)
{
	struct query	 q = begin_visit(store, sql, visit);

	query_text(&q, ":outcome", span_of(visit_outcome_names[outcome]));
	query_blob(&q, ":etag", visit->etag);
	query_time(&q, ":last_modified", visit->last_modified);
	query_time(&q, ":version", held->version);
	query_run(&q);
	return query_end(&q, f);
}

static bool
write_visit(struct store *store, const struct visit *visit, struct fault *f)
{
	struct query	 q;
	struct held	 held;

	if (visit->outcome == VISIT_READ || visit->outcome == VISIT_UNCHANGED ||
	    visit->outcome == VISIT_OPENED)
		return find_by_address(store, visit, &held, f) &&
		    write_good(store, SQL_VISIT_ADD, visit, visit->outcome, &held, f);
	q = begin_visit(store, SQL_VISIT_FAIL, visit);
	query_text(&q, ":outcome", span_of(visit_outcome_names[visit->outcome]));
	query_run(&q);
	return query_end(&q, f);
}

static bool
begin_noting(struct store *store, const struct visit *visit, struct fault *f)
{
	if (visit->source.n == 0)
		return fault_set(f, FAULT_INPUT, "a visit of a source without a name");
	return transaction_begin(store, f);
}

bool
store_visit(struct store *store, const struct visit *visit, struct fault *f)
{
	return begin_noting(store, visit, f) &&
	    transaction_end(store, write_visit(store, visit, f), f);
}

static bool
confirm(struct store *store, const struct visit *visit, struct fault *f)
{
	struct held	 held;
	bool		 changed = false;

	if (!find_held(store, visit, &held, f))
		return false;
	if (held.version == DATE_UNKNOWN)
		return fault_set(f, FAULT_MISSING,
		    "%.*s: said to be unchanged, but nothing read from it is held",
		    SPAN_ARG(visit->source));
	return version_seen(store, held.version, visit->at, f) &&
	    versions_renew(store, held.article, &changed, f) &&
	    (!changed || query_do(store, SQL_EVIDENCE_CHANGED, f)) &&
	    write_good(store, SQL_VISIT_CONFIRM, visit, VISIT_UNCHANGED, &held, f);
}

bool
store_unchanged(struct store *store, const struct visit *visit, struct fault *f)
{
	return begin_noting(store, visit, f) && transaction_end(store, confirm(store, visit, f), f);
}

/* Bytes that are no text: copied, as SQLite's die with the row. */
static struct span
take_bytes(struct query *q, struct arena *arena)
{
	struct span	 copy = SPAN_NONE;

	if (!span_in(arena, query_take_blob(q), &copy, &q->fault))
		return SPAN_NONE;
	return copy;
}

/* All columns but the source. */
static void
take_visit(struct query *q, struct arena *arena, struct visit *visit)
{
	visit->named = query_take_text(q, arena);
	visit->outcome = (enum visit_outcome)QUERY_TAKE_NAME(q, visit_outcome_names);
	visit->reason = query_take_text(q, arena);
	visit->at = query_take_time(q);
	visit->found = query_take_text(q, arena);
	visit->etag = take_bytes(q, arena);
	visit->last_modified = query_take_time(q);
}

bool
store_visited(struct store *store, struct span source, struct arena *arena, struct visit *visit,
    bool *known, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_VISIT_GET);

	*visit =
	    (struct visit) { .source = source, .at = DATE_UNKNOWN, .last_modified = DATE_UNKNOWN };
	query_text(&q, ":source", source);
	*known = query_row(&q);
	if (*known)
		take_visit(&q, arena, visit);
	return query_end(&q, f);
}

/* Parameters of visits_each, by outcome. */
static const char *const outcome_parameters[VISITS] = {
	[VISIT_READ] = ":read",
	[VISIT_UNCHANGED] = ":unchanged",
	[VISIT_OPENED] = ":opened",
	[VISIT_FAILED] = ":failed",
	[VISIT_BLOCKED] = ":blocked",
	[VISIT_THROTTLED] = ":throttled",
};

bool
store_each_visit(struct store *store, unsigned outcomes,
    bool (*each)(void *context, const struct visit *visit, struct fault *f), void *context,
    struct fault *f)
{
	struct arena	*arena = arena_new(VISIT_BYTES_MAX);
	struct query	 q;
	struct visit	 visit;
	bool		 going = true;

	if (arena == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	q = query_begin(store, SQL_VISITS_EACH);
	for (int i = 0; i < VISITS; i++) {
		if ((outcomes & 1u << i) != 0)
			query_text(&q, outcome_parameters[i], span_of(visit_outcome_names[i]));
	}
	while (going && query_row(&q)) {
		arena_reset(arena);
		visit.source = query_take_text(&q, arena);
		take_visit(&q, arena, &visit);
		going = q.fault.kind == FAULT_NONE && each(context, &visit, &q.fault);
	}
	going = query_end(&q, f) && going;
	arena_free(arena);
	return going;
}

static void
bind_sources(struct query *q, struct span sources, unsigned char digest[DIGEST_BYTES])
{
	digest_text(sources, digest);
	query_blob(q, ":sources", (struct span) { (const char *)digest, DIGEST_BYTES });
}

static bool
begin_run(struct store *store, struct span sources, int64_t now, int64_t *since, struct fault *f)
{
	unsigned char	 digest[DIGEST_BYTES];
	struct query	 q = query_begin(store, SQL_RUN_UNENDED);

	bind_sources(&q, sources, digest);
	if (query_row(&q))
		*since = query_take_time(&q);
	if (!query_end(&q, f) || *since != DATE_UNKNOWN)
		return f->kind == FAULT_NONE;
	q = query_begin(store, SQL_RUN_BEGIN);
	bind_sources(&q, sources, digest);
	query_int(&q, ":now", now);
	query_run(&q);
	return query_end(&q, f);
}

bool
store_run_begin(struct store *store, struct span sources, int64_t now, int64_t *since,
    struct fault *f)
{
	*since = DATE_UNKNOWN;
	if (!transaction_begin(store, f))
		return false;
	return transaction_end(store, begin_run(store, sources, now, since, f), f);
}

static bool
end_run(struct store *store, struct span sources, struct fault *f)
{
	unsigned char	 digest[DIGEST_BYTES];
	struct query	 q = query_begin(store, SQL_RUN_END);

	bind_sources(&q, sources, digest);
	query_run(&q);
	return query_end(&q, f);
}

bool
store_run_end(struct store *store, struct span sources, struct fault *f)
{
	/* The log is emptied first: little is to be done between the end of a run and of its process. */
	if (!query_do(store, SQL_CHECKPOINT, f) || !transaction_begin(store, f))
		return false;
	return transaction_end(store, end_run(store, sources, f), f);
}

bool
store_robots(struct store *store, struct span origin, struct arena *arena, struct span *body,
    int64_t *fetched, bool *known, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_ROBOTS_GET);

	*body = SPAN_NONE;
	*fetched = DATE_UNKNOWN;
	query_text(&q, ":origin", origin);
	*known = query_row(&q);
	if (*known) {
		*body = take_bytes(&q, arena);
		*fetched = query_take_time(&q);
	}
	return query_end(&q, f);
}

static bool
write_robots(struct store *store, struct span origin, struct span body, int64_t fetched,
    struct fault *f)
{
	struct query	 q = query_begin(store, SQL_ROBOTS_ADD);

	query_text(&q, ":origin", origin);
	query_blob(&q, ":body", body);
	query_int(&q, ":fetched", fetched);
	query_run(&q);
	return query_end(&q, f);
}

bool
store_robots_add(struct store *store, struct span origin, struct span body, int64_t fetched,
    struct fault *f)
{
	if (!transaction_begin(store, f))
		return false;
	return transaction_end(store, write_robots(store, origin, body, fetched, f), f);
}
