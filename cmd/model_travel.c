/* How the words travelled, who else speaks of them, and what to check before relying on it. */
#include <stdlib.h>

#include "cmd/model_parts.h"
#include "cmd/place.h"

#define ASIDES_MAX 20	      /* documents looked at for paraphrases */
#define REUSE_SHARE 0.12      /* of an article's prose in runs of eight words: more than chance gives */
#define REUSE_BYTES_MAX ((size_t)256 << 20) /* for comparing two articles */
#define RUN_WORDS_MAX 200     /* words of a sentence that are looked at for a run of shared ones */
#define COMPARED_MAX 50	      /* members, the earliest first, that one page's prose is compared with */
#define TEXT_MAX ((size_t)4096)

/* The quotations of one article of the family, as trail_reuse() takes them. */
static bool
quotes_of(const struct filed_family *filed, size_t article, struct arena *arena,
    struct quote_list *list, struct fault *f)
{
	size_t	 count = 0;

	/* A family of thousands asks this for each of its pages: room for one page's, not for all. */
	for (size_t i = 0; i < filed->corpus.nquotes; i++)
		count += filed->corpus.quotes[i].article == article;
	*list = (struct quote_list) { NULL, 0 };
	list->items = arena_take(arena, count, sizeof *list->items, f);
	if (list->items == NULL)
		return false;
	for (size_t i = 0; i < filed->corpus.nquotes; i++) {
		if (filed->corpus.quotes[i].article == article)
			list->items[list->count++] = filed->corpus.quotes[i].quote;
	}
	return true;
}

/* The hands it went through, from the one next to the origin to the page itself. */
static bool
list_hands(const struct member *member, struct arena *arena, struct travel *travel, struct fault *f)
{
	const struct article	*article = &member->article->article;
	struct span		*hands = arena_take(arena, article->ncredits + 1, sizeof *hands, f);

	if (hands == NULL)
		return false;
	travel->hands = hands;
	for (size_t i = 0; i < article->ncredits; i++) {
		enum credit_role	 role = article->credits[i].role;

		/* The page's credits are of its own article, not of the teasers beside it. */
		if (!member->counts)
			break;
		if ((role == CREDIT_AGENCY || role == CREDIT_REPUBLISHED) &&
		    !span_eq_case(article->credits[i].name, travel->from))
			hands[travel->nhands++] = article->credits[i].name;
	}
	if (article->outlet.n > 0 && !span_eq_case(article->outlet, travel->from))
		hands[travel->nhands++] = article->outlet;
	return true;
}

/* Credits that cannot be tied to these words: they lower the claim to be first. */
static void
add_weak_credits(const struct article *article, struct buf *note)
{
	size_t	 told = 0;

	for (size_t i = 0; i < article->ncredits; i++) {
		enum credit_role	 role = article->credits[i].role;

		if (role != CREDIT_CONTRIBUTED && role != CREDIT_INPUTS && role != CREDIT_SECOND_HAND)
			continue;
		if (told == 0)
			buf_add(note, SPAN("credits "));
		tell_name(note, &told, article->credits[i].name);
	}
	tell_rest(note, told);
}

/* May a's prose be copied from b's: another origin, and not certainly later. */
static bool
may_copy(const struct member *a, const struct member *b)
{
	return b->counts && a->filed->article != b->filed->article &&
	    !span_eq_case(a->outlet, b->outlet) &&
	    (b->date.earliest == DATE_UNKNOWN || a->date.latest == DATE_UNKNOWN ||
		b->date.earliest <= a->date.latest);
}

/* The first members of a family, in whose prose the others' is looked for. */
struct prose {
	const struct member	*members[TRAIL_PROSE_MAX];
	size_t			 count;
	struct trail_prose	 runs;
	struct arena		*scratch;
};

