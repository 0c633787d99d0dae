#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/numbering.h"
#include "core/trail.h"
#include "tests/arena_suite.h"

#define HOUR ((int64_t)3600)
#define ROWS_MAX 12

ARENA_SUITE(trail, (size_t)256 << 20);

/* A printing of its own article; hours count from 1 January 2022. */
struct row {
	const char	*id, *text, *speaker;
	int		 from, to; /* hours; NONE */
	int		 rank;
	enum region	 region;
	const char	*lineage;
	int		 weekday;
	const char	*article; /* NULL: one of its own, by its id */
};

#define NONE INT32_MIN

#define ORDER "The harbour police have orders to board every ship without a flag tonight."

static int64_t
at(int hours)
{
	return hours == NONE ? DATE_UNKNOWN : date_days(2022, 1, 1) * DATE_DAY + hours * HOUR;
}

struct world {
	struct trail_article	 articles[ROWS_MAX];
	struct occurrence	 occurrences[ROWS_MAX];
	size_t			 narticles, count;
	struct trail		 trail;
};

static size_t
article_of(struct world *w, const struct row *row)
{
	struct span	 identity = span_of(row->article != NULL ? row->article : row->id);

	for (size_t i = 0; i < w->narticles; i++) {
		if (span_eq(w->articles[i].identity, identity))
			return i;
	}
	w->articles[w->narticles] = (struct trail_article) {
		.identity = identity,
		.outlet = identity,
		.lineage = row->lineage != NULL ? span_of(row->lineage) : identity,
		.published = { at(row->from), at(row->to) },
		.rank = row->rank,
		.weekday = row->weekday,
	};
	return w->narticles++;
}

static void
follow(struct world *w, const struct row *rows, size_t count)
{
	memset(w, 0, sizeof *w);
	for (size_t i = 0; i < count && rows[i].id != NULL; i++) {
		struct span	 speaker = span_of(rows[i].speaker);

		w->occurrences[w->count++] = (struct occurrence) {
			.id = span_of(rows[i].id),
			.article = article_of(w, &rows[i]),
			.start = i,
			.text = span_of(rows[i].text),
			.speaker = speaker,
			.mention = speaker,
			.region = rows[i].region,
		};
	}
	cr_assert(trail_follow(w->articles, w->narticles, w->occurrences, w->count, NULL, arena,
		      &w->trail, &fault) &&
		trail_measure_all(w->articles, w->occurrences, arena, &w->trail, &fault),
	    "%s", fault.text);
}

static const struct family *
family_of(const struct world *w, size_t i)
{
	return &w->trail.families[w->trail.placements[i].family];
}

static bool
is_id(const struct world *w, size_t i, const char *id)
{
	return i != TRAIL_NONE && span_eq(w->occurrences[i].id, span_of(id));
}

#define BODY REGION_BODY
#define CUT(id, from, to, rank) { id, "police have orders to board every ship", "", from, to, rank, BODY, NULL, 0, NULL }
#define TEXT(id, from, to, rank) { id, ORDER, "", from, to, rank, BODY, NULL, 0, NULL }

#define LOUD(id, from, to, rank) { id, "THE HARBOUR POLICE HAVE ORDERS TO BOARD EVERY SHIP WITHOUT A FLAG TONIGHT.", "", from, to, rank, BODY, NULL, 0, NULL }

