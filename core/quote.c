#include "core/quote_parts.h"

#include <assert.h>
#include <stdlib.h>

#include "core/dialect.h"
#include "core/language.h"
#include "core/utf8.h"

#define VOCABULARIES 8
#define HEADLINES_MAX 32 /* quotations above a body that are looked for in it */
#define REPEATED_MIN 8	 /* bytes; fewer are anybody's */
#define SCRATCH_MAX ((size_t)256 << 20) /* bytes of working room for one article */

const char *const quote_form_names[QUOTE_FORMS] = {
	[QUOTE_UTTERANCE] = "utterance",
	[QUOTE_PARTIAL] = "partial",
	[QUOTE_TITLE] = "title",
	[QUOTE_SCARE] = "scare",
	[QUOTE_UNCLOSED] = "unclosed",
	[QUOTE_UNQUOTED] = "unquoted",
};

const char *const speaker_state_names[SPEAKER_STATES] = {
	[SPEAKER_RESOLVED] = "resolved",
	[SPEAKER_MENTION_ONLY] = "mention-only",
	[SPEAKER_ANONYMOUS] = "anonymous",
	[SPEAKER_UNATTRIBUTED] = "unattributed",
};

const char *const speaker_kind_names[SPEAKER_KINDS] = {
	[SPEAKER_PERSON] = "person",
	[SPEAKER_ORGANISATION] = "organisation",
	[SPEAKER_DOCUMENT] = "document",
	[SPEAKER_UNNAMED] = "anonymous",
};

/* One vocabulary for English and one for each dialect, in the order of dialect_at(). */
struct quote_finder {
	struct vocabulary	*vocabularies[VOCABULARIES];
};

bool
quote_is_speech(const struct quote *quote)
{
	return quote->form == QUOTE_UTTERANCE || quote->form == QUOTE_PARTIAL ||
	    quote->form == QUOTE_UNCLOSED || (quote->form == QUOTE_UNQUOTED && quote->mention.n > 0);
}

static bool
read_vocabularies(struct quote_finder *finder, struct fault *f)
{
	const struct dialect	*dialect;

	if ((finder->vocabularies[0] = vocabulary_new(f)) == NULL)
		return false;
	for (size_t i = 0; (dialect = dialect_at(i)) != NULL; i++) {
		assert(i + 1 < VOCABULARIES);
		finder->vocabularies[i + 1] =
		    vocabulary_with(&(struct vocabulary_more) { dialect->offices.items,
					dialect->according.items, dialect->offices.count,
					/* Where nouns have capitals, "Laut Landratsamt" is no name either way. */
					dialect->compounds ? 0 : dialect->according.count,
					dialect->compounds, dialect->articles.items,
					dialect->articles.count, dialect->man_endings.items,
					dialect->woman_endings.items, dialect->man_endings.count,
					dialect->woman_endings.count },
			f);
		if (finder->vocabularies[i + 1] == NULL)
			return false;
	}
	return true;
}

static const struct vocabulary *
vocabulary_for(const struct quote_finder *finder, const struct dialect *dialect)
{
	for (size_t i = 0; dialect != NULL && dialect_at(i) != NULL; i++) {
		if (dialect_at(i) == dialect)
			return finder->vocabularies[i + 1];
	}
	return finder->vocabularies[0];
}

struct quote_finder *
quote_finder_new(struct fault *f)
{
	struct quote_finder	*finder = calloc(1, sizeof *finder);

	if (finder == NULL)
		fault_set(f, FAULT_MEMORY, "out of memory");
	else if (read_vocabularies(finder, f))
		return finder;
	quote_finder_free(finder);
	return NULL;
}

void
quote_finder_free(struct quote_finder *finder)
{
	if (finder == NULL)
		return;
	for (size_t i = 0; i < VOCABULARIES; i++)
		vocabulary_free(finder->vocabularies[i]);
	free(finder);
}

