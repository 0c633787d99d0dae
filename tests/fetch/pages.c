/*
 * Hard pages and the facts they should give: tests/data/pages, whose README
 * says how a fact is written.
 */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/buf.h"
#include "fetch/document.h"
#include "tests/fixture.h"

#define NOW 1642204800 /* 2022-01-15 */
#define PAGES_MAX 512u
#define REGION_TRUTH 97 /* percent of the quotations that stand in the right region */

static struct arena *arena;
static struct quote_finder *finder;

/* A page, its facts, and how far they were told in order. */
struct sheet {
	const char		*name;
	struct document		 document;
	struct span		 facts;
	bool			 empty; /* it should have no article */
	bool			 read;
	struct fault		 why; /* when it was not */
	struct article		 article;
	struct quote_list	 quotes;
	size_t			 block, credit; /* the next fact's is looked for from here */
	size_t			 told, right; /* facts about quotations */
};

/* A line of an .expect file: "quote body: words". */
struct fact {
	struct span	 key, of, value;
};

static void
setup(void)
{
	struct fault	 f = FAULT_INIT;

	cr_assert_not_null(arena = arena_new(PAGE_ARENA_MAX));
	cr_assert_not_null(finder = quote_finder_new(&f), "%s", f.text);
}

static void
teardown(void)
{
	quote_finder_free(finder);
	arena_free(arena);
}

TestSuite(pages, .init = setup, .fini = teardown);

/* --- values as text ------------------------------------------------------------------------ */

static struct span
text_end(struct buf *b)
{
	struct span	 s = SPAN_NONE;
	struct fault	 f = FAULT_INIT;

	cr_assert(buf_end(b, arena, &s, &f), "%s", f.text);
	return s;
}

/* A line break inside a text is shown as " / ". */
static struct span
on_one_line(struct span s)
{
	struct buf	 b = BUF((size_t)1 << 24);

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\n')
			buf_add(&b, SPAN(" / "));
		else
			buf_char(&b, s.p[i]);
	}
	return text_end(&b);
}

static bool
holds(struct span text, struct span words)
{
	text = on_one_line(text);
	return span_find(text, words) < text.n;
}

/* "none" for nothing, in both. */
static bool
is_value(struct span is, struct span should)
{
	return span_eq(is.n > 0 ? is : SPAN("none"), should);
}

/* Bounds in UTC; one time when they are the same. */
static struct span
print_bounds(struct interval when)
{
	struct buf	 b = BUF(128);
	char		 from[DATE_TEXT_MAX], to[DATE_TEXT_MAX];

	date_print(when.earliest, from);
	date_print(when.latest, to);
	buf_add(&b, span_of(from));
	if (when.latest != when.earliest)
		buf_print(&b, "..%s", to);
	return text_end(&b);
}

/* "body item [Outlet]| text". */
static void
print_block(struct buf *b, const struct block *k, bool outside)
{
	struct span	 text = on_one_line(k->text);

	buf_print(b, "%s", region_names[k->region]);
	if (!outside && k->kind != BLOCK_PARAGRAPH)
		buf_print(b, " %s", block_kind_names[k->kind]);
	if (k->outlet.n > 0)
		buf_print(b, " [%.*s]", SPAN_ARG(k->outlet));
	buf_add(b, SPAN("| "));
	buf_add(b, text);
	buf_char(b, '\n');
}

static struct span
print_blocks(const struct article *a)
{
	struct buf	 b = BUF((size_t)1 << 24);

	for (size_t i = 0; i < a->nblocks; i++)
		print_block(&b, &a->blocks[i], false);
	for (size_t i = 0; i < a->noutside; i++)
		print_block(&b, &a->outside[i], true);
	return text_end(&b);
}

/* --- what a fact is held against ------------------------------------------------------------ */

#define EXPECT(sheet, fact, truth) \
	cr_expect(truth, "%s: %.*s %.*s: %.*s", (sheet)->name, SPAN_ARG((fact)->key), \
	    SPAN_ARG((fact)->of), SPAN_ARG((fact)->value))

