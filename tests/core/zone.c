#include <stdio.h>

#include <criterion/criterion.h>

#include "core/date.h"
#include "core/land.h"
#include "core/outlet.h"
#include "core/zone.h"

static const struct { const char *zone; int year, month, day, hour, minute; int least, most; } clocks[] = {
	/* minutes east; two values where the clock cannot be known */
	{ "America/New_York", 2022, 1, 7, 12, 0, -300, -300 },
	{ "America/New_York", 2022, 7, 7, 12, 0, -240, -240 },
	{ "America/New_York", 2022, 3, 13, 1, 59, -300, -300 },
	{ "America/New_York", 2022, 3, 13, 2, 30, -300, -240 },
	{ "America/New_York", 2022, 3, 13, 3, 0, -240, -240 },
	{ "America/New_York", 2022, 11, 6, 1, 30, -300, -240 },
	{ "America/New_York", 2022, 11, 6, 2, 0, -300, -300 },
	{ "America/New_York", 2006, 3, 20, 12, 0, -300, -300 },
	{ "America/New_York", 1970, 7, 1, 12, 0, -300, -240 },
	{ "Europe/Berlin", 2022, 3, 27, 1, 59, 60, 60 },
	{ "Europe/Berlin", 2022, 3, 27, 3, 0, 120, 120 },
	{ "Europe/London", 2022, 10, 30, 2, 0, 0, 0 },
	{ "Europe/Moscow", 2022, 7, 1, 12, 0, 180, 180 },
	{ "Europe/Moscow", 2013, 1, 1, 12, 0, 240, 240 },
	{ "Europe/Moscow", 2008, 7, 1, 12, 0, 180, 240 },
	{ "Asia/Almaty", 2022, 1, 7, 18, 0, 360, 360 },
	{ "Asia/Almaty", 2024, 6, 1, 12, 0, 300, 300 },
	{ "Asia/Kolkata", 2022, 1, 7, 12, 0, 330, 330 },
	{ "Australia/Sydney", 2022, 1, 7, 12, 0, 660, 660 },
	{ "Australia/Sydney", 2022, 7, 7, 12, 0, 600, 600 },
	{ "Pacific/Auckland", 2022, 9, 26, 12, 0, 780, 780 },
	{ "Asia/Jerusalem", 2022, 3, 25, 3, 0, 180, 180 },
	{ "Asia/Jerusalem", 2022, 3, 24, 12, 0, 120, 120 },
	{ "America/Sao_Paulo", 2022, 1, 7, 12, 0, -180, -180 },
};

Test(zone, shows_the_offset_of_its_clocks)
{
	for (size_t i = 0; i < LEN(clocks); i++) {
		const struct zone	*zone = zone_named(span_of(clocks[i].zone));
		int64_t local =
		    date_days(clocks[i].year, clocks[i].month, clocks[i].day) * DATE_DAY +
		    clocks[i].hour * 3600 + clocks[i].minute * 60;
		struct zone_range	 range;

		cr_assert_not_null(zone, "%s", clocks[i].zone);
		range = zone_at_local(zone, local);
		cr_expect(range.least == clocks[i].least * 60 && range.most == clocks[i].most * 60,
		    "%s %d-%d-%d: %d to %d", clocks[i].zone, clocks[i].year, clocks[i].month,
		    clocks[i].day, range.least, range.most);
	}
}

static const struct { const char *called, *zone; } nicknames[] = {
	{ "Moscow", "Europe/Moscow" },
	{ "new york", "America/New_York" },
	{ "Beijing", "Asia/Shanghai" },
	{ "Eastern Standard", "America/New_York" },
	{ "Kyiv", "Europe/Kyiv" },
	{ "Kiev", "Europe/Kyiv" },
	{ "Nowhere", NULL },
};

Test(zone, is_called_by_its_cities)
{
	for (size_t i = 0; i < LEN(nicknames); i++) {
		const struct zone	*zone = zone_called(span_of(nicknames[i].called));

		cr_expect(nicknames[i].zone == NULL ?
			zone == NULL :
			zone != NULL && strcmp(zone_name(zone), nicknames[i].zone) == 0,
		    "%s", nicknames[i].called);
	}
}

Test(zone, widens_letters_that_several_places_use)
{
	struct zone_meaning	 meaning;

	cr_assert(zone_abbreviation(SPAN("IST"), NULL, &meaning));
	cr_expect(meaning.range.least == 3600 && meaning.range.most == 330 * 60);
	cr_assert(zone_abbreviation(SPAN("IST"), zone_named(SPAN("Asia/Kolkata")), &meaning));
	cr_expect(meaning.range.least == 330 * 60 && meaning.range.most == 330 * 60);
	cr_assert(zone_abbreviation(SPAN("ET"), NULL, &meaning));
	cr_expect_str_eq(zone_name(meaning.zone), "America/New_York");
	cr_expect_not(zone_abbreviation(SPAN("est"), NULL, &meaning), "a French verb");
}

static const char *const houses[] = { "VOA", "voa news", "TASS", "www.theguardian.com",
	"nytimes.com" };

Test(outlet, has_a_zone_the_table_knows)
{
	for (size_t i = 0; i < LEN(houses); i++) {
		const struct outlet_profile	*profile = outlet_profile(span_of(houses[i]));

		cr_assert_not_null(profile, "%s", houses[i]);
		cr_expect_not_null(zone_named(span_of(profile->zone)), "%s", profile->zone);
	}
	cr_expect_null(outlet_profile(SPAN("The Unheard Of Gazette")));
	cr_expect_null(outlet_profile(SPAN("")));
}

Test(land, knows_its_names_in_order)
{
	for (size_t i = 0; i < land_count(); i++) {
		const struct land	*land = land_row(i);

		cr_expect_eq(land_named(span_of(land->name)), land, "%s", land->name);
		cr_expect_leq(land->least, land->most, "%s", land->name);
		cr_expect(land->least >= -12 * 60 && land->most <= 14 * 60, "%s", land->name);
		cr_expect(i == 0 || strcmp(land_row(i - 1)->name, land->name) < 0, "%s", land->name);
	}
}

static const struct { const char *text, *lands; } texts[] = {
	{ "South Sudanese troops near Sudan", "South Sudan,Sudan," },
	{ "the U.S. and us", "United States," },
	{ "In Nur-Sultan, officials said", "Kazakhstan," },
	{ "Kazakhstan\xE2\x80\x99s president", "Kazakhstan," },
	{ "nobody was there", "" },
	{ "New York. New Zealand", "United States,New Zealand," },
};

Test(land, is_found_by_its_longest_name)
{
	for (size_t i = 0; i < LEN(texts); i++) {
		const struct land	*land;
		char			 found[256] = "";
		size_t			 n = 0;

		for (size_t at = 0; (land = land_next(span_of(texts[i].text), &at)) != NULL;)
			n += (size_t)snprintf(found + n, sizeof found - n, "%s,", land->name);
		cr_expect_str_eq(found, texts[i].lands, "%s: %s", texts[i].text, found);
	}
}
