/* Offices: whom "the mayor" means. */
#include "core/name.h"

#define REACH_MENTIONS 80   /* names looked at */
#define INTRODUCED_WITHIN 3 /* paragraphs behind a description */

static struct span
canonical(const struct phrase *phrase, size_t i, struct lexicon_room *room)
{
	struct span		 folded = phrase_fold(phrase, i, room);
	const struct title	*title = title_find(folded);
	const struct place	*place = place_find(folded);
	const char		*dash;

	if (title != NULL && title->office != NULL)
		return span_of(title->office);
	if (place != NULL)
		return span_of(place->means);
	dash = folded.n > 0 ? memchr(folded.p, '-', folded.n) : NULL;
	if (dash != NULL &&
	    title_find(span_cut(folded, (size_t)(dash - folded.p) + 1, folded.n)) != NULL)
		return span_of(
		    title_find(span_cut(folded, (size_t)(dash - folded.p) + 1, folded.n))->office);
	return folded;
}

/* The word that says what the person is: the last title before "of", "for" or a comma. */
static size_t
head_of(const struct phrase *phrase, size_t from, size_t to)
{
	size_t	 head = to;

	for (size_t i = from; i < to; i++) {
		const struct word	*word = &phrase->words[i];

		if (word->kind != WORD_TEXT)
			break;
		if ((word->bits & WORD_PREPOSITION) != 0 && head < to)
			break;
		if ((word->bits & WORD_TITLE) != 0 && (word->bits & WORD_POSSESSIVE) == 0) {
			struct lexicon_room	 room;
			const struct title	*title = title_find(phrase_fold(phrase, i, &room));

			if (title == NULL ||
			    (title->use != TITLE_COURTESY && title->use != TITLE_PLURAL &&
				title->use != TITLE_QUALIFIER))
				head = i;
		}
	}
	return head;
}

static bool
is_foreign_chief(const struct phrase *phrase, size_t from, size_t to)
{
	struct span	 s = phrase_cut(phrase, from, to);
	bool		 secretary = span_find(s, SPAN("ecretary of State")) < s.n ||
	    span_find(s, SPAN("ecretary of state")) < s.n;
	bool		 foreign = span_find(s, SPAN("oreign ")) < s.n;

	return secretary ||
	    (foreign &&
		(span_find(s, SPAN("inister")) < s.n || span_find(s, SPAN("ecretary")) < s.n));
}

static bool
is_top_diplomat(const struct phrase *phrase, size_t from, size_t to)
{
	struct span	 s = phrase_cut(phrase, from, to);

	return span_find(s, SPAN("diplomat")) < s.n &&
	    (span_find(s, SPAN("top ")) < s.n || span_find(s, SPAN("chief ")) < s.n);
}

/* A word that narrows an office down; the others only fill the phrase. */
static bool
narrows(const struct word *word)
{
	return word->kind == WORD_TEXT &&
	    (word->bits &
		(WORD_DETERMINER | WORD_PREPOSITION | WORD_ADVERB | WORD_CONJUNCTION |
		    WORD_PRONOUN)) == 0;
}

/* Does every narrowing word of the mention stand in the office too, places by what they mean? */
static bool
fits(const struct phrase *asked, size_t from, size_t to, const struct phrase *held,
    const struct office *office, bool diplomat)
{
	for (size_t i = from; i < to; i++) {
		struct lexicon_room	 room, other;
		struct span		 word;
		bool			 found = false, place, contrary = false;

		if (!narrows(&asked->words[i]))
			continue;
		place = (asked->words[i].bits & WORD_PLACE) != 0;
		if (diplomat && !place)
			continue;
		word = canonical(asked, i, &room);
		for (size_t k = office->from; k < office->to && !found; k++) {
			found = span_eq(word, canonical(held, k, &other));
			if (place && (held->words[k].bits & WORD_PLACE) != 0)
				contrary = true;
		}
		/* An office printed without its country may be that country's. */
		if (!found && !(place && !contrary))
			return false;
	}
	return true;
}

struct span
name_office_head(const struct phrase *phrase, size_t from, size_t to)
{
	struct lexicon_room	 room;
	struct span		 head;
	size_t			 at = head_of(phrase, from, to);

	if (at >= to)
		return SPAN_NONE;
	head = canonical(phrase, at, &room);
	/* A title without an office of its own came back folded, in the room of this function. */
	return head.p == room.bytes ? SPAN_NONE : head;
}

