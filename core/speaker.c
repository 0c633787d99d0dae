#include "core/speaker.h"

#include "core/dialect.h"
#include "core/grammar.h"
#include "core/past.h"
#include "core/resolve.h"
#include "core/row.h"
#include "core/speaker_parts.h"
#include "core/utf8.h"

static uint32_t
last_sign(const struct pair *pair)
{
	size_t		 at = pair->inner.n;
	uint32_t	 c = 0;

	while (at > 0 && pair_is_mark(c = utf8_prev(pair->inner, &at)))
		;
	return c;
}

bool
speaker_take(struct attribution *out, const struct scene *scene, const struct clause *clause,
    enum speaker_rule rule)
{
	out->paragraph = scene->paragraph;
	out->from = clause->subject.from;
	out->to = clause->subject.to;
	out->verb = clause->verb;
	out->verb_end = clause->verb_end;
	out->scope_from = scene->start;
	out->scope_to = scene->end;
	out->scope_verb = clause->verb;
	out->scope_verb_end = clause->verb_end;
	out->rule = speaker_rules[rule].name;
	out->confidence = speaker_rules[rule].confidence;
	out->handed = speaker_rules[rule].handed;
	/* Whoever it was carried over from is no longer meant. */
	out->name = NAME_NONE;
	out->state = SPEAKER_UNATTRIBUTED;
	out->kind = SPEAKER_UNNAMED;
	return true;
}

/* "Q," as X put it; "Q" is how X put it; "Q" was all X said: behind the words that link the clause. */
static size_t
behind_link(const struct phrase *phrase, size_t i)
{
	size_t	 how = i + 1;

	if (i < phrase->count && phrase_is(phrase, i, "as"))
		return how;
	if (how < phrase->count && (phrase_is(phrase, i, "is") || phrase_is(phrase, i, "was")) &&
	    (phrase_is(phrase, how, "how") || phrase_is(phrase, how, "what") ||
		phrase_is(phrase, how, "all")))
		return how + 1;
	return i;
}

/* The words behind it hand it over: "Q," said Berg. "Q", according to Berg. */
static bool
from_behind(const struct scene *scene, struct attribution *out)
{
	const struct phrase	*phrase = scene->phrase;
	size_t			 i = scene->at + 1, end;
	uint32_t		 sign = last_sign(speaker_pair(scene));
	bool			 stopped = sign == '.' || sign == '!' || sign == '?' || sign == 0x2026;
	bool			 joined = sign == ',' || sign == '!' || sign == '?' || sign == 0x2014 ||
	    sign == 0x2013 || sign == '-' || sign == 0x2026;
	struct clause		 clause;

	if (i < phrase->count &&
	    (phrase->words[i].kind == WORD_COMMA || phrase->words[i].kind == WORD_DASH)) {
		joined = true;
		i++;
	}
	i = behind_link(phrase, i);
	if (i >= phrase->count)
		return false;
	end = phrase_sentence_end(phrase, i);
	if (!clause_at(phrase, i, end, &clause))
		return false;
	/* Behind a full stop a new sentence begins; only "X said." alone belongs to the quotation. */
	if (stopped && phrase_ends_sentence(phrase, scene->at)) {
		bool	 question = sign != '.';

		if (!out->own_sentence)
			return false;
		for (size_t k = i; k < end; k++) {
			if (phrase->words[k].kind == WORD_QUOTE)
				return false;
		}
		if (!question && end - i > 6)
			return false;
		if ((phrase->words[clause.verb].bits & WORD_SPEECH) == 0)
			return false;
		if (clause.verb_end < end && phrase->words[clause.verb_end].kind == WORD_TEXT &&
		    !question)
			return false;
	}
	if (!joined && clause.kind != CLAUSE_ACCORDING &&
	    (phrase->words[clause.verb].bits & WORD_SPEECH) == 0)
		return false;
	out->direct = joined || stopped;
	speaker_take(out, scene, &clause,
	    clause.kind == CLAUSE_INVERTED	   ? RULE_AFTER_INVERTED :
		clause.kind == CLAUSE_ACCORDING ? RULE_AFTER_ACCORDING :
						  RULE_AFTER_SUBJECT);
	if (out->scope_to < end)
		out->scope_to = end;
	return true;
}

