#include "core/run.h"

#include "core/row.h"

#define NAME_WORDS_MAX 5 /* longer runs are headlines */
#define BODY_WORDS_MAX 8 /* "of" and "the" counted */

static bool
is_particle(const struct word *word)
{
	return (word->bits & WORD_PARTICLE) != 0 && word->n <= 4;
}

/* German articles and "zu": part of a name only behind another particle, as in "von der Heide". */
static bool
is_article(const struct phrase *phrase, size_t i)
{
	return phrase_is(phrase, i, "das") || phrase_is(phrase, i, "den") ||
	    phrase_is(phrase, i, "der") || phrase_is(phrase, i, "zu");
}

/* Can this word be part of a name? */
static bool
is_namely(const struct word *word)
{
	return word->kind == WORD_TEXT && (word->bits & WORD_CAPITAL) != 0 &&
	    (word->bits & (WORD_NOTNAME | WORD_DAY)) == 0;
}

/* "June Berg", "told April Quill"; in "last June Berg" it is a month. */
static bool
is_month_name(const struct phrase *phrase, size_t i)
{
	return phrase_has(phrase, i, WORD_DAY) && i + 1 < phrase->count &&
	    is_namely(&phrase->words[i + 1]) &&
	    (phrase->words[i + 1].bits & (WORD_TITLE | WORD_PLACE | WORD_BODY)) == 0 &&
	    (phrase_is(phrase, i, "april") || phrase_is(phrase, i, "august") ||
		phrase_is(phrase, i, "june")) &&
	    (i == 0 || phrase->words[i - 1].kind != WORD_TEXT ||
		(phrase_has(phrase, i - 1, WORD_SPEECH | WORD_TITLE) &&
		    !phrase_has(phrase, i - 1, WORD_PREPOSITION | WORD_DETERMINER)));
}

/* The end of a run of words that could be one name; particles only between capitals. */
static size_t
run_end(const struct phrase *phrase, size_t from)
{
	size_t	 i = from;

	while (i < phrase->count && i - from < 16) {
		const struct word	*word = &phrase->words[i];

		/* Headlines print verbs with a capital: "Berg Says". */
		if (i > from && (word->bits & WORD_FINITE) != 0 &&
		    (word->bits & (WORD_CUE_NOUN | WORD_GIVEN)) == 0)
			break;
		if (is_namely(word) || is_month_name(phrase, i) ||
		    (i > from && phrase_has(phrase, i, WORD_ELIDED))) {
			i++;
			if ((word->bits & WORD_POSSESSIVE) != 0)
				break;
			continue;
		}
		/* "Berg & Quill" */
		if (i > from && word->n == 1 && phrase->text.p[word->at] == '&' &&
		    i + 1 < phrase->count && is_namely(&phrase->words[i + 1])) {
			i += 2;
			continue;
		}
		if (i > from && word->kind == WORD_TEXT && is_particle(word) &&
		    (!is_article(phrase, i) || is_particle(word - 1))) {
			size_t	 next = i + 1;

			while (next < phrase->count && is_particle(&phrase->words[next]) &&
			    next - i < 3)
				next++;
			if (next < phrase->count && is_namely(&phrase->words[next]) &&
			    (phrase->words[i - 1].bits & WORD_POSSESSIVE) == 0) {
				i = next;
				continue;
			}
		}
		break;
	}
	return i;
}

static bool
is_title(const struct phrase *phrase, size_t i)
{
	return (phrase->words[i].bits & WORD_TITLE) != 0 &&
	    (phrase->words[i].bits & WORD_GIVEN) == 0;
}

/* "Tim Cook", "Mary Baker": behind a given name the last word is no title. */
static bool
is_surname(const struct phrase *phrase, size_t from, size_t to, size_t i)
{
	return i + 1 == to && i > from && !phrase_has(phrase, i - 1, WORD_PLACE) &&
	    (phrase_has(phrase, i - 1, WORD_GIVEN) ||
		span_ends(phrase_word(phrase, i - 1), SPAN(".")));
}

