#include "core/family.h"

#include <math.h>
#include <stdlib.h>

#include "core/candidate.h"
#include "core/kin.h"
#include "core/pile.h"

#define COMPARED_MAX 6	    /* of the candidates, aligned: */
#define COMPARED_FAMILY 2   /* so many of one family, */
#define STEPS_MAX 4	    /* each with so many that it derives from */

#define THRESHOLD 20.0	    /* bits beyond which chance is out of the question */
#define SLOPE 30.0	    /* bits more for each unit of coverage that is missing */
#define COVERAGE_FULL 0.95
#define COVERAGE_MIN 0.6
#define COVERAGE_OTHERS 0.8 /* words of another speaker, unless beyond doubt */
#define DENSITY 0.6	    /* below, words picked from here and there, */
#define DENSITY_SLOPE 25.0  /* each unit of density that is missing */
#define COVERAGE_LONG 0.42  /* a long passage may cover no more than this, */
#define LONG_BITS 40.0	    /* if it says so much */
#define LONG_DENSITY 0.7    /* and runs through without many holes */
#define SHORT_WORDS 6	    /* below, each missing word costs SHORT_BITS more */
#define SHORT_BITS 3.0
#define LONG_EVIDENCE 18.0  /* or is beyond doubt */
#define FRAGMENT_WORDS 10   /* a form of fewer words than these may sit in two speeches */
#define CORE_BITS 32.0	    /* unless they say so much */
#define SPEAKER_BITS 6.0
#define SPLICE_OVERLAP 0.2
#define NEAR_BITS 14.0	    /* a refused pair that shares this much is told */

struct speaker_count {
	uint64_t	 speaker;
	uint32_t	 wordings;
};

/* What is known of a family so far. */
struct circle {
	uint64_t	 speaker; /* the first known; 0 */
	int64_t		 from, to;
	uint32_t	 fullest; /* its longest wording */
};

/* How a wording fits another. */
struct fit {
	struct kinship	 kin;
	uint32_t	 other;
	double		 evidence; /* bits with speaker and time, over what is asked for */
	const char	*refused;  /* NULL when it may join */
};

struct placer {
	struct families		*families;
	struct wording		*wordings;
	size_t			 nwordings;
	struct info		*info;
	struct kin		*kin;
	struct candidates	 candidates;
	struct speaker_count	*speakers; /* sorted */
	size_t			 nspeakers;
	struct circle		*circles; /* a family */
	size_t			 circles_room, near_room;
	double			 agreement; /* bits when the speaker of the present wording agrees */
	struct arena		*arena;
};

void
families_free(struct families *families)
{
	wordings_free(&families->wordings);
}

static int
compare_speakers(const void *a, const void *b)
{
	const struct speaker_count	*x = a, *y = b;

	return (x->speaker > y->speaker) - (x->speaker < y->speaker);
}

