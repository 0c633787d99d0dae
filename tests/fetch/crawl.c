#define _XOPEN_SOURCE 700 /* setitimer() */

#include "fetch/crawl.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <unistd.h>

#include "core/date.h"
#include "tests/fetch/trial.h"

TestSuite(crawl, .init = trial_open, .fini = trial_close, .timeout = 60);

/* --- manners -------------------------------------------------------------------------------- */

/* A request takes 30 ms at least, so its successor begins 80 ms after it or later. */
Test(crawl, asks_a_host_one_thing_at_a_time_and_not_too_soon)
{
	static struct visit	 visits[200];
	size_t			 count, pairs = 0;

	trial.options.delay_ms = 50;
	trial_begin();
	for (size_t i = 0; i < 50; i++)
		trial_add(1 + (unsigned)(i % 10), "_/wait/30");
	trial_run();
	count = trial_log(visits, LEN(visits));
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
	cr_expect(trial.outcomes[49].at_ms < 3000, "hosts waited for each other");
}

Test(crawl, asks_no_more_hosts_at_a_time_than_it_may)
{
	static struct visit	 visits[200];
	size_t			 count, most = 0;

	trial.options.hosts_max = 4;
	trial_begin();
	for (unsigned i = 0; i < 12; i++)
		trial_add(1 + i, "_/wait/50");
	trial_run();
	count = trial_log(visits, LEN(visits));
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

	trial.options.hosts_max = 4;
	trial_begin();
	slow = trial_add(1, "_/wait/1500");
	trial_add(1, "page.html");
	for (size_t i = 0; i < 100; i++)
		trial_add(2 + (unsigned)(i % 20), "page.html");
	trial_run();
	cr_expect_eq(slow->order, 101, "answered as number %zu", slow->order);
	cr_expect_eq(slow->status, 200);
	for (size_t i = 2; i < trial.npages; i++)
		cr_expect(trial.outcomes[i].status == 200 && trial.outcomes[i].at_ms < 1500,
		    "%zu: %s", i, trial.outcomes[i].text);
}

/* --- the loop ------------------------------------------------------------------------------- */

Test(crawl, starts_nothing_but_one_page_when_told_to)
{
	trial_file("robots-127.0.0.2.txt", "/_/wait/200");
	trial_begin();
	for (unsigned i = 0; i < 20; i++)
		trial_add(1 + i % 2, "page.html");
	crawl_only(trial.crawl, 17);
	trial_step(1);
	cr_expect(trial.outcomes[17].answered);
	cr_expect_eq(trial.counted.requests, 2, "the page and its robots.txt");
	crawl_only(trial.crawl, 19);
	crawl_only(trial.crawl, 18);
	trial_step(2);
	cr_expect(trial.outcomes[18].answered);
	crawl_only(trial.crawl, 19);
	crawl_only(trial.crawl, UINT64_MAX);
	trial_run();
	cr_expect(trial.outcomes[19].order > 3, "released");
}

/* The page that is looked for is put off, so it is answered; others of its host may still be had. */
Test(crawl, waits_no_longer_for_one_page_than_for_all)
{
	trial_begin();
	trial_add(1, "_/retry-after/3600");
	trial_add(1, "page.html");
	trial_add(2, "_/wait/200");
	trial_add(2, "page.html");
	crawl_only(trial.crawl, 0);
	trial_step(1);
	cr_expect(trial.outcomes[0].answered);
	crawl_only(trial.crawl, 1);
	trial_step(2);
	cr_expect(trial.outcomes[1].answered);
	for (size_t i = 0; i < 2; i++)
		cr_expect(strstr(trial.outcomes[i].text, "429 (too many requests) and asks to") !=
			NULL,
		    "%s", trial.outcomes[i].text);
	cr_expect_eq(trial_visits(2, "/robots.txt"), 0);
	trial_run();
	cr_expect_eq(trial.outcomes[2].status, 200, "%s", trial.outcomes[2].text);
	cr_expect_eq(trial.outcomes[3].status, 200, "%s", trial.outcomes[3].text);
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
	int64_t			 began = trial_ms();
	bool			 any;

	trial.options.stop = &stop;
	trial_begin();
	trial_add(1, "_/wait/5000");
	trial_add(2, "_/no-end");
	signal(SIGALRM, on_alarm);
	cr_assert_eq(setitimer(ITIMER_REAL, &soon, NULL), 0);
	cr_expect_not(
	    crawl_step(trial.crawl, 10000, NULL, 0, trial.arena, &answer, &any, &trial.fault));
	cr_expect_eq(trial.fault.kind, FAULT_INTERRUPTED);
	crawl_free(trial.crawl);
	trial.crawl = NULL;
	cr_expect(trial_ms() - began < 1500, "after %" PRId64 " ms", trial_ms() - began);
}

