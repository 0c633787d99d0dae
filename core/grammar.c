#include "core/grammar.h"

static bool
is_one_of(const struct phrase *phrase, size_t i, const char *const *words, size_t n)
{
	const struct span	 word = phrase_word(phrase, i);

	for (size_t k = 0; k < n && phrase->words[i].kind == WORD_TEXT; k++) {
		if (span_is_case(word, words[k]))
			return true;
	}
	return false;
}

bool
grammar_adverb(const struct phrase *phrase, size_t i)
{
	if (phrase_has(phrase, i, WORD_ADVERB))
		return true;
	/* "flatly" by its ending; "family", "ally" and "reply" are known to be something else. */
	return phrase->words[i].kind == WORD_TEXT &&
	    (phrase->words[i].bits & (WORD_CAPITAL | WORD_TITLE | WORD_BODY | WORD_CUE)) == 0 &&
	    phrase->words[i].n > 4 && span_ends(phrase_word(phrase, i), SPAN("ly"));
}

bool
grammar_time(const struct phrase *phrase, size_t i)
{
	static const char *const times[] = { "afternoon", "ago", "day", "days", "decade", "earlier",
		"evening", "hours", "later", "minutes", "moments", "month", "months", "morning",
		"night", "time", "week", "weekend", "weeks", "year", "years" };

	return is_one_of(phrase, i, times, LEN(times)) || phrase_has(phrase, i, WORD_DAY);
}

bool
grammar_day_lead(const struct phrase *phrase, size_t i)
{
	static const char *const words[] = { "early", "earlier", "last", "late", "later", "on",
		"this" };

	return is_one_of(phrase, i, words, LEN(words));
}

/* Determiners that can stand alone: "some said". */
static bool
stands_alone(const struct phrase *phrase, size_t i)
{
	static const char *const alone[] = { "all", "another", "both", "few", "many", "most", "one",
		"others", "several", "some" };

	return is_one_of(phrase, i, alone, LEN(alone));
}

static bool
is_being(const struct phrase *phrase, size_t i)
{
	static const char	*const forms[] = { "am", "are", "be", "been", "being", "is", "was",
		"were" };

	return is_one_of(phrase, i, forms, LEN(forms));
}

size_t
grammar_before_verb(const struct phrase *phrase, size_t from, size_t verb, bool *passive)
{
	size_t	 i = verb;

	while (i > from) {
		size_t	 k = i - 1;

		if (grammar_adverb(phrase, k)) {
			i = k;
		} else if (phrase_has(phrase, k, WORD_AUXILIARY) &&
		    !phrase_has(phrase, k, WORD_PRONOUN)) {
			if (is_being(phrase, k))
				*passive = true;
			i = k;
		} else if (phrase_has(phrase, k, WORD_DAY) && i != verb + 1) {
			i = k;
			if (i > from + 1 && phrase_is(phrase, i - 1, "on"))
				i--;
		} else {
			break;
		}
	}
	return i;
}

bool
grammar_governs(const struct phrase *phrase, size_t i)
{
	const struct word	*word = &phrase->words[i];

	if (word->kind == WORD_CLOSES)
		return true;
	if (word->kind != WORD_TEXT || (word->bits & WORD_POSSESSIVE) != 0)
		return false;
	if ((word->bits & (WORD_PRONOUN | WORD_CAPITAL | WORD_RELATIVE)) != 0)
		return true;
	return (word->bits & WORD_TITLE) != 0;
}

/* "the Harbour" before "attacks": a name with an article in front describes a noun. */
static bool
is_modifier(const struct phrase *phrase, size_t from, size_t i)
{
	while (i > from && phrase_has(phrase, i, WORD_CAPITAL) &&
	    !phrase_has(phrase, i, WORD_BODY | WORD_TITLE))
		i--;
	return phrase_has(phrase, i, WORD_DETERMINER) && !phrase_has(phrase, i, WORD_CAPITAL) &&
	    phrase_has(phrase, i + 1, WORD_CAPITAL) &&
	    !phrase_has(phrase, i + 1, WORD_BODY | WORD_TITLE);
}

/* "Bakery owners vow to", "nurses demand that": what several do, not a noun. */
static bool
is_plural_subject(const struct phrase *phrase, size_t left)
{
	struct span	 s = phrase_word(phrase, left);

	return s.n > 3 && s.p[s.n - 1] == 's' && s.p[s.n - 2] != 's' &&
	    phrase->words[left].kind == WORD_TEXT && !phrase_has(phrase, left, WORD_CAPITAL) &&
	    left + 2 < phrase->count &&
	    (phrase_is(phrase, left + 2, "to") || phrase_is(phrase, left + 2, "that"));
}

/* "that the crowd calls", "which neighbours call": behind a relative pronoun stand a subject and its verb. */
static bool
is_relative_subject(const struct phrase *phrase, size_t from, size_t left)
{
	for (size_t i = left; i > from && left - i < 4; i--) {
		if (phrase->words[i].kind != WORD_TEXT)
			return false;
		if (phrase_has(phrase, i - 1, WORD_RELATIVE))
			return phrase_has(phrase, i, WORD_DETERMINER) || i == left;
	}
	return false;
}

