/* The tests of fetch/crawl_trip.c: redirects, tries, what is known of a page. */
#define _GNU_SOURCE /* SOCK_NONBLOCK */
#include "fetch/crawl.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/date.h"
#include "tests/fetch/trial.h"

TestSuite(crawl_trip, .init = trial_open, .fini = trial_close, .timeout = 60);

/* --- redirects ------------------------------------------------------------------------------ */

static const struct {
	const char	*path, *url; /* where it leads; NULL to itself */
	enum fault_kind	 kind;
	const char	*says;
} ways[] = {
	{ "_/redirects/10", "_/redirects/0", FAULT_NONE, "" },
	{ "_/redirects/11", "_/redirects/1", FAULT_NETWORK, "/_/redirects/11: more than 10 redirects" },
	{ "_/self", NULL, FAULT_NONE, "" },
	{ "_/redirect?to=/page.html", "page.html", FAULT_NONE, "" },
	{ "_/redirect?to=http://127.0.0.9:PORT/page.html", "9/page.html", FAULT_NONE, "" },
	{ "_/redirect?to=HTTP://127.0.0.9:PORT/./page.html%23part", "9/page.html", FAULT_NONE, "" },
	{ "_/redirect-loop", "_/redirect-loop/back", FAULT_NETWORK,
	    "redirects in a circle, back to http://127.0.0.1" },
	{ "_/redirect-file", NULL, FAULT_NETWORK,
	    "redirects to file:///etc/passwd, which is neither http nor https" },
	{ "_/redirect?to=ftp://files.example/x", NULL, FAULT_NETWORK, "neither http nor https" },
	{ "_/redirect?to=data:text/html,x", NULL, FAULT_NETWORK, "neither http nor https" },
	{ "_/status/302", NULL, FAULT_NETWORK, "answers 302 without saying where to" },
	{ "_/redirect?to=/nothing.html", "nothing.html", FAULT_MISSING,
	    "/nothing.html: the server answers 404 (not found)" },
	{ "_/redirect?to=http://127.0.0.1:1/x", "http://127.0.0.1:1/x", FAULT_NETWORK,
	    "redirects to http://127.0.0.1:1/x: could not connect: connection refused" },
};

/* "PORT" in a row is the server's, "9/" at its beginning the host. */
static const char *
way_of(const char *row, char way[256])
{
	const char	*at = strstr(row, "PORT");

	if (at == NULL)
		snprintf(way, 256, "%s", row);
	else
		snprintf(way, 256, "%.*s%u%s", (int)(at - row), row, trial.port, at + 4);
	return way;
}

Test(crawl_trip, follows_redirects_that_lead_somewhere)
{
	trial_begin();
	for (size_t i = 0; i < LEN(ways); i++) {
		char	 way[256];

		trial_add(1, way_of(ways[i].path, way));
	}
	trial_run();
	for (size_t i = 0; i < LEN(ways); i++) {
		const struct outcome	*one = &trial.outcomes[i];
		const char		*to = ways[i].url != NULL ? ways[i].url : ways[i].path;
		char			 way[256], url[512];

		snprintf(url, sizeof url, "%.*s",
		    SPAN_ARG(to[0] == '9' ? trial_url(9, to + 2) : trial_url(1, way_of(to, way))));
		cr_expect_eq(one->kind, ways[i].kind, "%s: kind %d: %s", ways[i].path,
		    (int)one->kind, one->text);
		cr_expect(strstr(one->text, ways[i].says) != NULL, "%s: says \"%s\"", ways[i].path,
		    one->text);
		cr_expect_str_eq(one->url, url, "%s: at %s", ways[i].path, one->url);
		cr_expect(one->kind != FAULT_NONE || one->moved, "%s: not moved", ways[i].path);
	}
}

Test(crawl_trip, keeps_the_manners_of_the_host_it_is_led_to)
{
	char	 way[256];

	trial_file("robots-127.0.0.2.txt", "User-agent: *\nDisallow: /p\n");
	trial_begin();
	trial_add(1, way_of("_/redirect?to=http://127.0.0.2:PORT/page.html", way));
	trial_add(1, way_of("_/redirect?to=http://127.0.0.2:PORT/_/agent", way));
	trial_run();
	cr_expect_eq(trial.outcomes[0].kind, FAULT_BLOCKED);
	cr_expect(strstr(trial.outcomes[0].text, "/page.html: redirects to http://127.0.0.2:") !=
		    NULL &&
		strstr(trial.outcomes[0].text,
		    "/page.html: robots.txt asks not to read it (Disallow: /p)") != NULL,
	    "%s", trial.outcomes[0].text);
	cr_expect_eq(trial.outcomes[1].status, 200, "%s", trial.outcomes[1].text);
	cr_expect_eq(trial_visits(2, "/page.html"), 0);
	cr_expect_eq(trial_visits(2, "/robots.txt"), 1);
}

