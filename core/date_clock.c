/* The time of day and its zone, as part of a date phrase. */
#include "core/date_phrase.h"

#define CITY_WORDS_MAX 3

static bool
is_number(struct date_phrase *p, size_t i, size_t digits)
{
	const struct lexeme	*lexeme = lexeme_at(p, i);

	return lexeme->kind == LEXEME_NUMBER && lexeme->digits == digits;
}

/* A number of that many digits that touches what stands before it. */
static bool
is_joined(struct date_phrase *p, size_t i, size_t digits)
{
	return is_number(p, i, digits) && !lexeme_at(p, i)->spaced;
}

static bool
is_word(struct date_phrase *p, size_t i, struct span word)
{
	const struct lexeme	*lexeme = lexeme_at(p, i);

	return lexeme->kind == LEXEME_WORD && span_eq_case(lexeme->text, word);
}

static void
state_offset(struct moment *m, int seconds)
{
	m->offset_stated = true;
	m->offset = (struct zone_range) { seconds, seconds };
}

/* "+06:00", "-0500", "+6": sign, hours, perhaps minutes. */
static bool
read_offset(struct date_phrase *p, size_t *i, bool short_hours, struct moment *m)
{
	bool	 minus = lexeme_is(p, *i, '-');
	size_t	 next = *i + 1;
	int	 hours, minutes = 0, offset;

	if (!minus && !lexeme_is(p, *i, '+'))
		return false;
	if (is_joined(p, next, 4)) {
		hours = lexeme_at(p, next)->value / 100;
		minutes = lexeme_at(p, next)->value % 100;
		next++;
	} else if (is_joined(p, next, 2) || (short_hours && is_joined(p, next, 1))) {
		hours = lexeme_at(p, next)->value;
		next++;
		if (lexeme_is(p, next, ':') && is_joined(p, next + 1, 2)) {
			minutes = lexeme_at(p, next + 1)->value;
			next += 2;
		} else if (!minus && !short_hours && m->second < 0) {
			return false;	/* "19:00 +12" says too little */
		}
	} else {
		return false;
	}
	offset = (hours * 60 + minutes) * (minus ? -60 : 60);
	if (minutes > 59 || offset < ZONE_ANY.least || offset > ZONE_ANY.most)
		return false;
	state_offset(m, offset);
	*i = next;
	return true;
}

/* "Moscow time", "Eastern Standard Time". */
static bool
read_city(struct date_phrase *p, size_t *i, struct moment *m)
{
	const struct zone	*zone;
	size_t			 words = 0;

	while (words < CITY_WORDS_MAX && lexeme_at(p, *i + words)->kind == LEXEME_WORD &&
	    lexeme_at(p, *i + words)->capital && !is_word(p, *i + words, SPAN("time")))
		words++;
	if (words == 0 || !is_word(p, *i + words, SPAN("time")))
		return false;
	zone = zone_called(span_join(lexeme_at(p, *i)->text, lexeme_at(p, *i + words - 1)->text));
	if (zone == NULL)
		return false;
	m->zone = zone;
	*i += words + 1;
	return true;
}

static bool
read_abbreviation(struct date_phrase *p, size_t *i, struct moment *m)
{
	const struct lexeme	*lexeme = lexeme_at(p, *i);
	struct zone_meaning	 meaning;
	struct span		 letters = lexeme->text;

	/* A lone Z, large or small, is a zone only where machines write it, against the digits. */
	if (span_eq_case(letters, SPAN("Z")))
		letters = lexeme->spaced ? SPAN_NONE : SPAN("Z");
	if (lexeme->kind != LEXEME_WORD || !zone_abbreviation(letters, p->home, &meaning))
		return false;
	m->zone = meaning.zone;
	if (meaning.zone == NULL) {
		m->offset_stated = true;
		m->offset = meaning.range;
	}
	*i += 1;
	/* "GMT+3": the offset counts, the letters only say from where. */
	if (meaning.zone == NULL && meaning.range.least == 0 && meaning.range.most == 0 &&
	    lexeme->text.n > 1 && !lexeme_at(p, *i)->spaced)
		(void)read_offset(p, i, true, m);
	return true;
}

bool
date_phrase_zone(struct date_phrase *p, size_t *i, struct moment *m)
{
	size_t	 next = *i;
	bool	 bracket = lexeme_is(p, next, '('), found;

	if (bracket)
		next++;
	found = read_city(p, &next, m) || read_abbreviation(p, &next, m) ||
	    read_offset(p, &next, false, m);
	if (!found || (bracket && !lexeme_is(p, next, ')')))
		return false;
	*i = next + bracket;
	return true;
}

/* -1 none, 0 a.m., 12 p.m. */
static int
read_half(struct date_phrase *p, size_t *i)
{
	static const struct {
		struct span	 whole, letter;
		int		 hours;
	} halves[] = {
		{ { "am", 2 }, { "a", 1 }, 0 },
		{ { "pm", 2 }, { "p", 1 }, 12 },
	};

	for (size_t k = 0; k < LEN(halves); k++) {
		if (is_word(p, *i, halves[k].whole)) {
			*i += 1;
			return halves[k].hours;
		}
		if (is_word(p, *i, halves[k].letter) && lexeme_is(p, *i + 1, '.') &&
		    is_word(p, *i + 2, SPAN("m"))) {
			*i += lexeme_is(p, *i + 3, '.') ? 4 : 3;
			return halves[k].hours;
		}
	}
	return -1;
}

