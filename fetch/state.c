#include "fetch/state.h"

#include "core/buf.h"
#include "core/date.h"
#include "fetch/island.h"
#include "fetch/title.h"

#define DATA_MIN 64u  /* bytes of data that may hold an article */
#define DEPTH_MAX 16u  /* of lists of paragraphs within lists */
#define NESTED_MAX 64u /* fields of an object whose own fields are looked at */
#define SECONDS_MIN ((json_int_t)800000000) /* in 1995 */
#define SECONDS_MAX ((json_int_t)4000000000) /* in 2096 */

/* Data being searched. */
struct finder {
	const struct span *titles;
	size_t		 ntitles;
	struct arena	*arena;
	struct state	*state;
	struct fault	*f;
	size_t		 bytes; /* looked at so far */
	json_t		*objects[ISLAND_OBJECTS_MAX]; /* of the document that is being searched */
};

static const char *const title_keys[] = { "headline", "headlines", "title", "heading", "name" };
/* The more telling of them as they begin in data, whichever way their closing mark is written. */
static const char *const title_fields[] = { "\"headline", "\"headlines", "\"title", "\"heading" };
static const char *const published_keys[] = { "datePublished", "date_published", "publishedAt",
	"published_at", "publishedDate", "published_date", "publishDate", "publish_date",
	"publicationDate", "publication_date", "pubDate", "firstPublished", "firstPublishedAt",
	"firstPublishedDate", "first_publish_date", "published", "display_date", "displayDate",
	"date_gmt" };
static const char *const modified_keys[] = { "dateModified", "date_modified", "modifiedAt",
	"modified_at", "updatedAt", "updated_at", "lastUpdated", "last_updated_date", "modified",
	"modified_gmt" };
static const char *const body_keys[] = { "articleBody", "body_html", "bodyHtml", "bodyHTML", "body",
	"content_html", "contentHtml", "content_elements", "contentElements", "content", "html",
	"paragraphs", "blocks", "text", "story" };
/* A value that is an object has its text under one of these. */
static const char *const inner_keys[] = { "rendered", "html", "basic", "default", "main", "value",
	"text", "content", "children", "blocks", "items", "body", "document" };

/* The first of several fields that an object has, and under which name; NULL when it has none. */
static const json_t *
first_of(const json_t *object, const char *const *keys, size_t count, const char **key)
{
	for (size_t i = 0; i < count; i++) {
		const json_t	*value = json_object_get(object, keys[i]);

		if (value != NULL && !json_is_null(value)) {
			*key = keys[i];
			return value;
		}
	}
	return NULL;
}

/* A string, or the one inside an object that wraps it. */
static struct span
text_in(const json_t *value)
{
	const char	*key;

	if (json_is_object(value))
		value = first_of(value, inner_keys, LEN(inner_keys), &key);
	return island_text(value);
}

static bool
is_titled(const struct finder *finder, const json_t *object)
{
	for (size_t i = 0; i < LEN(title_keys); i++) {
		struct span	 title = text_in(json_object_get(object, title_keys[i]));

		for (size_t k = 0; k < finder->ntitles && title.n > 0; k++) {
			if (title_alike(title, finder->titles[k]))
				return true;
		}
	}
	return false;
}

/* --- its dates --------------------------------------------------------------------------- */

/* A printed date, or seconds or milliseconds since 1970 as one; empty when it is neither. */
static bool
read_date(const struct finder *finder, const json_t *value, struct span *date)
{
	json_int_t	 at = json_integer_value(value);
	char		 printed[DATE_TEXT_MAX];

	*date = island_text(value);
	if (at >= SECONDS_MIN * 1000)
		at /= 1000;
	if (at >= SECONDS_MIN && at < SECONDS_MAX) {
		date_print(at, printed);
		*date = span_of(printed);
	}
	return date->n == 0 || span_in(finder->arena, *date, date, finder->f);
}

/* The first of an object's fields that says when; what is known already stands. */
static bool
read_dates(const struct finder *finder, const json_t *object, const char *const *keys, size_t count,
    struct state_date *date)
{
	for (size_t i = 0; i < count && date->text.n == 0; i++) {
		date->key = keys[i];
		if (!read_date(finder, json_object_get(object, keys[i]), &date->text))
			return false;
	}
	return true;
}

static bool
take_dates(const struct finder *finder, const json_t *object)
{
	struct state	*state = finder->state;

	return read_dates(finder, object, published_keys, LEN(published_keys), &state->published) &&
	    read_dates(finder, object, modified_keys, LEN(modified_keys), &state->modified);
}

/* --- its body ---------------------------------------------------------------------------- */

/* Lists being written, each inside the one before. */
struct walk {
	const json_t	*lists[DEPTH_MAX];
	size_t		 at[DEPTH_MAX];
	size_t		 depth;
};

static void
enter(struct walk *walk, const json_t *list)
{
	if (walk->depth == DEPTH_MAX)
		return;
	walk->lists[walk->depth] = list;
	walk->at[walk->depth++] = 0;
}

/* The text of a list's item, or the list of which it is made: through objects that wrap it. */
static const json_t *
unwrap(const json_t *item)
{
	const char	*key;

	for (unsigned deep = 0; deep < DEPTH_MAX && json_is_object(item); deep++)
		item = first_of(item, inner_keys, LEN(inner_keys), &key);
	return item;
}

