#include "fetch/jsonld.h"

#include "core/buf.h"
#include "fetch/island.h"
#include "fetch/title.h"

#define BLOCKS_MAX 64u	   /* JSON-LD blocks of one page */
#define NAMES_MAX 16u	   /* authors of one article */
#define NAME_BYTES_MAX 4096u

/* Everything found, while the documents live. */
struct finder {
	json_t	*documents[BLOCKS_MAX];
	size_t	 ndocuments;
	json_t	*objects[ISLAND_OBJECTS_MAX];
	size_t	 nobjects;
};

/* Types that carry an article, the more telling the higher. */
static const struct {
	const char	*name;
	int		 score;
} types[] = {
	{ "NewsArticle", 12 },
	{ "ReportageNewsArticle", 12 },
	{ "AnalysisNewsArticle", 12 },
	{ "OpinionNewsArticle", 12 },
	{ "BackgroundNewsArticle", 12 },
	{ "ReviewNewsArticle", 12 },
	{ "LiveBlogPosting", 12 },
	{ "Article", 11 },
	{ "BlogPosting", 11 },
	{ "Report", 10 },
	{ "TechArticle", 10 },
	{ "ScholarlyArticle", 10 },
	{ "SocialMediaPosting", 8 },
	{ "DiscussionForumPosting", 8 },
	{ "QAPage", 5 },
	{ "MedicalWebPage", 5 },
	{ "HowTo", 6 },
	{ "PodcastEpisode", 6 },
	{ "CreativeWork", 6 },
	{ "WebPage", 5 },
	{ "ItemPage", 5 },
	{ "Recipe", 5 },
	{ "Review", 4 },
};

/* A string, or the first of a list of them. */
static struct span
text_of(const json_t *value)
{
	if (json_is_array(value))
		value = json_array_get(value, 0);
	return island_text(value);
}

static bool
is_reference(const json_t *object)
{
	return json_object_size(object) == 1 && json_object_get(object, "@id") != NULL;
}

/* The object an @id refers to, or the value itself. */
static const json_t *
resolve(const struct finder *finder, const json_t *value)
{
	struct span	 id;

	if (!json_is_object(value) || !is_reference(value))
		return value;
	id = island_text(json_object_get(value, "@id"));
	for (size_t i = 0; i < finder->nobjects; i++) {
		const json_t	*object = finder->objects[i];

		if (!is_reference(object) &&
		    span_eq(island_text(json_object_get(object, "@id")), id) && id.n > 0)
			return object;
	}
	return value;
}

/* The name of a person or an organisation, however it is given. */
static struct span
name_of(const struct finder *finder, const json_t *value)
{
	value = resolve(finder, value);
	if (json_is_array(value))
		value = resolve(finder, json_array_get(value, 0));
	if (json_is_object(value))
		return text_of(json_object_get(value, "name"));
	return island_text(value);
}

static bool
is_address(struct span s)
{
	return span_starts(s, SPAN("http://")) || span_starts(s, SPAN("https://"));
}

static bool
is_organisation(const struct finder *finder, const json_t *value)
{
	struct span	 type;

	value = resolve(finder, value);
	type = text_of(json_object_get(value, "@type"));
	return span_ends(type, SPAN("Organization"));
}

/* Joined by ", ", each once, people or organisations; addresses in place of names are left out. */
static bool
join_names(const struct finder *finder, const json_t *value, bool organisations,
    struct arena *arena, struct span *joined, struct fault *f)
{
	struct buf	 names = BUF(NAME_BYTES_MAX);
	struct span	 seen[NAMES_MAX];
	size_t		 count = json_is_array(value) ? json_array_size(value) : 1, kept = 0;