/* "X said so, but he gave a hint: "Q"": the clause behind the conjunction has a subject of its own. */
static bool
last_coordinate(const struct phrase *phrase, size_t from, size_t to, struct clause *clause)
{
	for (size_t i = to; i > from + 1; i--) {
		const struct word	*word = &phrase->words[i - 1];

		if (word->kind != WORD_TEXT || (word->bits & WORD_CONJUNCTION) == 0 ||
		    phrase->words[i - 2].kind != WORD_COMMA)
			continue;
		return i < to && (phrase->words[i].bits & (WORD_PRONOUN | WORD_CAPITAL)) != 0 &&
		    noun_subject(phrase, i, to, &clause->subject);
	}
	return false;
}

static enum speaker_rule
rule_before(enum clause_kind kind)
{
	return kind == CLAUSE_NOUN	? RULE_BEFORE_NOUN :
	    kind == CLAUSE_RELATIVE	? RULE_BEFORE_RELATIVE :
	    kind == CLAUSE_INHERITED ? RULE_BEFORE_INHERITED :
				       RULE_BEFORE_SUBJECT;
}

/* "nurses who spoke up were "moved"": the relative clause ends before the verb that the words hang on. */
static bool
is_over(const struct phrase *phrase, const struct clause *clause, size_t at)
{
	if (clause->kind != CLAUSE_RELATIVE)
		return false;
	for (size_t i = clause->verb_end; i < at; i++) {
		if (phrase->words[i].kind != WORD_TEXT ||
		    phrase_has(phrase, i, WORD_CONJUNCTION | WORD_SUBORDINATE | WORD_PRONOUN))
			return false;
		if (grammar_finite(phrase, i))
			return true;
	}
	return false;
}

/* Behind a semicolon a sentence of its own may stand. */
static size_t
find_clauses(const struct scene *scene, struct clause clauses[CLAUSE_MAX])
{
	size_t	 semicolon = scene->at, n = 0;

	while (
	    semicolon > scene->start && scene->phrase->words[semicolon - 1].kind != WORD_SEMICOLON)
		semicolon--;
	if (semicolon > scene->start)
		n = clause_find(scene->phrase, semicolon, scene->at, clauses);
	return n > 0 ? n : clause_find(scene->phrase, scene->start, scene->at, clauses);
}

/* The words before it in its sentence hand it over. */
static bool
from_before(const struct scene *scene, struct attribution *out)
{
	const struct phrase	*phrase = scene->phrase;
	struct clause		 clauses[CLAUSE_MAX];
	struct clause		 last = { CLAUSE_SUBJECT, 0, 0, { 0, 0 } };
	size_t			 n = find_clauses(scene, clauses), k, outer;
	const struct word	*before;

	if (n == 0 || n == CLAUSE_MAX)
		return false;
	while (n > 1 && is_over(phrase, &clauses[n - 1], scene->at))
		n--;
	k = n - 1;
	/* A noun, "X's claim", gives way to a verb, and to "According to Y". */
	if (clauses[k].kind == CLAUSE_NOUN)
		k = clauses[0].kind == CLAUSE_ACCORDING && clauses[0].verb == scene->start ?
		    0 :
		    clause_outer(phrase, clauses, k);
	while ((outer = clause_outer(phrase, clauses, k)) < k) {
		out->inner_from = clauses[k].subject.from;
		out->inner_to = clauses[k].subject.to;
		k = outer;
	}
	before = &phrase->words[scene->at - 1];
	if (before->kind == WORD_COLON &&
	    last_coordinate(phrase, clauses[n - 1].verb_end, scene->at, &last)) {
		out->direct = true;
		out->inner_from = out->inner_to = 0;
		return speaker_take(out, scene, &last, RULE_BEFORE_COLON);
	}
	out->direct = (before->kind == WORD_COMMA || before->kind == WORD_COLON) &&
	    clauses[k].verb_end + 12 >= scene->at;
	return speaker_take(out, scene, &clauses[k],
	    before->kind == WORD_COLON ? RULE_BEFORE_COLON : rule_before(clauses[k].kind));
}