static const struct {
	const char	*what;
	struct row	 rows[8];
	const char	*earliest;
	enum verdict	 verdict;
	int64_t		 overlap;
} verdicts[] = {
	{ "one article", { TEXT("a", 0, 24, 1) }, "a", VERDICT_PROVEN, 0 },
	{ "one ends before the others begin", { TEXT("b", 30, 40, 1), TEXT("a", 0, 24, 1) }, "a",
	    VERDICT_PROVEN, 0 },
	{ "bounds and middles precede, the days overlap", { TEXT("a", 0, 24, 1), TEXT("b", 20, 48, 1) },
	    "a", VERDICT_LIKELY, 4 * HOUR + 1 },
	{ "equal days tie", { TEXT("b", 0, 24, 1), TEXT("a", 0, 24, 1) }, "a", VERDICT_TIED,
	    24 * HOUR + 1 },
	{ "an hour inside a day ties with it, and had surely appeared first",
	    { TEXT("a", 0, 24, 1), TEXT("b", 10, 10, 1) }, "b", VERDICT_TIED, 1 },
	{ "what leads by bound and middle is the earliest, whoever tells an hour within it",
	    { TEXT("a", 0, 24, 1), TEXT("b", 14, 14, 1), TEXT("c", 16, 16, 1) }, "a", VERDICT_LIKELY, 1 },
	{ "of tied days, the more tell their hours within, the less they were before them",
	    { TEXT("a", 0, 24, 1), TEXT("b", 0, 24, 1), TEXT("c", 16, 16, 1), TEXT("d", 17, 17, 1) }, "c",
	    VERDICT_TIED, 1 },
	{ "a day against one hour stands where its middle is",
	    { TEXT("a", 0, 24, 1), TEXT("b", 14, 14, 1), TEXT("c", 30, 30, 1) }, "a", VERDICT_LIKELY, 1 },
	{ "of tied ones, the words that most printed",
	    { CUT("a", 9, 9, 1), TEXT("b", 0, 24, 1), TEXT("c", 0, 24, 1), TEXT("d", 0, 24, 1),
		TEXT("e", 0, 24, 1) }, "b", VERDICT_TIED, 24 * HOUR + 1 },
	{ "but not where another had surely appeared before them",
	    { CUT("a", 9, 9, 1), TEXT("b", 0, 24, 1), TEXT("c", 10, 10, 1), TEXT("d", 11, 11, 1),
		TEXT("e", 12, 12, 1) }, "b", VERDICT_TIED, 1 },
	{ "of tied ones of the same words, the capitals and marks that most print",
	    { LOUD("a", 0, 24, 1), TEXT("b", 0, 24, 1), TEXT("c", 30, 30, 1), TEXT("d", 31, 31, 1) }, "b",
	    VERDICT_TIED, 24 * HOUR + 1 },
	{ "three printings of the whole sentence outweigh a piece of it that tells its hour",
	    { CUT("a", 9, 9, 1), TEXT("b", 0, 24, 1), TEXT("c", 0, 24, 1), TEXT("d", 0, 24, 1) }, "b",
	    VERDICT_TIED, 24 * HOUR + 1 },
	{ "but not a piece that is surely hours older",
	    { CUT("a", 9, 9, 1), TEXT("b", 10, 24, 1), TEXT("c", 10, 24, 1), TEXT("d", 10, 24, 1) }, "a",
	    VERDICT_PROVEN, 0 },
	{ "a day in which a dozen told their hour was not waited for",
	    { TEXT("a", 0, 48, 1), TEXT("b", 8, 8, 1), TEXT("c", 8, 8, 1), TEXT("d", 9, 9, 1),
		TEXT("e", 9, 9, 1), TEXT("f", 10, 10, 1), TEXT("g", 10, 10, 1), TEXT("h", 11, 11, 1) },
	    "b", VERDICT_TIED, 1 },
	{ "of equal words and days, the whole sentence before the cut one",
	    { CUT("a", 0, 24, 1), TEXT("b", 0, 24, 1) }, "b", VERDICT_TIED, 24 * HOUR + 1 },
	{ "and of those the fuller",
	    { CUT("a", 0, 24, 1), CUT("b", 0, 24, 1), CUT("c", 0, 24, 1), CUT("d", 0, 24, 1),
		TEXT("e", 0, 24, 1), TEXT("f", 0, 24, 1), TEXT("g", 0, 24, 1), TEXT("h", 0, 24, 1) }, "e",
	    VERDICT_TIED, 24 * HOUR + 1 },
	{ "but a date beyond doubt is asked no more", { CUT("a", 0, 9, 1), TEXT("b", 10, 24, 1), TEXT("c", 10, 24, 1) },
	    "a", VERDICT_PROVEN, 0 },
	{ "a member without a lower bound forbids proof", { TEXT("a", 0, 24, 1), TEXT("b", NONE, NONE, 0) },
	    "a", VERDICT_LIKELY, 0 },
	{ "an undated member with a late lower bound allows it",
	    { TEXT("a", 0, 24, 1), TEXT("b", 25, NONE, 0) }, "a", VERDICT_PROVEN, 0 },
	{ "an undated member that may be as early", { TEXT("a", 0, 24, 1), TEXT("b", 7, NONE, 0) }, "a",
	    VERDICT_LIKELY, 17 * HOUR + 1 },
	{ "no dates at all", { TEXT("b", NONE, NONE, 0), TEXT("a", NONE, NONE, 0) }, "a",
	    VERDICT_UNDATED, 0 },
	{ "a teaser has no date of its own",
	    { { "a", ORDER, "", 0, 1, 1, REGION_TEASER, NULL, 0, NULL }, TEXT("b", 30, 40, 1) }, "b",
	    VERDICT_PROVEN, 0 },
	{ "a reader's comment neither",
	    { { "a", ORDER, "", 0, 1, 1, REGION_COMMENT, NULL, 0, NULL }, TEXT("b", 30, 40, 1) }, "b",
	    VERDICT_PROVEN, 0 },
	{ "an article does not compete with itself",
	    { { "a", ORDER, "", 0, 24, 1, BODY, NULL, 0, "x" }, { "b", ORDER, "", 0, 24, 1, BODY, NULL, 0, "x" } },
	    "a", VERDICT_PROVEN, 0 },
	{ "an inferred date is never the earliest beside a stated one, and forbids proof",
	    { { "a", ORDER, "", NONE, NONE, 0, BODY, NULL, 7, NULL }, TEXT("b", 208, 209, 1) }, "b",
	    VERDICT_LIKELY, HOUR + 1 },
};