/* "Ranger Ada Quill": a trade before a full name is what she does, and no name. */
static bool
is_trade(const struct phrase *phrase, size_t from, size_t to, size_t i)
{
	return i == from && to - from > 2 && phrase_has(phrase, i, WORD_TRADE) &&
	    !phrase_has(phrase, i, WORD_GIVEN);
}

/* "Secretary of State X": behind of, the office's own words; returns where the name begins. */
static size_t
behind_of(const struct phrase *phrase, size_t from, size_t to)
{
	size_t	 i = from;

	while (i < to && (phrase->words[i].bits & WORD_GIVEN) == 0 &&
	    (i == from || (phrase->words[i].bits & (WORD_PLACE | WORD_BODY | WORD_CONJUNCTION)) != 0))
		i++;
	return i;
}

/* Inside a run, where the name begins: behind titles, places and bodies. */
static size_t
name_start(const struct phrase *phrase, size_t from, size_t to)
{
	size_t	 start = from;

	for (size_t i = from; i < to; i++) {
		if ((is_title(phrase, i) && !is_surname(phrase, from, to, i)) ||
		    is_trade(phrase, from, to, i))
			start = i + 1;
	}
	if (start >= to) /* "Prime Minister": all title, no name */
		return to;
	while (to - start > 1 && (phrase->words[start].bits & (WORD_PLACE | WORD_BODY)) != 0 &&
	    (phrase->words[start].bits & WORD_GIVEN) == 0)
		start++;
	/* "Journal du Plateau": no name begins with "du". */
	return phrase_has(phrase, start, WORD_CAPITAL) ? start : from;
}

/* Can word i be part of what stands before a name, its right neighbour being so? */
static bool
belongs_to_title(const struct phrase *phrase, size_t i, size_t name)
{
	const struct word	*word = &phrase->words[i], *right = word + 1;

	if (word->kind != WORD_TEXT ||
	    (word->bits &
		(WORD_CONJUNCTION | WORD_AUXILIARY | WORD_DAY | WORD_PRONOUN | WORD_RELATIVE)) != 0)
		return false;
	/* "Secretary of State X", never "a friend of X". */
	if (phrase_is(phrase, i, "of"))
		return i + 1 < name && i > 0 && phrase_has(phrase, i - 1, WORD_TITLE) &&
		    phrase_has(phrase, i - 1, WORD_CAPITAL);
	if ((word->bits & (WORD_DETERMINER | WORD_NOTNAME | WORD_PREPOSITION)) != 0)
		return false;
	/* An unknown small word belongs to the title only before another part of it. */
	if ((word->bits & (WORD_CAPITAL | WORD_TITLE | WORD_BODY)) == 0 &&
	    (i + 1 == name || (right->bits & (WORD_TITLE | WORD_BODY)) == 0 ||
		(right->bits & WORD_CAPITAL) != 0))
		return false;
	return (word->bits & (WORD_CUE | WORD_TITLE)) != WORD_CUE ||
	    (word->bits & WORD_CAPITAL) != 0 || (word->bits & WORD_CUE_NOUN) != 0;
}

/* Words before the name that tell who it is: "US Secretary of State", "a union campaign spokesman". */
static size_t
title_start(const struct phrase *phrase, size_t name)
{
	size_t	 i = name;

	while (i > 0 && name - i < 8 && belongs_to_title(phrase, i - 1, name))
		i--;
	return i;
}

bool
run_has_title(const struct phrase *phrase, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		if ((phrase->words[i].bits & WORD_TITLE) != 0)
			return true;
	}
	return false;
}

enum gender
run_title_gender(const struct phrase *phrase, size_t from, size_t to)
{
	struct lexicon_room	 room;

	for (size_t i = to; i > from; i--) {
		const struct title	*title;

		if (!phrase_has(phrase, i - 1, WORD_TITLE | WORD_TRADE))
			continue;
		title = title_find(phrase_fold(phrase, i - 1, &room));
		if (title != NULL && title->gender != GENDER_UNKNOWN)
			return title->gender;
	}
	return GENDER_UNKNOWN;
}

