#include "fetch/source.h"

#include <errno.h>
#include <limits.h>
#include <sys/stat.h>

#include "core/buf.h"
#include "fetch/content.h"
#include "fetch/input.h"
#include "fetch/list.h"
#include "fetch/page.h"
#include "fetch/record.h"
#include "fetch/walk.h"

#define LIST_LOOK_BYTES ((size_t)1 << 20) /* of a text, to see whether it is a list */
#define LABEL_BYTES_MAX ((size_t)128 * 1024)
#define SOURCE_NAME_MAX ((size_t)8192) /* bytes of a path or address */
#define NAME_BYTES_MAX ((size_t)64 * 1024)
#define ANSWER_BYTES_MAX ((size_t)3 << 30) /* http_options bounds the body before this does */

const char *const source_kind_names[SOURCE_KINDS] = {
	[SOURCE_AUTO] = "auto",
	[SOURCE_LIST] = "list",
	[SOURCE_HTML] = "html",
	[SOURCE_TEXT] = "text",
	[SOURCE_NDJSON] = "ndjson",
};

struct reader {
	const struct source_options	*options;
	const struct source_events	*events;
	const volatile int		*stop;
	struct walk			*walk;
	struct arena			*arena; /* one article at a time */
	struct arena			*names; /* of one named source */
	struct arena			*answers; /* of one exchange; its lines outlive an article */
	struct http			*http;	/* made when first needed */
	size_t				 done, known;
	bool				 sealed; /* nothing is opened */
	struct fault			*f;	 /* what ends the run */
};

/* --- telling ----------------------------------------------------------------------------- */

/* Tell why a source gave no article, in a line that begins with its name. */
static bool
tell_why(struct reader *r, struct span name, const struct fault *why)
{
	struct fault	 told = FAULT_INIT;

	if (why->kind == FAULT_INTERRUPTED)
		return fault_set(r->f, why->kind, "%s", why->text);
	if (span_starts(span_of(why->text), span_cut(name, 0, 400)))
		told = *why;
	else
		fault_set(&told, why->kind, "%.*s: %s", SPAN_ARG(name), why->text);
	return r->events->failed(r->events->context, name, &told);
}

/* Hand over an article, or its fault when it is NULL. False ends the run. */
static bool
tell(struct reader *r, struct span name, const struct article *article, const struct fault *why)
{
	bool	 go_on;

	if (article != NULL)
		go_on = r->events->article(r->events->context, article, r->f);
	else
		go_on = tell_why(r, name, why);
	r->done++;
	if (r->events->progress != NULL)
		r->events->progress(r->events->context, name, r->done, r->known);
	return go_on || fault_set(r->f, FAULT_INTERRUPTED, "%.*s: stopped here", SPAN_ARG(name));
}

static bool
stopped(const struct reader *r)
{
	return r->stop != NULL && *r->stop != 0;
}

static struct page_hints
hints_of(const struct reader *r)
{
	return (struct page_hints) { .captured = DATE_UNKNOWN,
		.last_modified = DATE_UNKNOWN,
		.now = r->options->now };
}

/* --- bytes to articles ------------------------------------------------------------------- */

/* One line of NDJSON: its own source, its own failure. */
static bool
read_record(struct reader *r, struct span name, const struct input_line *line)
{
	struct page_hints	 hints = hints_of(r);
	struct fault		 why = FAULT_INIT;
	struct buf		 label = BUF(LABEL_BYTES_MAX);
	struct article		 article;
	bool			 ok, go_on;

	arena_reset(r->arena);
	r->known++;
	buf_print(&label, "%.*s:%zu", SPAN_ARG(name), line->number);
	if (line->cut)
		ok = fault_set(&why, FAULT_LIMIT, "line longer than %zu MiB", SOURCE_LINE_MAX >> 20);
	else
		ok = record_read(line->text, &hints, r->arena, &article, &why);
	go_on = tell(r, buf_span(&label), ok ? &article : NULL, &why);
	buf_free(&label);
	return go_on;
}

