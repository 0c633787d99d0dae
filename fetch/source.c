#include "fetch/source.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "fetch/content.h"
#include "fetch/input.h"
#include "fetch/list.h"
#include "fetch/reader.h"
#include "fetch/url.h"

#define LIST_LOOK_BYTES ((size_t)1 << 20) /* of a text, to see whether it is a list */
#define SOURCE_NAME_MAX ((size_t)8192) /* bytes of a path or address */
#define NAME_BYTES_MAX ((size_t)1 << 20)

const char *const source_kind_names[SOURCE_KINDS] = {
	[SOURCE_AUTO] = "auto",
	[SOURCE_LIST] = "list",
	[SOURCE_HTML] = "html",
	[SOURCE_TEXT] = "text",
	[SOURCE_WARC] = "warc",
	[SOURCE_NDJSON] = "ndjson",
	[SOURCE_FEED] = "feed",
};

/* The kind that bytes of each sort are read as. */
static const enum source_kind kinds[CONTENTS] = {
	[CONTENT_HTML] = SOURCE_HTML,
	[CONTENT_NDJSON] = SOURCE_NDJSON,
	[CONTENT_TEXT] = SOURCE_TEXT,
	[CONTENT_WARC] = SOURCE_WARC,
	[CONTENT_FEED] = SOURCE_FEED,
};

static struct page_hints
hints_of(const struct reader *r)
{
	return (struct page_hints) { .captured = DATE_UNKNOWN,
		.last_modified = DATE_UNKNOWN,
		.now = r->options->now };
}

/* An errand for what is no page on the net, at the end of the line. */
static struct errand *
errand_for(struct reader *r, struct span name)
{
	struct source_visit	 visit = { .source = name, .named = name, .at = DATE_UNKNOWN };

	r->count.known++;
	return errand_new(&r->line, NULL, &visit, NULL, 0, r->f);
}

static bool
fail_item(struct reader *r, struct span name, const struct fault *why)
{
	struct errand	*errand = errand_for(r, name);

	return errand != NULL && reader_fail(r, errand, why);
}

/* --- what it is -------------------------------------------------------------------------- */

/* Where paths in a list are relative to: the folder it lies in. */
static struct span
folder_of(struct span path)
{
	while (path.n > 0 && path.p[path.n - 1] != '/')
		path.n--;
	return path;
}

/* Recognise what the input holds, or refuse it. */
static bool
recognise(struct reader *r, const struct item *item, struct input *input, enum source_kind *kind,
    struct fault *f)
{
	enum content	 content;
	struct span	 head;
	bool		 list;

	*kind = item->as;
	if (*kind == SOURCE_WARC)
		return true; /* whose reader goes on behind a beginning that is broken */
	if (!input_head(input, CONTENT_HEAD_BYTES, &head, f))
		return false;
	content = content_recognise(head);
	if (content == CONTENT_EMPTY && head.n == CONTENT_HEAD_BYTES)
		content = CONTENT_TEXT;
	if (*kind != SOURCE_AUTO)
		return content != CONTENT_EMPTY || content_refuse(content, item->name, head, f);
	if (!content_refuse(content, item->name, head, f))
		return false;
	*kind = kinds[content];
	if (content != CONTENT_TEXT)
		return true;
	arena_reset(r->arena);
	if (!input_head(input, LIST_LOOK_BYTES, &head, f) ||
	    !list_recognise(head, head.n < LIST_LOOK_BYTES, folder_of(item->path), r->arena, &list,
		f))
		return false;
	if (list)
		*kind = SOURCE_LIST;
	return true;
}

/* A page or a text, whole. */
static bool
read_page(struct reader *r, struct errand *errand, struct input *input, enum source_kind kind,
    const struct page_hints *hints)
{
	struct document	 document = { .kind = kind == SOURCE_HTML ? DOCUMENT_HTML : DOCUMENT_TEXT,
		.name = errand->visit.named,
		.hints = *hints };
	struct fault	 why = FAULT_INIT;

	if (!input_rest(input, PAGE_BYTES_MAX, &document.bytes, &why) ||
	    (span_trim(document.bytes).n == 0 &&
		!content_refuse(CONTENT_EMPTY, document.name, document.bytes, &why)))
		return reader_fail(r, errand, &why);
	return reader_give(r, errand, &document);
}

static bool
holds_many(enum source_kind kind)
{
	return kind == SOURCE_NDJSON || kind == SOURCE_WARC || kind == SOURCE_FEED;
}

