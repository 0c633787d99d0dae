#include "store/gram.h"

#include <stdlib.h>

#include "core/buf.h"
#include "core/pile.h"
#include "core/token.h"

#define KEY_BITS 35
#define NUMBER_BITS 28 /* the row of a list's stretch has both, and is not negative */
#define NUMBERS_MAX ((uint64_t)1 << NUMBER_BITS)
#define STRETCH_BYTES 256 /* of a list, in a row of its own: whoever wants a few reads no more */
#define NUMBER_BYTES 4 /* that a difference takes at most */
#define WORDS_BYTES_MAX ((size_t)16 << 30) /* of all wordings there may be */
#define STRETCHES_TOLD 16 /* beyond which one list is as long as another */

static uint64_t
key_of(uint64_t hash)
{
	return hash >> (64 - KEY_BITS);
}

uint64_t
gram_word(struct span word)
{
	return key_of(token_hash_mix(1, token_hash(word)));
}

uint64_t
gram_pair(struct span first, struct span second)
{
	return key_of(token_hash_mix(token_hash_mix(2, token_hash(first)), token_hash(second)));
}

uint64_t
gram_whole(struct span folded)
{
	return key_of(token_hash_mix(3, token_hash(folded)));
}

uint64_t
gram_lead(uint64_t lead)
{
	return key_of(token_hash_mix(4, lead));
}

/* --- writing ------------------------------------------------------------- */

/* A wording as the walk over all quotations finds it. */
struct wording {
	struct span	 folded;
	size_t		 family, quote, printings; /* the printing with the smallest id */
};

struct wording_slot {
	uint64_t	 hash;	  /* of family and words */
	uint32_t	 wording; /* its place in the list, from 1; 0: a free slot */
};

struct indexing {
	struct store		*store;
	const struct corpus	*corpus;
	const struct trail	*trail;
	const struct row_index	*order;
	struct wording_slot	*slots;
	size_t			 nslots;
	struct wording		*wordings;
	size_t			 nwordings, room;
	struct arena		*words; /* theirs */
	struct gram_entries	 entries;
};

static struct wording_slot *
slot_of(const struct indexing *x, size_t family, struct span folded)
{
	const uint64_t	 hash = token_hash_mix(token_hash(folded), family);
	size_t		 at = (size_t)(hash >> 20) & (x->nslots - 1);

	while (x->slots[at].wording != 0 && x->slots[at].hash != hash)
		at = (at + 1) & (x->nslots - 1);
	x->slots[at].hash = hash;
	return &x->slots[at];
}

static bool
count_wording(struct indexing *x, size_t quote, struct span folded, struct fault *f)
{
	const size_t		 family = x->trail->placements[quote].family;
	struct wording_slot	*slot = slot_of(x, family, folded);
	struct wording		*wording;

	if (slot->wording == 0) {
		if (!pile_grow(&x->wordings, x->nwordings, 1, &x->room, sizeof *x->wordings, f))
			return false;
		wording = &x->wordings[x->nwordings];
		*wording = (struct wording) { .family = family, .quote = quote };
		if (!span_in(x->words, folded, &wording->folded, f))
			return false;
		slot->wording = (uint32_t)++x->nwordings;
	}
	wording = &x->wordings[slot->wording - 1];
	if (wording->quote > quote)
		wording->quote = quote;
	wording->printings++;
	return true;
}

void
gram_entries_free(struct gram_entries *entries)
{
	free(entries->items);
	*entries = GRAM_ENTRIES_EMPTY;
}

static void
add_entry(struct gram_entries *entries, uint64_t key, uint64_t number)
{
	entries->items[entries->count++] = key << NUMBER_BITS | number;
}

/* All grams of a wording. There are fewer than three for every two bytes of folded words. */
static bool
add_entries(struct gram_entries *entries, uint64_t number, struct span folded, struct fault *f)
{
	struct unquoted_winnow	 winnow = UNQUOTED_WINNOW_EMPTY;
	struct span		 word = SPAN_NONE;
	uint64_t		 lead;

	if (number >= NUMBERS_MAX)
		return fault_set(f, FAULT_LIMIT, "%llu wordings: too many to index",
		    (unsigned long long)number);
	if (!pile_grow(&entries->items, entries->count, 2 * folded.n + 2, &entries->room,
		sizeof *entries->items, f))
		return false;
	add_entry(entries, gram_whole(folded), number);
	while (folded.n > 0) {
		const struct span	 before = word;

		word = token_next(&folded);
		add_entry(entries, gram_word(word), number);
		if (before.n > 0)
			add_entry(entries, gram_pair(before, word), number);
		if (unquoted_winnow_next(&winnow, token_hash(word), &lead))
			add_entry(entries, gram_lead(lead), number);
	}
	if (unquoted_winnow_end(&winnow, &lead))
		add_entry(entries, gram_lead(lead), number);
	return true;
}

