#include "core/trail.h"

#include <stdlib.h>

#include "core/quoted.h"
#include "core/words.h"

#define REUSE_RUN 8 /* words in a row that chance does not repeat */
#define REUSE_BASE UINT64_C(0x9E3779B97F4A7C15) /* of the polynomial in a run's words; odd */
#define PARAPHRASE_SHARE 0.5
#define PARAPHRASE_CONTENT 3 /* content words the reference must have to be found again */
#define CONTENT_MAX 64

/* --- what is quoted ------------------------------------------------------ */

struct sentence_list {
	struct trail_sentence	*items;
	size_t			 count, room;
};

static bool
add_sentence(const struct token_list *tokens, size_t from, size_t to, struct arena *arena,
    struct sentence_list *list, struct fault *f)
{
	uint64_t	*stems = arena_take(arena, to - from, sizeof *stems, f);

	if (stems == NULL ||
	    !arena_grow(arena, &list->items, list->count, &list->room, sizeof *list->items, f))
		return false;
	for (size_t i = from; i < to; i++)
		stems[i - from] = word_stem_hash(tokens->items[i].word);
	list->items[list->count++] = (struct trail_sentence) {
		span_join(tokens->items[from].printed, tokens->items[to - 1].printed),
		stems,
		to - from,
	};
	return true;
}

/* One block: every sentence without quoted words. */
static bool
read_block(const struct article *article, struct span text, struct quoted *ranges,
    struct arena *arena, struct arena *scratch, struct sentence_list *list, struct fault *f)
{
	struct token_list	 tokens;

	if (!token_read(text, scratch, &tokens, f))
		return false;
	for (size_t from = 0, to; from < tokens.count; from = to) {
		bool	 quoted = false;

		for (to = from; to < tokens.count &&
		     (to == from || !(tokens.items[to].flags & TOKEN_SENTENCE));
		     to++)
			quoted |= quoted_at(ranges,
			    (size_t)(tokens.items[to].printed.p - article->text.p));
		if (!quoted && !add_sentence(&tokens, from, to, arena, list, f))
			return false;
	}
	return true;
}

bool
trail_sentences_read(const struct article *article, const struct span *quoted, size_t nquoted,
    struct arena *arena, struct arena *scratch, struct trail_sentence **sentences, size_t *count,
    struct fault *f)
{
	struct sentence_list	 list = { NULL, 0, 0 };
	struct quoted		 ranges;

	*sentences = NULL;
	*count = 0;
	if (!quoted_read(article, quoted, nquoted, scratch, &ranges, f))
		return false;
	for (size_t i = 0; i < article->nblocks; i++) {
		if (quoted_is_main(article->blocks[i].region) &&
		    !read_block(article, article->blocks[i].text, &ranges, arena, scratch, &list, f))
			return false;
	}
	*sentences = list.items;
	*count = list.count;
	return true;
}

/* The distinct content words of the reference, by stem. */
static size_t
content_stems(const struct token_list *tokens, uint64_t stems[CONTENT_MAX])
{
	size_t	 count = 0;

	for (size_t i = 0; i < tokens->count && count < CONTENT_MAX; i++) {
		const uint64_t	 stem = word_stem_hash(tokens->items[i].word);
		size_t		 k = 0;

		if (word_kinds(tokens->items[i].word) & WORD_FUNCTION)
			continue;
		while (k < count && stems[k] != stem)
			k++;
		if (k == count)
			stems[count++] = stem;
	}
	return count;
}

/* Which share of the stems occurs in the sentence? */
static double
stem_share(const struct trail_sentence *sentence, const uint64_t *stems, size_t count)
{
	size_t	 found = 0;

	for (size_t k = 0; k < count; k++) {
		size_t	 i = 0;

		while (i < sentence->nstems && sentence->stems[i] != stems[k])
			i++;
		found += i < sentence->nstems;
	}
	return (double)found / (double)count;
}

bool
trail_paraphrases(const struct trail_sentence *sentences, size_t count, struct span reference,
    struct arena *arena, struct paraphrase **found, size_t *nfound, struct fault *f)
{
	struct token_list	 tokens;
	uint64_t		 stems[CONTENT_MAX];
	size_t			 nstems, room = 0;

	*found = NULL;
	*nfound = 0;
	if (!token_read(reference, arena, &tokens, f))
		return false;
	nstems = content_stems(&tokens, stems);
	for (size_t i = 0; i < count && nstems >= PARAPHRASE_CONTENT; i++) {
		double	 share = stem_share(&sentences[i], stems, nstems);

		if (share < PARAPHRASE_SHARE)
			continue;
		if (!arena_grow(arena, found, *nfound, &room, sizeof **found, f))
			return false;
		(*found)[(*nfound)++] = (struct paraphrase) { i, share };
	}
	return true;
}

