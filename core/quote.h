/*
 * Speech found in an article: which words, who, by which rule.
 *
 * "Cue" and "source" (our speaker) as in Pareti, "A Database of Attribution
 * Relations" (LREC 2012). Pairs of marks: the Unicode Standard, section 6.2.
 */
#ifndef CORE_QUOTE_H
#define CORE_QUOTE_H

#include "core/article.h"

enum quote_form {
	QUOTE_UTTERANCE, /* a sentence of speech or more */
	QUOTE_PARTIAL,	 /* quoted words inside somebody's reported speech */
	QUOTE_TITLE,	 /* a name or title in marks: no speech */
	QUOTE_SCARE,	 /* a word held at arm's length: no speech */
	QUOTE_UNCLOSED,	 /* the closing mark is missing; speech */
	QUOTE_UNQUOTED,	 /* no marks at all: the line of a transcript, which names who speaks (unmarked.h),
			    or the words of a quotation printed elsewhere (unquoted.h) */
	QUOTE_FORMS
};
extern const char *const quote_form_names[QUOTE_FORMS];

enum speaker_state {
	SPEAKER_RESOLVED,     /* a name of this article */
	SPEAKER_MENTION_ONLY, /* "the minister", and no name for him */
	SPEAKER_ANONYMOUS,    /* "a senior official" */
	SPEAKER_UNATTRIBUTED, /* nobody is said to have said it */
	SPEAKER_STATES
};
extern const char *const speaker_state_names[SPEAKER_STATES]; /* "resolved", "mention-only", ... */

enum speaker_kind {
	SPEAKER_PERSON,
	SPEAKER_ORGANISATION,
	SPEAKER_DOCUMENT,
	SPEAKER_UNNAMED, /* "anonymous" in records */
	SPEAKER_KINDS
};
extern const char *const
    speaker_kind_names[SPEAKER_KINDS]; /* "person", "organisation", "document", "anonymous" */

/* Every span points into the text of its host (article->text, or outside[i].text) unless it says otherwise. */
struct quote {
	const struct span *parts; /* the words without their marks, in reading order */
	size_t		   nparts; /* 2 or more when a cue interrupts or a paragraph reopens */
	struct span	   text;   /* parts joined: a space where a cue interrupts, a newline between
				      paragraphs; in the arena when there is more than one part */
	struct span	   whole;  /* first mark to last mark, cue included */
	ptrdiff_t	   outside; /* index into article->outside, or -1: in article->text */
	size_t		   block;   /* index of the block it begins in (of `blocks` or == outside) */
	enum region	   region;

	enum quote_form	   form;
	const char	  *form_rule; /* static; the rule that judged it: "title-case after 'on'" */

	struct span	   cue;	    /* "told reporters"; empty when there is none */
	struct span	   mention; /* the speaker as printed; empty when unattributed */
	struct span	   speaker; /* the fullest name in the article; may be in the arena; empty unless resolved */
	struct span	   quoted_by; /* inner speaker as printed: in "X said Y once called it", Y; else empty */
	enum speaker_state state;
	enum speaker_kind  kind;
	const char	  *speaker_rule; /* static: "cue-after: verb subject", "continuation", ... */
	double		   confidence;	 /* 0 to 1 that `speaker` is right */

	struct span	   venue;      /* claimed setting as printed, in the arena when a stop inside its marks
					is left out: "ABC Sunday talk show \"This Week\"" */
	struct span	   venue_name; /* normalised, in the arena or static: "ABC, This Week"; empty when unstated */
	struct span	   said_on; /* claimed day of utterance, in the arena or static: "thursday", "01-07",
					"2022-01-07"; empty when unstated */
};

/*
 * Up to any place an article has these quotations and one for so many bytes;
 * what stands more densely is passed over, and counted. No prose does: news
 * has one in four hundred bytes, a play of one-line answers one in fifty.
 */
#define QUOTE_FREE 1024u
#define QUOTE_BYTES 48u

struct quote_list {
	struct quote	*items;
	size_t		 count;
	size_t		 passed; /* stretches between marks that were passed over */
};

/* Utterance, partial and unclosed are speech, and lines of transcripts; titles, scare quotes and words found again are not. */
bool quote_is_speech(const struct quote *quote);

/* What a search may take; never written to after birth, so it may be shared. */
struct quote_finder;
struct quote_finder *quote_finder_new(struct fault *f);
void quote_finder_free(struct quote_finder *finder);

/*
 * Find every quotation in an article, in reading order: article->text first,
 * then each of article->outside.
 *
 *   article  valid UTF-8 with its blocks filled in; not changed.
 *   arena    owns the list and the parts; the text stays the article's.
 *   quotes   out. An article that quotes nobody is a success of length 0.
 *
 * Time is linear in the text. Of an article's names and offices the first
 * NAME_MAX_NAMES and NAME_MAX_OFFICES (core/name.h) are told apart, and of one
 * surname's bearers NAME_MAX_BEARERS; a mention of a later one stays a mention.
 * Quotations too dense for prose are counted in quotes->passed.
 * Fails with FAULT_MEMORY.
 */
bool quote_find(const struct quote_finder *finder, const struct article *article,
    struct arena *arena, struct quote_list *quotes, struct fault *f) MUST_CHECK;

#endif
