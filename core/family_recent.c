#include "core/family_parts.h"

#include <math.h>

#define FEW_WORDS 12	/* that who said them and when may place */
#define RECENT_DAYS 14	/* before which what was printed first is not looked for */
#define LISTED_DAYS 18	/* before which the rest is: a speaker's texts are in order but for a few days */
#define COPIED_DAYS 0.2 /* within which most copies are made */
#define CHANCE_BITS 4.0 /* that a text holds the words by chance: it has so many places for them */
#define SAME_DAY_BITS 8.0 /* but hardly one of the speaker's that was printed within a day */
#define BEGUN 2.0	/* times likelier to have been cut: a text that begins with the words */

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

/* Where the words of a fragment stand in a longer text, in a row; its count: nowhere. */
static size_t
place_in(const struct wording *few, const struct wording *text)
{
	const uint32_t	*words;
	size_t		 from, to, n;

	own_words(few, &from, &to);
	words = few->words + from;
	n = to - from;
	if (n < WORDING_MIN || text->count <= few->count)
		return text->count;
	for (size_t i = 0; i + n <= text->count; i++) {
		if (text->words[i] == words[0] &&
		    memcmp(text->words + i, words, n * sizeof *words) == 0)
			return i;
	}
	return text->count;
}

/*
 * How likely the text is to have been cut: often printed families are copied more often, seldom
 * long after, and never before. 0: not at all.
 */
static double
chance_of(const struct placer *p, const struct wording *w, const struct wording *text)
{
	const struct circle	*circle = &p->circles[text->family];
	const int64_t		 apart = circumstance_between(w, text);

	/* Without a date, only what is settled stands before w. */
	if (text->from == DATE_UNKNOWN || apart > RECENT_DAYS * DATE_DAY || w->from < circle->since)
		return 0;
	return sqrt(circle->printings) / ((double)apart + COPIED_DAYS * DATE_DAY);
}

/* Of the speaker's texts of these weeks that hold the words, the likeliest to have been cut. */
static uint32_t
find_text(const struct placer *p, const struct wording *w, size_t *seen)
{
	uint32_t	 best = WORDING_NONE;
	double		 most = 0;
	uint32_t	 at = p->speaker == NULL ? 0 : p->speaker->latest;

	*seen = 0;
	for (size_t step = 0; at != 0 && step < SPEAKER_TEXTS_MAX; step++, at = p->before[at - 1]) {
		const struct wording	*other = &p->wordings[at - 1];
		double			 chance;
		size_t			 place;

		if (other->from != DATE_UNKNOWN && w->from - other->from > LISTED_DAYS * DATE_DAY)
			break;
		chance = chance_of(p, w, other);
		*seen += chance > 0;
		if (BEGUN * chance <= most)
			continue;
		place = place_in(w, other);
		chance *= place == 0 ? BEGUN : 1;
		if (place < other->count && chance > most) {
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
	if (circumstance_between(w, &p->wordings[fit->other]) <= DATE_DAY)
		fit->evidence += SAME_DAY_BITS;
	if (fit->evidence >= 0)
		fit->refused = NULL;
	return true;
}
