/* Filing what the trail concluded, in place of what was concluded before. */
#include "store/store.h"

#include "core/buf.h"
#include "store/change.h"
#include "store/conclude.h"
#include "store/edits.h"
#include "store/gram.h"
#include "store/id.h"
#include "store/tally.h"
#include "store/traits.h"
#include "store/unquoted.h"

#define CONCLUDE_BYTES_MAX ((size_t)4 << 30)
#define NAMES_BYTES_MAX 1024

static bool
clear(struct store *store, struct fault *f)
{
	static const enum sql	 tables[] = { SQL_CHANGE_CLEAR, SQL_NEAR_CLEAR, SQL_INFERRED_CLEAR,
		SQL_DRIFT_CLEAR, SQL_MEMBER_CLEAR, SQL_PLACEMENT_CLEAR, SQL_REREAD_CLEAR,
		SQL_LABEL_CLEAR, SQL_LABEL_LATE_CLEAR, SQL_NAMED_CLEAR, SQL_NAME_CLEAR,
		SQL_STRETCH_CLEAR, SQL_FAMILY_CLEAR };

	for (size_t i = 0; i < LEN(tables); i++) {
		if (!query_do(store, tables[i], f))
			return false;
	}
	return true;
}

int64_t
conclude_family_row(const struct concluding *c, size_t family)
{
	if (family == TRAIL_NONE)
		return DATE_UNKNOWN;
	return c->rows != NULL ? c->rows[family] : (int64_t)family;
}

int64_t
conclude_row(const struct concluding *c, size_t occurrence)
{
	return occurrence == TRAIL_NONE ? DATE_UNKNOWN : c->corpus->quotes[occurrence].row;
}

/* Versions of one article stand side by side in the corpus and count once. */
static size_t
count_articles(const struct concluding *c, size_t family)
{
	const struct family	*members = &c->trail->families[family];
	const struct filed_article *articles = c->corpus->articles;
	size_t			 count = 0;

	for (size_t i = 0; i < members->nmembers; i++) {
		size_t	 article = c->corpus->quotes[members->members[i]].article;

		while (article > 0 &&
		    span_eq(articles[article - 1].identity, articles[article].identity))
			article--;
		if (c->counted[article] != family + 1)
			count++;
		c->counted[article] = family + 1;
	}
	return count;
}

bool
conclude_family(const struct concluding *c, size_t i, struct fault *f)
{
	const struct family	*family = &c->trail->families[i];
	struct query		 q = query_begin(c->store, SQL_FAMILY_ADD);

	query_int(&q, ":family", conclude_family_row(c, i));
	query_int(&q, ":late", c->late);
	query_text(&q, ":name", c->corpus->quotes[family->earliest].id);
	query_text(&q, ":verdict", span_of(verdict_names[family->verdict]));
	query_int(&q, ":overlap", family->overlap);
	query_int(&q, ":earliest", conclude_row(c, family->earliest));
	query_int(&q, ":fullest", conclude_row(c, family->fullest));
	query_time(&q, ":rival", conclude_row(c, family->rival));
	query_size(&q, ":lineages", family->lineages);
	query_text(&q, ":speaker", family->speaker);
	query_int(&q, ":severity", family->severity);
	query_size(&q, ":occurrences", family->nmembers);
	query_size(&q, ":articles", count_articles(c, i));
	query_run(&q);
	return query_end(&q, f);
}

bool
conclude_member(const struct concluding *c, size_t member, struct fault *f)
{
	const struct placement	*p = &c->trail->placements[member];
	const bool		 leads = c->trail->families[p->family].earliest == member;
	bool			 inferred;
	const struct interval	 when =
	    trail_date(c->articles, c->occurrences, c->trail, member, &inferred);
	struct query		 q = query_begin(c->store, SQL_MEMBER_ADD);

	query_int(&q, ":family", conclude_family_row(c, p->family));
	query_int(&q, ":at", trail_moment(when));
	query_int(&q, ":since", when.earliest);
	query_int(&q, ":tie", occurrence_number(c->corpus->quotes[member].id));
	query_int(&q, ":quote", conclude_row(c, member));
	query_int(&q, ":severity", leads ? 0 : p->drift.severity);
	query_run(&q);
	return query_end(&q, f);
}

bool
conclude_label(const struct concluding *c, size_t i, struct fault *f)
{
	struct query	 q = query_begin(c->store, c->late ? SQL_LABEL_LATE_ADD : SQL_LABEL_ADD);

	query_int(&q, ":name", occurrence_number(c->corpus->quotes[i].id));
	query_int(&q, ":quote", conclude_row(c, i));
	query_run(&q);
	return query_end(&q, f);
}

