/*
 * The law of lists: what a list says of a family is what its own page says, and
 * a filter leads to a family when something on its page passes. Held for every
 * family of an invented press, linked at once and attached.
 */
#include "cmd/listing.h"

#include <stdio.h>
#include <stdlib.h>

#include "cmd/conclude.h"
#include "cmd/finding.h"
#include "core/token.h"
#include "tests/store/sample.h"

#define ARTICLES 160
#define LATE 40 /* that come when the others are linked */
#define DAY(n) ((n) * 86400 + 1600000000)
#define FAMILIES_MAX 400

static const char *const lines[] = {
	"the ferry leaves the northern harbour at nine tomorrow morning",
	"the ferry leaves at nine",
	"we have counted forty broken lanterns along the old canal road",
	"nobody told the keeper that the lighthouse would stay dark all winter",
	"every second orchard in the valley was lost to the late frost",
	"the choir will sing in the market hall whatever the mayor decides",
	"our bridge was never built to carry more than two wagons at once",
	"they promised us a school roof before the rains and brought a banner",
	"the archive burned because the clerk had locked the wrong door",
};
static const char *const outlets[] = { "Harbour Ledger", "The Ninefold Review", "Lantern & Post",
	"Ostrava Ny\u00EDl", NULL };
static const char *const speakers[] = { "Ada Warden", "Bo Clerk", "\u00C9lise Marchand", NULL };

/* Page i: a line whole, cut, or with a word exchanged; some in prose, undated, with a teaser, read twice. */
static void
add_page(struct sample *s, uint64_t *seed, int i)
{
	char		 url[64], words[200], text[400];
	const unsigned	 change = sample_draw(seed, 6), undated = sample_draw(seed, 5);
	struct sample_article row = { .outlet = outlets[sample_draw(seed, LEN(outlets))],
		.text = text,
		.said = { sample_draw(seed, 9) > 0 ? words : NULL },
		.speaker = speakers[sample_draw(seed, LEN(speakers))],
		.captured = sample_draw(seed, 3) == 0 ? DAY(60 + (int)sample_draw(seed, 9)) : 0,
		.published = undated == 0 ? 0 : DAY((int)sample_draw(seed, 40)),
		.teaser = sample_draw(seed, 7) == 0 ? lines[sample_draw(seed, LEN(lines))] : NULL };

	snprintf(words, sizeof words, "%s", lines[sample_draw(seed, LEN(lines))]);
	if (change == 0)
		*strrchr(words, ' ') = '\0';
	else if (change == 1)
		memcpy(strrchr(words, ' ') - 3, "not", 3);
	snprintf(text, sizeof text, "On visit %d they were told: %s.", i, words);
	row = sample_page(&row, sample_draw(seed, 9) == 0 && i > 0 ? i - 1 : i, url);
	sample_add(s, &row);
}

static void
add_pages(struct sample *s, uint64_t *seed, int from, int to)
{
	cr_assert(store_hold(s->store, &s->f), "%s", s->f.text);
	for (int i = from; i < to; i++)
		add_page(s, seed, i);
	cr_assert(store_release(s->store, &s->f), "%s", s->f.text);
}

/* --- the pages ----------------------------------------------------------------- */

struct shown {
	struct sample	*s;
	struct model	 models[FAMILIES_MAX];
	size_t		 count;
};

static bool
show(void *context, struct span id, struct fault *f)
{
	struct shown	*shown = context;
	struct filed_family *filed = arena_take(shown->s->arena, 1, sizeof *filed, f);
	const struct reference	 reference = { .against = AGAINST_EARLIEST };

	cr_assert_lt(shown->count, FAMILIES_MAX);
	return filed != NULL &&
	    store_family(shown->s->store, id, STORE_WHOLE, 0, shown->s->arena, filed, f) &&
	    model_build(filed, SPAN_NONE, &reference, shown->s->arena,
		&shown->models[shown->count++], f);
}

static struct shown *
show_all(struct sample *s)
{
	struct shown	*shown = calloc(1, sizeof *shown);

	cr_assert_not_null(shown);
	shown->s = s;
	sample_each_family(s, show, shown);
	return shown;
}

/* Has a printing an outlet, on its page or as the origin of its copy; or a speaker? */
static bool
is_outlet(const struct member *member, struct span name)
{
	return span_eq(member->outlet, name) || span_eq(member->republisher, name) ||
	    span_eq(member->article->article.outlet, name);
}

static bool
is_speaker(const struct member *member, struct span name)
{
	return span_eq(member->filed->quote.speaker, name);
}

