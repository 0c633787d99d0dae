#include "fetch/payload.h"

#include <brotli/decode.h>
#include <limits.h>
#include <zlib.h>

#include "core/buf.h"
#include "fetch/content.h"

#define STEP_BYTES 32768
#define HEX_MAX 15 /* digits of a chunk's size that fit 64 bits, signed */

/* What a decoder made of the bytes. */
enum outcome {
	NOT_CODED, /* they are not coded so; what came out is to be forgotten */
	DECODED,
	BROKE_OFF, /* coded so, but only as far as they go or are sound */
};

typedef enum outcome decoder(struct span in, struct buf *out);

/* Packed bytes soon hold what no text does. */
static bool
looks_like_text(struct span bytes)
{
	return content_recognise(span_cut(bytes, 0, CONTENT_HEAD_BYTES)) != CONTENT_BINARY;
}

/* --- chunked ----------------------------------------------------------------------------- */

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Behind one line end at *at. False when there is none. */
static bool
pass_line_end(struct span in, size_t *at)
{
	size_t	 n = span_starts(span_cut(in, *at, in.n), SPAN("\r\n")) ? 2 : 1;

	if (*at >= in.n || in.p[*at + n - 1] != '\n')
		return false;
	*at += n;
	return true;
}

/* The line that begins a chunk: its size, perhaps blanks or an extension. */
static bool
read_size(struct span in, size_t *at, uint64_t *size)
{
	size_t	 i = *at;

	*size = 0;
	for (; i < in.n && i - *at < HEX_MAX && hex_digit(in.p[i]) >= 0; i++)
		*size = *size * 16 + (uint64_t)hex_digit(in.p[i]);
	if (i == *at)
		return false;
	while (i < in.n && (in.p[i] == ' ' || in.p[i] == '\t'))
		i++;
	if (i < in.n && in.p[i] == ';') {
		while (i < in.n && in.p[i] != '\r' && in.p[i] != '\n')
			i++;
	}
	*at = i;
	return pass_line_end(in, at);
}

/* Is there nothing but the line ends of an empty trailer? */
static bool
only_line_ends(struct span bytes)
{
	for (size_t i = 0; i < bytes.n; i++) {
		if (bytes.p[i] != '\r' && bytes.p[i] != '\n')
			return false;
	}
	return true;
}

/*
 * The first chunk tells whether the body is chunked at all: a whole chunk with
 * its line end, or a size with the line end of RFC 9112 and the beginning of
 * what it promises.
 */
static enum outcome
unchunk(struct span in, struct buf *out)
{
	size_t		 at = 0;
	uint64_t	 size;

	while (at < in.n) {
		const bool	 first = at == 0;

		if (!read_size(in, &at, &size))
			return first ? NOT_CODED : BROKE_OFF;
		if (size == 0)
			return first && !only_line_ends(span_cut(in, at, in.n)) ? NOT_CODED :
										  DECODED;
		if (first && size > in.n - at && in.p[at - 2] != '\r')
			return NOT_CODED;
		buf_add(out, span_cut(in, at, size > in.n - at ? in.n : at + (size_t)size));
		if (size > in.n - at)
			return BROKE_OFF;
		at += (size_t)size;
		if (at < in.n && !pass_line_end(in, &at))
			return first ? NOT_CODED : BROKE_OFF;
	}
	return at == 0 ? NOT_CODED : BROKE_OFF;
}

/* --- zlib -------------------------------------------------------------------------------- */

/* Inflate one stream; *used is how much of the bytes it took. Returns zlib's last word. */
static int
inflate_one(z_stream *z, struct span in, struct buf *out, size_t *used)
{
	char	 step[STEP_BYTES];
	int	 status = Z_OK;

	/* zlib only reads what next_in points at; its type is older than const. */
	memcpy(&z->next_in, &in.p, sizeof z->next_in);
	z->avail_in = (uInt)in.n;
	while (status == Z_OK && out->failed == FAULT_NONE) {
		z->next_out = (Bytef *)step;
		z->avail_out = sizeof step;
		status = inflate(z, Z_NO_FLUSH);
		buf_add(out, (struct span) { step, sizeof step - z->avail_out });
	}
	*used = in.n - z->avail_in;
	return status;
}

/* `window` is zlib's: how large, and by its sign and range which of the three formats. */
static int
inflate_all(struct span in, int window, struct buf *out, size_t *used)
{
	z_stream	 z = { 0 };
	int		 status;

	in = span_cut(in, 0, UINT_MAX);
	*used = 0;
	if (inflateInit2(&z, window) != Z_OK) {
		out->failed = FAULT_MEMORY;
		return Z_MEM_ERROR;
	}
	status = inflate_one(&z, in, out, used);
	inflateEnd(&z);
	return status;
}

#define GZIP_WINDOW (15 + 16)
#define ZLIB_WINDOW 15
#define RAW_WINDOW (-15)

static bool
is_gzip(struct span bytes)
{
	return span_starts(bytes, SPAN("\x1f\x8b\x08"));
}

/* One member or many; what follows the last is no part of the body. */
static enum outcome
gunzip(struct span in, struct buf *out)
{
	size_t	 used;
	int	 status;

	if (!is_gzip(in))
		return NOT_CODED;
	do {
		status = inflate_all(in, GZIP_WINDOW, out, &used);
		if (status != Z_STREAM_END)
			return out->n > 0 || status == Z_BUF_ERROR ? BROKE_OFF : NOT_CODED;
		in = span_cut(in, used, in.n);
	} while (is_gzip(in));
	return DECODED;
}

