#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/store/sample.h"

/* Four articles, two of them versions of one; a teaser; two speakers; an undated one. */
static const struct sample_article four[] = {
	{ .url = "https://one.example/a",
	    .outlet = "One",
	    .captured = 5000,
	    .published = 4000,
	    .text = "The warden said: We open the gate at dawn and not before.",
	    .said = { "We open the gate at dawn and not before." },
	    .speaker = "Ada Warden" },
	{ .url = "https://one.example/a",
	    .outlet = "One",
	    .captured = 9000,
	    .published = 4000,
	    .text = "The warden said: We open the gate at noon and not before. It will hold.",
	    .said = { "We open the gate at noon and not before.", "It will hold." },
	    .speaker = "Ada Warden" },
	{ .url = "https://two.example/b",
	    .outlet = "Two",
	    .captured = 7000,
	    .text = "We open the gate at dawn, the warden said. The clerk: Nobody told me.",
	    .said = { "We open the gate at dawn", "Nobody told me." },
	    .speaker = "Ada Warden",
	    .teaser = "Bring your own lamp." },
	{ .url = "https://three.example/c",
	    .outlet = "Three",
	    .text = "No comment from me on that, said Bo Clerk.",
	    .said = { "No comment from me on that" },
	    .speaker = "Bo Clerk" },
};

/* The order'th permutation of 0..n-1 (factorial number system). */
static void
permute(size_t order, size_t n, size_t out[])
{
	for (size_t i = 0; i < n; i++)
		out[i] = i;
	for (size_t i = 0; i < n; i++) {
		size_t	 k = i + order % (n - i), kept = out[k];

		order /= n - i;
		out[k] = out[i];
		out[i] = kept;
	}
}

Test(store_corpus, the_order_of_arrival_leaves_no_trace)
{
	struct sample	 first;
	struct span	 wanted = SPAN_NONE;

	sample_begin(&first);
	for (size_t order = 0; order < 24; order++) {
		struct sample	 s;
		struct span	 dump;
		size_t		 rows[4];

		permute(order, 4, rows);
		sample_start(&s);
		for (size_t i = 0; i < 4; i++) {
			sample_add(&s, &four[rows[i]]);
			/* Some orders are linked after every article, as many small batches are. */
			if (order % 2 == 1)
				sample_conclude(&s);
		}
		sample_conclude(&s);
		dump = sample_dump(&s);
		if (order == 0)
			cr_assert(span_in(first.arena, dump, &wanted, &first.f));
		cr_expect(span_eq(dump, wanted), "order %zu%zu%zu%zu:\n%.*s\nwanted:\n%.*s", rows[0],
		    rows[1], rows[2], rows[3], (int)dump.n, dump.p, (int)wanted.n, wanted.p);
		sample_end(&s);
	}
	cr_expect(wanted.n > 2000, "the dump says little");
	sample_end(&first);
}

struct walk {
	struct span	 ids[16];
	size_t		 count, stop_after;
	struct arena	*arena;
};

static bool
note_family(void *context, struct span id, struct fault *f)
{
	struct walk	*walk = context;

	cr_assert(walk->count < LEN(walk->ids));
	if (!span_in(walk->arena, id, &walk->ids[walk->count], f))
		return false;
	walk->count++;
	if (walk->count == walk->stop_after)
		return fault_set(f, FAULT_INTERRUPTED, "enough");
	return true;
}

static void
begin_filled(struct sample *s)
{
	sample_start(s);
	for (size_t i = 0; i < LEN(four); i++)
		sample_add(s, &four[i]);
	sample_conclude(s);
}

