#include "core/candidate.h"

#define POSTED_OF_FAMILY 3  /* wordings of one family on a gram's list */
#define POSTED_MAX 14	    /* wordings on it in all */
#define STOCK_FAMILIES 200  /* a gram of more families is a stock phrase and brings no candidates */
#define APART_DAYS 30	    /* uses of a gram by the same or unknown speakers that count apart */
#define RARE_BITS 10.0	    /* a pair of words is indexed when one of them says this much */

/* A wording on a gram's list. */
struct posting {
	uint32_t	 wording, next; /* next: 0 ends the list; index 0 is not used */
};

bool
candidate_begin(struct candidates *c, const struct families *families, struct info *info,
    struct arena *arena, struct fault *f)
{
	*c =
	    (struct candidates) { .families = families, .info = info, .arena = arena, .room = 1024 };
	c->votes = arena_take(arena, families->nwordings, sizeof *c->votes, f);
	c->voted = arena_take(arena, families->nwordings, sizeof *c->voted, f);
	c->postings = arena_take(arena, c->room, sizeof *c->postings, f);
	return c->votes != NULL && c->voted != NULL && c->postings != NULL;
}

void
candidate_restart(struct candidates *c, bool counting)
{
	c->counting = counting;
	c->npostings = 1; /* posting 0 is the end of every list */
	info_clear_lists(c->info);
}

/* Does a gram of n words start at i: no ellipsis and no bracket inside? */
static bool
gram_at(const struct wording *w, size_t i, size_t n)
{
	if (i + n > w->count)
		return false;
	for (size_t k = 1; k < n; k++) {
		if (w->marks[i + k] & KIN_GAP)
			return false;
	}
	return true;
}

static bool
rare_pair(const struct candidates *c, const struct wording *w, size_t i)
{
	return info_bits(c->info, w->words[i]) >= RARE_BITS ||
	    info_bits(c->info, w->words[i + 1]) >= RARE_BITS;
}

static void
vote(struct candidates *c, const struct gram *gram)
{
	const double	 weight = 1.0 / (1.0 + gram->families);

	if (gram->families > STOCK_FAMILIES)
		return;
	for (uint32_t at = gram->list; at != 0; at = c->postings[at].next) {
		const uint32_t	 other = c->postings[at].wording;

		if (c->votes[other] == 0)
			c->voted[c->nvoted++] = other;
		c->votes[other] += weight;
	}
}

/* Every gram of the wording votes for the wordings that hold it. */
static void
collect_votes(struct candidates *c, const struct wording *w)
{
	c->nvoted = 0;
	for (size_t i = 0; i < w->count; i++) {
		const struct gram	*gram;

		if (gram_at(w, i, 3)) {
			gram = info_gram_find(c->info, info_gram(c->info, w->words + i, 3));
			if (gram != NULL)
				vote(c, gram);
		}
		if (gram_at(w, i, 2) && rare_pair(c, w, i)) {
			gram = info_gram_find(c->info, info_gram(c->info, w->words + i, 2));
			if (gram != NULL)
				vote(c, gram);
		}
	}
}

size_t
candidate_find(struct candidates *c, const struct wording *w, struct candidate best[CANDIDATES_MAX])
{
	size_t	 count = 0;

	collect_votes(c, w);
	for (size_t i = 0; i < c->nvoted; i++) {
		const struct candidate	 next = { c->voted[i], c->votes[c->voted[i]] };
		size_t			 at = count;

		c->votes[next.wording] = 0;
		while (at > 0 &&
		    (best[at - 1].votes < next.votes ||
			(best[at - 1].votes == next.votes && best[at - 1].wording > next.wording)))
			at--;
		if (at >= CANDIDATES_MAX)
			continue;
		if (count < CANDIDATES_MAX)
			count++;
		memmove(best + at + 1, best + at, (count - at - 1) * sizeof *best);
		best[at] = next;
	}
	return count;
}

/*
 * Is this use of a gram another than the one last counted? Many printings of
 * one line that were not recognised as its family must not make it common, so a
 * new family alone proves nothing: the speaker or the season has to differ.
 */
static bool
independent(const struct gram *gram, const struct wording *w, uint32_t speaker, int32_t day)
{
	if (gram->families == 0)
		return true;
	if (speaker != 0 && gram->speaker != 0 && speaker != gram->speaker)
		return true;
	return w->from != DATE_UNKNOWN &&
	    (day - gram->day > APART_DAYS || gram->day - day > APART_DAYS);
}

static void
count(struct gram *gram, const struct wording *w)
{
	const uint32_t	 speaker = (uint32_t)(w->speaker >> 32);
	const int32_t	 day = w->from == DATE_UNKNOWN ? 0 : (int32_t)(w->from / DATE_DAY);

	if (!independent(gram, w, speaker, day))
		return;
	gram->families++;
	gram->speaker = speaker;
	gram->day = day;
}

/* Count a gram for the wording's family, once a family, and put the wording on its list. */
static bool
post(struct candidates *c, uint32_t number, uint64_t key, bool listed, bool fresh, bool apart,
    struct fault *f)
{
	const uint32_t	 family = c->families->wordings[number].family;
	struct gram	*gram = info_gram_add(c->info, key, f);
	size_t		 of_family = 0, in_all = 0;

	if (gram == NULL)
		return false;
	for (uint32_t at = gram->list; at != 0; at = c->postings[at].next) {
		if (c->postings[at].wording == number)
			return true;
		of_family += c->families->wordings[c->postings[at].wording].family == family;
		in_all++;
	}
	if (c->counting && fresh && (of_family == 0 || apart))
		count(gram, &c->families->wordings[number]);
	if (!listed || gram->families > STOCK_FAMILIES || of_family >= POSTED_OF_FAMILY ||
	    in_all >= POSTED_MAX)
		return true;
	if (c->npostings + 1 >= UINT32_MAX)
		return true;
	if (!arena_grow(c->arena, &c->postings, c->npostings, &c->room, sizeof *c->postings, f))
		return false;
	c->postings[c->npostings] = (struct posting) { number, gram->list };
	gram->list = (uint32_t)c->npostings++;
	return true;
}

/* Words from..to of an attached wording were its family's already; the others are new in it. */
bool
candidate_add(struct candidates *c, uint32_t number, const struct kinship *known, struct fault *f)
{
	const struct wording	*w = &c->families->wordings[number];
	const bool		 founder = known == NULL;

	for (size_t i = 0; i < w->count; i++) {
		const bool	 fresh = founder || i < known->from || i >= known->to;
		const bool	 fresh2 = fresh || i + 1 >= known->to;
		const bool	 fresh3 = fresh2 || i + 2 >= known->to;

		if (fresh && c->counting)
			info_count(c->info, w->words[i]);
		if (gram_at(w, i, 2) &&
		    !post(c, number, info_gram(c->info, w->words + i, 2), rare_pair(c, w, i),
			fresh2, founder, f))
			return false;
		if (gram_at(w, i, 3) &&
		    !post(c, number, info_gram(c->info, w->words + i, 3), true, fresh3, founder, f))
			return false;
	}
	return true;
}
