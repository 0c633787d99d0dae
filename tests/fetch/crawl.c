#define _XOPEN_SOURCE 700 /* setitimer() */

#include "fetch/crawl.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/date.h"
#include "tests/loopback.h"

#define PAGES_MAX 400

/* What became of the page with this ticket. */
struct outcome {
	bool			 answered, moved;
	size_t			 order; /* from 1 */
	int64_t			 at_ms; /* since the crawl began */
	long			 status;
	enum fault_kind		 kind;
	char			 url[512], text[512];
};

static struct loopback		 server;
static struct arena		*arena;
static char			*folder, log_name[4096];
static unsigned			 port;
static struct crawl_options	 options;
static struct crawl_events	 events;
static struct crawl		*crawl;
static struct crawl_count	 counted;
static struct outcome		 outcomes[PAGES_MAX];
static size_t			 npages, nanswers;
static int64_t			 began_ms;
static struct fault		 fault;

static int64_t
clock_ms(void)
{
	struct timespec	 now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
put_file(const char *name, const char *text)
{
	folder_write(folder, name, text, strlen(text));
}

static void
set_up(void)
{
	const char	*log[] = { "--log", log_name, NULL };

	folder = folder_new();
	snprintf(log_name, sizeof log_name, "%s/log", folder);
	put_file("page.html", "<p>Seven words stand on this short page.");
	loopback_start_with(&server, folder, log);
	port = (unsigned)strtoul(strrchr(server.url, ':') + 1, NULL, 10);
	arena = arena_new((size_t)64 << 20);
	cr_assert(arena != NULL);
	options = crawl_defaults;
	options.delay_ms = 0;
	options.backoff_ms = 10;
	options.backoff_max_ms = 100;
	options.exchange.timeout_ms = 5000;
}

static void
tear_down(void)
{
	crawl_free(crawl);
	loopback_stop(&server);
	folder_remove(folder);
	arena_free(arena);
}

TestSuite(crawl, .init = set_up, .fini = tear_down, .timeout = 60);

/* --- a crawl and its answers ---------------------------------------------------------------- */

/* The URL of a path on the server's host 127.0.0.N; one with a scheme stands as it is. */
static struct span
url_of(unsigned host, const char *path)
{
	static char	 urls[4][1024];
	static unsigned	 next;
	char		*url = urls[next++ % 4];

	if (strncmp(path, "http", 4) == 0)
		snprintf(url, sizeof urls[0], "%s", path);
	else
		snprintf(url, sizeof urls[0], "http://127.0.0.%u:%u/%s", host, port, path);
	return span_of(url);
}

static void
begin(void)
{
	crawl_free(crawl);
	fault_clear(&fault);
	crawl = crawl_new(&options, &events, &fault);
	cr_assert(crawl != NULL, "%s", fault.text);
	memset(outcomes, 0, sizeof outcomes);
	npages = nanswers = 0;
	began_ms = clock_ms();
}

static struct outcome *
add_page(struct span url, struct exchange_validators known, struct span known_url)
{
	struct crawl_page page = { .ticket = npages,
		.url = url,
		.known = known,
		.known_url = known_url };

	cr_assert(npages < PAGES_MAX);
	cr_assert(crawl_add(crawl, &page, &fault), "%s", fault.text);
	return &outcomes[npages++];
}

static struct outcome *
add(unsigned host, const char *path)
{
	return add_page(url_of(host, path),
	    (struct exchange_validators) { SPAN_NONE, DATE_UNKNOWN }, SPAN_NONE);
}

static void
note(const struct crawl_answer *answer)
{
	struct outcome	*one = &outcomes[answer->ticket];

	cr_assert(answer->ticket < npages);
	cr_assert(!one->answered, "%zu: answered twice", (size_t)answer->ticket);
	one->answered = true;
	one->order = ++nanswers;
	one->at_ms = clock_ms() - began_ms;
	one->moved = answer->moved;
	one->status = answer->response.status;
	one->kind = answer->why.kind;
	snprintf(one->url, sizeof one->url, "%.*s", SPAN_ARG(answer->response.url));
	snprintf(one->text, sizeof one->text, "%s", answer->why.text);
}

/* Until so many pages are answered. */
static void
step_until(size_t answers)
{
	while (nanswers < answers) {
		struct crawl_answer	 answer;
		bool			 any;

		arena_reset(arena);
		cr_assert(crawl_step(crawl, 1000, NULL, 0, arena, &answer, &any, &fault), "%s",
		    fault.text);
		if (any)
			note(&answer);
		cr_assert(clock_ms() - began_ms < 30000, "no end");
	}
	crawl_count(crawl, &counted);
}

static void
run(void)
{
	step_until(npages);
	cr_expect_eq(counted.waiting, 0);
	cr_expect_eq(counted.running, 0);
}

/* --- the server's log ----------------------------------------------------------------------- */

struct visit {
	int64_t	 start, end;
	char	 host[64], target[256];
	unsigned status;
};

static size_t
read_log(struct visit *visits, size_t most)
{
	struct timespec	 moment = { 0, 20000000 };
	size_t		 count = 0;
	FILE		*file;

	nanosleep(&moment, NULL); /* for the last line to be written */
	file = fopen(log_name, "r");
	cr_assert(file != NULL);
	while (count < most &&
	    fscanf(file, "%" SCNd64 " %" SCNd64 " %63[^: ]%*[^ ] %255s %u\n", &visits[count].start,
		&visits[count].end, visits[count].host, visits[count].target,
		&visits[count].status) == 5)
		count++;
	fclose(file);
	return count;
}

static size_t
count_visits(unsigned host, const char *target)
{
	static struct visit	 visits[1000];
	size_t			 total = read_log(visits, LEN(visits)), count = 0;
	char			 name[64];

	snprintf(name, sizeof name, "127.0.0.%u", host);
	for (size_t i = 0; i < total; i++)
		count += strcmp(visits[i].host, name) == 0 && strcmp(visits[i].target, target) == 0;
	return count;
}

/* --- manners -------------------------------------------------------------------------------- */

/* A request takes 30 ms at least, so its successor begins 80 ms after it or later. */
Test(crawl, asks_a_host_one_thing_at_a_time_and_not_too_soon)
{
	static struct visit	 visits[200];
	size_t			 count, pairs = 0;

	options.delay_ms = 50;
	begin();
	for (size_t i = 0; i < 50; i++)
		add(1 + (unsigned)(i % 10), "_/wait/30");
	run();
	count = read_log(visits, LEN(visits));
	cr_expect_eq(count, 60, "%zu requests", count);
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < count; j++) {
			int64_t	 between = visits[j].start - visits[i].start;
			bool	 waits = strncmp(visits[i].target, "/_/wait", 7) == 0;

			if (i == j || strcmp(visits[i].host, visits[j].host) != 0 || between < 0)
				continue;
			pairs++;
			cr_expect(between >= (waits ? 80 : 50), "%s: %s %" PRId64 " ms after %s",
			    visits[i].host, visits[j].target, between, visits[i].target);
		}
	}
	cr_expect_eq(pairs, 150, "%zu pairs", pairs);
	cr_expect(outcomes[49].at_ms < 3000, "hosts waited for each other");
}

