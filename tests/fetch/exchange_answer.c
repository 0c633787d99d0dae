#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/date.h"
#include "core/version.h"
#include "fetch/exchange.h"
#include "tests/asker.h"

ASKER_SUITE(exchange_answer);

/* --- what comes ------------------------------------------------------------------------------ */

static const struct {
	const char	*path;
	long		 status;
	const char	*type, *charset, *body, *location;
} answers[] = {
	{ "page.html", 200, "text/html", "", ASKER_PAGE, "" },
	{ "page.html#part", 200, "text/html", "", ASKER_PAGE, "" },
	{ "_/latin1", 200, "text/html", "windows-1252", NULL, "" },
	{ "_/dated", 200, "text/html", "utf-8", NULL, "" },
	{ "_/no-type", 200, "", "", NULL, "" },
	{ "_/type/text/html;%20charset='Big5'", 200, "text/html", "Big5", NULL, "" },
	{ "_/br", 200, "text/html", "",
	    "<!doctype html><title>Packed</title><p>Words folded small, and unfolded again.</p>", "" },
	{ "_/coding/none", 200, "text/html", "", "<p>It is not packed at all.", "" },
	{ "_/coding/identity", 200, "text/html", "", "<p>It is not packed at all.", "" },
	{ "nothing-here.html", 404, "text/plain", "", "", "" },
	{ "_/status/500", 500, "text/plain", "", "", "" },
	{ "_/status/204", 204, "text/plain", "", "", "" },
	{ "_/redirect?to=/page.html%23part", 302, "", "", "", "/page.html#part" },
	{ "_/redirect?to=ftp://files.example/x", 302, "", "", "", "ftp://files.example/x" },
	{ "_/redirect-file", 302, "", "", "", "file:///etc/passwd" },
	{ "_/redirect-loop", 302, "", "", "", "/_/redirect-loop/back" },
	{ "_/status/302", 302, "text/plain", "", "", "" },
};

Test(exchange_answer, brings_the_body_with_what_the_server_says_of_it)
{
	asker_begin(&asker);
	for (size_t i = 0; i < LEN(answers); i++) {
		const char	*path = answers[i].path, *location = answers[i].location;
		struct exchange_response	 got = asker_get(&asker, path);
		char				 url[512] = "";

		if (*location != '\0')
			snprintf(url, sizeof url, "%.*s%s",
			    *location == '/' ? (int)strlen(asker.server.url) - 1 : 0,
			    asker.server.url, location);
		cr_expect_eq(got.status, answers[i].status, "%s: %ld", path, got.status);
		cr_expect_eq(got.why.kind, FAULT_NONE, "%s", got.why.text);
		cr_expect(!got.retry && got.retry_at == DATE_UNKNOWN, "%s", path);
		cr_expect(span_eq(got.content_type, span_of(answers[i].type)), "%s: type %s", path,
		    got.content_type.p);
		cr_expect(span_eq(got.charset, span_of(answers[i].charset)), "%s: charset %s", path,
		    got.charset.p);
		cr_expect(span_eq(got.location, span_of(url)), "%s: to %s", path, got.location.p);
		if (answers[i].body != NULL)
			cr_expect(span_eq(got.body, span_of(answers[i].body)), "%s: %s", path,
			    got.body.p);
		else
			cr_expect(got.body.n > 0, "%s: no body", path);
	}
}

Test(exchange_answer, reads_dates_and_tag)
{
	struct exchange_response	 got;

	asker_begin(&asker);
	got = asker_get(&asker, "_/dated");
	cr_expect_eq(got.validators.last_modified, 1641755340); /* 2022-01-09 19:09 */
	cr_expect(span_eq(got.validators.etag, SPAN("\"v1\"")));
	cr_expect(got.date != DATE_UNKNOWN);
	cr_expect(got.fetched >= got.date - 2 && got.fetched <= got.date + 60);
	got = asker_get(&asker, "_/changing");
	cr_expect(span_eq(got.validators.etag, SPAN("W/\"v1\"")), "%s", got.validators.etag.p);
	cr_expect_eq(got.validators.last_modified, DATE_UNKNOWN);
	got = asker_get(&asker, "_/agent");
	cr_expect_eq(got.validators.etag.n, 0);
}

