#include "core/trail.h"

#include <stdlib.h>

#include "core/words.h"

#define REUSE_RUN 8 /* words in a row that chance does not repeat */
#define PARAPHRASE_SHARE 0.5
#define PARAPHRASE_CONTENT 3 /* content words the reference must have to be found again */
#define CONTENT_MAX 64

/* Byte ranges of an article's text that are quoted, in order. */
struct range {
	size_t	 from, to;
};

static int
compare_ranges(const void *left, const void *right)
{
	const struct range	*a = left, *b = right;

	return (a->from > b->from) - (a->from < b->from);
}

static bool
quoted_ranges(const struct article *article, const struct quote_list *quotes, struct arena *arena,
    struct range **ranges, size_t *count, struct fault *f)
{
	*count = 0;
	*ranges = NULL;
	for (size_t i = 0; i < quotes->count; i++)
		*count += quotes->items[i].outside < 0 ? quotes->items[i].nparts : 0;
	*ranges = arena_take(arena, *count, sizeof **ranges, f);
	if (*ranges == NULL)
		return false;
	*count = 0;
	for (size_t i = 0; i < quotes->count; i++) {
		const struct quote	*q = &quotes->items[i];

		for (size_t k = 0; k < q->nparts; k++) {
			if (!span_within(q->parts[k], article->text))
				continue;
			(*ranges)[(*count)++] = (struct range) {
				(size_t)(q->parts[k].p - article->text.p),
				(size_t)(q->parts[k].p - article->text.p) + q->parts[k].n,
			};
		}
	}
	qsort(*ranges, *count, sizeof **ranges, compare_ranges);
	return true;
}

/* Tokens come in order, so the range to ask about only moves forward. */
static bool
in_ranges(const struct range *ranges, size_t count, size_t *next, size_t at)
{
	while (*next < count && ranges[*next].to <= at)
		++*next;
	return *next < count && ranges[*next].from <= at;
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

/* Which share of the stems occurs in tokens from..to-1? */
static double
stem_share(const struct token_list *tokens, size_t from, size_t to, const uint64_t *stems,
    size_t count)
{
	size_t	 found = 0;

	for (size_t k = 0; k < count; k++) {
		for (size_t i = from; i < to; i++) {
			if (word_stem_hash(tokens->items[i].word) == stems[k]) {
				found++;
				break;
			}
		}
	}
	return (double)found / (double)count;
}

static bool
is_prose(enum region region)
{
	return region == REGION_HEADLINE || region == REGION_STANDFIRST || region == REGION_BODY ||
	    region == REGION_CAPTION;
}

struct paraphrase_list {
	struct paraphrase	*items;
	size_t			 count, room;
};

/* One block: every sentence without quoted words that holds enough of the stems. */
static bool
search_block(const struct article *article, struct span text, const struct range *ranges,
    size_t nranges, const uint64_t *stems, size_t nstems, struct arena *arena,
    struct paraphrase_list *found, struct fault *f)
{
	struct token_list	 tokens;
	size_t			 next = 0;

	if (!token_read(text, arena, &tokens, f))
		return false;
	for (size_t from = 0, to; from < tokens.count; from = to) {
		bool	 quoted = false;
		double	 share;

		for (to = from; to < tokens.count &&
		     (to == from || !(tokens.items[to].flags & TOKEN_SENTENCE));
		     to++)
			quoted |= in_ranges(ranges, nranges, &next,
			    (size_t)(tokens.items[to].printed.p - article->text.p));
		share = quoted ? 0 : stem_share(&tokens, from, to, stems, nstems);
		if (share < PARAPHRASE_SHARE)
			continue;
		if (!arena_grow(arena, &found->items, found->count, &found->room,
			sizeof *found->items, f))
			return false;
		found->items[found->count++] = (struct paraphrase) {
			span_join(tokens.items[from].printed, tokens.items[to - 1].printed),
			share,
		};
	}
	return true;
}

bool
trail_paraphrases(const struct article *article, const struct quote_list *quotes,
    struct span reference, struct arena *arena, struct paraphrase **found, size_t *count,
    struct fault *f)
{
	struct paraphrase_list	 list = { NULL, 0, 0 };
	struct token_list	 tokens;
	struct range		*ranges;
	uint64_t		 stems[CONTENT_MAX];
	size_t			 nranges, nstems;

	*found = NULL;
	*count = 0;
	if (!token_read(reference, arena, &tokens, f) ||
	    !quoted_ranges(article, quotes, arena, &ranges, &nranges, f))
		return false;
	nstems = content_stems(&tokens, stems);
	if (nstems < PARAPHRASE_CONTENT)
		return true;
	for (size_t i = 0; i < article->nblocks; i++) {
		if (is_prose(article->blocks[i].region) &&
		    !search_block(article, article->blocks[i].text, ranges, nranges, stems, nstems,
			arena, &list, f))
			return false;
	}
	*found = list.items;
	*count = list.count;
	return true;
}

static uint64_t
run_hash(const struct token_list *tokens, size_t at)
{
	uint64_t	 hash = REUSE_RUN;

	for (size_t i = 0; i < REUSE_RUN; i++)
		hash = token_hash_mix(hash, tokens->items[at + i].hash);
	return hash;
}

struct run {
	uint64_t	 hash, where;
};

static int
compare_runs(const void *left, const void *right)
{
	const struct run	*a = left, *b = right;

	return (a->hash > b->hash) - (a->hash < b->hash);
}

/* Runs that several articles have become one, in all of their places. */
static bool
merge_runs(struct run *runs, size_t count, struct arena *arena, struct trail_prose *prose,
    struct fault *f)
{
	qsort(runs, count, sizeof *runs, compare_runs);
	prose->runs = arena_take(arena, count, sizeof *prose->runs, f);
	prose->where = arena_take(arena, count, sizeof *prose->where, f);
	if (prose->runs == NULL || prose->where == NULL)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || runs[i].hash != runs[i - 1].hash)
			prose->runs[prose->count++] = runs[i].hash;
		prose->where[prose->count - 1] |= runs[i].where;
	}
	return true;
}

