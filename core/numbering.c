#include "core/numbering.h"

#include <math.h>
#include <stdlib.h>

#include "core/pile.h"
#include "core/words.h"

#define UNKNOWN_BITS 16.0 /* of a word the background does not have */

struct spelling {
	uint64_t	 hash;	 /* of the folded token; 0 a free slot */
	uint32_t	 number; /* of the standard word */
};

static int
compare_word(const void *key, const void *row)
{
	return span_cmp(*(const struct span *)key,
	    span_of(((const struct background_word *)row)->word));
}

static const struct background_word *
find_background(struct span word)
{
	return bsearch(&word, background_words, background_word_count, sizeof *background_words,
	    compare_word);
}

static double
background_bits(struct span word)
{
	const struct background_word	*row = find_background(word);

	return row == NULL ? UNKNOWN_BITS : row->tenths / 10.0;
}

bool
numbering_is_known(struct span word)
{
	return find_background(word) != NULL;
}

static double
capped(double bits)
{
	return bits > NUMBERING_CAP ? NUMBERING_CAP : bits;
}

double
numbering_background(struct span word)
{
	return capped(background_bits(word));
}

void
numbering_free(struct numbering *v)
{
	free(v->words);
	free(v->spellings);
	*v = NUMBERING_EMPTY;
}

static struct spelling *
find_spelling(const struct numbering *v, uint64_t hash)
{
	size_t	 at = (size_t)(hash * 0x9E3779B97F4A7C15u >> 20) & (v->spellings_room - 1);

	while (v->spellings[at].hash != 0 && v->spellings[at].hash != hash)
		at = (at + 1) & (v->spellings_room - 1);
	return &v->spellings[at];
}

static bool
grow_spellings(struct numbering *v, struct fault *f)
{
	struct spelling	*old = v->spellings;
	const size_t	 room = v->spellings_room;

	if ((v->nspellings + 1) * 2 <= room)
		return true;
	v->spellings = calloc(room == 0 ? 1024 : room * 2, sizeof *v->spellings);
	if (v->spellings == NULL) {
		v->spellings = old;
		return fault_set(f, FAULT_MEMORY, "out of memory");
	}
	v->spellings_room = room == 0 ? 1024 : room * 2;
	for (size_t i = 0; i < room; i++) {
		if (old[i].hash != 0)
			*find_spelling(v, old[i].hash) = old[i];
	}
	free(old);
	return true;
}

static uint32_t
add_spelling(struct numbering *v, uint64_t hash, uint32_t number, struct fault *f)
{
	if (!grow_spellings(v, f))
		return 0;
	*find_spelling(v, hash) = (struct spelling) { hash, number };
	v->nspellings++;
	return number;
}

uint32_t
numbering_take(struct numbering *v, const struct numbered *word, struct fault *f)
{
	const struct spelling	*known;

	if (!grow_spellings(v, f))
		return 0;
	known = find_spelling(v, word->hash);
	if (known->hash != 0)
		return known->number;
	if (v->count == 0)
		v->count = 1;
	if (v->count >= UINT32_MAX) {
		fault_set(f, FAULT_LIMIT, "too many words to tell apart");
		return 0;
	}
	if (!pile_grow(&v->words, v->count, 1, &v->room, sizeof *v->words, f))
		return 0;
	v->words[v->count] = *word;
	return add_spelling(v, word->hash, (uint32_t)v->count++, f);
}

uint32_t
numbering_read(struct numbering *v, const struct token *token, struct fault *f)
{
	const uint64_t	 hash = token->hash != 0 ? token->hash : 1;
	char		 room[WORD_ROOM];
	struct span	 standard;
	struct numbered	 word;
	uint32_t	 number;

	if (!grow_spellings(v, f))
		return 0;
	number = find_spelling(v, hash)->number;
	if (number != 0)
		return number;
	standard = word_standard(token->word, room);
	word.hash = token_hash(standard) | (token_hash(standard) == 0);
	word.bits = (float)numbering_background(standard);
	word.share = (float)exp2(-background_bits(standard));
	number = numbering_take(v, &word, f);
	if (number == 0 || word.hash == hash)
		return number;
	return add_spelling(v, hash, number, f);
}