static bool
any_is(const struct model *model, bool (*is)(const struct member *, struct span), struct span name)
{
	for (size_t i = 0; i < model->nmembers; i++) {
		if (is(&model->members[i], name))
			return true;
	}
	return false;
}

/* Bounds alone are no date to search by: a member's is that of its page, or was inferred. */
static bool
is_searchable(const struct member *member)
{
	return member->dated && (member->inferred || member->article->article.published.rank > 0);
}

static bool
was_printed(const struct model *model, int64_t since, int64_t until)
{
	for (size_t i = 0; i < model->nmembers; i++) {
		const struct interval	 date = model->members[i].date;

		if (is_searchable(&model->members[i]) &&
		    (date.latest == DATE_UNKNOWN || date.latest >= since) &&
		    (date.earliest == DATE_UNKNOWN || date.earliest <= until))
			return true;
	}
	return false;
}

/* --- what is held against them --------------------------------------------------- */

static void
expect_line(struct sample *s, const struct model *model)
{
	const struct member	*first = &model->members[0];
	struct listed		 listed;
	const struct family_line *line = &listed.line;
	const bool		 dated = model->family->verdict != VERDICT_UNDATED;

	cr_assert(listed_read(s->store, model->id, s->arena, &listed, &s->f), "%s", s->f.text);
	cr_expect(span_eq(line->id, model->id));
	cr_expect(span_eq(line->said, first->filed->quote.text));
	cr_expect(span_eq(listed.title, model->title), "%.*s, not %.*s", SPAN_ARG(listed.title),
	    SPAN_ARG(model->title));
	cr_expect(span_eq(line->speaker, model->speaker));
	cr_expect(span_eq(line->outlet, first->outlet));
	cr_expect(span_eq(listed.when, dated ? first->when : SPAN_NONE), "%.*s: %.*s, not %.*s",
	    SPAN_ARG(model->id), SPAN_ARG(listed.when), SPAN_ARG(first->when));
	cr_expect_eq(line->verdict, model->family->verdict);
	cr_expect_eq(line->severity, finding_severity(model), "%.*s: %d, not %d",
	    SPAN_ARG(model->id), line->severity, finding_severity(model));
	cr_expect_eq(line->lineages, model->family->lineages);
	cr_expect_eq(line->printings, model->printings, "%.*s: %zu, not %zu", SPAN_ARG(model->id),
	    line->printings, model->printings);
	cr_expect_eq(line->documents, model->ndocuments, "%.*s: %zu, not %zu", SPAN_ARG(model->id),
	    line->documents, model->ndocuments);
}

static void
expect_outlets(struct sample *s, const struct model *model)
{
	struct span	*names;
	size_t		 count;

	cr_assert(store_outlets(s->store, model->id, 1000, s->arena, &names, &count, &s->f), "%s",
	    s->f.text);
	for (size_t i = 0; i < count; i++) {
		cr_expect(any_is(model, is_outlet, names[i]), "%.*s has no printing by %.*s",
		    SPAN_ARG(model->id), SPAN_ARG(names[i]));
		cr_expect(i == 0 || span_cmp(names[i - 1], names[i]) < 0);
	}
	for (size_t i = 0; i < model->nmembers; i++) {
		bool	 found = false;

		for (size_t k = 0; k < count; k++)
			found |= span_eq(names[k], model->members[i].outlet);
		cr_expect(found, "%.*s lacks %.*s", SPAN_ARG(model->id),
		    SPAN_ARG(model->members[i].outlet));
	}
}

struct passing {
	const struct shown *shown;
	bool		 passed[FAMILIES_MAX];
	size_t		 count;
	struct span	 last;
};

static bool
note(void *context, struct span id, struct fault *f)
{
	struct passing	*passing = context;

	(void)f;
	for (size_t i = 0; i < passing->shown->count; i++) {
		if (!span_eq(passing->shown->models[i].id, id))
			continue;
		cr_expect_not(passing->passed[i], "twice");
		passing->passed[i] = true;
		passing->count++;
	}
	return true;
}

static struct passing *
pass(const struct shown *shown, const struct family_filter *filter, enum family_order order)
{
	struct passing	*passing = calloc(1, sizeof *passing);

	cr_assert_not_null(passing);
	passing->shown = shown;
	cr_assert(store_each_family(shown->s->store, filter, order, note, passing, &shown->s->f),
	    "%s", shown->s->f.text);
	return passing;
}

