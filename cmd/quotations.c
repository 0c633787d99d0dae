#include "cmd/quotations.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/line.h"
#include "core/pile.h"
#include "core/utf8.h"

#define PART_BYTES_MAX ((size_t)4 << 30) /* of fields that do not stand in their line as they are */
#define SCRATCH_MAX ((size_t)64 << 20)
#define BLOCK ((size_t)1 << 20)

void
quotations_free(struct quotations *q)
{
	char	*bytes;

	for (size_t i = 0; i < q->narenas; i++)
		arena_free(q->arenas[i]);
	free(q->arenas);
	free(q->items);
	free(q->occurrences);
	free(q->articles);
	memcpy(&bytes, &q->bytes.p, sizeof bytes);
	if (q->mapped)
		munmap(bytes, q->bytes.n);
	else
		free(bytes);
	*q = QUOTATIONS_EMPTY;
}

/* A regular file is mapped, so that it need not be held twice; anything else is read to its end. */
static bool
load(struct quotations *q, int from, struct fault *f)
{
	struct stat	 status;
	char		*bytes = NULL;
	size_t		 n = 0, room = 0;
	ssize_t		 got = 1;

	if (fstat(from, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0 &&
	    lseek(from, 0, SEEK_CUR) == 0) {
		bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, from, 0);
		q->mapped = bytes != MAP_FAILED;
		if (q->mapped) {
			q->bytes = (struct span) { bytes, (size_t)status.st_size };
			return true;
		}
		bytes = NULL;
	}
	while (got > 0) {
		if (!pile_grow(&bytes, n, BLOCK, &room, 1, f))
			break;
		got = read(from, bytes + n, BLOCK);
		n += got > 0 ? (size_t)got : 0;
		if (got < 0 && errno == EINTR)
			got = 1;
	}
	q->bytes = (struct span) { bytes, n };
	if (got < 0)
		fault_set(f, FAULT_IO, "%.*s: %s", SPAN_ARG(q->name), strerror(errno));
	return f->kind == FAULT_NONE;
}

/* What one hand reads, and what was wrong with it. */
struct complaint {
	size_t		 line;
	struct fault	 why;
};

struct part {
	struct arena	*arena, *scratch; /* scratch is reset for each line */
	struct complaint *complaints;
	size_t		 ncomplaints, room, undated;
};

struct reading {
	const struct cli *cli;
	struct quotations *q;
	struct span	*lines;
	bool		*kept;
	size_t		 nlines, nparts;
	struct part	*parts;
};

static struct span
string_of(const json_t *value)
{
	return json_is_string(value) ?
	    (struct span) { json_string_value(value), json_string_length(value) } :
	    SPAN_NONE;
}

static bool
copy_field(struct part *part, const json_t *value, struct span *copy, struct fault *f)
{
	const struct span	 text = string_of(value);

	*copy = SPAN_NONE;
	return text.n == 0 || span_in(part->arena, text, copy, f);
}

/* A date or date-time; the words are worth linking without one, and only stay undated. */
static bool
read_date(struct part *part, struct span text, struct trail_article *article, struct fault *f)
{
	struct date_context	 context = { .outlet = article->outlet, .anchor = DATE_UNKNOWN };
	struct evidence		 e = { .when = INTERVAL_UNKNOWN };

	if (text.n == 0)
		return true;
	if (!date_read(text, &context, part->scratch, &e, f)) {
		part->undated++;
		return f->kind == FAULT_NONE;
	}
	article->published = e.when;
	article->rank = 1;
	return true;
}

