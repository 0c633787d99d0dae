#include "core/family_parts.h"

#define THRESHOLD 20.0	    /* bits beyond which chance is out of the question */
#define SLOPE 30.0	    /* bits more for each unit of coverage that is missing */
#define COVERAGE_FULL 0.95
#define COVERAGE_MIN 0.6
#define COVERAGE_OTHERS 0.8 /* words of another speaker, unless beyond doubt */
#define DENSITY 0.6	    /* below, words picked from here and there, */
#define DENSITY_SLOPE 25.0  /* each unit of density that is missing */
#define ALONE_DENSITY 0.8   /* below, words for which neither speaker nor time speaks: */
#define ALONE_SLOPE 40.0
#define COVERAGE_LONG 0.42  /* a long passage may cover no more than this, */
#define LONG_BITS 40.0	    /* if it says so much, */
#define LONG_WORDS 8	    /* in so many words unless it is of the same days, */
#define LONG_DENSITY 0.7    /* and runs through without many holes */
#define LONG_EVIDENCE 18.0  /* or is beyond doubt */
#define ROW_DENSITY 0.9	    /* so many words nearly in a row were copied: what is missing */
#define ROW_SLOPE 15.0	    /* asks for half as much */
#define SHORT_WORDS 6	    /* below, each missing word costs SHORT_BITS more */
#define SHORT_BITS 3.0
#define FEW_WORDS 5	    /* below, words shared are all of the shorter, */
#define FEW_CLAIMS 2.0	    /* unless speaker and time say this much */
#define CLAIMS 9.0	    /* bits of speaker and time, and only of both: they stand in for coverage, */
#define CLAIMS_EVIDENCE 2.0 /* with this much to spare */
#define HALF 0.5	    /* of the shorter: a text that shares less with another stands on its own */
#define OFTEN 3		    /* printings: made of what has fewer, it shares COVERAGE_OTHERS */
#define UTTERED 8	    /* printings of a form that stands on its own, however worn its words */

bool
fit_is_fragment(const struct wording *few, const struct wording *text)
{
	return few->count * 2 < text->count;
}

double
fit_speaker_bits(const struct placer *p, const struct wording *w, uint32_t family)
{
	const uint64_t	 other = p->circles[family].speaker;

	if (w->speaker == 0 || other == 0)
		return 0;
	return w->speaker == other ? p->agreement : -CIRCUMSTANCE_OTHERS;
}

/* A family is of the days of the form it was printed most in, whatever else was put there. */
double
fit_time_bits(const struct placer *p, const struct wording *w, uint32_t other)
{
	/* Read once, while another hand places. */
	const uint32_t	 most = p->circles[p->wordings[other].family].main;
	const int64_t	 here = circumstance_between(w, &p->wordings[other]);
	const int64_t	 main = circumstance_between(w, &p->wordings[most]);
	const bool	 nearer = here != DATE_UNKNOWN && here < main;

	return circumstance_apart(main == DATE_UNKNOWN || nearer ? here : main, p->nearby);
}

double
fit_bound(const struct placer *p, const struct wording *w, uint32_t other, double bits)
{
	return bits + fit_speaker_bits(p, w, p->wordings[other].family) +
	    fit_time_bits(p, w, other) - THRESHOLD;
}

static double
asked_for(double coverage, double slope)
{
	return THRESHOLD + (coverage < COVERAGE_FULL ? slope * (COVERAGE_FULL - coverage) : 0);
}

/* Chance brings few words in a row: where nobody is named, many of them stand in for a speaker. */
static double
slope_of(const struct kinship *k, double speaker)
{
	return speaker == 0 && k->matched >= LONG_WORDS && k->density >= ROW_DENSITY &&
		k->coverage >= COVERAGE_MIN ?
	    ROW_SLOPE :
	    SLOPE;
}

/*
 * Few words that are not all of the shorter are used again by anybody: the speaker and the days
 * must speak for them. Where nobody is named, three words must do without the days.
 */
