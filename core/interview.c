/* Who asks and who answers in an interview. */
#include "core/resolve.h"
#include "core/row.h"

#define INTERVIEWED_NAMES 64 /* of an article, of whom one is interviewed */
#define QUESTION_WORDS 8 /* behind an interviewer's name, in which he puts questions */
#define INITIALS_MAX 4 /* bytes */

/* Somebody's, as far as can be told: of two words or more, and nothing says that it is a body's. */
static bool
may_be_person(const struct name *name)
{
	return name->person || (!name->organisation && name->last.n < name->full.n);
}

/* "talked to Ben Berg", "Ben Berg put the questions", "interviewed by Ben Berg". */
static bool
asks_questions(const struct name_table *table, const struct mention *m)
{
	static const char	*const before[] = { "by", "to", "with" };
	static const char	*const verbs[] = { "interview", "interviewed", "sat", "spoke", "talked",
		"talks" };
	const struct phrase	*phrase = &table->paragraphs[m->at.paragraph];
	struct lexicon_room	 room;
	const size_t		 end = phrase_sentence_end(phrase, m->at.word);

	for (size_t i = m->title; i > 1 && m->title - i < 3; i--) {
		if (phrase->words[i - 1].kind != WORD_TEXT || phrase->words[i - 2].kind != WORD_TEXT)
			break;
		if (ROW_HALVE(before, phrase_fold(phrase, i - 1, &room)) != NULL &&
		    ROW_HALVE(verbs, phrase_fold(phrase, i - 2, &room)) != NULL)
			return true;
	}
	for (size_t i = m->end.word; m->subject && i < end && i - m->end.word < QUESTION_WORDS; i++) {
		if (phrase_is(phrase, i, "questions"))
			return true;
	}
	return false;
}

/* Who asks in an interview, as the words before it say; NAME_NONE when they do not. */
static size_t
interviewer(const struct name_table *table, size_t paragraph)
{
	for (size_t i = 0; i < table->nmentions && i < INTERVIEWED_NAMES; i++) {
		const struct mention	*m = &table->mentions[i];

		if (m->at.paragraph >= paragraph)
			break;
		if (m->name != NAME_NONE && may_be_person(&table->names[m->name]) &&
		    asks_questions(table, m))
			return m->name;
	}
	return NAME_NONE;
}

size_t
resolve_interviewed(const struct name_table *table)
{
	const size_t	 asking = interviewer(table, table->nparagraphs);
	size_t		 best = NAME_NONE;

	for (size_t i = 0; i < table->nnames && i < INTERVIEWED_NAMES; i++) {
		if (i != asking && may_be_person(&table->names[i]) &&
		    (best == NAME_NONE || table->names[i].mentions > table->names[best].mentions))
			best = i;
	}
	return best;
}

/* Are the letters the first ones of the name's words? */
static bool
are_initials(struct span letters, struct span name)
{
	size_t	 n = 0;

	for (size_t i = 0; i < name.n; i++) {
		if (i > 0 && name.p[i - 1] != ' ' && name.p[i - 1] != '-')
			continue;
		if (n == letters.n || letters.p[n++] != name.p[i])
			return false;
	}
	return n == letters.n;
}

/* "A: We go.", "AQ: We go.": an interview prints letters for its two, "Q" for who asks, "A" for who answers. */
size_t
resolve_lettered(const struct name_table *table, const struct attribution *a)
{
	const struct phrase	*phrase = &table->paragraphs[a->paragraph];
	const struct span	 letters = phrase_word(phrase, 0);

	if (a->from != 0 || a->to != 1 || phrase->count < 2 ||
	    phrase->words[1].kind != WORD_COLON || letters.n > INITIALS_MAX)
		return NAME_NONE;
	if (span_eq(letters, SPAN("A")))
		return resolve_interviewed(table);
	if (span_eq(letters, SPAN("Q")))
		return interviewer(table, a->paragraph);
	for (size_t i = 0; letters.n > 1 && i < table->nnames && i < INTERVIEWED_NAMES; i++) {
		if (are_initials(letters, table->names[i].full))
			return i;
	}
	return NAME_NONE;
}
