#include "fetch/http.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "core/date.h"
#include "core/version.h"
#include "tests/loopback.h"

static struct loopback	 server;
static struct arena	*arena;
static char		*folder;

static void
set_up(void)
{
	folder = folder_new();
	folder_write(folder, "page.html", "<p>Seven words stand on this short page.", 40);
	loopback_start(&server, folder);
	arena = arena_new((size_t)128 << 20);
	cr_assert(arena != NULL);
}

static void
tear_down(void)
{
	loopback_stop(&server);
	folder_remove(folder);
	arena_free(arena);
}

TestSuite(http, .init = set_up, .fini = tear_down, .timeout = 60);

/* GET a path of the server, or a whole URL. */
static bool
get(const struct http_options *options, const char *path, struct http_response *response,
    struct fault *f)
{
	char		 url[512];
	struct http	*http = http_new(options, f);
	bool		 ok;

	cr_assert(http != NULL, "%s", f->text);
	snprintf(url, sizeof url, "%s%s",
	    strstr(path, "://") != NULL && strncmp(path, "_/", 2) != 0 ? "" : server.url, path);
	ok = http_get(http, span_of(url), arena, response, f);
	http_free(http);
	return ok;
}

static const struct http_options *
short_patience(void)
{
	static struct http_options	 options;

	options = http_defaults;
	options.timeout_ms = 700;
	options.body_max_bytes = (size_t)2 << 20;
	options.unpacked_max_bytes = (size_t)4 << 20;
	return &options;
}

static const struct {
	const char	*path;
	enum fault_kind	 kind;
	const char	*says;
} refusals[] = {
	{ "nothing-here.html", FAULT_MISSING, "404 (not found)" },
	{ "_/status/410", FAULT_MISSING, "410 (gone)" },
	{ "_/status/429", FAULT_THROTTLED, "429 (too many requests)" },
	{ "_/status/503", FAULT_THROTTLED, "503 (service unavailable)" },
	{ "_/status/403", FAULT_NETWORK, "403 (forbidden)" },
	{ "_/status/500", FAULT_NETWORK, "500" },
	{ "_/status/204", FAULT_NETWORK, "204" },
	{ "_/status/302", FAULT_NETWORK, "302" },
	{ "_/redirect-loop", FAULT_NETWORK, "in a circle" },
	{ "_/redirects/11", FAULT_NETWORK, "more than 10 redirects" },
	{ "_/redirect?to=ftp://files.example/x", FAULT_NETWORK, "neither http nor https" },
	{ "_/redirect?to=file:///etc/hostname", FAULT_NETWORK, "neither http nor https" },
	{ "_/redirect?to=http://me:secret@127.0.0.1/", FAULT_INPUT, "user" },
	{ "_/huge", FAULT_LIMIT, "larger than 2097152 bytes as sent" },
	{ "_/gzip-bomb", FAULT_LIMIT, "larger than 4194304 bytes unpacked" },
	{ "_/bad-gzip", FAULT_NETWORK, "Content-Encoding" },
	{ "_/headers", FAULT_LIMIT, "headers larger" },
	{ "_/cut", FAULT_NETWORK, "broke after" },
	{ "_/slow", FAULT_NETWORK, "too slow" },
	{ "http://127.0.0.1:1/", FAULT_NETWORK, "could not connect: connection refused" },
	{ "http://host.invalid/", FAULT_MISSING, "no such host" },
	{ "http://127.0.0.1:99999/", FAULT_INPUT, "not a URL" },
	{ "http://me:secret@127.0.0.1:1/", FAULT_INPUT, "user" },
	{ "ftp://127.0.0.1/", FAULT_INPUT, "only http and https" },
	{ "file:///etc/hostname", FAULT_INPUT, "only http and https" },
};

Test(http, names_what_went_wrong)
{
	for (size_t i = 0; i < LEN(refusals); i++) {
		struct http_response	 response;
		struct fault		 f = FAULT_INIT;

		arena_reset(arena);
		cr_expect(!get(short_patience(), refusals[i].path, &response, &f), "%s: read",
		    refusals[i].path);
		cr_expect_eq(f.kind, refusals[i].kind, "%s: kind %d: %s", refusals[i].path,
		    (int)f.kind, f.text);
		cr_expect(strstr(f.text, refusals[i].says) != NULL,
		    "%s: \"%s\" says nothing of \"%s\"", refusals[i].path, f.text, refusals[i].says);
		cr_expect(strstr(f.text, "://") != NULL, "%s: names no URL: %s", refusals[i].path,
		    f.text);
	}
}

