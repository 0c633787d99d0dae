#include "fetch/content.h"

#include "fetch/charset.h"

#define BINARY_LOOK_BYTES 1445 /* of the head: what the MIME Sniffing Standard looks at */

/* First bytes of what is no text, and what people call it. */
static const struct magic {
	struct span	 bytes;
	const char	*called;
} magics[] = {
	{ { "%PDF-", 5 },			"a PDF document" },
	{ { "%!PS-Adobe-", 11 },		"a PostScript document" },
	{ { "PK\x03\x04", 4 },			"a zip archive or an office document" },
	{ { "\xd0\xcf\x11\xe0\xa1\xb1", 6 },	"an old office document" },
	{ { "{\\rtf", 5 },			"an RTF document" },
	{ { "\x89PNG\r\n\x1a\n", 8 },		"a PNG image" },
	{ { "\xff\xd8\xff", 3 },		"a JPEG image" },
	{ { "GIF87a", 6 },			"a GIF image" },
	{ { "GIF89a", 6 },			"a GIF image" },
	{ { "SQLite format 3\0", 16 },		"an SQLite database" },
	{ { "\xfd\x37zXZ\0", 6 },		"compressed with xz; unpack it first" },
	{ { "BZh", 3 },				"compressed with bzip2; unpack it first" },
	{ { "\x28\xb5\x2f\xfd", 4 },		"compressed with zstd; unpack it first" },
	{ { "7z\xbc\xaf\x27\x1c", 6 },		"a 7z archive" },
	{ { "\177ELF", 4 },			"a program" },
};

