#include <criterion/criterion.h>
#include <stdio.h>

#include "core/description.h"

/* All descriptions of the name in the text, joined by " | ", a country's office with its land behind it. */
static const struct {
	const char	*what, *name, *text, *found;
} rows[] = {
	{ "land before the office", "Ada Quill", "On Friday, Chile President Ada Quill said no.",
	    "President of Chile (Chile)" },
	{ "its people", "Ada Quill", "Chilean President Ada Quill said no.", "President of Chile (Chile)" },
	{ "possessive", "Ada Quill", "Chile\xE2\x80\x99s President Ada Quill said no.",
	    "President of Chile (Chile)" },
	{ "land behind the office", "Ada Quill", "the order by President of Chile Ada Quill to wait",
	    "President of Chile (Chile)" },
	{ "a land with an article", "Ada Quill", "Dutch Prime Minister Ada Quill said no.",
	    "Prime Minister of the Netherlands (Netherlands)" },
	{ "a former one", "Ada Quill", "former Chile President Ada Quill said no.",
	    "former Chile President (Chile)" },
	{ "a secretary of state", "Ada Quill", "U.S. Secretary of State Ada Quill said no.",
	    "U.S. Secretary of State (United States)" },
	{ "a state's secretary is no country's", "Ada Quill", "Georgia Secretary of State Ada Quill said no.",
	    "Georgia Secretary of State" },
	{ "a state's governor is no country's", "Ada Quill", "Georgia Governor Ada Quill said no.",
	    "Georgia Governor" },
	{ "behind the name", "Ada Quill", "Ada Quill, the president of Chile, said no.",
	    "President of Chile (Chile)" },
	{ "behind the name, a title of its own", "Ada Quill",
	    "Ada Quill, the European Commission president, said no.", "European Commission president" },
	{ "somebody else behind the name", "Ada Quill", "Ada Quill, President Tom Ray and others came.", "" },
	{ "a clause behind the name", "Ada Quill", "Ada Quill, who met the president of Chile, said no.", "" },
	{ "a surname with its office", "Ada Quill", "Chilean President Quill said no.",
	    "President of Chile (Chile)" },
	{ "a bare surname", "Ada Quill", "Quill said no.", "" },
	{ "a name inside a word", "Ada Quill", "President Quillman said no.", "" },
	{ "no office", "Ada Quill", "Singer Ada Quill said no.", "Singer" },
	{ "courtesy is no office", "Ada Quill", "Mr. Ada Quill said no.", "" },
	{ "a sentence before", "Ada Quill", "He met the president. Ada Quill said no.", "" },
	{ "a cue before", "Ada Quill", "They told President Ada Quill so.", "President" },
	{ "a day before", "Ada Quill", "It was Friday President Ada Quill fell.", "President" },
	{ "a university of a land is no land", "Ada Quill", "University of Ghana President Ada Quill said no.",
	    "University of Ghana President" },
	{ "twice", "Ada Quill", "Peru President Ada Quill left. Peruvian President Ada Quill came.",
	    "President of Peru (Peru) | President of Peru (Peru)" },
};

Test(description, reads_what_a_text_calls_somebody)
{
	struct arena	*arena = arena_new((size_t)1 << 20);
	struct fault	 f = FAULT_INIT;

	cr_assert_not_null(arena);
	for (size_t i = 0; i < LEN(rows); i++) {
		struct description	 d;
		char			 found[400] = "";

		for (size_t at = 0;
		     description_next(span_of(rows[i].text), span_of(rows[i].name), &at, &d);) {
			struct span	 text;
			size_t		 n = strlen(found);

			cr_assert(description_print(&d, arena, &text, &f), "%s", f.text);
			snprintf(found + n, sizeof found - n, "%s%.*s%s%s%s", n > 0 ? " | " : "",
			    SPAN_ARG(text), d.land != NULL ? " (" : "",
			    d.land != NULL ? d.land->name : "", d.land != NULL ? ")" : "");
		}
		cr_expect_str_eq(found, rows[i].found, "%s: %s", rows[i].what, found);
	}
	arena_free(arena);
}

Test(description, reads_words_that_stand_for_somebody)
{
	struct description	 d;

	cr_expect(description_read(SPAN("Chile's president"), SPAN("Ada Quill"), &d));
	cr_expect_str_eq(d.land != NULL ? d.land->name : "", "Chile");
	cr_expect(description_read(SPAN("the Chilean president"), SPAN("Ada Quill"), &d));
	cr_expect_str_eq(d.land != NULL ? d.land->name : "", "Chile");
	cr_expect_not(description_read(SPAN("the president"), SPAN("Ada Quill"), &d),
	    "an office of nothing says nothing");
	cr_expect_not(description_read(SPAN("Quill"), SPAN("Ada Quill"), &d));
	cr_expect_not(description_read(SPAN_NONE, SPAN("Ada Quill"), &d));
}

Test(description, odd_names_and_texts_end)
{
	static const char *const odd[] = { "", " ", "Quill", ",", ", ,", "of of of Quill",
		"Quill, ", "Quill, president", "President of Quill", "'s Quill",
		"\xE2\x80\x99s Quill\xE2\x80\x99s" };
	struct description	 d;

	for (size_t i = 0; i < LEN(odd); i++) {
		for (size_t k = 0; k < LEN(odd); k++) {
			size_t	 at = 0, n = 0;

			while (description_next(span_of(odd[i]), span_of(odd[k]), &at, &d))
				cr_assert_lt(n++, 100, "%s in %s", odd[k], odd[i]);
			cr_expect_leq(at, strlen(odd[i]));
		}
	}
}
