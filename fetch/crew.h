/*
 * Workers: processes that read documents, one a core, so that a page that
 * crashes, hangs or eats memory costs that page and nothing else. Each reads in
 * a cage (fetch/cage.h), so that a page which takes its reader over gets hold of
 * no file, no host and no program either. Where cage_possible() is false, and in
 * a build with sanitizers, which ask the system for more, there is none.
 */
#ifndef FETCH_CREW_H
#define FETCH_CREW_H

#include <stdint.h>

#include "fetch/document.h"

struct crew_options {
	size_t	 workers;	/* 0: one for each core this process may use */
	int64_t	 time_max_ms;	/* for one document, default 30000; 0: no limit */
	size_t	 memory_max_bytes; /* address space of a worker, default 2 GiB; 0: no limit */
	const struct outlet_settings *settings; /* as in struct page_hints; outlives the crew */

	/* What reads in place of document_read(), for tests of what a bad page can do; NULL otherwise. */
	bool	(*read)(const struct document *document, const struct quote_finder *finder,
	    struct arena *arena, struct article *article, struct quote_list *quotes,
	    struct fault *f);
};
extern const struct crew_options crew_defaults;

/* Cores this process may use; at least 1. */
size_t crew_cores(void);

/*
 * A crew is one thread's. Its workers are children of this process, which must
 * not take leave of children that it does not know (waitpid(-1)); they ignore
 * signals from the keyboard and die with it.
 */
struct crew;
struct crew *crew_new(const struct crew_options *options, struct fault *f);
void crew_free(struct crew *crew); /* ends the workers, whatever they do */

/*
 * How many documents it takes now without anything to wait for: idle workers
 * and a line for each, short when the documents are large.
 */
size_t crew_room(const struct crew *crew);
size_t crew_busy(const struct crew *crew); /* documents given and not yet taken back */

/*
 * Hand over a document, which is copied; there must be room. Workers are
 * started when first needed; where the system refuses one, those that are
 * there do, and only when there is none is it FAULT_MEMORY. FAULT_LIMIT: the
 * document has more than 256 MiB, which no reader takes anyway.
 */
bool crew_give(struct crew *crew, uint64_t ticket, const struct document *document, struct fault *f)
    MUST_CHECK;

struct crew_reading {
	uint64_t		 ticket;
	struct article		 article;
	struct quote_list	 quotes;
	struct fault		 why; /* FAULT_NONE: there is an article. Else the reading's fault, or that
					 its worker crashed or asked for what it may not have
					 (FAULT_INPUT), took too long or too much (FAULT_LIMIT); begins with the document's name */
};

/*
 * Take back what is done, in any order, waiting wait_ms at most; everything in
 * the arena. It does not wait when nothing is given, and no longer when a
 * signal comes. Call it at least twice a second while documents are in work:
 * it sends, receives and sees to the time limit, whose clock stands still
 * while nobody looks. False only when there is no worker and none to be had.
 */
bool crew_take(struct crew *crew, int wait_ms, struct arena *arena, struct crew_reading *reading,
    bool *any, struct fault *f) MUST_CHECK;

/*
 * What can be waited on for the next of them once crew_take() finds none:
 * fills in at most `most` descriptors, to be read from, and says how many; one
 * at present, and the same as long as the crew lives.
 */
size_t crew_fds(const struct crew *crew, int *fds, size_t most);

#endif
