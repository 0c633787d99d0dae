#include "fetch/address.h"
#include "fetch/url.h"

/*
 * Caches and archives that serve other outlets' pages under a name of their
 * own: by the registrable domain and the beginning of the path.
 */
static const struct cache {
	const char	*host; /* "google." stands for google.com, google.co.uk, ... */
	const char	*path;
} caches[] = {
	{ "ampproject.org", "/" },
	{ "archive.org", "/web/" },
	{ "bing-amp.com", "/" },
	{ "bing.com", "/amp/" },
	{ "google.", "/amp/" },
};

/* Paths of front pages. */
static const char *const fronts[] = {
	"/",
	"/default.aspx",
	"/en",
	"/en/",
	"/home",
	"/home.html",
	"/home/",
	"/index.asp",
	"/index.aspx",
	"/index.htm",
	"/index.html",
	"/index.jsp",
	"/index.php",
	"/index.shtml",
};

bool
url_is_front(struct span url)
{
	struct span	 target = url_target(url);
	struct url	 parts;

	url_split(url, &parts);
	if (parts.path.n == 0)
		return !parts.has_query;
	for (size_t i = 0; i < LEN(fronts); i++) {
		if (span_eq_case(target, span_of(fronts[i])))
			return true;
	}
	return false;
}

/* By the registrable domain of a normal URL. */
static bool
is_cache(struct span domain, struct span normal)
{
	for (size_t i = 0; i < LEN(caches); i++) {
		struct span	 host = span_of(caches[i].host);
		bool		 any_country = span_ends(host, SPAN("."));

		if ((any_country ? span_starts(domain, host) : span_eq(domain, host)) &&
		    span_starts(url_target(normal), span_of(caches[i].path)))
			return true;
	}
	return false;
}

/* An address in digits or a bare name: a mirror or a copy at hand, for nobody publishes there. */
static bool
is_bare(struct span domain)
{
	return span_starts(domain, SPAN("[")) || span_find(domain, SPAN(".")) == domain.n ||
	    (domain.p[domain.n - 1] >= '0' && domain.p[domain.n - 1] <= '9');
}

/* One outlet under two endings: "bbc.co.uk" and "bbc.com". */
static bool
same_label(struct span a, struct span b)
{
	size_t	 dot = span_find(a, SPAN("."));

	return dot < a.n && !is_bare(a) && span_starts(b, span_cut(a, 0, dot + 1));
}

/* Both are normal web URLs. */
static bool
believe(struct span url, struct span canonical, struct arena *arena, bool *believed, struct fault *f)
{
	struct span	 ours, theirs;

	if (!address_domain(url, arena, &ours, f) || !address_domain(canonical, arena, &theirs, f))
		return false;
	*believed = (span_eq(ours, theirs) || same_label(ours, theirs) ||
			(is_bare(ours) && !is_bare(theirs)) || is_cache(ours, url)) &&
	    (!url_is_front(canonical) || url_is_front(url));
	return true;
}

/* The normal form; what is no web URL as it stands. */
static bool
fold(struct span url, struct arena *arena, struct span *normal, bool *web, struct fault *f)
{
	struct fault	 own = FAULT_INIT;

	*web = url_normal(url, arena, normal, &own);
	if (*web)
		return true;
	if (own.kind != FAULT_INPUT)
		return fault_set(f, own.kind, "%s", own.text);
	return span_in(arena, url, normal, f);
}

bool
url_identity(struct span url, struct span canonical, struct arena *arena, struct span *identity,
    struct fault *f)
{
	struct span	 own, said;
	bool		 web, said_web, believed = url.n == 0;

	if (!fold(url, arena, &own, &web, f) || !fold(canonical, arena, &said, &said_web, f))
		return false;
	if (web && said_web && !believe(own, said, arena, &believed, f))
		return false;
	*identity = believed ? said : own;
	return true;
}
