#include "core/trail.h"

#include <stdlib.h>

#include "core/claim.h"
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

/* Occurrence indices that are to be sorted, with the world they are compared in. */
struct member {
	const struct following	*following;
	size_t			 occurrence, family;
};

static int
compare_members(const void *left, const void *right)
{
	const struct member	*a = left, *b = right;

	if (a->family != b->family)
		return a->family < b->family ? -1 : 1;
	return trail_compare(a->following, a->occurrence, b->occurrence);
}

/* The members of every family, in order; families in the order in which they were founded. */
static bool
list_members(struct following *w, struct fault *f)
{
	struct member	*sorted = arena_take(w->scratch, w->count, sizeof *sorted, f);

	w->members = arena_take(w->arena, w->count, sizeof *w->members, f);
	w->measured = arena_take(w->arena, w->found.wordings.count, sizeof *w->measured, f);
	w->trail->families = arena_take(w->arena, w->found.count, sizeof *w->trail->families, f);
	if (sorted == NULL || w->members == NULL || w->measured == NULL ||
	    w->trail->families == NULL)
		return false;
	w->trail->nfamilies = w->found.count;
	for (size_t i = 0; i < w->found.wordings.count; i++)
		w->measured[i] = TRAIL_NONE;
	for (size_t i = 0; i < w->count; i++) {
		sorted[i] = (struct member) {
			w,
			i,
			trail_wording(w, i)->family,
		};
	}
	qsort(sorted, w->count, sizeof *sorted, compare_members);
	for (size_t i = 0; i < w->count; i++) {
		struct family	*family = &w->trail->families[sorted[i].family];

		if (family->nmembers++ == 0)
			family->members = w->members + i;
		w->members[i] = sorted[i].occurrence;
	}
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

static struct printing
printing_of(const struct following *w, size_t i)
{
	const struct occurrence	*o = &w->occurrences[i];

	return (struct printing) {
		.text = o->text,
		.speaker = o->speaker,
		.mention = o->mention,
		.venue = o->venue,
		.said_on = o->said_on,
		.language = w->articles[o->article].language,
	};
}

/*
 * The reference and this printing may be different sentences of one statement
 * that only a fuller printing holds together: then this one has more of it,
 * and nothing was replaced.
 */
static bool
measure_apart(struct following *w, const struct family *family, size_t i, struct drift *drift,
    struct fault *f)
{
	struct printing	 whole = printing_of(w, family->fullest), part = printing_of(w, i);
	struct drift	 against;

	if (drift->shared >= 3 || i == family->fullest || family->fullest == family->earliest)
		return true;
	arena_reset(w->scratch);
	if (!drift_measure(&whole, &part, w->scratch, &against, f))
		return false;
	if (against.wording_severity <= drift_classes[DRIFT_FRAGMENT].severity)
		drift_set_classes(drift, (uint32_t)1 << DRIFT_EXPANDED);
	return true;
}

/* Equal spans of another copy of the same text, moved into this copy. */
static struct span
rebase(struct span s, struct span from, struct span to)
{
	if (!span_within(s, from))
		return s;
	return (struct span) { to.p + (s.p - from.p), s.n };
}

static bool
keep_edits(struct following *w, const struct drift *drift, struct span from, struct span to,
    struct drift *kept, struct fault *f)
{
	struct edit	*edits = arena_take(w->arena, drift->nedits, sizeof *edits, f);

	if (edits == NULL)
		return false;
	for (size_t i = 0; i < drift->nedits; i++) {
		edits[i] = drift->edits[i];
		edits[i].text = rebase(edits[i].text, from, to);
	}
	*kept = *drift;
	kept->edits = edits;
	return true;
}

/* The same bytes were measured before in this family: only the claims may differ. */
static bool
measure_again(struct following *w, const struct printing *reference, size_t i, size_t before,
    struct fault *f)
{
	const struct printing	 variant = printing_of(w, i);
	struct drift		*drift = &w->trail->placements[i].drift;

	if (!keep_edits(w, &w->trail->placements[before].drift, w->occurrences[before].text,
		variant.text, drift, f))
		return false;
	drift->attribution = claim_attribution(reference, &variant);
	drift->setting = claim_setting(reference, &variant);
	drift_set_classes(drift, drift->all);
	return true;
}

static bool
measure(struct following *w, const struct family *family, const struct printing *reference,
    size_t i, struct fault *f)
{
	struct placement	*p = &w->trail->placements[i];
	const struct printing	 variant = printing_of(w, i);
	struct drift		 drift;

	arena_reset(w->scratch);
	if (!drift_measure(reference, &variant, w->scratch, &drift, f) ||
	    !keep_edits(w, &drift, SPAN_NONE, SPAN_NONE, &p->drift, f))
		return false;
	if (p->second != TRAIL_NONE) {
		drift_set_classes(&p->drift,
		    (drift.all & ~(uint32_t)1) | (uint32_t)1 << DRIFT_SPLICED);
		return true;
	}
	return measure_apart(w, family, i, &p->drift, f);
}

static bool
measure_drift(struct following *w, struct family *family, struct fault *f)
{
	const struct printing	 reference = printing_of(w, family->earliest);

	family->severity = 0;
	for (size_t k = 0; k < family->nmembers; k++) {
		const size_t		 i = family->members[k];
		const size_t		 before = w->measured[w->found.wordings.of[i]];
		struct placement	*p = &w->trail->placements[i];

		if (before != TRAIL_NONE && i != family->earliest &&
		    span_eq(w->occurrences[before].text, w->occurrences[i].text) &&
		    span_eq(w->articles[w->occurrences[before].article].language,
			w->articles[w->occurrences[i].article].language)) {
			if (!measure_again(w, &reference, i, before, f))
				return false;
		} else if (!measure(w, family, &reference, i, f))
			return false;
		w->measured[w->found.wordings.of[i]] = i;
		if (i != family->earliest && p->drift.severity > family->severity)
			family->severity = p->drift.severity;
	}
	return true;
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
	if (!trail_judge(w, family, f))
		return false;
	lead_with_earliest(w, family);
	find_fullest(w, family);
	return count_lineages(w, family, f) && name_speaker(w, family, f) &&
	    trail_find_parents(w, family, f) && measure_drift(w, family, f);
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
	for (size_t i = 0; i < trail->nfamilies; i++) {
		if (!conclude(&w, &trail->families[i], f))
			goto done;
	}
	trail->near = w.found.near;
	trail->nnear = w.found.nnear;
	ok = order_families(&w, f);
done:
	families_free(&w.found);
	arena_free(w.scratch);
	return ok;
}
