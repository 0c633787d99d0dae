#include "core/french.h"

#include "core/resolve.h"

/* Folded forms, present and participle alike ("déclare", "déclaré"), in byte order. */
static const char *const verbs[] = { "admet", "admis", "affirme", "affirment", "ajoute", "ajoutent",
	"annonce", "assene", "assure", "assurent", "averti", "avertit", "avoue", "clame", "commente",
	"conclu", "conclut", "confie", "confirme", "constate", "crie", "declare", "declarent",
	"demande", "denonce", "detaille", "dit", "ecrit", "enchaine", "estime", "estiment",
	"exclame", "explique", "expliquent", "fustige", "glisse", "indique", "insiste", "interroge",
	"ironise", "juge", "jugent", "justifie", "lache", "lance", "martele", "murmure", "note",
	"observe", "plaide", "poursuit", "poursuivi", "precise", "prevenu", "previent", "promet",
	"promis", "proteste", "raconte", "racontent", "rappele", "rappelle", "reagi", "reagit",
	"recommande", "reconnait", "reconnu", "regrette", "rencheri", "repete", "repond", "repondu",
	"resume", "retorque", "revele", "s'exclame", "s'indigne", "s'interroge", "souffle",
	"souligne", "soulignent", "soupire", "soutenu", "soutient", "temoigne", "tonne", "tweete" };

static const char *const auxiliaries[] = { "a", "aurait", "avaient", "avait", "ont", "s'est",
	"s'etait" };

/* Where a subject ends: what opens the next phrase. */
static const char *const openers[] = { "a", "alors", "apres", "au", "aupres", "aussi", "aux",
	"avant", "avec", "ce", "cette", "dans", "depuis", "devant", "dimanche", "dont", "en", "et",
	"face", "hier", "jeudi", "lors", "lundi", "mais", "mardi", "mercredi", "ou", "par",
	"pendant", "pour", "qu'il", "quand", "que", "qui", "samedi", "sans", "sur", "vendredi" };

/* Between a verb and the subject behind it. */
static const char *const adverbs[] = { "ainsi", "aussi", "aussitot", "alors", "dimanche",
	"egalement", "encore", "ensuite", "enfin", "hier", "jeudi", "lundi", "mardi", "mercredi",
	"notamment", "par", "pour", "sa", "part", "samedi", "vendredi" };

/* Nouns for people that stand for a name, in byte order; "président" may be any of its holders here. */
static const char *const offices[] = { "ambassadeur", "ambassadrice", "chanceliere", "chancelier",
	"chef", "commissaire", "depute", "deputee", "directeur", "directrice", "general",
	"gouverneur", "juge", "maire", "ministre", "patron", "patronne", "porte-parole", "premier",
	"premiere", "presidente", "president", "procureur", "procureure", "roi", "reine",
	"secretaire", "senateur", "senatrice" };

/* "selon les mots du maire" names words, not who says them. */
static const char *const wordings[] = { "expression", "formule", "formules", "l'expression", "mots",
	"propos", "termes", "traduction" };

/* A cue and its speaker, words of one paragraph. */
struct handing {
	size_t		 verb, verb_end, from, to;
	bool		 direct;
	double		 confidence;
	const char	*rule;
};

static bool
is_one(const struct phrase *phrase, size_t i, const char *const *words, size_t n)
{
	struct lexicon_room	 room;
	struct span		 folded;

	if (i >= phrase->count || phrase->words[i].kind != WORD_TEXT)
		return false;
	folded = phrase_fold(phrase, i, &room);
	for (size_t k = 0; k < n; k++) {
		if (span_eq(folded, span_of(words[k])))
			return true;
	}
	return false;
}

#define IS_ONE(phrase, i, words) is_one(phrase, i, words, LEN(words))

/* "a-t-il", "dit-elle": the part before the first hyphen, and whether a pronoun hangs on it. */
static bool
read_inverted(const struct phrase *phrase, size_t i, struct span *head, enum gender *gender,
    struct lexicon_room *room)
{
	struct span	 folded;
	size_t		 dash;

