#include "core/date_phrase.h"

#include "core/utf8.h"

/* The whole days that may be meant, told from the capture's own day where the zone is known. */
static struct interval
days_back(int64_t anchor, int days, const struct zone *home)
{
	struct zone_range	 range;
	int64_t			 local, midnight;

	if (home == NULL) {
		int64_t	 latest = anchor - (days - 1) * DATE_DAY - 1;

		return (struct interval) { anchor - (days + 1) * DATE_DAY,
			latest < anchor ? latest : anchor };
	}
	range = zone_at(home, anchor);
	local = anchor + range.least;
	midnight = (date_day_at(local) - days) * DATE_DAY;
	return (struct interval) { midnight - range.most,
		days == 0 ? anchor : midnight + DATE_DAY - 1 - range.least };
}

/* Rounded down or to the nearest, nobody says: one unit older, half a unit younger. */
static struct interval
age_interval(const struct age *age, int64_t anchor, const struct zone *home)
{
	int64_t	 earliest, latest;

	if (anchor == DATE_UNKNOWN)
		return INTERVAL_UNKNOWN;
	if (age->days_back >= 0)
		return days_back(anchor, age->days_back, home);
	earliest = anchor - (age->count + 1) * age->unit;
	latest = anchor - age->count * age->unit + age->unit / 2;
	return (struct interval) { earliest, latest < anchor ? latest : anchor };
}

/* The last word before byte `at` of s, if only spaces and dots lie between. */
static struct span
word_before(struct span s, size_t at)
{
	size_t	 end = at, start;

	while (end > 0 && (s.p[end - 1] == ' ' || s.p[end - 1] == '.' || s.p[end - 1] == ':'))
		end--;
	for (start = end; start > 0;) {
		size_t		 before = start;
		uint32_t	 c = utf8_prev(s, &before);

		if (!utf8_is_letter(c) && c != 0xA7)
			break;
		start = before;
	}
	return span_cut(s, start, end);
}

/* Does what stands before a number make it part of a larger number, a price, a telephone number? */
static bool
is_tail_of_number(struct span s, size_t at)
{
	size_t		 before = at;
	uint32_t	 c = at == 0 ? ' ' : utf8_prev(s, &before);
	size_t		 behind = before;
	uint32_t	 previous = before == 0 ? ' ' : utf8_prev(s, &behind);

	switch (c) {
	case '$':
	case '#':
	case '+':
	case '=':
	case '&':
	case '%':
	case '_':
	case 0xA3:
	case 0x20AC:
		return true;
	case '-':
	case '.':
	case ',':
	case ':':
	case '/':
	case 0x2011:
	case 0x2013:
		return utf8_is_digit(previous);
	default:
		return utf8_is_digit(c) || (c < 0x80 && utf8_is_letter(c));
	}
}

/* "version 7.1.2022", "Art. 12.1.2022": a number of another kind. Month names end such doubts. */
static bool
is_other_number(struct span s, size_t at, struct date_phrase *p)
{
	struct span	 word = word_before(s, at);

	if (lexeme_at(p, 1)->kind != LEXEME_MARK)
		return false;
	return span_eq(word, SPAN("\u00A7")) ||
	    date_word_as(date_words_of(word), WORD_NO_DATE, 0) != NULL;
}

/* What a phrase could be that begins with some lexeme. */
enum opening { OPENS_NOTHING, OPENS_AMOUNT, OPENS_PHRASE };

/* "A" and "one" only count the unit behind them. */
static enum opening
opening_of_word(const struct date_phrase *p, struct span text, struct date_words words)
{
	enum opening	 opening = OPENS_NOTHING;

	if (words.count > 0 && span_eq_case(text, SPAN("il")))
		return OPENS_PHRASE;
	for (size_t i = 0; i < words.count; i++) {
		const enum date_word_kind	 kind = words.rows[i].kind;

		if (kind == WORD_WEEKDAY && !date_phrase_weekday(p, &words.rows[i], text))
			continue;
		if (kind == WORD_NUMBER)
			opening = OPENS_AMOUNT;
		else if (kind <= WORD_DAYS_BACK && kind != WORD_UNIT && kind != WORD_AGO_AFTER)
			return OPENS_PHRASE;
	}
	return opening;
}

