#include "core/date.h"

#include <stdio.h>

#define ERA_DAYS 146097 /* in 400 years */
#define EPOCH_DAYS 719468 /* from 0000-03-01 to 1970-01-01 */

const struct evidence_row evidence_kinds[EVIDENCE_KINDS] = {
	[EVIDENCE_JSON_LD] = { "json-ld", "the page's structured data state it", 1 },
	[EVIDENCE_FEED] = { "feed", "the feed or news sitemap states it", 1 },
	[EVIDENCE_RECORD] = { "record", "the record that was read states it", 1 },
	[EVIDENCE_META] = { "meta", "the page's meta elements, or its scripts' data, state it", 2 },
	[EVIDENCE_ITEMPROP] = { "itemprop", "the page's microdata state it", 2 },
	[EVIDENCE_TIME] = { "time", "a time element of the article states it", 2 },
	[EVIDENCE_BYLINE] = { "byline", "printed in the article's date line", 3 },
	[EVIDENCE_DATELINE] = { "dateline", "the agency's dateline: the day of writing", 4 },
	[EVIDENCE_URL] = { "url", "the address names a day", 5 },
	[EVIDENCE_RELATIVE] = { "relative", "an age, counted back from the capture", 6 },
	[EVIDENCE_WEEKDAY] = { "weekday", "the text reports on this weekday", 7 },
	[EVIDENCE_EVENT] = { "event", "the text tells of something already past: not before", 8 },
	[EVIDENCE_CORPUS] = { "corpus", "inferred from dated twins in this corpus", 9 },
	[EVIDENCE_CAPTURE] = { "capture", "fetched then: not after", 0 },
	[EVIDENCE_ARCHIVE] = { "archive", "in an archive by then: not after", 0 },
	[EVIDENCE_MODIFIED] = { "modified", "last changed then: not after", 0 },
	[EVIDENCE_FURNITURE] = { "furniture", "the page showed the day it was served: not after", 0 },
	[EVIDENCE_TEASER] = { "teaser", "dates another article on the page: fetched later", 0 },
};

const char *const evidence_says_names[SAYS_KINDS] = {
	[SAYS_PUBLISHED] = "published",
	[SAYS_MODIFIED] = "modified",
	[SAYS_NOT_BEFORE] = "not-before",
	[SAYS_NOT_AFTER] = "not-after",
	[SAYS_CAPTURED] = "captured-not-before",
};

/* Years begin in March, so that the leap day ends them. */
int64_t
date_days(int year, int month, int day)
{
	int64_t	 y = (int64_t)year - (month <= 2);
	int64_t	 era = (y >= 0 ? y : y - 399) / 400;
	int64_t	 of_era = y - era * 400;
	int64_t	 of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH_DAYS;
}

void
date_civil(int64_t days, int *year, int *month, int *day)
{
	int64_t	 z = days + EPOCH_DAYS;
	int64_t	 era = (z >= 0 ? z : z - (ERA_DAYS - 1)) / ERA_DAYS;
	int64_t	 of_era = z - era * ERA_DAYS;
	int64_t	 y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t	 of_year = of_era - (365 * y + y / 4 - y / 100);
	int64_t	 m = (5 * of_year + 2) / 153;

	*day = (int)(of_year - (153 * m + 2) / 5 + 1);
	*month = (int)(m < 10 ? m + 3 : m - 9);
	*year = (int)(y + era * 400 + (*month <= 2));
}

static bool
is_persian_leap(int year)
{
	static const int	 leaps[] = { 1, 5, 9, 13, 17, 22, 26, 30 };

	for (size_t i = 0; i < LEN(leaps); i++) {
		if (year % 33 == leaps[i])
			return true;
	}
	return false;
}

/* Six months of 31 days, five of 30, and one that the leap day ends. */
bool
date_from_persian(int year, int month, int day, int *civil_year, int *civil_month, int *civil_day)
{
	int64_t	 days = date_days(1921, 3, 21); /* the first day of 1300 */
	int	 most = month <= 6 ? 31 : month < 12 ? 30 : 29 + is_persian_leap(year);

	if (year < 1300 || year > 1499 || month < 1 || month > 12 || day < 1 || day > most)
		return false;
	for (int y = 1300; y < year; y++)
		days += 365 + is_persian_leap(y);
	days += (month - 1) * 30 + (month <= 6 ? month - 1 : 6) + day - 1;
	date_civil(days, civil_year, civil_month, civil_day);
	return true;
}

/* 1970-01-01 was a Thursday. */
int
date_weekday(int64_t days)
{
	int64_t	 since = (days + 3) % 7;

	return (int)(since < 0 ? since + 7 : since) + 1;
}

static void
put_two(char *out, int number)
{
	out[0] = (char)('0' + number / 10 % 10);
	out[1] = (char)('0' + number % 10);
}

/* A report prints a few times for each occurrence: digits one by one cost a tenth of a format. */
void
date_print(int64_t at, char out[DATE_TEXT_MAX])
{
	int64_t	 days = date_day_at(at), second;
	int	 year, month, day, n;

	out[0] = '\0';
	if (at == DATE_UNKNOWN)
		return;
	date_civil(days, &year, &month, &day);
	second = at - days * DATE_DAY;
	put_two(out, year / 100);
	put_two(out + 2, year);
	n = year >= 0 && year <= 9999 ? 4 : snprintf(out, DATE_TEXT_MAX, "%04d", year);
	memcpy(out + n, "-00-00T00:00:00Z", sizeof "-00-00T00:00:00Z");
	put_two(out + n + 1, month);
	put_two(out + n + 4, day);
	put_two(out + n + 7, (int)(second / 3600));
	put_two(out + n + 10, (int)(second / 60 % 60));
	put_two(out + n + 13, (int)(second % 60));
}

static bool
is_undated(struct interval i)
{
	return i.earliest == DATE_UNKNOWN && i.latest == DATE_UNKNOWN;
}

/* An open upper side lies behind everything. */
static int64_t
upper(struct interval i)
{
	return i.latest == DATE_UNKNOWN ? INT64_MAX : i.latest;
}

bool
interval_before(struct interval a, struct interval b)
{
	return a.latest != DATE_UNKNOWN && b.earliest != DATE_UNKNOWN && a.latest < b.earliest;
}

int64_t
interval_overlap(struct interval a, struct interval b)
{
	int64_t	 from = a.earliest > b.earliest ? a.earliest : b.earliest;
	int64_t	 to = upper(a) < upper(b) ? upper(a) : upper(b);

	if (is_undated(a) || is_undated(b) || from > to)
		return 0;
	if (from == DATE_UNKNOWN || to == INT64_MAX)
		return INT64_MAX;
	return to - from + 1;
}

int64_t
interval_middle(struct interval i)
{
	if (is_undated(i))
		return DATE_UNKNOWN;
	if (i.latest == DATE_UNKNOWN)
		return INT64_MAX;
	if (i.earliest == DATE_UNKNOWN)
		return DATE_UNKNOWN;
	return i.earliest + (i.latest - i.earliest) / 2;
}