Test(store_corpus, conclusions_come_back_as_they_were_made)
{
	struct filed_family	 family;
	struct corpus		 corpus;
	struct trail		 trail;
	struct sample		 s;

	begin_filled(&s);
	cr_assert(store_load(s.store, s.arena, &corpus, &s.f), "%s", s.f.text);
	sample_trail(&s, &corpus, &trail);
	cr_assert_eq(trail.nfamilies, 2);
	for (size_t k = 0; k < trail.nfamilies; k++) {
		const struct family	*made = &trail.families[k], *got;

		cr_assert(store_family(s.store, corpus.quotes[made->earliest].id, STORE_WHOLE, 0,
			      s.arena, &family, &s.f),
		    "%s", s.f.text);
		got = &family.trail.families[0];
		cr_assert_eq(got->nmembers, made->nmembers);
		cr_assert_eq(family.corpus.nquotes, made->nmembers);
		cr_expect_eq(got->verdict, made->verdict);
		cr_expect_eq(got->overlap, made->overlap);
		cr_expect_eq(got->severity, made->severity);
		cr_expect(span_eq(got->speaker, made->speaker));
		cr_expect(span_eq(family.id, corpus.quotes[made->earliest].id));
		cr_expect(span_eq(family.corpus.quotes[got->earliest].id, family.id));
		cr_expect_eq(got->rival == TRAIL_NONE, made->rival == TRAIL_NONE);
		for (size_t i = 0; i < made->nmembers; i++) {
			const struct placement	*a = &trail.placements[made->members[i]];
			const struct placement	*b = &family.trail.placements[got->members[i]];
			const struct filed_quote *quote = &family.corpus.quotes[got->members[i]];

			cr_expect(span_eq(quote->id, corpus.quotes[made->members[i]].id));
			cr_expect(span_eq(quote->family, family.id));
			cr_expect_eq(a->bits, b->bits);
			cr_expect_eq(a->carriers, b->carriers);
			cr_expect_str_eq(a->rule, b->rule);
			cr_expect_eq(b->second, TRAIL_NONE);
			cr_expect_eq(a->parent == TRAIL_NONE, b->parent == TRAIL_NONE);
			if (made->members[i] == made->earliest)
				continue;
			cr_expect_eq(a->drift.primary, b->drift.primary);
			cr_expect_eq(a->drift.all, b->drift.all);
			cr_expect_eq(a->drift.severity, b->drift.severity);
			cr_expect_eq(a->drift.similarity, b->drift.similarity);
			cr_assert_eq(a->drift.nedits, b->drift.nedits);
			for (size_t e = 0; e < a->drift.nedits; e++) {
				const struct edit	*x = &a->drift.edits[e], *y = &b->drift.edits[e];

				cr_expect(x->op == y->op && x->at == y->at &&
				    x->length == y->length && x->variant_at == y->variant_at &&
				    x->edge == y->edge && x->marked == y->marked);
				cr_expect(span_eq(x->text, y->text), "'%.*s' and '%.*s'",
				    SPAN_ARG(x->text), SPAN_ARG(y->text));
				cr_expect(span_eq(x->was, y->was), "'%.*s' and '%.*s'",
				    SPAN_ARG(x->was), SPAN_ARG(y->was));
				cr_expect(y->text.n == 0 || span_within(y->text, quote->quote.text) ||
					span_within(y->text,
					    family.corpus.quotes[got->earliest].quote.text),
				    "an edit points into the printed texts");
			}
		}
	}
	sample_end(&s);
}

Test(store_corpus, a_family_is_seen_as_the_trail_saw_it)
{
	struct trail_article	*articles;
	struct occurrence	*occurrences;
	struct filed_family	 family;
	struct corpus		 corpus;
	struct sample		 s;

	begin_filled(&s);
	cr_assert(store_load(s.store, s.arena, &corpus, &s.f), "%s", s.f.text);
	cr_assert(corpus_for_trail(&corpus, s.arena, &articles, &occurrences, &s.f));
	for (size_t i = 0; i < corpus.nquotes; i++) {
		struct span	 id;
		size_t		 k = 0;

		cr_assert(store_family_of(s.store, corpus.quotes[i].id, s.arena, &id, &s.f));
		cr_assert(id.n > 0);
		cr_assert(store_family(s.store, id, STORE_WHOLE, 0, s.arena, &family, &s.f), "%s",
		    s.f.text);
		while (!span_eq(family.occurrences[k].id, occurrences[i].id))
			k++;
		cr_expect(span_eq(family.occurrences[k].text, occurrences[i].text));
		cr_expect_eq(family.occurrences[k].start, occurrences[i].start);
		cr_expect_eq(family.occurrences[k].region, occurrences[i].region);
		cr_expect(span_eq(family.dates[family.occurrences[k].article].identity,
		    articles[occurrences[i].article].identity));
		cr_expect_eq(family.dates[family.occurrences[k].article].published.earliest,
		    articles[occurrences[i].article].published.earliest);
		cr_expect_eq(family.dates[family.occurrences[k].article].rank,
		    articles[occurrences[i].article].rank);
	}
	sample_end(&s);
}

