#include "core/noun.h"

#include "core/grammar.h"
#include "core/past.h"
#include "core/utf8.h"

/* "17:42", "9.30am": the time at which an entry of a live report was written. */
static bool
is_clock(const struct phrase *phrase, size_t i)
{
	struct span	 s = phrase_word(phrase, i);
	size_t		 digits = 0;

	while (digits < s.n && utf8_is_digit((unsigned char)s.p[digits]))
		digits++;
	return digits > 0 && digits < 3 && digits + 1 < s.n &&
	    (s.p[digits] == ':' || s.p[digits] == '.') &&
	    utf8_is_digit((unsigned char)s.p[digits + 1]);
}

/* "22 min", "90 mins": the same in a live report of a match. */
static bool
is_minute(const struct phrase *phrase, size_t i)
{
	const struct word	*word = &phrase->words[i];

	if (utf8_is_digit((unsigned char)phrase->text.p[word->at]))
		return i + 1 < phrase->count &&
		    (phrase_is(phrase, i + 1, "min") || phrase_is(phrase, i + 1, "mins"));
	return i > 0 && utf8_is_digit((unsigned char)phrase->text.p[word[-1].at]) &&
	    (phrase_is(phrase, i, "min") || phrase_is(phrase, i, "mins"));
}

/* "A week later", "Two years ago": one behind it, or `from`. */
static size_t
behind_time(const struct phrase *phrase, size_t from, size_t to)
{
	if (from + 3 >= to || !phrase_has(phrase, from, WORD_DETERMINER) ||
	    !grammar_time(phrase, from + 1) || phrase_has(phrase, from + 1, WORD_DAY))
		return from;
	return phrase_is(phrase, from + 2, "later") || phrase_is(phrase, from + 2, "ago") ||
		phrase_is(phrase, from + 2, "earlier") ?
	    from + 3 :
	    from;
}

size_t
noun_lead(const struct phrase *phrase, size_t from, size_t to)
{
	from = behind_time(phrase, from, to);

	while (from < to &&
	    (phrase->words[from].kind != WORD_TEXT || grammar_adverb(phrase, from) ||
		is_clock(phrase, from) || is_minute(phrase, from) ||
		phrase_has(phrase, from, WORD_CONJUNCTION | WORD_DAY)))
		from++;
	return from;
}

size_t
noun_trim(const struct phrase *phrase, size_t from, size_t to)
{
	while (to > from + 1 &&
	    (phrase->words[to - 1].kind == WORD_OTHER || grammar_adverb(phrase, to - 1) ||
		phrase_has(phrase, to - 1, WORD_DAY) || phrase_is(phrase, to - 1, "on")))
		to--;
	return to;
}

size_t
noun_last(const struct phrase *phrase, size_t from, size_t to)
{
	if (from >= to || !phrase_has(phrase, from, WORD_PREPOSITION | WORD_SUBORDINATE))
		return from;
	return noun_final(phrase, from, to);
}

size_t
noun_final(const struct phrase *phrase, size_t from, size_t to)
{
	size_t	 i = to;

	if (phrase_has(phrase, to - 1, WORD_PRONOUN))
		return to - 1;
	if (phrase_has(phrase, to - 1, WORD_CAPITAL)) {
		while (i > from + 1 &&
		    (phrase_has(phrase, i - 1, WORD_CAPITAL) ||
			(phrase_has(phrase, i - 1, WORD_TITLE) &&
			    !phrase_has(phrase, i - 1, WORD_DETERMINER))) &&
		    !phrase_has(phrase, i - 1, WORD_DAY))
			i--;
		return i;
	}
	while (i > from + 1 && !phrase_has(phrase, i - 1, WORD_DETERMINER | WORD_DAY))
		i--;
	return phrase_has(phrase, i - 1, WORD_DETERMINER) ? i - 1 : i;
}

/* "Appearing before supporters", "Flanked by aides": no noun phrase. */
static bool
opens_participle(const struct phrase *phrase, size_t at, size_t to)
{
	struct span	 s = phrase_word(phrase, at);

	if (at + 1 >= to || s.n < 5 ||
	    phrase_has(phrase, at, WORD_POSSESSIVE | WORD_TITLE | WORD_GIVEN) ||
	    phrase_has(phrase, at + 1, WORD_CAPITAL | WORD_CUE | WORD_AUXILIARY) ||
	    (phrase_has(phrase, at + 1, WORD_TITLE | WORD_TRADE) && !span_ends(s, SPAN("ing"))))
		return s.n > 5 && at + 1 < to && span_ends(s, SPAN("ing")) &&
		    phrase_has(phrase, at, WORD_CUE);
	return span_ends(s, SPAN("ing")) || span_ends(s, SPAN("ed"));
}

/* "as", "while", "if": only a clause can follow, never a noun alone. */
static bool
opens_clause(const struct phrase *phrase, size_t i)
{
	return phrase_has(phrase, i, WORD_SUBORDINATE) &&
	    !phrase_has(phrase, i, WORD_PREPOSITION | WORD_RELATIVE | WORD_CAPITAL);
}

