#include <criterion/criterion.h>

#include "core/date.h"

#define ROOM ((size_t)1 << 20)
#define NOON 1641816000 /* 2022-01-10T12:00:00Z */

static const struct { const char *language, *text, *found, *earliest, *latest; } phrases[] = {
	{ "en", "posted 9 Jan 2022, 19:00Updated", "9 Jan 2022, 19:00", "2022-01-09T05:00:00Z", "2022-01-10T07:00:59Z" },
	{ "en", "at: 9\xC2\xA0Jan\xC2\xA0" "2022, 19:09", "9\xC2\xA0Jan\xC2\xA0" "2022, 19:09", "2022-01-09T05:09:00Z", "2022-01-10T07:09:59Z" },
	{ "en", "By A. Writer January 07, 2022", "January 07, 2022", "2022-01-06T10:00:00Z", "2022-01-08T11:59:59Z" },
	{ "en", "Jan. 7, 2022 at 9:15 p.m. EST", "Jan. 7, 2022 at 9:15 p.m. EST", "2022-01-08T02:15:00Z", "2022-01-08T02:15:59Z" },
	{ "en", "Jan. 7, 2022, 9:15 PM Moscow time.", "Jan. 7, 2022, 9:15 PM Moscow time", "2022-01-07T18:15:00Z", "2022-01-07T18:15:59Z" },
	{ "en", "7:12 AM ET, Fri January 7, 2022", "7:12 AM ET, Fri January 7, 2022", "2022-01-07T12:12:00Z", "2022-01-07T12:12:59Z" },
	{ "en", "Nov 8, 2023 / 02:40 PM CST", "Nov 8, 2023 / 02:40 PM CST", "2023-11-08T20:40:00Z", "2023-11-08T20:40:59Z" },
	{ "en", "0612 GMT on 9 Jan 2022", "0612 GMT on 9 Jan 2022", "2022-01-09T06:12:00Z", "2022-01-09T06:12:59Z" },
	{ "en", "January 7th, 2022 9pm", "January 7th, 2022 9pm", "2022-01-07T07:00:00Z", "2022-01-08T09:59:59Z" },
	{ "en", "Friday, Jan. 7, 2022. The", "Friday, Jan. 7, 2022", "2022-01-06T10:00:00Z", "2022-01-08T11:59:59Z" },
	{ "en", "2022-01-07T19:00:00+06:00", "2022-01-07T19:00:00+06:00", "2022-01-07T13:00:00Z", "2022-01-07T13:00:00Z" },
	{ "en", "7 Jan 2022 19:00 GMT+3", "7 Jan 2022 19:00 GMT+3", "2022-01-07T16:00:00Z", "2022-01-07T16:00:59Z" },
	{ "en", "24 DEC 19", "24 DEC 19", "2019-12-23T10:00:00Z", "2019-12-25T11:59:59Z" },
	{ "en", "13/07/2022", "13/07/2022", "2022-07-12T10:00:00Z", "2022-07-14T11:59:59Z" },
	{ "en", "07/13/2022", "07/13/2022", "2022-07-12T10:00:00Z", "2022-07-14T11:59:59Z" },
	{ "en", "01/07/2022", "01/07/2022", "2022-01-06T10:00:00Z", "2022-07-02T11:59:59Z" },
	{ "en", "Friday 01/07/2022", "Friday 01/07/2022", "2022-01-06T10:00:00Z", "2022-07-02T11:59:59Z" },
	{ "en-GB", "01/07/2022", "01/07/2022", "2022-06-30T10:00:00Z", "2022-07-02T11:59:59Z" },
	{ "en-US", "01/07/2022", "01/07/2022", "2022-01-06T10:00:00Z", "2022-01-08T11:59:59Z" },
	{ "fr", "01/07/2022", "01/07/2022", "2022-06-30T10:00:00Z", "2022-07-02T11:59:59Z" },
	{ "de", "am 7. Januar 2022 um 10:15 Uhr", "7. Januar 2022 um 10:15 Uhr", "2022-01-06T20:15:00Z", "2022-01-07T22:15:59Z" },
	{ "de", "07.01.2022 10:15", "07.01.2022 10:15", "2022-01-06T20:15:00Z", "2022-01-07T22:15:59Z" },
	{ "de", "7.1.22 10:15", "7.1.22 10:15", "2022-01-06T20:15:00Z", "2022-01-07T22:15:59Z" },
	{ "de", "7. 1. 2022", "7. 1. 2022", "2022-01-06T10:00:00Z", "2022-01-08T11:59:59Z" },
	{ "de", "28.M\xC3\xA4r.18", "28.M\xC3\xA4r.18", "2018-03-27T10:00:00Z", "2018-03-29T11:59:59Z" },
	{ "de", "Freitag, der 7. J\xC3\xA4nner 2022", "Freitag, der 7. J\xC3\xA4nner 2022", "2022-01-06T10:00:00Z", "2022-01-08T11:59:59Z" },
	{ "fr", "le 7 janvier 2022 \xC3\xA0 10h30", "7 janvier 2022 \xC3\xA0 10h30", "2022-01-06T20:30:00Z", "2022-01-07T22:30:59Z" },
	{ "fr", "vendredi 1er ao\xC3\xBBt 2025", "vendredi 1er ao\xC3\xBBt 2025", "2025-07-31T10:00:00Z", "2025-08-02T11:59:59Z" },
	{ "es", "viernes, 7 de enero de 2022", "viernes, 7 de enero de 2022", "2022-01-06T10:00:00Z", "2022-01-08T11:59:59Z" },
	{ "it", "venerd\xC3\xAC 7 gennaio 2022 alle ore 10:30", "venerd\xC3\xAC 7 gennaio 2022 alle ore 10:30", "2022-01-06T20:30:00Z", "2022-01-07T22:30:59Z" },
	{ "pt", "sexta-feira, 7 de janeiro de 2022 \xC3\xA0s 10h30", "sexta-feira, 7 de janeiro de 2022 \xC3\xA0s 10h30", "2022-01-06T20:30:00Z", "2022-01-07T22:30:59Z" },
	{ "nl", "7 maart 2022 om 10.15 uur", "7 maart 2022 om 10.15 uur", "2022-03-06T20:15:00Z", "2022-03-07T22:15:59Z" },
	{ "pl", "7 stycznia 2022, godz. 10:15", "7 stycznia 2022, godz. 10:15", "2022-01-06T20:15:00Z", "2022-01-07T22:15:59Z" },
	{ "ru", "7 \xD1\x8F\xD0\xBD\xD0\xB2\xD0\xB0\xD1\x80\xD1\x8F 2022, 19:00", "7 \xD1\x8F\xD0\xBD\xD0\xB2\xD0\xB0\xD1\x80\xD1\x8F 2022, 19:00", "2022-01-07T05:00:00Z", "2022-01-08T07:00:59Z" },
	{ "tr", "7 Ocak 2022 Cuma 10:15", "7 Ocak 2022 Cuma 10:15", "2022-01-06T20:15:00Z", "2022-01-07T22:15:59Z" },
	{ "id", "Jumat, 7 Januari 2022 10:15 WIB", "Jumat, 7 Januari 2022 10:15 WIB", "2022-01-07T03:15:00Z", "2022-01-07T03:15:59Z" },
	{ "sv", "7 januari 2022 kl. 10.15", "7 januari 2022 kl. 10.15", "2022-01-06T20:15:00Z", "2022-01-07T22:15:59Z" },
	{ "hu", "2022. janu\xC3\xA1r 7.", "2022. janu\xC3\xA1r 7.", "2022-01-06T10:00:00Z", "2022-01-08T11:59:59Z" },
	{ "zh", "2022\xE5\xB9\xB4" "1\xE6\x9C\x88" "7\xE6\x97\xA5 19:00", "2022\xE5\xB9\xB4" "1\xE6\x9C\x88" "7\xE6\x97\xA5 19:00", "2022-01-07T05:00:00Z", "2022-01-08T07:00:59Z" },
	{ "zh", "令和元年6月12日", "令和元年6月12日", "2019-06-11T10:00:00Z", "2019-06-13T11:59:59Z" },
	{ "zh", "昭和64年1月7日", "昭和64年1月7日", "1989-01-06T10:00:00Z", "1989-01-08T11:59:59Z" },
	{ "th", "12 สิงหาคม 2565", "12 สิงหาคม 2565", "2022-08-11T10:00:00Z", "2022-08-13T11:59:59Z" },
	{ "fa", "۱۴ تیر ۱۴۰۰", "۱۴ تیر ۱۴۰۰", "2021-07-04T10:00:00Z", "2021-07-06T11:59:59Z" },
	{ "", "/news/2022/01/07/4711-story", "2022/01/07", "2022-01-06T10:00:00Z", "2022-01-08T11:59:59Z" },
	/* an age is one unit wide, rounded who knows how: counted from 2022-01-10T12:00Z */
	{ "en", "3 days ago", "3 days ago", "2022-01-06T12:00:00Z", "2022-01-08T00:00:00Z" },
	{ "en", "an hour ago", "an hour ago", "2022-01-10T10:00:00Z", "2022-01-10T11:30:00Z" },
	{ "en", "1 day, 3 hours ago", "1 day, 3 hours ago", "2022-01-09T08:00:00Z", "2022-01-09T09:30:00Z" },
	{ "en", "2h ago", "2h ago", "2022-01-10T09:00:00Z", "2022-01-10T10:30:00Z" },
	{ "de", "vor 3 Tagen", "vor 3 Tagen", "2022-01-06T12:00:00Z", "2022-01-08T00:00:00Z" },
	{ "fr", "il y a 3 jours", "il y a 3 jours", "2022-01-06T12:00:00Z", "2022-01-08T00:00:00Z" },
	{ "es", "hace 3 d\xC3\xAD" "as", "hace 3 d\xC3\xAD" "as", "2022-01-06T12:00:00Z", "2022-01-08T00:00:00Z" },
	{ "it", "3 giorni fa", "3 giorni fa", "2022-01-06T12:00:00Z", "2022-01-08T00:00:00Z" },
	{ "pt", "h\xC3\xA1 3 dias", "h\xC3\xA1 3 dias", "2022-01-06T12:00:00Z", "2022-01-08T00:00:00Z" },
	{ "nl", "3 dagen geleden", "3 dagen geleden", "2022-01-06T12:00:00Z", "2022-01-08T00:00:00Z" },
	{ "pl", "3 dni temu", "3 dni temu", "2022-01-06T12:00:00Z", "2022-01-08T00:00:00Z" },
	{ "tr", "3 g\xC3\xBCn \xC3\xB6nce", "3 g\xC3\xBCn \xC3\xB6nce", "2022-01-06T12:00:00Z", "2022-01-08T00:00:00Z" },
	{ "id", "3 hari yang lalu", "3 hari yang lalu", "2022-01-06T12:00:00Z", "2022-01-08T00:00:00Z" },
	{ "sv", "f\xC3\xB6r 3 dagar sedan", "f\xC3\xB6r 3 dagar sedan", "2022-01-06T12:00:00Z", "2022-01-08T00:00:00Z" },
	{ "en", "yesterday", "yesterday", "2022-01-08T12:00:00Z", "2022-01-10T11:59:59Z" },
	{ "de", "Gestern, 18:30 Uhr", "Gestern, 18:30 Uhr", "2022-01-08T12:00:00Z", "2022-01-10T11:59:59Z" },
	/* without a year the nearest to the anchor, on its weekday */
	{ "en", "MOSCOW, Jan 9 (Agency)", "Jan 9", "2022-01-08T10:00:00Z", "2022-01-10T11:59:59Z" },
	{ "en", "NEW YORK, January 9. /AGENCY/.", "January 9", "2022-01-08T10:00:00Z", "2022-01-10T11:59:59Z" },
	{ "en", "on Dec. 30", "Dec. 30", "2021-12-29T10:00:00Z", "2021-12-31T11:59:59Z" },
	{ "en", "Saturday, January 9", "Saturday, January 9", "2021-01-08T10:00:00Z", "2021-01-10T11:59:59Z" },
	{ "en", "on Feb. 29", "Feb. 29", "2020-02-28T10:00:00Z", "2020-03-01T11:59:59Z" },
	{ "fr", "le 9 janvier \xC3\xA0 13:06", "9 janvier \xC3\xA0 13:06", "2022-01-08T23:06:00Z", "2022-01-10T01:06:59Z" },
};

