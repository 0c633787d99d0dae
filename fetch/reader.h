/*
 * The inside of source_read(): errands on their way from being named to being
 * told. Known to fetch/source.c (what things are), fetch/reader.c (who does
 * what next) and nobody else.
 */
#ifndef FETCH_READER_H
#define FETCH_READER_H

#include "fetch/branch.h"
#include "fetch/errand.h"
#include "fetch/seen.h"
#include "fetch/walk.h"

/* With so many branches under way no further source is looked at; answers on their way may add some. */
#define BRANCHES_FULL 4u

/* What one answer may take; the exchange bounds its body before this does. */
#define ANSWER_BYTES_MAX ((size_t)3 << 30)

struct reader {
	const struct source_options	*options;
	const struct source_events	*events;
	struct source_count		 count;
	const struct span		*sources; /* what was named, of which `next` comes next */
	size_t				 nsources, next;
	struct walk			*walk;
	struct seen			*seen;
	struct errands			 line;
	struct reader_branch {
		struct branch	*branch;
		struct errand	*errand; /* what the branch came from; its items stand before it */
		size_t		 items;	 /* that came of it */
	} * branches;
	size_t				 nbranches, branches_room;
	struct crawl			*crawl; /* made when first needed, as is the crew */
	struct crew			*crew;
	struct quote_finder		*finder; /* when there is no crew */
	struct arena			*arena;	 /* of what is read now */
	struct arena			*answers; /* of what the crawl answered */
	struct arena			*names;
	size_t				 held;	 /* bytes of articles that wait for those before them */
	bool				 full;	 /* `seen` is, and it was said */
	bool				 sealed; /* nothing is opened, nothing fetched */
	struct fault			*f;	 /* what ends the run */
};

/* --- reader.c: every function returns false when the run ends --------------------------- */

/* The errand failed; the fault's text need not name it. */
bool reader_fail(struct reader *r, struct errand *errand, const struct fault *why);

/* What the errand came to is told, at once or when those before it were. */
bool reader_finish(struct reader *r, struct errand *errand, enum errand_state state);

/* Hand a document to the workers, or read it here when there are none. */
bool reader_give(struct reader *r, struct errand *errand, const struct document *document);

/* Ask for a page, unless it was asked for before or need not be. */
bool reader_ask(struct reader *r, const struct source_visit *visit, struct errand *next,
    const struct branch_step *step, enum source_kind as, unsigned depth);

/* The errand is a branch: its items come next, before it. */
bool reader_branch(struct reader *r, struct errand *errand, const struct branch_origin *origin);

bool reader_run(struct reader *r);

/* --- source.c --------------------------------------------------------------------------- */

/* What a person named, and what the walk gave: a file, a directory, a list or an address. */
bool source_named(struct reader *r, struct span source);
bool source_item(struct reader *r, const struct item *item);

/* What the crawl brought; false ends the run. The answers' arena may be taken. */
bool source_answer(struct reader *r, struct errand *errand, const struct crawl_answer *answer);

#endif
