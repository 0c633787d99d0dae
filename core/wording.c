#include "core/wording.h"

#include <stdlib.h>

#include "core/pile.h"
#include "core/recall.h"
#include "core/saying.h"

/* Words of one text, once however often it is printed. */
struct text {
	uint64_t	 key;
	const uint32_t	*words;
	const unsigned char *marks;
	uint32_t	 count, number; /* number: among the texts of all pools */
	float		 own;
};

/* What one hand reads: its own words and texts, until all are made one list. */
struct text_pool {
	struct arena	*arena, *scratch; /* of the words; reset for each text */
	struct recall	*recall;	 /* by bytes: texts that are the same whoever says them where */
	struct numbering numbering;
	uint32_t	*numbers; /* a word here: its number in all */
	struct text	*texts;
	size_t		 ntexts, room;
	uint32_t	*index; /* open addressing by key: text from 1; 0 free */
	size_t		 index_room;
	uint32_t	*said; /* an occurrence: its text here ... */
	uint64_t	*speakers; /* ... and who said it */
	size_t		 count, said_room, speakers_room;
};

/* Where texts of all pools become wordings. */
struct reader {
	const struct ledger	*ledger;
	const uint32_t		*groups; /* see wordings_end() */
	struct wordings		*wordings;
	struct text		**texts; /* by number */
	size_t			 ntexts;
};

#define BLOCK_DAYS 2	 /* within which dates do not say what was made from what */
#define FEW 3		 /* printings that are chance */
#define WORDS_BYTES_MAX ((size_t)64 << 30) /* of all texts: beyond what their count allows */

