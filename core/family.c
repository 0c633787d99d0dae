#include "core/family.h"

#include <math.h>
#include <stdlib.h>

#include "core/family_parts.h"

#define RANKED_MAX 12	    /* of the candidates are looked at, the likeliest, */
#define COMPARED_FAMILY 2   /* so many candidates of one family are aligned, */
#define STEPS_MAX 4	    /* each with so many that it derives from */
#define VOTES_BITS 3.0	    /* that twice the votes are worth beside who spoke and when */
#define FRESH_BITS 6.0	    /* what is shared with a form beside a phrase used again, or it is nothing more */

void
families_free(struct families *families)
{
	wordings_free(&families->wordings);
}

/*
 * A form that was printed at least as often as the one it was taken from was
 * not taken from it: it is what both were made from.
 */
static bool
is_core(const struct placer *p, const struct wording *w)
{
	return w->by == WORDING_NONE || w->printings > p->wordings[w->by].printings;
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
	uint32_t		 at = other, fullest;

	while (fit_is_fragment(&wordings[at], w) && !is_core(p, &wordings[at]))
		at = wordings[at].by;
	fullest = p->circles[wordings[at].family].fullest;
	if (fit_is_fragment(&wordings[at], w) && wordings[at].printings < wordings[fullest].printings)
		return fullest;
	return at;
}

/* Was the other text made with words of this one: it ends with some in a row, and appeared later? */
static bool
is_made_with(const struct wording *other, const struct wording *w, const struct kinship *k)
{
	return wording_is_before(w, other) && k->matched < w->plain && k->other_from > 0 &&
	    k->other_to == other->count && k->matched == k->other_to - k->other_from;
}

/*
 * Words that stand in one form of a family, but not in the one most printed,
 * were put there when another speaker's or an earlier text has them: that form
 * is a splice of the two. And what is a phrase used again in the form most
 * printed is one in every slip of it, in which it goes on in no other ways.
 */
static bool
ask_main(struct placer *p, const struct wording *w, struct fit *fit, struct fault *f)
{
	const uint32_t	 family = p->wordings[fit->other].family;
	const double	 speaker = fit_speaker_bits(p, w, family);
	const bool	 made = is_made_with(&p->wordings[fit->other], w, &fit->kin);
	struct fit	 most = { .other = p->circles[family].main };

	if (fit->refused != NULL || most.other == fit->other || (speaker > 0 && !made))
		return true;
	if (!kin_compare(p->kin, &p->wordings[most.other], &most.kin, f))
		return false;
	if ((speaker < 0 || made) && most.kin.bits < FIT_NEAR_BITS) {
		fit->refused = speaker < 0 ? "speakers differ" : "printed before what shares it";
	} else if (most.kin.worn > 0 && most.kin.bits - most.kin.worn < FRESH_BITS) {
		fit_weigh(p, w, &most);
		if (most.refused != NULL)
			fit->refused = "a phrase that is used again";
	}
	return true;
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
		fit_weigh(p, w, &next);
		if (step > 0 && fit_is_fragment(&p->wordings[next.other], w) &&
		    !is_core(p, &p->wordings[next.other]))
			break;
		if (step == 0 || next.evidence > fit->evidence || next.refused == NULL)
			*fit = next;
		if (next.refused == NULL || next.kin.bits < FIT_NEAR_BITS)
			break;
		next.other = p->wordings[next.other].by;
	}
	return ask_main(p, w, fit, f);
}

