/* One family with all that is known about it. */
#include "store/store.h"

#include <assert.h>
#include <stdlib.h>

#include "store/change.h"
#include "store/edits.h"
#include "store/id.h"

#define ROWS_BYTES_MAX ((size_t)1 << 30) /* of all quotations there may be, as a list */

/* Classes of a drift as the database writes them: names with a space between. */
static uint32_t
read_classes(struct query *q, struct span names)
{
	uint32_t	 all = 0;

	while (names.n > 0) {
		struct span	 name = span_cut(names, 0, span_find(names, SPAN(" ")));
		int		 i = 0;

		while (i < DRIFT_CLASSES && !span_eq(name, span_of(drift_classes[i].name)))
			i++;
		if (i == DRIFT_CLASSES) {
			query_damage(q, "a kind of drift that there is not");
			return all;
		}
		all |= (uint32_t)1 << i;
		names = span_cut(names, name.n + 1, names.n);
	}
	return all;
}

/* A splice may be measured against the earliest of its other family, which is not here. */
static struct span
reference_text(struct query *drift, const struct corpus *corpus, const struct row_index *index,
    int64_t reference, struct arena *arena)
{
	const size_t	 at = row_index_find(index, reference);
	struct query	 q;
	struct span	 text = SPAN_NONE;

	if (at != TRAIL_NONE)
		return corpus->quotes[at].quote.text;
	q = query_begin(drift->store, SQL_SAID_GET);
	query_int(&q, ":quote", reference);
	if (query_row(&q))
		text = query_take_text(&q, arena);
	(void)!query_end(&q, &drift->fault);
	return text;
}

/*
 * How a member differs from the family's earliest; the reference itself has no
 * row and no drift. An outline has the edits of one: the worst that is told first.
 */
static bool
read_drift(struct store *store, const struct filed_family *filed, const struct row_index *index,
    size_t i, bool *told, struct arena *arena, struct drift *drift, struct fault *f)
{
	const struct corpus	 *corpus = &filed->corpus;
	const struct filed_quote *variant = &corpus->quotes[i];
	struct query		 q = query_begin(store, SQL_DRIFT_GET);
	int64_t			 reference;
	bool			 found;

	*drift = (struct drift) { .all = (uint32_t)1 << DRIFT_VERBATIM, .similarity = 1 };
	query_int(&q, ":quote", variant->row);
	found = query_row(&q);
	if (!found)
		return query_end(&q, f);
	reference = query_take_int(&q);
	drift->primary = (enum drift_class)QUERY_TAKE_NAME(&q, drift_classes);
	drift->all = read_classes(&q, query_take_text(&q, arena));
	drift->severity = query_take_small(&q, SEVERITY_MAX);
	drift->wording_severity = query_take_small(&q, SEVERITY_MAX);
	drift->attribution = (enum drift_attribution)QUERY_TAKE_NAME(&q, drift_attributions);
	drift->setting = (enum drift_setting)QUERY_TAKE_NAME(&q, drift_settings);
	drift->similarity = query_take_real(&q);
	drift->shared = query_take_size(&q);
	drift->reference_words = query_take_size(&q);
	drift->variant_words = query_take_size(&q);
	if (filed->depth == STORE_WHOLE ||
	    (!*told && drift->severity >= filed->trail.families[0].severity)) {
		const struct span words = reference_text(&q, corpus, index, reference, arena);

		*told = true;
		edits_read(&q, query_take_blob(&q), variant->quote.text, words, arena, drift);
	}
	return query_end(&q, f);
}

/* What is met while placements are read: the drift of an outline that has its edits, a change of wording. */
struct rare {
	bool	 told, changed;
};

static bool
read_placement(struct store *store, const struct filed_family *filed, const struct row_index *index,
    size_t i, struct rare *rare, struct arena *arena, struct placement *placement, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_PLACEMENT_GET);

	*placement = (struct placement) { .second = TRAIL_NONE, .parent = TRAIL_NONE };
	query_int(&q, ":quote", filed->corpus.quotes[i].row);
	if (query_row(&q)) {
		rare->changed |= query_take_bool(&q);
		if (query_is_null(&q))
			query_skip(&q);
		else
			placement->parent = row_index_find(index, query_take_int(&q));
		placement->carriers = query_take_size(&q);
		placement->bits = query_take_real(&q);
		placement->rule = query_take_text(&q, arena).p;
	}
	return query_end(&q, f) &&
	    read_drift(store, filed, index, i, &rare->told, arena, &placement->drift, f);
}