bool
trail_prose_read(const struct article *const *articles, size_t count, struct arena *arena,
    struct trail_prose *prose, struct fault *f)
{
	struct run		*runs = NULL;
	struct token_list	 tokens;
	size_t			 nruns = 0, room = 0;

	*prose = (struct trail_prose) { .narticles = count };
	for (size_t k = 0; k < count && k < TRAIL_PROSE_MAX; k++) {
		if (!token_read(articles[k]->text, arena, &tokens, f))
			return false;
		for (size_t i = 0; i + REUSE_RUN <= tokens.count; i++) {
			if (!arena_grow(arena, &runs, nruns, &room, sizeof *runs, f))
				return false;
			runs[nruns++] = (struct run) { run_hash(&tokens, i), (uint64_t)1 << k };
		}
	}
	return nruns == 0 || merge_runs(runs, nruns, arena, prose, f);
}

static uint64_t
find_run(const struct trail_prose *prose, uint64_t hash)
{
	const uint64_t	*found = prose->count == 0 ?
	    NULL :
	    bsearch(&hash, prose->runs, prose->count, sizeof hash, token_hash_compare);

	return found == NULL ? 0 : prose->where[found - prose->runs];
}

bool
trail_reuse(const struct article *a, const struct quote_list *a_quotes,
    const struct trail_prose *prose, struct arena *scratch, double shares[TRAIL_PROSE_MAX],
    struct fault *f)
{
	struct token_list	 mine;
	struct range		*ranges;
	uint64_t		*where; /* each word was found, bit by bit */
	size_t			 nranges, next = 0, words = 0, length = 0;

	memset(shares, 0, TRAIL_PROSE_MAX * sizeof *shares);
	if (!token_read(a->text, scratch, &mine, f) ||
	    !quoted_ranges(a, a_quotes, scratch, &ranges, &nranges, f))
		return false;
	where = arena_take(scratch, mine.count, sizeof *where, f);
	if (where == NULL)
		return false;
	for (size_t i = 0; i < mine.count; i++) {
		bool	 own = !in_ranges(ranges, nranges, &next,
		    (size_t)(mine.items[i].printed.p - a->text.p));

		length = own ? length + 1 : 0;
		words += own;
		if (length >= REUSE_RUN) {
			const uint64_t	 found = find_run(prose, run_hash(&mine, i + 1 - REUSE_RUN));

			for (size_t k = 0; k < REUSE_RUN; k++)
				where[i - k] |= found;
		}
	}
	for (size_t i = 0; i < mine.count; i++) {
		for (size_t k = 0; where[i] >> k != 0 && k < prose->narticles; k++)
			shares[k] += (where[i] >> k & 1) != 0 ? 1.0 / (double)words : 0;
	}
	return true;
}