static bool
read_records(struct reader *r, struct span name, struct input *input)
{
	struct input_line	 line;

	r->known--; /* the file stands for its lines */
	while (!stopped(r)) {
		struct fault	 why = FAULT_INIT;

		if (!input_next(input, SOURCE_LINE_MAX, &line, &why)) {
			r->known++;
			return tell(r, name, NULL, &why);
		}
		if (line.end)
			return true;
		if (line.number == 1 && span_starts(line.text, SPAN("\xef\xbb\xbf")))
			line.text = span_cut(line.text, 3, line.text.n);
		if ((line.cut || span_trim(line.text).n > 0) && !read_record(r, name, &line))
			return false;
	}
	return fault_set(r->f, FAULT_INTERRUPTED, "%.*s: interrupted", SPAN_ARG(name));
}

/* A page or a text, whole. */
static bool
read_page(struct reader *r, struct span name, struct input *input, enum source_kind kind,
    const struct page_hints *hints)
{
	struct fault	 why = FAULT_INIT;
	struct article	 article;
	struct span	 bytes;
	bool		 ok;

	arena_reset(r->arena);
	if (!input_rest(input, PAGE_BYTES_MAX, &bytes, &why))
		ok = false;
	else if (span_trim(bytes).n == 0)
		ok = content_refuse(CONTENT_EMPTY, name, bytes, &why);
	else if (kind == SOURCE_HTML)
		ok = page_read(bytes, hints, r->arena, &article, &why);
	else
		ok = plain_read(bytes, hints, r->arena, &article, &why);
	return tell(r, name, ok ? &article : NULL, &why);
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
	if (!input_head(input, CONTENT_HEAD_BYTES, &head, f))
		return false;
	content = content_recognise(head);
	if (content == CONTENT_EMPTY && head.n == CONTENT_HEAD_BYTES)
		content = CONTENT_TEXT;
	if (*kind != SOURCE_AUTO)
		return content != CONTENT_EMPTY || content_refuse(content, item->name, head, f);
	if (!content_refuse(content, item->name, head, f))
		return false;
	*kind = SOURCE_TEXT;
	if (content == CONTENT_HTML)
		*kind = SOURCE_HTML;
	if (content == CONTENT_NDJSON)
		*kind = SOURCE_NDJSON;
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

/* Read an open input as what it is. The input is closed, or belongs to the walk. */
static bool
read_input(struct reader *r, const struct item *item, const struct stat *st, struct input *input)
{
	struct page_hints	 hints = hints_of(r);
	struct fault		 why = FAULT_INIT;
	enum source_kind	 kind;
	bool			 go_on;

	hints.file = item->name;
	if (item->named)
		hints.url = r->options->url;
	if (!recognise(r, item, input, &kind, &why)) {
		go_on = tell(r, item->name, NULL, &why);
	} else if (kind == SOURCE_LIST) {
		r->known--; /* the list stands for what it names */
		if (walk_into_list(r->walk, item, st, input, &why))
			return true;
		r->known++;
		return tell(r, item->name, NULL, &why);
	} else if (kind == SOURCE_NDJSON) {
		go_on = read_records(r, item->name, input);
	} else {
		go_on = read_page(r, item->name, input, kind, &hints);
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
	if (declared == DECLARED_HTML || content == CONTENT_HTML)
		*kind = SOURCE_HTML;
	else if (declared == DECLARED_NDJSON || content == CONTENT_NDJSON)
		*kind = SOURCE_NDJSON;
	else
		*kind = SOURCE_TEXT;
	return true;
}

static bool
fetch(struct reader *r, const struct item *item, struct http_response *answer, struct fault *f)
{
	struct http_options	 options = r->options->http;

	if (r->sealed)
		return fault_set(f, FAULT_INPUT, "%.*s: named by bytes in memory, not fetched",
		    SPAN_ARG(item->name));
	if (!span_eq(item->name, item->path)) /* it had to be mended */
		return fault_set(f, FAULT_INPUT, "%.*s: not a URL that can be fetched",
		    SPAN_ARG(item->name));
	if (item->as == SOURCE_LIST)
		return fault_set(f, FAULT_USAGE,
		    "%.*s: a list is read from a file, not from the net", SPAN_ARG(item->name));
	options.stop = r->stop;
	if (r->http == NULL)
		r->http = http_new(&options, f);
	arena_reset(r->answers);
	return r->http != NULL && http_get(r->http, item->path, r->answers, answer, f);
}

static bool
read_url(struct reader *r, const struct item *item)
{
	struct page_hints	 hints = hints_of(r);
	struct fault		 why = FAULT_INIT;
	struct input		*input = NULL;
	enum source_kind	 kind = item->as;
	struct http_response	 answer = { .status = 0 };
	struct span		 head;
	bool			 go_on;

	if (!fetch(r, item, &answer, &why) || !input_of(item->name, answer.body, &input, &why) ||
	    !input_head(input, CONTENT_HEAD_BYTES, &head, &why) ||
	    !judge_answer(answer.content_type, head, item->name, &kind, &why)) {
		go_on = tell(r, item->name, NULL, &why);
	} else if (kind == SOURCE_NDJSON) {
		go_on = read_records(r, item->name, input);
	} else {
		hints.url = answer.url;
		if (answer.moved)
			hints.requested = item->path;
		hints.charset = answer.charset;
		hints.captured = answer.fetched;
		hints.last_modified = answer.last_modified;
		go_on = read_page(r, item->name, input, kind, &hints);
	}
	input_close(input);
	return go_on;
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
		r->known--; /* the directory stands for its files */
		if (walk_into_directory(r->walk, item, &st, &why))
			return true;
		r->known++;
	} else if (!standard && !S_ISREG(st.st_mode) && !item->named) {
		fault_set(&why, FAULT_INPUT, "neither a file nor a directory");
	} else if (input_open(item->name, standard ? SPAN("-") : item->path, r->stop, &input, &why)) {
		return read_input(r, item, standard ? NULL : &st, input);
	}
	return tell(r, item->name, NULL, &why);
}

static bool
read_item(struct reader *r, const struct item *item)
{
	if (stopped(r))
		return fault_set(r->f, FAULT_INTERRUPTED, "%.*s: interrupted", SPAN_ARG(item->name));
	return list_is_url(item->path) ? read_url(r, item) : read_path(r, item);
}

/* All that the lists and directories under way still name. */
static bool
read_walk(struct reader *r)
{
	for (;;) {
		struct fault	 why = FAULT_INIT;
		struct item	 item;
		bool		 end, ok = walk_next(r->walk, &item, &end, &why);

		if (ok && end)
			return true;
		r->known++;
		if (!(ok ? read_item(r, &item) : tell(r, item.name, NULL, &why)))
			return false;
	}
}

static bool
reader_open(struct reader *r)
{
	r->walk = walk_new();
	r->arena = arena_new(PAGE_ARENA_MAX);
	r->names = arena_new(NAME_BYTES_MAX);
	r->answers = arena_new(ANSWER_BYTES_MAX);
	return (r->walk != NULL && r->arena != NULL && r->names != NULL && r->answers != NULL) ||
	    fault_set(r->f, FAULT_MEMORY, "out of memory");
}

static void
reader_close(struct reader *r)
{
	walk_free(r->walk);
	arena_free(r->arena);
	arena_free(r->names);
	arena_free(r->answers);
	http_free(r->http);
}

/* What the system is asked about needs a NUL behind it, and none inside. */
static bool
read_named(struct reader *r, struct span source)
{
	struct fault	 why = FAULT_INIT;
	struct item	 item;

	arena_reset(r->names);
	if (source.n == 0 || source.n > SOURCE_NAME_MAX || memchr(source.p, '\0', source.n) != NULL)
		fault_set(&why, FAULT_INPUT, "not a name: empty, too long or with a NUL in it");
	else if (item_of(source, r->options->as, r->names, &item, &why))
		return read_item(r, &item);
	return tell(r, SPAN("source"), NULL, &why);
}

bool
source_read(const struct span *sources, size_t count, const struct source_options *options,
    const struct source_events *events, const volatile int *stop, struct fault *f)
{
	struct reader r = { .options = options,
		.events = events,
		.stop = stop,
		.known = count,
		.f = f };
	bool		 ok = reader_open(&r);

	for (size_t i = 0; ok && i < count; i++)
		ok = read_named(&r, sources[i]) && read_walk(&r);
	reader_close(&r);
	return ok;
}

bool
source_read_bytes(struct span name, struct span bytes, const struct source_options *options,
    const struct source_events *events, struct fault *f)
{
	struct reader r = { .options = options, .events = events, .known = 1, .sealed = true, .f = f };
	struct item	 item;
	struct input	*input;
	bool		 ok = reader_open(&r) && item_of(name, options->as, r.names, &item, f) &&
	    input_of(item.name, bytes, &input, f) && read_input(&r, &item, NULL, input) &&
	    read_walk(&r);

	reader_close(&r);
	return ok;
}
