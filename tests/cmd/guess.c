#include <criterion/criterion.h>

#include "cmd/guess.h"
#include "core/span.h"

static const struct { const char *slip, *typed, *names[3], *meant; } words[] = {
	{ "a letter too many",	    "tracee",	 { "trace", "batch" },		 "trace" },
	{ "a letter missing",	    "trce",	 { "trace", "batch" },		 "trace" },
	{ "another letter",	    "trade",	 { "batch", "trace" },		 "trace" },
	{ "two letters swapped",    "chekc",	 { "check", "batch" },		 "check" },
	{ "the nearer of two",	    "relin",	 { "link", "relink" },		 "relink" },
	{ "a beginning",	    "out",	 { "output", "outlet", "not" },	 "output" },
	{ "one letter is too few",  "z",	 { "a", "why" },		 NULL },
	{ "nothing was typed",	    "",		 { "a", "why" },		 NULL },
	{ "another word",	    "explain",	 { "trace", "extract", "batch" }, NULL },
	{ "longer than any name",   "tracetracetracetracetracetracetracetrace", { "trace" }, NULL },
};

Test(guess, finds_the_name_that_was_meant)
{
	for (size_t i = 0; i < LEN(words); i++) {
		struct guess	 guess = { .typed = words[i].typed };

		for (size_t k = 0; k < LEN(words[i].names) && words[i].names[k] != NULL; k++)
			guess_offer(&guess, words[i].names[k]);
		cr_expect_eq(guess.best == NULL, words[i].meant == NULL, "%s: %s", words[i].slip,
		    guess.best != NULL ? guess.best : "nothing");
		if (guess.best != NULL && words[i].meant != NULL)
			cr_expect_str_eq(guess.best, words[i].meant, "%s", words[i].slip);
	}
}