/* A family as its row says; quotations by row, DATE_UNKNOWN for none. */
struct family_row {
	int64_t	 id, earliest, fullest, rival;
};

/* The members that are read, in their order. */
struct member_list {
	struct member_row {
		int64_t	 quote, version;
	} * items;
	size_t		 count;
	struct span	 quotes; /* their rows as JSON */
};

static bool
read_members(struct store *store, int64_t family, size_t most, struct arena *arena,
    struct member_list *list, struct fault *f)
{
	const size_t	 worst = most / 4;
	struct query	 q =
	    query_begin(store, most == 0 ? SQL_FAMILY_MEMBERS : SQL_FAMILY_MEMBERS_SOME);
	struct buf	 rows = BUF(ROWS_BYTES_MAX);
	size_t		 room = 0;
	bool		 ok;

	*list = (struct member_list) { NULL, 0, SPAN_NONE };
	query_int(&q, ":family", family);
	if (most > 0) {
		query_size(&q, ":first", most - worst);
		query_size(&q, ":worst", worst);
	}
	while (query_row(&q)) {
		struct member_row	 row = { .quote = query_take_int(&q) };

		row.version = query_take_int(&q);
		if (!arena_grow(arena, &list->items, list->count, &room, sizeof row, &q.fault))
			break;
		buf_char(&rows, list->count == 0 ? '[' : ',');
		buf_int(&rows, row.quote);
		list->items[list->count++] = row;
	}
	buf_add(&rows, list->count == 0 ? SPAN("[]") : SPAN("]"));
	ok = query_end(&q, f) && buf_end(&rows, arena, &list->quotes, f);
	buf_free(&rows);
	return ok;
}

static int
compare_rows(const void *left, const void *right)
{
	const int64_t	 a = *(const int64_t *)left, b = *(const int64_t *)right;

	return (a > b) - (a < b);
}

static int
compare_articles(const void *left, const void *right)
{
	const struct filed_article	*a = left, *b = right;
	const int			 order = span_cmp(a->identity, b->identity);

	return order != 0 ? order : (a->version > b->version) - (a->version < b->version);
}

/* The articles that print the members, by identity and version; index finds them by row. */
static bool
read_articles(struct store *store, const struct member_list *members, enum store_depth depth,
    struct arena *arena, struct corpus *corpus, struct row_index *index, struct fault *f)
{
	struct rows	 versions = { arena_take(arena, members->count, sizeof(int64_t), f), 0 };

	if (versions.items == NULL)
		return false;
	for (size_t i = 0; i < members->count; i++)
		versions.items[i] = members->items[i].version;
	qsort(versions.items, members->count, sizeof *versions.items, compare_rows);
	for (size_t i = 0; i < members->count; i++) {
		if (i == 0 || versions.items[i] != versions.items[versions.count - 1])
			versions.items[versions.count++] = versions.items[i];
	}
	if (!load_articles(store, &versions, depth, arena, corpus, f) ||
	    !row_index_new(versions.count, arena, index, f))
		return false;
	qsort(corpus->articles, corpus->narticles, sizeof *corpus->articles, compare_articles);
	for (size_t i = 0; i < corpus->narticles; i++)
		index->items[i] = (struct row_place) { corpus->articles[i].row, i };
	row_index_sort(index);
	return true;
}

/* The articles and quotations of the members; index finds the quotations by row. */
static bool
read_corpus(struct store *store, const struct member_list *members, enum store_depth depth,
    struct arena *arena, struct corpus *corpus, struct row_index *index, struct fault *f)
{
	struct row_index	 articles;

	if (!read_articles(store, members, depth, arena, corpus, &articles, f) ||
	    !row_index_new(members->count, arena, index, f))
		return false;
	corpus->quotes = arena_take(arena, members->count, sizeof *corpus->quotes, f);
	if (corpus->quotes == NULL)
		return false;
	for (; corpus->nquotes < members->count; corpus->nquotes++) {
		const struct member_row	*member = &members->items[corpus->nquotes];
		size_t			 article = row_index_find(&articles, member->version);

		if (article == TRAIL_NONE)
			return fault_set(f, FAULT_DATABASE,
			    "%s: damaged: a quotation without its article", store->path);
		if (!load_quote(store, member->quote, depth, &corpus->articles[article], article,
			arena, &corpus->quotes[corpus->nquotes], f))
			return false;
	}
	corpus_sort(corpus);
	for (size_t i = 0; i < corpus->nquotes; i++)
		index->items[i] = (struct row_place) { corpus->quotes[i].row, i };
	row_index_sort(index);
	return true;
}

