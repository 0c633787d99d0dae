/*
 * What the quotation rules know about words: their part in a sentence, titles
 * and offices, given names, places. Facts as sorted tables; never a list of
 * the people in the news.
 */
#ifndef CORE_LEXICON_H
#define CORE_LEXICON_H

#include "core/span.h"

enum gender { GENDER_UNKNOWN, GENDER_MALE, GENDER_FEMALE };

/* What a word can be; a word can be several things. */
enum {
	WORD_PRONOUN = 1 << 0,	   /* can be the subject: he, who */
	WORD_OBJECT = 1 << 1,	   /* him, themselves */
	WORD_DETERMINER = 1 << 2,  /* the, his, three */
	WORD_PREPOSITION = 1 << 3,
	WORD_CONJUNCTION = 1 << 4, /* and, but */
	WORD_SUBORDINATE = 1 << 5, /* opens a clause of its own: when, while, asked */
	WORD_RELATIVE = 1 << 6,	   /* who, which */
	WORD_AUXILIARY = 1 << 7,   /* is, has, would */
	WORD_ADVERB = 1 << 8,
	WORD_DAY = 1 << 9,	   /* weekdays and months */
	WORD_BODY = 1 << 10,	   /* organisations: ministry, court, CNN */
	WORD_DOCUMENT = 1 << 11,   /* report, letter */
	WORD_ANONYMOUS = 1 << 12,  /* official, source */
	WORD_PARTICLE = 1 << 13,   /* inside a name: von, bin */
	WORD_NOTNAME = 1 << 14,	   /* begins sentences, never names */
	WORD_SETTING = 1 << 28,	   /* leads to where words were said: during, in, on */
};

struct lexicon_word {
	const char	*name;
	unsigned	 bits;
};

enum title_use {
	TITLE_COURTESY,	 /* Mr., Dr.: before a name, means no office */
	TITLE_QUALIFIER, /* prime, vice, former: part of another title */
	TITLE_BEFORE,	 /* president, Sen.: before a name or instead of one */
	TITLE_HEAD,	 /* lawmaker, wife: instead of a name */
	TITLE_PLURAL,	 /* officials: several people */
	TITLE_TRADE,	 /* baker: with a capital it is a surname */
};

struct title {
	const char	*name;
	const char	*office; /* in one spelling; NULL when it means none */
	enum title_use	 use;
	enum gender	 gender;
};

struct given_name {
	const char	*name;
	enum gender	 gender;
};

struct place {
	const char	*name;
	const char	*means; /* "kazakh" means "kazakhstan" */
};

/* Room for one folded word. */
struct lexicon_room {
	char	 bytes[48];
};

/*
 * A word as the tables spell it: lower case, no diacritics, straight
 * apostrophe, no final dot. Empty when it is longer than any word of them.
 */
struct span lexicon_fold(struct span word, struct lexicon_room *room);

unsigned lexicon_bits(struct span folded); /* WORD_... */
const struct title *title_find(struct span folded);
const struct given_name *given_find(struct span folded);
const struct place *place_find(struct span folded);

/* The whole tables, for tests of their order. */
size_t lexicon_list(const struct lexicon_word **list);
size_t title_list(const struct title **list);
size_t given_list(const struct given_name **list);
size_t place_list(const struct place **list);

#endif