Test(crawl, asks_no_more_hosts_at_a_time_than_it_may)
{
	static struct visit	 visits[200];
	size_t			 count, most = 0;

	options.hosts_max = 4;
	begin();
	for (unsigned i = 0; i < 12; i++)
		add(1 + i, "_/wait/50");
	run();
	count = read_log(visits, LEN(visits));
	for (size_t i = 0; i < count; i++) {
		size_t	 at_once = 0;

		for (size_t j = 0; j < count; j++)
			at_once += strcmp(visits[j].target, "/robots.txt") != 0 &&
			    visits[i].start >= visits[j].start &&
			    visits[i].start < visits[j].start + 50;
		most = at_once > most ? at_once : most;
	}
	cr_expect(most <= 4 && most > 1, "%zu at a time", most);
}

Test(crawl, is_not_held_by_a_slow_host)
{
	struct outcome	*slow;

	options.hosts_max = 4;
	begin();
	slow = add(1, "_/wait/1500");
	add(1, "page.html");
	for (size_t i = 0; i < 100; i++)
		add(2 + (unsigned)(i % 20), "page.html");
	run();
	cr_expect_eq(slow->order, 101, "answered as number %zu", slow->order);
	cr_expect_eq(slow->status, 200);
	for (size_t i = 2; i < npages; i++)
		cr_expect(outcomes[i].status == 200 && outcomes[i].at_ms < 1500, "%zu: %s", i,
		    outcomes[i].text);
}

