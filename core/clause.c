#include "core/clause.h"

#include "core/utf8.h"

static bool
has(const struct phrase *phrase, size_t i, uint32_t bits)
{
	return phrase->words[i].kind == WORD_TEXT && (phrase->words[i].bits & bits) != 0;
}

static bool
is_word(const struct phrase *phrase, size_t i, const char *word)
{
	return phrase->words[i].kind == WORD_TEXT &&
	    span_eq_case(phrase_word(phrase, i), span_of(word));
}

static bool
is_one_of(const struct phrase *phrase, size_t i, const char *const *words, size_t n)
{
	for (size_t k = 0; k < n; k++) {
		if (is_word(phrase, i, words[k]))
			return true;
	}
	return false;
}

/* "recently", "flatly": an adverb by its ending. */
static bool
is_adverb(const struct phrase *phrase, size_t i)
{
	if (has(phrase, i, WORD_ADVERB))
		return true;
	return phrase->words[i].kind == WORD_TEXT && (phrase->words[i].bits & WORD_CAPITAL) == 0 &&
	    phrase->words[i].n > 4 && span_ends(phrase_word(phrase, i), SPAN("ly"));
}

/* Determiners that can stand alone: "some said". */
static bool
stands_alone(const struct phrase *phrase, size_t i)
{
	static const char	*const alone[] = { "all", "another", "both", "few", "many", "most",
		"one", "others", "several", "some" };

	return is_one_of(phrase, i, alone, LEN(alone));
}

static bool
is_being(const struct phrase *phrase, size_t i)
{
	static const char	*const forms[] = { "am", "are", "be", "been", "being", "is", "was",
		"were" };

	return is_one_of(phrase, i, forms, LEN(forms));
}

/* Behind adverbs and auxiliaries, the word before a verb; `from` when there is none. */
static size_t
before_verb(const struct phrase *phrase, size_t from, size_t verb, bool *passive)
{
	size_t	 i = verb;

	while (i > from) {
		size_t	 k = i - 1;

		if (is_adverb(phrase, k)) {
			i = k;
		} else if (has(phrase, k, WORD_AUXILIARY) && !has(phrase, k, WORD_PRONOUN)) {
			if (is_being(phrase, k))
				*passive = true;
			i = k;
		} else if (has(phrase, k, WORD_DAY) && i != verb + 1) {
			i = k;
			if (i > from + 1 && is_word(phrase, i - 1, "on"))
				i--;
		} else {
			break;
		}
	}
	return i;
}

/* Can a noun or pronoun stand here, so that what follows is its verb? */
static bool
can_govern(const struct phrase *phrase, size_t i)
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
	while (i > from && has(phrase, i, WORD_CAPITAL) && !has(phrase, i, WORD_BODY | WORD_TITLE))
		i--;
	return has(phrase, i, WORD_DETERMINER) && !has(phrase, i, WORD_CAPITAL) &&
	    has(phrase, i + 1, WORD_CAPITAL) && !has(phrase, i + 1, WORD_BODY | WORD_TITLE);
}

static bool
is_cue_verb(const struct phrase *phrase, size_t from, size_t to, size_t i)
{
	const struct word	*word = &phrase->words[i];
	bool			 passive = false;
	size_t			 left;

	if (word->kind != WORD_TEXT || (word->bits & WORD_CUE) == 0 ||
	    (word->bits & WORD_POSSESSIVE) != 0)
		return false;
	/* Headlines print verbs with a capital; elsewhere a capital makes a name. */
	if ((word->bits & WORD_CAPITAL) != 0 && i > from &&
	    (!has(phrase, i - 1, WORD_CAPITAL) || !has(phrase, i, WORD_FINITE) ||
		has(phrase, i, WORD_CUE_NOUN)))
		return false;
	left = before_verb(phrase, from, i, &passive);
	if ((word->bits & WORD_TENSE_ING) != 0)
		return !(left == i && left > from && has(phrase, left - 1, WORD_DETERMINER));
	if (passive && (word->bits & WORD_TENSE_PAST) != 0)
		return false;
	if (left > from) {
		size_t	 k = left - 1;

		if (left == i && (has(phrase, k, WORD_DETERMINER) || has(phrase, k, WORD_POSSESSIVE)) &&
		    !stands_alone(phrase, k) && !has(phrase, k, WORD_PRONOUN | WORD_RELATIVE))
			return false;
		if (left == i && has(phrase, k, WORD_PREPOSITION) && !is_word(phrase, k, "to"))
			return false;
		if ((word->bits & WORD_CUE_NOUN) != 0 && left == i && is_modifier(phrase, from, k))
			return false;
		if ((word->bits & WORD_CUE_NOUN) != 0 && left == i && !can_govern(phrase, k) &&
		    !is_word(phrase, k, "to") && phrase->words[k].kind != WORD_COMMA)
			return false;
	} else if ((word->bits & WORD_CUE_NOUN) != 0) {
		return false;
	}
	if ((word->bits & WORD_CUE_NOUN) != 0 && i + 1 < to && is_word(phrase, i + 1, "of"))
		return false;
	return !((word->bits & WORD_TENSE_PAST) != 0 && i + 1 < to && is_word(phrase, i + 1, "by"));
}

