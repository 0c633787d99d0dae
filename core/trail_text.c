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

bool
trail_reuse(const struct article *a, const struct quote_list *a_quotes, const struct article *b,
    struct arena *scratch, double *share, struct fault *f)
{
	struct token_list	 mine, theirs;
	struct range		*ranges;
	uint64_t		*runs;
	unsigned char		*prose, *reused;
	size_t			 nranges, next = 0, nruns = 0, words = 0, copied = 0, length = 0;

	*share = 0;
	if (!token_read(a->text, scratch, &mine, f) || !token_read(b->text, scratch, &theirs, f) ||
	    !quoted_ranges(a, a_quotes, scratch, &ranges, &nranges, f))
		return false;
	runs = arena_take(scratch, theirs.count, sizeof *runs, f);
	prose = arena_take(scratch, mine.count, 1, f);
	reused = arena_take(scratch, mine.count, 1, f);
	if (runs == NULL || prose == NULL || reused == NULL)
		return false;
	for (size_t i = 0; i + REUSE_RUN <= theirs.count; i++)
		runs[nruns++] = run_hash(&theirs, i);
	qsort(runs, nruns, sizeof *runs, token_hash_compare);
	for (size_t i = 0; i < mine.count; i++) {
		prose[i] = !in_ranges(ranges, nranges, &next,
		    (size_t)(mine.items[i].printed.p - a->text.p));
		length = prose[i] ? length + 1 : 0;
		if (length >= REUSE_RUN) {
			const uint64_t	 hash = run_hash(&mine, i + 1 - REUSE_RUN);

			if (bsearch(&hash, runs, nruns, sizeof hash, token_hash_compare) != NULL)
				memset(reused + i + 1 - REUSE_RUN, 1, REUSE_RUN);
		}
	}
	for (size_t i = 0; i < mine.count; i++) {
		words += prose[i];
		copied += prose[i] && reused[i];
	}
	*share = words == 0 ? 0 : (double)copied / (double)words;
	return true;
}
