#include "store/gram.h"

#include <stdlib.h>

#include "core/buf.h"
#include "core/pile.h"
#include "core/token.h"

#define KEY_BITS 36
#define NUMBER_BITS (64 - KEY_BITS)
#define LIST_BYTES_MAX ((size_t)256 << 20)

uint64_t
gram_word(struct span word)
{
	return token_hash_mix(1, token_hash(word)) >> NUMBER_BITS;
}

uint64_t
gram_pair(struct span first, struct span second)
{
	return token_hash_mix(token_hash_mix(2, token_hash(first)), token_hash(second)) >>
	    NUMBER_BITS;
}

struct span
gram_next(struct span *folded)
{
	struct span	 word = span_cut(*folded, 0, span_find(*folded, SPAN(" ")));

	*folded = span_cut(*folded, word.n < folded->n ? word.n + 1 : word.n, folded->n);
	return word;
}

/* --- writing ------------------------------------------------------------- */

/* A wording as the walk over all quotations finds it. */
struct wording_slot {
	uint64_t	 hash;	    /* of family and words */
	uint32_t	 number;    /* from 1, its printing with the smallest id; 0: a free slot */
	uint32_t	 printings;
};

struct indexing {
	struct store		*store;
	const struct corpus	*corpus;
	const struct trail	*trail;
	const struct row_index	*order;
	struct wording_slot	*slots;
	size_t			 nslots;
	uint64_t		*entries; /* a gram and a wording that has it */
	size_t			 count, room;
};

static struct wording_slot *
slot_of(const struct indexing *x, size_t quote, struct span folded)
{
	const uint64_t hash = token_hash_mix(token_hash(folded), x->trail->placements[quote].family);
	size_t		 at = (size_t)(hash >> 20) & (x->nslots - 1);

	while (x->slots[at].number != 0 && x->slots[at].hash != hash)
		at = (at + 1) & (x->nslots - 1);
	x->slots[at].hash = hash;
	return &x->slots[at];
}

static bool
count_wording(struct indexing *x, size_t quote, struct span folded, struct fault *f)
{
	struct wording_slot	*slot = slot_of(x, quote, folded);

	(void)f;
	if (slot->number == 0 || slot->number > quote + 1)
		slot->number = (uint32_t)quote + 1;
	slot->printings++;
	return true;
}

static void
add_entry(struct indexing *x, uint64_t key, size_t quote)
{
	x->entries[x->count++] = key << NUMBER_BITS | quote;
}

static bool
list_grams(struct indexing *x, size_t quote, struct span folded, struct fault *f)
{
	const struct wording_slot	*slot = slot_of(x, quote, folded);
	struct query			 q;
	struct span			 word = SPAN_NONE;

	if (slot->number != quote + 1)
		return true;
	if (!pile_grow(&x->entries, x->count, folded.n + 1, &x->room, sizeof *x->entries, f))
		return false;
	while (folded.n > 0) {
		const struct span	 before = word;

		word = gram_next(&folded);
		add_entry(x, gram_word(word), quote);
		if (before.n > 0)
			add_entry(x, gram_pair(before, word), quote);
	}
	q = query_begin(x->store, SQL_WORDING_ADD);
	query_size(&q, ":number", quote);
	query_int(&q, ":quote", x->corpus->quotes[quote].row);
	query_int(&q, ":printings", slot->printings);
	query_run(&q);
	return query_end(&q, f);
}

/* Rows come in their order, as the index has them; what is not of the corpus is passed over. */
static bool
walk(struct indexing *x, struct arena *arena,
    bool (*visit)(struct indexing *x, size_t quote, struct span folded, struct fault *f),
    struct fault *f)
{
	struct query	 q = query_begin(x->store, SQL_FOLDED_LOAD);
	size_t		 at = 0;

	while (q.fault.kind == FAULT_NONE && query_row(&q)) {
		const int64_t	 row = query_take_int(&q);

		while (at < x->order->count && x->order->items[at].row < row)
			at++;
		if (at == x->order->count || x->order->items[at].row != row)
			continue;
		arena_reset(arena);
		if (!visit(x, x->order->items[at].index, query_take_text(&q, arena), &q.fault))
			break;
	}
	return query_end(&q, f);
}

