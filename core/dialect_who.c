/* Whom the words beside a quotation mean, by the tables of a language. */
#include "core/dialect_parts.h"
#include "core/utf8.h"

#define PRONOUN_REACH 8 /* paragraphs that a pronoun looks back */
#define PRONOUN_NAMES 80 /* names in them */
#define INSIDE_COMMAS 6 /* of a quotation that are looked at for a cue behind them */
#define INSIDE_WORDS 4	/* of a name there */
#define INSIDE_NAMES 256
#define UNNAMED_REACH 200 /* words, back to where somebody came in without a name */
#define CALLED_NAMES 1000 /* mentions that are asked what stands before them */
#define TITLE_WORDS 7 /* before a name, among which its office stands */
#define STEM_BYTES 6   /* three Cyrillic letters that two cases of a name share */
#define ENDING_BYTES 6 /* and as many that differ */

/* "der Feuerwehr" is no name of its own: a small letter begins it. */
static bool
is_person(const struct reading *r, size_t name)
{
	size_t	 at = 0;

	return name != NAME_NONE && r->table->names[name].person &&
	    utf8_is_upper(utf8_next(r->table->names[name].full, &at));
}

static enum gender
other_than(enum gender gender)
{
	return gender == GENDER_MALE ? GENDER_FEMALE : GENDER_MALE;
}

/* A name of several words that no preposition leads to: a person's, as far as can be told. */
static bool
is_plausible(const struct reading *r, const struct mention *m)
{
	struct reading	 there = *r;
	size_t		 before = m->at.word;

	there.phrase = &r->table->paragraphs[m->at.paragraph];
	there.start = SIZE_MAX;
	/* "a récompensé mardi Ada Quill" */
	while (before > 0 && reading_is(&there, before - 1, &r->dialect->adverbs))
		before--;
	return m->name != NAME_NONE && m->end.word - m->at.word > 1 &&
	    !r->table->names[m->name].organisation &&
	    phrase_has(there.phrase, m->at.word, WORD_CAPITAL) &&
	    !phrase_has(there.phrase, m->at.word, WORD_PLACE) &&
	    !reading_is(&there, m->at.word, &r->dialect->articles) &&
	    !(before > 0 &&
		(reading_opens(&there, before - 1) ||
		    reading_is(&there, before - 1, &r->dialect->articles) ||
		    phrase_has(there.phrase, before - 1, WORD_PARTICLE))) &&
	    !reading_is(&there, m->at.word, &r->dialect->openers);
}

/* Where the words before a name begin that may tell its office: in its sentence, a few before it. */
static size_t
office_start(const struct phrase *phrase, size_t name)
{
	size_t	 from = name;

	while (from > 0 && name - from < 6 &&
	    (phrase->words[from - 1].kind == WORD_TEXT || phrase->words[from - 1].kind == WORD_COMMA))
		from--;
	return from;
}

/* "le président": who is called by that office somewhere in the article, name close behind or before. */
static size_t
holder(const struct reading *r, size_t from, size_t to)
{
	struct lexicon_room	 room, other;

	while (from < to && !reading_is_office(r, from))
		from++;
	if (from == to)
		return NAME_NONE;
	for (size_t i = 0; i < r->table->nmentions; i++) {
		const struct mention	*m = &r->table->mentions[i];
		const struct phrase	*phrase = &r->table->paragraphs[m->at.paragraph];

		for (size_t k = office_start(phrase, m->at.word);
		     (is_person(r, m->name) || is_plausible(r, m)) && k < m->end.word + 4 &&
		     k < phrase->count;
		     k++) {
			if (phrase->words[k].kind == WORD_TEXT &&
			    span_eq(phrase_fold(phrase, k, &room),
				phrase_fold(r->phrase, from, &other)))
				return m->name;
			if (phrase->words[k].kind != WORD_TEXT && phrase->words[k].kind != WORD_COMMA)
				break;
		}
	}
	return NAME_NONE;
}

