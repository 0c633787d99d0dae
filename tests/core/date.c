#include <criterion/criterion.h>

#include "core/date.h"
#include "core/date_word.h"

#define ROOM ((size_t)1 << 20)

static const struct { int year, month, day, weekday; int64_t days; } civil[] = {
	{ 1970, 1, 1, 4, 0 },
	{ 2022, 1, 7, 5, 18999 },
	{ 2000, 2, 29, 2, 11016 },
	{ 1969, 12, 31, 3, -1 },
	{ 1600, 3, 1, 3, -135080 },
	{ 2199, 12, 31, 2, 84005 },
};

Test(date, counts_days_there_and_back)
{
	for (size_t i = 0; i < LEN(civil); i++) {
		int	 year, month, day;

		cr_expect_eq(date_days(civil[i].year, civil[i].month, civil[i].day), civil[i].days,
		    "%d-%d-%d", civil[i].year, civil[i].month, civil[i].day);
		date_civil(civil[i].days, &year, &month, &day);
		cr_expect(year == civil[i].year && month == civil[i].month && day == civil[i].day,
		    "%lld is %d-%d-%d", (long long)civil[i].days, year, month, day);
		cr_expect_eq(date_weekday(civil[i].days), civil[i].weekday, "%d-%d-%d",
		    civil[i].year, civil[i].month, civil[i].day);
	}
}

Test(date, every_day_of_four_centuries_comes_back)
{
	for (int64_t days = -80000; days < 80000; days += 13) {
		int	 year, month, day;

		date_civil(days, &year, &month, &day);
		cr_assert_eq(date_days(year, month, day), days);
	}
}

static const struct { int year, civil, day; } springs[] = {
	{ 1358, 1979, 21 }, { 1375, 1996, 20 }, { 1400, 2021, 21 }, { 1404, 2025, 21 },
};

Test(date, every_day_of_two_persian_centuries_follows_another)
{
	int64_t	 days = date_days(1921, 3, 21);

	for (int year = 1300; year < 1500; year++) {
		for (int month = 1; month <= 12; month++) {
			for (int day = 1; day <= 31; day++) {
				int	 y = 0, m = 0, d = 0;

				if (!date_from_persian(year, month, day, &y, &m, &d))
					continue;
				cr_assert_eq(date_days(y, m, d), days++, "%d-%d-%d", year, month,
				    day);
			}
		}
	}
	/* Four first days of spring, as the calendars print them. */
	for (size_t i = 0; i < LEN(springs); i++) {
		int	 y = 0, m = 0, d = 0;

		cr_expect(date_from_persian(springs[i].year, 1, 1, &y, &m, &d));
		cr_expect(y == springs[i].civil && m == 3 && d == springs[i].day, "%d",
		    springs[i].year);
	}
	cr_expect_not(date_from_persian(1400, 12, 30, &(int) { 0 }, &(int) { 0 }, &(int) { 0 }));
}

Test(date, prints_a_moment_or_nothing)
{
	char	 text[DATE_TEXT_MAX];

	date_print(1641531600, text);
	cr_expect_str_eq(text, "2022-01-07T05:00:00Z");
	date_print(-1, text);
	cr_expect_str_eq(text, "1969-12-31T23:59:59Z");
	date_print(DATE_UNKNOWN, text);
	cr_expect_str_eq(text, "");
}

Test(date, compares_intervals_with_open_sides)
{
	struct interval	 a = { 0, 9 }, b = { 10, 20 }, c = { 5, 14 };
	struct interval	 since = { 8, DATE_UNKNOWN }, by = { DATE_UNKNOWN, 4 };

	cr_expect(interval_before(a, b));
	cr_expect_not(interval_before(b, a));
	cr_expect_not(interval_before(a, c));
	cr_expect_not(interval_before(since, b), "it may never end");
	cr_expect(interval_before(by, c));
	cr_expect_eq(interval_overlap(a, c), 5);
	cr_expect_eq(interval_overlap(a, b), 0);
	cr_expect_eq(interval_overlap(a, since), 2);
	cr_expect_eq(interval_overlap(a, INTERVAL_UNKNOWN), 0);
	cr_expect_eq(interval_middle(b), 15);
	cr_expect_eq(interval_middle(since), INT64_MAX);
	cr_expect_eq(interval_middle(INTERVAL_UNKNOWN), DATE_UNKNOWN);
}

Test(date, evidence_has_a_name_a_meaning_and_a_rank)
{
	for (size_t i = 0; i < EVIDENCE_KINDS; i++) {
		cr_expect_not_null(evidence_kinds[i].name, "%zu", i);
		cr_expect_not_null(evidence_kinds[i].meaning, "%zu", i);
		cr_expect(evidence_kinds[i].rank >= 0 && evidence_kinds[i].rank <= 9);
	}
}