/* Looks a word up. */
static enum opening
opening_of(const struct date_phrase *p, struct lexeme *lexeme)
{
	if (lexeme->kind == LEXEME_NUMBER)
		return lexeme->digits <= 4 ? OPENS_PHRASE : OPENS_NOTHING;
	if (lexeme->kind != LEXEME_WORD)
		return OPENS_NOTHING;
	lexeme->words = date_words_of(lexeme->text);
	return opening_of_word(p, lexeme->text, lexeme->words);
}

static struct span
found_text(struct date_phrase *p, size_t lexemes)
{
	return span_join(lexeme_at(p, 0)->text, lexeme_at(p, lexemes - 1)->text);
}

/* Read the phrase that begins with this lexeme, byte `behind` of s behind it. */
static bool
read_from(struct date_phrase *p, struct span s, const struct lexeme *first, size_t behind,
    enum opening opening, struct date_phrase_found *found)
{
	const size_t	 start = (size_t)(first->text.p - s.p);
	size_t		 lexemes = 0;

	date_phrase_begin(p, s, behind);
	p->lexemes[p->count++] = *first;
	p->lexemes[0].spaced = start == 0; /* what stands before it is not the phrase's */
	if (opening == OPENS_AMOUNT && lexeme_as(p, 1, WORD_UNIT) == NULL)
		return false;
	found->is_age = date_phrase_age(p, &lexemes, &found->age);
	if (!found->is_age &&
	    (!date_phrase_moment(p, &lexemes, &found->moment) ||
		(lexeme_at(p, 0)->kind == LEXEME_NUMBER && is_other_number(s, start, p))))
		return false;
	found->text = found_text(p, lexemes);
	return true;
}

/*
 * The first byte at or after `at` from which a lexeme has to be read: what no
 * phrase begins with is passed over unread, as is most of a text. A word is
 * judged where nothing but ASCII is part of it.
 */
static size_t
pass_over(const struct date_phrase *p, struct span s, size_t at)
{
	while (at < s.n) {
		const unsigned char	 c = (unsigned char)s.p[at];
		struct span		 word;
		size_t			 end = at;

		if (c >= 0x80 || utf8_is_digit(c))
			break;
		if (!utf8_is_letter(c)) {
			at++;
			continue;
		}
		while (end < s.n && (unsigned char)s.p[end] < 0x80 &&
		    utf8_is_letter((unsigned char)s.p[end]))
			end++;
		word = span_cut(s, at, end);
		if ((end < s.n && (unsigned char)s.p[end] >= 0x80) ||
		    opening_of_word(p, word, date_words_of_ascii(word)) != OPENS_NOTHING)
			break;
		at = end;
	}
	return at;
}

bool
date_phrase_find(struct date_phrase *p, struct span s, size_t *at, struct date_phrase_found *found)
{
	while ((*at = pass_over(p, s, *at)) < s.n) {
		struct lexeme	 first = lexeme_next(s, at);
		enum opening	 opening = opening_of(p, &first);

		if (opening == OPENS_NOTHING ||
		    (first.kind == LEXEME_NUMBER &&
			is_tail_of_number(s, (size_t)(first.text.p - s.p))))
			continue;
		if (read_from(p, s, &first, *at, opening, found)) {
			*at = (size_t)(found->text.p + found->text.n - s.p);
			return true;
		}
	}
	return false;
}

bool
date_find(struct span s, const struct date_context *context, struct arena *arena, size_t *at,
    struct evidence *e, struct fault *f)
{
	struct date_phrase_found	 found;
	struct date_phrase		 p;

	date_phrase_in_context(&p, context);
	*e = (struct evidence) { .kind = EVIDENCE_BYLINE, .when = INTERVAL_UNKNOWN };
	if (!date_phrase_find(&p, s, at, &found))
		return false;
	e->found = found.text;
	if (!found.is_age)
		return moment_settle(&found.moment, context, arena, e, f);
	e->kind = EVIDENCE_RELATIVE;
	e->when = age_interval(&found.age, context->anchor, p.home);
	e->zone = SPAN("unknown");
	return true;
}
