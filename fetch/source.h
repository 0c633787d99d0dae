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
 * Read every source. Returns false only when an event said stop or memory ran
 * out; failures of sources went to events->failed. `stop` is looked at between
 * articles (set by a signal handler); it may be NULL.
 */
bool source_read(const struct span *sources, size_t count, const struct source_options *options,
    const struct source_events *events, const volatile int *stop, struct fault *f) MUST_CHECK;

#endif
