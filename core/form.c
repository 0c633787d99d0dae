#include "core/form.h"

#include "core/dialect.h"
#include "core/grammar.h"
#include "core/past.h"
#include "core/row.h"
#include "core/sentence.h"
#include "core/utf8.h"

/* What the words between the marks look like. */
struct looks {
	size_t	 words;
	size_t	 capitals; /* words that begin with one, small function words left out */
	size_t	 weighty;  /* words that are no function words */
	bool	 starts_capital;
	bool	 stops;	   /* a stop at its end that is its own: not the comma of the sentence around it */
	bool	 comma;	   /* ends in the comma of the sentence around it */
	bool	 first_person;
	bool	 clause;   /* it begins with a subject: "It's like a war" */
	struct span first; /* its first word */
};

/* Small words that titles print small. */
static const struct { const char *word; } small_words[] = {
	{ "a" }, { "an" }, { "and" }, { "as" }, { "at" }, { "but" }, { "by" }, { "de" }, { "for" },
	{ "from" }, { "if" }, { "in" }, { "into" }, { "la" }, { "le" }, { "nor" }, { "of" },
	{ "on" }, { "or" }, { "the" }, { "to" }, { "vs" }, { "with" },
};

#include "core/form_index.inc"

#define SMALL_MAX 4 /* letters of the longest */

static bool
is_function(struct span word)
{
	struct lexicon_room	 room;

	return (word.n <= SMALL_MAX || utf8_count(word) <= SMALL_MAX) &&
	    row_find(&small_words_rows, lexicon_fold(word, &room)) != NULL;
}

/* Cheered, said, tweeted: what follows is speech however it is printed. */
static bool
follows_speech_verb(const struct phrase *phrase, size_t word)
{
	uint32_t	 bits;

	if (word == 0 || phrase->words[word - 1].kind != WORD_TEXT ||
	    (word > 1 && phrase_is(phrase, word - 2, "to")))
		return false;
	bits = phrase->words[word - 1].bits;
	return (bits & WORD_SPEECH) != 0 && (bits & (WORD_CUE_NOUN | WORD_TENSE_BASE)) == 0;
}

static struct looks
look_at(struct span inner)
{
	struct looks	 looks = { 0 };
	size_t		 at = 0, end = inner.n;
	uint32_t	 last = 0;
	struct lexicon_room room;

	while (at < inner.n) {
		size_t		 from = at, stem = 0, first;
		struct span	 word;
		uint32_t	 c = utf8_next(inner, &at);

		if (!utf8_is_letter(c) && !utf8_is_digit(c))
			continue;
		while (at < inner.n && !utf8_is_ideograph(c)) {
			size_t	 next = at;

			c = utf8_next(inner, &next);
			if (!utf8_is_letter(c) && !utf8_is_digit(c) && c != '\'' && c != 0x2019 &&
			    c != '-')
				break;
			/* "it's", "we've": where the short form of a verb is set on. */
			if (stem == 0 && (c == '\'' || c == 0x2019))
				stem = at;
			at = next;
		}
		word = span_cut(inner, from, at);
		first = 0;
		c = utf8_next(word, &first);
		if (looks.words++ == 0) {
			looks.starts_capital = !utf8_is_lower(c);
			looks.first = word;
		}
		if (looks.words > 1 && is_function(word))
			continue;
		looks.weighty++;
		looks.capitals += utf8_is_upper(c) || utf8_is_digit(c);
		if (span_eq(word, SPAN("I")) || span_starts(word, SPAN("I'")) ||
		    span_eq_case(word, SPAN("we")) || span_eq_case(word, SPAN("you")))
			looks.first_person = true;
		if (looks.words <= 2 &&
		    (lexicon_bits(lexicon_fold(span_cut(inner, from, stem > 0 ? stem : at), &room)) &
			WORD_PRONOUN) != 0)
			looks.clause = true;
	}
	while (end > 0 && (last = utf8_prev(inner, &end)) != 0 && pair_is_mark(last))
		;
	looks.comma = last == ',' || last == 0x3001 || last == 0xFF0C;
	looks.stops = sentence_is_stop(last);
	return looks;
}

