#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/revision.h"

/* Quotations stand between the marks < and >; each row has those that only one version has. */
struct version {
	const char	*text, *speakers[4];
	size_t		 families[4];
};

#define A "<We will close the northern lock until the storms have passed.>"
#define B "<We will close the southern lock until the storms have passed.>"

static const struct {
	const char	*what;
	struct version	 older, newer;
	const char	*by; /* a digit an older one: which newer stands for it; "-" none */
} revisions[] = {
	{ "a word changed",		{ .text = "She said: " A }, { .text = "She said: " B }, "0" },
	{ "nothing new",		{ .text = "She said: " A }, { .text = "She said nothing." }, "-" },
	{ "nothing old",		{ .text = "She said nothing." }, { .text = "She said: " A }, "" },
	{ "other words elsewhere",	{ .text = "She said: " A }, { .text = "It rained. <Sit down and eat,> he told the dog." },
	    "-" },
	{ "other words at the same place",
	    { .text = "In the harbour of Aldmouth she said: <The lock is shut,> and left." },
	    { .text = "In the harbour of Aldmouth she said: <It is the bridge that is shut,> and left." }, "0" },
	{ "only words of grammar at the same place",
	    { .text = "In the harbour of Aldmouth she said: <The lock is shut,> and left." },
	    { .text = "In the harbour of Aldmouth she said: <All of the ships are in,> and left." }, "-" },
	{ "another speaker at the same place",
	    { .text = "In the harbour of Aldmouth came the answer: <The lock is shut,> and no more.", .speakers = { "Ada Quill" } },
	    { .text = "In the harbour of Aldmouth came the answer: <The bridge is shut today,> and no more.",
	      .speakers = { "Ben Ott" } }, "-" },
	{ "one speaker's other words, where all around them stayed",
	    { .text = "<Nobody asked us,> said Tom Reed, who has rowed here for thirty years.",
	      .speakers = { "Tom Reed" } },
	    { .text = "<They never spoke to the crews,> said Tom Reed, who has rowed here for thirty years.",
	      .speakers = { "Tom Reed" } }, "0" },
	{ "nobody's other words, where all around them stayed",
	    { .text = "<Nobody asked us,> said the man who has rowed here for thirty years." },
	    { .text = "<They never spoke to the crews,> said the man who has rowed here for thirty years." },
	    "-" },
	{ "the same words of another speaker",
	    { .text = A, .speakers = { "Ada Quill" } }, { .text = "Later: " A, .speakers = { "Ben Ott" } }, "0" },
	{ "half of the words of another speaker",
	    { .text = "One: <We will close the lock>", .speakers = { "Ada Quill" } },
	    { .text = "Two: <They must close the bridge>", .speakers = { "Ben Ott" } }, "-" },
	{ "a family of other words",
	    { .text = "One: <Shut it.>", .families = { 3 } }, { .text = "Two: <Nobody passes.>", .families = { 3 } }, "0" },
	{ "cut to a few words",
	    { .text = A }, { .text = "She wants to <close the northern lock>, it is said." }, "0" },
	{ "two changed, in another order",
	    { .text = "One: " A " Two: <Bring your own lamp and a good rope.>" },
	    { .text = "Two: <Bring your own lamp and a long rope.> One: " B }, "10" },
	{ "the likelier one wins",
	    { .text = "One: " A }, { .text = "Two: <We will close the bridge.> One: " B }, "1" },
	{ "of equal words those at the same place",
	    { .text = "At noon she told the council: " A },
	    { .text = "By night her office repeated: " B " At noon she told the council: " B }, "1" },
	{ "one for each",
	    { .text = "One: " A " Two: " A }, { .text = "One: " B }, "0-" },
	{ "a family goes before words",
	    { .text = "One: " A, .families = { 5 } },
	    { .text = "One: " B " Two: <It stays shut.>", .families = { 7, 5 } }, "1" },
};

