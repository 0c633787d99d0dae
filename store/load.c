/* Articles and quotations, whole, as they were filed. */
#include "store/load.h"

#include <limits.h>
#include <stdlib.h>

#include "store/block.h"
#include "store/names.h"

/* Does a cut before byte `at` go through a character? */
static bool
splits(struct span text, size_t at)
{
	return at < text.n && ((unsigned char)text.p[at] & 0xc0) == 0x80;
}

bool
stretch_fits(struct span text, size_t from, size_t to)
{
	return from <= to && to <= text.n && !splits(text, from) && !splits(text, to);
}

/* The next two columns, start and length, as a stretch of host; NULL is none. */
static struct span
take_stretch(struct query *q, struct span host)
{
	bool	 none = query_is_null(q);
	size_t	 start = query_take_size(q), length = query_take_size(q);

	if (none || host.p == NULL)
		return SPAN_NONE;
	if (!stretch_fits(host, start, start + length)) {
		query_damage(q, "a stretch lies outside its text");
		return SPAN_NONE;
	}
	return span_cut(host, start, start + length);
}

/* The next two columns, words and the place they have in host, if they stand there. */
static struct span
take_words(struct query *q, struct span host, struct arena *arena)
{
	struct span	 words = query_take_text(q, arena), there;
	bool		 elsewhere = query_is_null(q);
	size_t		 at = query_take_size(q);

	if (elsewhere || host.p == NULL)
		return words;
	there = span_cut(host, at, at + words.n);
	if (!span_eq(there, words))
		query_damage(q, "words are not where they were");
	return there;
}

/* A rule or a charset: static in the program that wrote it, in the arena here. NULL stays NULL. */
static const char *
take_string(struct query *q, struct arena *arena)
{
	return query_take_text(q, arena).p;
}

static void
take_dating(struct query *q, struct dating *d, struct arena *arena)
{
	d->when.earliest = query_take_time(q);
	d->when.latest = query_take_time(q);
	d->day = query_take_text(q, arena);
	d->rank = query_take_small(q, RANK_MAX);
	d->best = query_take_size(q);
	d->conflict = query_take_bool(q);
	d->inferred = query_take_bool(q);
}

static bool
read_version(struct store *store, int64_t row, enum store_depth depth, struct arena *arena,
    struct filed_article *filed, int64_t *document, struct fault *f)
{
	struct article	*a = &filed->article;
	struct query	 q = query_begin(store, SQL_VERSION_GET);

	*filed = (struct filed_article) { .row = row };
	query_int(&q, ":version", row);
	if (!query_row(&q)) {
		fault_set(&q.fault, FAULT_MISSING, "%s: no article has the number %lld",
		    store->path, (long long)row);
		return query_end(&q, f);
	}
	filed->identity = a->identity = query_take_text(&q, arena);
	filed->lineage = query_take_text(&q, arena);
	filed->version = query_take_small(&q, INT_MAX);
	filed->newest = query_take_bool(&q);
	*document = query_take_int(&q);
	a->url = query_take_text(&q, arena);
	a->requested = query_take_text(&q, arena);
	a->canonical = query_take_text(&q, arena);
	a->file = query_take_text(&q, arena);
	a->outlet = query_take_text(&q, arena);
	a->title = query_take_text(&q, arena);
	a->byline = query_take_text(&q, arena);
	a->language = query_take_text(&q, arena);
	a->captured = query_take_time(&q);
	take_dating(&q, &a->published, arena);
	take_dating(&q, &a->modified, arena);
	a->charset = take_string(&q, arena);
	a->replaced = query_take_size(&q);
	if (depth != STORE_OUTLINE)
		a->text = query_take_text(&q, arena);
	return query_end(&q, f);
}

static bool
read_aliases(struct store *store, int64_t document, struct arena *arena,
    struct filed_article *filed, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_ALIASES_GET);
	struct span	*list = NULL;
	size_t		 room = 0;

	query_int(&q, ":article", document);
	while (query_row(&q)) {
		if (!arena_grow(arena, &list, filed->naliases, &room, sizeof *list, &q.fault))
			break;
		list[filed->naliases++] = query_take_text(&q, arena);
	}
	filed->aliases = list;
	return query_end(&q, f);
}