/* --- robots.txt ----------------------------------------------------------------------------- */

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

Test(crawl, reads_what_a_host_allows)
{
	options.retries_max = 2;
	put_file("allowed.txt", "User-agent: *\nDisallow: /other\n");
	put_file("forbidden.txt", "User-agent: *\nDisallow: /page\n");
	begin();
	for (unsigned i = 0; i < LEN(allowances); i++) {
		char	 name[64];

		snprintf(name, sizeof name, "robots-127.0.0.%u.txt", i + 1);
		if (allowances[i].robots != NULL)
			put_file(name, allowances[i].robots);
		add(i + 1, allowances[i].path);
	}
	run();
	for (size_t i = 0; i < LEN(allowances); i++) {
		const struct outcome	*one = &outcomes[i];
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
recall_robots(void *context, struct span origin, struct arena *robots_arena,
    struct crawl_robots *robots, bool *found, struct fault *f)
{
	struct shelf	*shelf = context;

	shelf->recalled++;
	*found = shelf->origin[0] != '\0' && span_eq(origin, span_of(shelf->origin));
	robots->fetched = shelf->kept.fetched;
	return !*found || span_in(robots_arena, span_of(shelf->body), &robots->body, f);
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
	events = (struct crawl_events) { recall_robots, remember_robots, take_notice, shelf };
}

Test(crawl, asks_for_robots_txt_once_a_day)
{
	struct shelf	 shelf = { 0 };
	char		 origin[64];

	keep_on(&shelf);
	put_file("robots.txt", "User-agent: *\nDisallow: /x\n");
	begin();
	for (int i = 0; i < 5; i++)
		add(1, "page.html");
	run();
	snprintf(origin, sizeof origin, "http://127.0.0.1:%u", port);
	cr_expect_eq(count_visits(1, "/robots.txt"), 1);
	cr_expect_eq(shelf.recalled, 1);
	cr_expect_eq(shelf.remembered, 1);
	cr_expect_str_eq(shelf.origin, origin);
	cr_expect_str_eq(shelf.body, "User-agent: *\nDisallow: /x\n");

	begin();
	cr_expect_eq(add(1, "x")->kind, FAULT_NONE);
	run();
	cr_expect_eq(count_visits(1, "/robots.txt"), 1, "it was kept");
	cr_expect_eq(outcomes[0].kind, FAULT_BLOCKED, "%s", outcomes[0].text);

	shelf.kept.fetched -= CRAWL_ROBOTS_S;
	put_file("robots.txt", "User-agent: *\nDisallow: /y\n");
	begin();
	add(1, "page.html?x");
	run();
	cr_expect_eq(count_visits(1, "/robots.txt"), 2, "after a day");
	cr_expect_str_eq(shelf.body, "User-agent: *\nDisallow: /y\n");
}

Test(crawl, keeps_the_delay_a_host_asks_for)
{
	static struct visit	 visits[20];
	struct shelf		 shelf = { 0 };

	keep_on(&shelf);
	put_file("robots.txt", "User-agent: *\nCrawl-delay: 0.2\n");
	begin();
	add(1, "page.html");
	add(1, "page.html?2");
	run();
	cr_assert_eq(read_log(visits, LEN(visits)), 3);
	cr_expect(visits[1].start - visits[0].start >= 200);
	cr_expect(visits[2].start - visits[1].start >= 200);
	cr_expect_eq(shelf.noticed, 0);
}

Test(crawl, clamps_an_absurd_delay_and_says_so_once)
{
	struct shelf		 shelf = { 0 };

	keep_on(&shelf);
	put_file("robots.txt", "User-agent: *\nCrawl-delay: 86400\n");
	begin();
	add(1, "page.html");
	add(1, "_/agent");
	for (int i = 0; i < 5; i++) {
		struct crawl_answer	 answer;
		bool			 any;

		cr_assert(crawl_step(crawl, 50, NULL, 0, arena, &answer, &any, &fault));
		cr_expect_not(any);
	}
	crawl_count(crawl, &counted);
	cr_expect(counted.wait_ms > CRAWL_DELAY_MAX_MS - 3000 &&
		counted.wait_ms <= CRAWL_DELAY_MAX_MS + 1,
	    "waits %" PRId64 " ms", counted.wait_ms);
	cr_expect_eq(shelf.noticed, 1);
	cr_expect_str_eq(shelf.line,
	    "127.0.0.1: robots.txt asks for 86400 s between two requests (Crawl-delay); "
	    "60 s are kept");
}

Test(crawl, says_what_is_wrong_with_a_host_of_every_page_of_it)
{
	begin();
	add(1, "http://127.0.0.1:1/a.html");
	add(1, "http://127.0.0.1:1/b.html");
	add(1, "http://host.invalid/a.html");
	add(1, "http://host.invalid/b.html");
	run();
	cr_expect_str_eq(outcomes[0].text,
	    "http://127.0.0.1:1/a.html: could not connect: connection refused");
	cr_expect_str_eq(outcomes[1].text,
	    "http://127.0.0.1:1/b.html: could not connect: connection refused");
	cr_expect_str_eq(outcomes[2].text, "http://host.invalid/a.html: no such host");
	cr_expect_str_eq(outcomes[3].text, "http://host.invalid/b.html: no such host");
	for (size_t i = 0; i < npages; i++)
		cr_expect_eq(outcomes[i].kind, i < 2 ? FAULT_NETWORK : FAULT_MISSING);
	cr_expect_eq(counted.requests, 2, "%zu requests", counted.requests);
}

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
		snprintf(way, 256, "%.*s%u%s", (int)(at - row), row, port, at + 4);
	return way;
}

Test(crawl, follows_redirects_that_lead_somewhere)
{
	begin();
	for (size_t i = 0; i < LEN(ways); i++) {
		char	 way[256];

		add(1, way_of(ways[i].path, way));
	}
	run();
	for (size_t i = 0; i < LEN(ways); i++) {
		const struct outcome	*one = &outcomes[i];
		const char		*to = ways[i].url != NULL ? ways[i].url : ways[i].path;
		char			 way[256], url[512];

		snprintf(url, sizeof url, "%.*s",
		    SPAN_ARG(to[0] == '9' ? url_of(9, to + 2) : url_of(1, way_of(to, way))));
		cr_expect_eq(one->kind, ways[i].kind, "%s: kind %d: %s", ways[i].path,
		    (int)one->kind, one->text);
		cr_expect(strstr(one->text, ways[i].says) != NULL, "%s: says \"%s\"", ways[i].path,
		    one->text);
		cr_expect_str_eq(one->url, url, "%s: at %s", ways[i].path, one->url);
		cr_expect(one->kind != FAULT_NONE || one->moved, "%s: not moved", ways[i].path);
	}
}

Test(crawl, keeps_the_manners_of_the_host_it_is_led_to)
{
	char	 way[256];

	put_file("robots-127.0.0.2.txt", "User-agent: *\nDisallow: /p\n");
	begin();
	add(1, way_of("_/redirect?to=http://127.0.0.2:PORT/page.html", way));
	add(1, way_of("_/redirect?to=http://127.0.0.2:PORT/_/agent", way));
	run();
	cr_expect_eq(outcomes[0].kind, FAULT_BLOCKED);
	cr_expect(strstr(outcomes[0].text, "/page.html: redirects to http://127.0.0.2:") != NULL &&
		strstr(outcomes[0].text,
		    "/page.html: robots.txt asks not to read it (Disallow: /p)") != NULL,
	    "%s", outcomes[0].text);
	cr_expect_eq(outcomes[1].status, 200, "%s", outcomes[1].text);
	cr_expect_eq(count_visits(2, "/page.html"), 0);
	cr_expect_eq(count_visits(2, "/robots.txt"), 1);
}

/* --- what is known -------------------------------------------------------------------------- */

Test(crawl, asks_whether_a_page_changed_where_that_was_said)
{
	struct exchange_validators	 tag = { SPAN("\"v1\""), DATE_UNKNOWN };
	struct exchange_validators	 date = { SPAN_NONE, 1641755340 };
	struct exchange_validators	 old = { SPAN("\"v0\""), 1641755340 };
	struct span			 here;

	begin();
	cr_assert(span_in(arena, url_of(1, "_/dated"), &here, &fault));
	add_page(url_of(1, "_/dated"), tag, SPAN_NONE);
	add_page(url_of(1, "_/dated"), date, SPAN_NONE);
	add_page(url_of(1, "_/dated"), old, SPAN_NONE);
	add_page(url_of(1, "_/redirect?to=/_/dated"), tag, here);
	add_page(url_of(1, "_/redirect?to=/_/dated"), tag, SPAN_NONE);
	add_page(url_of(1, "_/status/304"), tag, here);
	run();
	cr_expect_eq(outcomes[0].status, 304);
	cr_expect_eq(outcomes[1].status, 304);
	cr_expect_eq(outcomes[2].status, 200);
	cr_expect_eq(outcomes[3].status, 304);
	cr_expect(outcomes[3].moved && outcomes[3].kind == FAULT_NONE, "%s", outcomes[3].text);
	cr_expect_eq(outcomes[4].status, 200, "the tag is another page's");
	cr_expect_eq(outcomes[5].kind, FAULT_NETWORK, "304 of what nobody knows");
}

/* --- again ---------------------------------------------------------------------------------- */

Test(crawl, tries_again_what_may_pass)
{
	begin();
	add(1, "_/flaky/2/page.html");
	add(2, "_/flaky/3/page.html");
	add(3, "_/flaky/4/page.html");
	add(4, "_/status/500");
	add(5, "_/status/404");
	add(6, "_/empty");
	run();
	cr_expect_eq(outcomes[0].status, 200, "%s", outcomes[0].text);
	cr_expect_eq(outcomes[1].status, 200, "%s", outcomes[1].text);
	cr_expect_eq(outcomes[2].kind, FAULT_THROTTLED);
	cr_expect(strstr(outcomes[2].text,
		      "the server answers 503 (service unavailable), after 4 tries") != NULL,
	    "%s", outcomes[2].text);
	cr_expect_eq(count_visits(3, "/_/flaky/4/page.html"), 4);
	cr_expect_eq(outcomes[3].kind, FAULT_NETWORK);
	cr_expect_eq(count_visits(4, "/_/status/500"), 1);
	cr_expect_eq(count_visits(5, "/_/status/404"), 1);
	cr_expect_eq(outcomes[5].kind, FAULT_NETWORK);
	cr_expect(strstr(outcomes[5].text, ", after 4 tries") != NULL, "%s", outcomes[5].text);
	cr_expect_eq(counted.retries, 2 + 3 + 3 + 3, "%zu retries", counted.retries);
}

/* What ails a gateway ails one page; its host goes on meanwhile. */
Test(crawl, goes_on_with_a_host_while_one_page_of_it_waits)
{
	options.backoff_ms = options.backoff_max_ms = 300;
	begin();
	add(1, "_/status/502");
	for (int i = 0; i < 5; i++)
		add(1, "page.html");
	run();
	cr_expect_eq(outcomes[0].order, 6);
	cr_expect_eq(outcomes[0].kind, FAULT_NETWORK);
	cr_expect(strstr(outcomes[0].text, "502 (bad gateway), after 4 tries") != NULL, "%s",
	    outcomes[0].text);
	cr_expect(outcomes[0].at_ms >= 3 * 150, "after %" PRId64 " ms", outcomes[0].at_ms);
	for (size_t i = 1; i < npages; i++)
		cr_expect_eq(outcomes[i].status, 200, "%s", outcomes[i].text);
}

Test(crawl, lets_a_host_alone_that_refuses)
{
	begin();
	for (int i = 0; i < 5; i++)
		add(1, i == 1 ? "_/status/429" : "page.html");
	for (int i = 0; i < 5; i++)
		add(2, "page.html");
	run();
	cr_expect_eq(outcomes[0].status, 200, "%s", outcomes[0].text);
	cr_expect(strstr(outcomes[1].text, "429 (too many requests), after 4 tries") != NULL, "%s",
	    outcomes[1].text);
	for (size_t i = 1; i < 5; i++)
		cr_expect_eq(outcomes[i].kind, FAULT_THROTTLED, "%s", outcomes[i].text);
	cr_expect(strstr(outcomes[2].text, "429 (too many requests) to another request") != NULL,
	    "%s", outcomes[2].text);
	for (size_t i = 5; i < npages; i++)
		cr_expect_eq(outcomes[i].status, 200, "%s", outcomes[i].text);
	cr_expect_eq(count_visits(1, "/page.html"), 1);
	cr_expect_eq(count_visits(1, "/_/status/429"), 4);
	add(1, "page.html?new");
	run();
	cr_expect_eq(outcomes[10].kind, FAULT_THROTTLED, "%s", outcomes[10].text);
}

/* Seconds, and a date as seen by a clock that shows whole ones. */
Test(crawl, comes_back_when_it_is_asked_to)
{
	static struct visit	 visits[20];
	size_t			 count;

	options.retries_max = 1;
	options.backoff_max_ms = 3000;
	begin();
	add(1, "_/retry-after/1");
	add(1, "page.html");
	add(2, "_/retry-date/2");
	add(3, "page.html");
	run();
	cr_expect(outcomes[3].at_ms < 900, "the others did not wait");
	count = read_log(visits, LEN(visits));
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < i; j++) {
			int64_t	 between = visits[i].start - visits[j].start;

			if (strcmp(visits[i].target, visits[j].target) == 0 &&
			    strncmp(visits[i].target, "/_/retry", 8) == 0)
				cr_expect(between >= 1000 && between < 3000,
				    "%s: after %" PRId64 " ms", visits[i].target, between);
		}
	}
	cr_expect_eq(count_visits(1, "/_/retry-after/1"), 2);
	cr_expect_eq(count_visits(2, "/_/retry-date/2"), 2);
	cr_expect_eq(count_visits(1, "/page.html"), 0, "the whole host waited, and then refused");
}