static struct arena *arena;

static void
begin(void)
{
	arena = arena_new(ROOM);
	cr_assert_not_null(arena);
}

static void
end(void)
{
	arena_free(arena);
}

TestSuite(date_find, .init = begin, .fini = end);

Test(date_find, reads_phrases_of_many_languages)
{
	for (size_t i = 0; i < LEN(phrases); i++) {
		struct date_context context = { .language = span_of(phrases[i].language),
			.anchor = NOON };
		struct fault		 fault = FAULT_INIT;
		struct evidence		 e;
		size_t			 at = 0;
		char			 earliest[DATE_TEXT_MAX], latest[DATE_TEXT_MAX];

		cr_expect(date_find(span_of(phrases[i].text), &context, arena, &at, &e, &fault),
		    "%s", phrases[i].text);
		cr_expect(span_eq(e.found, span_of(phrases[i].found)), "%s: [%.*s]",
		    phrases[i].text, SPAN_ARG(e.found));
		date_print(e.when.earliest, earliest);
		date_print(e.when.latest, latest);
		cr_expect(strcmp(earliest, phrases[i].earliest) == 0 &&
			strcmp(latest, phrases[i].latest) == 0,
		    "%s %s: %s to %s", phrases[i].language, phrases[i].text, earliest, latest);
	}
}

