#include <sqlite3.h>

#include "store/query.h"
#include "store/queue.h"
#include "tests/store/sample.h"

#define PAGE "https://one.example/a"

static const struct sample_article page = {
	.url = PAGE,
	.outlet = "One",
	.text = "The miller said: The wheel turns again.",
	.said = { "The wheel turns again." },
	.speaker = "Ida Miller",
	.captured = 1000,
};

/* A visit in a few words; what it does not name is not known. */
static struct visit
visit_of(const char *source, enum visit_outcome outcome, const char *reason, int64_t at)
{
	return (struct visit) { .source = span_of(source),
		.outcome = outcome,
		.reason = span_of(reason),
		.at = at,
		.last_modified = DATE_UNKNOWN };
}

static void
note(struct sample *s, const struct visit *visit)
{
	cr_assert(store_visit(s->store, visit, &s->f), "%s", s->f.text);
}

static struct visit
visited(struct sample *s, const char *source)
{
	struct visit	 visit;
	bool		 known;

	cr_assert(store_visited(s->store, span_of(source), s->arena, &visit, &known, &s->f), "%s",
	    s->f.text);
	cr_assert(known, "%s", source);
	return visit;
}

static void
expect_same(const struct visit *got, const struct visit *wanted, const char *what)
{
	cr_expect(span_eq(got->source, wanted->source), "%s", what);
	cr_expect(span_eq(got->named, wanted->named), "%s", what);
	cr_expect_eq(got->outcome, wanted->outcome, "%s", what);
	cr_expect(span_eq(got->reason, wanted->reason), "%s", what);
	cr_expect_eq(got->at, wanted->at, "%s", what);
	cr_expect(span_eq(got->found, wanted->found), "%s: '%.*s'", what, SPAN_ARG(got->found));
	cr_expect(span_eq(got->etag, wanted->etag), "%s", what);
	cr_expect_eq(got->last_modified, wanted->last_modified, "%s", what);
}

Test(store_queue, a_visit_comes_back_as_it_was_noted)
{
	struct visit	 read = visit_of("https://one.example/old", VISIT_READ, "", 1000), got;
	struct sample	 s;
	bool		 known;

	sample_start(&s);
	read.named = SPAN("HTTPS://One.example/old?utm_source=x");
	read.found = SPAN(PAGE);
	read.etag = SPAN("\"\xff\xfe bytes of theirs\"");
	read.last_modified = -7;
	sample_add(&s, &page);
	note(&s, &read);
	sample_close(&s);
	sample_open(&s, STORE_READ);
	got = visited(&s, "https://one.example/old");
	expect_same(&got, &read, "read");
	cr_assert(store_visited(s.store, SPAN(PAGE), s.arena, &got, &known, &s.f), "%s", s.f.text);
	cr_expect_not(known, "where it led is no source");
	sample_end(&s);
}

Test(store_queue, a_name_or_a_place_that_is_the_source_is_none_beside_it)
{
	static const enum visit_outcome	 outcomes[] = { VISIT_READ, VISIT_UNCHANGED, VISIT_OPENED,
		VISIT_FAILED };
	struct visit			 visit, got;
	struct sample			 s;

	for (size_t i = 0; i < LEN(outcomes); i++) {
		sample_start(&s);
		sample_add(&s, &page);
		visit = visit_of(PAGE, outcomes[i], "", 1000);
		visit.named = visit.found = visit.source;
		note(&s, &visit);
		visit.named = visit.found = SPAN_NONE;
		got = visited(&s, PAGE);
		expect_same(&got, &visit, visit_outcome_names[outcomes[i]]);
		sample_end(&s);
	}
}

