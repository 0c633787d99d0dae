/* What the database holds, counted. */
#include "store/store.h"

#include <stdlib.h>

#include "store/tally.h"

#define FAILURES_MAX 100

static bool
count_articles(struct store *store, struct store_status *status, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_STATUS_ARTICLES);

	if (query_row(&q)) {
		status->articles = query_take_int(&q);
		status->hosts = query_take_int(&q);
		status->lineages = query_take_int(&q);
		status->undated = query_take_int(&q);
		status->inferred = query_take_int(&q);
		status->published_first = query_take_time(&q);
		status->published_last = query_take_time(&q);
	}
	return query_end(&q, f);
}

static bool
count_versions(struct store *store, struct store_status *status, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_STATUS_VERSIONS);

	if (query_row(&q)) {
		status->versions = query_take_int(&q);
		status->captured_first = query_take_time(&q);
		status->captured_last = query_take_time(&q);
	}
	return query_end(&q, f);
}

static bool
count_relative(struct store *store, struct store_status *status, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_STATUS_RELATIVE);

	query_text(&q, ":relative", span_of(evidence_kinds[EVIDENCE_RELATIVE].name));
	if (query_row(&q))
		status->relative = query_take_int(&q);
	return query_end(&q, f);
}

/* What is most frequent first, then in the order of names. */
static int
by_count(const void *a, const void *b)
{
	const struct store_count	*one = a, *other = b;

	if (one->count != other->count)
		return one->count > other->count ? -1 : 1;
	return span_cmp(one->name, other->name);
}

/* Of a closed list what is there at all. */
static bool
list_names(const char *const *names, const int64_t *counts, size_t n, struct arena *arena,
    struct store_count **list, size_t *count, struct fault *f)
{
	*list = arena_take(arena, n, sizeof **list, f);
	if (*list == NULL)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (counts[i] > 0)
			(*list)[(*count)++] = (struct store_count) { span_of(names[i]), counts[i] };
	}
	qsort(*list, *count, sizeof **list, by_count);
	return true;
}

/* One walk for all that is counted of quotations; SQLite would sort them for each list. */
static bool
count_quotes(struct store *store, struct arena *arena, struct store_status *status, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_STATUS_QUOTES);
	int64_t		 forms[QUOTE_FORMS] = { 0 }, regions[REGIONS] = { 0 };

	while (query_row(&q)) {
		const bool	 speech = query_take_bool(&q);
		const size_t	 form = QUERY_TAKE_NAME(&q, quote_form_names);

		forms[form]++;
		regions[QUERY_TAKE_NAME(&q, region_names)] += speech;
		status->quotes += speech || form != QUOTE_UNQUOTED;
		status->speech += speech;
	}
	return query_end(&q, f) &&
	    list_names(quote_form_names, forms, QUOTE_FORMS, arena, &status->forms, &status->nforms,
		f) &&
	    list_names(region_names, regions, REGIONS, arena, &status->regions, &status->nregions,
		f);
}

static bool
count_families(struct store *store, struct store_status *status, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_STATUS_FAMILIES);

	if (query_row(&q)) {
		status->families = query_take_int(&q);
		status->linked = query_take_int(&q);
		status->repeated = query_take_int(&q);
	}
	return query_end(&q, f);
}

static void
bind_outcomes(struct query *q)
{
	query_text(q, ":failed", span_of(visit_outcome_names[VISIT_FAILED]));
	query_text(q, ":blocked", span_of(visit_outcome_names[VISIT_BLOCKED]));
	query_text(q, ":throttled", span_of(visit_outcome_names[VISIT_THROTTLED]));
}

static bool
count_visits(struct store *store, struct store_status *status, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_STATUS_VISITS);

	bind_outcomes(&q);
	if (query_row(&q)) {
		status->failed = query_take_int(&q);
		status->blocked = query_take_int(&q);
		status->throttled = query_take_int(&q);
	}
	return query_end(&q, f);
}

static bool
count_languages(struct store *store, struct arena *arena, struct store_status *status,
    struct fault *f)
{
	struct query	 q = query_begin(store, SQL_STATUS_LANGUAGES);
	size_t		 room = 0;

	while (query_row(&q)) {
		struct store_count	 c = { .name = query_take_text(&q, arena) };

		c.count = query_take_int(&q);
		if (!arena_grow(arena, &status->languages, status->nlanguages, &room, sizeof c,
			&q.fault))
			break;
		status->languages[status->nlanguages++] = c;
	}
	return query_end(&q, f);
}

static bool
list_failures(struct store *store, struct arena *arena, struct store_status *status, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_FAILURES_GET);
	size_t		 room = 0;

	bind_outcomes(&q);
	query_int(&q, ":most", FAILURES_MAX);
	while (query_row(&q)) {
		struct store_failure	 failure = { .source = query_take_text(&q, arena) };

		failure.reason = query_take_text(&q, arena);
		failure.outcome = (enum visit_outcome)QUERY_TAKE_NAME(&q, visit_outcome_names);
		if (!arena_grow(arena, &status->failures, status->nfailures, &room, sizeof failure,
			&q.fault))
			break;
		status->failures[status->nfailures++] = failure;
	}
	return query_end(&q, f);
}

bool
status_walk(struct store *store, struct arena *arena, struct store_status *status, struct fault *f)
{
	return count_articles(store, status, f) && count_versions(store, status, f) &&
	    count_relative(store, status, f) && count_quotes(store, arena, status, f) &&
	    count_families(store, status, f) && count_languages(store, arena, status, f);
}

static bool
count_all(struct store *store, struct arena *arena, struct store_status *status, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_SCHEMA_GET);
	struct store_standing	 standing;
	bool			 known;

	if (query_row(&q))
		status->schema = (int)query_take_int(&q);
	if (!query_end(&q, f) || !store_standing(store, &standing, f))
		return false;
	status->waiting = !standing.settled;
	status->attached = standing.attached;
	status->settled = !status->waiting && status->attached == 0;
	return tally_read(store, arena, status, &known, f) &&
	    (known || status_walk(store, arena, status, f)) && count_visits(store, status, f) &&
	    (status->failed + status->blocked + status->throttled == 0 ||
		list_failures(store, arena, status, f));
}

bool
store_status(struct store *store, struct arena *arena, struct store_status *status, struct fault *f)
{
	*status = STORE_STATUS_NONE;
	if (!snapshot_begin(store, f))
		return false;
	return snapshot_end(store, count_all(store, arena, status, f), f);
}

bool
store_sources(struct store *store, struct span after, size_t most, struct arena *arena,
    struct store_source **sources, size_t *count, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_SOURCES_AFTER);
	size_t		 n = 0;

	*sources = arena_take(arena, most, sizeof **sources, f);
	query_text(&q, ":after", after);
	query_size(&q, ":most", most);
	while (*sources != NULL && n < most && query_row(&q)) {
		struct store_source	*source = &(*sources)[n++];

		source->identity = query_take_text(&q, arena);
		source->outlet = query_take_text(&q, arena);
		source->title = query_take_text(&q, arena);
		source->day = query_take_text(&q, arena);
		source->quotes = query_take_int(&q);
	}
	*count = n;
	return query_end(&q, f) && *sources != NULL;
}

bool
store_pulse(struct store *store, int64_t *pulse, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_PULSE);

	*pulse = 0;
	if (query_row(&q))
		*pulse = query_take_int(&q);
	return query_end(&q, f);
}
