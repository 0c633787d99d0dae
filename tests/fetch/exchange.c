#define _XOPEN_SOURCE 700 /* setitimer() */

#include "fetch/exchange.h"

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <fcntl.h>
#include <netdb.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "core/date.h"
#include "fetch/exchange_parts.h"
#include "tests/asker.h"

ASKER_SUITE(exchange);

/* --- what goes wrong ------------------------------------------------------------------------- */

static const struct ending endings[] = {
	{ "_/huge", 200, FAULT_LIMIT, false, "body larger than 2097152 bytes as sent" },
	{ "_/promised", 200, FAULT_LIMIT, false, "body larger than 2097152 bytes as sent" },
	{ "_/gzip-bomb", 200, FAULT_LIMIT, false, "body larger than 4194304 bytes unpacked" },
	{ "_/bomb10g", 200, FAULT_LIMIT, false, "body larger than" },
	{ "_/br-bomb", 200, FAULT_LIMIT, false, "body larger than 4194304 bytes unpacked" },
	{ "_/gzip-often", 0, FAULT_LIMIT, false, "body packed more than 2 times over" },
	{ "_/bad-gzip", 200, FAULT_NETWORK, false, "not packed as its Content-Encoding says" },
	{ "_/coding/zstd", 0, FAULT_NETWORK, false, "packed in a way that was not asked for" },
	{ "_/headers", 0, FAULT_LIMIT, false, "headers larger than 262144 bytes" },
	{ "_/endless-headers", 0, FAULT_LIMIT, false, "headers larger than 262144 bytes" },
	{ "_/interim", 0, FAULT_LIMIT, false, "headers larger than 262144 bytes" },
	{ "_/long-header", 0, FAULT_LIMIT, false, "a header longer than 102400 bytes" },
	{ "_/cut", 200, FAULT_NETWORK, true, "the connection broke after 100 of 1000 bytes" },
	{ "_/cut-chunk", 200, FAULT_NETWORK, true, "the connection broke after 15 bytes" },
	{ "_/reset-late", 200, FAULT_NETWORK, true, "the connection was reset after 10 of 1000" },
	{ "_/reset", 0, FAULT_NETWORK, true, "the connection was reset before an answer" },
	{ "_/empty", 0, FAULT_NETWORK, true, "the server hung up without an answer" },
	{ "_/garbage", 0, FAULT_NETWORK, false, "the answer is not HTTP" },
	{ "_/bad-length", 0, FAULT_NETWORK, false, "no sound HTTP: Invalid Content-Length" },
	{ "_/slow", 200, FAULT_NETWORK, true, "less than 20 bytes a second for 1 seconds" },
	{ "_/drip/20", 200, FAULT_NETWORK, true, "too slow: " },
	{ "_/no-end", 200, FAULT_NETWORK, true, "too slow: " },
	{ "_/wait/5000", 0, FAULT_NETWORK, true, "connected, but no answer in time" },
	{ "http://127.0.0.1:1/", 0, FAULT_NETWORK, false, "could not connect: connection refused" },
	{ "http://255.255.255.255/", 0, FAULT_NETWORK, true,
	    "could not connect: network unreachable" },
	{ "http://host.invalid/", 0, FAULT_MISSING, false, "no such host" },
};

Test(exchange, names_what_went_wrong)
{
	asker.options.timeout_ms = 1600;
	asker.options.slow_bytes_per_s = 20;
	asker.options.slow_s = 1;
	asker.options.body_max_bytes = (size_t)2 << 20;
	asker.options.unpacked_max_bytes = (size_t)4 << 20;
	asker_begin(&asker);
	asker_expect(&asker, endings, LEN(endings));
}

/* A listener whose line is full takes no more; one whose line is not takes and says nothing. */
static int
mute(int backlog, unsigned *port)
{
	struct sockaddr_in	 at = { .sin_family = AF_INET };
	socklen_t		 size = sizeof at;
	int	 fd = socket(AF_INET, SOCK_STREAM, 0);

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	cr_assert(bind(fd, (struct sockaddr *)&at, sizeof at) == 0 && listen(fd, backlog) == 0);
	cr_assert(getsockname(fd, (struct sockaddr *)&at, &size) == 0);
	*port = ntohs(at.sin_port);
	for (int i = 0; backlog == 0 && i < 3; i++) {
		int	 caller = socket(AF_INET, SOCK_STREAM, 0);

		fcntl(caller, F_SETFL, O_NONBLOCK);
		(void)connect(caller, (struct sockaddr *)&at, sizeof at);
	}
	return fd;
}

