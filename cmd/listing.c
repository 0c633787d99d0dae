#include "cmd/listing.h"

#include "cmd/html.h"
#include "cmd/record.h"
#include "cmd/section.h"

/* A list is whole once it has one more than it shows. */
struct reading {
	struct store	*store;
	struct listing	*listing;
	struct arena	*arena;
	size_t		 most, room;
};

bool
listed_read(struct store *store, struct span id, struct arena *arena, struct listed *listed,
    struct fault *f)
{
	struct family_line	*line = &listed->line;

	*listed = (struct listed) { .when = SPAN_NONE };
	return store_line(store, id, arena, line, f) &&
	    model_title(line->said, arena, &listed->title, f) &&
	    (line->verdict == VERDICT_UNDATED ||
		model_when(line->date, line->inferred, line->day, arena, &listed->when, f));
}

static bool
list_family(void *context, struct span id, struct fault *f)
{
	struct reading	*reading = context;
	struct listing	*listing = reading->listing;

	listing->more = listing->count == reading->most;
	if (listing->more)
		return fault_set(f, FAULT_INTERRUPTED, "enough");
	return arena_grow(reading->arena, &listing->items, listing->count, &reading->room,
		   sizeof *listing->items, f) &&
	    listed_read(reading->store, id, reading->arena, &listing->items[listing->count++], f);
}

bool
listing_read(struct store *store, const struct family_filter *filter, size_t most,
    struct arena *arena, struct listing *listing, struct fault *f)
{
	struct reading	 reading = { store, listing, arena, .most = most };
	struct fault	 stop = FAULT_INIT;

	*listing = (struct listing) { .from = filter->from };
	if (!store_each_family(store, filter, FAMILIES_WORST_FIRST, list_family, &reading, &stop) &&
	    !listing->more)
		return fault_set(f, stop.kind, "%s", stop.text);
	return true;
}

void
listing_add(struct buf *out, const struct listing *listing, const char *address, struct span next)
{
	if (listing->more || listing->from > 0)
		section_overview_part(out, listing->from + 1, listing->count);
	else
		section_overview_open(out, listing->count, false);
	for (size_t i = 0; i < listing->count; i++)
		section_overview_row(out, &listing->items[i], address);
	buf_add(out, SPAN("</table>\n"));
	if (next.n > 0) {
		buf_add(out, SPAN("<p><a rel=\"next\" href=\""));
		html_label(out, next);
		buf_add(out, SPAN("\">Go on with the next</a></p>\n"));
	}
	buf_add(out, SECTION_CLOSE);
}

static void
put_listed(struct buf *out, const struct listed *listed)
{
	const struct family_line	*line = &listed->line;

	json_open(out, NULL, '{');
	json_put_text(out, "family", line->id);
	json_put_int(out, "severity", line->severity);
	json_put_text(out, "text", line->said);
	json_put_text(out, "speaker", line->speaker);
	json_put_size(out, "occurrences", line->printings);
	json_put_size(out, "documents", line->documents);
	json_put_size(out, "lineages", line->lineages);
	json_put_string(out, "verdict", span_of(verdict_names[line->verdict]));
	if (listed->when.n > 0) {
		json_open(out, "earliest", '{');
		json_put_text(out, "outlet", line->outlet);
		json_put_text(out, "date", listed->when);
		record_time(out, "earliest", line->date.earliest);
		record_time(out, "latest", line->date.latest);
		json_close(out, '}');
	} else
		json_put_null(out, "earliest");
	json_open(out, "printed", '{');
	record_time(out, "earliest", line->printed.earliest);
	record_time(out, "latest", line->printed.latest);
	json_close(out, '}');
	json_close(out, '}');
}

void
listing_put(struct buf *out, const struct listing *listing, struct span next)
{
	json_put_size(out, "from", listing->from);
	json_open(out, "families", '[');
	for (size_t i = 0; i < listing->count; i++)
		put_listed(out, &listing->items[i]);
	json_close(out, ']');
	json_put_text(out, "next", next);
}
