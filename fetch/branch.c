#include "fetch/branch.h"

#include <stdlib.h>

#include "core/buf.h"
#include "fetch/content.h"
#include "fetch/feed.h"
#include "fetch/url.h"
#include "fetch/warc.h"

#define FEED_BYTES_MAX ((size_t)64 << 20) /* fetch/feed.h */
#define FEED_ARENA_MAX ((size_t)512 << 20)

struct branch {
	struct branch_origin	 origin; /* name, base and charset in `kept` */
	const struct source_options *options;
	struct arena		*kept;	/* the origin; of a feed its entries */
	struct arena		*step;	/* of one step */
	struct warc		*warc;
	struct feed		 feed;
	size_t			 next; /* of feed.entries */
	bool			 ended;
};

static struct page_hints
hints_of(const struct branch *branch)
{
	return (struct page_hints) { .captured = DATE_UNKNOWN,
		.last_modified = DATE_UNKNOWN,
		.now = branch->options->now };
}

/* --- NDJSON ------------------------------------------------------------------------------ */

static bool
next_line(struct branch *branch, struct branch_step *step, struct fault *why, struct fault *f)
{
	struct input_line	 line;

	do {
		if (!input_next(branch->origin.input, SOURCE_LINE_MAX, &line, why)) {
			branch->ended = true;
			step->what = BRANCH_FAULT;
			return true;
		}
		if (line.end)
			return true;
		if (line.number == 1 && span_starts(line.text, SPAN("\xef\xbb\xbf")))
			line.text = span_cut(line.text, 3, line.text.n);
	} while (!line.cut && span_trim(line.text).n == 0);
	if (!span_print(branch->step, &step->name, f, "%.*s:%zu", SPAN_ARG(branch->origin.name),
		line.number))
		return false;
	step->what = line.cut ? BRANCH_FAULT : BRANCH_DOCUMENT;
	if (line.cut)
		fault_set(why, FAULT_LIMIT, "line longer than %zu MiB", SOURCE_LINE_MAX >> 20);
	step->document = (struct document) { .kind = DOCUMENT_RECORD,
		.name = step->name,
		.hints = hints_of(branch),
		.bytes = line.text };
	return true;
}

/* --- archives ---------------------------------------------------------------------------- */

/* robots.txt is text for machines, whatever its type says. */
static bool
is_robots(struct span uri)
{
	struct url	 parts;

	url_split(uri, &parts);
	return span_eq(parts.path, SPAN("/robots.txt"));
}

/* A record of bytes that a server sent: a page, a text, or neither. */
static enum branch_what
judge_record(const struct warc_record *record, enum document_kind *kind)
{
	struct span		 head = span_cut(record->body, 0, CONTENT_HEAD_BYTES);
	enum content		 content = content_recognise(head);
	enum content_declared	 declared = content_declared(record->content_type);

	if (is_robots(record->uri) || declared == DECLARED_NDJSON)
		return BRANCH_SKIPPED;
	if (content == CONTENT_HTML || (content == CONTENT_TEXT && declared == DECLARED_HTML))
		*kind = DOCUMENT_HTML;
	else if (content == CONTENT_TEXT && declared == DECLARED_NOTHING)
		*kind = DOCUMENT_TEXT;
	else
		return BRANCH_SKIPPED;
	return BRANCH_DOCUMENT;
}

static void
take_record(struct branch *branch, const struct warc_record *record, struct branch_step *step)
{
	static const enum branch_what	 whats[] = {
		[WARC_PAGE] = BRANCH_DOCUMENT,
		[WARC_TEXT] = BRANCH_DOCUMENT,
		[WARC_REDIRECT] = BRANCH_REDIRECT,
		[WARC_REVISIT] = BRANCH_REVISIT,
		[WARC_REFUSED] = BRANCH_SKIPPED,
		[WARC_OTHER] = BRANCH_SKIPPED,
	};
	struct document			*document = &step->document;

	step->what = whats[record->kind];
	step->url = record->uri;
	*document = (struct document) { .kind = DOCUMENT_TEXT,
		.name = step->name,
		.hints = hints_of(branch),
		.bytes = record->body };
	document->hints.url = record->uri;
	document->hints.charset = record->charset;
	document->hints.captured = record->captured;
	document->hints.last_modified = record->last_modified;
	if (record->kind == WARC_PAGE)
		step->what = judge_record(record, &document->kind);
}

