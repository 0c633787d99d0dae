#include "core/family_parts.h"

#include <math.h>

#define FEW_WORDS 12	/* that who said them and when may place */
#define RECENT_DAYS 14	/* before which what was printed first is not looked for */
#define COPIED_DAYS 0.5 /* within which most copies are made */
#define CHANCE_BITS 4.0 /* that a text holds the words by chance: it has so many places for them */

/* Of a fragment: words in brackets at its ends are the editor's. */
static void
own_words(const struct wording *w, size_t *from, size_t *to)
{
	*from = 0;
	*to = w->count;
	while (*from < *to && (wording_mark(w, *from) & WORDING_BRACKET))
		++*from;
	while (*to > *from && (wording_mark(w, *to - 1) & WORDING_BRACKET))
		--*to;
}

/* Do the words of a fragment stand in a longer text, in a row? */
static bool
stands_in(const struct wording *few, const struct wording *text)
{
	const uint32_t	*words;
	size_t		 from, to, n;

	own_words(few, &from, &to);
	words = few->words + from;
	n = to - from;
	if (n < WORDING_MIN || text->count <= few->count)
		return false;
	for (size_t i = 0; i + n <= text->count; i++) {
		if (text->words[i] == words[0] &&
		    memcmp(text->words + i, words, n * sizeof *words) == 0)
			return true;
	}
	return false;
}

/*
 * Of the speaker's texts of these weeks that hold the words, the likeliest to
 * have been cut: a text is copied as often as its family was printed, seldom
 * long after, and never before.
 */
static uint32_t
find_text(const struct placer *p, const struct wording *w, size_t *seen)
{
	uint32_t	 best = WORDING_NONE;
	double		 most = 0;
	uint32_t	 at = p->speaker == NULL ? 0 : p->speaker->latest;

	*seen = 0;
	for (size_t step = 0; at != 0 && step < SPEAKER_TEXTS_MAX; step++, at = p->before[at - 1]) {
		const struct wording	*other = &p->wordings[at - 1];
		const int64_t		 apart = circumstance_between(w, other);
		double			 chance;

		/* Without a date, only what is settled stands before w. */
		if (other->from == DATE_UNKNOWN)
			continue;
		if (w->from - other->from > RECENT_DAYS * DATE_DAY)
			break;
		if (apart > RECENT_DAYS * DATE_DAY || w->from < p->circles[other->family].since)
			continue;
		++*seen;
		chance =
		    p->circles[other->family].printings / ((double)apart + COPIED_DAYS * DATE_DAY);
		if (chance > most && stands_in(w, other)) {
			best = at - 1;
			most = chance;
		}
	}
	return best;
}

bool
family_find_recent(struct placer *p, const struct wording *w, struct fit *fit, struct fault *f)
{
	size_t	 seen;

	fit->refused = "too common a phrase to tell apart";
	if (w->count > FEW_WORDS || w->from == DATE_UNKNOWN)
		return true;
	fit->other = find_text(p, w, &seen);
	if (fit->other == WORDING_NONE)
		return true;
	kin_begin(p->kin, w, p->row);
	if (!kin_compare(p->kin, &p->wordings[fit->other], &fit->kin, f))
		return false;
	fit->tie = TIE_SPEECH;
	fit->evidence = fit->kin.bits - CHANCE_BITS - log2((double)seen);
	if (fit->evidence >= 0)
		fit->refused = NULL;
	return true;
}