static bool
holds_folded(struct span name, struct span part, struct arena *arena)
{
	struct fault	 f = FAULT_INIT;
	struct span	 folded, wanted;

	cr_assert(token_fold(name, arena, &folded, &f) && token_fold(part, arena, &wanted, &f));
	return name.n > 0 && span_find(folded, wanted) < folded.n;
}

/* Any name of the family that holds this part of one. */
static bool
has_part(const struct model *model, bool outlet, struct span part, struct arena *arena)
{
	for (size_t i = 0; i < model->nmembers; i++) {
		const struct member	*member = &model->members[i];

		if (outlet ? holds_folded(member->outlet, part, arena) ||
			    holds_folded(member->article->article.outlet, part, arena) :
			     holds_folded(member->filed->quote.speaker, part, arena))
			return true;
	}
	return false;
}

static const struct {
	const char	*outlet, *speaker;
	int64_t		 since, until;
	int		 severity;
	size_t		 occurrences;
} asked[] = {
	{ "harbour ledger", NULL, DATE_UNKNOWN, DATE_UNKNOWN, 0, 0 },
	{ "ost", NULL, DATE_UNKNOWN, DATE_UNKNOWN, 0, 0 },
	{ "elsewhere", NULL, DATE_UNKNOWN, DATE_UNKNOWN, 0, 0 },
	{ "nowhere at all", NULL, DATE_UNKNOWN, DATE_UNKNOWN, 0, 0 },
	{ NULL, "elise", DATE_UNKNOWN, DATE_UNKNOWN, 0, 2 },
	{ NULL, "/^(Ada|Bo) /", DATE_UNKNOWN, DATE_UNKNOWN, 0, 0 },
	{ "post", "clerk", DATE_UNKNOWN, DATE_UNKNOWN, 0, 0 },
	{ NULL, NULL, DAY(10), DAY(11), 0, 0 },
	{ NULL, NULL, DAY(39), DATE_UNKNOWN, 0, 0 },
	{ NULL, NULL, DATE_UNKNOWN, DAY(1), 0, 0 },
	{ NULL, NULL, DAY(1000), DATE_UNKNOWN, 0, 0 },
	{ "review", NULL, DAY(5), DAY(20), 1, 2 },
};

static bool
is_wanted(const struct model *model, size_t i, struct arena *arena)
{
	const struct span outlet = span_of(asked[i].outlet), speaker = span_of(asked[i].speaker);
	const int64_t until = asked[i].until == DATE_UNKNOWN ? INT64_MAX : asked[i].until;
	const bool dated = asked[i].since != DATE_UNKNOWN || asked[i].until != DATE_UNKNOWN;
	const bool pattern = span_starts(speaker, SPAN("/"));

	return model->family->severity >= asked[i].severity &&
	    model->printings >= asked[i].occurrences &&
	    (outlet.n == 0 || has_part(model, true, outlet, arena)) &&
	    (speaker.n == 0 || (!pattern && has_part(model, false, speaker, arena)) ||
		(pattern &&
		    (any_is(model, is_speaker, SPAN("Ada Warden")) ||
			any_is(model, is_speaker, SPAN("Bo Clerk"))))) &&
	    (!dated || was_printed(model, asked[i].since, until));
}

static void
expect_filters(struct shown *shown)
{
	struct arena	*arena = arena_new((size_t)64 << 20);

	for (size_t i = 0; i < LEN(asked); i++) {
		const struct family_filter filter = { .outlet = span_of(asked[i].outlet),
			.speaker = span_of(asked[i].speaker),
			.since = asked[i].since,
			.until = asked[i].until,
			.min_severity = asked[i].severity,
			.min_occurrences = asked[i].occurrences };

		for (int order = FAMILIES_BY_ID; order <= FAMILIES_WORST_FIRST; order++) {
			struct passing	*passing = pass(shown, &filter, (enum family_order)order);

			for (size_t k = 0; k < shown->count; k++) {
				const struct model	*model = &shown->models[k];

				arena_reset(arena);
				cr_expect_eq(passing->passed[k], is_wanted(model, i, arena),
				    "row %zu, order %d: %.*s %s", i, order, SPAN_ARG(model->id),
				    passing->passed[k] ? "passes" : "does not pass");
			}
			free(passing);
		}
	}
	arena_free(arena);
}

static void
expect_all(struct sample *s)
{
	struct shown	*shown = show_all(s);

	cr_assert_geq(shown->count, LEN(lines));
	for (size_t i = 0; i < shown->count; i++) {
		expect_line(s, &shown->models[i]);
		expect_outlets(s, &shown->models[i]);
	}
	expect_filters(shown);
	free(shown);
}

