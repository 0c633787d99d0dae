#include "cmd/conclude.h"

#include "cmd/team.h"

#define TRIES_MAX 3 /* other processes may go on adding; the last word is theirs then */

struct conclusion {
	struct store		*store;
	struct progress		*progress;
	struct team		*team;
	struct arena		*arena;
	struct corpus		 corpus;
	struct trail_article	*articles;
	struct occurrence	*occurrences;
	struct trail		 trail;
	struct unquoted_index	*index;
	struct placement	*carried; /* of the unquoted words, behind those of the quotations */
	size_t			 ncarried, carried_room, quotes_room;
};

/* What is under way, for whoever waits: some of it takes half a minute in a large database. */
static void
tell(struct progress *progress, const char *stage)
{
	if (progress != NULL && (progress->cli->live || progress_due(progress)))
		progress_say(progress, span_of(stage));
}

/* An article that quotes an utterance is no second witness of it, whatever it repeats without marks. */
static bool
quotes_it(const struct conclusion *c, const struct family *family, size_t article)
{
	for (size_t i = 0; i < family->nmembers; i++) {
		const size_t	 other = c->occurrences[family->members[i]].article;

		if (span_eq(c->articles[other].identity, c->articles[article].identity))
			return true;
	}
	return false;
}

static bool
on_prose(void *context, size_t article, const struct article *text, const struct span *quoted,
    size_t nquoted, struct arena *scratch, struct fault *f)
{
	struct conclusion	*c = context;
	struct unquoted		*found;
	size_t			 count;

	if (!unquoted_find(c->index, text, quoted, nquoted, scratch, &found, &count, f))
		return false;
	for (size_t i = 0; i < count; i++) {
		const size_t	 family = c->trail.placements[found[i].occurrence].family;

		if (quotes_it(c, &c->trail.families[family], article))
			continue;
		if (!corpus_carry(&c->corpus, article, text, &found[i], &c->quotes_room, c->arena,
			f) ||
		    !arena_grow(c->arena, &c->carried, c->ncarried, &c->carried_room,
			sizeof *c->carried, f))
			return false;
		c->carried[c->ncarried++] = (struct placement) { .family = family,
			.second = TRAIL_NONE,
			.parent = TRAIL_NONE,
			.bits = found[i].bits,
			.rule = "unquoted: its words in a row, without quotation marks" };
	}
	return true;
}

/* Quotations stay where they were placed; with the unquoted words all else is judged anew. */
static bool
judge_again(struct conclusion *c, struct fault *f)
{
	const struct trail	 before = c->trail;
	const size_t		 quoted = c->corpus.nquotes - c->ncarried;
	struct placement *settled = arena_take(c->arena, c->corpus.nquotes, sizeof *settled, f);

	if (settled == NULL)
		return false;
	memcpy(settled, before.placements, quoted * sizeof *settled);
	memcpy(settled + quoted, c->carried, c->ncarried * sizeof *settled);
	if (!corpus_for_trail(&c->corpus, c->arena, &c->articles, &c->occurrences, f) ||
	    !trail_settle(c->articles, c->corpus.narticles, c->occurrences, c->corpus.nquotes,
		settled, before.nfamilies, team_hands(c->team), c->arena, &c->trail, f))
		return false;
	c->trail.near = before.near;
	c->trail.nnear = before.nnear;
	return true;
}

/* Of all articles, or of a list of versions; runs that are shunned tell no family. */
static bool
carry_unquoted(struct conclusion *c, struct span versions, const uint64_t *shunned, size_t nshunned,
    struct fault *f)
{
	bool	 ok;

	c->quotes_room = c->corpus.nquotes;
	ok = unquoted_index_new(c->occurrences, c->corpus.nquotes, &c->trail, &c->index, f);
	if (ok)
		unquoted_shun(c->index, shunned, nshunned);
	ok = ok && store_each_prose(c->store, &c->corpus, versions, on_prose, c, f);
	unquoted_index_free(c->index);
	return ok;
}

