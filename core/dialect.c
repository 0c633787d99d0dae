#include "core/dialect_parts.h"
#include "core/rule.h"
#include "core/utf8.h"

#define SENTENCE_WORDS 4 /* of a headline's quotation that is whole */
#define BRACKET_MAX 16 /* words between the two halves of a verb */
#define MEASURED_IN_ENGLISH 0.9 /* a rule's confidence is its share in English; elsewhere it is less sure */

extern const struct dialect dialect_french, dialect_german, dialect_russian, dialect_spanish;

static const struct dialect *const dialects[] = { &dialect_french, &dialect_german,
	&dialect_russian, &dialect_spanish };

/* A language without tables: only its layout tells who speaks. */
static const struct dialect dialect_other = { .code = "" };

const struct dialect *
dialect_find(struct span language)
{
	for (size_t i = 0; i < LEN(dialects); i++) {
		if (span_starts(language, span_of(dialects[i]->code)) &&
		    (language.n == 2 || language.p[2] == '-'))
			return dialects[i];
	}
	return language.n == 0 || span_starts(language, SPAN("en")) ? NULL : &dialect_other;
}

const struct dialect *
dialect_at(size_t i)
{
	return i < LEN(dialects) ? dialects[i] : NULL;
}

bool
dialect_holds(const struct dialect_words *words, struct span folded)
{
	for (size_t k = 0; k < words->count; k++) {
		if (span_eq(folded, span_of(words->items[k])))
			return true;
	}
	return false;
}

bool
reading_is(const struct reading *r, size_t i, const struct dialect_words *words)
{
	struct lexicon_room	 room;

	return i < r->phrase->count && r->phrase->words[i].kind == WORD_TEXT &&
	    dialect_holds(words, phrase_fold(r->phrase, i, &room));
}

bool
reading_is_office(const struct reading *r, size_t i)
{
	return reading_is(r, i, &r->dialect->offices) ||
	    (r->dialect->compounds && i < r->phrase->count && phrase_has(r->phrase, i, WORD_TITLE));
}

/* Words from i on that are one of these, spaces between them as in the table: one behind, or i. */
static size_t
behind_words(const struct reading *r, size_t i, const struct dialect_words *list)
{
	struct lexicon_room	 room;

	for (size_t k = 0; k < list->count; k++) {
		struct span	 rest = span_of(list->items[k]);
		size_t		 at = i;

		while (
		    rest.n > 0 && at < r->phrase->count && r->phrase->words[at].kind == WORD_TEXT) {
			size_t	 n = span_find(rest, SPAN(" "));

			if (!span_eq(phrase_fold(r->phrase, at, &room), span_cut(rest, 0, n)))
				break;
			rest = span_cut(rest, n < rest.n ? n + 1 : n, rest.n);
			at++;
		}
		if (rest.n == 0)
			return at;
	}
	return i;
}

size_t
reading_behind_according(const struct reading *r, size_t i)
{
	return reading_is(r, i, &r->dialect->according) ?
	    i + 1 :
	    behind_words(r, i, &r->dialect->according_to);
}

/* A small word: "Weil" is a name where "weil" is a conjunction. */
bool
reading_opens(const struct reading *r, size_t i)
{
	return reading_is(r, i, &r->dialect->openers) &&
	    (i == r->start || !phrase_has(r->phrase, i, WORD_CAPITAL));
}

static size_t
skip_adverbs(const struct reading *r, size_t i)
{
	while (reading_is(r, i, &r->dialect->adverbs))
		i++;
	return i;
}

/* The verb group at i, "a déclaré", "sagte": one behind it, or i when none stands there. */
size_t
reading_verb_group(const struct reading *r, size_t i)
{
	size_t	 at = i;

	if (reading_is(r, at, &r->dialect->auxiliaries))
		at = skip_adverbs(r, at + 1);
	return reading_is(r, at, &r->dialect->verbs) ? at + 1 : i;
}

