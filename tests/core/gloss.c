#include <criterion/criterion.h>

#include "core/buf.h"
#include "core/gloss.h"
#include "tests/arena_suite.h"

ARENA_SUITE(gloss, (size_t)16 << 20);

/* Words of all kinds, some of them twice, and more of them than a glossary holds. */
static const char words[] =
    "The neighbours didn't organise twenty-one colourful meetings, whatever the "
    "neighbours' extent; organise, neighbours, and travelled to the extent that "
    "went beyond antidisestablishmentarianismwithoutend and Zürich’s naïve 3rd "
    "antidisestablishmentarianismwithoutend didn't organise 1,000 THE went";

static void
expect_equal(struct glossary *glossary, const struct token_list *tokens)
{
	for (size_t i = 0; i < tokens->count; i++) {
		const struct token	*token = &tokens->items[i];
		struct gloss		 plain, kept;

		cr_assert(gloss_word(NULL, token, arena, &plain, &fault));
		cr_assert(gloss_word(glossary, token, arena, &kept, &fault));
		cr_expect(span_eq(plain.word, kept.word), "%.*s: %.*s", SPAN_ARG(token->word),
		    SPAN_ARG(kept.word));
		cr_expect(plain.hash == kept.hash && plain.stem == kept.stem &&
			plain.kinds == kept.kinds && plain.group == kept.group &&
			plain.number == kept.number && plain.contraction == kept.contraction &&
			plain.phrase == kept.phrase,
		    "%.*s", SPAN_ARG(token->word));
	}
}

Test(gloss, a_glossary_says_what_is_found_without_one)
{
	struct glossary		*glossary = glossary_new(&fault);
	struct token_list	 tokens, others;
	struct span		 many;
	struct buf		 text = BUF(1 << 20);

	cr_assert_not_null(glossary);
	for (int i = 0; i < 20000; i++)
		buf_print(&text, "word%d ", i);
	cr_assert(buf_end(&text, arena, &many, &fault));
	cr_assert(token_read(SPAN(words), arena, &tokens, &fault));
	cr_assert(token_read(many, arena, &others, &fault));
	expect_equal(glossary, &tokens);
	expect_equal(glossary, &tokens);
	expect_equal(glossary, &others);
	expect_equal(glossary, &tokens);
	glossary_free(glossary);
}

Test(gloss, a_word_is_told_by_what_it_is)
{
	static const struct {
		const char *word, *standard;
		bool number, contraction, phrase;
	} rows[] = {
		{ "organised", "organized", false, false, false },
		{ "twenty", "twenty", true, false, false },
		{ "21st", "21st", true, false, false },
		{ "we've", "we've", false, true, false },
		{ "harbour", "harbor", false, false, false },
		{ "appeared", "appeared", false, false, true },
	};

	for (size_t i = 0; i < LEN(rows); i++) {
		struct token_list	 tokens;
		struct gloss		 gloss;

		cr_assert(token_read(span_of(rows[i].word), arena, &tokens, &fault));
		cr_assert_eq(tokens.count, 1u);
		cr_assert(gloss_word(NULL, tokens.items, arena, &gloss, &fault));
		cr_expect(span_eq(gloss.word, span_of(rows[i].standard)), "%s: %.*s", rows[i].word,
		    SPAN_ARG(gloss.word));
		cr_expect_eq(gloss.hash, token_hash(gloss.word), "%s", rows[i].word);
		cr_expect_eq(gloss.number, rows[i].number, "%s", rows[i].word);
		cr_expect_eq(gloss.contraction, rows[i].contraction, "%s", rows[i].word);
		cr_expect_eq(gloss.phrase, rows[i].phrase, "%s", rows[i].word);
	}
}
