#include "core/trail_parts.h"

#include <stdlib.h>

#define HOURS_MAX 16 /* others that tell their hour, beyond which more say nothing more */
#define DATES_MAX 64 /* dates of one family that are held against all others */
#define FEW 4	   /* printings of one form, or hours in one day, below which it is chance */
#define NEARLY 80  /* percent of the most printings, or words, that a source has */

/* Versions of one document speak with one voice in a verdict. */
static bool
same_document(const struct following *w, size_t a, size_t b)
{
	return ledger_article(&w->ledger, a)->identity == ledger_article(&w->ledger, b)->identity;
}

static bool
has_smaller_id(const struct following *w, size_t a, size_t b)
{
	return span_cmp(ledger_id(&w->ledger, a), ledger_id(&w->ledger, b)) < 0;
}

enum standing { STANDING_ASIDE, STANDING_UNDATED, STANDING_INFERRED, STANDING_DATED };

static enum standing
standing_of(const struct following *w, size_t i)
{
	bool	 inferred;

	if (w->ledger.entries[i].aside)
		return STANDING_ASIDE;
	if (trail_is_dated(w, i))
		return STANDING_DATED;
	trail_when(w, i, &inferred);
	return inferred ? STANDING_INFERRED : STANDING_UNDATED;
}

/* A member that may be the earliest. */
struct contender {
	size_t	 occurrence;
	struct interval	 when;
	int64_t	 moment;
};

struct contest {
	const struct following	*w;
	const struct family	*family;
	enum standing		 standing;
	const struct interval	*peers; /* dates of all members of their standing */
	size_t	 npeers;
	const uint32_t		*forms; /* of all members, sorted */
	struct contender	*items;
	size_t	 count;
};

/*
 * May contender a be the earliest rather than b? Of one document the older
 * version, and within one article the fuller.
 */
static bool
stands_before(const struct contest *c, size_t a, size_t b)
{
	const struct contender	*p = &c->items[a], *q = &c->items[b];
	const struct ledger	*l = &c->w->ledger;
	const struct ledger_entry *x = &l->entries[p->occurrence], *y = &l->entries[q->occurrence];
	const int	 v = l->articles[x->article].version, u = l->articles[y->article].version;

	if (x->article == y->article) {
		const uint32_t	 m = trail_wording(c->w, p->occurrence)->count;
		const uint32_t	 n = trail_wording(c->w, q->occurrence)->count;

		if (m != n)
			return m > n;
		return x->start != y->start ? x->start < y->start :
					      has_smaller_id(c->w, p->occurrence, q->occurrence);
	}
	if (v != u && same_document(c->w, p->occurrence, q->occurrence))
		return v < u;
	if (p->moment != q->moment)
		return p->moment < q->moment;
	if (p->when.earliest != q->when.earliest)
		return p->when.earliest < q->when.earliest;
	return has_smaller_id(c->w, p->occurrence, q->occurrence);
}

/*
 * Those of the best standing that no other surely precedes. Without dates
 * every one of them is.
 */
static bool
list_contenders(struct contest *c, struct fault *f)
{
	const struct family	*family = c->family;
	struct interval	*peers = arena_take(c->w->scratch, family->nmembers, sizeof *peers, f);
	int64_t	 first = INT64_MAX;
	size_t	 count = 0;
	bool	 inferred;

	c->items = arena_take(c->w->scratch, family->nmembers, sizeof *c->items, f);
	if (c->items == NULL || peers == NULL)
		return false;
	c->peers = peers;
	for (size_t k = 0; k < family->nmembers; k++) {
		const size_t	 i = family->members[k];
		const struct interval	 when = trail_when(c->w, i, &inferred);

		if (standing_of(c->w, i) != c->standing)
			continue;
		if (when.latest != DATE_UNKNOWN && when.latest < first)
			first = when.latest;
		peers[c->npeers++] = when;
		c->items[c->count++] = (struct contender) { i, when, DATE_UNKNOWN };
	}
	for (size_t k = 0; k < c->count; k++) {
		if (c->standing <= STANDING_UNDATED || c->items[k].when.earliest == DATE_UNKNOWN ||
		    c->items[k].when.earliest <= first)
			c->items[count++] = c->items[k];
	}
	c->count = count;
	return true;
}

static bool
lies_within(struct interval inner, struct interval outer)
{
	return inner.earliest >= outer.earliest && inner.latest <= outer.latest &&
	    inner.latest - inner.earliest < outer.latest - outer.earliest;
}

/* How many others tell their hour within that day, or their day within that month. */
static int
hours_within(const struct contest *c, struct interval when)
{
	int	 within = 0;

	if (when.earliest == DATE_UNKNOWN || when.latest == DATE_UNKNOWN)
		return 0;
	for (size_t k = 0; k < c->npeers && within < HOURS_MAX; k++) {
		const struct interval	 other = c->peers[k];

		within += other.earliest != DATE_UNKNOWN && other.latest != DATE_UNKNOWN &&
		    lies_within(other, when);
	}
	return within;
}