Test(crawl, does_not_wait_for_hours_when_nothing_else_is_left)
{
	begin();
	add(1, "_/retry-after/3600");
	add(1, "page.html");
	add(2, "_/retry-date/7200");
	add(3, "_/wait/500");
	step_until(1);
	cr_expect_eq(outcomes[3].order, 1, "first what can be had");
	cr_expect_eq(counted.parked, 2);
	cr_expect_eq(counted.waiting, 3);
	run();
	for (size_t i = 0; i < 3; i++) {
		cr_expect_eq(outcomes[i].kind, FAULT_THROTTLED);
		cr_expect(strstr(outcomes[i].text, " and asks to come back in ") != NULL, "%s",
		    outcomes[i].text);
	}
	cr_expect(strstr(outcomes[0].text, "429 (too many requests)") != NULL &&
		(strstr(outcomes[0].text, "in 3600 s") != NULL ||
		    strstr(outcomes[0].text, "in 3599 s") != NULL),
	    "%s", outcomes[0].text);
	cr_expect_eq(counted.parked, 0);
	cr_expect_eq(count_visits(1, "/page.html"), 0);
	cr_expect(outcomes[2].at_ms < 5000);
}

/* --- the loop ------------------------------------------------------------------------------- */

Test(crawl, starts_nothing_but_one_page_when_told_to)
{
	put_file("robots-127.0.0.2.txt", "/_/wait/200");
	begin();
	for (unsigned i = 0; i < 20; i++)
		add(1 + i % 2, "page.html");
	crawl_only(crawl, 17);
	step_until(1);
	cr_expect(outcomes[17].answered);
	cr_expect_eq(counted.requests, 2, "the page and its robots.txt");
	crawl_only(crawl, 19);
	crawl_only(crawl, 18);
	step_until(2);
	cr_expect(outcomes[18].answered);
	crawl_only(crawl, 19);
	crawl_only(crawl, UINT64_MAX);
	run();
	cr_expect(outcomes[19].order > 3, "released");
}

