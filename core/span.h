/*
 * Bytes we can see: a pointer and a length, no terminator, owned by somebody
 * else. The empty span { NULL, 0 } means "none". Spans of text hold valid
 * UTF-8 and begin and end on character boundaries.
 */
#ifndef CORE_SPAN_H
#define CORE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct span {
	const char	*p;
	size_t		 n; /* bytes */
};

#define SPAN(literal) ((struct span) { (literal), sizeof(literal) - 1 })
#define SPAN_NONE ((struct span) { NULL, 0 })
#define LEN(array) (sizeof(array) / sizeof(array)[0])

/* For printf("%.*s"); long spans are cut, never overrun. */
#define SPAN_ARG(s) ((s).n > 400 ? 400 : (int)(s).n), ((s).p != NULL ? (s).p : "")

/*
 * What every loop over a text calls for each character or word stands here,
 * and not in span.c, for the compiler to see through.
 */

/* Bytes have an address: said where a span is known to hold some, for the analyser alone would doubt it. */
#ifdef __clang_analyzer__
#define SPAN_HOLDS(s) ((s).p == NULL ? __builtin_unreachable() : (void)0)
#else
#define SPAN_HOLDS(s) ((void)0)
#endif

/* A C string as a span; NULL gives the empty span. */
static inline struct span
span_of(const char *string)
{
	return string == NULL ? SPAN_NONE : (struct span) { string, strlen(string) };
}

/* Bytes from..to of s; both are clamped to s. */
static inline struct span
span_cut(struct span s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	return s.n == 0 ? s : (struct span) { s.p + from, to - from };
}

/* The stretch from the start of a to the end of b; both lie in one text, a first. */
struct span span_join(struct span a, struct span b);

static inline bool
span_eq(struct span a, struct span b)
{
	if (a.n != b.n || a.n == 0)
		return a.n == b.n;
	SPAN_HOLDS(a);
	SPAN_HOLDS(b);
	return memcmp(a.p, b.p, a.n) == 0;
}

/* An ASCII letter in lower case; any other byte as it is. */
static inline unsigned char
span_lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* Equal when ASCII letters are compared without case. */
static inline bool
span_eq_case(struct span a, struct span b)
{
	if (a.n != b.n || a.n == 0)
		return a.n == b.n;
	SPAN_HOLDS(a);
	SPAN_HOLDS(b);
	for (size_t i = 0; i < a.n; i++) {
		if (span_lower(a.p[i]) != span_lower(b.p[i]))
			return false;
	}
	return true;
}

/*
 * The same against a C string that is likely to be another: the first letter
 * tells, before any length is known.
 */
static inline bool
span_is(struct span s, const char *string)
{
	size_t	 i = 0;

	SPAN_HOLDS(s);
	for (; i < s.n && string[i] != '\0'; i++) {
		if (s.p[i] != string[i])
			return false;
	}
	return i == s.n && string[i] == '\0';
}

static inline bool
span_begins_case(struct span s, const char *string)
{
	SPAN_HOLDS(s);
	for (size_t i = 0; string[i] != '\0'; i++) {
		if (i == s.n || span_lower(s.p[i]) != span_lower(string[i]))
			return false;
	}
	return true;
}

static inline bool
span_is_case(struct span s, const char *string)
{
	size_t	 i = 0;

	SPAN_HOLDS(s);
	for (; i < s.n && string[i] != '\0'; i++) {
		if (span_lower(s.p[i]) != span_lower(string[i]))
			return false;
	}
	return i == s.n && string[i] == '\0';
}

/* Byte order, for sorting: negative, zero or positive. */
int span_cmp(struct span a, struct span b);

static inline bool
span_starts(struct span s, struct span prefix)
{
	return s.n >= prefix.n && span_eq((struct span) { s.p, prefix.n }, prefix);
}

static inline bool
span_ends(struct span s, struct span suffix)
{
	return s.n >= suffix.n && span_eq(span_cut(s, s.n - suffix.n, s.n), suffix);
}

/* True when inner lies inside outer's memory; an empty inner never does. */
bool span_within(struct span inner, struct span outer);

/* Its first bytes, `most` of them or fewer: cut at a space, in a script without them between characters. */
struct span span_fit(struct span s, size_t most);

/* Where needle first begins in s, or s.n when it does not. */
size_t span_find(struct span s, struct span needle);

/* Without white space (ASCII, no-break and other Unicode spaces) at both ends. */
struct span span_trim(struct span s);

/* What stands behind the last `mark`; all of s when it has none. */
struct span span_tail(struct span s, char mark);

/* A number in decimal digits, which stand in `room`. */
#define SPAN_INT_MAX 20
struct span span_int(int64_t value, char room[SPAN_INT_MAX]);

#endif
