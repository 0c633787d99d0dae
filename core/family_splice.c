#include "core/family_parts.h"
#include "core/pile.h"

#define SPLICE_WORDS 4	/* left by the first family, for a second to explain; not the editor's */
#define OWN_BITS FIT_NEAR_BITS /* more than the first family says of them */
#define BOTH_SHARE 0.8	/* of a splice: its copy has words of both halves */
#define HALVES_LEFT 2	/* words that neither half has: "and", an editor's */
#define HALVES_BITS 45.0 /* of both, with speakers and days: twice what chance would share */

/* The words left over, as a wording of its own. */
static struct wording
rest_of(const struct wording *w, const struct loose_end *end)
{
	struct wording	 rest = *w;

	rest.count = rest.plain = end->count;
	rest.words += end->from;
	rest.marks = w->marks == NULL ? NULL : w->marks + end->from;
	for (size_t i = 0; i < rest.count; i++)
		rest.plain -= (wording_mark(&rest, i) & WORDING_BRACKET) != 0;
	return rest;
}

/* What speaks for a piece of another text; that somebody else is said to have spoken is no matter. */
static double
half_bits(const struct placer *p, const struct wording *w, const struct fit *fit)
{
	const double	 speaker = fit_speaker_bits(p, w, p->wordings[fit->other].family);
	const double	 time = fit_time_bits(p, w, fit->other);

	if (fit->kin.matched < WORDING_MIN || time < 0)
		return 0;
	return fit->kin.bits - fit->kin.worn + (speaker > 0 ? speaker : 0) + time;
}

static size_t
half_words(const struct kinship *k)
{
	return k->matched < k->firm_to - k->firm_from ? k->matched : k->firm_to - k->firm_from;
}

/*
 * One text has what the wording begins with, and another nearly all that follows. What was
 * printed more often than both was not made of them.
 */
static bool
are_halves(const struct placer *p, const struct wording *w, const struct fit *a, const struct fit *b)
{
	const struct wording	*begins = &p->wordings[a->other], *follows = &p->wordings[b->other];

	return a->kin.firm_to <= b->kin.firm_from &&
	    half_words(&a->kin) + half_words(&b->kin) + HALVES_LEFT >= w->count &&
	    begins->family != follows->family &&
	    (w->printings <= begins->printings || w->printings <= follows->printings);
}

void
family_find_halves(const struct placer *p, const struct wording *w, struct search *s)
{
	struct fit	*begins = NULL;
	double		 most = HALVES_BITS;

	for (size_t i = 0; i < s->count; i++) {
		for (size_t j = 0; j < s->count; j++) {
			double	 one, two;

			if (!are_halves(p, w, &s->fits[i], &s->fits[j]))
				continue;
			one = half_bits(p, w, &s->fits[i]);
			two = half_bits(p, w, &s->fits[j]);
			if (one <= 0 || two <= 0 || one + two <= most)
				continue;
			most = one + two;
			begins = &s->fits[i];
			s->rest = &s->fits[j];
		}
	}
	if (begins == NULL)
		return;
	begins->refused = NULL;
	begins->evidence = 0;
	begins->tie = TIE_CLAIMS;
	s->best = begins;
}

bool
family_note_end(struct placer *p, uint32_t number, const struct fit *fit, const struct fit *rest,
    struct fault *f)
{
	const struct wording	*w = &p->wordings[number], *other = &p->wordings[fit->other];
	const struct kinship	*k = &fit->kin;
	const bool		 behind = k->firm_from <= w->count - k->firm_to;
	const size_t		 count = behind ? w->count - k->firm_to : k->firm_from;
	const size_t		 covered = k->other_to - k->other_from;
	struct loose_end	*end;

	if (!pile_grow(&p->ends, p->nends, 1, &p->ends_room, sizeof *p->ends, f))
		return false;
	end = &p->ends[p->nends];
	*end = (struct loose_end) {
		.number = number,
		.of = fit->other,
		.from = (uint32_t)(behind ? k->firm_to : 0),
		.count = (uint32_t)count,
		.copied = (double)covered >= BOTH_SHARE * other->count,
		.other = rest == NULL ? WORDING_NONE : rest->other,
		.bits = rest == NULL ? 0 : (float)rest->kin.bits,
	};
	if (rest_of(w, end).plain < SPLICE_WORDS)
		end->count = 0;
	p->nends += end->count > 0 || end->copied || end->other != WORDING_NONE;
	return true;
}

