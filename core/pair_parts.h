/* What core/pair.c and core/pair_single.c share; nobody else needs it. */
#ifndef CORE_PAIR_PARTS_H
#define CORE_PAIR_PARTS_H

#include "core/pair.h"
#include "core/utf8.h"

#define PAIR_AT_FIRST 16 /* marks and pairs there is room for before memory is asked for; most paragraphs have fewer */

enum glyph {
	GLYPH_STRAIGHT, /* says nothing: " and its doubled kin */
	GLYPH_OPENS,	/* drawn to open, when drawn the right way round */
	GLYPH_CLOSES,
	GLYPH_LOW,	/* opens, and an opening glyph closes it: low-high marks */
	GLYPH_LEFT,	/* guillemets: the first of a paragraph decides which way they face */
	GLYPH_RIGHT,
};

enum role { ROLE_UNKNOWN, ROLE_OPENS, ROLE_CLOSES };

struct mark {
	uint32_t	 at;	/* byte in the paragraph */
	uint8_t		 n;	/* bytes */
	uint8_t		 glyph; /* enum glyph */
	uint8_t		 role;	/* enum role */
};

struct mark_list {
	struct mark	*items;
	size_t		 count, room;
	struct mark	 few[PAIR_AT_FIRST];
};

/* Pairs while they are found: no more than there are marks, for each takes one that opens, or one that closes alone. */
struct pairing {
	struct span	 text;
	struct pair	*items;
	size_t		 count;
	struct pair	 few[PAIR_AT_FIRST];
};

static inline bool
pair_is_single(uint32_t c)
{
	return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x201A || c == 0x201B || c == '`' ||
	    c == 0x2039 || c == 0x203A;
}

static inline bool
pair_is_dash(uint32_t c)
{
	return c == '-' || (c >= 0x2010 && c <= 0x2015);
}

static inline bool
pair_opens_bracket(uint32_t c)
{
	return c == '(' || c == '[' || c == '{';
}

static inline bool
pair_is_stop(uint32_t c)
{
	return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == ')' ||
	    c == ']' || c == '}' || c == 0x2026;
}

/* What stands beside a mark; a paragraph's edge is a space. */
static inline void
pair_neighbours(struct span s, const struct mark *mark, uint32_t *left, uint32_t *right)
{
	size_t	 before = mark->at, behind = before + mark->n;

	*left = before > 0 ? utf8_prev(s, &before) : ' ';
	*right = behind < s.n ? utf8_next(s, &behind) : ' ';
}

/* Bytes from..to with their marks, inner_from..inner_to without. Words between marks make a pair. */
bool pair_add(struct pairing *pairs, size_t from, size_t to, size_t inner_from, size_t inner_to,
    enum pair_state state);

/* Does a paragraph begin with a single mark that opens? */
bool pair_begins_with_single(struct span paragraph);

/*
 * "We stay,' said Berg.": a double mark that nothing closes is closed by a
 * single one behind a comma, a question or a cry, when none of these opened.
 */
void pair_close_by_single(struct span s, const struct mark_list *marks, struct pairing *doubles);

/*
 * Pairs of single marks outside the double ones.
 *   next  the paragraph behind: when it begins with a single mark, one left open here goes on there.
 */
void pair_find_singles(const struct mark_list *marks, struct span next, struct pairing *doubles,
    struct pairing *singles);

#endif