static void
check_given(struct sheet *sheet, const struct fact *fact)
{
	struct page_hints	*hints = &sheet->document.hints;
	struct evidence		 e = { .kind = EVIDENCE_RECORD };
	struct date_context	 context = { .anchor = DATE_UNKNOWN };
	struct fault		 f = FAULT_INIT;

	if (span_eq(fact->of, SPAN("url"))) {
		hints->url = fact->value;
	} else if (span_eq(fact->of, SPAN("charset"))) {
		hints->charset = fact->value;
	} else {
		cr_assert(date_read(fact->value, &context, arena, &e, &f), "%s: %.*s", sheet->name,
		    SPAN_ARG(fact->value));
		if (span_eq(fact->of, SPAN("captured")))
			hints->captured = e.when.earliest;
		else if (span_eq(fact->of, SPAN("modified")))
			hints->last_modified = e.when.earliest;
		else
			cr_expect_fail("%s: given %.*s?", sheet->name, SPAN_ARG(fact->of));
	}
}

static void
check_none(struct sheet *sheet, const struct fact *fact)
{
	cr_expect(!sheet->read && holds(span_of(sheet->why.text), fact->value), "%s: %s",
	    sheet->name, sheet->read ? "has an article" : sheet->why.text);
}

static void
check_name(struct sheet *sheet, const struct fact *fact)
{
	const struct article	*a = &sheet->article;
	const struct {
		const char	*key;
		struct span	 is;
	} names[] = {
		{ "title", a->title },
		{ "outlet", a->outlet },
		{ "byline", a->byline },
		{ "language", a->language },
		{ "canonical", a->canonical },
		{ "charset", span_of(a->charset) },
	};

	for (size_t i = 0; i < LEN(names); i++) {
		if (span_eq(fact->key, span_of(names[i].key)))
			cr_expect(is_value(names[i].is, fact->value),
			    "%s: %s: \"%.*s\", not \"%.*s\"", sheet->name, names[i].key,
			    SPAN_ARG(names[i].is), SPAN_ARG(fact->value));
	}
}

static void
check_date(struct sheet *sheet, const struct fact *fact)
{
	const struct article	*a = &sheet->article;
	const struct dating	*d = span_eq(fact->key, SPAN("modified")) ? &a->modified : &a->published;
	bool			 exact = span_find(fact->value, SPAN("T")) < fact->value.n;
	struct span		 is = exact ? print_bounds(d->when) : d->day;

	cr_expect(is_value(is, fact->value), "%s: %.*s: \"%.*s\", not \"%.*s\"", sheet->name,
	    SPAN_ARG(fact->key), SPAN_ARG(is), SPAN_ARG(fact->value));
}

static void
check_rank(struct sheet *sheet, const struct fact *fact)
{
	int	 rank = sheet->article.published.rank;

	EXPECT(sheet, fact, fact->value.n == 1 && fact->value.p[0] == '0' + rank);
}

static void
check_conflict(struct sheet *sheet, const struct fact *fact)
{
	EXPECT(sheet, fact,
	    span_eq(fact->value, sheet->article.published.conflict ? SPAN("yes") : SPAN("no")));
}

static void
check_evidence(struct sheet *sheet, const struct fact *fact)
{
	const struct article	*a = &sheet->article;
	bool			 found = false;

	for (size_t i = 0; i < a->nevidence; i++)
		found |= span_eq(fact->of, span_of(evidence_kinds[a->evidence[i].kind].name)) &&
		    holds(a->evidence[i].found, fact->value);
	EXPECT(sheet, fact, found);
}

static void
check_zone(struct sheet *sheet, const struct fact *fact)
{
	const struct article	*a = &sheet->article;

	EXPECT(sheet, fact,
	    a->published.rank > 0 && holds(a->evidence[a->published.best].zone, fact->value));
}

static size_t
next_credit(const struct article *a, size_t from)
{
	while (from < a->ncredits && a->credits[from].role == CREDIT_PHOTO)
		from++;
	return from;
}

