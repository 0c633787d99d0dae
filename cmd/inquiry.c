#include "cmd/inquiry.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/utf8.h"

#define CANDIDATES_MAX 2000 /* wordings judged; what is left out is said */
#define LACKING_TOLD 5	    /* words of the phrase that a near miss has not */
#define WORD_BYTES 60	    /* of one of them */
#define REASON_BYTES_MAX ((size_t)4096)
#define WORDING_BYTES_MAX ((size_t)1 << 30) /* for judging one wording */
#define VARIANT_SHARE 0.8   /* of the query's words that a variant has when others have all */

bool
inquiry_read(struct span query, struct arena *arena, struct inquiry *inquiry, struct fault *f)
{
	*inquiry = (struct inquiry) { .query = span_trim(query) };
	if (!utf8_valid(inquiry->query))
		return fault_set(f, FAULT_USAGE, "QUOTE is not UTF-8");
	if (!token_read(inquiry->query, arena, &inquiry->words, f))
		return false;
	return inquiry->words.count > 0 || fault_set(f, FAULT_USAGE, "QUOTE holds no word");
}

static bool
better(const struct trail_hit *a, const struct trail_hit *b)
{
	if (a->exact != b->exact)
		return a->exact;
	return a->bits > b->bits;
}

static bool
add_hit(struct inquiry *inquiry, const struct store_candidate *candidate,
    const struct trail_hit *hit, struct arena *arena, struct fault *f)
{
	for (size_t i = 0; i < inquiry->nfound; i++) {
		struct found	*known = &inquiry->found[i];

		if (known->best.family != candidate->family)
			continue;
		known->printings += candidate->printings;
		if (better(hit, &known->hit)) {
			known->hit = *hit;
			known->best = *candidate;
		}
		return true;
	}
	if (!arena_grow(arena, &inquiry->found, inquiry->nfound, &inquiry->room,
		sizeof *inquiry->found, f))
		return false;
	inquiry->found[inquiry->nfound++] =
	    (struct found) { .best = *candidate, .hit = *hit, .printings = candidate->printings };
	return true;
}

static int
best_first(const void *left, const void *right)
{
	const struct found	*a = left, *b = right;

	if (better(&a->hit, &b->hit) || better(&b->hit, &a->hit))
		return better(&a->hit, &b->hit) ? -1 : 1;
	if (a->printings != b->printings)
		return a->printings > b->printings ? -1 : 1;
	return span_cmp(a->family, b->family);
}

/* The share of the query's words that the best printing of a family has. */
static double
share_of(const struct found *found)
{
	size_t	 words = found->hit.matched + found->hit.missing;

	return words > 0 ? (double)found->hit.matched / (double)words : 1;
}

/*
 * When some printing has the whole phrase, families that only share part of it
 * are not the answer; they are told as near. Without one, the closest stand.
 */
static size_t
count_answers(const struct inquiry *inquiry)
{
	size_t	 n = 0;

	if (inquiry->nfound == 0 || !inquiry->found[0].hit.exact)
		return inquiry->nfound;
	while (n < inquiry->nfound &&
	    (inquiry->found[n].hit.exact || share_of(&inquiry->found[n]) >= VARIANT_SHARE))
		n++;
	return n;
}

static bool
holds(const struct token_list *tokens, uint64_t hash)
{
	for (size_t i = 0; i < tokens->count; i++) {
		if (tokens->items[i].hash == hash)
			return true;
	}
	return false;
}

/* What a family has of the phrase, and which words no part of its wording is. */
static bool
explain_near(const struct inquiry *inquiry, struct found *found, struct arena *arena,
    struct fault *f)
{
	struct token_list	 printed;
	struct buf		 out = BUF(REASON_BYTES_MAX);
	size_t			 lacking = 0;
	bool			 ok;

	if (!token_unfold(found->best.words, arena, &printed, f))
		return false;
	buf_print(&out, "has %zu of the %zu words", found->hit.matched,
	    found->hit.matched + found->hit.missing);
	for (size_t i = 0; i < inquiry->words.count; i++) {
		if (holds(&printed, inquiry->words.items[i].hash) || lacking++ >= LACKING_TOLD)
			continue;
		buf_print(&out, "%s \"", lacking == 1 ? "; not" : ",");
		buf_add(&out, span_cut(inquiry->words.items[i].printed, 0, WORD_BYTES));
		buf_char(&out, '"');
	}
	if (lacking > LACKING_TOLD)
		buf_print(&out, " and %zu more", lacking - LACKING_TOLD);
	else if (lacking == 0)
		buf_add(&out, SPAN("; the others stand elsewhere in it"));
	ok = buf_end(&out, arena, &found->near, f);
	buf_free(&out);
	return ok;
}

