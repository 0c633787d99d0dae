#include "core/circumstance.h"

#include <math.h>
#include <stdlib.h>

#define SPEAKERS_EVEN 400 /* wordings of nobody in particular, so that few say little */
#define NEARBY_MIN 2.0	  /* copies follow within hours and days, whatever else was printed then */
#define NEARBY_MAX 6.0

static int
compare_speakers(const void *a, const void *b)
{
	const struct speaker_count	*x = a, *y = b;

	return (x->speaker > y->speaker) - (x->speaker < y->speaker);
}

static bool
count_speakers(struct circumstances *c, const struct wordings *wordings, struct fault *f)
{
	struct speaker_count	*fewer;

	c->nwordings = wordings->count;
	c->speakers = calloc(wordings->count + 1, sizeof *c->speakers);
	if (c->speakers == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	for (size_t i = 0; i < wordings->count; i++)
		c->speakers[i] = (struct speaker_count) { wordings->items[i].speaker, 1, 0 };
	qsort(c->speakers, wordings->count, sizeof *c->speakers, compare_speakers);
	for (size_t i = 0; i < wordings->count; i++) {
		struct speaker_count *last =
		    c->nspeakers > 0 ? &c->speakers[c->nspeakers - 1] : NULL;

		if (last != NULL && last->speaker == c->speakers[i].speaker)
			last->wordings++;
		else
			c->speakers[c->nspeakers++] = c->speakers[i];
	}
	fewer = realloc(c->speakers, (c->nspeakers + 1) * sizeof *fewer);
	c->speakers = fewer != NULL ? fewer : c->speakers;
	return true;
}

static int
compare_dates(const void *a, const void *b)
{
	const int64_t	*x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static bool
sort_dates(struct circumstances *c, const struct wordings *wordings, struct fault *f)
{
	c->dates = calloc(wordings->count + 1, sizeof *c->dates);
	if (c->dates == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	for (size_t i = 0; i < wordings->count; i++) {
		if (wordings->items[i].from != DATE_UNKNOWN)
			c->dates[c->ndates++] = wordings->items[i].from;
	}
	qsort(c->dates, c->ndates, sizeof *c->dates, compare_dates);
	return true;
}

bool
circumstance_begin(struct circumstances *c, const struct wordings *wordings, struct fault *f)
{
	memset(c, 0, sizeof *c);
	return count_speakers(c, wordings, f) && sort_dates(c, wordings, f);
}

void
circumstance_end(struct circumstances *c)
{
	free(c->speakers);
	free(c->dates);
}

struct speaker_count *
circumstance_speaker(const struct circumstances *c, uint64_t speaker)
{
	const struct speaker_count	 key = { speaker, 0, 0 };

	return speaker == 0 ?
	    NULL :
	    bsearch(&key, c->speakers, c->nspeakers, sizeof *c->speakers, compare_speakers);
}

double
circumstance_agreement(const struct circumstances *c, const struct speaker_count *speaker)
{
	double	 bits;

	if (speaker == NULL)
		return 0;
	bits = log2((double)(c->nwordings + SPEAKERS_EVEN) / ((double)speaker->wordings + 2));
	return bits > CIRCUMSTANCE_SPEAKER ? CIRCUMSTANCE_SPEAKER : bits;
}

/* How many dates are before this one. */
static size_t
dates_before(const struct circumstances *c, int64_t date)
{
	size_t	 from = 0, to = c->ndates;

	while (from < to) {
		const size_t	 middle = from + (to - from) / 2;

		if (c->dates[middle] < date)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

double
circumstance_nearby(const struct circumstances *c, const struct wording *w)
{
	const int64_t	 days = CIRCUMSTANCE_DAYS * DATE_DAY;
	double		 near, bits;

	if (w->from == DATE_UNKNOWN)
		return 0;
	near = (double)(dates_before(c, w->from + days + 1) - dates_before(c, w->from - days));
	bits = log2((double)c->ndates / near);
	return bits < NEARBY_MIN ? NEARBY_MIN : bits > NEARBY_MAX ? NEARBY_MAX : bits;
}

double
circumstance_apart(int64_t seconds, double nearby)
{
	/*
	 * Few copies come so late, and the words of a phrase come again at any time. In the news
	 * of ten months three in five pairs of texts are more than 60 days apart, and of those
	 * that share a sentence one in nine.
	 */
	static const struct { int64_t days; double bits; } rows[] = {
		{ 14, 1 }, { 60, -1 }, { 365, -3 },
	};

	if (seconds == DATE_UNKNOWN)
		return 0;
	if (seconds <= CIRCUMSTANCE_DAYS * DATE_DAY)
		return nearby;
	for (size_t i = 0; i < LEN(rows); i++) {
		if (seconds <= rows[i].days * DATE_DAY)
			return rows[i].bits;
	}
	return -10;
}

int64_t
circumstance_between(const struct wording *a, const struct wording *b)
{
	if (a->from == DATE_UNKNOWN || b->from == DATE_UNKNOWN)
		return DATE_UNKNOWN;
	return a->from > b->to ? a->from - b->to : b->from > a->to ? b->from - a->to : 0;
}
