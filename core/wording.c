#include "core/wording.h"

#include <stdlib.h>

#include "core/pile.h"
#include "core/saying.h"
#include "core/text_pool.h"

/* Where texts of all pools become wordings. */
struct reader {
	const struct ledger	*ledger;
	const uint32_t		*groups; /* see wordings_end() */
	struct wordings		*wordings;
	struct text		**texts; /* by number */
	size_t			 ntexts;
};

#define BLOCK_DAYS 2	 /* within which dates do not say what was made from what */
#define FEW 3		 /* printings that are chance */

void
wordings_free(struct wordings *wordings)
{
	for (size_t i = 0; i < wordings->npools; i++)
		text_pool_free(&wordings->pools[i]);
	free(wordings->pools);
	free(wordings->items);
	free(wordings->of);
	numbering_free(&wordings->numbering);
	*wordings = WORDINGS_EMPTY;
}

bool
wordings_add(struct wordings *wordings, size_t part, const struct occurrence *o,
    struct span identity, struct fault *f)
{
	return text_pool_add(&wordings->pools[part], o, identity, f);
}

static int
compare_u64(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

/* An unknown date stands behind all known ones. */
static int
compare_dates(int64_t a, int64_t b)
{
	if (a == b)
		return 0;
	if (a == DATE_UNKNOWN || b == DATE_UNKNOWN)
		return a == DATE_UNKNOWN ? 1 : -1;
	return a < b ? -1 : 1;
}

/*
 * Within days a copy is as likely to be printed first as what it was made from,
 * above all where only the day is known.
 */
static int64_t
block_of(const struct wording *w)
{
	return w->from == DATE_UNKNOWN ? DATE_UNKNOWN : w->from / (BLOCK_DAYS * DATE_DAY);
}

/*
 * The earlier by days; among them those that more than a few printed, then the
 * longer, for that is what others were made from; then the earlier, and by the
 * words: nothing depends on the order of the input.
 */
static int
compare_wordings(const void *left, const void *right)
{
	const struct wording	*a = left, *b = right;
	int			 order;

	order = compare_dates(block_of(a), block_of(b));
	if (order == 0 && a->printings / FEW != b->printings / FEW)
		return a->printings > b->printings ? -1 : 1;
	if (order == 0 && a->count != b->count)
		return a->count > b->count ? -1 : 1;
	if (order == 0)
		order = compare_dates(a->from, b->from);
	if (order == 0)
		order = compare_u64(a->hash, b->hash);
	return order != 0 ? order : compare_u64(a->speaker, b->speaker);
}

/* When an occurrence had surely appeared; DATE_UNKNOWN. */
static int64_t
appeared_by(const struct ledger *ledger, uint32_t occurrence)
{
	const struct ledger_article	*article = ledger_article(ledger, occurrence);

	return article->rank > 0 ? article->published.latest : DATE_UNKNOWN;
}

static void
add_printing(const struct reader *r, struct wording *w, uint32_t occurrence)
{
	const int64_t	 by = appeared_by(r->ledger, occurrence);
	int	 order = w->printings == 0 ? -1 : compare_dates(by, appeared_by(r->ledger, w->first));

	if (order == 0)
		order = span_cmp(ledger_id(r->ledger, occurrence), ledger_id(r->ledger, w->first));
	if (order < 0)
		w->first = occurrence;
	r->wordings->of[occurrence] = (uint32_t)(w - r->wordings->items);
	w->printings++;
	if (by == DATE_UNKNOWN)
		return;
	if (w->from == DATE_UNKNOWN || by < w->from)
		w->from = by;
	if (w->to == DATE_UNKNOWN || by > w->to)
		w->to = by;
}

static struct wording *
new_wording(struct wordings *all, const struct text *text, uint64_t speaker)
{
	struct wording	*w = &all->items[all->count++];

	*w = (struct wording) {
		.words = text->words,
		.marks = text->marks,
		.count = text->count,
		.plain = text->count,
		.hash = text->key,
		.own = text->own,
		.speaker = speaker,
		.from = DATE_UNKNOWN,
		.to = DATE_UNKNOWN,
		.family = WORDING_NONE,
		.second = WORDING_NONE,
		.by = WORDING_NONE,
	};
	for (uint32_t i = 0; i < text->count; i++)
		w->plain -= (wording_mark(w, i) & WORDING_BRACKET) != 0;
	return w;
}

/* What one speaker's phrase, a sentence in those days, or a longer text may be one wording of. */
static enum saying_weight
weight_of(const struct text *text)
{
	if (text->own < WORDING_SHARED || text->count <= WORDING_MIN)
		return SAYING_LIGHT;
	return text->own < WORDING_LASTING ? SAYING_MIDDLING : SAYING_HEAVY;
}

static uint32_t
group_of(const struct reader *r, const struct saying *saying)
{
	return r->groups == NULL ? WORDING_NONE : r->groups[saying->occurrence];
}

/* The smallest group from this number on; WORDING_NONE: there is none. */
static uint32_t
next_group(const struct reader *r, const struct saying *sayings, size_t count, uint32_t from)
{
	uint32_t	 next = WORDING_NONE;

	for (size_t i = 0; i < count; i++) {
		const uint32_t	 group = group_of(r, &sayings[i]);

		if (group >= from && group < next)
			next = group;
	}
	return next;
}

/* The sayings of one wording, or of one in each of their groups. */
static bool
add_wordings(const struct reader *r, const struct text *text, const struct saying *sayings,
    size_t count, uint64_t speaker, size_t *room, struct fault *f)
{
	struct wordings	*all = r->wordings;
	uint32_t	 group = next_group(r, sayings, count, 0);
	bool		 first = true;

	do {
		struct wording	*w;

		if (!pile_grow(&all->items, all->count, 1, room, sizeof *all->items, f))
			return false;
		w = new_wording(all, text, speaker);
		for (size_t i = 0; i < count; i++) {
			const uint32_t	 own = group_of(r, &sayings[i]);

			if (own == group || (first && own == WORDING_NONE))
				add_printing(r, w, sayings[i].occurrence);
		}
		first = false;
		group = group == WORDING_NONE ? group : next_group(r, sayings, count, group + 1);
	} while (group != WORDING_NONE);
	return true;
}

/* Sayings of equal words become wordings. */
static bool
collapse(const struct reader *r, const struct text *text, struct saying *sayings, size_t count,
    size_t *room, struct fault *f)
{
	enum saying_weight	 weight = saying_sort(sayings, count, weight_of(text));
	uint64_t		 speaker;

	for (size_t i = 0, n; i < count; i += n) {
		n = saying_run(sayings + i, count - i, weight, &speaker);
		if (!add_wordings(r, text, sayings + i, n, speaker, room, f))
			return false;
	}
	return true;
}

/* Occurrences by text, by counting: starts has room for two more than there are texts. */
static void
sort_by_text(const struct reader *r, uint32_t *starts, struct saying *sayings)
{
	const struct wordings	*all = r->wordings;
	uint32_t		 occurrence = 0;

	for (size_t p = 0; p < all->npools; p++) {
		for (size_t i = 0; i < all->pools[p].count; i++)
			starts[all->pools[p].texts[all->pools[p].said[i]].number + 2]++;
	}
	for (size_t i = 2; i < r->ntexts + 2; i++)
		starts[i] += starts[i - 1];
	for (size_t p = 0; p < all->npools; p++) {
		const struct text_pool	*pool = &all->pools[p];

		for (size_t i = 0; i < pool->count; i++, occurrence++) {
			const int32_t	 day = saying_day(appeared_by(r->ledger, occurrence));

			sayings[starts[pool->texts[pool->said[i]].number + 1]++] =
			    (struct saying) { pool->speakers[i], day, occurrence };
		}
	}
}

/* Occurrences by text, and each text's into its wordings. */
static bool
collapse_all(struct reader *r, struct fault *f)
{
	uint32_t	*starts = calloc(r->ntexts + 2, sizeof *starts);
	struct saying	*sayings = calloc(r->ledger->count + 1, sizeof *sayings);
	size_t		 room = 0;
	bool		 ok = false;

	if (starts == NULL || sayings == NULL) {
		fault_set(f, FAULT_MEMORY, "out of memory");
		goto done;
	}
	sort_by_text(r, starts, sayings);
	for (size_t i = 0; i < r->ntexts && r->texts[i] != NULL; i++) {
		const size_t	 n = starts[i + 1] - starts[i];

		if (!collapse(r, r->texts[i], sayings + starts[i], n, &room, f))
			goto done;
	}
	ok = true;
done:
	free(starts);
	free(sayings);
	return ok;
}

static bool
sort_wordings(struct wordings *all, size_t noccurrences, struct fault *f)
{
	uint32_t	*numbers = calloc(all->count + 1, sizeof *numbers);

	if (numbers == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	for (size_t i = 0; i < all->count; i++)
		all->items[i].family = (uint32_t)i;
	if (all->count > 0)
		qsort(all->items, all->count, sizeof *all->items, compare_wordings);
	for (size_t i = 0; i < all->count; i++) {
		numbers[all->items[i].family] = (uint32_t)i;
		all->items[i].family = WORDING_NONE;
	}
	for (size_t i = 0; i < noccurrences; i++)
		all->of[i] = numbers[all->of[i]];
	free(numbers);
	return true;
}

bool
wordings_begin(struct wordings *wordings, size_t nparts, struct fault *f)
{
	*wordings = WORDINGS_EMPTY;
	wordings->pools = calloc(nparts, sizeof *wordings->pools);
	if (wordings->pools == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	while (wordings->npools < nparts) {
		if (!text_pool_begin(&wordings->pools[wordings->npools++], f))
			return false;
	}
	return true;
}

bool
wordings_end(struct wordings *wordings, const struct ledger *ledger, const uint32_t *groups,
    struct fault *f)
{
	struct reader	 r = { .ledger = ledger, .groups = groups, .wordings = wordings };
	bool		 ok;

	wordings->of = calloc(ledger->count + 1, sizeof *wordings->of);
	if (wordings->of == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	ok = text_pools_unite(wordings->pools, wordings->npools, &wordings->numbering, &r.texts,
		 &r.ntexts, f) &&
	    collapse_all(&r, f);
	free(r.texts);
	for (size_t i = 0; i < wordings->npools; i++)
		text_pool_end(&wordings->pools[i]);
	return ok && sort_wordings(wordings, ledger->count, f);
}