static bool
tell_near(struct placer *p, const struct wording *w, const struct fit *fit, struct fault *f)
{
	struct families	*families = p->families;

	if (fit->kin.bits < FIT_NEAR_BITS || fit->kin.matched < 2)
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

/* What is known of a family grows with each wording. */
static void
widen(struct placer *p, uint32_t number)
{
	const struct wording	*w = &p->wordings[number];
	const uint32_t		 placed = p->candidates->added + 1;
	struct circle		*circle = &p->circles[w->family];

	if (w->family == p->families->count)
		p->families->count++;
	if (circle->printings == 0) {
		*circle =
		    (struct circle) { w->speaker, w->from, number, number, w->printings, placed };
		return;
	}
	circle->printings += w->printings;
	if (circle->since == DATE_UNKNOWN || (w->from != DATE_UNKNOWN && w->from < circle->since))
		circle->since = w->from;
	if (p->wordings[circle->main].printings < w->printings) {
		circle->main = number;
		circle->changed = placed;
	}
	if (p->wordings[circle->fullest].count < w->count) {
		circle->fullest = number;
		circle->changed = placed;
	}
	if (circle->speaker == 0 && w->speaker != 0) {
		circle->speaker = w->speaker;
		circle->changed = placed;
	}
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
	const double	 bound = kin_bound(p->kin, &p->wordings[other]);

	if (best != NULL && best->kin.matched == w->count)
		return fit_bound(p, w, other, bound) > best->evidence;
	return bound >= FIT_NEAR_BITS;
}

/* The placer turns to a wording, of which the search knows what there is to know. */
static void
face(struct placer *p, const struct search *s)
{
	p->row = s->row;
	p->speaker = s->speaker;
	p->agreement = s->agreement;
	p->nearby = s->nearby;
}

/* How likely a candidate is to be kin, before it is aligned: by the words it shares, its speaker and days. */
static double
likelihood(const struct placer *p, const struct wording *w, const struct candidate *c)
{
	const struct wording	*other = &p->wordings[c->wording];
	const double time = circumstance_apart(circumstance_between(w, other), p->nearby);

	return VOTES_BITS * log2((double)c->votes) + fit_speaker_bits(p, w, other->family) +
	    (time > 0 ? time : 0);
}

/* The likeliest candidates to the front; equal ones stay in their order. */
static void
rank(const struct placer *p, const struct wording *w, struct search *s)
{
	double	 keys[CANDIDATES_MAX];

	for (size_t i = 0; i < s->ncandidates; i++) {
		const struct candidate	 next = s->candidates[i];
		const double		 key = likelihood(p, w, &next);
		size_t			 at = i;

		for (; at > 0 && keys[at - 1] < key; at--) {
			keys[at] = keys[at - 1];
			s->candidates[at] = s->candidates[at - 1];
		}
		keys[at] = key;
		s->candidates[at] = next;
	}
}

/* So many of the candidates are looked at. */
static size_t
ranked(const struct search *s)
{
	return s->ncandidates < RANKED_MAX ? s->ncandidates : RANKED_MAX;
}

static void
begin_search(struct placer *p, const struct wording *w, const struct info_row *row, struct search *s)
{
	*s = (struct search) { .row = row,
		.met = p->candidates->added,
		.speaker = circumstance_speaker(&p->circumstances, w->speaker),
		.nearby = circumstance_nearby(&p->circumstances, w) };
	s->agreement = circumstance_agreement(&p->circumstances, s->speaker);
	s->ncandidates = candidate_find(p->candidates, row, &p->votes, s->candidates);
	for (size_t i = 0; i < s->ncandidates; i++)
		__builtin_prefetch(&p->wordings[s->candidates[i].wording]);
	for (size_t i = 0; i < s->ncandidates; i++)
		__builtin_prefetch(&p->circles[p->wordings[s->candidates[i].wording].family]);
	face(p, s);
	rank(p, w, s);
	for (size_t i = 0; i < ranked(s); i++)
		__builtin_prefetch(p->wordings[s->candidates[i].wording].words);
	kin_begin(p->kin, w, row);
}

bool
family_search(struct placer *p, uint32_t number, const struct info_row *row, struct search *s,
    struct fault *f)
{
	const struct wording	*w = &p->wordings[number];

	begin_search(p, w, row, s);
	for (size_t i = 0; i < ranked(s) && s->count < COMPARED_MAX; i++) {
		struct fit	*fit = &s->fits[s->count];
		const uint32_t	 other = spokesman(p, w, s->candidates[i].wording);

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
	if (s->best == NULL)
		family_find_halves(p, w, s);
	return true;
}

bool
family_overtaken(const struct placer *p, const struct search *s)
{
	for (size_t i = 0; i < s->ncandidates; i++) {
		const uint32_t	 family = p->wordings[s->candidates[i].wording].family;

		if (p->circles[family].changed > s->met)
			return true;
	}
	return candidate_changed(p->candidates, s->row, s->met);
}

/* What looked like a piece of another text may be what its speaker likes to begin with. */
static void
drop_openings(const struct placer *p, const struct wording *w, struct search *s)
{
	if (s->best == NULL || !s->best->piece)
		return;
	s->best = NULL;
	for (size_t i = 0; i < s->count; i++) {
		struct fit	*fit = &s->fits[i];

		if (fit->piece && !piece_holds(p, w, fit)) {
			fit->piece = false;
			fit->refused = "its speaker begins so";
		}
		if (fit->refused == NULL && (s->best == NULL || fit->evidence > s->best->evidence))
			s->best = fit;
	}
}

/* Few words are sooner from what their speaker said of late than from what else has them. */
static bool
search_recent(struct placer *p, const struct wording *w, struct search *s, struct fault *f)
{
	if (!family_find_recent(p, w, &s->recent, f))
		return false;
	if (s->recent.refused == NULL &&
	    (s->best == NULL ||
		p->wordings[s->best->other].family != p->wordings[s->recent.other].family)) {
		s->best = &s->recent;
		s->rest = NULL;
	}
	return true;
}

/* The wording is the last its speaker was named with. */
static void
remember(struct placer *p, uint32_t number)
{
	if (p->speaker == NULL)
		return;
	p->before[number] = p->speaker->latest;
	p->speaker->latest = number + 1;
}

/* Those that come behind it will meet it. */
static bool
show(struct placer *p, uint32_t number, struct fault *f)
{
	remember(p, number);
	widen(p, number);
	return candidate_add(p->candidates, number, p->wordings[number].family, p->row, f);
}

bool
family_settle(struct placer *p, uint32_t number, const struct info_row *row, struct fault *f)
{
	p->row = row;
	p->speaker = circumstance_speaker(&p->circumstances, p->wordings[number].speaker);
	return show(p, number, f);
}

bool
family_place(struct placer *p, uint32_t number, struct search *s, struct fault *f)
{
	struct wording	*w = &p->wordings[number];

	face(p, s);
	drop_openings(p, w, s);
	if (!search_recent(p, w, s, f))
		return false;
	if (s->best != NULL) {
		fit_join(p, s->best, w);
		if (!family_note_end(p, number, s->best, s->rest, f))
			return false;
	} else {
		w->family = (uint32_t)p->families->count;
		if (s->nearest != NULL && !tell_near(p, w, s->nearest, f))
			return false;
	}
	return show(p, number, f);
}

/*
 * What is a stock phrase shows only when all wordings have been seen, so they
 * are counted before the first one is placed.
 */
bool
family_find(struct families *families, const struct hands *hands, struct arena *arena,
    struct fault *f)
{
	struct candidates	 candidates = { .info = NULL };
	struct placer p = { .families = families,
		.wordings = families->wordings.items,
		.nwordings = families->wordings.count,
		.candidates = &candidates,
		.arena = arena };
	bool	 ok;

	p.before = calloc(p.nwordings + 1, sizeof *p.before);
	p.circles = calloc(families->count + p.nwordings + 1, sizeof *p.circles);
	ok = (p.before != NULL && p.circles != NULL) || fault_set(f, FAULT_MEMORY, "out of memory");
	ok = ok && info_new(&families->wordings, hands, &p.info, f) &&
	    candidate_begin(&candidates, p.nwordings, p.info, f) &&
	    circumstance_begin(&p.circumstances, &families->wordings, f) &&
	    family_place_all(&p, hands, f);
	candidate_end(&candidates);
	info_free(p.info);
	circumstance_end(&p.circumstances);
	free(p.before);
	free(p.circles);
	free(p.ends);
	return ok;
}
