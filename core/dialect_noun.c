/* Where the words that name a speaker begin and end, by the tables of a language. */
#include "core/dialect_parts.h"

#define SUBJECT_MAX 12 /* words */

/* "él" is a pronoun and "el" an article, though both fold to one word. */
static bool
is_plain_article(const struct reading *r, size_t i)
{
	struct lexicon_room	 room;

	return reading_is(r, i, &r->dialect->articles) &&
	    span_eq_case(phrase_word(r->phrase, i), phrase_fold(r->phrase, i, &room));
}

/* "sagte Weil der Zeitung", "sagte die Autorin Ada Quill dem Sender": behind a name an article begins whom it was told. */
static bool
tells_whom(const struct reading *r, size_t from, size_t i)
{
	const struct mention	*m;

	if (i == from || !reading_is(r, i, &r->dialect->datives) ||
	    !phrase_has(r->phrase, i - 1, WORD_CAPITAL))
		return false;
	m = name_last_in(r->table, r->paragraph, from, i);
	return phrase_has(r->phrase, from, WORD_CAPITAL) ||
	    (m != NULL && m->end.word == i && r->table->names[m->name].person);
}

/* "skazal Ivan Petrov zhurnalistam": without articles a small word behind a name tells whom. */
static bool
ends_name(const struct reading *r, size_t from, size_t i)
{
	return r->dialect->articles.count == 0 && i > from &&
	    phrase_has(r->phrase, i - 1, WORD_CAPITAL) && !phrase_has(r->phrase, i, WORD_CAPITAL) &&
	    !reading_is_office(r, i - 1);
}

/* Do words from..to name somebody? Where all nouns have capitals one of them alone is none. */
static bool
is_named(const struct reading *r, size_t from, size_t to)
{
	const struct mention	*m = name_last_in(r->table, r->paragraph, from, to);

	return m != NULL &&
	    (!r->dialect->compounds || m->end.word - m->at.word > 1 ||
		r->table->names[m->name].person);
}

/* One behind the noun phrase at `from`, with a name behind its comma: "le maire, Ada Quill". */
size_t
reading_subject_end(const struct reading *r, size_t from)
{
	const struct phrase	*phrase = r->phrase;
	const struct mention	*m;
	size_t			 to = from;

	if ((reading_is(r, from, &r->dialect->male) || reading_is(r, from, &r->dialect->female)) &&
	    !is_plain_article(r, from))
		return from + 1;
	while (to < phrase->count && phrase->words[to].kind == WORD_TEXT && to - from < SUBJECT_MAX &&
	    (!reading_opens(r, to) || (to == from && reading_is(r, to, &r->dialect->articles))) &&
	    !tells_whom(r, from, to) && (to == from || !reading_is(r, to, &r->dialect->copulas)) &&
	    !ends_name(r, from, to) &&
	    (to == from || reading_verb_group(r, to) == to || phrase_has(phrase, to, WORD_CAPITAL)))
		to++;
	while (to > from + 1 && reading_is(r, to - 1, &r->dialect->adverbs))
		to--;
	if (to == from || to + 1 >= phrase->count || phrase->words[to].kind != WORD_COMMA ||
	    phrase_has(phrase, to - 1, WORD_GIVEN))
		return to;
	m = name_first_in(r->table, r->paragraph, to + 1, to + 3);
	return m != NULL && m->title <= to + 1 &&
		!(m->name != NAME_NONE && phrase_has(phrase, to - 1, WORD_CAPITAL) &&
		    is_named(r, from, to)) ?
	    m->end.word :
	    to;
}

/* "der Polizei", "einem neuen Gutachten des Landes": a noun with its article, and one that it is of. */
static size_t
genitive_end(const struct reading *r, size_t from)
{
	size_t	 to = from;

	do {
		to++;
		while (to < r->word && r->phrase->words[to].kind == WORD_TEXT &&
		    !phrase_has(r->phrase, to, WORD_CAPITAL))
			to++;
		while (to < r->word && phrase_has(r->phrase, to, WORD_CAPITAL | WORD_PARTICLE))
			to++;
	} while (to + 1 < r->word && phrase_is(r->phrase, to, "des") && to - from < SUBJECT_MAX);
	return to < r->word ? to : reading_subject_end(r, from);
}

