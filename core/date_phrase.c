#include "core/date_phrase.h"

#define THAI_YEARS 543
#define THAI_YEAR_MIN 2443 /* of 1900 */
#define PIVOT 70 /* two-digit years from here on are of the last century */

/* How 1/7 is printed: the page tells, or the house by its zone, or the language. */
static void
settle_order(struct date_phrase *p, const struct date_context *context)
{
	static const char *const month_first[] = { "America/New_York", "America/Chicago",
		"America/Denver", "America/Los_Angeles", "America/Phoenix", "America/Anchorage",
		"Pacific/Honolulu", "Asia/Manila" };

	if (context->order != ORDER_UNKNOWN) {
		p->month_first = context->order == ORDER_MONTH_FIRST;
		p->day_first = !p->month_first;
	} else if (p->home != NULL) {
		for (size_t i = 0; i < LEN(month_first); i++)
			p->month_first |= strcmp(zone_name(p->home), month_first[i]) == 0;
		p->day_first = !p->month_first;
	} else if (span_eq_case(context->language, SPAN("en-US"))) {
		p->month_first = true;
	} else if (p->languages != 0) {
		/* "en" alone is written by both habits; "en-GB" is not. */
		p->day_first = p->languages != date_languages(SPAN("en")) || context->language.n > 2;
	}
}

void
date_phrase_in_context(struct date_phrase *p, const struct date_context *context)
{
	/* The lexemes stay as they are; clearing them for every line of a page would cost more. */
	p->languages = date_languages(context->language);
	p->home = moment_home(context);
	p->month_first = p->day_first = false;
	date_phrase_begin(p, SPAN_NONE, 0);
	settle_order(p, context);
}

/* Languages whose months and weekdays are capitalised. */
static uint32_t
capital_languages(void)
{
	return date_languages(SPAN("en")) | date_languages(SPAN("de"));
}

static bool
is_day_number(struct date_phrase *p, size_t i)
{
	const struct lexeme	*lexeme = lexeme_at(p, i);

	return lexeme->kind == LEXEME_NUMBER && lexeme->digits <= 2 && lexeme->value >= 1 &&
	    lexeme->value <= 31;
}

static bool
is_year_number(struct date_phrase *p, size_t i)
{
	const struct lexeme	*lexeme = lexeme_at(p, i);

	return lexeme->kind == LEXEME_NUMBER && lexeme->digits == 4 &&
	    lexeme->value >= MOMENT_YEAR_MIN && lexeme->value <= MOMENT_YEAR_MAX;
}

static bool
is_two_digits(struct date_phrase *p, size_t i)
{
	const struct lexeme	*lexeme = lexeme_at(p, i);

	return lexeme->kind == LEXEME_NUMBER && lexeme->digits == 2;
}

static int
long_year(int two_digits)
{
	return two_digits + (two_digits >= PIVOT ? 1900 : 2000);
}

/* A number that goes on behind the phrase: "7.1.2022.5", "May 5,000", "9%". */
static bool
goes_on(struct date_phrase *p, size_t i)
{
	const struct lexeme	*mark = lexeme_at(p, i), *number = lexeme_at(p, i + 1);

	if (mark->kind != LEXEME_MARK || mark->spaced)
		return false;
	if (mark->mark == '%')
		return true;
	if (number->kind != LEXEME_NUMBER || number->spaced)
		return false;
	return mark->mark == '.' || mark->mark == '/' || mark->mark == '-' ||
	    (mark->mark == ',' && number->digits == 3);
}

static void
skip_ordinal(struct date_phrase *p, size_t *i)
{
	if (!lexeme_at(p, *i)->spaced && lexeme_as(p, *i, WORD_ORDINAL) != NULL)
		*i += 1;
}

