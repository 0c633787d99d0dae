#include "core/span.h"

#include "core/utf8.h"

struct span
span_join(struct span a, struct span b)
{
	if (a.p == NULL)
		return b;
	if (b.p == NULL)
		return a;
	return (struct span) { a.p, (size_t)(b.p + b.n - a.p) };
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
span_within(struct span inner, struct span outer)
{
	return inner.p != NULL && outer.p != NULL && inner.n > 0 && inner.p >= outer.p &&
	    inner.p + inner.n <= outer.p + outer.n;
}

struct span
span_fit(struct span s, size_t most)
{
	size_t	 cut = most;

	if (s.n <= most)
		return s;
	while (cut > 0 && s.p[cut] != ' ')
		cut--;
	for (cut = cut > 0 ? cut : most; cut > 0 && ((unsigned char)s.p[cut] & 0xC0) == 0x80;)
		cut--;
	return span_cut(s, 0, cut);
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

/* Most texts begin and end with a sign of ASCII, which is no white space. */
static bool
is_solid(char c)
{
	return c > ' ' && c <= '~';
}

struct span
span_trim(struct span s)
{
	size_t	 from = 0, to = s.n;

	if (s.n > 0 && is_solid(s.p[0]) && is_solid(s.p[s.n - 1]))
		return s;
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

struct span
span_tail(struct span s, char mark)
{
	size_t	 from = s.n;

	while (from > 0 && s.p[from - 1] != mark)
		from--;
	return span_cut(s, from, s.n);
}

struct span
span_int(int64_t value, char room[SPAN_INT_MAX])
{
	uint64_t	 left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
	size_t		 at = SPAN_INT_MAX;

	do
		room[--at] = (char)('0' + left % 10);
	while ((left /= 10) > 0);
	if (value < 0)
		room[--at] = '-';
	return (struct span) { room + at, SPAN_INT_MAX - at };
}
