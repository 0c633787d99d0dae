/*
 * Runs of words that can be a name: "Ursula van der Berg", with the titles in
 * front told apart from the name itself.
 */
#ifndef CORE_RUN_H
#define CORE_RUN_H

#include "core/phrase.h"

/* Words title..from say who it is ("US Secretary of State"), words from..to are the name. */
struct run {
	size_t	 title, from, to;
};

/* The next run at word *at or behind it; *at moves behind it. False when there is none left. */
bool run_next(const struct phrase *phrase, size_t *at, struct run *run);

/* "her rival, the clerk Ann Berg": the comma before it and what belongs to it; 0 when there is none. */
size_t run_comma(const struct phrase *phrase, const struct run *run);

/* Does it stand where a subject stands? */
bool run_is_subject(const struct phrase *phrase, const struct run *run);

/* The word it is called by: the last one, before "Jr." */
struct span run_last(const struct phrase *phrase, const struct run *run);

/* One behind the words of the name itself: degrees and honours ("QC") are left out. */
size_t run_named(const struct phrase *phrase, const struct run *run);

/* Is there a title among words from..to, and what gender does it tell? */
bool run_has_title(const struct phrase *phrase, size_t from, size_t to);
enum gender run_title_gender(const struct phrase *phrase, size_t from, size_t to);

/* Is the word behind a name a verb of some kind, as far as it alone can tell? */
bool run_before_verb(const struct phrase *phrase, size_t behind);

#endif