Test(trail, says_who_was_first_and_how_surely)
{
	for (size_t i = 0; i < LEN(verdicts); i++) {
		struct world		 w;
		const struct family	*family;

		follow(&w, verdicts[i].rows, LEN(verdicts[i].rows));
		cr_assert_eq(w.trail.nfamilies, 1, "%s: %zu families", verdicts[i].what,
		    w.trail.nfamilies);
		family = &w.trail.families[0];
		cr_expect(is_id(&w, family->earliest, verdicts[i].earliest), "%s: %.*s",
		    verdicts[i].what, SPAN_ARG(w.occurrences[family->earliest].id));
		cr_expect_eq(family->verdict, verdicts[i].verdict, "%s: %s", verdicts[i].what,
		    verdict_names[family->verdict]);
		cr_expect_eq(family->overlap, verdicts[i].overlap, "%s: %lld s", verdicts[i].what,
		    (long long)family->overlap);
		cr_expect_eq(family->members[0], family->earliest, "%s", verdicts[i].what);
	}
}

/* Sunday 9 January 2022 began 192 hours into the year, Monday the 10th 216. */
static const struct {
	const char	*what;
	int		 weekday, from, to; /* the undated article's own */
	int		 twins[3];	    /* hours of dated twins; 0 ends */
	int		 day;		    /* hour its day begins; NONE: not inferred */
} inferences[] = {
	{ "on Sunday, and twins of the 9th and 10th", 7, NONE, NONE, { 208, 226 }, 192 },
	{ "on Sunday, and a twin of that Sunday", 7, NONE, NONE, { 208 }, 192 },
	{ "on Monday, and twins of the 9th and 10th", 1, NONE, NONE, { 208, 226 }, 216 },
	{ "on Saturday, and twins of the 9th and 10th", 6, NONE, NONE, { 208, 226 }, 168 },
	{ "a quotation that came back a year later", 7, NONE, NONE, { 208, 226, 9000 }, 192 },
	{ "no weekday", 0, NONE, NONE, { 208, 226 }, NONE },
	{ "bounds that exclude the day", 7, 300, NONE, { 208, 226 }, NONE },
	{ "a page rendered years later", 7, NONE, 30000, { 208, 226 }, 192 },
	{ "a page captured the week before", 7, NONE, 100, { 208, 226 }, 24 },
};

Test(trail, dates_an_undated_article_from_its_twins_and_its_weekday)
{
	for (size_t i = 0; i < LEN(inferences); i++) {
		struct row rows[5] = { { "u", ORDER, "", inferences[i].from, inferences[i].to, 0,
		    BODY, NULL, inferences[i].weekday, NULL } };
		static const char *const ids[] = { "v", "w", "x" };
		struct world	 w;
		struct interval	 got;
		bool		 inferred;

		for (size_t k = 0; k < LEN(ids) && inferences[i].twins[k] != 0; k++)
			rows[k + 1] = (struct row)TEXT(ids[k], inferences[i].twins[k],
			    inferences[i].twins[k], 2);
		follow(&w, rows, LEN(rows));
		got = trail_date(w.articles, w.occurrences, &w.trail, 0, &inferred);
		cr_expect_eq(inferred, inferences[i].day != NONE, "%s", inferences[i].what);
		if (!inferred || inferences[i].day == NONE)
			continue;
		cr_expect_eq(got.earliest, at(inferences[i].day - 14), "%s: from %lld",
		    inferences[i].what, (long long)(got.earliest - at(0)) / HOUR);
		cr_expect_leq(got.latest, at(inferences[i].day + 36), "%s", inferences[i].what);
	}
}

