/*
 * The law of days: what attaching one day after another says of a family is what
 * linking anew says of it where it has the same members, with pages that change,
 * are read anew with a better date, take a quotation back, are copied, give it to
 * another speaker.
 */
#include "cmd/conclude.h"

#include <stdio.h>
#include <stdlib.h>

#include "tests/store/sample.h"

#define LINES 40
#define ARTICLES 240
#define LINKED 160 /* together; the others come day by day */
#define PER_DAY 20
#define SEEDS 12
#define DAY(n) ((int64_t)(n) * 86400 + 1600000000)

static const char *const outlets[] = { "Harbour Ledger", "The Ninefold Review", "Lantern & Post",
	"Ostrava News", "Mill Echo", NULL };
static const char *const speakers[] = { "Ada Warden", "Bo Clerk", "Cy Bell" };

struct page {
	char			 url[64], words[400], text[600];
	struct sample_article	 row;
};

/* Invented lines, and the pages that print them; the same in every run. */
struct press {
	uint64_t	 seed;
	bool		 exact; /* no line is cut, none stands in prose: what belongs together is plain */
	char		 lines[LINES][400];
	struct page	 pages[ARTICLES];
};

static struct press *
begin_press(uint64_t seed, bool exact)
{
	struct press	*p = calloc(1, sizeof *p);

	cr_assert_not_null(p);
	p->seed = seed;
	p->exact = exact;
	for (size_t i = 0; i < LINES; i++) {
		for (unsigned k = 12 + sample_draw(&p->seed, 10); k > 0; k--)
			sample_invent(&p->seed, p->lines[i], sizeof p->lines[i]);
	}
	return p;
}

static void
file(struct press *p, struct sample *s, const struct page *page)
{
	struct credit		 agency = { .role = CREDIT_AGENCY, .name = SPAN("AP"), .found = SPAN("(AP)") };
	struct article		 article;
	struct quote_list	 quotes;
	enum store_added	 added;

	sample_make(s, &page->row, &article, &quotes);
	if (sample_draw(&p->seed, 5) == 0) {
		article.credits = &agency;
		article.ncredits = 1;
	}
	cr_assert(store_add_article(s->store, &article, &quotes, &added, &s->f), "%s", s->f.text);
}

/* An earlier page once more: it was captured, and says when it was printed. */
static void
read_anew(struct press *p, struct page *page, const struct page *before)
{
	*page = *before;
	page->row.url = page->url;
	page->row.text = page->text;
	page->row.said[0] = page->row.said[0] != NULL ? page->words : NULL;
	page->row.published = DAY(sample_draw(&p->seed, 30));
	page->row.captured = DAY(50);
}

static void
print_line(struct press *p, struct page *page, int number)
{
	const unsigned	 line = sample_draw(&p->seed, LINES), kind = sample_draw(&p->seed, 8);

	*page = (struct page) {
		.row = { .outlet = outlets[sample_draw(&p->seed, LEN(outlets))],
		    .text = page->text,
		    .speaker = speakers[(line + (sample_draw(&p->seed, 8) == 0)) % LEN(speakers)],
		    .captured = sample_draw(&p->seed, 2) == 0 ? DAY(60 + number) : 0,
		    .published = sample_draw(&p->seed, 6) == 0 ? 0 : DAY(sample_draw(&p->seed, 30)),
		    .teaser = sample_draw(&p->seed, 10) == 0 ?
			p->lines[sample_draw(&p->seed, LINES)] :
			NULL }
	};
	snprintf(page->words, sizeof page->words, "%s", p->lines[line]);
	if (!p->exact && kind == 0)
		*strrchr(page->words, ' ') = '\0';
	snprintf(page->text, sizeof page->text, "On visit %d they heard that %s.", number,
	    page->words);
	if (p->exact || kind != 1)
		page->row.said[0] = page->words;
}

/* Page i: a new one, or an earlier one that prints something else now, or nothing that was said. */
static void
add_page(struct press *p, struct sample *s, int i)
{
	struct page	*page = &p->pages[i];
	const int	 before = i > 0 ? (int)sample_draw(&p->seed, (unsigned)i) : 0;
	const unsigned	 kind = sample_draw(&p->seed, 8);

	if (kind == 0 && i > 0)
		read_anew(p, page, &p->pages[before]);
	else {
		print_line(p, page, i);
		snprintf(page->url, sizeof page->url, "https://one.example/%d",
		    kind < 3 ? before : i);
		page->row.url = page->url;
		if (kind < 3)
			page->row.captured = DAY(60 + i);
		if (kind == 1) {
			page->row.said[0] = NULL;
			snprintf(page->text, sizeof page->text, "On visit %d they heard nothing.",
			    i);
		}
	}
	file(p, s, page);
}

