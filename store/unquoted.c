/* Words outside quotation marks: the texts in which they are sought, and what was found, filed. */
#include "store/unquoted.h"

#include "core/buf.h"
#include "core/utf8.h"
#include "store/block.h"
#include "store/id.h"

#define PROSE_BYTES_MAX ((size_t)1 << 30)
#define PARTS_BYTES_MAX 64

/* What a version's text has between quotation marks. */
static bool
read_quoted(struct store *store, int64_t row, struct span text, struct arena *arena,
    struct span **parts, size_t *count, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_PROSE_PARTS);
	size_t		 room = 0;

	query_int(&q, ":version", row);
	while (query_row(&q))
		load_parts(&q, text, arena, parts, count, &room);
	return query_end(&q, f);
}

static bool
walk(struct query *q, row_visitor *visit, void *context, struct arena *arena, struct fault *f)
{
	while (q->fault.kind == FAULT_NONE && query_row(q)) {
		const int64_t	 row = query_take_int(q);
		struct article	 article = { .captured = DATE_UNKNOWN };
		struct span	*parts = NULL;
		size_t		 count = 0;

		arena_reset(arena);
		article.text = query_take_text(q, arena);
		blocks_take_inside(q, arena, &article);
		if (!read_quoted(q->store, row, article.text, arena, &parts, &count, &q->fault) ||
		    !visit(context, row, &article, parts, count, arena, &q->fault))
			break;
	}
	return query_end(q, f);
}

bool
prose_walk(struct store *store, struct span versions, row_visitor *visit, void *context,
    struct fault *f)
{
	struct arena	*arena = arena_new(PROSE_BYTES_MAX);
	struct query	 q;
	bool		 ok;

	if (arena == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	q = query_begin(store, versions.n > 0 ? SQL_PROSE_PICK : SQL_PROSE_LOAD);
	if (versions.n > 0)
		query_text(&q, ":versions", versions);
	ok = walk(&q, visit, context, arena, f);
	arena_free(arena);
	return ok;
}

/* A visitor that wants articles of a corpus. */
struct of_corpus {
	struct row_index	 index;
	prose_visitor		*visit;
	void			*context;
};

static bool
visit_article(void *context, int64_t row, const struct article *text, const struct span *quoted,
    size_t nquoted, struct arena *scratch, struct fault *f)
{
	const struct of_corpus	*x = context;
	const size_t		 at = row_index_find(&x->index, row);

	return at == TRAIL_NONE || x->visit(x->context, at, text, quoted, nquoted, scratch, f);
}

bool
store_each_prose(struct store *store, const struct corpus *corpus, struct span versions,
    prose_visitor *visit, void *context, struct fault *f)
{
	struct of_corpus	 x = { .visit = visit, .context = context };
	struct arena		*rows = arena_new(PROSE_BYTES_MAX);
	bool			 ok;

	if (rows == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	ok = corpus_index(corpus, rows, &x.index, f) && snapshot_begin(store, f) &&
	    snapshot_end(store, prose_walk(store, versions, visit_article, &x, f), f);
	arena_free(rows);
	return ok;
}

bool
corpus_carry(struct corpus *corpus, size_t article, const struct article *text,
    const struct unquoted *unquoted, size_t *room, struct arena *arena, struct fault *f)
{
	const struct block	*block = &text->blocks[unquoted->block];
	const size_t		 at = (size_t)(unquoted->words.p - text->text.p);
	struct filed_quote	 filed = { .article = article };
	struct quote		*quote = &filed.quote;
	struct span		*part = arena_take(arena, 1, sizeof *part, f);

	if (part == NULL || !span_in(arena, unquoted->words, &quote->text, f) ||
	    !span_in(arena, block->outlet, &filed.shown, f) ||
	    !arena_grow(arena, &corpus->quotes, corpus->nquotes, room, sizeof filed, f))
		return false;
	filed.start = utf8_count(span_cut(text->text, 0, at));
	filed.end = filed.start + utf8_count(unquoted->words);
	filed.carried_at = at;
	*part = quote->text;
	quote->parts = part;
	quote->nparts = 1;
	quote->outside = -1;
	quote->block = unquoted->block;
	quote->region = block->region;
	quote->form = QUOTE_UNQUOTED;
	quote->form_rule = "no marks; a run of words of a quotation";
	quote->state = SPEAKER_UNATTRIBUTED;
	if (!store_occurrence_id(corpus->articles[article].identity, filed.start, quote->text,
		arena, &filed.id, f))
		return false;
	corpus->quotes[corpus->nquotes++] = filed;
	return true;
}

bool
quote_is_carried(const struct filed_quote *filed)
{
	return filed->quote.form == QUOTE_UNQUOTED && filed->row == 0;
}

static bool
file(struct store *store, const struct corpus *corpus, struct filed_quote *filed, struct fault *f)
{
	const struct quote	*quote = &filed->quote;
	struct buf		 parts = BUF(PARTS_BYTES_MAX);
	struct span		 folded;
	struct query		 q;
	bool			 ok;

	arena_reset(store->scratch);
	if (!fold_words(quote->text, store->scratch, &folded, f))
		return false;
	buf_print(&parts, "[[%zu,%zu]]", filed->carried_at, filed->carried_at + quote->text.n);
	q = query_begin(store, SQL_UNQUOTED_ADD);
	query_int(&q, ":version", corpus->articles[filed->article].row);
	query_text(&q, ":occurrence", filed->id);
	query_size(&q, ":block", quote->block);
	query_text(&q, ":shown", filed->shown);
	query_size(&q, ":start", filed->start);
	query_size(&q, ":end", filed->end);
	query_text(&q, ":parts", buf_span(&parts));
	query_text(&q, ":said", quote->text);
	query_text(&q, ":folded", folded);
	query_text(&q, ":region", span_of(region_names[quote->region]));
	query_text(&q, ":form", span_of(quote_form_names[quote->form]));
	query_text(&q, ":rule", span_of(quote->form_rule));
	query_text(&q, ":state", span_of(speaker_state_names[quote->state]));
	query_text(&q, ":kind", span_of(speaker_kind_names[quote->kind]));
	filed->row = query_insert(&q);
	ok = query_end(&q, f) && buf_ok(&parts, f);
	buf_free(&parts);
	return ok;
}

bool
unquoted_add(struct store *store, struct corpus *corpus, struct fault *f)
{
	for (size_t i = 0; i < corpus->nquotes; i++) {
		if (quote_is_carried(&corpus->quotes[i]) &&
		    !file(store, corpus, &corpus->quotes[i], f))
			return false;
	}
	return true;
}

bool
unquoted_write(struct store *store, struct corpus *corpus, struct fault *f)
{
	return query_do(store, SQL_UNQUOTED_CLEAR, f) && unquoted_add(store, corpus, f);
}
