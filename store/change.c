#include "store/change.h"

#include <limits.h>
#include <stdlib.h>

#include "core/revision.h"
#include "store/id.h"

#define PAIR_BYTES_MAX ((size_t)1 << 30) /* two versions whole, while they are compared */

/* --- finding ------------------------------------------------------------- */

/* The quotations of one version that the other does not have. */
struct half {
	struct revised	*items;
	int64_t		*rows;	/* what conclusions point to */
	size_t		 count;
};

/* What the functions of this part hand each other. */
struct comparing {
	struct store		*store;
	const struct corpus	*corpus;
	const struct trail	*trail;
	struct row_index	 index; /* of the corpus' quotations */
	struct row_list		*families; /* that have a change */
	struct arena		*list;	/* of those */
	struct arena		*arena; /* of one pair of versions */
};

/* A page's own words, not those of others that it shows. */
static bool
is_own(const struct quote *quote)
{
	return quote->outside < 0 && quote->region != REGION_TEASER &&
	    quote->region != REGION_COMMENT && quote->region != REGION_FURNITURE;
}

/* What is left of an address when scheme, "www." and what is behind "#" are taken away. */
static struct span
bare_address(struct span address)
{
	static const char *const	 heads[] = { "http://", "https://", "www." };

	for (size_t i = 0; i < LEN(heads); i++) {
		if (span_starts(address, span_of(heads[i])))
			address = span_cut(address, strlen(heads[i]), address.n);
	}
	address = span_cut(address, 0, span_find(address, SPAN("#")));
	return span_ends(address, SPAN("/")) ? span_cut(address, 0, address.n - 1) : address;
}

/* Was one page read twice? A saved page without an address is the page its canonical link names. */
static bool
is_same_page(const struct span older[2], const struct span newer[2])
{
	bool	 same = older[0].n == 0 || newer[0].n == 0;

	for (size_t i = 0; i < 4; i++) {
		struct span	 a = older[i / 2], b = newer[i % 2];

		same |= a.n > 0 && b.n > 0 && span_eq(bare_address(a), bare_address(b));
	}
	return same;
}

/* The next version that was read where this one was; none when it is the last, or the only one there. */
static bool
find_next(const struct comparing *c, int64_t version, int64_t *next, struct fault *f)
{
	struct query	 q = query_begin(c->store, SQL_VERSIONS_AFTER);

	*next = DATE_UNKNOWN;
	query_int(&q, ":version", version);
	while (*next == DATE_UNKNOWN && query_row(&q)) {
		int64_t		 row = query_take_int(&q);
		struct span	 addresses[4];

		for (size_t i = 0; i < LEN(addresses); i++)
			addresses[i] = query_take_text(&q, c->arena);
		if (is_same_page(addresses, &addresses[2]))
			*next = row;
	}
	return query_end(&q, f);
}

static int
by_place(const void *left, const void *right)
{
	const struct filed_quote	*a = left, *b = right;

	return (a->start > b->start) - (a->start < b->start);
}

/* A version whole, its quotations in reading order. */
static bool
load_version(const struct comparing *c, int64_t row, struct corpus *version, struct fault *f)
{
	struct rows	 one = { &row, 1 };

	*version = (struct corpus) { NULL, 0, NULL, 0 };
	if (!load_articles(c->store, &one, STORE_WHOLE, c->arena, version, f) ||
	    !load_all_quotes(c->store, c->arena, version, f))
		return false;
	if (version->nquotes > 1)
		qsort(version->quotes, version->nquotes, sizeof *version->quotes, by_place);
	return true;
}

static struct revised
as_revised(const struct comparing *c, const struct filed_article *article,
    const struct filed_quote *filed, int64_t row)
{
	const struct quote	*quote = &filed->quote;
	size_t			 at = row_index_find(&c->index, row);
	struct revised		 revised = { .host = article->article.text,
		.whole = quote->whole,
		.text = quote->text,
		.speaker = quote->speaker,
		.family = REVISION_NONE,
		.second = REVISION_NONE };

	if (!span_within(revised.whole, revised.host))
		revised.whole = span_join(quote->parts[0], quote->parts[quote->nparts - 1]);
	if (at != TRAIL_NONE) {
		revised.family = c->trail->placements[at].family;
		revised.second = c->trail->placements[at].second;
	}
	return revised;
}

