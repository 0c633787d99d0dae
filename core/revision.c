#include "core/revision.h"

#include <stdlib.h>

#include "core/token.h"
#include "core/wording.h"
#include "core/words.h"

#define CONTEXT_WORDS 8
#define CONTEXT_BYTES 160
#define WHOLE 1000	   /* all words are shared */
#define HALF 500	   /* enough of them to be one wording */
#define NEARLY_ALL 800	   /* enough for that under another name */
#define PLACE_ENOUGH 4	   /* words around it that are the same */
#define PLACE_SURE 8	   /* so many that one speaker's other words stand in its place */
#define PART_WORDS 4	   /* from here on a part of the words is no accident */
#define CONTENT_WEIGHT 3   /* a word that matters against one of grammar */
#define SCORE_FAMILY 4000
#define SCORE_PLACE 50	   /* a word around it */
#define SCRATCH_BYTES_MAX ((size_t)64 << 20)

/* Words without their order. */
struct bag {
	struct bag_word {
		uint64_t	 hash;
		unsigned	 weight;
	} * items;
	size_t	 count;
	size_t	 weight;
};

/* A quotation as it is compared. */
struct side {
	struct bag	 words;
	uint64_t	 before[CONTEXT_WORDS], after[CONTEXT_WORDS]; /* nearest first; 0 behind the last */
	uint64_t	 speaker;
	size_t	 family, second;
};

struct match {
	int	 score;
	size_t	 older, newer;
};

static int
by_hash(const void *left, const void *right)
{
	const struct bag_word	*a = left, *b = right;

	return (a->hash > b->hash) - (a->hash < b->hash);
}

/* The first bytes of s, whole characters. */
static struct span
head_of(struct span s, size_t bytes)
{
	while (bytes < s.n && bytes > 0 && ((unsigned char)s.p[bytes] & 0xc0) == 0x80)
		bytes--;
	return span_cut(s, 0, bytes);
}

static bool
fill_bag(struct span text, struct arena *arena, struct arena *scratch, struct bag *bag,
    struct fault *f)
{
	struct token_list	 tokens;

	arena_reset(scratch);
	if (!token_read(head_of(text, WORDING_BYTES_MAX), scratch, &tokens, f))
		return false;
	bag->count = tokens.count < REVISION_WORDS_MAX ? tokens.count : REVISION_WORDS_MAX;
	bag->items = arena_take(arena, bag->count, sizeof *bag->items, f);
	if (bag->items == NULL)
		return false;
	for (size_t i = 0; i < bag->count; i++) {
		bool	 grammar = (word_kinds(tokens.items[i].word) & WORD_FUNCTION) != 0;

		bag->items[i] =
		    (struct bag_word) { tokens.items[i].hash, grammar ? 1 : CONTENT_WEIGHT };
		bag->weight += bag->items[i].weight;
	}
	if (bag->count > 1)
		qsort(bag->items, bag->count, sizeof *bag->items, by_hash);
	return true;
}

/* The words in front of the quotation, from the nearest on. */
static bool
look_before(const struct revised *quote, struct arena *scratch, struct side *side, struct fault *f)
{
	size_t	 at = (size_t)(quote->whole.p - quote->host.p);
	size_t	 from = at > CONTEXT_BYTES ? at - CONTEXT_BYTES : 0;
	struct token_list	 tokens;
	size_t	 cut = from > 0 ? 1 : 0; /* the first of them may be a part of a word */

	from = head_of(quote->host, from).n;
	arena_reset(scratch);
	if (!token_read(span_cut(quote->host, from, at), scratch, &tokens, f))
		return false;
	for (size_t i = 0; i < CONTEXT_WORDS && i + cut < tokens.count; i++)
		side->before[i] = tokens.items[tokens.count - 1 - i].hash;
	return true;
}

static bool
look_behind(const struct revised *quote, struct arena *scratch, struct side *side, struct fault *f)
{
	size_t	 at = (size_t)(quote->whole.p - quote->host.p) + quote->whole.n;
	struct span	 rest = span_cut(quote->host, at, quote->host.n);
	struct token_list	 tokens;
	size_t	 cut = rest.n > CONTEXT_BYTES ? 1 : 0;

	arena_reset(scratch);
	if (!token_read(head_of(rest, CONTEXT_BYTES), scratch, &tokens, f))
		return false;
	for (size_t i = 0; i < CONTEXT_WORDS && i + cut < tokens.count; i++)
		side->after[i] = tokens.items[i].hash;
	return true;
}

static struct side *
look_at(const struct revised *quotes, size_t count, struct arena *arena, struct arena *scratch,
    struct fault *f)
{
	struct side	*sides = arena_take(arena, count, sizeof *sides, f);

	for (size_t i = 0; sides != NULL && i < count; i++) {
		sides[i].family = quotes[i].family;
		sides[i].second = quotes[i].second;
		sides[i].speaker = wording_speaker(quotes[i].speaker);
		if (!fill_bag(quotes[i].text, arena, scratch, &sides[i].words, f) ||
		    !look_before(&quotes[i], scratch, &sides[i], f) ||
		    !look_behind(&quotes[i], scratch, &sides[i], f))
			return NULL;
	}
	return sides;
}

