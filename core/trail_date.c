#include "core/trail_parts.h"

#include <stdlib.h>

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
	const struct occurrence		*o = &w->occurrences[i];
	const struct trail_article	*article = &w->articles[o->article];

	return !trail_is_aside(o) && article->rank > 0 &&
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
	return trail_date(w->articles, w->occurrences, w->trail, i, inferred);
}

/*
 * Where a date stands in a list: one that is open above a day behind its
 * bound; one that is open below, most often a mere capture, at the end with
 * those that are unknown.
 */
static int64_t
point(struct interval i)
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
	const int64_t		 p = point(x), q = point(y);
	int			 order;

	if (p != q)
		return p < q ? -1 : 1;
	if (x.earliest != y.earliest)
		return x.earliest < y.earliest ? -1 : 1;
	order = span_cmp(w->occurrences[a].id, w->occurrences[b].id);
	if (order != 0)
		return order;
	return (w->occurrences[a].start > w->occurrences[b].start) -
	    (w->occurrences[a].start < w->occurrences[b].start);
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

/*
 * Every pair of an undated and a dated article that share a family. members are its
 * occurrences, in order.
 */
static bool
collect_twins(struct following *w, const size_t *members, size_t count, struct twin_list *twins,
    struct fault *f)
{
	for (size_t i = 0; i < count; i++) {
		const struct occurrence	*o = &w->occurrences[members[i]];
		size_t			 asked = 0;

		if (trail_is_aside(o) || w->articles[o->article].rank > 0)
			continue;
		for (size_t k = 0; k < count && asked < TWINS_MAX; k++) {
			const struct occurrence	*twin = &w->occurrences[members[k]];
			int64_t			 middle;

			if (!trail_is_dated(w, members[k]))
				continue;
			middle = interval_middle(w->articles[twin->article].published);
			if (middle == DATE_UNKNOWN || middle == INT64_MAX)
				continue;
			if (!arena_grow(w->scratch, &twins->items, twins->count, &twins->room,
				sizeof	*twins->items, f))
				return false;
			twins->items[twins->count++] =
			    (struct twin) { o->article, twin->article, date_day_at(middle) };
			asked++;
		}
	}
	return true;
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
infer(const struct trail_article *article, const struct twin *twins, size_t count)
{
	const int64_t	 middle = twins[count / 2].day;
	int64_t		 latest = middle, day;

	/* "From Friday night on" is its own word on the matter; twins would only hide it. */
	if (article->published.earliest != DATE_UNKNOWN && article->published.latest == DATE_UNKNOWN)
		return INTERVAL_UNKNOWN;
	if (article->weekday < 1 || article->weekday > 7) {
		const struct interval	 bounds = article->published;

		/* Without a weekday the twins only vouch for bounds that leave no choice. */
		if (bounds.earliest == DATE_UNKNOWN || bounds.latest == DATE_UNKNOWN ||
		    bounds.latest - bounds.earliest >= CERTAIN)
			return INTERVAL_UNKNOWN;
		return bounds;
	}
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

bool
trail_infer_dates(struct following *w, struct fault *f)
{
	const struct families	*found = &w->found;
	struct twin_list	 twins = { NULL, 0, 0 };
	size_t			*members, *starts;

	w->trail->inferred = arena_take(w->arena, w->narticles, sizeof *w->trail->inferred, f);
	members = arena_take(w->scratch, w->count, sizeof *members, f);
	starts = arena_take(w->scratch, found->count + 2, sizeof *starts, f);
	if (w->trail->inferred == NULL || members == NULL || starts == NULL)
		return false;
	for (size_t i = 0; i < w->narticles; i++)
		w->trail->inferred[i] = INTERVAL_UNKNOWN;
	/* Members by family, by counting. */
	for (size_t i = 0; i < w->count; i++)
		starts[found->wordings.items[found->wordings.of[i]].family + 2]++;
	for (size_t i = 2; i < found->count + 2; i++)
		starts[i] += starts[i - 1];
	for (size_t i = 0; i < w->count; i++)
		members[starts[found->wordings.items[found->wordings.of[i]].family + 1]++] = i;
	for (size_t i = 0; i < found->count; i++) {
		if (!collect_twins(w, members + starts[i], starts[i + 1] - starts[i], &twins, f))
			return false;
	}
	if (twins.count > 0)
		qsort(twins.items, twins.count, sizeof *twins.items, compare_twins);
	for (size_t i = 0, end; i < twins.count; i = end) {
		const size_t	 article = twins.items[i].article;
		size_t		 kept = i;

		/* An article that shares two families is one twin. */
		for (end = i; end < twins.count && twins.items[end].article == article; end++) {
			if (end == i || compare_twins(&twins.items[kept], &twins.items[end]) != 0) {
				kept += end != i;
				twins.items[kept] = twins.items[end];
			}
		}
		w->trail->inferred[article] =
		    infer(&w->articles[article], twins.items + i, kept - i + 1);
	}
	return true;
}
