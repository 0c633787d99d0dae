#include "core/date_phrase.h"

#include "core/utf8.h"

#define VALUE_DIGITS_MAX 9 /* more do not fit an int */

/* Value of a decimal digit of the scripts news is printed in, or -1. */
static int
digit_value(uint32_t c)
{
	static const uint32_t zeros[] = { 0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0xFF10 };

	if (c < 0x80)
		return utf8_is_digit(c) ? (int)(c - '0') : -1;
	for (size_t i = 0; i < LEN(zeros); i++) {
		if (c >= zeros[i] && c <= zeros[i] + 9)
			return (int)(c - zeros[i]);
	}
	return -1;
}

/* Signs that are words of their own: ideographs and Hangul syllables. */
static bool
is_sign(uint32_t c)
{
	return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF);
}

static uint32_t
plain_mark(uint32_t c)
{
	switch (c) {
	case 0x2010:
	case 0x2011:
	case 0x2012:
	case 0x2013:
	case 0x2014:
	case 0x2015:
	case 0x2212:
		return '-';
	case 0x060C:
	case 0x3001:
	case 0xFF0C:
		return ',';
	case 0xFF1A:
		return ':';
	case 0xFF0F:
		return '/';
	case 0x2019:
		return '\'';
	default:
		return c;
	}
}

static void
read_number(struct span s, size_t *at, struct lexeme *lexeme)
{
	lexeme->kind = LEXEME_NUMBER;
	for (size_t next = *at; *at < s.n; *at = next) {
		int	 digit = digit_value(utf8_next(s, &next));

		if (digit < 0)
			break;
		lexeme->digits++;
		lexeme->value = lexeme->digits > VALUE_DIGITS_MAX ? -1 : lexeme->value * 10 + digit;
	}
}

static bool
is_ascii_letter(char c)
{
	unsigned	 small = (unsigned char)c | 0x20u;

	return small >= 'a' && small <= 'z';
}

static void
read_word(struct span s, size_t *at, struct lexeme *lexeme)
{
	size_t	 next = *at;

	lexeme->kind = LEXEME_WORD;
	lexeme->capital = utf8_is_upper(utf8_next(s, &next));
	for (*at = next; *at < s.n; *at = next) {
		uint32_t	 c;

		while (*at < s.n && is_ascii_letter(s.p[*at]))
			(*at)++;
		next = *at;
		c = utf8_next(s, &next);
		if (c < 0x80 || is_sign(c) || !utf8_is_letter(c))
			break;
	}
}

struct lexeme
lexeme_next(struct span s, size_t *at)
{
	struct lexeme	 lexeme = { .kind = LEXEME_END, .spaced = *at == 0 };
	size_t		 start = *at, next = *at;
	uint32_t	 c = 0;

	for (; start < s.n; start = next) {
		c = utf8_next(s, &next);
		if (!utf8_is_space(c))
			break;
		lexeme.spaced = true;
	}
	*at = start;
	if (start >= s.n)
		return lexeme;
	if (digit_value(c) >= 0) {
		read_number(s, at, &lexeme);
	} else if (is_sign(c)) {
		lexeme.kind = LEXEME_WORD;
		*at = next;
	} else if (utf8_is_letter(c)) {
		read_word(s, at, &lexeme);
	} else {
		lexeme.kind = LEXEME_MARK;
		lexeme.mark = plain_mark(c);
		*at = next;
	}
	lexeme.text = span_cut(s, start, *at);
	return lexeme;
}

void
date_phrase_begin(struct date_phrase *p, struct span s, size_t at)
{
	p->s = s;
	p->at = at;
	p->count = 0;
}

const struct lexeme *
lexeme_read(struct date_phrase *p, size_t i)
{
	static const struct lexeme	 end = { .kind = LEXEME_END };

	while (p->count <= i && p->count < PHRASE_LEXEMES) {
		struct lexeme	*lexeme = &p->lexemes[p->count++];

		*lexeme = lexeme_next(p->s, &p->at);
		if (lexeme->kind == LEXEME_WORD)
			lexeme->words = date_words_of(lexeme->text);
	}
	return i < PHRASE_LEXEMES ? &p->lexemes[i] : &end;
}

const struct date_word *
lexeme_as(struct date_phrase *p, size_t i, enum date_word_kind kind)
{
	const struct lexeme	*lexeme = lexeme_at(p, i);

	return lexeme->kind == LEXEME_WORD ? date_word_as(lexeme->words, kind, p->languages) : NULL;
}

bool
lexeme_is(struct date_phrase *p, size_t i, uint32_t mark)
{
	const struct lexeme	*lexeme = lexeme_at(p, i);

	return lexeme->kind == LEXEME_MARK && lexeme->mark == mark;
}