Test(trail, an_article_with_a_date_of_its_own_is_not_dated_by_others)
{
	struct world	 w;
	bool		 inferred;

	follow(&w,
	    (const struct row[]) {
		{ "a", ORDER, "", 0, 24, 5, BODY, NULL, 7, NULL },
		TEXT("b", 208, 208, 1),
	    },
	    2);
	cr_expect_eq(trail_date(w.articles, w.occurrences, &w.trail, 0, &inferred).earliest, at(0));
	cr_expect_not(inferred);
}

Test(trail, parents_carry_the_words_and_come_before)
{
	static const struct row	 rows[] = {
		TEXT("a", 0, 0, 1),
		{ "b", "The harbour police have orders to sink every ship without a flag tonight.", "", 5, 5, 1,
		    BODY, NULL, 0, NULL },
		TEXT("c", 8, 8, 1),
		{ "d", "The harbour police have orders to sink every ship without a flag", "", 10, 10, 1, BODY,
		    NULL, 0, NULL },
		{ "e", ORDER, "", NONE, NONE, 0, REGION_TEASER, NULL, 0, NULL },
		TEXT("f", 12, 12, 1),
	};
	struct world		 w;

	follow(&w, rows, LEN(rows));
	cr_assert_eq(w.trail.nfamilies, 1);
	cr_expect_eq(w.trail.placements[0].parent, TRAIL_NONE);
	cr_expect(is_id(&w, w.trail.placements[1].parent, "a"), "changed from the first");
	cr_expect(is_id(&w, w.trail.placements[2].parent, "a"), "the same words");
	cr_expect(is_id(&w, w.trail.placements[3].parent, "b"), "shares what b made new");
	cr_expect(is_id(&w, w.trail.placements[4].parent, "a"), "a teaser has a parent");
	cr_expect(is_id(&w, w.trail.placements[5].parent, "a"));
	cr_expect_eq(w.trail.placements[5].carriers, 2, "a and c, not the teaser");
	cr_expect_eq(w.trail.placements[3].carriers, 1);
}

Test(trail, a_parent_has_left_out_what_its_copy_lacks)
{
	static const struct row	 rows[] = {
		{ "a", ORDER " Captains who hide their papers will lose their licence.", "Ada Quill", 0, 0, 1,
		    BODY, NULL, 0, NULL },
		{ "b", "The harbour police have orders to board every ship tonight. Captains who hide their papers "
		    "will lose their licence.", "Ada Quill", 5, 5, 1, BODY, NULL, 0, NULL },
		{ "c", "The harbour police have orders to board every ship tonight.", "Ada Quill", 9, 9, 1, BODY,
		    NULL, 0, NULL },
		{ "d", "Captains who hide their papers will lose their licence.", "Ada Quill", 9, 9, 1, BODY,
		    NULL, 0, NULL },
	};
	struct world		 w;

	follow(&w, rows, LEN(rows));
	cr_assert_eq(w.trail.nfamilies, 1);
	cr_expect(is_id(&w, w.trail.placements[2].parent, "b"), "both lack the flag");
	cr_expect(is_id(&w, w.trail.placements[3].parent, "a"), "both have all of it: the earlier");
}