enum gender
dialect_gender(const struct dialect *dialect, struct span folded)
{
	return dialect_holds(&dialect->male, folded) ? GENDER_MALE :
	    dialect_holds(&dialect->female, folded)  ? GENDER_FEMALE :
						       GENDER_UNKNOWN;
}

enum gender
reading_hanging(const struct reading *r, size_t i, struct span *verb, struct lexicon_room *room)
{
	struct span	 folded;
	size_t		 last;

	if (i >= r->phrase->count || r->phrase->words[i].kind != WORD_TEXT)
		return GENDER_UNKNOWN;
	folded = phrase_fold(r->phrase, i, room);
	*verb = span_cut(folded, 0, span_find(folded, SPAN("-")));
	if (verb->n == folded.n)
		return GENDER_UNKNOWN;
	for (last = folded.n; folded.p[last - 1] != '-'; last--)
		;
	return dialect_gender(r->dialect, span_cut(folded, last, folded.n));
}

/* "« Q », a-t-il ajouté", "dit-elle": a pronoun hangs on the verb. */
static bool
from_hanging(const struct reading *r, size_t i, struct handing *h)
{
	struct lexicon_room	 room;
	struct span		 verb;
	size_t			 participle;

	if (reading_hanging(r, i, &verb, &room) == GENDER_UNKNOWN)
		return false;
	*h = (struct handing) { i, i + 1, i, i + 1, true, RULE_AFTER_INVERTED };
	if (dialect_holds(&r->dialect->verbs, verb))
		return true;
	participle = skip_adverbs(r, i + 1);
	if (reading_is(r, participle, &r->dialect->verbs))
		h->verb_end = participle + 1;
	/* "« Q », s'est-il borné à dire": behind its comma whatever he does hands it over. */
	return r->phrase->words[i - 1].kind == WORD_COMMA ||
	    (dialect_holds(&r->dialect->auxiliaries, verb) && h->verb_end > i + 1);
}

/* "« Q », a déclaré à la barre Ada Quill": where it was said stands before the name. */
static void
behind_circumstance(const struct reading *r, struct handing *h)
{
	const struct mention	*m = name_first_in(r->table, r->paragraph, h->from, h->from + 6);

	if (m == NULL || !reading_is_full_name(r, m))
		return;
	for (size_t i = h->from; i < m->title; i++) {
		if (r->phrase->words[i].kind != WORD_TEXT || phrase_has(r->phrase, i, WORD_CAPITAL))
			return;
	}
	h->from = m->title;
	h->to = m->end.word;
}

/* "„Q“, hat Quill am Montag gesagt": the participle ends the sentence. */
static bool
from_split_verb(const struct reading *r, size_t i, struct handing *h)
{
	if (!r->dialect->compounds || !reading_is(r, i, &r->dialect->auxiliaries))
		return false;
	*h = (struct handing) { i, i + 1, i + 1, reading_subject_end(r, i + 1), true,
		RULE_AFTER_INVERTED };
	for (size_t k = h->to; h->to > h->from && k < r->phrase->count && k - i < BRACKET_MAX &&
	     r->phrase->words[k].kind == WORD_TEXT;
	     k++) {
		if (reading_is(r, k, &r->dialect->verbs))
			return true;
	}
	return false;
}

/* "« Q », se réjouit l'épicier Ben Quill": any one word between the comma and a full name is its verb. */
static bool
from_unknown_verb(const struct reading *r, size_t i, struct handing *h)
{
	const struct mention	*m;

	if (r->dialect->verbs.count == 0 || i == 0 || i + 1 >= r->phrase->count ||
	    r->phrase->words[i - 1].kind != WORD_COMMA || r->phrase->words[i].kind != WORD_TEXT ||
	    phrase_has(r->phrase, i, WORD_CAPITAL) || reading_opens(r, i) ||
	    reading_is(r, i, &r->dialect->articles) || reading_is_office(r, i) ||
	    reading_is(r, i, &r->dialect->adverbs))
		return false;
	*h = (struct handing) { i, i + 1, i + 1, reading_subject_end(r, i + 1), true,
		RULE_AFTER_INVERTED };
	/* "„Q“, gibt er zu" */
	if (!reading_is(r, i + 1, &r->dialect->articles) &&
	    (reading_is(r, i + 1, &r->dialect->male) || reading_is(r, i + 1, &r->dialect->female)))
		return true;
	m = name_last_in(r->table, r->paragraph, h->from, h->to);
	return m != NULL && m->end.word == h->to && m->at.word <= h->from + 3 &&
	    (m->at.word == h->from || reading_is_office(r, m->at.word - 1) ||
		phrase_has(r->phrase, m->at.word - 1, WORD_TITLE)) &&
	    reading_is_full_name(r, m);
}