/* --- what is known -------------------------------------------------------------------------- */

Test(crawl_trip, asks_whether_a_page_changed_where_that_was_said)
{
	struct exchange_validators	 tag = { SPAN("\"v1\""), DATE_UNKNOWN };
	struct exchange_validators	 date = { SPAN_NONE, 1641755340 };
	struct exchange_validators	 old = { SPAN("\"v0\""), 1641755340 };
	struct span			 here;

	trial_begin();
	cr_assert(span_in(trial.arena, trial_url(1, "_/dated"), &here, &trial.fault));
	trial_add_page(trial_url(1, "_/dated"), tag, SPAN_NONE);
	trial_add_page(trial_url(1, "_/dated"), date, SPAN_NONE);
	trial_add_page(trial_url(1, "_/dated"), old, SPAN_NONE);
	trial_add_page(trial_url(1, "_/redirect?to=/_/dated"), tag, here);
	trial_add_page(trial_url(1, "_/redirect?to=/_/dated"), tag, SPAN_NONE);
	trial_add_page(trial_url(1, "_/status/304"), tag, here);
	trial_run();
	cr_expect_eq(trial.outcomes[0].status, 304);
	cr_expect_eq(trial.outcomes[1].status, 304);
	cr_expect_eq(trial.outcomes[2].status, 200);
	cr_expect_eq(trial.outcomes[3].status, 304);
	cr_expect(trial.outcomes[3].moved && trial.outcomes[3].kind == FAULT_NONE, "%s",
	    trial.outcomes[3].text);
	cr_expect_eq(trial.outcomes[4].status, 200, "the tag is another page's");
	cr_expect_eq(trial.outcomes[5].kind, FAULT_NETWORK, "304 of what nobody knows");
}

/* --- again ---------------------------------------------------------------------------------- */

Test(crawl_trip, tries_again_what_may_pass)
{
	trial_begin();
	trial_add(1, "_/flaky/2/page.html");
	trial_add(2, "_/flaky/3/page.html");
	trial_add(3, "_/flaky/4/page.html");
	trial_add(4, "_/status/500");
	trial_add(5, "_/status/404");
	trial_run();
	cr_expect_eq(trial.outcomes[0].status, 200, "%s", trial.outcomes[0].text);
	cr_expect_eq(trial.outcomes[1].status, 200, "%s", trial.outcomes[1].text);
	cr_expect_eq(trial.outcomes[2].kind, FAULT_THROTTLED);
	cr_expect(strstr(trial.outcomes[2].text,
		      "the server answers 503 (service unavailable), after 4 tries") != NULL,
	    "%s", trial.outcomes[2].text);
	cr_expect_eq(trial_visits(3, "/_/flaky/4/page.html"), 4);
	cr_expect_eq(trial.outcomes[3].kind, FAULT_NETWORK);
	cr_expect_eq(trial_visits(4, "/_/status/500"), 1);
	cr_expect_eq(trial_visits(5, "/_/status/404"), 1);
	cr_expect_eq(trial.counted.retries, 2 + 3 + 3, "%zu retries", trial.counted.retries);
}

Test(crawl_trip, tries_again_where_no_answer_came)
{
	trial.options.exchange.timeout_ms = 500;
	trial.options.retries_max = 1;
	trial_begin();
	trial_add(1, "_/empty");
	trial_add(2, "_/wait/3000");
	trial_add(2, "_/cut");
	trial_run();
	for (size_t i = 0; i < trial.npages; i++) {
		cr_expect_eq(trial.outcomes[i].kind, FAULT_NETWORK);
		cr_expect(strstr(trial.outcomes[i].text, ", after 2 tries") != NULL, "%s",
		    trial.outcomes[i].text);
	}
	cr_expect_eq(trial.counted.retries, 3, "%zu retries", trial.counted.retries);
}