enum segment { SEGMENT_NOUN, SEGMENT_SKIP, SEGMENT_CLAUSE };

/* What stands between two commas to the left of a verb. */
static enum segment
judge_segment(const struct phrase *phrase, size_t from, size_t to)
{
	size_t	 first = noun_lead(phrase, from, to);

	if (first >= to)
		return SEGMENT_SKIP;
	/* "as X, the nominee, put it" */
	if (opens_clause(phrase, first) && first + 1 < to &&
	    phrase_has(phrase, first + 1, WORD_CAPITAL))
		first++;
	if (phrase_has(phrase, first,
		WORD_RELATIVE | WORD_PREPOSITION | WORD_SUBORDINATE | WORD_TENSE_ING))
		return SEGMENT_SKIP;
	if (to - first <= 2 && utf8_is_digit((unsigned char)phrase_word(phrase, first).p[0]))
		return SEGMENT_SKIP;
	if (opens_participle(phrase, first, to) || grammar_time(phrase, to - 1) ||
	    (to - first == 1 && phrase_has(phrase, first, WORD_PLACE)))
		return SEGMENT_SKIP;
	for (size_t i = first + 1; i < to; i++) {
		if (phrase_has(phrase, i, WORD_RELATIVE))
			break;
		if (grammar_finite(phrase, i))
			return SEGMENT_CLAUSE;
	}
	return SEGMENT_NOUN;
}

/*
 * "a plan that Ole Berg, 44, called", "which Ole Berg, a welder, calls": the
 * relative clause that words from..to end in has a subject of its own.
 */
static bool
ends_in_relative(const struct phrase *phrase, size_t from, size_t to, struct noun *noun)
{
	for (size_t i = to; i > from && to - i < 8; i--) {
		if (phrase->words[i - 1].kind != WORD_TEXT || grammar_finite(phrase, i - 1))
			return false;
		if (!phrase_has(phrase, i - 1, WORD_RELATIVE))
			continue;
		*noun = (struct noun) { i, to };
		return i < to && !phrase_is(phrase, i - 1, "who") &&
		    !phrase_is(phrase, i - 1, "whose") &&
		    phrase_has(phrase, i, WORD_CAPITAL | WORD_DETERMINER) &&
		    phrase_has(phrase, to - 1, WORD_CAPITAL | WORD_TITLE);
	}
	return false;
}

/* "resigned after her manager": behind a noun that was found, a clause of its own. */
static bool
tells_before_what(const struct phrase *phrase, size_t from, size_t to)
{
	const size_t	 verb = noun_lead(phrase, from, to);

	return verb + 1 < to && grammar_finite(phrase, verb) &&
	    (phrase_is(phrase, verb + 1, "after") || phrase_is(phrase, verb + 1, "when") ||
		phrase_is(phrase, verb + 1, "because"));
}

bool
noun_before(const struct phrase *phrase, size_t lo, size_t comma, struct noun *noun)
{
	size_t	 end = comma;
	bool	 found = false;

	for (int hops = 0; hops < 8; hops++) {
		size_t		 begin = end;
		enum segment	 segment;

		while (begin > lo && phrase->words[begin - 1].kind != WORD_COMMA &&
		    phrase->words[begin - 1].kind != WORD_SEMICOLON &&
		    phrase->words[begin - 1].kind != WORD_DASH &&
		    phrase->words[begin - 1].kind != WORD_COLON &&
		    phrase->words[begin - 1].kind != WORD_QUOTE)
			begin--;
		if (ends_in_relative(phrase, begin, end, noun))
			return true;
		if (found && tells_before_what(phrase, begin, end))
			break;
		segment = begin < end ? judge_segment(phrase, begin, end) : SEGMENT_SKIP;
		if (segment == SEGMENT_CLAUSE)
			break;
		if (segment == SEGMENT_NOUN) {
			noun->from = noun_lead(phrase, begin, end);
			if (opens_clause(phrase, noun->from))
				noun->from++;
			noun->to = noun_trim(phrase, noun->from, end);
			found = noun->from < noun->to;
			if (phrase_has(phrase, begin, WORD_CONJUNCTION | WORD_SUBORDINATE))
				break;
		}
		if (begin <= lo || phrase->words[begin - 1].kind == WORD_SEMICOLON ||
		    phrase->words[begin - 1].kind == WORD_QUOTE)
			break;
		end = begin - 1;
	}
	return found;
}

