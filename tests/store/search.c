#include <stdio.h>

#include "core/token.h"
#include "store/query.h"
#include "tests/store/sample.h"

static const struct sample_article articles[] = {
	{ .url = "https://one.example/a",
	    .outlet = "One",
	    .text = "The warden said: We open the heavy iron gate at dawn and not before.",
	    .said = { "We open the heavy iron gate at dawn and not before." },
	    .speaker = "Ada Warden" },
	{ .url = "https://two.example/b",
	    .outlet = "Two",
	    .text = "We open the old iron gate at dusk. Nothing more was said of the lanterns.",
	    .said = { "We open the old iron gate at dusk." },
	    .speaker = "Bo Clerk" },
	{ .url = "https://three.example/c",
	    .outlet = "Three",
	    .text = "It's Ödön's \"gate\" AND nothing else. The warden spoke of dawn.",
	    .said = { "It's Ödön's \"gate\" AND nothing else." },
	    .speaker = "Cy Bell" },
	{ .url = "https://four.example/d",
	    .outlet = "Four",
	    .text = "Quiet here. Lanterns were lit at dawn near an iron gate, a warden told them.",
	    .said = { "Quiet here." },
	    .speaker = "Di Night" },
};

static void
begin_filled(struct sample *s)
{
	sample_start(s);
	for (size_t i = 0; i < LEN(articles); i++)
		sample_add(s, &articles[i]);
	sample_conclude(s);
}

static struct span
fold(struct sample *s, const char *words)
{
	struct span	 folded;

	cr_assert(token_fold(span_of(words), s->arena, &folded, &s->f), "%s", s->f.text);
	return folded;
}

static int64_t
count(struct sample *s, const char *sql)
{
	sqlite3_stmt	*row = NULL;
	int64_t		 n;

	cr_assert_eq(sqlite3_prepare_v2(s->store->db, sql, -1, &row, NULL), SQLITE_OK);
	cr_assert_eq(sqlite3_step(row), SQLITE_ROW);
	n = sqlite3_column_int64(row, 0);
	sqlite3_finalize(row);
	return n;
}

static void
change(struct sample *s, const char *sql)
{
	cr_assert_eq(sqlite3_exec(s->store->db, sql, NULL, NULL, NULL), SQLITE_OK, "%s", sql);
}

static const struct {
	const char	*query;
	size_t		 total;
	const char	*first; /* begins so; NULL: nothing is found */
} queries[] = {
	{ "open the heavy iron gate",	2,	"We open the heavy" },
	{ "open the old iron bars",	1,	"We open the old" },
	{ "open the new iron gate",	2,	NULL },		/* both share two of its pairs */
	{ "the old iron gate",		1,	"We open the old" },
	{ "IRON  gate, at dusk!",	1,	"We open the old" },
	{ "iron gate",			2,	NULL },		/* two hold it: in the order of ids */
	{ "gate iron",			0,	NULL },
	{ "at dawn and not befor",	1,	"We open the heavy" },
	{ "gate",			3,	NULL },
	{ "it's ödön's",		1,	"It's Ödön's" },
	{ "gate\" AND nothing",		1,	"It's Ödön's" },
	{ "AND OR NOT NEAR(",		0,	NULL },
	{ "quiet* here",		1,	"Quiet here" },
	{ "folded: quiet",		0,	NULL },
	{ "quiet",			1,	"Quiet here" },
	{ "*",				0,	NULL },
	{ "unheard of",			0,	NULL },
	{ "",				0,	NULL },
	{ "\" ; '",			0,	NULL },
};

Test(store_search, proposes_phrases_first_and_near_variants_next)
{
	struct sample	 s;

	begin_filled(&s);
	for (size_t i = 0; i < LEN(queries); i++) {
		struct store_candidate	*found;
		struct store_printing	*printings;
		size_t			 nfound, total;

		cr_assert(store_find(s.store, fold(&s, queries[i].query), 10, s.arena, &found,
			      &nfound, &total, &s.f),
		    "%s: %s", queries[i].query, s.f.text);
		cr_expect_eq(total, queries[i].total, "%s: %zu in all", queries[i].query, total);
		cr_expect_eq(nfound, total, "%s: %zu", queries[i].query, nfound);
		cr_assert(store_printings(s.store, found, nfound, s.arena, &printings, &s.f));
		for (size_t k = 0; k < nfound; k++) {
			const struct store_printing	*printing = &printings[k];

			cr_expect(printing->id.n == 13 && printing->family.n == 13);
			cr_expect(span_eq(found[k].words, fold(&s, printing->text.p)), "%.*s",
			    SPAN_ARG(found[k].words));
			if (queries[i].first != NULL && k == 0)
				cr_expect(span_starts(printing->text, span_of(queries[i].first)),
				    "%s: %.*s", queries[i].query, SPAN_ARG(printing->text));
		}
	}
	sample_end(&s);
}

