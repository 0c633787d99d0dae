/*
 * Walking and judging UTF-8 (RFC 3629). Everything but utf8_valid() and
 * utf8_repair() takes text that is already valid.
 */
#ifndef CORE_UTF8_H
#define CORE_UTF8_H

#include <stdbool.h>
#include <stdint.h>

#include "core/buf.h"
#include "core/span.h"

#define UTF8_REPLACEMENT 0xFFFDu

/* What the inline functions below leave to utf8.c: all but ASCII. For them alone. */
uint32_t utf8_next_wide(struct span s, size_t *at);
uint32_t utf8_prev_wide(struct span s, size_t *at);
bool utf8_is_space_wide(uint32_t c);
bool utf8_is_letter_wide(uint32_t c);
bool utf8_is_digit_wide(uint32_t c);
bool utf8_is_upper_wide(uint32_t c);
bool utf8_is_lower_wide(uint32_t c);
bool utf8_is_ideograph_wide(uint32_t c);

/* The character at *at, which moves behind it; 0 at the end. */
static inline uint32_t
utf8_next(struct span s, size_t *at)
{
	if (*at >= s.n)
		return 0;
	SPAN_HOLDS(s);
	return (unsigned char)s.p[*at] < 0x80 ? (unsigned char)s.p[(*at)++] : utf8_next_wide(s, at);
}

/* The character that ends at *at, which moves before it; 0 at the start. */
static inline uint32_t
utf8_prev(struct span s, size_t *at)
{
	if (*at == 0)
		return 0;
	return (unsigned char)s.p[*at - 1] < 0x80 ? (unsigned char)s.p[--*at] :
						    utf8_prev_wide(s, at);
}

/* Writes one character, 1 to 4 bytes, and returns how many; surrogates become U+FFFD. */
size_t utf8_put(uint32_t c, char out[4]);

/* Length in code points. */
size_t utf8_count(struct span s);

bool utf8_valid(struct span s);

/*
 * Append bytes to out as valid UTF-8: each maximal ill-formed subpart becomes
 * one U+FFFD (Unicode Standard, 3.9, "U+FFFD Substitution"), NUL becomes
 * U+FFFD too. Returns how many were replaced.
 */
size_t utf8_repair(struct span bytes, struct buf *out);

/*
 * From byte offsets to code points in one text, in constant time: the
 * code points before every 256th byte. Built in the arena.
 */
struct utf8_index {
	struct span	 text;
	const size_t	*marks; /* NULL when all is ASCII */
};
bool utf8_index_build(struct span text, struct arena *arena, struct utf8_index *index,
    struct fault *f) MUST_CHECK;
/* Code points before byte `at`, which is clamped to the text. */
size_t utf8_index_at(const struct utf8_index *index, size_t at);

/* White_Space, plus zero-width space and BOM. */
static inline bool
utf8_is_space(uint32_t c)
{
	return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r') : utf8_is_space_wide(c);
}

/*
 * Characters that act instead of being seen: C0 and C1 controls, the marks that
 * set or turn the writing direction, line and paragraph separators. Source: Unicode
 * Standard Annex #9, section 2; ECMA-48 for the controls.
 */
bool utf8_acts(uint32_t c);

/* With combining marks, which belong to their letter. */
static inline bool
utf8_is_letter(uint32_t c)
{
	return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : utf8_is_letter_wide(c);
}

/* Nd */
static inline bool
utf8_is_digit(uint32_t c)
{
	return c < 0x80 ? c >= '0' && c <= '9' : utf8_is_digit_wide(c);
}

/* Lu and Lt */
static inline bool
utf8_is_upper(uint32_t c)
{
	return c < 0x80 ? c >= 'A' && c <= 'Z' : utf8_is_upper_wide(c);
}

static inline bool
utf8_is_lower(uint32_t c)
{
	return c < 0x80 ? c >= 'a' && c <= 'z' : utf8_is_lower_wide(c);
}

/* What words are made of: letters and digits. */
static inline bool
utf8_is_word(uint32_t c)
{
	return utf8_is_letter(c) || utf8_is_digit(c);
}

/* Characters that writing systems without spaces use one a word. */
static inline bool
utf8_is_ideograph(uint32_t c)
{
	return c >= 0x3040 && utf8_is_ideograph_wide(c);
}

/* As typed and as set: straight, curly either way, a modifier letter, full width. */
static inline bool
utf8_is_apostrophe(uint32_t c)
{
	return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x02BC || c == 0xFF07;
}

#endif
