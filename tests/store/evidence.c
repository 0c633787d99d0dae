#include <sqlite3.h>

#include "store/query.h"
#include "tests/store/sample.h"

#define TEXT \
	"Lead by A. Writer\n“Nobody,” said Mayor Ödön Kis, “shall leave.” He told Radio Nine " \
	"so.\nFin."

/* The stretch of host that begins with `words`. */
static struct span
stretch(struct span host, const char *words)
{
	size_t	 at = span_find(host, span_of(words));

	cr_assert(at < host.n, "%s", words);
	return span_cut(host, at, at + strlen(words));
}

static const struct span text = { TEXT, sizeof TEXT - 1 };
static const struct span teaser = { "Elsewhere: “It is done, all of it.”",
	sizeof "Elsewhere: “It is done, all of it.”" - 1 };

/* Every field of every kind is filled, so that a lost one is seen. */
static void
fill_evidence(struct article *a)
{
	static struct evidence	 evidence[3];
	static struct credit	 credits[2];

	evidence[0] = (struct evidence) { .kind = EVIDENCE_WEEKDAY,
		.says = SAYS_NOT_BEFORE,
		.found = stretch(text, "Lead"),
		.where = stretch(text, "Lead"),
		.place = SPAN("line 1"),
		.when = INTERVAL_UNKNOWN,
		.weekday = 5 };
	evidence[1] = (struct evidence) { .kind = EVIDENCE_BYLINE,
		.says = SAYS_PUBLISHED,
		.found = SPAN("7 January"),
		.when = { -5, 86400 },
		.day = SPAN("1970-01-01"),
		.zone = SPAN("stated +06:00"),
		.used = true };
	evidence[2] = (struct evidence) { .kind = EVIDENCE_TEASER,
		.says = SAYS_CAPTURED,
		.when = { 1, DATE_UNKNOWN } };
	credits[0] = (struct credit) { CREDIT_AGENCY, SPAN("AP"), stretch(text, "A. Writer"),
		stretch(text, "A. Writer") };
	credits[1] =
	    (struct credit) { CREDIT_PHOTO, SPAN("Reuters"), SPAN("photo: Reuters"), SPAN_NONE };
	a->evidence = evidence;
	a->nevidence = 3;
	a->credits = credits;
	a->ncredits = 2;
}

static void
fill_blocks(struct article *a)
{
	static struct block	 blocks[3], outside[1];

	blocks[0] = (struct block) { stretch(text, "Lead by A. Writer"), BLOCK_HEADING,
		REGION_HEADLINE, SPAN_NONE, REGION_BY_TITLE };
	blocks[1] = (struct block) { span_cut(text, 18, text.n - 5), BLOCK_PARAGRAPH, REGION_BODY,
		SPAN_NONE, REGION_BY_WORTH };
	blocks[2] = (struct block) { stretch(text, "Fin."), BLOCK_ITEM, REGION_CAPTION, SPAN("Who"),
		REGION_BY_WORDS };
	outside[0] = (struct block) { teaser, BLOCK_QUOTATION, REGION_TEASER, SPAN("Elsewhere"),
		REGION_BY_NAME };
	a->blocks = blocks;
	a->nblocks = 3;
	a->outside = outside;
	a->noutside = 1;
}

static void
fill_quotes(struct quote_list *quotes)
{
	static struct span	 parts[2], aside[1];
	static struct quote	 items[3];

	parts[0] = stretch(text, "Nobody,");
	parts[1] = stretch(text, "shall leave.");
	aside[0] = stretch(teaser, "It is done, all of it.");
	items[0] = (struct quote) { .parts = parts,
		.nparts = 2,
		.text = SPAN("Nobody, shall leave."),
		.whole = stretch(text, "“Nobody,” said Mayor Ödön Kis, “shall leave.”"),
		.outside = -1,
		.block = 1,
		.region = REGION_BODY,
		.form = QUOTE_UTTERANCE,
		.form_rule = "a sentence",
		.cue = stretch(text, "said"),
		.mention = stretch(text, "Mayor Ödön Kis"),
		.speaker = stretch(text, "Ödön Kis"),
		.quoted_by = stretch(text, "He"),
		.state = SPEAKER_RESOLVED,
		.kind = SPEAKER_PERSON,
		.speaker_rule = "cue between",
		.confidence = 0.875,
		.venue = stretch(text, "Radio Nine"),
		.venue_name = SPAN("Radio 9") };
	items[1] = (struct quote) { .parts = &parts[1],
		.nparts = 1,
		.text = parts[1],
		.outside = -1,
		.block = 1,
		.region = REGION_CAPTION,
		.form = QUOTE_SCARE,
		.state = SPEAKER_UNATTRIBUTED,
		.kind = SPEAKER_UNNAMED };
	items[2] = (struct quote) { .parts = aside,
		.nparts = 1,
		.text = aside[0],
		.whole = stretch(teaser, "“It is done, all of it.”"),
		.outside = 0,
		.region = REGION_TEASER,
		.form = QUOTE_UNCLOSED,
		.form_rule = "no mark",
		.speaker = SPAN("Not In The Block"),
		.state = SPEAKER_ANONYMOUS,
		.kind = SPEAKER_ORGANISATION,
		.confidence = 1 };
	*quotes = (struct quote_list) { .items = items, .count = 3 };
}