/* "« Q », a déclaré X", "„Q“, sagte X", "Q, selon X". */
static bool
from_behind(const struct reading *r, struct handing *h)
{
	const struct phrase	*phrase = r->phrase;
	size_t			 i = r->word + 1;

	while (i < phrase->count && i < r->word + 3 &&
	    (phrase->words[i].kind == WORD_COMMA || phrase->words[i].kind == WORD_DASH))
		i++;
	if (from_hanging(r, i, h))
		return true;
	*h = (struct handing) { .verb = i, .direct = true, .rule = RULE_AFTER_INVERTED };
	if (reading_behind_according(r, i) > i) {
		h->verb_end = h->from = reading_behind_according(r, i);
		h->direct = phrase->words[i - 1].kind == WORD_COMMA;
		h->rule = RULE_AFTER_ACCORDING;
		for (size_t k = i + 1; k < i + 3; k++) {
			if (reading_is(r, k, &r->dialect->wordings))
				return false;
		}
		/* "según explicó X" */
		if (reading_verb_group(r, i + 1) > i + 1)
			h->verb_end = h->from = reading_verb_group(r, i + 1);
	} else {
		if (reading_is(r, i, &r->dialect->objects))
			h->verb = ++i;
		h->verb_end = reading_verb_group(r, i);
		h->from = skip_adverbs(r, h->verb_end);
		if (h->verb_end == i)
			return from_split_verb(r, i, h) || from_unknown_verb(r, i, h);
	}
	h->to = reading_subject_end(r, h->from);
	if (h->to == h->from && h->rule == RULE_AFTER_INVERTED)
		behind_circumstance(r, h);
	if (h->to > h->from || !r->dialect->drops_subject || h->rule != RULE_AFTER_INVERTED)
		return h->to > h->from;
	h->from = h->verb;
	h->to = h->verb_end;
	return true;
}

/* "Quill hat vor „Q“ gewarnt": the participle stands behind the quotation. */
static bool
from_bracket(const struct reading *r, struct handing *h)
{
	if (!r->dialect->compounds || !reading_is(r, r->word + 1, &r->dialect->verbs))
		return false;
	for (size_t i = r->word; i-- > r->start && r->word - i < BRACKET_MAX;) {
		if (r->phrase->words[i].kind == WORD_QUOTE)
			return false;
		if (!reading_is(r, i, &r->dialect->auxiliaries))
			continue;
		*h = (struct handing) { .verb = i, .verb_end = i + 1, .rule = RULE_BEFORE_SUBJECT };
		reading_subject_before(r, h);
		if (h->from == h->to) {
			h->from = i + 1;
			h->to = reading_subject_end(r, i + 1);
		}
		return h->to > h->from && h->to <= r->word;
	}
	return false;
}

/* "Ada Quill la definió como «q»": behind a name what looks like an article is whom the verb is about. */
static bool
is_object(const struct reading *r, size_t i)
{
	const struct mention	*m =
	    i > r->start ? name_last_in(r->table, r->paragraph, r->start, i) : NULL;

	return m != NULL && m->end.word + (r->phrase->words[i - 1].kind == WORD_COMMA) == i &&
	    reading_is_full_name(r, m);
}

