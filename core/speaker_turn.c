/* Speakers by whose turn it is: the last one goes on, or another answers him. */
#include "core/resolve.h"
#include "core/speaker_parts.h"

#define ANSWER_REACH 4 /* paragraphs from an answer back to the one before */
#define TURN_BYTES_MAX 200 /* of a line of dialogue that says by no cue whose it is */
#define ADDRESS_WORDS 40 /* before the end of a question that are looked at */
#define INTERVIEW_MENTIONS 256 /* among which whom it is with is first named */
#define EXCHANGE_WORDS_MAX 6 /* of a paragraph of dialogue, signs counted */
#define TURNS_MIN 3 /* paragraphs in a row that change hands make a dialogue */

/* An interviewer's question without marks around it: whoever answers spoke last. */
static bool
asks(const struct phrase *phrase)
{
	const size_t	 last = phrase->count - 1;

	if (phrase->count < 2 || phrase->words[last].kind != WORD_STOP ||
	    !span_eq(phrase_word(phrase, last), SPAN("?")))
		return false;
	if (phrase->npairs == 0)
		return true;
	/* With marks inside it asks somebody, or it may be anybody's question. */
	for (size_t i = last; i > 0 && last - i < ADDRESS_WORDS; i--) {
		if (phrase_is(phrase, i - 1, "you") || phrase_is(phrase, i - 1, "your"))
			return true;
	}
	return false;
}

/* Nothing but one quotation, and a short one. */
static bool
is_turn(const struct scene *scene)
{
	return scene->at == 0 && speaker_pair(scene)->inner.n <= TURN_BYTES_MAX &&
	    (scene->phrase->count == 1 ||
		(scene->phrase->count == 2 && scene->phrase->words[1].kind == WORD_STOP));
}

/* "No," said Berg.: a quotation, its cue, and nothing more. */
static bool
is_exchange(const struct phrase *phrase)
{
	return phrase->npairs == 1 && phrase->count <= EXCHANGE_WORDS_MAX &&
	    phrase->words[0].kind == WORD_QUOTE;
}

/* "How many?" asked Berg. / "How many what?" said Quill. / "Boats.": two by turns, and it is the other's. */
static bool
from_dialogue(const struct scene *scene, const struct speaker_memory *memory,
    struct attribution *out)
{
	if (memory->last_paragraph + 1 != scene->paragraph || memory->turns == 0 ||
	    !memory->last.direct || !memory->other.direct || !is_turn(scene) ||
	    !(memory->asked || memory->answered || memory->turns >= TURNS_MIN ||
		(is_exchange(scene->phrase - 1) && is_exchange(scene->phrase - 2))))
		return false;
	speaker_carry_on(&memory->other, RULE_TURN, out);
	out->scope_from = out->scope_to = out->scope_verb = out->scope_verb_end = 0;
	return true;
}

/* "Why did you stop?" / "I was tired.": an interview prints questions bare, and whom it is about answers. */
static bool
from_interview(const struct scene *scene, const struct speaker_memory *memory,
    struct attribution *out)
{
	const struct name_table	*table = scene->table;
	const bool spoken =
	    memory->last_paragraph != NAME_NONE && memory->last_paragraph + 1 == scene->paragraph;
	const size_t		 name = resolve_interviewed(table);
	struct scene		 there = *scene;
	struct clause		 clause = { CLAUSE_SUBJECT, 0, 0, { 0, 0 } };
	size_t			 m = 0;

	if (scene->at != 0 || name == NAME_NONE || table->names[name].mentions < 2 ||
	    !asks(scene->phrase - 1) || (spoken && memory->last.direct))
		return false;
	while (m < table->nmentions && m < INTERVIEW_MENTIONS && table->mentions[m].name != name)
		m++;
	if (m == table->nmentions || m == INTERVIEW_MENTIONS)
		return false;
	there.paragraph = table->mentions[m].at.paragraph;
	clause.subject = (struct noun) { table->mentions[m].at.word, table->mentions[m].end.word };
	out->direct = true;
	speaker_take(out, &there, &clause, RULE_ANSWER);
	out->scope_from = out->scope_to = 0;
	resolve_name(table, name, 1, out);
	return true;
}