/* The corpus is in the order of its ids, so that each stands behind the one before it in the file. */
static bool
add_labels(const struct concluding *c, struct fault *f)
{
	for (size_t i = 0; i < c->corpus->nquotes; i++) {
		if (!conclude_label(c, i, f))
			return false;
	}
	return true;
}

static bool
add_members(const struct concluding *c, const struct family *family, struct fault *f)
{
	for (size_t k = 0; k < family->nmembers; k++) {
		if (!conclude_member(c, family->members[k], f))
			return false;
	}
	return true;
}

static bool
print_classes(uint32_t all, struct arena *arena, struct span *names, struct fault *f)
{
	const char	*list[DRIFT_CLASSES];
	struct buf	 out = BUF(NAMES_BYTES_MAX);
	size_t		 count = drift_names(all, list);
	bool		 ok;

	for (size_t i = 0; i < count; i++)
		buf_print(&out, "%s%s", i > 0 ? " " : "", list[i]);
	ok = buf_end(&out, arena, names, f);
	buf_free(&out);
	return ok;
}

bool
conclude_drift(const struct concluding *c, size_t i, size_t reference, struct fault *f)
{
	const struct drift	*drift = &c->trail->placements[i].drift;
	struct arena		*arena = c->store->scratch;
	struct span		 edits, classes;
	struct query		 q;

	arena_reset(arena);
	if (!edits_print(drift, c->occurrences[i].text, c->occurrences[reference].text, arena,
		&edits, f) ||
	    !print_classes(drift->all, arena, &classes, f))
		return false;
	q = query_begin(c->store, SQL_DRIFT_ADD);
	query_int(&q, ":quote", conclude_row(c, i));
	query_int(&q, ":reference", conclude_row(c, reference));
	query_text(&q, ":primary", span_of(drift_classes[drift->primary].name));
	query_text(&q, ":all", classes);
	query_int(&q, ":severity", drift->severity);
	query_int(&q, ":wording_severity", drift->wording_severity);
	query_text(&q, ":attribution", span_of(drift_attributions[drift->attribution].name));
	query_text(&q, ":setting", span_of(drift_settings[drift->setting].name));
	query_real(&q, ":similarity", drift->similarity);
	query_size(&q, ":shared", drift->shared);
	query_size(&q, ":reference_words", drift->reference_words);
	query_size(&q, ":variant_words", drift->variant_words);
	query_text(&q, ":edits", edits);
	query_run(&q);
	return query_end(&q, f);
}

struct interval
conclude_when(const struct concluding *c, size_t occurrence, bool *inferred)
{
	const struct interval when =
	    trail_date(c->articles, c->occurrences, c->trail, occurrence, inferred);

	/* Bounds without a point are no date to search by. */
	if (c->articles[c->occurrences[occurrence].article].rank == 0 && !*inferred)
		return INTERVAL_UNKNOWN;
	return when;
}

bool
conclude_placement(const struct concluding *c, size_t i, struct fault *f)
{
	const struct placement	*p = &c->trail->placements[i];
	size_t			 reference = c->trail->families[p->family].earliest;
	bool			 inferred;
	const struct interval	 when = conclude_when(c, i, &inferred);
	struct query		 q = query_begin(c->store, SQL_PLACEMENT_ADD);

	query_int(&q, ":quote", conclude_row(c, i));
	query_int(&q, ":family", conclude_family_row(c, p->family));
	query_time(&q, ":second", conclude_family_row(c, p->second));
	query_time(&q, ":parent", conclude_row(c, p->parent));
	query_size(&q, ":carriers", p->carriers);
	query_real(&q, ":bits", p->bits);
	query_text(&q, ":rule", span_of(p->rule));
	query_time(&q, ":earliest", when.earliest);
	query_time(&q, ":latest", when.latest);
	query_int(&q, ":inferred", inferred);
	query_run(&q);
	return query_end(&q, f) && (i == reference || conclude_drift(c, i, reference, f));
}

/* In the order of their rows, so that each stands behind the one before it in the file. */
static bool
add_placements(const struct concluding *c, struct fault *f)
{
	for (size_t i = 0; i < c->order.count; i++) {
		if (!conclude_placement(c, c->order.items[i].index, f))
			return false;
	}
	return true;
}

bool
conclude_inferred(const struct concluding *c, const bool *fresh, struct fault *f)
{
	struct query	 q = query_begin(c->store, SQL_INFERRED_ADD);

	for (size_t i = 0; i < c->corpus->narticles; i++) {
		const struct interval	*when = &c->trail->inferred[i];

		if ((fresh != NULL && !fresh[i]) ||
		    (when->earliest == DATE_UNKNOWN && when->latest == DATE_UNKNOWN))
			continue;
		query_int(&q, ":version", c->corpus->articles[i].row);
		query_time(&q, ":earliest", when->earliest);
		query_time(&q, ":latest", when->latest);
		query_run(&q);
	}
	return query_end(&q, f);
}

