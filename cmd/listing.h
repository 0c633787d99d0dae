/*
 * Families as lists show them: a line each, from what the database keeps of
 * them for that (store_line()), so that a list of a few costs a look at a few,
 * however large they are and however many there are.
 */
#ifndef CMD_LISTING_H
#define CMD_LISTING_H

#include "cmd/model.h"

/* A family in words. */
struct listed {
	struct family_line line;
	struct span	 title; /* its earliest wording as a headline */
	struct span	 when;	/* of its earliest; empty: no printing is dated */
	struct span	*outlets; /* for the filter of a page: of LISTED_OUTLETS_MAX or fewer, all; else some */
	size_t		 noutlets;
};
#define LISTED_OUTLETS_MAX 100

/* Without its outlets; FAULT_MISSING as store_line(). In the arena. */
bool listed_read(struct store *store, struct span id, struct arena *arena, struct listed *listed,
    struct fault *f) MUST_CHECK;

/* A part of the families that pass a filter, the worst first. */
struct listing {
	struct listed	*items;
	size_t		 count;
	size_t		 from; /* families that stand before the first */
	bool		 more; /* there are others behind the last */
};

bool listing_read(struct store *store, const struct family_filter *filter, size_t most,
    struct arena *arena, struct listing *listing, struct fault *f) MUST_CHECK;

/* A form that asks for a list, filled in as these parameters ask. */
void listing_form(struct buf *out, const struct args *args, const char *action);

/*
 * The list as a table with its heading, each row leading to `address` with the
 * family's id behind it, and as members of a JSON object. `next` leads on; it
 * is empty when nothing follows.
 */
void listing_add(struct buf *out, const struct listing *listing, const char *address,
    struct span next);
void listing_put(struct buf *out, const struct listing *listing, struct span next);

#endif
