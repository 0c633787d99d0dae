#include "cmd/quotations.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/line.h"
#include "core/buf.h"
#include "core/pile.h"
#include "core/utf8.h"

#define SCRATCH_MAX ((size_t)4 << 30) /* for one line: a tree of it, and what of it is no plain string */
#define COMPLAINTS_MAX ((size_t)1 << 30)
#define BLOCK ((size_t)1 << 20)

void
quotations_free(struct quotations *q)
{
	following_free(&q->following);
	free(q->lines);
	if (q->from > STDIN_FILENO)
		close(q->from);
	*q = QUOTATIONS_EMPTY;
}

static bool
tell_system(const struct quotations *q, struct fault *f)
{
	return fault_set(f, FAULT_IO, "%.*s: %s", SPAN_ARG(q->name), strerror(errno));
}

static bool
copy_all(int from, FILE *to)
{
	char	*block = malloc(BLOCK);
	ssize_t	 got = block == NULL ? -1 : 1;

	while (got > 0) {
		do
			got = read(from, block, BLOCK);
		while (got < 0 && errno == EINTR);
		if (got > 0 && fwrite(block, 1, (size_t)got, to) != (size_t)got)
			got = -1;
	}
	free(block);
	return got == 0 && fflush(to) == 0;
}

/* What comes through a pipe is put aside in a file without a name. */
static bool
put_aside(struct quotations *q, struct fault *f)
{
	FILE	*file = tmpfile();
	int	 kept = -1;

	if (file == NULL)
		return fault_set(f, FAULT_IO, "%.*s: a temporary file for it: %s",
		    SPAN_ARG(q->name), strerror(errno));
	if (!copy_all(q->from, file) || (kept = fcntl(fileno(file), F_DUPFD_CLOEXEC, 3)) < 0)
		tell_system(q, f);
	fclose(file);
	if (kept < 0)
		return false;
	if (q->from > STDIN_FILENO)
		close(q->from);
	q->from = kept;
	return true;
}

/* Find out what there is to read, from where it is to be read. */
static bool
open_input(struct quotations *q, const char *path, struct fault *f)
{
	struct stat	 status;
	off_t		 at;

	q->from = path == NULL ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (q->from < 0)
		return fault_set(f, FAULT_MISSING, "%s: %s", path, strerror(errno));
	if (fstat(q->from, &status) != 0)
		return tell_system(q, f);
	at = S_ISREG(status.st_mode) ? lseek(q->from, 0, SEEK_CUR) : -1;
	if (at < 0) {
		if (!put_aside(q, f))
			return false;
		if (fstat(q->from, &status) != 0)
			return tell_system(q, f);
		at = 0;
	}
	q->begin = (uint64_t)at;
	q->end = (uint64_t)(status.st_size > at ? status.st_size : at);
	return true;
}

struct window
quotations_window(const struct quotations *q)
{
	return (struct window) { .from = q->from, .end = q->end };
}

static struct span
string_of(const json_t *value)
{
	return json_is_string(value) ?
	    (struct span) { json_string_value(value), json_string_length(value) } :
	    SPAN_NONE;
}

static bool
copy_field(struct arena *arena, const json_t *value, struct span *copy, struct fault *f)
{
	const struct span	 text = string_of(value);

	*copy = SPAN_NONE;
	return text.n == 0 || span_in(arena, text, copy, f);
}

/* A date or date-time; the words are worth linking without one, and only stay undated. */
static bool
read_date(struct span text, struct arena *arena, struct trail_article *article, bool *undated,
    struct fault *f)
{
	struct date_context	 context = { .outlet = article->outlet, .anchor = DATE_UNKNOWN };
	struct evidence		 e = { .when = INTERVAL_UNKNOWN };

	if (text.n == 0)
		return true;
	if (!date_read(text, &context, arena, &e, f)) {
		*undated = true;
		return f->kind == FAULT_NONE;
	}
	article->published = e.when;
	article->rank = 1;
	return true;
}

