#include "fetch/late.h"

#include <criterion/criterion.h>
#include <string.h>

#define NOWHERE "libquotrail-nobody-has.so.0"

/* Stand-ins as fetch/exchange_library.c has them. */
const char *zlibVersion(void);
const char *zError(int code);
LATE(LIBRARY_ZLIB, const char *, zlibVersion, (void), (), NULL)
LATE(NOWHERE, const char *, zError, (int code), (code), "otherwise")

Test(late, finds_a_function_of_a_library_that_is_there)
{
	size_t	(*length)(const char *) = NULL;

	late_find("libc.so.6", "strlen", &length, sizeof length);
	cr_assert_not_null(length);
	cr_expect_eq(length("four"), 4);
}

/* What is called inside a worker's cage must be there before it is closed. */
Test(late, has_all_that_a_reader_of_documents_calls)
{
	struct fault	 f = FAULT_INIT;

	cr_expect(late_load_readers(&f), "%s", f.text);
}

Test(late, says_when_there_is_none)
{
	static const char *const missing[][2] = { { "libc.so.6", "quotrail_has_no_such" },
		{ NOWHERE, "strlen" } };

	for (size_t i = 0; i < sizeof missing / sizeof missing[0]; i++) {
		size_t	(*function)(const char *) = strlen;

		late_find(missing[i][0], missing[i][1], &function, sizeof function);
		cr_expect_null(function, "%s of %s", missing[i][1], missing[i][0]);
	}
}

Test(late, hands_calls_on_or_answers_otherwise)
{
	cr_assert_not_null(zlibVersion());
	cr_expect_gt(strlen(zlibVersion()), 2);
	cr_expect_str_eq(zError(0), "otherwise");
}
