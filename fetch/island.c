#include "fetch/island.h"

#include "core/buf.h"

struct span
island_text(const json_t *value)
{
	struct span	 s = SPAN_NONE;

	if (json_is_string(value))
		s = (struct span) { json_string_value(value), json_string_length(value) };
	return s.n > 0 && memchr(s.p, '\0', s.n) != NULL ? SPAN_NONE : span_trim(s);
}

static bool
holds_more(const json_t *value)
{
	return json_is_object(value) || json_is_array(value);
}

/* Without recursion: the list itself is the queue. */
size_t
island_objects(json_t *document, json_t **objects, size_t count)
{
	json_t	*queue[ISLAND_OBJECTS_MAX];
	size_t	 head = 0, tail = 0;

	queue[tail++] = document;
	while (head < tail) {
		json_t		*value = queue[head++], *item;
		const char	*key;
		size_t		 i;

		if (json_is_object(value)) {
			if (count < ISLAND_OBJECTS_MAX)
				objects[count++] = value;
			json_object_foreach(value, key, item)
			{
				if (holds_more(item) && tail < ISLAND_OBJECTS_MAX)
					queue[tail++] = item;
			}
		} else if (json_is_array(value)) {
			json_array_foreach(value, i, item)
			{
				if (holds_more(item) && tail < ISLAND_OBJECTS_MAX)
					queue[tail++] = item;
			}
		}
	}
	return count;
}

/* A comma that closes a list or an object instead of parting its items. */
static bool
is_trailing(struct span s, size_t comma)
{
	for (size_t i = comma + 1; i < s.n; i++) {
		if (s.p[i] == ']' || s.p[i] == '}')
			return true;
		if ((unsigned char)s.p[i] > ' ')
			return false;
	}
	return true;
}

/* Blank control characters in strings, drop trailing commas, and what script knows besides null. */
static void
mend(struct span s, struct buf *out)
{
	const struct span	 undefined = SPAN("undefined");
	bool			 quoted = false;

	for (size_t i = 0; i < s.n; i++) {
		char	 c = s.p[i];

		if (quoted && c == '\\' && i + 1 < s.n) {
			bool	 known = strchr("\"\\/bfnrtu", s.p[i + 1]) != NULL;

			/* An escape JSON does not know stands for the character behind it. */
			if (known)
				buf_char(out, c);
			buf_char(out, s.p[++i]);
			continue;
		}
		if (c == '"')
			quoted = !quoted;
		if (quoted && (unsigned char)c < ' ')
			c = ' ';
		if (!quoted && c == ',' && is_trailing(s, i))
			continue;
		if (!quoted && span_starts(span_cut(s, i, s.n), undefined)) {
			buf_add(out, SPAN("null"));
			i += undefined.n - 1;
			continue;
		}
		buf_char(out, c);
	}
}

struct span
island_bare(struct span s)
{
	size_t	 from = 0, to = s.n;

	while (from < s.n && s.p[from] != '{' && s.p[from] != '[')
		from++;
	if (span_starts(span_cut(s, from, s.n), SPAN("[CDATA["))) {
		for (from += strlen("[CDATA["); from < s.n && s.p[from] != '{' && s.p[from] != '[';)
			from++;
	}
	while (to > from && s.p[to - 1] != '}' && s.p[to - 1] != ']')
		to--;
	return span_cut(s, from, to);
}

json_t *
island_parse(struct span s)
{
	const size_t	 flags = JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL;
	struct buf	 mended = BUF(s.n + 1);
	json_t		*document = json_loadb(s.p, s.n, flags, NULL);

	if (document == NULL && s.n > 0) {
		mend(s, &mended);
		if (mended.n > 0 && mended.failed == FAULT_NONE)
			document = json_loadb(mended.p, mended.n, flags, NULL);
		buf_free(&mended);
	}
	return document;
}
