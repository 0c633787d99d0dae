#include "fetch/field.h"

#include "core/buf.h"
#include "core/utf8.h"

#define VALUES_MAX ((size_t)2000000) /* in one line: bounds what the parser takes in memory */
#define DEPTH_MAX ((size_t)64)

/*
 * Count values and depth before parsing: two bytes of "[]" become a hundred in
 * memory, so a line within its cap could still be too much.
 */
static bool
bear(struct span line, struct fault *f)
{
	size_t	 values = 0, depth = 0;
	bool	 quoted = false;

	for (size_t i = 0; i < line.n; i++) {
		char	 c = line.p[i];

		if (quoted) {
			i += c == '\\';
			quoted = c != '"';
			continue;
		}
		quoted = c == '"';
		values += c == ',' || c == '[' || c == '{';
		if (c == '[' || c == '{')
			depth++;
		else if ((c == ']' || c == '}') && depth > 0)
			depth--;
		if (values > VALUES_MAX)
			return fault_set(f, FAULT_LIMIT, "more than %zu JSON values (byte %zu)",
			    VALUES_MAX, i);
		if (depth > DEPTH_MAX)
			return fault_set(f, FAULT_LIMIT, "JSON nested deeper than %zu (byte %zu)",
			    DEPTH_MAX, i);
	}
	return true;
}

/* The parser's own words quote the input, which may be anything; these do not. */
static const char *
json_words(enum json_error_code code)
{
	switch (code) {
	case json_error_premature_end_of_input:
		return "ends in the middle of a value";
	case json_error_end_of_input_expected:
		return "goes on behind its value";
	case json_error_invalid_utf8:
		return "is not valid UTF-8";
	case json_error_numeric_overflow:
		return "holds a number too large to read";
	default:
		return "is not valid JSON";
	}
}

bool
field_parse(struct span line, json_t **object, struct fault *f)
{
	json_error_t	 error;

	*object = NULL;
	if (!bear(line, f))
		return false;
	*object = json_loadb(line.p, line.n, JSON_ALLOW_NUL | JSON_DECODE_ANY, &error);
	if (*object == NULL && json_error_code(&error) == json_error_out_of_memory)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	if (*object == NULL)
		return fault_set(f, FAULT_INPUT, "the line %s (byte %d)",
		    json_words(json_error_code(&error)), error.position);
	return json_is_object(*object) ||
	    fault_set(f, FAULT_INPUT, "the line is JSON but no object (byte 0)");
}

bool
field_string(const json_t *value, struct arena *arena, struct span *out, struct fault *f)
{
	struct span	 s = { json_string_value(value), json_string_length(value) };
	struct buf	 mended = BUF(s.n * 3 + 1);

	if (s.n == 0 || memchr(s.p, '\0', s.n) == NULL)
		return span_in(arena, s, out, f);
	utf8_repair(s, &mended);
	return buf_end(&mended, arena, out, f);
}

bool
field_text(const json_t *object, const char *key, struct arena *arena, struct span *out,
    struct fault *f)
{
	const json_t	*value = json_object_get(object, key);
	struct span	 s;

	if (value == NULL || json_is_null(value))
		return true;
	if (!json_is_string(value))
		return fault_set(f, FAULT_INPUT, "\"%s\" is no string", key);
	if (!field_string(value, arena, &s, f))
		return false;
	if (s.n > 0)
		*out = s;
	return true;
}

bool
field_word(const json_t *object, const char *key, struct arena *arena, struct span *out,
    struct fault *f)
{
	struct span	 s = SPAN_NONE;

	if (!field_text(object, key, arena, &s, f))
		return false;
	s = span_trim(s);
	if (s.n > 0)
		*out = s;
	return true;
}

size_t
field_row(const json_t *value, const void *rows, size_t size, size_t count)
{
	const char	*wanted = json_string_value(value), *name;

	for (size_t i = 0; i < count && wanted != NULL; i++) {
		memcpy(&name, (const char *)rows + i * size, sizeof name);
		if (strcmp(name, wanted) == 0)
			return i;
	}
	return count;
}