/* {"earliest","latest"}: one open side leaves a bound, not a date. */
static bool
read_bounds(const json_t *value, struct arena *arena, struct trail_article *article, struct fault *f)
{
	struct date_context	 context = { .outlet = article->outlet, .anchor = DATE_UNKNOWN };
	struct evidence		 e = { .when = INTERVAL_UNKNOWN };
	struct span		 text = string_of(json_object_get(value, "earliest"));

	if (text.n > 0 && date_read(text, &context, arena, &e, f))
		article->published.earliest = e.when.earliest;
	text = string_of(json_object_get(value, "latest"));
	if (text.n > 0 && date_read(text, &context, arena, &e, f))
		article->published.latest = e.when.latest;
	article->rank = article->published.earliest != DATE_UNKNOWN &&
		article->published.latest != DATE_UNKNOWN ?
	    1 :
	    0;
	return f->kind == FAULT_NONE;
}

/* What every record needs, and what stands in for what it lacks. */
static bool
settle(struct occurrence *quote, struct trail_article *article, bool has_text, struct fault *f)
{
	if (quote->id.n == 0)
		return fault_set(f, FAULT_INPUT, "has no \"id\"");
	if (!has_text)
		return fault_set(f, FAULT_INPUT, "has no \"text\"");
	if (quote->text.n > TOKEN_MAX_TEXT)
		return fault_set(f, FAULT_LIMIT, "text of %zu bytes: too long to compare",
		    quote->text.n);
	quote->mention = quote->speaker;
	/* A quotation without an address is an article of its own: it cannot be told from others. */
	if (article->identity.n == 0)
		article->identity = quote->id;
	if (article->lineage.n == 0)
		article->lineage = article->outlet.n > 0 ? article->outlet : article->identity;
	return true;
}

static bool
read_object(const json_t *object, struct arena *arena, struct quotation *q, bool *undated,
    struct fault *f)
{
	struct occurrence	*quote = &q->said;
	struct trail_article	*article = &q->article;
	const json_t	*published = json_object_get(object, "published");
	const json_t	*start = json_object_get(object, "start");
	const json_t	*credits = json_object_get(object, "credits");

	if (!copy_field(arena, json_object_get(object, "id"), &quote->id, f) ||
	    !copy_field(arena, json_object_get(object, "text"), &quote->text, f) ||
	    !copy_field(arena, json_object_get(object, "speaker"), &quote->speaker, f) ||
	    !copy_field(arena, json_object_get(object, "url"), &article->identity, f) ||
	    !copy_field(arena, json_object_get(object, "outlet"), &article->outlet, f) ||
	    !copy_field(arena, json_array_get(credits, 0), &article->lineage, f))
		return false;
	quote->start = json_is_integer(start) ? (size_t)json_integer_value(start) : 0;
	if (!settle(quote, article, json_object_get(object, "text") != NULL, f) || undated == NULL)
		return f->kind == FAULT_NONE;
	return json_is_object(published) ?
	    read_bounds(published, arena, article, f) :
	    read_date(string_of(published), arena, article, undated, f);
}

static bool
read_odd(struct span line, struct arena *arena, struct quotation *q, bool *undated, struct fault *f)
{
	json_error_t	 error;
	json_t		*object = json_loadb(line.p, line.n, 0, &error);
	bool		 ok;

	if (object == NULL)
		return fault_set(f, FAULT_INPUT, "no JSON at byte %d: %s", error.position,
		    error.text);
	ok = json_is_object(object) ? read_object(object, arena, q, undated, f) :
				      fault_set(f, FAULT_INPUT, "is not a JSON object");
	json_decref(object);
	return ok;
}

/* Dates are read when it matters whether they are any. */
static bool
read_record(struct span line, struct arena *arena, struct quotation *q, bool *undated,
    struct fault *f)
{
	struct line	 fields;

	*q = (struct quotation) { .line = line,
		.plain = line_read(line, &fields),
		.said = { .region = REGION_BODY },
		.article = { .published = INTERVAL_UNKNOWN } };
	if (!q->plain)
		return read_odd(line, arena, q, undated, f);
	q->said.id = fields.fields[LINE_ID];
	q->said.text = fields.fields[LINE_TEXT];
	q->said.speaker = fields.fields[LINE_SPEAKER];
	q->article.identity = fields.fields[LINE_URL];
	q->article.outlet = fields.fields[LINE_OUTLET];
	return settle(&q->said, &q->article, fields.has_text, f) &&
	    (undated == NULL ||
		read_date(fields.fields[LINE_PUBLISHED], arena, &q->article, undated, f));
}