Test(store_corpus, near_misses_are_told_from_both_sides)
{
	struct filed_family	 family;
	struct walk		 walk = { .count = 0 };
	struct family_filter	 all = { .since = DATE_UNKNOWN, .until = DATE_UNKNOWN };
	struct sample		 s;

	begin_filled(&s);
	walk.arena = s.arena;
	cr_assert(store_each_family(s.store, &all, FAMILIES_BY_ID, note_family, &walk, &s.f));
	cr_assert_eq(walk.count, 2);
	for (size_t i = 0; i < 2; i++) {
		cr_assert(
		    store_family(s.store, walk.ids[i], STORE_WHOLE, 0, s.arena, &family, &s.f));
		cr_assert_eq(family.nnear, 1, "family %zu has %zu", i, family.nnear);
		cr_expect(span_eq(family.near[0].other_family, walk.ids[1 - i]));
		cr_expect(family.near[0].occurrence < family.corpus.nquotes);
		cr_expect(family.near[0].other_text.n > 0);
		cr_expect_eq(family.near[0].bits, 3.5);
	}
	sample_end(&s);
}

static const struct {
	const char	*what;
	struct family_filter filter;
	size_t		 count;
} filters[] = {
	{ "all",			{ .since = DATE_UNKNOWN, .until = DATE_UNKNOWN }, 2 },
	{ "a speaker, in part",
	    { .speaker = { "CLERK", 5 }, .since = DATE_UNKNOWN, .until = DATE_UNKNOWN }, 1 },
	{ "nobody's name",
	    { .speaker = { "Kleon", 5 }, .since = DATE_UNKNOWN, .until = DATE_UNKNOWN }, 0 },
	{ "an outlet of one",
	    { .outlet = { "three", 5 }, .since = DATE_UNKNOWN, .until = DATE_UNKNOWN }, 1 },
	{ "an outlet of the other",
	    { .outlet = { "Two", 3 }, .since = DATE_UNKNOWN, .until = DATE_UNKNOWN }, 1 },
	{ "two occurrences or more",
	    { .min_occurrences = 2, .since = DATE_UNKNOWN, .until = DATE_UNKNOWN }, 1 },
	{ "worse than anything",
	    { .min_severity = 6, .since = DATE_UNKNOWN, .until = DATE_UNKNOWN }, 0 },
	{ "since after all",		{ .since = 1000000, .until = DATE_UNKNOWN }, 0 },
	{ "until before all",		{ .since = DATE_UNKNOWN, .until = 10 }, 0 },
	{ "since the dated one",	{ .since = 4500, .until = DATE_UNKNOWN }, 1 },
	{ "inferred dates count",	{ .since = 1500, .until = 1600 }, 2 },
};

Test(store_corpus, walks_the_families_that_pass)
{
	struct sample	 s;

	begin_filled(&s);
	for (size_t i = 0; i < LEN(filters); i++) {
		for (int order = FAMILIES_BY_ID; order <= FAMILIES_WORST_FIRST; order++) {
			struct walk	 walk = { .arena = s.arena };

			cr_assert(store_each_family(s.store, &filters[i].filter,
				      (enum family_order)order, note_family, &walk, &s.f),
			    "%s", s.f.text);
			cr_expect_eq(walk.count, filters[i].count, "%s: %zu", filters[i].what,
			    walk.count);
			for (size_t k = 1; order == FAMILIES_BY_ID && k < walk.count; k++)
				cr_expect(span_cmp(walk.ids[k - 1], walk.ids[k]) < 0);
		}
	}
	sample_end(&s);
}