static void
make_full(struct article *a, struct quote_list *quotes)
{
	*a = (struct article) { .url = SPAN("https://Www.One.example:8080/a?b=c"),
		.requested = SPAN("http://one.example/a"),
		.canonical = SPAN("https://one.example/a"),
		.file = SPAN("saved/a.html"),
		.outlet = SPAN("One"),
		.title = SPAN("Lead"),
		.byline = SPAN("A. Writer"),
		.language = SPAN("hu"),
		.text = text,
		.captured = 90000,
		.replaced = 3,
		.charset = "windows-1250" };
	a->published = (struct dating) { { -5, 86400 }, SPAN("1970-01-01"), 3, 1, true, false };
	a->modified = (struct dating) { { 7, DATE_UNKNOWN }, SPAN("1970-01-02"), 9, 2, false, true };
	fill_blocks(a);
	fill_evidence(a);
	fill_quotes(quotes);
}

/* The article as it was given, in the shape in which the store gives it back. */
static void
as_filed(struct article *a, struct quote_list *quotes, struct filed_article *article,
    struct filed_quote filed[3], struct corpus *corpus)
{
	static const struct span	 aliases[2] = { { "http://one.example/a", 20 },
		{ "https://Www.One.example:8080/a?b=c", 34 } };
	static const size_t		 ends[3][2] = { { 19, 62 }, { 50, 62 }, { 12, 34 } };

	*article = (struct filed_article) { .article = *a,
		.identity = a->canonical,
		.lineage = SPAN("AP"),
		.version = 1,
		.newest = true,
		.aliases = aliases,
		.naliases = 2 };
	for (size_t i = 0; i < quotes->count; i++)
		filed[i] = (struct filed_quote) { .quote = quotes->items[i],
			.start = ends[i][0],
			.end = ends[i][1] };
	*corpus = (struct corpus) { article, 1, filed, 3 };
}

Test(store_evidence, gives_back_every_byte_of_an_article_and_its_quotations)
{
	struct filed_article	 article;
	struct filed_quote	 filed[3];
	struct quote_list	 quotes;
	struct article		 a;
	struct corpus		 wanted, got, light;
	struct span		 want, have;
	enum store_added	 added;
	struct sample		 s;

	sample_start(&s);
	make_full(&a, &quotes);
	cr_assert(store_add_article(s.store, &a, &quotes, &added, &s.f), "%s", s.f.text);
	cr_expect_eq(added, STORE_NEW);
	sample_close(&s);
	sample_open(&s, STORE_READ);
	cr_assert(store_load(s.store, s.arena, &light, &s.f), "%s", s.f.text);
	cr_assert_eq(light.narticles, 1);
	cr_assert(store_article(s.store, light.articles[0].row, s.arena, &got, &s.f), "%s",
	    s.f.text);
	cr_assert_eq(got.nquotes, 3);
	as_filed(&a, &quotes, &article, filed, &wanted);
	/* Ids are a matter of their own, and quotations come in their order. */
	for (size_t i = 0; i < 3; i++) {
		for (size_t k = 0; k < 3; k++) {
			if (got.quotes[k].start == filed[i].start &&
			    got.quotes[k].quote.outside == filed[i].quote.outside)
				filed[i].id = got.quotes[k].id;
		}
	}
	for (size_t i = 0; i < 3; i++) {
		struct filed_quote	 swap = filed[i];
		size_t			 k = i;

		for (; k > 0 && span_cmp(filed[k - 1].id, swap.id) > 0; k--)
			filed[k] = filed[k - 1];
		filed[k] = swap;
	}
	want = sample_dump_corpus(&s, &wanted);
	have = sample_dump_corpus(&s, &got);
	cr_expect(span_eq(want, have), "wanted:\n%.*s\ngot:\n%.*s", (int)want.n, want.p,
	    (int)have.n, have.p);
	sample_end(&s);
}

