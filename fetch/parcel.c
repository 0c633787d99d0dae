/*
 * One description of each shape serves both ways: packing, a carry_ function
 * writes the value it is given; opening, it takes no notice of that value and
 * returns the one it read. Numbers are words of eight bytes.
 */
#include "fetch/parcel.h"

#include "core/utf8.h"

#define WORD sizeof(uint64_t)

enum { CARGO_DOCUMENT = 0x71740001, CARGO_READING, CARGO_FAULT };

/* Where a text stands, when it is no offset into the host. */
#define WHERE_NONE UINT64_MAX
#define WHERE_HERE (UINT64_MAX - 1) /* its bytes follow */

/* Seconds either side of 1970 that a calendar can still print. */
#define TIME_MAX ((int64_t)1 << 40)

struct parcel {
	struct buf		*out; /* packing; NULL when opening */
	struct span		 bytes;
	size_t			 at;
	struct arena		*arena;
	struct fault		*f;
	struct span		 host; /* the text that spans may point into */
	const struct article	*article;
};

/* --- words ------------------------------------------------------------------------------- */

/* What fails is told once; whatever is read behind it is nothing. */
static uint64_t
refuse(struct parcel *p, const char *why)
{
	fault_set(p->f, FAULT_INPUT, "not a parcel: %s before byte %zu", why, p->at);
	p->at = p->bytes.n;
	return 0;
}

static uint64_t
carry_word(struct parcel *p, uint64_t value)
{
	if (p->out != NULL) {
		buf_add(p->out, (struct span) { (const char *)&value, WORD });
		return value;
	}
	if (p->bytes.n - p->at < WORD)
		return refuse(p, "it ends early");
	memcpy(&value, p->bytes.p + p->at, WORD);
	p->at += WORD;
	return value;
}

/* A number below `count`: a row of a table, a flag. */
static unsigned
carry_choice(struct parcel *p, unsigned value, unsigned count)
{
	uint64_t	 word = carry_word(p, value);

	return (unsigned)(word < count ? word : refuse(p, "a number that is none of its kind"));
}

static bool
carry_flag(struct parcel *p, bool value)
{
	return carry_choice(p, value, 2) != 0;
}

static size_t
carry_size(struct parcel *p, size_t value)
{
	uint64_t	 word = carry_word(p, value);

	return (size_t)(word <= SIZE_MAX ? word : refuse(p, "a number too large"));
}

static int64_t
carry_time(struct parcel *p, int64_t value)
{
	int64_t	 at = (int64_t)carry_word(p, (uint64_t)value);

	if (at == DATE_UNKNOWN || (at >= -TIME_MAX && at <= TIME_MAX))
		return at;
	return (int64_t)refuse(p, "a time outside the calendar");
}

static struct interval
carry_interval(struct parcel *p, struct interval i)
{
	i.earliest = carry_time(p, i.earliest);
	i.latest = carry_time(p, i.latest);
	return i;
}

/* From 0 to 1. */
static double
carry_share(struct parcel *p, double value)
{
	uint64_t	 word;

	memcpy(&word, &value, WORD);
	word = carry_word(p, word);
	memcpy(&value, &word, WORD);
	return value >= 0 && value <= 1 ? value : (double)refuse(p, "a share that is none");
}

/* --- texts ------------------------------------------------------------------------------- */

/* As span_within(), but an empty one has a place too. */
static bool
lies_in(struct span s, struct span host)
{
	return s.p != NULL && host.p != NULL && s.p >= host.p && s.p + s.n <= host.p + host.n;
}

static bool
is_boundary(struct span text, size_t at)
{
	return at == text.n || ((unsigned char)text.p[at] & 0xC0) != 0x80;
}

static struct span
open_here(struct parcel *p, uint64_t n)
{
	struct span	 s;

	if (n > p->bytes.n - p->at) {
		refuse(p, "a text longer than the rest");
		return SPAN_NONE;
	}
	s = (struct span) { p->bytes.p + p->at, (size_t)n };
	p->at += s.n;
	return s;
}

static struct span
open_in_host(struct parcel *p, uint64_t from, uint64_t n)
{
	struct span	 host = p->host;

	if (host.p == NULL || from > host.n || n > host.n - from ||
	    !is_boundary(host, (size_t)from) || !is_boundary(host, (size_t)(from + n))) {
		refuse(p, "a place outside its text");
		return SPAN_NONE;
	}
	return span_cut(host, (size_t)from, (size_t)(from + n));
}