	if (i >= phrase->count || phrase->words[i].kind != WORD_TEXT)
		return false;
	folded = phrase_fold(phrase, i, room);
	dash = span_find(folded, SPAN("-"));
	*head = span_cut(folded, 0, dash);
	if (span_ends(folded, SPAN("-elle")) || span_ends(folded, SPAN("-elles")))
		*gender = GENDER_FEMALE;
	else if (span_ends(folded, SPAN("-il")) || span_ends(folded, SPAN("-ils")))
		*gender = GENDER_MALE;
	else
		return false;
	return dash < folded.n;
}

static bool
holds(const char *const *words, size_t n, struct span word)
{
	for (size_t k = 0; k < n; k++) {
		if (span_eq(word, span_of(words[k])))
			return true;
	}
	return false;
}

static size_t
skip_adverbs(const struct phrase *phrase, size_t i)
{
	while (IS_ONE(phrase, i, adverbs))
		i++;
	return i;
}

/* The verb group at i, "a déclaré", "raconte": one behind it, or i when none stands there. */
static size_t
verb_group(const struct phrase *phrase, size_t i)
{
	size_t	 at = i;

	if (IS_ONE(phrase, at, auxiliaries))
		at = skip_adverbs(phrase, at + 1);
	return IS_ONE(phrase, at, verbs) ? at + 1 : i;
}

/* One behind the noun phrase at `from`, with a name behind its comma: "le président, Ada Quill". */
static size_t
subject_end(const struct name_table *table, size_t paragraph, size_t from)
{
	const struct phrase	*phrase = &table->paragraphs[paragraph];
	const struct mention	*m;
	size_t			 to = from;

	while (to < phrase->count && phrase->words[to].kind == WORD_TEXT && to - from < 12 &&
	    !IS_ONE(phrase, to, openers))
		to++;
	if (to == from || to + 1 >= phrase->count || phrase->words[to].kind != WORD_COMMA ||
	    phrase_has(phrase, from, WORD_CAPITAL))
		return to;
	m = name_first_in(table, paragraph, to + 1, to + 2);
	return m != NULL ? m->end.word : to;
}

/* "« Q », a déclaré X", "« Q », selon X". */
static bool
from_behind(const struct name_table *table, size_t paragraph, size_t word, struct handing *h)
{
	const struct phrase	*phrase = &table->paragraphs[paragraph];
	size_t			 i = word + 1;

	if (i < phrase->count &&
	    (phrase->words[i].kind == WORD_COMMA || phrase->words[i].kind == WORD_DASH))
		i++;
	*h = (struct handing) { .verb = i,
		.direct = true,
		.confidence = 0.85,
		.rule = "fr: cue-after" };
	if (i < phrase->count && (phrase_is(phrase, i, "selon") || phrase_is(phrase, i, "d'après"))) {
		h->verb_end = i + 1;
		h->from = i + 1;
		h->direct = false;
		if (IS_ONE(phrase, i + 1, wordings) || IS_ONE(phrase, i + 2, wordings))
			return false;
	} else {
		h->verb_end = verb_group(phrase, i);
		h->from = skip_adverbs(phrase, h->verb_end);
		if (h->verb_end == i)
			return false;
	}
	h->to = subject_end(table, paragraph, h->from);
	return h->to > h->from;
}

/* "« Q », a-t-il ajouté", "dit-elle": a pronoun hangs on the verb. */
static bool
from_pronoun(const struct phrase *phrase, size_t word, struct handing *h, enum gender *gender)
{
	struct lexicon_room	 room;
	struct span		 head;
	size_t			 i = word + 1;

	if (i < phrase->count && phrase->words[i].kind == WORD_COMMA)
		i++;
	if (!read_inverted(phrase, i, &head, gender, &room))
		return false;
	*h = (struct handing) { i, i + 1, i, i + 1, true, 0.85, "fr: cue-after, pronoun" };
	if (holds(verbs, LEN(verbs), head))
		return true;
	if (!holds(auxiliaries, LEN(auxiliaries), head) ||
	    !IS_ONE(phrase, skip_adverbs(phrase, i + 1), verbs))
		return false;
	h->verb_end = skip_adverbs(phrase, i + 1) + 1;
	return true;
}