/* Some finite verb, cue or not, as far as a word alone can tell. */
static bool
looks_finite(const struct phrase *phrase, size_t i)
{
	if (phrase->words[i].kind != WORD_TEXT || has(phrase, i, WORD_CAPITAL | WORD_POSSESSIVE))
		return false;
	if (has(phrase, i, WORD_AUXILIARY) && !has(phrase, i, WORD_PRONOUN))
		return true;
	return has(phrase, i, WORD_FINITE) && !has(phrase, i, WORD_CUE_NOUN | WORD_TITLE);
}

/* What a subject cannot reach across. */
static bool
is_boundary(const struct phrase *phrase, size_t i)
{
	const struct word	*word = &phrase->words[i];

	if (word->kind == WORD_OPENS || word->kind == WORD_CLOSES || word->kind == WORD_OTHER)
		return false;
	if (word->kind != WORD_TEXT)
		return true;
	if ((word->bits & (WORD_CONJUNCTION | WORD_RELATIVE)) != 0)
		return true;
	if ((word->bits & WORD_SUBORDINATE) != 0 && (word->bits & (WORD_ADVERB | WORD_CAPITAL)) == 0)
		return true;
	return looks_finite(phrase, i) ||
	    ((word->bits & (WORD_TENSE_ING | WORD_CAPITAL)) == WORD_TENSE_ING);
}

/* Words that open a sentence before its subject: "But", "Later", "On Sunday". */
static size_t
skip_lead(const struct phrase *phrase, size_t from, size_t to)
{
	while (from < to && (phrase->words[from].kind != WORD_TEXT || is_adverb(phrase, from) ||
				has(phrase, from, WORD_CONJUNCTION | WORD_DAY)))
		from++;
	return from;
}

static size_t
trim_end(const struct phrase *phrase, size_t from, size_t to)
{
	while (to > from + 1 &&
	    (phrase->words[to - 1].kind == WORD_OTHER || is_adverb(phrase, to - 1) ||
		has(phrase, to - 1, WORD_DAY) || is_word(phrase, to - 1, "on")))
		to--;
	return to;
}

/* Of a stretch that begins with a preposition only its last noun phrase can be the subject. */
static size_t
last_noun(const struct phrase *phrase, size_t from, size_t to)
{
	size_t	 i = to;

	if (from >= to || !has(phrase, from, WORD_PREPOSITION | WORD_SUBORDINATE))
		return from;
	if (has(phrase, to - 1, WORD_PRONOUN))
		return to - 1;
	if (has(phrase, to - 1, WORD_CAPITAL)) {
		while (i > from + 1 &&
		    (has(phrase, i - 1, WORD_CAPITAL) ||
			(has(phrase, i - 1, WORD_TITLE) && !has(phrase, i - 1, WORD_DETERMINER))) &&
		    !has(phrase, i - 1, WORD_DAY))
			i--;
		return i;
	}
	while (i > from + 1 && !has(phrase, i - 1, WORD_DETERMINER | WORD_DAY))
		i--;
	return has(phrase, i - 1, WORD_DETERMINER) ? i - 1 : i;
}

/* "Appearing before supporters", "Flanked by aides": no noun phrase. */
static bool
opens_participle(const struct phrase *phrase, size_t at, size_t to)
{
	struct span	 s = phrase_word(phrase, at);

	if (at + 1 >= to || s.n < 5 || has(phrase, at, WORD_POSSESSIVE | WORD_TITLE | WORD_GIVEN) ||
	    has(phrase, at + 1, WORD_CAPITAL | WORD_CUE | WORD_AUXILIARY))
		return s.n > 5 && at + 1 < to && span_ends(s, SPAN("ing")) &&
		    has(phrase, at, WORD_CUE);
	return span_ends(s, SPAN("ing")) || span_ends(s, SPAN("ed"));
}