static volatile int	 stop;

static void
on_alarm(int number)
{
	(void)number;
	stop = 1;
}

Test(crawl, stops_at_once_when_told_to)
{
	const struct itimerval	 soon = { { 0, 0 }, { 0, 300000 } };
	struct crawl_answer	 answer;
	int64_t			 began = clock_ms();
	bool			 any;

	options.stop = &stop;
	begin();
	add(1, "_/wait/5000");
	add(2, "_/no-end");
	signal(SIGALRM, on_alarm);
	cr_assert_eq(setitimer(ITIMER_REAL, &soon, NULL), 0);
	cr_expect_not(crawl_step(crawl, 10000, NULL, 0, arena, &answer, &any, &fault));
	cr_expect_eq(fault.kind, FAULT_INTERRUPTED);
	crawl_free(crawl);
	crawl = NULL;
	cr_expect(clock_ms() - began < 1500, "after %" PRId64 " ms", clock_ms() - began);
}

Test(crawl, wakes_when_there_is_something_to_read)
{
	struct crawl_answer	 answer;
	int64_t			 began;
	int			 ends[2];
	bool			 any = true;

	begin();
	add(1, "_/wait/3000");
	cr_assert(pipe(ends) == 0);
	cr_assert(crawl_step(crawl, 300, ends, 1, arena, &answer, &any, &fault));
	cr_expect_not(any);
	cr_assert(write(ends[1], "x", 1) == 1);
	began = clock_ms();
	cr_assert(crawl_step(crawl, 2000, ends, 1, arena, &answer, &any, &fault));
	cr_expect_not(any);
	cr_expect(clock_ms() - began < 1000);
	close(ends[0]);
	close(ends[1]);
}

