#include "core/family.h"

#include <math.h>
#include <stdlib.h>

#include "core/candidate.h"
#include "core/info.h"
#include "core/kin.h"
#include "core/wording.h"

#define INFO_BYTES_MAX ((size_t)8 << 30)

#define COMPARED_MAX 6	    /* of those, aligned: */
#define COMPARED_FAMILY 2   /* so many of one family */

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
#define SPEAKER_BITS 6.0
#define SPLICE_OVERLAP 0.2
#define NEAR_BITS 14.0	    /* a refused pair that shares this much is told */

struct speaker_count {
	uint64_t	 speaker;
	size_t		 wordings;
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
	struct info		*info;
	struct candidates	 candidates;
	struct speaker_count	*speakers; /* sorted */
	size_t			 nspeakers;
	uint64_t		*family_speaker; /* a family: its first known speaker; 0 */
	uint32_t		*family_fullest; /* and its longest wording so far */
	int64_t			*family_from, *family_to;
	size_t			 near_room;
	struct arena		*arena, *scratch;
};

static struct kin_words
row_of(const struct wording *w)
{
	return (struct kin_words) { w->words, w->marks, w->count, w->plain };
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
	const size_t	 n = p->families->nwordings;

	p->speakers = arena_take(p->arena, n, sizeof *p->speakers, f);
	if (p->speakers == NULL)
		return false;
	for (size_t i = 0; i < n; i++)
		p->speakers[i] = (struct speaker_count) { p->families->wordings[i].speaker, 1 };
	qsort(p->speakers, n, sizeof *p->speakers, compare_speakers);
	for (size_t i = 0; i < n; i++) {
		struct speaker_count *last =
		    p->nspeakers > 0 ? &p->speakers[p->nspeakers - 1] : NULL;

		if (last != NULL && last->speaker == p->speakers[i].speaker)
			last->wordings++;
		else
			p->speakers[p->nspeakers++] = p->speakers[i];
	}
	return true;
}

/* What the speakers say for or against: agreement on a rare name says more. */
static double
speaker_bits(const struct placer *p, uint64_t a, uint64_t b)
{
	const struct speaker_count	*row, key = { a, 0 };
	double				 bits;

	if (a == 0 || b == 0)
		return 0;
	if (a != b)
		return -SPEAKER_BITS;
	row = bsearch(&key, p->speakers, p->nspeakers, sizeof *row, compare_speakers);
	bits = log2(((double)p->families->nwordings + 400) /
	    ((row == NULL ? 1 : (double)row->wordings) + 2));
	return bits > SPEAKER_BITS ? SPEAKER_BITS : bits;
}

/* Copies follow within hours and days. */
static double
time_bits(const struct placer *p, const struct wording *w, uint32_t family)
{
	static const struct { int64_t days; double bits; } rows[] = {
		{ 2, 2 }, { 14, 1 }, { 60, 0 }, { 365, -2 },
	};
	int64_t	 apart = 0;

	if (w->from == DATE_UNKNOWN || p->family_from[family] == DATE_UNKNOWN)
		return 0;
	if (w->from > p->family_to[family])
		apart = w->from - p->family_to[family];
	else if (w->to < p->family_from[family])
		apart = p->family_from[family] - w->to;
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
	const struct wording	*other = &p->families->wordings[fit->other];
	const uint32_t		 family = other->family;
	const double		 speaker = speaker_bits(p, w->speaker, p->family_speaker[family]);
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
	const struct wording	*wordings = p->families->wordings;
	uint32_t		 at = other;

	while (wordings[at].count * 2 < w->count && wordings[at].by != WORDING_NONE)
		at = wordings[at].by;
	if (wordings[other].count >= FRAGMENT_WORDS)
		return other;
	if (wordings[at].count * 2 >= w->count)
		return at;
	at = p->family_fullest[wordings[other].family];
	return wordings[at].count * 2 < w->count ? other : at;
}