/* A teaser, a comment or a caption is a text of its own. */
static bool
stands_alone(const struct origin *o)
{
	return o->block->region == REGION_TEASER || o->block->region == REGION_COMMENT ||
	    o->block->region == REGION_CAPTION;
}

/* Headlines one below the other are of several articles. */
static bool
is_listed(const struct finding *find, size_t p)
{
	return find->origins[p].block->region == REGION_HEADLINE &&
	    ((p > 0 && find->origins[p - 1].block->region == REGION_HEADLINE) ||
		(p + 1 < find->nparagraphs && find->origins[p + 1].block->region == REGION_HEADLINE));
}

/* Body paragraphs follow one another; so do those of each text outside. */
static bool
follows(const struct origin *a, const struct origin *b)
{
	if (a->outside || b->outside)
		return a->block == b->block;
	return a->block->region == b->block->region && !stands_alone(b) &&
	    b->block->region != REGION_HEADLINE;
}

static size_t
count_lines(struct span text)
{
	size_t	 n = 1;

	for (size_t i = 0; i < text.n; i++)
		n += text.p[i] == '\n';
	return n;
}

/* Blocks too many to be paragraphs are read as one, when they follow each other in one text. */
static bool
set_together(const struct finding *find, const struct origin *before, const struct origin *o)
{
	return article_is_crowded(find->nparagraphs, find->listed) && follows(before, o) &&
	    before->block->kind == o->block->kind;
}

static void
add_paragraph(struct finding *find, const struct block *block, struct span text, bool outside)
{
	struct origin	*o = &find->origins[find->nparagraphs];
	struct phrase	*phrase = &find->phrases[find->nparagraphs];

	*o = (struct origin) { block, find->nparagraphs, outside };
	find->listed += text.n + 1;
	if (find->nparagraphs > 0 && set_together(find, o - 1, o)) {
		phrase[-1].text = span_join(phrase[-1].text, text);
		return;
	}
	if (find->nparagraphs > 0 && follows(o - 1, o))
		o->run = o[-1].run;
	*phrase = (struct phrase) { .text = text };
	find->nparagraphs++;
}

/* A block of the text is a paragraph; of a teaser outside, label, heading and text are lines. */
static bool
list_paragraphs(struct finding *find, struct fault *f)
{
	const struct article	*article = find->article;
	size_t			 n = article->nblocks;

	for (size_t i = 0; i < article->noutside; i++)
		n += count_lines(article->outside[i].text);
	find->origins = arena_room(find->scratch, n + 1, sizeof *find->origins, f);
	find->phrases = arena_room(find->scratch, n + 1, sizeof *find->phrases, f);
	if (find->origins == NULL || find->phrases == NULL)
		return false;
	for (size_t i = 0; i < article->nblocks; i++)
		add_paragraph(find, &article->blocks[i], article->blocks[i].text, false);
	for (size_t i = 0; i < article->noutside; i++) {
		const struct span	 text = article->outside[i].text;

		for (size_t from = 0, to; from <= text.n; from = to + 1) {
			to = from + span_find(span_cut(text, from, text.n), SPAN("\n"));
			add_paragraph(find, &article->outside[i], span_cut(text, from, to), true);
		}
	}
	return true;
}

static size_t
run_end(const struct finding *find, size_t first)
{
	size_t	 p = first + 1;

	while (p < find->nparagraphs && find->origins[p].run == first)
		p++;
	return p;
}

/* In the body layout may tell what is spoken. */
static bool
find_unmarked(struct finding *find, struct fault *f)
{
	find->unmarked = arena_take(find->scratch, find->nparagraphs + 1, sizeof *find->unmarked, f);
	if (find->unmarked == NULL)
		return false;
	for (size_t i = 0; i < find->nparagraphs; i++) {
		find->unmarked[i].text = find->phrases[i].text;
		find->unmarked[i].kind = find->origins[i].block->kind;
	}
	for (size_t i = 0, end; i < find->nparagraphs; i = end) {
		end = run_end(find, i);
		if (find->origins[i].block->region == REGION_BODY && !find->origins[i].outside)
			unmarked_find(&find->unmarked[i], end - i);
	}
	return true;
}

