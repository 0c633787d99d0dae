#include "core/ledger.h"

#include <stdlib.h>

#include "core/pile.h"
#include "core/sentence.h"
#include "core/utf8.h"

#define NUMBER_MAX ((size_t)UINT32_MAX - 1)

void
ledger_free(struct ledger *l)
{
	free(l->articles);
	free(l->entries);
	free(l->ids);
	free(l->id_ends);
	*l = LEDGER_EMPTY;
}

/* Room for so many more of everything. */
static bool
grow(struct ledger *l, size_t articles, size_t entries, size_t bytes, struct fault *f)
{
	if (l->narticles + articles > NUMBER_MAX || l->count + entries > NUMBER_MAX)
		return fault_set(f, FAULT_LIMIT, "%zu quotations: too many to link at once",
		    l->count + entries);
	if (l->nbytes + bytes > NUMBER_MAX)
		return fault_set(f, FAULT_LIMIT, "ids of more than 4 GiB: too many to link at once");
	return pile_grow(&l->articles, l->narticles, articles, &l->articles_room,
		   sizeof *l->articles, f) &&
	    pile_grow(&l->entries, l->count, entries, &l->room, sizeof *l->entries, f) &&
	    pile_grow(&l->id_ends, l->count, entries, &l->ends_room, sizeof *l->id_ends, f) &&
	    pile_grow(&l->ids, l->nbytes, bytes, &l->ids_room, 1, f);
}

bool
ledger_add_article(struct ledger *l, const struct trail_article *article, struct fault *f)
{
	if (!grow(l, 1, 0, 0, f))
		return false;
	l->articles[l->narticles++] = (struct ledger_article) {
		.published = article->published,
		.identity = token_hash_mix(token_hash(article->identity), 0),
		.lineage = token_hash_mix(token_hash(article->lineage), 0),
		.version = article->version,
		.rank = (int8_t)article->rank,
		.weekday = (int8_t)article->weekday,
	};
	return true;
}

static bool
has_beginning(struct span text)
{
	size_t		 at = 0;
	const uint32_t	 c = utf8_next(text, &at);

	return c != '.' && c != '[' && c != 0x2026 && !utf8_is_lower(c);
}

static bool
has_end(struct span text)
{
	size_t		 at = text.n;
	uint32_t	 c = utf8_prev(text, &at);

	while (sentence_is_closing(c) && c != 0)
		c = utf8_prev(text, &at);
	return (sentence_is_stop(c) || c == ',') && c != 0x2026 &&
	    (at == 0 || text.p[at - 1] != '.');
}

static bool
has_gaps(struct span text)
{
	return memchr(text.p, '[', text.n) != NULL ||
	    span_find(text, span_of("\xE2\x80\xA6")) < text.n ||
	    span_find(text, span_of("..")) < text.n;
}

static unsigned int
count_cuts(struct span text)
{
	if (text.n == 0)
		return 0;
	return (unsigned int)!has_beginning(text) + !has_end(text) + has_gaps(text);
}

bool
ledger_add(struct ledger *l, const struct occurrence *o, struct fault *f)
{
	if (!grow(l, 0, 1, o->id.n, f))
		return false;
	if (o->id.n > 0)
		memcpy(l->ids + l->nbytes, o->id.p, o->id.n);
	l->nbytes += o->id.n;
	l->id_ends[l->count] = (uint32_t)l->nbytes;
	l->entries[l->count++] = (struct ledger_entry) {
		.article = (uint32_t)o->article,
		.start = o->start < LEDGER_START_MAX ? (uint32_t)o->start & LEDGER_START_MAX :
						       LEDGER_START_MAX,
		.cuts = count_cuts(o->text) & 3,
		.aside = trail_is_aside(o),
		.form = (uint32_t)token_hash(o->text),
	};
	return true;
}

