#include "core/kin.h"

#include <stdlib.h>

#include "core/pile.h"

/* Sixteenths of a bit, so that paths are compared as integers. */
#define UNIT 16
#define JUMP (5 * UNIT) /* where the other text goes on has to be said */
#define JUMP_SHOWN (UNIT / 2) /* at an ellipsis or a bracket it is shown */
#define EXCHANGE (5 * UNIT) /* and more when both texts have other words there */
#define SKIP 2
#define SURPRISE 1.75 /* bits a word may say beyond its own, where another was likelier */

#define WAYS_WORN 3 /* in which a phrase goes on that is used again; fewer are slips of copies */
#define WAYS_SHARE 9 /* and one for so many wordings that have it: of a line often printed some slip */
#define COMMON_SHARE 4 /* as common, but for one in so many */
#define STRAY_BITS 2.0 /* at an end a word or two must say so much more than the jump to them costs */
#define NEVER (-(1 << 28))
#define NOBODY UINT32_MAX

/* Two equal words, and the best path that ends with them. */
struct point {
	uint32_t	 a, b;	/* their places */
	uint32_t	 before; /* the point the path comes from; NOBODY: it begins here */
	int		 value;
};

/* The best path behind which a jump may begin, among points of some places. */
struct jump {
	int		 value;
	uint32_t	 point;
};

struct kin {
	const struct info	*info;
	struct wording		 w;	 /* of no words at first */
	const struct info_row	*row;
	uint32_t		*first;	/* a word: 1 + its last place in w; 0 */
	uint32_t		*next;	/* a place: 1 + the place before it of the same word; 0 */
	int			*gains;	/* a place */
	double			*bits;	/* a place and 0 to 2 words before it: surprisal; below 0: not asked */
	uint32_t		*latest; /* a place: the point made there last */
	struct jump		*jumps;	/* a tree of prefixes of places (Fenwick 1994) */
	struct point		*points;
	size_t			 npoints, room;
};

struct kin *
kin_new(const struct info *info, size_t nwords, size_t longest, struct fault *f)
{
	struct kin	*kin = calloc(1, sizeof *kin);

	if (kin != NULL) {
		kin->info = info;
		kin->first = calloc(nwords + 1, sizeof *kin->first);
		kin->next = calloc(longest + 1, sizeof *kin->next);
		kin->gains = calloc(longest + 1, sizeof *kin->gains);
		kin->bits = calloc(longest + 1, 3 * sizeof *kin->bits);
		kin->latest = calloc(longest + 1, sizeof *kin->latest);
		kin->jumps = calloc(longest + 1, sizeof *kin->jumps);
	}
	if (kin != NULL && kin->first != NULL && kin->next != NULL && kin->gains != NULL &&
	    kin->bits != NULL && kin->latest != NULL && kin->jumps != NULL)
		return kin;
	kin_free(kin);
	fault_set(f, FAULT_MEMORY, "out of memory");
	return NULL;
}

void
kin_free(struct kin *kin)
{
	if (kin == NULL)
		return;
	free(kin->first);
	free(kin->next);
	free(kin->gains);
	free(kin->bits);
	free(kin->latest);
	free(kin->jumps);
	free(kin->points);
	free(kin);
}

void
kin_begin(struct kin *kin, const struct wording *w, const struct info_row *row)
{
	for (size_t i = 0; i < kin->w.count; i++)
		kin->first[kin->w.words[i]] = 0;
	kin->w = *w;
	kin->row = row;
	for (uint32_t i = 0; i < w->count; i++) {
		kin->next[i] = kin->first[w->words[i]];
		kin->first[w->words[i]] = i + 1;
		kin->gains[i] = (int)(info_bits(kin->info, w->words[i]) * UNIT) + 1;
		kin->bits[3 * i] = kin->bits[3 * i + 1] = kin->bits[3 * i + 2] = -1;
	}
}

double
kin_bound(const struct kin *kin, const struct wording *other)
{
	int	 sum = 0, equal = 0;

	for (size_t j = 0; j < other->count; j++) {
		const uint32_t	 at = kin->first[other->words[j]];

		if (at != 0) {
			sum += kin->gains[at - 1];
			equal++;
		}
	}
	return (double)sum / UNIT + equal * SURPRISE;
}

/* An ellipsis or a bracket stands behind these words, on either side. */
static bool
shown(const struct kin *kin, const struct wording *other, const struct point *p)
{
	return (p->a + 1 < kin->w.count && wording_mark(&kin->w, p->a + 1) & WORDING_EDITED) ||
	    (p->b + 1 < other->count && wording_mark(other, p->b + 1) & WORDING_EDITED);
}

