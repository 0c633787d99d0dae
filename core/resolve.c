#include "core/resolve.h"

#include "core/noun.h"
#include "core/row.h"

#define UNNAMED_REACH 3	     /* paragraphs that "the nurse" looks back for "a nurse" */
#define UNNAMED_WORDS 200    /* of each of them */
#define ORGANISATION_REACH 2 /* and "the company" for its name */
#define COMPANY_REACH 8	     /* further for one whose name says that it is a company */
#define ORGANISATION_NAMES 40
#define OFFICE_TIED 0.6 /* how surely a name goes with an office that the text ties to it */
#define DESCRIBED_NAMES 12 /* looked back at for whom "the carpenter" means */

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

/* "his wife, Anna Berg, said", "her son, also named Ben Berg": the name stands behind the comma. */
static const struct mention *
apposed(const struct name_table *table, const struct attribution *a)
{
	const struct phrase	*phrase = &table->paragraphs[a->paragraph];
	const struct mention	*m;
	size_t			 from;

	if (a->to >= phrase->count || phrase->words[a->to].kind != WORD_COMMA)
		return NULL;
	from = a->to + 1;
	if (from + 1 < phrase->count && phrase_is(phrase, from, "also"))
		from++;
	if (from + 1 < phrase->count &&
	    (phrase_is(phrase, from, "named") || phrase_is(phrase, from, "called")))
		from++;
	/* "his rival, the clerk Anna Berg, said" */
	if (from + 1 < phrase->count && phrase_has(phrase, from, WORD_DETERMINER) &&
	    !phrase_has(phrase, from, WORD_CAPITAL))
		from++;
	m = name_first_in(table, a->paragraph, from, from + 6);
	/* "One of them, retired clerk Anna Berg, said" */
	if (m != NULL && m->title == from + 1 && phrase_has(phrase, a->from, WORD_PRONOUN) &&
	    phrase->words[from].kind == WORD_TEXT)
		from++;
	return m != NULL && m->title <= from && !m->possessive ? m : NULL;
}

/* "The Minister for Ports (Ann Berg): I do": the name stands in brackets. */
static const struct mention *
bracketed(const struct name_table *table, const struct phrase *phrase, const struct attribution *a)
{
	const struct mention	*m = name_last_in(table, a->paragraph, a->from, a->to);

	return m != NULL && m->title > a->from && phrase->words[m->title - 1].kind == WORD_OPENS &&
		m->end.word < a->to && phrase->words[m->end.word].kind == WORD_CLOSES &&
		table->names[m->name].person ?
	    m :
	    NULL;
}

/* "A nurse said no. "Never," she added": nobody with a name was spoken of in between. */
static bool
means_unnamed(const struct name_table *table, const struct speaker_memory *memory,
    const struct phrase *phrase, struct attribution *a)
{
	const struct attribution	*last = &memory->last;
	size_t				 start = phrase_sentence_start(phrase, a->from);
	struct noun			 noun;

	/* Whoever adds spoke last, in the paragraph before too. */
	if (a->verb < a->verb_end && phrase_is(phrase, a->verb, "added") && last->rule != NULL &&
	    last->name == NAME_NONE && last->state == SPEAKER_ANONYMOUS &&
	    memory->last_paragraph != NAME_NONE && memory->last_paragraph + 1 == a->paragraph &&
	    name_first_in(table, a->paragraph, 0, a->from) == NULL)
		return true;
	if (memory->last_paragraph == a->paragraph && last->rule != NULL && last->name == NAME_NONE &&
	    last->state == SPEAKER_ANONYMOUS && memory->last_word < a->from &&
	    name_first_in(table, a->paragraph, memory->last_word, a->from) == NULL)
		return true;
	return noun_subject(phrase, start, a->from, &noun) && noun.to < a->from &&
	    phrase_has(phrase, noun.to - 1, WORD_ANONYMOUS) &&
	    phrase_has(phrase, noun.from, WORD_DETERMINER) &&
	    name_first_in(table, a->paragraph, noun.from, noun.to) == NULL;
}