/* May a word in front of it, with nothing between, have this cue as its verb? */
static bool
takes_verb(const struct phrase *phrase, size_t from, size_t left, const struct word *verb)
{
	bool	 noun = (verb->bits & WORD_CUE_NOUN) != 0;

	if (phrase_has(phrase, left, WORD_DETERMINER | WORD_POSSESSIVE) &&
	    !stands_alone(phrase, left) && !phrase_has(phrase, left, WORD_PRONOUN | WORD_RELATIVE))
		return false;
	if (phrase_has(phrase, left, WORD_PREPOSITION) && !phrase_is(phrase, left, "to"))
		return false;
	if (!noun || ((verb->bits & WORD_TENSE_BASE) != 0 && is_plural_subject(phrase, left)))
		return true;
	if (is_modifier(phrase, from, left))
		return false;
	return grammar_governs(phrase, left) || phrase_is(phrase, left, "to") ||
	    phrase->words[left].kind == WORD_COMMA || is_relative_subject(phrase, from, left);
}

/* "Minister accused of", "Berg charged with": headlines leave the passive's "was" out; "Berg spoke of" is none. */
static bool
is_short_passive(const struct phrase *phrase, size_t i, size_t to)
{
	return phrase_has(phrase, i, WORD_TENSE_PAST) && !phrase_has(phrase, i, WORD_SPEECH) &&
	    i + 1 < to && !phrase_is(phrase, i, "spoke") && !phrase_is(phrase, i, "talked") &&
	    (phrase_is(phrase, i + 1, "of") || phrase_is(phrase, i + 1, "over") ||
		phrase_is(phrase, i + 1, "with"));
}

/* "said by radio": how it was said, and not by whom. */
static bool
is_medium(const struct phrase *phrase, size_t i)
{
	static const char *const media[] = { "email", "fax", "letter", "phone", "post", "radio",
		"telephone", "text", "video" };

	return is_one_of(phrase, i, media, LEN(media));
}

/* "published by X", "published last week by X": behind a participle. */
static bool
has_agent(const struct phrase *phrase, size_t i, size_t to)
{
	i++;
	while (i < to && (grammar_time(phrase, i) || grammar_day_lead(phrase, i)))
		i++;
	return i < to && phrase_is(phrase, i, "by") && !(i + 1 < to && is_medium(phrase, i + 1));
}

/* "found that", "Q," he began: the verb takes no object that is not speech. */
static bool
is_bare(const struct phrase *phrase, size_t i, size_t to)
{
	if (i + 1 < to && phrase->words[i + 1].kind == WORD_TEXT)
		return phrase_is(phrase, i + 1, "that");
	return phrase_has(phrase, i, WORD_SPEECH);
}

bool
grammar_cue(const struct phrase *phrase, size_t from, size_t to, size_t i)
{
	const struct word	*word = &phrase->words[i];
	bool			 passive = false, noun = (word->bits & WORD_CUE_NOUN) != 0;
	size_t			 left;

	if (!phrase_has(phrase, i, WORD_CUE) || phrase_has(phrase, i, WORD_POSSESSIVE))
		return false;
	if ((word->bits & WORD_CUE_BARE) != 0 && !is_bare(phrase, i, to))
		return false;
	/* Headlines print verbs with a capital; elsewhere a capital makes a name. */
	if (phrase_has(phrase, i, WORD_CAPITAL) && i > from &&
	    (!phrase_has(phrase, i - 1, WORD_CAPITAL) || !phrase_has(phrase, i, WORD_FINITE) || noun))
		return false;
	left = grammar_before_verb(phrase, from, i, &passive);
	if ((word->bits & WORD_TENSE_ING) != 0)
		return !(left == i && left > from && phrase_has(phrase, left - 1, WORD_DETERMINER));
	if (passive && (word->bits & WORD_TENSE_PAST) != 0)
		return false;
	if (left == from ? noun : left == i && !takes_verb(phrase, from, left - 1, word))
		return false;
	if (i + 1 < to && noun && phrase_is(phrase, i + 1, "of"))
		return false;
	return (word->bits & WORD_TENSE_PAST) == 0 ||
	    !(has_agent(phrase, i, to) || is_short_passive(phrase, i, to));
}

bool
grammar_finite(const struct phrase *phrase, size_t i)
{
	if (phrase->words[i].kind != WORD_TEXT ||
	    phrase_has(phrase, i, WORD_CAPITAL | WORD_POSSESSIVE))
		return false;
	if (phrase_has(phrase, i, WORD_AUXILIARY) && !phrase_has(phrase, i, WORD_PRONOUN))
		return true;
	return phrase_has(phrase, i, WORD_FINITE) &&
	    !phrase_has(phrase, i, WORD_CUE_NOUN | WORD_TITLE);
}

bool
grammar_boundary(const struct phrase *phrase, size_t i)
{
	const struct word	*word = &phrase->words[i];

	if (word->kind == WORD_OPENS || word->kind == WORD_CLOSES || word->kind == WORD_OTHER)
		return false;
	if (word->kind != WORD_TEXT)
		return true;
	if ((word->bits & (WORD_CONJUNCTION | WORD_RELATIVE)) != 0 || phrase_is(phrase, i, "what"))
		return true;
	if ((word->bits & WORD_SUBORDINATE) != 0 && (word->bits & (WORD_ADVERB | WORD_CAPITAL)) == 0)
		return true;
	return grammar_finite(phrase, i) ||
	    ((word->bits & (WORD_TENSE_ING | WORD_CAPITAL)) == WORD_TENSE_ING);
}

bool
grammar_court_heard(const struct phrase *phrase, size_t at)
{
	static const char *const told[] = { "heard", "hears", "told" };
	size_t			 i = phrase_sentence_end(phrase, at);

	while (i > at + 1 &&
	    (phrase->words[i - 1].kind == WORD_STOP || grammar_time(phrase, i - 1) ||
		grammar_day_lead(phrase, i - 1) || grammar_adverb(phrase, i - 1)))
		i--;
	return i > at + 2 && is_one_of(phrase, i - 1, told, LEN(told));
}
