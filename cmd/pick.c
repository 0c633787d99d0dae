#include "cmd/pick.h"

/* Mark members of this severity while there is room. */
static size_t
mark_severe(const struct model *model, int severity, size_t room, bool *marked)
{
	size_t	 n = 0;

	for (size_t i = 0; i < model->nmembers && n < room; i++) {
		if (!marked[i] && model->members[i].drift.severity == severity) {
			marked[i] = true;
			n++;
		}
	}
	return n;
}

bool
pick_members(const struct model *model, size_t most, struct arena *arena, struct pick *pick,
    struct fault *f)
{
	size_t	 room = most == 0 || most > model->nmembers ? model->nmembers : most;
	size_t	 first = room < model->nmembers ? room * 3 / 5 : room, left = room - first;
	size_t	*members = arena_take(arena, room, sizeof *members, f), n = 0;
	bool	*marked = arena_take(arena, model->nmembers, sizeof *marked, f);

	if (members == NULL || marked == NULL)
		return false;
	for (size_t i = 0; i < first; i++)
		marked[i] = true;
	if (left > 0 && model->reference != TRAIL_NONE && !marked[model->reference]) {
		marked[model->reference] = true;
		left--;
	}
	for (int severity = (int)LEN(drift_severity_words) - 1; severity >= 0; severity--)
		left -= mark_severe(model, severity, left, marked);
	for (size_t i = 0; i < model->nmembers; i++) {
		if (marked[i])
			members[n++] = i;
	}
	*pick = (struct pick) { members, n };
	return true;
}

bool
pick_holds(const struct pick *pick, size_t member)
{
	size_t	 from = 0, to = pick->n;

	while (from < to) {
		size_t	 middle = from + (to - from) / 2;

		if (pick->members[middle] < member)
			from = middle + 1;
		else
			to = middle;
	}
	return from < pick->n && pick->members[from] == member;
}
