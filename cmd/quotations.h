/* The input of `link`: quotations, one JSON object a line. */
#ifndef CMD_QUOTATIONS_H
#define CMD_QUOTATIONS_H

#include "cmd/cli.h"
#include "cmd/window.h"
#include "core/following.h"

/* A record as it came. `plain`: line_read() knows it, and nothing of it is replaced. */
struct quotation {
	struct span	 line;
	bool		 plain;
	struct occurrence said; /* its article is the one below */
	struct trail_article article;
};

/*
 * In the order of the input, bad lines left out. Of the records only numbers
 * are kept; each can be read again.
 */
struct quotations {
	struct following following; /* the ledger and the wordings are filled in */
	uint64_t	*lines;	/* where the line of each begins */
	size_t		 count;
	size_t		 failed, undated; /* left out; "published" is no date */
	struct span	 name;	/* of the input, for people */
	int		 from;	/* a file that can be read at any place */
	uint64_t	 begin, end; /* bytes of it */
};

#define QUOTATIONS_EMPTY ((struct quotations) { .from = -1 })

/*
 * Read every line of a file, or of standard input for a NULL path; what cannot
 * be read twice waits in a temporary file. A bad line is named and left out; an
 * id that comes twice is FAULT_INPUT. Free it, read or not.
 */
bool quotations_read(const struct cli *cli, const char *path, const struct hands *hands,
    struct quotations *q, struct fault *f) MUST_CHECK;
void quotations_free(struct quotations *q);

/* For lines of the input. */
struct window quotations_window(const struct quotations *q);

/*
 * Quotation i once more, its date left out. Spans lie in the window, until it moves, and in the
 * arena. FAULT_CHANGED when the file holds another one by now.
 */
bool quotations_again(const struct quotations *q, size_t i, struct window *window,
    struct arena *arena, struct quotation *quotation, struct fault *f) MUST_CHECK;

#endif
