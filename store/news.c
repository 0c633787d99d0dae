/*
 * What was filed since the last linking, and what it may belong to.
 *
 * The index of words and pairs proposes. Of each wording that shares most a
 * printing is read, and later the first printings of the families that were
 * joined. So a day's work grows with the day, not with the database. The judge
 * is core/trail.h's.
 */
#include "store/news.h"

#include <stdlib.h>

#include "core/buf.h"
#include "store/conclude.h"
#include "store/lead.h"
#include "store/older.h"

#define ROWS_BYTES_MAX ((size_t)1 << 30)
#define LEADING 16 /* printings of a family that say when it began */

bool
row_list_add(struct row_list *list, int64_t row, struct arena *arena, struct fault *f)
{
	if (!arena_grow(arena, &list->items, list->count, &list->room, sizeof row, f))
		return false;
	list->items[list->count++] = row;
	return true;
}

static int
compare_rows(const void *left, const void *right)
{
	const int64_t	 a = *(const int64_t *)left, b = *(const int64_t *)right;

	return (a > b) - (a < b);
}

void
row_list_sort(struct row_list *list)
{
	size_t	 kept = 0;

	if (list->count > 1)
		qsort(list->items, list->count, sizeof *list->items, compare_rows);
	for (size_t i = 0; i < list->count; i++) {
		if (kept == 0 || list->items[i] != list->items[kept - 1])
			list->items[kept++] = list->items[i];
	}
	list->count = kept;
}

size_t
row_list_find(const struct row_list *list, int64_t row)
{
	const int64_t	*found = list->count == 0 ?
	    NULL :
	    bsearch(&row, list->items, list->count, sizeof row, compare_rows);

	return found == NULL ? TRAIL_NONE : (size_t)(found - list->items);
}

bool
row_list_print(const struct row_list *list, struct arena *arena, struct span *json, struct fault *f)
{
	struct buf	 out = BUF(ROWS_BYTES_MAX);
	bool		 ok;

	buf_char(&out, '[');
	for (size_t i = 0; i < list->count; i++) {
		if (i > 0)
			buf_char(&out, ',');
		buf_int(&out, list->items[i]);
	}
	buf_char(&out, ']');
	ok = buf_end(&out, arena, json, f);
	buf_free(&out);
	return ok;
}

/* --- what they share words with ------------------------------------------- */

/* The texts of all news, and the quotations and versions that they are and lead to. */
struct searching {
	struct store	*store;
	struct arena	*arena;
	struct row_list	 quotes, versions;
	struct span	*folded;
	bool		*led; /* to some wording */
	size_t		 count, room;
	struct lead_list leads, shunned;
};

static bool
find_news(struct searching *x, struct fault *f)
{
	struct query	 q = query_begin(x->store, SQL_NEWS_GET);

	while (query_row(&q)) {
		if (!row_list_add(&x->quotes, query_take_int(&q), x->arena, &q.fault) ||
		    !arena_grow(x->arena, &x->folded, x->count, &x->room, sizeof *x->folded,
			&q.fault))
			break;
		x->folded[x->count++] = query_take_text(&q, x->arena);
	}
	if (!query_end(&q, f))
		return false;
	x->led = arena_take(x->arena, x->count, sizeof *x->led, f);
	return x->led != NULL &&
	    lead_from_words(x->store, x->folded, x->count, x->led, &x->quotes, x->arena, f);
}

/* --- whose prose may carry them ---------------------------------------------- */

static bool
find_versions(struct searching *x, struct fault *f)
{
	struct query	 q = query_begin(x->store, SQL_NEWS_VERSIONS);

	while (query_row(&q)) {
		if (!row_list_add(&x->versions, query_take_int(&q), x->arena, &q.fault))
			break;
	}
	return query_end(&q, f);
}

/* Words that nothing is known to share may stand in prose that was filed before. */
static bool
find_older(struct searching *x, struct fault *f)
{
	size_t	 count = 0;

	for (size_t i = 0; i < x->count; i++) {
		if (!x->led[i])
			x->folded[count++] = x->folded[i];
	}
	return older_find(x->store, x->folded, count, &x->versions, x->arena, f);
}

static bool
add_leads(void *context, int64_t row, const struct article *text, const struct span *quoted,
    size_t nquoted, struct arena *scratch, struct fault *f)
{
	struct searching	*x = context;
	struct lead_list	*all = &x->leads;
	uint64_t		*leads;
	size_t			 count;

	(void)row;
	if (!unquoted_leads(text, quoted, nquoted, scratch, &leads, &count, f))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!arena_grow(x->arena, &all->items, all->count, &all->room, sizeof *leads, f))
			return false;
		all->items[all->count++] = leads[i];
	}
	return true;
}

