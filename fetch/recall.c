#include "fetch/recall.h"

#include "core/utf8.h"
#include "fetch/field.h"

#define FORMAT 1 /* of the records that this version prints and reads */

bool
recall_is_own(const json_t *object, bool *own, struct fault *f)
{
	const json_t	*format = json_object_get(object, "quotrail");

	*own = json_is_integer(format) && json_is_array(json_object_get(object, "blocks"));
	if (json_integer_value(format) <= FORMAT)
		return true;
	return fault_set(f, FAULT_INPUT, "a record of format %lld; this version reads format %d",
	    (long long)json_integer_value(format), FORMAT);
}

/* --- text -------------------------------------------------------------------------------- */

/* Code points to bytes, in one pass for offsets that rise. */
struct ruler {
	struct span	 text;
	size_t		 at, points;
};

/* The stretch between two offsets; false when it does not lie in the text. */
static bool
measure(struct ruler *ruler, const json_t *object, struct span *out)
{
	json_int_t	 from = json_integer_value(json_object_get(object, "start"));
	json_int_t	 to = json_integer_value(json_object_get(object, "end"));
	size_t		 start;

	if (from < 0 || to < from)
		return false;
	if ((size_t)from < ruler->points)
		ruler->at = ruler->points = 0;
	while (ruler->points < (size_t)from && ruler->at < ruler->text.n) {
		utf8_next(ruler->text, &ruler->at);
		ruler->points++;
	}
	start = ruler->at;
	while (ruler->points < (size_t)to && ruler->at < ruler->text.n) {
		utf8_next(ruler->text, &ruler->at);
		ruler->points++;
	}
	*out = span_cut(ruler->text, start, ruler->at);
	return ruler->points == (size_t)to;
}

/* A region, and what showed it where the record says. */
static bool
read_region(const json_t *object, struct block *block)
{
	size_t	 region = FIELD_ROW(json_object_get(object, "region"), region_names);
	size_t	 rule = FIELD_ROW(json_object_get(object, "rule"), region_rules);

	if (region == REGIONS)
		return false;
	block->region = (enum region)region;
	block->rule = rule < REGION_RULES ? (enum region_rule)rule : REGION_BY_NOTHING;
	return true;
}

static bool
read_block(const json_t *object, struct ruler *ruler, struct arena *arena, struct block *block,
    struct fault *f)
{
	size_t	 from = ruler->at;
	size_t	 kind = FIELD_ROW(json_object_get(object, "kind"), block_kind_names);

	if (kind == BLOCK_KINDS || !read_region(object, block))
		return fault_set(f, FAULT_INPUT, "\"blocks\": a kind or region that is none");
	if (!measure(ruler, object, &block->text) || block->text.p < ruler->text.p + from)
		return fault_set(f, FAULT_INPUT, "\"blocks\": offsets that do not fit the text");
	block->kind = (enum block_kind)kind;
	return field_word(object, "outlet", arena, &block->outlet, f);
}

static bool
read_blocks(const json_t *list, struct arena *arena, struct article *article, struct fault *f)
{
	struct ruler	 ruler = { .text = article->text };
	size_t		 count = json_array_size(list);
	struct block	*blocks = arena_take(arena, count, sizeof *blocks, f);

	if (blocks == NULL)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!read_block(json_array_get(list, i), &ruler, arena, &blocks[i], f))
			return false;
	}
	article->blocks = blocks;
	article->nblocks = count;
	return true;
}

static bool
read_outside(const json_t *list, struct arena *arena, struct article *article, struct fault *f)
{
	size_t		 count = json_array_size(list);
	struct block	*blocks = arena_take(arena, count, sizeof *blocks, f);

	if (blocks == NULL)
		return false;
	for (size_t i = 0; i < count; i++) {
		const json_t	*object = json_array_get(list, i);

		if (!read_region(object, &blocks[i]))
			return fault_set(f, FAULT_INPUT, "\"outside\": a region that is none");
		if (!field_text(object, "text", arena, &blocks[i].text, f) ||
		    !field_word(object, "outlet", arena, &blocks[i].outlet, f))
			return false;
	}
	article->outside = blocks;
	article->noutside = count;
	return true;
}

bool
recall_text(const json_t *object, struct arena *arena, struct article *article, struct fault *f)
{
	json_int_t	 replaced = json_integer_value(json_object_get(object, "replaced"));
	struct span	 charset = SPAN("utf-8");

	article->text = SPAN("");
	if (!field_word(object, "charset", arena, &charset, f))
		return false;
	article->charset = charset.p;
	article->replaced = replaced > 0 ? (size_t)replaced : 0;
	return field_text(object, "text", arena, &article->text, f) &&
	    read_blocks(json_object_get(object, "blocks"), arena, article, f) &&
	    read_outside(json_object_get(object, "outside"), arena, article, f);
}

/* --- what stands at a place of the text -------------------------------------------------- */

static bool
read_place(const json_t *object, struct ruler *ruler, struct span *where, struct fault *f)
{
	*where = SPAN_NONE;
	if (!json_is_integer(json_object_get(object, "start")))
		return true;
	return measure(ruler, object, where) ||
	    fault_set(f, FAULT_INPUT, "evidence with offsets that do not fit the text");
}