static const struct {
	const char	*path, *url, *type, *charset, *begins;
	bool		 moved;
} answers[] = {
	{ "page.html", "page.html", "text/html", "", "<p>Seven words", false },
	{ "page.html#part", "page.html#part", "text/html", "", "<p>Seven words", false },
	{ "_/redirects/10", "_/redirects/0", "text/html", "", "<!doctype", true },
	{ "_/redirect?to=/page.html", "page.html", "text/html", "", "<p>Seven", true },
	{ "_/self", "_/self", "text/html", "", "<!doctype html><title>Seen", true },
	{ "_/latin1", "_/latin1", "text/html", "windows-1252", "<!doctype", false },
	{ "_/no-type", "_/no-type", "", "", "<!doctype", false },
	{ "_/agent", "_/agent", "text/plain", "", "quotrail/" QUOTRAIL_VERSION, false },
};

Test(http, brings_the_body_with_what_the_server_says_of_it)
{
	for (size_t i = 0; i < LEN(answers); i++) {
		struct http_response	 response;
		struct fault		 f = FAULT_INIT;
		char			 url[256];

		arena_reset(arena);
		snprintf(url, sizeof url, "%s%s", server.url, answers[i].url);
		cr_assert(get(&http_defaults, answers[i].path, &response, &f), "%s", f.text);
		cr_expect_eq(response.status, 200);
		cr_expect(span_eq(response.url, span_of(url)), "%s: at %s", answers[i].path,
		    response.url.p);
		cr_expect_eq(response.moved, answers[i].moved, "%s: moved", answers[i].path);
		cr_expect(span_eq(response.content_type, span_of(answers[i].type)), "%s: type %s",
		    answers[i].path, response.content_type.p);
		cr_expect(span_eq(response.charset, span_of(answers[i].charset)), "%s: charset %s",
		    answers[i].path, response.charset.p);
		cr_expect(span_starts(response.body, span_of(answers[i].begins)), "%s: body %s",
		    answers[i].path, response.body.p);
	}
}

Test(http, reads_dates_and_tag)
{
	struct http_response	 response;
	struct fault		 f = FAULT_INIT;

	cr_assert(get(&http_defaults, "_/dated", &response, &f), "%s", f.text);
	cr_expect_eq(response.last_modified, 1641755340); /* 2022-01-09 19:09 */
	cr_expect(span_eq(response.etag, SPAN("\"v1\"")));
	cr_expect(response.date != DATE_UNKNOWN);
	cr_expect(response.fetched >= response.date - 2 && response.fetched <= response.date + 60);
	cr_assert(get(&http_defaults, "page.html", &response, &f), "%s", f.text);
	cr_expect_eq(response.last_modified, DATE_UNKNOWN);
	cr_expect_eq(response.etag.n, 0);
}

Test(http, says_who_asks)
{
	struct http_options	 options = http_defaults;
	struct http_response	 response;
	struct fault		 f = FAULT_INIT;

	options.contact = "mailto:desk@example.org\nX-Evil: yes";
	cr_assert(get(&options, "_/agent", &response, &f), "%s", f.text);
	cr_expect_str_eq(response.body.p,
	    "quotrail/" QUOTRAIL_VERSION " (+mailto:desk@example.org X-Evil: yes)");
}

Test(http, remembers_nothing_between_exchanges)
{
	struct http_response	 response;
	struct fault		 f = FAULT_INIT;
	struct http		*http = http_new(&http_defaults, &f);
	char			 url[128];

	cr_assert(http != NULL, "%s", f.text);
	snprintf(url, sizeof url, "%s_/self", server.url);
	for (int i = 0; i < 2; i++) {
		cr_assert(http_get(http, span_of(url), arena, &response, &f), "%s", f.text);
		cr_expect(response.moved, "the cookie of an earlier exchange came along");
	}
	http_free(http);
}

Test(http, stops_when_told_to)
{
	static volatile int	 stop = 1;
	struct http_options	 options = http_defaults;
	struct http_response	 response;
	struct fault		 f = FAULT_INIT;

	options.stop = &stop;
	cr_expect(!get(&options, "_/slow", &response, &f));
	cr_expect_eq(f.kind, FAULT_INTERRUPTED, "%s", f.text);
}

Test(http, fails_cleanly_without_room)
{
	struct fault		 f = FAULT_INIT;
	struct http		*http = http_new(&http_defaults, &f);
	struct http_response	 response;
	char			 url[128];
	bool			 ok = false;

	cr_assert(http != NULL, "%s", f.text);
	snprintf(url, sizeof url, "%spage.html", server.url);
	for (size_t cap = 0; !ok && cap < 65536; cap += 16) {
		struct arena	*small = arena_new(cap);

		fault_clear(&f);
		ok = http_get(http, span_of(url), small, &response, &f);
		cr_expect(ok || f.kind == FAULT_MEMORY, "at %zu: %s", cap, f.text);
		arena_free(small);
	}
	cr_expect(ok, "never enough");
	http_free(http);
}
