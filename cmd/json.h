/*
 * JSON as it is printed: each call adds the next value to a buf, with the comma
 * before it and its name, which is NULL in a list and at the top. No tree is
 * built. What fails is told by buf_ok(), at json_print() at the latest.
 * Source: RFC 8259.
 */
#ifndef CMD_JSON_H
#define CMD_JSON_H

#include <stdio.h>

#include "core/buf.h"

/* An object or a list: bracket is '{' or '[', and its closing one ends it. */
void json_open(struct buf *out, const char *name, char bracket);
void json_close(struct buf *out, char bracket);

/* Does it hold a backslash, or a byte that no string of JSON holds as it is? */
bool json_is_odd(struct span text);

/* A name that is data; the value follows without one. */
void json_name(struct buf *out, struct span name);

/*
 * A string; bytes that are no UTF-8 become U+FFFD. Characters that act
 * (utf8_acts) stand as escapes: a reader gets them back, a terminal does not.
 */
void json_put_string(struct buf *out, const char *name, struct span s);
/* A string, or null for an empty span. */
void json_put_text(struct buf *out, const char *name, struct span s);

void json_put_null(struct buf *out, const char *name);
void json_put_int(struct buf *out, const char *name, int64_t value);
void json_put_size(struct buf *out, const char *name, size_t value);
void json_put_bool(struct buf *out, const char *name, bool value);
/* Twelve digits, more than any of our measures means; always with a point or an exponent. */
void json_put_real(struct buf *out, const char *name, double value);
/* A value that is JSON already. */
void json_put_raw(struct buf *out, const char *name, struct span json);

/* Print the whole as one line and empty it. */
bool json_print(struct buf *out, FILE *to, struct fault *f) MUST_CHECK;

#endif
