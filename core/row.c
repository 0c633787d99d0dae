#include "core/row.h"

/* As core/index.awk has it: of the word in lower case, so that one index serves both searches. */
static uint32_t
row_hash(struct span word)
{
	uint32_t	 hash = 0;

	for (size_t i = 0; i < word.n; i++)
		hash = hash * 31 + span_lower(word.p[i]);
	return hash & 0xFFFF;
}

/* Every row begins with its word. */
static const char *
word_of(const void *row)
{
	const char	*word;

	memcpy(&word, row, sizeof word);
	return word;
}

/* A word against a C string, in byte order, without measuring the string first. */
static int
compare(struct span word, const char *string)
{
	for (size_t i = 0; i < word.n; i++) {
		const unsigned char	 a = (unsigned char)word.p[i], b = (unsigned char)string[i];

		if (a != b)
			return a < b ? -1 : 1;
	}
	return string[word.n] == '\0' ? 0 : -1;
}

/* The beginning of s against a word in small letters; 0 when s begins with it. */
static int
compare_beginning(struct span s, const char *word)
{
	for (size_t i = 0; word[i] != '\0'; i++) {
		const unsigned char	 a = i < s.n ? span_lower(s.p[i]) : 0;
		const unsigned char	 b = (unsigned char)word[i];

		if (a != b)
			return a < b ? -1 : 1;
	}
	return 0;
}

static bool
equal_case(struct span word, const char *string)
{
	for (size_t i = 0; i < word.n; i++) {
		if (span_lower(word.p[i]) != span_lower(string[i]))
			return false;
	}
	return string[word.n] == '\0';
}

/* The row in this slot. */
static const void *
row_at(const struct row_table *table, uint32_t slot)
{
	return (const char *)table->rows + (table->slots[slot] - 1u) * table->size;
}

const void *
row_find(const struct row_table *table, struct span word)
{
	const uint32_t	 last = table->nslots - 1;

	if (!row_may_hold(table, word))
		return NULL;
	for (uint32_t at = row_hash(word) & last; table->slots[at] != 0; at = (at + 1) & last) {
		if (compare(word, word_of(row_at(table, at))) == 0)
			return row_at(table, at);
	}
	return NULL;
}

const void *
row_find_case(const struct row_table *table, struct span word)
{
	const uint32_t	 last = table->nslots - 1;

	if (!row_may_hold(table, word))
		return NULL;
	for (uint32_t at = row_hash(word) & last; table->slots[at] != 0; at = (at + 1) & last) {
		if (equal_case(word, word_of(row_at(table, at))))
			return row_at(table, at);
	}
	return NULL;
}

static bool
is_head_of(struct span head, const char *word)
{
	size_t	 n = 0;
	bool	 same = true, capitals = true;

	for (; n < head.n; n++) {
		if (span_lower(word[n]) != span_lower(head.p[n]))
			return false;
		same &= word[n] == head.p[n];
		capitals &= head.p[n] < 'a' || head.p[n] > 'z';
	}
	return (same || capitals) && !row_is_head(word[n]);
}

const void *
row_find_head(const struct row_table *heads, struct span head)
{
	const uint32_t	 last = heads->nslots - 1;

	if (!row_may_hold(heads, head))
		return NULL;
	for (uint32_t at = row_hash(head) & last; heads->slots[at] != 0; at = (at + 1) & last) {
		if (is_head_of(head, word_of(row_at(heads, at))))
			return row_at(heads, at);
	}
	return NULL;
}

/* By halving, in the order that this comparison knows. */
static inline const void *
halve(const void *rows, size_t count, size_t size, struct span s,
    int (*order)(struct span, const char *))
{
	size_t	 from = 0, to = count;

	while (from < to) {
		const size_t	 middle = from + (to - from) / 2;
		const void	*row = (const char *)rows + middle * size;
		const int	 found = order(s, word_of(row));

		if (found == 0)
			return row;
		if (found < 0)
			to = middle;
		else
			from = middle + 1;
	}
	return NULL;
}

const void *
row_halve(const void *rows, size_t count, size_t size, struct span word)
{
	return halve(rows, count, size, word, compare);
}

const void *
row_begins(const void *rows, size_t count, size_t size, struct span s)
{
	return halve(rows, count, size, s, compare_beginning);
}
