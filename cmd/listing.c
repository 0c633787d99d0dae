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

static const struct field {
	const char	*option, *label, *type;
} fields[] = {
	{ "outlet",	"Outlet",	"search" },
	{ "speaker",	"Speaker",	"search" },
	{ "since",	"Printed since", "date" },
	{ "until",	"until",	"date" },
};

/* A browser's field for days takes nothing else; what a person wrote into the address stays. */
static void
add_field(struct buf *out, const struct field *field, struct span value)
{
	const bool	 odd = strcmp(field->type, "date") == 0 && value.n != 0 && value.n != 10;

	buf_print(out, "<label>%s <input type=\"%s\" name=\"%s\" value=\"", field->label,
	    odd ? "text" : field->type, field->option);
	html_label(out, value);
	buf_add(out, SPAN("\"></label>\n"));
}

void
listing_form(struct buf *out, const struct args *args, const char *action)
{
	const struct span	 least = span_of(args_get(args, "min-severity"));
	const struct span	 size = span_of(args_get(args, "min-occurrences"));

	buf_print(out, "<form class=\"filter\" action=\"%s\" aria-label=\"Choose quotations\">\n",
	    action);
	for (size_t i = 0; i < LEN(fields); i++)
		add_field(out, &fields[i], span_of(args_get(args, fields[i].option)));
	buf_add(out,
	    SPAN("<label>Drift at least <select name=\"min-severity\"><option value=\"\">any"
		 "</option>"));
	for (int i = 1; i < (int)LEN(drift_severity_words); i++)
		buf_print(out, "<option value=\"%d\"%s>%d %s</option>", i,
		    least.n == 1 && least.p[0] == '0' + i ? " selected" : "", i,
		    drift_severity_words[i]);
	buf_add(out, SPAN("</select></label>\n"));
	if (size.n > 0) {
		buf_add(out, SPAN("<input type=\"hidden\" name=\"min-occurrences\" value=\""));
		html_label(out, size);
		buf_add(out, SPAN("\">\n"));
	}
	buf_add(out, SPAN("<button>Choose</button></form>\n"));
}

void
listing_add(struct buf *out, const struct listing *listing, const char *address, struct span next)
{
	section_overview_part(out, listing->from + 1, listing->count,
	    !listing->more && listing->from == 0);
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