static void
check_credit(struct sheet *sheet, const struct fact *fact)
{
	const struct article	*a = &sheet->article;
	size_t			 at = next_credit(a, sheet->credit);
	bool			 found = false;

	if (fact->of.n > 0) {
		for (size_t i = 0; i < a->ncredits; i++)
			found |= span_eq(fact->of, span_of(credit_role_names[a->credits[i].role])) &&
			    span_eq(fact->value, a->credits[i].name);
		EXPECT(sheet, fact, found);
		return;
	}
	cr_expect(is_value(at < a->ncredits ? a->credits[at].name : SPAN_NONE, fact->value),
	    "%s: credit: %.*s, not %.*s", sheet->name,
	    SPAN_ARG(at < a->ncredits ? a->credits[at].name : SPAN("none")), SPAN_ARG(fact->value));
	sheet->credit = at + 1;
}

static void
check_text(struct sheet *sheet, const struct fact *fact)
{
	const struct article	*a = &sheet->article;
	size_t			 at = sheet->block;

	while (at < a->nblocks &&
	    (!span_eq(fact->key, span_of(region_names[a->blocks[at].region])) ||
		!holds(a->blocks[at].text, fact->value)))
		at++;
	EXPECT(sheet, fact, at < a->nblocks);
	if (at < a->nblocks)
		sheet->block = at;
}

static void
check_outside(struct sheet *sheet, const struct fact *fact)
{
	const struct article	*a = &sheet->article;
	bool			 found = false;

	for (size_t i = 0; i < a->noutside; i++) {
		const struct block	*k = &a->outside[i];

		found |= span_eq(fact->key, span_of(region_names[k->region])) &&
		    (fact->of.n == 0 || span_eq(k->outlet, fact->of)) && holds(k->text, fact->value);
	}
	EXPECT(sheet, fact, found);
}

/* A text in the article or outside, and what showed its region. */
static void
check_rule(struct sheet *sheet, const struct fact *fact)
{
	const struct article	*a = &sheet->article;
	bool			 found = false;

	for (size_t i = 0; i < a->nblocks + a->noutside; i++) {
		const struct block	*k = i < a->nblocks ? &a->blocks[i] : &a->outside[i - a->nblocks];

		found |= span_eq(fact->of, span_of(region_rules[k->rule].name)) &&
		    holds(k->text, fact->value);
	}
	EXPECT(sheet, fact, found);
}

static void
check_not(struct sheet *sheet, const struct fact *fact)
{
	EXPECT(sheet, fact, !holds(sheet->article.text, fact->value));
}

static void
check_once(struct sheet *sheet, const struct fact *fact)
{
	struct span	 all = print_blocks(&sheet->article);
	size_t		 at = span_find(all, fact->value);
	struct span	 rest = span_cut(all, at + fact->value.n, all.n);

	EXPECT(sheet, fact, at < all.n && span_find(rest, fact->value) == rest.n);
}

/* "words | speaker" */
static bool
is_quote(const struct quote *q, struct span value)
{
	size_t		 bar = span_find(value, SPAN(" | "));
	struct span	 speaker = span_cut(value, bar + 3, value.n);

	return quote_is_speech(q) && holds(q->text, span_cut(value, 0, bar)) &&
	    (bar == value.n ||
		is_value(q->state == SPEAKER_RESOLVED ? q->speaker : q->mention, speaker));
}

static void
check_quote(struct sheet *sheet, const struct fact *fact)
{
	bool	 found = false;

	for (size_t i = 0; i < sheet->quotes.count; i++) {
		const struct quote	*q = &sheet->quotes.items[i];

		found |=
		    span_eq(fact->of, span_of(region_names[q->region])) && is_quote(q, fact->value);
	}
	EXPECT(sheet, fact, found);
	sheet->told++;
	sheet->right += found;
}

static void
check_quotes(struct sheet *sheet, const struct fact *fact)
{
	size_t	 count = 0;
	char	 number[16];

	for (size_t i = 0; i < sheet->quotes.count; i++)
		count += quote_is_speech(&sheet->quotes.items[i]) &&
		    span_eq(fact->of, span_of(region_names[sheet->quotes.items[i].region]));
	snprintf(number, sizeof number, "%zu", count);
	cr_expect(span_eq(fact->value, span_of(number)), "%s: %zu quotations in %.*s, not %.*s",
	    sheet->name, count, SPAN_ARG(fact->of), SPAN_ARG(fact->value));
}

