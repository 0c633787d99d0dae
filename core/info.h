/*
 * How much a shared word says. A word everybody uses says little, and so does
 * the fourth word of a phrase everybody uses: the information of a matched word
 * is its surprisal under counts of words, pairs and triples. They are counts of
 * independent uses, so that a line quoted a thousand times does not become a
 * common one: a use counts when another speaker or another season shows that it
 * was not copied from the one counted last, and of a single word also when
 * others stand on both sides of it. A
 * background of English words stands behind the counts, so that five documents
 * are judged as a million would be. Sources: Shannon 1948; linear interpolation
 * after Jelinek and Mercer 1980; words beside it as in the accessor variety of
 * Feng, Chen, Deng and Zheng 2004.
 */
#ifndef CORE_INFO_H
#define CORE_INFO_H

#include <stdatomic.h>

#include "core/wording.h"

#define INFO_GRAM 3

/* The use that was counted last. */
struct last_use {
	uint16_t	 speaker; /* a hash; 0: unknown */
	uint16_t	 left, right; /* the words beside a single one; the two behind a row; 0: none */
	int16_t		 day;	/* INT16_MIN: undated */
};

/* A pair or triple of words that stands in more than one wording. */
struct gram {
	uint32_t	 tag : 26; /* of its key */
	uint32_t	 ways : 6; /* in which the text goes on behind it, days after it went on in another */
	uint32_t	 uses : 20; /* independent ones; 0: a free slot */
	uint32_t	 forms : 12; /* wordings that have it */
	union {
		struct last_use	 last; /* while they are counted */
		struct {
			_Atomic uint32_t list, changed; /* then the caller's; 0 at birth */
		};
	};
};

#define INFO_WAYS_MAX 63 /* or more */

struct info;

/* Learn from all wordings, which must outlive the result. */
bool info_new(const struct wordings *wordings, const struct hands *hands, struct info **info,
    struct fault *f) MUST_CHECK;
void info_free(struct info *info);

/* Bits of a word by background and counts. */
double info_bits(const struct info *info, uint32_t word);

/*
 * A row of words and what is known of the pairs and triples that begin with
 * each. NULL: only this wording has it, an ellipsis parts it, or the row ends.
 */
struct info_row {
	const uint32_t	*words;
	size_t		 count;
	struct gram	**pairs, **triples;
};

/* The rows of some wordings. */
struct info_rows {
	struct info_row	*items;
	struct gram	**grams; /* of all of them */
	size_t		 count, room, grams_room;
};

void info_rows_free(struct info_rows *rows);

/* Room for the grams of so many wordings from w on, to be looked up; what rows had before is gone. */
bool info_rows_begin(struct info_rows *rows, const struct wording *w, size_t count, struct fault *f)
    MUST_CHECK;

/* Look up the grams of one of them in its row. Several hands may at once. */
void info_look_up(const struct info *info, struct info_row *row, const struct wording *w);

/*
 * Surprisal in bits of word `at` behind `context` matched words (0 to 2) that
 * stand directly before it, without the uses of the families under test.
 */
double info_surprisal(const struct info *info, const struct info_row *row, size_t at,
    size_t context);

#endif