/* By its given name or its title; an office beside it is a body's as often. */
static bool
is_surely_person(const struct name_table *table, size_t name)
{
	const struct span	 full = table->names[name].full;
	struct lexicon_room	 room;

	return table->names[name].gender != GENDER_UNKNOWN ||
	    given_find(lexicon_fold(span_cut(full, 0, span_find(full, SPAN(" "))), &room)) != NULL;
}

/* "The Harbour Trust denied it. "Never," it said": the body that the sentences before are about. */
static size_t
organisation_before(const struct name_table *table, const struct speaker_memory *memory,
    const struct attribution *a)
{
	const struct phrase	*phrase = &table->paragraphs[a->paragraph];
	size_t	 i = name_before(table, (struct place_in) { a->paragraph, a->from });

	for (size_t n = 0; i > 0 && n < DESCRIBED_NAMES; i--, n++) {
		const struct mention	*m = &table->mentions[i - 1];
		const struct name	*name;

		if (m->at.paragraph != a->paragraph || m->name == NAME_NONE)
			break;
		name = &table->names[m->name];
		/* A name of several words that nothing makes a person's, and no place's, is a body's. */
		if (m->subject && !name->person &&
		    (name->organisation ||
			(m->end.word - m->at.word > 1 &&
			    !phrase_has(phrase, m->end.word - 1, WORD_PLACE))))
			return m->name;
	}
	return memory->last_paragraph != NAME_NONE && memory->last_paragraph + 1 >= a->paragraph &&
		memory->last.state == SPEAKER_RESOLVED &&
		(memory->last.kind == SPEAKER_ORGANISATION ||
		    (memory->last_paragraph == a->paragraph &&
			!is_surely_person(table, memory->last.name))) ?
	    memory->last.name :
	    NAME_NONE;
}

/* "Berg asked him why. "I ran," he replied": who asked does not answer. */
static size_t
asker(const struct name_table *table, const struct phrase *phrase, const struct attribution *a)
{
	size_t	 start = phrase_sentence_start(phrase, a->from), from;

	if (start == 0 || a->verb == a->verb_end ||
	    !(phrase_is(phrase, a->verb, "replied") || phrase_is(phrase, a->verb, "answered")))
		return NAME_NONE;
	from = phrase_sentence_start(phrase, start - 1);
	for (size_t i = from; i + 1 < start; i++) {
		const struct mention	*m;

		if (!phrase_is(phrase, i, "asked") || phrase_has(phrase, i + 1, WORD_PREPOSITION))
			continue;
		m = name_last_in(table, a->paragraph, from, i);
		return m != NULL && m->end.word == i ? m->name : NAME_NONE;
	}
	return NAME_NONE;
}

/* Is a person's name among words from..to? */
static bool
names_person(const struct name_table *table, size_t paragraph, size_t from, size_t to)
{
	const struct mention	*m;

	while ((m = name_first_in(table, paragraph, from, to)) != NULL) {
		if (table->names[m->name].person || m->end.word - m->at.word > 1)
			return true;
		from = m->end.word;
	}
	return false;
}

/* "Her neighbour shrugged. "Never," he said"; "The minister, who was abroad, rang": whom the article does not name. */
static bool
means_relation(const struct name_table *table, const struct phrase *phrase,
    const struct attribution *a)
{
	size_t			 start = phrase_sentence_start(phrase, a->from), from;
	struct lexicon_room	 room;
	const struct title	*title;
	struct noun		 noun;
	double			 sure;

	if (start == 0)
		return false;
	from = phrase_sentence_start(phrase, start - 1);
	if (!noun_subject(phrase, from, start, &noun) || noun.to < noun.from + 2 ||
	    !phrase_has(phrase, noun.from, WORD_DETERMINER) ||
	    names_person(table, a->paragraph, noun.from, a->from))
		return false;
	title = title_find(phrase_fold(phrase, noun.to - 1, &room));
	return title != NULL && title->use != TITLE_PLURAL &&
	    !(title->gender == GENDER_MALE && phrase_is(phrase, a->from, "she")) &&
	    !(title->gender == GENDER_FEMALE && phrase_is(phrase, a->from, "he")) &&
	    name_of_office(table, (struct place_in) { a->paragraph, noun.from }, noun.to, &sure) ==
	    NAME_NONE;
}

