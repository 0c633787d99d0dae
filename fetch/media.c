#include "fetch/media.h"

void
media_read(struct span value, struct span *type, struct span *charset)
{
	size_t end = span_find(value, SPAN(";"));
	struct span rest = span_cut(value, end + 1, value.n);

	*type = span_trim(span_cut(value, 0, end));
	*charset = SPAN_NONE;
	while (rest.n > 0) {
		struct span one;

		end = span_find(rest, SPAN(";"));
		one = span_trim(span_cut(rest, 0, end));
		rest = span_cut(rest, end + 1, rest.n);
		if (!span_eq_case(span_cut(one, 0, 8), SPAN("charset=")))
			continue;
		one = span_trim(span_cut(one, 8, one.n));
		if (one.n > 0 && (one.p[0] == '"' || one.p[0] == '\''))
			one = span_cut(one, 1, one.n - (one.n > 1 && one.p[one.n - 1] == one.p[0]));
		*charset = one;
		return;
	}
}
