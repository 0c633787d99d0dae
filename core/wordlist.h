/*
 * The lists behind core/words.h: closed classes of English, each in byte order
 * and with an index to search it by. Source: the closed word classes any
 * grammar of English lists; spelling pairs from British and American usage.
 */
#ifndef CORE_WORDLIST_H
#define CORE_WORDLIST_H

#include <stddef.h>

#include "core/row.h"
#include "core/words.h"

enum word_group {
	GROUP_NONE,
	GROUP_ARTICLE,
	GROUP_DEMONSTRATIVE,
	GROUP_PRONOUN,
	GROUP_PREPOSITION,
	GROUP_CONJUNCTION,
	GROUP_BE,
	GROUP_HAVE,
	GROUP_DO,
	GROUP_MODAL,
	GROUP_ADVERB,
	GROUP_QUANTITY,
	GROUP_QUESTION,
	GROUP_PARTICLE,
};

struct lexeme {
	const char	*word;
	unsigned	 kinds; /* WORD_* */
	enum word_group	 group;
};

struct word_pair {
	const char	*word, *other;
};

struct abbreviated {
	const char	 *word; /* lower case */
	enum abbreviation kind;
};

struct number_word {
	const char	*word;
	int		 value;
	bool		 ordinal;
};

struct phrase {
	const char	*words[4]; /* NULL when shorter */
};

extern const struct lexeme lexemes[];
extern const size_t lexeme_count;
extern const struct row_table lexemes_rows;

/* Spelling variant or abbreviation and the form it is compared as. */
extern const struct word_pair spellings[];
extern const size_t spelling_count;
extern const struct row_table spellings_rows;

/* Irregular form and its base: "went", "go". */
extern const struct word_pair irregulars[];
extern const size_t irregular_count;
extern const struct row_table irregulars_rows;

/* Contraction and the words it stands for, one space between. */
extern const struct word_pair contractions[];
extern const size_t contraction_count;
extern const struct row_table contractions_rows;

extern const struct abbreviated abbreviations[];
extern const size_t abbreviation_count;
extern const struct row_table abbreviations_rows;

extern const struct number_word number_words[];
extern const size_t number_word_count;
extern const struct row_table number_words_rows;

extern const struct phrase qualifier_phrases[];
extern const size_t qualifier_phrase_count;

/*
 * Stems that British spelling writes with "our": "colo", "hono"; and those whose "l" it
 * doubles: "travel".
 */
extern const char *const our_stems[];
extern const size_t our_stem_count;
extern const char *const doubling_stems[];
extern const size_t doubling_stem_count;

#endif
