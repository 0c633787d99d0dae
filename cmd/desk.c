#include "cmd/desk.h"

#include <errno.h>
#include <stdlib.h>

#include "cmd/answer.h"
#include "cmd/frame.h"
#include "cmd/json.h"
#include "cmd/listing.h"
#include "cmd/output.h"
#include "cmd/place.h"
#include "cmd/profile.h"
#include "cmd/record.h"
#include "cmd/section.h"
#include "core/utf8.h"

#define DESK_BYTES_MAX ((size_t)512 << 20)
#define FAMILIES_START 50  /* on the first page */
#define FAMILIES_PAGE 50   /* on a page of families */
#define OCCURRENCES_LISTED 2 /* that a listed family has at least, unless a request says otherwise */
#define FAMILIES_FOUND 10  /* told of a search, as a terminal is told */
#define SOURCES_PAGE 100
#define FROM_MAX 1000000000
#define LISTS "/families"

const struct option_row desk_parameters[] = {
	{ "q", 0, "QUOTE", "a phrase or an id" },
	{ "format", 0, "FORMAT", "html or json" },
	{ "against", 0, "WHAT", "compare with earliest, fullest or an id" },
	{ "house", 0, "NAME", "judge by the rules of ap, reuters, nyt or guardian" },
	{ "family", 0, "ID", "as of report" },
	{ "speaker", 0, "NAME", "as of report" },
	{ "outlet", 0, "NAME", "as of report" },
	{ "since", 0, "TIME", "as of report" },
	{ "until", 0, "TIME", "as of report" },
	{ "min-severity", 0, "N", "as of report" },
	{ "min-occurrences", 0, "N", "as of report" },
	{ "from", 0, "N", "families to pass over" },
	{ "after", 0, "IDENTITY", "the document before the first" },
	{ NULL, 0, NULL, NULL },
};

const struct command desk_request = { .name = "a request", .options = desk_parameters };