static bool
take_half(const struct comparing *c, size_t most, struct half *half, struct fault *f)
{
	*half = (struct half) { .count = 0 };
	half->items = arena_take(c->arena, most, sizeof *half->items, f);
	half->rows = arena_take(c->arena, most, sizeof *half->rows, f);
	return half->items != NULL && half->rows != NULL;
}

static void
add_to_half(const struct comparing *c, struct half *half, const struct corpus *version, size_t i,
    int64_t row)
{
	half->items[half->count] = as_revised(c, &version->articles[0], &version->quotes[i], row);
	half->rows[half->count++] = row;
}

/* What no later version says any more. */
static bool
find_gone(const struct comparing *c, const struct corpus *older, struct half *gone, struct fault *f)
{
	if (!take_half(c, older->nquotes, gone, f))
		return false;
	for (size_t i = 0; i < older->nquotes; i++) {
		size_t	 at = row_index_find(&c->index, older->quotes[i].row);

		if (at != TRAIL_NONE && c->corpus->quotes[at].superseded &&
		    is_own(&older->quotes[i].quote))
			add_to_half(c, gone, older, i, older->quotes[i].row);
	}
	return true;
}

/* The last printing of the same words, which is the one that conclusions know. */
static bool
find_carrier(const struct comparing *c, int64_t version, const struct filed_quote *quote,
    struct span folded, int64_t *row, struct fault *f)
{
	struct query	 q = query_begin(c->store, SQL_QUOTE_CARRIER);

	*row = quote->row;
	query_int(&q, ":version", version);
	query_text(&q, ":folded", folded);
	query_size(&q, ":start", quote->start);
	if (query_row(&q))
		*row = query_take_int(&q);
	return query_end(&q, f);
}

static int
by_bytes(const void *left, const void *right)
{
	return span_cmp(*(const struct span *)left, *(const struct span *)right);
}

/* The folded words of a version's own speech, in byte order. */
static bool
fold_all(const struct comparing *c, const struct corpus *version, struct span **folded,
    size_t *count, struct fault *f)
{
	*count = 0;
	*folded = arena_take(c->arena, version->nquotes, sizeof **folded, f);
	if (*folded == NULL)
		return false;
	for (size_t i = 0; i < version->nquotes; i++) {
		const struct quote	*quote = &version->quotes[i].quote;

		if (!quote_is_speech(quote) || !is_own(quote))
			continue;
		if (!fold_words(quote->text, c->arena, &(*folded)[*count], f))
			return false;
		(*count)++;
	}
	if (*count > 1)
		qsort(*folded, *count, sizeof **folded, by_bytes);
	return true;
}

/* What the newer version has and the older has not. */
static bool
find_come(const struct comparing *c, const struct corpus *older, const struct corpus *newer,
    struct half *come, struct fault *f)
{
	struct span	*known, folded;
	size_t		 count;
	int64_t		 row;

	if (!take_half(c, newer->nquotes, come, f) || !fold_all(c, older, &known, &count, f))
		return false;
	for (size_t i = 0; i < newer->nquotes; i++) {
		const struct filed_quote	*quote = &newer->quotes[i];

		if (!quote_is_speech(&quote->quote) || !is_own(&quote->quote))
			continue;
		if (!fold_words(quote->quote.text, c->arena, &folded, f))
			return false;
		if (count > 0 && bsearch(&folded, known, count, sizeof *known, by_bytes) != NULL)
			continue;
		if (!find_carrier(c, newer->articles[0].row, quote, folded, &row, f))
			return false;
		add_to_half(c, come, newer, i, row);
	}
	return true;
}

