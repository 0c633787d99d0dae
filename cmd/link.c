/*
 * link: quotations in, quotations with their provenance out; no database.
 *
 * The input is read whole, since the last line may be the earliest source of
 * the first; records come out in the order they came in, other fields kept.
 */
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cli.h"
#include "cmd/record.h"
#include "core/utf8.h"

#define LINK_BYTES_MAX ((size_t)16 << 30) /* a cap, not a need: about 1 KiB a quotation is taken */

const struct option_row link_options[] = {
	{ NULL, 0, NULL, NULL },
};

/* The input as the trail takes it, and each record's own line to print again. */
struct input {
	struct arena		*arena;
	struct trail_article	*articles;
	struct occurrence	*occurrences;
	struct span		*lines;
	size_t			 count, articles_room, occurrences_room, lines_room;
	size_t			 failed, undated; /* left out; "published" is no date */
	struct span		 name;
};

static struct span
text_of(const json_t *object, const char *key)
{
	const json_t	*value = json_object_get(object, key);

	return json_is_string(value) ?
	    (struct span) { json_string_value(value), json_string_length(value) } :
	    SPAN_NONE;
}

static bool
copy_field(struct input *in, const json_t *object, const char *key, struct span *copy,
    struct fault *f)
{
	struct span	 value = text_of(object, key);

	*copy = SPAN_NONE;
	return value.n == 0 || span_in(in->arena, value, copy, f);
}

/* A date, a date-time, {"earliest","latest"}, or absent. */
static bool
read_published(struct input *in, const json_t *value, struct trail_article *article, struct fault *f)
{
	struct date_context	 context = { .outlet = article->outlet, .anchor = DATE_UNKNOWN };
	struct evidence		 e = { .when = INTERVAL_UNKNOWN };
	struct interval		 when = INTERVAL_UNKNOWN;
	struct span		 text;

	article->published = INTERVAL_UNKNOWN;
	if (json_is_string(value) && json_string_length(value) > 0) {
		text = (struct span) { json_string_value(value), json_string_length(value) };
		if (!date_read(text, &context, in->arena, &e, f)) {
			/* The words are still worth linking; they only stay undated. */
			in->undated++;
			return f->kind == FAULT_NONE;
		}
		article->published = e.when;
		article->rank = 1;
		return true;
	}
	if (!json_is_object(value))
		return true;
	text = text_of(value, "earliest");
	if (text.n > 0 && date_read(text, &context, in->arena, &e, f))
		when.earliest = e.when.earliest;
	text = text_of(value, "latest");
	if (text.n > 0 && date_read(text, &context, in->arena, &e, f))
		when.latest = e.when.latest;
	article->published = when;
	/* One open side leaves a bound, not a date. */
	article->rank = when.earliest != DATE_UNKNOWN && when.latest != DATE_UNKNOWN ? 1 : 0;
	return f->kind == FAULT_NONE;
}

/* The origin of the copy, when the record names its credits. */
static bool
copy_credit(struct input *in, const json_t *object, struct span *credit, struct fault *f)
{
	const json_t	*first = json_array_get(json_object_get(object, "credits"), 0);

	*credit = SPAN_NONE;
	return !json_is_string(first) ||
	    span_in(in->arena,
		(struct span) { json_string_value(first), json_string_length(first) }, credit, f);
}

static bool
read_quote(struct input *in, const json_t *object, struct fault *f)
{
	struct trail_article	*article = &in->articles[in->count];
	struct occurrence	*quote = &in->occurrences[in->count];

	*article = (struct trail_article) { .published = INTERVAL_UNKNOWN };
	*quote = (struct occurrence) { .article = in->count, .region = REGION_BODY };
	if (!copy_field(in, object, "id", &quote->id, f) ||
	    !copy_field(in, object, "text", &quote->text, f) ||
	    !copy_field(in, object, "speaker", &quote->speaker, f) ||
	    !copy_field(in, object, "url", &article->identity, f) ||
	    !copy_field(in, object, "outlet", &article->outlet, f))
		return false;
	if (quote->id.n == 0)
		return fault_set(f, FAULT_INPUT, "has no \"id\"");
	if (json_object_get(object, "text") == NULL)
		return fault_set(f, FAULT_INPUT, "has no \"text\"");
	quote->mention = quote->speaker;
	/* A quotation without an address is an article of its own: it cannot be told from others. */
	if (article->identity.n == 0)
		article->identity = quote->id;
	if (!copy_credit(in, object, &article->lineage, f))
		return false;
	if (article->lineage.n == 0)
		article->lineage = article->outlet.n > 0 ? article->outlet : article->identity;
	quote->start = json_is_integer(json_object_get(object, "start")) ?
	    (size_t)json_integer_value(json_object_get(object, "start")) :
	    0;
	return read_published(in, json_object_get(object, "published"), article, f);
}

