#include "core/utterance.h"

#include <stdio.h>

#define AHEAD_MOST (14 * 3600) /* no clock is further ahead of UTC */
#define BEHIND_MOST (-12 * 3600) /* or behind */
#define WEEK_DAYS 7

/* The days a document may be of, by its own reckoning. */
struct own_days {
	int64_t	 first, last;
	int64_t	 latest; /* the moment it had surely appeared; DATE_UNKNOWN when it may be later */
};

static bool
read_digits(struct span s, size_t from, size_t to, int *value)
{
	*value = 0;
	for (size_t i = from; i < to; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		*value = *value * 10 + (s.p[i] - '0');
	}
	return true;
}

/* "2022-01-07" as days since 1970; DATE_UNKNOWN when it is none, or no such day was. */
static int64_t
read_full(struct span s)
{
	int	 year, month, day, back_year, back_month, back_day;
	int64_t	 days;

	if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-' || !read_digits(s, 0, 4, &year) ||
	    !read_digits(s, 5, 7, &month) || !read_digits(s, 8, 10, &day) || month < 1 || month > 12)
		return DATE_UNKNOWN;
	days = date_days(year, month, day);
	date_civil(days, &back_year, &back_month, &back_day);
	return back_month == month && back_day == day ? days : DATE_UNKNOWN;
}

static bool
read_yearless(struct span s, int *month, int *day)
{
	return s.n == 5 && s.p[2] == '-' && read_digits(s, 0, 2, month) &&
	    read_digits(s, 3, 5, day) && *month >= 1 && *month <= 12 && *day >= 1 && *day <= 31;
}

/* 1 Monday to 7 Sunday; 0 when it is no weekday. */
static int
read_weekday(struct span s)
{
	static const char *const names[] = { "monday", "tuesday", "wednesday", "thursday", "friday",
		"saturday", "sunday" };

	for (size_t i = 0; i < LEN(names); i++) {
		if (span_eq_case(s, span_of(names[i])))
			return (int)i + 1;
	}
	return 0;
}

static bool
find_own_days(const struct utterance_claim *claim, struct own_days *own)
{
	struct interval	 p = claim->published;
	int64_t	 day = claim->inferred ? DATE_UNKNOWN : read_full(claim->day);

	own->latest = p.latest;
	if (claim->inferred && p.earliest != DATE_UNKNOWN && p.latest != DATE_UNKNOWN)
		day = date_day_at(interval_middle(p));
	if (day != DATE_UNKNOWN) {
		own->first = own->last = day;
		return true;
	}
	if (p.earliest != DATE_UNKNOWN && p.latest != DATE_UNKNOWN &&
	    p.latest - p.earliest <= WEEK_DAYS * DATE_DAY) {
		own->first = date_day_at(p.earliest + BEHIND_MOST);
		own->last = date_day_at(p.latest + AHEAD_MOST);
		return true;
	}
	return false;
}

/* False when there are too many to follow. */
static bool
add_day(struct utterance_claim *claim, int64_t day)
{
	size_t	 at = 0;

	while (at < claim->ndays && claim->days[at] < day)
		at++;
	if (at < claim->ndays && claim->days[at] == day)
		return true;
	if (claim->ndays == UTTERANCE_DAYS)
		return false;
	for (size_t i = claim->ndays++; i > at; i--)
		claim->days[i] = claim->days[i - 1];
	claim->days[at] = day;
	return true;
}

/* The last month-day on or before a day. 29 February may be years back. */
static int64_t
last_date(int64_t on, int month, int day)
{
	int	 year, on_month, on_day;

	date_civil(on, &year, &on_month, &on_day);
	for (int back = 0; back <= 8; back++) {
		int64_t	 days = date_days(year - back, month, day);
		int	 y, m, d;

		date_civil(days, &y, &m, &d);
		if (m == month && d == day && days <= on)
			return days;
	}
	return DATE_UNKNOWN;
}

/* The claimed day as seen from a document of that day; DATE_UNKNOWN when there is none. */
static int64_t
seen_from(const struct utterance_claim *claim, int64_t on)
{
	int	 weekday = read_weekday(claim->said_on), month, day;

	if (weekday > 0)
		return on - (date_weekday(on) - weekday + WEEK_DAYS) % WEEK_DAYS;
	return read_yearless(claim->said_on, &month, &day) ? last_date(on, month, day) :
							     DATE_UNKNOWN;
}