Test(trail, the_speaker_is_the_one_most_lineages_name)
{
	static const struct row	 rows[] = {
		{ "a", ORDER, "Ben Oster", 0, 0, 1, BODY, "agency", 0, NULL },
		{ "b", ORDER, "Ben Oster", 1, 1, 1, BODY, "agency", 0, NULL },
		{ "c", ORDER, "Ben Oster", 2, 2, 1, BODY, "agency", 0, NULL },
		{ "d", ORDER, "Ada Quill", 3, 3, 1, BODY, "gazette", 0, NULL },
		{ "e", ORDER, "Quill", 4, 4, 1, BODY, "herald", 0, NULL },
		{ "f", ORDER, "", 5, 5, 1, REGION_TEASER, "crier", 0, NULL },
	};
	struct world		 w;

	follow(&w, rows, LEN(rows));
	cr_assert_eq(w.trail.nfamilies, 1);
	cr_expect(span_eq(w.trail.families[0].speaker, SPAN("Ada Quill")), "%.*s",
	    SPAN_ARG(w.trail.families[0].speaker));
	cr_expect_eq(w.trail.families[0].lineages, 3);
	cr_expect_eq(w.trail.placements[3].drift.attribution, ATTRIBUTION_REATTRIBUTED);
	cr_expect_eq(w.trail.families[0].severity, 5);
}

Test(trail, drift_is_measured_against_the_earliest_for_every_printing)
{
	static const struct row	 rows[] = {
		TEXT("a", 0, 0, 1),
		{ "b", "The harbour police and the navy have orders to board every ship without a flag tonight.",
		    "", 5, 5, 1, BODY, NULL, 0, NULL },
		TEXT("c", 8, 8, 1),
		{ "d", "The harbour police and the navy have orders to board every ship without a flag tonight.",
		    "", 9, 9, 1, BODY, NULL, 0, NULL },
	};
	struct world		 w;

	follow(&w, rows, LEN(rows));
	cr_assert_eq(w.trail.nfamilies, 1);
	cr_expect_eq(w.trail.placements[1].drift.primary, DRIFT_INSERTED_CONTENT);
	cr_expect_eq(w.trail.placements[2].drift.primary, DRIFT_VERBATIM);
	cr_expect_eq(w.trail.placements[3].drift.primary, DRIFT_INSERTED_CONTENT);
	for (size_t i = 0; i < w.trail.placements[3].drift.nedits; i++) {
		const struct edit	*e = &w.trail.placements[3].drift.edits[i];

		if (e->op == EDIT_INSERT)
			cr_expect(span_within(e->text, w.occurrences[3].text), "its own text");
	}
	cr_expect(is_id(&w, family_of(&w, 0)->fullest, "b"));
}

/* Two sentences of one statement that only the fullest printing holds together. */
Test(trail, another_sentence_of_the_statement_is_more_of_it_and_no_substitution)
{
	static const struct row	 rows[] = {
		{ "a", "The harbour police have orders to board every ship without a flag.", "Ada Quill", 0, 0,
		    1, BODY, NULL, 0, NULL },
		{ "b", "The harbour police have orders to board every ship without a flag. Captains who hide "
		    "their papers will lose their licence for good.", "Ada Quill", 5, 5, 1, BODY, NULL, 0, NULL },
		{ "c", "Captains who hide their papers will lose their licence for good.", "Ada Quill", 9, 9, 1,
		    BODY, NULL, 0, NULL },
	};
	struct world		 w;

	follow(&w, rows, LEN(rows));
	cr_assert_eq(w.trail.nfamilies, 1);
	cr_expect_eq(w.trail.placements[1].drift.primary, DRIFT_EXPANDED);
	cr_expect_eq(w.trail.placements[2].drift.primary, DRIFT_EXPANDED);
	cr_expect_eq(w.trail.families[0].severity, 1);
}

/* The earliest has the one passage; that they stood apart is seen in the fullest printing only. */
Test(trail, two_passages_that_stand_apart_in_the_fullest_printing_are_spliced)
{
	static const struct row	 rows[] = {
		{ "a", "The harbour police have orders to board every ship without a flag.", "Ada Quill", 0, 0,
		    1, BODY, NULL, 0, NULL },
		{ "b", "The harbour police have orders to board every ship without a flag. Nobody in this town "
		    "has asked for that. Captains who hide their papers will lose their licence for good.",
		    "Ada Quill", 5, 5, 1, BODY, NULL, 0, NULL },
		{ "c", "The harbour police have orders to board every ship without a flag, captains who hide "
		    "their papers will lose their licence.", "Ada Quill", 9, 9, 1, BODY, NULL, 0, NULL },
		{ "d", "The harbour police have orders to board every ship without a flag. Nobody in this town "
		    "has asked for that.", "Ada Quill", 9, 9, 1, BODY, NULL, 0, NULL },
	};
	struct world		 w;

	follow(&w, rows, LEN(rows));
	cr_assert_eq(w.trail.nfamilies, 1);
	cr_expect_eq(w.trail.placements[2].drift.primary, DRIFT_SPLICED);
	cr_expect_eq(w.trail.placements[3].drift.primary, DRIFT_EXPANDED);
}