bool
wording_add(struct store *store, uint64_t number, int64_t quote, int64_t family, size_t printings,
    struct span folded, struct gram_entries *entries, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_WORDING_ADD);

	query_int(&q, ":number", (int64_t)number);
	query_int(&q, ":quote", quote);
	query_int(&q, ":family", family);
	query_size(&q, ":printings", printings);
	query_run(&q);
	if (!query_end(&q, f))
		return false;
	q = query_begin(store, SQL_WORDING_WORDS_ADD);
	query_int(&q, ":number", (int64_t)number);
	query_text(&q, ":folded", folded);
	query_run(&q);
	return query_end(&q, f) && add_entries(entries, number, folded, f);
}

static int
by_family(const void *left, const void *right)
{
	const struct wording	*a = left, *b = right;

	if (a->family != b->family)
		return a->family < b->family ? -1 : 1;
	return (a->quote > b->quote) - (a->quote < b->quote);
}

static bool
write_wordings(struct indexing *x, struct fault *f)
{
	if (x->nwordings > 1)
		qsort(x->wordings, x->nwordings, sizeof *x->wordings, by_family);
	for (size_t i = 0; i < x->nwordings; i++) {
		const struct wording	*wording = &x->wordings[i];

		if (!wording_add(x->store, i, x->corpus->quotes[wording->quote].row,
			(int64_t)wording->family, wording->printings, wording->folded, &x->entries,
			f))
			return false;
	}
	return true;
}

/* Rows come in their order, as the index has them; what is not of the corpus is passed over. */
static bool
find_wordings(struct indexing *x, struct arena *arena, struct fault *f)
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
		if (!count_wording(x, x->order->items[at].index, query_take_text(&q, arena),
			&q.fault))
			break;
	}
	return query_end(&q, f);
}

static bool
write_stretch(struct store *store, enum sql sql, uint64_t first, struct span more, struct fault *f)
{
	struct query	 q = query_begin(store, sql);

	query_int(&q, ":id", (int64_t)first);
	query_blob(&q, ":more", more);
	query_run(&q);
	return query_end(&q, f);
}

/* The wordings of one gram behind *at, as many as a row takes. */
static bool
write_some(struct store *store, enum sql sql, const struct gram_entries *entries, size_t *at,
    struct fault *f)
{
	const uint64_t	 first = entries->items[*at];
	unsigned char	 more[STRETCH_BYTES];
	uint64_t	 last = first;
	size_t		 n = 0;

	for (++*at; *at < entries->count && n + NUMBER_BYTES <= sizeof more; ++*at) {
		uint64_t	 step = entries->items[*at] - last;

		if (entries->items[*at] >> NUMBER_BITS != first >> NUMBER_BITS)
			break;
		last += step;
		if (step == 0)
			continue;
		for (; step >= 0x80; step >>= 7)
			more[n++] = (unsigned char)(step | 0x80);
		more[n++] = (unsigned char)step;
	}
	return write_stretch(store, sql, first, (struct span) { (const char *)more, n }, f);
}

