#include <criterion/criterion.h>

#include "core/span.h"

static const struct { const char *what, *text, *needle; size_t at; } searches[] = {
	{ "at the start", "abcabc", "abc", 0 },
	{ "later", "xxabc", "abc", 2 },
	{ "after a false start", "aabaabaac", "aabaac", 3 },
	{ "nowhere", "abc", "abd", 3 },
	{ "longer than the text", "ab", "abc", 2 },
	{ "nothing", "abc", "", 0 },
};

Test(span, finds_a_needle_or_the_end)
{
	for (size_t i = 0; i < LEN(searches); i++)
		cr_expect_eq(span_find(span_of(searches[i].text), span_of(searches[i].needle)),
		    searches[i].at, "%s", searches[i].what);
}

Test(span, trims_every_kind_of_space)
{
	struct span	 s = span_trim(SPAN("\xC2\xA0 \t\xE2\x80\xAFword word\xE3\x80\x80\n"));

	cr_expect(span_eq(s, SPAN("word word")), "[%.*s]", SPAN_ARG(s));
	cr_expect_eq(span_trim(SPAN(" \n ")).n, 0);
}

Test(span, knows_what_stands_behind_the_last_mark)
{
	cr_expect(span_eq(span_tail(SPAN("a/b/page.html"), '/'), SPAN("page.html")));
	cr_expect(span_eq(span_tail(SPAN("page.html"), '/'), SPAN("page.html")));
	cr_expect_eq(span_tail(SPAN("a/"), '/').n, 0);
	cr_expect_eq(span_tail(SPAN_NONE, '/').n, 0);
}

Test(span, orders_by_bytes_with_the_shorter_first)
{
	cr_expect_lt(span_cmp(SPAN("ab"), SPAN("abc")), 0);
	cr_expect_gt(span_cmp(SPAN("b"), SPAN("abc")), 0);
	cr_expect_eq(span_cmp(SPAN_NONE, SPAN("")), 0);
}

Test(span, tells_memory_within_from_equal_text)
{
	char		 text[] = "one two one";
	struct span	 whole = span_of(text), part = span_cut(whole, 4, 7);

	cr_expect(span_within(part, whole));
	cr_expect_not(span_within(SPAN("two"), whole), "equal words elsewhere are not within");
	cr_expect_not(span_within(SPAN_NONE, whole));
}

Test(span, compares_without_case_only_in_ascii)
{
	cr_expect(span_eq_case(SPAN("Saudi PRESS"), SPAN("saudi press")));
	cr_expect_not(span_eq_case(SPAN("\xC3\x89t\xC3\xA9"), SPAN("\xC3\xA9t\xC3\xA9")));
}

static const struct { int64_t value; const char *digits; } numbers[] = {
	{ 0, "0" },
	{ 7, "7" },
	{ -1, "-1" },
	{ 1640995200, "1640995200" },
	{ INT64_MAX, "9223372036854775807" },
	{ INT64_MIN, "-9223372036854775808" },
};

Test(span, prints_numbers_to_the_ends_of_their_range)
{
	for (size_t i = 0; i < LEN(numbers); i++) {
		char		 room[SPAN_INT_MAX];
		struct span	 digits = span_int(numbers[i].value, room);

		cr_expect(span_eq(digits, span_of(numbers[i].digits)), "%s: printed as %.*s",
		    numbers[i].digits, SPAN_ARG(digits));
	}
}

static const struct {
	struct span	 s;
	const char	*string;
	bool		 is, is_case, begins_case;
} strings[] = {
	{ { "menu", 4 }, "menu", true, true, true },
	{ { "Menu", 4 }, "menu", false, true, true },
	{ { "menus", 5 }, "menu", false, false, true },
	{ { "men", 3 }, "menu", false, false, false },
	{ { NULL, 0 }, "menu", false, false, false },
	{ { NULL, 0 }, "", true, true, true },
	{ { "menu", 4 }, "", false, false, true },
	{ { "men\0u", 5 }, "men", false, false, true },
};

Test(span, holds_bytes_against_c_strings)
{
	for (size_t i = 0; i < LEN(strings); i++) {
		struct span	 s = strings[i].s;
		const char	*string = strings[i].string;

		cr_expect_eq(span_is(s, string), strings[i].is, "row %zu", i);
		cr_expect_eq(span_is_case(s, string), strings[i].is_case, "row %zu", i);
		cr_expect_eq(span_begins_case(s, string), strings[i].begins_case, "row %zu", i);
	}
}