static bool
is_too_few(const struct fit *fit, double speaker, double time)
{
	const struct kinship	*k = &fit->kin;

	if (k->matched >= FEW_WORDS || k->coverage >= COVERAGE_FULL)
		return false;
	return speaker + time < FEW_CLAIMS ||
	    (speaker <= 0 && k->matched <= WORDING_MIN && fit->tie != TIE_WORDS);
}

/* Much of neither is shared: what speaks for it all the same. */
static bool
covers_enough(const struct fit *fit, double speaker, double time)
{
	const struct kinship	*k = &fit->kin;
	const double		 claims = speaker + time;

	if (is_too_few(fit, speaker, time))
		return false;
	if (k->coverage >= COVERAGE_MIN || (claims >= CLAIMS && fit->evidence >= CLAIMS_EVIDENCE))
		return true;
	return (k->matched >= LONG_WORDS || time > 0) && k->coverage >= COVERAGE_LONG &&
	    k->bits - k->worn >= LONG_BITS &&
	    (k->density >= LONG_DENSITY || fit->evidence >= LONG_EVIDENCE);
}

/* Why it may not join; NULL when it may. */
static const char *
refusal(const struct wording *w, const struct fit *fit, double speaker, double time)
{
	const bool others = fit->kin.coverage < COVERAGE_OTHERS && fit->evidence < LONG_EVIDENCE;

	if (fit->kin.matched < WORDING_MIN)
		return "too few words shared";
	if (w->own < WORDING_SMALL && speaker <= 0)
		return "too common a phrase to tell apart";
	if (speaker < 0 && (w->own < WORDING_SHARED || others))
		return "speakers differ";
	if (!covers_enough(fit, speaker, time))
		return "covers too little";
	if (fit->evidence >= 0)
		return NULL;
	return speaker < 0 && fit->evidence - speaker >= 0 ? "speakers differ" :
							     "too little information shared";
}

/*
 * A form that stands on its own is printed as often as others are made with
 * its words; a phrase cut off here and there from whatever it opens is not.
 */
static bool
is_uttered(const struct wording *w, const struct kinship *k)
{
	return w->printings >= UTTERED && w->printings >= k->forms;
}

/* Apart from phrases that are used again, do the texts have little in common? */
static bool
goes_on_otherwise(const struct wording *w, const struct wording *other, const struct kinship *k)
{
	const size_t	 shorter = w->plain < other->plain ? w->plain : other->plain;
	const size_t	 rest = shorter > k->nworn ? shorter - k->nworn : 0;

	return (double)(k->matched - k->nworn) < COVERAGE_MIN * (double)rest;
}

/*
 * Words that both texts leave behind for others of their own: within two weeks they
 * tell a copy that was changed, later a phrase that its speaker is fond of.
 */
static bool
part_ways(const struct wording *w, const struct wording *other, const struct kinship *k)
{
	return w->count - k->to >= PARTED_WORDS && other->count - k->other_to >= PARTED_WORDS;
}

/* What is printed more often than another is no copy of some of its words. */
static bool
outnumbers(const struct wording *w, const struct wording *other, const struct kinship *k)
{
	return w->printings >= OFTEN && w->printings > other->printings &&
	    k->coverage < COVERAGE_OTHERS;
}

/*
 * Was the text said anew? Less than half, few words with which sentences of both begin, are what
 * their speaker likes to begin with, and then he goes on.
 */
static bool
is_said_anew(const struct wording *w, const struct wording *other, const struct kinship *k)
{
	return outnumbers(w, other, k) ||
	    (k->coverage < HALF && wording_begins_sentence(w, k->from) &&
		wording_begins_sentence(other, k->other_from) && k->matched < LONG_WORDS &&
		part_ways(w, other, k) && !piece_is_broken_off(w, other, k));
}

/*
 * Bits of the words shared that say nothing. A phrase that its speaker uses
 * again does not where only it is shared, or where it stands alone and few
 * printed it so.
 */
