#include <criterion/criterion.h>

#include "core/buf.h"
#include "tests/core/story.h"

/* Each story's quotations as text, form and speaker. */
static const struct row {
	const char	*what, *story;
	struct {
		const char	*text, *speaker;
		enum quote_form	 form;
	} quotes[4];
} rows[] = {
	{ "a cue that interrupts a sentence joins its halves",
	    "\"The bridge,\" Mayor Ada Quill said, \"will open.\"",
	    { { "The bridge, will open.", "Ada Quill", QUOTE_UTTERANCE } } },
	{ "a cue that ends a sentence parts two quotations",
	    "\"The bridge is done,\" Mayor Ada Quill said. \"It will open.\"",
	    { { "The bridge is done,", "Ada Quill", QUOTE_UTTERANCE },
		{ "It will open.", "Ada Quill", QUOTE_UTTERANCE } } },
	{ "only the last of several paragraphs closes",
	    "Mayor Ada Quill said: \"The bridge is done.\n\"It will open.\"\nTraffic was light.",
	    { { "The bridge is done.\nIt will open.", "Ada Quill", QUOTE_UTTERANCE } } },
	{ "paragraphs that all close are quotations of their own",
	    "\"The bridge is done,\" Mayor Ada Quill said.\n\"It will open on Monday and stay open.\"",
	    { { "The bridge is done,", "Ada Quill", QUOTE_UTTERANCE },
		{ "It will open on Monday and stay open.", "Ada Quill", QUOTE_UTTERANCE } } },
	{ "a missing closing mark is kept and said",
	    "Mayor Ada Quill said: \"The bridge is not yet\nTraffic was \"light\" to him, Ben Oster said.",
	    { { "The bridge is not yet", "Ada Quill", QUOTE_UNCLOSED },
		{ "light", "Ben Oster", QUOTE_PARTIAL } } },
	{ "quoted words inside reported speech are a part of it",
	    "Mayor Ada Quill said the bridge was \"a gift to the whole valley\" and left.",
	    { { "a gift to the whole valley", "Ada Quill", QUOTE_PARTIAL } } },
	{ "a title is no speech",
	    "Mayor Ada Quill told the talk show \"Morning Valley\" that all was well.",
	    { { "Morning Valley", "", QUOTE_TITLE } } },
	{ "a title in the middle of a name's praise is none either",
	    "The port is part of the \"Sea and Sail\" plan for trade.",
	    { { "Sea and Sail", "", QUOTE_TITLE } } },
	{ "a nickname is no speech", "Edward \"Ned\" Oster waited.", { { "Ned", "", QUOTE_TITLE } } },
	{ "a word looked at is no speech", "The word \"bridge\" is old.",
	    { { "bridge", "", QUOTE_SCARE } } },
	{ "a headline's fragment", "# 'Wrong and should be shut': a port reads a sentence",
	    { { "Wrong and should be shut", "", QUOTE_PARTIAL } } },
	{ "a headline's reported words", "# Mayor Ada Quill: Doors may 'shut at last'",
	    { { "shut at last", "Ada Quill", QUOTE_PARTIAL } } },
	{ "no speaker makes a topic's words a scare quote", "# Analysis: Why doors 'shut at last'",
	    { { "shut at last", "", QUOTE_SCARE } } },
	{ "a sentence behind its verb is whole",
	    "Mayor Ada Quill, who said \"Those who wait will be late,\" waves from a window.",
	    { { "Those who wait will be late,", "Ada Quill", QUOTE_UTTERANCE } } },
	{ "a headline in single marks", "# Ada Quill: 'We will open the bridge on Monday'",
	    { { "We will open the bridge on Monday", "Ada Quill", QUOTE_UTTERANCE } } },
};

Test(quote, joins_parts_and_tells_speech_from_titles)
{
	for (size_t i = 0; i < LEN(rows); i++) {
		struct story	 story;
		size_t		 n = 0;

		story_read(&story, rows[i].story);
		for (; n < LEN(rows[i].quotes) && rows[i].quotes[n].text != NULL; n++) {
			const struct quote	*q = story_quote(&story, n);

			cr_expect(same(q->text, rows[i].quotes[n].text), "%s: [%.*s]", rows[i].what,
			    SPAN_ARG(q->text));
			cr_expect(same(q->speaker, rows[i].quotes[n].speaker), "%s: said by [%.*s]",
			    rows[i].what, SPAN_ARG(q->speaker));
			cr_expect_eq(q->form, rows[i].quotes[n].form, "%s: %s", rows[i].what,
			    q->form_rule);
		}
		cr_expect_eq(story.quotes.count, n, "%s: %zu found", rows[i].what,
		    story.quotes.count);
		story_end(&story);
	}
}

