#include "fetch/host.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#define CALLS 16

static struct hosts	 hosts;
static struct call	 calls[CALLS];
static struct fault	 fault;

static void
set_up(void)
{
	const struct hosts_options	 options = { 100, 1000, 60000, 42 };

	hosts_init(&hosts, &options);
}

static void
tear_down(void)
{
	hosts_free(&hosts);
}

TestSuite(host, .init = set_up, .fini = tear_down, .timeout = 20);

static struct host *
host(const char *name)
{
	struct host	*met = NULL;

	cr_assert(hosts_get(&hosts, span_of(name), &met, &fault), "%s", fault.text);
	return met;
}

/* Calls are named by their place in calls[]; each host's name is a letter. */
static void
add(const char *name, size_t call, int64_t now)
{
	host_add(&hosts, host(name), &calls[call], now);
}

static void
add_later(const char *name, size_t call, int64_t at, int64_t now)
{
	cr_assert(host_add_later(&hosts, host(name), &calls[call], at, now, &fault));
}

/* Whose turn has come; -1 nobody's. */
static int
take(int64_t now)
{
	struct call	*call = hosts_take(&hosts, NULL, now);

	return call == NULL ? -1 : (int)(call - calls);
}

static int
begin(int64_t now)
{
	int	 call = take(now);

	if (call >= 0)
		host_begin(&hosts, calls[call].host);
	return call;
}

Test(host, is_one_by_its_name)
{
	cr_expect_eq(host("a.example"), host("a.example"));
	cr_expect_neq(host("a.example"), host("b.example"));
	for (int i = 0; i < 1000; i++) {
		char	 name[16];

		snprintf(name, sizeof name, "h%d", i % 500);
		host(name);
	}
	cr_expect_eq(hosts.names.count, 502);
}

Test(host, is_asked_one_thing_at_a_time)
{
	add("a", 0, 0);
	add("a", 1, 0);
	cr_expect_eq(begin(0), 0);
	cr_expect_eq(begin(0), -1);
	cr_expect_eq(begin(1000000), -1, "while a request is under way");
	cr_expect_eq(hosts_next_ms(&hosts, NULL, 0), HOST_FOREVER);
	host_end(&hosts, host("a"), 5000);
	cr_expect_eq(begin(5000), -1);
	cr_expect_eq(begin(5100), -1, "a cut millisecond could make the pause too short");
	cr_expect_eq(hosts_next_ms(&hosts, NULL, 5050), 5101);
	cr_expect_eq(begin(5101), 1);
}

Test(host, keeps_its_pace_when_its_line_was_empty_meanwhile)
{
	add("a", 0, 0);
	cr_expect_eq(begin(0), 0);
	host_end(&hosts, host("a"), 10);
	add("a", 1, 20);
	cr_expect_eq(begin(110), -1);
	cr_expect_eq(begin(111), 1);
}

Test(host, without_delay_goes_on_at_once)
{
	const struct hosts_options	 options = { 0, 1000, 60000, 42 };

	hosts_free(&hosts);
	hosts_init(&hosts, &options);
	add("a", 0, 7);
	add("a", 1, 7);
	cr_expect_eq(begin(7), 0);
	host_end(&hosts, host("a"), 8);
	cr_expect_eq(begin(8), 1);
}

Test(host, that_is_to_be_spared_is_asked_more_slowly)
{
	add("a", 0, 0);
	add("a", 1, 0);
	begin(0);
	host_end(&hosts, host("a"), 10);
	host_slow_down(&hosts, host("a"), 50, 10);
	cr_expect_eq(hosts_next_ms(&hosts, NULL, 10), 111, "a shorter delay is no reason to hurry");
	host_slow_down(&hosts, host("a"), 500, 20);
	cr_expect_eq(begin(510), -1);
	cr_expect_eq(begin(511), 1);
}

Test(host, goes_first_when_it_could_go_first)
{
	add("a", 0, 0);
	add("b", 1, 3);
	add("c", 2, 3);
	add("a", 3, 6);
	cr_expect_eq(begin(10), 0);
	cr_expect_eq(begin(10), 1);
	cr_expect_eq(begin(10), 2);
	host_end(&hosts, host("c"), 20);
	host_end(&hosts, host("a"), 30);
	add("c", 4, 40);
	add("b", 5, 40);
	add("d", 6, 125);
	cr_expect_eq(begin(1000), 4, "its pause ended first");
	cr_expect_eq(begin(1000), 6);
	cr_expect_eq(begin(1000), 3);
	cr_expect_eq(begin(1000), -1, "b is still at its first");
}

Test(host, asks_again_before_it_goes_on)
{
	add_later("a", 0, 500, 0);
	add("a", 1, 0);
	add("a", 2, 0);
	add_later("a", 3, 300, 0);
	cr_expect_eq(begin(0), 1);
	host_end(&hosts, host("a"), 250);
	cr_expect_eq(begin(400), 3, "its time has come");
	host_end(&hosts, host("a"), 400);
	cr_expect_eq(begin(499), -1);
	cr_expect_eq(begin(501), 0);
	host_end(&hosts, host("a"), 501);
	cr_expect_eq(begin(700), 2);
}