static const struct {
	const char	*path, *etag;
	int64_t		 last_modified;
	long		 status;
} questions[] = {
	{ "_/dated", "\"v1\"", DATE_UNKNOWN, 304 },
	{ "_/dated", "\"v0\"", 1641755340, 200 },
	{ "_/dated", "", 1641755340, 304 },
	{ "_/dated", "", 1641755341, 200 },
	{ "_/dated", "", 0, 200 },
	{ "_/dated", "", INT64_MAX, 200 },
	{ "_/dated", "", DATE_UNKNOWN, 200 },
	{ "_/dated", "\"v1\"\r\nX: y", DATE_UNKNOWN, 200 },
	{ "_/changing", "W/\"v1\"", DATE_UNKNOWN, 200 },
	{ "page.html", "\"other\"", DATE_UNKNOWN, 200 },
};

Test(exchange_answer, asks_whether_a_page_changed)
{
	struct exchange_request		 request = asker_plain;
	struct exchange_response	 got;

	asker_begin(&asker);
	for (size_t i = 0; i < LEN(questions); i++) {
		request.known.etag = span_of(questions[i].etag);
		request.known.last_modified = questions[i].last_modified;
		got = asker_ask(&asker, questions[i].path, request);
		cr_expect_eq(got.status, questions[i].status, "%s %s %lld: %ld", questions[i].path,
		    questions[i].etag, (long long)questions[i].last_modified, got.status);
		cr_expect_eq(got.why.kind, FAULT_NONE, "%s", got.why.text);
		cr_expect_eq(got.body.n == 0, got.status == 304, "%zu bytes", got.body.n);
	}
	got = asker_get(&asker, "page.html");
	request.known = got.validators;
	got = asker_ask(&asker, "page.html", request);
	cr_expect_eq(got.status, 304, "a file that did not change: %ld", got.status);
}

Test(exchange_answer, writes_the_date_as_HTTP_wants_it)
{
	static const struct {
		int64_t		 at;
		const char	*date;
	} dates[] = {
		{ 784111777, "Sun, 06 Nov 1994 08:49:37 GMT" },
		{ 951782400, "Tue, 29 Feb 2000 00:00:00 GMT" },
		{ 253402300799, "Fri, 31 Dec 9999 23:59:59 GMT" },
		{ 253402300800, "-" },
		{ -1, "-" },
	};

	asker_begin(&asker);
	for (size_t i = 0; i < LEN(dates); i++) {
		struct exchange_request		 request = { .known.last_modified = dates[i].at };
		struct exchange_response got =
		    asker_ask(&asker, "_/header/If-Modified-Since", request);

		cr_expect(span_eq(got.body, span_of(dates[i].date)), "%s: %s", dates[i].date,
		    got.body.p);
	}
}

static const struct {
	const char	*path;
	int64_t		 from_s, to_s; /* after the answer; DATE_UNKNOWN: nothing was said */
} pauses[] = {
	{ "_/retry-after/7", 7, 7 },
	{ "_/retry-after/0", 0, 0 },
	{ "_/retry-after/99999999999999999999999", EXCHANGE_RETRY_MAX_S, EXCHANGE_RETRY_MAX_S },
	{ "_/retry-after/86401", EXCHANGE_RETRY_MAX_S, EXCHANGE_RETRY_MAX_S },
	{ "_/retry-after/-5", DATE_UNKNOWN, DATE_UNKNOWN },
	{ "_/retry-after/soon", DATE_UNKNOWN, DATE_UNKNOWN },
	{ "_/retry-after/Sunday,%2006-Nov-94%2008:49:37%20GMT", 0, 0 },
	{ "_/retry-date/90", 89, 91 },
	{ "_/retry-date/-90", 0, 0 },
	{ "_/retry-date/9999999", EXCHANGE_RETRY_MAX_S, EXCHANGE_RETRY_MAX_S },
	{ "_/flaky/1/page.html", 0, 0 },
	{ "_/status/503", DATE_UNKNOWN, DATE_UNKNOWN },
};

Test(exchange_answer, reads_how_long_to_wait)
{
	asker_begin(&asker);
	for (size_t i = 0; i < LEN(pauses); i++) {
		struct exchange_response	 got = asker_get(&asker, pauses[i].path);
		int64_t				 wait = got.retry_at - got.fetched;

		cr_expect(got.status == 429 || got.status == 503, "%s: %ld", pauses[i].path,
		    got.status);
		if (pauses[i].from_s == DATE_UNKNOWN)
			cr_expect_eq(got.retry_at, DATE_UNKNOWN, "%s", pauses[i].path);
		else
			cr_expect(wait >= pauses[i].from_s && wait <= pauses[i].to_s, "%s: %lld s",
			    pauses[i].path, (long long)wait);
	}
	cr_expect_eq(asker_get(&asker, "_/flaky/1/page.html").status, 200);
}