/* Branded "q" by X, described as "q" by X: a passive, its agent behind the quotation. */
static bool
from_agent(const struct scene *scene, struct attribution *out)
{
	const struct phrase	*phrase = scene->phrase;
	struct clause		 clause = { CLAUSE_AGENT, scene->at, 0, { scene->at + 2, 0 } };
	bool			 passive = false;

	if (scene->at == scene->start || scene->at + 2 >= scene->end ||
	    !phrase_is(phrase, scene->at + 1, "by"))
		return false;
	clause.verb--;
	if (clause.verb > scene->start && phrase_is(phrase, clause.verb, "as"))
		clause.verb--;
	clause.verb_end = clause.verb + 1;
	grammar_before_verb(phrase, scene->start, clause.verb, &passive);
	if (!phrase_has(phrase, clause.verb, WORD_CUE) ||
	    !phrase_has(phrase, clause.verb, WORD_TENSE_PAST) ||
	    !(passive || phrase_has(phrase, clause.subject.from, WORD_CAPITAL | WORD_DETERMINER)) ||
	    phrase_has(phrase, clause.subject.from, WORD_TENSE_ING | WORD_ADVERB))
		return false;
	clause.subject.to = noun_end(phrase, clause.subject.from, scene->end);
	return clause.subject.to > clause.subject.from &&
	    speaker_take(out, scene, &clause, RULE_AFTER_AGENT);
}

/* The "q" of it, X said. */
static bool
from_trail(const struct scene *scene, struct attribution *out)
{
	const struct phrase	*phrase = scene->phrase;

	for (size_t i = scene->at + 1; i + 1 < scene->end; i++) {
		struct clause	 clause;

		if (phrase->words[i + 1].kind != WORD_TEXT)
			continue;
		if (phrase->words[i].kind != WORD_COMMA &&
		    !(phrase->words[i].kind == WORD_QUOTE &&
			last_sign(&phrase->pairs[phrase->words[i].pair]) == ','))
			continue;
		if (clause_at(phrase, i + 1, scene->end, &clause) &&
		    (clause.kind == CLAUSE_ACCORDING ||
			(phrase->words[clause.verb].bits & WORD_SPEECH) != 0))
			return speaker_take(out, scene, &clause, RULE_AFTER_END);
	}
	return false;
}

/* Whoever spoke there speaks here; the less sure, the longer the chain. */
void
speaker_carry_on(const struct attribution *from, enum speaker_rule rule, struct attribution *out)
{
	bool	 own_sentence = out->own_sentence;

	*out = *from;
	out->own_sentence = own_sentence;
	out->verb = out->verb_end = 0;
	out->inner_from = out->inner_to = 0;
	out->rule = speaker_rules[rule].name;
	out->confidence *= speaker_rules[rule].confidence;
	out->handed *= speaker_rules[rule].handed;
}

void
speaker_repeat(const struct attribution *first, struct attribution *out)
{
	speaker_carry_on(first, RULE_REPEATED, out);
	out->scope_from = out->scope_to = out->scope_verb = out->scope_verb_end = 0;
}

/* "Q1," said X. "Q2.": the speaker goes on. */
static bool
from_same_paragraph(const struct scene *scene, const struct speaker_memory *memory,
    struct attribution *out)
{
	const struct phrase	*phrase = scene->phrase;

	if (memory->last_paragraph != scene->paragraph || memory->last.rule == NULL ||
	    phrase->words[scene->at].sentence - phrase->words[memory->last_word + 1].sentence > 2)
		return false;
	speaker_carry_on(&memory->last, RULE_SAME_PARAGRAPH, out);
	return true;
}

/* "It was late.": no person. */
bool
speaker_is_nobody(const struct phrase *phrase, const struct noun *subject)
{
	static const char *const words[] = { "it", "that", "there", "this", "what" };

	for (size_t i = 0; i < LEN(words) && subject->to == subject->from + 1; i++) {
		if (phrase_is(phrase, subject->from, words[i]))
			return true;
	}
	return false;
}

