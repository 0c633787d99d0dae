#include "core/info.h"

#include <math.h>
#include <stdlib.h>

#include "core/words.h"

#define UNKNOWN_BITS 16.0	/* of a word the background does not have */
#define BACKGROUND_WEIGHT 1e5	/* words of running text the background counts for */
#define SMALL_SHARE 0.002	/* of running text: a word this common is a small word */
#define TRUST 0.7		/* at most, in a pair or triple seen often */
#define TRUST_HALF 2.0		/* families at which trust is half of that */

struct known_word {
	uint64_t	 hash;	    /* of the standard spelling */
	uint64_t	 raw;	    /* of the folded token; 0 a free slot */
	uint32_t	 number;    /* of the standard word */
};

struct word_count {
	uint64_t	 hash;
	double		 background; /* share of running text */
	uint32_t	 families;
};

struct info {
	struct known_word *known; /* open addressing by raw hash */
	size_t		 nknown, known_room;
	struct word_count *words; /* by number, from 1 */
	size_t		 nwords, words_room;
	struct gram	*grams;	/* open addressing by key */
	size_t		 ngrams, grams_room;
	double		 counted; /* words counted over all families */
	double		 left_out;
	size_t		 bytes, max_bytes;
};

static int
compare_word(const void *key, const void *row)
{
	return span_cmp(*(const struct span *)key,
	    span_of(((const struct background_word *)row)->word));
}

static double
background_bits(struct span word)
{
	const struct background_word *row =
	    bsearch(&word, background_words, background_word_count, sizeof *row, compare_word);

	return row == NULL ? UNKNOWN_BITS : row->tenths / 10.0;
}

double
info_background(struct span word)
{
	double	 bits = background_bits(word);

	return bits > INFO_CAP ? INFO_CAP : bits;
}

/* Zeroed memory, counted against the cap. */
static void *
take(struct info *info, size_t count, size_t size, struct fault *f)
{
	void	*p;

	if (count > (info->max_bytes - info->bytes) / size) {
		fault_set(f, FAULT_MEMORY, "matching needs more than the %zu bytes allowed for it",
		    info->max_bytes);
		return NULL;
	}
	p = calloc(count, size);
	if (p == NULL)
		fault_set(f, FAULT_MEMORY, "out of memory");
	else
		info->bytes += count * size;
	return p;
}

struct info *
info_new(size_t max_bytes, struct fault *f)
{
	struct info	*info = calloc(1, sizeof *info);

	if (info == NULL) {
		fault_set(f, FAULT_MEMORY, "out of memory");
		return NULL;
	}
	info->max_bytes = max_bytes;
	info->nwords = 1;
	info->left_out = 1;
	return info;
}

void
info_free(struct info *info)
{
	if (info == NULL)
		return;
	free(info->known);
	free(info->words);
	free(info->grams);
	free(info);
}

static struct known_word *
find_known(const struct info *info, uint64_t raw)
{
	size_t	 at = (size_t)(raw * 0x9E3779B97F4A7C15u >> 20) & (info->known_room - 1);

	while (info->known[at].raw != 0 && info->known[at].raw != raw)
		at = (at + 1) & (info->known_room - 1);
	return &info->known[at];
}

static bool
grow_known(struct info *info, struct fault *f)
{
	struct known_word	*old = info->known;
	size_t			 room = info->known_room;

	if ((info->nknown + 1) * 2 <= room)
		return true;
	info->known_room = room == 0 ? 1024 : room * 2;
	info->known = take(info, info->known_room, sizeof *info->known, f);
	if (info->known == NULL) {
		info->known = old;
		info->known_room = room;
		return false;
	}
	for (size_t i = 0; i < room; i++) {
		if (old[i].raw != 0)
			*find_known(info, old[i].raw) = old[i];
	}
	info->bytes -= room * sizeof *old;
	free(old);
	return true;
}

static bool
grow_words(struct info *info, struct fault *f)
{
	struct word_count	*grown;
	size_t			 room = info->words_room == 0 ? 1024 : info->words_room * 2;

	if (info->nwords < info->words_room)
		return true;
	grown = take(info, room, sizeof *grown, f);
	if (grown == NULL)
		return false;
	if (info->words != NULL)
		memcpy(grown, info->words, info->words_room * sizeof *grown);
	info->bytes -= info->words_room * sizeof *grown;
	free(info->words);
	info->words = grown;
	info->words_room = room;
	return true;
}

static uint32_t
add_known(struct info *info, uint64_t raw, uint64_t hash, uint32_t number)
{
	struct known_word	*slot = find_known(info, raw);

	*slot = (struct known_word) { hash, raw, number };
	info->nknown++;
	return number;
}

