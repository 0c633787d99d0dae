/*
 * URLs: taken apart, resolved, and folded to one form by which two of them are
 * the same page. What a person or a page wrote is kept as written; the normal
 * form is for comparing and for asking.
 * Source: RFC 3986; hosts beyond ASCII by IDNA2008 (RFC 5891, libidn2).
 */
#ifndef FETCH_URL_H
#define FETCH_URL_H

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"

/* Spans into the URL; empty when a component is absent or empty, has_* tells which. */
struct url {
	struct span	 scheme, authority, user, host, port, path, query, fragment;
	bool		 has_authority, has_user, has_query, has_fragment;
};

/* By the expression of RFC 3986, appendix B: any string splits. Brackets of an IPv6 host stay on. */
void url_split(struct span url, struct url *parts);

/* Is it an absolute http or https URL with a host and, if any, a port below 65536? */
bool url_is_web(struct span url);

/*
 * The target of a reference that stands in a document at `base` (RFC 3986, section 5.2). As
 * browsers have it, blanks around either and tabs and line ends inside do not count.
 * Fails with FAULT_MEMORY only.
 */
bool url_resolve(struct span base, struct span reference, struct arena *arena, struct span *target,
    struct fault *f) MUST_CHECK;

/*
 * The normal form of a web URL, in the arena: scheme and host in lower case,
 * host by IDNA, default port, user, fragment and dot segments gone, percent-encoding of
 * unreserved characters undone and of the others in upper case, what must be
 * encoded encoded (blanks, bytes beyond ASCII), an empty path "/", and without
 * parameters that only track who clicked (a table). The order of the other
 * parameters stays; an empty query goes. Blanks around it and tabs and line ends
 * inside do not count. Folding twice gives the same. FAULT_INPUT when it is no
 * web URL.
 */
bool url_normal(struct span url, struct arena *arena, struct span *normal, struct fault *f)
    MUST_CHECK;

/* "https://example.org:8443": scheme, host and a port that is not the scheme's own, normal. */
bool url_origin(struct span url, struct arena *arena, struct span *origin, struct fault *f)
    MUST_CHECK;

/* Path and query as a request line asks for them: "/a?b=c". A span into a normal URL; "/" at least. */
struct span url_target(struct span normal);

/* Does a web URL name no more than its site's front page? Then it tells no page from another. */
bool url_is_front(struct span url);

/*
 * By which address a page is this document and no other: the normal form of
 * its canonical link where that can be believed, else of its URL. A canonical
 * link is believed when it is a web URL on the page's registrable domain, or
 * one of the same label ("bbc.com", "bbc.co.uk"), or when the page came from a
 * cache of AMP pages, an archive or a bare address that mirrors a named host;
 * never when it is a mere front page and the page is none. A copy that another
 * outlet prints stays that outlet's, whatever its link says. What is no web
 * URL stands as it is.
 */
bool url_identity(struct span url, struct span canonical, struct arena *arena,
    struct span *identity, struct fault *f) MUST_CHECK;

#endif
