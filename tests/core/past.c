#include "core/past.h"

#include <criterion/criterion.h>

static const struct {
	const char	*word;
	bool		 past, irregular;
} words[] = {
	{ "became", true, true },
	{ "Was", true, true },
	{ "THOUGHT", true, true },
	{ "wrote", true, true },
	{ "fed", true, true },
	{ "ended", true, false },
	{ "Opened", true, false },
	{ "bed", false, false },
	{ "need", false, false },
	{ "take", false, false },
	{ "thoughts", false, false },
	{ "", false, false },
};

Test(past, is_told_by_the_word_alone)
{
	for (size_t i = 0; i < LEN(words); i++) {
		cr_expect_eq(past_is(span_of(words[i].word)), words[i].past, "%s", words[i].word);
		cr_expect_eq(past_is_irregular(span_of(words[i].word)), words[i].irregular, "%s",
		    words[i].word);
	}
}
