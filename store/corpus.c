/*
 * The corpus as the trail sees it. Rows leave in the order of identities and
 * ids, which come from content alone, so the order of arrival leaves no trace.
 */
#include "store/store.h"

#include <limits.h>

#include "store/news.h"

/* The weekday stands for the one piece of evidence the trail asks for. */
static bool
set_weekday(struct article *article, int weekday, struct arena *arena, struct fault *f)
{
	struct evidence e = { .kind = EVIDENCE_WEEKDAY,
		.says = SAYS_NOT_BEFORE,
		.when = INTERVAL_UNKNOWN,
		.weekday = weekday };
	size_t		 room = 0;

	return weekday == 0 || article_add_evidence(article, &room, &e, arena, f);
}

/* Room for as many as there are at most: a list that grows leaves half of itself behind. */
static bool
make_room(struct store *store, struct arena *arena, struct corpus *corpus, size_t *articles,
    size_t *quotes, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_CORPUS_COUNT);

	*articles = *quotes = 0;
	if (query_row(&q)) {
		*articles = query_take_size(&q);
		*quotes = query_take_size(&q);
	}
	if (!query_end(&q, f))
		return false;
	corpus->articles = arena_take(arena, *articles, sizeof *corpus->articles, f);
	corpus->quotes = arena_take(arena, *quotes, sizeof *corpus->quotes, f);
	return corpus->articles != NULL && corpus->quotes != NULL;
}

static bool
read_articles(struct query *q, struct arena *arena, struct corpus *corpus, size_t room,
    struct fault *f)
{
	while (query_row(q)) {
		struct filed_article	 filed = { .row = query_take_int(q) };
		struct dating		*d = &filed.article.published;

		filed.identity = filed.article.identity = query_take_text(q, arena);
		filed.lineage = query_take_text(q, arena);
		filed.article.outlet = query_take_text(q, arena);
		filed.article.language = query_take_text(q, arena);
		filed.version = query_take_small(q, INT_MAX);
		filed.newest = query_take_bool(q);
		d->when.earliest = query_take_time(q);
		d->when.latest = query_take_time(q);
		d->rank = query_take_small(q, RANK_MAX);
		d->conflict = query_take_bool(q);
		d->inferred = query_take_bool(q);
		filed.article.modified.when = INTERVAL_UNKNOWN;
		filed.article.captured = DATE_UNKNOWN;
		if (!set_weekday(&filed.article, query_take_small(q, WEEKDAY_MAX), arena, &q->fault) ||
		    !arena_grow(arena, &corpus->articles, corpus->narticles, &room,
			sizeof *corpus->articles, &q->fault))
			break;
		corpus->articles[corpus->narticles++] = filed;
	}
	return query_end(q, f);
}

bool
corpus_index(const struct corpus *corpus, struct arena *arena, struct row_index *index,
    struct fault *f)
{
	if (!row_index_new(corpus->narticles, arena, index, f))
		return false;
	for (size_t i = 0; i < corpus->narticles; i++)
		index->items[i] = (struct row_place) { corpus->articles[i].row, i };
	row_index_sort(index);
	return true;
}

/* The columns of quotes_load; the words have no text around them here. Its article is told by row. */
static void
take_quote(struct query *q, struct arena *arena, struct filed_quote *filed)
{
	bool	 inside;

	*filed = (struct filed_quote) { .row = query_take_int(q) };
	filed->article = query_take_size(q);
	filed->id = query_take_text(q, arena);
	filed->start = query_take_size(q);
	filed->end = query_take_size(q);
	filed->quote.text = query_take_text(q, arena);
	filed->quote.region = (enum region)QUERY_TAKE_NAME(q, region_names);
	filed->quote.form = (enum quote_form)QUERY_TAKE_NAME(q, quote_form_names);
	filed->quote.mention = query_take_text(q, arena);
	filed->quote.speaker = query_take_text(q, arena);
	filed->quote.venue = query_take_text(q, arena);
	filed->quote.venue_name = query_take_text(q, arena);
	filed->quote.said_on = query_take_text(q, arena);
	inside = query_is_null(q);
	filed->quote.outside = query_take_small(q, INT_MAX);
	if (inside)
		filed->quote.outside = -1;
	filed->shown = query_take_text(q, arena);
}