Test(store_corpus, a_walk_stops_when_it_is_told_to)
{
	struct walk		 walk = { .stop_after = 1 };
	struct family_filter	 all = { .since = DATE_UNKNOWN, .until = DATE_UNKNOWN };
	struct sample		 s;

	begin_filled(&s);
	walk.arena = s.arena;
	cr_expect_not(store_each_family(s.store, &all, FAMILIES_BY_ID, note_family, &walk, &s.f));
	cr_expect_eq(s.f.kind, FAULT_INTERRUPTED);
	cr_expect_eq(walk.count, 1);
	sample_end(&s);
}

Test(store_corpus, knows_no_family_that_is_not_there)
{
	struct filed_family	 family;
	struct span		 id;
	struct sample		 s;

	begin_filled(&s);
	cr_expect_not(
	    store_family(s.store, SPAN("q000000000000"), STORE_WHOLE, 0, s.arena, &family, &s.f));
	cr_expect_eq(s.f.kind, FAULT_MISSING, "%s", s.f.text);
	fault_clear(&s.f);
	cr_expect(store_family_of(s.store, SPAN("q000000000000"), s.arena, &id, &s.f));
	cr_expect_eq(id.n, 0);
	sample_end(&s);
}

Test(store_corpus, what_is_settled_is_counted_and_what_is_not_says_so)
{
	static const struct sample_article	 more = { .url = "https://four.example/d",
		.outlet = "Four",
		.text = "Enough." };
	struct visit				 visit = { .source = SPAN("https://four.example/d"),
		.outcome = VISIT_UNCHANGED,
		.at = 70000 };
	struct store_status			 status;
	struct sample				 s;
	bool					 settled;

	begin_filled(&s);
	cr_assert(store_settled(s.store, &settled, &s.f), "%s", s.f.text);
	cr_expect(settled);
	sample_add(&s, &more);
	cr_assert(store_settled(s.store, &settled, &s.f), "%s", s.f.text);
	cr_expect_not(settled);
	sample_conclude(&s);
	cr_assert(store_unchanged(s.store, &visit, &s.f), "%s", s.f.text);
	cr_assert(store_settled(s.store, &settled, &s.f), "%s", s.f.text);
	cr_expect(settled, "a visit that finds the same is no news");
	cr_assert(store_status(s.store, s.arena, &status, &s.f), "%s", s.f.text);
	cr_expect_eq(status.captured_last, 70000, "it counts as a capture");
	sample_end(&s);
}

Test(store_corpus, says_when_conclusions_are_behind_the_evidence)
{
	static const struct sample_article	 more = { .url = "https://four.example/d",
		.outlet = "Four",
		.text = "Enough." };
	struct store_status			 status;
	struct sample				 s;

	begin_filled(&s);
	cr_assert(store_status(s.store, s.arena, &status, &s.f), "%s", s.f.text);
	cr_expect(status.settled);
	sample_add(&s, &four[0]);
	cr_assert(store_status(s.store, s.arena, &status, &s.f), "%s", s.f.text);
	cr_expect(status.settled, "the same again changes nothing");
	sample_add(&s, &more);
	cr_assert(store_status(s.store, s.arena, &status, &s.f), "%s", s.f.text);
	cr_expect_not(status.settled);
	sample_conclude(&s);
	cr_assert(store_status(s.store, s.arena, &status, &s.f), "%s", s.f.text);
	cr_expect(status.settled);
	sample_end(&s);
}

Test(store_corpus, conclusions_from_less_than_all_are_refused)
{
	static const struct sample_article	 more = { .url = "https://four.example/d",
		.outlet = "Four",
		.text = "Enough." };
	struct corpus				 corpus;
	struct trail				 trail;
	struct sample				 s;

	begin_filled(&s);
	cr_assert(store_load(s.store, s.arena, &corpus, &s.f), "%s", s.f.text);
	sample_trail(&s, &corpus, &trail);
	sample_add(&s, &more);
	cr_expect_not(store_conclude(s.store, &corpus, &trail, &s.f));
	cr_expect_eq(s.f.kind, FAULT_CHANGED, "%s", s.f.text);
	sample_end(&s);
}

