#include "fetch/parcel.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/fetch/reading.h"

#define PARCEL_MAX ((size_t)16 << 20)

static struct arena *arena;
static struct fault fault, why;
static struct buf first, again;

static void
begin(void)
{
	fault_clear(&fault);
	fault_clear(&why);
	first = again = (struct buf)BUF(PARCEL_MAX);
	cr_assert_not_null(arena = arena_new((size_t)64 << 20));
}

static void
end(void)
{
	buf_free(&first);
	buf_free(&again);
	arena_free(arena);
}

TestSuite(parcel, .init = begin, .fini = end);

/* --- an article with something in every field ---------------------------------------------- */

#define TEXT \
	"Sturm über dem Hafen\n\n„Wir bauen den Hafen wieder auf“, said Mayor Ines Okoro, „before " \
	"winter.“ \U0001F30A"
#define ELSEWHERE "Read also: \"Ferries sail again\", the port's master said"

static struct article article;
static struct quote_list quotes;

/* The first stretch of a text that reads so. */
static struct span
in(struct span text, const char *words)
{
	size_t	 at = span_find(text, span_of(words));

	cr_assert_lt(at, text.n, "\"%s\" is not there", words);
	return span_cut(text, at, at + strlen(words));
}

static struct quote
first_quote(struct span text)
{
	static struct span	 parts[2];

	parts[0] = in(text, "Wir bauen den Hafen wieder auf");
	parts[1] = in(text, "before winter.");
	return (struct quote) { .parts = parts,
		.nparts = 2,
		.text = SPAN("Wir bauen den Hafen wieder auf before winter."),
		.whole = in(text,
		    "„Wir bauen den Hafen wieder auf“, said Mayor Ines Okoro, „before winter.“"),
		.outside = -1,
		.block = 1,
		.region = REGION_BODY,
		.form = QUOTE_UTTERANCE,
		.form_rule = "several sentences",
		.cue = in(text, "said"),
		.mention = in(text, "Mayor Ines Okoro"),
		.speaker = in(text, "Ines Okoro"),
		.quoted_by = in(text, "Okoro"),
		.state = SPEAKER_RESOLVED,
		.kind = SPEAKER_PERSON,
		.speaker_rule = "cue-between",
		.confidence = 0.9375,
		.venue = SPAN("the town hall"),
		.venue_name = SPAN("Town Hall"),
		.said_on = SPAN("2022-01-07") };
}

static struct quote
second_quote(struct span host)
{
	static struct span	 part;

	part = in(host, "Ferries sail again");
	return (struct quote) { .parts = &part,
		.nparts = 1,
		.text = part,
		.whole = in(host, "\"Ferries sail again\""),
		.outside = 1,
		.block = 1,
		.region = REGION_TEASER,
		.form = QUOTE_PARTIAL,
		.form_rule = "no sentence",
		.mention = in(host, "the port's master"),
		.state = SPEAKER_MENTION_ONLY,
		.kind = SPEAKER_UNNAMED,
		.speaker_rule = "cue after" };
}

