#include <stdio.h>
#include <stdlib.h>

#include "tests/store/sample.h"

#define PAGE "https://one.example/a"
#define DAWN "We open the gate at dawn and not before."
#define NOON "We open the gate at noon and not before."
#define DUSK "We open the gate at dusk and not before."
#define LAMP "Bring your own lamp."

/* Captures of one page, and what a family tells of them: one line a change, in byte order. */
static const struct {
	const char		*what;
	struct sample_article	 captures[3];
	const char		*told;
} cases[] = {
	{ "a changed quotation",
	    { { .captured = 5000, .text = "The warden: " DAWN, .said = { DAWN } },
	      { .captured = 9000, .text = "The warden: " NOON, .said = { NOON } } },
	    DAWN " > " NOON " 5000..9000 here here\n" },
	{ "an added one",
	    { { .captured = 5000, .text = "The warden: " DAWN, .said = { DAWN } },
	      { .captured = 9000, .text = "The warden: " DAWN " And: " LAMP,
		.said = { DAWN, LAMP } } },
	    "" },
	{ "a dropped one",
	    { { .captured = 5000, .text = "The warden: " DAWN " And: " LAMP, .said = { DAWN, LAMP } },
	      { .captured = 9000, .text = "The warden: " DAWN, .said = { DAWN } } },
	    LAMP " > nothing 5000..9000 here\n" },
	{ "one changed, one dropped, one added",
	    { { .captured = 5000, .text = "The warden: " DAWN " Then: " LAMP, .said = { DAWN, LAMP } },
	      { .captured = 9000, .text = "Everyone knew. The warden: " NOON " Nobody smiled: Sit down!",
		.said = { NOON, "Sit down!" } } },
	    LAMP " > Sit down! 5000..9000 here here\n" DAWN " > " NOON " 5000..9000 here here\n" },
	{ "three versions",
	    { { .captured = 5000, .text = "The warden: " DAWN, .said = { DAWN } },
	      { .captured = 7000, .text = "The warden: " NOON, .said = { NOON } },
	      { .captured = 9000, .text = "The warden: " DUSK, .said = { DUSK } } },
	    DAWN " > " NOON " 5000..7000 here here\n" NOON " > " DUSK " 7000..9000 here here\n" },
	{ "a change that the last version keeps",
	    { { .captured = 5000, .text = "The warden: " DAWN, .said = { DAWN } },
	      { .captured = 7000, .text = "The warden: " NOON, .said = { NOON } },
	      { .captured = 9000, .text = "The old warden: " NOON, .said = { NOON } } },
	    DAWN " > " NOON " 5000..7000 here here\n" },
	{ "a wording that outlived other changes",
	    { { .captured = 5000, .text = "The warden: " DAWN, .said = { DAWN } },
	      { .captured = 7000, .text = "The old warden: " DAWN, .said = { DAWN } },
	      { .captured = 9000, .text = "The old warden: " NOON, .said = { NOON } } },
	    DAWN " > " NOON " 7000..9000 here here\n" },
	{ "an old wording brought back",
	    { { .captured = 5000, .text = "The warden: " DAWN, .said = { DAWN } },
	      { .captured = 7000, .text = "The warden: " NOON, .said = { NOON } },
	      { .captured = 9000, .text = "The warden: " DAWN, .said = { DAWN } } },
	    NOON " > " DAWN " 7000..9000 here here\n" },
	{ "the page's own word on its last change",
	    { { .captured = 5000, .text = "The warden: " DAWN, .said = { DAWN } },
	      { .captured = 9000, .modified = 6000, .text = "The warden: " NOON, .said = { NOON } } },
	    DAWN " > " NOON " 5000..6000 stated here here\n" },
	{ "a last change that was before this one",
	    { { .captured = 5000, .modified = 4000, .text = "The warden: " DAWN, .said = { DAWN } },
	      { .captured = 9000, .modified = 4000, .text = "The warden: " NOON, .said = { NOON } } },
	    DAWN " > " NOON " 5000..9000 here here\n" },
	{ "no capture times, but changes that are told",
	    { { .modified = 4000, .text = "The warden: " DAWN, .said = { DAWN } },
	      { .modified = 6000, .text = "The warden: " NOON, .said = { NOON } } },
	    DAWN " > " NOON " ?..6000 stated here here\n" },
	{ "two addresses of one article side by side",
	    { { .captured = 5000, .text = "The warden: " DAWN, .said = { DAWN } },
	      { .captured = 5001, .url = "https://one.example/amp/a", .canonical = PAGE,
		.text = "The warden: " NOON, .said = { NOON } } },
	    "" },
	{ "a change at the one beside the other",
	    { { .captured = 5000, .text = "The warden: " DAWN, .said = { DAWN } },
	      { .captured = 5001, .url = "https://one.example/amp/a", .canonical = PAGE,
		.text = "The warden: " NOON, .said = { NOON } },
	      { .captured = 9000, .url = "http://www.one.example/a/#top", .canonical = PAGE,
		.text = "The warden: " DUSK, .said = { DUSK } } },
	    DAWN " > " DUSK " 5000..9000 here here\n" },
	{ "another page's words in a teaser",
	    { { .captured = 5000, .text = "The warden slept.", .teaser = DAWN },
	      { .captured = 9000, .text = "The warden woke.", .teaser = NOON } },
	    "" },
	{ "a wording that another family holds now",
	    { { .captured = 5000, .text = "The warden: " DAWN, .said = { DAWN } },
	      { .captured = 9000, .text = "The warden: " NOON, .said = { NOON },
		.speaker = "the office" } },
	    DAWN " > " NOON " 5000..9000 gone here\n" DAWN " > " NOON " 5000..9000 here gone\n" },
};

