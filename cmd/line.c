#include "cmd/line.h"

#include "cmd/json.h"

/* Each name of a line is held against all of these, so that their lengths are known. */
#define NAME(word) { (word), sizeof(word) - 1 }

static const struct span names[LINE_FIELDS] = {
	[LINE_ID] = NAME("id"),
	[LINE_URL] = NAME("url"),
	[LINE_OUTLET] = NAME("outlet"),
	[LINE_PUBLISHED] = NAME("published"),
	[LINE_SPEAKER] = NAME("speaker"),
	[LINE_TEXT] = NAME("text"),
};

/* Fields that are not carried through as they stand, or that need more than a string. */
static const struct span others[] = { NAME("family"), NAME("families"), NAME("source"),
	NAME("parent"), NAME("verdict"), NAME("drift"), NAME("credits"), NAME("start") };

#define DIGITS_MAX 15 /* of an integer that every reader takes as it is */

struct scan {
	struct span	 json;
	size_t		 at;
	bool		 odd;	/* some string may not stand as it is meant */
};

static char
peek(const struct scan *s)
{
	return (char)(s->at < s->json.n ? s->json.p[s->at] : '\0');
}

static void
skip_space(struct scan *s)
{
	while (peek(s) == ' ' || peek(s) == '\t' || peek(s) == '\r' || peek(s) == '\n')
		s->at++;
}

static bool
take(struct scan *s, char c)
{
	skip_space(s);
	if (peek(s) != c)
		return false;
	s->at++;
	return true;
}

/* A string without escapes; the span is what stands between its marks. */
static bool
take_string(struct scan *s, struct span *text)
{
	const char	*end;

	if (!take(s, '"') || s->at == s->json.n)
		return false;
	end = memchr(s->json.p + s->at, '"', s->json.n - s->at);
	if (end == NULL)
		return false;
	*text = span_cut(s->json, s->at, (size_t)(end - s->json.p));
	s->at += text->n + 1;
	return !s->odd || !json_is_odd(*text);
}

/* Fractions and long integers are for a whole parser. */
static bool
take_integer(struct scan *s)
{
	size_t	 from;

	if (peek(s) == '-')
		s->at++;
	from = s->at;
	while (peek(s) >= '0' && peek(s) <= '9')
		s->at++;
	if (s->at == from || s->at - from > DIGITS_MAX ||
	    (s->json.p[from] == '0' && s->at - from > 1))
		return false;
	return peek(s) != '.' && peek(s) != 'e' && peek(s) != 'E';
}

static bool
take_word(struct scan *s)
{
	static const struct span words[] = { NAME("true"), NAME("false"), NAME("null") };

	for (size_t i = 0; i < LEN(words); i++) {
		if (span_eq(span_cut(s->json, s->at, s->at + words[i].n), words[i])) {
			s->at += words[i].n;
			return true;
		}
	}
	return false;
}

static bool
is_other(struct span name)
{
	for (size_t i = 0; i < LEN(others); i++) {
		if (span_eq(name, others[i]))
			return true;
	}
	return false;
}

static size_t
field_of(struct span name)
{
	size_t	 k = 0;

	while (k < LINE_FIELDS && !span_eq(name, names[k]))
		k++;
	return k;
}

static bool
read_field(struct scan *s, struct line *line, bool seen[LINE_FIELDS])
{
	struct span	 name, value = SPAN_NONE;
	size_t		 k;

	if (!take_string(s, &name) || is_other(name) || !take(s, ':'))
		return false;
	k = field_of(name);
	skip_space(s);
	if (k == LINE_FIELDS)
		return peek(s) == '"' ? take_string(s, &value) : take_word(s) || take_integer(s);
	if (seen[k] || !take_string(s, &value))
		return false;
	seen[k] = true;
	line->fields[k] = value;
	return true;
}

bool
line_read(struct span json, struct line *line)
{
	struct scan	 s = { json, 0, json_is_odd(json) };
	bool		 seen[LINE_FIELDS] = { false };

	memset(line, 0, sizeof *line);
	if (!take(&s, '{'))
		return false;
	do {
		if (!read_field(&s, line, seen))
			return false;
	} while (take(&s, ','));
	line->has_text = seen[LINE_TEXT];
	return take(&s, '}') && s.at == json.n;
}