/* Of a family nothing may be left since it was linked. */
static bool
read_found(struct store *store, struct inquiry *inquiry, struct arena *arena, struct fault *f)
{
	struct store_candidate	*best = arena_take(arena, inquiry->nfound, sizeof *best, f);
	struct store_printing	*printings;
	size_t			 kept = 0;

	if (best == NULL)
		return false;
	for (size_t i = 0; i < inquiry->nfound; i++)
		best[i] = inquiry->found[i].best;
	if (!store_printings(store, best, inquiry->nfound, arena, &printings, f))
		return false;
	for (size_t i = 0; i < inquiry->nfound; i++) {
		struct found	*found = &inquiry->found[i];

		if (printings[i].family.n == 0)
			continue;
		found->family = printings[i].family;
		found->text = printings[i].text.n > 0 ? printings[i].text : found->best.words;
		inquiry->found[kept++] = *found;
	}
	inquiry->nfound = kept;
	return true;
}

/* The families of the candidates that hold the phrase, or a variant of it. */
static bool
judge(struct inquiry *inquiry, const struct store_candidate *candidates, struct arena *arena,
    struct fault *f)
{
	struct arena	*scratch = arena_new(WORDING_BYTES_MAX);
	bool		 ok = scratch != NULL || fault_set(f, FAULT_MEMORY, "out of memory");

	for (size_t i = 0; i < inquiry->judged && ok; i++) {
		struct token_list	 printed;
		struct trail_hit	 hit;

		arena_reset(scratch);
		ok = token_unfold(candidates[i].words, scratch, &printed, f);
		if (!ok || !trail_match(&inquiry->words, &printed, scratch, &hit, f)) {
			ok = f->kind == FAULT_NONE;
			continue;
		}
		if (inquiry->words.count >= INQUIRY_PHRASE_WORDS || hit.exact)
			ok = add_hit(inquiry, &candidates[i], &hit, arena, f);
	}
	arena_free(scratch);
	return ok;
}

static bool
search_words(struct store *store, struct inquiry *inquiry, struct arena *arena, struct fault *f)
{
	struct store_candidate	*candidates = NULL;
	struct span		 folded;

	if (!token_fold(inquiry->query, arena, &folded, f) ||
	    !store_find(store, folded, CANDIDATES_MAX, arena, &candidates, &inquiry->judged,
		&inquiry->total, f) ||
	    !judge(inquiry, candidates, arena, f) || !read_found(store, inquiry, arena, f))
		return false;
	if (inquiry->nfound > 1)
		qsort(inquiry->found, inquiry->nfound, sizeof *inquiry->found, best_first);
	inquiry->answers = count_answers(inquiry);
	for (size_t i = inquiry->answers; i < inquiry->nfound; i++) {
		if (!explain_near(inquiry, &inquiry->found[i], arena, f))
			return false;
	}
	return true;
}

/* An id is accepted wherever a quotation is. */
static bool
search_id(struct store *store, struct inquiry *inquiry, struct arena *arena, struct fault *f)
{
	struct span	 family = SPAN_NONE;

	if (inquiry->query.n < 2 || inquiry->query.p[0] != 'q' ||
	    memchr(inquiry->query.p, ' ', inquiry->query.n) != NULL)
		return true;
	if (!store_family_of(store, inquiry->query, arena, &family, f))
		return false;
	if (family.n == 0)
		return true;
	inquiry->is_id = true;
	inquiry->found = arena_take(arena, 1, sizeof *inquiry->found, f);
	if (inquiry->found == NULL)
		return false;
	inquiry->found[0] = (struct found) { .family = family };
	inquiry->nfound = inquiry->answers = 1;
	return true;
}

bool
inquiry_search(struct store *store, struct inquiry *inquiry, struct arena *arena, struct fault *f)
{
	return search_id(store, inquiry, arena, f) &&
	    (inquiry->is_id || search_words(store, inquiry, arena, f));
}