static int
shuffle_less(const void *left, const void *right)
{
	const struct row	*a = left, *b = right;
	const unsigned		 x = (unsigned)a->id[0] * 2654435761u >> 7;
	const unsigned		 y = (unsigned)b->id[0] * 2654435761u >> 7;

	return (x > y) - (x < y);
}

Test(trail, any_order_gives_the_same_answer)
{
	struct row	 rows[] = {
		TEXT("a", 0, 24, 1), TEXT("b", 0, 24, 3), TEXT("c", NONE, NONE, 0),
		{ "d", "board every ship without a flag", "Ada Quill", 30, 30, 1, BODY, NULL, 0, NULL },
		{ "e", "Crops grow slowly in the northern valleys when the snow stays late.", "Ben Oster", 4, 4,
		    1, BODY, NULL, 0, NULL },
		{ "f", "crops grow slowly in the northern valleys ... when snow stays late", "Oster", 40, 60, 1,
		    BODY, NULL, 0, NULL },
		{ "g", ORDER, "", NONE, NONE, 0, REGION_TEASER, NULL, 0, NULL },
		{ "h", "We have no comment at all", "Ada Quill", 3, 3, 1, BODY, NULL, 0, NULL },
	};
	struct row	 shuffled[LEN(rows)];
	struct world	 one, two;

	memcpy(shuffled, rows, sizeof rows);
	qsort(shuffled, LEN(shuffled), sizeof *shuffled, shuffle_less);
	follow(&one, rows, LEN(rows));
	follow(&two, shuffled, LEN(shuffled));
	cr_assert_eq(one.trail.nfamilies, two.trail.nfamilies);
	for (size_t i = 0; i < one.trail.nfamilies; i++) {
		const struct family	*x = &one.trail.families[i], *y = &two.trail.families[i];

		cr_assert_eq(x->nmembers, y->nmembers);
		cr_expect_eq(x->verdict, y->verdict);
		cr_expect_eq(x->severity, y->severity);
		for (size_t k = 0; k < x->nmembers; k++) {
			const struct placement	*p = &one.trail.placements[x->members[k]];
			const struct placement	*q = &two.trail.placements[y->members[k]];

			cr_expect(span_eq(one.occurrences[x->members[k]].id,
			    two.occurrences[y->members[k]].id));
			cr_expect_eq(p->drift.primary, q->drift.primary);
			cr_expect_eq(p->bits, q->bits);
			cr_expect_eq(p->parent == TRAIL_NONE, q->parent == TRAIL_NONE);
			if (p->parent != TRAIL_NONE && q->parent != TRAIL_NONE)
				cr_expect(span_eq(one.occurrences[p->parent].id,
				    two.occurrences[q->parent].id));
		}
	}
}

Test(trail, nothing_at_all_is_an_answer)
{
	struct trail	 trail;

	cr_assert(trail_follow(NULL, 0, NULL, 0, NULL, arena, &trail, &fault), "%s", fault.text);
	cr_expect_eq(trail.nfamilies, 0);
}

static const struct {
	const char	*what, *query, *printed;
	bool		 found, exact;
	size_t		 first, matched;
} queries[] = {
	{ "the words themselves", "board every ship", ORDER, true, true, 6, 3 },
	{ "one word", "flag", ORDER, true, true, 11, 1 },
	{ "another case and marks", "BOARD \u2018every\u2019 ship!", ORDER, true, true, 6, 3 },
	{ "words that are not there", "board every boat", ORDER, false, false, 0, 0 },
	{ "a near variant", "orders to board any ship without a flag", ORDER, true, false, 4, 7 },
	{ "too little of it", "the police have a boat of every size and colour", ORDER, false, false, 0, 0 },
	{ "nothing", "", ORDER, false, false, 0, 0 },
	{ "longer than the printed text", ORDER " And they will.", "board every ship without a flag", false,
	    false, 0, 0 },
};