static bool
compare_with(struct placer *p, const struct wording *w, uint32_t candidate, struct fit *fit,
    struct fault *f)
{
	const uint32_t		 other = spokesman(p, w, candidate);
	const struct kin_words	 a = row_of(w), b = row_of(&p->families->wordings[other]);

	fit->other = other;
	arena_reset(p->scratch);
	if (!kin_compare(p->info, &a, &b, p->scratch, &fit->kin, f))
		return false;
	weigh(p, w, fit, w->plain);
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
		uint32_t	 family = p->families->wordings[fit->other].family;

		if (fit == best || family == w->family ||
		    overlap(&fit->kin, &best->kin) > SPLICE_OVERLAP)
			continue;
		weigh(p, w, fit, left);
		if (fit->refused == NULL && (second == NULL || fit->evidence > second->evidence))
			second = fit;
	}
	if (second != NULL)
		w->second = p->families->wordings[second->other].family;
}

static bool
tell_near(struct placer *p, const struct wording *w, const struct fit *fit, struct fault *f)
{
	struct families	*families = p->families;

	if (p->candidates.counting || fit->kin.bits < NEAR_BITS || fit->kin.matched < 2 ||
	    families->nnear >= FAMILY_NEAR_MAX)
		return true;
	if (!arena_grow(p->arena, &families->near, families->nnear, &p->near_room,
		sizeof *families->near, f))
		return false;
	families->near[families->nnear++] = (struct near_miss) {
		w->first,
		families->wordings[fit->other].first,
		fit->kin.bits,
		fit->kin.coverage,
		fit->refused,
	};
	return true;
}

static void
join(struct placer *p, struct wording *w, const struct fit *fit)
{
	const uint32_t	 family = p->families->wordings[fit->other].family;

	w->family = family;
	w->by = fit->other;
	w->bits = fit->kin.bits;
}

/* What is known of a family grows with each wording. */
static void
widen(struct placer *p, const struct wording *w, uint32_t number)
{
	const uint32_t	 family = w->family;
	const uint32_t	 fullest = p->family_fullest[family];

	if (fullest == WORDING_NONE || p->families->wordings[fullest].count < w->count)
		p->family_fullest[family] = number;

	if (p->family_speaker[family] == 0)
		p->family_speaker[family] = w->speaker;
	if (w->from == DATE_UNKNOWN)
		return;
	if (p->family_from[family] == DATE_UNKNOWN || w->from < p->family_from[family])
		p->family_from[family] = w->from;
	if (p->family_to[family] == DATE_UNKNOWN || w->to > p->family_to[family])
		p->family_to[family] = w->to;
}

/*
 * The part of a wording that its kin said before it, which is not counted
 * again. A refused kinsman is believed here when nothing speaks against him, so
 * that the many printings of one line do not make a stock phrase of it; one
 * that was taken is not when both speaker and date do.
 */
static const struct kinship *
known_part(const struct placer *p, const struct wording *w, const struct fit *fit, bool joined)
{
	uint32_t	 family;
	double		 speaker, time;

	if (fit == NULL)
		return NULL;
	family = p->families->wordings[fit->other].family;
	speaker = speaker_bits(p, w->speaker, p->family_speaker[family]);
	time = time_bits(p, w, family);
	if (joined)
		return (speaker < 0 && time <= 0) || (speaker == 0 && time < 0) ||
			(time <= 0 && fit->kin.matched * 2 < w->count) ?
		    NULL :
		    &fit->kin;
	return speaker > 0 || (speaker == 0 && time > 0) ? &fit->kin : NULL;
}

/* Enough of the candidate's family have been compared. */
static bool
asked_already(const struct placer *p, const struct fit *fits, size_t count, uint32_t candidate)
{
	const uint32_t	 family = p->families->wordings[candidate].family;
	size_t		 asked = 0;

	for (size_t i = 0; i < count; i++)
		asked += p->families->wordings[fits[i].other].family == family;
	return asked >= COMPARED_FAMILY;
}

