#include "fetch/warc.h"

#include <stdlib.h>

#include "core/buf.h"
#include "core/date.h"
#include "core/utf8.h"
#include "fetch/answer.h"
#include "fetch/content.h"
#include "fetch/head.h"
#include "fetch/media.h"
#include "fetch/octet.h"
#include "fetch/payload.h"

#define HEAD_MAX ((size_t)256 * 1024) /* of a record, and of the response in it */
#define HEAD_LOOK_BYTES ((size_t)4096)
#define TAIL_BYTES ((size_t)64) /* behind a record: its line ends and how the next begins */
#define SIGN SPAN("WARC/1.")
#define ANY_SIGN SPAN("WARC/")

struct warc {
	struct input	*input;
	size_t		 body_max;
	bool		 done;	  /* nothing more can be read */
	bool		 faulted;  /* the last record was broken, ... */
	uint64_t	 fault_at; /* ... and its member begins here in the stream */
	uint64_t	 start;	   /* of this record, when a member begins with it; else 0 */
	bool		 told;	   /* what is wrong here is what was wrong there */
};

/* What its head says; spans point into it or lie in the arena. */
struct fields {
	struct span	 type, uri, date, content_type, truncated, segment, length;
};

bool
warc_new(struct input *input, size_t body_max_bytes, struct warc **warc, struct fault *f)
{
	*warc = calloc(1, sizeof **warc);
	if (*warc == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	(*warc)->input = input;
	(*warc)->body_max = body_max_bytes;
	return true;
}

void
warc_free(struct warc *warc)
{
	free(warc);
}

/* The next bytes, fewer where the stream ends or breaks off. */
static struct span
look(struct warc *warc, size_t want)
{
	struct span	 head;
	struct fault	 why = FAULT_INIT; /* input_break() tells it better */

	return input_head(warc->input, want, &head, &why) ? head : SPAN_NONE;
}

/* What the stream breaks off with ends the reading, unless it is only its bytes that are broken. */
static bool
can_go_on(struct warc *warc, struct fault *f)
{
	const struct fault	*why = input_break(warc->input);

	if (why->kind == FAULT_NONE || why->kind == FAULT_INPUT)
		return true;
	warc->done = true;
	return fault_set(f, why->kind, "%s", why->text);
}

/* --- finding records --------------------------------------------------------------------- */

/* Line ends stand between records. Where a member begins among them, it is the record's. */
static uint64_t
pass_line_ends(struct warc *warc)
{
	uint64_t	 offset = 0;
	bool		 own = false;

	for (;;) {
		struct span	 next = look(warc, 1);
		bool		 begins = input_begins(warc->input, 0);

		if (begins || !own)
			offset = input_offset(warc->input);
		own = own || begins;
		if (next.n == 0 || (next.p[0] != '\r' && next.p[0] != '\n'))
			return offset;
		input_take(warc->input, 1);
	}
}

/* Why no record begins here. Always returns false. */
static bool
no_record(struct warc *warc, struct span head, struct fault *f)
{
	size_t		 at = 0;
	struct span	 line = head_text(head_line(head, &at));

	if (head.n < SIGN.n && input_break(warc->input)->kind != FAULT_NONE)
		return fault_set(f, input_break(warc->input)->kind, "%s",
		    input_break(warc->input)->text);
	if (span_starts(line, ANY_SIGN))
		return fault_set(f, FAULT_INPUT, "a record of %.*s (1.0 and 1.1 are read)",
		    SPAN_ARG(line));
	return fault_set(f, FAULT_INPUT, "something that is no WARC record");
}

/*
 * Seek the next record behind one that is broken. Where a record has a member
 * of its own, damage to it may first show in the record, then in the member:
 * that is told already. (Of the first member nobody knows yet whether it holds
 * one record or all of them.)
 */
static bool
seek_next(struct warc *warc, struct input_passage *passed, struct fault *f)
{
	if (!input_seek(warc->input, SIGN, passed, f))
		return false;
	warc->done = !passed->found;
	warc->told =
	    warc->faulted && passed->broke && passed->from > 0 && passed->from == warc->fault_at;
	if (warc->start > 0)
		warc->fault_at = warc->start;
	return true;
}

/*
 * Go to the next record. Where it is not at hand, what is passed over is a
 * fault; only between a gzipped stretch and a plain one there is nothing.
 */
static bool
find_record(struct warc *warc, struct warc_record *record, struct fault *f)
{
	struct fault		 why = FAULT_INIT;
	struct input_passage	 passed;
	struct span		 head;

	record->offset = pass_line_ends(warc);
	head = look(warc, TAIL_BYTES);
	warc->start = input_begins(warc->input, 0) ? input_taken(warc->input) : 0;
	if (span_starts(head, SIGN))
		return true;
	if (head.n < TAIL_BYTES && !can_go_on(warc, f))
		return false;
	no_record(warc, head, &why);
	if (!seek_next(warc, &passed, f)) {
		warc->done = true;
		return false;
	}
	if (passed.skipped || passed.broke)
		return fault_set(f, why.kind, "%s", why.text);
	if (passed.found)
		record->offset = input_offset(warc->input);
	return true;
}

/* Behind a record that is broken: go to where the next begins. */
static void
give_up(struct warc *warc)
{
	struct fault		 why = FAULT_INIT; /* comes up again with the next look */
	struct input_passage	 passed;

	if (warc->done)
		return;
	input_take(warc->input, 1);
	(void)!seek_next(warc, &passed, &why);
}

/* --- the frame of a record --------------------------------------------------------------- */

/* The stream ends or breaks off within the record. */
static bool
cut_short(struct warc *warc, const char *where, struct fault *f)
{
	if (!can_go_on(warc, f))
		return false;
	if (input_break(warc->input)->kind != FAULT_NONE)
		return fault_set(f, input_break(warc->input)->kind, "%s",
		    input_break(warc->input)->text);
	return fault_set(f, FAULT_INPUT, "the archive ends within the record's %s", where);
}

/*
 * Find where the head ends, behind its blank line; 0 when it does not. Where
 * another record begins before, this one has no end of its own.
 */
static size_t
find_head_end(struct span shown, bool *runs_on)
{
	size_t	 at = 0;

	*runs_on = false;
	head_line(shown, &at);
	while (at < shown.n) {
		struct span	 line = head_line(shown, &at);

		*runs_on = span_starts(line, SIGN);
		if (*runs_on)
			return 0;
		if (line.n == 0 && shown.p[at - 1] == '\n')
			return at;
	}
	return 0;
}

/* "WARC/1.1" and nothing else. */
static bool
is_version(struct span line)
{
	size_t	 digits = SIGN.n;

	while (digits < line.n && line.p[digits] >= '0' && line.p[digits] <= '9')
		digits++;
	return digits > SIGN.n && head_text(span_cut(line, digits, line.n)).n == 0;
}

static bool
read_head(struct warc *warc, struct span *head, struct fault *f)
{
	for (size_t want = HEAD_LOOK_BYTES;; want *= 2) {
		struct span	 shown = look(warc, want);
		bool		 runs_on;
		size_t		 end = find_head_end(shown, &runs_on), at = 0;

		if (!is_version(head_line(shown, &at)))
			return fault_set(f, FAULT_INPUT,
			    "a record of a version that is none (1.0 and 1.1 are read)");
		if (runs_on)
			return fault_set(f, FAULT_INPUT,
			    "the record's header breaks off where another begins");
		*head = span_cut(shown, 0, end);
		if (end > 0)
			return true;
		if (shown.n < want)
			return cut_short(warc, "header", f);
		if (want >= HEAD_MAX)
			return fault_set(f, FAULT_LIMIT, "a record's header larger than %zu KiB",
			    HEAD_MAX >> 10);
	}
}

static bool
read_fields(struct span head, struct arena *arena, struct fields *fields, struct fault *f)
{
	const struct {
		struct span	 name, *value;
	} firsts[] = {
		{ SPAN("Content-Length"),		&fields->length },
		{ SPAN("Content-Type"),		&fields->content_type },
		{ SPAN("WARC-Date"),		&fields->date },
		{ SPAN("WARC-Segment-Number"),	&fields->segment },
		{ SPAN("WARC-Target-URI"),	&fields->uri },
		{ SPAN("WARC-Truncated"),	&fields->truncated },
		{ SPAN("WARC-Type"),		&fields->type },
	};
	struct head_field	 field;
	size_t			 at = 0;
	bool			 found;

	*fields = (struct fields) { .type = SPAN_NONE };
	head_line(head, &at);
	do {
		if (!head_next(head, &at, arena, &field, &found, f))
			return false;
		for (size_t i = 0; found && i < LEN(firsts); i++) {
			if (firsts[i].value->p == NULL && span_eq_case(field.name, firsts[i].name))
				*firsts[i].value = field.value;
		}
	} while (found);
	return true;
}

/* The length of the block behind the head. */
static bool
read_length(struct warc *warc, struct span value, size_t *length, struct fault *f)
{
	uint64_t	 number;

	if (value.p == NULL)
		return fault_set(f, FAULT_INPUT, "a record without Content-Length");
	if (!head_number(value, &number))
		return fault_set(f, FAULT_INPUT, "a record whose Content-Length is no length: %.*s",
		    SPAN_ARG(span_cut(head_text(value), 0, 40)));
	if (number > warc->body_max + HEAD_MAX)
		return fault_set(f, FAULT_LIMIT, "body larger than %zu bytes", warc->body_max);
	*length = (size_t)number;
	return true;
}

/*
 * A length is right when line ends, another record, another member or the end
 * of the stream stand where it leads. After a blank line anything may: that is
 * then no part of this record. A member's checksum comes behind its last byte.
 */
static bool
check_end(struct warc *warc, size_t end, struct fault *f)
{
	struct span	 tail = look(warc, end + TAIL_BYTES);
	size_t		 at = end, lines = 0;

	if (tail.n < end)
		return cut_short(warc, "body", f);
	for (; at < tail.n && !input_begins(warc->input, at); at++) {
		if (tail.p[at] == '\n')
			lines++;
		else if (tail.p[at] != '\r')
			break;
	}
	if (input_begins(warc->input, at) || span_starts(span_cut(tail, at, tail.n), ANY_SIGN))
		return true;
	if (tail.n < end + TAIL_BYTES && input_break(warc->input)->kind != FAULT_NONE)
		return cut_short(warc, "body", f);
	return at == tail.n || lines >= 2 ||
	    fault_set(f, FAULT_INPUT, "a record whose Content-Length does not lead to its end");
}

/* --- what is in it ----------------------------------------------------------------------- */

/* Addresses of pages. Others name what tools keep beside them: dns:, metadata:, urn:, screenshot: */
static const struct span schemes[] = {
	{ "file:", 5 },
	{ "ftp:", 4 },
	{ "ftps:", 5 },
	{ "http:", 5 },
	{ "https:", 6 },
};

static bool
is_address(struct span uri)
{
	for (size_t i = 0; i < LEN(schemes); i++) {
		if (span_eq_case(span_cut(uri, 0, schemes[i].n), schemes[i]))
			return true;
	}
	return uri.n == 0;
}

/* Text without control characters, which no address holds. */
static bool
is_clean(struct span uri)
{
	for (size_t i = 0; i < uri.n; i++) {
		if ((unsigned char)uri.p[i] < 0x20 || uri.p[i] == 0x7f)
			return false;
	}
	return utf8_valid(uri);
}

/* As it stands, without the brackets that WARC 1.0 seems to ask for, in the arena. */
static bool
read_uri(struct span uri, struct arena *arena, struct span *out, struct fault *f)
{
	struct buf	 encoded = BUF(3 * HEAD_MAX);
	struct span	 trimmed = head_text(uri);

	if (span_starts(trimmed, SPAN("<")) && span_ends(trimmed, SPAN(">")))
		uri = span_cut(trimmed, 1, trimmed.n - 1);
	if (is_clean(uri))
		return span_in(arena, uri, out, f);
	octet_fold(uri, &encoded);
	return buf_end(&encoded, arena, out, f);
}

static bool
keep(struct arena *arena, struct span *value, struct fault *f)
{
	return value->n == 0 || span_in(arena, *value, value, f);
}

static bool
read_response(struct warc *warc, struct span block, struct arena *arena, struct warc_record *record,
    struct fault *f)
{
	struct answer	 answer;
	bool		 cut;

	if (!answer_read(block, arena, &answer, f))
		return false;
	record->kind = WARC_REFUSED;
	if (answer.status >= 300 && answer.status < 400)
		record->kind = WARC_REDIRECT;
	record->status = answer.status;
	record->location = answer.location;
	record->content_type = answer.content_type;
	record->charset = answer.charset;
	record->last_modified = answer.last_modified;
	if (record->captured == DATE_UNKNOWN)
		record->captured = answer.date;
	record->truncated = record->truncated || answer.short_of_length;
	if (answer.status == 200) {
		record->kind = WARC_PAGE;
		if (!payload_read(answer.body, &answer.content, &answer.transfer, warc->body_max,
			arena, &record->body, &cut, f))
			return false;
		record->truncated = record->truncated || cut;
	}
	return keep(arena, &record->location, f) && keep(arena, &record->content_type, f) &&
	    keep(arena, &record->charset, f);
}

/* The block itself is the body: a resource, or what another record was converted to. */
static bool
read_block(struct warc *warc, struct span block, struct arena *arena, struct warc_record *record,
    struct fault *f)
{
	const struct payload_codings	 none = { .count = 0 };
	bool				 cut;

	if (!payload_read(block, &none, &none, warc->body_max, arena, &record->body, &cut, f))
		return false;
	record->truncated = record->truncated || cut;
	return keep(arena, &record->content_type, f) && keep(arena, &record->charset, f);
}

/* What a record of this type is to us, before a response has told its status. */
static enum warc_kind
kind_of(struct span type, const struct warc_record *record, struct span block)
{
	if (span_eq_case(type, SPAN("revisit")))
		return WARC_REVISIT;
	if (span_eq_case(type, SPAN("resource")) && is_address(record->uri))
		return WARC_PAGE;
	if (span_eq_case(type, SPAN("response")) &&
	    (answer_begins(block) ||
		(is_address(record->uri) &&
		    (record->content_type.n == 0 ||
			span_eq_case(record->content_type, SPAN("application/http"))))))
		return WARC_REFUSED;
	if (!span_eq_case(type, SPAN("conversion")))
		return WARC_OTHER;
	switch (content_declared(record->content_type)) {
	case DECLARED_NOTHING:
		return WARC_TEXT;
	case DECLARED_HTML:
		return WARC_PAGE;
	default:
		return WARC_OTHER;
	}
}

static bool
read_record(struct warc *warc, const struct fields *fields, struct span block, struct arena *arena,
    struct warc_record *record, struct fault *f)
{
	uint64_t	 segment = 0;

	if (!read_uri(fields->uri, arena, &record->uri, f) ||
	    !head_date(fields->date, arena, &record->captured, f))
		return false;
	media_read(head_text(fields->content_type), &record->content_type, &record->charset);
	/* Of a record in segments the first is a page that breaks off; the others are parts of none. */
	head_number(fields->segment, &segment);
	record->truncated = segment == 1 || fields->truncated.n > 0;
	if (segment <= 1)
		record->kind = kind_of(head_text(fields->type), record, block);
	switch (record->kind) {
	case WARC_PAGE:
	case WARC_TEXT:
		return read_block(warc, block, arena, record, f);
	case WARC_REFUSED:
		return read_response(warc, block, arena, record, f);
	default:
		record->content_type = record->charset = SPAN_NONE;
		return true;
	}
}

/* The next record, or the end, or what is broken. */
static bool
step(struct warc *warc, struct arena *arena, struct warc_record *record, struct fault *f)
{
	struct fields	 fields;
	struct span	 head = SPAN_NONE, whole;
	size_t		 length = 0;

	*record = (struct warc_record) { .kind = WARC_OTHER,
		.captured = DATE_UNKNOWN,
		.last_modified = DATE_UNKNOWN };
	warc->told = false;
	if (warc->done)
		return true;
	if (!find_record(warc, record, f))
		return false;
	if (warc->done)
		return true;
	if (!read_head(warc, &head, f) || !read_fields(head, arena, &fields, f) ||
	    !read_length(warc, fields.length, &length, f) || !check_end(warc, head.n + length, f)) {
		give_up(warc);
		return false;
	}

	/* The look behind its end may have moved the record. */
	whole = look(warc, head.n + length);
	warc->fault_at = warc->start;
	input_take(warc->input, whole.n);
	return read_fields(span_cut(whole, 0, head.n), arena, &fields, f) &&
	    read_record(warc, &fields, span_cut(whole, head.n, whole.n), arena, record, f);
}

bool
warc_next(struct warc *warc, struct arena *arena, struct warc_record *record, bool *end,
    struct fault *f)
{
	struct fault	 why;
	bool		 ok;

	do {
		fault_clear(&why);
		ok = step(warc, arena, record, &why);
	} while (!ok && warc->told);
	warc->faulted = !ok;
	*end = ok && warc->done;
	return ok || fault_set(f, why.kind, "%s", why.text);
}