static bool
read_evidence(struct store *store, int64_t row, struct arena *arena, struct article *article,
    struct fault *f)
{
	struct query	 q = query_begin(store, SQL_EVIDENCE_GET);
	size_t		 room = 0;

	query_int(&q, ":version", row);
	while (query_row(&q)) {
		struct evidence	 e = { .used = false };

		e.kind = (enum evidence_kind)QUERY_TAKE_NAME(&q, evidence_kinds);
		e.says = (enum evidence_says)QUERY_TAKE_NAME(&q, says_names);
		e.found = query_take_text(&q, arena);
		e.where = take_stretch(&q, article->text);
		e.place = query_take_text(&q, arena);
		e.when.earliest = query_take_time(&q);
		e.when.latest = query_take_time(&q);
		e.day = query_take_text(&q, arena);
		e.zone = query_take_text(&q, arena);
		e.weekday = query_take_small(&q, WEEKDAY_MAX);
		e.used = query_take_bool(&q);
		if (!article_add_evidence(article, &room, &e, arena, &q.fault))
			break;
	}
	return query_end(&q, f);
}

static bool
read_credits(struct store *store, int64_t row, struct arena *arena, struct article *article,
    struct fault *f)
{
	struct query	 q = query_begin(store, SQL_CREDITS_GET);
	size_t		 room = 0;

	query_int(&q, ":version", row);
	while (query_row(&q)) {
		struct credit	 credit = { .name = SPAN_NONE };

		credit.role = (enum credit_role)QUERY_TAKE_NAME(&q, credit_role_names);
		credit.name = query_take_text(&q, arena);
		credit.found = query_take_text(&q, arena);
		credit.where = take_stretch(&q, article->text);
		if (!article_add_credit(article, &room, &credit, arena, &q.fault))
			break;
	}
	return query_end(&q, f);
}

/* `best` is an index into the evidence; a damaged one must not lead outside of it. */
static bool
check_dating(const struct store *store, const struct article *a, struct fault *f)
{
	const struct dating	*dates[] = { &a->published, &a->modified };

	for (size_t i = 0; i < LEN(dates); i++) {
		if (dates[i]->rank != 0 && dates[i]->best >= a->nevidence)
			return fault_set(f, FAULT_DATABASE, "%s: damaged: a date without evidence",
			    store->path);
	}
	return true;
}

int
first_weekday(const struct article *article)
{
	for (size_t i = 0; i < article->nevidence; i++) {
		if (article->evidence[i].kind == EVIDENCE_WEEKDAY)
			return article->evidence[i].weekday;
	}
	return 0;
}

/* What its dates rest on, and who gathered it. */
static bool
read_ground(struct store *store, int64_t row, struct arena *arena, struct article *article,
    struct fault *f)
{
	return read_evidence(store, row, arena, article, f) &&
	    read_credits(store, row, arena, article, f) && check_dating(store, article, f);
}

bool
load_article(struct store *store, int64_t row, enum store_depth depth, struct arena *arena,
    struct filed_article *filed, struct fault *f)
{
	struct article	*a = &filed->article;
	int64_t		 document = 0;

	return read_version(store, row, depth, arena, filed, &document, f) &&
	    (depth != STORE_WHOLE || read_aliases(store, document, arena, filed, f)) &&
	    (depth == STORE_OUTLINE || blocks_load(store, row, arena, a, f)) &&
	    (depth == STORE_PROSE || read_ground(store, row, arena, a, f));
}

/* The text a quotation's offsets count in. */
static struct span
host_of(struct query *q, enum store_depth depth, const struct article *article, struct quote *quote)
{
	bool	 inside = query_is_null(q);
	size_t	 outside = query_take_size(q);

	quote->outside = inside ? -1 : (ptrdiff_t)outside;
	quote->block = query_take_size(q);
	if (depth == STORE_OUTLINE)
		return SPAN_NONE;
	if (quote->block > 0 && quote->block >= (inside ? article->nblocks : article->noutside))
		query_damage(q, "a quotation without its block");
	if (!inside && outside >= article->noutside) {
		query_damage(q, "a quotation without its block");
		return SPAN_NONE;
	}
	return inside ? article->text : article->outside[outside].text;
}

