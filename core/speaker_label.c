/* Speakers by layout: names with a colon before or behind the words, signatures, sources. */
#include "core/grammar.h"
#include "core/speaker_parts.h"

/* "Q." - Name: nothing else stands behind it. */
bool
speaker_from_signature(const struct scene *scene, struct attribution *out)
{
	const struct phrase	*phrase = scene->phrase;
	size_t			 i = scene->at + 1, to;
	struct clause		 clause = { CLAUSE_SUBJECT, 0, 0, { 0, 0 } };

	if (i + 1 >= phrase->count ||
	    (phrase->words[i].kind != WORD_DASH && phrase->words[i].kind != WORD_OTHER))
		return false;
	if ((phrase->words[i + 1].bits & WORD_CAPITAL) == 0)
		return false;
	to = noun_end(phrase, i + 1, phrase->count);
	if (to < phrase->count && phrase->words[to].kind != WORD_COMMA &&
	    phrase->words[to].kind != WORD_STOP)
		return false;
	if (phrase->count - i > 24)
		return false;
	clause.subject.from = i + 1;
	clause.subject.to = to;
	out->direct = true;
	return speaker_take(out, scene, &clause, RULE_SIGNATURE);
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
	/* "an interview with X" */
	for (with = clause.subject.from; with < phrase->count && with - clause.subject.from < 6;
	     with++) {
		if (phrase_is(phrase, with, "with") && phrase_is(phrase, with - 1, "interview")) {
			clause.subject.from = with + 1;
			clause.subject.to = noun_end(phrase, with + 1, phrase->count);
			break;
		}
	}
	m = name_last_in(scene->table, scene->paragraph, clause.subject.from, clause.subject.to);
	if (m == NULL || m->name == NAME_NONE || m->possessive ||
	    m->end.word != clause.subject.to || !scene->table->names[m->name].person)
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
	if (below.phrase->count < 2 || below.phrase->count > 10 ||
	    below.phrase->words[0].kind != WORD_DASH ||
	    (below.phrase->words[1].bits & WORD_CAPITAL) == 0)
		return false;
	clause.subject.to = noun_end(below.phrase, 1, below.phrase->count);
	below.start = 1;
	below.end = below.phrase->count;
	out->direct = true;
	return speaker_take(out, &below, &clause, RULE_SIGNATURE_BELOW);
}

/* NAME: "Q", in headlines and transcripts. */
bool
speaker_from_label(const struct scene *scene, struct attribution *out)
{
	const struct phrase	*phrase = scene->phrase;
	struct clause		 clause = { CLAUSE_SUBJECT, 0, 0, { scene->start, 0 } };

	if (scene->at < scene->start + 2 || phrase->words[scene->at - 1].kind != WORD_COLON)
		return false;
	clause.subject.to = scene->at - 1;
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
