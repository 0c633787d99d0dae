#include "cmd/conclude.h"

bool
conclude(struct store *store, struct fault *f)
{
	struct arena		*arena = arena_new(CONCLUDE_BYTES_MAX);
	struct trail_article	*articles = NULL;
	struct occurrence	*occurrences = NULL;
	struct corpus		 corpus = { NULL, 0, NULL, 0 };
	struct trail		 trail;
	bool			 ok;

	if (arena == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	ok = store_load(store, arena, &corpus, f) &&
	    corpus_for_trail(&corpus, arena, &articles, &occurrences, f) &&
	    trail_follow(articles, corpus.narticles, occurrences, corpus.nquotes, arena, &trail, f) &&
	    store_conclude(store, &corpus, &trail, f);
	arena_free(arena);
	return ok;
}
