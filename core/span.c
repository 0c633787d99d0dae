#include "core/span.h"

#include "core/utf8.h"

struct span
span_of(const char *string)
{
	return string == NULL ? SPAN_NONE : (struct span) { string, strlen(string) };
}

struct span
span_cut(struct span s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	return s.p == NULL ? SPAN_NONE : (struct span) { s.p + from, to - from };
}

struct span
span_join(struct span a, struct span b)
{
	if (a.p == NULL)
		return b;
	if (b.p == NULL)
		return a;
	return (struct span) { a.p, (size_t)(b.p + b.n - a.p) };
}

bool
span_eq(struct span a, struct span b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static unsigned char
lower_ascii(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

bool
span_eq_case(struct span a, struct span b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++) {
		if (lower_ascii(a.p[i]) != lower_ascii(b.p[i]))
			return false;
	}
	return true;
}

int
span_cmp(struct span a, struct span b)
{
	size_t	 shorter = a.n < b.n ? a.n : b.n;
	int	 order = shorter == 0 ? 0 : memcmp(a.p, b.p, shorter);

	if (order != 0)
		return order;
	return (a.n > b.n) - (a.n < b.n);
}

bool
span_starts(struct span s, struct span prefix)
{
	return s.n >= prefix.n && span_eq(span_cut(s, 0, prefix.n), prefix);
}

bool
span_ends(struct span s, struct span suffix)
{
	return s.n >= suffix.n && span_eq(span_cut(s, s.n - suffix.n, s.n), suffix);
}

bool
span_within(struct span inner, struct span outer)
{
	return inner.p != NULL && outer.p != NULL && inner.n > 0 && inner.p >= outer.p &&
	    inner.p + inner.n <= outer.p + outer.n;
}

size_t
span_find(struct span s, struct span needle)
{
	if (needle.n == 0)
		return 0;
	for (size_t at = 0; s.n - at >= needle.n; at++) {
		const char	*hit = memchr(s.p + at, needle.p[0], s.n - at - needle.n + 1);

		if (hit == NULL)
			break;
		at = (size_t)(hit - s.p);
		if (memcmp(hit, needle.p, needle.n) == 0)
			return at;
	}
	return s.n;
}

struct span
span_trim(struct span s)
{
	size_t	 from = 0, to = s.n;

	while (from < to) {
		size_t	 next = from;

		if (!utf8_is_space(utf8_next(s, &next)))
			break;
		from = next;
	}
	while (to > from) {
		size_t	 before = to;

		if (!utf8_is_space(utf8_prev(s, &before)))
			break;
		to = before;
	}
	return span_cut(s, from, to);
}