struct telling {
	struct sample	*s;
	char		 lines[16][256];
	size_t		 count;
};

static const char *
print_time(int64_t at, char room[24])
{
	snprintf(room, 24, "%lld", (long long)at);
	return at == DATE_UNKNOWN ? "?" : room;
}

static bool
tell(void *context, struct span id, struct fault *f)
{
	struct telling		*telling = context;
	struct filed_family	 family;
	char			 after[24], before[24];

	if (!store_family(telling->s->store, id, STORE_WHOLE, 0, telling->s->arena, &family, f))
		return false;
	for (size_t i = 0; i < family.nchanges; i++) {
		const struct filed_change	*c = &family.changes[i];
		bool				 dropped = c->now.id.n == 0;

		cr_assert(telling->count < LEN(telling->lines));
		snprintf(telling->lines[telling->count++], sizeof telling->lines[0],
		    "%.*s > %.*s %s..%s%s%s%s%s", SPAN_ARG(c->was.text),
		    SPAN_ARG(dropped ? SPAN("nothing") : c->now.text), print_time(c->after, after),
		    print_time(c->before, before), c->stated ? " stated" : "",
		    c->ordered ? "" : " unordered", c->quote == TRAIL_NONE ? " gone" : " here",
		    dropped ? "" :
			c->by == TRAIL_NONE ? " gone" :
					      " here");
	}
	return true;
}

static int
by_bytes(const void *left, const void *right)
{
	return strcmp(left, right);
}

/* All changes of all families, sorted. */
static struct span
tell_all(struct sample *s)
{
	struct telling		*telling = calloc(1, sizeof *telling);
	struct buf		 out = BUF(10000);
	struct span		 told;

	cr_assert_not_null(telling);
	telling->s = s;
	sample_each_family(s, tell, telling);
	qsort(telling->lines, telling->count, sizeof telling->lines[0], by_bytes);
	for (size_t i = 0; i < telling->count; i++)
		buf_print(&out, "%s\n", telling->lines[i]);
	cr_assert(buf_end(&out, s->arena, &told, &s->f));
	buf_free(&out);
	free(telling);
	return told;
}

static void
add_capture(struct sample *s, struct sample_article row)
{
	if (row.url == NULL)
		row.url = PAGE;
	if (row.speaker == NULL)
		row.speaker = "Ada Warden";
	row.outlet = "One";
	sample_add(s, &row);
}

/* Nothing here outlives the handle. */
static void
begin(struct sample *s)
{
	sample_begin(s);
	snprintf(s->path, sizeof s->path, ":memory:");
	sample_open(s, STORE_WRITE);
}

static const size_t orders[][3] = {
	{ 0, 1, 2 }, { 2, 1, 0 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 0, 2, 1 },
};

