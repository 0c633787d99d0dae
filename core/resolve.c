#include "core/resolve.h"

static bool
is_pronoun(const struct phrase *phrase, const struct attribution *a)
{
	return a->to == a->from + 1 &&
	    (phrase->words[a->from].bits & (WORD_PRONOUN | WORD_OBJECT | WORD_DETERMINER)) != 0;
}

/* Where the mention's own noun ends: before "of Ohio", "for the campaign". */
static size_t
noun_core(const struct phrase *phrase, size_t from, size_t to)
{
	for (size_t i = from + 1; i < to; i++) {
		const struct word	*word = &phrase->words[i];

		if (word->kind == WORD_OPENS || word->kind == WORD_COMMA || word->kind == WORD_DASH)
			return i;
		if (word->kind == WORD_TEXT &&
		    (word->bits & (WORD_PREPOSITION | WORD_RELATIVE)) != 0 &&
		    !(word->bits & WORD_PARTICLE))
			return i;
	}
	return to;
}

static bool
is_indefinite(const struct phrase *phrase, size_t i)
{
	static const char *const definite[] = { "the", "this", "that", "these", "those", "his",
		"her", "its", "their", "my", "our", "your" };

	for (size_t k = 0; k < LEN(definite); k++) {
		if (phrase_is(phrase, i, definite[k]))
			return false;
	}
	return true;
}

/* "the Spaniard": one capital word behind an article describes; only bodies go by it. */
static bool
is_description(const struct phrase *phrase, size_t from, size_t core)
{
	struct span	 word;

	if (core != from + 2 || !phrase_has(phrase, from, WORD_DETERMINER) ||
	    phrase_has(phrase, from + 1, WORD_BODY))
		return false;
	word = phrase_word(phrase, from + 1);
	return word.n > 1 && !(word.p[1] >= 'A' && word.p[1] <= 'Z');
}

static void
judge_unnamed(const struct phrase *phrase, size_t from, size_t core, struct attribution *a)
{
	bool	 anonymous = false, body = false, document = false, capital = false;

	for (size_t i = from; i < core; i++) {
		uint32_t	 bits = phrase->words[i].bits;

		if (phrase->words[i].kind != WORD_TEXT)
			continue;
		anonymous = (bits & WORD_ANONYMOUS) != 0;
		body = (bits & WORD_BODY) != 0;
		document = (bits & WORD_DOCUMENT) != 0;
		capital |= i > from && (bits & WORD_CAPITAL) != 0;
	}
	/* "a neighbour", "two teachers": people, but not to be known by these words. */
	if (!document && !body && phrase_has(phrase, from, WORD_DETERMINER) &&
	    is_indefinite(phrase, from))
		anonymous = true;
	a->state = anonymous ? SPEAKER_ANONYMOUS : SPEAKER_MENTION_ONLY;
	a->kind = anonymous ? SPEAKER_UNNAMED :
	    document ? SPEAKER_DOCUMENT :
	    body || capital ? SPEAKER_ORGANISATION :
			      SPEAKER_PERSON;
}

void
resolve_name(const struct name_table *table, size_t name, double sure, struct attribution *a)
{
	a->name = name;
	a->state = SPEAKER_RESOLVED;
	a->kind = table->names[name].organisation && !table->names[name].person ?
	    SPEAKER_ORGANISATION :
	    SPEAKER_PERSON;
	a->confidence *= sure;
}

/* "his wife, Anna Berg, said": the name stands behind the comma. */
static const struct mention *
apposed(const struct name_table *table, const struct attribution *a)
{
	const struct phrase	*phrase = &table->paragraphs[a->paragraph];
	const struct mention	*m;

	if (a->to >= phrase->count || phrase->words[a->to].kind != WORD_COMMA)
		return NULL;
	m = name_first_in(table, a->paragraph, a->to + 1, a->to + 5);
	return m != NULL && m->title <= a->to + 1 && !m->possessive ? m : NULL;
}

void
resolve_mention(const struct name_table *table, const struct speaker_memory *memory,
    struct attribution *a)
{
	const struct phrase	*phrase = &table->paragraphs[a->paragraph];
	struct place_in		 at = { a->paragraph, a->from };
	const struct mention	*m;
	size_t			 core, name;
	double			 sure = 1;

	if (a->rule == NULL)
		return;
	if (is_pronoun(phrase, a)) {
		struct lexicon_room	 room;
		struct last_spoken	 last = { .name = NAME_NONE, .alone = memory->alone };

		if (memory->last_paragraph != NAME_NONE) {
			last.name = memory->last.name;
			last.at = (struct place_in) { memory->last_paragraph, memory->last_word };
		}
		name = name_of_pronoun(table, at, phrase_fold(phrase, a->from, &room), &last, &sure);
		a->state = SPEAKER_MENTION_ONLY;
		a->kind = SPEAKER_PERSON;
		if (name != NAME_NONE)
			resolve_name(table, name, sure, a);
		return;
	}
	/* "US Secretary of State X": the title belongs to the name behind it. */
	m = name_first_in(table, a->paragraph, a->from, a->to);
	if (m != NULL && m->title <= a->from && !m->possessive && m->end.word >= a->to) {
		resolve_name(table, m->name, 1, a);
		return;
	}
	core = noun_core(phrase, a->from, a->to);
	m = name_last_in(table, a->paragraph, a->from, core);
	if (m != NULL && m->end.word == core && !is_description(phrase, a->from, core) &&
	    (!m->possessive || a->to == core) && !(m->possessive && core < a->to)) {
		resolve_name(table, m->name, 1, a);
		return;
	}
	m = apposed(table, a);
	if (m != NULL) {
		resolve_name(table, m->name, 0.95, a);
		return;
	}
	judge_unnamed(phrase, a->from, core, a);
	name = name_of_native(table, at, core);
	if (name != NAME_NONE) {
		resolve_name(table, name, 0.75, a);
		return;
	}
	name = name_of_office(table, at, a->to, &sure);
	if (name != NAME_NONE)
		resolve_name(table, name, sure, a);
}
