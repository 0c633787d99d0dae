#include "core/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/utf8.h"

/* More room, for n more bytes and a NUL. */
static bool
grow(struct buf *b, size_t n)
{
	size_t	 room = b->room == 0 ? 256 : b->room;
	char	*grown;

	if (b->failed != FAULT_NONE)
		return false;
	if (n > b->cap - b->n) {
		b->failed = FAULT_LIMIT;
		return false;
	}
	while (room < b->n + n + 1)
		room *= 2;
	grown = realloc(b->p, room);
	if (grown == NULL) {
		b->failed = FAULT_MEMORY;
		return false;
	}
	b->p = grown;
	b->room = room;
	return true;
}

/* Is there room for n more bytes and a NUL, or can it be had? */
static inline bool
reserve(struct buf *b, size_t n)
{
	return (n < b->room - b->n && n <= b->cap - b->n && b->failed == FAULT_NONE) || grow(b, n);
}

void
buf_add(struct buf *b, struct span s)
{
	if (s.n == 0 || !reserve(b, s.n))
		return;
	memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
	b->p[b->n] = '\0';
}

void
buf_char(struct buf *b, char c)
{
	if (!reserve(b, 1))
		return;
	b->p[b->n++] = c;
	b->p[b->n] = '\0';
}

void
buf_utf8(struct buf *b, uint32_t c)
{
	char	 bytes[4];
	size_t	 n = utf8_put(c, bytes);

	buf_add(b, (struct span) { bytes, n });
}

void
buf_int(struct buf *b, int64_t value)
{
	char	 room[SPAN_INT_MAX];

	buf_add(b, span_int(value, room));
}

/* Most of what is printed fits into the room there is; what does not is printed again. */
void
buf_print(struct buf *b, const char *fmt, ...)
{
	size_t	 left = b->failed == FAULT_NONE && b->room > b->n ? b->room - b->n : 0;
	va_list	 args, again;
	int	 n;

	va_start(args, fmt);
	va_copy(again, args);
	n = vsnprintf(left > 0 ? b->p + b->n : NULL, left, fmt, args);
	if (n > 0 && (size_t)n < left && (size_t)n <= b->cap - b->n)
		b->n += (size_t)n;
	else if (n > 0 && reserve(b, (size_t)n)) {
		vsnprintf(b->p + b->n, (size_t)n + 1, fmt, again);
		b->n += (size_t)n;
	} else if (left > 0)
		b->p[b->n] = '\0';
	va_end(again);
	va_end(args);
}

void
buf_cut(struct buf *b, size_t n)
{
	if (n < b->n) {
		b->n = n;
		b->p[n] = '\0';
	}
}

struct span
buf_span(const struct buf *b)
{
	return (struct span) { b->p, b->n };
}

bool
buf_ok(const struct buf *b, struct fault *f)
{
	if (b->failed == FAULT_NONE)
		return true;
	return b->failed == FAULT_LIMIT ?
	    fault_set(f, FAULT_LIMIT, "larger than the %zu bytes allowed for it", b->cap) :
	    fault_set(f, FAULT_MEMORY, "out of memory");
}

bool
buf_end(struct buf *b, struct arena *arena, struct span *out, struct fault *f)
{
	bool	 ok = buf_ok(b, f) && span_in(arena, buf_span(b), out, f);

	buf_free(b);
	return ok;
}

void
buf_free(struct buf *b)
{
	free(b->p);
	b->p = NULL;
	b->n = b->room = 0;
}

bool
span_print(struct arena *arena, struct span *out, struct fault *f, const char *fmt, ...)
{
	va_list	 args, again;
	char	*text = NULL;
	int	 n;

	va_start(args, fmt);
	va_copy(again, args);
	n = vsnprintf(NULL, 0, fmt, args);
	if (n >= 0)
		text = arena_take(arena, (size_t)n + 1, 1, f);
	if (text != NULL) {
		vsnprintf(text, (size_t)n + 1, fmt, again);
		*out = (struct span) { text, (size_t)n };
	}
	va_end(again);
	va_end(args);
	return text != NULL;
}