void
utterance_read(struct utterance_claim *claim)
{
	struct own_days	 own;
	int64_t	 full = read_full(claim->said_on), seen;
	bool	 known = true;

	claim->ndays = 0;
	if (full != DATE_UNKNOWN) {
		add_day(claim, full);
		return;
	}
	if (!find_own_days(claim, &own)) {
		/* An undated text that tells of Friday night the 7th means that Friday. */
		if (claim->told != DATE_UNKNOWN && utterance_fits(claim, claim->told))
			add_day(claim, claim->told);
		return;
	}
	for (int64_t on = own.first; on <= own.last && known; on++) {
		seen = seen_from(claim, on);
		known = seen != DATE_UNKNOWN && add_day(claim, seen);
	}
	/* East of the document it may have been the next day already. */
	seen = seen_from(claim, own.last + 1);
	if (known && seen == own.last + 1 && own.latest != DATE_UNKNOWN &&
	    seen * DATE_DAY - AHEAD_MOST <= own.latest)
		known = add_day(claim, seen);
	if (!known)
		claim->ndays = 0;
}

bool
utterance_fits(const struct utterance_claim *claim, int64_t day)
{
	int	 weekday = read_weekday(claim->said_on), month, of_month, year, m, d;

	for (size_t i = 0; i < claim->ndays; i++) {
		if (claim->days[i] == day)
			return true;
	}
	if (claim->ndays > 0)
		return false;
	if (weekday > 0)
		return date_weekday(day) == weekday;
	date_civil(day, &year, &m, &d);
	return read_yearless(claim->said_on, &month, &of_month) && m == month && d == of_month;
}

static bool
fits_all(const struct utterance_claim *claims, size_t count, int64_t day)
{
	for (size_t i = 0; i < count; i++) {
		if (!utterance_fits(&claims[i], day))
			return false;
	}
	return true;
}

/* Two claims that no document's date explains contradict each other only by their words. */
static bool
words_differ(const struct utterance_claim *a, const struct utterance_claim *b)
{
	int	 x = read_weekday(a->said_on), y = read_weekday(b->said_on);

	if ((x > 0) != (y > 0))
		return false;
	return x > 0 ? x != y : !span_eq(a->said_on, b->said_on);
}

enum utterance_accord
utterance_agree(const struct utterance_claim *claims, size_t count, int64_t *day)
{
	const struct utterance_claim	*read = NULL;
	size_t	 fitting = 0;

	*day = DATE_UNKNOWN;
	for (size_t i = 0; i < count; i++) {
		if (claims[i].ndays > 0 && (read == NULL || claims[i].ndays < read->ndays))
			read = &claims[i];
		for (size_t k = 0; k < i; k++) {
			if (claims[i].ndays + claims[k].ndays == 0 &&
			    words_differ(&claims[i], &claims[k]))
				return UTTERANCE_CONFLICT;
		}
	}
	if (read == NULL)
		return count > 0 ? UTTERANCE_OPEN : UTTERANCE_UNSTATED;
	for (size_t i = 0; i < read->ndays; i++) {
		if (fits_all(claims, count, read->days[i])) {
			*day = read->days[i];
			fitting++;
		}
	}
	if (fitting == 1)
		return UTTERANCE_AGREED;
	*day = DATE_UNKNOWN;
	return fitting > 1 ? UTTERANCE_OPEN : UTTERANCE_CONFLICT;
}

struct interval
utterance_bounds(int64_t day, const struct land *land, int least, int most)
{
	if (land == NULL) {
		least = BEHIND_MOST;
		most = AHEAD_MOST;
	} else {
		least = least < land->least * 60 ? least : land->least * 60;
		most = most > land->most * 60 ? most : land->most * 60;
	}
	return (struct interval) { day * DATE_DAY - most, (day + 1) * DATE_DAY - 1 - least };
}

void
utterance_print(int64_t day, char out[DATE_TEXT_MAX])
{
	static const char	 weekdays[7][4] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	static const char	 months[12][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
		"Sep", "Oct", "Nov", "Dec" };
	int	 year, month, of_month;

	date_civil(day, &year, &month, &of_month);
	snprintf(out, DATE_TEXT_MAX, "%s %d %s %d", weekdays[date_weekday(day) - 1], of_month,
	    months[month - 1], year);
}