static bool
ends_in(const struct dialect_words *endings, struct span word)
{
	for (size_t i = 0; i < endings->count; i++) {
		if (word.n > strlen(endings->items[i]) + 1 &&
		    span_ends(word, span_of(endings->items[i])))
			return true;
	}
	return false;
}

/* By its ending; the longer ones of women first: "-schwester" ends in "-er". */
static enum gender
noun_gender(const struct dialect *dialect, struct span noun)
{
	return ends_in(&dialect->woman_endings, noun) ? GENDER_FEMALE :
	    ends_in(&dialect->man_endings, noun)      ? GENDER_MALE :
							GENDER_UNKNOWN;
}

/* "la": of what gender an article makes its noun. */
static enum gender
article_gender(const struct phrase *phrase, size_t i)
{
	static const struct {
		const char	*article;
		enum gender	 gender;
	} articles[] = {
		{ "der", GENDER_MALE },
		{ "die", GENDER_FEMALE },
		{ "el", GENDER_MALE },
		{ "la", GENDER_FEMALE },
		{ "le", GENDER_MALE },
	};

	for (size_t k = 0; k < LEN(articles); k++) {
		if (phrase_is(phrase, i, articles[k].article))
			return articles[k].gender;
	}
	return GENDER_UNKNOWN;
}

/*
 * "Richterin Ada Quill", "la présidente du jury, Ada Quill": the office before a name tells the
 * gender where the language marks it.
 */
static enum gender
titled(const struct reading *r, const struct mention *m)
{
	struct reading		 there = *r;
	struct lexicon_room	 room;

	there.phrase = &r->table->paragraphs[m->at.paragraph];
	if (r->dialect->compounds && m->at.word > 0 && reading_is_office(&there, m->at.word - 1)) {
		const struct span	 office = phrase_fold(there.phrase, m->at.word - 1, &room);

		return noun_gender(r->dialect, office);
	}
	if (r->dialect->compounds)
		return GENDER_UNKNOWN;
	for (size_t i = m->at.word; i > 1 && m->at.word - i < TITLE_WORDS; i--) {
		/* Between two commas the name belongs to the words before them. */
		if (there.phrase->words[i - 1].kind == WORD_COMMA && i == m->at.word &&
		    m->end.word < there.phrase->count &&
		    there.phrase->words[m->end.word].kind == WORD_COMMA)
			continue;
		if (there.phrase->words[i - 1].kind != WORD_TEXT)
			break;
		if (reading_is_office(&there, i - 1) &&
		    article_gender(there.phrase, i - 2) != GENDER_UNKNOWN)
			return article_gender(there.phrase, i - 2);
	}
	return GENDER_UNKNOWN;
}

/* Whom "elle" means: the person named last who may be meant, else the last speaker. */
static size_t
whom(const struct reading *r, enum gender gender, const struct speaker_memory *memory)
{
	const struct name_table	*table = r->table;
	struct place_in		 at = { r->paragraph, r->word };
	size_t			 last = memory->last_paragraph != NAME_NONE ? memory->last.name : NAME_NONE;
	const size_t		 from = name_before(table, at);

	for (size_t i = from; i > 0 && from - i < PRONOUN_NAMES; i--) {
		const struct mention	*m = &table->mentions[i - 1];
		const struct name	*name;

		if (r->paragraph - m->at.paragraph > PRONOUN_REACH)
			break;
		if (m->name == NAME_NONE)
			continue;
		name = &table->names[m->name];
		if ((is_person(r, m->name) || is_plausible(r, m)) && !m->possessive &&
		    (name->gender == GENDER_UNKNOWN || gender == GENDER_UNKNOWN ||
			name->gender == gender) &&
		    (gender == GENDER_UNKNOWN || titled(r, m) != other_than(gender)))
			return m->name;
	}
	return last != NAME_NONE && table->names[last].gender != other_than(gender) ? last :
										      NAME_NONE;
}