	for (size_t i = 0; i < count && kept < NAMES_MAX; i++) {
		const json_t	*author = json_is_array(value) ? json_array_get(value, i) : value;
		struct span	 name = name_of(finder, author);
		bool		 known = name.n == 0 || is_address(name) || name.n > 200 ||
		    is_organisation(finder, author) != organisations;

		for (size_t k = 0; k < kept && !known; k++)
			known = span_eq(seen[k], name);
		if (known)
			continue;
		if (kept > 0)
			buf_add(&names, SPAN(", "));
		buf_add(&names, name);
		seen[kept++] = name;
	}
	return buf_end(&names, arena, joined, f);
}

static int
score_of_type(const json_t *type)
{
	int	 best = 0;
	size_t	 count = json_is_array(type) ? json_array_size(type) : 1;

	for (size_t i = 0; i < count; i++) {
		struct span name = island_text(json_is_array(type) ? json_array_get(type, i) : type);

		for (size_t k = 0; k < LEN(types); k++) {
			if (types[k].score > best &&
			    (span_eq(name, span_of(types[k].name)) ||
				(name.n > strlen(types[k].name) &&
				    span_find(name, SPAN("schema.org/")) < name.n &&
				    span_ends(name, span_of(types[k].name)))))
				best = types[k].score;
		}
	}
	return best;
}

/* An address without scheme, "www.", query and closing slash. */
static struct span
bare(struct span url)
{
	size_t	 at = span_find(url, SPAN("://"));

	if (at < url.n)
		url = span_cut(url, at + 3, url.n);
	if (span_starts(url, SPAN("www.")))
		url = span_cut(url, 4, url.n);
	url.n = span_find(url, SPAN("#"));
	url.n = span_find(url, SPAN("?"));
	while (url.n > 0 && url.p[url.n - 1] == '/')
		url.n--;
	return url;
}

/* Where an object says it lives. */
static struct span
address_of(const json_t *object)
{
	static const char *const keys[] = { "mainEntityOfPage", "url", "@id" };

	for (size_t i = 0; i < LEN(keys); i++) {
		const json_t	*value = json_object_get(object, keys[i]);
		struct span	 url;

		if (json_is_object(value))
			value = json_object_get(value, "@id");
		url = text_of(value);
		if (is_address(url))
			return url;
	}
	return SPAN_NONE;
}

/* How likely an object is this page's article; 0 not at all. */
static int
score_of(const json_t *object, struct span address, struct span title)
{
	int		 score = score_of_type(json_object_get(object, "@type"));
	struct span	 url = address_of(object);
	struct span	 headline = text_of(json_object_get(object, "headline"));

	if (score == 0)
		return 0;
	if (url.n > 0 && address.n > 0)
		score += span_eq(bare(url), bare(address)) ? 8 : -2;
	if (headline.n > 0 && title.n > 0 && title_alike(headline, title))
		score += 6;
	if (json_object_get(object, "datePublished") != NULL)
		score += 3;
	return score > 0 ? score : 1;
}

/* The first string behind "key": in text that is no JSON, for dates alone. */
static struct span
scan_for(struct span s, struct span key)
{
	size_t	 at = span_find(s, key), from;

	if (at == s.n)
		return SPAN_NONE;
	for (at += key.n; at < s.n && strchr("\": \t\r\n", s.p[at]) != NULL;)
		at++;
	for (from = at;
	     at < s.n && at - from < 64 && s.p[at] != '"' && s.p[at] != ',' && s.p[at] != '}';)
		at++;
	while (at > from && at < s.n && (s.p[at] & 0xC0) == 0x80)
		at--;
	return span_trim(span_cut(s, from, at));
}

/* The text of a script, whose one child it is. */
static struct span
script_text(const struct dom *dom, uint32_t script)
{
	uint32_t	 child = script + 1;

	return child < dom->nodes[script].end ? dom->nodes[child].text : SPAN_NONE;
}

