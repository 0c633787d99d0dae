/* From occurrences to wordings: equal words once, in the order in which they are placed. */
#ifndef CORE_WORDING_H
#define CORE_WORDING_H

#include "core/ledger.h"
#include "core/numbering.h"

#define WORDING_MIN 3	    /* words; fewer are never linked beyond their article */
#define WORDING_SMALL 18.0  /* bits: below, only one speaker's printings are one wording */
#define WORDING_SHARED 50.0 /* bits: from here on, different speakers' printings of the same days are, */
#define WORDING_LASTING 80.0 /* and from here on those of all days */

#define WORDING_NONE UINT32_MAX

#define WORDING_BYTES_MAX ((size_t)64 << 10) /* of a text that are compared */

enum {
	WORDING_GAP = 1,	/* an ellipsis before the word */
	WORDING_BRACKET = 2,	/* the word in editor's brackets */
	WORDING_EDITED = WORDING_GAP | WORDING_BRACKET,
	WORDING_SENTENCE = 4	/* the word begins a sentence, not the first one */
};

/* What let a wording into its family: see family.h. */
enum wording_tie {
	TIE_WORDS,  /* the words it shares, by themselves */
	TIE_CLAIMS, /* only with who is said to have spoken, or when */
	TIE_SPEECH, /* few and common words, but that speaker said them in those days */
	TIES
};

/* Equal folded words, however often they were printed. */
struct wording {
	const uint32_t	*words; /* numbers of wordings.numbering */
	const unsigned char *marks; /* WORDING_*, one a word; NULL: none anywhere */
	uint64_t	 hash;	/* of the words */
	uint64_t	 speaker; /* hash of the surname most printings give; 0 unknown */
	int64_t from,
	    to; /* when the first and the last of its printings had surely appeared; DATE_UNKNOWN */
	uint32_t	 count, plain; /* words; those outside brackets */
	uint32_t	 first; /* occurrence: the one that had surely appeared first, ties by id */
	uint32_t	 printings;
	uint32_t	 family, second; /* second: WORDING_NONE, or the other family of a splice */
	uint32_t	 by;	/* the wording it was attached by; WORDING_NONE for a founder */
	float		 own;	/* bits of its words by the background alone */
	float		 bits;	/* shared with `by`, evidence of speaker and time left out */
	enum wording_tie tie;	/* to `by` */
};

struct wordings {
	struct wording	*items; /* in the order in which they are placed; family.h */
	size_t		 count;
	uint32_t	*of;	/* an occurrence: its wording */
	struct numbering numbering;
	struct text_pool *pools; /* where the words are */
	size_t		 npools;
};

#define WORDINGS_EMPTY ((struct wordings) { .items = NULL })

/* Of any state, begun or not. */
void wordings_free(struct wordings *wordings);

/*
 * Read texts in so many parts, which several hands may read at once. What
 * becomes of them does not depend on how many parts there were.
 */
bool wordings_begin(struct wordings *wordings, size_t nparts, struct fault *f) MUST_CHECK;

/*
 * The next text of a part. identity, of its article, tells phrases apart that are
 * too light to be anybody's. Nothing of it is kept but its words.
 */
bool wordings_add(struct wordings *wordings, size_t part, const struct occurrence *o,
    struct span identity, struct fault *f) MUST_CHECK;

/*
 * Collapse all texts into wordings; fills everything of a wording but family,
 * second, by, bits and tie. The ledger has their occurrences in the same order, part after part.
 * groups, one an occurrence: those of several groups are several wordings, and
 * WORDING_NONE goes with the smallest; NULL: none has any.
 */
bool wordings_end(struct wordings *wordings, const struct ledger *ledger, const uint32_t *groups,
    struct fault *f) MUST_CHECK;

/* Hash of a name's surname, one for its spellings; 0 for no name: an office or "officials". */
uint64_t wording_speaker(struct span name);

static inline unsigned
wording_mark(const struct wording *w, size_t i)
{
	return w->marks == NULL ? 0 : w->marks[i];
}

static inline bool
wording_begins_sentence(const struct wording *w, size_t i)
{
	return i == 0 || (wording_mark(w, i) & WORDING_SENTENCE);
}

/* Had it surely appeared before the other one surely had? */
static inline bool
wording_is_before(const struct wording *w, const struct wording *other)
{
	return w->from != DATE_UNKNOWN && other->from != DATE_UNKNOWN && w->from < other->from;
}

#endif