bool
ledger_append(struct ledger *l, struct ledger *other, struct fault *f)
{
	if (l->count == 0 && l->narticles == 0) {
		ledger_free(l);
		*l = *other;
		*other = LEDGER_EMPTY;
		return true;
	}
	if (!grow(l, other->narticles, other->count, other->nbytes, f))
		return false;
	for (size_t i = 0; i < other->count; i++) {
		struct ledger_entry	 entry = other->entries[i];

		entry.article += (uint32_t)l->narticles;
		l->entries[l->count] = entry;
		l->id_ends[l->count++] = other->id_ends[i] + (uint32_t)l->nbytes;
	}
	for (size_t i = 0; i < other->narticles; i++)
		l->articles[l->narticles++] = other->articles[i];
	if (other->nbytes > 0)
		memcpy(l->ids + l->nbytes, other->ids, other->nbytes);
	l->nbytes += other->nbytes;
	ledger_free(other);
	return true;
}

struct span
ledger_id(const struct ledger *l, size_t entry)
{
	const size_t	 from = entry == 0 ? 0 : l->id_ends[entry - 1];

	return (struct span) { l->ids + from, l->id_ends[entry] - from };
}

/* Places by hash, open addressing: 1 + a number; 0 free. */
struct places {
	uint32_t	*slots;
	size_t		 nslots;
};

static bool
begin_places(struct places *places, size_t count, struct fault *f)
{
	places->nslots = 16;
	while (places->nslots < count * 2)
		places->nslots *= 2;
	places->slots = calloc(places->nslots, sizeof *places->slots);
	return places->slots != NULL || fault_set(f, FAULT_MEMORY, "out of memory");
}

bool
ledger_find_double(const struct ledger *l, size_t *entry, struct fault *f)
{
	struct places	 places;

	*entry = TRAIL_NONE;
	if (!begin_places(&places, l->count, f))
		return false;
	for (size_t i = 0; i < l->count && *entry == TRAIL_NONE; i++) {
		const struct span	 id = ledger_id(l, i);
		size_t	 at = (size_t)token_hash_mix(token_hash(id), 0) & (places.nslots - 1);

		while (places.slots[at] != 0 && !span_eq(ledger_id(l, places.slots[at] - 1), id))
			at = (at + 1) & (places.nslots - 1);
		if (places.slots[at] != 0)
			*entry = i;
		places.slots[at] = (uint32_t)i + 1;
	}
	free(places.slots);
	return true;
}

static bool
speaks_before(const struct ledger_article *a, const struct ledger_article *b)
{
	if ((a->rank == 0) != (b->rank == 0))
		return b->rank == 0;
	if (a->published.earliest != b->published.earliest)
		return a->published.earliest < b->published.earliest;
	if (a->published.latest != b->published.latest)
		return a->published.latest < b->published.latest;
	return a->lineage < b->lineage;
}

bool
ledger_join_articles(struct ledger *l, struct fault *f)
{
	uint32_t	*numbers = calloc(l->narticles + 1, sizeof *numbers);
	struct places	 places = { NULL, 0 };
	size_t		 count = 0;

	if (numbers == NULL || !begin_places(&places, l->narticles, f)) {
		free(numbers);
		return fault_set(f, FAULT_MEMORY, "out of memory");
	}
	for (size_t i = 0; i < l->narticles; i++) {
		const struct ledger_article	 article = l->articles[i];
		size_t	 at = (size_t)article.identity & (places.nslots - 1);

		while (places.slots[at] != 0 &&
		    l->articles[places.slots[at] - 1].identity != article.identity)
			at = (at + 1) & (places.nslots - 1);
		if (places.slots[at] == 0) {
			l->articles[count++] = article;
			places.slots[at] = (uint32_t)count;
		} else if (speaks_before(&article, &l->articles[places.slots[at] - 1]))
			l->articles[places.slots[at] - 1] = article;
		numbers[i] = places.slots[at] - 1;
	}
	for (size_t i = 0; i < l->count; i++)
		l->entries[i].article = numbers[l->entries[i].article];
	l->narticles = count;
	free(places.slots);
	free(numbers);
	return true;
}