Test(exchange, says_what_it_waited_for)
{
	char		 full[64], silent[64], half[64];
	unsigned	 full_port, silent_port;
	int		 fds[] = { mute(0, &full_port), mute(8, &silent_port) };
	struct ending	 waits[] = {
		{ full, 0, FAULT_NETWORK, true, "could not connect: no answer in time" },
		{ silent, 0, FAULT_NETWORK, true, "no secure connection in time" },
		{ half, 0, FAULT_NETWORK, true, "connected, but no answer in time" },
	};

	snprintf(full, sizeof full, "http://127.0.0.1:%u/", full_port);
	snprintf(silent, sizeof silent, "https://127.0.0.1:%u/", silent_port);
	snprintf(half, sizeof half, "http://127.0.0.1:%u/", silent_port);
	asker.options.connect_timeout_ms = 300;
	asker.options.timeout_ms = 600;
	asker_begin(&asker);
	asker_expect(&asker, waits, LEN(waits));
	close(fds[0]);
	close(fds[1]);
}

static const struct {
	int		 error;
	enum fault_kind	 kind;
	bool		 retry;
	const char	*says;
} names[] = {
	{ EAI_NONAME, FAULT_MISSING, false, "http://a.example/: no such host" },
	{ EAI_FAIL, FAULT_MISSING, false, "no such host" },
	{ EAI_AGAIN, FAULT_NETWORK, true, "the name servers did not say where its host is" },
	{ EAI_SYSTEM, FAULT_NETWORK, true, "the name servers did not say where its host is" },
	{ 0, FAULT_NETWORK, true, "the name servers did not say where its host is" },
};

Test(exchange, tells_a_host_that_is_not_from_one_that_is_not_found_just_now)
{
	char	 url[] = "http://a.example/";

	for (size_t i = 0; i < LEN(names); i++) {
		struct exchange	 x = { .code = CURLE_COULDNT_RESOLVE_HOST,
			.name_error = names[i].error,
			.url = { url, sizeof url - 1, 0, 0, FAULT_NONE } };
		struct fault	 why = FAULT_INIT;
		bool		 retry = !names[i].retry, reached = true;

		exchange_explain(&x, &retry, &reached, &why);
		cr_expect_not(reached, "%d: %s", names[i].error, why.text);
		cr_expect_eq(why.kind, names[i].kind, "%d: %s", names[i].error, why.text);
		cr_expect_eq(retry, names[i].retry, "%d: %s", names[i].error, why.text);
		cr_expect(strstr(why.text, names[i].says) != NULL, "%s", why.text);
	}
}

static const struct {
	const char	*url, *says;
} refusals[] = {
	{ "http://127.0.0.1:99999/", "not a URL that can be fetched" },
	{ "http://[::1/", "not a URL that can be fetched" },
	{ "//127.0.0.1/", "not a URL that can be fetched" },
	{ "", "not a URL that can be fetched" },
	{ "http://me:secret@127.0.0.1:1/", "a URL with a user in it" },
	{ "ftp://127.0.0.1/", "only http and https" },
	{ "file:///etc/hostname", "only http and https" },
	{ "gopher://127.0.0.1/x", "only http and https" },
};

Test(exchange, does_not_ask_what_cannot_be_asked)
{
	char	 longest[EXCHANGE_URL_MAX + 100];

	asker_begin(&asker);
	for (size_t i = 0; i < LEN(refusals); i++) {
		struct exchange_request	 request = { .url = span_of(refusals[i].url) };

		fault_clear(&asker.fault);
		cr_expect(!exchange_start(asker.exchanges, &request, &asker.fault), "%s",
		    refusals[i].url);
		cr_expect_eq(asker.fault.kind, FAULT_INPUT, "%s: %s", refusals[i].url,
		    asker.fault.text);
		cr_expect(strstr(asker.fault.text, refusals[i].says) != NULL, "%s: %s",
		    refusals[i].url, asker.fault.text);
	}
	memset(longest, 'a', sizeof longest);
	memcpy(longest, "http://h/", 9);
	fault_clear(&asker.fault);
	cr_expect(!exchange_start(asker.exchanges,
	    &(struct exchange_request) { .url = { longest, sizeof longest } }, &asker.fault));
	cr_expect(strstr(asker.fault.text, "longer than 8000 bytes") != NULL, "%s",
	    asker.fault.text);
	cr_expect_eq(exchanges_running(asker.exchanges), 0);
}