/* "Laut Gesundheitsamt besteht": a noun without an article is its capital words. */
size_t
reading_source_end(const struct reading *r, size_t from)
{
	size_t	 to = from;

	if (r->dialect->compounds && reading_is(r, from, &r->dialect->articles))
		return genitive_end(r, from);
	if (!phrase_has(r->phrase, from, WORD_CAPITAL) || reading_is(r, from, &r->dialect->articles))
		return reading_subject_end(r, from);
	while (to < r->word && phrase_has(r->phrase, to, WORD_CAPITAL | WORD_PARTICLE | WORD_TITLE))
		to++;
	return to;
}

/* Several words, and nothing says that they name a body. */
bool
reading_is_full_name(const struct reading *r, const struct mention *m)
{
	return m->end.word - m->at.word > 1 && !r->table->names[m->name].organisation &&
	    !reading_is(r, m->at.word, &r->dialect->articles);
}

/* "Ministerin Ada Quill wies das zurück, mahnte aber": the verb's subject ends where another verb begins. */
void
reading_end_at_name(const struct reading *r, struct handing *h)
{
	const struct mention	*m = name_first_in(r->table, r->paragraph, h->from, h->to);

	if (!r->dialect->compounds || m == NULL || m->end.word >= h->to ||
	    !reading_is_full_name(r, m) || r->phrase->words[m->end.word].kind != WORD_TEXT ||
	    phrase_has(r->phrase, m->end.word, WORD_CAPITAL) || reading_opens(r, m->end.word))
		return;
	for (size_t i = h->from; i < m->at.word; i++) {
		if (!phrase_has(r->phrase, i, WORD_CAPITAL) && !reading_is_office(r, i) &&
		    !reading_is(r, i, &r->dialect->articles))
			return;
	}
	h->to = m->end.word;
}

/* The words between a conjunction or the sentence's beginning and the verb. */
void
reading_subject_before(const struct reading *r, struct handing *h)
{
	const struct phrase	*phrase = r->phrase;

	h->to = h->verb;
	while (h->to > r->start && phrase->words[h->to - 1].kind == WORD_COMMA)
		h->to--;
	while (h->to > r->start &&
	    (reading_is(r, h->to - 1, &r->dialect->objects) ||
		(h->to == h->verb && reading_is(r, h->to - 1, &r->dialect->articles))))
		h->to--;
	while (h->to > r->start && phrase->words[h->to - 1].kind == WORD_COMMA)
		h->to--;
	h->from = h->to;
	while (h->from > r->start && h->to - h->from < SUBJECT_MAX &&
	    (phrase->words[h->from - 1].kind == WORD_TEXT ||
		(h->to < h->verb && phrase->words[h->from - 1].kind == WORD_COMMA)) &&
	    !phrase_is(phrase, h->from - 1, "et") && !phrase_is(phrase, h->from - 1, "mais") &&
	    !phrase_is(phrase, h->from - 1, "und") && !phrase_is(phrase, h->from - 1, "aber"))
		h->from--;
	/* ", que l'opposition juge" */
	if (h->from + 1 < h->to && phrase_is(phrase, h->from, "que"))
		h->from++;
	reading_end_at_name(r, h);
}

/*
 * "Ein Ermittler, der nicht genannt werden will": behind a comma only a name
 * belongs to the mention; "un directivo que pidió": nor does a relative clause.
 */
void
reading_drop_clause(const struct reading *r, struct handing *h)
{
	for (size_t i = h->from + 1; i + 1 < h->to; i++) {
		if ((r->phrase->words[i].kind == WORD_COMMA &&
			!phrase_has(r->phrase, i + 1, WORD_CAPITAL | WORD_TITLE)) ||
		    phrase_is(r->phrase, i, "que") || phrase_is(r->phrase, i, "qui")) {
			h->to = i;
			return;
		}
	}
}
