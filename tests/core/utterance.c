#include <criterion/criterion.h>
#include <stdio.h>

#include "core/utterance.h"

#define NOWHERE { DATE_UNKNOWN, DATE_UNKNOWN }
#define HOUR 3600
/* 18 May 2026 is a Monday. */
#define MONDAY 20591

static int64_t
at(int year, int month, int day, int hour)
{
	return date_days(year, month, day) * DATE_DAY + hour * HOUR;
}

/* A document of one day on clocks `east` hours ahead of UTC. */
static struct interval
day_of(int year, int month, int day, int east)
{
	return (
	    struct interval) { at(year, month, day, -east), at(year, month, day, 24 - east) - 1 };
}

static struct utterance_claim
claim_of(const char *said_on, const char *day, struct interval published)
{
	struct utterance_claim claim = { .said_on = span_of(said_on),
		.day = span_of(day),
		.published = published,
		.told = DATE_UNKNOWN };

	utterance_read(&claim);
	return claim;
}

/* "2026-05-15" or "2026-05-15 2026-05-22"; empty when it stays open. */
static const struct {
	const char	*what, *said_on, *day;
	int		 year, month, of_month, east;
	const char	*days;
} rows[] = {
	{ "the day itself", "monday", "2026-05-18", 2026, 5, 18, -4, "2026-05-18" },
	{ "the day before", "sunday", "2026-05-18", 2026, 5, 18, -4, "2026-05-17" },
	{ "five days before", "wednesday", "2026-05-18", 2026, 5, 18, -4, "2026-05-13" },
	{ "tomorrow's name: a week back, or already tomorrow further east", "tuesday", "2026-05-18",
	    2026, 5, 18, -4, "2026-05-12 2026-05-19" },
	{ "over the turn of the year", "wednesday", "2026-01-01", 2026, 1, 1, 1, "2025-12-31" },
	{ "over the end of February", "saturday", "2024-03-01", 2024, 3, 1, 0, "2024-02-24 2024-03-02" },
	{ "a date of this year", "05-03", "2026-05-18", 2026, 5, 18, 9, "2026-05-03" },
	{ "a date of last year", "12-30", "2026-01-05", 2026, 1, 5, 9, "2025-12-30" },
	{ "a leap day", "02-29", "2026-03-10", 2026, 3, 10, 0, "2024-02-29" },
	{ "a stated year is taken as it stands", "2019-07-04", "2026-05-18", 2026, 5, 18, 0, "2019-07-04" },
	{ "no day of the calendar", "2019-02-30", "2026-05-18", 2026, 5, 18, 0, "" },
	{ "no day at all", "yesterday", "2026-05-18", 2026, 5, 18, 0, "" },
};

Test(utterance, a_claim_is_read_beside_its_document)
{
	for (size_t i = 0; i < LEN(rows); i++) {
		struct utterance_claim claim = claim_of(rows[i].said_on, rows[i].day,
		    day_of(rows[i].year, rows[i].month, rows[i].of_month, rows[i].east));
		char	 days[80] = "", text[DATE_TEXT_MAX];

		for (size_t k = 0; k < claim.ndays; k++) {
			date_print(claim.days[k] * DATE_DAY, text);
			snprintf(days + strlen(days), sizeof days - strlen(days), "%s%.10s",
			    k > 0 ? " " : "", text);
		}
		cr_expect_str_eq(days, rows[i].days, "%s: %s", rows[i].what, days);
	}
}

Test(utterance, bounds_without_a_day_leave_several_days_open)
{
	struct interval		 week = { at(2026, 5, 12, 0), at(2026, 5, 18, 0) };
	struct interval		 open = { at(2026, 5, 12, 0), DATE_UNKNOWN };
	struct utterance_claim	 claim = claim_of("friday", "", week);

	cr_assert_eq(claim.ndays, 2, "%zu days", claim.ndays);
	cr_expect_eq(claim.days[0], date_days(2026, 5, 8));
	cr_expect_eq(claim.days[1], date_days(2026, 5, 15));
	claim = claim_of("friday", "", open);
	cr_expect_eq(claim.ndays, 0, "an open date anchors no weekday");
	cr_expect(utterance_fits(&claim, date_days(2026, 5, 15)), "but a Friday fits it");
	cr_expect_not(utterance_fits(&claim, date_days(2026, 5, 16)), "and a Saturday does not");
}

Test(utterance, an_undated_text_means_the_day_it_tells_of)
{
	struct utterance_claim claim = { .said_on = SPAN("friday"),
		.published = { at(2026, 5, 15, 12), DATE_UNKNOWN },
		.told = date_days(2026, 5, 15) };

	utterance_read(&claim);
	cr_assert_eq(claim.ndays, 1);
	cr_expect_eq(claim.days[0], date_days(2026, 5, 15));
	claim.said_on = SPAN("saturday");
	utterance_read(&claim);
	cr_expect_eq(claim.ndays, 0, "another weekday is not made a date");
}

