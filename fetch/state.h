/*
 * An article as the data of a program: what a page hands to the script that
 * will draw it, as JSON in a script element ("__NEXT_DATA__") or behind an
 * assignment ("window.__INITIAL_STATE__ = {...}"). No standard describes it, so
 * an object counts as the article only where its title is the page's.
 */
#ifndef FETCH_STATE_H
#define FETCH_STATE_H

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"

/* A date as written, or of a number as date_print() writes it. */
struct state_date {
	struct span	 text;
	const char	*key; /* static: the name of its field */
};

struct state {
	struct span		 body; /* plain or marked up; paragraphs of a list are marked up */
	struct state_date	 published, modified;
};

#define STATE_BYTES_MAX ((size_t)16 << 20) /* of data in one page that are looked at */
#define STATE_BODY_MAX ((size_t)4 << 20)   /* a longer body is left out */

/*
 * Find this page's article in the data of its scripts.
 *
 *   html    the page, valid UTF-8
 *   titles  by which the article is known; empty ones match nothing
 *
 * A page without such data is a success with nothing found. Paragraphs that
 * lie deeper in each other than text does are left out. Fails with FAULT_MEMORY.
 */
bool state_read(struct span html, const struct span *titles, size_t ntitles, struct arena *arena,
    struct state *state, struct fault *f) MUST_CHECK;

#endif