/* What ails a gateway ails one page; its host goes on meanwhile. */
Test(crawl_trip, goes_on_with_a_host_while_one_page_of_it_waits)
{
	trial.options.backoff_ms = trial.options.backoff_max_ms = 300;
	trial_begin();
	trial_add(1, "_/status/502");
	for (int i = 0; i < 5; i++)
		trial_add(1, "page.html");
	trial_run();
	cr_expect_eq(trial.outcomes[0].order, 6);
	cr_expect_eq(trial.outcomes[0].kind, FAULT_NETWORK);
	cr_expect(strstr(trial.outcomes[0].text, "502 (bad gateway), after 4 tries") != NULL, "%s",
	    trial.outcomes[0].text);
	cr_expect(trial.outcomes[0].at_ms >= 3 * 150, "after %" PRId64 " ms",
	    trial.outcomes[0].at_ms);
	for (size_t i = 1; i < trial.npages; i++)
		cr_expect_eq(trial.outcomes[i].status, 200, "%s", trial.outcomes[i].text);
}

Test(crawl_trip, goes_on_behind_a_page_that_is_too_much_for_its_host)
{
	trial_begin();
	for (int i = 0; i < 8; i++)
		trial_add(1, i % 4 < 2 ? "_/status/503" : "page.html");
	trial_run();
	for (size_t i = 0; i < trial.npages; i++) {
		if (i % 4 < 2)
			cr_expect_eq(trial.outcomes[i].kind, FAULT_THROTTLED);
		else
			cr_expect_eq(trial.outcomes[i].status, 200, "%s", trial.outcomes[i].text);
	}
}

Test(crawl_trip, lets_a_host_alone_that_refuses)
{
	trial_begin();
	for (int i = 0; i < 6; i++)
		trial_add(1, i == 0 || i > 3 ? "page.html" : "_/status/429");
	for (int i = 0; i < 5; i++)
		trial_add(2, "page.html");
	trial_run();
	cr_expect_eq(trial.outcomes[0].status, 200, "%s", trial.outcomes[0].text);
	cr_expect(strstr(trial.outcomes[1].text, "429 (too many requests), after 4 tries") != NULL,
	    "%s", trial.outcomes[1].text);
	for (size_t i = 1; i < 6; i++)
		cr_expect_eq(trial.outcomes[i].kind, FAULT_THROTTLED, "%s", trial.outcomes[i].text);
	cr_expect(strstr(trial.outcomes[5].text, "429 (too many requests) to another request") !=
		NULL,
	    "%s", trial.outcomes[5].text);
	for (size_t i = 6; i < trial.npages; i++)
		cr_expect_eq(trial.outcomes[i].status, 200, "%s", trial.outcomes[i].text);
	cr_expect_eq(trial_visits(1, "/page.html"), 1);
	cr_expect_eq(trial_visits(1, "/_/status/429"), 4 * CRAWL_REFUSALS);
	trial_add(1, "page.html?new");
	trial_run();
	cr_expect_eq(trial.outcomes[11].kind, FAULT_THROTTLED, "%s", trial.outcomes[11].text);
}

/* A port whose queue is full: who knocks is not answered. */
static unsigned
open_deaf(int sockets[4])
{
	struct sockaddr_in	 at = { .sin_family = AF_INET };
	socklen_t		 size = sizeof at;

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 8);
	for (int i = 0; i < 4; i++)
		sockets[i] = socket(AF_INET, SOCK_STREAM | (i > 0 ? SOCK_NONBLOCK : 0), 0);
	cr_assert_eq(bind(sockets[0], (struct sockaddr *)&at, size), 0);
	cr_assert_eq(listen(sockets[0], 0), 0);
	cr_assert_eq(getsockname(sockets[0], (struct sockaddr *)&at, &size), 0);
	for (int i = 1; i < 4; i++)
		(void)!connect(sockets[i], (struct sockaddr *)&at, size);
	return ntohs(at.sin_port);
}

static bool
recall_nothing(void *context, struct span origin, struct arena *arena, struct crawl_robots *robots,
    bool *found, struct fault *f)
{
	(void)context, (void)arena, (void)f;
	*robots = (struct crawl_robots) { .origin = origin, .fetched = (int64_t)time(NULL) };
	*found = true;
	return true;
}

