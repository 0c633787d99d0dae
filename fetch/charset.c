#include "fetch/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <uchardet/uchardet.h>

#include "core/utf8.h"
#include "fetch/charset_labels.h"
#include "fetch/charset_twice.h"

#define PRESCAN_MAX ((size_t)16 * 1024)
#define DETECT_MAX ((size_t)256 * 1024)

/* A place in the bytes being prescanned. */
struct scan {
	struct span	 bytes;
	size_t		 at;
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static char
lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static bool
is_alpha(char c)
{
	return lower(c) >= 'a' && lower(c) <= 'z';
}

/* Does s begin with word, whatever its case? */
static bool
starts(struct span s, struct span word)
{
	return s.n >= word.n && span_eq_case(span_cut(s, 0, word.n), word);
}

static char
peek(const struct scan *s)
{
	if (s->at >= s->bytes.n)
		return '\0';
	return s->bytes.p[s->at];
}

static void
skip_space(struct scan *s)
{
	while (s->at < s->bytes.n && is_space(s->bytes.p[s->at]))
		s->at++;
}

/* Behind the next occurrence of word, or at the end. */
static void
skip_past(struct scan *s, struct span word)
{
	struct span	 rest = span_cut(s->bytes, s->at, s->bytes.n);

	s->at += span_find(rest, word) + word.n;
	if (s->at > s->bytes.n)
		s->at = s->bytes.n;
}

static struct span
attribute_value(struct scan *s)
{
	size_t	 from;
	char	 mark = peek(s);

	if (mark == '"' || mark == '\'') {
		from = ++s->at;
		skip_past(s, (struct span) { &mark, 1 });
		return span_cut(s->bytes, from, s->at > from ? s->at - 1 : from);
	}
	from = s->at;
	while (s->at < s->bytes.n && !is_space(peek(s)) && peek(s) != '>')
		s->at++;
	return span_cut(s->bytes, from, s->at);
}

/* One attribute of the tag we are in; false at its end. */
static bool
next_attribute(struct scan *s, struct span *name, struct span *value)
{
	size_t	 from;

	while (s->at < s->bytes.n && (is_space(peek(s)) || peek(s) == '/'))
		s->at++;
	if (s->at >= s->bytes.n || peek(s) == '>')
		return false;
	from = s->at++;
	while (s->at < s->bytes.n && !is_space(peek(s)) && peek(s) != '=' && peek(s) != '/' &&
	    peek(s) != '>')
		s->at++;
	*name = span_cut(s->bytes, from, s->at);
	*value = SPAN_NONE;
	skip_space(s);
	if (peek(s) == '=') {
		s->at++;
		skip_space(s);
		*value = attribute_value(s);
	}
	return true;
}

/* The label in "text/html; charset=label". */
static struct span
label_of_content(struct span content)
{
	for (struct scan s = { content, 0 }; s.at < content.n; s.at++) {
		if (!starts(span_cut(content, s.at, content.n), SPAN("charset")))
			continue;
		s.at += strlen("charset");
		skip_space(&s);
		if (peek(&s) == '=') {
			size_t	 from;

			s.at++;
			skip_space(&s);
			if (peek(&s) == '"' || peek(&s) == '\'')
				return attribute_value(&s);
			from = s.at;
			while (s.at < content.n && !is_space(peek(&s)) && peek(&s) != ';')
				s.at++;
			return span_cut(content, from, s.at);
		}
		if (s.at > 0)
			s.at--;
	}
	return SPAN_NONE;
}

/* The label a meta element declares; the place is behind its name. */
static struct span
label_of_meta(struct scan *s)
{
	struct span	 name, value, charset = SPAN_NONE, content = SPAN_NONE;
	bool		 pragma = false;

	while (next_attribute(s, &name, &value)) {
		if (span_eq_case(name, SPAN("charset")) && charset.n == 0)
			charset = value;
		else if (span_eq_case(name, SPAN("content")) && content.n == 0)
			content = label_of_content(value);
		else if (span_eq_case(name, SPAN("http-equiv")))
			pragma = span_eq_case(value, SPAN("content-type"));
	}
	if (charset.n > 0)
		return charset;
	return pragma ? content : SPAN_NONE;
}

/* encoding="..." of <?xml ...?>. */
static struct span
label_of_xml(struct span bytes)
{
	struct scan	 s = { bytes, 0 };
	struct span	 name, value;

	if (!span_starts(bytes, SPAN("<?xml")))
		return SPAN_NONE;
	s.bytes.n = span_find(bytes, SPAN(">"));
	s.at = strlen("<?xml");
	while (next_attribute(&s, &name, &value)) {
		if (span_eq_case(name, SPAN("encoding")))
			return value;
	}
	return SPAN_NONE;
}

struct span
charset_declared(struct span bytes)
{
	struct scan	 s = { span_cut(bytes, 0, PRESCAN_MAX), 0 };

	while (s.at < s.bytes.n) {
		struct span	 rest, name, value;

		skip_past(&s, SPAN("<"));
		rest = span_cut(s.bytes, s.at, s.bytes.n);
		if (rest.n == 0)
			break;
		if (span_starts(rest, SPAN("!--"))) {
			/* "<!-->" is a whole comment, so the two dashes may count twice. */
			s.at++;
			skip_past(&s, SPAN("-->"));
		} else if (starts(rest, SPAN("meta")) && rest.n > 4 &&
		    (is_space(rest.p[4]) || rest.p[4] == '/')) {
			s.at += 4;
			value = label_of_meta(&s);
			if (charset_of_label(value) != NULL)
				return value;
		} else if (is_alpha(rest.p[0]) ||
		    (rest.p[0] == '/' && rest.n > 1 && is_alpha(rest.p[1]))) {
			while (s.at < s.bytes.n && !is_space(peek(&s)) && peek(&s) != '>')
				s.at++;
			while (next_attribute(&s, &name, &value))
				continue;
		} else if (rest.p[0] == '!' || rest.p[0] == '/' || rest.p[0] == '?') {
			skip_past(&s, SPAN(">"));
		}
	}
	return label_of_xml(bytes);
}

/* What a byte order mark says, and its length. */
static const struct charset *
charset_of_mark(struct span bytes, size_t *length)
{
	*length = 3;
	if (span_starts(bytes, SPAN("\xEF\xBB\xBF")))
		return charset_of_label(SPAN("utf-8"));
	*length = 2;
	if (span_starts(bytes, SPAN("\xFE\xFF")))
		return charset_of_label(SPAN("utf-16be"));
	if (span_starts(bytes, SPAN("\xFF\xFE")))
		return charset_of_label(SPAN("utf-16le"));
	*length = 0;
	return NULL;
}

static bool
is_utf16(const struct charset *charset)
{
	return strncmp(charset->name, "utf-16", 6) == 0;
}

/* Is most of what lies beyond ASCII good UTF-8, so that a few bad bytes are damage? */
static bool
mostly_utf8(struct span bytes)
{
	struct buf	 good = BUF(SIZE_MAX / 2);
	size_t		 wide = 0, bad = utf8_repair(bytes, &good);
	struct span	 text = buf_span(&good);

	for (size_t i = 0; i < text.n; i++)
		wide += (unsigned char)text.p[i] >= 0xC0;
	buf_free(&good);
	return wide - bad > bad * 8;
}

static const struct charset *
charset_guess(struct span bytes)
{
	const struct charset	*guess = NULL;
	uchardet_t		 detector;

	bytes = span_cut(bytes, 0, DETECT_MAX);
	if (mostly_utf8(bytes))
		return charset_of_label(SPAN("utf-8"));
	detector = uchardet_new();
	if (detector != NULL) {
		if (uchardet_handle_data(detector, bytes.p, bytes.n) == 0) {
			uchardet_data_end(detector);
			guess = charset_of_label(span_of(uchardet_get_charset(detector)));
		}
		uchardet_delete(detector);
	}
	return guess != NULL ? guess : charset_of_label(SPAN("windows-1252"));
}

/* The standard's order, behind the byte order mark. */
static const struct charset *
charset_choose(struct span bytes, struct span declared, bool html)
{
	const struct charset	*charset = charset_of_label(declared);

	if (charset != NULL)
		return charset;
	if (html)
		charset = charset_of_label(charset_declared(bytes));
	/* A meta that could be read at all is not in UTF-16. */
	if (charset == NULL || is_utf16(charset) || strcmp(charset->name, "utf-8") != 0) {
		if (utf8_valid(bytes))
			return charset_of_label(SPAN("utf-8"));
	}
	if (charset != NULL && is_utf16(charset))
		charset = charset_of_label(SPAN("utf-8"));
	return charset != NULL ? charset : charset_guess(bytes);
}

struct charset_hold {
	iconv_t	*converters;
	size_t	 count;
};

struct charset_hold *
charset_hold_new(void)
{
	struct charset_hold	*hold = calloc(1, sizeof *hold);
	const struct charset	*charset;
	size_t			 rows = 0;

	while (charset_row(rows) != NULL)
		rows++;
	if (hold == NULL || (hold->converters = calloc(rows + 1, sizeof *hold->converters)) == NULL) {
		free(hold);
		return NULL;
	}
	for (size_t row = 0; (charset = charset_row(row)) != NULL; row++) {
		iconv_t	 converter = iconv_open("UTF-8", charset->iconv);

		if (converter != (iconv_t)-1)
			hold->converters[hold->count++] = converter;
	}
	return hold;
}

void
charset_hold_free(struct charset_hold *hold)
{
	if (hold == NULL)
		return;
	for (size_t i = 0; i < hold->count; i++)
		iconv_close(hold->converters[i]);
	free(hold->converters);
	free(hold);
}

/* Convert with iconv; what it cannot read becomes U+FFFD, one byte at a time. */
static bool
convert(iconv_t converter, struct span bytes, struct buf *out, size_t *replaced)
{
	char	 chunk[4096];
	char	*from = (char *)(uintptr_t)bytes.p; /* iconv() takes no const, and does not write */
	size_t	 left = bytes.n;

	while (left > 0 && out->failed == FAULT_NONE) {
		char	*to = chunk;
		size_t	 room = sizeof chunk;
		size_t	 rc = iconv(converter, &from, &left, &to, &room);

		buf_add(out, (struct span) { chunk, sizeof chunk - room });
		if (rc != (size_t)-1 || errno == E2BIG)
			continue;
		buf_utf8(out, UTF8_REPLACEMENT);
		++*replaced;
		if (errno == EINVAL)
			break;
		from++;
		left--;
	}
	return out->failed == FAULT_NONE;
}

/* An odd half of a UTF-16 pair is two bytes wide, and so is its replacement. */
static bool
convert_utf16(struct span bytes, bool big, struct buf *out, size_t *replaced)
{
	size_t	 hi = big ? 0 : 1, lo = 1 - hi;

	for (size_t i = 0; i + 1 < bytes.n; i += 2) {
		const unsigned char	*p = (const unsigned char *)bytes.p + i;
		uint32_t		 c = (uint32_t)p[hi] << 8 | p[lo], d = 0;

		if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.n)
			d = (uint32_t)p[2 + hi] << 8 | p[2 + lo];
		if (d >= 0xDC00 && d < 0xE000) {
			c = 0x10000 + ((c - 0xD800) << 10) + (d - 0xDC00);
			i += 2;
		}
		*replaced += c >= 0xD800 && c < 0xE000;
		buf_utf8(out, c);
	}
	if (bytes.n % 2 == 1) {
		buf_utf8(out, UTF8_REPLACEMENT);
		++*replaced;
	}
	return out->failed == FAULT_NONE;
}