static bool
place(struct placer *p, uint32_t number, struct fault *f)
{
	struct wording		*w = &p->families->wordings[number];
	struct candidate	 candidates[CANDIDATES_MAX];
	struct fit		 fits[COMPARED_MAX];
	const struct fit	*best = NULL, *nearest = NULL;
	const struct kinship	*known;
	size_t			 count, compared = 0;

	count = candidate_find(&p->candidates, w, candidates);
	for (size_t i = 0; i < count && compared < COMPARED_MAX; i++) {
		struct fit	*fit = &fits[compared];

		if (asked_already(p, fits, compared, candidates[i].wording))
			continue;
		compared++;
		if (!compare_with(p, w, candidates[i].wording, fit, f))
			return false;
		if (fit->refused == NULL && (best == NULL || fit->evidence > best->evidence))
			best = fit;
		if (nearest == NULL || fit->evidence > nearest->evidence)
			nearest = fit;
	}
	if (best != NULL) {
		join(p, w, best);
		find_second(p, w, best, fits, compared);
	} else {
		w->family = (uint32_t)p->families->count++;
		if (nearest != NULL && !tell_near(p, w, nearest, f))
			return false;
	}
	known = known_part(p, w, best != NULL ? best : nearest, best != NULL);
	widen(p, w, number);
	return candidate_add(&p->candidates, number, known, f);
}

static bool
prepare(struct placer *p, struct fault *f)
{
	const size_t	 n = p->families->nwordings;

	p->family_speaker = arena_take(p->arena, n, sizeof *p->family_speaker, f);
	p->family_fullest = arena_take(p->arena, n, sizeof *p->family_fullest, f);
	p->family_from = arena_take(p->arena, n, sizeof *p->family_from, f);
	p->family_to = arena_take(p->arena, n, sizeof *p->family_to, f);
	if (p->family_speaker == NULL || p->family_fullest == NULL || p->family_from == NULL ||
	    p->family_to == NULL)
		return false;
	return candidate_begin(&p->candidates, p->families, p->info, p->arena, f) &&
	    count_speakers(p, f);
}

/* Place every wording, from nothing but the counts that are known. */
static bool
place_all(struct placer *p, bool counting, struct fault *f)
{
	struct families	*families = p->families;

	families->count = 0;
	candidate_restart(&p->candidates, counting);
	/*
	 * In the second round the wording has been counted as well as the family it is held
	 * against.
	 */
	info_leave_out(p->info, counting ? 1 : 2);
	for (size_t i = 0; i < families->nwordings; i++) {
		families->wordings[i].family = families->wordings[i].second = WORDING_NONE;
		families->wordings[i].by = WORDING_NONE;
		families->wordings[i].bits = 0;
		p->family_speaker[i] = 0;
		p->family_fullest[i] = WORDING_NONE;
		p->family_from[i] = p->family_to[i] = DATE_UNKNOWN;
	}
	for (uint32_t i = 0; i < families->nwordings; i++) {
		if (!place(p, i, f))
			return false;
	}
	return true;
}

/*
 * Twice: what is a stock phrase shows only when all families have been seen,
 * so the first round counts and the second one judges by its counts.
 */
bool
family_find(const struct trail_article *articles, const struct occurrence *occurrences,
    size_t count, struct arena *arena, struct families *families, struct fault *f)
{
	struct placer	 p = { .families = families, .arena = arena };
	bool		 ok = false;

	memset(families, 0, sizeof *families);
	if (count >= WORDING_NONE)
		return fault_set(f, FAULT_LIMIT, "%zu quotations: too many to link at once", count);
	p.info = info_new(INFO_BYTES_MAX, f);
	p.scratch = arena_new(64 * KIN_CELLS);
	if (p.info == NULL)
		goto done;
	if (p.scratch == NULL) {
		fault_set(f, FAULT_MEMORY, "out of memory");
		goto done;
	}
	if (!wording_read(articles, occurrences, count, p.info, arena, families, f) ||
	    !prepare(&p, f))
		goto done;
	ok = place_all(&p, true, f) && place_all(&p, false, f);
done:
	arena_free(p.scratch);
	info_free(p.info);
	return ok;
}