/* The earliest leads. When it was read anew since the last linking, the first stands in for it. */
static bool
set_members(const struct member_list *list, const struct row_index *index,
    const struct family_row *row, struct arena *arena, struct family *family, struct fault *f)
{
	size_t	*members = arena_take(arena, list->count, sizeof *members, f), at = 0;

	if (members == NULL)
		return false;
	for (size_t i = 0; i < list->count; i++) {
		members[i] = row_index_find(index, list->items[i].quote);
		assert(members[i] != TRAIL_NONE);
		if (list->items[i].quote == row->earliest)
			at = i;
	}
	family->earliest = members[at];
	memmove(members + 1, members, at * sizeof *members);
	members[0] = family->earliest;
	family->fullest = row_index_find(index, row->fullest);
	family->rival = row_index_find(index, row->rival);
	if (family->fullest == TRAIL_NONE)
		family->fullest = members[0];
	family->members = members;
	family->nmembers = list->count;
	return true;
}

/* The family's row; the numbers of its members are not known yet. */
static bool
read_family(struct store *store, struct span id, struct arena *arena, struct family_row *row,
    struct filed_family *filed, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_FAMILY_GET);
	struct family	*family = &filed->trail.families[0];
	bool		 found;

	query_text(&q, ":name", id);
	found = query_row(&q);
	if (found) {
		row->id = query_take_int(&q);
		family->verdict = (enum verdict)QUERY_TAKE_NAME(&q, verdict_names);
		family->overlap = query_take_int(&q);
		row->earliest = query_take_int(&q);
		row->fullest = query_take_int(&q);
		row->rival = query_take_time(&q);
		family->lineages = query_take_size(&q);
		family->speaker = query_take_text(&q, arena);
		family->severity = query_take_small(&q, SEVERITY_MAX);
		filed->printings = query_take_size(&q);
		filed->documents = query_take_size(&q);
	}
	return query_end(&q, f) &&
	    (found || fault_set(f, FAULT_MISSING, "%.*s: no such family", SPAN_ARG(id)));
}

static bool
read_inferred(struct store *store, int64_t version, struct interval *when, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_INFERRED_GET);

	*when = INTERVAL_UNKNOWN;
	query_int(&q, ":version", version);
	if (query_row(&q)) {
		when->earliest = query_take_time(&q);
		when->latest = query_take_time(&q);
	}
	return query_end(&q, f);
}

/* A pair that was refused; of equals the one that was read first. */
struct near_row {
	struct filed_near	 near;
	int64_t			 quote, other;
	size_t			 order;
};

struct near_list {
	struct near_row	*items;
	size_t		 count, room;
};

static int
closest_first(const void *left, const void *right)
{
	const struct near_row	*a = left, *b = right;
	const int		 order = span_cmp(a->near.other, b->near.other);

	if (a->near.bits > b->near.bits || a->near.bits < b->near.bits)
		return a->near.bits > b->near.bits ? -1 : 1;
	if (order != 0 || a->quote != b->quote)
		return order != 0 ? order : (a->quote > b->quote) - (a->quote < b->quote);
	return (a->order > b->order) - (a->order < b->order);
}

static bool
read_other(struct store *store, int64_t family, struct near_row *row, struct arena *arena,
    bool *apart, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_NEAR_OTHER);

	query_int(&q, ":other", row->other);
	query_int(&q, ":family", family);
	*apart = query_row(&q);
	if (*apart) {
		row->near.other = query_take_text(&q, arena);
		row->near.other_text = query_take_text(&q, arena);
		row->near.other_outlet = query_take_text(&q, arena);
		row->near.other_family = query_take_text(&q, arena);
	}
	return query_end(&q, f);
}

static bool
read_pairs(struct store *store, int64_t family, const struct filed_family *filed, size_t occurrence,
    struct arena *arena, struct near_list *list, struct fault *f)
{
	const int64_t	 quote = filed->corpus.quotes[occurrence].row;
	struct query	 q = query_begin(store, SQL_NEAR_GET);
	bool		 apart;