/* "last week", "two years ago" */
static bool
is_time(const struct phrase *phrase, size_t i)
{
	static const char	*const times[] = { "afternoon", "ago", "day", "days", "decade", "earlier", "evening",
		"hours", "later", "minutes", "moments", "month", "months", "morning", "night", "time", "week", "weekend", "weeks", "year", "years" };

	return is_one_of(phrase, i, times, LEN(times)) || has(phrase, i, WORD_DAY);
}

/* "as", "while", "if": only a clause can follow, never a noun alone. */
static bool
opens_clause(const struct phrase *phrase, size_t i)
{
	return has(phrase, i, WORD_SUBORDINATE) && !has(phrase, i, WORD_PREPOSITION | WORD_RELATIVE | WORD_CAPITAL);
}

enum segment { SEGMENT_NOUN, SEGMENT_SKIP, SEGMENT_CLAUSE };

/* What stands between two commas to the left of a verb. */
static enum segment
judge_segment(const struct phrase *phrase, size_t from, size_t to)
{
	size_t	 first = skip_lead(phrase, from, to);

	if (first >= to)
		return SEGMENT_SKIP;
	/* "as X, the nominee, put it" */
	if (opens_clause(phrase, first) && first + 1 < to && has(phrase, first + 1, WORD_CAPITAL))
		first++;
	if (has(phrase, first, WORD_RELATIVE | WORD_PREPOSITION | WORD_SUBORDINATE | WORD_TENSE_ING))
		return SEGMENT_SKIP;
	if (to - first <= 2 && utf8_is_digit((unsigned char)phrase_word(phrase, first).p[0]))
		return SEGMENT_SKIP;
	if (opens_participle(phrase, first, to) || is_time(phrase, to - 1) ||
	    (to - first == 1 && has(phrase, first, WORD_PLACE)))
		return SEGMENT_SKIP;
	for (size_t i = first + 1; i < to; i++) {
		if (has(phrase, i, WORD_RELATIVE))
			break;
		if (looks_finite(phrase, i))
			return SEGMENT_CLAUSE;
	}
	return SEGMENT_NOUN;
}

/* "X, the nominee, who lost, said": hop from the comma before the verb to the noun all of it hangs on. */
static bool
hop_back(const struct phrase *phrase, size_t lo, size_t comma, struct clause *clause)
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
		segment = begin < end ? judge_segment(phrase, begin, end) : SEGMENT_SKIP;
		if (segment == SEGMENT_CLAUSE)
			break;
		if (segment == SEGMENT_NOUN) {
			clause->from = skip_lead(phrase, begin, end);
			if (opens_clause(phrase, clause->from))
				clause->from++;
			clause->to = trim_end(phrase, clause->from, end);
			found = clause->from < clause->to;
			if (has(phrase, begin, WORD_CONJUNCTION | WORD_SUBORDINATE))
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

	if (has(phrase, i, WORD_CAPITAL | WORD_POSSESSIVE | WORD_TITLE | WORD_BODY | WORD_DOCUMENT) ||
	    !has(phrase, i - 1, WORD_CAPITAL) ||
	    has(phrase, i - 1, WORD_POSSESSIVE | WORD_DETERMINER | WORD_PLACE))
		return false;
	/* A full name takes no noun behind it. */
	if (i > at + 1 && has(phrase, i - 2, WORD_GIVEN) && !has(phrase, i, WORD_PREPOSITION | WORD_PARTICLE))
		return true;
	if (s.n < 4)
		return false;
	return span_ends(s, SPAN("ed")) || (s.p[s.n - 1] == 's' && s.p[s.n - 2] != 's');
}

