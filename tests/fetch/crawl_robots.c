/* The tests of fetch/crawl_robots.c. */
#include "fetch/crawl.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>

#include "tests/fetch/trial.h"

TestSuite(crawl_robots, .init = trial_open, .fini = trial_close, .timeout = 60);

static const struct {
	const char	*robots, *path;
	enum fault_kind	 kind;
	const char	*says;
} allowances[] = {
	{ NULL, "page.html", FAULT_NONE, "" },
	{ "", "page.html", FAULT_NONE, "" },
	{ "User-agent: *\nDisallow: /private\n", "page.html", FAULT_NONE, "" },
	{ "User-agent: *\nDisallow: /p*e\n", "page.html", FAULT_BLOCKED,
	    "/page.html: robots.txt asks not to read it (Disallow: /p*e)" },
	{ "User-agent: *\nDisallow: /\n\nUser-agent: quotrail\nAllow: /\n", "page.html", FAULT_NONE,
	    "" },
	{ "User-agent: *\nDisallow: /page\n", "_/redirect?to=/page.html", FAULT_BLOCKED,
	    "/page.html: robots.txt asks not to read it (Disallow: /page)" },
	{ "/_/status/403", "page.html", FAULT_NONE, "" },
	{ "/_/status/429", "page.html", FAULT_THROTTLED,
	    "its robots.txt cannot be had: the server answers 429 (too many requests), after 3 tries" },
	{ "/_/status/500", "page.html", FAULT_THROTTLED,
	    "its robots.txt cannot be had: the server answers 500 (internal server error), after 3 tries" },
	{ "/_/status/503", "page.html", FAULT_THROTTLED,
	    "its robots.txt cannot be had: the server answers 503 (service unavailable), after 3 tries" },
	{ "/_/empty", "page.html", FAULT_THROTTLED, "its robots.txt cannot be had: " },
	{ "/_/status/204", "page.html", FAULT_NONE, "" },
	{ "/_/status/302", "page.html", FAULT_NONE, "" },
	{ "/_/redirect/allowed.txt", "page.html", FAULT_NONE, "" },
	{ "/_/redirect/forbidden.txt", "page.html", FAULT_BLOCKED, "(Disallow: /page)" },
	{ "/_/redirects/5", "page.html", FAULT_NONE, "" },
	{ "/_/redirect-loop", "page.html", FAULT_NONE, "" },
	{ "/_/redirect-file", "page.html", FAULT_NONE, "" },
};

Test(crawl_robots, reads_what_a_host_allows)
{
	trial.options.retries_max = 2;
	trial_file("allowed.txt", "User-agent: *\nDisallow: /other\n");
	trial_file("forbidden.txt", "User-agent: *\nDisallow: /page\n");
	trial_begin();
	for (unsigned i = 0; i < LEN(allowances); i++) {
		char	 name[64];

		snprintf(name, sizeof name, "robots-127.0.0.%u.txt", i + 1);
		if (allowances[i].robots != NULL)
			trial_file(name, allowances[i].robots);
		trial_add(i + 1, allowances[i].path);
	}
	trial_run();
	for (size_t i = 0; i < LEN(allowances); i++) {
		const struct outcome	*one = &trial.outcomes[i];
		const char		*robots = allowances[i].robots;

		cr_expect_eq(one->kind, allowances[i].kind, "%s: kind %d: %s", robots,
		    (int)one->kind, one->text);
		cr_expect(strstr(one->text, allowances[i].says) != NULL, "%s: says \"%s\"", robots,
		    one->text);
		cr_expect_eq(one->status, one->kind == FAULT_NONE ? 200 : 0, "%s: status %ld",
		    robots, one->status);
	}
}

/* What was learnt of origins, as a database would keep it. */
struct shelf {
	size_t			 recalled, remembered, noticed;
	struct crawl_robots	 kept;
	char			 origin[128], body[512], line[512];
};