/* Texts that the article is made of; their bytes may move, to see that nothing points there. */
static void
compose(struct span text, struct span elsewhere)
{
	static struct block	 blocks[3], outside[2];
	static struct evidence	 evidence[2];
	static struct credit	 credits[1];
	static struct quote	 items[2];

	blocks[0] = (struct block) { in(text, "Sturm über dem Hafen"), BLOCK_HEADING,
		REGION_HEADLINE, SPAN_NONE, REGION_BY_TITLE };
	blocks[1] = (struct block) { items[0].whole, BLOCK_PARAGRAPH, REGION_BODY, SPAN_NONE,
		REGION_BY_MICRODATA };
	blocks[1].text = first_quote(text).whole;
	blocks[2] = (struct block) { span_cut(text, text.n, text.n), BLOCK_ITEM, REGION_COMMENT,
		SPAN(""), REGION_BY_NAME };
	outside[0] = (struct block) { SPAN("Masthead"), BLOCK_ITEM, REGION_FURNITURE, SPAN_NONE,
		REGION_BY_PLACE };
	outside[1] = (struct block) { elsewhere, BLOCK_QUOTATION, REGION_TEASER, SPAN("Port Post"),
		REGION_BY_MARKS };
	evidence[0] = (struct evidence) { EVIDENCE_TEASER, SAYS_CAPTURED, in(text, "winter"),
		in(text, "winter"), SPAN("line 3"), { DATE_UNKNOWN, 1641556800 },
		SPAN("2022-01-07"), SPAN("assumed Europe/Berlin"), 7, true };
	evidence[1] = (struct evidence) { .kind = EVIDENCE_JSON_LD, .when = { -86400, 0 } };
	credits[0] = (struct credit) { CREDIT_PHOTO, SPAN("DPA"), SPAN("(dpa)"), in(text, "Hafen") };
	items[0] = first_quote(text);
	items[1] = second_quote(elsewhere);
	article = (struct article) { .url = SPAN("https://hafen.example/sturm"),
		.requested = SPAN("http://hafen.example/s"),
		.canonical = SPAN("https://hafen.example/sturm-ueber-dem-hafen"),
		.file = SPAN("sturm.html"),
		.identity = SPAN("https://hafen.example/sturm-ueber"),
		.outlet = SPAN("Hafenkurier"),
		.title = in(text, "Sturm über dem Hafen"),
		.byline = SPAN("Jo Ek"),
		.language = SPAN("de"),
		.order = ORDER_DAY_FIRST,
		.text = text,
		.blocks = blocks,
		.nblocks = LEN(blocks),
		.outside = outside,
		.noutside = LEN(outside),
		.evidence = evidence,
		.nevidence = LEN(evidence),
		.credits = credits,
		.ncredits = LEN(credits),
		.captured = 1700000000,
		.published = { { 1, 2 }, SPAN("1970-01-01"), 9, 1, true, true },
		.modified = { { 3, DATE_UNKNOWN }, in(text, "winter"), 0, 99, false, false },
		.replaced = 12,
		.charset = "iso-8859-15" };
	quotes = (struct quote_list) { items, LEN(items), 5 };
}

/* What the dump of it says, which owns nothing of it. */
static struct span
dump(const struct article *a, const struct quote_list *list)
{
	struct buf	 out = BUF(PARCEL_MAX);
	struct span	 text;

	dump_reading(&out, a, list);
	cr_assert(buf_end(&out, arena, &text, &fault), "%s", fault.text);
	return text;
}

static bool
open_reading(struct span bytes, struct article *a, struct quote_list *list)
{
	fault_clear(&fault);
	return parcel_open_reading(bytes, arena, a, list, &why, &fault);
}

/* Pack it, wipe the texts it was made of, and open it. */
static void
send_through(struct article *a, struct quote_list *list, struct span *sent)
{
	struct span	 text, elsewhere;

	cr_assert(span_in(arena, SPAN(TEXT), &text, &fault));
	cr_assert(span_in(arena, SPAN(ELSEWHERE), &elsewhere, &fault));
	compose(text, elsewhere);
	*sent = dump(&article, &quotes);
	parcel_reading(&article, &quotes, &first);
	cr_assert(buf_ok(&first, &fault), "%s", fault.text);
	for (size_t i = 0; i < text.n; i++)
		memset((char *)(uintptr_t)&text.p[i], '#', 1);
	for (size_t i = 0; i < elsewhere.n; i++)
		memset((char *)(uintptr_t)&elsewhere.p[i], '#', 1);
	cr_assert(open_reading(buf_span(&first), a, list), "%s", fault.text);
	cr_assert_eq(why.kind, FAULT_NONE);
}

Test(parcel, a_reading_comes_out_as_it_went_in)
{
	struct article		 out;
	struct quote_list	 list;
	struct span		 sent;

	send_through(&out, &list, &sent);
	cr_expect(span_eq(sent, dump(&out, &list)), "sent:\n%.*s\ncame:\n%.*s", (int)sent.n, sent.p,
	    (int)dump(&out, &list).n, dump(&out, &list).p);
	parcel_reading(&out, &list, &again);
	cr_expect(span_eq(buf_span(&first), buf_span(&again)), "it packs to other bytes again");
}

