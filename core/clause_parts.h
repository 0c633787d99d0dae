/* What core/clause.c and core/clause_subject.c share; nobody else needs it. */
#ifndef CORE_CLAUSE_PARTS_H
#define CORE_CLAUSE_PARTS_H

#include "core/clause.h"

/* All look at words from lo on; `left` is one behind the word that stands before the verb and its auxiliaries. */

/* Where the subject's stretch begins; two nouns joined by "and" are one. */
size_t clause_subject_start(const struct phrase *phrase, size_t lo, size_t left);

/* Before "(Labour)", and before "is said to have": where what they belong to ends; else `left`. */
size_t clause_before_brackets(const struct phrase *phrase, size_t lo, size_t left);
size_t clause_before_hearsay(const struct phrase *phrase, size_t lo, size_t left);

/* Is it "he", "she" or another word that can only be a subject? */
bool clause_is_nominative(const struct phrase *phrase, size_t i);

/* The subject of a participle behind "with", of a verb before "to", and of one behind a relative clause. */
bool clause_read_with(const struct phrase *phrase, size_t lo, size_t left, struct noun *subject);
bool clause_read_habit(const struct phrase *phrase, size_t lo, size_t to, struct noun *subject);
bool clause_read_over_relative(const struct phrase *phrase, size_t lo, size_t left,
    struct noun *subject);

/* Whom an apposition that begins at `begin`, and was taken for the subject, describes. */
void clause_read_over_apposition(const struct phrase *phrase, size_t lo, size_t begin,
    struct noun *subject);

#endif
