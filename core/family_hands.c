/*
 * Placing by several hands. A wording meets all that were placed before it, so
 * they are placed one by one; but most of the work is to search, and few that
 * stand near each other meet. So hands search ahead, a few wordings at a time,
 * and whichever hand is free places those whose turn it is, after a search anew
 * where something placed since the first one began would have been met.
 */
#include <stdatomic.h>
#include <stdlib.h>

#include "core/family_parts.h"

#define TOGETHER ((size_t)4) /* wordings that a hand takes at a time */
#define BATCHES_A_HAND ((size_t)16) /* of those, searched for ahead of what is placed */

/* What a hand needs for itself. */
struct seeker {
	struct kin	*kin;
	struct votes	 votes;
	struct info_rows rows;	/* of the words at a loose end */
	struct placer	 placer; /* a copy from before anything was placed, to search with */
};

/* Wordings that follow each other, on their way. */
struct batch {
	struct info_rows rows;
	struct search	 searches[TOGETHER];
	atomic_size_t	 found; /* the number, from 1, of the batch that was searched for here last */
};

struct queue {
	struct placer	*placer;
	const struct hands *hands;
	struct seeker	*seekers; /* one a hand, and one of whichever places */
	size_t		 nseekers;
	struct batch	*batches; /* a ring */
	size_t		 nbatches;
	size_t		 together; /* wordings of a batch */
	size_t		 count; /* batches in all */
	atomic_size_t	 next, placed; /* batches */
	atomic_flag	 placing; /* one hand is */
	atomic_bool	 failed; /* the others need not go on */
	atomic_size_t	 next_end; /* to be explained */
};

/* The wordings of a batch begin with this one. */
static size_t
wordings_before(const struct queue *q, size_t batch)
{
	const size_t	 from = batch * q->together;

	return from < q->placer->nwordings ? from : q->placer->nwordings;
}

static bool
search_batch(struct queue *q, struct placer *p, size_t number, struct fault *f)
{
	struct batch	*batch = &q->batches[number % q->nbatches];
	const size_t	 from = wordings_before(q, number);

	if (!info_rows_begin(&batch->rows, p->wordings + from,
		wordings_before(q, number + 1) - from, f))
		return false;
	for (size_t i = 0; i < batch->rows.count; i++) {
		struct info_row	*row = &batch->rows.items[i];

		if (p->wordings[from + i].family != WORDING_NONE)
			continue;
		info_look_up(p->info, row, &p->wordings[from + i]);
		if (!family_search(p, (uint32_t)(from + i), row, &batch->searches[i], f))
			return false;
	}
	batch->found = number + 1;
	return true;
}

static bool
place_batch(struct queue *q, size_t number, struct fault *f)
{
	struct placer	*p = q->placer;
	struct batch	*batch = &q->batches[number % q->nbatches];
	const size_t	 from = wordings_before(q, number);

	for (size_t i = 0; i < batch->rows.count; i++) {
		const uint32_t	 at = (uint32_t)(from + i);
		struct search	*s = &batch->searches[i];

		if (i + 1 < batch->rows.count && p->wordings[at + 1].family == WORDING_NONE)
			candidate_fetch(&batch->rows.items[i + 1]);
		if (p->wordings[at].family != WORDING_NONE)
			continue;
		if (family_overtaken(p, s) && !family_search(p, at, &batch->rows.items[i], s, f))
			return false;
		if (!family_place(p, at, s, f))
			return false;
	}
	return true;
}

/* Place what has been searched for, unless another hand does. */
static bool
place_next(struct queue *q, bool *busy, struct fault *f)
{
	size_t	 at;

	if (atomic_flag_test_and_set(&q->placing))
		return true;
	for (at = q->placed; at < q->count && q->batches[at % q->nbatches].found == at + 1; at++) {
		/* Should it fail, nobody else places. */
		if (!place_batch(q, at, f))
			return false;
		q->placed = at + 1;
		*busy = true;
	}
	atomic_flag_clear(&q->placing);
	return true;
}

/* Search for the next batch, if there is room for it. */
static bool
search_next(struct queue *q, struct placer *p, bool *busy, struct fault *f)
{
	size_t	 at = q->next;

	if (at >= q->count || at >= q->placed + q->nbatches ||
	    !atomic_compare_exchange_strong(&q->next, &at, at + 1))
		return true;
	*busy = true;
	return search_batch(q, p, at, f);
}