/* ":30", ":30.25" behind the minutes. */
static void
read_seconds(struct date_phrase *p, size_t *i, struct moment *m)
{
	const struct lexeme	*fraction;

	if (!lexeme_is(p, *i, ':') || !is_joined(p, *i + 1, 2))
		return;
	m->second = lexeme_at(p, *i + 1)->value;
	if (m->second == 60)	/* a leap second is its minute's last */
		m->second = 59;
	*i += 2;
	fraction = lexeme_at(p, *i + 1);
	if ((lexeme_is(p, *i, '.') || lexeme_is(p, *i, ',') ||
		(lexeme_is(p, *i, ':') && fraction->digits == 3)) &&
	    !lexeme_at(p, *i)->spaced && fraction->kind == LEXEME_NUMBER && !fraction->spaced)
		*i += 2;
}

/* "190000" or "1900" behind a T. */
static bool
read_compact(struct date_phrase *p, size_t *i, struct moment *m)
{
	int	 value = lexeme_at(p, *i)->value;

	if (is_number(p, *i, 6)) {
		m->second = value % 100;
		value /= 100;
	} else if (!is_number(p, *i, 4)) {
		return false;
	}
	m->hour = value / 100;
	m->minute = value % 100;
	*i += 1;
	return true;
}

/* Hour and minute; *needs_more when only a zone, a half or "Uhr" makes it a time. */
static bool
read_digits(struct date_phrase *p, size_t *i, struct moment *m, bool *needs_more)
{
	size_t			 next = *i + 1;
	const struct lexeme	*sign = lexeme_at(p, next);

	*needs_more = true;
	if (is_number(p, *i, 4) &&
	    (is_word(p, next, SPAN("GMT")) || is_word(p, next, SPAN("UTC")) ||
		is_word(p, next, SPAN("hrs")) || is_word(p, next, SPAN("hours")))) {
		*needs_more = false;
		return read_compact(p, i, m);
	}
	if (!is_number(p, *i, 1) && !is_number(p, *i, 2))
		return false;
	m->hour = lexeme_at(p, *i)->value;
	if ((lexeme_is(p, next, ':') || lexeme_is(p, next, '.')) && !sign->spaced &&
	    is_joined(p, next + 1, 2)) {
		m->minute = lexeme_at(p, next + 1)->value;
		*needs_more = lexeme_is(p, next, '.');
		next += 2;
		if (!*needs_more)
			read_seconds(p, &next, m);
	} else if ((is_word(p, next, SPAN("h")) || lexeme_as(p, next, WORD_CJK) != NULL) &&
	    is_number(p, next + 1, 2)) {
		const struct date_word	*cjk = lexeme_as(p, next, WORD_CJK);

		if (cjk != NULL && cjk->value != 4)
			return false;
		m->minute = lexeme_at(p, next + 1)->value;
		*needs_more = false;
		next += 2;
		if (cjk != NULL && lexeme_as(p, next, WORD_CJK) != NULL)
			next++;
	}
	*i = next;
	return true;
}

/* "7 Jan 2022 | 19:00": marks between a day and its time; a slash only with spaces around it. */
static bool
is_between(const struct lexeme *lexeme)
{
	if (lexeme->kind != LEXEME_MARK)
		return false;
	switch (lexeme->mark) {
	case '-':
	case '|':
	case '@':
	case ':':
	case 0xB7:
	case 0x2022:
		return true;
	default:
		return lexeme->mark == '/' && lexeme->spaced;
	}
}

/* Skip what may stand between a day and its time: a comma, a dash, "at". True when "at" did. */
static bool
skip_between(struct date_phrase *p, size_t *i)
{
	bool	 at = false;

	if (lexeme_is(p, *i, ','))
		*i += 1;
	if (is_between(lexeme_at(p, *i)))
		*i += 1;
	for (int words = 0; words < 2 && lexeme_as(p, *i, WORD_AT) != NULL; words++) {
		*i += 1;
		at = true;
		if (lexeme_is(p, *i, '.') || lexeme_is(p, *i, ':'))
			*i += 1;
	}
	return at;
}

/* What follows the digits: "Uhr", "p.m.", a zone. False when the digits are no time of day. */
static bool
read_rest(struct date_phrase *p, size_t *i, bool needs_more, struct moment *m)
{
	int	 half;

	if (lexeme_as(p, *i, WORD_CLOCK) != NULL) {
		*i += 1;
		needs_more = false;
	}
	half = read_half(p, i);
	if (half >= 0) {
		if (m->hour < 1 || m->hour > 12)
			return false;
		m->hour = m->hour % 12 + half;
		needs_more = false;
	}
	if (lexeme_is(p, *i, ',') && lexeme_at(p, *i + 1)->capital) {
		size_t	 behind = *i + 1;

		if (date_phrase_zone(p, &behind, m))
			*i = behind;
	} else if (date_phrase_zone(p, i, m)) {
		needs_more = false;
	}
	return !needs_more && m->hour <= 23 && m->minute <= 59 && m->second <= 59;
}

bool
date_phrase_clock(struct date_phrase *p, size_t *i, struct moment *m)
{
	struct moment	 read = *m;
	size_t		 next = *i;
	bool		 needs_more = true, at;

	if (is_word(p, next, SPAN("T")) && !lexeme_at(p, next)->spaced) {
		next++;
		if (read_compact(p, &next, &read))
			needs_more = false;
		else if (!read_digits(p, &next, &read, &needs_more))
			return false;
	} else {
		at = skip_between(p, &next);
		if (!read_digits(p, &next, &read, &needs_more))
			return false;
		/* "at 10.15" and "kl 10.15" are times; "7.1. 10.15" alone may be anything. */
		if (at && read.minute >= 0)
			needs_more = false;
	}
	if (!read_rest(p, &next, needs_more, &read))
		return false;
	*m = read;
	*i = next;
	return true;
}
