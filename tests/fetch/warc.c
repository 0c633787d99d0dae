#include "fetch/warc.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include "core/buf.h"
#include "core/date.h"

#define BODY_MAX ((size_t)100000)
#define ARENA_MAX ((size_t)1 << 24)
#define ARCHIVE_MAX ((size_t)1 << 24)

/* --- archives made in memory ------------------------------------------------------------- */

enum packing { PLAIN, EACH, WHOLE, PACKINGS };
static const char *const packing_names[PACKINGS] = { "plain", "packed each", "packed whole" };

/* Packed by zlib, in the format that `window` says: 31 gzip, 15 zlib, -15 raw. */
static void
add_packed(struct buf *out, struct span bytes, int window)
{
	z_stream	 z = { 0 };
	size_t		 room = bytes.n + bytes.n / 8 + 1024;
	char		*packed = malloc(room);

	cr_assert(packed != NULL);
	cr_assert_eq(deflateInit2(&z, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY), Z_OK);
	memcpy(&z.next_in, &bytes.p, sizeof z.next_in);
	z.avail_in = (uInt)bytes.n;
	z.next_out = (Bytef *)packed;
	z.avail_out = (uInt)room;
	cr_assert_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
	buf_add(out, (struct span) { packed, z.total_out });
	deflateEnd(&z);
	free(packed);
}

#define GZIP 31
#define ZLIB 15
#define RAW (-15)

/* One after the other, packed so; offsets[i] is where piece i is said to begin. */
static void
pack(const struct span *pieces, size_t count, enum packing packing, struct buf *out,
    uint64_t *offsets)
{
	struct buf	 whole = BUF(ARCHIVE_MAX);

	for (size_t i = 0; i < count; i++) {
		if (offsets != NULL)
			offsets[i] = packing == EACH ? out->n : whole.n;
		if (packing == EACH)
			add_packed(out, pieces[i], GZIP);
		buf_add(&whole, pieces[i]);
	}
	if (packing == WHOLE)
		add_packed(out, buf_span(&whole), GZIP);
	if (packing == PLAIN)
		buf_add(out, buf_span(&whole));
	buf_free(&whole);
}

/* A record whose Content-Length is right; `fields` end their lines themselves. */
static void
add_record(struct buf *out, const char *type, const char *fields, struct span block)
{
	buf_print(out, "WARC/1.0\r\nWARC-Type: %s\r\n%sContent-Length: %zu\r\n\r\n", type, fields,
	    block.n);
	buf_add(out, block);
	buf_add(out, SPAN("\r\n\r\n"));
}

/* --- reading them ------------------------------------------------------------------------ */

struct reading {
	struct input	*input;
	struct warc	*warc;
	struct arena	*arena;
	struct warc_record record;
	struct fault	 why; /* of the last record */
};

static struct reading
reading_of(struct span archive)
{
	struct reading	 r = { .arena = arena_new(ARENA_MAX), .why = FAULT_INIT };

	cr_assert(r.arena != NULL);
	cr_assert(input_of(SPAN("a.warc"), archive, &r.input, &r.why), "%s", r.why.text);
	cr_assert(warc_new(r.input, BODY_MAX, &r.warc, &r.why), "%s", r.why.text);
	return r;
}

/* The next record, or a fault in r->why; false at the end. */
static bool
next(struct reading *r)
{
	bool	 end;

	arena_reset(r->arena);
	fault_clear(&r->why);
	return !warc_next(r->warc, r->arena, &r->record, &end, &r->why) || !end;
}

static void
close_reading(struct reading *r)
{
	warc_free(r->warc);
	input_close(r->input);
	arena_free(r->arena);
}

/* The only record of an archive, or its only fault. */
static struct reading
read_only(struct span archive, const char *what)
{
	struct reading	 r = reading_of(archive);

	cr_assert(next(&r), "%s: nothing there", what);
	return r;
}

static void
expect_end(struct reading *r, const char *what)
{
	for (int i = 0; i < 2; i++) {
		cr_expect(!next(r), "%s: more than one (%s)", what,
		    r->why.kind != FAULT_NONE ? r->why.text : "a record");
	}
	close_reading(r);
}

/* --- what a record is -------------------------------------------------------------------- */

#define HTTP "Content-Type: application/http; msgtype=response\r\n"
#define URI "WARC-Target-URI: http://h.example/\r\n"
#define OK_HTML "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>words</p>"

