#include "core/phrase.h"

#include <criterion/criterion.h>

#include "core/buf.h"

static struct fault fault;

/* A paragraph as phrase_read() gives it; lives in the arena. */
static struct phrase
phrase_of(const char *paragraph, struct arena *arena)
{
	struct vocabulary	*vocabulary = vocabulary_new(&fault);
	struct pair_list	 pairs;
	struct phrase		 phrase = { .text = span_of(paragraph) };

	cr_assert_not_null(vocabulary, "%s", fault.text);
	cr_assert(pair_find(phrase.text, SPAN_NONE, arena, arena, &pairs, &fault), "%s", fault.text);
	phrase.pairs = pairs.items;
	phrase.npairs = (uint32_t)pairs.count;
	cr_assert(phrase_read(vocabulary, &phrase, 1, arena, &fault), "%s", fault.text);
	vocabulary_free(vocabulary);
	return phrase;
}

/* The sentences of a paragraph, "|" between them. */
static const struct {
	const char	*habit, *paragraph, *sentences;
} splits[] = {
	{ "a stop", "We go. They stay!", "We go.|They stay!" },
	{ "a small letter behind the stop", "We go... and stay. They left.", "We go... and stay.|They left." },
	{ "a short form keeps its dot", "Gov. Berg spoke. He left.", "Gov. Berg spoke.|He left." },
	{ "a quotation with a stop inside", "He said \"no.\" Then he left.", "He said \"no.\"|Then he left." },
	{ "a quotation that the sentence goes on behind", "He said \"no!\" and left.", "He said \"no!\" and left." },
	{ "stops inside a quotation", "He said \"No. Never\" and left.", "He said \"No. Never\" and left." },
	{ "nothing at the end", "We go. They", "We go.|They" },
	{ "one word", "We", "We" },
};

Test(phrase, tells_each_word_its_sentence)
{
	for (size_t i = 0; i < LEN(splits); i++) {
		struct arena		*arena = arena_new(1 << 20);
		const struct phrase	 phrase = phrase_of(splits[i].paragraph, arena);
		struct buf		 found = BUF(1024);

		for (size_t at = 0; at < phrase.count; at = phrase_sentence_end(&phrase, at)) {
			if (at > 0)
				buf_char(&found, '|');
			cr_expect_eq(phrase_sentence_start(&phrase, at), at, "%s", splits[i].habit);
			buf_add(&found, phrase_cut(&phrase, at, phrase_sentence_end(&phrase, at)));
		}
		cr_expect(span_eq(buf_span(&found), span_of(splits[i].sentences)), "%s: %.*s",
		    splits[i].habit, SPAN_ARG(buf_span(&found)));
		buf_free(&found);
		arena_free(arena);
	}
}

Test(phrase, cuts_what_runs_on_without_a_stop)
{
	static const struct {
		const char	*piece;
		size_t		 most;
	} pieces[] = {
		{ "word ", PHRASE_SENTENCE_MAX },
		{ "\"word\" ", PHRASE_SENTENCE_QUOTES_MAX },
	};

	for (size_t i = 0; i < LEN(pieces); i++) {
		struct arena	*arena = arena_new(1 << 20);
		struct buf	 text = BUF(1 << 16);
		struct phrase	 phrase;

		for (size_t n = 0; n < 3 * pieces[i].most; n++)
			buf_add(&text, span_of(pieces[i].piece));
		buf_char(&text, '\0');
		phrase = phrase_of(buf_span(&text).p, arena);
		cr_assert_eq(phrase.count, 3 * pieces[i].most);
		for (size_t at = 0; at < phrase.count; at++) {
			cr_expect_eq(phrase_sentence_start(&phrase, at),
			    at / pieces[i].most * pieces[i].most, "%s%zu", pieces[i].piece, at);
			cr_expect_not(phrase_ends_sentence(&phrase, at), "%s%zu", pieces[i].piece,
			    at);
		}
		buf_free(&text);
		arena_free(arena);
	}
}
