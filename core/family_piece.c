#include "core/family_parts.h"

#define PIECE_BITS 20.0	    /* of a piece of another text with which a wording begins, */
#define PIECE_WORD_BITS 2.0 /* so many a word, for stock phrases are no piece of any text, */
#define PIECE_WORDS 5	    /* and so many words, unless that text ends with them, */
#define PIECE_DENSITY 0.7   /* nearly all of them in a row, */
#define COPIED_DENSITY 0.9  /* and where nobody is named in a row */
#define PIECE_TIME 4.0	    /* bits of the days, which must be the same; */
#define PIECE_LATER 8.0	    /* more are asked for when only the speaker and the weeks are, */
#define PIECE_BESIDE 6.0    /* fewer when both are of one speaker and day, */
#define PIECE_BROKEN 4.0    /* and when the wording shows that it breaks off there; */
#define PIECE_ALIKE 14.0    /* more when sentences of both begin so, */
#define ALIKE_TEXTS 20	    /* of a speaker of whom so many others are known */
#define STRAY_WORDS 1	    /* that are the same by chance behind an opening */

bool
piece_is_broken_off(const struct wording *w, const struct wording *other, const struct kinship *k)
{
	const unsigned	 breaks = WORDING_SENTENCE | WORDING_GAP;

	return k->to < w->count && k->other_to < other->count &&
	    (wording_mark(w, k->to) & breaks) && !(wording_mark(other, k->other_to) & breaks);
}

/* Do sentences of both begin with the words, and go on? */
static bool
begin_alike(const struct wording *w, const struct wording *other, const struct kinship *k)
{
	return wording_begins_sentence(other, k->other_from) && !piece_is_broken_off(w, other, k);
}

/*
 * A text that begins with words from within another of the same days, and had
 * not appeared before it, was cut out there and goes on with something else:
 * half of a splice. A phrase that is used again is likelier from what was said
 * that day than said anew: by its speaker, or where nobody is named word for word.
 */
double
piece_evidence(const struct wording *w, const struct wording *other, const struct kinship *k,
    double speaker, double time)
{
	const bool	 beside = circumstance_between(w, other) <= DATE_DAY &&
	    (speaker > 0 || k->density >= COPIED_DENSITY);
	const bool	 later = time < PIECE_TIME;
	const double	 bits = k->bits - (beside ? WORN_SHARE : 1) * k->worn;
	double		 asked = PIECE_BITS;

	if (k->from > 0 || k->to == w->count || speaker < 0 || time < 0 ||
	    (later && speaker == 0) || wording_is_before(w, other))
		return -1;
	if (k->matched < PIECE_WORDS && (k->matched < WORDING_MIN || k->other_to < other->count))
		return -1;
	if (k->density < PIECE_DENSITY || bits < PIECE_WORD_BITS * (double)k->matched)
		return -1;
	asked += later ? PIECE_LATER : 0;
	asked -= beside && speaker > 0 ? PIECE_BESIDE : 0;
	asked -= piece_is_broken_off(w, other, k) ? PIECE_BROKEN : 0;
	asked += begin_alike(w, other, k) ? PIECE_ALIKE : 0;
	return bits - asked;
}

/* Words of a text, from one of its places on, with which another one begins. */
static size_t
common_prefix(const struct wording *w, const struct wording *other, size_t from)
{
	size_t	 n = 0;

	while (n < w->count && from + n < other->count && w->words[n] == other->words[from + n])
		n++;
	return n;
}

/* Does a text of the speaker begin with the same words, and go on as neither of the two does? */
static bool
opens_so(const struct wording *text, const struct wording *w, const struct wording *other,
    const struct kinship *k)
{
	const size_t	 n = common_prefix(text, w, 0);

	return n >= k->to && n <= k->to + STRAY_WORDS && text->count >= n + PARTED_WORDS &&
	    common_prefix(text, other, k->other_from) <= k->to + STRAY_WORDS;
}

/*
 * Words with which another saying of the speaker begins are what he likes to begin with, wherever
 * else they stand. Where both texts begin so, enough of him must be known to tell that he does not.
 */
bool
piece_holds(const struct placer *p, const struct wording *w, const struct fit *fit)
{
	const struct wording	*other = &p->wordings[fit->other];
	uint32_t		 at = p->speaker == NULL ? 0 : p->speaker->latest;
	size_t			 others = 0;

	for (size_t step = 0; at != 0 && step < SPEAKER_TEXTS_MAX; step++, at = p->before[at - 1]) {
		const struct wording	*text = &p->wordings[at - 1];

		if (opens_so(text, w, other, &fit->kin))
			return false;
		others += text->family != other->family;
	}
	return others >= ALIKE_TEXTS || !begin_alike(w, other, &fit->kin);
}