Test(crawl_trip, sets_a_host_aside_that_died_after_its_robots_txt_was_read)
{
	int	 sockets[4];
	char	 url[64];

	trial.options.retries_max = 1;
	trial.options.exchange.connect_timeout_ms = 100;
	trial.events.robots_recall = recall_nothing;
	snprintf(url, sizeof url, "http://127.0.0.9:%u/page.html", open_deaf(sockets));
	trial_begin();
	trial_add(2, "page.html");
	for (int i = 0; i < 30; i++)
		trial_add(9, url);
	trial_run();
	cr_expect_eq(trial.outcomes[0].status, 200, "%s", trial.outcomes[0].text);
	for (size_t i = 1; i < trial.npages; i++)
		cr_expect_eq(trial.outcomes[i].kind, FAULT_NETWORK, "%s", trial.outcomes[i].text);
	cr_expect(strstr(trial.outcomes[1].text,
		      "could not connect: no answer in time, after 2 tries") != NULL,
	    "%s", trial.outcomes[1].text);
	cr_expect(strstr(trial.outcomes[30].text,
		      "could not connect: no answer in time, 3 pages in a row, so this one is not "
		      "asked for") != NULL,
	    "%s", trial.outcomes[30].text);
	cr_expect_lt(trial.counted.requests, 20, "%zu requests", trial.counted.requests);
	for (int i = 0; i < 4; i++)
		close(sockets[i]);
}

/* Seconds, and a date as seen by a clock that shows whole ones. */
Test(crawl_trip, comes_back_when_it_is_asked_to)
{
	static struct visit	 visits[20];
	size_t			 count;

	trial.options.retries_max = 1;
	trial.options.backoff_max_ms = 3000;
	trial_begin();
	trial_add(1, "_/retry-after/1");
	trial_add(1, "page.html");
	trial_add(2, "_/retry-date/2");
	trial_add(3, "page.html");
	trial_run();
	cr_expect(trial.outcomes[3].at_ms < 900, "the others did not wait");
	count = trial_log(visits, LEN(visits));
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < i; j++) {
			int64_t	 between = visits[i].start - visits[j].start;

			if (strcmp(visits[i].target, visits[j].target) == 0 &&
			    strncmp(visits[i].target, "/_/retry", 8) == 0)
				cr_expect(between >= 1000 && between < 3000,
				    "%s: after %" PRId64 " ms", visits[i].target, between);
		}
	}
	cr_expect_eq(trial_visits(1, "/_/retry-after/1"), 2);
	cr_expect_eq(trial_visits(2, "/_/retry-date/2"), 2);
	cr_expect_eq(trial_visits(1, "/page.html"), 1);
	cr_expect(trial.outcomes[1].at_ms >= 2000, "the whole host waited");
}

Test(crawl_trip, does_not_wait_for_hours_when_nothing_else_is_left)
{
	trial_begin();
	trial_add(1, "_/retry-after/3600");
	trial_add(1, "page.html");
	trial_add(2, "_/retry-date/7200");
	trial_add(3, "_/wait/500");
	trial_step(1);
	cr_expect_eq(trial.outcomes[3].order, 1, "first what can be had");
	cr_expect_eq(trial.counted.parked, 2);
	cr_expect_eq(trial.counted.waiting, 3);
	trial_run();
	for (size_t i = 0; i < 3; i++) {
		cr_expect_eq(trial.outcomes[i].kind, FAULT_THROTTLED);
		cr_expect(strstr(trial.outcomes[i].text, " and asks to come back in ") != NULL,
		    "%s", trial.outcomes[i].text);
	}
	cr_expect(strstr(trial.outcomes[0].text, "429 (too many requests)") != NULL &&
		(strstr(trial.outcomes[0].text, "in 3600 s") != NULL ||
		    strstr(trial.outcomes[0].text, "in 3599 s") != NULL),
	    "%s", trial.outcomes[0].text);
	cr_expect_eq(trial.counted.parked, 0);
	cr_expect_eq(trial_visits(1, "/page.html"), 0);
	cr_expect(trial.outcomes[2].at_ms < 5000);
}

/* What cannot even be asked for is answered all the same. */
Test(crawl_trip, answers_for_what_is_too_long_to_be_asked_for)
{
	struct buf	 url = BUF(10000);

	buf_add(&url, trial_url(1, "page.html?"));
	for (int i = 0; i < 8500; i++)
		buf_char(&url, 'x');
	trial_begin();
	trial_add_page(buf_span(&url), (struct exchange_validators) { SPAN_NONE, DATE_UNKNOWN },
	    SPAN_NONE);
	trial_add(1, "page.html");
	trial_run();
	cr_expect_eq(trial.outcomes[0].kind, FAULT_INPUT, "%s", trial.outcomes[0].text);
	cr_expect(strstr(trial.outcomes[0].text, "x: a URL longer than") != NULL, "%s",
	    trial.outcomes[0].text);
	cr_expect_eq(trial.outcomes[1].status, 200, "%s", trial.outcomes[1].text);
	buf_free(&url);
}
