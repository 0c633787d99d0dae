/* Versions of one document speak with one voice. */
#include <criterion/criterion.h>

#include "core/trail.h"

#define DAY(n) ((struct interval) { (n) * DATE_DAY, (n) * DATE_DAY + 59 })

Test(trail_version, an_outlet_that_changed_its_words_is_not_its_own_rival)
{
	const struct trail_article articles[] = {
		{ .identity = SPAN("https://a.example/1"), .outlet = SPAN("A"), .lineage = SPAN("A"),
		    .published = DAY(19000), .rank = 1, .version = 2 },
		{ .identity = SPAN("https://a.example/1"), .outlet = SPAN("A"), .lineage = SPAN("A"),
		    .published = DAY(19000), .rank = 1, .version = 1 },
		{ .identity = SPAN("https://b.example/1"), .outlet = SPAN("B"), .lineage = SPAN("B"),
		    .published = DAY(19002), .rank = 1, .version = 1 },
	};
	const struct occurrence occurrences[] = {
		{ .id = SPAN("q1"), .article = 0, .region = REGION_BODY,
		    .text = SPAN("We will rebuild the old harbour bridge before the first frost of winter") },
		{ .id = SPAN("q2"), .article = 1, .region = REGION_BODY,
		    .text = SPAN("We will rebuild the old harbour bridge long before the first frost of winter") },
		{ .id = SPAN("q3"), .article = 2, .region = REGION_BODY,
		    .text = SPAN("We will rebuild the old harbour bridge before the first frost of winter") },
	};
	struct arena	*arena = arena_new((size_t)64 << 20);
	struct fault	 f = FAULT_INIT;
	struct trail	 trail;

	cr_assert_not_null(arena);
	cr_assert(trail_follow(articles, LEN(articles), occurrences, LEN(occurrences), NULL, arena,
		      &trail, &f),
	    "%s", f.text);
	cr_assert_eq(trail.nfamilies, 1);
	cr_expect_eq(trail.families[0].earliest, 1, "the older version printed its words first");
	cr_expect_eq(trail.families[0].verdict, VERDICT_PROVEN, "%s",
	    verdict_names[trail.families[0].verdict]);
	arena_free(arena);
}