Test(listing, says_of_every_family_what_its_page_says)
{
	for (uint64_t seed = 1; seed <= 3; seed++) {
		uint64_t	 drawn = seed;
		struct sample	 s;

		sample_start(&s);
		add_pages(&s, &drawn, 0, ARTICLES);
		cr_assert(conclude(s.store, NULL, &s.f), "%s", s.f.text);
		expect_all(&s);
		sample_end(&s);
	}
}

Test(listing, says_it_of_what_was_attached_too)
{
	for (uint64_t seed = 1; seed <= 25; seed++) {
		uint64_t	 drawn = seed;
		struct sample	 s;

		sample_start(&s);
		add_pages(&s, &drawn, 0, ARTICLES - LATE);
		cr_assert(conclude(s.store, NULL, &s.f), "%s", s.f.text);
		for (int i = ARTICLES - LATE; i < ARTICLES; i += LATE / 4) {
			add_pages(&s, &drawn, i, i + LATE / 4);
			cr_assert(conclude_attach(s.store, NULL, &s.f), "%s", s.f.text);
		}
		expect_all(&s);
		sample_end(&s);
	}
}

#define MANY 1200 /* families, more than are sorted one by one */

/* Two pages print the same four lines: an outlet has all families, a speaker half of them or a twentieth. */
static void
add_pair(struct sample *s, uint64_t *seed, int i)
{
	static const char *const parts[] = { "ba", "de", "fi", "go", "hu", "ka", "le", "mi" };
	char	 words[4][200] = { "" }, text[1000] = "", url[64];
	struct sample_article row = { .text = text,
		.speaker = speakers[i % 20 == 5 ? 2 : i % 2],
		.published = DAY(i % 40) };

	for (size_t k = 0; k < LEN(words); k++) {
		for (int n = 0; n < 9; n++)
			snprintf(words[k] + strlen(words[k]), sizeof words[k] - strlen(words[k]),
			    "%s%s%s%s%s", n > 0 ? " " : "", parts[sample_draw(seed, 8)],
			    parts[sample_draw(seed, 8)], parts[sample_draw(seed, 8)],
			    parts[sample_draw(seed, 8)]);
		snprintf(text + strlen(text), sizeof text - strlen(text), "They said: %s.\n",
		    words[k]);
		row.said[k] = words[k];
	}
	for (int k = 0; k < 2; k++) {
		row.outlet = outlets[k];
		row = sample_page(&row, 2 * i + k, url);
		sample_add(s, &row);
	}
}

/* The worst first, of these the most printed, none left out; a list from any row on is the rest of it. */
static void
expect_parts(struct sample *s)
{
	struct family_filter	 filter = { .since = DATE_UNKNOWN, .until = DATE_UNKNOWN };
	struct listing		 whole, part;
	size_t			 several = 0; /* of all, those printed more than once */

	for (size_t occurrences = 1; occurrences <= 2; occurrences++) {
		filter.min_occurrences = occurrences;
		filter.from = 0;
		cr_assert(listing_read(s->store, &filter, FAMILIES_MAX, s->arena, &whole, &s->f));
		cr_expect_not(whole.more);
		cr_assert_geq(whole.count, 4);
		for (size_t i = 0; i < whole.count && occurrences == 1; i++)
			several += whole.items[i].line.printings > 1;
		cr_expect(occurrences == 1 || whole.count == several);
		for (size_t i = 1; i < whole.count; i++) {
			const struct family_line	*a = &whole.items[i - 1].line;
			const struct family_line	*b = &whole.items[i].line;

			cr_expect(a->severity > b->severity ||
				(a->severity == b->severity && a->printings >= b->printings),
			    "%.*s before %.*s", SPAN_ARG(a->id), SPAN_ARG(b->id));
		}
		for (filter.from = 0; filter.from < whole.count; filter.from++) {
			cr_assert(listing_read(s->store, &filter, 3, s->arena, &part, &s->f));
			cr_expect_eq(part.more, filter.from + 3 < whole.count);
			for (size_t i = 0; i < part.count; i++)
				cr_expect(span_eq(part.items[i].line.id,
				    whole.items[filter.from + i].line.id));
		}
	}
}

Test(listing, a_part_of_a_list_is_that_part_attached_or_not)
{
	uint64_t	 seed = 5;
	struct sample	 s;

	sample_start(&s);
	add_pages(&s, &seed, 0, ARTICLES - LATE);
	cr_assert(conclude(s.store, NULL, &s.f), "%s", s.f.text);
	expect_parts(&s);
	add_pages(&s, &seed, ARTICLES - LATE, ARTICLES);
	add_pair(&s, &seed, ARTICLES);
	cr_assert(conclude_attach(s.store, NULL, &s.f), "%s", s.f.text);
	expect_parts(&s);
	sample_end(&s);
}

