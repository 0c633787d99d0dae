#include "core/gloss.h"

#include <stdlib.h>

#include "core/words.h"

#define ENTRIES 2048 /* a power of two; most words of most texts */
#define BYTES_MAX 24 /* of a word; longer ones are rare */

struct entry {
	struct gloss	 gloss; /* its word is empty when that is the token's own */
	uint64_t	 hash;	/* of the token's word */
	size_t		 n;	/* bytes of it; 0: free */
	char		 bytes[BYTES_MAX];
};

struct glossary {
	struct entry	 entries[ENTRIES];
};

struct glossary *
glossary_new(struct fault *f)
{
	struct glossary	*glossary = calloc(1, sizeof *glossary);

	if (glossary == NULL)
		fault_set(f, FAULT_MEMORY, "out of memory");
	return glossary;
}

void
glossary_free(struct glossary *glossary)
{
	free(glossary);
}

void
gloss_standard(struct span word, uint64_t hash, struct gloss *gloss)
{
	struct span	 parts[WORD_PARTS_MAX];
	int64_t		 value;
	bool		 ordinal;

	*gloss = (struct gloss) { .word = word, .hash = hash, .stem = word_stem_hash(word) };
	gloss->kinds = word_class(word, &gloss->group);
	gloss->number = word_number(&word, 1, &value, &ordinal) > 0;
	gloss->contraction = word_expand(word, parts) > 0;
	gloss->phrase = word_begins_phrase(word);
}

static void
remember(struct entry *entry, const struct token *token, const struct gloss *gloss)
{
	entry->gloss = *gloss;
	if (gloss->word.p == token->word.p)
		entry->gloss.word = SPAN_NONE;
	entry->hash = token->hash;
	entry->n = token->word.n;
	memcpy(entry->bytes, token->word.p, token->word.n);
}

bool
gloss_word(struct glossary *glossary, const struct token *token, struct arena *arena,
    struct gloss *gloss, struct fault *f)
{
	const struct span	 word = token->word;
	const bool	 kept = glossary != NULL && word.n <= BYTES_MAX;
	struct entry	*entry = kept ? &glossary->entries[token->hash % ENTRIES] : NULL;
	char		 room[WORD_ROOM];
	struct span	 standard;
	bool		 made;

	if (kept && entry->hash == token->hash &&
	    span_eq((struct span) { entry->bytes, entry->n }, word)) {
		*gloss = entry->gloss;
		if (gloss->word.n == 0)
			gloss->word = word;
		return true;
	}
	standard = word_standard(word, room);
	made = standard.p == room;
	if (made && !span_in(arena, standard, &standard, f))
		return false;
	gloss_standard(standard, standard.p == word.p ? token->hash : token_hash(standard), gloss);
	/* A spelling made for this text goes with it. */
	if (kept && !made)
		remember(entry, token, gloss);
	return true;
}
