/*
 * Which region of the page every piece of text belongs to.
 */
#ifndef FETCH_REGION_H
#define FETCH_REGION_H

#include "core/article.h"
#include "fetch/layout.h"

/* What the page says about itself, to know its own words by. */
struct region_clues {
	struct span	 title;	      /* og:title, JSON-LD headline or the title element */
	struct span	 description; /* its summary */
	struct span	 language;
	struct span	 data;	      /* its text as data, which script may print or a wall hide */
};

struct regions {
	struct span	 unprinted; /* the body's text where the page does not print it; else empty */
	const unsigned char *of;    /* enum region of each piece */
	const unsigned char *by;    /* enum region_rule that showed it */
	const bool	*in_text;   /* does the piece belong to the article's text? */
	uint32_t	 headline;  /* its first piece; flow->count when the page shows none */
};

/*
 * Judge every piece. Everything lives in the arena. No deletion by name takes
 * more than a share of the running text, and link-rich paragraphs that hold
 * quotation marks stay.
 */
bool region_mark(const struct layout *layout, const struct region_clues *clues, struct arena *arena,
    struct regions *regions, struct fault *f) MUST_CHECK;

#endif
