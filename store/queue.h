/*
 * The queue: which sources were visited, what came of it and what their
 * servers said, so that a killed run goes on where it was, a later one asks
 * only for what changed, and no host is asked twice a day for its robots.txt.
 */
#ifndef STORE_QUEUE_H
#define STORE_QUEUE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"

struct store;

enum visit_outcome {
	VISIT_READ,	 /* it gave an article */
	VISIT_UNCHANGED, /* the same text as before, or 304 */
	VISIT_OPENED,	 /* it names or holds pages, each with a visit of its own where one is needed */
	VISIT_FAILED,
	VISIT_BLOCKED,	 /* by robots.txt */
	VISIT_THROTTLED, /* worth another run later */
	VISITS
};
extern const char *const visit_outcome_names[VISITS];

/* Spans are valid UTF-8, but for the etag. */
struct visit {
	struct span	 source; /* what it is known by: the normal form of a URL, else the path as named */
	struct span	 named;	 /* as the person or the list named it; empty: the same */
	enum visit_outcome outcome;
	struct span	 reason; /* empty when all went well */
	int64_t		 at;	 /* seconds since 1970 */
	struct span	 found;	 /* where redirects led, in normal form; empty: nowhere else */
	struct span	 etag;	 /* of what was read at `found`; empty when not sent */
	int64_t		 last_modified; /* the same; DATE_UNKNOWN when not sent */
};

/*
 * Note a visit, after what it gave was added (the article whose identity or
 * alias is `source` or `found`). Of a source the one noted last counts; one that
 * gave nothing keeps `found` and the validators of the last that did.
 * FAULT_INPUT when it names no source.
 */
bool store_visit(struct store *store, const struct visit *visit, struct fault *f) MUST_CHECK;

/*
 * The last visit of a source; *known is false when there was none. Its spans
 * are in the arena, but for the source, which is the caller's. Validators
 * are given only while the article they belong to is held, so that a 304 can
 * be believed.
 */
bool store_visited(struct store *store, struct span source, struct arena *arena,
    struct visit *visit, bool *known, struct fault *f) MUST_CHECK;

/*
 * The server says that a source did not change: the version that was last read
 * from it stood unchanged at `visit->at`, as a capture of the same text would
 * prove; bounds of its publication stay where they are. Without a visit that
 * read it, it is the one seen last of the article at `source` or `found`;
 * FAULT_MISSING, and nothing is noted, when there is none. The visit is noted
 * as VISIT_UNCHANGED; what a 304 does not repeat (found, validators) stays as it
 * was.
 */
bool store_unchanged(struct store *store, const struct visit *visit, struct fault *f) MUST_CHECK;

/*
 * Every source whose last visit ended so (a bit 1 << outcome each), by name.
 * each() may not write; what it is given is there until it returns.
 */
bool store_each_visit(struct store *store, unsigned outcomes,
    bool (*each)(void *context, const struct visit *visit, struct fault *f), void *context,
    struct fault *f) MUST_CHECK;

/*
 * A run begins over what `sources` stands for (a digest or the text of all
 * that was named). *since is when a run over the same that never ended began,
 * whose visits since then need not be made again; DATE_UNKNOWN when there is none.
 */
bool store_run_begin(struct store *store, struct span sources, int64_t now, int64_t *since,
    struct fault *f) MUST_CHECK;
bool store_run_end(struct store *store, struct span sources, struct fault *f) MUST_CHECK;

/* A host's robots.txt as fetched; *body is empty when it allows all. */
bool store_robots(struct store *store, struct span origin, struct arena *arena, struct span *body,
    int64_t *fetched, bool *known, struct fault *f) MUST_CHECK;
bool store_robots_add(struct store *store, struct span origin, struct span body, int64_t fetched,
    struct fault *f) MUST_CHECK;

/*
 * What is written between these is committed together: one sync of the disk
 * for many articles. Reading in between sees it. store_release() without store_hold()
 * does nothing; when it fails, all since store_hold() is gone. A call in between
 * that fails takes back its own work alone; should SQLite have to take back more (a
 * disk that fails), every call until store_release(), and that too, fails and says so.
 *
 * No other process can write meanwhile, so hold for moments, not for a whole
 * run. Holding twice is holding once; store_conclude() releases first, and
 * store_close() does what it can to release.
 */
bool store_hold(struct store *store, struct fault *f) MUST_CHECK;
bool store_release(struct store *store, struct fault *f) MUST_CHECK;

#endif