/* The best jump from before place `a`. */
static struct jump
best_jump(const struct kin *kin, uint32_t a)
{
	struct jump	 best = { NEVER, NOBODY };

	for (uint32_t i = a; i > 0; i &= i - 1) {
		if (kin->jumps[i].value > best.value)
			best = kin->jumps[i];
	}
	return best;
}

static void
offer_jump(struct kin *kin, uint32_t a, struct jump jump)
{
	for (size_t i = (size_t)a + 1; i <= kin->w.count; i += i & (0 - i)) {
		if (jump.value > kin->jumps[i].value)
			kin->jumps[i] = jump;
	}
}

/*
 * The best path to word a of the one wording and word b of the other. A jump's
 * value holds what it would have skipped from the very beginning, so that the
 * price of what it does skip needs no search.
 */
static void
reach(struct kin *kin, const struct wording *other, uint32_t a, uint32_t b)
{
	struct point		 p = { a, b, NOBODY, 0 };
	const struct jump	 jump = best_jump(kin, a);
	const int		 skipped = SKIP * (int)(a + b);
	const uint32_t		 last = a > 0 ? kin->latest[a - 1] : NOBODY;
	const uint32_t		 number = (uint32_t)kin->npoints;

	if (jump.value > NEVER && jump.value - skipped > 0) {
		p.value = jump.value - skipped;
		p.before = jump.point;
	}
	if (last != NOBODY && b > 0 && kin->points[last].b == b - 1 &&
	    kin->points[last].value >= p.value) {
		p.value = kin->points[last].value;
		p.before = last;
	}
	p.value += kin->gains[a];
	kin->points[kin->npoints++] = p;
	kin->latest[a] = number;
	offer_jump(kin, a,
	    (struct jump) { p.value - (shown(kin, other, &p) ? JUMP_SHOWN : JUMP) +
		    SKIP * (int)(a + b + 2),
		number });
}

/* The end of the best of all paths; NOBODY when no word is equal. */
static uint32_t
find_paths(struct kin *kin, const struct wording *other, struct fault *f)
{
	uint32_t	 top = NOBODY;

	kin->npoints = 0;
	for (size_t i = 0; i <= kin->w.count; i++)
		kin->jumps[i].value = NEVER;
	for (size_t i = 0; i < kin->w.count; i++)
		kin->latest[i] = NOBODY;
	for (uint32_t j = 0; j < other->count && kin->npoints < KIN_POINTS; j++) {
		/* A word is at no more places than there are. */
		if (kin->npoints + kin->w.count > kin->room &&
		    !pile_grow(&kin->points, kin->npoints, kin->w.count, &kin->room,
			sizeof *kin->points, f))
			return NOBODY;
		/* From the back, so that a word is never followed by itself. */
		for (uint32_t at = kin->first[other->words[j]]; at != 0; at = kin->next[at - 1]) {
			reach(kin, other, at - 1, j);
			if (top == NOBODY ||
			    kin->points[kin->npoints - 1].value > kin->points[top].value)
				top = (uint32_t)kin->npoints - 1;
		}
	}
	return top;
}

static double
surprisal(struct kin *kin, size_t at, size_t context)
{
	double	*bits = &kin->bits[3 * at + context];

	if (*bits < 0)
		*bits = info_surprisal(kin->info, kin->row, at, context);
	return *bits;
}

/* What it costs to go on at `to` behind `from`. */
static int
price_of(const struct kin *kin, const struct wording *other, const struct point *from,
    const struct point *to)
{
	const uint32_t	 a = to->a - from->a - 1, b = to->b - from->b - 1;
	int		 price = SKIP * (int)(a + b);

	if (shown(kin, other, from))
		return price + JUMP_SHOWN;
	return price + JUMP + (a > 0 && b > 0 ? EXCHANGE : 0);
}

/* The triple of matched words that begins at n of a run; NULL: none. */
static const struct gram *
triple_of(const struct kin *kin, size_t at, size_t run, size_t n)
{
	return n + 2 < run ? kin->row->triples[at + n] : NULL;
}

static bool
is_used_again(const struct gram *gram)
{
	return gram->ways >= WAYS_WORN &&
	    (gram->ways == INFO_WAYS_MAX || gram->ways * WAYS_SHARE >= gram->forms);
}

/* Are they so nearly as common that they are of the same texts? */
static bool
go_together(const struct gram *a, const struct gram *b)
{
	return COMMON_SHARE * a->forms <= (COMMON_SHARE + 1) * b->forms &&
	    COMMON_SHARE * b->forms <= (COMMON_SHARE + 1) * a->forms;
}