static void
take_speaker(struct query *q, struct span host, struct arena *arena, struct quote *quote)
{
	quote->cue = take_words(q, host, arena);
	quote->mention = take_words(q, host, arena);
	quote->speaker = take_words(q, host, arena);
	quote->quoted_by = take_words(q, host, arena);
	quote->state = (enum speaker_state)QUERY_TAKE_NAME(q, speaker_state_names);
	quote->kind = (enum speaker_kind)QUERY_TAKE_NAME(q, speaker_kind_names);
	quote->speaker_rule = take_string(q, arena);
	quote->confidence = query_take_real(q);
	quote->venue = take_words(q, host, arena);
	quote->venue_name = query_take_text(q, arena);
	quote->said_on = query_take_text(q, arena);
}

size_t
load_number(struct span *list, char end, bool *good)
{
	size_t	 value = 0, i = 0;

	for (; i < list->n && list->p[i] >= '0' && list->p[i] <= '9' && value <= SIZE_MAX / 16; i++)
		value = value * 10 + (size_t)(list->p[i] - '0');
	*good &= i > 0 && i < list->n && list->p[i] == end;
	*list = span_cut(*list, i + 1, list->n);
	return value;
}

void
load_parts(struct query *q, struct span host, struct arena *arena, struct span **parts,
    size_t *count, size_t *room)
{
	struct span	 list = query_take_blob(q);
	bool		 good = span_starts(list, SPAN("[["));
	bool		 more = true;

	list = span_cut(list, 1, list.n);
	while (good && more) {
		size_t	 from, to;

		good = span_starts(list, SPAN("["));
		list = span_cut(list, 1, list.n);
		from = load_number(&list, ',', &good);
		to = load_number(&list, ']', &good);
		good = good && stretch_fits(host, from, to);
		if (!good || !arena_grow(arena, parts, *count, room, sizeof **parts, &q->fault))
			break;
		(*parts)[(*count)++] = span_cut(host, from, to);
		more = span_starts(list, SPAN(","));
		good = more || span_starts(list, SPAN("]"));
		list = span_cut(list, 1, list.n);
	}
	if (!good)
		query_damage(q, "a stretch lies outside its text");
}

static void
take_own_parts(struct query *q, struct span host, struct arena *arena, struct quote *quote)
{
	struct span	*parts = NULL;
	size_t		 room = 0;

	load_parts(q, host, arena, &parts, &quote->nparts, &room);
	quote->parts = parts;
	/* One part is the text itself, where it stands. */
	if (parts != NULL && quote->nparts == 1 && span_eq(parts[0], quote->text))
		quote->text = parts[0];
}

static bool
read_quote(struct store *store, int64_t row, enum store_depth depth, const struct article *article,
    struct arena *arena, struct filed_quote *filed, struct span *host, struct fault *f)
{
	struct quote	*quote = &filed->quote;
	struct query	 q = query_begin(store, SQL_QUOTE_GET);

	query_int(&q, ":quote", row);
	if (!query_row(&q)) {
		fault_set(&q.fault, FAULT_MISSING, "%s: no quotation has the number %lld",
		    store->path, (long long)row);
		return query_end(&q, f);
	}
	filed->id = query_take_text(&q, arena);
	filed->family = query_take_text(&q, arena);
	filed->second = query_take_text(&q, arena);
	*host = host_of(&q, depth, article, quote);
	filed->start = query_take_size(&q);
	filed->end = query_take_size(&q);
	quote->text = query_take_text(&q, arena);
	quote->whole = take_stretch(&q, *host);
	quote->region = (enum region)QUERY_TAKE_NAME(&q, region_names);
	quote->form = (enum quote_form)QUERY_TAKE_NAME(&q, quote_form_names);
	quote->form_rule = take_string(&q, arena);
	take_speaker(&q, *host, arena, quote);
	filed->shown = query_take_text(&q, arena);
	if (depth == STORE_WHOLE)
		take_own_parts(&q, *host, arena, quote);
	return query_end(&q, f);
}

bool
load_quote(struct store *store, int64_t row, enum store_depth depth,
    const struct filed_article *article, size_t index, struct arena *arena,
    struct filed_quote *filed, struct fault *f)
{
	struct span	 host = SPAN_NONE;

	*filed =
	    (struct filed_quote) { .row = row, .article = index, .superseded = !article->newest };
	return read_quote(store, row, depth, &article->article, arena, filed, &host, f);
}