Test(date, words_stand_folded_and_in_order)
{
	for (size_t i = 0; i < date_word_count; i++) {
		const struct date_word	*row = &date_word_table[i];
		char			 folded[DATE_WORD_MAX];
		struct span		 s = { folded, date_word_fold(span_of(row->word), folded) };

		cr_expect(span_eq(s, span_of(row->word)), "%s folds to %.*s", row->word,
		    SPAN_ARG(s));
		cr_expect(i == 0 || strcmp(row[-1].word, row->word) <= 0, "%s", row->word);
		cr_expect_neq(row->languages, 0, "%s", row->word);
	}
}

Test(date, all_rows_of_a_word_are_found)
{
	for (size_t i = 0; i < date_word_count; i++) {
		const struct date_word	*row = &date_word_table[i];
		struct date_words	 words = date_words_of(span_of(row->word));

		cr_expect(words.rows <= row && row < words.rows + words.count, "%s", row->word);
	}
}

static const struct { const char *word, *language; enum date_word_kind kind; int value; } words[] = {
	{ "M\xC3\x84RZ", "de", WORD_MONTH, 3 },
	{ "ao\xC3\xBBt", "fr", WORD_MONTH, 8 },
	{ "\xC5\x9Eubat", "tr", WORD_MONTH, 2 },
	{ "KASIM", "tr", WORD_MONTH, 11 },
	{ "\xD0\xAF\xD0\xBD\xD0\xB2\xD0\xB0\xD1\x80\xD1\x8F", "ru", WORD_MONTH, 1 },
	{ "listopada", "pl", WORD_MONTH, 11 },
	{ "listopada", "hr", WORD_MONTH, 10 },
	{ "listopada", "en", WORD_MONTH, 0 },
	{ "mar", "fr", WORD_WEEKDAY, 2 },
	{ "mar", "es", WORD_MONTH, 3 },
	{ "words", "en", WORD_MONTH, 0 },
};

Test(date, words_mean_what_their_language_says)
{
	for (size_t i = 0; i < LEN(words); i++) {
		const struct date_word	*row = date_word_as(date_words_of(span_of(words[i].word)),
		    words[i].kind, date_languages(span_of(words[i].language)));

		cr_expect_eq(row == NULL ? 0 : row->value, words[i].value, "%s in %s",
		    words[i].word, words[i].language);
	}
}

static const struct { const char *field, *earliest, *latest, *day, *zone; } fields[] = {
	{ "2022-01-07", "2022-01-06T10:00:00Z", "2022-01-08T11:59:59Z", "2022-01-07", "unknown" },
	{ "2022-01-07T19:00:00Z", "2022-01-07T19:00:00Z", "2022-01-07T19:00:00Z", "2022-01-07", "stated +00:00" },
	{ "2022-01-07T19:00:00.123+06:00", "2022-01-07T13:00:00Z", "2022-01-07T13:00:00Z", "2022-01-07", "stated +06:00" },
	{ "2022-01-07T19:00:00+0600", "2022-01-07T13:00:00Z", "2022-01-07T13:00:00Z", "2022-01-07", "stated +06:00" },
	{ "2022-01-07T19:00-05:00", "2022-01-08T00:00:00Z", "2022-01-08T00:00:59Z", "2022-01-07", "stated -05:00" },
	{ "2022-01-07t19:00:00z", "2022-01-07T19:00:00Z", "2022-01-07T19:00:00Z", "2022-01-07", "stated +00:00" },
	{ "2022-01-07T19:00", "2022-01-07T05:00:00Z", "2022-01-08T07:00:59Z", "2022-01-07", "unknown" },
	{ "2022-01-07 19:00:00", "2022-01-07T05:00:00Z", "2022-01-08T07:00:00Z", "2022-01-07", "unknown" },
	{ "2022-01-07 19:00:00 UTC", "2022-01-07T19:00:00Z", "2022-01-07T19:00:00Z", "2022-01-07", "stated +00:00" },
	{ "2022-01-07T19:00:00+01:00[Europe/Paris]", "2022-01-07T18:00:00Z", "2022-01-07T18:00:00Z", "2022-01-07", "stated +01:00" },
	{ "20220107", "2022-01-06T10:00:00Z", "2022-01-08T11:59:59Z", "2022-01-07", "unknown" },
	{ "20220107T190000Z", "2022-01-07T19:00:00Z", "2022-01-07T19:00:00Z", "2022-01-07", "stated +00:00" },
	{ "Fri, 07 Jan 2022 19:00:00 GMT", "2022-01-07T19:00:00Z", "2022-01-07T19:00:00Z", "2022-01-07", "stated +00:00" },
	{ "Fri, 7 Jan 2022 19:00:00 -0500 (EST)", "2022-01-08T00:00:00Z", "2022-01-08T00:00:00Z", "2022-01-07", "stated -05:00" },
	{ "Friday, 07-Jan-22 19:00:00 GMT", "2022-01-07T19:00:00Z", "2022-01-07T19:00:00Z", "2022-01-07", "stated +00:00" },
	{ "Fri Jan  7 19:00:00 2022", "2022-01-07T05:00:00Z", "2022-01-08T07:00:00Z", "2022-01-07", "unknown" },
	{ "Fri Jan 07 2022 19:00:00 GMT+0600 (Almaty Time)", "2022-01-07T13:00:00Z", "2022-01-07T13:00:00Z", "2022-01-07", "stated +06:00" },
	{ "1641582000", "2022-01-07T19:00:00Z", "2022-01-07T19:00:00Z", "", "stated +00:00" },
	{ "2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", "2016-12-31T23:59:59Z", "2016-12-31", "stated +00:00" },
};