bool
run_before_verb(const struct phrase *phrase, size_t i)
{
	const struct word	*word;

	if (i >= phrase->count || phrase->words[i].kind != WORD_TEXT)
		return false;
	word = &phrase->words[i];
	if ((word->bits & WORD_CAPITAL) != 0)
		return false;
	return (word->bits & (WORD_AUXILIARY | WORD_FINITE)) != 0 ||
	    (word->n > 3 && span_ends(phrase_word(phrase, i), SPAN("ed")));
}

/* "At the county hall, Commissioner Ann Berg keeps": the first name behind what leads in. */
static bool
opens_behind_lead(const struct phrase *phrase, const struct run *run)
{
	size_t	 start = phrase_sentence_start(phrase, run->from);

	if (run->title <= start + 1 || run->title - start > 12 ||
	    phrase->words[run->title - 1].kind != WORD_COMMA ||
	    !phrase_has(phrase, start, WORD_PREPOSITION) || run->to >= phrase->count ||
	    phrase->words[run->to].kind != WORD_TEXT ||
	    phrase_has(phrase, run->to, WORD_CONJUNCTION | WORD_PREPOSITION))
		return false;
	for (size_t i = start; i + 1 < run->title; i++) {
		if (phrase->words[i].kind != WORD_TEXT)
			return false;
	}
	return true;
}

/* "Ann Berg, 61, walked", "Ann Berg, now 61, walked": one behind the comma. */
static size_t
behind_age(const struct phrase *phrase, size_t i)
{
	for (size_t k = i; k < phrase->count && k - i < 4; k++) {
		if (phrase->words[k].kind == WORD_COMMA)
			return k + 1;
	}
	return phrase->count;
}

/* "a book, which the critic Ann Berg called": the sentence is about somebody else. */
static bool
is_told_aside(const struct phrase *phrase, const struct run *run)
{
	size_t	 before = run->title;

	if (before > 0 && phrase_has(phrase, before - 1, WORD_DETERMINER) &&
	    !phrase_has(phrase, before - 1, WORD_RELATIVE))
		before--;
	return before > 1 && phrase_has(phrase, before - 1, WORD_RELATIVE) &&
	    phrase->words[before - 2].kind == WORD_COMMA;
}

size_t
run_comma(const struct phrase *phrase, const struct run *run)
{
	size_t	 from = run->title;

	if (from > 2 && phrase_has(phrase, from - 1, WORD_DETERMINER) &&
	    !phrase_has(phrase, from - 1, WORD_CAPITAL))
		from--;
	return from > 1 && phrase->words[from - 1].kind == WORD_COMMA ? from - 1 : 0;
}

/* Words from..to that tell who somebody is: "Their promoter", "Berg's elder son", "Team captain". */
static bool
describes(const struct phrase *phrase, size_t from, size_t to)
{
	bool	 definite = phrase_has(phrase, from, WORD_DETERMINER);

	if (to == from || to - from > 8 ||
	    phrase_has(phrase, from, WORD_PREPOSITION | WORD_SUBORDINATE | WORD_DAY))
		return false;
	for (size_t i = from; i < to; i++) {
		if (phrase->words[i].kind != WORD_TEXT || run_before_verb(phrase, i))
			return false;
		definite |= i < from + 3 && phrase_has(phrase, i, WORD_POSSESSIVE);
	}
	return phrase_has(phrase, to - 1, WORD_TITLE | WORD_TRADE) ||
	    (definite && !phrase_has(phrase, to - 1, WORD_CAPITAL | WORD_BODY));
}

/* "Their promoter, Ann Berg, wants more": the sentence begins with what she is, and goes on behind her. */
static bool
is_apposed(const struct phrase *phrase, const struct run *run)
{
	const size_t	 comma = run_comma(phrase, run);

	if (comma == 0 || run->to >= phrase->count || phrase->words[run->to].kind != WORD_COMMA ||
	    phrase_has(phrase, run->to - 1, WORD_PLACE | WORD_BODY))
		return false;
	return describes(phrase, phrase_sentence_start(phrase, comma), comma);
}