static bool
convert_any(const struct charset *charset, struct span bytes, struct buf *out, size_t *replaced,
    struct fault *f)
{
	iconv_t	 converter;
	bool	 ok;

	if (is_utf16(charset)) {
		convert_utf16(bytes, strcmp(charset->name, "utf-16be") == 0, out, replaced);
		return buf_ok(out, f);
	}
	converter = iconv_open("UTF-8", charset->iconv);
	if (converter == (iconv_t)-1) {
		return fault_set(f, FAULT_INPUT, "charset %s: this system has no converter for it",
		    charset->name);
	}
	ok = convert(converter, bytes, out, replaced);
	iconv_close(converter);
	return ok || buf_ok(out, f);
}

bool
charset_decode(struct span bytes, struct span declared, bool html, struct arena *arena,
    struct decoded *decoded, struct fault *f)
{
	/* No charset makes more than four bytes of one, nor a repair more than three. */
	struct buf		 raw = BUF(bytes.n * 4 + 16), good = BUF(bytes.n * 12 + 16);
	const struct charset	*charset;
	size_t			 mark;
	bool			 ok = false;

	*decoded = (struct decoded) { SPAN_NONE, NULL, 0 };
	charset = charset_of_mark(bytes, &mark);
	bytes = span_cut(bytes, mark, bytes.n);
	if (charset == NULL)
		charset = charset_choose(bytes, declared, html);
	decoded->charset = charset->name;
	if (strcmp(charset->name, "utf-8") != 0) {
		if (!convert_any(charset, bytes, &raw, &decoded->replaced, f))
			goto done;
		bytes = buf_span(&raw);
	}
	decoded->replaced += utf8_repair(bytes, &good);
	buf_cut(&raw, 0);
	if (html && charset_untwist(buf_span(&good), &raw)) {
		decoded->charset = "utf-8 taken for windows-1252";
		ok = buf_end(&raw, arena, &decoded->text, f);
	} else {
		ok = buf_end(&good, arena, &decoded->text, f);
	}
done:
	buf_free(&raw);
	buf_free(&good);
	return ok;
}

