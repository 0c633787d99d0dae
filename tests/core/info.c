#include <criterion/criterion.h>

#include "core/info.h"

static struct arena	*arena;
static struct info	*info;
static struct fault	 fault;

static void
setup(void)
{
	fault_clear(&fault);
	arena = arena_new((size_t)16 << 20);
	info = info_new((size_t)64 << 20, &fault);
}

static void
teardown(void)
{
	info_free(info);
	arena_free(arena);
}

TestSuite(info, .init = setup, .fini = teardown);

static size_t
read_words(const char *text, uint32_t words[32])
{
	struct token_list	 tokens;

	cr_assert(token_read(span_of(text), arena, &tokens, &fault), "%s", fault.text);
	cr_assert_leq(tokens.count, 32);
	for (size_t i = 0; i < tokens.count; i++) {
		words[i] = info_word(info, &tokens.items[i], &fault);
		cr_assert_neq(words[i], 0u, "%s", fault.text);
	}
	return tokens.count;
}

/* What family_find() does when a family is founded. */
static void
found_family(const char *text)
{
	uint32_t	 words[32];
	size_t		 n = read_words(text, words);

	for (size_t i = 0; i < n; i++) {
		info_count(info, words[i]);
		for (size_t k = 2; k <= INFO_GRAM && i + k <= n; k++) {
			struct gram *gram =
			    info_gram_add(info, info_gram(info, words + i, k), &fault);

			cr_assert_not_null(gram, "%s", fault.text);
			gram->families++;
		}
	}
}

Test(info, the_background_stands_in_byte_order)
{
	cr_assert_gt(background_word_count, 3000);
	for (size_t i = 1; i < background_word_count; i++)
		cr_expect_lt(strcmp(background_words[i - 1].word, background_words[i].word), 0,
		    "%s", background_words[i].word);
}

Test(info, a_common_word_says_less_than_a_rare_one)
{
	cr_expect_lt(info_background(SPAN("the")), 6.0);
	cr_expect_gt(info_background(SPAN("harbour")), info_background(SPAN("people")));
	cr_expect_gt(info_background(SPAN("people")), info_background(SPAN("and")));
	cr_expect_eq(info_background(SPAN("grobulizont")), INFO_CAP);
}

Test(info, a_word_has_one_number_in_every_spelling)
{
	uint32_t	 words[32];

	cr_assert_eq(read_words("Colour color COLOURS colors harbour", words), 5);
	cr_expect_eq(words[0], words[1]);
	cr_expect_eq(words[2], words[3]);
	cr_expect_neq(words[0], words[2]);
	cr_expect_neq(words[0], words[4]);
}

Test(info, the_end_of_a_stock_phrase_says_little)
{
	uint32_t	 words[32];
	double		 fresh, stock;

	cr_assert_eq(read_words("nothing could be further from the truth", words), 7);
	fresh = info_surprisal(info, words, 3, 2);
	for (int i = 0; i < 40; i++)
		found_family("Nothing could be further from the truth");
	stock = info_surprisal(info, words, 3, 2);
	cr_expect_lt(stock, fresh / 2, "%f, %f", stock, fresh);
	cr_expect_geq(stock, 0.0);
}

Test(info, the_family_under_test_does_not_vouch_for_itself)
{
	uint32_t	 words[32];
	double		 before;

	read_words("nothing could be further from the truth", words);
	before = info_surprisal(info, words, 3, 2);
	found_family("Nothing could be further from the truth");
	cr_expect_float_eq(info_surprisal(info, words, 3, 2), before, 0.01);
}

Test(info, few_documents_are_judged_as_many)
{
	uint32_t	 words[32] = { 0 };
	double		 before, after;

	read_words("the harbour police may board ships", words);
	before = info_bits(info, words[1]);
	for (int i = 0; i < 5; i++)
		found_family("the harbour police may board ships");
	after = info_bits(info, words[1]);
	cr_expect_lt(before - after, 1.5, "%f, %f", before, after);
}

Test(info, a_cap_on_its_tables_is_a_fault_and_no_crash)
{
	struct info	*small = info_new(40000, &fault);
	bool		 failed = false;

	cr_assert_not_null(small);
	for (uint64_t i = 1; i < 10000 && !failed; i++)
		failed = info_gram_add(small, i * 0x9E3779B97F4A7C15u, &fault) == NULL;
	cr_expect(failed);
	cr_expect_eq(fault.kind, FAULT_MEMORY);
	info_free(small);
}