/* What is spoken without marks is one stretch, as if marks stood around it. */
static bool
pair_unmarked(const struct unmarked *unmarked, struct phrase *phrase, struct arena *arena,
    struct pair_list *pairs, struct fault *f)
{
	struct pair	*pair = arena_take(arena, 1, sizeof *pair, f);

	if (pair == NULL)
		return false;
	phrase->text = unmarked->text;
	*pair = (struct pair) { unmarked->words, unmarked->words,
		unmarked->goes_on ? PAIR_OPEN : PAIR_CLOSED, false, unmarked->line };
	*pairs = (struct pair_list) { pair, 1 };
	return true;
}

/* What is passed over stays in the paragraph, so that its words are nobody's; behind it there is room again. */
static void
keep_within(struct finding *find, struct span paragraph, struct pair_list *pairs)
{
	for (size_t i = 0; i < pairs->count; i++) {
		struct pair	*pair = &pairs->items[i];
		const size_t	 at = find->bytes + (size_t)(pair->whole.p - paragraph.p);

		if (pair->state == PAIR_ORPHAN)
			continue;
		if (find->npairs < QUOTE_FREE + at / QUOTE_BYTES) {
			find->npairs++;
		} else {
			pair->state = PAIR_PASSED;
			find->passed++;
		}
	}
	find->bytes += paragraph.n;
}

static bool
find_pairs(struct finding *find, struct fault *f)
{
	for (size_t i = 0; i < find->nparagraphs; i++) {
		const struct origin	*o = &find->origins[i];
		struct phrase		*phrase = &find->phrases[i];
		struct pair_list	 pairs;
		bool			 followed = i + 1 < find->nparagraphs && follows(o, o + 1);

		arena_reset(find->room);
		if (!pair_find(phrase->text, followed ? phrase[1].text : SPAN_NONE, find->room,
			find->scratch, &pairs, f))
			return false;
		/* A line of a transcript is spoken whole: what it quotes is nested. */
		if ((pairs.count == 0 || find->unmarked[i].line) && find->unmarked[i].words.n > 0 &&
		    !pair_unmarked(&find->unmarked[i], phrase, find->scratch, &pairs, f))
			return false;
		keep_within(find, phrase->text, &pairs);
		phrase->pairs = pairs.items;
		phrase->npairs = (uint32_t)pairs.count;
	}
	return true;
}

static bool
read_paragraphs(struct finding *find, struct fault *f)
{
	return phrase_read(find->vocabulary, find->phrases, find->nparagraphs, find->scratch, f) &&
	    name_table_read(find->vocabulary, find->phrases, find->nparagraphs, find->room,
		find->scratch, &find->names, f);
}

/* "A," he said, "b.": only the cue stands between, and the sentence goes on across it. */
static bool
interrupts(const struct phrase *phrase, const struct stretch *before, const struct stretch *s)
{
	const struct attribution	*by = &before->by;
	size_t				 first = 0;
	/* "A," said Berg, who was not well, "and b.": a small letter goes on. */
	const bool small = s->pair->inner.n > 0 && utf8_is_lower(utf8_next(s->pair->inner, &first));

	if (before->paragraph != s->paragraph || before->pair->state != PAIR_CLOSED ||
	    s->form == QUOTE_TITLE || !by->direct || by->from <= before->word || by->from >= s->word)
		return false;
	if (phrase->words[s->word - 1].kind != WORD_COMMA)
		return false;
	for (size_t i = before->word + 1; i < s->word; i++) {
		const struct word	*word = &phrase->words[i];
		bool			 mine = (i >= by->verb && i < by->verb_end) || (i >= by->from && i < by->to);

		if (word->kind == WORD_STOP || word->kind == WORD_SEMICOLON ||
		    word->kind == WORD_COLON)
			return false;
		/* "she said in an interview": a noun as well as a verb. */
		if (!mine && word->kind == WORD_TEXT && !(small && phrase_is(phrase, i, "who")) &&
		    ((word->bits & (WORD_CONJUNCTION | WORD_RELATIVE)) != 0 ||
			(word->bits & (WORD_CUE | WORD_CUE_NOUN)) == WORD_CUE))
			return false;
	}
	return !phrase_ends_sentence(phrase, before->word) ||
	    phrase->words[before->word + 1].kind == WORD_TEXT;
}

