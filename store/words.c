#include "store/words.h"

#define MANY_BYTES ((size_t)4 << 20)

bool
words_add(struct store *store, enum sql sql, int64_t row, struct span folded, struct fault *f)
{
	struct waiting		*waiting = &store->waiting;
	struct waiting_words	 words = { sql, row, SPAN_NONE };

	if (!span_in(waiting->arena, folded, &words.folded, f) ||
	    !arena_grow(waiting->arena, &waiting->items, waiting->count, &waiting->room,
		sizeof words, f))
		return false;
	waiting->items[waiting->count++] = words;
	waiting->bytes += folded.n;
	return true;
}

static bool
index_words(struct store *store, const struct waiting_words *words, struct fault *f)
{
	struct query	 q = query_begin(store, words->sql);

	query_int(&q, ":row", words->row);
	query_text(&q, ":folded", words->folded);
	query_run(&q);
	return query_end(&q, f);
}

/* They stay in line behind `done`, for the call may yet fail. */
bool
words_flush(struct store *store, struct fault *f)
{
	struct waiting	*waiting = &store->waiting;

	for (; waiting->done < waiting->count; waiting->done++) {
		if (!index_words(store, &waiting->items[waiting->done], f))
			return false;
	}
	return true;
}

void
words_mark(struct store *store)
{
	struct waiting	*waiting = &store->waiting;

	if (waiting->count > 0 && waiting->done == waiting->count)
		words_forget(store);
	waiting->marked_count = waiting->count;
	waiting->marked_done = waiting->done;
}

void
words_take_back(struct store *store)
{
	struct waiting	*waiting = &store->waiting;

	waiting->count = waiting->marked_count;
	waiting->done = waiting->marked_done;
}

bool
words_are_many(const struct store *store)
{
	return store->waiting.bytes > MANY_BYTES;
}

void
words_forget(struct store *store)
{
	struct arena	*arena = store->waiting.arena;

	if (arena != NULL)
		arena_reset(arena);
	store->waiting = (struct waiting) { .arena = arena };
}