/* {"earliest","latest"}: one open side leaves a bound, not a date. */
static bool
read_bounds(struct part *part, const json_t *value, struct trail_article *article, struct fault *f)
{
	struct date_context	 context = { .outlet = article->outlet, .anchor = DATE_UNKNOWN };
	struct evidence		 e = { .when = INTERVAL_UNKNOWN };
	struct span		 text = string_of(json_object_get(value, "earliest"));

	if (text.n > 0 && date_read(text, &context, part->scratch, &e, f))
		article->published.earliest = e.when.earliest;
	text = string_of(json_object_get(value, "latest"));
	if (text.n > 0 && date_read(text, &context, part->scratch, &e, f))
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
	quote->mention = quote->speaker;
	/* A quotation without an address is an article of its own: it cannot be told from others. */
	if (article->identity.n == 0)
		article->identity = quote->id;
	if (article->lineage.n == 0)
		article->lineage = article->outlet.n > 0 ? article->outlet : article->identity;
	return true;
}

static bool
read_object(struct part *part, const json_t *object, struct occurrence *quote,
    struct trail_article *article, struct fault *f)
{
	const json_t	*published = json_object_get(object, "published");
	const json_t	*start = json_object_get(object, "start");
	const json_t	*credits = json_object_get(object, "credits");

	if (!copy_field(part, json_object_get(object, "id"), &quote->id, f) ||
	    !copy_field(part, json_object_get(object, "text"), &quote->text, f) ||
	    !copy_field(part, json_object_get(object, "speaker"), &quote->speaker, f) ||
	    !copy_field(part, json_object_get(object, "url"), &article->identity, f) ||
	    !copy_field(part, json_object_get(object, "outlet"), &article->outlet, f) ||
	    !copy_field(part, json_array_get(credits, 0), &article->lineage, f))
		return false;
	quote->start = json_is_integer(start) ? (size_t)json_integer_value(start) : 0;
	return settle(quote, article, json_object_get(object, "text") != NULL, f) &&
	    (json_is_object(published) ? read_bounds(part, published, article, f) :
					 read_date(part, string_of(published), article, f));
}

static bool
read_odd(struct part *part, struct span line, struct occurrence *quote,
    struct trail_article *article, struct fault *f)
{
	json_error_t	 error;
	json_t		*object = json_loadb(line.p, line.n, 0, &error);
	bool		 ok;

	if (object == NULL)
		return fault_set(f, FAULT_INPUT, "no JSON at byte %d: %s", error.position,
		    error.text);
	ok = json_is_object(object) ? read_object(part, object, quote, article, f) :
				      fault_set(f, FAULT_INPUT, "is not a JSON object");
	json_decref(object);
	return ok;
}

static bool
read_line(struct reading *r, struct part *part, size_t i, struct fault *f)
{
	struct trail_article	*article = &r->q->articles[i];
	struct occurrence	*quote = &r->q->occurrences[i];
	struct line		 line;

	*article = (struct trail_article) { .published = INTERVAL_UNKNOWN };
	*quote = (struct occurrence) { .article = i, .region = REGION_BODY };
	arena_reset(part->scratch);
	r->q->items[i] = (struct quotation) { r->lines[i], line_read(r->lines[i], &line) };
	if (!r->q->items[i].plain)
		return read_odd(part, r->lines[i], quote, article, f);
	quote->id = line.fields[LINE_ID];
	quote->text = line.fields[LINE_TEXT];
	quote->speaker = line.fields[LINE_SPEAKER];
	article->identity = line.fields[LINE_URL];
	article->outlet = line.fields[LINE_OUTLET];
	return settle(quote, article, line.has_text, f) &&
	    read_date(part, line.fields[LINE_PUBLISHED], article, f);
}