static size_t
read_version(const struct version *version, struct revised *quotes)
{
	struct span	 host = span_of(version->text);
	size_t		 count = 0, at = 0;

	for (;;) {
		size_t	 from = at + span_find(span_cut(host, at, host.n), SPAN("<"));
		size_t	 to = from + span_find(span_cut(host, from, host.n), SPAN(">"));

		if (from >= host.n)
			return count;
		cr_assert(count < LEN(version->families) && to < host.n);
		quotes[count] = (struct revised) { .host = host,
			.whole = span_cut(host, from, to + 1),
			.text = span_cut(host, from + 1, to),
			.speaker = span_of(version->speakers[count]),
			.family = version->families[count] == 0 ? REVISION_NONE :
								  version->families[count],
			.second = REVISION_NONE };
		count++;
		at = to + 1;
	}
}

Test(revision, finds_what_stands_in_the_place_of_what)
{
	struct arena	*arena = arena_new((size_t)64 << 20);
	struct fault	 f = FAULT_INIT;

	cr_assert_not_null(arena);
	for (size_t i = 0; i < LEN(revisions); i++) {
		struct revised	 older[4], newer[4];
		size_t		 nolder = read_version(&revisions[i].older, older);
		size_t		 nnewer = read_version(&revisions[i].newer, newer), by[4];
		char		 got[5] = "";

		cr_assert(revision_pair(older, nolder, newer, nnewer, arena, by, &f), "%s", f.text);
		for (size_t k = 0; k < nolder; k++)
			got[k] = "0123456789-"[by[k] == REVISION_NONE ? 10 : by[k]];
		cr_expect_str_eq(got, revisions[i].by, "%s: %s", revisions[i].what, got);
	}
	arena_free(arena);
}

/* A page of nothing but quotations costs no more than its cap on pairs. */
Test(revision, pairs_very_many_where_they_stand)
{
	enum { MANY = 6000 };
	struct arena	*arena = arena_new((size_t)256 << 20);
	struct revised	*older = calloc(MANY, sizeof *older), *newer = calloc(MANY, sizeof *newer);
	size_t		*by = calloc(MANY, sizeof *by);
	struct fault	 f = FAULT_INIT;

	cr_assert(arena != NULL && older != NULL && newer != NULL && by != NULL);
	for (size_t i = 0; i < MANY; i++) {
		char	*text = arena_take(arena, 64, 1, &f);

		cr_assert_not_null(text);
		snprintf(text, 64, "barge%zu goes to quay%zu at dawn", i, i);
		older[i] = (struct revised) { .host = span_of(text),
			.whole = span_of(text),
			.text = span_of(text),
			.family = REVISION_NONE,
			.second = REVISION_NONE };
		newer[i] = older[i];
		newer[i].text = span_cut(older[i].text, 0, older[i].text.n - 5);
	}
	cr_assert(revision_pair(older, MANY, newer, MANY, arena, by, &f), "%s", f.text);
	for (size_t i = 0; i < MANY; i++)
		cr_expect_eq(by[i], i);
	free(older);
	free(newer);
	free(by);
	arena_free(arena);
}

Test(revision, runs_out_of_memory_cleanly)
{
	struct revised	 older[4], newer[4];
	size_t		 nolder = read_version(&revisions[0].older, older), by[4];
	size_t		 nnewer = read_version(&revisions[0].newer, newer), failures = 0;
	bool		 ok = false;

	for (size_t cap = 0; !ok && cap < 100000; cap += 64) {
		struct arena	*arena = arena_new(cap);
		struct fault	 f = FAULT_INIT;

		cr_assert_not_null(arena);
		ok = revision_pair(older, nolder, newer, nnewer, arena, by, &f);
		cr_expect_eq(ok, f.kind == FAULT_NONE);
		failures += !ok;
		arena_free(arena);
	}
	cr_expect(ok && failures > 1);
}
