/*
 * Which families pass a filter. Names and dates lead to families by their
 * indexes. When these are few they are looked at in turn; when they are many,
 * all are, in their order: the first that pass are not far.
 */
#include "core/pattern.h"
#include "core/token.h"
#include "store/traits.h"

#define CHOICE_BYTES_MAX ((size_t)64 << 20)
#define FEW 1024 /* families that are sorted rather than met on a walk over all in their order */
#define VERY_FEW 128 /* for which no shorter list is looked for */

struct choice {
	struct store	*store;
	const struct family_filter *filter;
	struct arena	*arena; /* of the choice */
	struct row_list	 names[TRAIT_ROLES]; /* of those that are asked for, rising */
	bool		 asked[TRAIT_ROLES], dated;
	struct stretch	 when;
	struct row_list	 few; /* all that may pass are among these ... */
	bool		 are_few;     /* ... if so */
};

typedef bool visitor(void *context, struct span id, struct fault *f);

/* --- what is asked for ------------------------------------------------------- */

/* Names are sought as folded; a pattern says itself what counts as equal. */
static bool
find_names(struct choice *c, enum trait_role role, struct span part, struct fault *f)
{
	struct query	 q;
	struct span	 folded = part;

	c->asked[role] = part.n > 0;
	if (part.n == 0)
		return true;
	if (!pattern_is(part) && !token_fold(part, c->arena, &folded, f))
		return false;
	q = query_begin(c->store, SQL_NAMES_MATCH);
	query_text(&q, ":role", span_of(trait_roles[role]));
	query_text(&q, ":part", folded);
	while (query_row(&q)) {
		if (!row_list_add(&c->names[role], query_take_int(&q), c->arena, &q.fault))
			break;
	}
	return query_end(&q, f);
}

/* One column of families, of a query that was bound, which is ended; at most FEW and one. */
static bool
list_families(struct query *q, struct arena *arena, struct row_list *list, struct fault *f)
{
	while (query_row(q) && list->count <= FEW) {
		if (!row_list_add(list, query_take_int(q), arena, &q->fault))
			break;
	}
	return query_end(q, f);
}

/* The shortest of the lists that are whole is the one to look through. */
static void
offer(struct choice *c, struct row_list *list)
{
	if (list->count > FEW)
		return;
	row_list_sort(list);
	if (c->are_few && list->count >= c->few.count)
		return;
	c->few = *list;
	c->are_few = true;
}

static bool
has_enough(const struct choice *c)
{
	return c->are_few && c->few.count <= VERY_FEW;
}

static bool
offer_named(struct choice *c, enum trait_role role, struct fault *f)
{
	struct row_list	 list = { NULL, 0, 0 };
	struct span	 names;
	struct query	 q;

	if (!c->asked[role] || has_enough(c))
		return true;
	if (!row_list_print(&c->names[role], c->arena, &names, f))
		return false;
	q = query_begin(c->store, SQL_FAMILIES_WITH);
	query_text(&q, ":names", names);
	query_int(&q, ":most", FEW + 1);
	if (!list_families(&q, c->arena, &list, f))
		return false;
	offer(c, &list);
	return true;
}

/* Stretches that reach into the time asked for: those of each length begin in a window of their own. */
static bool
offer_dated(struct choice *c, struct fault *f)
{
	const struct stretch always = { INT64_MIN, INT64_MAX };
	const int	 longest = stretch_scale(always);
	struct row_list	 list = { NULL, 0, 0 };

	if (!c->dated || has_enough(c))
		return true;
	for (int scale = 0; scale <= longest && list.count <= FEW; scale++) {
		const int64_t	 reach = scale < 63 ? (int64_t)1 << scale : INT64_MAX;
		const bool	 open = c->when.since < INT64_MIN + reach || scale >= 63;
		struct query	 q = query_begin(c->store, SQL_FAMILIES_WITHIN);

		query_int(&q, ":scale", scale);
		query_int(&q, ":low", open ? INT64_MIN : c->when.since - reach);
		query_int(&q, ":since", c->when.since);
		query_int(&q, ":until", c->when.until);
		query_int(&q, ":most", FEW + 1);
		if (!list_families(&q, c->arena, &list, f))
			return false;
	}
	offer(c, &list);
	return true;
}