/* The paragraph before ended inside this quotation. */
static bool
continues(const struct finding *find, const struct stretch *before, const struct stretch *s)
{
	const struct phrase	*phrase = &find->phrases[s->paragraph];

	/* "spoke of "real movement.": the mark that closes a fragment is missing, and a sentence of somebody's follows. */
	if (!before->by.own_sentence && !before->by.direct && s->by.direct &&
	    s->form == QUOTE_UTTERANCE)
		return false;
	return before->paragraph + 1 == s->paragraph && before->pair->state == PAIR_OPEN &&
	    s->word == 0 &&
	    follows(&find->origins[before->paragraph], &find->origins[s->paragraph]) &&
	    s->pair->whole.p == span_trim(phrase->text).p;
}

static void
add_stretch(struct finding *find, size_t paragraph, size_t word, struct speaker_memory *memory)
{
	const struct phrase	*phrase = &find->phrases[paragraph];
	struct stretch		 s = { paragraph, word, &phrase->pairs[phrase->words[word].pair], { 0 },
		QUOTE_SCARE, FORM_FEW, ALONE };
	const struct stretch	*before =
	    find->nstretches > 0 ? &find->stretches[find->nstretches - 1] : NULL;

	speaker_find(&find->names, paragraph, word, memory, &s.by);
	s.form = form_judge(phrase, word, find->dialect,
	    find->origins[paragraph].block->region == REGION_HEADLINE ||
		find->origins[paragraph].block->region == REGION_TEASER,
	    &s.by, &s.form_rule);
	if (before != NULL && continues(find, before, &s))
		s.joined = AFTER_BREAK;
	else if (before != NULL && interrupts(phrase, before, &s))
		s.joined = AFTER_CUE;
	/* One that goes on is what its beginning was. */
	if (before != NULL && s.joined != ALONE && s.form != QUOTE_UNCLOSED)
		s.form = before->form == QUOTE_UNCLOSED ? QUOTE_UTTERANCE : before->form;
	if (before != NULL && s.joined == AFTER_CUE)
		s.by = before->by;
	if (s.form == QUOTE_TITLE || s.form == QUOTE_SCARE)
		s.by.rule = NULL; /* no speech, so nobody spoke */
	else
		speaker_remember(memory, &find->names, paragraph, word, &s.by);
	find->stretches[find->nstretches++] = s;
}

static bool
judge_paragraphs(struct finding *find, struct fault *f)
{
	struct speaker_memory	 memory = { .last_paragraph = NAME_NONE };

	find->stretches = arena_room(find->scratch, find->npairs, sizeof *find->stretches, f);
	if (find->stretches == NULL)
		return false;
	for (size_t p = 0; p < find->nparagraphs; p++) {
		const struct phrase	*phrase = &find->phrases[p];

		if (find->origins[p].run == p)
			memory = (struct speaker_memory) { .last_paragraph = NAME_NONE,
				.first = p,
				.end = run_end(find, p),
				.alone = !find->origins[p].outside &&
				    (stands_alone(&find->origins[p]) || is_listed(find, p)),
				.dialect = find->dialect };
		for (size_t i = 0; phrase->npairs > 0 && i < phrase->count; i++) {
			if (phrase->words[i].kind == WORD_QUOTE &&
			    phrase->pairs[phrase->words[i].pair].state != PAIR_PASSED)
				add_stretch(find, p, i, &memory);
		}
	}
	return true;
}

/* What a headline takes from the body may lose its last stop or comma. */
static struct span
without_stop(struct span said)
{
	while (said.n > 0 && strchr(".,!? ", said.p[said.n - 1]) != NULL)
		said.n--;
	return said;
}