static bool
find_prose(struct searching *x, struct span *versions, struct fault *f)
{
	if (!find_versions(x, f) || !find_older(x, f))
		return false;
	row_list_sort(&x->versions);
	return row_list_print(&x->versions, x->arena, versions, f) &&
	    prose_walk(x->store, *versions, add_leads, x, f) &&
	    lead_from_prose(x->store, &x->leads, &x->shunned, &x->quotes, x->arena, f);
}

/* --- what is read of them -------------------------------------------------- */

/* The quotations of the list, all or those that stay; those that have a family are settled in it. */
static bool
pick(struct store *store, struct row_list *quotes, bool staying, struct arena *arena,
    struct store_news *news, struct filed_place **places, struct fault *f)
{
	struct span	 json;

	row_list_sort(quotes);
	if (!row_list_print(quotes, arena, &json, f) ||
	    !corpus_pick(store, json, staying, news->versions, arena, &news->corpus, places, f))
		return false;
	news->settled = arena_take(arena, news->corpus.nquotes, sizeof *news->settled, f);
	news->fresh = arena_take(arena, news->corpus.nquotes, sizeof *news->fresh, f);
	news->again = arena_take(arena, news->corpus.nquotes, sizeof *news->again, f);
	if (news->settled == NULL || news->fresh == NULL || news->again == NULL)
		return false;
	for (size_t i = 0; i < news->corpus.nquotes; i++) {
		news->fresh[i] = (*places)[i].fresh;
		news->again[i] = (*places)[i].again;
		news->count += news->fresh[i];
		news->settled[i] = (struct placement) { .family = TRAIL_NONE,
			.second = TRAIL_NONE,
			.parent = TRAIL_NONE,
			.bits = (*places)[i].bits,
			.rule = (*places)[i].again ? "read anew: in the family that it was in" :
						     "linked before" };
	}
	return true;
}

static bool
read_news(struct searching *x, struct store_news *news, struct fault *f)
{
	struct row_list		 families = { NULL, 0, 0 };
	struct filed_place	*places;

	if (!corpus_read_state(x->store, f) || !find_news(x, f) ||
	    !find_prose(x, &news->versions, f) ||
	    !pick(x->store, &x->quotes, false, x->arena, news, &places, f))
		return false;
	for (size_t i = 0; i < news->corpus.nquotes; i++) {
		if (places[i].family != DATE_UNKNOWN &&
		    !row_list_add(&families, places[i].family, x->arena, f))
			return false;
	}
	row_list_sort(&families);
	for (size_t i = 0; i < news->corpus.nquotes; i++) {
		if (places[i].family != DATE_UNKNOWN)
			news->settled[i].family = row_list_find(&families, places[i].family);
	}
	news->families = families.items;
	news->nfamilies = families.count;
	news->shunned = x->shunned.items;
	news->nshunned = x->shunned.count;
	return true;
}

bool
store_news(struct store *store, struct arena *arena, struct store_news *news, struct fault *f)
{
	struct searching	 x = { .store = store, .arena = arena };

	*news = (struct store_news) { .count = 0 };
	if (!store_release(store, f) || !snapshot_begin(store, f))
		return false;
	return snapshot_end(store, read_news(&x, news, f), f);
}

/* --- the families they joined ---------------------------------------------- */

static bool
next_family(struct store *store, int64_t *next, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_FAMILY_NEXT);

	*next = query_row(&q) ? query_take_int(&q) : 0;
	return query_end(&q, f);
}

/* A family of the trail is what its settled members are of; without any it is new. */
bool
news_rows(struct store *store, const struct store_news *news, const struct trail *trail,
    struct arena *arena, int64_t **rows, struct fault *f)
{
	int64_t	 next;

	*rows = arena_take(arena, trail->nfamilies, sizeof **rows, f);
	if (*rows == NULL || !next_family(store, &next, f))
		return false;
	for (size_t i = 0; i < trail->nfamilies; i++)
		(*rows)[i] = DATE_UNKNOWN;
	for (size_t i = 0; i < news->corpus.nquotes; i++) {
		const size_t	 known = news->settled[i].family;

		if (known != TRAIL_NONE)
			(*rows)[trail->placements[i].family] = news->families[known];
	}
	for (size_t i = 0; i < trail->nfamilies; i++) {
		if ((*rows)[i] == DATE_UNKNOWN)
			(*rows)[i] = next++;
	}
	return true;
}

bool
store_prints(struct store *store, int64_t version, int64_t family, bool *prints, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_ARTICLE_IS_MEMBER);

	query_int(&q, ":version", version);
	query_int(&q, ":family", family);
	*prints = query_row(&q) && query_take_bool(&q);
	return query_end(&q, f);
}

bool
reread_families(struct store *store, struct arena *arena, struct row_list *families, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_REREAD_FAMILIES);

	while (query_row(&q)) {
		if (!row_list_add(families, query_take_int(&q), arena, &q.fault))
			break;
	}
	return query_end(&q, f);
}