/* What a page begins with, behind "<" and before a space or ">". */
static const char *const page_tags[] = {
	"!doctype html", "html", "head", "script", "iframe", "h1", "div", "font", "table", "a",
	"style", "title", "b", "body", "br", "p", "meta", "link", "article", "main", "section",
	"header", "nav", "span", "ul", "center", "form", "img",
};

static bool
begins_page(struct span s)
{
	for (size_t i = 0; i < LEN(page_tags); i++) {
		struct span	 tag = span_of(page_tags[i]);
		struct span	 rest = span_cut(s, 1, s.n);

		if (starts(rest, tag) &&
		    (rest.n == tag.n || is_space(rest.p[tag.n]) || rest.p[tag.n] == '>' ||
			rest.p[tag.n] == '/'))
			return true;
	}
	return false;
}

bool
charset_looks_html(struct span bytes)
{
	char		 narrow[1024];
	struct scan	 s = { { narrow, 0 }, 0 };
	size_t		 mark;

	charset_of_mark(bytes, &mark);
	/* Dropping NULs turns the ASCII of UTF-16 into ASCII. */
	for (size_t i = mark; i < bytes.n && s.bytes.n < sizeof narrow; i++) {
		if (bytes.p[i] != '\0' || mark != 2)
			narrow[s.bytes.n++] = bytes.p[i];
	}
	for (;;) {
		struct span	 rest;

		skip_space(&s);
		rest = span_cut(s.bytes, s.at, s.bytes.n);
		if (span_starts(rest, SPAN("<!--")))
			skip_past(&s, SPAN("-->"));
		else if (starts(rest, SPAN("<?xml")))
			skip_past(&s, SPAN("?>"));
		else
			return rest.n > 0 && rest.p[0] == '<' && begins_page(rest);
	}
}
