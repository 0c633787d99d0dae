#include "core/spoken.h"

#include "core/buf.h"
#include "core/cue.h"
#include "core/date_word.h"
#include "core/grammar.h"

#define REACH 16 /* words between the cue and its day */

/* A day as printed, at words at..end. */
struct day {
	int	 year, month, day, weekday; /* 0: not printed */
	size_t	 at, end;
};

static int
value_of(const struct phrase *phrase, size_t i, enum date_word_kind kind)
{
	const struct date_word	*word;
	struct span		 s;

	if (!phrase_has(phrase, i, WORD_CAPITAL))
		return 0;
	s = phrase_stem(phrase, i, i + 1);
	if (span_ends(s, SPAN(".")))
		s.n--;
	word = date_word_as(date_words_of(s), kind, date_languages(SPAN("en")));
	return word == NULL ? 0 : word->value;
}

/* Word i as a number up to `most`, "7" or "7th"; 0 when it is none. */
static int
number_at(const struct phrase *phrase, size_t i, size_t to, int most)
{
	struct span	 s;
	int		 number = 0;
	size_t		 n = 0;

	if (i >= to || phrase->words[i].kind != WORD_TEXT)
		return 0;
	s = phrase_word(phrase, i);
	while (n < s.n && n < 4 && s.p[n] >= '0' && s.p[n] <= '9')
		number = number * 10 + (s.p[n++] - '0');
	if (n == 0 || number > most || (n < s.n && (n > 2 || s.n != n + 2)))
		return 0;
	return n == s.n || s.p[n] == 's' || s.p[n] == 'n' || s.p[n] == 'r' || s.p[n] == 't' ?
	    number :
	    0;
}

static size_t
behind_comma(const struct phrase *phrase, size_t i, size_t to)
{
	return i + 1 < to && phrase->words[i].kind == WORD_COMMA ? i + 1 : i;
}

/* "Jan. 7, 2022", "7 January": the month stands at word i. */
static bool
read_date(const struct phrase *phrase, size_t from, size_t to, size_t i, struct day *day)
{
	size_t	 year;

	day->month = value_of(phrase, i, WORD_MONTH);
	if (day->month == 0)
		return false;
	day->end = i + 1;
	if ((day->day = number_at(phrase, i + 1, to, 31)) > 0)
		day->end++;
	else if (i > from && (day->day = number_at(phrase, i - 1, to, 31)) > 0)
		day->at = i - 1;
	else
		return false;
	year = behind_comma(phrase, day->end, to);
	if ((day->year = number_at(phrase, year, to, 2999)) < 1000)
		day->year = 0;
	else
		day->end = year + 1;
	return true;
}

/* The day whose first word is at i or, for "7 January", behind it; a weekday may lead a date. */
static bool
read_day(const struct phrase *phrase, size_t from, size_t to, size_t i, struct day *day)
{
	struct day	 date = { .at = i };
	size_t		 next;

	*day = (struct day) { .at = i, .end = i + 1 };
	if (phrase_has(phrase, i, WORD_POSSESSIVE))
		return false;
	/* "May" is a month only with its number; a weekday stands alone. */
	if (phrase_has(phrase, i, WORD_DAY))
		day->weekday = value_of(phrase, i, WORD_WEEKDAY);
	if (day->weekday == 0)
		return read_date(phrase, from, to, i, day);
	next = behind_comma(phrase, day->end, to);
	if (next < to && number_at(phrase, next, to, 31) > 0)
		next++;
	if (next < to && read_date(phrase, next, to, next, &date)) {
		date.at = i;
		date.weekday = day->weekday;
		*day = date;
	}
	return true;
}

/* Where the words begin that only say which day: "late on Thursday", "last Friday". */
static size_t
day_lead(const struct phrase *phrase, size_t from, size_t at)
{
	while (at > from && grammar_day_lead(phrase, at - 1))
		at--;
	return at;
}

/* "Friday prayers", "until Friday": no day on which somebody speaks. */
static bool
is_other(const struct phrase *phrase, size_t lead, const struct day *day, size_t to)
{
	const struct word	*next = &phrase->words[day->end];
	bool			 bare = lead == day->at;

	if (lead > 0 && phrase_has(phrase, lead - 1, WORD_PREPOSITION | WORD_DETERMINER) &&
	    !phrase_has(phrase, lead - 1, WORD_PRONOUN))
		return true;
	return bare && day->end < to && next->kind == WORD_TEXT &&
	    (next->bits & (WORD_FUNCTION | WORD_CAPITAL)) == 0 &&
	    !grammar_adverb(phrase, day->end) && !grammar_time(phrase, day->end);
}