/* "X a déclaré : « Q »", "X affirme que « q »", "Selon X, « q »". */
static bool
from_before(const struct name_table *table, size_t paragraph, size_t word, struct handing *h)
{
	const struct phrase	*phrase = &table->paragraphs[paragraph];
	size_t			 start = phrase_sentence_start(phrase, word), verb = word, end = word;

	*h = (struct handing) { .confidence = 0.8, .rule = "fr: cue-before" };
	if (start < word && phrase_is(phrase, start, "selon")) {
		h->verb = start;
		h->verb_end = h->from = start + 1;
		h->to = subject_end(table, paragraph, h->from);
		return h->to > h->from && h->to < word;
	}
	for (size_t i = word; i-- > start;) {
		if (phrase->words[i].kind == WORD_QUOTE)
			break;
		end = verb_group(phrase, i);
		/* The auxiliary, when there is one, begins the group. */
		if (end > i && i > start && IS_ONE(phrase, i - 1, auxiliaries))
			i--;
		if (end > i) {
			verb = i;
			break;
		}
	}
	if (verb == word || verb == start)
		return false;
	h->verb = verb;
	h->verb_end = end;
	h->to = verb;
	while (h->to > start && phrase->words[h->to - 1].kind == WORD_COMMA)
		h->to--;
	h->from = h->to;
	while (h->from > start && h->to - h->from < 12 &&
	    (phrase->words[h->from - 1].kind == WORD_TEXT ||
		(h->to < verb && phrase->words[h->from - 1].kind == WORD_COMMA)) &&
	    !phrase_is(phrase, h->from - 1, "et") && !phrase_is(phrase, h->from - 1, "mais"))
		h->from--;
	h->direct = phrase->words[word - 1].kind == WORD_COLON;
	return h->to > h->from;
}

/* "« q » : à Wick, le maire durcit le ton": behind a headline's words the first office or name. */
static bool
from_headline(const struct name_table *table, size_t paragraph, size_t word, struct handing *h)
{
	const struct phrase	*phrase = &table->paragraphs[paragraph];

	if (word != 0 || phrase->count < 3 || phrase->words[1].kind != WORD_COLON)
		return false;
	*h = (struct handing) { .confidence = 0.6, .rule = "fr: headline, colon" };
	for (size_t i = 2; i < phrase->count; i++) {
		const struct mention	*m = name_first_in(table, paragraph, i, i + 1);

		if (IS_ONE(phrase, i, offices) && !phrase_has(phrase, i, WORD_CAPITAL)) {
			h->from = i > 2 ? i - 1 : i;
			h->to = i + 1;
			return true;
		}
		if (m != NULL && m->name != NAME_NONE && table->names[m->name].person) {
			h->from = i;
			h->to = m->end.word;
			return true;
		}
	}
	return false;
}

/* "M. X parle d'ouvrir le feu « q »": a name begins the sentence. */
static bool
from_subject(const struct name_table *table, size_t paragraph, size_t word, struct handing *h)
{
	const struct phrase	*phrase = &table->paragraphs[paragraph];
	size_t			 start = phrase_sentence_start(phrase, word);
	const struct mention	*m = name_first_in(table, paragraph, start, word);

	if (m == NULL || m->name == NAME_NONE || m->possessive || m->at.word > start + 2 ||
	    m->end.word >= word || phrase->words[m->end.word].kind != WORD_TEXT)
		return false;
	for (size_t i = start; i < m->at.word; i++) {
		if (!phrase_has(phrase, i, WORD_CAPITAL | WORD_TITLE))
			return false;
	}
	*h = (struct handing) { .from = start,
		.to = m->end.word,
		.confidence = 0.55,
		.rule = "fr: sentence: its subject" };
	return true;
}