static const char *const others[] = {
	"call 555-01-2022 or 212-555-1234 today's line", "from $9.99 for 5,000 people, up 9.5%",
	"Article 7.1.2022 of the code", "\xC2\xA7 12.1.2022", "version 1.2.2022", "at 192.168.1.2022",
	"Directive 2004/38/EC", "they won 3-2, then 6-4, 7-5", "nine of 10 may 10 people died",
	"the set 9 out of 10", "the march 9 people joined", "from 9-10 January 2022", "January 9-10, 2022",
	"Sept. 31, 2022", "30 February 2022", "32/13/2022", "in January 2022", "2022", "May 5,000 voices rise",
	"lost by 3 days", "in 3 days", "ISBN 01-02-2022", "99/99/9999", "2022-2023", "Jan 9:30",
};

Test(date_find, leaves_other_numbers_alone)
{
	for (size_t i = 0; i < LEN(others); i++) {
		struct date_context	 context = { .language = SPAN("en"), .anchor = NOON };
		struct fault		 fault = FAULT_INIT;
		struct evidence		 e;
		size_t			 at = 0;
		bool	 found = date_find(span_of(others[i]), &context, arena, &at, &e, &fault);

		cr_expect_not(found, "%s: [%.*s]", others[i], SPAN_ARG(e.found));
		cr_expect_eq(fault.kind, FAULT_NONE);
	}
}