Test(parcel, what_pointed_into_a_text_does_so_again)
{
	struct article		 a;
	struct quote_list	 list;
	struct span		 sent;

	send_through(&a, &list, &sent);
	cr_expect(span_within(a.blocks[1].text, a.text) && span_within(a.title, a.text));
	cr_expect_eq(a.blocks[2].text.p, a.text.p + a.text.n, "an empty block keeps its place");
	cr_expect(
	    span_within(a.evidence[0].where, a.text) && span_within(a.credits[0].where, a.text));
	cr_expect(span_within(list.items[0].parts[1], a.text));
	cr_expect(span_within(list.items[1].parts[0], a.outside[1].text));
	cr_expect(span_within(list.items[1].mention, a.outside[1].text));
	cr_expect_not(span_within(list.items[0].text, a.text), "joined parts stand nowhere");
}

/* A field that is added and not carried would vanish on its way; here is where one learns of it. */
Test(parcel, every_field_is_known_to_it)
{
	cr_expect_eq(sizeof(struct article),
	    11 * sizeof(struct span) + 8 * sizeof(size_t) + sizeof(int64_t) +
		2 * sizeof(struct dating) + 2 * sizeof(size_t) + sizeof(char *));
	cr_expect_eq(sizeof(struct quote),
	    9 * sizeof(struct span) + 3 * sizeof(size_t) + sizeof(ptrdiff_t) + 2 * sizeof(char *) +
		4 * sizeof(int) + sizeof(double));
	/* What a person says of outlets and the parser stay behind: a worker has its own. */
	cr_expect_eq(sizeof(struct page_hints),
	    5 * sizeof(struct span) + 3 * sizeof(int64_t) + 2 * sizeof(size_t) +
		sizeof(struct outlet_settings *) + sizeof(struct dom_parser *));
}

Test(parcel, a_document_comes_out_as_it_went_in)
{
	const struct evidence	 given = { .kind = EVIDENCE_FEED,
		.found = SPAN("Fri, 07 Jan 2022"),
		.place = SPAN("pubDate"),
		.when = { 1641513600, 1641600000 },
		.day = SPAN("2022-01-07"),
		.zone = SPAN("unknown") };
	const struct document	 sent = { .kind = DOCUMENT_HTML,
		.name = SPAN("shelf.txt:3"),
		.hints = { .url = SPAN("https://hafen.example/s"),
		    .requested = SPAN("https://hafen.example/"),
		    .file = SPAN(""),
		    .outlet = SPAN("Hafenkurier"),
		    .charset = SPAN("latin\xFF"),
		    .captured = 1641600000,
		    .last_modified = -1,
		    .now = 1780000000,
		    .given = &given,
		    .ngiven = 1 },
		.bytes = SPAN("<p>\0\xFF\xFE\x80</p>") };
	struct document		 came;

	parcel_document(&sent, &first);
	cr_assert(parcel_open_document(buf_span(&first), arena, &came, &fault), "%s", fault.text);
	cr_expect_eq(came.kind, sent.kind);
	cr_expect(span_eq(came.name, sent.name));
	cr_expect(span_eq(came.hints.url, sent.hints.url));
	cr_expect(span_eq(came.hints.requested, sent.hints.requested));
	cr_expect(came.hints.file.p != NULL && came.hints.file.n == 0);
	cr_expect(span_eq(came.hints.outlet, sent.hints.outlet));
	cr_expect(span_eq(came.hints.charset, sent.hints.charset));
	cr_expect_eq(came.hints.captured, sent.hints.captured);
	cr_expect_eq(came.hints.last_modified, sent.hints.last_modified);
	cr_expect_eq(came.hints.now, sent.hints.now);
	cr_assert_eq(came.hints.ngiven, 1);
	cr_expect(came.hints.given->kind == given.kind &&
	    came.hints.given->when.latest == 1641600000 &&
	    span_eq(came.hints.given->found, given.found) &&
	    span_eq(came.hints.given->day, given.day));
	cr_expect(span_eq(came.bytes, sent.bytes));
	parcel_document(&came, &again);
	cr_expect(span_eq(buf_span(&first), buf_span(&again)));
}

static const struct {
	const char	*what, *sent, *came;
} lines[] = {
	{ "one line", "a.html: empty page", "a.html: empty page" },
	{ "beyond ASCII", "hafen.html: „leer“", "hafen.html: „leer“" },
	{ "a line cut inside a character", "a.html: \xE2\x80", "a.html: \xEF\xBF\xBD" },
};

