/*
 * Two wordings laid side by side: what pairs, what moved, and the blocks of
 * words between. Drift is judged on it, and edits are listed from it.
 */
#ifndef CORE_COMPARISON_H
#define CORE_COMPARISON_H

#include "core/align.h"
#include "core/unit.h"

#define MOVE_NONE SIZE_MAX

/* One of the two texts. `kept` has a byte a unit: it pairs, where it stands or moved. */
struct side {
	struct span		 text;
	struct token_list	 tokens;
	struct unit_list	 units;
	unsigned char		*kept;
	size_t			*sentence_kept; /* units kept, a sentence */
	size_t			*partner;	/* a moved unit: its place in the other text; else MOVE_NONE */
};

/*
 * The variant goes on otherwise: it follows the reference, breaks off inside a sentence of it and
 * goes on with words of its own, which joins what was not said in one breath. With words of its
 * own in front as well it is a longer text around them.
 */
struct comparison {
	struct side		 reference, variant;
	struct alignment	 alignment;
	bool			 moves; /* some passage changed places */
	size_t			 goes_on; /* unit of the variant; their count when it does not */
	uint32_t		 classes; /* bit 1 << enum drift_class, as judged so far */
};

/* Reference units a..a_end-1 and variant units b..b_end-1 that stand between two pairs. */
struct block {
	size_t	 a, a_end, b, b_end;
	bool	 leading, trailing; /* before the first pair; behind the last */
};

/* Read both texts and align them. All in the arena. glossary: one hand's, or NULL. */
bool comparison_make(struct span reference, struct span variant, struct glossary *glossary,
    struct arena *arena, struct comparison *c, struct fault *f) MUST_CHECK;

/* The block at or behind column *at, which moves behind it; false when only pairs are left. */
bool comparison_block(const struct comparison *c, size_t *at, struct block *block);

/*
 * A block at an end is a cut, an extension, or both; what stands next to the
 * core on both sides may be a substitution. Narrows *block to that part, *rest
 * is what remains at the outer side.
 */
void comparison_split(const struct comparison *c, struct block *block, struct block *rest);

/* Unit i begins a token, or one ended just before it; so does the end of the text. */
bool side_token_edge(const struct side *s, size_t i);

/* Units from..to-1 that pair with nothing, and those of them that carry a flag. */
size_t side_changed(const struct side *s, size_t from, size_t to);
size_t side_flagged(const struct side *s, size_t from, size_t to, unsigned flag);

/* Unit i is the first of a sentence; the end of the text counts as one. */
bool side_begins_sentence(const struct side *s, size_t i);

/* The sentence of unit i has nothing in common with the other text. */
bool side_foreign(const struct side *s, size_t i);

/* An ellipsis stands before one of the units from..to. */
bool side_gap(const struct side *s, size_t from, size_t to);

/*
 * An ellipsis of the variant parts the words of a block, or them from what pairs. At an end of the
 * text it shows that more was said there, and parts nothing.
 */
bool comparison_gap(const struct comparison *c, const struct block *block);

/* A whole sentence without a partner lies in from..to-1. */
bool side_holds_sentence(const struct side *s, size_t from, size_t to);

/*
 * An inner block without an ellipsis joins what did not stand together: a
 * sentence, or as much, is left out between, or the end of one and more.
 */
bool comparison_joins(const struct comparison *c, const struct block *block);

/* All that changed in from..to-1 stands in square brackets, and something did. */
bool side_bracketed(const struct side *s, size_t from, size_t to);

#endif
