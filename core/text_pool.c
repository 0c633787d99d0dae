#include "core/text_pool.h"

#include <stdlib.h>

#include "core/pile.h"

#define WORDS_BYTES_MAX ((size_t)64 << 30) /* of all texts: beyond what their count allows */
void
text_pool_end(struct text_pool *pool)
{
	arena_free(pool->scratch);
	recall_free(pool->recall);
	numbering_free(&pool->numbering);
	free(pool->numbers);
	free(pool->texts);
	free(pool->index);
	free(pool->said);
	free(pool->speakers);
	*pool = (struct text_pool) { .arena = pool->arena };
}

void
text_pool_free(struct text_pool *pool)
{
	text_pool_end(pool);
	arena_free(pool->arena);
	*pool = (struct text_pool) { .arena = NULL };
}

bool
text_pool_begin(struct text_pool *pool, struct fault *f)
{
	*pool = (struct text_pool) { .arena = arena_new(WORDS_BYTES_MAX) };
	pool->scratch = arena_new(512 * WORDING_BYTES_MAX);
	pool->recall = recall_new(f);
	if (pool->arena != NULL && pool->scratch != NULL && pool->recall != NULL)
		return true;
	return fault_set(f, FAULT_MEMORY, "out of memory");
}

/* A text of any length is told from others by its beginning. */
static struct span
beginning(struct span text)
{
	size_t	 end = WORDING_BYTES_MAX;

	if (text.n <= end)
		return text;
	while (end > 0 && ((unsigned char)text.p[end] & 0xC0) == 0x80)
		end--;
	return span_cut(text, 0, end);
}

/* Do words alone tell it from others? */
static bool
tells_apart(const struct text *text, uint64_t speaker)
{
	return text->count >= WORDING_MIN && (speaker != 0 || text->own >= WORDING_SMALL);
}

/*
 * Who said it, as far as words alone leave it open. One or two words are nobody's,
 * and a light phrase without a speaker is not either: outside of its article
 * it is another one.
 */
static uint64_t
tell_apart(uint64_t hash, const struct text *text, uint64_t speaker, struct span identity)
{
	if (tells_apart(text, speaker))
		return hash;
	for (size_t i = 0; i < identity.n; i++)
		hash = token_hash_mix(hash, (unsigned char)identity.p[i]);
	return hash;
}

static uint32_t *
find_text(const struct text_pool *pool, uint64_t key, uint32_t count)
{
	size_t	 at = (size_t)(key >> 20) & (pool->index_room - 1);

	while (pool->index[at] != 0 &&
	    (pool->texts[pool->index[at] - 1].key != key ||
		pool->texts[pool->index[at] - 1].count != count))
		at = (at + 1) & (pool->index_room - 1);
	return &pool->index[at];
}