/* A reading replaced after the last linking takes its conclusions along; the rest stays. */
/* A hundred pages say it, one of them with a word too many, the last of all by its date. */
Test(store_corpus, of_a_large_family_the_first_and_the_furthest_drifted_are_read)
{
	enum { PAGES = 100, MOST = 20 };
	struct sample		 s;
	struct filed_family	 family;
	struct walk		 walk;
	char			 url[64];
	bool			 drifted = false;

	sample_start(&s);
	walk = (struct walk) { .arena = s.arena };
	for (int i = 0; i < PAGES; i++) {
		const struct sample_article row = { .outlet = "One",
			.text = "We open the gate at dawn. We never open the gate at dawn.",
			.said = { i < PAGES - 1 ? "We open the gate at dawn." :
						  "We never open the gate at dawn." },
			.speaker = "Ada Warden",
			.published = 1600000000 + i * 3600 };
		const struct sample_article	 page = sample_page(&row, i, url);

		sample_add(&s, &page);
	}
	sample_conclude(&s);
	cr_assert(store_each_family(s.store,
	    &(struct family_filter) { .since = DATE_UNKNOWN, .until = DATE_UNKNOWN },
	    FAMILIES_BY_ID, note_family, &walk, &s.f));
	cr_assert_eq(walk.count, 1);
	cr_assert(store_family(s.store, walk.ids[0], STORE_WHOLE, PAGES, s.arena, &family, &s.f));
	cr_expect(!family.cut && family.corpus.nquotes == PAGES);
	cr_assert(store_family(s.store, walk.ids[0], STORE_WHOLE, MOST, s.arena, &family, &s.f));
	cr_expect(family.cut);
	cr_expect_eq(family.printings, PAGES);
	cr_expect_eq(family.documents, PAGES);
	cr_expect(family.corpus.nquotes >= MOST * 3 / 4 && family.corpus.nquotes <= MOST + 3, "%zu",
	    family.corpus.nquotes);
	for (size_t i = 0; i < family.corpus.nquotes; i++)
		drifted |= family.trail.placements[i].drift.severity > 0;
	cr_expect(drifted, "the one that drifted is not among them");
	cr_expect(span_eq(family.corpus.quotes[family.trail.families[0].earliest].id, family.id));
	sample_end(&s);
}

Test(store_corpus, families_outlive_the_loss_of_a_member)
{
	struct sample_article	 earlier = four[2];
	struct walk		 walk = { .count = 0 };
	struct family_filter	 all = { .since = DATE_UNKNOWN, .until = DATE_UNKNOWN };
	struct filed_family	 family;
	struct sample		 s;

	begin_filled(&s);
	walk.arena = s.arena;
	earlier.captured = 100;
	sample_add(&s, &earlier);
	cr_assert(store_each_family(s.store, &all, FAMILIES_BY_ID, note_family, &walk, &s.f));
	for (size_t i = 0; i < walk.count; i++) {
		cr_assert(store_family(s.store, walk.ids[i], STORE_WHOLE, 0, s.arena, &family, &s.f),
		    "%s", s.f.text);
		cr_expect(family.trail.families[0].earliest < family.corpus.nquotes);
		cr_expect(family.trail.families[0].fullest < family.corpus.nquotes);
	}
	sample_end(&s);
}

Test(store_corpus, counts_what_it_holds)
{
	struct store_status	 status;
	struct sample		 s;

	begin_filled(&s);
	cr_assert(store_status(s.store, s.arena, &status, &s.f), "%s", s.f.text);
	cr_expect_eq(status.articles, 3);
	cr_expect_eq(status.versions, 4);
	cr_expect_eq(status.quotes, 6, "of newest versions: %lld", (long long)status.quotes);
	cr_expect_eq(status.speech, 6);
	cr_expect_eq(status.families, 2);
	cr_expect_eq(status.linked, 1);
	cr_expect_eq(status.hosts, 3);
	cr_expect_eq(status.lineages, 3);
	cr_expect_eq(status.inferred, 2);
	cr_expect_eq(status.undated, 0);
	cr_expect_eq(status.published_first, 4000);
	cr_expect_eq(status.published_last, 4000 + DATE_DAY);
	cr_expect_eq(status.captured_first, 5000);
	cr_expect_eq(status.captured_last, 9000);
	cr_expect_eq(status.schema, 1);
	cr_assert_eq(status.nregions, 2);
	cr_expect(span_eq(status.regions[0].name, SPAN("body")));
	cr_expect_eq(status.regions[0].count, 5);
	cr_assert_eq(status.nforms, 1);
	cr_assert_eq(status.nlanguages, 1);
	cr_expect(span_eq(status.languages[0].name, SPAN("en")));
	sample_end(&s);
}