size_t
clause_noun_end(const struct phrase *phrase, size_t at, size_t to)
{
	size_t	 i = at;

	if (i < to && has(phrase, i, WORD_PRONOUN | WORD_OBJECT) && !has(phrase, i, WORD_DETERMINER))
		return i + 1;
	while (i < to && i - at < 24) {
		const struct word	*word = &phrase->words[i];

		if (word->kind == WORD_OPENS || word->kind == WORD_CLOSES || word->kind == WORD_OTHER) {
			i++;
			continue;
		}
		if (word->kind != WORD_TEXT)
			break;
		if (i > at && (word->bits & (WORD_RELATIVE | WORD_DAY)) != 0)
			break;
		if (i > at && (word->bits & WORD_PREPOSITION) != 0 && !is_word(phrase, i, "of") &&
		    !is_word(phrase, i, "for") && !is_word(phrase, i, "from"))
			break;
		if (i > at && (word->bits & (WORD_SUBORDINATE | WORD_ADVERB | WORD_OBJECT)) != 0 &&
		    (word->bits & (WORD_PREPOSITION | WORD_CAPITAL)) == 0)
			break;
		if (i > at && (looks_finite(phrase, i) || ends_like_verb(phrase, at, i)))
			break;
		if (i > at && (word->bits & WORD_TENSE_ING) != 0 && (word->bits & WORD_CAPITAL) == 0)
			break;
		i++;
	}
	while (i > at + 1 && (has(phrase, i - 1, WORD_PREPOSITION | WORD_CONJUNCTION) ||
				 phrase->words[i - 1].kind == WORD_OPENS))
		i--;
	return trim_end(phrase, at, i);
}

bool
clause_subject(const struct phrase *phrase, size_t from, size_t to, size_t *subject_from,
    size_t *subject_to)
{
	size_t	 i = skip_lead(phrase, from, to);

	/* A leading "When asked ...," or "In Berlin," ends at its comma. */
	for (int leads = 0; leads < 5 && i < to; leads++) {
		size_t	 comma = i;

		while (comma < to && phrase->words[comma].kind != WORD_COMMA)
			comma++;
		if (comma < to && comma - i <= 4 &&
		    (is_time(phrase, comma - 1) ||
			(leads > 0 && has(phrase, comma - 1, WORD_PLACE)))) {
			i = skip_lead(phrase, comma + 1, to);
			continue;
		}
		if ((!has(phrase, i, WORD_PREPOSITION | WORD_SUBORDINATE | WORD_TENSE_ING) ||
			has(phrase, i, WORD_PRONOUN)) &&
		    !opens_participle(phrase, i, to))
			break;
		if (comma >= to)
			return false;
		i = skip_lead(phrase, comma + 1, to);
	}
	if (i >= to || phrase->words[i].kind != WORD_TEXT ||
	    has(phrase, i, WORD_OBJECT | WORD_AUXILIARY))
		return false;
	/* "It's", "That's": no person. */
	if (has(phrase, i, WORD_POSSESSIVE) && has(phrase, i, WORD_PRONOUN | WORD_DETERMINER))
		return false;
	*subject_from = i;
	*subject_to = clause_noun_end(phrase, i, to);
	return *subject_from < *subject_to;
}

bool
clause_embeds(const struct phrase *phrase, const struct clause *outer, const struct clause *inner)
{
	if (inner->from <= outer->verb || inner->kind == CLAUSE_INHERITED || inner->kind == CLAUSE_AGENT)
		return false;
	if (outer->kind != CLAUSE_SUBJECT && outer->kind != CLAUSE_INHERITED)
		return false;
	if ((phrase->words[outer->verb].bits & WORD_SPEECH) == 0)
		return false;
	for (size_t i = outer->verb_end; i < inner->from; i++) {
		const struct word	*word = &phrase->words[i];

		if (word->kind != WORD_TEXT)
			return false;
		if ((word->bits & WORD_CONJUNCTION) != 0)
			return false;
		if ((word->bits & WORD_SUBORDINATE) != 0 &&
		    !span_eq(phrase_word(phrase, i), SPAN("that")))
			return false;
	}
	return true;
}

/* The subject of an earlier clause goes on here. */
static bool
inherit(const struct phrase *phrase, size_t lo, size_t verb, const struct clause *clauses, size_t n,
    struct clause *clause)
{
	clause->kind = CLAUSE_INHERITED;
	if (n > 0 && clauses[n - 1].kind != CLAUSE_NOUN) {
		size_t	 k = n - 1;
		bool	 comma = verb > lo &&
		    (phrase->words[verb - 1].kind == WORD_COMMA ||
			(verb > lo + 1 && phrase->words[verb - 2].kind == WORD_COMMA));

		/* Behind a comma, or when the inner subject is only "he", the outer speaker goes on. */
		while (k > 0 && clause_embeds(phrase, &clauses[k - 1], &clauses[k]) &&
		    (comma || has(phrase, clauses[k].from, WORD_PRONOUN)))
			k--;
		clause->from = clauses[k].from;
		clause->to = clauses[k].to;
		return true;
	}
	return clause_subject(phrase, lo, verb, &clause->from, &clause->to);
}