/* Words that announce a title or a name: on "Q", titled "Q", the song "Q". */
static bool
announces_title(struct span folded)
{
	static const char	*const nouns[] = { "album", "aria", "ballad", "blog", "book", "called",
		"campaign", "column", "comedy", "concert", "documentary", "drama", "dubbed",
		"entitled", "episode", "essay", "event", "exhibit", "exhibition", "film", "game",
		"hashtag", "headline", "hit", "hymn", "magazine", "memoir", "movie", "musical",
		"named", "newspaper", "nickname", "nicknamed", "novel", "opera", "painting", "play",
		"podcast", "poem", "program", "programme", "rally", "series", "show", "single",
		"sitcom", "sketch", "song", "titled", "tour", "track", "video" };

	return ROW_HALVE(nouns, folded) != NULL;
}

/* "her only novel, "Q"": an apposition of what is announced. */
static bool
is_noun_announced(const struct phrase *phrase, size_t word)
{
	struct lexicon_room	 room;

	return phrase->words[word - 2].kind == WORD_TEXT &&
	    !phrase_has(phrase, word - 2, WORD_CUE) &&
	    announces_title(phrase_fold(phrase, word - 2, &room));
}

static bool
follows_title_word(const struct phrase *phrase, size_t word)
{
	struct lexicon_room	 room;
	struct span		 folded;

	if (word > 1 && phrase->words[word - 1].kind == WORD_COMMA && is_noun_announced(phrase, word))
		return true;
	if (word == 0 || phrase->words[word - 1].kind != WORD_TEXT)
		return false;
	folded = phrase_fold(phrase, word - 1, &room);
	/* "had been called "Judas"": a name for somebody is said. */
	if (span_eq(folded, SPAN("called")) && word > 1 &&
	    (phrase_is(phrase, word - 2, "been") || phrase_is(phrase, word - 2, "being")))
		return false;
	if (announces_title(folded))
		return true;
	return span_eq(folded, SPAN("on")) || span_eq(folded, SPAN("in"));
}

/* "'Moonrise' trailer", "the 'Moonrise' star": what a title has behind it. */
static bool
precedes_title_word(const struct phrase *phrase, size_t word)
{
	static const char	*const nouns[] = { "album", "author", "cast", "director", "fans", "film",
		"finale", "musical", "novel", "premiere", "producer", "remake", "review", "sequel",
		"series", "soundtrack", "spin-off", "star", "stars", "trailer" };
	struct lexicon_room	 room;

	return word + 1 < phrase->count && phrase->words[word + 1].kind == WORD_TEXT &&
	    ROW_HALVE(nouns, phrase_fold(phrase, word + 1, &room)) != NULL;
}

/* "a sign, "Q",", "the slogan "Q"": words that are to be seen, not said. */
static bool
is_inscription(const struct phrase *phrase, size_t word)
{
	static const char	*const nouns[] = { "inscription", "motto", "plaque", "sign", "slogan",
		"sticker", "strapline", "tagline" };
	struct lexicon_room	 room;
	size_t			 noun = word;

	while (noun > 0 && phrase->words[noun - 1].kind == WORD_COMMA)
		noun--;
	return noun > 0 && phrase->words[noun - 1].kind == WORD_TEXT &&
	    ROW_HALVE(nouns, phrase_fold(phrase, noun - 1, &room)) != NULL;
}

/* "so-called", "the word", "the term": a word looked at, not said. */
static bool
is_held_off(const struct phrase *phrase, size_t word)
{
	static const char	*const nouns[] = { "phrase", "so-called", "term", "terms", "word",
		"words" };
	struct lexicon_room	 room;

	/* "calling the phrase "Q"": what it is called is said. */
	if (word > 2 && phrase_has(phrase, word - 2, WORD_DETERMINER) &&
	    phrase_has(phrase, word - 3, WORD_CUE) && !phrase_has(phrase, word - 3, WORD_SPEECH))
		return false;
	return word > 0 && phrase->words[word - 1].kind == WORD_TEXT &&
	    ROW_HALVE(nouns, phrase_fold(phrase, word - 1, &room)) != NULL;
}

/* A nickname stands inside a name: Edward "Ned" Price. */
static bool
is_nickname(const struct phrase *phrase, size_t word)
{
	const struct word	*words = phrase->words;

	return word > 0 && word + 1 < phrase->count && words[word - 1].kind == WORD_TEXT &&
	    words[word + 1].kind == WORD_TEXT && (words[word - 1].bits & WORD_CAPITAL) != 0 &&
	    (words[word + 1].bits & WORD_CAPITAL) != 0 && (words[word - 1].bits & WORD_GIVEN) != 0;
}

