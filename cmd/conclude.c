#include "cmd/conclude.h"

#include "cmd/team.h"

#define TRIES_MAX 3 /* other processes may go on adding; the last word is theirs then */

static bool
conclude_once(struct store *store, struct arena *arena, struct fault *f)
{
	const struct hands	 hands = team_hands();
	struct trail_article	*articles = NULL;
	struct occurrence	*occurrences = NULL;
	struct corpus		 corpus = { NULL, 0, NULL, 0 };
	struct trail		 trail;

	return store_load(store, arena, &corpus, f) &&
	    corpus_for_trail(&corpus, arena, &articles, &occurrences, f) &&
	    trail_follow(articles, corpus.narticles, occurrences, corpus.nquotes, &hands, arena,
		&trail, f) &&
	    trail_measure_all(articles, occurrences, arena, &trail, f) &&
	    store_conclude(store, &corpus, &trail, f);
}

bool
conclude(struct store *store, struct fault *f)
{
	struct arena	*arena = arena_new(CONCLUDE_BYTES_MAX);
	bool		 ok;

	if (arena == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	ok = conclude_once(store, arena, f);
	for (int i = 1; i < TRIES_MAX && !ok && f->kind == FAULT_CHANGED; i++) {
		fault_clear(f);
		arena_reset(arena);
		ok = conclude_once(store, arena, f);
	}
	arena_free(arena);
	return ok;
}