/* What one hand reads, and what was wrong with it. */
struct part {
	uint64_t	 from, to; /* lines that begin there */
	struct window	 window;
	struct arena	*scratch; /* reset for each line */
	struct ledger	 ledger;
	uint64_t	*lines;	/* of what was kept */
	size_t		 lines_room, seen; /* seen: all lines */
	struct complaint *complaints;
	struct buf	 said; /* what they say, one behind the other */
	size_t		 ncomplaints, room, undated;
};

struct complaint {
	size_t	 line, end; /* counted in the part; where it ends in `said` */
};

struct reading {
	const struct cli *cli;
	struct quotations *q;
	size_t		 nparts;
	struct part	*parts;
};

static bool
complain(struct part *part, struct fault *why, struct fault *f)
{
	if (!pile_grow(&part->complaints, part->ncomplaints, 1, &part->room,
		sizeof *part->complaints, f))
		return false;
	buf_add(&part->said, span_of(why->text));
	part->complaints[part->ncomplaints++] = (struct complaint) { part->seen, part->said.n };
	fault_clear(why);
	return buf_ok(&part->said, f);
}

static bool
keep(struct reading *r, size_t number, uint64_t at, struct quotation *q, struct fault *f)
{
	struct part	*part = &r->parts[number];

	q->said.article = part->ledger.narticles;
	if (!pile_grow(&part->lines, part->ledger.count, 1, &part->lines_room, sizeof *part->lines,
		f))
		return false;
	part->lines[part->ledger.count] = at;
	return wordings_add(&r->q->following.found.wordings, number, &q->said, q->article.identity,
		   f) &&
	    ledger_add_article(&part->ledger, &q->article, f) &&
	    ledger_add(&part->ledger, &q->said, f);
}

/* One line; what is wrong with it is in `why`, and does not stop the others. */
static bool
read_line(struct reading *r, size_t number, uint64_t at, struct span line, struct fault *why,
    struct fault *f)
{
	struct part		*part = &r->parts[number];
	struct quotation	 q;
	bool			 undated = false;

	line = span_trim(line);
	if (!utf8_valid(line))
		fault_set(why, FAULT_INPUT, "is not UTF-8");
	if (line.n == 0 || why->kind != FAULT_NONE)
		return true;
	arena_reset(part->scratch);
	if (!read_record(line, part->scratch, &q, &undated, why))
		return true;
	part->undated += undated;
	return keep(r, number, at, &q, f);
}

static bool
read_part(void *work, size_t number, struct fault *f)
{
	struct reading	*r = work;
	struct part	*part = &r->parts[number];
	struct fault	 why = FAULT_INIT;
	struct span	 line;
	uint64_t	 at = part->from, next;

	/* A line belongs to the part in which it begins. */
	if (number > 0 && at < part->to && !window_line(&part->window, at - 1, &line, &at, &why) &&
	    why.kind != FAULT_LIMIT)
		return fault_set(f, why.kind, "%.*s: %s", SPAN_ARG(r->q->name), why.text);
	fault_clear(&why);
	for (; at < part->to && !*r->cli->stop; at = next) {
		part->seen++;
		if (window_line(&part->window, at, &line, &next, &why) &&
		    !read_line(r, number, at, line, &why, f))
			return false;
		if (why.kind == FAULT_MEMORY || why.kind == FAULT_IO)
			return fault_set(f, why.kind, "%.*s: %s", SPAN_ARG(r->q->name), why.text);
		if (why.kind != FAULT_NONE && !complain(part, &why, f))
			return false;
	}
	window_free(&part->window);
	return true;
}