Test(date_find, without_an_anchor_leaves_year_and_age_open)
{
	static const char *const texts[] = { "Jan 9", "3 days ago", "yesterday" };

	for (size_t i = 0; i < LEN(texts); i++) {
		struct date_context	 context = { .language = SPAN("en"), .anchor = DATE_UNKNOWN };
		struct fault		 fault = FAULT_INIT;
		struct evidence		 e;
		size_t			 at = 0;

		cr_assert(date_find(span_of(texts[i]), &context, arena, &at, &e, &fault));
		cr_expect(e.when.earliest == DATE_UNKNOWN && e.when.latest == DATE_UNKNOWN);
		cr_expect_eq(e.day.n, 0);
	}
}

Test(date_find, goes_through_a_line_date_by_date)
{
	struct date_context	 context = { .language = SPAN("en"), .anchor = DATE_UNKNOWN };
	struct span		 line = SPAN("9 Jan 2022, 19:00Updated at: 9 Jan 2022, 19:09 and 3 days ago");
	struct fault		 fault = FAULT_INIT;
	struct evidence		 e;
	size_t			 at = 0, count = 0;

	while (date_find(line, &context, arena, &at, &e, &fault)) {
		cr_expect_eq(e.kind, count < 2 ? EVIDENCE_BYLINE : EVIDENCE_RELATIVE);
		cr_expect(span_within(e.found, line));
		count++;
	}
	cr_expect_eq(count, 3);
	cr_expect_eq(fault.kind, FAULT_NONE);
}

Test(date_find, an_assumed_zone_makes_yesterday_one_day)
{
	struct date_context context = { .outlet = SPAN("TASS"),
		.language = SPAN("en"),
		.anchor = NOON };
	struct fault		 fault = FAULT_INIT;
	struct evidence		 e;
	size_t			 at = 0;

	cr_assert(date_find(SPAN("yesterday"), &context, arena, &at, &e, &fault));
	cr_expect_eq(e.when.earliest, NOON - 39 * 3600, "Moscow's midnight");
	cr_expect_eq(e.when.latest, NOON - 15 * 3600 - 1);
}