/* Bytes of whatever kind. */
static struct span
carry_bytes(struct parcel *p, struct span s)
{
	uint64_t	 where = WHERE_NONE, n;

	if (lies_in(s, p->host))
		where = (uint64_t)(s.p - p->host.p);
	else if (s.p != NULL)
		where = WHERE_HERE;
	where = carry_word(p, where);
	if (where == WHERE_NONE)
		return SPAN_NONE;
	n = carry_word(p, s.n);
	if (p->out == NULL)
		return where == WHERE_HERE ? open_here(p, n) : open_in_host(p, where, n);
	if (where == WHERE_HERE)
		buf_add(p->out, s);
	return s;
}

/* Text in UTF-8; what stands in the host was judged with it. */
static struct span
carry_text(struct parcel *p, struct span s)
{
	s = carry_bytes(p, s);
	if (p->out == NULL && !lies_in(s, p->host) && !utf8_valid(s)) {
		refuse(p, "bytes that are no text");
		return SPAN_NONE;
	}
	return s;
}

/* A C string travels with its NUL, so it can be used where it lies. */
static const char *
carry_string(struct parcel *p, const char *string)
{
	struct span	 s = SPAN_NONE;

	if (string != NULL)
		s = (struct span) { string, strlen(string) + 1 };
	s = carry_text(p, s);
	if (s.p == NULL || p->out != NULL || (s.n > 0 && memchr(s.p, '\0', s.n) == s.p + s.n - 1))
		return s.p;
	refuse(p, "a string without its end");
	return NULL;
}

/* --- lists ------------------------------------------------------------------------------- */

typedef void carry_item(struct parcel *p, void *item);

union item {
	struct span	 span;
	struct block	 block;
	struct evidence	 evidence;
	struct credit	 credit;
	struct quote	 quote;
};

/* Room for a list that says how long it is. No item packs into less than a quarter of its size. */
static void *
open_list(struct parcel *p, size_t *count, size_t size)
{
	void	*list = NULL;

	if (*count > (p->bytes.n - p->at) / (size / 4))
		*count = (size_t)refuse(p, "a list longer than the rest");
	if (*count > 0)
		list = arena_take(p->arena, *count, size, p->f);
	if (list == NULL)
		*count = 0;
	return list;
}

/* *items points to a list of `count` things of `size` bytes; opening puts it into the arena. */
static void
carry_list(struct parcel *p, void *items, size_t *count, size_t size, carry_item *carry)
{
	unsigned char	*list;
	union item	 copy;

	*count = carry_size(p, *count);
	if (p->out == NULL) {
		list = open_list(p, count, size);
		memcpy(items, &list, sizeof list);
	}
	memcpy(&list, items, sizeof list);
	for (size_t i = 0; i < *count && p->f->kind == FAULT_NONE; i++) {
		if (p->out == NULL) {
			carry(p, list + i * size);
		} else {
			memcpy(&copy, list + i * size, size);
			carry(p, &copy);
		}
	}
}

/* --- articles ---------------------------------------------------------------------------- */

static void
carry_block(struct parcel *p, void *item)
{
	struct block	*block = item;

	block->text = carry_text(p, block->text);
	block->kind = (enum block_kind)carry_choice(p, block->kind, BLOCK_KINDS);
	block->region = (enum region)carry_choice(p, block->region, REGIONS);
	block->outlet = carry_text(p, block->outlet);
	block->rule = (enum region_rule)carry_choice(p, block->rule, REGION_RULES);
}

static void
carry_evidence(struct parcel *p, void *item)
{
	struct evidence	*e = item;

	e->kind = (enum evidence_kind)carry_choice(p, e->kind, EVIDENCE_KINDS);
	e->says = (enum evidence_says)carry_choice(p, e->says, SAYS_KINDS);
	e->found = carry_text(p, e->found);
	e->where = carry_text(p, e->where);
	e->place = carry_text(p, e->place);
	e->when = carry_interval(p, e->when);
	e->day = carry_text(p, e->day);
	e->zone = carry_text(p, e->zone);
	e->weekday = (int)carry_choice(p, (unsigned)e->weekday, 8);
	e->used = carry_flag(p, e->used);
}

static void
carry_credit(struct parcel *p, void *item)
{
	struct credit	*credit = item;

	credit->role = (enum credit_role)carry_choice(p, credit->role, CREDIT_ROLES);
	credit->name = carry_text(p, credit->name);
	credit->found = carry_text(p, credit->found);
	credit->where = carry_text(p, credit->where);
}

static void
carry_dating(struct parcel *p, struct dating *dating, size_t nevidence)
{
	dating->when = carry_interval(p, dating->when);
	dating->day = carry_text(p, dating->day);
	dating->rank = (int)carry_choice(p, (unsigned)dating->rank, 10);
	dating->best = carry_size(p, dating->best);
	dating->conflict = carry_flag(p, dating->conflict);
	dating->inferred = carry_flag(p, dating->inferred);
	if (dating->rank > 0 && dating->best >= nevidence)
		refuse(p, "a date without its evidence");
}

