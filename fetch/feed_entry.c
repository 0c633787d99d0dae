/* What an entry is made of: its most telling address, title, outlet and dates. */
#include "fetch/feed_parts.h"

#include "fetch/url.h"

#define ADDRESS_MAX 8192u /* bytes; a longer one cannot be fetched */
#define DATE_MAX 200u /* bytes of a date and what stands around it */

void
feed_entry_begin(struct feed_draft *draft, bool feed)
{
	draft->entry = (struct feed_entry) { .feed = feed };
	draft->rank = RANK_NONE;
}

bool
feed_entry_address(struct feed_draft *draft, enum feed_rank rank, struct span reference,
    struct span base, struct fault *f)
{
	struct span	 target;
	bool		 ok;

	if (reference.n == 0 || reference.n > ADDRESS_MAX || rank <= draft->rank)
		return true;
	/* An identifier is an address only when it is a whole one. */
	ok = url_resolve(rank > RANK_GUID ? base : SPAN_NONE, reference, draft->scratch, &target, f);
	if (ok && url_is_web(target)) {
		ok = span_in(draft->arena, target, &draft->entry.url, f);
		draft->rank = rank;
	}
	arena_reset(draft->scratch);
	return ok;
}

/* A machine date, or a printed one where a machine date should be; an age tells nothing here. */
static bool
read_date(const struct feed_draft *draft, struct span value, struct evidence *e, struct fault *f)
{
	struct date_context	 context = { .language = draft->feed->language, .anchor = DATE_UNKNOWN };
	size_t			 at = 0;

	context.language.n = strcspn(context.language.n > 0 ? context.language.p : "", "-_");
	if (date_read(value, &context, draft->arena, e, f))
		return true;
	return f->kind == FAULT_NONE && date_find(value, &context, draft->arena, &at, e, f) &&
	    e->kind != EVIDENCE_RELATIVE;
}

static bool
add_date(struct feed_draft *draft, const struct feed_rule *rule, struct span value, struct fault *f)
{
	struct evidence	 e = { .when = INTERVAL_UNKNOWN };

	if (value.n > DATE_MAX || draft->entry.nevidence == FEED_DATES_MAX)
		return true;
	if (!read_date(draft, value, &e, f))
		return f->kind == FAULT_NONE;
	/* A day without a year is nobody's. */
	if (e.when.earliest == DATE_UNKNOWN && e.when.latest == DATE_UNKNOWN)
		return true;
	e.kind = EVIDENCE_FEED;
	e.says = rule->role == ROLE_MODIFIED ? SAYS_MODIFIED : SAYS_PUBLISHED;
	e.place = span_of(rule->place);
	e.where = SPAN_NONE;
	draft->dates[draft->entry.nevidence++] = e;
	return span_in(draft->arena, e.found, &draft->dates[draft->entry.nevidence - 1].found, f);
}

/* The language of a feed that states none is the one all its entries name. */
static bool
add_language(struct feed_draft *draft, struct span value, struct fault *f)
{
	if (draft->language.n == 0)
		return span_in(draft->arena, value, &draft->language, f);
	draft->mixed |= !span_eq_case(draft->language, value);
	return true;
}

/* The first of several counts. */
static bool
keep(struct feed_draft *draft, struct span value, struct span *kept, struct fault *f)
{
	return kept->n > 0 || span_in(draft->arena, value, kept, f);
}

bool
feed_value(struct feed_draft *draft, const struct feed_rule *rule, struct span value,
    struct fault *f)
{
	if (value.n == 0)
		return true;
	switch (rule->role) {
	case ROLE_FEED_TITLE:
		return keep(draft, value, &draft->feed->title, f);
	case ROLE_FEED_LANGUAGE:
		return keep(draft, value, &draft->feed->language, f);
	case ROLE_TITLE:
		return keep(draft, value, &draft->entry.title, f);
	case ROLE_SOURCE:
	case ROLE_OUTLET:
		return keep(draft, value, &draft->entry.outlet, f);
	case ROLE_LANGUAGE:
		return add_language(draft, value, f);
	case ROLE_PUBLISHED:
	case ROLE_MODIFIED:
		return add_date(draft, rule, value, f);
	default:
		return true;
	}
}

bool
feed_entry_end(struct feed_draft *draft, struct fault *f)
{
	struct feed_entry	*entry = &draft->entry;
	struct evidence		*dates;
	size_t			 bytes = entry->nevidence * sizeof *dates;

	if (draft->rank == RANK_NONE) {
		draft->feed->passed_over++;
		return true;
	}
	if (draft->feed->nentries == FEED_ENTRIES_MAX)
		return fault_set(f, FAULT_LIMIT, "more than %u entries", FEED_ENTRIES_MAX);
	if (!arena_grow(draft->arena, &draft->entries, draft->feed->nentries, &draft->room,
		sizeof	*entry, f))
		return false;
	if (bytes > 0) {
		dates = arena_take(draft->arena, entry->nevidence, sizeof *dates, f);
		if (dates == NULL)
			return false;
		memcpy(dates, draft->dates, bytes);
		entry->evidence = dates;
	}
	draft->entries[draft->feed->nentries++] = *entry;
	draft->feed->entries = draft->entries;
	return true;
}