/* All of a pool but the words. */
static void
free_reading(struct text_pool *pool)
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
wordings_free(struct wordings *wordings)
{
	for (size_t i = 0; i < wordings->npools; i++) {
		free_reading(&wordings->pools[i]);
		arena_free(wordings->pools[i].arena);
	}
	free(wordings->pools);
	free(wordings->items);
	free(wordings->of);
	numbering_free(&wordings->numbering);
	*wordings = WORDINGS_EMPTY;
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
wordings_add(struct wordings *wordings, size_t part, const struct occurrence *o,
    struct span identity, struct fault *f)
{
	struct text_pool	*pool = &wordings->pools[part];
	const uint64_t		 speaker = wording_speaker(o->speaker);

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

/* One list of texts: a text of two pools is that of the first. */
static bool
unite_texts(struct reader *r, struct fault *f)
{
	struct wordings	*all = r->wordings;
	size_t		 total = 0;

	for (size_t p = 0; p < all->npools; p++)
		total += all->pools[p].ntexts;
	r->ntexts = 0;
	r->texts = calloc(total + 1, sizeof(struct text *));
	if (r->texts == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	for (size_t p = 0; p < all->npools; p++) {
		struct text_pool	*pool = &all->pools[p];

		if (!unite_words(pool, &all->numbering, f))
			return false;
		for (size_t i = 0; i < pool->ntexts; i++) {
			struct text	*text = &pool->texts[i], *known = NULL;

			for (size_t q = 0; q < p && known == NULL; q++) {
				uint32_t	 at = all->pools[q].index_room == 0 ?
				    0 :
				    *find_text(&all->pools[q], text->key, text->count);

				known = at == 0 ? NULL : &all->pools[q].texts[at - 1];
			}
			text->number = known != NULL ? known->number : (uint32_t)r->ntexts;
			if (known != NULL) {
				agree_on_marks(r->texts[known->number], text);
				continue;
			}
			renumber(pool, text);
			r->texts[r->ntexts++] = text;
		}
	}
	return true;
}

static int
compare_u64(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

/* An unknown date stands behind all known ones. */
static int
compare_dates(int64_t a, int64_t b)
{
	if (a == b)
		return 0;
	if (a == DATE_UNKNOWN || b == DATE_UNKNOWN)
		return a == DATE_UNKNOWN ? 1 : -1;
	return a < b ? -1 : 1;
}

/*
 * Within days a copy is as likely to be printed first as what it was made from,
 * above all where only the day is known.
 */
static int64_t
block_of(const struct wording *w)
{
	return w->from == DATE_UNKNOWN ? DATE_UNKNOWN : w->from / (BLOCK_DAYS * DATE_DAY);
}

/*
 * The earlier by days; among them those that more than a few printed, then the
 * longer, for that is what others were made from; then the earlier, and by the
 * words: nothing depends on the order of the input.
 */
static int
compare_wordings(const void *left, const void *right)
{
	const struct wording	*a = left, *b = right;
	int			 order;

	order = compare_dates(block_of(a), block_of(b));
	if (order == 0 && a->printings / FEW != b->printings / FEW)
		return a->printings > b->printings ? -1 : 1;
	if (order == 0 && a->count != b->count)
		return a->count > b->count ? -1 : 1;
	if (order == 0)
		order = compare_dates(a->from, b->from);
	if (order == 0)
		order = compare_u64(a->hash, b->hash);
	return order != 0 ? order : compare_u64(a->speaker, b->speaker);
}

/* When an occurrence had surely appeared; DATE_UNKNOWN. */
static int64_t
appeared_by(const struct ledger *ledger, uint32_t occurrence)
{
	const struct ledger_article	*article = ledger_article(ledger, occurrence);

	return article->rank > 0 ? article->published.latest : DATE_UNKNOWN;
}

static void
add_printing(const struct reader *r, struct wording *w, uint32_t occurrence)
{
	const int64_t	 by = appeared_by(r->ledger, occurrence);
	int	 order = w->printings == 0 ? -1 : compare_dates(by, appeared_by(r->ledger, w->first));

	if (order == 0)
		order = span_cmp(ledger_id(r->ledger, occurrence), ledger_id(r->ledger, w->first));
	if (order < 0)
		w->first = occurrence;
	r->wordings->of[occurrence] = (uint32_t)(w - r->wordings->items);
	w->printings++;
	if (by == DATE_UNKNOWN)
		return;
	if (w->from == DATE_UNKNOWN || by < w->from)
		w->from = by;
	if (w->to == DATE_UNKNOWN || by > w->to)
		w->to = by;
}

static struct wording *
new_wording(struct wordings *all, const struct text *text, uint64_t speaker)
{
	struct wording	*w = &all->items[all->count++];

	*w = (struct wording) {
		.words = text->words,
		.marks = text->marks,
		.count = text->count,
		.plain = text->count,
		.hash = text->key,
		.own = text->own,
		.speaker = speaker,
		.from = DATE_UNKNOWN,
		.to = DATE_UNKNOWN,
		.family = WORDING_NONE,
		.second = WORDING_NONE,
		.by = WORDING_NONE,
	};
	for (uint32_t i = 0; i < text->count; i++)
		w->plain -= (wording_mark(w, i) & WORDING_BRACKET) != 0;
	return w;
}

/* What one speaker's phrase, a sentence in those days, or a longer text may be one wording of. */
static enum saying_weight
weight_of(const struct text *text)
{
	if (text->own < WORDING_SHARED || text->count <= WORDING_MIN)
		return SAYING_LIGHT;
	return text->own < WORDING_LASTING ? SAYING_MIDDLING : SAYING_HEAVY;
}

static uint32_t
group_of(const struct reader *r, const struct saying *saying)
{
	return r->groups == NULL ? WORDING_NONE : r->groups[saying->occurrence];
}

/* The smallest group from this number on; WORDING_NONE: there is none. */
static uint32_t
next_group(const struct reader *r, const struct saying *sayings, size_t count, uint32_t from)
{
	uint32_t	 next = WORDING_NONE;

	for (size_t i = 0; i < count; i++) {
		const uint32_t	 group = group_of(r, &sayings[i]);

		if (group >= from && group < next)
			next = group;
	}
	return next;
}

/* The sayings of one wording, or of one in each of their groups. */
static bool
add_wordings(const struct reader *r, const struct text *text, const struct saying *sayings,
    size_t count, uint64_t speaker, size_t *room, struct fault *f)
{
	struct wordings	*all = r->wordings;
	uint32_t	 group = next_group(r, sayings, count, 0);
	bool		 first = true;

	do {
		struct wording	*w;

		if (!pile_grow(&all->items, all->count, 1, room, sizeof *all->items, f))
			return false;
		w = new_wording(all, text, speaker);
		for (size_t i = 0; i < count; i++) {
			const uint32_t	 own = group_of(r, &sayings[i]);

			if (own == group || (first && own == WORDING_NONE))
				add_printing(r, w, sayings[i].occurrence);
		}
		first = false;
		group = group == WORDING_NONE ? group : next_group(r, sayings, count, group + 1);
	} while (group != WORDING_NONE);
	return true;
}

/* Sayings of equal words become wordings. */
static bool
collapse(const struct reader *r, const struct text *text, struct saying *sayings, size_t count,
    size_t *room, struct fault *f)
{
	enum saying_weight	 weight = saying_sort(sayings, count, weight_of(text));
	uint64_t		 speaker;

	for (size_t i = 0, n; i < count; i += n) {
		n = saying_run(sayings + i, count - i, weight, &speaker);
		if (!add_wordings(r, text, sayings + i, n, speaker, room, f))
			return false;
	}
	return true;
}

/* Occurrences by text, by counting: starts has room for two more than there are texts. */
static void
sort_by_text(const struct reader *r, uint32_t *starts, struct saying *sayings)
{
	const struct wordings	*all = r->wordings;
	uint32_t		 occurrence = 0;

	for (size_t p = 0; p < all->npools; p++) {
		for (size_t i = 0; i < all->pools[p].count; i++)
			starts[all->pools[p].texts[all->pools[p].said[i]].number + 2]++;
	}
	for (size_t i = 2; i < r->ntexts + 2; i++)
		starts[i] += starts[i - 1];
	for (size_t p = 0; p < all->npools; p++) {
		const struct text_pool	*pool = &all->pools[p];

		for (size_t i = 0; i < pool->count; i++, occurrence++) {
			const int32_t	 day = saying_day(appeared_by(r->ledger, occurrence));

			sayings[starts[pool->texts[pool->said[i]].number + 1]++] =
			    (struct saying) { pool->speakers[i], day, occurrence };
		}
	}
}

/* Occurrences by text, and each text's into its wordings. */
static bool
collapse_all(struct reader *r, struct fault *f)
{
	uint32_t	*starts = calloc(r->ntexts + 2, sizeof *starts);
	struct saying	*sayings = calloc(r->ledger->count + 1, sizeof *sayings);
	size_t		 room = 0;
	bool		 ok = false;

	if (starts == NULL || sayings == NULL) {
		fault_set(f, FAULT_MEMORY, "out of memory");
		goto done;
	}
	sort_by_text(r, starts, sayings);
	for (size_t i = 0; i < r->ntexts && r->texts[i] != NULL; i++) {
		const size_t	 n = starts[i + 1] - starts[i];

		if (!collapse(r, r->texts[i], sayings + starts[i], n, &room, f))
			goto done;
	}
	ok = true;
done:
	free(starts);
	free(sayings);
	return ok;
}

static bool
sort_wordings(struct wordings *all, size_t noccurrences, struct fault *f)
{
	uint32_t	*numbers = calloc(all->count + 1, sizeof *numbers);

	if (numbers == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	for (size_t i = 0; i < all->count; i++)
		all->items[i].family = (uint32_t)i;
	if (all->count > 0)
		qsort(all->items, all->count, sizeof *all->items, compare_wordings);
	for (size_t i = 0; i < all->count; i++) {
		numbers[all->items[i].family] = (uint32_t)i;
		all->items[i].family = WORDING_NONE;
	}
	for (size_t i = 0; i < noccurrences; i++)
		all->of[i] = numbers[all->of[i]];
	free(numbers);
	return true;
}

bool
wordings_begin(struct wordings *wordings, size_t nparts, struct fault *f)
{
	*wordings = WORDINGS_EMPTY;
	wordings->pools = calloc(nparts, sizeof *wordings->pools);
	if (wordings->pools == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	for (size_t i = 0; i < nparts; i++) {
		struct text_pool	*pool = &wordings->pools[wordings->npools++];

		pool->arena = arena_new(WORDS_BYTES_MAX);
		pool->scratch = arena_new(512 * WORDING_BYTES_MAX);
		pool->recall = recall_new(f);
		if (pool->arena == NULL || pool->scratch == NULL || pool->recall == NULL)
			return fault_set(f, FAULT_MEMORY, "out of memory");
	}
	return true;
}

bool
wordings_end(struct wordings *wordings, const struct ledger *ledger, const uint32_t *groups,
    struct fault *f)
{
	struct reader	 r = { .ledger = ledger, .groups = groups, .wordings = wordings };
	bool		 ok;

	wordings->of = calloc(ledger->count + 1, sizeof *wordings->of);
	if (wordings->of == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	ok = unite_texts(&r, f) && collapse_all(&r, f);
	free(r.texts);
	for (size_t i = 0; i < wordings->npools; i++)
		free_reading(&wordings->pools[i]);
	return ok && sort_wordings(wordings, ledger->count, f);
}
