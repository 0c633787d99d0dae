#include "core/dating.h"

#define NONE SIZE_MAX
#define RANKS 9
#define EARLY (8 * 3600)  /* UTC; before it is yesterday still on America's west coast */
#define LATE (14 * 3600) /* from then on it is tomorrow in Australia */

/* Between what an article's bounds leave open; indices of the evidence that set them, or NONE. */
struct bounds {
	struct interval	 hard;
	size_t		 lower, upper;
};

static bool
is_known(struct interval i)
{
	return i.earliest != DATE_UNKNOWN || i.latest != DATE_UNKNOWN;
}

static int
rank_of(const struct evidence *e)
{
	return evidence_kinds[e->kind].rank;
}

/* No page tells the future; a day is left for clocks and zones. */
static bool
is_future(struct interval i, int64_t now)
{
	return i.earliest != DATE_UNKNOWN && now != DATE_UNKNOWN && i.earliest > now + DATE_DAY;
}

/*
 * When the text was last changed: the latest word on it, stated words before
 * those of a server. A change after the capture is no change of this text.
 */
static void
combine_modified(struct article *article, int64_t now)
{
	struct dating	*modified = &article->modified;
	bool		 found = false;

	*modified = (struct dating) { .when = INTERVAL_UNKNOWN };
	for (size_t i = 0; i < article->nevidence; i++) {
		struct evidence	*e = &article->evidence[i];

		if (e->says != SAYS_MODIFIED || !is_known(e->when) || is_future(e->when, now))
			continue;
		if (article->captured != DATE_UNKNOWN && e->when.earliest != DATE_UNKNOWN &&
		    e->when.earliest > article->captured)
			continue;
		if (found &&
		    ((rank_of(e) == 0) > (modified->rank == 0) ||
			((rank_of(e) == 0) == (modified->rank == 0) &&
			    e->when.latest <= modified->when.latest)))
			continue;
		*modified =
		    (struct dating) { .when = e->when, .day = e->day, .rank = rank_of(e), .best = i };
		found = true;
	}
	if (found)
		article->evidence[modified->best].used = true;
}

static void
bound_above(struct bounds *b, int64_t latest, size_t by)
{
	if (latest != DATE_UNKNOWN && (b->hard.latest == DATE_UNKNOWN || latest < b->hard.latest)) {
		b->hard.latest = latest;
		b->upper = by;
	}
}

/* Not after: capture, archive, masthead, the last change. */
static void
find_upper(const struct article *article, int64_t now, bool with_change, struct bounds *b)
{
	for (size_t i = 0; i < article->nevidence; i++) {
		const struct evidence	*e = &article->evidence[i];

		if (e->says == SAYS_NOT_AFTER && !is_future(e->when, now))
			bound_above(b, e->when.latest, i);
	}
	bound_above(b, article->captured, NONE);
	if (with_change && is_known(article->modified.when))
		bound_above(b, article->modified.when.latest, article->modified.best);
}

/*
 * Not before: what the text tells as past. One that lies behind the capture told of the
 * future after all.
 */
static void
find_lower(const struct article *article, int64_t now, struct bounds *b)
{
	for (size_t i = 0; i < article->nevidence; i++) {
		const struct evidence	*e = &article->evidence[i];
		int64_t			 earliest = e->when.earliest;

		if (e->says != SAYS_NOT_BEFORE || earliest == DATE_UNKNOWN ||
		    is_future(e->when, now) ||
		    (b->hard.latest != DATE_UNKNOWN && earliest > b->hard.latest))
			continue;
		if (b->hard.earliest == DATE_UNKNOWN || earliest > b->hard.earliest) {
			b->hard.earliest = earliest;
			b->lower = i;
		}
	}
}

/*
 * Does the bound from the text hold for this point? It dates the version at
 * hand: when that version is known to be a later change, its first
 * publication may be older than what it tells.
 */
