/*
 * Finding a word in a table: the search that all lists of words share.
 *
 * Rows begin with their word, a const char *, and stand in byte order for the
 * people who read them. A list that every word of a text is held against has
 * an index beside it, made when the program is built (core/index.awk), so that
 * a word costs the same however long the list; a short one is halved.
 */
#ifndef CORE_ROW_H
#define CORE_ROW_H

#include <stdint.h>

#include "core/span.h"

struct row_table {
	const void	*rows;
	size_t		 size;	 /* bytes of a row */
	uint32_t	 nslots; /* a power of two, with room to spare */
	const uint16_t	*slots;  /* row numbers from 1, from where a word's hash leads; 0 empty */
	const uint16_t	*shapes; /* [32][32], see row_may_hold() */
};

/*
 * False of nearly all words that a table does not have, for less than a search:
 * by the first and the last byte of a word, as far as both cases of a letter
 * share them, there is a bit for each length, 15 for all that are longer.
 */
static inline bool
row_may_hold(const struct row_table *table, struct span word)
{
	unsigned	 first, last;

	if (word.n == 0)
		return false;
	first = (unsigned char)word.p[0] & 31u;
	last = (unsigned char)word.p[word.n - 1] & 31u;
	return (table->shapes[first * 32 + last] >> (word.n < 15 ? word.n : 15) & 1) != 0;
}

/* The first row of that word, or NULL. */
const void *row_find(const struct row_table *table, struct span word);

/* The first row whose word is that one when ASCII letters are compared without case, or NULL. */
const void *row_find_case(const struct row_table *table, struct span word);

/*
 * A row whose word begins with these letters and digits, printed like them or
 * they all in capitals, and ends with them or goes on with neither. NULL when
 * there is none; other such rows may stand before and behind it.
 */
const void *row_find_head(const struct row_table *heads, struct span head);

/* A letter or digit of ASCII. */
static inline bool
row_is_head(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* The row of that word by halving; words are in byte order and differ. NULL when there is none. */
const void *row_halve(const void *rows, size_t count, size_t size, struct span word);
#define ROW_HALVE(rows, word) row_halve((rows), LEN(rows), sizeof(rows)[0], (word))

/*
 * False of nearly all places of a text where no word of a table begins, for
 * less than a search: `begins` is NAME_begins, which has a bit for each three
 * first bytes, as far as both cases of a letter share them.
 */
static inline bool
row_may_begin(const uint16_t begins[2048], struct span s)
{
	unsigned	 three = 0;

	for (size_t i = 0; i < 3; i++)
		three = three * 32 + (i < s.n ? (unsigned char)s.p[i] & 31u : 0);
	return (begins[three / 16] >> three % 16 & 1) != 0;
}

/*
 * The row whose word s begins with, ASCII letters compared without case. Words
 * are small letters in byte order, and none begins with another.
 */
const void *row_begins(const void *rows, size_t count, size_t size, struct span s);
#define ROW_BEGINS(rows, s) row_begins((rows), LEN(rows), sizeof (rows)[0], (s))

#endif