/* The first printings of a family; none when it is new. */
static bool
add_leading(struct store *store, int64_t family, struct row_list *quotes, struct arena *arena,
    struct fault *f)
{
	struct query	 q = query_begin(store, SQL_FAMILY_LEADING);

	query_int(&q, ":family", family);
	query_int(&q, ":most", LEADING);
	while (query_row(&q)) {
		if (!row_list_add(quotes, query_take_int(&q), arena, &q.fault))
			break;
	}
	return query_end(&q, f);
}

/* Every occurrence's family by number, where it is one of the list. */
static void
settle(const struct store_news *placed, const struct trail *trail, const int64_t *rows,
    const struct row_index *index, const struct row_list *families,
    const struct filed_place *places, struct store_news *news)
{
	for (size_t i = 0; i < news->corpus.nquotes; i++) {
		struct placement	*settled = &news->settled[i];
		const size_t		 at = row_index_find(index, news->corpus.quotes[i].row);
		const struct placement	*p = at != TRAIL_NONE ? &trail->placements[at] : NULL;

		if (!news->fresh[i]) {
			settled->family = row_list_find(families, places[i].family);
		} else if (p != NULL && placed->fresh[at]) {
			*settled = *p;
			settled->family = row_list_find(families, rows[p->family]);
			if (p->second != TRAIL_NONE)
				settled->second = row_list_find(families, rows[p->second]);
		}
	}
}

/* What the families are read from and into. */
struct joining {
	struct store		*store;
	const struct store_news	*placed;
	const struct trail	*trail;
	const struct store_carried *carried;
	struct arena		*arena;
	int64_t			*rows; /* of the families of the trail */
	struct row_index	 index; /* of the placed quotations */
	struct row_list		 families, quotes, versions;
	bool			*kept; /* one a carried quotation: its article does not print the family */
};

static bool
list_quotes(struct joining *x, struct fault *f)
{
	const struct corpus	*corpus = &x->placed->corpus;

	if (!row_index_new(corpus->nquotes, x->arena, &x->index, f))
		return false;
	for (size_t i = 0; i < corpus->nquotes; i++) {
		const struct placement	*p = &x->trail->placements[i];

		x->index.items[i] = (struct row_place) { corpus->quotes[i].row, i };
		if (!x->placed->fresh[i])
			continue;
		if (!row_list_add(&x->quotes, corpus->quotes[i].row, x->arena, f) ||
		    !row_list_add(&x->families, x->rows[p->family], x->arena, f) ||
		    (p->second != TRAIL_NONE &&
			!row_list_add(&x->families, x->rows[p->second], x->arena, f)))
			return false;
	}
	row_index_sort(&x->index);
	return true;
}

/* Quotations, each before its family: the two columns of a query that was bound, which is ended. */
static bool
add_leaving(struct joining *x, struct query *q, struct row_list *leaving, struct fault *f)
{
	while (query_row(q)) {
		const int64_t	 quote = query_take_int(q), family = query_take_int(q);

		if (!row_list_add(leaving, quote, x->arena, &q->fault) ||
		    !row_list_add(leaving, family, x->arena, &q->fault) ||
		    !row_list_add(&x->families, family, x->arena, &q->fault))
			break;
	}
	return query_end(q, f);
}

/* An older version stands for what it alone still says, and prose is that of the newest. */
static bool
list_leaving(struct joining *x, struct store_news *news, struct fault *f)
{
	struct row_list	 fresh = { NULL, 0, 0 }, leaving = { NULL, 0, 0 };
	struct span	 json;
	struct query	 q;

	for (size_t i = 0; i < x->placed->corpus.nquotes; i++) {
		if (x->placed->fresh[i] &&
		    !row_list_add(&fresh, x->placed->corpus.quotes[i].row, x->arena, f))
			return false;
	}
	if (!row_list_print(&fresh, x->arena, &json, f))
		return false;
	q = query_begin(x->store, SQL_CARRIED_GET);
	query_text(&q, ":quotes", json);
	if (!add_leaving(x, &q, &leaving, f))
		return false;
	q = query_begin(x->store, SQL_UNQUOTED_OUTDATED);
	query_text(&q, ":versions", x->placed->versions);
	if (!add_leaving(x, &q, &leaving, f))
		return false;
	news->leaving = leaving.items;
	news->nleaving = leaving.count;
	return true;
}

static int64_t
version_of(const struct joining *x, size_t carried)
{
	return x->placed->corpus.articles[x->carried->quotes[carried].article].row;
}

