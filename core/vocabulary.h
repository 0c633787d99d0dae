/*
 * Everything that the tables know of a word, in one place: what core/lexicon.h
 * and core/cue.h answer table by table is gathered once, so that a text costs
 * one look for each of its words.
 */
#ifndef CORE_VOCABULARY_H
#define CORE_VOCABULARY_H

#include <stdint.h>

#include "core/fault.h"
#include "core/lexicon.h"

/* More that a word can be, beside the lexicon's bits. The last three are for the place it is printed at. */
enum {
	WORD_CUE = 1 << 15,
	WORD_CUE_NOUN = 1 << 16, /* this form of the cue verb is a common noun too */
	WORD_TENSE_BASE = 1 << 17,
	WORD_TENSE_PRESENT = 1 << 18,
	WORD_TENSE_PAST = 1 << 19,
	WORD_TENSE_ING = 1 << 20,
	WORD_SPEECH = 1 << 21, /* the cue verb hands words over, rather than judging */
	WORD_TITLE = 1 << 22,
	WORD_GIVEN = 1 << 23,
	WORD_PLACE = 1 << 24,
	WORD_CAPITAL = 1 << 25,
	WORD_POSSESSIVE = 1 << 26,
	WORD_TRADE = 1 << 30, /* a title when printed small: baker */
	WORD_CUE_BARE = 1 << 29, /* a cue only before "that" or no word at all */
	WORD_ENDS = 1 << 27, /* a stop or a quotation that ends a sentence */
	WORD_FINITE = WORD_TENSE_PRESENT | WORD_TENSE_PAST,
	WORD_FUNCTION = WORD_PRONOUN | WORD_OBJECT | WORD_DETERMINER | WORD_PREPOSITION |
	    WORD_CONJUNCTION | WORD_SUBORDINATE | WORD_RELATIVE | WORD_AUXILIARY | WORD_ADVERB |
	    WORD_NOTNAME,
};

/* An article that lost its vowel before a capital: "d'Arles". */
#define WORD_ELIDED (UINT32_C(1) << 31)

/* Never written to after birth, so it may be shared. NULL and FAULT_MEMORY when there is no memory. */
struct vocabulary;
struct vocabulary *vocabulary_new(struct fault *f) MUST_CHECK;
/*
 * What another language adds. In one that compounds a word is a title that ends in one,
 * "Hauptautorin", and so is before a full name what ends like a noun for a person.
 */
struct vocabulary_more {
	const char *const	*titles, *const *leads; /* leads: part of no name, capital or not: "Laut" */
	size_t			 ntitles, nleads;
	bool			 compounds;
	const char *const	*articles; /* nor are these, at the beginning of a sentence */
	size_t			 narticles;
	const char *const	*man_endings, *const *woman_endings;
	size_t			 nman, nwoman;
};

/* The same with the words of another language. */
struct vocabulary *vocabulary_with(const struct vocabulary_more *more, struct fault *f) MUST_CHECK;
void vocabulary_free(struct vocabulary *vocabulary);

/* WORD_... of a word as lexicon_fold() spells it; 0 for one that no table holds. */
uint32_t vocabulary_bits(const struct vocabulary *vocabulary, struct span folded);

/* The same when its token_hash() is known already. */
uint32_t vocabulary_bits_at(const struct vocabulary *vocabulary, struct span folded, uint64_t hash);

/* Does it end like a noun for a person, "Kämmerer"? Only in a language that compounds. */
bool vocabulary_is_bearer(const struct vocabulary *vocabulary, struct span folded);

#endif
