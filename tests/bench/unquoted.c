/*
 * How long it takes to find known words outside quotation marks: the
 * quotations of a file that `link` printed are made an index, and articles of
 * a million words in all are held against it, each with one of the quotations
 * among words of its own. One core, and its own time.
 */
#include <jansson.h>

#include "core/buf.h"
#include "core/unquoted.h"
#include "tests/bench/bench.h"

#define WORDS 1000000
#define ARTICLE_WORDS 1000
#define BYTES_MAX ((size_t)8 << 30)

/* Quotations in the order of the file. */
struct world {
	struct occurrence	*quotes;
	struct placement	*placements;
	struct family		*families;
	size_t	 count, room, *members;
	size_t	 nfamilies;
	struct arena *arena;
	json_t	*numbers; /* of families, by name */
};

static struct fault	 fault;

static size_t
number_of(struct world *w, const char *name)
{
	const json_t	*known = json_object_get(w->numbers, name);

	if (known != NULL)
		return (size_t)json_integer_value(known);
	if (json_object_set_new(w->numbers, name, json_integer((json_int_t)w->nfamilies)) != 0)
		die("families", "out of memory");
	return w->nfamilies++;
}

static void
add_line(struct world *w, const char *line, size_t n)
{
	json_t		*object = json_loadb(line, n, 0, NULL);
	const json_t	*text = json_object_get(object, "text");
	const char	*family = json_string_value(json_object_get(object, "family"));
	struct occurrence *quote = &w->quotes[w->count];

	if (text == NULL || family == NULL)
		die("unquoted", "a line is no quotation that was linked");
	*quote = (struct occurrence) { .article = w->count };
	w->placements[w->count++] =
	    (struct placement) { .family = number_of(w, family), .second = TRAIL_NONE };
	if (!span_in(w->arena, (struct span) { json_string_value(text), json_string_length(text) },
		&quote->text, &fault))
		die("unquoted", fault.text);
	json_decref(object);
}

static void
read_lines(struct world *w, const char *path)
{
	FILE	*file = fopen(path, "r");
	char	*line = NULL;
	size_t	 room = 0;
	ssize_t	 n;

	if (file == NULL)
		die(path, "cannot be read");
	while ((n = getline(&line, &room, file)) > 0) {
		if (w->count == w->room) {
			w->room = w->room * 2 + 1024;
			w->quotes = realloc(w->quotes, w->room * sizeof *w->quotes);
			w->placements = realloc(w->placements, w->room * sizeof *w->placements);
			if (w->quotes == NULL || w->placements == NULL)
				die(path, "out of memory");
		}
		add_line(w, line, (size_t)n);
	}
	free(line);
	fclose(file);
}

static void
list_members(struct world *w)
{
	size_t	 from = 0;

	w->families = calloc(w->nfamilies + 1, sizeof *w->families);
	w->members = calloc(w->count + 1, sizeof *w->members);
	if (w->families == NULL || w->members == NULL)
		die("families", "out of memory");
	for (size_t i = 0; i < w->count; i++)
		w->families[w->placements[i].family].nmembers++;
	for (size_t k = 0; k < w->nfamilies; k++) {
		w->families[k].members = w->members + from;
		from += w->families[k].nmembers;
		w->families[k].nmembers = 0;
	}
	for (size_t i = 0; i < w->count; i++) {
		struct family	*family = &w->families[w->placements[i].family];

		w->members[(size_t)(family->members - w->members) + family->nmembers++] = i;
	}
}

/* Words that stand in no quotation, around one that does. */
static void
write_article(const struct world *w, size_t number, struct buf *text)
{
	for (size_t i = 0; i < ARTICLE_WORDS; i++) {
		if (i == ARTICLE_WORDS / 2) {
			buf_add(text, w->quotes[number * 7919 % w->count].text);
			buf_char(text, ' ');
		}
		buf_print(text, "%s ", (number + i) % 3 ? "the" : "and");
		buf_print(text, "tide%zu ", (number * 31 + i * i) % 5000);
	}
}

static size_t
find_in_articles(const struct world *w, const struct unquoted_index *index, double *took)
{
	struct arena	*scratch = arena_new(BYTES_MAX);
	struct buf	 text = BUF(1 << 20);
	size_t		 carried = 0;

	if (scratch == NULL)
		die("unquoted", "out of memory");
	for (size_t number = 0; number < WORDS / (2 * ARTICLE_WORDS); number++) {
		struct block	 block = { .region = REGION_BODY };
		struct article	 article = { .blocks = &block, .nblocks = 1 };
		struct unquoted	*found;
		size_t		 count;
		double		 began;

		buf_cut(&text, 0);
		write_article(w, number, &text);
		block.text = article.text = span_trim(buf_span(&text));
		arena_reset(scratch);
		began = seconds_used();
		if (!unquoted_find(index, &article, NULL, 0, scratch, &found, &count, &fault))
			die("unquoted", fault.text);
		*took += seconds_used() - began;
		carried += count > 0;
	}
	buf_free(&text);
	arena_free(scratch);
	return carried;
}

int
main(int argc, char **argv)
{
	struct world		 w = { .arena = arena_new(BYTES_MAX), .numbers = json_object() };
	struct unquoted_index	*index = NULL;
	struct trail		 trail;
	double			 began, indexed, took = 0;
	size_t			 carried;

	if (argc != 2 || w.arena == NULL || w.numbers == NULL)
		die("usage", "unquoted LINKED");
	read_lines(&w, argv[1]);
	list_members(&w);
	trail = (struct trail) { .placements = w.placements,
		.families = w.families,
		.nfamilies = w.nfamilies };
	began = seconds_used();
	if (!unquoted_index_new(w.quotes, w.count, &trail, &index, &fault))
		die("unquoted", fault.text);
	indexed = seconds_used() - began;
	carried = find_in_articles(&w, index, &took);
	printf("unquoted: %d words against %zu quotations: %.2f s, of them %.2f s for the index; "
	       "%zu of %d articles carry one\n",
	    WORDS, w.count, indexed + took, indexed, carried, WORDS / (2 * ARTICLE_WORDS));
	unquoted_index_free(index);
	arena_free(w.arena);
	free(w.quotes);
	free(w.placements);
	free(w.families);
	free(w.members);
	json_decref(w.numbers);
	return 0;
}