/* A wording as drift_measure() takes it; beside one of another family only its words are compared. */
static struct printing
printing_of(const struct comparing *c, size_t at, bool alone)
{
	const struct filed_quote	*filed = &c->corpus->quotes[at];
	const struct quote		*quote = &filed->quote;

	if (alone)
		return (struct printing) { .text = quote->text };
	return (struct printing) { .text = quote->text,
		.speaker = quote->speaker,
		.mention = quote->mention,
		.venue = quote->venue_name,
		.said_on = quote->said_on,
		.language = c->corpus->articles[filed->article].article.language };
}

/* How far one wording of a page drifted from the one that stood there before. */
static bool
measure_change(const struct comparing *c, int64_t was, int64_t now, int *severity, struct fault *f)
{
	const size_t	 older = row_index_find(&c->index, was), newer = row_index_find(&c->index, now);
	struct printing	 from, to;
	struct drift	 drift;
	size_t		 family, other;

	*severity = 0;
	if (older == TRAIL_NONE || newer == TRAIL_NONE)
		return true;
	family = c->trail->placements[older].family;
	other = c->trail->placements[newer].family;
	from = printing_of(c, older, family != other);
	to = printing_of(c, newer, family != other);
	if (!drift_measure(&from, &to, c->arena, &drift, f))
		return false;
	*severity = drift.severity;
	return row_list_add(c->families, (int64_t)family, c->list, f) &&
	    row_list_add(c->families, (int64_t)other, c->list, f);
}

static bool
write_changes(const struct comparing *c, const struct half *gone, const struct half *come,
    const size_t *by, int64_t version, struct fault *f)
{
	struct query	 q = query_begin(c->store, SQL_CHANGE_ADD);

	for (size_t i = 0; i < gone->count; i++) {
		const int64_t later = by[i] == REVISION_NONE ? DATE_UNKNOWN : come->rows[by[i]];
		int		 severity = 0;

		if (later != DATE_UNKNOWN &&
		    !measure_change(c, gone->rows[i], later, &severity, &q.fault))
			break;
		query_int(&q, ":quote", gone->rows[i]);
		query_time(&q, ":later", later);
		query_int(&q, ":version", version);
		query_int(&q, ":severity", severity);
		query_run(&q);
	}
	return query_end(&q, f);
}

/* What became of the quotations that stood last in this version. */
static bool
compare_version(const struct comparing *c, int64_t version, struct fault *f)
{
	struct corpus	 older, newer;
	struct half	 gone, come;
	int64_t		 next;
	size_t		*by;

	arena_reset(c->arena);
	if (!find_next(c, version, &next, f) || next == DATE_UNKNOWN)
		return f->kind == FAULT_NONE;
	if (!load_version(c, version, &older, f) || !load_version(c, next, &newer, f) ||
	    !find_gone(c, &older, &gone, f) || !find_come(c, &older, &newer, &come, f))
		return false;
	by = arena_take(c->arena, gone.count, sizeof *by, f);
	return by != NULL &&
	    revision_pair(gone.items, gone.count, come.items, come.count, c->arena, by, f) &&
	    write_changes(c, &gone, &come, by, next, f);
}

/* Mark the articles with something superseded; *any tells whether there are some. */
static bool *
mark_articles(const struct corpus *corpus, struct arena *arena, bool *any, struct fault *f)
{
	bool	*marks = arena_take(arena, corpus->narticles, sizeof *marks, f);

	*any = false;
	for (size_t i = 0; marks != NULL && i < corpus->nquotes; i++) {
		if (corpus->quotes[i].superseded)
			*any = marks[corpus->quotes[i].article] = true;
	}
	return marks;
}

static bool
index_quotes(const struct corpus *corpus, struct arena *arena, struct row_index *index,
    struct fault *f)
{
	if (!row_index_new(corpus->nquotes, arena, index, f))
		return false;
	for (size_t i = 0; i < corpus->nquotes; i++)
		index->items[i] = (struct row_place) { corpus->quotes[i].row, i };
	row_index_sort(index);
	return true;
}