static bool
offer_this_one(struct choice *c, struct fault *f)
{
	struct row_list	 list = { NULL, 0, 0 };
	struct query	 q;

	if (c->filter->family.n == 0)
		return true;
	q = query_begin(c->store, SQL_FAMILY_ROW);
	query_text(&q, ":name", c->filter->family);
	if (!list_families(&q, c->arena, &list, f))
		return false;
	offer(c, &list);
	return true;
}

static bool
read_filter(struct choice *c, struct fault *f)
{
	const struct family_filter	*filter = c->filter;

	c->dated = filter->since != DATE_UNKNOWN || filter->until != DATE_UNKNOWN;
	c->when.since = filter->since; /* DATE_UNKNOWN is the first second there is */
	c->when.until = filter->until == DATE_UNKNOWN ? INT64_MAX : filter->until;
	return offer_this_one(c, f) && find_names(c, TRAIT_OUTLET, filter->outlet, f) &&
	    find_names(c, TRAIT_SPEAKER, filter->speaker, f) && offer_named(c, TRAIT_OUTLET, f) &&
	    offer_named(c, TRAIT_SPEAKER, f) && offer_dated(c, f);
}

/* --- one family ---------------------------------------------------------------- */

static bool
is_named(const struct choice *c, int64_t family, bool *is, struct fault *f)
{
	struct query	 q;
	bool		 found[TRAIT_ROLES];

	for (int role = 0; role < TRAIT_ROLES; role++)
		found[role] = !c->asked[role];
	*is = found[TRAIT_OUTLET] && found[TRAIT_SPEAKER];
	if (*is)
		return true;
	q = query_begin(c->store, SQL_NAMED_GET);
	query_int(&q, ":family", family);
	while (!*is && query_row(&q)) {
		const int64_t	 name = query_take_int(&q);

		for (int role = 0; role < TRAIT_ROLES; role++)
			found[role] |= row_list_find(&c->names[role], name) != TRAIL_NONE;
		*is = found[TRAIT_OUTLET] && found[TRAIT_SPEAKER];
	}
	return query_end(&q, f);
}

static bool
is_dated(const struct choice *c, int64_t family, bool *is, struct fault *f)
{
	struct query	 q;

	*is = !c->dated;
	if (*is)
		return true;
	q = query_begin(c->store, SQL_STRETCHES_GET);
	query_int(&q, ":family", family);
	while (!*is && query_row(&q)) {
		const int64_t	 since = query_take_int(&q), until = query_take_int(&q);

		*is = since <= c->when.until && until >= c->when.since;
	}
	return query_end(&q, f);
}

static bool
passes(const struct choice *c, int64_t family, bool *yes, struct fault *f)
{
	return is_named(c, family, yes, f) && (!*yes || is_dated(c, family, yes, f));
}

/* All of its printings may have been read anew since the last linking. */
static bool
has_members(const struct choice *c, int64_t family, bool *has, struct fault *f)
{
	struct query	 q = query_begin(c->store, SQL_FAMILY_HAS_MEMBERS);

	query_int(&q, ":family", family);
	*has = query_row(&q) && query_take_bool(&q);
	return query_end(&q, f);
}

/* --- all of them ----------------------------------------------------------------- */

static bool
take_one(size_t *from)
{
	const bool	 some = *from > 0;

	*from -= some;
	return some;
}

/* A statement that was bound but for what each of these takes: its rows behind the first so many, as far as each() goes. */
static bool
walk(const struct choice *c, struct query *q, size_t from, visitor *each, void *context,
    struct arena *arena)
{
	int64_t	 family;
	bool	 yes;

