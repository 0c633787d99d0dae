#include "store/holds.h"

#include "core/arena.h"
#include "core/token.h"

#define HOLDS_BYTES_MAX ((size_t)64 << 20) /* names are short; this is room for hostile ones */

static struct span
argument(sqlite3_value *value)
{
	const void	*bytes = sqlite3_value_blob(value);
	int		 length = sqlite3_value_bytes(value);

	return bytes == NULL ? SPAN_NONE : (struct span) { bytes, (size_t)length };
}

static void
holds(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct span	 text = argument(values[0]), needle = argument(values[1]), folded;
	struct fault	 f = FAULT_INIT;
	struct arena	*arena;

	(void)count;
	if (text.n == 0) {
		sqlite3_result_int(context, 0);
		return;
	}
	arena = arena_new(HOLDS_BYTES_MAX);
	if (arena == NULL)
		sqlite3_result_error_nomem(context);
	else if (!token_fold(text, arena, &folded, &f))
		sqlite3_result_error(context, f.text, -1);
	else
		sqlite3_result_int(context, needle.n == 0 || span_find(folded, needle) < folded.n);
	arena_free(arena);
}

int
holds_register(sqlite3 *db)
{
	return sqlite3_create_function(db, "holds", 2,
	    SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL, holds, NULL, NULL);
}