static const char *const damages[] = {
	"UPDATE quote SET parts = '[[0,999999]]'",
	"UPDATE quote SET parts = '[[3,1]]'",
	"UPDATE quote SET parts = '['",
	"UPDATE quote SET parts = '[]'",
	"UPDATE quote SET outside = 5",
	"UPDATE quote SET block = 50",
	"UPDATE quote SET start = -1",
	"UPDATE quote SET region = 'roof'",
	"UPDATE quote SET state = ''",
	"UPDATE gram SET more = x'FFFFFFFFFFFFFFFFFFFFFFFF7F'",
	"UPDATE gram SET more = x'FFFFFFFFFF01'",
	"UPDATE quote SET said = CAST(x'c328' AS TEXT)",
	"UPDATE quote SET speaker_at = 3, speaker = 'Ada Warden'",
	"UPDATE quote SET whole_at = 3, whole_length = 99999",
	"UPDATE block SET inside = replace(inside, ' 0 ', ' 70000 ')",
	"UPDATE block SET inside = replace(inside, 'paragraph', 'tower')",
	"UPDATE block SET inside = inside || 'p'",
	"UPDATE block SET inside = substr(inside, 1, length(inside) - 1) || '9' || char(10)",
	"UPDATE version SET published_rank = 12",
	"UPDATE version SET published_rank = 3, published_best = 40",
	"UPDATE version SET replaced = -1",
	"UPDATE version SET ordinal = 9223372036854775807",
	"UPDATE version SET weekday = 8",
	"UPDATE version SET text = 'short'",
	"UPDATE date_evidence SET kind = 'rumour'",
	"UPDATE date_evidence SET weekday = 9",
	"UPDATE drift SET edits = '[[\"keep\",0,1,0,1,0,0,1,0,99999,0,0,0]]'",
	"UPDATE drift SET edits = '[[\"twist\",0,1,0,1,0,0,1,0,1,0,0,0]]'",
	"UPDATE drift SET \"all\" = 'verbatim sloppy'",
	"UPDATE drift SET severity = 6",
	"UPDATE family SET verdict = 'guilty'",
	"DROP TABLE block",
	"DROP TABLE drift",
};

/* The first fault of reading all there is, or none. */
static struct fault
first_fault(struct sample *s)
{
	struct fault		 f = FAULT_INIT;
	struct family_filter	 all = { .since = DATE_UNKNOWN, .until = DATE_UNKNOWN };
	struct walk		 walk = { .arena = s->arena };
	struct filed_family	 family;
	struct corpus		 corpus, one;
	struct store_candidate	*found;
	size_t			 count, total;

	if (!store_find(s->store, SPAN("the gate at dawn"), 5, s->arena, &found, &count, &total, &f))
		return f;
	if (!store_load(s->store, s->arena, &corpus, &f))
		return f;
	for (size_t i = 0; i < corpus.narticles; i++) {
		if (!store_article(s->store, corpus.articles[i].row, s->arena, &one, &f))
			return f;
	}
	cr_assert(store_each_family(s->store, &all, FAMILIES_BY_ID, note_family, &walk, &f));
	for (size_t i = 0; i < walk.count; i++) {
		if (!store_family(s->store, walk.ids[i], STORE_WHOLE, 0, s->arena, &family, &f))
			return f;
	}
	return f;
}