Test(quote, points_into_the_text_it_was_found_in)
{
	struct story		 story;
	const struct quote	*q;

	story_read(&story, "Traffic was light.\n“The bridge,” Mayor Ada Quill said, “will open.”");
	q = story_quote(&story, 0);
	cr_assert_eq(q->nparts, 2);
	cr_expect_eq(q->block, 1);
	cr_expect_eq(q->outside, -1);
	cr_expect(span_within(q->parts[0], story.article.text));
	cr_expect(span_within(q->parts[1], story.article.text));
	cr_expect(same(q->whole, "“The bridge,” Mayor Ada Quill said, “will open.”"));
	cr_expect(same(q->cue, "said"));
	cr_expect(same(q->mention, "Mayor Ada Quill"));
	story_end(&story);
}

Test(quote, reads_texts_outside_the_article_by_themselves)
{
	static const char	 body[] = "Mayor Ada Quill opened a bridge.";
	static const char	 teaser[] = "\"We are late,\" the mayor told reporters.";
	struct block blocks[] = { { SPAN(body), BLOCK_PARAGRAPH, REGION_BODY, SPAN_NONE,
	    REGION_BY_NOTHING } };
	struct block outside[] = { { SPAN(teaser), BLOCK_PARAGRAPH, REGION_TEASER, SPAN_NONE,
	    REGION_BY_NOTHING } };
	struct article article = { .text = SPAN(body),
		.blocks = blocks,
		.nblocks = 1,
		.outside = outside,
		.noutside = 1 };
	struct fault		 f = FAULT_INIT;
	struct quote_finder	*finder = quote_finder_new(&f);
	struct arena		*arena = arena_new(1 << 20);
	struct quote_list	 quotes;

	cr_assert(quote_find(finder, &article, arena, &quotes, &f), "%s", f.text);
	cr_assert_eq(quotes.count, 1);
	cr_expect_eq(quotes.items[0].outside, 0);
	cr_expect_eq(quotes.items[0].region, REGION_TEASER);
	cr_expect(span_within(quotes.items[0].parts[0], outside[0].text));
	cr_expect(same(quotes.items[0].speaker, "Ada Quill"),
	    "the article ties the office to a name");
	arena_free(arena);
	quote_finder_free(finder);
}

Test(quote, finds_nothing_in_an_article_that_quotes_nobody)
{
	struct story	 story;

	story_read(&story, "The bridge opened.\nNobody's car was late; the miners' were.");
	cr_expect_eq(story.quotes.count, 0);
	story_end(&story);
}

Test(quote, fails_cleanly_under_every_cap_until_it_succeeds)
{
	struct story	 story;
	bool		 done = false;

	story_read(&story,
	    "Ada Quill said: \"The bridge is done.\n\"It,\" she added, \"will open.\"");
	for (size_t cap = 0; cap < 65536 && !done; cap += 16) {
		struct arena		*arena = arena_new(cap);
		struct quote_list	 quotes;
		struct fault		 f = FAULT_INIT;

		done = quote_find(story.finder, &story.article, arena, &quotes, &f);
		cr_expect(done ? quotes.count == story.quotes.count :
				 f.kind == FAULT_MEMORY && quotes.count == 0,
		    "cap %zu", cap);
		arena_free(arena);
	}
	cr_expect(done);
	story_end(&story);
}

/* A paragraph of a megabyte with a hundred thousand marks takes seconds at most, whatever they are. */
Test(quote, stays_linear_in_a_paragraph_of_marks, .timeout = 60)
{
	static const char	*const units[] = { "\"he said ", "\"a\" he, ", "' \"said", "'a's ", "“b" };

	for (size_t i = 0; i < LEN(units); i++) {
		struct buf		 text = BUF(2 << 20);
		struct arena		*arena = arena_new((size_t)256 << 20);
		struct fault		 f = FAULT_INIT;
		struct quote_finder	*finder = quote_finder_new(&f);
		struct quote_list	 quotes;
		struct block		 block = { .kind = BLOCK_PARAGRAPH, .region = REGION_BODY };
		struct article		 article = { .blocks = &block, .nblocks = 1 };

		while (text.n < (1 << 20))
			buf_add(&text, span_of(units[i]));
		article.text = block.text = buf_span(&text);
		cr_expect(quote_find(finder, &article, arena, &quotes, &f), "%s: %s", units[i],
		    f.text);
		quote_finder_free(finder);
		arena_free(arena);
		buf_free(&text);
	}
}

