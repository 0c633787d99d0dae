/* Wordings that their outlets changed after publication: when, how, and how far from what stood before. */
#include "cmd/model_parts.h"
#include "cmd/wording.h"

#define LINE_MAX_BYTES ((size_t)32 << 10)

static size_t
member_at(const struct model *model, size_t quote)
{
	return quote != TRAIL_NONE ? model->places[quote] : TRAIL_NONE;
}

/* A wording as drift_measure() takes it; of one in another family only its words are at hand. */
static struct printing
printing_at(const struct model *model, size_t member, struct span text)
{
	if (member != TRAIL_NONE)
		return model_printing(&model->members[member]);
	return (struct printing) { .text = text };
}

/* "between A and B", or what is known of the two moments; to the second where the minute is one. */
static bool
describe_moments(const struct filed_change *filed, struct arena *arena, struct span *between,
    struct fault *f)
{
	char		 after[DATE_TEXT_MAX], before[DATE_TEXT_MAX];
	const char	*stated = filed->stated ? ", by the page's own word" : "";

	if (filed->after != DATE_UNKNOWN)
		model_minute(filed->after, after);
	if (filed->before != DATE_UNKNOWN)
		model_minute(filed->before, before);
	if (filed->after != DATE_UNKNOWN && filed->before != DATE_UNKNOWN) {
		if (strcmp(after, before) == 0) {
			model_second(filed->after, after);
			model_second(filed->before, before);
		}
		return span_print(arena, between, f, "between %s and %s%s", after, before, stated);
	}
	if (filed->before != DATE_UNKNOWN)
		return span_print(arena, between, f, "before %s%s", before, stated);
	if (filed->after != DATE_UNKNOWN)
		return span_print(arena, between, f, "after %s", after);
	return span_print(arena, between, f, "at an unknown time");
}

static bool
describe_line(struct change *change, struct arena *arena, struct fault *f)
{
	const struct filed_change	*filed = change->filed;
	struct buf			 out = BUF(LINE_MAX_BYTES);
	struct span			 pair = SPAN_NONE;

	if (filed->now.id.n == 0) {
		buf_add(&out, SPAN("taken out by the outlet "));
		buf_add(&out, change->between);
		buf_add(&out, SPAN(": it read \""));
		buf_add(&out, filed->was.text);
		buf_char(&out, '"');
		return buf_end(&out, arena, &change->line, f);
	}
	if (!wording_pair(filed->was.text, filed->now.text, &change->drift, arena, &pair, f))
		return false;
	if (filed->ordered) {
		buf_add(&out, SPAN("changed by the outlet "));
		buf_add(&out, change->between);
		buf_add(&out, SPAN(": now reads \""));
	} else
		buf_add(&out,
		    SPAN("the outlet printed two wordings at one address, and nothing tells "
			 "which came first: \""));
	buf_add(&out, pair);
	buf_print(&out, "\" (%d %s)", change->drift.severity,
	    drift_classes[change->drift.primary].name);
	return buf_end(&out, arena, &change->line, f);
}

/* What the rows of both wordings say, each pointing at the other where it is listed. */
static bool
note_members(struct model *model, const struct change *change, struct arena *arena, struct fault *f)
{
	const struct filed_change	*filed = change->filed;
	struct member			*was, *now;

	was = change->member != TRAIL_NONE ? &model->members[change->member] : NULL;
	now = change->by != TRAIL_NONE ? &model->members[change->by] : NULL;
	if (was != NULL && now != NULL && filed->ordered)
		was->replaced = true;
	if (!filed->ordered) {
		return (was == NULL ||
			   span_print(arena, &was->change, f,
			       "also printed in other words at this address")) &&
		    (now == NULL ||
			span_print(arena, &now->change, f,
			    "also printed in other words at this address"));
	}
	if (was != NULL && now != NULL &&
	    (!span_print(arena, &was->change, f, "changed by the outlet %.*s; now [%zu]",
		 SPAN_ARG(change->between), change->by + 1) ||
		!span_print(arena, &now->change, f, "changed by the outlet %.*s; was [%zu]",
		    SPAN_ARG(change->between), change->member + 1)))
		return false;
	/* The other wording is listed nowhere here: the whole line is its only place. */
	if (was != NULL && now == NULL)
		was->change = change->line;
	if (was == NULL && now != NULL)
		now->change = change->line;
	return true;
}

bool
describe_changes(struct model *model, struct arena *arena, struct fault *f)
{
	const struct filed_family	*filed = model->filed;

	model->changes = arena_take(arena, filed->nchanges, sizeof *model->changes, f);
	if (model->changes == NULL)
		return false;
	for (size_t i = 0; i < filed->nchanges; i++) {
		struct change	*change = &model->changes[i];
		struct printing	 was, now;

		*change = (struct change) { .filed = &filed->changes[i],
			.member = member_at(model, filed->changes[i].quote),
			.by = member_at(model, filed->changes[i].by) };
		was = printing_at(model, change->member, change->filed->was.text);
		now = printing_at(model, change->by, change->filed->now.text);
		/* Claims that only one side's family holds are not compared. */
		if (change->member == TRAIL_NONE || change->by == TRAIL_NONE) {
			was = (struct printing) { .text = was.text };
			now = (struct printing) { .text = now.text };
		}
		if ((change->filed->now.id.n > 0 &&
			!drift_measure(&was, &now, arena, &change->drift, f)) ||
		    !describe_moments(change->filed, arena, &change->between, f) ||
		    !describe_line(change, arena, f) || !note_members(model, change, arena, f))
			return false;
		model->nchanges++;
	}
	return true;
}