Test(store_corpus, what_cannot_have_been_filed_is_told_as_damage)
{
	for (size_t i = 0; i < LEN(damages); i++) {
		struct sample	 s;
		struct fault	 f;
		sqlite3		*raw = NULL;
		char		*error = NULL;

		begin_filled(&s);
		f = first_fault(&s);
		cr_assert_eq(f.kind, FAULT_NONE, "%s", f.text);
		sample_close(&s);
		cr_assert_eq(sqlite3_open(s.path, &raw), SQLITE_OK);
		cr_assert_eq(sqlite3_exec(raw, damages[i], NULL, NULL, &error), SQLITE_OK, "%s",
		    error);
		sqlite3_close(raw);
		sample_open(&s, STORE_READ);
		f = first_fault(&s);
		cr_expect_eq(f.kind, FAULT_DATABASE, "%s: %s", damages[i], f.text);
		cr_expect(span_starts(span_of(f.text), span_of(s.path)), "%s: %s", damages[i],
		    f.text);
		sample_end(&s);
	}
}

/* Everything that reads, so that no reader trusts a damaged file. */
static void
read_everything(struct sample *s)
{
	struct family_filter all = { .since = DATE_UNKNOWN,
		.until = DATE_UNKNOWN,
		.speaker = SPAN("a"),
		.outlet = SPAN("o") };
	struct store_candidate	*found;
	struct store_status	 status;
	struct filed_family	 family;
	struct walk		 walk = { .arena = s->arena };
	struct corpus		 corpus, one;
	size_t			 count, total, passed;
	struct fault		 f = FAULT_INIT;

	(void)!store_status(s->store, s->arena, &status, &f);
	fault_clear(&f);
	(void)!store_find(s->store, SPAN("the gate at dawn"), 5, s->arena, &found, &count, &total,
	    &f);
	fault_clear(&f);
	(void)!store_find_articles(s->store, SPAN("the gate at dawn"), 5, s->arena, &one, &passed,
	    &f);
	fault_clear(&f);
	if (store_load(s->store, s->arena, &corpus, &f)) {
		for (size_t i = 0; i < corpus.narticles; i++) {
			(void)!store_article(s->store, corpus.articles[i].row, s->arena, &one, &f);
			fault_clear(&f);
		}
	}
	fault_clear(&f);
	(void)!store_each_family(s->store, &all, FAMILIES_WORST_FIRST, note_family, &walk, &f);
	for (size_t i = 0; i < walk.count; i++) {
		fault_clear(&f);
		(void)!store_family(s->store, walk.ids[i], STORE_WHOLE, 0, s->arena, &family, &f);
	}
}

/* One damaged byte after the other: an answer or a fault, and never a crash. */
Test(store_corpus, damage_anywhere_is_borne)
{
	struct sample	 s;
	unsigned char	*whole, *copy;
	size_t		 size, opened = 0;
	FILE		*file;

	begin_filled(&s);
	sample_close(&s);
	file = fopen(s.path, "rb");
	cr_assert_not_null(file);
	whole = malloc((size_t)4 << 20);
	copy = malloc((size_t)4 << 20);
	cr_assert(whole != NULL && copy != NULL);
	size = fread(whole, 1, (size_t)4 << 20, file);
	fclose(file);
	for (size_t round = 0, at = 0; round < 400; round++) {
		/* A walk over the file in uneven steps, beyond the header. */
		at = 100 + (at + 6151 * (round + 1)) % (size - 100);
		memcpy(copy, whole, size);
		copy[at] = (unsigned char)(round % 2 == 0 ? 0xff : copy[at] ^ (1u << round % 8));
		file = fopen(s.path, "wb");
		cr_assert(file != NULL && fwrite(copy, 1, size, file) == size);
		fclose(file);
		fault_clear(&s.f);
		arena_reset(s.arena);
		if (!store_open(s.path, STORE_READ, &s.store, &s.f)) {
			cr_expect(s.f.kind == FAULT_DATABASE || s.f.kind == FAULT_SCHEMA, "%s",
			    s.f.text);
			continue;
		}
		opened++;
		read_everything(&s);
		sample_close(&s);
	}
	cr_expect(opened > 100, "%zu", opened);
	free(whole);
	free(copy);
	sample_end(&s);
}
