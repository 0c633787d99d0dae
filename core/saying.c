#include "core/saying.h"

#include <stdlib.h>

#define ANEW_DAYS 1 /* and more without it: who is printed much soon says a phrase anew */
#define DAY_UNKNOWN INT32_MAX

static int
compare_days(const void *left, const void *right)
{
	const struct saying	*a = left, *b = right;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return (a->occurrence > b->occurrence) - (a->occurrence < b->occurrence);
}

static int
compare_speakers(const void *left, const void *right)
{
	const struct saying	*a = left, *b = right;

	if (a->speaker != b->speaker)
		return a->speaker < b->speaker ? -1 : 1;
	return compare_days(left, right);
}

/* The speaker most of the sayings name, which are sorted, and how many; ties to the smaller hash. */
static uint64_t
common_speaker(const struct saying *sayings, size_t count, size_t *most)
{
	uint64_t	 best = 0;

	*most = 0;
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && sayings[end].speaker == sayings[i].speaker; end++)
			;
		if (sayings[i].speaker != 0 && end - i > *most) {
			*most = end - i;
			best = sayings[i].speaker;
		}
	}
	return best;
}

/* Of the sayings, which are sorted, are half of those that name a speaker one speaker's? */
static bool
are_somebodys(const struct saying *sayings, size_t count)
{
	size_t	 unnamed = 0, most;

	common_speaker(sayings, count, &most);
	while (unnamed < count && sayings[unnamed].speaker == 0)
		unnamed++;
	return 2 * most >= count - unnamed;
}

int32_t
saying_day(int64_t moment)
{
	const int64_t	 day = moment / DATE_DAY;

	return moment == DATE_UNKNOWN || day >= DAY_UNKNOWN || day <= -DAY_UNKNOWN ? DAY_UNKNOWN :
										     (int32_t)day;
}

/* Those without a speaker go with the one most of the sayings name, which are sorted. */
static void
name_all(struct saying *sayings, size_t count)
{
	size_t		 most;
	const uint64_t	 common = common_speaker(sayings, count, &most);

	for (size_t i = 0; i < count && sayings[i].speaker == 0; i++)
		sayings[i].speaker = common;
}

/* Those without a speaker go with the one most name that day. */
static void
name_by_day(struct saying *sayings, size_t count)
{
	qsort(sayings, count, sizeof *sayings, compare_days);
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && sayings[end].day == sayings[i].day; end++)
			;
		qsort(sayings + i, end - i, sizeof *sayings, compare_speakers);
		name_all(sayings + i, end - i);
	}
}

enum saying_weight
saying_sort(struct saying *sayings, size_t count, enum saying_weight weight)
{
	if (count < 2)
		return weight;
	qsort(sayings, count, sizeof *sayings, compare_speakers);
	if (!are_somebodys(sayings, count)) {
		weight = SAYING_LIGHT;
		name_by_day(sayings, count);
	} else if (weight == SAYING_LIGHT)
		name_all(sayings, count);
	qsort(sayings, count, sizeof *sayings,
	    weight == SAYING_MIDDLING ? compare_days : compare_speakers);
	return weight;
}

static bool
begins_anew(const struct saying *s, enum saying_weight weight)
{
	if (weight == SAYING_HEAVY)
		return false;
	if (weight == SAYING_LIGHT && s->speaker != s[-1].speaker)
		return true;
	return s->day != DAY_UNKNOWN && s->day > s[-1].day + ANEW_DAYS;
}

size_t
saying_run(struct saying *sayings, size_t count, enum saying_weight weight, uint64_t *speaker)
{
	size_t	 n = 1, most;

	while (n < count && !begins_anew(&sayings[n], weight))
		n++;
	if (weight == SAYING_MIDDLING && n > 1)
		qsort(sayings, n, sizeof *sayings, compare_speakers);
	*speaker = common_speaker(sayings, n, &most);
	return n;
}
