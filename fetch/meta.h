/*
 * What a page says about itself: address, site, title, author, language.
 * Nothing here is filled in from elsewhere; empty means not stated.
 *
 * Source: Open Graph protocol; HTML Standard 4.2.5 (meta names) and 4.6.7
 * (link types); Dublin Core in HTML; schema.org microdata; the names that
 * parsely, sailthru and others taught publishers to print.
 */
#ifndef FETCH_META_H
#define FETCH_META_H

#include "fetch/dom.h"
#include "fetch/jsonld.h"
#include "fetch/page.h"

struct meta {
	struct span	 canonical;   /* absolute http(s); a bare front page is distrusted */
	struct span	 site;	      /* og:site_name, JSON-LD publisher, application-name */
	struct span	 title;	      /* og:title, else JSON-LD headline, else twitter:title */
	struct span	 page_title;  /* the title element, suffix and all */
	struct span	 description;
	struct span	 authors;     /* of JSON-LD, people before organisations, else meta; as printed */
	struct span	 language;    /* primary subtag in lower case: "en" */
	struct span	 country;     /* its region as printed: "GB" of "en-GB" or "en_GB"; a span of the page */
	struct jsonld	 ld;
};

bool meta_read(const struct dom *dom, const struct page_hints *hints, struct arena *arena,
    struct meta *meta, struct fault *f) MUST_CHECK;

/* The first meta element with this name, property or itemprop, compared without case. */
struct span meta_content(const struct dom *dom, const char *name);

/*
 * The title without the site's name at its end or start ("Words | Site").
 * *site is the part taken off; empty when none was.
 *   site_known  the site's name when the page states it; may be empty
 *   headline    the headline as printed; may be empty
 */
struct span meta_split_title(struct span title, struct span site_known, struct span headline,
    struct span *site);

#endif