Test(store_search, gives_at_most_what_was_asked_for_and_the_count_of_all)
{
	struct store_candidate	*all, *some;
	size_t			 nall, nsome, total;
	struct sample		 s;

	begin_filled(&s);
	cr_assert(store_find(s.store, fold(&s, "open the heavy iron gate"), 10, s.arena, &all,
	    &nall, &total, &s.f));
	for (size_t most = 0; most <= nall; most++) {
		cr_assert(store_find(s.store, fold(&s, "open the heavy iron gate"), most, s.arena,
			      &some, &nsome, &total, &s.f),
		    "%s", s.f.text);
		cr_expect_eq(nsome, most);
		cr_expect_eq(total, nall);
		for (size_t i = 0; i < nsome; i++)
			cr_expect_eq(some[i].quote, all[i].quote, "%zu of %zu", i, most);
	}
	sample_end(&s);
}

Test(store_search, finds_articles_by_the_words_they_share)
{
	struct corpus	 corpus;
	size_t		 passed;
	struct sample	 s;

	begin_filled(&s);
	cr_assert(store_find_articles(s.store, fold(&s, "the lanterns were lit"), 10, s.arena,
		      &corpus, &passed, &s.f),
	    "%s", s.f.text);
	cr_assert_geq(corpus.narticles, 2);
	for (size_t i = 1; i < corpus.narticles; i++)
		cr_expect(
		    span_cmp(corpus.articles[i - 1].identity, corpus.articles[i].identity) < 0);
	cr_assert(store_find_articles(s.store, fold(&s, "the lanterns were lit"), 1, s.arena,
		      &corpus, &passed, &s.f),
	    "%s", s.f.text);
	cr_assert_eq(corpus.narticles, 1);
	cr_expect(span_eq(corpus.articles[0].identity, SPAN("https://four.example/d")));
	cr_expect(span_eq(corpus.articles[0].article.text, span_of(articles[3].text)),
	    "its text is whole");
	cr_expect_eq(corpus.articles[0].article.nevidence, 0, "nobody asks for its date");
	cr_assert_eq(corpus.articles[0].nquoted, 1);
	cr_expect(span_within(corpus.articles[0].quoted[0], corpus.articles[0].article.text),
	    "what it quotes is told where it stands");
	cr_assert(
	    store_find_articles(s.store, fold(&s, "zebra"), 10, s.arena, &corpus, &passed, &s.f));
	cr_expect_eq(corpus.narticles, 0);
	sample_end(&s);
}

#define CROWD 60

static void
add_pages(struct sample *s, const char *text, int from, int to)
{
	const struct sample_article	 row = { .outlet = "Many", .text = text };

	for (int i = from; i < to; i++) {
		char				 url[64];
		const struct sample_article	 page = sample_page(&row, i, url);

		sample_add(s, &page);
	}
}

Test(store_search, chooses_no_article_out_of_a_crowd_that_shares_little)
{
	static const struct {
		const char	*words;
		size_t		 chosen, passed;
	} asked[] = {
		{ "harbour lanterns swaying",	3,	CROWD },     /* those that have two of the words */
		{ "harbour and harbour",	0,	CROWD + 3 }, /* one word, and all have it */
		{ "quay harbour lanterns",	3,	CROWD },
		{ "lanterns",			3,	0 },
	};
	struct sample	 s;

	sample_start(&s);
	add_pages(&s, "Boats lay in the harbour.", 0, CROWD);
	add_pages(&s, "Lanterns lit the harbour.", CROWD, CROWD + 3);
	sample_conclude(&s);
	for (size_t i = 0; i < LEN(asked); i++) {
		struct corpus	 corpus;
		size_t		 passed;

		cr_assert(store_find_articles(s.store, fold(&s, asked[i].words), 10, s.arena,
			      &corpus, &passed, &s.f),
		    "%s: %s", asked[i].words, s.f.text);
		cr_expect_eq(corpus.narticles, asked[i].chosen, "%s: %zu", asked[i].words,
		    corpus.narticles);
		cr_expect_eq(passed, asked[i].passed, "%s: %zu passed", asked[i].words, passed);
	}
	sample_end(&s);
}

