#include "core/vocabulary.h"

#include <stdlib.h>

#include "core/arena.h"
#include "core/cue.h"
#include "core/token.h"

#define ROOM_MAX ((size_t)8 << 20) /* bytes */
#define COMPOUND_HEAD_MIN 3	   /* bytes before the title that a compound ends in */
#define COMPOUND_TITLE_MIN 5	   /* bytes of that title; shorter ones end other words too */
#define COMPOUND_MAX sizeof(struct lexicon_room) /* bytes; what is longer is no word of any table */

struct entry {
	struct span	 word;
	uint32_t	 bits;
};

/* Where a word's hash leads or behind. */
struct slot {
	uint32_t	 tag; /* another part of the hash */
	uint32_t	 entry; /* from 1; 0 empty */
};

/*
 * Most words of a text are in no table. A bit for each word that is, small
 * enough to stay near, spares them the look at the slots.
 * Source: Bloom, "Space/time trade-offs in hash coding with allowable errors" (CACM 13.7, 1970).
 */
#define BEARER_MIN 7 /* bytes: shorter ones are given names as often */
#define KNOWN_BITS ((uint64_t)1 << 17)

struct vocabulary {
	uint64_t	 known[KNOWN_BITS / 64];
	struct arena	*arena; /* owns the rest */
	struct entry	*entries;
	size_t		 count;
	struct slot	*slots;
	size_t		 last; /* slot; one less than a power of two */
	struct vocabulary_more	 more;
};

static const uint32_t tense_bits[] = {
	[CUE_BASE] = WORD_TENSE_BASE,
	[CUE_PRESENT] = WORD_TENSE_PRESENT,
	[CUE_PAST] = WORD_TENSE_PAST,
	[CUE_ING] = WORD_TENSE_ING,
};

static uint32_t
cue_bits(struct span form)
{
	enum cue_tense		 tense = CUE_BASE;
	const struct cue	*cue = cue_find(form, &tense);
	uint32_t		 bits;

	if (cue == NULL)
		return 0;
	bits = WORD_CUE | tense_bits[tense];
	if ((cue->flags & CUE_SPEECH) != 0)
		bits |= WORD_SPEECH;
	if ((cue->flags & CUE_BARE) != 0)
		bits |= WORD_CUE_BARE;
	if ((cue->flags & CUE_NOUN) != 0 && (tense == CUE_BASE || tense == CUE_PRESENT))
		bits |= WORD_CUE_NOUN;
	return bits;
}

/* The slot of a word, or the empty one where it belongs. */
static size_t
slot_of(const struct vocabulary *v, struct span word, uint64_t hash)
{
	const uint32_t	 tag = (uint32_t)(hash >> 32);
	size_t		 at = hash & v->last;

	while (v->slots[at].entry != 0 &&
	    !(v->slots[at].tag == tag && span_eq(v->entries[v->slots[at].entry - 1].word, word)))
		at = (at + 1) & v->last;
	return at;
}

static uint64_t
known_bit(uint64_t hash)
{
	return UINT64_C(1) << (hash >> 40 & 63);
}

static size_t
known_at(uint64_t hash)
{
	return hash >> 46 & (KNOWN_BITS / 64 - 1);
}

/* The word can be this too. It stays the caller's. */
static void
add(struct vocabulary *v, struct span word, uint32_t bits)
{
	const uint64_t	 hash = token_hash(word);
	const size_t	 at = slot_of(v, word, hash);

	if (v->slots[at].entry == 0) {
		v->entries[v->count++] = (struct entry) { word, 0 };
		v->slots[at] = (struct slot) { (uint32_t)(hash >> 32), (uint32_t)v->count };
	}
	v->entries[v->slots[at].entry - 1].bits |= bits;
	v->known[known_at(hash)] |= known_bit(hash);
}

static bool
add_forms(struct vocabulary *v, struct fault *f)
{
	for (size_t i = 0; i < cue_forms(); i++) {
		struct lexicon_room	 room;
		struct span		 form = cue_form(i, &room);
		const uint32_t		 bits = cue_bits(form);

		if (bits == 0)
			continue;
		if (!span_in(v->arena, form, &form, f))
			return false;
		add(v, form, bits);
	}
	return true;
}