Test(store_queue, a_visit_that_gave_nothing_keeps_what_the_last_good_one_left)
{
	static const enum visit_outcome	 silent[] = { VISIT_FAILED, VISIT_BLOCKED, VISIT_THROTTLED };
	struct visit			 wanted, got;
	struct sample			 s;

	for (size_t i = 0; i < LEN(silent); i++) {
		sample_start(&s);
		sample_add(&s, &page);
		wanted = visit_of("https://one.example/old", VISIT_READ, "", 1000);
		wanted.found = SPAN(PAGE);
		wanted.etag = SPAN("\"1\"");
		note(&s, &wanted);
		wanted = visit_of("https://one.example/old", silent[i], "not today", 2000);
		wanted.named = SPAN("old");
		wanted.found = SPAN("https://elsewhere.example/");
		note(&s, &wanted);
		wanted.found = SPAN(PAGE);
		wanted.etag = SPAN("\"1\"");
		got = visited(&s, "https://one.example/old");
		expect_same(&got, &wanted, visit_outcome_names[silent[i]]);
		/* The next good one counts alone. */
		wanted = visit_of("https://one.example/old", VISIT_UNCHANGED, "", 3000);
		wanted.found = SPAN(PAGE);
		wanted.last_modified = 2500;
		note(&s, &wanted);
		got = visited(&s, "https://one.example/old");
		expect_same(&got, &wanted, "after it");
		sample_end(&s);
	}
}

Test(store_queue, validators_are_given_only_while_the_article_is_held)
{
	struct visit	 read = visit_of(PAGE, VISIT_READ, "", 1000), got;
	struct sample	 s;

	sample_start(&s);
	read.etag = SPAN("\"1\"");
	read.last_modified = 900;
	note(&s, &read);
	got = visited(&s, PAGE);
	cr_expect_eq(got.etag.n, 0);
	cr_expect_eq(got.last_modified, DATE_UNKNOWN);
	sample_add(&s, &page);
	note(&s, &read);
	got = visited(&s, PAGE);
	expect_same(&got, &read, "held");
	sample_end(&s);
}

Test(store_queue, a_visit_without_a_source_is_refused)
{
	struct visit	 nobody = visit_of("", VISIT_READ, "", 1000);
	struct sample	 s;

	sample_start(&s);
	cr_expect_not(store_visit(s.store, &nobody, &s.f));
	cr_expect_eq(s.f.kind, FAULT_INPUT, "%s", s.f.text);
	fault_clear(&s.f);
	cr_expect_not(store_unchanged(s.store, &nobody, &s.f));
	cr_expect_eq(s.f.kind, FAULT_INPUT, "%s", s.f.text);
	sample_end(&s);
}

Test(store_queue, counts_failures_by_the_last_visit)
{
	const struct visit	 visits[] = {
		visit_of(PAGE, VISIT_FAILED, "no host", 5),
		visit_of("https://busy.example/", VISIT_THROTTLED, "429", 6),
		visit_of("gone.html", VISIT_FAILED, "no such file", 7),
		visit_of("https://shy.example/", VISIT_BLOCKED, "Disallow: /", 8),
		visit_of(PAGE, VISIT_READ, "", 9),
	};
	struct store_status	 status;
	struct sample		 s;

	sample_start(&s);
	for (size_t i = 0; i < LEN(visits); i++)
		note(&s, &visits[i]);
	cr_assert(store_status(s.store, s.arena, &status, &s.f), "%s", s.f.text);
	cr_expect_eq(status.failed, 1);
	cr_expect_eq(status.blocked, 1);
	cr_expect_eq(status.throttled, 1);
	cr_assert_eq(status.nfailures, 3);
	cr_expect(span_eq(status.failures[0].reason, SPAN("Disallow: /")),
	    "the newest stands first");
	cr_expect_eq(status.failures[0].outcome, VISIT_BLOCKED);
	cr_expect(span_eq(status.failures[1].source, SPAN("gone.html")));
	cr_expect(span_eq(status.failures[2].reason, SPAN("429")));
	cr_expect_eq(status.failures[2].outcome, VISIT_THROTTLED);
	sample_end(&s);
}

/* --- 304 ----------------------------------------------------------------- */

static void
confirm(struct sample *s, const char *source, int64_t at)
{
	struct visit	 visit = visit_of(source, VISIT_UNCHANGED, "", at);

	cr_assert(store_unchanged(s->store, &visit, &s->f), "%s", s->f.text);
}