Test(listing, many_families_pass_as_few_do)
{
	static const struct { const char *outlet, *speaker; int64_t since, until; size_t count; } rows[] = {
		{ "ledger", NULL, DATE_UNKNOWN, DATE_UNKNOWN, MANY },
		{ "ledger", "warden", DATE_UNKNOWN, DATE_UNKNOWN, MANY / 2 },
		{ NULL, NULL, DAY(0), DAY(39), MANY },
		{ NULL, "clerk", DATE_UNKNOWN, DATE_UNKNOWN, MANY / 2 - MANY / 20 },
		{ NULL, "marchand", DATE_UNKNOWN, DATE_UNKNOWN, MANY / 20 },
		/* Pairs 0, 40, ... 280 are of the first day, and pairs 5, 45, ... 285 of the sixth. */
		{ "ledger", NULL, DATE_UNKNOWN, DAY(0), 32 },
		{ "ledger", NULL, DAY(1) + 1, DATE_UNKNOWN, MANY - 32 },
		{ NULL, "clerk", DATE_UNKNOWN, DAY(0), 0 },
		{ NULL, "marchand", DAY(5), DAY(5), 32 },
	};
	uint64_t	 seed = 11;
	struct listing	 listing;
	struct sample	 s;

	sample_start(&s);
	cr_assert(store_hold(s.store, &s.f), "%s", s.f.text);
	for (int i = 0; i < MANY / 4; i++)
		add_pair(&s, &seed, i);
	cr_assert(store_release(s.store, &s.f) && conclude(s.store, NULL, &s.f), "%s", s.f.text);
	for (size_t i = 0; i < 2 * LEN(rows); i++) {
		const struct family_filter filter = { .outlet = span_of(rows[i / 2].outlet),
			.speaker = span_of(rows[i / 2].speaker),
			.since = rows[i / 2].since,
			.until = rows[i / 2].until,
			.min_occurrences = 1 + i % 2 };

		cr_assert(listing_read(s.store, &filter, 2 * MANY, s.arena, &listing, &s.f), "%s",
		    s.f.text);
		cr_expect_eq(listing.count, rows[i / 2].count, "row %zu: %zu, not %zu", i,
		    listing.count, rows[i / 2].count);
		for (size_t k = 1; k < listing.count; k++)
			cr_expect_lt(span_cmp(listing.items[k - 1].line.id, listing.items[k].line.id),
			    0);
	}
	sample_end(&s);
}

/* What an outlet changed afterwards may be graver than how far any printing drifted. */
Test(listing, counts_what_an_outlet_changed_as_its_page_does)
{
	static const struct sample_article pages[] = {
		{ .url = "https://one.example/a", .outlet = "One", .captured = DAY(1), .published = DAY(0),
		    .text = "The warden said: The bridge opens on Monday after the market closes. Then she left.",
		    .said = { "The bridge opens on Monday after the market closes." }, .speaker = "Ada Warden" },
		{ .url = "https://one.example/a", .outlet = "One", .captured = DAY(3), .published = DAY(0),
		    .text = "The warden said: The bridge closes for good, whatever the market wants. Then she left.",
		    .said = { "The bridge closes for good, whatever the market wants." }, .speaker = "Ada Warden" },
		{ .url = "https://two.example/b", .outlet = "Two", .captured = DAY(2), .published = DAY(1),
		    .text = "The bridge opens on Monday after the market closes, the warden said.",
		    .said = { "The bridge opens on Monday after the market closes" }, .speaker = "Ada Warden" },
	};
	struct sample	 s;
	struct shown	*shown;
	size_t		 graver = 0;

	sample_start(&s);
	for (size_t i = 0; i < LEN(pages); i++)
		sample_add(&s, &pages[i]);
	cr_assert(conclude(s.store, NULL, &s.f), "%s", s.f.text);
	shown = show_all(&s);
	for (size_t i = 0; i < shown->count; i++) {
		const struct model	*model = &shown->models[i];
		const struct member	*worst = finding_member(model);

		expect_line(&s, model);
		graver += finding_severity(model) > (worst != NULL ? worst->drift.severity : 0);
	}
	cr_expect_gt(graver, 0, "no family of %zu has a change that is graver than its drift",
	    shown->count);
	free(shown);
	sample_end(&s);
}
