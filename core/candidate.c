#include "core/candidate.h"

#include <stdlib.h>

#include "core/pile.h"

#define POSTED_OF_FAMILY 3 /* wordings of one family on a gram's list */
#define POSTED_MAX 14	   /* wordings on it in all */
#define STOCK_USES 200	   /* a gram of more is a stock phrase and brings no candidates */
#define RARE_BITS 10.0	   /* a pair of words is indexed when one of them says this much */
#define POSTED_TOGETHER 3
#define AHEAD 6 /* words whose lists are on their way from memory */

/* Some wordings on a gram's list; the newest first. */
struct posting {
	uint32_t	 wordings[POSTED_TOGETHER]; /* from 1; 0 none, and none behind it */
	uint32_t	 next; /* 0 ends the list; posting 0 is not used */
};

bool
candidate_begin(struct candidates *c, size_t nwordings, const struct info *info, struct fault *f)
{
	*c = (struct candidates) { .info = info, .npostings = 1 };
	c->family = calloc(nwordings + 1, sizeof *c->family);
	return c->family != NULL || fault_set(f, FAULT_MEMORY, "out of memory");
}

void
candidate_end(struct candidates *c)
{
	free(c->family);
	free(c->postings);
}

bool
votes_begin(struct votes *votes, size_t nwordings, struct fault *f)
{
	votes->of = calloc(nwordings + 1, sizeof *votes->of);
	votes->voted = calloc(nwordings + 1, sizeof *votes->voted);
	return (votes->of != NULL && votes->voted != NULL) ||
	    fault_set(f, FAULT_MEMORY, "out of memory");
}

void
votes_free(struct votes *votes)
{
	free(votes->of);
	free(votes->voted);
}

static bool
is_rare_pair(const struct candidates *c, const struct info_row *row, size_t i)
{
	return info_bits(c->info, row->words[i]) >= RARE_BITS ||
	    info_bits(c->info, row->words[i + 1]) >= RARE_BITS;
}

/* The gram of a pair that is on lists; NULL when it is not. */
static struct gram *
listed_pair(const struct candidates *c, const struct info_row *row, size_t i)
{
	return row->pairs[i] != NULL && is_rare_pair(c, row, i) ? row->pairs[i] : NULL;
}

static void
vote(const struct candidates *c, const struct gram *gram, struct votes *votes, size_t *nvoted)
{
	const float	 weight = 1.0F / (1.0F + (float)gram->uses);

	if (gram->uses > STOCK_USES)
		return;
	for (uint32_t at = gram->list; at != 0; at = c->postings[at].next) {
		const struct posting	*posting = &c->postings[at];

		for (size_t k = 0; k < POSTED_TOGETHER && posting->wordings[k] != 0; k++) {
			const uint32_t	 other = posting->wordings[k] - 1;

			if (votes->of[other] == 0)
				votes->voted[(*nvoted)++] = other;
			votes->of[other] += weight;
		}
	}
}

/* A list is soon walked: let it be on its way from memory. */
static void
fetch(const struct candidates *c, const struct gram *gram)
{
	if (gram != NULL)
		__builtin_prefetch(&c->postings[gram->list]);
}

size_t
candidate_find(const struct candidates *c, const struct info_row *row, struct votes *votes,
    struct candidate best[CANDIDATES_MAX])
{
	size_t	 count = 0, nvoted = 0;

	for (size_t i = 0; i < row->count; i++) {
		if (i + AHEAD < row->count) {
			fetch(c, row->triples[i + AHEAD]);
			fetch(c, row->pairs[i + AHEAD]);
		}
		if (row->triples[i] != NULL)
			vote(c, row->triples[i], votes, &nvoted);
		if (listed_pair(c, row, i) != NULL)
			vote(c, row->pairs[i], votes, &nvoted);
	}
	for (size_t i = 0; i < nvoted; i++) {
		const struct candidate	 next = { votes->voted[i], votes->of[votes->voted[i]] };
		size_t			 at = count;

		votes->of[next.wording] = 0;
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

static bool
has_changed(const struct candidates *c, const struct gram *gram)
{
	return gram != NULL && gram->changed == c->round;
}

/* Whatever the answer, the lists are walked next. */
bool
candidate_changed(const struct candidates *c, const struct info_row *row)
{
	bool	 changed = false;

	for (size_t i = 0; i < row->count; i++) {
		changed |= has_changed(c, row->triples[i]) || has_changed(c, row->pairs[i]);
		fetch(c, row->triples[i]);
		fetch(c, row->pairs[i]);
	}
	return changed;
}

void
candidate_fetch(const struct info_row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		__builtin_prefetch(row->triples[i]);
		__builtin_prefetch(row->pairs[i]);
	}
}

/* Room on a list for one more of a family. */
struct room {
	bool		 added;	 /* behind the newest */
	uint32_t	*oldest; /* or in the place of this one, for copies follow what is new; NULL */
};

static struct room
find_room(struct candidates *c, const struct gram *gram, uint32_t number, uint32_t family)
{
	size_t		 of_family = 0, in_all = 0;
	uint32_t	*oldest = NULL;

	for (uint32_t at = gram->list; at != 0; at = c->postings[at].next) {
		struct posting	*posting = &c->postings[at];

		for (size_t k = 0; k < POSTED_TOGETHER && posting->wordings[k] != 0; k++) {
			if (posting->wordings[k] == number + 1)
				return (struct room) { .oldest = NULL };
			of_family += c->family[posting->wordings[k] - 1] == family;
			in_all++;
			if (oldest == NULL || posting->wordings[k] < *oldest)
				oldest = &posting->wordings[k];
		}
	}
	if (of_family >= POSTED_OF_FAMILY)
		return (struct room) { .oldest = NULL };
	return (struct room) { in_all < POSTED_MAX, oldest };
}

static bool
post(struct candidates *c, struct gram *gram, uint32_t number, uint32_t family, struct fault *f)
{
	struct posting	*posting;
	struct room	 room;

	if (gram->uses > STOCK_USES)
		return true;
	room = find_room(c, gram, number, family);
	if (!room.added && room.oldest == NULL)
		return true;
	gram->changed = c->round;
	if (!room.added) {
		*room.oldest = number + 1;
		return true;
	}
	posting = gram->list == 0 ? NULL : &c->postings[gram->list];
	if (posting == NULL || posting->wordings[POSTED_TOGETHER - 1] != 0) {
		if (c->npostings >= UINT32_MAX)
			return fault_set(f, FAULT_LIMIT, "too many rows of words to tell apart");
		if (!pile_grow(&c->postings, c->npostings, 1, &c->room, sizeof *c->postings, f))
			return false;
		posting = &c->postings[c->npostings];
		*posting = (struct posting) { .next = gram->list };
		gram->list = (uint32_t)c->npostings++;
	}
	for (size_t k = 0; k < POSTED_TOGETHER; k++) {
		if (posting->wordings[k] == 0) {
			posting->wordings[k] = number + 1;
			break;
		}
	}
	return true;
}

bool
candidate_add(struct candidates *c, uint32_t number, uint32_t family, const struct info_row *row,
    struct fault *f)
{
	c->family[number] = family;
	for (size_t i = 0; i < row->count; i++) {
		if (row->triples[i] != NULL && !post(c, row->triples[i], number, family, f))
			return false;
		if (listed_pair(c, row, i) != NULL && !post(c, row->pairs[i], number, family, f))
			return false;
	}
	return true;
}