/* The verb before the quotation, the nearest one; false when none. */
static bool
last_verb(const struct reading *r, struct handing *h)
{
	for (size_t i = r->word; i-- > r->start;) {
		if (r->phrase->words[i].kind == WORD_QUOTE)
			return false;
		h->verb_end = reading_verb_group(r, i);
		if (h->verb_end == i ||
		    (i > r->start &&
			(phrase_has(r->phrase, i, WORD_CAPITAL) ||
			    (reading_is(r, i - 1, &r->dialect->articles) && !is_object(r, i - 1)))))
			continue;
		/* The auxiliary, when there is one, begins the group; so does "fügte" before "hinzu". */
		h->verb = i > r->start &&
			(reading_is(r, i - 1, &r->dialect->auxiliaries) ||
			    (r->dialect->compounds && reading_is(r, i - 1, &r->dialect->verbs))) ?
		    i - 1 :
		    i;
		return true;
	}
	return false;
}

/* "Pour le guide Ada Quill, la voie est « q »": as somebody with a name sees it. */
static bool
from_view(const struct reading *r, struct handing *h)
{
	const struct mention	*m;
	size_t			 from = r->start + 1;

	if (from >= r->word || !reading_is(r, r->start, &r->dialect->views))
		return false;
	m = name_first_in(r->table, r->paragraph, from, from + 4);
	if (m == NULL || m->end.word >= r->word ||
	    r->phrase->words[m->end.word].kind != WORD_COMMA || !reading_is_full_name(r, m))
		return false;
	*h = (struct handing) { r->start, from, from, m->end.word, false, RULE_AFTER_ACCORDING };
	return true;
}

/* "klagte er und fügte hinzu: „Q“": whoever does what the verb before the conjunction says. */
static bool
from_coordinate(const struct reading *r, struct handing *h)
{
	for (size_t i = h->verb; i-- > r->start && h->verb - i < BRACKET_MAX;) {
		size_t	 behind = reading_verb_group(r, i);

		if (behind == i || r->phrase->words[i].kind != WORD_TEXT)
			continue;
		h->from = behind;
		h->to = reading_subject_end(r, behind);
		if (h->to > h->verb - 1)
			h->to = h->verb - 1;
		return h->to > h->from;
	}
	return false;
}

static bool
joins_verbs(const struct phrase *phrase, size_t i)
{
	static const char	*const words[] = { "aber", "e", "et", "mais", "pero", "und", "y" };

	for (size_t k = 0; k < LEN(words); k++) {
		if (phrase_is(phrase, i, words[k]))
			return true;
	}
	return false;
}

/* The subject of an earlier verb of the sentence, when it has a full name. */
static bool
from_verb_before(const struct reading *r, struct handing *h)
{
	for (size_t i = h->verb - 1; i-- > r->start;) {
		struct handing		 earlier = { .verb = i, .verb_end = reading_verb_group(r, i) };
		const struct mention	*m;

		if (earlier.verb_end == i)
			continue;
		reading_subject_before(r, &earlier);
		m = name_last_in(r->table, r->paragraph, earlier.from, earlier.to);
		if (m == NULL || !reading_is_full_name(r, m) || m->end.word != earlier.to)
			continue;
		h->from = earlier.from;
		h->to = earlier.to;
		return true;
	}
	return false;
}

