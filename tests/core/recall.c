#include <criterion/criterion.h>
#include <stdio.h>

#include "core/recall.h"

static struct fault	 fault;
static struct recall	*recall;

static void
begin(void)
{
	recall = recall_new(&fault);
	cr_assert_not_null(recall, "%s", fault.text);
}

static void
end(void)
{
	recall_free(recall);
}

TestSuite(recall, .init = begin, .fini = end);

Test(recall, a_text_is_known_by_all_of_its_bytes)
{
	static const char *const others[] = { "", "the lamp is li", "the lamp is lit ",
		"The lamp is lit" };
	uint32_t	 number = 0;

	recall_keep(recall, SPAN("the lamp is lit"), 7);
	cr_assert(recall_find(recall, SPAN("the lamp is lit"), &number));
	cr_expect_eq(number, 7u);
	for (size_t i = 0; i < LEN(others); i++)
		cr_expect_not(recall_find(recall, span_of(others[i]), &number), "\"%s\"", others[i]);
	recall_keep(recall, SPAN("the lamp is lit"), 8);
	cr_assert(recall_find(recall, SPAN("the lamp is lit"), &number));
	cr_expect_eq(number, 8u);
}

Test(recall, many_texts_never_get_the_number_of_another)
{
	char		 text[40];
	uint32_t	 number, known = 0;

	for (uint32_t i = 0; i < 50000; i++) {
		snprintf(text, sizeof text, "line %u of them", i);
		recall_keep(recall, span_of(text), i);
		cr_assert(recall_find(recall, span_of(text), &number) && number == i, "%s", text);
	}
	for (uint32_t i = 0; i < 50000; i++) {
		snprintf(text, sizeof text, "line %u of them", i);
		if (!recall_find(recall, span_of(text), &number))
			continue;
		cr_expect_eq(number, i, "%s", text);
		known++;
	}
	cr_expect(known > 1000 && known < 50000, "%u", known);
}

Test(recall, what_is_long_is_not_kept)
{
	static char		 bytes[1 << 16];
	const struct span	 text = { bytes, sizeof bytes };
	uint32_t		 number;

	memset(bytes, 'a', sizeof bytes);
	recall_keep(recall, text, 1);
	cr_expect_not(recall_find(recall, text, &number));
}
