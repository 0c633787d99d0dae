/* Adding what is new to conclusions that otherwise stay. */
#include "store/news.h"

#include <stdlib.h>

#include "core/pile.h"
#include "store/change.h"
#include "store/conclude.h"
#include "store/gram.h"
#include "store/id.h"
#include "store/traits.h"
#include "store/unquoted.h"

#define ATTACH_BYTES_MAX ((size_t)4 << 30)
#define SAME_MAX 64 /* wordings of the same words that are looked through for one of a family */

struct attaching {
	struct concluding	 c;
	const struct store_news	*news;
	int64_t			 next; /* family rows from here on are new */
	int64_t			 next_wording;
	struct gram_entries	 entries;
};

/* --- what gives way --------------------------------------------------------- */

static bool
drop(struct store *store, enum sql sql, int64_t quote, struct fault *f)
{
	struct query	 q = query_begin(store, sql);

	query_int(&q, ":quote", quote);
	query_run(&q);
	return query_end(&q, f);
}

static bool
drop_printing(struct store *store, int64_t quote, int64_t family, struct fault *f)
{
	static const enum sql	 drops[] = { SQL_MEMBER_DROP, SQL_DRIFT_DROP, SQL_PLACEMENT_DROP,
		SQL_CHANGE_DROP, SQL_NEAR_DROP };
	struct query		 q;

	for (size_t i = 0; i < LEN(drops); i++) {
		if (!drop(store, drops[i], quote, f))
			return false;
	}
	q = query_begin(store, SQL_FAMILY_LOSE);
	query_int(&q, ":family", family);
	query_int(&q, ":quote", quote);
	query_run(&q);
	return query_end(&q, f) && drop(store, SQL_UNQUOTED_DROP, quote, f);
}

/* A family is chosen by what is left of it. */
static bool
drop_printings(const struct attaching *x, struct row_list *families, struct fault *f)
{
	const struct store_news	*news = x->news;

	for (size_t i = 0; i + 1 < news->nleaving; i += 2) {
		if (!drop_printing(x->c.store, news->leaving[i], news->leaving[i + 1], f) ||
		    !row_list_add(families, news->leaving[i + 1], x->c.arena, f))
			return false;
	}
	row_list_sort(families);
	return families_weigh(x->c.store, families, x->c.arena, f) &&
	    traits_again(x->c.store, families, f);
}

/* What gives way, and what pages that were read anew left of their families before they are in them again. */
static bool
drop_leaving(const struct attaching *x, struct fault *f)
{
	struct row_list	 families = { NULL, 0, 0 };

	return reread_families(x->c.store, x->c.arena, &families, f) &&
	    drop_printings(x, &families, f) && query_do(x->c.store, SQL_REREAD_CLEAR, f);
}

/* --- families ---------------------------------------------------------------- */

/* What a family was before. */
struct known {
	enum verdict	 verdict;
	int64_t		 earliest;
	size_t		 occurrences;
};

static bool
read_known(struct store *store, int64_t row, struct known *known, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_FAMILY_KNOWN);

	*known = (struct known) { .verdict = VERDICT_UNDATED };
	query_int(&q, ":family", row);
	if (query_row(&q)) {
		known->verdict = (enum verdict)QUERY_TAKE_NAME(&q, verdict_names);
		known->earliest = query_take_int(&q);
		known->occurrences = query_take_size(&q);
	}
	return query_end(&q, f);
}

static bool
is_member(const struct attaching *x, size_t occurrence, int64_t family, bool *is, struct fault *f)
{
	const struct corpus	*corpus = x->c.corpus;

	return store_prints(x->c.store, corpus->articles[corpus->quotes[occurrence].article].row,
	    family, is, f);
}

/* Add the new members; *articles: how many articles they bring, of which none was in it. */
static bool
add_members(const struct attaching *x, size_t n, size_t *occurrences, size_t *articles,
    struct fault *f)
{
	const struct family	*family = &x->c.trail->families[n];
	bool			 is;

	*occurrences = *articles = 0;
	for (size_t k = 0; k < family->nmembers; k++) {
		const size_t	 i = family->members[k];

		if (!x->news->fresh[i])
			continue;
		if (!is_member(x, i, x->c.rows[n], &is, f) || !conclude_member(&x->c, i, f))
			return false;
		*articles += !is;
		++*occurrences;
	}
	return true;
}

/* A verdict on a part is no better than the one on the whole was, and proves nothing of a new earliest. */
static enum verdict
verdict_of(const struct known *known, const struct family *family, int64_t earliest)
{
	const enum verdict least = known->earliest == earliest ? known->verdict : VERDICT_LIKELY;

	return family->verdict > least ? family->verdict : least;
}