uint32_t
info_word(struct info *info, const struct token *token, struct fault *f)
{
	const uint64_t		 raw = token->hash != 0 ? token->hash : 1;
	char			 room[WORD_ROOM];
	struct span		 standard;
	struct known_word	*slot;
	uint64_t		 hash;
	uint32_t		 number;

	if (!grow_known(info, f))
		return 0;
	slot = find_known(info, raw);
	if (slot->raw != 0)
		return slot->number;
	standard = word_standard(token->word, room);
	hash = token_hash(standard) | (token_hash(standard) == 0);
	if (hash != raw && find_known(info, hash)->raw != 0)
		return add_known(info, raw, hash, find_known(info, hash)->number);
	if (!grow_words(info, f))
		return 0;
	number = (uint32_t)info->nwords++;
	info->words[number] = (struct word_count) {
		hash,
		exp2(-background_bits(standard)),
		0,
	};
	add_known(info, hash, hash, number);
	if (hash == raw)
		return number;
	return grow_known(info, f) ? add_known(info, raw, hash, number) : 0;
}

static double
share(const struct info *info, uint32_t word, double without)
{
	const struct word_count	*w = &info->words[word];
	const double		 seen = w->families > without ? w->families - without : 0;

	return (seen + BACKGROUND_WEIGHT * w->background) / (info->counted + BACKGROUND_WEIGHT);
}

static double
capped(double probability)
{
	double	 bits = -log2(probability);

	return bits > INFO_CAP ? INFO_CAP : bits < 0 ? 0 : bits;
}

double
info_bits(const struct info *info, uint32_t word)
{
	return capped(share(info, word, 0));
}

uint64_t
info_hash(const struct info *info, uint32_t word)
{
	return info->words[word].hash;
}

uint64_t
info_gram(const struct info *info, const uint32_t *words, size_t n)
{
	uint64_t	 key = n;

	for (size_t i = 0; i < n; i++)
		key = token_hash_mix(key, info->words[words[i]].hash);
	return key != 0 ? key : 1;
}

static struct gram *
find_gram(const struct info *info, uint64_t key)
{
	size_t	 at = (size_t)(key >> 16) & (info->grams_room - 1);

	while (info->grams[at].key != 0 && info->grams[at].key != key)
		at = (at + 1) & (info->grams_room - 1);
	return &info->grams[at];
}

const struct gram *
info_gram_find(const struct info *info, uint64_t key)
{
	struct gram	*gram;

	if (info->ngrams == 0)
		return NULL;
	gram = find_gram(info, key);
	return gram->key != 0 ? gram : NULL;
}

static bool
grow_grams(struct info *info, struct fault *f)
{
	struct gram	*old = info->grams;
	size_t		 room = info->grams_room;

	if ((info->ngrams + 1) * 3 <= room * 2)
		return true;
	info->grams_room = room == 0 ? 4096 : room * 2;
	info->grams = take(info, info->grams_room, sizeof *info->grams, f);
	if (info->grams == NULL) {
		info->grams = old;
		info->grams_room = room;
		return false;
	}
	for (size_t i = 0; i < room; i++) {
		if (old[i].key != 0)
			*find_gram(info, old[i].key) = old[i];
	}
	info->bytes -= room * sizeof *old;
	free(old);
	return true;
}

struct gram *
info_gram_add(struct info *info, uint64_t key, struct fault *f)
{
	struct gram	*gram;

	if (!grow_grams(info, f))
		return NULL;
	gram = find_gram(info, key);
	if (gram->key == 0) {
		gram->key = key;
		info->ngrams++;
	}
	return gram;
}

void
info_clear_lists(struct info *info)
{
	for (size_t i = 0; i < info->grams_room; i++)
		info->grams[i].list = 0;
}

void
info_count(struct info *info, uint32_t word)
{
	info->words[word].families++;
	info->counted++;
}

void
info_leave_out(struct info *info, uint32_t families)
{
	info->left_out = families;
}

static double
gram_families(const struct info *info, const uint32_t *words, size_t n)
{
	const struct gram	*gram;

	if (n == 1)
		return info->words[words[0]].families;
	gram = info_gram_find(info, info_gram(info, words, n));
	return gram == NULL ? 0 : gram->families;
}

double
info_surprisal(const struct info *info, const uint32_t *words, size_t at, size_t context)
{
	double	 p = share(info, words[at], info->left_out);

	/* Small words behind others of their phrase follow from grammar. */
	if (context > 0 && p > SMALL_SHARE)
		p = sqrt(p);

	for (size_t n = 1; n <= context; n++) {
		double	 before = gram_families(info, words + at - n, n) - info->left_out;
		double	 both = gram_families(info, words + at - n, n + 1) - info->left_out;
		double	 trust;

		if (before <= 0)
			break;
		trust = TRUST * before / (before + TRUST_HALF);
		p = (both > 0 ? trust * both / before : 0) + (1 - trust) * p;
	}
	return capped(p);
}
