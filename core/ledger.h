/*
 * What is kept of quotations while they are followed: where each stands, when
 * its article appeared, its id; of texts and names only hashes. So quotations
 * may be read one by one from a file that is larger than memory.
 */
#ifndef CORE_LEDGER_H
#define CORE_LEDGER_H

#include "core/trail.h"

struct ledger_article {
	struct interval	 published;	    /* once one was inferred, that */
	uint64_t	 identity, lineage; /* hashes: equal for equal ones */
	int32_t		 version;
	int8_t		 rank, weekday;
	bool		 inferred;
};

#define LEDGER_START_MAX (((uint32_t)1 << 29) - 1)

struct ledger_entry {
	uint32_t	 article;
	uint32_t	 start : 29; /* where it stands in its article, at most LEDGER_START_MAX */
	uint32_t	 cuts : 2;   /* of three signs that copying left: no beginning, no end, gaps or brackets */
	uint32_t	 aside : 1;  /* words of another article on the page, or a reader's */
	uint32_t	 form;	     /* hash of the text as printed */
};

struct ledger {
	struct ledger_article *articles;
	struct ledger_entry *entries;
	char		*ids;	  /* one behind the other */
	uint32_t	*id_ends; /* an entry: where its id ends */
	size_t		 narticles, count, nbytes;
	size_t		 articles_room, room, ids_room, ends_room;
};

#define LEDGER_EMPTY ((struct ledger) { .articles = NULL })
void ledger_free(struct ledger *l);

/*
 * Add an article, or an occurrence of an article that was added: o->article
 * counts from 0. FAULT_LIMIT when there are more than the ledger can number.
 */
bool ledger_add_article(struct ledger *l, const struct trail_article *article, struct fault *f)
    MUST_CHECK;
bool ledger_add(struct ledger *l, const struct occurrence *o, struct fault *f) MUST_CHECK;

/* Put everything of another ledger behind what is here; the other is emptied. */
bool ledger_append(struct ledger *l, struct ledger *other, struct fault *f) MUST_CHECK;

/*
 * Make articles of one identity one. It has the date of the one that speaks
 * for it, whatever their order: a dated one, the earlier.
 */
bool ledger_join_articles(struct ledger *l, struct fault *f) MUST_CHECK;

/* An entry whose id another has before it, or TRAIL_NONE. */
bool ledger_find_double(const struct ledger *l, size_t *entry, struct fault *f) MUST_CHECK;

struct span ledger_id(const struct ledger *l, size_t entry);

static inline const struct ledger_article *
ledger_article(const struct ledger *l, size_t entry)
{
	return &l->articles[l->entries[entry].article];
}

#endif