/* Quotations of one word, twice as many as anybody prints, and an article behind them. */
Test(quote, passes_over_what_is_too_dense_for_prose_and_reads_on_behind_it)
{
	static const char	*const units[] = { "\"a\" ", "“a” ", "'ab' ", "«a» ", "„a“ " };
	static const char	 last[] = "\"The bridge will open on Monday,\" Mayor Ada Quill said.";

	for (size_t i = 0; i < LEN(units); i++) {
		struct buf		 dense = BUF(1 << 16), dull = BUF(1 << 20);
		struct arena		*arena = arena_new((size_t)64 << 20);
		struct fault		 f = FAULT_INIT;
		struct quote_finder	*finder = quote_finder_new(&f);
		struct quote_list	 quotes;
		struct block		 blocks[3];
		const struct article	 article = { .blocks = blocks, .nblocks = LEN(blocks) };

		for (size_t n = 0; n < 2 * QUOTE_FREE; n++) {
			buf_add(&dense, span_of(units[i]));
			buf_add(&dull, SPAN("Nobody speaks in this sentence. "));
		}
		for (size_t n = 0; n < LEN(blocks); n++)
			blocks[n] =
			    (struct block) { .kind = BLOCK_PARAGRAPH, .region = REGION_BODY };
		blocks[0].text = buf_span(&dense);
		blocks[1].text = buf_span(&dull);
		blocks[2].text = SPAN(last);
		cr_assert(quote_find(finder, &article, arena, &quotes, &f), "%s", f.text);
		cr_assert_geq(quotes.count, QUOTE_FREE, "%s: %zu", units[i], quotes.count);
		cr_expect_eq(quotes.count + quotes.passed, 2 * QUOTE_FREE + 1, "%s: %zu and %zu",
		    units[i], quotes.count, quotes.passed);
		cr_expect_lt(quotes.count, QUOTE_FREE + dense.n / QUOTE_BYTES + 2, "%s: %zu",
		    units[i], quotes.count);
		cr_expect(same(quotes.items[quotes.count - 1].speaker, "Ada Quill"), "%s", units[i]);
		quote_finder_free(finder);
		arena_free(arena);
		buf_free(&dense);
		buf_free(&dull);
	}
}

/* Blocks of one letter, more than there are paragraphs, with a quotation in the last and in the one before. */
Test(quote, reads_blocks_too_many_to_be_paragraphs_as_one_and_knows_each)
{
	enum { MANY = 3 * ARTICLE_BLOCKS_FREE };
	static struct block	 blocks[MANY];
	struct buf		 text = BUF(1 << 20);
	struct arena		*arena = arena_new((size_t)64 << 20);
	struct fault		 f = FAULT_INIT;
	struct quote_finder	*finder = quote_finder_new(&f);
	struct quote_list	 quotes;
	struct article		 article = { .blocks = blocks, .nblocks = MANY };

	for (size_t n = 0; n < MANY; n++)
		buf_add(&text, n + 2 < MANY ? SPAN("o\n") : SPAN("\"We wait for the ferry.\"\n"));
	article.text = buf_span(&text);
	for (size_t n = 0, at = 0, to; n < MANY; n++, at = to + 1) {
		to = at + span_find(span_cut(article.text, at, text.n), SPAN("\n"));
		blocks[n] = (struct block) { .text = span_cut(article.text, at, to),
			.region = REGION_BODY };
	}
	cr_assert(quote_find(finder, &article, arena, &quotes, &f), "%s", f.text);
	cr_assert_eq(quotes.count, 2);
	for (size_t i = 0; i < quotes.count; i++) {
		cr_expect_eq(quotes.items[i].block, MANY - 2 + i, "%zu", quotes.items[i].block);
		cr_expect(span_within(quotes.items[i].whole, blocks[MANY - 2 + i].text));
	}
	quote_finder_free(finder);
	arena_free(arena);
	buf_free(&text);
}