static const struct {
	long		 status;
	enum fault_kind	 kind;
	const char	*says;
} statuses[] = {
	{ 403, FAULT_NETWORK, "http://a.example/: the server answers 403 (forbidden)" },
	{ 404, FAULT_MISSING, "404 (not found)" },
	{ 410, FAULT_MISSING, "410 (gone)" },
	{ 429, FAULT_THROTTLED, "429 (too many requests)" },
	{ 500, FAULT_NETWORK, "500 (internal server error)" },
	{ 503, FAULT_THROTTLED, "503 (service unavailable)" },
	{ 504, FAULT_NETWORK, "504 (gateway timeout)" },
	{ 302, FAULT_NETWORK, "answers 302" },
	{ 999, FAULT_NETWORK, "answers 999" },
};

Test(exchange, knows_what_a_status_means)
{
	for (size_t i = 0; i < LEN(statuses); i++) {
		fault_clear(&asker.fault);
		cr_expect(!exchange_status_fault(statuses[i].status, SPAN("http://a.example/"),
		    &asker.fault));
		cr_expect_eq(asker.fault.kind, statuses[i].kind, "%s", asker.fault.text);
		cr_expect(strstr(asker.fault.text, statuses[i].says) != NULL, "%s",
		    asker.fault.text);
	}
}

/* --- many at a time -------------------------------------------------------------------------- */

Test(exchange, lets_no_host_wait_for_another)
{
	struct exchange_response	 got;
	int64_t				 began = asker_clock_ms();
	unsigned	 port = (unsigned)strtoul(strrchr(asker.server.url, ':') + 1, NULL, 10);

	asker_begin(&asker);
	for (unsigned i = 0; i < 50; i++) {
		char	 url[128];

		snprintf(url, sizeof url, "http://127.0.0.%u:%u/_/wait/700", i + 2, port);
		asker_start(&asker, url, asker_plain);
	}
	asker_start(&asker, "page.html", asker_plain);
	cr_expect_eq(exchanges_running(asker.exchanges), 51);
	got = asker_next(&asker);
	cr_expect(span_ends(got.url, SPAN("page.html")), "%s came first", got.url.p);
	for (unsigned i = 0; i < 50; i++)
		cr_expect_eq(asker_next(&asker).status, 200);
	cr_expect(asker_clock_ms() - began < 4000, "%lld ms", (long long)(asker_clock_ms() - began));
}

Test(exchange, uses_connections_again)
{
	struct span	 port;

	asker_begin(&asker);
	port = asker_get(&asker, "_/port").body;
	for (int i = 0; i < 3; i++)
		cr_expect(span_eq(asker_get(&asker, "_/port").body, port), "another connection");
	cr_expect_eq(asker_get(&asker, "nothing").status, 404);
	cr_expect(span_eq(asker_get(&asker, "_/port").body, port), "a 404 broke the connection");
}

Test(exchange, has_a_cap_on_how_many_run)
{
	struct exchange_request	 request = { .url = SPAN("http://127.0.0.1:1/") };
	size_t			 ended = 0;

	asker_begin(&asker);
	for (int i = 0; i < EXCHANGES_MAX; i++)
		cr_assert(exchange_start(asker.exchanges, &request, &asker.fault), "%s",
		    asker.fault.text);
	cr_expect(!exchange_start(asker.exchanges, &request, &asker.fault));
	cr_expect_eq(asker.fault.kind, FAULT_LIMIT);
	cr_expect_str_eq(asker.fault.text,
	    "http://127.0.0.1:1/: 1000 exchanges are running already");
	fault_clear(&asker.fault);
	while (exchanges_running(asker.exchanges) > 0) {
		asker_next(&asker);
		ended++;
		arena_reset(asker.arena);
	}
	cr_expect_eq(ended, EXCHANGES_MAX);
}

Test(exchange, says_when_files_run_out)
{
	struct rlimit	 usual, few;
	struct ending	 want = { "http://127.0.0.1:1/", 0, FAULT_NETWORK, true,
		"could not connect: too many open files" };

	asker_begin(&asker);
	cr_assert(getrlimit(RLIMIT_NOFILE, &usual) == 0);
	few = usual;
	few.rlim_cur = 3;
	cr_assert(setrlimit(RLIMIT_NOFILE, &few) == 0);
	asker_expect(&asker, &want, 1);
	cr_assert(setrlimit(RLIMIT_NOFILE, &usual) == 0);
}

