#include <criterion/criterion.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/buf.h"

Test(arena, refuses_more_than_its_cap_and_says_so)
{
	struct arena	*arena = arena_new(1000);
	struct fault	 f = FAULT_INIT;

	cr_assert_not_null(arena);
	cr_expect_not_null(arena_take(arena, 10, 50, &f));
	cr_expect_null(arena_take(arena, 1, 600, &f), "1100 bytes fit into 1000");
	cr_expect_eq(f.kind, FAULT_MEMORY);
	fault_clear(&f);
	cr_expect_null(arena_take(arena, SIZE_MAX / 2, 16, &f), "an overflowing size was taken");
	arena_reset(arena);
	fault_clear(&f);
	cr_expect_not_null(arena_take(arena, 1, 900, &f), "a reset arena is empty: %s", f.text);
	arena_free(arena);
	arena_free(NULL);
}

Test(arena, hands_out_zeroed_memory_after_a_reset)
{
	struct arena	*arena = arena_new(1 << 20);
	struct fault	 f = FAULT_INIT;
	unsigned char	*bytes = arena_take(arena, 1, 4096, &f);

	cr_assert_not_null(bytes);
	memset(bytes, 0xAA, 4096);
	arena_reset(arena);
	bytes = arena_take(arena, 1, 4096, &f);
	cr_assert_not_null(bytes);
	for (size_t i = 0; i < 4096; i++)
		cr_assert_eq(bytes[i], 0, "byte %zu", i);
	arena_free(arena);
}

Test(arena, grows_a_list_and_keeps_its_items)
{
	struct arena	*arena = arena_new(1 << 20);
	struct fault	 f = FAULT_INIT;
	int		*items = NULL;
	size_t		 room = 0;

	for (int i = 0; i < 1000; i++) {
		cr_assert(arena_grow(arena, &items, (size_t)i, &room, sizeof *items, &f), "%s",
		    f.text);
		items[i] = i;
	}
	for (int i = 0; i < 1000; i++)
		cr_assert_eq(items[i], i);
	arena_free(arena);
}

Test(arena, moves_a_list_in_that_began_in_the_room_of_its_caller)
{
	struct fault	 f = FAULT_INIT;
	struct arena	*arena = arena_new(1000);
	int		 few[2] = { 4, 5 }, *items = few;
	size_t		 room = 2;

	cr_assert(arena_grow(arena, &items, 1, &room, sizeof *items, &f), "%s", f.text);
	cr_expect_eq(items, few, "moved before it was full");
	cr_assert(arena_grow(arena, &items, 2, &room, sizeof *items, &f), "%s", f.text);
	cr_assert_eq(room, 4);
	cr_expect_neq(items, few, "no room was made");
	cr_expect(items[0] == 4 && items[1] == 5, "%d, %d", items[0], items[1]);
	arena_free(arena);
}

Test(arena, lets_the_last_list_stay_where_it_is_and_give_back_what_it_did_not_need)
{
	struct arena	*arena = arena_new(1 << 20);
	struct fault	 f = FAULT_INIT;
	uint32_t	*items = NULL, *first, *behind;
	size_t		 room = 0;

	cr_assert(arena_grow(arena, &items, 0, &room, sizeof *items, &f), "%s", f.text);
	first = items;
	for (uint32_t i = 0; i < 100; i++) {
		cr_assert(arena_grow(arena, &items, i, &room, sizeof *items, &f), "%s", f.text);
		items[i] = i;
	}
	cr_expect_eq(items, first, "the list moved with nothing behind it");
	arena_trim(arena, items, 100, room, sizeof *items);
	behind = arena_take(arena, 1, sizeof *behind, &f);
	cr_expect_eq(behind, items + 100, "the room behind the list is lost");
	cr_assert(arena_grow(arena, &items, 100, &(size_t) { 100 }, sizeof *items, &f));
	cr_expect_neq(items, first, "the list grew over what was taken behind it");
	for (uint32_t i = 0; i < 100; i++)
		cr_assert_eq(items[i], i);
	arena_trim(arena, first, 50, 100, sizeof *first);
	cr_expect_eq(*behind, 0, "what stands behind a trimmed list is gone");
	arena_free(arena);
}

Test(arena, aligns_what_it_hands_out_by_its_size)
{
	static const size_t	 sizes[] = { 1, 2, 3, 4, 8, 12, 16, 24, 40, 216 };
	struct arena		*arena = arena_new(1 << 20);
	struct fault		 f = FAULT_INIT;

	for (size_t i = 0; i < 100; i++) {
		const size_t	 size = sizes[i * 7 % LEN(sizes)], lowest = size & -size;
		uintptr_t	 at = (uintptr_t)arena_take(arena, 1 + i % 3, size, &f);

		cr_expect_eq(at % (lowest < 16 ? lowest : 16), 0, "%zu bytes at %zx", size,
		    (size_t)at);
	}
	arena_free(arena);
}

Test(buf, remembers_its_first_failure_until_the_end)
{
	struct arena	*arena = arena_new(1 << 16);
	struct fault	 f = FAULT_INIT;
	struct buf	 b = BUF(8);
	struct span	 out = SPAN_NONE;

	buf_add(&b, SPAN("12345"));
	buf_add(&b, SPAN("6789"));
	buf_char(&b, '!');
	cr_expect_not(buf_end(&b, arena, &out, &f), "more than its cap was moved");
	cr_expect_eq(f.kind, FAULT_LIMIT);
	arena_free(arena);
}

Test(buf, prints_and_moves_into_the_arena)
{
	struct arena	*arena = arena_new(1 << 16);
	struct fault	 f = FAULT_INIT;
	struct buf	 b = BUF(64);
	struct span	 out = SPAN_NONE;

	buf_print(&b, "%d-%s", 7, "Jan");
	buf_utf8(&b, 0x2014);
	cr_assert(buf_end(&b, arena, &out, &f), "%s", f.text);
	cr_expect(span_eq(out, SPAN("7-Jan\xE2\x80\x94")), "%.*s", SPAN_ARG(out));
	cr_expect_eq(b.n, 0, "the buf is empty after the move");
	arena_free(arena);
}

Test(fault, keeps_the_first_and_stays_on_one_line)
{
	struct fault	 f = FAULT_INIT;

	cr_expect_not(fault_set(&f, FAULT_INPUT, "page\n%s", "two"));
	cr_expect_not(fault_set(&f, FAULT_IO, "later"));
	cr_expect_eq(f.kind, FAULT_INPUT);
	cr_expect_str_eq(f.text, "page two");
}
