/* Linking anew, and attaching to what is linked: what each gives, and when a batch does which. */
#include "cmd/conclude.h"

#include <stdio.h>

#include "core/token.h"
#include "tests/store/sample.h"

#define DAY(n) ((n) * 86400 + 1600000000)

static const char
    bridge[] = "We will rebuild the old harbour bridge before the first frost of winter comes",
    bridge_cut[] = "We will rebuild the old harbour bridge before the first frost",
    bridge_changed[] =
	"We shall rebuild the old harbour bridge before the first frost of winter comes",
    lamps[] = "Every lantern along the northern quay goes dark at midnight from tomorrow on",
    ferry[] = "Nobody on this island voted for a ferry that sails without its passengers",
    orchard[] = "The orchard behind the mill was sold twice and paid for only once";

/* The first five are linked together, the others come later. */
static const struct {
	const char	*url, *said, *speaker;
	int64_t		 published;
} printings[] = {
	{ "https://one.example/a", bridge, "Ada Warden", DAY(2) },
	{ "https://two.example/b", bridge, "Ada Warden", DAY(3) },
	{ "https://three.example/c", bridge_cut, "Ada Warden", DAY(4) },
	{ "https://one.example/d", lamps, "Bo Clerk", DAY(5) },
	{ "https://four.example/e", ferry, "Cy Bell", DAY(6) },
	{ "https://four.example/f", bridge, "Ada Warden", DAY(7) },
	{ "https://five.example/g", bridge_changed, "Ada Warden", DAY(8) },
	{ "https://five.example/h", lamps, "Bo Clerk", DAY(1) },	/* before all others */
	{ "https://six.example/i", orchard, "Di Night", DAY(9) },
	{ "https://two.example/j", orchard, "Di Night", DAY(10) },
	{ "https://four.example/e", ferry, "Cy Bell", DAY(6) },		/* a later version of the same page */
};

#define LINKED 5

static void
add(struct sample *s, size_t i)
{
	char			 text[400];
	struct sample_article	 row = { .url = printings[i].url,
		.outlet = "The Paper",
		.text = text,
		.said = { printings[i].said },
		.speaker = printings[i].speaker,
		.captured = DAY(20) + (int64_t)i * 60,
		.published = printings[i].published };

	snprintf(text, sizeof text, "%s said on visit %zu: %s.", printings[i].speaker, i,
	    printings[i].said);
	sample_add(s, &row);
}

static void
add_some(struct sample *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		add(s, i);
}

static void
begin_linked(struct sample *s)
{
	sample_start(s);
	add_some(s, 0, LINKED);
	cr_assert(conclude(s->store, NULL, &s->f), "%s", s->f.text);
}

static struct store_standing
standing(struct sample *s)
{
	struct store_standing	 found;

	cr_assert(store_standing(s->store, &found, &s->f), "%s", s->f.text);
	return found;
}

/* The name of each of its occurrences leads to a family, however that came to be linked. */
static void
expect_named(struct sample *s, const struct filed_family *family)
{
	for (size_t i = 0; i < family->corpus.nquotes; i++) {
		const struct span	 name = family->corpus.quotes[i].id;
		struct span		 found;

		cr_assert(store_family_of(s->store, name, s->arena, &found, &s->f), "%s", s->f.text);
		cr_expect(span_eq(found, family->id), "%.*s leads to %.*s, not to %.*s",
		    SPAN_ARG(name), SPAN_ARG(found), SPAN_ARG(family->id));
	}
}

/* The one family that has these words in a row. */
static struct filed_family
family_of(struct sample *s, const char *words)
{
	struct store_candidate	*found;
	struct store_printing	*printing;
	struct filed_family	 family;
	struct span		 folded;
	size_t			 count, total;

	cr_assert(token_fold(span_of(words), s->arena, &folded, &s->f));
	cr_assert(store_find(s->store, folded, 20, s->arena, &found, &count, &total, &s->f));
	cr_assert_gt(count, 0, "%s: not found", words);
	cr_assert(store_printings(s->store, found, 1, s->arena, &printing, &s->f));
	cr_assert(store_family(s->store, printing->family, STORE_WHOLE, 0, s->arena, &family, &s->f),
	    "%s", s->f.text);
	for (size_t i = 1; i < count; i++)
		cr_expect_eq(found[i].family, found[0].family, "%s: in two families", words);
	expect_named(s, &family);
	return family;
}

