#include "fetch/record.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define NOW 1700000000 /* 2023-11-14 */

static struct arena	*arena;

static void
set_up(void)
{
	arena = arena_new((size_t)64 << 20);
	cr_assert(arena != NULL);
}

static void
tear_down(void)
{
	arena_free(arena);
}

TestSuite(record, .init = set_up, .fini = tear_down, .timeout = 60);

static bool
read_line(const char *line, struct article *article, struct fault *f)
{
	struct page_hints hints = { .captured = DATE_UNKNOWN,
		.last_modified = DATE_UNKNOWN,
		.now = NOW };

	fault_clear(f);
	return record_read(span_of(line), &hints, arena, article, f);
}

static void
expect(struct span got, const char *wanted, const char *what)
{
	cr_expect(span_eq(got, span_of(wanted)), "%s: \"%.*s\", not \"%s\"", what, SPAN_ARG(got),
	    wanted);
}

static const char stated[] =
    "{\"url\":\"http://a.example/1?x=1\",\"canonical\":\" http://a.example/1 \","
    "\"requested\":\"http://a.example/short\",\"outlet\":\"Harbour Ledger\","
    "\"title\":\"Ferry stays\",\"byline\":[\"Ana Moro\",\"Li Wen\"],\"language\":\"en\","
    "\"credits\":[\"AP\",\"Harbour Radio\"],\"captured\":\"2022-01-10T08:00:00Z\",\"id\":7,"
    "\"text\":\"By Someone Else\\n\\n\\\"We stay,\\\" said Ana Moro.\\n\",\"more\":{\"x\":[1]}}";

Test(record, states_what_stands_over_its_text)
{
	struct article	 article;
	struct fault	 f = FAULT_INIT;

	cr_assert(read_line(stated, &article, &f), "%s", f.text);
	expect(article.url, "http://a.example/1?x=1", "url");
	expect(article.canonical, "http://a.example/1", "canonical");
	expect(article.requested, "http://a.example/short", "requested");
	expect(article.outlet, "Harbour Ledger", "outlet");
	expect(article.title, "Ferry stays", "title");
	expect(article.byline, "Ana Moro, Li Wen", "byline");
	expect(article.language, "en", "language");
	expect(article.text, "By Someone Else\n\n\"We stay,\" said Ana Moro.\n", "text");
	cr_expect_eq(article.file.n, 0);
	cr_expect_eq(article.captured, 1641801600);
	cr_assert_eq(article.ncredits, 2);
	expect(article.credits[0].name, "AP", "first credit");
	cr_expect_eq(article.credits[0].role, CREDIT_AGENCY);
	expect(article.credits[1].name, "Harbour Radio", "second credit");
	cr_expect_eq(article.credits[1].role, CREDIT_REPUBLISHED);
}

/* By which address a record is this document and no other. */
static const struct {
	const char	*why, *line, *identity;
} identities[] = {
	{ "its url, folded", "{\"url\":\"http://A.example/1?utm_source=x#y\",\"text\":\"Hello.\"}",
	    "http://a.example/1" },
	{ "the canonical address it states",
	    "{\"url\":\"http://a.example/1/amp\",\"canonical\":\"http://a.example/1\",\"text\":\"Hello.\"}",
	    "http://a.example/1" },
	{ "the one its page states", "{\"url\":\"http://a.example/1/amp\","
	    "\"html\":\"<link rel=canonical href=/1><p>Hello.</p>\"}", "http://a.example/1" },
	{ "another outlet's is not its own",
	    "{\"url\":\"http://b.example/1\",\"canonical\":\"http://a.example/1\",\"text\":\"Hello.\"}",
	    "http://b.example/1" },
	{ "a record of our own, read again",
	    "{\"quotrail\":1,\"url\":\"http://a.example/1/amp\",\"canonical\":\"http://a.example/1\","
	    "\"text\":\"Hello.\",\"blocks\":[{\"start\":0,\"end\":6,\"kind\":\"paragraph\",\"region\":\"body\"}]}",
	    "http://a.example/1" },
	{ "a name that is no address", "{\"url\":\"archive 7\",\"text\":\"Hello.\"}", "archive 7" },
	{ "its file", "{\"file\":\"a.txt\",\"text\":\"Hello.\"}", "a.txt" },
};

Test(record, is_known_by_one_address)
{
	for (size_t i = 0; i < LEN(identities); i++) {
		struct article	 article;
		struct fault	 f = FAULT_INIT;

		cr_assert(read_line(identities[i].line, &article, &f), "%s: %s", identities[i].why,
		    f.text);
		expect(article_identity(&article), identities[i].identity, identities[i].why);
	}
}

static const char filed[] =
    "{\"file\":\"seed/1.txt\",\"url\":null,\"html\":\"\",\"text\":\"Hello.\"}";