/* --- runs of words ------------------------------------------------------- */

/* The hash of each run is that of the run before, without its first word and with one more. */
static void
hash_runs(const struct token_list *tokens, size_t count, uint64_t *hashes)
{
	uint64_t	 hash = 0, top = 1;

	for (size_t i = 0; i < REUSE_RUN; i++)
		top *= REUSE_BASE;
	for (size_t i = 0; i < count; i++) {
		hash = hash * REUSE_BASE + tokens->items[i].hash;
		if (i >= REUSE_RUN)
			hash -= top * tokens->items[i - REUSE_RUN].hash;
		hashes[i] = hash;
	}
}

bool
trail_runs_read(const struct article *article, struct arena *arena, struct arena *scratch,
    struct trail_runs *runs, struct fault *f)
{
	struct token_list	 tokens;
	uint64_t		*hashes;
	size_t			*at;

	*runs = (struct trail_runs) { .article = article };
	if (!token_read(article->text, scratch, &tokens, f))
		return false;
	runs->cut = tokens.count > TRAIL_RUNS_WORDS_MAX;
	runs->nwords = runs->cut ? TRAIL_RUNS_WORDS_MAX : tokens.count;
	runs->hashes = hashes = arena_take(arena, runs->nwords, sizeof *hashes, f);
	runs->at = at = arena_take(arena, runs->nwords, sizeof *at, f);
	if (hashes == NULL || at == NULL)
		return false;
	hash_runs(&tokens, runs->nwords, hashes);
	for (size_t i = 0; i < runs->nwords; i++)
		at[i] = (size_t)(tokens.items[i].printed.p - article->text.p);
	return true;
}

/* The place of a run in the table, or the empty one where it would be. */
static size_t
find_slot(const struct trail_prose *prose, uint64_t hash)
{
	size_t	 i = (size_t)token_hash_mix(hash, 0) & (prose->nslots - 1);

	while (prose->slots[i].where != 0 && prose->slots[i].hash != hash)
		i = (i + 1) & (prose->nslots - 1);
	return i;
}

bool
trail_prose_read(const struct trail_runs *articles, size_t count, struct arena *arena,
    struct trail_prose *prose, struct fault *f)
{
	size_t	 words = 0, nslots = 2;

	for (size_t k = 0; k < count; k++)
		words += articles[k].nwords;
	while (nslots < words * 2)
		nslots *= 2;
	*prose = (struct trail_prose) { .nslots = nslots, .narticles = count };
	prose->slots = arena_take(arena, nslots, sizeof *prose->slots, f);
	if (prose->slots == NULL)
		return false;
	for (size_t k = 0; k < count; k++) {
		for (size_t i = REUSE_RUN - 1; i < articles[k].nwords; i++) {
			struct trail_slot *slot =
			    &prose->slots[find_slot(prose, articles[k].hashes[i])];

			slot->hash = articles[k].hashes[i];
			slot->where |= (uint64_t)1 << k;
		}
	}
	return true;
}

bool
trail_reuse(const struct trail_runs *a, const struct span *quoted, size_t nquoted,
    const struct trail_prose *prose, struct arena *scratch, double shares[TRAIL_PROSE_MAX],
    struct fault *f)
{
	struct quoted		 ranges;
	uint64_t		*where; /* each word was found, bit by bit */
	size_t			 words = 0, length = 0, found[TRAIL_PROSE_MAX] = { 0 };

	where = arena_take(scratch, a->nwords, sizeof *where, f);
	if (where == NULL || !quoted_read(a->article, quoted, nquoted, scratch, &ranges, f))
		return false;
	for (size_t i = 0; i < a->nwords; i++) {
		bool		 own = !quoted_at(&ranges, a->at[i]);
		uint64_t	 articles = 0;

		length = own ? length + 1 : 0;
		words += own;
		if (length >= REUSE_RUN)
			articles = prose->slots[find_slot(prose, a->hashes[i])].where;
		for (size_t k = 0; articles != 0 && k < REUSE_RUN; k++)
			where[i - k] |= articles;
	}
	for (size_t i = 0; i < a->nwords; i++) {
		for (uint64_t left = where[i]; left != 0; left &= left - 1)
			found[__builtin_ctzll(left)]++;
	}
	for (size_t k = 0; k < TRAIL_PROSE_MAX; k++)
		shares[k] = words > 0 ? (double)found[k] / (double)words : 0;
	return true;
}