static bool
invert(const struct phrase *phrase, size_t to, struct clause *clause)
{
	size_t	 at = clause->verb + 1;

	if (at >= to || phrase->words[at].kind != WORD_TEXT || is_adverb(phrase, at) ||
	    has(phrase, at, WORD_OBJECT | WORD_PREPOSITION | WORD_SUBORDINATE))
		return false;
	clause->kind = CLAUSE_INVERTED;
	clause->from = at;
	clause->to = clause_noun_end(phrase, at, to);
	clause->verb_end = clause->verb + 1;
	return clause->from < clause->to;
}

/* "X, who said": the noun before the comma, together with the pronoun. */
static void
relate(const struct phrase *phrase, size_t lo, size_t pronoun, struct clause *clause)
{
	size_t	 end = pronoun, begin;

	clause->kind = CLAUSE_RELATIVE;
	clause->from = pronoun;
	clause->to = pronoun + 1;
	if (end > lo && phrase->words[end - 1].kind == WORD_COMMA)
		end--;
	for (begin = end; begin > lo && end - begin < 8 && !is_boundary(phrase, begin - 1); begin--) {
		if (has(phrase, begin - 1, WORD_PREPOSITION) && !is_word(phrase, begin - 1, "of"))
			break;
	}
	if (begin < end)
		clause->from = skip_lead(phrase, begin, end);
}