/* The one that was taken is kept; with a list of what is known of each, that too. */
static bool
keep_quote(struct query *q, const struct filed_quote *filed, struct arena *arena,
    struct corpus *corpus, size_t *room, struct filed_place **places)
{
	const size_t	 before = *room;

	if (!arena_grow(arena, &corpus->quotes, corpus->nquotes, room, sizeof *corpus->quotes,
		&q->fault))
		return false;
	if (places != NULL) {
		size_t	 places_room = before;

		if (!arena_grow(arena, places, corpus->nquotes, &places_room, sizeof **places,
			&q->fault))
			return false;
		(*places)[corpus->nquotes].family = query_take_time(q);
		(*places)[corpus->nquotes].bits = query_take_real(q);
		(*places)[corpus->nquotes].fresh = query_take_bool(q);
		(*places)[corpus->nquotes].again = query_take_bool(q);
	}
	corpus->quotes[corpus->nquotes++] = *filed;
	return true;
}

static bool
read_quotes(struct query *q, struct arena *arena, struct corpus *corpus, size_t room,
    struct filed_place **places, struct fault *f)
{
	while (query_row(q)) {
		struct filed_quote *last =
		    corpus->nquotes > 0 ? &corpus->quotes[corpus->nquotes - 1] : NULL;
		struct filed_quote	 filed;

		take_quote(q, arena, &filed);
		/* The same teaser twice on one page is one occurrence. */
		if (last != NULL && last->article == filed.article && span_eq(last->id, filed.id))
			continue;
		if (!keep_quote(q, &filed, arena, corpus, &room, places))
			break;
	}
	return query_end(q, f);
}

/* From the row of each quotation's article to its place in the corpus. */
static bool
find_articles(struct store *store, struct arena *arena, struct corpus *corpus, struct fault *f)
{
	struct row_index	 index;

	if (!corpus_index(corpus, arena, &index, f))
		return false;
	for (size_t i = 0; i < corpus->nquotes; i++) {
		struct filed_quote	*filed = &corpus->quotes[i];

		filed->article = row_index_find(&index, (int64_t)filed->article);
		if (filed->article == TRAIL_NONE)
			return fault_set(f, FAULT_DATABASE,
			    "%s: damaged: a quotation without its article", store->path);
		filed->superseded = !corpus->articles[filed->article].newest;
	}
	return true;
}

/* The articles of the quotations by row, as JSON has them. */
static bool
list_versions(const struct corpus *corpus, struct arena *arena, struct span *json, struct fault *f)
{
	struct row_list	 rows = { NULL, 0, 0 };

	for (size_t i = 0; i < corpus->nquotes; i++) {
		if (!row_list_add(&rows, (int64_t)corpus->quotes[i].article, arena, f))
			return false;
	}
	row_list_sort(&rows);
	return row_list_print(&rows, arena, json, f);
}

/* The quotations tell whose they are, so that none is looked up twice. */
bool
corpus_pick(struct store *store, struct span quotes, bool staying, struct span versions,
    struct arena *arena, struct corpus *corpus, struct filed_place **places, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_QUOTES_PICK);
	struct span	 printing;

	*corpus = (struct corpus) { NULL, 0, NULL, 0 };
	*places = NULL;
	query_text(&q, ":quotes", quotes);
	query_int(&q, ":staying", staying);
	if (!read_quotes(&q, arena, corpus, 0, places, f) ||
	    !list_versions(corpus, arena, &printing, f))
		return false;
	q = query_begin(store, SQL_ARTICLES_PICK);
	query_text(&q, ":printing", printing);
	query_text(&q, ":versions", versions);
	return read_articles(&q, arena, corpus, 0, f) && find_articles(store, arena, corpus, f);
}