/*
 * Where the phrase ends that begins with word n of a run: at the last row that
 * elsewhere goes on in other ways and is as common as the first, if what is on
 * the way to it is no rarer. n when there is none. Common words on the way are of
 * other texts too, so that then the end must go with the beginning.
 */
static size_t
worn_to(const struct kin *kin, size_t at, size_t run, size_t n)
{
	const struct gram	*first = triple_of(kin, at, run, n), *gram = first;
	size_t			 to = n;
	bool			 commoner = false;

	for (size_t m = n; gram != NULL; gram = triple_of(kin, at, run, ++m)) {
		if (2 * gram->forms < first->forms)
			break;
		if (gram->forms > 2 * first->forms)
			commoner = true;
		else if (is_used_again(gram) && (!commoner || go_together(first, gram)))
			to = m + INFO_GRAM;
	}
	return to;
}

/*
 * Matched words in a row, each behind those before it. A row that elsewhere
 * goes on in other ways is a phrase its speaker uses again, and with it what
 * stands before it as often.
 */
static void
weigh_run(struct kin *kin, size_t at, size_t run, struct kinship *k)
{
	size_t	 worn = 0; /* words up to here are */

	for (size_t n = 0; n < run; n++) {
		const double	 bits = surprisal(kin, at + n, n < 2 ? n : 2);

		if (n >= worn) {
			worn = worn_to(kin, at, run, n);
			if (n < worn && k->forms < kin->row->triples[at + n]->forms)
				k->forms = kin->row->triples[at + n]->forms;
		}
		k->bits += bits;
		k->worn += n < worn ? bits : 0;
		k->nworn += n < worn;
	}
}

/*
 * Walk back from the best end: each matched word counts in its context, each
 * jump costs. What costs more to reach at either end than it says is left out
 * of the stretch, and so is a word or two that say little more: they were met by
 * chance. Returns how many words the whole path has.
 */
static size_t
walk_back(struct kin *kin, const struct wording *other, uint32_t top, struct kinship *best)
{
	struct kinship	 k = { .bits = 0 };
	size_t		 run = 0, total = 0; /* run: matches from the present one on, without a jump */

	for (const struct point *p = &kin->points[top], *before; p != NULL; p = before) {
		before = p->before == NOBODY ? NULL : &kin->points[p->before];
		if (k.matched == 0 && run == 0) {
			k.to = p->a + 1;
			k.other_to = p->b + 1;
		}
		run++;
		total++;
		if (before != NULL && before->a + 1 == p->a && before->b + 1 == p->b)
			continue;
		/* The run begins here: its words, each behind those before it. */
		weigh_run(kin, p->a, run, &k);
		k.matched += run;
		k.from = p->a;
		k.other_from = p->b;
		if (run >= INFO_GRAM) {
			k.firm_from = p->a;
			k.firm_to = k.firm_to > 0 ? k.firm_to : p->a + run;
		}
		if (k.bits > best->bits + (best->bits > 0 && run < INFO_GRAM ? STRAY_BITS : 0))
			*best = k;
		if (before != NULL)
			k.bits -= (double)price_of(kin, other, before, p) / UNIT;
		if (k.bits <= (k.matched < INFO_GRAM ? STRAY_BITS : 0))
			k = (struct kinship) { .bits = 0 };
		run = 0;
	}
	return total;
}

bool
kin_compare(struct kin *kin, const struct wording *other, struct kinship *kinship, struct fault *f)
{
	const struct wording	*w = &kin->w;
	const size_t		 shorter = w->plain < other->plain ? w->plain : other->plain;
	size_t			 longer, total;
	uint32_t		 top;

	memset(kinship, 0, sizeof *kinship);
	top = find_paths(kin, other, f);
	if (top == NOBODY)
		return f->kind == FAULT_NONE;
	total = walk_back(kin, other, top, kinship);
	if (kinship->matched == 0)
		return true;
	if (kinship->firm_to == 0) {
		kinship->firm_from = kinship->from;
		kinship->firm_to = kinship->to;
	}
	longer = kinship->to - kinship->from;
	if (kinship->other_to - kinship->other_from > longer)
		longer = kinship->other_to - kinship->other_from;
	kinship->coverage = shorter == 0 ? 0 : (double)total / (double)shorter;
	if (kinship->coverage > 1)
		kinship->coverage = 1;
	kinship->density = (double)kinship->matched / (double)longer;
	return true;
}