/* "le président": who is called by that office somewhere in the article, name close behind. */
static size_t
holder(const struct name_table *table, size_t paragraph, size_t from, size_t to)
{
	const struct phrase	*asked = &table->paragraphs[paragraph];
	struct lexicon_room	 room, other;
	size_t			 at = from;

	while (at < to && !IS_ONE(asked, at, offices))
		at++;
	if (at == to)
		return NAME_NONE;
	for (size_t i = 0; i < table->nmentions; i++) {
		const struct mention	*m = &table->mentions[i];
		const struct phrase	*phrase = &table->paragraphs[m->at.paragraph];
		size_t			 back = m->at.word;

		if (m->name == NAME_NONE)
			continue;
		while (back > 0 && m->at.word - back < 4 &&
		    (phrase->words[back - 1].kind == WORD_TEXT ||
			phrase->words[back - 1].kind == WORD_COMMA)) {
			back--;
			if (phrase->words[back].kind == WORD_TEXT &&
			    span_eq(phrase_fold(phrase, back, &room), phrase_fold(asked, at, &other)))
				return m->name;
		}
	}
	return NAME_NONE;
}

/* "M. Quill" is read as a name with an initial: who bears the surname in full? */
static size_t
without_courtesy(const struct name_table *table, const struct mention *m)
{
	static const char	*const courtesies[] = { "m", "me", "mlle", "mm", "mme" };
	const struct phrase	*phrase = &table->paragraphs[m->at.paragraph];
	size_t			 best = m->name;

	if (best == NAME_NONE || m->end.word - m->at.word < 2 ||
	    !IS_ONE(phrase, m->at.word, courtesies))
		return best;
	for (size_t i = 0; i < table->nnames; i++) {
		const struct name	*name = &table->names[i];

		if (i != m->name && span_eq_case(name->last, table->names[m->name].last) &&
		    name->full.n > name->last.n &&
		    (best == m->name || name->mentions > table->names[best].mentions))
			best = i;
	}
	return best;
}

static void
resolve(const struct name_table *table, size_t paragraph, const struct speaker_memory *memory,
    enum gender gender, struct attribution *a)
{
	const struct phrase	*phrase = &table->paragraphs[paragraph];
	const struct mention	*m = name_last_in(table, paragraph, a->from, a->to);
	struct place_in		 at = { paragraph, a->from };
	struct last_spoken	 last = { NAME_NONE, { 0, 0 } };
	size_t			 name = NAME_NONE;
	double			 sure = 0.9;

	if (a->to == a->from + 1 && phrase_is(phrase, a->from, "il"))
		gender = GENDER_MALE;
	if (a->to == a->from + 1 && phrase_is(phrase, a->from, "elle"))
		gender = GENDER_FEMALE;
	if (memory->last_paragraph != NAME_NONE)
		last = (struct last_spoken) { memory->last.name,
			{ memory->last_paragraph, memory->last_word } };
	if (gender != GENDER_UNKNOWN)
		name = name_of_pronoun(table, at, gender == GENDER_MALE ? SPAN("he") : SPAN("she"),
		    &last, &sure);
	else if (m != NULL)
		name = without_courtesy(table, m);
	else
		name = holder(table, paragraph, a->from, a->to);
	a->state = SPEAKER_MENTION_ONLY;
	a->kind = SPEAKER_PERSON;
	if (name != NAME_NONE)
		resolve_name(table, name, m != NULL ? 1 : sure, a);
}

bool
french_find(const struct name_table *table, size_t paragraph, size_t word,
    const struct speaker_memory *memory, struct attribution *out)
{
	const struct phrase	*phrase = &table->paragraphs[paragraph];
	enum gender		 gender = GENDER_UNKNOWN;
	struct handing		 h;

	if (from_headline(table, paragraph, word, &h))
		out->own_sentence = false;
	else if (!from_pronoun(phrase, word, &h, &gender) &&
	    !from_behind(table, paragraph, word, &h) && !from_before(table, paragraph, word, &h) &&
	    (out->own_sentence || !from_subject(table, paragraph, word, &h)))
		return false;
	out->paragraph = paragraph;
	out->from = h.from;
	out->to = h.to;
	out->verb = out->scope_verb = h.verb;
	out->verb_end = out->scope_verb_end = h.verb_end;
	out->scope_from = phrase_sentence_start(phrase, word);
	out->scope_to = phrase_sentence_end(phrase, word);
	out->rule = h.rule;
	out->direct = h.direct;
	out->confidence = out->handed = h.confidence;
	resolve(table, paragraph, memory, gender, out);
	return true;
}
