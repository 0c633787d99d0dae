/* The input of `link`: quotations, one JSON object a line. */
#ifndef CMD_QUOTATIONS_H
#define CMD_QUOTATIONS_H

#include "cmd/cli.h"
#include "core/hands.h"
#include "core/trail.h"

/* A record as it came. `plain`: line_read() knows it, and nothing of it is replaced. */
struct quotation {
	struct span	 line;
	bool		 plain;
};

/* In the order of the input, bad lines left out. Spans point into the bytes or an arena here. */
struct quotations {
	struct quotation *items;
	struct occurrence *occurrences;
	struct trail_article *articles; /* an article for each address */
	size_t		 count, narticles;
	size_t		 failed, undated; /* left out; "published" is no date */
	struct span	 name;	/* of the input, for people */
	struct span	 bytes; /* all of it */
	bool		 mapped;
	struct arena	**arenas;
	size_t		 narenas;
};

#define QUOTATIONS_EMPTY ((struct quotations) { .items = NULL })

/*
 * Read every line of a file, or of standard input for a NULL path. A bad line
 * is named and left out; an id that comes twice is FAULT_INPUT. Free it, read
 * or not.
 */
bool quotations_read(const struct cli *cli, const char *path, const struct hands *hands,
    struct quotations *q, struct fault *f) MUST_CHECK;
void quotations_free(struct quotations *q);

#endif
