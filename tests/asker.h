/*
 * For tests of exchanges: a loopback server with a page, exchanges to run
 * against it, and what to expect of their ends. A failure fails the test.
 */
#ifndef TESTS_ASKER_H
#define TESTS_ASKER_H

#include <criterion/criterion.h>

#include "fetch/exchange.h"
#include "tests/loopback.h"

struct asker {
	struct loopback		 server;
	char			*folder; /* what it serves; page.html of ASKER_PAGE is in it */
	struct arena		*arena;
	struct exchange_options	 options;
	struct exchanges	*exchanges; /* with the options of the last asker_begin() */
	struct fault		 fault;
};

#define ASKER_PAGE "<p>Seven words stand on this short page."

/* How an exchange is to end. */
struct ending {
	const char	*path;
	long		 status;
	enum fault_kind	 kind;
	bool		 retry;
	const char	*says; /* stands in its reason */
};

void asker_set_up(struct asker *asker);
void asker_tear_down(struct asker *asker);

/* New exchanges. */
void asker_begin(struct asker *asker);

/* The URL of a path of the server; one with a scheme stands as it is. */
const char *asker_url(const struct asker *asker, const char *path, char url[512]);

/* Begin an exchange; the URL of the request is put in. */
void asker_start(struct asker *asker, const char *path, struct exchange_request request);

/* The next that ends, within ten seconds. */
struct exchange_response asker_next(struct asker *asker);

/* One exchange from beginning to end; the second with no more than a URL. */
struct exchange_response asker_ask(struct asker *asker, const char *path,
    struct exchange_request request);
struct exchange_response asker_get(struct asker *asker, const char *path);

void asker_judge(const struct asker *asker, const struct ending *want,
    const struct exchange_response *got);

/* Run all of them at once, so that the slow ones wait together, and judge how they end. */
void asker_expect(struct asker *asker, const struct ending *endings, size_t count);

/* Milliseconds that pass whatever is done to the wall clock. */
int64_t asker_clock_ms(void);

/* A suite each of whose tests has an asker of its own, called `asker`. */
#define ASKER_SUITE(name) \
	static struct asker	 asker; \
	static void begin(void) { asker_set_up(&asker); } \
	static void end(void) { asker_tear_down(&asker); } \
	TestSuite(name, .init = begin, .fini = end, .timeout = 60)

/* A request with no more than its URL. */
extern const struct exchange_request asker_plain;

#endif