Test(conclude, what_is_attached_joins_the_family_of_its_words)
{
	struct filed_family	 family;
	struct sample		 s;

	begin_linked(&s);
	add_some(&s, LINKED, LEN(printings));
	cr_assert(conclude_attach(s.store, NULL, &s.f), "%s", s.f.text);
	family = family_of(&s, "rebuild the old harbour bridge");
	cr_expect_eq(family.corpus.nquotes, 5);
	cr_expect_eq(family.printings, 5);
	cr_expect_eq(family.documents, 5);
	cr_expect(
	    span_starts(family.corpus
			    .articles[family.corpus.quotes[family.trail.families[0].earliest].article]
			    .identity,
		SPAN("https://one.example/")));
	for (size_t k = 1; k < family.trail.families[0].nmembers; k++)
		cr_expect_leq(family
				  .dates[family.occurrences[family.trail.families[0].members[k - 1]].article]
				  .published.earliest,
		    family.dates[family.occurrences[family.trail.families[0].members[k]].article]
			.published.earliest,
		    "members stand by date, attached or not");
	cr_expect_eq(family_of(&s, "the orchard behind the mill").corpus.nquotes, 2,
	    "news may be a family of its own");
	sample_end(&s);
}

Test(conclude, an_attached_printing_may_be_the_earliest)
{
	struct filed_family	 family;
	struct sample		 s;
	size_t			 earliest;

	begin_linked(&s);
	add(&s, 7);
	cr_assert(conclude_attach(s.store, NULL, &s.f), "%s", s.f.text);
	family = family_of(&s, "every lantern along the northern quay");
	earliest = family.trail.families[0].earliest;
	cr_assert_eq(family.corpus.nquotes, 2);
	cr_expect(span_eq(family.corpus.articles[family.corpus.quotes[earliest].article].identity,
	    SPAN("https://five.example/h")));
	cr_expect_eq(family.trail.families[0].verdict, VERDICT_PROVEN);
	cr_expect(span_eq(family.id, family.corpus.quotes[earliest].id));
	sample_end(&s);
}

Test(conclude, a_newer_version_takes_the_place_of_the_older_one)
{
	struct filed_family	 family;
	struct sample		 s;

	begin_linked(&s);
	add(&s, 10);
	cr_assert(conclude_attach(s.store, NULL, &s.f), "%s", s.f.text);
	family = family_of(&s, "nobody on this island voted");
	cr_assert_eq(family.corpus.nquotes, 1);
	cr_expect_eq(family.corpus.articles[0].version, 2);
	cr_expect_eq(family.printings, 1);
	sample_end(&s);
}

Test(conclude, a_page_read_anew_waits_for_its_family)
{
	struct sample_article row = { .url = "https://one.example/n",
		.outlet = "The Paper",
		.text = orchard,
		.said = { orchard },
		.published = DAY(9) };
	struct filed_family	 family;
	struct sample		 s;

	begin_linked(&s);
	sample_add(&s, &row);
	cr_assert(conclude(s.store, NULL, &s.f), "%s", s.f.text);
	row.captured = DAY(20);
	sample_add(&s, &row);
	cr_expect_eq(standing(&s).waiting, 1);
	cr_assert(conclude_attach(s.store, NULL, &s.f), "%s", s.f.text);
	cr_expect_eq(standing(&s).waiting, 0);
	family = family_of(&s, "the orchard behind the mill");
	cr_expect_eq(family.printings, 1);
	cr_expect_eq(family.documents, 1);
	sample_end(&s);
}

Test(conclude, says_what_was_attached_until_all_is_linked_anew)
{
	struct store_status	 status;
	struct sample		 s;

	begin_linked(&s);
	cr_expect(standing(&s).settled);
	cr_expect_eq(standing(&s).linked, LINKED);
	add_some(&s, LINKED, LINKED + 2);
	cr_expect_not(standing(&s).settled);
	cr_expect_eq(standing(&s).waiting, 2);
	cr_assert(conclude_attach(s.store, NULL, &s.f), "%s", s.f.text);
	cr_expect(standing(&s).settled);
	cr_expect_eq(standing(&s).attached, 2);
	cr_expect_eq(standing(&s).waiting, 0);
	cr_assert(store_status(s.store, s.arena, &status, &s.f));
	cr_expect_not(status.settled);
	cr_expect_eq(status.attached, 2);
	cr_assert(conclude(s.store, NULL, &s.f), "%s", s.f.text);
	cr_assert(store_status(s.store, s.arena, &status, &s.f));
	cr_expect(status.settled);
	cr_expect_eq(status.attached, 0);
	cr_expect_eq(status.speech, LINKED + 2);
	sample_end(&s);
}