/* "X a déclaré : « Q »", "X sagte: „Q“", "Selon X, « q »", "In Wick sagte X: „Q“". */
static bool
from_before(const struct reading *r, struct handing *h)
{
	const struct phrase	*phrase = r->phrase;

	*h = (struct handing) { .rule = RULE_BEFORE_SUBJECT };
	if (r->start < r->word && reading_behind_according(r, r->start) > r->start) {
		h->verb = r->start;
		h->verb_end = h->from = reading_behind_according(r, r->start);
		h->to = reading_source_end(r, h->from);
		return h->to > h->from && h->to < r->word;
	}
	if (from_view(r, h) || from_bracket(r, h))
		return true;
	if (!last_verb(r, h))
		return false;
	h->direct = phrase->words[r->word - 1].kind == WORD_COLON;
	if (h->direct)
		h->rule = RULE_BEFORE_COLON;
	reading_subject_before(r, h);
	/* "dit comprendre mais juge le mouvement « q »": whoever the verb before is of. */
	if (h->from == h->to && h->verb > r->start + 1 &&
	    r->phrase->words[h->verb - 1].kind == WORD_TEXT && joins_verbs(phrase, h->verb - 1) &&
	    from_verb_before(r, h))
		return true;
	/* What leads in is no subject: it stands behind the verb then, or behind a comma. */
	if (h->from == h->to || reading_opens(r, h->from) ||
	    reading_is(r, h->from, &r->dialect->adverbs)) {
		size_t	 behind = skip_adverbs(r, h->verb_end), to = reading_subject_end(r, behind);

		if (to > behind && to <= r->word && !reading_opens(r, behind) &&
		    (phrase_has(phrase, behind, WORD_CAPITAL) || to > behind + 1 ||
			reading_is(r, behind, &r->dialect->male) ||
			reading_is(r, behind, &r->dialect->female))) {
			h->from = behind;
			h->to = to;
		} else {
			for (size_t i = h->to; i > h->from; i--) {
				if (phrase->words[i - 1].kind == WORD_COMMA)
					h->from = i;
			}
			if (h->from == h->to && h->verb > r->start + 1 &&
			    reading_opens(r, h->verb - 1))
				(void)from_coordinate(r, h);
		}
	}
	reading_drop_clause(r, h);
	return h->to > h->from;
}

/* A headline's capital says nothing: fewer words than this, "Tirer sans sommation", are a part of a sentence. */
static bool
has_words_enough(const struct reading *r)
{
	const struct span	 inner = r->phrase->pairs[r->phrase->words[r->word].pair].inner;
	size_t			 words = 1;

	for (size_t i = 0; i < inner.n; i++)
		words += inner.p[i] == ' ';
	return words >= SENTENCE_WORDS;
}

/* "« q » : à Wick, le maire durcit le ton": behind a headline's words the first office or name. */
static bool
from_headline(const struct reading *r, struct handing *h)
{
	const struct phrase	*phrase = r->phrase;

	if (r->word != 0 || phrase->count < 3 || phrase->words[1].kind != WORD_COLON)
		return false;
	*h = (struct handing) { .rule = RULE_AFTER_COLON, .direct = has_words_enough(r) };
	for (size_t i = 2; i < phrase->count; i++) {
		const struct mention	*m = name_first_in(r->table, r->paragraph, i, i + 1);

		if (m != NULL && m->name != NAME_NONE && r->table->names[m->name].person) {
			h->from = i;
			h->to = m->end.word;
			return true;
		}
		if (reading_is_office(r, i) && !phrase_has(phrase, i, WORD_CAPITAL)) {
			h->from = i > 2 ? i - 1 : i;
			h->to = i + 1;
			return true;
		}
	}
	return false;
}

/* "X : « Q »", in headlines and transcripts. */
static bool
from_label(const struct reading *r, struct handing *h)
{
	const struct mention	*m;

	if (r->word < r->start + 2 || r->word > r->start + 8 ||
	    r->phrase->words[r->word - 1].kind != WORD_COLON)
		return false;
	m = name_first_in(r->table, r->paragraph, r->start, r->word);
	/* "Pont Neuf : « Q »" is a place; in a transcript whoever has a line speaks. */
	if (m == NULL || m->title != r->start ||
	    !(r->table->names[m->name].person ||
		r->phrase->pairs[r->phrase->words[r->word].pair].line) ||
	    (m->end.word != r->word - 1 && r->phrase->words[m->end.word].kind != WORD_COMMA))
		return false;
	*h = (struct handing) { .from = r->start,
		.to = m->end.word,
		.direct = true,
		.rule = RULE_LABEL };
	return true;
}