bool
recall_credits(const json_t *object, struct arena *arena, struct article *article, struct fault *f)
{
	const json_t	*list = json_object_get(object, "credit_cues");
	struct ruler	 ruler = { .text = article->text };
	size_t		 room = 0;

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t	*cue = json_array_get(list, i);
		struct credit	 credit = { .name = SPAN_NONE };
		size_t		 role;

		role = FIELD_ROW(json_object_get(cue, "role"), credit_role_names);
		if (role == CREDIT_ROLES)
			return fault_set(f, FAULT_INPUT, "\"credit_cues\": a role that is none");
		credit.role = (enum credit_role)role;
		if (!field_word(cue, "name", arena, &credit.name, f) ||
		    !field_text(cue, "found", arena, &credit.found, f) ||
		    !read_place(cue, &ruler, &credit.where, f) ||
		    !article_add_credit(article, &room, &credit, arena, f))
			return false;
	}
	return true;
}

/* A time as records print it; anything else is unknown. */
static bool
read_time(const json_t *object, const char *key, struct arena *arena, int64_t *at, struct fault *f)
{
	const struct date_context context = { .anchor = DATE_UNKNOWN };
	struct span		  s = SPAN_NONE;
	struct evidence		  e;

	*at = DATE_UNKNOWN;
	if (!field_word(object, key, arena, &s, f))
		return false;
	if (s.n > 0 && date_read(s, &context, arena, &e, f))
		*at = e.when.earliest;
	return f->kind == FAULT_NONE;
}

static bool
read_evidence(const json_t *object, struct ruler *ruler, struct arena *arena, struct evidence *e,
    struct fault *f)
{
	size_t	 row = FIELD_ROW(json_object_get(object, "kind"), evidence_kinds);
	size_t	 says = FIELD_ROW(json_object_get(object, "says"), evidence_says_names);

	if (row == EVIDENCE_KINDS || says == SAYS_KINDS)
		return fault_set(f, FAULT_INPUT, "evidence of a kind that is none");
	*e = (struct evidence) { .kind = (enum evidence_kind)row, .says = (enum evidence_says)says };
	e->used = json_is_true(json_object_get(object, "used"));
	e->weekday = (int)json_integer_value(json_object_get(object, "weekday"));
	if (e->weekday < 0 || e->weekday > 7)
		return fault_set(f, FAULT_INPUT, "evidence of a weekday that is none");
	return field_text(object, "found", arena, &e->found, f) &&
	    field_text(object, "place", arena, &e->place, f) &&
	    field_text(object, "zone", arena, &e->zone, f) &&
	    field_text(object, "day", arena, &e->day, f) &&
	    read_time(object, "earliest", arena, &e->when.earliest, f) &&
	    read_time(object, "latest", arena, &e->when.latest, f) &&
	    read_place(object, ruler, &e->where, f);
}

/* Which evidence the combined date rests on: the best point statement that was used. */
static void
find_best(const struct article *article, bool modified, struct dating *dating)
{
	enum evidence_says	 point = modified ? SAYS_MODIFIED : SAYS_PUBLISHED;

	for (size_t i = 0; i < article->nevidence; i++) {
		const struct evidence	*e = &article->evidence[i];
		int			 rank = evidence_kinds[e->kind].rank;

		if (!e->used || e->says != point || rank == 0)
			continue;
		if (dating->rank == 0 || rank < dating->rank) {
			dating->rank = rank;
			dating->best = i;
		}
	}
	dating->inferred = dating->rank == evidence_kinds[EVIDENCE_CORPUS].rank;
}

static bool
read_dating(const json_t *object, bool modified, struct arena *arena, struct article *article,
    size_t *room, struct dating *dating, struct fault *f)
{
	const json_t	*list = json_object_get(object, "evidence");
	struct ruler	 ruler = { .text = article->text };
	struct evidence	 e;

	*dating = (struct dating) { .when = INTERVAL_UNKNOWN };
	for (size_t i = 0; i < json_array_size(list); i++) {
		if (!read_evidence(json_array_get(list, i), &ruler, arena, &e, f) ||
		    !article_add_evidence(article, room, &e, arena, f))
			return false;
	}
	dating->conflict = json_is_true(json_object_get(object, "conflict"));
	find_best(article, modified, dating);
	return field_text(object, "date", arena, &dating->day, f) &&
	    read_time(object, "earliest", arena, &dating->when.earliest, f) &&
	    read_time(object, "latest", arena, &dating->when.latest, f);
}

bool
recall_dates(const json_t *object, struct arena *arena, struct article *article, bool *recalled,
    struct fault *f)
{
	const json_t	*published = json_object_get(object, "published");
	const json_t	*modified = json_object_get(object, "modified");
	size_t		 room = 0;

	*recalled = json_is_array(json_object_get(published, "evidence")) ||
	    json_is_array(json_object_get(modified, "evidence"));
	if (!*recalled)
		return true;
	article->evidence = NULL;
	article->nevidence = 0;
	return read_dating(published, false, arena, article, &room, &article->published, f) &&
	    read_dating(modified, true, arena, article, &room, &article->modified, f);
}
