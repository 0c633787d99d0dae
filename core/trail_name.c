#include "core/trail_parts.h"

#include <stdlib.h>

#define SCRATCH_MAX ((size_t)8 << 30)

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
name_speaker(const struct trail_article *articles, const struct occurrence *occurrences,
    struct family *family, struct arena *scratch, struct fault *f)
{
	struct naming	*namings, best = { .lineages = 0 };
	size_t		 count = 0;

	arena_reset(scratch);
	namings = arena_take(scratch, family->nmembers, sizeof *namings, f);
	if (namings == NULL)
		return false;
	for (size_t k = 0; k < family->nmembers; k++) {
		const struct occurrence	*o = &occurrences[family->members[k]];

		if (o->speaker.n == 0)
			continue;
		namings[count++] = (struct naming) {
			.name = o->speaker,
			.lineage = articles[o->article].lineage,
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
count_lineages(const struct trail_article *articles, const struct occurrence *occurrences,
    struct family *family, struct arena *scratch, struct fault *f)
{
	struct span	*lineages;
	size_t		 count = 0;

	arena_reset(scratch);
	lineages = arena_take(scratch, family->nmembers, sizeof *lineages, f);
	if (lineages == NULL)
		return false;
	for (size_t k = 0; k < family->nmembers; k++) {
		const struct occurrence	*o = &occurrences[family->members[k]];

		if (!trail_is_aside(o))
			lineages[count++] = articles[o->article].lineage;
	}
	qsort(lineages, count, sizeof *lineages, compare_spans);
	family->lineages = 0;
	for (size_t i = 0; i < count; i++)
		family->lineages += i == 0 || !span_eq(lineages[i], lineages[i - 1]);
	return true;
}

bool
trail_name(const struct trail_article *articles, const struct occurrence *occurrences,
    struct trail *trail, struct fault *f)
{
	struct arena	*scratch = arena_new(SCRATCH_MAX);
	bool		 ok = true;

	if (scratch == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	for (size_t i = 0; ok && i < trail->nfamilies; i++)
		ok = count_lineages(articles, occurrences, &trail->families[i], scratch, f) &&
		    name_speaker(articles, occurrences, &trail->families[i], scratch, f);
	arena_free(scratch);
	return ok;
}