Test(crawl, wakes_when_there_is_something_to_read)
{
	struct crawl_answer	 answer;
	int64_t			 began;
	int			 ends[2];
	bool			 any = true;

	trial_begin();
	trial_add(1, "_/wait/3000");
	cr_assert(pipe(ends) == 0);
	cr_assert(crawl_step(trial.crawl, 300, ends, 1, trial.arena, &answer, &any, &trial.fault));
	cr_expect_not(any);
	cr_assert(write(ends[1], "x", 1) == 1);
	began = trial_ms();
	cr_assert(crawl_step(trial.crawl, 2000, ends, 1, trial.arena, &answer, &any, &trial.fault));
	cr_expect_not(any);
	cr_expect(trial_ms() - began < 1000);
	close(ends[0]);
	close(ends[1]);
}

Test(crawl, has_nothing_to_wait_for_without_pages)
{
	struct crawl_answer	 answer;
	bool			 any = true;
	int64_t			 began;

	trial_begin();
	began = trial_ms();
	cr_assert(crawl_step(trial.crawl, 2000, NULL, 0, trial.arena, &answer, &any, &trial.fault));
	cr_expect_not(any);
	cr_expect(trial_ms() - began < 1000);
}

Test(crawl, takes_no_more_pages_than_it_has_room_for)
{
	struct crawl_page	 page = { .known.last_modified = DATE_UNKNOWN };
	char			 url[64];

	trial_begin();
	page.url = SPAN("ftp://files.example/x");
	cr_expect_not(crawl_add(trial.crawl, &page, &trial.fault));
	cr_expect_eq(trial.fault.kind, FAULT_INPUT);
	fault_clear(&trial.fault);
	for (; crawl_room(trial.crawl) > 0; page.ticket++) {
		snprintf(url, sizeof url, "http://h%u.example/%u", (unsigned)page.ticket % 5000,
		    (unsigned)page.ticket);
		page.url = span_of(url);
		cr_assert(crawl_add(trial.crawl, &page, &trial.fault), "%s", trial.fault.text);
	}
	cr_expect_eq(page.ticket, CRAWL_PAGES_MAX);
	cr_expect_not(crawl_add(trial.crawl, &page, &trial.fault));
	cr_expect_eq(trial.fault.kind, FAULT_LIMIT);
	crawl_count(trial.crawl, &trial.counted);
	cr_expect_eq(trial.counted.hosts, 5000);
	cr_expect_eq(trial.counted.waiting, CRAWL_PAGES_MAX);
}

Test(crawl, meets_no_more_hosts_than_it_can_remember)
{
	struct crawl_page	 page = { .known.last_modified = DATE_UNKNOWN };
	char			 url[64];

	trial_begin();
	for (; page.ticket < CRAWL_HOSTS_MAX; page.ticket++) {
		snprintf(url, sizeof url, "http://h%u.example/", (unsigned)page.ticket);
		page.url = span_of(url);
		cr_assert(crawl_add(trial.crawl, &page, &trial.fault), "%s", trial.fault.text);
	}
	page.url = SPAN("http://one.more.example/");
	cr_expect_not(crawl_add(trial.crawl, &page, &trial.fault));
	cr_expect_eq(trial.fault.kind, FAULT_LIMIT, "%s", trial.fault.text);
	fault_clear(&trial.fault);
	page.url = SPAN("http://h7.example/again");
	cr_expect(crawl_add(trial.crawl, &page, &trial.fault), "%s", trial.fault.text);
}