bool
changes_write(struct store *store, const struct corpus *corpus, const struct trail *trail,
    struct arena *arena, struct fault *f)
{
	struct row_list		 families = { NULL, 0, 0 };
	struct comparing	 c = { .store = store,
		.corpus = corpus,
		.trail = trail,
		.families = &families,
		.list = arena };
	bool			 any, *marks = mark_articles(corpus, arena, &any, f), ok;

	if (marks == NULL || !any)
		return marks != NULL;
	c.arena = arena_new(PAIR_BYTES_MAX);
	if (c.arena == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	ok = index_quotes(corpus, arena, &c.index, f);
	for (size_t i = 0; ok && i < corpus->narticles; i++)
		ok = !marks[i] || compare_version(&c, corpus->articles[i].row, f);
	arena_free(c.arena);
	return ok && families_weigh(store, &families, arena, f);
}

bool
families_weigh(struct store *store, const struct row_list *families, struct arena *arena,
    struct fault *f)
{
	struct span	 json;
	struct query	 q;

	if (!row_list_print(families, arena, &json, f))
		return false;
	q = query_begin(store, SQL_FAMILIES_WEIGH);
	query_text(&q, ":families", json);
	query_run(&q);
	return query_end(&q, f);
}

/* --- reading ------------------------------------------------------------- */

/* When a version stood, as far as is known. */
struct stand {
	int64_t	 first, last, modified; /* captures; earliest bound of the last change it states */
};

static bool
came_first(const struct stand *older, const struct stand *newer)
{
	if (older->last != DATE_UNKNOWN && newer->last != DATE_UNKNOWN && older->last != newer->last)
		return older->last < newer->last;
	return older->modified != DATE_UNKNOWN && newer->modified != DATE_UNKNOWN &&
	    older->modified < newer->modified;
}

/* A bound that says more than the one there is, and does not contradict the other. */
static bool
is_closer(int64_t bound, const struct filed_change *change)
{
	return bound != DATE_UNKNOWN && (change->after == DATE_UNKNOWN || bound > change->after) &&
	    (change->before == DATE_UNKNOWN || bound < change->before);
}

/* `stated` is the latest bound of the newer version's own last change. */
static void
set_bounds(const struct stand *older, const struct stand *newer, int64_t stated,
    struct filed_change *change)
{
	change->after = change->before = DATE_UNKNOWN;
	change->ordered = came_first(older, newer);
	if (!change->ordered)
		return;
	change->after = older->last;
	if (is_closer(newer->last, change))
		change->before = newer->last;
	if (is_closer(newer->first, change))
		change->before = newer->first;
	change->stated = is_closer(stated, change);
	if (change->stated)
		change->before = stated;
}

/* The columns that both sides of a change begin with. */
static size_t
take_wording(struct query *q, const struct row_index *index, struct arena *arena,
    struct filed_wording *wording)
{
	size_t	 at = TRAIL_NONE;

	if (query_is_null(q))
		query_skip(q);
	else
		at = row_index_find(index, query_take_int(q));
	wording->id = query_take_text(q, arena);
	wording->text = query_take_text(q, arena);
	wording->family = query_take_text(q, arena);
	wording->version = query_take_small(q, INT_MAX);
	return at;
}

bool
changes_read(struct store *store, struct span quotes, const struct row_index *index,
    struct arena *arena, struct filed_family *filed, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_CHANGES_GET);
	size_t		 room = 0;

	query_text(&q, ":quotes", quotes);
	while (query_row(&q)) {
		struct filed_change	 change = { .stated = false };
		struct stand		 older = { .first = DATE_UNKNOWN }, newer;

		change.quote = take_wording(&q, index, arena, &change.was);
		older.last = query_take_time(&q);
		older.modified = query_take_time(&q);
		change.by = take_wording(&q, index, arena, &change.now);
		newer.first = query_take_time(&q);
		newer.last = query_take_time(&q);
		newer.modified = query_take_time(&q);
		set_bounds(&older, &newer, query_take_time(&q), &change);
		if (!arena_grow(arena, &filed->changes, filed->nchanges, &room, sizeof change,
			&q.fault))
			break;
		filed->changes[filed->nchanges++] = change;
	}
	return query_end(&q, f);
}
