/* Machine dates: the whole of a field is one date, or it is none. */
#include "core/date_phrase.h"

#define FIELD_MAX 128 /* bytes; no machine date is longer */

static bool
all_digits(struct span s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	}
	return s.n > 0;
}

static int
digits(struct span s, size_t from, size_t count)
{
	int	 value = 0;

	for (size_t i = from; i < from + count && i < s.n; i++)
		value = value * 10 + (s.p[i] - '0');
	return value;
}

/* "20220107", "20220107190000", "20220107T190000Z": the day, and where the rest begins. */
static bool
read_basic(struct span s, struct moment *m, size_t *rest)
{
	if (!all_digits(span_cut(s, 0, 8)) || s.n < 8)
		return false;
	m->year = digits(s, 0, 4);
	m->month = digits(s, 4, 2);
	m->day = digits(s, 6, 2);
	*rest = 8;
	if (s.n == 14 && all_digits(s)) {
		m->hour = digits(s, 8, 2);
		m->minute = digits(s, 10, 2);
		m->second = digits(s, 12, 2);
		*rest = 14;
	}
	return m->year >= MOMENT_YEAR_MIN && m->year <= MOMENT_YEAR_MAX && moment_exists(m);
}

/* "2022-01-07T19:00:00Z", as most machines write it: nothing of it is left to judge. */
static bool
read_instant(struct span s, struct arena *arena, struct evidence *e, bool *known, struct fault *f)
{
	static const char	 form[] = "0000-00-00T00:00:00Z";
	struct moment		 m = MOMENT_INIT;
	int64_t			 at;

	*known = false;
	if (s.n != sizeof form - 1)
		return true;
	for (size_t i = 0; i < s.n; i++) {
		if (form[i] == '0' ? s.p[i] < '0' || s.p[i] > '9' : s.p[i] != form[i])
			return true;
	}
	m.year = digits(s, 0, 4);
	m.month = digits(s, 5, 2);
	m.day = digits(s, 8, 2);
	m.hour = digits(s, 11, 2);
	m.minute = digits(s, 14, 2);
	m.second = digits(s, 17, 2);
	if (m.year < MOMENT_YEAR_MIN || m.year > MOMENT_YEAR_MAX || !moment_exists(&m))
		return true;
	at = date_days(m.year, m.month, m.day) * DATE_DAY + m.hour * 3600 + m.minute * 60 + m.second;
	e->found = s;
	e->when = (struct interval) { at, at };
	e->zone = SPAN("stated +00:00");
	*known = true;
	return span_in(arena, span_cut(s, 0, 10), &e->day, f);
}

/* Seconds or milliseconds since 1970, as scripts write them: ten or thirteen digits. */
static bool
read_epoch(struct span s, struct evidence *e)
{
	int64_t	 at = 0;

	if (!all_digits(s) || (s.n != 10 && s.n != 13) || s.p[0] == '0')
		return false;
	for (size_t i = 0; i < 10; i++)
		at = at * 10 + (s.p[i] - '0');
	e->found = s;
	e->when = (struct interval) { at, at };
	e->day = SPAN_NONE;
	e->zone = SPAN("stated +00:00");
	return true;
}

/* Only a comment may follow: "(CET)", "[Europe/Paris]", a full stop. */
static bool
is_comment(struct date_phrase *p, size_t i)
{
	size_t	 last = i;

	if (lexeme_at(p, i)->kind == LEXEME_END)
		return true;
	while (last < PHRASE_LEXEMES && lexeme_at(p, last + 1)->kind != LEXEME_END)
		last++;
	return (lexeme_is(p, i, '(') && lexeme_is(p, last, ')')) ||
	    (lexeme_is(p, i, '[') && lexeme_is(p, last, ']')) || (lexeme_is(p, i, '.') && last == i);
}

bool
date_read(struct span s, const struct date_context *context, struct arena *arena,
    struct evidence *e, struct fault *f)
{
	struct date_phrase	 p;
	struct moment	 m = MOMENT_INIT;
	struct span	 field = span_trim(s);
	size_t		 next = 0, rest = 0;
	bool		 known;

	if (field.n == 0 || field.n > FIELD_MAX)
		return false;
	if (read_epoch(field, e))
		return true;
	if (!read_instant(field, arena, e, &known, f))
		return false;
	if (known)
		return true;
	date_phrase_in_context(&p, context);
	if (read_basic(field, &m, &rest)) {
		date_phrase_begin(&p, field, rest);
		if (rest < field.n && !date_phrase_clock(&p, &next, &m))
			return false;
	} else {
		date_phrase_begin(&p, field, 0);
		if (!date_phrase_moment(&p, &next, &m) || m.year == 0)
			return false;
	}
	if (!is_comment(&p, next))
		return false;
	e->found = field;
	return moment_settle(&m, context, arena, e, f);
}
