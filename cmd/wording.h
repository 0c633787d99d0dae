/*
 * Wordings stacked word under word: one column for each word of the reference
 * and one before each for what others insert there. Printings with the same
 * words share a row.
 */
#ifndef CMD_WORDING_H
#define CMD_WORDING_H

#include "cmd/model.h"

struct wording_cell {
	enum edit_op	 op;	 /* EDIT_KEEP, _INSERT, _DELETE, _SUBSTITUTE; meaningless when empty */
	struct span	 text;	 /* what this printing has (for a deletion: what it lacks) */
	struct span	 was;	 /* substitute: the reference's words */
	bool		 edge;	 /* cut off at the start or end: shown as a blank */
	bool		 opens, closes; /* first and last of a run of deleted words */
	bool		 marked; /* shown to the reader by an ellipsis or brackets */
};

struct wording_row {
	size_t		*members; /* 1-based numbers of the printings with these words */
	size_t		 nmembers, room;
	const struct wording_cell *cells; /* one a column; text and was empty: blank */
	bool		 is_reference;
};

struct wording {
	struct wording_row *rows;
	size_t		 nrows, ncolumns; /* columns: 2 * words + 1; odd ones are the reference's words */
};

bool wording_build(const struct model *model, struct arena *arena, struct wording *wording,
    struct fault *f) MUST_CHECK;

/*
 * A cell as plain text with wdiff's marks: {+added+}, [-dropped-], and "..."
 * for what an ellipsis stands for; the marks stay without colour.
 */
bool wording_cell_text(const struct wording_cell *cell, struct arena *arena, struct span *text,
    struct fault *f) MUST_CHECK;

/*
 * Two wordings as one line with the same marks, `drift` measured from `was` to
 * `now`: "... the gates {+of the upper dam+} are open". Words far from every
 * edit are left out as "...".
 */
bool wording_pair(struct span was, struct span now, const struct drift *drift, struct arena *arena,
    struct span *text, struct fault *f) MUST_CHECK;

#endif