/* The first stretch of the body that prints a headline's words and has a speaker, or NULL. */
static const struct stretch *
find_in_body(const struct finding *find, const struct stretch *s)
{
	struct span	 words = without_stop(s->pair->inner);

	for (size_t i = 0; i < find->nstretches; i++) {
		const struct stretch	*body = &find->stretches[i];
		const struct origin	*o = &find->origins[body->paragraph];

		if (o->block->region == REGION_BODY && !o->outside && body->by.rule != NULL &&
		    body->by.state == SPEAKER_RESOLVED &&
		    span_find(body->pair->inner, words) < body->pair->inner.n)
			return body;
	}
	return NULL;
}

/* The first answer of an interview, or NULL. */
static const struct stretch *
find_answer(const struct finding *find)
{
	for (size_t i = 0; i < find->nstretches; i++) {
		if (find->stretches[i].by.rule == speaker_rules[RULE_ANSWER].name)
			return &find->stretches[i];
	}
	return NULL;
}

/* A headline that names nobody quotes who says the same words below it. */
static void
attribute_headlines(struct finding *find)
{
	size_t	 tried = 0;

	for (size_t i = 0; i < find->nstretches && tried < HEADLINES_MAX; i++) {
		struct stretch		*s = &find->stretches[i];
		const struct origin	*o = &find->origins[s->paragraph];
		const struct stretch	*body;

		if (o->outside || s->by.state == SPEAKER_RESOLVED ||
		    (o->block->region != REGION_HEADLINE && o->block->region != REGION_STANDFIRST) ||
		    s->form == QUOTE_TITLE || without_stop(s->pair->inner).n < REPEATED_MIN)
			continue;
		tried++;
		body = find_in_body(find, s);
		/* Above an interview it is whom that is with. */
		if (body == NULL && s->by.rule == NULL && s->by.own_sentence)
			body = find_answer(find);
		if (body == NULL)
			continue;
		if (s->by.direct) { /* "says the author": the body knows her name */
			s->by.name = body->by.name;
			s->by.state = body->by.state;
			s->by.kind = body->by.kind;
			continue;
		}
		speaker_repeat(&body->by, &s->by);
		if (body->form == QUOTE_UTTERANCE && s->by.own_sentence)
			s->form = QUOTE_UTTERANCE;
		else if (s->form == QUOTE_SCARE)
			s->form = QUOTE_PARTIAL;
	}
}

/* What no language is declared or found for is read as English, unless it is surely something else. */
static const struct dialect *
find_dialect(const struct article *article)
{
	return dialect_find(article->language.n == 0 && language_is_foreign(article->text) ?
		SPAN("mul") :
		article->language);
}

bool
quote_find(const struct quote_finder *finder, const struct article *article, struct arena *arena,
    struct quote_list *quotes, struct fault *f)
{
	struct finding	 find = { .article = article,
		.dialect = find_dialect(article),
		.scratch = arena_new(SCRATCH_MAX),
		.room = arena_new(SCRATCH_MAX) };
	bool		 ok = false;

	*quotes = (struct quote_list) { .count = 0 };
	find.vocabulary = vocabulary_for(finder, find.dialect);
	if (find.scratch == NULL || find.room == NULL) {
		fault_set(f, FAULT_MEMORY, "out of memory");
		goto done;
	}
	if (!list_paragraphs(&find, f) || !find_unmarked(&find, f) || !find_pairs(&find, f))
		goto done;
	/* Who is named does not matter where nobody is quoted. */
	if (find.npairs > 0 && !(read_paragraphs(&find, f) && judge_paragraphs(&find, f)))
		goto done;
	attribute_headlines(&find);
	quotes->passed = find.passed;
	ok = quote_fill(&find, arena, quotes, f);
done:
	if (!ok)
		*quotes = (struct quote_list) { .count = 0 };
	arena_free(find.scratch);
	arena_free(find.room);
	return ok;
}
