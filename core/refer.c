/* Pronouns: whom a mention without a name means, and whom a sentence is about. */
#include "core/grammar.h"
#include "core/name.h"
#include "core/noun.h"

#define REACH_MENTIONS 80   /* names looked back at */
#define REACH_PARAGRAPHS 8
#define REACH_REFERENTS 16
#define LEAD_WORDS_MAX 6
#define GUESSED 0.61 /* how sure a choice is at the most that has no reason */

static enum gender
pronoun_gender(struct span folded)
{
	static const char	*const male[] = { "he", "him", "his", "himself" };
	static const char	*const female[] = { "she", "her", "hers", "herself" };

	for (size_t i = 0; i < LEN(male); i++) {
		if (span_eq(folded, span_of(male[i])))
			return GENDER_MALE;
		if (span_eq(folded, span_of(female[i])))
			return GENDER_FEMALE;
	}
	return GENDER_UNKNOWN;
}

/* The pronouns of a paragraph that stand behind one person's name and nobody else's. */
static void
count_pronouns(struct name_table *table, size_t paragraph)
{
	const struct phrase	*phrase = &table->paragraphs[paragraph];
	size_t			 m = table->first[paragraph], sole = NAME_NONE;

	for (size_t i = 0; i < phrase->count; i++) {
		for (; m < table->first[paragraph + 1] && table->mentions[m].at.word <= i; m++) {
			const struct mention	*mention = &table->mentions[m];

			if (mention->name == NAME_NONE || !table->names[mention->name].person)
				continue;
			if (!mention->subject || (sole != NAME_NONE && sole != mention->name))
				return;
			sole = mention->name;
		}
		if (sole == NAME_NONE || !phrase_has(phrase, i, WORD_PRONOUN))
			continue;
		table->names[sole].he += phrase_is(phrase, i, "he");
		table->names[sole].she += phrase_is(phrase, i, "she");
	}
}

void
name_learn_genders(struct name_table *table)
{
	for (size_t p = 0; p < table->nparagraphs; p++)
		count_pronouns(table, p);
	for (size_t i = 0; i < table->nnames; i++) {
		struct name	*name = &table->names[i];

		if (name->gender == GENDER_UNKNOWN && (name->he == 0) != (name->she == 0))
			name->gender = name->he > 0 ? GENDER_MALE : GENDER_FEMALE;
	}
}

/* Every word of it a place, and nothing that speaks for a person: "United States". */
static bool
is_land(const struct name_table *table, const struct mention *m)
{
	const struct phrase	*phrase = &table->paragraphs[m->at.paragraph];

	if (table->names[m->name].person || m->gender != GENDER_UNKNOWN)
		return false;
	if (phrase_is(phrase, m->at.word, "united"))
		return true;
	for (size_t i = m->at.word; i < m->end.word; i++) {
		if (!phrase_has(phrase, i, WORD_PLACE))
			return false;
	}
	return true;
}

/* "BERG: He said": who speaks says "I"; the name that labels a paragraph, or NAME_NONE. */
static size_t
labelled(const struct name_table *table, size_t paragraph)
{
	const struct phrase	*phrase = &table->paragraphs[paragraph];

	for (size_t i = table->first[paragraph]; i < table->first[paragraph + 1]; i++) {
		const struct mention	*m = &table->mentions[i];

		if (m->title > 0)
			break;
		if (m->name != NAME_NONE)
			return m->end.word < phrase->count &&
				phrase->words[m->end.word].kind == WORD_COLON ?
			    m->name :
			    NAME_NONE;
	}
	return NAME_NONE;
}

/* The nearer, the likelier; a subject before an object; who just spoke before who was spoken of. */
static int
weigh(const struct name_table *table, const struct mention *m, size_t paragraph, enum gender gender,
    const struct last_spoken *last)
{
	const struct name	*name = &table->names[m->name];
	size_t			 apart = paragraph - m->at.paragraph;
	int			 weight = 20 - 9 * (int)apart;

	if (name->organisation && !name->person)
		return 0;
	if (is_land(table, m))
		return 0;
	if (name->gender != GENDER_UNKNOWN && name->gender != gender)
		return 0;
	weight += name->gender == gender ? 6 : 0;
	weight += name->person ? 4 : 0;
	weight += m->subject ? 6 : 0;
	weight += m->subject && apart == 0 ? 4 : 0;
	weight += m->name == last->name && apart < 2 ? 5 : 0;
	weight -= m->possessive ? 3 : 0;
	return weight > 1 ? weight : 1;
}

/* The first name of its sentence is what the sentence is about. */
static bool
leads_sentence(const struct name_table *table, size_t i)
{
	const struct mention	*m = &table->mentions[i], *before = m - 1;

	return m->subject &&
	    (i == 0 || before->at.paragraph != m->at.paragraph ||
		table->paragraphs[m->at.paragraph].words[before->at.word].sentence !=
		    table->paragraphs[m->at.paragraph].words[m->at.word].sentence);
}