/* Behind "po slovam" a name stands in another case: the name that the article prints in the first one. */
static size_t
uninflected(const struct reading *r, size_t name)
{
	const struct span	 last = name == NAME_NONE ? SPAN_NONE : r->table->names[name].last;

	for (size_t i = 0; i < r->table->nnames && i < INSIDE_NAMES; i++) {
		const struct span	 other = r->table->names[i].last;
		size_t			 n = 0;

		while (n < last.n && n < other.n && last.p[n] == other.p[n])
			n++;
		if (i != name && n >= STEM_BYTES && last.n - n <= ENDING_BYTES &&
		    other.n - n <= ENDING_BYTES)
			return i;
	}
	return NAME_NONE;
}

/* "su hija, Ada", "la conseillère d'opposition Ada Quill": do the words before the name say whose it is? */
static bool
leads_to(const struct reading *r, const struct attribution *a, const struct mention *m)
{
	const size_t	 before = m->at.word - 1;

	if (r->phrase->words[before].kind == WORD_COMMA)
		return true;
	return m->end.word - m->at.word > 1 &&
	    (m->at.word <= a->from + 2 || reading_is_office(r, before) ||
		(reading_is_office(r, a->from + 1) && !reading_opens(r, before) &&
		    !phrase_has(r->phrase, before, WORD_PARTICLE | WORD_CAPITAL)));
}

/* "le président du club, Gilles Aubrac": the name at the mention's end, or one of a person in it. */
static size_t
named(const struct reading *r, const struct attribution *a)
{
	const struct mention	*m = name_last_in(r->table, r->paragraph, a->from, a->to);

	const struct mention	*first = name_first_in(r->table, r->paragraph, a->from, a->to);

	if (m == NULL)
		return NAME_NONE;
	/* "Ada Quill von der Universität Lund" */
	if (first != m && first->at.word == a->from && first->end.word < a->to &&
	    (reading_opens(r, first->end.word) ||
		phrase_has(r->phrase, first->end.word, WORD_PARTICLE)) &&
	    (is_person(r, first->name) || is_plausible(r, first)))
		m = first;
	if (r->dialect->inflects && reading_behind_according(r, a->verb) > a->verb)
		return uninflected(r, m->name);
	if (is_person(r, m->name) || !reading_is(r, a->from, &r->dialect->articles))
		return m->name;
	/* Behind "de la" it tells of what the noun is, not who. */
	return m->end.word == a->to && !reading_is(r, m->at.word, &r->dialect->articles) &&
		phrase_has(r->phrase, m->at.word, WORD_CAPITAL) && leads_to(r, a, m) ?
	    m->name :
	    NAME_NONE;
}

/* "la belge", "l'écrivaine": the noun behind a definite article, and nothing else; empty when it is not that. */
static struct span
lone_noun(const struct reading *r, const struct attribution *a, struct lexicon_room *room)
{
	struct span	 word = phrase_fold(r->phrase, a->from, room);

	if (a->to == a->from + 1)
		return span_starts(word, SPAN("l'")) ? span_cut(word, 2, word.n) : SPAN_NONE;
	return a->to == a->from + 2 && reading_is(r, a->from, &r->dialect->articles) &&
		!reading_is(r, a->from, &r->dialect->indefinite) ?
	    phrase_fold(r->phrase, a->from + 1, room) :
	    SPAN_NONE;
}

/* Whoever was just named: by a word for that, an age, or a noun that only people go by. */
static bool
stands_in(const struct reading *r, struct span noun)
{
	return noun.n > 2 &&
	    (dialect_holds(&r->dialect->stand_ins, noun) ||
		utf8_is_digit((unsigned char)noun.p[0]) || ends_in(&r->dialect->man_endings, noun) ||
		ends_in(&r->dialect->woman_endings, noun));
}

