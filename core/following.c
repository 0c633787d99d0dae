#include "core/following.h"

#include <stdlib.h>

#include "core/trail_parts.h"

#define FAMILIES_BYTES_MAX ((size_t)64 << 30)
#define SCRATCH_MAX ((size_t)8 << 30)

void
following_free(struct following *w)
{
	ledger_free(&w->ledger);
	families_free(&w->found);
	arena_free(w->arena);
	arena_free(w->scratch);
	free(w->family);
	free(w->second);
	free(w->parents);
	free(w->carriers);
	*w = FOLLOWING_EMPTY;
}

bool
following_begin(struct following *w, size_t nparts, struct fault *f)
{
	*w = FOLLOWING_EMPTY;
	w->arena = arena_new(FAMILIES_BYTES_MAX);
	w->scratch = arena_new(SCRATCH_MAX);
	if (w->arena == NULL || w->scratch == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	return wordings_begin(&w->found.wordings, nparts, f);
}

/* A list that is read by as many hands as there are. */
struct listed {
	const struct trail_article *articles;
	const struct occurrence	*occurrences;
	size_t			 count, nparts;
	struct following	*following;
};

static bool
read_part(void *work, size_t part, struct fault *f)
{
	const struct listed	*l = work;
	const size_t		 to = hands_from(l->count, part + 1, l->nparts);

	for (size_t i = hands_from(l->count, part, l->nparts); i < to; i++) {
		const struct occurrence	*o = &l->occurrences[i];

		if (!wordings_add(&l->following->found.wordings, part, o,
			l->articles[o->article].identity, f))
			return false;
	}
	return true;
}

bool
following_read(struct following *w, const struct trail_article *articles, size_t narticles,
    const struct occurrence *occurrences, size_t count, const struct hands *hands, struct fault *f)
{
	struct listed	 l = { articles, occurrences, count, hands_count(hands), w };
	bool ok = following_begin(w, l.nparts, f) && hands_share(hands, read_part, &l, l.nparts, f);

	for (size_t i = 0; ok && i < narticles; i++)
		ok = ledger_add_article(&w->ledger, &articles[i], f);
	for (size_t i = 0; ok && i < count; i++)
		ok = ledger_add(&w->ledger, &occurrences[i], f);
	return ok;
}

const struct wording *
trail_wording(const struct following *w, size_t i)
{
	return &w->found.wordings.items[w->found.wordings.of[i]];
}

/* The members of every family, in no order yet; families in the order in which they were founded. */
static bool
list_members(struct following *w, struct fault *f)
{
	const size_t	 count = w->ledger.count;
	size_t		 from = 0;

	w->members = arena_take(w->arena, count, sizeof *w->members, f);
	w->families = arena_take(w->arena, w->found.count, sizeof *w->families, f);
	if (w->members == NULL || w->families == NULL)
		return false;
	w->nfamilies = w->found.count;
	for (size_t i = 0; i < count; i++)
		w->families[trail_wording(w, i)->family].nmembers++;
	for (size_t i = 0; i < w->nfamilies; i++) {
		w->families[i].members = w->members + from;
		from += w->families[i].nmembers;
		w->families[i].nmembers = 0;
	}
	for (size_t i = 0; i < count; i++) {
		struct family	*family = &w->families[trail_wording(w, i)->family];

		w->members[(size_t)(family->members - w->members) + family->nmembers++] = i;
	}
	return true;
}

/* An occurrence that is to be sorted, with the world it is compared in. */
struct member {
	const struct following	*following;
	size_t			 occurrence;
};

static int
compare_members(const void *left, const void *right)
{
	const struct member	*a = left, *b = right;

	return trail_compare(a->following, a->occurrence, b->occurrence);
}

bool
trail_sort(const struct following *w, size_t *occurrences, size_t count, struct fault *f)
{
	struct member	*sorted;

	if (count < 2)
		return true;
	sorted = calloc(count, sizeof *sorted);
	if (sorted == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	for (size_t k = 0; k < count; k++)
		sorted[k] = (struct member) { w, occurrences[k] };
	qsort(sorted, count, sizeof *sorted, compare_members);
	for (size_t k = 0; k < count; k++)
		occurrences[k] = sorted[k].occurrence;
	free(sorted);
	return true;
}

static void
find_fullest(const struct following *w, struct family *family)
{
	uint32_t	 most = 0;

	family->fullest = family->earliest;
	most = trail_wording(w, family->earliest)->count;
	for (size_t k = 0; k < family->nmembers; k++) {
		const size_t	 i = family->members[k];
		const uint32_t	 n = trail_wording(w, i)->count;

		if (n > most) {
			most = n;
			family->fullest = i;
		}
	}
}

struct ranked {
	const struct following	*following;
	size_t			 family;
};

static int
compare_families(const void *left, const void *right)
{
	const struct ranked	*a = left, *b = right;
	const struct following	*w = a->following;

	return trail_compare(w, w->families[a->family].earliest, w->families[b->family].earliest);
}

/* Families by the date of their earliest; occurrences learn their numbers. */
static bool
order_families(struct following *w, struct fault *f)
{
	const size_t	 n = w->nfamilies;
	struct ranked	*ranked;
	struct family	*ordered = arena_take(w->arena, n, sizeof *ordered, f);
	uint32_t	*number;

	arena_reset(w->scratch);
	ranked = arena_take(w->scratch, n, sizeof *ranked, f);
	number = arena_take(w->scratch, n, sizeof *number, f);
	if (ordered == NULL || ranked == NULL || number == NULL)
		return false;
	for (size_t i = 0; i < n; i++)
		ranked[i] = (struct ranked) { w, i };
	qsort(ranked, n, sizeof *ranked, compare_families);
	for (size_t i = 0; i < n; i++) {
		ordered[i] = w->families[ranked[i].family];
		number[ranked[i].family] = (uint32_t)i;
	}
	w->families = ordered;
	for (size_t i = 0; i < w->ledger.count; i++) {
		const struct wording	*wording = trail_wording(w, i);

		w->family[i] = number[wording->family];
		w->second[i] =
		    wording->second == WORDING_NONE ? FOLLOWING_NONE : number[wording->second];
	}
	return true;
}

/* The earliest leads its family's list, whatever open intervals stand near it. */
static void
lead_with_earliest(struct following *w, struct family *family)
{
	size_t	*members = w->members + (family->members - w->members);
	size_t	 at = 0;

	while (members[at] != family->earliest)
		at++;
	memmove(members + 1, members, at * sizeof *members);
	members[0] = family->earliest;
}

static bool
conclude(struct following *w, struct family *family, struct fault *f)
{
	size_t	*members = w->members + (family->members - w->members);

	if (!trail_sort(w, members, family->nmembers, f) || !trail_judge(w, family, f))
		return false;
	lead_with_earliest(w, family);
	find_fullest(w, family);
	return trail_find_parents(w, family, f);
}

#define PARTS_MAX ((size_t)256) /* of the families, so that hands end together whatever their sizes */

static bool
conclude_part(void *work, size_t part, struct fault *f)
{
	const struct following	*all = work;
	struct following	 w = *all;
	const size_t		 to = hands_from(w.nfamilies, part + 1, PARTS_MAX);
	bool			 ok = true;

	w.scratch = arena_new(SCRATCH_MAX);
	if (w.scratch == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	for (size_t i = hands_from(w.nfamilies, part, PARTS_MAX); ok && i < to; i++)
		ok = conclude(&w, &w.families[i], f);
	arena_free(w.scratch);
	return ok;
}

/* Words are settled as their printings are, all of which are of one family. */
static void
settle_wordings(struct following *w)
{
	const struct wordings	*wordings = &w->found.wordings;

	for (size_t i = 0; i < w->ledger.count; i++) {
		const struct placement	*p = &w->settled[i];
		struct wording		*wording = &wordings->items[wordings->of[i]];

		if (p->family == TRAIL_NONE)
			continue;
		wording->family = (uint32_t)p->family;
		wording->second = p->second == TRAIL_NONE ? WORDING_NONE : (uint32_t)p->second;
		wording->bits = (float)p->bits;
	}
}

static uint32_t *
take_numbers(size_t count)
{
	return calloc(count + 1, sizeof(uint32_t));
}

/* A family that no occurrence is of is none; the rest keep their order. */
static bool
settle(struct following *w, bool *all, struct fault *f)
{
	const struct wordings	*wordings = &w->found.wordings;
	uint32_t		*numbers = take_numbers(w->nsettled);

	if (numbers == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	*all = true;
	settle_wordings(w);
	for (size_t i = 0; i < wordings->count; i++) {
		if (wordings->items[i].family != WORDING_NONE)
			numbers[wordings->items[i].family] = 1;
	}
	for (size_t i = 0; i < w->nsettled; i++)
		numbers[i] = numbers[i] == 0 ? WORDING_NONE : (uint32_t)w->found.count++;
	for (size_t i = 0; i < wordings->count; i++) {
		struct wording	*wording = &wordings->items[i];

		if (wording->family == WORDING_NONE)
			*all = false;
		else
			wording->family = numbers[wording->family];
		if (wording->second != WORDING_NONE)
			wording->second = numbers[wording->second];
	}
	free(numbers);
	return true;
}

/* Equal words stay in all families that they are settled in. */
static bool
end_settled(struct following *w, struct fault *f)
{
	uint32_t	*families = take_numbers(w->ledger.count);
	bool		 ok;

	if (families == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	for (size_t i = 0; i < w->ledger.count; i++)
		families[i] = w->settled[i].family == TRAIL_NONE ? WORDING_NONE :
								   (uint32_t)w->settled[i].family;
	ok = wordings_end(&w->found.wordings, &w->ledger, families, f);
	free(families);
	return ok;
}

/* The family of every wording. */
static bool
find_families(struct following *w, const struct hands *hands, struct fault *f)
{
	bool	 all = false;

	if (w->settled == NULL)
		return wordings_end(&w->found.wordings, &w->ledger, NULL, f) &&
		    family_find(&w->found, hands, w->arena, f);
	return end_settled(w, f) && settle(w, &all, f) &&
	    (all || family_find(&w->found, hands, w->arena, f));
}

bool
following_conclude(struct following *w, const struct hands *hands, struct fault *f)
{
	const size_t	 count = w->ledger.count;

	if (!find_families(w, hands, f))
		return false;
	w->family = take_numbers(count);
	w->second = take_numbers(count);
	w->parents = take_numbers(count);
	w->carriers = take_numbers(count);
	if (w->family == NULL || w->second == NULL || w->parents == NULL || w->carriers == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	return list_members(w, f) && trail_infer_dates(w, f) &&
	    hands_share(hands, conclude_part, w, PARTS_MAX, f) && order_families(w, f);
}
