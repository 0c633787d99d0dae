#include "core/unquoted.h"

#include <stdlib.h>

#include "core/numbering.h"
#include "core/quoted.h"
#include "core/token.h"

#define SEED UNQUOTED_SEED
#define RUN (SEED + UNQUOTED_WINDOW - 1) /* words in a row that chance does not repeat, */
#define RUN_BITS 77.0	/* unless fewer say as much as eight words of running English */
#define SKIP_MAX 4	/* words of either side behind which a stretch goes on, */
#define SKIP_RUN 3	/* when so many are equal again */
#define AMBIGUOUS UINT32_MAX
#define TEXTS_KEPT 64	/* of a family, compared before they are read again */
#define SCRATCH_MAX ((size_t)64 << 20)

/* A run of SEED words: the quotation that has it, from 1; 0 is a free slot. */
struct seed {
	uint64_t	 hash;
	uint32_t	 occurrence;
};

struct unquoted_index {
	const struct occurrence	*occurrences;
	const struct trail	*trail;
	struct seed		*seeds; /* open addressing; a power of two */
	size_t			 nslots, count;
};

/* Of as many words as are in the winnow at most; the first of them stands at `from`. */
static uint64_t
mix_words(const uint64_t words[SEED], size_t from)
{
	uint64_t	 hash = SEED;

	for (size_t i = 0; i < SEED; i++)
		hash = token_hash_mix(hash, words[(from + i) % SEED]);
	return hash;
}

static uint64_t
seed_hash(const struct token *tokens)
{
	uint64_t	 words[SEED];

	for (size_t i = 0; i < SEED; i++)
		words[i] = tokens[i].hash;
	return mix_words(words, 0);
}

static struct seed *
slot_of(struct seed *seeds, size_t nslots, uint64_t hash)
{
	size_t	 at = (size_t)(hash >> 24) & (nslots - 1);

	while (seeds[at].occurrence != 0 && seeds[at].hash != hash)
		at = (at + 1) & (nslots - 1);
	return &seeds[at];
}

