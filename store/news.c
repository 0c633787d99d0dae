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
#include "store/lead.h"

#define ROWS_BYTES_MAX ((size_t)1 << 30)
#define LEADING 16	  /* printings of a family that say when it began */

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

/* The texts of all news, and the quotations that they are and lead to. */
struct searching {
	struct store	*store;
	struct arena	*arena;
	struct row_list	 quotes;
	struct span	*folded;
	size_t		 count, room;
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
	return query_end(&q, f) &&
	    lead_from_words(x->store, x->folded, x->count, &x->quotes, x->arena, f);
}

/* --- what is read of them -------------------------------------------------- */

/* The quotations of the list; those that have a family are settled in it. */
static bool
pick(struct store *store, struct row_list *quotes, struct arena *arena, struct store_news *news,
    struct filed_place **places, struct fault *f)
{
	struct span	 json;

	row_list_sort(quotes);
	if (!row_list_print(quotes, arena, &json, f) ||
	    !corpus_pick(store, json, arena, &news->corpus, places, f))
		return false;
	news->settled = arena_take(arena, news->corpus.nquotes, sizeof *news->settled, f);
	news->fresh = arena_take(arena, news->corpus.nquotes, sizeof *news->fresh, f);
	if (news->settled == NULL || news->fresh == NULL)
		return false;
	for (size_t i = 0; i < news->corpus.nquotes; i++) {
		news->fresh[i] = (*places)[i].family == DATE_UNKNOWN;
		news->count += news->fresh[i];
		news->settled[i] = (struct placement) { .family = TRAIL_NONE,
			.second = TRAIL_NONE,
			.parent = TRAIL_NONE,
			.bits = (*places)[i].bits };
	}
	return true;
}

static bool
read_news(struct searching *x, struct store_news *news, struct fault *f)
{
	struct row_list		 families = { NULL, 0, 0 };
	struct filed_place	*places;

	if (!corpus_read_state(x->store, f) || !find_news(x, f) ||
	    !pick(x->store, &x->quotes, x->arena, news, &places, f))
		return false;
	for (size_t i = 0; i < news->corpus.nquotes; i++) {
		if (!news->fresh[i] && !row_list_add(&families, places[i].family, x->arena, f))
			return false;
	}
	row_list_sort(&families);
	for (size_t i = 0; i < news->corpus.nquotes; i++) {
		if (!news->fresh[i])
			news->settled[i].family = row_list_find(&families, places[i].family);
	}
	news->families = families.items;
	news->nfamilies = families.count;
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

/* Of several families that became one, the first is the one, as trail_settle() has it. */
bool
news_rows(struct store *store, const struct store_news *news, const struct trail *trail,
    struct arena *arena, int64_t **rows, struct fault *f)
{
	size_t	*first = arena_take(arena, trail->nfamilies, sizeof *first, f);
	int64_t	 next;

	*rows = arena_take(arena, trail->nfamilies, sizeof **rows, f);
	if (first == NULL || *rows == NULL || !next_family(store, &next, f))
		return false;
	for (size_t i = 0; i < trail->nfamilies; i++)
		first[i] = TRAIL_NONE;
	for (size_t i = 0; i < news->corpus.nquotes; i++) {
		const size_t	 known = news->settled[i].family;
		size_t		*family = &first[trail->placements[i].family];

		if (known < *family)
			*family = known;
	}
	for (size_t i = 0; i < trail->nfamilies; i++)
		(*rows)[i] = first[i] != TRAIL_NONE ? news->families[first[i]] : next++;
	return true;
}

/* The first printings of a family; none when it is new. */
static bool
add_leading(struct store *store, int64_t family, struct row_list *quotes, struct arena *arena,
    struct fault *f)
{
	struct query	 q = query_begin(store, SQL_FAMILY_MEMBERS_SOME);

	query_int(&q, ":family", family);
	query_int(&q, ":first", LEADING);
	query_int(&q, ":worst", 0);
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
			settled->rule = "linked before";
		} else if (p != NULL && placed->fresh[at]) {
			*settled = *p;
			settled->family = row_list_find(families, rows[p->family]);
			if (p->second != TRAIL_NONE)
				settled->second = row_list_find(families, rows[p->second]);
		}
	}
}

static bool
read_families(struct store *store, const struct store_news *placed, const struct trail *trail,
    struct arena *arena, struct store_news *news, struct fault *f)
{
	const struct corpus	*corpus = &placed->corpus;
	struct row_list		 families = { NULL, 0, 0 }, quotes = { NULL, 0, 0 };
	struct filed_place	*places;
	struct row_index	 index;
	int64_t			*rows;

	if (!news_rows(store, placed, trail, arena, &rows, f) ||
	    !row_index_new(corpus->nquotes, arena, &index, f))
		return false;
	for (size_t i = 0; i < corpus->nquotes; i++) {
		const struct placement	*p = &trail->placements[i];

		index.items[i] = (struct row_place) { corpus->quotes[i].row, i };
		if (!placed->fresh[i])
			continue;
		if (!row_list_add(&quotes, corpus->quotes[i].row, arena, f) ||
		    !row_list_add(&families, rows[p->family], arena, f) ||
		    (p->second != TRAIL_NONE && !row_list_add(&families, rows[p->second], arena, f)))
			return false;
	}
	row_index_sort(&index);
	row_list_sort(&families);
	for (size_t i = 0; i < families.count; i++) {
		if (!add_leading(store, families.items[i], &quotes, arena, f))
			return false;
	}
	if (!pick(store, &quotes, arena, news, &places, f))
		return false;
	news->families = families.items;
	news->nfamilies = families.count;
	settle(placed, trail, rows, &index, &families, places, news);
	return true;
}

bool
store_news_families(struct store *store, const struct store_news *placed, const struct trail *trail,
    struct arena *arena, struct store_news *news, struct fault *f)
{
	*news = (struct store_news) { .count = 0 };
	if (!snapshot_begin(store, f))
		return false;
	return snapshot_end(store, read_families(store, placed, trail, arena, news, f), f);
}
