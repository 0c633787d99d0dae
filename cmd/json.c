#include "cmd/json.h"

#include <inttypes.h>
#include <string.h>

#include "cmd/output.h"
#include "core/utf8.h"

#define NUMBER_MAX 32

static void
add_escape(struct buf *out, uint32_t c)
{
	static const char letters
	    [] = { ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r', ['"'] = '"', ['\\'] = '\\' };

	if (c < LEN(letters) && letters[c] != '\0') {
		buf_char(out, '\\');
		buf_char(out, letters[c]);
	} else
		buf_print(out, "\\u%04" PRIX32, c);
}

#define BYTES(c) (UINT64_C(0x0101010101010101) * (c))

/* A byte of these eight is less than c, which is at most 0x80. */
static bool
has_less(uint64_t bytes, uint64_t c)
{
	return ((bytes - BYTES(c)) & ~bytes & BYTES(0x80)) != 0;
}

bool
json_is_odd(struct span text)
{
	size_t	 i = 0;

	for (uint64_t bytes; i + sizeof bytes <= text.n; i += sizeof bytes) {
		memcpy(&bytes, text.p + i, sizeof bytes);
		if (has_less(bytes, ' ') || has_less(bytes ^ BYTES('\\'), 1))
			return true;
	}
	for (; i < text.n; i++) {
		if ((unsigned char)text.p[i] < ' ' || text.p[i] == '\\')
			return true;
	}
	return false;
}

static bool
is_plain(char c)
{
	return c >= ' ' && c < 0x7F && c != '"' && c != '\\';
}

/* From byte `at` on, how many are ASCII that a string holds as it is. */
static size_t
plain_run(struct span s, size_t at)
{
	const size_t	 from = at;

	for (uint64_t bytes; at < s.n && s.n - at >= sizeof bytes; at += sizeof bytes) {
		memcpy(&bytes, s.p + at, sizeof bytes);
		if (((bytes | (bytes + BYTES(1))) & BYTES(0x80)) != 0 || has_less(bytes, ' ') ||
		    has_less(bytes ^ BYTES('"'), 1) || has_less(bytes ^ BYTES('\\'), 1))
			break;
	}
	while (at < s.n && is_plain(s.p[at]))
		at++;
	return at - from;
}

/* Stretches without anything to escape are copied whole. */
static void
add_quoted(struct buf *out, struct span s)
{
	size_t	 from = 0;

	buf_char(out, '"');
	for (size_t at = plain_run(s, 0); at < s.n; at += plain_run(s, at)) {
		const size_t	 here = at;
		const uint32_t	 c = utf8_next(s, &at);

		if (c != '"' && c != '\\' && !utf8_acts(c))
			continue;
		buf_add(out, span_cut(s, from, here));
		add_escape(out, c);
		from = at;
	}
	buf_add(out, span_cut(s, from, s.n));
	buf_char(out, '"');
}

/* The first value of a list, of an object and of a line has no comma before it, nor has one behind its name. */
static void
add_comma(struct buf *out)
{
	if (out->n > 0 && strchr("{[:\n", out->p[out->n - 1]) == NULL)
		buf_char(out, ',');
}

/* Names are words of ours and need no escape. */
static void
add_name(struct buf *out, const char *name)
{
	add_comma(out);
	if (name == NULL)
		return;
	buf_char(out, '"');
	buf_add(out, span_of(name));
	buf_add(out, SPAN("\":"));
}

void
json_put_raw(struct buf *out, const char *name, struct span json)
{
	add_name(out, name);
	buf_add(out, json);
}

void
json_open(struct buf *out, const char *name, char bracket)
{
	json_put_raw(out, name, (struct span) { &bracket, 1 });
}

void
json_close(struct buf *out, char bracket)
{
	buf_char(out, bracket);
}

void
json_put_string(struct buf *out, const char *name, struct span s)
{
	struct buf	 mended = BUF(out->cap);

	add_name(out, name);
	if (utf8_valid(s)) {
		add_quoted(out, s);
		return;
	}
	utf8_repair(s, &mended);
	add_quoted(out, buf_span(&mended));
	buf_free(&mended);
}

void
json_name(struct buf *out, struct span name)
{
	json_put_string(out, NULL, name);
	buf_char(out, ':');
}

void
json_put_text(struct buf *out, const char *name, struct span s)
{
	if (s.n == 0)
		json_put_null(out, name);
	else
		json_put_string(out, name, s);
}

void
json_put_null(struct buf *out, const char *name)
{
	json_put_raw(out, name, SPAN("null"));
}

void
json_put_bool(struct buf *out, const char *name, bool value)
{
	json_put_raw(out, name, value ? SPAN("true") : SPAN("false"));
}

void
json_put_int(struct buf *out, const char *name, int64_t value)
{
	char	 room[SPAN_INT_MAX];

	json_put_raw(out, name, span_int(value, room));
}

void
json_put_size(struct buf *out, const char *name, size_t value)
{
	json_put_int(out, name, (int64_t)value);
}

void
json_put_real(struct buf *out, const char *name, double value)
{
	char	 text[NUMBER_MAX];

	snprintf(text, sizeof text, "%.12g", value);
	json_put_raw(out, name, span_of(text));
	if (strpbrk(text, ".e") == NULL)
		buf_add(out, SPAN(".0"));
}

bool
json_print(struct buf *out, FILE *to, struct fault *f)
{
	bool	 ok;

	buf_char(out, '\n');
	ok = output_flush(out, to, f);
	buf_free(out);
	return ok;
}
