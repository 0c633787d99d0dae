/* Speakers by layout: names with a colon before or behind the words, signatures, sources, missing marks. */
#include "core/cue.h"
#include "core/grammar.h"
#include "core/resolve.h"
#include "core/row.h"
#include "core/speaker_parts.h"
#include "core/unmarked.h"
#include "core/utf8.h"

#define MOURN_WORDS 8 /* of whom a headline's people are, up to their verb */
#define OPEN_END_BYTES 60 /* of the cue behind the words of a quotation without its closing mark */

/* Words for people, in small letters too: "Q" - eyewitness. */
static bool
names_people(const struct phrase *phrase, size_t from, size_t to)
{
	return from < to && phrase_has(phrase, to - 1, WORD_TITLE | WORD_ANONYMOUS) &&
	    !phrase_has(phrase, from, WORD_POSSESSIVE);
}

/* Is it somebody's full name that ends there, with who they are before it: "tourist Ada Quill"? */
static bool
names_somebody(const struct scene *scene, size_t from, size_t to)
{
	const struct mention	*m = name_last_in(scene->table, scene->paragraph, from, to);

	return m != NULL && m->end.word == to && to - m->at.word > 1 && !m->possessive &&
	    m->name != NAME_NONE && scene->table->names[m->name].person;
}

/* "Q." - Name: nothing else stands behind it. */
bool
speaker_from_signature(const struct scene *scene, struct attribution *out)
{
	const struct phrase	*phrase = scene->phrase;
	size_t			 i = scene->at + 1, to;
	struct clause		 clause = { CLAUSE_SUBJECT, 0, 0, { 0, 0 } };
	bool			 people;

	if (i + 1 >= phrase->count ||
	    (phrase->words[i].kind != WORD_DASH && phrase->words[i].kind != WORD_OTHER))
		return false;
	to = noun_end(phrase, i + 1, phrase->count);
	people = scene->at == 0 &&
	    (names_people(phrase, i + 1, to) ||
		(to < phrase->count && phrase_is(phrase, to, "on") &&
		    names_somebody(scene, i + 1, to)));
	if ((phrase->words[i + 1].bits & WORD_CAPITAL) == 0 && !people)
		return false;
	if (to < phrase->count && phrase->words[to].kind != WORD_COMMA &&
	    phrase->words[to].kind != WORD_STOP && !people &&
	    !unmarked_signs_post(phrase_cut(phrase, i, phrase->count)))
		return false;
	if (phrase->count - i > 24)
		return false;
	clause.subject.from = i + 1;
	clause.subject.to = to;
	out->direct = true;
	return speaker_take(out, scene, &clause, RULE_SIGNATURE);
}

/* "family pays tribute", "players react": the people end the subject where the verb begins. */
static bool
mourn(const struct scene *scene, struct noun *subject)
{
	static const char *const verbs[] = { "on", "paid", "pay", "pays", "react", "reacts",
		"remember", "remembers" };
	const struct phrase	*phrase = scene->phrase;

	for (size_t i = subject->from + 1; i < phrase->count && i - subject->from < MOURN_WORDS;
	     i++) {
		for (size_t k = 0; k < LEN(verbs); k++) {
			if (phrase_is(phrase, i, verbs[k]) &&
			    (names_people(phrase, subject->from, i) ||
				names_somebody(scene, subject->from, i))) {
				subject->to = i;
				return true;
			}
		}
	}
	return false;
}

/* "Headteacher bans ties": the words behind the colon tell what a person does. */
static bool
acts(const struct phrase *phrase, struct noun *subject)
{
	struct span	 verb;
	size_t		 i = subject->to;

	if (i + 3 < phrase->count && phrase->words[i].kind == WORD_COMMA &&
	    phrase->words[i + 2].kind == WORD_COMMA)
		i += 3; /* ", 91," */
	if (i >= phrase->count || phrase->words[i].kind != WORD_TEXT ||
	    !phrase_has(phrase, subject->to - 1,
		WORD_TITLE | WORD_TRADE | WORD_ANONYMOUS | WORD_BODY))
		return false;
	verb = phrase_word(phrase, i);
	return verb.n > 3 && !phrase_has(phrase, i, WORD_CAPITAL | WORD_FUNCTION) &&
	    span_ends(verb, SPAN("s")) && !span_ends(verb, SPAN("ss"));
}

