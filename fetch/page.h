/*
 * From bytes to an article: the wall behind which all text is valid UTF-8.
 *
 * page_read() takes an HTML page, plain_read() a plain text. Both decode
 * (fetch/charset.h), split into blocks with regions, read metadata, date
 * evidence and credits, and end with credit_find() and dating_combine(), so
 * that a saved page, its archive record and its live fetch give one article.
 * Neither knows a network.
 */
#ifndef FETCH_PAGE_H
#define FETCH_PAGE_H

#include "core/article.h"
#include "core/outlet.h"

/* What only the response, the archive record or the person knows. Empty and DATE_UNKNOWN: not known. */
struct page_hints {
	struct span	 url;	    /* after redirects; or what --url says a saved page came from */
	struct span	 requested; /* before redirects, when different */
	struct span	 file;	    /* the path as the person named it */
	struct span	 outlet;    /* who publishes it, when a record says so; stands over the page's word */
	struct span	 charset;   /* of Content-Type; a label such as "windows-1252" */
	int64_t		 captured;  /* when the bytes were fetched */
	int64_t		 last_modified; /* the header */
	int64_t		 now;	    /* when the run began; no date lies a day behind it */
	const struct outlet_settings
	    *settings; /* what the person says of outlets, or NULL; outlives the article */
	struct dom_parser *parser;  /* to be used, or NULL */
	const struct evidence *given; /* of dates, by the feed that named it; joins the page's own */
	size_t		 ngiven;
};

/*
 * Fill in article->identity from its url and canonical link, by url_identity(),
 * else from its file. url, requested and canonical stay as they were given.
 */
bool page_identify(struct article *article, struct arena *arena, struct fault *f) MUST_CHECK;

/*
 * Name the outlet, and set its zone, as the person has it for this address or
 * for the name the page gives; what is not set down stays as the page has it.
 */
void page_apply_settings(struct article *article, const struct page_hints *hints);

#define PAGE_BYTES_MAX ((size_t)32 << 20) /* unpacked; larger is FAULT_LIMIT */
#define PAGE_ARENA_MAX ((size_t)512 << 20) /* what one article may take in memory */

/* An HTML page. Hostile bytes give an article or a fault naming url or file. */
bool page_read(struct span html, const struct page_hints *hints, struct arena *arena,
    struct article *article, struct fault *f) MUST_CHECK;

/*
 * A plain text: article->text is the decoded text unchanged, every line or
 * paragraph a block; head and tail lines are read for outlet, byline, date,
 * dateline, credits, captions and teasers.
 */
bool plain_read(struct span bytes, const struct page_hints *hints, struct arena *arena,
    struct article *article, struct fault *f) MUST_CHECK;

#endif