/* The sentence before, in this paragraph, had a subject: "X was blunt. "Q."" */
static bool
from_sentence_before(const struct scene *scene, struct attribution *out)
{
	const struct phrase	*phrase = scene->phrase;
	struct clause		 clauses[CLAUSE_MAX];
	struct clause		 clause = { CLAUSE_SUBJECT, 0, 0, { 0, 0 } };
	size_t			 start, n;

	if (scene->start == 0)
		return false;
	start = phrase_sentence_start(phrase, scene->start - 1);
	n = clause_find(phrase, start, scene->start, clauses);
	if (n > 0 && n < CLAUSE_MAX)
		clause = clauses[0];
	else if (!noun_subject(phrase, start, scene->start, &clause.subject) ||
	    speaker_is_nobody(phrase, &clause.subject))
		return false;
	speaker_take(out, scene, &clause, RULE_SENTENCE_BEFORE);
	out->scope_from = start;
	out->scope_to = scene->start;
	return true;
}

/* "The teacher 'sent 400 letters'": the words tell what the subject did, so somebody else says them. */
static bool
is_predicate(const struct scene *scene, const struct noun *subject)
{
	const struct span	 inner = speaker_pair(scene)->inner;
	const size_t		 first = span_find(inner, SPAN(" "));
	const struct span	 next = span_cut(inner, first, inner.n);

	/* "Farmer 'lucky to be alive'": said of him, by whomever. */
	if (subject->to == scene->at && subject->to == subject->from + 1 &&
	    speaker_pair(scene)->single && scene->start == 0 &&
	    name_last_in(scene->table, scene->paragraph, subject->from, subject->to) == NULL)
		return true;
	/* "The minister accused of 'bullying'": by others. */
	if (subject->to + 2 == scene->at && phrase_has(scene->phrase, subject->to, WORD_CUE) &&
	    phrase_has(scene->phrase, subject->to, WORD_TENSE_PAST) &&
	    phrase_has(scene->phrase, subject->to + 1, WORD_PREPOSITION))
		return true;
	if (scene->at > subject->to + 2 && phrase_is(scene->phrase, scene->at - 1, "of") &&
	    phrase_is(scene->phrase, scene->at - 2, "accused"))
		return true;
	for (size_t i = subject->to; i < scene->at; i++) {
		if (phrase_has(scene->phrase, i, WORD_CUE | WORD_AUXILIARY))
			return false;
	}
	if (subject->to == scene->at && span_ends(span_cut(inner, 0, first), SPAN("ing")))
		return true;
	return past_is(span_cut(inner, 0, first)) && next.n > 1 &&
	    !span_starts(next, SPAN(" by ")) && !span_starts(next, SPAN(" at ")) &&
	    !span_starts(next, SPAN(" with "));
}

/* "Sport: Berg 'not worried'": the word before a headline's colon is its section's. */
static size_t
behind_kicker(const struct scene *scene)
{
	const struct phrase	*phrase = scene->phrase;
	const size_t		 i = scene->start;

	return i + 2 < scene->at && phrase->words[i].kind == WORD_TEXT &&
		phrase->words[i + 1].kind == WORD_COLON ?
	    i + 2 :
	    i;
}

static bool
from_sentence_subject(const struct scene *scene, struct attribution *out)
{
	struct clause	 clause = { CLAUSE_SUBJECT, 0, 0, { 0, 0 } };

	if (!noun_subject(scene->phrase, behind_kicker(scene), scene->at, &clause.subject) ||
	    is_predicate(scene, &clause.subject) || grammar_court_heard(scene->phrase, scene->at))
		return false;
	out->direct = scene->phrase->words[scene->at - 1].kind == WORD_COLON &&
	    memchr(speaker_pair(scene)->inner.p, ' ', speaker_pair(scene)->inner.n) != NULL;
	return speaker_take(out, scene, &clause, RULE_SENTENCE_SUBJECT);
}

/* A whole quotation that begins its sentence: nothing before it there. */
static bool
begins_sentence(const struct scene *scene)
{
	for (size_t i = scene->start; i < scene->at; i++) {
		if (scene->phrase->words[i].kind == WORD_TEXT)
			return false;
	}
	return true;
}

/* "When X called it "q", Y nodded": what the sentence begins with hands the words over, not its main clause. */
static bool
from_lead(const struct scene *scene, struct attribution *out)
{
	static const char *const leads[] = { "after", "although", "as", "because", "once", "though",
		"when", "while" };
	struct lexicon_room	 room;
	const struct phrase	*phrase = scene->phrase;

	if (scene->at < scene->start + 3 || phrase->words[scene->start].kind != WORD_TEXT ||
	    ROW_HALVE(leads, phrase_fold(phrase, scene->start, &room)) == NULL ||
	    phrase->words[scene->at - 1].kind != WORD_TEXT)
		return false;
	for (size_t i = scene->start; i < scene->at; i++) {
		if (phrase->words[i].kind != WORD_TEXT)
			return false;
	}
	return from_before(scene, out);
}

