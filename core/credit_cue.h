/*
 * The phrases in which a text says whose words it prints, and the names that
 * stand beside them. For core/credit.c alone.
 */
#ifndef CORE_CREDIT_CUE_H
#define CORE_CREDIT_CUE_H

#include "core/article.h"

enum cue_names {
	NAMES_BEHIND, /* the cue, up to the end of the sentence */
	NAMES_BEFORE, /* the cue, from the start of the sentence */
	NAMES_STYLE,  /* nowhere: the phrase itself is one agency's house style */
};

enum {
	CUE_OPENS = 1,	/* counts at the start of a paragraph or bracket only */
	CUE_ANY = 2,	/* the first name counts, known to a table or not */
	CUE_WORD = 4,	/* one capitalised word counts as a name */
	CUE_HOLDER = 8, /* of a right: counts only when known to a table */
	CUE_STYLE = 16, /* a habit of one agency: counts where nothing else says whose copy it is */
};

struct credit_cue {
	const char	*phrase; /* small letters; met in any capitals of ASCII */
	enum credit_role role;
	enum cue_names	 names;
	unsigned	 flags;
	const char	*name; /* of NAMES_STYLE; else NULL */
};

/*
 * The next cue in the paragraph at or after byte *at, which moves behind it.
 *   cue     the phrase as printed
 *   names   the stretch that holds the names
 * NULL when none is left.
 */
const struct credit_cue *credit_cue_find(struct span paragraph, size_t *at, struct span *cue,
    struct span *names);

/* The run of capitalised words that opens s, "the" left out: "CalMatters", "Texas Tribune". */
struct span credit_cue_name(struct span s);

/* The whole table, for tests of its order. */
size_t credit_cue_list(const struct credit_cue **list);

#endif