bool
load_quoted(struct store *store, struct arena *arena, struct filed_article *filed, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_QUOTED_OF_VERSION);
	struct span	*quoted = NULL;
	size_t		 room = 0;

	query_int(&q, ":version", filed->row);
	while (query_row(&q))
		load_parts(&q, filed->article.text, arena, &quoted, &filed->nquoted, &room);
	filed->quoted = quoted;
	return query_end(&q, f);
}

bool
load_rows(struct query *q, struct arena *arena, struct rows *rows, struct fault *f)
{
	size_t	 room = 0;

	*rows = (struct rows) { NULL, 0 };
	while (query_row(q)) {
		if (!arena_grow(arena, &rows->items, rows->count, &room, sizeof *rows->items,
			&q->fault))
			break;
		rows->items[rows->count++] = query_take_int(q);
	}
	return query_end(q, f);
}

bool
row_index_new(size_t count, struct arena *arena, struct row_index *index, struct fault *f)
{
	*index = (struct row_index) { arena_take(arena, count, sizeof *index->items, f), count };
	return index->items != NULL;
}

static int
by_row(const void *left, const void *right)
{
	int64_t	 a = ((const struct row_place *)left)->row;
	int64_t	 b = ((const struct row_place *)right)->row;

	return (a > b) - (a < b);
}

void
row_index_sort(struct row_index *index)
{
	if (index->count > 1)
		qsort(index->items, index->count, sizeof *index->items, by_row);
}

size_t
row_index_find(const struct row_index *index, int64_t row)
{
	struct row_place	 key = { .row = row };
	const struct row_place *found =
	    index->count == 0 ? NULL : bsearch(&key, index->items, index->count, sizeof key, by_row);

	return found == NULL ? TRAIL_NONE : found->index;
}

bool
load_articles(struct store *store, const struct rows *versions, enum store_depth depth,
    struct arena *arena, struct corpus *corpus, struct fault *f)
{
	corpus->articles = arena_take(arena, versions->count, sizeof *corpus->articles, f);
	if (corpus->articles == NULL)
		return false;
	for (; corpus->narticles < versions->count; corpus->narticles++) {
		if (!load_article(store, versions->items[corpus->narticles], depth, arena,
			&corpus->articles[corpus->narticles], f))
			return false;
	}
	return true;
}

static int
by_id(const void *left, const void *right)
{
	const struct filed_quote	*a = left, *b = right;
	int				 order = span_cmp(a->id, b->id);

	/* Equal ids: one teaser shown twice on a page. Reading order then. */
	if (order == 0)
		order = (a->article > b->article) - (a->article < b->article);
	return order != 0 ? order : (a->row > b->row) - (a->row < b->row);
}

void
corpus_sort(struct corpus *corpus)
{
	if (corpus->nquotes > 1)
		qsort(corpus->quotes, corpus->nquotes, sizeof *corpus->quotes, by_id);
}

bool
load_all_quotes(struct store *store, struct arena *arena, struct corpus *corpus, struct fault *f)
{
	size_t	 room = 0;

	for (size_t i = 0; i < corpus->narticles; i++) {
		struct rows	 rows;
		struct query	 q = query_begin(store, SQL_QUOTES_OF_VERSION);

		query_int(&q, ":version", corpus->articles[i].row);
		if (!load_rows(&q, arena, &rows, f))
			return false;
		for (size_t k = 0; k < rows.count; k++) {
			if (!arena_grow(arena, &corpus->quotes, corpus->nquotes, &room,
				sizeof *corpus->quotes, f) ||
			    !load_quote(store, rows.items[k], STORE_WHOLE, &corpus->articles[i], i,
				arena, &corpus->quotes[corpus->nquotes], f))
				return false;
			corpus->nquotes++;
		}
	}
	corpus_sort(corpus);
	return true;
}

bool
store_article(struct store *store, int64_t row, struct arena *arena, struct corpus *corpus,
    struct fault *f)
{
	struct rows	 one = { &row, 1 };

	*corpus = (struct corpus) { NULL, 0, NULL, 0 };
	if (!snapshot_begin(store, f))
		return false;
	return snapshot_end(store,
	    load_articles(store, &one, STORE_WHOLE, arena, corpus, f) &&
		load_all_quotes(store, arena, corpus, f),
	    f);
}
