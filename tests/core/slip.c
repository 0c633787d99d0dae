#include <criterion/criterion.h>

#include "core/slip.h"

static const struct {
	const char	*what, *a, *b;
	bool		 slip;
} rows[] = {
	{ "a letter left out", "govenment", "government", true },
	{ "a letter twice", "harbbour", "harbour", true },
	{ "letters that changed places", "recieve", "receive", true },
	{ "a name spelled another way", "tokaev", "tokayev", true },
	{ "a letter of two bytes", "tokay\u00EBev", "tokayev", true },
	{ "two that begin with the same byte", "oster\u00E9\u00E8n", "oster\u00E8n", false },
	{ "the same word", "harbour", "harbour", false },
	{ "another letter", "harbour", "hartour", false },
	{ "two letters more", "harbour", "harbourer", false },
	{ "a letter at the end", "democrac", "democracy", false },
	{ "a letter at the front", "resign", "esign", false },
	{ "too short to tell", "cat", "caat", false },
	{ "two words", "country", "county", false },
	{ "two words, one of them rare", "sliver", "silver", false },
	{ "nothing", "", "harbour", false },
};

Test(slip, tells_a_slip_from_another_word)
{
	for (size_t i = 0; i < LEN(rows); i++) {
		cr_expect_eq(slip_is(span_of(rows[i].a), span_of(rows[i].b)), rows[i].slip, "%s",
		    rows[i].what);
		cr_expect_eq(slip_is(span_of(rows[i].b), span_of(rows[i].a)), rows[i].slip,
		    "%s, backwards", rows[i].what);
	}
}
