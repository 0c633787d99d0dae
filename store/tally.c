#include "store/tally.h"

#include <stddef.h>
#include <stdlib.h>

#define TALLY_BYTES_MAX ((size_t)16 << 20)

static const struct { const char *name; size_t at; } counts[] = {
	{ "articles", offsetof(struct store_status, articles) },
	{ "versions", offsetof(struct store_status, versions) },
	{ "quotes", offsetof(struct store_status, quotes) },
	{ "speech", offsetof(struct store_status, speech) },
	{ "families", offsetof(struct store_status, families) },
	{ "linked", offsetof(struct store_status, linked) },
	{ "repeated", offsetof(struct store_status, repeated) },
	{ "undated", offsetof(struct store_status, undated) },
	{ "inferred", offsetof(struct store_status, inferred) },
	{ "relative", offsetof(struct store_status, relative) },
	{ "hosts", offsetof(struct store_status, hosts) },
	{ "lineages", offsetof(struct store_status, lineages) },
	{ "captured first", offsetof(struct store_status, captured_first) },
	{ "captured last", offsetof(struct store_status, captured_last) },
	{ "published first", offsetof(struct store_status, published_first) },
	{ "published last", offsetof(struct store_status, published_last) },
};

static const struct { const char *name; size_t list, count; } lists[] = {
	{ "language", offsetof(struct store_status, languages), offsetof(struct store_status, nlanguages) },
	{ "region", offsetof(struct store_status, regions), offsetof(struct store_status, nregions) },
	{ "form", offsetof(struct store_status, forms), offsetof(struct store_status, nforms) },
};

static int64_t *
count_of(struct store_status *status, size_t i)
{
	return (int64_t *)((char *)status + counts[i].at);
}

static struct store_count **
list_of(struct store_status *status, size_t i)
{
	return (struct store_count **)((char *)status + lists[i].list);
}

static size_t *
length_of(struct store_status *status, size_t i)
{
	return (size_t *)((char *)status + lists[i].count);
}

/* A count that no list of ours has was kept by nobody. */
static bool
read_counts(struct store *store, struct store_status *status, struct arena *arena, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_TALLY_COUNTS);

	while (query_row(&q)) {
		struct span	 name = query_take_text(&q, arena);
		const int64_t	 count = query_take_time(&q);

		for (size_t i = 0; i < LEN(counts); i++) {
			if (span_eq(name, span_of(counts[i].name)))
				*count_of(status, i) = count;
		}
	}
	return query_end(&q, f);
}

static bool
read_list(struct store *store, size_t i, struct store_status *status, struct arena *arena,
    struct fault *f)
{
	struct query	 q = query_begin(store, SQL_TALLY_LIST);
	size_t		 room = 0;

	query_text(&q, ":kind", span_of(lists[i].name));
	while (query_row(&q)) {
		struct store_count	 c = { .name = query_take_text(&q, arena) };

		c.count = query_take_int(&q);
		if (!arena_grow(arena, list_of(status, i), *length_of(status, i), &room, sizeof c,
			&q.fault))
			break;
		(*list_of(status, i))[(*length_of(status, i))++] = c;
	}
	return query_end(&q, f);
}

bool
tally_read(struct store *store, struct arena *arena, struct store_status *status, bool *known,
    struct fault *f)
{
	struct query	 q = query_begin(store, SQL_TALLY_STATE);

	*known = query_row(&q) && query_take_bool(&q);
	if (!query_end(&q, f))
		return false;
	if (!*known)
		return true;
	for (size_t i = 0; i < LEN(lists); i++) {
		if (!read_list(store, i, status, arena, f))
			return false;
	}
	return read_counts(store, status, arena, f);
}

static bool
add(struct store *store, const char *kind, struct span name, int64_t count, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_TALLY_ADD);

	query_text(&q, ":kind", span_of(kind));
	query_text(&q, ":name", name);
	query_time(&q, ":count", count);
	query_run(&q);
	return query_end(&q, f);
}

static bool
write_all(struct store *store, struct store_status *status, struct fault *f)
{
	for (size_t i = 0; i < LEN(counts); i++) {
		if (!add(store, "count", span_of(counts[i].name), *count_of(status, i), f))
			return false;
	}
	for (size_t i = 0; i < LEN(lists); i++) {
		for (size_t k = 0; k < *length_of(status, i); k++) {
			const struct store_count	*c = &(*list_of(status, i))[k];

			if (!add(store, lists[i].name, c->name, c->count, f))
				return false;
		}
	}
	return true;
}

bool
tally_write(struct store *store, struct fault *f)
{
	struct store_status	 status = STORE_STATUS_NONE;
	struct arena		*arena = arena_new(TALLY_BYTES_MAX);
	bool			 ok;

	if (arena == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	ok = query_do(store, SQL_TALLY_CLEAR, f) && status_walk(store, arena, &status, f) &&
	    write_all(store, &status, f) && query_do(store, SQL_TALLY_COUNTED, f);
	arena_free(arena);
	return ok;
}

static bool
bring_up_to_date(struct store *store, bool *settled, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_TALLY_STATE);
	const bool	 counted = query_row(&q) && query_take_bool(&q);
	const int64_t	 evidence = query_take_int(&q);

	*settled = evidence == query_take_int(&q);
	return query_end(&q, f) && (!*settled || counted || tally_write(store, f));
}

bool
store_settled(struct store *store, bool *settled, struct fault *f)
{
	*settled = false;
	return store_release(store, f) && transaction_begin(store, f) &&
	    transaction_end(store, bring_up_to_date(store, settled, f), f);
}
