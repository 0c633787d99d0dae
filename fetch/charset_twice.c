#include "fetch/charset_twice.h"

#include "core/utf8.h"

#define RUNS_MIN 4u   /* fewer could stand in a text about encodings */
#define RUNS_SHARE 9u /* to each other character that is not ASCII */

/* What windows-1252 has at 0x80 to 0x9F; its five gaps are controls, as in WHATWG Encoding. */
static const uint16_t high[32] = {
	0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
	0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

/* The byte a character is in windows-1252, or in ISO 8859-1 for the controls; 0 when in neither. */
static unsigned char
byte_of(uint32_t c)
{
	if (c >= 0x80 && c <= 0xFF)
		return (unsigned char)c;
	for (size_t i = 0; c > 0xFF && i < LEN(high); i++) {
		if (high[i] == c)
			return (unsigned char)(0x80 + i);
	}
	return 0;
}

/* Bytes that a lead byte of UTF-8 begins; 0 when it begins none. */
static size_t
length_of(unsigned char lead)
{
	if (lead >= 0xC2 && lead <= 0xDF)
		return 2;
	if (lead >= 0xE0 && lead <= 0xEF)
		return 3;
	return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

/* The character that was encoded twice at *at, which moves behind it; 0 bytes when there is none. */
static size_t
read_run(struct span text, size_t *at, char run[4])
{
	size_t		 next = *at, length;
	unsigned char	 byte = byte_of(utf8_next(text, &next));

	length = length_of(byte);
	run[0] = (char)byte;
	for (size_t i = 1; i < length; i++) {
		byte = next < text.n ? byte_of(utf8_next(text, &next)) : 0;
		if (byte < 0x80 || byte > 0xBF)
			return 0;
		run[i] = (char)byte;
	}
	if (length == 0 || !utf8_valid((struct span) { run, length }))
		return 0;
	*at = next;
	return length;
}

static bool
is_twisted(struct span text)
{
	size_t	 runs = 0, others = 0;
	char	 run[4];

	for (size_t at = 0; at < text.n && others <= text.n / RUNS_SHARE;) {
		if ((unsigned char)text.p[at] < 0x80) {
			at++;
		} else if (read_run(text, &at, run) > 0) {
			runs++;
		} else {
			(void)utf8_next(text, &at);
			others++;
		}
	}
	return runs >= RUNS_MIN && runs / RUNS_SHARE >= others;
}

bool
charset_untwist(struct span text, struct buf *out)
{
	char	 run[4];
	size_t	 n;

	/* Of the letters that a lead byte shows as, all but a few begin with this byte. */
	if (text.n == 0 || memchr(text.p, 0xC3, text.n) == NULL || !is_twisted(text))
		return false;
	for (size_t at = 0; at < text.n;) {
		size_t	 from = at;

		n = (unsigned char)text.p[at] < 0x80 ? 0 : read_run(text, &at, run);
		if (n > 0) {
			buf_add(out, (struct span) { run, n });
			continue;
		}
		(void)utf8_next(text, &at);
		buf_add(out, span_cut(text, from, at));
	}
	return true;
}
