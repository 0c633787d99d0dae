#include "store/traits.h"

#include <stdlib.h>

#include "core/token.h"

#define FAMILY_BYTES_MAX ((size_t)1 << 30) /* what is gathered of one family */
#define KNOWN_NAMES 4096 /* a power of two; one that finds its place taken is looked up again */
#define KNOWN_BYTES_MAX ((size_t)64 << 20) /* of those names; no more are remembered then */

const char *const trait_roles[TRAIT_ROLES] = {
	[TRAIT_OUTLET] = "outlet",
	[TRAIT_SPEAKER] = "speaker",
};

/* Names whose rows are known, by the hash of the name. */
struct known_name {
	struct span	 name; /* empty: none yet */
	enum trait_role	 role;
	int64_t		 row;
};

/* What is gathered of the family at hand. */
struct gathering {
	struct store	*store;
	struct arena	*arena;
	int64_t		 family; /* DATE_UNKNOWN: none yet */
	struct row_list	 names;
	struct stretch	*stretches;
	size_t		 count, room;
	bool		 late; /* beside what was there when all was linked */
	struct known_name *known;
	struct arena	*known_arena;
};

int
stretch_scale(struct stretch stretch)
{
	uint64_t	 length = (uint64_t)stretch.until - (uint64_t)stretch.since;
	int		 bits = 0;

	for (; length > 0; length >>= 1)
		bits++;
	return bits;
}

/* --- writing ----------------------------------------------------------------- */

static bool
add_name(struct store *store, enum trait_role role, struct span name, int64_t *row, struct fault *f)
{
	struct query	 q;
	struct span	 folded;

	arena_reset(store->scratch);
	if (!token_fold(name, store->scratch, &folded, f))
		return false;
	q = query_begin(store, SQL_NAME_ADD);
	query_text(&q, ":role", span_of(trait_roles[role]));
	query_text(&q, ":name", name);
	query_text(&q, ":folded", folded);
	*row = query_insert(&q);
	return query_end(&q, f);
}

static bool
find_name(struct store *store, enum trait_role role, struct span name, int64_t *row, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_NAME_FIND);
	bool		 found;

	query_text(&q, ":role", span_of(trait_roles[role]));
	query_text(&q, ":name", name);
	found = query_row(&q);
	if (found)
		*row = query_take_int(&q);
	return query_end(&q, f) && (found || add_name(store, role, name, row, f));
}

static bool
note_name(struct gathering *g, enum trait_role role, struct span name, struct fault *f)
{
	struct known_name	*known;
	struct span		 kept;

	if (name.n == 0)
		return true;
	known = &g->known[token_hash(name) % KNOWN_NAMES];
	if (known->role == role && span_eq(known->name, name))
		return row_list_add(&g->names, known->row, g->arena, f);
	if (!span_in(g->known_arena, name, &kept, f)) {
		fault_clear(f);
		arena_reset(g->known_arena);
		memset(g->known, 0, KNOWN_NAMES * sizeof *g->known);
		if (!span_in(g->known_arena, name, &kept, f))
			return false;
	}
	*known = (struct known_name) { .name = kept, .role = role };
	return find_name(g->store, role, kept, &known->row, f) &&
	    row_list_add(&g->names, known->row, g->arena, f);
}

static bool
note_stretch(struct gathering *g, struct stretch stretch, struct fault *f)
{
	if (!arena_grow(g->arena, &g->stretches, g->count, &g->room, sizeof *g->stretches, f))
		return false;
	g->stretches[g->count++] = stretch;
	return true;
}

static int
by_since(const void *left, const void *right)
{
	const struct stretch	*a = left, *b = right;

	return (a->since > b->since) - (a->since < b->since);
}

/* Those that overlap become one. */
static void
join_stretches(struct gathering *g)
{
	size_t	 kept = 0;

	if (g->count > 1)
		qsort(g->stretches, g->count, sizeof *g->stretches, by_since);
	for (size_t i = 0; i < g->count; i++) {
		struct stretch	*last = &g->stretches[kept > 0 ? kept - 1 : 0];

		if (kept == 0 || g->stretches[i].since > last->until)
			g->stretches[kept++] = g->stretches[i];
		else if (g->stretches[i].until > last->until)
			last->until = g->stretches[i].until;
	}
	g->count = kept;
}

static bool
write_stretches(struct gathering *g, struct fault *f)
{
	struct query	 q = query_begin(g->store, SQL_STRETCH_ADD);

	join_stretches(g);
	for (size_t i = 0; i < g->count; i++) {
		query_int(&q, ":family", g->family);
		query_int(&q, ":since", g->stretches[i].since);
		query_int(&q, ":until", g->stretches[i].until);
		query_int(&q, ":scale", stretch_scale(g->stretches[i]));
		query_int(&q, ":late", g->late);
		query_run(&q);
	}
	return query_end(&q, f);
}

static bool
write_names(struct gathering *g, struct fault *f)
{
	struct query	 q = query_begin(g->store, SQL_NAMED_ADD);

	row_list_sort(&g->names);
	for (size_t i = 0; i < g->names.count; i++) {
		query_int(&q, ":family", g->family);
		query_int(&q, ":name", g->names.items[i]);
		query_int(&q, ":late", g->late);
		query_run(&q);
	}
	return query_end(&q, f);
}

/* What was gathered joins what stands there; the next family begins with nothing. */
static bool
end_family(struct gathering *g, int64_t next, struct fault *f)
{
	const bool ok = g->family == DATE_UNKNOWN || (write_names(g, f) && write_stretches(g, f));

	arena_reset(g->arena);
	g->family = next;
	g->names = (struct row_list) { NULL, 0, 0 };
	g->stretches = NULL;
	g->count = g->room = 0;
	return ok;
}