/* Read an open input as what it is. The input is closed, or belongs to the walk or a branch. */
static bool
read_input(struct reader *r, const struct item *item, const struct stat *st, struct input *input)
{
	struct page_hints	 hints = hints_of(r);
	struct fault		 why = FAULT_INIT;
	enum source_kind	 kind;
	struct errand		*errand;
	bool			 go_on;

	hints.file = item->name;
	if (item->named)
		hints.url = r->options->url;
	if (!recognise(r, item, input, &kind, &why)) {
		go_on = fail_item(r, item->name, &why);
	} else if (kind == SOURCE_LIST) {
		return walk_into_list(r->walk, item, st, input, &why) ||
		    fail_item(r, item->name, &why);
	} else {
		errand = errand_for(r, item->name);
		if (errand != NULL && holds_many(kind))
			return reader_branch(r, errand,
			    &(struct branch_origin) { .kind = kind,
				.name = item->name,
				.base = hints.url,
				.input = input });
		go_on = errand != NULL && read_page(r, errand, input, kind, &hints);
	}
	input_close(input);
	return go_on;
}

/* --- URLs -------------------------------------------------------------------------------- */

/* What an answer holds, unless the person said: the transport's word, checked against the bytes. */
static bool
judge_answer(struct span type, struct span head, struct span name, enum source_kind *kind,
    struct fault *f)
{
	enum content		 content = content_recognise(head);
	enum content_declared	 declared = content_declared(type);
	bool told =
	    content != CONTENT_TEXT && content != CONTENT_BINARY && content != CONTENT_NDJSON;

	if (content == CONTENT_EMPTY)
		return content_refuse(content, name, head, f);
	if (*kind != SOURCE_AUTO)
		return true;
	if (declared == DECLARED_OTHER && !told)
		return fault_set(f, FAULT_INPUT, "%.*s: not a page: %.*s", SPAN_ARG(name),
		    SPAN_ARG(type));
	if (!content_refuse(content, name, head, f))
		return false;
	*kind = kinds[content];
	if (content == CONTENT_TEXT && declared == DECLARED_HTML)
		*kind = SOURCE_HTML;
	if (content == CONTENT_TEXT && declared == DECLARED_NDJSON)
		*kind = SOURCE_NDJSON;
	return true;
}

static bool
keep_answer(struct reader *r, struct errand *errand, const struct crawl_answer *answer)
{
	const struct exchange_response	*response = &answer->response;
	struct source_visit		 visit = { .found = response->url,
		.validators = response->validators,
		.at = response->fetched };

	return errand_answered(errand, &visit, r->f);
}

/* A page that came, as what it is. */
static bool
read_answer(struct reader *r, struct errand *errand, const struct exchange_response *response)
{
	struct page_hints	 hints = hints_of(r);
	struct fault		 why = FAULT_INIT;
	struct input		*input = NULL;
	enum source_kind	 kind = errand->as;
	struct span		 head;
	bool			 go_on;

	if (!input_of(errand->visit.named, response->body, &input, &why) ||
	    !input_head(input, CONTENT_HEAD_BYTES, &head, &why) ||
	    !judge_answer(response->content_type, head, errand->visit.named, &kind, &why)) {
		go_on = reader_fail(r, errand, &why);
	} else if (holds_many(kind)) {
		struct branch_origin	 origin = { .kind = kind,
			.name = errand->visit.named,
			.base = response->url,
			.charset = response->charset,
			.input = input,
			.bytes = r->answers };

		r->answers = NULL;
		return reader_branch(r, errand, &origin);
	} else {
		hints.url = response->url;
		if (!span_eq(errand->visit.named, response->url))
			hints.requested = errand->visit.named;
		hints.charset = response->charset;
		hints.captured = response->fetched;
		hints.last_modified = response->validators.last_modified;
		go_on = read_page(r, errand, input, kind, &hints);
	}
	input_close(input);
	return go_on;
}

bool
source_answer(struct reader *r, struct errand *errand, const struct crawl_answer *answer)
{
	if (answer->why.kind != FAULT_NONE)
		return reader_fail(r, errand, &answer->why);
	r->count.fetched++;
	if (!keep_answer(r, errand, answer))
		return false;
	if (answer->response.status != 304)
		return read_answer(r, errand, &answer->response);
	r->count.unchanged++;
	return reader_finish(r, errand, ERRAND_UNCHANGED);
}

/* An address that a person or a list named. */
static bool
ask(struct reader *r, const struct item *item)
{
	struct source_visit	 visit = { .named = item->name, .at = DATE_UNKNOWN };
	struct fault		 why = FAULT_INIT;

	arena_reset(r->names);
	if (r->sealed)
		fault_set(&why, FAULT_INPUT, "named by bytes in memory, not fetched");
	else if (item->as == SOURCE_LIST)
		fault_set(&why, FAULT_USAGE, "a list is read from a file, not from the net");
	else if (url_normal(item->path, r->names, &visit.source, &why))
		return reader_ask(r, &visit, NULL, NULL, item->as, 0);
	return fail_item(r, item->name, &why);
}