/* Root elements of feeds and sitemaps, without their prefix and in any case. */
static const struct span feed_roots[] = {
	{ "rss", 3 },
	{ "feed", 4 },
	{ "RDF", 3 },
	{ "urlset", 6 },
	{ "sitemapindex", 12 },
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static struct span
skip_space(struct span s)
{
	size_t	 at = 0;

	while (at < s.n && is_space(s.p[at]))
		at++;
	return span_cut(s, at, s.n);
}

/* Behind a byte order mark and white space. */
static struct span
first_sign(struct span head)
{
	if (span_starts(head, SPAN("\xef\xbb\xbf")))
		head = span_cut(head, 3, head.n);
	return skip_space(head);
}

static const struct magic *
find_magic(struct span head)
{
	for (size_t i = 0; i < LEN(magics); i++) {
		if (span_starts(head, magics[i].bytes))
			return &magics[i];
	}
	return NULL;
}

/* UTF-16 is full of NULs and still a text; its mark tells. */
static bool
has_wide_mark(struct span head)
{
	return span_starts(head, SPAN("\xff\xfe")) || span_starts(head, SPAN("\xfe\xff"));
}

/* Control characters that no text holds: those below space but for tab, line ends, form feed and ESC. */
static bool
is_binary(struct span head)
{
	if (find_magic(head) != NULL)
		return true;
	if (has_wide_mark(head))
		return false;
	head = span_cut(head, 0, BINARY_LOOK_BYTES);
	for (size_t i = 0; i < head.n; i++) {
		unsigned char	 c = (unsigned char)head.p[i];

		if (c < 0x20 && !is_space(head.p[i]) && c != 0x1b)
			return true;
	}
	return false;
}

/* The name that s begins with. */
static struct span
first_name(struct span s)
{
	size_t	 n = 0;

	while (n < s.n && !is_space(s.p[n]) && s.p[n] != '>' && s.p[n] != '/' && s.p[n] != '[')
		n++;
	return span_cut(s, 0, n);
}

/* A document type with declarations of its own: `rest` is what stands behind its keyword. */
static bool
declares_much(struct span s, struct span *rest)
{
	const struct span	 keyword = SPAN("<!DOCTYPE");

	*rest = skip_space(span_cut(s, keyword.n, s.n));
	return span_eq_case(span_cut(s, 0, keyword.n), keyword) &&
	    span_find(s, SPAN("[")) < span_find(s, SPAN(">"));
}

/* The name of the first element, behind declarations, comments and the document type. */
static struct span
root_element(struct span s)
{
	struct span	 rest;

	while (s.n > 1 && s.p[0] == '<' && (s.p[1] == '?' || s.p[1] == '!')) {
		struct span	 end = s.p[1] == '?' ? SPAN("?>") :
		    span_starts(s, SPAN("<!--")) ? SPAN("-->") :
						   SPAN(">");

		/* Its end is hard to find, but it names the first element itself. */
		if (declares_much(s, &rest))
			return first_name(rest);
		s = skip_space(span_cut(s, span_find(s, end) + end.n, s.n));
	}
	if (s.n == 0 || s.p[0] != '<')
		return SPAN_NONE;
	return first_name(span_cut(s, 1, s.n));
}

static bool
is_feed_root(struct span root)
{
	size_t	 colon = span_find(root, SPAN(":"));

	if (colon < root.n)
		root = span_cut(root, colon + 1, root.n);
	for (size_t i = 0; i < LEN(feed_roots); i++) {
		if (span_eq_case(root, feed_roots[i]))
			return true;
	}
	return false;
}

enum content
content_recognise(struct span head)
{
	struct span	 sign = first_sign(head), root;

	if (sign.n == 0)
		return CONTENT_EMPTY;
	if (span_starts(head, SPAN("WARC/")))
		return CONTENT_WARC;
	if (find_magic(head) != NULL)
		return CONTENT_BINARY;
	if (sign.p[0] == '{') {
		struct span	 next = skip_space(span_cut(sign, 1, sign.n));

		/* An object whose first line is its brace alone goes on below it. */
		return memchr(sign.p, '\n', (size_t)(next.p - sign.p)) != NULL && next.n > 0 ?
		    CONTENT_JSON_SPREAD :
		    CONTENT_NDJSON;
	}
	if (sign.p[0] == '[' && span_starts(skip_space(span_cut(sign, 1, sign.n)), SPAN("{")))
		return CONTENT_JSON_ARRAY;
	root = root_element(sign);
	if (is_feed_root(root))
		return CONTENT_FEED;
	if (span_eq_case(root, SPAN("html")) || charset_looks_html(head))
		return CONTENT_HTML;
	return is_binary(head) ? CONTENT_BINARY : CONTENT_TEXT;
}

/* Why some sorts are not read; the others are. */
static const char *const refusals[CONTENTS] = {
	[CONTENT_EMPTY] = "empty",
	[CONTENT_JSON_ARRAY] = "a JSON array; one object a line is read (jq -c '.[]' makes that)",
	[CONTENT_JSON_SPREAD] =
	    "a JSON object over several lines; one object a line is read (jq -c . makes that)",
	[CONTENT_BINARY] = "not a page or a text: binary data",
};

bool
content_refuse(enum content content, struct span name, struct span head, struct fault *f)
{
	const struct magic	*magic = find_magic(head);

	if (refusals[content] == NULL)
		return true;
	if (content == CONTENT_BINARY && magic != NULL)
		return fault_set(f, FAULT_INPUT, "%.*s: not a page or a text: %s", SPAN_ARG(name),
		    magic->called);
	return fault_set(f, FAULT_INPUT, "%.*s: %s", SPAN_ARG(name), refusals[content]);
}

/* Types that tell; one that is not here and no kin of text is no page. */
static const struct {
	const char		*type;
	enum content_declared	 declared;
} types[] = {
	{ "application/gzip",		DECLARED_NOTHING }, /* it is unpacked, then looked at */
	{ "application/json",		DECLARED_NDJSON },
	{ "application/jsonl",		DECLARED_NDJSON },
	{ "application/jsonlines",	DECLARED_NDJSON },
	{ "application/ndjson",		DECLARED_NDJSON },
	{ "application/octet-stream",	DECLARED_NOTHING },
	{ "application/x-gzip",		DECLARED_NOTHING },
	{ "application/x-jsonlines",	DECLARED_NDJSON },
	{ "application/x-ndjson",	DECLARED_NDJSON },
	{ "application/xhtml+xml",	DECLARED_HTML },
	{ "binary/octet-stream",	DECLARED_NOTHING },
	{ "text/html",			DECLARED_HTML },
	{ "text/plain",			DECLARED_NOTHING },
	{ "unknown/unknown",		DECLARED_NOTHING },
};

enum content_declared
content_declared(struct span type)
{
	if (type.n == 0)
		return DECLARED_NOTHING;
	for (size_t i = 0; i < LEN(types); i++) {
		if (span_eq_case(type, span_of(types[i].type)))
			return types[i].declared;
	}
	return DECLARED_OTHER;
}
