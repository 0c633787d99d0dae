#include "fetch/meta.h"

#include "core/masthead.h"
#include "core/utf8.h"
#include "fetch/title.h"
#include "fetch/url.h"

#define TITLE_BYTES_MAX 2000u
#define URL_BYTES_MAX 4096u

struct span
meta_content(const struct dom *dom, const char *name)
{
	for (size_t i = 0; i < dom->nmetas; i++) {
		const struct dom_meta	*meta = &dom->metas[i];

		for (size_t k = 0; k < LEN(meta->keys) && meta->content.n > 0; k++) {
			if (span_is_case(meta->keys[k], name))
				return meta->content;
		}
	}
	return SPAN_NONE;
}

/* The first of several names that says something. */
static struct span
first_content(const struct dom *dom, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct span	 content = meta_content(dom, names[i]);

		if (content.n > 0)
			return content;
	}
	return SPAN_NONE;
}

static bool
is_http(struct span url)
{
	return span_eq_case(span_cut(url, 0, 7), SPAN("http://")) ||
	    span_eq_case(span_cut(url, 0, 8), SPAN("https://"));
}

/* An address in the page as an absolute one, without its fragment; empty when it cannot be. */
static bool
resolve(struct span url, struct span base, struct arena *arena, struct span *out, struct fault *f)
{
	*out = SPAN_NONE;
	url = span_trim(url);
	url.n = span_find(url, SPAN("#"));
	if (url.n == 0 || url.n > URL_BYTES_MAX)
		return true;
	if (!url_resolve(base, url, arena, out, f))
		return false;
	if (!url_is_web(*out))
		*out = SPAN_NONE;
	return true;
}

static bool
has_word(struct span list, struct span word)
{
	size_t	 from = 0;

	for (size_t i = 0; i <= list.n; i++) {
		if (i < list.n && (unsigned char)list.p[i] > ' ')
			continue;
		if (span_eq_case(span_cut(list, from, i), word))
			return true;
		from = i + 1;
	}
	return false;
}

static struct span
canonical_link(const struct dom *dom)
{
	for (uint32_t i = 0; i < dom->count; i++) {
		if (dom->nodes[i].tag == DOM_LINK &&
		    has_word(dom_attr(dom, i, "rel"), SPAN("canonical")))
			return dom_attr(dom, i, "href");
	}
	return SPAN_NONE;
}

/* The page's own word on its address: its canonical link, og:url, or its JSON-LD. */
static bool
read_canonical(const struct dom *dom, const struct page_hints *hints, struct arena *arena,
    struct meta *meta, struct fault *f)
{
	const struct span	 said[] = {
		canonical_link(dom), meta_content(dom, "og:url"), meta->ld.url,
	};

	for (size_t i = 0; i < LEN(said) && meta->canonical.n == 0; i++) {
		struct span	 url;

		if (!resolve(said[i], hints->url, arena, &url, f))
			return false;
		if (url.n > 0 &&
		    (!url_is_front(url) || (url_is_web(hints->url) && url_is_front(hints->url))))
			meta->canonical = url;
	}
	return true;
}

/* "en" of "en-GB" or "EN_us", in the arena, and "GB"; empty when it is no language tag. */
static bool
read_language(const struct dom *dom, struct arena *arena, struct meta *meta, struct fault *f)
{
	static const char *const names[] = {
		"content-language", "og:locale", "dc.language", "dcterms.language", "language",
	};
	struct span	 said[3] = { SPAN_NONE, SPAN_NONE, meta->ld.language };

	for (uint32_t i = 0; i < dom->count && said[0].n == 0; i++) {
		if (dom->nodes[i].tag == DOM_HTML)
			said[0] =
			    dom_attr(dom, i, dom_has_attr(dom, i, "lang") ? "lang" : "xml:lang");
		if (dom->nodes[i].tag == DOM_META && said[1].n == 0 &&
		    span_eq_case(dom_attr(dom, i, "http-equiv"), SPAN("content-language")))
			said[1] = dom_attr(dom, i, "content");
	}
	if (said[1].n == 0)
		said[1] = first_content(dom, names, LEN(names));
	for (size_t i = 0; i < LEN(said); i++) {
		struct span	 tag = span_trim(said[i]);
		char		 low[4];
		size_t		 n = 0;

		while (n < tag.n && n < 4 && ((tag.p[n] | 0x20) >= 'a' && (tag.p[n] | 0x20) <= 'z')) {
			low[n] = (char)(tag.p[n] | 0x20);
			n++;
		}
		if ((n == 2 || n == 3) &&
		    (n == tag.n || tag.p[n] == '-' || tag.p[n] == '_' || tag.p[n] == ',')) {
			if (n < tag.n && tag.p[n] != ',')
				meta->country = span_cut(tag, n + 1, tag.n);
			return span_in(arena, (struct span) { low, n }, &meta->language, f);
		}
	}
	return true;
}

static bool
read_page_title(const struct dom *dom, struct arena *arena, struct meta *meta, struct fault *f)
{
	for (uint32_t i = 0; i < dom->count; i++) {
		/* A title inside a drawing is not the page's. */
		if (dom->nodes[i].tag == DOM_TITLE && dom_holder(dom, i, DOM_SVG) == 0)
			return dom_text(dom, i, TITLE_BYTES_MAX, arena, &meta->page_title, f);
	}
	return true;
}