static const struct {
	const char	*what, *type, *fields, *block;
	enum warc_kind	 kind;
	int		 status;
	const char	*uri, *content_type, *charset, *body;
	bool		 truncated;
} kinds[] = {
	{ "a page", "response", URI HTTP, OK_HTML,
	    WARC_PAGE, 200, "http://h.example/", "text/html", "", "<p>words</p>", false },
	{ "a type without a blank", "response", URI "Content-Type: application/http;msgtype=response\r\n",
	    OK_HTML, WARC_PAGE, 200, "http://h.example/", "text/html", "", "<p>words</p>", false },
	{ "no type of the block", "response", URI, OK_HTML,
	    WARC_PAGE, 200, "http://h.example/", "text/html", "", "<p>words</p>", false },
	{ "names in any case", "RESPONSE", "warc-target-uri: http://h.example/\r\ncontent-TYPE: APPLICATION/HTTP\r\n",
	    OK_HTML, WARC_PAGE, 200, "http://h.example/", "text/html", "", "<p>words</p>", false },
	{ "brackets of WARC 1.0", "response", "WARC-Target-URI: <http://h.example/a>\r\n" HTTP,
	    OK_HTML, WARC_PAGE, 200, "http://h.example/a", "text/html", "", "<p>words</p>", false },
	{ "an address that ends in a slash and a blank", "response",
	    "WARC-Target-URI: http://h.example/a/ \r\n" HTTP, OK_HTML,
	    WARC_PAGE, 200, "http://h.example/a/ ", "text/html", "", "<p>words</p>", false },
	{ "no blank behind the colon", "response", "WARC-Target-URI:http://h.example/\r\n" HTTP,
	    OK_HTML, WARC_PAGE, 200, "http://h.example/", "text/html", "", "<p>words</p>", false },
	{ "a folded field", "response", "WARC-Target-URI:\r\n http://h.example/\r\nContent-Type: application/http;\r\n\tmsgtype=response\r\n",
	    OK_HTML, WARC_PAGE, 200, " http://h.example/", "text/html", "", "<p>words</p>", false },
	{ "an address that is no UTF-8", "response", "WARC-Target-URI: http://h.example/\xe9\r\n" HTTP,
	    OK_HTML, WARC_PAGE, 200, "http://h.example/%E9", "text/html", "", "<p>words</p>", false },
	{ "an address with a tab", "response", "WARC-Target-URI: http://h.example/a\tb\r\n" HTTP,
	    OK_HTML, WARC_PAGE, 200, "http://h.example/a%09b", "text/html", "", "<p>words</p>", false },
	{ "a segment without a number", "response", URI HTTP "WARC-Segment-Number: x\r\n", OK_HTML,
	    WARC_PAGE, 200, "http://h.example/", "text/html", "", "<p>words</p>", false },
	{ "no address", "response", HTTP, OK_HTML,
	    WARC_PAGE, 200, "", "text/html", "", "<p>words</p>", false },
	{ "WARC-Truncated", "response", URI HTTP "WARC-Truncated: length\r\n", OK_HTML,
	    WARC_PAGE, 200, "http://h.example/", "text/html", "", "<p>words</p>", true },
	{ "the first segment", "response", URI HTTP "WARC-Segment-Number: 1\r\n", OK_HTML,
	    WARC_PAGE, 200, "http://h.example/", "text/html", "", "<p>words</p>", true },
	{ "a later segment", "continuation", URI "WARC-Segment-Number: 2\r\n", "more words",
	    WARC_OTHER, 0, "http://h.example/", "", "", "", false },
	{ "another status", "response", URI HTTP, "HTTP/1.1 404 Not Found\r\n\r\nno",
	    WARC_REFUSED, 404, "http://h.example/", "", "", "", false },
	{ "only a part of a page", "response", URI HTTP, "HTTP/1.1 206 Partial Content\r\n\r\nno",
	    WARC_REFUSED, 206, "http://h.example/", "", "", "", false },
	{ "a redirect", "response", URI HTTP, "HTTP/1.1 301 Moved\r\nLocation: /b\r\n\r\nno",
	    WARC_REDIRECT, 301, "http://h.example/", "", "", "", false },
	{ "a resource", "resource", "WARC-Target-URI: file:///a.html\r\nContent-Type: text/html; charset=\"latin1\"\r\n",
	    "<p>words</p>", WARC_PAGE, 0, "file:///a.html", "text/html", "latin1", "<p>words</p>", false },
	{ "a tool's own resource", "resource", "WARC-Target-URI: urn:pageinfo:http://h.example/\r\nContent-Type: text/html\r\n",
	    "<p>words</p>", WARC_OTHER, 0, "urn:pageinfo:http://h.example/", "", "", "", false },
	{ "a text", "conversion", URI "Content-Type: text/plain\r\n", "W\303\266rter",
	    WARC_TEXT, 0, "http://h.example/", "text/plain", "", "W\303\266rter", false },
	{ "a picture of a page", "conversion", URI "Content-Type: image/png\r\n", "\x89PNG",
	    WARC_OTHER, 0, "http://h.example/", "", "", "", false },
	{ "a revisit", "revisit", URI HTTP, "HTTP/1.1 200 OK\r\n\r\n",
	    WARC_REVISIT, 0, "http://h.example/", "", "", "", false },
	{ "a request", "request", URI "Content-Type: application/http; msgtype=request\r\n", "GET / HTTP/1.1\r\n\r\n",
	    WARC_OTHER, 0, "http://h.example/", "", "", "", false },
	{ "warcinfo", "warcinfo", "Content-Type: application/warc-fields\r\n", "software: a\r\n",
	    WARC_OTHER, 0, "", "", "", "", false },
	{ "an answer of the DNS", "response", "WARC-Target-URI: dns:h.example\r\nContent-Type: text/dns\r\n", "h.example. A 127.0.0.1\n",
	    WARC_OTHER, 0, "dns:h.example", "", "", "", false },
	{ "a type of tomorrow", "sketch", URI, "",
	    WARC_OTHER, 0, "http://h.example/", "", "", "", false },
	{ "no block", "warcinfo", "", "",
	    WARC_OTHER, 0, "", "", "", "", false },
};

Test(warc, tells_records_apart)
{
	for (size_t i = 0; i < LEN(kinds); i++) {
		struct buf		 archive = BUF(ARCHIVE_MAX);
		struct reading		 r;
		const struct warc_record *got = &r.record;

		add_record(&archive, kinds[i].type, kinds[i].fields, span_of(kinds[i].block));
		r = read_only(buf_span(&archive), kinds[i].what);
		cr_assert_eq(r.why.kind, FAULT_NONE, "%s: %s", kinds[i].what, r.why.text);
		cr_expect_eq(got->kind, kinds[i].kind, "%s: kind %d", kinds[i].what, got->kind);
		cr_expect_eq(got->status, kinds[i].status, "%s: %ld", kinds[i].what, got->status);
		cr_expect(span_eq(got->uri, span_of(kinds[i].uri)), "%s: '%.*s'", kinds[i].what,
		    SPAN_ARG(got->uri));
		cr_expect(span_eq(got->content_type, span_of(kinds[i].content_type)), "%s: %.*s",
		    kinds[i].what, SPAN_ARG(got->content_type));
		cr_expect(span_eq(got->charset, span_of(kinds[i].charset)), "%s: %.*s",
		    kinds[i].what, SPAN_ARG(got->charset));
		cr_expect(span_eq(got->body, span_of(kinds[i].body)), "%s: '%.*s'", kinds[i].what,
		    SPAN_ARG(got->body));
		cr_expect_eq(got->truncated, kinds[i].truncated, "%s", kinds[i].what);
		expect_end(&r, kinds[i].what);
		buf_free(&archive);
	}
}