static bool
read_prose(const struct model *model, struct arena *arena, struct prose *prose, struct fault *f)
{
	const struct article	*articles[TRAIL_PROSE_MAX];

	for (size_t i = 0; i < model->nmembers && prose->count < TRAIL_PROSE_MAX; i++) {
		const struct member	*member = &model->members[i];
		bool			 seen = !member->counts;

		for (size_t k = 0; k < prose->count && !seen; k++)
			seen = prose->members[k]->article == member->article;
		if (seen)
			continue;
		articles[prose->count] = &member->article->article;
		prose->members[prose->count++] = member;
	}
	return trail_prose_read(articles, prose->count, arena, &prose->runs, f);
}

/* An uncredited page whose prose stands in another: said as a share, never asserted. */
static bool
add_reuse(const struct model *model, const struct member *member, struct prose *prose,
    struct buf *note, struct fault *f)
{
	double			 shares[TRAIL_PROSE_MAX], most = REUSE_SHARE;
	const struct member	*closest = NULL;
	struct quote_list	 quotes;

	arena_reset(prose->scratch);
	if (!quotes_of(model->filed, member->filed->article, prose->scratch, &quotes, f) ||
	    !trail_reuse(&member->article->article, &quotes, &prose->runs, prose->scratch, shares, f))
		return false;
	for (size_t k = 0; k < prose->count; k++) {
		if (shares[k] > most && may_copy(member, prose->members[k])) {
			most = shares[k];
			closest = prose->members[k];
		}
	}
	if (closest != NULL)
		buf_print(note, "%s%.0f %% of its own prose also stands in [%zu]",
		    note->n > 0 ? "; " : "", most * 100, (size_t)(closest - model->members) + 1);
	return true;
}

static bool
travel_of(const struct model *model, size_t i, struct prose *prose, struct travel *travel,
    struct arena *arena, struct fault *f)
{
	const struct member	*member = &model->members[i];
	struct buf		 note = BUF(TEXT_MAX);

	*travel = (struct travel) { .member = i };
	if (!member->counts) {
		/* A teaser: its outlet printed it, this page shows it. */
		travel->from = member->outlet;
		buf_print(&note, "%s on this page", region_names[member->filed->quote.region]);
		return list_hands(member, arena, travel, f) &&
		    buf_end(&note, arena, &travel->note, f);
	}
	add_weak_credits(&member->article->article, &note);
	travel->credited = member->republisher.n > 0 || note.n > 0;
	if (!travel->credited && !add_reuse(model, member, prose, &note, f))
		return false;
	if (member->republisher.n > 0)
		travel->from = member->outlet;
	else if (note.n == 0)
		buf_add(&note, SPAN("no credit found"));
	return list_hands(member, arena, travel, f) && buf_end(&note, arena, &travel->note, f);
}

/* One arrow a document: two quotations of a page, or two versions of it, travelled together. */
static bool
list_travels(struct model *model, struct prose *prose, struct arena *arena, struct fault *f)
{
	for (size_t i = 0; i < model->nmembers; i++) {
		bool	 seen = false;

		for (size_t k = 0; k < i && !seen; k++)
			seen = model_same_document(&model->members[k], &model->members[i]);
		if (seen)
			continue;
		if (!travel_of(model, i, prose, &model->travels[model->ntravels], arena, f))
			return false;
		model->ntravels++;
	}
	return true;
}