static const char *const title_names[] = { "og:title", "twitter:title", "dc.title",
	"dcterms.title" };
static const char *const site_names[] = { "og:site_name", "application-name", "dc.publisher",
	"apple-mobile-web-app-title" };
static const char *const description_names[] = { "og:description", "description",
	"twitter:description" };
static const char *const author_names[] = { "author", "article:author", "dcterms.creator",
	"dc.creator", "dc.creator.name", "parsely-author", "sailthru.author", "byl", "authors" };

/* An author's name; publishers also print addresses and handles there. */
static struct span
author_content(const struct dom *dom)
{
	for (size_t i = 0; i < LEN(author_names); i++) {
		struct span	 author = meta_content(dom, author_names[i]);

		if (author.n > 0 && author.n < 300 && !is_http(author) && author.p[0] != '@' &&
		    span_find(author, SPAN("/")) == author.n)
			return author;
	}
	return SPAN_NONE;
}

bool
meta_read(const struct dom *dom, const struct page_hints *hints, struct arena *arena,
    struct meta *meta, struct fault *f)
{
	struct span	 address = canonical_link(dom);

	*meta = (struct meta) { .title = first_content(dom, title_names, LEN(title_names)) };
	if (!read_page_title(dom, arena, meta, f) ||
	    !jsonld_read(dom, is_http(address) ? address : hints->url,
		meta->title.n > 0 ? meta->title : meta->page_title, arena, &meta->ld, f))
		return false;
	if (meta->title.n == 0)
		meta->title = meta->ld.headline;
	meta->site = meta_content(dom, "og:site_name");
	if (meta->site.n == 0)
		meta->site = meta->ld.publisher;
	if (meta->site.n == 0)
		meta->site = first_content(dom, site_names, LEN(site_names));
	meta->description = first_content(dom, description_names, LEN(description_names));
	if (meta->description.n == 0)
		meta->description = meta->ld.description;
	meta->authors = meta->ld.authors.n > 0 ? meta->ld.authors : meta->ld.houses;
	if (meta->authors.n == 0)
		meta->authors = author_content(dom);
	return read_canonical(dom, hints, arena, meta, f) && read_language(dom, arena, meta, f);
}

/* Where the next " | " or its kin begins, at `at` or behind; *n long; s.n when there is none. */
static size_t
find_bar(struct span s, size_t at, size_t *n)
{
	static const char *const bars[] = {
		" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: ", " \xC2\xBB ", " \xC2\xAB ",
		" \xE2\x80\xA2 ", " \xC2\xB7 ", " / ", " \xE2\x80\x90 ", " // ",
	};

	for (; at < s.n; at++) {
		for (size_t i = 0; s.p[at] == ' ' && i < LEN(bars); i++) {
			if (span_starts(span_cut(s, at, s.n), span_of(bars[i]))) {
				*n = strlen(bars[i]);
				return at;
			}
		}
	}
	return s.n;
}

/* Is a part of a title the site's name, as the page states it elsewhere? */
static bool
is_site(struct span part, struct span site)
{
	return site.n > 0 && (title_alike(part, site) || masthead_same(part, site));
}

struct span
meta_split_title(struct span title, struct span site_known, struct span headline, struct span *site)
{
	size_t		 at = 0, bar, n = 0, last = title.n, last_n = 0;
	bool		 matched = false;
	struct span	 first, tail;

	*site = SPAN_NONE;
	bar = span_find(title, SPAN(": "));
	if (headline.n > 0 && bar > 0 && bar + 2 < title.n && title.p[bar - 1] != ' ' &&
	    title.p[bar - 1] != ':' && title_alike(span_cut(title, bar + 2, title.n), headline)) {
		*site = span_cut(title, 0, bar);
		return span_cut(title, bar + 2, title.n);
	}
	bar = find_bar(title, 0, &n);
	if (bar == title.n && title_begins(title, headline, site))
		return headline;
	if (bar == title.n)
		return title;
	first = span_trim(span_cut(title, 0, bar));
	if (is_site(first, site_known) ||
	    (headline.n > 0 && title_alike(span_cut(title, bar + n, title.n), headline))) {
		*site = first;
		return span_trim(span_cut(title, bar + n, title.n));
	}
	/* The headline may hold a dash of its own, so the cut is where it ends. */
	while ((bar = find_bar(title, at, &n)) < title.n) {
		if (headline.n > 0 && title_alike(span_cut(title, 0, bar), headline) &&
		    bar + 3 >= headline.n) {
			last = bar;
			last_n = n;
			matched = true;
			break;
		}
		last = bar;
		last_n = n;
		at = bar + n;
	}
	tail = span_trim(span_cut(title, last + last_n, title.n));
	while ((bar = find_bar(tail, 0, &n)) < tail.n)
		tail = span_trim(span_cut(tail, bar + n, tail.n));
	if (is_site(tail, site_known) || matched || (tail.n < 40 && tail.n * 2 < last)) {
		*site = tail;
		return span_trim(span_cut(title, 0, last));
	}
	return title;
}