static bool
grow_index(struct text_pool *pool, struct fault *f)
{
	const size_t	 room = pool->index_room == 0 ? 1024 : pool->index_room * 2;
	uint32_t	*index;

	if ((pool->ntexts + 1) * 2 <= pool->index_room)
		return true;
	index = calloc(room, sizeof *index);
	if (index == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	free(pool->index);
	pool->index = index;
	pool->index_room = room;
	for (uint32_t i = 0; i < pool->ntexts; i++)
		*find_text(pool, pool->texts[i].key, pool->texts[i].count) = i + 1;
	return true;
}

/* The words of a new text, and of its marks only as much as there is. */
static bool
keep_text(struct text_pool *pool, const struct text *text, uint32_t *number, struct fault *f)
{
	struct text	 kept = *text;
	bool		 marked = false;
	uint32_t	*words = arena_take(pool->arena, text->count, sizeof *words, f);

	if (words == NULL || !pile_grow(&pool->texts, pool->ntexts, 1, &pool->room, sizeof kept, f))
		return false;
	if (text->count > 0)
		memcpy(words, text->words, text->count * sizeof *words);
	kept.words = words;
	kept.marks = NULL;
	for (size_t i = 0; i < text->count; i++)
		marked |= text->marks[i] != 0;
	if (marked) {
		unsigned char	*marks = arena_take(pool->arena, text->count, 1, f);

		if (marks == NULL)
			return false;
		kept.marks = memcpy(marks, text->marks, text->count);
	}
	pool->texts[pool->ntexts++] = kept;
	*number = (uint32_t)pool->ntexts;
	return true;
}

/* Of one text: marks that all its printings have, since any of them may be read first. */
static void
agree_on_marks(struct text *text, const struct text *printing)
{
	unsigned char	*marks;

	if (text->marks == NULL)
		return;
	/* The pool's own memory, which nobody has seen yet. */
	memcpy(&marks, &text->marks, sizeof marks);
	for (size_t i = 0; i < text->count; i++)
		marks[i] = printing->marks == NULL ? 0 : marks[i] & printing->marks[i];
}

/* The text as words, in scratch; the hash does not depend on how they are numbered. */
static bool
read_text(struct text_pool *pool, struct span said, struct arena *scratch, struct text *text,
    struct fault *f)
{
	struct token_list	 tokens;
	uint32_t		*words;
	unsigned char		*marks;

	if (!token_read(said, scratch, &tokens, f))
		return false;
	words = arena_take(scratch, tokens.count, sizeof *words + 1, f);
	if (words == NULL)
		return false;
	marks = (unsigned char *)(words + tokens.count);
	*text = (struct text) { .key = tokens.count,
		.words = words,
		.marks = marks,
		.count = (uint32_t)tokens.count };
	for (size_t i = 0; i < tokens.count; i++) {
		const struct token	*token = &tokens.items[i];

		words[i] = numbering_read(&pool->numbering, token, f);
		if (words[i] == 0)
			return false;
		marks[i] = (unsigned char)((token->flags & TOKEN_GAP_BEFORE ? WORDING_GAP : 0) |
		    (token->flags & TOKEN_BRACKETED ? WORDING_BRACKET : 0) |
		    (i > 0 && token->flags & TOKEN_SENTENCE ? WORDING_SENTENCE : 0));
		text->key = token_hash_mix(text->key, pool->numbering.words[words[i]].hash);
		text->own += pool->numbering.words[words[i]].bits;
	}
	return true;
}

/* The number of a text in its pool; what was read of late is not read again. */
static bool
number_text(struct text_pool *pool, struct span said, uint64_t speaker, struct span identity,
    uint32_t *number, struct fault *f)
{
	struct text	 text;
	uint32_t	*known;

	if (recall_find(pool->recall, said, number) && tells_apart(&pool->texts[*number], speaker))
		return true;
	arena_reset(pool->scratch);
	if (!grow_index(pool, f) || !read_text(pool, said, pool->scratch, &text, f))
		return false;
	text.key = tell_apart(text.key, &text, speaker, identity);
	known = find_text(pool, text.key, text.count);
	if (*known != 0)
		agree_on_marks(&pool->texts[*known - 1], &text);
	else if (!keep_text(pool, &text, known, f))
		return false;
	*number = *known - 1;
	if (tells_apart(&text, speaker))
		recall_keep(pool->recall, said, *number);
	return true;
}

bool
text_pool_add(struct text_pool *pool, const struct occurrence *o, struct span identity,
    struct fault *f)
{
	const uint64_t	 speaker = wording_speaker(o->speaker);

	if (!pile_grow(&pool->said, pool->count, 1, &pool->said_room, sizeof *pool->said, f) ||
	    !pile_grow(&pool->speakers, pool->count, 1, &pool->speakers_room,
		sizeof *pool->speakers, f) ||
	    !number_text(pool, beginning(o->text), speaker, identity, &pool->said[pool->count], f))
		return false;
	pool->speakers[pool->count++] = speaker;
	return true;
}

/* Number the words of a pool as all pools do, wherever they stand. */
static bool
unite_words(struct text_pool *pool, struct numbering *all, struct fault *f)
{
	uint32_t	*numbers = calloc(pool->numbering.count + 1, sizeof *numbers);

	if (numbers == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	pool->numbers = numbers;
	for (size_t i = 1; i < pool->numbering.count; i++) {
		numbers[i] = numbering_take(all, &pool->numbering.words[i], f);
		if (numbers[i] == 0)
			return false;
	}
	numbering_free(&pool->numbering);
	return true;
}

static void
renumber(struct text_pool *pool, const struct text *text)
{
	uint32_t	*words;

	/* The pool's own memory, which nobody has seen yet. */
	memcpy(&words, &text->words, sizeof words);
	for (size_t k = 0; k < text->count; k++)
		words[k] = pool->numbers[words[k]];
}

/* The text in one of the first so many pools, whose texts have their numbers; NULL. */
static struct text *
known_text(const struct text_pool *pools, size_t npools, const struct text *text)
{
	for (size_t i = 0; i < npools; i++) {
		const uint32_t at =
		    pools[i].index_room == 0 ? 0 : *find_text(&pools[i], text->key, text->count);

		if (at != 0)
			return &pools[i].texts[at - 1];
	}
	return NULL;
}

bool
text_pools_unite(struct text_pool *pools, size_t npools, struct numbering *all,
    struct text ***texts, size_t *ntexts, struct fault *f)
{
	size_t		 total = 0;

	for (size_t i = 0; i < npools; i++)
		total += pools[i].ntexts;
	*ntexts = 0;
	*texts = calloc(total + 1, sizeof(struct text *));
	if (*texts == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	for (size_t p = 0; p < npools; p++) {
		if (!unite_words(&pools[p], all, f))
			return false;
		for (size_t i = 0; i < pools[p].ntexts; i++) {
			struct text		*text = &pools[p].texts[i];
			const struct text	*known = known_text(pools, p, text);

			text->number = known != NULL ? known->number : (uint32_t)*ntexts;
			if (known != NULL) {
				agree_on_marks((*texts)[known->number], text);
				continue;
			}
			renumber(&pools[p], text);
			(*texts)[(*ntexts)++] = text;
		}
	}
	return true;
}