/* "Q", one of them called it: a name for a thing, not a sentence. */
static bool
names_thing(const struct phrase *phrase, const struct attribution *a)
{
	return a->verb < a->verb_end && a->verb_end < phrase->count && a->from < a->verb &&
	    phrase_has(phrase, a->verb, WORD_CUE) && !phrase_has(phrase, a->verb, WORD_SPEECH) &&
	    (phrase_has(phrase, a->verb_end, WORD_OBJECT) || phrase_is(phrase, a->verb_end, "it"));
}

static bool
in_single_marks(const struct pair *pair)
{
	return span_starts(pair->whole, SPAN("'")) || span_starts(pair->whole, SPAN("\u2018"));
}

/* Its sentence has a subject, and no topic with a colon behind it: "Analysis: Why doors 'stay shut'". */
static bool
tells_of_somebody(const struct phrase *phrase, size_t word, const struct looks *looks,
    const struct attribution *a)
{
	/* "sent 400 letters", "living with rats": what somebody did. */
	if (a->rule == NULL && !grammar_court_heard(phrase, word) &&
	    !(word > 0 && (past_is(looks->first) || span_ends(looks->first, SPAN("ing")))))
		return false;
	for (size_t i = 0; i < word; i++) {
		if (phrase->words[i].kind == WORD_COLON)
			return false;
	}
	return true;
}

/* What is no title: by its length, its sentence and its speaker. */
static enum quote_form
judge_speech(const struct phrase *phrase, size_t word, const struct looks *looks, bool weak,
    const struct attribution *a, enum form_rule *rule)
{
	bool	 attributed = a->rule != NULL;

	if (looks->words <= 2) {
		*rule = attributed && !weak ? FORM_FEW_SAID : FORM_FEW;
		if (a->own_sentence && looks->stops && attributed)
			return QUOTE_UTTERANCE;
		return attributed && !weak ? QUOTE_PARTIAL : QUOTE_SCARE;
	}
	if (looks->words == 3 && weak && !looks->stops && !looks->first_person) {
		*rule = FORM_FEW;
		return QUOTE_SCARE;
	}
	/* In a headline a fragment stands alone too; only its own stop or a speaker makes it whole. */
	if (a->own_sentence) {
		*rule = FORM_OWN_SENTENCE;
		return attributed || looks->stops ||
			(looks->clause && looks->starts_capital && looks->words > 3) ?
		    QUOTE_UTTERANCE :
		    QUOTE_PARTIAL;
	}
	if (looks->starts_capital && looks->words > 3 && looks->comma &&
	    follows_speech_verb(phrase, word)) {
		*rule = FORM_BEHIND_VERB;
		return QUOTE_UTTERANCE;
	}
	*rule = attributed ? FORM_PART : FORM_NOBODY;
	return looks->starts_capital && looks->stops ? QUOTE_UTTERANCE : QUOTE_PARTIAL;
}

/* "Minister accused of 'bullying' staff": what somebody is accused of, others said of him. */
static bool
is_accusation(const struct phrase *phrase, size_t word)
{
	return word > 1 && phrase_has(phrase, word - 2, WORD_TENSE_PAST) &&
	    !phrase_has(phrase, word - 2, WORD_SPEECH) &&
	    (phrase_is(phrase, word - 1, "of") || phrase_is(phrase, word - 1, "over") ||
		phrase_is(phrase, word - 1, "as") || phrase_is(phrase, word - 1, "with"));
}

/* The words beside it say that it is a title, or words to be looked at, whoever else is about. */
static bool
names_or_shows(const struct phrase *phrase, size_t word, const struct dialect *dialect, bool titled,
    enum form_rule *rule, enum quote_form *form)
{
	if (dialect != NULL && dialect_announces(dialect, phrase, word)) {
		*rule = FORM_ANNOUNCED;
		*form = QUOTE_TITLE;
	} else if ((dialect != NULL && dialect_holds_off(dialect, phrase, word)) ||
	    is_inscription(phrase, word)) {
		*rule = FORM_HELD_OFF;
		*form = QUOTE_SCARE;
	} else if (titled && precedes_title_word(phrase, word)) {
		*rule = FORM_TITLE_INSIDE;
		*form = QUOTE_TITLE;
	} else {
		return false;
	}
	return true;
}

