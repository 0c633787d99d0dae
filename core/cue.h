/*
 * Verbs that hand words to a speaker, in all their forms.
 * "Cue" as in Pareti, "A Database of Attribution Relations" (LREC 2012).
 */
#ifndef CORE_CUE_H
#define CORE_CUE_H

#include "core/lexicon.h"

enum {
	CUE_SPEECH = 1,	   /* say, tell, write: words follow */
	CUE_JUDGES = 2,	   /* call, denounce: quoted words inside a judgement */
	CUE_NOUN = 4,	   /* its base or -s form is a common noun: report, claims */
	CUE_ADDRESSEE = 8, /* takes whom: tell, remind */
	CUE_BARE = 16,	   /* a cue only before "that" or no word at all: found that, "Q," he began */
};

enum cue_tense { CUE_BASE, CUE_PRESENT, CUE_PAST, CUE_ING };

struct cue {
	const char	*name;	/* base form */
	unsigned	 flags;
};

/* The verb a folded word is a form of, or NULL. */
const struct cue *cue_find(struct span folded, enum cue_tense *tense);

/*
 * Form i of all that cue_find() knows, i < cue_forms(), the same one at times
 * under several numbers. Regular endings are set to every verb, whether or not
 * English forms it so.
 */
struct span cue_form(size_t i, struct lexicon_room *room);
size_t cue_forms(void);

/* The whole table, for tests of its order. */
size_t cue_list(const struct cue **list);

#endif
