/*
 * What a page's JSON-LD says of the article it carries.
 *
 * Source: schema.org (Article and its kin, WebPage, Organization); JSON-LD 1.1
 * for @graph and @id.
 */
#ifndef FETCH_JSONLD_H
#define FETCH_JSONLD_H

#include "fetch/dom.h"

/* The article's own object among many; empty spans are not stated. Dates are as printed. */
struct jsonld {
	struct span	 headline, description;
	struct span	 body;	    /* articleBody, plain or marked up */
	struct span	 published, modified;
	struct span	 authors;   /* names of people joined by ", " */
	struct span	 houses;    /* the same of organisations among the authors */
	struct span	 publisher; /* of the article, else of the site */
	struct span	 language;
	struct span	 url;
};

/*
 * Read every JSON-LD block of a page and choose the object that is this
 * article: by type, then by its address or headline.
 *
 *   address  canonical address or URL of the page; may be empty
 *   title    the page's title; may be empty
 *
 * Blocks that cannot be mended are searched for their dates alone. A page
 * without JSON-LD is a success with nothing stated. Fails with FAULT_MEMORY.
 */
bool jsonld_read(const struct dom *dom, struct span address, struct span title, struct arena *arena,
    struct jsonld *found, struct fault *f) MUST_CHECK;

#endif