Test(store_evidence, linking_sees_speech_only_and_the_weekday)
{
	struct occurrence	*occurrences;
	struct trail_article	*articles;
	struct quote_list	 quotes;
	struct article		 a;
	struct corpus		 corpus;
	enum store_added	 added;
	struct sample		 s;

	sample_start(&s);
	make_full(&a, &quotes);
	cr_assert(store_add_article(s.store, &a, &quotes, &added, &s.f), "%s", s.f.text);
	cr_assert(store_load(s.store, s.arena, &corpus, &s.f), "%s", s.f.text);
	cr_assert_eq(corpus.nquotes, 2, "the scare quote is no speech");
	cr_assert(corpus_for_trail(&corpus, s.arena, &articles, &occurrences, &s.f));
	cr_expect_eq(articles[0].weekday, 5);
	cr_expect_eq(articles[0].rank, 3);
	cr_expect_eq(articles[0].published.latest, 86400);
	cr_expect(span_eq(articles[0].lineage, SPAN("AP")));
	for (size_t i = 0; i < 2; i++) {
		bool	 main_text = occurrences[i].region == REGION_BODY;

		cr_expect(span_eq(occurrences[i].text,
		    main_text ? SPAN("Nobody, shall leave.") : SPAN("It is done, all of it.")));
		cr_expect(span_eq(occurrences[i].venue, main_text ? SPAN("Radio 9") : SPAN_NONE));
		cr_expect_eq(occurrences[i].start, main_text ? 19u : 12u);
	}
	sample_end(&s);
}

static const struct sample_article again[] = {
	/* what happens, in this order, at one address */
	{ .url = "https://one.example/v",
	    .outlet = "One",
	    .text = "He said: The road stays shut.",
	    .said = { "The road stays shut." },
	    .speaker = "Bo Clerk",
	    .captured = 1000 },
	{ .url = "https://one.example/v",
	    .outlet = "One",
	    .text = "He said: The road stays shut.",
	    .said = { "The road stays shut." },
	    .speaker = "Bo Clerk",
	    .captured = 2000 },
	{ .url = "https://one.example/v",
	    .outlet = "One",
	    .text = "He said: The road stays open. He added: Drive with care.",
	    .said = { "The road stays open.", "Drive with care." },
	    .speaker = "Bo Clerk",
	    .captured = 3000 },
	{ .url = "https://one.example/v",
	    .outlet = "One",
	    .text = "Corrected. He added: Drive with CARE.",
	    .said = { "Drive with CARE." },
	    .speaker = "Bo Clerk",
	    .captured = 4000 },
	{ .url = "https://two.example/v",
	    .outlet = "Two",
	    .text = "He said: The road stays shut.",
	    .said = { "The road stays shut." },
	    .speaker = "Bo Clerk",
	    .captured = 1000 },
};

Test(store_evidence, tells_new_unchanged_and_new_version_apart)
{
	static const enum store_added	 wanted[] = { STORE_NEW, STORE_UNCHANGED, STORE_NEW_VERSION,
		STORE_NEW_VERSION, STORE_NEW };
	struct store_status		 status;
	struct sample			 s;

	sample_start(&s);
	for (size_t i = 0; i < LEN(again); i++)
		cr_expect_eq(sample_add(&s, &again[i]), wanted[i], "row %zu", i);
	cr_assert(store_status(s.store, s.arena, &status, &s.f), "%s", s.f.text);
	cr_expect_eq(status.articles, 2);
	cr_expect_eq(status.versions, 4);
	cr_expect_eq(status.captured_first, 1000);
	cr_expect_eq(status.captured_last, 4000);
	cr_expect_eq(status.hosts, 2);
	sample_end(&s);
}

Test(store_evidence, older_versions_stay_for_what_they_alone_say)
{
	static const struct {
		const char *words;
		bool superseded;
		int version;
	} wanted[] = {
		{ "The road stays shut.", true, 1 }, { "The road stays open.", true, 2 },
		{ "Drive with CARE.",		false,	3 },	/* moved, and shouted */
	};
	struct corpus	 corpus;
	struct sample	 s;

	sample_start(&s);
	for (size_t i = 0; i < 4; i++)
		sample_add(&s, &again[i]);
	cr_assert(store_load(s.store, s.arena, &corpus, &s.f), "%s", s.f.text);
	cr_assert_eq(corpus.nquotes, LEN(wanted));
	for (size_t i = 0; i < LEN(wanted); i++) {
		size_t	 k = 0;

		while (k < corpus.nquotes &&
		    !span_eq(corpus.quotes[k].quote.text, span_of(wanted[i].words)))
			k++;
		cr_assert(k < corpus.nquotes, "%s is gone", wanted[i].words);
		cr_expect_eq(corpus.quotes[k].superseded, wanted[i].superseded, "%s",
		    wanted[i].words);
		cr_expect_eq(corpus.articles[corpus.quotes[k].article].version, wanted[i].version,
		    "%s", wanted[i].words);
		cr_expect_eq(corpus.articles[corpus.quotes[k].article].newest,
		    !wanted[i].superseded);
	}
	sample_end(&s);
}