/* "It was late, argued Ann Berg", "by noon, according to Ann Berg": the words are hers. */
static bool
is_told_last(const struct phrase *phrase, const struct run *run)
{
	const size_t	 start = phrase_sentence_start(phrase, run->from), verb = run->title - 1;

	if (run->title < start + 2)
		return false;
	if (phrase_is(phrase, verb, "to") && phrase_is(phrase, verb - 1, "according"))
		return true;
	return phrase_has(phrase, verb, WORD_SPEECH) && phrase_has(phrase, verb, WORD_FINITE) &&
	    !phrase_has(phrase, verb, WORD_CAPITAL) && !phrase_is(phrase, verb, "told") &&
	    phrase->words[verb - 1].kind == WORD_COMMA;
}

bool
run_is_subject(const struct phrase *phrase, const struct run *run)
{
	size_t	 to = run->to;

	if ((phrase->words[to - 1].bits & WORD_POSSESSIVE) != 0 || is_told_aside(phrase, run))
		return false;
	if (run_before_verb(phrase, to) ||
	    (to < phrase->count && (phrase->words[to].bits & WORD_ADVERB) != 0 &&
		run_before_verb(phrase, to + 1)))
		return true;
	/* "A carpenter from the hills, Ann Berg, walked": the verb behind the commas is hers. */
	if (run->title > 0 && phrase->words[run->title - 1].kind == WORD_COMMA &&
	    to < phrase->count && phrase->words[to].kind == WORD_COMMA &&
	    (run_before_verb(phrase, to + 1) || run_before_verb(phrase, behind_age(phrase, to + 1)) ||
		(to + 2 < phrase->count && phrase_has(phrase, to + 1, WORD_ADVERB) &&
		    run_before_verb(phrase, to + 2))))
		return true;
	/* "Line manager Ann Berg, who is 60, plans": a sentence begins with her and comes back to her. */
	if (run->title == phrase_sentence_start(phrase, run->title) && to + 1 < phrase->count &&
	    phrase->words[to].kind == WORD_COMMA &&
	    (phrase_is(phrase, to + 1, "who") || phrase_is(phrase, to + 1, "whose")))
		return true;
	if (opens_behind_lead(phrase, run) || is_apposed(phrase, run) || is_told_last(phrase, run))
		return true;
	for (size_t i = phrase_sentence_start(phrase, run->from); i < run->from; i++) {
		if (phrase->words[i].kind != WORD_TEXT ||
		    (phrase->words[i].bits & WORD_PREPOSITION) != 0 || run_before_verb(phrase, i) ||
		    (i < run->title && is_namely(&phrase->words[i])))
			return false;
	}
	return true;
}

/* Jr., Sr., III: behind the surname. */
static bool
is_suffix(struct span word)
{
	return span_eq(word, SPAN("Jr.")) || span_eq(word, SPAN("Jr")) ||
	    span_eq(word, SPAN("Sr.")) || span_eq(word, SPAN("II")) || span_eq(word, SPAN("III")) ||
	    span_eq(word, SPAN("IV"));
}

/* Degrees and honours behind a name are no part of it. */
static bool
is_honour(struct span word)
{
	static const char *const honours[] = { "AM", "BA", "CB", "CBE", "DBE", "DFC", "DSO", "FRS",
		"GBE", "GCMG", "JP", "KBE", "KC", "KCB", "KCMG", "LLB", "MA", "MBA", "MBE", "MD",
		"MEP", "MP", "MSP", "OBE", "PhD", "QC", "RN", "SC" };

	return ROW_HALVE(honours, word) != NULL;
}

size_t
run_named(const struct phrase *phrase, const struct run *run)
{
	size_t	 to = run->to;

	while (to - run->from > 2 && is_honour(phrase_word(phrase, to - 1)))
		to--;
	return to;
}

struct span
run_last(const struct phrase *phrase, const struct run *run)
{
	size_t	 to = run_named(phrase, run);

	if (to - run->from > 1 && is_suffix(phrase_word(phrase, to - 1)))
		to--;
	return phrase_stem(phrase, to - 1, to);
}