static bool
read_part(void *work, size_t number, struct fault *f)
{
	struct reading	*r = work;
	struct part	*part = &r->parts[number];
	const size_t	 to = hands_from(r->nlines, number + 1, r->nparts);

	for (size_t i = hands_from(r->nlines, number, r->nparts); i < to && !*r->cli->stop; i++) {
		struct fault	 why = FAULT_INIT;

		if (!utf8_valid(r->lines[i]))
			fault_set(&why, FAULT_INPUT, "is not UTF-8");
		else if (r->lines[i].n > 0)
			r->kept[i] = read_line(r, part, i, &why);
		if (why.kind == FAULT_NONE)
			continue;
		if (why.kind == FAULT_MEMORY)
			return fault_set(f, why.kind, "%.*s: %s", SPAN_ARG(r->q->name), why.text);
		if (!pile_grow(&part->complaints, part->ncomplaints, 1, &part->room,
			sizeof *part->complaints, f))
			return false;
		part->complaints[part->ncomplaints++] = (struct complaint) { i + 1, why };
	}
	return true;
}

/* Lines without their ends and the white space around them. */
static bool
split_lines(struct reading *r, struct fault *f)
{
	const struct span	 bytes = r->q->bytes;
	size_t			 room = 0;

	for (size_t at = 0, end; at < bytes.n; at = end + 1) {
		const char	*stop = memchr(bytes.p + at, '\n', bytes.n - at);

		end = stop == NULL ? bytes.n : (size_t)(stop - bytes.p);
		if (!pile_grow(&r->lines, r->nlines, 1, &room, sizeof *r->lines, f))
			return false;
		r->lines[r->nlines++] = span_trim(span_cut(bytes, at, end));
	}
	return true;
}

