#include "fetch/warc.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>

#include "core/date.h"
#include "tests/fetch/archive.h"

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

		archive_add_record(&archive, kinds[i].type, kinds[i].fields,
		    span_of(kinds[i].block));
		r = reading_only(buf_span(&archive), kinds[i].what);
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
		reading_expect_end(&r, kinds[i].what);
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

		archive_add_record(&archive, "response", dates[i].fields, span_of(dates[i].head));
		r = reading_only(buf_span(&archive), "dates");
		cr_assert_eq(r.why.kind, FAULT_NONE, "%zu: %s", i, r.why.text);
		cr_expect_eq(r.record.captured, dates[i].captured, "%zu: %" PRId64, i,
		    r.record.captured);
		cr_expect_eq(r.record.last_modified, dates[i].last_modified, "%zu: %" PRId64, i,
		    r.record.last_modified);
		reading_expect_end(&r, "dates");
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

		archive_add_record(&archive, "response", URI HTTP, span_of(heads[i].block));
		r = reading_only(buf_span(&archive), heads[i].what);
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
		reading_expect_end(&r, heads[i].what);
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
		archive_add_record(&archive, "response", fields, SPAN(OK_HTML));
		r = reading_only(buf_span(&archive), uris[i]);
		cr_expect(span_eq(r.record.uri, span_of(uris[i])), "'%s' became '%.*s'", uris[i],
		    SPAN_ARG(r.record.uri));
		reading_expect_end(&r, uris[i]);
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
		archive_add_packed(&archive, span_of(common[i]), GZIP);
	r = reading_of(buf_span(&archive));
	for (size_t i = 0; i < LEN(common); i++) {
		cr_assert(reading_next(&r) && r.why.kind == FAULT_NONE, "%zu: %s", i, r.why.text);
		cr_expect_eq(r.record.kind, expected[i], "%zu: %d", i, r.record.kind);
		if (expected[i] != WARC_PAGE)
			continue;
		cr_expect(span_eq(r.record.uri, SPAN("http://gazette.example/almaty")));
		cr_expect(span_eq(r.record.charset, SPAN("UTF-8")));
		cr_expect(span_eq(r.record.body, SPAN("<p>word")));
		cr_expect_eq(r.record.captured, NOON);
	}
	reading_expect_end(&r, "common layout");
	buf_free(&archive);
}
