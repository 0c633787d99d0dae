#include "core/trail_parts.h"

#include <math.h>
#include <stdlib.h>

#include "core/lag.h"

#define LEAD 0.5     /* by how much another must be likelier, as a logarithm, than who leads by dates */
#define VAGUE 0.8     /* the same, than one that tells its hour, when it does not itself */
#define HOUR 3600
#define FEW 3	     /* printings up to which their number is chance */
#define DATES_MAX 64 /* dates of one family that are held against all others: the first of them */

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
	double	 likelihood; /* of all dates and words were it the first, as a logarithm */
	double	 words;	     /* of the words alone, where dates are equal */
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
	if (p->likelihood != q->likelihood)
		return p->likelihood > q->likelihood;
	if (p->words != q->words)
		return p->words > q->words;
	if (interval_middle(p->when) != interval_middle(q->when))
		return interval_middle(p->when) < interval_middle(q->when);
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
		c->items[c->count++] = (struct contender) { i, when, 0, 0 };
	}
	for (size_t k = 0; k < c->count; k++) {
		if (c->standing <= STANDING_UNDATED || c->items[k].when.earliest == DATE_UNKNOWN ||
		    c->items[k].when.earliest <= first)
			c->items[count++] = c->items[k];
	}
	c->count = count;
	return true;
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

/*
 * Copies multiply the words they were made from: the more print them, and the
 * more print them mark for mark, the likelier they are the source's. By the
 * logarithm, for copies of copies do not speak for themselves; and not below a
 * number that chance may bring. Words are rather left out than added, and
 * what is cut shows it.
 */
#define SAME_WORDS 2.0
#define SAME_FORM  3.0
#define CUT	   1.0 /* against it, for each sign of one */

static double
likelihood_of_words(const struct contest *c, size_t i, double least)
{
	const struct wording	*wording = trail_wording(c->w, i);

	return SAME_WORDS * log(fmax(wording->printings, least)) +
	    SAME_FORM * log(fmax((double)forms_of(c, i), least)) + log(wording->count + 1.0) -
	    CUT * c->w->ledger.entries[i].cuts;
}

static bool
is_hour(struct interval when)
{
	return when.earliest != DATE_UNKNOWN && when.latest != DATE_UNKNOWN &&
	    when.latest - when.earliest < HOUR;
}

/* Contenders come in order, so equal dates stand together. */
static void
find_likelihoods(const struct contest *c)
{
	struct lag_date	 dates[LAG_DATES_MAX];
	const size_t	 ndates = lag_sum_up(c->peers, c->npeers, dates);
	double		 likelihood = -INFINITY;
	size_t		 asked = 0;

	for (size_t k = 0; k < c->count; k++) {
		struct contender	*item = &c->items[k];

		if (k == 0 || item->when.earliest != item[-1].when.earliest ||
		    item->when.latest != item[-1].when.latest)
			likelihood = asked++ < DATES_MAX ?
			    lag_likelihood(dates, ndates, item->when) :
			    -INFINITY;
		item->words = likelihood_of_words(c, item->occurrence, 1);
		item->likelihood = likelihood - (is_hour(item->when) ? 0 : VAGUE) +
		    likelihood_of_words(c, item->occurrence, FEW);
	}
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

/* The one whose dates put it first; NULL when several may be. */
static const struct contender *
find_leader(const struct contest *c)
{
	const struct contender	*best = &c->items[0];

	for (size_t k = 1; k < c->count; k++) {
		if (interval_middle(c->items[k].when) < interval_middle(best->when))
			best = &c->items[k];
	}
	return leads(c, best) ? best : NULL;
}

/* The document found speaks by its first version, and that by its fullest form. */
static size_t
choose(struct contest *all, struct fault *f)
{
	const struct contender	*leader = find_leader(all);
	size_t			 found, count = 0;

	if (!list_forms(all, f))
		return TRAIL_NONE;
	find_likelihoods(all);
	found = first_of(all);
	if (leader != NULL &&
	    leader->likelihood + LEAD + (is_hour(leader->when) ? 0 : VAGUE) >=
		all->items[found].likelihood)
		found = leader->occurrence;
	else
		found = all->items[found].occurrence;
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