static bool
make_room(struct unquoted_index *index, size_t more, struct fault *f)
{
	size_t		 nslots = index->nslots == 0 ? 1024 : index->nslots;
	struct seed	*seeds;

	while ((index->count + more) * 4 > nslots * 3)
		nslots *= 2;
	if (nslots == index->nslots)
		return true;
	seeds = calloc(nslots, sizeof *seeds);
	if (seeds == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	for (size_t i = 0; i < index->nslots; i++) {
		if (index->seeds[i].occurrence != 0)
			*slot_of(seeds, nslots, index->seeds[i].hash) = index->seeds[i];
	}
	free(index->seeds);
	index->seeds = seeds;
	index->nslots = nslots;
	return true;
}

static size_t
family_of(const struct unquoted_index *index, size_t occurrence)
{
	return index->trail->placements[occurrence].family;
}

static void
add_seed(struct unquoted_index *index, uint64_t hash, size_t occurrence)
{
	struct seed	*seed = slot_of(index->seeds, index->nslots, hash);

	if (seed->occurrence == 0) {
		*seed = (struct seed) { hash, (uint32_t)occurrence + 1 };
		index->count++;
	} else if (seed->occurrence != AMBIGUOUS &&
	    family_of(index, seed->occurrence - 1) != family_of(index, occurrence))
		seed->occurrence = AMBIGUOUS;
}

static bool
add_quotation(struct unquoted_index *index, size_t i, struct arena *scratch, struct fault *f)
{
	struct token_list	 words;

	arena_reset(scratch);
	if (!token_read(index->occurrences[i].text, scratch, &words, f) ||
	    !make_room(index, words.count, f))
		return false;
	for (size_t k = 0; k + SEED <= words.count; k++)
		add_seed(index, seed_hash(words.items + k), i);
	return true;
}

/* Most printings repeat the bytes of one before; those need not be read again. */
static bool
add_family(struct unquoted_index *index, const struct family *family, struct arena *scratch,
    struct fault *f)
{
	uint64_t	 known[TEXTS_KEPT];
	size_t		 nknown = 0;

	for (size_t i = 0; i < family->nmembers; i++) {
		const size_t	 member = family->members[i];
		const uint64_t	 hash = token_hash(index->occurrences[member].text);
		size_t		 k = 0;

		while (k < nknown && known[k] != hash)
			k++;
		if (k < nknown || index->trail->placements[member].second != TRAIL_NONE)
			continue;
		if (nknown < TEXTS_KEPT)
			known[nknown++] = hash;
		if (!add_quotation(index, member, scratch, f))
			return false;
	}
	return true;
}

bool
unquoted_index_new(const struct occurrence *occurrences, size_t count, const struct trail *trail,
    struct unquoted_index **result, struct fault *f)
{
	struct unquoted_index	*index = calloc(1, sizeof *index);
	struct arena		*scratch = arena_new(SCRATCH_MAX);
	bool			 ok = false;

	*result = index;
	if (index == NULL || scratch == NULL) {
		fault_set(f, FAULT_MEMORY, "out of memory");
		goto done;
	}
	*index = (struct unquoted_index) { .occurrences = occurrences, .trail = trail };
	ok = make_room(index, 1, f);
	if (ok && count >= AMBIGUOUS)
		ok = fault_set(f, FAULT_LIMIT, "%zu quotations: too many to look for", count);
	for (size_t i = 0; ok && i < trail->nfamilies; i++)
		ok = add_family(index, &trail->families[i], scratch, f);
done:
	arena_free(scratch);
	return ok;
}

void
unquoted_index_free(struct unquoted_index *index)
{
	if (index == NULL)
		return;
	free(index->seeds);
	free(index);
}

void
unquoted_shun(struct unquoted_index *index, const uint64_t *leads, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct seed	*seed = slot_of(index->seeds, index->nslots, leads[i]);

		if (seed->occurrence != 0)
			seed->occurrence = AMBIGUOUS;
	}
}

/* --- looking for them ---------------------------------------------------- */

/* The words of a block, and which of them stand between quotation marks. */
struct prose {
	const struct token	*words;
	const bool		*quoted;
	size_t			 count;
};

/* Words from..to of a block and other_from..other_to of a quotation, begun with an equal run. */
struct stretch {
	size_t	 from, to, other_from, other_to, matched;
	double	 bits; /* of the longest run */
	size_t	 run;  /* its words */
};

static bool
equal_at(const struct prose *prose, const struct token_list *other, size_t i, size_t k)
{
	return i < prose->count && k < other->count && !prose->quoted[i] &&
	    prose->words[i].hash == other->items[k].hash;
}

/* A run of equal words that begins at i and k. */
static size_t
run_length(const struct prose *prose, const struct token_list *other, size_t i, size_t k)
{
	size_t	 n = 0;

	while (equal_at(prose, other, i + n, k + n))
		n++;
	return n;
}

/* The stretch goes on behind a few words of either side, where words are equal again. */
static bool
go_on(const struct prose *prose, const struct token_list *other, struct stretch *s)
{
	for (size_t skip = 1; skip <= 2 * SKIP_MAX; skip++) {
		for (size_t mine = skip > SKIP_MAX ? skip - SKIP_MAX : 0;
		     mine <= skip && mine <= SKIP_MAX; mine++) {
			const size_t	 i = s->to + mine, k = s->other_to + skip - mine;
			const size_t	 n = run_length(prose, other, i, k);

			for (size_t at = s->to; at < i; at++) {
				if (at >= prose->count || prose->quoted[at])
					return false;
			}
			if (n < SKIP_RUN)
				continue;
			s->to = i + n;
			s->other_to = k + n;
			s->matched += n;
			return true;
		}
	}
	return false;
}