/* Which of a and b is the day? Impossible months decide, then the weekday, then the house. */
static void
order_day_and_month(const struct date_phrase *p, uint32_t mark, struct moment *m)
{
	struct moment	 other = moment_swapped(m);
	int64_t		 as_printed, swapped;

	if (m->month == m->day || !moment_exists(&other))
		return;
	if (!moment_exists(m)) {
		*m = other;
		return;
	}
	as_printed = date_days(m->year, m->month, m->day);
	swapped = date_days(other.year, other.month, other.day);
	if (m->weekday != 0 &&
	    (date_weekday(as_printed) == m->weekday) != (date_weekday(swapped) == m->weekday)) {
		if (date_weekday(swapped) == m->weekday)
			*m = other;
		return;
	}
	/* Dots are written where the day comes first. */
	if (p->day_first || mark == '.')
		return;
	if (p->month_first)
		*m = other;
	else
		m->order_unknown = true;
}

/* "1.11.23 20:19": with a time of day behind it, it is no number of a version. */
static bool
has_clock_behind(struct date_phrase *p, size_t i)
{
	const struct lexeme	*hour = lexeme_at(p, i);

	return hour->kind == LEXEME_NUMBER && hour->spaced && hour->digits <= 2 &&
	    lexeme_is(p, i + 1, ':') && is_two_digits(p, i + 2);
}

/* "2022-01-07", "07.01.2022", "1/7/2022", "07.01.22", "7. 1. 2022". */
static bool
read_numeric(struct date_phrase *p, size_t *i, struct moment *m)
{
	const struct lexeme	*a = lexeme_at(p, *i), *b = lexeme_at(p, *i + 2);
	const struct lexeme	*c = lexeme_at(p, *i + 4);
	uint32_t		 mark = lexeme_at(p, *i + 1)->mark;

	if (lexeme_at(p, *i + 1)->kind != LEXEME_MARK || lexeme_at(p, *i + 1)->spaced ||
	    (mark != '-' && mark != '/' && mark != '.') || !lexeme_is(p, *i + 3, mark) ||
	    lexeme_at(p, *i + 3)->spaced)
		return false;
	if (b->kind != LEXEME_NUMBER || c->kind != LEXEME_NUMBER || b->digits > 2 ||
	    (mark != '.' && (b->spaced || c->spaced)) || b->spaced != c->spaced)
		return false;
	if (is_year_number(p, *i) && c->digits <= 2) {
		m->year = a->value;
		m->month = b->value;
		m->day = c->value;
		/* In an address the path goes on: "/2022/01/07/4711". */
		if (mark != '/' && goes_on(p, *i + 5))
			return false;
	} else if (a->digits <= 2 &&
	    (is_year_number(p, *i + 4) ||
		(c->digits == 2 && mark != '-' &&
		    ((a->digits == 2 && b->digits == 2) ||
			(mark == '.' && has_clock_behind(p, *i + 5)))))) {
		m->day = a->value;
		m->month = b->value;
		m->year = c->digits == 2 ? long_year(c->value) : c->value;
		order_day_and_month(p, mark, m);
		if (goes_on(p, *i + 5))
			return false;
	} else {
		return false;
	}
	*i += 5;
	return moment_exists(m);
}

/* The year behind day and month: ", 2022", "de 2022", "-2022", "'22". */
static bool
read_year(struct date_phrase *p, size_t *i, uint32_t separator, struct moment *m)
{
	size_t	 next = *i;

	if (lexeme_is(p, next, ',') || lexeme_is(p, next, '.') ||
	    (separator != 0 && lexeme_is(p, next, separator)))
		next++;
	if (lexeme_as(p, next, WORD_OF) != NULL)
		next++;
	if (lexeme_is(p, next, '\'') && is_two_digits(p, next + 1)) {
		m->year = long_year(lexeme_at(p, next + 1)->value);
		*i = next + 2;
		return true;
	}
	if (separator != 0 && next > *i && is_two_digits(p, next)) {
		m->year = long_year(lexeme_at(p, next)->value);
		*i = next + 1;
		return true;
	}
	/* "24 DEC 19" and nothing behind it. */
	if (is_two_digits(p, *i) && lexeme_at(p, *i + 1)->kind == LEXEME_END) {
		m->year = long_year(lexeme_at(p, *i)->value);
		*i += 1;
		return true;
	}
	if (!is_year_number(p, next))
		return false;
	/* "Jan 9, 1930 GMT" names an hour. */
	if (span_eq(lexeme_at(p, next + 1)->text, SPAN("GMT")) ||
	    span_eq_case(lexeme_at(p, next + 1)->text, SPAN("hrs")))
		return false;
	m->year = lexeme_at(p, next)->value;
	*i = next + 1;
	return true;
}