Test(crawl, has_nothing_to_wait_for_without_pages)
{
	struct crawl_answer	 answer;
	bool			 any = true;
	int64_t			 began;

	begin();
	began = clock_ms();
	cr_assert(crawl_step(crawl, 2000, NULL, 0, arena, &answer, &any, &fault));
	cr_expect_not(any);
	cr_expect(clock_ms() - began < 1000);
}

Test(crawl, takes_no_more_pages_than_it_has_room_for)
{
	struct crawl_page	 page = { .known.last_modified = DATE_UNKNOWN };
	char			 url[64];

	begin();
	page.url = SPAN("ftp://files.example/x");
	cr_expect_not(crawl_add(crawl, &page, &fault));
	cr_expect_eq(fault.kind, FAULT_INPUT);
	fault_clear(&fault);
	for (; crawl_room(crawl) > 0; page.ticket++) {
		snprintf(url, sizeof url, "http://h%u.example/%u", (unsigned)page.ticket % 5000,
		    (unsigned)page.ticket);
		page.url = span_of(url);
		cr_assert(crawl_add(crawl, &page, &fault), "%s", fault.text);
	}
	cr_expect_eq(page.ticket, CRAWL_PAGES_MAX);
	cr_expect_not(crawl_add(crawl, &page, &fault));
	cr_expect_eq(fault.kind, FAULT_LIMIT);
	crawl_count(crawl, &counted);
	cr_expect_eq(counted.hosts, 5000);
	cr_expect_eq(counted.waiting, CRAWL_PAGES_MAX);
}

Test(crawl, asks_as_a_single_exchange_does)
{
	cr_expect_eq(memcmp(&crawl_defaults.exchange, &exchange_defaults, sizeof exchange_defaults),
	    0);
}