static bool
begin_parts(struct reading *r, size_t nparts, struct fault *f)
{
	const uint64_t	 begin = r->q->begin, size = r->q->end - begin;

	r->parts = calloc(nparts, sizeof *r->parts);
	if (r->parts == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	for (r->nparts = 0; r->nparts < nparts; r->nparts++) {
		struct part	*part = &r->parts[r->nparts];

		*part = (struct part) {
			.from = begin + hands_from(size, r->nparts, nparts),
			.to = begin + hands_from(size, r->nparts + 1, nparts),
			.window = quotations_window(r->q),
			.scratch = arena_new(SCRATCH_MAX),
			.said = BUF(COMPLAINTS_MAX),
		};
		if (part->scratch == NULL)
			return fault_set(f, FAULT_MEMORY, "out of memory");
	}
	return true;
}

/* Bad lines are named in their order. */
static void
tell_complaints(const struct reading *r, const struct part *part, size_t before)
{
	size_t	 from = 0;

	for (size_t i = 0; i < part->ncomplaints; i++) {
		const struct complaint	*c = &part->complaints[i];

		cli_say(r->cli, "%.*s:%zu: %.*s", SPAN_ARG(r->q->name), before + c->line,
		    SPAN_ARG(span_cut(buf_span(&part->said), from, c->end)));
		from = c->end;
	}
}

/* The parts stand together, in their order. */
static bool
gather(struct reading *r, struct fault *f)
{
	struct quotations	*q = r->q;
	size_t			 room = 0, seen = 0;

	for (size_t k = 0; k < r->nparts; k++) {
		struct part	*part = &r->parts[k];

		tell_complaints(r, part, seen);
		seen += part->seen;
		q->failed += part->ncomplaints;
		q->undated += part->undated;
		if (!pile_grow(&q->lines, q->count, part->ledger.count, &room, sizeof *q->lines, f))
			return false;
		if (part->ledger.count > 0)
			memcpy(q->lines + q->count, part->lines,
			    part->ledger.count * sizeof *q->lines);
		q->count += part->ledger.count;
		free(part->lines);
		part->lines = NULL;
		if (!ledger_append(&q->following.ledger, &part->ledger, f))
			return false;
	}
	return true;
}

static bool
read_lines(const struct cli *cli, const struct hands *hands, struct quotations *q, struct fault *f)
{
	struct reading	 r = { .cli = cli, .q = q };
	const bool	 ok = following_begin(&q->following, hands_count(hands), f) &&
	    begin_parts(&r, hands_count(hands), f) &&
	    hands_share(hands, read_part, &r, r.nparts, f) && gather(&r, f);

	for (size_t i = 0; i < r.nparts; i++) {
		window_free(&r.parts[i].window);
		arena_free(r.parts[i].scratch);
		ledger_free(&r.parts[i].ledger);
		free(r.parts[i].lines);
		free(r.parts[i].complaints);
		buf_free(&r.parts[i].said);
	}
	free(r.parts);
	return ok;
}

/* An id that comes twice would make every answer about it ambiguous. */
static bool
refuse_doubles(const struct quotations *q, struct fault *f)
{
	const struct ledger	*ledger = &q->following.ledger;
	size_t			 twice;

	if (!ledger_find_double(ledger, &twice, f))
		return false;
	return twice == TRAIL_NONE ||
	    fault_set(f, FAULT_INPUT, "%.*s: the id \"%.*s\" comes twice", SPAN_ARG(q->name),
		SPAN_ARG(ledger_id(ledger, twice)));
}

bool
quotations_read(const struct cli *cli, const char *path, const struct hands *hands,
    struct quotations *q, struct fault *f)
{
	*q = QUOTATIONS_EMPTY;
	q->name = path == NULL ? SPAN("standard input") : span_of(path);
	return open_input(q, path, f) && read_lines(cli, hands, q, f) && refuse_doubles(q, f) &&
	    ledger_join_articles(&q->following.ledger, f);
}

bool
quotations_again(const struct quotations *q, size_t i, struct window *window, struct arena *arena,
    struct quotation *quotation, struct fault *f)
{
	struct fault	 why = FAULT_INIT;
	struct span	 line;
	uint64_t	 next;

	if (!window_line(window, q->lines[i], &line, &next, &why))
		return fault_set(f, why.kind, "%.*s: %s", SPAN_ARG(q->name), why.text);
	line = span_trim(line);
	/* What was valid UTF-8 may have been written over since. */
	if (utf8_valid(line) && read_record(line, arena, quotation, NULL, &why) &&
	    span_eq(quotation->said.id, ledger_id(&q->following.ledger, i)))
		return true;
	return why.kind == FAULT_MEMORY ?
	    fault_set(f, why.kind, "%s", why.text) :
	    fault_set(f, FAULT_CHANGED, "%.*s: changed while it was read", SPAN_ARG(q->name));
}
