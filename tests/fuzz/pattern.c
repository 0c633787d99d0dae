/*
 * A pattern and a text, a newline between them. It compiles or is told why not;
 * it answers or is told that it takes too long; and it answers twice alike.
 */
#include "core/pattern.h"
#include "tests/fuzz/law.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct span	 input = { (const char *)bytes, size };
	size_t		 end = span_find(input, SPAN("\n"));
	struct span	 text = span_cut(input, end < size ? end + 1 : end, size);
	struct fault	 f = FAULT_INIT, other = FAULT_INIT;
	struct pattern	*pattern = pattern_new(span_cut(input, 0, end), &f);
	bool		 found = false, again = false, told, retold;

	HOLDS((pattern == NULL) == (f.kind != FAULT_NONE));
	if (pattern == NULL)
		return 0;
	told = pattern_find(pattern, text, &found, &f);
	retold = pattern_find(pattern, text, &again, &other);
	HOLDS(told == retold && found == again && f.kind == other.kind);
	HOLDS(told || (f.kind != FAULT_NONE && !found));
	pattern_free(pattern);
	return 0;
}