static bool
gain(const struct attaching *x, size_t n, const struct known *known, size_t occurrences,
    size_t articles, struct fault *f)
{
	const struct concluding	*c = &x->c;
	const struct family	*family = &c->trail->families[n];
	const int64_t		 earliest = conclude_row(c, family->earliest);
	const bool		 whole = family->nmembers - occurrences >= known->occurrences;
	const enum verdict verdict = whole ? family->verdict : verdict_of(known, family, earliest);
	struct query		 q = query_begin(c->store, SQL_FAMILY_GAIN);

	query_int(&q, ":family", c->rows[n]);
	query_text(&q, ":name", c->corpus->quotes[family->earliest].id);
	query_text(&q, ":verdict", span_of(verdict_names[verdict]));
	query_int(&q, ":overlap", family->overlap);
	query_int(&q, ":earliest", earliest);
	query_int(&q, ":fullest", conclude_row(c, family->fullest));
	query_time(&q, ":rival", conclude_row(c, family->rival));
	query_time(&q, ":lineages", whole ? (int64_t)family->lineages : DATE_UNKNOWN);
	query_text(&q, ":speaker", whole ? family->speaker : SPAN_NONE);
	query_int(&q, ":severity", family->severity);
	query_size(&q, ":occurrences", occurrences);
	query_size(&q, ":articles", articles);
	query_run(&q);
	return query_end(&q, f);
}

static bool
measure_member(const struct attaching *x, size_t i, size_t earliest, struct fault *f)
{
	const int64_t	 row = conclude_row(&x->c, i);
	struct query	 q;

	if (!drop(x->c.store, SQL_DRIFT_DROP, row, f))
		return false;
	q = query_begin(x->c.store, SQL_MEMBER_MEASURED);
	query_int(&q, ":quote", row);
	query_int(&q, ":severity", i == earliest ? 0 : x->c.trail->placements[i].drift.severity);
	query_run(&q);
	return query_end(&q, f) && (i == earliest || conclude_drift(&x->c, i, earliest, f));
}

/* What was measured against another earliest is measured against this one, where it was read. */
static bool
measure_again(const struct attaching *x, size_t n, struct fault *f)
{
	const struct family	*family = &x->c.trail->families[n];
	int64_t			 row = x->c.rows[n];
	const struct row_list	 one = { &row, 1, 1 };

	for (size_t k = 0; k < family->nmembers; k++) {
		const size_t	 i = family->members[k];

		if (!x->news->fresh[i] && !measure_member(x, i, family->earliest, f))
			return false;
	}
	return families_weigh(x->c.store, &one, x->c.arena, f);
}

static bool
add_to_family(const struct attaching *x, size_t n, struct fault *f)
{
	const struct family	*family = &x->c.trail->families[n];
	size_t			 occurrences, articles;
	struct known		 known;

	if (x->c.rows[n] >= x->next)
		return conclude_family(&x->c, n, f) && add_members(x, n, &occurrences, &articles, f);
	return read_known(x->c.store, x->c.rows[n], &known, f) &&
	    add_members(x, n, &occurrences, &articles, f) &&
	    gain(x, n, &known, occurrences, articles, f) &&
	    ((conclude_row(&x->c, family->earliest) == known.earliest &&
		 !x->news->fresh[family->earliest]) ||
		measure_again(x, n, f));
}

/* New families first: what is spliced points at two. */
static bool
add_families(const struct attaching *x, struct fault *f)
{
	struct row_list	 fresh = { NULL, 0, 0 };

	for (size_t n = 0; n < x->c.trail->nfamilies; n++) {
		if (!add_to_family(x, n, f))
			return false;
	}
	for (size_t i = 0; i < x->news->corpus.nquotes; i++) {
		if (x->news->fresh[i] &&
		    (!conclude_placement(&x->c, i, f) || !conclude_label(&x->c, i, f) ||
			!row_list_add(&fresh, conclude_row(&x->c, i), x->c.arena, f)))
			return false;
	}
	return traits_add(x->c.store, &fresh, f);
}

/* --- the index ----------------------------------------------------------------- */

/* Words that are new in a family. */
struct late {
	int64_t		 family, row;
	struct span	 folded, id;
};

static int
by_family(const void *left, const void *right)
{
	const struct late	*a = left, *b = right;
	int			 order;

	if (a->family != b->family)
		return a->family < b->family ? -1 : 1;
	order = span_cmp(a->folded, b->folded);
	return order != 0 ? order : span_cmp(a->id, b->id);
}

/* The wording that the family has of these words; -1: none that was found. */
static bool
find_wording(const struct attaching *x, const struct late *late, int64_t *number, struct fault *f)
{
	struct arena	*scratch = x->c.store->scratch;
	struct gram_list list;

	*number = -1;
	arena_reset(scratch);
	if (!gram_read(x->c.store, gram_whole(late->folded), SAME_MAX, scratch, &list, f))
		return false;
	for (size_t i = 0; i < list.count && *number < 0; i++) {
		struct wording_row	 row;
		struct span		 folded;

		if (!wording_read(x->c.store, list.items[i], &row, f) ||
		    !wording_read_words(x->c.store, list.items[i], scratch, &folded, f))
			return false;
		if (row.family == late->family && span_eq(folded, late->folded))
			*number = list.items[i];
	}
	return true;
}

