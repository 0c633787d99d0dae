#include "fetch/markup.h"

#include <criterion/criterion.h>

#include "tests/arena_suite.h"

ARENA_SUITE(markup, (size_t)16 << 20);

static const struct {
	const char	*markup, *text;
} texts[] = {
	{ "<p>Under a <b>pear</b> tree.</p><p>It rang.</p>", "Under a pear tree.\nIt rang." },
	{ "Salt &amp; rope<br><br>It rang.", "Salt & rope\nIt rang." },
	{ "<p>One<script>two</script></p>", "One" },
	{ "", "" },
};

Test(markup, gives_the_text_of_a_string_with_tags)
{
	for (size_t i = 0; i < LEN(texts); i++) {
		struct span	 text;

		cr_expect_eq(markup_is(span_of(texts[i].markup)), texts[i].markup[0] != '\0', "%s",
		    texts[i].markup);
		cr_assert(markup_text(span_of(texts[i].markup), arena, arena, &text, &fault), "%s",
		    fault.text);
		cr_expect(span_eq(text, span_of(texts[i].text)), "%s: '%.*s'", texts[i].markup,
		    SPAN_ARG(text));
	}
	cr_expect_not(markup_is(SPAN("a < b & c; d <")));
}