/* Of what gender the article makes them, or the noun where the article loses it. */
static enum gender
gender_of(const struct reading *r, const struct attribution *a, struct span noun)
{
	if (a->to == a->from + 1)
		return ends_in(&r->dialect->woman_endings, noun) ? GENDER_FEMALE :
		    ends_in(&r->dialect->man_endings, noun)	  ? GENDER_MALE :
								   GENDER_UNKNOWN;
	return article_gender(r->phrase, a->from);
}

/* "die Regisseurin", and nobody else was named so far. */
static bool
is_only(const struct reading *r, const struct attribution *a, struct span noun)
{
	const size_t	 before = name_before(r->table, (struct place_in) { r->paragraph, a->from });
	size_t		 only = NAME_NONE;

	if (noun.n == 0 ||
	    !(dialect_holds(&r->dialect->offices, noun) || reading_is_office(r, a->to - 1)))
		return false;
	for (size_t i = 0; i < before && i < PRONOUN_NAMES; i++) {
		const struct mention	*m = &r->table->mentions[i];

		if (m->name == NAME_NONE || !(is_person(r, m->name) || is_plausible(r, m)))
			continue;
		if (only != NAME_NONE && m->name != only)
			return false;
		only = m->name;
	}
	return only != NAME_NONE;
}

static bool
is_anonymous(const struct reading *r, const struct attribution *a)
{
	for (size_t i = a->from; i < a->to; i++) {
		if (reading_is(r, i, &r->dialect->anonymous))
			return true;
	}
	return false;
}

/* "Une source évoque un retard. « Q », glisse-t-elle": nobody with a name stands in between. */
static bool
means_unnamed(const struct reading *r, const struct attribution *a)
{
	struct lexicon_room	 room;
	struct span		 verb;

	return a->to == a->from + 1 && a->from > 0 && reading_is(r, 0, &r->dialect->indefinite) &&
	    reading_hanging(r, a->from, &verb, &room) != GENDER_UNKNOWN &&
	    name_first_in(r->table, r->paragraph, 0, a->from) == NULL;
}

/* "la bióloga": whom the article calls so right before a name, "la bióloga Ada Quill", "su hijo, Ben". */
static size_t
called(const struct reading *r, struct span noun)
{
	struct lexicon_room	 room;

	for (size_t i = 0; noun.n > 0 && i < r->table->nmentions && i < CALLED_NAMES; i++) {
		const struct mention	*m = &r->table->mentions[i];
		struct reading		 there = *r;
		size_t			 k = m->at.word;

		there.phrase = &r->table->paragraphs[m->at.paragraph];
		/* "el director de la empresa, Ben Quill" is not called a company. */
		if (k > 2 && there.phrase->words[k - 1].kind == WORD_COMMA &&
		    (k == 3 || there.phrase->words[k - 4].kind != WORD_TEXT))
			k--;
		if (k > 1 && there.phrase->words[k - 1].kind == WORD_TEXT &&
		    span_eq(phrase_fold(there.phrase, k - 1, &room), noun) &&
		    reading_is(&there, k - 2, &r->dialect->articles) &&
		    (is_person(r, m->name) || is_plausible(r, m)))
			return m->name;
	}
	return NAME_NONE;
}

/* "Ein Nachbar sah es anders. „Q“, sagte der Nachbar": the noun came in without a name. */
static bool
came_unnamed(const struct reading *r, struct span noun)
{
	struct lexicon_room	 room;
	struct reading		 there = *r;
	size_t			 p = r->paragraph, k = r->word;

	for (size_t n = 0; noun.n > 0 && n < UNNAMED_REACH; n++) {
		struct span	 other;

		while (k < 2 && p > 0) {
			there.phrase = &r->table->paragraphs[--p];
			k = there.phrase->count;
		}
		if (k < 2)
			break;
		k--;
		if (there.phrase->words[k].kind != WORD_TEXT ||
		    !reading_is(&there, k - 1, &r->dialect->indefinite))
			continue;
		/* "ein Beamter", "der Beamte" */
		other = phrase_fold(there.phrase, k, &room);
		if (span_starts(other, noun) && other.n - noun.n <= (r->dialect->compounds ? 1 : 0))
			return true;
	}
	return false;
}