/* In reading order, and nothing overlaps. */
static void
check_blocks(struct parcel *p, const struct article *a)
{
	size_t	 end = 0;

	for (size_t i = 0; i < a->nblocks && p->f->kind == FAULT_NONE; i++) {
		struct span	 text = a->blocks[i].text;

		if (!lies_in(text, a->text) || (size_t)(text.p - a->text.p) < end)
			refuse(p, "a block out of place");
		else
			end = (size_t)(text.p - a->text.p) + text.n;
	}
}

/* The text comes first: all else may point into it. */
static void
carry_article(struct parcel *p, struct article *a)
{
	a->text = carry_text(p, a->text);
	p->host = a->text;
	a->url = carry_text(p, a->url);
	a->requested = carry_text(p, a->requested);
	a->canonical = carry_text(p, a->canonical);
	a->file = carry_text(p, a->file);
	a->identity = carry_text(p, a->identity);
	a->outlet = carry_text(p, a->outlet);
	a->zone = carry_text(p, a->zone);
	a->title = carry_text(p, a->title);
	a->byline = carry_text(p, a->byline);
	a->language = carry_text(p, a->language);
	a->order = (enum date_order)carry_choice(p, a->order, DATE_ORDERS);
	carry_list(p, &a->blocks, &a->nblocks, sizeof *a->blocks, carry_block);
	carry_list(p, &a->outside, &a->noutside, sizeof *a->outside, carry_block);
	carry_list(p, &a->evidence, &a->nevidence, sizeof *a->evidence, carry_evidence);
	carry_list(p, &a->credits, &a->ncredits, sizeof *a->credits, carry_credit);
	a->captured = carry_time(p, a->captured);
	carry_dating(p, &a->published, a->nevidence);
	carry_dating(p, &a->modified, a->nevidence);
	a->replaced = carry_size(p, a->replaced);
	a->charset = carry_string(p, a->charset);
	check_blocks(p, a);
}

/* --- quotations -------------------------------------------------------------------------- */

/* Words that have a place: a span of the host. */
static struct span
carry_stretch(struct parcel *p, struct span s)
{
	s = carry_text(p, s);
	if (s.n == 0 || !lies_in(s, p->host))
		refuse(p, "a quotation outside its text");
	return s;
}

static void
carry_part(struct parcel *p, void *item)
{
	struct span	*part = item;

	*part = carry_stretch(p, *part);
}

static void
carry_speaker(struct parcel *p, struct quote *q)
{
	q->cue = carry_text(p, q->cue);
	q->mention = carry_text(p, q->mention);
	q->speaker = carry_text(p, q->speaker);
	q->quoted_by = carry_text(p, q->quoted_by);
	q->state = (enum speaker_state)carry_choice(p, q->state, SPEAKER_STATES);
	q->kind = (enum speaker_kind)carry_choice(p, q->kind, SPEAKER_KINDS);
	q->speaker_rule = carry_string(p, q->speaker_rule);
	q->confidence = carry_share(p, q->confidence);
	q->venue = carry_text(p, q->venue);
	q->venue_name = carry_text(p, q->venue_name);
	q->said_on = carry_text(p, q->said_on);
}

/* Which text it stands in is settled first: its spans point there. */
static void
carry_quote(struct parcel *p, void *item)
{
	const struct article	*a = p->article;
	struct quote		*q = item;
	size_t			 host = carry_size(p, (size_t)(q->outside + 1));

	q->block = carry_size(p, q->block);
	if (host > a->noutside || q->block >= (host == 0 ? a->nblocks : a->noutside)) {
		refuse(p, "a quotation in no block");
		return;
	}
	q->outside = (ptrdiff_t)host - 1;
	p->host = host == 0 ? a->text : a->outside[host - 1].text;
	carry_list(p, &q->parts, &q->nparts, sizeof *q->parts, carry_part);
	if (q->nparts == 0)
		refuse(p, "a quotation without words");
	q->text = carry_text(p, q->text);
	q->whole = carry_stretch(p, q->whole);
	q->region = (enum region)carry_choice(p, q->region, REGIONS);
	q->form = (enum quote_form)carry_choice(p, q->form, QUOTE_FORMS);
	q->form_rule = carry_string(p, q->form_rule);
	carry_speaker(p, q);
}

