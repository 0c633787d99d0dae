#include "core/clause_parts.h"
#include "core/grammar.h"
#include "core/noun.h"
#include "core/row.h"

/* "X complained after Y told him": when, not what. "X said after the match that Y" tells what. */
static bool
tells_when(const struct phrase *phrase, size_t from, size_t to)
{
	static const char *const times[] = { "after", "because", "before", "once", "since", "until",
		"when", "while" };
	struct lexicon_room	 room;

	if (from >= to || phrase->words[from].kind != WORD_TEXT ||
	    ROW_HALVE(times, phrase_fold(phrase, from, &room)) == NULL)
		return false;
	for (size_t i = from + 1; i < to; i++) {
		if (phrase_is(phrase, i, "that"))
			return false;
	}
	return true;
}

/* Do words from..to lead from "X said" to what Y said? *coordinated: by "and that". */
static bool
leads_to_inner(const struct phrase *phrase, size_t from, size_t to, bool *coordinated)
{
	bool	 told = !tells_when(phrase, from, to);

	*coordinated = false;
	for (size_t i = from; i < to; i++) {
		/* "X said that Y called it "q" and that Z wrote": X tells of Z too. */
		if (i + 1 < to && phrase_has(phrase, i, WORD_CONJUNCTION) &&
		    phrase_is(phrase, i + 1, "that"))
			told = *coordinated = true;
		else if (phrase->words[i].kind != WORD_TEXT ||
		    (phrase_has(phrase, i, WORD_CONJUNCTION | WORD_SUBORDINATE) &&
			!span_eq(phrase_word(phrase, i), SPAN("that"))))
			told = false;
	}
	return told;
}

/* "declined to comment on a report that X told": who tells nothing tells of nobody. */
static bool
is_refused(const struct phrase *phrase, const struct clause *clause)
{
	static const char *const verbs[] = { "decline", "declined", "declines", "declining",
		"refuse", "refused", "refuses", "refusing" };
	struct lexicon_room	 room;

	return clause->kind == CLAUSE_INHERITED && clause->verb > 1 &&
	    phrase_is(phrase, clause->verb - 1, "to") &&
	    phrase->words[clause->verb - 2].kind == WORD_TEXT &&
	    ROW_HALVE(verbs, phrase_fold(phrase, clause->verb - 2, &room)) != NULL;
}

/* What begins a sentence and ends at its only comma is the source of all the rest. */
static bool
reports_all(const struct phrase *phrase, const struct clause *outer, const struct clause *inner)
{
	size_t	 commas = 0;

	if (phrase_sentence_start(phrase, outer->verb) != outer->verb)
		return false;
	for (size_t i = outer->verb_end; i < inner->subject.from; i++) {
		if (phrase->words[i].kind == WORD_COMMA)
			commas++;
		else if (phrase->words[i].kind != WORD_TEXT)
			return false;
	}
	return commas == 1;
}

/* Is the inner clause told by the speaker of the outer one? */
static bool
embeds(const struct phrase *phrase, const struct clause *outer, const struct clause *inner,
    bool *coordinated)
{
	*coordinated = false;
	if (inner->subject.from <= outer->verb || inner->kind == CLAUSE_INHERITED)
		return false;
	/* "According to an aide, the mayor had spoken of "q"" */
	if (outer->kind == CLAUSE_ACCORDING)
		return inner->kind == CLAUSE_SUBJECT && reports_all(phrase, outer, inner);
	if ((outer->kind != CLAUSE_SUBJECT && outer->kind != CLAUSE_INHERITED &&
		outer->kind != CLAUSE_RELATIVE) ||
	    is_refused(phrase, outer))
		return false;
	return (phrase->words[outer->verb].bits & WORD_SPEECH) != 0 &&
	    leads_to_inner(phrase, outer->verb_end, inner->subject.from, coordinated);
}

