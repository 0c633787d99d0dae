#include "core/lag.h"

#include <math.h>

#define HOUR 3600.0
#define MEDIAN (8 * HOUR)
#define DATES_WHOLE 32	 /* of the first dates each is taken by itself */
#define STEPS 24	 /* moments of a vague date that are tried, */
#define FINER 0.70711	 /* each so much nearer to the first copy than the one before */
#define ZONES (26 * HOUR) /* a day without its zone is so much longer */
#define LEAST (HOUR / 4) /* of a day that is over: its last clocks strike later than most */

static bool
is_open(struct interval i)
{
	return i.earliest == DATE_UNKNOWN || i.latest == DATE_UNKNOWN;
}

static bool
is_same(struct interval a, struct interval b)
{
	return a.earliest == b.earliest && a.latest == b.latest;
}

static double
width_of(struct interval i)
{
	return is_open(i) ? 0 : (double)(i.latest - i.earliest);
}

static bool
is_day_of_any_zone(struct interval i)
{
	return width_of(i) > DATE_DAY && width_of(i) <= DATE_DAY + ZONES;
}

size_t
lag_sum_up(const struct interval *dates, size_t count, struct lag_date *out)
{
	size_t	 n = 0, k = 0, left, step;

	for (; k < count && (n < DATES_WHOLE || is_same(dates[k], out[n - 1].when)); k++) {
		if (n > 0 && is_same(dates[k], out[n - 1].when))
			out[n - 1].printings++;
		else
			out[n++] = (struct lag_date) { dates[k], 1 };
	}
	left = count - k;
	step = left / (LAG_DATES_MAX - DATES_WHOLE) + 1;
	for (size_t from = k; from < count; from += step) {
		const size_t	 stands_for = count - from < step ? count - from : step;

		out[n++] = (struct lag_date) { dates[from + stands_for / 2], (double)stands_for };
	}
	return n;
}

/* The share that waits longer than so many seconds. */
static double
share_after(double seconds)
{
	return seconds <= 0 ? 1 : MEDIAN / (seconds + MEDIAN);
}

/* How likely a copy is to have that date, by the hour for a certain moment; 0: it came before. */
static double
chance_of(struct interval copy, double first)
{
	double	 from = (double)copy.earliest - first, to = (double)copy.latest - first;

	if (copy.latest == DATE_UNKNOWN)
		return copy.earliest == DATE_UNKNOWN ? 1 : share_after(from);
	if (to < 0)
		return 0;
	if (copy.earliest == DATE_UNKNOWN)
		return 1 - share_after(to + LEAST);
	if (copy.earliest == copy.latest)
		return HOUR / MEDIAN * share_after(to) * share_after(to);
	if (is_day_of_any_zone(copy)) {
		from += ZONES / 2;
		to -= ZONES / 2;
	}
	if (to < LEAST || to <= from)
		to = LEAST;
	return share_after(from) - share_after(to);
}

/* Logarithm of the chance of all dates but one of the first, when that was at this moment. */
static double
chance_of_all(const struct lag_date *dates, size_t count, struct interval first, double moment)
{
	double	 sum = 0;

	for (size_t k = 0; k < count; k++) {
		const double	 n = dates[k].printings - is_same(dates[k].when, first);
		const double	 chance = n > 0 ? chance_of(dates[k].when, moment) : 1;

		if (chance <= 0)
			return -INFINITY;
		if (n > 0)
			sum += n * log(chance);
	}
	return sum;
}

/* No copy surely appeared before the end of it; the first date itself is no copy of itself. */
static double
end_of(const struct lag_date *dates, size_t count, struct interval first)
{
	int64_t	 end = first.latest;

	for (size_t k = 0; k < count; k++) {
		if (dates[k].when.latest != DATE_UNKNOWN && dates[k].when.latest < end)
			end = dates[k].when.latest;
	}
	return (double)end;
}

/* How many of all clocks are at that day: the more the nearer the middle of a day of any zone. */
static double
weight_of(struct interval when, double moment)
{
	const double	 from = moment - (double)when.earliest, to = (double)when.latest - moment;

	return is_day_of_any_zone(when) ? 2 * fmin(from, to) / width_of(when) : 1;
}

/* Of a date that is open on one side. */
static double
bound_of(struct interval i)
{
	return i.latest != DATE_UNKNOWN ? (double)i.latest : (double)i.earliest + DATE_DAY;
}

double
lag_likelihood(const struct lag_date *dates, size_t count, struct interval first)
{
	const double	 end = end_of(dates, count, first);
	double		 likelihood = -INFINITY, from = end - (double)first.earliest, to;

	if (width_of(first) == 0)
		return chance_of_all(dates, count, first, bound_of(first));
	for (int i = 0; from > 0 && i < STEPS; i++) {
		double	 moment, chance, more;

		to = i < STEPS - 1 ? from * FINER : 0;
		moment = end - (from + to) / 2;
		chance = chance_of_all(dates, count, first, moment) +
		    log(weight_of(first, moment) * (from - to) / HOUR);
		more = fmax(chance, likelihood);
		likelihood =
		    more == -INFINITY ? more : more + log1p(exp(fmin(chance, likelihood) - more));
		from = to;
	}
	return likelihood;
}