/* What a batch brings the database to, where so many are linked every time. */
static const struct {
	const char	*why;
	size_t		 to;
	int64_t		 most;
} batches[] = {
	{ "few enough",		LINKED + 1,	100 },
	{ "just few enough",	LINKED + 1,	LINKED + 1 },
	{ "more by a tenth",	LINKED + 1,	LINKED },
	{ "nothing came",	LINKED,		0 },
};

Test(conclude, a_batch_links_anew_while_that_is_cheap)
{
	for (size_t i = 0; i < LEN(batches); i++) {
		struct sample	 s;

		begin_linked(&s);
		add_some(&s, LINKED, batches[i].to);
		cr_assert(conclude_news(s.store, batches[i].most, NULL, &s.f), "%s", s.f.text);
		cr_expect(standing(&s).settled);
		cr_expect_eq(standing(&s).attached, 0, "%s", batches[i].why);
		sample_end(&s);
	}
}

Test(conclude, a_batch_attaches_what_is_little_in_a_large_database)
{
	char		 url[64];
	struct sample	 s;

	sample_start(&s);
	for (int i = 0; i < 2 * CONCLUDE_GROWTH; i++) {
		const struct sample_article row = { .outlet = "The Paper",
			.text = "Ada Warden said: The tide waits for no committee of ours.",
			.said = { "The tide waits for no committee of ours." },
			.speaker = "Ada Warden",
			.published = DAY(3) };
		const struct sample_article	 page = sample_page(&row, i, url);

		sample_add(&s, &page);
	}
	cr_assert(conclude(s.store, NULL, &s.f), "%s", s.f.text);
	add(&s, 0);
	cr_assert(conclude_news(s.store, CONCLUDE_GROWTH, NULL, &s.f), "%s", s.f.text);
	cr_expect_eq(standing(&s).attached, 1);
	add(&s, 1);
	cr_assert(conclude_news(s.store, CONCLUDE_GROWTH, NULL, &s.f), "%s", s.f.text);
	cr_expect_eq(standing(&s).attached, 0, "with the one before it makes a tenth");
	sample_end(&s);
}

/* Two speakers share so many words that an editor may want to see both. */
static const struct sample_article refused[] = {
	{ .url = "https://one.example/police", .outlet = "The Paper", .speaker = "Ada Quill",
	    .text = "Ada Quill said: I have given the order to the harbour police to board ships without warning.",
	    .said = { "I have given the order to the harbour police to board ships without warning." },
	    .captured = DAY(20), .published = DAY(1) },
	{ .url = "https://two.example/bread", .outlet = "The Paper", .speaker = "Ben Oster",
	    .text = "Ben Oster said: I have given the order to the bakeries to open without waiting.",
	    .said = { "I have given the order to the bakeries to open without waiting." },
	    .captured = DAY(20), .published = DAY(2) },
};

static void
expect_refused(struct sample *s, const char *when)
{
	const struct filed_family police = family_of(s, "harbour police to board ships"),
				  bread = family_of(s, "the bakeries to open");

	cr_assert_eq(police.nnear, 1, "%s: %zu", when, police.nnear);
	cr_assert_eq(bread.nnear, 1, "%s: %zu", when, bread.nnear);
	cr_expect(span_eq(police.near[0].other_family, bread.id), "%s", when);
	cr_expect(span_eq(bread.near[0].other_family, police.id), "%s", when);
	cr_expect_gt(bread.near[0].reason.n, 0, "%s", when);
	cr_expect_gt(bread.near[0].bits, 0.0, "%s", when);
}