/* Older versions stay only for what they alone still say. */
static bool
drop_silent_versions(struct corpus *corpus, struct arena *arena, struct fault *f)
{
	size_t	*moved = arena_take(arena, corpus->narticles, sizeof *moved, f);
	size_t	 kept = 0;

	if (moved == NULL)
		return false;
	for (size_t i = 0; i < corpus->nquotes; i++)
		moved[corpus->quotes[i].article] = 1;
	for (size_t i = 0; i < corpus->narticles; i++) {
		if (!corpus->articles[i].newest && moved[i] == 0)
			continue;
		moved[i] = kept;
		corpus->articles[kept++] = corpus->articles[i];
	}
	for (size_t i = 0; i < corpus->nquotes; i++)
		corpus->quotes[i].article = moved[corpus->quotes[i].article];
	corpus->narticles = kept;
	return true;
}

bool
corpus_read_state(struct store *store, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_STATE_GET);

	if (query_row(&q))
		store->loaded = query_take_int(&q);
	return query_end(&q, f);
}

static bool
load_all(struct store *store, struct arena *arena, struct corpus *corpus, struct fault *f)
{
	size_t		 articles, quotes;
	struct query	 q;

	if (!make_room(store, arena, corpus, &articles, &quotes, f))
		return false;
	q = query_begin(store, SQL_ARTICLES_LOAD);
	if (!read_articles(&q, arena, corpus, articles, f))
		return false;
	q = query_begin(store, SQL_QUOTES_LOAD);
	return read_quotes(&q, arena, corpus, quotes, NULL, f) &&
	    find_articles(store, arena, corpus, f);
}

bool
store_load(struct store *store, struct arena *arena, struct corpus *corpus, struct fault *f)
{
	bool	 ok;

	*corpus = (struct corpus) { NULL, 0, NULL, 0 };
	if (!snapshot_begin(store, f))
		return false;
	ok = corpus_read_state(store, f) && load_all(store, arena, corpus, f) &&
	    drop_silent_versions(corpus, arena, f);
	return snapshot_end(store, ok, f);
}

struct span
filed_outlet(const struct filed_quote *quote, const struct filed_article *article)
{
	const bool teaser = quote->quote.outside >= 0 || quote->quote.region == REGION_TEASER;

	return teaser && quote->shown.n > 0 ? quote->shown : article->lineage;
}

bool
corpus_for_trail(const struct corpus *corpus, struct arena *arena, struct trail_article **articles,
    struct occurrence **occurrences, struct fault *f)
{
	*articles = arena_take(arena, corpus->narticles, sizeof **articles, f);
	*occurrences = arena_take(arena, corpus->nquotes, sizeof **occurrences, f);
	if (*articles == NULL || *occurrences == NULL)
		return false;
	for (size_t i = 0; i < corpus->narticles; i++) {
		const struct filed_article	*filed = &corpus->articles[i];

		(*articles)[i] = (struct trail_article) {
			.identity = filed->identity,
			.outlet = filed->article.outlet,
			.lineage = filed->lineage,
			.language = filed->article.language,
			.published = filed->article.published.when,
			.rank = filed->article.published.rank,
			.weekday = first_weekday(&filed->article),
			.version = filed->version,
		};
	}
	for (size_t i = 0; i < corpus->nquotes; i++) {
		const struct filed_quote	*filed = &corpus->quotes[i];
		const struct quote		*quote = &filed->quote;

		(*occurrences)[i] = (struct occurrence) {
			.id = filed->id,
			.article = filed->article,
			.start = filed->start,
			.text = quote->text,
			.speaker = quote->speaker,
			.mention = quote->mention,
			.venue = quote->venue_name.n > 0 ? quote->venue_name : quote->venue,
			.said_on = quote->said_on,
			.form = quote->form,
			.region = quote->region,
		};
	}
	return true;
}
