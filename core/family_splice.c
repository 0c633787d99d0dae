#include "core/family_parts.h"

#define SPLICE_WORDS 4	/* left by the first family, for a second to explain */
#define BOTH_SHARE 0.8	/* of a splice: its copy has words of both halves */

/* The longer of the ends of a wording that its kin leaves unexplained, as a wording of its own. */
struct rest {
	struct wording	 wording;
	struct info_row	 row;
};

static struct rest
rest_of(const struct wording *w, const struct info_row *row, const struct kinship *k)
{
	struct rest	 rest = { *w, *row };
	struct wording	*r = &rest.wording;
	const size_t	 from = k->from > w->count - k->to ? 0 : k->to;

	r->count = (uint32_t)(from == 0 ? k->from : w->count - k->to);
	r->words += from;
	r->marks = w->marks == NULL ? NULL : w->marks + from;
	r->plain = r->count;
	for (size_t i = 0; i < r->count; i++)
		r->plain -= (wording_mark(r, i) & WORDING_BRACKET) != 0;
	rest.row.count = r->count;
	rest.row.words += from;
	rest.row.pairs += from;
	rest.row.triples += from;
	return rest;
}

/* The best fit of the rest outside of the family that the wording is in. */
static bool
explain_rest(struct placer *p, const struct rest *rest, struct fit *second, struct fault *f)
{
	struct candidate	 candidates[CANDIDATES_MAX];
	size_t			 count, compared = 0;

	kin_begin(p->kin, &rest->wording, &rest->row);
	count = candidate_find(&p->candidates, &rest->row, &p->votes, candidates);
	for (size_t i = 0; i < count && compared < COMPARED_MAX; i++) {
		struct fit	 fit = { .other = candidates[i].wording };

		if (p->wordings[fit.other].family == rest->wording.family)
			continue;
		compared++;
		if (!kin_compare(p->kin, &p->wordings[fit.other], &fit.kin, f))
			return false;
		fit_weigh_rest(p, &rest->wording, &fit);
		if (fit.refused == NULL && fit.evidence > second->evidence)
			*second = fit;
	}
	return true;
}

/* The first named is the one whose speaker is said to have spoken. */
bool
family_find_second(struct placer *p, struct wording *w, const struct fit *first, struct fault *f)
{
	const struct wording	*other = &p->wordings[first->other];
	const struct rest	 rest = rest_of(w, p->row, &first->kin);
	const size_t		 covered = first->kin.other_to - first->kin.other_from;
	struct fit		 second = { .evidence = -1 };
	bool			 ok;

	if (other->second != WORDING_NONE && (double)covered >= BOTH_SHARE * other->count) {
		w->second = other->second;
		return true;
	}
	if (rest.wording.count < SPLICE_WORDS)
		return true;
	ok = explain_rest(p, &rest, &second, f);
	kin_begin(p->kin, w, p->row);
	if (!ok || second.evidence < 0)
		return ok;
	w->second = p->wordings[second.other].family;
	if (fit_speaker_bits(p, w, w->second) > fit_speaker_bits(p, w, w->family)) {
		w->second = w->family;
		fit_join(p, &second, w);
	}
	return true;
}