static void
attribute(const struct scene *scene, const struct speaker_memory *memory, struct attribution *out)
{
	if (from_lead(scene, out))
		return;
	if ((from_behind(scene, out) && out->direct) || speaker_from_open_end(scene, out))
		return;
	if (from_agent(scene, out) || speaker_from_behind_colon(scene, out))
		return;
	if (from_before(scene, out) || speaker_from_source(scene, out) ||
	    speaker_from_label(scene, out) || speaker_from_label_before(scene, out))
		return;
	if (out->rule != NULL) /* behind, without a comma */
		return;
	if (speaker_from_signature(scene, out) || from_trail(scene, out))
		return;
	if (out->own_sentence)
		(void)(speaker_from_signature_below(scene, memory, out) ||
		    from_same_paragraph(scene, memory, out) || from_sentence_before(scene, out) ||
		    speaker_from_paragraph_before(scene, memory, out));
	else
		(void)(from_sentence_subject(scene, out) ||
		    from_same_paragraph(scene, memory, out) || from_sentence_before(scene, out));
}

/* "PARIS, May 3 (Agency) - ": where the first sentence begins behind it. */
static size_t
behind_dateline(const struct phrase *phrase)
{
	for (size_t i = 0; i < phrase->count && i < 14; i++) {
		const struct word	*word = &phrase->words[i];

		if (word->kind == WORD_DASH)
			return i > 0 ? i + 1 : 0;
		if (word->kind == WORD_QUOTE ||
		    (word->kind == WORD_TEXT && (word->bits & WORD_CAPITAL) == 0 &&
			!utf8_is_digit((unsigned char)phrase->text.p[word->at])))
			return 0;
	}
	return 0;
}

/* "BERG: They call it "q"": where the words of a turn in a transcript begin; 0 when it is none. */
static size_t
behind_turn(const struct phrase *phrase)
{
	size_t	 i = 0;

	for (; i < phrase->count && i < 6 && phrase->words[i].kind == WORD_TEXT; i++) {
		struct span	 s = phrase_word(phrase, i);

		for (size_t k = 0; k < s.n; k++) {
			if (s.p[k] >= 'a' && s.p[k] <= 'z')
				return 0;
		}
	}
	return i > 0 && i + 1 < phrase->count && phrase->words[i].kind == WORD_COLON &&
		phrase->words[i + 1].kind == WORD_TEXT ?
	    i + 1 :
	    0;
}

void
speaker_find(const struct name_table *table, size_t paragraph, size_t word,
    const struct speaker_memory *memory, struct attribution *out)
{
	const struct phrase	*phrase = &table->paragraphs[paragraph];
	struct scene scene = { table, phrase, paragraph, word, phrase_sentence_start(phrase, word),
		0 };

	*out = (struct attribution) { .name = NAME_NONE,
		.state = SPEAKER_UNATTRIBUTED,
		.kind = SPEAKER_UNNAMED };
	scene.end = phrase_sentence_end(phrase, word);
	if (scene.start == 0 && behind_dateline(phrase) <= word)
		scene.start = behind_dateline(phrase);
	if (scene.start == 0 && behind_turn(phrase) < word)
		scene.start = behind_turn(phrase);
	out->own_sentence = begins_sentence(&scene);
	if (memory->dialect != NULL) {
		if (!dialect_attribute(table, paragraph, word, memory, out) &&
		    (out->own_sentence || dialect_reports(memory->dialect, phrase, word)))
			(void)(from_same_paragraph(&scene, memory, out) ||
			    speaker_from_last(&scene, memory, 2, out));
		return;
	}
	attribute(&scene, memory, out);
	if (out->handed < 0.5)
		(void)speaker_from_turn(&scene, behind_turn(phrase), out);
	if (out->rule == NULL || out->name != NAME_NONE)
		return;
	if (out->state != SPEAKER_UNATTRIBUTED) /* carried over */
		return;
	resolve_mention(table, memory, out);
}