static const struct check {
	const char	*key;
	void (*check)(struct sheet *, const struct fact *);
} checks[] = {
	{ "given", check_given }, /* before the page is read; the others behind it */
	{ "none", check_none },
	{ "title", check_name },
	{ "outlet", check_name },
	{ "byline", check_name },
	{ "language", check_name },
	{ "canonical", check_name },
	{ "charset", check_name },
	{ "published", check_date },
	{ "modified", check_date },
	{ "rank", check_rank },
	{ "conflict", check_conflict },
	{ "evidence", check_evidence },
	{ "zone", check_zone },
	{ "credit", check_credit },
	{ "headline", check_text },
	{ "standfirst", check_text },
	{ "body", check_text },
	{ "caption", check_text },
	{ "teaser", check_outside },
	{ "comment", check_outside },
	{ "furniture", check_outside },
	{ "by", check_rule },
	{ "not", check_not },
	{ "once", check_once },
	{ "quote", check_quote },
	{ "quotes", check_quotes },
};

static const struct check *
check_of(struct span key)
{
	for (size_t i = 0; i < LEN(checks); i++) {
		if (span_eq(key, span_of(checks[i].key)))
			return &checks[i];
	}
	return NULL;
}

/* --- pages and their facts ------------------------------------------------------------------- */

static struct span
read_file(const char *name, const char *ending)
{
	struct buf	 bytes = BUF((size_t)1 << 24);
	char		 path[512], chunk[4096];
	size_t		 n;
	FILE		*file;

	snprintf(path, sizeof path, "%s/tests/data/pages/%s%s", fixture_root(), name, ending);
	file = fopen(path, "rb");
	if (file == NULL)
		return SPAN_NONE;
	while ((n = fread(chunk, 1, sizeof chunk, file)) > 0)
		buf_add(&bytes, (struct span) { chunk, n });
	fclose(file);
	return text_end(&bytes);
}

static void
open_sheet(struct sheet *sheet, const char *name)
{
	*sheet = (struct sheet) { .name = name, .why = FAULT_INIT };
	sheet->document = (struct document) { .kind = DOCUMENT_HTML,
		.name = span_of(name),
		.hints = { .url = SPAN("https://www.example.org/2022/page"),
		    .captured = DATE_UNKNOWN,
		    .last_modified = DATE_UNKNOWN,
		    .now = NOW },
		.bytes = read_file(name, ".html") };
	if (sheet->document.bytes.p == NULL) {
		sheet->document.kind = DOCUMENT_TEXT;
		sheet->document.bytes = read_file(name, ".txt");
	}
	sheet->facts = read_file(name, ".expect");
	cr_assert_not_null(sheet->document.bytes.p, "%s: no page", name);
}

/* The next line that says something. */
static bool
next_line(struct span facts, size_t *at, struct span *line)
{
	while (*at < facts.n) {
		struct span	 rest = span_cut(facts, *at, facts.n);

		*line = span_cut(rest, 0, span_find(rest, SPAN("\n")));
		*at += line->n + 1;
		if (line->n > 0 && line->p[0] != '#')
			return true;
	}
	return false;
}

/* A line of the whole listing has a bar before any colon. */
static bool
is_listed(struct span line)
{
	return span_find(line, SPAN("| ")) < span_find(line, SPAN(": "));
}

static struct fact
fact_of(struct span line)
{
	size_t		 colon = span_find(line, SPAN(": "));
	struct span	 head = span_cut(line, 0, colon);
	size_t		 space = span_find(head, SPAN(" "));
	struct span	 of = span_cut(head, space + 1, head.n);

	if (of.n > 2 && of.p[0] == '[')
		of = span_cut(of, 1, of.n - 1);
	return (struct fact) { span_cut(head, 0, space), of, span_cut(line, colon + 2, line.n) };
}

/* The facts the page is read with, or those it is held against. */
static void
check_facts(struct sheet *sheet, bool given)
{
	struct span	 line;

	for (size_t at = 0; next_line(sheet->facts, &at, &line);) {
		struct fact		 fact = fact_of(line);
		const struct check	*check = check_of(fact.key);

		if (is_listed(line))
			continue;
		cr_assert(check != NULL && fact.value.n > 0, "%s: no fact: %.*s", sheet->name,
		    SPAN_ARG(line));
		sheet->empty |= check->check == check_none;
		if ((check->check == check_given) == given)
			check->check(sheet, &fact);
	}
}

