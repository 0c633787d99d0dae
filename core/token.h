/*
 * Text as words to compare. What was printed is kept beside what is compared:
 * N1 unifies glyphs (NFC; quotation marks, dashes, spaces, ellipses), N2 folds
 * case, drops punctuation and splits at hyphens. Tokens are N2 words.
 * Source: Unicode Standard 3.13 (case folding), UAX #29 for the idea of a word;
 * CJK ideographs and kana are one word each.
 */
#ifndef CORE_TOKEN_H
#define CORE_TOKEN_H

#include <stdint.h>

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"

enum {
	TOKEN_SENTENCE = 1,	/* first word of a sentence */
	TOKEN_GAP_BEFORE = 2,	/* an ellipsis stands before it */
	TOKEN_BRACKETED = 4,	/* inside [ ] */
	TOKEN_NUMBER = 8,	/* holds a digit */
	TOKEN_PARAGRAPH = 16,	/* first word of a paragraph */
	TOKEN_CAPITAL = 32,	/* printed with a capital first letter */
	TOKEN_COMPOUND = 64,	/* joined to the word before it by a hyphen */
};

struct token {
	struct span	 printed; /* in the text it was read from, without punctuation around it */
	struct span	 word;	  /* folded: "we've", "shoot", "20000" (digit commas dropped) */
	uint64_t	 hash;	  /* of word: 64-bit FNV-1a, equal for equal words */
	unsigned	 flags;
};

struct token_list {
	const struct token	*items;
	size_t			 count;
	bool			 gap_at_end; /* an ellipsis stands behind the last word */
};

/* 64-bit FNV-1a of a word's bytes; _more and _byte go on where another hash ended. */
#define TOKEN_HASH_NOTHING UINT64_C(0xCBF29CE484222325)
uint64_t token_hash(struct span word);
uint64_t token_hash_more(uint64_t hash, struct span bytes);

static inline uint64_t
token_hash_byte(uint64_t hash, char byte)
{
	return (hash ^ (unsigned char)byte) * UINT64_C(0x100000001B3);
}

/* Of a text of any length, eight bytes at a time: for tables of texts. */
uint64_t token_hash_text(struct span text);

/* One hash of two, which keeps their order. Source: Fibonacci hashing, Knuth, TAOCP 6.4. */
static inline uint64_t
token_hash_mix(uint64_t hash, uint64_t next)
{
	hash = (hash ^ next) * UINT64_C(0x9E3779B97F4A7C15);
	return hash ^ hash >> 29;
}

/* For qsort() and bsearch() over uint64_t. */
int token_hash_compare(const void *left, const void *right);

#define TOKEN_MAX_TEXT ((size_t)4 << 20) /* bytes; longer text is FAULT_LIMIT */

/* Split valid UTF-8 into words. Text without a word gives an empty list. */
bool token_read(struct span text, struct arena *arena, struct token_list *tokens, struct fault *f)
    MUST_CHECK;

/* The folded words joined by single spaces: two texts are the same words when these are equal. */
bool token_fold(struct span text, struct arena *arena, struct span *folded, struct fault *f)
    MUST_CHECK;

/* Take the first word of a folded text; empty at the end. */
struct span token_next(struct span *folded);

/* The words of a folded text again, in it; how they were printed is not known. */
bool token_unfold(struct span folded, struct arena *arena, struct token_list *tokens,
    struct fault *f) MUST_CHECK;

#endif
