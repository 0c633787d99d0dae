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
walk(struct store *store, const struct row_index *index, prose_visitor *visit, void *context,
    struct arena *arena, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_PROSE_LOAD);

	while (q.fault.kind == FAULT_NONE && query_row(&q)) {
		const int64_t	 row = query_take_int(&q);
		const size_t	 at = row_index_find(index, row);
		struct article	 article = { .captured = DATE_UNKNOWN };
		struct span	*parts = NULL;
		size_t		 count = 0;

		if (at == TRAIL_NONE)
			continue;
		arena_reset(arena);
		article.text = query_take_text(&q, arena);
		blocks_take_inside(&q, arena, &article);
		if (!read_quoted(store, row, article.text, arena, &parts, &count, &q.fault) ||
		    !visit(context, at, &article, parts, count, arena, &q.fault))
			break;
	}
	return query_end(&q, f);
}

bool
store_each_prose(struct store *store, const struct corpus *corpus, prose_visitor *visit,
    void *context, struct fault *f)
{
	struct arena		*rows = arena_new(PROSE_BYTES_MAX), *arena = arena_new(PROSE_BYTES_MAX);
	struct row_index	 index;
	bool			 ok = false;

	if (rows == NULL || arena == NULL)
		fault_set(f, FAULT_MEMORY, "out of memory");
	else if (corpus_index(corpus, rows, &index, f) && snapshot_begin(store, f))
		ok = snapshot_end(store, walk(store, &index, visit, context, arena, f), f);
	arena_free(rows);
	arena_free(arena);
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
unquoted_write(struct store *store, struct corpus *corpus, struct fault *f)
{
	if (!query_do(store, SQL_UNQUOTED_CLEAR, f))
		return false;
	for (size_t i = 0; i < corpus->nquotes; i++) {
		if (corpus->quotes[i].quote.form == QUOTE_UNQUOTED &&
		    !quote_is_speech(&corpus->quotes[i].quote) &&
		    !file(store, corpus, &corpus->quotes[i], f))
			return false;
	}
	return true;
}