/* seen_first and seen_last of the version with this text. */
static void
expect_seen(struct sample *s, const char *text, int64_t first, int64_t last)
{
	sqlite3_stmt	*get = NULL;

	cr_assert_eq(sqlite3_prepare_v2(s->store->db,
			 "SELECT seen_first, seen_last FROM version WHERE text = ?", -1, &get, NULL),
	    SQLITE_OK);
	sqlite3_bind_text(get, 1, text, -1, SQLITE_STATIC);
	cr_assert_eq(sqlite3_step(get), SQLITE_ROW, "%s", text);
	cr_expect_eq(sqlite3_column_int64(get, 0), first, "%s: from %lld", text,
	    (long long)sqlite3_column_int64(get, 0));
	cr_expect_eq(sqlite3_column_int64(get, 1), last, "%s: to %lld", text,
	    (long long)sqlite3_column_int64(get, 1));
	sqlite3_finalize(get);
}

Test(store_queue, a_304_proves_that_the_page_stood_unchanged)
{
	struct sample_article	 dated = page;
	struct visit		 read = visit_of(PAGE, VISIT_READ, "", 1000), got;
	struct store_status	 status;
	struct corpus		 before, after;
	struct sample		 s;

	sample_start(&s);
	dated.published = 500;
	sample_add(&s, &dated);
	read.etag = SPAN("\"1\"");
	note(&s, &read);
	cr_assert(store_load(s.store, s.arena, &before, &s.f), "%s", s.f.text);
	sample_conclude(&s);
	confirm(&s, PAGE, 9000);
	confirm(&s, PAGE, 4000);	/* a slower answer of an earlier request */
	expect_seen(&s, page.text, 1000, 9000);
	cr_assert(store_status(s.store, s.arena, &status, &s.f), "%s", s.f.text);
	cr_expect_eq(status.captured_first, 1000);
	cr_expect_eq(status.captured_last, 9000);
	cr_expect_eq(status.versions, 1);
	cr_expect(status.settled, "what was concluded stands as the page does");
	/* It was out at its first capture; that it still stood later says nothing about that. */
	cr_assert(store_load(s.store, s.arena, &after, &s.f), "%s", s.f.text);
	cr_assert(store_article(s.store, after.articles[0].row, s.arena, &after, &s.f), "%s",
	    s.f.text);
	cr_expect_eq(after.articles[0].article.captured, 1000);
	cr_expect_eq(after.articles[0].article.published.when.latest,
	    before.articles[0].article.published.when.latest);
	got = visited(&s, PAGE);
	cr_expect_eq(got.outcome, VISIT_UNCHANGED);
	cr_expect_eq(got.at, 4000);
	cr_expect(span_eq(got.etag, read.etag), "a 304 need not repeat it");
	sample_end(&s);
}

static const struct {
	const char *what, *found, *etag;
	int64_t last_modified;
	const char *wanted_found, *wanted_etag;
	int64_t wanted_modified;
} confirmations[] = {
	{ "a bare one",		 "",	"",	 DATE_UNKNOWN, PAGE, "\"1\"", 900	   },
	{ "one that says it all", PAGE, "\"2\"", 950,	       PAGE, "\"2\"", 950	   },
	{ "one with a new tag",	 PAGE,	"\"2\"", DATE_UNKNOWN, PAGE, "\"2\"", 900	   },
	{ "one from elsewhere",	 "https://one.example/b", "", DATE_UNKNOWN, "https://one.example/b", "",
	    DATE_UNKNOWN },
	{ "one that leads nowhere else now", "https://one.example/old", "", DATE_UNKNOWN, "", "",
	    DATE_UNKNOWN },
};

Test(store_queue, a_304_renews_what_it_repeats)
{
	for (size_t i = 0; i < LEN(confirmations); i++) {
		struct visit	 visit = visit_of("https://one.example/old", VISIT_READ, "", 1000), got;
		struct sample	 s;

		sample_start(&s);
		sample_add(&s, &page);
		visit.found = SPAN(PAGE);
		visit.etag = SPAN("\"1\"");
		visit.last_modified = 900;
		note(&s, &visit);
		visit.at = 2000;
		visit.found = span_of(confirmations[i].found);
		visit.etag = span_of(confirmations[i].etag);
		visit.last_modified = confirmations[i].last_modified;
		cr_assert(store_unchanged(s.store, &visit, &s.f), "%s", s.f.text);
		visit.outcome = VISIT_UNCHANGED;
		visit.found = span_of(confirmations[i].wanted_found);
		visit.etag = span_of(confirmations[i].wanted_etag);
		visit.last_modified = confirmations[i].wanted_modified;
		got = visited(&s, "https://one.example/old");
		expect_same(&got, &visit, confirmations[i].what);
		sample_end(&s);
	}
}