bool
follow_travel(struct model *model, struct arena *arena, struct fault *f)
{
	struct prose	 prose = { .scratch = arena_new(REUSE_BYTES_MAX) };
	struct arena	*memory = arena_new(REUSE_BYTES_MAX);
	bool		 ok = false;

	model->travels = arena_take(arena, model->nmembers, sizeof *model->travels, f);
	if (prose.scratch == NULL || memory == NULL)
		fault_set(f, FAULT_MEMORY, "out of memory");
	else if (model->travels != NULL)
		ok = read_prose(model, memory, &prose, f) && list_travels(model, &prose, arena, f);
	arena_free(memory);
	arena_free(prose.scratch);
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
add_aside(struct model *model, struct aside *aside, struct span name, const struct article *article,
    size_t *room, struct arena *arena, struct fault *f)
{
	struct quote	 at = { .text = aside->sentence, .whole = aside->sentence, .outside = -1 };
	struct aside	*known = known_aside(model, aside->sentence);

	if (known != NULL) {
		known->share = aside->share > known->share ? aside->share : known->share;
		return true;
	}
	if (!arena_grow(arena, &model->asides, model->nasides, room, sizeof *model->asides, f) ||
	    !place_of(name, article, &at, arena, &aside->place, f))
		return false;
	model->asides[model->nasides++] = *aside;
	return true;
}

/* Sentences of one article that say `words` in words of their own. */
static bool
asides_of(const struct corpus *corpus, size_t i, struct span name, struct span words,
    struct model *model, size_t *room, struct arena *arena, struct fault *f)
{
	const struct article	*article = &corpus->articles[i].article;
	struct quote_list	 quotes = { NULL, 0 };
	struct paraphrase	*found = NULL;
	size_t			 count = 0;

	quotes.items = arena_take(arena, corpus->nquotes + 1, sizeof *quotes.items, f);
	if (quotes.items == NULL)
		return false;
	for (size_t k = 0; k < corpus->nquotes; k++) {
		if (corpus->quotes[k].article == i)
			quotes.items[quotes.count++] = corpus->quotes[k].quote;
	}
	if (!trail_paraphrases(article, &quotes, words, arena, &found, &count, f))
		return false;
	for (size_t k = 0; k < count; k++) {
		struct aside	 aside = { .sentence = found[k].sentence,
			.outlet = article->outlet,
			.document = i,
			.share = found[k].share };

		if (!measure_run(model, &aside, arena, f) ||
		    !add_aside(model, &aside, name, article, room, arena, f))
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

bool
collect_asides(struct store *store, struct model *model, struct arena *arena, struct fault *f)
{
	struct corpus	 corpus = { NULL, 0, NULL, 0 };
	struct span	 folded, *names;
	size_t		 room = 0;

	/* A report asks about every family; only an answer to a question looks beyond its members. */
	if (model->query.n == 0)
		return true;
	if (!token_fold(model->query, arena, &folded, f) ||
	    !store_find_articles(store, folded, ASIDES_MAX, arena, &corpus, f) ||
	    !place_names(&corpus, arena, &names, f))
		return false;
	for (size_t i = 0; i < corpus.narticles; i++) {
		if (!asides_of(&corpus, i, names[i], model->reference_words, model, &room, arena, f) ||
		    !asides_of(&corpus, i, names[i], model->query, model, &room, arena, f))
			return false;
	}
	if (model->nasides > 0)
		qsort(model->asides, model->nasides, sizeof *model->asides, closest_first);
	for (size_t i = 0; i < model->nasides; i++) {
		model->asides[i].leads = true;
		for (size_t k = 0; k < i && model->asides[i].leads; k++)
			model->asides[i].leads =
			    model->asides[k].document != model->asides[i].document;
	}
	return true;
}

/* A warning reads: before, what was found, after. The same one is given once. */
static bool
warn(struct model *model, size_t *room, size_t article, struct arena *arena, struct fault *f,
    const char *before, struct span found, const char *after)
{
	struct warning	 warning = { .document = model->names[article] };

	if (!span_print(arena, &warning.text, f, "%s%.*s%s", before, SPAN_ARG(found), after))
		return false;
	for (size_t i = 0; i < model->nwarnings; i++) {
		if (span_eq(model->warnings[i].document, warning.document) &&
		    span_eq(model->warnings[i].text, warning.text))
			return true;
	}
	if (!arena_grow(arena, &model->warnings, model->nwarnings, room, sizeof *model->warnings, f))
		return false;
	model->warnings[model->nwarnings++] = warning;
	return true;
}

/* An age without a capture time; what stands beside it may tell when the page was captured at the earliest. */
static bool
warn_age(struct model *model, size_t *room, size_t i, struct span age, struct arena *arena,
    struct fault *f)
{
	const struct article	*article = &model->filed->corpus.articles[i].article;
	const struct evidence	*last = NULL;
	struct buf		 out = BUF(TEXT_MAX);
	struct span		 text;

	for (size_t k = 0; k < article->nevidence; k++) {
		const struct evidence	*e = &article->evidence[k];

		if (e->says == SAYS_CAPTURED && e->day.n > 0 &&
		    (last == NULL || e->when.earliest > last->when.earliest))
			last = e;
	}
	buf_print(&out, "\"%.*s\" without a capture time gives no day", SPAN_ARG(age));
	if (last != NULL)
		buf_print(&out, "; a teaser says \"%.*s\", so it was captured on %.*s or later",
		    SPAN_ARG(last->found), SPAN_ARG(last->day));
	return buf_end(&out, arena, &text, f) && warn(model, room, i, arena, f, "", text, "");
}

/* What a careful reader would want to know about one document's date. */
static bool
warn_article(struct model *model, size_t *room, size_t i, struct arena *arena, struct fault *f)
{
	const struct article	*article = &model->filed->corpus.articles[i].article;
	const struct dating	*published = &article->published;

	if (published->conflict &&
	    !warn(model, room, i, arena, f,
		"its dates contradict each other; the one outside the bounds is not used",
		SPAN_NONE, ""))
		return false;
	for (size_t k = 0; k < article->nevidence; k++) {
		const struct evidence	*e = &article->evidence[k];

		if (e->kind == EVIDENCE_FURNITURE && published->rank == 0 &&
		    !warn(model, room, i, arena, f, "the page's masthead says \"", e->found,
			"\"; used only as \"not after\""))
			return false;
		if (e->kind == EVIDENCE_RELATIVE && article->captured == DATE_UNKNOWN &&
		    !warn_age(model, room, i, e->found, arena, f))
			return false;
	}
	if (article->replaced > 0 &&
	    !warn(model, room, i, arena, f, "some bytes were not text and show as U+FFFD",
		SPAN_NONE, ""))
		return false;
	for (size_t k = 0; k < article->ncredits; k++) {
		if (article->credits[k].role == CREDIT_REPUBLISHED && published->rank == 3)
			return warn(model, room, i, arena, f, "the date printed is that of ",
			    article->credits[k].name, "; when this copy appeared is unknown");
	}
	return true;
}

/* First of all: a page that does not stand as it was printed. */
static bool
warn_changes(struct model *model, size_t *room, struct arena *arena, struct fault *f)
{
	for (size_t i = 0; i < model->nchanges; i++) {
		const struct change	*change = &model->changes[i];
		size_t			 at = change->member != TRAIL_NONE ? change->member : change->by;

		if (at == TRAIL_NONE)
			continue;
		if (!arena_grow(arena, &model->warnings, model->nwarnings, room,
			sizeof *model->warnings, f))
			return false;
		model->warnings[model->nwarnings++] = (struct warning) {
			model->names[model->members[at].filed->article],
			change->line,
		};
	}
	return true;
}

bool
collect_warnings(struct model *model, struct arena *arena, struct fault *f)
{
	size_t	 room = 0;

	if (!warn_changes(model, &room, arena, f))
		return false;
	for (size_t i = 0; i < model->filed->corpus.narticles; i++) {
		if (!warn_article(model, &room, i, arena, f))
			return false;
	}
	for (size_t i = 0; i < model->nmembers; i++) {
		if (model->members[i].filed->quote.form == QUOTE_UNCLOSED &&
		    !warn(model, &room, model->members[i].filed->article, arena, f,
			"a quotation has no closing mark; its end is a guess", SPAN_NONE, ""))
			return false;
	}
	return true;
}
