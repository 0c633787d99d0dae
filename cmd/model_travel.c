/* How the words travelled, and what to check before relying on it. */
#include <stdlib.h>

#include "cmd/alike.h"
#include "cmd/model_parts.h"
#include "cmd/pick.h"

#define REUSE_SHARE 0.12      /* of an article's prose in runs of eight words: more than chance gives */
#define REUSE_BYTES_MAX ((size_t)256 << 20) /* for comparing two articles */
#define TEXT_MAX ((size_t)4096)

/* The quotes of the corpus article by article: those of article i begin at from[i] in `quotes`. */
struct by_article {
	size_t	*quotes, *from;
};

static bool
sort_quotes(const struct corpus *corpus, struct arena *arena, struct by_article *sorted,
    struct fault *f)
{
	size_t	*next;

	sorted->quotes = arena_take(arena, corpus->nquotes, sizeof *sorted->quotes, f);
	sorted->from = next = arena_take(arena, corpus->narticles + 2, sizeof *next, f);
	if (sorted->quotes == NULL || next == NULL)
		return false;
	for (size_t i = 0; i < corpus->nquotes; i++)
		next[corpus->quotes[i].article + 2]++;
	for (size_t i = 2; i < corpus->narticles + 2; i++)
		next[i] += next[i - 1];
	/* What is filled in pushes each beginning to that of the next article. */
	for (size_t i = 0; i < corpus->nquotes; i++)
		sorted->quotes[next[corpus->quotes[i].article + 1]++] = i;
	return true;
}

/* The stretches of one article's text that are quotations of the family. */
static bool
quoted_of(const struct corpus *corpus, const struct by_article *sorted, size_t article,
    struct arena *arena, struct span **quoted, size_t *count, struct fault *f)
{
	size_t	 room = 0;

	*quoted = NULL;
	*count = 0;
	for (size_t i = sorted->from[article]; i < sorted->from[article + 1]; i++) {
		const struct quote	*quote = &corpus->quotes[sorted->quotes[i]].quote;

		for (size_t k = 0; k < quote->nparts && quote->outside < 0; k++) {
			if (!arena_grow(arena, quoted, *count, &room, sizeof **quoted, f))
				return false;
			(*quoted)[(*count)++] = quote->parts[k];
		}
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
	struct trail_runs	 runs[TRAIL_PROSE_MAX];
	size_t			 count;
	struct trail_prose	 all;
	struct by_article	 quoted;
	const struct pick	*shown; /* whose own prose is looked at */
	struct arena		*scratch;
};

/* Its place among those that are read; their count when it is not one of them. */
static size_t
find_prose(const struct prose *prose, const struct filed_article *article)
{
	size_t	 k = 0;

	while (k < prose->count && prose->members[k]->article != article)
		k++;
	return k;
}

static bool
read_prose(const struct model *model, struct arena *arena, struct prose *prose, struct fault *f)
{
	for (size_t i = 0; i < model->nmembers && prose->count < TRAIL_PROSE_MAX; i++) {
		const struct member	*member = &model->members[i];

		if (!member->counts || find_prose(prose, member->article) < prose->count)
			continue;
		arena_reset(prose->scratch);
		if (!trail_runs_read(&member->article->article, arena, prose->scratch,
			&prose->runs[prose->count], f))
			return false;
		prose->members[prose->count++] = member;
	}
	return trail_prose_read(prose->runs, prose->count, arena, &prose->all, f);
}

/* How much of a member's own prose stands in each of the others, and how it is compared. */
static bool
measure_reuse(const struct model *model, const struct member *member, struct prose *prose,
    double shares[TRAIL_PROSE_MAX], bool *cut, struct fault *f)
{
	size_t			 k = find_prose(prose, member->article), nquoted;
	struct trail_runs	 runs;
	struct span		*quoted;

	arena_reset(prose->scratch);
	if (k < prose->count)
		runs = prose->runs[k];
	else if (!trail_runs_read(&member->article->article, prose->scratch, prose->scratch, &runs,
		     f))
		return false;
	*cut = runs.cut;
	return quoted_of(&model->filed->corpus, &prose->quoted, member->filed->article,
		   prose->scratch, &quoted, &nquoted, f) &&
	    trail_reuse(&runs, quoted, nquoted, &prose->all, prose->scratch, shares, f);
}

/* An uncredited page whose prose stands in another: said as a share, never asserted. */
static bool
add_reuse(const struct model *model, const struct member *member, struct prose *prose,
    struct buf *note, struct fault *f)
{
	double			 shares[TRAIL_PROSE_MAX], most = REUSE_SHARE;
	const struct member	*closest = NULL;
	bool			 cut;

