/* Patterns: what people type between slashes. */
#include <criterion/criterion.h>

#include "core/pattern.h"

static struct fault	 fault;

static void
setup(void)
{
	fault_clear(&fault);
}

TestSuite(pattern, .init = setup);

static const struct {
	const char	*pattern, *text;
	bool		 found;
} rows[] = {
	{ "/Tok(ay|a)ev/", "Kassym-Jomart Tokayev", true },
	{ "/Tok(ay|a)ev/", "Tokaev, K.-J.", true },
	{ "/Tok(ay|a)ev/", "Tokarev", false },
	{ "/^müller$/", "MÜLLER", true },
	{ "/^\\w+$/", "Łódź", true },
	{ "/\\.example$/", "harbour.example", true },
	{ "/\\.example$/", "harbour.example.org", false },
	{ "/a|/", "", true },
	{ "/^.$/", "\xF0\x9F\x8E\x88", true }, /* one character of four bytes */
	{ "/a\\/b/", "A/B", true },
};

Test(pattern, it_is_found_anywhere_and_in_either_case)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct pattern	*pattern = pattern_new(span_of(rows[i].pattern), &fault);
		bool		 found = !rows[i].found;

		cr_assert(pattern != NULL, "%s: %s", rows[i].pattern, fault.text);
		cr_assert(pattern_find(pattern, span_of(rows[i].text), &found, &fault), "%s",
		    fault.text);
		cr_expect_eq(found, rows[i].found, "%s in '%s'", rows[i].pattern, rows[i].text);
		pattern_free(pattern);
	}
}

static const char *const names[] = { "", "/", "//", "Tokayev", "/a", "a/", "a/b/c" };

Test(pattern, a_name_is_none)
{
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		cr_expect(!pattern_is(span_of(names[i])), "%s", names[i]);
		cr_expect_null(pattern_new(span_of(names[i]), &fault));
		cr_expect_eq(fault.kind, FAULT_USAGE);
	}
}

static const struct {
	const char	*pattern, *says;
} broken[] = {
	{ "/(a/", "from its byte 3 on: missing closing parenthesis" },
	{ "/[z-a]/", "range out of order" },
	{ "/*/", "quantifier" },
	{ "/\\C/", "\\C" },
};

Test(pattern, what_is_wrong_with_one_is_said)
{
	for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
		fault_clear(&fault);
		cr_expect_null(pattern_new(span_of(broken[i].pattern), &fault));
		cr_expect_eq(fault.kind, FAULT_USAGE);
		cr_expect(strstr(fault.text, broken[i].says) != NULL, "%s: %s", broken[i].pattern,
		    fault.text);
	}
}

Test(pattern, one_that_takes_too_long_is_a_fault_and_no_answer)
{
	struct pattern	*pattern = pattern_new(SPAN("/^(a+)+$/"), &fault);
	char		 text[41];
	bool		 found;

	cr_assert(pattern != NULL);
	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = 'b';
	cr_expect(!pattern_find(pattern, (struct span) { text, sizeof text }, &found, &fault));
	cr_expect_eq(fault.kind, FAULT_LIMIT, "%s", fault.text);
	pattern_free(pattern);
}

Test(pattern, a_long_one_is_refused)
{
	char	 text[PATTERN_BYTES_MAX + 3];

	memset(text, 'a', sizeof text);
	text[0] = text[sizeof text - 1] = '/';
	cr_expect_null(pattern_new((struct span) { text, sizeof text }, &fault));
	cr_expect_eq(fault.kind, FAULT_USAGE);
}

Test(pattern, bytes_that_are_no_text_are_a_fault)
{
	struct pattern	*pattern = pattern_new(SPAN("/a/"), &fault);
	bool		 found;

	cr_assert(pattern != NULL);
	cr_expect(!pattern_find(pattern, SPAN("\xFF\xFE"), &found, &fault));
	cr_expect_eq(fault.kind, FAULT_INPUT, "%s", fault.text);
	pattern_free(pattern);
}
