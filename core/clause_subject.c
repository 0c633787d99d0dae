/* Where the subject of a verb stands: what lies between the two. */
#include "core/clause_parts.h"
#include "core/grammar.h"

/* To the left of a verb, where its subject's stretch begins; two nouns joined by "and" are one. */
size_t
clause_subject_start(const struct phrase *phrase, size_t lo, size_t left)
{
	size_t	 begin = left;

	while (begin > lo) {
		if (grammar_boundary(phrase, begin - 1)) {
			if (begin < left && begin > lo + 1 && phrase_is(phrase, begin - 1, "and") &&
			    phrase_has(phrase, begin - 2, WORD_TITLE | WORD_CAPITAL) &&
			    !phrase_has(phrase, begin - 2, WORD_POSSESSIVE)) {
				size_t	 more = begin - 1;

				while (more > lo && !grammar_boundary(phrase, more - 1))
					more--;
				if (more == lo || phrase->words[more - 1].kind == WORD_COMMA)
					begin = more;
			}
			break;
		}
		begin--;
	}
	return begin;
}

/* Is there a title among these words, before any preposition? */
static bool
names_person(const struct phrase *phrase, size_t from, size_t to)
{
	for (size_t i = from; i < to && !phrase_has(phrase, i, WORD_PREPOSITION); i++) {
		if (phrase_has(phrase, i, WORD_TITLE))
			return true;
	}
	return false;
}

/* "Ann Berg (Labour) said": the brackets belong to the name. */
size_t
clause_before_brackets(const struct phrase *phrase, size_t lo, size_t left)
{
	size_t	 open = left;

	if (left == lo || phrase->words[left - 1].kind != WORD_CLOSES)
		return left;
	while (open > lo && left - open < 14 && phrase->words[open].kind != WORD_OPENS)
		open--;
	return phrase->words[open].kind == WORD_OPENS ? open : left;
}

/* "with X calling it": a participle with a subject of its own. */
bool
clause_read_with(const struct phrase *phrase, size_t lo, size_t left, struct noun *subject)
{
	size_t	 begin = left - 1;

	if (left < lo + 2 || !grammar_governs(phrase, begin) ||
	    phrase_has(phrase, begin, WORD_RELATIVE))
		return false;
	while (begin > lo && phrase_has(phrase, begin - 1, WORD_CAPITAL))
		begin--;
	*subject = (struct noun) { begin, left };
	return begin > lo && phrase_is(phrase, begin - 1, "with");
}

/* "Ann Berg, head of the office said": the comma behind the apposition is missing, and Berg is meant. */
void
clause_read_over_apposition(const struct phrase *phrase, size_t lo, size_t begin,
    struct noun *subject)
{
	struct noun	 named;

	if (begin < lo + 2 || phrase->words[begin - 1].kind != WORD_COMMA ||
	    !phrase_has(phrase, subject->from, WORD_TITLE | WORD_DETERMINER) ||
	    phrase_has(phrase, subject->from, WORD_CAPITAL) ||
	    !phrase_has(phrase, begin - 2, WORD_CAPITAL) ||
	    phrase_has(phrase, begin - 2, WORD_PLACE | WORD_DAY) ||
	    !names_person(phrase, subject->from, subject->to))
		return;
	if (noun_before(phrase, lo, begin - 1, &named) && named.to == begin - 1 &&
	    named.to - named.from > 1)
		*subject = named;
}

/*
 * "A banker who advised on it and did not wish to be named said": the noun
 * before a relative clause that runs on to the verb without a comma. Behind a
 * verb of speech in it whoever stands before the verb speaks, if anybody can.
 */
bool
clause_read_over_relative(const struct phrase *phrase, size_t lo, size_t left, struct noun *subject)
{
	size_t	 who = left, start, verb;

	while (who > lo + 1 && phrase->words[who - 1].kind == WORD_TEXT &&
	    !phrase_is(phrase, who - 1, "who"))
		who--;
	if (who <= lo + 1 || who == left || !phrase_is(phrase, who - 1, "who"))
		return false;
	start = noun_lead(phrase, lo, who - 1);
	verb = who;
	while (verb < left && grammar_adverb(phrase, verb))
		verb++;
	if (start >= who - 1 || who - 1 - start > 8 || verb >= left ||
	    !phrase_has(phrase, start, WORD_DETERMINER) ||
	    phrase_has(phrase, left - 1, WORD_PRONOUN | WORD_CAPITAL))
		return false;
	for (size_t i = start + 1; i < who - 1; i++) {
		if (phrase->words[i].kind != WORD_TEXT || grammar_finite(phrase, i))
			return false;
	}
	*subject = (struct noun) { start, who - 1 };
	return true;
}

bool
clause_is_nominative(const struct phrase *phrase, size_t i)
{
	return phrase_is(phrase, i, "he") || phrase_is(phrase, i, "she") ||
	    phrase_is(phrase, i, "they") || phrase_is(phrase, i, "it") ||
	    phrase_is(phrase, i, "i") || phrase_is(phrase, i, "we");
}

/* "is said to have told": where the hearsay begins before "to have", or `left`. */
size_t
clause_before_hearsay(const struct phrase *phrase, size_t lo, size_t left)
{
	bool	 passive = false;
	size_t	 begin;

	if (left < lo + 4 || !phrase_is(phrase, left, "have") ||
	    !phrase_is(phrase, left - 1, "to") || phrase->words[left - 2].kind != WORD_TEXT)
		return left;
	begin = grammar_before_verb(phrase, lo, left - 2, &passive);
	return passive ? begin : left;
}

/* "Nobody, she likes to say, "ever"": between commas the verb before "to" has a subject of its own. */
bool
clause_read_habit(const struct phrase *phrase, size_t lo, size_t to, struct noun *subject)
{
	size_t	 verb, begin;
	bool	 passive = false;

	if (to < lo + 4 || phrase->words[to - 1].kind != WORD_TEXT)
		return false;
	verb = grammar_before_verb(phrase, lo, to - 1, &passive);
	begin = clause_subject_start(phrase, lo, verb);
	if (passive || begin <= lo || begin >= verb || verb - begin > 4 ||
	    phrase->words[begin - 1].kind != WORD_COMMA || !grammar_governs(phrase, verb - 1) ||
	    phrase_has(phrase, begin, WORD_RELATIVE | WORD_CONJUNCTION | WORD_PREPOSITION))
		return false;
	*subject = (struct noun) { begin, verb };
	return true;
}