static bool
read_line(struct input *in, struct span line, struct fault *f)
{
	json_error_t	 error;
	json_t		*object;
	bool		 ok;

	if (!arena_grow(in->arena, &in->articles, in->count, &in->articles_room,
		sizeof *in->articles, f) ||
	    !arena_grow(in->arena, &in->occurrences, in->count, &in->occurrences_room,
		sizeof *in->occurrences, f) ||
	    !arena_grow(in->arena, &in->lines, in->count, &in->lines_room, sizeof *in->lines, f))
		return false;
	object = json_loadb(line.p, line.n, 0, &error);
	if (object == NULL)
		return fault_set(f, FAULT_INPUT, "no JSON at byte %d: %s", error.position,
		    error.text);
	ok = json_is_object(object) ? read_quote(in, object, f) :
				      fault_set(f, FAULT_INPUT, "is not a JSON object");
	json_decref(object);
	ok = ok && span_in(in->arena, line, &in->lines[in->count], f);
	if (ok)
		in->count++;
	return ok;
}

/* Every line; a bad one is named and left out. False when memory or the file failed. */
static bool
read_input(const struct cli *cli, struct input *in, FILE *from, struct fault *f)
{
	struct fault	 why = FAULT_INIT;
	char		*line = NULL;
	size_t		 room = 0, number = 0;
	ssize_t		 n;

	while ((n = getline(&line, &room, from)) >= 0) {
		struct span	 text = span_trim((struct span) { line, (size_t)n });

		number++;
		if (*cli->stop)
			break;
		if (!utf8_valid((struct span) { line, (size_t)n }))
			fault_set(&why, FAULT_INPUT, "is not UTF-8");
		else if (text.n > 0)
			(void)!read_line(in, text, &why);
		if (why.kind == FAULT_MEMORY)
			break;
		if (why.kind != FAULT_NONE) {
			cli_say(cli, "%.*s:%zu: %s", SPAN_ARG(in->name), number, why.text);
			in->failed++;
			fault_clear(&why);
		}
	}
	free(line);
	if (why.kind == FAULT_MEMORY)
		return fault_set(f, why.kind, "%.*s: %s", SPAN_ARG(in->name), why.text);
	if (ferror(from))
		return fault_set(f, FAULT_IO, "%.*s: %s", SPAN_ARG(in->name), strerror(errno));
	return true;
}

/* One line as the others see it: by address, dated ones first, then by id. */
struct entry {
	const struct occurrence	*quote;
	const struct trail_article *article;
	size_t			 line;
};

static int
by_id(const void *left, const void *right)
{
	const struct entry	*a = left, *b = right;
	int			 order = span_cmp(a->quote->id, b->quote->id);

	return order != 0 ? order : (a->line > b->line) - (a->line < b->line);
}

static int
by_address(const void *left, const void *right)
{
	const struct trail_article *a = ((const struct entry *)left)->article,
				   *b = ((const struct entry *)right)->article;
	int	 order = span_cmp(a->identity, b->identity);

	if (order != 0)
		return order;
	if ((a->rank == 0) != (b->rank == 0))
		return a->rank == 0 ? 1 : -1;
	if (a->published.earliest != b->published.earliest)
		return a->published.earliest < b->published.earliest ? -1 : 1;
	if (a->published.latest != b->published.latest)
		return a->published.latest < b->published.latest ? -1 : 1;
	return by_id(left, right);
}

static struct entry *
entries_of(const struct input *in, struct arena *arena, struct fault *f)
{
	struct entry	*entries = arena_take(arena, in->count, sizeof *entries, f);

	for (size_t i = 0; entries != NULL && i < in->count; i++)
		entries[i] = (struct entry) { &in->occurrences[i], &in->articles[i], i };
	return entries;
}

/* An id that comes twice would make every answer about it ambiguous. */
static bool
refuse_doubles(const struct input *in, struct entry *entries, struct fault *f)
{
	qsort(entries, in->count, sizeof *entries, by_id);
	for (size_t i = 1; i < in->count; i++) {
		if (span_eq(entries[i - 1].quote->id, entries[i].quote->id))
			return fault_set(f, FAULT_INPUT, "%.*s: the id \"%.*s\" comes twice",
			    SPAN_ARG(in->name), SPAN_ARG(entries[i].quote->id));
	}
	return true;
}

/* Quotations of one address are one article: it speaks once in a verdict. */
static bool
join_articles(struct input *in, struct trail_article **articles, size_t *count, struct fault *f)
{
	struct entry	*entries = entries_of(in, in->arena, f);

	*count = 0;
	*articles = entries == NULL ? NULL : arena_take(in->arena, in->count, sizeof **articles, f);
	if (*articles == NULL || !refuse_doubles(in, entries, f))
		return false;
	qsort(entries, in->count, sizeof *entries, by_address);
	for (size_t i = 0; i < in->count; i++) {
		if (i == 0 ||
		    !span_eq(entries[i - 1].article->identity, entries[i].article->identity))
			(*articles)[(*count)++] = *entries[i].article;
		in->occurrences[entries[i].line].article = *count - 1;
	}
	return true;
}