Test(exchange, wakes_for_a_file_that_can_be_read)
{
	struct exchange_response	 response;
	bool				 ended;
	int				 ends[2];
	int64_t				 began;

	cr_assert(pipe(ends) == 0 && write(ends[1], "x", 1) == 1);
	asker_begin(&asker);
	asker_start(&asker, "_/wait/3000", asker_plain);
	began = asker_clock_ms();
	cr_assert(exchanges_step(asker.exchanges, 2000, ends, 1, asker.arena, &response, &ended,
	    &asker.fault));
	cr_expect(!ended);
	cr_expect(asker_clock_ms() - began < 1000, "%lld ms", (long long)(asker_clock_ms() - began));
	began = asker_clock_ms();
	cr_assert(exchanges_step(asker.exchanges, 100, NULL, 0, asker.arena, &response, &ended,
	    &asker.fault));
	cr_expect(!ended);
	cr_expect(asker_clock_ms() - began <= 1000);
	close(ends[0]);
	close(ends[1]);
}

static void
on_alarm(int number)
{
	(void)number;
}

Test(exchange, wakes_for_a_signal)
{
	struct sigaction		 action = { .sa_handler = on_alarm };
	struct itimerval		 soon = { .it_value = { 0, 200000 } };
	struct exchange_response	 response;
	bool				 ended;
	int64_t				 began;

	asker_begin(&asker);
	asker_start(&asker, "_/wait/20000", asker_plain);
	cr_assert(sigaction(SIGALRM, &action, NULL) == 0);
	began = asker_clock_ms();
	cr_assert(setitimer(ITIMER_REAL, &soon, NULL) == 0);
	for (int i = 0; i < 3 && asker_clock_ms() - began < 200; i++)
		cr_assert(exchanges_step(asker.exchanges, 5000, NULL, 0, asker.arena, &response,
		    &ended, &asker.fault));
	cr_expect(asker_clock_ms() - began < 3000, "%lld ms", (long long)(asker_clock_ms() - began));
}

Test(exchange, breaks_off_at_once)
{
	static const char *const	 paths[] = { "_/slow", "_/huge", "_/wait/20000", "_/drip/100",
		"http://host.invalid/", "page.html" };
	struct exchange_chain		*chain = exchange_chain_new(&asker.fault);
	struct exchange_response	 response;
	bool				 ended;
	int64_t				 began;

	asker_begin(&asker);
	for (size_t i = 0; i < LEN(paths); i++)
		asker_start(&asker, paths[i], (struct exchange_request) { .chain = chain });
	cr_assert(exchanges_step(asker.exchanges, 50, NULL, 0, asker.arena, &response, &ended,
	    &asker.fault));
	began = asker_clock_ms();
	exchanges_free(asker.exchanges);
	asker.exchanges = NULL;
	exchange_chain_free(chain);
	cr_expect(asker_clock_ms() - began < 1000, "%lld ms", (long long)(asker_clock_ms() - began));
}

/* --- what it costs, and whom it trusts ------------------------------------------------------- */

Test(exchange, keeps_bombs_small)
{
	struct rusage	 before, after;
	long		 grown;

	asker.options.unpacked_max_bytes = (size_t)1 << 20;
	asker_begin(&asker);
	cr_assert(getrusage(RUSAGE_SELF, &before) == 0);
	for (int i = 0; i < 40; i++)
		asker_start(&asker, i % 2 == 0 ? "_/bomb10g" : "_/br-bomb", asker_plain);
	for (int i = 0; i < 40; i++)
		cr_expect_eq(asker_next(&asker).why.kind, FAULT_LIMIT);
	cr_assert(getrusage(RUSAGE_SELF, &after) == 0);
	grown = after.ru_maxrss - before.ru_maxrss;
	cr_expect(grown < 800 * 1024, "%ld KiB", grown);
}

Test(exchange, keeps_all_bodies_together_small)
{
	const size_t	 size = (size_t)3 << 20;
	char		*page = calloc(1, size);
	size_t		 refused = 0;

	cr_assert(page != NULL);
	folder_write(asker.folder, "big.html", page, size);
	free(page);
	asker_begin(&asker);
	asker.exchanges->bodies_max = (size_t)8 << 20;
	for (int i = 0; i < 10; i++)
		asker_start(&asker, "big.html", asker_plain);
	for (int i = 0; i < 10; i++) {
		struct exchange_response	 got = asker_next(&asker);

		if (got.why.kind == FAULT_NONE)
			continue;
		refused++;
		cr_expect(got.retry);
		cr_expect(strstr(got.why.text, "no room for its body") != NULL, "%s", got.why.text);
	}
	cr_expect(refused > 0 && refused < 10, "%zu of 10", refused);
	for (int i = 0; i < 10; i++)
		cr_expect_eq(asker_get(&asker, "big.html").body.n, size);
}