/* So many printings of equal words in one family, the one with the smallest id first. */
static bool
index_wording(struct attaching *x, const struct late *late, size_t printings, struct fault *f)
{
	int64_t		 number;
	struct query	 q;

	if (!find_wording(x, late, &number, f))
		return false;
	if (number < 0) {
		number = x->next_wording++;
		return wording_add(x->c.store, (uint64_t)number, late->row, late->family, printings,
		    late->folded, &x->entries, f);
	}
	q = query_begin(x->c.store, SQL_WORDING_GAIN);
	query_int(&q, ":number", number);
	query_int(&q, ":quote", late->row);
	query_size(&q, ":printings", printings);
	query_run(&q);
	return query_end(&q, f);
}

static bool
list_late(const struct attaching *x, struct late **list, size_t *count, struct fault *f)
{
	const struct corpus	*corpus = x->c.corpus;

	*count = 0;
	*list = arena_take(x->c.arena, x->news->count, sizeof **list, f);
	if (*list == NULL)
		return false;
	for (size_t i = 0; i < corpus->nquotes; i++) {
		struct late	*late = &(*list)[*count];

		if (!x->news->fresh[i] || x->news->again[i] ||
		    corpus->quotes[i].quote.form == QUOTE_UNQUOTED)
			continue;
		late->family = x->c.rows[x->c.trail->placements[i].family];
		late->row = corpus->quotes[i].row;
		late->id = corpus->quotes[i].id;
		if (!fold_words(corpus->quotes[i].quote.text, x->c.arena, &late->folded, f))
			return false;
		++*count;
	}
	if (*count > 1)
		qsort(*list, *count, sizeof **list, by_family);
	return true;
}

static bool
index_words(struct attaching *x, struct fault *f)
{
	struct query	 q = query_begin(x->c.store, SQL_WORDING_NEXT);
	struct late	*list;
	size_t		 count;

	x->next_wording = query_row(&q) ? query_take_int(&q) : 0;
	if (!query_end(&q, f) || !list_late(x, &list, &count, f))
		return false;
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && list[end].family == list[i].family &&
		     span_eq(list[end].folded, list[i].folded);
		     end++)
			;
		if (!index_wording(x, &list[i], end - i, f))
			return false;
	}
	return gram_entries_write(x->c.store, true, &x->entries, f);
}

/* --- all of it ------------------------------------------------------------------- */

static bool
add_inferred(const struct attaching *x, struct fault *f)
{
	const struct corpus	*corpus = x->c.corpus;
	bool	*fresh = arena_take(x->c.arena, corpus->narticles, sizeof *fresh, f);

	if (fresh == NULL)
		return false;
	for (size_t i = 0; i < corpus->nquotes; i++)
		fresh[corpus->quotes[i].article] |= x->news->fresh[i];
	return conclude_inferred(&x->c, fresh, f);
}

static bool
add_near(const struct attaching *x, struct fault *f)
{
	for (size_t i = 0; i < x->news->nnear; i++) {
		if (!conclude_near(&x->c, &x->news->near[i], i, f))
			return false;
	}
	return true;
}

static bool
note_attached(const struct attaching *x, struct fault *f)
{
	struct query	 q = query_begin(x->c.store, SQL_ATTACHED);

	query_int(&q, ":evidence", x->c.store->loaded);
	query_size(&q, ":attached", x->news->count);
	query_run(&q);
	return query_end(&q, f);
}

static bool
write_news(struct attaching *x, struct fault *f)
{
	struct query	 q;
	int64_t		*rows;

	if (!conclude_check_evidence(x->c.store, f) ||
	    !news_rows(x->c.store, x->news, x->c.trail, x->c.arena, &rows, f))
		return false;
	q = query_begin(x->c.store, SQL_FAMILY_NEXT);
	x->next = query_row(&q) ? query_take_int(&q) : 0;
	x->c.rows = rows;
	return query_end(&q, f) && drop_leaving(x, f) && unquoted_add(x->c.store, x->c.corpus, f) &&
	    add_families(x, f) && add_inferred(x, f) && add_near(x, f) && index_words(x, f) &&
	    note_attached(x, f);
}

bool
store_attach(struct store *store, struct store_news *news, const struct trail *trail,
    struct fault *f)
{
	struct attaching x = {
		.c = { .store = store, .corpus = &news->corpus, .trail = trail, .late = true },
		.news = news
	};
	bool		 ok = false;

	if (!store_release(store, f))
		return false;
	x.c.arena = arena_new(ATTACH_BYTES_MAX);
	if (x.c.arena == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	x.c.counted = arena_take(x.c.arena, news->corpus.narticles, sizeof *x.c.counted, f);
	if (x.c.counted != NULL &&
	    corpus_for_trail(&news->corpus, x.c.arena, &x.c.articles, &x.c.occurrences, f))
		ok = transaction_begin(store, f) && transaction_end(store, write_news(&x, f), f);
	gram_entries_free(&x.entries);
	arena_free(x.c.arena);
	return ok;
}

bool
store_standing(struct store *store, struct store_standing *standing, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_STANDING_GET);

	*standing = (struct store_standing) { .settled = false };
	if (query_row(&q)) {
		standing->settled = query_take_bool(&q);
		standing->linked = query_take_int(&q);
		standing->attached = query_take_int(&q);
		standing->waiting = query_take_int(&q);
	}
	return query_end(&q, f);
}