/* --- what was named ---------------------------------------------------------------------- */

static bool
path_fault(struct span name, int error, struct fault *f)
{
	if (list_has_scheme(name))
		return fault_set(f, FAULT_INPUT, "%.*s: only http and https addresses are read",
		    SPAN_ARG(name));
	if (error == ENOENT || error == ENOTDIR)
		return fault_set(f, FAULT_MISSING,
		    "%.*s: no such file (and no http or https address)", SPAN_ARG(name));
	return fault_set(f, FAULT_IO, "%.*s: cannot be read: %s", SPAN_ARG(name), strerror(error));
}

static bool
read_path(struct reader *r, const struct item *item)
{
	bool		 standard = item->named && span_eq(item->path, SPAN("-"));
	struct fault	 why = FAULT_INIT;
	struct input	*input;
	struct stat	 st;

	if (r->sealed) {
		fault_set(&why, FAULT_INPUT, "named by bytes in memory, not opened");
	} else if (!standard && stat(item->path.p, &st) != 0) {
		path_fault(item->name, errno, &why);
	} else if (!standard && S_ISDIR(st.st_mode)) {
		if (walk_into_directory(r->walk, item, &st, &why))
			return true;
	} else if (!standard && !S_ISREG(st.st_mode) && !item->named) {
		fault_set(&why, FAULT_INPUT, "neither a file nor a directory");
	} else if (input_open(item->name, standard ? SPAN("-") : item->path, r->options->crawl.stop,
		       &input, &why)) {
		return read_input(r, item, standard ? NULL : &st, input);
	}
	return fail_item(r, item->name, &why);
}

bool
source_item(struct reader *r, const struct item *item)
{
	return list_is_url(item->path) ? ask(r, item) : read_path(r, item);
}

/* --- the run ----------------------------------------------------------------------------- */

static bool
reader_open(struct reader *r)
{
	r->walk = walk_new(r->options->database);
	r->seen = seen_new();
	r->arena = arena_new(PAGE_ARENA_MAX);
	r->names = arena_new(NAME_BYTES_MAX);
	r->answers = arena_new(ANSWER_BYTES_MAX);
	return (r->walk != NULL && r->seen != NULL && r->arena != NULL && r->names != NULL &&
		   r->answers != NULL) ||
	    fault_set(r->f, FAULT_MEMORY, "out of memory");
}

static void
reader_close(struct reader *r)
{
	crawl_free(r->crawl);
	crew_free(r->crew);
	while (r->nbranches > 0)
		branch_free(r->branches[--r->nbranches].branch);
	free(r->branches);
	while (r->line.first != NULL)
		errand_free(&r->line, r->line.first);
	walk_free(r->walk);
	seen_free(r->seen);
	quote_finder_free(r->finder);
	arena_free(r->arena);
	arena_free(r->names);
	arena_free(r->answers);
}

/* What the system is asked about needs a NUL behind it, and none inside. */
bool
source_named(struct reader *r, struct span source)
{
	struct arena	*memory = arena_new(SOURCE_NAME_MAX * 8);
	struct fault	 why = FAULT_INIT;
	struct item	 item;
	bool		 ok;

	if (memory == NULL)
		return fault_set(r->f, FAULT_MEMORY, "out of memory");
	if (source.n == 0 || source.n > SOURCE_NAME_MAX || memchr(source.p, '\0', source.n) != NULL)
		fault_set(&why, FAULT_INPUT, "not a name: empty, too long or with a NUL in it");
	if (why.kind == FAULT_NONE && item_of(source, r->options->as, memory, &item, &why))
		ok = source_item(r, &item);
	else
		ok = fail_item(r, SPAN("source"), &why);
	arena_free(memory);
	return ok;
}

bool
source_read(const struct span *sources, size_t count, const struct source_options *options,
    const struct source_events *events, struct source_count *counted, struct fault *f)
{
	struct reader	 r = { .options = options,
		.events = events,
		.sources = sources,
		.nsources = count,
		.f = f };
	bool		 ok = reader_open(&r) && reader_run(&r);

	reader_close(&r);
	if (counted != NULL)
		*counted = r.count;
	return ok;
}

bool
source_read_bytes(struct span name, struct span bytes, const struct source_options *options,
    const struct source_events *events, struct fault *f)
{
	struct source_options	 mine = *options;
	struct reader		 r = { .options = &mine, .events = events, .sealed = true, .f = f };
	struct item		 item;
	struct input		*input;
	bool			 ok;

	mine.ordered = true;
	ok = reader_open(&r) && item_of(name, options->as, r.names, &item, f) &&
	    input_of(item.name, bytes, &input, f) && read_input(&r, &item, NULL, input) &&
	    reader_run(&r);
	reader_close(&r);
	return ok;
}
