/* For tests that need room and a fault to look at, and nothing else. */
#ifndef TESTS_ARENA_SUITE_H
#define TESTS_ARENA_SUITE_H

#include <criterion/criterion.h>

#include "core/arena.h"

/* A suite each of whose tests has an arena of so many bytes, called `arena`, and a `fault`. */
#define ARENA_SUITE(name, bytes) \
	static struct arena	*arena; \
	static struct fault	 fault; \
	static void begin(void) { fault_clear(&fault); cr_assert_not_null(arena = arena_new(bytes)); } \
	static void end(void) { arena_free(arena); } \
	TestSuite(name, .init = begin, .fini = end)

#endif
