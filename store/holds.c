#include "store/holds.h"

#include "core/arena.h"
#include "core/pattern.h"
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
holds_words(sqlite3_context *context, struct span text, struct span needle)
{
	struct fault	 f = FAULT_INIT;
	struct arena	*arena = arena_new(HOLDS_BYTES_MAX);
	struct span	 folded;

	if (arena == NULL)
		sqlite3_result_error_nomem(context);
	else if (!token_fold(text, arena, &folded, &f))
		sqlite3_result_error(context, f.text, -1);
	else
		sqlite3_result_int(context, needle.n == 0 || span_find(folded, needle) < folded.n);
	arena_free(arena);
}

static void
drop_pattern(void *pattern)
{
	pattern_free(pattern);
}

/* A statement's pattern is compiled for its first row and kept for the others. */
static void
holds_pattern(sqlite3_context *context, struct span text, struct span typed)
{
	struct fault	 f = FAULT_INIT;
	struct pattern	*kept = sqlite3_get_auxdata(context, 1);
	struct pattern	*pattern = kept != NULL ? kept : pattern_new(typed, &f);
	bool		 found = false;

	if (pattern != NULL && pattern_find(pattern, text, &found, &f))
		sqlite3_result_int(context, found);
	else {
		sqlite3_result_error(context, f.text, -1);
		sqlite3_result_error_code(context, SQLITE_CONSTRAINT_FUNCTION);
	}
	if (kept == NULL && pattern != NULL)
		sqlite3_set_auxdata(context, 1, pattern, drop_pattern);
}

static void
holds(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct span	 text = argument(values[0]), needle = argument(values[1]);

	(void)count;
	if (text.n == 0)
		sqlite3_result_int(context, 0);
	else if (pattern_is(needle))
		holds_pattern(context, text, needle);
	else
		holds_words(context, text, needle);
}

int
holds_register(sqlite3 *db)
{
	return sqlite3_create_function(db, "holds", 2,
	    SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL, holds, NULL, NULL);
}