bool
family_note_founders(struct placer *p, size_t nsettled, struct info_rows *rows, struct fault *f)
{
	p->nfollowers = p->nends;
	for (size_t i = 0; i < p->nwordings; i++) {
		const struct wording	*w = &p->wordings[i];
		struct fit		 fit = { .other = p->circles[w->family].main };

		if (w->by != WORDING_NONE || w->family < nsettled || fit.other == i)
			continue;
		if (!info_rows_begin(rows, w, 1, f))
			return false;
		info_look_up(p->info, &rows->items[0], w);
		kin_begin(p->kin, w, &rows->items[0]);
		if (!kin_compare(p->kin, &p->wordings[fit.other], &fit.kin, f) ||
		    !family_note_end(p, (uint32_t)i, &fit, NULL, f))
			return false;
	}
	return true;
}

/* The first half is somebody else's: is the rest what its own speaker said in those days? */
static bool
ask_speaker(struct placer *p, const struct wording *w, const struct wording *rest,
    const struct info_row *row, struct fit *best, struct fault *f)
{
	struct fit	 fit = { .refused = NULL };

	if (w->speaker == 0 || w->speaker == p->circles[w->family].speaker)
		return true;
	p->speaker = circumstance_speaker(&p->circumstances, w->speaker);
	p->row = row;
	if (!family_find_recent(p, rest, &fit, f))
		return false;
	if (fit.refused == NULL && p->wordings[fit.other].family != w->family)
		*best = fit;
	return true;
}

bool
family_explain_end(struct placer *p, struct loose_end *end, struct info_rows *rows, struct fault *f)
{
	const struct wording	*w = &p->wordings[end->number], rest = rest_of(w, end);
	struct candidate	 candidates[CANDIDATES_MAX];
	struct fit		 best = { .evidence = -1 };
	struct kinship		 own;
	size_t			 count, compared = 0;

	if (end->count == 0)
		return true;
	if (!info_rows_begin(rows, &rest, 1, f))
		return false;
	info_look_up(p->info, &rows->items[0], &rest);
	p->agreement = circumstance_agreement(&p->circumstances,
	    circumstance_speaker(&p->circumstances, w->speaker));
	p->nearby = circumstance_nearby(&p->circumstances, w);
	kin_begin(p->kin, &rest, &rows->items[0]);
	if (!kin_compare(p->kin, &p->wordings[end->of], &own, f))
		return false;
	count = candidate_find(p->candidates, &rows->items[0], &p->votes, candidates);
	for (size_t i = 0; i < count && compared < COMPARED_MAX; i++) {
		struct fit	 fit = { .other = candidates[i].wording };

		if (p->wordings[fit.other].family == w->family ||
		    fit_bound_rest(p, &rest, fit.other) <= best.evidence)
			continue;
		compared++;
		if (!kin_compare(p->kin, &p->wordings[fit.other], &fit.kin, f))
			return false;
		fit_weigh_rest(p, &rest, &fit);
		if (fit.refused == NULL && fit.evidence > best.evidence &&
		    fit.kin.bits > own.bits + OWN_BITS)
			best = fit;
	}
	if (best.evidence < 0 && !ask_speaker(p, w, &rest, &rows->items[0], &best, f))
		return false;
	if (best.evidence >= 0) {
		end->other = best.other;
		end->bits = (float)best.kin.bits;
	}
	return true;
}

/*
 * Is the speaker of a splice the other family's? When that tells nothing, is it
 * of the other family's days, and begins with words of it?
 */
static bool
is_of_second(const struct placer *p, const struct loose_end *end, const struct wording *w)
{
	const struct circle	*circle = &p->circles[p->wordings[end->other].family];
	const uint64_t	 other = circle->speaker;
	const bool	 first = w->speaker != 0 && w->speaker == p->circles[w->family].speaker;
	const bool	 second = w->speaker != 0 && w->speaker == other;

	if (first != second)
		return second;
	return end->from == 0 &&
	    circumstance_between(w, &p->wordings[circle->main]) <= CIRCUMSTANCE_DAYS * DATE_DAY;
}

/*
 * The family of a splice is the one whose speaker is said to have spoken. The
 * form that most have printed is what others were made from.
 */
static void
join_second(const struct placer *p, const struct loose_end *end, struct wording *w)
{
	const uint32_t	 second = p->wordings[end->other].family;

	if (second == w->family || p->circles[w->family].main == end->number)
		return;
	w->second = second;
	if (!is_of_second(p, end, w))
		return;
	w->second = w->family;
	w->family = second;
	w->by = end->other;
	w->bits = end->bits;
	w->tie = TIE_WORDS;
}

/* What a founder is of, its copies are of too. */
void
family_join_ends(const struct placer *p)
{
	for (size_t i = 0; i < p->nends; i++) {
		const struct loose_end	*end = &p->ends[(p->nfollowers + i) % p->nends];
		struct wording		*w = &p->wordings[end->number];
		const struct wording	*by = &p->wordings[end->of];

		if (end->copied && by->second != WORDING_NONE)
			w->second = by->second == w->family ? by->family : by->second;
		else if (end->other != WORDING_NONE)
			join_second(p, end, w);
	}
}
