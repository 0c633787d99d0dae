#include "core/trail_parts.h"

#include <stdlib.h>

#include "core/pile.h"

#define DAY_WIDTH_BEFORE (14 * 3600) /* a day printed without its zone begins in UTC+14 */
#define DAY_WIDTH_AFTER (12 * 3600)  /* and ends in UTC-12 */
#define CERTAIN (DATE_DAY + DAY_WIDTH_BEFORE + DAY_WIDTH_AFTER)
#define TWINS_DAYS 6 /* twins further apart speak of another occasion */

bool
trail_is_aside(const struct occurrence *o)
{
	return o->region == REGION_TEASER || o->region == REGION_COMMENT ||
	    o->region == REGION_FURNITURE;
}

bool
trail_is_dated(const struct following *w, size_t i)
{
	const struct ledger_article	*article = ledger_article(&w->ledger, i);

	return !w->ledger.entries[i].aside && article->rank > 0 &&
	    (article->published.earliest != DATE_UNKNOWN ||
		article->published.latest != DATE_UNKNOWN);
}

static bool
is_unknown(struct interval i)
{
	return i.earliest == DATE_UNKNOWN && i.latest == DATE_UNKNOWN;
}

struct interval
trail_date(const struct trail_article *articles, const struct occurrence *occurrences,
    const struct trail *trail, size_t i, bool *inferred)
{
	const struct occurrence		*o = &occurrences[i];
	const struct trail_article	*article = &articles[o->article];

	*inferred = false;
	if (trail_is_aside(o))
		return INTERVAL_UNKNOWN;
	if (article->rank == 0 && !is_unknown(trail->inferred[o->article])) {
		*inferred = true;
		return trail->inferred[o->article];
	}
	return article->published;
}

struct interval
trail_when(const struct following *w, size_t i, bool *inferred)
{
	const struct ledger_article	*article = ledger_article(&w->ledger, i);

	*inferred = !w->ledger.entries[i].aside && article->inferred;
	return w->ledger.entries[i].aside ? INTERVAL_UNKNOWN : article->published;
}

/*
 * Where a date stands in a list: one that is open above a day behind its
 * bound; one that is open below, most often a mere capture, at the end with
 * those that are unknown.
 */
int64_t
trail_moment(struct interval i)
{
	if (i.earliest == DATE_UNKNOWN)
		return INT64_MAX;
	if (i.latest == DATE_UNKNOWN)
		return i.earliest > INT64_MAX - DATE_DAY ? INT64_MAX : i.earliest + DATE_DAY;
	return interval_middle(i);
}

int
trail_compare(const struct following *w, size_t a, size_t b)
{
	bool			 inferred;
	const struct interval	 x = trail_when(w, a, &inferred), y = trail_when(w, b, &inferred);
	const int64_t		 p = trail_moment(x), q = trail_moment(y);
	int			 order;

	if (p != q)
		return p < q ? -1 : 1;
	if (x.earliest != y.earliest)
		return x.earliest < y.earliest ? -1 : 1;
	order = span_cmp(ledger_id(&w->ledger, a), ledger_id(&w->ledger, b));
	if (order != 0)
		return order;
	return (w->ledger.entries[a].start > w->ledger.entries[b].start) -
	    (w->ledger.entries[a].start < w->ledger.entries[b].start);
}

/* An article that seeks its day, and a day that a twin offers. */
struct twin {
	size_t	 article, other;
	int64_t	 day;
};

struct twin_list {
	struct twin	*items;
	size_t		 count, room;
};

#define TWINS_MAX 64 /* dated members of one family that are asked; the first by date */

static int
compare_twins(const void *left, const void *right)
{
	const struct twin	*a = left, *b = right;

	if (a->article != b->article)
		return a->article < b->article ? -1 : 1;
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return (a->other > b->other) - (a->other < b->other);
}

/* "From Friday night on" is its own word on the matter; twins would only hide it. */
static bool
is_open_above(struct interval bounds)
{
	return bounds.earliest != DATE_UNKNOWN && bounds.latest == DATE_UNKNOWN;
}

static bool
leaves_no_choice(struct interval bounds)
{
	return bounds.earliest != DATE_UNKNOWN && bounds.latest != DATE_UNKNOWN &&
	    bounds.latest - bounds.earliest < CERTAIN;
}

static bool
has_weekday(const struct ledger_article *article)
{
	return article->weekday >= 1 && article->weekday <= 7;
}

/* An article without a date that twins could give it. */
static bool
seeks_date(const struct ledger *l, size_t i)
{
	const struct ledger_article	*article = ledger_article(l, i);

	return !l->entries[i].aside && article->rank == 0 && !is_open_above(article->published) &&
	    (has_weekday(article) || leaves_no_choice(article->published));
}

