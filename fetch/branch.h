/*
 * A source that holds many: the lines of NDJSON, the records of an archive, the
 * entries of a feed, given one at a time.
 */
#ifndef FETCH_BRANCH_H
#define FETCH_BRANCH_H

#include "fetch/document.h"
#include "fetch/input.h"
#include "fetch/source.h"

/* What comes next. Spans die with the next step. */
struct branch_step {
	enum branch_what {
		BRANCH_END,
		BRANCH_DOCUMENT, /* `document` is to be read */
		BRANCH_ADDRESS,	 /* `url` is to be fetched */
		BRANCH_FAULT,	 /* of `name`; the fault says why */
		BRANCH_REVISIT,	 /* an archive's word that a page stood unchanged */
		BRANCH_REDIRECT, /* an archive's record of one */
		BRANCH_SKIPPED,	 /* a record or entry that is no page */
	} what;
	struct span		 name; /* what people are told: "pages.warc:4711", "a.ndjson:3" */
	struct document		 document;
	struct span		 url;
	bool			 feed; /* the address is that of another sitemap */
	const struct evidence	*given;
	size_t			 ngiven;
};

struct branch;

/* What a branch is opened over. */
struct branch_origin {
	enum source_kind kind;	  /* SOURCE_NDJSON, SOURCE_WARC or SOURCE_FEED */
	struct span	 name;	  /* of the whole, for people */
	struct span	 base;	  /* what a feed's relative addresses are relative to; may be empty */
	struct span	 charset; /* by the transport; may be empty */
	struct input	*input;	  /* nothing was taken from it but its head */
	struct arena	*bytes;	  /* where what it reads lies; NULL when elsewhere */
};

/* Open a branch. Input and arena then belong to it, also on failure. The options outlive it. */
bool branch_open(const struct branch_origin *origin, const struct source_options *options,
    struct branch **branch, struct fault *f) MUST_CHECK;
void branch_free(struct branch *branch);

/*
 * The next step. False only when the run cannot go on (memory); what is wrong with the
 * source itself is a step: *why of BRANCH_FAULT.
 */
bool branch_next(struct branch *branch, struct branch_step *step, struct fault *why,
    struct fault *f) MUST_CHECK;

#endif