Test(date, reads_machine_dates)
{
	struct date_context	 context = { .anchor = DATE_UNKNOWN };
	struct arena		*arena = arena_new(ROOM);

	cr_assert_not_null(arena);
	for (size_t i = 0; i < LEN(fields); i++) {
		struct fault	 fault = FAULT_INIT;
		struct evidence	 e = { .when = INTERVAL_UNKNOWN };
		char		 earliest[DATE_TEXT_MAX], latest[DATE_TEXT_MAX];

		cr_expect(date_read(span_of(fields[i].field), &context, arena, &e, &fault), "%s",
		    fields[i].field);
		date_print(e.when.earliest, earliest);
		date_print(e.when.latest, latest);
		cr_expect(strcmp(earliest, fields[i].earliest) == 0 &&
			strcmp(latest, fields[i].latest) == 0,
		    "%s: %s to %s", fields[i].field, earliest, latest);
		cr_expect(span_eq(e.day, span_of(fields[i].day)), "%s: %.*s", fields[i].field,
		    SPAN_ARG(e.day));
		cr_expect(span_eq(e.zone, span_of(fields[i].zone)), "%s: %.*s", fields[i].field,
		    SPAN_ARG(e.zone));
	}
	arena_free(arena);
}

static const char *const no_fields[] = {
	"", " ", "now", "2022", "2022-01", "2022-13-01", "2022-02-30", "2022-01-07T25:00:00Z", "Jan 7",
	"20221301", "2022-01-07 and more", "7", "0000000000", "v1.2.3", "2022-01-07T19:00:00+99:00",
	"published on January 7, 2022", "99999999999999999999",
};

Test(date, reads_nothing_else)
{
	struct date_context	 context = { .anchor = DATE_UNKNOWN };
	struct arena		*arena = arena_new(ROOM);

	cr_assert_not_null(arena);
	for (size_t i = 0; i < LEN(no_fields); i++) {
		struct fault	 fault = FAULT_INIT;
		struct evidence	 e;

		cr_expect_not(date_read(span_of(no_fields[i]), &context, arena, &e, &fault), "%s",
		    no_fields[i]);
		cr_expect_eq(fault.kind, FAULT_NONE, "%s", no_fields[i]);
	}
	arena_free(arena);
}

Test(date, assumes_the_zone_of_a_known_house)
{
	struct date_context context = { .outlet = SPAN("VOA"),
		.language = SPAN("en"),
		.anchor = DATE_UNKNOWN };
	struct arena		*arena = arena_new(ROOM);
	struct fault		 fault = FAULT_INIT;
	struct evidence		 e;

	cr_assert(date_read(SPAN("January 07, 2022"), &context, arena, &e, &fault));
	cr_expect_eq(e.when.earliest, 1641531600, "05:00Z");
	cr_expect_eq(e.when.latest, 1641531600 + DATE_DAY - 1);
	cr_expect(span_eq(e.zone, SPAN("assumed America/New_York")));
	arena_free(arena);
}

Test(date, every_cap_below_what_it_needs_is_a_fault)
{
	struct date_context context = { .outlet = SPAN("TASS"),
		.language = SPAN("en"),
		.anchor = DATE_UNKNOWN };
	bool			 read = false;

	for (size_t cap = 0; cap < 4096 && !read; cap++) {
		struct arena	*arena = arena_new(cap);
		struct fault	 fault = FAULT_INIT;
		struct evidence	 e;

		cr_assert_not_null(arena);
		read = date_read(SPAN("2022-01-09 19:00"), &context, arena, &e, &fault);
		cr_expect(read || fault.kind == FAULT_MEMORY, "cap %zu", cap);
		arena_free(arena);
	}
	cr_expect(read);
}