/* "Mr. King", "told King", never "the King" or "a senior Democrat". */
static bool
can_be_surname(const struct phrase *phrase, size_t i)
{
	struct lexicon_room	 room;
	const struct title	*title;

	if (i == 0 || !phrase_has(phrase, i - 1, WORD_TITLE | WORD_DETERMINER))
		return true;
	title = title_find(phrase_fold(phrase, i - 1, &room));
	return title != NULL && title->use == TITLE_COURTESY;
}

/* One word that opens a sentence is a name only when more speaks for it. */
static bool
is_lone_name(const struct phrase *phrase, size_t i, size_t title)
{
	const struct word	*word = &phrase->words[i];

	if (word->n < 2)
		return false;
	if ((word->bits & WORD_TITLE) != 0 && (word->bits & WORD_PLACE) == 0)
		return can_be_surname(phrase, i);
	if ((word->bits & (WORD_PLACE | WORD_BODY | WORD_DOCUMENT)) != 0)
		return (word->bits & WORD_GIVEN) != 0 &&
		    ((word->bits & WORD_PLACE) == 0 || run_has_title(phrase, title, i));
	if ((word->bits &
		(WORD_ADVERB | WORD_PREPOSITION | WORD_CUE | WORD_DETERMINER | WORD_PRONOUN)) != 0 &&
	    (word->bits & WORD_GIVEN) == 0)
		return false;
	return true;
}

/* "Secretary" alone, then "of State X": where the name begins, and in *to where it ends. */
static size_t
name_behind_of(const struct phrase *phrase, size_t of, size_t *to)
{
	size_t	 behind = of + 1, start;

	if (behind >= phrase->count || !phrase_is(phrase, of, "of"))
		return *to;
	if (phrase_is(phrase, behind, "the"))
		behind++;
	if (behind >= phrase->count || !is_namely(&phrase->words[behind]))
		return *to;
	*to = run_end(phrase, behind);
	start = behind_of(phrase, behind, *to);
	if (*to - start == 1 && phrase_has(phrase, start, WORD_PLACE | WORD_BODY))
		return *to;
	return start;
}

/* "Will X win?" asks; only inside a sentence is Will somebody. */
static bool
can_begin(const struct phrase *phrase, size_t i)
{
	return (is_namely(&phrase->words[i]) || is_month_name(phrase, i)) &&
	    !((phrase->words[i].bits & WORD_AUXILIARY) != 0 &&
		(i == 0 || phrase_ends_sentence(phrase, i - 1)));
}

/* "Royal College of Midwives", "Bank of Wick": one behind the whole name of a body, or `to`. */
static size_t
body_end(const struct phrase *phrase, size_t from, size_t to)
{
	size_t	 of = to + 1, end;

	if (!phrase_has(phrase, to - 1, WORD_BODY) || run_has_title(phrase, from, to) ||
	    of >= phrase->count || !phrase_is(phrase, to, "of"))
		return to;
	if (phrase_is(phrase, of, "the") && of + 1 < phrase->count)
		of++;
	if (!is_namely(&phrase->words[of]))
		return to;
	end = run_end(phrase, of);
	return end - from <= BODY_WORDS_MAX ? end : to;
}

bool
run_next(const struct phrase *phrase, size_t *at, struct run *run)
{
	size_t	 i = *at;

	while (i < phrase->count) {
		size_t	 to, from;

		if (!can_begin(phrase, i)) {
			i++;
			continue;
		}
		*at = to = run_end(phrase, i);
		from = body_end(phrase, i, to);
		if (from > to) {
			*run = (struct run) { i, i, *at = from };
			return true;
		}
		from = name_start(phrase, i, to);
		if (from == to)
			from = name_behind_of(phrase, to, &to);
		/* "Baker" alone is a title, or somebody whose full name the article has. */
		if (from == to && to == i + 1)
			from = i;
		i = *at;
		if (from >= to || to - from > NAME_WORDS_MAX)
			continue;
		*run = (struct run) { title_start(phrase, from), from, to };
		if (to - from > 1 || is_lone_name(phrase, from, run->title))
			return true;
	}
	*at = i;
	return false;
}
