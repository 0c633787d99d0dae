/*
 * Bytes we are building. The cap is given at birth; adding past it, or without
 * memory, is remembered and told once, at buf_end() or buf_ok(), so the lines
 * between read as prose.
 */
#ifndef CORE_BUF_H
#define CORE_BUF_H

#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"

struct buf {
	char		*p;
	size_t		 n, room, cap; /* bytes */
	enum fault_kind	 failed;       /* FAULT_NONE while all is well */
};

#define BUF(cap_bytes) { NULL, 0, 0, (cap_bytes), FAULT_NONE }

void buf_add(struct buf *b, struct span s);
void buf_char(struct buf *b, char c);
void buf_utf8(struct buf *b, uint32_t c);
void buf_int(struct buf *b,
    int64_t value); /* in decimal: what there are many of is not worth a format */
void buf_print(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Drop everything behind the first n bytes. */
void buf_cut(struct buf *b, size_t n);

/* What is in it now; valid until the next change. */
struct span buf_span(const struct buf *b);

/* Tell the first failure, if there was one. */
bool buf_ok(const struct buf *b, struct fault *f) MUST_CHECK;

/* Move the bytes into the arena and empty the buf; tells the first failure. */
bool buf_end(struct buf *b, struct arena *arena, struct span *out, struct fault *f) MUST_CHECK;

void buf_free(struct buf *b);

/* One formatted text in the arena. */
bool span_print(struct arena *arena, struct span *out, struct fault *f, const char *fmt, ...)
    PRINTF_LIKE(4, 5) MUST_CHECK;

#endif