/* "Ada Quill, 83,": whose age is told is a person. */
static bool
is_aged(const struct phrase *phrase, const struct mention *m)
{
	const size_t	 age = m->end.word + 1;

	return m->end.word - m->at.word > 1 && age < phrase->count &&
	    phrase->words[age - 1].kind == WORD_COMMA && phrase->words[age].kind == WORD_TEXT &&
	    utf8_is_digit((unsigned char)phrase->text.p[phrase->words[age].at]);
}

/* A headline's "Q": X looks back. Who the words behind the colon are about speaks. */
bool
speaker_from_behind_colon(const struct scene *scene, struct attribution *out)
{
	const struct phrase	*phrase = scene->phrase;
	struct clause		 clause = { CLAUSE_SUBJECT, 0, 0, { 0, 0 } };
	const struct mention	*m;
	size_t			 colon = scene->at + 1, with;

	if (scene->at != 0 || colon + 1 >= phrase->count || phrase->words[colon].kind != WORD_COLON)
		return false;
	if (clause_at(phrase, colon + 1, phrase->count, &clause) &&
	    (clause.verb_end == phrase->count ||
		!phrase_has(phrase, clause.verb_end, WORD_DETERMINER))) {
		out->direct = true;
		return speaker_take(out, scene, &clause, RULE_AFTER_COLON);
	}
	if (!noun_subject(phrase, colon + 1, phrase->count, &clause.subject))
		return false;
	/* "an interview with X", "an afternoon with X" */
	for (with = clause.subject.from; with < phrase->count && with - clause.subject.from < 6;
	     with++) {
		if (phrase_is(phrase, with, "with") && with > colon + 1 &&
		    phrase_has(phrase, colon + 1, WORD_DETERMINER)) {
			clause.subject.from = with + 1;
			clause.subject.to = noun_end(phrase, with + 1, phrase->count);
			break;
		}
	}
	if (mourn(scene, &clause.subject) || acts(phrase, &clause.subject)) {
		out->direct = true;
		return speaker_take(out, scene, &clause, RULE_AFTER_COLON);
	}
	m = name_last_in(scene->table, scene->paragraph, clause.subject.from, clause.subject.to);
	if (m == NULL || m->name == NAME_NONE || m->possessive || m->end.word != clause.subject.to ||
	    !(scene->table->names[m->name].person || is_aged(phrase, m)))
		return false;
	out->direct = true;
	return speaker_take(out, scene, &clause, RULE_AFTER_COLON);
}

/* More from X: "Q"; a statement from X, the operator: "Q". */
bool
speaker_from_source(const struct scene *scene, struct attribution *out)
{
	const struct phrase	*phrase = scene->phrase;
	struct clause		 clause = { CLAUSE_ACCORDING, 0, 0, { 0, 0 } };

	if (scene->at < scene->start + 3 || phrase->words[scene->at - 1].kind != WORD_COLON)
		return false;
	for (size_t i = scene->at - 2; i > scene->start && scene->at - i < 14; i--) {
		if (phrase->words[i].kind == WORD_TEXT && grammar_finite(phrase, i))
			return false;
		if (!phrase_is(phrase, i, "from") ||
		    !phrase_has(phrase, i + 1, WORD_CAPITAL | WORD_DETERMINER))
			continue;
		clause.subject = (struct noun) { i + 1, noun_end(phrase, i + 1, scene->at - 1) };
		clause.verb = i;
		clause.verb_end = i + 1;
		out->direct = true;
		return clause.subject.to > clause.subject.from &&
		    (phrase->words[clause.subject.to].kind == WORD_COLON ||
			phrase->words[clause.subject.to].kind == WORD_COMMA) &&
		    speaker_take(out, scene, &clause, RULE_BEFORE_SOURCE);
	}
	return false;
}

/* A paragraph of its own: "- Ada Berg". */
bool
speaker_from_signature_below(const struct scene *scene, const struct speaker_memory *memory,
    struct attribution *out)
{
	struct scene		 below = *scene;
	struct clause		 clause = { CLAUSE_SUBJECT, 0, 0, { 1, 0 } };