size_t
clause_outer(const struct phrase *phrase, const struct clause *clauses, size_t k)
{
	bool	 coordinated;

	for (size_t i = k; i > 0; i--) {
		if (embeds(phrase, &clauses[i - 1], &clauses[k], &coordinated) &&
		    (i == k || coordinated))
			return i - 1;
	}
	return k;
}

/*
 * "X was full of praise for the way Y answered, calling it": with nothing
 * between X's own verb and Y that ends a clause, Y's is part of X's.
 */
static bool
has_main_clause(const struct phrase *phrase, size_t lo, const struct clause *inner,
    struct noun *subject)
{
	size_t	 verb;

	if (!noun_subject(phrase, lo, inner->subject.from, subject))
		return false;
	for (verb = subject->to; verb < inner->subject.from; verb++) {
		if (grammar_finite(phrase, verb) && !phrase_has(phrase, verb, WORD_CUE))
			break;
	}
	for (size_t i = verb; i < inner->subject.from; i++) {
		if (phrase->words[i].kind != WORD_TEXT ||
		    phrase_has(phrase, i, WORD_CONJUNCTION | WORD_SUBORDINATE))
			return false;
	}
	return verb < inner->subject.from;
}

/* The subject of an earlier clause goes on here. */
static bool
inherit(const struct phrase *phrase, size_t lo, size_t verb, const struct clause *clauses, size_t n,
    struct clause *clause)
{
	clause->kind = CLAUSE_INHERITED;
	if (n > 0 && clauses[n - 1].kind != CLAUSE_NOUN) {
		size_t	 k = n - 1, outer;
		bool	 comma = verb > lo &&
		    (phrase->words[verb - 1].kind == WORD_COMMA ||
			(verb > lo + 1 && phrase->words[verb - 2].kind == WORD_COMMA));

		/* Behind a comma, or when the inner subject is only "he", the outer speaker goes on. */
		while ((comma || phrase_has(phrase, clauses[k].subject.from, WORD_PRONOUN)) &&
		    (outer = clause_outer(phrase, clauses, k)) < k)
			k = outer;
		if (!comma || !has_main_clause(phrase, lo, &clauses[k], &clause->subject))
			clause->subject = clauses[k].subject;
		return true;
	}
	return noun_subject(phrase, lo, verb, &clause->subject);
}

/* "said X": the subject stands behind its verb. */
static bool
invert(const struct phrase *phrase, size_t to, struct clause *clause)
{
	size_t	 at = clause->verb + 1;

	if (at >= to || phrase->words[at].kind != WORD_TEXT || grammar_adverb(phrase, at) ||
	    phrase_has(phrase, at, WORD_OBJECT | WORD_PREPOSITION | WORD_SUBORDINATE))
		return false;
	clause->kind = CLAUSE_INVERTED;
	clause->subject.from = at;
	clause->subject.to = noun_end(phrase, at, to);
	clause->verb_end = clause->verb + 1;
	return clause->subject.from < clause->subject.to;
}

/* "X, who said": the noun before the comma, together with the pronoun. */
static void
relate(const struct phrase *phrase, size_t lo, size_t pronoun, struct clause *clause)
{
	size_t	 end = pronoun, begin;

	clause->kind = CLAUSE_RELATIVE;
	clause->subject.from = pronoun;
	clause->subject.to = pronoun + 1;
	if (end > lo && phrase->words[end - 1].kind == WORD_COMMA)
		end--;
	for (begin = end; begin > lo && end - begin < 8 && !grammar_boundary(phrase, begin - 1);
	     begin--) {
		if (phrase_has(phrase, begin - 1, WORD_PREPOSITION) &&
		    !phrase_is(phrase, begin - 1, "of"))
			break;
	}
	begin = noun_lead(phrase, begin, end);
	if (begin >= end)
		return;
	clause->subject.from = begin;
	/* A thing goes by its noun alone. */
	if (!phrase_is(phrase, pronoun, "who"))
		clause->subject.to = end;
}