static void
carry_reading(struct parcel *p, struct article *article, struct quote_list *quotes)
{
	carry_article(p, article);
	p->article = article;
	carry_list(p, &quotes->items, &quotes->count, sizeof *quotes->items, carry_quote);
	quotes->passed = carry_size(p, quotes->passed);
}

/* --- documents --------------------------------------------------------------------------- */

static void
carry_document(struct parcel *p, struct document *document)
{
	struct page_hints	*hints = &document->hints;

	document->kind = (enum document_kind)carry_choice(p, document->kind, DOCUMENT_KINDS);
	document->name = carry_text(p, document->name);
	hints->url = carry_text(p, hints->url);
	hints->requested = carry_text(p, hints->requested);
	hints->file = carry_text(p, hints->file);
	hints->outlet = carry_text(p, hints->outlet);
	hints->charset = carry_bytes(p, hints->charset);
	hints->captured = carry_time(p, hints->captured);
	hints->last_modified = carry_time(p, hints->last_modified);
	hints->now = carry_time(p, hints->now);
	carry_list(p, &hints->given, &hints->ngiven, sizeof *hints->given, carry_evidence);
	document->bytes = carry_bytes(p, document->bytes);
}

/* --- faults ------------------------------------------------------------------------------ */

/* A fault's line may have been cut inside a character; what travels is text. */
static void
pack_fault(struct parcel *p, const struct fault *why)
{
	struct buf	 line = BUF(3 * sizeof why->text);
	size_t		 n = sizeof why->text - 1;

	utf8_repair(span_of(why->text), &line);
	while (n < line.n && !is_boundary(buf_span(&line), n))
		n--;
	carry_choice(p, why->kind, FAULT_INTERRUPTED + 1);
	carry_text(p, span_cut(buf_span(&line), 0, n));
	buf_free(&line);
}

static void
open_fault(struct parcel *p, struct fault *why)
{
	enum fault_kind	 kind = (enum fault_kind)carry_choice(p, FAULT_NONE, FAULT_INTERRUPTED + 1);
	struct span	 line = carry_text(p, SPAN_NONE);

	if (kind == FAULT_NONE || line.n >= sizeof why->text) {
		refuse(p, "a fault that is none");
		return;
	}
	fault_set(why, kind, "%.*s", (int)line.n, line.n > 0 ? line.p : "");
	if (!span_eq(span_of(why->text), line))
		refuse(p, "a fault of more than one line");
}

/* --- packing and opening ----------------------------------------------------------------- */

void
parcel_document(const struct document *document, struct buf *out)
{
	struct fault	 none = FAULT_INIT;
	struct parcel	 p = { .out = out, .f = &none };
	struct document	 copy = *document;

	carry_word(&p, CARGO_DOCUMENT);
	carry_document(&p, &copy);
}

void
parcel_reading(const struct article *article, const struct quote_list *quotes, struct buf *out)
{
	struct fault		 none = FAULT_INIT;
	struct parcel		 p = { .out = out, .f = &none };
	struct article		 copy = *article;
	struct quote_list	 list = *quotes;

	carry_word(&p, CARGO_READING);
	carry_reading(&p, &copy, &list);
}

void
parcel_fault(const struct fault *why, struct buf *out)
{
	struct fault	 none = FAULT_INIT;
	struct parcel	 p = { .out = out, .f = &none };

	carry_word(&p, CARGO_FAULT);
	pack_fault(&p, why);
}

static bool
open_end(struct parcel *p)
{
	if (p->at < p->bytes.n)
		refuse(p, "more than it should hold");
	return p->f->kind == FAULT_NONE;
}

bool
parcel_open_document(struct span bytes, struct arena *arena, struct document *document,
    struct fault *f)
{
	struct parcel	 p = { .bytes = bytes, .arena = arena, .f = f };

	*document = (struct document) { .kind = DOCUMENT_TEXT };
	if (carry_word(&p, 0) != CARGO_DOCUMENT)
		refuse(&p, "no document");
	carry_document(&p, document);
	return open_end(&p);
}

bool
parcel_open_reading(struct span bytes, struct arena *arena, struct article *article,
    struct quote_list *quotes, struct fault *why, struct fault *f)
{
	struct parcel	 p = { .bytes = bytes, .arena = arena, .f = f };
	uint64_t	 cargo = carry_word(&p, 0);

	*article = (struct article) { .captured = DATE_UNKNOWN };
	*quotes = (struct quote_list) { .count = 0 };
	fault_clear(why);
	if (cargo == CARGO_READING)
		carry_reading(&p, article, quotes);
	else if (cargo == CARGO_FAULT)
		open_fault(&p, why);
	else
		refuse(&p, "no reading");
	return open_end(&p);
}