/*
 * Where a date stands among those it overlaps: alone at its middle. A day in
 * which n others tell their hour is put where n + 1 of n + 2 parts of it are
 * over: had its printing been the first, the others would not have waited so
 * long.
 */
static int64_t
moment_of(const struct contest *c, struct interval when)
{
	const int	 within = hours_within(c, when);

	if (when.earliest == DATE_UNKNOWN || when.latest == DATE_UNKNOWN)
		return interval_middle(when);
	return when.earliest + (when.latest - when.earliest) / (within + 2) * (within + 1);
}

/* Contenders come in order, so equal dates stand together. */
static void
find_moments(const struct contest *c)
{
	size_t	 asked = 0;

	for (size_t k = 0; k < c->count; k++) {
		struct contender	*item = &c->items[k];

		if (k > 0 && item->when.earliest == item[-1].when.earliest &&
		    item->when.latest == item[-1].when.latest)
			item->moment = item[-1].moment;
		else
			item->moment = asked++ < DATES_MAX ? moment_of(c, item->when) :
							     interval_middle(item->when);
	}
}

static size_t
printings_of(const struct contest *c, size_t i)
{
	return trail_wording(c->w, i)->printings;
}

static size_t
words_of(const struct contest *c, size_t i)
{
	return trail_wording(c->w, i)->count;
}