/* The weight of the words both have; *matters when one of them is no word of grammar. */
static size_t
share(const struct bag *a, const struct bag *b, bool *matters)
{
	size_t	 i = 0, k = 0, weight = 0;

	*matters = false;
	while (i < a->count && k < b->count) {
		if (a->items[i].hash < b->items[k].hash)
			i++;
		else if (a->items[i].hash > b->items[k].hash)
			k++;
		else {
			weight += a->items[i].weight;
			*matters |= a->items[i].weight > 1;
			i++;
			k++;
		}
	}
	return weight;
}

/* How much of both is shared, 0 to WHOLE; a part of the other is little less than the other. */
static int
likeness(const struct bag *a, const struct bag *b, bool *matters)
{
	size_t	 shared = share(a, b, matters);
	const struct bag	*shorter = a->count < b->count ? a : b;
	size_t	 of_both = a->weight + b->weight, part;

	if (shared == 0)
		return 0;
	of_both = 2 * WHOLE * shared / of_both;
	part = shorter->count < PART_WORDS ? 0 : NEARLY_ALL * shared / shorter->weight;
	return (int)(part > of_both ? part : of_both);
}

static int
same_in_a_row(const uint64_t a[CONTEXT_WORDS], const uint64_t b[CONTEXT_WORDS])
{
	int	 count = 0;

	while (count < CONTEXT_WORDS && a[count] == b[count] && a[count] != 0)
		count++;
	return count;
}

static bool
are_kin(const struct side *a, const struct side *b)
{
	return (a->family != REVISION_NONE && (a->family == b->family || a->family == b->second)) ||
	    (a->second != REVISION_NONE && (a->second == b->family || a->second == b->second));
}

/* How well b stands in for a; 0 when it does not. */
static int
rate(const struct side *a, const struct side *b)
{
	bool	 named = a->speaker != 0 && b->speaker != 0, matters;
	bool	 others = named && a->speaker != b->speaker;
	int	 like = likeness(&a->words, &b->words, &matters);
	int	 place = same_in_a_row(a->before, b->before) + same_in_a_row(a->after, b->after);
	int	 score = like + place * SCORE_PLACE;

	if (are_kin(a, b))
		return SCORE_FAMILY + score;
	if (like >= (others ? NEARLY_ALL : HALF))
		return score;
	if (others || place < (matters ? PLACE_ENOUGH : PLACE_SURE))
		return 0;
	return matters || named ? score : 0;
}

static int
by_score(const void *left, const void *right)
{
	const struct match	*a = left, *b = right;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	if (a->older != b->older)
		return a->older < b->older ? -1 : 1;
	return (a->newer > b->newer) - (a->newer < b->newer);
}

/* Those of the newer row that stand about where older[i] does: all, unless there are very many. */
static void
find_reach(size_t i, size_t nolder, size_t nnewer, size_t *from, size_t *to)
{
	size_t	 reach = REVISION_PAIRS_MAX / nolder / 2 + 1;
	size_t	 middle = (size_t)((double)i * (double)nnewer / (double)nolder);

	*from = middle > reach ? middle - reach : 0;
	*to = nnewer - middle > reach ? middle + reach : nnewer;
	if (nnewer <= REVISION_PAIRS_MAX / nolder) {
		*from = 0;
		*to = nnewer;
	}
}

/* Every pair that can be one; the list grows in the arena. */
static bool
rate_all(const struct side *older, size_t nolder, const struct side *newer, size_t nnewer,
    struct arena *arena, struct match **matches, size_t *count, struct fault *f)
{
	size_t	 room = 0, from, to;

	for (size_t i = 0; i < nolder; i++) {
		find_reach(i, nolder, nnewer, &from, &to);
		for (size_t k = from; k < to; k++) {
			struct match	 match = { rate(&older[i], &newer[k]), i, k };

			if (match.score == 0)
				continue;
			if (!arena_grow(arena, matches, *count, &room, sizeof match, f))
				return false;
			(*matches)[(*count)++] = match;
		}
	}
	if (*count > 1)
		qsort(*matches, *count, sizeof **matches, by_score);
	return true;
}

bool
revision_pair(const struct revised *older, size_t nolder, const struct revised *newer,
    size_t nnewer, struct arena *arena, size_t *by, struct fault *f)
{
	struct arena	*scratch = arena_new(SCRATCH_BYTES_MAX);
	struct side	*old = NULL, *new = NULL;
	struct match	*matches = NULL;
	size_t		 count = 0;
	bool		*taken = arena_take(arena, nnewer, sizeof *taken, f), ok = false;

	if (scratch == NULL)
		fault_set(f, FAULT_MEMORY, "out of memory");
	if (scratch != NULL && taken != NULL)
		old = look_at(older, nolder, arena, scratch, f);
	if (old != NULL)
		new = look_at(newer, nnewer, arena, scratch, f);
	if (new == NULL || !rate_all(old, nolder, new, nnewer, arena, &matches, &count, f))
		goto done;
	for (size_t i = 0; i < nolder; i++)
		by[i] = REVISION_NONE;
	/* The best goes first, and takes both of its quotations away. */
	for (size_t i = 0; i < count; i++) {
		if (by[matches[i].older] != REVISION_NONE || taken[matches[i].newer])
			continue;
		by[matches[i].older] = matches[i].newer;
		taken[matches[i].newer] = true;
	}
	ok = true;
done:
	arena_free(scratch);
	return ok;
}
