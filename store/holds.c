#include "store/holds.h"

#include "core/pattern.h"

static struct span
argument(sqlite3_value *value)
{
	const void	*bytes = sqlite3_value_blob(value);
	int		 length = sqlite3_value_bytes(value);

	return bytes == NULL ? SPAN_NONE : (struct span) { bytes, (size_t)length };
}

static void
drop_pattern(void *pattern)
{
	pattern_free(pattern);
}

/* A statement's pattern is compiled for its first row and kept for the others. */
static void
holds_pattern(sqlite3_context *context, struct span text, struct span typed, int place)
{
	struct fault	 f = FAULT_INIT;
	struct pattern	*kept = sqlite3_get_auxdata(context, place);
	struct pattern	*pattern = kept != NULL ? kept : pattern_new(typed, &f);
	bool		 found = false;

	if (pattern != NULL && pattern_find(pattern, text, &found, &f))
		sqlite3_result_int(context, found);
	else {
		sqlite3_result_error(context, f.text, -1);
		sqlite3_result_error_code(context, SQLITE_CONSTRAINT_FUNCTION);
	}
	if (kept == NULL && pattern != NULL)
		sqlite3_set_auxdata(context, place, pattern, drop_pattern);
}

static void
holds(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct span	 name = argument(values[0]), part = argument(values[2]);
	struct span	 folded = argument(values[1]);

	(void)count;
	if (pattern_is(part))
		holds_pattern(context, name, part, 2);
	else
		sqlite3_result_int(context, part.n == 0 || span_find(folded, part) < folded.n);
}

int
holds_register(sqlite3 *db)
{
	return sqlite3_create_function(db, "holds", 3,
	    SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL, holds, NULL, NULL);
}
