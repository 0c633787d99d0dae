/*
 * Placing in rounds. A wording meets all that were placed before it, so they
 * are placed one by one; but most of the work is to search, and few wordings of
 * a round meet each other. So all hands search for the wordings of a round
 * among what was placed before it, and then each is placed in its turn, those
 * whose search another one of the round has overtaken after a search anew.
 */
#include <stdatomic.h>
#include <stdlib.h>

#include "core/family_parts.h"

#define ROUND ((size_t)64) /* wordings: with more, more meet; with fewer, hands wait for each other */
#define TOGETHER ((size_t)4) /* that one hand takes at a time */

/* What a hand needs for itself. */
struct seeker {
	struct kin	*kin;
	struct votes	 votes;
	struct info_rows rows;	/* of the words at a loose end */
};

struct rounds {
	struct placer	*placer;
	struct seeker	*seekers; /* one a hand */
	size_t		 nseekers;
	struct info_rows rows;	/* of the present round */
	struct search	*searches;
	size_t		 from;	/* the wording with which it begins */
	atomic_size_t	 next;	/* of the round, for whichever hand is free */
};

static bool
seek(void *work, size_t part, struct fault *f)
{
	struct rounds	*r = work;
	struct placer	 p = *r->placer;
	size_t		 at;

	p.kin = r->seekers[part].kin;
	p.votes = r->seekers[part].votes;
	while ((at = atomic_fetch_add(&r->next, TOGETHER)) < r->rows.count) {
		for (size_t i = at; i < r->rows.count && i < at + TOGETHER; i++) {
			const size_t	 number = r->from + i;

			if (p.wordings[number].family != WORDING_NONE)
				continue;
			info_look_up(p.info, &r->rows.items[i], &p.wordings[number]);
			if (!family_search(&p, (uint32_t)number, &r->rows.items[i], &r->searches[i],
				f))
				return false;
		}
	}
	return true;
}

static bool
explain_ends(void *work, size_t part, struct fault *f)
{
	struct rounds	*r = work;
	struct placer	 p = *r->placer;
	size_t		 at;

	p.kin = r->seekers[part].kin;
	p.votes = r->seekers[part].votes;
	while ((at = atomic_fetch_add(&r->next, TOGETHER)) < p.nends) {
		for (size_t i = at; i < p.nends && i < at + TOGETHER; i++) {
			if (!family_explain_end(&p, &p.ends[i], &r->seekers[part].rows, f))
				return false;
		}
	}
	return true;
}

static bool
find_splices(struct rounds *r, const struct hands *hands, struct fault *f)
{
	atomic_store(&r->next, 0);
	if (!hands_share(hands, explain_ends, r, r->nseekers, f))
		return false;
	family_join_ends(r->placer);
	return true;
}

static bool
place_round(struct rounds *r, const struct hands *hands, struct fault *f)
{
	struct placer	*p = r->placer;

	p->candidates.round++;
	atomic_store(&r->next, 0);
	if (!hands_share(hands, seek, r, r->nseekers, f))
		return false;
	for (size_t i = 0; i < r->rows.count; i++) {
		const uint32_t	 number = (uint32_t)(r->from + i);
		struct search	*s = &r->searches[i];

		if (i + 1 < r->rows.count && p->wordings[number + 1].family == WORDING_NONE)
			candidate_fetch(&r->rows.items[i + 1]);
		if (p->wordings[number].family != WORDING_NONE)
			continue;
		if (family_overtaken(p, s) && !family_search(p, number, &r->rows.items[i], s, f))
			return false;
		if (!family_place(p, number, s, f))
			return false;
	}
	return true;
}

/* What is settled was there before all that is to be placed. */
static bool
settle_all(struct rounds *r, struct fault *f)
{
	struct placer	*p = r->placer;
	bool		 ok = true;

	p->candidates.round++;
	for (size_t from = 0; ok && from < p->nwordings; from += r->rows.count) {
		const size_t	 left = p->nwordings - from;

		ok = info_rows_begin(&r->rows, p->wordings + from, left < ROUND ? left : ROUND, f);
		for (size_t i = 0; ok && i < r->rows.count; i++) {
			const struct wording	*w = &p->wordings[from + i];

			if (w->family == WORDING_NONE)
				continue;
			info_look_up(p->info, &r->rows.items[i], w);
			ok = family_settle(p, (uint32_t)(from + i), &r->rows.items[i], f);
		}
	}
	return ok;
}

static bool
begin_seekers(struct rounds *r, size_t count, struct fault *f)
{
	const struct placer	*p = r->placer;
	size_t			 longest = 0;

	for (size_t i = 0; i < p->nwordings; i++) {
		if (p->wordings[i].count > longest)
			longest = p->wordings[i].count;
	}
	r->seekers = calloc(count, sizeof *r->seekers);
	if (r->seekers == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	for (; r->nseekers < count; r->nseekers++) {
		struct seeker	*seeker = &r->seekers[r->nseekers];

		seeker->kin = kin_new(p->info, p->families->wordings.numbering.count, longest, f);
		if (seeker->kin == NULL || !votes_begin(&seeker->votes, p->nwordings, longest, f)) {
			r->nseekers++;
			return false;
		}
	}
	return true;
}

bool
family_place_all(struct placer *p, const struct hands *hands, struct fault *f)
{
	struct rounds	 r = { .placer = p, .searches = calloc(ROUND, sizeof *r.searches) };
	bool ok = r.searches != NULL || fault_set(f, FAULT_MEMORY, "out of memory");
	size_t	 together;

	ok = ok && (p->families->count == 0 || settle_all(&r, f)) &&
	    begin_seekers(&r, hands_count(hands), f);
	/* One hand alone searches for each when it is to be placed. */
	together = r.nseekers > 1 ? ROUND : 1;
	if (ok) {
		p->kin = r.seekers[0].kin;
		p->votes = r.seekers[0].votes;
	}
	for (; ok && r.from < p->nwordings; r.from += r.rows.count) {
		const size_t	 left = p->nwordings - r.from;

		ok = info_rows_begin(&r.rows, p->wordings + r.from,
			 left < together ? left : together, f) &&
		    place_round(&r, hands, f);
	}
	ok = ok && find_splices(&r, hands, f);
	for (size_t i = 0; i < r.nseekers; i++) {
		info_rows_free(&r.seekers[i].rows);
		kin_free(r.seekers[i].kin);
		votes_free(&r.seekers[i].votes);
	}
	free(r.seekers);
	free(r.searches);
	info_rows_free(&r.rows);
	return ok;
}
