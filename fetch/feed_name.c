/* Which element is what: by namespace where that can be told, by its usual prefix where not. */
#include "fetch/feed_parts.h"

#include <stdint.h>

#define OWN (1u << SPACE_OWN)
#define DC (1u << SPACE_DC)
#define NEWS (1u << SPACE_NEWS)
#define RDF (1u << SPACE_RDF)
#define CLICK (1u << SPACE_CLICK)

/*
 * Namespaces by a telling stretch of their address, since real feeds write
 * "https", another version or no last slash. The first row that fits counts.
 */
static const struct {
	const char	*part;
	enum feed_space	 space;
} addresses[] = {
	{ "purl.org/dc/", SPACE_DC },
	{ "sitemap-news", SPACE_NEWS },
	{ "sitemap-", SPACE_OTHER },
	{ "22-rdf-syntax-ns", SPACE_RDF },
	{ "purl.org/rss/1.0/modules", SPACE_OTHER },
	{ "purl.org/rss/", SPACE_OWN },
	{ "netscape.com/rdf", SPACE_OWN },
	{ "netscape.com/publish", SPACE_OWN },
	{ "backend.userland.com/rss", SPACE_OWN },
	{ "w3.org/2005/atom", SPACE_OWN },
	{ "purl.org/atom/", SPACE_OWN },
	{ "/schemas/sitemap", SPACE_OWN },
	{ "feedburner", SPACE_CLICK },
	{ "pheedo", SPACE_CLICK },
	{ "search.yahoo.com/mrss", SPACE_OTHER },
	{ "itunes.com/dtds", SPACE_OTHER },
	{ "w3.org/1999/xhtml", SPACE_OTHER },
};

/* What a prefix means where nothing, or nothing known, is bound to it. */
static const struct {
	const char	*prefix;
	enum feed_space	 space;
} usual[] = {
	{ "", SPACE_OWN },
	{ "a10", SPACE_OWN },
	{ "atom", SPACE_OWN },
	{ "dc", SPACE_DC },
	{ "dcterms", SPACE_DC },
	{ "feedburner", SPACE_CLICK },
	{ "n", SPACE_NEWS },
	{ "news", SPACE_NEWS },
	{ "pheedo", SPACE_CLICK },
	{ "rdf", SPACE_RDF },
	{ "rss", SPACE_OWN },
};

static const struct feed_rule rules[] = {
	{ ROLE_TOP, OWN, "rss", ROLE_ROOT, NULL },
	{ ROLE_TOP, OWN | RDF, "RDF", ROLE_ROOT, NULL },
	{ ROLE_TOP, OWN, "channel", ROLE_FEED, NULL },
	{ ROLE_TOP, OWN, "feed", ROLE_FEED, NULL },
	{ ROLE_TOP, OWN, "urlset", ROLE_FEED, NULL },
	{ ROLE_TOP, OWN, "sitemapindex", ROLE_FEED, NULL },
	{ ROLE_TOP, OWN, "entry", ROLE_ENTRY, NULL },

	{ ROLE_ROOT, OWN, "channel", ROLE_FEED, NULL },
	{ ROLE_ROOT, OWN, "item", ROLE_ENTRY, NULL },

	{ ROLE_FEED, OWN, "item", ROLE_ENTRY, NULL },
	{ ROLE_FEED, OWN, "entry", ROLE_ENTRY, NULL },
	{ ROLE_FEED, OWN, "url", ROLE_ENTRY, NULL },
	{ ROLE_FEED, OWN, "sitemap", ROLE_SITEMAP, NULL },
	{ ROLE_FEED, OWN, "title", ROLE_FEED_TITLE, NULL },
	{ ROLE_FEED, OWN | DC, "language", ROLE_FEED_LANGUAGE, NULL },

	{ ROLE_ENTRY, OWN, "link", ROLE_LINK, NULL },
	{ ROLE_ENTRY, OWN, "loc", ROLE_LOC, NULL },
	{ ROLE_ENTRY, OWN, "guid", ROLE_GUID, NULL },
	{ ROLE_ENTRY, CLICK, "origLink", ROLE_ORIGINAL, NULL },
	{ ROLE_ENTRY, OWN, "title", ROLE_TITLE, NULL },
	{ ROLE_ENTRY, OWN, "source", ROLE_SOURCE, NULL },
	{ ROLE_ENTRY, OWN, "pubDate", ROLE_PUBLISHED, "feed pubDate" },
	{ ROLE_ENTRY, OWN, "published", ROLE_PUBLISHED, "feed published" },
	{ ROLE_ENTRY, OWN | DC, "issued", ROLE_PUBLISHED, "feed issued" },
	{ ROLE_ENTRY, DC, "date", ROLE_PUBLISHED, "feed dc:date" },
	{ ROLE_ENTRY, OWN, "updated", ROLE_MODIFIED, "feed updated" },
	{ ROLE_ENTRY, OWN | DC, "modified", ROLE_MODIFIED, "feed modified" },
	{ ROLE_ENTRY, OWN, "lastmod", ROLE_MODIFIED, "sitemap lastmod" },
	{ ROLE_ENTRY, OWN | NEWS, "news", ROLE_NEWS, NULL },

	{ ROLE_SITEMAP, OWN, "loc", ROLE_LOC, NULL },
	{ ROLE_SITEMAP, OWN, "lastmod", ROLE_MODIFIED, "sitemap lastmod" },

	{ ROLE_NEWS, OWN | NEWS, "publication_date", ROLE_PUBLISHED,
	    "sitemap news:publication_date" },
	{ ROLE_NEWS, OWN | NEWS, "title", ROLE_TITLE, NULL },
	{ ROLE_NEWS, OWN | NEWS, "publication", ROLE_PUBLICATION, NULL },
	{ ROLE_NEWS, OWN | NEWS, "language", ROLE_LANGUAGE, NULL },
	{ ROLE_PUBLICATION, OWN | NEWS, "name", ROLE_OUTLET, NULL },
	{ ROLE_PUBLICATION, OWN | NEWS, "language", ROLE_LANGUAGE, NULL },

	{ ROLE_SOURCE, OWN, "title", ROLE_OUTLET, NULL },
};

