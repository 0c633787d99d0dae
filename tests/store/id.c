#include "tests/store/sample.h"

Test(store_id, an_id_is_the_contents_own)
{
	struct span	 first, second, other;
	struct sample	 s;

	sample_begin(&s);
	cr_assert(store_occurrence_id(SPAN("https://one.example/a"), 12, SPAN("“Not\tNOW”"),
		      s.arena, &first, &s.f),
	    "%s", s.f.text);
	cr_assert(store_occurrence_id(SPAN("https://one.example/a"), 12, SPAN("Not now."), s.arena,
		      &second, &s.f),
	    "%s", s.f.text);
	cr_assert(store_occurrence_id(SPAN("https://one.example/a"), 13, SPAN("Not now."), s.arena,
		      &other, &s.f),
	    "%s", s.f.text);
	cr_expect(span_eq(first, second), "folding is for comparing");
	cr_expect_not(span_eq(first, other), "the start counts");
	/* printf 'https://one.example/a\n12\nnot now' | sha256sum */
	cr_expect(span_eq(first, SPAN("q613dd06c7cf0")), "%.*s", SPAN_ARG(first));
	sample_end(&s);
}

Test(store_id, a_teaser_and_the_text_have_ids_of_their_own)
{
	static const struct sample_article	 row = { .url = "https://one.example/t",
		.outlet = "One",
		.text = "Ring the bell now.",
		.said = { "Ring the bell now." },
		.speaker = "Cy Bell",
		.teaser = "Ring the bell now." };
	struct corpus				 corpus;
	struct sample				 s;

	sample_start(&s);
	sample_add(&s, &row);
	cr_assert(store_load(s.store, s.arena, &corpus, &s.f), "%s", s.f.text);
	cr_assert_eq(corpus.nquotes, 2);
	cr_expect_not(span_eq(corpus.quotes[0].id, corpus.quotes[1].id));
	sample_end(&s);
}

Test(store_id, a_teaser_shown_twice_is_one_occurrence)
{
	struct block twice[2] = { { SPAN("Ring the bell now."), BLOCK_PARAGRAPH, REGION_TEASER,
				      SPAN_NONE, REGION_BY_NOTHING },
		{ SPAN("Ring the bell now."), BLOCK_PARAGRAPH, REGION_TEASER, SPAN_NONE,
		    REGION_BY_NOTHING } };
	struct quote		 items[2];
	struct quote_list	 quotes = { .items = items, .count = 2 };
	struct article article = { .url = SPAN("https://one.example/t"),
		.outside = twice,
		.noutside = 2,
		.captured = DATE_UNKNOWN };
	enum store_added	 added;
	struct corpus		 corpus;
	struct sample		 s;

	sample_start(&s);
	for (ptrdiff_t i = 0; i < 2; i++)
		items[i] = (struct quote) { .parts = &twice[i].text,
			.nparts = 1,
			.text = twice[i].text,
			.outside = i,
			.block = (size_t)i,
			.region = REGION_TEASER };
	cr_assert(store_add_article(s.store, &article, &quotes, &added, &s.f), "%s", s.f.text);
	cr_assert(store_load(s.store, s.arena, &corpus, &s.f), "%s", s.f.text);
	cr_expect_eq(corpus.nquotes, 1);
	cr_assert(store_article(s.store, corpus.articles[0].row, s.arena, &corpus, &s.f));
	cr_expect_eq(corpus.nquotes, 2, "both are kept as printed");
	sample_end(&s);
}