/* Behind a name, "issues" and "rejected" are verbs; "supporters" and "officials" are not. */
static bool
ends_like_verb(const struct phrase *phrase, size_t at, size_t i)
{
	struct span	 s = phrase_word(phrase, i);

	if (phrase_has(phrase, i,
		WORD_CAPITAL | WORD_POSSESSIVE | WORD_TITLE | WORD_BODY | WORD_DOCUMENT))
		return false;
	if (phrase_has(phrase, i - 1, WORD_TITLE) && !phrase_has(phrase, i - 1, WORD_POSSESSIVE) &&
	    past_is(s))
		return true;
	/* "The agreement obliges both", "City engineer resigns over". */
	if (s.n > 4 && s.p[s.n - 1] == 's' && s.p[s.n - 2] != 's' && i + 1 < phrase->count &&
	    ((phrase_has(phrase, i - 1, WORD_DOCUMENT) && phrase_has(phrase, i + 1, WORD_DETERMINER)) ||
		(phrase_has(phrase, i - 1, WORD_TITLE) &&
		    !phrase_has(phrase, i - 1, WORD_POSSESSIVE) &&
		    phrase_has(phrase, i + 1, WORD_PREPOSITION) && !phrase_is(phrase, i + 1, "of"))))
		return true;
	if (!phrase_has(phrase, i - 1, WORD_CAPITAL) ||
	    phrase_has(phrase, i - 1, WORD_POSSESSIVE | WORD_DETERMINER | WORD_PLACE))
		return false;
	/* "Bakery owners vow to": the verb stands behind it. */
	if (i + 1 < phrase->count && phrase_has(phrase, i + 1, WORD_CUE) &&
	    phrase_has(phrase, i + 1, WORD_FINITE | WORD_TENSE_BASE) &&
	    !phrase_has(phrase, i + 1, WORD_CAPITAL))
		return false;
	/* A full name takes no noun behind it. */
	if (i > at + 1 && phrase_has(phrase, i - 2, WORD_GIVEN) &&
	    !phrase_has(phrase, i, WORD_PREPOSITION | WORD_PARTICLE))
		return true;
	if (past_is_irregular(s))
		return true;
	if (s.n < 4)
		return false;
	return span_ends(s, SPAN("ed")) || (s.p[s.n - 1] == 's' && s.p[s.n - 2] != 's');
}

size_t
noun_end(const struct phrase *phrase, size_t at, size_t to)
{
	size_t	 i = at;

	if (i < to && phrase_has(phrase, i, WORD_PRONOUN | WORD_OBJECT) &&
	    !phrase_has(phrase, i, WORD_DETERMINER))
		return i + 1;
	while (i < to && i - at < 24) {
		const struct word	*word = &phrase->words[i];

		if (word->kind == WORD_OPENS || word->kind == WORD_CLOSES ||
		    word->kind == WORD_OTHER) {
			i++;
			continue;
		}
		if (word->kind != WORD_TEXT)
			break;
		if (i > at && (word->bits & (WORD_RELATIVE | WORD_DAY)) != 0)
			break;
		if (i > at && (word->bits & WORD_PREPOSITION) != 0 && !phrase_is(phrase, i, "of") &&
		    !phrase_is(phrase, i, "for") && !phrase_is(phrase, i, "from"))
			break;
		/* "her first teacher": behind an article it counts. */
		if (i > at && (word->bits & (WORD_SUBORDINATE | WORD_ADVERB | WORD_OBJECT)) != 0 &&
		    (word->bits & (WORD_PREPOSITION | WORD_CAPITAL)) == 0 &&
		    !(i == at + 1 && phrase_has(phrase, at, WORD_DETERMINER) &&
			phrase_is(phrase, i, "first")))
			break;
		if (i > at && (grammar_finite(phrase, i) || ends_like_verb(phrase, at, i)))
			break;
		if (i > at && (word->bits & WORD_TENSE_ING) != 0 && (word->bits & WORD_CAPITAL) == 0)
			break;
		i++;
	}
	while (i > at + 1 &&
	    (phrase_has(phrase, i - 1, WORD_PREPOSITION | WORD_CONJUNCTION) ||
		phrase->words[i - 1].kind == WORD_OPENS))
		i--;
	return noun_trim(phrase, at, i);
}

bool
noun_subject(const struct phrase *phrase, size_t from, size_t to, struct noun *noun)
{
	size_t	 i = noun_lead(phrase, from, to);

	/* A leading "When asked ...," or "In Berlin," ends at its comma. */
	for (int leads = 0; leads < 5 && i < to; leads++) {
		size_t	 comma = i;

		while (comma < to && phrase->words[comma].kind != WORD_COMMA)
			comma++;
		if (comma < to && comma - i <= 4 &&
		    (grammar_time(phrase, comma - 1) ||
			(leads > 0 && phrase_has(phrase, comma - 1, WORD_PLACE)))) {
			i = noun_lead(phrase, comma + 1, to);
			continue;
		}
		if ((!phrase_has(phrase, i, WORD_PREPOSITION | WORD_SUBORDINATE | WORD_TENSE_ING) ||
			phrase_has(phrase, i, WORD_PRONOUN)) &&
		    !opens_participle(phrase, i, to))
			break;
		if (comma >= to)
			return false;
		i = noun_lead(phrase, comma + 1, to);
	}
	if (i >= to || phrase->words[i].kind != WORD_TEXT ||
	    phrase_has(phrase, i, WORD_OBJECT | WORD_AUXILIARY))
		return false;
	/* "It's", "That's": no person. */
	if (phrase_has(phrase, i, WORD_POSSESSIVE) &&
	    phrase_has(phrase, i, WORD_PRONOUN | WORD_DETERMINER))
		return false;
	noun->from = i;
	noun->to = noun_end(phrase, i, to);
	return noun->from < noun->to;
}