/* Is this the office that words from..to of a paragraph ask for? */
static bool
is_asked_for(const struct name_table *table, const struct office *office,
    const struct phrase *asked, size_t from, size_t to, struct span head)
{
	const struct phrase	*held = &table->paragraphs[office->paragraph];
	bool			 diplomat = is_top_diplomat(asked, from, to);

	if (diplomat ? !is_foreign_chief(held, office->from, office->to) :
		       !span_eq(head, office->head))
		return false;
	return fits(asked, from, to, held, office, diplomat);
}

/* "the minister", "Wick's top diplomat": one certain person, described. */
static bool
is_definite(const struct phrase *phrase, size_t from, size_t to)
{
	static const char *const others[] = { "a", "an", "another", "former", "my", "one", "our",
		"some", "your" };

	for (size_t k = 0; k < LEN(others); k++) {
		if (phrase_is(phrase, from, others[k]))
			return false;
	}
	return from < to;
}

/* Nothing before the name says who it is; "Sir" and "Ms" say only what to call it. */
static bool
is_bare(const struct phrase *phrase, const struct mention *m)
{
	for (size_t i = m->title; i < m->at.word; i++) {
		struct lexicon_room	 room;
		const struct title	*title = title_find(phrase_fold(phrase, i, &room));

		if (title == NULL || title->use != TITLE_COURTESY)
			return false;
	}
	return true;
}

/*
 * The story says "the president", and a bare name speaks next, of nobody's
 * office and without a word who it is: the readers are expected to know that
 * they are one.
 */
static size_t
name_introduced(const struct name_table *table, struct place_in at, size_t to)
{
	const size_t	 from = table->first[at.paragraph + 1];

	if (!is_definite(&table->paragraphs[at.paragraph], at.word, to))
		return NAME_NONE;
	for (size_t i = from; i < table->nmentions && i - from < REACH_MENTIONS; i++) {
		const struct mention	*m = &table->mentions[i];
		const struct phrase	*phrase = &table->paragraphs[m->at.paragraph];

		if (m->at.paragraph > at.paragraph + INTRODUCED_WITHIN)
			break;
		if (m->name == NAME_NONE || m->end.word >= phrase->count ||
		    !phrase_has(phrase, m->end.word, WORD_SPEECH) ||
		    !phrase_has(phrase, m->end.word, WORD_FINITE))
			continue;
		for (size_t k = 0; k < table->noffices; k++) {
			if (table->offices[k].name == m->name && table->offices[k].head.n > 0)
				return NAME_NONE;
		}
		return is_bare(phrase, m) && table->names[m->name].person ? m->name : NAME_NONE;
	}
	return NAME_NONE;
}

/* "The harbour minister said no. The minister, Ann Berg, left": the next one called by the bare office is meant. */
static size_t
name_summed_up(const struct name_table *table, struct place_in at, struct span head)
{
	for (size_t i = 0; i < table->noffices; i++) {
		const struct office	*office = &table->offices[i];
		const struct phrase	*held = &table->paragraphs[office->paragraph];

		if (office->paragraph > at.paragraph &&
		    office->paragraph <= at.paragraph + INTRODUCED_WITHIN &&
		    office->to == office->from + 2 && phrase_is(held, office->from, "the") &&
		    span_eq(office->head, head))
			return office->name;
	}
	return NAME_NONE;
}

size_t
name_of_office(const struct name_table *table, struct place_in at, size_t to, double *confidence)
{
	const struct phrase	*asked = &table->paragraphs[at.paragraph];
	struct span		 head = name_office_head(asked, at.word, to);
	const struct office	*best = NULL;
	bool			 best_before = false, rivals = false;
	size_t			 name;

	*confidence = 0;
	if (head.n == 0)
		return NAME_NONE;
	for (size_t i = 0; i < table->noffices; i++) {
		const struct office	*office = &table->offices[i];
		bool			 before = office->paragraph < at.paragraph ||
		    (office->paragraph == at.paragraph && office->from < at.word);

		if (!is_asked_for(table, office, asked, at.word, to, head))
			continue;
		rivals |= best != NULL && best->name != office->name;
		/* The nearest one before; else the first behind. */
		if (best == NULL ||
		    (before && (!best_before || office->paragraph >= best->paragraph))) {
			best = office;
			best_before = before;
		}
	}
	if (best == NULL) {
		*confidence = 0.75;
		name = name_summed_up(table, at, head);
		if (name != NAME_NONE)
			return name;
		*confidence = 0.55;
		return name_introduced(table, at, to);
	}
	*confidence = rivals ? 0.55 : best_before ? 0.9 : 0.75;
	return best->name;
}