Test(store_change, tells_what_an_outlet_changed_in_any_order_of_arrival)
{
	for (size_t i = 0; i < LEN(cases); i++) {
		for (size_t order = 0; order < LEN(orders); order++) {
			struct sample	 s;
			struct span	 told;

			begin(&s);
			for (size_t k = 0; k < 3; k++) {
				if (cases[i].captures[orders[order][k]].text == NULL)
					continue;
				add_capture(&s, cases[i].captures[orders[order][k]]);
				if (order == 1)
					sample_conclude(&s);
			}
			sample_conclude(&s);
			told = tell_all(&s);
			cr_expect(span_eq(told, span_of(cases[i].told)),
			    "%s, order %zu:\n%.*swanted:\n%s", cases[i].what, order, SPAN_ARG(told),
			    cases[i].told);
			sample_end(&s);
		}
	}
}

/* Which came first is not known: both are told, the same way whichever was filed first. */
Test(store_change, does_not_claim_an_order_that_nothing_tells)
{
	struct span	 told[2];
	struct sample	 s[2];

	for (size_t order = 0; order < 2; order++) {
		begin(&s[order]);
		for (size_t k = 0; k < 2; k++) {
			struct sample_article dawn = { .text = "The warden: " DAWN,
				.said = { DAWN } };
			struct sample_article noon = { .text = "The warden: " NOON,
				.said = { NOON } };

			add_capture(&s[order], k == order ? dawn : noon);
		}
		sample_conclude(&s[order]);
		told[order] = tell_all(&s[order]);
	}
	cr_expect(span_eq(told[0], told[1]), "%.*s%.*s", SPAN_ARG(told[0]), SPAN_ARG(told[1]));
	cr_expect(span_ends(told[0], SPAN(" ?..? unordered here here\n")), "%.*s",
	    SPAN_ARG(told[0]));
	sample_end(&s[0]);
	sample_end(&s[1]);
}

/* A server's word that nothing changed is as good as a capture. */
Test(store_change, a_304_moves_the_moment_after_which_it_was_changed)
{
	static const struct {
		int64_t confirmed;
		const char *told;
	} rows[] = {
		{ 7000, DAWN " > " NOON " 7000..9000 here here\n" },
		{ 3000, DAWN " > " NOON " 5000..9000 here here\n" },
	};

	for (size_t i = 0; i < LEN(rows); i++) {
		for (int late = 0; late < 2; late++) {
			struct visit visit = { .source = SPAN(PAGE),
				.outcome = VISIT_READ,
				.at = 5000,
				.last_modified = DATE_UNKNOWN };
			struct sample	 s;
			struct span	 told;

			begin(&s);
			add_capture(&s, cases[0].captures[0]);
			cr_assert(store_visit(s.store, &visit, &s.f), "%s", s.f.text);
			/* An archive's capture may come before or after the answer of the server. */
			if (late)
				add_capture(&s, cases[0].captures[1]);
			visit.at = rows[i].confirmed;
			cr_assert(store_unchanged(s.store, &visit, &s.f), "%s", s.f.text);
			if (!late)
				add_capture(&s, cases[0].captures[1]);
			sample_conclude(&s);
			told = tell_all(&s);
			cr_expect(span_eq(told, span_of(rows[i].told)), "%d: %.*s", late,
			    SPAN_ARG(told));
			sample_end(&s);
		}
	}
}

Test(store_change, names_both_wordings_with_their_families_and_versions)
{
	struct filed_family	 family;
	struct corpus		 corpus;
	struct sample		 s;
	size_t			 old;

	begin(&s);
	for (size_t i = 0; i < 2; i++)
		add_capture(&s, cases[LEN(cases) - 1].captures[i]);
	sample_conclude(&s);
	cr_assert(store_load(s.store, s.arena, &corpus, &s.f), "%s", s.f.text);
	cr_assert_eq(corpus.nquotes, 2);
	old = corpus.quotes[0].superseded ? 0 : 1;
	cr_assert(store_family(s.store, corpus.quotes[old].id, STORE_WHOLE, 0, s.arena, &family,
		      &s.f),
	    "%s", s.f.text);
	cr_assert_eq(family.nchanges, 1);
	cr_expect(span_eq(family.changes[0].was.id, corpus.quotes[old].id));
	cr_expect(span_eq(family.changes[0].was.family, corpus.quotes[old].id));
	cr_expect_eq(family.changes[0].was.version, 1);
	cr_expect(span_eq(family.changes[0].now.id, corpus.quotes[1 - old].id));
	cr_expect(span_eq(family.changes[0].now.family, corpus.quotes[1 - old].id));
	cr_expect_eq(family.changes[0].now.version, 2);
	sample_end(&s);
}