/* Does another person stand in that sentence? i: of a mention beside one in it. */
static bool
is_rival(const struct name_table *table, size_t i, size_t paragraph, uint32_t sentence)
{
	const struct mention	*m = &table->mentions[i];

	return m->at.paragraph == paragraph &&
	    table->paragraphs[paragraph].words[m->at.word].sentence == sentence &&
	    m->name != NAME_NONE && !m->possessive && table->names[m->name].person;
}

/* "Examined by Ben Berg, he agreed": the sentence is about whomever it calls so. */
static bool
is_about_pronoun(const struct phrase *phrase, uint32_t sentence)
{
	if ((phrase->sentences[sentence].bits & WORD_PRONOUN) == 0)
		return false;
	for (size_t i = phrase->sentences[sentence].first;
	     i < phrase->sentences[sentence + 1].first; i++) {
		if (phrase_is(phrase, i, "he") || phrase_is(phrase, i, "she"))
			return true;
	}
	return false;
}

/* "It was written by a clerk called Ben Berg. "It rhymes," he said": the sentence before names nobody else. */
static bool
is_alone_before(const struct name_table *table, size_t i, struct place_in at)
{
	const struct mention	*m = &table->mentions[i];
	const struct word	*words = table->paragraphs[at.paragraph].words;

	if (m->at.paragraph != at.paragraph || m->possessive || !table->names[m->name].person ||
	    words[m->at.word].sentence + 1 != words[at.word].sentence ||
	    is_about_pronoun(&table->paragraphs[at.paragraph], words[m->at.word].sentence))
		return false;
	return !(i > 0 && is_rival(table, i - 1, at.paragraph, words[m->at.word].sentence)) &&
	    !(i + 1 < table->nmentions &&
		is_rival(table, i + 1, at.paragraph, words[m->at.word].sentence));
}

/* The best candidate so far, how close the best of the others came, and who it cannot be. */
struct choice {
	size_t	 name, never;
	int	 most, second;
};

static void
choose(struct choice *choice, size_t name, int weight)
{
	if (name == choice->never)
		return;
	if (weight > choice->most) {
		if (name != choice->name)
			choice->second = choice->most;
		choice->most = weight;
		choice->name = name;
	} else if (name != choice->name && weight > choice->second) {
		choice->second = weight;
	}
}