static bool
conclude_once(struct conclusion *c, struct fault *f)
{
	tell(c->progress, "linking: reading all quotations");
	if (!store_load(c->store, c->arena, &c->corpus, f) ||
	    !corpus_for_trail(&c->corpus, c->arena, &c->articles, &c->occurrences, f))
		return false;
	tell(c->progress, "linking: placing them in families");
	if (!trail_follow(c->articles, c->corpus.narticles, c->occurrences, c->corpus.nquotes,
		team_hands(c->team), c->arena, &c->trail, f))
		return false;
	tell(c->progress, "linking: looking for their words in prose");
	if (!carry_unquoted(c, SPAN_NONE, NULL, 0, f))
		return false;
	tell(c->progress, "linking: measuring drift");
	if ((c->ncarried > 0 && !judge_again(c, f)) ||
	    !trail_measure_all(c->articles, c->occurrences, c->arena, &c->trail, f))
		return false;
	tell(c->progress, "linking: filing it");
	return store_conclude(c->store, &c->corpus, &c->trail, f);
}

/* What follows from where the news belongs. */
static bool
follow_news(const struct store_news *news, const struct hands *hands, struct arena *arena,
    struct trail *trail, struct fault *f)
{
	struct trail_article	*articles;
	struct occurrence	*occurrences;

	return corpus_for_trail(&news->corpus, arena, &articles, &occurrences, f) &&
	    trail_settle(articles, news->corpus.narticles, occurrences, news->corpus.nquotes,
		news->settled, news->nfamilies, hands, arena, trail, f) &&
	    trail_measure_all(articles, occurrences, arena, trail, f);
}

/* Where the news belongs is asked of what shares its words; what follows, of the families it joined. */
static bool
attach_once(struct conclusion *c, struct fault *f)
{
	const struct hands	*hands = team_hands(c->team);
	struct store_news	 news, joined;
	struct store_carried	 carried;
	struct trail		 trail;

	tell(c->progress, "attaching what is new");
	if (!store_news(c->store, c->arena, &news, f))
		return false;
	c->corpus = news.corpus;
	if (!corpus_for_trail(&c->corpus, c->arena, &c->articles, &c->occurrences, f) ||
	    !trail_settle(c->articles, c->corpus.narticles, c->occurrences, c->corpus.nquotes,
		news.settled, news.nfamilies, hands, c->arena, &c->trail, f) ||
	    !carry_unquoted(c, news.versions, news.shunned, news.nshunned, f))
		return false;
	carried = (struct store_carried) { c->corpus.quotes + news.corpus.nquotes, c->carried,
		c->ncarried };
	return store_news_families(c->store, &news, &c->trail, &carried, c->arena, &joined, f) &&
	    follow_news(&joined, hands, c->arena, &trail, f) &&
	    store_attach(c->store, &joined, &trail, f);
}

typedef bool step(struct conclusion *c, struct fault *f);

/* Once more when another process has added to it meanwhile. */
static bool
work_on(struct store *store, step *once, struct progress *progress, struct fault *f)
{
	struct arena		*arena = arena_new(CONCLUDE_BYTES_MAX);
	struct team		*team = team_new(0, f);
	const struct conclusion	 start = { .store = store,
		.progress = progress,
		.team = team,
		.arena = arena };
	struct conclusion	 c = start;
	bool			 ok = team != NULL;

	if (arena == NULL)
		ok = fault_set(f, FAULT_MEMORY, "out of memory");
	ok = ok && once(&c, f);
	for (int i = 1; i < TRIES_MAX && !ok && f->kind == FAULT_CHANGED; i++) {
		fault_clear(f);
		arena_reset(arena);
		c = start;
		ok = once(&c, f);
	}
	team_free(team);
	arena_free(arena);
	return ok;
}

bool
conclude(struct store *store, struct progress *progress, struct fault *f)
{
	return work_on(store, conclude_once, progress, f);
}

bool
conclude_attach(struct store *store, struct progress *progress, struct fault *f)
{
	return work_on(store, attach_once, progress, f);
}

bool
conclude_news(struct store *store, int64_t most, struct progress *progress, struct fault *f)
{
	struct store_standing	 standing;
	bool			 settled;
	int64_t			 late;

	if (!store_settled(store, &settled, f) || settled)
		return settled;
	if (!store_standing(store, &standing, f))
		return false;
	late = standing.attached + standing.waiting;
	return standing.linked + late <= most || late >= standing.linked / CONCLUDE_GROWTH ?
	    conclude(store, progress, f) :
	    conclude_attach(store, progress, f);
}
