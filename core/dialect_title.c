/* What the words beside a quotation say by the tables of a language that it is: a title, or a word looked at. */
#include "core/dialect_parts.h"

#define ANNOUNCED_WORDS 4 /* between "a book" and its title's comma */

/* "Fachzeitschrift": a compound of a word for works. */
static bool
ends_in_work(const struct reading *r, size_t i)
{
	struct lexicon_room	 room;
	struct span		 word;

	if (!r->dialect->compounds || r->phrase->words[i].kind != WORD_TEXT)
		return false;
	word = phrase_fold(r->phrase, i, &room);
	for (size_t k = 0; k < r->dialect->works.count; k++) {
		if (span_ends(word, span_of(r->dialect->works.items[k])))
			return true;
	}
	return false;
}

/* "le roman « Q »", "ihr Spielfilm, „Q“,", "« Q », son nouveau spectacle,": the noun stands beside it. */
bool
dialect_announces(const struct dialect *dialect, const struct phrase *phrase, size_t word)
{
	const struct reading	 r = { .dialect = dialect, .phrase = phrase };
	size_t			 i = word;

	while (i > 0 && phrase->words[i - 1].kind == WORD_COMMA)
		i--;
	if (i > 0 && (reading_is(&r, i - 1, &dialect->works) || ends_in_work(&r, i - 1)))
		return true;
	/* "un livre sur lui, « Q »" */
	for (size_t k = i; i < word && k > 0 && i - k < ANNOUNCED_WORDS &&
	     phrase->words[k - 1].kind == WORD_TEXT && reading_verb_group(&r, k - 1) == k - 1;
	     k--) {
		if (k > 1 && reading_is(&r, k - 1, &dialect->works) &&
		    reading_is(&r, k - 2, &dialect->articles))
			return true;
	}
	i = word + 1;
	if (i >= phrase->count || phrase->words[i].kind != WORD_COMMA)
		return false;
	for (i++; i < phrase->count && i < word + 5 && phrase->words[i].kind == WORD_TEXT; i++) {
		if (reading_is(&r, i, &dialect->works))
			return true;
		if (i == word + 2 && !reading_is(&r, i, &dialect->articles))
			return false;
	}
	return false;
}

bool
dialect_holds_off(const struct dialect *dialect, const struct phrase *phrase, size_t word)
{
	const struct reading	 r = { .dialect = dialect, .phrase = phrase };

	return word > 0 && reading_is(&r, word - 1, &dialect->held_off);
}
