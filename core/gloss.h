/*
 * What is known of a word, looked up once: its standard spelling, what lists
 * it stands on, its stem. A glossary remembers the words looked up last, for
 * texts that are compared by the thousand have the same few.
 */
#ifndef CORE_GLOSS_H
#define CORE_GLOSS_H

#include "core/arena.h"
#include "core/fault.h"
#include "core/token.h"

/* All of the standard spelling. */
struct gloss {
	struct span	 word;	/* static, the token's own, or in the arena */
	uint64_t	 hash, stem;
	unsigned	 kinds, group; /* word_class() */
	bool		 number; /* word_number() finds one here, */
	bool		 contraction; /* word_expand() parts, */
	bool		 phrase; /* and word_qualifier_phrase() perhaps a phrase */
};

/* Of a word in standard spelling, whose token_hash() or number's is given. */
void gloss_standard(struct span word, uint64_t hash, struct gloss *gloss);

/* One hand's. NULL and a fault without memory; freeing NULL does nothing. */
struct glossary;
struct glossary *glossary_new(struct fault *f);
void glossary_free(struct glossary *glossary);

/* The same with and without a glossary, which may be NULL. */
bool gloss_word(struct glossary *glossary, const struct token *token, struct arena *arena,
    struct gloss *gloss, struct fault *f) MUST_CHECK;

#endif