static bool
is_first_version(const struct article *article, const struct bounds *b, const struct evidence *e)
{
	int64_t	 changed = article->modified.when.latest;

	return e->when.latest != DATE_UNKNOWN && b->hard.earliest != DATE_UNKNOWN &&
	    e->when.latest < b->hard.earliest && changed != DATE_UNKNOWN &&
	    changed >= b->hard.earliest;
}

/*
 * Inside the bounds? The clock of the last change is the publisher's own, and
 * may lag behind a planned publication by hours: less than a day is no conflict.
 */
static bool
fits(const struct article *article, const struct bounds *b, const struct evidence *e, int64_t now)
{
	int64_t	 latest = b->hard.latest;

	if (is_future(e->when, now))
		return false;
	if (latest != DATE_UNKNOWN && b->upper != NONE &&
	    article->evidence[b->upper].says == SAYS_MODIFIED)
		latest += DATE_DAY;
	if (latest != DATE_UNKNOWN && e->when.earliest != DATE_UNKNOWN && e->when.earliest > latest)
		return false;
	if (b->hard.earliest == DATE_UNKNOWN || e->when.latest == DATE_UNKNOWN ||
	    e->when.latest >= b->hard.earliest)
		return true;
	return is_first_version(article, b, e);
}

static bool
is_point(const struct evidence *e, int rank)
{
	return e->says == SAYS_PUBLISHED && rank_of(e) == rank && is_known(e->when);
}

/*
 * Of one rank's points inside the bounds the earliest, the first on the page among
 * equals; *outside tells of others.
 */
static size_t
best_of_rank(const struct article *article, const struct bounds *b, int rank, int64_t now,
    bool *outside)
{
	size_t	 best = NONE;

	for (size_t i = 0; i < article->nevidence; i++) {
		const struct evidence	*e = &article->evidence[i];

		if (!is_point(e, rank))
			continue;
		if (!fits(article, b, e, now))
			*outside = true;
		else if (best == NONE || e->when.earliest < article->evidence[best].when.earliest)
			best = i;
	}
	return best;
}

/* What two intervals share; false, and nothing changed, when that is nothing. */
static bool
narrow(struct interval *i, struct interval by, bool *changed)
{
	struct interval	 both = *i;

	if (by.earliest != DATE_UNKNOWN && by.earliest > both.earliest)
		both.earliest = by.earliest;
	if (by.latest != DATE_UNKNOWN && (both.latest == DATE_UNKNOWN || by.latest < both.latest))
		both.latest = by.latest;
	if (both.latest != DATE_UNKNOWN && both.earliest != DATE_UNKNOWN &&
	    both.earliest > both.latest)
		return false;
	*changed = both.earliest != i->earliest || both.latest != i->latest;
	*i = both;
	return true;
}

/*
 * The day the page's readers see. A machine's UTC may be a day off near
 * midnight; then a day printed for people, or with a zone of its own, and
 * within the hours that zones where news is printed are apart, is the page's.
 */
static struct span
day_of_readers(const struct article *article, size_t best)
{
	const struct evidence	*machine = &article->evidence[best];
	int64_t			 into = date_into_day(machine->when.earliest);
	struct span		 day = machine->day;

	if (!span_eq(machine->zone, SPAN("stated +00:00")))
		return day;
	for (size_t i = 0; i < article->nevidence; i++) {
		const struct evidence	*e = &article->evidence[i];

		if (e->says != SAYS_PUBLISHED || e->day.n == 0 || span_eq(e->zone, machine->zone) ||
		    interval_overlap(e->when, machine->when) == 0)
			continue;
		if (span_eq(e->day, machine->day))
			return machine->day;
		if (span_cmp(e->day, machine->day) > 0 ? into >= LATE : into < EARLY)
			day = e->day;
	}
	return day;
}