Test(host, sleeps_until_what_waits_beside_an_empty_line_is_due)
{
	add_later("a", 0, 500, 0);
	cr_expect_eq(hosts_next_ms(&hosts, NULL, 0), 500);
	cr_expect_eq(begin(499), -1);
	cr_expect_eq(begin(500), 0);
}

Test(host, that_is_parked_waits_while_others_go_on)
{
	add("a", 0, 0);
	add("b", 1, 0);
	begin(0);
	host_end(&hosts, host("a"), 10);
	add_later("a", 0, 5010, 10);
	host_park(&hosts, host("a"), 5010, 429, 10);
	add("a", 2, 20);
	cr_expect_eq(hosts.parked, 1);
	cr_expect_eq(begin(20), 1);
	host_end(&hosts, host("b"), 30);
	cr_expect_eq(hosts_next_ms(&hosts, NULL, 30), 5010);
	cr_expect_eq(begin(5009), -1);
	cr_expect_eq(begin(5010), 0, "the one that was put off comes first");
	cr_expect_eq(hosts.parked, 0);
	host_park(&hosts, host("a"), 100, 503, 5010);
	host_end(&hosts, host("a"), 5020);
	cr_expect_eq(begin(5121), 2, "an earlier time does not shorten nor a past one lengthen");
}

Test(host, that_refuses_is_not_waited_for)
{
	for (size_t i = 0; i < 4; i++)
		add("a", i, 0);
	add("b", 4, 0);
	begin(0);
	host_end(&hosts, host("a"), 10);
	add_later("a", 0, 7000, 10);
	host_refuse(&hosts, host("a"), HOST_FOREVER, 503, 10);
	cr_expect_eq(hosts.parked, 0);
	cr_expect_eq(begin(10), 4, "b was ready before");
	for (int i = 1; i < 4; i++)
		cr_expect_eq(take(10), i, "the line, whatever the pace");
	cr_expect_eq(take(10), 0, "and what was to be tried again");
	cr_expect_eq(take(10), -1);
	add("a", 5, 20);
	cr_expect_eq(take(20), 5, "and what comes later");
}

Test(host, that_refuses_for_a_while_is_asked_again)
{
	add("a", 0, 0);
	host_park(&hosts, host("a"), 9000, 429, 0);
	host_refuse(&hosts, host("a"), 9000, 429, 0);
	cr_expect(host_refuses(host("a"), 8999));
	cr_expect_eq(take(10), 0);
	add("a", 1, 9000);
	cr_expect_not(host_refuses(host("a"), 9000));
	cr_expect_eq(begin(9000), 1);
}

Test(host, sleeps_by_the_servers_wish_only)
{
	cr_expect_not(hosts_asleep(&hosts, NULL, 0, 0), "nothing waits");
	host_slow_down(&hosts, host("a"), 60000, 0);
	add("a", 0, 0);
	add("a", 1, 0);
	begin(0);
	host_end(&hosts, host("a"), 10);
	cr_expect_not(hosts_asleep(&hosts, NULL, 10, 2000), "its pace is ours");
	host_park(&hosts, host("a"), 2010, 429, 10);
	cr_expect(hosts_asleep(&hosts, NULL, 10, 2009));
	cr_expect_not(hosts_asleep(&hosts, NULL, 10, 2010));
	add_later("b", 2, 4000, 10);
	cr_expect(hosts_asleep(&hosts, NULL, 10, 2009));
	cr_expect_eq((int)(hosts_give_up(&hosts, NULL, 10) - calls), 2,
	    "b could go at 4000, a at 60011");
	add("c", 3, 10);
	cr_expect_not(hosts_asleep(&hosts, NULL, 10, 2009), "c could go");
	cr_expect(hosts_asleep(&hosts, &calls[1], 10, 2009), "but what is looked for could not");
	cr_expect_not(hosts_asleep(&hosts, &calls[3], 10, 2009));
	host_refuse(&hosts, host("a"), HOST_FOREVER, 429, 10);
	cr_expect_not(hosts_asleep(&hosts, &calls[1], 10, 2009), "it need not be asked any more");
}