static void
read_blocks(const struct dom *dom, struct finder *finder, struct jsonld *found)
{
	for (uint32_t i = 0; i < dom->count && finder->ndocuments < BLOCKS_MAX; i++) {
		struct span	 text;
		json_t		*document;

		if (dom->nodes[i].tag != DOM_SCRIPT)
			continue;
		text = island_bare(script_text(dom, i));
		if (text.n == 0)
			continue;
		document = island_parse(text);
		if (document != NULL) {
			finder->documents[finder->ndocuments++] = document;
			finder->nobjects =
			    island_objects(document, finder->objects, finder->nobjects);
		} else if (found->published.n == 0) {
			found->published = scan_for(text, SPAN("\"datePublished\""));
			found->modified = scan_for(text, SPAN("\"dateModified\""));
		}
	}
}

/* The name of the organisation or site, when the article names no publisher. */
static struct span
site_name(const struct finder *finder)
{
	struct span	 name = SPAN_NONE;

	for (size_t i = 0; i < finder->nobjects; i++) {
		struct span	 type = text_of(json_object_get(finder->objects[i], "@type"));

		if (span_eq(type, SPAN("WebSite")))
			return text_of(json_object_get(finder->objects[i], "name"));
		if (name.n == 0 &&
		    (span_eq(type, SPAN("NewsMediaOrganization")) ||
			span_eq(type, SPAN("Organization"))))
			name = text_of(json_object_get(finder->objects[i], "name"));
	}
	return name;
}

static bool
keep(struct arena *arena, struct span s, struct span *copy, struct fault *f)
{
	return s.n == 0 || span_in(arena, s, copy, f);
}

/* When a work appeared, the surer word first. */
static const char *const date_keys[] = { "datePublished", "dateCreated", "uploadDate" };

/* Copy what the chosen object says; the documents die soon. */
static bool
fill(const struct finder *finder, const json_t *article, struct arena *arena, struct jsonld *found,
    struct fault *f)
{
	struct span	 published = SPAN_NONE, modified = SPAN_NONE, publisher = SPAN_NONE;

	if (article != NULL) {
		for (size_t i = 0; i < LEN(date_keys) && published.n == 0; i++)
			published = text_of(json_object_get(article, date_keys[i]));
		modified = text_of(json_object_get(article, "dateModified"));
		publisher = name_of(finder, json_object_get(article, "publisher"));
		if (!keep(arena, text_of(json_object_get(article, "headline")), &found->headline, f) ||
		    !keep(arena, text_of(json_object_get(article, "description")),
			&found->description, f) ||
		    !keep(arena, address_of(article), &found->url, f) ||
		    !keep(arena, text_of(json_object_get(article, "inLanguage")), &found->language,
			f) ||
		    !join_names(finder, json_object_get(article, "author"), false, arena,
			&found->authors, f) ||
		    !join_names(finder, json_object_get(article, "author"), true, arena,
			&found->houses, f))
			return false;
	}
	if (article != NULL &&
	    !keep(arena, text_of(json_object_get(article, "articleBody")), &found->body, f))
		return false;
	if (publisher.n == 0 || is_address(publisher))
		publisher = site_name(finder);
	if (published.n == 0)
		published = found->published;
	if (modified.n == 0)
		modified = found->modified;
	return keep(arena, published, &found->published, f) &&
	    keep(arena, modified, &found->modified, f) &&
	    keep(arena, publisher, &found->publisher, f);
}

bool
jsonld_read(const struct dom *dom, struct span address, struct span title, struct arena *arena,
    struct jsonld *found, struct fault *f)
{
	struct finder	*finder = arena_room(arena, 1, sizeof *finder, f);
	const json_t	*best = NULL;
	int		 score = 0;
	bool		 ok;

	*found = (struct jsonld) { .headline = SPAN_NONE };
	if (finder == NULL)
		return false;
	finder->ndocuments = finder->nobjects = 0;
	read_blocks(dom, finder, found);
	for (size_t i = 0; i < finder->nobjects; i++) {
		int	 s = score_of(finder->objects[i], address, title);

		if (s > score) {
			best = finder->objects[i];
			score = s;
		}
	}
	ok = fill(finder, best, arena, found, f);
	for (size_t i = 0; i < finder->ndocuments; i++)
		json_decref(finder->documents[i]);
	return ok;
}
