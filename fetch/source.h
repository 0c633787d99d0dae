/*
 * What a person names, recognised by what it is, and read into articles one at
 * a time: URLs, HTML pages, plain texts, lists, directories, NDJSON (gzipped or
 * not), "-". A bad source is reported and never stops the others.
 */
#ifndef FETCH_SOURCE_H
#define FETCH_SOURCE_H

#include <stdint.h>

#include "core/article.h"
#include "fetch/http.h"

enum source_kind {
	SOURCE_AUTO,
	SOURCE_LIST,
	SOURCE_HTML,
	SOURCE_TEXT,
	SOURCE_NDJSON,
	SOURCE_KINDS
};
extern const char *const source_kind_names[SOURCE_KINDS]; /* what --as takes */

struct source_options {
	enum source_kind	 as;	/* SOURCE_AUTO recognises; else overrules for every named source */
	struct span		 url;	/* where a single saved page came from; empty otherwise */
	struct http_options	 http;
	int64_t			 now;	/* when the run began, seconds since 1970 */
};

/*
 * What the reader is told, in input order. Spans die when the call returns.
 *   article   one document; return false with f set to stop the whole run
 *   failed    a source that gave no article: its name and why (kind tells a throttled host
 *             from a bad file); return false to stop
 *   progress  may be NULL; `known` is the number of sources known so far
 */
struct source_events {
	bool	(*article)(void *context, const struct article *article, struct fault *f);
	bool	(*failed)(void *context, struct span source, const struct fault *why);
	void	(*progress)(void *context, struct span source, size_t done, size_t known);
	void	 *context;
};

/* Sources inside sources (a list naming lists) nest this deep at most. */
#define SOURCE_DEPTH_MAX 8
/* A line of an NDJSON file or a list. Longer is that line's failure; the rest goes on. */
#define SOURCE_LINE_MAX ((size_t)64 << 20)

/*
 * Read every source, in the order named; what a list or a directory names
 * stands in its place. A directory's files come in byte order of their paths,
 * hidden ones left out, links to directories elsewhere not followed but named
 * as failed. A list that names itself, over however many others, is a failed
 * source. `as` holds for what the person named and the files of a directory
 * named; what a list names is recognised.
 *
 * Returns false only when an event said stop, when *stop was set
 * (FAULT_INTERRUPTED; looked at between articles and while waiting for bytes;
 * it may be NULL) or when memory ran out; failures of sources went to
 * events->failed.
 */
bool source_read(const struct span *sources, size_t count, const struct source_options *options,
    const struct source_events *events, const volatile int *stop, struct fault *f) MUST_CHECK;

/*
 * The same for bytes in memory, under a name to call them by. They are all
 * that is read: what a list among them names is told to events->failed, never
 * opened and never fetched.
 */
bool source_read_bytes(struct span name, struct span bytes, const struct source_options *options,
    const struct source_events *events, struct fault *f) MUST_CHECK;

#endif
