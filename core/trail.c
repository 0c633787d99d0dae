#include "core/trail.h"

#include <stdlib.h>

#include "core/trail_parts.h"
#include "core/wording.h"

#define SCRATCH_MAX ((size_t)8 << 30)

const char *const verdict_names[VERDICTS] = {
	[VERDICT_PROVEN] = "proven",
	[VERDICT_LIKELY] = "likely",
	[VERDICT_TIED] = "tied",
	[VERDICT_UNDATED] = "undated",
};

const struct wording *
trail_wording(const struct following *w, size_t i)
{
	return &w->found.wordings.items[w->found.wordings.of[i]];
}

/* The members of every family, in no order yet; families in the order in which they were founded. */
static bool
list_members(struct following *w, struct fault *f)
{
	size_t	 from = 0;

	w->members = arena_take(w->arena, w->count, sizeof *w->members, f);
	w->trail->families = arena_take(w->arena, w->found.count, sizeof *w->trail->families, f);
	if (w->members == NULL || w->trail->families == NULL)
		return false;
	w->trail->nfamilies = w->found.count;
	for (size_t i = 0; i < w->count; i++)
		w->trail->families[trail_wording(w, i)->family].nmembers++;
	for (size_t i = 0; i < w->found.count; i++) {
		w->trail->families[i].members = w->members + from;
		from += w->trail->families[i].nmembers;
		w->trail->families[i].nmembers = 0;
	}
	for (size_t i = 0; i < w->count; i++) {
		struct family	*family = &w->trail->families[trail_wording(w, i)->family];

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

static bool
sort_members(struct following *w, struct family *family, struct fault *f)
{
	size_t		*members = w->members + (family->members - w->members);
	struct member	*sorted;

	arena_reset(w->scratch);
	sorted = arena_take(w->scratch, family->nmembers, sizeof *sorted, f);
	if (sorted == NULL)
		return false;
	for (size_t k = 0; k < family->nmembers; k++)
		sorted[k] = (struct member) { w, members[k] };
	qsort(sorted, family->nmembers, sizeof *sorted, compare_members);
	for (size_t k = 0; k < family->nmembers; k++)
		members[k] = sorted[k].occurrence;
	return true;
}

/* A name, by how many lineages and occurrences use it in one family. */
struct naming {
	struct span	 name, lineage;
	uint64_t	 surname;
	size_t		 lineages, count, surname_lineages;
};

static int
compare_namings(const void *left, const void *right)
{
	const struct naming	*a = left, *b = right;
	int			 order;

	if (a->surname != b->surname)
		return a->surname < b->surname ? -1 : 1;
	order = span_cmp(a->name, b->name);
	return order != 0 ? order : span_cmp(a->lineage, b->lineage);
}

static size_t
words_in(struct span name)
{
	size_t	 count = 0;

	for (size_t i = 0; i < name.n; i++)
		count += name.p[i] != ' ' && (i == 0 || name.p[i - 1] == ' ');
	return count;
}

/* More lineages, then more printings, then the fuller name, then byte order. */
static bool
better_name(const struct naming *a, const struct naming *b)
{
	if (a->lineages != b->lineages)
		return a->lineages > b->lineages;
	if (a->count != b->count)
		return a->count > b->count;
	if (words_in(a->name) != words_in(b->name))
		return words_in(a->name) > words_in(b->name);
	return span_cmp(a->name, b->name) < 0;
}

/* The best name among namings of one surname, and how many lineages use any of them. */
static struct naming
best_of_surname(const struct naming *namings, size_t count)
{
	struct naming	 best = { .lineages = 0 };
	size_t		 lineages = 0;

	for (size_t i = 0, end; i < count; i = end) {
		struct naming	 n = namings[i];

		n.lineages = 0;
		for (end = i; end < count && span_eq(namings[end].name, n.name); end++)
			n.lineages +=
			    end == i || !span_eq(namings[end].lineage, namings[end - 1].lineage);
		n.count = end - i;
		lineages += n.lineages;
		if (best.name.n == 0 || better_name(&n, &best))
			best = n;
	}
	best.surname_lineages = lineages;
	best.count = count;
	return best;
}

static bool
name_speaker(struct following *w, struct family *family, struct fault *f)
{
	struct naming	*namings, best = { .lineages = 0 };
	size_t		 count = 0;

	arena_reset(w->scratch);
	namings = arena_take(w->scratch, family->nmembers, sizeof *namings, f);
	if (namings == NULL)
		return false;
	for (size_t k = 0; k < family->nmembers; k++) {
		const struct occurrence	*o = &w->occurrences[family->members[k]];

		if (o->speaker.n == 0)
			continue;
		namings[count++] = (struct naming) {
			.name = o->speaker,
			.lineage = w->articles[o->article].lineage,
			.surname = wording_speaker(o->speaker),
		};
	}
	qsort(namings, count, sizeof *namings, compare_namings);
	for (size_t i = 0, end; i < count; i = end) {
		struct naming	 n;

		for (end = i; end < count && namings[end].surname == namings[i].surname; end++)
			;
		n = best_of_surname(namings + i, end - i);
		n.lineages = n.surname_lineages;
		if (best.name.n == 0 || better_name(&n, &best))
			best = n;
	}
	family->speaker = best.name;
	return true;
}

static int
compare_spans(const void *left, const void *right)
{
	return span_cmp(*(const struct span *)left, *(const struct span *)right);
}

static bool
count_lineages(struct following *w, struct family *family, struct fault *f)
{
	struct span	*lineages;
	size_t		 count = 0;

	arena_reset(w->scratch);
	lineages = arena_take(w->scratch, family->nmembers, sizeof *lineages, f);
	if (lineages == NULL)
		return false;
	for (size_t k = 0; k < family->nmembers; k++) {
		const struct occurrence	*o = &w->occurrences[family->members[k]];

		if (!trail_is_aside(o))
			lineages[count++] = w->articles[o->article].lineage;
	}
	qsort(lineages, count, sizeof *lineages, compare_spans);
	family->lineages = 0;
	for (size_t i = 0; i < count; i++)
		family->lineages += i == 0 || !span_eq(lineages[i], lineages[i - 1]);
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

	return trail_compare(w, w->trail->families[a->family].earliest,
	    w->trail->families[b->family].earliest);
}

/* Families by the date of their earliest; placements learn their numbers. */
static bool
order_families(struct following *w, struct fault *f)
{
	const size_t	 n = w->trail->nfamilies;
	struct ranked	*ranked;
	struct family	*ordered = arena_take(w->arena, n, sizeof *ordered, f);
	size_t		*number;

	arena_reset(w->scratch);
	ranked = arena_take(w->scratch, n, sizeof *ranked, f);
	number = arena_take(w->scratch, n, sizeof *number, f);
	if (ordered == NULL || ranked == NULL || number == NULL)
		return false;
	for (size_t i = 0; i < n; i++)
		ranked[i] = (struct ranked) { w, i };
	qsort(ranked, n, sizeof *ranked, compare_families);
	for (size_t i = 0; i < n; i++) {
		ordered[i] = w->trail->families[ranked[i].family];
		number[ranked[i].family] = i;
	}
	w->trail->families = ordered;
	for (size_t i = 0; i < w->count; i++) {
		struct placement	*p = &w->trail->placements[i];

		p->family = number[p->family];
		if (p->second != TRAIL_NONE)
			p->second = number[p->second];
	}
	return true;
}

static const char *
rule_of(const struct following *w, size_t i)
{
	const struct wording	*wording = trail_wording(w, i);

	if (wording->second != WORDING_NONE)
		return "splice: two families explain different parts";
	if (wording->by != WORDING_NONE)
		return "attached: more information shared than chance would share";
	return wording->printings > 1 ? "same words" : "founder";
}

static bool
place_all(struct following *w, struct fault *f)
{
	w->trail->placements = arena_take(w->arena, w->count, sizeof *w->trail->placements, f);
	if (w->trail->placements == NULL)
		return false;
	for (size_t i = 0; i < w->count; i++) {
		const struct wording	*wording = trail_wording(w, i);

		w->trail->placements[i] = (struct placement) {
			.family = wording->family,
			.second = wording->second == WORDING_NONE ? TRAIL_NONE : wording->second,
			.parent = TRAIL_NONE,
			.bits = wording->bits,
			.rule = rule_of(w, i),
		};
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
	if (!sort_members(w, family, f) || !trail_judge(w, family, f))
		return false;
	lead_with_earliest(w, family);
	find_fullest(w, family);
	return count_lineages(w, family, f) && name_speaker(w, family, f) &&
	    trail_find_parents(w, family, f);
}

#define PARTS_MAX ((size_t)256) /* of the families, so that hands end together whatever their sizes */

static bool
conclude_part(void *work, size_t part, struct fault *f)
{
	const struct following	*all = work;
	struct following	 w = *all;
	const size_t		 to = hands_from(w.trail->nfamilies, part + 1, PARTS_MAX);
	bool			 ok = true;

	w.scratch = arena_new(SCRATCH_MAX);
	if (w.scratch == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	for (size_t i = hands_from(w.trail->nfamilies, part, PARTS_MAX); ok && i < to; i++)
		ok = conclude(&w, &w.trail->families[i], f);
	arena_free(w.scratch);
	return ok;
}

bool
trail_follow(const struct trail_article *articles, size_t narticles,
    const struct occurrence *occurrences, size_t count, const struct hands *hands,
    struct arena *arena, struct trail *trail, struct fault *f)
{
	struct following	 w = {
		.articles = articles, .narticles = narticles, .occurrences = occurrences,
		.count = count, .trail = trail, .arena = arena, .scratch = arena_new(SCRATCH_MAX),
	};
	bool			 ok = false;

	memset(trail, 0, sizeof *trail);
	if (w.scratch == NULL) {
		fault_set(f, FAULT_MEMORY, "out of memory");
		goto done;
	}
	if (!family_find(articles, occurrences, count, hands, arena, &w.found, f) ||
	    !place_all(&w, f) || !trail_infer_dates(&w, f) || !list_members(&w, f))
		goto done;
	if (!hands_share(hands, conclude_part, &w, PARTS_MAX, f))
		goto done;
	trail->near = w.found.near;
	trail->nnear = w.found.nnear;
	ok = order_families(&w, f);
done:
	families_free(&w.found);
	arena_free(w.scratch);
	return ok;
}
