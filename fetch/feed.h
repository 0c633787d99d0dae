/*
 * Feeds and sitemaps: the addresses they name, and what they say of each.
 *
 * Read are RSS 0.9x, 1.0 (RDF) and 2.0, Atom 1.0, sitemaps, sitemap indexes
 * and the news extension. Elements count by their namespace, and by their bare
 * name where that is missing or nobody's. Entities that a document declares
 * itself are not expanded: a document that declares any is refused, and what
 * it refers to elsewhere is never read.
 *
 * Real feeds are sloppy. White space and a byte order mark before the document
 * are borne; one that is not well-formed is read once more with entities of
 * HTML, stray "&" and "<" and control characters put right. Anything else that
 * is broken is a fault.
 * Source: RSS 2.0 specification; RDF Site Summary 1.0; RFC 4287; sitemaps.org;
 * Google News sitemap. Parsed by expat.
 */
#ifndef FETCH_FEED_H
#define FETCH_FEED_H

#include "core/arena.h"
#include "core/date.h"
#include "core/fault.h"
#include "core/span.h"

#define FEED_ENTRIES_MAX 50000u /* of one document, as sitemaps.org allows */

struct feed_entry {
	struct span	 url;	 /* a web URL, by url_is_web() */
	struct span	 title;	 /* as words, markup in it included; empty when not said */
	struct span	 outlet; /* news:publication name, or the source an item names; else empty */
	bool		 feed;	 /* names a sitemap, not a page */
	/*
	 * EVIDENCE_FEED: published (pubDate, dc:date, atom:published,
	 * news:publication_date), and the last change (lastmod, atom:updated) as
	 * SAYS_MODIFIED; `place` says which element.
	 */
	const struct evidence *evidence;
	size_t		 nevidence;
};

struct feed {
	struct span		 title, language; /* of the feed itself */
	const struct feed_entry	*entries;
	size_t			 nentries;
	size_t			 passed_over; /* entries without an address that can be fetched */
};

/*
 * Read a document of at most 64 MiB, already unpacked; the encoding is told by
 * its declaration, the transport's charset (may be empty) or its bytes.
 *   base   where it came from, for relative addresses; may be empty
 *   feed   out; everything in it lives in the arena
 *
 * An entry's address is the one behind a counter of clicks (origLink), else its
 * link, else an identifier that is an address. A value above 8 KiB counts as
 * not said.
 *
 * FAULT_INPUT when it is not well-formed, no feed, or declares entities, with
 * line and reason; what stands before a break in it is given up, too.
 * FAULT_LIMIT above FEED_ENTRIES_MAX, 64 MiB, 256 elements in one another, or
 * more declarations than any feed has.
 */
bool feed_read(struct span bytes, struct span charset, struct span base, struct arena *arena,
    struct feed *feed, struct fault *f) MUST_CHECK;

#endif