/* Words that name nobody: a pronoun, an office, somebody in general. */
static size_t
find_unnamed(const struct reading *r, const struct speaker_memory *memory, struct attribution *a)
{
	enum gender		 gender = GENDER_UNKNOWN;
	struct lexicon_room	 room;
	struct span		 verb, noun;
	size_t			 name;

	if (a->from == a->verb && a->to == a->verb_end && r->dialect->drops_subject)
		return whom(r, GENDER_UNKNOWN, memory);
	if (a->to == a->from + 1) {
		gender = reading_hanging(r, a->from, &verb, &room);
		if (gender == GENDER_UNKNOWN)
			gender = dialect_gender(r->dialect, phrase_fold(r->phrase, a->from, &room));
		if (gender != GENDER_UNKNOWN)
			return whom(r, gender, memory);
	}
	name = holder(r, a->from, a->to);
	noun = lone_noun(r, a, &room);
	if (name == NAME_NONE)
		name = called(r, noun);
	if (name == NAME_NONE && (stands_in(r, noun) || is_only(r, a, noun)))
		name = whom(r, gender_of(r, a, noun), memory);
	return name;
}

/* The word of s that begins at byte at, up to a space or a sign; *at moves behind it and the space. */
static struct span
next_inside(struct span s, size_t *at)
{
	size_t	 from = *at;

	while (*at < s.n && strchr(" ,.;:!?\n", s.p[*at]) == NULL)
		++*at;
	return span_cut(s, from, (*at < s.n && s.p[*at] == ' ') ? (*at)++ : *at);
}

/* Whose surname ends the capital words at byte at; *mention is all of them. */
static size_t
named_inside(const struct reading *r, struct span s, size_t at, struct span *mention)
{
	size_t	 name = NAME_NONE, from = at;

	for (int k = 0; k < INSIDE_WORDS; k++) {
		struct span	 word = next_inside(s, &at);
		size_t		 first = 0;

		if (word.n == 0 || !utf8_is_upper(utf8_next(word, &first)))
			break;
		for (size_t i = 0; i < r->table->nnames && i < INSIDE_NAMES; i++) {
			if (!span_eq(r->table->names[i].last, word))
				continue;
			name = i;
			*mention = span_cut(s, from, (size_t)(word.p - s.p) + word.n);
		}
	}
	return name;
}

/* The one whose name, or a pronoun for whom, stands at byte at: the mention. */
static size_t
subject_inside(const struct reading *r, struct span s, size_t at,
    const struct speaker_memory *memory, struct span *mention)
{
	struct lexicon_room	 room;
	size_t			 next = at;
	enum gender		 gender;

	*mention = next_inside(s, &next);
	/* "assure l'ingénieur Ben Quill" */
	if (span_starts(lexicon_fold(*mention, &room), SPAN("l'")) &&
	    named_inside(r, s, next, mention) != NAME_NONE)
		return named_inside(r, s, next, mention);
	if (dialect_holds(&r->dialect->articles, lexicon_fold(*mention, &room)) &&
	    !dialect_holds(&r->dialect->indefinite, lexicon_fold(*mention, &room))) {
		const struct span	 office = next_inside(s, &next);

		if (!dialect_holds(&r->dialect->offices, lexicon_fold(office, &room)))
			return named_inside(r, s, at, mention);
		/* "recuerda el ingeniero Ben Quill" */
		if (utf8_is_upper(utf8_next(s, &(size_t) { next })))
			return named_inside(r, s, next, mention);
		gender = span_starts(*mention, SPAN("la")) ? GENDER_FEMALE : GENDER_UNKNOWN;
		*mention = span_cut(s, at, (size_t)(office.p - s.p) + office.n);
		return whom(r, gender, memory);
	}
	gender = dialect_gender(r->dialect, lexicon_fold(*mention, &room));
	return gender != GENDER_UNKNOWN ? whom(r, gender, memory) : named_inside(r, s, at, mention);
}