/* Somebody by an indefinite word alone: "one", "another". */
static bool
is_anybody(const struct phrase *phrase, size_t i)
{
	return phrase_is(phrase, i, "one") || phrase_is(phrase, i, "another");
}

static void
resolve_pronoun(const struct name_table *table, const struct speaker_memory *memory,
    const struct phrase *phrase, struct attribution *a)
{
	struct place_in		 at = { a->paragraph, a->from };
	struct last_spoken	 last = { .name = NAME_NONE, .never = NAME_NONE, .alone = memory->alone };
	const struct mention	*beside;
	struct lexicon_room	 room;
	size_t			 name;
	double			 sure = 1;

	a->state = SPEAKER_MENTION_ONLY;
	a->kind = SPEAKER_PERSON;
	if (means_relation(table, phrase, a))
		return;
	/* "One, Ada Berg, stayed" */
	beside = is_anybody(phrase, a->from) ? apposed(table, a) : NULL;
	if (beside != NULL) {
		resolve_name(table, beside->name, 0.95, a);
		return;
	}
	if (is_anybody(phrase, a->from) || means_unnamed(table, memory, phrase, a)) {
		a->state = SPEAKER_ANONYMOUS;
		a->kind = SPEAKER_UNNAMED;
		return;
	}
	if (memory->last_paragraph != NAME_NONE) {
		last.name = memory->last.name;
		last.direct = memory->last.direct;
		last.at = (struct place_in) { memory->last_paragraph, memory->last_word };
	}
	last.never = asker(table, phrase, a);
	if (phrase_is(phrase, a->from, "it")) {
		name = organisation_before(table, memory, a);
		sure = 0.8;
	} else {
		name = name_of_pronoun(table, at, phrase_fold(phrase, a->from, &room), &last, &sure);
	}
	if (name != NAME_NONE)
		resolve_name(table, name, sure, a);
}

/* "a negotiator", "one negotiator", but not behind the name of whom it tells: "Ann Berg, a negotiator". */
static bool
introduces(const struct phrase *phrase, size_t i)
{
	return (phrase_is(phrase, i, "one") ||
		   (phrase_has(phrase, i, WORD_DETERMINER) && is_indefinite(phrase, i))) &&
	    !(i > 1 && phrase->words[i - 1].kind == WORD_COMMA &&
		phrase_has(phrase, i - 2, WORD_CAPITAL));
}

/* "a Wick negotiator" earlier makes "the negotiator" somebody who is not named. */
static bool
was_unnamed(const struct name_table *table, const struct phrase *asked, const struct attribution *a,
    size_t core)
{
	struct lexicon_room	 room, other;
	struct span		 head;

	if (!phrase_is(asked, a->from, "the") || core < a->from + 2 ||
	    phrase_has(asked, core - 1, WORD_CAPITAL | WORD_BODY | WORD_DOCUMENT))
		return false;
	head = phrase_fold(asked, core - 1, &room);
	for (size_t back = 0; back <= UNNAMED_REACH && back <= a->paragraph; back++) {
		const struct phrase	*phrase = &table->paragraphs[a->paragraph - back];
		size_t			 end = back == 0 ? a->from : phrase->count;

		for (size_t i = end > UNNAMED_WORDS ? end - UNNAMED_WORDS : 0; i < end; i++) {
			if (introduces(phrase, i) &&
			    noun_core(phrase, i, noun_end(phrase, i, end)) > i + 1 &&
			    span_eq(head,
				phrase_fold(phrase,
				    noun_core(phrase, i, noun_end(phrase, i, end)) - 1, &other)))
				return true;
		}
	}
	return false;
}