static double
idle_bits(const struct wording *w, const struct wording *other, const struct kinship *k, double time)
{
	if (is_said_anew(w, other, k))
		return k->bits;
	if (time <= 0 && w->from != DATE_UNKNOWN && other->from != DATE_UNKNOWN &&
	    k->coverage < COVERAGE_OTHERS && part_ways(w, other, k))
		return k->bits;
	if (k->coverage < COVERAGE_MIN ||
	    (!fit_is_fragment(w, other) && goes_on_otherwise(w, other, k)) ||
	    (fit_is_fragment(other, w) && !is_uttered(other, k)))
		return k->worn;
	return 0;
}

/* Bits that words picked from here and there do not say, above all where nothing else speaks for them. */
static double
scattered_bits(const struct kinship *k, double claims)
{
	double	 bits = 0;

	if (k->density < DENSITY)
		bits += DENSITY_SLOPE * (DENSITY - k->density);
	if (k->density < ALONE_DENSITY && claims < FEW_CLAIMS)
		bits += ALONE_SLOPE * (ALONE_DENSITY - k->density);
	return bits;
}

void
fit_weigh(const struct placer *p, const struct wording *w, struct fit *fit)
{
	const struct kinship	*k = &fit->kin;
	const struct wording	*other = &p->wordings[fit->other];
	const double		 speaker = fit_speaker_bits(p, w, other->family);
	const double		 time = fit_time_bits(p, w, fit->other);
	const double		 idle = idle_bits(w, other, k, time);
	const size_t		 shorter = w->count < other->count ? w->count : other->count;
	double			 piece = -1;

	fit->evidence = k->bits + speaker + time - asked_for(k->coverage, slope_of(k, speaker));
	fit->evidence -= scattered_bits(k, speaker + time);
	if (shorter < SHORT_WORDS)
		fit->evidence -= SHORT_BITS * (double)(SHORT_WORDS - shorter);
	fit->evidence -= idle;
	/* Whoever uses a phrase again is named with each text that it stands in. */
	if (idle > 0 && speaker > 0 && fit_is_fragment(other, w))
		fit->evidence -= speaker;
	fit->tie = fit->evidence - speaker - time >= 0 ? TIE_WORDS : TIE_CLAIMS;
	fit->refused = refusal(w, fit, speaker, time);
	if (fit->refused != NULL && !outnumbers(w, other, k))
		piece = piece_evidence(w, other, k, speaker, time);
	fit->piece = piece >= 0;
	if (fit->piece) {
		fit->evidence = piece;
		fit->tie = TIE_CLAIMS;
		fit->refused = NULL;
	}
}

/* That somebody else is said to have spoken it says nothing against the other half of a splice. */
static double
rest_claims(const struct placer *p, const struct wording *rest, uint32_t other)
{
	const double	 speaker = fit_speaker_bits(p, rest, p->wordings[other].family);

	return (speaker > 0 ? speaker : 0) + fit_time_bits(p, rest, other);
}

double
fit_bound_rest(const struct placer *p, const struct wording *rest, uint32_t other)
{
	return kin_bound(p->kin, &p->wordings[other]) + rest_claims(p, rest, other) - THRESHOLD;
}

void
fit_weigh_rest(const struct placer *p, const struct wording *rest, struct fit *fit)
{
	const struct kinship	*k = &fit->kin;
	const double	 coverage = rest->plain == 0 ? 0 : (double)k->matched / (double)rest->plain;

	fit->evidence = k->bits - WORN_SHARE * k->worn + rest_claims(p, rest, fit->other) -
	    asked_for(coverage, SLOPE);
	fit->refused = k->matched < WORDING_MIN || coverage < COVERAGE_MIN ||
		k->density < DENSITY || fit->evidence < 0 ?
	    "covers too little" :
	    NULL;
}

void
fit_join(const struct placer *p, const struct fit *fit, struct wording *w)
{
	w->family = p->wordings[fit->other].family;
	w->by = fit->other;
	w->bits = (float)fit->kin.bits;
	w->tie = fit->tie;
}