/* Readings of one text: which one stands, whatever the order in which they come. */
static const struct {
	const char		*why;
	struct sample_article	 loses, stands;
} readings[] = {
	{ "a dated reading stands before an undated one", { .captured = 1000 },
	    { .captured = 2000, .published = 500 } },
	{ "the earlier captured stands before the later", { .captured = 2000, .published = 400 },
	    { .captured = 1000, .published = 500 } },
	{ "a captured reading stands before one of unknown time", { .published = 400 },
	    { .captured = 3000, .published = 500 } },
	{ "of equal ones the digest decides", { .captured = 1000, .published = 500 },
	    { .captured = 1000, .published = 500, .outlet = "Another" } },
};

Test(store_evidence, of_two_readings_of_one_text_the_same_stands_in_any_order)
{
	for (size_t i = 0; i < LEN(readings); i++) {
		struct span	 dumps[2];
		struct sample	 s[2];

		for (size_t order = 0; order < 2; order++) {
			struct sample_article	 rows[2] = { readings[i].loses, readings[i].stands };
			struct corpus		 corpus;

			sample_begin(&s[order]);
			sample_open(&s[order], STORE_WRITE);
			for (size_t k = 0; k < 2; k++) {
				struct sample_article	*row = &rows[k == order];

				row->url = "https://one.example/r";
				if (row->outlet == NULL)
					row->outlet = "One";
				row->text = "She said: The bells ring twice.";
				row->said[0] = "The bells ring twice.";
				row->speaker = "Cy Bell";
				row->teaser = row->published > 0 ? "Also today" : "Also yesterday";
				sample_add(&s[order], row);
			}
			cr_assert(store_load(s[order].store, s[order].arena, &corpus, &s[order].f));
			cr_assert_eq(corpus.narticles, 1);
			cr_assert(store_article(s[order].store, corpus.articles[0].row,
				      s[order].arena, &corpus, &s[order].f),
			    "%s", s[order].f.text);
			cr_expect_eq(corpus.articles[0].article.published.when.earliest, 500, "%s",
			    readings[i].why);
			dumps[order] = sample_dump_corpus(&s[order], &corpus);
		}
		cr_expect(span_eq(dumps[0], dumps[1]), "%s:\n%.*s\n%.*s", readings[i].why,
		    (int)dumps[0].n, dumps[0].p, (int)dumps[1].n, dumps[1].p);
		sample_end(&s[0]);
		sample_end(&s[1]);
	}
}

Test(store_evidence, what_cannot_be_filed_is_refused_and_leaves_nothing)
{
	static const struct span	 elsewhere = { "elsewhere", 9 };
	struct quote items[1] = {
		{ .parts = &elsewhere, .nparts = 1, .text = elsewhere, .outside = -1 }
	};
	struct quote_list		 quotes = { .items = items, .count = 1 };
	struct article			 article = { .url = SPAN("https://one.example/x"),
		.text = SPAN("A text."),
		.captured = DATE_UNKNOWN };
	struct store_status		 status;
	enum store_added		 added;
	struct sample			 s;

	sample_start(&s);
	cr_expect_not(store_add_article(s.store, &article, &quotes, &added, &s.f));
	cr_expect_eq(s.f.kind, FAULT_INPUT, "%s", s.f.text);
	fault_clear(&s.f);
	article.url = SPAN_NONE;
	quotes.count = 0;
	cr_expect_not(store_add_article(s.store, &article, &quotes, &added, &s.f));
	cr_expect_eq(s.f.kind, FAULT_INPUT, "%s", s.f.text);
	fault_clear(&s.f);
	cr_assert(store_status(s.store, s.arena, &status, &s.f), "%s", s.f.text);
	cr_expect_eq(status.articles + status.versions + status.quotes, 0);
	sample_end(&s);
}