/* "the company": the organisation named last; "the union": the last one called so. */
static size_t
organisation(const struct name_table *table, const struct phrase *asked,
    const struct attribution *a, size_t core)
{
	static const char *const any[] = { "airline", "business", "carmaker", "carrier", "company",
		"firm", "group", "maker", "retailer", "startup" };
	struct lexicon_room	 room, other;
	struct span		 head = phrase_fold(asked, core - 1, &room);
	bool			 company = ROW_HALVE(any, head) != NULL;
	size_t			 from;

	if (!phrase_is(asked, a->from, "the") || core != a->from + 2 ||
	    !phrase_has(asked, core - 1, WORD_BODY))
		return NAME_NONE;
	from = name_before(table, (struct place_in) { a->paragraph, a->from });
	for (size_t i = from; i > 0 && from - i < ORGANISATION_NAMES; i--) {
		const struct mention	*m = &table->mentions[i - 1];
		const struct phrase	*phrase = &table->paragraphs[m->at.paragraph];

		if (a->paragraph - m->at.paragraph >
		    (company && m->name != NAME_NONE && name_is_company(&table->names[m->name]) ?
			    COMPANY_REACH :
			    ORGANISATION_REACH))
			continue;
		if (m->name == NAME_NONE || table->names[m->name].person ||
		    phrase_has(phrase, m->end.word - 1, WORD_PLACE))
			continue;
		if (company ? m->end.word - m->at.word > 1 || table->names[m->name].organisation :
			      span_eq(head, phrase_fold(phrase, m->end.word - 1, &other)))
			return m->name;
	}
	return NAME_NONE;
}

/* "43-year-old", or a word for a person that stands for a name: "carpenter", "striker". */
static bool
describes_person(const struct phrase *phrase, size_t i)
{
	struct lexicon_room	 room;
	struct span		 word = phrase_fold(phrase, i, &room);
	const struct title	*title = title_find(word);

	return span_ends(word, SPAN("-year-old")) || phrase_has(phrase, i, WORD_PLACE) ||
	    (title != NULL && (title->use == TITLE_HEAD || title->use == TITLE_TRADE) &&
		!phrase_has(phrase, i, WORD_CAPITAL | WORD_BODY | WORD_ANONYMOUS | WORD_POSSESSIVE));
}

/* "the boy" */
static enum gender
described_gender(const struct phrase *phrase, size_t i)
{
	struct lexicon_room	 room;
	const struct title	*title = title_find(phrase_fold(phrase, i, &room));

	return title != NULL ? title->gender : GENDER_UNKNOWN;
}

static bool
may_be(const struct name *name, enum gender gender)
{
	return gender == GENDER_UNKNOWN || name->gender == GENDER_UNKNOWN || name->gender == gender;
}

/*
 * "Berg, 43, broke two records. "I slept," said the retired carpenter": whoever
 * spoke or was spoken of last goes by what he is, not to be named again.
 */
static size_t
described(const struct name_table *table, const struct speaker_memory *memory,
    const struct phrase *phrase, const struct attribution *a, size_t core)
{
	const struct attribution	*last = &memory->last;
	size_t				 i = name_before(table, (struct place_in) { a->paragraph, a->from });
	const enum gender		 gender = described_gender(phrase, core - 1);

	if (!phrase_is(phrase, a->from, "the") || core < a->from + 2 || core != a->to ||
	    !(a->verb == a->verb_end ? a->direct : phrase_has(phrase, a->verb, WORD_SPEECH)) ||
	    !describes_person(phrase, core - 1))
		return NAME_NONE;
	for (size_t n = 0; i > 0 && n < DESCRIBED_NAMES; i--, n++) {
		const struct mention	*m = &table->mentions[i - 1];

		if (m->at.paragraph + 1 < a->paragraph)
			break;
		/* "Asked about Berg, the 24-year-old said" */
		if (m->at.paragraph == a->paragraph &&
		    phrase->words[m->at.word].sentence == phrase->words[a->from].sentence)
			continue;
		if (memory->last_paragraph != NAME_NONE && last->name != NAME_NONE &&
		    (memory->last_paragraph > m->at.paragraph ||
			(memory->last_paragraph == m->at.paragraph &&
			    memory->last_word > m->at.word)))
			break;
		if (m->name != NAME_NONE && m->subject && table->names[m->name].person)
			return may_be(&table->names[m->name], gender) ? m->name : NAME_NONE;
	}
	return memory->last_paragraph != NAME_NONE && memory->last_paragraph + 1 >= a->paragraph &&
		last->state == SPEAKER_RESOLVED && table->names[last->name].person &&
		may_be(&table->names[last->name], gender) ?
	    last->name :
	    NAME_NONE;
}

