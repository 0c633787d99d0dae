/*
 * What a person names, recognised by what it is, and read into articles with
 * their quotations: URLs, HTML pages, plain texts, lists, directories, NDJSON,
 * archives, feeds, "-"; files packed by gzip or not. Pages are fetched from
 * many hosts at a time (fetch/crawl.h) and read by several processes
 * (fetch/crew.h). A bad source is reported and never stops the others.
 */
#ifndef FETCH_SOURCE_H
#define FETCH_SOURCE_H

#include <stdint.h>

#include "core/quote.h"
#include "fetch/crawl.h"
#include "fetch/crew.h"

enum source_kind {
	SOURCE_AUTO,
	SOURCE_LIST,
	SOURCE_HTML,
	SOURCE_TEXT,
	SOURCE_WARC,
	SOURCE_NDJSON,
	SOURCE_FEED,
	SOURCE_KINDS
};
extern const char *const source_kind_names[SOURCE_KINDS]; /* what --as takes */

struct source_options {
	enum source_kind	 as;	/* SOURCE_AUTO recognises; else overrules for every named source */
	struct span		 url;	/* where a single saved page came from; empty otherwise */
	const char		*database; /* a file that directories are read without, and what SQLite
					    keeps beside it; may be NULL */
	bool			 ordered; /* tell in the order of the sources, not as they are done */
	struct crawl_options	 crawl;
	struct crew_options	 crew;
	int64_t			 now;	/* when the run began, seconds since 1970 */
};

/* One thing that was read, or was to be. */
struct source_visit {
	struct span		 source; /* what it is known by: the normal form of a URL, else its name */
	struct span		 named;	 /* as the person, a list or a feed named it; "pages.warc:4711"; of a
					    line of a list that names nothing to be read "list.txt:3" */
	struct span		 within; /* the archive or file of records it is part of; else empty */
	struct span		 found;	 /* of a fetched page: its normal URL after redirects; else empty */
	struct exchange_validators validators; /* what the server said of it */
	int64_t			 at;	 /* when it was fetched; DATE_UNKNOWN when it was not */
};

struct source_reading {
	const struct source_visit *visit;
	const struct article	*article;
	const struct quote_list	*quotes;
	struct arena		*arena; /* that of both, for what the event makes of them */
};

/* What is known of a page before it is asked for. */
struct source_known {
	bool			 skip;	/* it need not be asked for at all */
	struct exchange_validators validators; /* ask whether it changed since ... */
	struct span		 found; /* ... at this URL; empty: at its own */
};

struct source_count {
	size_t	 known, done;	/* sources met so far, and told */
	size_t	 asked;		/* pages to be had over the net ... */
	size_t	 fetched, unchanged; /* ... that came, or did not need to: 304 */
	size_t	 again;		/* addresses named more than once */
	size_t	 skipped;	/* because of source_known.skip */
	size_t	 revisits, moved, others; /* records of archives that give no page */
	size_t	 working;	/* documents in the workers' hands */
	struct crawl_count crawl;
};

/*
 * What the reader is told. Spans die when the call returns. What is optional
 * may be NULL; every event that returns bool ends the run by false, with f set.
 *   article    one document
 *   failed     a source that gave no article, and why, in a line that begins with its name
 *   unchanged  optional: the server says a page is what it was; not asked when there is no `known`
 *   opened     optional: a feed, an archive or a file of records was read to its end; what it
 *              names may still be under way
 *   known      optional: asked once before a page is; `feed` is the source that names it,
 *              empty when a person or a list does; spans in the arena
 *   progress   optional: called some times a second, whatever happens
 *   crawl      robots.txt and notices; its context is this one
 */
struct source_events {
	bool	(*article)(void *context, const struct source_reading *reading, struct fault *f);
	bool	(*failed)(void *context, const struct source_visit *visit, const struct fault *why,
	    struct fault *f);
	bool	(*unchanged)(void *context, const struct source_visit *visit, struct fault *f);
	bool	(*opened)(void *context, const struct source_visit *visit, struct fault *f);
	bool	(*known)(void *context, struct span source, struct span feed, struct arena *arena,
	    struct source_known *known, struct fault *f);
	bool	(*progress)(void *context, const struct source_count *count, struct fault *f);
	struct crawl_events crawl;
	void	 *context;
};

/* Sources inside sources (a list naming lists, an index naming sitemaps) nest this deep at most. */
#define SOURCE_DEPTH_MAX 8
/* A line of an NDJSON file or a list. Longer is that line's failure; the rest goes on. */
#define SOURCE_LINE_MAX ((size_t)64 << 20)

/*
 * Read every source; what a list, a directory, a feed or an archive names
 * stands in its place. A directory's files come in byte order of their paths,
 * hidden ones left out, links to directories elsewhere not followed but named
 * as failed. A list that names itself, over however many others, is a failed
 * source. `as` holds for what the person named and the files of a directory
 * named; what a list names is recognised. An address that comes again is
 * counted and not read again.
 *
 * Returns false only when an event said stop, when *options->crawl.stop was
 * set (FAULT_INTERRUPTED) or when memory ran out; failures of sources went to
 * events->failed. *count, which may be NULL, is what was counted to the end.
 */
bool source_read(const struct span *sources, size_t count, const struct source_options *options,
    const struct source_events *events, struct source_count *counted, struct fault *f) MUST_CHECK;

/*
 * The same for bytes in memory, under a name to call them by, in order and
 * within this process. They are all that is read: what a list or feed among
 * them names is told to events->failed, never opened and never fetched.
 */
bool source_read_bytes(struct span name, struct span bytes, const struct source_options *options,
    const struct source_events *events, struct fault *f) MUST_CHECK;

#endif
