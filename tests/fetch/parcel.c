#include "fetch/parcel.h"

#include <criterion/criterion.h>
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
		REGION_HEADLINE, SPAN_NONE };
	blocks[1] = (struct block) { items[0].whole, BLOCK_PARAGRAPH, REGION_BODY, SPAN_NONE };
	blocks[1].text = first_quote(text).whole;
	blocks[2] =
	    (struct block) { span_cut(text, text.n, text.n), BLOCK_ITEM, REGION_COMMENT, SPAN("") };
	outside[0] = (struct block) { SPAN("Masthead"), BLOCK_ITEM, REGION_FURNITURE, SPAN_NONE };
	outside[1] = (struct block) { elsewhere, BLOCK_QUOTATION, REGION_TEASER, SPAN("Port Post") };
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
	quotes = (struct quote_list) { items, LEN(items) };
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
	    10 * sizeof(struct span) + 8 * sizeof(size_t) + sizeof(int64_t) +
		2 * sizeof(struct dating) + sizeof(size_t) + sizeof(char *));
	cr_expect_eq(sizeof(struct quote),
	    9 * sizeof(struct span) + 3 * sizeof(size_t) + sizeof(ptrdiff_t) + 2 * sizeof(char *) +
		4 * sizeof(int) + sizeof(double));
	cr_expect_eq(sizeof(struct page_hints),
	    5 * sizeof(struct span) + 3 * sizeof(int64_t) + 2 * sizeof(size_t));
}
