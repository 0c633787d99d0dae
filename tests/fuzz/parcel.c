/*
 * Any bytes are a document, a reading, or FAULT_INPUT, FAULT_LIMIT or
 * FAULT_MEMORY. Laws: what opens packs to the same bytes again, and holds
 * nothing but texts, rows of tables and places that there are; what is read
 * from the bytes, taken for a page, a text or a record, comes through a parcel
 * unchanged, and so does the document itself.
 */
#include "fetch/parcel.h"

#include "core/utf8.h"
#include "tests/fetch/reading.h"
#include "tests/fuzz/law.h"

#define BYTES_MAX ((size_t)64 << 20)

static bool
is_refusal(const struct fault *f)
{
	return f->text[0] != '\0' &&
	    (f->kind == FAULT_INPUT || f->kind == FAULT_LIMIT || f->kind == FAULT_MEMORY);
}

static bool
inside(struct span s, struct span host)
{
	return span_within(s, host) && utf8_valid(s);
}

static void
judge(const struct article *a, const struct quote_list *quotes)
{
	size_t	 at = 0;

	HOLDS(utf8_valid(a->text) && utf8_valid(a->url) && utf8_valid(a->title));
	for (size_t i = 0; i < a->nblocks; i++) {
		const struct block	*b = &a->blocks[i];

		HOLDS(b->text.p >= a->text.p + at && b->kind < BLOCK_KINDS && b->region < REGIONS);
		at = (size_t)(b->text.p - a->text.p) + b->text.n;
		HOLDS(at <= a->text.n && utf8_valid(b->text));
	}
	for (size_t i = 0; i < a->nevidence; i++)
		HOLDS(a->evidence[i].kind < EVIDENCE_KINDS && utf8_valid(a->evidence[i].found));
	for (size_t i = 0; i < a->ncredits; i++)
		HOLDS(a->credits[i].role < CREDIT_ROLES && utf8_valid(a->credits[i].name));
	HOLDS(a->published.rank == 0 || a->published.best < a->nevidence);
	for (size_t i = 0; i < quotes->count; i++) {
		const struct quote	*q = &quotes->items[i];
		bool			 out = q->outside >= 0;

		HOLDS(q->block < (out ? a->noutside : a->nblocks) && q->nparts > 0);
		for (size_t k = 0; k < q->nparts; k++)
			HOLDS(inside(q->parts[k], out ? a->outside[q->outside].text : a->text));
		HOLDS(q->form < QUOTE_FORMS && utf8_valid(q->text) && utf8_valid(q->speaker));
		HOLDS(q->confidence >= 0 && q->confidence <= 1);
	}
}

/* Bytes that may be a parcel; are they? */
static bool
open_bytes(struct span bytes, struct arena *arena)
{
	struct buf		 again = BUF(BYTES_MAX);
	struct fault		 f = FAULT_INIT, why;
	struct document		 document;
	struct article		 article;
	struct quote_list	 quotes;
	bool			 is_one = false;

	arena_reset(arena);
	if (parcel_open_reading(bytes, arena, &article, &quotes, &why, &f)) {
		judge(&article, &quotes);
		if (why.kind == FAULT_NONE)
			parcel_reading(&article, &quotes, &again);
		else
			parcel_fault(&why, &again);
		HOLDS(span_eq(bytes, buf_span(&again)));
		is_one = true;
	} else {
		HOLDS(is_refusal(&f));
	}
	arena_reset(arena);
	buf_cut(&again, 0);
	fault_clear(&f);
	if (parcel_open_document(bytes, arena, &document, &f)) {
		HOLDS(document.kind < DOCUMENT_KINDS && utf8_valid(document.name));
		parcel_document(&document, &again);
		HOLDS(span_eq(bytes, buf_span(&again)));
		is_one = true;
	} else {
		HOLDS(is_refusal(&f));
	}
	buf_free(&again);
	return is_one;
}

static void
compare(const struct article *a, const struct quote_list *b, const struct article *c,
    const struct quote_list *d)
{
	struct buf	 sent = BUF(BYTES_MAX), came = BUF(BYTES_MAX);

	dump_reading(&sent, a, b);
	dump_reading(&came, c, d);
	HOLDS(span_eq(buf_span(&sent), buf_span(&came)));
	buf_free(&sent);
	buf_free(&came);
}

/* A document goes over, is read there, and what was read comes back. */
static void
send_over(const struct document *document, const struct quote_finder *finder, struct arena *arena)
{
	struct buf		 there = BUF(BYTES_MAX), back = BUF(BYTES_MAX);
	struct fault		 f = FAULT_INIT, why = FAULT_INIT, told;
	struct document		 sent;
	struct article		 read, article;
	struct quote_list	 found, quotes;

	arena_reset(arena);
	parcel_document(document, &there);
	HOLDS(parcel_open_document(buf_span(&there), arena, &sent, &f));
	HOLDS(span_eq(sent.name, document->name) && span_eq(sent.bytes, document->bytes) &&
	    sent.kind == document->kind && sent.hints.now == document->hints.now);
	if (document_read(&sent, finder, arena, &read, &found, &why))
		parcel_reading(&read, &found, &back);
	else
		parcel_fault(&why, &back);
	HOLDS(parcel_open_reading(buf_span(&back), arena, &article, &quotes, &told, &f));
	HOLDS(told.kind == why.kind &&
	    (utf8_valid(span_of(why.text)) ? span_eq(span_of(told.text), span_of(why.text)) :
					     utf8_valid(span_of(told.text))));
	if (why.kind == FAULT_NONE)
		compare(&read, &found, &article, &quotes);
	buf_free(&there);
	buf_free(&back);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct document	 document = { .name = SPAN("fuzz"),
		.hints = { .file = SPAN("fuzz.txt"),
		    .captured = DATE_UNKNOWN,
		    .last_modified = DATE_UNKNOWN,
		    .now = 1780000000 },
		.bytes = { (const char *)bytes, size } };
	struct fault		 f = FAULT_INIT;
	struct arena		*arena = arena_new(BYTES_MAX);
	/* One for all inputs: its tables take longer to fill than most inputs to read. */
	static struct quote_finder	*finder;

	if (finder == NULL)
		finder = quote_finder_new(&f);
	HOLDS(finder != NULL && arena != NULL);
	if (!open_bytes(document.bytes, arena)) {
		for (int kind = 0; kind < DOCUMENT_KINDS; kind++) {
			document.kind = (enum document_kind)kind;
			send_over(&document, finder, arena);
		}
	}
	arena_free(arena);
	return 0;
}
