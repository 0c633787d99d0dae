#include "core/sentence.h"

#include "core/utf8.h"
#include "core/words.h"

bool
sentence_is_stop(uint32_t c)
{
	return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 ||
	    c == 0xFF0E || c == 0xFF1F || c == 0x061F || c == 0x06D4 || c == 0x0964 ||
	    c == 0x203C || c == 0x2047 || c == 0x2048 || c == 0x2049;
}

bool
sentence_is_closing(uint32_t c)
{
	return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x2019 || c == 0x201D ||
	    c == 0xBB || c == 0x203A || c == 0x201C || c == 0x300D || c == 0x300F || c == 0xFF09;
}

static bool
is_opening(uint32_t c)
{
	return c == '"' || c == '\'' || c == '(' || c == '[' || c == 0x2018 || c == 0x201C ||
	    c == 0xAB || c == 0x2039 || c == 0x201E || c == 0x201A || c == 0x300C || c == 0x300E;
}

/* The letters, digits, apostrophes and inner dots that end at byte `to`. */
static struct span
word_before(struct span text, size_t to)
{
	size_t	 from = to;

	while (from > 0) {
		size_t	 before = from;
		uint32_t c = utf8_prev(text, &before);

		if (!utf8_is_word(c) && !utf8_is_apostrophe(c) && c != '.')
			break;
		from = before;
	}
	return span_cut(text, from, to);
}

static struct span
word_after(struct span text, size_t from)
{
	size_t	 to = from;

	while (to < text.n) {
		size_t	 behind = to;
		uint32_t c = utf8_next(text, &behind);

		if (!utf8_is_word(c) && !utf8_is_apostrophe(c))
			break;
		to = behind;
	}
	return span_cut(text, from, to);
}

/* The word before a full stop leaves open whether a sentence ends: what follows decides. */
static bool
stop_ends(struct span before, struct span after)
{
	size_t		 at = 0, start = 0;
	bool		 dotted = before.n > 0 && memchr(before.p, '.', before.n) != NULL;
	bool		 initial = utf8_count(before) == 1 && utf8_is_upper(utf8_next(before, &at));
	bool		 number = after.n > 0 && utf8_is_digit(utf8_next(after, &start));

	switch (word_abbreviation(before)) {
	case ABBREVIATION_TITLE:
		return after.n == 0;
	case ABBREVIATION_NUMBERED:
		return !number;
	case ABBREVIATION_OPEN:
		return after.n == 0 || word_opens_sentence(after);
	case ABBREVIATION_NONE:
		break;
	}
	if (span_eq(before, SPAN("I")))
		return true;
	if (initial || dotted)
		return after.n == 0 || word_opens_sentence(after);
	return true;
}

bool
sentence_ends(struct span text, size_t at)
{
	size_t		 to = at, next = at, before;
	uint32_t	 stop = 0, c;
	struct span	 word;

	/* Back over the closing marks to the stop itself. */
	while (to > 0) {
		before = to;
		stop = utf8_prev(text, &before);
		if (sentence_is_stop(stop) || !sentence_is_closing(stop))
			break;
		to = before;
	}
	if (to == 0 || !sentence_is_stop(stop))
		return false;
	/* Forward over space and opening marks to what may begin. */
	while (next < text.n) {
		before = next;
		c = utf8_next(text, &before);
		if (!utf8_is_space(c) && !is_opening(c) && c != 0x2013 && c != 0x2014 && c != '-')
			break;
		next = before;
	}
	if (next >= text.n || stop >= 0x3000)
		return true;
	before = next;
	c = utf8_next(text, &before);
	before = to;
	utf8_prev(text, &before);
	word = word_before(text, before);
	if (utf8_is_lower(c))
		return false;
	if (next == at && to == at) {
		/* No space: "drop.The" is a sentence run into the next, "3.5" and "U.S" are not. */
		size_t	 last = word.n;

		return word.n > 2 && utf8_is_upper(c) && utf8_is_lower(utf8_prev(word, &last));
	}
	if (stop != '.')
		return true;
	while (word.n > 0 && word.p[word.n - 1] == '.')
		word.n--;
	return stop_ends(word, word_after(text, next));
}