static bool
count_speakers(struct placer *p, struct fault *f)
{
	struct speaker_count	*fewer;

	p->speakers = calloc(p->nwordings + 1, sizeof *p->speakers);
	if (p->speakers == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	for (size_t i = 0; i < p->nwordings; i++)
		p->speakers[i] = (struct speaker_count) { p->wordings[i].speaker, 1 };
	qsort(p->speakers, p->nwordings, sizeof *p->speakers, compare_speakers);
	for (size_t i = 0; i < p->nwordings; i++) {
		struct speaker_count *last =
		    p->nspeakers > 0 ? &p->speakers[p->nspeakers - 1] : NULL;

		if (last != NULL && last->speaker == p->speakers[i].speaker)
			last->wordings++;
		else
			p->speakers[p->nspeakers++] = p->speakers[i];
	}
	fewer = realloc(p->speakers, (p->nspeakers + 1) * sizeof *fewer);
	p->speakers = fewer != NULL ? fewer : p->speakers;
	return true;
}

/* What it says that another of this name said the same: of a rare name, more. */
static double
agreement_bits(const struct placer *p, uint64_t speaker)
{
	const struct speaker_count	*row, key = { speaker, 0 };
	double				 bits;

	row = bsearch(&key, p->speakers, p->nspeakers, sizeof *row, compare_speakers);
	bits = log2(((double)p->nwordings + 400) / ((row == NULL ? 1 : (double)row->wordings) + 2));
	return bits > SPEAKER_BITS ? SPEAKER_BITS : bits;
}

/* What the speakers say for or against. */
static double
speaker_bits(const struct placer *p, const struct wording *w, uint32_t family)
{
	const uint64_t	 other = p->circles[family].speaker;

	if (w->speaker == 0 || other == 0)
		return 0;
	return w->speaker == other ? p->agreement : -SPEAKER_BITS;
}

/* Copies follow within hours and days. */
static double
time_bits(const struct placer *p, const struct wording *w, uint32_t family)
{
	static const struct { int64_t days; double bits; } rows[] = {
		{ 2, 2 }, { 14, 1 }, { 60, 0 }, { 365, -2 },
	};
	const struct circle	*circle = &p->circles[family];
	int64_t			 apart = 0;

	if (w->from == DATE_UNKNOWN || circle->from == DATE_UNKNOWN)
		return 0;
	if (w->from > circle->to)
		apart = w->from - circle->to;
	else if (w->to < circle->from)
		apart = circle->from - w->to;
	for (size_t i = 0; i < LEN(rows); i++) {
		if (apart <= rows[i].days * DATE_DAY)
			return rows[i].bits;
	}
	return -4;
}

/* Weigh a kinship. `left` is how many words of the wording are still unexplained. */
static void
weigh(const struct placer *p, const struct wording *w, struct fit *fit, size_t left)
{
	const struct wording	*other = &p->wordings[fit->other];
	const uint32_t		 family = other->family;
	const double		 speaker = speaker_bits(p, w, family);
	const size_t		 shorter = left < other->plain ? left : other->plain;
	double			 coverage = fit->kin.coverage, asked = THRESHOLD;

	if (left < w->plain && shorter > 0) {
		coverage = (double)fit->kin.matched / (double)shorter;
		if (coverage > 1)
			coverage = 1;
	}
	if (coverage < COVERAGE_FULL)
		asked += SLOPE * (COVERAGE_FULL - coverage);
	if (fit->kin.density < DENSITY)
		asked += DENSITY_SLOPE * (DENSITY - fit->kin.density);
	if (w->count < SHORT_WORDS)
		asked += SHORT_BITS * (double)(SHORT_WORDS - w->count);
	fit->kin.coverage = coverage;
	fit->evidence = fit->kin.bits + speaker + time_bits(p, w, family) - asked;
	fit->refused = NULL;
	if (fit->kin.matched < WORDING_MIN)
		fit->refused = "too few words shared";
	else if (w->own < WORDING_SMALL && speaker <= 0)
		fit->refused = "too common a phrase to tell apart";
	else if (speaker < 0 &&
	    (w->own < WORDING_SHARED ||
		(coverage < COVERAGE_OTHERS && fit->evidence < LONG_EVIDENCE)))
		fit->refused = "speakers differ";
	else if (coverage < COVERAGE_MIN &&
	    !(coverage >= COVERAGE_LONG && fit->kin.bits >= LONG_BITS &&
		(fit->kin.density >= LONG_DENSITY || fit->evidence >= LONG_EVIDENCE)))
		fit->refused = "covers too little";
	else if (fit->evidence < 0)
		fit->refused = speaker < 0 && fit->evidence - speaker >= 0 ?
		    "speakers differ" :
		    "too little information shared";
}

/*
 * Two speeches may hold the same few words. So a long wording is not let into a
 * family by a fragment there, but by what it shares with the form the fragment
 * was taken from, or with the fullest one when the fragment came first.
 */
static uint32_t
spokesman(const struct placer *p, const struct wording *w, uint32_t other)
{
	const struct wording	*wordings = p->wordings;
	uint32_t		 at = other;

	while (wordings[at].count * 2 < w->count && wordings[at].by != WORDING_NONE)
		at = wordings[at].by;
	if (wordings[other].count >= FRAGMENT_WORDS)
		return other;
	if (wordings[at].count * 2 >= w->count)
		return at;
	at = p->circles[wordings[other].family].fullest;
	return wordings[at].count * 2 < w->count ? other : at;
}

/* A few words, and of a long text: two speeches may hold them. */
static bool
is_fragment_of(const struct wording *few, const struct wording *text)
{
	return few->count < FRAGMENT_WORDS && few->count * 2 < text->count;
}

/*
 * Compare with a wording, and when that is refused with the one it was attached
 * by, and so on: two printings may have little in common but the core that
 * both were made from.
 */
static bool
compare_with(struct placer *p, const struct wording *w, uint32_t other, struct fit *fit,
    struct fault *f)
{
	struct fit	 next = { .other = other };

	for (size_t step = 0; step < STEPS_MAX && next.other != WORDING_NONE; step++) {
		if (!kin_compare(p->kin, &p->wordings[next.other], &next.kin, f))
			return false;
		weigh(p, w, &next, w->plain);
		if (step > 0 && is_fragment_of(&p->wordings[next.other], w) &&
		    next.kin.bits < CORE_BITS)
			break;
		if (step == 0 || next.evidence > fit->evidence || next.refused == NULL)
			*fit = next;
		if (next.refused == NULL || next.kin.bits < NEAR_BITS)
			break;
		next.other = p->wordings[next.other].by;
	}
	return true;
}

static double
overlap(const struct kinship *a, const struct kinship *b)
{
	const size_t	 from = a->from > b->from ? a->from : b->from;
	const size_t	 to = a->to < b->to ? a->to : b->to;
	const size_t	 mine = a->to - a->from, other = b->to - b->from;
	const size_t	 shorter = mine < other ? mine : other;

	return to <= from || shorter == 0 ? 0 : (double)(to - from) / (double)shorter;
}

/* The other half of a splice: another family that explains a different part. */
static void
find_second(struct placer *p, struct wording *w, const struct fit *best, struct fit *fits,
    size_t count)
{
	const struct fit	*second = NULL;
	const size_t		 left = best->kin.matched < w->plain ? w->plain - best->kin.matched : 0;

	for (size_t i = 0; i < count; i++) {
		struct fit	*fit = &fits[i];
		uint32_t	 family = p->wordings[fit->other].family;

		if (fit == best || family == w->family ||
		    overlap(&fit->kin, &best->kin) > SPLICE_OVERLAP)
			continue;
		weigh(p, w, fit, left);
		if (fit->refused == NULL && (second == NULL || fit->evidence > second->evidence))
			second = fit;
	}
	if (second != NULL)
		w->second = p->wordings[second->other].family;
}

static bool
tell_near(struct placer *p, const struct wording *w, const struct fit *fit, struct fault *f)
{
	struct families	*families = p->families;

	if (fit->kin.bits < NEAR_BITS || fit->kin.matched < 2 || families->nnear >= FAMILY_NEAR_MAX)
		return true;
	if (!arena_grow(p->arena, &families->near, families->nnear, &p->near_room,
		sizeof *families->near, f))
		return false;
	families->near[families->nnear++] = (struct near_miss) {
		w->first,
		p->wordings[fit->other].first,
		fit->kin.bits,
		fit->kin.coverage,
		fit->refused,
	};
	return true;
}

static void
join(struct placer *p, struct wording *w, const struct fit *fit)
{
	const uint32_t	 family = p->wordings[fit->other].family;

	w->family = family;
	w->by = fit->other;
	w->bits = (float)fit->kin.bits;
}

/* What is known of a family grows with each wording. */
static bool
widen(struct placer *p, uint32_t number, struct fault *f)
{
	const struct wording	*w = &p->wordings[number];
	struct circle		*circle;

	if (!pile_grow(&p->circles, p->families->count, 1, &p->circles_room, sizeof *circle, f))
		return false;
	circle = &p->circles[w->family];
	if (w->family == p->families->count) {
		p->families->count++;
		*circle = (struct circle) { w->speaker, w->from, w->to, number };
		return true;
	}
	if (p->wordings[circle->fullest].count < w->count)
		circle->fullest = number;
	if (circle->speaker == 0)
		circle->speaker = w->speaker;
	if (w->from == DATE_UNKNOWN)
		return true;
	if (circle->from == DATE_UNKNOWN || w->from < circle->from)
		circle->from = w->from;
	if (circle->to == DATE_UNKNOWN || w->to > circle->to)
		circle->to = w->to;
	return true;
}

/* Enough of the candidate's family have been compared. */
static bool
asked_already(const struct placer *p, const struct fit *fits, size_t count, uint32_t candidate)
{
	const uint32_t	 family = p->wordings[candidate].family;
	size_t		 asked = 0;

	for (size_t i = 0; i < count; i++)
		asked += p->wordings[fits[i].other].family == family;
	return asked >= COMPARED_FAMILY;
}

/*
 * Can the candidate do better than the best so far, or explain what that one
 * leaves? What it shares is bounded without aligning it.
 */
static bool
is_worth_comparing(const struct placer *p, const struct wording *w, uint32_t other,
    const struct fit *best)
{
	const uint32_t	 family = p->wordings[other].family;
	const double	 bound = kin_bound(p->kin, &p->wordings[other]);
	const double	 claims = speaker_bits(p, w, family) + time_bits(p, w, family);

	if (best != NULL && best->kin.matched == w->count)
		return bound + claims - THRESHOLD > best->evidence;
	return bound >= NEAR_BITS;
}

/* The wordings it may be a printing of, as far as they were compared. */
struct search {
	struct fit	 fits[COMPARED_MAX];
	size_t		 count;
	const struct fit *best, *nearest; /* the one to join; the one it comes closest to */
};

static bool
search(struct placer *p, const struct wording *w, const struct info_row *row, struct search *s,
    struct fault *f)
{
	struct candidate	 candidates[CANDIDATES_MAX];
	const size_t		 count = candidate_find(&p->candidates, row, candidates);

	for (size_t i = 0; i < count; i++)
		__builtin_prefetch(&p->wordings[candidates[i].wording]);
	for (size_t i = 0; i < count; i++)
		__builtin_prefetch(p->wordings[candidates[i].wording].words);
	for (size_t i = 0; i < count && s->count < COMPARED_MAX; i++) {
		struct fit	*fit = &s->fits[s->count];
		const uint32_t	 other = spokesman(p, w, candidates[i].wording);

		if (asked_already(p, s->fits, s->count, other) ||
		    !is_worth_comparing(p, w, other, s->best))
			continue;
		if (!compare_with(p, w, other, fit, f))
			return false;
		s->count++;
		if (fit->refused == NULL && (s->best == NULL || fit->evidence > s->best->evidence))
			s->best = fit;
		if (s->nearest == NULL || fit->evidence > s->nearest->evidence)
			s->nearest = fit;
	}
	return true;
}

static bool
place(struct placer *p, uint32_t number, const struct info_row *row, struct fault *f)
{
	struct wording	*w = &p->wordings[number];
	struct search	 s = { .count = 0 };

	kin_begin(p->kin, w, row);
	p->agreement = w->speaker == 0 ? 0 : agreement_bits(p, w->speaker);
	if (!search(p, w, row, &s, f))
		return false;
	if (s.best != NULL) {
		join(p, w, s.best);
		find_second(p, w, s.best, s.fits, s.count);
	} else {
		w->family = (uint32_t)p->families->count;
		if (s.nearest != NULL && !tell_near(p, w, s.nearest, f))
			return false;
	}
	return widen(p, number, f) && candidate_add(&p->candidates, number, w->family, row, f);
}

#define BLOCK ((size_t)1024) /* wordings that are looked up while those before them are placed */

/* A block to be placed, and the one behind it that another hand may look up meanwhile. */
struct pace {
	struct placer	*placer;
	struct info_rows present, coming;
	size_t		 from; /* where the present block begins */
};

static bool
look_up(struct pace *pace, size_t from, struct info_rows *rows, struct fault *f)
{
	const struct placer	*p = pace->placer;
	const size_t		 left = p->nwordings - from;

	return info_look_up(p->info, p->wordings + from, left < BLOCK ? left : BLOCK, rows, f);
}

static bool
place_block(struct pace *pace, struct fault *f)
{
	for (size_t i = 0; i < pace->present.count; i++) {
		if (!place(pace->placer, (uint32_t)(pace->from + i), &pace->present.items[i], f))
			return false;
	}
	return true;
}

static bool
do_part(void *work, size_t part, struct fault *f)
{
	struct pace	*pace = work;

	return part == 0 ? place_block(pace, f) :
			   look_up(pace, pace->from + pace->present.count, &pace->coming, f);
}

static bool
place_blocks(struct placer *p, const struct hands *hands, struct fault *f)
{
	struct pace	 pace = { .placer = p };
	bool		 ok = look_up(&pace, 0, &pace.present, f);

	while (ok && pace.from < p->nwordings) {
		struct info_rows	 placed;

		ok = hands_share(hands, do_part, &pace, 2, f);
		placed = pace.present;
		pace.from += placed.count;
		pace.present = pace.coming;
		pace.coming = placed;
	}
	info_rows_free(&pace.present);
	info_rows_free(&pace.coming);
	return ok;
}

static bool
place_all(struct placer *p, const struct hands *hands, struct fault *f)
{
	size_t	 longest = 0;

	for (size_t i = 0; i < p->nwordings; i++) {
		if (p->wordings[i].count > longest)
			longest = p->wordings[i].count;
	}
	p->kin = kin_new(p->info, p->families->wordings.numbering.count, longest, f);
	if (p->kin == NULL || !candidate_begin(&p->candidates, p->nwordings, p->info, f) ||
	    !count_speakers(p, f))
		return false;
	return place_blocks(p, hands, f);
}

/*
 * What is a stock phrase shows only when all wordings have been seen, so they
 * are counted before the first one is placed.
 */
bool
family_find(struct families *families, const struct hands *hands, struct arena *arena,
    struct fault *f)
{
	struct placer p = { .families = families,
		.wordings = families->wordings.items,
		.nwordings = families->wordings.count,
		.arena = arena };
	bool	 ok;

	ok = info_new(&families->wordings, hands, &p.info, f) && place_all(&p, hands, f);
	candidate_end(&p.candidates);
	kin_free(p.kin);
	info_free(p.info);
	free(p.speakers);
	free(p.circles);
	return ok;
}
