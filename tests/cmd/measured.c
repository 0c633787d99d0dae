#include <criterion/criterion.h>
#include <stdio.h>

#include "cmd/measured.h"

static struct fault	 fault;
static struct measured	*measured;

static void
begin(void)
{
	measured = measured_new(&fault);
	cr_assert_not_null(measured, "%s", fault.text);
}

static void
end(void)
{
	measured_free(measured);
}

TestSuite(measured, .init = begin, .fini = end);

static struct measured_key
key_of(size_t family, bool spliced, const char *text)
{
	return (struct measured_key) { family, spliced, span_of(text) };
}

static bool
knows(const struct measured_key *key, const char *rest)
{
	struct buf	 found = BUF(1 << 20);
	struct drift	 drift;
	const bool known =
	    measured_get(measured, key, &drift, &found) && span_eq(buf_span(&found), span_of(rest));

	buf_free(&found);
	return known;
}

Test(measured, what_was_kept_is_known_and_nothing_else_is)
{
	const struct measured_key	 kept = key_of(7, false, "the lamp is lit");
	const struct measured_key	 others[] = {
		key_of(8, false, "the lamp is lit"),
		key_of(7, true, "the lamp is lit"),
		key_of(7, false, "the lamp is out"),
		key_of(7, false, "the lamp is lit "),
		key_of(7, false, ""),
	};
	const struct edit	 edit = { .op = EDIT_KEEP };
	const struct drift	 drift = { .all = 4, .shared = 3, .edits = &edit, .nedits = 1 };
	struct buf		 rest = BUF(100);
	struct drift		 found;

	measured_keep(measured, &kept, &drift, SPAN("rest"));
	cr_assert(measured_get(measured, &kept, &found, &rest));
	cr_expect(span_eq(buf_span(&rest), SPAN("rest")));
	cr_expect_eq(found.all, 4u);
	cr_expect_eq(found.shared, 3u);
	cr_expect_eq(found.nedits, 0u, "edits lie in an arena that may be gone");
	for (size_t i = 0; i < LEN(others); i++)
		cr_expect_not(measured_get(measured, &others[i], &found, &rest), "key %zu", i);
	buf_free(&rest);
}

Test(measured, the_last_ones_are_known_however_many_there_were)
{
	const struct drift	 drift = { .all = 1 };
	char			 text[40];
	struct measured_key	 key;
	size_t			 known = 0;

	for (size_t i = 0; i < 100000; i++) {
		snprintf(text, sizeof text, "line %zu of them", i);
		key = key_of(i % 5, false, text);
		measured_keep(measured, &key, &drift, span_of(text));
		cr_assert(knows(&key, text), "%s", text);
	}
	for (size_t i = 0; i < 100000; i++) {
		snprintf(text, sizeof text, "line %zu of them", i);
		key = key_of(i % 5, false, text);
		known += knows(&key, text);
	}
	cr_expect_gt(known, 1000u);
	cr_expect_lt(known, 100000u, "so many are not kept");
}

Test(measured, what_is_too_long_is_not_kept)
{
	static char			 text[1 << 16];
	const struct drift		 drift = { .all = 1 };
	const struct measured_key	 key = { 1, false, { text, sizeof text } };

	memset(text, 'a', sizeof text);
	measured_keep(measured, &key, &drift, SPAN("rest"));
	cr_expect_not(knows(&key, "rest"));
}
