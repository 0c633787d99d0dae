/* Replies that were given before: what is kept, for how long, and how much of it. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "cmd/shelf.h"

#define CAP ((size_t)4096)

static const struct reply *
reply_of(const char *body)
{
	static struct reply	 reply;

	reply = (struct reply) { .status = 200,
		.type = "text/plain",
		.body = (char *)(uintptr_t)body,
		.n = strlen(body) };
	return &reply;
}

/* Does the shelf have this body for this request? */
static bool
has(struct shelf *shelf, const char *request, const char *body, uint64_t *age)
{
	struct reply	 reply = { .status = 0 };
	bool		 found = shelf_get(shelf, span_of(request), &reply, age);
	bool		 same = found && reply.n == strlen(body) && memcmp(reply.body, body, reply.n) == 0 &&
	    reply.status == 200;

	free(found ? reply.body : NULL);
	return same;
}

Test(shelf, gives_what_was_put_there_until_it_is_cleared)
{
	struct shelf	*shelf = shelf_new(CAP);
	uint64_t	 age;

	cr_assert_not_null(shelf);
	cr_expect_not(has(shelf, "/a", "one", &age));
	shelf_put(shelf, SPAN("/a"), reply_of("one"), age);
	shelf_put(shelf, SPAN("/b"), reply_of("two"), age);
	cr_expect(has(shelf, "/a", "one", &age));
	cr_expect(has(shelf, "/b", "two", &age));
	shelf_put(shelf, SPAN("/a"), reply_of("other"), age);
	cr_expect(has(shelf, "/a", "one", &age), "what is there stays");
	shelf_clear(shelf);
	shelf_put(shelf, SPAN("/c"), reply_of("old"), age);
	cr_expect_not(has(shelf, "/a", "one", &age), "cleared");
	cr_expect_not(has(shelf, "/c", "old", &age), "begun before the clearing");
	shelf_put(shelf, SPAN("/c"), reply_of("new"), age);
	cr_expect(has(shelf, "/c", "new", &age));
	shelf_free(shelf);
}

Test(shelf, makes_room_by_what_was_asked_for_least_lately)
{
	struct shelf	*shelf = shelf_new(CAP);
	char		 large[CAP], request[8];
	uint64_t	 age;
	size_t		 kept = 0;

	cr_assert_not_null(shelf);
	memset(large, 'x', sizeof large - 1);
	large[sizeof large - 1] = '\0';
	cr_assert_not(has(shelf, "/0", "", &age));
	shelf_put(shelf, SPAN("/all"), reply_of(large), age);
	cr_expect_not(has(shelf, "/all", large, &age), "more than the shelf holds");
	large[500] = '\0';
	for (int i = 0; i < 20; i++) {
		snprintf(request, sizeof request, "/%d", i);
		shelf_put(shelf, span_of(request), reply_of(large), age);
		cr_expect(has(shelf, "/0", large, &age), "what is asked for again stays (%d)", i);
	}
	for (int i = 0; i < 20; i++) {
		snprintf(request, sizeof request, "/%d", i);
		kept += has(shelf, request, large, &age);
	}
	cr_expect(kept > 2 && kept * 500 < CAP, "%zu kept", kept);
	cr_expect(has(shelf, "/19", large, &age), "the newest stays");
	shelf_free(shelf);
}