bool
desk_open(struct desk *desk, const struct cli *cli, struct fault *f)
{
	*desk = (struct desk) { .cli = cli, .arena = arena_new(DESK_BYTES_MAX) };
	if (desk->arena == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	return store_open(cli->database, STORE_READ, &desk->store, f);
}

void
desk_close(struct desk *desk)
{
	store_close(desk->store);
	arena_free(desk->arena);
}

bool
desk_changed(struct desk *desk, bool *changed, struct fault *f)
{
	int64_t	 pulse;

	if (!store_pulse(desk->store, &pulse, f))
		return false;
	*changed = pulse != desk->pulse;
	if (!*changed)
		return true;
	arena_reset(desk->arena);
	if (!model_searched(desk->store, desk->arena, &desk->searched, f))
		return false;
	desk->pulse = pulse;
	return true;
}

/* --- one request --------------------------------------------------------- */

struct call {
	struct desk		*desk;
	const struct args	*args;
	const char		*rest; /* of the path, behind the route */
	struct arena		*arena;
	struct cli		 cli;  /* whose output is the body */
	const struct report_format *format;
	struct reply		*reply;
};

static bool
is_json(const struct call *call)
{
	return strcmp(call->format->name, "json") == 0;
}

/* A page has no room for more of a family; JSON has. */
static size_t
printings_read(const struct call *call)
{
	return is_json(call) ? 0 : SECTION_ROWS_MAX;
}

/* The report of the families that pass, as `report` writes it. */
static bool
write_report(struct call *call, struct report_request *request, size_t *families, struct fault *f)
{
	request->format = call->format;
	request->searched = &call->desk->searched;
	request->served = true;
	return report_write(&call->cli, call->desk->store, request, NULL, families, f);
}

/* Ask for the same once more, further on. */
static bool
next_address(const struct call *call, size_t from, struct span *next, struct fault *f)
{
	static const char *const kept[] = { "speaker", "outlet", "since", "until", "min-severity",
		"min-occurrences" };
	struct buf	 out = BUF((size_t)1 << 16);

	buf_print(&out, LISTS "?from=%zu", from);
	for (size_t i = 0; i < LEN(kept); i++) {
		const char	*value = args_get(call->args, kept[i]);

		if (value == NULL)
			continue;
		buf_print(&out, "&%s=", kept[i]);
		place_encode(&out, span_of(value));
	}
	buf_add(&out, is_json(call) ? SPAN("&format=json") : SPAN_NONE);
	return buf_end(&out, call->arena, next, f);
}

static void
add_families(struct buf *out, const struct call *call, const struct listing *listing,
    struct span next)
{
	const struct desk	*desk = call->desk;
	const struct frame	 frame = { .served = true };

	frame_open(out, &frame);
	if (desk->searched.status.repeated > 0)
		listing_form(out, call->args, LISTS);
	if (listing->count > 0)
		listing_add(out, listing, SERVED_FAMILY, next);
	else
		section_nothing(out, &desk->searched, false);
	section_searched(out, &desk->searched);
	buf_add(out, SPAN("</main>\n"));
	frame_close(out);
}

static void
put_families(struct buf *out, const struct call *call, const struct listing *listing,
    struct span next)
{
	json_open(out, NULL, '{');
	json_put_int(out, "quotrail", RECORD_FORMAT);
	listing_put(out, listing, next);
	record_searched(out, "searched", &call->desk->searched);
	json_close(out, '}');
}

static bool
answer_list(struct call *call, size_t from, size_t most, struct fault *f)
{
	struct family_filter	 filter;
	struct listing		 listing;
	struct span		 next = SPAN_NONE;
	struct buf		 out = BUF(DESK_BYTES_MAX);
	bool			 ok;

	if (!report_filter(call->args, &filter, f))
		return false;
	if (filter.min_occurrences == 0)
		filter.min_occurrences = OCCURRENCES_LISTED;
	filter.from = from;
	if (!listing_read(call->desk->store, &filter, most, call->arena, &listing, f) ||
	    (listing.more && !next_address(call, from + most, &next, f)))
		return false;
	(is_json(call) ? put_families : add_families)(&out, call, &listing, next);
	ok = output_flush(&out, call->cli.out, f);
	buf_free(&out);
	return ok;
}

static bool
answer_start(struct call *call, struct fault *f)
{
	return answer_list(call, 0, FAMILIES_START, f);
}

static bool
answer_families(struct call *call, struct fault *f)
{
	long	 from;

	return args_number(call->args, "from", 0, FROM_MAX, 0, &from, f) &&
	    answer_list(call, (size_t)from, FAMILIES_PAGE, f);
}

static bool
not_found(struct call *call, const char *what, struct fault *f)
{
	call->reply->status = 404;
	return fault_set(f, FAULT_MISSING, "no %s '%s' here", what, call->rest);
}

static bool
answer_family(struct call *call, struct fault *f)
{
	struct family_filter filter = { .family = span_of(call->rest),
		.since = DATE_UNKNOWN,
		.until = DATE_UNKNOWN,
		.min_occurrences = 1 };
	struct report_request	 request = { .filter = &filter };
	struct span		 family;
	size_t			 families = 0;

	if (!store_family_of(call->desk->store, filter.family, call->arena, &family, f) ||
	    !reference_read(&call->cli, call->args, false, call->arena, &request.reference, f))
		return false;
	/* Any printing may be what the others are held against. */
	if (request.reference.against != AGAINST_ID)
		request.read = printings_read(call);
	if (family.n == 0)
		return not_found(call, "family", f);
	return write_report(call, &request, &families, f);
}

/* Its number in the family is the place of its row. */
static bool
answer_occurrence(struct call *call, struct fault *f)
{
	struct span		 id = span_of(call->rest), family;
	struct reference	 reference = { .brief = true };
	struct filed_family	 filed;
	struct model		 model;
	size_t			 i = 0;
	int			 n;

	if (!store_family_of(call->desk->store, id, call->arena, &family, f))
		return false;
	if (family.n == 0)
		return not_found(call, "occurrence", f);
	if (!store_family(call->desk->store, family, STORE_OUTLINE, printings_read(call),
		call->arena, &filed, f) ||
	    !model_build(&filed, SPAN_NONE, &reference, call->arena, &model, f))
		return false;
	while (i < model.nmembers && !span_eq(model.members[i].filed->id, id))
		i++;
	call->reply->status = 302;
	n = snprintf(call->reply->location, sizeof call->reply->location, SERVED_FAMILY "%.*s%s",
	    SPAN_ARG(family), is_json(call) ? "?format=json" : "");
	/* One that its page does not show is looked for there in vain. */
	if (i < model.nmembers && (size_t)n < sizeof call->reply->location)
		snprintf(call->reply->location + n, sizeof call->reply->location - (size_t)n,
		    "#%.*s-%zu", SPAN_ARG(family), i + 1);
	return true;
}

static bool
answer_search(struct call *call, struct fault *f)
{
	struct printer printer = { .out = call->cli.out,
		.cli = &call->cli,
		.searched = &call->desk->searched,
		.served = true,
		.read = printings_read(call),
		.store = call->desk->store };
	struct reference	 reference = { .against = AGAINST_EARLIEST };
	struct inquiry		 inquiry;
	struct answer		 answer;
	const char		*query = args_get(call->args, "q");

	if (query == NULL)
		return fault_set(f, FAULT_USAGE, "what is searched for is named by q");
	return reference_read(&call->cli, call->args, false, call->arena, &reference, f) &&
	    inquiry_read(span_of(query), call->arena, &inquiry, f) &&
	    inquiry_search(call->desk->store, &inquiry, call->arena, f) &&
	    answer_print(&inquiry, &printer, call->format, &reference, FAMILIES_FOUND, call->arena,
		&answer, f);
}

/* --- sources ------------------------------------------------------------- */

static void
add_source(struct buf *out, const struct store_source *source)
{
	buf_add(out, SPAN("<tr><th scope=\"row\" data-l=\"Document\">"));
	html_printed(out, source->title.n > 0 ? source->title : source->identity);
	if (html_is_web(source->identity)) {
		buf_add(out, SPAN(" <small>"));
		html_link(out, source->identity, "open");
		buf_add(out, SPAN("</small>"));
	}
	buf_add(out, SPAN(" <small class=\"address\">"));
	html_label(out, source->identity);
	buf_add(out, SPAN("</small></th><td data-l=\"Outlet\">"));
	html_printed(out, source->outlet);
	buf_add(out, SPAN("</td><td class=\"day\" data-l=\"Published\">"));
	html_printed(out, source->day.n > 0 ? source->day : SPAN("undated"));
	buf_print(out, "</td><td data-l=\"Quotations\">%lld</td></tr>\n", (long long)source->quotes);
}

static void
add_source_table(struct buf *out, const struct store_source *sources, size_t count)
{
	buf_add(out,
	    SPAN("<table><thead><tr><th scope=\"col\">Document</th><th scope=\"col\">Outlet</th>"
		 "<th scope=\"col\">Published</th><th scope=\"col\">Quotations</th></tr></thead>"
		 "<tbody>\n"));
	for (size_t i = 0; i < count; i++)
		add_source(out, &sources[i]);
	buf_add(out, SPAN("</tbody></table>\n"));
}

static void
add_sources(struct buf *out, const struct desk *desk, const struct store_source *sources,
    size_t count, bool more)
{
	const struct frame	 frame = { .served = true };

	frame_open(out, &frame);
	buf_add(out,
	    SPAN("<section aria-labelledby=\"sources\"><h2 id=\"sources\">Documents</h2>\n"));
	if (count == 0)
		buf_add(out, SPAN("<p>There are none here.</p>\n"));
	else
		add_source_table(out, sources, count);
	if (more) {
		buf_add(out, SPAN("<p><a rel=\"next\" href=\"/sources?after="));
		place_encode(out, sources[count - 1].identity);
		buf_add(out, SPAN("\">Go on with the next</a></p>\n"));
	}
	buf_add(out, SECTION_CLOSE);
	section_searched(out, &desk->searched);
	buf_add(out, SPAN("</main>\n"));
	frame_close(out);
}

static void
put_sources(struct buf *out, const struct desk *desk, const struct store_source *sources,
    size_t count, bool more)
{
	json_open(out, NULL, '{');
	json_put_int(out, "quotrail", RECORD_FORMAT);
	json_open(out, "sources", '[');
	for (size_t i = 0; i < count; i++) {
		json_open(out, NULL, '{');
		json_put_text(out, "identity", sources[i].identity);
		json_put_text(out, "outlet", sources[i].outlet);
		json_put_text(out, "title", sources[i].title);
		json_put_text(out, "published", sources[i].day);
		json_put_int(out, "quotations", sources[i].quotes);
		json_close(out, '}');
	}
	json_close(out, ']');
	json_put_text(out, "next", more ? sources[count - 1].identity : SPAN_NONE);
	record_searched(out, "searched", &desk->searched);
	json_close(out, '}');
}

static bool
answer_sources(struct call *call, struct fault *f)
{
	struct store_source	*sources;
	struct buf		 out = BUF(DESK_BYTES_MAX);
	size_t			 count;
	bool			 ok, more;

	if (!store_sources(call->desk->store, span_of(args_get(call->args, "after")),
		SOURCES_PAGE + 1, call->arena, &sources, &count, f))
		return false;
	more = count > SOURCES_PAGE;
	(is_json(call) ? put_sources : add_sources)(&out, call->desk, sources,
	    more ? SOURCES_PAGE : count, more);
	ok = output_flush(&out, call->cli.out, f);
	buf_free(&out);
	return ok;
}

/* --- routes -------------------------------------------------------------- */

static const struct {
	const char	*path;
	bool		 named; /* something stands behind it */
	bool		(*answer)(struct call *call, struct fault *f);
} routes[] = {
	{ "/",		  false, answer_start },
	{ "/search",	  false, answer_search },
	{ LISTS,	  false, answer_families },
	{ "/sources",	  false, answer_sources },
	{ SERVED_FAMILY,  true,	 answer_family },
	{ "/occurrence/", true,	 answer_occurrence },
};

/* What is wrong, on a page from which a person can go on. */
static void
add_fault_page(struct buf *out, unsigned status, struct span what)
{
	const struct frame frame = { .served = true,
		.title = status == 404 ? SPAN("There is no such page") :
		    status == 400      ? SPAN("That cannot be answered") :
					 SPAN("Something went wrong") };

	frame_open(out, &frame);
	buf_add(out, SPAN("<p>"));
	html_told(out, what);
	buf_add(out, SPAN("</p>\n</main>\n"));
	frame_close(out);
}

/* What is wrong in the place of an answer; what was written before it goes. */
static void
reply_fault(struct reply *reply, bool json, const struct fault *f)
{
	struct buf	 out = BUF((size_t)1 << 20), what = BUF(sizeof f->text * 3);

	free(reply->body);
	if (reply->status < 400)
		reply->status = f->kind == FAULT_USAGE ? 400 : f->kind == FAULT_MISSING ? 404 : 500;
	/* A path in it may be any bytes. */
	utf8_repair(span_of(f->text), &what);
	if (json) {
		json_open(&out, NULL, '{');
		json_put_int(&out, "quotrail", RECORD_FORMAT);
		json_put_text(&out, "error", buf_span(&what));
		json_close(&out, '}');
	} else
		add_fault_page(&out, reply->status, buf_span(&what));
	reply->body = out.p;
	reply->n = out.n;
	reply->location[0] = '\0';
	buf_free(&what);
}

static bool
answer(struct call *call, const char *path, struct fault *f)
{
	for (size_t i = 0; i < LEN(routes); i++) {
		size_t	 n = strlen(routes[i].path);

		call->rest = path + n;
		if (strncmp(path, routes[i].path, n) == 0 && (path[n] != '\0') == routes[i].named)
			return routes[i].answer(call, f);
	}
	call->rest = path;
	return not_found(call, "page", f);
}

static bool
asks_for(const struct args *args, const char *wanted)
{
	const char	*format = args_get(args, "format");

	return format != NULL && strcmp(format, wanted) == 0;
}

/* What is not known to be JSON is a page. */
static const char *
type_of(bool json)
{
	return json ? "application/json" : "text/html; charset=utf-8";
}

void
desk_refuse(const struct args *args, const struct fault *f, struct reply *reply)
{
	const bool	 json = asks_for(args, "json");

	*reply = (struct reply) { .type = type_of(json) };
	reply_fault(reply, json, f);
}

void
desk_answer(struct desk *desk, const char *path, const struct args *args, struct reply *reply)
{
	const char	*format = args_get(args, "format");
	const bool	 json = asks_for(args, "json");
	struct call call = { .desk = desk,
		.args = args,
		.cli = *desk->cli,
		.reply = reply,
		.format = report_format_named(json ? "json" : "html"),
		.arena = arena_new(DESK_BYTES_MAX) };
	struct fault	 f = FAULT_INIT;
	bool		 ok;

	*reply = (struct reply) { .status = 200, .type = type_of(json) };
	call.cli.out = open_memstream(&reply->body, &reply->n);
	ok = (call.arena != NULL && call.cli.out != NULL) ||
	    fault_set(&f, FAULT_MEMORY, "out of memory");
	if (ok && format != NULL && !json && !asks_for(args, "html"))
		ok = fault_set(&f, FAULT_USAGE, "format is html or json, not '%s'", format);
	ok = ok && answer(&call, path, &f);
	if (call.cli.out != NULL && fclose(call.cli.out) != 0)
		ok = fault_set(&f, FAULT_MEMORY, "out of memory");
	if (!ok)
		reply_fault(reply, json, &f);
	arena_free(call.arena);
}
