#include <criterion/criterion.h>

#include "core/utf8.h"

static const struct { const char *what, *bytes; size_t n; const char *repaired; size_t replaced; } texts[] = {
	{ "plain ASCII", "plain", 5, "plain", 0 },
	{ "two, three and four bytes", "\xC3\xA9\xE2\x80\x9C\xF0\x9F\x98\x80", 9,
	    "\xC3\xA9\xE2\x80\x9C\xF0\x9F\x98\x80", 0 },
	{ "a lone continuation", "a\x80z", 3, "a\xEF\xBF\xBDz", 1 },
	{ "a lead at the end", "a\xE2\x80", 3, "a\xEF\xBF\xBD", 1 },
	{ "an overlong slash", "\xC0\xAF", 2, "\xEF\xBF\xBD\xEF\xBF\xBD", 2 },
	{ "a surrogate", "\xED\xA0\x80", 3, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 3 },
	{ "beyond U+10FFFF", "\xF4\x90\x80\x80", 4,
	    "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 4 },
	{ "windows-1252 marks", "\x93hi\x94", 4, "\xEF\xBF\xBDhi\xEF\xBF\xBD", 2 },
	{ "a NUL", "a\0b", 3, "a\xEF\xBF\xBD" "b", 1 },
	{ "a cut character before a good one", "\xE2\x80" "x", 3, "\xEF\xBF\xBDx", 1 },
};

Test(utf8, repairs_each_ill_formed_stretch_and_keeps_the_rest)
{
	for (size_t i = 0; i < LEN(texts); i++) {
		struct span	 bytes = { texts[i].bytes, texts[i].n };
		struct buf	 out = BUF(256);
		size_t		 replaced = utf8_repair(bytes, &out);

		cr_expect_eq(replaced, texts[i].replaced, "%s: %zu replaced", texts[i].what,
		    replaced);
		cr_expect(span_eq(buf_span(&out), span_of(texts[i].repaired)), "%s: %.*s",
		    texts[i].what, SPAN_ARG(buf_span(&out)));
		cr_expect(utf8_valid(buf_span(&out)), "%s: still ill-formed", texts[i].what);
		/* A NUL is well-formed, though no text of ours holds one. */
		if (memchr(bytes.p, '\0', bytes.n) == NULL)
			cr_expect_eq(utf8_valid(bytes), replaced == 0, "%s: judged wrongly",
			    texts[i].what);
		buf_free(&out);
	}
}

Test(utf8, walks_forwards_and_backwards_over_the_same_characters)
{
	struct span	 s = SPAN("a\xC3\xA9\xE2\x80\x9C\xF0\x9F\x98\x80z");
	uint32_t	 seen[8];
	size_t		 n = 0, at = 0;

	while (at < s.n) {
		cr_assert_lt(n, LEN(seen));
		seen[n++] = utf8_next(s, &at);
	}
	cr_assert_eq(n, 5);
	cr_expect_eq(seen[3], 0x1F600);
	while (at > 0)
		cr_expect_eq(utf8_prev(s, &at), seen[--n]);
	cr_expect_eq(n, 0);
	cr_expect_eq(utf8_prev(s, &at), 0, "before the first there is nothing");
}

Test(utf8, counts_code_points_before_any_byte)
{
	struct arena		*arena = arena_new(1 << 16);
	struct fault		 f = FAULT_INIT;
	struct utf8_index	 index;
	struct buf		 text = BUF(8192);

	cr_assert_not_null(arena);
	for (int i = 0; i < 300; i++)
		buf_add(&text, SPAN("a\xF0\x9F\x98\x80\xC3\xA9"));
	cr_assert(utf8_index_build(buf_span(&text), arena, &index, &f), "%s", f.text);
	for (size_t at = 0; at <= text.n; at++)
		cr_assert_eq(utf8_index_at(&index, at),
		    utf8_count(span_cut(buf_span(&text), 0, at)), "before byte %zu", at);
	cr_expect_eq(utf8_index_at(&index, text.n + 99), 900, "a place behind the end is the end");
	buf_free(&text);
	arena_free(arena);
}

Test(utf8, counts_as_many_characters_as_it_steps_over)
{
	static const char text[] =
	    "a\xC3\xA9 \xE2\x80\x9Cquote\xE2\x80\x9D \xF0\x9F\x98\x80, \xC3\xA9t\xC3\xA9!";
	const struct span	 all = SPAN(text);
	size_t			 count = 0;

	for (size_t at = 0; at < all.n; count++) {
		cr_expect_eq(utf8_count(span_cut(all, 0, at)), count, "before byte %zu", at);
		cr_expect_eq(utf8_count(span_cut(all, at, all.n)) + count, utf8_count(all),
		    "behind byte %zu", at);
		utf8_next(all, &at);
	}
	cr_expect_eq(utf8_count(all), count);
}