static size_t
referents_before(const struct name_table *table, struct place_in at)
{
	size_t	 low = 0, high = table->nreferents;

	while (low < high) {
		size_t			 middle = low + (high - low) / 2;
		struct place_in		 there = table->referents[middle].at;

		if (there.paragraph < at.paragraph ||
		    (there.paragraph == at.paragraph && there.word < at.word))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Whom the sentences before were about that began with "he" or "the mayor". */
static void
choose_referents(const struct name_table *table, struct place_in at, enum gender gender,
    const struct last_spoken *last, struct choice *choice)
{
	size_t	 i = referents_before(table, at);

	for (size_t n = 0; i > 0 && n < REACH_REFERENTS; i--, n++) {
		const struct referent	*r = &table->referents[i - 1];
		struct mention		 m = { .at = r->at,
			.end = { r->at.paragraph, r->at.word + 1 },
			.name = r->name,
			.subject = true };
		int			 weight;

		if (at.paragraph - r->at.paragraph > (last->alone ? 0 : REACH_PARAGRAPHS))
			break;
		weight = weigh(table, &m, at.paragraph, gender, last);
		choose(choice, r->name, weight > 0 ? weight + 2 : 0);
	}
}

size_t
name_of_pronoun(const struct name_table *table, struct place_in at, struct span folded,
    const struct last_spoken *last, double *confidence)
{
	enum gender	 gender = pronoun_gender(folded);
	const size_t	 label = labelled(table, at.paragraph);
	struct choice	 choice = { NAME_NONE, label != NAME_NONE ? label : last->never, 0, 0 };
	size_t		 from = name_before(table, at);

	*confidence = 0;
	if (gender == GENDER_UNKNOWN)
		return NAME_NONE;
	/* Whoever spoke last stands there as a subject, even as "the minister". */
	if (last->name != NAME_NONE && at.paragraph - last->at.paragraph <= REACH_PARAGRAPHS) {
		struct mention	 spoke = { .at = last->at,
			.end = { last->at.paragraph, last->at.word + 1 },
			.name = last->name,
			.subject = last->direct };

		choose(&choice, last->name, weigh(table, &spoke, at.paragraph, gender, last));
	}
	for (size_t i = from; i > 0 && from - i < REACH_MENTIONS; i--) {
		const struct mention	*m = &table->mentions[i - 1];

		if (at.paragraph - m->at.paragraph > (last->alone ? 0 : REACH_PARAGRAPHS))
			break;
		if (m->name != NAME_NONE) {
			struct mention	 as = *m;
			int		 weight;

			as.subject |= is_alone_before(table, i - 1, at);
			weight = weigh(table, &as, at.paragraph, gender, last);

			if (weight > 0 && leads_sentence(table, i - 1))
				weight += 2;
			choose(&choice, m->name, weight);
		}
	}
	choose_referents(table, at, gender, last, &choice);
	if (choice.most > 0)
		*confidence = 0.6 +
		    (choice.most - choice.second > 9 ? 0.3 : (choice.most - choice.second) * 0.03);
	return choice.name;
}

size_t
name_of_native(const struct name_table *table, struct place_in at, size_t to)
{
	const struct phrase	*phrase = &table->paragraphs[at.paragraph];
	const size_t		 from = name_before(table, at);

	if (to != at.word + 2 || !phrase_is(phrase, at.word, "the") ||
	    !phrase_has(phrase, at.word + 1, WORD_PLACE))
		return NAME_NONE;
	for (size_t i = from; i > 0 && from - i < REACH_MENTIONS; i--) {
		const struct mention	*m = &table->mentions[i - 1];

		if (m->at.paragraph != at.paragraph)
			break;
		if (m->name != NAME_NONE && m->subject && table->names[m->name].person)
			return m->name;
	}
	return NAME_NONE;
}

/* "In 1976 he stood for parliament": the pronoun behind what leads in; else `from`. */
static size_t
behind_lead(const struct phrase *phrase, size_t from, size_t end)
{
	if (from >= end || !phrase_has(phrase, from, WORD_PREPOSITION))
		return from;
	for (size_t i = from + 1; i < end && i - from < LEAD_WORDS_MAX; i++) {
		if (phrase_has(phrase, i, WORD_PRONOUN))
			return i;
		if ((phrase->words[i].kind != WORD_TEXT && phrase->words[i].kind != WORD_COMMA) ||
		    grammar_finite(phrase, i))
			break;
	}
	return from;
}

/* The one whom the sentence that begins at word `from` is about, when it begins without a name; a mere guess is none. */
static size_t
subject_of(const struct name_table *table, struct place_in at, size_t end)
{
	const struct last_spoken nobody = { .name = NAME_NONE, .never = NAME_NONE };
	const struct phrase	*phrase = &table->paragraphs[at.paragraph];
	struct lexicon_room	 room;
	struct noun		 noun;
	double			 confidence;
	size_t			 name;

	/* "His first speech was short", but "His son, Ben, was late" is about Ben. */
	if (phrase_has(phrase, at.word, WORD_PRONOUN) ||
	    ((phrase_is(phrase, at.word, "his") || phrase_is(phrase, at.word, "her")) &&
		name_first_in(table, at.paragraph, at.word, end) == NULL))
		name = name_of_pronoun(table, at, phrase_fold(phrase, at.word, &room), &nobody,
		    &confidence);
	else if (!phrase_has(phrase, at.word, WORD_DETERMINER) ||
	    !noun_subject(phrase, at.word, end, &noun) || noun.from != at.word ||
	    name_first_in(table, at.paragraph, noun.from, noun.to) != NULL)
		return NAME_NONE;
	else
		name = name_of_office(table, at, noun.to, &confidence);
	return confidence > GUESSED ? name : NAME_NONE;
}

bool
name_find_referents(struct name_table *table, struct arena *arena, struct fault *f)
{
	size_t	 room = 0;

	for (size_t p = 0; p < table->nparagraphs; p++) {
		const struct phrase	*phrase = &table->paragraphs[p];

		for (size_t i = 0, end; i < phrase->count; i = end) {
			const uint32_t	 bits = phrase->sentences[phrase->words[i].sentence].bits;
			struct place_in	 at = { p, i };
			size_t		 name;

			end = phrase_sentence_end(phrase, i);
			if ((bits & WORD_PRONOUN) == 0 &&
			    ((bits & WORD_DETERMINER) == 0 ||
				((bits & WORD_TITLE) == 0 && !phrase_is(phrase, i, "his") &&
				    !phrase_is(phrase, i, "her"))))
				continue;
			at.word = behind_lead(phrase, noun_lead(phrase, i, end), end);
			name = at.word < end ? subject_of(table, at, end) : NAME_NONE;
			if (name == NAME_NONE)
				continue;
			if (!arena_grow(arena, &table->referents, table->nreferents, &room,
				sizeof *table->referents, f))
				return false;
			table->referents[table->nreferents++] = (struct referent) { at, name };
		}
	}
	return true;
}
