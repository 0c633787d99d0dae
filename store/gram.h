/*
 * The index by which quotations are found: of every wording its words, its
 * pairs of words side by side, and runs that lead prose to it. A phrase stands
 * in wordings that have all of its pairs; one with a word exchanged has the
 * others. Private to store/.
 */
#ifndef STORE_GRAM_H
#define STORE_GRAM_H

#include "store/load.h"

/* The key of one folded word, of two in a row, and of all words of a wording. */
uint64_t gram_word(struct span word);
uint64_t gram_pair(struct span first, struct span second);
uint64_t gram_whole(struct span folded);

/* The key of a run of words that leads prose to a wording, see core/unquoted.h. */
uint64_t gram_lead(uint64_t lead);

/* Wordings by number, rising. */
struct gram_list {
	uint32_t	*items;
	size_t		 count;
	bool		 whole; /* there are no more */
};

/* The wordings that have this gram, in the arena; of many about the first `most`. */
bool gram_read(struct store *store, uint64_t key, size_t most, struct arena *arena,
    struct gram_list *list, struct fault *f) MUST_CHECK;

/* The lists of many grams, each read once and in the order in which they stand. */
struct gram_lists {
	struct gram_asked {
		uint64_t	 key;
		struct gram_list list;
	} * items; /* by key, once they have been read */
	size_t		 count, room;
};

#define GRAM_LISTS_EMPTY ((struct gram_lists) { NULL, 0, 0 })
void gram_lists_free(struct gram_lists *lists);
void gram_lists_empty(struct gram_lists *lists);
bool gram_lists_ask(struct gram_lists *lists, uint64_t key, struct fault *f) MUST_CHECK;

/* As gram_read() reads each. */
bool gram_lists_read(struct store *store, struct gram_lists *lists, size_t most,
    struct arena *arena, struct fault *f) MUST_CHECK;

/* That of a key which was asked for. */
const struct gram_list *gram_lists_find(const struct gram_lists *lists, uint64_t key);

/* How many bytes its list takes, which tells the longer from the shorter; at its most, "many". */
bool gram_size(struct store *store, uint64_t key, size_t *size, struct fault *f) MUST_CHECK;

/* Grams with wordings that have them, on their way into the index. */
struct gram_entries {
	uint64_t	*items;
	size_t		 count, room;
};

#define GRAM_ENTRIES_EMPTY ((struct gram_entries) { NULL, 0, 0 })
void gram_entries_free(struct gram_entries *entries);

/* Write them to what relinking wrote, or behind it what came late; numbers are larger than those there. */
bool gram_entries_write(struct store *store, bool late, struct gram_entries *entries,
    struct fault *f) MUST_CHECK;

/*
 * The wording of this number in a family, known by the printing in the row
 * `quote`, and its grams. FAULT_LIMIT when the number is beyond what an index can hold.
 */
bool wording_add(struct store *store, uint64_t number, int64_t quote, int64_t family,
    size_t printings, struct span folded, struct gram_entries *entries, struct fault *f) MUST_CHECK;

/* A wording: the rows of its family and of the printing it is known by; both 0 when there is none. */
struct wording_row {
	int64_t	 number, quote, family;
	size_t	 printings;
};
bool wording_read(struct store *store, int64_t number, struct wording_row *row, struct fault *f)
    MUST_CHECK;

/* Its folded words, in the arena. */
bool wording_read_words(struct store *store, int64_t number, struct arena *arena,
    struct span *folded, struct fault *f) MUST_CHECK;

/*
 * Write the wordings of a corpus and all their grams, in place of what stood
 * there. order: the quotations by row; trail: that of this corpus.
 */
bool grams_write(struct store *store, const struct corpus *corpus, const struct trail *trail,
    const struct row_index *order, struct arena *arena, struct fault *f) MUST_CHECK;

#endif