/* The speaker of the paragraph before goes on, or of one no more than `reach` before. */
bool
speaker_from_last(const struct scene *scene, const struct speaker_memory *memory, size_t reach,
    struct attribution *out)
{
	if (scene->paragraph <= memory->first || memory->last_paragraph == NAME_NONE ||
	    memory->last_paragraph + reach < scene->paragraph || memory->last.rule == NULL)
		return false;
	speaker_carry_on(&memory->last, RULE_CONTINUATION, out);
	out->scope_from = out->scope_to = out->scope_verb = out->scope_verb_end = 0;
	return true;
}

/* "On the new law:" tells what the next words are about, not whose they are. */
static bool
is_topic(const struct phrase *phrase)
{
	return phrase->count < 8 && phrase_has(phrase, 0, WORD_PREPOSITION) &&
	    !phrase_is(phrase, 0, "from");
}

/* The paragraph before ends in a colon, or hands over to this one, or its speaker goes on. */
bool
speaker_from_paragraph_before(const struct scene *scene, const struct speaker_memory *memory,
    struct attribution *out)
{
	const struct phrase	*phrase;
	struct clause		 clauses[CLAUSE_MAX];
	struct clause		 clause = { CLAUSE_SUBJECT, 0, 0, { 0, 0 } };
	struct scene		 earlier = *scene;
	bool			 colon;
	size_t			 n;

	if (scene->paragraph <= memory->first)
		return false;
	phrase = &scene->table->paragraphs[scene->paragraph - 1];
	colon = phrase->count > 0 && phrase->words[phrase->count - 1].kind == WORD_COLON;
	if (colon && is_topic(phrase) && scene->paragraph > memory->first + 1) {
		if (speaker_from_last(scene, memory, 2, out))
			return true;
		earlier.paragraph--;
		phrase--;
	}
	if (!colon && (memory->interview || phrase->npairs > 0) &&
	    (from_interview(scene, memory, out) || from_dialogue(scene, memory, out)))
		return true;
	if (!colon && speaker_from_last(scene, memory, asks(phrase) ? ANSWER_REACH : 2, out))
		return true;
	if (from_interview(scene, memory, out))
		return true;
	if (phrase->count == 0)
		return false;
	earlier.phrase = phrase;
	earlier.paragraph--;
	earlier.start = phrase_sentence_start(phrase, phrase->count - 1);
	earlier.end = phrase->count;
	n = clause_find(phrase, earlier.start, earlier.end, clauses);
	if (n > 0 && n < CLAUSE_MAX)
		clause = clauses[colon ? n - 1 : 0];
	else if (!noun_subject(phrase, earlier.start, earlier.end, &clause.subject) ||
	    speaker_is_nobody(phrase, &clause.subject))
		return false;
	out->direct = colon;
	return speaker_take(out, &earlier, &clause,
	    colon ? RULE_PARAGRAPH_COLON : RULE_PARAGRAPH_SUBJECT);
}

static bool
is_same_speaker(const struct attribution *a, const struct attribution *b)
{
	return a->name == b->name &&
	    (a->name != NAME_NONE || (a->paragraph == b->paragraph && a->from == b->from));
}

/* Who spoke before becomes the other of two, when one paragraph after the other changes hands. */
static void
remember_turn(struct speaker_memory *memory, size_t paragraph, const struct attribution *attribution)
{
	const bool	 next = memory->last_paragraph != NAME_NONE && memory->last.rule != NULL &&
	    memory->last_paragraph + 1 == paragraph;

	if (memory->last_paragraph == paragraph)
		return;
	if (!next || is_same_speaker(&memory->last, attribution)) {
		memory->turns = 0;
		memory->answered = false;
		return;
	}
	memory->turns = memory->turns > 0 && is_same_speaker(&memory->other, attribution) ?
	    memory->turns + 1 :
	    1;
	memory->answered = memory->asked;
	memory->other = memory->last;
}

void
speaker_remember(struct speaker_memory *memory, const struct name_table *table, size_t paragraph,
    size_t word, const struct attribution *attribution)
{
	const struct phrase	*phrase = &table->paragraphs[paragraph];

	memory->interview |= attribution->rule == speaker_rules[RULE_ANSWER].name;
	if (attribution->rule != NULL)
		remember_turn(memory, paragraph, attribution);
	memory->last = *attribution;
	memory->last_paragraph = paragraph;
	memory->last_word = word;
	memory->asked = span_ends(phrase->pairs[phrase->words[word].pair].inner, SPAN("?"));
}