/* Paragraphs, and lists of the words that a paragraph is made of, in reading order. */
static void
write_list(const json_t *list, struct buf *out)
{
	struct walk	 walk = { .depth = 0 };

	enter(&walk, list);
	while (walk.depth > 0 && out->failed == FAULT_NONE) {
		size_t		 top = walk.depth - 1;
		const json_t	*item;

		if (walk.at[top] == json_array_size(walk.lists[top])) {
			walk.depth--;
			continue;
		}
		item = unwrap(json_array_get(walk.lists[top], walk.at[top]++));
		/* Words of one paragraph stand side by side, everything else below each other. */
		if (top == 0 || json_is_array(item))
			buf_add(out, SPAN("<p>"));
		if (json_is_array(item))
			enter(&walk, item);
		else if (json_is_string(item))
			buf_add(out,
			    (struct span) { json_string_value(item), json_string_length(item) });
	}
}

/* The longest of an object's bodies. */
static bool
take_body(const struct finder *finder, const json_t *object)
{
	for (size_t i = 0; i < LEN(body_keys); i++) {
		struct buf	 out = BUF(STATE_BODY_MAX);
		const json_t	*value = unwrap(json_object_get(object, body_keys[i]));

		if (json_is_array(value))
			write_list(value, &out);
		else
			buf_add(&out, island_text(value));
		if (out.failed == FAULT_LIMIT || out.n <= finder->state->body.n)
			buf_free(&out);
		else if (!buf_end(&out, finder->arena, &finder->state->body, finder->f))
			return false;
	}
	return true;
}

/* The object is the article: what it says, or an object it holds ({"dates":{"published":...}}). */
static bool
take(const struct finder *finder, json_t *object)
{
	json_t		*inner;
	const char	*name;
	size_t		 looked = 0;

	if (!take_dates(finder, object) || !take_body(finder, object))
		return false;
	json_object_foreach(object, name, inner)
	{
		if (looked++ == NESTED_MAX)
			break;
		if (json_is_object(inner) && !take_dates(finder, inner))
			return false;
	}
	return true;
}

/* --- where it stands --------------------------------------------------------------------- */

static bool
search(struct finder *finder, json_t *document)
{
	size_t	 count = island_objects(document, finder->objects, 0);

	for (size_t i = 0; i < count; i++) {
		if (is_titled(finder, finder->objects[i]) && !take(finder, finder->objects[i]))
			return false;
	}
	return true;
}

/* JSON, or a string that holds JSON: JSON.parse("{...}"). */
static bool
search_text(struct finder *finder, struct span text)
{
	json_t	*document, *inner = NULL;
	bool	 ok = true;

	finder->bytes += text.n;
	if (text.n < DATA_MIN || finder->bytes > STATE_BYTES_MAX)
		return true;
	document = text.p[0] == '"' ?
	    json_loadb(text.p, text.n, JSON_DISABLE_EOF_CHECK | JSON_DECODE_ANY, NULL) :
	    island_parse(text);
	if (json_is_string(document))
		inner = island_parse(island_text(document));
	if (inner != NULL || document != NULL)
		ok = search(finder, inner != NULL ? inner : document);
	json_decref(inner);
	json_decref(document);
	return ok;
}

/* What is assigned or parsed in a program, at `at` or behind; s.n when nothing is. */
static size_t
find_value(struct span s, size_t at)
{
	const struct span	 call = SPAN("JSON.parse(");

	for (; at < s.n; at++) {
		size_t	 from = at + 1;

		if (s.p[at] == 'J' && span_starts(span_cut(s, at, s.n), call))
			from = at + call.n;
		else if (s.p[at] != '=')
			continue;
		while (from < s.n && (s.p[from] == ' ' || s.p[from] == '\n'))
			from++;
		if (from < s.n && s.p[from] == (s.p[at] == '=' ? '{' : '"'))
			return from;
	}
	return s.n;
}

/* A script may hold an article when it has a field for its title: "title" or, in a string, \"title\". */
static bool
names_title(struct span s)
{
	for (size_t i = 0; i < LEN(title_fields); i++) {
		struct span	 field = span_of(title_fields[i]);

		for (size_t at = 0; (at += span_find(span_cut(s, at, s.n), field)) < s.n; at++) {
			struct span	 behind = span_cut(s, at + field.n, s.n);

			if (behind.n > 0 && (behind.p[0] == '"' || behind.p[0] == '\\'))
				return true;
		}
	}
	return false;
}

static bool
search_script(struct finder *finder, struct span attributes, struct span text)
{
	size_t	 at = 0;

	if (text.n < DATA_MIN || span_find(attributes, SPAN("ld+json")) < attributes.n ||
	    !names_title(text))
		return true;
	if (span_find(attributes, SPAN("/json")) < attributes.n)
		return search_text(finder, island_bare(text));
	while ((at = find_value(text, at)) < text.n && finder->bytes < STATE_BYTES_MAX) {
		if (!search_text(finder, span_cut(text, at, text.n)))
			return false;
		at++;
	}
	return true;
}

bool
state_read(struct span html, const struct span *titles, size_t ntitles, struct arena *arena,
    struct state *state, struct fault *f)
{
	const struct span	 opens = SPAN("<script"), closes = SPAN("</script");
	struct finder		*finder = arena_room(arena, 1, sizeof *finder, f);

	*state = (struct state) { .body = SPAN_NONE };
	if (finder == NULL)
		return false;
	finder->titles = titles;
	finder->ntitles = ntitles;
	finder->arena = arena;
	finder->state = state;
	finder->f = f;
	finder->bytes = 0;
	for (size_t at = 0; (at += span_find(span_cut(html, at, html.n), opens)) < html.n;) {
		struct span	 rest = span_cut(html, at + opens.n, html.n), text;
		size_t		 border = span_find(rest, SPAN(">"));

		text = span_cut(rest, border + 1, rest.n);
		text.n = span_find(text, closes);
		if (!search_script(finder, span_cut(rest, 0, border), text))
			return false;
		at += opens.n + border;
	}
	return true;
}