#define NOON 1709294400 /* 2024-03-01T12:00:00Z */
#define DATED(s) "WARC-Date: " s "\r\n"
#define HEAD_DATED(s) "HTTP/1.1 200 OK\r\nDate: " s "\r\n\r\n"
#define HEAD_CHANGED(s) "HTTP/1.1 200 OK\r\nLast-Modified: " s "\r\n\r\n"

static const struct {
	const char	*fields, *head;
	int64_t		 captured, last_modified;
} dates[] = {
	{ DATED("2024-03-01T12:00:00Z"), "HTTP/1.1 200 OK\r\n\r\n", NOON, DATE_UNKNOWN },
	{ DATED("2024-03-01T12:00:00.123456Z"), "HTTP/1.1 200 OK\r\n\r\n", NOON, DATE_UNKNOWN },
	{ DATED("2024-03-01T12:00:00.123456789Z"), "HTTP/1.1 200 OK\r\n\r\n", NOON, DATE_UNKNOWN },
	{ DATED("2024-03-01T12:00:00Z"), HEAD_DATED("Fri, 01 Mar 2024 13:00:00 GMT"), NOON, DATE_UNKNOWN },
	{ "", HEAD_DATED("Fri, 01 Mar 2024 12:00:00 GMT"), NOON, DATE_UNKNOWN },
	{ DATED("yesterday"), HEAD_DATED("Fri, 01 Mar 2024 12:00:00 GMT"), NOON, DATE_UNKNOWN },
	{ DATED("2024-03-01"), "HTTP/1.1 200 OK\r\n\r\n", NOON + 12 * 3600 - 1, DATE_UNKNOWN },
	{ DATED("20240301120000"), "HTTP/1.1 200 OK\r\n\r\n", NOON, DATE_UNKNOWN },
	{ "", "HTTP/1.1 200 OK\r\n\r\n", DATE_UNKNOWN, DATE_UNKNOWN },
	{ "", HEAD_CHANGED("Fri, 01 Mar 2024 12:00:00 GMT"), DATE_UNKNOWN, NOON },
	{ "", HEAD_CHANGED("Friday, 01-Mar-24 12:00:00 GMT"), DATE_UNKNOWN, NOON },
	{ "", HEAD_CHANGED("Fri Mar  1 12:00:00 2024"), DATE_UNKNOWN, NOON },
	{ "", HEAD_CHANGED("-1"), DATE_UNKNOWN, DATE_UNKNOWN },
	{ "", HEAD_CHANGED("\xff\xfe"), DATE_UNKNOWN, DATE_UNKNOWN },
};

Test(warc, says_when_a_page_was_captured_and_changed)
{
	for (size_t i = 0; i < LEN(dates); i++) {
		struct buf	 archive = BUF(ARCHIVE_MAX);
		struct reading	 r;

		add_record(&archive, "response", dates[i].fields, span_of(dates[i].head));
		r = read_only(buf_span(&archive), "dates");
		cr_assert_eq(r.why.kind, FAULT_NONE, "%zu: %s", i, r.why.text);
		cr_expect_eq(r.record.captured, dates[i].captured, "%zu: %" PRId64, i,
		    r.record.captured);
		cr_expect_eq(r.record.last_modified, dates[i].last_modified, "%zu: %" PRId64, i,
		    r.record.last_modified);
		expect_end(&r, "dates");
		buf_free(&archive);
	}
}

