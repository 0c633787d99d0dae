#include "core/quoted.h"

#include <stdlib.h>

static int
compare_ranges(const void *left, const void *right)
{
	const struct quoted_range	*a = left, *b = right;

	return (a->from > b->from) - (a->from < b->from);
}

bool
quoted_read(const struct article *article, const struct span *parts, size_t nparts,
    struct arena *arena, struct quoted *quoted, struct fault *f)
{
	*quoted = (struct quoted) { .items = arena_take(arena, nparts, sizeof *quoted->items, f) };
	if (quoted->items == NULL)
		return false;
	for (size_t i = 0; i < nparts; i++) {
		const size_t	 from = (size_t)(parts[i].p - article->text.p);

		if (span_within(parts[i], article->text))
			quoted->items[quoted->count++] =
			    (struct quoted_range) { from, from + parts[i].n };
	}
	qsort(quoted->items, quoted->count, sizeof *quoted->items, compare_ranges);
	return true;
}

bool
quoted_at(struct quoted *quoted, size_t at)
{
	while (quoted->next < quoted->count && quoted->items[quoted->next].to <= at)
		quoted->next++;
	return quoted->next < quoted->count && quoted->items[quoted->next].from <= at;
}

bool
quoted_is_main(enum region region)
{
	return region == REGION_HEADLINE || region == REGION_STANDFIRST || region == REGION_BODY ||
	    region == REGION_CAPTION;
}
