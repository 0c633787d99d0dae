#include <criterion/criterion.h>

#include "core/ledger.h"

static struct ledger	 ledger;
static struct fault	 fault;

static void
setup(void)
{
	fault_clear(&fault);
	ledger = LEDGER_EMPTY;
}

static void
teardown(void)
{
	ledger_free(&ledger);
}

TestSuite(ledger, .init = setup, .fini = teardown);

struct line {
	const char	*id, *url, *house;
	int64_t		 at; /* 0: undated */
};

/* Lines as articles and occurrences of their own. */
static void
tell(struct ledger *l, const struct line *lines, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct trail_article article = {
			.identity = span_of(lines[i].url),
			.lineage = span_of(lines[i].house),
			.published = lines[i].at == 0 ? INTERVAL_UNKNOWN :
			    (struct interval) { lines[i].at, lines[i].at },
			.rank = lines[i].at != 0,
		};
		const struct occurrence o = {
			.id = span_of(lines[i].id),
			.article = l->narticles,
			.start = i == 0 ? SIZE_MAX : i,
			.region = i == 1 ? REGION_TEASER : REGION_BODY,
		};

		cr_assert(ledger_add_article(l, &article, &fault) && ledger_add(l, &o, &fault),
		    "%s", fault.text);
	}
}

static const struct line lines[] = {
	{ "a", "https://mole.example/1", "Mole", 0 },
	{ "bb", "https://quay.example/2", "Quay", 500 },
	{ "", "https://mole.example/1", "Mole", 900 },
	{ "dddd", "https://mole.example/1", "Mole", 300 },
};

Test(ledger, keeps_ids_places_and_what_stands_aside)
{
	tell(&ledger, lines, LEN(lines));
	for (size_t i = 0; i < LEN(lines); i++) {
		cr_expect(span_eq(ledger_id(&ledger, i), span_of(lines[i].id)), "%zu", i);
		cr_expect_eq(ledger.entries[i].aside, i == 1, "%zu", i);
	}
	cr_expect_eq(ledger.entries[0].start, LEDGER_START_MAX, "a place beyond the last number");
	cr_expect_eq(ledger.entries[3].start, 3);
}

static const struct {
	const char	*text;
	unsigned int	 cuts;
} texts[] = {
	{ "We will repair the quay.", 0 },
	{ "We will repair the quay,", 0 },
	{ "\xC3\x89t\xC3\xA9 comme hiver.", 0 },
	{ "40 boats (all of them!)", 0 },
	{ "repair the quay.", 1 },
	{ "\xC3\xA9t\xC3\xA9 comme hiver.", 1 },
	{ "We will repair", 1 },
	{ "We [the town] will repair the quay.", 1 },
	{ "We ... will repair the quay.", 1 },
	{ "[W]e will repair the quay.", 2 },
	{ "We will repair the quay...", 2 },
	{ "\xE2\x80\xA6the quay\xE2\x80\xA6", 3 },
	{ "", 0 },
};

Test(ledger, counts_the_signs_that_words_were_cut)
{
	const struct trail_article	 article = { .identity = span_of("u") };

	cr_assert(ledger_add_article(&ledger, &article, &fault));
	for (size_t i = 0; i < LEN(texts); i++) {
		const struct occurrence	 o = { .id = span_of("q"), .text = span_of(texts[i].text) };

		cr_assert(ledger_add(&ledger, &o, &fault), "%s", fault.text);
		cr_expect_eq(ledger.entries[i].cuts, texts[i].cuts, "%s: %u", texts[i].text,
		    (unsigned int)ledger.entries[i].cuts);
	}
}

Test(ledger, is_the_same_read_whole_or_in_parts)
{
	struct ledger	 parts = LEDGER_EMPTY, rest = LEDGER_EMPTY;

	tell(&ledger, lines, LEN(lines));
	tell(&parts, lines, 2);
	tell(&rest, lines + 2, LEN(lines) - 2);
	cr_assert(ledger_append(&parts, &rest, &fault), "%s", fault.text);
	cr_assert_eq(parts.count, ledger.count);
	cr_expect_eq(rest.count, 0);
	for (size_t i = 0; i < parts.count; i++) {
		cr_expect(span_eq(ledger_id(&parts, i), ledger_id(&ledger, i)), "%zu", i);
		cr_expect_eq(ledger_article(&parts, i)->identity,
		    ledger_article(&ledger, i)->identity, "%zu", i);
		cr_expect_eq(ledger_article(&parts, i)->published.earliest,
		    ledger_article(&ledger, i)->published.earliest, "%zu", i);
	}
	ledger_free(&parts);
	ledger_free(&rest);
}

Test(ledger, one_address_is_one_article_with_its_earliest_date)
{
	tell(&ledger, lines, LEN(lines));
	cr_assert(ledger_join_articles(&ledger, &fault), "%s", fault.text);
	cr_expect_eq(ledger.narticles, 2);
	cr_expect_eq(ledger.entries[0].article, ledger.entries[3].article);
	cr_expect_neq(ledger.entries[0].article, ledger.entries[1].article);
	cr_expect_eq(ledger_article(&ledger, 0)->published.earliest, 300);
}

Test(ledger, an_id_that_comes_twice_is_found_at_its_second_place)
{
	static const struct line twice = { "bb", "https://pier.example/9", "Pier", 1 };
	size_t	 entry;

	tell(&ledger, lines, LEN(lines));
	cr_assert(ledger_find_double(&ledger, &entry, &fault), "%s", fault.text);
	cr_expect_eq(entry, TRAIL_NONE);
	tell(&ledger, &twice, 1);
	cr_assert(ledger_find_double(&ledger, &entry, &fault), "%s", fault.text);
	cr_expect_eq(entry, LEN(lines));
}