/* Nothing stands between a boundary and the verb: what the boundary is tells where the subject is. */
static bool
read_across(const struct phrase *phrase, size_t lo, size_t hi, size_t boundary,
    struct clause *clause)
{
	enum word_kind	 kind = phrase->words[boundary].kind;

	if (phrase_has(phrase, boundary, WORD_RELATIVE)) {
		relate(phrase, lo, boundary, clause);
		return true;
	}
	if ((kind == WORD_QUOTE ||
		(kind == WORD_COMMA && boundary > lo &&
		    phrase->words[boundary - 1].kind == WORD_QUOTE)) &&
	    invert(phrase, hi, clause))
		return true;
	if (kind != WORD_COMMA && kind != WORD_DASH)
		return false;
	return noun_before(phrase, lo, boundary, &clause->subject) || invert(phrase, hi, clause);
}

/* Who does what the verb at `i` says. */
static bool
read_clause(const struct phrase *phrase, size_t lo, size_t hi, size_t i,
    const struct clause *clauses, size_t n, struct clause *clause)
{
	bool	 passive = false;
	size_t	 left = grammar_before_verb(phrase, lo, i, &passive), begin;

	*clause = (struct clause) { CLAUSE_SUBJECT, i, i + 1, { 0, 0 } };
	left = clause_before_brackets(phrase, lo, clause_before_hearsay(phrase, lo, left));
	if ((phrase->words[i].bits & WORD_TENSE_ING) != 0 ||
	    (left > lo && phrase_is(phrase, left - 1, "to")))
		return clause_read_with(phrase, lo, left, &clause->subject) ||
		    (phrase_is(phrase, left - 1, "to") &&
			clause_read_habit(phrase, lo, left - 1, &clause->subject)) ||
		    inherit(phrase, lo, i, clauses, n, clause);
	begin = clause_subject_start(phrase, lo, left);
	clause->subject.from = noun_last(phrase, noun_lead(phrase, begin, left), left);
	/* "Berg was full of praise for the way Oster responded": behind a verb, only the last noun can be. */
	if (begin > lo && left > begin + 1 && phrase_has(phrase, begin - 1, WORD_AUXILIARY) &&
	    phrase_has(phrase, left - 1, WORD_CAPITAL | WORD_PRONOUN))
		clause->subject.from = noun_final(phrase, begin - 1, left);
	/* "two plants, moves she called": a pronoun right before the verb is all of its subject. */
	if (left > begin + 1 && clause_is_nominative(phrase, left - 1) &&
	    !phrase_has(phrase, left - 2, WORD_CONJUNCTION))
		clause->subject.from = left - 1;
	clause->subject.to = noun_trim(phrase, clause->subject.from, left);
	if (clause_read_over_relative(phrase, lo, left, &clause->subject))
		return true;
	if (clause->subject.from < clause->subject.to) {
		clause_read_over_apposition(phrase, lo, begin, &clause->subject);
		return true;
	}
	if (begin <= lo)
		return invert(phrase, hi, clause);
	return read_across(phrase, lo, hi, begin - 1, clause) ||
	    inherit(phrase, lo, i, clauses, n, clause);
}

/* Nouns for words of somebody: what follows "by X to", "X's ... to" is X's. */
static bool
is_word_noun(const struct phrase *phrase, size_t i)
{
	static const char	*const nouns[] = { "accusation", "accusations", "allegation",
		"allegations", "announcement", "appeal", "appeals", "assertion", "assertions",
		"assurance", "assurances", "call", "calls", "claim", "claims", "command",
		"commitment", "complaint", "complaints", "declaration", "decree", "demand",
		"demands", "directive", "instruction", "instructions", "invitation", "offer",
		"order", "orders", "plea", "pledge", "pledges", "promise", "promises", "proposal",
		"request", "requests", "statement", "statements", "suggestion", "threat", "threats",
		"vow", "vows", "warning", "warnings" };
	struct lexicon_room	 room;

	return phrase->words[i].kind == WORD_TEXT &&
	    ROW_HALVE(nouns, phrase_fold(phrase, i, &room)) != NULL;
}

