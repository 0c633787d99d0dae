/* A family as a list shows it. */
#include <stdlib.h>

#include "store/traits.h"

static int
by_name(const void *left, const void *right)
{
	return span_cmp(*(const struct span *)left, *(const struct span *)right);
}

bool
store_outlets(struct store *store, struct span id, size_t most, struct arena *arena,
    struct span **outlets, size_t *count, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_LINE_OUTLETS);
	size_t		 room = 0;

	*outlets = NULL;
	*count = 0;
	query_text(&q, ":name", id);
	query_text(&q, ":role", span_of(trait_roles[TRAIT_OUTLET]));
	query_size(&q, ":most", most);
	while (query_row(&q)) {
		if (!arena_grow(arena, outlets, *count, &room, sizeof **outlets, &q.fault))
			break;
		(*outlets)[(*count)++] = query_take_text(&q, arena);
	}
	if (*count > 1)
		qsort(*outlets, *count, sizeof **outlets, by_name);
	return query_end(&q, f);
}

static bool
read_printed(struct store *store, int64_t family, struct interval *printed, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_STRETCHES_GET);
	struct stretch	 all = { INT64_MAX, INT64_MIN };

	query_int(&q, ":family", family);
	while (query_row(&q)) {
		const int64_t	 since = query_take_int(&q), until = query_take_int(&q);

		all.since = since < all.since ? since : all.since;
		all.until = until > all.until ? until : all.until;
	}
	printed->earliest = all.since == INT64_MAX ? DATE_UNKNOWN : all.since;
	printed->latest = all.until == INT64_MAX ? DATE_UNKNOWN : all.until;
	return query_end(&q, f);
}

/* The columns of a member, from which its outlet and its date follow as they do in a family. */
static void
take_earliest(struct query *q, struct arena *arena, struct family_line *line)
{
	struct filed_quote	 quote = { .quote.text = query_take_text(q, arena) };
	struct filed_article	 article = { .lineage = SPAN_NONE };
	struct interval		 inferred;
	struct trail		 trail = { .inferred = &inferred };
	struct trail_article	 dates = { .rank = 0 };
	struct occurrence	 occurrence = { .article = 0 };

	line->said = quote.quote.text;
	quote.quote.outside = query_is_null(q) ? -1 : 0;
	query_skip(q);
	quote.quote.region = (enum region)QUERY_TAKE_NAME(q, region_names);
	quote.shown = query_take_text(q, arena);
	article.lineage = query_take_text(q, arena);
	line->outlet = filed_outlet(&quote, &article);
	line->day = query_take_text(q, arena);
	dates.rank = query_take_small(q, RANK_MAX);
	dates.published.earliest = query_take_time(q);
	dates.published.latest = query_take_time(q);
	inferred.earliest = query_take_time(q);
	inferred.latest = query_take_time(q);
	occurrence.region = quote.quote.region;
	line->date = trail_date(&dates, &occurrence, &trail, 0, &line->inferred);
}

static bool
read_line(struct store *store, struct span id, struct arena *arena, struct family_line *line,
    struct fault *f)
{
	struct query	 q = query_begin(store, SQL_LINE_GET);
	int64_t		 family = 0;
	bool		 found;

	query_text(&q, ":name", id);
	found = query_row(&q);
	if (found) {
		family = query_take_int(&q);
		line->verdict = (enum verdict)QUERY_TAKE_NAME(&q, verdict_names);
		line->severity = query_take_small(&q, SEVERITY_MAX);
		line->printings = query_take_size(&q);
		line->documents = query_take_size(&q);
		line->lineages = query_take_size(&q);
		line->speaker = query_take_text(&q, arena);
		take_earliest(&q, arena, line);
	}
	if (!query_end(&q, f))
		return false;
	if (!found)
		return fault_set(f, FAULT_MISSING, "%.*s: no such family", SPAN_ARG(id));
	return read_printed(store, family, &line->printed, f);
}

bool
store_line(struct store *store, struct span id, struct arena *arena, struct family_line *line,
    struct fault *f)
{
	*line = (struct family_line) { .severity = 0 };
	if (!span_in(arena, id, &line->id, f) || !snapshot_begin(store, f))
		return false;
	return snapshot_end(store, read_line(store, id, arena, line, f), f);
}