/* An article that prints an utterance is no second witness of it. */
static bool
list_carried(struct joining *x, struct fault *f)
{
	x->kept = arena_take(x->arena, x->carried->count, sizeof *x->kept, f);
	if (x->kept == NULL)
		return false;
	for (size_t i = 0; i < x->carried->count; i++) {
		const int64_t	 family = x->rows[x->carried->placements[i].family];
		const int64_t	 version = version_of(x, i);
		bool		 prints;

		if (!store_prints(x->store, version, family, &prints, f))
			return false;
		x->kept[i] = !prints;
		if (!prints &&
		    (!row_list_add(&x->families, family, x->arena, f) ||
			!row_list_add(&x->versions, version, x->arena, f)))
			return false;
	}
	return true;
}

/* Room for so many more quotations. */
static bool
widen(struct store_news *news, size_t more, struct arena *arena, struct fault *f)
{
	const size_t		 count = news->corpus.nquotes;
	struct filed_quote	*quotes = arena_take(arena, count + more, sizeof *quotes, f);
	struct placement	*settled = arena_take(arena, count + more, sizeof *settled, f);
	bool			*fresh = arena_take(arena, count + more, sizeof *fresh, f);
	bool			*again = arena_take(arena, count + more, sizeof *again, f);

	if (quotes == NULL || settled == NULL || fresh == NULL || again == NULL)
		return false;
	if (count > 0) {
		memcpy(quotes, news->corpus.quotes, count * sizeof *quotes);
		memcpy(settled, news->settled, count * sizeof *settled);
		memcpy(fresh, news->fresh, count * sizeof *fresh);
		memcpy(again, news->again, count * sizeof *again);
	}
	news->corpus.quotes = quotes;
	news->settled = settled;
	news->fresh = fresh;
	news->again = again;
	return true;
}

/* What was carried stands behind the quotations that were picked. */
static bool
append_carried(const struct joining *x, struct store_news *news, struct fault *f)
{
	struct corpus		*corpus = &news->corpus;
	struct row_index	 articles;

	if (!corpus_index(corpus, x->arena, &articles, f) ||
	    !widen(news, x->carried->count, x->arena, f))
		return false;
	for (size_t i = 0; i < x->carried->count; i++) {
		const struct placement	*p = &x->carried->placements[i];
		const size_t		 at = corpus->nquotes;

		if (!x->kept[i])
			continue;
		corpus->quotes[at] = x->carried->quotes[i];
		corpus->quotes[at].article = row_index_find(&articles, version_of(x, i));
		if (corpus->quotes[at].article == TRAIL_NONE)
			return fault_set(f, FAULT_CHANGED,
			    "an article is gone while its prose was read");
		news->fresh[at] = true;
		news->again[at] = false;
		news->settled[at] = *p;
		news->settled[at].family = row_list_find(&x->families, x->rows[p->family]);
		news->count++;
		corpus->nquotes++;
	}
	return true;
}

/* What was refused where the news was placed. */
static bool
list_near(const struct joining *x, struct store_news *news, struct fault *f)
{
	const struct filed_quote	*quotes = x->placed->corpus.quotes;

	news->near = arena_take(x->arena, x->trail->nnear, sizeof *news->near, f);
	if (news->near == NULL)
		return false;
	for (; news->nnear < x->trail->nnear; news->nnear++)
		news->near[news->nnear] = near_of(&x->trail->near[news->nnear], quotes);
	return true;
}

static bool
read_families(struct joining *x, struct store_news *news, struct fault *f)
{
	struct filed_place	*places;

	if (!news_rows(x->store, x->placed, x->trail, x->arena, &x->rows, f) ||
	    !list_quotes(x, f) || !list_carried(x, f) || !list_leaving(x, news, f) ||
	    !reread_families(x->store, x->arena, &x->families, f))
		return false;
	row_list_sort(&x->families);
	row_list_sort(&x->versions);
	for (size_t i = 0; i < x->families.count; i++) {
		if (!add_leading(x->store, x->families.items[i], &x->quotes, x->arena, f))
			return false;
	}
	if (!row_list_print(&x->versions, x->arena, &news->versions, f) ||
	    !pick(x->store, &x->quotes, true, x->arena, news, &places, f))
		return false;
	news->versions = x->placed->versions;
	news->families = x->families.items;
	news->nfamilies = x->families.count;
	settle(x->placed, x->trail, x->rows, &x->index, &x->families, places, news);
	return append_carried(x, news, f) && list_near(x, news, f);
}

bool
store_news_families(struct store *store, const struct store_news *placed, const struct trail *trail,
    const struct store_carried *carried, struct arena *arena, struct store_news *news,
    struct fault *f)
{
	struct joining	 x = { .store = store,
		.placed = placed,
		.trail = trail,
		.carried = carried,
		.arena = arena };

	*news = (struct store_news) { .count = 0 };
	if (!snapshot_begin(store, f))
		return false;
	return snapshot_end(store, read_families(&x, news, f), f);
}