static bool
recall_robots(void *context, struct span origin, struct arena *arena, struct crawl_robots *robots,
    bool *found, struct fault *f)
{
	struct shelf	*shelf = context;

	shelf->recalled++;
	*found = shelf->origin[0] != '\0' && span_eq(origin, span_of(shelf->origin));
	robots->fetched = shelf->kept.fetched;
	return !*found || span_in(arena, span_of(shelf->body), &robots->body, f);
}

static bool
remember_robots(void *context, const struct crawl_robots *robots, struct fault *f)
{
	struct shelf	*shelf = context;

	(void)f;
	shelf->remembered++;
	shelf->kept = *robots;
	snprintf(shelf->origin, sizeof shelf->origin, "%.*s", SPAN_ARG(robots->origin));
	snprintf(shelf->body, sizeof shelf->body, "%.*s", SPAN_ARG(robots->body));
	return true;
}

static void
take_notice(void *context, const char *line)
{
	struct shelf	*shelf = context;

	shelf->noticed++;
	snprintf(shelf->line, sizeof shelf->line, "%s", line);
}

static void
keep_on(struct shelf *shelf)
{
	trial.events = (struct crawl_events) { recall_robots, remember_robots, take_notice, shelf };
}

Test(crawl_robots, asks_for_robots_txt_once_a_day)
{
	struct shelf	 shelf = { 0 };
	char		 origin[64];

	keep_on(&shelf);
	trial_file("robots.txt", "User-agent: *\nDisallow: /x\n");
	trial_begin();
	for (int i = 0; i < 5; i++)
		trial_add(1, "page.html");
	trial_run();
	snprintf(origin, sizeof origin, "http://127.0.0.1:%u", trial.port);
	cr_expect_eq(trial_visits(1, "/robots.txt"), 1);
	cr_expect_eq(shelf.recalled, 1);
	cr_expect_eq(shelf.remembered, 1);
	cr_expect_str_eq(shelf.origin, origin);
	cr_expect_str_eq(shelf.body, "User-agent: *\nDisallow: /x\n");

	trial_begin();
	cr_expect_eq(trial_add(1, "x")->kind, FAULT_NONE);
	trial_run();
	cr_expect_eq(trial_visits(1, "/robots.txt"), 1, "it was kept");
	cr_expect_eq(trial.outcomes[0].kind, FAULT_BLOCKED, "%s", trial.outcomes[0].text);

	shelf.kept.fetched -= CRAWL_ROBOTS_S;
	trial_file("robots.txt", "User-agent: *\nDisallow: /y\n");
	trial_begin();
	trial_add(1, "page.html?x");
	trial_run();
	cr_expect_eq(trial_visits(1, "/robots.txt"), 2, "after a day");
	cr_expect_str_eq(shelf.body, "User-agent: *\nDisallow: /y\n");
}

Test(crawl_robots, keeps_the_delay_a_host_asks_for)
{
	static struct visit	 visits[20];
	struct shelf		 shelf = { 0 };

	keep_on(&shelf);
	trial_file("robots.txt", "User-agent: *\nCrawl-delay: 0.2\n");
	trial_begin();
	trial_add(1, "page.html");
	trial_add(1, "page.html?2");
	trial_run();
	cr_assert_eq(trial_log(visits, LEN(visits)), 3);
	cr_expect(visits[1].start - visits[0].start >= 200);
	cr_expect(visits[2].start - visits[1].start >= 200);
	cr_expect_eq(shelf.noticed, 0);
}

Test(crawl_robots, clamps_an_absurd_delay_and_says_so_once)
{
	struct shelf		 shelf = { 0 };

	keep_on(&shelf);
	trial_file("robots.txt", "User-agent: *\nCrawl-delay: 86400\n");
	trial_begin();
	trial_add(1, "page.html");
	trial_add(1, "_/agent");
	for (int i = 0; i < 5; i++) {
		struct crawl_answer	 answer;
		bool			 any;

		cr_assert(
		    crawl_step(trial.crawl, 50, NULL, 0, trial.arena, &answer, &any, &trial.fault));
		cr_expect_not(any);
	}
	crawl_count(trial.crawl, &trial.counted);
	cr_expect(trial.counted.wait_ms > CRAWL_DELAY_MAX_MS - 3000 &&
		trial.counted.wait_ms <= CRAWL_DELAY_MAX_MS + 1,
	    "waits %" PRId64 " ms", trial.counted.wait_ms);
	cr_expect_eq(shelf.noticed, 1);
	cr_expect_str_eq(shelf.line,
	    "127.0.0.1: robots.txt asks for 86400 s between two requests (Crawl-delay); "
	    "60 s are kept");
}