/* What trail_may_match() is told: words of the query that are nowhere, and those that the next one never follows. */
static void
tell_missing(const struct token_list *query, const struct token_list *printed, double *bits,
    uint64_t *lacking, uint64_t *apart)
{
	*lacking = *apart = UINT64_MAX;
	for (size_t i = 0; i < query->count; i++) {
		bits[i] = numbering_background(query->items[i].word);
		for (size_t k = 0; k < printed->count; k++) {
			if (printed->items[k].hash != query->items[i].hash)
				continue;
			*lacking &= ~((uint64_t)1 << i);
			if (i + 1 < query->count && k + 1 < printed->count &&
			    printed->items[k + 1].hash == query->items[i + 1].hash)
				*apart &= ~((uint64_t)1 << i);
		}
	}
}

Test(trail, tells_beforehand_what_cannot_be_a_variant)
{
	for (size_t i = 0; i < LEN(queries); i++) {
		struct token_list	 query, printed;
		double			 bits[TRAIL_WORDS_TOLD];
		uint64_t		 lacking, apart;

		cr_assert(token_read(span_of(queries[i].query), arena, &query, &fault));
		cr_assert(token_read(span_of(queries[i].printed), arena, &printed, &fault));
		cr_assert(query.count <= TRAIL_WORDS_TOLD);
		tell_missing(&query, &printed, bits, &lacking, &apart);
		if (queries[i].found && !queries[i].exact)
			cr_expect(trail_may_match(bits, query.count, lacking, apart), "%s",
			    queries[i].what);
		cr_expect_not(trail_may_match(bits, query.count, UINT64_MAX, 0),
		    "%s: all words lack", queries[i].what);
	}
}

/* Every text of five words out of six, held against queries of rare words and of common ones. */
static const struct {
	const char	*query, *words[6];
} held[] = {
	{ "every zorgu harbour was flooded",	{ "every", "harbour", "was", "flooded", "zorgu", "the" } },
	{ "it in zorgu the to be",		{ "it", "in", "the", "to", "be", "vaga" } },
};

Test(trail, never_rules_out_a_variant)
{
	struct arena	*scratch = arena_new((size_t)1 << 20);

	cr_assert_not_null(scratch);
	for (size_t i = 0; i < LEN(held); i++) {
		struct token_list	 query;
		size_t			 variants = 0, ruled_out = 0;

		cr_assert(token_read(span_of(held[i].query), arena, &query, &fault));
		for (size_t n = 0; n < 6 * 6 * 6 * 6 * 6; n++) {
			struct token_list	 printed;
			struct trail_hit	 hit;
			char			 text[64];
			int			 at = 0;
			double			 bits[TRAIL_WORDS_TOLD];
			uint64_t		 lacking, apart;
			bool			 may;

			for (size_t k = 0, rest = n; k < 5; k++, rest /= 6)
				at += snprintf(text + at, sizeof text - (size_t)at, "%s ",
				    held[i].words[rest % 6]);
			arena_reset(scratch);
			cr_assert(token_read(span_of(text), scratch, &printed, &fault));
			tell_missing(&query, &printed, bits, &lacking, &apart);
			may = trail_may_match(bits, query.count, lacking, apart);
			ruled_out += !may;
			if (trail_match(&query, &printed, scratch, &hit, &fault) && !hit.exact) {
				variants++;
				cr_expect(may, "%s", text);
			}
		}
		cr_expect_gt(ruled_out, 100, "%zu of %s", ruled_out, held[i].query);
		cr_expect_gt(variants, 10, "%zu of %s", variants, held[i].query);
	}
	arena_free(scratch);
}

Test(trail, takes_nothing_for_a_variant_that_shares_too_few_words_or_too_common_ones)
{
	const double	 bits[] = { 14, 12, 14, 3, 9 };

	cr_expect(trail_may_match(bits, LEN(bits), 0, 0));
	cr_expect(trail_may_match(bits, LEN(bits), 0x18, 0), "the three that say most");
	cr_expect_not(trail_may_match(bits, LEN(bits), 0x1a, 0), "two of five");
	cr_expect_not(trail_may_match(bits, 3, 0x5, 0), "12 bits");
	cr_expect(trail_may_match(bits, 3, 0x2, 0), "23 bits with a jump");
	cr_expect_not(trail_may_match(bits + 1, 4, 0x2, 0x4),
	    "19 bits, of which two jumps take ten");
}

