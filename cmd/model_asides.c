/* Who says in words of their own what a family says between marks. */
#include <stdlib.h>

#include "cmd/model_parts.h"
#include "cmd/place.h"

#define DOCUMENTS_MAX 20  /* documents looked at for paraphrases */
#define RUN_WORDS_MAX 200 /* words of a sentence that are looked at for a run of shared ones */
#define READING_BYTES_MAX ((size_t)256 << 20) /* for reading one document */

static bool
read_told(struct elsewhere *elsewhere, struct arena *arena, struct arena *scratch, struct fault *f)
{
	const struct corpus	*corpus = &elsewhere->corpus;

	elsewhere->told = arena_take(arena, corpus->narticles, sizeof *elsewhere->told, f);
	if (elsewhere->told == NULL)
		return false;
	for (size_t i = 0; i < corpus->narticles; i++) {
		const struct filed_article	*filed = &corpus->articles[i];
		struct told			*told = &elsewhere->told[i];

		arena_reset(scratch);
		if (!trail_sentences_read(&filed->article, filed->quoted, filed->nquoted, arena,
			scratch, &told->sentences, &told->count, f))
			return false;
	}
	return true;
}

bool
model_elsewhere(struct store *store, struct span query, struct arena *arena,
    struct elsewhere *elsewhere, struct fault *f)
{
	struct arena	*scratch = arena_new(READING_BYTES_MAX);
	struct span	 folded;
	bool		 ok;

	*elsewhere = (struct elsewhere) { .names = NULL };
	ok = scratch != NULL || fault_set(f, FAULT_MEMORY, "out of memory");
	ok = ok && token_fold(query, arena, &folded, f) &&
	    store_find_articles(store, folded, DOCUMENTS_MAX, arena, &elsewhere->corpus,
		&elsewhere->passed, f) &&
	    place_names(&elsewhere->corpus, arena, &elsewhere->names, f) &&
	    read_told(elsewhere, arena, scratch, f);
	arena_free(scratch);
	return ok;
}

static struct aside *
known_aside(const struct model *model, struct span sentence)
{
	for (size_t i = 0; i < model->nasides; i++) {
		if (model->asides[i].sentence.p == sentence.p)
			return &model->asides[i];
	}
	return NULL;
}

/* The most words in a row that two texts share: what is closest keeps the order as well. */
static bool
longest_run(struct span sentence, const struct token_list *words, struct arena *arena, size_t *run,
    struct fault *f)
{
	struct token_list	 tokens;
	size_t	 length = 0;

	*run = 0;
	if (!token_read(sentence, arena, &tokens, f))
		return false;
	for (size_t i = 0; i < tokens.count && i < RUN_WORDS_MAX; i++) {
		for (size_t k = 0; k < words->count && k < RUN_WORDS_MAX; k++) {
			length = 0;
			while (length < RUN_WORDS_MAX && i + length < tokens.count &&
			    k + length < words->count &&
			    tokens.items[i + length].hash == words->items[k + length].hash)
				length++;
			*run = length > *run ? length : *run;
		}
	}
	return true;
}

static bool
measure_run(const struct model *model, struct aside *aside, struct arena *arena, struct fault *f)
{
	const struct span	 asked[] = { model->reference_words, model->query };

	for (size_t i = 0; i < LEN(asked); i++) {
		struct token_list	 words;
		size_t	 run;

		if (!token_read(asked[i], arena, &words, f) ||
		    !longest_run(aside->sentence, &words, arena, &run, f))
			return false;
		aside->run = run > aside->run ? run : aside->run;
	}
	return true;
}

/* A sentence found twice counts by what it shares most. */
static bool
add_aside(struct model *model, struct aside *aside, const struct elsewhere *elsewhere, size_t *room,
    struct arena *arena, struct fault *f)
{
	struct quote	 at = { .text = aside->sentence, .whole = aside->sentence, .outside = -1 };
	struct aside	*known = known_aside(model, aside->sentence);

	if (known != NULL) {
		known->share = aside->share > known->share ? aside->share : known->share;
		return true;
	}
	if (!arena_grow(arena, &model->asides, model->nasides, room, sizeof *model->asides, f) ||
	    !place_of(elsewhere->names[aside->document],
		&elsewhere->corpus.articles[aside->document].article, &at, arena, &aside->place, f))
		return false;
	model->asides[model->nasides++] = *aside;
	return true;
}

/* Sentences of one document that say `words` in words of their own. */
static bool
asides_of(const struct elsewhere *elsewhere, size_t i, struct span words, struct model *model,
    size_t *room, struct arena *arena, struct fault *f)
{
	const struct told	*told = &elsewhere->told[i];
	struct paraphrase	*found = NULL;
	size_t			 count = 0;

	if (!trail_paraphrases(told->sentences, told->count, words, arena, &found, &count, f))
		return false;
	for (size_t k = 0; k < count; k++) {
		struct aside	 aside = { .sentence = told->sentences[found[k].sentence].text,
			.outlet = elsewhere->corpus.articles[i].article.outlet,
			.document = i,
			.share = found[k].share };

		if (!measure_run(model, &aside, arena, f) ||
		    !add_aside(model, &aside, elsewhere, room, arena, f))
			return false;
	}
	return true;
}

static int
closest_first(const void *left, const void *right)
{
	const struct aside	*a = left, *b = right;

	if (a->share > b->share || a->share < b->share)
		return a->share > b->share ? -1 : 1;
	if (a->run != b->run)
		return a->run > b->run ? -1 : 1;
	return a->document != b->document ?
	    (a->document > b->document) - (a->document < b->document) :
	    (a->sentence.p > b->sentence.p) - (a->sentence.p < b->sentence.p);
}

/* The first that stands in its document leads it. */
static void
mark_leads(struct model *model)
{
	for (size_t i = 0; i < model->nasides; i++) {
		model->asides[i].leads = true;
		for (size_t k = 0; k < i && model->asides[i].leads; k++)
			model->asides[i].leads =
			    model->asides[k].document != model->asides[i].document;
	}
}

bool
collect_asides(struct model *model, const struct elsewhere *elsewhere, struct arena *arena,
    struct fault *f)
{
	size_t	 room = 0;

	for (size_t i = 0; i < elsewhere->corpus.narticles; i++) {
		if (!asides_of(elsewhere, i, model->reference_words, model, &room, arena, f) ||
		    !asides_of(elsewhere, i, model->query, model, &room, arena, f))
			return false;
	}
	if (model->nasides > 0)
		qsort(model->asides, model->nasides, sizeof *model->asides, closest_first);
	mark_leads(model);
	return true;
}
