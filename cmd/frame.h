/*
 * What stands around the content of every page of ours: head with policy,
 * style and title, and the end with the script. The policy lets nothing be
 * loaded; style and script are allowed by their hashes alone. A served page has
 * a search box and leads to its neighbours besides.
 */
#ifndef CMD_FRAME_H
#define CMD_FRAME_H

#include "core/buf.h"

struct frame {
	struct span	 query;	/* what was asked for; empty: nothing */
	struct span	 title; /* what the page shows, when it answers no question; may be empty */
	bool		 served;
};

/* The Content-Security-Policy, for the page and for the header it is served with. */
void frame_policy(struct buf *out, bool served);

/* From the doctype to the opened <main>. */
void frame_open(struct buf *out, const struct frame *frame);

/* The script and the end, behind the footer. */
void frame_close(struct buf *out);

#endif
