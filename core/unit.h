/*
 * Words as drift judges them (N3): contractions opened, spelling variants,
 * number words, abbreviations and joined compounds unified. A unit may be part
 * of a token ("we've" is two) or cover several ("twenty one").
 */
#ifndef CORE_UNIT_H
#define CORE_UNIT_H

#include "core/align.h"
#include "core/gloss.h"
#include "core/token.h"

enum {
	UNIT_SENTENCE = 1,  /* first of a sentence */
	UNIT_CLAUSE = 2,    /* first of a clause: a mark stands before it, or it is "that", "because", ... */
	UNIT_BRACKETED = 4,
	UNIT_GAP = 8,	    /* an ellipsis stands before it */
	UNIT_NUMBER = 16,   /* a number whose loss is a loss; "one" and "first" are not */
	UNIT_CONTENT = 32,  /* no function word */
};

struct unit {
	size_t	 at, length; /* tokens it covers or lies in */
	size_t	 sentence;   /* which sentence of its text it belongs to, from 0 */
	unsigned flags;	     /* UNIT_* */
	unsigned kinds;	     /* WORD_* */
	unsigned group;	     /* word_class() */
};

struct unit_list {
	struct unit	  *items;
	struct align_unit *pairs; /* the same units as alignment sees them */
	size_t		   count;
	size_t		   sentences;
};

/* A text's words in standard spelling, one a token. */
struct unit_text {
	const struct token_list	*tokens;
	struct span		*words;
	struct gloss		*glosses; /* of the words */
	uint64_t		*set;	 /* their hashes, open addressing; 0 free */
	size_t			 nslots; /* a power of two */
};

/* glossary: of whoever compares many texts, or NULL. */
bool unit_text_read(const struct token_list *tokens, struct glossary *glossary, struct arena *arena,
    struct unit_text *text, struct fault *f) MUST_CHECK;

/*
 * Read a text as units. What the other text holds decides where two readings
 * are possible: "cease fire" is one unit when the other has "ceasefire", and
 * "United Nations" when it has "UN".
 */
bool unit_read(const struct unit_text *text, const struct unit_text *other, struct arena *arena,
    struct unit_list *units, struct fault *f) MUST_CHECK;

#endif