/* "La voisine, Ada Quill, est plus directe : « Q »": before a colon the sentence's subject speaks. */
static bool
from_colon(const struct reading *r, struct handing *h)
{
	size_t	 from = skip_adverbs(r, r->start);

	if (r->dialect->verbs.count == 0)
		return false;
	if (r->word < r->start + 2 || r->phrase->words[r->word - 1].kind != WORD_COLON ||
	    r->phrase->words[from].kind != WORD_TEXT || reading_opens(r, from))
		return false;
	*h = (struct handing) { .from = from,
		.to = reading_subject_end(r, from),
		.direct = true,
		.rule = RULE_BEFORE_COLON };
	if (h->to > r->word - 1)
		h->to = r->word - 1;
	reading_end_at_name(r, h);
	return h->to > from;
}

/* "Der Zeuge sei »q«": a form that only reported speech has, so whoever spoke last goes on. */
static bool
is_reported(const struct reading *r)
{
	for (size_t i = r->start; i < r->word; i++) {
		if (reading_is(r, i, &r->dialect->reported))
			return true;
	}
	return false;
}

/* "M. X parle d'ouvrir le feu « q »": a name begins the sentence. */
static bool
from_subject(const struct reading *r, struct handing *h)
{
	const struct phrase	*phrase = r->phrase;
	const struct mention	*m = name_first_in(r->table, r->paragraph, r->start, r->word);

	if (is_reported(r) || r->dialect->verbs.count == 0)
		return false;
	if (m == NULL || m->possessive || m->at.word > r->start + 3 || m->end.word >= r->word ||
	    phrase->words[m->end.word].kind != WORD_TEXT)
		return false;
	for (size_t i = r->start; i < m->at.word; i++) {
		if (!phrase_has(phrase, i, WORD_CAPITAL | WORD_TITLE))
			return false;
	}
	*h = (struct handing) { .from = r->start, .to = m->end.word, .rule = RULE_SENTENCE_SUBJECT };
	return true;
}

bool
dialect_reports(const struct dialect *dialect, const struct phrase *phrase, size_t word)
{
	struct reading	 r = { .dialect = dialect,
		.phrase = phrase,
		.word = word,
		.start = phrase_sentence_start(phrase, word) };

	return is_reported(&r);
}

bool
dialect_attribute(const struct name_table *table, size_t paragraph, size_t word,
    const struct speaker_memory *memory, struct attribution *out)
{
	const struct phrase	*phrase = &table->paragraphs[paragraph];
	struct reading		 r = { memory->dialect, table, phrase, paragraph, word,
		phrase_sentence_start(phrase, word), phrase_sentence_end(phrase, word) };
	struct handing		 h;
	struct span		 mention = SPAN_NONE;
	/* Of a quotation that was never closed the cue stands inside as well. */
	const bool may_hold =
	    r.dialect->cues_inside || phrase->pairs[phrase->words[word].pair].state != PAIR_CLOSED;
	const size_t	 inside = may_hold ? reading_inside(&r, memory, &mention) : NAME_NONE;

	if (inside != NAME_NONE)
		h = (struct handing) { .direct = true, .rule = RULE_AFTER_INVERTED };
	else if (from_headline(&r, &h))
		out->own_sentence = false;
	else if (!from_behind(&r, &h) && !from_before(&r, &h) && !from_label(&r, &h) &&
	    !from_colon(&r, &h) && (out->own_sentence || !from_subject(&r, &h)))
		return false;
	out->paragraph = paragraph;
	out->from = h.from;
	out->to = h.to;
	out->verb = out->scope_verb = h.verb;
	out->verb_end = out->scope_verb_end = h.verb_end;
	out->scope_from = r.start;
	out->scope_to = r.end;
	out->rule = speaker_rules[h.rule].name;
	out->direct = h.direct;
	out->confidence = speaker_rules[h.rule].confidence * MEASURED_IN_ENGLISH;
	/* A cue of its own sentence is none of the weak ones. */
	out->handed = h.rule == RULE_SENTENCE_SUBJECT ? speaker_rules[h.rule].handed : 0.6;
	out->inside = inside != NAME_NONE ? mention : SPAN_NONE;
	if (inside != NAME_NONE)
		resolve_name(table, inside, 0.9, out);
	else
		reading_resolve(&r, memory, out);
	return true;
}