/* --- gathering --------------------------------------------------------------- */

static bool
gathering_begin(struct gathering *g, struct store *store, bool late, struct fault *f)
{
	*g = (struct gathering) { .store = store, .family = DATE_UNKNOWN, .late = late };
	g->arena = arena_new(FAMILY_BYTES_MAX);
	g->known_arena = arena_new(KNOWN_BYTES_MAX);
	g->known = calloc(KNOWN_NAMES, sizeof *g->known);
	return (g->arena != NULL && g->known_arena != NULL && g->known != NULL) ||
	    fault_set(f, FAULT_MEMORY, "out of memory");
}

static void
gathering_free(struct gathering *g)
{
	free(g->known);
	arena_free(g->known_arena);
	arena_free(g->arena);
}

static bool
note_date(struct gathering *g, struct interval when, struct fault *f)
{
	const struct stretch stretch = { when.earliest,
		when.latest == DATE_UNKNOWN ? INT64_MAX : when.latest };

	return (when.earliest == DATE_UNKNOWN && when.latest == DATE_UNKNOWN) ||
	    note_stretch(g, stretch, f);
}

/* Whoever reads the page may look for its outlet, for that of the teaser, for the origin of the copy. */
static bool
note_printing(struct gathering *g, const struct filed_quote *quote,
    const struct filed_article *article, struct interval when, struct fault *f)
{
	return note_name(g, TRAIT_OUTLET, filed_outlet(quote, article), f) &&
	    note_name(g, TRAIT_OUTLET, article->article.outlet, f) &&
	    note_name(g, TRAIT_SPEAKER, quote->quote.speaker, f) && note_date(g, when, f);
}

/* The columns of traits_get behind the family. */
static bool
take_printing(struct gathering *g, struct query *q)
{
	struct filed_quote	 quote = { .quote.outside = query_is_null(q) ? -1 : 0 };
	struct filed_article	 article = { .lineage = SPAN_NONE };
	struct interval		 when;

	query_skip(q);
	quote.quote.region = (enum region)QUERY_TAKE_NAME(q, region_names);
	quote.shown = query_take_text(q, g->arena);
	article.lineage = query_take_text(q, g->arena);
	article.article.outlet = query_take_text(q, g->arena);
	quote.quote.speaker = query_take_text(q, g->arena);
	when.earliest = query_take_time(q);
	when.latest = query_take_time(q);
	return note_printing(g, &quote, &article, when, &q->fault);
}

/* Those of some families, or some. */
static bool
gather(struct gathering *g, struct span families, struct span quotes, struct fault *f)
{
	struct query	 q = query_begin(g->store, SQL_TRAITS_GET);

	query_text(&q, ":families", families);
	query_text(&q, ":quotes", quotes);
	while (query_row(&q)) {
		const int64_t	 family = query_take_int(&q);

		if ((family != g->family && !end_family(g, family, &q.fault)) ||
		    !take_printing(g, &q))
			break;
	}
	return query_end(&q, f) && end_family(g, DATE_UNKNOWN, f);
}

static bool
gather_family(struct gathering *g, const struct concluding *c, const struct family *family,
    struct fault *f)
{
	for (size_t k = 0; k < family->nmembers; k++) {
		const size_t		  member = family->members[k];
		const struct filed_quote *quote = &c->corpus->quotes[member];
		bool			  inferred;

		if (!note_printing(g, quote, &c->corpus->articles[quote->article],
			conclude_when(c, member, &inferred), f))
			return false;
	}
	return true;
}

/* All of it was just read: nothing is looked up for a second time. */
static bool
gather_all(struct gathering *g, const struct concluding *c, struct fault *f)
{
	for (size_t i = 0; i < c->trail->nfamilies; i++) {
		if (!end_family(g, conclude_family_row(c, i), f) ||
		    !gather_family(g, c, &c->trail->families[i], f))
			return false;
	}
	return end_family(g, DATE_UNKNOWN, f);
}

bool
traits_write(const struct concluding *c, struct fault *f)
{
	struct gathering	 g;
	const bool		 ok = gathering_begin(&g, c->store, false, f) && gather_all(&g, c, f);

	gathering_free(&g);
	return ok;
}

static bool
gather_some(struct store *store, const struct row_list *rows, bool families, struct fault *f)
{
	struct arena		*arena = arena_new(FAMILY_BYTES_MAX);
	struct gathering	 g;
	struct span		 json;
	bool			 ok = gathering_begin(&g, store, true, f);

	if (arena == NULL)
		ok = fault_set(f, FAULT_MEMORY, "out of memory");
	ok = ok && row_list_print(rows, arena, &json, f) &&
	    gather(&g, families ? json : SPAN_NONE, families ? SPAN_NONE : json, f);
	gathering_free(&g);
	arena_free(arena);
	return ok;
}

bool
traits_add(struct store *store, const struct row_list *quotes, struct fault *f)
{
	return quotes->count == 0 || gather_some(store, quotes, false, f);
}

static bool
drop(struct store *store, enum sql sql, int64_t family, struct fault *f)
{
	struct query	 q = query_begin(store, sql);

	query_int(&q, ":family", family);
	query_run(&q);
	return query_end(&q, f);
}

bool
traits_again(struct store *store, const struct row_list *families, struct fault *f)
{
	for (size_t i = 0; i < families->count; i++) {
		if (!drop(store, SQL_NAMED_DROP, families->items[i], f) ||
		    !drop(store, SQL_STRETCH_DROP, families->items[i], f))
			return false;
	}
	return families->count == 0 || gather_some(store, families, true, f);
}