static double
bits_of(const struct prose *prose, size_t from, size_t to)
{
	double	 bits = 0;

	for (size_t i = from; i < to; i++)
		bits += numbering_background(prose->words[i].word);
	return bits;
}

/* From the seed at word i, which stands at k of the other: the run, and what follows it. */
static struct stretch
stretch_at(const struct prose *prose, const struct token_list *other, size_t i, size_t k)
{
	struct stretch	 s;

	while (i > 0 && k > 0 && equal_at(prose, other, i - 1, k - 1)) {
		i--;
		k--;
	}
	s = (struct stretch) { .from = i, .to = i, .other_from = k, .other_to = k };
	s.run = run_length(prose, other, i, k);
	s.to += s.run;
	s.other_to += s.run;
	s.matched = s.run;
	s.bits = bits_of(prose, s.from, s.to);
	while (go_on(prose, other, &s))
		;
	return s;
}

struct search {
	const struct unquoted_index *index;
	struct arena		*arena;
	struct unquoted		*found;
	size_t			 count, room;
};

/* Of a family only the stretch with the most words is kept. */
static bool
keep(struct search *x, const struct unquoted *next, struct fault *f)
{
	const size_t	 family = family_of(x->index, next->occurrence);
	size_t		 at = 0;

	while (at < x->count && family_of(x->index, x->found[at].occurrence) != family)
		at++;
	if (at < x->count) {
		if (next->matched > x->found[at].matched)
			x->found[at] = *next;
		return true;
	}
	if (!arena_grow(x->arena, &x->found, x->count, &x->room, sizeof *next, f))
		return false;
	x->found[x->count++] = *next;
	return true;
}

/* The longest stretch that the seed at word i belongs to; its end, or i + 1 when it says too little. */
static bool
follow_seed(struct search *x, const struct prose *prose, size_t block, size_t i, size_t occurrence,
    size_t *next, struct fault *f)
{
	struct token_list	 other;
	struct stretch		 best = { .matched = 0 };
	struct unquoted		 found = { .occurrence = occurrence, .block = block };

	*next = i + 1;
	if (!token_read(x->index->occurrences[occurrence].text, x->arena, &other, f))
		return false;
	for (size_t k = 0; k + SEED <= other.count; k++) {
		struct stretch	 s;

		if (run_length(prose, &other, i, k) < SEED)
			continue;
		s = stretch_at(prose, &other, i, k);
		if (s.matched > best.matched)
			best = s;
	}
	if (best.run < RUN && best.bits < RUN_BITS)
		return true;
	*next = best.to;
	found.words = span_join(prose->words[best.from].printed, prose->words[best.to - 1].printed);
	found.matched = best.matched;
	found.bits = best.bits;
	return keep(x, &found, f);
}

static bool
search_block(struct search *x, const struct prose *prose, size_t block, struct fault *f)
{
	for (size_t i = 0, next; i + SEED <= prose->count; i = next) {
		const struct seed *seed =
		    slot_of(x->index->seeds, x->index->nslots, seed_hash(prose->words + i));

		next = i + 1;
		if (seed->occurrence == 0 || seed->occurrence == AMBIGUOUS || prose->quoted[i])
			continue;
		if (!follow_seed(x, prose, block, i, seed->occurrence - 1, &next, f))
			return false;
	}
	return true;
}

static bool
read_prose(const struct article *article, struct span text, struct quoted *quoted,
    struct arena *arena, struct prose *prose, struct fault *f)
{
	struct token_list	 words;
	bool			*marks;

	if (!token_read(text, arena, &words, f))
		return false;
	marks = arena_take(arena, words.count, sizeof *marks, f);
	if (marks == NULL)
		return false;
	for (size_t i = 0; i < words.count; i++)
		marks[i] = quoted_at(quoted, (size_t)(words.items[i].printed.p - article->text.p));
	*prose = (struct prose) { words.items, marks, words.count };
	return true;
}