/* A participle that only tells how it was published: "aired", "posted". */
static bool
is_publishing(const struct phrase *phrase, size_t i)
{
	static const char *const words[] = { "aired", "broadcast", "issued", "posted", "published",
		"recorded", "released", "streamed", "taped", "televised" };

	for (size_t k = 0; k < LEN(words); k++) {
		if (phrase_is(phrase, i, words[k]))
			return true;
	}
	return false;
}

/* Does what was said, or another clause, begin at word i behind the cue? */
static bool
leaves_clause(const struct phrase *phrase, size_t i)
{
	const struct word	*word = &phrase->words[i];

	if (word->kind == WORD_QUOTE || is_publishing(phrase, i))
		return false;
	if (word->kind != WORD_TEXT)
		return true;
	if ((word->bits & (WORD_RELATIVE | WORD_SUBORDINATE | WORD_CONJUNCTION)) != 0 &&
	    (word->bits & (WORD_PREPOSITION | WORD_ADVERB)) == 0)
		return true;
	if (phrase_is(phrase, i, "that") || grammar_finite(phrase, i))
		return true;
	return (word->bits & WORD_CAPITAL) == 0 && word->n > 4 &&
	    (span_ends(phrase_word(phrase, i), SPAN("ed")) || (word->bits & WORD_TENSE_ING) != 0);
}

static bool
takes_addressee(const struct phrase *phrase, size_t verb)
{
	struct lexicon_room	 room;
	enum cue_tense		 tense;
	const struct cue	*cue = cue_find(phrase_fold(phrase, verb, &room), &tense);

	return cue != NULL && (cue->flags & CUE_ADDRESSEE) != 0;
}

/* "said in Paris on Friday", "told reporters Friday", "said Berg on Friday". */
static bool
find_behind(const struct phrase *phrase, const struct spoken_clause *clause, struct day *day)
{
	size_t	 start = clause->verb_end;

	if (clause->subject.from >= clause->verb_end && clause->subject.to <= clause->to)
		start = clause->subject.to;
	if (start < clause->to && !takes_addressee(phrase, clause->verb) &&
	    !phrase_has(phrase, start, WORD_PREPOSITION | WORD_DAY) &&
	    !grammar_adverb(phrase, start) && phrase->words[start].kind == WORD_TEXT)
		return false;
	for (size_t i = start; i < clause->to && i - start < REACH; i++) {
		size_t	 lead = day_lead(phrase, start, i);

		if (read_day(phrase, start, clause->to, i, day) &&
		    !is_other(phrase, day_lead(phrase, start, day->at), day, clause->to))
			return true;
		if (lead == i && leaves_clause(phrase, i))
			return false;
	}
	return false;
}

/* "On Friday, Berg", "Berg on Friday said", "In an address on Friday, Berg". */
static bool
find_before(const struct phrase *phrase, const struct spoken_clause *clause, struct day *day)
{
	size_t	 begin = noun_lead(phrase, clause->from, clause->to), end = clause->to;

	if (clause->verb < clause->verb_end)
		end = clause->verb;
	else if (clause->subject.from < clause->subject.to && clause->subject.from > clause->from)
		end = clause->subject.from;
	for (size_t i = clause->from; i < end; i++) {
		const struct word	*word = &phrase->words[i];
		size_t			 lead;
		bool			 set, opens, inside;

		if (word->kind != WORD_TEXT || !read_day(phrase, clause->from, end, i, day))
			continue;
		lead = day_lead(phrase, clause->from, day->at);
		if (is_other(phrase, lead, day, end))
			continue;
		opens = lead <= begin || lead == clause->from;
		inside = lead == clause->subject.to && clause->subject.to > clause->subject.from;
		set = lead > clause->venue.from && lead <= clause->venue.to;
		if (opens || inside || set)
			return true;
	}
	return false;
}

static bool
print_day(const struct day *day, struct arena *arena, struct span *said_on, struct fault *f)
{
	static const char *const names[] = { "monday", "tuesday", "wednesday", "thursday", "friday",
		"saturday", "sunday" };
	struct buf	 out = BUF(16);

	if (day->day == 0) {
		*said_on = span_of(names[day->weekday - 1]);
		return true;
	}
	if (day->year > 0)
		buf_print(&out, "%04d-", day->year);
	buf_print(&out, "%02d-%02d", day->month, day->day);
	return buf_end(&out, arena, said_on, f);
}

bool
spoken_find(const struct phrase *phrase, const struct spoken_clause *clause, struct arena *arena,
    struct span *said_on, struct fault *f)
{
	struct day	 day;

	*said_on = SPAN_NONE;
	if (clause->to > phrase->count || clause->from >= clause->to)
		return true;
	if (clause->verb < clause->verb_end && find_behind(phrase, clause, &day))
		return print_day(&day, arena, said_on, f);
	if (find_before(phrase, clause, &day))
		return print_day(&day, arena, said_on, f);
	return true;
}
