#include "core/trail_parts.h"

const char *const verdict_names[VERDICTS] = {
	[VERDICT_PROVEN] = "proven",
	[VERDICT_LIKELY] = "likely",
	[VERDICT_TIED] = "tied",
	[VERDICT_UNDATED] = "undated",
};

static bool
is_settled(const struct following *w, size_t i)
{
	return w->settled != NULL && w->settled[i].family != TRAIL_NONE;
}

static const char *
rule_of(const struct following *w, size_t i)
{
	static const char *const ties[TIES] = {
		[TIE_WORDS] = "attached: the shared words say more than chance would print",
		[TIE_CLAIMS] = "attached: the shared words are few, but speaker or days agree with them",
		[TIE_SPEECH] = "attached: common words that stand among its speaker's of those days",
	};
	const struct wording	*wording = trail_wording(w, i);

	if (is_settled(w, i))
		return w->settled[i].rule;
	if (wording->second != WORDING_NONE)
		return "splice: two families explain different parts";
	if (wording->by != WORDING_NONE)
		return ties[wording->tie];
	return wording->printings > 1 ? "same words" : "founder";
}

static size_t
number_of(uint32_t number)
{
	return number == FOLLOWING_NONE ? TRAIL_NONE : number;
}

/* What was concluded, in the arena and as trail.h has it. */
static bool
take_conclusions(const struct following *w, struct arena *arena, struct trail *trail,
    struct fault *f)
{
	size_t	*members = arena_take(arena, w->ledger.count, sizeof *members, f);

	trail->placements = arena_take(arena, w->ledger.count, sizeof *trail->placements, f);
	trail->families = arena_take(arena, w->nfamilies, sizeof *trail->families, f);
	trail->inferred = arena_take(arena, w->ledger.narticles, sizeof *trail->inferred, f);
	trail->near = arena_take(arena, w->found.nnear, sizeof *trail->near, f);
	if (members == NULL || trail->placements == NULL || trail->families == NULL ||
	    trail->inferred == NULL || trail->near == NULL)
		return false;
	for (size_t i = 0; i < w->ledger.count; i++) {
		trail->placements[i] = (struct placement) {
			.family = w->family[i],
			.second = number_of(w->second[i]),
			.parent = number_of(w->parents[i]),
			.carriers = w->carriers[i],
			.bits = is_settled(w, i) ? w->settled[i].bits : trail_wording(w, i)->bits,
			.rule = rule_of(w, i),
		};
		members[i] = w->members[i];
	}
	for (trail->nfamilies = 0; trail->nfamilies < w->nfamilies; trail->nfamilies++) {
		struct family	*family = &trail->families[trail->nfamilies];

		*family = w->families[trail->nfamilies];
		family->members = members + (family->members - w->members);
	}
	for (size_t i = 0; i < w->ledger.narticles; i++)
		trail->inferred[i] = w->ledger.articles[i].inferred ?
		    w->ledger.articles[i].published :
		    INTERVAL_UNKNOWN;
	for (trail->nnear = 0; trail->nnear < w->found.nnear; trail->nnear++)
		trail->near[trail->nnear] = w->found.near[trail->nnear];
	return true;
}

bool
trail_settle(const struct trail_article *articles, size_t narticles,
    const struct occurrence *occurrences, size_t count, const struct placement *settled,
    size_t nfamilies, const struct hands *hands, struct arena *arena, struct trail *trail,
    struct fault *f)
{
	struct following	 w;
	bool			 ok;

	memset(trail, 0, sizeof *trail);
	ok = following_read(&w, articles, narticles, occurrences, count, hands, f);
	w.settled = settled;
	w.nsettled = nfamilies;
	ok = ok && following_conclude(&w, hands, f) && take_conclusions(&w, arena, trail, f) &&
	    trail_name(articles, occurrences, trail, f);
	following_free(&w);
	return ok;
}

bool
trail_follow(const struct trail_article *articles, size_t narticles,
    const struct occurrence *occurrences, size_t count, const struct hands *hands,
    struct arena *arena, struct trail *trail, struct fault *f)
{
	return trail_settle(articles, narticles, occurrences, count, NULL, 0, hands, arena, trail,
	    f);
}