/* The file may grow by so many pages: somewhere in the middle of an article there is no room. */
Test(store_evidence, a_full_disk_leaves_whole_articles_only)
{
	struct store_status	 status;
	struct sample		 s;
	int			 filed;

	sample_start(&s);
	filed = sample_fill(&s, &again[0], 90);
	cr_assert(store_status(s.store, s.arena, &status, &s.f), "%s", s.f.text);
	cr_expect_eq(status.articles, filed);
	cr_expect_eq(status.versions, filed);
	cr_expect_eq(status.quotes, filed);
	/* With room again, work goes on with the same handle. */
	sample_give_room(&s, &again[0], filed);
	sample_end(&s);
}

/* The same text at one identity: one article, known by all its addresses. */
Test(store_evidence, joins_twins_by_their_identity_and_not_by_a_canonical_link)
{
	static const char *const addresses[] = { "https://one.example/a",
		"https://one.example/a#top", "https://ONE.example/a?utm_source=x",
		"https://amp.one.example/a" };
	struct span			 identity = SPAN("https://one.example/a");
	struct sample_article		 row = again[0];
	struct article			 article;
	struct quote_list		 quotes;
	struct corpus			 corpus, whole;
	enum store_added		 added;
	struct sample			 s;

	sample_start(&s);
	for (size_t i = 0; i < LEN(addresses); i++) {
		row.url = addresses[i];
		sample_make(&s, &row, &article, &quotes);
		article.identity = identity;
		article.canonical = i == 3 ? identity : SPAN_NONE;
		cr_assert(store_add_article(s.store, &article, &quotes, &added, &s.f), "%s",
		    s.f.text);
		cr_expect_eq(added, i == 0 ? STORE_NEW : STORE_UNCHANGED, "%s", addresses[i]);
	}
	/* Another outlet's copy that names this one as its original stays its own. */
	row.url = "https://two.example/b";
	sample_make(&s, &row, &article, &quotes);
	article.identity = span_of(row.url);
	article.canonical = identity;
	cr_assert(store_add_article(s.store, &article, &quotes, &added, &s.f), "%s", s.f.text);
	cr_expect_eq(added, STORE_NEW);
	cr_assert(store_load(s.store, s.arena, &corpus, &s.f), "%s", s.f.text);
	cr_assert_eq(corpus.narticles, 2);
	cr_expect(span_eq(article_identity(&corpus.articles[0].article), identity));
	cr_assert(store_article(s.store, corpus.articles[0].row, s.arena, &whole, &s.f));
	cr_expect(span_eq(article_identity(&whole.articles[0].article), identity));
	cr_expect_eq(whole.articles[0].naliases, 3, "%zu", whole.articles[0].naliases);
	cr_assert(store_article(s.store, corpus.articles[1].row, s.arena, &whole, &s.f));
	cr_expect(span_eq(whole.articles[0].identity, span_of(row.url)));
	cr_expect(span_eq(whole.articles[0].article.canonical, identity));
	cr_expect_eq(whole.articles[0].naliases, 0);
	sample_end(&s);
}

static const struct {
	const char *identity, *host;
} hosts[] = {
	{ "https://Www.One.Example/a",			"www.one.example" },
	{ "http://user:pw@one.example:8080/a@b:9",	"one.example" },
	{ "http://one.example?x=https://two.example/",	"one.example" },
	{ "http://[2001:db8::1]:81/a",			"[2001:db8::1]" },
	{ "http://one.example",				"one.example" },
	{ "saved/page.html",				NULL },
};

Test(store_evidence, knows_the_host_of_an_address)
{
	struct sample	 s;

	sample_start(&s);
	for (size_t i = 0; i < LEN(hosts); i++) {
		struct sample_article row = { .url = hosts[i].identity,
			.outlet = "One",
			.text = "A." };
		sqlite3_stmt		*get = NULL;
		const char		*host;

		sample_add(&s, &row);
		cr_assert_eq(sqlite3_prepare_v2(s.store->db,
				 "SELECT host FROM article WHERE identity = ?", -1, &get, NULL),
		    SQLITE_OK);
		sqlite3_bind_text(get, 1, hosts[i].identity, -1, SQLITE_STATIC);
		cr_assert_eq(sqlite3_step(get), SQLITE_ROW);
		host = (const char *)sqlite3_column_text(get, 0);
		if (hosts[i].host == NULL)
			cr_expect_null(host, "%s", hosts[i].identity);
		else
			cr_expect_str_eq(host, hosts[i].host, "%s", hosts[i].identity);
		sqlite3_finalize(get);
	}
	sample_end(&s);
}