	if (scene->at + 1 != scene->phrase->count || scene->paragraph + 1 >= memory->end)
		return false;
	below.paragraph++;
	below.phrase = &scene->table->paragraphs[below.paragraph];
	if (below.phrase->count < 2 || below.phrase->count > 14 ||
	    below.phrase->words[0].kind != WORD_DASH ||
	    (below.phrase->words[1].bits & WORD_CAPITAL) == 0)
		return false;
	clause.subject.to = noun_end(below.phrase, 1, below.phrase->count);
	below.start = 1;
	below.end = below.phrase->count;
	out->direct = true;
	return speaker_take(out, &below, &clause, RULE_SIGNATURE_BELOW);
}

/* "Here is X, speaking last night: "Q"", "Lunch with X: "Q"". */
static bool
read_introduction(const struct scene *scene, struct noun *subject)
{
	const struct phrase	*phrase = scene->phrase;
	const struct mention	*m;
	size_t			 colon = scene->at - 1;

	for (size_t i = scene->start; i < scene->start + 3 && i + 2 < colon; i++) {
		if (!phrase_is(phrase, i, "here") || !phrase_is(phrase, i + 1, "is"))
			continue;
		*subject = (struct noun) { i + 2, noun_end(phrase, i + 2, colon) };
		return phrase_has(phrase, i + 2, WORD_CAPITAL) && subject->to > subject->from;
	}
	m = name_last_in(scene->table, scene->paragraph, scene->start, colon);
	if (m == NULL || m->title <= scene->start || m->end.word != colon || m->possessive ||
	    m->name == NAME_NONE || !scene->table->names[m->name].person ||
	    !phrase_is(phrase, m->title - 1, "with"))
		return false;
	*subject = (struct noun) { m->title, colon };
	return true;
}

/* "Driver's excuse for speeding: "Q"", "Mother's plea: "Q"": whose words they are. */
static bool
read_excuse(const struct phrase *phrase, size_t from, size_t colon, struct noun *subject)
{
	static const char	*const nouns[] = { "advice", "answer", "appeal", "apology", "confession",
		"excuse", "fear", "fury", "message", "plea", "pledge", "promise", "reply",
		"response", "retort", "tribute", "verdict", "vow", "warning" };
	struct lexicon_room	 room;
	size_t			 whose = from;

	while (whose + 1 < colon && whose - from < 5 && phrase->words[whose].kind == WORD_TEXT &&
	    !phrase_has(phrase, whose, WORD_POSSESSIVE))
		whose++;
	*subject = (struct noun) { from, whose + 1 };
	for (size_t i = whose + 1; i < colon && i - whose < 4; i++) {
		if (phrase->words[i].kind == WORD_TEXT &&
		    ROW_HALVE(nouns, phrase_fold(phrase, i, &room)) != NULL)
			return phrase_has(phrase, whose, WORD_POSSESSIVE);
	}
	return false;
}

/* The first comma among words from..to, or `to`. */
static size_t
before_rank(const struct phrase *phrase, size_t from, size_t to)
{
	for (size_t i = from + 1; i < to; i++) {
		if (phrase->words[i].kind == WORD_COMMA)
			return i;
	}
	return to;
}

/* NAME: "Q", in headlines and transcripts. */
bool
speaker_from_label(const struct scene *scene, struct attribution *out)
{
	const struct phrase	*phrase = scene->phrase;
	struct clause		 clause = { CLAUSE_SUBJECT, 0, 0, { scene->start, 0 } };
	struct noun		 whose;

	if (scene->at < scene->start + 2 || phrase->words[scene->at - 1].kind != WORD_COLON)
		return false;
	if (read_introduction(scene, &clause.subject)) {
		out->direct = true;
		return speaker_take(out, scene, &clause, RULE_BEFORE_SOURCE);
	}
	clause.subject.to = scene->at - 1;
	/* "THE CHAIR (MS. QUILL):" */
	if (phrase->words[scene->at - 2].kind == WORD_CLOSES &&
	    phrase->words[scene->start].kind == WORD_TEXT)
		clause.subject.to--;
	/* "ADA QUILL, HOST:" */
	if (speaker_pair(scene)->line)
		clause.subject.to = before_rank(phrase, scene->start, clause.subject.to);
	if (read_excuse(phrase, scene->start, scene->at - 1, &whose)) {
		clause.subject = whose;
		out->inside = phrase_stem(phrase, whose.from, whose.to);
		out->direct = true;
		return speaker_take(out, scene, &clause, RULE_LABEL);
	}
	if (clause.subject.to - clause.subject.from > 6 ||
	    noun_end(phrase, clause.subject.from, clause.subject.to) != clause.subject.to ||
	    (phrase->words[clause.subject.from].bits & WORD_CAPITAL) == 0)
		return false;
	out->direct = true;
	return speaker_take(out, scene, &clause, RULE_LABEL);
}