	query_int(&q, ":quote", quote);
	while (query_row(&q)) {
		struct near_row row = { .near = { .occurrence = occurrence },
			.quote = quote,
			.order = list->count };

		row.other = query_take_int(&q);
		row.near.bits = query_take_real(&q);
		row.near.coverage = query_take_real(&q);
		row.near.reason = query_take_text(&q, arena);
		if (!read_other(store, family, &row, arena, &apart, &q.fault) ||
		    !arena_grow(arena, &list->items, list->count, &list->room, sizeof row, &q.fault))
			break;
		list->items[list->count] = row;
		list->count += apart;
	}
	return query_end(&q, f);
}

static bool
read_near(struct store *store, int64_t family, struct arena *arena, struct filed_family *filed,
    struct fault *f)
{
	const struct family	*members = &filed->trail.families[0];
	struct near_list	 list = { NULL, 0, 0 };

	for (size_t i = 0; i < members->nmembers; i++) {
		if (!read_pairs(store, family, filed, members->members[i], arena, &list, f))
			return false;
	}
	filed->near = arena_take(arena, list.count, sizeof *filed->near, f);
	if (filed->near == NULL)
		return false;
	if (list.count > 1)
		qsort(list.items, list.count, sizeof *list.items, closest_first);
	for (; filed->nnear < list.count; filed->nnear++)
		filed->near[filed->nnear] = list.items[filed->nnear].near;
	return true;
}

/* Placements and inferred dates, index for index with the corpus; and what outlets changed. */
static bool
read_trail(struct store *store, const struct member_list *members, const struct row_index *index,
    struct arena *arena, struct filed_family *filed, struct fault *f)
{
	const struct corpus	*corpus = &filed->corpus;
	struct trail		*trail = &filed->trail;
	const struct family	*family = &trail->families[0];
	struct rare		 rare = { false, false };

	trail->placements = arena_take(arena, corpus->nquotes, sizeof *trail->placements, f);
	trail->inferred = arena_take(arena, corpus->narticles, sizeof *trail->inferred, f);
	if (trail->placements == NULL || trail->inferred == NULL)
		return false;
	for (size_t k = 0; k < family->nmembers; k++) {
		size_t	 i = family->members[k];

		if (!read_placement(store, filed, index, i, &rare, arena, &trail->placements[i], f))
			return false;
	}
	for (size_t i = 0; i < corpus->narticles; i++) {
		if (!read_inferred(store, corpus->articles[i].row, &trail->inferred[i], f))
			return false;
	}
	return !rare.changed || changes_read(store, members->quotes, index, arena, filed, f);
}

static bool
read_whole(struct store *store, struct span id, size_t most, struct arena *arena,
    struct filed_family *filed, struct fault *f)
{
	struct trail		*trail = &filed->trail;
	struct member_list	 members;
	struct row_index	 index;
	struct family_row	 row = { .rival = DATE_UNKNOWN };

	trail->families = arena_take(arena, 1, sizeof *trail->families, f);
	trail->nfamilies = 1;
	if (trail->families == NULL || !span_in(arena, id, &filed->id, f) ||
	    !read_family(store, id, arena, &row, filed, f))
		return false;
	filed->cut = most > 0 && filed->printings > most;
	if (!read_members(store, row.id, filed->cut ? most : 0, arena, &members, f))
		return false;
	if (members.count == 0)
		return fault_set(f, FAULT_MISSING, "%.*s: no such family", SPAN_ARG(id));
	return read_corpus(store, &members, filed->depth, arena, &filed->corpus, &index, f) &&
	    set_members(&members, &index, &row, arena, &trail->families[0], f) &&
	    read_trail(store, &members, &index, arena, filed, f) &&
	    read_near(store, row.id, arena, filed, f) &&
	    corpus_for_trail(&filed->corpus, arena, &filed->dates, &filed->occurrences, f);
}

bool
store_family(struct store *store, struct span id, enum store_depth depth, size_t most,
    struct arena *arena, struct filed_family *family, struct fault *f)
{
	*family = (struct filed_family) { .depth = depth };
	if (!snapshot_begin(store, f))
		return false;
	return snapshot_end(store, read_whole(store, id, most, arena, family, f), f);
}

bool
store_family_of(struct store *store, struct span occurrence_id, struct arena *arena,
    struct span *family, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_FAMILY_OF);

	*family = SPAN_NONE;
	query_int(&q, ":name", occurrence_number(occurrence_id));
	query_text(&q, ":occurrence", occurrence_id);
	if (query_row(&q))
		*family = query_take_text(&q, arena);
	return query_end(&q, f);
}