Test(store_queue, a_304_without_anything_held_is_not_believed)
{
	struct visit	 visit = visit_of("https://one.example/b", VISIT_UNCHANGED, "", 2000), got;
	struct sample	 s;
	bool		 known;

	sample_start(&s);
	sample_add(&s, &page);
	cr_expect_not(store_unchanged(s.store, &visit, &s.f));
	cr_expect_eq(s.f.kind, FAULT_MISSING, "%s", s.f.text);
	fault_clear(&s.f);
	cr_assert(store_visited(s.store, visit.source, s.arena, &got, &known, &s.f), "%s", s.f.text);
	cr_expect_not(known, "it is noted nevertheless");
	expect_seen(&s, page.text, 1000, 1000);
	sample_end(&s);
}

/* The page and its short form are one article; each of their addresses stands for its own text. */
Test(store_queue, a_304_counts_for_the_version_that_was_read_there)
{
	static const char *const addresses[] = { PAGE, "https://one.example/amp/a" };
	static const char *const texts[] = { "Long. The wheel turns.", "The wheel turns." };
	struct sample		 s;

	sample_start(&s);
	for (size_t i = 0; i < LEN(addresses); i++) {
		struct article article = { .url = span_of(addresses[i]),
			.canonical = SPAN(PAGE),
			.text = span_of(texts[i]),
			.captured = 1000 };
		struct quote_list	 none = { .count = 0 };
		enum store_added	 added;
		struct visit		 visit = visit_of(addresses[i], VISIT_READ, "", 1000);

		cr_assert(store_add_article(s.store, &article, &none, &added, &s.f), "%s", s.f.text);
		note(&s, &visit);
	}
	confirm(&s, addresses[0], 5000);
	confirm(&s, addresses[1], 4000);
	expect_seen(&s, texts[0], 1000, 5000);
	expect_seen(&s, texts[1], 1000, 4000);
	/* The newest is the one seen last, and that moves conclusions. */
	confirm(&s, addresses[1], 6000);
	expect_seen(&s, texts[1], 1000, 6000);
	sample_end(&s);
}

Test(store_queue, a_304_finds_an_article_by_its_addresses_when_no_visit_was_noted)
{
	static const char *const sources[] = { PAGE, "https://one.example/moved" };

	for (size_t i = 0; i < LEN(sources); i++) {
		struct article article = { .url = SPAN(PAGE),
			.requested = SPAN("https://one.example/moved"),
			.text = SPAN("The wheel turns."),
			.captured = 1000 };
		struct quote_list	 none = { .count = 0 };
		enum store_added	 added;
		struct sample		 s;

		sample_start(&s);
		cr_assert(store_add_article(s.store, &article, &none, &added, &s.f), "%s", s.f.text);
		confirm(&s, sources[i], 2000);
		expect_seen(&s, "The wheel turns.", 1000, 2000);
		sample_end(&s);
	}
}

/* --- the list, runs, robots ---------------------------------------------- */

struct listing {
	struct buf	 out;
	size_t		 most;
};

static bool
list(void *context, const struct visit *visit, struct fault *f)
{
	struct listing	*listing = context;

	if (listing->most-- == 0)
		return fault_set(f, FAULT_INTERRUPTED, "enough");
	buf_print(&listing->out, "%.*s %s;", SPAN_ARG(visit->source),
	    visit_outcome_names[visit->outcome]);
	return true;
}

static const struct {
	unsigned	 outcomes;
	const char	*wanted;
} listings[] = {
	{ 1u << VISIT_READ, "c read;" },
	{ 1u << VISIT_FAILED | 1u << VISIT_THROTTLED, "a throttled;b failed;e failed;" },
	{ 1u << VISIT_BLOCKED, "d blocked;" },
	{ 1u << VISIT_UNCHANGED, "" },
	{ ~0u, "a throttled;b failed;c read;d blocked;e failed;" },
	{ 0, "" },
};