/* Cut the point by its peers of the same rank and by the bounds, and mark who cut. */
static void
cut_point(struct article *article, const struct bounds *b, int64_t now)
{
	struct dating	*published = &article->published;
	struct interval	 below = { b->hard.earliest, DATE_UNKNOWN };
	struct interval	 above = { DATE_UNKNOWN, b->hard.latest };
	bool		 changed;

	for (size_t i = 0; i < article->nevidence; i++) {
		struct evidence	*e = &article->evidence[i];

		if (is_point(e, published->rank) && fits(article, b, e, now) &&
		    narrow(&published->when, e->when, &changed) && changed)
			e->used = true;
	}
	if (narrow(&published->when, below, &changed) && changed && b->lower != NONE)
		article->evidence[b->lower].used = true;
	if (narrow(&published->when, above, &changed) && changed && b->upper != NONE)
		article->evidence[b->upper].used = true;
}

/*
 * Does one page's data block stand alone against what both its head and its
 * printed lines say? Then it tells when the text was made or taken over, the
 * known failure of its rank, and not when readers first saw it.
 */
static bool
is_outvoted(const struct article *article, const struct bounds *b, size_t best, int64_t now)
{
	const struct evidence	*alone = &article->evidence[best];
	bool			 marked = false, printed = false;
	struct span		 day = SPAN_NONE;

	if (alone->kind != EVIDENCE_JSON_LD)
		return false;
	for (size_t i = 0; i < article->nevidence; i++) {
		const struct evidence	*e = &article->evidence[i];

		if (e->says != SAYS_PUBLISHED || e->day.n == 0 || rank_of(e) > 3 ||
		    e->kind == EVIDENCE_JSON_LD || !fits(article, b, e, now))
			continue;
		if (interval_overlap(e->when, alone->when) > 0 || span_eq(e->day, alone->day) ||
		    (day.n > 0 && !span_eq(e->day, day)))
			return false;
		day = e->day;
		marked |= rank_of(e) == 2;
		printed |= rank_of(e) == 3;
	}
	return marked && printed;
}

/* Choose the best point inside the bounds; false when no point fits. */
static bool
choose_point(struct article *article, const struct bounds *b, int64_t now)
{
	struct dating	*published = &article->published;

	for (int rank = 1; rank <= RANKS; rank++) {
		bool	 outside = false;
		size_t	 best = best_of_rank(article, b, rank, now, &outside);

		published->conflict |= best == NONE && outside;
		if (best == NONE || is_outvoted(article, b, best, now))
			continue;
		published->rank = rank;
		published->best = best;
		published->when = article->evidence[best].when;
		published->day = day_of_readers(article, best);
		published->inferred = rank == RANKS;
		return true;
	}
	return false;
}

bool
dating_combine(struct article *article, int64_t now, struct arena *arena, struct fault *f)
{
	struct dating	*published = &article->published;
	struct bounds	 b = { INTERVAL_UNKNOWN, NONE, NONE };

	(void)arena;
	(void)f;
	for (size_t i = 0; i < article->nevidence; i++)
		article->evidence[i].used = false;
	*published = (struct dating) { .when = INTERVAL_UNKNOWN };
	combine_modified(article, now);
	find_upper(article, now, true, &b);
	find_lower(article, now, &b);
	if (!choose_point(article, &b, now) && published->conflict) {
		/* Last changed before all that is said of its publication: a draft that was planned. */
		struct bounds	 without = { INTERVAL_UNKNOWN, NONE, NONE };

		find_upper(article, now, false, &without);
		find_lower(article, now, &without);
		if (choose_point(article, &without, now))
			b = without;
	}
	if (published->rank > 0) {
		article->evidence[published->best].used = true;
		cut_point(article, &b, now);
		return true;
	}
	published->when = b.hard;
	if (b.lower != NONE)
		article->evidence[b.lower].used = true;
	if (b.upper != NONE)
		article->evidence[b.upper].used = true;
	return true;
}