/* One behind the sign that sets a cue off there, ", " or " \u2014", as in "q, dit-il, q", "q \u2014dijo él\u2014 q"; else at. */
static size_t
behind_sign(struct span s, size_t at)
{
	const struct span	 rest = span_cut(s, at, s.n);

	if (span_starts(rest, SPAN(", \u2014 ")))
		return at + sizeof ", \u2014 " - 1;
	if (span_starts(rest, SPAN(", ")))
		return at + 2;
	if (span_starts(rest, SPAN(" \u2014")))
		return at + sizeof " \u2014" - 1;
	return span_starts(rest, SPAN(" \u2013")) ? at + sizeof " \u2013" - 1 : at;
}

/* "« Q, lâche Ada Quill. Q »", "« Q, a-t-il dit, q »": French sets the cue inside the marks. */
size_t
reading_inside(const struct reading *r, const struct speaker_memory *memory, struct span *mention)
{
	const struct span	 s = r->phrase->pairs[r->phrase->words[r->word].pair].inner;
	size_t			 commas = 0;

	for (size_t at = 0; at + 2 < s.n && commas < INSIDE_COMMAS; at++) {
		struct lexicon_room	 room;
		struct span		 folded;
		enum gender		 gender;
		size_t			 next, hyphen, last, name;

		if (behind_sign(s, at) == at)
			continue;
		next = behind_sign(s, at);
		commas++;
		*mention = next_inside(s, &next);
		/* ", se souvient-elle," */
		if (dialect_holds(&r->dialect->objects, lexicon_fold(*mention, &room)))
			*mention = next_inside(s, &next);
		folded = lexicon_fold(*mention, &room);
		hyphen = span_find(folded, SPAN("-"));
		if (hyphen == folded.n) {
			if (dialect_holds(&r->dialect->verbs, folded) &&
			    (name = subject_inside(r, s, next, memory, mention)) != NAME_NONE)
				return name;
			continue;
		}
		for (last = folded.n; folded.p[last - 1] != '-'; last--)
			;
		gender = dialect_gender(r->dialect, span_cut(folded, last, folded.n));
		while (span_find(*mention, SPAN("-")) < mention->n)
			*mention =
			    span_cut(*mention, span_find(*mention, SPAN("-")) + 1, mention->n);
		if (gender != GENDER_UNKNOWN &&
		    (dialect_holds(&r->dialect->verbs, span_cut(folded, 0, hyphen)) ||
			dialect_holds(&r->dialect->auxiliaries, span_cut(folded, 0, hyphen))))
			return whom(r, gender, memory);
	}
	return NAME_NONE;
}

void
reading_resolve(const struct reading *r, const struct speaker_memory *memory, struct attribution *a)
{
	struct lexicon_room	 room;
	size_t	 name = named(r, a), unnamed;
	bool	 nobody = reading_is(r, a->from, &r->dialect->indefinite) || is_anonymous(r, a) ||
	    means_unnamed(r, a);

	a->state = SPEAKER_MENTION_ONLY;
	a->kind = SPEAKER_PERSON;
	for (size_t i = a->from; i < a->to && i < a->from + 3; i++) {
		if (reading_is(r, i, &r->dialect->documents)) {
			a->kind = SPEAKER_DOCUMENT;
			nobody = false;
		}
	}
	unnamed = name != NAME_NONE ? NAME_NONE : find_unnamed(r, memory, a);
	if (name != NAME_NONE)
		resolve_name(r->table, name, 1, a);
	else if (nobody ||
	    (unnamed == NAME_NONE && a->kind == SPEAKER_PERSON &&
		came_unnamed(r, lone_noun(r, a, &room)))) {
		a->state = SPEAKER_ANONYMOUS;
		a->kind = SPEAKER_UNNAMED;
	} else if (unnamed != NAME_NONE)
		resolve_name(r->table, unnamed, 0.8, a);
}