Test(exchange, fails_cleanly_without_room)
{
	bool	 ok = false;

	for (size_t cap = 0; !ok && cap < 65536; cap += 16) {
		struct arena			*small = arena_new(cap);
		struct exchange_response	 response;
		bool				 ended = false;

		asker_begin(&asker);
		asker_start(&asker, "page.html", asker_plain);
		for (int i = 0; i < 100 && !ended && asker.fault.kind == FAULT_NONE; i++)
			ok = exchanges_step(asker.exchanges, 100, NULL, 0, small, &response, &ended,
			    &asker.fault);
		cr_expect(ok || asker.fault.kind == FAULT_MEMORY, "at %zu: %s", cap,
		    asker.fault.text);
		cr_expect_eq(ok, ended, "at %zu", cap);
		cr_expect_eq(exchanges_running(asker.exchanges), 0);
		arena_free(small);
	}
	cr_expect(ok, "never enough");
}

/* No public address can be had in a test: that one was met is written into the chain. */
Test(exchange, leads_no_public_chain_to_a_private_address)
{
	struct exchange_request		 request = asker_plain;
	struct exchange_response	 got;
	struct ending			 want = { "page.html", 0, FAULT_NETWORK, false,
		"a private address that a public one redirects to (see --allow-private)" };

	asker_begin(&asker);
	request.chain = exchange_chain_new(&asker.fault);
	cr_assert(request.chain != NULL);
	cr_expect_eq(asker_ask(&asker, "page.html", request).status, 200);
	request.chain->was_public = true;
	got = asker_ask(&asker, "page.html", request);
	asker_judge(&asker, &want, &got); /* over the connection that is open */
	asker_begin(&asker);
	got = asker_ask(&asker, "page.html", request);
	asker_judge(&asker, &want, &got); /* over a new one */
	asker.options.allow_private = true;
	asker_begin(&asker);
	cr_expect_eq(asker_ask(&asker, "page.html", request).status, 200);
	exchange_chain_free(request.chain);
}

Test(exchange, asks_a_proxy_that_is_named_and_no_other)
{
	struct ending	 refused = { "https://host.invalid/", 0, FAULT_NETWORK, false,
		"the proxy answers 405" };
	struct ending	 absent = { "http://host.invalid/", 0, FAULT_NETWORK, false,
		"could not connect to the proxy: connection refused" };

	setenv("http_proxy", "http://127.0.0.1:1/", 1);
	setenv("all_proxy", "http://127.0.0.1:1/", 1);
	asker_begin(&asker);
	cr_expect_eq(asker_get(&asker, "page.html").status, 200,
	    "the environment's proxy was asked");
	setenv("no_proxy", "*", 1);
	asker.options.proxy = asker.server.url;
	asker_begin(&asker);
	cr_expect_eq(asker_get(&asker, "http://host.invalid/page.html").status, 200,
	    "the proxy was not asked");
	asker_expect(&asker, &refused, 1);
	asker.options.proxy = "http://127.0.0.1:1";
	asker_begin(&asker);
	asker_expect(&asker, &absent, 1);
}

Test(exchange, says_at_once_when_a_proxy_is_none)
{
	static const struct {
		const char	*proxy;
		bool		 is;
	} rows[] = {
		{ "http://proxy.example:3128", true },
		{ "proxy.example:3128", true },
		{ "https://me:secret@proxy.example", true },
		{ "socks5h://127.0.0.1:9050", true },
		{ "ftp://proxy.example", false },
		{ "http://", false },
		{ "", false },
	};

	for (size_t i = 0; i < LEN(rows); i++) {
		struct exchanges	*one;

		asker.options.proxy = rows[i].proxy;
		fault_clear(&asker.fault);
		one = exchanges_new(&asker.options, &asker.fault);
		cr_expect_eq(one != NULL, rows[i].is, "%s: %s", rows[i].proxy, asker.fault.text);
		cr_expect(rows[i].is || asker.fault.kind == FAULT_USAGE, "%s", rows[i].proxy);
		exchanges_free(one);
	}
}