Test(conclude, what_is_attached_is_told_with_what_it_was_refused_by)
{
	struct sample	 s;

	begin_linked(&s);
	sample_add(&s, &refused[0]);
	cr_assert(conclude_attach(s.store, NULL, &s.f), "%s", s.f.text);
	sample_add(&s, &refused[1]);
	cr_assert(conclude_attach(s.store, NULL, &s.f), "%s", s.f.text);
	expect_refused(&s, "attached");
	cr_assert(conclude(s.store, NULL, &s.f), "%s", s.f.text);
	expect_refused(&s, "linked anew");
	sample_end(&s);
}

/* The law: what was attached, and in how many steps, leaves no trace once all is linked anew. */
Test(conclude, linking_anew_gives_the_same_whatever_was_attached)
{
	struct sample	 whole;
	struct span	 wanted;

	sample_start(&whole);
	add_some(&whole, 0, LEN(printings));
	cr_assert(conclude(whole.store, NULL, &whole.f), "%s", whole.f.text);
	wanted = sample_dump(&whole);
	cr_assert_gt(wanted.n, 2000, "the dump says little");
	for (size_t step = 1; step <= LEN(printings) - LINKED; step++) {
		struct sample	 s;
		struct span	 dump;

		begin_linked(&s);
		for (size_t i = LINKED; i < LEN(printings); i += step) {
			add_some(&s, i, i + step < LEN(printings) ? i + step : LEN(printings));
			cr_assert(conclude_attach(s.store, NULL, &s.f), "%s", s.f.text);
		}
		cr_assert(conclude(s.store, NULL, &s.f), "%s", s.f.text);
		dump = sample_dump(&s);
		cr_expect(span_eq(dump, wanted), "steps of %zu:\n%.*s\nwanted:\n%.*s", step,
		    (int)dump.n, dump.p, (int)wanted.n, wanted.p);
		sample_end(&s);
	}
	sample_end(&whole);
}

/* --- words outside quotation marks --------------------------------------------- */

static const char speech[] =
    "Thank you all for coming to the quay. We will rebuild the old harbour bridge "
    "before the first frost of winter comes down. No family will pay for it.";

/* Pages of a night: what is said is between marks, what is not said is prose. */
static const struct {
	const char	*url, *text, *said;
	int64_t		 published;
} pages[] = {
	{ "https://quay.example/speech", speech, NULL, DAY(1) },
	{ "https://one.example/a", bridge, bridge, DAY(2) },
	{ "https://two.example/b", bridge_cut, bridge_cut, DAY(3) },
	{ "https://three.example/c", ferry, ferry, DAY(3) },
	{ "https://quay.example/ferry", "A leaflet asks why nobody on this island voted for a ferry that "
	    "sails without its passengers, and who will.", NULL, DAY(4) },
	{ "https://four.example/d", "They said we will rebuild the old harbour bridge before the first frost of "
	    "the winter, again.", NULL, DAY(5) },
};

static void
add_page(struct sample *s, size_t i, const char *prose)
{
	const struct sample_article row = { .url = pages[i].url,
		.outlet = "The Quay",
		.text = prose != NULL ? prose : pages[i].text,
		.said = { pages[i].said },
		.speaker = "Ada Warden",
		.captured = DAY(20) + (prose != NULL ? 3600 : 0),
		.published = pages[i].published };

	sample_add(s, &row);
}

static void
attach_pages(struct sample *s, const size_t *order, size_t count, size_t step)
{
	for (size_t i = 0; i < count; i++) {
		add_page(s, order[i], NULL);
		if ((i + 1) % step == 0 || i + 1 == count)
			cr_assert(conclude_attach(s->store, NULL, &s->f), "%s", s->f.text);
	}
}

static size_t
unquoted_in(const struct filed_family *family)
{
	size_t	 count = 0;

	for (size_t i = 0; i < family->corpus.nquotes; i++)
		count += family->corpus.quotes[i].quote.form == QUOTE_UNQUOTED;
	return count;
}

/* Two pages say in prose what others print between marks, and one of them was the first. */
static void
expect_pages(struct sample *s, size_t order, const char *when)
{
	const struct filed_family bridges = family_of(s, "rebuild the old harbour bridge"),
				  ferries = family_of(s, "nobody on this island voted");
	const struct filed_quote *first = &bridges.corpus.quotes[bridges.trail.families[0].earliest];

	cr_expect_eq(bridges.printings, 4, "order %zu, %s: %zu", order, when, bridges.printings);
	cr_expect_eq(unquoted_in(&bridges), 2, "order %zu, %s", order, when);
	cr_expect_eq(ferries.printings, 2, "order %zu, %s: %zu", order, when, ferries.printings);
	cr_expect_eq(unquoted_in(&ferries), 1, "order %zu, %s", order, when);
	cr_expect(span_eq(bridges.corpus.articles[first->article].identity,
		      SPAN("https://quay.example/speech")),
	    "order %zu, %s", order, when);
}