/* Do the words at `at` lead straight into the quotation at `to`: "to", "that", or nothing? */
static bool
leads_in(const struct phrase *phrase, size_t at, size_t to)
{
	return at == to ||
	    (at + 1 == to && (phrase_is(phrase, at, "to") || phrase_is(phrase, at, "that")));
}

/* "the order by X to "q"", "X's pledge to "q"". */
static bool
read_word_noun(const struct phrase *phrase, size_t lo, size_t hi, size_t i, struct clause *clause)
{
	const bool by =
	    i + 2 < hi && (phrase_is(phrase, i + 1, "by") || phrase_is(phrase, i + 1, "from"));
	const bool	 owned = i > lo && phrase_has(phrase, i - 1, WORD_POSSESSIVE) &&
	    !phrase_has(phrase, i, WORD_CUE_NOUN) && leads_in(phrase, i + 1, hi);

	/* Few words stand so; the nouns are looked for among them alone. */
	if (!(by || owned) || phrase_has(phrase, i, WORD_CAPITAL) || !is_word_noun(phrase, i))
		return false;
	*clause = (struct clause) { CLAUSE_NOUN, i, i + 1, { i + 2, 0 } };
	if (by) {
		clause->subject.to = noun_end(phrase, clause->subject.from, hi);
		return clause->subject.to > clause->subject.from &&
		    leads_in(phrase, clause->subject.to, hi);
	}
	clause->subject = (struct noun) { i - 1, i };
	while (clause->subject.from > lo && phrase_has(phrase, clause->subject.from, WORD_CAPITAL) &&
	    phrase_has(phrase, clause->subject.from - 1, WORD_CAPITAL) &&
	    !phrase_has(phrase, clause->subject.from - 1, WORD_POSSESSIVE))
		clause->subject.from--;
	return true;
}

static bool
in_words_of(const struct phrase *phrase, size_t hi, size_t i)
{
	static const char	*const nouns[] = { "estimation", "opinion", "phrase", "view", "words" };
	struct lexicon_room	 room;

	return i + 4 < hi && phrase_is(phrase, i, "in") && phrase_is(phrase, i + 1, "the") &&
	    phrase_is(phrase, i + 3, "of") &&
	    ROW_HALVE(nouns, phrase_fold(phrase, i + 2, &room)) != NULL;
}

/* "a person with knowledge of the deal": what an unnamed source knows belongs to the mention. */
static size_t
source_end(const struct phrase *phrase, size_t from, size_t hi)
{
	const size_t	 to = noun_end(phrase, from, hi);
	size_t		 end = to + 1;

	if (to == from || to + 1 >= hi ||
	    !(phrase_is(phrase, to, "with") || phrase_is(phrase, to, "close") ||
		phrase_is(phrase, to, "familiar") || phrase_is(phrase, to, "briefed")) ||
	    phrase_has(phrase, to - 1, WORD_CAPITAL) ||
	    !phrase_has(phrase, to - 1, WORD_TITLE | WORD_ANONYMOUS))
		return to;
	while (end < hi && end - to < 10 && phrase->words[end].kind == WORD_TEXT &&
	    !grammar_finite(phrase, end) && !phrase_has(phrase, end, WORD_DAY))
		end++;
	return end;
}