static struct placer
placer_of(const struct queue *q, size_t seeker)
{
	struct placer	 p = *q->placer;

	p.kin = q->seekers[seeker].kin;
	p.votes = q->seekers[seeker].votes;
	return p;
}

static bool
place_all(void *work, size_t part, struct fault *f)
{
	struct queue	*q = work;
	struct placer	*p = &q->seekers[part].placer;

	while (!q->failed && q->placed < q->count) {
		bool	 busy = false;

		if (!place_next(q, &busy, f) || !search_next(q, p, &busy, f)) {
			q->failed = true;
			return false;
		}
		if (!busy)
			hands_rest(q->hands);
	}
	return true;
}

static bool
explain_ends(void *work, size_t part, struct fault *f)
{
	struct queue	*q = work;
	struct placer	 p = placer_of(q, part);
	size_t		 at;

	while ((at = atomic_fetch_add(&q->next_end, TOGETHER)) < p.nends) {
		for (size_t i = at; i < p.nends && i < at + TOGETHER; i++) {
			if (!family_explain_end(&p, &p.ends[i], &q->seekers[part].rows, f))
				return false;
		}
	}
	return true;
}

/* What is settled was there before all that is to be placed. */
static bool
settle_all(struct placer *p, struct fault *f)
{
	struct info_rows rows = { .items = NULL };
	bool		 ok = true;

	for (size_t i = 0; ok && i < p->nwordings; i++) {
		const struct wording	*w = &p->wordings[i];

		if (w->family == WORDING_NONE)
			continue;
		ok = info_rows_begin(&rows, w, 1, f);
		if (!ok)
			break;
		info_look_up(p->info, &rows.items[0], w);
		ok = family_settle(p, (uint32_t)i, &rows.items[0], f);
	}
	info_rows_free(&rows);
	return ok;
}

static bool
begin_seekers(struct queue *q, size_t count, struct fault *f)
{
	const struct placer	*p = q->placer;
	size_t			 longest = 0;

	for (size_t i = 0; i < p->nwordings; i++) {
		if (p->wordings[i].count > longest)
			longest = p->wordings[i].count;
	}
	q->seekers = calloc(count, sizeof *q->seekers);
	if (q->seekers == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	while (q->nseekers < count) {
		struct seeker	*seeker = &q->seekers[q->nseekers++];

		seeker->kin = kin_new(p->info, p->families->wordings.numbering.count, longest, f);
		if (seeker->kin == NULL || !votes_begin(&seeker->votes, p->nwordings, longest, f))
			return false;
	}
	return true;
}

static bool
begin_queue(struct queue *q, struct fault *f)
{
	const size_t	 nhands = hands_count(q->hands);

	/* One hand alone searches for each when it is to be placed. */
	q->together = nhands > 1 ? TOGETHER : 1;
	q->nbatches = nhands > 1 ? nhands * BATCHES_A_HAND : 1;
	q->count = (q->placer->nwordings + q->together - 1) / q->together;
	q->batches = calloc(q->nbatches, sizeof *q->batches);
	if (q->batches == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	if (!begin_seekers(q, nhands + 1, f))
		return false;
	for (size_t i = 0; i < nhands; i++)
		q->seekers[i].placer = placer_of(q, i);
	*q->placer = placer_of(q, nhands);
	return true;
}

static void
end_queue(struct queue *q)
{
	for (size_t i = 0; q->batches != NULL && i < q->nbatches; i++)
		info_rows_free(&q->batches[i].rows);
	for (size_t i = 0; i < q->nseekers; i++) {
		info_rows_free(&q->seekers[i].rows);
		kin_free(q->seekers[i].kin);
		votes_free(&q->seekers[i].votes);
	}
	free(q->batches);
	free(q->seekers);
}

bool
family_place_all(struct placer *p, const struct hands *hands, struct fault *f)
{
	struct queue	 q = { .placer = p, .hands = hands, .placing = ATOMIC_FLAG_INIT };
	const size_t	 nhands = hands_count(hands), nsettled = p->families->count;
	bool		 ok;

	ok = (nsettled == 0 || settle_all(p, f)) && begin_queue(&q, f) &&
	    hands_share(hands, place_all, &q, nhands, f) &&
	    family_note_founders(p, nsettled, &q.seekers[nhands].rows, f) &&
	    hands_share(hands, explain_ends, &q, nhands, f);
	if (ok)
		family_join_ends(p);
	end_queue(&q);
	return ok;
}