/*
 * Is a month at lexeme i sure enough to stand without a year? "may", "set" and "out" are
 * other words too.
 */
static bool
stands_alone(struct date_phrase *p, size_t i)
{
	const struct date_word	*month = lexeme_as(p, i, WORD_MONTH);
	const struct lexeme	*lexeme = lexeme_at(p, i);
	uint32_t		 english = date_languages(SPAN("en"));
	bool			 known = p->languages != 0;

	if (lexeme->capital && (month->languages & (p->languages | english)) != 0)
		return true;
	if (known)
		return (month->languages & p->languages) != 0 &&
		    (p->languages & capital_languages()) == 0;
	return lexeme->text.n > 3 &&
	    (lexeme->capital || (month->languages & capital_languages()) == 0);
}

/* A range of days has no one day: "9-10 January", "January 9-10". */
static bool
is_range(struct date_phrase *p, size_t i)
{
	return lexeme_is(p, i, '-') && is_day_number(p, i + 1) && !lexeme_is(p, i + 2, ':') &&
	    !lexeme_is(p, i + 2, '.') && lexeme_as(p, i + 2, WORD_CLOCK) == NULL;
}

/*
 * The year of a calendar of its own, told by its month's name: Thai years count
 * from the Buddha, and a Persian day is turned into ours with its month.
 */
static bool
read_calendar(struct date_phrase *p, size_t month, size_t *i, struct moment *m)
{
	const uint32_t		 languages = lexeme_as(p, month, WORD_MONTH)->languages;
	const struct lexeme	*year = lexeme_at(p, *i);

	if (year->kind != LEXEME_NUMBER || year->digits != 4)
		return false;
	if (languages == date_languages(SPAN("th")) && year->value >= THAI_YEAR_MIN)
		m->year = year->value - THAI_YEARS;
	else if (languages != date_languages(SPAN("fa")) ||
	    !date_from_persian(year->value, m->month, m->day, &m->year, &m->month, &m->day))
		return false;
	*i += 1;
	return true;
}

/* "9 Jan 2022", "7. Januar 2022", "7 de enero de 2022", "07-Jan-22", "1er janvier". */
static bool
read_day_month(struct date_phrase *p, size_t *i, struct moment *m)
{
	size_t		 next = *i + 1, month;
	uint32_t	 separator = 0;

	if (!is_day_number(p, *i))
		return false;
	m->day = lexeme_at(p, *i)->value;
	skip_ordinal(p, &next);
	if (lexeme_is(p, next, '.')) {
		next++;
		if (!lexeme_at(p, next)->spaced)
			separator = '.';
	} else if ((lexeme_is(p, next, '-') || lexeme_is(p, next, '/')) &&
	    !lexeme_at(p, next)->spaced) {
		separator = lexeme_at(p, next)->mark;
		next++;
	}
	if (lexeme_as(p, next, WORD_OF) != NULL && lexeme_as(p, next + 1, WORD_MONTH) != NULL)
		next++;
	if (lexeme_as(p, next, WORD_MONTH) == NULL)
		return false;
	month = next++;
	m->month = lexeme_as(p, month, WORD_MONTH)->value;
	if (separator != '.' && lexeme_is(p, next, '.') && !lexeme_at(p, next)->spaced &&
	    (lexeme_at(p, month)->text.n < 6 || is_year_number(p, next + 1)))
		next++;
	if (!read_calendar(p, month, &next, m) && !read_year(p, &next, separator, m) &&
	    (separator == '-' || separator == '/' || !stands_alone(p, month)))
		return false;
	*i = next;
	return true;
}

