/*
 * A paragraph as the speaker rules read it: words, punctuation, and each
 * outermost quotation as one item, so that no rule looks inside it.
 */
#ifndef CORE_PHRASE_H
#define CORE_PHRASE_H

#include "core/pair.h"
#include "core/vocabulary.h"

enum word_kind {
	WORD_TEXT,
	WORD_QUOTE, /* a whole quotation, marks included */
	WORD_COMMA,
	WORD_STOP, /* . ! ? and the ellipsis */
	WORD_COLON,
	WORD_SEMICOLON,
	WORD_DASH,
	WORD_OPENS, /* brackets */
	WORD_CLOSES,
	WORD_OTHER,
};

struct word {
	uint32_t	 at, n; /* bytes in the paragraph */
	uint32_t	 bits;
	uint32_t	 sentence; /* index into the sentences */
	uint32_t	 pair;	/* of a WORD_QUOTE: index into the pairs */
	enum word_kind	 kind;
};

/* Where a sentence begins, and what is among its words: all their bits. */
struct phrase_sentence {
	uint32_t	 first, bits;
};

struct phrase {
	struct span			 text;
	const struct word		*words;
	const struct pair		*pairs;
	const struct phrase_sentence	*sentences; /* and one more for the end */
	uint32_t			 count, npairs;
};

/*
 * Read n paragraphs whose text and pairs are filled in, each up to
 * PAIR_MAX_BYTES; orphaned marks are read over. Their words lie one behind the
 * other in the arena, and so do their sentences.
 */
bool phrase_read(const struct vocabulary *vocabulary, struct phrase *phrases, size_t n,
    struct arena *arena, struct fault *f) MUST_CHECK;

static inline struct span
phrase_word(const struct phrase *phrase, size_t i)
{
	const struct word	*word = &phrase->words[i];

	return (struct span) { phrase->text.p + word->at, word->n };
}

/* From the first byte of word `from` to the last byte before word `to`; empty when from >= to. */
struct span phrase_cut(const struct phrase *phrase, size_t from, size_t to);

/* Words from..to as one stretch, without the possessive ending of the last. */
struct span phrase_stem(const struct phrase *phrase, size_t from, size_t to);

/* Is item i a word with any of these bits; is it this word, case aside? Only words are either. */
static inline bool
phrase_has(const struct phrase *phrase, size_t i, uint32_t bits)
{
	return phrase->words[i].kind == WORD_TEXT && (phrase->words[i].bits & bits) != 0;
}

static inline bool
phrase_is(const struct phrase *phrase, size_t i, const char *word)
{
	return phrase->words[i].kind == WORD_TEXT &&
	    span_eq_case(phrase_word(phrase, i), span_of(word));
}

/* The word as the tables spell it, without its possessive ending. */
struct span phrase_fold(const struct phrase *phrase, size_t i, struct lexicon_room *room);

/*
 * Where the sentence around word i begins, and where it ends (behind its stop).
 * What runs on without a stop is cut, so that no rule looks at more.
 */
#define PHRASE_SENTENCE_MAX 160	      /* words */
#define PHRASE_SENTENCE_QUOTES_MAX 12 /* quotations */

static inline size_t
phrase_sentence_start(const struct phrase *phrase, size_t i)
{
	return phrase->sentences[phrase->words[i].sentence].first;
}

static inline size_t
phrase_sentence_end(const struct phrase *phrase, size_t i)
{
	return phrase->sentences[phrase->words[i].sentence + 1].first;
}

/* Does this item end a sentence: a stop, or a quotation with one inside? */
static inline bool
phrase_ends_sentence(const struct phrase *phrase, size_t i)
{
	return (phrase->words[i].bits & WORD_ENDS) != 0;
}

#endif
