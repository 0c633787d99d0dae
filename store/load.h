/* Reading filed rows back into values. Private to store/. */
#ifndef STORE_LOAD_H
#define STORE_LOAD_H

#include "store/query.h"
#include "store/store.h"

#define RANK_MAX 9
#define WEEKDAY_MAX 7
#define SEVERITY_MAX 5

/* Do bytes from..to lie in the text, and cut no character? What was filed did. */
bool stretch_fits(struct span text, size_t from, size_t to);

/* The weekday of an article's first EVIDENCE_WEEKDAY; 0 when it has none. */
int first_weekday(const struct article *article);

/* A version whole: text, blocks, evidence, credits, aliases; or as much of it as enum store_depth says. */
bool load_article(struct store *store, int64_t row, enum store_depth depth, struct arena *arena,
    struct filed_article *filed, struct fault *f) MUST_CHECK;

/*
 * A quotation whole. Its spans point into the article's text or its block
 * outside, and nowhere in outline; `index` becomes filed->article.
 */
bool load_quote(struct store *store, int64_t row, enum store_depth depth,
    const struct filed_article *article, size_t index, struct arena *arena,
    struct filed_quote *filed, struct fault *f) MUST_CHECK;

/* The stretches of its text that stand between marks. */
bool load_quoted(struct store *store, struct arena *arena, struct filed_article *filed,
    struct fault *f) MUST_CHECK;

/* A list of rows: the one column of a query that was bound, which is ended. */
struct rows {
	int64_t	*items;
	size_t	 count;
};
bool load_rows(struct query *q, struct arena *arena, struct rows *rows, struct fault *f) MUST_CHECK;

/* Where rows stand in a list of ours: sorted by row, found by halving. */
struct row_index {
	struct row_place {
		int64_t	 row;
		size_t	 index;
	} * items;
	size_t	 count;
};
bool row_index_new(size_t count, struct arena *arena, struct row_index *index, struct fault *f)
    MUST_CHECK;
void row_index_sort(struct row_index *index);
/* TRAIL_NONE when the row is not in it. */
size_t row_index_find(const struct row_index *index, int64_t row);

/* The articles of a corpus, to be found by row. */
bool corpus_index(const struct corpus *corpus, struct arena *arena, struct row_index *index,
    struct fault *f) MUST_CHECK;

/* A number that a value begins with, and the mark that has to stand behind it; *good is left when they do. */
size_t load_number(struct span *list, char end, bool *good);

/* The next column, [[from,to],...], as stretches of host behind those that are there. */
void load_parts(struct query *q, struct span host, struct arena *arena, struct span **parts,
    size_t *count, size_t *room);

/* The articles of these versions in this order; corpus->quotes is left alone. */
bool load_articles(struct store *store, const struct rows *versions, enum store_depth depth,
    struct arena *arena, struct corpus *corpus, struct fault *f) MUST_CHECK;

/* What is known of a quotation that was picked. */
struct filed_place {
	int64_t	 family; /* its row; DATE_UNKNOWN: none yet */
	double	 bits;
	bool	 fresh;	 /* it waits to be placed, */
	bool	 again;	 /* where it was before its page was read anew */
};

/*
 * The quotations of a list, rows as JSON has them, as store_load() reads all of
 * them; staying: without those that give way to what a newer version of their page
 * has. The places are one a quotation. Their articles, and those of a list of
 * versions beside.
 */
bool corpus_pick(struct store *store, struct span quotes, bool staying, struct span versions,
    struct arena *arena, struct corpus *corpus, struct filed_place **places, struct fault *f)
    MUST_CHECK;

/* A version whose prose is visited: its text, blocks and the stretches between marks die with the call. */
typedef bool row_visitor(void *context, int64_t row, const struct article *text,
    const struct span *quoted, size_t nquoted, struct arena *scratch, struct fault *f);

/* Visit these versions, rows as JSON has them; an empty span: the newest of every article. Within a snapshot. */
bool prose_walk(struct store *store, struct span versions, row_visitor *visit, void *context,
    struct fault *f) MUST_CHECK;

/* The versions whose text has a folded word, at most so many, in the order of their rows. */
bool articles_with(struct store *store, struct span word, size_t most, struct arena *arena,
    struct rows *versions, struct fault *f) MUST_CHECK;

/* Note which evidence it is that is read now: conclusions from it say so. */
bool corpus_read_state(struct store *store, struct fault *f) MUST_CHECK;

/* Put the quotations in the order of their ids. */
void corpus_sort(struct corpus *corpus);

/* Every quotation of every article of the corpus, by id. */
bool load_all_quotes(struct store *store, struct arena *arena, struct corpus *corpus,
    struct fault *f) MUST_CHECK;

#endif