static int
compare_forms(const void *a, const void *b)
{
	const uint32_t	*x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* How many of all members' forms are below this one. */
static size_t
forms_below(const struct contest *c, uint64_t form)
{
	size_t	 from = 0, to = c->family->nmembers;

	while (from < to) {
		const size_t	 middle = from + (to - from) / 2;

		if (c->forms[middle] < form)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* How many members print it so, mark for mark. */
static size_t
forms_of(const struct contest *c, size_t i)
{
	const uint64_t	 form = c->w->ledger.entries[i].form;

	return forms_below(c, form + 1) - forms_below(c, form);
}

static bool
list_forms(struct contest *c, struct fault *f)
{
	uint32_t	*forms = arena_take(c->w->scratch, c->family->nmembers, sizeof *forms, f);

	if (forms == NULL)
		return false;
	for (size_t k = 0; k < c->family->nmembers; k++)
		forms[k] = c->w->ledger.entries[c->family->members[k]].form;
	qsort(forms, c->family->nmembers, sizeof *forms, compare_forms);
	c->forms = forms;
	return true;
}

typedef size_t contest_measure(const struct contest *c, size_t i);

/* The most of it that any contender has. */
static size_t
most_of(const struct contest *c, contest_measure *measure)
{
	size_t	 most = 0;

	for (size_t k = 0; k < c->count; k++) {
		const size_t	 n = measure(c, c->items[k].occurrence);

		most = n > most ? n : most;
	}
	return most;
}

/* Keep those that have nearly as much of it as the one with most. */
static void
keep_most(struct contest *c, contest_measure *measure)
{
	const size_t	 most = most_of(c, measure);
	size_t		 count = 0;

	for (size_t k = 0; k < c->count; k++) {
		if (measure(c, c->items[k].occurrence) * 100 >= most * NEARLY)
			c->items[count++] = c->items[k];
	}
	c->count = count;
}

static size_t
first_of(const struct contest *c)
{
	size_t	 best = 0;

	for (size_t k = 1; k < c->count; k++) {
		if (stands_before(c, k, best))
			best = k;
	}
	return best;
}

/* Every moment of a comes before every moment b may have: b's lower bound is known and later. */
static bool
surely_before(struct interval a, struct interval b)
{
	return a.latest != DATE_UNKNOWN && b.earliest != DATE_UNKNOWN && a.latest < b.earliest;
}

/*
 * How little a rival says: another origin dated by its own words is a rival in
 * full, one dated by its twins less, a copy of the earliest's own story least.
 */
static int
weakness(const struct following *w, const struct family *family, size_t i)
{
	const struct ledger_article	*rival = ledger_article(&w->ledger, i);
	const struct ledger_article	*first = ledger_article(&w->ledger, family->earliest);
	bool				 inferred;

	if (rival->lineage == first->lineage)
		return 2;
	trail_when(w, i, &inferred);
	return inferred;
}

static bool
is_closer_rival(const struct following *w, const struct family *family, size_t i, int64_t shared)
{
	int	 weak, known;

	if (shared <= 0 || family->rival == TRAIL_NONE)
		return shared > 0;
	weak = weakness(w, family, i);
	known = weakness(w, family, family->rival);
	return weak != known ? weak < known : shared > family->overlap;
}

/* The verdict on family->earliest, whose standing is given, and its closest rival. */
static enum verdict
compare_rivals(const struct following *w, struct family *family, enum standing standing)
{
	bool	 proven = standing == STANDING_DATED, likely = true, inferred;
	const struct interval	 first = trail_when(w, family->earliest, &inferred);

	family->rival = TRAIL_NONE;
	family->overlap = 0;
	for (size_t k = 0; k < family->nmembers; k++) {
		const size_t	 i = family->members[k];
		const enum standing	 s = standing_of(w, i);
		const struct interval	 other = trail_when(w, i, &inferred);
		int64_t	 shared;

		if (s == STANDING_ASIDE || same_document(w, i, family->earliest))
			continue;
		if (s == STANDING_INFERRED || !surely_before(first, other))
			proven = false;
		if (s == standing &&
		    !(first.earliest != DATE_UNKNOWN && first.earliest < other.earliest &&
			interval_middle(first) < interval_middle(other)))
			likely = false;
		shared = interval_overlap(first, other);
		if (is_closer_rival(w, family, i, shared)) {
			family->overlap = shared;
			family->rival = i;
		}
	}
	return proven ? VERDICT_PROVEN : likely ? VERDICT_LIKELY : VERDICT_TIED;
}

static size_t
smallest_id(const struct contest *c)
{
	size_t	 best = c->items[0].occurrence;

	for (size_t k = 1; k < c->count; k++) {
		const size_t	 i = c->items[k].occurrence;

		if (has_smaller_id(c->w, i, best))
			best = i;
	}
	return best;
}

/* Do both its earliest bound and its middle precede those of every other document? */
static bool
leads(const struct contest *c, const struct contender *item)
{
	bool	 first = item->when.earliest != DATE_UNKNOWN;

	for (size_t k = 0; first && k < c->count; k++) {
		const struct interval	 other = c->items[k].when;

		first = same_document(c->w, c->items[k].occurrence, item->occurrence) ||
		    (item->when.earliest < other.earliest &&
			interval_middle(item->when) < interval_middle(other));
	}
	return first;
}

/*
 * The one whose dates put it first; NULL when several may be. Many hours told
 * within its day say more than its middle.
 */
static const struct contender *
find_leader(const struct contest *c)
{
	const struct contender	*best = &c->items[0];

	for (size_t k = 1; k < c->count; k++) {
		if (interval_middle(c->items[k].when) < interval_middle(best->when))
			best = &c->items[k];
	}
	return leads(c, best) && hours_within(c, best->when) < FEW ? best : NULL;
}

/*
 * Copies multiply the words they were made from: where dates leave the matter
 * open, a form that few printed is not what the many derive from, nor a
 * shorter one what the longer do; two or three are not many.
 */
static size_t
find_likeliest(struct contest *sources)
{
	if (most_of(sources, printings_of) >= FEW) {
		keep_most(sources, printings_of);
		find_moments(sources);
		keep_most(sources, words_of);
		keep_most(sources, forms_of);
	} else
		find_moments(sources);
	return sources->items[first_of(sources)].occurrence;
}

/* The document found speaks by its first version, and that by its fullest form. */
static size_t
choose(struct contest *all, struct fault *f)
{
	const struct contender	*leader = find_leader(all);
	struct contest		 sources = *all;
	size_t			 found, count = 0;

	if (leader != NULL)
		found = leader->occurrence;
	else {
		sources.items = arena_take(all->w->scratch, all->count, sizeof *sources.items, f);
		if (sources.items == NULL || !list_forms(&sources, f))
			return TRAIL_NONE;
		memcpy(sources.items, all->items, all->count * sizeof *sources.items);
		found = find_likeliest(&sources);
	}
	for (size_t k = 0; k < all->count; k++) {
		if (same_document(all->w, all->items[k].occurrence, found))
			all->items[count++] = all->items[k];
	}
	all->count = count;
	return all->items[first_of(all)].occurrence;
}

bool
trail_judge(const struct following *w, struct family *family, struct fault *f)
{
	struct contest	 all = { .w = w, .family = family };
	enum standing	 standing = STANDING_ASIDE;

	for (size_t k = 0; k < family->nmembers; k++) {
		const enum standing	 s = standing_of(w, family->members[k]);

		standing = s > standing ? s : standing;
	}
	all.standing = standing;
	family->rival = TRAIL_NONE;
	family->overlap = 0;
	arena_reset(w->scratch);
	if (!list_contenders(&all, f))
		return false;
	if (standing <= STANDING_UNDATED) {
		family->earliest = smallest_id(&all);
		family->verdict = VERDICT_UNDATED;
		return true;
	}
	family->earliest = choose(&all, f);
	if (family->earliest == TRAIL_NONE)
		return false;
	family->verdict = compare_rivals(w, family, standing);
	return true;
}