/* The part of a name before its colon, and what is behind it. */
static struct span
prefix_of(struct span name, struct span *local)
{
	size_t	 colon = span_find(name, SPAN(":"));

	*local = colon < name.n ? span_cut(name, colon + 1, name.n) : name;
	return colon < name.n ? span_cut(name, 0, colon) : SPAN_NONE;
}

/* A prefix too long to be kept stays "": it is none of ours. False when it is. */
static bool
keep_prefix(char out[16], struct span prefix)
{
	memset(out, 0, 16);
	if (prefix.n >= 16)
		return false;
	if (prefix.n > 0)
		memcpy(out, prefix.p, prefix.n);
	return true;
}

/* Does s hold this stretch, which is in small letters? */
static bool
holds(struct span s, struct span part)
{
	for (size_t i = 0; i + part.n <= s.n; i++) {
		if (span_eq_case(span_cut(s, i, i + part.n), part))
			return true;
	}
	return false;
}

static enum feed_space
space_of_address(struct span address, bool *known)
{
	*known = false;
	for (size_t i = 0; i < LEN(addresses) && address.n < 256; i++) {
		if (!holds(address, span_of(addresses[i].part)))
			continue;
		*known = true;
		return addresses[i].space;
	}
	return SPACE_OTHER;
}

bool
feed_names_bind(struct feed_names *names, size_t depth, const char *const *attributes,
    struct fault *f)
{
	for (; attributes[0] != NULL; attributes += 2) {
		struct span		 local, prefix = prefix_of(span_of(attributes[0]), &local);
		struct feed_bound	 bound = { .depth = depth };

		if (!span_eq(prefix.n > 0 ? prefix : local, SPAN("xmlns")))
			continue;
		if (!keep_prefix(bound.prefix, prefix.n > 0 ? local : SPAN_NONE))
			continue;
		if (names->nbound == FEED_BOUND_MAX)
			return fault_set(f, FAULT_LIMIT, "more than %d namespaces at one place",
			    FEED_BOUND_MAX);
		bound.space = space_of_address(span_of(attributes[1]), &bound.known);
		names->bound[names->nbound++] = bound;
	}
	return true;
}

void
feed_names_release(struct feed_names *names, size_t depth)
{
	while (names->nbound > 0 && names->bound[names->nbound - 1].depth >= depth)
		names->nbound--;
}

static enum feed_space
space_of(const struct feed_names *names, struct span prefix)
{
	for (size_t i = names->nbound; i > 0; i--) {
		const struct feed_bound	*bound = &names->bound[i - 1];

		if (!span_eq(span_of(bound->prefix), prefix))
			continue;
		if (bound->known)
			return bound->space;
		break;
	}
	for (size_t i = 0; i < LEN(usual); i++) {
		if (span_eq_case(span_of(usual[i].prefix), prefix))
			return usual[i].space;
	}
	return span_eq(span_of(names->root), prefix) ? SPACE_OWN : SPACE_OTHER;
}

const struct feed_rule *
feed_rule_of(struct feed_names *names, enum feed_role in, const char *name)
{
	struct span	 local, prefix = prefix_of(span_of(name), &local);
	unsigned	 space;

	if (in == ROLE_TOP && !keep_prefix(names->root, prefix))
		return NULL;
	space = 1u << space_of(names, prefix);
	for (size_t i = 0; i < LEN(rules); i++) {
		if (rules[i].in == in && (rules[i].spaces & space) != 0 &&
		    span_eq_case(span_of(rules[i].name), local))
			return &rules[i];
	}
	return NULL;
}

struct span
feed_attribute(const char *const *attributes, const char *name)
{
	for (; attributes[0] != NULL; attributes += 2) {
		if (span_eq_case(span_of(attributes[0]), span_of(name)))
			return span_trim(span_of(attributes[1]));
	}
	return SPAN_NONE;
}