/* Claims of documents dated Monday 18 May 2026 in New York; "?" claims have no dated document. */
static const struct {
	const char		*what, *claims[4];
	enum utterance_accord	 accord;
	const char		*day;
} accords[] = {
	{ "none", { NULL }, UTTERANCE_UNSTATED, "" },
	{ "one", { "friday" }, UTTERANCE_AGREED, "2026-05-15" },
	{ "a weekday and its date", { "friday", "05-15", "2026-05-15" }, UTTERANCE_AGREED, "2026-05-15" },
	{ "two days", { "friday", "saturday" }, UTTERANCE_CONFLICT, "" },
	{ "a date and another weekday", { "2026-05-15", "sunday" }, UTTERANCE_CONFLICT, "" },
	{ "an undated document's weekday fits", { "friday", "?friday" }, UTTERANCE_AGREED, "2026-05-15" },
	{ "an undated document's weekday does not", { "friday", "?monday" }, UTTERANCE_CONFLICT, "" },
	{ "only undated ones", { "?friday", "?friday" }, UTTERANCE_OPEN, "" },
	{ "undated ones that differ", { "?friday", "?monday" }, UTTERANCE_CONFLICT, "" },
	{ "two days fit", { "tuesday" }, UTTERANCE_OPEN, "" },
	{ "a date tells which of the two", { "tuesday", "2026-05-12" }, UTTERANCE_AGREED, "2026-05-12" },
};

Test(utterance, claims_agree_stay_open_or_contradict_each_other)
{
	for (size_t i = 0; i < LEN(accords); i++) {
		struct utterance_claim	 claims[4];
		char			 text[DATE_TEXT_MAX] = "";
		enum utterance_accord	 accord;
		size_t			 n = 0;
		int64_t			 day;

		for (; n < 4 && accords[i].claims[n] != NULL; n++) {
			const char	*claim = accords[i].claims[n];

			claims[n] = claim[0] == '?' ?
			    claim_of(claim + 1, "", (struct interval)NOWHERE) :
			    claim_of(claim, "2026-05-18", day_of(2026, 5, 18, -4));
		}
		accord = utterance_agree(claims, n, &day);
		cr_expect_eq(accord, accords[i].accord, "%s: %d", accords[i].what, (int)accord);
		date_print(day == DATE_UNKNOWN ? DATE_UNKNOWN : day * DATE_DAY, text);
		text[strlen(text) > 10 ? 10 : strlen(text)] = '\0';
		cr_expect_str_eq(text, accords[i].day, "%s: %s", accords[i].what, text);
	}
}

Test(utterance, the_order_of_claims_does_not_matter)
{
	const char	*said[] = { "tuesday", "2026-05-12", "05-12" };

	for (size_t i = 0; i < LEN(said); i++) {
		struct utterance_claim	 claims[LEN(said)];
		int64_t			 day;

		for (size_t k = 0; k < LEN(said); k++)
			claims[k] = claim_of(said[(i + k) % LEN(said)], "2026-05-18",
			    day_of(2026, 5, 18, -4));
		cr_expect_eq(utterance_agree(claims, LEN(said), &day), UTTERANCE_AGREED);
		cr_expect_eq(day, date_days(2026, 5, 12));
	}
}

static const struct {
	const char	*what, *land;
	int		 least, most; /* hours of other clocks */
	const char	*earliest, *latest;
} bounds[] = {
	{ "no land: any clock", NULL, 0, 0, "2026-05-17T10:00:00Z", "2026-05-19T11:59:59Z" },
	{ "a land with one clock", "Japan", 9, 9, "2026-05-17T15:00:00Z", "2026-05-18T14:59:59Z" },
	{ "a land with many", "Brazil", -4, -4, "2026-05-18T02:00:00Z", "2026-05-19T04:59:59Z" },
	{ "an outlet further east widens it", "Brazil", 9, 9, "2026-05-17T15:00:00Z",
	    "2026-05-19T04:59:59Z" },
};

Test(utterance, a_day_begins_where_it_was_spoken)
{
	for (size_t i = 0; i < LEN(bounds); i++) {
		struct interval when = utterance_bounds(MONDAY,
		    bounds[i].land != NULL ? land_named(span_of(bounds[i].land)) : NULL,
		    bounds[i].least * HOUR, bounds[i].most * HOUR);
		char	 text[DATE_TEXT_MAX];

		date_print(when.earliest, text);
		cr_expect_str_eq(text, bounds[i].earliest, "%s: %s", bounds[i].what, text);
		date_print(when.latest, text);
		cr_expect_str_eq(text, bounds[i].latest, "%s: %s", bounds[i].what, text);
	}
}

Test(utterance, a_day_is_printed_for_people)
{
	char	 text[DATE_TEXT_MAX];

	utterance_print(MONDAY, text);
	cr_expect_str_eq(text, "Mon 18 May 2026");
	utterance_print(date_days(1969, 12, 31), text);
	cr_expect_str_eq(text, "Wed 31 Dec 1969");
}