/* Every text says what showed its region. */
static void
check_rules(const struct sheet *sheet)
{
	const struct article	*a = &sheet->article;

	for (size_t i = 0; i < a->nblocks; i++)
		cr_expect_neq(a->blocks[i].rule, REGION_BY_NOTHING, "%s: %.*s", sheet->name,
		    SPAN_ARG(a->blocks[i].text));
	for (size_t i = 0; i < a->noutside; i++)
		cr_expect_neq(a->outside[i].rule, REGION_BY_NOTHING, "%s: %.*s", sheet->name,
		    SPAN_ARG(a->outside[i].text));
}

/* The first line in which two texts differ. */
static struct span
first_difference(struct span a, struct span b)
{
	size_t	 line = 0, at = 0;

	while (at < a.n && at < b.n && a.p[at] == b.p[at]) {
		if (a.p[at++] == '\n')
			line = at;
	}
	return span_cut(a, line, line + span_find(span_cut(a, line, a.n), SPAN("\n")));
}

/* A file that lists whole texts lists all of them. */
static void
check_listing(const struct sheet *sheet)
{
	struct buf	 b = BUF((size_t)1 << 24);
	struct span	 line, should, is;

	for (size_t at = 0; next_line(sheet->facts, &at, &line);) {
		if (!is_listed(line))
			continue;
		buf_add(&b, line);
		buf_char(&b, '\n');
	}
	should = text_end(&b);
	is = print_blocks(&sheet->article);
	cr_expect(should.n == 0 || span_eq(is, should), "%s\n is:     %.*s\n should: %.*s",
	    sheet->name, SPAN_ARG(first_difference(is, should)),
	    SPAN_ARG(first_difference(should, is)));
}

static void
check_sheet(struct sheet *sheet, const char *name)
{
	open_sheet(sheet, name);
	check_facts(sheet, true);
	sheet->read = document_read(&sheet->document, finder, arena, &sheet->article,
	    &sheet->quotes, &sheet->why);
	cr_expect(sheet->read || sheet->empty, "%s", sheet->why.text);
	check_facts(sheet, false);
	check_rules(sheet);
	check_listing(sheet);
	/* Either all credits are told or none. */
	cr_expect(sheet->credit == 0 ||
		next_credit(&sheet->article, sheet->credit) >= sheet->article.ncredits,
	    "%s: another credit", name);
}

/* The names of all pages, without their ending, in byte order. */
static size_t
list_pages(char names[PAGES_MAX][64])
{
	char		 path[512];
	size_t		 count = 0;
	struct dirent	*entry;
	DIR		*directory;

	snprintf(path, sizeof path, "%s/tests/data/pages", fixture_root());
	cr_assert_not_null(directory = opendir(path), "%s", path);
	while ((entry = readdir(directory)) != NULL) {
		struct span	 name = span_of(entry->d_name), bare;

		if (!span_ends(name, SPAN(".expect")))
			continue;
		bare = span_cut(name, 0, name.n - strlen(".expect"));
		cr_assert(count < PAGES_MAX && bare.n < sizeof names[0], "%s", entry->d_name);
		memcpy(names[count], bare.p, bare.n);
		names[count++][bare.n] = '\0';
	}
	closedir(directory);
	qsort(names, count, sizeof names[0], (int (*)(const void *, const void *))strcmp);
	return count;
}

Test(pages, give_the_facts_beside_them)
{
	static char	 names[PAGES_MAX][64];
	size_t		 count = list_pages(names), told = 0, right = 0;

	cr_assert_gt(count, 0);
	for (size_t i = 0; i < count; i++) {
		struct sheet	 sheet;

		arena_reset(arena);
		check_sheet(&sheet, names[i]);
		told += sheet.told;
		right += sheet.right;
	}
	cr_log_info("%zu pages; %zu of %zu quotations in their region", count, right, told);
	cr_expect_geq(right * 100, told * REGION_TRUTH, "%zu of %zu quotations in their region",
	    right, told);
}