Test(record, of_a_file_has_no_address)
{
	struct article	 article;
	struct fault	 f = FAULT_INIT;

	cr_assert(read_line(filed, &article, &f), "%s", f.text);
	expect(article.file, "seed/1.txt", "file");
	cr_expect_eq(article.url.n, 0);
	cr_expect_eq(article.captured, DATE_UNKNOWN);
	cr_expect_eq(article.published.rank, 0);
}

/* Seconds since 1970, from the calendar. */
static const struct {
	const char	*published;
	int64_t		 earliest, latest;
	const char	*day;
} dates[] = {
	{ "\"2022-01-07T05:00:00Z\"", 1641531600, 1641531600, "2022-01-07" },
	{ "\"2022-01-07T11:00:00+06:00\"", 1641531600, 1641531600, "2022-01-07" },
	{ "\"2022-01-07\"", 1641463200, 1641643199, "2022-01-07" }, /* from UTC+14 to UTC-12 */
	{ "\" January 7, 2022 \"", 1641463200, 1641643199, "2022-01-07" },
	{ "{\"earliest\":\"2022-01-07T05:00:00Z\",\"latest\":\"2022-01-08T04:59:59Z\"}", 1641531600,
	    1641617999, "" },
	{ "{\"date\":\"2022-01-07\",\"earliest\":\"2022-01-07T05:00:00Z\","
	  "\"latest\":\"2022-01-08T04:59:59Z\"}",
	    1641531600, 1641617999, "2022-01-07" },
	{ "{\"date\":\"2022-01-07\"}", 1641463200, 1641643199, "2022-01-07" },
};

Test(record, dates_are_evidence_of_the_first_rank)
{
	for (size_t i = 0; i < LEN(dates); i++) {
		struct article	 article;
		struct fault	 f = FAULT_INIT;
		char		 line[512];

		snprintf(line, sizeof line,
		    "{\"url\":\"http://a.example/1\",\"text\":\"By A. Writer\\n"
		    "March 3, 2021\\n\\nNothing happened on Friday.\",\"published\":%s}",
		    dates[i].published);
		cr_assert(read_line(line, &article, &f), "%s: %s", dates[i].published, f.text);
		cr_expect_eq(article.published.when.earliest, dates[i].earliest, "%s: earliest %lld",
		    dates[i].published, (long long)article.published.when.earliest);
		cr_expect_eq(article.published.when.latest, dates[i].latest, "%s: latest %lld",
		    dates[i].published, (long long)article.published.when.latest);
		expect(article.published.day, dates[i].day, dates[i].published);
		cr_expect_eq(article.published.rank, 1, "%s", dates[i].published);
		cr_expect(!article.published.conflict, "%s", dates[i].published);
		cr_assert(article.nevidence > 0);
		cr_expect_eq(article.evidence[article.published.best].kind, EVIDENCE_RECORD);
		cr_expect(article.evidence[article.published.best].used);
	}
}

Test(record, without_dates_says_what_its_text_says)
{
	static const char *const unstated[] = { "null", "\"\"", "{}", "{\"date\":null}",
		"{\"date\":\"\",\"earliest\":null,\"latest\":null}" };

	for (size_t i = 0; i < LEN(unstated); i++) {
		struct article	 article;
		struct fault	 f = FAULT_INIT;
		char		 line[256];

		snprintf(line, sizeof line,
		    "{\"url\":\"u\",\"text\":\"Hello there.\",\"published\":%s,"
		    "\"modified\":%s}",
		    unstated[i], unstated[i]);
		cr_assert(read_line(line, &article, &f), "%s: %s", unstated[i], f.text);
		cr_expect_eq(article.published.rank, 0, "%s", unstated[i]);
		for (size_t k = 0; k < article.nevidence; k++)
			cr_expect(article.evidence[k].kind != EVIDENCE_RECORD, "%s", unstated[i]);
	}
}