/* "according to X", "in the words of X", "described by X as", "X's claim that": a subject without a verb of its own. */
static bool
read_other(const struct phrase *phrase, size_t lo, size_t hi, size_t i, struct clause *clause)
{
	*clause = (struct clause) { CLAUSE_ACCORDING, i, i + 2, { i + 2, 0 } };
	if (i + 2 < hi && phrase_is(phrase, i, "according") && phrase_is(phrase, i + 1, "to")) {
		clause->subject.to = source_end(phrase, clause->subject.from, hi);
		return clause->subject.to > clause->subject.from;
	}
	if (in_words_of(phrase, hi, i)) {
		*clause = (struct clause) { CLAUSE_ACCORDING, i, i + 4, { i + 4, 0 } };
		clause->subject.to = noun_end(phrase, clause->subject.from, hi);
		return clause->subject.to > clause->subject.from;
	}
	if (read_word_noun(phrase, lo, hi, i, clause))
		return true;
	*clause = (struct clause) { CLAUSE_ACCORDING, i, i + 2, { i + 2, 0 } };
	if (!phrase_has(phrase, i, WORD_CUE))
		return false;
	if (phrase_has(phrase, i, WORD_TENSE_PAST) && i + 2 < hi && phrase_is(phrase, i + 1, "by") &&
	    !phrase_has(phrase, i + 2, WORD_TENSE_ING | WORD_ADVERB) &&
	    !grammar_cue(phrase, lo, hi, i)) {
		clause->kind = CLAUSE_AGENT;
		clause->subject.to = noun_end(phrase, clause->subject.from, hi);
		return clause->subject.to > clause->subject.from;
	}
	if (phrase_has(phrase, i, WORD_CUE_NOUN) && i > lo &&
	    (phrase_has(phrase, i - 1, WORD_POSSESSIVE) || phrase_is(phrase, i - 1, "his") ||
		phrase_is(phrase, i - 1, "her") || phrase_is(phrase, i - 1, "their"))) {
		clause->kind = CLAUSE_NOUN;
		clause->verb_end = i + 1;
		clause->subject.from = i - 1;
		clause->subject.to = i;
		while (clause->subject.from > lo &&
		    phrase_has(phrase, clause->subject.from, WORD_CAPITAL) &&
		    phrase_has(phrase, clause->subject.from - 1, WORD_CAPITAL) &&
		    !phrase_has(phrase, clause->subject.from - 1, WORD_POSSESSIVE))
			clause->subject.from--;
		return true;
	}
	return false;
}

size_t
clause_find(const struct phrase *phrase, size_t from, size_t to, struct clause clauses[CLAUSE_MAX])
{
	size_t	 n = 0;

	for (size_t i = from; i < to && n < CLAUSE_MAX; i++) {
		if (phrase->words[i].kind != WORD_TEXT)
			continue;
		if (grammar_cue(phrase, from, to, i)) {
			if (read_clause(phrase, from, to, i, clauses, n, &clauses[n]))
				n++;
		} else if (read_other(phrase, from, to, i, &clauses[n])) {
			n++;
		}
	}
	return n;
}

/* "was her verdict", "is Berg's advice", "was all he would say": the words were theirs. */
static bool
read_verdict(const struct phrase *phrase, size_t at, size_t to, struct clause *clause)
{
	static const char *const nouns[] = { "advice", "answer", "argument", "assessment",
		"comment", "conclusion", "description", "explanation", "judgement", "judgment",
		"mantra", "message", "motto", "opinion", "prediction", "reply", "response",
		"retort", "summary", "take", "term", "verdict", "view", "warning", "word", "words" };
	struct lexicon_room	 room;
	size_t			 whose = at + 1;

	if (at + 2 >= to ||
	    !(phrase_is(phrase, at, "is") || phrase_is(phrase, at, "was") ||
		phrase_is(phrase, at, "were") || phrase_is(phrase, at, "came")))
		return false;
	while (whose < to && whose - at < 6 && phrase->words[whose].kind == WORD_TEXT &&
	    !phrase_has(phrase, whose, WORD_POSSESSIVE) && !phrase_is(phrase, whose, "his") &&
	    !phrase_is(phrase, whose, "her") && !phrase_is(phrase, whose, "their") &&
	    !phrase_is(phrase, whose, "its"))
		whose++;
	*clause = (struct clause) { CLAUSE_INVERTED, at, whose + 1, { at + 1, whose + 1 } };
	for (size_t i = whose + 1; i < to && i - whose < 4 && whose - at < 6; i++) {
		if (phrase->words[i].kind != WORD_TEXT)
			return false;
		if (ROW_HALVE(nouns, phrase_fold(phrase, i, &room)) == NULL)
			continue;
		clause->verb_end = at + 1;
		return true;
	}
	return false;
}