Test(crawl_robots, says_what_is_wrong_with_a_host_of_every_page_of_it)
{
	trial_begin();
	trial_add(1, "http://127.0.0.1:1/a.html");
	trial_add(1, "http://127.0.0.1:1/b.html");
	trial_add(1, "http://host.invalid/a.html");
	trial_add(1, "http://host.invalid/b.html");
	trial_run();
	cr_expect_str_eq(trial.outcomes[0].text,
	    "http://127.0.0.1:1/a.html: could not connect: connection refused");
	cr_expect_str_eq(trial.outcomes[1].text,
	    "http://127.0.0.1:1/b.html: could not connect: connection refused");
	cr_expect_str_eq(trial.outcomes[2].text, "http://host.invalid/a.html: no such host");
	cr_expect_str_eq(trial.outcomes[3].text, "http://host.invalid/b.html: no such host");
	for (size_t i = 0; i < trial.npages; i++)
		cr_expect_eq(trial.outcomes[i].kind, i < 2 ? FAULT_NETWORK : FAULT_MISSING);
	cr_expect_eq(trial.counted.requests, 2, "%zu requests", trial.counted.requests);
}

/* More rules than are kept at a time: those of others go, and are asked for again. */
Test(crawl_robots, keeps_no_more_rules_than_there_is_room_for)
{
	static char	 text[480 * 1024];
	size_t		 n = (size_t)snprintf(text, sizeof text, "User-agent: *\nDisallow: /p\n");
	const unsigned	 hosts = 30;

	for (unsigned i = 0; n < sizeof text - 20; i++)
		n += (size_t)snprintf(text + n, sizeof text - n, "Allow:/%x\n", i);
	trial_file("robots.txt", text);
	trial_begin();
	for (unsigned i = 0; i < 2 * hosts; i++) {
		trial_add(1 + i % hosts, "page.html");
		trial_run();
	}
	for (size_t i = 0; i < trial.npages; i++)
		cr_expect_eq(trial.outcomes[i].kind, FAULT_BLOCKED, "%s", trial.outcomes[i].text);
	cr_expect(trial.counted.requests > hosts && trial.counted.requests <= 2 * hosts,
	    "%zu requests", trial.counted.requests);
}

/* Where a redirect of robots.txt leads to another host, that host is asked in its turn. */
Test(crawl_robots, follows_robots_txt_to_another_host)
{
	char	 act[128];

	trial_file("robots-127.0.0.2.txt", "User-agent: *\nDisallow: /page.html\n");
	snprintf(act, sizeof act, "/_/redirect/http://127.0.0.2:%u/robots.txt", trial.port);
	trial_file("robots-127.0.0.1.txt", act);
	snprintf(act, sizeof act, "/_/redirect/http://127.0.0.1:1/robots.txt");
	trial_file("robots-127.0.0.3.txt", act);
	trial_begin();
	trial_add(1, "page.html");
	trial_add(1, "_/agent");
	trial_add(2, "_/agent");
	trial_add(3, "page.html");
	trial_run();
	cr_expect_eq(trial.outcomes[0].kind, FAULT_BLOCKED, "%s", trial.outcomes[0].text);
	cr_expect_eq(trial.outcomes[1].status, 200, "%s", trial.outcomes[1].text);
	cr_expect_eq(trial.outcomes[2].status, 200, "%s", trial.outcomes[2].text);
	cr_expect_eq(trial_visits(2, "/robots.txt"), 2, "for either origin");
	cr_expect_eq(trial.outcomes[3].kind, FAULT_THROTTLED, "nobody knows what 127.0.0.3 allows");
}
