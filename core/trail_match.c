#include "core/trail.h"

#include <assert.h>

#include "core/numbering.h"

#define VARIANT_WORDS 5	     /* shorter queries must stand word for word */
#define VARIANT_BITS 20.0    /* a near variant shares at least this much, */
#define VARIANT_COVERAGE 0.6 /* and this much of the query */
#define JUMP_BITS 5.0	     /* where the printed text goes on has to be said */
#define ROUNDING_BITS 1e-6   /* of sums in another order */
#define QUERY_MAX ((size_t)512)	/* words; more are not needed to tell a quotation */

/* Does the query stand in printed at word i, word for word? */
static bool
stands_at(const struct token_list *query, const struct token_list *printed, size_t i)
{
	if (i + query->count > printed->count)
		return false;
	for (size_t k = 0; k < query->count; k++) {
		if (query->items[k].hash != printed->items[i + k].hash)
			return false;
	}
	return true;
}

static double
bits_of(const struct token_list *query, size_t count)
{
	double	 bits = 0;

	for (size_t i = 0; i < count; i++)
		bits += numbering_background(query->items[i].word);
	return bits;
}

/*
 * The best path of equal words so far that ends with query word j, by row of
 * the printed text; a jump costs JUMP_BITS, whichever side it skips on.
 */
struct path {
	double	 bits;
	size_t	 matched, first, last; /* words matched; first and last word of printed */
};

static struct path
extend(const struct path *from, double gain, double price, size_t at)
{
	struct path	 p = *from;

	if (p.matched == 0 || p.bits - price <= 0) {
		p.bits = 0;
		p.matched = 0;
		p.first = at;
		price = 0;
	}
	p.bits += gain - price;
	p.matched++;
	p.last = at;
	return p;
}

/*
 * match[j] ends exactly at query word j-1 and the printed word before; best[j] anywhere up to
 * it.
 */
static void
find_path(const struct token_list *query, const struct token_list *printed, size_t n,
    const double *gains, struct path *match, struct path *best, struct path *top)
{
	for (size_t i = 0; i < printed->count; i++) {
		struct path	 corner_match = match[0], corner_best = best[0];

		for (size_t j = 1; j <= n; j++) {
			const struct path	 above_match = match[j], above_best = best[j];
			struct path		 p = { 0, 0, 0, 0 };

			if (query->items[j - 1].hash == printed->items[i].hash) {
				struct path	 on = extend(&corner_match, gains[j - 1], 0, i);
				struct path	 jump = extend(&corner_best, gains[j - 1], JUMP_BITS, i);

				p = on.bits >= jump.bits ? on : jump;
			}
			match[j] = p;
			if (p.bits > best[j].bits)
				best[j] = p;
			if (best[j - 1].bits > best[j].bits)
				best[j] = best[j - 1];
			if (p.bits > top->bits)
				*top = p;
			corner_match = above_match;
			corner_best = above_best;
		}
	}
}

/* Is this much of the query enough to be a variant of it? */
static bool
is_enough(double bits, size_t matched, size_t asked)
{
	return bits >= VARIANT_BITS && (double)matched >= VARIANT_COVERAGE * (double)asked;
}

static double
larger(double a, double b)
{
	return a > b ? a : b;
}

/* As find_path() goes, through a text that has the words it may have in the query's order. */
bool
trail_may_match(const double *bits, size_t count, uint64_t lacking, uint64_t apart)
{
	double	 match = 0, best = 0; /* of paths that end with the word before, and with any so far */
	size_t	 matched = 0;

	assert(count <= TRAIL_WORDS_TOLD);
	for (size_t i = 0; i < count; i++) {
		const bool	 follows = i > 0 && !(apart >> (i - 1) & 1);
		const double	 on = larger(best - JUMP_BITS, follows ? match : 0);

		match = lacking >> i & 1 ? 0 : bits[i] + larger(on, 0);
		best = larger(best, match);
		matched += !(lacking >> i & 1);
	}
	return is_enough(best + ROUNDING_BITS, matched, count);
}

static bool
match_variant(const struct token_list *query, const struct token_list *printed,
    struct arena *scratch, struct trail_hit *hit, struct fault *f)
{
	const size_t	 n = query->count < QUERY_MAX ? query->count : QUERY_MAX;
	struct path	*match, *best, top = { 0, 0, 0, 0 };
	double		*gains;

	match = arena_take(scratch, n + 1, sizeof *match, f);
	best = arena_take(scratch, n + 1, sizeof *best, f);
	gains = arena_take(scratch, n, sizeof *gains, f);
	if (match == NULL || best == NULL || gains == NULL)
		return false;
	for (size_t j = 0; j < n; j++)
		gains[j] = numbering_background(query->items[j].word);
	find_path(query, printed, n, gains, match, best, &top);
	if (top.matched == 0)
		return false;
	*hit = (struct trail_hit) {
		.first = top.first,
		.count = top.last + 1 - top.first,
		.matched = top.matched,
		.missing = query->count - top.matched,
		.bits = top.bits,
	};
	return is_enough(hit->bits, hit->matched, query->count);
}

bool
trail_match(const struct token_list *query, const struct token_list *printed, struct arena *scratch,
    struct trail_hit *hit, struct fault *f)
{
	memset(hit, 0, sizeof *hit);
	if (query->count == 0)
		return false;
	for (size_t i = 0; i + query->count <= printed->count; i++) {
		if (!stands_at(query, printed, i))
			continue;
		*hit = (struct trail_hit) {
			.first = i,
			.count = query->count,
			.matched = query->count,
			.bits = bits_of(query, query->count),
			.exact = true,
		};
		return true;
	}
	return query->count >= VARIANT_WORDS && match_variant(query, printed, scratch, hit, f);
}
