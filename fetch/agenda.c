#include "fetch/agenda.h"

#include <assert.h>
#include <stdlib.h>

bool
agenda_reserve(struct agenda *agenda, size_t count, struct fault *f)
{
	size_t		  room = agenda->room == 0 ? 4 : agenda->room;
	struct due	**grown;

	if (count <= agenda->room)
		return true;
	while (room < count)
		room *= 2;
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): it holds pointers. */
	grown = realloc(agenda->items, room * sizeof *grown);
	if (grown == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	agenda->items = grown;
	agenda->room = room;
	return true;
}

static bool
before(const struct due *a, const struct due *b)
{
	return a->at_ms < b->at_ms || (a->at_ms == b->at_ms && a->order < b->order);
}

static void
set(struct agenda *agenda, size_t place, struct due *due)
{
	agenda->items[place - 1] = due;
	due->place = place;
}

/* Where it belongs, from a place that may be too low or too high for it. */
static void
settle(struct agenda *agenda, struct due *due, size_t place)
{
	while (place > 1 && before(due, agenda->items[place / 2 - 1])) {
		set(agenda, place, agenda->items[place / 2 - 1]);
		place /= 2;
	}
	for (size_t child = place * 2; child <= agenda->count; child = place * 2) {
		if (child < agenda->count && before(agenda->items[child], agenda->items[child - 1]))
			child++;
		if (!before(agenda->items[child - 1], due))
			break;
		set(agenda, place, agenda->items[child - 1]);
		place = child;
	}
	set(agenda, place, due);
}

void
agenda_put(struct agenda *agenda, struct due *due, int64_t at_ms)
{
	due->at_ms = at_ms;
	due->order = ++agenda->order;
	if (due->place == 0) {
		assert(agenda->count < agenda->room);
		due->place = ++agenda->count;
	}
	settle(agenda, due, due->place);
}

void
agenda_drop(struct agenda *agenda, struct due *due)
{
	struct due	*last;
	size_t		 place = due->place;

	if (place == 0)
		return;
	last = agenda->items[--agenda->count];
	due->place = 0;
	if (last != due)
		settle(agenda, last, place);
}

struct due *
agenda_first(const struct agenda *agenda)
{
	return agenda->count > 0 ? agenda->items[0] : NULL;
}

void
agenda_free(struct agenda *agenda)
{
	free(agenda->items);
	*agenda = (struct agenda) { .items = NULL };
}