Test(host, serves_one_call_out_of_turn)
{
	for (size_t i = 0; i < 4; i++)
		add("a", i, 0);
	add("b", 4, 0);
	add_later("b", 5, 300, 0);
	cr_expect_null(hosts_take(&hosts, &calls[5], 299));
	cr_expect_eq(hosts_take(&hosts, &calls[2], 0), &calls[2]);
	host_begin(&hosts, host("a"));
	cr_expect_null(hosts_take(&hosts, &calls[1], 0), "its host is busy");
	cr_expect_eq(hosts_next_ms(&hosts, &calls[1], 0), HOST_FOREVER);
	host_end(&hosts, host("a"), 10);
	cr_expect_eq(hosts_next_ms(&hosts, &calls[3], 10), 111);
	cr_expect_eq(hosts_take(&hosts, &calls[3], 111), &calls[3], "the last of its line");
	cr_expect_eq(hosts_take(&hosts, &calls[5], 300), &calls[5]);
	cr_expect_eq(begin(300), 4);
	cr_expect_eq(begin(300), 0);
	host_end(&hosts, host("a"), 300);
	cr_expect_eq(begin(401), 1, "the others kept their order");
}

Test(host, takes_calls_back_to_the_head_of_its_line)
{
	struct line	 waiting = { NULL, NULL };

	for (size_t i = 0; i < 4; i++)
		add("a", i, 0);
	for (int i = 0; i < 3; i++) {
		cr_assert_eq(take(0), i);
		line_add(&waiting, &calls[i]);
		cr_expect_not(call_waits(&calls[i]));
	}
	host_put_back(&hosts, &waiting, 0);
	host_put_back(&hosts, &waiting, 0);
	for (int i = 0; i < 4; i++) {
		cr_expect(call_waits(&calls[i]));
		cr_expect_eq(take(0), i);
	}
	cr_expect_eq(take(0), -1);
}

static const struct {
	int	 tries;
	int64_t	 half_ms, whole_ms;
} waits[] = {
	{ 1, 500, 1000 },
	{ 2, 1000, 2000 },
	{ 3, 2000, 4000 },
	{ 6, 16000, 32000 },
	{ 7, 30000, 60000 },
	{ 1000000, 30000, 60000 },
};

Test(host, backs_off_twice_as_long_each_time_between_half_and_whole)
{
	for (size_t i = 0; i < LEN(waits); i++) {
		int64_t	 least = INT64_MAX, most = 0, room = waits[i].whole_ms - waits[i].half_ms;

		for (int n = 0; n < 1000; n++) {
			int64_t	 wait = hosts_backoff(&hosts, waits[i].tries);

			least = wait < least ? wait : least;
			most = wait > most ? wait : most;
		}
		cr_expect(least >= waits[i].half_ms && least < waits[i].half_ms + room / 10,
		    "try %d: least %lld", waits[i].tries, (long long)least);
		cr_expect(most <= waits[i].whole_ms && most > waits[i].whole_ms - room / 10,
		    "try %d: most %lld", waits[i].tries, (long long)most);
	}
}

/* --- many of them --------------------------------------------------------------------------- */

#define MANY 20000
#define NAMES 300
#define SLOTS 20

static uint32_t
draw(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* A request under way. */
struct slot {
	struct call	*call;
	int64_t		 end;
};

static void
finish(struct slot *slot, uint32_t *state, size_t *again)
{
	struct host	*h = slot->call->host;

	host_end(&hosts, h, slot->end);
	/* One in fifty is to be tried again, now and then with the whole host. */
	if (draw(state) % 50 == 0) {
		cr_assert(host_add_later(&hosts, h, slot->call, slot->end + 700, slot->end, &fault));
		if (draw(state) % 2 == 0)
			host_park(&hosts, h, slot->end + 700, 429, slot->end);
		*again += 1;
	}
	slot->call = NULL;
}

/* Any mix of slow and quick hosts: the laws hold for each, and everything is served. */
Test(host, keeps_its_manners_among_many)
{
	static struct call	 many[MANY];
	struct slot		 slots[SLOTS] = { { NULL, 0 } };
	size_t			 served = 0, again = 0;
	uint32_t		 state = 3;
	char			 name[16];

	for (size_t i = 0; i < MANY; i++) {
		snprintf(name, sizeof name, "h%u", draw(&state) % NAMES);
		host_add(&hosts, host(name), &many[i], 0);
	}
	for (int64_t now = 0; served < MANY + again; now++) {
		cr_assert(now < 100000000, "no end: %zu of %d served", served, MANY);
		for (size_t i = 0; i < SLOTS; i++) {
			if (slots[i].call != NULL && slots[i].end <= now)
				finish(&slots[i], &state, &again);
			if (slots[i].call != NULL)
				continue;
			slots[i].call = hosts_take(&hosts, NULL, now);
			if (slots[i].call == NULL)
				continue;
			cr_assert(!slots[i].call->host->busy, "two at once");
			cr_assert(slots[i].call->host->ended_ms == HOST_NEVER ||
				now > slots[i].call->host->ended_ms + 100,
			    "too soon");
			cr_assert(now >= slots[i].call->host->asked_ms, "parked");
			host_begin(&hosts, slots[i].call->host);
			slots[i].end = now + draw(&state) % 40;
			served++;
		}
	}
	cr_expect(again > MANY / 100);
	cr_expect_eq(hosts.agenda.count, 0);
	cr_expect_eq(hosts.parked, 0);
}
