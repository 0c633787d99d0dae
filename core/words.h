/*
 * What single words are: closed lists and small rules of English. Everything
 * here takes folded words (token.word) unless it says "printed". Words of
 * other languages are simply not on the lists, and so count as content.
 */
#ifndef CORE_WORDS_H
#define CORE_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/span.h"

/* What a full stop behind an abbreviation leaves open. */
enum abbreviation {
	ABBREVIATION_NONE,
	ABBREVIATION_TITLE,	/* "Gen.": a name follows, the sentence goes on */
	ABBREVIATION_NUMBERED,	/* "No.", "Jan.": goes on when a number follows */
	ABBREVIATION_OPEN,	/* "Inc.", "etc.": ends a sentence when one begins behind it */
};

/* The printed word before a full stop, without that stop; inner stops stay ("a.m"). */
enum abbreviation word_abbreviation(struct span printed);

/*
 * A capitalised function word ("He", "The"): after an abbreviation it begins a sentence.
 * Printed.
 */
bool word_opens_sentence(struct span printed);

enum {
	WORD_FUNCTION = 1,  /* grammar, not matter: articles, pronouns, auxiliaries, ... */
	WORD_NEGATOR = 2,   /* turns a clause round: "not", "never", "without" */
	WORD_QUALIFIER = 4, /* narrows or softens a claim: "may", "if", "only", "alleged" */
	WORD_NUMBER = 8,    /* "two", "dozens", "half"; digits are TOKEN_NUMBER */
	WORD_CLAUSE = 16,   /* begins a clause: "that", "because", "and" */
};

unsigned word_kinds(struct span word);

/*
 * word_kinds(), and the kind of grammar a function word does: articles are one group, forms of
 * "be" another. 0 for content.
 */
unsigned word_class(struct span word, unsigned *group);

/*
 * The same number for forms of one word: "leave", "leaving", "left". A rough
 * rule of endings, good for comparing two words that stand in one place.
 */
uint64_t word_stem_hash(struct span word);

/*
 * The parts a contraction stands for: "we've" is "we" and "have". Returns how many, 0 for no
 * contraction.
 */
#define WORD_PARTS_MAX 3
size_t word_expand(struct span word, struct span parts[WORD_PARTS_MAX]);

/*
 * One spelling for all: "colour" gives "color", "organised" "organized", "govt"
 * "government". The result is the word, a static word, or lies in room.
 */
#define WORD_ROOM 64
struct span word_standard(struct span word, char room[WORD_ROOM]);

/*
 * Length in words (2 to 4) of the qualifying phrase that starts at words[0]: "to the extent". 0
 * when none does.
 */
size_t word_qualifier_phrase(const struct span *words, size_t count);

/* Does one begin with this word? */
bool word_begins_phrase(struct span word);

/*
 * A number in words, digits or both that starts at words[0]: "twenty one",
 * "2 million". Returns how many words it takes, 0 when none does, and its
 * value in thousandths; ordinals ("third", "3rd") are marked.
 */
size_t word_number(const struct span *words, size_t count, int64_t *thousandths, bool *ordinal);

#endif