/* NAME: words that "q", in headlines: only a person's name or title makes the label a speaker. */
bool
speaker_from_label_before(const struct scene *scene, struct attribution *out)
{
	const struct phrase	*phrase = scene->phrase;
	struct clause		 clause = { CLAUSE_SUBJECT, 0, 0, { scene->start, scene->start } };
	const struct mention	*m;
	size_t			 colon = scene->start;

	while (
	    colon < scene->at && colon - scene->start < 8 && phrase->words[colon].kind == WORD_TEXT)
		colon++;
	if (colon == scene->start || colon + 1 >= scene->at ||
	    phrase->words[colon].kind != WORD_COLON ||
	    !phrase_has(phrase, scene->start, WORD_CAPITAL) ||
	    noun_end(phrase, scene->start, colon) != colon)
		return false;
	/* "Sir: Your critic": a letter greets whom it is to. */
	if (colon == scene->start + 1 &&
	    (phrase_is(phrase, scene->start, "sir") || phrase_is(phrase, scene->start, "madam")))
		return false;
	clause.subject.to = colon;
	m = name_last_in(scene->table, scene->paragraph, scene->start, colon);
	/* "Police: Man 'acted alone'"; a longer name of a body is as often the outlet's. */
	if (!phrase_has(phrase, colon - 1, WORD_TITLE) &&
	    !(colon == scene->start + 1 && phrase_has(phrase, scene->start, WORD_BODY)) &&
	    !(m != NULL && m->end.word == colon && m->name != NAME_NONE &&
		scene->table->names[m->name].person))
		return false;
	return speaker_take(out, scene, &clause, RULE_LABEL_REPORTED);
}

/* BERG: The words were "q". Whose turn it is quotes, when the turn's own words name nobody; it begins at word `begin`. */
bool
speaker_from_turn(const struct scene *scene, size_t begin, struct attribution *out)
{
	struct clause	 clause = { CLAUSE_SUBJECT, 0, 0, { 0, begin - 1 } };

	if (begin < 2)
		return false;
	out->direct = false;
	return speaker_take(out, scene, &clause, RULE_LABEL_REPORTED);
}

/* The name of the article that these words are, or end in; NAME_NONE when none is. */
static size_t
name_spelled(const struct name_table *table, struct span words)
{
	for (size_t i = 0; i < table->nnames; i++) {
		if (span_eq(words, table->names[i].full) || span_eq(words, table->names[i].last))
			return i;
	}
	return NAME_NONE;
}

/* "We stay, Berg said.": the closing mark is missing, and the cue runs on behind the last comma. */
bool
speaker_from_open_end(const struct scene *scene, struct attribution *out)
{
	const struct span	 inner = speaker_pair(scene)->inner;
	struct clause		 clause = { CLAUSE_SUBJECT, scene->at, scene->at, { scene->at, scene->at } };
	struct lexicon_room	 room;
	enum cue_tense		 tense;
	const struct cue	*cue;
	struct span		 tail;
	size_t			 comma = inner.n, space, name;

	if (speaker_pair(scene)->state != PAIR_OPEN || speaker_pair(scene)->single ||
	    inner.n == 0 || inner.p[inner.n - 1] != '.')
		return false;
	while (comma > 0 && inner.n - comma < OPEN_END_BYTES && inner.p[comma - 1] != ',')
		comma--;
	tail = span_trim(span_cut(inner, comma, inner.n - 1));
	for (space = tail.n; space > 0 && tail.p[space - 1] != ' '; space--)
		;
	if (comma == 0 || space == 0)
		return false;
	cue = cue_find(lexicon_fold(span_cut(tail, space, tail.n), &room), &tense);
	if (cue == NULL || (cue->flags & CUE_SPEECH) == 0 || tense == CUE_BASE || tense == CUE_ING)
		return false;
	name = name_spelled(scene->table, span_cut(tail, 0, space - 1));
	if (name == NAME_NONE)
		return false;
	speaker_take(out, scene, &clause, RULE_AFTER_SUBJECT);
	out->inside = span_cut(tail, 0, space - 1);
	out->direct = true;
	resolve_name(scene->table, name, 0.9, out);
	return true;
}