/* "court told", and no word whom: the court is who was told. */
static bool
was_told(const struct phrase *phrase, size_t verb, size_t to)
{
	return phrase_is(phrase, verb, "told") &&
	    (verb + 1 >= to || phrase->words[verb + 1].kind != WORD_TEXT);
}

/* "claims Councillor Berg", "shouts its captain": no noun, with a name or a person behind it. */
static bool
is_inverted(const struct phrase *phrase, size_t i, size_t to)
{
	/* "say neighbours": several, so the verb has its base form. */
	if (i + 1 < to && phrase_has(phrase, i, WORD_TENSE_BASE) &&
	    phrase_has(phrase, i, WORD_SPEECH) &&
	    phrase_has(phrase, i + 1, WORD_TITLE | WORD_ANONYMOUS) &&
	    span_ends(phrase_word(phrase, i + 1), SPAN("s")))
		return true;
	return i + 1 < to && phrase_has(phrase, i, WORD_CUE_NOUN) &&
	    phrase_has(phrase, i, WORD_FINITE) && phrase_has(phrase, i, WORD_SPEECH) &&
	    !phrase_has(phrase, i, WORD_CAPITAL) &&
	    phrase_has(phrase, i + 1, WORD_CAPITAL | WORD_TITLE | WORD_DETERMINER | WORD_BODY);
}

/* "she wanted to know": a question. */
static bool
read_question(const struct phrase *phrase, size_t at, size_t to, struct clause *clause)
{
	const size_t	 end = noun_end(phrase, at, to);

	if (end == at || end + 2 >= to ||
	    !(phrase_is(phrase, end, "wanted") || phrase_is(phrase, end, "wants")) ||
	    !phrase_is(phrase, end + 1, "to") || !phrase_is(phrase, end + 2, "know"))
		return false;
	*clause = (struct clause) { CLAUSE_SUBJECT, end, end + 3, { at, end } };
	return true;
}

bool
clause_at(const struct phrase *phrase, size_t at, size_t to, struct clause *clause)
{
	size_t	 i = at, verb;

	while (i < to && grammar_adverb(phrase, i))
		i++;
	if (i >= to || phrase->words[i].kind != WORD_TEXT)
		return false;
	if ((read_other(phrase, at, to, i, clause) && clause->kind == CLAUSE_ACCORDING) ||
	    read_verdict(phrase, i, to, clause) || read_question(phrase, i, to, clause))
		return true;
	*clause = (struct clause) { CLAUSE_INVERTED, i, i + 1, { 0, 0 } };
	if (((phrase_has(phrase, i, WORD_FINITE) && grammar_cue(phrase, i, to, i)) ||
		is_inverted(phrase, i, to)) &&
	    invert(phrase, to, clause))
		return true;
	if (phrase_has(phrase, i, WORD_CONJUNCTION | WORD_RELATIVE | WORD_OBJECT | WORD_TENSE_ING) ||
	    (phrase_has(phrase, i, WORD_PREPOSITION | WORD_SUBORDINATE) &&
		!phrase_has(phrase, i, WORD_PRONOUN)))
		return false;
	/* The first cue verb whose subject begins here. */
	for (verb = i + 1; verb < to && verb - i < 60; verb++) {
		if (phrase->words[verb].kind == WORD_QUOTE ||
		    phrase->words[verb].kind == WORD_SEMICOLON)
			return false;
		if (!phrase_has(phrase, verb, WORD_CUE) || !grammar_cue(phrase, i, to, verb))
			continue;
		if (!read_clause(phrase, i, to, verb, NULL, 0, clause))
			return false;
		if (clause->kind == CLAUSE_SUBJECT && clause->subject.from == i)
			return !was_told(phrase, verb, to);
		if (clause->kind != CLAUSE_RELATIVE)
			return false;
	}
	return false;
}
