#include "core/utf8.h"

#include <utf8proc.h>

uint32_t
utf8_next_wide(struct span s, size_t *at)
{
	const unsigned char	*p = (const unsigned char *)s.p + *at;
	size_t			 left = s.n - *at, n;
	uint32_t		 c;

	n = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
	if (n > left)
		n = left;
	c = p[0] & (0x7Fu >> n);
	for (size_t i = 1; i < n; i++)
		c = c << 6 | (p[i] & 0x3Fu);
	*at += n;
	return c;
}

uint32_t
utf8_prev_wide(struct span s, size_t *at)
{
	size_t	 from = *at, behind;

	do
		from--;
	while (from > 0 && ((unsigned char)s.p[from] & 0xC0) == 0x80);
	*at = behind = from;
	return utf8_next(s, &behind);
}

size_t
utf8_put(uint32_t c, char out[4])
{
	if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		c = UTF8_REPLACEMENT;
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xE0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3F));
		out[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3F));
	out[2] = (char)(0x80 | (c >> 6 & 0x3F));
	out[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

size_t
utf8_count(struct span s)
{
	const uint64_t	 ones = UINT64_C(0x0101010101010101);
	size_t		 count = s.n, i = 0;

	/* Of bytes that go on with a character the highest bit is set and the next is not; eight at a time. */
	for (uint64_t bytes; i + sizeof bytes <= s.n; i += sizeof bytes) {
		memcpy(&bytes, s.p + i, sizeof bytes);
		count -= (size_t)((bytes >> 7 & ~bytes >> 6 & ones) * ones >> 56);
	}
	for (; i < s.n; i++)
		count -= ((unsigned char)s.p[i] & 0xC0) == 0x80;
	return count;
}

#define INDEX_STEP ((size_t)256)

bool
utf8_index_build(struct span text, struct arena *arena, struct utf8_index *index, struct fault *f)
{
	size_t	 nmarks = text.n / INDEX_STEP + 1, count = 0;
	size_t	*marks;

	*index = (struct utf8_index) { text, NULL };
	if (utf8_count(text) == text.n)
		return true;
	marks = arena_take(arena, nmarks, sizeof *marks, f);
	if (marks == NULL)
		return false;
	for (size_t i = 0; i < nmarks; i++) {
		marks[i] = count;
		count += utf8_count(span_cut(text, i * INDEX_STEP, (i + 1) * INDEX_STEP));
	}
	index->marks = marks;
	return true;
}

size_t
utf8_index_at(const struct utf8_index *index, size_t at)
{
	size_t	 mark;

	if (at > index->text.n)
		at = index->text.n;
	if (index->marks == NULL)
		return at;
	mark = at / INDEX_STEP;
	return index->marks[mark] + utf8_count(span_cut(index->text, mark * INDEX_STEP, at));
}

/*
 * How many bytes at p form one character; 0 when they do not, and then *bad is
 * the length of the maximal subpart to replace.
 */
static size_t
sequence(const unsigned char *p, size_t left, size_t *bad)
{
	unsigned char	 low = 0x80, high = 0xBF;
	size_t		 n;

	*bad = 1;
	if (p[0] < 0x80)
		return 1;
	if (p[0] < 0xC2 || p[0] > 0xF4)
		return 0;
	n = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
	if (p[0] == 0xE0)
		low = 0xA0;
	else if (p[0] == 0xED)
		high = 0x9F;
	else if (p[0] == 0xF0)
		low = 0x90;
	else if (p[0] == 0xF4)
		high = 0x8F;
	for (size_t i = 1; i < n; i++) {
		if (i >= left || p[i] < low || p[i] > high)
			return 0;
		low = 0x80;
		high = 0xBF;
		*bad = i + 1;
	}
	return n;
}

/* From byte `at` on, how many are ASCII; eight at a time while they last. */
static size_t
ascii_run(struct span s, size_t at)
{
	size_t		 from = at;
	uint64_t	 eight;

	for (; s.n - at >= sizeof eight; at += sizeof eight) {
		memcpy(&eight, s.p + at, sizeof eight);
		if ((eight & UINT64_C(0x8080808080808080)) != 0)
			break;
	}
	while (at < s.n && (unsigned char)s.p[at] < 0x80)
		at++;
	return at - from;
}

bool
utf8_valid(struct span s)
{
	size_t	 bad;

	for (size_t at = ascii_run(s, 0); at < s.n; at += ascii_run(s, at)) {
		size_t	 n = sequence((const unsigned char *)s.p + at, s.n - at, &bad);

		if (n == 0)
			return false;
		at += n;
	}
	return true;
}

size_t
utf8_repair(struct span bytes, struct buf *out)
{
	size_t	 replaced = 0, good = 0, at = 0;

	/* Nearly every text is what it says it is. */
	if (utf8_valid(bytes) && (bytes.n == 0 || memchr(bytes.p, '\0', bytes.n) == NULL))
		at = bytes.n;
	while (at < bytes.n) {
		size_t	 bad;
		size_t	 n = sequence((const unsigned char *)bytes.p + at, bytes.n - at, &bad);

		if (n > 0 && bytes.p[at] != '\0') {
			at += n;
			continue;
		}
		buf_add(out, span_cut(bytes, good, at));
		buf_add(out, SPAN("\xEF\xBF\xBD"));
		replaced++;
		at += n > 0 ? n : bad;
		good = at;
	}
	buf_add(out, span_cut(bytes, good, at));
	return replaced;
}

bool
utf8_is_space_wide(uint32_t c)
{
	return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) ||
	    c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

bool
utf8_acts(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F ||
	    (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool
utf8_is_letter_wide(uint32_t c)
{
	switch (utf8proc_category((utf8proc_int32_t)c)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN: /* a combining mark belongs to its letter */
	case UTF8PROC_CATEGORY_MC:
		return true;
	default:
		return false;
	}
}

bool
utf8_is_digit_wide(uint32_t c)
{
	return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ND;
}

bool
utf8_is_upper_wide(uint32_t c)
{
	utf8proc_category_t	 category;

	category = utf8proc_category((utf8proc_int32_t)c);
	return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool
utf8_is_lower_wide(uint32_t c)
{
	return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LL;
}

bool
utf8_is_ideograph_wide(uint32_t c)
{
	return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x31F0 && c <= 0x31FF) ||
	    (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||
	    (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF66 && c <= 0xFF9D) ||
	    (c >= 0x20000 && c <= 0x3FFFF);
}