static const struct {
	const char	*what, *block;
	long		 status;
	const char	*content_type, *charset, *location, *body;
	bool		 truncated;
} heads[] = {
	{ "lines that end with LF", "HTTP/1.1 200 OK\nContent-Type: text/html;charset=koi8-r\n\na\n\nb",
	    200, "text/html", "koi8-r", "", "a\n\nb", false },
	{ "HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\nwords",
	    200, "text/html", "", "", "words", false },
	{ "HTTP/2", "HTTP/2 200\r\ncontent-type: text/html\r\n\r\nwords",
	    200, "text/html", "", "", "words", false },
	{ "no reason", "HTTP/1.1 200\r\n\r\nwords", 200, "", "", "", "words", false },
	{ "a reason with a number", "HTTP/1.1  200 404\r\n\r\nwords", 200, "", "", "", "words", false },
	{ "no fields", "HTTP/1.1 200 OK\r\n\r\nwords", 200, "", "", "", "words", false },
	{ "no body", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", 200, "text/html", "", "", "", false },
	{ "a folded type", "HTTP/1.1 200 OK\r\nContent-Type: text/html;\r\n  charset=\"utf-8\"\r\nServer: a\r\n\r\nwords",
	    200, "text/html", "utf-8", "", "words", false },
	{ "a line that is no field", "HTTP/1.1 200 OK\r\nwhat is this\r\nContent-Type: text/html\r\n\r\nwords",
	    200, "text/html", "", "", "words", false },
	{ "the first of two types", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Type: text/plain\r\n\r\nwords",
	    200, "text/html", "", "", "words", false },
	{ "an interim response", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n\r\nwords",
	    200, "", "", "", "words", false },
	{ "a head that breaks off", "HTTP/1.1 200 OK\r\nContent-Type: text/html", 200, "text/html", "", "", "", true },
	{ "a length that fits", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwords", 200, "", "", "", "words", false },
	{ "a length too large", "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nwords", 200, "", "", "", "words", true },
	{ "a length too small", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nwords", 200, "", "", "", "words", false },
	{ "a length that is none", "HTTP/1.1 200 OK\r\nContent-Length: -6\r\n\r\nwords", 200, "", "", "", "words", false },
	{ "a redirect", "HTTP/1.1 302 Found\r\nLocation:  http://h.example/b \r\n\r\nno", 302, "", "", "http://h.example/b", "", false },
};

Test(warc, reads_the_heads_of_responses)
{
	for (size_t i = 0; i < LEN(heads); i++) {
		struct buf		 archive = BUF(ARCHIVE_MAX);
		struct reading		 r;
		const struct warc_record *got = &r.record;

		add_record(&archive, "response", URI HTTP, span_of(heads[i].block));
		r = read_only(buf_span(&archive), heads[i].what);
		cr_assert_eq(r.why.kind, FAULT_NONE, "%s: %s", heads[i].what, r.why.text);
		cr_expect_eq(got->status, heads[i].status, "%s: %ld", heads[i].what, got->status);
		cr_expect(span_eq(got->content_type, span_of(heads[i].content_type)), "%s: %.*s",
		    heads[i].what, SPAN_ARG(got->content_type));
		cr_expect(span_eq(got->charset, span_of(heads[i].charset)), "%s: %.*s",
		    heads[i].what, SPAN_ARG(got->charset));
		cr_expect(span_eq(got->location, span_of(heads[i].location)), "%s: '%.*s'",
		    heads[i].what, SPAN_ARG(got->location));
		cr_expect(span_eq(got->body, span_of(heads[i].body)), "%s: '%.*s'", heads[i].what,
		    SPAN_ARG(got->body));
		cr_expect_eq(got->truncated, heads[i].truncated, "%s", heads[i].what);
		expect_end(&r, heads[i].what);
		buf_free(&archive);
	}
}

Test(warc, keeps_an_address_as_it_stands)
{
	static const char	*const uris[] = {
		"http://h.example/",
		"http://h.example/a b",
		"http://h.example/a?q=1&amp;r=<2>#top",
		"https://h.example:8443/%7euser/",
		"http://h.example/ ",
		"http://h\303\266he.example/\303\266",
	};

	for (size_t i = 0; i < LEN(uris); i++) {
		struct buf	 archive = BUF(ARCHIVE_MAX);
		char		 fields[200];
		struct reading	 r;

		snprintf(fields, sizeof fields, "WARC-Target-URI: %s\r\n" HTTP, uris[i]);
		add_record(&archive, "response", fields, SPAN(OK_HTML));
		r = read_only(buf_span(&archive), uris[i]);
		cr_expect(span_eq(r.record.uri, span_of(uris[i])), "'%s' became '%.*s'", uris[i],
		    SPAN_ARG(r.record.uri));
		expect_end(&r, uris[i]);
		buf_free(&archive);
	}
}

/* As a widely used library lays records out, each in a member of its own. */
static const char	*const common[] = {
	"WARC/1.1\r\nWARC-Type: warcinfo\r\n"
	"WARC-Record-ID: <urn:uuid:8f0a3c52-6c0b-4d0e-9f0e-0d2b8f9a1c01>\r\n"
	"WARC-Filename: press.warc.gz\r\nWARC-Date: 2024-03-01T11:59:58.500000Z\r\n"
	"Content-Type: application/warc-fields\r\nContent-Length: 40\r\n\r\n"
	"software: press/1.0\r\nformat: WARC file\r\n\r\n\r\n\r\n",
	"WARC/1.1\r\nWARC-Type: response\r\n"
	"WARC-Record-ID: <urn:uuid:8f0a3c52-6c0b-4d0e-9f0e-0d2b8f9a1c02>\r\n"
	"WARC-Target-URI: http://gazette.example/almaty\r\n"
	"WARC-Date: 2024-03-01T12:00:00.250000Z\r\nWARC-IP-Address: 192.0.2.7\r\n"
	"WARC-Payload-Digest: sha1:QWN3J6RYJYTDR6TPLV7KLLUYNQD25TVE\r\n"
	"WARC-Block-Digest: sha1:2J7WNCEYBTBXSQS2KHHE7JUKPRAQJHE5\r\n"
	"Content-Type: application/http; msgtype=response\r\nContent-Length: 122\r\n\r\n"
	"HTTP/1.1 200 OK\r\nDate: Fri, 01 Mar 2024 11:59:59 GMT\r\n"
	"Content-Type: text/html; charset=UTF-8\r\nConnection: close\r\n\r\n"
	"<p>word\r\n\r\n",
	"WARC/1.1\r\nWARC-Type: request\r\n"
	"WARC-Concurrent-To: <urn:uuid:8f0a3c52-6c0b-4d0e-9f0e-0d2b8f9a1c02>\r\n"
	"WARC-Target-URI: http://gazette.example/almaty\r\n"
	"WARC-Date: 2024-03-01T12:00:00.250000Z\r\n"
	"Content-Type: application/http; msgtype=request\r\nContent-Length: 47\r\n\r\n"
	"GET /almaty HTTP/1.1\r\nHost: gazette.example\r\n\r\n\r\n\r\n",
};

Test(warc, reads_the_common_layout)
{
	static const enum warc_kind	 expected[] = { WARC_OTHER, WARC_PAGE, WARC_OTHER };
	struct buf			 archive = BUF(ARCHIVE_MAX);
	struct reading			 r;

	for (size_t i = 0; i < LEN(common); i++)
		add_packed(&archive, span_of(common[i]), GZIP);
	r = reading_of(buf_span(&archive));
	for (size_t i = 0; i < LEN(common); i++) {
		cr_assert(next(&r) && r.why.kind == FAULT_NONE, "%zu: %s", i, r.why.text);
		cr_expect_eq(r.record.kind, expected[i], "%zu: %d", i, r.record.kind);
		if (expected[i] != WARC_PAGE)
			continue;
		cr_expect(span_eq(r.record.uri, SPAN("http://gazette.example/almaty")));
		cr_expect(span_eq(r.record.charset, SPAN("UTF-8")));
		cr_expect(span_eq(r.record.body, SPAN("<p>word")));
		cr_expect_eq(r.record.captured, NOON);
	}
	expect_end(&r, "common layout");
	buf_free(&archive);
}

/* --- how they are packed ----------------------------------------------------------------- */

/* A page whose address and text are one letter. */
#define PAGE(letter) \
	"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://h.example/" letter "\r\n" HTTP \
	"Content-Length: 20\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" letter
#define PAGE_END "\r\n\r\n"
#define GOOD(letter) { PAGE(letter) PAGE_END, sizeof(PAGE(letter) PAGE_END) - 1 }

/* Read all: a letter for each page, "!" for each fault, whose words are kept. */
static void
spell(struct span archive, struct buf *spelled, struct fault *first)
{
	struct reading	 r = reading_of(archive);
	size_t		 calls = 0;

	fault_clear(first);
	while (next(&r)) {
		cr_assert(calls++ < 1000, "it does not end");
		if (r.why.kind == FAULT_NONE) {
			cr_assert_gt(r.record.uri.n, 0);
			buf_char(spelled, r.record.uri.p[r.record.uri.n - 1]);
			continue;
		}
		buf_char(spelled, '!');
		if (first->kind == FAULT_NONE)
			*first = r.why;
	}
	close_reading(&r);
}

Test(warc, finds_records_however_they_are_packed)
{
	const struct span	 pieces[] = { GOOD("a"), GOOD("b"), GOOD("c") };

	for (int packing = 0; packing < PACKINGS; packing++) {
		struct buf	 archive = BUF(ARCHIVE_MAX);
		uint64_t	 offsets[LEN(pieces)];
		struct reading	 r;

		pack(pieces, LEN(pieces), (enum packing)packing, &archive, offsets);
		r = reading_of(buf_span(&archive));
		for (size_t i = 0; i < LEN(pieces); i++) {
			cr_assert(next(&r), "%s", packing_names[packing]);
			cr_expect_eq(r.why.kind, FAULT_NONE, "%s: %s", packing_names[packing],
			    r.why.text);
			cr_expect_eq(r.record.offset, offsets[i], "%s: %zu at %" PRIu64,
			    packing_names[packing], i, r.record.offset);
			cr_expect(span_eq(r.record.body, (struct span) { &"abc"[i], 1 }));
		}
		expect_end(&r, packing_names[packing]);
		buf_free(&archive);
	}
}

/* Stretches of one archive, each packed in its way, and what is to be read of it all. */
static const struct {
	struct {
		struct span	 bytes;
		enum packing	 packing; /* EACH: a member of its own */
	} stretches[5];
	const char	*spelled;
} mixtures[] = {
	{ { { GOOD("a"), EACH }, { GOOD("b"), PLAIN }, { GOOD("c"), EACH } }, "abc" },
	{ { { GOOD("a"), PLAIN }, { GOOD("b"), EACH }, { GOOD("c"), PLAIN } }, "abc" },
	{ { { GOOD("a"), PLAIN }, { GOOD("b"), PLAIN }, { GOOD("c"), EACH }, { GOOD("d"), EACH } }, "abcd" },
	{ { { GOOD("a"), EACH }, { { "", 0 }, EACH }, { GOOD("b"), EACH } }, "ab" },
	{ { { GOOD("a"), EACH }, { { "\r\n", 2 }, PLAIN }, { GOOD("b"), PLAIN } }, "ab" },
	{ { { GOOD("a"), EACH }, { { "\0\0\0\0", 4 }, PLAIN } }, "a" },
	{ { { GOOD("a"), EACH }, { { "rubbish", 7 }, PLAIN }, { GOOD("b"), EACH } }, "a!b" },
	{ { { GOOD("a"), PLAIN }, { { "rubbish", 7 }, PLAIN }, { GOOD("b"), EACH } }, "a!b" },
	{ { { GOOD("a"), EACH }, { { "rubbish\n", 8 }, PLAIN }, { GOOD("b"), PLAIN } }, "a!b" },
	{ { { GOOD("a"), EACH }, { { "rubbish", 7 }, EACH }, { GOOD("b"), EACH } }, "a!b" },
	{ { { { "rubbish", 7 }, PLAIN }, { GOOD("b"), EACH } }, "!b" },
	{ { { { "\x1f\x8b\x08 no gzip", 11 }, PLAIN }, { GOOD("b"), EACH } }, "!b" },
	{ { { GOOD("a"), EACH }, { { "\x1f\x8b\x08 no gzip", 11 }, PLAIN }, { GOOD("b"), EACH } }, "a!b" },
	{ { { { PAGE("a"), sizeof PAGE("a") - 1 }, EACH }, { GOOD("b"), EACH } }, "ab" },
	{ { { { PAGE("a"), sizeof PAGE("a") - 21 }, EACH }, { { "OK\r\n\r\na\r\n\r\n", 11 }, EACH }, { GOOD("b"), EACH } }, "!b" },
	{ { { { PAGE("a"), sizeof PAGE("a") - 8 }, EACH }, { { "OK\r\n\r\na", 7 }, EACH }, { GOOD("b"), EACH } }, "ab" },
};

Test(warc, reads_mixtures_of_packings)
{
	for (size_t i = 0; i < LEN(mixtures); i++) {
		struct buf	 archive = BUF(ARCHIVE_MAX), spelled = BUF(1000);
		struct fault	 first = FAULT_INIT;

		for (size_t k = 0; k < LEN(mixtures[i].stretches); k++) {
			if (mixtures[i].stretches[k].bytes.p != NULL)
				pack(&mixtures[i].stretches[k].bytes, 1,
				    mixtures[i].stretches[k].packing, &archive, NULL);
		}
		spell(buf_span(&archive), &spelled, &first);
		cr_expect(span_eq(buf_span(&spelled), span_of(mixtures[i].spelled)),
		    "%zu: %.*s (%s)", i, SPAN_ARG(buf_span(&spelled)), first.text);
		buf_free(&archive);
		buf_free(&spelled);
	}
}

/* --- what is broken ---------------------------------------------------------------------- */

#define LYING(length) \
	"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://h.example/x\r\n" \
	"Content-Length: " length "\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx\r\n\r\n"
#define BROKEN(bytes) { bytes, sizeof(bytes) - 1 }

/* Between two good records, in every packing. */
static const struct {
	const char	*what;
	struct span	 bytes;
	const char	*spelled, *says;
} breaks[] = {
	{ "nothing", { "", 0 }, "ab", "" },
	{ "length too short", BROKEN(LYING("19")), "a!b", "Content-Length does not lead" },
	{ "length too short by the line", BROKEN(LYING("7")), "a!b", "Content-Length does not lead" },
	{ "length too long", BROKEN(LYING("30")), "a!b", "Content-Length does not lead" },
	{ "length past the end", BROKEN(LYING("90000")), "a!b", "ends within the record's body" },
	{ "length absurd", BROKEN(LYING("99999999999999999")), "a!b", "larger than 100000 bytes" },
	{ "length beyond all numbers", BROKEN(LYING("9999999999999999999999")), "a!b", "no length: 9999" },
	{ "length negative", BROKEN(LYING("-20")), "a!b", "no length: -20" },
	{ "length empty", BROKEN(LYING("")), "a!b", "no length" },
	{ "length in words", BROKEN(LYING("twenty")), "a!b", "no length: twenty" },
	{ "length missing", BROKEN("WARC/1.0\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx\r\n\r\n"),
	    "a!b", "without Content-Length" },
	{ "another version", BROKEN("WARC/0.18\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n"),
	    "a!b", "WARC/0.18" },
	{ "a later version", BROKEN("WARC/2.0\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n"),
	    "a!b", "WARC/2.0" },
	{ "no version", BROKEN("WARC/1.x\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n"),
	    "a!b", "of a version that is none" },
	{ "another format", BROKEN("filedesc://a.arc 0.0.0.0 20240101000000 text/plain 10\n1 0 a\n\n"),
	    "a!b", "no WARC record" },
	{ "garbage", BROKEN("\x80\x81\x82 garbage\r\n"), "a!b", "no WARC record" },
	{ "garbage of many lines", BROKEN("garbage\n\ngarbage\n\ngarbage\n"), "a!b", "no WARC record" },
	{ "a head without end", BROKEN("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 20\r\n"),
	    "a!b", "breaks off where another begins" },
	{ "a response without a status", BROKEN("WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 8\r\n\r\nHTTP/1.1\r\n\r\n"),
	    "a!b", "without an HTTP status" },
	{ "a response that is none", BROKEN("WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 5\r\n\r\nwords\r\n\r\n"),
	    "a!b", "without an HTTP status" },
	{ "more line ends than needed", BROKEN("\r\n\r\n\r\n\n\n"), "ab", "" },
};

Test(warc, goes_on_behind_what_is_broken)
{
	for (size_t i = 0; i < LEN(breaks); i++) {
		const struct span	 pieces[] = { GOOD("a"), breaks[i].bytes, GOOD("b") };

		for (int packing = 0; packing < PACKINGS; packing++) {
			struct buf	 archive = BUF(ARCHIVE_MAX), spelled = BUF(1000);
			struct fault	 first;

			pack(pieces, LEN(pieces), (enum packing)packing, &archive, NULL);
			spell(buf_span(&archive), &spelled, &first);
			cr_expect(span_eq(buf_span(&spelled), span_of(breaks[i].spelled)),
			    "%s, %s: %.*s (%s)", breaks[i].what, packing_names[packing],
			    SPAN_ARG(buf_span(&spelled)), first.text);
			cr_expect(strstr(first.text, breaks[i].says) != NULL, "%s, %s: %s",
			    breaks[i].what, packing_names[packing], first.text);
			buf_free(&archive);
			buf_free(&spelled);
		}
	}
}

Test(warc, names_where_a_broken_record_begins)
{
	static const struct span pieces[] = { GOOD("a"), BROKEN(LYING("7")), GOOD("b") };

	for (int packing = 0; packing < PACKINGS; packing++) {
		struct buf	 archive = BUF(ARCHIVE_MAX);
		uint64_t	 offsets[LEN(pieces)];
		struct reading	 r;

		pack(pieces, LEN(pieces), (enum packing)packing, &archive, offsets);
		r = reading_of(buf_span(&archive));
		for (size_t i = 0; i < LEN(pieces); i++) {
			cr_assert(next(&r));
			cr_expect_eq(r.why.kind, i == 1 ? FAULT_INPUT : FAULT_NONE, "%s",
			    r.why.text);
			cr_expect_eq(r.record.offset, offsets[i], "%s: %zu at %" PRIu64,
			    packing_names[packing], i, r.record.offset);
		}
		expect_end(&r, packing_names[packing]);
		buf_free(&archive);
	}
}

/* Wherever the file ends, the records that are whole are read, and one fault tells of the rest. */
Test(warc, reads_a_file_up_to_where_it_is_cut_off)
{
	static const struct span pieces[] = { GOOD("a"), GOOD("b"), GOOD("c") };

	for (int packing = 0; packing < PACKINGS; packing++) {
		struct buf	 archive = BUF(ARCHIVE_MAX);
		uint64_t	 offsets[LEN(pieces)];

		pack(pieces, LEN(pieces), (enum packing)packing, &archive, offsets);
		for (size_t n = 0; n < archive.n; n++) {
			struct buf	 spelled = BUF(1000);
			struct fault	 first;
			struct span	 got;

			spell(span_cut(buf_span(&archive), 0, n), &spelled, &first);
			got = buf_span(&spelled);
			if (span_ends(got, SPAN("!")))
				got.n--;
			cr_expect(span_starts(SPAN("abc"), got), "%s, %zu: %.*s",
			    packing_names[packing], n, SPAN_ARG(buf_span(&spelled)));
			if (packing == EACH)
				cr_expect_eq(got.n, (n >= offsets[1]) + (n >= offsets[2]),
				    "%zu: %.*s", n, SPAN_ARG(got));
			buf_free(&spelled);
		}
		buf_free(&archive);
	}
}

/*
 * One record is damaged, in any of its bytes: the others are read, and at most
 * one fault tells of it. It may lie behind the record's end.
 */
Test(warc, reads_around_a_damaged_member)
{
	static const struct span pieces[] = { GOOD("a"), GOOD("x"), GOOD("b") };
	static const unsigned char flips[] = { 0x01, 0x04, 0x10, 0x80, 0xff };
	struct buf	 archive = BUF(ARCHIVE_MAX);
	uint64_t	 offsets[LEN(pieces)];

	pack(pieces, LEN(pieces), EACH, &archive, offsets);
	for (size_t at = offsets[1]; at < offsets[2]; at++) {
		for (size_t i = 0; i < LEN(flips); i++) {
			struct buf	 spelled = BUF(1000);
			struct fault	 first;

			archive.p[at] = (char)(archive.p[at] ^ flips[i]);
			spell(buf_span(&archive), &spelled, &first);
			archive.p[at] = (char)(archive.p[at] ^ flips[i]);
			cr_expect(span_eq(buf_span(&spelled), SPAN("axb")) ||
				span_eq(buf_span(&spelled), SPAN("ax!b")) ||
				span_eq(buf_span(&spelled), SPAN("a!b")),
			    "byte %zu, %02x: %.*s (%s)", at, flips[i], SPAN_ARG(buf_span(&spelled)),
			    first.text);
			buf_free(&spelled);
		}
	}
	buf_free(&archive);
}

/* Two breaks in one member are two faults: no record is lost without a word. */
Test(warc, tells_of_every_break_where_one_member_holds_all)
{
	static const struct span pieces[] = { BROKEN(LYING("7")), BROKEN(LYING("7")), GOOD("a") };
	struct buf	 archive = BUF(ARCHIVE_MAX), spelled = BUF(1000);
	struct fault	 first;

	pack(pieces, LEN(pieces), WHOLE, &archive, NULL);
	spell(span_cut(buf_span(&archive), 0, archive.n - 12), &spelled, &first);
	cr_expect(span_eq(buf_span(&spelled), SPAN("!!!")), "%.*s", SPAN_ARG(buf_span(&spelled)));
	buf_free(&archive);
	buf_free(&spelled);
}

/* Bytes that do not pack, the same for the same seed. */
static void
add_noise(struct buf *out, size_t n, uint32_t seed)
{
	for (size_t i = 0; i < n; i++) {
		seed = seed * 1664525 + 1013904223;
		buf_char(out, (char)(seed >> 24));
	}
}

/* A member that ends early takes the next ones for its own before it breaks. */
Test(warc, finds_the_record_behind_a_member_that_ends_early)
{
	for (size_t part = 1; part < 8; part++) {
		struct buf	 block = BUF(ARCHIVE_MAX), x = BUF(ARCHIVE_MAX);
		struct buf	 archive = BUF(ARCHIVE_MAX), spelled = BUF(1000);
		struct buf	 member = BUF(ARCHIVE_MAX);
		const struct span before = GOOD("a"), behind[] = { GOOD("b"), GOOD("c") };
		struct fault	 first;

		buf_add(&block, SPAN("HTTP/1.1 200 OK\r\n\r\n"));
		add_noise(&block, 90000, (uint32_t)part);
		add_record(&x, "response", "WARC-Target-URI: http://h.example/x\r\n",
		    buf_span(&block));
		pack(&before, 1, EACH, &archive, NULL);
		add_packed(&member, buf_span(&x), GZIP);
		buf_add(&archive, span_cut(buf_span(&member), 0, member.n * part / 8));
		pack(behind, LEN(behind), EACH, &archive, NULL);
		spell(buf_span(&archive), &spelled, &first);
		cr_expect(span_eq(buf_span(&spelled), SPAN("a!bc")), "%zu: %.*s (%s)", part,
		    SPAN_ARG(buf_span(&spelled)), first.text);
		buf_free(&block);
		buf_free(&x);
		buf_free(&member);
		buf_free(&archive);
		buf_free(&spelled);
	}
}

/* --- bodies ------------------------------------------------------------------------------ */

static const struct {
	const char	*what, *fields;
	int		 window; /* 0: not packed */
	size_t		 body;	 /* bytes */
	enum fault_kind	 kind;
	bool		 truncated;
} bodies[] = {
	{ "as large as may be", "", 0, BODY_MAX, FAULT_NONE, false },
	{ "larger than may be", "", 0, BODY_MAX + 1, FAULT_LIMIT, false },
	{ "much larger than may be", "", 0, 10 * BODY_MAX, FAULT_LIMIT, false },
	{ "packed", "Content-Encoding: gzip\r\n", GZIP, BODY_MAX, FAULT_NONE, false },
	{ "packed by zlib", "content-encoding: deflate\r\n", ZLIB, BODY_MAX, FAULT_NONE, false },
	{ "packed raw", "Content-Encoding: deflate\r\n", RAW, BODY_MAX, FAULT_NONE, false },
	{ "packed, and nobody says so", "", GZIP, BODY_MAX, FAULT_NONE, false },
	{ "a bomb", "Content-Encoding: gzip\r\n", GZIP, 100 * BODY_MAX, FAULT_LIMIT, false },
	{ "a bomb that nobody names", "", GZIP, 100 * BODY_MAX, FAULT_LIMIT, false },
	{ "said to be packed", "Content-Encoding: gzip\r\nContent-Length: 10\r\n", 0, BODY_MAX, FAULT_NONE, false },
	{ "said to be packed by brotli", "Content-Encoding: br\r\n", 0, BODY_MAX, FAULT_NONE, false },
	{ "said to be chunked", "Transfer-Encoding: chunked\r\n", 0, BODY_MAX, FAULT_NONE, false },
	{ "less than it promises", "Content-Length: 100001\r\n", 0, BODY_MAX, FAULT_NONE, true },
};

Test(warc, gives_bodies_as_they_were_before_their_codings)
{
	const struct span	 good = GOOD("b");

	for (size_t i = 0; i < LEN(bodies); i++) {
		struct buf	 block = BUF(ARCHIVE_MAX), text = BUF(ARCHIVE_MAX);
		struct buf	 archive = BUF(ARCHIVE_MAX);
		struct reading	 r;

		for (size_t n = 0; n < bodies[i].body; n++)
			buf_char(&text, n % 2 == 0 ? 'a' : ' ');
		buf_print(&block, "HTTP/1.1 200 OK\r\n%s\r\n", bodies[i].fields);
		if (bodies[i].window == 0)
			buf_add(&block, buf_span(&text));
		else
			add_packed(&block, buf_span(&text), bodies[i].window);
		add_record(&archive, "response", URI HTTP, buf_span(&block));
		buf_add(&archive, good);
		r = read_only(buf_span(&archive), bodies[i].what);
		cr_expect_eq(r.why.kind, bodies[i].kind, "%s: %s", bodies[i].what, r.why.text);
		if (r.why.kind == FAULT_NONE) {
			cr_expect(span_eq(r.record.body, buf_span(&text)), "%s: %zu bytes",
			    bodies[i].what, r.record.body.n);
			cr_expect_eq(r.record.truncated, bodies[i].truncated, "%s", bodies[i].what);
		}
		cr_assert(next(&r) && r.why.kind == FAULT_NONE, "%s: %s", bodies[i].what,
		    r.why.text);
		cr_expect(span_eq(r.record.body, SPAN("b")), "%s", bodies[i].what);
		expect_end(&r, bodies[i].what);
		buf_free(&block);
		buf_free(&text);
		buf_free(&archive);
	}
}

/* --- files ------------------------------------------------------------------------------- */

static struct reading
reading_of_file(const char *path, const volatile int *stop)
{
	struct reading	 r = { .arena = arena_new(ARENA_MAX), .why = FAULT_INIT };

	cr_assert(r.arena != NULL);
	cr_assert(input_open(SPAN("a.warc"), span_of(path), stop, &r.input, &r.why), "%s",
	    r.why.text);
	cr_assert(warc_new(r.input, BODY_MAX, &r.warc, &r.why), "%s", r.why.text);
	return r;
}

Test(warc, ends_where_a_file_cannot_be_read)
{
	struct reading	 r = reading_of_file("/", NULL);

	cr_assert(next(&r));
	cr_expect_eq(r.why.kind, FAULT_IO, "%s", r.why.text);
	cr_expect(span_starts(span_of(r.why.text), SPAN("cannot be read")), "%s", r.why.text);
	expect_end(&r, "a directory");
}

static volatile int stop;

static void
on_alarm(int number)
{
	stop = number;
}

/* A good record, then half of one, then nothing comes any more. */
Test(warc, ends_when_it_is_told_to_stop)
{
	struct sigaction	 action = { .sa_handler = on_alarm };
	struct itimerval	 soon = { .it_value = { 0, 50000 }, .it_interval = { 0, 50000 } };
	struct span		 good = GOOD("a");
	struct reading		 r;
	int			 fds[2];

	cr_assert_eq(pipe(fds), 0);
	cr_assert_eq(write(fds[1], good.p, good.n), (ssize_t)good.n);
	cr_assert_eq(write(fds[1], good.p, good.n / 2), (ssize_t)(good.n / 2));
	cr_assert_eq(dup2(fds[0], STDIN_FILENO), STDIN_FILENO);
	cr_assert_eq(sigaction(SIGALRM, &action, NULL), 0);
	cr_assert_eq(setitimer(ITIMER_REAL, &soon, NULL), 0);
	r = reading_of_file("-", &stop);
	cr_assert(next(&r));
	cr_expect_eq(r.why.kind, FAULT_NONE, "%s", r.why.text);
	cr_assert(next(&r));
	cr_expect_eq(r.why.kind, FAULT_INTERRUPTED, "%s", r.why.text);
	expect_end(&r, "a pipe");
}

#define STREAM_BYTES ((size_t)256 << 20)

/* Write records without end in sight. */
static void
stream(int fd, const struct buf *archive)
{
	for (size_t sent = 0; sent < STREAM_BYTES;) {
		ssize_t	 n = write(fd, archive->p, archive->n);

		if (n != (ssize_t)archive->n)
			_exit(1);
		sent += (size_t)n;
	}
	_exit(0);
}

/* A quarter of a gigabyte comes through a pipe, which cannot be read twice. */
Test(warc, needs_no_more_room_for_a_long_stream_than_for_a_record)
{
	struct buf	 block = BUF(ARCHIVE_MAX), record = BUF(ARCHIVE_MAX), archive = BUF(ARCHIVE_MAX);
	struct rusage	 before, after;
	struct reading	 r;
	size_t		 records = 0, bytes = 0;
	int		 fds[2];
	pid_t		 child;

	buf_add(&block, SPAN("HTTP/1.1 200 OK\r\n\r\n"));
	add_noise(&block, BODY_MAX, 1);
	add_record(&record, "response", URI HTTP, buf_span(&block));
	add_packed(&archive, buf_span(&record), GZIP);
	cr_assert_eq(pipe(fds), 0);
	child = fork();
	cr_assert_geq(child, 0);
	if (child == 0)
		stream(fds[1], &archive);
	close(fds[1]);
	cr_assert_eq(dup2(fds[0], STDIN_FILENO), STDIN_FILENO);
	close(fds[0]);
	r = reading_of_file("-", NULL);
	cr_assert(next(&r) && r.why.kind == FAULT_NONE, "%s", r.why.text);
	cr_assert_eq(getrusage(RUSAGE_SELF, &before), 0);
	for (records = 1; next(&r); records++) {
		cr_assert_eq(r.why.kind, FAULT_NONE, "%zu: %s", records, r.why.text);
		cr_assert_eq(r.record.body.n, BODY_MAX);
		bytes = (size_t)r.record.offset;
	}
	cr_assert_eq(getrusage(RUSAGE_SELF, &after), 0);
	cr_expect_eq(records, (STREAM_BYTES + archive.n - 1) / archive.n);
	cr_expect_eq(bytes, (records - 1) * archive.n);
	cr_expect_leq(after.ru_maxrss - before.ru_maxrss, 4096, "%ld KiB more",
	    after.ru_maxrss - before.ru_maxrss);
	cr_assert_eq(waitpid(child, NULL, 0), child);
	close_reading(&r);
	buf_free(&block);
	buf_free(&record);
	buf_free(&archive);
}