static bool
fill(struct vocabulary *v, const struct vocabulary_more *more, struct fault *f)
{
	const struct lexicon_word	*words;
	const struct title		*titles;
	const struct given_name		*given;
	const struct place		*places;
	const size_t			 nwords = lexicon_list(&words), ntitles = title_list(&titles);
	const size_t			 ngiven = given_list(&given), nplaces = place_list(&places);
	const size_t most = nwords + ntitles + ngiven + nplaces + more->ntitles + more->nleads +
	    more->narticles + cue_forms();

	for (v->last = 1; v->last < 2 * most; v->last = 2 * v->last + 1)
		;
	v->entries = arena_take(v->arena, most, sizeof *v->entries, f);
	v->slots = arena_take(v->arena, v->last + 1, sizeof *v->slots, f);
	if (v->entries == NULL || v->slots == NULL)
		return false;
	for (size_t i = 0; i < nwords; i++)
		add(v, span_of(words[i].name), words[i].bits);
	for (size_t i = 0; i < ntitles; i++)
		add(v, span_of(titles[i].name),
		    titles[i].use == TITLE_TRADE ? WORD_TRADE : WORD_TITLE);
	for (size_t i = 0; i < more->ntitles; i++)
		add(v, span_of(more->titles[i]), WORD_TITLE);
	for (size_t i = 0; i < more->nleads; i++)
		add(v, span_of(more->leads[i]), WORD_NOTNAME);
	for (size_t i = 0; i < more->narticles; i++)
		add(v, span_of(more->articles[i]), WORD_NOTNAME);
	for (size_t i = 0; i < ngiven; i++)
		add(v, span_of(given[i].name), WORD_GIVEN);
	for (size_t i = 0; i < nplaces; i++)
		add(v, span_of(places[i].name), WORD_PLACE);
	return add_forms(v, f);
}

struct vocabulary *
vocabulary_new(struct fault *f)
{
	return vocabulary_with(&(struct vocabulary_more) { .compounds = false }, f);
}

struct vocabulary *
vocabulary_with(const struct vocabulary_more *more, struct fault *f)
{
	struct vocabulary	*v = calloc(1, sizeof *v);

	if (v == NULL || (v->arena = arena_new(ROOM_MAX)) == NULL) {
		fault_set(f, FAULT_MEMORY, "out of memory");
	} else if (fill(v, more, f)) {
		v->more = *more;
		return v;
	}
	vocabulary_free(v);
	return NULL;
}

void
vocabulary_free(struct vocabulary *vocabulary)
{
	if (vocabulary == NULL)
		return;
	arena_free(vocabulary->arena);
	free(vocabulary);
}

static bool
holds_title(const struct vocabulary *v, struct span word)
{
	const uint32_t	 entry = v->slots[slot_of(v, word, token_hash(word))].entry;

	return entry != 0 && (v->entries[entry - 1].bits & WORD_TITLE) != 0;
}

/* "Hauptautorin" ends in a title. */
static bool
ends_in_title(const struct vocabulary *v, struct span word)
{
	if (word.n > COMPOUND_MAX)
		return false;
	for (size_t at = COMPOUND_HEAD_MIN; at + COMPOUND_TITLE_MIN <= word.n; at++) {
		if (holds_title(v, span_cut(word, at, word.n)))
			return true;
	}
	return false;
}

static bool
is_title(const struct vocabulary *v, struct span word)
{
	return holds_title(v, word) || ends_in_title(v, word);
}

static bool
ends_in_one(struct span word, const char *const *endings, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (span_ends(word, span_of(endings[i])))
			return true;
	}
	return false;
}

bool
vocabulary_is_bearer(const struct vocabulary *vocabulary, struct span folded)
{
	const struct vocabulary_more	*more = &vocabulary->more;

	return more->compounds && folded.n >= BEARER_MIN &&
	    (ends_in_one(folded, more->man_endings, more->nman) ||
		ends_in_one(folded, more->woman_endings, more->nwoman));
}

uint32_t
vocabulary_bits_at(const struct vocabulary *vocabulary, struct span folded, uint64_t hash)
{
	const bool	 known = (vocabulary->known[known_at(hash)] & known_bit(hash)) != 0;
	const uint32_t	 entry =
	    known ? vocabulary->slots[slot_of(vocabulary, folded, hash)].entry : 0;

	if (entry != 0)
		return vocabulary->entries[entry - 1].bits;
	/* "des Verteidigers" */
	return vocabulary->more.compounds &&
		(ends_in_title(vocabulary, folded) ||
		    (span_ends(folded, SPAN("s")) &&
			is_title(vocabulary, span_cut(folded, 0, folded.n - 1)))) ?
	    WORD_TITLE :
	    0;
}

uint32_t
vocabulary_bits(const struct vocabulary *vocabulary, struct span folded)
{
	return vocabulary_bits_at(vocabulary, folded, token_hash(folded));
}