static bool
write_list(struct store *store, const uint64_t *entries, size_t count, struct fault *f)
{
	struct buf	 list = BUF(LIST_BYTES_MAX);
	uint64_t	 last = 0;
	struct query	 q;
	bool		 ok;

	for (size_t i = 0; i < count; i++) {
		const uint64_t	 number = entries[i] & (((uint64_t)1 << NUMBER_BITS) - 1);
		uint64_t	 step = number - last;

		if (i > 0 && step == 0)
			continue;
		for (; step >= 0x80; step >>= 7)
			buf_char(&list, (char)(step | 0x80));
		buf_char(&list, (char)step);
		last = number;
	}
	q = query_begin(store, SQL_GRAM_ADD);
	query_int(&q, ":key", (int64_t)(entries[0] >> NUMBER_BITS));
	query_blob(&q, ":wordings", buf_span(&list));
	query_run(&q);
	ok = query_end(&q, f) && buf_ok(&list, f);
	buf_free(&list);
	return ok;
}

/* In the order of the keys, so that each stands behind the one before it in the file. */
static bool
write_lists(struct indexing *x, struct fault *f)
{
	if (x->count > 0)
		qsort(x->entries, x->count, sizeof *x->entries, token_hash_compare);
	for (size_t i = 0, end; i < x->count; i = end) {
		for (end = i + 1; end < x->count &&
		     x->entries[end] >> NUMBER_BITS == x->entries[i] >> NUMBER_BITS;
		     end++)
			;
		if (!write_list(x->store, x->entries + i, end - i, f))
			return false;
	}
	return true;
}

bool
grams_write(struct store *store, const struct corpus *corpus, const struct trail *trail,
    const struct row_index *order, struct arena *arena, struct fault *f)
{
	struct indexing	 x = { .store = store, .corpus = corpus, .trail = trail, .order = order };
	bool		 ok = false;

	if (corpus->nquotes >= (size_t)1 << NUMBER_BITS)
		return fault_set(f, FAULT_LIMIT, "%zu quotations: too many to index",
		    corpus->nquotes);
	for (x.nslots = 64; x.nslots < corpus->nquotes * 2;)
		x.nslots *= 2;
	x.slots = calloc(x.nslots, sizeof *x.slots);
	if (x.slots == NULL)
		fault_set(f, FAULT_MEMORY, "out of memory");
	else
		ok = query_do(store, SQL_WORDING_CLEAR, f) && query_do(store, SQL_GRAM_CLEAR, f) &&
		    walk(&x, arena, count_wording, f) && walk(&x, arena, list_grams, f) &&
		    write_lists(&x, f);
	free(x.slots);
	free(x.entries);
	return ok;
}

/* --- reading ------------------------------------------------------------- */

/* Each number takes a byte at least, and its last byte has no high bit. */
static bool
unpack(struct query *q, struct span packed, struct arena *arena, struct gram_list *list)
{
	uint64_t	 number = 0, step = 0;
	unsigned	 shift = 0;

	list->items = arena_take(arena, packed.n, sizeof *list->items, &q->fault);
	if (list->items == NULL)
		return false;
	for (size_t i = 0; i < packed.n; i++) {
		const unsigned char	 byte = (unsigned char)packed.p[i];

		step |= (uint64_t)(byte & 0x7F) << shift;
		shift += 7;
		if (step >> NUMBER_BITS != 0 || shift > NUMBER_BITS + 7 ||
		    (number + step) >> NUMBER_BITS != 0) {
			query_damage(q, "a list of wordings");
			return false;
		}
		if (byte & 0x80)
			continue;
		number += step;
		list->items[list->count++] = (uint32_t)number;
		step = 0;
		shift = 0;
	}
	return true;
}

bool
gram_read(struct store *store, uint64_t key, struct arena *arena, struct gram_list *list,
    struct fault *f)
{
	struct query	 q = query_begin(store, SQL_GRAM_GET);

	*list = (struct gram_list) { NULL, 0 };
	query_int(&q, ":key", (int64_t)key);
	if (query_row(&q) && !unpack(&q, query_take_blob(&q), arena, list))
		list->count = 0;
	return query_end(&q, f);
}