Test(parcel, a_fault_comes_out_as_it_went_in)
{
	for (size_t i = 0; i < LEN(lines); i++) {
		struct fault		 sent = { FAULT_BLOCKED, "" };
		struct article		 a;
		struct quote_list	 list;

		snprintf(sent.text, sizeof sent.text, "%s", lines[i].sent);
		buf_cut(&first, 0);
		parcel_fault(&sent, &first);
		cr_assert(open_reading(buf_span(&first), &a, &list), "%s: %s", lines[i].what,
		    fault.text);
		cr_expect_eq(why.kind, FAULT_BLOCKED, "%s", lines[i].what);
		cr_expect_str_eq(why.text, lines[i].came, "%s", lines[i].what);
	}
}

Test(parcel, the_longest_fault_still_fits)
{
	struct fault		 sent = { FAULT_INPUT, "" };
	struct article		 a;
	struct quote_list	 list;

	memset(sent.text, '\xFF', sizeof sent.text - 1);
	parcel_fault(&sent, &first);
	cr_assert(open_reading(buf_span(&first), &a, &list), "%s", fault.text);
	cr_expect_eq(strlen(why.text), 510, "170 replacements of three bytes, not %zu bytes",
	    strlen(why.text));
}

static bool
is_refusal(void)
{
	return fault.kind == FAULT_INPUT && span_starts(span_of(fault.text), SPAN("not a parcel: "));
}

Test(parcel, a_part_of_one_or_more_than_one_is_none)
{
	struct article		 a;
	struct quote_list	 list;
	struct document		 document;
	struct span		 sent, whole;

	send_through(&a, &list, &sent);
	buf_char(&first, '\0');
	cr_expect(!open_reading(buf_span(&first), &a, &list) && is_refusal(), "%s", fault.text);
	buf_cut(&first, first.n - 1);
	for (size_t n = 0; n < first.n; n++) {
		cr_expect(!open_reading(span_cut(buf_span(&first), 0, n), &a, &list) && is_refusal(),
		    "%zu bytes: %s", n, fault.text);
	}
	whole = buf_span(&first);
	fault_clear(&fault);
	cr_expect(!parcel_open_document(whole, arena, &document, &fault) && is_refusal());
}

/* Every word of it replaced by numbers that have led programs astray. */
Test(parcel, a_word_that_lies_is_refused_or_does_no_harm)
{
	static const uint64_t	 lies[] = { 0, 1, 7, 8, 1000, (uint64_t)1 << 31, (uint64_t)1 << 40,
		(uint64_t)1 << 62, (uint64_t)INT64_MAX, (uint64_t)1 << 63, UINT64_MAX - 1,
		UINT64_MAX };
	size_t			 refused = 0, opened = 0;
	struct article		 a;
	struct quote_list	 list;
	struct span		 sent;

	send_through(&a, &list, &sent);
	for (size_t at = 0; at + sizeof lies[0] <= first.n; at++) {
		char	 kept[sizeof lies[0]];

		memcpy(kept, first.p + at, sizeof kept);
		for (size_t i = 0; i < LEN(lies); i++) {
			memcpy(first.p + at, &lies[i], sizeof kept);
			if (!open_reading(buf_span(&first), &a, &list)) {
				cr_expect(fault.kind == FAULT_INPUT || fault.kind == FAULT_MEMORY);
				refused++;
				continue;
			}
			buf_cut(&again, 0);
			if (why.kind == FAULT_NONE)
				parcel_reading(&a, &list, &again);
			else
				parcel_fault(&why, &again);
			cr_expect(span_eq(buf_span(&first), buf_span(&again)), "byte %zu, lie %zu",
			    at, i);
			opened++;
		}
		memcpy(first.p + at, kept, sizeof kept);
		arena_reset(arena);
	}
	cr_expect(refused > 0 && opened > 0);
}

static void
spoil_title(struct article *a, struct quote *q)
{
	(void)q;
	a->title = SPAN("Sturm \xFC"
			"ber dem Hafen");
}

static void
spoil_order(struct article *a, struct quote *q)
{
	static struct block	 blocks[2];

	(void)q;
	blocks[0] = a->blocks[1];
	blocks[1] = a->blocks[0];
	a->blocks = blocks;
	a->nblocks = 2;
}