/* "January 07, 2022", "Jan. 7", "Jan 7th 2022". */
static bool
read_month_day(struct date_phrase *p, size_t *i, struct moment *m)
{
	const struct date_word	*month = lexeme_as(p, *i, WORD_MONTH);
	size_t			 next = *i + 1;

	if (month == NULL)
		return false;
	if (lexeme_is(p, next, '.'))
		next++;
	if (!is_day_number(p, next))
		return false;
	m->month = month->value;
	m->day = lexeme_at(p, next)->value;
	next++;
	skip_ordinal(p, &next);
	if (is_range(p, next) || goes_on(p, next))
		return false;
	/* "Jan 9:30" is an hour, "Jan 9h" too. */
	if (lexeme_is(p, next, ':') && !lexeme_at(p, next)->spaced)
		return false;
	if (!read_year(p, &next, 0, m) && !stands_alone(p, *i))
		return false;
	*i = next;
	return true;
}

/* "2022 January 7", "2022. janu\u00E1r 7." */
static bool
read_year_month(struct date_phrase *p, size_t *i, struct moment *m)
{
	size_t	 next = *i + 1;

	if (!is_year_number(p, *i))
		return false;
	m->year = lexeme_at(p, *i)->value;
	if (lexeme_is(p, next, '.') || lexeme_is(p, next, ',') || lexeme_is(p, next, '-'))
		next++;
	if (lexeme_as(p, next, WORD_MONTH) == NULL)
		return false;
	m->month = lexeme_as(p, next, WORD_MONTH)->value;
	next++;
	if (lexeme_is(p, next, '.') || lexeme_is(p, next, '-'))
		next++;
	if (!is_day_number(p, next))
		return false;
	m->day = lexeme_at(p, next)->value;
	next++;
	if (lexeme_is(p, next, '.'))
		next++;
	*i = next;
	return true;
}

static bool
is_text(struct date_phrase *p, size_t i, const char *text)
{
	return span_is(lexeme_at(p, i)->text, text);
}

/* The year of a Japanese era, with its sign; the first of one is written with a sign of its own. */
static bool
read_era(struct date_phrase *p, size_t *i, int *year)
{
	static const char *const ends[] = { "\u548C", "\u6210", "\u6B63", "\u6CBB" };
	const struct date_word	*era = lexeme_as(p, *i, WORD_ERA);
	const struct lexeme	*number = lexeme_at(p, *i + 2);
	bool			 known = false;

	for (size_t k = 0; era != NULL && k < LEN(ends); k++)
		known |= is_text(p, *i + 1, ends[k]);
	if (!known || !is_text(p, *i + 3, "\u5E74"))
		return false;
	if (is_text(p, *i + 2, "\u5143"))
		*year = era->value + 1;
	else if (number->kind == LEXEME_NUMBER && number->digits <= 2)
		*year = era->value + number->value;
	else
		return false;
	*i += 4;
	return true;
}

/* Does the sign of a year stand right before this lexeme? Then a day here is not without one. */
static bool
follows_year(struct date_phrase *p, size_t i)
{
	struct span	 text = lexeme_at(p, i)->text;

	return text.p != NULL && text.p >= p->s.p + 3 && memcmp(text.p - 3, "\u5E74", 3) == 0;
}

/* Signs behind their numbers: year 1, month 2, day 3. */
static bool
read_signs(struct date_phrase *p, size_t *i, struct moment *m)
{
	int	*parts[] = { &m->year, &m->month, &m->day };
	size_t	 first = is_year_number(p, *i) ? 0 : 1, next = *i;

	if (!read_era(p, &next, &m->year) && first == 1 && follows_year(p, next))
		return false;
	for (size_t k = first; k < LEN(parts); k++, next += 2) {
		const struct date_word	*sign = lexeme_as(p, next + 1, WORD_CJK);

		if (lexeme_at(p, next)->kind != LEXEME_NUMBER || sign == NULL ||
		    sign->value != (int)k + 1)
			return false;
		*parts[k] = lexeme_at(p, next)->value;
	}
	*i = next;
	return true;
}

/* Vietnamese prints the month as a number behind its word, which the table lists under "of". */
static bool
read_numbered_month(struct date_phrase *p, size_t *i, struct moment *m)
{
	size_t	 next = *i + 3;

	if (!is_day_number(p, *i) || lexeme_as(p, *i + 1, WORD_OF) == NULL ||
	    !is_day_number(p, *i + 2))
		return false;
	m->day = lexeme_at(p, *i)->value;
	m->month = lexeme_at(p, *i + 2)->value;
	if (!read_year(p, &next, 0, m))
		return false;
	*i = next;
	return true;
}