/* Whichever came first, the words between marks or those without, and however many at a time. */
Test(conclude, prose_is_attached_to_the_family_whose_words_it_carries)
{
	static const size_t	 orders[][LEN(pages)] = { { 1, 2, 3, 0, 4, 5 }, { 0, 4, 5, 1, 2, 3 },
		{ 5, 3, 1, 4, 2, 0 }, { 0, 1, 2, 3, 4, 5 } };
	struct sample	 whole;
	struct span	 wanted;

	sample_start(&whole);
	for (size_t i = 0; i < LEN(pages); i++)
		add_page(&whole, i, NULL);
	cr_assert(conclude(whole.store, NULL, &whole.f), "%s", whole.f.text);
	wanted = sample_dump(&whole);
	for (size_t k = 0; k < LEN(orders) * LEN(pages); k++) {
		const size_t	 order = k / LEN(pages);
		struct sample	 s;

		sample_start(&s);
		attach_pages(&s, orders[order], LEN(pages), k % LEN(pages) + 1);
		expect_pages(&s, order, "attached");
		cr_assert(conclude(s.store, NULL, &s.f), "%s", s.f.text);
		expect_pages(&s, order, "linked anew");
		cr_expect(span_eq(sample_dump(&s), wanted), "order %zu", order);
		sample_end(&s);
	}
	sample_end(&whole);
}

Test(conclude, prose_that_changed_is_looked_through_again)
{
	static const size_t	 order[LEN(pages)] = { 0, 1, 2, 3, 4, 5 };
	struct filed_family	 family;
	struct sample		 s;

	sample_start(&s);
	attach_pages(&s, order, LEN(pages), LEN(pages));
	add_page(&s, 0, "The page of the speech was taken down.");
	cr_assert(conclude_attach(s.store, NULL, &s.f), "%s", s.f.text);
	family = family_of(&s, "rebuild the old harbour bridge");
	cr_expect_eq(family.printings, 3);
	cr_expect_eq(unquoted_in(&family), 1);
	cr_expect(
	    span_eq(family.corpus
			.articles[family.corpus.quotes[family.trail.families[0].earliest].article]
			.identity,
		SPAN("https://one.example/a")));
	sample_end(&s);
}

/* A phrase that several families have tells none of them. */
Test(conclude, prose_with_a_stock_phrase_joins_nothing)
{
	static const char *const said[] = { "Nobody asked the ferrymen and that is what we are "
					    "going to tell the minister about his tunnel",
		"Umbrellas were sold out and that is what we are going to remember of the long "
		"march north" };
	struct sample	 s;

	sample_start(&s);
	for (size_t i = 0; i < LEN(said); i++) {
		const struct sample_article row = { .url = i == 0 ? "https://a.example/" :
								    "https://b.example/",
			.outlet = "The Paper",
			.text = said[i],
			.said = { said[i] },
			.speaker = i == 0 ? "Ada Warden" : "Bo Clerk",
			.published = DAY(2 + 20 * (int64_t)i) };

		sample_add(&s, &row);
	}
	cr_assert(conclude(s.store, NULL, &s.f), "%s", s.f.text);
	cr_assert(!span_eq(family_of(&s, "nobody asked the ferrymen").id,
	    family_of(&s, "umbrellas were sold out").id));
	{
		const struct sample_article row = { .url = "https://c.example/",
			.outlet = "The Paper",
			.text = "It was long, and that is what we are going to hear of now.",
			.published = DAY(30) };

		sample_add(&s, &row);
	}
	cr_assert(conclude_attach(s.store, NULL, &s.f), "%s", s.f.text);
	cr_expect_eq(family_of(&s, "nobody asked the ferrymen").printings, 1);
	cr_expect_eq(family_of(&s, "umbrellas were sold out").printings, 1);
	sample_end(&s);
}