/* Members that have a date of their own, the first of them by date; room for all. */
static bool
list_dated(const struct following *w, const struct family *family, size_t *dated, size_t *count,
    struct fault *f)
{
	*count = 0;
	for (size_t k = 0; k < family->nmembers; k++) {
		const size_t	 i = family->members[k];
		const int64_t	 middle = interval_middle(ledger_article(&w->ledger, i)->published);

		if (trail_is_dated(w, i) && middle != DATE_UNKNOWN && middle != INT64_MAX)
			dated[(*count)++] = i;
	}
	if (*count <= TWINS_MAX)
		return true;
	if (!trail_sort(w, dated, *count, f))
		return false;
	*count = TWINS_MAX;
	return true;
}

/* Every pair of an undated and a dated article that share the family. */
static bool
collect_twins(struct following *w, const struct family *family, struct twin_list *twins,
    struct fault *f)
{
	const struct ledger	*l = &w->ledger;
	size_t			*dated = NULL, seeking = 0, count = 0, room = 0;
	bool			 ok = false;

	for (size_t i = 0; i < family->nmembers; i++)
		seeking += seeks_date(l, family->members[i]);
	if (seeking == 0 || seeking == family->nmembers)
		return true;
	if (!pile_grow(&dated, 0, family->nmembers, &room, sizeof *dated, f) ||
	    !list_dated(w, family, dated, &count, f))
		goto done;
	for (size_t i = 0; count > 0 && i < family->nmembers; i++) {
		if (!seeks_date(l, family->members[i]))
			continue;
		if (!pile_grow(&twins->items, twins->count, count, &twins->room,
			sizeof *twins->items, f))
			goto done;
		for (size_t k = 0; k < count; k++) {
			const struct ledger_entry	*twin = &l->entries[dated[k]];

			twins->items[twins->count++] = (struct twin) {
				l->entries[family->members[i]].article,
				twin->article,
				date_day_at(interval_middle(l->articles[twin->article].published)),
			};
		}
	}
	ok = true;
done:
	free(dated);
	return ok;
}

/* A day without a zone, within the article's own bounds; unknown when they exclude it. */
static struct interval
within_bounds(int64_t day, struct interval bounds)
{
	struct interval	 i = {
		day * DATE_DAY - DAY_WIDTH_BEFORE, (day + 1) * DATE_DAY - 1 + DAY_WIDTH_AFTER,
	};

	if (bounds.earliest != DATE_UNKNOWN && bounds.earliest > i.earliest)
		i.earliest = bounds.earliest;
	if (bounds.latest != DATE_UNKNOWN && bounds.latest < i.latest)
		i.latest = bounds.latest;
	return i.earliest > i.latest ? INTERVAL_UNKNOWN : i;
}

/*
 * The report says "on Sunday" and its twins are of the 9th and 10th: it is of
 * the latest Sunday that is not after them.
 */
static struct interval
infer(const struct ledger_article *article, const struct twin *twins, size_t count)
{
	const int64_t	 middle = twins[count / 2].day;
	int64_t		 latest = middle, day;

	/* Without a weekday the twins only vouch for bounds that leave no choice. */
	if (!has_weekday(article))
		return article->published;
	for (size_t i = 0; i < count; i++) {
		if (twins[i].day > latest && twins[i].day <= middle + TWINS_DAYS)
			latest = twins[i].day;
	}
	day = latest - (date_weekday(latest) - article->weekday + 7) % 7;
	if (article->published.latest != DATE_UNKNOWN) {
		while (day * DATE_DAY - DAY_WIDTH_BEFORE > article->published.latest &&
		    latest - day < 4 * 7)
			day -= 7;
	}
	return within_bounds(day, article->published);
}

static void
offer_date(struct ledger_article *article, struct interval inferred)
{
	if (is_unknown(inferred))
		return;
	article->published = inferred;
	article->inferred = true;
}

/* An article that shares two families with another is one twin of it; twins are sorted. */
static size_t
drop_doubles(struct twin *twins, size_t count)
{
	size_t	 kept = 0;

	for (size_t i = 1; i < count; i++) {
		if (compare_twins(&twins[kept], &twins[i]) != 0)
			twins[++kept] = twins[i];
	}
	return kept + 1;
}

bool
trail_infer_dates(struct following *w, struct fault *f)
{
	struct twin_list	 twins = { NULL, 0, 0 };
	bool			 ok = true;

	for (size_t i = 0; ok && i < w->nfamilies; i++)
		ok = collect_twins(w, &w->families[i], &twins, f);
	if (ok && twins.count > 0)
		qsort(twins.items, twins.count, sizeof *twins.items, compare_twins);
	for (size_t i = 0, end; ok && i < twins.count; i = end) {
		struct ledger_article	*article = &w->ledger.articles[twins.items[i].article];

		for (end = i + 1;
		     end < twins.count && twins.items[end].article == twins.items[i].article; end++)
			;
		offer_date(article,
		    infer(article, twins.items + i, drop_doubles(twins.items + i, end - i)));
	}
	free(twins.items);
	return ok;
}