Test(exchange_answer, stops_reading_when_enough_came)
{
	static const struct {
		const char	*path;
		size_t		 keep, bytes;
	} rows[] = {
		{ "_/huge", 512000, 512000 },
		{ "_/promised", 1, 1 },
		{ "_/bomb10g", 512000, 512000 },
		{ "_/drip/10", 3, 3 },
		{ "page.html", 40, 40 },
		{ "page.html", 41, 40 },
		{ "page.html", 0, 40 },
	};

	asker_begin(&asker);
	for (size_t i = 0; i < LEN(rows); i++) {
		struct exchange_request		 request = asker_plain;
		struct exchange_response	 got;

		request.keep_bytes = rows[i].keep;
		got = asker_ask(&asker, rows[i].path, request);
		cr_expect_eq(got.why.kind, FAULT_NONE, "%s: %s", rows[i].path, got.why.text);
		cr_expect_eq(got.status, 200);
		cr_expect_eq(got.body.n, rows[i].bytes, "%s: %zu bytes", rows[i].path, got.body.n);
	}
}

Test(exchange_answer, says_who_asks)
{
	asker_begin(&asker);
	cr_expect_str_eq(asker_get(&asker, "_/agent").body.p, "quotrail/" QUOTRAIL_VERSION);
	asker.options.contact = "mailto:desk@example.org\nX-Evil: yes";
	asker_begin(&asker);
	cr_expect_str_eq(asker_get(&asker, "_/agent").body.p,
	    "quotrail/" QUOTRAIL_VERSION " (+mailto:desk@example.org X-Evil: yes)");
	cr_expect_str_eq(asker_get(&asker, "_/header/Accept-Encoding").body.p, "gzip, deflate, br");
}

/* --- cookies --------------------------------------------------------------------------------- */

Test(exchange_answer, takes_cookies_along_a_chain_and_no_further)
{
	struct exchange_request	 request = asker_plain;

	asker_begin(&asker);
	for (int i = 0; i < 2; i++) {
		request.chain = exchange_chain_new(&asker.fault);
		cr_assert(request.chain != NULL);
		cr_expect_eq(asker_ask(&asker, "_/self", request).status, 302,
		    "another chain's cookie came along");
		cr_expect_eq(asker_ask(&asker, "_/self", request).status, 200, "the cookie is lost");
		cr_expect_eq(asker_ask(&asker, "_/self", request).status, 200, "the cookie is lost");
		cr_expect_eq(asker_get(&asker, "_/self").status, 302,
		    "a chain's cookie was sent without it");
		exchange_chain_free(request.chain);
	}
	request.chain = NULL;
	cr_expect_eq(asker_ask(&asker, "_/self", request).status, 302);
	cr_expect_eq(asker_ask(&asker, "_/self", request).status, 302, "kept without a chain");
}

Test(exchange_answer, takes_few_of_too_many_cookies)
{
	struct exchange_request		 request = asker_plain;
	struct exchange_response	 got;
	unsigned long			 bytes;

	asker_begin(&asker);
	request.chain = exchange_chain_new(&asker.fault);
	cr_assert(request.chain != NULL);
	cr_expect_eq(asker_ask(&asker, "_/cookies/60", request).status, 302);
	for (int i = 0; i < 2; i++) {
		got = asker_ask(&asker, "_/cookies/eaten", request);
		bytes = strtoul(got.body.p, NULL, 10);
		cr_expect(bytes > 1000 && bytes < 16384, "%s", got.body.p);
	}
	exchange_chain_free(request.chain);
}

Test(exchange_answer, names_a_bomb_of_cookies)
{
	struct exchange_response	 got;

	asker_begin(&asker);
	got = asker_ask(&asker, "_/cookies", asker_plain);
	cr_expect_eq(got.why.kind, FAULT_LIMIT);
	cr_expect(strstr(got.why.text, ": sets more than 65536 bytes of cookies") != NULL, "%s",
	    got.why.text);
	cr_expect_not(got.retry);
}