/* In the order of the keys, so that each stands behind the one before it in the file. */
bool
gram_entries_write(struct store *store, bool late, struct gram_entries *entries, struct fault *f)
{
	const enum sql	 sql = late ? SQL_GRAM_LATE_ADD : SQL_GRAM_ADD;

	if (entries->count > 0)
		qsort(entries->items, entries->count, sizeof *entries->items, token_hash_compare);
	for (size_t at = 0; at < entries->count;) {
		if (!write_some(store, sql, entries, &at, f))
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

	for (x.nslots = 64; x.nslots < corpus->nquotes * 2;)
		x.nslots *= 2;
	x.slots = calloc(x.nslots, sizeof *x.slots);
	x.words = arena_new(WORDS_BYTES_MAX);
	if (x.slots == NULL || x.words == NULL)
		fault_set(f, FAULT_MEMORY, "out of memory");
	else
		ok = query_do(store, SQL_WORDING_CLEAR, f) &&
		    query_do(store, SQL_WORDING_WORDS_CLEAR, f) &&
		    query_do(store, SQL_GRAM_CLEAR, f) && query_do(store, SQL_GRAM_LATE_CLEAR, f) &&
		    find_wordings(&x, arena, f) && write_wordings(&x, f) &&
		    gram_entries_write(store, false, &x.entries, f);
	free(x.slots);
	free(x.wordings);
	arena_free(x.words);
	gram_entries_free(&x.entries);
	return ok;
}

/* --- reading ------------------------------------------------------------- */

/* A number takes a byte at least, and its last byte has no high bit. */
static bool
unpack(struct query *q, uint64_t number, struct span more, struct gram_list *list)
{
	uint64_t	 step = 0;
	unsigned	 shift = 0;

	for (size_t i = 0; i < more.n; i++) {
		const unsigned char	 byte = (unsigned char)more.p[i];

		step |= (uint64_t)(byte & 0x7F) << shift;
		shift += 7;
		if (step >= NUMBERS_MAX || shift > NUMBER_BITS + 7 || number + step >= NUMBERS_MAX) {
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
wording_read(struct store *store, int64_t number, struct wording_row *row, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_WORDING_GET);

	*row = (struct wording_row) { .number = number };
	query_int(&q, ":number", number);
	if (query_row(&q)) {
		row->quote = query_take_int(&q);
		row->family = query_take_int(&q);
		row->printings = query_take_size(&q);
	}
	return query_end(&q, f);
}

bool
wording_read_words(struct store *store, int64_t number, struct arena *arena, struct span *folded,
    struct fault *f)
{
	struct query	 q = query_begin(store, SQL_WORDING_WORDS_GET);

	*folded = SPAN_NONE;
	query_int(&q, ":number", number);
	if (query_row(&q))
		*folded = query_take_text(&q, arena);
	return query_end(&q, f);
}

static void
ask_list(struct query *q, uint64_t key)
{
	query_int(q, ":from", (int64_t)(key << NUMBER_BITS));
	query_int(q, ":to", (int64_t)(key << NUMBER_BITS | (NUMBERS_MAX - 1)));
}

bool
gram_read(struct store *store, uint64_t key, size_t most, struct arena *arena,
    struct gram_list *list, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_GRAM_GET);
	size_t		 room = 0;

	*list = (struct gram_list) { NULL, 0, true };
	ask_list(&q, key);
	while (query_row(&q)) {
		const uint64_t	 number = (uint64_t)query_take_int(&q) & (NUMBERS_MAX - 1);
		const struct span more = query_take_blob(&q);

		list->whole = list->count < most;
		if (!list->whole)
			break;
		while (room - list->count <= more.n) {
			if (!arena_grow(arena, &list->items, room, &room, sizeof *list->items,
				&q.fault))
				return query_end(&q, f);
		}
		list->items[list->count++] = (uint32_t)number;
		if (!unpack(&q, number, more, list))
			list->count = 0;
	}
	return query_end(&q, f);
}

bool
gram_size(struct store *store, uint64_t key, size_t *size, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_GRAM_SIZE);

	ask_list(&q, key);
	query_int(&q, ":most", STRETCHES_TOLD);
	*size = query_row(&q) ? query_take_size(&q) : 0;
	return query_end(&q, f);
}

/* --- many lists ---------------------------------------------------------- */

void
gram_lists_free(struct gram_lists *lists)
{
	free(lists->items);
	*lists = GRAM_LISTS_EMPTY;
}

void
gram_lists_empty(struct gram_lists *lists)
{
	lists->count = 0;
}

bool
gram_lists_ask(struct gram_lists *lists, uint64_t key, struct fault *f)
{
	if (!pile_grow(&lists->items, lists->count, 1, &lists->room, sizeof *lists->items, f))
		return false;
	lists->items[lists->count++] = (struct gram_asked) { .key = key };
	return true;
}

static int
by_key(const void *left, const void *right)
{
	const struct gram_asked	*a = left, *b = right;

	return (a->key > b->key) - (a->key < b->key);
}

bool
gram_lists_read(struct store *store, struct gram_lists *lists, size_t most, struct arena *arena,
    struct fault *f)
{
	size_t	 kept = 0;

	if (lists->count > 1)
		qsort(lists->items, lists->count, sizeof *lists->items, by_key);
	for (size_t i = 0; i < lists->count; i++) {
		struct gram_asked	*asked = &lists->items[kept];

		if (kept > 0 && asked[-1].key == lists->items[i].key)
			continue;
		asked->key = lists->items[i].key;
		if (!gram_read(store, asked->key, most, arena, &asked->list, f))
			return false;
		kept++;
	}
	lists->count = kept;
	return true;
}

const struct gram_list *
gram_lists_find(const struct gram_lists *lists, uint64_t key)
{
	const struct gram_asked	 asked = { .key = key };
	const struct gram_asked	*found =
	    bsearch(&asked, lists->items, lists->count, sizeof asked, by_key);

	return &found->list;
}