	query_int(q, ":severity", c->filter->min_severity);
	query_size(q, ":occurrences", c->filter->min_occurrences);
	while (query_row(q)) {
		family = query_take_int(q);
		if (!passes(c, family, &yes, &q->fault))
			return false;
		if (!yes || take_one(&from))
			continue;
		arena_reset(arena);
		if (!has_members(c, family, &yes, &q->fault) ||
		    (yes && !each(context, query_take_text(q, arena), &q->fault)))
			return false;
	}
	return q->fault.kind == FAULT_NONE;
}

/* By their index, and no further than each() goes. */
static bool
walk_worst(const struct choice *c, int64_t most, visitor *each, void *context, struct arena *arena,
    struct fault *f)
{
	const bool plain = !c->asked[TRAIT_OUTLET] && !c->asked[TRAIT_SPEAKER] && !c->dated;
	struct query	 q = query_begin(c->store, SQL_FAMILIES_WORST);
	bool		 ok;

	query_int(&q, ":most", most);
	query_size(&q, ":from", plain ? c->filter->from : 0);
	ok = walk(c, &q, plain ? 0 : c->filter->from, each, context, arena);
	return query_end(&q, f) && ok;
}

static bool
walk_few(const struct choice *c, bool worst, visitor *each, void *context, struct arena *arena,
    struct fault *f)
{
	struct span	 families;
	struct query	 q;
	bool		 ok;

	if (!row_list_print(&c->few, c->arena, &families, f))
		return false;
	q = query_begin(c->store, SQL_FAMILIES_AMONG);
	query_text(&q, ":families", families);
	query_int(&q, ":worst", worst);
	ok = walk(c, &q, c->filter->from, each, context, arena);
	return query_end(&q, f) && ok;
}

static bool
walk_all(const struct choice *c, bool worst, visitor *each, void *context, struct arena *arena,
    struct fault *f)
{
	struct query	 q = query_begin(c->store, SQL_FAMILIES_EACH);
	bool		 ok;

	query_int(&q, ":worst", worst);
	ok = walk(c, &q, c->filter->from, each, context, arena);
	return query_end(&q, f) && ok;
}

bool
store_each_family(struct store *store, const struct family_filter *filter, enum family_order order,
    visitor *each, void *context, struct fault *f)
{
	const bool	 worst = order == FAMILIES_WORST_FIRST;
	struct choice	 c = { .store = store, .filter = filter };
	struct arena	*row = arena_new(CHOICE_BYTES_MAX);
	struct query	 held;
	bool		 ok = false;

	c.arena = arena_new(CHOICE_BYTES_MAX);
	if (c.arena == NULL || row == NULL)
		fault_set(f, FAULT_MEMORY, "out of memory");
	else {
		/* As long as a statement is under way, all see what it saw: each() has transactions of its own. */
		held = query_begin(store, SQL_WALK_HOLD);
		ok = query_row(&held) && read_filter(&c, f);
		if (ok && c.are_few)
			ok = walk_few(&c, worst, each, context, row, f);
		else if (ok && worst && filter->min_occurrences > 1)
			ok = walk_worst(&c, -1, each, context, row, f);
		else if (ok)
			ok = walk_all(&c, worst, each, context, row, f);
		ok = query_end(&held, f) && ok;
	}
	arena_free(c.arena);
	arena_free(row);
	return ok;
}

bool
store_worst_families(struct store *store, size_t most, visitor *each, void *context, struct fault *f)
{
	static const struct family_filter any = { .since = DATE_UNKNOWN, .until = DATE_UNKNOWN };
	struct choice	 c = { .store = store, .filter = &any };
	struct arena	*row = arena_new(CHOICE_BYTES_MAX);
	bool		 ok;

	if (row == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	ok = walk_worst(&c, (int64_t)most, each, context, row, f);
	arena_free(row);
	return ok;
}