Test(trail, finds_a_query_inside_a_longer_quotation)
{
	for (size_t i = 0; i < LEN(queries); i++) {
		struct token_list	 query, printed;
		struct trail_hit	 hit;

		cr_assert(token_read(span_of(queries[i].query), arena, &query, &fault));
		cr_assert(token_read(span_of(queries[i].printed), arena, &printed, &fault));
		cr_expect_eq(trail_match(&query, &printed, arena, &hit, &fault), queries[i].found,
		    "%s", queries[i].what);
		cr_expect_eq(fault.kind, FAULT_NONE);
		if (!queries[i].found)
			continue;
		cr_expect_eq(hit.exact, queries[i].exact, "%s", queries[i].what);
		cr_expect_eq(hit.first, queries[i].first, "%s: at %zu", queries[i].what, hit.first);
		cr_expect_eq(hit.matched, queries[i].matched, "%s: %zu", queries[i].what,
		    hit.matched);
		cr_expect_eq(hit.matched + hit.missing, query.count);
	}
}

/* An article of one body block with one quotation, given by its place in the text. */
static void
make_article(struct article *article, struct block *block, struct quote *quote, struct span *part,
    const char *text, const char *quoted)
{
	const struct span	 all = span_of(text);
	size_t			 from = span_find(all, span_of(quoted));

	*part = span_cut(all, from, from + strlen(quoted));
	*block = (struct block) { .text = all, .region = REGION_BODY };
	*article = (struct article) { .text = all, .blocks = block, .nblocks = 1 };
	*quote = (struct quote) { .parts = part, .nparts = 1, .text = *part, .outside = -1 };
}

Test(trail, finds_sentences_that_say_the_same_without_marks)
{
	static const char text[] =
	    "The mayor spoke. Police had orders to board the ships without "
	    "flags, she told us. \"" ORDER "\" she said. The weather was fine.";
	struct article		 article;
	struct block		 block;
	struct quote		 quote;
	struct span		 part;
	struct trail_sentence	*sentences;
	struct paraphrase	*found;
	size_t			 nsentences, count;

	make_article(&article, &block, &quote, &part, text, ORDER);
	cr_assert(
	    trail_sentences_read(&article, &part, 1, arena, arena, &sentences, &nsentences, &fault));
	cr_expect_eq(nsentences, 3, "the sentence that quotes is none of %zu", nsentences);
	cr_assert(
	    trail_paraphrases(sentences, nsentences, SPAN(ORDER), arena, &found, &count, &fault));
	cr_assert_eq(count, 1);
	cr_expect(span_starts(sentences[found[0].sentence].text, SPAN("Police had orders")));
	cr_expect_geq(found[0].share, 0.5);
}

Test(trail, measures_how_much_prose_stands_in_another_article)
{
	static const char mine[] =
	    "The fleet left the harbour at dawn on Friday under a grey sky. \"" ORDER
	    "\" she said. Our own reporter saw it go.";
	static const char theirs[] =
	    "Nobody spoke. The fleet left the harbour at dawn on Friday under "
	    "a grey sky, and \"" ORDER "\"";
	struct article		 a, b;
	struct block		 blocks[2];
	struct quote		 quotes[2];
	struct span		 parts[2];
	struct trail_runs	 others[3];
	struct trail_prose	 prose;
	double			 shares[TRAIL_PROSE_MAX];

	make_article(&a, &blocks[0], &quotes[0], &parts[0], mine, ORDER);
	make_article(&b, &blocks[1], &quotes[1], &parts[1], theirs, ORDER);
	for (size_t i = 0; i < LEN(others); i++)
		cr_assert(trail_runs_read(i == 1 ? &a : &b, arena, arena, &others[i], &fault));
	cr_assert(trail_prose_read(others, LEN(others), arena, &prose, &fault));
	cr_assert(trail_reuse(&others[1], &parts[0], 1, &prose, arena, shares, &fault));
	cr_expect_float_eq(shares[0], 13.0 / 21, 0.001, "%f", shares[0]);
	cr_expect_float_eq(shares[1], 1, 0.001, "%f", shares[1]);
	cr_expect_float_eq(shares[2], 13.0 / 21, 0.001, "%f", shares[2]);
	cr_expect_eq(shares[3], 0);
	cr_assert(trail_prose_read(others, 0, arena, &prose, &fault));
	cr_assert(trail_reuse(&others[1], &parts[0], 1, &prose, arena, shares, &fault));
	cr_expect_eq(shares[0], 0, "nothing stands in no article");
}
