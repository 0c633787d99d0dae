#include "core/candidate.h"

#include <stdlib.h>

#define POSTED_OF_FAMILY 3 /* wordings of one family on a gram's list */
#define POSTED_MAX 14	   /* wordings on it in all */
#define RARE_BITS 10.0	   /* a pair of words is indexed when one of them says this much */
#define AHEAD 6 /* words whose lists are on their way from memory */

bool
candidate_begin(struct candidates *c, size_t nwordings, const struct info *info, struct fault *f)
{
	*c = (struct candidates) { .info = info };
	c->family = calloc(nwordings + 1, sizeof *c->family);
	if (c->family == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	return postings_begin(&c->postings, f);
}

void
candidate_end(struct candidates *c)
{
	postings_end(&c->postings);
	free(c->family);
}

/* What the grams of a row say for a wording. */
struct vote {
	uint32_t	 wording; /* from 1; 0: free */
	float		 weight;
};

#define SLOTS_A_WORD (2 * 2 * POSTED_MAX) /* each slot for a word's pair and triple twice */

/* Slots for rows of so many words: never more than half of them are taken. */
static size_t
slots_for(size_t nwords)
{
	size_t	 nslots = 64;

	while (nslots < nwords * SLOTS_A_WORD)
		nslots *= 2;
	return nslots;
}

bool
votes_begin(struct votes *votes, size_t nwordings, size_t longest, struct fault *f)
{
	const size_t	 enough = slots_for(nwordings / POSTED_MAX + 1);

	votes->nslots = slots_for(longest);
	if (votes->nslots > enough)
		votes->nslots = enough;
	votes->slots = calloc(votes->nslots, sizeof *votes->slots);
	votes->voted = calloc(votes->nslots, sizeof *votes->voted);
	return (votes->slots != NULL && votes->voted != NULL) ||
	    fault_set(f, FAULT_MEMORY, "out of memory");
}

void
votes_free(struct votes *votes)
{
	free(votes->slots);
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

/* The votes while a row is looked at. */
struct poll {
	struct votes	*votes;
	size_t		 mask, nvoted;
};

static void
vote_for(struct poll *poll, uint32_t wording, float weight)
{
	struct vote	*slots = poll->votes->slots;
	size_t		 at = (size_t)(wording * UINT64_C(0x9E3779B97F4A7C15) >> 32) & poll->mask;

	while (slots[at].wording != wording && slots[at].wording != 0)
		at = (at + 1) & poll->mask;
	if (slots[at].wording == 0) {
		slots[at].wording = wording;
		poll->votes->voted[poll->nvoted++] = (uint32_t)at;
	}
	slots[at].weight += weight;
}

static void
vote(const struct candidates *c, const struct gram *gram, struct poll *poll)
{
	const float		 weight = 1.0F / (1.0F + (float)gram->uses);
	const struct posting	 posting = posting_at(&c->postings, gram->list);

	for (size_t k = 0; k < posting.width; k++) {
		const uint32_t	 wording = posting.numbers[k];

		if (wording == 0)
			break;
		vote_for(poll, wording, weight);
	}
}

/* A list is soon walked: let it be on its way from memory. */
static void
fetch(const struct candidates *c, const struct gram *gram)
{
	if (gram != NULL)
		posting_fetch(&c->postings, gram->list);
}

size_t
candidate_find(const struct candidates *c, const struct info_row *row, struct votes *votes,
    struct candidate best[CANDIDATES_MAX])
{
	struct poll	 poll = { .votes = votes, .mask = slots_for(row->count) - 1 };
	size_t		 count = 0;

	if (poll.mask >= votes->nslots)
		poll.mask = votes->nslots - 1;
	for (size_t i = 0; i < row->count; i++) {
		if (i + AHEAD < row->count) {
			fetch(c, row->triples[i + AHEAD]);
			fetch(c, row->pairs[i + AHEAD]);
		}
		if (row->triples[i] != NULL)
			vote(c, row->triples[i], &poll);
		if (listed_pair(c, row, i) != NULL)
			vote(c, row->pairs[i], &poll);
	}
	for (size_t i = 0; i < poll.nvoted; i++) {
		struct vote		*slot = &votes->slots[votes->voted[i]];
		const struct candidate	 next = { slot->wording - 1, slot->weight };
		size_t			 at = count;

		*slot = (struct vote) { 0, 0 };
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
has_changed(const struct gram *gram, uint32_t since)
{
	return gram != NULL && gram->changed > since;
}

/* Whatever the answer, the lists are walked next. */
bool
candidate_changed(const struct candidates *c, const struct info_row *row, uint32_t since)
{
	bool	 changed = false;

	for (size_t i = 0; i < row->count; i++) {
		changed |= has_changed(row->triples[i], since) || has_changed(row->pairs[i], since);
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
	bool		 added; /* behind the others */
	_Atomic uint32_t *oldest; /* or in the place of this one, for copies follow what is new; NULL */
};

static struct room
find_room(struct candidates *c, const struct gram *gram, uint32_t number, uint32_t family)
{
	const struct posting	 posting = posting_at(&c->postings, gram->list);
	_Atomic uint32_t	*oldest = NULL;
	size_t			 of_family = 0, k;

	for (k = 0; k < posting.width && posting.numbers[k] != 0; k++) {
		const uint32_t	 other = posting.numbers[k];

		if (other == number + 1)
			return (struct room) { .oldest = NULL };
		of_family += c->family[other - 1] == family;
		if (oldest == NULL || other < *oldest)
			oldest = &posting.numbers[k];
	}
	if (of_family >= POSTED_OF_FAMILY)
		return (struct room) { .oldest = NULL };
	return (struct room) { k < POSTED_MAX, oldest };
}

static bool
post(struct candidates *c, struct gram *gram, uint32_t number, uint32_t family, struct fault *f)
{
	const struct room	 room = find_room(c, gram, number, family);

	if (!room.added && room.oldest == NULL)
		return true;
	gram->changed = c->added + 1;
	if (room.added)
		return posting_add(&c->postings, &gram->list, number + 1, f);
	*room.oldest = number + 1;
	return true;
}

/* Families of a list are soon asked for, and stand far from each other. */
static void
fetch_families(const struct candidates *c, const struct gram *gram)
{
	struct posting	 posting;

	if (gram == NULL)
		return;
	posting = posting_at(&c->postings, gram->list);
	for (size_t k = 0; k < posting.width && posting.numbers[k] != 0; k++)
		__builtin_prefetch(&c->family[posting.numbers[k] - 1]);
}

bool
candidate_add(struct candidates *c, uint32_t number, uint32_t family, const struct info_row *row,
    struct fault *f)
{
	c->family[number] = family;
	for (size_t i = 0; i < row->count; i++) {
		fetch_families(c, row->triples[i]);
		fetch_families(c, row->pairs[i]);
	}
	for (size_t i = 0; i < row->count; i++) {
		if (row->triples[i] != NULL && !post(c, row->triples[i], number, family, f))
			return false;
		if (listed_pair(c, row, i) != NULL && !post(c, row->pairs[i], number, family, f))
			return false;
	}
	c->added++;
	return true;
}