static bool
read_day(struct date_phrase *p, size_t *i, struct moment *m)
{
	static bool	(*const forms[])(struct date_phrase *, size_t *, struct moment *) = {
		read_numeric, read_signs, read_day_month, read_month_day, read_year_month,
		read_numbered_month,
	};

	for (size_t k = 0; k < LEN(forms); k++) {
		struct moment	 read = *m;
		size_t		 next = *i;

		if (forms[k](p, &next, &read) && moment_exists(&read)) {
			*m = read;
			*i = next;
			return true;
		}
	}
	return false;
}

/* "Friday, ", "sexta-feira, ", "Freitag, der ". */
static void
skip_weekday(struct date_phrase *p, size_t *i, struct moment *m)
{
	const struct date_word	*weekday = lexeme_as(p, *i, WORD_WEEKDAY);
	size_t			 next = *i + 1;

	if (weekday == NULL || !date_phrase_weekday(p, weekday, lexeme_at(p, *i)->text))
		return;
	if (lexeme_is(p, next, '-') && !lexeme_at(p, next)->spaced &&
	    lexeme_at(p, next + 1)->kind == LEXEME_WORD)
		next += 2;	/* "-feira" */
	if (lexeme_is(p, next, '.'))
		next++;
	if (lexeme_is(p, next, ','))
		next++;
	if (lexeme_at(p, next)->kind == LEXEME_WORD && lexeme_at(p, next)->text.n <= 3 &&
	    lexeme_at(p, next + 1)->kind == LEXEME_NUMBER && lexeme_as(p, next, WORD_MONTH) == NULL)
		next++;		/* an article: "der", "le", "the" */
	m->weekday = weekday->value;
	*i = next;
}

/* Turkish and East Asian houses print the weekday behind the day. */
static void
skip_late_weekday(struct date_phrase *p, size_t *i, struct moment *m)
{
	const struct date_word	*weekday = lexeme_as(p, *i, WORD_WEEKDAY);

	if (weekday == NULL || m->weekday != 0 || lexeme_at(p, *i)->text.n <= 2)
		return;
	m->weekday = weekday->value;
	*i += 1;
}

static bool
read_weekday_and_day(struct date_phrase *p, size_t *i, struct moment *m)
{
	struct moment	 read = *m;
	size_t		 next = *i;

	skip_weekday(p, &next, &read);
	if (!read_day(p, &next, &read))
		return false;
	skip_late_weekday(p, &next, &read);
	*m = read;
	*i = next;
	return true;
}

/* Behind the time: the year of "Jan  7 19:00:00 2022", which C's asctime() prints last. */
static void
read_late_year(struct date_phrase *p, size_t *i, struct moment *m)
{
	if (m->year != 0 || m->hour < 0 || !is_year_number(p, *i))
		return;
	m->year = lexeme_at(p, *i)->value;
	*i += 1;
}

bool
date_phrase_moment(struct date_phrase *p, size_t *i, struct moment *m)
{
	const struct moment	 none = MOMENT_INIT;
	size_t			 next = *i;

	*m = none;
	if (read_weekday_and_day(p, &next, m)) {
		if (date_phrase_clock(p, &next, m))
			read_late_year(p, &next, m);
		*i = next;
		return moment_exists(m);
	}
	/* The time first: "19:00, 9 Jan 2022", "10:30 a.m. on January 7, 2022". */
	if (lexeme_at(p, next)->kind != LEXEME_NUMBER || !date_phrase_clock(p, &next, m))
		return false;
	if (lexeme_is(p, next, ',') || lexeme_is(p, next, '-') || lexeme_is(p, next, '|'))
		next++;
	if (span_eq_case(lexeme_at(p, next)->text, SPAN("on")) ||
	    span_eq_case(lexeme_at(p, next)->text, SPAN("am")))
		next++;
	if (!read_weekday_and_day(p, &next, m))
		return false;
	if (m->zone == NULL && !m->offset_stated)
		(void)date_phrase_zone(p, &next, m);
	*i = next;
	return moment_exists(m);
}