/* What is concluded of every family; parents, and what was refused or changed, come with linking. */
struct shown {
	struct sample	*s;
	struct row {
		struct span	 members, says;
	} items[ARTICLES + LINES];
	size_t		 count;
};

static struct span
print_members(struct shown *shown, const struct filed_family *filed)
{
	const struct family	*family = &filed->trail.families[0];
	struct buf		 out = BUF((size_t)1 << 20);
	struct span		 members;

	for (size_t i = 0; i < family->nmembers; i++)
		buf_print(&out, " %.*s", SPAN_ARG(filed->corpus.quotes[family->members[i]].id));
	cr_assert(buf_end(&out, shown->s->arena, &members, &shown->s->f));
	return members;
}

static void
print_member(struct buf *out, const struct filed_family *filed, size_t i)
{
	const struct filed_quote	*quote = &filed->corpus.quotes[i];
	const struct placement	*p = &filed->trail.placements[i];

	buf_print(out, "; %s, %d %s, %d, inferred %lld", quote_form_names[quote->quote.form],
	    p->drift.severity, drift_classes[p->drift.primary].name, quote->superseded,
	    (long long)filed->trail.inferred[quote->article].earliest);
}

static bool
show(void *context, struct span id, struct fault *f)
{
	struct shown		*shown = context;
	struct filed_family	 filed;
	const struct family	*family;
	struct buf		 out = BUF((size_t)1 << 20);
	struct row		*row = &shown->items[shown->count++];

	cr_assert_leq(shown->count, LEN(shown->items));
	if (!store_family(shown->s->store, id, STORE_WHOLE, 0, shown->s->arena, &filed, f))
		return false;
	family = &filed.trail.families[0];
	cr_expect_eq(filed.printings, family->nmembers, "%.*s: %zu, not %zu", SPAN_ARG(id),
	    filed.printings, family->nmembers);
	buf_print(&out, "%.*s: %s by %lld, of %zu, %.*s, %d, %zu in %zu, fullest %.*s",
	    SPAN_ARG(id), verdict_names[family->verdict], (long long)family->overlap,
	    family->lineages, SPAN_ARG(family->speaker), family->severity, filed.printings,
	    filed.documents, SPAN_ARG(filed.corpus.quotes[family->fullest].id));
	if (family->rival != TRAIL_NONE)
		buf_print(&out, ", rival %.*s", SPAN_ARG(filed.corpus.quotes[family->rival].id));
	for (size_t i = 0; i < family->nmembers; i++)
		print_member(&out, &filed, family->members[i]);
	row->members = print_members(shown, &filed);
	return buf_end(&out, shown->s->arena, &row->says, f);
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

/* The first day is linked, the others are attached one by one. */
static void
begin_attached(struct sample *s, uint64_t seed, bool exact)
{
	struct press	*press = begin_press(seed, exact);

	sample_start(s);
	for (int i = 0; i < ARTICLES; i++) {
		add_page(press, s, i);
		if (i + 1 == LINKED)
			cr_assert(conclude(s->store, NULL, &s->f), "%s", s->f.text);
		else if (i + 1 > LINKED && (i + 1 - LINKED) % PER_DAY == 0)
			cr_assert(conclude_attach(s->store, NULL, &s->f), "seed %d, page %d: %s",
			    (int)seed, i, s->f.text);
	}
	free(press);
}

/* How many families have the same members; of them the same is said. */
static size_t
expect_same(const struct shown *attached, const struct shown *linked, uint64_t seed)
{
	size_t	 same = 0;

	for (size_t i = 0; i < attached->count; i++) {
		const struct row	*row = &attached->items[i];
		size_t			 k = 0;

		while (k < linked->count && !span_eq(linked->items[k].members, row->members))
			k++;
		if (k == linked->count)
			continue;
		same++;
		cr_expect(span_eq(row->says, linked->items[k].says), "seed %d: %.*s\nnot %.*s",
		    (int)seed, SPAN_ARG(row->says), SPAN_ARG(linked->items[k].says));
	}
	return same;
}

/* Days attached, then all linked anew: at least so many in a hundred families keep their members. */
static void
expect_law(uint64_t seed, bool exact, size_t least)
{
	struct sample	 s;
	struct shown	*attached, *linked;
	size_t		 same;

	begin_attached(&s, seed, exact);
	attached = show_all(&s);
	cr_assert(conclude(s.store, NULL, &s.f), "%s", s.f.text);
	linked = show_all(&s);
	same = expect_same(attached, linked, seed);
	cr_expect_geq(same * 100, attached->count * least, "seed %d: only %zu of %zu families",
	    (int)seed, same, attached->count);
	free(attached);
	free(linked);
	sample_end(&s);
}

Test(days, say_of_a_family_what_linking_anew_says)
{
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		expect_law(seed, true, 90);
		expect_law(seed, false, 60);
	}
}