/* To the left of a verb, where its subject's stretch begins; two nouns joined by "and" are one. */
static size_t
subject_start(const struct phrase *phrase, size_t lo, size_t left)
{
	size_t	 begin = left;

	while (begin > lo) {
		if (is_boundary(phrase, begin - 1)) {
			if (begin < left && begin > lo + 1 && is_word(phrase, begin - 1, "and") &&
			    has(phrase, begin - 2, WORD_TITLE | WORD_CAPITAL) &&
			    !has(phrase, begin - 2, WORD_POSSESSIVE)) {
				size_t	 more = begin - 1;

				while (more > lo && !is_boundary(phrase, more - 1))
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
	for (size_t i = from; i < to && !has(phrase, i, WORD_PREPOSITION); i++) {
		if (has(phrase, i, WORD_TITLE))
			return true;
	}
	return false;
}

/* Who does what the verb at `i` says. */
static bool
read_clause(const struct phrase *phrase, size_t lo, size_t hi, size_t i, const struct clause *clauses,
    size_t n, struct clause *clause)
{
	bool	 passive = false;
	size_t	 left = before_verb(phrase, lo, i, &passive), begin;

	*clause = (struct clause) { CLAUSE_SUBJECT, i, i + 1, 0, 0 };
	if (left > lo && phrase->words[left - 1].kind == WORD_CLOSES) {
		size_t	 open = left - 1;

		while (open > lo && left - open < 14 && phrase->words[open].kind != WORD_OPENS)
			open--;
		if (phrase->words[open].kind == WORD_OPENS)
			left = open;
	}
	if ((phrase->words[i].bits & WORD_TENSE_ING) != 0 ||
	    (left > lo && is_word(phrase, left - 1, "to"))) {
		/* "with X calling it": its own subject. */
		if (left > lo + 1 && can_govern(phrase, left - 1) && !has(phrase, left - 1, WORD_RELATIVE)) {
			begin = left - 1;
			while (begin > lo && has(phrase, begin - 1, WORD_CAPITAL))
				begin--;
			if (begin > lo && is_word(phrase, begin - 1, "with")) {
				clause->from = begin;
				clause->to = left;
				return true;
			}
		}
		return inherit(phrase, lo, i, clauses, n, clause);
	}
	begin = subject_start(phrase, lo, left);
	clause->from = last_noun(phrase, skip_lead(phrase, begin, left), left);
	clause->to = trim_end(phrase, clause->from, left);
	/* "Ann Berg, head of the office said": the comma behind the apposition is missing. */
	if (clause->from < clause->to && begin > lo + 1 && phrase->words[begin - 1].kind == WORD_COMMA &&
	    has(phrase, clause->from, WORD_TITLE | WORD_DETERMINER) &&
	    !has(phrase, clause->from, WORD_CAPITAL) && has(phrase, begin - 2, WORD_CAPITAL) &&
	    !has(phrase, begin - 2, WORD_PLACE | WORD_DAY) && names_person(phrase, clause->from, clause->to)) {
		struct clause	 named = *clause;

		if (hop_back(phrase, lo, begin - 1, &named) && named.to == begin - 1 &&
		    named.to - named.from > 1)
			*clause = named;
	}
	if (clause->from < clause->to)
		return true;
	if (begin <= lo)
		return invert(phrase, hi, clause);
	begin--;
	if (has(phrase, begin, WORD_RELATIVE)) {
		relate(phrase, lo, begin, clause);
		return true;
	}
	if (phrase->words[begin].kind == WORD_QUOTE ||
	    (phrase->words[begin].kind == WORD_COMMA && begin > lo &&
		phrase->words[begin - 1].kind == WORD_QUOTE)) {
		if (invert(phrase, hi, clause))
			return true;
	}
	if (phrase->words[begin].kind == WORD_COMMA || phrase->words[begin].kind == WORD_DASH) {
		if (hop_back(phrase, lo, begin, clause) || invert(phrase, hi, clause))
			return true;
	}
	return inherit(phrase, lo, i, clauses, n, clause);
}

/* "according to X", "described by X as", "X's claim that": a subject without a verb of its own. */
static bool
read_other(const struct phrase *phrase, size_t lo, size_t hi, size_t i, struct clause *clause)
{
	*clause = (struct clause) { CLAUSE_ACCORDING, i, i + 2, i + 2, 0 };
	if (i + 2 < hi && is_word(phrase, i, "according") && is_word(phrase, i + 1, "to")) {
		clause->to = clause_noun_end(phrase, clause->from, hi);
		return clause->to > clause->from;
	}
	if (!has(phrase, i, WORD_CUE))
		return false;
	if (has(phrase, i, WORD_TENSE_PAST) && i + 2 < hi && is_word(phrase, i + 1, "by") &&
	    !has(phrase, i + 2, WORD_TENSE_ING | WORD_ADVERB)) {
		clause->kind = CLAUSE_AGENT;
		clause->to = clause_noun_end(phrase, clause->from, hi);
		return clause->to > clause->from;
	}
	if (has(phrase, i, WORD_CUE_NOUN) && i > lo &&
	    (has(phrase, i - 1, WORD_POSSESSIVE) || is_word(phrase, i - 1, "his") ||
		is_word(phrase, i - 1, "her") || is_word(phrase, i - 1, "their"))) {
		clause->kind = CLAUSE_NOUN;
		clause->verb_end = i + 1;
		clause->from = i - 1;
		clause->to = i;
		while (clause->from > lo && has(phrase, clause->from, WORD_CAPITAL) &&
		    has(phrase, clause->from - 1, WORD_CAPITAL) &&
		    !has(phrase, clause->from - 1, WORD_POSSESSIVE))
			clause->from--;
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
		if (is_cue_verb(phrase, from, to, i)) {
			if (read_clause(phrase, from, to, i, clauses, n, &clauses[n]))
				n++;
		} else if (read_other(phrase, from, to, i, &clauses[n])) {
			n++;
		}
	}
	return n;
}

bool
clause_at(const struct phrase *phrase, size_t at, size_t to, struct clause *clause)
{
	size_t	 i = at, verb;

	while (i < to && is_adverb(phrase, i))
		i++;
	if (i >= to || phrase->words[i].kind != WORD_TEXT)
		return false;
	if (read_other(phrase, at, to, i, clause) && clause->kind == CLAUSE_ACCORDING)
		return true;
	*clause = (struct clause) { CLAUSE_INVERTED, i, i + 1, 0, 0 };
	if (has(phrase, i, WORD_FINITE) && is_cue_verb(phrase, i, to, i) && invert(phrase, to, clause))
		return true;
	if (has(phrase, i, WORD_CONJUNCTION | WORD_RELATIVE | WORD_OBJECT | WORD_TENSE_ING) ||
	    (has(phrase, i, WORD_PREPOSITION | WORD_SUBORDINATE) && !has(phrase, i, WORD_PRONOUN)))
		return false;
	/* The first cue verb whose subject begins here. */
	for (verb = i + 1; verb < to && verb - i < 60; verb++) {
		if (phrase->words[verb].kind == WORD_QUOTE || phrase->words[verb].kind == WORD_SEMICOLON)
			return false;
		if (!has(phrase, verb, WORD_CUE) || !is_cue_verb(phrase, i, to, verb))
			continue;
		if (!read_clause(phrase, i, to, verb, NULL, 0, clause))
			return false;
		if (clause->kind == CLAUSE_SUBJECT && clause->from == i)
			return true;
		if (clause->kind != CLAUSE_RELATIVE)
			return false;
	}
	return false;
}
