/*
 * Bytes we can see: a pointer and a length, no terminator, owned by somebody
 * else. The empty span { NULL, 0 } means "none". Spans of text hold valid
 * UTF-8 and begin and end on character boundaries.
 */
#ifndef CORE_SPAN_H
#define CORE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
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

/* A C string as a span; NULL gives the empty span. */
struct span span_of(const char *string);

/* Bytes from..to of s; both are clamped to s. */
struct span span_cut(struct span s, size_t from, size_t to);

/* The stretch from the start of a to the end of b; both lie in one text, a first. */
struct span span_join(struct span a, struct span b);

bool span_eq(struct span a, struct span b);

/* Equal when ASCII letters are compared without case. */
bool span_eq_case(struct span a, struct span b);

/* Byte order, for sorting: negative, zero or positive. */
int span_cmp(struct span a, struct span b);

bool span_starts(struct span s, struct span prefix);
bool span_ends(struct span s, struct span suffix);

/* True when inner lies inside outer's memory; an empty inner never does. */
bool span_within(struct span inner, struct span outer);

/* Where needle first begins in s, or s.n when it does not. */
size_t span_find(struct span s, struct span needle);

/* Without white space (ASCII, no-break and other Unicode spaces) at both ends. */
struct span span_trim(struct span s);

#endif