static struct span
id_of(const struct input *in, size_t index)
{
	return index == TRAIL_NONE ? SPAN_NONE : in->occurrences[index].id;
}

/* What was concluded about a quotation, one field each. */
static const char *const conclusions[] = { "family", "families", "source", "parent", "verdict",
	"drift" };

static void
put_conclusion(struct buf *out, const char *name, const struct input *in, const struct trail *trail,
    size_t i)
{
	const struct placement	*placement = &trail->placements[i];
	const struct family	*family = &trail->families[placement->family];
	struct span		 families[2] = { id_of(in, family->earliest) };
	bool			 two = placement->second != TRAIL_NONE;

	if (two)
		families[1] = id_of(in, trail->families[placement->second].earliest);
	if (strcmp(name, "families") == 0)
		record_texts(out, name, families, two ? 2 : 1);
	else if (strcmp(name, "parent") == 0)
		json_put_text(out, name, id_of(in, placement->parent));
	else if (strcmp(name, "verdict") == 0)
		json_put_string(out, name, span_of(verdict_names[family->verdict]));
	else if (strcmp(name, "drift") != 0)
		json_put_text(out, name, families[0]);
	else if (i == family->earliest)
		json_put_null(out, name);
	else
		record_drift(out, name, &placement->drift);
}

static bool
put_carried(struct buf *out, const char *name, const json_t *value, struct fault *f)
{
	char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(12));

	if (text == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	json_name(out, span_of(name));
	json_put_raw(out, NULL, span_of(text));
	free(text);
	return true;
}

/* The line as it came, with what was concluded about it: in its place when it came with such a field. */
static bool
put_linked(struct buf *out, json_t *object, const struct input *in, const struct trail *trail,
    size_t i, struct fault *f)
{
	bool		 put[LEN(conclusions)] = { false };
	const char	*name;
	json_t		*value;

	json_open(out, NULL, '{');
	json_object_foreach(object, name, value)
	{
		size_t	 k = 0;

		while (k < LEN(conclusions) && strcmp(conclusions[k], name) != 0)
			k++;
		if (k == LEN(conclusions) && !put_carried(out, name, value, f))
			return false;
		if (k == LEN(conclusions))
			continue;
		put_conclusion(out, conclusions[k], in, trail, i);
		put[k] = true;
	}
	for (size_t k = 0; k < LEN(conclusions); k++) {
		if (!put[k])
			put_conclusion(out, conclusions[k], in, trail, i);
	}
	json_close(out, '}');
	return true;
}

static bool
print_linked(const struct input *in, const struct trail *trail, size_t i, FILE *to, struct fault *f)
{
	json_t		*object = json_loadb(in->lines[i].p, in->lines[i].n, 0, NULL);
	struct buf	 out = BUF(RECORD_BYTES_MAX);
	bool		 ok;

	if (object == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	ok = put_linked(&out, object, in, trail, i, f) && json_print(&out, to, f);
	buf_free(&out);
	json_decref(object);
	return ok;
}

static enum exit_status
link_quotes(struct cli *cli, struct input *in, struct fault *f)
{
	struct trail_article	*articles = NULL;
	struct trail		 trail;
	size_t			 narticles = 0;

	if (in->count > 0 &&
	    (!join_articles(in, &articles, &narticles, f) ||
		!trail_follow(articles, narticles, in->occurrences, in->count, NULL, in->arena,
		    &trail, f) ||
		!trail_measure_all(articles, in->occurrences, in->arena, &trail, f)))
		return cli_fail(cli, f);
	for (size_t i = 0; i < in->count; i++) {
		if (!print_linked(in, &trail, i, cli->out, f))
			return cli_fail(cli, f);
	}
	if (in->undated > 0)
		cli_say(cli,
		    "%.*s: \"published\" is no date in %zu records; they are linked as undated",
		    SPAN_ARG(in->name), in->undated);
	if (*cli->stop)
		return EXIT_INTERRUPTED;
	return in->failed > 0 ? EXIT_SOURCES : EXIT_FOUND;
}

enum exit_status
cmd_link(struct cli *cli, const struct args *args)
{
	struct input	 in = { .arena = arena_new(LINK_BYTES_MAX), .name = SPAN("standard input") };
	struct fault	 f = FAULT_INIT;
	FILE		*from = stdin;
	enum exit_status status;

	if (args->noperands > 0 && strcmp(args->operands[0], "-") != 0) {
		in.name = span_of(args->operands[0]);
		from = fopen(args->operands[0], "r");
	}
	if (in.arena == NULL)
		fault_set(&f, FAULT_MEMORY, "out of memory");
	else if (from == NULL)
		fault_set(&f, FAULT_MISSING, "%s: %s", args->operands[0], strerror(errno));
	if (f.kind != FAULT_NONE || !read_input(cli, &in, from, &f))
		status = cli_fail(cli, &f);
	else
		status = link_quotes(cli, &in, &f);
	if (from != NULL && from != stdin)
		fclose(from);
	arena_free(in.arena);
	return status;
}
