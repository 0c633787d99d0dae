/* Other articles on the page: their dates say when it was fetched at the earliest. */
#include "core/dating_text.h"

#define BLOCKS_MAX 400
#define WIDEST (14 * 3600)

struct teasers {
	const struct block	*blocks;
	size_t			 count;
};

static bool
is_foreign(const struct block *block)
{
	return block->region == REGION_TEASER || block->region == REGION_COMMENT;
}

static bool
add_teaser(struct text_reading *r, struct evidence *e, int64_t *newest)
{
	int64_t	 local = e->when.earliest;

	if (local == DATE_UNKNOWN || e->day.n == 0)
		return true;
	if (span_eq(e->zone, SPAN("unknown")))
		local += WIDEST;
	local = date_day_at(local);
	if (*newest == DATE_UNKNOWN || local > *newest)
		*newest = local;
	e->kind = EVIDENCE_TEASER;
	e->says = SAYS_CAPTURED;
	e->when.latest = DATE_UNKNOWN;
	return text_add(r, e, "teaser");
}

/* Datelines and lines that are nothing but a date; dates in a teaser's prose may lie ahead. */
static bool
read_dates(struct text_reading *r, const struct block *block, int64_t *newest)
{
	struct date_context context = { .language = r->article->language,
		.anchor = text_anchor(r),
		.order = r->article->order };
	struct line_look	 look;
	struct evidence		 e;
	size_t			 at = 0;

	if (!dateline_find(r, block->text, &e))
		return false;
	if (e.found.n > 0)
		return add_teaser(r, &e, newest);
	if (!line_is_day(block->text, r->article->language, &look))
		return true;
	while (date_find(block->text, &context, r->arena, &at, &e, r->f)) {
		if (e.kind != EVIDENCE_RELATIVE && !add_teaser(r, &e, newest))
			return false;
	}
	return r->f->kind == FAULT_NONE;
}

/* A weekday told as past that falls on the day behind the newest dated teaser. */
static bool
read_weekdays(struct text_reading *r, const struct block *block, int64_t day, bool *found)
{
	struct evidence	 e = { .kind = EVIDENCE_TEASER,
		.says = SAYS_CAPTURED,
		.when = { day * DATE_DAY - WIDEST, DATE_UNKNOWN },
		.zone = SPAN("unknown") };
	struct week_hit	 hit;
	struct week_walk	 walk;
	char		 text[DATE_TEXT_MAX];

	week_begin(&walk, block->text, r->article->language);
	while (!*found && week_next(&walk, &hit)) {
		if (hit.weekday != date_weekday(day))
			continue;
		e.found = hit.found;
		e.weekday = hit.weekday;
		date_print(day * DATE_DAY, text);
		if (!span_in(r->arena, span_cut(span_of(text), 0, 10), &e.day, r->f) ||
		    !text_add(r, &e, "teaser"))
			return false;
		*found = true;
	}
	return true;
}

bool
text_read_teasers(struct text_reading *r)
{
	const struct teasers	 lists[] = {
		{ r->article->blocks, r->article->nblocks },
		{ r->article->outside, r->article->noutside },
	};
	int64_t			 newest = DATE_UNKNOWN;
	bool			 found = false;

	if (text_anchor(r) == DATE_UNKNOWN)
		return true;
	for (size_t k = 0; k < LEN(lists); k++) {
		for (size_t i = 0, seen = 0; i < lists[k].count && seen < BLOCKS_MAX; i++) {
			if (!is_foreign(&lists[k].blocks[i]))
				continue;
			seen++;
			if (!read_dates(r, &lists[k].blocks[i], &newest))
				return false;
		}
	}
	for (size_t k = 0; newest != DATE_UNKNOWN && k < LEN(lists); k++) {
		for (size_t i = 0, seen = 0; i < lists[k].count && seen < BLOCKS_MAX; i++) {
			if (!is_foreign(&lists[k].blocks[i]))
				continue;
			seen++;
			if (!read_weekdays(r, &lists[k].blocks[i], newest + 1, &found))
				return false;
		}
	}
	return true;
}
