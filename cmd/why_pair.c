/* What two occurrences have to do with each other. */
#include "cmd/finding.h"
#include "cmd/model_parts.h"
#include "cmd/why.h"

static void
add_order(struct why *why)
{
	struct interval	 a = why->member->date, b = why->other->date;
	const char	*order = "the dates cannot tell which came first";

	if (a.latest != DATE_UNKNOWN && b.earliest != DATE_UNKNOWN && a.latest < b.earliest)
		order = "it is surely the earlier";
	else if (b.latest != DATE_UNKNOWN && a.earliest != DATE_UNKNOWN && b.latest < a.earliest)
		order = "the other is surely the earlier";
	why_add(why, WHY_DATE, SPAN("order"), SPAN_NONE, "It appeared %.*s, the other %.*s: %s.",
	    SPAN_ARG(why_interval(why, a)), SPAN_ARG(why_interval(why, b)), order);
}

static void
add_lineage(struct why *why)
{
	struct span	 a = why->member->outlet, b = why->other->outlet;

	if (span_eq_case(a, b))
		why_add(why, WHY_CREDIT, SPAN("lineage"), SPAN_NONE,
		    "Both count as copy of %.*s: one lineage, with one voice.", SPAN_ARG(a));
	else
		why_add(why, WHY_CREDIT, SPAN("lineage"), SPAN_NONE,
		    "They are of two lineages, %.*s and %.*s.", SPAN_ARG(a), SPAN_ARG(b));
}

/* In one family: how either came there, and whether one is the other's parent. */
static void
add_link(struct why *why)
{
	const struct placement	*placements = why->model->filed->trail.placements;
	size_t			 a = why->member->occurrence, b = why->other->occurrence;

	why_placed(why, why->member);
	why_placed(why, why->other);
	if (placements[a].parent == b)
		why_add(why, WHY_LINK, SPAN("parent"), why->other->filed->quote.text,
		    "The other is its parent: the likeliest source of its words.");
	else if (placements[b].parent == a)
		why_add(why, WHY_LINK, SPAN("parent"), why->member->filed->quote.text,
		    "It is the other's parent: the likeliest source of its words.");
	else
		why_add(why, WHY_LINK, SPAN("no parent"), SPAN_NONE,
		    "Neither is the likeliest source of the other's words.");
}

/* In two: which of their printings came closest, and why that was not enough. */
static void
add_refusal(struct why *why)
{
	const struct filed_family	*filed = why->model->filed;
	const struct filed_near		*closest = NULL;

	for (size_t i = 0; i < filed->nnear; i++) {
		const struct filed_near	*near = &filed->near[i];

		if (span_eq(near->other_family, why->other_family) &&
		    (closest == NULL || near->bits > closest->bits))
			closest = near;
	}
	if (closest == NULL)
		why_add(why, WHY_REFUSAL, SPAN("not near"), SPAN_NONE,
		    "No pair of their printings is filed as a near miss.");
	else
		why_add(why, WHY_REFUSAL, closest->reason, closest->other_text,
		    "%.*s of this family and %.*s (%.*s) of the other came close and were not "
		    "linked: %.1f bits shared, %.0f %% covered.",
		    SPAN_ARG(filed->corpus.quotes[closest->occurrence].id), SPAN_ARG(closest->other),
		    SPAN_ARG(closest->other_outlet), closest->bits, closest->coverage * 100);
}

static void
add_difference(struct why *why)
{
	struct printing reference = model_printing(why->other),
			variant = model_printing(why->member);
	struct member	 measured = { .filed = why->member->filed };
	struct buf	 cell = BUF((size_t)4096);

	if (why->f->kind != FAULT_NONE ||
	    !drift_measure(&reference, &variant, why->arena, &measured.drift, why->f))
		return;
	if (measured.drift.shared == 0)
		why_add(why, WHY_DRIFT, SPAN("nothing shared"), SPAN_NONE,
		    "They have no word in common, so there is nothing to compare.");
	else {
		finding_drift(&cell, &measured);
		why_drifted(why, &measured.drift, buf_span(&cell), SPAN("the other"));
	}
	buf_free(&cell);
}

void
why_paired(struct why *why)
{
	bool	 one = span_eq(why->other_family, why->model->id);

	add_order(why);
	add_lineage(why);
	if (one)
		add_link(why);
	else
		why_add(why, WHY_LINK, SPAN("two families"), SPAN_NONE,
		    "It belongs to family %.*s, the other to family %.*s: they are not linked.",
		    SPAN_ARG(why->model->id), SPAN_ARG(why->other_family));
	add_difference(why);
	if (!one)
		add_refusal(why);
}