static const struct {
	const char	*line, *says;
	enum fault_kind	 kind;
} faults[] = {
	{ "", "ends in the middle", FAULT_INPUT },
	{ "{", "ends in the middle", FAULT_INPUT },
	{ "{} {}", "goes on behind its value (byte", FAULT_INPUT },
	{ "null", "no object", FAULT_INPUT },
	{ "{\"a\":1e999}", "number too large", FAULT_INPUT },
	{ "{\"text\":\"x\"}", "neither \"url\" nor \"file\"", FAULT_INPUT },
	{ "{\"url\":\"  \",\"text\":\"x\"}", "neither \"url\" nor \"file\"", FAULT_INPUT },
	{ "{\"url\":\"u\"}", "neither \"html\" nor \"text\"", FAULT_INPUT },
	{ "{\"url\":\"u\",\"html\":null,\"text\":\" \\n\"}", "neither \"html\" nor", FAULT_INPUT },
	{ "{\"url\":7,\"text\":\"x\"}", "\"url\" is no string", FAULT_INPUT },
	{ "{\"url\":\"u\",\"text\":\"x\",\"title\":[]}", "\"title\" is no string", FAULT_INPUT },
	{ "{\"url\":\"u\",\"text\":\"x\",\"byline\":[1]}", "\"byline\"", FAULT_INPUT },
	{ "{\"url\":\"u\",\"text\":\"x\",\"credits\":{}}", "\"credits\"", FAULT_INPUT },
	{ "{\"url\":\"u\",\"text\":\"x\",\"credits\":[null]}", "\"credits\"", FAULT_INPUT },
	{ "{\"url\":\"u\",\"text\":\"x\",\"published\":\"soon\"}", "\"published\" is no date: soon",
	    FAULT_INPUT },
	{ "{\"url\":\"u\",\"text\":\"x\",\"published\":1641531600}", "\"published\" is no date",
	    FAULT_INPUT },
	{ "{\"url\":\"u\",\"text\":\"x\",\"captured\":\"3 days ago\"}", "\"captured\" is no date",
	    FAULT_INPUT },
	{ "{\"url\":\"u\",\"text\":\"x\",\"published\":{\"earliest\":\"2022-01-08\","
	  "\"latest\":\"2022-01-01\"}}",
	    "behind \"latest\"", FAULT_INPUT },
	{ "{\"quotrail\":2,\"url\":\"u\",\"text\":\"x\"}", "a record of format 2", FAULT_INPUT },
	{ "{\"quotrail\":1,\"url\":\"u\",\"text\":\"x\",\"blocks\":[{\"start\":0,\"end\":2,"
	  "\"kind\":\"paragraph\",\"region\":\"body\"}]}",
	    "do not fit", FAULT_INPUT },
	{ "{\"quotrail\":1,\"url\":\"u\",\"text\":\"x\",\"blocks\":[{\"start\":-1,\"end\":0,"
	  "\"kind\":\"paragraph\",\"region\":\"body\"}]}",
	    "do not fit", FAULT_INPUT },
	{ "{\"quotrail\":1,\"url\":\"u\",\"text\":\"xyz\",\"blocks\":[{\"start\":1,\"end\":2,"
	  "\"kind\":\"paragraph\",\"region\":\"body\"},{\"start\":0,\"end\":1,"
	  "\"kind\":\"paragraph\",\"region\":\"body\"}]}",
	    "do not fit", FAULT_INPUT },
	{ "{\"quotrail\":1,\"url\":\"u\",\"text\":\"x\",\"blocks\":[{\"start\":0,\"end\":1,"
	  "\"kind\":\"poem\",\"region\":\"body\"}]}",
	    "a kind or region", FAULT_INPUT },
};

Test(record, faults_say_what_is_wrong)
{
	for (size_t i = 0; i < LEN(faults); i++) {
		struct article	 article;
		struct fault	 f = FAULT_INIT;

		cr_expect(!read_line(faults[i].line, &article, &f), "%s: read", faults[i].line);
		cr_expect_eq(f.kind, faults[i].kind, "%s: %s", faults[i].line, f.text);
		cr_expect(strstr(f.text, faults[i].says) != NULL, "%s: %s", faults[i].line, f.text);
	}
}

/* As extract prints it; the text holds a character of two bytes before each offset. */
static const char own[] =
    "{\"quotrail\":1,\"url\":\"http://a.example/1\",\"canonical\":null,\"file\":null,"
    "\"outlet\":\"Caf\\u00e9 Journal\",\"title\":\"Caf\\u00e9 stays\",\"byline\":null,"
    "\"credits\":[\"AP\"],\"language\":\"en\",\"captured\":\"2022-01-10T08:00:00Z\","
    "\"published\":{\"date\":\"2022-01-07\",\"earliest\":\"2022-01-07T05:00:00Z\","
    "\"latest\":\"2022-01-08T04:59:59Z\",\"evidence\":["
    "{\"rank\":null,\"kind\":\"capture\",\"says\":\"not-after\",\"found\":null,\"start\":null,"
    "\"end\":null,\"place\":null,\"earliest\":null,\"latest\":\"2022-01-10T08:00:00Z\","
    "\"zone\":null,\"used\":true},"
    "{\"rank\":3,\"kind\":\"byline\",\"says\":\"published\",\"found\":\"7 January\",\"start\":11,"
    "\"end\":20,\"place\":\"line 2\",\"earliest\":\"2022-01-07T05:00:00Z\","
    "\"latest\":\"2022-01-08T04:59:59Z\",\"zone\":\"assumed America/New_York\",\"used\":true}]},"
    "\"modified\":null,\"text\":\"Caf\\u00e9 stays\\n7 January\\nThe caf\\u00e9 (AP) stays.\","
    "\"blocks\":[{\"start\":0,\"end\":10,\"kind\":\"heading\",\"region\":\"headline\",\"rule\":"
    "\"h1\"},"
    "{\"start\":11,\"end\":20,\"kind\":\"paragraph\",\"region\":\"standfirst\",\"rule\":\"dream\"},"
    "{\"start\":21,\"end\":41,\"kind\":\"paragraph\",\"region\":\"body\"}],\"quotes\":[],"
    "\"outside\":[{\"text\":\"More "
    "caf\\u00e9s\",\"region\":\"teaser\",\"rule\":\"marks\",\"outlet\":\"Other\","
    "\"quotes\":[]}],\"credit_cues\":[{\"role\":\"agency\",\"name\":\"AP\",\"found\":\"(AP)\","
    "\"start\":30,\"end\":34}],\"charset\":\"windows-1252\",\"replaced\":2}";

