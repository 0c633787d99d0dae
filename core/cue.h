/*
 * Verbs that hand words to a speaker, in all their forms.
 * "Cue" as in Pareti, "A Database of Attribution Relations" (LREC 2012).
 */
#ifndef CORE_CUE_H
#define CORE_CUE_H

#include "core/span.h"

enum {
	CUE_SPEECH = 1,	   /* say, tell, write: words follow */
	CUE_JUDGES = 2,	   /* call, denounce: quoted words inside a judgement */
	CUE_NOUN = 4,	   /* its base or -s form is a common noun: report, claims */
	CUE_ADDRESSEE = 8, /* takes whom: tell, remind */
};

enum cue_tense { CUE_BASE, CUE_PRESENT, CUE_PAST, CUE_ING };

struct cue {
	const char	*name;	/* base form */
	unsigned	 flags;
};

/* The verb a folded word is a form of, or NULL. */
const struct cue *cue_find(struct span folded, enum cue_tense *tense);

/* The whole table, for tests of its order. */
size_t cue_list(const struct cue **list);

#endif