	if (!measure_reuse(model, member, prose, shares, &cut, f))
		return false;
	for (size_t k = 0; k < prose->count; k++) {
		if (shares[k] > most && may_copy(member, prose->members[k])) {
			most = shares[k];
			closest = prose->members[k];
		}
	}
	if (closest == NULL)
		return true;
	buf_print(note, "%s%.0f %% of its own prose", note->n > 0 ? "; " : "", most * 100);
	if (cut)
		buf_print(note, " (in its first %zu words)", TRAIL_RUNS_WORDS_MAX);
	buf_print(note, " also stands in [%zu]", (size_t)(closest - model->members) + 1);
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
	if (!travel->credited && pick_holds(prose->shown, i) &&
	    !add_reuse(model, member, prose, &note, f))
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
		if (model->members[i].document < i)
			continue;
		if (!travel_of(model, i, prose, &model->travels[model->ntravels], arena, f))
			return false;
		model->ntravels++;
	}
	return true;
}

bool
follow_travel(struct model *model, const struct pick *shown, struct arena *arena, struct fault *f)
{
	struct prose	 prose = { .shown = shown, .scratch = arena_new(REUSE_BYTES_MAX) };
	struct arena	*memory = arena_new(REUSE_BYTES_MAX);
	bool		 ok = false;

	model->travels = arena_take(arena, model->nmembers, sizeof *model->travels, f);
	if (prose.scratch == NULL || memory == NULL)
		fault_set(f, FAULT_MEMORY, "out of memory");
	else if (model->travels != NULL)
		ok = sort_quotes(&model->filed->corpus, memory, &prose.quoted, f) &&
		    read_prose(model, memory, &prose, f) && list_travels(model, &prose, arena, f);
	arena_free(memory);
	arena_free(prose.scratch);
	return ok;
}

/* A warning reads: before, what was found, after. */
static bool
warn(struct model *model, size_t *room, size_t article, struct arena *arena, struct fault *f,
    const char *before, struct span found, const char *after)
{
	struct warning	 warning = { .document = model->names[article] };

	if (!span_print(arena, &warning.text, f, "%s%.*s%s", before, SPAN_ARG(found), after))
		return false;
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

/* Two pages of one name may be warned of in the same words: once is enough. */
static bool
drop_repeated(struct model *model, struct arena *arena, struct fault *f)
{
	struct alike	*things = arena_take(arena, model->nwarnings, sizeof *things, f);
	size_t		*document, *warning, n = 0;

	if (things == NULL)
		return false;
	for (size_t i = 0; i < model->nwarnings; i++)
		things[i] = (struct alike) { .name = model->warnings[i].document };
	if (!alike_firsts(things, model->nwarnings, arena, &document, f))
		return false;
	for (size_t i = 0; i < model->nwarnings; i++)
		things[i] = (struct alike) { document[i], model->warnings[i].text };
	if (!alike_firsts(things, model->nwarnings, arena, &warning, f))
		return false;
	for (size_t i = 0; i < model->nwarnings; i++) {
		if (warning[i] == i)
			model->warnings[n++] = model->warnings[i];
	}
	model->nwarnings = n;
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
	return drop_repeated(model, arena, f);
}