Test(record, of_our_own_gives_the_article_back)
{
	struct article	 article;
	struct fault	 f = FAULT_INIT;

	cr_assert(read_line(own, &article, &f), "%s", f.text);
	expect(article.outlet, "Caf\u00e9 Journal", "outlet");
	cr_assert_eq(article.nblocks, 3);
	expect(article.blocks[0].text, "Caf\u00e9 stays", "headline");
	cr_expect_eq(article.blocks[0].kind, BLOCK_HEADING);
	cr_expect_eq(article.blocks[0].region, REGION_HEADLINE);
	cr_expect_eq(article.blocks[0].rule, REGION_BY_H1);
	cr_expect_eq(article.blocks[1].rule, REGION_BY_NOTHING, "a rule that is none");
	cr_expect_eq(article.blocks[2].rule, REGION_BY_NOTHING, "no rule");
	expect(article.blocks[1].text, "7 January", "second block");
	expect(article.blocks[2].text, "The caf\u00e9 (AP) stays.", "third block");
	cr_expect(span_within(article.blocks[2].text, article.text));
	cr_assert_eq(article.noutside, 1);
	expect(article.outside[0].text, "More caf\u00e9s", "outside");
	cr_expect_eq(article.outside[0].region, REGION_TEASER);
	cr_expect_eq(article.outside[0].rule, REGION_BY_MARKS);
	expect(article.outside[0].outlet, "Other", "outlet outside");
	cr_assert_eq(article.ncredits, 1);
	expect(article.credits[0].where, "(AP)", "credit");
	cr_assert_eq(article.nevidence, 2);
	expect(article.evidence[1].where, "7 January", "evidence");
	expect(article.evidence[1].zone, "assumed America/New_York", "zone");
	cr_expect_eq(article.evidence[0].when.earliest, DATE_UNKNOWN);
	cr_expect_eq(article.evidence[0].when.latest, 1641801600);
	cr_expect_eq(article.published.when.earliest, 1641531600);
	cr_expect_eq(article.published.when.latest, 1641617999);
	expect(article.published.day, "2022-01-07", "day");
	cr_expect_eq(article.published.rank, 3);
	cr_expect_eq(article.published.best, 1);
	cr_expect_eq(article.modified.when.earliest, DATE_UNKNOWN);
	cr_expect_eq(article.replaced, 2);
	cr_expect_str_eq(article.charset, "windows-1252");
}

Test(record, fails_cleanly_without_room)
{
	struct page_hints hints = { .captured = DATE_UNKNOWN,
		.last_modified = DATE_UNKNOWN,
		.now = NOW };
	struct fault		 f = FAULT_INIT;
	bool			 ok = false;

	for (size_t cap = 0; !ok && cap < (size_t)1 << 20; cap += 16) {
		struct arena	*small = arena_new(cap);
		struct article	 article;

		fault_clear(&f);
		ok = record_read(span_of(own), &hints, small, &article, &f);
		cr_expect(ok || f.kind == FAULT_MEMORY, "at %zu: %s", cap, f.text);
		arena_free(small);
	}
	cr_expect(ok, "never enough");
}

Test(record, names_the_outlet_whose_zone_its_dates_are_in)
{
	struct article	 article;
	struct fault	 f = FAULT_INIT;

	cr_assert(read_line("{\"url\":\"http://a.example/2\",\"outlet\":\"TASS\",\"text\":"
			    "\"Ministers meet on the bridge\\n9 Jan 2022, 19:00\\n\\nThe ministers "
			    "met "
			    "to talk about the bridge.\"}",
		      &article, &f),
	    "%s", f.text);
	/* 19:00 in Moscow. */
	cr_expect_eq(article.published.when.earliest, date_days(2022, 1, 9) * DATE_DAY + 16 * 3600);
}