static bool
begin_parts(struct reading *r, size_t nparts, struct fault *f)
{
	struct quotations	*q = r->q;
	const size_t		 n = r->nlines + 1;

	q->items = calloc(n, sizeof *q->items);
	q->occurrences = calloc(n, sizeof *q->occurrences);
	q->articles = calloc(n, sizeof *q->articles);
	q->arenas = calloc(nparts, sizeof(struct arena *));
	r->kept = calloc(n, sizeof *r->kept);
	r->parts = calloc(nparts, sizeof *r->parts);
	if (q->items == NULL || q->occurrences == NULL || q->articles == NULL ||
	    q->arenas == NULL || r->kept == NULL || r->parts == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	for (r->nparts = 0; r->nparts < nparts; r->nparts++) {
		struct part	*part = &r->parts[r->nparts];

		part->arena = q->arenas[q->narenas++] = arena_new(PART_BYTES_MAX);
		part->scratch = arena_new(SCRATCH_MAX);
		if (part->arena == NULL || part->scratch == NULL) {
			arena_free(part->scratch);
			return fault_set(f, FAULT_MEMORY, "out of memory");
		}
	}
	return true;
}

/* Bad lines are named in their order, the others stand together. */
static void
gather(struct reading *r)
{
	struct quotations	*q = r->q;

	for (size_t k = 0; k < r->nparts; k++) {
		const struct part	*part = &r->parts[k];

		for (size_t i = 0; i < part->ncomplaints; i++)
			cli_say(r->cli, "%.*s:%zu: %s", SPAN_ARG(q->name), part->complaints[i].line,
			    part->complaints[i].why.text);
		q->failed += part->ncomplaints;
		q->undated += part->undated;
	}
	for (size_t i = 0; i < r->nlines; i++) {
		if (!r->kept[i])
			continue;
		q->items[q->count] = q->items[i];
		q->articles[q->count] = q->articles[i];
		q->occurrences[q->count] = q->occurrences[i];
		q->occurrences[q->count].article = q->count;
		q->count++;
	}
}

static bool
read_lines(const struct cli *cli, const struct hands *hands, struct quotations *q, struct fault *f)
{
	struct reading	 r = { .cli = cli, .q = q };
	bool		 ok;

	ok = split_lines(&r, f) && begin_parts(&r, hands_count(hands) * 4, f) &&
	    hands_share(hands, read_part, &r, r.nparts, f);
	if (ok)
		gather(&r);
	for (size_t i = 0; i < r.nparts; i++) {
		arena_free(r.parts[i].scratch);
		free(r.parts[i].complaints);
	}
	free(r.parts);
	free(r.kept);
	free(r.lines);
	return ok;
}

/* Places by the hash of a text: 1 + an index; 0 free. */
struct places {
	uint32_t	*slots;
	size_t		 nslots;
};

static uint32_t *
place_of(const struct places *places, struct span text, const struct quotations *q, bool of_ids)
{
	size_t	 at = (size_t)token_hash_mix(token_hash(text), 0) & (places->nslots - 1);

	while (places->slots[at] != 0) {
		const size_t	 i = places->slots[at] - 1;

		if (span_eq(of_ids ? q->occurrences[i].id : q->articles[i].identity, text))
			break;
		at = (at + 1) & (places->nslots - 1);
	}
	return &places->slots[at];
}

static bool
begin_places(struct places *places, size_t count, struct fault *f)
{
	places->nslots = 16;
	while (places->nslots < count * 2)
		places->nslots *= 2;
	places->slots = calloc(places->nslots, sizeof *places->slots);
	return places->slots != NULL || fault_set(f, FAULT_MEMORY, "out of memory");
}

/* An id that comes twice would make every answer about it ambiguous. */
static bool
refuse_doubles(const struct quotations *q, struct fault *f)
{
	struct places	 places;

	if (!begin_places(&places, q->count, f))
		return false;
	for (size_t i = 0; i < q->count; i++) {
		uint32_t	*place = place_of(&places, q->occurrences[i].id, q, true);

		if (*place != 0) {
			fault_set(f, FAULT_INPUT, "%.*s: the id \"%.*s\" comes twice",
			    SPAN_ARG(q->name), SPAN_ARG(q->occurrences[i].id));
			break;
		}
		*place = (uint32_t)i + 1;
	}
	free(places.slots);
	return f->kind == FAULT_NONE;
}

/* Which of two records of one address speaks for it, whatever their order: a dated one, the earlier. */
static bool
speaks_before(const struct trail_article *a, const struct trail_article *b)
{
	int	 order;

	if ((a->rank == 0) != (b->rank == 0))
		return b->rank == 0;
	if (a->published.earliest != b->published.earliest)
		return a->published.earliest < b->published.earliest;
	if (a->published.latest != b->published.latest)
		return a->published.latest < b->published.latest;
	order = span_cmp(a->outlet, b->outlet);
	return order != 0 ? order < 0 : span_cmp(a->lineage, b->lineage) < 0;
}

/* Quotations of one address are one article: it speaks once in a verdict. */
static bool
join_articles(struct quotations *q, struct fault *f)
{
	struct places	 places;

	if (!begin_places(&places, q->count, f))
		return false;
	for (size_t i = 0; i < q->count; i++) {
		const struct trail_article	 article = q->articles[i];
		uint32_t	*place = place_of(&places, article.identity, q, false);

		if (*place == 0) {
			q->articles[q->narticles++] = article;
			*place = (uint32_t)q->narticles;
		} else if (speaks_before(&article, &q->articles[*place - 1]))
			q->articles[*place - 1] = article;
		q->occurrences[i].article = *place - 1;
	}
	free(places.slots);
	return true;
}

bool
quotations_read(const struct cli *cli, const char *path, const struct hands *hands,
    struct quotations *q, struct fault *f)
{
	int	 from = path == NULL ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	bool	 ok;

	*q = QUOTATIONS_EMPTY;
	q->name = path == NULL ? SPAN("standard input") : span_of(path);
	if (from < 0)
		return fault_set(f, FAULT_MISSING, "%s: %s", path, strerror(errno));
	ok = load(q, from, f) && read_lines(cli, hands, q, f);
	if (path != NULL)
		close(from);
	if (ok && q->count >= UINT32_MAX)
		return fault_set(f, FAULT_LIMIT, "%.*s: %zu quotations: too many to link at once",
		    SPAN_ARG(q->name), q->count);
	return ok && refuse_doubles(q, f) && join_articles(q, f);
}