/* The name that the mention prints, or that stands beside it as another word for it; *core may grow by it. */
static const struct mention *
printed(const struct name_table *table, const struct phrase *phrase, const struct attribution *a,
    size_t *core, double *sure)
{
	const struct mention	*m = name_first_in(table, a->paragraph, a->from, a->to);

	/* "US Secretary of State X": the title belongs to the name behind it. */
	if (m != NULL && m->title <= a->from && !m->possessive && m->end.word >= a->to)
		return m;
	m = name_last_in(table, a->paragraph, a->from, *core);
	/* "the Royal College of Midwives": "of" is part of the name. */
	if (m != NULL && m->end.word > *core && m->end.word <= a->to)
		*core = m->end.word;
	if (m != NULL && m->end.word == *core && !is_description(phrase, a->from, *core) &&
	    (!m->possessive || a->to == *core))
		return m;
	*sure = 0.95;
	m = apposed(table, a);
	return m != NULL ? m : bracketed(table, phrase, a);
}

/* A mention that prints no name: the one it describes, or nobody who is to be known. */
static void
resolve_unnamed(const struct name_table *table, const struct speaker_memory *memory,
    const struct phrase *phrase, size_t core, struct attribution *a)
{
	const struct place_in	 at = { a->paragraph, a->from };
	double			 sure = 0.75;
	size_t			 name = name_of_native(table, at, core);

	if (name == NAME_NONE)
		name = name_of_office(table, at, a->to, &sure);
	/* Of several texts on one page none introduces the people of another. */
	if (memory->alone && sure < OFFICE_TIED)
		name = NAME_NONE;
	if (name != NAME_NONE) {
		resolve_name(table, name, sure, a);
		return;
	}
	name = organisation(table, phrase, a, core);
	if (name != NAME_NONE) {
		resolve_name(table, name, 0.7, a);
		a->kind = SPEAKER_ORGANISATION;
	} else if (a->state == SPEAKER_MENTION_ONLY && was_unnamed(table, phrase, a, core)) {
		a->state = SPEAKER_ANONYMOUS;
		a->kind = SPEAKER_UNNAMED;
	} else if (a->state == SPEAKER_MENTION_ONLY &&
	    (name = described(table, memory, phrase, a, core)) != NAME_NONE) {
		resolve_name(table, name, 0.7, a);
	}
}

void
resolve_mention(const struct name_table *table, const struct speaker_memory *memory,
    struct attribution *a)
{
	const struct phrase	*phrase = &table->paragraphs[a->paragraph];
	const struct mention	*m;
	size_t			 core, name;
	double			 sure = 1;

	if (a->rule == NULL)
		return;
	name = resolve_lettered(table, a);
	if (name != NAME_NONE) {
		resolve_name(table, name, 0.8, a);
		return;
	}
	if (is_pronoun(phrase, a)) {
		resolve_pronoun(table, memory, phrase, a);
		return;
	}
	core = noun_core(phrase, a->from, a->to);
	m = printed(table, phrase, a, &core, &sure);
	if (m != NULL) {
		resolve_name(table, m->name, sure, a);
		return;
	}
	judge_unnamed(phrase, a->from, core, a);
	resolve_unnamed(table, memory, phrase, core, a);
}