/* What no cue hands over as a whole; `claims`: in single marks of a headline. */
static enum quote_form
judge_indirect(const struct phrase *phrase, size_t word, const struct looks *looks, bool titled,
    bool claims, bool weak, const struct attribution *a, enum form_rule *rule)
{
	if (titled && !looks->stops && looks->words <= 2 && !follows_title_word(phrase, word) &&
	    a->rule != NULL && !looks->starts_capital) {
		*rule = FORM_FEW_SAID;
		return QUOTE_PARTIAL;
	}
	if (titled && !(looks->stops && a->own_sentence && a->rule != NULL) && looks->words > 1) {
		*rule = FORM_TITLE_CASE;
		return QUOTE_TITLE;
	}
	if (looks->words <= 5 && follows_title_word(phrase, word) && looks->starts_capital) {
		*rule = FORM_ANNOUNCED;
		return QUOTE_TITLE;
	}
	if (claims && looks->words <= 2 && is_accusation(phrase, word)) {
		*rule = a->rule != NULL ? FORM_FEW_SAID : FORM_NOBODY;
		return QUOTE_PARTIAL;
	}
	if (is_held_off(phrase, word) && looks->words <= 3) {
		*rule = FORM_HELD_OFF;
		return QUOTE_SCARE;
	}
	return judge_speech(phrase, word, looks, weak, a, rule);
}

enum quote_form
form_judge(const struct phrase *phrase, size_t word, const struct dialect *dialect, bool headline,
    const struct attribution *a, enum form_rule *rule)
{
	const struct pair	*pair = &phrase->pairs[phrase->words[word].pair];
	struct looks		 looks = look_at(pair->inner);
	bool			 titled = looks.capitals == looks.weighty && looks.words <= 14 &&
	    !follows_speech_verb(phrase, word);
	bool			 claimed = headline && looks.words > 1 && in_single_marks(pair) &&
	    tells_of_somebody(phrase, word, &looks, a);
	bool			 weak = a->handed < 0.5 && !claimed;
	enum quote_form		 form;

	if (pair->line) {
		*rule = FORM_LINE;
		return QUOTE_UNQUOTED;
	}
	if (pair->state == PAIR_OPEN || pair->state == PAIR_CUT) {
		*rule = FORM_OPEN;
		return QUOTE_UNCLOSED;
	}
	if (names_or_shows(phrase, word, dialect, titled, rule, &form))
		return form;
	if (is_nickname(phrase, word) && looks.words <= 3 && !a->direct) {
		*rule = FORM_NICKNAME;
		return QUOTE_TITLE;
	}
	if (titled && looks.words > 1 && !looks.stops && !a->own_sentence &&
	    (a->from > word || follows_title_word(phrase, word))) {
		*rule = FORM_TITLE_INSIDE;
		return QUOTE_TITLE;
	}
	/* "Review: 'The Long Way Home'" */
	if (titled && looks.words > 1 && !looks.stops && a->kind == SPEAKER_DOCUMENT &&
	    phrase->words[word - (word > 0)].kind == WORD_COLON) {
		*rule = FORM_TITLE_CASE;
		return QUOTE_TITLE;
	}
	if (titled && word > 1 && phrase->words[word - 1].kind == WORD_COMMA &&
	    is_noun_announced(phrase, word)) {
		*rule = FORM_ANNOUNCED;
		return QUOTE_TITLE;
	}
	if (a->direct) {
		*rule = FORM_WHOLE;
		return (a->own_sentence && !(looks.words <= 4 && names_thing(phrase, a))) ||
			(looks.starts_capital && !a->own_sentence) || (looks.clause && looks.stops) ?
		    QUOTE_UTTERANCE :
		    QUOTE_PARTIAL;
	}
	/* "un faux célèbre, « La Dame au loup », vendu": nobody says it, and it begins with a capital. */
	if (dialect != NULL && dialect->verbs.count > 0 && !dialect->compounds && weak &&
	    !a->own_sentence && looks.starts_capital && looks.words > 1 && !looks.stops &&
	    phrase->words[word - 1].kind != WORD_COLON) {
		*rule = FORM_TITLE_INSIDE;
		return QUOTE_TITLE;
	}
	return judge_indirect(phrase, word, &looks, titled, headline && in_single_marks(pair), weak,
	    a, rule);
}