/* What a record without a single word comes to is nothing to be read. */
static bool
next_record(struct branch *branch, struct branch_step *step, struct fault *why, struct fault *f)
{
	struct warc_record	 record;
	bool			 end, whole;

	whole = warc_next(branch->warc, branch->step, &record, &end, why);
	if (whole && end)
		return true;
	if (!span_print(branch->step, &step->name, f, "%.*s:%llu", SPAN_ARG(branch->origin.name),
		(unsigned long long)record.offset))
		return false;
	if (whole) {
		take_record(branch, &record, step);
		return true;
	}
	branch->ended =
	    why->kind == FAULT_IO || why->kind == FAULT_INTERRUPTED || why->kind == FAULT_MEMORY;
	step->what = BRANCH_FAULT;
	return true;
}

/* --- feeds ------------------------------------------------------------------------------- */

static void
next_entry(struct branch *branch, struct branch_step *step)
{
	const struct feed_entry	*entry;

	if (branch->next == branch->feed.nentries)
		return;
	entry = &branch->feed.entries[branch->next++];
	step->what = BRANCH_ADDRESS;
	step->url = step->name = entry->url;
	step->feed = entry->feed;
	step->given = entry->evidence;
	step->ngiven = entry->nevidence;
}

static bool
read_feed(struct branch *branch, struct fault *f)
{
	struct span	 bytes;

	if (!input_rest(branch->origin.input, FEED_BYTES_MAX, &bytes, f) ||
	    !feed_read(bytes, branch->origin.charset, branch->origin.base, branch->kept,
		&branch->feed, f))
		return false;
	if (branch->feed.nentries == 0)
		return fault_set(f, FAULT_INPUT, "%.*s: a feed that names no pages",
		    SPAN_ARG(branch->origin.name));
	return true;
}

/* --- all of them ------------------------------------------------------------------------- */

static bool
start(struct branch *branch, struct fault *f)
{
	struct branch_origin	*origin = &branch->origin;

	branch->kept = arena_new(FEED_ARENA_MAX);
	branch->step = arena_new(PAGE_ARENA_MAX);
	if (branch->kept == NULL || branch->step == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	if (!span_in(branch->kept, origin->name, &origin->name, f) ||
	    !span_in(branch->kept, origin->base, &origin->base, f) ||
	    !span_in(branch->kept, origin->charset, &origin->charset, f))
		return false;
	if (origin->kind == SOURCE_WARC)
		return warc_new(origin->input, branch->options->crawl.exchange.unpacked_max_bytes,
		    &branch->warc, f);
	return origin->kind != SOURCE_FEED || read_feed(branch, f);
}

bool
branch_open(const struct branch_origin *origin, const struct source_options *options,
    struct branch **branch, struct fault *f)
{
	struct branch	*new = calloc(1, sizeof *new);

	*branch = NULL;
	if (new == NULL) {
		input_close(origin->input);
		arena_free(origin->bytes);
		return fault_set(f, FAULT_MEMORY, "out of memory");
	}
	*new = (struct branch) { .origin = *origin, .options = options };
	if (start(new, f)) {
		*branch = new;
		return true;
	}
	branch_free(new);
	return false;
}

void
branch_free(struct branch *branch)
{
	if (branch == NULL)
		return;
	warc_free(branch->warc);
	input_close(branch->origin.input);
	arena_free(branch->origin.bytes);
	arena_free(branch->step);
	arena_free(branch->kept);
	free(branch);
}

bool
branch_next(struct branch *branch, struct branch_step *step, struct fault *why, struct fault *f)
{
	*step = (struct branch_step) { .what = BRANCH_END, .name = branch->origin.name };
	if (branch->ended)
		return true;
	arena_reset(branch->step);
	switch (branch->origin.kind) {
	case SOURCE_NDJSON:
		return next_line(branch, step, why, f);
	case SOURCE_WARC:
		return next_record(branch, step, why, f);
	default:
		next_entry(branch, step);
		return true;
	}
}