static void
spoil_block(struct article *a, struct quote *q)
{
	static struct block	 blocks[2];

	(void)q;
	blocks[0] = a->blocks[0];
	blocks[1] = a->blocks[1];
	blocks[0].text = SPAN("elsewhere");
	a->blocks = blocks;
	a->nblocks = 2;
}

static void
spoil_region(struct article *a, struct quote *q)
{
	(void)a;
	q->region = REGIONS;
}

static void
spoil_best(struct article *a, struct quote *q)
{
	(void)q;
	a->published.best = a->nevidence;
}

static void
spoil_time(struct article *a, struct quote *q)
{
	(void)q;
	a->captured = INT64_MAX;
}

static void
spoil_outside(struct article *a, struct quote *q)
{
	q->outside = (ptrdiff_t)a->noutside;
}

static void
spoil_place(struct article *a, struct quote *q)
{
	q->block = a->nblocks;
}

static void
spoil_part(struct article *a, struct quote *q)
{
	static const struct span	 part = { "elsewhere", 9 };

	(void)a;
	q->parts = &part;
	q->nparts = 1;
}

static void
spoil_boundary(struct article *a, struct quote *q)
{
	static struct span	 part;

	part = in(a->text, "über");
	part = span_cut(part, 1, part.n);
	q->parts = &part;
	q->nparts = 1;
}

static void
spoil_parts(struct article *a, struct quote *q)
{
	(void)a;
	q->nparts = 0;
}

static void
spoil_form(struct article *a, struct quote *q)
{
	(void)a;
	q->form = QUOTE_FORMS;
}

static void
spoil_confidence(struct article *a, struct quote *q)
{
	(void)a;
	q->confidence = (double)NAN;
}

static const struct {
	const char	*what;
	void		(*spoil)(struct article *, struct quote *);
} spoilt[] = {
	{ "bytes that are no UTF-8", spoil_title },
	{ "a block behind another", spoil_order },
	{ "a block of no text", spoil_block },
	{ "a region that is none", spoil_region },
	{ "a date without evidence", spoil_best },
	{ "a time beyond the calendar", spoil_time },
	{ "a quotation of no host", spoil_outside },
	{ "a quotation of no block", spoil_place },
	{ "a part outside its text", spoil_part },
	{ "a part that cuts a character", spoil_boundary },
	{ "a quotation without parts", spoil_parts },
	{ "a form that is none", spoil_form },
	{ "a confidence that is no number", spoil_confidence },
};

Test(parcel, what_no_article_is_does_not_open)
{
	for (size_t i = 0; i < LEN(spoilt); i++) {
		struct article		 a;
		struct quote_list	 list;

		compose(SPAN(TEXT), SPAN(ELSEWHERE));
		spoilt[i].spoil(&article, &quotes.items[0]);
		buf_cut(&first, 0);
		parcel_reading(&article, &quotes, &first);
		cr_expect(!open_reading(buf_span(&first), &a, &list) && is_refusal(), "%s: %s",
		    spoilt[i].what, fault.text);
	}
}

Test(parcel, every_cap_fails_cleanly_until_it_is_enough)
{
	bool	 opened = false;

	compose(SPAN(TEXT), SPAN(ELSEWHERE));
	for (size_t cap = 0; cap < 8192; cap += 64) {
		struct buf	 small = BUF(cap);
		struct fault	 f = FAULT_INIT;

		parcel_reading(&article, &quotes, &small);
		if (!buf_ok(&small, &f))
			cr_expect_eq(f.kind, FAULT_LIMIT);
		buf_free(&small);
	}
	parcel_reading(&article, &quotes, &first);
	for (size_t cap = 0; cap < 8192; cap += 64) {
		struct arena		*small = arena_new(cap);
		struct article		 a;
		struct quote_list	 list;

		fault_clear(&fault);
		if (parcel_open_reading(buf_span(&first), small, &a, &list, &why, &fault))
			opened = true;
		else
			cr_expect_eq(fault.kind, FAULT_MEMORY, "%zu: %s", cap, fault.text);
		arena_free(small);
	}
	cr_expect(opened);
}