/*
 * With the header of RFC 1950, as the standard asks, or without, as some
 * servers send it; that has no checksum, and text may begin like it.
 */
static enum outcome
undeflate(struct span in, struct buf *out)
{
	const int	 windows[] = { ZLIB_WINDOW, RAW_WINDOW };

	for (size_t i = 0; i < LEN(windows); i++) {
		size_t	 used;
		int	 status;

		buf_cut(out, 0);
		status = inflate_all(in, windows[i], out, &used);
		if (status == Z_STREAM_END &&
		    (windows[i] == ZLIB_WINDOW || used == in.n || !looks_like_text(in)))
			return DECODED;
		if (out->failed != FAULT_NONE ||
		    (status == Z_BUF_ERROR && out->n > 0 && !looks_like_text(in)))
			return BROKE_OFF;
	}
	return NOT_CODED;
}

/* --- brotli ------------------------------------------------------------------------------ */

/*
 * Brotli has no sign of its own, and one byte of text may be a whole empty
 * stream; so all of the bytes must belong to it.
 */
static enum outcome
unbrotli(struct span in, struct buf *out)
{
	BrotliDecoderState	*state = BrotliDecoderCreateInstance(NULL, NULL, NULL);
	BrotliDecoderResult	 result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
	const uint8_t		*next_in = (const uint8_t *)in.p;
	size_t			 left = in.n;

	if (state == NULL) {
		out->failed = FAULT_MEMORY;
		return NOT_CODED;
	}
	while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && out->failed == FAULT_NONE) {
		char	 step[STEP_BYTES];
		size_t	 room = sizeof step;
		uint8_t	*next_out = (uint8_t *)step;

		result =
		    BrotliDecoderDecompressStream(state, &left, &next_in, &room, &next_out, NULL);
		buf_add(out, (struct span) { step, sizeof step - room });
	}
	BrotliDecoderDestroyInstance(state);
	if (out->failed != FAULT_NONE)
		return BROKE_OFF;
	if (result == BROTLI_DECODER_RESULT_SUCCESS)
		return left == 0 ? DECODED : NOT_CODED;
	return out->n > 0 && !looks_like_text(in) ? BROKE_OFF : NOT_CODED;
}

/* --- all of them ------------------------------------------------------------------------- */

static const struct {
	struct span	 name;
	decoder		*decode;
} decoders[] = {
	{ { "br", 2 }, unbrotli },
	{ { "chunked", 7 }, unchunk },
	{ { "deflate", 7 }, undeflate },
	{ { "gzip", 4 }, gunzip },
	{ { "x-gzip", 6 }, gunzip },
};

static decoder *
find_decoder(struct span name)
{
	for (size_t i = 0; i < LEN(decoders); i++) {
		if (span_eq_case(name, decoders[i].name))
			return decoders[i].decode;
	}
	return NULL;
}

void
payload_add(struct payload_codings *codings, struct span field)
{
	while (field.n > 0) {
		size_t		 comma = span_find(field, SPAN(","));
		struct span	 name = span_trim(span_cut(field, 0, comma));

		field = span_cut(field, comma + 1, field.n);
		if (find_decoder(name) == NULL)
			continue;
		codings->many = codings->count == PAYLOAD_CODINGS_MAX;
		if (codings->many)
			return;
		codings->names[codings->count++] = name;
	}
}

/* The body on its way: where it lies now, and whose bytes these are. */
struct passage {
	struct span	 bytes;
	struct buf	 own;
	bool		 cut;
};

static bool
undo(struct passage *passage, decoder *decode, size_t max_bytes, struct fault *f)
{
	struct buf	 out = BUF(max_bytes);
	enum outcome	 outcome = decode(passage->bytes, &out);

	if (out.failed != FAULT_NONE) {
		buf_free(&out);
		return out.failed == FAULT_MEMORY ?
		    fault_set(f, FAULT_MEMORY, "out of memory") :
		    fault_set(f, FAULT_LIMIT, "body larger than %zu bytes unpacked", max_bytes);
	}
	if (outcome == NOT_CODED) {
		buf_free(&out);
		return true;
	}
	buf_free(&passage->own);
	passage->own = out;
	passage->bytes = buf_span(&out);
	passage->cut = passage->cut || outcome == BROKE_OFF;
	return true;
}

static bool
undo_all(struct passage *passage, const struct payload_codings *codings, size_t max_bytes,
    struct fault *f)
{
	if (codings->many)
		return fault_set(f, FAULT_LIMIT, "body in more than %d codings",
		    PAYLOAD_CODINGS_MAX);
	for (size_t i = codings->count; i > 0; i--) {
		if (!undo(passage, find_decoder(codings->names[i - 1]), max_bytes, f))
			return false;
	}
	return true;
}

bool
payload_read(struct span stored, const struct payload_codings *content,
    const struct payload_codings *transfer, size_t max_bytes, struct arena *arena,
    struct span *body, bool *cut, struct fault *f)
{
	struct passage	 passage = { stored, BUF(max_bytes), false };
	bool		 ok = false;

	if (stored.n > max_bytes) {
		fault_set(f, FAULT_LIMIT, "body larger than %zu bytes", max_bytes);
		goto done;
	}
	if (!undo_all(&passage, transfer, max_bytes, f) ||
	    !undo_all(&passage, content, max_bytes, f) || !undo(&passage, gunzip, max_bytes, f) ||
	    !span_in(arena, passage.bytes, body, f))
		goto done;
	*cut = passage.cut;
	ok = true;
done:
	buf_free(&passage.own);
	return ok;
}
