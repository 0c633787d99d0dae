#include "core/moment.h"

#include <stdio.h>

#include "core/outlet.h"

#define ZONE_TEXT_MAX 96
#define YEARS_AROUND 6 /* within six years every day falls on every weekday but for leap days */

static int
days_in_month(int year, int month)
{
	int	 next_year = month == 12 ? year + 1 : year;

	return (int)(date_days(next_year, month % 12 + 1, 1) - date_days(year, month, 1));
}

bool
moment_exists(const struct moment *m)
{
	if (m->month < 1 || m->month > 12 || m->day < 1)
		return false;
	if (m->day > days_in_month(m->year == 0 ? 2000 : m->year, m->month))
		return false;
	return m->hour <= 23 && m->minute <= 59 && m->second <= 59;
}

struct moment
moment_swapped(const struct moment *m)
{
	struct moment	 other = *m;

	other.month = m->day;
	other.day = m->month;
	return other;
}

static int64_t
distance(int64_t a, int64_t b)
{
	return a < b ? b - a : a - b;
}

/* The year that brings the day nearest to the anchor, on its weekday if one is printed. */
static int
nearest_year(const struct moment *m, int64_t anchor)
{
	int	 around, month, day, best = 0;
	int64_t	 nearest = INT64_MAX;

	date_civil(date_day_at(anchor), &around, &month, &day);
	for (int year = around - YEARS_AROUND; year <= around + YEARS_AROUND; year++) {
		struct moment	 candidate = *m;
		int64_t		 days;

		candidate.year = year;
		if (!moment_exists(&candidate))
			continue;
		days = date_days(year, m->month, m->day);
		if (m->weekday != 0 && date_weekday(days) != m->weekday)
			continue;
		if (distance(days * DATE_DAY + DATE_DAY / 2, anchor) < nearest) {
			nearest = distance(days * DATE_DAY + DATE_DAY / 2, anchor);
			best = year;
		}
	}
	return best;
}

/* First and last second the printed parts leave open, on the clock of their own zone. */
static struct interval
on_the_clock(const struct moment *m)
{
	int64_t	 start = date_days(m->year, m->month, m->day) * DATE_DAY;

	if (m->hour < 0)
		return (struct interval) { start, start + DATE_DAY - 1 };
	start += m->hour * 3600;
	if (m->minute < 0)
		return (struct interval) { start, start + 3599 };
	start += m->minute * 60;
	if (m->second < 0)
		return (struct interval) { start, start + 59 };
	return (struct interval) { start + m->second, start + m->second };
}

static struct interval
in_utc(const struct moment *m, const struct zone *zone, struct zone_range range)
{
	struct interval	 local = on_the_clock(m);

	if (zone != NULL) {
		local.earliest -= zone_at_local(zone, local.earliest).most;
		local.latest -= zone_at_local(zone, local.latest).least;
		return local;
	}
	return (struct interval) { local.earliest - range.most, local.latest - range.least };
}

static void
print_offset(char *out, size_t room, int offset)
{
	int	 minutes = (offset < 0 ? -offset : offset) / 60;

	snprintf(out, room, "%c%02d:%02d", offset < 0 ? '-' : '+', minutes / 60 % 100, minutes % 60);
}

static void
print_zone(const struct moment *m, const struct zone *assumed, char out[ZONE_TEXT_MAX])
{
	char	 least[16], most[16];

	print_offset(least, sizeof least, m->offset.least);
	print_offset(most, sizeof most, m->offset.most);
	if (m->zone != NULL)
		snprintf(out, ZONE_TEXT_MAX, "stated %s", zone_name(m->zone));
	else if (m->offset_stated && m->offset.least == m->offset.most)
		snprintf(out, ZONE_TEXT_MAX, "stated %s", least);
	else if (m->offset_stated)
		snprintf(out, ZONE_TEXT_MAX, "stated %s to %s", least, most);
	else if (assumed != NULL)
		snprintf(out, ZONE_TEXT_MAX, "assumed %s", zone_name(assumed));
	else
		snprintf(out, ZONE_TEXT_MAX, "unknown");
}

static struct interval
hull(struct interval a, struct interval b)
{
	return (struct interval) { a.earliest < b.earliest ? a.earliest : b.earliest,
		a.latest > b.latest ? a.latest : b.latest };
}

const struct zone *
moment_home(const struct date_context *context)
{
	const struct outlet_profile	*profile;

	if (context->zone.n > 0)
		return zone_named(context->zone);
	profile = outlet_profile(context->outlet);
	return profile != NULL ? zone_named(span_of(profile->zone)) : NULL;
}

bool
moment_settle(const struct moment *printed, const struct date_context *context, struct arena *arena,
    struct evidence *e, struct fault *f)
{
	struct moment			 m = *printed;
	const struct zone		*assumed = NULL;
	struct zone_range		 range = ZONE_ANY;
	char				 text[ZONE_TEXT_MAX];

	if (m.offset_stated)
		range = m.offset;
	else if (m.zone == NULL)
		assumed = moment_home(context);
	print_zone(&m, assumed, text);
	if (!span_in(arena, span_of(text), &e->zone, f))
		return false;

	e->when = INTERVAL_UNKNOWN;
	e->day = SPAN_NONE;
	if (m.year == 0 && context->anchor != DATE_UNKNOWN)
		m.year = nearest_year(&m, context->anchor);
	if (m.year == 0)
		return true;

	e->when = in_utc(&m, m.zone != NULL ? m.zone : assumed, range);
	if (m.order_unknown) {
		struct moment	 other = moment_swapped(&m);

		e->when = hull(e->when, in_utc(&other, m.zone != NULL ? m.zone : assumed, range));
		return true;
	}
	snprintf(text, sizeof text, "%04d-%02d-%02d", m.year % 10000, m.month, m.day);
	return span_in(arena, span_of(text), &e->day, f);
}