bool
unquoted_find(const struct unquoted_index *index, const struct article *article,
    const struct span *quoted, size_t nquoted, struct arena *arena, struct unquoted **found,
    size_t *count, struct fault *f)
{
	struct search	 x = { .index = index, .arena = arena };
	struct quoted	 ranges;
	struct prose	 prose;

	*found = NULL;
	*count = 0;
	if (!quoted_read(article, quoted, nquoted, arena, &ranges, f))
		return false;
	for (size_t i = 0; i < article->nblocks; i++) {
		if (!quoted_is_main(article->blocks[i].region))
			continue;
		if (!read_prose(article, article->blocks[i].text, &ranges, arena, &prose, f) ||
		    !search_block(&x, &prose, i, f))
			return false;
	}
	*found = x.found;
	*count = x.count;
	return true;
}

/* --- leads --------------------------------------------------------------- */

/* The smallest of the last seeds, the first of equals. */
static bool
choose(struct unquoted_winnow *w, uint64_t *lead)
{
	const size_t	 from = w->nseeds < UNQUOTED_WINDOW ? 0 : w->nseeds - UNQUOTED_WINDOW;
	size_t		 best = from;

	for (size_t i = from + 1; i < w->nseeds; i++) {
		if (w->seeds[i % UNQUOTED_WINDOW] < w->seeds[best % UNQUOTED_WINDOW])
			best = i;
	}
	*lead = w->seeds[best % UNQUOTED_WINDOW];
	if (w->chosen == best + 1)
		return false;
	w->chosen = best + 1;
	return true;
}

bool
unquoted_winnow_next(struct unquoted_winnow *w, uint64_t word, uint64_t *lead)
{
	w->words[w->nwords++ % SEED] = word;
	if (w->nwords < SEED)
		return false;
	w->seeds[w->nseeds++ % UNQUOTED_WINDOW] = mix_words(w->words, w->nwords);
	return w->nseeds >= UNQUOTED_WINDOW && choose(w, lead);
}

bool
unquoted_winnow_end(struct unquoted_winnow *w, uint64_t *lead)
{
	const bool	 is_short = w->nseeds > 0 && w->nseeds < UNQUOTED_WINDOW && choose(w, lead);

	*w = UNQUOTED_WINNOW_EMPTY;
	return is_short;
}

struct lead_list {
	uint64_t	*items;
	size_t		 count;
};

/* A quoted word ends a stretch. There are never more leads than words. */
static void
lead_block(const struct prose *prose, struct lead_list *list)
{
	struct unquoted_winnow	 winnow = UNQUOTED_WINNOW_EMPTY;
	uint64_t		 lead;

	for (size_t i = 0; i < prose->count; i++) {
		const bool	 is_lead = prose->quoted[i] ?
		    unquoted_winnow_end(&winnow, &lead) :
		    unquoted_winnow_next(&winnow, prose->words[i].hash, &lead);

		if (is_lead)
			list->items[list->count++] = lead;
	}
	if (unquoted_winnow_end(&winnow, &lead))
		list->items[list->count++] = lead;
}

bool
unquoted_leads(const struct article *article, const struct span *quoted, size_t nquoted,
    struct arena *arena, uint64_t **leads, size_t *count, struct fault *f)
{
	struct lead_list list = { NULL, 0 };
	struct quoted	 ranges;
	struct prose	 prose;
	size_t		 room = 0;

	if (!quoted_read(article, quoted, nquoted, arena, &ranges, f))
		return false;
	for (size_t i = 0; i < article->nblocks; i++) {
		if (!quoted_is_main(article->blocks[i].region))
			continue;
		if (!read_prose(article, article->blocks[i].text, &ranges, arena, &prose, f))
			return false;
		while (list.count + prose.count > room) {
			if (!arena_grow(arena, &list.items, room, &room, sizeof *list.items, f))
				return false;
		}
		lead_block(&prose, &list);
	}
	*leads = list.items;
	*count = list.count;
	return true;
}