Test(store_queue, lists_sources_by_name_and_outcome)
{
	const struct visit	 visits[] = {
		visit_of("e", VISIT_FAILED, "x", 1),
		visit_of("c", VISIT_FAILED, "x", 2),
		visit_of("b", VISIT_FAILED, "x", 3),
		visit_of("a", VISIT_THROTTLED, "x", 4),
		visit_of("d", VISIT_BLOCKED, "x", 5),
		visit_of("c", VISIT_READ, "", 6),
	};
	struct listing		 listing;
	struct sample		 s;

	sample_start(&s);
	for (size_t i = 0; i < LEN(visits); i++)
		note(&s, &visits[i]);
	for (size_t i = 0; i < LEN(listings); i++) {
		struct span	 said;

		listing = (struct listing) { BUF(1000), 10 };
		cr_assert(store_each_visit(s.store, listings[i].outcomes, list, &listing, &s.f),
		    "%s", s.f.text);
		cr_assert(buf_end(&listing.out, s.arena, &said, &s.f));
		cr_expect(span_eq(said, span_of(listings[i].wanted)), "%#x: %.*s",
		    listings[i].outcomes, SPAN_ARG(said));
	}
	listing = (struct listing) { BUF(1000), 2 };
	cr_expect_not(store_each_visit(s.store, ~0u, list, &listing, &s.f));
	cr_expect_eq(s.f.kind, FAULT_INTERRUPTED);
	buf_free(&listing.out);
	sample_end(&s);
}

Test(store_queue, a_run_that_never_ended_is_taken_up_again)
{
	static const struct {
		const char	*what;
		const char	*sources;
		int64_t		 now, since;
		bool		 ends;
	} runs[] = {
		{ "the first",			"a\nb",	 1000, DATE_UNKNOWN, false },
		{ "again, after a kill",	"a\nb",	 2000, 1000,	     false },
		{ "another list",		"a\nb\nc", 2500, DATE_UNKNOWN, false },
		{ "again, and to its end",	"a\nb",	 3000, 1000,	     true  },
		{ "after the end",		"a\nb",	 4000, DATE_UNKNOWN, false },
		{ "and cut off once more",	"a\nb",	 5000, 4000,	     false },
	};
	struct sample	 s;

	sample_start(&s);
	for (size_t i = 0; i < LEN(runs); i++) {
		int64_t	 since = 77;

		cr_assert(store_run_begin(s.store, span_of(runs[i].sources), runs[i].now, &since,
			      &s.f),
		    "%s", s.f.text);
		cr_expect_eq(since, runs[i].since, "%s: %lld", runs[i].what, (long long)since);
		if (runs[i].ends)
			cr_assert(store_run_end(s.store, span_of(runs[i].sources), &s.f), "%s",
			    s.f.text);
		sample_close(&s);
		sample_open(&s, STORE_WRITE);
	}
	sample_end(&s);
}

Test(store_queue, remembers_what_hosts_ask_of_readers)
{
	struct span	 body, odd = SPAN("User-agent: *\nDisallow: /\xff\0\n");
	struct sample	 s;
	int64_t		 fetched;
	bool		 known;

	sample_start(&s);
	cr_assert(store_robots(s.store, SPAN("https://a.example"), s.arena, &body, &fetched, &known,
	    &s.f));
	cr_expect_not(known);
	cr_assert(store_robots_add(s.store, SPAN("https://a.example"), odd, 1000, &s.f), "%s",
	    s.f.text);
	cr_assert(store_robots_add(s.store, SPAN("http://a.example"), SPAN_NONE, 1001, &s.f), "%s",
	    s.f.text);
	cr_assert(store_robots(s.store, SPAN("https://a.example"), s.arena, &body, &fetched, &known,
	    &s.f));
	cr_expect(known && fetched == 1000 && span_eq(body, odd));
	cr_assert(
	    store_robots(s.store, SPAN("http://a.example"), s.arena, &body, &fetched, &known, &s.f));
	cr_expect(known && fetched == 1001 && body.n == 0);
	cr_assert(store_robots_add(s.store, SPAN("https://a.example"), SPAN_NONE, 2000, &s.f), "%s",
	    s.f.text);
	cr_assert(store_robots(s.store, SPAN("https://a.example"), s.arena, &body, &fetched, &known,
	    &s.f));
	cr_expect(known && fetched == 2000 && body.n == 0, "the last one counts");
	sample_end(&s);
}
