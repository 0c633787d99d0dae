/*
 * Clauses that hand words over: a cue verb and its subject, read from the
 * words of one sentence without a parser. Appositions, relative clauses and
 * participles are stepped over; "X's adviser" is the adviser.
 */
#ifndef CORE_CLAUSE_H
#define CORE_CLAUSE_H

#include "core/noun.h"

enum clause_kind {
	CLAUSE_SUBJECT,	  /* X said */
	CLAUSE_INVERTED,  /* said X */
	CLAUSE_ACCORDING, /* according to X */
	CLAUSE_AGENT,	  /* described by X as */
	CLAUSE_RELATIVE,  /* X, who said */
	CLAUSE_INHERITED, /* X left, saying; X rose and said: the subject of the clause before */
	CLAUSE_NOUN,	  /* X's claim that */
};

struct clause {
	enum clause_kind kind;
	size_t		 verb, verb_end; /* word of the verb; one behind its group */
	struct noun	 subject;
};

#define CLAUSE_MAX 32

/* The clauses of words from..to, in reading order of their verbs; at most CLAUSE_MAX. */
size_t clause_find(const struct phrase *phrase, size_t from, size_t to,
    struct clause clauses[CLAUSE_MAX]);

/* The clause that begins right at word `at`: "Berg said", "said Berg", "according to Berg". */
bool clause_at(const struct phrase *phrase, size_t at, size_t to, struct clause *clause);

/* Of clauses in reading order, the one whose speaker tells of clause k: "X said Y once called it"; else k. */
size_t clause_outer(const struct phrase *phrase, const struct clause *clauses, size_t k);

#endif