struct store_near
near_of(const struct near_miss *near, const struct filed_quote *quotes)
{
	return (struct store_near) { quotes[near->occurrence].row, quotes[near->other].row,
		near->bits, near->coverage, near->reason };
}

bool
conclude_near(const struct concluding *c, const struct store_near *near, size_t position,
    struct fault *f)
{
	struct query	 q = query_begin(c->store, SQL_NEAR_ADD);

	query_int(&q, ":quote", near->quote);
	query_int(&q, ":other", near->other);
	query_size(&q, ":position", position);
	query_real(&q, ":bits", near->bits);
	query_real(&q, ":coverage", near->coverage);
	query_text(&q, ":reason", span_of(near->reason));
	query_int(&q, ":late", c->late);
	query_run(&q);
	return query_end(&q, f);
}

static bool
add_near(const struct concluding *c, struct fault *f)
{
	for (size_t i = 0; i < c->trail->nnear; i++) {
		const struct store_near	 near = near_of(&c->trail->near[i], c->corpus->quotes);

		if (!conclude_near(c, &near, i, f))
			return false;
	}
	return true;
}

bool
conclude_check_evidence(struct store *store, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_STATE_GET);
	bool		 same = query_row(&q) && query_take_int(&q) == store->loaded;

	if (!query_end(&q, f))
		return false;
	return same ||
	    fault_set(f, FAULT_CHANGED,
		"%s: another process added to it meanwhile; 'quotrail relink' links it all",
		store->path);
}

static bool
note_concluded(const struct concluding *c, struct fault *f)
{
	struct query	 q = query_begin(c->store, SQL_CONCLUDED);

	query_int(&q, ":evidence", c->store->loaded);
	query_size(&q, ":linked", c->corpus->nquotes);
	query_run(&q);
	return query_end(&q, f);
}

static bool
order_quotes(struct concluding *c, struct fault *f)
{
	if (!row_index_new(c->corpus->nquotes, c->arena, &c->order, f))
		return false;
	for (size_t i = 0; i < c->order.count; i++)
		c->order.items[i] = (struct row_place) { c->corpus->quotes[i].row, i };
	row_index_sort(&c->order);
	return true;
}

static bool
write_trail(struct concluding *c, struct fault *f)
{
	if (!conclude_check_evidence(c->store, f) || !clear(c->store, f) ||
	    !unquoted_write(c->store, c->corpus, f) || !order_quotes(c, f))
		return false;
	for (size_t i = 0; i < c->trail->nfamilies; i++) {
		if (!conclude_family(c, i, f) || !add_members(c, &c->trail->families[i], f))
			return false;
	}
	return add_placements(c, f) && add_labels(c, f) && traits_write(c, f) &&
	    conclude_inferred(c, NULL, f) && add_near(c, f) &&
	    grams_write(c->store, c->corpus, c->trail, &c->order, c->store->scratch, f) &&
	    changes_write(c->store, c->corpus, c->trail, c->arena, f) && note_concluded(c, f) &&
	    tally_write(c->store, f);
}

/*
 * What conclusions point at was read under the same state, so SQLite need not
 * look it up for every row, and may empty a table without a look at its rows.
 */
static bool
write_unchecked(struct concluding *c, struct fault *f)
{
	struct fault	 late = FAULT_INIT;
	bool		 ok;

	ok = query_do_anew(c->store, SQL_SET_FOREIGN_KEYS_OFF, f) &&
	    transaction_begin(c->store, f) && transaction_end(c->store, write_trail(c, f), f);
	if (query_do_anew(c->store, SQL_SET_FOREIGN_KEYS, &late))
		return ok;
	return fault_set(f, late.kind, "%s", late.text);
}

bool
store_conclude(struct store *store, struct corpus *corpus, const struct trail *trail,
    struct fault *f)
{
	struct concluding	 c = { .store = store, .corpus = corpus, .trail = trail };
	bool			 ok = false;

	/* So large a transaction is one of its own. */
	if (!store_release(store, f))
		return false;
	c.arena = arena_new(CONCLUDE_BYTES_MAX);
	if (c.arena == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	c.counted = arena_take(c.arena, corpus->narticles, sizeof *c.counted, f);
	if (c.counted != NULL && corpus_for_trail(corpus, c.arena, &c.articles, &c.occurrences, f))
		ok = write_unchecked(&c, f);
	arena_free(c.arena);
	return ok;
}