/* What a replaced reading said is found no more; what replaced it is. */
Test(store_search, forgets_the_words_of_a_replaced_reading)
{
	struct sample_article	 row = articles[3];
	struct store_candidate	*found;
	size_t			 nfound, total;
	struct sample		 s;

	begin_filled(&s);
	row.teaser = "Zebras ring no bells.";
	row.captured = 5;
	sample_add(&s, &row);
	sample_conclude(&s);
	cr_assert_gt(count(&s, "SELECT count(*) FROM near"), 0);
	row.teaser = "Otters ring all bells.";
	row.captured = 4;
	sample_add(&s, &row);
	cr_expect_eq(count(&s,
			 "SELECT count(*) FROM near WHERE quote NOT IN (SELECT id FROM quote)"
			 " OR other NOT IN (SELECT id FROM quote)"),
	    0, "what was refused beside it");
	sample_conclude(&s);
	cr_assert(
	    store_find(s.store, fold(&s, "zebras"), 10, s.arena, &found, &nfound, &total, &s.f));
	cr_expect_eq(total, 0);
	cr_assert(
	    store_find(s.store, fold(&s, "otters"), 10, s.arena, &found, &nfound, &total, &s.f));
	cr_expect_eq(total, 1);
	cr_expect_eq(count(&s,
			 "SELECT count(*) FROM wording WHERE quote NOT IN (SELECT id FROM quote)"),
	    0, "the index is of other words");
	sample_end(&s);
}

/* Of what was linked a reading may be gone: the family is told while it has others. */
Test(store_search, reads_what_is_left_of_a_candidate)
{
	static const struct sample_article twin = { .url = "https://five.example/e",
		.outlet = "Five",
		.text = "We open the heavy iron gate at dawn and not before, said the warden.",
		.said = { "We open the heavy iron gate at dawn and not before," },
		.speaker = "Ada Warden" };
	struct store_candidate	*found;
	struct store_printing	*before, *one, *none;
	size_t			 nfound, total;
	struct sample		 s;

	begin_filled(&s);
	sample_add(&s, &twin);
	sample_conclude(&s);
	cr_assert(store_find(s.store, fold(&s, "at dawn and not before"), 10, s.arena, &found,
	    &nfound, &total, &s.f));
	cr_assert_eq(nfound, 1, "equal words of a family are one wording");
	cr_expect_eq(found[0].printings, 2);
	cr_assert(store_printings(s.store, found, 1, s.arena, &before, &s.f));
	change(&s, "DELETE FROM quote WHERE id IN (SELECT quote FROM wording)");
	cr_assert(store_printings(s.store, found, 1, s.arena, &one, &s.f));
	cr_expect(span_eq(one->family, before->family));
	cr_expect_eq(one->text.n, 0);
	change(&s, "DELETE FROM quote");
	cr_assert(store_printings(s.store, found, 1, s.arena, &none, &s.f));
	cr_expect_eq(none->family.n, 0, "it has no member");
	change(&s, "DELETE FROM wording");
	cr_assert(store_find(s.store, fold(&s, "at dawn and not before"), 10, s.arena, &found,
	    &nfound, &total, &s.f));
	cr_expect_eq(total, 0, "words of no wording are nobody's");
	sample_end(&s);
}

/* Who looks for words reads many wordings of a family: they lie side by side. */
Test(store_search, numbers_wordings_by_family)
{
	static const char *const ways[] = { "We will mend the long stone bridge by spring.",
		"We will mend the long stone bridge by summer.", "The heron came back to the weir.",
		"The heron came back to the mill weir." };
	struct sample		 s;

	sample_start(&s);
	for (int i = 0; i < 8; i++) {
		char				 url[64];
		const struct sample_article	 row = { .outlet = "Many",
			.text = ways[i % 4],
			.said = { ways[i % 4] },
			.speaker = i % 4 < 2 ? "Ada Warden" : "Bo Clerk" };
		const struct sample_article	 page = sample_page(&row, i, url);

		sample_add(&s, &page);
	}
	sample_conclude(&s);
	cr_assert_eq(count(&s, "SELECT count(*) FROM wording"), 4);
	cr_assert_eq(count(&s, "SELECT count(DISTINCT family) FROM wording"), 2);
	cr_expect_eq(count(&s,
			 "SELECT count(*) FROM wording AS a JOIN wording AS b ON b.number > "
			 "a.number"
			 " WHERE b.family < a.family"),
	    0);
	cr_expect_eq(count(&s,
			 "SELECT count(*) FROM wording AS w JOIN wording_words AS t USING (number)"
			 " JOIN quote AS q ON q.id = w.quote WHERE q.folded = t.folded"),
	    4);
	sample_end(&s);
}
