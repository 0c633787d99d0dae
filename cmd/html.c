#include "cmd/html.h"

#include <inttypes.h>

#include <nettle/base64.h>
#include <nettle/sha2.h>
#include <utf8proc.h>

#include "core/utf8.h"

#define YEAR_DIGITS 4
#define DAY_BYTES 10 /* "2022-01-07" */

/* Embeddings, overrides and isolates; the plain marks U+200E, U+200F and U+061C turn nothing around. */
static bool
turns(uint32_t c)
{
	return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static bool
is_control(uint32_t c)
{
	return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
}

static void
add_escaped(struct buf *out, uint32_t c)
{
	switch (c) {
	case '<':
		buf_add(out, SPAN("&lt;"));
		break;
	case '>':
		buf_add(out, SPAN("&gt;"));
		break;
	case '&':
		buf_add(out, SPAN("&amp;"));
		break;
	case '"':
		buf_add(out, SPAN("&quot;"));
		break;
	case '\'':
		buf_add(out, SPAN("&#39;"));
		break;
	default:
		buf_utf8(out, is_control(c) ? UTF8_REPLACEMENT : c);
		break;
	}
}

static bool
is_plain(char c)
{
	return c >= ' ' && c <= '~' && c != '<' && c != '>' && c != '&' && c != '"' && c != '\'';
}

/* Most text is plain: as far as it needs no look, it is added at once. */
static size_t
add_plain(struct buf *out, struct span text, size_t at)
{
	size_t	 end = at;

	while (end < text.n && is_plain(text.p[end]))
		end++;
	buf_add(out, span_cut(text, at, end));
	return end;
}

void
html_label(struct buf *out, struct span text)
{
	for (size_t at = add_plain(out, text, 0); at < text.n; at = add_plain(out, text, at)) {
		uint32_t c = utf8_next(text, &at);

		if (!turns(c))
			add_escaped(out, c);
	}
}

/* "2022-01-07", no part of a longer number. */
static bool
is_day(struct span text, size_t at)
{
	static const char	 form[] = "dddd-dd-dd";

	if (text.n - at < DAY_BYTES || (at > 0 && utf8_is_digit((unsigned char)text.p[at - 1])))
		return false;
	for (size_t i = 0; i < DAY_BYTES; i++) {
		const char	 c = text.p[at + i];

		if (form[i] == 'd' ? !utf8_is_digit((unsigned char)c) : c != form[i])
			return false;
	}
	return text.n - at == DAY_BYTES || !utf8_is_digit((unsigned char)text.p[at + DAY_BYTES]);
}

/* Where the next day begins, or the end: it is known by its first hyphen. */
static size_t
next_day(struct span text, size_t from)
{
	for (size_t at = from; at < text.n; at++) {
		const char	*hyphen = memchr(text.p + at, '-', text.n - at);

		if (hyphen == NULL)
			break;
		at = (size_t)(hyphen - text.p);
		if (at >= from + YEAR_DIGITS && is_day(text, at - YEAR_DIGITS))
			return at - YEAR_DIGITS;
	}
	return text.n;
}

static void
add_stretch(struct buf *out, struct span text)
{
	for (size_t at = add_plain(out, text, 0); at < text.n; at = add_plain(out, text, at)) {
		uint32_t c = utf8_next(text, &at);

		if (turns(c))
			buf_print(out,
			    "<span class=\"turn\" title=\"a character that turns the writing "
			    "direction\">U+%04" PRIX32 "</span>",
			    c);
		else
			add_escaped(out, c);
	}
}

/* A day that was inferred keeps its mark. */
void
html_stretch(struct buf *out, struct span text)
{
	size_t	 from = 0;

	for (size_t day = next_day(text, 0); day < text.n; day = next_day(text, from)) {
		const size_t	 mark = day > from && text.p[day - 1] == '~';

		add_stretch(out, span_cut(text, from, day - mark));
		from = day + DAY_BYTES;
		buf_add(out, SPAN("<span class=\"day\">"));
		buf_add(out, span_cut(text, day - mark, from));
		buf_add(out, SPAN("</span>"));
	}
	add_stretch(out, span_cut(text, from, text.n));
}

void
html_printed(struct buf *out, struct span text)
{
	buf_add(out, SPAN("<bdi dir=\"auto\">"));
	html_stretch(out, text);
	buf_add(out, SPAN("</bdi>"));
}

/* Of a script that is written from right to left, or a mark on a letter of one. */
static bool
runs_left(uint32_t c, bool inside)
{
	utf8proc_propval_t class = utf8proc_get_property((utf8proc_int32_t)c)->bidi_class;

	return class == UTF8PROC_BIDI_CLASS_R || class == UTF8PROC_BIDI_CLASS_AL ||
	    (inside && class == UTF8PROC_BIDI_CLASS_NSM);
}

/* The end of the words from right to left that begin at `at`: blanks between them belong to them. */
static size_t
left_run(struct span text, size_t at)
{
	size_t	 end = at;

	while (at < text.n) {
		uint32_t c = utf8_next(text, &at);

		if (runs_left(c, true))
			end = at;
		else if (!utf8_is_space(c))
			break;
	}
	return end;
}

void
html_told(struct buf *out, struct span text)
{
	size_t	 from = 0;

	buf_add(out, SPAN("<bdi dir=\"ltr\">"));
	for (size_t at = 0, start = 0; at < text.n; start = at) {
		if (!runs_left(utf8_next(text, &at), false))
			continue;
		html_stretch(out, span_cut(text, from, start));
		from = at = left_run(text, start);
		html_printed(out, span_cut(text, start, at));
	}
	html_stretch(out, span_cut(text, from, text.n));
	buf_add(out, SPAN("</bdi>"));
}

bool
html_is_web(struct span address)
{
	return span_starts(address, SPAN("http://")) || span_starts(address, SPAN("https://"));
}

void
html_link(struct buf *out, struct span address, const char *words)
{
	bool	 web = html_is_web(address);

	if (web) {
		buf_add(out, SPAN("<a rel=\"noreferrer\" href=\""));
		html_label(out, address);
		buf_add(out, SPAN("\">"));
	}
	html_label(out, span_of(words));
	if (web)
		buf_add(out, SPAN("</a>"));
}

void
html_island(struct buf *out, struct span json)
{
	while (json.n > 0) {
		const char	*mark = memchr(json.p, '<', json.n);
		size_t		 plain = mark != NULL ? (size_t)(mark - json.p) : json.n;

		buf_add(out, span_cut(json, 0, plain));
		if (mark != NULL)
			buf_add(out, SPAN("\\u003c"));
		json = span_cut(json, plain + (mark != NULL), json.n);
	}
}

void
html_hash(struct buf *out, struct span source)
{
	struct sha256_ctx	 context;
	uint8_t			 digest[SHA256_DIGEST_SIZE];
	char			 text[BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE)];

	sha256_init(&context);
	sha256_update(&context, source.n, (const uint8_t *)source.p);
	sha256_digest(&context, sizeof digest, digest);
	base64_encode_raw(text, sizeof digest, digest);
	buf_print(out, "'sha256-%.*s'", (int)sizeof text, text);
}
