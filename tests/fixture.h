/* Commands run inside the test process, on a database of their own. */
#ifndef TESTS_FIXTURE_H
#define TESTS_FIXTURE_H

#include <criterion/criterion.h>
#include <jansson.h>

#include "cmd/cli.h"

struct fixture {
	char		 database[256]; /* a path in $TMPDIR that did not exist before */
	char		*out, *err;	/* what the last command printed */
	enum exit_status status;
	volatile int	 stop;
};

void fixture_begin(struct fixture *fixture);
void fixture_end(struct fixture *fixture);

/* Run "batch", "a.txt", ..., NULL as a person would; the output replaces the last one. */
enum exit_status fixture_run(struct fixture *fixture, const char *name, ...)
    __attribute__((sentinel));
enum exit_status fixture_run_list(struct fixture *fixture, const char *name,
    const char *const *arguments, size_t count);

/* The last output as JSON; fails the test when it is none. The caller gives it back. */
json_t *fixture_json(const struct fixture *fixture);

/* Where the checkout is, for test data: $ROOT, else the current directory. */
const char *fixture_root(void);

/* The five articles of ../shared/seeds, in order of their names; false, with a word on stderr, when they are not at hand. */
bool fixture_seeds(char *paths[5]);

/* A string field; "" when it is null or missing. */
const char *json_text(const json_t *object, const char *key);

/* A suite each of whose tests has a database of its own, called `fixture`. */
#define FIXTURE_SUITE(name) \
	static struct fixture	 fixture; \
	static void begin(void) { fixture_begin(&fixture); } \
	static void end(void) { fixture_end(&fixture); } \
	TestSuite(name, .init = begin, .fini = end)

#endif
